//! What becomes of a family link and a dossier when something is wrong with the browser, a share or a chunk.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

use wayhome::{
    Budget, Config, ContactStatus, Error, HttpTransport, KdfCost, Pin, PlanDraft, ReleasedState, Seconds,
    SecurityLevel, Sharing, StoreSize, Wayhome,
};
use wayhome_protocol::dossier_request::{
    DossierPutAnswer, DossierPutOutcome, DossierPutRequest, SealedChunk,
};
use wayhome_protocol::group::{Ring, Row};
use wayhome_protocol::keys::{MeetingSecret, RelayPart, SendCapability};
use wayhome_protocol::meeting::GivenShare;
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::shares::Share;
use wayhome_protocol::sync_request::{RowStatus, TimerStatus};
use wayhome_protocol::timer::TimerCommand;
use wayhome_relay::Server;
use wayhome_tests::outsider::Outsider;
use wayhome_tests::relay::RelayHost;
use wayhome_tests::world::captor::Captor;
use wayhome_tests::world::household::{EMPLOYER, Household, photo};
use wayhome_tests::world::page::{FamilyPage, Shown};
use wayhome_tests::{HOUR, MINUTE};
use wayhome_vault::testing::MemoryDeviceKey;

const DAY: u64 = 24 * HOUR;

/// Everything a page shows of an escalation.
fn gist(
    relay: &RelayHost,
    page: &FamilyPage,
    shown: &Shown,
) -> (Vec<u8>, Vec<String>, usize, Option<String>) {
    let words = shown.steps.iter().map(|step| step.words.clone()).collect();
    let dossier = page.dossier(relay, shown).map(|(content, _)| content.fields[0].1.clone());
    (shown.told(false), words, shown.places.len(), dossier)
}

#[test]
fn two_browsers_and_one_whose_storage_was_cleared_show_the_same_alarm_by_the_same_link() {
    let draft = PlanDraft::transit();
    let mut household = Household::with_dossier(1_101, &draft, 1);
    household.gone();
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    let relay = household.world.relay.clone();
    let now = household.world.clock.now();
    let shown = household.look();
    let first = gist(&relay, &household.page, &shown);
    assert_eq!((first.0.clone(), first.1.len(), first.3.clone()), (vec![2, 3], 2, Some(EMPLOYER.to_owned())));
    assert!(first.2 > 0);
    let mut second = FamilyPage::open(&relay, &household.link, 77, now);
    let shown = second.look(&relay, now);
    assert_eq!(gist(&relay, &second, &shown), first, "a second browser on the same link");
    // A month later a browser that kept nothing opens the printed link.
    household.world.clock.advance(30 * DAY);
    household.world.relay.tick();
    let mut cleared = FamilyPage::again(&household.link, 78);
    let shown = cleared.look(&relay, household.world.clock.now());
    assert_eq!(gist(&relay, &cleared, &shown), first, "storage cleared, a month later");
}

#[test]
fn two_browsers_on_one_link_hold_a_step_with_one_voice() {
    let draft = PlanDraft::daily();
    let mut household = Household::armed(1_102, &draft);
    household.gone();
    household.run_to(household.step_at(&draft, 1) + MINUTE);
    let relay = household.world.relay.clone();
    let shown = household.look();
    let timer = shown.timer();
    let mut other = FamilyPage::again(&household.link, 79);
    let hold = |page: &mut FamilyPage, hours| page.hold(&relay, timer, 2, Seconds::from_hours(hours)).timer;
    assert_eq!(hold(&mut household.page, 13), TimerStatus::Accepted);
    // The other browser's counter is behind: what looks like a repetition does nothing, and its next try counts.
    assert_eq!(hold(&mut other, 14), TimerStatus::OldCounter);
    assert_eq!(hold(&mut other, 14), TimerStatus::Accepted);
    let shown = household.look();
    let (mine, held) = (shown.plans[0].index, shown.held());
    assert_eq!(held, [(mine, 2), (mine, 2)], "both are Mother's");
}

#[test]
fn a_mail_scanner_that_gets_the_link_and_all_it_names_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let environment = |name: &str| match name {
        "WAYHOME_RELAY_LISTEN" => Some("127.0.0.1:0".to_owned()),
        "WAYHOME_RELAY_DATA" => Some(folder.path().join("data").display().to_string()),
        _ => None,
    };
    let server = Server::start(wayhome_relay::Config::load(None, environment).unwrap()).unwrap();
    let device = MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 5);
    let config = Config::new(folder.path().join("phone"), Arc::new(device), Arc::new(HttpTransport::new()))
        .with_size(StoreSize::Small)
        .with_kdf_cost(KdfCost::TestOnly);
    let app = Wayhome::create(config, &server.address).unwrap();
    let pin = Pin::parse("482913", SecurityLevel::TrustedEnvironment).unwrap();
    let vault = app.create_vault(&pin, "Asha", "ne").unwrap();
    let invite = vault.family_link("Mother", "ne", Sharing::Always).unwrap();
    assert!(app.run_once(Budget::now()).unwrap().failure.is_none());
    let before = contents(folder.path());
    assert!(before.iter().any(|(_, rows)| *rows > 0), "{before:?}");

    let (address, code) = invite.text.split_once('#').unwrap();
    let (_, path) = address.split_at(address.find("/family").unwrap());
    let page = get(server.port, "GET", path);
    assert!(page.starts_with("HTTP/1.1 200"), "{}", page.lines().next().unwrap());
    get(server.port, "HEAD", path);
    // Some scanners send what stands behind the # too, and follow whatever looks like an address.
    get(server.port, "GET", &format!("{path}?{code}"));
    let mut named = 0;
    for name in page.split(['"', '\'']).filter(|text| !text.contains([' ', '<', ':']) && text.contains('.')) {
        named += usize::from(get(server.port, "GET", &format!("{path}{name}")).starts_with("HTTP/1.1 200"));
    }
    assert!(named > 2, "the page names its files");
    for door in ["v1/register", "v1/sync", "v1/fetch", "v1/plan", "v1/route"] {
        assert!(!get(server.port, "GET", &format!("/{door}")).starts_with("HTTP/1.1 200"));
    }
    assert_eq!(contents(folder.path()), before, "the relay holds what it held");
    assert!(app.run_once(Budget::now()).unwrap().failure.is_none());
    assert_eq!(vault.contacts().unwrap()[0].status, ContactStatus::Invited);
    server.stop().unwrap();
}

/// One request; the whole answer.
fn get(port: u16, method: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!("{method} {path} HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// How many rows each table of the relay's database has.
fn contents(folder: &std::path::Path) -> Vec<(String, i64)> {
    let data = std::fs::read_dir(folder.join("data")).unwrap();
    let paths = data.map(|entry| entry.unwrap().path());
    let path = paths.filter(|path| path.extension().is_some_and(|ending| ending == "sqlite")).last().unwrap();
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let database = rusqlite::Connection::open_with_flags(path, flags).unwrap();
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    let names: Vec<String> = database
        .prepare(names)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let count = |name: String| {
        let rows = database.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0));
        (name, rows.unwrap())
    };
    names.into_iter().map(count).collect()
}

#[test]
fn chunks_that_a_captor_sends_again_or_changed_spoil_no_dossier_that_is_all_there() {
    let draft = PlanDraft::transit();
    let mut household = Household::new(1_103);
    let captor = Arc::new(Captor::default());
    household.world.relay.set_witness(captor.clone());
    household.seal(1);
    household.arm(&draft);
    household.gone();
    let puts: Vec<_> = captor
        .recorded()
        .into_iter()
        .filter(|(path, _)| path == "/v1/dossier/put")
        .map(|(_, body)| body)
        .collect();
    assert!(puts.len() >= 2);
    let relay = household.world.relay.clone();
    for body in &puts {
        let mut request = DossierPutRequest::decode(body).unwrap();
        let mut bytes = request.chunk.as_bytes().to_vec();
        bytes[1_000] ^= 1;
        request.chunk = SealedChunk::from_bytes(bytes).unwrap();
        let answer = relay.handle("/v1/dossier/put", &request.encode()).unwrap();
        assert_eq!(DossierPutAnswer::decode(&answer).unwrap().outcome, DossierPutOutcome::Invalid);
        let mut stolen = DossierPutRequest::decode(body).unwrap();
        stolen.reading.receive_id = wayhome_protocol::ids::ReceiveId::from_bytes([9; 16]);
        let answer = relay.handle("/v1/dossier/put", &stolen.encode()).unwrap();
        assert_ne!(DossierPutAnswer::decode(&answer).unwrap().outcome, DossierPutOutcome::Done);
    }
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    let (ben, worker) = (household.family.ben, household.family.with_ben.worker_id);
    household.events(ben);
    household.rest();
    assert_eq!(household.world[ben].vault().dossiers().unwrap()[0].state, ReleasedState::Downloaded);
    assert_eq!(household.world[ben].vault().dossier_attachment(worker, 0).unwrap(), photo(70_000));
    let shown = household.look();
    assert_eq!(household.page.dossier(&relay, &shown).unwrap().1, [photo(70_000)]);
}

/// Gives a share to the others through the meeting mailbox, as any share-holder can.
fn give(relay: &RelayHost, meeting: &MeetingSecret, given: &GivenShare, household: &Household) -> RowStatus {
    let mut holder = Outsider::new(91);
    let cell = given.seal(meeting, household.world.clock.now(), holder.chance());
    let capability = meeting.derive_send_capability();
    let mut host = Outsider::reading_as(
        meeting.receive_id(),
        meeting.derive_receive_capability(),
        rand_chacha::rand_core::SeedableRng::seed_from_u64(92),
    );
    host.register(
        relay,
        vec![RegisterEntry::OpenMailbox { id: meeting.send_id(), capability: capability.hash() }],
    );
    let relay_part = RelayPart::make_random(holder.chance());
    let capability = SendCapability::from_bytes(*capability.expose());
    let row = Row { send_id: meeting.send_id(), capability, ring: Ring::None, relay_part, cell };
    holder.sync(relay, vec![row], TimerCommand::noop(), Vec::new()).rows[0]
}

#[test]
fn a_wrong_share_opens_nothing_is_said_to_be_wrong_and_spoils_nothing_once_enough_are_right() {
    let draft = PlanDraft::transit();
    let mut household = Household::with_dossier(1_104, &draft, 2);
    let (ben, chandra) = (household.family.ben, household.family.chandra);
    let (bens, chandras) = (household.family.with_ben.worker_id, household.family.with_chandra.worker_id);
    household.gone();
    household.run_to(household.step_at(&draft, 3) + MINUTE);
    household.events(ben);
    household.events(chandra);
    let relay = household.world.relay.clone();
    let shown = household.look();
    assert!(household.page.dossier(&relay, &shown).is_none(), "one share is not enough");
    let access = shown.steps.iter().find_map(|step| step.access.clone()).unwrap();
    assert_eq!((access.needed, access.holders), (2, 3));
    // Whoever has Mother's link gives a share that was never dealt, under Mother's number and under a new one.
    let meeting = access.meeting.as_ref().unwrap();
    for number in [access.share.number(), 200] {
        let mut bytes = [0x5a; 33];
        bytes[0] = number;
        let share = Share::from_bytes(bytes);
        let given = GivenShare { dossier: access.dossier, generation: access.generation, share };
        assert_eq!(give(&relay, meeting, &given, &household), RowStatus::Stored);
    }
    household.rest();
    household.events(ben);
    let dossier = household.world[ben].vault().dossiers().unwrap().remove(0);
    assert_eq!(dossier.state, ReleasedState::WrongShares, "{dossier:?}");
    assert!(matches!(household.world[ben].vault().open_dossier(bens), Err(Error::NotYet { .. })));
    household.world[chandra].vault().give_share(chandras).unwrap();
    household.world.sync(chandra);
    household.world.run_for(3 * HOUR);
    let opened = household.world[ben].vault().open_dossier(bens).unwrap();
    assert_eq!(opened.fields[0].1, EMPLOYER);
}
