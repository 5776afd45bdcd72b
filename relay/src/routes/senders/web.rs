//! One HTTP request to a host that somebody named: resolved once, checked, and connected to at the address
//! that was checked. Redirects are not followed, and the body of an answer is not read.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use url::{Host, Url};

use super::{Patience, SendError};
use crate::RelayError;
use crate::routes::address::AllowedHosts;
use crate::routes::public_address::is_public;

/// Bytes of an answer's head.
const HEAD_BYTES: usize = 16 * 1_024;
const NAME: HeaderValue = HeaderValue::from_static("wayhome-relay");

/// Who chose the host of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// A person: it must be public, unless the operator listed it.
    ByAPerson,
    /// The operator.
    ByTheOperator,
}

/// What is asked of whom.
pub(super) struct Ask<'a> {
    pub(super) chosen: Chosen,
    pub(super) method: Method,
    pub(super) url: &'a Url,
    pub(super) headers: Vec<(header::HeaderName, HeaderValue)>,
    pub(super) body: Vec<u8>,
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// The host is not one that the relay may talk to.
    NotAllowed,
    /// The way to the host failed; here is where. The relay's own names, line, certificates or clock may be why.
    Unreached(&'static str),
    /// The answer failed; here is where.
    Failed(&'static str),
}

impl NoAnswer {
    /// What it means when a person chose the host.
    pub(super) fn by_a_person(self) -> SendError {
        match self {
            Self::NotAllowed => SendError::Refused("its host is not public"),
            Self::Unreached(what) => SendError::Unclear(what),
            Self::Failed(what) => SendError::Later(what),
        }
    }
}

pub(super) struct WebClient {
    tls: TlsConnector,
    allowed: AllowedHosts,
    patience: Patience,
}

/// The certificates that the operator trusts beside the system's.
pub(super) fn certificates(path: Option<&Path>) -> Result<Vec<CertificateDer<'static>>, RelayError> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let unusable = || RelayError::Certificates { path: path.to_owned() };
    let pem = std::fs::read(path).map_err(|_| unusable())?;
    let found: Vec<_> =
        CertificateDer::pem_slice_iter(&pem).collect::<Result<_, _>>().map_err(|_| unusable())?;
    if found.is_empty() { Err(unusable()) } else { Ok(found) }
}

impl WebClient {
    pub(super) fn new(
        certificates: &[CertificateDer<'static>],
        allowed: AllowedHosts,
        patience: Patience,
    ) -> Result<Self, RelayError> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if roots.is_empty() {
            tracing::warn!("the system has no trusted certificates: requests over TLS will fail");
        }
        roots.add_parsable_certificates(certificates.iter().cloned());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| RelayError::Tls)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)), allowed, patience })
    }

    /// Asks, and returns the status of the answer.
    pub(super) async fn ask(&self, ask: Ask<'_>) -> Result<StatusCode, NoAnswer> {
        let whole = self.patience.whole;
        tokio::time::timeout(whole, self.ask_patiently(ask))
            .await
            .unwrap_or(Err(NoAnswer::Failed("no answer in time")))
    }

    async fn ask_patiently(&self, ask: Ask<'_>) -> Result<StatusCode, NoAnswer> {
        let request = request(&ask)?;
        let connect = tokio::time::timeout(self.patience.connect, self.connect(ask.chosen, ask.url));
        let stream = connect.await.unwrap_or(Err(NoAnswer::Unreached("no connection in time")))?;
        let failed = |_| NoAnswer::Failed("the connection broke");
        let (mut sender, connection) = http1::Builder::new()
            .max_buf_size(HEAD_BYTES)
            .handshake(TokioIo::new(stream))
            .await
            .map_err(failed)?;
        // Ends the connection when this returns, whatever the other side still wants to say.
        let mut driver = JoinSet::new();
        driver.spawn(connection);
        let answer = sender.send_request(request).await.map_err(failed)?;
        Ok(answer.status())
    }

    async fn connect(&self, chosen: Chosen, url: &Url) -> Result<Box<dyn Stream>, NoAnswer> {
        let port = url.port_or_known_default().ok_or(NoAnswer::NotAllowed)?;
        let host = url.host().ok_or(NoAnswer::NotAllowed)?;
        let listed = self.allowed.allow(url);
        let by_a_person = chosen == Chosen::ByAPerson && !listed;
        if by_a_person && url.scheme() != "https" {
            return Err(NoAnswer::NotAllowed);
        }
        let addresses: Vec<SocketAddr> = match &host {
            Host::Ipv4(address) => vec![SocketAddr::from((*address, port))],
            Host::Ipv6(address) => vec![SocketAddr::from((*address, port))],
            Host::Domain(name) => tokio::net::lookup_host((*name, port))
                .await
                .map_err(|_| NoAnswer::Unreached("the name does not resolve"))?
                .collect(),
        };
        if by_a_person && !addresses.iter().all(|address| is_public(address.ip())) {
            let named = matches!(host, Host::Domain(_));
            // Someone who lies to the relay about names is no fault of the host's.
            let lied_to = NoAnswer::Unreached("the name leads to no public host");
            return Err(if named { lied_to } else { NoAnswer::NotAllowed });
        }
        let stream = connect_to(&addresses).await.ok_or(NoAnswer::Unreached("no connection"))?;
        let _ = stream.set_nodelay(true);
        if url.scheme() != "https" {
            return Ok(Box::new(stream));
        }
        let name = match host {
            Host::Domain(name) => ServerName::try_from(name.to_owned()).map_err(|_| NoAnswer::NotAllowed)?,
            Host::Ipv4(address) => ServerName::from(std::net::IpAddr::V4(address)),
            Host::Ipv6(address) => ServerName::from(std::net::IpAddr::V6(address)),
        };
        let stream = self.tls.connect(name, stream).await.map_err(|_| NoAnswer::Unreached("TLS failed"))?;
        Ok(Box::new(stream))
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// The first of these addresses that takes the connection.
async fn connect_to(addresses: &[SocketAddr]) -> Option<TcpStream> {
    for address in addresses.iter().take(4) {
        if let Ok(stream) = TcpStream::connect(address).await {
            return Some(stream);
        }
    }
    None
}

fn request(ask: &Ask<'_>) -> Result<Request<Full<Bytes>>, NoAnswer> {
    let host = match (ask.url.host_str(), ask.url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => return Err(NoAnswer::NotAllowed),
    };
    let target = match ask.url.query() {
        Some(query) => format!("{}?{query}", ask.url.path()),
        None => ask.url.path().to_owned(),
    };
    let mut request = Request::builder()
        .method(ask.method.clone())
        .uri(target)
        .header(header::HOST, host)
        .header(header::USER_AGENT, NAME)
        .header(header::CONNECTION, "close");
    for (name, value) in &ask.headers {
        request = request.header(name, value);
    }
    if ask.body.is_empty() && ask.method != Method::GET {
        request = request.header(header::CONTENT_LENGTH, 0);
    }
    request.body(Full::new(Bytes::from(ask.body.clone()))).map_err(|_| NoAnswer::NotAllowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(client: &WebClient, chosen: Chosen, url: &str) -> Result<StatusCode, NoAnswer> {
        let url = Url::parse(url).unwrap();
        client
            .ask(Ask { chosen, method: Method::POST, url: &url, headers: Vec::new(), body: Vec::new() })
            .await
    }

    fn client(hosts: &[String]) -> WebClient {
        WebClient::new(&[], AllowedHosts::new(hosts.to_vec()), Patience::default()).unwrap()
    }

    /// A port on which nobody answers, and whether somebody knocked.
    fn door() -> (u16, std::sync::mpsc::Receiver<()>) {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (knock, knocked) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            // Dropping the stream closes it.
            while listener.accept().is_ok() && knock.send(()).is_ok() {}
        });
        (port, knocked)
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_found_out_before_anyone_knocks() {
        let (port, knocked) = door();
        let refused = ask(&client(&[]), Chosen::ByAPerson, &format!("https://localhost:{port}/")).await;
        // Who answers for names may have lied: this is not the host's last word.
        assert_eq!(refused, Err(NoAnswer::Unreached("the name leads to no public host")));
        assert!(knocked.try_recv().is_err(), "a connection was made");
        for url in ["http://example.org/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/"] {
            assert_eq!(ask(&client(&[]), Chosen::ByAPerson, url).await, Err(NoAnswer::NotAllowed), "{url}");
        }
    }

    #[tokio::test]
    async fn what_the_operator_named_or_listed_is_asked_wherever_it_is() {
        let (port, knocked) = door();
        let url = format!("https://localhost:{port}/");
        let failed = Err(NoAnswer::Unreached("TLS failed"));
        assert_eq!(ask(&client(&[]), Chosen::ByTheOperator, &url).await, failed);
        assert_eq!(ask(&client(&[format!("localhost:{port}")]), Chosen::ByAPerson, &url).await, failed);
        assert_eq!(knocked.iter().take(2).count(), 2);
        let other = [format!("localhost:{}", port.wrapping_add(1))];
        let lied_to = Err(NoAnswer::Unreached("the name leads to no public host"));
        assert_eq!(ask(&client(&other), Chosen::ByAPerson, &url).await, lied_to);
    }
}
