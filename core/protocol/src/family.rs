//! Family links: pairing with someone who has a browser and no app. The worker makes the link; whoever opens it has the
//! root, the reader at the relay and the identity from the link's secret alone, and finds the way back in by it.
//!
//! There is no forward secrecy on the reader's side: who has the link can read.

use std::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::cbor::{Entry, Writer, check_text, read_exact, read_text, read_whole_map};
use crate::chain::{Direction, Instance, Origin};
use crate::ids::{ReceiveId, SendId};
use crate::keys::{FamilySecret, IdentitySecret, ReceiveCapability, Root};
use crate::message::MAX_LANGUAGE;
use crate::pairing_code::{
    CodePrefix, PairingError, map_from_address, map_to_text, read_kind, read_relay, write_relay,
};
use crate::relay_address::RelayAddress;
use crate::{labels, primitives};

/// Browsers of one family link that have a chain each; a further one shares the last.
pub const INSTANCES: u8 = 8;
/// Where a browser that found every instance taken begins on the last chain: one of the first sixteen multiples.
pub const SHARED_STEPS: u32 = 256;

const KIND: u64 = 7;

/// A family link.
#[derive(PartialEq, Eq)]
pub struct FamilyLink {
    secret: FamilySecret,
    relay: RelayAddress,
    language: String,
    main_origin: Origin,
}

impl fmt::Debug for FamilyLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FamilyLink(…)")
    }
}

impl FamilyLink {
    /// Of its parts. `main_origin` is the vault region that the reader's messages are meant for.
    ///
    /// # Errors
    /// [`PairingError::Invalid`] for a language tag above 16 bytes or an origin that is no vault's.
    pub fn new(
        secret: FamilySecret,
        relay: RelayAddress,
        language: &str,
        main_origin: Origin,
    ) -> Result<Self, PairingError> {
        check_text(language, MAX_LANGUAGE, "language")?;
        if Origin::vault(main_origin.byte()).is_none() {
            return Err(PairingError::Invalid);
        }
        Ok(Self { secret, relay, language: language.to_owned(), main_origin })
    }

    /// A new one.
    ///
    /// # Errors
    /// As [`FamilyLink::new`].
    pub fn make(
        relay: RelayAddress,
        language: &str,
        main_origin: Origin,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, PairingError> {
        Self::new(FamilySecret::make_random(rng), relay, language, main_origin)
    }

    /// The lasting secret.
    #[must_use]
    pub fn secret(&self) -> &FamilySecret {
        &self.secret
    }

    /// The relay.
    #[must_use]
    pub fn relay(&self) -> &RelayAddress {
        &self.relay
    }

    /// The language in which the page opens; may be empty.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The vault region that the reader's messages are meant for.
    #[must_use]
    pub fn main_origin(&self) -> Origin {
        self.main_origin
    }

    /// The CBOR map. It is secret.
    #[must_use]
    pub fn map(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Writer::default();
        out.map(5);
        out.uint(0).uint(KIND);
        out.uint(1).bytes(self.secret.expose());
        write_relay(out.uint(2), &self.relay);
        out.uint(3).text(&self.language);
        out.uint(4).uint(u64::from(self.main_origin.byte()));
        Zeroizing::new(out.finish())
    }

    /// Reads the CBOR map.
    ///
    /// # Errors
    /// [`PairingError`] saying what is wrong with it.
    pub fn from_map(map: &[u8]) -> Result<Self, PairingError> {
        match read_kind(map)? {
            KIND => {}
            kind if kind > KIND => return Err(PairingError::TooNew),
            _ => return Err(PairingError::WrongKind),
        }
        let (mut secret, mut relay, mut language, mut origin) = (None, None, None, None);
        read_whole_map(map, |key, value| {
            match key {
                0 => {
                    value.u64()?;
                }
                1 => secret = Some(FamilySecret::from_bytes(read_exact(value, "family secret")?)),
                2 => relay = Some(read_relay(value)?),
                3 => language = Some(read_text(value, MAX_LANGUAGE, "language")?),
                4 => origin = Origin::vault(value.u8()?),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        Ok(Self {
            secret: secret.ok_or(PairingError::Invalid)?,
            relay: relay.ok_or(PairingError::Invalid)?,
            language: language.ok_or(PairingError::Invalid)?,
            main_origin: origin.ok_or(PairingError::Invalid)?,
        })
    }

    /// The code alone: `WF1…`.
    #[must_use]
    pub fn code(&self) -> String {
        map_to_text(CodePrefix::Family, &self.map())
    }

    /// The address of the family page with the code after its `#`, where no server sees it.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}family/#{}", self.relay.url(), self.code())
    }

    /// Reads the address or the code alone, at most 2,000 characters.
    ///
    /// # Errors
    /// [`PairingError`] saying what is wrong with it.
    pub fn from_text(text: &str) -> Result<Self, PairingError> {
        Self::from_map(&Zeroizing::new(map_from_address(CodePrefix::Family, text)?))
    }

    fn derive(&self, info: &[&[u8]], out: &mut [u8]) {
        primitives::hkdf(self.secret.expose(), b"", info, out);
    }

    /// The pair's root.
    #[must_use]
    pub fn derive_root(&self) -> Root {
        Root::build(|out| self.derive(&[labels::FAMILY_ROOT], out))
    }

    /// The reader's id at the relay.
    #[must_use]
    pub fn receive_id(&self) -> ReceiveId {
        let mut id = [0; 16];
        self.derive(&[labels::FAMILY_RECEIVE_ID], &mut id);
        ReceiveId::from_bytes(id)
    }

    /// The proof of being that reader.
    #[must_use]
    pub fn derive_receive_capability(&self) -> ReceiveCapability {
        ReceiveCapability::build(|out| self.derive(&[labels::FAMILY_RECEIVE_CAPABILITY], out))
    }

    /// The mailbox of one direction; its capability comes from the root, as for any pair.
    #[must_use]
    pub fn send_id(&self, direction: Direction) -> SendId {
        let mut id = [0; 16];
        self.derive(&[labels::FAMILY_SEND_ID, &[direction.byte()]], &mut id);
        SendId::from_bytes(id)
    }

    /// The reader's Ed25519 secret, with which it may hold a step.
    #[must_use]
    pub fn derive_identity(&self) -> IdentitySecret {
        IdentitySecret::build(|out| self.derive(&[labels::FAMILY_IDENTITY], out))
    }

    /// The discard id that a browser registers to claim an instance.
    #[must_use]
    pub fn instance_marker(&self, instance: Instance) -> SendId {
        let mut id = [0; 16];
        self.derive(&[labels::FAMILY_INSTANCE, &[instance.byte()]], &mut id);
        SendId::from_bytes(id)
    }
}
