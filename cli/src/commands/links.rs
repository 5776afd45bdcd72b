//! People who are not in the room: a link and six digits, or a family link for a browser.

use serde_json::{Value, json};
use wayhome::{Compared, LinkEnd, LinkState, PendingLink};

use super::circle::sharing_of;
use super::pairing::{pairing_text, picture};
use crate::args::{Digits, FamilyLink, Global, Links, MakeLink, TakeLink};
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;
use crate::times::in_words;

pub(crate) fn make(args: &MakeLink, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let made = if args.show {
        vault.show_link(names::link(&vault.pending_links()?, &args.name)?)?
    } else {
        vault.make_link(&args.name, sharing_of(args.sharing))?
    };
    let drawn = picture(&made.text, &args.picture, out)?;
    out.show(&json!({ "link": { "id": made.id.to_hex(), "text": made.text } }), || {
        format!("{drawn}{}", made.text)
    });
    out.note(
        "Run `wayhome sync`, then send the link. It is good for seven days and one answer; `wayhome worker links` \
         shows when it is time for the six digits.",
    );
    Ok(())
}

pub(crate) fn take(args: &TakeLink, global: &Global, out: &Output) -> Result<(), CliError> {
    // The PIN comes first, as it may be the first line of the same input.
    let (_app, vault) = unlock(global, out)?;
    let text = pairing_text(args.link.as_deref(), args.file.as_deref(), "link")?;
    let link = vault.take_link(&text, &args.name)?.to_hex();
    out.show(&json!({ "taken": { "link": link } }), || {
        format!("Taken up ({}). Nobody is paired yet.", short(&link))
    });
    out.note(
        "Run `wayhome sync` until `wayhome contact links` shows six digits, and read them aloud to the worker.",
    );
    Ok(())
}

pub(crate) fn list(args: &Links, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    if let Some(given) = &args.cancel {
        vault.cancel_link(names::link(&vault.pending_links()?, given)?)?;
    }
    let links = vault.pending_links()?;
    let value: Value = links.iter().map(shapes::link).collect();
    out.show(&json!({ "links": value }), || match links.as_slice() {
        [] => "No pairing by link is under way.".to_owned(),
        some => some.iter().map(line).collect::<Vec<_>>().join("\n"),
    });
    Ok(())
}

pub(crate) fn digits(args: &Digits, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let links = vault.pending_links()?;
    let link = names::link(&links, &args.link)?;
    match vault.compare_digits(link, &args.digits)? {
        Compared::Same(contact) => {
            let contact = contact.to_hex();
            out.show(&json!({ "compared": { "same": true, "contact": contact } }), || {
                format!(
                    "The digits are the same. {} is a trusted contact now ({}).",
                    safe(&args.link),
                    short(&contact)
                )
            });
            out.note("They are told with the next sync.");
            Ok(())
        }
        Compared::Different => Err(CliError::DigitsDiffer),
    }
}

pub(crate) fn family(args: &FamilyLink, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let invite = if args.show {
        vault.show_family_link(names::contact(&vault.contacts()?, &args.name)?)?
    } else {
        vault.family_link(&args.name, &args.language, sharing_of(args.sharing))?
    };
    let drawn = picture(&invite.text, &args.picture, out)?;
    let contact = invite.contact.to_hex();
    out.show(&json!({ "family_link": { "contact": contact, "text": invite.text } }), || {
        format!("{drawn}{}", invite.text)
    });
    out.note(
        "Run `wayhome sync`, then give it to them, best on paper: it is their way back in. Whoever has it can read \
         what they are sent.",
    );
    Ok(())
}

fn line(link: &PendingLink) -> String {
    let stands = match &link.state {
        LinkState::Waiting => format!("waiting for the other side, until {}", in_words(link.until)),
        LinkState::TypeDigits => {
            format!("let them read six digits aloud: wayhome worker digits {} …", short(&link.id.to_hex()))
        }
        LinkState::ReadDigits { digits } => format!("read these digits aloud to them: {digits}"),
        LinkState::Paired { contact } => format!("paired ({})", short(&contact.to_hex())),
        LinkState::Confirmed { worker } => format!("confirmed by them ({})", short(&worker.to_hex())),
        LinkState::Ended { reason } => format!("ENDED: {}", end_in_words(*reason)),
    };
    format!("{}  {}, {}: {stands}", short(&link.id.to_hex()), safe(&link.name), in_words(link.since))
}

/// Why a far-away pairing ended.
pub(crate) fn end_in_words(reason: LinkEnd) -> &'static str {
    match reason {
        LinkEnd::WrongDigits => "the digits differed; somebody may have sat in between",
        LinkEnd::SecondAnswer => "a second, different answer came; more than one person has the link",
        LinkEnd::NotAsPromised => "what came was not what the link promised; it did not come from the worker",
        LinkEnd::KeysDiffer => "the two sides have different keys; something was changed on the way",
        LinkEnd::BadMessage => "a message came that cannot be used",
        LinkEnd::Expired => "seven days have passed",
        LinkEnd::Cancelled => "it was given up",
    }
}
