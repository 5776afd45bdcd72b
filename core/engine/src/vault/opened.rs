//! What a vault tells at each opening: that it was opened. Nothing is kept of it here but when, and nobody is rung for it
//! unless the vault wants it so. Whoever gets it knows by the chain that it comes on whether that is an alarm.

use rand_core::CryptoRng;

use super::Vault;
use crate::lobby::{Lobby, OutgoingRow, Placed, Placing};
use crate::wire::{
    Direction, Envelope, EventId, Message, RelayPart, Ring, Row, TimerCommand, Timestamp, WireCell, split,
};
use crate::{EngineError, OpenedRings};

/// Two that follow each other so soon are told as one.
const AGAIN_MS: u64 = 15 * 60_000;

impl OpenedRings {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Never => 0,
            Self::AsCheckIns => 1,
            Self::Always => 2,
        }
    }

    pub(crate) fn from_code(code: u8) -> Self {
        match code {
            1 => Self::AsCheckIns,
            2 => Self::Always,
            _ => Self::Never,
        }
    }
}

impl Vault {
    /// Tells everybody who has a seat that this vault was opened. `false` if that was told a short time ago or waits to be, or
    /// if there is no place for a group now.
    pub(crate) fn say_opened(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<bool, EngineError> {
        let short = |told: u64| now.as_millis().abs_diff(told) < AGAIN_MS;
        // One that still waits tells of this opening too: so however often this happens without any network, no message is
        // left without a place.
        let waits = |placed: &Placed| lobby.is_unsent(placed);
        // Who removes all whom a vault shows does not silence it.
        if self.contacts.is_empty()
            || self.head.opened_at.is_some_and(short)
            || self.head.opened_group.as_ref().is_some_and(waits)
            || lobby.free_places(&self.head.sealed, false, false) == 0
        {
            return Ok(false);
        }
        let head = self.head.edit();
        head.counter = head.counter.checked_add(1).ok_or(EngineError::Bug { code: "counter-overflow" })?;
        let (counter, time, plan) = (head.counter, now, self.plan());
        let envelope = Envelope { counter, time, plan, message: Message::Opened };
        let bodies = split(&envelope.encode()?, EventId::make_random(rng))?;
        let [body] = bodies.as_slice() else { return Err(EngineError::Bug { code: "opened-parts" }) };
        let rings = OpenedRings::from_code(self.head.opened_rings);
        let mut rows = Vec::new();
        for to in self.everybody(lobby) {
            let ring = match rings {
                OpenedRings::AsCheckIns if to.ring_wish => Ring::Wish,
                OpenedRings::AsCheckIns | OpenedRings::Never => Ring::None,
                OpenedRings::Always => Ring::Urgent,
            };
            let Some(keys) = self.next_keys(&to, 1)? else { continue };
            let Some(keys) = keys.first() else { continue };
            let row = Row {
                send_id: to.send_id,
                capability: to.capability,
                ring,
                relay_part: RelayPart::make_random(rng),
                cell: WireCell::seal(keys, Direction::WorkerToContact, body, rng)?,
            };
            rows.push(OutgoingRow { row, receipt_root: None });
        }
        let how =
            Placing { own: &self.head.sealed, urgent: false, evict: false, now, made: now, cover: false };
        let claim = lobby.place(how, TimerCommand::noop(), rows, rng)?;
        let head = self.head.edit();
        head.opened_at = Some(now.as_millis());
        head.opened_group = Some(claim.placed);
        self.note_sealed(lobby, claim.placed);
        lobby.hurry(now, false);
        Ok(true)
    }
}
