//! The worker's own dossier.

use std::io::Read as _;
use std::path::Path;

use serde_json::json;
use wayhome::{Attachment, AttachmentId, Budget, DossierUpload, Vault, Wayhome};

use super::title;
use crate::args::{Attach, DossierCommand, Global, SetField};
use crate::commands::sync;
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::{Output, safe};
use crate::progress::{Bar, Progress};
use crate::shapes;
use crate::store::unlock;
use crate::times::in_words;

/// Far more than a field holds; the library says how much that is.
const FIELD_MOST: u64 = 16 << 10;
/// Far more than a store holds.
const FILE_MOST: u64 = 64 << 20;
/// Runs of one upload, at most: each moves a few megabytes.
const RUNS_MOST: u32 = 1_000;

pub(crate) fn run(command: &DossierCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    // The PIN comes first, as it may be the first line of the same input.
    let (app, vault) = unlock(global, out)?;
    match command {
        DossierCommand::Show => {}
        DossierCommand::Set(args) => vault.set_dossier_field(args.field.field(), &text(args)?)?,
        DossierCommand::Attach(args) => attach(args, &vault, out)?,
        DossierCommand::Remove(args) => {
            vault.remove_attachment(find(&vault.attachments()?, &args.attachment)?)?;
        }
        DossierCommand::Share(args) => vault.set_dossier_shares(args.needed)?,
        DossierCommand::Upload(args) => {
            {
                let _progress = Progress::start(out, "Sealing");
                vault.seal_dossier()?;
            }
            if args.sending.no_sync {
                out.note("Sealed; it leaves with the next runs while the vault is open: `wayhome worker dossier upload`.");
            } else {
                upload(&app, &vault, out)?;
            }
        }
    }
    show(&vault, out)?;
    let unsealed = !matches!(command, DossierCommand::Show | DossierCommand::Upload(_));
    if unsealed && vault.dossier_status()?.changed {
        out.note("Contacts would get what was sealed last: `wayhome worker dossier upload` seals it anew.");
    }
    Ok(())
}

/// The words that were given, or those of the file or the standard input that was named.
fn text(args: &SetField) -> Result<String, CliError> {
    let (from, read) = match (args.text.as_str(), args.text.strip_prefix('@')) {
        ("-", _) => ("standard input", read_some(std::io::stdin().lock())),
        (_, Some(file)) => (file, std::fs::File::open(file).and_then(read_some)),
        (text, None) => return Ok(text.to_owned()),
    };
    let bytes = read.map_err(|source| CliError::File { path: from.into(), source })?;
    let text = String::from_utf8(bytes).map_err(|_| CliError::Invalid {
        message: format!("{from} holds no text"),
        hint: "a field takes UTF-8 text; files of other kinds are attached",
    })?;
    Ok(text.trim().to_owned())
}

fn read_some(from: impl std::io::Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(FIELD_MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn attach(args: &Attach, vault: &Vault, out: &Output) -> Result<(), CliError> {
    let trouble = |source| CliError::File { path: args.file.clone(), source };
    let mut bytes = Vec::new();
    std::fs::File::open(&args.file)
        .and_then(|file| file.take(FILE_MOST).read_to_end(&mut bytes))
        .map_err(trouble)?;
    let own_name = args.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = args.name.clone().or(own_name).unwrap_or_default();
    let media_type = args.media_type.as_deref().unwrap_or_else(|| media_type(&args.file));
    let _progress = Progress::start(out, "Sealing the attachment");
    vault.add_attachment(&name, media_type, &bytes)?;
    Ok(())
}

/// What a file most probably is, by its name's ending.
fn media_type(file: &Path) -> &'static str {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "heic" => "image/heic",
        "pdf" => "application/pdf",
        "txt" => "text/plain",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" => "audio/ogg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}

fn find(attachments: &[Attachment], given: &str) -> Result<AttachmentId, CliError> {
    names::attachment(attachments, given)
}

/// Sends until all of it is at the relay.
fn upload(app: &Wayhome, vault: &Vault, out: &Output) -> Result<(), CliError> {
    let bar = Bar::start(out, "Sending the dossier");
    for _ in 0..RUNS_MOST {
        let status = vault.dossier_status()?;
        let DossierUpload::Uploading { done, of } = status.upload else { break };
        bar.at(done, of);
        let report = app.run_once(Budget { requests: 16, ..Budget::now() })?;
        if let Some(failure) = report.failure {
            drop(bar);
            sync::show(&report, out);
            return Err(CliError::NotReached { failure });
        }
        if vault.dossier_status()?.upload == status.upload && report.answered == 0 {
            break;
        }
    }
    drop(bar);
    // One more run, so that an armed plan that names it leaves too.
    sync::show(&sync::once(app, out)?, out);
    Ok(())
}

fn show(vault: &Vault, out: &Output) -> Result<(), CliError> {
    let (status, fields, attachments) =
        (vault.dossier_status()?, vault.dossier_fields()?, vault.attachments()?);
    let value = shapes::own_dossier(&status, &fields, &attachments);
    out.show(&json!({ "dossier": value }), || {
        let mut lines: Vec<String> =
            fields.iter().map(|(field, text)| format!("{}: {}", title(*field), safe(text))).collect();
        lines.extend(attachments.iter().map(|file| {
            let id = file.id.to_hex();
            format!(
                "{}  {} ({}, {} bytes)",
                short(&id),
                safe(&file.name),
                safe(&file.media_type),
                file.length
            )
        }));
        if lines.is_empty() {
            lines.push("The dossier is empty.".to_owned());
        }
        if status.needed > 1 {
            lines.push(format!("{} contacts must put their shares together to open it.", status.needed));
        }
        lines.push(match status.upload {
            DossierUpload::NotSealed => "Not sealed: nobody would ever get it.".to_owned(),
            DossierUpload::Uploading { done, of } => {
                format!("On its way: {done} of {of} parts are at the relay.")
            }
            DossierUpload::AtRelay => {
                "Sealed, and all of it is at the relay, which cannot read it.".to_owned()
            }
            DossierUpload::NotAtRelay => "The relay does not have it: upload it again.".to_owned(),
        });
        if let Some(at) = status.sealed_at {
            let changed = if status.changed { "; CHANGED since" } else { "" };
            lines.push(format!("Sealed {}{changed}.", in_words(at)));
        }
        lines.join("\n")
    });
    Ok(())
}
