//! The family page: the files that the build of `relay/web` made, served as they are.
//!
//! The page is the same for everyone, and asking for it says nothing: which link it is opened with stands behind the
//! `#` of the address, which browsers never send.

use std::io::Write as _;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;

/// One file of the built page.
struct BuiltFile {
    /// Below `/family/`.
    path: &'static str,
    content_type: &'static str,
    /// Its path names its content, so it may be kept for ever.
    lasting: bool,
    /// Its entity tag.
    tag: &'static str,
    bytes: &'static [u8],
}

const BUILT: &[BuiltFile] = include!("../../web/dist/files.in");

/// What a browser lets the page do: its own files, its own relay, pictures that it made itself, and nothing else.
/// Scripts are only ever named through the one policy that names the service worker.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self'; form-action 'none'; frame-ancestors 'none'; \
    base-uri 'none'; require-trusted-types-for 'script'; trusted-types page";

/// The whole page as one file brings its own policy and talks to the relay of its link; served from here it would be
/// bound to this relay, so it is only ever handed over as a download.
const SINGLE: &str = "family-page-single.html";

const LASTING: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Compressed once, at the first request.
static COMPRESSED: LazyLock<Vec<Option<Vec<u8>>>> = LazyLock::new(|| {
    BUILT.iter().map(|file| compress(file.bytes).filter(|bytes| bytes.len() < file.bytes.len())).collect()
});

fn compress(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// `/family/` and what is below it.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        // Relative, so that it holds behind a proxy that serves the relay below a path of its own.
        .route("/family", get(async || (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, "family/")])))
        .route("/family/", get(async |headers: HeaderMap| answer("index.html", &headers)))
        .route(
            "/family/{file}",
            get(async |Path(file): Path<String>, headers: HeaderMap| answer(&file, &headers)),
        )
}

fn answer(path: &str, asked: &HeaderMap) -> Response {
    let found = BUILT.iter().zip(COMPRESSED.iter()).find(|(file, _)| file.path == path);
    let Some((file, compressed)) = found else {
        return (StatusCode::NOT_FOUND, guarded("text/plain; charset=utf-8"), "not found\n").into_response();
    };
    let mut headers = guarded(file.content_type);
    let keep = if file.lasting { LASTING } else { ASK_AGAIN };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(header::ETAG, HeaderValue::from_static(file.tag));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if file.path == SINGLE {
        let download = HeaderValue::from_static("attachment; filename=\"family-page-single.html\"");
        headers.insert(header::CONTENT_DISPOSITION, download);
    }
    if says(asked, &header::IF_NONE_MATCH, file.tag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    match compressed {
        Some(bytes) if says(asked, &header::ACCEPT_ENCODING, "gzip") => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            (headers, bytes.as_slice()).into_response()
        }
        _ => (headers, file.bytes).into_response(),
    }
}

/// Whether one item of a comma-separated header is this one, its parameters left aside; `;q=0` means that it is not.
fn says(asked: &HeaderMap, name: &HeaderName, wanted: &str) -> bool {
    asked.get_all(name).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(
        |item| {
            let (value, parameters) = item.split_once(';').unwrap_or((item, ""));
            let value = value.trim();
            let value = value.strip_prefix("W/").unwrap_or(value);
            let refused =
                parameters.trim().strip_prefix("q=").and_then(|q| q.trim().parse().ok()) == Some(0.0_f32);
            value == wanted && !refused
        },
    )
}

fn guarded(content_type: &'static str) -> HeaderMap {
    [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
        ),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ]
    .into_iter()
    .map(|(name, value)| (name, HeaderValue::from_static(value)))
    .collect()
}

/// Lets a page from anywhere, also one that was opened as a file, ask `/v1/…` and read the answer.
///
/// This gives nobody anything: these requests carry no cookie and no password that a browser would add by itself.
/// Whoever asks must know a capability, and with it could ask from any program as well.
pub(crate) async fn from_anywhere(method: Method, request: axum::extract::Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/v1/") {
        return next.run(request).await;
    }
    let mut response = if method == Method::OPTIONS {
        let allowed = [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ];
        (StatusCode::NO_CONTENT, allowed).into_response()
    } else {
        next.run(request).await
    };
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// The layer of [`from_anywhere`].
pub(crate) fn open_to_pages<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router.layer(middleware::from_fn(from_anywhere))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn every_file_is_there_once_and_the_page_names_only_files_that_are() {
        let index = BUILT.iter().find(|file| file.path == "index.html").expect("the page");
        let text = std::str::from_utf8(index.bytes).expect("UTF-8");
        for (at, _) in text.match_indices("href=\"").chain(text.match_indices("src=\"")) {
            let named = text[at..].split('"').nth(1).expect("an address");
            assert!(BUILT.iter().any(|file| file.path == named), "{named}");
        }
        for (at, file) in BUILT.iter().enumerate() {
            assert!(BUILT.iter().skip(at + 1).all(|other| other.path != file.path), "{}", file.path);
            let named_by_content =
                file.path.split(['.', '-']).any(|part| part.len() == 16 || part.len() == 8);
            assert!(!file.lasting || named_by_content, "{}", file.path);
        }
    }

    #[test]
    fn the_page_is_compressed_only_for_those_who_read_that() {
        let plain = answer("index.html", &HeaderMap::new());
        assert!(plain.headers().get(header::CONTENT_ENCODING).is_none());
        let packed = answer("index.html", &asking(header::ACCEPT_ENCODING, "br, gzip;q=0.8"));
        assert_eq!(packed.headers().get(header::CONTENT_ENCODING).expect("gzip"), "gzip");
        let refused = answer("index.html", &asking(header::ACCEPT_ENCODING, "gzip;q=0"));
        assert!(refused.headers().get(header::CONTENT_ENCODING).is_none());
    }

    #[test]
    fn a_page_that_is_known_already_is_not_sent_again() {
        let first = answer("index.html", &HeaderMap::new());
        let tag = first.headers().get(header::ETAG).expect("a tag").clone();
        let again = answer("index.html", &HeaderMap::from_iter([(header::IF_NONE_MATCH, tag)]));
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn every_answer_carries_the_policy_and_a_name_that_is_not_there_is_not_found() {
        for path in ["index.html", "sw.js", "nothing", "../Cargo.toml", SINGLE] {
            let answer = answer(path, &HeaderMap::new());
            let policy = answer.headers().get(header::CONTENT_SECURITY_POLICY).expect("a policy");
            assert!(policy.to_str().expect("ASCII").starts_with("default-src 'none'"));
            assert_eq!(
                answer.status() == StatusCode::NOT_FOUND,
                path.contains("nothing") || path.contains("..")
            );
        }
    }
}
