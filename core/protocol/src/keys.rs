//! Secret keys, one type for each purpose.
//!
//! A key lives in private boxed bytes, has no `Clone`, `Copy`, serialisation or revealing `Debug`, is compared
//! in constant time and is overwritten when dropped. `expose` exists so that a sealed vault can store a key;
//! nothing else has a reason to call it.

use std::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::chain::Direction;
use crate::{labels, primitives};

macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(Box<[u8; 32]>);

        impl $name {
            /// Bytes of this key.
            pub const LENGTH: usize = 32;

            /// Takes a key out of the store it was kept in. The argument is overwritten; the caller's own
            /// copy is the caller's to overwrite.
            #[must_use]
            pub fn from_bytes(mut bytes: [u8; 32]) -> Self {
                let key = Self(Box::new(bytes));
                bytes.zeroize();
                key
            }

            /// The raw bytes, for storing in a sealed place only.
            #[must_use]
            pub fn expose(&self) -> &[u8; 32] {
                &self.0
            }

            /// Builds the key in its place.
            #[allow(dead_code)]
            pub(crate) fn build(fill: impl FnOnce(&mut [u8; 32])) -> Self {
                let mut key = Self(Box::new([0; 32]));
                fill(&mut key.0);
                key
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.as_slice().ct_eq(other.0.as_slice()).into()
            }
        }

        impl Eq for $name {}

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                self.0.zeroize();
            }
        }

        impl zeroize::ZeroizeOnDrop for $name {}
    };
}

macro_rules! made_at_random {
    ($($name:ident),+) => {$(
        impl $name {
            /// Makes a fresh one.
            #[must_use]
            pub fn make_random(rng: &mut impl CryptoRng) -> Self {
                Self::build(|bytes| rng.fill_bytes(bytes))
            }
        }
    )+};
}

macro_rules! public_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 32]);

        impl $name {
            /// Bytes of this key.
            pub const LENGTH: usize = 32;

            /// Wraps bytes; whether they are a sound key shows when the key is used.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let [first, second, ..] = self.0;
                write!(f, concat!(stringify!($name), "({:02x}{:02x}…)"), first, second)
            }
        }
    };
}

secret_key! {
    /// What a pair shares for life: all chains and send capabilities come from it.
    Root
}
secret_key! {
    /// A place in a chain: this step and all later ones follow from it, none before it.
    ChainKey
}
secret_key! {
    /// Seals one wire cell.
    MessageKey
}
secret_key! {
    /// Recognises and verifies the receipts of one event, without being able to open the event.
    ReceiptRoot
}
secret_key! {
    /// Proves to the relay that its holder may send to a mailbox.
    SendCapability
}
secret_key! {
    /// Proves to the relay that its holder is the reader of a receive id.
    ReceiveCapability
}
secret_key! {
    /// The half of a capsule's key that the relay keeps until a step releases it.
    RelayPart
}
secret_key! {
    /// The relay's X25519 secret, to which groups are sealed.
    RelaySecret
}
secret_key! {
    /// A vault's X25519 secret, to which locked records are sealed.
    LockedSecret
}
secret_key! {
    /// The X25519 secret of whoever sealed one group: with it they read what the lobby was told of it.
    ToldSecret
}
secret_key! {
    /// The X25519 secret of a vault region, with which it reads its seat notes.
    NoteSecret
}
secret_key! {
    /// Shows that a seat note was written by who has it.
    NoteMacKey
}
secret_key! {
    /// The X25519 secret of one pairing under way.
    PairingSecret
}
secret_key! {
    /// A person's Ed25519 secret.
    IdentitySecret
}
secret_key! {
    /// The Ed25519 secret of one timer: its control key or one of its touch keys.
    TimerSecret
}
secret_key! {
    /// Opens the lodged cells of one contact and one upload of a plan.
    LodgeKey
}
secret_key! {
    /// The one-time secret of a far-away pairing's link.
    LinkSecret
}
secret_key! {
    /// The X-Wing secret of one far-away pairing under way, at the contact.
    LinkKemSecret
}
secret_key! {
    /// The lasting secret of a family link: whoever has it can read.
    FamilySecret
}
secret_key! {
    /// Encrypts the chunks of one dossier.
    DossierKey
}
secret_key! {
    /// The half of a dossier's wrapping key that the contacts hold, whole or in shares.
    ContactPart
}
secret_key! {
    /// The half of a dossier's wrapping key that the relay keeps until a step releases it.
    DossierRelayPart
}
secret_key! {
    /// Proves to the relay that its holder may download a released dossier.
    ReadingCapability
}
secret_key! {
    /// What the share-holders of one dossier have in common: where they meet, and under which key.
    MeetingSecret
}

made_at_random!(
    Root,
    ChainKey,
    MessageKey,
    SendCapability,
    ReceiveCapability,
    RelayPart,
    RelaySecret,
    LockedSecret,
    ToldSecret,
    NoteSecret,
    NoteMacKey,
    PairingSecret,
    IdentitySecret,
    TimerSecret,
    LodgeKey,
    LinkSecret,
    LinkKemSecret,
    FamilySecret,
    DossierKey,
    ContactPart,
    DossierRelayPart,
    ReadingCapability,
    MeetingSecret
);

public_key! {
    /// The relay's X25519 public key.
    RelayPublic
}
public_key! {
    /// A vault's X25519 public key for locked records.
    LockedPublic
}
public_key! {
    /// The X25519 public key of one group, to which the lobby seals what it is told of it.
    ToldPublic
}
public_key! {
    /// The X25519 public key of a vault region, to which its seat notes are sealed.
    NotePublic
}
public_key! {
    /// The X25519 public key of one pairing under way.
    PairingPublic
}
public_key! {
    /// A person's Ed25519 public key.
    IdentityPublic
}
public_key! {
    /// An Ed25519 public key that may command a timer.
    TimerPublic
}
public_key! {
    /// SHA-256 of a capability: what the relay keeps of it.
    CapabilityHash
}

impl IdentityPublic {
    /// Whether these bytes are a usable Ed25519 key: on the curve and not of small order.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        primitives::ed25519_is_sound(self.as_bytes())
    }
}

impl Root {
    /// The send capability of one direction.
    #[must_use]
    pub fn derive_send_capability(&self, direction: Direction) -> SendCapability {
        SendCapability::build(|out| {
            let info = [labels::SEND_CAPABILITY, &[direction.byte()]];
            primitives::hkdf(self.expose(), b"", &info, out);
        })
    }
}

impl MessageKey {
    /// The receipt root of the event whose last part this key sealed.
    #[must_use]
    pub fn derive_receipt_root(&self) -> ReceiptRoot {
        ReceiptRoot::build(|out| primitives::expand(self.expose(), &[labels::RECEIPT], out))
    }
}

impl SendCapability {
    /// What the relay keeps of it.
    #[must_use]
    pub fn hash(&self) -> CapabilityHash {
        CapabilityHash(primitives::sha256(&[self.expose()]))
    }
}

impl ReceiveCapability {
    /// What the relay keeps of it.
    #[must_use]
    pub fn hash(&self) -> CapabilityHash {
        CapabilityHash(primitives::sha256(&[self.expose()]))
    }
}

impl ReadingCapability {
    /// What the relay keeps of it.
    #[must_use]
    pub fn hash(&self) -> CapabilityHash {
        CapabilityHash(primitives::sha256(&[self.expose()]))
    }
}

impl RelaySecret {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> RelayPublic {
        RelayPublic(primitives::x25519_public(self.expose()))
    }
}

impl LockedSecret {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> LockedPublic {
        LockedPublic(primitives::x25519_public(self.expose()))
    }
}

impl ToldSecret {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> ToldPublic {
        ToldPublic(primitives::x25519_public(self.expose()))
    }
}

impl NoteSecret {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> NotePublic {
        NotePublic(primitives::x25519_public(self.expose()))
    }
}

impl PairingSecret {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PairingPublic {
        PairingPublic(primitives::x25519_public(self.expose()))
    }
}

impl IdentitySecret {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> IdentityPublic {
        IdentityPublic(primitives::ed25519_public(self.expose()))
    }
}

impl TimerSecret {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> TimerPublic {
        TimerPublic(primitives::ed25519_public(self.expose()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_of_a_secret_shows_none_of_its_bytes() {
        assert_eq!(format!("{:?}", Root::from_bytes([0xab; 32])), "Root(…)");
        assert_eq!(format!("{:?}", RelaySecret::from_bytes([7; 32])), "RelaySecret(…)");
    }

    #[test]
    fn secrets_are_equal_exactly_when_their_bytes_are() {
        let mut other = [1; 32];
        other[31] ^= 0x80;
        assert_eq!(Root::from_bytes([1; 32]), Root::from_bytes([1; 32]));
        assert_ne!(Root::from_bytes([1; 32]), Root::from_bytes(other));
    }

    #[test]
    fn the_two_directions_have_different_send_capabilities() {
        let root = Root::from_bytes([1; 32]);
        let to = root.derive_send_capability(Direction::WorkerToContact);
        let back = root.derive_send_capability(Direction::ContactToWorker);
        assert_ne!(to, back);
        assert_ne!(to.hash(), back.hash());
    }
}
