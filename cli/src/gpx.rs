//! Reads recordings of a way (GPX 1.0 and 1.1, <https://www.topografix.com/gpx.asp>).
//!
//! A recording comes from anywhere, so it is read as a stream and within bounds: at most [`Limits::bytes`] of
//! file and [`Limits::points`] points, and nothing of it is kept but numbers. Names, notes and extensions are
//! passed over unread, a document type is refused, and no entity is ever expanded. What a file says wrongly
//! about one point costs that point only, and is counted in [`Skipped`].

mod bounded;
mod document;
#[cfg(test)]
mod tests;
mod time;

use std::io::{self, Read};

/// The points of one recording, in the order of the file, and the count of those that were left out.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Track {
    /// Every point with a usable place. Those without a time are here too.
    pub(crate) points: Vec<TrackPoint>,
    /// What was wrong with the others.
    pub(crate) skipped: Skipped,
}

/// One recorded place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TrackPoint {
    /// Degrees north, −90 to 90.
    pub(crate) latitude: f64,
    /// Degrees east, −180 to 180.
    pub(crate) longitude: f64,
    /// Milliseconds since 1970-01-01 UTC, between 1980 and 2100; `None` when the recording gives none.
    pub(crate) time: Option<i64>,
    /// Metres above the sea, as recorded.
    #[allow(dead_code, reason = "part of a recording; a check-in has no place for it")]
    pub(crate) elevation: Option<f64>,
}

/// How many points could not be used fully, by reason. Each point is counted at most once.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// Kept as places, but without a time: [`Track::retimed`] leaves them out.
    pub(crate) untimed: u64,
    /// Timed before 1980, when no satellite could have said so: a receiver without a fix, or a broken clock.
    pub(crate) before_1980: u64,
    /// Timed in 2100 or later.
    pub(crate) after_2100: u64,
    /// With a time that is no time.
    pub(crate) bad_time: u64,
    /// Without a latitude and longitude that lie on the globe.
    pub(crate) bad_coordinate: u64,
}

impl Skipped {
    /// Points that are not in [`Track::points`] at all.
    pub(crate) fn left_out(&self) -> u64 {
        self.before_1980 + self.after_2100 + self.bad_time + self.bad_coordinate
    }

    /// Points that a re-timed track lacks: the untimed ones and those left out.
    pub(crate) fn total(&self) -> u64 {
        self.untimed + self.left_out()
    }
}

impl Track {
    /// The timed points as (latitude, longitude, time in ms since 1970), in order of time, all shifted by one
    /// amount so that the latest lies at `end`. Untimed points are left out; [`Skipped::untimed`] counts them.
    pub(crate) fn retimed(&self, end: i64) -> Vec<(f64, f64, i64)> {
        let latest = self.points.iter().filter_map(|point| point.time).max();
        let Some(latest) = latest else { return Vec::new() };
        let mut shifted: Vec<_> = self
            .points
            .iter()
            .filter_map(|point| {
                let before_end = latest.saturating_sub(point.time?);
                Some((point.latitude, point.longitude, end.saturating_sub(before_end)))
            })
            .collect();
        shifted.sort_by_key(|&(_, _, time)| time);
        shifted
    }
}

/// How much of a file is read before it is refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes in all.
    pub(crate) bytes: u64,
    /// Bytes of one tag, comment or stretch of text.
    pub(crate) element: u64,
    /// Points of any kind, usable or not.
    pub(crate) points: u64,
    /// Elements inside one another.
    pub(crate) depth: usize,
}

impl Limits {
    /// Far above any recording that a phone or receiver makes: days of one point a second.
    pub(crate) const USUAL: Self = Self { bytes: 64 << 20, element: 1 << 20, points: 200_000, depth: 64 };
}

/// Which of the [`Limits`] a file went over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Bytes,
    Element,
    Points,
    Depth,
}

/// Why a file gives no track at all. No variant repeats anything that the file says.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GpxError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is something else: another format, or an encoding that is not a superset of ASCII.
    #[error("this is not a GPX file")]
    NotGpx,
    /// It begins as GPX and then breaks the rules of XML, or ends too early.
    #[error("the GPX file is damaged at line {line}")]
    Malformed {
        /// Counted from 1.
        line: u64,
    },
    /// It brings definitions of its own, which could name other files or grow without end.
    #[error("the GPX file declares a document type, which recordings do not need; it is refused")]
    DocumentType,
    /// It is larger than any real recording.
    #[error("the GPX file is too large ({})", limit_in_words(*limit))]
    TooLarge {
        /// What it has too much of.
        limit: Limit,
    },
    /// It is GPX and holds no usable point.
    #[error("the GPX file holds no usable point ({} skipped)", skipped.total())]
    NoPoints {
        /// What was wrong with those it has.
        skipped: Skipped,
    },
    /// The file could not be read.
    #[error("the GPX file could not be read")]
    Read {
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

fn limit_in_words(limit: Limit) -> &'static str {
    match limit {
        Limit::Bytes => "over 64 MiB",
        Limit::Element => "one element is over 1 MiB",
        Limit::Points => "over 200,000 points",
        Limit::Depth => "elements more than 64 deep",
    }
}

/// Reads a recording: the points of all its tracks; without a track, those of its routes; without either, its
/// waypoints.
///
/// # Errors
/// As [`GpxError`] says. One bad point is no error: it is counted in [`Track::skipped`].
pub(crate) fn read_track(reader: impl Read) -> Result<Track, GpxError> {
    document::read(reader, Limits::USUAL)
}
