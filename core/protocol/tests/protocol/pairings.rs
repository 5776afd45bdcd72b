//! Pairing: both sides get the same root, and a code that went wrong says how.

use proptest::prelude::*;
use wayhome_protocol::chain::Direction;
use wayhome_protocol::ids::SendId;
use wayhome_protocol::keys::{IdentityPublic, IdentitySecret, PairingSecret, RelayPublic, Root};
use wayhome_protocol::pairing::{Answer, MAX_CODE, Offer, PairingError, answer, complete};
use wayhome_protocol::relay_address::{AddressError, RelayAddress};

use crate::common::rng;

fn relay(n: u8) -> RelayAddress {
    RelayAddress::new(&format!("https://relay{n}.example.org:8443/"), RelayPublic::from_bytes([n; 32]))
        .unwrap()
}

fn identity(n: u8) -> IdentityPublic {
    IdentitySecret::from_bytes([n; 32]).public()
}

fn send_id(n: u8) -> SendId {
    SendId::from_bytes([n; 16])
}

fn offer(seed: u64) -> (Offer, PairingSecret) {
    Offer::make(&[relay(1), relay(2)], "sw", &identity(1), send_id(1), &mut rng(seed)).unwrap()
}

fn answered(offer: &Offer, seed: u64) -> (Answer, Root) {
    answer(offer, &[relay(3)], "en-KE", &identity(2), send_id(2), &mut rng(seed)).unwrap()
}

#[test]
fn both_sides_of_a_pairing_get_the_same_root() {
    let (offer, secret) = offer(1);
    // Each side sees only the other's text.
    let seen = Offer::from_text(&offer.to_text()).unwrap();
    assert_eq!(seen, offer);
    let (answer, contact_root) = answered(&seen, 2);
    let answer = Answer::from_text(&answer.to_text()).unwrap();
    let worker_root = complete(&offer, &secret, &answer).unwrap();
    assert_eq!(worker_root, contact_root);
    assert_eq!(answer.language(), "en-KE");
    assert_eq!(seen.relays(), [relay(1), relay(2)]);
    assert_eq!((seen.send_id(), answer.send_id()), (send_id(1), send_id(2)));
    let direction = Direction::WorkerToContact;
    let capability = worker_root.derive_send_capability(direction);
    assert_eq!(capability.hash(), contact_root.derive_send_capability(direction).hash());
}

#[test]
fn two_pairings_never_share_a_root() {
    let (offer, secret) = offer(1);
    let (a, root_a) = answered(&offer, 2);
    let (b, root_b) = answered(&offer, 3);
    assert_ne!(root_a, root_b);
    assert_ne!(complete(&offer, &secret, &a).unwrap(), complete(&offer, &secret, &b).unwrap());
}

#[test]
fn an_answer_to_another_offer_is_refused() {
    let (offer, secret) = offer(1);
    let (other, _) = self::offer(9);
    let (answer, _) = answered(&other, 2);
    assert_eq!(complete(&offer, &secret, &answer), Err(PairingError::OtherInvite));
}

#[test]
fn a_secret_of_another_offer_is_refused() {
    let (offer, _) = offer(1);
    let (_, secret) = self::offer(9);
    let (answer, _) = answered(&offer, 2);
    assert_eq!(complete(&offer, &secret, &answer), Err(PairingError::Invalid));
}

#[test]
fn a_code_of_the_other_kind_says_so() {
    let (offer, _) = offer(1);
    let (answer, _) = answered(&offer, 2);
    assert_eq!(Offer::from_text(&answer.to_text()), Err(PairingError::WrongKind));
    assert_eq!(Answer::from_text(&offer.to_text()), Err(PairingError::WrongKind));
}

#[test]
fn lower_case_blanks_line_breaks_and_hyphens_do_not_matter() {
    let (offer, _) = offer(1);
    let text = offer.to_text().to_lowercase();
    let grouped: Vec<String> =
        text.as_bytes().chunks(5).map(|c| String::from_utf8(c.to_vec()).unwrap()).collect();
    for separator in [" ", "-", "\r\n", "\u{a0}", " - \t"] {
        let text = format!("  {}\n", grouped.join(separator));
        if text.len() <= MAX_CODE {
            assert_eq!(Offer::from_text(&text), Ok(offer.clone()), "{separator:?}");
        }
    }
}

#[test]
fn other_codes_are_told_from_damaged_and_later_ones() {
    let (offer, _) = offer(1);
    let text = offer.to_text();
    for not_ours in ["", "W", "https://example.org", "WIFI:S:x;;", "WHX", &"WH1A".repeat(600)] {
        assert_eq!(Offer::from_text(not_ours), Err(PairingError::NotOurs), "{not_ours}");
    }
    assert_eq!(Offer::from_text(&text.replacen("WH1", "WH2", 1)), Err(PairingError::TooNew));
    for damaged in
        ["WH1", "WH1A", "WH1AAAAAAAA", "WH1!", &text[..text.len() - 1], &text[..60], &format!("{text}A")]
    {
        assert_eq!(Offer::from_text(damaged), Err(PairingError::Damaged), "{damaged}");
    }
}

#[test]
fn any_single_wrong_character_is_noticed() {
    let (offer, _) = offer(1);
    let text = offer.to_text();
    for (index, right) in text.char_indices().skip(3) {
        let wrong = if right == 'A' { 'B' } else { 'A' };
        let mut changed = text.clone();
        changed.replace_range(index..=index, &wrong.to_string());
        assert_eq!(Offer::from_text(&changed), Err(PairingError::Damaged), "character {index}");
    }
}

#[test]
fn the_longest_code_fits_into_2000_characters() {
    let url =
        format!("https://{}.example.org:65535/", ["a".repeat(60), "b".repeat(60), "c".repeat(50)].join("."));
    let relays = vec![RelayAddress::new(&url, RelayPublic::from_bytes([255; 32])).unwrap(); 4];
    assert!(url.len() > 195);
    let (offer, _) = Offer::make(&relays, &"x".repeat(16), &identity(1), send_id(1), &mut rng(1)).unwrap();
    let (answer, _) =
        answer(&offer, &relays, &"x".repeat(16), &identity(2), send_id(2), &mut rng(2)).unwrap();
    assert!(answer.to_text().len() <= MAX_CODE);
    assert_eq!(Answer::from_text(&answer.to_text()), Ok(answer));
}

#[test]
fn arguments_out_of_bounds_make_no_offer() {
    let five = [relay(1), relay(2), relay(3), relay(4), relay(5)];
    let make = |relays: &[RelayAddress], language: &str, identity| {
        Offer::make(relays, language, &identity, send_id(1), &mut rng(1)).map(|_| ())
    };
    assert_eq!(make(&five, "en", identity(1)), Err(PairingError::Invalid));
    assert_eq!(make(&[], &"x".repeat(17), identity(1)), Err(PairingError::Invalid));
    assert_eq!(make(&[], "e\rn", identity(1)), Err(PairingError::Invalid));
    // The neutral point of Ed25519 signs anything for anyone.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    assert_eq!(make(&[], "en", IdentityPublic::from_bytes(neutral)), Err(PairingError::Invalid));
    assert_eq!(make(&[], "", identity(1)), Ok(()));
}

#[test]
fn a_relay_address_survives_its_text_form() {
    for (given, kept) in [
        ("http://relay:8080/", "http://relay:8080/"),
        ("HTTPS://Relay.Example.ORG", "https://relay.example.org/"),
        ("http://192.168.1.5:80/wayhome", "http://192.168.1.5:80/wayhome/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
    ] {
        let address = RelayAddress::new(given, RelayPublic::from_bytes([0xab; 32])).unwrap();
        assert_eq!(address.url(), kept);
        assert_eq!(RelayAddress::from_text(&address.to_text()), Ok(address.clone()));
        assert_eq!(RelayAddress::from_text(&address.to_text().to_lowercase()), Ok(address));
    }
}

#[test]
fn addresses_that_are_not_plain_are_refused() {
    for (url, error) in [
        ("ftp://relay/", AddressError::Scheme),
        ("relay:8080", AddressError::Scheme),
        ("http://user:secret@relay/", AddressError::Credentials),
        ("http://relay/?x=1", AddressError::Query),
        ("http:///", AddressError::Host),
        ("http://re lay/", AddressError::Host),
        ("http://relay/../admin", AddressError::Host),
        ("http://-relay/", AddressError::Host),
        ("http://relay..org/", AddressError::Host),
        ("http://[::1/", AddressError::Host),
        ("http://[::1]x/", AddressError::Host),
        ("http://relay:0/", AddressError::Port),
        ("http://relay:65536/", AddressError::Port),
        ("http://relay:/", AddressError::Port),
        ("http://relay:+80/", AddressError::Port),
    ] {
        assert_eq!(RelayAddress::new(url, RelayPublic::from_bytes([1; 32])), Err(error), "{url}");
    }
    let long = format!("http://relay/{}", "a".repeat(200));
    assert_eq!(RelayAddress::new(&long, RelayPublic::from_bytes([1; 32])), Err(AddressError::TooLong));
    for text in ["http://relay/", "http://relay/#", "http://relay/#AAAA"] {
        assert_eq!(RelayAddress::from_text(text), Err(AddressError::Key));
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_code_reader_panic(text in "\\PC{0,80}", tail in "[A-Z2-7 -]{0,200}") {
        let _ = Offer::from_text(&text);
        let _ = Answer::from_text(&format!("WH1{tail}"));
        let _ = RelayAddress::from_text(&text);
        let _ = RelayAddress::from_text(&format!("http://{text}#{tail}"));
    }

    #[test]
    fn no_map_makes_a_code_reader_panic(map in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Offer::from_map(map.clone());
        let _ = Answer::from_map(map);
    }
}
