//! How often the default plan tells its first step although all is well.
//!
//!     false-alarms [--months 24000] [--rehearse 12] [--from 1]
//!
//! Prints the model, then for each preset plan, each connectivity and some other circumstances the worker-months, the
//! false alerts and their rate with its 95 % interval. With `--rehearse N` the first N worker-months of the daily
//! plan are lived once more by the real phone and the real relay, and must come out the same. What the figures mean stands in `docs/false-alarms.md`.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use wayhome_tests::simulator::habits::Habits;
use wayhome_tests::simulator::month::{Cause, Circumstances, MONTH, live};
use wayhome_tests::simulator::outage::{Battery, Network, Outages};
use wayhome_tests::simulator::rate::Rate;
use wayhome_tests::simulator::rehearsal::{likeness, rehearse};
use wayhome_tests::simulator::rhythm::Rhythm;

/// Months in one worker's life here.
const STRETCH: u64 = 12;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody may be listening any more; the exit status says the rest.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn with(change: impl FnOnce(&mut Circumstances)) -> Circumstances {
    let mut circumstances = Circumstances::default();
    change(&mut circumstances);
    circumstances
}

/// Each plan at each connectivity.
fn plans() -> Vec<(String, Circumstances)> {
    let shares = [0.9, 0.8, 0.7];
    let each = |rhythm: Rhythm| {
        shares.map(|connectivity| {
            let name = format!("{}, {:.0} %", rhythm.name(), connectivity * 100.0);
            let network = Network { connectivity, outages: Outages::ShortAndLong };
            (name, with(|all| (all.rhythm, all.network) = (rhythm, network)))
        })
    };
    Rhythm::ALL.into_iter().flat_map(each).collect()
}

/// What the rates depend on.
fn changes() -> Vec<(String, Circumstances)> {
    let network = |connectivity, outages| with(|all| all.network = Network { connectivity, outages });
    let habits = |change: fn(&mut Habits)| with(|all| change(&mut all.habits));
    let transit = |change: fn(&mut Habits)| {
        with(|all| {
            all.rhythm = Rhythm::Transit;
            change(&mut all.habits);
        })
    };
    let all = vec![
        ("daily: memoryless outages of 1 h on average", network(0.9, Outages::Memoryless)),
        ("daily: heavy-tailed outages", network(0.9, Outages::HeavyTailed)),
        ("daily: 70 %, heavy-tailed outages", network(0.7, Outages::HeavyTailed)),
        ("daily: nobody forgets", habits(|habits| habits.forgets = 0.0)),
        ("daily: people forget every fourth time", habits(|habits| habits.forgets = 0.25)),
        ("daily: reminders are noticed 19 times of 20", habits(|habits| habits.notices = 0.95)),
        ("daily: reminders are noticed 7 times of 10", habits(|habits| habits.notices = 0.7)),
        ("daily: the phone is never off", with(|all| all.battery.hours = 0.0)),
        ("daily: all three: 19 of 20 noticed, nobody forgets, never off", {
            with(|all| {
                all.habits.notices = 0.95;
                all.habits.forgets = 0.0;
                all.battery.hours = 0.0;
            })
        }),
        ("daily: one more reminder, 3 h before the alert", with(|all| all.last_call = Some(180))),
        ("daily: 18 h of grace in place of 12", with(|all| all.grace = Some(18))),
        ("daily: 24 h of grace", with(|all| all.grace = Some(24))),
        ("daily: no reminders", with(|all| all.reminders = false)),
        ("daily: apps run every 3 to 6 hours only", with(|all| all.background = (180, 360))),
        ("daily: the phone is off for 8 h every other day", {
            with(|all| all.battery = Battery { days: 2.0, hours: 8.0 })
        }),
        ("transit: half of the reminders at night wake", transit(|habits| habits.wakes = 0.5)),
        ("transit: all reminders at night wake", transit(|habits| habits.wakes = 1.0)),
        ("transit: the same, all noticed, nobody forgets", {
            transit(|habits| (habits.wakes, habits.notices, habits.forgets) = (1.0, 1.0, 0.0))
        }),
    ];
    all.into_iter().map(|(name, circumstances)| (name.to_owned(), circumstances)).collect()
}

/// Alerts for want of a check-in, and for want of a network.
fn measure(circumstances: &Circumstances, months: u64, from: u64) -> (u64, u64) {
    let next = AtomicU64::new(0);
    let found = Mutex::new((0, 0));
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let (mut forgotten, mut cut) = (0, 0);
                while let life = next.fetch_add(1, Ordering::SeqCst)
                    && life * STRETCH < months
                {
                    for (_, cause) in live(circumstances, from + life, STRETCH * MONTH).alerts {
                        match cause {
                            Cause::Forgotten => forgotten += 1,
                            Cause::NoNetwork => cut += 1,
                        }
                    }
                }
                if let Ok(mut found) = found.lock() {
                    found.0 += forgotten;
                    found.1 += cut;
                }
            });
        }
    });
    found.into_inner().unwrap_or_default()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str, usual: u64| {
        let at = arguments.iter().position(|argument| argument == name);
        at.map_or(Some(usual), |at| arguments.get(at + 1)?.parse::<u64>().ok())
    };
    let (Some(months), Some(rehearsals), Some(from)) =
        (value("--months", 24_000), value("--rehearse", 0), value("--from", 1))
    else {
        say("usage: false-alarms [--months N] [--rehearse N] [--from S]");
        return ExitCode::from(2);
    };
    let months = months.div_ceil(STRETCH) * STRETCH;
    say(&Circumstances::default().to_text());
    say(
        "circumstances | worker-months | false alerts | forgotten + no network | per 100 worker-months (95 %)",
    );
    for (name, circumstances) in plans().into_iter().chain(changes()) {
        let (forgotten, cut) = measure(&circumstances, months, from);
        let rate = Rate { events: forgotten + cut, months };
        let (least, most) = rate.interval();
        say(&format!(
            "{name} | {months} | {} | {forgotten} + {cut} | {:.2} ({least:.2}–{most:.2})",
            rate.events,
            rate.per_hundred()
        ));
    }
    let (mut unlike, mut alerts) = (0, 0);
    let circumstances = Circumstances::default();
    for seed in from..from + rehearsals {
        let (light, real) = (live(&circumstances, seed, MONTH), rehearse(&circumstances, seed, MONTH));
        alerts += real.alerts.len();
        if let Err(text) = likeness(&light, &real) {
            say(&format!("worker-month {seed}: {text}"));
            unlike += 1;
        }
    }
    if rehearsals > 0 {
        say(&format!(
            "{rehearsals} worker-months with the real phone and relay, {alerts} alerts, {unlike} months came out otherwise"
        ));
    }
    if unlike == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
