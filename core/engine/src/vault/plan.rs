//! The vault's own plan: what was agreed, which orders wait for the relay, and what the relay said of them.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::Vault;
use crate::codec::Hidden;
use crate::lobby::{Claim, Told, UploadTicket};
use crate::plan_draft::{PhoneDraft, PlanDraft, StepDraft, Whom};
use crate::plan_view::{DrillState, PhoneStatus, PlanState, PlanStatus, RelayWord};
use crate::record::{Class, Kept, Place, kind, numbered};
use crate::view::{ContactId, ContactStatus};
use crate::wire::{PlanSteps, PlanTiming, Seconds, Step, TimerStatus, TimerWord, Timestamp};

/// A drill lasts this long.
pub(crate) const DRILL_MS: u64 = 10 * 60_000;
/// A pause lasts no longer.
pub(crate) const LONGEST_PAUSE: Seconds = Seconds::from_days(7);

/// What the worker wants of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub(crate) enum Wish {
    #[n(0)]
    Off,
    #[n(1)]
    Armed,
}

/// What the drill has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub(crate) enum Drill {
    #[n(0)]
    NotYet,
    #[n(1)]
    Saved,
    #[n(2)]
    Begun,
}

/// What an order tells the timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub(crate) enum OrderKind {
    #[n(0)]
    Arm,
    #[n(1)]
    Drill,
    #[n(2)]
    Pause,
    #[n(3)]
    End,
}

/// An order on its way to the relay. It stays until the relay has answered for it.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Order {
    #[n(0)]
    pub(crate) kind: OrderKind,
    /// Interval + grace (arm), 0 (drill), or the length of the pause.
    #[n(1)]
    pub(crate) delta_s: u32,
    /// When it was given, or what its age is reckoned from.
    #[n(2)]
    pub(crate) from: u64,
    /// Arm and drill: the hash of the plan, once it was made.
    #[n(3)]
    pub(crate) hash: Option<ByteArray<32>>,
    /// Arm and drill: the upload's ticket.
    #[n(4)]
    pub(crate) upload: Option<UploadTicket>,
    /// The group that carries it.
    #[n(5)]
    pub(crate) placed: Option<Claim>,
    #[n(6)]
    pub(crate) tries: u8,
    #[n(7)]
    pub(crate) accepted: bool,
    /// Arm and drill: whom the plan reaches, by index.
    #[n(8)]
    pub(crate) persons: Vec<ByteArray<16>>,
    /// Arm and drill: the relay has the plan.
    #[n(9)]
    pub(crate) uploaded: bool,
    /// Drill: what is practised, which need not be what is armed.
    #[n(10)]
    pub(crate) draft: Option<DraftRecord>,
}

/// Somebody whom the plan reaches.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Covered {
    #[n(0)]
    pub(crate) id: ByteArray<16>,
    /// The steps that reach them, as bits.
    #[n(1)]
    pub(crate) told: u8,
    /// Their lodge key, by which they read what the armed plan's steps say.
    #[n(2)]
    pub(crate) key: Option<Hidden<32>>,
}

/// The plan's state, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct PlanRecord {
    #[n(0)]
    pub(crate) wish: Wish,
    #[n(1)]
    pub(crate) generation: u32,
    /// When the worker last armed it: that counts as a check-in.
    #[n(2)]
    pub(crate) since: u64,
    #[n(3)]
    pub(crate) paused_until: u64,
    #[n(4)]
    pub(crate) orders: Vec<Order>,
    /// Whom the newest plan reaches, by index.
    #[n(5)]
    pub(crate) covered: Vec<Covered>,
    /// Whom the plan that the relay has reaches.
    #[n(6)]
    pub(crate) at_relay: Vec<ByteArray<16>>,
    /// The relay did not take it.
    #[n(7)]
    pub(crate) refused: bool,
    /// What the relay last said that was news, in which turn of the lobby, and when.
    #[n(8)]
    pub(crate) word: Option<ByteArray<5>>,
    #[n(9)]
    pub(crate) word_turn: u32,
    #[n(10)]
    pub(crate) word_at: u64,
    #[n(11)]
    pub(crate) drill: Drill,
    #[n(12)]
    pub(crate) drill_since: u64,
    /// The circle, the sharing or the dossier changed: the plan is to be armed anew.
    #[n(13)]
    pub(crate) rearm: bool,
    /// When the relay's word last caused that.
    #[n(14)]
    pub(crate) rearmed_at: u64,
    /// Which reminders were told, one bit each, for the check-in due then.
    #[n(15)]
    pub(crate) reminded_due: u64,
    #[n(16)]
    pub(crate) reminded: u8,
    /// What the relay last said was said before it had the plan.
    #[n(17)]
    pub(crate) word_is_old: bool,
    /// The drill was put off once.
    #[n(18)]
    pub(crate) postponed: bool,
    /// The generation of the newest plan, drills apart.
    #[n(19)]
    #[cbor(default)]
    pub(crate) armed_generation: u32,
    /// When the contacts were last told of it.
    #[n(20)]
    #[cbor(default)]
    pub(crate) told_at: u64,
    /// What the relay said in answers up to this turn was said before the last *arm* or *end* was done.
    #[n(21)]
    #[cbor(default)]
    pub(crate) said_before: u32,
    /// The relay has a plan although none is wanted here.
    #[n(22)]
    #[cbor(default)]
    pub(crate) stands: bool,
    /// When the steps of the newest plan are told, in seconds after missed: what is agreed since may have others.
    #[n(23)]
    #[cbor(default)]
    pub(crate) delays_s: Vec<u32>,
    /// The newest thing that the relay said of this vault's timer: word, turn of the lobby, and when.
    #[n(24)]
    #[cbor(default)]
    pub(crate) heard: Option<Heard>,
    /// The last upload.
    #[n(25)]
    #[cbor(default)]
    pub(crate) last_upload: Option<UploadTicket>,
}

/// Something that the relay said of a timer.
#[derive(Clone, Copy, Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Heard {
    #[n(0)]
    pub(crate) word: ByteArray<5>,
    #[n(1)]
    pub(crate) turn: u32,
    #[n(2)]
    pub(crate) at: u64,
}

impl Heard {
    /// What an answer says, if it says anything of this vault's timer.
    pub(crate) fn of(told: &Told) -> Option<Self> {
        let newest = told.newest?;
        let says = matches!(newest.status, TimerStatus::Accepted | TimerStatus::OldCounter);
        says.then(|| Self { word: newest.word.encode().into(), turn: newest.turn, at: newest.at.as_millis() })
    }

    pub(crate) fn word(&self) -> TimerWord {
        TimerWord::decode(*self.word)
    }
}

/// A step of a draft, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
struct KeptStep {
    #[n(0)]
    delay_s: u32,
    /// 0 everyone, 1 the first, 2 these.
    #[n(1)]
    whom: u8,
    #[n(2)]
    these: Vec<ByteArray<16>>,
    #[n(3)]
    places: bool,
    #[n(4)]
    dossier: bool,
    #[n(5)]
    words: Option<String>,
}

/// A phone of a draft, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
struct KeptPhone {
    #[n(0)]
    number: String,
    #[n(1)]
    language: String,
    #[n(2)]
    steps: Vec<u8>,
    #[n(3)]
    words: Vec<Option<String>>,
    #[n(4)]
    check_in_words: Option<String>,
}

/// What was agreed last, as kept: apart from the state, which changes more often.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct DraftRecord {
    #[n(0)]
    interval_s: u32,
    #[n(1)]
    grace_s: u32,
    #[n(2)]
    steps: Vec<KeptStep>,
    #[n(3)]
    phones: Vec<KeptPhone>,
}

impl DraftRecord {
    pub(crate) fn of(draft: &PlanDraft) -> Self {
        let step = |step: &StepDraft| KeptStep {
            delay_s: step.delay.get(),
            whom: match step.whom {
                Whom::Everyone => 0,
                Whom::First => 1,
                Whom::These(_) => 2,
            },
            these: match &step.whom {
                Whom::These(ids) => ids.iter().map(|id| id.0.into()).collect(),
                _ => Vec::new(),
            },
            places: step.places,
            dossier: step.dossier,
            words: step.words.clone(),
        };
        let phone = |phone: &PhoneDraft| KeptPhone {
            number: phone.number.clone(),
            language: phone.language.clone(),
            steps: phone.steps.clone(),
            words: phone.words.clone(),
            check_in_words: phone.check_in_words.clone(),
        };
        Self {
            interval_s: draft.timing.interval().get(),
            grace_s: draft.timing.grace().get(),
            steps: draft.steps.iter().map(step).collect(),
            phones: draft.phones.iter().map(phone).collect(),
        }
    }

    pub(crate) fn draft(&self) -> Option<PlanDraft> {
        let step = |step: &KeptStep| StepDraft {
            delay: Seconds::new(step.delay_s),
            whom: match step.whom {
                0 => Whom::Everyone,
                1 => Whom::First,
                _ => Whom::These(step.these.iter().map(|id| ContactId(**id)).collect()),
            },
            places: step.places,
            dossier: step.dossier,
            words: step.words.clone(),
        };
        let phone = |phone: &KeptPhone| PhoneDraft {
            number: phone.number.clone(),
            language: phone.language.clone(),
            steps: phone.steps.clone(),
            words: phone.words.clone(),
            check_in_words: phone.check_in_words.clone(),
        };
        Some(PlanDraft {
            timing: PlanTiming::new(Seconds::new(self.interval_s), Seconds::new(self.grace_s)).ok()?,
            steps: self.steps.iter().map(step).collect(),
            phones: self.phones.iter().map(phone).collect(),
        })
    }
}

/// Both records of the plan; there once the worker has had anything to do with one.
#[derive(Debug, Default)]
pub(crate) struct OwnPlan {
    pub(crate) state: Option<Kept<PlanRecord>>,
    pub(crate) draft: Option<Kept<DraftRecord>>,
    /// In memory: the newest turn of which anything was read.
    pub(crate) turn: u32,
}

/// Names of the two records.
pub(crate) const STATE: u64 = 0;
pub(crate) const DRAFT: u64 = 1;

impl PlanRecord {
    fn new() -> Self {
        Self {
            wish: Wish::Off,
            generation: 0,
            since: 0,
            paused_until: 0,
            orders: Vec::new(),
            covered: Vec::new(),
            at_relay: Vec::new(),
            refused: false,
            word: None,
            word_turn: 0,
            word_at: 0,
            drill: Drill::NotYet,
            drill_since: 0,
            rearm: false,
            rearmed_at: 0,
            reminded_due: 0,
            reminded: 0,
            word_is_old: false,
            postponed: false,
            armed_generation: 0,
            told_at: 0,
            said_before: 0,
            stands: false,
            delays_s: Vec::new(),
            heard: None,
            last_upload: None,
        }
    }

    /// The steps of the newest plan, which is the one that contacts know.
    pub(crate) fn steps(&self) -> Option<PlanSteps> {
        let delays: Vec<Seconds> = self.delays_s.iter().copied().map(Seconds::new).collect();
        PlanSteps::new(&delays).ok()
    }

    pub(crate) fn word(&self) -> TimerWord {
        self.word.map_or(TimerWord::default(), |word| TimerWord::decode(*word))
    }

    /// Until when it is paused, if it is.
    pub(crate) fn pause(&self, now: Timestamp) -> Option<Timestamp> {
        (self.wish == Wish::Armed && self.paused_until > now.as_millis())
            .then(|| Timestamp::from_millis(self.paused_until))
    }

    fn drill_state(&self, now: Timestamp) -> DrillState {
        let since = Timestamp::from_millis(self.drill_since);
        let over = self.drill_since.saturating_add(DRILL_MS);
        match self.drill {
            Drill::NotYet if self.postponed => DrillState::Postponed,
            Drill::NotYet => DrillState::NotYet,
            Drill::Saved => DrillState::Saved,
            Drill::Begun if over > now.as_millis() => DrillState::Running { since },
            Drill::Begun => DrillState::Done { at: Timestamp::from_millis(over) },
        }
    }
}

impl Vault {
    /// The plan's state, to be read.
    pub(crate) fn plan_state(&self) -> Option<&PlanRecord> {
        self.own_plan.state.as_deref()
    }

    /// The plan's state, to be changed; made when first needed.
    pub(crate) fn plan_state_mut(&mut self) -> &mut PlanRecord {
        let fresh = || Kept::new(numbered(kind::PLAN, STATE), Place::Any, Class::Urgent, PlanRecord::new());
        self.own_plan.state.get_or_insert_with(fresh).edit()
    }

    /// What was agreed last.
    pub(crate) fn plan_draft(&self) -> Option<PlanDraft> {
        self.own_plan.draft.as_ref().and_then(|draft| draft.draft())
    }

    pub(crate) fn keep_draft(&mut self, draft: &PlanDraft) {
        let record = DraftRecord::of(draft);
        match &mut self.own_plan.draft {
            Some(kept) => *kept.edit() = record,
            None => {
                let key = numbered(kind::PLAN, DRAFT);
                self.own_plan.draft = Some(Kept::new(key, Place::Any, Class::Urgent, record));
            }
        }
    }

    /// What the next check-in is reckoned from: the last one, the last arming, or the end of a pause.
    pub(crate) fn reckoned_from(&self) -> Option<Timestamp> {
        let plan = self.plan_state().filter(|plan| plan.wish == Wish::Armed)?;
        let last = self.head.last_check_in.unwrap_or(0).max(plan.since).max(plan.paused_until);
        Some(Timestamp::from_millis(last))
    }

    /// A check-in is reckoned by the clock of now: what lies ahead of it was written down by a clock that was wrong.
    pub(crate) fn right_plan_times(&mut self, now: Timestamp) {
        let latest = now.saturating_add(LONGEST_PAUSE).as_millis();
        let ahead = |plan: &PlanRecord| plan.since > now.as_millis() || plan.paused_until > latest;
        if self.plan_state().is_some_and(ahead) {
            let plan = self.plan_state_mut();
            plan.since = plan.since.min(now.as_millis());
            plan.paused_until = plan.paused_until.min(latest);
        }
    }

    /// When the next check-in is due as the relay reckons: a pause that it does not know of yet puts nothing off.
    pub(crate) fn due_at_relay(&self) -> Option<Timestamp> {
        let plan = self.plan_state().filter(|plan| plan.wish == Wish::Armed)?;
        if !plan.pause_waits() {
            return self.next_expected();
        }
        let last = self.head.last_check_in.unwrap_or(0).max(plan.since);
        Some(self.plan()?.due(Timestamp::from_millis(last)))
    }

    /// When the next check-in is due. `None` without a plan.
    pub(crate) fn next_expected(&self) -> Option<Timestamp> {
        Some(self.plan()?.due(self.reckoned_from()?))
    }

    /// What the drill has come to.
    pub(crate) fn drill_state(&self, now: Timestamp) -> DrillState {
        self.plan_state().map_or(DrillState::NotYet, |plan| plan.drill_state(now))
    }

    /// The plan and how it stands.
    pub(crate) fn plan_status(&self, now: Timestamp) -> PlanStatus {
        let draft = self.plan_draft();
        let Some(plan) = self.plan_state() else {
            return PlanStatus {
                draft,
                state: PlanState::Off,
                paused_until: None,
                pause_waits: false,
                order_waits: false,
                next_expected: None,
                relay: None,
                covered: Vec::new(),
                not_covered: self.circle().map(|contact| contact.contact_id()).collect(),
                in_trouble: Vec::new(),
                phones: Vec::new(),
                drill: DrillState::NotYet,
            };
        };
        let armed = plan.wish == Wish::Armed;
        let covered: Vec<ContactId> = plan
            .covered
            .iter()
            .map(|person| ContactId(*person.id))
            .filter(|id| armed && self.is_covered(*id))
            .collect();
        let not_covered = self.circle().map(|contact| contact.contact_id());
        let word = plan.word();
        PlanStatus {
            state: plan.state(),
            paused_until: plan.pause(now),
            pause_waits: plan.pause_waits(),
            order_waits: !plan.orders.is_empty(),
            next_expected: self.next_expected(),
            relay: plan.word.filter(|_| !plan.word_is_old).map(|_| RelayWord {
                state: word.state,
                step: word.step.map(Step::number),
                at: Timestamp::from_millis(plan.word_at),
            }),
            not_covered: not_covered.filter(|id| !covered.contains(id)).collect(),
            in_trouble: plan.in_trouble().map(ContactId).collect(),
            phones: draft
                .iter()
                .flat_map(|draft| &draft.phones)
                .enumerate()
                .map(|(index, phone)| PhoneStatus {
                    number: phone.number.clone(),
                    state: (!plan.at_relay.is_empty()).then(|| word.phone(index)),
                    answer: word.answer(index),
                })
                .collect(),
            drill: plan.drill_state(now),
            covered,
            draft,
        }
    }

    /// Whether what a step says would reach this contact as far as this phone can know: confirmed, and their mailbox
    /// is known to the relay.
    fn is_covered(&self, id: ContactId) -> bool {
        let confirmed = self
            .circle()
            .any(|contact| contact.contact_id() == id && contact.status() == ContactStatus::Confirmed);
        let waits = |message: &super::MessageRecord| {
            message.deliveries.iter().any(|d| *d.contact == id.0 && d.waiting)
        };
        confirmed && !self.messages.values().any(|message| waits(message))
    }
}

impl PlanRecord {
    /// How far the plan has come.
    pub(crate) fn state(&self) -> PlanState {
        let arming = self.orders.iter().any(|order| order.kind == OrderKind::Arm);
        match self.wish {
            Wish::Off if self.orders.iter().any(|order| order.kind == OrderKind::End) => PlanState::Ending,
            Wish::Off if self.stands => PlanState::Standing,
            Wish::Off => PlanState::Off,
            Wish::Armed if self.refused => PlanState::Refused,
            Wish::Armed if arming || self.rearm || self.at_relay.is_empty() => PlanState::Saved,
            Wish::Armed => PlanState::AtRelay,
        }
    }

    /// Whether a pause is on its way to the relay.
    pub(crate) fn pause_waits(&self) -> bool {
        self.orders.iter().any(|order| order.kind == OrderKind::Pause)
    }

    /// Those whom the relay cannot reach, as it said last.
    pub(crate) fn in_trouble(&self) -> impl Iterator<Item = [u8; 16]> {
        let word = self.word();
        let persons = self.at_relay.iter().enumerate();
        persons.filter(move |(index, _)| word.is_in_trouble(*index)).map(|(_, id)| **id)
    }
}
