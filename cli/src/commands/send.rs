//! Check-in, SOS, all clear, reply: saved first and said so at once, then sent if that is possible now.

use std::time::Duration;

use serde_json::json;
use wayhome::{
    Budget, CheckInDraft, CheckInState, DeliveryState, EventId, MessageKind, Place, QueueItem, ReplyDraft,
    SosDraft, Vault,
};

use super::sync;
use crate::args::{AllClear, CheckIn, Global, PlaceGiven, Reply, Said, Sending, Sos, StateChoice};
use crate::clock::{self, Countdown};
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::Output;
use crate::progress::Progress;
use crate::shapes;
use crate::store::{App, Folder, unlock};

pub(crate) fn check_in(args: &CheckIn, global: &Global, out: &Output) -> Result<(), CliError> {
    let draft = CheckInDraft {
        state: match args.state {
            StateChoice::Ok => CheckInState::Ok,
            StateChoice::Uneasy => CheckInState::Uneasy,
            StateChoice::Moved => CheckInState::Moved,
        },
        note: args.said.note.clone(),
        place: place(args.said.place)?,
        battery_percent: args.said.battery,
    };
    let sender = Sender::open(&args.said, global, out)?;
    let id = match &sender.vault {
        Some(vault) => vault.check_in(&draft)?,
        None => sender.app.locked_check_in(&draft)?,
    };
    sender.saved(id, "check-in", out);
    sender.send(id, args.sending, Duration::ZERO, out)
}

pub(crate) fn sos(args: &Sos, global: &Global, out: &Output) -> Result<(), CliError> {
    let draft = SosDraft {
        note: args.said.note.clone(),
        place: place(args.said.place)?,
        battery_percent: args.said.battery,
    };
    let sender = Sender::open(&args.said, global, out)?;
    let id = match &sender.vault {
        Some(vault) => vault.raise_sos(&draft)?,
        None => sender.app.locked_sos(&draft)?,
    };
    sender.saved(id, "sos", out);
    sender.send(id, args.sending, Duration::from_secs(args.wait), out)
}

pub(crate) fn all_clear(args: &AllClear, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, vault) = unlock(global, out)?;
    let open = vault.open_sos()?;
    let sos = match (&args.id, open.as_slice()) {
        (Some(given), _) => names::message(open.iter().copied(), given)?,
        (None, [one]) => *one,
        (None, []) => return Err(CliError::NoOpenSos),
        (None, several) => {
            let open = several.iter().map(|id| short(&id.to_hex()).to_owned()).collect();
            return Err(CliError::SeveralOpenSos { open });
        }
    };
    let id = vault.all_clear(sos)?;
    let sender = Sender { app, vault: Some(vault) };
    sender.saved(id, "all-clear", out);
    sender.send(id, args.sending, Duration::ZERO, out)
}

pub(crate) fn reply(args: &Reply, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, vault) = unlock(global, out)?;
    let worker = names::worker(&vault.watched()?, &args.worker)?;
    let about = match &args.about {
        Some(given) => {
            let received = vault.received(Some(worker))?;
            Some(names::message(received.iter().map(|message| message.id), given)?)
        }
        None => None,
    };
    let draft = match &args.text {
        Some(text) => ReplyDraft::Text(text.clone()),
        None if args.on_it => ReplyDraft::OnIt,
        None => ReplyDraft::Seen,
    };
    let id = vault.reply(worker, about, &draft)?.to_hex();
    out.show(&json!({ "saved": { "id": id, "kind": "reply", "counter": null, "locked": false } }), || {
        format!("Saved: reply {}.", short(&id))
    });
    if !args.sending.no_sync {
        sync::show(&sync::once(&app, out)?, out);
    }
    Ok(())
}

fn place(given: Option<PlaceGiven>) -> Result<Option<Place>, CliError> {
    let make = |given: PlaceGiven| {
        Place::from_degrees(given.latitude, given.longitude, given.accuracy_m, clock::now()).map_err(
            |error| CliError::Invalid {
                message: error.to_string(),
                hint: "give degrees, like --place 45.2785,13.7211",
            },
        )
    };
    given.map(make).transpose()
}

/// A store with its vault, or from the locked screen without.
struct Sender {
    app: App,
    vault: Option<Vault>,
}

impl Sender {
    fn open(said: &Said, global: &Global, out: &Output) -> Result<Self, CliError> {
        if said.locked {
            return Ok(Self { app: Folder::of(global)?.open()?, vault: None });
        }
        let (app, vault) = unlock(global, out)?;
        Ok(Self { app, vault: Some(vault) })
    }

    /// Says at once that the message is on disk, which it is.
    fn saved(&self, id: EventId, kind: &'static str, out: &Output) {
        // Its number is a courtesy: a failure to read it must not look like a failure to save.
        let counter = self.item(id).map(|item| item.counter);
        let hex = id.to_hex();
        let value = json!({ "id": hex, "kind": kind, "counter": counter, "locked": self.vault.is_none() });
        out.show(&json!({ "saved": value }), || {
            let number = counter.map(|counter| format!(" number {counter}")).unwrap_or_default();
            format!("Saved on this device: {kind}{number} ({}).", short(&hex))
        });
    }

    /// Tries to send it: once, and then by the schedule for as long as `wait` says. That it could not be sent yet is
    /// no error.
    fn send(&self, id: EventId, sending: Sending, wait: Duration, out: &Output) -> Result<(), CliError> {
        if sending.no_sync {
            out.note("Not sent yet; `wayhome sync` sends it.");
            return Ok(());
        }
        let countdown = Countdown::of(wait);
        let mut report = sync::once(&self.app, out)?;
        let progress = Progress::start(out, "Waiting for the relay");
        while !self.has_left(id, report.unsent) && !countdown.left().is_zero() {
            std::thread::sleep(sync::pause_until(report.next).min(countdown.left()));
            report = self.app.run_once(Budget::scheduled())?;
        }
        drop(progress);
        sync::show(&report, out);
        if let Some(item) = self.item(id) {
            match (item.deliveries.is_empty(), item.state) {
                (true, _) => out.note("Nobody is told yet: no contact is confirmed."),
                (false, DeliveryState::Saved) => {
                    out.note("Saved; it will be sent as soon as the relay can be reached.")
                }
                (false, _) => out.note("The relay has it. `wayhome worker queue` shows how far it came."),
            }
        } else if report.unsent > 0 {
            out.note("Saved; it will be sent as soon as the relay can be reached.");
        }
        Ok(())
    }

    fn has_left(&self, id: EventId, unsent: u32) -> bool {
        match self.item(id) {
            Some(item) => item.state >= DeliveryState::AtRelay || item.deliveries.is_empty(),
            None => unsent == 0,
        }
    }

    fn item(&self, id: EventId) -> Option<QueueItem> {
        self.vault.as_ref()?.queue().ok()?.into_iter().find(|item| item.id == id)
    }
}

/// Whether a person sent it, rather than the library by itself.
pub(crate) fn is_by_hand(kind: &MessageKind) -> bool {
    matches!(shapes::kind(kind), "check-in" | "sos" | "all-clear")
}
