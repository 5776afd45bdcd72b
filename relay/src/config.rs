//! What an operator sets: a TOML file and the environment.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::Deserialize;

use crate::limits::{Bounds, Limits};
use crate::routes::{FileRoutes, RoutesConfig};

/// Everything that an operator sets. The environment wins over the file, the file over the defaults.
///
/// ```
/// use wayhome_relay::Config;
///
/// let environment = |name: &str| (name == "WAYHOME_RELAY_LISTEN").then(|| "127.0.0.1:0".to_owned());
/// let config = Config::load(None, environment)?;
/// assert!(config.listen.ip().is_loopback());
/// # Ok::<(), wayhome_relay::ConfigError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where to listen. Port 0 lets the system choose one.
    pub listen: SocketAddr,
    /// The folder that holds the database and the relay's key.
    pub data: PathBuf,
    /// The address under which phones reach the relay, when it stands behind a proxy.
    pub public_url: Option<String>,
    /// How people without the app are reached.
    pub routes: RoutesConfig,
    /// How much the relay keeps.
    pub limits: Limits,
    /// Connections open at one time; more wait in the system's backlog.
    pub connections: u32,
    /// Requests waiting for the disk; beyond it requests are answered *busy*.
    pub queue: u32,
    /// Seconds that a connection may take to send a request's head, and as many again for its body.
    pub request_seconds: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8787)),
            data: PathBuf::from("wayhome-relay-data"),
            public_url: None,
            routes: RoutesConfig::default(),
            limits: Limits::default(),
            connections: 1_024,
            queue: 512,
            request_seconds: 20,
        }
    }
}

const CONNECTIONS: Bounds = Bounds { key: "limits.connections", min: 4, max: 65_536 };
const QUEUE: Bounds = Bounds { key: "limits.queue", min: 1, max: 16_384 };
const REQUEST_SECONDS: Bounds = Bounds { key: "limits.request_seconds", min: 1, max: 300 };

impl Config {
    /// Reads the file at `path`, if one is given, and then what `environment` returns for the
    /// `WAYHOME_RELAY_…` variables.
    ///
    /// # Errors
    /// When the file cannot be read, is not TOML, holds a key that is not known, or a value is
    /// out of bounds. Each error names the file, the key or the variable.
    pub fn load(
        path: Option<&Path>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let file = match path {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
                toml::from_str::<File>(&text).map_err(|error| ConfigError::NotUnderstood {
                    path: path.to_owned(),
                    message: not_understood(&text, &error),
                })?
            }
            None => File::default(),
        };
        let source = Source { environment };
        let plain = Self::default();
        let limits = file.limits;
        let config = Self {
            listen: source
                .value("WAYHOME_RELAY_LISTEN", "listen", file.listen.as_deref())?
                .unwrap_or(plain.listen),
            data: source.text("WAYHOME_RELAY_DATA", file.data).map_or(plain.data, PathBuf::from),
            public_url: source.text("WAYHOME_RELAY_PUBLIC_URL", file.public_url),
            routes: file.routes.checked(&source.environment)?,
            limits: Limits {
                mailbox_cells: source.number(
                    "WAYHOME_RELAY_MAILBOX_CELLS",
                    Limits::MAILBOX_CELLS,
                    limits.mailbox_cells,
                    plain.limits.mailbox_cells,
                )?,
                mailbox_days: source.number(
                    "WAYHOME_RELAY_MAILBOX_DAYS",
                    Limits::MAILBOX_DAYS,
                    limits.mailbox_days,
                    plain.limits.mailbox_days,
                )?,
                reader_mailboxes: source.number(
                    "WAYHOME_RELAY_READER_MAILBOXES",
                    Limits::READER_MAILBOXES,
                    limits.reader_mailboxes,
                    plain.limits.reader_mailboxes,
                )?,
                reader_timers: source.number(
                    "WAYHOME_RELAY_READER_TIMERS",
                    Limits::READER_TIMERS,
                    limits.reader_timers,
                    plain.limits.reader_timers,
                )?,
                database_mib: source.number(
                    "WAYHOME_RELAY_DATABASE_MIB",
                    Limits::DATABASE_MIB,
                    limits.database_mib,
                    plain.limits.database_mib,
                )?,
            },
            connections: source.number(
                "WAYHOME_RELAY_CONNECTIONS",
                CONNECTIONS,
                limits.connections,
                plain.connections,
            )?,
            queue: source.number("WAYHOME_RELAY_QUEUE", QUEUE, limits.queue, plain.queue)?,
            request_seconds: source.number(
                "WAYHOME_RELAY_REQUEST_SECONDS",
                REQUEST_SECONDS,
                limits.request_seconds,
                plain.request_seconds,
            )?,
        };
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let Some(url) = &self.public_url else { return Ok(()) };
        let plain = url.chars().all(|c| c.is_ascii_graphic() && c != '#');
        if plain && (url.starts_with("https://") || url.starts_with("http://")) {
            return Ok(());
        }
        Err(ConfigError::Invalid {
            key: "public_url".to_owned(),
            reason: "must start with https:// or http:// and hold neither blanks nor #".to_owned(),
        })
    }
}

/// Why a configuration was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file could not be read.
    #[error("cannot read the configuration {path}", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The file is not TOML, holds a key that is not known, or a value of the wrong type.
    #[error("the configuration {path} was not understood: {message}", path = path.display())]
    NotUnderstood {
        /// The file.
        path: PathBuf,
        /// Where and why; names the key.
        message: String,
    },
    /// A value cannot be used.
    #[error("{key} {reason}")]
    Invalid {
        /// The key of the file or the variable of the environment.
        key: String,
        /// What it must be.
        reason: String,
    },
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    listen: Option<String>,
    data: Option<String>,
    public_url: Option<String>,
    routes: FileRoutes,
    limits: FileLimits,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FileLimits {
    mailbox_cells: Option<i64>,
    mailbox_days: Option<i64>,
    reader_mailboxes: Option<i64>,
    reader_timers: Option<i64>,
    database_mib: Option<i64>,
    connections: Option<i64>,
    queue: Option<i64>,
    request_seconds: Option<i64>,
}

/// What is wrong and where, without the line itself: it may hold a password.
fn not_understood(text: &str, error: &toml::de::Error) -> String {
    match error.span().and_then(|span| text.get(..span.start)) {
        Some(before) => {
            format!("line {}: {}", before.matches('\n').count().saturating_add(1), error.message())
        }
        None => error.message().to_owned(),
    }
}

/// The environment ahead of the file.
struct Source<E> {
    environment: E,
}

impl<E: Fn(&str) -> Option<String>> Source<E> {
    fn text(&self, variable: &str, file: Option<String>) -> Option<String> {
        (self.environment)(variable).or(file)
    }

    fn value<T: FromStr>(
        &self,
        variable: &str,
        key: &str,
        file: Option<&str>,
    ) -> Result<Option<T>, ConfigError> {
        let (name, text) = match ((self.environment)(variable), file) {
            (Some(text), _) => (variable, text),
            (None, Some(text)) => (key, text.to_owned()),
            (None, None) => return Ok(None),
        };
        text.parse().map(Some).map_err(|_| ConfigError::Invalid {
            key: name.to_owned(),
            reason: "must be an address and a port, such as 127.0.0.1:8787".to_owned(),
        })
    }

    fn number(
        &self,
        variable: &str,
        bounds: Bounds,
        file: Option<i64>,
        plain: u32,
    ) -> Result<u32, ConfigError> {
        let (name, number) = match ((self.environment)(variable), file) {
            (Some(text), _) => (variable, text.parse::<i64>().ok()),
            (None, Some(number)) => (bounds.key, Some(number)),
            (None, None) => return Ok(plain),
        };
        number
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| (bounds.min..=bounds.max).contains(number))
            .ok_or_else(|| ConfigError::Invalid {
                key: name.to_owned(),
                reason: format!("must be a number from {} to {}", bounds.min, bounds.max),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing(_: &str) -> Option<String> {
        None
    }

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("relay.toml");
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn without_file_and_environment_it_listens_on_loopback_with_the_protocols_limits() {
        let config = Config::load(None, nothing).unwrap();
        assert_eq!(config, Config::default());
        assert_eq!(config.listen.to_string(), "127.0.0.1:8787");
        assert_eq!(config.limits.mailbox_cells, 1_024);
        assert_eq!(config.limits.mailbox_days, 60);
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_the_default() {
        let (_folder, path) =
            file("listen = '127.0.0.1:1'\ndata = '/a'\n[limits]\nmailbox_days = 55\nqueue = 7\n");
        let environment = |name: &str| match name {
            "WAYHOME_RELAY_LISTEN" => Some("127.0.0.1:2".to_owned()),
            "WAYHOME_RELAY_MAILBOX_DAYS" => Some("58".to_owned()),
            _ => None,
        };
        let config = Config::load(Some(&path), environment).unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.limits.mailbox_days, 58);
        assert_eq!(config.data, PathBuf::from("/a"));
        assert_eq!(config.queue, 7);
        assert_eq!(config.limits.mailbox_cells, 1_024);
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        for text in ["listne = '127.0.0.1:1'", "[limits]\nmailbox_dayz = 20"] {
            let (_folder, path) = file(text);
            let message = Config::load(Some(&path), nothing).unwrap_err().to_string();
            assert!(message.contains("listne") || message.contains("mailbox_dayz"), "{message}");
        }
    }

    #[test]
    fn a_value_out_of_bounds_is_refused_with_its_bounds() {
        let (_folder, path) = file("[limits]\nmailbox_days = 61");
        let message = Config::load(Some(&path), nothing).unwrap_err().to_string();
        assert_eq!(message, "limits.mailbox_days must be a number from 55 to 60");
        let environment = |name: &str| (name == "WAYHOME_RELAY_QUEUE").then(|| "-1".to_owned());
        let message = Config::load(None, environment).unwrap_err().to_string();
        assert!(message.starts_with("WAYHOME_RELAY_QUEUE must be"), "{message}");
    }

    #[test]
    fn an_address_that_is_none_is_refused() {
        let environment = |name: &str| (name == "WAYHOME_RELAY_LISTEN").then(|| "here".to_owned());
        assert!(Config::load(None, environment).is_err());
        let (_folder, path) = file("public_url = 'relay.example.org'");
        assert!(Config::load(Some(&path), nothing).is_err());
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error_and_not_the_defaults() {
        let error = Config::load(Some(Path::new("/nowhere/relay.toml")), nothing).unwrap_err();
        assert!(matches!(error, ConfigError::Unreadable { .. }));
    }
}
