//! A contact's own watch, and the phone's beside it: when the relay's clock was wrong, when cells are read late or twice, and when orders come
//! from a vault that is not the worker's main one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use std::sync::Arc;

use common::{Phone, obeyed, relay_secret};
use wayhome_engine::{CheckInDraft, EventKind, MessageKind, PlanDraft, Run, Watched, WatchedStatus};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::ids::{EventId, SendId, TimerId};
use wayhome_protocol::keys::{IdentitySecret, LodgeKey, Root};
use wayhome_protocol::lodged::{StepWords, seal_lodged};
use wayhome_protocol::message::{CheckInState, Message};
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind, notice_event};
use wayhome_protocol::pairing::{Answer, Offer, complete};
use wayhome_protocol::parts::split;
use wayhome_protocol::plan::{PlanTiming, Standing};
use wayhome_protocol::plan_message::{PlanMessage, PlanOrder};
use wayhome_protocol::plan_steps::{PlanSteps, Step};
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::time::{Minute, Seconds, Timestamp};

const MAIN: Origin = Origin::vault(2).unwrap();
const OTHER: Origin = Origin::vault(0).unwrap();
const YEAR: Seconds = Seconds::from_days(365);

/// Ben's phone, and what Asha's would send him: whatever her vaults say, and whenever the relay says it came.
struct Watch {
    ben: Phone,
    root: Root,
    mailbox: SendId,
    notices: NoticeKeys,
    chains: Vec<(Origin, SendingChain)>,
    counter: u64,
    next: u64,
}

impl Watch {
    fn new(seed: u64) -> Self {
        let mut watch = Self::before_hello(seed);
        watch.greet(MAIN, "Asha");
        watch.news();
        watch
    }

    /// Nothing has come yet, so Ben does not know which vault is the main one.
    fn before_hello(seed: u64) -> Self {
        let mut ben = Phone::new(seed, "Ben");
        let relay = RelayAddress::new("http://127.0.0.1:1/", relay_secret().public()).unwrap();
        let identity = IdentitySecret::from_bytes([3; 32]).public();
        let own = SendId::make_random(&mut ben.rng);
        let (offer, secret) = Offer::make(&[relay], "en", &identity, own, &mut ben.rng).unwrap();
        let text = offer.to_text();
        let (_, answer) = ben.step(|e, now, rng| e.accept(now, &text, "Asha", rng)).unwrap();
        let root = complete(&offer, &secret, &Answer::from_text(&answer.to_text()).unwrap()).unwrap();
        ben.run_obeyed();
        let mailbox = answer.send_id();
        let capability = ben.registered.iter().find_map(|entry| match entry {
            RegisterEntry::OpenMailbox { id, capability } if *id == mailbox => Some(*capability),
            _ => None,
        });
        let notices = NoticeKeys::derive(&capability.unwrap());
        Self { ben, root, mailbox, notices, chains: Vec::new(), counter: 0, next: 1 }
    }

    fn greet(&mut self, origin: Origin, name: &str) -> EventId {
        self.say(origin, Message::Hello { name: name.to_owned(), language: "en".to_owned() })
    }

    /// The messages that are marked as said under duress.
    fn marked(&mut self) -> Vec<EventId> {
        let received = self.ben.engine().received(None).unwrap();
        received.iter().filter(|message| message.under_duress).map(|message| message.id).collect()
    }

    fn relay_now(&self) -> Minute {
        Minute::containing(self.ben.now.saturating_add(self.ben.relay_ahead))
    }

    /// A cell reaches the relay and is fetched at once, unless more is to come with it.
    fn put(&mut self, cell: WireCell, arrival: Minute, age: Seconds) {
        let (id, send_id) = (self.next, self.mailbox);
        self.next += 1;
        self.ben.mail.push(FetchItem { id, arrival, age, send_id, cell });
    }

    fn fetch(&mut self) {
        self.ben.run_with(&mut Run::now(), obeyed);
    }

    /// A message of one of Asha's vaults arrives in that minute.
    fn say_at(&mut self, origin: Origin, message: Message, arrival: Minute) -> EventId {
        self.counter += 1;
        let event = EventId::make_random(&mut self.ben.rng);
        let plan = Some(PlanTiming::TRANSIT);
        let envelope = Envelope { counter: self.counter, time: self.ben.now, plan, message };
        if !self.chains.iter().any(|(known, _)| *known == origin) {
            let place = ChainPlace { direction: Direction::WorkerToContact, origin, instance: Instance::APP };
            self.chains.push((origin, SendingChain::new(self.root.derive_chain(place))));
        }
        let (_, chain) = self.chains.iter_mut().find(|(known, _)| *known == origin).unwrap();
        for body in split(&envelope.encode().unwrap(), event).unwrap() {
            let keys = chain.next().unwrap();
            let direction = Direction::WorkerToContact;
            let cell = WireCell::seal(&keys, direction, &body, &mut self.ben.rng).unwrap();
            let (id, send_id, age) = (self.next, self.mailbox, Seconds::ZERO);
            self.next += 1;
            self.ben.mail.push(FetchItem { id, arrival, age, send_id, cell });
        }
        self.fetch();
        event
    }

    fn say(&mut self, origin: Origin, message: Message) -> EventId {
        self.say_at(origin, message, self.relay_now())
    }

    fn check_in(&mut self) -> EventId {
        self.say(MAIN, here())
    }

    fn agree(&mut self, order: PlanOrder) -> EventId {
        self.say(MAIN, plan(order))
    }

    fn notice(&mut self, round: u64, kind: NoticeKind) -> WireCell {
        let number = u8::try_from(kind.number()).unwrap();
        let event = notice_event(TIMER, round, number, 0);
        let minute = self.relay_now();
        self.notices.seal(event, &Notice { timer: TIMER, minute, kind }, &mut self.ben.rng).unwrap()
    }

    fn told(&mut self, round: u64) -> WireCell {
        let missed = self.relay_now();
        self.notice(round, NoticeKind::StepTold { step: Step::FIRST, steps: 3, drill: false, missed })
    }

    fn second_step(&mut self) -> WireCell {
        let (step, missed) = (Step::new(2).unwrap(), self.relay_now());
        self.notice(2, NoticeKind::StepTold { step, steps: 3, drill: false, missed })
    }

    fn words(&mut self) -> WireCell {
        let words = StepWords { step: Step::FIRST, words: "Call me".to_owned(), access: None, drill: false };
        seal_lodged(&LodgeKey::from_bytes([5; 32]), &words, self.ben.now, &mut self.ben.rng).unwrap()
    }

    fn watched(&mut self) -> Watched {
        let now = self.ben.now;
        self.ben.engine().watched(now).unwrap().remove(0)
    }

    fn news(&mut self) -> Vec<EventKind> {
        self.ben.events()
    }

    fn is_missed(&mut self) -> bool {
        self.news().iter().any(|event| matches!(event, EventKind::Missed { .. }))
    }
}

const TIMER: TimerId = TimerId::from_bytes([9; 16]);

fn here() -> Message {
    Message::CheckIn { state: CheckInState::Ok, note: None, place: None, battery: None, capsule: None }
}

fn plan(order: PlanOrder) -> Message {
    let steps = PlanSteps::TRANSIT;
    let told = steps.all();
    Message::Plan(Box::new(PlanMessage {
        order,
        timer: TIMER,
        steps,
        told,
        index: 0,
        circle: Vec::new(),
        generation: 1,
    }))
}

fn armed() -> PlanOrder {
    PlanOrder::Armed { lodge_key: Arc::new(LodgeKey::from_bytes([5; 32])) }
}

fn came(step: u8) -> NoticeKind {
    NoticeKind::CheckInCame { step: Step::new(step).unwrap() }
}

fn ahead(time: Timestamp, by: Seconds) -> Minute {
    Minute::containing(time.saturating_add(by))
}

#[test]
fn a_check_in_that_arrived_in_the_future_counts_as_of_now_and_its_silence_is_noticed() {
    let mut watch = Watch::new(1);
    let arrival = ahead(watch.ben.now, YEAR);
    watch.say_at(MAIN, here(), arrival);
    let watched = watch.watched();
    assert!(watched.last_check_in.unwrap() <= watch.ben.now && watched.last_heard.unwrap() <= watch.ben.now);
    let kept = watch.ben.engine().received(None).unwrap();
    assert!(kept.iter().all(|message| message.reckoned <= watch.ben.now), "{kept:?}");
    watch.news();
    watch.ben.wait(Seconds::from_hours(9));
    assert!(watch.is_missed());
}

#[test]
fn times_of_a_relay_whose_clock_was_ahead_are_brought_down_once_it_is_right_again() {
    let mut watch = Watch::new(2);
    watch.ben.relay_ahead = YEAR;
    watch.agree(armed());
    watch.check_in();
    watch.agree(PlanOrder::Paused { length: Seconds::from_hours(10) });
    assert!(watch.watched().last_check_in.unwrap() > watch.ben.now, "nobody could know better then");
    watch.ben.relay_ahead = Seconds::ZERO;
    watch.ben.wait(Seconds::from_hours(1));
    watch.fetch();
    let watched = watch.watched();
    assert_eq!(watched.last_check_in, Some(Minute::containing(watch.ben.now).start().max(watch.ben.now)));
    assert!(watched.paused_until.unwrap() <= watch.ben.now.saturating_add(Seconds::from_hours(10)));
    watch.news();
    watch.ben.wait(Seconds::from_hours(17));
    assert!(!watch.is_missed(), "ten hours of pause, and eight of the plan");
    watch.ben.wait(Seconds::from_hours(2));
    assert!(watch.is_missed());
}

#[test]
fn a_step_whose_cells_are_read_again_after_a_check_in_is_not_told_once_more() {
    let mut watch = Watch::new(3);
    watch.agree(armed());
    let first = watch.relay_now();
    for round in 1..=2 {
        let (told, words) = (watch.told(round), watch.words());
        let minute = watch.relay_now();
        watch.put(told, minute, Seconds::ZERO);
        watch.put(words, minute, Seconds::ZERO);
        watch.fetch();
        assert!(watch.watched().steps[0].told.is_some(), "the telling of round {round} stands");
        watch.ben.wait(Seconds::from_hours(1));
        let came = watch.notice(round, NoticeKind::CheckInCame { step: Step::FIRST });
        let minute = watch.relay_now();
        watch.put(came, minute, Seconds::ZERO);
        watch.fetch();
        assert!(watch.watched().steps[0].told.is_none(), "the check-in of round {round} ended it");
        watch.ben.wait(Seconds::from_days(1));
    }
    watch.news();
    let words = watch.words();
    watch.put(words, first, Seconds::ZERO);
    watch.fetch();
    let watched = watch.watched();
    assert!(watched.steps[0].told.is_none(), "{:?}", watched.steps);
    assert_eq!(watched.told_before.len(), 2);
    assert!(!watch.news().iter().any(|event| matches!(event, EventKind::StepTold { .. })));
}

#[test]
fn words_that_are_read_after_several_tellings_within_their_minute_tell_nothing() {
    let mut watch = Watch::new(13);
    watch.agree(armed());
    let minute = watch.relay_now();
    // Check-ins that are long over arrive one after the other, and only the first tells of the step.
    let told = watch.told(1);
    let second = watch.second_step();
    let cells = [told, watch.notice(1, came(1)), second, watch.notice(2, came(2)), watch.words()];
    for cell in cells {
        watch.put(cell, minute, Seconds::ZERO);
    }
    watch.fetch();
    let watched = watch.watched();
    assert!(watched.steps.iter().all(|step| step.told.is_none()), "{:?}", watched.steps);
    assert!(watched.told_before[0].steps[0].2.is_some(), "the words are in the history");
    // A minute's second telling of the same step stands, by its notice.
    let again = watch.told(3);
    watch.put(again, minute, Seconds::ZERO);
    watch.fetch();
    assert!(watch.watched().steps[0].told.is_some());
}

#[test]
fn a_notice_that_is_read_after_the_check_in_that_ended_its_step_is_history() {
    let mut watch = Watch::new(4);
    watch.agree(armed());
    let told = watch.told(1);
    let told_at = watch.relay_now();
    watch.ben.wait(Seconds::from_hours(1));
    let came = watch.notice(1, NoticeKind::CheckInCame { step: Step::FIRST });
    let minute = watch.relay_now();
    watch.put(came, minute, Seconds::ZERO);
    watch.put(told, told_at, Seconds::ZERO);
    watch.fetch();
    let watched = watch.watched();
    assert!(watched.steps[0].told.is_none(), "{:?}", watched.steps);
    assert_eq!(watched.told_before[0].steps[0].1, told_at.start());
    // What is told from now on stands.
    let again = watch.told(2);
    watch.put(again, minute, Seconds::ZERO);
    watch.fetch();
    assert!(watch.watched().steps[0].told.is_some());
}

#[test]
fn a_check_in_ended_by_a_relay_clock_ahead_hides_no_step_that_is_told_later() {
    let mut watch = Watch::new(5);
    watch.agree(armed());
    watch.ben.relay_ahead = YEAR;
    let came = watch.notice(1, NoticeKind::CheckInCame { step: Step::FIRST });
    let minute = watch.relay_now();
    watch.put(came, minute, Seconds::ZERO);
    watch.fetch();
    watch.ben.relay_ahead = Seconds::ZERO;
    watch.ben.wait(Seconds::from_hours(9));
    let told = watch.told(2);
    let minute = watch.relay_now();
    watch.put(told, minute, Seconds::ZERO);
    watch.fetch();
    assert!(watch.watched().steps[0].told.is_some());
}

#[test]
fn a_check_in_that_moves_no_time_is_followed_by_the_news_that_one_is_missed() {
    let mut watch = Watch::new(6);
    watch.agree(armed());
    watch.agree(PlanOrder::Paused { length: Seconds::from_hours(20) });
    watch.ben.wait(Seconds::from_hours(29));
    assert!(watch.is_missed(), "the pause is over, and so is the plan's time");
    // The relay was down and its clock stood still: what comes now seems to come before the end of the pause.
    let arrival = ahead(watch.ben.now.saturating_sub(Seconds::from_hours(15)), Seconds::ZERO);
    let id = watch.say_at(MAIN, here(), arrival);
    let news = watch.news();
    let came =
        news.iter().position(|e| matches!(e, EventKind::CheckInReceived { message, .. } if *message == id));
    let missed = news.iter().position(|event| matches!(event, EventKind::Missed { .. }));
    assert!(came.is_some() && came < missed, "{news:?}");
    assert!(!watch.is_missed(), "and that once");
}

#[test]
fn orders_of_another_vault_than_the_main_one_are_kept_and_not_carried_out() {
    let mut watch = Watch::new(7);
    watch.agree(armed());
    let sos = watch.say(MAIN, Message::Sos { note: None, trail: None, battery: None });
    let early = watch.say(OTHER, Message::AllClear { sos });
    watch.say(OTHER, plan(PlanOrder::Ended));
    let farewell = watch.say(OTHER, Message::Farewell);
    let watched = watch.watched();
    assert_eq!(watched.open_sos, [sos]);
    assert_eq!(watched.status, WatchedStatus::Paired);
    assert!(!watched.steps.is_empty(), "the plan stands");
    let news = watch.news();
    let obeyed = |event: &EventKind| {
        matches!(event, EventKind::AllClearReceived { .. } | EventKind::PairingEnded { .. })
    };
    assert!(!news.iter().any(obeyed), "{news:?}");
    let kept = watch.ben.engine().received(None).unwrap();
    let kinds = |id: EventId| kept.iter().find(|message| message.id == id).map(|message| message.kind);
    assert_eq!(kinds(early), Some(MessageKind::AllClear(sos)));
    assert_eq!(kinds(farewell), Some(MessageKind::Farewell));
    // The main vault is obeyed, as is an SOS whichever vault it comes from.
    let forced = watch.say(OTHER, Message::Sos { note: None, trail: None, battery: None });
    assert_eq!(watch.watched().open_sos.len(), 2);
    watch.say(MAIN, Message::AllClear { sos });
    assert_eq!(watch.watched().open_sos, [forced]);
}

#[test]
fn an_all_clear_of_another_vault_that_comes_first_ends_no_sos() {
    let mut watch = Watch::new(8);
    let sos = EventId::from_bytes([4; 16]);
    watch.say(OTHER, Message::AllClear { sos });
    watch.counter += 1;
    let message = Message::Sos { note: None, trail: None, battery: None };
    let envelope = Envelope { counter: watch.counter, time: watch.ben.now, plan: None, message };
    let (_, chain) = watch.chains.iter_mut().find(|(origin, _)| *origin == MAIN).unwrap();
    let keys = chain.next().unwrap();
    let body = split(&envelope.encode().unwrap(), sos).unwrap().remove(0);
    let cell = WireCell::seal(&keys, Direction::WorkerToContact, &body, &mut watch.ben.rng).unwrap();
    let minute = watch.relay_now();
    watch.put(cell, minute, Seconds::ZERO);
    watch.fetch();
    assert_eq!(watch.watched().open_sos, [sos]);
}

#[test]
fn a_check_in_of_a_vault_that_is_opened_under_duress_is_heard_and_puts_nothing_off() {
    let mut watch = Watch::new(11);
    watch.agree(armed());
    watch.check_in();
    let before = watch.watched().next_expected;
    watch.ben.wait(Seconds::from_hours(1));
    watch.say(OTHER, here());
    let watched = watch.watched();
    assert_eq!(watched.next_expected, before);
    assert_eq!(watched.last_heard, Some(watch.relay_now().start()));
    watch.check_in();
    assert!(watch.watched().next_expected > before);
}

#[test]
fn what_a_vault_says_that_is_opened_under_duress_is_told_as_that_until_the_main_one_speaks() {
    let mut watch = Watch::new(13);
    watch.agree(armed());
    watch.check_in();
    assert_eq!((watch.marked(), watch.watched().under_duress), (vec![], None));
    watch.news();
    watch.ben.wait(Seconds::from_hours(1));
    let opened = watch.say(OTHER, Message::Opened);
    let heard = watch.relay_now().start();
    assert_eq!(watch.watched().under_duress, Some((opened, heard)));
    let check_in = watch.say(OTHER, here());
    let farewell = watch.say(OTHER, Message::Farewell);
    let worker = watch.watched().id;
    let told = |message| EventKind::SaidUnderDuress { worker, message };
    let opening = EventKind::OpenedUnderDuress { worker, message: opened };
    assert_eq!(watch.news(), [opening, told(check_in), told(farewell)]);
    let sos = watch.say(OTHER, Message::Sos { note: None, trail: None, battery: None });
    assert_eq!(watch.news(), [EventKind::SosReceived { worker, message: sos }]);
    let marked = watch.marked();
    assert!([opened, check_in, farewell, sos].iter().all(|id| marked.contains(id)) && marked.len() == 4);

    // Anybody can use the locked screen, so that one takes nothing back; and another name changes none.
    watch.ben.wait(Seconds::from_hours(1));
    watch.say(Origin::LOBBY, here());
    watch.greet(OTHER, "Nobody");
    assert_eq!(watch.watched().own_name.as_deref(), Some("Asha"));
    assert!(watch.watched().under_duress.is_some());
    watch.ben.wait(Seconds::from_hours(1));
    watch.check_in();
    assert_eq!(watch.watched().under_duress, None);
    assert_eq!(watch.marked().len(), 5, "they stay marked");
    watch.ben.wait(Seconds::from_hours(1));
    let again = watch.say(OTHER, Message::Opened);
    assert_eq!(watch.watched().under_duress.map(|(id, _)| id), Some(again));
}

#[test]
fn what_came_from_such_a_vault_before_the_hello_is_taken_back_when_that_comes() {
    let mut watch = Watch::before_hello(14);
    let check_in = watch.check_in();
    let before = watch.watched().last_check_in;
    watch.ben.wait(Seconds::from_hours(2));
    let sos = watch.say(MAIN, Message::Sos { note: None, trail: None, battery: None });
    let over = watch.say(MAIN, Message::Sos { note: None, trail: None, battery: None });
    watch.say(MAIN, Message::AllClear { sos: over });
    let calm = watch.say(OTHER, Message::AllClear { sos });
    let well = watch.say(OTHER, here());
    // Nobody can know better yet.
    assert_eq!((watch.marked(), watch.watched().open_sos), (vec![], vec![]));
    assert!(watch.watched().last_check_in > before);
    watch.news();
    watch.greet(MAIN, "Asha");
    let watched = watch.watched();
    assert_eq!((watched.open_sos, watched.last_check_in), (vec![sos], before));
    let marked = watch.marked();
    assert!([calm, well].iter().all(|id| marked.contains(id)) && marked.len() == 2);
    assert!(!marked.contains(&check_in));
    let worker = watched.id;
    let mut told: Vec<EventId> = Vec::new();
    for event in watch.news() {
        match event {
            EventKind::SaidUnderDuress { message, .. } => told.push(message),
            other => assert_eq!(other, EventKind::WorkerConfirmed { worker }),
        }
    }
    told.sort();
    let mut all = [calm, well];
    all.sort();
    assert_eq!(told, all);
}

#[test]
fn before_the_first_check_in_nothing_that_is_heard_puts_it_off() {
    let mut watch = Watch::new(12);
    watch.agree(armed());
    let before = watch.watched().next_expected;
    assert!(before.is_some());
    for _ in 0..3 {
        watch.ben.wait(Seconds::from_hours(5));
        watch.say(OTHER, here());
        watch.say(OTHER, Message::Sos { note: None, trail: None, battery: None });
    }
    assert_eq!(watch.watched().next_expected, before);
    assert!(matches!(watch.watched().standing, Some(wayhome_protocol::plan::Standing::Missed { .. })));
}

#[test]
fn the_fourth_locked_check_in_in_a_row_is_heard_and_puts_nothing_off() {
    let mut watch = Watch::new(10);
    watch.agree(armed());
    watch.check_in();
    let mut dues = Vec::new();
    for _ in 0..5 {
        watch.ben.wait(Seconds::from_hours(1));
        watch.say(Origin::LOBBY, here());
        dues.push(watch.watched().next_expected);
    }
    assert!(dues[0] < dues[1] && dues[1] < dues[2], "{dues:?}");
    assert!(dues[2] == dues[3] && dues[3] == dues[4], "{dues:?}");
    assert_eq!(watch.watched().last_heard, Some(watch.relay_now().start()));
    watch.check_in();
    let own = watch.watched().next_expected;
    watch.ben.wait(Seconds::from_hours(1));
    watch.say(Origin::LOBBY, here());
    assert!(watch.watched().next_expected > own, "the locked screen may again");
}

#[test]
fn the_phone_shows_no_later_check_in_for_a_fourth_locked_one_in_a_row() {
    let mut asha = Phone::new(11, "Asha");
    asha.pair(&mut [Phone::new(12, "Ben")]);
    asha.step(|e, _, _| e.postpone_drill()).unwrap();
    asha.step(|e, now, rng| e.arm(now, &PlanDraft::transit(), rng)).unwrap();
    asha.run_obeyed();
    let draft = CheckInDraft::new(CheckInState::Ok);
    let mut dues = Vec::new();
    for number in 1..=5 {
        asha.wait(Seconds::from_hours(1));
        if number == 5 {
            asha.check_in();
            let now = asha.now;
            dues.push(asha.engine().plan_status(now).unwrap().next_expected);
            asha.wait(Seconds::from_hours(1));
        }
        asha.locked_step(|e, now, rng| e.locked_check_in(now, &draft, rng)).unwrap();
        asha.step(|_, _, _| Ok(())).unwrap();
        let now = asha.now;
        dues.push(asha.engine().plan_status(now).unwrap().next_expected);
    }
    assert!(dues[0] < dues[1] && dues[1] < dues[2], "{dues:?}");
    assert_eq!(dues[2], dues[3], "the fourth touches nothing");
    assert!(dues[4] < dues[5], "after one of the open vault they count again");
}

#[test]
fn the_plan_of_another_vault_is_not_the_one_that_is_watched() {
    let mut watch = Watch::new(9);
    watch.check_in();
    let before = watch.watched();
    assert!(matches!(before.standing, Some(Standing::UpToDate { .. })));
    watch.counter += 1;
    let envelope = Envelope { counter: 99, time: watch.ben.now, plan: None, message: Message::Opened };
    let place = ChainPlace { direction: Direction::WorkerToContact, origin: OTHER, instance: Instance::APP };
    let keys = SendingChain::new(watch.root.derive_chain(place)).next().unwrap();
    let id = EventId::make_random(&mut watch.ben.rng);
    let body = split(&envelope.encode().unwrap(), id).unwrap().remove(0);
    let cell = WireCell::seal(&keys, Direction::WorkerToContact, &body, &mut watch.ben.rng).unwrap();
    let minute = watch.relay_now();
    watch.put(cell, minute, Seconds::ZERO);
    watch.fetch();
    assert_eq!(watch.watched().plan, before.plan, "a vault without a plan ends no watch");
}
