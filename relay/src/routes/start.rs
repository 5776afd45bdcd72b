//! Starting: the key is found or made, what is stored is found to open with it, and the senders are set up.

use std::path::Path;

use super::key::{self, Field, RoutesKey};
use super::senders::{Patience, Senders};
use super::{Routes, RoutesConfig};
use crate::RelayError;
use crate::storage::{RouteKind, Storage, StoredRoute};

/// Everything that sends, and what the rules need of it.
#[derive(Debug)]
pub(crate) struct Started {
    pub(crate) routes: Routes,
    pub(crate) senders: Senders,
}

/// Sets up what the operator asks for; `None` if that is nothing. `folder` is the data folder.
pub(crate) fn start(
    config: &RoutesConfig,
    folder: &Path,
    storage: &mut dyn Storage,
    patience: Patience,
) -> Result<Option<Started>, RelayError> {
    if !config.offers_anything() {
        return Ok(None);
    }
    let (mut any, mut browser): (Option<StoredRoute>, bool) = (None, false);
    storage.transaction(&mut |tables| {
        any = tables.some_route(None)?;
        browser = tables.some_route(Some(RouteKind::WebPush))?.is_some();
        Ok(())
    })?;
    let path = config.key.clone().unwrap_or_else(|| folder.join(key::NAME));
    let key = RoutesKey::load_or_make(&path, any.is_some())?;
    if let Some(route) = any {
        let opened = key.open(&route.row, route.kind, Field::Address, &route.address);
        opened.ok_or(RelayError::RoutesKeyWrong { path })?;
    }
    let senders = Senders::open(config, folder, browser, patience)?;
    let routes = Routes::with_questions(key, senders.kinds(), config.hosts.clone(), config.questions);
    Ok(Some(Started { routes, senders }))
}
