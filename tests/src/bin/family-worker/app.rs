//! A worker who uses the library itself, as an app does: the same orders as the phone made of protocol calls, through
//! the real store, engine and relay, so that the page is held against what phones really send.

use std::sync::Arc;

use wayhome::{
    Budget, CheckInDraft, CheckInState, Clock, Config, ContactStatus, DeliveryState, DossierField,
    HttpTransport, KdfCost, Pin, PlanDraft, RelayAddress, SecurityLevel, Sharing, SosDraft, StoreSize, Vault,
    Wayhome,
};
use wayhome_protocol::ids::EventId;
use wayhome_protocol::message::ReplyKind;
use wayhome_protocol::place::Place;
use wayhome_protocol::time::Timestamp;
use wayhome_relay::SetClock as _;
use wayhome_vault::testing::MemoryDeviceKey;

use crate::server::MovedClock;

/// The phone's clock is the relay's.
struct SameClock(Arc<MovedClock>);

impl Clock for SameClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}

/// A person with the library.
pub(crate) struct App {
    app: Wayhome,
    vault: Vault,
    clock: Arc<MovedClock>,
    pub(crate) link: String,
    _folder: tempfile::TempDir,
}

impl App {
    pub(crate) fn make(name: &str, language: &str, relay: &RelayAddress, clock: Arc<MovedClock>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let device = MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 7);
        let config =
            Config::new(folder.path().join("data"), Arc::new(device), Arc::new(HttpTransport::new()))
                .with_clock(Arc::new(SameClock(Arc::clone(&clock))))
                .with_size(StoreSize::Small)
                .with_kdf_cost(KdfCost::TestOnly);
        let app = Wayhome::create(config, relay).unwrap();
        let pin = Pin::parse("246813", SecurityLevel::TrustedEnvironment).unwrap();
        let vault = app.create_vault(&pin, name, language).unwrap();
        let link = vault.family_link("Family", language, Sharing::OnRelease).unwrap().text;
        let person = Self { app, vault, clock, link, _folder: folder };
        person.run();
        person
    }

    /// What an app does when it has a network: several short runs.
    pub(crate) fn run(&self) {
        for _ in 0..6 {
            self.app.run_once(Budget::now()).unwrap();
        }
    }

    fn here(&self) -> Place {
        Place::from_degrees(25.2017, 55.2640, Some(14.0), self.clock.now()).unwrap()
    }

    pub(crate) fn obey(&self, order: &str, rest: &[&str]) -> Option<String> {
        let words = rest.join(" ");
        let answer = match order {
            "check-in" => {
                self.vault.note_places(&[self.here()]).unwrap();
                let draft = CheckInDraft::new(CheckInState::Ok).with_note(words).with_place(self.here());
                self.vault.check_in(&draft).unwrap().to_hex()
            }
            "sos" => {
                self.vault.raise_sos(&SosDraft { note: Some(words), ..SosDraft::default() }).unwrap().to_hex()
            }
            "locked-sos" => {
                self.app.locked_sos(&SosDraft { note: Some(words), ..SosDraft::default() }).unwrap().to_hex()
            }
            "all-clear" => self.vault.all_clear(EventId::from_hex(&words)?).unwrap().to_hex(),
            "dossier" => {
                self.vault.set_dossier_field(DossierField::EMPLOYER, "Sunrise Homes LLC").unwrap();
                self.vault.add_attachment("contract.txt", "text/plain", &[b'x'; 100_000]).unwrap();
                self.vault.seal_dossier().unwrap();
                String::new()
            }
            "arm" => {
                self.vault.postpone_drill().unwrap();
                self.vault.arm(&PlanDraft::daily()).unwrap();
                String::new()
            }
            "run" => String::new(),
            "status" => return Some(self.status()),
            _ => return None,
        };
        self.run();
        Some(answer)
    }

    /// The contact's state, how far the newest message has come, and what was replied.
    fn status(&self) -> String {
        self.run();
        let contact = self.vault.contacts().unwrap();
        let contact = match contact.first().map(|contact| contact.status) {
            Some(ContactStatus::Invited) => "invited",
            Some(ContactStatus::Confirmed) => "confirmed",
            _ => "gone",
        };
        let queue = self.vault.queue().unwrap();
        let state = match queue.iter().max_by_key(|item| item.counter).map(|item| item.state) {
            Some(DeliveryState::Saved) => "saved",
            Some(DeliveryState::AtRelay) => "at relay",
            Some(DeliveryState::Fetched) => "fetched",
            Some(DeliveryState::Opened) => "opened",
            None => "nothing",
        };
        let replies = self.vault.replies().unwrap();
        let replies = replies.iter().map(|reply| match &reply.kind {
            ReplyKind::Seen => "seen".to_owned(),
            ReplyKind::OnIt => "on it".to_owned(),
            ReplyKind::Text(text) => format!("text: {text}"),
        });
        let all: Vec<String> = [contact.to_owned(), state.to_owned()].into_iter().chain(replies).collect();
        all.join(", ")
    }
}
