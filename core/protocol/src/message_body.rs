//! The bodies of messages: which key means what in each kind.

use crate::capsule::Capsule;
use crate::cbor::{
    Entry, FormatError, Writer, check_text, read_bytes, read_exact, read_text, read_whole_map,
};
use crate::dossier_access::DossierAccess;
use crate::ids::{DossierId, EventId};
use crate::lodged::{MAX_STEP_WORDS, StepWords};
use crate::message::{
    CheckInState, MAX_LANGUAGE, MAX_NAME, MAX_NOTE, MAX_REPLY, Message, ReceiptState, ReplyKind,
};
use crate::place::Place;
use crate::plan_message::PlanMessage;
use crate::plan_steps::Step;
use crate::shares::Share;
use crate::trail::Trail;

impl Message {
    pub(crate) fn encode_body(&self) -> Result<Vec<u8>, FormatError> {
        let mut body = Body::default();
        match self {
            Self::CheckIn { state, note, place, battery, capsule } => {
                body.uint(0, u64::from(state.number()));
                body.note(1, note.as_deref())?;
                if let Some(place) = place {
                    place.write(body.key(2));
                }
                body.battery(3, *battery)?;
                if let Some(capsule) = capsule {
                    body.bytes(4, capsule.as_bytes());
                }
            }
            Self::Sos { note, trail, battery } => {
                body.note(0, note.as_deref())?;
                if let Some(trail) = trail {
                    body.bytes(1, &trail.encode());
                }
                body.battery(2, *battery)?;
            }
            Self::AllClear { sos } => body.bytes(0, sos.as_bytes()),
            Self::Opened | Self::Farewell => {}
            Self::Reply { reply, about } => {
                body.reply(reply)?;
                if let Some(about) = about {
                    body.bytes(2, about.as_bytes());
                }
            }
            Self::Hello { name, language } => {
                body.text(0, name, MAX_NAME, "name")?;
                body.text(1, language, MAX_LANGUAGE, "language")?;
            }
            Self::Receipt { state, event } => {
                body.uint(0, u64::from(state.byte()));
                body.bytes(1, event.as_bytes());
            }
            Self::LastPlace { trail, battery } => {
                body.bytes(0, &trail.encode());
                body.battery(1, *battery)?;
            }
            Self::Plan(plan) => return plan.encode(),
            Self::StepWords(step) => {
                body.uint(0, u64::from(step.step.number()));
                body.text(1, &step.words, MAX_STEP_WORDS, "words")?;
                if let Some(access) = &step.access {
                    access.check()?;
                    access.write(body.key(2));
                }
                if step.drill {
                    body.key(3).bool(true);
                }
            }
            Self::DossierShare { dossier, generation, share } => {
                body.bytes(0, dossier.as_bytes());
                body.uint(1, u64::from(*generation));
                body.bytes(2, share.expose());
            }
            Self::Unknown { .. } => return Err(FormatError::Invalid { field: "kind" }),
        }
        Ok(body.finish())
    }

    pub(crate) fn decode_body(kind: u64, body: &[u8]) -> Result<Self, FormatError> {
        if kind == 10 {
            return Ok(Self::Plan(Box::new(PlanMessage::decode(body)?)));
        }
        if !(1..=12).contains(&kind) {
            return Ok(Self::Unknown { kind });
        }
        let fields = Fields::read(kind, body)?;
        Ok(match kind {
            1 => Self::CheckIn {
                state: required(fields.state, "state")?,
                note: fields.text,
                place: fields.place,
                battery: fields.battery,
                capsule: fields.capsule,
            },
            2 => Self::Sos { note: fields.text, trail: fields.trail, battery: fields.battery },
            3 => Self::AllClear { sos: required(fields.event, "event id")? },
            4 => Self::Opened,
            5 => Self::Reply { reply: fields.reply()?, about: fields.event },
            6 => Self::Hello {
                name: required(fields.text, "name")?,
                language: required(fields.language, "language")?,
            },
            7 => Self::Farewell,
            8 => Self::Receipt {
                state: required(fields.receipt, "state")?,
                event: required(fields.event, "event id")?,
            },
            11 => Self::StepWords(StepWords {
                step: required(fields.step, "step")?,
                words: required(fields.text, "words")?,
                access: fields.access,
                drill: fields.drill,
            }),
            12 => Self::DossierShare {
                dossier: required(fields.dossier, "dossier id")?,
                generation: required(fields.generation, "generation")?,
                share: required(fields.share, "share")?,
            },
            _ => Self::LastPlace { trail: required(fields.trail, "trail")?, battery: fields.battery },
        })
    }
}

fn required<T>(value: Option<T>, field: &'static str) -> Result<T, FormatError> {
    value.ok_or(FormatError::Missing { field })
}

/// Collects entries, then writes the map with their number in front.
#[derive(Default)]
struct Body {
    entries: usize,
    writer: Writer,
}

impl Body {
    fn key(&mut self, key: u64) -> &mut Writer {
        self.entries = self.entries.saturating_add(1);
        self.writer.uint(key)
    }

    fn uint(&mut self, key: u64, value: u64) {
        self.key(key).uint(value);
    }

    fn bytes(&mut self, key: u64, bytes: &[u8]) {
        self.key(key).bytes(bytes);
    }

    fn text(&mut self, key: u64, text: &str, bound: usize, field: &'static str) -> Result<(), FormatError> {
        check_text(text, bound, field)?;
        self.key(key).text(text);
        Ok(())
    }

    fn note(&mut self, key: u64, note: Option<&str>) -> Result<(), FormatError> {
        note.map_or(Ok(()), |note| self.text(key, note, MAX_NOTE, "note"))
    }

    fn battery(&mut self, key: u64, percent: Option<u8>) -> Result<(), FormatError> {
        let Some(percent) = percent else { return Ok(()) };
        check_battery(percent)?;
        self.uint(key, u64::from(percent));
        Ok(())
    }

    fn reply(&mut self, reply: &ReplyKind) -> Result<(), FormatError> {
        match reply {
            ReplyKind::Seen => self.uint(0, 0),
            ReplyKind::OnIt => self.uint(0, 1),
            ReplyKind::Text(text) => {
                self.uint(0, 2);
                self.text(1, text, MAX_REPLY, "text")?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Vec<u8> {
        let mut out = Writer::default();
        out.map(self.entries);
        let mut bytes = out.finish();
        bytes.extend_from_slice(&self.writer.finish());
        bytes
    }
}

pub(crate) fn check_battery(percent: u8) -> Result<u8, FormatError> {
    if percent <= 100 { Ok(percent) } else { Err(FormatError::OverBound { field: "battery" }) }
}

/// Everything a body may hold; which key means what depends on the kind.
#[derive(Default)]
struct Fields {
    state: Option<CheckInState>,
    reply: Option<u8>,
    receipt: Option<ReceiptState>,
    text: Option<String>,
    language: Option<String>,
    place: Option<Place>,
    battery: Option<u8>,
    capsule: Option<Box<Capsule>>,
    trail: Option<Trail>,
    event: Option<EventId>,
    step: Option<Step>,
    access: Option<Box<DossierAccess>>,
    drill: bool,
    dossier: Option<DossierId>,
    generation: Option<u32>,
    share: Option<Share>,
}

impl Fields {
    fn read(kind: u64, body: &[u8]) -> Result<Self, FormatError> {
        let mut fields = Self::default();
        read_whole_map(body, |key, value| {
            match (kind, key) {
                (1, 0) => {
                    let state = CheckInState::from_number(value.u8()?);
                    fields.state = Some(state.ok_or(FormatError::Invalid { field: "state" })?);
                }
                (1, 1) | (2, 0) => fields.text = Some(read_text(value, MAX_NOTE, "note")?),
                (1, 2) => fields.place = Some(Place::read(value)?),
                (1, 3) | (2, 2) | (9, 1) => fields.battery = Some(check_battery(value.u8()?)?),
                (1, 4) => {
                    let bytes = read_exact::<{ Capsule::LENGTH }>(value, "capsule")?;
                    fields.capsule = Some(Box::new(Capsule::from_bytes(bytes)));
                }
                (2, 1) | (9, 0) => {
                    let trail = Trail::decode(&read_bytes(value, Trail::MAX_BYTES, "trail")?);
                    fields.trail = if kind == 2 { trail.ok() } else { Some(trail.unwrap_or_default()) };
                }
                (3, 0) | (5, 2) | (8, 1) => {
                    fields.event = Some(EventId::from_bytes(read_exact(value, "event id")?));
                }
                (5, 0) => fields.reply = Some(value.u8()?),
                (5, 1) => fields.text = Some(read_text(value, MAX_REPLY, "text")?),
                (6, 0) => fields.text = Some(read_text(value, MAX_NAME, "name")?),
                (6, 1) => fields.language = Some(read_text(value, MAX_LANGUAGE, "language")?),
                (8, 0) => {
                    let state = ReceiptState::from_byte(value.u8()?);
                    fields.receipt = Some(state.ok_or(FormatError::Invalid { field: "state" })?);
                }
                (11, 0) => {
                    let step = Step::new(value.u8()?);
                    fields.step = Some(step.ok_or(FormatError::Invalid { field: "step" })?);
                }
                (11, 1) => fields.text = Some(read_text(value, MAX_STEP_WORDS, "words")?),
                (11, 2) => fields.access = Some(Box::new(DossierAccess::read(value)?)),
                (11, 3) => fields.drill = value.bool()?,
                (12, 0) => fields.dossier = Some(DossierId::from_bytes(read_exact(value, "dossier id")?)),
                (12, 1) => fields.generation = Some(value.u32()?),
                (12, 2) => fields.share = Some(Share::from_bytes(read_exact(value, "share")?)),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        Ok(fields)
    }

    fn reply(&self) -> Result<ReplyKind, FormatError> {
        match (required(self.reply, "reply")?, &self.text) {
            (0, None) => Ok(ReplyKind::Seen),
            (1, None) => Ok(ReplyKind::OnIt),
            (2, Some(text)) => Ok(ReplyKind::Text(text.clone())),
            (2, None) => Err(FormatError::Missing { field: "text" }),
            _ => Err(FormatError::Invalid { field: "reply" }),
        }
    }
}
