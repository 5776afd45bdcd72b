//! A worker's dossier that a step released to this contact.

use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use wayhome::{OpenedDossier, ReleasedDossier, ReleasedState, Vault, Watched, WorkerId};

use super::title;
use crate::args::{GiveShare, Global, OpenDossier, ReleasedCommand};
use crate::commands::sync;
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::{Output, safe};
use crate::progress::Bar;
use crate::shapes;
use crate::store::unlock;
use crate::times::in_words;

/// Bytes of a file's name that come from the worker.
const NAME_MOST: usize = 80;

pub(crate) fn run(command: &ReleasedCommand, global: &Global, out: &Output) -> Result<(), CliError> {
    match command {
        ReleasedCommand::Status => status(global, out),
        ReleasedCommand::GiveShare(args) => give_share(args, global, out),
        ReleasedCommand::Open(args) => open(args, global, out),
    }
}

fn status(global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let (watched, released) = (vault.watched()?, vault.dossiers()?);
    let value: Value = released.iter().map(|dossier| shapes::released(dossier, &watched)).collect();
    out.show(&json!({ "dossiers": value }), || match released.as_slice() {
        [] => "No dossier was released to you.".to_owned(),
        some => some.iter().map(|dossier| line(dossier, &watched)).collect::<Vec<_>>().join("\n"),
    });
    Ok(())
}

fn line(dossier: &ReleasedDossier, watched: &[Watched]) -> String {
    let name = watched.iter().find(|worker| worker.id == dossier.worker).map(|worker| safe(&worker.name));
    let name = name.unwrap_or_else(|| short(&dossier.worker.to_hex()).to_owned());
    let state = stands(dossier);
    let room =
        if dossier.no_room { "; no room for all of it, attachments are fetched when opened" } else { "" };
    format!("{name}, released {}: {state}{room}", in_words(dossier.since))
}

/// How a released dossier stands.
pub(crate) fn stands(dossier: &ReleasedDossier) -> String {
    match dossier.state {
        ReleasedState::Sealed => "not all that opens it is here yet; sync again".to_owned(),
        ReleasedState::WaitingForShares => format!(
            "waiting for shares: {} of {} are here{}",
            dossier.shares_here,
            dossier.shares_needed,
            if dossier.share_given { "" } else { "; yours is not given yet" }
        ),
        ReleasedState::WrongShares => "the shares that came open nothing: at least one is wrong".to_owned(),
        ReleasedState::Downloading => {
            format!("{} of {} parts are here", dossier.chunks_here, dossier.chunks)
        }
        ReleasedState::Downloaded => "all of it is here".to_owned(),
        ReleasedState::Unreadable => "it holds nothing that this version can read".to_owned(),
    }
}

fn give_share(args: &GiveShare, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, vault) = unlock(global, out)?;
    let worker = names::worker(&vault.watched()?, &args.worker)?;
    vault.give_share(worker)?;
    out.show(&json!({ "share_given": { "worker": worker.to_hex() } }), || {
        format!("Your share of the dossier of {} is given to the others.", safe(&args.worker))
    });
    if args.sending.no_sync {
        out.note("Not sent yet; `wayhome sync` sends it.");
    } else {
        sync::show(&sync::once(&app, out)?, out);
    }
    Ok(())
}

fn open(args: &OpenDossier, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let worker = names::worker(&vault.watched()?, &args.worker)?;
    let dossier = vault.open_dossier(worker)?;
    let words = in_words_of(&dossier);
    let files = match &args.out {
        Some(folder) => write_all(&vault, worker, &dossier, folder, &words, out)?,
        None => Vec::new(),
    };
    let value = shapes::opened(&dossier, &files);
    out.show(&json!({ "dossier": value }), || {
        let written = files.iter().map(|file| format!("written: {file}"));
        std::iter::once(words.clone()).chain(written).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

fn in_words_of(dossier: &OpenedDossier) -> String {
    let mut lines = vec![format!("Sealed {}, by the phone’s clock.", in_words(dossier.time))];
    for (field, text) in &dossier.fields {
        lines.push(String::new());
        lines.push(title(*field).to_owned());
        lines.extend(text.lines().map(|line| format!("  {}", safe(line))));
    }
    if !dossier.attachments.is_empty() {
        lines.push(String::new());
        lines.push("Attachments".to_owned());
    }
    for attachment in &dossier.attachments {
        let (name, kind) = (safe(&attachment.name), safe(&attachment.media_type));
        lines.push(format!("  {name} ({kind}, {} bytes)", attachment.length));
    }
    lines.join("\n")
}

/// Writes words and attachments into a folder for this person alone. Nothing there is overwritten.
fn write_all(
    vault: &Vault,
    worker: WorkerId,
    dossier: &OpenedDossier,
    folder: &Path,
    words: &str,
    out: &Output,
) -> Result<Vec<String>, CliError> {
    make_private(folder).map_err(|source| CliError::File { path: folder.to_owned(), source })?;
    let bar = Bar::start(out, "Opening the attachments");
    let mut files = Vec::new();
    for (index, attachment) in dossier.attachments.iter().enumerate() {
        bar.at(index, dossier.attachments.len());
        let bytes = vault.fetch_dossier_attachment(worker, index)?;
        let file = folder.join(file_name(index, &attachment.name));
        write_new(&file, &bytes)?;
        files.push(file.display().to_string());
    }
    drop(bar);
    write_new(&folder.join("dossier.txt"), words.as_bytes())?;
    Ok(files)
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write_new(file: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut open| open.write_all(bytes));
    written.map_err(|source| CliError::File { path: file.to_owned(), source })
}

/// A name that stays in its folder and starts no program, whatever the worker's phone was made to write.
fn file_name(index: usize, name: &str) -> String {
    let mut clean = String::new();
    for c in name.chars().map(|c| if is_harmless(c) { c } else { '_' }) {
        if clean.len() + c.len_utf8() > NAME_MOST {
            break;
        }
        clean.push(c);
    }
    format!("{:02}-{}", index + 1, clean.trim_start_matches('.'))
}

fn is_harmless(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    }
    // Letters of all scripts with their signs; nothing that hides or turns the writing around.
    !c.is_control()
        && !c.is_whitespace()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_elsewhere_stays_in_its_folder() {
        assert_eq!(file_name(0, "passport.jpg"), "01-passport.jpg");
        assert_eq!(file_name(1, "../../etc/passwd"), "02-_.._etc_passwd");
        assert_eq!(file_name(2, "C:\\a b\n.sh"), "03-C__a_b_.sh");
        assert_eq!(file_name(9, "राहदानी.png"), "10-राहदानी.png");
        assert!(file_name(3, &"é".repeat(500)).len() <= 4 + NAME_MOST);
        assert_eq!(file_name(4, ""), "05-");
    }
}
