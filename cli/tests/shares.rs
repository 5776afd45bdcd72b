//! A dossier that two of three contacts open together, through the command line from the first word to the last.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod common;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use common::{PIN, Relay, Store, pair};

const HOUR: u64 = 3_600_000;

/// A clock in a file, by which all the programs of a story go.
struct Clock {
    path: PathBuf,
    shown: u64,
}

#[allow(clippy::disallowed_methods, reason = "the clock of a story begins at the machine's")]
#[expect(clippy::disallowed_methods, reason = "the clock of the story begins at the machine's")]
fn machine() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    u64::try_from(now.as_millis()).unwrap()
}

impl Clock {
    fn new(folder: &Path) -> Self {
        let clock = Self { path: folder.join("clock"), shown: machine() };
        clock.write(1, clock.shown);
        clock
    }

    fn write(&self, rate: u64, until: u64) {
        let beside = self.path.with_extension("new");
        std::fs::write(&beside, format!("{} {} {rate} {until}\n", machine(), self.shown)).unwrap();
        std::fs::rename(beside, &self.path).unwrap();
    }

    /// So many hours pass, and then time stands nearly still again.
    fn pass(&mut self, hours: u64) {
        // What has passed at its own pace meanwhile is less than the hours themselves.
        self.shown += 10 * 60_000;
        self.write(20_000, self.shown + hours * HOUR);
        std::thread::sleep(Duration::from_millis(hours * HOUR / 20_000 + 500));
        self.shown += hours * HOUR;
    }
}

#[test]
fn two_of_three_contacts_open_a_released_dossier_and_one_alone_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut clock = Clock::new(folder.path());
    let relay = Relay::start_by(&clock.path, &folder.path().join("relay"));
    let made = |name: &str| Store::made_by(&clock.path, folder.path(), name, &relay.address);
    let (asha, contacts) = (made("Asha"), ["Ben", "Chandra", "Devi"].map(made));
    for (contact, name) in contacts.iter().zip(["Ben", "Chandra", "Devi"]) {
        pair(&asha, contact, "Asha", name, "never");
    }
    asha.run(["worker", "dossier", "set", "employer", "Sunrise Homes"]).ok();
    let paper = folder.path().join("contract.pdf");
    std::fs::write(&paper, vec![7_u8; 70_000]).unwrap();
    asha.run(["worker", "dossier", "attach", paper.to_str().unwrap()]).ok();
    asha.run(["worker", "dossier", "share", "2"]).ok();
    asha.run(["worker", "dossier", "upload"]).ok();
    asha.run(["worker", "drill", "postpone"]).ok();
    asha.run(["worker", "plan", "arm", "journey"]).ok();
    asha.run(["sync"]).ok();
    for contact in &contacts {
        contact.run(["sync"]).ok();
        contact.run(["contact", "dossier", "open", "Asha"]).fails(7, "not-found");
    }
    // Six hours and two of grace, and twelve to the last step.
    clock.pass(22);
    let [ben, chandra, _] = &contacts;
    let there = |store: &Store| {
        store.run(["sync"]).ok();
        let status = store.run(["contact", "dossier", "status"]).ok();
        status.get("dossiers").get(0).cloned()
    };
    let released = |store: &Store| {
        let found = (0..40).find_map(|_| {
            let found = there(store).filter(|one| one["shares_needed"] == 2);
            if found.is_none() {
                std::thread::sleep(Duration::from_millis(250));
            }
            found
        });
        found.expect("the last step gives the dossier")
    };
    assert_eq!(released(ben)["shares_here"], 1);
    released(chandra);
    ben.run(["contact", "dossier", "open", "Asha"]).fails(7, "not-yet");
    let sheet = ben.run(["contact", "case-sheet", "Asha"]).ok();
    let why = sheet.text("case_sheet", "/dossier_not_open");
    assert_eq!(why, "waiting for shares: 1 of 2 are here; yours is not given yet");
    ben.run(["contact", "dossier", "give-share", "Asha"]).ok();
    ben.run(["sync"]).ok();
    ben.run(["contact", "dossier", "open", "Asha"]).fails(7, "not-yet");

    chandra.run(["contact", "dossier", "give-share", "Asha"]).ok();
    let out = folder.path().join("asha-papers");
    for store in [ben, chandra] {
        let here = (0..40).any(|_| there(store).is_some_and(|one| one["shares_here"] == 2));
        assert!(here, "the other's share came");
        let opened = store.run(["contact", "dossier", "open", "Asha"]).ok();
        assert_eq!(opened.text("dossier", "/fields/0/text"), "Sunrise Homes");
    }
    let arguments = ["contact", "dossier", "open", "Asha", "--out", out.to_str().unwrap()];
    ben.run_with(&format!("{PIN}\n"), arguments).ok();
    assert_eq!(std::fs::read(out.join("01-contract.pdf")).unwrap(), vec![7_u8; 70_000]);
    let sheet = ben.run(["contact", "case-sheet", "Asha"]).ok();
    assert_eq!(sheet.text("case_sheet", "/dossier/fields/0/text"), "Sunrise Homes");
}
