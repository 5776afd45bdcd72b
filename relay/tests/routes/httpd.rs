//! A web server that does what a test tells it to.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::tls;

/// What the server does with requests to one path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Habit {
    /// Answers with this status.
    Answer(u16),
    /// Sends the client somewhere else.
    Redirect(&'static str),
    /// Says nothing.
    Hang,
    /// Answers with a status and a body that does not end.
    Endless(u16),
    /// Answers with a head that does not end.
    EndlessHead,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

#[derive(Default)]
struct State {
    habits: BTreeMap<String, Habit>,
    asked: Vec<Asked>,
}

/// The server. It stops with the test's process; its port is the system's choice.
#[derive(Clone)]
pub(crate) struct Httpd {
    pub(crate) port: u16,
    state: Arc<(Mutex<State>, Condvar)>,
}

impl Httpd {
    pub(crate) fn start() -> Self {
        Self::serve(false)
    }

    pub(crate) fn start_with_tls() -> Self {
        Self::serve(true)
    }

    fn serve(encrypted: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state: Arc<(Mutex<State>, Condvar)> = Arc::default();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || {
                    if encrypted {
                        drop(converse(rustls::StreamOwned::new(tls::server(), stream), &state));
                    } else {
                        drop(converse(stream, &state));
                    }
                });
            }
        });
        Self { port, state }
    }

    /// An address on this server, by its number.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(crate) fn habit(&self, path: &str, habit: Habit) {
        self.state.0.lock().unwrap().habits.insert(path.to_owned(), habit);
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.state.0.lock().unwrap().asked.clone()
    }

    pub(crate) fn asked_at(&self, path: &str) -> Vec<Asked> {
        self.asked().into_iter().filter(|asked| asked.path == path).collect()
    }

    /// Waits until that many requests have come.
    pub(crate) fn wait_for(&self, count: usize) -> Vec<Asked> {
        let (state, changed) = &*self.state;
        let guard = state.lock().unwrap();
        let (guard, late) = changed
            .wait_timeout_while(guard, Duration::from_secs(60), |state| state.asked.len() < count)
            .unwrap();
        assert!(!late.timed_out(), "only {} requests came", guard.asked.len());
        guard.asked.clone()
    }
}

fn converse(stream: impl Read + Write, state: &(Mutex<State>, Condvar)) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut first = String::new();
    stream.read_line(&mut first)?;
    let mut words = first.split(' ');
    let method = words.next().unwrap_or_default().to_owned();
    let path = words.next().unwrap_or_default().to_owned();
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) => drop(headers.insert(name.to_ascii_lowercase(), value.to_owned())),
            None => break,
        }
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    let habit = {
        let mut state_now = state.0.lock().unwrap();
        let body = String::from_utf8(body).unwrap();
        let plain = path.split('?').next().unwrap_or_default().to_owned();
        state_now.asked.push(Asked { method, path, headers, body });
        state.1.notify_all();
        state_now.habits.get(&plain).copied().unwrap_or(Habit::Answer(200))
    };
    let stream = stream.get_mut();
    match habit {
        Habit::Answer(status) => {
            stream.write_all(format!("HTTP/1.1 {status} X\r\ncontent-length: 2\r\n\r\nok").as_bytes())?;
        }
        Habit::Redirect(to) => {
            let head = format!("HTTP/1.1 307 X\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(head.as_bytes())?;
        }
        Habit::Hang => {
            let mut rest = Vec::new();
            stream.read_to_end(&mut rest)?;
        }
        Habit::Endless(status) => {
            stream.write_all(format!("HTTP/1.1 {status} X\r\n\r\n").as_bytes())?;
            loop {
                stream.write_all(&[b'x'; 4_096])?;
            }
        }
        Habit::EndlessHead => {
            stream.write_all(b"HTTP/1.1 200 X\r\n")?;
            loop {
                stream.write_all(b"x-filler: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")?;
            }
        }
    }
    stream.flush()
}
