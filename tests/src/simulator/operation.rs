//! What can happen in a simulated world, and stories drawn by chance.

use rand::{Rng, RngExt as _};

use crate::clock::{HOUR, MINUTE, TEN_YEARS};

/// Someone of the story, by their part in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The worker.
    Worker,
    /// A contact with the app, from 0.
    Contact(usize),
}

/// Which plan is armed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanChoice {
    /// Every 6 hours.
    Transit,
    /// Every 24 hours.
    Daily,
    /// Every 7 days.
    Weekly,
    /// Interval and grace in minutes, and for each step its delay in minutes, whether it reaches everyone, and whether
    /// it opens places.
    Custom {
        /// Interval, in minutes.
        interval: u32,
        /// Grace, in minutes.
        grace: u32,
        /// The steps.
        steps: Vec<(u32, bool, bool)>,
    },
}

/// One thing that happens. Each makes sense after any other: what cannot be done then is passed over, so that a story
/// stays a story when some of it is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Time passes: minutes.
    Pass(u32),
    /// The worker checks in, from the locked screen or not, with a place or not.
    CheckIn {
        /// From the locked screen.
        locked: bool,
        /// With a place.
        place: bool,
    },
    /// The worker calls for help, from the locked screen or not.
    Sos {
        /// From the locked screen.
        locked: bool,
    },
    /// The worker ends the oldest call for help.
    AllClear,
    /// The worker arms a plan.
    Arm(PlanChoice),
    /// The worker pauses it, for so many minutes.
    Pause(u32),
    /// The worker ends the pause.
    Resume,
    /// The worker ends the plan.
    End,
    /// The worker starts a drill.
    Drill,
    /// A contact holds a step for so many minutes.
    Hold {
        /// Which contact.
        contact: usize,
        /// Which step.
        step: u8,
        /// For how long.
        minutes: u32,
    },
    /// A third contact joins the circle, or leaves it.
    Circle,
    /// A contact is told more of places, or less.
    Sharing(usize),
    /// Somebody opens the family page with the worker's link, or looks at it again.
    Family,
    /// The worker's vault is locked or unlocked.
    Lock,
    /// Someone loses the network, or has it back.
    Network(Part),
    /// Someone's app is killed and starts again.
    Restart(Part),
    /// Someone opens the app, and it syncs.
    Open(Part),
    /// Someone sets the clock of their phone: off by so many minutes from the true time.
    PhoneClock(Part, i64),
    /// So many thousandths of requests go wrong from now on.
    Weather(u32),
    /// The relay goes down, or comes back.
    Relay,
    /// The relay is killed and starts again at once.
    KillRelay,
    /// The operator copies the relay's database.
    Copy,
    /// The operator puts the last copy back.
    PutBack,
    /// The relay's calendar is moved by so many minutes.
    RelayClock(i64),
    /// A captor sends again what the phone once sent, counted back from the latest.
    Replay(usize),
}

/// A story: how it is told, and what happens in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tale {
    /// The seed of its world.
    pub seed: u64,
    /// The least time between two runs of an app in the background, in minutes.
    pub doze: u32,
    /// What happens.
    pub operations: Vec<Operation>,
}

/// The shortest and the longest story, in days.
const DAYS: std::ops::Range<u32> = 20..41;
/// Runs of each app in the background, about.
const RUNS: u32 = 30;

impl Tale {
    /// The story of a seed.
    pub fn draw(seed: u64, rng: &mut impl Rng) -> Self {
        let minutes = rng.random_range(DAYS) * 24 * 60;
        let mut operations = vec![Operation::Arm(choice(rng)), Operation::Pass(rng.random_range(5..90))];
        let mut passed = 0;
        while passed < minutes {
            operations.push(operation(rng));
            let pass = match rng.random_range(0..10) {
                0..3 => 0,
                3..6 => rng.random_range(1..180),
                6..9 => rng.random_range(180..1_800),
                _ => rng.random_range(1_800..5_400),
            };
            if pass > 0 {
                operations.push(Operation::Pass(pass));
                passed += pass;
            }
        }
        Self { seed, doze: minutes / RUNS * rng.random_range(50..150) / 100, operations }
    }
}

fn choice(rng: &mut impl Rng) -> PlanChoice {
    match rng.random_range(0..6) {
        0 | 1 => PlanChoice::Daily,
        2 => PlanChoice::Transit,
        3 => PlanChoice::Weekly,
        _ => {
            let mut at = 0;
            let steps = (0..rng.random_range(1..5)).map(|index| {
                if index > 0 {
                    at += rng.random_range(15..1_500);
                }
                (at, rng.random_bool(0.6), rng.random_bool(0.5))
            });
            let steps = steps.collect();
            let interval =
                [60, rng.random_range(60..600), rng.random_range(600..6_000)][rng.random_range(0..3)];
            PlanChoice::Custom { interval, grace: rng.random_range(15..1_440), steps }
        }
    }
}

fn part(rng: &mut impl Rng) -> Part {
    if rng.random_bool(0.5) { Part::Worker } else { Part::Contact(rng.random_range(0..3)) }
}

fn clock(rng: &mut impl Rng) -> i64 {
    const MINUTES: i64 = TEN_YEARS / MINUTE as i64;
    let hour = (HOUR / MINUTE) as i64;
    match rng.random_range(0..6) {
        0 | 1 => 0,
        2 => MINUTES,
        3 => -MINUTES,
        4 => rng.random_range(-90..90),
        _ => rng.random_range(-40..40) * hour,
    }
}

fn operation(rng: &mut impl Rng) -> Operation {
    match rng.random_range(0..100) {
        0..30 => Operation::CheckIn { locked: rng.random_bool(0.3), place: rng.random_bool(0.5) },
        30..33 => Operation::Sos { locked: rng.random_bool(0.3) },
        33..35 => Operation::AllClear,
        35..40 => Operation::Arm(choice(rng)),
        40..43 => Operation::Pause(rng.random_range(30..10_080)),
        43..45 => Operation::Resume,
        45 => Operation::End,
        46..48 => Operation::Drill,
        48..54 => Operation::Hold {
            contact: rng.random_range(0..3),
            step: rng.random_range(2..5),
            minutes: rng.random_range(10..1_441),
        },
        54..56 => Operation::Circle,
        56 => Operation::Sharing(rng.random_range(0..3)),
        57..60 => Operation::Family,
        60..63 => Operation::Lock,
        63..71 => Operation::Network(part(rng)),
        71..74 => Operation::Restart(part(rng)),
        74..79 => Operation::Open(part(rng)),
        79..82 => Operation::PhoneClock(part(rng), clock(rng)),
        82..85 => Operation::Weather([0, 0, 60, 200][rng.random_range(0..4)]),
        85..89 => Operation::Relay,
        89..92 => Operation::KillRelay,
        92..94 => Operation::Copy,
        94..96 => Operation::PutBack,
        96..98 => Operation::RelayClock(clock(rng)),
        _ => Operation::Replay(rng.random_range(0..8)),
    }
}
