//! Timers, the keys that command them, and where their steps stand.

use wayhome_protocol::ids::{ReceiveId, SendId, TimerId};
use wayhome_protocol::keys::{IdentityPublic, TimerPublic};

use super::StorageError;
use crate::ServiceTime;

/// The hash by which an *arm* names a plan.
pub type PlanHash = [u8; 32];

/// Timers, drills, and absences that contacts are told of.
///
/// The rules read a timer or a drill and write it in one transaction. A storage with several writers locks the
/// row at the reading; `move_timer` and `move_drill` besides change it only if it stands where it was seen, so
/// that of several nodes that find the same step due one tells it.
#[expect(clippy::missing_errors_doc, reason = "each method fails for one reason: the storage did")]
pub trait TimerTables {
    /// The timer with this id.
    fn timer(&mut self, id: &TimerId) -> Result<Option<Timer>, StorageError>;
    /// How many timers a reader has.
    fn count_timers(&mut self, reader: &ReceiveId) -> Result<u32, StorageError>;
    /// Adds a timer, or replaces what is known of it, its keys included. Its reader never changes.
    fn put_timer(&mut self, id: &TimerId, timer: &Timer) -> Result<(), StorageError>;
    /// Replaces what is known of a timer, except its keys, if it stands where it was `seen`; returns whether
    /// it did.
    fn move_timer(&mut self, id: &TimerId, seen: &Progress, timer: &Timer) -> Result<bool, StorageError>;
    /// Up to `most` timers whose deadline has come, the longest due first.
    fn due_timers(&mut self, now: ServiceTime, most: u32) -> Result<Vec<TimerId>, StorageError>;
    /// Notes somebody who is to be told what was told before their mailbox was opened, in the place of what was noted
    /// of them.
    fn put_newcomer(&mut self, newcomer: &Newcomer) -> Result<(), StorageError>;
    /// Up to `most` of those whose time has come, the longest due first.
    fn due_newcomers(&mut self, now: ServiceTime, most: u32) -> Result<Vec<Newcomer>, StorageError>;
    /// Lets somebody wait no longer, if they stand as they were `seen`; returns whether they did.
    fn take_newcomer(&mut self, seen: &Newcomer) -> Result<bool, StorageError>;
    /// The earliest deadline of all timers, drills and newcomers.
    fn next_deadline(&mut self) -> Result<Option<ServiceTime>, StorageError>;
    /// Up to `most` timers with an armed plan and ids above `cursor`, ascending.
    fn armed_timers(&mut self, cursor: Option<&TimerId>, most: u32) -> Result<Vec<TimerId>, StorageError>;

    /// The drill of a timer that is under way.
    fn drill(&mut self, timer: &TimerId) -> Result<Option<Drill>, StorageError>;
    /// Begins a drill, in the place of one under way.
    fn put_drill(&mut self, timer: &TimerId, drill: &Drill) -> Result<(), StorageError>;
    /// Replaces a drill if it stands where it was `seen`, or ends it (`None`); returns whether it did.
    fn move_drill(
        &mut self,
        timer: &TimerId,
        seen: &Progress,
        drill: Option<&Drill>,
    ) -> Result<bool, StorageError>;
    /// Ends a drill; returns whether there was one.
    fn remove_drill(&mut self, timer: &TimerId) -> Result<bool, StorageError>;
    /// Up to `most` timers whose drill's deadline has come, the longest due first.
    fn due_drills(&mut self, now: ServiceTime, most: u32) -> Result<Vec<TimerId>, StorageError>;

    /// The timer that this reader's plans let be touched under another id.
    fn timer_of_alias(
        &mut self,
        reader: &ReceiveId,
        alias: &TimerId,
    ) -> Result<Option<TimerId>, StorageError>;
    /// Lets a timer of this reader be touched under that id, and under no other any more. A timer of theirs that could
    /// be touched under it no longer can.
    fn put_alias(&mut self, reader: &ReceiveId, alias: &TimerId, timer: &TimerId)
    -> Result<(), StorageError>;

    /// The counter that a touch key had when a plan took it away.
    fn gone_touch_counter(&mut self, timer: &TimerId, key: &TimerPublic)
    -> Result<Option<u64>, StorageError>;
    /// Keeps that, for the `most` keys of a timer that went last.
    fn keep_touch_counter(
        &mut self,
        timer: &TimerId,
        key: &TimerPublic,
        counter: u64,
        most: u32,
    ) -> Result<(), StorageError>;

    /// The counter of the last hold that was accepted from this key.
    fn hold_counter(&mut self, timer: &TimerId, key: &IdentityPublic) -> Result<Option<u64>, StorageError>;
    /// Keeps that.
    fn set_hold_counter(
        &mut self,
        timer: &TimerId,
        key: &IdentityPublic,
        counter: u64,
    ) -> Result<(), StorageError>;

    /// Keeps an absence until everyone has been told of it.
    fn add_absence(&mut self, from_minute: u32, to_minute: u32) -> Result<(), StorageError>;
    /// The oldest absence that someone has yet to be told of.
    fn absence(&mut self) -> Result<Option<Absence>, StorageError>;
    /// Notes that the people of all timers up to `cursor` were told, or (`None`) everyone; returns whether the
    /// absence stood where it was `seen`.
    fn move_absence(&mut self, seen: &Absence, cursor: Option<&TimerId>) -> Result<bool, StorageError>;

    /// The gaps that absences left in service time, ascending.
    fn gaps(&mut self) -> Result<Vec<Gap>, StorageError>;
    /// Replaces them.
    fn set_gaps(&mut self, gaps: &[Gap]) -> Result<(), StorageError>;
}

/// Somebody whose mailbox was opened after a step was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// The timer of the plan that names them.
    pub timer: TimerId,
    /// Their mailbox.
    pub send_id: SendId,
    /// The timer's round when it was opened, and the last step told then.
    pub round: u32,
    /// See `round`.
    pub told: u8,
    /// When to look whether they may be told.
    pub due: ServiceTime,
}

/// A timer: who may command it, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// The reader that registered it.
    pub receive_id: ReceiveId,
    /// SHA-256 of the keys that it was registered with. `None` for one registered before this was kept.
    pub registered: Option<[u8; 32]>,
    /// The keys by place: 0 the control key, 1 to 4 the touch keys that it has.
    pub keys: Vec<TimerKey>,
    /// The check-in that counts.
    pub last: Option<CheckIn>,
    /// Nothing is told before this.
    pub paused_until: Option<ServiceTime>,
    /// It was ended, and nothing was armed since.
    pub ended: bool,
    /// The armed plan.
    pub armed: Option<PlanHash>,
    /// A plan that was ordered, and has yet to come.
    pub wanted: Option<PlanHash>,
    /// A drill that was ordered, and whose plan has yet to come.
    pub wanted_drill: Option<PlanHash>,
    /// How many rounds there have been, drills included.
    pub rounds: u32,
    /// The steps since the last check-in.
    pub run: Run,
    /// When there may be something to do. Nothing is done before; what is done then looks again.
    pub deadline: Option<ServiceTime>,
}

impl Timer {
    /// A timer that nobody has commanded yet.
    #[must_use]
    pub fn new(receive_id: ReceiveId, registered: [u8; 32], keys: Vec<TimerKey>) -> Self {
        Self {
            receive_id,
            registered: Some(registered),
            keys,
            last: None,
            paused_until: None,
            ended: false,
            armed: None,
            wanted: None,
            wanted_drill: None,
            rounds: 0,
            run: Run::default(),
            deadline: None,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { round: self.run.round, told: self.run.told, deadline: self.deadline }
    }
}

/// A key that may command a timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerKey {
    /// 0 the control key, 1 to 4 a touch key.
    pub place: u8,
    /// Ed25519.
    pub public_key: TimerPublic,
    /// The counter of the last command that was accepted from this key.
    pub last_counter: Option<u64>,
}

/// A check-in, as the timer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Interval and grace together, in seconds.
    pub delta_s: u32,
    /// When it was made: when it came, less the age that the sender stated.
    pub made: ServiceTime,
    /// When the last one came, were it an older one.
    pub heard: ServiceTime,
}

/// What was told since the last check-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Which round this is. It names what is told in it.
    pub round: u32,
    /// The last step told: 0 none.
    pub told: u8,
    /// When that was.
    pub told_at: Option<ServiceTime>,
    /// The relay parts were deleted after the last step.
    pub swept: bool,
    /// How many holds were accepted.
    pub holds: u32,
    /// Until when steps 2, 3 and 4 are held.
    pub held: [Option<ServiceTime>; 3],
}

/// Where a timer or a drill stands, to be changed by one node only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The round.
    pub round: u32,
    /// The last step told.
    pub told: u8,
    /// The deadline.
    pub deadline: Option<ServiceTime>,
}

/// A drill under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// Its plan.
    pub hash: PlanHash,
    /// When it began.
    pub started: ServiceTime,
    /// Which round it is.
    pub round: u32,
    /// The last step told: 0 none.
    pub told: u8,
    /// When the next step is due.
    pub deadline: ServiceTime,
}

impl Drill {
    /// Where it stands.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { round: self.round, told: self.told, deadline: Some(self.deadline) }
    }
}

/// A time in which the relay did not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Its number.
    pub id: u64,
    /// Its first minute, by the relay's wall time.
    pub from_minute: u32,
    /// Its last minute.
    pub to_minute: u32,
    /// The last timer whose people were told.
    pub cursor: Option<TimerId>,
}

/// What wall time moved beyond service time at one point of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The service time at which it lies.
    pub at: ServiceTime,
    /// How long it was by wall time, in milliseconds.
    pub length_ms: u64,
    /// The database may have been put back from an older copy there.
    pub is_start: bool,
    /// When a reader first showed that it had been: it has seen more than the storage held.
    pub echoed: Option<ServiceTime>,
}
