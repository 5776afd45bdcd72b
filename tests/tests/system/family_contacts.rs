//! Contacts without the app: what is meant for them waits, their browsers are heard on a chain each, and the link stays
//! the way back in.

use wayhome::{ContactStatus, DeliveryState, Error, EventKind, FamilyInvite, ReplyKind, Sharing};
use wayhome_protocol::message::{Message, ReceiptState};
use wayhome_tests::browser::{Browser, Read};
use wayhome_tests::{HOUR, Who, World, people};

struct Page {
    world: World,
    asha: Who,
    invite: FamilyInvite,
}

fn page(seed: u64) -> Page {
    let mut world = World::new(seed);
    let asha = world.add(people::asha());
    let invite = world[asha].vault().family_link("Mother", "ne", Sharing::Always).unwrap();
    world.sync(asha);
    Page { world, asha, invite }
}

impl Page {
    fn open(&self, seed: u64) -> Browser {
        Browser::open(&self.world.relay, &self.invite.text, seed, self.world.clock.now())
    }

    fn read(&self, browser: &mut Browser) -> Vec<Read> {
        browser.read(&self.world.relay, self.world.clock.now())
    }

    /// What a browser reads, by the notes of check-ins and SOS.
    fn notes(&self, browser: &mut Browser) -> Vec<String> {
        let note = |read: Read| match read.envelope.message {
            Message::CheckIn { note, .. } | Message::Sos { note, .. } => note,
            _ => None,
        };
        self.read(browser).into_iter().filter_map(note).collect()
    }

    fn reply(&self, browser: &mut Browser, text: &str) {
        let reply = ReplyKind::Text(text.to_owned());
        browser.reply(&self.world.relay, self.world.clock.now(), reply, None);
    }

    fn status(&self) -> ContactStatus {
        self.world[self.asha].vault().contacts().unwrap()[0].status
    }

    fn texts(&self) -> Vec<String> {
        let text = |reply: wayhome::ReceivedReply| match reply.kind {
            ReplyKind::Text(text) => Some(text),
            _ => None,
        };
        self.world[self.asha].vault().replies().unwrap().into_iter().filter_map(text).collect()
    }
}

#[test]
fn a_contact_is_invited_until_their_browser_says_hello() {
    let mut page = page(401);
    assert!(page.invite.text.starts_with("http://relay.invalid/family/#WF1"));
    assert_eq!(page.status(), ContactStatus::Invited);
    let early = page.world[page.asha].vault().check_in(&note("before anyone looked")).unwrap();
    page.world.run_for(HOUR);
    page.world.settle();
    assert_eq!(page.status(), ContactStatus::Invited);
    let waits = page.world[page.asha].vault().queue().unwrap();
    let item = waits.iter().find(|item| item.id == early).unwrap();
    assert!(item.deliveries[0].waiting_at_relay && item.state == DeliveryState::Saved);

    let mut browser = page.open(1);
    page.world.run_for(2 * HOUR);
    assert_eq!(page.status(), ContactStatus::Confirmed);
    let confirmed = |kind: &EventKind| matches!(kind, EventKind::ContactConfirmed { contact } if *contact == page.invite.contact);
    let asha = page.asha;
    let events = page.world.take_events(asha);
    assert_eq!(events.iter().filter(|kind| confirmed(kind)).count(), 1);
    // What was said before is there, once the relay knows the mailbox.
    assert_eq!(page.notes(&mut browser), ["before anyone looked"]);
    let greeted = page
        .read(&mut browser)
        .iter()
        .any(|read| matches!(&read.envelope.message, Message::Hello { name, .. } if name == "Asha"));
    assert!(greeted);
}

fn note(text: &str) -> wayhome::CheckInDraft {
    wayhome::CheckInDraft::new(wayhome::CheckInState::Ok).with_note(text)
}

#[test]
fn receipts_and_replies_of_a_browser_are_those_of_any_contact() {
    let mut page = page(402);
    let mut browser = page.open(1);
    page.world.settle();
    let sos = page.world.sos(page.asha, "help");
    let locked = page.world.locked_sos(page.asha, "from the locked screen").unwrap();
    page.world.settle();
    let now = page.world.clock.now();
    for read in page.read(&mut browser) {
        browser.receipt(&page.world.relay, now, &read, ReceiptState::Fetched);
        browser.receipt(&page.world.relay, now, &read, ReceiptState::Opened);
    }
    browser.reply(&page.world.relay, now, ReplyKind::OnIt, Some(sos));
    page.reply(&mut browser, "Uncle is on his way");
    page.world.run_for(3 * HOUR);
    page.world.settle();
    let queue = page.world[page.asha].vault().queue().unwrap();
    for id in [sos, locked] {
        let item = queue.iter().find(|item| item.id == id).unwrap();
        assert_eq!(item.state, DeliveryState::Opened);
    }
    let replies = page.world[page.asha].vault().replies().unwrap();
    assert_eq!(replies.len(), 2);
    assert!(replies.iter().all(|reply| reply.contact == page.invite.contact));
    assert!(replies.iter().any(|reply| reply.kind == ReplyKind::OnIt && reply.about == Some(sos)));
    assert_eq!(page.texts(), ["Uncle is on his way"]);
}

#[test]
fn two_browsers_on_one_link_are_both_heard_and_both_see_everything() {
    let mut page = page(403);
    let mut first = page.open(1);
    page.world.settle();
    page.world.check_in(page.asha, "one");
    page.world.settle();
    let mut second = page.open(2);
    assert_ne!(first.instance, second.instance);
    page.world.settle();
    page.world.check_in(page.asha, "two");
    page.world.settle();
    assert_eq!(page.notes(&mut first), ["one", "two"]);
    assert_eq!(page.notes(&mut second), ["one", "two"]);
    page.reply(&mut first, "from the kitchen");
    page.reply(&mut second, "from the office");
    page.world.run_for(2 * HOUR);
    let mut texts = page.texts();
    texts.sort();
    assert_eq!(texts, ["from the kitchen", "from the office"]);
    let asha = page.asha;
    let events = page.world.take_events(asha);
    let confirmed = |kind: &&EventKind| matches!(kind, EventKind::ContactConfirmed { .. });
    assert_eq!(events.iter().filter(confirmed).count(), 1, "confirmed once");
}

#[test]
fn a_tenth_browser_that_found_every_chain_taken_is_heard_in_the_end() {
    let mut page = page(404);
    let mut browsers: Vec<Browser> = (1..=10).map(|seed| page.open(seed)).collect();
    let instances: Vec<u8> = browsers.iter().map(|browser| browser.instance.byte()).collect();
    assert_eq!(instances, [0, 1, 2, 3, 4, 5, 6, 7, 7, 7]);
    for (number, browser) in browsers.iter_mut().enumerate() {
        page.reply(browser, &format!("number {number}"));
    }
    // With half an hour between syncs, a worker asks for everything within days.
    page.world.run_for(4 * 24 * HOUR);
    let mut texts = page.texts();
    texts.sort();
    let all: Vec<String> = (0..10).map(|number| format!("number {number}")).collect();
    assert_eq!(texts, all);
}

#[test]
fn a_browser_whose_storage_was_cleared_finds_everything_again_by_the_link() {
    let mut page = page(405);
    let mut browser = page.open(1);
    page.world.settle();
    for number in 0..5 {
        page.world.check_in(page.asha, &format!("{number}"));
        page.world.run_for(HOUR);
    }
    let before = page.notes(&mut browser);
    assert_eq!(before.len(), 5);
    drop(browser);
    page.world.run_for(20 * 24 * HOUR);
    let shown = page.world[page.asha].vault().show_family_link(page.invite.contact).unwrap();
    let mut again = Browser::open(&page.world.relay, &shown.text, 2, page.world.clock.now());
    assert_eq!(page.notes(&mut again), before);
    page.reply(&mut again, "back");
    page.world.run_for(2 * HOUR);
    assert_eq!(page.texts(), ["back"]);
}

#[test]
fn a_mail_scanner_that_opens_the_link_changes_nothing() {
    let mut page = page(406);
    // It reads the page's address; nothing is sent before a person presses the button. Even one that would register
    // and claim says no hello.
    let _scanner = Browser::look(&page.world.relay, &page.invite.text, 66);
    page.world.run_for(3 * HOUR);
    assert_eq!(page.status(), ContactStatus::Invited);
    let mut browser = page.open(1);
    assert_eq!(browser.instance.byte(), 1);
    page.world.run_for(3 * HOUR);
    // One that is claimed and silent holds nobody back: the worker asks for later ones too.
    assert_eq!(page.status(), ContactStatus::Confirmed);
    assert!(page.read(&mut browser).len() == 1);
}

#[test]
fn a_removed_contact_without_the_app_is_told_so_and_gets_nothing_more() {
    let mut page = page(407);
    let mut browser = page.open(1);
    page.world.settle();
    page.world.check_in(page.asha, "before");
    page.world.settle();
    page.world[page.asha].vault().remove_contact(page.invite.contact).unwrap();
    page.world.check_in(page.asha, "after");
    page.world.locked_sos(page.asha, "after").unwrap();
    page.world.run_for(2 * HOUR);
    assert_eq!(page.notes(&mut browser), ["before"]);
    let farewell = |read: &Read| matches!(read.envelope.message, Message::Farewell);
    assert!(page.read(&mut browser).iter().any(farewell));
    let gone = page.world[page.asha].vault().show_family_link(page.invite.contact);
    assert!(matches!(gone, Err(Error::NotFound { .. })));
    assert_eq!(page.status(), ContactStatus::Removed);
    // A browser that never said hello does not come to life again by saying it now.
    browser.hello(&page.world.relay, page.world.clock.now());
    page.world.run_for(2 * HOUR);
    assert_eq!(page.status(), ContactStatus::Removed);
}

#[test]
fn an_invited_contact_survives_restarts_and_a_relay_put_back() {
    let mut page = page(408);
    let backup = page.world.relay.backup();
    let asha = page.asha;
    page.world.person(asha).restart();
    page.world.check_in(asha, "one");
    page.world.run_for(HOUR);
    page.open(1);
    page.world.run_for(HOUR);
    page.world.relay.restore(&backup);
    // The page's own request finds its reader unknown, and registers again.
    let mut browser = Browser::look(&page.world.relay, &page.invite.text, 3);
    page.world.check_in(asha, "two");
    page.world.run_for(3 * HOUR);
    page.world.person(asha).restart();
    let mut notes = page.notes(&mut browser);
    notes.sort();
    assert_eq!(notes, ["one", "two"]);
}

#[test]
fn what_a_family_link_may_not_be_is_refused() {
    let mut world = World::new(409);
    let asha = world.add(people::asha());
    let make = |name: &str, language: &str| {
        world[asha].vault().family_link(name, language, Sharing::Never).map(|_| ())
    };
    assert!(matches!(make("", "ne"), Err(Error::Invalid { field: "name", .. })));
    assert!(matches!(make("Mother", &"x".repeat(17)), Err(Error::Invalid { field: "language", .. })));
    for number in 0..8 {
        make(&format!("Number {number}"), "ne").unwrap();
    }
    assert!(matches!(make("Number 9", "ne"), Err(Error::Invalid { field: "circle", .. })));
    let ben = world.add(people::ben());
    world.check();
    let chandra = world.add(people::chandra());
    let pairing = world.pair(ben, chandra, Sharing::Never);
    let app = world[ben].vault().show_family_link(pairing.contact_id);
    assert!(matches!(app, Err(Error::Invalid { field: "contact", .. })));
}
