//! Reminders for the worker: an hour before a check-in is due, when it is due, and when half of the grace has passed.
//! Each is told once, none while the plan is off, or paused and
//! the relay knows of it.

use super::Vault;
use crate::EventKind;
use crate::plan_view::ReminderKind;
use crate::wire::{Seconds, Timestamp};

/// How long before due the first one comes; half the interval if that is less.
const BEFORE: Seconds = Seconds::from_hours(1);

impl Vault {
    /// The reminders of the next check-in, in order, and when it is due. In a pause all of them lie after its end.
    fn reminders(&self) -> Option<(Timestamp, [(ReminderKind, Timestamp); 3])> {
        let (timing, due) = (self.plan()?, self.due_at_relay()?);
        let before = BEFORE.min(Seconds::new(timing.interval().get() / 2));
        let half = due.saturating_add(Seconds::new(timing.grace().get() / 2));
        let all = [
            (ReminderKind::BeforeDue, due.saturating_sub(before)),
            (ReminderKind::Due, due),
            (ReminderKind::HalfGrace, half),
        ];
        Some((due, all))
    }

    /// Those that were told of the check-in due then, one bit each.
    fn reminded(&self, due: Timestamp) -> u8 {
        self.plan_state().filter(|plan| plan.reminded_due == due.as_millis()).map_or(0, |plan| plan.reminded)
    }

    /// Tells the reminder that is due. Of several that were slept through only the last is told.
    pub(crate) fn remind(&mut self, now: Timestamp) {
        let Some((due, all)) = self.reminders() else { return };
        let Some((index, (kind, _))) = all.iter().enumerate().rfind(|(_, (_, at))| *at <= now) else {
            return;
        };
        let told = self.reminded(due);
        if told >> index != 0 {
            return;
        }
        let plan = self.plan_state_mut();
        plan.reminded_due = due.as_millis();
        plan.reminded = told | 1 << index;
        self.tell(now, EventKind::Reminder { kind: *kind, due });
    }

    /// When the next reminder is to be told.
    pub(crate) fn next_reminder(&self) -> Option<Timestamp> {
        let (due, all) = self.reminders()?;
        let told = self.reminded(due);
        all.iter().enumerate().find(|(index, _)| told >> index == 0).map(|(_, (_, at))| *at)
    }
}
