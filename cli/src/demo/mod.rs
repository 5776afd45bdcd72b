//! `wayhome demo`: the main story, told with the real parts in real processes. A relay, a worker's store and two
//! contacts' stores; a network that is really cut; a call for help whose program is really killed. Each step is
//! looked at through what the programs print, and the first that did not happen ends the demo with an error.

mod failure;
pub(crate) mod missed;
mod page;
mod people;
mod processes;
mod proxy;
mod recording;
mod steps;
mod story;
mod teller;
mod trouble;
mod words;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::failure::Failure;
use self::processes::Processes;
use self::recording::Recording;
use self::steps::{Demo, Step};
use self::teller::Teller;
use crate::error::CliError;
use crate::output::Output;

/// Tell the whole story on this machine: offline check-ins and an SOS that arrive all the same
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  wayhome demo --gpx way.gpx --dir /tmp/wayhome-demo\n  wayhome demo --missed --language ne\n  \
    wayhome demo --missed --smtp 127.0.0.1:1025 --to me@example.org"
)]
pub(crate) struct Args {
    /// Play this GPX recording instead of the one that comes along
    #[arg(long, value_name = "FILE")]
    pub(crate) gpx: Option<PathBuf>,
    /// Use this folder, empty or yet to be made, instead of a fresh temporary one; it is kept
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Tell the other story: a phone is gone, and the plan goes on without it; its clock runs faster
    #[arg(long, conflicts_with = "gpx")]
    pub(crate) missed: bool,
    /// Send the letters through this mail server, without TLS, instead of the one that comes along; you read them
    /// yourself, and agree to them by the button behind their link
    #[arg(long, value_name = "HOST:PORT", requires = "missed", value_parser = mail_server)]
    pub(crate) smtp: Option<(String, u16)>,
    /// Where the letters go
    #[arg(long, value_name = "ADDRESS", requires = "missed", default_value = "maya@family.example")]
    pub(crate) to: String,
    /// The language in which the story is told, as a BCP 47 tag
    #[arg(long, value_name = "TAG", requires = "missed", default_value = "en")]
    pub(crate) language: String,
    /// Let the family page stay up for so long at the end
    #[arg(long, value_name = "SECONDS", requires = "missed",
          value_parser = clap::value_parser!(u64).range(0..=86_400))]
    pub(crate) seconds: Option<u64>,
}

/// The relay speaks without TLS to a mail server on this machine only.
fn mail_server(text: &str) -> Result<(String, u16), String> {
    let (host, port) =
        text.rsplit_once(':').ok_or("give a mail server on this machine, like 127.0.0.1:1025")?;
    let port = port.parse().map_err(|_| "the port is a number, like 1025")?;
    let host = host.trim_matches(['[', ']']);
    let local =
        host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    if local {
        Ok((host.to_owned(), port))
    } else {
        Err("the mail server must be on this machine, like 127.0.0.1:1025".to_owned())
    }
}

/// Does one step and looks whether it happened.
type Deed<'a> = fn(&mut Demo<'a>) -> Step;

/// What has to happen, in words that end the sentence "step 3 did not happen: …".
fn steps<'a>() -> [(&'static str, Deed<'a>); 10] {
    [
        ("a relay and three stores", Demo::relay_and_stores),
        ("pairing with two contacts", Demo::pairing),
        ("a check-in with a network", Demo::first_check_in),
        ("setting out", Demo::setting_out),
        ("three check-ins without a network", Demo::network_fails),
        ("an SOS whose program is killed", Demo::interrupted_sos),
        ("coming back with the SOS", Demo::back_again),
        ("the SOS arriving first", Demo::network_returns),
        ("contacts opening and replying", Demo::contacts_reply),
        ("the worker seeing that", Demo::worker_sees),
    ]
}

/// Tells the story.
pub(crate) fn run(args: &Args, out: &Output) -> Result<(), CliError> {
    let told = if args.missed { missed::tell(args, out) } else { tell(args, out) };
    Ok(told?)
}

fn tell(args: &Args, out: &Output) -> Result<(), Failure> {
    let recording = Recording::load(args.gpx.as_deref())?;
    let processes = Processes::of_this_program()?;
    let folder = folder(args.dir.as_deref())?;
    processes.stop_on_signal();
    let mut demo = Demo::new(Teller::new(out), processes.clone(), folder.clone(), recording);
    for ((name, step), number) in steps().into_iter().zip(1..) {
        demo.step = number;
        let done = step(&mut demo);
        if processes.is_stopped() {
            return Err(Failure::Stopped);
        }
        done.and_then(|()| demo.expect_relay()).map_err(|reason| {
            let reason = demo.expect_relay().err().unwrap_or(reason);
            Failure::Step { number, name, reason, folder: folder.clone() }
        })?;
    }
    processes.stop();
    let file = folder.join("story.html");
    fs::write(&file, page::render(&demo.story))
        .map_err(|error| Failure::Folder { folder: folder.clone(), reason: error.to_string() })?;
    demo.teller.end(&demo.story, &file.display().to_string(), &folder.display().to_string());
    Ok(())
}

/// The folder of this demo, empty and for its owner only; its full name, as the programs run with it.
fn folder(wanted: Option<&Path>) -> Result<PathBuf, Failure> {
    let made = match wanted {
        Some(folder) => make_empty(folder).map(|()| folder.to_owned()),
        None => fresh(),
    };
    let trouble = |reason: io::Error| Failure::Folder {
        folder: wanted.map_or_else(std::env::temp_dir, Path::to_owned),
        reason: reason.to_string(),
    };
    made.and_then(fs::canonicalize).map_err(trouble)
}

fn make_empty(folder: &Path) -> io::Result<()> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is something in it already")),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => private(folder, true),
        Err(error) => Err(error),
    }
}

fn fresh() -> io::Result<PathBuf> {
    let mut number = people::now();
    for _ in 0..100 {
        let folder = std::env::temp_dir().join(format!("wayhome-demo-{number}"));
        match private(&folder, false) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|()| folder),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn private(folder: &Path, with_those_above: bool) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(with_those_above);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
