//! Destroying a store: at once, or after wrong PINs; and ending the plan before that.

use serde_json::json;
use wayhome::{PlanState, Wiped};

use super::sync;
use crate::args::{EraseAfter, Global, Wipe};
use crate::error::CliError;
use crate::output::Output;
use crate::pin;
use crate::progress::Progress;
use crate::store::{Folder, try_pin};

pub(crate) fn wipe(args: &Wipe, global: &Global, out: &Output) -> Result<(), CliError> {
    let folder = Folder::of(global)?;
    match folder.open() {
        // It may be what an earlier wipe left whose keys are gone and which nobody could mark.
        Err(CliError::Wayhome(wayhome::Error::StoreDamaged { .. })) if args.yes => {}
        opened => drop(opened?),
    }
    if !args.yes {
        return Err(CliError::Usage {
            message: "This destroys everything in the store, for good, also what has not been sent yet. \
                      An armed plan stays armed. Add --yes if that is what you want"
                .to_owned(),
        });
    }
    let Wiped { keys_destroyed, marked, overwritten } = {
        let _progress = Progress::start(out, "Overwriting");
        folder.wipe()?
    };
    let value = json!({ "keys_destroyed": keys_destroyed, "marked": marked, "overwritten": overwritten });
    out.show(&json!({ "wiped": value }), || {
        let rest = match (overwritten, marked) {
            (true, _) => "Its file is overwritten; it can be set up anew with `init`.",
            (false, true) => "Its file is not overwritten yet; the next command does that.",
            (false, false) => {
                "Its file is not overwritten yet, and does not say that it was wiped: run `wayhome wipe --yes` again. \
                 Until then it is called damaged."
            }
        };
        format!("The keys of the store are destroyed: nothing in it can be read any more. {rest}")
    });
    Ok(())
}

pub(crate) fn erase_after(args: &EraseAfter, global: &Global, out: &Output) -> Result<(), CliError> {
    let app = Folder::of(global)?.open()?;
    let given = pin::existing(global.pin_fd, app.security_level())?;
    let vault = try_pin(&app, &given, out)?;
    if let Some(wish) = args.wrong_pins {
        let warning = vault.erase_warning()?;
        if wish.is_some() && !args.understood {
            return Err(CliError::Usage { message: format!("{warning} Add --understood if you want that") });
        }
        let _progress = Progress::start(out, "Trying the PIN");
        vault.set_erase_after(&given, wish, &warning)?;
    }
    let now = vault.erase_after()?;
    out.show(&json!({ "erase_after": now }), || match now {
        Some(count) => format!("{count} wrong PINs in a row destroy everything in the store."),
        None => "Wrong PINs destroy nothing.".to_owned(),
    });
    Ok(())
}

pub(crate) fn stand_down(global: &Global, out: &Output) -> Result<(), CliError> {
    let app = Folder::of(global)?.open()?;
    let given = pin::existing(global.pin_fd, app.security_level())?;
    let vault = try_pin(&app, &given, out)?;
    {
        let _progress = Progress::start(out, "Trying the PIN");
        vault.stand_down(&given)?;
    }
    // Whoever wipes next must know whether the relay has it.
    sync::show(&sync::once(&app, out)?, out);
    let ended = vault.plan_status()?.state == PlanState::Off;
    out.show(&json!({ "stood_down": { "relay_has_it": ended } }), || {
        if ended {
            "The plan has ended, at the relay too: nobody is told when this phone falls silent.".to_owned()
        } else {
            "The plan has ended here; the relay does not know yet and tells the steps until it does. Run \
             `wayhome sync`, and do not wipe before `wayhome worker plan` says that it has ended."
                .to_owned()
        }
    });
    Ok(())
}
