//! Pairings by link.

use serde_json::{Value, json};
use wayhome::{LinkEnd, LinkState, PendingLink};

use super::time;

pub(crate) fn link(link: &PendingLink) -> Value {
    let (state, digits, person, reason) = match &link.state {
        LinkState::Waiting => ("waiting", None, None, None),
        LinkState::TypeDigits => ("type-digits", None, None, None),
        LinkState::ReadDigits { digits } => ("read-digits", Some(digits.as_str()), None, None),
        LinkState::Paired { contact } => ("paired", None, Some(contact.to_hex()), None),
        LinkState::Confirmed { worker } => ("confirmed", None, Some(worker.to_hex()), None),
        LinkState::Ended { reason } => ("ended", None, None, Some(end(*reason))),
    };
    json!({
        "id": link.id.to_hex(),
        "name": link.name,
        "made_here": link.ours,
        "since": time(link.since),
        "until": time(link.until),
        "state": state,
        "digits": digits,
        "contact": person.as_ref().filter(|_| link.ours),
        "worker": person.as_ref().filter(|_| !link.ours),
        "reason": reason,
    })
}

/// Why it ended, in one word.
pub(super) fn end(reason: LinkEnd) -> &'static str {
    match reason {
        LinkEnd::WrongDigits => "wrong-digits",
        LinkEnd::SecondAnswer => "second-answer",
        LinkEnd::NotAsPromised => "not-as-promised",
        LinkEnd::KeysDiffer => "keys-differ",
        LinkEnd::BadMessage => "bad-message",
        LinkEnd::Expired => "expired",
        LinkEnd::Cancelled => "cancelled",
    }
}
