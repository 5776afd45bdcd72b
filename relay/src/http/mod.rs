//! The relay on HTTP: requests of fixed length, and whether it is well.
//!
//! Nothing here writes a log line. A request leaves no trace but what it stored.

mod connections;
mod family;
mod route_pages;

pub(crate) use connections::accept;
pub(crate) use route_pages::RoutePages;

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use wayhome_protocol::keys::RelaySecret;
use zeroize::Zeroizing;

use crate::service::{Request, RequestError};
use crate::writer::{Health, Queue};

#[derive(Clone)]
struct Front {
    queue: Queue,
    body_timeout: Duration,
}

/// The routes. `body_timeout` is how long a request's body may take to arrive.
pub(crate) fn router(queue: Queue, body_timeout: Duration) -> Router {
    let router = Router::new()
        .route("/v1/register", post(register))
        .route("/v1/sync", post(sync))
        .route("/v1/fetch", post(fetch))
        .route("/v1/plan", post(plan))
        .route("/v1/dossier/put", post(dossier_put))
        .route("/v1/dossier/get", post(dossier_get))
        .route("/v1/route", post(route))
        .route("/healthz", get(health))
        .fallback(async || refuse(StatusCode::NOT_FOUND, "not found\n"))
        .method_not_allowed_fallback(async || refuse(StatusCode::METHOD_NOT_ALLOWED, "method not allowed\n"))
        .merge(family::routes());
    family::open_to_pages(router).with_state(Front { queue, body_timeout })
}

async fn register(State(front): State<Front>, headers: HeaderMap, body: Body) -> Response {
    front.answer(&headers, body, Request::LONGEST_REGISTER, |bytes, _| Request::decode_register(bytes)).await
}

async fn sync(State(front): State<Front>, headers: HeaderMap, body: Body) -> Response {
    front.answer(&headers, body, Request::LONGEST_SYNC, Request::decode_sync).await
}

async fn fetch(State(front): State<Front>, headers: HeaderMap, body: Body) -> Response {
    front.answer(&headers, body, Request::LONGEST_FETCH, |bytes, _| Request::decode_fetch(bytes)).await
}

async fn plan(State(front): State<Front>, headers: HeaderMap, body: Body) -> Response {
    front.answer(&headers, body, Request::LONGEST_PLAN, Request::decode_plan).await
}

async fn dossier_put(State(front): State<Front>, headers: HeaderMap, body: Body) -> Response {
    let decode = |bytes: &[u8], _: &RelaySecret| Request::decode_dossier_put(bytes);
    front.answer(&headers, body, Request::LONGEST_DOSSIER_PUT, decode).await
}

async fn dossier_get(State(front): State<Front>, headers: HeaderMap, body: Body) -> Response {
    let decode = |bytes: &[u8], _: &RelaySecret| Request::decode_dossier_get(bytes);
    front.answer(&headers, body, Request::LONGEST_DOSSIER_GET, decode).await
}

async fn route(State(front): State<Front>, headers: HeaderMap, body: Body) -> Response {
    front.answer(&headers, body, Request::LONGEST_ROUTE, Request::decode_route).await
}

async fn health(State(front): State<Front>) -> Response {
    match front.queue.health().await {
        Some(Health { commits: true, clock_is_not_followed: false }) => plain(StatusCode::OK, "ok\n"),
        // Timers run by another clock: nothing is wrong but the dates that contacts are shown.
        Some(Health { commits: true, clock_is_not_followed: true }) => {
            plain(StatusCode::OK, "ok, but this machine's clock is far off and is not followed: correct it\n")
        }
        _ => plain(StatusCode::SERVICE_UNAVAILABLE, "the storage cannot commit\n"),
    }
}

impl Front {
    async fn answer(
        &self,
        headers: &HeaderMap,
        body: Body,
        longest: usize,
        decode: impl FnOnce(&[u8], &RelaySecret) -> Result<Request, RequestError>,
    ) -> Response {
        let stated = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        if stated.and_then(|text| text.parse().ok()).is_some_and(|length: usize| length > longest) {
            return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is too long\n");
        }
        let bytes = match tokio::time::timeout(self.body_timeout, read(body, longest)).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(refused)) => return refused,
            Err(_) => return refuse(StatusCode::REQUEST_TIMEOUT, "the body came too slowly\n"),
        };
        match decode(&bytes, self.queue.secret()) {
            Err(RequestError::Length) => refuse(StatusCode::BAD_REQUEST, "the body has the wrong length\n"),
            Err(RequestError::TooNew) => refuse(StatusCode::BAD_REQUEST, "this version is not known here\n"),
            Err(RequestError::Malformed) => refuse(StatusCode::BAD_REQUEST, "the body is not a request\n"),
            Ok(request) => match self.queue.ask(request).await {
                Some(answer) => with_headers(StatusCode::OK, "application/octet-stream", answer),
                None => refuse(StatusCode::SERVICE_UNAVAILABLE, "the relay is stopping\n"),
            },
        }
    }
}

/// The whole body; it holds a capability, so it is overwritten after use.
async fn read(body: Body, longest: usize) -> Result<Zeroizing<Vec<u8>>, Response> {
    match Limited::new(body, longest).collect().await {
        Ok(collected) => Ok(Zeroizing::new(collected.to_bytes().into())),
        Err(error) if error.is::<LengthLimitError>() => {
            Err(refuse(StatusCode::PAYLOAD_TOO_LARGE, "the body is too long\n"))
        }
        Err(_) => Err(refuse(StatusCode::BAD_REQUEST, "the body broke off\n")),
    }
}

/// An error. The connection ends with it: what is left of the request is not waited for.
fn refuse(status: StatusCode, text: &'static str) -> Response {
    let mut response = plain(status, text);
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    with_headers(status, "text/plain; charset=utf-8", text.into())
}

fn with_headers(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, body).into_response()
}
