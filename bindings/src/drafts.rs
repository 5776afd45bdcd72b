//! What an app hands in. Each record mirrors the type of the same name in the library.

use crate::{CheckInState, Cover, KdfCost, StoreSize, WayhomeError};

/// What a new store is made from.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NewStore {
    /// Where the store's file is to be; two more files lie beside it.
    pub path: String,
    /// The relay's address with its key, as the relay prints it: `http://host:port/#KEY`.
    pub relay: String,
    /// How large the file is, from the start and for good.
    pub size: StoreSize,
    /// The work of each guess at a PIN.
    pub kdf_cost: KdfCost,
    /// How often the store syncs, and whether anything goes apart from that; absent for the regular level, and at once.
    #[uniffi(default = None)]
    pub cover: Option<Cover>,
    /// Room for eight contacts from the start instead of four: about a third more data, and nothing that tells when there is
    /// a fifth.
    #[uniffi(default = false)]
    pub room_for_eight: bool,
}

/// A position on Earth.
#[derive(Clone, PartialEq, uniffi::Record)]
pub struct Place {
    /// Degrees, north positive; kept to seven decimals.
    pub latitude: f64,
    /// Degrees, east positive; kept to seven decimals.
    pub longitude: f64,
    /// Radius in metres, kept as whole metres rounded up; absent if unknown.
    #[uniffi(default = None)]
    pub accuracy_m: Option<f64>,
    /// When the phone was there, by its own clock, in milliseconds since 1970.
    pub time: u64,
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A place must not reach a log by way of a debug line.
        f.write_str("Place(…)")
    }
}

impl From<&wayhome::Place> for Place {
    fn from(place: &wayhome::Place) -> Self {
        Self {
            latitude: place.latitude(),
            longitude: place.longitude(),
            accuracy_m: place.accuracy_m().map(f64::from),
            time: place.time().as_millis(),
        }
    }
}

impl TryFrom<Place> for wayhome::Place {
    type Error = WayhomeError;

    fn try_from(place: Place) -> Result<Self, WayhomeError> {
        let time = wayhome::Timestamp::from_millis(place.time);
        Self::from_degrees(place.latitude, place.longitude, place.accuracy_m, time)
            .map_err(|error| WayhomeError::invalid("place", error))
    }
}

/// A check-in about to be made.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct CheckInDraft {
    /// How things are.
    pub state: CheckInState,
    /// A few words, at most 2,000 bytes of UTF-8 (80 from the locked screen).
    #[uniffi(default = None)]
    pub note: Option<String>,
    /// Where, if known. Without one, the newest place of the trail is used if it is at most 15 minutes old.
    #[uniffi(default = None)]
    pub place: Option<Place>,
    /// Battery charge, 0–100 percent.
    #[uniffi(default = None)]
    pub battery_percent: Option<u8>,
}

impl TryFrom<CheckInDraft> for wayhome::CheckInDraft {
    type Error = WayhomeError;

    fn try_from(draft: CheckInDraft) -> Result<Self, WayhomeError> {
        let CheckInDraft { state, note, place, battery_percent } = draft;
        let place = place.map(TryInto::try_into).transpose()?;
        Ok(Self { state: state.into(), note, place, battery_percent })
    }
}

/// A call for help about to be raised.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct SosDraft {
    /// A few words, at most 2,000 bytes of UTF-8 (80 from the locked screen).
    #[uniffi(default = None)]
    pub note: Option<String>,
    /// Where, if known. The newest places of the trail go along in any case.
    #[uniffi(default = None)]
    pub place: Option<Place>,
    /// Battery charge, 0–100 percent.
    #[uniffi(default = None)]
    pub battery_percent: Option<u8>,
}

impl TryFrom<SosDraft> for wayhome::SosDraft {
    type Error = WayhomeError;

    fn try_from(draft: SosDraft) -> Result<Self, WayhomeError> {
        let SosDraft { note, place, battery_percent } = draft;
        Ok(Self { note, place: place.map(TryInto::try_into).transpose()?, battery_percent })
    }
}

/// A plan: how often check-ins come, and how much later is still fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlanTiming {
    /// Seconds from one check-in to the next: 1 hour to 30 days.
    pub interval_s: u32,
    /// Seconds from due to missed: 15 minutes to 7 days.
    pub grace_s: u32,
}

impl From<wayhome::PlanTiming> for PlanTiming {
    fn from(plan: wayhome::PlanTiming) -> Self {
        Self { interval_s: plan.interval().get(), grace_s: plan.grace().get() }
    }
}

impl TryFrom<PlanTiming> for wayhome::PlanTiming {
    type Error = WayhomeError;

    fn try_from(plan: PlanTiming) -> Result<Self, WayhomeError> {
        Self::new(wayhome::Seconds::new(plan.interval_s), wayhome::Seconds::new(plan.grace_s))
            .map_err(|error| WayhomeError::invalid("plan", error))
    }
}

/// What a run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Budget {
    /// Requests, at most. Each moves 6–17 KB.
    pub requests: u32,
    /// Milliseconds after which no further request is begun.
    pub time_ms: u64,
    /// Start even if the schedule says later: connectivity has returned, or a person asked.
    pub at_once: bool,
}

impl From<Budget> for wayhome::Budget {
    fn from(budget: Budget) -> Self {
        Self { requests: budget.requests, time_ms: budget.time_ms, at_once: budget.at_once }
    }
}

impl From<wayhome::Budget> for Budget {
    fn from(budget: wayhome::Budget) -> Self {
        Self { requests: budget.requests, time_ms: budget.time_ms, at_once: budget.at_once }
    }
}
