//! Stores that nobody used, that hold one slot, and that hold two, looked at without any key.
//!
//! All are made at the level of the vault, with 64 cells a region, by one script for each seed: the same number of
//! commits, tries of a PIN and rotations, in the same order. Where a store has no slot to write to, a cover commit takes
//! the place. Each is looked at twice, closed, with a whole rotation between.

use std::collections::BTreeSet;
use std::path::Path;

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use wayhome_vault::{Class, Place, Slot, Store, Ticket};

use super::classifier::{Seen, Told, tell_apart};
use super::features::{Snapshot, numbers};
use super::stores::{self, PINS, Site, WRONG};

/// The longest run of one byte that chance makes, for all that is looked at here.
const LONGEST_RUN: usize = 8;

/// How many slots a store has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// None.
    Unused,
    /// One, used at random.
    Real,
    /// Two, both used at random.
    Both,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Unused, Self::Real, Self::Both];
    /// Each with each other.
    pub const PAIRS: [(Self, Self); 3] =
        [(Self::Unused, Self::Real), (Self::Real, Self::Both), (Self::Unused, Self::Both)];

    fn slots(self) -> usize {
        self as usize
    }
}

/// Something that a vault never does and a classifier must find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planted {
    /// Nothing: the store as it is.
    Nothing,
    /// The rotation passes by the regions that no slot uses.
    UnusedRegionsNotRotated,
}

/// One thing that happens to a store.
enum Step {
    /// A record is put; in which slot if there are two.
    Put { slot: usize, number: u32, length: usize, place: Place },
    /// One is deleted.
    Delete { slot: usize, number: u32 },
    /// The lobby gets a record.
    Lobby { number: u32, length: usize },
    /// The vault is closed and a PIN is tried.
    Unlock { slot: usize, wrong: bool },
    /// A commit with nothing in it.
    Cover,
}

fn step(rng: &mut ChaCha20Rng) -> Step {
    let slot = rng.random_range(0..2);
    let number = rng.random_range(0..24);
    match rng.random_range(0..20) {
        0..=7 => Step::Put { slot, number, length: rng.random_range(1..900), place: Place::Any },
        8 => Step::Put { slot, number, length: rng.random_range(1..9_000), place: Place::Own },
        9..=10 => Step::Put { slot, number: 1_000, length: rng.random_range(1..60), place: Place::Head },
        11..=12 => Step::Delete { slot, number },
        13..=15 => Step::Lobby { number, length: rng.random_range(1..700) },
        16 => Step::Unlock { slot, wrong: rng.random_bool(0.3) },
        _ => Step::Cover,
    }
}

/// A store in the making.
struct Making {
    store: Store,
    slots: Vec<Slot>,
    rng: ChaCha20Rng,
}

impl Making {
    /// The slot that stands for this one: in a store with one, the only one.
    fn slot(&self, slot: usize) -> Option<usize> {
        slot.checked_rem(self.slots.len())
    }

    fn cover(&mut self) {
        self.store.cover_commit(&mut self.rng).unwrap();
    }

    /// Opens a slot, or tries a PIN that opens nothing where there is none: the same commits.
    fn unlock(&mut self, slot: usize, wrong: bool) {
        let at = self.slot(slot).filter(|_| !wrong);
        let pin = stores::pin(at.map_or(WRONG, |at| PINS[at]));
        match (at, stores::unlock(&mut self.store, &pin, &mut self.rng)) {
            (Some(at), Ok(slot)) => self.slots[at] = slot,
            (None, Err(wayhome_vault::Error::WrongPin)) => {}
            (at, answer) => panic!("slot {at:?}: {answer:?}"),
        }
    }

    fn take(&mut self, step: &Step) {
        let changed = match *step {
            Step::Put { slot, number, length, place } => self.slot(slot).is_some_and(|at| {
                let value: Vec<u8> = (0..length).map(|_| self.rng.random()).collect();
                let at_key = (stores::key(1, number), place, Class::Ordinary);
                match stores::put(&mut self.store, &mut self.slots[at], at_key, &value, &mut self.rng) {
                    Ok(()) => true,
                    Err(error) if stores::no_room(&error) => false,
                    Err(error) => panic!("{error:?}"),
                }
            }),
            Step::Delete { slot, number } => self.slot(slot).is_some_and(|at| {
                let mut tx = self.store.begin(Some(&mut self.slots[at])).unwrap();
                tx.slot_delete(stores::key(1, number));
                !tx.commit(&mut self.rng).unwrap().indices.is_empty()
            }),
            Step::Lobby { number, length } => {
                let mut tx = self.store.begin(None).unwrap();
                tx.lobby_put(stores::key(2, number), Place::Any, &vec![7; length]).unwrap();
                !tx.commit(&mut self.rng).unwrap().indices.is_empty()
            }
            Step::Unlock { slot, wrong } => return self.unlock(slot, wrong),
            Step::Cover => false,
        };
        if !changed {
            self.cover();
        }
    }

    fn rotate(&mut self, now: u64) {
        let mut slots: Vec<&mut Slot> = self.slots.iter_mut().collect();
        stores::rotate(&mut self.store, &mut slots, now, &mut self.rng);
    }

    /// Everything is closed, then somebody looks.
    fn look(self, site: &Site) -> (Snapshot, ChaCha20Rng) {
        drop((self.slots, self.store));
        (Snapshot::of(&site.path), self.rng)
    }
}

/// A store of this kind at two moments.
pub fn make(kind: Kind, seed: u64, planted: Planted) -> (Snapshot, Snapshot) {
    let mut script = stores::chance(seed, 10);
    // What is drawn in a store has nothing to do with what is drawn in another of the same script.
    let mut rng = stores::chance(seed, 11 + kind as u8);
    let site = Site::new(rng.random());
    let mut store = site.create(&mut rng);
    // As many commits whether slots are made or not.
    let mut slots = Vec::new();
    let mut tickets: Option<[Ticket; 3]> = None;
    for (nth, typed) in PINS.iter().enumerate().take(2) {
        if nth >= kind.slots() {
            store.cover_commit(&mut rng).unwrap();
        } else if let Some([ticket, ..]) = &tickets {
            slots.push(stores::further_slot(&mut store, ticket, typed, &mut rng));
        } else {
            let (slot, rights) = stores::first_slot(&mut store, &mut rng);
            slots.push(slot);
            tickets = Some(rights);
        }
    }
    let used: BTreeSet<i64> = slots.iter().map(|slot| i64::from(slot.region())).collect();
    let mut making = Making { store, slots, rng };
    let run = |making: &mut Making, script: &mut ChaCha20Rng, least: usize, most: usize| {
        for _ in 0..script.random_range(least..most) {
            let step = step(script);
            making.take(&step);
        }
    };
    run(&mut making, &mut script, 20, 60);
    making.rotate(1);
    run(&mut making, &mut script, 5, 30);
    let (first, mut rng) = making.look(&site);

    let store = site.open(&mut rng);
    let mut making = Making { store, slots: Vec::new(), rng };
    for (nth, typed) in PINS.iter().take(2).enumerate() {
        let typed = if nth < kind.slots() { typed } else { WRONG };
        let slot = stores::unlock(&mut making.store, &stores::pin(typed), &mut making.rng);
        making.slots.extend(slot.ok());
    }
    assert_eq!(making.slots.len(), kind.slots());
    run(&mut making, &mut script, 5, 40);
    making.rotate(2);
    run(&mut making, &mut script, 0, 10);
    let (mut second, _) = making.look(&site);
    if planted == Planted::UnusedRegionsNotRotated {
        put_back(&site.path, &first, &used);
        second = Snapshot::of(&site.path);
    }
    (first, second)
}

/// Writes the unused regions as they were before.
fn put_back(path: &Path, first: &Snapshot, used: &BTreeSet<i64>) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    for (id, body) in first.rows().iter().filter(|(id, _)| **id % 8 < 4 && !used.contains(&(**id % 8))) {
        let written = connection.execute("UPDATE blob SET body = ?1 WHERE id = ?2", (body, id)).unwrap();
        assert_eq!(written, 1);
    }
    connection.execute_batch("COMMIT").unwrap();
}

/// Three stores of one seed, as numbers, and what is wrong with any of them.
pub struct Triple {
    /// One of each kind, in the order of [`Kind::ALL`].
    pub seen: [Seen; 3],
    /// Sentences; none if all is as it must be.
    pub faults: Vec<String>,
}

/// Makes one store of each kind from a seed, and checks what needs no chance: runs and repeated blocks in cells, and
/// all that is outside the payloads.
pub fn triple(seed: u64, planted: Planted) -> Triple {
    let made = Kind::ALL.map(|kind| make(kind, seed, planted));
    let mut faults = Vec::new();
    for (kind, (first, second)) in Kind::ALL.iter().zip(&made) {
        for (when, snapshot, of_unused) in [("first", first, &made[0].0), ("second", second, &made[0].1)] {
            let at = format!("seed {seed}, {kind:?}, {when} look");
            faults.extend(compare(snapshot, of_unused).into_iter().map(|fault| format!("{at}: {fault}")));
        }
    }
    let seen = made.map(|(first, second)| Seen { seed, numbers: numbers(&first, &second) });
    Triple { seen, faults }
}

fn compare(snapshot: &Snapshot, of_unused: &Snapshot) -> Vec<String> {
    let mut faults = Vec::new();
    let (run, blocks) = snapshot.repeats();
    if run > LONGEST_RUN {
        faults.push(format!("a run of {run} equal bytes in a cell"));
    }
    if blocks > 0 {
        faults.push(format!("{blocks} blocks of 16 bytes come twice in cells"));
    }
    if snapshot.files() != of_unused.files() {
        let (these, those) = (snapshot.files(), of_unused.files());
        faults.push(format!("files (length, mode) {these:?}, of an unused store {those:?}"));
    }
    let apart = snapshot.frame().iter().zip(of_unused.frame()).filter(|(one, other)| one != other).count();
    if apart > 0 || snapshot.frame().len() != of_unused.frame().len() {
        let (these, those) = (snapshot.frame().len(), of_unused.frame().len());
        faults.push(format!("outside the payloads {apart} bytes are others; {these} bytes, not {those}"));
    }
    faults
}

/// How well each pair of kinds can be told apart, in the order of [`Kind::PAIRS`].
pub fn verdict(seen: &[[Seen; 3]]) -> [Told; 3] {
    let of = |kind: Kind| -> Vec<Seen> { seen.iter().map(|three| three[kind as usize].clone()).collect() };
    Kind::PAIRS.map(|(one, other)| tell_apart(&of(one), &of(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_the_payloads_stores_of_one_script_are_the_same_byte_for_byte() {
        for seed in 1..=4 {
            let triple = triple(seed, Planted::Nothing);
            assert!(triple.faults.is_empty(), "{:?}", triple.faults);
        }
    }

    #[test]
    fn a_rotation_changes_every_row_of_every_kind() {
        for kind in Kind::ALL {
            let (first, second) = make(kind, 7, Planted::Nothing);
            assert_eq!(first.rows().len(), usize::from(stores::CELLS) * 5 + 2);
            assert!(first.rows().iter().all(|(id, body)| second.rows()[id] != *body), "{kind:?}");
        }
    }

    #[test]
    fn a_rotation_that_passes_by_unused_regions_is_found_out() {
        let seen: Vec<[Seen; 3]> =
            (1..=15).map(|seed| triple(seed, Planted::UnusedRegionsNotRotated).seen).collect();
        for (told, pair) in verdict(&seen).iter().zip(Kind::PAIRS) {
            assert!(told.area.low > 0.5, "{pair:?}: {told:?}");
        }
    }

    #[test]
    fn a_cell_of_equal_bytes_and_a_cell_that_comes_twice_are_faults() {
        let site = Site::new(1);
        drop(site.create(&mut stores::chance(1, 1)));
        let good = Snapshot::of(&site.path);
        assert!(compare(&good, &good).is_empty());
        let connection = rusqlite::Connection::open(&site.path).unwrap();
        connection.execute("UPDATE blob SET body = zeroblob(4040) WHERE id = 8", ()).unwrap();
        connection.close().unwrap();
        let zeros = compare(&Snapshot::of(&site.path), &good);
        assert!(zeros[0].contains("run of 4040") && zeros[1].contains("come twice"), "{zeros:?}");
        let connection = rusqlite::Connection::open(&site.path).unwrap();
        let copied = "UPDATE blob SET body = (SELECT body FROM blob WHERE id = 9) WHERE id = 8";
        connection.execute(copied, ()).unwrap();
        connection.close().unwrap();
        let copied = compare(&Snapshot::of(&site.path), &good);
        assert!(copied[0].starts_with("252 blocks"), "{copied:?}");
    }

    #[test]
    fn another_length_another_mode_and_another_byte_outside_are_faults() {
        use std::os::unix::fs::PermissionsExt as _;
        let site = Site::new(1);
        drop(site.create(&mut stores::chance(1, 1)));
        let good = Snapshot::of(&site.path);
        std::fs::set_permissions(&site.path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(compare(&Snapshot::of(&site.path), &good)[0].starts_with("files"));
        std::fs::set_permissions(&site.path, std::fs::Permissions::from_mode(0o600)).unwrap();
        let connection = rusqlite::Connection::open(&site.path).unwrap();
        connection.pragma_update(None, "application_id", 5).unwrap();
        connection.close().unwrap();
        let other = compare(&Snapshot::of(&site.path), &good);
        assert!(other.iter().any(|fault| fault.starts_with("outside")), "{other:?}");
    }
}
