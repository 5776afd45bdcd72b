//! A blocking HTTP transport for programs that bring none of their own. Plain HTTP only.

use std::io::Read;
use std::time::Duration;

use crate::{Transport, TransportError};

/// Plain HTTP over `ureq`, without redirects.
pub struct HttpTransport {
    agent: ureq::Agent,
}

impl HttpTransport {
    /// Gives up after 10 s without a connection and 30 s in all.
    #[must_use]
    pub fn new() -> Self {
        Self::with_timeouts(Duration::from_secs(10), Duration::from_secs(30))
    }

    /// Gives up after these times.
    #[must_use]
    pub fn with_timeouts(connect: Duration, whole: Duration) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_connect(Some(connect))
            .timeout_global(Some(whole))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent("")
            .build();
        Self { agent: config.into() }
    }
}

impl Default for HttpTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for HttpTransport {
    fn post(&self, url: &str, body: &[u8], max_answer: usize) -> Result<Vec<u8>, TransportError> {
        let sent = self.agent.post(url).header("Content-Type", "application/octet-stream").send(body);
        let mut response = sent.map_err(|error| match error {
            ureq::Error::Timeout(_) => TransportError::TimedOut,
            ureq::Error::Http(_) | ureq::Error::Protocol(_) => TransportError::Garbled,
            _ => TransportError::Unreachable,
        })?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(TransportError::Status { status });
        }
        let limit = u64::try_from(max_answer).unwrap_or(u64::MAX).saturating_add(1);
        let mut answer = Vec::new();
        response.body_mut().as_reader().take(limit).read_to_end(&mut answer).map_err(|error| match error
            .kind()
        {
            std::io::ErrorKind::TimedOut => TransportError::TimedOut,
            _ => TransportError::Unreachable,
        })?;
        if answer.len() > max_answer {
            return Err(TransportError::Garbled);
        }
        Ok(answer)
    }
}
