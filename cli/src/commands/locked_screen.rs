//! What the locked screen does for a worker.

use serde_json::json;

use crate::args::{Global, LockedScreenArgs, Switch};
use crate::error::CliError;
use crate::output::Output;
use crate::store::unlock;

pub(crate) fn run(args: &LockedScreenArgs, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    if let Some(switch) = args.check_ins {
        vault.set_counts_locked_check_ins(switch == Switch::On)?;
    }
    if let Some(switch) = args.last_place {
        vault.set_sends_last_place(switch == Switch::On)?;
    }
    let (counts, sends) = (vault.counts_locked_check_ins()?, vault.sends_last_place()?);
    let shown = json!({ "locked_screen": { "check_ins_count": counts, "sends_last_place": sends } });
    out.show(&shown, || in_words(counts, sends));
    Ok(())
}

fn in_words(counts: bool, sends: bool) -> String {
    let counts = if counts {
        "Check-ins from the locked screen count, three in a row: nobody is told that one was missed."
    } else {
        "Check-ins from the locked screen do not count: contacts get them, and are told all the same if you make none with \
         your PIN."
    };
    let sends = if sends {
        "Contacts who are told places are sent the last one that the locked screen noted, when you next open with your PIN."
    } else {
        "Places that the locked screen notes go to nobody by themselves."
    };
    format!("{counts}\n{sends}")
}
