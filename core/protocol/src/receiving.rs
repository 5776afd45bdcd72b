//! The receiver's end of a chain: which steps it can still open, and for how long.
//!
//! The receiver keeps *marks* (step, chain key, time) instead of keys of single steps. Everything from the
//! oldest mark onwards can be opened, in any order and more than once, so that a sender whose store was put
//! back from a backup is still understood. Marks are dropped by age, so a key that was used is gone 60 to 66
//! days later, provided that [`ReceivingChain::tend`] runs about daily.

use zeroize::Zeroizing;

use crate::chain::{ChainError, Walker, encode_mark};
use crate::ids::Tag;
use crate::keys::{ChainKey, MessageKey};
use crate::layout::Reader;
use crate::time::{Seconds, Timestamp};

/// Steps past the highest opened one whose tags are held ready.
pub const WINDOW: u32 = 512;
/// Steps past the highest opened one to which a search goes after a miss.
pub const REACH: u32 = 65_536;
/// A new mark is made when the newest is this old.
pub const MARK_EVERY: Seconds = Seconds::from_days(6);
/// A mark is dropped when its successor is this old.
pub const MARK_KEPT: Seconds = Seconds::from_days(60);
/// A new mark is also made when the newest is this many steps back.
pub const MARK_STEPS: u32 = 4_096;
/// The oldest mark is also dropped when it is more than this many steps back.
pub const SPAN: u32 = 131_072;
/// And when there are more marks than this.
pub const MAX_MARKS: usize = 64;

const VERSION: u8 = 1;

#[derive(Debug)]
struct Mark {
    step: u32,
    key: ChainKey,
    made: Timestamp,
}

/// The receiver's end of one chain.
#[derive(Debug)]
pub struct ReceivingChain {
    /// One past the highest step that was opened.
    next: u32,
    oldest: Mark,
    later: Vec<Mark>,
}

impl ReceivingChain {
    /// The longest stored form.
    pub const MAX_ENCODED: usize = 6 + MAX_MARKS * 44;

    /// A chain of which nothing has been opened.
    #[must_use]
    pub fn new(key: ChainKey, now: Timestamp) -> Self {
        Self { next: 0, oldest: Mark { step: 0, key, made: now }, later: Vec::new() }
    }

    /// The highest step that was opened.
    #[must_use]
    pub fn highest(&self) -> Option<u32> {
        self.next.checked_sub(1)
    }

    /// The first step that can still be opened.
    #[must_use]
    pub fn first(&self) -> u32 {
        self.oldest.step
    }

    /// One past the last step whose tag is held ready.
    #[must_use]
    pub fn window_end(&self) -> u32 {
        self.next.saturating_add(WINDOW)
    }

    fn reach_end(&self) -> u32 {
        self.next.saturating_add(REACH)
    }

    fn newest(&self) -> &Mark {
        self.later.last().unwrap_or(&self.oldest)
    }

    /// A walker at `step`, from the nearest mark before it.
    pub(crate) fn walk_to(&self, step: u32) -> Option<Walker> {
        let mark = self.later.iter().rev().chain([&self.oldest]).find(|mark| mark.step <= step)?;
        let mut walker = Walker::new(mark.step, &mark.key);
        walker.go_to(step);
        Some(walker)
    }

    /// Tags and steps of the whole window: from the oldest mark to 512 past the highest opened step.
    ///
    /// At most 131,584 of them. [`crate::window::ReceivingWindow`] keeps them as a table.
    pub fn tags(&self) -> impl Iterator<Item = (Tag, u32)> {
        self.tags_between(self.first(), self.window_end())
    }

    fn tags_between(&self, from: u32, to: u32) -> impl Iterator<Item = (Tag, u32)> + use<> {
        let mut walker = self.walk_to(from);
        std::iter::from_fn(move || {
            let walker = walker.as_mut()?;
            let step = walker.step();
            if step >= to { None } else { walker.next_tag().map(|tag| (tag, step)) }
        })
    }

    /// The tags of the `n` steps after the highest opened one: what to ask the relay for. At most 512.
    #[must_use]
    pub fn next_tags(&self, n: usize) -> Vec<Tag> {
        self.tags_between(self.next, self.window_end()).take(n).map(|(tag, _)| tag).collect()
    }

    /// The tags of these steps, as far as they are after the highest opened one and within reach. One pass to the
    /// furthest of them.
    #[must_use]
    pub fn tags_at(&self, steps: &[u32]) -> Vec<Tag> {
        let end = steps.iter().max().map_or(0, |last| last.saturating_add(1)).min(self.reach_end());
        self.tags_between(self.next, end)
            .filter(|(_, step)| steps.contains(step))
            .map(|(tag, _)| tag)
            .collect()
    }

    /// The message key of `step`; `None` if the step is before the oldest mark or out of reach.
    #[must_use]
    pub fn message_key(&self, step: u32) -> Option<MessageKey> {
        if step >= self.reach_end() {
            return None;
        }
        self.walk_to(step)?.next_keys().map(|keys| keys.message_key)
    }

    /// The tag of `step`; `None` if the step is before the oldest mark or out of reach.
    #[must_use]
    pub fn tag(&self, step: u32) -> Option<Tag> {
        if step >= self.reach_end() {
            return None;
        }
        self.walk_to(step)?.next_keys().map(|keys| keys.tag)
    }

    /// Searches for a tag past the window, up to 65,536 steps past the highest opened one.
    #[must_use]
    pub fn find_beyond(&self, tag: &Tag) -> Option<u32> {
        self.tags_between(self.window_end(), self.reach_end()).find(|(t, _)| t == tag).map(|(_, step)| step)
    }

    /// The same for many tags in a single pass, which costs as much as a search for one.
    #[must_use]
    pub fn find_beyond_all(&self, tags: &[Tag]) -> Vec<(Tag, u32)> {
        let mut found = Vec::new();
        if tags.is_empty() {
            return found;
        }
        for (tag, step) in self.tags_between(self.window_end(), self.reach_end()) {
            if tags.contains(&tag) {
                found.push((tag, step));
                if found.len() == tags.len() {
                    break;
                }
            }
        }
        found
    }

    /// Records that an authentic cell of `step` was opened.
    ///
    /// # Errors
    /// [`ChainError::OutOfReach`] for a step that [`ReceivingChain::message_key`] would not give a key for.
    pub fn opened(&mut self, step: u32, now: Timestamp) -> Result<(), ChainError> {
        if step < self.first() || step >= self.reach_end() || step == u32::MAX {
            return Err(ChainError::OutOfReach);
        }
        self.next = self.next.max(step.saturating_add(1));
        self.tend(now);
        Ok(())
    }

    /// Makes and drops marks by age; to be called about daily as well as at each opening. Returns whether
    /// anything changed that should be stored.
    ///
    /// A clock that went back makes no mark young again at the cost of another: times that lie in the future
    /// become `now`, so that keys are kept longer and never dropped early.
    pub fn tend(&mut self, now: Timestamp) -> bool {
        let mut changed = false;
        for mark in std::iter::once(&mut self.oldest).chain(&mut self.later) {
            if mark.made > now {
                mark.made = now;
                changed = true;
            }
        }
        if self.needs_mark(now)
            && let Some(walker) = self.walk_to(self.next)
        {
            self.later.push(Mark { step: self.next, key: walker.chain_key(), made: now });
            changed = true;
        }
        while let Some(second) = self.later.first() {
            let aged = now.seconds_since(second.made) >= MARK_KEPT;
            let far = self.next.saturating_sub(self.oldest.step) > SPAN;
            let many = self.later.len() >= MAX_MARKS;
            if !(aged || far || many) {
                break;
            }
            self.oldest = self.later.remove(0);
            changed = true;
        }
        changed
    }

    fn needs_mark(&self, now: Timestamp) -> bool {
        let newest = self.newest();
        let used = self.next.saturating_sub(newest.step);
        used >= MARK_STEPS || (used > 0 && now.seconds_since(newest.made) >= MARK_EVERY)
    }

    /// The stored form: version 1 ‖ next step 4 ‖ number of marks 1 ‖ marks (step 4 ‖ chain key 32 ‖ time 8).
    /// It is secret.
    #[must_use]
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let marks = self.later.len().saturating_add(1);
        let mut out = Zeroizing::new(Vec::with_capacity(6 + marks * 44));
        out.push(VERSION);
        out.extend_from_slice(&self.next.to_be_bytes());
        out.push(u8::try_from(marks).unwrap_or(u8::MAX));
        for mark in std::iter::once(&self.oldest).chain(&self.later) {
            let mark = encode_mark(mark.step, &mark.key, mark.made.as_millis());
            out.extend_from_slice(mark.as_slice());
        }
        out
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`ChainError::Damaged`] if it is not one that [`ReceivingChain::encode`] wrote.
    pub fn decode(bytes: &[u8]) -> Result<Self, ChainError> {
        Self::decode_marks(bytes).filter(Self::is_consistent).ok_or(ChainError::Damaged)
    }

    fn decode_marks(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        if reader.u8()? != VERSION {
            return None;
        }
        let next = reader.u32()?;
        let marks = usize::from(reader.u8()?);
        if marks > MAX_MARKS {
            return None;
        }
        let oldest = decode_mark(&mut reader)?;
        let mut later = Vec::with_capacity(marks.saturating_sub(1));
        for _ in 1..marks {
            later.push(decode_mark(&mut reader)?);
        }
        (marks > 0 && reader.is_empty()).then_some(Self { next, oldest, later })
    }

    fn is_consistent(&self) -> bool {
        let steps = std::iter::once(&self.oldest).chain(&self.later).map(|mark| mark.step);
        let ahead = steps.clone().skip(1);
        steps.zip(ahead).all(|(step, after)| step < after)
            && self.newest().step <= self.next
            && self.next.saturating_sub(self.newest().step) < MARK_STEPS
            && self.next.saturating_sub(self.oldest.step) <= SPAN
    }
}

fn decode_mark(reader: &mut Reader<'_>) -> Option<Mark> {
    let step = reader.u32()?;
    let key = reader.array().map(ChainKey::from_bytes)?;
    let made = reader.u64().map(Timestamp::from_millis)?;
    Some(Mark { step, key, made })
}
