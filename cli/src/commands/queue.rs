//! What was sent, how far it has come, and what was replied.

use serde_json::{Value, json};
use wayhome::{
    Contact, ContactId, Delivery, DeliveryState, LockedItem, MessageKind, QueueItem, ReceivedReply,
};

use super::send::is_by_hand;
use crate::args::{Global, Queue};
use crate::error::CliError;
use crate::names::short;
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;
use crate::times::in_words;

pub(crate) fn queue(args: &Queue, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, vault) = unlock(global, out)?;
    let contacts = vault.contacts()?;
    let all = vault.queue()?;
    let open = vault.open_sos()?;
    let wanted = |item: &&QueueItem| {
        args.all || is_by_hand(&item.kind) && (item.state < DeliveryState::Opened || open.contains(&item.id))
    };
    let shown: Vec<&QueueItem> = all.iter().filter(wanted).collect();
    // What the locked screen sent and no vault has read yet.
    let mut locked = app.locked_items()?;
    locked.retain(|item| args.all || item.state == DeliveryState::Saved);
    let value = json!({
        "queue": shown.iter().map(|item| shapes::queue_item(item, &contacts)).collect::<Value>(),
        "locked_items": locked.iter().map(shapes::locked_item).collect::<Value>(),
    });
    out.show(&value, || {
        let mut lines: Vec<String> = shown.iter().map(|item| item_in_words(item, &contacts)).collect();
        lines.extend(locked.iter().map(locked_in_words));
        if lines.is_empty() {
            lines.push("Everything was opened by every contact.".to_owned());
        }
        lines.join("\n")
    });
    Ok(())
}

fn item_in_words(item: &QueueItem, contacts: &[Contact]) -> String {
    let kind = match &item.kind {
        MessageKind::CheckIn(state) => format!("check-in ({})", shapes::check_in(*state)),
        MessageKind::Sos => "SOS".to_owned(),
        MessageKind::AllClear(sos) => format!("all clear for {}", short(&sos.to_hex())),
        other => shapes::kind(other).to_owned(),
    };
    let locked = if item.locked { ", from the locked screen" } else { "" };
    let mut text =
        format!("{}  {} {}{locked}, {}", short(&item.id.to_hex()), item.counter, kind, in_words(item.time));
    if let Some(note) = &item.note {
        text.push_str(&format!("\n          “{}”", safe(note)));
    }
    if item.deliveries.is_empty() {
        text.push_str("\n          saved; no contact was confirmed when it was made");
    }
    for delivery in &item.deliveries {
        text.push_str(&format!("\n          {}", delivery_in_words(delivery, contacts)));
    }
    text
}

fn delivery_in_words(delivery: &Delivery, contacts: &[Contact]) -> String {
    let way = match delivery.state {
        DeliveryState::Saved => "saved",
        DeliveryState::AtRelay => "saved → at relay",
        DeliveryState::Fetched => "saved → at relay → fetched",
        DeliveryState::Opened => "saved → at relay → fetched → opened",
    };
    let waiting = if delivery.waiting_at_relay {
        " (the relay cannot take it at the moment; it is kept here)"
    } else {
        ""
    };
    format!("{}: {way}{waiting}", name_of(delivery.contact, contacts))
}

fn locked_in_words(item: &LockedItem) -> String {
    let state = if item.state == DeliveryState::Saved { "saved" } else { "saved → at relay" };
    format!("locked    sealed {}: {state}", in_words(item.time))
}

fn name_of(id: ContactId, contacts: &[Contact]) -> String {
    let found = contacts.iter().find(|contact| contact.id == id);
    found.map_or_else(|| short(&id.to_hex()).to_owned(), |contact| safe(&contact.name))
}

pub(crate) fn replies(global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let contacts = vault.contacts()?;
    let replies = vault.replies()?;
    let value: Value = replies.iter().map(|reply| shapes::reply(reply, &contacts)).collect();
    out.show(&json!({ "replies": value }), || match replies.as_slice() {
        [] => "No replies yet.".to_owned(),
        some => some.iter().map(|reply| reply_in_words(reply, &contacts)).collect::<Vec<_>>().join("\n"),
    });
    Ok(())
}

fn reply_in_words(reply: &ReceivedReply, contacts: &[Contact]) -> String {
    let said = match shapes::reply_words(reply) {
        (_, Some(words)) => format!("“{}”", safe(words)),
        ("seen", None) => "has seen it".to_owned(),
        (_, None) => "is doing something about it".to_owned(),
    };
    let about = reply.about.map(|id| format!(" (about {})", short(&id.to_hex()))).unwrap_or_default();
    format!("{}  {}: {said}{about}", in_words(reply.time), name_of(reply.contact, contacts))
}
