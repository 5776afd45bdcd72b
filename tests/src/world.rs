//! The world: people, their phones, the relay, the clock, and what was promised so far.

pub mod captor;
mod checks;
mod doing;
pub mod household;
pub mod page;
mod running;
mod seeing;
mod stores;

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use wayhome::{ContactId, EventId, Place, Sharing, Timestamp, WorkerId};
use wayhome_protocol::ids::SendId;
use wayhome_relay::Limits;

use crate::clock::{BEGINNING, PhoneClock, WorldClock};
use crate::network::Link;
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
        if std::thread::panicking() && !self.story.is_hushed() {
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
        Self::begin(seed, limits, None, BEGINNING)
    }

    fn begin(seed: u64, limits: Limits, relay: Option<&Backup>, at: u64) -> Self {
        let folder = template::folder();
        let clock = Arc::new(WorldClock::default());
        clock.advance_to(at);
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
        Self::family_with_limits(seed, Limits::default())
    }

    /// The same at a relay that keeps other amounts.
    pub fn family_with_limits(seed: u64, limits: Limits) -> (Self, Family) {
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
        let mut world = Self::begin(seed, limits, Some(&image.relay), image.now);
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
}

/// The first digits of an id, for people.
pub fn short(id: EventId) -> String {
    id.to_hex().chars().take(6).collect()
}

/// A place for tests; the number makes it different from others.
pub fn place(number: i32, at: Timestamp) -> Place {
    Place::new(451_000_000 + number * 1_000, 137_000_000 + number * 1_000, Some(20), at).unwrap()
}
