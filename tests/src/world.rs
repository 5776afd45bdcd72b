//! The world: people, their phones, the relay, the clock, and what was promised so far.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, OnceLock};

use wayhome::{
    Budget, CheckInDraft, CheckInState, ContactId, DeliveryState, Error, Event, EventId, EventKind,
    MessageKind, Place, RunReport, Sharing, SosDraft, Timestamp, WorkerId,
};
use wayhome_protocol::ids::SendId;
use wayhome_relay::Limits;

use crate::clock::{MINUTE, PhoneClock, SECOND, WorldClock};
use crate::network::{Killed, Link, Weather};
use crate::people::{self, Profile};
use crate::person::Person;
use crate::relay::{Backup, RelayHost};
use crate::story::Story;
use crate::template;

/// One of the people in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(usize);

/// Two people who are paired, and how each names the other.
#[derive(Clone, Debug)]
pub struct Pairing {
    /// The worker.
    pub worker: Who,
    /// The contact.
    pub contact: Who,
    /// The contact, as the worker's vault knows them.
    pub contact_id: ContactId,
    /// The worker, as the contact's vault knows them.
    pub worker_id: WorkerId,
    /// Where the contact receives.
    pub send_id: SendId,
}

/// Something a phone accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// Whose phone.
    pub worker: Who,
    /// Its id.
    pub id: EventId,
    /// Whether it is a call for help.
    pub sos: bool,
    /// Its note.
    pub note: Option<String>,
    /// When it was accepted, by the world's clock.
    pub at: Timestamp,
    /// The contacts who were in the circle then.
    pub circle: Vec<Who>,
    /// An old copy of the store was put back that does not know of it. It must arrive all the same if it had left.
    pub rolled_back: bool,
}

/// A worker and two contacts, paired, greeted and at rest.
#[derive(Clone, Debug)]
pub struct Family {
    /// The worker.
    pub asha: Who,
    /// A contact who gets places with each check-in.
    pub ben: Who,
    /// A contact who gets places only when they are released.
    pub chandra: Who,
    /// Asha and Ben.
    pub with_ben: Pairing,
    /// Asha and Chandra.
    pub with_chandra: Pairing,
}

/// A world. See the crate's documentation.
pub struct World {
    /// Its time.
    pub clock: Arc<WorldClock>,
    /// Its relay.
    pub relay: Arc<RelayHost>,
    /// What happened.
    pub story: Arc<Story>,
    /// Who is paired with whom.
    pub pairings: Vec<Pairing>,
    /// What was accepted.
    pub promises: Vec<Promise>,
    /// Runs after which a phone wanted to run again at the same moment, although nothing had failed.
    pub restless: u32,
    people: Vec<Person>,
    /// Cells that each pairing had at the relay before this world was copied: the greeting.
    greeted: usize,
    seed: u64,
    folder: tempfile::TempDir,
}

impl Index<Who> for World {
    type Output = Person;
    fn index(&self, who: Who) -> &Person {
        &self.people[who.0]
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- the story so far, seed {} ---\n{}\n---", self.seed, self.story.text());
        }
    }
}

impl World {
    /// A world without people.
    pub fn new(seed: u64) -> Self {
        Self::with_limits(seed, Limits::default())
    }

    /// A world whose relay keeps other amounts.
    pub fn with_limits(seed: u64, limits: Limits) -> Self {
        Self::begin(seed, limits, None)
    }

    fn begin(seed: u64, limits: Limits, relay: Option<&Backup>) -> Self {
        let folder = template::folder();
        let clock = Arc::new(WorldClock::default());
        let story = Arc::new(Story::new(Arc::clone(&clock)));
        let host = RelayHost::new(&folder.path().join("relay"), Arc::clone(&clock), seed, limits, relay);
        Self {
            clock,
            relay: Arc::new(host),
            story,
            pairings: Vec::new(),
            promises: Vec::new(),
            restless: 0,
            people: Vec::new(),
            greeted: 0,
            seed,
            folder,
        }
    }

    /// Asha with Ben (places always) and Chandra (places on release), greeted and at rest. Made once, then copied.
    pub fn family(seed: u64) -> (Self, Family) {
        struct Image {
            stores: Vec<Vec<u8>>,
            relay: Backup,
            now: u64,
            family: Family,
            pairings: Vec<Pairing>,
        }
        static IMAGE: OnceLock<Image> = OnceLock::new();
        let image = IMAGE.get_or_init(|| {
            let mut world = Self::new(0);
            let (asha, ben, chandra) =
                (world.add(people::asha()), world.add(people::ben()), world.add(people::chandra()));
            let with_ben = world.pair(asha, ben, Sharing::Always);
            let with_chandra = world.pair(asha, chandra, Sharing::OnRelease);
            world.settle();
            for who in [asha, ben, chandra] {
                world.take_events(who);
            }
            let pairings = world.pairings.clone();
            let stores = [asha, ben, chandra].map(|who| world.store_bytes(who)).to_vec();
            let family = Family { asha, ben, chandra, with_ben, with_chandra };
            Image { stores, relay: world.relay.backup(), now: world.clock.millis(), family, pairings }
        });
        let mut world = Self::begin(seed, Limits::default(), Some(&image.relay));
        world.clock.advance_to(image.now);
        world.greeted = 1;
        world.pairings.clone_from(&image.pairings);
        let profiles = [people::asha(), people::ben(), people::chandra()];
        for (profile, bytes) in profiles.into_iter().zip(&image.stores) {
            world.add_with(profile, bytes);
        }
        (world, image.family.clone())
    }

    /// The seed of this world.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Where everything of this world lies.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Someone with a phone, a running app and an open vault.
    pub fn add(&mut self, profile: Profile) -> Who {
        let made = template::of(profile);
        self.add_with(profile, &made.bytes)
    }

    fn add_with(&mut self, profile: Profile, store: &[u8]) -> Who {
        let folder = self.folder.path().join(profile.name);
        std::fs::create_dir(&folder).unwrap();
        self.add_in(profile, folder, store)
    }

    /// Someone whose phone keeps this store in this folder.
    pub fn add_in(&mut self, profile: Profile, folder: std::path::PathBuf, store: &[u8]) -> Who {
        std::fs::write(folder.join("data"), store).unwrap();
        let seed = self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ profile.device_seed;
        let link = Link::new(
            profile.name,
            Arc::clone(&self.clock),
            Arc::clone(&self.relay),
            Arc::clone(&self.story),
            seed,
        );
        let mut person = Person {
            profile,
            folder,
            device: template::of(profile).device.clone(),
            clock: Arc::new(PhoneClock::new(Arc::clone(&self.clock))),
            link: Arc::new(link),
            app: None,
            vault: None,
            handled: Vec::new(),
            alarm: None,
        };
        person.start();
        person.unlock();
        self.people.push(person);
        Who(self.people.len() - 1)
    }

    /// Everyone.
    pub fn everyone(&self) -> impl Iterator<Item = Who> + use<> {
        (0..self.people.len()).map(Who)
    }

    /// Someone, to be changed.
    pub fn person(&mut self, who: Who) -> &mut Person {
        &mut self.people[who.0]
    }

    /// A worker and a contact show each other their codes.
    pub fn pair(&mut self, worker: Who, contact: Who, sharing: Sharing) -> Pairing {
        let invite = self[worker].vault().invite().unwrap();
        let accepted = self[contact].vault().accept(&invite.to_text(), self[worker].name()).unwrap();
        let answer = &accepted.answer;
        let contact_id =
            self[worker].vault().confirm(&answer.to_text(), self[contact].name(), sharing).unwrap();
        self.tell(worker, format!("is paired with {}", self[contact].name()));
        let send_id = answer.send_id();
        let pairing = Pairing { worker, contact, contact_id, worker_id: accepted.worker, send_id };
        self.pairings.push(pairing.clone());
        pairing
    }

    /// Notes something in the story.
    pub fn tell(&self, who: Who, text: impl AsRef<str>) {
        self.story.tell(format!("{} {}", self[who].name(), text.as_ref()));
    }

    // What people do.

    fn promise(&mut self, worker: Who, id: EventId, sos: bool, note: Option<String>) -> EventId {
        let what = if sos { "raises an SOS" } else { "checks in" };
        self.tell(worker, format!("{what} {}", short(id)));
        let circle = self.pairings.iter().filter(|p| p.worker == worker).map(|p| p.contact).collect();
        self.promises.push(Promise {
            worker,
            id,
            sos,
            note,
            at: self.clock.now(),
            circle,
            rolled_back: false,
        });
        id
    }

    /// A check-in with a note.
    pub fn check_in(&mut self, who: Who, note: &str) -> EventId {
        self.try_check_in(who, CheckInDraft::new(CheckInState::Ok).with_note(note)).unwrap()
    }

    /// A check-in, if the phone accepts it.
    pub fn try_check_in(&mut self, who: Who, draft: CheckInDraft) -> Result<EventId, Error> {
        let id = self[who].vault().check_in(&draft)?;
        Ok(self.promise(who, id, false, draft.note))
    }

    /// An SOS with a note.
    pub fn sos(&mut self, who: Who, note: &str) -> EventId {
        let draft = SosDraft { note: Some(note.to_owned()), ..SosDraft::default() };
        self.try_sos(who, draft).unwrap()
    }

    /// An SOS, if the phone accepts it.
    pub fn try_sos(&mut self, who: Who, draft: SosDraft) -> Result<EventId, Error> {
        let id = self[who].vault().raise_sos(&draft)?;
        Ok(self.promise(who, id, true, draft.note))
    }

    /// A check-in from the locked screen.
    pub fn locked_check_in(&mut self, who: Who, note: &str) -> Result<EventId, Error> {
        let draft = CheckInDraft::new(CheckInState::Ok).with_note(note);
        let id = self[who].app().locked_check_in(&draft)?;
        Ok(self.promise(who, id, false, draft.note))
    }

    /// An SOS from the locked screen.
    pub fn locked_sos(&mut self, who: Who, note: &str) -> Result<EventId, Error> {
        let draft = SosDraft { note: Some(note.to_owned()), ..SosDraft::default() };
        let id = self[who].app().locked_sos(&draft)?;
        Ok(self.promise(who, id, true, draft.note))
    }

    /// The contact looks at everything that is there.
    pub fn look_at_all(&self, contact: Who) {
        for message in self.received(contact).into_iter().filter(|message| !message.opened) {
            self[contact].vault().mark_opened(message.id).unwrap();
        }
        self.tell(contact, "looks at everything");
    }

    // What phones do.

    /// One run of someone's app. `None` when the process died in the middle, and has been started again, or when the
    /// disk is full.
    pub fn run(&mut self, who: Who, budget: Budget) -> Option<RunReport> {
        let app = self[who].app().clone();
        let ran = catch_unwind(AssertUnwindSafe(|| app.run_once(budget)));
        drop(app);
        match ran {
            Ok(Err(Error::DiskFull)) => {
                self.tell(who, "has no room on the disk to go on");
                None
            }
            Ok(report) => {
                let report = report.unwrap();
                if report.answered > 0 || report.failure.is_some() {
                    let RunReport { answered, sent, received, unsent, failure, .. } = &report;
                    let failure = failure.map(|f| format!(", {f}")).unwrap_or_default();
                    let text = format!(
                        "ran: {answered} answers, {sent} sent, {received} received, {unsent} unsent{failure}"
                    );
                    self.tell(who, text);
                }
                Some(report)
            }
            Err(payload) if payload.is::<Killed>() => {
                self.tell(who, "dies in the middle of a run and starts again");
                self.person(who).restart();
                None
            }
            Err(payload) => resume_unwind(payload),
        }
    }

    /// A run at once, with plenty of budget.
    pub fn sync(&mut self, who: Who) -> Option<RunReport> {
        self.run(who, Budget { requests: 400, time_ms: 600_000, at_once: true })
    }

    /// Everyone syncs in turn until nothing changes any more; no time passes.
    pub fn settle(&mut self) {
        let mut still = 0;
        for _ in 0..120 {
            let before = self.fingerprint();
            for who in self.everyone() {
                self.sync(who);
            }
            still = if before == self.fingerprint() { still + 1 } else { 0 };
            if still == 2 {
                return;
            }
        }
        panic!("the world does not come to rest");
    }

    /// Time passes, and each phone is woken when it asked to be.
    pub fn run_for(&mut self, millis: u64) {
        let end = self.clock.millis() + millis;
        loop {
            self.run_due();
            let now = self.clock.millis();
            if now >= end {
                return;
            }
            let next = self.next_due().unwrap_or(end);
            // A phone that wants to go on at once sleeps for a second at least, as phones do.
            self.clock.advance_to(next.max(now + SECOND).min(end));
        }
    }

    /// Sets each phone's alarm as its app asks, and returns when the next thing happens.
    fn next_due(&mut self) -> Option<u64> {
        for person in &mut self.people {
            let wakeup = person.app.as_ref().map(|app| app.next_wakeup().unwrap());
            person.alarm = wakeup.map(|at| person.clock.in_world(at));
        }
        let late = self.people.iter().filter_map(|person| person.link.next_late());
        self.people.iter().filter_map(|person| person.alarm).chain(late).min()
    }

    fn run_due(&mut self) {
        for who in self.everyone() {
            self[who].link.deliver_late();
            let Some(app) = self[who].app.clone() else { continue };
            let due = self[who].clock.in_world(app.next_wakeup().unwrap());
            drop(app);
            // An alarm that was set rings, whatever the app would ask for now.
            let due = self.person(who).alarm.take().map_or(due, |alarm| alarm.min(due));
            if due > self.clock.millis() {
                continue;
            }
            if let Some(report) = self.run(who, Budget::scheduled()) {
                let again = self[who].clock.in_world(report.next) <= self.clock.millis();
                if again && report.failure.is_none() && report.answered < 64 {
                    self.restless += 1;
                    self.tell(who, "wants to run again at once");
                }
            }
        }
        self.relay.tick();
    }

    /// Time passes until, for over an hour, nothing changes any more.
    pub fn run_until_quiet(&mut self) {
        let mut still = 0;
        for _ in 0..150 {
            let before = self.fingerprint();
            self.run_for(37 * MINUTE);
            still = if before == self.fingerprint() { still + 1 } else { 0 };
            if still == 2 {
                return;
            }
        }
        panic!("the world does not come to rest");
    }

    /// No faults from now on, and a network for everybody.
    pub fn clear_skies(&mut self) {
        for who in self.everyone() {
            self[who].link.calm();
            if self[who].link.is_cut() {
                self[who].link.restore();
            }
        }
    }

    /// Faults for everybody, so many thousandths of requests.
    pub fn weather(&self, per_mille: u32) {
        for person in &self.people {
            person.link.set_weather(Weather(per_mille));
        }
    }

    /// The app handles every event that waits; returns them.
    pub fn take_events(&mut self, who: Who) -> Vec<EventKind> {
        let mut taken: Vec<Event> = Vec::new();
        while let Some(event) = self[who].vault().next_event().unwrap() {
            self[who].vault().event_handled(event.number).unwrap();
            taken.push(event);
        }
        let kinds = taken.iter().map(|event| event.kind.clone()).collect();
        self.person(who).handled.extend(taken);
        kinds
    }

    /// A copy of someone's store, complete in one file.
    pub fn store_bytes(&mut self, who: Who) -> Vec<u8> {
        let person = self.person(who);
        let (running, open) = (person.app.is_some(), person.vault.is_some());
        person.lock();
        if let Some(app) = &person.app {
            app.lock().unwrap();
        }
        person.stop();
        let bytes = std::fs::read(person.store()).unwrap();
        assert!(wal_is_empty(person), "the log was folded in before the copy");
        if running {
            person.start();
        }
        if open {
            person.unlock();
        }
        bytes
    }

    /// An old copy of someone's store is put back.
    pub fn put_back(&mut self, who: Who, bytes: &[u8]) {
        self.tell(who, "gets an old copy of the store back");
        let person = self.person(who);
        let open = person.vault.is_some();
        person.stop();
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(person.folder.join(format!("data{ending}")));
        }
        std::fs::write(person.store(), bytes).unwrap();
        person.start();
        if open {
            person.unlock();
        }
    }

    /// The old copy that was put back cannot know of anything accepted since.
    pub fn forgive_phone_since(&mut self, worker: Who, since: Timestamp) {
        for promise in self.promises.iter_mut().filter(|p| p.worker == worker && p.at > since) {
            promise.rolled_back = true;
        }
    }

    /// What a contact would have if everything worked now: tried with copies of their store and of the relay.
    pub fn within_reach(&mut self, contact: Who) -> BTreeSet<EventId> {
        let store = self.store_bytes(contact);
        let mut copy = Self::begin(self.seed, Limits::default(), Some(&self.relay.backup()));
        copy.clock.advance_to(self.clock.millis());
        let twin = copy.add_with(self[contact].profile, &store);
        copy.sync(twin);
        copy.received(twin).into_iter().map(|message| message.id).collect()
    }

    // What can be seen.

    /// What a contact's vault holds.
    pub fn received(&self, contact: Who) -> Vec<wayhome::Received> {
        self[contact].vault().received(None).unwrap()
    }

    /// The ids of what a contact's vault holds from workers: check-ins and SOS, in the order shown.
    pub fn news(&self, contact: Who) -> Vec<EventId> {
        self.received(contact)
            .into_iter()
            .filter(|message| matches!(message.kind, MessageKind::CheckIn(_) | MessageKind::Sos))
            .map(|message| message.id)
            .collect()
    }

    /// How far a message has come for one contact, as the worker's app shows it.
    pub fn state_of(&self, id: EventId, pairing: &Pairing) -> DeliveryState {
        let queue = self[pairing.worker].vault().queue().unwrap();
        let item = queue.iter().find(|item| item.id == id).unwrap_or_else(|| panic!("{} is lost", short(id)));
        item.deliveries
            .iter()
            .find(|delivery| delivery.contact == pairing.contact_id)
            .unwrap_or_else(|| panic!("{} does not go to this contact", short(id)))
            .state
    }

    /// Everything that shows, to see whether anything changes.
    fn fingerprint(&self) -> BTreeMap<String, String> {
        let mut seen = BTreeMap::new();
        for person in &self.people {
            let Some(app) = &person.app else { continue };
            let health = app.health().unwrap();
            let mut text = format!("{} {}", health.unsent, health.pending_registrations);
            if let Some(vault) = &person.vault {
                for item in vault.queue().unwrap() {
                    let states: Vec<_> =
                        item.deliveries.iter().map(|d| (d.state, d.waiting_at_relay)).collect();
                    text.push_str(&format!("{} {states:?}", item.id.to_hex()));
                }
                for message in vault.received(None).unwrap() {
                    text.push_str(&format!("{} {}", message.id.to_hex(), message.opened));
                }
                text.push_str(&format!("{}", vault.replies().unwrap().len()));
            }
            seen.insert(person.name().to_owned(), text);
        }
        seen
    }

    // What must hold.

    /// Nothing shown is untrue, nothing accepted is missing on the phone, nothing arrived that was not sent.
    pub fn check(&self) {
        self.check_promises_kept_on_phones();
        self.check_states_are_true();
        self.check_arrivals();
    }

    fn check_promises_kept_on_phones(&self) {
        for worker in self.everyone() {
            let Some(vault) = &self[worker].vault else { continue };
            let queue: BTreeSet<EventId> = vault.queue().unwrap().iter().map(|item| item.id).collect();
            for promise in self.promises.iter().filter(|p| p.worker == worker && !p.rolled_back) {
                assert!(queue.contains(&promise.id), "{} was acknowledged and is lost", short(promise.id));
            }
        }
    }

    fn check_states_are_true(&self) {
        for pairing in &self.pairings {
            let Some(vault) = &self[pairing.worker].vault else { continue };
            let arrived = self[pairing.contact].vault.as_ref().map(|vault| vault.received(None).unwrap());
            let mut at_relay = 0;
            for item in vault.queue().unwrap() {
                let Some(delivery) = item.deliveries.iter().find(|d| d.contact == pairing.contact_id) else {
                    continue;
                };
                at_relay += usize::from(delivery.state >= DeliveryState::AtRelay);
                let Some(arrived) = &arrived else { continue };
                let there = arrived.iter().find(|message| message.id == item.id);
                if delivery.state >= DeliveryState::Fetched {
                    assert!(
                        there.is_some(),
                        "{} shows {:?} and is not there",
                        short(item.id),
                        delivery.state
                    );
                }
                if delivery.state == DeliveryState::Opened {
                    assert!(there.is_some_and(|message| message.opened), "{} was not opened", short(item.id));
                }
            }
            let stored = self.relay.ever_stored(pairing.send_id) + self.greeted;
            assert!(at_relay <= stored, "{at_relay} messages show at relay, {stored} cells were stored");
        }
    }

    fn check_arrivals(&self) {
        for contact in self.everyone() {
            let Some(vault) = &self[contact].vault else { continue };
            for message in vault.received(None).unwrap() {
                if !matches!(message.kind, MessageKind::CheckIn(_) | MessageKind::Sos) {
                    continue;
                }
                let promise = self.promises.iter().find(|promise| promise.id == message.id);
                let promise = promise.unwrap_or_else(|| panic!("{} was never sent", short(message.id)));
                assert_eq!(promise.note, message.note, "{} says what was said", short(message.id));
                assert_eq!(promise.sos, message.kind == MessageKind::Sos);
            }
            let mut told = BTreeSet::new();
            for event in &self[contact].handled {
                if let EventKind::CheckInReceived { message, .. } | EventKind::SosReceived { message, .. } =
                    &event.kind
                {
                    assert!(told.insert(*message), "{} was told twice", short(*message));
                }
            }
        }
    }

    /// Every promise has reached every contact of its circle.
    pub fn check_all_arrived(&self) {
        for promise in &self.promises {
            for contact in &promise.circle {
                let there = self.news(*contact).contains(&promise.id);
                assert!(there, "{} has not reached {}", short(promise.id), self[*contact].name());
            }
        }
    }
}

fn wal_is_empty(person: &Person) -> bool {
    std::fs::metadata(person.folder.join("data-wal")).map_or(true, |found| found.len() == 0)
}

/// The first digits of an id, for people.
pub fn short(id: EventId) -> String {
    id.to_hex().chars().take(6).collect()
}

/// A place for tests; the number makes it different from others.
pub fn place(number: i32, at: Timestamp) -> Place {
    Place::new(451_000_000 + number * 1_000, 137_000_000 + number * 1_000, Some(20), at).unwrap()
}
