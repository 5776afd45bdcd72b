//! The port through which requests leave. The app's own HTTP stack, proxy and certificate store go behind it.

/// Carries one request to the relay and brings the answer back.
pub trait Transport: Send + Sync {
    /// Sends `body` as `POST url` with `Content-Type: application/octet-stream` and returns the body of a 200
    /// answer. It must give up after about 30 s, and must not return more than `max_answer` bytes.
    ///
    /// It is called without any lock held, on the thread that called `run_once`.
    fn post(&self, url: &str, body: &[u8], max_answer: usize) -> Result<Vec<u8>, TransportError>;
}

/// Why there was no answer. Every case is tried again later; nothing is lost by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection, or it broke.
    #[error("the relay could not be reached")]
    Unreachable,
    /// It took too long.
    #[error("the relay did not answer in time")]
    TimedOut,
    /// The answer's status was not 200.
    #[error("the relay answered with status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// The answer was longer than it may be, or not HTTP.
    #[error("the relay's answer made no sense")]
    Garbled,
}
