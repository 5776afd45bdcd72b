//! A mail server that takes what it is given and shows it: one line of JSON for each letter. It listens on this
//! machine only and delivers nothing any further. SMTP itself is the crate `mailin`; here are the sockets.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use mailin::{Action, Handler, Response, SessionBuilder, response};
use serde_json::json;

use crate::error::CliError;
use crate::output::Output;

const NAME: &str = "mail.demo.invalid";
/// A letter is never longer than this.
const LETTER_MOST: usize = 1 << 20;
/// Lines of SMTP have at most 1,000 bytes (RFC 5321, section 4.5.3.1.6).
const LINE_MOST: u64 = 4_096;
/// Who hears nothing for so long hangs up.
const SILENCE: Duration = Duration::from_secs(60);
const GUESTS_MOST: u32 = 16;

/// Runs until it is ended.
pub(crate) fn run(out: &Output) -> Result<(), CliError> {
    let trouble =
        |error: io::Error| CliError::Demo { message: format!("No port for a mail server: {error}") };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(trouble)?;
    let address = listener.local_addr().map_err(trouble)?.to_string();
    out.show(&json!({ "mail_server": { "address": address } }), || address.clone());
    let guests = Arc::new(AtomicU32::new(0));
    std::thread::scope(|scope| {
        // A guest who hangs up at once is no reason to stop.
        for stream in listener.incoming().flatten() {
            if out.is_closed() {
                break;
            }
            if guests.fetch_add(1, Ordering::SeqCst) >= GUESTS_MOST {
                guests.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let (show, guests) = (Show(out.is_json()), Arc::clone(&guests));
            scope.spawn(move || {
                // How a conversation ends is the guest's business: they see whether their letter was taken.
                let _ = serve(stream, show);
                guests.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    Ok(())
}

/// Speaks with one guest.
fn serve(stream: TcpStream, show: Show) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_write_timeout(Some(SILENCE))?;
    let from = stream.peer_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip());
    let mut session = SessionBuilder::new(NAME).build(from, Letterbox::new(show));
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    answer(&mut writer, &session.greeting())?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.by_ref().take(LINE_MOST).read_until(b'\n', &mut line)? == 0 || !line.ends_with(b"\n") {
            return Ok(());
        }
        let said = session.process(&line);
        match said.action {
            Action::Reply => answer(&mut writer, &said)?,
            Action::NoReply => {}
            Action::Close | Action::UpgradeTls => return answer(&mut writer, &said),
        }
    }
}

fn answer(mut writer: &mut TcpStream, said: &Response) -> io::Result<()> {
    said.write_to(&mut writer)?;
    writer.flush()
}

/// How a letter is shown: as JSON, or with a line before it.
#[derive(Clone, Copy)]
struct Show(bool);

impl Show {
    fn letter(self, to: &[String], text: &str) {
        let line = if self.0 {
            json!({ "mail": { "to": to, "text": text } }).to_string()
        } else {
            format!("--- to {}\n{}", to.join(", "), crate::output::safe(text))
        };
        let mut stdout = io::stdout().lock();
        // Nobody is left to tell if the reader has gone.
        let _ = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
    }
}

/// Takes one letter after the other.
struct Letterbox {
    show: Show,
    to: Vec<String>,
    text: Vec<u8>,
    too_long: bool,
}

impl Letterbox {
    fn new(show: Show) -> Self {
        Self { show, to: Vec::new(), text: Vec::new(), too_long: false }
    }
}

impl Handler for Letterbox {
    fn data_start(&mut self, _domain: &str, _from: &str, _is8bit: bool, to: &[String]) -> Response {
        self.to = to.to_vec();
        self.text.clear();
        self.too_long = false;
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.text.len().saturating_add(bytes.len()) > LETTER_MOST {
            self.too_long = true;
        } else {
            self.text.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        if self.too_long {
            return response::NO_STORAGE;
        }
        self.show.letter(&self.to, &String::from_utf8_lossy(&self.text));
        response::OK
    }
}
