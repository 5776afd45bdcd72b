//! Letting a later step of a worker's plan wait.

use serde_json::json;

use super::sync;
use crate::args::{Global, Hold};
use crate::error::CliError;
use crate::names;
use crate::output::{Output, safe};
use crate::store::unlock;
use crate::times::length;

pub(crate) fn run(args: &Hold, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, vault) = unlock(global, out)?;
    let worker = names::worker(&vault.watched()?, &args.worker)?;
    vault.hold(worker, args.step, args.length)?;
    let value = json!({ "worker": worker.to_hex(), "step": args.step, "length_s": args.length.get() });
    out.show(&json!({ "hold_saved": value }), || {
        format!("Saved: step {} of {} is to wait {}.", args.step, safe(&args.worker), length(args.length))
    });
    if args.sending.no_sync {
        out.note("Not sent yet; `wayhome sync` sends it.");
    } else {
        sync::show(&sync::once(&app, out)?, out);
        out.note("The relay has it when `wayhome contact watch` shows it; the others see who holds.");
    }
    Ok(())
}
