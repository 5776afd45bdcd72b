//! `/v1/route`, and what else routes need of the relay's storage.

use wayhome_protocol::route_request::{RouteAnswer, RouteError, RouteOrder, RouteOutcome, RouteRequest};

use super::request::routed;
use super::time::at;
use super::{Relay, Turn, same};
use crate::routes::{Routes, register};
use crate::storage::{Storage, StorageError, Tables};
use crate::{Moment, ServiceTime};

/// A route request that was opened, if it could be.
#[derive(Debug)]
pub struct OpenedRoute {
    pub(super) request: RouteRequest,
    pub(super) order: Result<RouteOrder, RouteError>,
}

/// Work for one transaction, at the relay's service time.
pub(crate) type RouteWork<'w> = &'w mut dyn FnMut(&mut dyn Tables, ServiceTime) -> Result<(), StorageError>;

impl<S: Storage> Relay<S> {
    /// With the routes that the operator has set up. Without them no route can be set.
    #[must_use]
    pub fn with_routes(mut self, routes: Routes) -> Self {
        self.routes = Some(routes);
        self
    }

    /// Runs work for routes in a transaction of its own. It may use the room that is kept for alarms.
    pub(crate) fn work(&mut self, now: Moment, work: RouteWork<'_>) -> Result<(), StorageError> {
        let reading = self.clock.read(now);
        let mut found = None;
        self.storage.reserved_transaction(&mut |tables| {
            let meta = at(tables, reading)?;
            found = Some(meta.service);
            work(tables, meta.service)
        })?;
        self.clock.found(found.unwrap_or_default());
        Ok(())
    }
}

impl Turn<'_> {
    pub(super) fn route(&mut self, opened: &OpenedRoute) -> Result<RouteAnswer, StorageError> {
        let reading = &opened.request.reading;
        let reader = reading.receive_id;
        let known = self.tables.reader(&reader)?;
        if !known.is_some_and(|known| same(&known.capability_hash, &reading.capability.hash())) {
            return Ok(routed(RouteOutcome::Unknown));
        }
        let outcome = match &opened.order {
            Ok(order) => {
                let (outcome, changed) =
                    register::obey(self.tables, self.routes, &reader, order, self.meta.service)?;
                self.changed |= changed;
                outcome
            }
            // An operation of a later version, or a map of another form.
            Err(RouteError::UnknownOp { .. } | RouteError::Map(_)) => RouteOutcome::InvalidAddress,
            Err(_) => RouteOutcome::NotOpened,
        };
        Ok(RouteAnswer { routes: register::standing(self.tables, &reader)?, ..routed(outcome) })
    }
}
