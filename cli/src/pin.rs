//! Where PINs come from: a file descriptor, or a terminal without echo. Never an argument, never the environment.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, IsTerminal as _, Read, Seek as _, SeekFrom};
use std::sync::{Mutex, PoisonError};

use wayhome::{Pin, RecoveryWords, SecurityLevel};
use zeroize::Zeroizing;

use crate::error::CliError;

/// Longest line that is read; the library refuses PINs of over 256 bytes itself.
const MAX_LINE: usize = 1_024;

/// The PIN of an existing vault.
pub(crate) fn existing(fd: Option<u32>, level: SecurityLevel) -> Result<Pin, CliError> {
    let typed = match fd {
        Some(fd) => from_fd(fd)?,
        None => prompt("PIN: ")?,
    };
    Ok(Pin::parse(&typed, level).map_err(wayhome::Error::from)?)
}

/// A new PIN: from a file descriptor, or typed twice.
pub(crate) fn new(fd: Option<u32>, level: SecurityLevel) -> Result<Pin, CliError> {
    let typed = match fd {
        Some(fd) => from_fd(fd)?,
        None => {
            let first = prompt("New PIN: ")?;
            if *prompt("New PIN once more: ")? != *first {
                return Err(CliError::PinsDiffer);
            }
            first
        }
    };
    Ok(Pin::parse(&typed, level).map_err(wayhome::Error::from)?)
}

/// Recovery words: from a file descriptor, or typed.
pub(crate) fn recovery_words(fd: Option<u32>, asking: &str) -> Result<RecoveryWords, CliError> {
    let typed = match fd {
        Some(fd) => from_fd(fd)?,
        None => prompt(asking)?,
    };
    Ok(wayhome::recovery_words(&typed)?)
}

fn prompt(text: &str) -> Result<Zeroizing<String>, CliError> {
    if !io::stdin().is_terminal() && !io::stderr().is_terminal() {
        return Err(CliError::NoPin);
    }
    match rpassword::prompt_password(text) {
        Ok(typed) => Ok(Zeroizing::new(typed)),
        Err(source) => Err(CliError::PinUnreadable { from: "the terminal".to_owned(), source }),
    }
}

/// Reads one line from an inherited descriptor.
fn from_fd(fd: u32) -> Result<Zeroizing<String>, CliError> {
    let trouble = |source| CliError::PinUnreadable { from: format!("file descriptor {fd}"), source };
    if fd == 0 {
        // Through the shared buffer, so that what follows the line is still there for the command.
        return read_line(|byte| {
            let mut stdin = io::stdin().lock();
            let next = stdin.fill_buf()?.first().copied();
            if let Some(next) = next {
                *byte = next;
                stdin.consume(1);
            }
            Ok(next.is_some())
        })
        .map_err(trouble);
    }
    // The system's own name for an open descriptor: it needs no unsafe code, and a pipe is shared, not copied.
    let mut file = File::open(format!("/dev/fd/{fd}")).map_err(trouble)?;
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let taken = taken.entry(fd).or_default();
    if file.metadata().map_err(trouble)?.is_file() {
        // Opened anew a file begins anew, and would give the line before once more.
        file.seek(SeekFrom::Start(*taken)).map_err(trouble)?;
    }
    read_line(|byte| {
        let read = file.read(std::slice::from_mut(byte))?;
        *taken = taken.saturating_add(u64::try_from(read).unwrap_or(0));
        Ok(read == 1)
    })
    .map_err(trouble)
}

/// How many bytes were read from each descriptor.
static TAKEN: Mutex<BTreeMap<u32, u64>> = Mutex::new(BTreeMap::new());

/// Byte by byte, so that a second PIN may follow on the same pipe.
fn read_line(mut next: impl FnMut(&mut u8) -> io::Result<bool>) -> io::Result<Zeroizing<String>> {
    let mut line = Zeroizing::new(Vec::with_capacity(MAX_LINE));
    let mut byte = 0_u8;
    loop {
        match next(&mut byte) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(false) if line.is_empty() => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(false) => break,
            Ok(true) if byte == b'\n' => break,
            Ok(true) if line.len() == MAX_LINE => return Err(io::ErrorKind::FileTooLarge.into()),
            Ok(true) => line.push(byte),
        }
    }
    let text = std::str::from_utf8(&line).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    Ok(Zeroizing::new(text.trim_end_matches('\r').to_owned()))
}
