//! Whether somebody on the line can tell a check-in, an SOS and an all clear apart, or any of them from cover, by real
//! packets: a real phone's library, a real relay, the loopback between them.
//!
//!     packets --pairs 60 [--seed 1]
//!
//! Each pair makes every kind once, in an order drawn by chance, after some random use; receipts come in between. What is
//! compared is how many requests a run makes, and the bytes of each request and of its answer; how the system cut them into
//! packets (it depends on when the other side reads) is printed beside it. Needs the right to open a packet socket: without it
//! the program ends with 3.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test program that meets the unexpected should stop there, and say so"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;
use wayhome::{
    Budget, CheckInDraft, CheckInState, Config, HttpTransport, KdfCost, Pin, RelayAddress, SecurityLevel,
    Sharing, SosDraft, StoreSize, Vault, Wayhome,
};
use wayhome_relay::Server;
use wayhome_tests::clock::{MINUTE, PhoneClock, WorldClock};
use wayhome_tests::line::{Line, Packet};
use wayhome_vault::testing::MemoryDeviceKey;

/// What the program ends with when it may not listen.
const MAY_NOT_LISTEN: u8 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    CheckIn,
    Sos,
    AllClear,
    LockedCheckIn,
    LockedSos,
    Cover,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::CheckIn, Self::Sos, Self::AllClear, Self::LockedCheckIn, Self::LockedSos, Self::Cover];
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody may be listening any more; the exit status says the rest.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

struct Phone {
    app: Wayhome,
    vault: Vault,
    clock: Arc<WorldClock>,
    _folder: tempfile::TempDir,
}

impl Phone {
    fn new(relay: &RelayAddress, clock: &Arc<WorldClock>, name: &str, seed: u8) -> Self {
        let folder = wayhome_tests::template::folder();
        let device = MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, u64::from(seed));
        let config =
            Config::new(folder.path().join("data"), Arc::new(device), Arc::new(HttpTransport::new()))
                .with_clock(Arc::new(PhoneClock::new(Arc::clone(clock))))
                .with_size(StoreSize::Small)
                .with_kdf_cost(KdfCost::TestOnly);
        let pin = Pin::parse("482913", SecurityLevel::TrustedEnvironment).unwrap();
        let app = Wayhome::create(config, relay).unwrap();
        let vault = app.create_vault(&pin, name, "en").unwrap();
        Self { app, vault, clock: Arc::clone(clock), _folder: folder }
    }

    /// Runs when it wants to, until nothing waits; at least once.
    fn settle(&self) {
        for _ in 0..40 {
            self.clock.advance_to(self.app.next_wakeup().unwrap().as_millis());
            if self.app.run_once(Budget::scheduled()).unwrap().unsent == 0 {
                return;
            }
        }
        panic!("the queue does not get empty");
    }

    fn make(&self, kind: Kind, note: &str) {
        let note = Some(note.to_owned());
        let vault = &self.vault;
        let check_in = || CheckInDraft { note: note.clone(), ..CheckInDraft::new(CheckInState::Ok) };
        let sos = || SosDraft { note: note.clone(), ..SosDraft::default() };
        let made = match kind {
            Kind::CheckIn => vault.check_in(&check_in()),
            Kind::Sos => vault.raise_sos(&sos()),
            Kind::LockedCheckIn => self.app.locked_check_in(&check_in()),
            Kind::LockedSos => self.app.locked_sos(&sos()),
            Kind::AllClear => vault.all_clear(vault.open_sos().unwrap()[0]),
            Kind::Cover => return,
        };
        made.unwrap();
    }
}

/// Every packet until now: the system shows some of them a little later than it delivers them.
fn all_of(line: &mut Line) -> Vec<Packet> {
    let mut packets = line.packets().unwrap();
    loop {
        std::thread::sleep(std::time::Duration::from_millis(20));
        let more = line.packets().unwrap();
        if more.is_empty() {
            return packets;
        }
        packets.extend(more);
    }
}

/// The bytes of a run in each direction. Two processors may show packets of one run in another order than they went.
fn sums(run: &[Packet]) -> (usize, usize) {
    run.iter().fold((0, 0), |(up, down), packet| match packet {
        Packet::Up(bytes) => (up + bytes, down),
        Packet::Down(bytes) => (up, down + bytes),
    })
}

/// What passed while a phone did one thing: all packets, run by run.
fn watch(phone: &Phone, line: &mut Line, kind: Kind, note: &str) -> Vec<Vec<Packet>> {
    // All of them begin at a tick, so that none differs by what else was due.
    phone.clock.advance_to(phone.app.next_wakeup().unwrap().as_millis());
    let _ = all_of(line);
    phone.make(kind, note);
    let mut runs = Vec::new();
    for _ in 0..10 {
        let report = phone.app.run_once(Budget::scheduled()).unwrap();
        assert_eq!(report.failure, None);
        runs.push(all_of(line));
        if report.unsent == 0 {
            break;
        }
        phone.clock.advance_to(report.next.as_millis());
    }
    runs
}

/// What was seen of each kind, and how often.
type Tally<T> = BTreeMap<Kind, BTreeMap<T, u32>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<u64>().ok()
    };
    let Some(pairs) = value("--pairs") else {
        say("usage: packets --pairs N [--seed S]");
        return ExitCode::from(2);
    };
    let folder = wayhome_tests::template::folder();
    let mut relay = wayhome_relay::Config { data: folder.path().join("relay"), ..Default::default() };
    relay.listen.set_port(0);
    relay.limits.mailbox_cells = 65_536;
    let relay = Server::start(relay).unwrap();
    let port = relay.address.url().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    let mut line = match Line::listen(port) {
        Ok(line) => line,
        Err(error) => {
            say(&format!("cannot listen to the loopback: {error}"));
            return ExitCode::from(MAY_NOT_LISTEN);
        }
    };
    let clock = Arc::new(WorldClock::default());
    let worker = Phone::new(&relay.address, &clock, "Asha", 1);
    let contact = Phone::new(&relay.address, &clock, "Ben", 2);
    let invite = worker.vault.invite().unwrap().to_text();
    let answer = contact.vault.accept(&invite, "Asha").unwrap().answer.to_text();
    worker.vault.confirm(&answer, "Ben", Sharing::Always).unwrap();
    // Until neither side has anything to send to the other.
    let rest = || {
        for _ in 0..20 {
            let received = contact.app.run_once(Budget::now()).unwrap().received;
            worker.settle();
            clock.advance_to(worker.app.next_wakeup().unwrap().as_millis());
            worker.app.run_once(Budget::scheduled()).unwrap();
            if received == 0 {
                return;
            }
        }
        panic!("they never come to rest");
    };
    rest();
    let mut rng = ChaCha20Rng::seed_from_u64(value("--seed").unwrap_or(1));
    let (mut seen, mut cuts) = (Tally::<Vec<(usize, usize)>>::new(), Tally::<Vec<Packet>>::new());
    for pair in 0..pairs {
        worker.make(Kind::Sos, "one that stands");
        rest();
        for number in 0..rng.random_range(0..3) {
            worker.make(Kind::CheckIn, &format!("earlier {number}"));
            clock.advance(rng.random_range(1..50) * MINUTE);
        }
        rest();
        let mut kinds = Kind::ALL;
        kinds.shuffle(&mut rng);
        for kind in kinds {
            let runs = watch(&worker, &mut line, kind, &"x".repeat(rng.random_range(0..40)));
            *seen.entry(kind).or_default().entry(runs.iter().map(|run| sums(run)).collect()).or_default() +=
                1;
            *cuts.entry(kind).or_default().entry(runs[0].clone()).or_default() += 1;
            rest();
        }
        while let Some(open) = worker.vault.open_sos().unwrap().first() {
            worker.vault.all_clear(*open).unwrap();
        }
        rest();
        if (pair + 1) % 100 == 0 {
            say(&format!("{} pairs", pair + 1));
        }
    }
    drop((worker, contact));
    relay.stop().unwrap();
    verdict(pairs, &seen, &cuts)
}

fn verdict(pairs: u64, seen: &Tally<Vec<(usize, usize)>>, cuts: &Tally<Vec<Packet>>) -> ExitCode {
    for kind in Kind::ALL {
        for (runs, times) in &seen[&kind] {
            say(&format!("{kind:?}, {times} times: {runs:?}"));
        }
        let mut ways: Vec<_> = cuts[&kind].iter().collect();
        ways.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
        for (packets, times) in ways.iter().take(3) {
            say(&format!("    cut so in its first run {times} times: {packets:?}"));
        }
    }
    let runs: BTreeSet<&Vec<(usize, usize)>> = seen.values().flat_map(BTreeMap::keys).collect();
    let alike = runs.len() == 1 && runs.iter().all(|runs| runs.len() == 1);
    let one = runs.first().and_then(|runs| runs.first()).copied().unwrap_or_default();
    say(&format!(
        "{pairs} pairs: whatever is sent, one request of {} bytes and an answer of {}: {alike}",
        one.0, one.1
    ));
    if alike { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
