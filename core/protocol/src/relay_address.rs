//! Where a relay is and to which key groups are sealed: `http://host:port/#BASE32KEY`.

use std::fmt;

use data_encoding::BASE32_NOPAD;

use crate::keys::RelayPublic;

/// Why text is not a relay's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// Longer than 200 bytes without its key.
    #[error("the address is too long")]
    TooLong,
    /// Neither `http://` nor `https://`.
    #[error("the address begins with neither http:// nor https://")]
    Scheme,
    /// A user name or password in front of the host.
    #[error("the address holds credentials")]
    Credentials,
    /// A query.
    #[error("the address holds a query")]
    Query,
    /// No host, or characters that a host or path does not have.
    #[error("the host or path is not valid")]
    Host,
    /// Not a number from 1 to 65,535.
    #[error("the port is not valid")]
    Port,
    /// No `#`, or not 52 base32 characters after it.
    #[error("the key is missing or damaged")]
    Key,
}

/// A relay's address and key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelayAddress {
    url: String,
    key: RelayPublic,
}

impl RelayAddress {
    /// The most bytes of the address without its key.
    pub const MAX_URL: usize = 200;

    /// Of a URL without fragment and a key. The scheme and host become lower case, and the path ends in `/`.
    ///
    /// # Errors
    /// [`AddressError`] if the URL is not of the form `http[s]://host[:port][/path]`.
    pub fn new(url: &str, key: RelayPublic) -> Result<Self, AddressError> {
        if url.len() > Self::MAX_URL {
            return Err(AddressError::TooLong);
        }
        let (scheme, rest) = url.split_once("://").ok_or(AddressError::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "http" && scheme != "https" {
            return Err(AddressError::Scheme);
        }
        if rest.contains('@') {
            return Err(AddressError::Credentials);
        }
        if rest.contains('?') {
            return Err(AddressError::Query);
        }
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let authority = authority.to_ascii_lowercase();
        check_authority(&authority)?;
        let in_path = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        if !path.chars().all(in_path) || path.split('/').any(|segment| segment == "." || segment == "..") {
            return Err(AddressError::Host);
        }
        let slash = if path.is_empty() || path.ends_with('/') { "" } else { "/" };
        let url = format!("{scheme}://{authority}/{path}{slash}");
        if url.len() > Self::MAX_URL {
            return Err(AddressError::TooLong);
        }
        Ok(Self { url, key })
    }

    /// The address without its key, ending in `/`; `v1/sync` and the like are appended to it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The key to which groups are sealed.
    #[must_use]
    pub fn key(&self) -> &RelayPublic {
        &self.key
    }

    /// `http://host:port/#BASE32KEY`.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}#{}", self.url, BASE32_NOPAD.encode(self.key.as_bytes()))
    }

    /// Reads the text form; the key may be in lower case, and blanks around it are ignored.
    ///
    /// # Errors
    /// [`AddressError`] saying which part is wrong.
    pub fn from_text(text: &str) -> Result<Self, AddressError> {
        // Address, '#' and 52 characters, with some room for blanks.
        if text.len() > Self::MAX_URL + 100 {
            return Err(AddressError::TooLong);
        }
        let (url, key) = text.trim().split_once('#').ok_or(AddressError::Key)?;
        let key = BASE32_NOPAD.decode(key.to_ascii_uppercase().as_bytes()).map_err(|_| AddressError::Key)?;
        let key = key.try_into().map_err(|_| AddressError::Key)?;
        Self::new(url, RelayPublic::from_bytes(key))
    }
}

impl fmt::Display for RelayAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl std::str::FromStr for RelayAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::from_text(text)
    }
}

/// `host[:port]` or `[IPv6][:port]`, in lower case already.
fn check_authority(authority: &str) -> Result<(), AddressError> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or(AddressError::Host)?;
            if host.parse::<std::net::Ipv6Addr>().is_err() {
                return Err(AddressError::Host);
            }
            match after.strip_prefix(':') {
                Some(port) => (host, Some(port)),
                None if after.is_empty() => (host, None),
                None => return Err(AddressError::Host),
            }
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (check_host(host)?, Some(port)),
            None => (check_host(authority)?, None),
        },
    };
    if host.is_empty() {
        return Err(AddressError::Host);
    }
    if let Some(port) = port {
        let digits = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || port.parse::<u16>().map_or(true, |port| port == 0) {
            return Err(AddressError::Port);
        }
    }
    Ok(())
}

fn check_host(host: &str) -> Result<&str, AddressError> {
    let sound = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if host.split('.').all(sound) { Ok(host) } else { Err(AddressError::Host) }
}
