//! The relay: a server that keeps wire cells for their readers, and timers for those who may fall silent. It
//! can read none of what it keeps.
//!
//! The promise: an answer that says *stored* is given after the cell, its relay part and the timer command
//! beside it are on disk together. What is full, damaged or of a future format is said so; nothing is deleted
//! or begun anew by surprise. No log line at any level holds an id, a key, a capability or an address of
//! those who ask.
//!
//! Three layers, each usable without the next:
//! - [`storage`] keeps tables and knows no rule of the protocol.
//! - [`Relay`] is the rules: bytes in, bytes out, over any [`Storage`](storage::Storage). It reads no clock and
//!   owns no randomness; both are arguments.
//! - [`serve`], [`Listening`] and [`Server`] put it on HTTP, with one writing thread that shares each fsync
//!   among all who wait.
//!
//! The formats are specified in `docs/protocol.md`, how to run it in `docs/relay-operation.md`.

mod chance;
mod clock;
mod config;
mod error;
mod files;
mod http;
mod key_file;
mod limits;
mod moment;
pub mod routes;
mod server;
mod service;
mod stop;
pub mod storage;
mod writer;

pub use clock::SetClock;
pub use config::{Config, ConfigError};
pub use error::RelayError;
pub use limits::Limits;
pub use moment::{Moment, ServiceTime};
pub use server::{Listening, Server, serve};
pub use service::{Relay, Request, RequestError, Ticked};
pub use stop::stop_signal;
pub use storage::StorageError;
