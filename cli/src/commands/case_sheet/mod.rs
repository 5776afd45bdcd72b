//! A case sheet: what is known of one worker, on paper or as JSON, for a police officer or an aid group. Each fact
//! says where it comes from.

mod html;

use std::path::Path;

use serde_json::{Value, json};
use wayhome::{MessageKind, OpenedDossier, Place, Received, Timestamp, Vault, Watched, WorkerId};

use crate::args::{CaseSheet, Global};
use crate::clock;
use crate::commands::dossier::stands;
use crate::error::CliError;
use crate::names;
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;
use crate::times::in_words;

/// About a metre, and what messages round times by: nearer is the same.
const NEAR_DEGREES: f64 = 1.5e-5;
const NEAR_MS: u64 = 1_500;

/// What goes onto the sheet.
struct Sheet {
    made: Timestamp,
    worker: Watched,
    /// Open calls for help first, then the newest.
    messages: Vec<Received>,
    /// Every place that came in a message, each once, oldest first.
    places: Vec<Place>,
    /// What the worker sealed before leaving, or why it cannot be read here.
    dossier: Result<OpenedDossier, String>,
}

/// Who said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    /// The worker's phone, in a message that only its keys can make.
    Phone,
    /// The relay, of its own knowledge.
    Relay,
    /// This program, reckoned from the others.
    Here,
}

impl From {
    fn words(self) -> &'static str {
        match self {
            Self::Phone => "the worker’s phone",
            Self::Relay => "the relay",
            Self::Here => "reckoned on this device",
        }
    }
}

pub(crate) fn run(args: &CaseSheet, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let watched = vault.watched()?;
    let id = names::worker(&watched, &args.worker)?;
    let worker = watched.into_iter().find(|worker| worker.id == id);
    let worker = worker.ok_or(wayhome::Error::NotFound { what: "a worker" })?;
    let sheet = Sheet::new(clock::now(), worker, vault.received(Some(id))?, dossier_of(&vault, id)?);
    if let Some(file) = &args.html {
        write(file, &html::render(&sheet))?;
    }
    // What is read by a program is not in front of anybody yet.
    if !out.is_json() {
        vault.looked()?;
    }
    if !out.is_json()
        && let Some(file) = &args.html
    {
        out.show(&Value::Null, || format!("The case sheet is in {}", file.display()));
        out.note("Open it in a browser to read or print it. It is readable by anyone who has the file.");
        return Ok(());
    }
    out.show(&json!({ "case_sheet": sheet.to_json(args.html.as_deref()) }), || sheet.in_words());
    Ok(())
}

/// A sheet for an officer must not say "none" of a dossier that is damaged, or not all here.
fn dossier_of(vault: &Vault, worker: WorkerId) -> Result<Result<OpenedDossier, String>, CliError> {
    let refused = match vault.open_dossier(worker) {
        Ok(dossier) => return Ok(Ok(dossier)),
        Err(refused) => refused,
    };
    let released = vault.dossiers()?.into_iter().find(|dossier| dossier.worker == worker);
    Ok(Err(match (refused, released) {
        (wayhome::Error::NotFound { .. }, None) => "none was released to this contact".to_owned(),
        (wayhome::Error::NotFound { .. } | wayhome::Error::NotYet { .. }, Some(dossier)) => stands(&dossier),
        (refused, _) => refused.to_string(),
    }))
}

/// Readable by its owner alone: it names people and places.
fn write(file: &Path, text: &str) -> Result<(), CliError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written =
        options.open(file).and_then(|mut open| std::io::Write::write_all(&mut open, text.as_bytes()));
    written.map_err(|source| CliError::File { path: file.to_owned(), source })
}

impl Sheet {
    fn new(
        made: Timestamp,
        worker: Watched,
        received: Vec<Received>,
        dossier: Result<OpenedDossier, String>,
    ) -> Self {
        let mut messages: Vec<Received> = received.into_iter().filter(is_told).collect();
        messages.sort_by_key(|message| {
            (!worker.open_sos.contains(&message.id), std::cmp::Reverse(message.reckoned))
        });
        // The same place may have come several ways, each with its own rounding of times.
        let mut by_age: Vec<&Received> = messages.iter().collect();
        by_age.sort_by_key(|message| message.reckoned);
        let mut places: Vec<Place> = Vec::new();
        for place in by_age.iter().flat_map(|message| &message.places).chain(&worker.last_places) {
            if !places.iter().any(|known| is_same(known, place)) {
                places.push(*place);
            }
        }
        places.sort_by_key(|place| place.time().as_seconds());
        Self { made, worker, messages, places, dossier }
    }

    fn to_json(&self, file: Option<&Path>) -> Value {
        let watched = std::slice::from_ref(&self.worker);
        let messages = self.messages.iter().map(|message| shapes::received(message, watched));
        json!({
            "made": shapes::time(self.made),
            "html": file.map(|file| file.display().to_string()),
            "worker": shapes::watched(&self.worker),
            "messages": messages.collect::<Value>(),
            "places": shapes::places(&self.places),
            "dossier": self.dossier.as_ref().ok().map(|dossier| shapes::opened(dossier, &[])),
            "dossier_not_open": self.dossier.as_ref().err(),
            "sources": {
                "worker": "last_heard, last_check_in: the relay's clock less the age that the phone stated; \
                           next_expected, standing, since: reckoned on this device; steps, relay_says, relay_away: the relay, and the words of steps the \
                           worker's phone; the rest: the worker's phone",
                "messages": "the worker's phone; arrived: the relay; reckoned, opened: this device",
                "places": "the worker's phone",
                "dossier": "the worker's phone, sealed before leaving",
            },
        })
    }

    fn in_words(&self) -> String {
        let worker = &self.worker;
        let moment = |time: Option<Timestamp>| time.map_or_else(|| "never".to_owned(), in_words);
        let mut lines = vec![
            format!("Case sheet of {}, made {}", safe(&worker.name), in_words(self.made)),
            format!("  last heard:     {}", moment(worker.last_heard)),
            format!("  last check-in:  {}", moment(worker.last_check_in)),
            format!("  next expected:  {}", moment(worker.next_expected)),
            format!("  open SOS:       {}", worker.open_sos.len()),
            format!(
                "  under pressure: {}",
                worker.under_duress.map_or("not known", |_| "perhaps, see the messages")
            ),
            format!("  messages:       {}", self.messages.len()),
            format!("  places:         {}", self.places.len()),
            match &self.dossier {
                Ok(_) => "  dossier:        open".to_owned(),
                Err(why) => format!("  dossier:        not open: {why}"),
            },
        ];
        if let Some(last) = self.places.last() {
            lines.push(format!("  last place:     {}", super::trail::in_line(last)));
        }
        lines.push("--html FILE writes all of it as a page to print; --json prints all of it.".to_owned());
        lines.join("\n")
    }
}

/// Whether both are about one place at one time.
fn is_same(one: &Place, other: &Place) -> bool {
    let apart = one.time().as_millis().abs_diff(other.time().as_millis());
    let near = |one: f64, other: f64| (one - other).abs() < NEAR_DEGREES;
    apart <= NEAR_MS && near(one.latitude(), other.latitude()) && near(one.longitude(), other.longitude())
}

/// What a person sent; the greetings of pairing tell nothing.
fn is_told(message: &Received) -> bool {
    !matches!(message.kind, MessageKind::Hello | MessageKind::Plan)
}
