//! The oracle's own model of one timer: what each command does to it, and when each of its steps is to be told.
//!
//! Written from *Timers* in `docs/protocol.md`. All times are service times in milliseconds. It calls none of the
//! relay's rules; of the protocol's code it uses the formats and the signatures.

use std::collections::BTreeMap;
use std::sync::Arc;

use wayhome_protocol::ids::{ReceiveId, SendId};
use wayhome_protocol::keys::TimerPublic;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::timer::{TimerCommand, TimerOp};
use wayhome_protocol::uploaded_plan::{PlanPerson, PlanPurpose, UploadedPlan};

use super::service::{Service, Start};
use crate::clock::{HOUR, SECOND};

/// A step is told within this much of when it may be.
pub(super) const PROMPT: u64 = 60 * SECOND;
/// An arm that is not younger than the last check-in by more than this brings none.
const SAME_CHECK_IN: u64 = 60 * SECOND;
/// The longest pause, hold, and all holds together.
const LONGEST_PAUSE: u64 = 7 * 24 * HOUR;
const LONGEST_HOLD: u64 = 24 * HOUR;
const LONGEST_HOLDS: u64 = 72 * HOUR;
/// A hold's counter is at most this much ahead of the relay's wall time.
const CLOCKS_APART: u64 = 24 * HOUR;
/// Relay parts are kept so long after the last step was told.
const PARTS_KEPT: u64 = 72 * HOUR;
/// No interval and grace together are longer.
const LONGEST_TOUCH: u64 = 37 * 24 * HOUR;

/// A plan's hash.
pub(super) type PlanHash = [u8; 32];

/// A plan that the relay has.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) hash: PlanHash,
    pub(super) plan: Arc<UploadedPlan>,
}

impl Plan {
    fn is_drill(&self) -> bool {
        self.plan.purpose == PlanPurpose::Drill
    }

    fn delta(&self) -> u64 {
        self.plan.timing.interval().as_millis() + self.plan.timing.grace().as_millis()
    }

    /// Whom a step reaches.
    pub(super) fn reached(&self, step: Step) -> impl Iterator<Item = &PlanPerson> {
        self.plan.persons.iter().filter(move |person| person.told.contains(step))
    }

    /// Whom any step up to `last` reaches.
    fn told_up_to(&self, last: u8) -> Vec<SendId> {
        let reached = |person: &&PlanPerson| person.told.iter().any(|step| step.number() <= last);
        self.plan.persons.iter().filter(reached).map(|person| person.send_id).collect()
    }

    /// Whom it reaches at all, or is to tell of holds and absences.
    pub(super) fn everyone(&self) -> Vec<SendId> {
        self.plan.persons.iter().map(|person| person.send_id).collect()
    }
}

#[derive(Clone, Copy, Debug)]
struct CheckIn {
    /// When it was made: not earlier than, and not later than.
    made: (u64, u64),
    delta: u64,
    heard: u64,
    /// What the relay may have forgotten of its time up to then.
    forgotten: u64,
}

/// A drill that is under way.
#[derive(Clone, Debug)]
pub(super) struct Drill {
    pub(super) plan: Plan,
    pub(super) started: u64,
    pub(super) told: u8,
    forgotten: u64,
}

#[derive(Clone, Debug)]
struct Key {
    public: TimerPublic,
    counter: Option<u64>,
}

/// When a step is told: not before `earliest`, and by `latest` if the relay runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) earliest: u64,
    pub(super) latest: u64,
}

/// What a command makes the relay say at once, and to whom.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// The notice's kind.
    pub(super) kind: u64,
    /// To whom, if their mailbox is sound.
    pub(super) to: Vec<SendId>,
    /// The plan that says how to reach them.
    pub(super) plan: Plan,
}

/// One timer.
#[derive(Clone, Debug)]
pub(super) struct Timer {
    pub(super) owner: ReceiveId,
    keys: [Option<Key>; 5],
    /// Plans that wait to be ordered, the oldest first.
    waiting: Vec<Plan>,
    pub(super) armed: Option<Plan>,
    /// Since when that plan is in force.
    armed_at: u64,
    wanted: Option<PlanHash>,
    wanted_drill: Option<PlanHash>,
    pub(super) drill: Option<Drill>,
    last: Option<CheckIn>,
    /// The one ahead of it.
    before: Option<CheckIn>,
    /// At least until then, and at most.
    paused_until: Option<(u64, u64)>,
    /// The last step told since the last check-in, 0 for none, and when.
    pub(super) told: u8,
    /// Grows whenever the steps begin anew.
    pub(super) round: u64,
    told_at: u64,
    held: BTreeMap<u8, u64>,
    hold_counters: BTreeMap<[u8; 32], u64>,
    /// The relay was put back: nothing is told before this for certain, and perhaps.
    owed: (u64, u64),
}

impl Timer {
    pub(super) fn new(owner: ReceiveId) -> Self {
        Self {
            owner,
            keys: Default::default(),
            waiting: Vec::new(),
            armed: None,
            armed_at: 0,
            wanted: None,
            wanted_drill: None,
            drill: None,
            last: None,
            before: None,
            paused_until: None,
            told: 0,
            round: 0,
            told_at: 0,
            held: BTreeMap::new(),
            hold_counters: BTreeMap::new(),
            owed: (0, 0),
        }
    }

    /// Sets the key at a place (0 is the control key) and its last counter.
    pub(super) fn set_key(&mut self, place: usize, public: TimerPublic, counter: Option<u64>) {
        self.keys[place] = Some(Key { public, counter });
    }

    /// A reader has shown that the relay was put back from an older copy before `start`.
    pub(super) fn was_put_back(&mut self, service: &Service, start: &Start) {
        let (Some(last), Some(_)) = (self.last, &self.armed) else { return };
        // A check-in from before the start says nothing of those that were lost, whenever it came.
        if last.made.0 > start.at || service.served() > start.at + last.delta {
            return;
        }
        let owed = |absence: u64| start.at + absence.min(last.delta);
        let certain = if last.made.1 <= start.at { owed(start.absence.0) } else { 0 };
        self.owed = (self.owed.0.max(certain), self.owed.1.max(owed(start.absence.1)));
    }

    // When steps are told.

    /// When a step of the armed plan is told, if it has not been.
    pub(super) fn due(&self, service: &Service, step: Step) -> Option<Due> {
        let (plan, last) = (self.armed.as_ref()?, self.last?);
        if step.number() <= self.told {
            return None;
        }
        let quiet = service.quiet();
        let earliest = self.alone(plan, last, step)?.0;
        // A step waits for the ones ahead of it, which may be held.
        let ahead = Step::ALL.into_iter().filter(|other| other.number() > self.told && *other <= step);
        let latest = ahead.filter_map(|other| Some(self.alone(plan, last, other)?.1)).max()?;
        let latest = latest.max(quiet.1).max(last.heard).max(self.armed_at);
        Some(Due {
            earliest: earliest.max(quiet.0),
            latest: latest + PROMPT + (service.forgotten() - last.forgotten),
        })
    }

    /// When the steps up to `told`, which were told, may be told again to somebody who could not be reached then.
    pub(super) fn told_again(&self, service: &Service, told: u8) -> Option<Due> {
        let (plan, last) = (self.armed.as_ref()?, self.last?);
        let steps = Step::ALL.into_iter().filter(|step| step.number() <= told);
        let alone: Vec<_> = steps.filter_map(|step| self.alone(plan, last, step)).collect();
        let quiet = service.quiet();
        let earliest = alone.iter().map(|due| due.0).max()?.max(quiet.0);
        let latest = alone.iter().map(|due| due.1).max()?.max(quiet.1).max(last.heard).max(self.armed_at);
        Some(Due { earliest, latest })
    }

    /// Whether a step would be told now if the last check-in had not come.
    pub(super) fn without_the_last(&self, service: &Service, step: Step) -> bool {
        let (Some(plan), Some(before)) = (&self.armed, self.before) else { return false };
        let due = self.alone(plan, before, step).map(|due| due.0.max(service.quiet().0));
        due.is_some_and(|due| (due..=due + PROMPT).contains(&service.served()))
    }

    /// When a step may be told if there were no others: not before, and certainly from then on.
    fn alone(&self, plan: &Plan, last: CheckIn, step: Step) -> Option<(u64, u64)> {
        let delay = plan.plan.steps.delay(step)?.as_millis();
        let held = self.held.get(&step.number()).copied().unwrap_or(0);
        let told = |missed: u64| (missed + delay).max(held.min(missed + delay + LONGEST_HOLDS));
        let missed = self.missed(last);
        Some((told(missed.0), told(missed.1)))
    }

    fn missed(&self, last: CheckIn) -> (u64, u64) {
        let until = self.paused_until.unwrap_or((0, 0));
        let missed = |made: u64, until: u64, owed: u64| (made.max(until) + last.delta).max(owed);
        (missed(last.made.0, until.0, self.owed.0), missed(last.made.1, until.1, self.owed.1))
    }

    /// Whether it may be paused.
    pub(super) fn is_paused(&self, service: &Service) -> bool {
        self.paused_until.is_some_and(|until| until.1 > service.served())
    }

    /// Whether a relay part that comes for a mailbox now is released to its person as it comes: for certain, and perhaps.
    pub(super) fn releases(&self, service: &Service, to: SendId) -> (bool, bool) {
        let released = |person: &PlanPerson| {
            person.send_id == to && person.places.iter().any(|step| step.number() <= self.told)
        };
        let released = self.armed.as_ref().is_some_and(|plan| plan.plan.persons.iter().any(released));
        let runs = |paused_until: Option<u64>| paused_until.is_none_or(|until| until <= service.served());
        let (first, last) = (self.paused_until.map(|until| until.0), self.paused_until.map(|until| until.1));
        (released && runs(last), released && runs(first))
    }

    /// The step of the armed plan that is told next.
    pub(super) fn next_step(&self) -> Option<Step> {
        let step = Step::new(self.told + 1)?;
        self.armed.as_ref()?.plan.steps.delay(step).map(|_| step)
    }

    /// A step of the armed plan was told.
    pub(super) fn step_told(&mut self, service: &Service, step: Step) {
        self.told = step.number();
        self.told_at = service.served();
    }

    /// The armed plan whose last step was told so long ago that the relay has deleted the relay parts of its people.
    pub(super) fn forgets_parts(&self, service: &Service) -> Option<&Plan> {
        let plan = self.armed.as_ref()?;
        let over = self.told == plan.plan.steps.count() && service.served() >= self.told_at + PARTS_KEPT;
        over.then_some(plan)
    }

    /// The step of the drill that is told next, and when.
    pub(super) fn next_of_drill(&self, service: &Service) -> Option<(Step, Due)> {
        let drill = self.drill.as_ref()?;
        let step = Step::new(drill.told + 1)?;
        let at = drill.started + drill.plan.plan.steps.delay(step)?.as_millis();
        let quiet = service.quiet();
        let latest = at.max(quiet.1) + PROMPT + (service.forgotten() - drill.forgotten);
        Some((step, Due { earliest: at.max(quiet.0), latest }))
    }

    /// A step of the drill was told.
    pub(super) fn drill_told(&mut self, step: Step) {
        if let Some(drill) = &mut self.drill {
            drill.told = step.number();
            if step.number() >= drill.plan.plan.steps.count() {
                self.drill = None;
            }
        }
    }

    // What commands do.

    /// A command has come, so old: what the relay is to answer, and what it is to say at once. Where it cannot be
    /// known to the second whether a check-in was made after the last one, `came` says what the relay took it for; and
    /// where its wall time is not known so well that a hold must be taken or refused by it, `answered` what it did.
    pub(super) fn command(
        &mut self,
        service: &Service,
        command: &TimerCommand,
        age: u64,
        came: bool,
        answered: TimerStatus,
    ) -> (TimerStatus, Vec<Said>) {
        if command.op == TimerOp::Hold {
            return self.hold(service, command, answered);
        }
        let signer = self
            .keys
            .iter()
            .position(|key| key.as_ref().is_some_and(|key| command.verify(&key.public).is_ok()));
        let Some(place) = signer else { return (TimerStatus::BadSignature, Vec::new()) };
        let delta = command.delta.as_millis();
        let allowed = match command.op {
            TimerOp::Touch => delta <= LONGEST_TOUCH,
            TimerOp::Arm => place == 0 && delta <= LONGEST_TOUCH,
            TimerOp::Pause => place == 0 && (SECOND..=LONGEST_PAUSE).contains(&delta),
            TimerOp::End => place == 0,
            _ => false,
        };
        if !allowed {
            return (TimerStatus::NotAllowed, Vec::new());
        }
        let key = self.keys[place].as_mut().unwrap();
        if key.counter.is_some_and(|last| command.counter <= last) {
            return (TimerStatus::OldCounter, Vec::new());
        }
        key.counter = Some(command.counter);
        let said = match command.op {
            TimerOp::Touch => self.check_in(service, age, delta, came, 0),
            TimerOp::Arm => self.arm(service, command, age, came),
            TimerOp::Pause => self.pause(service, age, delta),
            _ => self.end(),
        };
        (TimerStatus::Accepted, said)
    }

    /// A check-in, if it is younger than the last one by more than `alike`.
    fn check_in(&mut self, service: &Service, age: u64, delta: u64, came: bool, alike: u64) -> Vec<Said> {
        let (heard, forgotten) = (service.served(), service.forgotten());
        // What is armed decides, whatever the command says.
        let delta = self.armed.as_ref().map_or(delta, Plan::delta);
        let mut check_in = CheckIn { made: service.made(age), delta, heard, forgotten };
        if let Some(last) = self.last {
            // By the relay's reckoning it may be older than by ours, by what the relay has forgotten in between.
            let least = check_in.made.0.saturating_sub(forgotten - last.forgotten);
            let older = check_in.made.1 < last.made.0 + alike;
            let unsure = !older && least <= last.made.1 + alike && (alike > 0 || least < last.made.1);
            if older || unsure && self.told > 0 && !came {
                // It was overtaken by a later one: nothing new is known, except that the phone was heard of.
                self.last = Some(CheckIn { heard, ..last });
                self.owed = (0, self.owed.1);
                return Vec::new();
            }
            if unsure {
                // The relay takes one of the two, the later one.
                check_in.made = (least.max(last.made.0), check_in.made.1.max(last.made.1));
                check_in.forgotten = last.forgotten;
                check_in.delta = delta;
            }
        }
        self.before = self.last;
        self.last = Some(check_in);
        // It may be from before the relay was put back.
        self.owed = (0, self.owed.1);
        let said = self.say_to_told(2);
        self.begin_anew();
        said
    }

    fn begin_anew(&mut self) {
        self.round += 1;
        self.told = 0;
        self.held.clear();
    }

    fn say_to_told(&self, kind: u64) -> Vec<Said> {
        match &self.armed {
            Some(plan) if self.told > 0 => {
                vec![Said { kind, to: plan.told_up_to(self.told), plan: plan.clone() }]
            }
            _ => Vec::new(),
        }
    }

    fn arm(&mut self, service: &Service, command: &TimerCommand, age: u64, came: bool) -> Vec<Said> {
        let drilling = self.drill.as_ref().map(|drill| &drill.plan);
        let known = self.waiting.iter().chain(&self.armed).chain(drilling);
        let ordered = known.into_iter().find(|plan| plan.hash == command.hash).cloned();
        let drill = ordered.as_ref().map_or(command.delta.get() == 0, Plan::is_drill);
        match ordered {
            Some(plan) if drill => self.start_drill(service, plan),
            None if drill => self.wanted_drill = Some(command.hash),
            ordered => {
                // It says how old the last check-in is, give or take the way here.
                let told = (self.told, self.held.clone(), self.round);
                let mut said = self.check_in(service, age, command.delta.as_millis(), came, SAME_CHECK_IN);
                // After a pause an arm that is no check-in states the pause's end.
                let (made, ends) = (service.made(age), self.paused_until);
                let no_news = ends.is_some_and(|ends| {
                    let after = told.0 > 0 && self.told_at > ends.0;
                    let (surely, perhaps) =
                        (made.1 <= ends.0 + SAME_CHECK_IN, made.0 <= ends.1 + SAME_CHECK_IN);
                    after && (surely || perhaps && !came)
                });
                if no_news {
                    said.clear();
                    (self.told, self.held, self.round) = told;
                }
                self.paused_until = None;
                return match ordered {
                    Some(plan) => said.into_iter().chain(self.put_in_force(service, plan)).collect(),
                    None => {
                        self.wanted = Some(command.hash);
                        said
                    }
                };
            }
        }
        Vec::new()
    }

    fn start_drill(&mut self, service: &Service, plan: Plan) {
        self.waiting.retain(|other| other.hash != plan.hash);
        self.wanted_drill = None;
        let (started, forgotten) = (service.served(), service.forgotten());
        self.drill = Some(Drill { plan, started, told: 0, forgotten });
    }

    fn put_in_force(&mut self, service: &Service, plan: Plan) -> Vec<Said> {
        // Those who were told hear that it is over, if no check-in says so.
        let said = self.say_to_told(9);
        self.waiting.retain(|other| other.hash != plan.hash);
        self.wanted = None;
        if let Some(last) = &mut self.last {
            last.delta = plan.delta();
        }
        if let Some(keys) = &plan.plan.touch_keys {
            for (place, public) in (1..).zip(keys) {
                let before = self.keys[place].take();
                self.keys[place] = public.map(|public| Key {
                    public,
                    counter: before.filter(|key| key.public == public).and_then(|key| key.counter),
                });
            }
        }
        self.armed = Some(plan);
        self.armed_at = service.served();
        // What is held stays held: no check-in came by this alone.
        self.round += 1;
        self.told = 0;
        said
    }

    fn pause(&mut self, service: &Service, age: u64, length: u64) -> Vec<Said> {
        let (made, now) = (service.made(age), service.served());
        // The newest order counts, but what has passed of a pause stays one.
        let passed = self.paused_until.map_or((0, 0), |before| (before.0.min(now), before.1.min(now)));
        let until = ((made.0 + length).max(passed.0), (made.1 + length).max(passed.1));
        self.paused_until = Some(until);
        if until.0 > now { self.say_to_told(4) } else { Vec::new() }
    }

    fn end(&mut self) -> Vec<Said> {
        let said = self.say_to_told(5);
        self.armed = None;
        self.drill = None;
        self.wanted = None;
        self.wanted_drill = None;
        self.paused_until = None;
        self.begin_anew();
        said
    }

    fn hold(
        &mut self,
        service: &Service,
        command: &TimerCommand,
        answered: TimerStatus,
    ) -> (TimerStatus, Vec<Said>) {
        let refused = |status| (status, Vec::new());
        let Some(plan) = &self.armed else { return refused(TimerStatus::BadSignature) };
        let signer = plan.plan.persons.iter().find(|person| command.verify_hold(&person.identity).is_ok());
        let Some(person) = signer else { return refused(TimerStatus::BadSignature) };
        let step = command.held_step().filter(|step| *step > Step::FIRST);
        let in_bounds = (SECOND..=LONGEST_HOLD).contains(&command.delta.as_millis());
        let (surely, perhaps) = service.wall();
        let within = |wall: u64| command.counter <= wall.saturating_add(CLOCKS_APART);
        let by_a_clock = within(surely) || within(perhaps) && answered != TimerStatus::NotAllowed;
        let Some(step) = step.filter(|_| in_bounds && by_a_clock) else {
            return refused(TimerStatus::NotAllowed);
        };
        let key = *person.identity.as_bytes();
        if self.hold_counters.get(&key).is_some_and(|last| command.counter <= *last) {
            return refused(TimerStatus::OldCounter);
        }
        self.hold_counters.insert(key, command.counter);
        let last = self.last.filter(|_| self.told >= 1 && step.number() > self.told);
        let due = last.zip(plan.plan.steps.delay(step)).map(|(last, delay)| {
            let missed = self.missed(last);
            missed.1 + delay.as_millis()
        });
        let before = self.held.get(&step.number()).copied().unwrap_or(0);
        let Some(due) = due.filter(|due| before < due + LONGEST_HOLDS) else {
            return refused(TimerStatus::NotAllowed);
        };
        let until = (service.served() + command.delta.as_millis()).min(due + LONGEST_HOLDS);
        let said = Said { kind: 3, to: plan.everyone(), plan: plan.clone() };
        self.held.insert(step.number(), until.max(before));
        (TimerStatus::Accepted, vec![said])
    }

    // Uploads.

    /// A plan has come.
    pub(super) fn upload(&mut self, service: &Service, plan: Plan) -> Vec<Said> {
        let drilling = self.drill.as_ref().map(|drill| &drill.plan);
        if self.waiting.iter().chain(&self.armed).chain(drilling).any(|known| known.hash == plan.hash) {
            return Vec::new();
        }
        let wanted = |wanted: Option<PlanHash>| wanted.is_some_and(|hash| hash == plan.hash);
        if plan.is_drill() && (wanted(self.wanted) || wanted(self.wanted_drill)) {
            self.start_drill(service, plan);
        } else if !plan.is_drill() && wanted(self.wanted) {
            return self.put_in_force(service, plan);
        } else {
            self.waiting.push(plan);
        }
        for (drills, most) in [(false, 2), (true, 1)] {
            while self.waiting.iter().filter(|plan| plan.is_drill() == drills).count() > most {
                let oldest = self.waiting.iter().position(|plan| plan.is_drill() == drills).unwrap();
                self.waiting.remove(oldest);
            }
        }
        Vec::new()
    }
}
