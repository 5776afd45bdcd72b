//! What steps release: lodged cells, relay parts, the dossier.

use wayhome_protocol::dossier::SEALED_CHUNK;
use wayhome_protocol::dossier_request::{
    DossierGetAnswer, DossierGetOutcome, DossierGetRequest, DossierPutAnswer, DossierPutOutcome,
    DossierPutRequest, SealedChunk,
};
use wayhome_protocol::group::Row;
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::{DossierRelayPart, ReadingCapability, SendCapability};
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::uploaded_plan::{PlanDossier, UploadedPlan};

use super::{Came, Contact, DAY, HOUR, TIMER, ben, chandra, control, daily, hours, steps, touch_key, world};
use crate::people::{Person, Say, World, asha, cell, tag};

/// The dossier of these tests.
pub(crate) const DOSSIER: DossierId = DossierId::from_bytes([50; 16]);

fn reading(byte: u8) -> ReadingCapability {
    ReadingCapability::from_bytes([byte; 32])
}

impl World {
    /// Sends a contact cells with relay parts 1, 2, 3 …
    pub(crate) fn relay_parts_for(&mut self, contact: &Contact, many: u16) {
        for number in 1..=many {
            let row = self.part_row(contact, number);
            self.sync(&asha(), Say { rows: vec![row], ..Say::default() });
        }
    }

    /// A new cell for a contact, with a relay part of this number.
    fn part_row(&mut self, contact: &Contact, number: u16) -> Row {
        let [high, low] = number.to_be_bytes();
        let mut part = [high; 32];
        part[31] = low;
        contact.mailbox.row_with(&cell(low, &mut self.rng), part)
    }

    /// The relay parts that a contact was given: the tag's first byte and the part's number, in order.
    fn parts_of(&mut self, contact: &Contact) -> Vec<(u8, u16)> {
        let mut found = Vec::new();
        for came in self.came_to(contact) {
            if let Came::Notice { kind: NoticeKind::RelayParts { parts }, .. } = came {
                found.extend(parts.iter().map(|(tag, part)| {
                    let bytes = part.expose();
                    (tag.as_bytes()[0], u16::from_be_bytes([bytes[0], bytes[31]]))
                }));
            }
        }
        found
    }

    pub(crate) fn put(
        &mut self,
        who: &Person,
        dossier: DossierId,
        index: u32,
        count: u32,
    ) -> DossierPutAnswer {
        let chunk = SealedChunk::from_bytes(vec![u8::try_from(index % 251).unwrap(); SEALED_CHUNK]).unwrap();
        self.put_chunk(who, dossier, index, count, chunk)
    }

    pub(crate) fn put_chunk(
        &mut self,
        who: &Person,
        dossier: DossierId,
        index: u32,
        count: u32,
        chunk: SealedChunk,
    ) -> DossierPutAnswer {
        let readers = reading(51).hash();
        let body =
            DossierPutRequest { reading: who.reading(), dossier, index, count, readers, chunk }.encode();
        let answer = self.relay.handle_dossier_put(self.moment(), &body, &mut self.rng).unwrap();
        DossierPutAnswer::decode(&answer).unwrap()
    }

    pub(crate) fn get(&mut self, capability: u8, index: u32) -> DossierGetAnswer {
        let body = DossierGetRequest { dossier: DOSSIER, capability: reading(capability), index }.encode();
        let answer = self.relay.handle_dossier_get(self.moment(), &body, &mut self.rng).unwrap();
        DossierGetAnswer::decode(&answer).unwrap()
    }
}

/// Step 1 without anything, step 2 with places for Ben, step 3 with the dossier for both.
fn releasing(world: &mut World) -> UploadedPlan {
    let mut persons = vec![ben().told(&[1, 2, 3], world), chandra().told(&[2, 3], world)];
    persons[0].places = steps(&[2]);
    persons[0].dossier = steps(&[3]);
    persons[1].dossier = steps(&[3]);
    let relay_part = DossierRelayPart::from_bytes([52; 32]);
    UploadedPlan {
        dossier: Some(PlanDossier { dossier: DOSSIER, relay_part, generation: 7 }),
        ..daily(persons)
    }
}

#[test]
fn relay_parts_come_with_the_step_that_releases_them_and_to_nobody_else() {
    let mut world = world();
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.relay_parts_for(&ben(), 3);
    world.relay_parts_for(&chandra(), 3);
    world.pass(DAY);
    assert_eq!(world.parts_of(&ben()), [], "step 1 releases nothing");
    world.pass(hours(12));
    assert_eq!(world.parts_of(&ben()), [(3, 3), (2, 2), (1, 1)], "the newest first");
    world.pass(hours(48));
    assert_eq!(world.parts_of(&ben()).len(), 3, "once");
    assert_eq!(world.parts_of(&chandra()), []);
}

#[test]
fn what_comes_after_the_step_that_releases_places_is_released_as_it_comes_and_once() {
    let mut world = world();
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.pass(DAY);
    world.relay_parts_for(&ben(), 1);
    assert_eq!(world.parts_of(&ben()), [], "step 1 releases nothing");
    world.pass(hours(12));
    // The same parts beside other cells, and two new ones.
    world.relay_parts_for(&ben(), 3);
    world.relay_parts_for(&chandra(), 3);
    assert_eq!(world.parts_of(&ben()), [(1, 1), (2, 2), (3, 3)]);
    assert_eq!(world.parts_of(&chandra()), []);
    world.pass(hours(36));
    world.relay_parts_for(&ben(), 4);
    assert_eq!(world.parts_of(&ben()), [(1, 1), (2, 2), (3, 3), (4, 4)], "after step 3 as well");
    let events = world.came_to(&ben()).into_iter().filter_map(|came| match came {
        Came::Notice { event, kind: NoticeKind::RelayParts { .. }, .. } => Some(event),
        _ => None,
    });
    let mut events: Vec<_> = events.collect();
    events.sort();
    events.dedup();
    assert_eq!(events.len(), 4, "each says something else");
}

#[test]
fn what_comes_with_a_check_in_after_it_or_in_a_pause_stays_sealed() {
    let mut world = world();
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.pass(DAY.saturating_add(hours(12)));
    world.order(TimerCommand::pause(TIMER, 2, HOUR, &control()));
    world.relay_parts_for(&ben(), 1);
    assert_eq!(world.parts_of(&ben()), [], "in a pause");
    let touch = TimerCommand::touch(TIMER, 1, DAY, &touch_key());
    let rows = vec![world.part_row(&ben(), 2)];
    world.sync(&asha(), Say { timer: touch, rows, ..Say::default() });
    assert_eq!(world.parts_of(&ben()), [], "with a check-in");
    world.relay_parts_for(&ben(), 3);
    assert_eq!(world.parts_of(&ben()), [], "after it");
    world.pass(HOUR.saturating_add(DAY).saturating_add(hours(12)));
    assert_eq!(world.parts_of(&ben()), [(3, 3), (2, 2), (1, 1)], "with the step of the next round");
}

#[test]
fn what_comes_for_a_mailbox_that_a_plan_has_no_right_to_is_released_to_nobody() {
    let mut world = world();
    let mut plan = releasing(&mut world);
    plan.persons[0].capability = SendCapability::from_bytes([0; 32]);
    world.arm(1, &plan);
    world.pass(DAY.saturating_add(hours(12)));
    world.relay_parts_for(&ben(), 2);
    assert_eq!(world.parts_of(&ben()), []);
}

#[test]
fn as_many_notices_come_as_the_relay_parts_need() {
    let mut world = world();
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.relay_parts_for(&ben(), 40);
    world.pass(DAY.saturating_add(hours(12)));
    let news: Vec<_> = world.news(&ben()).into_iter().filter(|news| news.ends_with("parts")).collect();
    assert_eq!(news, ["18 parts", "18 parts", "4 parts"]);
    let numbers: Vec<_> = world.parts_of(&ben()).into_iter().map(|(_, number)| number).collect();
    assert_eq!(numbers, (1..=40).rev().collect::<Vec<_>>());
    let events = world.came_to(&ben()).into_iter().filter_map(|came| match came {
        Came::Notice { event, .. } => Some(event),
        _ => None,
    });
    let mut events: Vec<_> = events.collect();
    let many = events.len();
    events.sort();
    events.dedup();
    assert_eq!(events.len(), many, "each says something else");
}

#[test]
fn relay_parts_are_deleted_72_hours_after_the_last_step() {
    let mut world = world();
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.relay_parts_for(&ben(), 3);
    let count = |world: &mut World| world.look(|tables| tables.count_relay_parts(&ben().mailbox.send_id));
    world.pass(DAY.saturating_add(hours(48 + 72)).saturating_sub(Seconds::new(1)));
    assert_eq!(count(&mut world), 3);
    world.pass(Seconds::new(1));
    assert_eq!(count(&mut world), 0);
    // A check-in that comes later still is told, and what it brings is kept for the next round.
    world.fresh(&ben());
    world.touch(1);
    world.relay_parts_for(&ben(), 2);
    assert_eq!(world.news(&ben())[0], "came after 3");
    world.pass(DAY.saturating_add(hours(12)));
    assert_eq!(world.parts_of(&ben()), [(2, 2), (1, 1)]);
}

#[test]
fn the_dossiers_relay_part_comes_with_its_step() {
    let mut world = world();
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.pass(DAY.saturating_add(hours(47)));
    assert!(!world.news(&chandra()).contains(&"dossier".to_owned()));
    world.pass(hours(1));
    for contact in [ben(), chandra()] {
        let part = world.came_to(&contact).into_iter().find_map(|came| match came {
            Came::Notice { kind: NoticeKind::DossierPart { dossier, relay_part, generation }, .. } => {
                Some((dossier, *relay_part.expose(), generation))
            }
            _ => None,
        });
        assert_eq!(part, Some((DOSSIER, [52; 32], 7)));
    }
}

#[test]
fn chunks_are_given_only_after_a_step_has_released_them_and_to_who_may_read() {
    let mut world = world();
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    for index in 0..2 {
        assert_eq!(world.put(&asha(), DOSSIER, index, 2).outcome, DossierPutOutcome::Done);
    }
    world.pass(DAY.saturating_add(hours(48)).saturating_sub(Seconds::new(1)));
    assert_eq!(world.get(51, 0).outcome, DossierGetOutcome::Unknown);
    world.pass(Seconds::new(1));
    let given = world.get(51, 1);
    assert_eq!((given.outcome, given.count), (DossierGetOutcome::Given, 2));
    assert_eq!(given.chunk.unwrap().as_bytes(), [1; SEALED_CHUNK]);
    assert_eq!(world.get(51, 2).outcome, DossierGetOutcome::NoSuchChunk);
    assert_eq!(world.get(9, 1).outcome, DossierGetOutcome::Unknown);
}

#[test]
fn a_dossier_that_was_released_once_stays_as_long_as_the_armed_plan_names_it() {
    let mut world = world();
    world.put(&asha(), DOSSIER, 0, 1);
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.pass(DAY.saturating_add(hours(48)));
    assert_eq!(world.get(51, 0).outcome, DossierGetOutcome::Given);
    for counter in 1..=62 {
        world.touch(counter);
        world.pass(hours(24));
    }
    assert_eq!(world.get(51, 0).outcome, DossierGetOutcome::Given, "it is needed at the next alarm");
    world.order(TimerCommand::end(TIMER, 9, &control()));
    world.pass(hours(2));
    assert_eq!(world.get(51, 0).outcome, DossierGetOutcome::Unknown, "nobody names it any more");
}

#[test]
fn a_plan_releases_no_dossier_of_another_reader() {
    let mut world = world();
    world.put(&chandra().who, DOSSIER, 0, 1);
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.pass(DAY.saturating_add(hours(48)));
    assert_eq!(world.get(51, 0).outcome, DossierGetOutcome::Unknown);
}

#[test]
fn a_notice_opens_for_its_mailbox_only_and_not_once_it_was_changed() {
    let mut world = world();
    let plan = releasing(&mut world);
    world.arm(1, &plan);
    world.pass(DAY);
    let sealed = world.waiting(&ben().who).remove(0);
    let keys = |contact: &Contact| {
        NoticeKeys::derive(&SendCapability::from_bytes(contact.mailbox.capability).hash())
    };
    let (_, Notice { kind, .. }) = keys(&ben()).open(&sealed).unwrap();
    assert!(matches!(kind, NoticeKind::StepTold { .. }));
    assert!(keys(&chandra()).open(&sealed).is_err());
    assert_ne!(sealed.tag(), tag(0));
}
