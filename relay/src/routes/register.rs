//! Setting, removing and listing the routes of a reader.

use wayhome_protocol::ids::{ReceiveId, RouteId};
use wayhome_protocol::route_request::{
    MAX_ROUTES, RouteKind as WireKind, RouteOrder, RouteOutcome, RouteStanding, RouteState as WireState,
    RouteWish as WireWish,
};
use wayhome_protocol::time::Seconds;

use super::Routes;
use super::address::Address;
use super::key::{Counted, Field, Link, reader_row, token_hash};
use crate::ServiceTime;
use crate::storage::{
    NewRouteMessage, Purpose, RouteKind, RouteOwner, RouteRow, RouteState, RouteWish, StorageError,
    StoredRoute, Tables,
};

/// Questions to one address in a day, over all readers: the relay is no mail bomb.
const QUESTIONS_A_DAY: u32 = 5;
/// Questions that one reader may put to one address in 30 days: one, and two repeats.
const QUESTIONS: u32 = 3;
/// The time between two of them.
const BETWEEN_QUESTIONS: Seconds = Seconds::from_hours(24);
const DAY: Seconds = Seconds::from_hours(24);
/// Questions to one host in an hour, over all readers and addresses: no one is flooded through many paths.
const QUESTIONS_TO_A_HOST: u32 = 60;
const HOUR: Seconds = Seconds::from_hours(1);
/// How long questions are remembered.
pub(super) const REMEMBERED: Seconds = Seconds::from_days(30);

/// A new route, or what an old one is to become.
pub(super) struct Wanted<'w> {
    pub(super) owner: RouteOwner,
    pub(super) row: RouteRow,
    pub(super) kind: RouteKind,
    pub(super) address: &'w Address,
    pub(super) language: &'w str,
    pub(super) wish: RouteWish,
}

/// Obeys a reader that has proved itself; whether that changed anything, and how it went. Without `routes` the
/// operator has set up no sender: nothing can be set then, but removed and listed as ever.
pub(crate) fn obey(
    tables: &mut dyn Tables,
    routes: Option<&Routes>,
    reader: &ReceiveId,
    order: &RouteOrder,
    now: ServiceTime,
) -> Result<(RouteOutcome, bool), StorageError> {
    match order {
        RouteOrder::Set { route, kind, address, language, wish } => {
            let (Some(routes), Some(kind)) = (routes, kind_of(*kind)) else {
                return Ok((RouteOutcome::NotOffered, false));
            };
            let wish = match wish {
                WireWish::Whatever => RouteWish::All,
                WireWish::Urgent => RouteWish::Urgent,
            };
            let outcome = routes.set(tables, reader, *route, kind, address, language, wish, now)?;
            Ok((outcome, outcome == RouteOutcome::Done))
        }
        RouteOrder::Remove { route } => {
            let removed = tables.remove_route(&reader_row(reader, route))?;
            Ok((RouteOutcome::Done, removed))
        }
        RouteOrder::List => Ok((RouteOutcome::Done, false)),
    }
}

/// How a reader's routes stand.
pub(crate) fn standing(
    tables: &mut dyn Tables,
    reader: &ReceiveId,
) -> Result<Vec<RouteStanding>, StorageError> {
    let mut standings = Vec::new();
    for stored in tables.routes_of(reader)?.into_iter().take(MAX_ROUTES) {
        let RouteOwner::Reader { route, .. } = stored.owner else { continue };
        let state = match stored.state {
            RouteState::Unconfirmed => WireState::Unconfirmed,
            RouteState::Confirmed => WireState::Confirmed,
            RouteState::Dead => WireState::Dead,
            RouteState::Stopped | RouteState::Refused => WireState::OptedOut,
        };
        standings.push(RouteStanding { route, kind: WireKind::from_byte(stored.kind.byte()), state });
    }
    Ok(standings)
}

fn kind_of(kind: WireKind) -> Option<RouteKind> {
    match kind {
        WireKind::Email => Some(RouteKind::Mail),
        WireKind::Ntfy => Some(RouteKind::Ntfy),
        WireKind::Webhook => Some(RouteKind::Webhook),
        WireKind::WebPush => Some(RouteKind::WebPush),
        WireKind::UnifiedPush => Some(RouteKind::UnifiedPush),
        WireKind::Other(_) => None,
    }
}

/// Whether a route of this kind is asked for by the person's own browser or app, and so needs no question.
pub(super) fn asked_by_itself(kind: RouteKind) -> bool {
    matches!(kind, RouteKind::WebPush | RouteKind::UnifiedPush)
}

impl Routes {
    #[expect(clippy::too_many_arguments, reason = "they are the fields of the request")]
    fn set(
        &self,
        tables: &mut dyn Tables,
        reader: &ReceiveId,
        route: RouteId,
        kind: RouteKind,
        address: &str,
        language: &str,
        wish: RouteWish,
        now: ServiceTime,
    ) -> Result<RouteOutcome, StorageError> {
        if !self.offers(kind) {
            return Ok(RouteOutcome::NotOffered);
        }
        let Ok(address) = Address::parse(kind, address, self.hosts()) else {
            return Ok(RouteOutcome::InvalidAddress);
        };
        let owner = RouteOwner::Reader { reader: *reader, route };
        let wanted =
            Wanted { owner, row: reader_row(reader, &route), kind, address: &address, language, wish };
        let known = tables.route(&wanted.row)?;
        match known {
            Some(known) if self.leads_to(&known, &wanted) => self.change(tables, known, &wanted, now),
            known => {
                let all = tables.routes_of(reader)?;
                if known.is_some() || all.len() < MAX_ROUTES {
                    return self.replace(tables, &wanted, now);
                }
                let Some(gone) = longest_gone(&all) else { return Ok(RouteOutcome::LimitReached) };
                let outcome = self.replace(tables, &wanted, now)?;
                if outcome == RouteOutcome::Done {
                    tables.remove_route(&gone)?;
                }
                Ok(outcome)
            }
        }
    }

    fn leads_to(&self, known: &StoredRoute, wanted: &Wanted<'_>) -> bool {
        let address = self.key().open(&known.row, known.kind, Field::Address, &known.address);
        known.kind == wanted.kind && address.is_some_and(|address| *address == wanted.address.as_str())
    }

    /// The same address again: a new language or wish, another question, or life for what was dead.
    fn change(
        &self,
        tables: &mut dyn Tables,
        mut known: StoredRoute,
        wanted: &Wanted<'_>,
        now: ServiceTime,
    ) -> Result<RouteOutcome, StorageError> {
        known.language = self.key().seal(&known.row, known.kind, Field::Language, wanted.language);
        known.wish = wanted.wish;
        match known.state {
            RouteState::Confirmed | RouteState::Stopped | RouteState::Refused => {}
            RouteState::Dead if asked_by_itself(known.kind) => revive(&mut known, RouteState::Confirmed),
            RouteState::Dead => {
                if !self.may_ask(tables, wanted, now)? {
                    return Ok(RouteOutcome::LimitReached);
                }
                revive(&mut known, RouteState::Unconfirmed);
                tables.put_route(&known)?;
                self.ask(tables, wanted, now)?;
            }
            RouteState::Unconfirmed => {
                if self.may_ask(tables, wanted, now)? {
                    self.ask(tables, wanted, now)?;
                }
            }
        }
        tables.put_route(&known)?;
        Ok(RouteOutcome::Done)
    }

    /// A new route, or another address for an old one, which has to agree anew.
    fn replace(
        &self,
        tables: &mut dyn Tables,
        wanted: &Wanted<'_>,
        now: ServiceTime,
    ) -> Result<RouteOutcome, StorageError> {
        let state = if asked_by_itself(wanted.kind) {
            RouteState::Confirmed
        } else if self.refuses(tables, wanted, now)? {
            RouteState::Stopped
        } else if self.may_ask(tables, wanted, now)? {
            RouteState::Unconfirmed
        } else {
            return Ok(RouteOutcome::LimitReached);
        };
        tables.remove_route(&wanted.row)?;
        tables.put_route(&self.stored(wanted, state, now))?;
        if state == RouteState::Unconfirmed {
            self.ask(tables, wanted, now)?;
        }
        Ok(RouteOutcome::Done)
    }

    pub(super) fn stored(&self, wanted: &Wanted<'_>, state: RouteState, now: ServiceTime) -> StoredRoute {
        let (row, kind, address) = (wanted.row, wanted.kind, wanted.address.as_str());
        let token = |link| token_hash(&self.key().token(link, &row, kind, address));
        StoredRoute {
            row,
            owner: wanted.owner,
            kind,
            wish: wanted.wish,
            state,
            address: self.key().seal(&row, kind, Field::Address, address),
            language: self.key().seal(&row, kind, Field::Language, wanted.language),
            confirm_hash: token(Link::Confirm),
            stop_hash: token(Link::Stop),
            answer: 0,
            refusals: 0,
            failing_since: None,
            down: false,
            last_sent: None,
            alerted: None,
            created: now,
        }
    }

    /// Whether the person at this address has said that it wants no question.
    pub(super) fn refuses(
        &self,
        tables: &mut dyn Tables,
        wanted: &Wanted<'_>,
        now: ServiceTime,
    ) -> Result<bool, StorageError> {
        let counted = wanted.address.counted(wanted.kind);
        for whose in [Counted::Address(&counted), Counted::AddressOf(&wanted.owner, &counted)] {
            if tables.refusal(&self.key().counted(whose))?.is_some_and(|until| until > now) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the address may be asked (again) now.
    pub(super) fn may_ask(
        &self,
        tables: &mut dyn Tables,
        wanted: &Wanted<'_>,
        now: ServiceTime,
    ) -> Result<bool, StorageError> {
        let counted = wanted.address.counted(wanted.kind);
        let day = self.key().counted(Counted::Address(&counted));
        if tables.route_events(&day, now.minus(DAY))?.0 >= QUESTIONS_A_DAY {
            return Ok(false);
        }
        if let Some(most) = self.questions(wanted.kind) {
            let all = self.key().counted(Counted::Kind(wanted.kind));
            if tables.route_events(&all, now.minus(DAY))?.0 >= most {
                return Ok(false);
            }
        }
        if let Some(host) = wanted.address.host() {
            let hour = self.key().counted(Counted::Host(&host));
            if tables.route_events(&hour, now.minus(HOUR))?.0 >= QUESTIONS_TO_A_HOST {
                return Ok(false);
            }
        }
        let own = self.key().counted(Counted::AddressOf(&wanted.owner, &counted));
        let (times, last) = tables.route_events(&own, now.minus(REMEMBERED))?;
        Ok(times < QUESTIONS && last.is_none_or(|last| now >= last.plus(BETWEEN_QUESTIONS)))
    }

    /// Asks the person at this address, and counts it.
    pub(super) fn ask(
        &self,
        tables: &mut dyn Tables,
        wanted: &Wanted<'_>,
        now: ServiceTime,
    ) -> Result<(), StorageError> {
        let counted = wanted.address.counted(wanted.kind);
        tables.note_route_event(&self.key().counted(Counted::Address(&counted)), now)?;
        tables.note_route_event(&self.key().counted(Counted::AddressOf(&wanted.owner, &counted)), now)?;
        if self.questions(wanted.kind).is_some() {
            tables.note_route_event(&self.key().counted(Counted::Kind(wanted.kind)), now)?;
        }
        if let Some(host) = wanted.address.host() {
            tables.note_route_event(&self.key().counted(Counted::Host(&host)), now)?;
        }
        tables.add_route_message(&NewRouteMessage {
            row: wanted.row,
            kind: wanted.kind,
            key: timely_key(b"question", now),
            purpose: Purpose::Question,
            drill: false,
            text: None,
            queued: now,
            due: Some(now),
            sends: 1,
        })?;
        Ok(())
    }
}

/// The oldest of the browsers and apps that are gone: each that comes anew brings a new name, and nobody removes the
/// one before.
fn longest_gone(routes: &[StoredRoute]) -> Option<RouteRow> {
    let gone = routes.iter().filter(|route| route.state == RouteState::Dead && asked_by_itself(route.kind));
    gone.min_by_key(|route| route.created).map(|route| route.row)
}

pub(super) fn revive(route: &mut StoredRoute, state: RouteState) {
    route.state = state;
    route.refusals = 0;
    route.failing_since = None;
    route.down = false;
}

/// The key of a message that the relay sends of its own accord: different each time.
pub(super) fn timely_key(what: &[u8; 8], now: ServiceTime) -> [u8; 16] {
    let time = now.as_millis().to_be_bytes();
    let mut key = [0; 16];
    for (to, from) in key.iter_mut().zip(what.iter().chain(&time)) {
        *to = *from;
    }
    key
}
