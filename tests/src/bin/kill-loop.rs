//! Kills a worker's process again and again, at random moments, and checks that nothing it acknowledged is lost.
//!
//!     kill-loop --kills 500 [--seed 1]
//!
//! The parent runs a real relay on loopback and keeps starting this program as a child. The child opens the store,
//! says which messages it holds, then checks in, raises SOS and syncs, and writes each id to a pipe when the call
//! has returned. The parent kills it with SIGKILL. Each next child must hold every id acknowledged before.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test program that meets the unexpected should stop there, and say so"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;
use wayhome::{
    Budget, CheckInDraft, CheckInState, Config, Error, EventKind, HttpTransport, KdfCost, Pin, RelayAddress,
    SecurityLevel, Sharing, SosDraft, Vault, Wayhome, software_device_key,
};
use wayhome_relay::Server;

/// Twenty digits, as a device key in a file wants them.
const DIGITS: &str = "48291370518264093715";
/// Kills after which the story begins anew with a copy of the paired store.
const CHAPTER: u32 = 50;

fn pin() -> Pin {
    Pin::parse(DIGITS, SecurityLevel::Software).unwrap()
}

fn config(folder: &Path) -> Config {
    let device = software_device_key(&folder.join("k")).unwrap();
    let transport = HttpTransport::with_timeouts(Duration::from_secs(5), Duration::from_secs(10));
    Config::new(folder.join("data"), device, Arc::new(transport)).with_kdf_cost(KdfCost::TestOnly)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, folder, seed] = arguments.as_slice()
        && word == "--child"
    {
        child(Path::new(folder), seed.parse().unwrap());
    }
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<u64>().ok()
    };
    let Some(kills) = value("--kills") else {
        say("usage: kill-loop --kills N [--seed S]");
        return ExitCode::from(2);
    };
    parent(u32::try_from(kills).unwrap(), value("--seed").unwrap_or(1))
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody may be listening any more; the exit status says the rest.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

// The child.

/// Lives until it is killed. Lines on stdout: `Q id` held at the start, `R` ready, `A id` acknowledged.
fn child(folder: &Path, seed: u64) -> ! {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let app = Wayhome::open(config(folder)).unwrap();
    let mut vault = Some(app.unlock(&pin()).unwrap());
    for item in vault.as_ref().unwrap().queue().unwrap() {
        say(&format!("Q {}", item.id.to_hex()));
    }
    say("R");
    loop {
        let note = format!("note {}", rng.random::<u32>());
        let accepted = match (rng.random_range(0..20), &vault) {
            (0..=8, Some(vault)) => {
                let length = if rng.random_bool(0.1) { 130 } else { 1 };
                vault.check_in(&CheckInDraft::new(CheckInState::Ok).with_note(note.repeat(length))).map(Some)
            }
            (9..=10, Some(vault)) => {
                vault.raise_sos(&SosDraft { note: Some(note), ..SosDraft::default() }).map(Some)
            }
            (11, _) => app.locked_check_in(&CheckInDraft::new(CheckInState::Ok).with_note(note)).map(Some),
            (12, _) => app.locked_sos(&SosDraft { note: Some(note), ..SosDraft::default() }).map(Some),
            (13..=15, _) => app.run_once(Budget::now()).map(|_| None),
            (16, Some(vault)) => vault.next_event().and_then(|event| {
                event.map_or(Ok(None), |event| vault.event_handled(event.number).map(|()| None))
            }),
            (17, Some(open)) => {
                let locked = open.lock().map(|()| None);
                vault = None;
                locked
            }
            (_, None) => {
                vault = Some(app.unlock(&pin()).unwrap());
                Ok(None)
            }
            _ => Ok(None),
        };
        match accepted {
            Ok(Some(id)) => say(&format!("A {}", id.to_hex())),
            // A locked screen that is full has accepted nothing.
            Ok(None) | Err(Error::Full) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

// The parent.

struct Stage {
    folder: tempfile::TempDir,
    relay: Server,
}

/// A worker's store and the contact it is paired with.
struct Pair {
    worker: PathBuf,
    contact_folder: PathBuf,
    contact: (Wayhome, Vault),
}

fn set_the_stage() -> Stage {
    let folder = wayhome_tests::template::folder();
    let mut relay = wayhome_relay::Config { data: folder.path().join("relay"), ..Default::default() };
    relay.listen.set_port(0);
    // The contact's mailbox must take all that a chapter sends.
    relay.limits.mailbox_cells = 65_536;
    let relay = Server::start(relay).unwrap();
    Stage { folder, relay }
}

fn make_pair(stage: &Stage, chapter: u32) -> Pair {
    let worker = stage.folder.path().join(format!("worker-{chapter}"));
    let contact_folder = stage.folder.path().join(format!("contact-{chapter}"));
    let (app, vault) = create(&worker, &stage.relay.address, "Asha");
    let contact = create(&contact_folder, &stage.relay.address, "Ben");
    let invite = vault.invite().unwrap().to_text();
    let answer = contact.1.accept(&invite, "Asha").unwrap().answer.to_text();
    vault.confirm(&answer, "Ben", Sharing::Always).unwrap();
    contact.0.run_once(Budget::now()).unwrap();
    drop(vault);
    app.lock().unwrap();
    Pair { worker, contact_folder, contact }
}

fn create(folder: &Path, relay: &RelayAddress, name: &str) -> (Wayhome, Vault) {
    std::fs::create_dir(folder).unwrap();
    let app = Wayhome::create(config(folder), relay).unwrap();
    let vault = app.create_vault(&pin(), name, "en").unwrap();
    (app, vault)
}

fn parent(kills: u32, seed: u64) -> ExitCode {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let stage = set_the_stage();
    let (mut done, mut acknowledged, mut lost, mut chapter) = (0, 0, 0, 0);
    let mut faults: Vec<String> = Vec::new();
    while done < kills {
        chapter += 1;
        let pair = make_pair(&stage, chapter);
        let mut known: BTreeSet<String> = BTreeSet::new();
        for _ in 0..CHAPTER.min(kills - done) {
            let told = one_life(&pair.worker, rng.random(), &mut rng);
            // A child that was killed before it was ready has not told its whole queue.
            if told.ready {
                lost += missing(&known, &told.held, done, &mut faults);
            }
            acknowledged += told.acknowledged.len();
            known.extend(told.acknowledged);
            done += 1;
            if done.is_multiple_of(50) {
                say(&format!("{done} kills, {acknowledged} acknowledged, {lost} lost"));
            }
        }
        lost += end_of_chapter(&pair, &known, done, &mut faults);
        lost += at_the_contact(&pair, &known, &mut faults);
        let Pair { worker, contact_folder, contact } = pair;
        drop(contact);
        std::fs::remove_dir_all(&worker).unwrap();
        std::fs::remove_dir_all(&contact_folder).unwrap();
    }
    stage.relay.stop().unwrap();
    for fault in &faults {
        say(fault);
    }
    say(&format!("{done} kills, {acknowledged} acknowledged, {lost} lost"));
    if lost == 0 && faults.is_empty() && acknowledged > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Counts what was acknowledged and is not held, and what is held twice.
fn missing(known: &BTreeSet<String>, held: &[String], kill: u32, faults: &mut Vec<String>) -> usize {
    let distinct: BTreeSet<String> = held.iter().cloned().collect();
    if distinct.len() != held.len() {
        faults.push(format!("after {kill} kills a message is held twice"));
    }
    let lost = known.difference(&distinct).count();
    if lost > 0 {
        faults.push(format!("after {kill} kills {lost} acknowledged messages are lost"));
    }
    lost
}

#[derive(Default)]
struct Told {
    held: Vec<String>,
    ready: bool,
    acknowledged: Vec<String>,
}

/// Starts a child, lets it live for a moment and kills it.
fn one_life(worker: &Path, seed: u64, rng: &mut ChaCha20Rng) -> Told {
    let program = std::env::current_exe().unwrap();
    let mut child: Child = Command::new(program)
        .args(["--child", worker.to_str().unwrap(), &seed.to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (ready, is_ready) = mpsc::channel();
    let lines = BufReader::new(child.stdout.take().unwrap());
    let listener = std::thread::spawn(move || {
        let mut told = Told::default();
        for line in lines.lines() {
            let line = line.unwrap();
            match line.split_once(' ') {
                Some(("Q", id)) => told.held.push(id.to_owned()),
                // A line cut short by the kill was never seen whole: it acknowledged nothing.
                Some(("A", id)) if id.len() == 32 => told.acknowledged.push(id.to_owned()),
                _ if line == "R" => {
                    told.ready = true;
                    let _ = ready.send(());
                }
                _ => {}
            }
        }
        told
    });
    // One life in ten ends while the store is being opened.
    if rng.random_bool(0.9) {
        let _ = is_ready.recv_timeout(Duration::from_secs(60));
    }
    std::thread::sleep(Duration::from_micros(rng.random_range(0..120_000)));
    let ended_by_itself = child.try_wait().unwrap().is_some();
    child.kill().unwrap();
    child.wait().unwrap();
    if ended_by_itself {
        let mut words = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut words).unwrap();
        panic!("the child ended by itself: {words}");
    }
    listener.join().unwrap()
}

/// Opens the store for good: everything is there, and everything leaves.
fn end_of_chapter(pair: &Pair, known: &BTreeSet<String>, kill: u32, faults: &mut Vec<String>) -> usize {
    let app = Wayhome::open(config(&pair.worker)).unwrap();
    let vault = app.unlock(&pin()).unwrap();
    let held: Vec<String> = vault.queue().unwrap().iter().map(|item| item.id.to_hex()).collect();
    let lost = missing(known, &held, kill, faults);
    for _ in 0..200 {
        let report = app.run_once(Budget::now()).unwrap();
        if report.unsent == 0 && report.sent == 0 {
            break;
        }
    }
    lost
}

/// Everything acknowledged has reached the contact, and was told once.
fn at_the_contact(pair: &Pair, promised: &BTreeSet<String>, faults: &mut Vec<String>) -> usize {
    let (app, vault) = &pair.contact;
    for _ in 0..20 {
        let report = app.run_once(Budget { requests: 4_000, time_ms: 120_000, at_once: true }).unwrap();
        if report.received == 0 {
            break;
        }
    }
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    while let Some(event) = vault.next_event().unwrap() {
        if let EventKind::CheckInReceived { message, .. } | EventKind::SosReceived { message, .. } =
            event.kind
        {
            *told.entry(message.to_hex()).or_default() += 1;
        }
        vault.event_handled(event.number).unwrap();
    }
    if let Some((id, times)) = told.iter().find(|(_, times)| **times > 1) {
        faults.push(format!("the contact was told {times} times of {id}"));
    }
    let lost = promised.iter().filter(|id| !told.contains_key(*id)).count();
    if lost > 0 {
        faults.push(format!("{lost} acknowledged messages did not reach the contact"));
    }
    lost
}
