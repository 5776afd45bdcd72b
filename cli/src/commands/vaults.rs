//! Further vaults, made from the one that is open.

use serde_json::json;
use wayhome::{
    AddedVault, AddedVaultStatus, BookEntry, OpenedRings, Sharing, ShownPerson, believable_entries,
};

use crate::args::{ClearSeat, Global, VaultsAdd, VaultsCommand, VaultsRings};
use crate::clock;
use crate::entries;
use crate::error::CliError;
use crate::output::{Output, safe};
use crate::pin;
use crate::progress::Progress;
use crate::store::{Folder, try_pin, unlock};
use crate::times::{in_words, rfc3339};

pub(crate) fn run(command: &VaultsCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    match command {
        VaultsCommand::Add(args) => add(args, global, out),
        VaultsCommand::List => list(global, out),
        VaultsCommand::Rings(args) => rings(args, global, out),
        VaultsCommand::Seats => seats(global, out),
        VaultsCommand::ClearSeat(args) => clear_seat(args, global, out),
    }
}

fn add(args: &VaultsAdd, global: &Global, out: &Output) -> Result<(), CliError> {
    // Read before any PIN is asked for: a file that will not do is no reason to type one.
    let given = args.entries.as_deref().map(entries::read).transpose()?;
    let app = Folder::of(global)?.open()?;
    let own = pin::existing(global.pin_fd, app.security_level())?;
    let new = pin::new(args.new_pin_fd, app.security_level())?;
    let vault = try_pin(&app, &own, out)?;
    let language = args.language.clone().map_or_else(|| vault.language(), Ok)?;
    let drawn = || believable_entries(&language, clock::now(), args.days, None);
    let draft = draft(args, given.unwrap_or_else(drawn));
    {
        let _progress = Progress::start(out, "Making the vault");
        vault.add_vault(&new, &draft)?;
    }
    let count = draft.entries.len();
    out.show(&json!({ "vault_added": { "shown": args.show, "entries": count } }), || {
        format!(
            "The vault is made, with {count} entries in its book. From now on its PIN opens it.\nOpen it once and look at it \
             as somebody else would: what is missing can be written there."
        )
    });
    Ok(())
}

fn draft(args: &VaultsAdd, entries: Vec<BookEntry>) -> AddedVault {
    let person = |name: &String| ShownPerson {
        name: name.clone(),
        language: None,
        since: None,
        sharing: Sharing::OnRelease,
    };
    AddedVault {
        name: args.name.clone(),
        language: args.language.clone(),
        shown: args.show.iter().map(person).collect(),
        entries,
        reads_locked: args.reads_locked,
        opened_rings: args.opened_rings.into(),
    }
}

fn list(global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let vaults = vault.added_vaults()?;
    let value = |vault: &AddedVaultStatus| json!({ "name": vault.name, "opened": vault.opened.map(rfc3339) });
    let shown = json!({ "added_vaults": vaults.iter().map(value).collect::<Vec<_>>() });
    out.show(&shown, || {
        if vaults.is_empty() {
            return "No vault was made from this one.".to_owned();
        }
        let line = |(number, vault): (usize, &AddedVaultStatus)| {
            let opened = match vault.opened {
                Some(at) => format!("opened {}", in_words(at)),
                None => "never opened".to_owned(),
            };
            format!("{number}  {}  {opened}", safe(&vault.name))
        };
        (1..).zip(&vaults).map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

fn rings(args: &VaultsRings, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    if let Some(whom) = args.whom {
        vault.set_opened_rings(whom.into())?;
    }
    let (code, words) = match vault.opened_rings()? {
        OpenedRings::Never => ("never", "That this vault was opened rings nobody."),
        OpenedRings::AsCheckIns => {
            ("as-check-ins", "That this vault was opened rings who wishes to be rung by check-ins.")
        }
        OpenedRings::Always => {
            ("always", "That this vault was opened rings everybody, as a call for help does.")
        }
    };
    out.show(&json!({ "opened_rings": code }), || words.to_owned());
    Ok(())
}

fn seats(global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let seats = vault.seats_changed_elsewhere()?;
    out.show(&json!({ "seats_changed": seats }), || match seats.as_slice() {
        [] => "No seat was changed with another PIN.".to_owned(),
        seats => {
            let numbers = seats.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
            format!(
                "Changed with another PIN: {numbers}. What the locked screen sends goes to whoever has them now.\n`wayhome \
                 worker vaults clear-seat` takes one back."
            )
        }
    });
    Ok(())
}

fn clear_seat(args: &ClearSeat, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    vault.clear_seat(args.seat)?;
    out.show(&json!({ "seat_cleared": args.seat }), || format!("Nobody has seat {} now.", args.seat));
    Ok(())
}
