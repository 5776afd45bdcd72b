//! How long an unlock takes, by what the PIN opens. The operations are counted too: those must be the same.
//!
//! There are two stores, one with two slots and one with none, and each is tried with the same three kinds of PIN
//! equally often, in an order drawn by chance: what the processor's caches hold tells nothing about the answer then.
//! What is timed is working the PIN out, with the cost that tests use, and [`Store::unlock`] as the library calls it:
//! for a PIN that opens something, with taking in the records.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Instant;

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use wayhome_vault::testing::{Counts, counted};
use wayhome_vault::{Class as Urgency, Error, Place, Store};

use super::ranks::mean;
use super::stores::{self, PINS, Site};
use super::welch::{trimmed, welch};

/// What a PIN opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The slot that was made first.
    Right,
    /// The slot that was made second, as a PIN given under force does.
    Duress,
    /// Nothing, in a store with two slots.
    Wrong,
    /// Nothing, in a store without any.
    NoSlot,
}

impl Class {
    const ALL: [Self; 4] = [Self::Right, Self::Duress, Self::Wrong, Self::NoSlot];

    fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Duress => "duress",
            Self::Wrong => "wrong",
            Self::NoSlot => "no slot",
        }
    }
}

/// What was measured.
#[derive(Default)]
pub struct Tries {
    /// Microseconds of each try.
    pub times: BTreeMap<Class, Vec<f64>>,
    /// Every count of operations that came up.
    pub counts: BTreeMap<Class, Vec<Counts>>,
}

impl Tries {
    fn note(&mut self, class: Class, time: f64, counts: Counts) {
        self.times.entry(class).or_default().push(time);
        let known = self.counts.entry(class).or_default();
        if !known.contains(&counts) {
            known.push(counts);
        }
    }

    /// Whether every try of every class did the same operations.
    pub fn alike(&self) -> bool {
        let mut all = self.counts.values().flatten();
        let first = all.next();
        all.all(|other| Some(other) == first)
    }

    /// The figures, for somebody to read. Nothing in them is judged.
    pub fn report(&self) -> String {
        let mut text = String::from("class    |      n | mean, µs | trimmed mean (5 % off either end), µs\n");
        for class in Class::ALL.iter().filter(|class| self.times.contains_key(class)) {
            let times = &self.times[class];
            let (all, most) = (mean(times), mean(&trimmed(times)));
            writeln!(text, "{:<8} | {:>6} | {all:>8.1} | {most:.1}", class.name(), times.len()).unwrap();
        }
        for (at, one) in Class::ALL.iter().enumerate() {
            for other in &Class::ALL[at + 1..] {
                let (Some(a), Some(b)) = (self.times.get(one), self.times.get(other)) else { continue };
                let apart = mean(&trimmed(a)) - mean(&trimmed(b));
                let (one, other, found) = (one.name(), other.name(), welch(a, b));
                writeln!(text, "{one} less {other}: {found}; trimmed means {apart:+.1} apart").unwrap();
            }
        }
        for (class, counts) in &self.counts {
            for counts in counts {
                writeln!(text, "operations, {}: {counts:?}", class.name()).unwrap();
            }
        }
        text
    }
}

/// Tries so many PINs; `tell` hears how many were tried, now and then.
///
/// # Panics
/// If a PIN opens what it should not, or does not open what it should.
pub fn measure(tries: u64, seed: u64, mut tell: impl FnMut(u64)) -> Tries {
    let mut rng = stores::chance(seed, 1);
    let (with, without) = (Site::new(seed), Site::new(seed.wrapping_add(1)));
    let mut used = two_slots(&with, &mut rng);
    let mut unused = without.create(&mut rng);
    let known = PINS.map(stores::pin);
    let mut found = Tries::default();
    for done in 1..=tries {
        // One never typed before: nothing may hang on that a PIN is a known wrong one.
        let other = loop {
            let typed = format!("{:06}", rng.random_range(0..1_000_000));
            if !PINS.contains(&typed.as_str()) {
                break stores::pin(&typed);
            }
        };
        let (has_slots, which) = (rng.random::<bool>(), rng.random_range(0..3));
        let pin = if which < 2 { &known[which] } else { &other };
        let store = if has_slots { &mut used } else { &mut unused };
        let class = match (has_slots, which) {
            (false, _) => Class::NoSlot,
            (true, 0) => Class::Right,
            (true, 1) => Class::Duress,
            (true, _) => Class::Wrong,
        };
        #[allow(clippy::disallowed_methods, reason = "it is the time of the processor that is measured")]
        let start = Instant::now();
        let (answer, counts) = counted(|| stores::unlock(store, pin, &mut rng));
        let time = start.elapsed().as_secs_f64() * 1e6;
        match (class, answer) {
            (Class::Right | Class::Duress, Ok(slot)) => drop(slot),
            (Class::Wrong | Class::NoSlot, Err(Error::WrongPin)) => {}
            (class, answer) => panic!("{class:?} gave {answer:?}"),
        }
        found.note(class, time, counts);
        if done % 10_000 == 0 {
            tell(done);
        }
    }
    found
}

/// A store with two slots that hold as much as each other, of other content.
fn two_slots(site: &Site, rng: &mut ChaCha20Rng) -> Store {
    let mut store = site.create(rng);
    let (mut first, [ticket, ..]) = stores::first_slot(&mut store, rng);
    let mut second = stores::further_slot(&mut store, &ticket, PINS[1], rng);
    for slot in [&mut first, &mut second] {
        for number in 0..20 {
            let value: [u8; 700] = rng.random();
            let at = (stores::key(1, number), Place::Any, Urgency::Ordinary);
            stores::put(&mut store, slot, at, &value, rng).unwrap();
        }
    }
    store
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_comes_up_and_all_do_the_same_operations() {
        let found = measure(60, 1, |_| ());
        assert_eq!(found.times.len(), 4);
        assert_eq!(found.times.values().map(Vec::len).sum::<usize>(), 60);
        assert!(found.alike(), "{}", found.report());
        assert_eq!(found.counts[&Class::Wrong][0].stretched, 1);
        // Six pairs.
        assert_eq!(found.report().matches("degrees of freedom").count(), 6);
    }

    #[test]
    fn one_operation_more_in_one_try_is_noticed() {
        let mut found = measure(30, 2, |_| ());
        let more = Counts { read: found.counts[&Class::Right][0].read + 1, ..found.counts[&Class::Right][0] };
        found.note(Class::Duress, 1.0, more);
        assert!(!found.alike());
    }
}
