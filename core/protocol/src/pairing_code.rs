//! The text form of codes: `WH1` (pairing in person), `WP1` (link) or `WF1` (family link), then base32 of a CBOR map
//! and its checksum. Made to be shown as a QR code, read aloud, typed and pasted, so a code that was mangled on the way
//! says in which way.

use data_encoding::BASE32_NOPAD;
use minicbor::decode::Decoder;

use crate::cbor::{
    Entry, FormatError, Writer, check_text, read_array, read_exact, read_text, read_whole_map,
};
use crate::ids::SendId;
use crate::keys::{IdentityPublic, PairingPublic, RelayPublic};
use crate::message::MAX_LANGUAGE;
use crate::relay_address::RelayAddress;
use crate::{labels, primitives};

/// The most characters of a code, blanks and hyphens included.
pub const MAX_CODE: usize = 2_000;
/// The most relays in a code.
pub(crate) const MAX_RELAYS: usize = 4;

const CHECKSUM: usize = 4;

/// What is wrong with a pairing code, in words that an app can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PairingError {
    /// It does not begin as such a code does: some other text.
    #[error("this is not a pairing code")]
    NotOurs,
    /// Cut short, or a character is wrong: show or copy it again.
    #[error("the pairing code is damaged")]
    Damaged,
    /// Made by a later version.
    #[error("the pairing code is of a later version")]
    TooNew,
    /// An answer where an offer was expected, or the other way round.
    #[error("this is the other side's kind of pairing code")]
    WrongKind,
    /// An answer to another invite.
    #[error("this answers another invite")]
    OtherInvite,
    /// Whole, but its content is not allowed.
    #[error("the pairing code is not valid")]
    Invalid,
}

impl From<FormatError> for PairingError {
    fn from(_: FormatError) -> Self {
        Self::Invalid
    }
}

/// Which side made a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeKind {
    Offer,
    Answer,
}

/// What one side tells the other about itself: keys 1 to 6 of every pairing map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) exchange: PairingPublic,
    pub(crate) identity: IdentityPublic,
    pub(crate) nonce: [u8; 16],
    pub(crate) send_id: SendId,
    pub(crate) relays: Vec<RelayAddress>,
    pub(crate) language: String,
}

/// How many keys of a map a person takes.
pub(crate) const PERSON_KEYS: usize = 6;

impl Person {
    /// Checks what a caller gave: language, number of relays, soundness of the identity key.
    pub(crate) fn check(&self, relays: usize) -> Result<(), PairingError> {
        check_text(&self.language, MAX_LANGUAGE, "language")?;
        if self.relays.len() > relays || !self.identity.is_sound() {
            return Err(PairingError::Invalid);
        }
        Ok(())
    }

    /// Writes keys 1 to 6.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.uint(1).bytes(self.exchange.as_bytes());
        out.uint(2).bytes(self.identity.as_bytes());
        out.uint(3).bytes(&self.nonce);
        out.uint(4).bytes(self.send_id.as_bytes());
        out.uint(5).array(self.relays.len());
        for relay in &self.relays {
            write_relay(out, relay);
        }
        out.uint(6).text(&self.language);
    }
}

/// A person's fields as far as they have been read.
#[derive(Default)]
pub(crate) struct PersonFields {
    exchange: Option<PairingPublic>,
    identity: Option<IdentityPublic>,
    nonce: Option<[u8; 16]>,
    send_id: Option<SendId>,
    relays: Option<Vec<RelayAddress>>,
    language: Option<String>,
}

impl PersonFields {
    /// Reads one of keys 1 to 6; any other is left to the caller.
    pub(crate) fn read(&mut self, key: u64, value: &mut Decoder<'_>) -> Result<Entry, FormatError> {
        match key {
            1 => self.exchange = Some(PairingPublic::from_bytes(read_exact(value, "exchange key")?)),
            2 => self.identity = Some(IdentityPublic::from_bytes(read_exact(value, "identity key")?)),
            3 => self.nonce = Some(read_exact(value, "nonce")?),
            4 => self.send_id = Some(SendId::from_bytes(read_exact(value, "send id")?)),
            5 => self.relays = Some(read_relays(value)?),
            6 => self.language = Some(read_text(value, MAX_LANGUAGE, "language")?),
            _ => return Ok(Entry::Unknown),
        }
        Ok(Entry::Known)
    }

    /// The person, if all of it was there and the identity key is sound.
    pub(crate) fn finish(self) -> Result<Person, PairingError> {
        let identity: IdentityPublic = self.identity.ok_or(PairingError::Invalid)?;
        if !identity.is_sound() {
            return Err(PairingError::Invalid);
        }
        Ok(Person {
            exchange: self.exchange.ok_or(PairingError::Invalid)?,
            identity,
            nonce: self.nonce.ok_or(PairingError::Invalid)?,
            send_id: self.send_id.ok_or(PairingError::Invalid)?,
            relays: self.relays.ok_or(PairingError::Invalid)?,
            language: self.language.ok_or(PairingError::Invalid)?,
        })
    }
}

/// The fields of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) person: Person,
    /// In answers only.
    pub(crate) offer_hash: Option<[u8; 16]>,
}

impl Code {
    fn kind(&self) -> CodeKind {
        if self.offer_hash.is_some() { CodeKind::Answer } else { CodeKind::Offer }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.map(PERSON_KEYS + 1 + usize::from(self.offer_hash.is_some()));
        out.uint(0).uint(match self.kind() {
            CodeKind::Offer => 1,
            CodeKind::Answer => 2,
        });
        self.person.write(&mut out);
        if let Some(hash) = &self.offer_hash {
            out.uint(7).bytes(hash);
        }
        out.finish()
    }

    pub(crate) fn decode(map: &[u8], wanted: CodeKind) -> Result<Self, PairingError> {
        let kind = match read_kind(map)? {
            1 => CodeKind::Offer,
            2 => CodeKind::Answer,
            0 => return Err(PairingError::Invalid),
            _ => return Err(PairingError::TooNew),
        };
        if kind != wanted {
            return Err(PairingError::WrongKind);
        }
        let (mut person, mut offer_hash) = (PersonFields::default(), None);
        read_whole_map(map, |key, value| {
            match key {
                0 => {
                    value.u64()?;
                }
                7 if kind == CodeKind::Answer => offer_hash = Some(read_exact(value, "offer hash")?),
                key => return person.read(key, value),
            }
            Ok(Entry::Known)
        })?;
        if kind == CodeKind::Answer && offer_hash.is_none() {
            return Err(PairingError::Invalid);
        }
        Ok(Self { person: person.finish()?, offer_hash })
    }
}

/// The kind alone, so that a code of the wrong kind is called that even if the rest could not be read.
pub(crate) fn read_kind(map: &[u8]) -> Result<u64, PairingError> {
    let mut kind = None;
    read_whole_map(map, |key, value| {
        if key != 0 {
            return Ok(Entry::Unknown);
        }
        kind = Some(value.u64()?);
        Ok(Entry::Known)
    })?;
    kind.ok_or(PairingError::Invalid)
}

fn read_relays(value: &mut Decoder<'_>) -> Result<Vec<RelayAddress>, FormatError> {
    let mut relays = Vec::new();
    read_array(value, 4, "relays", |_, item| {
        relays.push(read_relay(item)?);
        Ok(())
    })?;
    Ok(relays)
}

/// `[address, key]`.
pub(crate) fn write_relay(out: &mut Writer, relay: &RelayAddress) {
    out.array(2).text(relay.url()).bytes(relay.key().as_bytes());
}

/// Reads `[address, key]`.
pub(crate) fn read_relay(value: &mut Decoder<'_>) -> Result<RelayAddress, FormatError> {
    let (mut url, mut key) = (None, None);
    let items = read_array(value, 2, "relay", |index, part| {
        if index == 0 {
            url = Some(read_text(part, RelayAddress::MAX_URL, "relay address")?);
        } else {
            key = Some(RelayPublic::from_bytes(read_exact(part, "relay key")?));
        }
        Ok(())
    })?;
    let (Some(url), Some(key), 2) = (url, key, items) else {
        return Err(FormatError::Invalid { field: "relay" });
    };
    RelayAddress::new(&url, key).map_err(|_| FormatError::Invalid { field: "relay" })
}

fn checksum(map: &[u8]) -> [u8; CHECKSUM] {
    let [a, b, c, d, ..] = primitives::sha256(&[labels::PAIRING_CHECKSUM, map]);
    [a, b, c, d]
}

/// What a code begins with, before its version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodePrefix {
    /// Pairing in person.
    InPerson,
    /// The link of a far-away pairing.
    Link,
    /// A family link.
    Family,
}

impl CodePrefix {
    const fn letters(self) -> &'static str {
        match self {
            Self::InPerson => "WH",
            Self::Link => "WP",
            Self::Family => "WF",
        }
    }
}

/// Prefix, `1`, and base32 of the map with its checksum.
pub(crate) fn map_to_text(prefix: CodePrefix, map: &[u8]) -> String {
    let mut bytes = map.to_vec();
    bytes.extend_from_slice(&checksum(map));
    format!("{}1{}", prefix.letters(), BASE32_NOPAD.encode(&bytes))
}

/// The map out of a text form, its checksum verified.
pub(crate) fn map_from_text(prefix: CodePrefix, text: &str) -> Result<Vec<u8>, PairingError> {
    if text.len() > MAX_CODE {
        return Err(PairingError::NotOurs);
    }
    let dense: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let dense = dense.to_ascii_uppercase();
    let rest = dense.strip_prefix(prefix.letters()).ok_or(PairingError::NotOurs)?;
    let Some(body) = rest.strip_prefix('1') else {
        let later = rest.starts_with(|c: char| c.is_ascii_digit());
        return Err(if later { PairingError::TooNew } else { PairingError::NotOurs });
    };
    let mut bytes = BASE32_NOPAD.decode(body.as_bytes()).map_err(|_| PairingError::Damaged)?;
    let (map, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(PairingError::Damaged)?;
    if *sum != checksum(map) {
        return Err(PairingError::Damaged);
    }
    bytes.truncate(bytes.len().saturating_sub(CHECKSUM));
    Ok(bytes)
}

/// The code in an address: what stands after its last `#`; a code alone is as good.
pub(crate) fn map_from_address(prefix: CodePrefix, text: &str) -> Result<Vec<u8>, PairingError> {
    if text.len() > MAX_CODE {
        return Err(PairingError::NotOurs);
    }
    map_from_text(prefix, text.rsplit_once('#').map_or(text, |(_, code)| code))
}
