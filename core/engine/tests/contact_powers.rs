//! What a contact, a relay, or somebody who has a contact's keys can do to a worker: answer, and nothing else. Every
//! message of the protocol and every answer of a relay is handed to a worker's engine, and its records are compared.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests are tests too"
)]

mod common;

use std::sync::Arc;

use common::powers::{Contact, From, fields, forbidden, kind, record_of};
use common::{Phone, Records, obeyed, registered, sound};
use rand::Rng;
use wayhome_engine::{
    CheckInDraft, ContactStatus, DossierField, Engine, EngineError, EventKind, PlanDraft, Run, Sharing,
    SosDraft, What,
};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::group::Group;
use wayhome_protocol::ids::{DossierId, EventId, SendId, TimerId};
use wayhome_protocol::keys::{CapabilityHash, DossierRelayPart, LodgeKey, RelayPart};
use wayhome_protocol::message::{CheckInState, Message, ReceiptState, ReplyKind};
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind, notice_event};
use wayhome_protocol::place::Place;
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_message::{PlanMessage, PlanOrder};
use wayhome_protocol::plan_request::PlanOutcome;
use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
use wayhome_protocol::receipt::seal_receipt;
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::request::Outcome;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest, TimerStatus};
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer_word::{PhoneState, TimerState, TimerWord};

/// A worker with everything that a contact might want to change: an armed plan, a dossier, places, an open call for
/// help, and a worker of her own whom she watches, so that her phone fetches too.
struct Story {
    asha: Phone,
    ben: Contact,
    /// Ben's mailboxes for her, and hers for him, as the relay knows them.
    timer: TimerId,
    sos: EventId,
    /// What went to Ben.
    sent: Vec<WireCell>,
    next: u64,
}

fn story() -> Story {
    let mut asha = Phone::new(1, "Asha");
    let ben = Contact::paired(&mut asha, "Ben", Sharing::OnRelease);
    asha.pair(&mut [Phone::new(3, "Chandra")]);
    let mut dev = Phone::new(4, "Dev");
    dev.pair(std::slice::from_mut(&mut asha));
    asha.step(|e, _, _| e.postpone_drill()).unwrap();
    asha.step(|e, _, _| e.set_dossier_field(DossierField::EMPLOYER, "Acme")).unwrap();
    asha.step(|e, now, rng| e.seal_dossier(now, rng)).unwrap();
    let mut groups = asha.run_obeyed();
    asha.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng)).unwrap();
    let here = Place::from_degrees(27.7, 85.3, Some(20.0), asha.now).unwrap();
    asha.step(|e, _, _| e.note_places(&[here])).unwrap();
    let check_in = CheckInDraft::new(CheckInState::Ok).with_place(here);
    asha.step(|e, now, rng| e.check_in(now, &check_in, rng)).unwrap();
    let help = SosDraft { place: Some(here), ..SosDraft::default() };
    let sos = asha.step(|e, now, rng| e.raise_sos(now, &help, rng)).unwrap();
    groups.extend(asha.run_obeyed());
    let timer = asha.uploads.last().unwrap().1.timer;
    let to_ben = groups.iter().flat_map(|group| &group.rows).filter(|row| row.send_id == ben.send_id);
    let sent = to_ben.map(|row| row.cell.clone()).collect();
    let mut story = Story { asha, ben, timer, sos, sent, next: 1 };
    story.settle();
    story
}

impl Story {
    /// Lets everything be done that is under way, so that what changes afterwards was changed from outside.
    fn settle(&mut self) {
        for _ in 0..3 {
            self.asha.run_obeyed();
            self.asha.step(|e, now, rng| e.tick(now, rng)).unwrap();
        }
        self.asha.events();
    }

    /// Hands cells over in the answer of a sync, then in that of a fetch. Returns what changed and may not.
    fn hand_over(&mut self, by: From, mailbox: SendId, cells: &[WireCell]) -> Vec<String> {
        let (before, lobby) = (self.asha.vault.clone(), self.asha.lobby.clone());
        for four in cells.chunks(4) {
            let mut first = true;
            while_syncing(&mut self.asha, |group| SyncAnswer {
                cells: if std::mem::take(&mut first) { four.to_vec() } else { Vec::new() },
                ..obeyed(group)
            });
        }
        for cell in cells {
            let arrival = Minute::containing(self.asha.now);
            let item = FetchItem {
                id: self.next,
                arrival,
                age: Seconds::ZERO,
                send_id: mailbox,
                cell: cell.clone(),
            };
            self.next += 1;
            self.asha.mail.push(item);
        }
        self.asha.run_obeyed();
        let mut found = forbidden(by, &before, &self.asha.vault);
        found.extend(lobby_forbidden(&lobby, &self.asha.lobby));
        found
    }

    fn own_mailboxes(&self) -> Vec<(SendId, CapabilityHash)> {
        let own = self.asha.registered.iter().filter_map(|entry| match entry {
            RegisterEntry::OpenMailbox { id, capability } => Some((*id, *capability)),
            _ => None,
        });
        own.collect()
    }
}

/// One run, with these answers to syncs.
fn while_syncing(phone: &mut Phone, reply: impl FnMut(&Group) -> SyncAnswer) {
    phone.run_with(&mut Run::now(), reply);
}

/// What of the lobby decides about places and the timer: whom the locked screen tells places, and its touches.
fn lobby_forbidden(before: &Records, after: &Records) -> Vec<String> {
    let head = |records: &Records| {
        let (_, bytes) = records.iter().find(|(key, _)| key.kind == 1).unwrap();
        let fields = fields(bytes);
        let of = |number: u64| fields.get(&number).cloned().expect("the field is still there");
        (of(9), of(13))
    };
    let mut found = Vec::new();
    if head(before) != head(after) {
        found.push("whom the locked screen tells, or what it touches".to_owned());
    }
    let written = |records: &Records| {
        records
            .iter()
            .filter(|(key, _)| (4..=6).contains(&key.kind))
            .map(|(k, v)| (*k, v.clone()))
            .collect::<Vec<_>>()
    };
    if written(before) != written(after) {
        found.push("what the locked screen wrote".to_owned());
    }
    found
}

/// One of every message that there is, as wicked as it can be.
fn every_message(story: &Story) -> Vec<Message> {
    let here = Place::from_degrees(1.0, 1.0, None, story.asha.now).unwrap();
    let plan = |order: PlanOrder| {
        Message::Plan(Box::new(PlanMessage {
            order,
            timer: story.timer,
            steps: PlanSteps::new(&[Seconds::ZERO, Seconds::from_days(5)]).unwrap(),
            told: StepSet::from_bits(0b11).unwrap(),
            index: 0,
            circle: Vec::new(),
            generation: 4_000_000_000,
        }))
    };
    let lodge_key = || Arc::new(LodgeKey::from_bytes([9; 32]));
    let state = CheckInState::Moved;
    vec![
        Message::CheckIn { state, note: None, place: Some(here), battery: None, capsule: None },
        Message::Sos { note: Some("send me your place".into()), trail: None, battery: Some(1) },
        Message::AllClear { sos: story.sos },
        Message::Opened,
        Message::Reply { reply: ReplyKind::Seen, about: Some(story.sos) },
        Message::Reply { reply: ReplyKind::OnIt, about: None },
        Message::Reply { reply: ReplyKind::Text("where are you?".into()), about: None },
        Message::Hello { name: "Chandra".into(), language: "ne".into() },
        Message::Receipt { state: ReceiptState::Opened, event: story.sos },
        Message::LastPlace { trail: wayhome_protocol::trail::Trail::new(&[here]), battery: None },
        plan(PlanOrder::Armed { lodge_key: lodge_key() }),
        plan(PlanOrder::Paused { length: Seconds::from_days(7) }),
        plan(PlanOrder::Ended),
        plan(PlanOrder::Drill { lodge_key: lodge_key() }),
        Message::Unknown { kind: 99 },
        Message::Farewell,
    ]
}

fn every_origin() -> impl Iterator<Item = (Direction, Origin, Instance)> {
    let directions = [Direction::ContactToWorker, Direction::WorkerToContact];
    directions.into_iter().flat_map(|direction| {
        Origin::ALL.into_iter().flat_map(move |origin| {
            let instances = [0, 1, 7].into_iter().filter_map(Instance::new);
            instances.map(move |instance| (direction, origin, instance))
        })
    })
}

#[test]
fn a_contact_can_send_nothing_that_changes_plan_sharing_or_retention() {
    let mut story = story();
    let mailbox = story.ben.own_send_id;
    let mut read = 0;
    let heard = (Direction::ContactToWorker, Origin::vault(2).unwrap(), Instance::APP);
    for place in every_origin() {
        let messages = every_message(&story);
        let at_once = if place == heard { 1 } else { messages.len() };
        let what: Vec<String> = messages.iter().map(|message| format!("{message:?}")).collect();
        let cells: Vec<Vec<WireCell>> =
            messages.into_iter().map(|message| story.ben.seal(&mut story.asha, place, message)).collect();
        for (cells, what) in cells.chunks(at_once).zip(what.chunks(at_once)) {
            let found = story.hand_over(From::Contact, mailbox, &cells.concat());
            assert!(found.is_empty(), "{what:?} on {place:?} changed {found:?}");
            let replied = |kind: &EventKind| matches!(kind, EventKind::ReplyReceived { .. });
            read += story.asha.events().iter().filter(|kind| replied(kind)).count();
        }
    }
    assert_eq!(read, 3, "the three replies on the one chain that is heard were read, so the rest was too");
    let standing: Vec<_> =
        story.asha.engine().contacts().unwrap().iter().map(|c| (c.sharing, c.status)).collect();
    let confirmed = ContactStatus::Confirmed;
    assert_eq!(standing, [(Sharing::OnRelease, confirmed), (Sharing::Always, confirmed)]);
}

#[test]
fn a_receipt_moves_its_message_on_and_nothing_else() {
    let mut story = story();
    let origin = Origin::vault(2).unwrap();
    let place = ChainPlace { direction: Direction::WorkerToContact, origin, instance: Instance::APP };
    let mut chain = SendingChain::new(story.ben.root.derive_chain(place));
    let (mailbox, sent) = (story.ben.own_send_id, story.sent.clone());
    let mut moved = 0;
    for _ in 0..sent.len() + 8 {
        let keys = chain.next().unwrap();
        let Some(cell) = sent.iter().find(|cell| cell.tag() == keys.tag) else { continue };
        let body = cell.open(&keys.message_key, Direction::WorkerToContact).unwrap();
        let root = keys.message_key.derive_receipt_root();
        for state in [ReceiptState::Opened, ReceiptState::Fetched] {
            let receipt = seal_receipt(&root, state, body.event, story.asha.now, &mut story.asha.rng);
            let found = story.hand_over(From::Contact, mailbox, &[receipt]);
            assert!(found.is_empty(), "{state:?} changed {found:?}");
        }
        let delivered = |kind: &EventKind| matches!(kind, EventKind::DeliveryChanged { .. });
        moved += story.asha.events().iter().filter(|kind| delivered(kind)).count();
    }
    assert!(moved >= 3, "receipts were read: {moved}");
}

#[test]
fn a_contact_whose_family_page_is_open_can_send_nothing_either() {
    let mut story = story();
    let (_, link) =
        story.asha.step(|e, now, rng| e.family_link(now, "Maya", "ne", Sharing::OnRelease, rng)).unwrap();
    story.settle();
    let send_ids = (link.send_id(Direction::WorkerToContact), link.send_id(Direction::ContactToWorker));
    let mut maya = Contact::of(link.derive_root(), send_ids.0, send_ids.1);
    let chain = |instance| (Direction::ContactToWorker, link.main_origin(), Instance::new(instance).unwrap());
    // The first word from the page makes the contact whom the worker invited one whom her plan reaches: that she chose.
    let before = story.asha.vault.clone();
    let hello = Message::Hello { name: String::new(), language: "hi".into() };
    let cells = maya.seal(&mut story.asha, chain(0), hello);
    story.hand_over(From::Contact, send_ids.1, &cells);
    let found = forbidden(From::Relay, &before, &story.asha.vault);
    assert!(found.is_empty(), "no more than arming the same plan anew: {found:?}");
    let confirmed = |kind: &EventKind| matches!(kind, EventKind::ContactConfirmed { .. });
    assert!(story.asha.events().iter().any(confirmed));
    story.settle();
    for instance in 0..8 {
        for message in every_message(&story) {
            let what = format!("{message:?}");
            let cells = maya.seal(&mut story.asha, chain(instance), message);
            let found = story.hand_over(From::Contact, send_ids.1, &cells);
            assert!(found.is_empty(), "{what} of browser {instance} changed {found:?}");
        }
    }
}

#[test]
fn the_relay_can_say_nothing_that_changes_what_was_agreed() {
    let mut story = story();
    let (before, lobby) = (story.asha.vault.clone(), story.asha.lobby.clone());
    let words = every_word();
    let mut answers = Vec::new();
    for timer in (0..=8).map(TimerStatus::from_byte) {
        answers.extend(words.iter().map(|word| (timer, *word)));
    }
    let all_rows = [RowStatus::Stored, RowStatus::UnknownSendId, RowStatus::MailboxFull, RowStatus::Other(9)];
    for ((timer, word), rows) in answers.into_iter().zip(all_rows.into_iter().cycle()) {
        // Something must be on its way, or an answer to it says nothing.
        story.asha.check_in();
        let answer = |group: &Group| SyncAnswer { timer, word, rows: [rows; 8], ..sound(group.count) };
        while_syncing(&mut story.asha, answer);
        // What comes of its orders being refused and given again is part of it.
        story.asha.wait(Seconds::from_minutes(20));
    }
    for outcome in [PlanOutcome::Stored, PlanOutcome::LimitReached] {
        story.asha.upload_outcome = Some(outcome);
        story.asha.run_obeyed();
    }
    for outcome in [Outcome::Unknown, Outcome::Busy, Outcome::GroupNotOpened, Outcome::Other(77)] {
        while_syncing(&mut story.asha, |group| SyncAnswer { outcome, ..obeyed(group) });
        story.asha.wait(Seconds::from_hours(1));
    }
    let locked = lobby_forbidden(&lobby, &story.asha.lobby);
    assert!(locked.is_empty(), "{locked:?}");
    // A count that is higher than the store's own, and a sequence that is lower: both put back.
    while_syncing(&mut story.asha, |group| SyncAnswer { count: group.count + 500, ..obeyed(group) });
    while_syncing(&mut story.asha, |group| SyncAnswer { relay_seq: 0, ..obeyed(group) });
    // Her own check-ins have left messages and moved the time of the last one: only what was agreed is compared.
    let found = forbidden(From::Relay, &agreed_only(&before), &agreed_only(&story.asha.vault));
    assert!(found.is_empty(), "{found:?}");
}

/// The records that say what was agreed: who is told what, which plan, which dossier, since when and until when.
fn agreed_only(records: &Records) -> Records {
    let agreed = |kind: u8| [kind::CONTACT, kind::PLAN, kind::DOSSIER, 4, 22, 23, 29].contains(&kind);
    let kept = records.iter().filter(|(key, _)| agreed(key.kind));
    // What was told, of the record of consent, is what the relay says that it told: it is there to be shown.
    let mut kept: Records = kept.map(|(key, value)| (*key, value.clone())).collect();
    for (key, value) in &mut kept {
        if key.kind == 29 {
            let mut fields = fields(value);
            fields.retain(|number, _| *number != 8 && key.id != [0; 16]);
            *value = record_of(&fields);
        }
    }
    kept
}

fn every_word() -> Vec<TimerWord> {
    let states = [
        TimerState::New,
        TimerState::Up,
        TimerState::Late,
        TimerState::Told,
        TimerState::Paused,
        TimerState::Ended,
    ];
    let mut words = Vec::new();
    for state in states.into_iter().chain([TimerState::Other(9)]) {
        for step in [None, Step::new(1), Step::new(3)] {
            let mut word = TimerWord::new(state, step);
            words.push(word);
            word.set_trouble(0);
            word.set_phone(0, PhoneState::Refused);
            words.push(word);
        }
    }
    words
}

#[test]
fn notices_in_a_workers_own_mailboxes_change_nothing_of_hers() {
    let mut story = story();
    let minute = Minute::containing(story.asha.now);
    let (from, until) = (minute, Minute::new(minute.get() + 5_000));
    let step = Step::FIRST;
    let dossier = DossierId::from_bytes([7; 16]);
    for (mailbox, capability) in story.own_mailboxes() {
        let keys = NoticeKeys::derive(&capability);
        let kinds = [
            NoticeKind::StepTold { step, steps: 3, drill: false, missed: minute },
            NoticeKind::CheckInCame { step },
            NoticeKind::Paused { until },
            NoticeKind::Ended,
            NoticeKind::RelayAway { from, to: until },
            NoticeKind::RelayParts { parts: Vec::new() },
            NoticeKind::RelayParts { parts: vec![(story.sent[0].tag(), RelayPart::from_bytes([3; 32]))] },
            NoticeKind::DossierPart {
                dossier,
                relay_part: DossierRelayPart::from_bytes([3; 32]),
                generation: 9,
            },
            NoticeKind::BegunAnew,
        ];
        for (round, notice) in (1..).zip(kinds) {
            let event = notice_event(story.timer, round, u8::try_from(notice.number()).unwrap_or(0), 0);
            let what = format!("{notice:?}");
            let notice = Notice { timer: story.timer, minute, kind: notice };
            let cell = keys.seal(event, &notice, &mut story.asha.rng).unwrap();
            let found = story.hand_over(From::Contact, mailbox, &[cell]);
            assert!(found.is_empty(), "{what} changed {found:?}");
        }
    }
}

#[test]
fn noise_for_an_answer_changes_nothing() {
    let mut story = story();
    let (before, mut seen) = (story.asha.vault.clone(), 0);
    for round in 0..40 {
        let mut run = Run::now();
        while let Some(transmit) = story.asha.next(&mut run) {
            let mut bytes = vec![0; transmit.answer_length];
            story.asha.rng.fill_bytes(&mut bytes);
            if transmit.path == "/v1/register" {
                bytes = registered();
            } else if round % 2 == 0 {
                bytes.truncate(round);
            } else if transmit.path == "/v1/sync" {
                // The outcome of a sound answer, and noise behind it.
                let request = SyncRequest::decode(&transmit.body).unwrap();
                let group = request.group.open(&common::relay_secret()).unwrap();
                let mut answer = sound(group.count).encode(&mut story.asha.rng).unwrap();
                let half = answer.len() / 2;
                answer[half..].copy_from_slice(&bytes[half..]);
                bytes = answer;
            }
            seen += 1;
            story.asha.answer(&mut run, transmit.ticket, Ok(&bytes));
        }
        story.asha.wait(Seconds::from_hours(1));
    }
    assert!(seen >= 40);
    // Reminders are told while time passes, and that is written down.
    let found = forbidden(From::Relay, &agreed_only(&before), &agreed_only(&story.asha.vault));
    assert!(found.is_empty(), "{found:?}");
}

/// The comparison sees what it is there to see: each thing that only the worker may do is found by it.
#[test]
fn whatever_a_worker_may_change_is_seen_by_the_comparison() {
    type Doing = fn(&mut Phone) -> Result<(), EngineError>;
    fn first(engine: &Engine) -> wayhome_engine::ContactId {
        engine.contacts().unwrap()[0].id
    }
    let doings: [(&str, Doing); 12] = [
        ("sharing", |p| p.step(|e, now, rng| e.set_sharing(now, first(e), Sharing::Always, rng))),
        ("arming", |p| p.step(|e, now, rng| e.arm(now, &PlanDraft::for_timing(PlanTiming::WEEKLY), rng))),
        ("pausing", |p| p.step(|e, now, rng| e.pause(now, Seconds::from_days(1), rng))),
        ("ending", |p| p.step(|e, now, rng| e.end_plan(now, rng))),
        ("noting a place", |p| {
            let here = Place::from_degrees(2.0, 2.0, None, p.now).unwrap();
            p.step(|e, _, _| e.note_places(&[here]))
        }),
        ("checking in", |p| {
            let draft = CheckInDraft::new(CheckInState::Ok);
            p.step(|e, now, rng| e.check_in(now, &draft, rng)).map(drop)
        }),
        ("removing", |p| p.step(|e, now, rng| e.remove_contact(now, first(e), rng))),
        ("revoking", |p| p.step(|e, now, rng| e.revoke(now, first(e), What::Dossier, rng)).map(drop)),
        ("renewing", |p| {
            p.wait(Seconds::from_days(1));
            p.step(|e, now, _| e.renew_consent(now, first(e)))
        }),
        ("the dossier", |p| p.step(|e, _, _| e.set_dossier_field(DossierField::RECRUITER, "Ravi"))),
        ("its shares", |p| p.step(|e, _, _| e.set_dossier_needed(2))),
        ("renaming", |p| p.step(|e, _, _| e.rename_contact(first(e), "Somebody"))),
    ];
    for (what, doing) in doings {
        let mut story = story();
        let before = story.asha.vault.clone();
        doing(&mut story.asha).unwrap();
        assert!(!forbidden(From::Contact, &before, &story.asha.vault).is_empty(), "{what} was not seen");
        if what != "checking in" {
            let found = forbidden(From::Relay, &agreed_only(&before), &agreed_only(&story.asha.vault));
            assert!(!found.is_empty(), "{what} was not seen, had the relay done it");
        }
    }
}
