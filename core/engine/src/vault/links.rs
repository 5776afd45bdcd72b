//! Far-away pairings: what is kept of each, and what people do with them. [`super::link_steps`] takes them from one
//! message to the next.

use crate::wire::{
    Direction, IdentitySecret, Link, LinkAnswer, LinkDigits, LinkMessage, LinkReveal, RegisterEntry, Seconds,
    SendId, Timestamp,
};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use wayhome_protocol::link::{CONFIRMED_WITHIN, LINK_LIFE};

use super::circle::sharing_code;
use super::pairing::{NewContact, check_relay, relay_of};
use super::{Vault, check_name};
use crate::codec::{Hidden, HiddenBytes};
use crate::link_view::{Compared, LinkEnd, LinkState, PendingLink};
use crate::lobby::Lobby;
use crate::record::{Class, Kept, Place, RecordKey, kind};
use crate::view::{ContactId, LinkId, Sharing, WorkerId};
use crate::wire::Root;
use crate::{EngineError, EventKind};

/// Links of our own that are open at a time.
const OWN_MAX: usize = 4;
/// Links of others that are open at a time.
const TAKEN_MAX: usize = 16;
/// What is left of a link that ended is shown for this long after it was made.
pub(super) const SHOWN_MS: u64 = 14 * 24 * 3_600_000;

/// How far a pairing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub(crate) enum Stage {
    /// Nothing usable came yet.
    #[n(0)]
    Waiting,
    /// At the worker: the answer was read and ours revealed; the contact's proof is awaited.
    #[n(1)]
    Revealed,
    /// Both sides have the digits.
    #[n(2)]
    Digits,
    /// It made a contact or a worker.
    #[n(3)]
    Paired,
    /// It ended.
    #[n(4)]
    Ended,
}

/// A far-away pairing, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct LinkRecord {
    #[n(0)]
    pub(super) id: ByteArray<16>,
    #[n(1)]
    pub(crate) since: u64,
    /// We are the worker.
    #[n(2)]
    pub(super) ours: bool,
    #[n(3)]
    pub(super) name: String,
    #[n(4)]
    pub(super) sharing: u8,
    /// The link's map; empty once it is settled.
    #[n(5)]
    pub(super) map: HiddenBytes,
    /// Our reveal map or answer map.
    #[n(6)]
    pub(super) own_map: ByteVec,
    #[n(7)]
    pub(super) secret: Option<Hidden<32>>,
    #[n(8)]
    pub(super) kem_secret: Option<Hidden<32>>,
    /// The mailbox that we opened for it.
    #[n(9)]
    pub(super) mailbox: ByteArray<16>,
    #[n(10)]
    pub(super) stage: Stage,
    /// Why it ended, or is about to.
    #[n(11)]
    pub(super) end: u8,
    /// Event id and digest of the first answer or reveal: any other one ends it.
    #[n(12)]
    pub(super) seen: Option<ByteArray<24>>,
    /// Parts of the message that is coming in.
    #[n(13)]
    pub(super) parts: ByteVec,
    /// A whole message that is to be read next.
    #[n(14)]
    pub(super) arrived: Option<ByteVec>,
    /// At the worker: the answer that was read.
    #[n(15)]
    pub(super) answer: Option<ByteVec>,
    #[n(16)]
    pub(super) root: Option<Hidden<32>>,
    #[n(17)]
    pub(super) digits: String,
    /// The contact or worker it made.
    #[n(18)]
    pub(super) person: ByteArray<16>,
    /// The cells we sent last, and when.
    #[n(19)]
    pub(super) cells: Vec<ByteVec>,
    #[n(20)]
    pub(super) sent_at: u64,
    /// Its mailbox is closed.
    #[n(21)]
    pub(super) closed: bool,
    /// When those cells were first sent; before there are any, when the link was made.
    #[n(22)]
    #[cbor(default)]
    pub(super) said_since: u64,
}

impl LinkRecord {
    pub(super) fn link_id(&self) -> LinkId {
        LinkId(*self.id)
    }

    pub(super) fn link(&self) -> Result<Link, EngineError> {
        Link::from_map(self.map.bytes()).map_err(|_| EngineError::RecordDamaged)
    }

    /// The registration of the mailbox where the other side's messages arrive.
    pub(super) fn open_mailbox(&self, link: &Link) -> RegisterEntry {
        let incoming = if self.ours { Direction::ContactToWorker } else { Direction::WorkerToContact };
        let capability = link.derive_send_capability(incoming).hash();
        RegisterEntry::OpenMailbox { id: link.send_id(incoming), capability }
    }

    pub(super) fn settled(&self) -> bool {
        matches!(self.stage, Stage::Paired | Stage::Ended)
    }

    pub(super) fn expired(&self, now: Timestamp) -> bool {
        now.as_millis() > self.until()
    }

    /// Nothing is said on it any more.
    pub(super) fn is_old(&self, now: Timestamp) -> bool {
        now.as_millis() > self.lasts(LINK_LIFE)
    }

    /// A contact whose digits are there waits as long as the relay keeps what the worker may have sent since: the
    /// digits may have been compared although this phone has not heard of it.
    fn until(&self) -> u64 {
        let life = if !self.ours && self.stage == Stage::Digits { CONFIRMED_WITHIN } else { LINK_LIFE };
        self.lasts(life)
    }

    fn lasts(&self, life: Seconds) -> u64 {
        self.since.saturating_add(life.as_millis())
    }

    /// Erases what only a pairing under way needs.
    pub(super) fn erase(&mut self) {
        self.map.erase();
        self.secret = None;
        self.kem_secret = None;
        self.root = None;
        self.digits.clear();
        self.parts = Vec::new().into();
        self.arrived = None;
        self.answer = None;
        self.cells.clear();
    }

    fn view(&self) -> PendingLink {
        let state = match (self.stage, self.ours) {
            (Stage::Waiting | Stage::Revealed, _) => LinkState::Waiting,
            (Stage::Digits, true) => LinkState::TypeDigits,
            (Stage::Digits, false) => LinkState::ReadDigits { digits: self.digits.clone() },
            (Stage::Paired, true) => LinkState::Paired { contact: ContactId(*self.person) },
            (Stage::Paired, false) => LinkState::Confirmed { worker: WorkerId(*self.person) },
            (Stage::Ended, _) => {
                LinkState::Ended { reason: LinkEnd::from_code(self.end).unwrap_or(LinkEnd::BadMessage) }
            }
        };
        PendingLink {
            id: self.link_id(),
            name: self.name.clone(),
            ours: self.ours,
            since: Timestamp::from_millis(self.since),
            until: Timestamp::from_millis(self.until()),
            state,
        }
    }
}

impl Vault {
    fn link_at(&self, id: LinkId) -> Result<usize, EngineError> {
        let found = self.links.iter().position(|link| *link.id == id.0);
        found.ok_or(EngineError::NotFound { what: "link" })
    }

    fn check_open_links(&self, ours: bool, most: usize) -> Result<(), EngineError> {
        let open = self.links.iter().filter(|link| link.ours == ours && !link.settled()).count();
        if open < most {
            return Ok(());
        }
        Err(EngineError::invalid("link", "as many links are open as there may be; cancel one first"))
    }

    /// Makes a link for someone far away.
    pub(crate) fn make_link(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        name: &str,
        sharing: Sharing,
        rng: &mut impl CryptoRng,
    ) -> Result<(LinkId, Link), EngineError> {
        check_name(name)?;
        self.check_room_in_circle()?;
        self.check_open_links(true, OWN_MAX)?;
        let relay = relay_of(lobby)?;
        let identity = IdentitySecret::from_bytes(*self.head.identity.bytes());
        let own_send_id = SendId::make_random(rng);
        let (reveal, secret) = LinkReveal::make(
            std::slice::from_ref(&relay),
            &self.head.language,
            &identity.public(),
            own_send_id,
            rng,
        )?;
        let link = reveal.make_link(&relay, rng);
        let record = self.new_link(now, true, name, &link, reveal.map(), rng);
        let record = LinkRecord {
            sharing: sharing_code(sharing),
            secret: Some(Hidden::new(secret.expose())),
            ..record
        };
        let id = self.open_link(lobby, &link, record)?;
        Ok((id, link))
    }

    /// Takes up the link that a worker made for us.
    pub(crate) fn take_link(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        text: &str,
        name: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<LinkId, EngineError> {
        check_name(name)?;
        let link = Link::from_text(text)?;
        check_relay(lobby, std::slice::from_ref(link.relay()))?;
        self.check_room_for_worker()?;
        self.check_open_links(false, TAKEN_MAX)?;
        for known in &self.links {
            let theirs = if known.ours { Direction::ContactToWorker } else { Direction::WorkerToContact };
            if *known.mailbox == *link.send_id(theirs).as_bytes() {
                let reason = if known.ours { "was made by this vault" } else { "was taken up already" };
                return Err(EngineError::invalid("link", reason));
            }
        }
        let relay = relay_of(lobby)?;
        let identity = IdentitySecret::from_bytes(*self.head.identity.bytes());
        let own_send_id = SendId::make_random(rng);
        let (answer, secret, kem_secret) = LinkAnswer::make(
            &link,
            std::slice::from_ref(&relay),
            &self.head.language,
            &identity.public(),
            own_send_id,
            rng,
        )?;
        let record = self.new_link(now, false, name, &link, answer.map(), rng);
        let record = LinkRecord {
            secret: Some(Hidden::new(secret.expose())),
            kem_secret: Some(Hidden::new(kem_secret.expose())),
            ..record
        };
        let id = self.open_link(lobby, &link, record)?;
        let at = self.link_at(id)?;
        self.send_link_message(at, now, LinkMessage::Answer, answer.map(), rng)?;
        self.refill(lobby, now, rng)?;
        Ok(id)
    }

    fn new_link(
        &self,
        now: Timestamp,
        ours: bool,
        name: &str,
        link: &Link,
        own_map: &[u8],
        rng: &mut impl CryptoRng,
    ) -> LinkRecord {
        let mut id = [0; 16];
        rng.fill_bytes(&mut id);
        let incoming = if ours { Direction::ContactToWorker } else { Direction::WorkerToContact };
        LinkRecord {
            id: id.into(),
            since: now.as_millis(),
            ours,
            name: name.trim().to_owned(),
            sharing: 0,
            map: HiddenBytes::new(&link.map()),
            own_map: own_map.to_vec().into(),
            secret: None,
            kem_secret: None,
            mailbox: (*link.send_id(incoming).as_bytes()).into(),
            stage: Stage::Waiting,
            end: 0,
            seen: None,
            parts: Vec::new().into(),
            arrived: None,
            answer: None,
            root: None,
            digits: String::new(),
            person: [0; 16].into(),
            cells: Vec::new(),
            sent_at: now.as_millis(),
            closed: false,
            said_since: now.as_millis(),
        }
    }

    /// Registers the mailbox where the other side's messages arrive, and keeps the record.
    fn open_link(
        &mut self,
        lobby: &mut Lobby,
        link: &Link,
        record: LinkRecord,
    ) -> Result<LinkId, EngineError> {
        lobby.register([record.open_mailbox(link)])?;
        let id = record.link_id();
        let key = RecordKey { kind: kind::LINK, id: id.0 };
        self.links.push(Kept::new(key, Place::Any, Class::Ordinary, record));
        Ok(id)
    }

    /// A link of our own that nobody has answered, to be shown once more.
    pub(crate) fn show_link(&self, id: LinkId) -> Result<Link, EngineError> {
        match self.links.get(self.link_at(id)?) {
            Some(link) if link.ours && link.stage == Stage::Waiting => link.link(),
            _ => Err(EngineError::invalid("link", "can no longer be answered")),
        }
    }

    /// All that is under way, and for a while what came of it.
    pub(crate) fn pending_links(&self) -> Vec<PendingLink> {
        self.links.iter().map(|link| link.view()).collect()
    }

    /// Gives a link up.
    pub(crate) fn cancel_link(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        id: LinkId,
        rng: &mut impl CryptoRng,
    ) -> Result<(), EngineError> {
        let at = self.link_at(id)?;
        if self.links.get(at).is_some_and(|link| !link.settled()) {
            self.end_link(at, now, LinkEnd::Cancelled, rng)?;
            self.tend_links(lobby, now, rng)?;
            self.refill(lobby, now, rng)?;
        }
        Ok(())
    }

    /// The one try: the digits that the contact read aloud, as the worker typed them.
    pub(crate) fn compare_digits(
        &mut self,
        lobby: &mut Lobby,
        now: Timestamp,
        id: LinkId,
        typed: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<Compared, EngineError> {
        let at = self.link_at(id)?;
        let Some(record) = self.links.get(at).filter(|link| link.ours && link.stage == Stage::Digits) else {
            return Err(EngineError::invalid("link", "is not at its digits"));
        };
        let typed = LinkDigits::from_typed(typed).ok_or(EngineError::invalid("digits", "are six digits"))?;
        if LinkDigits::from_typed(&record.digits) != Some(typed) {
            self.end_link(at, now, LinkEnd::WrongDigits, rng)?;
            self.tend_links(lobby, now, rng)?;
            self.refill(lobby, now, rng)?;
            return Ok(Compared::Different);
        }
        self.check_room_in_circle()?;
        let answer = record.answer.as_ref().map(|map| LinkAnswer::from_map(map.to_vec()));
        let answer = answer.ok_or(EngineError::RecordDamaged)?.map_err(|_| EngineError::RecordDamaged)?;
        let reveal = LinkReveal::from_map(record.own_map.to_vec()).map_err(|_| EngineError::RecordDamaged)?;
        let root = record.root.as_ref().ok_or(EngineError::RecordDamaged)?;
        let (root, name) = (Root::from_bytes(*root.bytes()), record.name.clone());
        let sharing = match record.sharing {
            2 => Sharing::Always,
            1 => Sharing::OnRelease,
            _ => Sharing::Never,
        };
        let new = NewContact {
            name: &name,
            language: answer.language(),
            send_id: answer.send_id(),
            own_send_id: reveal.send_id(),
            identity: answer.identity_public(),
            sharing,
            family: None,
        };
        let contact = self.add_contact(lobby, now, &new, &root, rng)?;
        if let Some(record) = self.links.get_mut(at) {
            let record = record.edit();
            record.stage = Stage::Paired;
            record.person = contact.0.into();
            record.erase();
        }
        self.tend_links(lobby, now, rng)?;
        Ok(Compared::Same(contact))
    }

    /// The worker confirmed, or took leave of, the pair that a link made: hello or farewell on its first chain.
    pub(crate) fn settle_link_of(&mut self, now: Timestamp, worker: WorkerId, joined: bool) {
        let open = |link: &LinkRecord| !link.ours && link.stage == Stage::Digits && *link.person == worker.0;
        let Some(record) = self.links.iter_mut().find(|link| open(link)) else { return };
        let record = record.edit();
        record.stage = if joined { Stage::Paired } else { Stage::Ended };
        record.erase();
        if !joined {
            // The worker's side takes leave too when nobody compared the digits in time.
            let reason = if record.is_old(now) { LinkEnd::Expired } else { LinkEnd::WrongDigits };
            let link = record.link_id();
            record.end = reason.code();
            self.tell(now, EventKind::LinkEnded { link, reason });
        }
    }
}
