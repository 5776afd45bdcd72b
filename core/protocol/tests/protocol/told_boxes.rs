//! What a lobby was told of a group: 72 bytes whatever is inside, readable by the group's sealer only.

use wayhome_protocol::keys::{ToldPublic, ToldSecret};
use wayhome_protocol::message::ReceiptState;
use wayhome_protocol::plan_steps::Step;
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::timer_word::{TimerState, TimerWord};
use wayhome_protocol::told::{FIRST_ANSWER, LATER_ANSWER, TOLD_LENGTH, ToldAnswer, ToldReceipt};

use crate::common::{NOW, event, rng};

fn sealer() -> ToldSecret {
    ToldSecret::from_bytes([3; 32])
}

fn answer(status: TimerStatus) -> ToldAnswer {
    ToldAnswer { status, word: TimerWord::new(TimerState::Told, Step::new(4)), at: NOW, turn: u32::MAX }
}

#[test]
fn every_answer_and_receipt_is_read_as_it_was_told_and_all_are_as_long() {
    for status in
        [TimerStatus::Noop, TimerStatus::Accepted, TimerStatus::OldCounter, TimerStatus::UnknownTimer]
    {
        let sealed = answer(status).seal(&sealer().public(), FIRST_ANSWER, &mut rng(1)).unwrap();
        assert_eq!(sealed.len(), TOLD_LENGTH);
        assert_eq!(ToldAnswer::open(&sealer(), FIRST_ANSWER, &sealed), Some(answer(status)));
    }
    for state in ReceiptState::ALL {
        let told = ToldReceipt { state, event: event(7) };
        let sealed = told.seal(&sealer().public(), 9, &mut rng(1)).unwrap();
        assert_eq!(ToldReceipt::open(&sealer(), 9, &sealed), Some(told));
    }
}

#[test]
fn a_box_opens_with_no_other_key_in_no_other_place_and_with_no_bit_changed() {
    let sealed = answer(TimerStatus::Accepted).seal(&sealer().public(), FIRST_ANSWER, &mut rng(1)).unwrap();
    assert_eq!(ToldAnswer::open(&ToldSecret::from_bytes([4; 32]), FIRST_ANSWER, &sealed), None);
    assert_eq!(ToldAnswer::open(&sealer(), LATER_ANSWER, &sealed), None);
    assert_eq!(ToldAnswer::open(&sealer(), FIRST_ANSWER, &sealed[..TOLD_LENGTH - 1]), None);
    for bit in 0..TOLD_LENGTH * 8 {
        let mut flipped = sealed;
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(ToldAnswer::open(&sealer(), FIRST_ANSWER, &flipped), None, "bit {bit}");
    }
    assert_eq!(answer(TimerStatus::Noop).seal(&ToldPublic::from_bytes([0; 32]), 0, &mut rng(1)), None);
}
