//! What a contact makes of the relay's notices, of lodged cells and of released relay parts, in whatever order they
//! come, and of those that are forged.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, obeyed};
use proptest::prelude::*;
use wayhome_engine::{CheckInDraft, EventKind, PlanDraft, Run, Watched, WatchedStep};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::group::Group;
use wayhome_protocol::ids::{SendId, Tag, TimerId};
use wayhome_protocol::keys::{CapabilityHash, IdentitySecret, RelayPart};
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind, notice_event};
use wayhome_protocol::place::Place;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::TimerWord;
use wayhome_protocol::uploaded_plan::UploadedPlan;

/// Asha with an armed plan, her contact Ben, and everything that the relay would have for him.
struct Pair {
    asha: Phone,
    ben: Phone,
    mailbox: SendId,
    keys: NoticeKeys,
    timer: TimerId,
    /// Cells of Asha's messages, with their relay parts, oldest first.
    sent: Vec<(WireCell, [u8; 32])>,
    next: u64,
}

fn step(number: u8) -> Step {
    Step::new(number).unwrap()
}

impl Pair {
    fn new(seed: u64) -> Self {
        let mut asha = Phone::new(seed, "Asha");
        let mut others = [Phone::new(seed + 1, "Ben"), Phone::new(seed + 2, "Chandra")];
        asha.pair(&mut others);
        let [mut ben, _] = others;
        let mut pair = {
            ben.run_obeyed();
            let own = ben.registered.iter().rev().find_map(|entry| match entry {
                RegisterEntry::OpenMailbox { id, capability } => Some((*id, *capability)),
                _ => None,
            });
            let (mailbox, capability): (SendId, CapabilityHash) = own.unwrap();
            let keys = NoticeKeys::derive(&capability);
            let timer = TimerId::from_bytes([0; 16]);
            Self { asha, ben, mailbox, keys, timer, sent: Vec::new(), next: 1 }
        };
        pair.asha.step(|e, _, _| e.postpone_drill()).unwrap();
        let groups = pair.asha.run_obeyed();
        pair.take(&groups);
        pair.deliver_all();
        pair.ben.events();
        pair
    }

    /// Arms the plan; what Ben would be sent of it waits in `sent`.
    fn arm(&mut self) -> UploadedPlan {
        self.asha.step(|e, now, rng| e.arm(now, &PlanDraft::daily(), rng)).unwrap();
        let groups = self.asha.run_obeyed();
        self.take(&groups);
        let (_, plan) = self.asha.uploads.pop().unwrap();
        self.timer = plan.timer;
        plan
    }

    fn check_in(&mut self, place: Place) {
        let draft = CheckInDraft::new(CheckInState::Ok).with_place(place);
        self.asha.step(|e, now, rng| e.check_in(now, &draft, rng)).unwrap();
        let groups = self.asha.run_obeyed();
        self.take(&groups);
    }

    fn take(&mut self, groups: &[Group]) {
        let rows = groups.iter().flat_map(|group| &group.rows).filter(|row| row.send_id == self.mailbox);
        self.sent.extend(rows.map(|row| (row.cell.clone(), *row.relay_part.expose())));
    }

    /// Puts a cell into Ben's mailbox.
    fn put(&mut self, cell: WireCell) {
        let (id, send_id) = (self.next, self.mailbox);
        self.next += 1;
        let arrival = Minute::containing(self.ben.now);
        self.ben.mail.push(FetchItem { id, arrival, age: Seconds::ZERO, send_id, cell });
    }

    fn deliver_all(&mut self) {
        for (cell, _) in std::mem::take(&mut self.sent) {
            self.put(cell);
        }
        self.fetch();
    }

    fn fetch(&mut self) {
        self.ben.run_with(&mut Run::now(), obeyed);
    }

    fn notice(&mut self, round: u64, kind: NoticeKind) -> WireCell {
        let number = match &kind {
            NoticeKind::StepTold { step, .. } => u32::from(step.number()),
            _ => 0,
        };
        let event = notice_event(self.timer, round, u8::try_from(kind.number()).unwrap(), number);
        let minute = Minute::containing(self.ben.now);
        self.keys.seal(event, &Notice { timer: self.timer, minute, kind }, &mut self.ben.rng).unwrap()
    }

    fn told(&mut self, round: u64, number: u8) -> WireCell {
        let missed = Minute::containing(self.ben.now);
        self.notice(round, NoticeKind::StepTold { step: step(number), steps: 3, drill: false, missed })
    }

    fn say(&mut self, round: u64, kind: NoticeKind) {
        let cell = self.notice(round, kind);
        self.put(cell);
        self.fetch();
    }

    fn watched(&mut self) -> Watched {
        let now = self.ben.now;
        self.ben.engine().watched(now).unwrap().remove(0)
    }

    fn step_of(&mut self, number: u8) -> WatchedStep {
        self.watched().steps.into_iter().find(|step| step.step == number).unwrap()
    }

    /// Ben's events since the last look, without those of messages.
    fn news(&mut self) -> Vec<EventKind> {
        let mut events = self.ben.events();
        events.retain(|event| {
            !matches!(event, EventKind::CheckInReceived { .. } | EventKind::DeliveryChanged { .. })
        });
        events
    }
}

fn here(pair: &Pair) -> Place {
    Place::new(-12_900_000, 368_200_000, Some(20), pair.asha.now).unwrap()
}

#[test]
fn the_words_and_the_notice_of_a_step_are_one_telling_in_either_order() {
    for notice_first in [false, true] {
        let mut pair = Pair::new(10);
        let plan = pair.arm();
        pair.deliver_all();
        pair.news();
        let words = plan.persons[0].cell(Step::FIRST).unwrap().clone();
        let notice = pair.told(1, 1);
        let cells = if notice_first { [notice, words] } else { [words, notice] };
        let mut told = Vec::new();
        for cell in cells {
            pair.put(cell);
            pair.fetch();
            told.extend(pair.news());
        }
        assert!(matches!(*told, [EventKind::StepTold { step: 1, drill: false, .. }]), "{told:?}");
        let shown = pair.step_of(1);
        assert!(shown.words.as_ref().is_some_and(|words| words.contains("Asha")), "{notice_first} {shown:?}");
        assert!(pair.ben.mail.is_empty(), "both are acknowledged");
        // In the next round the same words come again.
        pair.say(1, NoticeKind::CheckInCame { step: Step::FIRST });
        assert!(pair.step_of(1).told.is_none());
        pair.news();
        let again = pair.told(2, 1);
        pair.put(again);
        pair.put(plan.persons[0].cell(Step::FIRST).unwrap().clone());
        pair.fetch();
        assert!(matches!(*pair.news(), [EventKind::StepTold { step: 1, .. }]));
    }
}

#[test]
fn a_notice_told_twice_is_heard_once() {
    let mut pair = Pair::new(20);
    pair.arm();
    pair.deliver_all();
    pair.news();
    for _ in 0..3 {
        let cell = pair.told(1, 1);
        pair.put(cell);
        pair.fetch();
    }
    assert_eq!(pair.news().len(), 1);
    assert!(pair.ben.mail.is_empty());
}

#[test]
fn notices_of_another_timer_and_of_later_kinds_change_nothing() {
    let mut pair = Pair::new(30);
    pair.arm();
    pair.deliver_all();
    pair.news();
    let before = pair.watched();
    let own = std::mem::replace(&mut pair.timer, TimerId::from_bytes([9; 16]));
    let foreign = pair.told(1, 1);
    pair.put(foreign);
    pair.fetch();
    pair.timer = own;
    assert!(pair.news().is_empty());
    assert_eq!(pair.watched(), before);
    assert!(pair.ben.mail.is_empty());
}

#[test]
fn a_notice_that_comes_before_the_plan_message_is_read_after_it() {
    let mut pair = Pair::new(40);
    pair.arm();
    let notice = pair.told(1, 1);
    pair.put(notice);
    pair.fetch();
    assert!(pair.news().is_empty());
    assert_eq!(pair.ben.mail.len(), 1, "it stays at the relay");
    pair.deliver_all();
    pair.ben.wait(Seconds::from_minutes(20));
    pair.fetch();
    assert!(pair.news().iter().any(|event| matches!(event, EventKind::StepTold { step: 1, .. })));
    assert!(pair.ben.mail.is_empty());
}

#[test]
fn a_hold_counts_only_with_the_signature_of_the_person_it_names() {
    let mut pair = Pair::new(50);
    pair.arm();
    pair.deliver_all();
    pair.news();
    let stranger = IdentitySecret::from_bytes([7; 32]);
    let until = Minute::new(Minute::containing(pair.ben.now).get() + 60);
    let held =
        |by, step, command: TimerCommand| NoticeKind::Held { step, by, until, command: Box::new(command) };
    let hour = Seconds::from_hours(1);
    let timer = pair.timer;
    let forged = TimerCommand::hold(timer, 1, step(2), hour, &stranger);
    for (round, by) in [(1, 0), (2, 1), (3, 7)] {
        pair.say(round, held(by, step(2), forged.clone()));
    }
    // Ben's own command, as his engine signs it, but for another step or another timer.
    let worker = pair.watched().id;
    pair.ben.step(|e, now, rng| e.hold(now, worker, 2, hour, rng)).unwrap();
    let groups = pair.ben.run_obeyed();
    let genuine = groups.iter().find(|group| !group.timer.is_noop()).unwrap().timer.clone();
    pair.say(4, held(0, step(3), genuine.clone()));
    pair.say(5, held(1, step(2), genuine.clone()));
    assert_eq!(pair.news(), []);
    assert!(pair.step_of(2).held_until.is_none() && pair.step_of(3).held_until.is_none());
    pair.say(6, held(0, step(2), genuine));
    assert!(matches!(*pair.news(), [EventKind::StepHeld { step: 2, .. }]));
    let second = pair.step_of(2);
    assert_eq!((second.held_until, second.held_by.as_deref()), (Some(until.start()), Some("contact 0")));
    assert_eq!(second.expected.map(|expected| expected >= until.start()), Some(true));
}

#[test]
fn places_open_with_the_right_relay_part_whichever_comes_first() {
    for part_first in [false, true] {
        let mut pair = Pair::new(60);
        pair.arm();
        pair.deliver_all();
        pair.check_in(here(&pair));
        pair.news();
        let (cell, part) = pair.sent.pop().unwrap();
        let parts = |part| NoticeKind::RelayParts { parts: vec![(cell.tag(), RelayPart::from_bytes(part))] };
        if part_first {
            pair.say(1, parts(part));
            assert!(pair.news().is_empty());
            pair.put(cell.clone());
            pair.fetch();
        } else {
            pair.put(cell.clone());
            pair.fetch();
            assert!(pair.ben.engine().received(None).unwrap().iter().any(|message| message.sealed_places));
            // A relay that hands out something else opens nothing, and can still hand out the right one.
            pair.say(1, parts([9; 32]));
            assert!(pair.news().is_empty());
            pair.say(2, parts(part));
        }
        assert!(matches!(*pair.news(), [EventKind::PlacesOpened { .. }]), "part first: {part_first}");
        let place = here(&pair);
        let places = pair.watched().last_places;
        assert!(
            places.iter().any(|known| known.latitude_e7().abs_diff(place.latitude_e7()) < 200),
            "{places:?}"
        );
        assert!(pair.ben.engine().received(None).unwrap().iter().all(|message| !message.sealed_places));
    }
}

#[test]
fn relay_parts_for_nothing_take_bounded_room() {
    let mut pair = Pair::new(70);
    pair.arm();
    pair.deliver_all();
    let length = |pair: &Pair| {
        pair.ben.vault.iter().filter(|(key, _)| key.kind == 13).map(|(_, v)| v.len()).sum::<usize>()
    };
    let mut most = 0;
    for round in 0..12 {
        let byte = |n: u8| u8::try_from(round).unwrap() * 18 + n;
        let parts =
            (0..18).map(|n| (Tag::from_bytes([byte(n); 16]), RelayPart::from_bytes([1; 32]))).collect();
        pair.say(round, NoticeKind::RelayParts { parts });
        most = most.max(length(&pair));
    }
    assert!(most < 8_000, "{most} bytes");
    assert!(pair.news().iter().all(|event| !matches!(event, EventKind::PlacesOpened { .. })));
}

#[test]
fn the_words_of_the_last_four_plans_open_and_older_ones_do_not() {
    let mut pair = Pair::new(80);
    let plans: Vec<UploadedPlan> = (0..5).map(|_| pair.arm()).collect();
    pair.deliver_all();
    pair.news();
    for (index, plan) in plans.iter().enumerate() {
        pair.put(plan.persons[0].cell(Step::FIRST).unwrap().clone());
        pair.fetch();
        assert_eq!(pair.ben.mail.len(), 1, "only the oldest stays unread, after plan {index}");
    }
}

#[test]
fn what_was_told_stays_known_after_a_late_check_in_in_whatever_order_it_comes() {
    let mut pair = Pair::new(85);
    let plan = pair.arm();
    pair.deliver_all();
    let words = |number| plan.persons[0].cell(step(number)).unwrap().clone();
    let (first, second) = (pair.told(1, 1), pair.told(1, 2));
    let told_at = Minute::containing(pair.ben.now).start();
    pair.put(first);
    pair.put(words(1));
    pair.put(second);
    pair.fetch();
    // The words of step 2 come only after the notice that it is over.
    let arrival = Minute::containing(pair.ben.now);
    pair.ben.wait(Seconds::from_hours(3));
    let over = Minute::containing(pair.ben.now).start();
    pair.say(1, NoticeKind::CheckInCame { step: step(2) });
    pair.put(words(2));
    for item in &mut pair.ben.mail {
        item.arrival = arrival;
    }
    pair.fetch();
    let watched = pair.watched();
    assert!(watched.steps.iter().all(|step| step.told.is_none()), "nothing stands: {:?}", watched.steps);
    let [past] = watched.told_before.as_slice() else { panic!("{:?}", watched.told_before) };
    assert_eq!((past.over, past.check_in_came), (over, true));
    let told: Vec<_> = past.steps.iter().map(|(step, at, words)| (*step, *at, words.is_some())).collect();
    assert_eq!(told, [(1, told_at, true), (2, told_at, true)]);

    // The next time is one of its own; and the end of the plan leaves it known, too.
    pair.ben.wait(Seconds::from_days(2));
    let again = pair.told(2, 1);
    pair.put(again);
    pair.fetch();
    assert!(pair.step_of(1).told.is_some());
    pair.ben.wait(Seconds::from_minutes(2));
    pair.asha.step(|e, now, rng| e.end_plan(now, rng)).unwrap();
    let groups = pair.asha.run_obeyed();
    pair.take(&groups);
    pair.deliver_all();
    let past = pair.watched().told_before;
    assert_eq!(past.iter().map(|past| past.check_in_came).collect::<Vec<_>>(), [true, false]);
    assert_eq!(past[1].steps.len(), 1);
}

#[test]
fn an_end_that_is_read_after_what_was_told_in_its_minute_hides_nothing_of_the_plan_armed_since() {
    let mut pair = Pair::new(86);
    pair.arm();
    pair.deliver_all();
    pair.asha.step(|e, now, rng| e.end_plan(now, rng)).unwrap();
    let groups = pair.asha.run_obeyed();
    pair.take(&groups);
    pair.arm();
    // The relay had the arming before the messages, and has told a step of it.
    let told = pair.told(2, 1);
    pair.put(told);
    pair.fetch();
    pair.deliver_all();
    assert!(pair.step_of(1).told.is_some(), "{:?}", pair.watched());
}

#[test]
fn a_notice_of_a_check_in_that_is_read_late_hides_no_step_told_since() {
    for kind in [NoticeKind::CheckInCame { step: step(2) }, NoticeKind::Ended, NoticeKind::BegunAnew] {
        let said = format!("{kind:?}");
        let mut pair = Pair::new(87);
        pair.arm();
        pair.deliver_all();
        let told = pair.told(1, 1);
        pair.put(told);
        pair.fetch();
        pair.ben.wait(Seconds::from_hours(1));
        let late = pair.notice(1, kind);
        // The relay told the step anew; that is read first.
        pair.ben.wait(Seconds::from_hours(9));
        let again = pair.told(2, 1);
        pair.put(again);
        pair.fetch();
        let stands = pair.step_of(1).told;
        assert!(stands.is_some(), "{said}");
        pair.news();
        pair.put(late);
        pair.fetch();
        assert_eq!(pair.step_of(1).told, stands, "{said}");
        let news = pair.news();
        assert!(!news.iter().any(|event| matches!(event, EventKind::CheckInCame { .. })), "{said}: {news:?}");
    }
}

#[test]
fn a_plan_armed_anew_closes_what_was_told_and_what_is_told_in_that_minute_stands() {
    let mut pair = Pair::new(85);
    pair.arm();
    pair.deliver_all();
    for number in [1, 2] {
        let told = pair.told(1, number);
        pair.put(told);
    }
    pair.fetch();
    assert!(pair.step_of(2).told.is_some());
    pair.news();
    pair.say(1, NoticeKind::BegunAnew);
    assert!(matches!(*pair.news(), [EventKind::WorkerPlanChanged { .. }]));
    let watched = pair.watched();
    assert!(watched.steps.iter().all(|step| step.told.is_none()), "nothing stands: {:?}", watched.steps);
    assert_eq!(watched.relay_says, None, "nothing is said of a check-in");
    let [past] = watched.told_before.as_slice() else { panic!("{:?}", watched.told_before) };
    assert_eq!((past.steps.len(), past.check_in_came), (2, false));
    // The new plan may have something to tell at once.
    let again = pair.told(2, 1);
    pair.put(again);
    pair.fetch();
    assert!(pair.step_of(1).told.is_some() && pair.step_of(2).told.is_none());
}

#[test]
fn only_the_last_times_are_remembered() {
    let mut pair = Pair::new(86);
    pair.arm();
    pair.deliver_all();
    for round in 1..=12 {
        let told = pair.told(round, 1);
        pair.put(told);
        pair.fetch();
        pair.ben.wait(Seconds::from_hours(1));
        pair.say(round, NoticeKind::CheckInCame { step: Step::FIRST });
        pair.ben.wait(Seconds::from_days(2));
    }
    assert_eq!(pair.watched().told_before.len(), 8);
}

#[test]
fn a_hold_that_the_relay_refuses_is_an_event() {
    let mut pair = Pair::new(90);
    pair.arm();
    pair.deliver_all();
    pair.news();
    let worker = pair.watched().id;
    pair.ben.step(|e, now, rng| e.hold(now, worker, 2, Seconds::from_hours(24), rng)).unwrap();
    pair.ben.run_with(&mut Run::now(), |group| {
        let mut answer = obeyed(group);
        if !group.timer.is_noop() {
            answer.timer = wayhome_protocol::sync_request::TimerStatus::NotAllowed;
            answer.word = TimerWord::default();
        }
        answer
    });
    assert!(matches!(*pair.news(), [EventKind::HoldRefused { step: 2, .. }]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Cells come in any order, and twice: what Ben sees in the end is the same, and each step is an event once.
    #[test]
    fn any_order_of_deliveries_comes_to_the_same(
        order in Just((0..8usize).collect::<Vec<_>>()).prop_shuffle(), again in proptest::collection::vec(0..8usize, 0..4),
    ) {
        let mut pair = Pair::new(100);
        let plan = pair.arm();
        let plan_message: Vec<WireCell> = pair.sent.drain(..).map(|(cell, _)| cell).collect();
        prop_assert_eq!(plan_message.len(), 1);
        let place = here(&pair);
        pair.check_in(place);
        let (check_in, part) = pair.sent.pop().unwrap();
        let parts = NoticeKind::RelayParts { parts: vec![(check_in.tag(), RelayPart::from_bytes(part))] };
        let words = |number| plan.persons[0].cell(step(number)).unwrap().clone();
        let away = NoticeKind::RelayAway { from: Minute::new(1), to: Minute::new(20) };
        let cells = [
            plan_message[0].clone(), check_in, words(1), words(2), pair.told(1, 1), pair.told(1, 2),
            pair.notice(1, parts), pair.notice(1, away),
        ];
        let mut events = Vec::new();
        for index in order.iter().chain(&again) {
            pair.put(cells[*index].clone());
            pair.fetch();
            events.extend(pair.news());
        }
        pair.ben.wait(Seconds::from_minutes(20));
        pair.fetch();
        events.extend(pair.news());
        let mut told: Vec<u8> = events.iter().filter_map(|event| match event {
            EventKind::StepTold { step, .. } => Some(*step),
            _ => None,
        }).collect();
        told.sort_unstable();
        prop_assert_eq!(told, vec![1, 2]);
        let opened = events.iter().filter(|event| matches!(event, EventKind::PlacesOpened { .. })).count();
        prop_assert_eq!(opened, 1);
        let watched = pair.watched();
        prop_assert!(watched.steps.iter().take(2).all(|step| step.told.is_some() && step.words.is_some()));
        prop_assert!(watched.steps[2].told.is_none());
        prop_assert!(!watched.last_places.is_empty() && watched.relay_away.is_some());
        prop_assert!(pair.ben.mail.is_empty());
    }
}
