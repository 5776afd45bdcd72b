//! What a worker agreed with this contact: the plan message as this contact keeps it, and what it makes of the watch.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use wayhome_protocol::keys::IdentityPublic;
use wayhome_protocol::plan_message::{PlanMessage, PlanOrder};

use super::watch::WorkerRecord;
use super::{KeptPlan, Vault};
use crate::EventKind;
use crate::codec::Hidden;
use crate::lobby::Claim;
use crate::plan_view::{PastSteps, RelaySays, WatchedDrill, WatchedStep};
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::WorkerId;
use crate::wire::{Minute, PlanTiming, Seconds, Step, StepSet, Timestamp};

/// Lodge keys of this many plans are kept, and of as many drills.
const GENERATIONS: usize = 4;
/// So many times that something was told are remembered.
const PAST_MAX: usize = 8;
/// With the words of the last of them.
const PAST_WORDS: usize = 2;

/// Opens the lodged cells of one upload.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct KeptLodgeKey {
    #[n(0)]
    pub(super) generation: u32,
    #[n(1)]
    pub(super) drill: bool,
    #[n(2)]
    pub(super) key: Hidden<32>,
}

/// Somebody else whom the plan reaches.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
struct KeptPerson {
    #[n(0)]
    index: u8,
    #[n(1)]
    name: String,
    #[n(2)]
    identity: ByteArray<32>,
}

/// A step that was told.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct KeptTold {
    #[n(0)]
    pub(super) step: u8,
    #[n(1)]
    pub(super) drill: bool,
    /// The relay's minute.
    #[n(2)]
    pub(super) minute: u32,
    /// The relay's own notice of it has come, and not only the worker's words.
    #[n(3)]
    pub(super) noticed: bool,
    #[n(4)]
    pub(super) words: Option<String>,
}

/// Steps that were told and are over.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct KeptPast {
    #[n(0)]
    told: Vec<KeptTold>,
    /// The relay's minute at which it was over.
    #[n(1)]
    over: u32,
    /// A check-in came; else the worker ended the plan.
    #[n(2)]
    came: bool,
}

/// A step that is held.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct KeptHold {
    #[n(0)]
    pub(super) step: u8,
    #[n(1)]
    pub(super) until: u32,
    #[n(2)]
    pub(super) by: u8,
    /// The relay's minute of the notice.
    #[n(3)]
    pub(super) since: Option<u32>,
}

/// A drill, as this contact was told of it.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
struct KeptDrill {
    #[n(0)]
    since: u64,
    #[n(1)]
    generation: u32,
}

/// A relay part whose message has not come yet.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct KeptPart {
    #[n(0)]
    pub(super) tag: ByteArray<16>,
    #[n(1)]
    pub(super) part: Hidden<32>,
}

/// This contact's own hold on its way.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct OwnHold {
    #[n(0)]
    pub(super) claim: Claim,
    #[n(1)]
    pub(super) step: u8,
}

/// A watched worker's plan, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct WatchedPlanRecord {
    #[n(0)]
    pub(super) timer: ByteArray<16>,
    #[n(1)]
    delays_s: Vec<u32>,
    #[n(2)]
    reaches_me: u8,
    #[n(3)]
    index: u8,
    #[n(4)]
    circle: Vec<KeptPerson>,
    #[n(5)]
    pub(super) keys: Vec<KeptLodgeKey>,
    /// The counter of the newest plan message.
    #[n(6)]
    counter: u64,
    /// When it was last armed, reckoned as check-ins are.
    #[n(7)]
    armed_at: u64,
    #[n(8)]
    paused_until: u64,
    #[n(9)]
    ended: bool,
    #[n(10)]
    drill: Option<KeptDrill>,
    #[n(11)]
    pub(super) told: Vec<KeptTold>,
    #[n(12)]
    pub(super) holds: Vec<KeptHold>,
    /// Notices that were taken in, newest last.
    #[n(13)]
    pub(super) seen: Vec<ByteArray<16>>,
    /// What the relay said last: the notice's kind, and its two numbers.
    #[n(14)]
    pub(super) says: Option<(u8, u32, u32)>,
    #[n(15)]
    pub(super) away: Option<(u32, u32)>,
    #[n(16)]
    pub(super) hold_counter: u64,
    #[n(17)]
    pub(super) hold: Option<OwnHold>,
    #[n(18)]
    pub(super) parts: Vec<KeptPart>,
    /// What was told before, oldest first.
    #[n(19)]
    #[cbor(default)]
    past: Vec<KeptPast>,
    /// The relay's minute at which what was told was last over: by a check-in, or by the plan's end.
    #[n(20)]
    #[cbor(default)]
    over: u32,
    /// When the pause was ordered, reckoned as check-ins are.
    #[n(21)]
    #[cbor(default)]
    paused_at: u64,
}

impl WatchedPlanRecord {
    fn new(timer: [u8; 16]) -> Self {
        Self {
            timer: timer.into(),
            delays_s: Vec::new(),
            reaches_me: 0,
            index: 0,
            circle: Vec::new(),
            keys: Vec::new(),
            counter: 0,
            armed_at: 0,
            paused_until: 0,
            ended: false,
            drill: None,
            told: Vec::new(),
            holds: Vec::new(),
            seen: Vec::new(),
            says: None,
            away: None,
            hold_counter: 0,
            hold: None,
            parts: Vec::new(),
            past: Vec::new(),
            over: 0,
            paused_at: 0,
        }
    }

    /// Whether something is kept here as of a moment that has not come, by that judgement and the relay's minute.
    pub(super) fn is_ahead(&self, judged: u64, relay_minute: u32) -> bool {
        self.armed_at > judged
            || self.paused_at > judged
            || self.over > relay_minute
            || self.told.iter().any(|told| told.minute > relay_minute)
    }

    /// What is kept as of a moment that has not come was of now at most.
    pub(super) fn settle(&mut self, judged: u64, relay_minute: u32) {
        self.armed_at = self.armed_at.min(judged);
        let ahead = self.paused_at.saturating_sub(judged);
        self.paused_at = self.paused_at.saturating_sub(ahead);
        self.paused_until = self.paused_until.saturating_sub(ahead);
        self.over = self.over.min(relay_minute);
        for told in &mut self.told {
            told.minute = told.minute.min(relay_minute);
        }
        for past in &mut self.past {
            past.over = past.over.min(relay_minute);
        }
    }

    /// What was told up to that minute is over, and what was held with it: it is history from now on. `true` if nothing
    /// told later stands: notices are not always read in the order in which the relay wrote them.
    pub(super) fn close_told(&mut self, over: u32, came: bool) -> bool {
        self.holds.retain(|hold| hold.since.is_some_and(|since| since > over));
        self.begin_anew(over, came)
    }

    /// The worker's own word that the plan ended, which came in that minute. What was told in it may have been told after
    /// it, of a plan that was armed since; the relay says itself what is over.
    fn close_told_before(&mut self, over: u32) {
        let (later, earlier): (Vec<_>, Vec<_>) =
            self.told.drain(..).partition(|told| !told.drill && told.minute >= over);
        self.told = earlier;
        self.close_told(over, false);
        self.told.extend(later);
    }

    /// The steps begin anew: what was told up to that minute is history from now on. What is held stays held.
    pub(super) fn begin_anew(&mut self, over: u32, came: bool) -> bool {
        self.over = self.over.max(over);
        let (stands, told): (Vec<_>, Vec<_>) =
            self.told.drain(..).partition(|told| told.drill || told.minute > over);
        self.told = stands;
        if !told.is_empty() {
            self.keep_past(KeptPast { told, over, came });
        }
        self.told.iter().all(|told| told.drill)
    }

    /// Takes in a telling that is read only after it was over, or a second time: its notice, or its words. Gives it
    /// back if it stands.
    pub(super) fn note_past(&mut self, telling: KeptTold) -> Option<KeptTold> {
        let KeptTold { step, minute, noticed, .. } = telling;
        // Within one minute the relay may end a step and tell it again: then its notice says so, before the words.
        if minute > self.over || (minute == self.over && noticed) {
            return Some(telling);
        }
        let same = |told: &KeptTold| told.step == step && told.minute == minute;
        let at = self.past.iter().position(|past| past.told.iter().any(same));
        let at = at.or_else(|| self.past.iter().position(|past| minute <= past.over));
        let Some(past) = at.and_then(|at| self.past.get_mut(at)) else {
            let came = matches!(self.says, Some((2, ..)));
            self.keep_past(KeptPast { told: vec![telling], over: self.over, came });
            return None;
        };
        match past.told.iter_mut().find(|told| told.step == step) {
            Some(told) => {
                told.noticed |= noticed;
                told.words = telling.words.or(told.words.take());
            }
            None => past.told.push(telling),
        }
        None
    }

    fn keep_past(&mut self, past: KeptPast) {
        self.past.push(past);
        let surplus = self.past.len().saturating_sub(PAST_MAX);
        self.past.drain(..surplus);
        let old = self.past.len().saturating_sub(PAST_WORDS);
        for told in self.past.iter_mut().take(old).flat_map(|past| &mut past.told) {
            told.words = None;
        }
    }

    fn keep_key(&mut self, generation: u32, drill: bool, key: &[u8; 32]) {
        if self.keys.iter().any(|known| known.generation == generation) {
            return;
        }
        self.keys.push(KeptLodgeKey { generation, drill, key: Hidden::new(key) });
        self.keys.sort_by_key(|known| std::cmp::Reverse(known.generation));
        let mut left = [GENERATIONS; 2];
        self.keys.retain(|known| {
            let [plans, drills] = &mut left;
            let left = if known.drill { drills } else { plans };
            let keep = *left > 0;
            *left = left.saturating_sub(1);
            keep
        });
    }

    /// The key that signs the holds of the person with this index.
    pub(super) fn identity(&self, index: u8) -> Option<IdentityPublic> {
        let person = self.circle.iter().find(|person| person.index == index)?;
        Some(IdentityPublic::from_bytes(*person.identity))
    }

    /// How many steps the plan has; 0 before it is known.
    pub(super) fn steps(&self) -> u8 {
        u8::try_from(self.delays_s.len()).unwrap_or(0)
    }

    /// Whether it is armed, as far as the worker said.
    pub(super) fn stands(&self) -> bool {
        !self.delays_s.is_empty() && !self.ended
    }

    /// The hold of a step that still counts: a check-in ends all those before it, also for a contact who was told no
    /// step and so gets no notice of the check-in.
    fn hold_of(&self, step: u8, last_check_in: Option<u64>) -> Option<&KeptHold> {
        let last = last_check_in.unwrap_or(0).max(self.armed_at);
        let ends =
            |since: u32| Minute::new(since).start().saturating_add(Seconds::from_minutes(1)).as_millis();
        let counts =
            |hold: &&KeptHold| hold.step == step && hold.since.is_none_or(|since| ends(since) > last);
        self.holds.iter().find(counts)
    }

    fn step_view(
        &self,
        step: Step,
        delay_s: u32,
        missed: Option<Timestamp>,
        last_check_in: Option<u64>,
    ) -> WatchedStep {
        let number = step.number();
        let told = self.told.iter().find(|told| !told.drill && told.step == number);
        let hold = self.hold_of(number, last_check_in);
        let held_until = hold.map(|hold| Minute::new(hold.until).start());
        let by_plan = missed.map(|missed| missed.saturating_add(Seconds::new(delay_s)));
        let reaches = StepSet::from_bits(self.reaches_me).is_some_and(|steps| steps.contains(step));
        WatchedStep {
            step: number,
            reaches_me: reaches,
            expected: match (by_plan, held_until) {
                (Some(plan), Some(held)) => Some(plan.max(held)),
                (plan, _) => plan,
            },
            told: told.map(|told| Minute::new(told.minute).start()),
            words: told.and_then(|told| told.words.clone()),
            held_until,
            held_by: hold.and_then(|hold| {
                self.circle.iter().find(|person| person.index == hold.by).map(|person| person.name.clone())
            }),
        }
    }

    fn past_view(&self) -> Vec<PastSteps> {
        let steps = |past: &KeptPast| {
            let told = past.told.iter();
            let mut steps: Vec<_> =
                told.map(|told| (told.step, Minute::new(told.minute).start(), told.words.clone())).collect();
            steps.sort_by_key(|(step, ..)| *step);
            steps
        };
        let view = |past: &KeptPast| PastSteps {
            steps: steps(past),
            over: Minute::new(past.over).start(),
            check_in_came: past.came,
        };
        self.past.iter().map(view).collect()
    }

    fn drill_view(&self) -> Option<WatchedDrill> {
        let drill = self.drill.as_ref()?;
        let told = self.told.iter().filter(|told| told.drill);
        let mut steps: Vec<_> =
            told.map(|told| (told.step, Minute::new(told.minute).start(), told.words.clone())).collect();
        steps.sort_by_key(|(step, ..)| *step);
        Some(WatchedDrill { since: Timestamp::from_millis(drill.since), steps })
    }

    fn relay_says(&self) -> Option<RelaySays> {
        let (kind, first, second) = self.says?;
        Some(match kind {
            2 => RelaySays::CheckInCame {
                at: Minute::new(first).start(),
                step: u8::try_from(second).unwrap_or(0),
            },
            4 => RelaySays::Paused { until: Minute::new(second).start() },
            _ => RelaySays::Ended { at: Minute::new(first).start() },
        })
    }
}

/// What a contact is shown of a worker's plan.
pub(super) struct PlanView {
    pub(super) steps: Vec<WatchedStep>,
    pub(super) told_before: Vec<PastSteps>,
    pub(super) paused_until: Option<Timestamp>,
    pub(super) drill: Option<WatchedDrill>,
    pub(super) relay_says: Option<RelaySays>,
    pub(super) relay_away: Option<(Timestamp, Timestamp)>,
}

impl Vault {
    /// Takes in a plan message from a worker's main vault, made then by this contact's reckoning, and come to the
    /// relay in that minute.
    pub(super) fn take_plan(
        &mut self,
        now: Timestamp,
        worker: WorkerId,
        counter: u64,
        reckoned: u64,
        arrived: u32,
        plan: &PlanMessage,
    ) {
        let fresh = || {
            let key = RecordKey { kind: kind::WATCHED_PLAN, id: worker.0 };
            Kept::new(key, Place::Any, Class::Urgent, WatchedPlanRecord::new(*plan.timer.as_bytes()))
        };
        let record = self.watched_plans.entry(worker.0).or_insert_with(fresh).edit();
        let known = |kept: &KeptLodgeKey| !kept.drill && kept.generation == plan.generation;
        if let PlanOrder::Armed { .. } = plan.order
            && record.keys.iter().any(known)
            && record.stands()
        {
            // Said again for those who keep nothing: it is no news here.
            if counter > record.counter {
                record.counter = counter;
                record.keep_circle(plan);
            }
            return;
        }
        match &plan.order {
            PlanOrder::Armed { lodge_key } => record.keep_key(plan.generation, false, lodge_key.expose()),
            PlanOrder::Drill { lodge_key } => record.keep_key(plan.generation, true, lodge_key.expose()),
            PlanOrder::Paused { .. } | PlanOrder::Ended => {}
        }
        if let PlanOrder::Drill { .. } = plan.order {
            if record.drill.as_ref().is_none_or(|known| known.generation < plan.generation) {
                record.drill = Some(KeptDrill { since: reckoned, generation: plan.generation });
                record.told.retain(|told| !told.drill);
            }
            // A drill may come before any plan: holds and notices of it are verified all the same.
            if record.circle.is_empty() {
                record.keep_circle(plan);
            }
        } else if counter > record.counter {
            record.counter = counter;
            record.keep_circle(plan);
            record.timer = (*plan.timer.as_bytes()).into();
            record.delays_s = plan.steps.delays().map(Seconds::get).collect();
            record.reaches_me = plan.told.bits();
            record.ended = matches!(plan.order, PlanOrder::Ended);
            match plan.order {
                PlanOrder::Armed { .. } => {
                    record.armed_at = record.armed_at.max(reckoned);
                    record.paused_until = 0;
                    record.says = None;
                }
                PlanOrder::Paused { length } => {
                    record.paused_at = reckoned;
                    record.paused_until = Timestamp::from_millis(reckoned).saturating_add(length).as_millis();
                }
                PlanOrder::Ended | PlanOrder::Drill { .. } => {
                    record.paused_until = 0;
                    record.close_told_before(arrived);
                }
            }
        }
        self.tell(now, EventKind::WorkerPlanChanged { worker });
    }

    /// A worker's plan and what its next check-in is reckoned from: the last one, the last arming, or the end of a
    /// pause.
    pub(super) fn watched_timing(&self, worker: &WorkerRecord) -> Option<(PlanTiming, Timestamp)> {
        let plan = worker.plan.and_then(KeptPlan::timing).filter(|_| !worker.ended)?;
        // Before the first check-in the plan runs from the moment it was first heard of.
        let mut from = worker.last_check_in.or(worker.first_heard).or(worker.last_heard)?;
        if let Some(watched) = self.watched_plans.get(&*worker.id).filter(|watched| watched.stands()) {
            from = from.max(watched.armed_at).max(watched.paused_until);
        }
        Some((plan, Timestamp::from_millis(from)))
    }

    /// What this contact is shown of a worker's plan.
    pub(super) fn plan_view(&self, worker: &WorkerRecord, now: Timestamp) -> PlanView {
        let Some(watched) = self.watched_plans.get(&*worker.id) else {
            return PlanView {
                steps: Vec::new(),
                told_before: Vec::new(),
                paused_until: None,
                drill: None,
                relay_says: None,
                relay_away: None,
            };
        };
        let missed = self.watched_timing(worker).map(|(plan, last)| plan.missed(last));
        let steps = Step::ALL.into_iter().zip(&watched.delays_s);
        PlanView {
            steps: steps
                .filter(|_| watched.stands())
                .map(|(step, delay_s)| watched.step_view(step, *delay_s, missed, worker.last_check_in))
                .collect(),
            told_before: watched.past_view(),
            paused_until: (watched.stands() && watched.paused_until > now.as_millis())
                .then(|| Timestamp::from_millis(watched.paused_until)),
            drill: watched.drill_view(),
            relay_says: watched.relay_says(),
            relay_away: watched.away.map(|(from, to)| (Minute::new(from).start(), Minute::new(to).start())),
        }
    }
}

impl WatchedPlanRecord {
    fn keep_circle(&mut self, plan: &PlanMessage) {
        self.index = plan.index;
        self.circle = plan
            .circle
            .iter()
            .map(|person| KeptPerson {
                index: person.index,
                name: person.name.clone(),
                identity: (*person.identity.as_bytes()).into(),
            })
            .collect();
    }
}
