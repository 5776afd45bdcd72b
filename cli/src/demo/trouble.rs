//! The second half of the story: the network fails, a call for help is interrupted, and everything arrives.

use super::people::{Arrived, Sent, Synced, now, saved_id};
use super::processes::was_killed;
use super::recording::Fix;
use super::steps::{Demo, Step, WORKER, expect_nothing_left};
use super::story::{Kind, Reply};
use super::words;

/// Notes and states of the check-ins without a network.
const OFFLINE: [(&str, &str); 3] = [
    ("We left the main road. No signal here.", "ok"),
    ("The driver took our passports, to keep them safe, he says.", "uneasy"),
    ("This is not the town we were told.", "moved"),
];
const CRY: &str = "Please help. We are locked in and may not leave.";
/// Index of the contact, words or a plain “on it”.
const REPLIES: [(usize, Option<&str>); 2] =
    [(0, None), (1, Some("I am calling the police there now. Keep the phone hidden."))];
/// Receipts come with a sync or two.
const SYNCS: u32 = 5;
/// A trail's places are whole seconds and about a metre apart.
const DEGREES_NEAR: f64 = 0.000_05;

impl Demo<'_> {
    /// Step 5.
    pub(super) fn network_fails(&mut self) -> Step {
        self.proxy()?.cut();
        self.story.cut.0 = Some(now());
        self.tell("Network", "is cut: the port is closed and every connection broken");
        for (note, state) in OFFLINE {
            let place = self.drive()?;
            let id = self.check_in(note, state)?;
            self.message(&id)?.place = place;
        }
        let before = self.proxy()?.carried();
        match self.worker.try_sync()? {
            Synced::NotReached { kind } if kind == "relay-unreachable" => {
                self.tell(WORKER, "tries to send: the phone says that the relay cannot be reached, and that nothing is lost");
            }
            Synced::NotReached { kind } => return Err(format!("the sync failed in another way: {kind}")),
            Synced::Reached { .. } => {
                return Err("the phone says that it reached the relay, which it cannot have".to_owned());
            }
        }
        self.expect_silence(before)?;
        self.all_are("saved", Kind::CheckIn, 1)
    }

    /// Step 6.
    pub(super) fn interrupted_sos(&mut self) -> Step {
        let place = self.drive()?;
        let before = self.proxy()?.carried();
        let mut sos = self.worker.start(&["worker", "sos", "--note", CRY, "--wait", "30"])?;
        let id = saved_id(&sos.next_line()?)?;
        let status = sos.kill()?;
        if !was_killed(status) {
            return Err(format!("the program had ended by itself before it could be killed: {status}"));
        }
        let process = sos.id();
        self.tell(WORKER, &format!("calls for help: “{CRY}” — the phone says: saved"));
        self.tell("Phone", &format!("dies: its program (process {process}) is ended by force, with SIGKILL, right after that word and before anything was sent"));
        self.remember(id.clone(), Kind::Sos, "SOS".to_owned(), CRY)?;
        self.message(&id)?.place = place;
        self.expect_silence(before)?;
        for index in 0..self.contacts.len() {
            let new = self.fetch(index)?;
            let contact = self.contacts.get(index).ok_or("a contact is missing")?;
            let (_, open) = contact.watch(WORKER)?;
            if !new.is_empty() || !open.is_empty() {
                return Err(format!("{} already has something that was never sent", contact.name));
            }
        }
        self.tell("Contacts", "look for news: nothing has come yet");
        Ok(())
    }

    /// Step 7.
    pub(super) fn back_again(&mut self) -> Step {
        let sos = self.sos_id()?;
        let queue = self.worker.queue()?;
        let first = queue.first().ok_or("the phone shows no messages")?;
        if first.id != sos || first.state != "saved" {
            return Err("the call for help is not the first that waits on the phone".to_owned());
        }
        self.all_are("saved", Kind::CheckIn, 1)?;
        self.expect_places(&queue)?;
        self.tell(WORKER, "starts the phone again: the call for help is there, saved, and will go first");
        self.drive()?;
        Ok(())
    }

    /// Step 8.
    pub(super) fn network_returns(&mut self) -> Step {
        self.proxy()?
            .restore()
            .map_err(|error| format!("the network’s port cannot be opened again: {error}"))?;
        self.story.cut.1 = Some(now());
        self.tell("Network", "is back");
        expect_nothing_left(self.worker.sync()?)?;
        let at_relay = now();
        let queue = self.worker.queue()?;
        if let Some(stuck) = queue.iter().find(|sent| sent.state == "saved") {
            return Err(format!("message {} is still only on the phone", stuck.counter));
        }
        for message in &mut self.story.messages {
            message.at_relay = message.at_relay.or(Some(at_relay));
        }
        self.tell(WORKER, "sends: the relay has the call for help and the three check-ins on its disk");
        let sos = self.sos_id()?;
        for index in 0..self.contacts.len() {
            let arrivals = self.fetch(index)?;
            let expected: Vec<String> = self.after_the_cut(&queue)?;
            let contact = self.contacts.get(index).ok_or("a contact is missing")?;
            let (name, inbox) = (contact.name, contact.inbox(false)?);
            if arrivals != expected {
                return Err(format!(
                    "to {name} the messages came in another order than SOS first, then by number"
                ));
            }
            expect_order(&inbox, &sos).map_err(|reason| format!("{name}: {reason}"))?;
            let (_, open) = contact.watch(WORKER)?;
            if open != [sos.clone()] {
                return Err(format!("{name} is not shown one open call for help"));
            }
            let last = self.expect_arrived_places(index, &inbox)?;
            self.tell(
                name,
                &format!("gets the SOS first, then check-ins 2, 3 and 4; last place {}", words::place(last)),
            );
        }
        Ok(())
    }

    /// Step 9.
    pub(super) fn contacts_reply(&mut self) -> Step {
        let sos = self.sos_id()?;
        for (index, words) in REPLIES {
            let contact = self.contacts.get(index).ok_or("a contact is missing")?;
            let name = contact.name;
            let inbox = contact.inbox(true)?;
            if !inbox.iter().all(|message| message.opened) {
                return Err(format!("{name} opened all messages, but not all are shown as opened"));
            }
            let opened = now();
            contact.reply(WORKER, &sos, words)?;
            let sent = now();
            for message in &mut self.story.messages {
                if let Some(passage) = message.passages.get_mut(index) {
                    passage.opened = Some(opened);
                }
            }
            let said = words.map_or_else(|| "On it.".to_owned(), str::to_owned);
            self.story.replies.push(Reply {
                contact: index,
                words: said.clone(),
                about: "SOS".to_owned(),
                sent,
                read: None,
            });
            self.tell(name, &format!("opens all messages and answers the SOS: “{said}”"));
        }
        Ok(())
    }

    /// Step 10.
    pub(super) fn worker_sees(&mut self) -> Step {
        let ids: Vec<String> = self.story.messages.iter().map(|message| message.id.clone()).collect();
        for sync in 1.. {
            self.worker.sync()?;
            let queue = self.worker.queue()?;
            let missing = ids.iter().find(|id| !opened_by_all(&queue, id, self.contacts.len()));
            match missing {
                None => break,
                Some(_) if sync < SYNCS => {}
                Some(id) => {
                    let title = self.message(id)?.title();
                    return Err(format!(
                        "after {SYNCS} syncs the phone does not show {title} as opened by all"
                    ));
                }
            }
        }
        let known = now();
        for passage in self.story.messages.iter_mut().flat_map(|message| &mut message.passages) {
            passage.known = Some(known);
        }
        self.tell(WORKER, "sees “opened” by Ben and by Chandra for every message");
        let sos = self.sos_id()?;
        let replies = self.worker.replies()?;
        for (index, words) in REPLIES {
            let name = self.contacts.get(index).map_or("", |contact| contact.name);
            let kind = if words.is_some() { "text" } else { "on-it" };
            let found = replies.iter().any(|reply| {
                reply.name == name
                    && reply.kind == kind
                    && reply.text.as_deref() == words
                    && reply.about.as_ref() == Some(&sos)
            });
            if !found {
                return Err(format!("the reply of {name} is not on the phone"));
            }
            let said = words.unwrap_or("On it.");
            self.tell(WORKER, &format!("reads {name}’s reply: “{said}”"));
        }
        let read = now();
        self.story.replies.iter_mut().for_each(|reply| reply.read = Some(read));
        Ok(())
    }

    fn sos_id(&self) -> Result<String, String> {
        let sos = self.story.messages.iter().find(|message| message.kind == Kind::Sos);
        sos.map(|message| message.id.clone()).ok_or_else(|| "there is no call for help".to_owned())
    }

    fn expect_silence(&mut self, before: u64) -> Step {
        let through = self.proxy()?.carried().saturating_sub(before);
        if through == 0 { Ok(()) } else { Err(format!("{through} bytes went through a network that is cut")) }
    }

    /// Whether the phone shows all messages of a kind, beyond the first few, in this state and in their order.
    fn all_are(&self, state: &str, kind: Kind, beyond: usize) -> Step {
        let queue = self.worker.queue()?;
        let mut counter = 0;
        for message in self.story.messages.iter().filter(|message| message.kind == kind).skip(beyond) {
            let found = queue.iter().find(|sent| sent.id == message.id);
            let found = found.ok_or_else(|| format!("{} is not on the phone", message.title()))?;
            if found.state != state {
                return Err(format!("{} is shown as {}, not as {state}", message.title(), found.state));
            }
            if found.counter <= counter {
                return Err("the numbers of the messages do not grow".to_owned());
            }
            counter = found.counter;
        }
        Ok(())
    }

    /// Whether the phone gave each message the place where the way was then.
    fn expect_places(&self, queue: &[Sent]) -> Step {
        for message in self.story.messages.iter().filter(|message| message.place.is_some()) {
            let sent = queue.iter().find(|sent| sent.id == message.id).and_then(|sent| sent.place);
            // A call for help carries the trail; the phone need not show one place for it.
            if message.kind == Kind::CheckIn && !sent.zip(message.place).is_some_and(|(a, b)| near(a, b)) {
                return Err(format!("{} has another place on the phone than the recording", message.title()));
            }
        }
        Ok(())
    }

    /// The ids of what was made without a network: the SOS, then the others by counter.
    fn after_the_cut(&self, queue: &[Sent]) -> Result<Vec<String>, String> {
        let counter = |id: &str| queue.iter().find(|sent| sent.id == id).map(|sent| sent.counter);
        let cut = self.story.cut.0.ok_or("the network was never cut")?;
        let mut made: Vec<_> = self.story.messages.iter().filter(|message| message.saved >= cut).collect();
        made.sort_by_key(|message| (message.kind != Kind::Sos, counter(&message.id)));
        Ok(made.into_iter().map(|message| message.id.clone()).collect())
    }

    /// Whether a contact sees the places it may see: those of the SOS, and those of check-ins if the worker shares
    /// them always. Gives the last place.
    fn expect_arrived_places(&self, index: usize, inbox: &[Arrived]) -> Result<Fix, String> {
        let name = self.contacts.get(index).map_or("", |contact| contact.name);
        let shares_always = index == 0;
        let mut last = None;
        for message in &self.story.messages {
            let arrived =
                inbox.iter().find(|arrived| arrived.id == message.id).ok_or("a message is missing")?;
            let Some(place) = message.place else { continue };
            let newest = arrived.places.last().copied();
            let fits = match (message.kind, shares_always) {
                (Kind::CheckIn, false) => arrived.places.is_empty() && arrived.sealed,
                _ => newest.is_some_and(|newest| near(newest, place)),
            };
            if !fits {
                return Err(format!("{name} does not see the place of {} as Asha chose", message.title()));
            }
            last = if message.kind == Kind::Sos { newest } else { last };
        }
        last.ok_or_else(|| format!("{name} sees no place with the call for help"))
    }
}

fn near(a: Fix, b: Fix) -> bool {
    (a.0 - b.0).abs() < DEGREES_NEAR && (a.1 - b.1).abs() < DEGREES_NEAR
}

fn opened_by_all(queue: &[Sent], id: &str, contacts: usize) -> bool {
    queue.iter().any(|sent| {
        sent.id == id
            && sent.state == "opened"
            && sent.deliveries.len() == contacts
            && sent.deliveries.iter().all(|(_, state)| state == "opened")
    })
}

/// The call for help first, then the check-ins by number.
fn expect_order(inbox: &[Arrived], sos: &str) -> Step {
    let Some((first, rest)) = inbox.split_first() else { return Err("nothing is shown".to_owned()) };
    if first.id != sos || first.kind != "sos" {
        return Err("the call for help is not shown first".to_owned());
    }
    let in_order = rest.iter().zip(rest.iter().skip(1)).all(|(one, next)| one.counter < next.counter);
    if in_order && rest.iter().all(|message| message.kind == "check-in") {
        Ok(())
    } else {
        Err("the check-ins are not shown by their numbers".to_owned())
    }
}
