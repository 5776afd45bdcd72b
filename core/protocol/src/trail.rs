//! Trails: up to 24 places in at most 400 bytes, newest first.
//!
//! `count 1`, then for each place LEB128 varints of: seconds before the place ahead of it (for the first: Unix
//! seconds), zigzag differences of latitude and longitude in 10⁻⁵ degrees (for the first: from 0); then one
//! byte of accuracy (0 unknown, else metres, 255 = 255 or more).

use crate::layout::Reader;
use crate::place::{Place, PlaceError};
use crate::time::Timestamp;

/// Places on the way, newest first, as far as they fit.
///
/// Making one rounds: times to seconds, degrees to 10⁻⁵ (about a metre), accuracy to at most 255 m. So what
/// goes in is what comes out, at that precision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    places: Vec<Place>,
}

impl Trail {
    /// The most places.
    pub const MAX_PLACES: usize = 24;
    /// The most bytes of the packed form.
    pub const MAX_BYTES: usize = 400;

    /// A trail of the newest of these places, in any order.
    #[must_use]
    pub fn new(places: &[Place]) -> Self {
        let mut newest_first: Vec<Place> = places.to_vec();
        newest_first.sort_by_key(|place| std::cmp::Reverse(place.time()));
        newest_first.truncate(Self::MAX_PLACES);
        let mut size = 1usize;
        let mut ahead = Point::START;
        let mut kept = Vec::with_capacity(newest_first.len());
        for place in newest_first {
            let point = Point::of(&place);
            let mut packed = Vec::new();
            point.pack(&ahead, kept.is_empty(), &mut packed);
            size = size.saturating_add(packed.len());
            if size > Self::MAX_BYTES {
                break;
            }
            // Never fails: rounding keeps a place within its range.
            let Some(rounded) = point.place() else { continue };
            kept.push(rounded);
            ahead = point;
        }
        Self { places: kept }
    }

    /// The places, newest first.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The packed form, 1 to 400 bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![u8::try_from(self.places.len()).unwrap_or(0)];
        let mut ahead = Point::START;
        for (index, place) in self.places.iter().enumerate() {
            let point = Point::of(place);
            point.pack(&ahead, index == 0, &mut out);
            ahead = point;
        }
        out
    }

    /// Reads the packed form.
    ///
    /// # Errors
    /// [`PlaceError::Trail`] if it is longer than 400 bytes, has more than 24 places, a place off the globe, a
    /// time before 1970, or bytes left over.
    pub fn decode(bytes: &[u8]) -> Result<Self, PlaceError> {
        let (trail, rest) = Self::decode_prefix(bytes).ok_or(PlaceError::Trail)?;
        if rest.is_empty() { Ok(trail) } else { Err(PlaceError::Trail) }
    }

    /// Reads the packed form at the front of `bytes` and gives back the rest.
    pub(crate) fn decode_prefix(bytes: &[u8]) -> Option<(Self, &[u8])> {
        if bytes.len() > Self::MAX_BYTES {
            return None;
        }
        let mut reader = Reader::new(bytes);
        let count = usize::from(reader.u8()?);
        if count > Self::MAX_PLACES {
            return None;
        }
        let mut places = Vec::with_capacity(count);
        let mut ahead = Point::START;
        for index in 0..count {
            let point = Point::unpack(&ahead, index == 0, &mut reader)?;
            places.push(point.place()?);
            ahead = point;
        }
        Some((Self { places }, reader.rest()))
    }
}

/// A place at the precision of a trail.
#[derive(Clone, Copy)]
struct Point {
    seconds: u64,
    latitude_e5: i64,
    longitude_e5: i64,
    accuracy: u8,
}

impl Point {
    const START: Self = Self { seconds: 0, latitude_e5: 0, longitude_e5: 0, accuracy: 0 };

    fn of(place: &Place) -> Self {
        Self {
            seconds: place.time().as_seconds(),
            latitude_e5: round_to_e5(place.latitude_e7()),
            longitude_e5: round_to_e5(place.longitude_e7()),
            accuracy: place.accuracy_m().map_or(0, |metres| u8::try_from(metres.max(1)).unwrap_or(u8::MAX)),
        }
    }

    fn place(&self) -> Option<Place> {
        let latitude = i32::try_from(self.latitude_e5.checked_mul(100)?).ok()?;
        let longitude = i32::try_from(self.longitude_e5.checked_mul(100)?).ok()?;
        let accuracy = (self.accuracy != 0).then_some(u16::from(self.accuracy));
        let time = Timestamp::from_millis(self.seconds.checked_mul(1_000)?);
        Place::new(latitude, longitude, accuracy, time).ok()
    }

    fn pack(&self, ahead: &Self, first: bool, out: &mut Vec<u8>) {
        let seconds = if first { self.seconds } else { ahead.seconds.saturating_sub(self.seconds) };
        put_varint(out, seconds);
        put_varint(out, zigzag(self.latitude_e5.saturating_sub(ahead.latitude_e5)));
        put_varint(out, zigzag(self.longitude_e5.saturating_sub(ahead.longitude_e5)));
        out.push(self.accuracy);
    }

    fn unpack(ahead: &Self, first: bool, reader: &mut Reader<'_>) -> Option<Self> {
        let seconds = take_varint(reader)?;
        let seconds = if first { seconds } else { ahead.seconds.checked_sub(seconds)? };
        let latitude_e5 = ahead.latitude_e5.checked_add(unzigzag(take_varint(reader)?))?;
        let longitude_e5 = ahead.longitude_e5.checked_add(unzigzag(take_varint(reader)?))?;
        let accuracy = reader.u8()?;
        Some(Self { seconds, latitude_e5, longitude_e5, accuracy })
    }
}

/// 10⁻⁷ degrees to 10⁻⁵, to the nearest, halves away from zero.
fn round_to_e5(e7: i32) -> i64 {
    let e7 = i64::from(e7);
    (e7 + 50 * e7.signum()) / 100
}

#[allow(clippy::cast_sign_loss)] // The bits are what is meant.
fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

#[allow(clippy::cast_possible_wrap)] // The bits are what is meant.
fn unzigzag(value: u64) -> i64 {
    ((value >> 1) as i64) ^ -((value & 1) as i64)
}

fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let [.., low] = value.to_be_bytes();
        value >>= 7;
        if value == 0 {
            out.push(low & 0x7f);
            return;
        }
        out.push(low | 0x80);
    }
}

/// A varint of at most 10 bytes and 64 bits.
fn take_varint(reader: &mut Reader<'_>) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = reader.u8()?;
        let bits = u64::from(byte & 0x7f);
        if shift == 63 && bits > 1 {
            return None;
        }
        value |= bits << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
