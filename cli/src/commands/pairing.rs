//! Invite, accept, confirm: the three steps by which a worker and a contact come to know each other.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::circle::sharing_of;
use crate::args::{Accept, Confirm, Global, Picture};
use crate::error::CliError;
use crate::names::short;
use crate::output::{Output, safe};
use crate::store::unlock;

/// Far more than a pairing text has; what is longer is none.
const MAX_TEXT: u64 = 64 << 10;
/// Pixels to a module.
const SCALE: u8 = 6;

pub(crate) fn invite(args: &Picture, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let text = vault.invite()?.to_text();
    let picture = picture(&text, args, out)?;
    out.show(&json!({ "invite": { "text": text } }), || format!("{picture}{text}"));
    out.note("Show this to your contact; they run `wayhome contact accept`. It is good for seven days and one answer.");
    Ok(())
}

pub(crate) fn accept(args: &Accept, global: &Global, out: &Output) -> Result<(), CliError> {
    // The PIN comes first, as it may be the first line of the same input.
    let (_app, vault) = unlock(global, out)?;
    let invite = pairing_text(args.invite.as_deref(), args.file.as_deref(), "invite")?;
    let accepted = vault.accept(&invite, &args.name)?;
    let text = accepted.answer.to_text();
    let picture = picture(&text, &args.picture, out)?;
    let worker = accepted.worker.to_hex();
    out.show(&json!({ "accepted": { "worker": worker, "answer": text } }), || format!("{picture}{text}"));
    out.note(&format!(
        "Show this answer to {}, who runs `wayhome contact confirm`. Then run `wayhome sync`.",
        safe(&args.name)
    ));
    Ok(())
}

pub(crate) fn confirm(args: &Confirm, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let answer = pairing_text(args.answer.as_deref(), args.file.as_deref(), "answer")?;
    let contact = vault.confirm(&answer, &args.name, sharing_of(args.sharing))?.to_hex();
    out.show(&json!({ "confirmed": { "contact": contact } }), || {
        format!("{} is your trusted contact now ({}).", safe(&args.name), short(&contact))
    });
    out.note("They are told with the next sync.");
    Ok(())
}

/// The text of an invite, answer or link: an argument, a file, or standard input.
pub(super) fn pairing_text(
    given: Option<&str>,
    file: Option<&Path>,
    what: &'static str,
) -> Result<String, CliError> {
    let (read, path) = match (given, file) {
        (Some(text), _) if text != "-" => return Ok(text.trim().to_owned()),
        (_, Some(path)) => (std::fs::File::open(path).map(read_some), path.to_owned()),
        _ => (Ok(read_some(std::io::stdin().lock())), PathBuf::from("standard input")),
    };
    let bytes = read.and_then(|bytes| bytes).map_err(|source| CliError::File { path, source })?;
    let text = String::from_utf8(bytes).unwrap_or_default().trim().trim_start_matches('\u{feff}').to_owned();
    if text.is_empty() {
        return Err(CliError::Invalid {
            message: format!("There is no {what} in what was given"),
            hint: "give the whole text, as an argument, with --file or on standard input",
        });
    }
    Ok(text)
}

fn read_some(from: impl std::io::Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_TEXT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes the PNG if one is wanted, and draws the code if it can be seen.
pub(super) fn picture(text: &str, args: &Picture, out: &Output) -> Result<String, CliError> {
    if let Some(path) = &args.png {
        let png = wayhome::qr::png(text, SCALE)?;
        std::fs::write(path, png).map_err(|source| CliError::File { path: path.clone(), source })?;
    }
    if out.is_json() || !(args.qr || out.on_terminal()) {
        return Ok(String::new());
    }
    let drawn = wayhome::qr::terminal(text)?;
    Ok(if out.on_terminal() { drawn } else { without_colours(&drawn) })
}

/// The drawing without the codes that make it dark on light.
fn without_colours(drawn: &str) -> String {
    let mut plain = String::with_capacity(drawn.len());
    let mut in_code = false;
    for c in drawn.chars() {
        match c {
            '\u{1b}' => in_code = true,
            'm' if in_code => in_code = false,
            c if !in_code => plain.push(c),
            _ => {}
        }
    }
    plain
}
