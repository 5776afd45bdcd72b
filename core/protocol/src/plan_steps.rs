//! The steps of a plan: which there are, when each is told, and sets of them.

use crate::plan::PlanError;
use crate::time::{Seconds, Timestamp};

/// One stage of a plan's escalation: 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step(u8);

impl Step {
    /// The most steps of a plan.
    pub const MOST: usize = 4;
    /// The first step.
    pub const FIRST: Self = Self(1);
    /// All there can be, in order.
    pub const ALL: [Self; Self::MOST] = [Self(1), Self(2), Self(3), Self(4)];

    /// Step `number`, from 1; `None` below 1 and above 4.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 4 { Some(Self(number)) } else { None }
    }

    /// Its number, from 1.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its place in a list, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        // Widening; the number is never 0.
        (self.0 - 1) as usize
    }
}

/// Some of the steps of a plan, as bits: bit s − 1 is step s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StepSet(u8);

impl StepSet {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// From bits; `None` if one above the fourth is set.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Option<Self> {
        if bits < 16 { Some(Self(bits)) } else { None }
    }

    /// The bits.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// With this step too.
    #[must_use]
    pub const fn with(self, step: Step) -> Self {
        Self(self.0 | 1 << step.index())
    }

    /// Whether this step is one of them.
    #[must_use]
    pub const fn contains(self, step: Step) -> bool {
        self.0 >> step.index() & 1 == 1
    }

    /// Whether all of these are among `others`.
    #[must_use]
    pub const fn is_within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Them, in order.
    pub fn iter(self) -> impl Iterator<Item = Step> {
        Step::ALL.into_iter().filter(move |step| self.contains(*step))
    }
}

impl FromIterator<Step> for StepSet {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        steps.into_iter().fold(Self::NONE, Self::with)
    }
}

/// When the steps of a plan are told: 1 to 4 delays after missed, ascending, the first 0.
///
/// In a drill they count from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlanSteps {
    delays: [Seconds; Step::MOST],
    count: u8,
}

impl PlanSteps {
    /// The least time between two steps of a plan.
    pub const LEAST_BETWEEN: Seconds = Seconds::from_minutes(15);
    /// The longest delay of a plan's step.
    pub const LONGEST: Seconds = Seconds::from_days(30);
    /// The longest delay of a drill's step.
    pub const LONGEST_DRILL: Seconds = Seconds::from_minutes(10);
    /// Preset for a journey: at once, after 2 hours, after 12.
    pub const TRANSIT: Self = Self::three(Seconds::from_hours(2), Seconds::from_hours(12));
    /// Preset for every day: at once, after 12 hours, after 48.
    pub const DAILY: Self = Self::three(Seconds::from_hours(12), Seconds::from_hours(48));
    /// Preset for every week: at once, after 24 hours, after 72.
    pub const WEEKLY: Self = Self::three(Seconds::from_hours(24), Seconds::from_hours(72));

    const fn three(second: Seconds, third: Seconds) -> Self {
        Self { delays: [Seconds::ZERO, second, third, Seconds::ZERO], count: 3 }
    }

    /// Steps of a plan at these delays after missed.
    ///
    /// # Errors
    /// [`PlanError::Steps`] unless there are 1 to 4, the first 0, each later one at least 15 minutes after the
    /// one before, the last at most 30 days.
    pub fn new(delays: &[Seconds]) -> Result<Self, PlanError> {
        Self::within(delays, Self::LEAST_BETWEEN, Self::LONGEST)
    }

    /// Steps of a drill at these delays after its start.
    ///
    /// # Errors
    /// [`PlanError::Steps`] unless there are 1 to 4, the first 0, ascending, the last at most 10 minutes.
    pub fn new_drill(delays: &[Seconds]) -> Result<Self, PlanError> {
        Self::within(delays, Seconds::new(1), Self::LONGEST_DRILL)
    }

    fn within(delays: &[Seconds], least_between: Seconds, longest: Seconds) -> Result<Self, PlanError> {
        let count = u8::try_from(delays.len()).ok().filter(|count| (1..=4).contains(count));
        let count = count.ok_or(PlanError::Steps)?;
        let apart = delays.windows(2).all(|pair| match pair {
            [before, after] => *after >= before.saturating_add(least_between),
            _ => true,
        });
        if delays.first() != Some(&Seconds::ZERO) || !apart || delays.iter().any(|delay| *delay > longest) {
            return Err(PlanError::Steps);
        }
        let mut all = [Seconds::ZERO; Step::MOST];
        for (place, delay) in all.iter_mut().zip(delays) {
            *place = *delay;
        }
        Ok(Self { delays: all, count })
    }

    /// The same steps, as many, spread evenly over a drill's ten minutes.
    #[must_use]
    pub fn compressed(&self) -> Self {
        let gaps = u32::from(self.count).saturating_sub(1).max(1);
        let mut delays = [Seconds::ZERO; Step::MOST];
        for ((delay, gap), _) in delays.iter_mut().zip(0u32..).zip(0..self.count) {
            *delay = Seconds::new(Self::LONGEST_DRILL.get().saturating_mul(gap) / gaps);
        }
        Self { delays, count: self.count }
    }

    /// How many there are: 1 to 4.
    #[must_use]
    pub const fn count(&self) -> u8 {
        self.count
    }

    /// The steps, each with its delay.
    pub fn iter(&self) -> impl Iterator<Item = (Step, Seconds)> {
        Step::ALL.into_iter().zip(self.delays).take(usize::from(self.count))
    }

    /// The delays, in order.
    pub fn delays(&self) -> impl Iterator<Item = Seconds> {
        self.iter().map(|(_, delay)| delay)
    }

    /// The delay of one step; `None` if there is no such step.
    #[must_use]
    pub fn delay(&self, step: Step) -> Option<Seconds> {
        self.iter().find(|(one, _)| *one == step).map(|(_, delay)| delay)
    }

    /// When a step is told at the earliest, from when the check-in was missed; `None` if there is no such step.
    ///
    /// ```
    /// use wayhome_protocol::plan_steps::{PlanSteps, Step};
    /// use wayhome_protocol::time::{Seconds, Timestamp};
    ///
    /// let missed = Timestamp::from_seconds(1_800_000_000);
    /// let second = PlanSteps::DAILY.told_at(missed, Step::new(2).unwrap());
    /// assert_eq!(second, Some(missed.saturating_add(Seconds::from_hours(12))));
    /// ```
    #[must_use]
    pub fn told_at(&self, missed: Timestamp, step: Step) -> Option<Timestamp> {
        self.delay(step).map(|delay| missed.saturating_add(delay))
    }

    /// All of them as a set.
    #[must_use]
    pub fn all(&self) -> StepSet {
        self.iter().map(|(step, _)| step).collect()
    }
}
