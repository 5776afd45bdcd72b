//! A released dossier at the contact: halves in any order and of any dealing, wrong shares, chunks that lie; and the
//! worker's attachments when the app dies in the middle.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use std::sync::Arc;

use common::{Phone, relay_secret, sound};
use wayhome_engine::{
    ATTACHMENT_PIECE, DossierField, EngineError, EventKind, ReleasedDossier, ReleasedState, Run, WorkerId,
};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::chain::{ChainPlace, Direction, Instance, Origin, SendingChain};
use wayhome_protocol::dossier::{WrappedKey, chunk_count, seal_chunk};
use wayhome_protocol::dossier_access::DossierAccess;
use wayhome_protocol::dossier_content::{AttachmentEntry, DossierContent};
use wayhome_protocol::dossier_request::SealedChunk;
use wayhome_protocol::envelope::Envelope;
use wayhome_protocol::fetch_request::FetchItem;
use wayhome_protocol::ids::{DossierId, EventId, SendId, TimerId};
use wayhome_protocol::keys::{
    ContactPart, DossierKey, DossierRelayPart, IdentitySecret, LodgeKey, MeetingSecret, ReadingCapability,
};
use wayhome_protocol::lodged::{StepWords, seal_lodged};
use wayhome_protocol::meeting::GivenShare;
use wayhome_protocol::message::Message;
use wayhome_protocol::notice::{Notice, NoticeKeys, NoticeKind, notice_event};
use wayhome_protocol::pairing::{Answer, Offer, complete};
use wayhome_protocol::parts::split;
use wayhome_protocol::plan::PlanTiming;
use wayhome_protocol::plan_message::{CirclePerson, PlanMessage, PlanOrder};
use wayhome_protocol::plan_steps::{PlanSteps, Step, StepSet};
use wayhome_protocol::relay_address::RelayAddress;
use wayhome_protocol::shares::{Share, split_part};
use wayhome_protocol::time::{Minute, Seconds, Timestamp};

/// A worker made by hand, so that she can deal wrong shares; and her contact.
struct Story {
    ben: Phone,
    worker: WorkerId,
    mailbox: SendId,
    notices: NoticeKeys,
    timer: TimerId,
    lodge_keys: Vec<Arc<LodgeKey>>,
    chain: SendingChain,
    counter: u64,
    next: u64,
    key: DossierKey,
    contact_part: ContactPart,
    relay_part: DossierRelayPart,
    meeting: MeetingSecret,
}

const DOSSIER: DossierId = DossierId::from_bytes([0xd0; 16]);

impl Story {
    fn new(seed: u64) -> Self {
        let mut ben = Phone::new(seed, "Ben");
        let mut rng = ben.rng.clone();
        let relay = RelayAddress::new("http://127.0.0.1:1/", relay_secret().public()).unwrap();
        let identity = IdentitySecret::make_random(&mut rng).public();
        let send_id = SendId::make_random(&mut rng);
        let (offer, secret) = Offer::make(&[relay], "ne", &identity, send_id, &mut rng).unwrap();
        let text = offer.to_text();
        let (worker, answer) = ben.step(|e, now, rng| e.accept(now, &text, "Asha", rng)).unwrap();
        let answer = Answer::from_text(&answer.to_text()).unwrap();
        let root = complete(&offer, &secret, &answer).unwrap();
        let place = ChainPlace {
            direction: Direction::WorkerToContact,
            origin: Origin::vault(0).unwrap(),
            instance: Instance::APP,
        };
        let capability = root.derive_send_capability(Direction::WorkerToContact).hash();
        let mut story = Self {
            ben,
            worker,
            mailbox: answer.send_id(),
            notices: NoticeKeys::derive(&capability),
            timer: TimerId::from_bytes([7; 16]),
            lodge_keys: Vec::new(),
            chain: SendingChain::new(root.derive_chain(place)),
            counter: 0,
            next: 1,
            key: DossierKey::make_random(&mut rng),
            contact_part: ContactPart::make_random(&mut rng),
            relay_part: DossierRelayPart::make_random(&mut rng),
            meeting: MeetingSecret::make_random(&mut rng),
        };
        story.say(Message::Hello { name: "Asha".to_owned(), language: "ne".to_owned() });
        for generation in 1..=2 {
            let lodge_key = Arc::new(LodgeKey::make_random(&mut rng));
            story.lodge_keys.push(Arc::clone(&lodge_key));
            story.say(Message::Plan(Box::new(PlanMessage {
                order: PlanOrder::Armed { lodge_key },
                timer: story.timer,
                steps: PlanSteps::TRANSIT,
                told: StepSet::NONE.with(step(3)),
                index: 0,
                circle: vec![CirclePerson { index: 0, name: "Ben".to_owned(), identity }],
                generation,
            })));
        }
        story.run();
        story.ben.events();
        story
    }

    fn put(&mut self, cell: WireCell) {
        let (id, send_id) = (self.next, self.mailbox);
        self.next += 1;
        let arrival = Minute::containing(self.ben.now);
        self.ben.mail.push(FetchItem { id, arrival, age: Seconds::ZERO, send_id, cell });
    }

    fn say(&mut self, message: Message) {
        self.counter += 1;
        let (counter, time) = (self.counter, self.ben.now);
        let envelope = Envelope { counter, time, plan: Some(PlanTiming::TRANSIT), message };
        let event = EventId::make_random(&mut self.ben.rng);
        for body in split(&envelope.encode().unwrap(), event).unwrap() {
            let keys = self.chain.next().unwrap();
            let cell = WireCell::seal(&keys, Direction::WorkerToContact, &body, &mut self.ben.rng).unwrap();
            self.put(cell);
        }
    }

    fn run(&mut self) {
        self.ben.run_with(&mut Run::now(), |group| sound(group.count));
    }

    fn wrapped(&mut self, generation: u32) -> WrappedKey {
        let (key, part, relay) = (&self.key, &self.contact_part, &self.relay_part);
        WrappedKey::seal(key, part, relay, DOSSIER, generation, &mut self.ben.rng)
    }

    /// The shares of a dealing.
    fn deal(&mut self, k: u8, n: u8) -> Vec<Share> {
        split_part(&self.contact_part, k, n, &mut self.ben.rng).unwrap()
    }

    /// The relay puts the third step's lodged cell, with this share, into Ben's mailbox.
    fn lodge(&mut self, share: &Share, needed: u8, holders: u8, generation: u32) {
        let access = DossierAccess {
            dossier: DOSSIER,
            reading: ReadingCapability::from_bytes([5; 32]),
            wrapped: self.wrapped(generation),
            share: share.clone(),
            needed,
            holders,
            generation,
            meeting: (needed > 1).then(|| MeetingSecret::from_bytes(*self.meeting.expose())),
        };
        let words = StepWords {
            step: step(3),
            words: "words".to_owned(),
            access: Some(Box::new(access)),
            drill: false,
        };
        let key = Arc::clone(&self.lodge_keys[generation as usize - 1]);
        let cell = seal_lodged(&key, &words, self.ben.now, &mut self.ben.rng).unwrap();
        self.put(cell);
    }

    /// The relay releases its part.
    fn release(&mut self, generation: u32) {
        self.release_of(DOSSIER, generation);
    }

    fn release_of(&mut self, dossier: DossierId, generation: u32) {
        let relay_part = DossierRelayPart::from_bytes(*self.relay_part.expose());
        let kind = NoticeKind::DossierPart { dossier, relay_part, generation };
        let minute = Minute::containing(self.ben.now);
        let event = notice_event(self.timer, u64::from(generation), 8, 3);
        let notice = Notice { timer: self.timer, minute, kind };
        let cell = self.notices.seal(event, &notice, &mut self.ben.rng).unwrap();
        self.put(cell);
    }

    /// Another share-holder gives a share.
    fn give(&mut self, share: Share, generation: u32) {
        let given = GivenShare { dossier: DOSSIER, generation, share };
        let cell = given.seal(&self.meeting, self.ben.now, &mut self.ben.rng);
        let (id, send_id) = (self.next, self.meeting.send_id());
        self.next += 1;
        let arrival = Minute::containing(self.ben.now);
        let item = FetchItem { id, arrival, age: Seconds::ZERO, send_id, cell };
        self.ben.meetings.entry(self.meeting.receive_id()).or_default().push(item);
    }

    /// What the relay has of the dossier: this content, sealed.
    fn upload(&mut self, content: &[u8], count: u32) {
        let mut chunks = std::collections::BTreeMap::new();
        for (index, plain) in (0..count).zip(content.chunks(65_536).chain(std::iter::repeat(&[][..]))) {
            let sealed = seal_chunk(&self.key, DOSSIER, index, count, plain, &mut self.ben.rng).unwrap();
            chunks.insert(index, SealedChunk::from_bytes(sealed).unwrap());
        }
        self.ben.chunks.insert(DOSSIER, (count, chunks));
    }

    fn dossier(&mut self) -> ReleasedDossier {
        self.ben.engine().released_dossiers().unwrap().remove(0)
    }

    fn state(&mut self) -> ReleasedState {
        self.dossier().state
    }
}

fn step(number: u8) -> Step {
    Step::new(number).unwrap()
}

fn content(attachment: u32) -> DossierContent {
    let entry = AttachmentEntry { name: "a".to_owned(), media_type: "x/y".to_owned(), length: attachment };
    DossierContent {
        fields: vec![(DossierField::EMPLOYER, "Sunrise Homes".to_owned())],
        attachments: vec![entry],
        time: Timestamp::from_seconds(1),
    }
}

/// Head and attachment, as bytes.
fn whole(attachment: u32) -> Vec<u8> {
    let mut bytes = content(attachment).encode_head().unwrap();
    bytes.resize(bytes.len() + attachment as usize, 0x77);
    bytes
}

#[test]
fn the_halves_of_a_dossier_may_come_in_either_order() {
    for order in [[0, 1], [1, 0]] {
        let mut story = Story::new(1);
        story.upload(&whole(100_000), 2);
        let share = story.deal(1, 1).remove(0);
        for half in order {
            match half {
                0 => story.lodge(&share, 1, 1, 1),
                _ => story.release(1),
            }
            story.run();
        }
        assert_eq!(story.state(), ReleasedState::Downloaded);
        let worker = story.worker;
        let events = story.ben.events();
        assert!(events.contains(&EventKind::DossierReleased { worker }));
        assert!(events.contains(&EventKind::DossierReady { worker }));
        let opened = story.ben.engine().open_dossier(worker).unwrap();
        assert_eq!(opened.fields, content(1).fields);
        assert!(opened.attachments[0].here);
    }
}

#[test]
fn halves_of_two_dealings_are_not_put_together_and_the_later_one_counts() {
    let mut story = Story::new(2);
    let first = story.deal(1, 1).remove(0);
    story.lodge(&first, 1, 1, 1);
    story.run();
    // Between the two the worker dealt anew: the part that is released belongs to the later dealing.
    story.contact_part = ContactPart::make_random(&mut story.ben.rng);
    story.relay_part = DossierRelayPart::make_random(&mut story.ben.rng);
    story.release(2);
    story.run();
    assert_eq!(story.state(), ReleasedState::Sealed);
    let second = story.deal(1, 1).remove(0);
    story.lodge(&second, 1, 1, 2);
    story.run();
    assert_eq!(story.state(), ReleasedState::Downloading);
    // What comes late of the first dealing changes nothing.
    story.release(1);
    story.run();
    assert_eq!(story.state(), ReleasedState::Downloading);
}

#[test]
fn relay_parts_for_nothing_take_no_released_dossier_away() {
    let mut story = Story::new(12);
    story.upload(&whole(100_000), 2);
    let share = story.deal(1, 1).remove(0);
    story.lodge(&share, 1, 1, 1);
    story.release(1);
    story.run();
    assert_eq!(story.state(), ReleasedState::Downloaded);
    // Other dossiers, and other dealings of this one, by whoever can write notices. (Those of one moment have no order.)
    story.ben.wait(Seconds::from_minutes(1));
    for number in 1..9 {
        story.release_of(DossierId::from_bytes([0x40 + number; 16]), u32::from(number) + 10);
        story.release(u32::from(number) + 1_000);
    }
    story.run();
    let worker = story.worker;
    let opened = story.ben.engine().open_dossier(worker).unwrap();
    assert_eq!(opened.fields, content(1).fields);
    assert!(opened.attachments[0].here);
    // And the next true dealing still counts.
    story.contact_part = ContactPart::make_random(&mut story.ben.rng);
    story.relay_part = DossierRelayPart::make_random(&mut story.ben.rng);
    let second = story.deal(2, 2).remove(0);
    story.lodge(&second, 2, 2, 2);
    story.release(2);
    story.run();
    assert_eq!(story.dossier().shares_needed, 2);
}

#[test]
fn a_relay_part_that_comes_before_many_forged_ones_meets_its_access() {
    let mut story = Story::new(13);
    let share = story.deal(1, 1).remove(0);
    for number in 0..3 {
        story.release(1_000 + number);
    }
    story.release(1);
    story.lodge(&share, 1, 1, 1);
    story.run();
    assert_eq!(story.state(), ReleasedState::Downloading);
}

#[test]
fn wrong_shares_are_told_from_missing_ones_and_spoil_nothing() {
    let mut story = Story::new(3);
    story.upload(&whole(10), 1);
    let shares = story.deal(3, 4);
    story.lodge(&shares[0], 3, 4, 1);
    story.release(1);
    story.run();
    assert_eq!(story.state(), ReleasedState::WaitingForShares);
    let mut bytes = *shares[1].expose();
    bytes[5] ^= 1;
    story.give(Share::from_bytes(bytes), 1);
    // Of another dealing, of no number, and Ben's own: none of them counts.
    story.give(shares[2].clone(), 2);
    story.give(Share::from_bytes([0; 33]), 1);
    story.give(shares[0].clone(), 1);
    story.run();
    assert_eq!(story.dossier().shares_here, 2);
    story.give(shares[2].clone(), 1);
    story.run();
    assert_eq!(story.state(), ReleasedState::WrongShares);
    assert!(matches!(story.ben.engine().open_dossier(story.worker), Err(EngineError::NotYet { .. })));
    story.give(shares[3].clone(), 1);
    story.run();
    assert_eq!(story.state(), ReleasedState::Downloaded);
    let events = story.ben.events();
    let ready = EventKind::DossierReady { worker: story.worker };
    assert_eq!(events.iter().filter(|event| **event == ready).count(), 1);
}

#[test]
fn noise_in_a_meeting_is_ignored() {
    let mut story = Story::new(4);
    story.upload(&whole(10), 1);
    let shares = story.deal(2, 2);
    story.lodge(&shares[0], 2, 2, 1);
    story.release(1);
    let meeting = MeetingSecret::from_bytes(*story.meeting.expose());
    for _ in 0..5 {
        story.meeting = MeetingSecret::make_random(&mut story.ben.rng);
        story.give(shares[1].clone(), 1);
        let stray = story.ben.meetings.remove(&story.meeting.receive_id()).unwrap();
        story.ben.meetings.entry(meeting.receive_id()).or_default().extend(stray);
    }
    story.run();
    assert_eq!(story.state(), ReleasedState::WaitingForShares);
    story.meeting = meeting;
    story.give(shares[1].clone(), 1);
    story.run();
    assert_eq!(story.state(), ReleasedState::Downloaded);
}

#[test]
fn content_that_cannot_be_read_or_lies_about_its_length_is_said_to_be_unreadable() {
    let none = [0xff; 200];
    let lies = content(200_000).encode_head().unwrap();
    for bytes in [none.to_vec(), lies] {
        let mut story = Story::new(5);
        story.upload(&bytes, 1);
        let share = story.deal(1, 1).remove(0);
        story.lodge(&share, 1, 1, 1);
        story.release(1);
        story.run();
        assert_eq!(story.state(), ReleasedState::Unreadable);
        story.run();
        assert!(matches!(story.ben.engine().open_dossier(story.worker), Err(EngineError::NotYet { .. })));
    }
}

#[test]
fn a_relay_that_swaps_chunks_or_holds_one_back_is_noticed_and_may_make_good() {
    let mut story = Story::new(6);
    let bytes = whole(180_000);
    let count = chunk_count(bytes.len() as u64).unwrap();
    assert_eq!(count, 3);
    story.upload(&bytes, count);
    let (_, good) = story.ben.chunks[&DOSSIER].clone();
    let chunks = &mut story.ben.chunks.get_mut(&DOSSIER).unwrap().1;
    let (one, two) = (chunks[&1].clone(), chunks[&2].clone());
    chunks.insert(1, two);
    chunks.insert(2, one);
    let share = story.deal(1, 1).remove(0);
    story.lodge(&share, 1, 1, 1);
    story.release(1);
    story.run();
    let dossier = story.dossier();
    assert_eq!((dossier.state, dossier.broken_chunk), (ReleasedState::Downloading, Some(1)));
    assert_eq!((dossier.chunks, dossier.chunks_here), (3, 1));
    story.ben.chunks.get_mut(&DOSSIER).unwrap().1 = good.clone();
    story.ben.chunks.get_mut(&DOSSIER).unwrap().1.remove(&2);
    story.run();
    let dossier = story.dossier();
    assert_eq!((dossier.chunks_here, dossier.broken_chunk), (2, None));
    story.ben.chunks.get_mut(&DOSSIER).unwrap().1 = good;
    story.run();
    assert_eq!(story.state(), ReleasedState::Downloaded);
    let range = story.ben.engine().attachment_range(story.worker, 0).unwrap();
    assert_eq!(range.end - range.start, 180_000);
}

#[test]
fn an_attachment_that_was_interrupted_leaves_nothing_behind() {
    let mut asha = Phone::new(7, "Asha");
    let before = asha.vault.len();
    let begin = |asha: &mut Phone, length: u32| {
        asha.step(|e, now, rng| e.begin_attachment(now, "photo", "image/jpeg", length, 2_000_000, rng))
    };
    let id = begin(&mut asha, 150_000).unwrap();
    let piece = vec![1; ATTACHMENT_PIECE];
    asha.step(|e, now, _| e.add_piece(now, id, 0, &piece)).unwrap();
    asha.step(|e, now, _| e.add_piece(now, id, 1, &piece)).unwrap();
    assert!(asha.engine().attachments().unwrap().is_empty(), "what is not complete is not there");
    assert!(asha.step(|e, now, _| e.add_piece(now, id, 3, &piece)).is_err(), "not the next one");
    assert!(asha.step(|e, now, _| e.add_piece(now, id, 2, &piece)).is_err(), "not its length");
    // The app dies. The next attachment takes the place of the one that was begun.
    let second = begin(&mut asha, 10).unwrap();
    assert!(matches!(
        asha.step(|e, now, _| e.add_piece(now, id, 2, &piece)),
        Err(EngineError::NotFound { .. })
    ));
    asha.step(|e, now, _| e.add_piece(now, second, 0, &[1; 10])).unwrap();
    assert_eq!(asha.engine().attachment(second).unwrap(), [1; 10]);
    asha.step(|e, _, _| e.remove_attachment(second)).unwrap();
    // Or nothing follows, and it is given up by itself.
    let third = begin(&mut asha, 200_000).unwrap();
    asha.step(|e, now, _| e.add_piece(now, third, 0, &piece)).unwrap();
    asha.wait(Seconds::from_minutes(11));
    asha.step(|_, _, _| Ok(())).unwrap();
    // Only the note that something was changed is left.
    assert!(asha.vault.len() <= before + 1, "{} records were left", asha.vault.len() - before);
}

#[test]
fn an_attachment_removed_while_it_is_sent_stops_the_sending() {
    let mut asha = Phone::new(8, "Asha");
    let id = asha
        .step(|e, now, rng| e.begin_attachment(now, "photo", "image/jpeg", 100_000, 2_000_000, rng))
        .unwrap();
    let bytes = vec![3; 100_000];
    for (index, piece) in (0u32..).zip(bytes.chunks(ATTACHMENT_PIECE)) {
        asha.step(|e, now, _| e.add_piece(now, id, index, piece)).unwrap();
    }
    asha.step(|e, now, rng| e.seal_dossier(now, rng)).unwrap();
    asha.step(|e, _, _| e.remove_attachment(id)).unwrap();
    asha.run_with(&mut Run::now(), |group| sound(group.count));
    assert!(asha.chunks.is_empty());
    let status = asha.engine().dossier_status().unwrap();
    assert_eq!(status.upload, wayhome_engine::DossierUpload::NotSealed);
}
