//! The few pages behind the links in messages, and the door for answers by SMS. The pages are small, need no
//! script, and nothing is done by opening them: programs that look through mail open links too.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use wayhome_words::{Language, RelayText};

use super::{plain, read, refuse, with_headers};
use crate::routes::links::{self, Linked};
use crate::routes::{Link, Routes, SmsConfig, is_token};
use crate::writer::Queue;

/// Bytes of an answer as gateways hand them in.
const LONGEST_ANSWER: usize = 16 * 1_024;

const STYLE: &str = "body{margin:0;font:1.2rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}\
main{max-width:32rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.5rem;line-height:1.3}\
button{font:inherit;font-weight:600;min-height:3rem;padding:.6rem 1.5rem;border:0;border-radius:.5rem;\
background:#0b5a8a;color:#fff}button:focus-visible{outline:3px solid #1b1b1b;outline-offset:3px}\
@media(prefers-color-scheme:dark){body{color:#f2f2f2;background:#1b1b1b}button{background:#8ecbf2;color:#102a3a}\
button:focus-visible{outline-color:#f2f2f2}}";

/// What the pages need.
#[derive(Clone)]
pub(crate) struct RoutePages {
    pub(crate) queue: Queue,
    pub(crate) routes: Option<Routes>,
    /// How answers by SMS come in, if they do.
    pub(crate) sms: Option<Arc<SmsConfig>>,
    /// What browsers need to subscribe, if they can.
    pub(crate) vapid_public: Option<String>,
    /// How long a request's body may take to arrive.
    pub(crate) body_timeout: Duration,
}

impl RoutePages {
    /// The routes of these pages.
    pub(crate) fn router(self) -> Router {
        Router::new()
            .route("/r/{token}", get(confirm_page).post(confirm))
            .route("/o/{token}", get(stop_page).post(stop))
            .route("/sms/{secret}", post(answer))
            .route("/v1/web-push-key", get(web_push_key))
            .with_state(Arc::new(self))
    }

    async fn look(&self, link: Link, token: String, headers: &HeaderMap) -> Response {
        if !is_token(&token) {
            return expired(headers);
        }
        let routes = self.routes.clone();
        let looked =
            self.queue.work(move |tables, _| links::look(tables, routes.as_ref(), link, &token)).await;
        match looked {
            Some(Ok(Some(Linked { language, done: true }))) => {
                page(StatusCode::OK, language, done(link), None)
            }
            Some(Ok(Some(Linked { language, done: false }))) => {
                let (text, button) = match link {
                    Link::Confirm => (
                        (RelayText::PageConfirmTitle, RelayText::PageConfirmText),
                        RelayText::PageConfirmButton,
                    ),
                    Link::Stop => {
                        ((RelayText::PageOptOutTitle, RelayText::PageOptOutText), RelayText::PageOptOutButton)
                    }
                };
                page(StatusCode::OK, language, text, Some(button))
            }
            Some(Ok(None)) => expired(headers),
            Some(Err(_)) | None => busy(headers),
        }
    }

    async fn follow(&self, link: Link, token: String, headers: &HeaderMap) -> Response {
        if !is_token(&token) {
            return expired(headers);
        }
        let routes = self.routes.clone();
        let work = move |tables: &mut dyn crate::storage::Tables, now| {
            links::follow(tables, routes.as_ref(), link, &token, now)
        };
        match self.queue.work(work).await {
            Some(Ok(Some(Linked { language, .. }))) => page(StatusCode::OK, language, done(link), None),
            Some(Ok(None)) => expired(headers),
            Some(Err(_)) | None => busy(headers),
        }
    }
}

type Pages = State<Arc<RoutePages>>;

async fn confirm_page(State(pages): Pages, Path(token): Path<String>, headers: HeaderMap) -> Response {
    pages.look(Link::Confirm, token, &headers).await
}

async fn confirm(State(pages): Pages, Path(token): Path<String>, headers: HeaderMap) -> Response {
    pages.follow(Link::Confirm, token, &headers).await
}

async fn stop_page(State(pages): Pages, Path(token): Path<String>, headers: HeaderMap) -> Response {
    pages.look(Link::Stop, token, &headers).await
}

/// Also what mail programs post when their own button is pressed (RFC 8058).
async fn stop(State(pages): Pages, Path(token): Path<String>, headers: HeaderMap) -> Response {
    pages.follow(Link::Stop, token, &headers).await
}

async fn web_push_key(State(pages): Pages) -> Response {
    match &pages.vapid_public {
        Some(key) => {
            with_headers(StatusCode::OK, "text/plain; charset=utf-8", format!("{key}\n").into_bytes())
        }
        None => refuse(StatusCode::NOT_FOUND, "this relay does not offer Web Push\n"),
    }
}

async fn answer(State(pages): Pages, Path(secret): Path<String>, headers: HeaderMap, body: Body) -> Response {
    let door = pages.sms.as_ref().and_then(|sms| Some((sms, sms.answers.as_ref()?)));
    let (Some(routes), Some((sms, expected))) = (pages.routes.clone(), door) else {
        return refuse(StatusCode::NOT_FOUND, "not found\n");
    };
    let (given, expected) = (Sha256::digest(secret.as_bytes()), Sha256::digest(expected.expose()));
    if !bool::from(given.as_slice().ct_eq(expected.as_slice())) {
        return refuse(StatusCode::NOT_FOUND, "not found\n");
    }
    let bytes = match tokio::time::timeout(pages.body_timeout, read(body, LONGEST_ANSWER)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(refused)) => return refused,
        Err(_) => return refuse(StatusCode::REQUEST_TIMEOUT, "the body came too slowly\n"),
    };
    let json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.trim_start().to_ascii_lowercase().starts_with("application/json"));
    let fields = if json {
        (json_field(&bytes, &sms.from_field), json_field(&bytes, &sms.text_field))
    } else {
        (form_field(&bytes, &sms.from_field), form_field(&bytes, &sms.text_field))
    };
    let (Some(from), Some(text)) = fields else {
        return refuse(StatusCode::BAD_REQUEST, "the body has no such fields\n");
    };
    let taken = pages.queue.work(move |tables, now| routes.take_answer(tables, &from, &text, now)).await;
    match taken {
        // Some gateways would send a text back as an SMS.
        Some(Ok(())) => plain(StatusCode::OK, ""),
        Some(Err(_)) | None => refuse(StatusCode::SERVICE_UNAVAILABLE, "try again later\n"),
    }
}

fn form_field(body: &[u8], name: &str) -> Option<String> {
    url::form_urlencoded::parse(body).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The field at a path such as `data.from`. A number is taken for its digits.
fn json_field(body: &[u8], path: &str) -> Option<String> {
    let whole: serde_json::Value = serde_json::from_slice(body).ok()?;
    let found = path.split('.').try_fold(&whole, |value, name| match name.parse::<usize>() {
        Ok(place) if value.is_array() => value.get(place),
        _ => value.get(name),
    })?;
    match found {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

type Words = (RelayText<'static>, RelayText<'static>);

fn done(link: Link) -> Words {
    match link {
        Link::Confirm => (RelayText::PageConfirmedTitle, RelayText::PageConfirmedText),
        Link::Stop => (RelayText::PageOptedOutTitle, RelayText::PageOptedOutText),
    }
}

fn expired(headers: &HeaderMap) -> Response {
    let words = (RelayText::PageExpiredTitle, RelayText::PageExpiredText);
    page(StatusCode::NOT_FOUND, asked_language(headers), words, None)
}

fn busy(headers: &HeaderMap) -> Response {
    let words = (RelayText::PageBusyTitle, RelayText::PageBusyText);
    page(StatusCode::SERVICE_UNAVAILABLE, asked_language(headers), words, None)
}

/// The language that the browser asks for.
fn asked_language(headers: &HeaderMap) -> Language {
    let asked =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Language::first_of(asked.split(',').take(16).filter_map(|part| part.split(';').next()))
}

fn page(
    status: StatusCode,
    language: Language,
    (title, text): Words,
    button: Option<RelayText<'static>>,
) -> Response {
    let say = |text: RelayText<'_>| escaped(&text.text(language));
    let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
    let form = button.map_or(String::new(), |button| {
        format!("<form method=\"post\"><button type=\"submit\">{}</button></form>\n", say(button))
    });
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{}</title><style>{STYLE}</style></head>\n\
         <body><main><h1>{}</h1>\n<p>{}</p>\n{form}</main></body>\n</html>\n",
        language.tag(),
        say(title),
        say(title),
        say(text),
    );
    let mut response = with_headers(status, "text/html; charset=utf-8", html.into_bytes());
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
        BASE64.encode(&Sha256::digest(STYLE))
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_in_a_form_and_deep_in_json() {
        let form = b"From=%2B9779841234567&Body=1%20yes&x=%ff";
        assert_eq!(form_field(form, "From").as_deref(), Some("+9779841234567"));
        assert_eq!(form_field(form, "Body").as_deref(), Some("1 yes"));
        assert_eq!(form_field(form, "body"), None);
        let json = br#"{"data":[{"from":{"number":9779841234567},"text":"2"}],"text":["no"]}"#;
        assert_eq!(json_field(json, "data.0.from.number").as_deref(), Some("9779841234567"));
        assert_eq!(json_field(json, "data.0.text").as_deref(), Some("2"));
        assert_eq!(json_field(json, "text"), None);
        assert_eq!(json_field(b"[[[[", "text"), None);
        let deep = "[".repeat(10_000);
        assert_eq!(json_field(deep.as_bytes(), "0"), None);
    }

    #[test]
    fn texts_cannot_become_markup() {
        assert_eq!(escaped("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
    }
}
