//! Dossiers.

use serde_json::{Value, json};
use wayhome::{
    Attachment, DossierField, DossierStatus, DossierUpload, OpenedDossier, ReleasedDossier, ReleasedState,
    Watched,
};

use super::plan::field as field_word;
use super::{maybe, time};

fn field(field: DossierField, text: &str) -> Value {
    json!({ "field": field_word(field.number()), "number": field.number(), "text": text })
}

fn fields(fields: &[(DossierField, String)]) -> Value {
    fields.iter().map(|(number, text)| field(*number, text)).collect()
}

/// The worker's own.
pub(crate) fn own_dossier(
    status: &DossierStatus,
    own: &[(DossierField, String)],
    attachments: &[Attachment],
) -> Value {
    let (state, done, of) = match status.upload {
        DossierUpload::NotSealed => ("not-sealed", 0, 0),
        DossierUpload::Uploading { done, of } => ("uploading", done, of),
        DossierUpload::AtRelay => ("at-relay", 0, 0),
        DossierUpload::NotAtRelay => ("not-at-relay", 0, 0),
    };
    let files = attachments.iter().map(|file| {
        json!({ "id": file.id.to_hex(), "name": file.name, "media_type": file.media_type, "length": file.length })
    });
    json!({
        "fields": fields(own),
        "attachments": files.collect::<Value>(),
        "attached": status.attached,
        "changed": status.changed,
        "sealed_at": maybe(status.sealed_at),
        "upload": { "state": state, "chunks_done": done, "chunks": of },
        "earlier_at_relay": status.earlier_at_relay,
        "shares_needed": status.needed,
    })
}

pub(crate) fn released(released: &ReleasedDossier, watched: &[Watched]) -> Value {
    json!({
        "worker": released.worker.to_hex(),
        "name": watched.iter().find(|worker| worker.id == released.worker).map(|worker| &worker.name),
        "since": time(released.since),
        "state": match released.state {
            ReleasedState::Sealed => "sealed",
            ReleasedState::WaitingForShares => "waiting-for-shares",
            ReleasedState::WrongShares => "wrong-shares",
            ReleasedState::Downloading => "downloading",
            ReleasedState::Downloaded => "downloaded",
            ReleasedState::Unreadable => "unreadable",
        },
        "shares_needed": released.shares_needed,
        "shares_here": released.shares_here,
        "share_given": released.share_given,
        "chunks": released.chunks,
        "chunks_here": released.chunks_here,
        "broken_chunk": released.broken_chunk,
        "no_room": released.no_room,
    })
}

/// An opened one; `files` are where its attachments were written, in their order.
pub(crate) fn opened(dossier: &OpenedDossier, files: &[String]) -> Value {
    let attachments = dossier.attachments.iter().enumerate().map(|(index, attachment)| {
        json!({
            "name": attachment.name,
            "media_type": attachment.media_type,
            "length": attachment.length,
            "here": attachment.here,
            "file": files.get(index),
        })
    });
    json!({
        "time": time(dossier.time),
        "fields": fields(&dossier.fields),
        "attachments": attachments.collect::<Value>(),
    })
}
