//! The table from tags to steps that a receiver holds in memory for one chain.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

use crate::chain::Walker;
use crate::ids::Tag;
use crate::receiving::ReceivingChain;

/// Tags of one chain's window with their steps, kept up to date at the cost of the new steps only.
///
/// Holds at most 131,584 tags (131,072 past and 512 ahead), and about a thousand in ordinary use.
pub struct ReceivingWindow {
    steps: BTreeMap<Tag, u32>,
    /// The same tags in the order of their steps; the front one belongs to `first`.
    order: VecDeque<Tag>,
    first: u32,
    frontier: Option<Walker>,
}

impl fmt::Debug for ReceivingWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivingWindow")
            .field("first", &self.first)
            .field("tags", &self.order.len())
            .finish()
    }
}

impl ReceivingWindow {
    /// Derives the whole window of a chain.
    #[must_use]
    pub fn new(chain: &ReceivingChain) -> Self {
        let mut window = Self {
            steps: BTreeMap::new(),
            order: VecDeque::new(),
            first: chain.first(),
            frontier: chain.walk_to(chain.first()),
        };
        window.extend(chain.window_end());
        window
    }

    /// The step of a tag, if it is in the window.
    #[must_use]
    pub fn find(&self, tag: &Tag) -> Option<u32> {
        self.steps.get(tag).copied()
    }

    /// How many tags are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether no tag is held (only at the very end of a chain).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Follows the chain after [`ReceivingChain::opened`] or [`ReceivingChain::tend`]: forgets the steps that
    /// the chain has dropped, derives those that are new.
    pub fn advance(&mut self, chain: &ReceivingChain) {
        let reached = self.frontier.as_ref().map_or(0, Walker::step);
        if chain.first() < self.first || chain.first() > reached || chain.window_end() < reached {
            // Another chain, or one that was put back.
            *self = Self::new(chain);
            return;
        }
        while self.first < chain.first() {
            if let Some(tag) = self.order.pop_front() {
                self.steps.remove(&tag);
            }
            self.first = self.first.saturating_add(1);
        }
        self.extend(chain.window_end());
    }

    fn extend(&mut self, end: u32) {
        let Some(frontier) = self.frontier.as_mut() else { return };
        while frontier.step() < end {
            let step = frontier.step();
            let Some(tag) = frontier.next_tag() else { return };
            self.steps.insert(tag, step);
            self.order.push_back(tag);
        }
    }
}
