//! Telling a reader's routes that something came.

use wayhome_protocol::ids::ReceiveId;

use super::outbox::end;
use super::register::asked_by_itself;
use crate::ServiceTime;
use crate::storage::{
    NewRouteMessage, Purpose, RouteKind, RouteMessage, RouteState, RouteWish, StorageError, StoredRoute,
    Tables,
};

/// How often an urgent message goes out in all, every 30 minutes, unless its reader has looked.
const URGENT_SENDS: u32 = 48;

/// How loudly a reader is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Something came: browsers and apps are woken, and nobody else is told.
    Wake,
    /// The sender wishes it known: those who want to hear of that are told.
    Wish,
    /// It is urgent: all are told, again and again until the reader has looked.
    Urgent,
}

/// Something that a reader is to be told.
#[derive(Clone, Copy, Debug)]
pub struct Alert {
    /// Whom.
    pub reader: ReceiveId,
    /// How loudly.
    pub urgency: Urgency,
    /// Whether it belongs to a drill.
    pub drill: bool,
    /// What it is about: the same key is told once to each route.
    pub key: [u8; 16],
}

/// Queues an alert for every route of its reader that wants it. Queueing it again changes nothing. Wakes that
/// wait already are not doubled; of urgent messages of one route, only the latest is repeated.
///
/// # Errors
/// When the storage fails.
pub fn queue_alert(tables: &mut dyn Tables, alert: &Alert, now: ServiceTime) -> Result<(), StorageError> {
    for route in tables.routes_of(&alert.reader)? {
        if let Some(purpose) = purpose(&route, alert.urgency).filter(|_| route.state == RouteState::Confirmed)
        {
            queue(tables, &route, purpose, alert, now)?;
        }
    }
    Ok(())
}

/// Whether and how a route is told.
fn purpose(route: &StoredRoute, urgency: Urgency) -> Option<Purpose> {
    let wakes = matches!(route.kind, RouteKind::WebPush | RouteKind::UnifiedPush);
    match (urgency, route.wish) {
        (Urgency::Urgent, _) => Some(Purpose::Urgent),
        (_, RouteWish::Urgent) => None,
        (Urgency::Wake | Urgency::Wish, RouteWish::All) if wakes => Some(Purpose::Wake),
        (Urgency::Wish, RouteWish::All) => Some(Purpose::Wish),
        (Urgency::Wake, RouteWish::All) => None,
    }
}

fn queue(
    tables: &mut dyn Tables,
    route: &StoredRoute,
    purpose: Purpose,
    alert: &Alert,
    now: ServiceTime,
) -> Result<(), StorageError> {
    let waiting = tables.waiting_route_messages(&route.row)?;
    let alike =
        |message: &&RouteMessage| message.message.purpose == purpose && message.message.drill == alert.drill;
    // One that has yet to go out says the same. One that is just going out may be too early for this.
    let unsent = |message: &&RouteMessage| message.sent == 0 && !is_leased(message, now);
    let said = waiting.iter().filter(alike).find(unsent).cloned();
    if said.is_some() && purpose == Purpose::Wake {
        return Ok(());
    }
    // Nobody is in danger in a drill: its word goes out once.
    let sends = if purpose == Purpose::Urgent && !alert.drill { URGENT_SENDS } else { 1 };
    let added = tables.add_route_message(&NewRouteMessage {
        row: route.row,
        kind: route.kind,
        key: alert.key,
        purpose,
        drill: alert.drill,
        text: None,
        queued: now,
        due: said.is_none().then_some(now),
        sends,
    })?;
    if !added {
        return Ok(());
    }
    if let Some(mut said) = said {
        // Whoever has looked since it was queued has not looked at this.
        said.message.sends = sends;
        return tables.set_route_message(&said);
    }
    if purpose == Purpose::Urgent {
        for mut older in waiting.iter().filter(alike).filter(|message| message.sent > 0).cloned() {
            end(tables, &mut older)?;
        }
    }
    Ok(())
}

fn is_leased(message: &RouteMessage, now: ServiceTime) -> bool {
    message.leased_until.is_some_and(|until| until > now)
}

/// Notes that a reader has fetched: no wake is needed, and an app that was woken need not be woken again. Messages to
/// the person are repeated until the person has `looked` at all that has come; a page or an app that fetches by itself
/// ends none of them. What has not gone out once still does.
///
/// # Errors
/// When the storage fails.
pub fn reader_fetched(tables: &mut dyn Tables, reader: &ReceiveId, looked: bool) -> Result<(), StorageError> {
    for route in tables.routes_of(reader)? {
        // It has no content, and is for the app alone.
        let reached = looked || route.kind == RouteKind::UnifiedPush;
        for mut message in tables.waiting_route_messages(&route.row)? {
            match message.message.purpose {
                Purpose::Urgent if reached && message.sent > 0 => end(tables, &mut message)?,
                Purpose::Urgent if reached && message.message.sends > 1 => {
                    message.message.sends = 1;
                    tables.set_route_message(&message)?;
                }
                Purpose::Wake => end(tables, &mut message)?,
                _ => {}
            }
        }
    }
    Ok(())
}

/// Whether a reader's routes fail: none of them works now, or one that its person agreed to does not, or the person has
/// agreed to none that asks. A browser or an app agrees by itself, and push services take messages for months for one that
/// is gone: it makes up for no other.
///
/// # Errors
/// When the storage fails.
pub fn trouble(tables: &mut dyn Tables, reader: &ReceiveId) -> Result<bool, StorageError> {
    let routes = tables.routes_of(reader)?;
    let works = |route: &StoredRoute| route.state == RouteState::Confirmed && !route.down;
    let ended = |route: &StoredRoute| matches!(route.state, RouteState::Stopped | RouteState::Refused);
    let asking = || routes.iter().filter(|route| !asked_by_itself(route.kind) && !ended(route));
    let fails = |route: &StoredRoute| route.state == RouteState::Dead || route.down;
    let none_agreed = asking().count() > 0 && !asking().any(works);
    let none_works = !routes.is_empty() && !routes.iter().any(works);
    Ok(none_works || none_agreed || asking().any(fails))
}
