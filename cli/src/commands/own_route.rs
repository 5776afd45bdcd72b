//! A contact's own routes: how else the relay says that something came.

use serde_json::{Value, json};
use wayhome::{Route, RouteDraft, RouteKind, RouteState, RouteWish};

use crate::args::{AddOwnRoute, Global, OwnRouteCommand, OwnRouteKind};
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::Output;
use crate::store::Folder;

pub(crate) fn run(command: &OwnRouteCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    let app = Folder::of(global)?.open()?;
    let (added, routes) = match command {
        OwnRouteCommand::Add(args) => {
            let (id, routes) = app.add_route(&draft(args))?;
            (Some(id), routes)
        }
        OwnRouteCommand::List => (None, app.routes()?),
        OwnRouteCommand::Remove(args) => {
            let id = names::route(&app.routes()?, &args.route)?;
            (None, app.remove_route(id)?)
        }
    };
    let value: Value = routes.iter().map(shape).collect();
    out.show(&json!({ "routes": value, "added": added.map(|id| id.to_hex()) }), || match routes.as_slice() {
        [] => "No routes.".to_owned(),
        some => some.iter().map(in_words).collect::<Vec<_>>().join("\n"),
    });
    Ok(())
}

fn draft(args: &AddOwnRoute) -> RouteDraft {
    RouteDraft {
        kind: match args.kind {
            OwnRouteKind::Email => RouteKind::Email,
            OwnRouteKind::Ntfy => RouteKind::Ntfy,
            OwnRouteKind::Webhook => RouteKind::Webhook,
            OwnRouteKind::Wake => RouteKind::UnifiedPush,
        },
        address: args.address.clone(),
        language: args.language.clone(),
        wish: if args.urgent_only { RouteWish::Urgent } else { RouteWish::Whatever },
    }
}

fn kind(kind: RouteKind) -> &'static str {
    match kind {
        RouteKind::Email => "email",
        RouteKind::Ntfy => "ntfy",
        RouteKind::Webhook => "webhook",
        RouteKind::WebPush => "web-push",
        RouteKind::UnifiedPush => "wake",
        RouteKind::Other(_) => "unknown",
    }
}

fn shape(route: &Route) -> Value {
    let state = match route.state {
        RouteState::Unconfirmed => "unconfirmed",
        RouteState::Confirmed => "confirmed",
        RouteState::Dead => "dead",
        RouteState::OptedOut => "opted-out",
        RouteState::Other(_) => "unknown",
    };
    json!({ "route": route.id.to_hex(), "kind": kind(route.kind), "state": state })
}

fn in_words(route: &Route) -> String {
    let state = match route.state {
        RouteState::Unconfirmed => "asked; it is used once the person reached has agreed",
        RouteState::Confirmed => "works",
        RouteState::Dead => "does not work",
        RouteState::OptedOut => "the person reached wants nothing more",
        RouteState::Other(_) => "in a state that this version does not know",
    };
    format!("{} {}: {state}", short(&route.id.to_hex()), kind(route.kind))
}
