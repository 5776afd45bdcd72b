//! Webhooks: signed JSON to an endpoint of one's own.

use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;
use url::Url;

use super::web::{Ask, Chosen, NoAnswer, WebClient};
use super::{SendError, Sender, Sending};
use crate::routes::letter::Letter;
use crate::storage::Purpose;

/// Carries the time and the signature: `t=<seconds>,v1=<HMAC-SHA-256 of "<seconds>.<body>", hexadecimal>`.
const SIGNATURE: HeaderName = HeaderName::from_static("wayhome-signature");

pub(super) struct Webhook {
    client: Arc<WebClient>,
}

impl Webhook {
    pub(super) fn new(client: Arc<WebClient>) -> Self {
        Self { client }
    }

    async fn post(&self, letter: &Letter) -> Result<(), SendError> {
        let url = Url::parse(&letter.address).map_err(|_| SendError::Refused("it is no URL"))?;
        let (title, text) = letter.push();
        let time = letter.wall.as_seconds();
        let body = if letter.asks() {
            // The one message that carries the secret, over TLS to the endpoint that will check signatures.
            json!({
                "version": 1, "id": letter.once, "kind": "confirm", "time": time, "title": title, "text": text,
                "confirm": letter.links.confirm.as_str(), "stop": letter.links.stop.as_str(),
                "secret": letter.webhook_secret.as_str(),
            })
        } else {
            let kind = if letter.purpose == Purpose::Urgent { "urgent" } else { "news" };
            json!({
                "version": 1, "id": letter.once, "kind": kind, "practice": letter.drill, "time": time,
                "title": title, "text": text,
                "page": letter.links.page, "stop": letter.links.stop.as_str(),
            })
        }
        .to_string();
        let signed = format!("t={time},v1={}", signature(&letter.webhook_secret, time, &body));
        let signed = HeaderValue::from_str(&signed).map_err(|_| SendError::Ours("no signature"))?;
        let headers =
            vec![(header::CONTENT_TYPE, HeaderValue::from_static("application/json")), (SIGNATURE, signed)];
        let ask = Ask {
            chosen: Chosen::ByAPerson,
            method: Method::POST,
            url: &url,
            headers,
            body: body.into_bytes(),
        };
        verdict(self.client.ask(ask).await)
    }
}

/// The signature of a body sent at a time. The key is the secret as it is written, 64 hexadecimal digits.
fn signature(secret: &str, time: u64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(time.to_string().as_bytes());
    mac.update(b".");
    mac.update(body.as_bytes());
    HEXLOWER.encode(&mac.finalize().into_bytes())
}

/// What the answer of a server that a person named means.
pub(super) fn verdict(answer: Result<StatusCode, NoAnswer>) -> Result<(), SendError> {
    let status = answer.map_err(NoAnswer::by_a_person)?;
    match status.as_u16() {
        200..=299 => Ok(()),
        404 | 410 => Err(SendError::Refused("there is nothing at this address")),
        408 | 425 => Err(SendError::Later("too much for it now")),
        // So it may answer a signature of the wrong day, and a relay that asks too much.
        401 | 403 | 429 => Err(SendError::Unclear("the server does not let the relay in")),
        400..=499 => Err(SendError::Refused("the server refuses the message")),
        // A redirect is not followed: it could lead anywhere.
        300..=399 => Err(SendError::Refused("the address leads elsewhere")),
        _ => Err(SendError::Later("the server is in trouble")),
    }
}

impl Sender for Webhook {
    fn send<'s>(&'s self, letter: &'s Letter) -> Sending<'s> {
        Box::pin(self.post(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_what_any_hmac_program_computes() {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 00ff
        assert_eq!(
            signature("00ff", 1_700_000_000, "{\"a\":1}"),
            "291f29a805fabf5858c1ae6ea2a310df91da44b23f9cdd2918e2dd98723d0b83"
        );
    }

    #[test]
    fn answers_are_sorted_into_taken_later_unclear_and_never() {
        let of = |status| verdict(StatusCode::from_u16(status).map_err(|_| NoAnswer::NotAllowed));
        assert_eq!([of(200), of(204)], [Ok(()), Ok(())]);
        for status in [301, 302, 400, 404, 410, 413] {
            assert!(matches!(of(status), Err(SendError::Refused(_))), "{status}");
        }
        for status in [408, 500, 502, 503] {
            assert!(matches!(of(status), Err(SendError::Later(_))), "{status}");
        }
        for status in [401, 403, 429] {
            assert!(matches!(of(status), Err(SendError::Unclear(_))), "{status}");
        }
        assert!(matches!(verdict(Err(NoAnswer::Unreached("x"))), Err(SendError::Unclear("x"))));
        assert!(matches!(verdict(Err(NoAnswer::NotAllowed)), Err(SendError::Refused(_))));
        assert!(matches!(verdict(Err(NoAnswer::Failed("x"))), Err(SendError::Later("x"))));
    }
}
