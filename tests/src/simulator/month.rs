//! A lighter model of a worker's phone and the relay, for thousands of worker-months: when check-ins are made, when
//! they reach the relay, and when the first step of the plan is told although all is well.

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::habits::{DAY, Habits, Person};
use super::outage::{Battery, Network, Outages, connected};
use super::rhythm::Rhythm;
use crate::clock::{HOUR, MINUTE};

/// A month: 30 days.
pub const MONTH: u64 = 30 * DAY;

/// All that a simulated month depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circumstances {
    /// The plan.
    pub rhythm: Rhythm,
    /// The network.
    pub network: Network,
    /// When the phone is off.
    pub battery: Battery,
    /// The people.
    pub habits: Habits,
    /// The least and the most time between two runs of the app in the background, in minutes.
    pub background: (u64, u64),
    /// Whether reminders are shown.
    pub reminders: bool,
    /// One more reminder, so many minutes before the first step is told. The phone has none: this is to see what it
    /// would change.
    pub last_call: Option<u64>,
    /// A grace other than that of the preset, in hours.
    pub grace: Option<u64>,
}

impl Default for Circumstances {
    /// The main model.
    fn default() -> Self {
        Self {
            rhythm: Rhythm::Daily,
            network: Network { connectivity: 0.9, outages: Outages::ShortAndLong },
            battery: Battery::default(),
            habits: Habits::default(),
            background: (15, 60),
            reminders: true,
            last_call: None,
            grace: None,
        }
    }
}

impl Circumstances {
    /// The plan's grace, in milliseconds.
    fn grace(&self) -> u64 {
        self.grace.map_or(self.rhythm.grace(), |hours| hours * HOUR)
    }

    /// When reminders are shown, after the last check-in: an hour before due, at due, when half of the grace is over.
    fn reminders(&self) -> [u64; 3] {
        let interval = self.rhythm.interval();
        [interval - HOUR, interval, interval + self.grace() / 2]
    }

    /// The model in words.
    pub fn to_text(&self) -> String {
        let Habits { forgets, spread, notices, wakes, follows } = self.habits;
        format!(
            "Network: up {:.0} % of the time; spells without one: {:?}, {:.0} minutes on average.\n\
             Phone: off once in {} days on average, for {} hours on average; when it is on, lets the app run every {} to {} \
             minutes; a check-in leaves at once, or with the first run that meets a network.\n\
             People: think of checking in at hours of their own ± {spread} h (daily plan), {:.0} % of times not at all; \
             notice a reminder {:.0} times of 100 while awake (one of the night wakes {:.0} of 100, the others see it in \
             the morning), and follow it after {follows} minutes on average.\n\
             Plan: {}; reminders 1 h before due, at due, and when half of the grace is over.",
            self.network.connectivity * 100.0,
            self.network.outages,
            self.network.outages.mean() / MINUTE as f64,
            self.battery.days,
            self.battery.hours,
            self.background.0,
            self.background.1,
            forgets * 100.0,
            notices * 100.0,
            wakes * 100.0,
            self.rhythm.name(),
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
    /// Spells in which the phone is off.
    pub off: Vec<(u64, u64)>,
    /// When the phone lets the app run.
    pub runs: Vec<u64>,
    rhythm: Rhythm,
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
        let off = circumstances.battery.spells(&mut rng, length);
        runs.retain(|run| connected(&off, *run));
        let person = Person::new(circumstances.habits, circumstances.rhythm, seed);
        Self { person, rhythm: circumstances.rhythm, spells, off, runs }
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

    /// When someone who wants to check in at `at` can: the phone has to be on.
    pub fn possible(&self, at: u64) -> u64 {
        let next = self.off.partition_point(|(from, _)| *from <= at);
        let until = next.checked_sub(1).map_or(0, |last| self.off[last].1);
        at.max(until)
    }

    /// When the next check-in is made, after one made at `last`: when the person thinks of it by themselves, or heeds a
    /// reminder.
    pub fn next_check_in(&self, last: u64, circumstances: &Circumstances) -> u64 {
        let by_themselves = self.person.next_by_themselves(last);
        let missed = last + self.rhythm.interval() + circumstances.grace();
        let all = circumstances.reminders().map(|after| last + after);
        let all = all.into_iter().filter(|_| circumstances.reminders);
        let all = all.chain(circumstances.last_call.map(|ahead| missed - ahead * MINUTE));
        let shown: Vec<u64> = all.map(|at| self.run_after(at)).collect();
        let due = last + self.rhythm.interval();
        let reminded = shown.iter().enumerate().filter_map(|(number, at)| {
            // Of several that were slept through only the last is shown.
            let alone = shown.get(number + 1).is_none_or(|next| at < next);
            let heeds = || self.person.heeds(due, number as u64, *at);
            (alone && *at < by_themselves).then(heeds).flatten()
        });
        self.possible(reminded.chain([by_themselves]).min().unwrap_or(u64::MAX))
    }
}

/// Simulates one worker for so long, from a check-in at the first moment with a network.
pub fn live(circumstances: &Circumstances, seed: u64, length: u64) -> Months {
    let draws = Draws::new(circumstances, seed, length);
    let mut months = Months::default();
    let mut made = draws.possible(draws.person.begins());
    while made < length {
        let arrived = draws.arrives(made);
        months.check_ins.push((made, arrived));
        made = draws.next_check_in(made, circumstances);
    }
    // What the relay knows: the latest check-in that has arrived. Check-ins arrive in the order they were made.
    for (index, (made, _)) in months.check_ins.iter().enumerate() {
        let missed = made + draws.rhythm.interval() + circumstances.grace();
        let next = months.check_ins.get(index + 1);
        let heard = next.is_none_or(|(_, arrived)| *arrived <= missed);
        if missed < length && !heard {
            let in_time = next.is_some_and(|(made, _)| *made <= missed);
            months.alerts.push((missed, if in_time { Cause::NoNetwork } else { Cause::Forgotten }));
        }
    }
    months
}
