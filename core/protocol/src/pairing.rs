//! Pairing in person: the worker shows an offer, the contact an answer, and both have the same root.
//!
//! Neither code holds a secret, so a photograph of both gives nothing away.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::ids::SendId;
use crate::keys::{IdentityPublic, PairingPublic, PairingSecret, Root};
use crate::layout::join;
use crate::pairing_code::{Code, CodeKind, CodePrefix, MAX_RELAYS, Person, map_from_text, map_to_text};
use crate::relay_address::RelayAddress;
use crate::{labels, primitives};

pub use crate::pairing_code::{MAX_CODE, PairingError};

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $kind:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            code: Code,
            /// Exactly as it was made or read, unknown keys included: the transcript covers it.
            map: Vec<u8>,
        }

        impl $name {
            /// The X25519 public key made for this pairing.
            #[must_use]
            pub fn exchange_public(&self) -> &PairingPublic {
                &self.code.person.exchange
            }

            /// This person's Ed25519 public key.
            #[must_use]
            pub fn identity_public(&self) -> &IdentityPublic {
                &self.code.person.identity
            }

            /// Where the other side will send.
            #[must_use]
            pub fn send_id(&self) -> SendId {
                self.code.person.send_id
            }

            /// The relays that this side uses, at most four.
            #[must_use]
            pub fn relays(&self) -> &[RelayAddress] {
                &self.code.person.relays
            }

            /// This side's language tag; may be empty.
            #[must_use]
            pub fn language(&self) -> &str {
                &self.code.person.language
            }

            /// The CBOR map.
            #[must_use]
            pub fn map(&self) -> &[u8] {
                &self.map
            }

            /// The text form, for a QR code or for typing.
            #[must_use]
            pub fn to_text(&self) -> String {
                map_to_text(CodePrefix::InPerson, &self.map)
            }

            /// Reads the text form, at most 2,000 characters. Lower case, blanks, line breaks and hyphens do not
            /// matter.
            ///
            /// # Errors
            /// [`PairingError`] saying what is wrong with it.
            pub fn from_text(text: &str) -> Result<Self, PairingError> {
                Self::from_map(map_from_text(CodePrefix::InPerson, text)?)
            }

            /// Reads the CBOR map.
            ///
            /// # Errors
            /// [`PairingError`] saying what is wrong with it.
            pub fn from_map(map: Vec<u8>) -> Result<Self, PairingError> {
                let code = Code::decode(&map, $kind)?;
                Ok(Self { code, map })
            }

            fn of(code: Code) -> Result<Self, PairingError> {
                code.person.check(MAX_RELAYS)?;
                let map = code.encode();
                Ok(Self { code, map })
            }
        }
    };
}

code! {
    /// What the worker shows.
    Offer, CodeKind::Offer
}
code! {
    /// What the contact shows in reply.
    Answer, CodeKind::Answer
}

impl Offer {
    /// Makes an offer and the secret that completes it. `send_id` is where the contact will send.
    ///
    /// # Errors
    /// [`PairingError::Invalid`] for more than four relays, a language tag above 16 bytes, or an unsound key.
    pub fn make(
        relays: &[RelayAddress],
        language: &str,
        identity: &IdentityPublic,
        send_id: SendId,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, PairingSecret), PairingError> {
        let secret = PairingSecret::make_random(rng);
        let offer = Self::of(Code {
            person: Person {
                exchange: secret.public(),
                identity: *identity,
                nonce: primitives::random(rng),
                send_id,
                relays: relays.to_vec(),
                language: language.to_owned(),
            },
            offer_hash: None,
        })?;
        Ok((offer, secret))
    }

    fn hash(&self) -> [u8; 16] {
        join(&[&primitives::sha256(&[&self.map])])
    }
}

/// Answers an offer, at the contact: the answer to show, and the pair's root. `send_id` is where the worker will
/// send.
///
/// # Errors
/// [`PairingError::Invalid`] for an offer with an unusable key, or arguments out of bounds as in [`Offer::make`].
pub fn answer(
    offer: &Offer,
    relays: &[RelayAddress],
    language: &str,
    identity: &IdentityPublic,
    send_id: SendId,
    rng: &mut impl CryptoRng,
) -> Result<(Answer, Root), PairingError> {
    let secret = PairingSecret::make_random(rng);
    let answer = Answer::of(Code {
        person: Person {
            exchange: secret.public(),
            identity: *identity,
            nonce: primitives::random(rng),
            send_id,
            relays: relays.to_vec(),
            language: language.to_owned(),
        },
        offer_hash: Some(offer.hash()),
    })?;
    let root = derive_root(&secret, offer.exchange_public(), offer, &answer)?;
    Ok((answer, root))
}

/// Completes a pairing, at the worker.
///
/// # Errors
/// [`PairingError::OtherInvite`] if the answer is to another offer; [`PairingError::Invalid`] for a secret that
/// does not belong to the offer, or an unusable key.
pub fn complete(offer: &Offer, secret: &PairingSecret, answer: &Answer) -> Result<Root, PairingError> {
    if answer.code.offer_hash != Some(offer.hash()) {
        return Err(PairingError::OtherInvite);
    }
    if secret.public() != *offer.exchange_public() {
        return Err(PairingError::Invalid);
    }
    derive_root(secret, answer.exchange_public(), offer, answer)
}

fn derive_root(
    secret: &PairingSecret,
    theirs: &PairingPublic,
    offer: &Offer,
    answer: &Answer,
) -> Result<Root, PairingError> {
    let shared = primitives::x25519(secret.expose(), theirs.as_bytes()).ok_or(PairingError::Invalid)?;
    // The second half is where far-away pairing puts its X-Wing secret.
    let ikm: Zeroizing<[u8; 64]> = Zeroizing::new(join(&[shared.as_slice()]));
    let transcript = primitives::sha256(&[labels::PAIRING, &offer.map, &answer.map]);
    Ok(Root::build(|out| primitives::hkdf(ikm.as_slice(), &transcript, &[labels::ROOT], out)))
}
