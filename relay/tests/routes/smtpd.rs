//! A mail server that does what a test tells it to.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::tls;

/// What the server does with mail to one address.
#[derive(Clone, Debug)]
pub(crate) enum Habit {
    Take,
    /// Answers the recipient with this line.
    Refuse(&'static str),
    /// Answers the first so many attempts with *not now*.
    Greylist(u32),
    /// Says nothing any more once it has heard the recipient.
    Hang,
    /// Closes once it has heard the recipient.
    Close,
    /// Takes the mail, and closes before it says so.
    CloseAfterData,
}

/// How it greets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Plain,
    /// Offers STARTTLS, and takes mail only after it.
    StartTls,
    /// TLS from the first byte.
    Tls,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) text: String,
    pub(crate) login: Option<String>,
    pub(crate) encrypted: bool,
}

impl Mail {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub(crate) fn subject(&self) -> &str {
        self.header("Subject").unwrap()
    }

    /// The token of the link whose path begins so.
    pub(crate) fn token(&self, path: &str) -> Option<String> {
        let text = self.text.replace("=\r\n", "").replace("=3D", "=");
        let rest = text.split_once(&format!("/{path}/"))?.1;
        Some(rest.chars().take_while(char::is_ascii_alphanumeric).collect())
    }
}

#[derive(Default)]
struct State {
    habits: BTreeMap<String, Habit>,
    mails: Vec<Mail>,
    /// Recipients as they were named, taken or not.
    heard: Vec<String>,
    /// Refuses the sender or the password with this line.
    refuse_sender: Option<&'static str>,
    refuse_login: bool,
}

/// The server. It stops with the test's process; its port is the system's choice.
#[derive(Clone)]
pub(crate) struct Smtpd {
    pub(crate) port: u16,
    state: Arc<(Mutex<State>, Condvar)>,
}

impl Smtpd {
    pub(crate) fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state: Arc<(Mutex<State>, Condvar)> = Arc::default();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || drop(converse(stream, manner, &state)));
            }
        });
        Self { port, state }
    }

    pub(crate) fn habit(&self, to: &str, habit: Habit) {
        self.state.0.lock().unwrap().habits.insert(to.to_owned(), habit);
    }

    pub(crate) fn refuse_sender(&self, line: Option<&'static str>) {
        self.state.0.lock().unwrap().refuse_sender = line;
    }

    pub(crate) fn refuse_login(&self, refuse: bool) {
        self.state.0.lock().unwrap().refuse_login = refuse;
    }

    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.state.0.lock().unwrap().mails.clone()
    }

    pub(crate) fn mails_to(&self, to: &str) -> Vec<Mail> {
        self.mails().into_iter().filter(|mail| mail.to == to).collect()
    }

    pub(crate) fn heard(&self) -> usize {
        self.state.0.lock().unwrap().heard.len()
    }

    /// Waits until that many mails have come.
    pub(crate) fn wait_for(&self, count: usize) -> Vec<Mail> {
        self.wait_until(|state| state.mails.len() >= count);
        self.mails()
    }

    /// Waits until so many recipients were named.
    pub(crate) fn wait_until_heard(&self, count: usize) {
        self.wait_until(|state| state.heard.len() >= count);
    }

    fn wait_until(&self, done: impl Fn(&State) -> bool) {
        let (state, changed) = &*self.state;
        let guard = state.lock().unwrap();
        let (guard, late) =
            changed.wait_timeout_while(guard, Duration::from_secs(60), |state| !done(state)).unwrap();
        assert!(
            !late.timed_out(),
            "{} mails came, {} recipients were named",
            guard.mails.len(),
            guard.heard.len()
        );
    }
}

trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

fn converse(stream: TcpStream, manner: Manner, state: &(Mutex<State>, Condvar)) -> std::io::Result<()> {
    let mut encrypted = manner == Manner::Tls;
    let tcp = stream.try_clone()?;
    let boxed: Box<dyn Stream> =
        if encrypted { Box::new(rustls::StreamOwned::new(tls::server(), stream)) } else { Box::new(stream) };
    let mut stream = BufReader::new(boxed);
    let (mut login, mut to) = (None, String::new());
    say(&mut stream, "220 test.example ESMTP")?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let word = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "EHLO" if manner == Manner::StartTls && !encrypted => {
                say(&mut stream, "250-test.example\r\n250 STARTTLS")?;
            }
            "EHLO" => say(&mut stream, "250-test.example\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN")?,
            "STARTTLS" => {
                say(&mut stream, "220 go ahead")?;
                let tls = rustls::StreamOwned::new(tls::server(), tcp.try_clone()?);
                stream = BufReader::new(Box::new(tls));
                encrypted = true;
            }
            "AUTH" => {
                if state.0.lock().unwrap().refuse_login {
                    say(&mut stream, "535 5.7.8 no such user")?;
                } else {
                    login = Some(line.to_owned());
                    say(&mut stream, "235 welcome")?;
                }
            }
            "MAIL" => {
                let refusal = state.0.lock().unwrap().refuse_sender;
                match refusal {
                    Some(line) => say(&mut stream, line)?,
                    None if manner == Manner::StartTls && !encrypted => say(&mut stream, "530 TLS first")?,
                    None => say(&mut stream, "250 ok")?,
                }
            }
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                let habit = {
                    let mut state_now = state.0.lock().unwrap();
                    state_now.heard.push(to.clone());
                    let habit = state_now.habits.get(&to).cloned().unwrap_or(Habit::Take);
                    if let Habit::Greylist(left) = habit {
                        let next = if left > 1 { Habit::Greylist(left - 1) } else { Habit::Take };
                        state_now.habits.insert(to.clone(), next);
                    }
                    state.1.notify_all();
                    habit
                };
                match habit {
                    Habit::Take | Habit::CloseAfterData => say(&mut stream, "250 ok")?,
                    Habit::Refuse(line) => say(&mut stream, line)?,
                    Habit::Greylist(_) => say(&mut stream, "450 4.2.0 greylisted, come back later")?,
                    Habit::Close => return Ok(()),
                    Habit::Hang => {
                        // Until the other side gives up.
                        let mut rest = Vec::new();
                        stream.read_to_end(&mut rest)?;
                        return Ok(());
                    }
                }
            }
            "DATA" => {
                say(&mut stream, "354 go on")?;
                let text = data(&mut stream)?;
                let mut state_now = state.0.lock().unwrap();
                let closes = matches!(state_now.habits.get(&to), Some(Habit::CloseAfterData));
                state_now.mails.push(Mail { to: to.clone(), text, login: login.clone(), encrypted });
                drop(state_now);
                state.1.notify_all();
                if closes {
                    return Ok(());
                }
                say(&mut stream, "250 taken")?;
            }
            "QUIT" => {
                say(&mut stream, "221 bye")?;
                return Ok(());
            }
            _ => say(&mut stream, "502 what?")?,
        }
    }
}

fn say(stream: &mut BufReader<Box<dyn Stream>>, line: &str) -> std::io::Result<()> {
    stream.get_mut().write_all(format!("{line}\r\n").as_bytes())?;
    stream.get_mut().flush()
}

fn data(stream: &mut BufReader<Box<dyn Stream>>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
