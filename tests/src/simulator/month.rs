//! A lighter model of a worker's phone and the relay, for thousands of worker-months: when check-ins are made, when
//! they reach the relay, and when the first step of the plan is told although all is well.

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::habits::{DAY, Habits, Person};
use super::outage::{Network, Outages, connected};
use crate::clock::{HOUR, MINUTE};

/// A month: 30 days.
pub const MONTH: u64 = 30 * DAY;
/// The plan: interval and grace, and when the worker is reminded, after the last check-in.
const INTERVAL: u64 = 24 * HOUR;
const GRACE: u64 = 12 * HOUR;
const REMINDERS: [u64; 3] = [INTERVAL - HOUR, INTERVAL, INTERVAL + GRACE / 2];

/// All that a simulated month depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circumstances {
    /// The network.
    pub network: Network,
    /// The people.
    pub habits: Habits,
    /// The least and the most time between two runs of the app in the background, in minutes.
    pub background: (u64, u64),
    /// Whether reminders are shown.
    pub reminders: bool,
}

impl Default for Circumstances {
    /// The main model.
    fn default() -> Self {
        Self {
            network: Network { connectivity: 0.9, outages: Outages::ShortAndLong },
            habits: Habits::default(),
            background: (15, 60),
            reminders: true,
        }
    }
}

impl Circumstances {
    /// The model in words.
    pub fn to_text(&self) -> String {
        let Habits { forgets, spread, notices, follows } = self.habits;
        format!(
            "Network: up {:.0} % of the time; spells without one: {:?}, {:.0} minutes on average.\n\
             Phone: lets the app run every {} to {} minutes; a check-in leaves at once, or with the first run that meets a network.\n\
             People: check in once a day at an hour of their own ± {spread} h, forget on {:.0} % of days, notice a reminder \
             {:.0} times of 100 while awake (one of the night: in the morning), and follow it after {follows} minutes on average.\n\
             Plan: daily, 24 h + 12 h; reminders 1 h before due, at due, 6 h after it.",
            self.network.connectivity * 100.0,
            self.network.outages,
            self.network.outages.mean() / MINUTE as f64,
            self.background.0,
            self.background.1,
            forgets * 100.0,
            notices * 100.0,
        )
    }
}

/// Why a step was told although all was well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No check-in was made in time.
    Forgotten,
    /// One was made in time and could not leave the phone.
    NoNetwork,
}

/// What happened in one worker's months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months {
    /// When each check-in was made, and when the relay had it.
    pub check_ins: Vec<(u64, u64)>,
    /// When the first step was told, and why.
    pub alerts: Vec<(u64, Cause)>,
}

/// What is drawn for a worker's months, whoever simulates them.
pub struct Draws {
    /// The person.
    pub person: Person,
    /// Spells without a network.
    pub spells: Vec<(u64, u64)>,
    /// When the phone lets the app run.
    pub runs: Vec<u64>,
}

impl Draws {
    /// Those of a seed.
    pub fn new(circumstances: &Circumstances, seed: u64, length: u64) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let spells = circumstances.network.spells(&mut rng, 0, length);
        let (least, most) = circumstances.background;
        let mut runs = Vec::new();
        let mut at = 0;
        while at < length {
            at += rng.random_range(least * MINUTE..=most * MINUTE);
            runs.push(at);
        }
        Self { person: Person::new(circumstances.habits, seed), spells, runs }
    }

    /// The first run at or after a moment.
    fn run_after(&self, at: u64) -> u64 {
        let next = self.runs.partition_point(|run| *run < at);
        self.runs.get(next).copied().unwrap_or(u64::MAX)
    }

    /// When a check-in made at `at` reaches the relay: at once if there is a network, else with the first run that
    /// meets one.
    fn arrives(&self, at: u64) -> u64 {
        if connected(&self.spells, at) {
            return at;
        }
        let first = self.runs.partition_point(|run| *run < at);
        let run = self.runs[first..].iter().find(|run| connected(&self.spells, **run));
        run.copied().unwrap_or(u64::MAX)
    }

    /// When the next check-in is made, after one made at `last`: when the person thinks of it by themselves, at least
    /// half an interval later, or heeds a reminder.
    pub fn next_check_in(&self, last: u64, reminders: bool) -> u64 {
        let from = last + INTERVAL / 2;
        let day = from / DAY;
        let by_themselves = (day..)
            .filter_map(|day| self.person.thinks_of_it(day))
            .find(|at| *at >= from)
            .unwrap_or(u64::MAX);
        let shown = |number: usize| self.run_after(last + REMINDERS[number]);
        // Of several that were slept through only the last is shown.
        let alone = |number: usize| number == 2 || shown(number) < shown(number + 1);
        let reminded = (0..3_usize)
            .filter(|number| reminders && alone(*number) && shown(*number) < by_themselves)
            .filter_map(|number| self.person.heeds(last + INTERVAL, number as u64, shown(number)));
        reminded.chain([by_themselves]).min().unwrap_or(u64::MAX)
    }
}

/// Simulates one worker for so long, from a check-in at the first moment with a network.
pub fn live(circumstances: &Circumstances, seed: u64, length: u64) -> Months {
    let draws = Draws::new(circumstances, seed, length);
    let mut months = Months::default();
    let mut made = draws.person.thinks_of_it(0).unwrap_or(12 * HOUR);
    while made < length {
        let arrived = draws.arrives(made);
        months.check_ins.push((made, arrived));
        made = draws.next_check_in(made, circumstances.reminders);
    }
    // What the relay knows: the latest check-in that has arrived. Check-ins arrive in the order they were made.
    for (index, (made, _)) in months.check_ins.iter().enumerate() {
        let missed = made + INTERVAL + GRACE;
        let next = months.check_ins.get(index + 1);
        let heard = next.is_none_or(|(_, arrived)| *arrived <= missed);
        if missed < length && !heard {
            let in_time = next.is_some_and(|(made, _)| *made <= missed);
            months.alerts.push((missed, if in_time { Cause::NoNetwork } else { Cause::Forgotten }));
        }
    }
    months
}
