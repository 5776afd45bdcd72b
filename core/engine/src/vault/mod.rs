//! What one PIN opens: the owner's plan, circle and messages, and the workers they watch.

mod adding;
mod arming;
mod book;
mod circle;
mod consent;
mod dossier;
mod dossier_hooks;
mod dossier_upload;
mod duress;
mod events;
mod family;
mod fetch;
mod inbox;
mod link_steps;
mod links;
mod load;
mod locked;
mod meeting;
mod messages;
mod new_head;
mod notes;
mod notices;
mod opened;
mod orders;
mod pairing;
mod plan;
mod plan_message;
mod released;
mod released_record;
mod reminders;
mod renewal;
mod replies;
mod reply_tags;
mod revoking;
mod seal;
mod seats;
mod slots;
mod trail;
mod watch;
mod watched_plan;

use std::collections::BTreeMap;

use crate::wire::{EventId, LockedSecret, Origin, PlanTiming, Seconds, Tag, Timestamp};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

pub(crate) use circle::ContactRecord;
use dossier::Dossiers;
pub use dossier::PIECE as ATTACHMENT_PIECE;
pub(crate) use events::EventRecord;
pub(crate) use fetch::FetchState;
pub(crate) use inbox::{AssemblyRecord, ReceivedRecord, WorkerWindows};
pub(crate) use links::LinkRecord;
pub(crate) use meeting::MeetingPass;
pub(crate) use messages::MessageRecord;
pub(crate) use pairing::InviteRecord;
pub(crate) use plan::{OwnPlan, PlanRecord};
pub(crate) use replies::{OutgoingRecord, ReplyRecord};
pub(crate) use seats::VaultSeat;
pub(crate) use trail::TrailRecord;
pub(crate) use watch::WorkerRecord;
pub(crate) use watched_plan::WatchedPlanRecord;

use crate::chain_state::ChainState;
use crate::codec::Hidden;
use crate::lobby::{Lobby, Placed};
use crate::record::{Change, Kept, RecordKey, Region};
use crate::texts::Texts;
use crate::{EngineError, NewVault};

/// The sending chain of a contact who was removed, for as long as something is to be sealed for them.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct CircleChain {
    #[n(0)]
    pub(crate) contact: ByteArray<16>,
    #[n(1)]
    pub(crate) chain: ChainState,
}

/// The plan's numbers, as kept.
#[derive(Clone, Copy, Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct KeptPlan {
    #[n(0)]
    pub(crate) interval_s: u32,
    #[n(1)]
    pub(crate) grace_s: u32,
}

impl KeptPlan {
    pub(crate) fn timing(self) -> Option<PlanTiming> {
        PlanTiming::new(Seconds::new(self.interval_s), Seconds::new(self.grace_s)).ok()
    }

    pub(crate) fn from_timing(plan: PlanTiming) -> Self {
        Self { interval_s: plan.interval().get(), grace_s: plan.grace().get() }
    }
}

#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct VaultHead {
    #[n(0)]
    pub(crate) region: u8,
    #[n(1)]
    pub(crate) name: String,
    #[n(2)]
    pub(crate) language: String,
    #[n(3)]
    pub(crate) identity: Hidden<32>,
    #[n(4)]
    pub(crate) locked: Hidden<32>,
    #[n(5)]
    pub(crate) timer: ByteArray<16>,
    #[n(6)]
    pub(crate) control: Hidden<32>,
    #[n(7)]
    pub(crate) control_counter: u64,
    #[n(8)]
    pub(crate) touch: Hidden<32>,
    #[n(9)]
    pub(crate) touch_counter: u64,
    #[n(10)]
    pub(crate) counter: u64,
    #[n(11)]
    pub(crate) plan: Option<KeptPlan>,
    #[n(12)]
    pub(crate) last_check_in: Option<u64>,
    #[n(13)]
    pub(crate) leaving: Vec<CircleChain>,
    #[n(14)]
    pub(crate) next_event: u64,
    #[n(15)]
    pub(crate) locked_events: u64,
    #[n(16)]
    pub(crate) locked_places: u64,
    #[n(17)]
    pub(crate) unreadable: u32,
    /// Ids up to here were seen at the relay; what could not be opened lies behind.
    #[n(18)]
    pub(crate) fetched_to: u64,
    /// When what was left behind was last looked at again.
    #[n(19)]
    pub(crate) fetched_all: u64,
    /// The relay's minute at the last fetch, and this phone's clock then.
    #[n(20)]
    pub(crate) relay_minute: u32,
    #[n(21)]
    pub(crate) relay_minute_at: u64,
    /// How many cells at the relay nothing opened yet.
    #[n(22)]
    pub(crate) left_behind: u32,
    /// The silence of the relay that was told of: since when it lasted.
    #[n(23)]
    #[cbor(default)]
    pub(crate) silence_told: u64,
    /// Somebody has looked at what has come, and the relay has not been told so.
    #[n(24)]
    #[cbor(default)]
    pub(crate) looked: bool,
    /// How far the relay's clock is behind, after it went back, in milliseconds.
    #[n(25)]
    #[cbor(default)]
    pub(crate) relay_behind: u64,
    /// The relay's minute at the fetch that showed it.
    #[n(26)]
    #[cbor(default)]
    pub(crate) relay_behind_from: u32,
    /// How much of what the lobby's chains have jumped this vault's have jumped too.
    #[n(27)]
    #[cbor(default)]
    pub(crate) jump_seen: u64,
    /// The groups that this vault has sealed and does not know to be done.
    #[n(28)]
    #[cbor(default)]
    pub(crate) sealed: Vec<Placed>,
    /// Set if the check-ins of the locked screen do not count in this vault.
    #[n(33)]
    #[cbor(default)]
    pub(crate) locked_apart: Option<locked::Apart>,
    /// Whether contacts are told the last places known to the locked screen when this vault is opened.
    #[n(34)]
    #[cbor(default)]
    pub(crate) sends_last_place: bool,
    /// How many places the locked screen had noted when they were last told them by this vault.
    #[n(35)]
    #[cbor(default)]
    pub(crate) last_place_sent: u64,
    /// What this vault seals by for each of the lobby's seats. It is in the head so that a check-in touches one cell fewer.
    #[n(36)]
    pub(crate) seats: Vec<VaultSeat>,
    /// What it reads notes about seats by, and writes them by.
    #[n(37)]
    notes: notes::NoteKeys,
    /// The order in which it gives seats away.
    #[n(38)]
    order: Vec<u8>,
    /// When it was last told that this vault was opened, and by which group.
    #[n(39)]
    pub(crate) opened_at: Option<u64>,
    #[n(40)]
    opened_group: Option<Placed>,
    /// Whom that rings.
    #[n(41)]
    pub(crate) opened_rings: u8,
}

impl Kept<VaultHead> {
    /// Notes whether somebody has looked at what has come; writes nothing that was known.
    pub(crate) fn set_looked(&mut self, looked: bool) {
        if self.looked != looked {
            self.edit().looked = looked;
        }
    }
}

/// The state of the open vault.
#[derive(Debug)]
pub(crate) struct Vault {
    pub(crate) head: Kept<VaultHead>,
    pub(crate) contacts: Vec<Kept<ContactRecord>>,
    pub(crate) messages: BTreeMap<EventId, Kept<MessageRecord>>,
    pub(crate) trail: Vec<Kept<TrailRecord>>,
    pub(crate) workers: Vec<Kept<WorkerRecord>>,
    pub(crate) received: BTreeMap<EventId, Kept<ReceivedRecord>>,
    pub(crate) events: BTreeMap<u64, Kept<EventRecord>>,
    pub(crate) invites: Vec<Kept<InviteRecord>>,
    pub(crate) assemblies: Vec<Kept<AssemblyRecord>>,
    pub(crate) replies: BTreeMap<EventId, Kept<ReplyRecord>>,
    pub(crate) outgoing: BTreeMap<[u8; 16], Kept<OutgoingRecord>>,
    pub(crate) links: Vec<Kept<LinkRecord>>,
    dossiers: Dossiers,
    consents: consent::Consents,
    book: book::Book,
    pub(crate) windows: BTreeMap<[u8; 16], WorkerWindows>,
    pub(crate) removed: Vec<RecordKey>,
    pub(crate) own_plan: OwnPlan,
    pub(crate) watched_plans: BTreeMap<[u8; 16], Kept<WatchedPlanRecord>>,
    pub(crate) slots: slots::Slots,
    /// In memory: the notes about the seats as they were when they were last read.
    notes_read: Vec<Vec<u8>>,
    /// In memory: where the usual words of steps come from.
    pub(crate) texts: Texts,
    /// In memory: a fetch under way must begin anew.
    pub(crate) fetch_anew: bool,
    /// How far the lobby knows the phone's clock to have been moved.
    pub(crate) clock_moved: i64,
}

impl Vault {
    /// Notes a group that this vault has sealed; those that are done need not be known any more.
    pub(crate) fn note_sealed(&mut self, lobby: &Lobby, placed: Placed) {
        let head = self.head.edit();
        head.sealed.retain(|known| lobby.placed(known).is_some_and(|slot| !slot.done()));
        head.sealed.push(placed);
    }

    pub(crate) fn origin(&self) -> Origin {
        Origin::vault(self.head.region).unwrap_or(Origin::LOBBY)
    }

    pub(crate) fn locked_secret(&self) -> LockedSecret {
        LockedSecret::from_bytes(*self.head.locked.bytes())
    }

    pub(crate) fn plan(&self) -> Option<PlanTiming> {
        self.head.plan.and_then(KeptPlan::timing)
    }

    /// Deletes a record at the next flush.
    pub(crate) fn remove(&mut self, key: RecordKey) {
        self.removed.push(key);
    }

    /// Adds what must be written to `out`.
    pub(crate) fn flush(&mut self, out: &mut Vec<Change>) -> Result<(), EngineError> {
        let region = Region::Vault;
        // Deletions first: a key removed and used again in one step must end as the new record.
        for key in self.removed.drain(..) {
            out.push(Change {
                region,
                key,
                place: crate::record::Place::Any,
                class: crate::record::Class::Urgent,
                value: None,
            });
        }
        self.head.flush(region, out)?;
        if let Some(record) = &mut self.own_plan.state {
            record.flush(region, out)?;
        }
        if let Some(record) = &mut self.own_plan.draft {
            record.flush(region, out)?;
        }
        if let Some(record) = &mut self.slots.0 {
            record.flush(region, out)?;
        }
        for record in self.watched_plans.values_mut() {
            record.flush(region, out)?;
        }
        for record in &mut self.contacts {
            record.flush(region, out)?;
        }
        for record in self.messages.values_mut() {
            record.flush(region, out)?;
        }
        for record in &mut self.trail {
            record.flush(region, out)?;
        }
        for record in &mut self.workers {
            record.flush(region, out)?;
        }
        for record in self.received.values_mut() {
            record.flush(region, out)?;
        }
        for record in self.events.values_mut() {
            record.flush(region, out)?;
        }
        for record in &mut self.invites {
            record.flush(region, out)?;
        }
        for record in &mut self.assemblies {
            record.flush(region, out)?;
        }
        for record in self.replies.values_mut() {
            record.flush(region, out)?;
        }
        for record in self.outgoing.values_mut() {
            record.flush(region, out)?;
        }
        for record in &mut self.links {
            record.flush(region, out)?;
        }
        self.dossiers.flush(region, out)?;
        self.consents.flush(region, out)?;
        self.book.flush(region, out)?;
        Ok(())
    }

    /// The tags this vault waits for, sixteen at most, and how many further syncs asking for all would take: the
    /// next replies, the most pressing receipts, and others of both in `turn`.
    pub(crate) fn wanted(&self, now: Timestamp, turn: usize) -> (Vec<Tag>, u32) {
        let (mut wanted, reply_rounds) = self.wanted_replies(turn);
        let room = 16_usize.saturating_sub(wanted.len());
        let mut receipts = self.wanted_receipts(now);
        let rest = receipts.split_off(receipts.len().min(room.div_ceil(2)));
        let others = room.saturating_sub(receipts.len()).min(rest.len());
        let rounds = rest.len().checked_div(others).unwrap_or(0).min(4).max(reply_rounds);
        wanted.extend(receipts);
        wanted.extend(rest.iter().cycle().skip(turn.wrapping_mul(others) % rest.len().max(1)).take(others));
        (wanted, u32::try_from(rounds).unwrap_or(0))
    }
}

/// Checks a text's length and that it holds no control characters but line breaks and tabs.
pub(crate) fn check_text(field: &'static str, text: &str, max: usize) -> Result<(), EngineError> {
    if text.len() > max {
        return Err(EngineError::invalid(field, "too long"));
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(EngineError::invalid(field, "holds control characters"));
    }
    Ok(())
}

/// Checks a name: not empty, one line, at most 64 bytes.
pub(crate) fn check_name(name: &str) -> Result<(), EngineError> {
    check_text("name", name, 64)?;
    if name.trim().is_empty() || name.contains(['\n', '\t']) {
        return Err(EngineError::invalid("name", "must be one line and not empty"));
    }
    Ok(())
}

/// Checks what a new vault is given.
pub(crate) fn check_new(new: &NewVault) -> Result<(), EngineError> {
    check_name(&new.name)?;
    check_text("language", &new.language, 16)?;
    if new.region > 3 {
        return Err(EngineError::invalid("region", "a vault lives in region 0 to 3"));
    }
    let mut regions: Vec<u8> = new.tickets.iter().map(|ticket| ticket.region).collect();
    regions.push(new.region);
    regions.sort_unstable();
    if regions != [0, 1, 2, 3] {
        return Err(EngineError::invalid("tickets", "must be those of the other three regions"));
    }
    Ok(())
}
