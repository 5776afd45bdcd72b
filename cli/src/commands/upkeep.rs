//! Events, health, the PIN, a store that is in the way, completions.

use std::io;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use serde_json::json;
use wayhome::{DeliveryState, Event, EventKind};

use crate::args::{ChangePin, Cli, Completions, Events, Global};
use crate::error::CliError;
use crate::names::short;
use crate::output::Output;
use crate::pin;
use crate::progress::Progress;
use crate::shapes;
use crate::store::{Folder, exists};
use crate::times::in_words;

/// More stores than anyone sets aside.
const MOST_ASIDE: u32 = 10_000;

pub(crate) fn events(args: &Events, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = crate::store::unlock(global, out)?;
    let mut any = false;
    while let Some(event) = vault.next_event()? {
        any = true;
        out.show(&json!({ "event": shapes::event(&event) }), || event_in_words(&event));
        // One that nobody read stays.
        if !args.handle || out.is_closed() {
            out.note("This is the oldest; --handle shows all and takes them off the list.");
            return Ok(());
        }
        vault.event_handled(event.number)?;
    }
    if !any {
        out.note("Nothing has happened since the last look.");
    }
    Ok(())
}

fn event_in_words(event: &Event) -> String {
    let worker = |id: wayhome::WorkerId| short(&id.to_hex()).to_owned();
    let contact = |id: wayhome::ContactId| short(&id.to_hex()).to_owned();
    let message = |id: wayhome::EventId| short(&id.to_hex()).to_owned();
    let what = match event.kind {
        EventKind::DeliveryChanged { message: id, contact: who, state } => {
            let state = match state {
                DeliveryState::Saved => "is saved",
                DeliveryState::AtRelay => "is at the relay",
                DeliveryState::Fetched => "was fetched",
                DeliveryState::Opened => "was opened",
            };
            format!("message {} for contact {} {state}", message(id), contact(who))
        }
        EventKind::ReplyReceived { contact: who, .. } => format!("contact {} replied", contact(who)),
        EventKind::WorkerConfirmed { worker: who } => format!("worker {} confirmed you", worker(who)),
        EventKind::CheckInReceived { worker: who, message: id } => {
            format!("check-in {} from worker {}", message(id), worker(who))
        }
        EventKind::SosReceived { worker: who, message: id } => {
            format!("SOS {} from worker {}", message(id), worker(who))
        }
        EventKind::AllClearReceived { worker: who, sos, .. } => {
            format!("all clear for SOS {} from worker {}", message(sos), worker(who))
        }
        EventKind::Late { worker: who, since } => {
            format!("worker {} is late since {}", worker(who), in_words(since))
        }
        EventKind::Missed { worker: who, since } => format!(
            "the check-in of worker {} is missed since {} (silence is not proof of harm)",
            worker(who),
            in_words(since)
        ),
        EventKind::PairingEnded { worker: who } => format!("worker {} ended the pairing", worker(who)),
        EventKind::RollbackSuspected { worker: who } => {
            format!("the store of worker {} may have been put back from a copy", worker(who))
        }
        EventKind::StoreWasPutBack => {
            "this store was an older copy; what had no receipt is sent again".to_owned()
        }
        EventKind::RelayWasPutBack => {
            "the relay was an older copy; what had no receipt is sent again".to_owned()
        }
        _ => "something that this version does not know".to_owned(),
    };
    format!("{}  {what}", in_words(event.time))
}

pub(crate) fn health(global: &Global, out: &Output) -> Result<(), CliError> {
    let app = Folder::of(global)?.open()?;
    let (health, next) = (app.health()?, app.next_wakeup()?);
    out.show(&json!({ "health": shapes::health(&health, next) }), || {
        let last = health.last_sync.map_or_else(|| "never".to_owned(), in_words);
        let mut lines = vec![
            format!("last sync:       {last}"),
            format!("failed since:    {}", health.failed_attempts),
            format!("still to send:   {}", health.unsent),
            format!("next sync due:   {}", in_words(next)),
            format!("relay knows us:  {}", if health.registered { "yes" } else { "not yet" }),
        ];
        for (count, what) in [
            (health.pending_registrations, "registrations still to be made"),
            (
                health.refused_registrations,
                "registrations that the relay refused; those pairings cannot be reached",
            ),
            (health.rollbacks, "times this store was found to be an older copy"),
            (health.unreadable_cells, "messages that no key opened"),
        ] {
            if count > 0 {
                lines.push(format!("{count} {what}"));
            }
        }
        lines.join("\n")
    });
    Ok(())
}

pub(crate) fn change_pin(args: &ChangePin, global: &Global, out: &Output) -> Result<(), CliError> {
    let app = Folder::of(global)?.open()?;
    let old = pin::existing(global.pin_fd, app.security_level())?;
    let new = pin::new(args.new_pin_fd, app.security_level())?;
    {
        let _progress = Progress::start(out, "Changing the PIN");
        app.unlock(&old)?.change_pin(&old, &new)?;
    }
    out.show(&json!({ "pin_changed": {} }), || "The PIN is changed.".to_owned());
    Ok(())
}

pub(crate) fn set_aside(global: &Global, out: &Output) -> Result<(), CliError> {
    let folder = Folder::of(global)?;
    let (data, key) = (folder.data(), folder.key());
    // The key first: a new store must never be made with the key of the old one, whose wrapping keys it would drop.
    // Ended in between, the store cannot be opened and this can be called again.
    let key_now = if exists(&data)? && exists(&key)? {
        let to = free_name(&data, &key)?;
        std::fs::rename(&key, &to).map_err(|source| CliError::File { path: key, source })?;
        Some(to)
    } else {
        None
    };
    let data_now = wayhome::set_aside(&data).map_err(wayhome::Error::from)?;
    let text = |path: &Path| path.display().to_string();
    let value = json!({ "store": text(&data_now), "key": key_now.as_deref().map(text) });
    out.show(&json!({ "set_aside": value }), || {
        let mut lines = vec![format!("The store is now {}", text(&data_now))];
        if let Some(key) = &key_now {
            lines.push(format!("and its key        {}", text(key)));
        }
        lines.push("Nothing was deleted.".to_owned());
        lines.join("\n")
    });
    Ok(())
}

/// The name for the key that goes with the name which the library gives the store next.
fn free_name(data: &Path, key: &Path) -> Result<PathBuf, CliError> {
    let numbered = |path: &Path, n: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".aside-{n}"));
        PathBuf::from(name)
    };
    for n in 1..MOST_ASIDE {
        let name = numbered(key, n);
        if !exists(&name)? && !exists(&numbered(data, n))? {
            return Ok(name);
        }
    }
    Err(CliError::File { path: key.to_owned(), source: io::ErrorKind::AlreadyExists.into() })
}

pub(crate) fn completions(args: &Completions, out: &Output) {
    let mut script = Vec::new();
    let mut command = Cli::command();
    clap_complete::generate(args.shell, &mut command, "wayhome", &mut script);
    out.write(&script);
}
