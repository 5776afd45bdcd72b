//! What the links in messages do: agree to messages, and end them.

use wayhome_protocol::time::Seconds;
use wayhome_words::Language;

use super::Routes;
use super::address::Address;
use super::key::{Counted, Field, Link, is_token, token_hash};
use super::outbox::cancel;
use crate::ServiceTime;
use crate::storage::{RouteState, StorageError, StoredRoute, Tables};

/// How long an address that was asked and wants no messages at all is left alone by everyone.
pub(super) const LEFT_ALONE: Seconds = Seconds::from_days(30);
/// How long it is left alone by the one whose messages it stopped.
pub(super) const LEFT_ALONE_BY: Seconds = Seconds::from_days(365);

/// What a page behind a link shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The language of the person who has the link.
    pub language: Language,
    /// Whether there is nothing to press any more: it is done.
    pub done: bool,
}

/// Looks a link up and changes nothing: programs that look through mail open links too. `None` if there is no
/// such link.
///
/// # Errors
/// When the storage fails.
pub fn look(
    tables: &mut dyn Tables,
    routes: Option<&Routes>,
    link: Link,
    token: &str,
) -> Result<Option<Linked>, StorageError> {
    let Some(route) = find(tables, link, token)? else { return Ok(None) };
    let done = match link {
        Link::Confirm => route.state == RouteState::Confirmed,
        Link::Stop => matches!(route.state, RouteState::Stopped | RouteState::Refused),
    };
    Ok(Some(Linked { language: language(routes, &route), done }))
}

/// Does what the link is for, because a person pressed the button. Doing it twice is doing it once. `None` if
/// there is no such link.
///
/// # Errors
/// When the storage fails.
pub fn follow(
    tables: &mut dyn Tables,
    routes: Option<&Routes>,
    link: Link,
    token: &str,
    now: ServiceTime,
) -> Result<Option<Linked>, StorageError> {
    let Some(mut route) = find(tables, link, token)? else { return Ok(None) };
    match link {
        Link::Confirm => confirm(tables, routes, &mut route)?,
        Link::Stop => stop(tables, routes, &mut route, now)?,
    }
    Ok(Some(Linked { language: language(routes, &route), done: true }))
}

fn find(tables: &mut dyn Tables, link: Link, token: &str) -> Result<Option<StoredRoute>, StorageError> {
    if !is_token(token) {
        return Ok(None);
    }
    let hash = token_hash(token);
    match link {
        Link::Confirm => tables.route_to_confirm(&hash),
        Link::Stop => tables.route_to_stop(&hash),
    }
}

fn language(routes: Option<&Routes>, route: &StoredRoute) -> Language {
    routes.map_or(Language::English, |routes| routes.language(route))
}

/// Whoever has this link reads what comes to the address. It also takes back an earlier wish to stop.
fn confirm(
    tables: &mut dyn Tables,
    routes: Option<&Routes>,
    route: &mut StoredRoute,
) -> Result<(), StorageError> {
    for refusal in refusals(routes, route) {
        tables.remove_refusal(&refusal)?;
    }
    if route.state == RouteState::Confirmed {
        return Ok(());
    }
    route.state = RouteState::Confirmed;
    route.refusals = 0;
    route.failing_since = None;
    route.down = false;
    tables.put_route(route)
}

fn stop(
    tables: &mut dyn Tables,
    routes: Option<&Routes>,
    route: &mut StoredRoute,
    now: ServiceTime,
) -> Result<(), StorageError> {
    if matches!(route.state, RouteState::Stopped | RouteState::Refused) {
        return Ok(());
    }
    if let [by_all, by_one] = refusals(routes, route).as_slice() {
        // Someone who never agreed wants to be asked by nobody for a while.
        if route.state == RouteState::Unconfirmed {
            tables.put_refusal(by_all, now.plus(LEFT_ALONE))?;
        }
        tables.put_refusal(by_one, now.plus(LEFT_ALONE_BY))?;
    }
    route.state = RouteState::Stopped;
    tables.put_route(route)?;
    cancel(tables, route)
}

/// The hashes under which it is kept that this address wants nothing from anybody, and from this route's owner.
fn refusals(routes: Option<&Routes>, route: &StoredRoute) -> Vec<[u8; 32]> {
    let Some(routes) = routes else { return Vec::new() };
    let key = routes.key();
    let Some(address) = key.open(&route.row, route.kind, Field::Address, &route.address) else {
        return Vec::new();
    };
    let Ok(address) = Address::parse(route.kind, &address, routes.hosts()) else { return Vec::new() };
    let counted = address.counted(route.kind);
    [Counted::Address(&counted), Counted::AddressOf(&route.owner, &counted)]
        .map(|whose| key.counted(whose))
        .to_vec()
}
