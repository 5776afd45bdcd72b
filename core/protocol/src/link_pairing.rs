//! Far-away pairing: the contact answers first, then the worker reveals what it was bound to, then both have the same
//! root and the same six digits, which the contact reads aloud and the worker types.

use std::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use crate::cbor::{Entry, FormatError, Writer, read_bytes, read_exact, read_whole_map};
use crate::ids::SendId;
use crate::keys::{IdentityPublic, LinkKemSecret, LinkSecret, PairingSecret, Root};
use crate::layout::join;
use crate::link::{Link, LinkCommitment, transcript};
use crate::pairing::PairingError;
use crate::pairing_code::{PERSON_KEYS, Person, PersonFields, read_kind};
use crate::parts::MAX_FRAGMENT;
use crate::primitives::{XWING_ENCAPSULATED, XWING_PUBLIC};
use crate::relay_address::RelayAddress;
use crate::{labels, primitives};

/// The most relays in an answer or a reveal.
pub const LINK_RELAYS: usize = 2;

const ANSWER: u64 = 4;
const REVEAL: u64 = 5;
const DONE: u64 = 6;
/// A message of two cells.
const MAX_MESSAGE: usize = 2 * MAX_FRAGMENT;

/// Why a message ends a far-away pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// Not the expected message, or its content is not allowed.
    #[error("the message of the far-away pairing is not valid")]
    Invalid,
    /// Made by a later version.
    #[error("the message of the far-away pairing is of a later version")]
    TooNew,
    /// An answer to another link.
    #[error("this answers another link")]
    OtherLink,
    /// What was revealed is not what the link was bound to: somebody else answered for the worker.
    #[error("what was revealed is not what the link promised")]
    OtherReveal,
    /// The contact's side has another root: somebody changed a message on the way.
    #[error("the two sides do not have the same keys")]
    WrongDone,
}

impl From<FormatError> for LinkError {
    fn from(_: FormatError) -> Self {
        Self::Invalid
    }
}

impl From<PairingError> for LinkError {
    fn from(error: PairingError) -> Self {
        if error == PairingError::TooNew { Self::TooNew } else { Self::Invalid }
    }
}

macro_rules! person_accessors {
    ($name:ident) => {
        impl $name {
            /// This person's Ed25519 public key.
            #[must_use]
            pub fn identity_public(&self) -> &IdentityPublic {
                &self.person.identity
            }

            /// Where the other side will send.
            #[must_use]
            pub fn send_id(&self) -> SendId {
                self.person.send_id
            }

            /// The relays that this side uses, at most two.
            #[must_use]
            pub fn relays(&self) -> &[RelayAddress] {
                &self.person.relays
            }

            /// This side's language tag; may be empty.
            #[must_use]
            pub fn language(&self) -> &str {
                &self.person.language
            }

            /// The CBOR map, exactly as it was made or read.
            #[must_use]
            pub fn map(&self) -> &[u8] {
                &self.map
            }
        }
    };
}

/// What the contact answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkAnswer {
    person: Person,
    commitment: LinkCommitment,
    kem_public: Vec<u8>,
    map: Vec<u8>,
}

/// What the worker is bound to by the link, and reveals only after the answer was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkReveal {
    person: Person,
    map: Vec<u8>,
}

person_accessors!(LinkAnswer);
person_accessors!(LinkReveal);

fn person(
    secret: &PairingSecret,
    relays: &[RelayAddress],
    language: &str,
    identity: &IdentityPublic,
    send_id: SendId,
    rng: &mut impl CryptoRng,
) -> Result<Person, PairingError> {
    let person = Person {
        exchange: secret.public(),
        identity: *identity,
        nonce: primitives::random(rng),
        send_id,
        relays: relays.to_vec(),
        language: language.to_owned(),
    };
    person.check(LINK_RELAYS)?;
    Ok(person)
}

/// Reads the kind, and refuses another.
fn expect_kind(map: &[u8], kind: u64) -> Result<(), LinkError> {
    match read_kind(map)? {
        found if found == kind => Ok(()),
        found if found > DONE => Err(LinkError::TooNew),
        _ => Err(LinkError::Invalid),
    }
}

impl LinkReveal {
    /// Makes what a new link will be bound to, and the secret that goes with it. `send_id` is where the contact will
    /// send.
    ///
    /// # Errors
    /// [`PairingError::Invalid`] for more than two relays, a language tag above 16 bytes, or an unsound key.
    pub fn make(
        relays: &[RelayAddress],
        language: &str,
        identity: &IdentityPublic,
        send_id: SendId,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, PairingSecret), PairingError> {
        let secret = PairingSecret::make_random(rng);
        let person = person(&secret, relays, language, identity, send_id, rng)?;
        let mut out = Writer::default();
        out.map(PERSON_KEYS + 1).uint(0).uint(REVEAL);
        person.write(&mut out);
        Ok((Self { person, map: out.finish() }, secret))
    }

    /// A new link that is bound to this.
    #[must_use]
    pub fn make_link(&self, relay: &RelayAddress, rng: &mut impl CryptoRng) -> Link {
        Link::new(LinkSecret::make_random(rng), LinkCommitment::of(&self.map), relay.clone())
    }

    /// Reads the CBOR map.
    ///
    /// # Errors
    /// [`LinkError`] if it is not such a map.
    pub fn from_map(map: Vec<u8>) -> Result<Self, LinkError> {
        expect_kind(&map, REVEAL)?;
        let mut person = PersonFields::default();
        read_whole_map(&map, |key, value| {
            if key != 0 {
                return person.read(key, value);
            }
            value.u64()?;
            Ok(Entry::Known)
        })?;
        let person = person.finish()?;
        person.check(LINK_RELAYS)?;
        Ok(Self { person, map })
    }
}

impl LinkAnswer {
    /// Answers a link, at the contact: the answer to send, and the secrets that go with it. `send_id` is where the
    /// worker will send.
    ///
    /// # Errors
    /// As [`LinkReveal::make`].
    pub fn make(
        link: &Link,
        relays: &[RelayAddress],
        language: &str,
        identity: &IdentityPublic,
        send_id: SendId,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, PairingSecret, LinkKemSecret), PairingError> {
        let secret = PairingSecret::make_random(rng);
        let kem_secret = LinkKemSecret::make_random(rng);
        let person = person(&secret, relays, language, identity, send_id, rng)?;
        let kem_public = primitives::xwing_public(kem_secret.expose());
        let commitment = link.commitment();
        let mut out = Writer::default();
        out.map(PERSON_KEYS + 3).uint(0).uint(ANSWER);
        person.write(&mut out);
        out.uint(7).bytes(commitment.as_bytes());
        out.uint(8).bytes(&kem_public);
        Ok((Self { person, commitment, kem_public, map: out.finish() }, secret, kem_secret))
    }

    /// Reads the CBOR map.
    ///
    /// # Errors
    /// [`LinkError`] if it is not such a map.
    pub fn from_map(map: Vec<u8>) -> Result<Self, LinkError> {
        expect_kind(&map, ANSWER)?;
        let (mut person, mut commitment, mut kem_public) = (PersonFields::default(), None, None);
        read_whole_map(&map, |key, value| {
            match key {
                0 => {
                    value.u64()?;
                }
                7 => commitment = Some(LinkCommitment(read_exact(value, "commitment")?)),
                8 => kem_public = Some(read_bytes(value, XWING_PUBLIC, "X-Wing key")?),
                key => return person.read(key, value),
            }
            Ok(Entry::Known)
        })?;
        let person = person.finish()?;
        person.check(LINK_RELAYS)?;
        let kem_public = kem_public.filter(|key| key.len() == XWING_PUBLIC).ok_or(LinkError::Invalid)?;
        Ok(Self { person, commitment: commitment.ok_or(LinkError::Invalid)?, kem_public, map })
    }
}

/// The six digits that both sides compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LinkDigits(u32);

impl fmt::Display for LinkDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl fmt::Debug for LinkDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkDigits(…)")
    }
}

/// The zeros of scripts with decimal digits of their own, besides ASCII: Arabic-Indic, its eastern form, Devanagari,
/// Bengali, Thai, Lao, Burmese, Khmer, full width.
const ZEROS: [char; 10] = ['0', '٠', '۰', '०', '০', '๐', '໐', '၀', '០', '０'];

fn digit(c: char) -> Option<u32> {
    ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10))
}

impl LinkDigits {
    fn of(transcript: &[u8; 32]) -> Self {
        let mut bytes = [0; 8];
        primitives::hkdf(transcript, b"", &[labels::LINK_DIGITS], &mut bytes);
        let digits = u64::from_be_bytes(bytes) % 1_000_000;
        Self(u32::try_from(digits).unwrap_or(0))
    }

    /// Reads what a person typed: six digits of any script that the library speaks, blanks and hyphens aside. `None`
    /// for anything else, which is a slip and not a try.
    #[must_use]
    pub fn from_typed(text: &str) -> Option<Self> {
        let mut value = 0;
        let mut count = 0;
        for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            count += 1;
            if count > 6 {
                return None;
            }
            value = value * 10 + digit(c)?;
        }
        (count == 6).then_some(Self(value))
    }
}

/// What both sides have once the worker's part is revealed.
#[derive(Debug)]
pub struct LinkAgreement {
    /// The pair's root.
    pub root: Root,
    /// What the contact reads aloud.
    pub digits: LinkDigits,
}

impl LinkAgreement {
    fn proof(&self) -> Zeroizing<[u8; 16]> {
        let mut proof = Zeroizing::new([0; 16]);
        primitives::hkdf(self.root.expose(), b"", &[labels::LINK_DONE], proof.as_mut_slice());
        proof
    }

    /// The contact's last message.
    #[must_use]
    pub fn done_map(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.map(2).uint(0).uint(DONE).uint(1).bytes(self.proof().as_slice());
        out.finish()
    }

    /// Verifies the contact's last message, at the worker.
    ///
    /// # Errors
    /// [`LinkError::WrongDone`] if the contact has another root.
    pub fn verify_done(&self, map: &[u8]) -> Result<(), LinkError> {
        expect_kind(map, DONE)?;
        let mut proof = None;
        read_whole_map(map, |key, value| {
            match key {
                0 => {
                    value.u64()?;
                }
                1 => proof = Some(read_exact::<16>(value, "proof")?),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        let proof = proof.ok_or(LinkError::Invalid)?;
        let same: bool = proof.as_slice().ct_eq(self.proof().as_slice()).into();
        if same { Ok(()) } else { Err(LinkError::WrongDone) }
    }
}

/// Reads an answer and reveals, at the worker: the message to send, and what both sides then have.
///
/// # Errors
/// [`LinkError::OtherLink`] for an answer to another link; [`LinkError::Invalid`] for unusable keys, or a secret that
/// does not belong to the reveal.
pub fn reveal(
    link: &Link,
    reveal: &LinkReveal,
    secret: &PairingSecret,
    answer: &LinkAnswer,
    rng: &mut impl CryptoRng,
) -> Result<(Vec<u8>, LinkAgreement), LinkError> {
    if answer.commitment != link.commitment() {
        return Err(LinkError::OtherLink);
    }
    if secret.public() != reveal.person.exchange {
        return Err(LinkError::Invalid);
    }
    let (encapsulated, exported) =
        primitives::xwing_send(&answer.kem_public, labels::LINK, labels::LINK, rng)
            .ok_or(LinkError::Invalid)?;
    let agreement = agree(link, secret, &answer.person, &answer.map, &reveal.map, &encapsulated, &exported)?;
    let mut out = Writer::default();
    out.map(2).uint(0).bytes(&reveal.map).uint(1).bytes(&encapsulated);
    Ok((out.finish(), agreement))
}

/// Reads what the worker revealed, at the contact, and verifies that the link was bound to it.
///
/// # Errors
/// [`LinkError::OtherReveal`] if it was not; [`LinkError::Invalid`] for anything that cannot be used.
pub fn read_reveal(
    link: &Link,
    answer: &LinkAnswer,
    secret: &PairingSecret,
    kem_secret: &LinkKemSecret,
    message: &[u8],
) -> Result<(LinkReveal, LinkAgreement), LinkError> {
    let (mut map, mut encapsulated) = (None, None);
    read_whole_map(message, |key, value| {
        match key {
            0 => map = Some(read_bytes(value, MAX_MESSAGE, "reveal map")?),
            1 => encapsulated = Some(read_bytes(value, XWING_ENCAPSULATED, "encapsulated key")?),
            _ => return Ok(Entry::Unknown),
        }
        Ok(Entry::Known)
    })?;
    let map = map.ok_or(LinkError::Invalid)?;
    let encapsulated = encapsulated.ok_or(LinkError::Invalid)?;
    if LinkCommitment::of(&map) != link.commitment() {
        return Err(LinkError::OtherReveal);
    }
    let reveal = LinkReveal::from_map(map)?;
    let exported = primitives::xwing_receive(kem_secret.expose(), &encapsulated, labels::LINK, labels::LINK)
        .ok_or(LinkError::Invalid)?;
    let agreement = agree(link, secret, &reveal.person, &answer.map, &reveal.map, &encapsulated, &exported)?;
    Ok((reveal, agreement))
}

fn agree(
    link: &Link,
    secret: &PairingSecret,
    theirs: &Person,
    answer_map: &[u8],
    reveal_map: &[u8],
    encapsulated: &[u8],
    exported: &[u8; 32],
) -> Result<LinkAgreement, LinkError> {
    let shared = primitives::x25519(secret.expose(), theirs.exchange.as_bytes()).ok_or(LinkError::Invalid)?;
    let mut ikm: [u8; 64] = join(&[shared.as_slice(), exported]);
    let transcript = transcript(link, answer_map, reveal_map);
    let salt: [u8; 64] = join(&[&transcript, &primitives::sha256(&[encapsulated])]);
    let root = Root::build(|out| primitives::hkdf(&ikm, &salt, &[labels::ROOT], out));
    ikm.zeroize();
    Ok(LinkAgreement { root, digits: LinkDigits::of(&transcript) })
}
