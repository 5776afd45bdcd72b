//! SMS, through the operator's gateway.

use std::sync::Arc;

use super::web::{Ask, Chosen, WebClient};
use super::{SendError, Sender, Sending, SmsTemplate};
use crate::ConfigError;
use crate::routes::config::SmsConfig;
use crate::routes::letter::Letter;

pub(super) struct Sms {
    client: Arc<WebClient>,
    template: SmsTemplate,
}

impl Sms {
    pub(super) fn new(client: Arc<WebClient>, config: &SmsConfig) -> Result<Self, ConfigError> {
        let template = SmsTemplate::new(config.clone()).map_err(|(key, reason)| ConfigError::Invalid {
            key: format!("routes.sms.{key}"),
            reason: reason.to_owned(),
        })?;
        Ok(Self { client, template })
    }

    async fn hand_over(&self, letter: &Letter) -> Result<(), SendError> {
        let filled = self
            .template
            .fill(&letter.address, &letter.sms())
            .map_err(|_| SendError::Ours("the gateway's template cannot be filled in"))?;
        let ask = Ask {
            chosen: Chosen::ByTheOperator,
            method: filled.method,
            url: &filled.url,
            headers: filled.headers,
            body: filled.body.as_bytes().to_vec(),
        };
        let status =
            self.client.ask(ask).await.map_err(|_| SendError::Ours("the gateway does not answer"))?;
        match status.as_u16() {
            200..=299 => Ok(()),
            400 | 404 | 422 => Err(SendError::Refused("the gateway refuses the number")),
            401..=403 | 429 => Err(SendError::Ours("the gateway refuses the relay")),
            _ => Err(SendError::Ours("the gateway is in trouble")),
        }
    }
}

impl Sender for Sms {
    fn send<'s>(&'s self, letter: &'s Letter) -> Sending<'s> {
        Box::pin(self.hand_over(letter))
    }
}
