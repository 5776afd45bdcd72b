//! Storing dossiers; that steps release them is in `timers/releases.rs`.

use wayhome_protocol::dossier::SEALED_CHUNK;
use wayhome_protocol::dossier_request::{
    ASK_INDEX, DOSSIER_GET_ANSWER_LENGTH, DOSSIER_GET_REQUEST_LENGTH, DOSSIER_PUT_REQUEST_LENGTH,
    DossierPutOutcome, SealedChunk,
};
use wayhome_protocol::ids::DossierId;
use wayhome_protocol::keys::DossierRelayPart;
use wayhome_protocol::time::Seconds;
use wayhome_protocol::uploaded_plan::{PlanDossier, UploadedPlan};
use wayhome_relay::{Limits, RequestError};

use crate::people::{Person, World, asha, ben};
use crate::timers;

fn id(number: u8) -> DossierId {
    DossierId::from_bytes([number; 16])
}

fn chunk(byte: u8) -> SealedChunk {
    SealedChunk::from_bytes(vec![byte; SEALED_CHUNK]).unwrap()
}

fn world() -> World {
    let mut world = World::new();
    world.set_up(&asha(), vec![timers::entry()]);
    world.set_up(&ben(), vec![]);
    world
}

impl World {
    /// What there is of a dossier: its count, and the first chunk that is missing.
    fn progress(&mut self, who: &Person, dossier: DossierId) -> (DossierPutOutcome, u32, u32) {
        let answer = self.put(who, dossier, ASK_INDEX, 1);
        (answer.outcome, answer.count, answer.first_missing)
    }
}

#[test]
fn an_upload_that_broke_off_goes_on_where_it_was() {
    let mut world = world();
    assert_eq!(world.progress(&asha(), id(1)), (DossierPutOutcome::Done, 0, 0), "asking stores nothing");
    for (index, missing) in [(0, 1), (1, 2), (3, 2)] {
        let answer = world.put(&asha(), id(1), index, 4);
        assert_eq!(
            (answer.outcome, answer.count, answer.first_missing),
            (DossierPutOutcome::Done, 4, missing)
        );
    }
    let mut world = world.restart();
    assert_eq!(world.progress(&asha(), id(1)), (DossierPutOutcome::Done, 4, 2));
    assert_eq!(world.put(&asha(), id(1), 2, 4).first_missing, 4, "it is whole");
}

#[test]
fn a_chunk_may_be_put_again_until_all_are_there() {
    let mut world = world();
    for byte in [1, 1, 2] {
        let answer = world.put_chunk(&asha(), id(1), 0, 2, chunk(byte));
        assert_eq!(answer.outcome, DossierPutOutcome::Done);
    }
    world.put_chunk(&asha(), id(1), 1, 2, chunk(3));
    assert_eq!(world.put_chunk(&asha(), id(1), 0, 2, chunk(2)).outcome, DossierPutOutcome::Done, "the same");
    assert_eq!(world.put_chunk(&asha(), id(1), 0, 2, chunk(9)).outcome, DossierPutOutcome::Invalid);
    let stored = world.look(|tables| tables.chunk(&id(1), 0)).unwrap();
    assert_eq!(stored, [2; SEALED_CHUNK]);
}

#[test]
fn counts_and_places_that_make_no_sense_are_invalid() {
    let mut world = world();
    for (index, count) in [(0, 0), (0, 193), (1, 1), (200, 192), (u32::MAX - 1, u32::MAX)] {
        assert_eq!(world.put(&asha(), id(1), index, count).outcome, DossierPutOutcome::Invalid);
    }
    world.put(&asha(), id(1), 0, 3);
    assert_eq!(world.put(&asha(), id(1), 1, 4).outcome, DossierPutOutcome::Invalid, "it has three");
    assert_eq!(world.progress(&asha(), id(1)).2, 1);
}

#[test]
fn a_dossier_is_its_first_readers_alone() {
    let mut world = world();
    world.put(&asha(), id(1), 0, 2);
    assert_eq!(world.put(&ben(), id(1), 1, 2).outcome, DossierPutOutcome::Taken);
    assert_eq!(world.progress(&ben(), id(1)).0, DossierPutOutcome::Taken, "nor may anyone else ask");
    assert_eq!(world.put(&asha().impostor(), id(1), 1, 2).outcome, DossierPutOutcome::Unknown);
    assert_eq!(world.put(&Person::new(99), id(2), 0, 1).outcome, DossierPutOutcome::Unknown);
    assert_eq!(world.progress(&asha(), id(1)), (DossierPutOutcome::Done, 2, 1));
}

/// Uploads a plan of Asha's that names this dossier.
fn name(world: &mut World, number: u8) {
    let dossier =
        PlanDossier { dossier: id(number), relay_part: DossierRelayPart::from_bytes([1; 32]), generation: 0 };
    let persons = vec![timers::ben().told(&[1], world)];
    world.upload(&UploadedPlan { dossier: Some(dossier), ..timers::daily(persons) });
}

#[test]
fn a_fifth_dossier_takes_the_place_of_the_oldest_that_no_plan_names() {
    let mut world = world();
    for number in 1..=4 {
        world.put(&asha(), id(number), 0, 1);
        world.pass(Seconds::from_minutes(1));
    }
    name(&mut world, 1);
    assert_eq!(world.put(&asha(), id(5), 0, 1).outcome, DossierPutOutcome::Done);
    let left: Vec<_> = (1..=5).filter(|number| world.progress(&asha(), id(*number)).1 > 0).collect();
    assert_eq!(left, [1, 3, 4, 5]);
    assert_eq!(
        world.put(&ben(), id(9), 0, 1).outcome,
        DossierPutOutcome::Done,
        "others are not asked to pay"
    );
}

#[test]
fn when_all_four_are_needed_a_fifth_is_one_too_many() {
    let mut world = world();
    for number in 1..=4 {
        world.put(&asha(), id(number), 0, 1);
        let released = world.service();
        world.look(|tables| {
            let mut dossier = tables.dossier(&id(number))?.unwrap();
            dossier.released = Some(released);
            tables.put_dossier(&id(number), &dossier)
        });
    }
    assert_eq!(world.put(&asha(), id(5), 0, 1).outcome, DossierPutOutcome::LimitReached);
    assert_eq!(world.progress(&asha(), id(5)).1, 0);
}

#[test]
fn dossiers_take_half_of_the_database_and_leave_the_rest_to_messages() {
    let mut world = World::with(Limits { database_mib: 16, ..Limits::default() });
    world.set_up(&asha(), vec![]);
    let mut stored = 0;
    let outcome = loop {
        match world.put(&asha(), id(1), stored, 192).outcome {
            DossierPutOutcome::Done => stored += 1,
            other => break other,
        }
    };
    assert_eq!((outcome, stored), (DossierPutOutcome::LimitReached, 128));
    assert_eq!(
        world.put(&asha(), id(1), 0, 192).outcome,
        DossierPutOutcome::Done,
        "what is there may come again"
    );
}

#[test]
fn a_dossier_that_no_plan_names_is_deleted_thirty_days_after_its_last_chunk() {
    let mut world = world();
    for number in [1, 2] {
        world.put(&asha(), id(number), 0, 2);
    }
    name(&mut world, 1);
    world.pass(Seconds::from_days(20));
    world.put(&asha(), id(2), 1, 2);
    world.pass(Seconds::from_days(20));
    assert_eq!(world.progress(&asha(), id(2)).1, 2);
    world.pass(Seconds::from_days(11));
    assert_eq!((world.progress(&asha(), id(1)).1, world.progress(&asha(), id(2)).1), (2, 0));
}

#[test]
fn bytes_that_are_no_request_are_refused() {
    let mut world = world();
    for length in [0, 1, DOSSIER_GET_REQUEST_LENGTH - 1, DOSSIER_PUT_REQUEST_LENGTH + 1] {
        let body = vec![1; length];
        let put = world.relay.handle_dossier_put(world.moment(), &body, &mut world.rng);
        assert_eq!(put, Err(RequestError::Length));
        let get = world.relay.handle_dossier_get(world.moment(), &body, &mut world.rng);
        assert_eq!(get, Err(RequestError::Length));
    }
    let later =
        world.relay.handle_dossier_get(world.moment(), &[2; DOSSIER_GET_REQUEST_LENGTH], &mut world.rng);
    assert_eq!(later, Err(RequestError::TooNew));
    let unknown =
        world.relay.handle_dossier_get(world.moment(), &[1; DOSSIER_GET_REQUEST_LENGTH], &mut world.rng);
    assert_eq!(unknown.unwrap().len(), DOSSIER_GET_ANSWER_LENGTH);
}
