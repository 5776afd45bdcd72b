//! ntfy: a message to a topic, published as JSON, so that every script arrives whole
//! (<https://docs.ntfy.sh/publish/#publish-as-json>).

use std::sync::Arc;

use axum::http::{HeaderValue, Method, header};
use serde_json::json;
use url::Url;
use wayhome_words::RelayText;

use super::web::{Ask, Chosen, WebClient};
use super::{SendError, Sender, Sending, webhook};
use crate::routes::address::ntfy_topic;
use crate::routes::config::NtfyConfig;
use crate::routes::letter::Letter;

pub(super) struct Ntfy {
    client: Arc<WebClient>,
    config: NtfyConfig,
}

impl Ntfy {
    pub(super) fn new(client: Arc<WebClient>, config: NtfyConfig) -> Self {
        Self { client, config }
    }

    async fn publish(&self, letter: &Letter) -> Result<(), SendError> {
        let unusable = SendError::Refused("it is no ntfy address");
        let topic = Url::parse(&letter.address).map_err(|_| unusable)?;
        let name = ntfy_topic(&topic).ok_or(unusable)?;
        let mut server = topic.clone();
        server.set_path("/");
        let (title, message) = letter.push();
        let button = |label: RelayText<'_>, url: &str| json!({ "action": "view", "label": label.text(letter.language), "url": url });
        let body = if letter.asks() {
            let confirm = letter.links.confirm.as_str();
            json!({
                "topic": name, "title": title, "message": message, "click": confirm,
                "actions": [button(RelayText::PushOpen, confirm)],
            })
        } else {
            let page = letter.links.page.as_str();
            json!({
                "topic": name, "title": title, "message": message, "click": page,
                "priority": if letter.is_urgent() { 5 } else { 3 },
                "actions": [
                    button(RelayText::PushOpen, page),
                    button(RelayText::PushStop, letter.links.stop.as_str()),
                ],
            })
        };
        let mut headers = vec![(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
        if let Some((own, token)) = &self.config.token {
            // The token is for the operator's own server and goes nowhere else.
            if Url::parse(own).is_ok_and(|own| own.origin() == server.origin()) {
                let value = HeaderValue::from_str(&format!("Bearer {}", token.expose()));
                let mut value = value.map_err(|_| SendError::Ours("the ntfy token cannot be sent"))?;
                value.set_sensitive(true);
                headers.push((header::AUTHORIZATION, value));
            }
        }
        let ask = Ask {
            chosen: Chosen::ByAPerson,
            method: Method::POST,
            url: &server,
            headers,
            body: body.to_string().into_bytes(),
        };
        webhook::verdict(self.client.ask(ask).await)
    }
}

impl Sender for Ntfy {
    fn send<'s>(&'s self, letter: &'s Letter) -> Sending<'s> {
        Box::pin(self.publish(letter))
    }
}
