//! The recording that is played: read once, cut into parts by distance, and played at one speed.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Cursor;
use std::path::Path;

use super::failure::Failure;
use super::words;
use crate::gpx::{Track, read_track};

const OWN: &[u8] = include_bytes!("../../../data/tracks/around-visnjan-with-car.gpx");
const OWN_NAME: &str = "around-visnjan-with-car.gpx";
const OWN_NOTICE: &str = "A car drive recorded with a real receiver on 18 December 2020, gaps and jitter included. It is a \
    sample file of the Python package gpxpy 1.6.2 (Apache License 2.0, Copyright Tomo Krajina); keep this notice \
    with any copy. For the demo it was re-timed; no point was invented.";

/// A trail holds about two thousand places; more would push out the first.
const MOST: usize = 1_200;
/// How long playing may take in all.
const PLAYED_MS: i64 = 5_000;
const EARTH_KM: f64 = 6_371.0;

/// One recorded place: degrees north, degrees east, milliseconds since 1970.
pub(super) type Fix = (f64, f64, i64);

/// A way with times.
#[derive(Debug, Clone)]
pub(super) struct Recording {
    /// The file's name, without its folder.
    pub(super) name: String,
    /// What has to be said about where it comes from.
    pub(super) notice: String,
    /// The places, by time; at most 1,200.
    pub(super) fixes: Vec<Fix>,
    /// Timed places in the file, before thinning.
    pub(super) timed: usize,
    /// Points of the file that could not be played: without a time, or damaged.
    pub(super) skipped: u64,
    /// How many times faster than life it is played.
    pub(super) speed: f64,
}

impl Recording {
    /// The given file, or the one that the program brings along.
    pub(super) fn load(file: Option<&Path>) -> Result<Self, Failure> {
        let unreadable = |file: &Path, reason: String| Failure::Recording {
            reason: format!("{}: {reason}", file.display()),
        };
        match file {
            None => {
                let track = read_track(Cursor::new(OWN))
                    .map_err(|error| unreadable(Path::new(OWN_NAME), error.to_string()))?;
                Self::of(&track, OWN_NAME, OWN_NOTICE)
            }
            Some(path) => {
                let open = File::open(path).map_err(|error| unreadable(path, error.to_string()))?;
                let track = read_track(open).map_err(|error| unreadable(path, error.to_string()))?;
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                Self::of(
                    &track,
                    &name,
                    "This recording was given to the demo by the person who ran it. It was re-timed; no point was invented.",
                )
            }
        }
    }

    fn of(track: &Track, name: &str, notice: &str) -> Result<Self, Failure> {
        let all = track.retimed(0);
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return Err(Failure::Recording {
                reason: format!(
                    "{name}: none of its {} points has a time, and inventing times would not be honest",
                    track.points.len()
                ),
            });
        };
        let life = last.2.saturating_sub(first.2);
        let speed = (as_f64(life) / as_f64(PLAYED_MS)).max(1.0);
        Ok(Self {
            name: name.to_owned(),
            notice: notice.to_owned(),
            timed: all.len(),
            fixes: thinned(&all, MOST),
            skipped: track.skipped.total(),
            speed,
        })
    }

    /// From the first place to the last, in milliseconds of the recording.
    pub(super) fn life_ms(&self) -> i64 {
        match (self.fixes.first(), self.fixes.last()) {
            (Some(first), Some(last)) => last.2.saturating_sub(first.2),
            _ => 0,
        }
    }

    /// The length of the way in km.
    pub(super) fn length_km(&self) -> f64 {
        self.fixes
            .iter()
            .zip(self.fixes.iter().skip(1))
            .map(|(from, to)| km(*from, *to))
            .fold(0.0, |sum, km| sum + km)
    }

    /// The places in as many parts, of about equal length of way. Together they are all places, in order; a
    /// recording with few places has empty parts.
    pub(super) fn parts(&self, count: usize) -> Vec<Vec<Fix>> {
        let whole = self.length_km();
        let mut parts = vec![Vec::new(); count.max(1)];
        let (mut gone, mut before) = (0.0, None);
        for fix in &self.fixes {
            gone += before.map_or(0.0, |before| km(before, *fix));
            before = Some(*fix);
            // The part whose stretch of the way the place lies on; without any length, the first.
            let at = (1..parts.len()).take_while(|part| gone > whole * as_share(*part, count)).count();
            if let Some(part) = parts.get_mut(at) {
                part.push(*fix);
            }
        }
        parts
    }

    /// How long playing from one moment of the recording to another takes.
    pub(super) fn playing_ms(&self, from: i64, to: i64) -> i64 {
        sped_up(to.saturating_sub(from), self.speed)
    }

    /// The places of one part as they are when played so that the part's last is at `end`.
    pub(super) fn played(&self, part: &[Fix], end: i64) -> Vec<Fix> {
        let latest = part.last().map_or(0, |fix| fix.2);
        part.iter().map(|fix| (fix.0, fix.1, end.saturating_sub(self.playing_ms(fix.2, latest)))).collect()
    }
}

/// A recording of these places as a file.
pub(super) fn to_gpx(fixes: &[Fix]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"wayhome demo\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>\n",
    );
    for (latitude, longitude, time) in fixes {
        // Writing to a text never fails.
        let _ = writeln!(
            out,
            "<trkpt lat=\"{latitude:.7}\" lon=\"{longitude:.7}\"><time>{}</time></trkpt>",
            words::rfc3339(*time)
        );
    }
    out.push_str("</trkseg></trk></gpx>\n");
    out
}

/// Kilometres between two places, along the surface of a sphere.
pub(super) fn km(from: Fix, to: Fix) -> f64 {
    let (north, east) = ((to.0 - from.0).to_radians(), (to.1 - from.1).to_radians());
    let half = (north / 2.0).sin().powi(2)
        + from.0.to_radians().cos() * to.0.to_radians().cos() * (east / 2.0).sin().powi(2);
    2.0 * EARTH_KM * half.clamp(0.0, 1.0).sqrt().asin()
}

/// At most `most` of them, spread evenly, the first and the last among them.
fn thinned(fixes: &[Fix], most: usize) -> Vec<Fix> {
    if fixes.len() <= most || most < 2 {
        return fixes.to_vec();
    }
    let last = fixes.len() - 1;
    (0..most).filter_map(|pick| fixes.get(pick * last / (most - 1)).copied()).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "far below 2^53, and a float cast saturates")]
fn sped_up(ms: i64, speed: f64) -> i64 {
    (as_f64(ms) / speed).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "a time in ms is far below 2^53")]
fn as_f64(ms: i64) -> f64 {
    ms as f64
}

#[expect(clippy::cast_precision_loss, reason = "a handful of parts")]
fn as_share(part: usize, count: usize) -> f64 {
    part as f64 / count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(gpx: &str) -> Result<Recording, Failure> {
        let track =
            read_track(gpx.as_bytes()).map_err(|error| Failure::Recording { reason: error.to_string() })?;
        Recording::of(&track, "x.gpx", "")
    }

    #[test]
    fn the_recording_that_comes_along_is_a_drive_of_eight_minutes() {
        let drive = Recording::load(None).unwrap();
        assert_eq!((drive.fixes.len(), drive.life_ms(), drive.skipped), (104, 514_000, 0));
        assert!((2.7..2.8).contains(&drive.length_km()), "{}", drive.length_km());
    }

    #[test]
    fn parts_together_are_the_whole_and_none_is_empty() {
        let drive = Recording::load(None).unwrap();
        let parts = drive.parts(5);
        assert_eq!(parts.concat(), drive.fixes);
        assert!(parts.iter().all(|part| !part.is_empty()));
    }

    #[test]
    fn one_place_is_a_recording_without_length() {
        let one = to_gpx(&[(1.0, 2.0, 1_608_272_750_000)]);
        let one = read(&one).unwrap();
        let parts = one.parts(5);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 0, 0, 0]);
        assert_eq!(one.played(&one.fixes, 77), [(1.0, 2.0, 77)]);
        assert!(one.played(&[], 77).is_empty());
    }

    #[test]
    fn a_recording_without_times_is_refused_in_words() {
        let untimed = "<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"2\"/></trkseg></trk></gpx>";
        let reason = read(untimed).unwrap_err().to_string();
        assert!(reason.contains("none of its 1 points has a time"), "{reason}");
        assert!(read("hello").is_err());
    }

    #[test]
    fn a_long_recording_is_thinned_and_keeps_its_ends() {
        let long: Vec<Fix> =
            (0..10_000).map(|at| (f64::from(at) / 1e4, 0.0, i64::from(at) * 1_000)).collect();
        let thin = thinned(&long, MOST);
        assert_eq!((thin.len(), thin.first(), thin.last()), (MOST, long.first(), long.last()));
    }

    #[test]
    fn played_places_take_as_long_as_the_play_and_end_on_time() {
        let drive = Recording::load(None).unwrap();
        let played = drive.played(&drive.fixes, 1_000_000);
        assert_eq!(played.last().unwrap().2, 1_000_000);
        assert_eq!(played.first().unwrap().2, 1_000_000 - PLAYED_MS);
        let again = read(&to_gpx(&drive.played(&drive.fixes, 1_608_272_750_000))).unwrap();
        assert_eq!(again.fixes.len(), drive.fixes.len());
    }
}
