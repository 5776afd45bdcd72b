//! The relay's X25519 key, in a file of its data folder.

use std::path::Path;

use wayhome_protocol::keys::RelaySecret;
use zeroize::Zeroizing;

use crate::RelayError;
use crate::files;

/// The file's name in the data folder.
pub(crate) const NAME: &str = "relay.key";

/// Reads the key, or makes one if the folder holds neither a key nor a database.
pub(crate) fn load_or_make(folder: &Path, has_database: bool) -> Result<RelaySecret, RelayError> {
    let path = folder.join(NAME);
    let trouble = |source| RelayError::Folder { folder: folder.to_owned(), source };
    if path.try_exists().map_err(trouble)? {
        let bytes = Zeroizing::new(std::fs::read(&path).map_err(trouble)?);
        let key: &[u8; 32] =
            bytes.as_slice().try_into().map_err(|_| RelayError::KeyDamaged { path: path.clone() })?;
        return Ok(RelaySecret::from_bytes(*key));
    }
    if has_database {
        return Err(RelayError::KeyMissing { path });
    }
    let secret = RelaySecret::make_random(&mut crate::chance::system());
    files::write_private_file(&path, secret.expose()).map_err(trouble)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let first = load_or_make(folder.path(), false).unwrap();
        let second = load_or_make(folder.path(), true).unwrap();
        assert_eq!(first, second);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(folder.path().join(NAME)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_lost_or_damaged_key_is_reported_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let missing = load_or_make(folder.path(), true).unwrap_err();
        assert!(matches!(missing, RelayError::KeyMissing { .. }));
        std::fs::write(folder.path().join(NAME), [1; 31]).unwrap();
        let damaged = load_or_make(folder.path(), false).unwrap_err();
        assert!(matches!(damaged, RelayError::KeyDamaged { .. }));
        assert_eq!(std::fs::read(folder.path().join(NAME)).unwrap(), [1; 31]);
    }
}
