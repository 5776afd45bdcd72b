//! Counts what the costly parts of this crate do, so that a test can say that two calls did the same. Off, and without
//! effect, unless [`counted`] is around.

use std::cell::Cell;

/// How often something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// PINs or words stretched with Argon2id.
    pub stretched: u64,
    /// Questions to the device's MAC key.
    pub macs: u64,
    /// Openings of something sealed, whether they succeeded or not.
    pub opened: u64,
    /// Bytes that those openings ran through a key stream: a try that fails does so too.
    pub decrypted: u64,
    /// Sealings.
    pub sealed: u64,
    /// Bytes run through the outer layer's key stream.
    pub streamed: u64,
    /// Rows read.
    pub read: u64,
    /// Rows written.
    pub written: u64,
    /// Transactions committed.
    pub committed: u64,
}

thread_local! {
    static COUNTS: Cell<Option<Counts>> = const { Cell::new(None) };
}

/// Adds to the counts of this thread, if anybody counts.
pub(crate) fn note(add: impl FnOnce(&mut Counts)) {
    if let Some(mut counts) = COUNTS.get() {
        add(&mut counts);
        COUNTS.set(Some(counts));
    }
}

/// Does `work` and says what was done meanwhile on this thread.
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, Counts) {
    let before = COUNTS.replace(Some(Counts::default()));
    let done = work();
    let counts = COUNTS.replace(before).unwrap_or_default();
    (done, counts)
}
