//! Timers: commands, and what is told when. One file for each rule.

mod commands;
mod drills;
mod holds;
mod model;
mod nodes;
mod pauses;
mod plans;
mod reach;
mod releases;
mod service_time;
mod steps;

use wayhome_protocol::cell::WireCell;
use wayhome_protocol::group::CircleSize;
use wayhome_protocol::ids::{EventId, TimerId};
use wayhome_protocol::keys::{IdentitySecret, SendCapability, TimerSecret};
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind};
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_request::{PlanAnswer, PlanOutcome, PlanRequest};
use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::sync_request::{SyncAnswer, TimerStatus};
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::{TimerState, TimerWord};
use wayhome_protocol::uploaded_plan::{PlanPerson, PlanPurpose, UploadedPlan};
use wayhome_relay::ServiceTime;
use wayhome_relay::storage::Timer;

use crate::people::{Mailbox, Person, Say, World, asha, cell};

pub(crate) const TIMER: TimerId = TimerId::from_bytes([40; 16]);
/// Interval and grace of the preset for every day, together.
pub(crate) const DAY: Seconds = Seconds::from_hours(36);
pub(crate) const HOUR: Seconds = Seconds::from_hours(1);
pub(crate) const MINUTE: Seconds = Seconds::from_minutes(1);

pub(crate) fn hours(hours: u32) -> Seconds {
    Seconds::from_hours(hours)
}

pub(crate) fn control() -> TimerSecret {
    TimerSecret::from_bytes([41; 32])
}

pub(crate) fn touch_key() -> TimerSecret {
    TimerSecret::from_bytes([42; 32])
}

pub(crate) fn entry() -> RegisterEntry {
    let touch = [None, Some(touch_key().public()), None, None];
    RegisterEntry::Timer { timer: TIMER, control: control().public(), touch }
}

pub(crate) fn step(number: u8) -> Step {
    Step::new(number).unwrap()
}

pub(crate) fn steps(numbers: &[u8]) -> StepSet {
    numbers.iter().map(|number| step(*number)).collect()
}

/// A contact: a reader with one mailbox and an identity.
#[derive(Clone)]
pub(crate) struct Contact {
    pub(crate) who: Person,
    pub(crate) mailbox: Mailbox,
    identity: u8,
}

impl Contact {
    pub(crate) fn new(number: u8) -> Self {
        Self { who: Person::new(number), mailbox: Mailbox::new(number + 100), identity: number }
    }

    pub(crate) fn identity(&self) -> IdentitySecret {
        IdentitySecret::from_bytes([self.identity; 32])
    }

    pub(crate) fn register(&self, world: &mut World) {
        world.set_up(&self.who, vec![self.mailbox.open()]);
    }

    /// This contact in a plan, told these steps.
    pub(crate) fn told(&self, told: &[u8], world: &mut World) -> PlanPerson {
        let cells = Step::ALL.map(|one| {
            let lodged = cell(self.lodged_tag(one), &mut world.rng);
            told.contains(&one.number()).then_some(lodged)
        });
        PlanPerson {
            send_id: self.mailbox.send_id,
            capability: SendCapability::from_bytes(self.mailbox.capability),
            identity: self.identity().public(),
            told: steps(told),
            places: StepSet::NONE,
            dossier: StepSet::NONE,
            cells,
        }
    }

    fn lodged_tag(&self, step: Step) -> u8 {
        0x80 | self.identity << 3 | step.number()
    }

    pub(crate) fn hold(&self, counter: u64, held: u8, length: Seconds) -> TimerCommand {
        TimerCommand::hold(TIMER, counter, step(held), length, &self.identity())
    }
}

pub(crate) fn ben() -> Contact {
    Contact::new(2)
}

pub(crate) fn chandra() -> Contact {
    Contact::new(3)
}

/// A plan of every day: steps at missed, 12 and 48 hours after.
pub(crate) fn daily(persons: Vec<PlanPerson>) -> UploadedPlan {
    UploadedPlan {
        timer: TIMER,
        purpose: PlanPurpose::Plan,
        timing: PlanTiming::DAILY,
        steps: PlanSteps::DAILY,
        persons,
        dossier: None,
        phones: Vec::new(),
        touch_keys: None,
        alias: None,
    }
}

/// What came into a contact's mailbox.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Came {
    /// Something that the relay says.
    Notice { event: EventId, at: Minute, kind: NoticeKind },
    /// The lodged cell of a step.
    Lodged(Step),
    /// Something that a phone sent.
    Sent,
}

impl Came {
    /// In few words.
    pub(crate) fn short(&self) -> String {
        match self {
            Self::Lodged(step) => format!("words {}", step.number()),
            Self::Sent => "sent".to_owned(),
            Self::Notice { kind, .. } => match kind {
                NoticeKind::StepTold { step, drill: false, .. } => format!("step {}", step.number()),
                NoticeKind::StepTold { step, .. } => format!("drill {}", step.number()),
                NoticeKind::CheckInCame { step } => format!("came after {}", step.number()),
                NoticeKind::Held { step, by, .. } => format!("held {} by {by}", step.number()),
                NoticeKind::Paused { .. } => "paused".to_owned(),
                NoticeKind::Ended => "ended".to_owned(),
                NoticeKind::RelayAway { .. } => "away".to_owned(),
                NoticeKind::RelayParts { parts } => format!("{} parts", parts.len()),
                NoticeKind::DossierPart { .. } => "dossier".to_owned(),
                NoticeKind::BegunAnew => "anew".to_owned(),
                NoticeKind::Unknown { .. } => "unknown".to_owned(),
            },
        }
    }
}

/// A relay that knows Asha's timer, Ben and Chandra.
pub(crate) fn world() -> World {
    let mut world = World::new();
    world.set_up(&asha(), vec![entry()]);
    for contact in [ben(), chandra()] {
        contact.register(&mut world);
    }
    world
}

/// A relay with an armed plan: step 1 for Ben, steps 2 and 3 for both.
pub(crate) fn armed() -> World {
    let mut world = world();
    let persons = vec![ben().told(&[1, 2, 3], &mut world), chandra().told(&[2, 3], &mut world)];
    world.arm(1, &daily(persons));
    world
}

impl World {
    pub(crate) fn say(&mut self, timer: TimerCommand) -> SyncAnswer {
        self.say_aged(timer, Seconds::ZERO)
    }

    pub(crate) fn say_aged(&mut self, timer: TimerCommand, age: Seconds) -> SyncAnswer {
        self.sync(&asha(), Say { timer, age: age.get(), ..Say::default() })
    }

    pub(crate) fn command(&mut self, timer: TimerCommand) -> TimerStatus {
        self.say(timer).timer
    }

    /// Gives a command that is accepted; how the timer stands after it.
    pub(crate) fn order(&mut self, timer: TimerCommand) -> TimerWord {
        let answer = self.say(timer);
        assert_eq!(answer.timer, TimerStatus::Accepted);
        answer.word
    }

    pub(crate) fn touch(&mut self, counter: u64) -> TimerWord {
        self.order(TimerCommand::touch(TIMER, counter, DAY, &touch_key()))
    }

    /// Uploads a plan; its hash, and what became of it.
    pub(crate) fn try_upload(&mut self, who: &Person, plan: &UploadedPlan) -> ([u8; 32], PlanOutcome) {
        let encoded = plan.encode(CircleSize::Four, &mut self.rng).unwrap();
        let sealed = encoded.seal(&self.public, &mut self.rng).unwrap();
        let body = PlanRequest { reading: who.reading(), plan: sealed }.encode();
        let answer = self.relay.handle_plan(self.moment(), &body, &mut self.rng).unwrap();
        (encoded.hash(), PlanAnswer::decode(&answer).unwrap().outcome)
    }

    pub(crate) fn upload(&mut self, plan: &UploadedPlan) -> [u8; 32] {
        let (hash, outcome) = self.try_upload(&asha(), plan);
        assert_eq!(outcome, PlanOutcome::Stored);
        hash
    }

    /// Uploads a plan and arms it; how the timer stands after it.
    pub(crate) fn arm(&mut self, counter: u64, plan: &UploadedPlan) -> TimerWord {
        let hash = self.upload(plan);
        self.order(TimerCommand::arm(TIMER, counter, plan.timing.delta(), hash, &control()))
    }

    pub(crate) fn timer(&mut self) -> Timer {
        self.look(|tables| tables.timer(&TIMER)).unwrap()
    }

    /// How the timer stands, asked for with an old counter.
    pub(crate) fn word(&mut self) -> TimerWord {
        let answer = self.say(TimerCommand::pause(TIMER, 0, MINUTE, &control()));
        assert_eq!(answer.timer, TimerStatus::OldCounter, "a counter of the control key was used before");
        answer.word
    }

    pub(crate) fn state(&mut self) -> (TimerState, u8) {
        let word = self.word();
        (word.state, word.step.map_or(0, Step::number))
    }

    pub(crate) fn service(&mut self) -> ServiceTime {
        self.look(|tables| tables.meta()).service
    }

    /// Everything in a contact's mailbox, oldest first.
    pub(crate) fn came_to(&mut self, contact: &Contact) -> Vec<Came> {
        let capability = SendCapability::from_bytes(contact.mailbox.capability).hash();
        let keys = NoticeKeys::derive(&capability);
        self.waiting(&contact.who).iter().map(|cell| read(cell, contact, &keys)).collect()
    }

    /// The same in few words.
    pub(crate) fn news(&mut self, contact: &Contact) -> Vec<String> {
        self.came_to(contact).iter().map(Came::short).collect()
    }

    /// What came since the last time this was asked; it is acknowledged.
    pub(crate) fn fresh(&mut self, contact: &Contact) -> Vec<String> {
        let news = self.news(contact);
        loop {
            let ids: Vec<_> = self.fetch(&contact.who, 0).items.iter().map(|item| item.id).collect();
            if ids.is_empty() {
                return news;
            }
            self.fetch_with(&contact.who, 0, 0, ids);
        }
    }

    /// Time passes in short stretches until a contact hears of something; how long it took, and what it was.
    pub(crate) fn until_news(
        &mut self,
        contact: &Contact,
        at_most: Seconds,
    ) -> Option<(Seconds, Vec<String>)> {
        let before = self.news(contact).len();
        let mut passed = Seconds::ZERO;
        while passed < at_most {
            self.pass(MINUTE);
            passed = passed.saturating_add(MINUTE);
            let news = self.news(contact);
            if news.len() > before {
                return Some((passed, news[before..].to_vec()));
            }
        }
        None
    }
}

fn read(cell: &WireCell, contact: &Contact, keys: &NoticeKeys) -> Came {
    if let Ok((event, Notice { timer, minute, kind })) = keys.open(cell) {
        assert_eq!(timer, TIMER);
        return Came::Notice { event, at: minute, kind };
    }
    let tag = cell.as_bytes()[0];
    Step::ALL.into_iter().find(|step| contact.lodged_tag(*step) == tag).map_or(Came::Sent, Came::Lodged)
}
