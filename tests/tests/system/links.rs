//! Far-away pairing: a link, an answer, a reveal, six digits; and everything that may go wrong on the way.

use wayhome::{
    Compared, ContactStatus, Error, EventKind, LinkEnd, LinkId, LinkState, Sharing, WatchedStatus,
};
use wayhome_protocol::chain::Direction;
use wayhome_protocol::ids::SendId;
use wayhome_protocol::keys::IdentitySecret;
use wayhome_protocol::link::{Link, LinkMessage};
use wayhome_protocol::link_pairing::{LinkAnswer, LinkReveal, reveal};
use wayhome_tests::outsider::Outsider;
use wayhome_tests::relay;
use wayhome_tests::{HOUR, Pairing, Who, World, people};

const DAY: u64 = 24 * HOUR;

struct Far {
    world: World,
    asha: Who,
    ben: Who,
    link: LinkId,
    text: String,
}

/// Asha has made a link, and Ben has it.
fn far(seed: u64) -> Far {
    let mut world = World::new(seed);
    let (asha, ben) = (world.add(people::asha()), world.add(people::ben()));
    let made = world[asha].vault().make_link("Ben", Sharing::OnRelease).unwrap();
    Far { world, asha, ben, link: made.id, text: made.text }
}

impl Far {
    fn take(&self) -> LinkId {
        self.world[self.ben].vault().take_link(&self.text, "Asha").unwrap()
    }

    /// Both sides as they stand.
    fn states(&self) -> (LinkState, LinkState) {
        (self.state(self.asha), self.state(self.ben))
    }

    fn state(&self, who: Who) -> LinkState {
        self.world[who].vault().pending_links().unwrap()[0].state.clone()
    }

    fn digits(&self) -> String {
        match self.state(self.ben) {
            LinkState::ReadDigits { digits } => digits,
            other => panic!("Ben has no digits: {other:?}"),
        }
    }

    fn compare(&self, typed: &str) -> Compared {
        self.world[self.asha].vault().compare_digits(self.link, typed).unwrap()
    }

    fn ends(&mut self, who: Who) -> Vec<LinkEnd> {
        let ended = |kind| match kind {
            EventKind::LinkEnded { reason, .. } => Some(reason),
            _ => None,
        };
        self.world.take_events(who).into_iter().filter_map(ended).collect()
    }
}

fn wrong(digits: &str) -> String {
    let last = digits.as_bytes()[5] - b'0';
    format!("{}{}", &digits[..5], (last + 1) % 10)
}

#[test]
fn a_link_and_six_digits_make_a_contact_like_any_other() {
    let mut far = far(301);
    assert!(far.text.starts_with("http://relay.invalid/p/#WP1"));
    far.take();
    far.world.settle();
    assert_eq!(far.state(far.asha), LinkState::TypeDigits);
    let digits = far.digits();
    let ready = |kind: &EventKind| matches!(kind, EventKind::LinkReady { .. });
    assert!(far.world.take_events(far.asha).iter().any(ready));
    assert!(far.world.take_events(far.ben).iter().any(ready));
    // Nobody is anybody's contact before the digits were compared.
    assert!(far.world[far.asha].vault().contacts().unwrap().is_empty());
    let Compared::Same(contact_id) = far.compare(&format!("{} {}", &digits[..3], &digits[3..])) else {
        panic!("the digits are the same");
    };
    far.world.settle();
    let worker_id = match far.states() {
        (LinkState::Paired { contact }, LinkState::Confirmed { worker }) => {
            assert_eq!(contact, contact_id);
            worker
        }
        other => panic!("{other:?}"),
    };
    let confirmed =
        |kind: &EventKind| matches!(kind, EventKind::WorkerConfirmed { worker } if *worker == worker_id);
    assert!(far.world.take_events(far.ben).iter().any(confirmed));
    let contacts = far.world[far.asha].vault().contacts().unwrap();
    assert_eq!((contacts[0].name.as_str(), contacts[0].language.as_str()), ("Ben", "en"));
    assert_eq!((contacts[0].sharing, contacts[0].status), (Sharing::OnRelease, ContactStatus::Confirmed));
    let watched = far.world[far.ben].vault().watched().unwrap();
    assert_eq!((watched[0].name.as_str(), watched[0].own_name.as_deref()), ("Asha", Some("Asha")));

    let send_id = SendId::from_bytes([0; 16]);
    far.world.pairings.push(Pairing { worker: far.asha, contact: far.ben, contact_id, worker_id, send_id });
    far.world.check_in(far.asha, "paired from afar");
    far.world.locked_sos(far.asha, "and from the locked screen").unwrap();
    let replied = far.world.sos(far.asha, "help");
    far.world.settle();
    far.world.check_all_arrived();
    far.world[far.ben].vault().reply(worker_id, Some(replied), &wayhome::ReplyDraft::OnIt).unwrap();
    far.world.settle();
    assert_eq!(far.world[far.asha].vault().replies().unwrap().len(), 1);
}

#[test]
fn both_sides_may_be_offline_for_days_and_restart_at_any_time() {
    let mut far = far(302);
    far.world[far.asha].link.cut();
    far.world[far.ben].link.cut();
    far.take();
    far.world.run_for(DAY);
    assert_eq!(far.states(), (LinkState::Waiting, LinkState::Waiting));
    // Ben is online alone: Asha's mailbox does not exist yet.
    far.world[far.ben].link.restore();
    far.world.run_for(DAY);
    far.world.person(far.ben).restart();
    far.world[far.ben].link.cut();
    far.world[far.asha].link.restore();
    far.world.run_for(2 * HOUR);
    assert_eq!(far.states(), (LinkState::Waiting, LinkState::Waiting));
    for _ in 0..6 {
        far.world.person(far.asha).restart();
        far.world.person(far.ben).restart();
        far.world[far.ben].link.restore();
        far.world.run_for(HOUR);
    }
    assert_eq!(far.state(far.asha), LinkState::TypeDigits);
    let digits = far.digits();
    far.world.person(far.asha).restart();
    assert!(matches!(far.compare(&digits), Compared::Same(_)));
    far.world.person(far.asha).restart();
    far.world.run_for(2 * HOUR);
    assert_eq!(far.world[far.ben].vault().watched().unwrap()[0].status, WatchedStatus::Paired);
}

#[test]
fn a_pairing_survives_a_network_that_loses_repeats_and_kills() {
    for seed in 310..318 {
        let mut far = far(seed);
        far.world.weather(250);
        far.take();
        far.world.run_for(30 * HOUR);
        far.world.clear_skies();
        far.world.run_for(3 * HOUR);
        assert_eq!(far.state(far.asha), LinkState::TypeDigits, "seed {seed}");
        let digits = far.digits();
        far.world.weather(250);
        assert!(matches!(far.compare(&digits), Compared::Same(_)));
        far.world.run_for(30 * HOUR);
        far.world.clear_skies();
        far.world.run_for(3 * HOUR);
        assert!(matches!(far.state(far.ben), LinkState::Confirmed { .. }), "seed {seed}");
    }
}

#[test]
fn wrong_digits_end_the_link_on_both_sides_at_the_first_try() {
    let mut far = far(303);
    far.take();
    far.world.settle();
    let digits = far.digits();
    // A slip is no try.
    for slip in ["", "12345", "no", "1234567"] {
        let refused = far.world[far.asha].vault().compare_digits(far.link, slip);
        assert!(matches!(refused, Err(Error::Invalid { field: "digits", .. })));
    }
    assert_eq!(far.compare(&wrong(&digits)), Compared::Different);
    let again = far.world[far.asha].vault().compare_digits(far.link, &digits);
    assert!(matches!(again, Err(Error::Invalid { field: "link", .. })), "there is one try");
    far.world.settle();
    let ended = LinkState::Ended { reason: LinkEnd::WrongDigits };
    assert_eq!(far.states(), (ended.clone(), ended));
    assert_eq!(far.ends(far.asha), [LinkEnd::WrongDigits]);
    assert_eq!(far.ends(far.ben), [LinkEnd::WrongDigits]);
    assert!(far.world[far.asha].vault().contacts().unwrap().is_empty());
    assert_eq!(far.world[far.ben].vault().watched().unwrap()[0].status, WatchedStatus::Ended);
    // Nothing that Asha says now reaches Ben.
    far.world.check_in(far.asha, "not for Ben");
    far.world.settle();
    assert!(far.world.news(far.ben).is_empty());
}

#[test]
fn before_the_digits_match_the_contact_is_sent_nothing_but_the_reveal() {
    let mut far = far(304);
    let link = Link::from_text(&far.text).unwrap();
    far.take();
    far.world.settle();
    far.world.check_in(far.asha, "nobody's business");
    far.world.sos(far.asha, "nobody's either");
    far.world.run_for(26 * HOUR);
    let to_link = link.send_id(Direction::WorkerToContact);
    assert_eq!(far.world.relay.ever_stored(to_link), usize::from(LinkMessage::Reveal.cells()));
    assert!(far.world.received(far.ben).is_empty());
}

/// Someone who has the link as well, and no app.
struct Other {
    link: Link,
    outsider: Outsider,
}

impl Other {
    fn new(text: &str, seed: u64) -> Self {
        Self { link: Link::from_text(text).unwrap(), outsider: Outsider::new(seed) }
    }

    fn answer(&mut self, n: u8) -> LinkAnswer {
        let identity = IdentitySecret::from_bytes([n; 32]).public();
        let send_id = SendId::from_bytes([n; 16]);
        let relays = [relay::address()];
        let chance = self.outsider.chance();
        LinkAnswer::make(&self.link, &relays, "xx", &identity, send_id, chance).unwrap().0
    }

    fn send(&mut self, world: &World, message: LinkMessage, map: &[u8]) {
        let cells = self.link.seal(message, map, self.outsider.chance()).unwrap();
        let direction = message.direction();
        let to = self.link.send_id(direction);
        for cell in cells {
            self.outsider.send(&world.relay, to, self.link.derive_send_capability(direction), cell);
        }
    }
}

#[test]
fn a_second_answer_ends_the_link_before_anyone_is_trusted() {
    // At once, after the reveal, and while the digits wait.
    for moment in 0..3 {
        let mut far = far(320 + moment);
        far.world.sync(far.asha);
        far.take();
        let mut other = Other::new(&far.text, moment);
        let answer = other.answer(9);
        if moment > 0 {
            far.world.sync(far.ben);
            far.world.sync(far.asha);
        }
        if moment > 1 {
            far.world.settle();
            assert_eq!(far.state(far.asha), LinkState::TypeDigits);
        }
        other.send(&far.world, LinkMessage::Answer, answer.map());
        far.world.settle();
        assert_eq!(far.state(far.asha), LinkState::Ended { reason: LinkEnd::SecondAnswer }, "{moment}");
        assert_eq!(far.ends(far.asha), [LinkEnd::SecondAnswer]);
        far.world.settle();
        if moment > 0 {
            assert!(matches!(far.state(far.ben), LinkState::Ended { .. }), "Ben is told, too");
        }
        assert!(far.world[far.asha].vault().contacts().unwrap().is_empty());
    }
}

#[test]
fn a_reveal_that_the_link_did_not_promise_ends_it_at_the_contact() {
    let mut far = far(330);
    far.world[far.asha].link.cut();
    far.take();
    far.world.sync(far.ben);
    // Whoever has the link reveals keys of their own, in Asha's place.
    let mut other = Other::new(&far.text, 1);
    let identity = IdentitySecret::from_bytes([7; 32]).public();
    let (forged, secret) = LinkReveal::make(
        &[relay::address()],
        "xx",
        &identity,
        SendId::from_bytes([7; 16]),
        other.outsider.chance(),
    )
    .unwrap();
    let answer = other.answer(8);
    let (message, _) = reveal(&other.link, &forged, &secret, &answer, other.outsider.chance()).unwrap();
    other.send(&far.world, LinkMessage::Reveal, &message);
    far.world.sync(far.ben);
    assert_eq!(far.state(far.ben), LinkState::Ended { reason: LinkEnd::NotAsPromised });
    assert_eq!(far.ends(far.ben), [LinkEnd::NotAsPromised]);
    assert!(far.world[far.ben].vault().watched().unwrap().is_empty());
}

#[test]
fn a_wrong_done_ends_the_link_at_the_worker() {
    let mut far = far(331);
    far.world.sync(far.asha);
    far.take();
    far.world.sync(far.ben);
    far.world[far.ben].link.cut();
    far.world.settle();
    let mut other = Other::new(&far.text, 1);
    let forged = [&[0xa2, 0, 6, 1, 0x50], [0x77; 16].as_slice()].concat();
    other.send(&far.world, LinkMessage::Done, &forged);
    far.world.settle();
    assert_eq!(far.state(far.asha), LinkState::Ended { reason: LinkEnd::KeysDiffer });
    assert_eq!(far.ends(far.asha), [LinkEnd::KeysDiffer]);
}

#[test]
fn messages_that_mean_nothing_end_the_link_with_a_reason() {
    let mut far = far(332);
    far.world.sync(far.asha);
    let mut other = Other::new(&far.text, 1);
    other.send(&far.world, LinkMessage::Answer, &[0xff; 1_500]);
    far.world.settle();
    assert_eq!(far.state(far.asha), LinkState::Ended { reason: LinkEnd::BadMessage });
    assert_eq!(far.ends(far.asha), [LinkEnd::BadMessage]);
}

#[test]
fn a_link_ends_after_seven_days_on_both_sides() {
    let mut far = far(333);
    far.take();
    far.world.settle();
    far.world.run_for(7 * DAY + HOUR);
    let expired = LinkState::Ended { reason: LinkEnd::Expired };
    assert_eq!(far.states(), (expired.clone(), expired));
    let Err(Error::Invalid { field: "link", .. }) =
        far.world[far.asha].vault().compare_digits(far.link, "123456")
    else {
        panic!("an expired link pairs nobody");
    };
    assert_eq!(far.ends(far.ben), [LinkEnd::Expired]);
    // What came of it is forgotten a week later.
    far.world.run_for(8 * DAY);
    assert!(far.world[far.asha].vault().pending_links().unwrap().is_empty());
}

#[test]
fn a_contact_who_looks_again_only_after_a_week_has_the_pair_if_the_digits_matched() {
    let mut far = far(345);
    far.take();
    far.world.settle();
    let digits = far.digits();
    far.world[far.ben].link.cut();
    assert!(matches!(far.compare(&digits), Compared::Same(_)));
    far.world.run_for(9 * DAY);
    far.world.check_in(far.asha, "still there");
    far.world.sync(far.asha);
    far.world.person(far.ben).restart();
    far.world[far.ben].link.restore();
    far.world.run_for(2 * HOUR);
    assert!(matches!(far.state(far.ben), LinkState::Confirmed { .. }));
    assert_eq!(far.world[far.ben].vault().watched().unwrap()[0].status, WatchedStatus::Paired);
    assert_eq!(far.world.news(far.ben).len(), 1);
}

#[test]
fn a_link_that_was_given_up_is_of_no_use() {
    let mut far = far(334);
    far.world.sync(far.asha);
    far.world[far.asha].vault().cancel_link(far.link).unwrap();
    far.take();
    far.world.run_for(2 * HOUR);
    assert_eq!(far.states(), (LinkState::Ended { reason: LinkEnd::Cancelled }, LinkState::Waiting));
    assert!(far.world[far.asha].vault().show_link(far.link).is_err());
}

#[test]
fn a_link_is_taken_up_once_and_never_by_its_maker() {
    let far = far(335);
    let taken = |who: Who, text: &str| far.world[who].vault().take_link(text, "Someone");
    assert!(matches!(taken(far.asha, &far.text), Err(Error::Invalid { field: "link", .. })));
    far.take();
    assert!(matches!(taken(far.ben, &far.text), Err(Error::Invalid { field: "link", .. })));
    for text in ["", "http://relay.invalid/p/", &far.text[..80], "WH1ABC"] {
        assert!(matches!(taken(far.ben, text), Err(Error::Invalid { field: "link", .. })), "{text}");
    }
    let again = far.world[far.asha].vault().show_link(far.link).unwrap();
    assert_eq!(again.text, far.text);
    assert!(wayhome::qr::modules(&far.text).is_ok());
}

#[test]
fn links_are_few_and_leave_room_for_the_circle() {
    let far = far(336);
    for number in 1..4 {
        far.world[far.asha].vault().make_link(&format!("Number {number}"), Sharing::Never).unwrap();
    }
    let fifth = far.world[far.asha].vault().make_link("Number 5", Sharing::Never);
    assert!(matches!(fifth, Err(Error::Invalid { field: "link", .. })));
    far.world[far.asha].vault().cancel_link(far.link).unwrap();
    far.world[far.asha].vault().make_link("Number 5", Sharing::Never).unwrap();
}

#[test]
fn a_person_who_comes_back_with_other_keys_is_pointed_out_on_both_sides() {
    let mut world = World::new(340);
    let (asha, ben) = (world.add(people::asha()), world.add(people::ben()));
    world.pair(asha, ben, Sharing::Always);
    world.settle();
    world.take_events(asha);
    world.take_events(ben);
    // The same two once more: the same keys.
    world.pair(asha, ben, Sharing::Always);
    let changed = |kind: &EventKind| {
        matches!(kind, EventKind::ContactKeysChanged { .. } | EventKind::WorkerKeysChanged { .. })
    };
    assert!(!world.take_events(asha).iter().any(changed));
    assert!(!world.take_events(ben).iter().any(changed));
    // Somebody else under their names.
    let chandra = world.add(people::chandra());
    let made = world[asha].vault().make_link(" bEN ", Sharing::Always).unwrap();
    world[chandra].vault().take_link(&made.text, "Asha").unwrap();
    world.settle();
    let digits = match world[chandra].vault().pending_links().unwrap()[0].state.clone() {
        LinkState::ReadDigits { digits } => digits,
        other => panic!("{other:?}"),
    };
    world[asha].vault().compare_digits(made.id, &digits).unwrap();
    assert!(world.take_events(asha).iter().any(changed));
    let invite = world[chandra].vault().invite().unwrap();
    world[ben].vault().accept(&invite.to_text(), "ASHA").unwrap();
    assert!(world.take_events(ben).iter().any(changed));
}

#[test]
fn a_relay_put_back_loses_no_pairing_under_way() {
    let mut far = far(341);
    far.world.settle();
    let backup = far.world.relay.backup();
    far.take();
    far.world.sync(far.ben);
    far.world.run_for(HOUR);
    // Asha has not looked yet, and the relay forgets the answer.
    far.world.relay.restore(&backup);
    far.world.run_for(3 * HOUR);
    assert_eq!(far.state(far.asha), LinkState::TypeDigits);
    let digits = far.digits();
    assert!(matches!(far.compare(&digits), Compared::Same(_)));
    far.world.settle();
    assert!(matches!(far.state(far.ben), LinkState::Confirmed { .. }));
}

#[test]
fn a_relay_put_back_unnoticed_loses_no_pairing_under_way() {
    // Until when nobody had reached the relay again: after the answer, and after the reveal.
    for revealed in [false, true] {
        let mut far = far(342);
        let chandra = far.world.add(people::chandra());
        far.world.settle();
        let backup = far.world.relay.backup();
        far.take();
        far.world.sync(far.ben);
        if revealed {
            far.world.sync(far.asha);
        }
        far.world.relay.restore(&backup);
        // Others use it so much that it looks as new as before to the two.
        for _ in 0..30 {
            far.world.sync(chandra);
        }
        far.world.run_for(4 * HOUR);
        assert_eq!(far.state(far.asha), LinkState::TypeDigits, "revealed: {revealed}");
        let digits = far.digits();
        assert!(matches!(far.compare(&digits), Compared::Same(_)));
        far.world.settle();
        assert!(matches!(far.state(far.ben), LinkState::Confirmed { .. }));
        let noticed = |kind: &EventKind| *kind == EventKind::RelayWasPutBack;
        for who in [far.asha, far.ben] {
            assert!(!far.world.take_events(who).iter().any(noticed), "the relay looked as new as before");
        }
    }
}
