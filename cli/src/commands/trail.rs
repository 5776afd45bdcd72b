//! The trail of places, and GPX recordings brought into it.

use std::fs::File;

use serde_json::json;
use wayhome::{Place, Timestamp};

use crate::args::{EndAt, Global, Import};
use crate::clock;
use crate::error::CliError;
use crate::gpx::{self, Skipped, Track};
use crate::output::Output;
use crate::shapes;
use crate::store::unlock;
use crate::times::in_words;

/// The trail keeps about two thousand places; older ones would only push each other out.
const MOST: usize = 2_000;

pub(crate) fn import(args: &Import, global: &Global, out: &Output) -> Result<(), CliError> {
    // Read before the PIN is asked for: a file that will not do is no reason to type it.
    let file = File::open(&args.file).map_err(|source| CliError::File { path: args.file.clone(), source })?;
    let track = gpx::read_track(file)?;
    let mut places = timed(&track, args)?;
    let older = places.len().saturating_sub(MOST);
    places.drain(..older);
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return Err(gpx::GpxError::NoPoints { skipped: track.skipped }.into());
    };
    let (from, to) = (first.time(), last.time());
    let (_app, vault) = unlock(global, out)?;
    vault.note_places(&places)?;
    let value = json!({
        "taken": places.len(),
        "older_left_out": older,
        "skipped": shapes::skipped(&track.skipped),
        "from": shapes::time(from),
        "to": shapes::time(to),
    });
    out.show(&json!({ "trail_imported": value }), || {
        let mut text = format!("Took {} places, {} to {}.", places.len(), in_words(from), in_words(to));
        if older > 0 {
            text.push_str(&format!("\n  {older} older ones left out: the trail keeps the newest {MOST}"));
        }
        text + &skipped_in_words(&track.skipped)
    });
    Ok(())
}

fn timed(track: &Track, args: &Import) -> Result<Vec<Place>, CliError> {
    let points: Vec<(f64, f64, i64)> = if args.as_recorded {
        let mut own: Vec<_> = track
            .points
            .iter()
            .filter_map(|point| Some((point.latitude, point.longitude, point.time?)))
            .collect();
        own.sort_by_key(|&(_, _, time)| time);
        own
    } else {
        let end = match args.end {
            EndAt::Now => clock::now(),
            EndAt::Then(end) => end,
        };
        track.retimed(i64::try_from(end.as_millis()).unwrap_or(i64::MAX))
    };
    let place = |(latitude, longitude, time): (f64, f64, i64)| {
        // A recording longer than the time since 1970 begins there.
        let time = Timestamp::from_millis(u64::try_from(time).unwrap_or(0));
        Place::from_degrees(latitude, longitude, None, time).map_err(|error| CliError::Invalid {
            message: error.to_string(),
            hint: "the recording holds a place that is not on Earth",
        })
    };
    points.into_iter().map(place).collect()
}

fn skipped_in_words(skipped: &Skipped) -> String {
    let classes = [
        (skipped.untimed, "without a time"),
        (skipped.before_1980, "timed before 1980"),
        (skipped.after_2100, "timed in 2100 or later"),
        (skipped.bad_time, "with a time that is none"),
        (skipped.bad_coordinate, "with a place that is not on Earth"),
    ];
    let lines = classes.iter().filter(|(count, _)| *count > 0);
    lines.map(|(count, why)| format!("\n  skipped {count} {why}")).collect()
}

pub(crate) fn show(global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let places = vault.places()?;
    out.show(&json!({ "trail": shapes::places(&places) }), || match places.as_slice() {
        [] => "No places are known.".to_owned(),
        some => some.iter().map(in_line).collect::<Vec<_>>().join("\n"),
    });
    Ok(())
}

/// `2026-11-22 14:05 UTC  45.27850 13.72110 ±20 m`.
pub(crate) fn in_line(place: &Place) -> String {
    let accuracy = place.accuracy_m().map(|metres| format!(" ±{metres} m")).unwrap_or_default();
    format!("{}  {:.5} {:.5}{accuracy}", in_words(place.time()), place.latitude(), place.longitude())
}
