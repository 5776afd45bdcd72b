//! Places: a validated position with its accuracy and time.

use minicbor::decode::Decoder;

use crate::cbor::{Entry, FormatError, Writer, read_map};
use crate::time::Timestamp;

/// 90°, in 10⁻⁷ degrees.
const POLE_E7: i32 = 900_000_000;
/// 180°, in 10⁻⁷ degrees.
const ANTIMERIDIAN_E7: i32 = 1_800_000_000;

/// Why numbers are not a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlaceError {
    /// Not a number, or outside ±90°.
    #[error("the latitude is not between -90 and 90 degrees")]
    Latitude,
    /// Not a number, or outside ±180°.
    #[error("the longitude is not between -180 and 180 degrees")]
    Longitude,
    /// The bytes are not a trail.
    #[error("the trail is malformed")]
    Trail,
}

/// A position on Earth, in 10⁻⁷ degrees, with the moment at which the phone was there.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    latitude_e7: i32,
    longitude_e7: i32,
    accuracy_m: Option<u16>,
    time: Timestamp,
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A place must not reach a log by way of a debug line.
        f.write_str("Place(…)")
    }
}

impl Place {
    /// From 10⁻⁷ degrees; `accuracy_m` is the radius in metres.
    ///
    /// # Errors
    /// [`PlaceError::Latitude`] or [`PlaceError::Longitude`] if out of range.
    pub fn new(
        latitude_e7: i32,
        longitude_e7: i32,
        accuracy_m: Option<u16>,
        time: Timestamp,
    ) -> Result<Self, PlaceError> {
        if !(-POLE_E7..=POLE_E7).contains(&latitude_e7) {
            return Err(PlaceError::Latitude);
        }
        if !(-ANTIMERIDIAN_E7..=ANTIMERIDIAN_E7).contains(&longitude_e7) {
            return Err(PlaceError::Longitude);
        }
        Ok(Self { latitude_e7, longitude_e7, accuracy_m, time })
    }

    /// From degrees. An accuracy that is not a positive number counts as unknown; above 65,535 m it is 65,535.
    ///
    /// # Errors
    /// [`PlaceError::Latitude`] or [`PlaceError::Longitude`] if not a number or out of range.
    ///
    /// ```
    /// use wayhome_protocol::place::Place;
    /// use wayhome_protocol::time::Timestamp;
    ///
    /// let place = Place::from_degrees(-1.2921, 36.8219, Some(12.5), Timestamp::ZERO)?;
    /// assert_eq!(place.latitude_e7(), -12_921_000);
    /// assert!(Place::from_degrees(f64::NAN, 0.0, None, Timestamp::ZERO).is_err());
    /// # Ok::<(), wayhome_protocol::place::PlaceError>(())
    /// ```
    pub fn from_degrees(
        latitude: f64,
        longitude: f64,
        accuracy_m: Option<f64>,
        time: Timestamp,
    ) -> Result<Self, PlaceError> {
        let latitude_e7 = to_e7(latitude, 90.0).ok_or(PlaceError::Latitude)?;
        let longitude_e7 = to_e7(longitude, 180.0).ok_or(PlaceError::Longitude)?;
        let known = accuracy_m.filter(|metres| *metres > 0.0);
        // Truncation: the value was just brought into 1..=65,535.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let accuracy_m = known.map(|metres| metres.ceil().clamp(1.0, 65_535.0) as u16);
        Self::new(latitude_e7, longitude_e7, accuracy_m, time)
    }

    /// Latitude in 10⁻⁷ degrees, north positive.
    #[must_use]
    pub const fn latitude_e7(&self) -> i32 {
        self.latitude_e7
    }

    /// Longitude in 10⁻⁷ degrees, east positive.
    #[must_use]
    pub const fn longitude_e7(&self) -> i32 {
        self.longitude_e7
    }

    /// Latitude in degrees.
    #[must_use]
    pub fn latitude(&self) -> f64 {
        f64::from(self.latitude_e7) / 1e7
    }

    /// Longitude in degrees.
    #[must_use]
    pub fn longitude(&self) -> f64 {
        f64::from(self.longitude_e7) / 1e7
    }

    /// Radius of the accuracy in metres, if known.
    #[must_use]
    pub const fn accuracy_m(&self) -> Option<u16> {
        self.accuracy_m
    }

    /// When the phone was there, by its own clock.
    #[must_use]
    pub const fn time(&self) -> Timestamp {
        self.time
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.map(if self.accuracy_m.is_some() { 4 } else { 3 });
        out.uint(0).int(i64::from(self.latitude_e7));
        out.uint(1).int(i64::from(self.longitude_e7));
        if let Some(metres) = self.accuracy_m {
            out.uint(2).uint(u64::from(metres));
        }
        out.uint(3).uint(self.time.as_millis());
    }

    pub(crate) fn read(decoder: &mut Decoder<'_>) -> Result<Self, FormatError> {
        let (mut latitude, mut longitude, mut accuracy, mut time) = (None, None, None, None);
        read_map(decoder, |key, value| {
            match key {
                0 => latitude = Some(value.i32()?),
                1 => longitude = Some(value.i32()?),
                2 => accuracy = Some(value.u16()?),
                3 => time = Some(value.u64()?),
                _ => return Ok(Entry::Unknown),
            }
            Ok(Entry::Known)
        })?;
        let latitude = latitude.ok_or(FormatError::Missing { field: "latitude" })?;
        let longitude = longitude.ok_or(FormatError::Missing { field: "longitude" })?;
        let time = time.ok_or(FormatError::Missing { field: "time of the place" })?;
        Self::new(latitude, longitude, accuracy, Timestamp::from_millis(time))
            .map_err(|_| FormatError::Invalid { field: "place" })
    }
}

/// Degrees to 10⁻⁷ degrees, if they are a number within ±`limit`.
fn to_e7(degrees: f64, limit: f64) -> Option<i32> {
    if !(-limit..=limit).contains(&degrees) {
        return None;
    }
    // Truncation: ±180 × 10⁷ lies well within an i32.
    #[allow(clippy::cast_possible_truncation)]
    let scaled = (degrees * 1e7).round() as i32;
    Some(scaled)
}
