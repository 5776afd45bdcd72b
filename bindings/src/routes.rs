//! Routes: how else the relay says to this store's owner that something came.

use ::wayhome as core;

use crate::{RouteKind, RouteState, Wayhome, WayhomeError};

/// A route, as the relay says that it stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Route {
    /// Its id.
    pub id: String,
    /// What kind it is.
    pub kind: RouteKind,
    /// How it stands.
    pub state: RouteState,
}

impl From<core::Route> for Route {
    fn from(route: core::Route) -> Self {
        Self { id: route.id.to_hex(), kind: route.kind.into(), state: route.state.into() }
    }
}

fn route_id(text: &str) -> Result<core::RouteId, WayhomeError> {
    core::RouteId::from_hex(text).ok_or_else(|| WayhomeError::invalid("route", "is 32 hexadecimal digits"))
}

#[uniffi::export]
impl Wayhome {
    /// The routes of this store, as the relay has them. **Blocks** for one request.
    ///
    /// # Errors
    /// [`WayhomeError::NoAnswer`], [`WayhomeError::Refused`].
    pub fn routes(&self) -> Result<Vec<Route>, WayhomeError> {
        Ok(self.app()?.routes()?.into_iter().map(Route::from).collect())
    }

    /// Has the relay wake this app, without any content, whenever something came for it: `endpoint` is what a UnifiedPush
    /// distributor gave. Returns the route's id. **Blocks** for one request.
    ///
    /// # Errors
    /// [`WayhomeError::NoAnswer`], [`WayhomeError::Refused`], [`WayhomeError::Invalid`].
    pub fn add_wake(&self, endpoint: String) -> Result<String, WayhomeError> {
        Ok(self.app()?.add_route(&core::RouteDraft::wake(&endpoint))?.0.to_hex())
    }

    /// Gives the relay another endpoint for a wake that is there. **Blocks** for one request.
    ///
    /// # Errors
    /// [`WayhomeError::NoAnswer`], [`WayhomeError::Refused`], [`WayhomeError::Invalid`].
    pub fn set_wake(&self, route: String, endpoint: String) -> Result<(), WayhomeError> {
        self.app()?.set_route(route_id(&route)?, &core::RouteDraft::wake(&endpoint))?;
        Ok(())
    }

    /// Removes a route. One that is not there is no error. **Blocks** for one request.
    ///
    /// # Errors
    /// [`WayhomeError::NoAnswer`], [`WayhomeError::Refused`], [`WayhomeError::Invalid`].
    pub fn remove_route(&self, route: String) -> Result<(), WayhomeError> {
        self.app()?.remove_route(route_id(&route)?)?;
        Ok(())
    }
}
