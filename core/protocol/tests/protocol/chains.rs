//! Chains: what a receiver can open, for how long, and that a sender's past is gone.

use proptest::prelude::*;
use wayhome_protocol::chain::{ChainError, ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::keys::ChainKey;
use wayhome_protocol::receiving::{MARK_STEPS, MAX_MARKS, REACH, ReceivingChain, SPAN, WINDOW};
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_protocol::window::ReceivingWindow;

use crate::common::{DAY, NOW, main_vault, root};

fn sender() -> SendingChain {
    SendingChain::new(root().derive_chain(main_vault()))
}

fn receiver() -> ReceivingChain {
    ReceivingChain::new(root().derive_chain(main_vault()), NOW)
}

fn days(n: u32) -> Timestamp {
    NOW.saturating_add(Seconds::from_days(n))
}

/// Tag and key of one step, by way of the sender.
fn step(n: u32) -> wayhome_protocol::chain::StepKeys {
    let mut chain = sender();
    chain.jump(n);
    chain.next().unwrap()
}

#[test]
fn sender_and_receiver_derive_the_same_keys() {
    let (mut sender, receiver) = (sender(), receiver());
    for (tag, step) in receiver.tags().take(20) {
        let keys = sender.next().unwrap();
        assert_eq!((keys.step, keys.tag), (step, tag));
        assert_eq!(receiver.message_key(step), Some(keys.message_key));
    }
}

#[test]
fn every_place_has_a_chain_of_its_own() {
    let mut keys = Vec::new();
    for direction in [Direction::WorkerToContact, Direction::ContactToWorker] {
        for origin in Origin::ALL {
            for instance in (0..8).filter_map(Instance::new) {
                keys.push(*root().derive_chain(ChainPlace { direction, origin, instance }).expose());
            }
        }
    }
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((all, keys.len()), (112, 112));
}

#[test]
fn a_fresh_receiver_holds_exactly_512_tags() {
    let receiver = receiver();
    assert_eq!(receiver.tags().count(), 512);
    assert_eq!(receiver.next_tags(3), receiver.tags().take(3).map(|(tag, _)| tag).collect::<Vec<_>>());
    assert_eq!(receiver.next_tags(10_000).len(), 512);
    assert_eq!(receiver.highest(), None);
}

#[test]
fn a_step_65_536_past_the_highest_is_found_and_the_next_one_is_not() {
    let mut receiver = receiver();
    receiver.opened(10, NOW).unwrap();
    let last = 10 + 65_536;
    assert_eq!(receiver.find_beyond(&step(last).tag), Some(last));
    assert_eq!(receiver.find_beyond(&step(last + 1).tag), None);
    assert!(receiver.message_key(last).is_some());
    assert!(receiver.message_key(last + 1).is_none());
    assert_eq!(receiver.opened(last + 1, NOW), Err(ChainError::OutOfReach));
    assert_eq!(receiver.highest(), Some(10));
    receiver.opened(last, NOW).unwrap();
    assert_eq!(receiver.highest(), Some(last));
}

#[test]
fn before_anything_was_opened_the_search_ends_with_step_65_535() {
    let receiver = receiver();
    let (there, beyond) = (step(65_535).tag, step(65_536).tag);
    assert_eq!(receiver.find_beyond_all(&[beyond, there]), vec![(there, 65_535)]);
    // Tags of the window itself are the window's to find.
    assert_eq!(receiver.find_beyond(&step(511).tag), None);
    assert_eq!(receiver.find_beyond(&step(512).tag), Some(512));
}

#[test]
fn a_rolled_back_sender_is_found_again_after_its_jump() {
    let mut sender = sender();
    let mut receiver = receiver();
    for _ in 0..100 {
        let keys = sender.next().unwrap();
        receiver.opened(keys.step, NOW).unwrap();
    }
    // Put back to the start; the relay says that 100 groups are missing.
    let mut sender = self::sender();
    assert_eq!(sender.jump_after_rollback(100), 228);
    let keys = sender.next().unwrap();
    assert_eq!(ReceivingWindow::new(&receiver).find(&keys.tag), Some(228));
}

#[test]
fn a_relay_cannot_lie_a_chain_out_of_its_receivers_reach() {
    let mut sender = sender();
    assert_eq!(sender.jump_after_rollback(u64::MAX), 16_512);
    assert!(receiver().find_beyond(&sender.next().unwrap().tag).is_some());
}

#[test]
fn used_steps_stay_openable_for_60_days_and_are_gone_after_66() {
    let mut receiver = receiver();
    for day in 0..200 {
        receiver.opened(day, days(day)).unwrap();
        receiver.tend(days(day));
        for used in 0..=day {
            let open = receiver.message_key(used).is_some();
            let age = day - used;
            assert!(open || age >= 60, "step {used} was gone after {age} days");
            assert!(!open || age < 66, "step {used} was still there after {age} days");
        }
    }
}

#[test]
fn used_steps_are_gone_after_66_days_even_if_nothing_more_comes() {
    let mut receiver = receiver();
    receiver.opened(3, NOW).unwrap();
    for day in 0..=60 {
        receiver.tend(days(day));
        assert!(receiver.message_key(3).is_some(), "gone on day {day}");
    }
    for day in 61..=66 {
        receiver.tend(days(day));
    }
    assert!(receiver.message_key(3).is_none());
    // What has not come yet can still be opened.
    assert!(receiver.message_key(4).is_some());
}

#[test]
fn the_first_cell_after_a_long_silence_keeps_its_key_for_60_days() {
    let mut receiver = receiver();
    receiver.opened(0, days(300)).unwrap();
    receiver.tend(days(359));
    assert!(receiver.message_key(0).is_some());
    receiver.tend(days(360));
    assert!(receiver.message_key(0).is_none());
}

#[test]
fn a_clock_that_goes_back_drops_no_key_early() {
    let mut receiver = receiver();
    receiver.opened(0, days(10)).unwrap();
    receiver.tend(NOW);
    receiver.tend(days(59));
    assert!(receiver.message_key(0).is_some());
    for day in 60..=66 {
        receiver.tend(days(day));
    }
    assert!(receiver.message_key(0).is_none());
}

#[test]
fn a_hostile_sender_cannot_make_the_window_grow_without_end() {
    let mut receiver = receiver();
    let mut window = ReceivingWindow::new(&receiver);
    for jump in 1..=3 {
        receiver.opened(jump * REACH - 1, NOW).unwrap();
        window.advance(&receiver);
        assert!(window.len() <= (SPAN + WINDOW) as usize);
    }
    for n in 0..70 {
        receiver.opened(3 * REACH + n * MARK_STEPS, NOW).unwrap();
        assert!(receiver.encode().len() <= ReceivingChain::MAX_ENCODED);
    }
    assert!(receiver.encode().len() <= 6 + MAX_MARKS * 44);
}

#[test]
fn a_window_forgets_the_tags_of_dropped_steps() {
    let mut receiver = receiver();
    let mut window = ReceivingWindow::new(&receiver);
    let (used, unused) = (step(0).tag, step(1).tag);
    receiver.opened(0, NOW).unwrap();
    receiver.tend(days(6));
    window.advance(&receiver);
    assert_eq!((window.find(&used), window.find(&unused)), (Some(0), Some(1)));
    receiver.tend(days(66));
    window.advance(&receiver);
    assert_eq!((window.find(&used), window.find(&unused)), (None, Some(1)));
}

#[test]
fn a_chain_ends_after_step_2_to_the_32_minus_2() {
    // A chain stored near its end; where its key came from does not matter.
    let mut stored = (u32::MAX - 2).to_be_bytes().to_vec();
    stored.extend_from_slice(&[9; 32]);
    let mut sender = SendingChain::decode(&stored).unwrap();
    assert_eq!(sender.next().unwrap().step, u32::MAX - 2);
    assert_eq!(sender.next().unwrap().step, u32::MAX - 1);
    assert_eq!(sender.next().unwrap_err(), ChainError::Ended);
    sender.jump(1_000);
    assert_eq!(sender.next().unwrap_err(), ChainError::Ended);

    let mut stored = vec![1];
    stored.extend_from_slice(&(u32::MAX - 3).to_be_bytes());
    stored.push(1);
    stored.extend_from_slice(&(u32::MAX - 3).to_be_bytes());
    stored.extend_from_slice(&[9; 32]);
    stored.extend_from_slice(&NOW.as_millis().to_be_bytes());
    let mut receiver = ReceivingChain::decode(&stored).unwrap();
    assert_eq!(receiver.tags().count(), 3);
    receiver.opened(u32::MAX - 1, NOW).unwrap();
    assert_eq!(receiver.opened(u32::MAX, NOW), Err(ChainError::OutOfReach));
    assert!(receiver.message_key(u32::MAX).is_none());
    assert_eq!(ReceivingWindow::new(&receiver).find(&step(0).tag), None);
}

#[test]
fn a_sender_keeps_nothing_of_the_steps_it_has_used() {
    let mut chain = sender();
    let before = chain.encode().to_vec();
    let used = chain.next().unwrap();
    let after = chain.encode().to_vec();
    assert_ne!(before, after);
    assert!(!after.windows(32).any(|bytes| bytes == used.message_key.expose()));
}

#[test]
fn stored_chains_with_a_flipped_structure_are_refused() {
    let mut receiver = receiver();
    for day in 0..30 {
        receiver.opened(day, days(day)).unwrap();
    }
    let stored = receiver.encode().to_vec();
    assert_eq!(ReceivingChain::decode(&stored).unwrap().encode().to_vec(), stored);
    for (place, wrong) in [(0, 2), (5, 0), (5, 255), (6, 200)] {
        let mut stored = stored.clone();
        stored[place] = wrong;
        assert_eq!(ReceivingChain::decode(&stored).unwrap_err(), ChainError::Damaged);
    }
    assert!(ReceivingChain::decode(&stored[..stored.len() - 1]).is_err());
    assert!(SendingChain::decode(&[0; 35]).is_err());
    assert!(SendingChain::decode(&[0; 37]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_kept_window_equals_the_one_derived_anew(
        opened in proptest::collection::vec((0u32..2_000, 0u32..4), 0..40)
    ) {
        let mut chain = receiver();
        let mut window = ReceivingWindow::new(&chain);
        let mut now = NOW;
        for (step, days) in opened {
            now = now.saturating_add(Seconds::new(days.saturating_mul(DAY.get())));
            let step = chain.first().saturating_add(step);
            chain.opened(step, now).unwrap();
            window.advance(&chain);
        }
        let all: Vec<_> = chain.tags().collect();
        prop_assert_eq!(window.len(), all.len());
        for (tag, step) in all {
            prop_assert_eq!(window.find(&tag), Some(step));
        }
        let stored = ReceivingChain::decode(&chain.encode()).unwrap();
        prop_assert_eq!(stored.encode().to_vec(), chain.encode().to_vec());
    }

    #[test]
    fn a_sending_chain_survives_being_stored(key: [u8; 32], steps in 0u32..200) {
        let mut chain = SendingChain::new(ChainKey::from_bytes(key));
        chain.jump(steps);
        let mut stored = SendingChain::decode(chain.encode().as_slice()).unwrap();
        let (a, b) = (chain.next().unwrap(), stored.next().unwrap());
        prop_assert_eq!((a.step, a.tag, a.message_key), (b.step, b.tag, b.message_key));
        prop_assert_eq!(chain.step(), steps + 1);
    }
}

proptest! {
    // Each case walks up to 65,536 steps twice.
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn any_step_within_reach_is_found(highest in 0u32..5_000, ahead in 1u32..=65_536) {
        let mut chain = receiver();
        chain.opened(highest, NOW).unwrap();
        let wanted = highest + ahead;
        let tag = step(wanted).tag;
        let found = ReceivingWindow::new(&chain).find(&tag).or_else(|| chain.find_beyond(&tag));
        prop_assert_eq!(found, Some(wanted));
    }
}
