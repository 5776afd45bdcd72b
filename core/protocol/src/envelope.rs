//! The envelope: what every message says besides its body.

use crate::cbor::{Entry, FormatError, Writer, read_array, read_bytes, read_whole_map};
use crate::message::Message;
use crate::parts::MAX_ENVELOPE;
use crate::plan::PlanTiming;
use crate::time::{Seconds, Timestamp};

/// One message with its counter, time and plan: what the parts of an event carry together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Grows by one with each event a place (origin) seals; 0 in receipts, which are not counted.
    pub counter: u64,
    /// When it was sealed, by the sender's clock.
    pub time: Timestamp,
    /// The plan's interval and grace. Times out of their bounds are read as none.
    pub plan: Option<PlanTiming>,
    /// The message.
    pub message: Message,
}

impl Envelope {
    /// The CBOR form, at most 15,024 bytes.
    ///
    /// # Errors
    /// [`FormatError`] if a text or number of the message is out of its bounds.
    pub fn encode(&self) -> Result<Vec<u8>, FormatError> {
        let body = self.message.encode_body()?;
        let mut out = Writer::default();
        out.map(if self.plan.is_some() { 5 } else { 4 });
        out.uint(0).uint(self.message.kind());
        out.uint(1).uint(self.counter);
        out.uint(2).uint(self.time.as_millis());
        if let Some(plan) = self.plan {
            out.uint(3).array(2);
            out.uint(u64::from(plan.interval().get())).uint(u64::from(plan.grace().get()));
        }
        out.uint(4).bytes(&body);
        let bytes = out.finish();
        if bytes.len() > MAX_ENVELOPE {
            return Err(FormatError::OverBound { field: "envelope" });
        }
        Ok(bytes)
    }

    /// Reads the CBOR form. Kinds that are not known become [`Message::Unknown`].
    ///
    /// # Errors
    /// [`FormatError`] if it is not an envelope, or its body not one of its kind.
    pub fn decode(bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.len() > MAX_ENVELOPE {
            return Err(FormatError::OverBound { field: "envelope" });
        }
        let (mut kind, mut counter, mut time, mut plan, mut body) = (None, None, None, None, None);
        read_whole_map(bytes, |key, value| {
            match key {
                0 => kind = Some(value.u64()?),
                1 => counter = Some(value.u64()?),
                2 => time = Some(value.u64()?),
                3 => plan = read_plan(value)?,
                4 => body = Some(read_bytes(value, MAX_ENVELOPE, "body")?),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        let kind = kind.ok_or(FormatError::Missing { field: "kind" })?;
        let counter = counter.ok_or(FormatError::Missing { field: "counter" })?;
        let time = time.ok_or(FormatError::Missing { field: "time" })?;
        let body = body.ok_or(FormatError::Missing { field: "body" })?;
        let message = Message::decode_body(kind, &body)?;
        Ok(Self { counter, time: Timestamp::from_millis(time), plan, message })
    }
}

/// A plan out of bounds is read as none: a later version may have wider bounds, and the message itself (an SOS,
/// perhaps) matters more.
fn read_plan(value: &mut minicbor::decode::Decoder<'_>) -> Result<Option<PlanTiming>, FormatError> {
    let mut numbers = [0u64; 2];
    let mut places = numbers.iter_mut();
    let items = read_array(value, 2, "plan", |_, item| {
        if let Some(place) = places.next() {
            *place = item.u64()?;
        }
        Ok(())
    })?;
    if items != 2 {
        return Err(FormatError::Invalid { field: "plan" });
    }
    let [interval, grace] = numbers.map(|number| u32::try_from(number).map(Seconds::new));
    Ok(match (interval, grace) {
        (Ok(interval), Ok(grace)) => PlanTiming::new(interval, grace).ok(),
        _ => None,
    })
}
