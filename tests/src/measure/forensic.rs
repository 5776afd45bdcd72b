//! What a laboratory reads that has a phone, the key of its device and one PIN: every field of the lobby and of the vault which
//! that PIN opens, by a reader that shares no code with the library.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minicbor::Decoder;
use minicbor::data::Type;
use wayhome_vault::DeviceKey;

use super::stores;
use super::stranger::Stranger;

/// Where a field was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// Readable with the device's key alone.
    Lobby,
    /// Readable with the PIN.
    Vault,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A number, a yes or no, or nothing.
    Plain(String),
}

/// One field of one record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    /// Where it was found.
    pub place: Where,
    /// The kind of its record, and the numbers of the fields that lead to it: `36[0.1`.
    pub path: String,
    /// What it holds.
    pub value: Value,
}

/// All that can be read.
#[derive(Debug)]
pub struct Readable {
    /// The region of the vault that the PIN opens.
    pub region: u8,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// Records of the lobby that are one sealed thing beside the other.
const SEALED: [u8; 4] = [4, 5, 6, 9];

/// Reads a store that nobody has open. `None` if the key is not that of its device, or the PIN opens nothing.
#[must_use]
pub fn read(store: &Path, device: &dyn DeviceKey, pin: &str) -> Option<Readable> {
    let rows = stores::rows(store);
    let reader = Stranger::read(rows.get(&5)?, device)?;
    let (region, key, epoch) = reader.slot(pin, device)?;
    let lobby = reader.records(&rows, 4, &reader.lobby_key, reader.lobby_epoch)?;
    let vault = reader.records(&rows, region, &key, epoch)?;
    let mut fields = Vec::new();
    for (place, records) in [(Where::Lobby, lobby), (Where::Vault, vault)] {
        for (name, record) in records {
            let (kind, id) = (name[0], &name[1..]);
            fields.push(Field { place, path: format!("{kind}#"), value: Value::Bytes(id.to_vec()) });
            if place == Where::Lobby && SEALED.contains(&kind) {
                fields.push(Field { place, path: kind.to_string(), value: Value::Bytes(record) });
            } else {
                // A version stands in front.
                walk(&mut Decoder::new(&record[1..]), place, kind.to_string(), &mut fields);
            }
        }
    }
    fields.sort();
    Some(Readable { region, fields })
}

fn walk(decoder: &mut Decoder<'_>, place: Where, path: String, out: &mut Vec<Field>) {
    let value = match decoder.datatype().unwrap() {
        Type::Map => {
            for _ in 0..decoder.map().unwrap().unwrap() {
                let key = decoder.u64().unwrap();
                walk(decoder, place, format!("{path}.{key}"), out);
            }
            return;
        }
        Type::Array => {
            for _ in 0..decoder.array().unwrap().unwrap() {
                walk(decoder, place, format!("{path}["), out);
            }
            return;
        }
        Type::Bytes => Value::Bytes(decoder.bytes().unwrap().to_vec()),
        Type::String => Value::Text(decoder.str().unwrap().to_owned()),
        Type::Bool => Value::Plain(decoder.bool().unwrap().to_string()),
        Type::Null => {
            decoder.null().unwrap();
            Value::Plain("nothing".to_owned())
        }
        _ => Value::Plain(decoder.int().unwrap().to_string()),
    };
    out.push(Field { place, path, value });
}

/// Words that would say what a vault is for.
pub const MODE_WORDS: [&str; 8] = ["decoy", "duress", "hidden", "fake", "forced", "main", "secret", "real"];

/// Fewer bytes than this are found in noise by chance; in a text a shorter one says something.
const TELLING: usize = 8;

impl Value {
    fn telling(&self) -> Option<&[u8]> {
        let bytes = match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::Plain(_) => return None,
        };
        let least = if matches!(self, Self::Text(_)) { 3 } else { TELLING };
        // One byte over and over stands for nothing in any vault.
        let says = bytes.iter().any(|byte| Some(byte) != bytes.first());
        (bytes.len() >= least && says).then_some(bytes)
    }
}

/// Something that must not be readable, and is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where it is readable.
    pub place: Where,
    /// In which field.
    pub path: String,
    /// What it is: a word, or the field of the other vault that it is equal to.
    pub what: String,
}

/// Texts that name a mode.
#[must_use]
pub fn words(readable: &Readable) -> BTreeSet<Finding> {
    let mut found = BTreeSet::new();
    for field in &readable.fields {
        let Value::Text(text) = &field.value else { continue };
        for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
            if MODE_WORDS.contains(&word) {
                let what = word.to_owned();
                found.insert(Finding { place: field.place, path: field.path.clone(), what });
            }
        }
    }
    found
}

/// What stands in another vault and can be read without its PIN.
#[must_use]
pub fn of_another_vault(readable: &Readable, other: &Readable) -> BTreeSet<Finding> {
    let mut theirs: BTreeMap<&[u8], &str> = BTreeMap::new();
    for field in other.fields.iter().filter(|field| field.place == Where::Vault) {
        // The ids of numbered records are the same everywhere.
        let numbered =
            field.path.ends_with('#') && matches!(&field.value, Value::Bytes(id) if id.starts_with(&[0; 8]));
        if let Some(bytes) = field.value.telling().filter(|_| !numbered) {
            theirs.insert(bytes, &field.path);
        }
    }
    let mut found = BTreeSet::new();
    for field in &readable.fields {
        let Some(bytes) = field.value.telling() else { continue };
        let text = matches!(field.value, Value::Text(_));
        for (their, path) in theirs.iter().filter(|(their, _)| text || their.len() >= TELLING) {
            if bytes.len() >= their.len() && bytes.windows(their.len()).any(|part| part == *their) {
                found.insert(Finding {
                    place: field.place,
                    path: field.path.clone(),
                    what: (*path).to_owned(),
                });
            }
        }
    }
    found
}
