//! Identifiers: random or derived names for events, mailboxes, readers, timers and cells.
//!
//! None of them is a secret key, but a log that held them would tell who spoke to whom, so their `Debug`
//! shows two bytes only.

use std::fmt;

use data_encoding::HEXLOWER_PERMISSIVE;
use rand_core::CryptoRng;

use crate::primitives;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Bytes of this identifier.
            pub const LENGTH: usize = 16;

            /// Wraps bytes that came from a store or the wire.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// Makes a fresh one.
            #[must_use]
            pub fn make_random(rng: &mut impl CryptoRng) -> Self {
                Self(primitives::random(rng))
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

id! {
    /// Names one event (a check-in, an SOS, a reply …) for life, however often it is sealed and sent.
    EventId
}
id! {
    /// Names a mailbox on the side of those who send to it.
    SendId
}
id! {
    /// Names a reader at the relay.
    ReceiveId
}
id! {
    /// Names a timer at the relay.
    TimerId
}
id! {
    /// Names one content of a dossier at the relay.
    DossierId
}
id! {
    /// Names one route (an e-mail address, a topic …) of a reader, chosen by the reader.
    RouteId
}
id! {
    /// The first 16 bytes of a wire cell, by which its reader recognises it.
    Tag
}

macro_rules! hexadecimal {
    ($name:ident) => {
        impl $name {
            /// 32 lower-case hexadecimal digits.
            #[must_use]
            pub fn to_hex(&self) -> String {
                HEXLOWER_PERMISSIVE.encode(&self.0)
            }

            /// Reads 32 hexadecimal digits of either case; `None` for anything else.
            #[must_use]
            pub fn from_hex(text: &str) -> Option<Self> {
                if text.len() != 32 {
                    return None;
                }
                let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?;
                bytes.try_into().ok().map(Self)
            }
        }
    };
}
hexadecimal!(EventId);
hexadecimal!(RouteId);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_id_survives_its_hexadecimal_form_in_either_case() {
        let id = EventId::from_bytes(*b"0123456789abcdef");
        assert_eq!(EventId::from_hex(&id.to_hex()), Some(id));
        assert_eq!(EventId::from_hex(&id.to_hex().to_uppercase()), Some(id));
        for wrong in ["", "00", "zz112233445566778899aabbccddeeff", "0011223344556677 899aabbccddeeff"] {
            assert_eq!(EventId::from_hex(wrong), None);
        }
    }

    #[test]
    fn debug_shows_no_more_than_two_bytes_of_an_id() {
        let shown = format!("{:?}", Tag::from_bytes([0xab; 16]));
        assert_eq!(shown, "Tag(abab…)");
    }
}
