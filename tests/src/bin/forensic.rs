//! Reads a phone as a laboratory would that has the device's key and one PIN: every field of what can be read without a
//! PIN and of the vault which that PIN opens, a line each, and whether any text names what the vault is for.
//!
//!     forensic STORE [--other PIN] < PIN
//!
//! STORE is the folder of a store made by the command line, which nobody has open. The PIN comes on the first line of the
//! standard input. With the PIN of another vault of the same store behind `--other`, for trying the reader out, it also
//! lists what stands in that vault and can be read without its PIN.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use wayhome_tests::measure::forensic::{Value, Where, of_another_vault, read, words};
use wayhome_vault::SoftwareDeviceKey;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody may be listening any more; the exit status says the rest.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        Value::Plain(text) => text.clone(),
        Value::Bytes(bytes) if bytes.len() <= 40 => data_encoding::HEXLOWER.encode(bytes),
        Value::Bytes(bytes) => {
            format!(
                "{}… {} bytes",
                data_encoding::HEXLOWER.encode(bytes.get(..16).unwrap_or(bytes)),
                bytes.len()
            )
        }
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut typed = String::new();
    let (Some(folder), Ok(_)) = (arguments.first(), std::io::stdin().read_line(&mut typed)) else {
        say("usage: forensic STORE [--other PIN] < PIN");
        return ExitCode::from(2);
    };
    let (data, key) = (Path::new(folder).join("data"), Path::new(folder).join("key"));
    let device = match SoftwareDeviceKey::open(&key, Box::new(wayhome_tests::measure::chance())) {
        Ok(device) => device,
        Err(error) => {
            say(&format!("{}: {error}", key.display()));
            return ExitCode::from(7);
        }
    };
    let Some(readable) = read(&data, &device, typed.trim_end()) else {
        say("the PIN opens nothing here");
        return ExitCode::from(3);
    };
    for field in &readable.fields {
        let place = if field.place == Where::Lobby { "lobby" } else { "vault" };
        say(&format!("{place}  {}  {}", field.path, shown(&field.value)));
    }
    let words = words(&readable);
    for found in &words {
        say(&format!("names a mode: {} in {:?} {}", found.what, found.place, found.path));
    }
    let other =
        arguments.iter().position(|argument| argument == "--other").and_then(|at| arguments.get(at + 1));
    if let Some(other) = other.and_then(|pin| read(&data, &device, pin)) {
        for found in of_another_vault(&readable, &other) {
            say(&format!("stands in the other vault at {}: {:?} {}", found.what, found.place, found.path));
        }
    }
    say(&format!("{} fields, {} of them name a mode", readable.fields.len(), words.len()));
    if words.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
