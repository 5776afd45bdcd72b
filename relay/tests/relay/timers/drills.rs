//! Drills: the whole ladder in ten minutes, plainly marked, beside whatever is armed.

use wayhome_protocol::dossier_request::DossierGetOutcome;
use wayhome_protocol::keys::DossierRelayPart;
use wayhome_protocol::notice::NoticeKind;
use wayhome_protocol::plan_steps::PlanSteps;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::timer::TimerCommand;
use wayhome_protocol::timer_word::TimerState;
use wayhome_protocol::uploaded_plan::{PlanDossier, PlanPurpose, UploadedPlan};

use super::releases::DOSSIER;
use super::{Came, DAY, HOUR, MINUTE, TIMER, armed, ben, chandra, control, daily, hours, steps, world};
use crate::people::{World, asha};

fn drill(world: &mut World) -> UploadedPlan {
    let mut persons = vec![ben().told(&[1, 2, 3], world), chandra().told(&[2, 3], world)];
    persons[0].places = steps(&[2]);
    persons[0].dossier = steps(&[3]);
    let relay_part = DossierRelayPart::from_bytes([52; 32]);
    UploadedPlan {
        purpose: PlanPurpose::Drill,
        steps: PlanSteps::DAILY.compressed(),
        dossier: Some(PlanDossier { dossier: DOSSIER, relay_part, generation: 1 }),
        ..daily(persons)
    }
}

fn start(world: &mut World, counter: u64) -> wayhome_protocol::timer_word::TimerWord {
    let plan = drill(world);
    let hash = world.upload(&plan);
    world.order(TimerCommand::arm(TIMER, counter, Seconds::ZERO, hash, &control()))
}

#[test]
fn a_drill_runs_through_all_steps_in_ten_minutes_and_is_marked_and_releases_nothing() {
    let mut world = world();
    world.relay_parts_for(&ben(), 3);
    world.put(&asha(), DOSSIER, 0, 1);
    world.fresh(&ben());
    start(&mut world, 1);
    world.tick();
    assert_eq!(world.news(&ben()), ["drill 1", "words 1"]);
    world.pass(Seconds::from_minutes(5).saturating_sub(Seconds::new(1)));
    assert_eq!(world.news(&chandra()), [""; 0]);
    world.pass(Seconds::new(1));
    assert_eq!(world.news(&chandra()), ["drill 2", "words 2"]);
    world.pass(Seconds::from_minutes(5));
    let all = ["drill 1", "words 1", "drill 2", "words 2", "drill 3", "words 3"];
    assert_eq!(world.fresh(&ben()), all, "neither places nor the dossier");
    assert_eq!(world.get(51, 0).outcome, DossierGetOutcome::Unknown);
    world.pass(hours(500));
    assert_eq!(world.news(&ben()), [""; 0]);
    assert_eq!(world.look(|tables| tables.drill(&TIMER)), None);
    assert_eq!(world.look(|tables| tables.plans_of(&TIMER)), [], "its plan goes with it");
    assert_eq!(world.look(|tables| tables.count_relay_parts(&ben().mailbox.send_id)), 3);
}

#[test]
fn a_drill_changes_nothing_of_the_armed_plan() {
    let mut world = armed();
    let before = world.timer();
    world.pass(hours(35));
    let word = start(&mut world, 2);
    assert_eq!((word.state, word.step), (TimerState::Late, None));
    let after = world.timer();
    assert_eq!(
        (after.last, after.armed, after.run, after.deadline),
        (before.last, before.armed, before.run, before.deadline)
    );
    world.pass(HOUR);
    let news = world.fresh(&ben());
    assert_eq!(news.last_chunk(), Some(&["step 1".to_owned(), "words 1".to_owned()]), "{news:?}");
    assert_eq!(news.iter().filter(|news| news.starts_with("drill")).count(), 3);
    world.touch(1);
    assert_eq!(world.fresh(&ben()), ["came after 1"]);
}

#[test]
fn a_check_in_a_pause_and_a_put_off_drill_leave_each_other_alone() {
    let mut world = armed();
    start(&mut world, 2);
    world.touch(1);
    world.order(TimerCommand::pause(TIMER, 3, hours(24), &control()));
    world.pass(Seconds::from_minutes(10));
    let news = world.fresh(&ben());
    assert_eq!(news.iter().filter(|news| news.starts_with("drill")).count(), 3, "{news:?}");
}

#[test]
fn an_end_ends_a_drill_too() {
    let mut world = armed();
    start(&mut world, 2);
    world.tick();
    world.fresh(&ben());
    world.order(TimerCommand::end(TIMER, 3, &control()));
    world.pass(HOUR);
    assert_eq!(world.news(&ben()), [""; 0]);
    assert_eq!(world.look(|tables| tables.plans_of(&TIMER)), []);
}

#[test]
fn a_drill_that_was_ordered_before_its_plan_came_begins_when_it_comes() {
    let mut world = armed();
    let plan = drill(&mut world);
    let mut twin = World::new();
    let encoded = plan.encode(wayhome_protocol::group::CircleSize::Four, &mut twin.rng).unwrap();
    let order = TimerCommand::arm(TIMER, 2, Seconds::ZERO, encoded.hash(), &control());
    let before = world.timer().last;
    world.order(order);
    world.pass(HOUR);
    assert_eq!(world.news(&ben()), [""; 0]);
    assert_eq!(world.timer().last, before, "ordering a drill is no check-in");
    let sealed = encoded.seal(&world.public, &mut world.rng).unwrap();
    let request = wayhome_protocol::plan_request::PlanRequest { reading: asha().reading(), plan: sealed };
    world.relay.handle_plan(world.moment(), &request.encode(), &mut world.rng).unwrap();
    world.tick();
    assert_eq!(world.news(&ben()), ["drill 1", "words 1"]);
}

#[test]
fn a_new_drill_takes_the_place_of_one_under_way_and_says_so_with_events_of_its_own() {
    let mut world = world();
    for counter in 1..=2 {
        start(&mut world, counter);
        world.pass(MINUTE);
    }
    world.pass(HOUR);
    let events = world.came_to(&ben()).into_iter().filter_map(|came| match came {
        Came::Notice { event, kind: NoticeKind::StepTold { step, .. }, .. } => Some((event, step.number())),
        _ => None,
    });
    let mut events: Vec<_> = events.collect();
    assert_eq!(events.iter().map(|(_, step)| *step).collect::<Vec<_>>(), [1, 1, 2, 3]);
    events.sort();
    events.dedup();
    assert_eq!(events.len(), 4);
    assert_eq!(world.look(|tables| tables.plans_of(&TIMER)), []);
    world.pass(DAY);
}
