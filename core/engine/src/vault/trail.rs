//! The trail: the places this vault knows of, newest last, in records that hold many places each.

use crate::wire::{Place as GeoPlace, Timestamp};
use minicbor::{Decode, Encode};

use super::Vault;
use crate::EngineError;
use crate::record::{Class, Kept, Place, kind, numbered};

/// Places in one record (about 2 KB).
const CHUNK: usize = 96;
/// Records kept: about two thousand places.
const CHUNKS_MAX: usize = 21;
/// Places in a capsule or an SOS.
const SENT_MAX: usize = 24;
/// Capsules and SOS carry the last day.
const SENT_MS: u64 = 24 * 3_600_000;
/// A check-in without a place takes the trail's newest if it is not older than this.
const FRESH_MS: u64 = 15 * 60_000;

/// A place, as kept.
#[derive(Clone, Copy, Debug, Encode, Decode)]
pub(crate) struct KeptPlace {
    #[n(0)]
    latitude_e7: i32,
    #[n(1)]
    longitude_e7: i32,
    #[n(2)]
    accuracy_m: Option<u16>,
    #[n(3)]
    time: u64,
}

impl KeptPlace {
    pub(crate) fn of(place: &GeoPlace) -> Self {
        Self {
            latitude_e7: place.latitude_e7(),
            longitude_e7: place.longitude_e7(),
            accuracy_m: place.accuracy_m(),
            time: place.time().as_millis(),
        }
    }

    pub(crate) fn place(&self) -> Option<GeoPlace> {
        let time = Timestamp::from_millis(self.time);
        GeoPlace::new(self.latitude_e7, self.longitude_e7, self.accuracy_m, time).ok()
    }
}

#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct TrailRecord {
    #[n(0)]
    places: Vec<KeptPlace>,
}

impl Vault {
    /// Adds places to the trail. Beyond about two thousand, the oldest leave.
    pub(crate) fn note_places(&mut self, places: &[GeoPlace]) -> Result<(), EngineError> {
        for place in places {
            let kept = KeptPlace::of(place);
            match self.trail.last_mut() {
                Some(chunk) if chunk.places.len() < CHUNK => chunk.edit().places.push(kept),
                last => {
                    let number = last.map_or(0, |chunk| number_of(chunk.key().id)).saturating_add(1);
                    let key = numbered(kind::TRAIL, number);
                    let record = TrailRecord { places: vec![kept] };
                    self.trail.push(Kept::new(key, Place::Any, Class::Urgent, record));
                }
            }
        }
        while self.trail.len() > CHUNKS_MAX {
            let oldest = self.trail.remove(0);
            self.remove(oldest.key());
        }
        Ok(())
    }

    /// The whole trail, oldest first.
    pub(crate) fn places(&self) -> Vec<GeoPlace> {
        let mut places: Vec<GeoPlace> =
            self.trail.iter().flat_map(|chunk| chunk.places.iter().filter_map(KeptPlace::place)).collect();
        places.sort_by_key(GeoPlace::time);
        places
    }

    /// The newest place, if it is fresh enough to be where the worker is.
    pub(crate) fn fresh_place(&self, now: Timestamp) -> Option<GeoPlace> {
        let newest =
            self.trail.iter().rev().take(2).flat_map(|chunk| chunk.places.iter()).max_by_key(|p| p.time)?;
        (newest.time.abs_diff(now.as_millis()) <= FRESH_MS).then(|| newest.place()).flatten()
    }

    /// The last day's places, thinned evenly to what a capsule holds, the newest always among them.
    pub(crate) fn recent_places(&self, now: Timestamp, here: Option<&GeoPlace>) -> Vec<GeoPlace> {
        let since = now.as_millis().saturating_sub(SENT_MS);
        let mut places: Vec<GeoPlace> =
            self.places().into_iter().filter(|place| place.time().as_millis() >= since).collect();
        if let Some(here) = here
            && places.last() != Some(here)
        {
            places.push(*here);
        }
        thin(places)
    }
}

fn thin(places: Vec<GeoPlace>) -> Vec<GeoPlace> {
    let (count, wanted) = (places.len(), SENT_MAX);
    if count <= wanted {
        return places;
    }
    // Index i of the result is the place nearest to i/(wanted−1) of the way; 0 and the last are kept.
    let picks: Vec<usize> = (0..wanted).map(|i| i * (count - 1) / (wanted - 1)).collect();
    places
        .into_iter()
        .enumerate()
        .filter(|(index, _)| picks.contains(index))
        .map(|(_, place)| place)
        .collect()
}

fn number_of(id: [u8; 16]) -> u64 {
    id.last_chunk::<8>().map_or(0, |tail| u64::from_be_bytes(*tail))
}
