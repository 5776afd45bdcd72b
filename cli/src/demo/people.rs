//! The people of the story, each with a store in a folder of their own. What they do is what a person types; what
//! they see is what the program prints as JSON.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::processes::{Ended, Process, Processes};
use super::recording::Fix;
use crate::clock;
use crate::times;

/// Somebody with a store.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) name: &'static str,
    folder: PathBuf,
    pin: String,
    language: String,
    processes: Processes,
    /// What every command of theirs gets too.
    flags: Vec<OsString>,
}

/// A message as its sender's phone shows it.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) id: String,
    pub(super) counter: u64,
    pub(super) state: String,
    pub(super) place: Option<Fix>,
    /// Name of the contact, and the state there.
    pub(super) deliveries: Vec<(String, String)>,
}

/// A message as a contact's program shows it.
#[derive(Debug)]
pub(super) struct Arrived {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) counter: u64,
    pub(super) note: Option<String>,
    pub(super) places: Vec<Fix>,
    pub(super) sealed: bool,
    pub(super) opened: bool,
}

/// A reply as the worker's phone shows it.
#[derive(Debug)]
pub(super) struct Replied {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) text: Option<String>,
    pub(super) about: Option<String>,
}

/// How an attempt to sync went.
#[derive(Debug)]
pub(super) enum Synced {
    Reached {
        unsent: u64,
    },
    /// With the program's own word for it.
    NotReached {
        kind: String,
    },
}

impl Person {
    pub(super) fn new(name: &'static str, folder: PathBuf, processes: &Processes) -> Self {
        Self {
            name,
            folder,
            pin: wayhome::generate_pin_words(),
            language: "en".to_owned(),
            processes: processes.clone(),
            flags: Vec::new(),
        }
    }

    /// The same with another language, and with flags for every command.
    pub(super) fn with(self, language: &str, flags: Vec<OsString>) -> Self {
        Self { language: language.to_owned(), flags, ..self }
    }

    /// Where their store lies.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Starts a command with this person's store and PIN.
    pub(super) fn start(&self, words: &[&str]) -> Result<Process, String> {
        self.start_with(words, "")
    }

    /// The same with more to read after the PIN: what nobody else on the machine may see.
    fn start_with(&self, words: &[&str], input: &str) -> Result<Process, String> {
        let mut arguments: Vec<OsString> = vec!["--store".into(), self.folder.clone().into()];
        arguments.extend(["--json", "--pin-fd", "0"].map(OsString::from));
        arguments.extend(self.flags.iter().cloned());
        arguments.extend(words.iter().map(OsString::from));
        self.processes.start(arguments, Some(&format!("{}\n{input}", self.pin)))
    }

    pub(super) fn run(&self, words: &[&str]) -> Result<Vec<Value>, String> {
        self.run_with(words, "")
    }

    pub(super) fn run_with(&self, words: &[&str], input: &str) -> Result<Vec<Value>, String> {
        let ended = self.start_with(words, input)?.finish()?;
        if ended.status.success() {
            return ended.lines.iter().map(|line| value(line)).collect();
        }
        let command = words.iter().take(2).copied().collect::<Vec<_>>().join(" ");
        Err(format!("`wayhome {command}` of {} failed: {}", self.name, complaint(&ended).1))
    }

    pub(super) fn make_store(&self, role: &str, relay: &str) -> Result<(), String> {
        // Floor: the PIN is drawn at random, and a rehearsal should not wait for guesses to be made costly.
        let language = self.language.as_str();
        let words =
            [role, "init", "--relay", relay, "--name", self.name, "--language", language, "--kdf", "floor"];
        self.run(&words).map(drop)
    }

    pub(super) fn invite(&self) -> Result<String, String> {
        word(&self.run(&["worker", "invite"])?, "invite", "text")
    }

    pub(super) fn accept(&self, invite: &str, name: &str) -> Result<String, String> {
        word(&self.run(&["contact", "accept", invite, "--name", name])?, "accepted", "answer")
    }

    pub(super) fn confirm(&self, answer: &str, name: &str, sharing: &str) -> Result<(), String> {
        self.run(&["contact", "confirm", answer, "--name", name, "--sharing", sharing]).map(drop)
    }

    /// Arms a plan without a drill.
    pub(super) fn arm_plan(&self, plan: &str) -> Result<(), String> {
        self.run(&["worker", "drill", "postpone"])?;
        self.run(&["worker", "plan", "arm", plan, "--no-sync"]).map(drop)
    }

    /// A check-in that is only saved. Gives its id.
    pub(super) fn check_in(&self, note: &str, state: &str) -> Result<String, String> {
        let lines = self.run(&["worker", "check-in", "--state", state, "--note", note, "--no-sync"])?;
        word(&lines, "saved", "id")
    }

    pub(super) fn import(&self, recording: &Path) -> Result<(), String> {
        let recording = recording.to_str().ok_or("the folder's name is not text")?;
        self.run(&["worker", "trail", "import", recording, "--as-recorded"]).map(drop)
    }

    /// An attempt to sync. That it fails is no error here: the story has such a moment.
    pub(super) fn try_sync(&self) -> Result<Synced, String> {
        let ended = self.start(&["sync"])?.finish()?;
        if !ended.status.success() {
            let (kind, message) = complaint(&ended);
            if kind.starts_with("relay-") {
                return Ok(Synced::NotReached { kind });
            }
            return Err(format!("`wayhome sync` of {} failed: {message}", self.name));
        }
        let lines: Vec<Value> = ended.lines.iter().map(|line| value(line)).collect::<Result<_, _>>()?;
        let report =
            lines.iter().find_map(|line| line.get("sync")).ok_or("`wayhome sync` printed no report")?;
        match report.get("reached").and_then(Value::as_bool) {
            Some(true) => Ok(Synced::Reached { unsent: number(report, "unsent")? }),
            _ => Ok(Synced::NotReached { kind: text(report, "failure").unwrap_or_default() }),
        }
    }

    /// A sync that has to reach the relay.
    pub(super) fn sync(&self) -> Result<u64, String> {
        match self.try_sync()? {
            Synced::Reached { unsent } => Ok(unsent),
            Synced::NotReached { kind } => Err(format!("{} did not reach the relay ({kind})", self.name)),
        }
    }

    /// The messages on this phone, in the order in which the phone shows them.
    pub(super) fn queue(&self) -> Result<Vec<Sent>, String> {
        let lines = self.run(&["worker", "queue", "--all"])?;
        items(&lines, "queue").filter(|item| is_message(item)).map(sent).collect()
    }

    /// What has arrived, in the order in which the program shows it.
    pub(super) fn inbox(&self, open_all: bool) -> Result<Vec<Arrived>, String> {
        let mut words = vec!["contact", "inbox"];
        words.extend(open_all.then_some("--open-all"));
        let lines = self.run(&words)?;
        items(&lines, "inbox").filter(|item| is_message(item)).map(arrived).collect()
    }

    /// Whether the worker is shown as paired, and the calls for help that are open.
    pub(super) fn watch(&self, worker: &str) -> Result<(String, Vec<String>), String> {
        let lines = self.run(&["contact", "watch"])?;
        let found =
            items(&lines, "watched").find(|item| item.get("name").and_then(Value::as_str) == Some(worker));
        let found = found.ok_or_else(|| format!("{} watches nobody called {worker}", self.name))?;
        let open = found.get("open_sos").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let open = open.iter().filter_map(|id| Some(id.as_str()?.to_owned())).collect();
        Ok((text(found, "status")?, open))
    }

    /// The ids of messages in the order in which they arrived since the last look: the persisted list of events, which
    /// is taken off by looking.
    pub(super) fn arrivals(&self) -> Result<Vec<String>, String> {
        let lines = self.run(&["events", "--handle"])?;
        let arrived = |line: &Value| {
            let event = line.get("event")?;
            let kind = event.get("kind")?.as_str()?;
            let message = event.get("message")?.as_str()?;
            matches!(kind, "sos-received" | "check-in-received").then(|| message.to_owned())
        };
        Ok(lines.iter().filter_map(arrived).collect())
    }

    pub(super) fn reply(&self, worker: &str, about: &str, words: Option<&str>) -> Result<(), String> {
        let mut command = vec!["contact", "reply", worker, "--about", about];
        match words {
            Some(words) => command.extend(["--text", words]),
            None => command.push("--on-it"),
        }
        self.run(&command).map(drop)
    }

    pub(super) fn replies(&self) -> Result<Vec<Replied>, String> {
        let lines = self.run(&["worker", "replies"])?;
        items(&lines, "replies").map(replied).collect()
    }
}

/// The id in the line by which a program says that a message is safely stored.
pub(super) fn saved_id(line: &str) -> Result<String, String> {
    word(&[value(line)?], "saved", "id")
}

fn value(line: &str) -> Result<Value, String> {
    serde_json::from_str(line).map_err(|error| format!("a line that is no JSON was printed: {error}"))
}

/// The error's kind and sentence, from what a process wrote to standard error.
fn complaint(ended: &Ended) -> (String, String) {
    let json = ended.complaint.lines().rev().find_map(|line| {
        let error = serde_json::from_str::<Value>(line).ok()?.get("error")?.clone();
        Some((text(&error, "kind").ok()?, text(&error, "message").ok()?))
    });
    json.unwrap_or_else(|| {
        ("unknown".to_owned(), format!("it ended with {}: {}", ended.status, ended.complaint))
    })
}

/// The text at `outer.inner` in any of the lines.
pub(super) fn word(lines: &[Value], outer: &str, inner: &str) -> Result<String, String> {
    let found = lines.iter().find_map(|line| line.get(outer)?.get(inner)?.as_str());
    found.map(str::to_owned).ok_or_else(|| format!("no “{outer}” was printed"))
}

/// What is in the list of that name.
pub(super) fn items<'a>(lines: &'a [Value], key: &'a str) -> impl Iterator<Item = &'a Value> {
    lines.iter().filter_map(move |line| line.get(key)?.as_array()).flatten()
}

fn text(object: &Value, key: &str) -> Result<String, String> {
    let found = object.get(key).and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| format!("“{key}” is missing in what was printed"))
}

fn number(object: &Value, key: &str) -> Result<u64, String> {
    object.get(key).and_then(Value::as_u64).ok_or_else(|| format!("“{key}” is missing in what was printed"))
}

/// Check-ins and SOS; the greetings of pairing are left out.
fn is_message(item: &Value) -> bool {
    matches!(item.get("kind").and_then(Value::as_str), Some("check-in" | "sos"))
}

fn sent(item: &Value) -> Result<Sent, String> {
    let deliveries = item.get("deliveries").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Ok(Sent {
        id: text(item, "id")?,
        counter: number(item, "counter")?,
        state: text(item, "state")?,
        place: item.get("place").filter(|place| !place.is_null()).map(fix).transpose()?,
        deliveries: deliveries
            .iter()
            .map(|delivery| Ok((text(delivery, "name")?, text(delivery, "state")?)))
            .collect::<Result<_, String>>()?,
    })
}

fn arrived(item: &Value) -> Result<Arrived, String> {
    let places = item.get("places").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let flag = |key| item.get(key).and_then(Value::as_bool).unwrap_or(false);
    Ok(Arrived {
        id: text(item, "id")?,
        kind: text(item, "kind")?,
        counter: number(item, "counter")?,
        note: text(item, "note").ok(),
        places: places.iter().map(fix).collect::<Result<_, _>>()?,
        sealed: flag("sealed_places"),
        opened: flag("opened"),
    })
}

fn replied(item: &Value) -> Result<Replied, String> {
    Ok(Replied {
        name: text(item, "name")?,
        kind: text(item, "kind")?,
        text: text(item, "text").ok(),
        about: text(item, "about").ok(),
    })
}

fn fix(place: &Value) -> Result<Fix, String> {
    let degrees = |key| place.get(key).and_then(Value::as_f64).ok_or("a place without numbers was printed");
    let time = times::parse_utc(&text(place, "time")?).ok_or("a place without a time was printed")?;
    let time = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    Ok((degrees("latitude")?, degrees("longitude")?, time))
}

/// Now, in milliseconds since 1970.
pub(super) fn now() -> i64 {
    i64::try_from(clock::now().as_millis()).unwrap_or(i64::MAX)
}
