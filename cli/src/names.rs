//! Finding people and messages by a name, or by the first digits of an id.

use wayhome::{
    Attachment, AttachmentId, Contact, ContactId, EntryId, EventId, KeptEntry, LinkId, LinkState,
    PendingLink, Route, RouteId, Watched, WorkerId,
};

use crate::error::CliError;

/// Fewest digits that stand for an id.
const SHORTEST: usize = 4;
/// Digits shown to people.
const SHOWN: usize = 8;

/// The first digits of an id, enough for people.
pub(crate) fn short(hex: &str) -> &str {
    hex.get(..SHOWN).unwrap_or(hex)
}

/// The contact that `given` names.
pub(crate) fn contact(contacts: &[Contact], given: &str) -> Result<ContactId, CliError> {
    let all = contacts.iter().map(|contact| (contact.id, contact.id.to_hex(), contact.name.as_str()));
    find("contact", given, all)
}

/// The watched worker that `given` names.
pub(crate) fn worker(watched: &[Watched], given: &str) -> Result<WorkerId, CliError> {
    let all = watched.iter().map(|worker| (worker.id, worker.id.to_hex(), worker.name.as_str()));
    find("worker", given, all)
}

/// The pairing by link that `given` names. One that is over gives way to one under way of the same name.
pub(crate) fn link(links: &[PendingLink], given: &str) -> Result<LinkId, CliError> {
    let under_way = links.iter().filter(|link| {
        matches!(link.state, LinkState::Waiting | LinkState::TypeDigits | LinkState::ReadDigits { .. })
    });
    let found = find("pairing by link", given, under_way.map(named));
    match found {
        Err(CliError::NoSuch { .. }) => find("pairing by link", given, links.iter().map(named)),
        other => other,
    }
}

fn named(link: &PendingLink) -> (LinkId, String, &str) {
    (link.id, link.id.to_hex(), link.name.as_str())
}

/// The attachment that `given` names.
pub(crate) fn attachment(attachments: &[Attachment], given: &str) -> Result<AttachmentId, CliError> {
    find("attachment", given, attachments.iter().map(|file| (file.id, file.id.to_hex(), file.name.as_str())))
}

/// The route that `given` names.
pub(crate) fn route(routes: &[Route], given: &str) -> Result<RouteId, CliError> {
    find("route", given, routes.iter().map(|route| (route.id, route.id.to_hex(), "")))
}

/// The entry of the book that `given` names, by its id: titles come again and again.
pub(crate) fn entry(entries: &[KeptEntry], given: &str) -> Result<EntryId, CliError> {
    find("entry", given, entries.iter().map(|kept| (kept.id, kept.id.to_hex(), "")))
}

/// The message that `given` names.
pub(crate) fn message(ids: impl Iterator<Item = EventId>, given: &str) -> Result<EventId, CliError> {
    find("message", given, ids.map(|id| (id, id.to_hex(), "")))
}

/// A whole name wins over the beginning of an id.
fn find<'a, T: Copy + PartialEq>(
    what: &'static str,
    given: &str,
    all: impl Iterator<Item = (T, String, &'a str)>,
) -> Result<T, CliError> {
    let given = given.trim();
    let (name, hex) = (given.to_lowercase(), given.to_ascii_lowercase());
    let is_hex = hex.len() >= SHORTEST && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (mut by_name, mut by_id) = (Vec::new(), Vec::new());
    for (id, digits, called) in all {
        if !called.is_empty() && called.to_lowercase() == name {
            by_name.push((id, digits));
        } else if is_hex && digits.starts_with(&hex) {
            by_id.push((id, digits));
        }
    }
    let mut found = if by_name.is_empty() { by_id } else { by_name };
    found.dedup_by_key(|(id, _)| *id);
    match found.as_slice() {
        [] => Err(CliError::NoSuch { what, given: given.to_owned() }),
        [(id, _)] => Ok(*id),
        several => Err(CliError::Ambiguous {
            what,
            given: given.to_owned(),
            fits: several.iter().map(|(_, digits)| short(digits).to_owned()).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<(u8, String, &'static str)> {
        vec![
            (1, "abba0000".repeat(4), "Ben"),
            (2, "abba0001".repeat(4), "Chandra"),
            (3, "0123cafe".repeat(4), "abba"),
            (4, "99990000".repeat(4), "Ben"),
        ]
    }

    fn found(given: &str) -> Result<u8, &'static str> {
        find("contact", given, people().into_iter()).map_err(|error| error.kind())
    }

    #[test]
    fn a_name_or_an_unambiguous_beginning_finds_one() {
        assert_eq!(found("chandra"), Ok(2));
        assert_eq!(found("0123"), Ok(3));
        assert_eq!(found(" ABBA0001 "), Ok(2));
        assert_eq!(found("abba"), Ok(3), "a whole name wins");
        assert_eq!(found(&"99990000".repeat(4)), Ok(4));
    }

    #[test]
    fn anything_else_is_refused() {
        assert_eq!(found("Ben"), Err("ambiguous"));
        assert_eq!(found("abba0"), Err("ambiguous"));
        for given in ["", "Be", "012", "zzzz", "ffff", &"0".repeat(100)] {
            assert_eq!(found(given), Err("not-found"), "{given:?}");
        }
    }
}
