//! Entries of the book.

use serde_json::{Value, json};
use wayhome::KeptEntry;

use super::time;

pub(crate) fn entry(kept: &KeptEntry) -> Value {
    let amount = kept.entry.amount.map(|amount| {
        json!({
            "minor": amount.minor,
            "currency": amount.currency.code(),
            "written": amount.to_string(),
        })
    });
    json!({
        "id": kept.id.to_hex(),
        "time": time(kept.entry.time),
        "title": kept.entry.title,
        "text": kept.entry.text,
        "amount": amount,
    })
}
