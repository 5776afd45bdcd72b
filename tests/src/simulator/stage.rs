//! A simulated world: a worker, two or three contacts with the app, a browser with a family link, a relay with an
//! oracle beside it; and what each operation does there.

use std::collections::BTreeMap;
use std::sync::Arc;

use wayhome::{
    CheckInDraft, CheckInState, Error, EventId, PlanDraft, PlanTiming, Seconds, Sharing, SosDraft, StepDraft,
    Timestamp, Whom,
};

use super::operation::{Operation, Part, PlanChoice};
use super::oracle::{Oracle, Snapshot};
use crate::browser::Browser;
use crate::clock::MINUTE;
use crate::people;
use crate::relay::Backup;
use crate::world::{Family, Pairing, Who, World, place};

/// A contact without the app.
pub(super) struct Page {
    pub(super) link: String,
    /// It was opened.
    pub(super) open: bool,
    /// What was accepted since the link was made.
    pub(super) promised: Vec<EventId>,
}

/// What happened to clocks and wires so far. Some things can be checked to the second only where all went right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Disturbed {
    pub(super) phone_clocks: bool,
    pub(super) relay_clock: bool,
    pub(super) network: bool,
    pub(super) put_back: bool,
}

/// A simulated world. See the module's documentation.
pub(super) struct Stage {
    pub(super) world: World,
    pub(super) oracle: Arc<Oracle>,
    pub(super) worker: Who,
    /// Contacts with the app; the third comes and goes.
    pub(super) contacts: [Option<Pairing>; 3],
    pub(super) page: Option<Page>,
    pub(super) disturbed: Disturbed,
    /// When the worker armed a plan, by the world's clock.
    pub(super) armed: Vec<Timestamp>,
    /// When the worker's pauses ended, or are to end.
    pub(super) pauses: Vec<Timestamp>,
    /// The timing of the plan armed last.
    pub(super) timing: Option<PlanTiming>,
    /// How far phones' clocks are off.
    pub(super) off: BTreeMap<Who, i64>,
    pub(super) relay_up: bool,
    pub(super) doze: u64,
    pub(super) last_run: BTreeMap<Who, u64>,
    third: Option<Who>,
    copy: Option<(Backup, Snapshot)>,
    places: i32,
    pages: u64,
}

impl Stage {
    /// The beginning of every story: everyone is paired with the worker, and nothing is armed.
    pub(super) fn new(seed: u64, doze_minutes: u32) -> Self {
        let (world, family) = World::family(seed);
        let Family { asha, with_ben, with_chandra, .. } = family;
        let oracle =
            Arc::new(Oracle::new(&world.relay.database(), world.clock.millis(), Arc::clone(&world.story)));
        world.relay.set_witness(oracle.clone());
        Self {
            world,
            oracle,
            worker: asha,
            contacts: [Some(with_ben), Some(with_chandra), None],
            page: None,
            disturbed: Disturbed::default(),
            armed: Vec::new(),
            pauses: Vec::new(),
            timing: None,
            off: BTreeMap::new(),
            relay_up: true,
            doze: u64::from(doze_minutes) * MINUTE,
            last_run: BTreeMap::new(),
            third: None,
            copy: None,
            places: 0,
            pages: 0,
        }
    }

    fn now(&self) -> u64 {
        self.world.clock.millis()
    }

    fn who(&self, part: Part) -> Option<Who> {
        match part {
            Part::Worker => Some(self.worker),
            Part::Contact(index) => self.contacts[index].as_ref().map(|pairing| pairing.contact),
        }
    }

    /// Does what can be done of it.
    pub(super) fn perform(&mut self, operation: &Operation) {
        let open = self.world[self.worker].vault.is_some();
        match operation {
            Operation::Pass(minutes) => self.pass(u64::from(*minutes) * MINUTE),
            Operation::CheckIn { locked, place } => self.check_in(*locked || !open, *place),
            Operation::Sos { locked } => self.sos(*locked || !open),
            Operation::Hold { contact, step, minutes } => self.hold(*contact, *step, *minutes),
            Operation::Family => self.family(open),
            Operation::Lock if open => {
                self.world.person(self.worker).lock();
                self.world.tell(self.worker, "locks");
            }
            Operation::Lock => {
                self.world.person(self.worker).unlock();
                self.world.tell(self.worker, "unlocks");
            }
            Operation::Network(part) => self.network(*part),
            Operation::Restart(part) => {
                if let Some(who) = self.who(*part) {
                    self.world.tell(who, "restarts");
                    self.world.person(who).restart();
                }
            }
            Operation::Open(part) => {
                if let Some(who) = self.who(*part) {
                    self.sync(who);
                }
            }
            Operation::PhoneClock(part, minutes) => self.phone_clock(*part, *minutes),
            Operation::Weather(per_mille) => {
                self.disturbed.network |= *per_mille > 0;
                self.world.weather(*per_mille);
            }
            Operation::Relay => self.set_relay(!self.relay_up),
            Operation::KillRelay if self.relay_up => self.kill_relay(),
            Operation::KillRelay => {}
            Operation::Copy => {
                self.copy = Some((self.world.relay.backup(), self.oracle.snapshot()));
                self.world.story.tell("the operator copies the relay");
            }
            Operation::PutBack => self.put_back(),
            Operation::RelayClock(minutes) => self.relay_clock(*minutes),
            Operation::Replay(back) => self.replay(*back),
            order if open => self.order(order),
            _ => {}
        }
    }

    /// What takes an open vault.
    fn order(&mut self, operation: &Operation) {
        let asha = self.worker;
        let vault = self.world[asha].vault();
        let (what, done) = match operation {
            Operation::AllClear => match vault.open_sos().unwrap().first() {
                Some(sos) => ("gives an all clear", vault.all_clear(*sos).map(drop)),
                None => return,
            },
            Operation::Arm(choice) => return self.arm(&draft(choice)),
            Operation::Pause(minutes) => {
                let length = Seconds::from_minutes(*minutes);
                let paused = vault.pause(length);
                if paused.is_ok() {
                    self.pauses.push(self.world.clock.now().saturating_add(length));
                }
                ("pauses", paused)
            }
            Operation::Resume => {
                let resumed = vault.resume();
                if resumed.is_ok() {
                    self.armed.push(self.world.clock.now());
                    self.timing = vault.plan().unwrap();
                }
                ("resumes", resumed)
            }
            Operation::End => {
                self.timing = None;
                ("ends the plan", vault.end_plan())
            }
            Operation::Drill => {
                let draft = vault.plan_status().unwrap().draft.unwrap_or_else(PlanDraft::daily);
                ("starts a drill", vault.start_drill(&draft))
            }
            Operation::Circle => return self.circle(),
            Operation::Sharing(index) => {
                let Some(pairing) = &self.contacts[*index] else { return };
                let all = vault.contacts().unwrap();
                let now = all.iter().find(|contact| contact.id == pairing.contact_id).unwrap().sharing;
                let next = match now {
                    Sharing::Never => Sharing::OnRelease,
                    Sharing::OnRelease => Sharing::Always,
                    Sharing::Always => Sharing::Never,
                };
                ("shares otherwise", vault.set_sharing(pairing.contact_id, next))
            }
            _ => return,
        };
        match done {
            Ok(()) => self.world.tell(asha, what),
            Err(Error::Invalid { .. } | Error::NotFound { .. } | Error::DrillFirst) => return,
            Err(error) => panic!("{what}: {error:?}"),
        }
        self.sync(asha);
    }

    pub(super) fn arm(&mut self, draft: &PlanDraft) {
        self.world.arm(self.worker, draft);
        self.world.story.tell(format!("  the plan: {draft:?}"));
        self.armed.push(self.world.clock.now());
        self.timing = Some(draft.timing);
        self.sync(self.worker);
    }

    fn check_in(&mut self, locked: bool, with_place: bool) {
        let asha = self.worker;
        let mut draft = CheckInDraft::new(CheckInState::Ok).with_note("here");
        if with_place {
            self.places += 1;
            draft = draft.with_place(place(self.places, self.world.clock.now()));
        }
        let made = if locked {
            self.world[asha]
                .app()
                .locked_check_in(&draft)
                .map(|id| self.world.promise(asha, id, false, draft.note))
        } else {
            self.world.try_check_in(asha, draft)
        };
        match made {
            Ok(id) => self.promised(id),
            // A locked screen that is full has accepted nothing.
            Err(Error::Full) => return,
            Err(error) => panic!("{error:?}"),
        }
        self.sync(asha);
    }

    fn sos(&mut self, locked: bool) {
        let asha = self.worker;
        let made = if locked {
            self.world.locked_sos(asha, "help")
        } else {
            self.world.try_sos(asha, SosDraft { note: Some("help".into()), ..SosDraft::default() })
        };
        match made {
            Ok(id) => self.promised(id),
            Err(Error::Full) => return,
            Err(error) => panic!("{error:?}"),
        }
        self.sync(asha);
    }

    fn promised(&mut self, id: EventId) {
        if let Some(page) = &mut self.page {
            page.promised.push(id);
        }
    }

    fn hold(&mut self, contact: usize, step: u8, minutes: u32) {
        let Some(pairing) = &self.contacts[contact] else { return };
        let (who, worker) = (pairing.contact, pairing.worker_id);
        let held = self.world[who].vault().hold(worker, step, Seconds::from_minutes(minutes));
        match held {
            Ok(()) => self.world.tell(who, format!("holds step {step} for {minutes} minutes")),
            Err(Error::Invalid { .. } | Error::NotFound { .. } | Error::DrillFirst) => return,
            Err(error) => panic!("{error:?}"),
        }
        self.sync(who);
    }

    fn circle(&mut self) {
        let asha = self.worker;
        if let Some(pairing) = self.contacts[2].take() {
            self.world[asha].vault().remove_contact(pairing.contact_id).unwrap();
            self.world.tell(asha, "removes the third contact");
            self.world.pairings.retain(|other| other.contact != pairing.contact);
            for promise in &mut self.world.promises {
                promise.circle.retain(|contact| *contact != pairing.contact);
            }
        } else {
            let profile = people::others()[0];
            let third = *self.third.get_or_insert_with(|| self.world.add(profile));
            self.contacts[2] = Some(self.world.pair(asha, third, Sharing::OnRelease));
            self.sync(third);
        }
        self.sync(asha);
    }

    fn family(&mut self, open: bool) {
        let now = self.world.clock.now();
        match &mut self.page {
            None if open => {
                let invite =
                    self.world[self.worker].vault().family_link("Mina", "ne", Sharing::OnRelease).unwrap();
                self.page = Some(Page { link: invite.text, open: false, promised: Vec::new() });
                self.world.tell(self.worker, "makes a family link");
                self.sync(self.worker);
            }
            Some(page) if self.relay_up && self.pages < 6 => {
                self.pages += 1;
                let seed = self.world.seed() ^ self.pages;
                // The relay may not know yet, or not any more, where the worker receives.
                let heard = Browser::try_open(&self.world.relay, &page.link, seed, now).is_some();
                page.open |= heard;
                let how = if heard { "" } else { ", which cannot say so to the worker" };
                self.world.story.tell(format!("a browser opens the family page{how}"));
            }
            _ => {}
        }
    }

    fn network(&mut self, part: Part) {
        let Some(who) = self.who(part) else { return };
        if self.world[who].link.is_cut() {
            self.world[who].link.restore();
            self.sync(who);
        } else {
            self.world[who].link.cut();
        }
    }

    fn phone_clock(&mut self, part: Part, minutes: i64) {
        let Some(who) = self.who(part) else { return };
        self.disturbed.phone_clocks = true;
        let offset = minutes * MINUTE as i64;
        self.off.insert(who, offset);
        self.world[who].clock.set_offset(offset);
        self.world.tell(who, format!("has a clock that is {minutes} minutes off"));
    }

    // The relay.

    pub(super) fn set_relay(&mut self, up: bool) {
        let now = self.now();
        if up == self.relay_up {
            return;
        }
        self.relay_up = up;
        self.world.story.tell(if up { "the relay runs" } else { "the relay is down" });
        self.world.relay.set_up(up);
        if up {
            self.oracle.started(now);
            self.world.relay.tick();
        } else {
            self.oracle.stopped(now);
        }
    }

    fn kill_relay(&mut self) {
        let now = self.now();
        self.world.story.tell("the relay is killed and starts again");
        self.oracle.stopped(now);
        self.world.relay.kill();
        self.oracle.started(now);
        self.world.relay.tick();
    }

    fn put_back(&mut self) {
        let Some((backup, snapshot)) = &self.copy else { return };
        let now = self.now();
        self.disturbed.put_back = true;
        self.world.story.tell("the operator puts the copy of the relay back");
        self.world.relay.tick();
        self.oracle.let_go();
        self.world.relay.restore(backup);
        self.oracle.put_back(now, snapshot);
        if self.relay_up {
            self.oracle.started(now);
            self.world.relay.tick();
        }
    }

    fn relay_clock(&mut self, minutes: i64) {
        let now = self.now();
        self.disturbed.relay_clock = true;
        let by = minutes * MINUTE as i64;
        self.world.story.tell(format!("the relay's calendar is moved by {minutes} minutes"));
        self.world.relay.tick();
        self.oracle.calendar_set(now, by);
        self.world.relay.set_clock_off(by);
    }

    fn replay(&mut self, back: usize) {
        let Some(body) = self.oracle.recorded(back) else { return };
        self.world.story.tell("a captor sends an old command again");
        let _ = self.world.relay.handle("/v1/sync", &body);
    }
}

/// The plan of a choice.
pub(super) fn draft(choice: &PlanChoice) -> PlanDraft {
    match choice {
        PlanChoice::Transit => PlanDraft::transit(),
        PlanChoice::Daily => PlanDraft::daily(),
        PlanChoice::Weekly => PlanDraft::weekly(),
        PlanChoice::Custom { interval, grace, steps } => {
            let step = |(delay, everyone, places): &(u32, bool, bool)| StepDraft {
                delay: Seconds::from_minutes(*delay),
                whom: if *everyone { Whom::Everyone } else { Whom::First },
                places: *places,
                dossier: false,
                words: None,
            };
            let timing = PlanTiming::new(Seconds::from_minutes(*interval), Seconds::from_minutes(*grace));
            let steps = steps.iter().map(step).collect();
            PlanDraft { timing: timing.unwrap(), steps, phones: Vec::new() }
        }
    }
}
