//! Fetching: a contact's pass over what the relay holds for them, sixteen cells at a time.

use rand_core::CryptoRng;
use wayhome_protocol::fetch_request::ACKNOWLEDGED_IDS;

use super::Vault;
use super::inbox::Taken;
use crate::EngineError;
use crate::lobby::Lobby;
use crate::wire::{FetchAnswer, FetchRequest, Outcome, Timestamp};

/// One pass, in memory: where it is, and what is stored and not acknowledged yet.
#[derive(Debug, Default)]
pub(crate) struct FetchState {
    cursor: u64,
    acknowledge: Vec<u64>,
    pub(crate) done: bool,
    pub(crate) stored: u32,
}

impl FetchState {
    /// The next request of this pass.
    pub(crate) fn request(&self, lobby: &Lobby) -> (FetchRequest, usize) {
        let acknowledged: Vec<u64> = self.acknowledge.iter().copied().take(ACKNOWLEDGED_IDS).collect();
        let sent = acknowledged.len();
        let request = FetchRequest {
            reading: lobby.reading(),
            cursor: self.cursor,
            relay_seq: lobby.relay_seq(),
            acknowledged,
        };
        (request, sent)
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
        for item in &answer.items {
            if let Taken::Stored = vault.take_cell(now, item, rng)? {
                self.acknowledge.push(item.id);
                self.stored = self.stored.saturating_add(1);
            }
            self.cursor = self.cursor.max(item.id);
        }
        self.done = !answer.more && self.acknowledge.is_empty();
        Ok(true)
    }
}
