//! A certificate for `localhost`, and the authority that signed it, whose key is thrown away. Both hold until 2120.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routes/tls").join(name)
}

/// What a client has to trust.
pub(crate) fn authority() -> PathBuf {
    file("authority.pem")
}

/// The server's side of a new connection.
pub(crate) fn server() -> ServerConnection {
    let certificates =
        CertificateDer::pem_file_iter(file("server.pem")).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(file("server.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .unwrap();
    ServerConnection::new(Arc::new(config)).unwrap()
}
