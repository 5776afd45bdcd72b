//! Opening a page and pressing its button, as a browser does it: HTTP on this machine, and nothing else.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const PAGE_MOST: u64 = 1 << 20;

/// Opens the page at this address; gives its text if it is there.
pub(super) fn open(url: &str) -> Result<String, String> {
    ask("GET", url)
}

/// Presses the one button of the page at this address.
pub(super) fn press(url: &str) -> Result<String, String> {
    ask("POST", url)
}

fn ask(method: &str, url: &str) -> Result<String, String> {
    let rest = url.strip_prefix("http://").ok_or_else(|| format!("{url} is not on this machine"))?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let trouble = |error: std::io::Error| format!("{host} does not answer: {error}");
    let mut stream = TcpStream::connect(host).map_err(trouble)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(trouble)?;
    stream.set_write_timeout(Some(PATIENCE)).map_err(trouble)?;
    let request = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 0\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).map_err(trouble)?;
    let mut answer = Vec::new();
    stream.take(PAGE_MOST).read_to_end(&mut answer).map_err(trouble)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("the answer is no page")?;
    match head.split_whitespace().nth(1) {
        Some("200") => Ok(body.to_owned()),
        status => Err(format!(
            "/{} was answered with {}",
            path.split('/').next().unwrap_or(""),
            status.unwrap_or("nothing")
        )),
    }
}
