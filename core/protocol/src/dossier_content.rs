//! What stands in a dossier: `length 4 ‖ CBOR map ‖ attachments one after another`. The map has at most 65,532 bytes,
//! so the first chunk always holds all of it.

use minicbor::decode::Decoder;

use crate::cbor::{Entry, FormatError, Writer, check_text, read_array, read_text, read_whole_map};
use crate::dossier::{CHUNK, DossierError};
use crate::layout::Reader;
use crate::time::Timestamp;

/// The most fields.
pub const MAX_FIELDS: u32 = 16;
/// The most bytes of one field's text.
pub const MAX_FIELD: usize = 2_000;
/// The most attachments.
pub const MAX_ATTACHMENTS: u32 = 64;
/// The most bytes of an attachment's name.
pub const MAX_ATTACHMENT_NAME: usize = 100;
/// The most bytes of an attachment's media type.
pub const MAX_MEDIA_TYPE: usize = 64;

const LENGTH: usize = 4;

/// Which field of a dossier: 1–255. Numbers without a name here come from a later version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierField(u8);

impl DossierField {
    /// Who I am.
    pub const WHO_I_AM: Self = Self(1);
    /// Passport, visa, contract and other papers.
    pub const PAPERS: Self = Self(2);
    /// The employer.
    pub const EMPLOYER: Self = Self(3);
    /// The recruiter and how we met.
    pub const RECRUITER: Self = Self(4);
    /// The promised job and pay.
    pub const PROMISED_JOB: Self = Self(5);
    /// Where I will live and work.
    pub const ADDRESS: Self = Self(6);
    /// The route and the tickets.
    pub const ROUTE: Self = Self(7);
    /// People to call.
    pub const PEOPLE_TO_CALL: Self = Self(8);
    /// Anything else.
    pub const NOTES: Self = Self(9);
    /// The named ones, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::WHO_I_AM,
        Self::PAPERS,
        Self::EMPLOYER,
        Self::RECRUITER,
        Self::PROMISED_JOB,
        Self::ADDRESS,
        Self::ROUTE,
        Self::PEOPLE_TO_CALL,
        Self::NOTES,
    ];

    /// From its number; `None` for 0.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// What is said of one attachment; its bytes follow the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentEntry {
    /// At most 100 bytes.
    pub name: String,
    /// At most 64 bytes, such as `image/jpeg`.
    pub media_type: String,
    /// Its bytes.
    pub length: u32,
}

/// The map at a dossier's beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierContent {
    /// Each field once, at most 2,000 bytes each.
    pub fields: Vec<(DossierField, String)>,
    /// At most 64, in the order of their bytes.
    pub attachments: Vec<AttachmentEntry>,
    /// When it was made, by the worker's clock.
    pub time: Timestamp,
}

impl DossierContent {
    /// The beginning of the content: length and map. The attachments' bytes follow.
    ///
    /// # Errors
    /// [`FormatError`] if there are too many fields or attachments, a text is out of its bounds, or a field is there
    /// twice.
    pub fn encode_head(&self) -> Result<Vec<u8>, FormatError> {
        self.check()?;
        let mut out = Writer::default();
        out.map(3).uint(0).array(self.fields.len());
        for (field, text) in &self.fields {
            out.array(2).uint(u64::from(field.number())).text(text);
        }
        out.uint(1).array(self.attachments.len());
        for attachment in &self.attachments {
            out.array(3).text(&attachment.name).text(&attachment.media_type);
            out.uint(u64::from(attachment.length));
        }
        out.uint(2).uint(self.time.as_millis());
        let map = out.finish();
        let length = u32::try_from(map.len()).ok().filter(|_| map.len() <= CHUNK - LENGTH);
        let mut head = length.ok_or(FormatError::OverBound { field: "dossier" })?.to_be_bytes().to_vec();
        head.extend_from_slice(&map);
        Ok(head)
    }

    /// Reads the beginning of the content from the first chunk: the map, and where the attachments begin.
    ///
    /// # Errors
    /// [`DossierError::Content`] if it is not a dossier's.
    pub fn decode_head(first_chunk: &[u8]) -> Result<(Self, usize), DossierError> {
        let mut reader = Reader::new(first_chunk);
        let length =
            reader.u32().and_then(|length| usize::try_from(length).ok()).filter(|n| *n <= CHUNK - LENGTH);
        let map = length.and_then(|length| reader.slice(length)).ok_or(FormatError::Malformed)?;
        Ok((Self::decode(map)?, LENGTH + map.len()))
    }

    /// Bytes of the whole content: head and attachments.
    ///
    /// # Errors
    /// As [`DossierContent::encode_head`].
    pub fn content_length(&self) -> Result<u64, FormatError> {
        let attachments: u64 = self.attachments.iter().map(|entry| u64::from(entry.length)).sum();
        Ok(attachments.saturating_add(self.encode_head()?.len() as u64))
    }

    fn decode(map: &[u8]) -> Result<Self, FormatError> {
        let (mut fields, mut attachments, mut time) = (None, None, None);
        read_whole_map(map, |key, value| {
            match key {
                0 => fields = Some(read_fields(value)?),
                1 => attachments = Some(read_attachments(value)?),
                2 => time = Some(Timestamp::from_millis(value.u64()?)),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        let content = Self {
            fields: fields.ok_or(FormatError::Missing { field: "fields" })?,
            attachments: attachments.ok_or(FormatError::Missing { field: "attachments" })?,
            time: time.ok_or(FormatError::Missing { field: "time" })?,
        };
        content.check()?;
        Ok(content)
    }

    fn check(&self) -> Result<(), FormatError> {
        if self.fields.len() > MAX_FIELDS as usize {
            return Err(FormatError::OverBound { field: "fields" });
        }
        if self.attachments.len() > MAX_ATTACHMENTS as usize {
            return Err(FormatError::OverBound { field: "attachments" });
        }
        for (at, (field, text)) in self.fields.iter().enumerate() {
            check_text(text, MAX_FIELD, "field")?;
            if self.fields.iter().take(at).any(|(other, _)| other == field) {
                return Err(FormatError::Repeated);
            }
        }
        for attachment in &self.attachments {
            check_text(&attachment.name, MAX_ATTACHMENT_NAME, "attachment name")?;
            check_text(&attachment.media_type, MAX_MEDIA_TYPE, "media type")?;
        }
        Ok(())
    }
}

fn read_fields(value: &mut Decoder<'_>) -> Result<Vec<(DossierField, String)>, FormatError> {
    let mut fields = Vec::new();
    read_array(value, MAX_FIELDS, "fields", |_, item| {
        let (mut number, mut text) = (None, None);
        let items = read_array(item, 2, "field", |index, part| {
            if index == 0 {
                number = DossierField::from_number(part.u8()?);
            } else {
                text = Some(read_text(part, MAX_FIELD, "field")?);
            }
            Ok(())
        })?;
        match (number, text, items) {
            (Some(number), Some(text), 2) => fields.push((number, text)),
            _ => return Err(FormatError::Invalid { field: "field" }),
        }
        Ok(())
    })?;
    Ok(fields)
}

fn read_attachments(value: &mut Decoder<'_>) -> Result<Vec<AttachmentEntry>, FormatError> {
    let mut attachments = Vec::new();
    read_array(value, MAX_ATTACHMENTS, "attachments", |_, item| {
        let (mut name, mut media_type, mut length) = (None, None, None);
        let items = read_array(item, 3, "attachment", |index, part| {
            match index {
                0 => name = Some(read_text(part, MAX_ATTACHMENT_NAME, "attachment name")?),
                1 => media_type = Some(read_text(part, MAX_MEDIA_TYPE, "media type")?),
                _ => length = Some(part.u32()?),
            }
            Ok(())
        })?;
        match (name, media_type, length, items) {
            (Some(name), Some(media_type), Some(length), 3) => {
                attachments.push(AttachmentEntry { name, media_type, length });
            }
            _ => return Err(FormatError::Invalid { field: "attachment" }),
        }
        Ok(())
    })?;
    Ok(attachments)
}
