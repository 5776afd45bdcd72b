//! Who has routes instead of an app, or nothing but a feature phone, is told too.

use wayhome_protocol::group::{Ring, Row};
use wayhome_protocol::ids::RouteId;
use wayhome_protocol::plan_steps::PlanSteps;
use wayhome_protocol::register_request::RegisterEntry;
use wayhome_protocol::route_request::{RouteKind as WireKind, RouteOrder, RouteRequest, RouteWish};
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::{PhoneAnswer, PhoneState};
use wayhome_protocol::uploaded_plan::{PlanPhone, PlanPurpose, UploadedPlan};
use wayhome_relay::routes::{AllowedHosts, Routes, RoutesKey};
use wayhome_relay::storage::{Purpose, RouteKind, RouteState, RouteTables};

use super::{Contact, DAY, HOUR, MINUTE, TIMER, ben, control, daily, hours, steps};
use crate::people::{Say, World, asha, cell};

const NUMBER: &str = "+9779800000001";
const OTHER_NUMBER: &str = "+9779800000002";
const WORDS: &str = "No sign of Asha since yesterday.";

fn routes() -> Routes {
    let kinds = [RouteKind::Sms, RouteKind::Mail, RouteKind::UnifiedPush];
    Routes::new(RoutesKey::from_bytes(&[6; 32]), kinds, AllowedHosts::new([]))
}

fn world() -> World {
    super::world().with_routes(routes())
}

impl World {
    /// Sets a route of a contact's; whether its person has agreed.
    fn route(&mut self, contact: &Contact, kind: WireKind, address: &str, agreed: bool) {
        let order = RouteOrder::Set {
            route: RouteId::from_bytes([1; 16]),
            kind,
            address: address.to_owned(),
            language: "ne".to_owned(),
            wish: RouteWish::Whatever,
        };
        let request = RouteRequest::seal(contact.who.reading(), &order, &self.public, &mut self.rng).unwrap();
        self.relay.handle_route(self.moment(), &request.encode(), &mut self.rng).unwrap();
        self.look(|tables| {
            let mut route = tables.routes_of(&contact.who.receive_id)?.remove(0);
            if agreed {
                route.state = RouteState::Confirmed;
                tables.put_route(&route)?;
            }
            Ok(())
        });
    }

    /// What waits to go out by someone's route beside the question whether it may: what it is for, and whether it
    /// belongs to a drill.
    fn outgoing(&mut self, contact: &Contact) -> Vec<(Purpose, bool)> {
        self.look(|tables| {
            let mut found = Vec::new();
            for route in tables.routes_of(&contact.who.receive_id)? {
                found.extend(waiting(tables, &route.row)?);
            }
            found.retain(|(purpose, _)| *purpose != Purpose::Question);
            Ok(found)
        })
    }

    /// What waits to go out to the phone.
    fn texts(&mut self) -> Vec<Purpose> {
        self.look(|tables| {
            let mut found = Vec::new();
            for route in tables.phones_of(&TIMER)? {
                found.extend(waiting(tables, &route.row)?.into_iter().map(|(purpose, _)| purpose));
            }
            Ok(found)
        })
    }

    /// How many words would go out to phones now.
    fn words_on_their_way(&mut self) -> usize {
        let now = self.service();
        let due = self.look(|tables| tables.due_route_messages(RouteKind::Sms, false, now, 9));
        due.iter().filter(|one| one.message.purpose == Purpose::Words).count()
    }

    /// How many phones the relay knows.
    fn phones(&mut self) -> usize {
        self.look(|tables| Ok(tables.phones_of(&TIMER)?.len()))
    }

    fn sms(&mut self, text: &str) {
        self.sms_from(NUMBER, text);
    }

    fn sms_from(&mut self, number: &str, text: &str) {
        // Only those who were written to can answer.
        let now = self.service();
        self.look(|tables| {
            for mut phone in tables.phones_of(&TIMER)? {
                phone.last_sent = Some(now);
                phone.alerted = Some(now);
                tables.put_route(&phone)?;
            }
            routes().take_answer(tables, number, text, now)
        });
    }
}

fn waiting(
    tables: &mut dyn wayhome_relay::storage::Tables,
    row: &wayhome_relay::storage::RouteRow,
) -> Result<Vec<(Purpose, bool)>, wayhome_relay::StorageError> {
    let messages = RouteTables::waiting_route_messages(tables, row)?;
    Ok(messages.into_iter().map(|one| (one.message.purpose, one.message.drill)).collect())
}

fn with_phone(world: &mut World) -> UploadedPlan {
    with_phones(world, &[NUMBER])
}

fn with_phones(world: &mut World, numbers: &[&str]) -> UploadedPlan {
    let phone = |number: &&str| PlanPhone {
        number: (*number).to_owned(),
        language: "ne".to_owned(),
        told: steps(&[1]),
        words: vec![WORDS.to_owned(), String::new(), String::new()],
        check_in_words: String::new(),
    };
    let phones = numbers.iter().map(phone).collect();
    UploadedPlan { phones, ..daily(vec![ben().told(&[1, 2, 3], world)]) }
}

fn drill_of(plan: UploadedPlan) -> UploadedPlan {
    UploadedPlan { purpose: PlanPurpose::Drill, steps: PlanSteps::DAILY.compressed(), ..plan }
}

#[test]
fn what_is_told_to_a_discard_id_wakes_nobody() {
    let mut world = world();
    let (shadow, real) = (Contact::new(8), ben());
    world.set_up(&shadow.who, vec![shadow.mailbox.discard()]);
    for contact in [&shadow, &real] {
        world.route(contact, WireKind::Email, "asha@example.org", true);
    }
    let persons = vec![shadow.told(&[1], &mut world), real.told(&[1], &mut world)];
    world.arm(1, &daily(persons));
    world.pass(DAY);
    assert_eq!(world.outgoing(&real), [(Purpose::Urgent, false)]);
    assert_eq!(world.outgoing(&shadow), []);
}

#[test]
fn who_opens_a_mailbox_after_a_step_was_told_is_told_then_and_once() {
    let mut world = World::new();
    world.set_up(&asha(), vec![super::entry()]);
    let (ben, chandra) = (ben(), super::chandra());
    ben.register(&mut world);
    let persons = vec![ben.told(&[1, 2, 3], &mut world), chandra.told(&[2, 3], &mut world)];
    world.arm(1, &daily(persons));
    world.pass(DAY.saturating_add(hours(12)));
    assert_eq!(world.fresh(&ben), ["step 1", "words 1", "step 2", "words 2"]);
    chandra.register(&mut world);
    assert_eq!(world.fresh(&chandra), ["step 2", "words 2"]);
    assert_eq!(world.fresh(&ben), [""; 0], "who was told is not told again");
    chandra.register(&mut world);
    assert_eq!(world.fresh(&chandra), [""; 0], "once is enough");
    world.order(TimerCommand::touch(TIMER, 1, DAY, &super::touch_key()));
    assert_eq!(world.fresh(&chandra), ["came after 2"]);
    // After the check-in there is nothing to tell.
    world.set_up(&chandra.who, vec![RegisterEntry::Close { id: chandra.mailbox.send_id }]);
    chandra.register(&mut world);
    assert_eq!(world.fresh(&chandra), [""; 0]);
}

#[test]
fn who_opens_a_mailbox_in_a_pause_or_right_after_an_absence_is_told_nothing_before_others_would_be() {
    for pause in [true, false] {
        let mut world = World::new();
        world.set_up(&asha(), vec![super::entry()]);
        let (ben, chandra) = (ben(), super::chandra());
        ben.register(&mut world);
        let persons = vec![ben.told(&[1], &mut world), chandra.told(&[1], &mut world)];
        world.arm(1, &daily(persons));
        world.pass(DAY);
        assert_eq!(world.fresh(&ben), ["step 1", "words 1"]);
        if pause {
            world.order(TimerCommand::pause(TIMER, 2, hours(48), &control()));
        } else {
            world = world.down(hours(3));
        }
        chandra.register(&mut world);
        world.tick();
        // Nobody checks in: what may be told later is told then.
        let wait = if pause { hours(48).saturating_add(DAY) } else { HOUR };
        world.pass(wait.saturating_sub(MINUTE));
        let early = world.fresh(&chandra);
        assert!(early.iter().all(|said| said == "away"), "{early:?}");
        world.pass(MINUTE.saturating_add(MINUTE));
        assert_eq!(world.fresh(&chandra), ["step 1", "words 1"]);
        world.pass(DAY);
        assert_eq!(world.fresh(&chandra), [""; 0], "once is enough");
    }
}

#[test]
fn who_waited_to_be_told_hears_nothing_once_a_check_in_has_come() {
    let mut world = World::new();
    world.set_up(&asha(), vec![super::entry()]);
    let chandra = super::chandra();
    let persons = vec![chandra.told(&[1], &mut world)];
    world.arm(1, &daily(persons));
    world.pass(DAY);
    world = world.down(hours(3));
    chandra.register(&mut world);
    world.order(TimerCommand::touch(TIMER, 1, DAY, &super::touch_key()));
    world.fresh(&chandra);
    world.pass(hours(2));
    let after = world.fresh(&chandra);
    assert!(after.iter().all(|said| said == "away"), "{after:?}");
}

#[test]
fn a_stranger_who_opens_a_mailbox_of_the_plan_with_another_capability_is_told_nothing() {
    let mut world = World::new();
    world.set_up(&asha(), vec![super::entry()]);
    let (ben, mut stranger) = (ben(), Contact::new(5));
    let persons = vec![ben.told(&[1], &mut world)];
    world.arm(1, &daily(persons));
    world.pass(DAY);
    stranger.mailbox.send_id = ben.mailbox.send_id;
    stranger.register(&mut world);
    assert_eq!(world.fresh(&stranger), [""; 0]);
}

#[test]
fn a_step_is_urgent_for_routes_until_the_person_has_looked() {
    let mut world = world();
    world.route(&ben(), WireKind::Email, "ben@example.org", true);
    let persons = vec![ben().told(&[1, 2, 3], &mut world)];
    world.arm(1, &daily(persons));
    assert_eq!(world.outgoing(&ben()), []);
    world.pass(DAY);
    assert_eq!(world.outgoing(&ben()), [(Purpose::Urgent, false)]);
    let sends = |world: &mut World| {
        world.look(|tables| {
            let route = tables.routes_of(&ben().who.receive_id)?.remove(0);
            let mut waiting = tables.waiting_route_messages(&route.row)?;
            waiting.retain(|one| one.message.purpose == Purpose::Urgent);
            Ok(waiting[0].message.sends)
        })
    };
    assert!(sends(&mut world) > 1);
    let cursor = world.fetch(&ben().who, 0).items.last().unwrap().id;
    assert!(sends(&mut world) > 1, "an app fetches by itself");
    world.looks(&ben().who, cursor - 1);
    assert!(sends(&mut world) > 1, "the latest was not in front of anybody");
    world.looks(&ben().who, cursor);
    assert_eq!(sends(&mut world), 1, "it goes out, and is not repeated");
}

#[test]
fn a_drill_is_marked_for_routes() {
    let mut world = world();
    world.route(&ben(), WireKind::Email, "ben@example.org", true);
    let plan = UploadedPlan {
        purpose: PlanPurpose::Drill,
        steps: PlanSteps::DAILY.compressed(),
        ..daily(vec![ben().told(&[1], &mut world)])
    };
    let hash = world.upload(&plan);
    world.order(TimerCommand::arm(TIMER, 1, Seconds::ZERO, hash, &control()));
    world.tick();
    assert_eq!(world.outgoing(&ben()), [(Purpose::Urgent, true)]);
}

#[test]
fn cells_ring_as_loudly_as_their_sender_wants() {
    for (ring, expected) in
        [(Ring::None, None), (Ring::Wish, Some(Purpose::Wish)), (Ring::Urgent, Some(Purpose::Urgent))]
    {
        let mut world = world();
        world.route(&ben(), WireKind::Email, "ben@example.org", true);
        let sent = cell(1, &mut world.rng);
        let row = || Row { ring, ..ben().mailbox.row_with(&sent, [1; 32]) };
        world.sync(&asha(), Say { rows: vec![row()], ..Say::default() });
        world.sync(&asha(), Say { rows: vec![row()], ..Say::default() });
        assert_eq!(
            world.outgoing(&ben()),
            expected.map(|purpose| (purpose, false)).into_iter().collect::<Vec<_>>()
        );
    }
}

#[test]
fn an_app_is_woken_by_any_cell_and_by_what_the_relay_says() {
    let mut world = world();
    world.route(&ben(), WireKind::UnifiedPush, "https://push.example.org/up", true);
    let row = Row { ring: Ring::None, ..ben().mailbox.row_with(&cell(1, &mut world.rng), [1; 32]) };
    world.sync(&asha(), Say { rows: vec![row], ..Say::default() });
    assert_eq!(world.outgoing(&ben()), [(Purpose::Wake, false)]);
    world.fetch(&ben().who, 0);
    assert_eq!(world.outgoing(&ben()), []);
    let persons = vec![ben().told(&[1, 2], &mut world)];
    world.arm(1, &daily(persons));
    let mut world = world.down(HOUR).with_routes(routes());
    world.tick();
    assert_eq!(world.news(&ben()).last().unwrap(), "away");
}

#[test]
fn an_absence_wakes_apps_and_writes_no_mail() {
    let mut world = world();
    world.route(&ben(), WireKind::Email, "ben@example.org", true);
    let persons = vec![ben().told(&[1, 2], &mut world)];
    world.arm(1, &daily(persons));
    let mut world = world.down(HOUR).with_routes(routes());
    world.tick();
    assert_eq!(world.outgoing(&ben()), []);
    assert_eq!(world.news(&ben()), ["away"]);
}

#[test]
fn a_person_whose_routes_do_not_work_shows_as_trouble_and_is_told_in_the_mailbox_all_the_same() {
    let mut world = world();
    world.route(&ben(), WireKind::Email, "ben@example.org", false);
    let persons = vec![ben().told(&[1], &mut world), super::chandra().told(&[1], &mut world)];
    let word = world.arm(1, &daily(persons));
    assert_eq!([word.is_in_trouble(0), word.is_in_trouble(1)], [true, false], "Chandra has an app");
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn a_phone_is_asked_when_the_plan_is_armed_and_its_answers_are_in_the_word() {
    let mut world = world();
    let plan = with_phone(&mut world);
    world.upload(&plan);
    assert_eq!(world.texts(), [], "not by an upload alone");
    let word = world.arm(1, &plan);
    assert_eq!((word.phone(0), word.answer(0)), (PhoneState::Unconfirmed, PhoneAnswer::None));
    assert_eq!(world.texts(), [Purpose::Question]);
    world.sms("1");
    assert_eq!(world.word().phone(0), PhoneState::Confirmed);
    world.pass(DAY);
    assert!(world.texts().contains(&Purpose::Words));
    world.sms("2");
    assert_eq!(world.word().answer(0), PhoneAnswer::OnIt);
    let word = world.touch(1);
    assert_eq!((word.phone(0), word.answer(0)), (PhoneState::Confirmed, PhoneAnswer::None));
    let words = world.texts().into_iter().filter(|purpose| *purpose == Purpose::Words).count();
    assert_eq!(words, 2, "that a check-in came");
    world.sms("3");
    assert_eq!(world.word().phone(0), PhoneState::Refused);
    world.order(TimerCommand::end(TIMER, 5, &control()));
    assert_eq!(world.texts(), []);
}

#[test]
fn words_for_a_phone_that_has_not_agreed_wait() {
    let mut world = world();
    let plan = with_phone(&mut world);
    world.arm(1, &plan);
    world.pass(DAY);
    assert_eq!(world.texts().last(), Some(&Purpose::Words));
    let now = world.service();
    let due = world.look(|tables| tables.due_route_messages(RouteKind::Sms, false, now, 9));
    assert!(!due.is_empty());
    assert!(due.iter().all(|one| one.message.purpose == Purpose::Question), "nothing else goes out");
    world.pass(hours(12));
    let words = world.texts().into_iter().filter(|purpose| *purpose == Purpose::Words).count();
    assert_eq!(words, 1, "step 2 is not the phone's");
}

#[test]
fn without_routes_a_phone_shows_as_out_of_reach() {
    let mut world = world();
    let plan = with_phone(&mut world);
    world.arm(1, &plan);
    let mut world = world.restart();
    assert_eq!(world.word().phone(0), PhoneState::Unreachable);
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}

#[test]
fn no_stored_file_holds_a_phones_number_or_words_in_clear() {
    let mut world = world();
    let plan = with_phone(&mut world);
    world.arm(1, &plan);
    world.pass(DAY.saturating_add(MINUTE));
    assert!(world.texts().contains(&Purpose::Words));
    let file = world.backup();
    for canary in [NUMBER, &NUMBER[1..], WORDS, "No sign"] {
        let found = file.windows(canary.len()).any(|window| window == canary.as_bytes());
        assert!(!found, "{canary} is in the file");
    }
}

#[test]
fn who_has_agreed_stays_agreed_when_the_phones_before_it_go_or_change_places() {
    let mut world = world();
    let both = with_phones(&mut world, &[OTHER_NUMBER, NUMBER]);
    world.arm(1, &both);
    world.sms_from(OTHER_NUMBER, "1");
    world.sms("1");
    let word = world.word();
    assert_eq!([word.phone(0), word.phone(1)], [PhoneState::Confirmed; 2]);
    let swapped = with_phones(&mut world, &[NUMBER, OTHER_NUMBER]);
    let word = world.arm(2, &swapped);
    assert_eq!([word.phone(0), word.phone(1)], [PhoneState::Confirmed; 2]);
    let one = with_phones(&mut world, &[NUMBER]);
    let word = world.arm(3, &one);
    assert_eq!([word.phone(0), word.phone(1)], [PhoneState::Confirmed, PhoneState::Unconfirmed]);
    world.pass(DAY);
    assert_eq!(world.words_on_their_way(), 1, "to the one that is left, without another question");
}

#[test]
fn a_drill_that_names_other_phones_takes_nothing_from_those_of_the_plan() {
    let mut world = world();
    let plan = with_phones(&mut world, &[NUMBER]);
    world.arm(1, &plan);
    world.sms("1");
    let practice = drill_of(with_phones(&mut world, &[OTHER_NUMBER]));
    let hash = world.upload(&practice);
    world.order(TimerCommand::arm(TIMER, 2, Seconds::ZERO, hash, &control()));
    let word = world.word();
    assert_eq!([word.phone(0), word.phone(1)], [PhoneState::Confirmed, PhoneState::Unconfirmed]);
    assert_eq!(world.phones(), 2);
    world.pass(DAY);
    assert_eq!(world.words_on_their_way(), 1);
    let again = with_phones(&mut world, &[NUMBER]);
    world.arm(3, &again);
    assert_eq!(world.phones(), 1, "what only the drill named is forgotten");
    let none = with_phones(&mut world, &[]);
    world.arm(4, &none);
    assert_eq!(world.phones(), 0);
    world.order(TimerCommand::end(TIMER, 5, &control()));
    let practice = drill_of(with_phones(&mut world, &[OTHER_NUMBER]));
    let hash = world.upload(&practice);
    world.order(TimerCommand::arm(TIMER, 6, Seconds::ZERO, hash, &control()));
    assert_eq!(world.phones(), 1);
    world.order(TimerCommand::end(TIMER, 7, &control()));
    assert_eq!(world.phones(), 0, "with no plan but the drill");
}

#[test]
fn a_phone_of_a_plan_that_came_to_a_relay_without_routes_shows_as_out_of_reach() {
    let mut world = super::world();
    let plan = with_phone(&mut world);
    assert_eq!(world.arm(1, &plan).phone(0), PhoneState::Unreachable);
    let mut world = world.restart().with_routes(routes());
    assert_eq!(world.word().phone(0), PhoneState::Unreachable);
    world.pass(DAY);
    assert_eq!(world.news(&ben()), ["step 1", "words 1"]);
}
