//! Any order of commands, times, absences and jumps, against a model that counts minutes one by one:
//! nothing is told before its time (I1), everything at it (I2), and a check-in prevents or is followed by a notice
//! (I10).

use proptest::prelude::*;
use wayhome_protocol::sync_request::TimerStatus;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;

use super::{DAY, TIMER, ben, control, daily, touch_key, world};
use crate::people::World;

/// When steps are told after missed, in minutes, and the round itself.
const DELAYS: [u64; 3] = [0, 12 * 60, 48 * 60];
const ROUND: u64 = 36 * 60;
const MOST_HELD: u64 = 72 * 60;

#[derive(Clone, Copy, Debug)]
enum Deed {
    Pass(u32),
    Touch {
        age: u32,
    },
    Arm,
    Pause {
        length: u32,
        age: u32,
    },
    Hold {
        step: u8,
        length: u32,
    },
    Down(u32),
    /// The machine stands still, and the relay's process with it.
    Sleep(u32),
    /// The calendar is set sixteen years ahead, or back again.
    Years,
    Replay,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (1..60 * 50_u32).prop_map(Deed::Pass),
        3 => prop_oneof![Just(0), 1..60 * 60_u32].prop_map(|age| Deed::Touch { age }),
        1 => Just(Deed::Arm),
        1 => (1..7 * 24 * 60_u32, prop_oneof![Just(0), 1..60 * 48_u32])
            .prop_map(|(length, age)| Deed::Pause { length, age }),
        3 => (2..=3_u8, 1..=24 * 60_u32).prop_map(|(step, length)| Deed::Hold { step, length }),
        2 => prop_oneof![Just(0), 2..60 * 80_u32].prop_map(Deed::Down),
        1 => (2..60 * 80_u32).prop_map(Deed::Sleep),
        1 => Just(Deed::Years),
        1 => Just(Deed::Replay),
    ]
}

/// What should be told, in minutes of service time.
#[derive(Debug, Default)]
struct Model {
    now: u64,
    /// The service time at each minute of a calendar that is right.
    calendar: Vec<u64>,
    last: u64,
    paused_until: u64,
    quiet_from: u64,
    quiet_until: u64,
    held: [u64; 4],
    told: usize,
    news: Vec<String>,
}

impl Model {
    fn due(&self, step: usize) -> u64 {
        self.last.max(self.paused_until) + ROUND + DELAYS[step]
    }

    /// What is due by now is told.
    fn tell(&mut self) {
        while self.told < DELAYS.len() {
            let due = self.due(self.told);
            let waits = self.held[self.told].min(due + MOST_HELD);
            if self.now < due.max(waits) || self.now < self.quiet_until {
                return;
            }
            self.told += 1;
            self.news.push(format!("step {}", self.told));
            self.news.push(format!("words {}", self.told));
        }
    }

    fn pass(&mut self, minutes: u32) {
        for _ in 0..minutes {
            self.now += 1;
            self.calendar.push(self.now);
            self.tell();
        }
    }

    /// After an absence; several add up to an hour at most.
    fn be_quiet(&mut self, minutes: u32) {
        self.calendar.extend((0..minutes).map(|_| self.now));
        if self.now >= self.quiet_until {
            self.quiet_from = self.now;
        }
        let until = self.quiet_until.max(self.now + u64::from(minutes.min(60)));
        self.quiet_until = until.min(self.quiet_from + 60);
    }

    /// The service time of so many minutes ago.
    fn ago(&self, age: u32) -> u64 {
        let (age, all) = (age as usize, self.calendar.len() - 1);
        match all.checked_sub(age) {
            Some(minute) => self.calendar[minute],
            None => self.calendar[0] - (age - all) as u64,
        }
    }

    fn check_in(&mut self, age: u32) {
        let made = self.ago(age);
        if made >= self.last {
            self.last = made;
            self.begin();
        }
    }

    /// The steps begin anew.
    fn begin(&mut self) {
        if self.told > 0 {
            self.news.push(format!("came after {}", self.told));
        }
        self.told = 0;
        self.held = [0; 4];
    }

    fn hold(&mut self, step: usize, length: u32) -> bool {
        let latest = self.due(step) + MOST_HELD;
        let allowed = self.told >= 1 && step >= self.told && self.held[step] < latest;
        if allowed {
            self.held[step] = self.held[step].max(latest.min(self.now + u64::from(length)));
        }
        allowed
    }
}

struct Both {
    world: World,
    model: Model,
    counter: u64,
    years: bool,
}

impl Both {
    fn new() -> Self {
        let mut world = world();
        let persons = vec![ben().told(&[1, 2, 3], &mut world)];
        world.arm(1, &daily(persons));
        // Far from the beginning of all time, so that any age can be taken off.
        let now = 1_000_000;
        Self {
            world,
            model: Model { now, calendar: vec![now], last: now, ..Model::default() },
            counter: 1,
            years: false,
        }
    }

    fn order(&mut self, command: TimerCommand, age: u32) {
        let answer = self.world.say_aged(command, Seconds::from_minutes(age));
        assert_eq!(answer.timer, TimerStatus::Accepted);
    }

    fn act(mut self, deed: Deed) -> Self {
        self.counter += 1;
        let counter = self.counter;
        match deed {
            Deed::Pass(minutes) => {
                self.world.pass(Seconds::from_minutes(minutes));
                self.model.pass(minutes);
            }
            Deed::Touch { age } => {
                self.order(TimerCommand::touch(TIMER, counter, DAY, &touch_key()), age);
                self.model.check_in(age);
            }
            Deed::Arm => {
                let persons = vec![ben().told(&[1, 2, 3], &mut self.world)];
                self.world.arm(counter, &daily(persons));
                self.model.check_in(0);
                self.model.paused_until = 0;
            }
            Deed::Pause { length, age } => {
                self.order(
                    TimerCommand::pause(TIMER, counter, Seconds::from_minutes(length), &control()),
                    age,
                );
                let until = self.model.ago(age) + u64::from(length);
                self.model.paused_until = until.max(self.model.paused_until.min(self.model.now));
                if self.model.told > 0 && until.max(self.model.paused_until) > self.model.now {
                    self.model.news.push("paused".to_owned());
                }
            }
            Deed::Hold { step, length } => {
                let command = ben().hold(counter, step, Seconds::from_minutes(length));
                let status = self.world.say(command).timer;
                let allowed = self.model.hold(usize::from(step) - 1, length);
                assert_eq!(status == TimerStatus::Accepted, allowed, "{status:?}");
                if allowed {
                    self.model.news.push(format!("held {step} by 0"));
                }
            }
            Deed::Down(minutes) => {
                // How long it was down is unknown while the calendar is not believed.
                if !self.years {
                    self.world = self.world.down(Seconds::from_minutes(minutes));
                    self.model.be_quiet(minutes);
                }
            }
            Deed::Sleep(minutes) => {
                if !self.years {
                    self.world.now = self.world.now.saturating_add(Seconds::from_minutes(minutes));
                    self.world.tick();
                    self.model.be_quiet(minutes);
                }
            }
            Deed::Years => {
                let jump = Seconds::from_days(5_844);
                self.world.now = if self.years {
                    self.world.now.saturating_sub(jump)
                } else {
                    self.world.now.saturating_add(jump)
                };
                self.years = !self.years;
            }
            Deed::Replay => {
                for old in [
                    TimerCommand::touch(TIMER, 0, DAY, &touch_key()),
                    TimerCommand::pause(TIMER, 1, DAY, &control()),
                    TimerCommand::end(TIMER, 0, &control()),
                ] {
                    let status = self.world.say(old).timer;
                    assert!(matches!(status, TimerStatus::OldCounter | TimerStatus::Accepted));
                    if status == TimerStatus::Accepted {
                        // The touch key had not been used yet.
                        self.model.check_in(0);
                    }
                }
            }
        }
        // What an order made due at once is told with the next tick.
        self.world.tick();
        self.model.tell();
        self
    }

    /// What came since the last time this was asked.
    fn fresh(&mut self) -> Vec<String> {
        self.world.fresh(&ben()).into_iter().filter(|news| news != "away").collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_is_what_is_due_in_any_order_of_events(deeds in prop::collection::vec(deed(), 1..25)) {
        let mut both = Both::new();
        for deed in deeds {
            both = both.act(deed);
            let (told, expected) = (both.fresh(), std::mem::take(&mut both.model.news));
            prop_assert_eq!(told, expected, "after {:?}", deed);
        }
    }
}
