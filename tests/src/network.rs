//! The network between a phone and the relay: one link for each person, with faults in a row or by chance.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::{Rng, RngExt as _};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use wayhome::{Transport, TransportError};

use crate::clock::{SECOND, WorldClock};
use crate::relay::RelayHost;
use crate::story::Story;

/// No network at all.
pub struct NoNetwork;

impl Transport for NoNetwork {
    fn post(&self, _: &str, _: &[u8], _: usize) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Unreachable)
    }
}

/// What goes wrong with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// It never reaches the relay.
    LoseRequest,
    /// The relay has it; the answer never reaches the phone.
    LoseAnswer,
    /// It takes so many milliseconds.
    Delay(u64),
    /// The relay gets it twice; the phone sees the second answer.
    Duplicate,
    /// Before it, the relay gets an earlier request of this phone once more.
    RepeatOld,
    /// The phone gives up; the relay gets it so many milliseconds later.
    Late(u64),
    /// The answer ends early.
    Truncate,
    /// The answer has one byte too many.
    TooLong,
    /// The answer is noise of the right length.
    Garble,
    /// The answer is empty.
    Empty,
    /// One bit of each sealed cell in the answer is flipped.
    FlipCells,
    /// An HTTP status instead of an answer; the relay never saw it.
    Status(u16),
    /// Nothing comes for 30 seconds.
    Stall,
    /// The process dies before the request leaves.
    KillBefore,
    /// The process dies after the relay has it, before the answer is taken in.
    KillAfter,
}

impl Fault {
    /// All that can go wrong, once each.
    pub const ALL: [Self; 16] = [
        Self::LoseRequest,
        Self::LoseAnswer,
        Self::Delay(20 * SECOND),
        Self::Duplicate,
        Self::RepeatOld,
        Self::Late(90 * SECOND),
        Self::Late(40 * 60 * SECOND),
        Self::Truncate,
        Self::TooLong,
        Self::Garble,
        Self::Empty,
        Self::FlipCells,
        Self::Status(503),
        Self::Stall,
        Self::KillBefore,
        Self::KillAfter,
    ];
}

/// How often something goes wrong, in thousandths of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weather(pub u32);

/// What a process that dies unwinds with.
pub struct Killed;

/// One request and its answer, as somebody on the line sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Path at the relay.
    pub path: &'static str,
    /// Bytes of the request.
    pub request: usize,
    /// Bytes of the answer; `None` when there was none.
    pub answer: Option<usize>,
    /// Bytes of the store's log when the request left, if they are watched.
    pub log: Option<u64>,
}

struct State {
    cut: bool,
    planned: VecDeque<Fault>,
    weather: Weather,
    rng: ChaCha20Rng,
    earlier: Vec<(&'static str, Vec<u8>)>,
    late: Vec<(u64, &'static str, Vec<u8>)>,
    trace: Vec<Exchange>,
    log: Option<std::path::PathBuf>,
}

/// One person's way to the relay.
pub struct Link {
    name: &'static str,
    clock: Arc<WorldClock>,
    relay: Arc<RelayHost>,
    story: Arc<Story>,
    state: Mutex<State>,
}

/// Where phones ask.
const PATHS: [&str; 7] =
    ["/v1/register", "/v1/sync", "/v1/fetch", "/v1/plan", "/v1/dossier/put", "/v1/dossier/get", "/v1/route"];

/// Earlier requests that may be repeated, at most.
const EARLIER: usize = 12;

impl Link {
    /// A link without faults.
    pub fn new(
        name: &'static str,
        clock: Arc<WorldClock>,
        relay: Arc<RelayHost>,
        story: Arc<Story>,
        seed: u64,
    ) -> Self {
        let state = State {
            cut: false,
            planned: VecDeque::new(),
            weather: Weather(0),
            rng: ChaCha20Rng::seed_from_u64(seed),
            earlier: Vec::new(),
            late: Vec::new(),
            trace: Vec::new(),
            log: None,
        };
        Self { name, clock, relay, story, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// No signal any more.
    pub fn cut(&self) {
        self.state().cut = true;
        self.story.tell(format!("{} loses the network", self.name));
    }

    /// The signal is back. Nobody tells the phone.
    pub fn restore(&self) {
        self.state().cut = false;
        self.story.tell(format!("{} has a network", self.name));
    }

    /// Whether there is no signal.
    pub fn is_cut(&self) -> bool {
        self.state().cut
    }

    /// What happens to the next requests, one fault each.
    pub fn plan(&self, faults: impl IntoIterator<Item = Fault>) {
        self.state().planned.extend(faults);
    }

    /// How often something goes wrong from now on.
    pub fn set_weather(&self, weather: Weather) {
        self.state().weather = weather;
    }

    /// No faults from now on; late requests still arrive.
    pub fn calm(&self) {
        let mut state = self.state();
        state.planned.clear();
        state.weather = Weather(0);
    }

    /// When the next late request arrives.
    pub fn next_late(&self) -> Option<u64> {
        self.state().late.iter().map(|(due, ..)| *due).min()
    }

    /// Late requests whose time has come reach the relay.
    pub fn deliver_late(&self) {
        let now = self.clock.millis();
        let due: Vec<_> = {
            let mut state = self.state();
            let (due, later) = std::mem::take(&mut state.late).into_iter().partition(|(at, ..)| *at <= now);
            state.late = later;
            due
        };
        for (_, path, body) in due {
            self.story.tell(format!("a late {path} of {} reaches the relay", self.name));
            let _ = self.relay.handle(path, &body);
        }
    }

    /// From now on, also notes how long this file is whenever a request leaves.
    pub fn watch_log(&self, log: std::path::PathBuf) {
        self.state().log = Some(log);
    }

    /// What was seen on the line since the last call.
    pub fn take_trace(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.state().trace)
    }

    fn next_fault(&self) -> Fault {
        let mut state = self.state();
        if let Some(planned) = state.planned.pop_front() {
            return planned;
        }
        let often = state.weather.0;
        if often > 0 && state.rng.random_range(0..1_000) < often {
            let index = state.rng.random_range(0..Fault::ALL.len());
            Fault::ALL[index]
        } else {
            Fault::None
        }
    }

    fn reach(&self, path: &'static str, body: &[u8]) -> Result<Vec<u8>, TransportError> {
        self.relay.handle(path, body).map_err(|status| match status {
            0 => TransportError::Unreachable,
            status => TransportError::Status { status },
        })
    }

    fn exchange(
        &self,
        path: &'static str,
        body: &[u8],
        most: usize,
        fault: Fault,
    ) -> Result<Vec<u8>, TransportError> {
        if self.state().cut {
            return Err(TransportError::Unreachable);
        }
        if fault != Fault::None {
            self.story.tell(format!("{}: {path} meets {fault:?}", self.name));
        }
        match fault {
            Fault::None => self.reach(path, body),
            Fault::LoseRequest => Err(TransportError::Unreachable),
            Fault::LoseAnswer => {
                let _ = self.reach(path, body);
                Err(TransportError::TimedOut)
            }
            Fault::Delay(millis) => {
                self.clock.advance(millis);
                self.reach(path, body)
            }
            Fault::Duplicate => {
                let _ = self.reach(path, body);
                self.reach(path, body)
            }
            Fault::RepeatOld => {
                let old = {
                    let mut state = self.state();
                    let count = state.earlier.len();
                    (count > 0).then(|| {
                        let index = state.rng.random_range(0..count);
                        state.earlier[index].clone()
                    })
                };
                if let Some((path, body)) = old {
                    let _ = self.reach(path, &body);
                }
                self.reach(path, body)
            }
            Fault::Late(millis) => {
                let due = self.clock.millis() + millis;
                self.state().late.push((due, path, body.to_vec()));
                Err(TransportError::TimedOut)
            }
            Fault::Truncate => {
                let mut answer = self.reach(path, body)?;
                let length = self.state().rng.random_range(0..answer.len());
                answer.truncate(length);
                Ok(answer)
            }
            Fault::TooLong => {
                let mut answer = self.reach(path, body)?;
                answer.push(0);
                Ok(answer)
            }
            Fault::Garble => {
                let _ = self.reach(path, body);
                let mut noise = vec![0; most];
                self.state().rng.fill_bytes(&mut noise);
                // Noise that happens to be an answer would be an answer: version 1 is left out.
                if noise.first() == Some(&1) {
                    noise[0] = 0;
                }
                Ok(noise)
            }
            Fault::Empty => Ok(Vec::new()),
            Fault::FlipCells => {
                let mut answer = self.reach(path, body)?;
                flip_cells(path, &mut answer);
                Ok(answer)
            }
            Fault::Status(status) => Err(TransportError::Status { status }),
            Fault::Stall => {
                self.clock.advance(30 * SECOND);
                Err(TransportError::TimedOut)
            }
            Fault::KillBefore => std::panic::resume_unwind(Box::new(Killed)),
            Fault::KillAfter => {
                let _ = self.reach(path, body);
                std::panic::resume_unwind(Box::new(Killed))
            }
        }
    }
}

/// Flips a bit in the sealed part of every cell of an answer.
fn flip_cells(path: &str, answer: &mut [u8]) {
    let (head, item, cell) = match path {
        "/v1/sync" => (32, 1_024, 0),
        "/v1/fetch" => (32, 1_056, 32),
        "/v1/dossier/get" => (24, 65_576, 0),
        _ => return,
    };
    for bytes in answer[head..].chunks_exact_mut(item) {
        bytes[cell + 100] ^= 1;
    }
}

impl Transport for Link {
    fn post(&self, url: &str, body: &[u8], max_answer: usize) -> Result<Vec<u8>, TransportError> {
        let path =
            PATHS.into_iter().find(|path| url.ends_with(*path)).unwrap_or_else(|| panic!("asked for {url}"));
        let log = self.state().log.as_ref().map(|log| std::fs::metadata(log).map_or(0, |found| found.len()));
        let fault = self.next_fault();
        let answer = self.exchange(path, body, max_answer, fault);
        let mut state = self.state();
        state.earlier.push((path, body.to_vec()));
        if state.earlier.len() > EARLIER {
            state.earlier.remove(0);
        }
        let seen = answer.as_ref().ok().map(Vec::len);
        state.trace.push(Exchange { path, request: body.len(), answer: seen, log });
        answer
    }
}
