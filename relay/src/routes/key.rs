//! The key under which addresses are kept. It lies in a file outside the database, so that whoever gets the
//! database alone learns no address, and can make no link that confirms or stops a route.

use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use wayhome_protocol::ids::{ReceiveId, RouteId, TimerId};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::storage::{Hash, RouteKind, RouteOwner, RouteRow, StoredRoute};
use crate::{RelayError, files};

/// The file's name beside the relay's key, if the operator names no other.
pub(crate) const NAME: &str = "routes.key";

const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Lengths are hidden up to a multiple of this.
const PADDED_TO: usize = 64;
/// Bytes of a token before it is written in letters and digits.
const TOKEN: usize = 20;

/// What is sealed of a route. Each is bound to its field: one put in another's place does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Address,
    Language,
    /// The text of one message, which has this key.
    Words([u8; 16]),
    /// The feature phones of an uploaded plan, whose hash ends with this.
    PlanPhones([u8; 16]),
}

/// What a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Agrees to messages: `r/…`.
    Confirm,
    /// Ends them: `o/…`.
    Stop,
}

/// What is counted or looked up by a keyed hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted<'a> {
    /// Questions to an address, over all readers.
    Address(&'a str),
    /// Questions to an address for one route's owner.
    AddressOf(&'a RouteOwner, &'a str),
    /// Questions to one host.
    Host(&'a str),
    /// Questions by one kind of route.
    Kind(RouteKind),
    /// Thanks to a number.
    Thanks(&'a str),
}

/// Keys for each purpose, derived from the 32 bytes of the file.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RoutesKey {
    master: Box<[u8; 32]>,
    seal: Box<[u8; 32]>,
    nonce: Box<[u8; 32]>,
    hash: Box<[u8; 32]>,
    token: Box<[u8; 32]>,
    webhook: Box<[u8; 32]>,
}

impl std::fmt::Debug for RoutesKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RoutesKey(…)")
    }
}

impl RoutesKey {
    /// From the file's bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let derived = |label: &[u8]| {
            let mut key = Box::new([0; 32]);
            Hkdf::<Sha256>::new(None, bytes)
                .expand(label, key.as_mut_slice())
                .expect("HKDF gives 32 bytes of SHA-256");
            key
        };
        Self {
            master: Box::new(*bytes),
            seal: derived(b"wayhome/1 relay routes seal"),
            nonce: derived(b"wayhome/1 relay routes nonce"),
            hash: derived(b"wayhome/1 relay routes hash"),
            token: derived(b"wayhome/1 relay routes token"),
            webhook: derived(b"wayhome/1 relay routes webhook"),
        }
    }

    /// Reads the key at `path`, or makes one if there is none and the database has no routes either.
    pub(crate) fn load_or_make(path: &Path, has_routes: bool) -> Result<Self, RelayError> {
        let trouble = |source| RelayError::RoutesKeyUnreadable { path: path.to_owned(), source };
        if path.try_exists().map_err(trouble)? {
            let bytes = Zeroizing::new(std::fs::read(path).map_err(trouble)?);
            let bytes: &[u8; 32] = bytes
                .as_slice()
                .try_into()
                .map_err(|_| RelayError::RoutesKeyDamaged { path: path.to_owned() })?;
            return Ok(Self::from_bytes(bytes));
        }
        if has_routes {
            return Err(RelayError::RoutesKeyMissing { path: path.to_owned() });
        }
        let mut bytes = Zeroizing::new([0; 32]);
        rand::Rng::fill_bytes(&mut crate::chance::system(), bytes.as_mut_slice());
        let key = Self::from_bytes(&bytes);
        files::write_private_file(path, key.master.as_slice()).map_err(trouble)?;
        Ok(key)
    }

    /// Seals a text of a route: `version ‖ nonce ‖ ciphertext`. The nonce is made of what is sealed and where
    /// it stands, so that it can repeat only where everything does, and no randomness is needed.
    pub(crate) fn seal(&self, row: &RouteRow, kind: RouteKind, field: Field, text: &str) -> Vec<u8> {
        let mut padded = Zeroizing::new(Vec::with_capacity(text.len().saturating_add(PADDED_TO)));
        padded.extend_from_slice(text.as_bytes());
        // A one and zeros, as in ISO/IEC 7816-4: no text holds a zero byte after its end.
        padded.push(0x80);
        let padded_length = padded.len().next_multiple_of(PADDED_TO);
        padded.resize(padded_length, 0);
        let aad = associated(row, kind, field);
        let mac = keyed(&self.nonce, &[&aad, &padded]);
        let nonce: [u8; NONCE] = std::array::from_fn(|at| mac.get(at).copied().unwrap_or_default());
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: &padded, aad: &aad })
            .expect("sealing fails only beyond 256 GiB");
        [&[VERSION], nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`RoutesKey::seal`] made for the same place.
    pub(crate) fn open(
        &self,
        row: &RouteRow,
        kind: RouteKind,
        field: Field,
        sealed: &[u8],
    ) -> Option<Zeroizing<String>> {
        let (version, rest) = sealed.split_first()?;
        let (nonce, body) = rest.split_first_chunk::<NONCE>()?;
        if *version != VERSION || body.len() < TAG {
            return None;
        }
        let aad = associated(row, kind, field);
        let padded = self.cipher().decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: &aad }).ok()?;
        let padded = Zeroizing::new(padded);
        let end = padded.iter().rposition(|byte| *byte != 0)?;
        let text = padded.get(..end).filter(|_| padded.get(end) == Some(&0x80))?;
        Some(Zeroizing::new(std::str::from_utf8(text).ok()?.to_owned()))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.seal))
    }

    /// The token in a link, 32 letters and digits. It belongs to this route at this address and no other, and
    /// is the same whenever it is made.
    pub(crate) fn token(&self, link: Link, row: &RouteRow, kind: RouteKind, address: &str) -> String {
        let what: &[u8] = match link {
            Link::Confirm => b"confirm",
            Link::Stop => b"stop",
        };
        let mac = keyed(&self.token, &[what, row.as_bytes(), &[kind.byte()], address.as_bytes()]);
        let mut token = BASE32_NOPAD.encode(mac.get(..TOKEN).unwrap_or_default());
        token.make_ascii_lowercase();
        token
    }

    /// The secret with which messages to this webhook are signed, 64 hexadecimal digits.
    pub(crate) fn webhook_secret(&self, row: &RouteRow, address: &str) -> Zeroizing<String> {
        let secret = Zeroizing::new(keyed(&self.webhook, &[row.as_bytes(), address.as_bytes()]));
        Zeroizing::new(HEXLOWER.encode(secret.as_slice()))
    }

    /// The hash of a phone number, by which its answers are found.
    pub(crate) fn number(&self, number: &str) -> Hash {
        keyed(&self.hash, &[b"number", number.as_bytes()])
    }

    /// The hash under which something is counted.
    pub(crate) fn counted(&self, what: Counted<'_>) -> Hash {
        match what {
            Counted::Address(address) => keyed(&self.hash, &[b"address", address.as_bytes()]),
            Counted::AddressOf(owner, address) => {
                let owner = match owner {
                    RouteOwner::Reader { reader, .. } => *reader.as_bytes(),
                    RouteOwner::Phone { timer, .. } => *timer.as_bytes(),
                };
                keyed(&self.hash, &[b"address of", &owner, address.as_bytes()])
            }
            Counted::Host(host) => keyed(&self.hash, &[b"host", host.as_bytes()]),
            Counted::Kind(kind) => keyed(&self.hash, &[b"kind", &[kind.byte()]]),
            Counted::Thanks(number) => keyed(&self.hash, &[b"thanks", number.as_bytes()]),
        }
    }

    /// What a message is called outside: the same at every attempt, another one when it is repeated.
    pub(crate) fn once(&self, message: u64, sent: u32) -> String {
        let mac = keyed(&self.hash, &[b"once", &message.to_be_bytes(), &sent.to_be_bytes()]);
        HEXLOWER.encode(mac.get(..16).unwrap_or_default())
    }

    /// A number that differs from one message and attempt to the next and that nobody else can tell, to
    /// spread attempts.
    pub(crate) fn spread(&self, message: u64, attempt: u32) -> u32 {
        let mac = keyed(&self.hash, &[b"spread", &message.to_be_bytes(), &attempt.to_be_bytes()]);
        mac.first_chunk().map_or(0, |head| u32::from_be_bytes(*head))
    }
}

/// HMAC-SHA-256 over parts, each with its length ahead, so that no two lists of parts are the same bytes.
fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn associated(row: &RouteRow, kind: RouteKind, field: Field) -> Vec<u8> {
    let (table, field, key): (&[u8], u8, [u8; 16]) = match field {
        Field::Address => (b"routes", 1, [0; 16]),
        Field::Language => (b"routes", 2, [0; 16]),
        Field::Words(key) => (b"route_messages", 1, key),
        Field::PlanPhones(rest) => (b"plans", 1, rest),
    };
    let head: &[u8] = b"wayhome/1 relay routes field";
    [head, &[VERSION], table, row.as_bytes(), &[kind.byte(), field], &key].concat()
}

/// Whether a text could be a token at all, so that nothing is looked up for what is none.
pub(crate) fn is_token(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte);
    text.len() == TOKEN * 8 / 5 && text.bytes().all(letter)
}

/// What the database keeps of a token.
pub(crate) fn token_hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

/// The row of a reader's route. A row that was moved to another reader no longer fits its name.
pub(crate) fn reader_row(reader: &ReceiveId, route: &RouteId) -> RouteRow {
    row(&[b"wayhome/1 relay reader's route", reader.as_bytes(), route.as_bytes()])
}

/// The row of a feature phone.
pub(crate) fn phone_row(timer: &TimerId, number_hash: &Hash) -> RouteRow {
    row(&[b"wayhome/1 relay phone", timer.as_bytes(), number_hash])
}

/// Whether a route stands in the row that its owner's name gives. If not, someone has moved it.
pub(crate) fn stands_in_its_row(route: &StoredRoute) -> bool {
    route.row
        == match &route.owner {
            RouteOwner::Reader { reader, route } => reader_row(reader, route),
            RouteOwner::Phone { timer, number_hash } => phone_row(timer, number_hash),
        }
}

fn row(parts: &[&[u8]]) -> RouteRow {
    let digest = Sha256::digest(parts.concat());
    RouteRow::from_bytes(std::array::from_fn(|at| digest.get(at).copied().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: RouteRow = RouteRow::from_bytes([1; 16]);
    const OTHER: RouteRow = RouteRow::from_bytes([2; 16]);

    fn key() -> RoutesKey {
        RoutesKey::from_bytes(&[9; 32])
    }

    #[test]
    fn what_is_sealed_opens_in_its_own_place_only() {
        let sealed = key().seal(&ROW, RouteKind::Mail, Field::Address, "ben@example.org");
        let open = |key: &RoutesKey, row, kind, field| {
            key.open(row, kind, field, &sealed).map(|text| text.to_string())
        };
        let text = open(&key(), &ROW, RouteKind::Mail, Field::Address);
        assert_eq!(text.as_deref(), Some("ben@example.org"));
        assert_eq!(open(&key(), &OTHER, RouteKind::Mail, Field::Address), None);
        assert_eq!(open(&key(), &ROW, RouteKind::Webhook, Field::Address), None);
        assert_eq!(open(&key(), &ROW, RouteKind::Mail, Field::Language), None);
        assert_eq!(open(&key(), &ROW, RouteKind::Mail, Field::Words([0; 16])), None);
        assert_eq!(open(&RoutesKey::from_bytes(&[8; 32]), &ROW, RouteKind::Mail, Field::Address), None);
    }

    #[test]
    fn a_changed_or_shortened_seal_does_not_open_and_does_not_panic() {
        let sealed = key().seal(&ROW, RouteKind::Mail, Field::Address, "ben@example.org");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key().open(&ROW, RouteKind::Mail, Field::Address, &changed).is_none(), "byte {at}");
            assert!(key().open(&ROW, RouteKind::Mail, Field::Address, &sealed[..at]).is_none());
        }
    }

    #[test]
    fn the_seal_hides_the_text_and_its_exact_length() {
        let short = key().seal(&ROW, RouteKind::Mail, Field::Address, "");
        let long = key().seal(&ROW, RouteKind::Mail, Field::Address, &"x".repeat(63));
        assert_eq!(short.len(), long.len());
        assert!(!long.windows(8).any(|window| window == b"xxxxxxxx"));
        let longer = key().seal(&ROW, RouteKind::Mail, Field::Address, &"x".repeat(64));
        assert_eq!(longer.len(), long.len() + 64);
        for text in ["", "x", "\u{80}", "a\u{0}"] {
            let sealed = key().seal(&ROW, RouteKind::Mail, Field::Address, text);
            let opened = key().open(&ROW, RouteKind::Mail, Field::Address, &sealed);
            assert_eq!(opened.as_deref().map(String::as_str), Some(text));
        }
    }

    #[test]
    fn a_token_belongs_to_one_use_one_route_and_one_address() {
        let made = [
            key().token(Link::Confirm, &ROW, RouteKind::Mail, "a@b.org"),
            key().token(Link::Stop, &ROW, RouteKind::Mail, "a@b.org"),
            key().token(Link::Confirm, &OTHER, RouteKind::Mail, "a@b.org"),
            key().token(Link::Confirm, &ROW, RouteKind::Webhook, "a@b.org"),
            key().token(Link::Confirm, &ROW, RouteKind::Mail, "a@b.orh"),
            RoutesKey::from_bytes(&[8; 32]).token(Link::Confirm, &ROW, RouteKind::Mail, "a@b.org"),
        ];
        let different: std::collections::BTreeSet<_> = made.iter().collect();
        assert_eq!(different.len(), made.len());
        assert_eq!(made[0], key().token(Link::Confirm, &ROW, RouteKind::Mail, "a@b.org"));
        assert!(made.iter().all(|token| is_token(token)));
        for none in ["", "a", &"a".repeat(31), &"A".repeat(32), &"1".repeat(32), &"ä".repeat(16)] {
            assert!(!is_token(none), "{none}");
        }
    }

    #[test]
    fn a_key_is_made_once_is_private_and_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        let missing = RoutesKey::load_or_make(&path, true).unwrap_err();
        assert!(matches!(missing, RelayError::RoutesKeyMissing { .. }), "{missing}");
        assert!(!path.exists());
        let first = RoutesKey::load_or_make(&path, false).unwrap();
        let second = RoutesKey::load_or_make(&path, true).unwrap();
        assert_eq!(first.master, second.master);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(&path, [1; 31]).unwrap();
        let damaged = RoutesKey::load_or_make(&path, false).unwrap_err();
        assert!(matches!(damaged, RelayError::RoutesKeyDamaged { .. }), "{damaged}");
        assert_eq!(std::fs::read(&path).unwrap(), [1; 31]);
        assert_eq!(format!("{first:?}"), "RoutesKey(…)");
    }
}
