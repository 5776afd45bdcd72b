//! Whatever is done in one slot, nobody finds a trace of it inside another: the outer layer of every region changes with
//! each commit, and below it the other slots keep every byte. A second reader, who shares no code with the vault and is told
//! the device's keys, takes the outer layer off.

use std::collections::BTreeMap;

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use wayhome_vault::{Class, Error, Place, Slot, Store};

use super::stores::{self, PINS, Site};
use super::stranger::Stranger;

/// Records by number: the slot's content as it should be.
type Known = BTreeMap<u32, Vec<u8>>;

/// A store with three slots, one of which is open.
pub struct Decoy {
    site: Site,
    store: Store,
    slot: Slot,
    typed: String,
    region: u8,
    others: Vec<&'static str>,
    known: Known,
    /// The inner bytes of all slots that are not open, as they were at the beginning.
    inner: BTreeMap<i64, Vec<u8>>,
    rng: ChaCha20Rng,
    times: u64,
    done: BTreeMap<&'static str, u64>,
}

impl Decoy {
    /// Makes the store; which of the three slots is the open one is drawn.
    pub fn new(seed: u64) -> Self {
        let mut rng = stores::chance(seed, 20);
        let site = Site::new(seed);
        let mut store = site.create(&mut rng);
        let (slot, [one, two, _]) = stores::first_slot(&mut store, &mut rng);
        let mut slots = vec![slot];
        for (ticket, typed) in [one, two].iter().zip(&PINS[1..]) {
            slots.push(stores::further_slot(&mut store, ticket, typed, &mut rng));
        }
        for (slot, typed) in slots.iter_mut().zip(PINS) {
            let at = (stores::key(9, 1), Place::Any, Class::Ordinary);
            stores::put(&mut store, slot, at, typed.as_bytes(), &mut rng).unwrap();
            let at = (stores::key(9, 2), Place::Own, Class::Ordinary);
            stores::put(&mut store, slot, at, &typed.as_bytes().repeat(2_000), &mut rng).unwrap();
        }
        let open = rng.random_range(0..slots.len());
        let slot = slots.swap_remove(open);
        drop(slots);
        let mut others = PINS.to_vec();
        let typed = others.swap_remove(open).to_owned();
        let (region, known, inner) = (slot.region(), Known::new(), BTreeMap::new());
        let (times, done) = (0, BTreeMap::new());
        let mut made = Self { site, store, slot, typed, region, others, known, inner, rng, times, done };
        made.inner = made.inner_of_others();
        assert_eq!(made.inner.len(), 3 * usize::from(stores::CELLS));
        made
    }

    /// How often each thing was done.
    pub fn done(&self) -> &BTreeMap<&'static str, u64> {
        &self.done
    }

    fn inner_of_others(&self) -> BTreeMap<i64, Vec<u8>> {
        let rows = stores::rows(&self.site.path);
        let reader = Stranger::read(&rows[&5], &*self.site.device).unwrap();
        let others = rows.iter().filter(|(row, _)| **row % 8 < 4 && **row % 8 != i64::from(self.region));
        others.map(|(row, body)| (*row, reader.inner(*row, body))).collect()
    }

    /// One thing, drawn by chance, in the open slot.
    pub fn operate(&mut self) {
        self.times += 1;
        let number = self.rng.random_range(0..40);
        let what = match self.rng.random_range(0..1_000) {
            0..=399 => self.put(number, Place::Any, 900),
            400..=479 => self.put(number, Place::Own, 12_000),
            480..=529 => self.put(1_000, Place::Head, 100),
            530..=729 => self.delete(number),
            730..=769 => {
                let mut tx = self.store.begin(None).unwrap();
                tx.lobby_put(stores::key(2, number), Place::Any, &vec![3; 500]).unwrap();
                tx.commit(&mut self.rng).unwrap();
                "lobby"
            }
            770..=849 => {
                self.store.cover_commit(&mut self.rng).unwrap();
                "cover"
            }
            850..=909 => self.unlock(),
            910..=929 => {
                let wrong = stores::pin(stores::WRONG);
                let answer = stores::unlock(&mut self.store, &wrong, &mut self.rng);
                assert!(matches!(answer, Err(Error::WrongPin)), "{answer:?}");
                "wrong PIN"
            }
            930..=949 => self.change_pin(),
            950..=969 => {
                stores::rotate(&mut self.store, &mut [&mut self.slot], self.times, &mut self.rng);
                "rotation"
            }
            970..=979 => {
                self.store.begin_rotation(self.times, &mut self.rng).unwrap();
                self.store.rotate_some(&mut [&mut self.slot], 5, &mut self.rng).unwrap();
                "part of a rotation"
            }
            980..=989 => {
                self.store = self.site.open(&mut self.rng);
                self.unlock();
                "store opened anew"
            }
            _ => self.fill(),
        };
        *self.done.entry(what).or_default() += 1;
    }

    fn put(&mut self, number: u32, place: Place, most: usize) -> &'static str {
        let length = self.rng.random_range(1..most);
        if self.try_put(number, place, Class::Ordinary, length) { "put" } else { "put, no room" }
    }

    fn try_put(&mut self, number: u32, place: Place, class: Class, length: usize) -> bool {
        let value: Vec<u8> = (0..length).map(|_| self.rng.random()).collect();
        let at = (stores::key(1, number), place, class);
        match stores::put(&mut self.store, &mut self.slot, at, &value, &mut self.rng) {
            Ok(()) => {
                self.known.insert(number, value);
                true
            }
            Err(error) if stores::no_room(&error) => false,
            Err(error) => panic!("{error:?}"),
        }
    }

    fn delete(&mut self, number: u32) -> &'static str {
        let mut tx = self.store.begin(Some(&mut self.slot)).unwrap();
        let there = tx.slot_delete(stores::key(1, number));
        tx.commit(&mut self.rng).unwrap();
        assert_eq!(there, self.known.remove(&number).is_some());
        if there { "delete" } else { "delete, not there" }
    }

    /// Until not even an urgent record fits; then most of it goes again.
    fn fill(&mut self) -> &'static str {
        for (class, from) in [(Class::Ordinary, 2_000), (Class::Urgent, 3_000)] {
            let full = (from..).find(|number| !self.try_put(*number, Place::Own, class, 3_500));
            assert!(full.is_some_and(|full| full < from + u32::from(stores::CELLS)));
        }
        assert_eq!(self.store.free_cells(&self.slot), 0);
        let all: Vec<u32> = self.known.range(2_000..).map(|(number, _)| *number).collect();
        for number in all {
            self.delete(number);
        }
        "fill"
    }

    fn unlock(&mut self) -> &'static str {
        self.slot = stores::unlock(&mut self.store, &stores::pin(&self.typed), &mut self.rng).unwrap();
        assert_eq!(self.slot.region(), self.region);
        "unlock"
    }

    fn change_pin(&mut self) -> &'static str {
        let new = format!("77{:04}", self.rng.random_range(0..10_000));
        let old = self.store.work_out(&stores::pin(&self.typed)).unwrap();
        let work = self.store.work_out(&stores::pin(&new)).unwrap();
        self.store.change_pin(&self.slot, (&old, &work), stores::LONG, &mut self.rng).unwrap();
        self.typed = new;
        "PIN changed"
    }

    /// Whether the open slot holds what was put there, and every other slot the inner bytes of the beginning.
    ///
    /// # Errors
    /// A sentence.
    pub fn check(&self) -> Result<(), String> {
        let held = self.slot.view().list(1).count();
        let same = |number: &u32, value: &Vec<u8>| {
            self.slot.view().get(stores::key(1, *number)).is_some_and(|found| found == value)
        };
        if held != self.known.len() || !self.known.iter().all(|(number, value)| same(number, value)) {
            return Err(format!("after {} operations the open slot holds something else", self.times));
        }
        let now = self.inner_of_others();
        let other = self.inner.iter().filter(|(row, inner)| now.get(row) != Some(inner)).count();
        if other > 0 || now.len() != self.inner.len() {
            return Err(format!("after {} operations {other} cells of other slots are others", self.times));
        }
        Ok(())
    }

    /// Opens the other slots with their PINs and looks whether all of their records are there.
    ///
    /// # Errors
    /// A sentence.
    pub fn check_others(&mut self) -> Result<(), String> {
        for typed in &self.others {
            let slot = stores::unlock(&mut self.store, &stores::pin(typed), &mut self.rng)
                .map_err(|error| format!("another slot does not open: {error:?}"))?;
            let whole = slot.view().get(stores::key(9, 1)) == Some(typed.as_bytes())
                && slot.view().get(stores::key(9, 2)) == Some(&*typed.as_bytes().repeat(2_000));
            if !whole || slot.view().list(1).count() > 0 {
                return Err("another slot holds something else".to_owned());
            }
        }
        Ok(())
    }
}

/// So many operations, with a look after each hundred and at the end.
///
/// # Errors
/// A sentence.
pub fn run(decoy: &mut Decoy, operations: u64, mut tell: impl FnMut(u64)) -> Result<(), String> {
    for done in 1..=operations {
        decoy.operate();
        if done % 100 == 0 || done == operations {
            decoy.check()?;
        }
        if done % 1_000 == 0 {
            tell(done);
        }
    }
    decoy.check_others()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_operations_leave_the_inner_bytes_of_other_slots() {
        let mut decoy = Decoy::new(3);
        run(&mut decoy, 100, |_| ()).unwrap();
        assert_eq!(decoy.done().values().sum::<u64>(), 100);
        // The outer layer did change: it is not that nothing happened.
        assert!(decoy.done().len() > 6, "{:?}", decoy.done());
    }

    #[test]
    fn filling_a_slot_leaves_the_others_and_room_for_what_comes() {
        let mut decoy = Decoy::new(4);
        decoy.fill();
        decoy.check().unwrap();
        assert_eq!(decoy.put(1, Place::Any, 900), "put");
    }

    #[test]
    fn one_record_written_to_another_slot_is_noticed() {
        let mut decoy = Decoy::new(5);
        let pin = stores::pin(decoy.others[0]);
        let mut other = stores::unlock(&mut decoy.store, &pin, &mut decoy.rng).unwrap();
        decoy.check().unwrap();
        let at = (stores::key(1, 1), Place::Any, Class::Ordinary);
        stores::put(&mut decoy.store, &mut other, at, b"a trace", &mut decoy.rng).unwrap();
        assert!(decoy.check().unwrap_err().contains("other slots"));
        assert!(decoy.check_others().unwrap_err().contains("holds something else"));
    }

    #[test]
    fn one_byte_of_an_unused_region_is_noticed() {
        let decoy = Decoy::new(6);
        let row = *decoy.inner.keys().next_back().unwrap();
        let connection = rusqlite::Connection::open(&decoy.site.path).unwrap();
        let mut body = stores::rows(&decoy.site.path)[&row].clone();
        body[4_000] ^= 1;
        connection.execute("UPDATE blob SET body = ?1 WHERE id = ?2", (body, row)).unwrap();
        assert!(decoy.check().unwrap_err().contains("1 cells"));
    }
}
