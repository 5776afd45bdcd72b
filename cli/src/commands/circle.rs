//! A worker's circle of contacts.

use serde_json::{Value, json};
use wayhome::{Contact, ContactStatus, Sharing};

use crate::args::{Global, Remove, Rename, ShareWith, SharingChoice};
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;

pub(crate) fn list(global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let contacts = vault.contacts()?;
    let value: Value = contacts.iter().map(shapes::contact).collect();
    out.show(&json!({ "contacts": value }), || match contacts.as_slice() {
        [] => "There are no contacts yet.".to_owned(),
        some => some.iter().map(line).collect::<Vec<_>>().join("\n"),
    });
    Ok(())
}

fn line(contact: &Contact) -> String {
    let told = match (contact.status, contact.sharing) {
        (ContactStatus::Removed, _) => "removed, told nothing any more",
        (ContactStatus::Invited, _) => "their family page has not been opened yet",
        (ContactStatus::Confirmed, Sharing::Never) => "never told places",
        (ContactStatus::Confirmed, Sharing::OnRelease) => "places sealed, for after a missed check-in",
        (ContactStatus::Confirmed, Sharing::Always) => "told places with each check-in",
    };
    format!("{}  {} ({}) — {told}", short(&contact.id.to_hex()), safe(&contact.name), safe(&contact.language))
}

pub(crate) fn rename(args: &Rename, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let id = names::contact(&vault.contacts()?, &args.contact)?;
    vault.rename_contact(id, &args.name)?;
    out.show(&json!({ "renamed": { "contact": id.to_hex(), "name": args.name } }), || {
        format!("{} is called {} now.", short(&id.to_hex()), safe(&args.name))
    });
    Ok(())
}

pub(crate) fn remove(args: &Remove, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let id = names::contact(&vault.contacts()?, &args.contact)?;
    vault.remove_contact(id)?;
    out.show(&json!({ "removed": { "contact": id.to_hex() } }), || {
        format!("{} is told nothing any more. They keep what they have.", safe(&args.contact))
    });
    Ok(())
}

pub(crate) fn sharing(args: &ShareWith, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let id = names::contact(&vault.contacts()?, &args.contact)?;
    let sharing = sharing_of(args.sharing);
    vault.set_sharing(id, sharing)?;
    let word = shapes::sharing(sharing);
    out.show(&json!({ "sharing": { "contact": id.to_hex(), "sharing": word } }), || {
        format!("From the next message on, {} is told places: {word}.", safe(&args.contact))
    });
    Ok(())
}

pub(crate) fn sharing_of(choice: SharingChoice) -> Sharing {
    match choice {
        SharingChoice::Never => Sharing::Never,
        SharingChoice::OnRelease => Sharing::OnRelease,
        SharingChoice::Always => Sharing::Always,
    }
}
