//! Far-away pairing: both sides get the same root and digits, and whoever sits in between is found out.

use proptest::prelude::*;
use wayhome_protocol::cell::CellError;
use wayhome_protocol::chain::Direction;
use wayhome_protocol::ids::SendId;
use wayhome_protocol::keys::{
    IdentityPublic, IdentitySecret, LinkKemSecret, LinkSecret, PairingSecret, RelayPublic,
};
use wayhome_protocol::link::{Link, LinkMessage};
use wayhome_protocol::link_pairing::{
    LinkAgreement, LinkAnswer, LinkDigits, LinkError, LinkReveal, read_reveal, reveal,
};
use wayhome_protocol::pairing::PairingError;
use wayhome_protocol::parts::Assembly;
use wayhome_protocol::relay_address::RelayAddress;

use crate::common::rng;

fn relay(n: u8) -> RelayAddress {
    RelayAddress::new(&format!("https://relay{n}.example.org/"), RelayPublic::from_bytes([n; 32])).unwrap()
}

fn identity(n: u8) -> IdentityPublic {
    IdentitySecret::from_bytes([n; 32]).public()
}

struct Worker {
    link: Link,
    reveal: LinkReveal,
    secret: PairingSecret,
}

impl Worker {
    fn new(seed: u64) -> Self {
        let chance = &mut rng(seed);
        let send_id = SendId::from_bytes([1; 16]);
        let (reveal, secret) = LinkReveal::make(&[relay(1)], "sw", &identity(1), send_id, chance).unwrap();
        let link = reveal.make_link(&relay(1), chance);
        Self { link, reveal, secret }
    }

    fn reveal(&self, answer: &LinkAnswer, seed: u64) -> Result<(Vec<u8>, LinkAgreement), LinkError> {
        reveal(&self.link, &self.reveal, &self.secret, answer, &mut rng(seed))
    }
}

struct Contact {
    link: Link,
    answer: LinkAnswer,
    secret: PairingSecret,
    kem_secret: LinkKemSecret,
}

impl Contact {
    fn new(link: &str, seed: u64) -> Self {
        let link = Link::from_text(link).unwrap();
        let send_id = SendId::from_bytes([2; 16]);
        let (answer, secret, kem_secret) =
            LinkAnswer::make(&link, &[relay(1)], "hi", &identity(2), send_id, &mut rng(seed)).unwrap();
        Self { link, answer, secret, kem_secret }
    }

    fn read(&self, message: &[u8]) -> Result<(LinkReveal, LinkAgreement), LinkError> {
        read_reveal(&self.link, &self.answer, &self.secret, &self.kem_secret, message)
    }
}

/// Through wire cells and back.
fn carry(link: &Link, message: LinkMessage, map: &[u8]) -> Vec<u8> {
    let cells = link.seal(message, map, &mut rng(77)).unwrap();
    assert_eq!(cells.len(), usize::from(message.cells()));
    let mut assembly = None;
    for cell in cells.iter().rev() {
        let body = link.open(message, cell).unwrap();
        let parts = assembly.get_or_insert_with(|| Assembly::new(body.event));
        if let Some(map) = parts.insert(body).unwrap() {
            return map;
        }
    }
    panic!("the message is not complete");
}

#[test]
fn both_sides_of_a_far_away_pairing_get_the_same_root_and_digits() {
    let worker = Worker::new(1);
    let contact = Contact::new(&worker.link.to_text(), 2);
    let answer = carry(&contact.link, LinkMessage::Answer, contact.answer.map());
    let answer = LinkAnswer::from_map(answer).unwrap();
    assert_eq!(answer, contact.answer);
    let (message, ours) = worker.reveal(&answer, 3).unwrap();
    let message = carry(&worker.link, LinkMessage::Reveal, &message);
    let (revealed, theirs) = contact.read(&message).unwrap();
    assert_eq!(revealed, worker.reveal);
    assert_eq!(ours.root, theirs.root);
    assert_eq!(ours.digits, theirs.digits);
    let done = carry(&contact.link, LinkMessage::Done, &theirs.done_map());
    assert_eq!(ours.verify_done(&done), Ok(()));
    assert_eq!((revealed.language(), answer.language()), ("sw", "hi"));
    assert_eq!((revealed.identity_public(), answer.identity_public()), (&identity(1), &identity(2)));
    assert_eq!(revealed.relays(), [relay(1)]);
    assert_eq!(revealed.send_id(), SendId::from_bytes([1; 16]));
}

#[test]
fn someone_in_between_gets_other_digits_on_each_side() {
    // The one in between takes the worker's link and hands on one of their own.
    let worker = Worker::new(1);
    let between_as_worker = Worker::new(50);
    let contact = Contact::new(&between_as_worker.link.to_text(), 2);
    let between_as_contact = Contact::new(&worker.link.to_text(), 51);
    let (_, worker_side) = worker.reveal(&between_as_contact.answer, 3).unwrap();
    let (message, _) = between_as_worker.reveal(&contact.answer, 52).unwrap();
    let (_, contact_side) = contact.read(&message).unwrap();
    assert_ne!(worker_side.digits, contact_side.digits);
}

#[test]
fn digits_do_not_depend_on_the_key_that_is_encapsulated_last() {
    let worker = Worker::new(1);
    let contact = Contact::new(&worker.link.to_text(), 2);
    let (_, first) = worker.reveal(&contact.answer, 3).unwrap();
    for seed in 4..8 {
        let (_, other) = worker.reveal(&contact.answer, seed).unwrap();
        assert_eq!(other.digits, first.digits);
        assert_ne!(other.root, first.root);
    }
}

#[test]
fn a_changed_encapsulated_key_is_found_by_done() {
    let worker = Worker::new(1);
    let contact = Contact::new(&worker.link.to_text(), 2);
    let (mut message, ours) = worker.reveal(&contact.answer, 3).unwrap();
    *message.last_mut().unwrap() ^= 1;
    let (_, theirs) = contact.read(&message).unwrap();
    assert_ne!(ours.root, theirs.root);
    assert_eq!(ours.verify_done(&theirs.done_map()), Err(LinkError::WrongDone));
}

#[test]
fn a_reveal_that_the_link_did_not_promise_is_refused() {
    let worker = Worker::new(1);
    let contact = Contact::new(&worker.link.to_text(), 2);
    let other = Worker::new(9);
    // Another worker who knows the link's secret reveals their own keys.
    let forged = Worker {
        link: Link::from_text(&worker.link.to_text()).unwrap(),
        reveal: other.reveal,
        secret: other.secret,
    };
    let (message, _) = forged.reveal(&contact.answer, 3).unwrap();
    assert_eq!(contact.read(&message).map(|_| ()), Err(LinkError::OtherReveal));
}

#[test]
fn an_answer_to_another_link_and_a_foreign_secret_are_refused() {
    let worker = Worker::new(1);
    let other = Worker::new(9);
    let contact = Contact::new(&other.link.to_text(), 2);
    assert_eq!(worker.reveal(&contact.answer, 3).map(|_| ()), Err(LinkError::OtherLink));
    let mixed = Worker { link: worker.link, reveal: worker.reveal, secret: other.secret };
    let contact = Contact::new(&mixed.link.to_text(), 2);
    assert_eq!(mixed.reveal(&contact.answer, 3).map(|_| ()), Err(LinkError::Invalid));
}

#[test]
fn messages_of_another_kind_or_a_later_version_are_told_apart() {
    let worker = Worker::new(1);
    let contact = Contact::new(&worker.link.to_text(), 2);
    let (_, ours) = worker.reveal(&contact.answer, 3).unwrap();
    assert_eq!(LinkAnswer::from_map(worker.reveal.map().to_vec()), Err(LinkError::Invalid));
    assert_eq!(LinkReveal::from_map(contact.answer.map().to_vec()), Err(LinkError::Invalid));
    assert_eq!(ours.verify_done(contact.answer.map()), Err(LinkError::Invalid));
    let mut later = contact.answer.map().to_vec();
    assert_eq!(later[1..3], [0, 4]);
    later[2] = 9;
    assert_eq!(LinkAnswer::from_map(later), Err(LinkError::TooNew));
    for cut in [0, 1, 50, contact.answer.map().len() - 1] {
        assert_eq!(LinkAnswer::from_map(contact.answer.map()[..cut].to_vec()), Err(LinkError::Invalid));
    }
}

#[test]
fn the_longest_messages_fit_their_cells() {
    let long = format!("https://{}.example.org/", ["a".repeat(60), "b".repeat(60), "c".repeat(54)].join("."));
    let relays = vec![RelayAddress::new(&long, RelayPublic::from_bytes([255; 32])).unwrap(); 2];
    let (language, id) = ("x".repeat(16), SendId::from_bytes([1; 16]));
    let chance = &mut rng(1);
    let (revealed, secret) = LinkReveal::make(&relays, &language, &identity(1), id, chance).unwrap();
    let link = revealed.make_link(&relays[0], chance);
    let (answer, _, _) = LinkAnswer::make(&link, &relays, &language, &identity(2), id, chance).unwrap();
    assert_eq!(carry(&link, LinkMessage::Answer, answer.map()), answer.map());
    let (message, agreement) = reveal(&link, &revealed, &secret, &answer, chance).unwrap();
    assert_eq!(carry(&link, LinkMessage::Reveal, &message), message);
    assert_eq!(carry(&link, LinkMessage::Done, &agreement.done_map()), agreement.done_map());
    let three = vec![relays[0].clone(); 3];
    assert_eq!(
        LinkReveal::make(&three, "", &identity(1), id, chance).map(|_| ()),
        Err(PairingError::Invalid)
    );
    assert!(link.seal(LinkMessage::Done, answer.map(), chance).is_err());
    assert!(link.seal(LinkMessage::Answer, b"short", chance).is_err());
}

#[test]
fn a_cell_opens_only_as_the_message_and_part_that_it_is() {
    let worker = Worker::new(1);
    let contact = Contact::new(&worker.link.to_text(), 2);
    let cells = contact.link.seal(LinkMessage::Answer, contact.answer.map(), &mut rng(4)).unwrap();
    for message in [LinkMessage::Reveal, LinkMessage::Done] {
        assert_eq!(worker.link.open(message, &cells[0]), Err(CellError::NotAuthentic));
    }
    let stranger = Worker::new(9);
    assert_eq!(stranger.link.open(LinkMessage::Answer, &cells[0]), Err(CellError::NotAuthentic));
    let tags: Vec<_> = cells.iter().map(|cell| cell.tag()).collect();
    assert_eq!(tags, worker.link.tags(LinkMessage::Answer));
    // Both directions have mailboxes and capabilities of their own.
    let (to, back) = (Direction::WorkerToContact, Direction::ContactToWorker);
    assert_ne!(worker.link.send_id(to), worker.link.send_id(back));
    assert_ne!(worker.link.derive_send_capability(to), worker.link.derive_send_capability(back));
    assert_eq!(worker.link.send_id(to), contact.link.send_id(to));
}

#[test]
fn a_link_is_read_as_an_address_or_as_its_code_alone() {
    let link = Worker::new(1).link;
    let (text, code) = (link.to_text(), link.code());
    assert!(text.starts_with("https://relay1.example.org/p/#WP1"));
    let hyphens: Vec<_> = code.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four)).collect();
    let forms = [text.clone(), code.clone(), code.to_lowercase(), hyphens.join("-"), format!("  {text}\n")];
    for form in forms {
        assert_eq!(Link::from_text(&form).unwrap(), link, "{form}");
    }
    // The pair's address may be another by now; only what stands after the # counts.
    assert_eq!(Link::from_text(&format!("https://elsewhere.example/x/#{code}")).unwrap(), link);
    assert_eq!(Link::from_text(&text.replace("WP1", "WP2")), Err(PairingError::TooNew));
    assert_eq!(Link::from_text(&text.replace("WP1", "WH1")), Err(PairingError::NotOurs));
    assert_eq!(Link::from_text(&text[..text.len() - 1]), Err(PairingError::Damaged));
    assert_eq!(Link::from_text("https://relay1.example.org/p/"), Err(PairingError::NotOurs));
    assert_eq!(Link::from_text(&"WP1A".repeat(600)), Err(PairingError::NotOurs));
}

#[test]
fn digits_are_read_as_people_type_them() {
    let worker = Worker::new(1);
    let contact = Contact::new(&worker.link.to_text(), 2);
    let (_, agreement) = worker.reveal(&contact.answer, 3).unwrap();
    let shown = agreement.digits.to_string();
    assert_eq!(shown.len(), 6);
    let in_script = |zero: u32| -> String {
        shown.bytes().map(|byte| char::from_u32(zero + u32::from(byte - b'0')).unwrap()).collect()
    };
    let spaced = format!(" {} - {}\n", &shown[..3], &shown[3..]);
    // Devanagari, Arabic-Indic, eastern Arabic-Indic, Bengali, Burmese, Khmer, Lao, Thai.
    let scripts = [0x966, 0x660, 0x6f0, 0x9e6, 0x1040, 0x17e0, 0xed0, 0xe50];
    for typed in [shown.clone(), spaced].into_iter().chain(scripts.map(in_script)) {
        assert_eq!(LinkDigits::from_typed(&typed), Some(agreement.digits), "{typed}");
    }
    let mut wrong = shown.clone().into_bytes();
    wrong[5] = b'0' + (wrong[5] - b'0' + 1) % 10;
    let wrong = LinkDigits::from_typed(std::str::from_utf8(&wrong).unwrap());
    assert!(wrong.is_some_and(|wrong| wrong != agreement.digits));
    for slip in ["", "12345", "1234567", "12a456", "twelve", &format!("{shown}x")] {
        assert_eq!(LinkDigits::from_typed(slip), None, "{slip}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_link_reader_panic(
        map in proptest::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,80}", tail in "[A-Z2-7 -]{0,200}",
    ) {
        let worker = Worker::new(1);
        let contact = Contact::new(&worker.link.to_text(), 2);
        prop_assert!(contact.read(&map).is_err());
        let _ = Link::from_map(&map);
        let _ = LinkAnswer::from_map(map.clone());
        let _ = LinkReveal::from_map(map);
        let _ = Link::from_text(&text);
        let _ = Link::from_text(&format!("WP1{tail}"));
        let _ = LinkDigits::from_typed(&text);
    }

    #[test]
    fn a_message_with_any_byte_changed_pairs_nobody(at in 0usize..2_000, bit in 0u8..8) {
        let worker = Worker::new(1);
        let contact = Contact::new(&worker.link.to_text(), 2);
        let (message, ours) = worker.reveal(&contact.answer, 3).unwrap();
        let mut changed = message.clone();
        let at = at % changed.len();
        changed[at] ^= 1 << bit;
        if let Ok((_, theirs)) = contact.read(&changed) {
            // What still reads is the encapsulated key, or it is no key of ours that changed.
            prop_assert!(theirs.root == ours.root || ours.verify_done(&theirs.done_map()).is_err());
            prop_assert_eq!(theirs.digits, ours.digits);
        }
        let mut answer = contact.answer.map().to_vec();
        let at = at % answer.len();
        answer[at] ^= 1 << bit;
        if let Ok(answer) = LinkAnswer::from_map(answer)
            && let Ok((_, other)) = worker.reveal(&answer, 3)
        {
            prop_assert!(other.digits != ours.digits);
        }
    }
}

#[test]
fn a_link_says_nothing_in_debug() {
    let link = Link::new(LinkSecret::from_bytes([0xab; 32]), Worker::new(1).link.commitment(), relay(1));
    assert_eq!(format!("{link:?}"), "Link(…)");
}
