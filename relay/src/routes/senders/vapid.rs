//! Who the relay is towards push services: a signed statement beside each push (VAPID, RFC 8292).

use std::path::Path;

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::json;
use url::Url;
use wayhome_protocol::time::{Seconds, Timestamp};
use zeroize::Zeroizing;

use crate::{RelayError, files};

/// The key's file in the data folder, if the operator names no other.
pub(super) const NAME: &str = "webpush.key";

/// How long a statement holds; RFC 8292 allows up to 24 hours.
const HOLDS: Seconds = Seconds::from_hours(12);

/// An ES256 key and whom to write to about it.
pub(crate) struct VapidKey {
    key: SigningKey,
    contact: String,
}

impl VapidKey {
    fn from_bytes(bytes: &[u8], contact: &str) -> Option<Self> {
        let key = SigningKey::from_slice(bytes).ok()?;
        Some(Self { key, contact: contact.to_owned() })
    }

    /// Reads the key at `path`. Makes one if there is none and no browser has subscribed with one yet.
    pub(super) fn load_or_make(path: &Path, contact: &str, may_make: bool) -> Result<Self, RelayError> {
        let trouble = |source| RelayError::RoutesKeyUnreadable { path: path.to_owned(), source };
        if path.try_exists().map_err(trouble)? {
            let bytes = Zeroizing::new(std::fs::read(path).map_err(trouble)?);
            return Self::from_bytes(&bytes, contact)
                .ok_or_else(|| RelayError::RoutesKeyDamaged { path: path.to_owned() });
        }
        if !may_make {
            return Err(RelayError::RoutesKeyMissing { path: path.to_owned() });
        }
        loop {
            let mut bytes = Zeroizing::new([0; 32]);
            rand::Rng::fill_bytes(&mut crate::chance::system(), bytes.as_mut_slice());
            // One in 2³² random numbers is no key of this curve.
            if let Some(key) = Self::from_bytes(bytes.as_slice(), contact) {
                files::write_private_file(path, bytes.as_slice()).map_err(trouble)?;
                return Ok(key);
            }
        }
    }

    /// The public key, as browsers and push services want it: an uncompressed point in base64url.
    pub(super) fn public(&self) -> String {
        BASE64URL_NOPAD.encode(self.key.verifying_key().to_sec1_point(false).as_bytes())
    }

    /// The value of the `Authorization` header of a push to `endpoint` at `now`.
    pub(super) fn authorization(&self, endpoint: &Url, now: Timestamp) -> String {
        let header = json!({ "typ": "JWT", "alg": "ES256" }).to_string();
        let claims = json!({
            "aud": endpoint.origin().ascii_serialization(),
            "exp": now.saturating_add(HOLDS).as_seconds(),
            "sub": self.contact,
        })
        .to_string();
        let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        let signed = format!("{}.{}", encode(header.as_bytes()), encode(claims.as_bytes()));
        let signature: Signature = self.key.sign(signed.as_bytes());
        format!("vapid t={signed}.{}, k={}", encode(&signature.to_bytes()), self.public())
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::VerifyingKey;
    use p256::ecdsa::signature::Verifier as _;

    use super::*;

    #[test]
    fn a_statement_is_signed_names_the_push_services_origin_and_ends_within_a_day() {
        let key = VapidKey::from_bytes(&[7; 32], "mailto:relay@example.org").unwrap();
        let endpoint = Url::parse("https://push.example.org:444/send/abc?x=1").unwrap();
        let value = key.authorization(&endpoint, Timestamp::from_seconds(1_700_000_000));
        let (token, public) = value.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let decode = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
        let public = decode(public);
        assert_eq!((public.len(), public[0]), (65, 4));
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let verifying = VerifyingKey::from_sec1_bytes(&public).unwrap();
        verifying.verify(signed.as_bytes(), &Signature::from_slice(&decode(signature)).unwrap()).unwrap();
        let header: serde_json::Value = serde_json::from_slice(&decode(header)).unwrap();
        assert_eq!(header, json!({ "typ": "JWT", "alg": "ES256" }));
        let claims: serde_json::Value = serde_json::from_slice(&decode(claims)).unwrap();
        assert_eq!(claims["aud"], "https://push.example.org:444");
        assert_eq!(claims["sub"], "mailto:relay@example.org");
        assert_eq!(claims["exp"], 1_700_000_000 + 12 * 3_600);
    }

    #[test]
    fn a_key_is_made_only_while_no_browser_has_subscribed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        let missing = VapidKey::load_or_make(&path, "mailto:a@example.org", false);
        assert!(matches!(missing, Err(RelayError::RoutesKeyMissing { .. })));
        let made = VapidKey::load_or_make(&path, "mailto:a@example.org", true).unwrap();
        let read = VapidKey::load_or_make(&path, "mailto:a@example.org", false).unwrap();
        assert_eq!(made.public(), read.public());
        std::fs::write(&path, [0; 32]).unwrap();
        let damaged = VapidKey::load_or_make(&path, "mailto:a@example.org", true);
        assert!(matches!(damaged, Err(RelayError::RoutesKeyDamaged { .. })));
    }
}
