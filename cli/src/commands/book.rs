//! The book: notes and expenses, for whoever opens this vault.

use serde_json::json;
use wayhome::{Amount, BookEntry, Currency, KeptEntry, Timestamp, Vault};

use crate::amounts::Typed;
use crate::args::{
    AddEntry, BookCommand, ChangeEntry, EndAt, Global, ImportEntries, ListEntries, RemoveEntry,
};
use crate::clock;
use crate::entries;
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;
use crate::times::in_words;

pub(crate) fn run(command: &BookCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    match command {
        BookCommand::Add(args) => add(args, global, out),
        BookCommand::List(args) => list(args, global, out),
        BookCommand::Change(args) => change(args, global, out),
        BookCommand::Remove(args) => remove(args, global, out),
        BookCommand::Import(args) => import(args, global, out),
    }
}

fn add(args: &AddEntry, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let amount = args.amount.as_ref().map(|typed| amount(&vault, typed, None)).transpose()?;
    let entry =
        BookEntry { time: moment(args.time), title: args.title.clone(), text: args.text.clone(), amount };
    let id = vault.add_entry(&entry)?;
    out.show(&json!({ "entry_added": { "id": id.to_hex() } }), || {
        let paid = amount.map(|amount| format!(", {amount}")).unwrap_or_default();
        format!("Written into the book as {}{paid}.", short(&id.to_hex()))
    });
    Ok(())
}

fn list(args: &ListEntries, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let mut entries = vault.entries()?;
    entries.truncate(args.newest.unwrap_or(usize::MAX));
    out.show(&json!({ "book": entries.iter().map(shapes::entry).collect::<Vec<_>>() }), || {
        match entries.as_slice() {
            [] => "The book is empty.".to_owned(),
            some => some.iter().map(in_lines).collect::<Vec<_>>().join("\n"),
        }
    });
    Ok(())
}

fn change(args: &ChangeEntry, global: &Global, out: &Output) -> Result<(), CliError> {
    let nothing = args.title.is_none() && args.text.is_none() && args.amount.is_none() && args.time.is_none();
    if nothing && !args.no_amount {
        return Err(CliError::Usage {
            message: "Say what is to change: --title, --text, --amount, --no-amount or --time".to_owned(),
        });
    }
    let (_app, vault) = unlock(global, out)?;
    let entries = vault.entries()?;
    let id = names::entry(&entries, &args.id)?;
    let gone = || wayhome::Error::NotFound { what: "entry" };
    let before = entries.into_iter().find(|kept| kept.id == id).ok_or_else(gone)?.entry;
    let amount = match &args.amount {
        Some(typed) => Some(amount(&vault, typed, before.amount)?),
        None => before.amount.filter(|_| !args.no_amount),
    };
    let entry = BookEntry {
        time: args.time.map_or(before.time, moment),
        title: args.title.clone().unwrap_or(before.title),
        text: args.text.clone().unwrap_or(before.text),
        amount,
    };
    vault.change_entry(id, &entry)?;
    out.show(&json!({ "entry_changed": { "id": id.to_hex() } }), || {
        format!("Changed {}.", short(&id.to_hex()))
    });
    Ok(())
}

fn remove(args: &RemoveEntry, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let id = names::entry(&vault.entries()?, &args.id)?;
    vault.remove_entry(id)?;
    out.show(&json!({ "entry_removed": { "id": id.to_hex() } }), || {
        format!("Taken out of the book: {}.", short(&id.to_hex()))
    });
    Ok(())
}

fn import(args: &ImportEntries, global: &Global, out: &Output) -> Result<(), CliError> {
    // Read before the PIN is asked for: a file that will not do is no reason to type it.
    let entries = entries::read(&args.file)?;
    let (_app, vault) = unlock(global, out)?;
    let taken = vault.add_entries(&entries)?.len();
    out.show(&json!({ "entries_imported": { "taken": taken } }), || {
        format!("Wrote {taken} entries into the book.")
    });
    Ok(())
}

/// An amount in its own currency, or that of the entry before, or that of the newest expense.
fn amount(vault: &Vault, typed: &Typed, before: Option<Amount>) -> Result<Amount, CliError> {
    let usual: Option<Currency> = match before {
        Some(before) => Some(before.currency),
        None => vault.entries()?.iter().find_map(|kept| kept.entry.amount).map(|amount| amount.currency),
    };
    typed.amount(usual).map_err(|error| CliError::Invalid {
        message: format!("The amount cannot be used: {error}"),
        hint: "for example: --amount '1,200.50 PHP'",
    })
}

fn moment(time: EndAt) -> Timestamp {
    match time {
        EndAt::Now => clock::now(),
        EndAt::Then(then) => then,
    }
}

/// `4f2a91c0  2026-11-22 14:05 UTC  Rice  260.50 PHP`, and its text below.
fn in_lines(kept: &KeptEntry) -> String {
    let KeptEntry { id, entry } = kept;
    let paid = entry.amount.map(|amount| format!("  {amount}")).unwrap_or_default();
    let first = format!("{}  {}  {}{paid}", short(&id.to_hex()), in_words(entry.time), safe(&entry.title));
    let more = entry.text.lines().map(|line| format!("\n    {}", safe(line)));
    std::iter::once(first).chain(more).collect()
}
