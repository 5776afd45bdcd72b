//! Health, the PIN, a store that is in the way, completions.

use std::path::Path;

use clap::CommandFactory as _;
use serde_json::json;

use crate::args::{ChangePin, Cli, Completions, Global};
use crate::error::CliError;
use crate::output::Output;
use crate::pin;
use crate::progress::Progress;
use crate::shapes;
use crate::store::{Folder, exists};
use crate::times::in_words;

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
    let vault = crate::store::try_pin(&app, &old, out)?;
    {
        let _progress = Progress::start(out, "Changing the PIN");
        vault.change_pin(&old, &new)?;
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
        let to = folder.free_name()?;
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

pub(crate) fn completions(args: &Completions, out: &Output) {
    let mut script = Vec::new();
    let mut command = Cli::command();
    clap_complete::generate(args.shell, &mut command, "wayhome", &mut script);
    out.write(&script);
}
