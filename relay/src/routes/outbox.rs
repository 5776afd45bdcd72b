//! What waits to go out: taken up under a lease, so that nothing is lost when whoever took it dies, and tried
//! again until it is gone or there is nobody to take it.

use url::Url;
use wayhome_protocol::time::{Seconds, Timestamp};
use wayhome_words::Language;
use zeroize::Zeroizing;

use super::Routes;
use super::key::{Field, Link, stands_in_its_row};
use super::letter::{Letter, Links};
use super::register::REMEMBERED;
use super::senders::SendError;
use crate::ServiceTime;
use crate::moment::FARTHEST_JUMP;
use crate::storage::{Purpose, RouteKind, RouteMessage, RouteState, StorageError, StoredRoute, Tables};

/// How long whoever took a message up has it alone. Longer than any attempt takes.
const LEASE: Seconds = Seconds::new(120);
/// The time between two sendings of an urgent message.
const REPEAT: Seconds = Seconds::from_minutes(30);
/// Waits after the first, second, … failure; the last one from then on.
const WAITS: [Seconds; 4] =
    [Seconds::from_minutes(1), Seconds::from_minutes(5), Seconds::from_minutes(15), Seconds::from_hours(1)];
/// Messages refused for good, one after another, after which a route is dead.
const REFUSALS: u32 = 3;
/// Failures for so long make a route dead, or, if the operator's own server is at fault, count as trouble.
const PATIENCE: Seconds = Seconds::from_hours(24);
/// While the operator's own server fails, or it is unclear who does, nothing is given up for so long.
const OWN_PATIENCE: Seconds = Seconds::from_days(7);

/// What has expired is looked for in steps of this many rows.
const SWEPT: u32 = 1_024;
/// How long it is remembered that a message went out.
const SENT_KEPT: Seconds = Seconds::from_days(7);
/// The same for wakes, which are many and mean little.
const WAKES_KEPT: Seconds = Seconds::from_hours(1);
/// How long an alert waits for a phone to agree.
const WORDS_KEPT: Seconds = Seconds::from_hours(72);

/// Messages that are looked at in one lane, so that some that must wait do not hide others.
const LOOKED_AT: u32 = 32;
/// How long a message waits whose host has enough to do.
const HOST_BUSY: Seconds = Seconds::new(1);

/// How many messages of a kind may be taken up.
#[derive(Clone, Copy, Debug)]
pub struct Lane {
    /// The kind.
    pub kind: RouteKind,
    /// In all. Those that have not failed yet go first.
    pub free: u32,
    /// Of these, how many that have failed before.
    pub tried: u32,
}

/// A message that was taken up.
#[derive(Debug)]
pub struct Claimed {
    /// Its number.
    pub id: u64,
    /// Which attempt it is.
    pub attempt: u32,
    /// Whether it had failed before.
    pub tried: bool,
    /// What is to be sent to whom.
    pub letter: Letter,
}

impl Claimed {
    /// What carries it.
    #[must_use]
    pub fn kind(&self) -> RouteKind {
        self.letter.kind
    }

    /// The host that a person named, if one did.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        Url::parse(&self.letter.address).ok()?.host_str().map(str::to_owned)
    }
}

impl Routes {
    /// Takes up what is due and `may` go, and makes it ready to be sent. `base` is the relay's public address,
    /// ending in a slash; `machine` is what this machine's calendar says, by which messages are dated unless it has
    /// jumped away from the relay's own. What may not go is looked at again a little later.
    ///
    /// # Errors
    /// When the storage fails.
    pub fn claim(
        &self,
        tables: &mut dyn Tables,
        lanes: &[Lane],
        base: &str,
        now: ServiceTime,
        machine: Timestamp,
        may: &mut dyn FnMut(&Claimed) -> bool,
    ) -> Result<Vec<Claimed>, StorageError> {
        let wall = dated(machine, tables.meta()?.clock);
        let mut claimed = Vec::new();
        for lane in lanes {
            let mut free = lane.free;
            for (tried, most) in [(false, lane.free), (true, lane.tried)] {
                let mut most = most.min(free);
                let due = if most == 0 {
                    Vec::new()
                } else {
                    tables.due_route_messages(lane.kind, tried, now, LOOKED_AT)?
                };
                for message in due {
                    if most == 0 {
                        break;
                    }
                    if let Some(taken) = self.take(tables, message, base, now, wall, may)? {
                        claimed.push(taken);
                        most = most.saturating_sub(1);
                        free = free.saturating_sub(1);
                    }
                }
            }
        }
        Ok(claimed)
    }

    fn take(
        &self,
        tables: &mut dyn Tables,
        mut message: RouteMessage,
        base: &str,
        now: ServiceTime,
        wall: Timestamp,
        may: &mut dyn FnMut(&Claimed) -> bool,
    ) -> Result<Option<Claimed>, StorageError> {
        let Some(mut route) = tables.route(&message.message.row)? else { return Ok(None) };
        let Some(letter) = self.letter(&route, &message, base, wall) else {
            tracing::error!("a route does not open with the routes' key, and counts as dead");
            die(tables, &mut route)?;
            return Ok(None);
        };
        let attempt = message.attempts.saturating_add(1);
        let claimed = Claimed { id: message.id, attempt, tried: message.failures > 0, letter };
        if !may(&claimed) {
            message.message.due = Some(now.plus(HOST_BUSY));
            tables.set_route_message(&message)?;
            return Ok(None);
        }
        message.attempts = attempt;
        message.leased_until = Some(now.plus(LEASE));
        tables.set_route_message(&message)?;
        Ok(Some(claimed))
    }

    fn letter(
        &self,
        route: &StoredRoute,
        message: &RouteMessage,
        base: &str,
        wall: Timestamp,
    ) -> Option<Letter> {
        let key = self.key();
        if !stands_in_its_row(route) {
            return None;
        }
        let address = key.open(&route.row, route.kind, Field::Address, &route.address)?;
        let words = match &message.message.text {
            Some(sealed) => {
                Some(key.open(&route.row, route.kind, Field::Words(message.message.key), sealed)?)
            }
            None => None,
        };
        let link = |path: &str, link| {
            Zeroizing::new(format!("{base}{path}/{}", key.token(link, &route.row, route.kind, &address)))
        };
        Some(Letter {
            once: key.once(message.id, message.sent),
            kind: route.kind,
            purpose: message.message.purpose,
            drill: message.message.drill,
            language: self.language(route),
            words,
            links: Links {
                page: format!("{base}family/"),
                confirm: link("r", Link::Confirm),
                stop: link("o", Link::Stop),
            },
            webhook_secret: key.webhook_secret(&route.row, &address),
            wall,
            address,
        })
    }

    /// The language of a route's person; English if it cannot be read.
    pub(super) fn language(&self, route: &StoredRoute) -> Language {
        let tag = self.key().open(&route.row, route.kind, Field::Language, &route.language);
        tag.map_or(Language::English, |tag| Language::of(&tag))
    }

    /// Notes how an attempt went. A message that went out is never sent again for the same reason; one that did
    /// not is due again later, or given up.
    ///
    /// # Errors
    /// When the storage fails: then the lease ends by itself, and the message is sent (again).
    pub fn settle(
        &self,
        tables: &mut dyn Tables,
        id: u64,
        attempt: u32,
        result: Result<(), SendError>,
        now: ServiceTime,
    ) -> Result<(), StorageError> {
        let Some(mut message) = tables.route_message(id)? else { return Ok(()) };
        let Some(mut route) = tables.route(&message.message.row)? else { return Ok(()) };
        match result {
            Ok(()) => went_out(&mut route, &mut message, attempt, now),
            // Someone else has taken it up since, and will say how it went.
            Err(_) if message.attempts != attempt => return Ok(()),
            Err(error) => {
                message.leased_until = None;
                if message.message.due.is_some() {
                    self.failed(tables, &mut route, &mut message, error, now)?;
                }
            }
        }
        tables.set_route_message(&message)?;
        tables.put_route(&route)?;
        if route.state == RouteState::Dead { cancel(tables, &route) } else { Ok(()) }
    }

    fn failed(
        &self,
        tables: &mut dyn Tables,
        route: &mut StoredRoute,
        message: &mut RouteMessage,
        error: SendError,
        now: ServiceTime,
    ) -> Result<(), StorageError> {
        message.failures = message.failures.saturating_add(1);
        let message_since = *message.failing_since.get_or_insert(now);
        let route_since = *route.failing_since.get_or_insert(now);
        let over = |since: ServiceTime, patience: Seconds| now >= since.plus(patience);
        let again = match error {
            SendError::Gone => {
                route.state = RouteState::Dead;
                false
            }
            SendError::Refused(_) => {
                route.refusals = route.refusals.saturating_add(1);
                if route.refusals >= REFUSALS {
                    route.state = RouteState::Dead;
                }
                false
            }
            SendError::Later(_) => {
                if over(route_since, PATIENCE) {
                    route.state = RouteState::Dead;
                }
                !over(message_since, PATIENCE)
            }
            SendError::Ours(reason) => {
                tracing::warn!(reason, kind = ?route.kind, "a message could not be sent");
                route.down |= over(route_since, PATIENCE);
                !over(message_since, OWN_PATIENCE)
            }
            SendError::Unclear(reason) => {
                let long = over(route_since, PATIENCE);
                if route.last_sent.is_some() {
                    tracing::warn!(reason, kind = ?route.kind, "a message could not be sent");
                    route.down |= long;
                } else if long && tables.went_out_since(route.kind, &route.row, route_since)? {
                    // It never worked, and others do.
                    route.state = RouteState::Dead;
                } else {
                    route.down |= long;
                }
                !over(message_since, OWN_PATIENCE)
            }
        };
        message.message.due = again.then(|| now.plus_millis(self.wait(message)));
        Ok(())
    }

    /// How long to wait before the next attempt, in milliseconds: around the step of the ladder, so that what
    /// failed together does not come back together.
    fn wait(&self, message: &RouteMessage) -> u64 {
        let step = usize::try_from(message.failures.saturating_sub(1)).unwrap_or(usize::MAX);
        let last = WAITS.len().saturating_sub(1);
        let plain = WAITS.get(step.min(last)).copied().unwrap_or(REPEAT);
        // What is urgent is tried at least as often as it would be repeated.
        let plain = if message.message.purpose == Purpose::Urgent { plain.min(REPEAT) } else { plain };
        let permille = 800 + u64::from(self.key().spread(message.id, message.failures) % 401);
        plain.as_millis().saturating_mul(permille) / 1_000
    }
}

/// The machine's time, unless it is so far from the relay's own that the relay does not follow it. After a small jump
/// that was mended, the machine's is right at once, and the relay's only when the true time has caught up with it.
fn dated(machine: Timestamp, own: Timestamp) -> Timestamp {
    let apart = machine.millis_since(own).max(own.millis_since(machine));
    if apart > FARTHEST_JUMP.as_millis() { own } else { machine }
}

fn went_out(route: &mut StoredRoute, message: &mut RouteMessage, attempt: u32, now: ServiceTime) {
    route.failing_since = None;
    route.refusals = 0;
    route.down = false;
    if message.message.purpose != Purpose::Thanks {
        route.last_sent = Some(now);
    }
    if message.message.purpose == Purpose::Words {
        route.alerted = Some(now);
    }
    message.failures = 0;
    message.failing_since = None;
    message.sent = message.sent.saturating_add(1);
    if message.attempts == attempt {
        message.leased_until = None;
    }
    // What was ended meanwhile stays ended.
    if message.message.due.is_some() {
        message.message.due = (message.sent < message.message.sends).then(|| now.plus(REPEAT));
    }
}

/// Leaves nothing to do for a message. What is just going out still does.
pub(super) fn end(tables: &mut dyn Tables, message: &mut RouteMessage) -> Result<(), StorageError> {
    message.message.due = None;
    tables.set_route_message(message)
}

/// Leaves nothing to do for a route but to say thanks.
pub(super) fn cancel(tables: &mut dyn Tables, route: &StoredRoute) -> Result<(), StorageError> {
    for mut message in tables.waiting_route_messages(&route.row)? {
        if message.message.purpose != Purpose::Thanks || route.state == RouteState::Dead {
            end(tables, &mut message)?;
        }
    }
    Ok(())
}

fn die(tables: &mut dyn Tables, route: &mut StoredRoute) -> Result<(), StorageError> {
    route.state = RouteState::Dead;
    tables.put_route(route)?;
    cancel(tables, route)
}

/// Deletes what has expired, a bounded number of rows at a time; whether there may be more. To be called every
/// hour or so.
///
/// # Errors
/// When the storage fails.
pub fn sweep(tables: &mut dyn Tables, now: ServiceTime) -> Result<bool, StorageError> {
    let mut more = false;
    for purpose in Purpose::ALL {
        let (done, waiting) = match purpose {
            Purpose::Wake => (WAKES_KEPT, SENT_KEPT),
            _ => (SENT_KEPT, SENT_KEPT),
        };
        more |= tables.remove_done_route_messages(*purpose, now.minus(done), SWEPT)? >= SWEPT;
        // An urgent message is done by itself, after its last repeat or when its time is up.
        more |= tables.remove_waiting_route_messages(*purpose, now.minus(waiting), SWEPT)? >= SWEPT;
    }
    more |= tables.remove_unanswered_words(now.minus(WORDS_KEPT), SWEPT)? >= SWEPT;
    more |= tables.remove_route_events(now.minus(REMEMBERED), SWEPT)? >= SWEPT;
    more |= tables.remove_unconfirmed_routes(now.minus(REMEMBERED), SWEPT)? >= SWEPT;
    Ok(more)
}
