//! Fetching: a contact's pass over what the relay holds for them, sixteen cells at a time. What is new comes first;
//! what could not be opened before is looked at again at most every quarter of an hour.

use rand_core::CryptoRng;
use wayhome_protocol::fetch_request::ACKNOWLEDGED_IDS;

use super::Vault;
use super::inbox::Taken;
use crate::EngineError;
use crate::lobby::Lobby;
use crate::wire::{FetchAnswer, FetchRequest, Outcome, Timestamp};

/// Cells left behind are looked at again after this.
const AGAIN_MS: u64 = 15 * 60_000;
/// A pass over everything is made after this even so: a relay put back unnoticed gives ids again.
const EVERYTHING_MS: u64 = 6 * 3_600_000;
/// Long searches for the tags of new cells in one run, and of cells left behind.
const SEARCHES_NEW: u32 = 8;
const SEARCHES_AGAIN: u32 = 4;
/// Requests of one pass over what was left behind.
const AGAIN_REQUESTS: u32 = 64;

/// One pass, in memory: where it is, and what is stored and not acknowledged yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct FetchState {
    cursor: Option<u64>,
    /// Looking again at what was left behind.
    again: bool,
    requests_again: u32,
    unknown: u32,
    searched: u32,
    acknowledge: Vec<u64>,
    /// The relay's time has gone back in this run.
    went_back: bool,
    pub(crate) done: bool,
    pub(crate) stored: u32,
}

impl FetchState {
    /// Begins again with the first page; what was stored stays stored.
    pub(crate) fn begin_anew(&mut self) {
        *self = Self { stored: self.stored, went_back: self.went_back, ..Self::default() };
    }

    /// The next request of this pass.
    pub(crate) fn request(&mut self, vault: &Vault, lobby: &Lobby) -> (FetchRequest, usize) {
        let cursor = *self.cursor.get_or_insert(vault.head.fetched_to);
        let acknowledged: Vec<u64> = self.acknowledge.iter().copied().take(ACKNOWLEDGED_IDS).collect();
        let sent = acknowledged.len();
        // An app fetches by itself: only what a person did shows that somebody has looked.
        let request = FetchRequest {
            reading: lobby.reading(),
            cursor,
            relay_seq: lobby.relay_seq(),
            acknowledged,
            looked: vault.head.looked && !self.again,
        };
        (request, sent)
    }

    /// Whether a cell whose tag is not at hand may be searched for: new ones until the run's share is used, old ones
    /// in turn.
    fn may_search(&self, now: Timestamp, left_behind: u32) -> bool {
        if self.again {
            let turn = u32::try_from(now.as_millis() / AGAIN_MS % 1_000_000).unwrap_or(0);
            let all = left_behind.max(1);
            let first = turn.wrapping_mul(SEARCHES_AGAIN) % all;
            (self.unknown % all + all - first) % all < SEARCHES_AGAIN
        } else {
            self.searched < SEARCHES_NEW
        }
    }

    /// Takes an answer in. The caller commits before the next request acknowledges anything.
    pub(crate) fn answered(
        &mut self,
        vault: &mut Vault,
        now: Timestamp,
        acknowledged: usize,
        answer: &FetchAnswer,
        rng: &mut impl CryptoRng,
    ) -> Result<bool, EngineError> {
        if answer.outcome != Outcome::Done {
            self.done = true;
            return Ok(false);
        }
        self.acknowledge.drain(..acknowledged.min(self.acknowledge.len()));
        // The relay's time never goes back, nor do the ids that it gives by it, unless it was put back from an older
        // copy: others may have brought its sequence number past ours, so that nothing else shows it.
        let put_back = vault.note_relay_time(now, answer.now) && !self.went_back;
        // What has come now is not in front of anybody yet; and what the relay was told need not be told again.
        if !self.again {
            vault.head.set_looked(false);
        }
        let mut highest = self.cursor.unwrap_or(0);
        // Only what is acknowledged lies behind for good: after a crash the last page is fetched once more, or it
        // would take up room at the relay until it expires.
        self.leave_behind(vault, highest);
        for item in &answer.items {
            highest = highest.max(item.id);
            match vault.take_cell(now, item, self.may_search(now, vault.head.left_behind), rng)? {
                Taken::Stored => {
                    self.acknowledge.push(item.id);
                    self.stored = self.stored.saturating_add(1);
                }
                Taken::Unreadable { searched } => {
                    self.unknown = self.unknown.saturating_add(1);
                    self.searched = self.searched.saturating_add(u32::from(searched));
                    if !self.again {
                        let head = vault.head.edit();
                        head.unreadable = head.unreadable.saturating_add(1);
                        head.left_behind = head.left_behind.saturating_add(1);
                    }
                }
            }
        }
        self.cursor = Some(highest);
        self.requests_again += u32::from(self.again);
        let over = !answer.more || (self.again && self.requests_again >= AGAIN_REQUESTS);
        if over && self.acknowledge.is_empty() {
            self.leave_behind(vault, highest);
            self.finish(vault, now, answer.more);
        }
        if put_back {
            vault.head.edit().fetched_to = 0;
            self.went_back = true;
            self.begin_anew();
        }
        Ok(true)
    }

    fn leave_behind(&self, vault: &mut Vault, up_to: u64) {
        if !self.again && self.acknowledge.is_empty() && up_to > vault.head.fetched_to {
            vault.head.edit().fetched_to = up_to;
        }
    }

    /// The pass over new cells is over: what was left behind has its turn, if it is time.
    fn finish(&mut self, vault: &mut Vault, now: Timestamp, more: bool) {
        let since = now.as_millis().abs_diff(vault.head.fetched_all);
        if self.again {
            if !more && vault.head.left_behind != self.unknown {
                vault.head.edit().left_behind = self.unknown;
            }
            self.done = true;
        } else if since >= EVERYTHING_MS || (vault.head.left_behind > 0 && since >= AGAIN_MS) {
            vault.head.edit().fetched_all = now.as_millis();
            self.again = true;
            self.unknown = 0;
            self.cursor = Some(0);
        } else {
            self.done = true;
        }
    }
}
