//! Plan uploads, plan messages, lodged cells and notices: what is written is read again, and nothing authentic but
//! malformed makes a reader panic.

use std::sync::Arc;

use proptest::prelude::*;
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::dossier::WrappedKey;
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::group::CircleSize;
use wayhome_protocol::ids::{DossierId, SendId, Tag, TimerId};
use wayhome_protocol::keys::{
    IdentityPublic, IdentitySecret, LodgeKey, MeetingSecret, ReadingCapability, RelayPart, RelayPublic,
    RelaySecret, SendCapability,
};
use wayhome_protocol::lodged::{StepWords, open_lodged, seal_lodged};
use wayhome_protocol::message::Message;
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind, notice_event};
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_message::{CirclePerson, PlanMessage, PlanOrder};
use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
use wayhome_protocol::shares::Share;
use wayhome_protocol::time::{Minute, Seconds};
use wayhome_protocol::timer::{TimerCommand, TimerError};
use wayhome_protocol::timer_word::{PhoneAnswer, PhoneState, TimerState, TimerWord};
use wayhome_protocol::uploaded_plan::{
    PlanPerson, PlanPhone, PlanPurpose, SealedPlan, UploadError, UploadedPlan,
};

use crate::common::{NOW, rng};

fn steps() -> impl Strategy<Value = PlanSteps> {
    proptest::collection::vec(900u32..600_000, 0..4).prop_map(|gaps| {
        let delays = gaps.into_iter().scan(0, |at, gap| {
            *at += gap;
            Some(Seconds::new(*at))
        });
        let delays: Vec<Seconds> = std::iter::once(Seconds::ZERO).chain(delays).collect();
        PlanSteps::new(&delays).unwrap()
    })
}

fn person(n: u8, told: StepSet) -> PlanPerson {
    let cells = Step::ALL.map(|step| told.contains(step).then(|| WireCell::random(&mut rng(u64::from(n)))));
    PlanPerson {
        send_id: SendId::from_bytes([n; 16]),
        capability: SendCapability::from_bytes([n; 32]),
        identity: IdentityPublic::from_bytes([n; 32]),
        told,
        places: told,
        dossier: StepSet::NONE,
        cells,
    }
}

fn plan(steps: PlanSteps, persons: u8) -> UploadedPlan {
    UploadedPlan {
        timer: TimerId::from_bytes([1; 16]),
        purpose: PlanPurpose::Plan,
        timing: PlanTiming::DAILY,
        steps,
        persons: (0..persons).map(|n| person(n, steps.all())).collect(),
        dossier: None,
        phones: Vec::new(),
        touch_keys: None,
        alias: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn an_uploaded_plan_opens_to_what_was_sealed(steps in steps(), persons in 1u8..=8, words in ".{0,80}", seed: u64) {
        let words: String = words.chars().filter(|c| !c.is_control()).collect();
        let size = if persons > 4 { CircleSize::Eight } else { CircleSize::Four };
        let phone = PlanPhone {
            number: "+254700000001".to_owned(),
            language: "sw".to_owned(),
            told: steps.all(),
            words: vec![words.clone(); usize::from(steps.count())],
            check_in_words: words,
        };
        let plan = UploadedPlan { phones: vec![phone; 4], ..plan(steps, persons) };
        let relay = RelaySecret::from_bytes([3; 32]);
        let encoded = plan.encode(size, &mut rng(seed)).unwrap();
        let sealed = encoded.seal(&relay.public(), &mut rng(seed)).unwrap();
        prop_assert_eq!(sealed.as_bytes().len(), SealedPlan::length(size));
        let opened = sealed.open(&relay).unwrap();
        prop_assert_eq!(opened.hash(), encoded.hash());
        prop_assert_eq!(opened.decode().unwrap(), plan);
    }

    #[test]
    fn a_drill_of_any_plan_lies_within_ten_minutes(steps in steps()) {
        let drill = steps.compressed();
        prop_assert_eq!(drill.count(), steps.count());
        let delays: Vec<Seconds> = drill.delays().collect();
        prop_assert_eq!(PlanSteps::new_drill(&delays), Ok(drill));
    }

    #[test]
    fn a_timer_word_keeps_each_of_its_bits(state: u8, step in 0u8..=4, trouble: u8, phones: u8, answers: u8) {
        let word = TimerWord::decode([state, step, trouble, phones, answers]);
        prop_assert_eq!(word.encode(), [state, step, trouble, phones, answers]);
        let mut again = TimerWord::new(TimerState::from_byte(state), Step::new(step));
        for person in (0..9).filter(|person| word.is_in_trouble(*person)) {
            again.set_trouble(person);
        }
        for phone in 0..4 {
            again.set_phone(phone, word.phone(phone));
            again.set_answer(phone, word.answer(phone));
        }
        prop_assert_eq!(again, word);
    }

    #[test]
    fn a_plan_message_reads_as_what_was_written(
        steps in steps(), bits in 0u8..16, index in 0u8..8, pause in 1u32..=604_800, generation: u32,
        name in "[a-z]{0,64}", state in 0u8..3,
    ) {
        let told = StepSet::from_bits(bits & steps.all().bits()).unwrap();
        let order = match state {
            0 => PlanOrder::Armed { lodge_key: Arc::new(LodgeKey::from_bytes([bits; 32])) },
            1 => PlanOrder::Paused { length: Seconds::new(pause) },
            _ => PlanOrder::Ended,
        };
        let circle = (0..8)
            .map(|index| CirclePerson { index, name: name.clone(), identity: IdentityPublic::from_bytes([index; 32]) })
            .collect();
        let timer = TimerId::from_bytes([4; 16]);
        let plan = PlanMessage { order, timer, steps, told, index, circle, generation };
        let envelope = Envelope {
            counter: 1, time: NOW, plan: Some(PlanTiming::DAILY), message: Message::Plan(Box::new(plan)),
        };
        prop_assert_eq!(Envelope::decode(&envelope.encode().unwrap()).unwrap(), envelope);
    }

    #[test]
    fn authentic_plans_of_any_content_make_no_reader_panic(seed: u64, flips in proptest::collection::vec((0usize..600, any::<u8>()), 1..6)) {
        // A sound plan whose plaintext is damaged before it is sealed: the relay's owner is no judge of phones.
        let size = CircleSize::Four;
        let relay = RelaySecret::from_bytes([3; 32]);
        let sealed = plan(PlanSteps::DAILY, 2).encode(size, &mut rng(seed)).unwrap().seal(&relay.public(), &mut rng(seed)).unwrap();
        let mut plaintext = crate::vectors::open_plan(&[3; 32], sealed.as_bytes());
        for (at, byte) in flips {
            plaintext[at] = byte;
        }
        let sealed = SealedPlan::from_bytes(crate::vectors::seal_plan(relay.public().as_bytes(), &plaintext), size).unwrap();
        let _ = sealed.open(&relay).unwrap().decode();
    }

    #[test]
    fn notices_open_for_their_mailbox_alone(capability: [u8; 32], other: [u8; 32], seed: u64, parts in 0u8..=18) {
        let keys = NoticeKeys::derive(&SendCapability::from_bytes(capability).hash());
        let parts = (0..parts).map(|n| (Tag::from_bytes([n; 16]), RelayPart::from_bytes([n; 32]))).collect();
        let notice = Notice {
            timer: TimerId::from_bytes([1; 16]), minute: Minute::new(5), kind: NoticeKind::RelayParts { parts },
        };
        let event = notice_event(notice.timer, 1, 7, 0);
        let cell = keys.seal(event, &notice, &mut rng(seed)).unwrap();
        prop_assert_eq!(keys.open(&cell).unwrap(), (event, notice));
        if other != capability {
            let others = NoticeKeys::derive(&SendCapability::from_bytes(other).hash());
            prop_assert!(!others.recognises(cell.tag()));
        }
    }
}

#[test]
fn what_stands_in_place_of_a_plan_has_its_size_and_is_none() {
    let relay = RelaySecret::from_bytes([3; 32]);
    for size in [CircleSize::Four, CircleSize::Eight] {
        let cover = SealedPlan::make_cover(size, &relay.public(), &mut rng(1)).unwrap();
        assert_eq!(cover.as_bytes().len(), SealedPlan::length(size));
        assert_eq!(cover.open(&relay).unwrap().decode(), Err(UploadError::TooNew { version: 0 }));
    }
    assert_eq!(
        SealedPlan::make_cover(CircleSize::Four, &RelayPublic::from_bytes([0; 32]), &mut rng(1)),
        Err(UploadError::WeakKey)
    );
}

#[test]
fn a_writer_refuses_plans_that_a_reader_would() {
    let refuse = |plan: UploadedPlan| assert!(plan.encode(CircleSize::Four, &mut rng(1)).is_err());
    refuse(UploadedPlan { persons: Vec::new(), ..plan(PlanSteps::DAILY, 0) });
    refuse(plan(PlanSteps::DAILY, 5));
    let phone = |number: &str, words: usize| PlanPhone {
        number: number.to_owned(),
        language: String::new(),
        told: StepSet::NONE,
        words: vec![String::new(); words],
        check_in_words: String::new(),
    };
    for phone in [phone("123456", 3), phone("+12345", 3), phone("+1234567890123456", 3), phone("+123456", 2)]
    {
        refuse(UploadedPlan { phones: vec![phone], ..plan(PlanSteps::DAILY, 1) });
    }
    refuse(UploadedPlan { phones: vec![phone("+123456", 3); 5], ..plan(PlanSteps::DAILY, 1) });
    let long = PlanPhone { check_in_words: "x".repeat(321), ..phone("+123456", 3) };
    refuse(UploadedPlan { phones: vec![long], ..plan(PlanSteps::DAILY, 1) });
    let mut unknown_step = plan(PlanSteps::DAILY, 1);
    unknown_step.persons[0].told = StepSet::from_bits(0b1000).unwrap();
    refuse(unknown_step);
}

#[test]
fn lodged_cells_of_two_steps_or_keys_do_not_open_for_each_other() {
    let key = LodgeKey::from_bytes([1; 32]);
    let second = Step::new(2).unwrap();
    // The longest words beside the longest access fill a cell exactly.
    let access = DossierAccess {
        dossier: DossierId::from_bytes([1; 16]),
        reading: ReadingCapability::from_bytes([2; 32]),
        wrapped: WrappedKey::from_bytes([3; 72]),
        share: Share::from_bytes([4; 33]),
        needed: 2,
        holders: 8,
        generation: u32::MAX,
        meeting: Some(MeetingSecret::from_bytes([5; 32])),
    };
    let words =
        StepWords { step: second, words: "x".repeat(700), access: Some(Box::new(access)), drill: true };
    let cell = seal_lodged(&key, &words, NOW, &mut rng(1)).unwrap();
    assert_eq!(open_lodged(&key, second, &cell).unwrap().words, words);
    assert!(open_lodged(&key, Step::FIRST, &cell).is_err());
    assert!(open_lodged(&LodgeKey::from_bytes([2; 32]), second, &cell).is_err());
    let long = StepWords { words: "x".repeat(701), ..words };
    assert!(seal_lodged(&key, &long, NOW, &mut rng(1)).is_err());
}

#[test]
fn a_hold_verifies_under_its_holders_key_and_for_its_step_alone() {
    let holder = IdentitySecret::from_bytes([5; 32]);
    let timer = TimerId::from_bytes([1; 16]);
    let third = Step::new(3).unwrap();
    let hold = TimerCommand::hold(timer, 8, third, Seconds::from_hours(24), &holder);
    let hold = TimerCommand::decode(&hold.encode()).unwrap();
    assert_eq!((hold.held_step(), hold.verify_hold(&holder.public())), (Some(third), Ok(())));
    let stranger = IdentitySecret::from_bytes([6; 32]).public();
    assert_eq!(hold.verify_hold(&stranger), Err(TimerError::BadSignature));
    let mut other_step = hold.clone();
    other_step.hash[31] = 2;
    assert_eq!(other_step.verify_hold(&holder.public()), Err(TimerError::BadSignature));
    let mut no_step = hold;
    no_step.hash[0] = 1;
    assert_eq!(no_step.held_step(), None);
}

#[test]
fn phones_beyond_the_fourth_have_no_place_in_a_timer_word() {
    let mut word = TimerWord::default();
    word.set_phone(4, PhoneState::Confirmed);
    word.set_answer(4, PhoneAnswer::Seen);
    word.set_trouble(8);
    assert_eq!(word, TimerWord::default());
    assert_eq!((word.phone(4), word.answer(4)), (PhoneState::Unconfirmed, PhoneAnswer::None));
}
