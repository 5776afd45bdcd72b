//! Whatever is done to a store, in whatever order, it holds what a plain map would hold.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stderr
)]

mod common;

use std::collections::BTreeMap;

use common::*;
use proptest::prelude::*;
use wayhome_vault::*;

#[derive(Debug, Clone)]
enum Step {
    Put { lobby: bool, key: u8, place: u8, len: usize },
    Delete { lobby: bool, key: u8 },
    Commit,
    RollBack,
    Reopen,
    Cover,
    Width(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let len = prop_oneof![4 => 0..300usize, 2 => 3000..4100usize, 1 => 4100..20_000usize];
    let put = (any::<bool>(), 0..12u8, 0..3u8, len);
    prop_oneof![
        10 => put.prop_map(|(lobby, key, place, len)| Step::Put { lobby, key, place, len }),
        4 => (any::<bool>(), 0..12u8).prop_map(|(lobby, key)| Step::Delete { lobby, key }),
        5 => Just(Step::Commit),
        1 => Just(Step::RollBack),
        1 => Just(Step::Reopen),
        1 => Just(Step::Cover),
        1 => (4..6usize).prop_map(Step::Width),
    ]
}

type Model = BTreeMap<(bool, RecordKey), Vec<u8>>;

fn assert_holds(t: &Bench, model: &Model) {
    for (lobby, view) in [(true, t.store.lobby_view()), (false, t.slot.view())] {
        let held: Vec<_> = view.list(1).map(|(key, value)| (key, value.to_vec())).collect();
        let expected = model.range((lobby, key(0, 0))..=(lobby, key(255, 255)));
        let expected: Vec<_> = expected.map(|((_, key), value)| (*key, value.clone())).collect();
        assert!(held == expected, "the {} differs", if lobby { "lobby" } else { "slot" });
    }
}

/// One transaction: its puts and deletes, then whether it is committed.
fn transaction(t: &mut Bench, model: &mut Model, steps: &[Step], commit: bool, salt: &mut u8) {
    let mut wanted = model.clone();
    let mut tx = t.store.begin(Some(&mut t.slot)).unwrap();
    for step in steps {
        match step {
            Step::Put { lobby, key: number, place, len } => {
                *salt = salt.wrapping_add(1);
                let (value, key) = (vec![*salt; *len], key(1, *number));
                let place = [Place::Any, Place::Own, Place::Head][usize::from(*place)];
                let put = if *lobby {
                    tx.lobby_put(key, place, &value)
                } else {
                    tx.slot_put(
                        key,
                        place,
                        &value,
                        if salt.is_multiple_of(2) { Class::Ordinary } else { Class::Urgent },
                    )
                };
                match put {
                    Ok(()) => {
                        wanted.insert((*lobby, key), value);
                    }
                    Err(error) => assert!(matches!(error, Error::NoSpace | Error::HeadFull), "{error:?}"),
                }
            }
            Step::Delete { lobby, key: number } => {
                let key = key(1, *number);
                let there = if *lobby { tx.lobby_delete(key) } else { tx.slot_delete(key) };
                assert_eq!(there, wanted.remove(&(*lobby, key)).is_some());
            }
            _ => {}
        }
    }
    if !commit {
        return;
    }
    match tx.commit(&mut t.rng) {
        Ok(done) => {
            assert!(
                done.indices.is_empty()
                    || done.indices.len() % t.store.width() == 0
                    || done.indices.len() == 40
            );
            *model = wanted;
        }
        // Deleting can change how the rest packs; then the commit says so and changes nothing.
        Err(error) => assert!(matches!(error, Error::NoSpace), "{error:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_store_holds_what_a_map_holds(steps in proptest::collection::vec(step(), 1..80), seed in any::<u64>()) {
        let mut t = Bench::seeded(40, seed);
        let (mut model, mut salt) = (Model::new(), 0);
        let mut gathered = Vec::new();
        for step in steps {
            match step {
                Step::Put { .. } | Step::Delete { .. } => gathered.push(step),
                Step::Commit | Step::RollBack => {
                    let commit = matches!(step, Step::Commit);
                    transaction(&mut t, &mut model, &std::mem::take(&mut gathered), commit, &mut salt);
                    assert_holds(&t, &model);
                }
                Step::Reopen => {
                    (t.store, t.slot) = t.reopened();
                    assert_holds(&t, &model);
                }
                Step::Cover => {
                    t.store.cover_commit(&mut t.rng).unwrap();
                }
                Step::Width(width) => t.store.set_width(width),
            }
        }
        (t.store, t.slot) = t.reopened();
        assert_holds(&t, &model);
        t.store.verify().unwrap();
    }
}
