//! Web Push (RFC 8030) and UnifiedPush, both without any content: the browser or the app is woken, and
//! fetches by itself.

use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue, Method, header};
use url::Url;

use super::web::{Ask, Chosen, NoAnswer, WebClient};
use super::{SendError, Sender, Sending, VapidKey};
use crate::routes::letter::Letter;

/// Seconds for which a push service keeps a wake for a device that is off.
const KEPT: HeaderValue = HeaderValue::from_static("172800");

pub(super) struct Push {
    client: Arc<WebClient>,
    vapid: Option<Arc<VapidKey>>,
}

impl Push {
    pub(super) fn new(client: Arc<WebClient>, vapid: Option<Arc<VapidKey>>) -> Self {
        Self { client, vapid }
    }

    async fn wake(&self, letter: &Letter) -> Result<(), SendError> {
        let url = Url::parse(&letter.address).map_err(|_| SendError::Refused("it is no URL"))?;
        let urgency = if letter.is_urgent() { "high" } else { "normal" };
        let mut headers = vec![
            (HeaderName::from_static("ttl"), KEPT),
            (HeaderName::from_static("urgency"), HeaderValue::from_static(urgency)),
        ];
        if let Some(vapid) = &self.vapid {
            let value = HeaderValue::from_str(&vapid.authorization(&url, letter.wall));
            let mut value = value.map_err(|_| SendError::Ours("no signature"))?;
            value.set_sensitive(true);
            headers.push((header::AUTHORIZATION, value));
        }
        let ask =
            Ask { chosen: Chosen::ByAPerson, method: Method::POST, url: &url, headers, body: Vec::new() };
        let status = self.client.ask(ask).await.map_err(NoAnswer::by_a_person)?;
        match status.as_u16() {
            200..=299 => Ok(()),
            // RFC 8030, section 7.3: the subscription has ended.
            404 | 410 => Err(SendError::Gone),
            408 | 425 => Err(SendError::Later("too much for it now")),
            // So do they answer a signature of the wrong day, and a relay that asks too much.
            401 | 403 | 429 => Err(SendError::Unclear("the push service does not let the relay in")),
            // RFC 8030 knows no redirects: someone stands in between.
            300..=399 => Err(SendError::Later("the push service leads elsewhere")),
            400..=499 => Err(SendError::Refused("the push service refuses the wake")),
            _ => Err(SendError::Later("the push service is in trouble")),
        }
    }
}

impl Sender for Push {
    fn send<'s>(&'s self, letter: &'s Letter) -> Sending<'s> {
        Box::pin(self.wake(letter))
    }
}
