//! The story, step by step. Each step does something with the real programs and then looks whether it happened.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

use super::people::{Person, now};
use super::processes::{Process, Processes};
use super::proxy::Proxy;
use super::recording::{Fix, Recording, to_gpx};
use super::story::{Contact, Kind, Message, Passage, Story, Way};
use super::teller::Teller;
use super::words;

pub(super) const WORKER: &str = "Asha";
/// Name, who that is to the worker, `--sharing`, and what that means.
const CIRCLE: [(&str, &str, &str, &str); 2] = [
    ("Ben", "her brother", "always", "is told Asha’s place with each check-in, as she chose."),
    (
        "Chandra",
        "a volunteer of an aid group",
        "on-release",
        "gets the place sealed with each check-in; it opens only if a check-in is missed for too long, or with a call for help.",
    ),
];
/// Stretches of the way: before the network fails, before each of three check-ins, before the SOS, and after it.
const PARTS: usize = 6;

/// What the steps share.
pub(super) struct Demo<'a> {
    pub(super) teller: Teller<'a>,
    pub(super) processes: Processes,
    pub(super) folder: PathBuf,
    pub(super) recording: Recording,
    pub(super) parts: Vec<Vec<Fix>>,
    pub(super) story: Story,
    pub(super) worker: Person,
    pub(super) contacts: Vec<Person>,
    pub(super) relay: Option<Process>,
    pub(super) proxy: Option<Proxy>,
    pub(super) step: u8,
}

pub(super) type Step = Result<(), String>;

impl<'a> Demo<'a> {
    pub(super) fn new(
        teller: Teller<'a>,
        processes: Processes,
        folder: PathBuf,
        recording: Recording,
    ) -> Self {
        let person = |name: &'static str| Person::new(name, folder.join(name.to_lowercase()), &processes);
        let story = Story {
            began: now(),
            worker: WORKER.to_owned(),
            way: Way {
                name: recording.name.clone(),
                notice: recording.notice.clone(),
                facts: facts(&recording),
                fixes: Vec::new(),
            },
            contacts: CIRCLE
                .iter()
                .map(|(name, who, _, sharing)| Contact {
                    name: (*name).to_owned(),
                    who: (*who).to_owned(),
                    sharing: (*sharing).to_owned(),
                })
                .collect(),
            ..Story::default()
        };
        let parts = recording.parts(PARTS);
        Self {
            worker: person(WORKER),
            contacts: CIRCLE.iter().map(|(name, ..)| person(name)).collect(),
            parts,
            teller,
            processes,
            folder,
            recording,
            story,
            relay: None,
            proxy: None,
            step: 0,
        }
    }

    pub(super) fn tell(&mut self, who: &str, what: &str) {
        self.teller.tell(&mut self.story, self.step, who, what);
    }

    pub(super) fn proxy(&mut self) -> Result<&mut Proxy, String> {
        self.proxy.as_mut().ok_or_else(|| "there is no network yet".to_owned())
    }

    /// The relay runs until the end; if it does not, that is what went wrong.
    pub(super) fn expect_relay(&mut self) -> Step {
        match &mut self.relay {
            Some(relay) if !relay.runs() => {
                Err(format!("the relay has ended by itself, saying “{}”", relay.complaint()))
            }
            _ => Ok(()),
        }
    }

    /// Step 1.
    pub(super) fn relay_and_stores(&mut self) -> Step {
        let folder = self.folder.display().to_string();
        self.tell("Demo", &format!("Everything real, on this machine only. All of it lies in {folder}"));
        let data = self.folder.join("relay").into_os_string();
        let arguments = ["--json", "relay", "--listen", "127.0.0.1:0", "--data"];
        let arguments = arguments.map(Into::into).into_iter().chain([data]).collect();
        let mut relay = self.processes.start(arguments, None)?;
        let line: Value = serde_json::from_str(&relay.next_line()?).map_err(|error| error.to_string())?;
        let address =
            line.pointer("/relay/address").and_then(Value::as_str).ok_or("the relay named no address")?;
        let (at, with_port) = port_of(address).ok_or("the relay’s address is not one of this machine")?;
        let proxy = Proxy::open(at).map_err(|error| format!("no port for the network: {error}"))?;
        // Another way to the same relay: its key stays, only where it is found is different.
        let through = address.replacen(&with_port, &proxy.address().to_string(), 1);
        self.tell(
            "Relay",
            &format!("started as process {}; it keeps messages that it cannot read", relay.id()),
        );
        self.relay = Some(relay);
        self.proxy = Some(proxy);
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| self.worker.make_store("worker", &through));
            let others: Vec<_> = self
                .contacts
                .iter()
                .map(|contact| scope.spawn(|| contact.make_store("contact", address)))
                .collect();
            std::iter::once(worker)
                .chain(others)
                .try_for_each(|made| made.join().unwrap_or_else(|_| Err("a thread broke".to_owned())))
        })?;
        self.tell(WORKER, "has an encrypted store; her only way to the relay is a network that can be cut");
        self.tell("Contacts", "have stores of their own: Ben and Chandra");
        Ok(())
    }

    /// Step 2.
    pub(super) fn pairing(&mut self) -> Step {
        for (index, (name, who, sharing, _)) in CIRCLE.iter().enumerate() {
            let contact = self.contacts.get(index).ok_or("a contact is missing")?;
            let invite = self.worker.invite()?;
            let answer = contact.accept(&invite, WORKER)?;
            self.worker.confirm(&answer, name, sharing)?;
            if index == 0 {
                let drawn = wayhome::qr::terminal(&invite).map_err(|error| error.to_string())?;
                self.tell(WORKER, "shows this code to Ben; he scans it and shows one back");
                self.teller.picture(&drawn);
            }
            self.tell(name, &format!("{who}, is a trusted contact now"));
        }
        // A reader opens a mailbox before anybody writes to it.
        for contact in &self.contacts {
            contact.sync()?;
        }
        expect_nothing_left(self.worker.sync()?)?;
        for contact in &self.contacts {
            contact.sync()?;
            let (status, _) = contact.watch(WORKER)?;
            if status != "paired" {
                return Err(format!("{} sees Asha as “{status}”, not as paired", contact.name));
            }
        }
        Ok(())
    }

    /// Step 3.
    pub(super) fn first_check_in(&mut self) -> Step {
        self.worker.arm_plan("daily")?;
        self.tell(WORKER, "agrees on a plan: one check-in a day, 12 hours of grace");
        let id = self.check_in("The agent is here with the car. We are leaving.", "ok")?;
        expect_nothing_left(self.worker.sync()?)?;
        let at_relay = now();
        self.message(&id)?.at_relay = Some(at_relay);
        for index in 0..self.contacts.len() {
            self.fetch(index)?;
            let name = CIRCLE.get(index).map_or("", |person| person.0);
            if self.message(&id)?.passages.get(index).and_then(|passage| passage.fetched).is_none() {
                return Err(format!("the check-in did not reach {name}"));
            }
            self.tell(name, "has check-in 1");
        }
        let state = self.worker.queue()?.into_iter().find(|sent| sent.id == id).map(|sent| sent.state);
        if !matches!(state.as_deref(), Some("at-relay" | "fetched")) {
            return Err(format!("Asha’s phone shows the check-in as {}", state.unwrap_or_default()));
        }
        Ok(())
    }

    /// Step 4.
    pub(super) fn setting_out(&mut self) -> Step {
        let facts = self.story.way.facts.clone();
        self.tell(WORKER, &format!("sets out. The phone notes its places from a real recording: {facts}"));
        self.drive()?;
        Ok(())
    }

    /// Plays the next stretch of the way into the trail on the worker's phone; gives its last place.
    pub(super) fn drive(&mut self) -> Result<Option<Fix>, String> {
        if self.parts.is_empty() {
            return Err("the way is at its end".to_owned());
        }
        let part = self.parts.remove(0);
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return Ok(self.story.way.fixes.last().copied());
        };
        // From the end of the stretch before, so that the whole way is played at one speed.
        let gone = self.story.way.fixes.len();
        let before = gone.checked_sub(1).and_then(|last| self.recording.fixes.get(last)).unwrap_or(first).2;
        let length = self.recording.playing_ms(before, last.2);
        self.processes.pause(Duration::from_millis(u64::try_from(length).unwrap_or(0)));
        let played = self.recording.played(&part, now());
        let file = self.folder.join(format!("way-{}.gpx", PARTS - self.parts.len()));
        fs::write(&file, to_gpx(&played)).map_err(|error| format!("{}: {error}", file.display()))?;
        self.worker.import(&file)?;
        self.story.way.fixes.extend(&played);
        Ok(played.last().copied())
    }

    /// A check-in, saved and not yet sent. The story knows it from then on.
    pub(super) fn check_in(&mut self, note: &str, state: &str) -> Result<String, String> {
        let id = self.worker.check_in(note, state)?;
        let mark = (self.story.messages.len() + 1).to_string();
        self.tell(WORKER, &format!("checks in ({mark}): “{note}” — saved on the phone"));
        self.remember(id.clone(), Kind::CheckIn, mark, note)?;
        Ok(id)
    }

    pub(super) fn remember(&mut self, id: String, kind: Kind, mark: String, note: &str) -> Step {
        if self.story.messages.iter().any(|message| message.id == id) {
            return Err("two messages have the same id".to_owned());
        }
        self.story.messages.push(Message {
            id,
            kind,
            mark,
            note: note.to_owned(),
            place: None,
            saved: now(),
            at_relay: None,
            passages: vec![Passage::default(); self.contacts.len()],
        });
        Ok(())
    }

    pub(super) fn message(&mut self, id: &str) -> Result<&mut Message, String> {
        let found = self.story.messages.iter_mut().find(|message| message.id == id);
        found.ok_or_else(|| "a message that nobody sent".to_owned())
    }

    /// A contact fetches. What is new goes into the story, in the order of its arrival.
    pub(super) fn fetch(&mut self, index: usize) -> Result<Vec<String>, String> {
        let contact = self.contacts.get(index).ok_or("a contact is missing")?;
        contact.sync()?;
        let fetched = now();
        let new = contact.arrivals()?;
        let inbox = contact.inbox(false)?;
        for arrived in inbox {
            let rank = new.iter().position(|id| *id == arrived.id).map(|before| (before + 1, new.len()));
            let message = self.message(&arrived.id)?;
            let kind = if arrived.kind == "sos" { Kind::Sos } else { Kind::CheckIn };
            if message.kind != kind || arrived.note.as_deref() != Some(message.note.as_str()) {
                return Err(format!("{} arrived with other words than it was sent with", message.title()));
            }
            let passage = message.passages.get_mut(index).ok_or("a contact is missing")?;
            passage.fetched = passage.fetched.or(Some(fetched));
            passage.rank = passage.rank.or(rank);
            passage.note = arrived.note;
            passage.places = arrived.places;
            passage.sealed = arrived.sealed;
        }
        Ok(new)
    }
}

pub(super) fn expect_nothing_left(unsent: u64) -> Step {
    if unsent == 0 { Ok(()) } else { Err(format!("after the sync {unsent} were still to be sent")) }
}

/// Where the relay listens, and how its address writes that.
fn port_of(address: &str) -> Option<(SocketAddr, String)> {
    let rest = address.strip_prefix("http://")?;
    let with_port = rest.split(['/', '#']).next()?;
    Some((with_port.parse().ok()?, with_port.to_owned()))
}

/// `8 min 34 s and 2.7 km in 104 points; played 103 times faster.`
fn facts(recording: &Recording) -> String {
    let fixes = recording.fixes.len();
    let mut facts = match fixes {
        1 => "a single place".to_owned(),
        _ => format!(
            "{} and {:.1} km in {} points",
            words::span(recording.life_ms()),
            recording.length_km(),
            recording.timed
        ),
    };
    if recording.timed > fixes {
        facts.push_str(&format!(" ({fixes} of them used)"));
    }
    if recording.skipped > 0 {
        facts.push_str(&format!("; {} more without a usable time or place were left out", recording.skipped));
    }
    if recording.speed > 1.0 {
        facts.push_str(&format!("; played {:.0} times faster", recording.speed));
    }
    facts.push('.');
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relays_port_is_found_in_its_address() {
        let (at, text) = port_of("http://127.0.0.1:8787/#KEY:1").unwrap();
        assert_eq!((at.port(), text.as_str()), (8787, "127.0.0.1:8787"));
        assert!(port_of("https://relay.example/#KEY").is_none());
    }

    #[test]
    fn the_facts_of_the_recording_are_a_sentence() {
        let facts = facts(&Recording::load(None).unwrap());
        assert!(
            facts.starts_with("8 min 34 s and ") && facts.ends_with("played 103 times faster."),
            "{facts}"
        );
    }
}
