//! Which replies a worker asks the relay for, and whose a cell is. An app replies on one chain. A family link has eight,
//! one for each browser that claimed it; browsers that come later share the last one, each from a multiple of 256 on.

use super::{ContactRecord, Vault};
use crate::EngineError;
use crate::vault::replies::REPLY_GRID;
use crate::wire::{CellBody, Direction, ReceivingChain, Tag, Timestamp, WireCell};

/// Chains whose next tag is asked for in one sync.
const NEXT_TAGS: usize = 8;
/// Tags of the next replies of all chains together that few chains may use: the second reply of a contact is not to wait
/// for the worker's next run.
const AHEAD_TAGS: usize = 4;
/// Tags of browsers that may be there unheard, asked for in one sync however little room there is.
const UNHEARD_TAGS: usize = 2;
/// Tags of steps used already or far ahead, asked for in one sync.
const FAR_TAGS: usize = 4;
/// Tags of all replies in one sync; the rest of the sixteen is for receipts.
const REPLY_TAGS: usize = 12;
/// The last chain of a family link, which late browsers share.
const SHARED: u8 = 7;
/// Where on it browsers begin: its first step, and the first sixteen multiples of [`REPLY_GRID`].
const LANES: usize = 17;

impl ContactRecord {
    /// One past the highest browser that was heard: 0 for an app, and for a link that nobody opened.
    fn next_instance(&self) -> u8 {
        u8::try_from(u8::BITS - self.heard.leading_zeros()).unwrap_or(u8::MAX)
    }

    /// The chains to listen on all the time: that of an app; those of the browsers that were heard, and the next one.
    fn heard_chains(&self) -> impl Iterator<Item = ReceivingChain> + '_ {
        let last = if self.browsers.is_empty() { 0 } else { self.next_instance().min(SHARED - 1) };
        (0..=last).filter_map(|instance| self.reply_chain(instance).ok())
    }

    /// The chain on which this browser (0 for an app) replies.
    fn reply_chain(&self, instance: u8) -> Result<ReceivingChain, EngineError> {
        match usize::from(instance).checked_sub(1) {
            None => self.replies.chain(),
            Some(at) => self.browsers.get(at).ok_or(EngineError::RecordDamaged)?.chain(),
        }
    }

    /// The tags of browsers that claimed a chain and were never heard on it, and of those that share the last one.
    fn unheard_tags(&self) -> Vec<Tag> {
        if self.browsers.is_empty() {
            return Vec::new();
        }
        let next = self.next_instance();
        let silent = next.saturating_add(1)..SHARED;
        let mut tags: Vec<Tag> =
            silent.filter_map(|instance| self.reply_chain(instance).ok()?.next_tags(1).pop()).collect();
        if let Ok(chain) = self.reply_chain(SHARED) {
            tags.extend(chain.tags_at(&self.shared_steps(next >= SHARED)));
        }
        tags
    }

    /// On the shared chain: where each lane goes on, and where it may begin anew. Without `all` only the first lane.
    fn shared_steps(&self, all: bool) -> Vec<u32> {
        let lanes = if all { LANES } else { 1 };
        let mut steps: Vec<u32> = (0u32..)
            .take(lanes)
            .flat_map(|lane| {
                let at = self.lanes.get(usize::try_from(lane).unwrap_or(LANES)).copied().unwrap_or(0);
                [0, 1, at, at.saturating_add(1)].map(|offset| lane * REPLY_GRID + u32::from(offset))
            })
            .collect();
        steps.sort_unstable();
        steps.dedup();
        steps
    }

    /// Notes that a cell of this step was opened. The shared chain is never tended: its browsers may begin anew at any
    /// time, and the link's secret, from which it follows, is kept anyway.
    pub(super) fn note_reply_step(
        &mut self,
        instance: u8,
        step: u32,
        now: Timestamp,
    ) -> Result<(), EngineError> {
        if instance == SHARED {
            self.lanes.resize(LANES, 0);
            let lane = usize::try_from(step / REPLY_GRID).unwrap_or(LANES);
            if let Some(place) = self.lanes.get_mut(lane) {
                *place = u16::try_from(step % REPLY_GRID + 1).unwrap_or(0);
            }
            return Ok(());
        }
        let mut chain = self.reply_chain(instance)?;
        chain.opened(step, now)?;
        let place = match usize::from(instance).checked_sub(1) {
            None => Some(&mut self.replies),
            Some(at) => self.browsers.get_mut(at),
        };
        if let Some(place) = place {
            *place = super::circle::KeptChain::of(&chain);
        }
        Ok(())
    }
}

impl Vault {
    /// The tags of replies to ask for: the next one of each chain, or the next few where there are few; those of one link under way; those of unheard
    /// browsers in `turn`, as many as there is room for; then in turn for one chain either the last steps already used
    /// or steps far ahead: a contact whose own store was put back uses steps again, then jumps to a multiple of
    /// [`REPLY_GRID`]. Also how many further syncs asking for the next of all takes.
    pub(super) fn wanted_replies(&self, turn: usize) -> (Vec<Tag>, usize) {
        let chains: Vec<ReceivingChain> = self.circle().flat_map(ContactRecord::heard_chains).collect();
        // Contacts without the app may have several browsers: beyond a number, their chains take turns.
        let first = turn.wrapping_mul(NEXT_TAGS).checked_rem(chains.len()).unwrap_or(0);
        let in_turn = chains.iter().cycle().skip(first).take(chains.len().min(NEXT_TAGS));
        let each = AHEAD_TAGS.checked_div(chains.len()).unwrap_or(0).max(1);
        let mut wanted: Vec<Tag> = in_turn.flat_map(|chain| chain.next_tags(each)).collect();
        let (links, rounds) = self.wanted_links(turn);
        wanted.extend(links);
        let unheard: Vec<Tag> = self.circle().flat_map(ContactRecord::unheard_tags).collect();
        // Whoever is new has all the room that nobody else needs: their hello is what makes them a contact.
        let room = REPLY_TAGS.saturating_sub(wanted.len() + FAR_TAGS).max(UNHEARD_TAGS);
        let from = turn.wrapping_mul(room).checked_rem(unheard.len()).unwrap_or(0);
        wanted.extend(unheard.iter().cycle().skip(from).take(unheard.len().min(room)));
        wanted.extend(far_tags(&chains, turn));
        wanted.truncate(REPLY_TAGS);
        (wanted, rounds.max(chains.len().saturating_sub(1) / NEXT_TAGS))
    }

    /// Whose reply a cell is: contact, browser, step, and what is in it.
    pub(super) fn find_reply(
        &self,
        cell: &WireCell,
    ) -> Result<Option<(usize, u8, u32, CellBody)>, EngineError> {
        let tag = cell.tag();
        let mut chains = Vec::new();
        for (at, contact) in self.contacts.iter().enumerate() {
            for instance in (0u8..).take(contact.browsers.len().saturating_add(1)) {
                chains.push((at, instance, contact.reply_chain(instance)?));
            }
        }
        let near =
            |chain: &ReceivingChain| chain.tags().find(|(known, _)| *known == tag).map(|(_, step)| step);
        // Only tags that were asked for arrive here, so the long search is worth it when no short one finds any.
        for far in [false, true] {
            for (at, instance, chain) in &chains {
                let step = if far { chain.find_beyond(&tag) } else { near(chain) };
                if let Some(step) = step
                    && let Some(key) = chain.message_key(step)
                    && let Ok(body) = cell.open(&key, Direction::ContactToWorker)
                {
                    return Ok(Some((*at, *instance, step, body)));
                }
            }
        }
        Ok(None)
    }
}

/// In turn, for one chain: the last steps already used, or four of the next sixteen multiples.
fn far_tags(chains: &[ReceivingChain], turn: usize) -> Vec<Tag> {
    let Some(chain) = (turn / 2).checked_rem(chains.len()).and_then(|at| chains.get(at)) else {
        return Vec::new();
    };
    let next = chain.highest().map_or(0, |highest| highest.saturating_add(1));
    if turn.is_multiple_of(2) {
        let used = chain.tags().filter(|(_, step)| *step < next && step.saturating_add(4) >= next);
        return used.map(|(tag, _)| tag).collect();
    }
    let round = u32::try_from((turn / (2 * chains.len().max(1))) % 4).unwrap_or(0) * 4;
    let first = next / REPLY_GRID + 1 + round;
    let steps: Vec<u32> = (first..first + 4).map(|multiple| multiple.saturating_mul(REPLY_GRID)).collect();
    chain.tags_at(&steps)
}
