//! Routes: how else the relay says to this store's owner that something came. For an app that is a wake through
//! UnifiedPush, which carries no content: the app runs then. A person may also have neutral words by e-mail, ntfy or
//! a webhook.
//!
//! These calls ask the relay at once and keep nothing on the phone; the relay keeps addresses encrypted under a key
//! that is not in its database. They need no PIN, because the address of a wake may change at any time.

use std::sync::Arc;

use wayhome_protocol::ids::RouteId;
use wayhome_protocol::route_request::{RouteKind, RouteOrder, RouteOutcome, RouteState, RouteWish};

use crate::config::system_rng;
use crate::{Error, Refusal, TransportError, Wayhome};

/// A route, as it is asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct RouteDraft {
    /// What kind it is.
    pub kind: RouteKind,
    /// Where it leads, at most 600 bytes: an e-mail address, or the URL of a topic, a webhook or a UnifiedPush endpoint.
    pub address: String,
    /// The language of the words, as a BCP 47 tag; may be empty.
    pub language: String,
    /// What it is used for. A wake by UnifiedPush comes for any cell.
    pub wish: RouteWish,
}

impl std::fmt::Debug for RouteDraft {
    // An address must not come into a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RouteDraft").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl RouteDraft {
    /// A wake of this app without any content, by the endpoint that a UnifiedPush distributor gave it.
    #[must_use]
    pub fn wake(endpoint: &str) -> Self {
        Self {
            kind: RouteKind::UnifiedPush,
            address: endpoint.to_owned(),
            language: String::new(),
            wish: RouteWish::Whatever,
        }
    }
}

/// A route, as the relay says that it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its name.
    pub id: RouteId,
    /// What kind it is.
    pub kind: RouteKind,
    /// How it stands. The person reached agrees by a link that is sent to the address; a wake needs no consent.
    pub state: RouteState,
}

impl Wayhome {
    /// The routes of this store, as the relay has them.
    ///
    /// Fails with [`Error::NoAnswer`] without a network, and with [`Error::Refused`] if the relay will not say.
    pub fn routes(&self) -> Result<Vec<Route>, Error> {
        self.ask_routes(&RouteOrder::List)
    }

    /// Adds a route and returns its name and all routes. Nothing but one question goes there until the person reached
    /// has agreed; a wake works at once.
    ///
    /// Fails like [`Wayhome::routes`], and with [`Error::Invalid`] for an address that is none of its kind.
    pub fn add_route(&self, draft: &RouteDraft) -> Result<(RouteId, Vec<Route>), Error> {
        let route = RouteId::make_random(&mut system_rng());
        Ok((route, self.set_route(route, draft)?))
    }

    /// Sets a route of this name, new or changed: the endpoint of a wake may change. Another address has to agree anew.
    ///
    /// Fails like [`Wayhome::add_route`].
    pub fn set_route(&self, route: RouteId, draft: &RouteDraft) -> Result<Vec<Route>, Error> {
        self.ask_routes(&RouteOrder::Set {
            route,
            kind: draft.kind,
            address: draft.address.clone(),
            language: draft.language.clone(),
            wish: draft.wish,
        })
    }

    /// Removes a route. One that is not there is no error.
    ///
    /// Fails like [`Wayhome::routes`].
    pub fn remove_route(&self, route: RouteId) -> Result<Vec<Route>, Error> {
        self.ask_routes(&RouteOrder::Remove { route })
    }

    fn ask_routes(&self, order: &RouteOrder) -> Result<Vec<Route>, Error> {
        let shared = self.shared();
        let ((path, body, length), url) = shared.step(|engine, _, rng| {
            let request = engine.route_request(order, rng)?;
            Ok((request, engine.relay_url().trim_end_matches('/').to_owned()))
        })?;
        let transport = Arc::clone(&shared.config.transport);
        let bytes = transport.post(&format!("{url}{path}"), &body, length);
        let bytes = bytes.map_err(|failure| Error::NoAnswer { failure })?;
        if bytes.len() != length {
            return Err(Error::NoAnswer { failure: TransportError::Garbled });
        }
        let answer = shared.step(|engine, _, _| engine.route_answer(&bytes));
        let answer = answer.map_err(|_| Error::NoAnswer { failure: TransportError::Garbled })?;
        let refused = |reason| Err(Error::Refused { reason });
        match answer.outcome {
            RouteOutcome::Done => {}
            RouteOutcome::Unknown => return refused(Refusal::NotKnown),
            RouteOutcome::Busy => return refused(Refusal::Busy),
            RouteOutcome::InvalidAddress => {
                let reason = "is none of its kind, or not one that this relay writes to".to_owned();
                return Err(Error::Invalid { field: "address", reason });
            }
            RouteOutcome::LimitReached => return refused(Refusal::LimitReached),
            RouteOutcome::NotOffered => return refused(Refusal::NotOffered),
            RouteOutcome::NotOpened | RouteOutcome::Other(_) => return refused(Refusal::NotUnderstood),
        }
        let route = |standing: &wayhome_protocol::route_request::RouteStanding| Route {
            id: standing.route,
            kind: standing.kind,
            state: standing.state,
        };
        Ok(answer.routes.iter().map(route).collect())
    }
}
