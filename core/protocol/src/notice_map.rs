//! The map of a notice.

use crate::cbor::{Entry, FormatError, Writer, read_bytes, read_exact, read_whole_map};
use crate::ids::{DossierId, Tag, TimerId};
use crate::keys::{DossierRelayPart, RelayPart};
use crate::layout::Reader;
use crate::notice::{MAX_NOTICE_PARTS, Notice, NoticeKind};
use crate::plan_map::required;
use crate::plan_steps::Step;
use crate::time::Minute;
use crate::timer::TimerCommand;

/// Bytes of one relay part with its tag.
const PART: usize = Tag::LENGTH + RelayPart::LENGTH;

pub(crate) fn write(notice: &Notice) -> Result<Vec<u8>, FormatError> {
    let entries = match &notice.kind {
        NoticeKind::StepTold { drill, .. } => {
            if *drill {
                4
            } else {
                3
            }
        }
        NoticeKind::Held { .. } => 4,
        NoticeKind::DossierPart { .. } => 3,
        NoticeKind::RelayAway { .. } => 2,
        NoticeKind::CheckInCame { .. } | NoticeKind::Paused { .. } | NoticeKind::RelayParts { .. } => 1,
        NoticeKind::Ended | NoticeKind::BegunAnew => 0,
        NoticeKind::Unknown { .. } => return Err(FormatError::Invalid { field: "kind" }),
    };
    let mut out = Writer::default();
    out.map(3 + entries);
    out.uint(0).uint(notice.kind.number());
    out.uint(1).bytes(notice.timer.as_bytes());
    out.uint(2).uint(u64::from(notice.minute.get()));
    match &notice.kind {
        NoticeKind::StepTold { step, steps, drill, missed } => {
            out.uint(3).uint(u64::from(step.number()));
            out.uint(4).uint(u64::from(*steps));
            if *drill {
                out.uint(5).bool(true);
            }
            out.uint(6).uint(u64::from(missed.get()));
        }
        NoticeKind::CheckInCame { step } => {
            out.uint(3).uint(u64::from(step.number()));
        }
        NoticeKind::Held { step, by, until, command } => {
            out.uint(3).uint(u64::from(step.number()));
            out.uint(4).uint(u64::from(*by));
            out.uint(5).uint(u64::from(until.get()));
            out.uint(6).bytes(&command.encode());
        }
        NoticeKind::Paused { until } => {
            out.uint(5).uint(u64::from(until.get()));
        }
        NoticeKind::RelayAway { from, to } => {
            out.uint(3).uint(u64::from(from.get()));
            out.uint(4).uint(u64::from(to.get()));
        }
        NoticeKind::RelayParts { parts } => {
            if parts.len() > MAX_NOTICE_PARTS {
                return Err(FormatError::OverBound { field: "relay parts" });
            }
            let mut bytes = zeroize::Zeroizing::new(Vec::with_capacity(parts.len().saturating_mul(PART)));
            for (tag, part) in parts {
                bytes.extend_from_slice(tag.as_bytes());
                bytes.extend_from_slice(part.expose());
            }
            out.uint(3).bytes(&bytes);
        }
        NoticeKind::DossierPart { dossier, relay_part, generation } => {
            out.uint(3).bytes(dossier.as_bytes());
            out.uint(4).bytes(relay_part.expose());
            out.uint(5).uint(u64::from(*generation));
        }
        NoticeKind::Ended | NoticeKind::BegunAnew | NoticeKind::Unknown { .. } => {}
    }
    Ok(out.finish())
}

/// Everything a notice's map may hold; which key means what depends on the kind.
#[derive(Default)]
struct Fields {
    timer: Option<TimerId>,
    minute: Option<Minute>,
    step: Option<Step>,
    small: Option<u8>,
    drill: bool,
    from: Option<Minute>,
    until: Option<Minute>,
    command: Option<Box<TimerCommand>>,
    parts: Option<Vec<(Tag, RelayPart)>>,
    dossier: Option<DossierId>,
    relay_part: Option<DossierRelayPart>,
    generation: Option<u32>,
}

pub(crate) fn read(map: &[u8]) -> Result<Notice, FormatError> {
    let kind = read_kind(map)?;
    let mut fields = Fields::default();
    read_whole_map(map, |key, value| {
        match (kind, key) {
            (_, 0) => {
                value.u64()?;
            }
            (_, 1) => fields.timer = Some(TimerId::from_bytes(read_exact(value, "timer id")?)),
            (_, 2) => fields.minute = Some(Minute::new(value.u32()?)),
            (1..=3, 3) => {
                let step = Step::new(value.u8()?);
                fields.step = Some(step.ok_or(FormatError::Invalid { field: "step" })?);
            }
            (1 | 3, 4) => fields.small = Some(value.u8()?),
            (1, 5) => fields.drill = value.bool()?,
            (6, 3) => fields.from = Some(Minute::new(value.u32()?)),
            (1, 6) | (3 | 4, 5) | (6, 4) => fields.until = Some(Minute::new(value.u32()?)),
            (3, 6) => {
                let bytes: [u8; TimerCommand::LENGTH] = read_exact(value, "hold")?;
                let command = TimerCommand::decode(&bytes).ok();
                fields.command = Some(Box::new(command.ok_or(FormatError::Invalid { field: "hold" })?));
            }
            (7, 3) => fields.parts = Some(read_parts(&read_bytes(value, PARTS, "relay parts")?)?),
            (8, 3) => fields.dossier = Some(DossierId::from_bytes(read_exact(value, "dossier id")?)),
            (8, 4) => {
                fields.relay_part = Some(DossierRelayPart::from_bytes(read_exact(value, "relay part")?));
            }
            (8, 5) => fields.generation = Some(value.u32()?),
            _ => return Ok(Entry::Unknown),
        }
        Ok(Entry::Known)
    })?;
    fields.notice(kind)
}

impl Fields {
    fn notice(self, kind: u64) -> Result<Notice, FormatError> {
        let timer = required(self.timer, "timer id")?;
        let minute = required(self.minute, "minute")?;
        let kind = match kind {
            1 => {
                let (step, steps) = (required(self.step, "step")?, required(self.small, "number of steps")?);
                if step.number() > steps || usize::from(steps) > Step::MOST {
                    return Err(FormatError::Invalid { field: "number of steps" });
                }
                NoticeKind::StepTold {
                    step,
                    steps,
                    drill: self.drill,
                    missed: required(self.until, "missed")?,
                }
            }
            2 => NoticeKind::CheckInCame { step: required(self.step, "step")? },
            3 => NoticeKind::Held {
                step: required(self.step, "step")?,
                by: required(self.small, "index")?,
                until: required(self.until, "until")?,
                command: required(self.command, "hold")?,
            },
            4 => NoticeKind::Paused { until: required(self.until, "until")? },
            5 => NoticeKind::Ended,
            6 => {
                NoticeKind::RelayAway { from: required(self.from, "from")?, to: required(self.until, "to")? }
            }
            7 => NoticeKind::RelayParts { parts: required(self.parts, "relay parts")? },
            8 => NoticeKind::DossierPart {
                dossier: required(self.dossier, "dossier id")?,
                relay_part: required(self.relay_part, "relay part")?,
                generation: required(self.generation, "generation")?,
            },
            9 => NoticeKind::BegunAnew,
            kind => NoticeKind::Unknown { kind },
        };
        Ok(Notice { timer, minute, kind })
    }
}

/// Bytes of the relay parts of a full notice.
const PARTS: usize = MAX_NOTICE_PARTS * PART;

/// The kind stands first where a writer of this version writes, but may stand anywhere.
fn read_kind(map: &[u8]) -> Result<u64, FormatError> {
    let mut kind = None;
    read_whole_map(map, |key, value| {
        if key != 0 {
            return Ok(Entry::Unknown);
        }
        kind = Some(value.u64()?);
        Ok(Entry::Known)
    })?;
    required(kind, "kind")
}

fn read_parts(bytes: &[u8]) -> Result<Vec<(Tag, RelayPart)>, FormatError> {
    let invalid = FormatError::Invalid { field: "relay parts" };
    let mut reader = Reader::new(bytes);
    let mut parts = Vec::with_capacity(bytes.len() / PART);
    while !reader.is_empty() {
        let tag = Tag::from_bytes(reader.array().ok_or(invalid)?);
        parts.push((tag, RelayPart::from_bytes(reader.array().ok_or(invalid)?)));
    }
    Ok(parts)
}
