//! A further vault: made from the main one, shown when one must be shown.

use wayhome::{
    AddedVault, BookEntry, ContactStatus, DeliveryState, Error, EventKind, MessageKind, OpenedRings, Pin,
    PlanDraft, Seconds, SecurityLevel, Sharing, ShownPerson, Timestamp, Vault,
};
use wayhome_tests::{HOUR, MINUTE, Who, World};

fn pin(typed: &str) -> Pin {
    Pin::parse(typed, SecurityLevel::TrustedEnvironment).unwrap()
}

/// Its PIN.
pub(crate) const SHOWN: &str = "704129";

/// With one person to show, and one entry.
pub(crate) fn draft(now: Timestamp) -> AddedVault {
    let entry = BookEntry {
        time: now,
        title: "Rent".to_owned(),
        text: "paid to the manager".to_owned(),
        amount: None,
    };
    AddedVault {
        name: None,
        language: None,
        shown: vec![ShownPerson {
            name: "Mother".to_owned(),
            language: None,
            since: Some(now),
            sharing: Sharing::Never,
        }],
        entries: vec![entry],
        reads_locked: false,
        opened_rings: OpenedRings::Never,
    }
}

/// What opens the further vault.
pub(crate) fn shown_pin() -> Pin {
    pin(SHOWN)
}

/// Makes the further vault, and locks.
pub(crate) fn add(world: &mut World, who: Who) {
    let now = world.clock.now();
    world[who].vault().add_vault(&pin(SHOWN), &draft(now)).unwrap();
    world.run_for(HOUR);
    world.settle();
    world.person(who).lock();
}

fn open(world: &World, who: Who) -> Vault {
    world[who].app().unlock(&pin(SHOWN)).unwrap()
}

fn events(world: &World, who: Who) -> Vec<EventKind> {
    let vault = world[who].vault();
    let mut events = Vec::new();
    while let Some(event) = vault.next_event().unwrap() {
        vault.event_handled(event.number).unwrap();
        events.push(event.kind);
    }
    events
}

#[test]
fn what_is_said_from_a_further_vault_reaches_the_real_contacts_as_said_under_duress() {
    let (mut world, family) = World::family(31);
    let asha = family.asha;
    add(&mut world, asha);
    for contact in [family.ben, family.chandra] {
        events(&world, contact);
    }
    let vault = open(&world, asha);
    let names: Vec<String> = vault.contacts().unwrap().into_iter().map(|contact| contact.name).collect();
    assert_eq!(names, ["Mother"]);
    assert!(vault.contacts().unwrap().iter().all(|contact| contact.status == ContactStatus::Confirmed));
    assert_eq!(vault.entries().unwrap().len(), 1);
    assert_eq!(vault.added_vaults().unwrap(), []);
    let forced = world.check_in_from(asha, &vault, "all is well");
    world.run_for(HOUR);
    let queue = vault.queue().unwrap();
    assert!(queue.iter().any(|item| item.id == forced && item.state == DeliveryState::AtRelay));
    world.run_for(2 * HOUR);
    for contact in [family.ben, family.chandra] {
        let told = events(&world, contact);
        assert!(told.iter().any(|event| matches!(event, EventKind::OpenedUnderDuress { .. })), "{told:?}");
        let said = |event: &EventKind| matches!(event, EventKind::SaidUnderDuress { message, .. } if *message == forced);
        assert!(told.iter().any(said), "{told:?}");
        let received = world[contact].vault().received(None).unwrap();
        assert!(received.iter().any(|message| message.id == forced && message.under_duress));
        assert!(
            world[contact].vault().watched().unwrap().iter().any(|watched| watched.under_duress.is_some())
        );
    }
    // Whom it shows fetches nothing; the greeting of long ago is there as any other.
    let (greetings, said): (Vec<_>, Vec<_>) =
        vault.queue().unwrap().into_iter().partition(|item| item.kind == MessageKind::Hello);
    assert_eq!(greetings.len(), 1);
    assert!(said.iter().all(|item| item.state <= DeliveryState::AtRelay));
    drop(vault);

    // The main vault opens as before, and can tell when the other one was shown.
    world.person(asha).unlock();
    let added = world[asha].vault().added_vaults().unwrap();
    assert_eq!(added.len(), 1);
    assert!(added[0].opened.is_some());
    assert!(world[asha].vault().queue().unwrap().iter().all(|item| item.id != forced));
    let free = world.check_in(asha, "free again");
    world.run_for(HOUR);
    for contact in [family.ben, family.chandra] {
        let received = world[contact].vault().received(None).unwrap();
        assert!(received.iter().any(|message| message.id == free && !message.under_duress));
        assert!(
            world[contact].vault().watched().unwrap().iter().all(|watched| watched.under_duress.is_none())
        );
    }
    world.check_all_arrived();
}

#[test]
fn its_own_plan_is_paused_and_ended_in_it_and_the_main_one_stands() {
    let (mut world, family) = World::family(32);
    let asha = family.asha;
    world.arm(asha, &PlanDraft::daily());
    world.run_for(HOUR);
    add(&mut world, asha);
    let vault = open(&world, asha);
    vault.postpone_drill().unwrap();
    vault.arm(&PlanDraft::daily()).unwrap();
    world.run_for(HOUR);
    vault.pause(Seconds::from_hours(72)).unwrap();
    world.run_for(HOUR);
    vault.end_plan().unwrap();
    world.run_for(HOUR);
    drop(vault);
    for contact in [family.ben, family.chandra] {
        events(&world, contact);
    }
    world.run_for(72 * HOUR);
    for contact in [family.ben, family.chandra] {
        let told = events(&world, contact);
        assert!(told.iter().any(|event| matches!(event, EventKind::StepTold { .. })), "{told:?}");
    }
}

#[test]
fn a_pin_that_opens_a_vault_already_or_a_right_that_is_used_up_makes_none() {
    let (mut world, family) = World::family(33);
    let asha = family.asha;
    let now = world.clock.now();
    let vault = world[asha].vault();
    let own = pin(wayhome_tests::people::asha().pin);
    assert!(matches!(vault.add_vault(&own, &draft(now)), Err(Error::Invalid { .. })));
    let nobody = AddedVault { shown: Vec::new(), ..draft(now) };
    assert!(matches!(vault.add_vault(&pin(SHOWN), &nobody), Err(Error::Invalid { .. })));
    assert_eq!(vault.added_vaults().unwrap(), []);
    vault.add_vault(&pin(SHOWN), &draft(now)).unwrap();
    assert_eq!(vault.added_vaults().unwrap().len(), 1);
    assert!(
        matches!(vault.add_vault(&pin(SHOWN), &draft(now)), Err(Error::Invalid { .. })),
        "its PIN is taken"
    );
    world.person(asha).lock();
    world.run_for(MINUTE);
    world.person(asha).unlock();
    assert_eq!(world[asha].vault().contacts().unwrap().len(), 2);
}
