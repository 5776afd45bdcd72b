//! How often the store syncs, and what that costs.

use serde_json::json;
use wayhome::{Cover, CoverLevel, SosPolicy};

use crate::args::{CoverArgs, Global, cover};
use crate::error::CliError;
use crate::output::Output;
use crate::shapes;
use crate::store::{Folder, unlock};

pub(crate) fn run(args: &CoverArgs, global: &Global, out: &Output) -> Result<(), CliError> {
    if args.level.is_none() && args.sos.is_none() {
        show(Folder::of(global)?.open()?.cover()?, out);
        return Ok(());
    }
    let (app, vault) = unlock(global, out)?;
    let now = app.cover()?;
    let wish = cover(args.level.unwrap_or(now.level.into()), args.sos.unwrap_or(now.sos.into()));
    vault.set_cover(wish)?;
    show(app.cover()?, out);
    Ok(())
}

/// What is set, and what it costs.
pub(crate) fn show(cover: Cover, out: &Output) {
    out.show(&json!({ "cover": shapes::cover(cover) }), || in_words(cover));
}

fn in_words(cover: Cover) -> String {
    let often = match cover.level {
        CoverLevel::Thrifty => "Thrifty: the phone syncs every 3 to 4 hours",
        CoverLevel::Regular => "Regular: the phone syncs every 30 to 45 minutes",
        CoverLevel::Busy => "Busy: the phone syncs every 10 to 15 minutes",
    };
    let sent = match cover.sos {
        SosPolicy::Urgent => {
            "Urgent: what you send goes at once. Whoever watches the network sees that something was sent, not what."
        }
        SosPolicy::Discreet => {
            "Discreet: what you send, a call for help too, goes when it is time to sync, within 15 minutes while there is \
             a network. Whoever watches it sees the schedule and nothing more."
        }
    };
    let [few, many] = [4, 8].map(|contacts| megabytes(cover.level.monthly_bytes(contacts)));
    format!(
        "{often}, which costs about {few} MB a month ({many} MB with room for more than four contacts).\n{sent}"
    )
}

fn megabytes(bytes: u64) -> u64 {
    (bytes + 500_000) / 1_000_000
}
