//! The dossier: sealed by the worker, sent in chunks, released by a step, and opened by whom the worker chose, alone or
//! with others.

use wayhome::{
    ContactId, DossierField, DossierUpload, Error, EventKind, PlanDraft, ReleasedDossier, ReleasedState,
    Sharing, WorkerId,
};
use wayhome_tests::world::Family;
use wayhome_tests::{Fault, HOUR, MINUTE, Pairing, Who, World, people};

const PASSPORT: usize = 200_000;

/// Bytes that are not all alike.
fn photo(length: usize, seed: u8) -> Vec<u8> {
    (0..length).map(|at| (at % 251) as u8 ^ (at / 65_536) as u8 ^ seed).collect()
}

fn write(world: &World, asha: Who) {
    let vault = world[asha].vault();
    vault.set_dossier_field(DossierField::WHO_I_AM, "Asha Tamang, born 1999").unwrap();
    vault.set_dossier_field(DossierField::EMPLOYER, "Sunrise Homes, Dubai").unwrap();
    vault.add_attachment("passport.jpg", "image/jpeg", &photo(PASSPORT, 1)).unwrap();
    vault.add_attachment("contract.pdf", "application/pdf", &photo(70_001, 2)).unwrap();
}

/// Asha's dossier is at the relay and named by an armed plan, with so many shares needed.
fn armed(seed: u64, needed: u8) -> (World, Family) {
    let (mut world, family) = World::family(seed);
    write(&world, family.asha);
    world[family.asha].vault().set_dossier_shares(needed).unwrap();
    world[family.asha].vault().seal_dossier().unwrap();
    world.settle();
    world.arm(family.asha, &PlanDraft::transit());
    world.run_for(HOUR);
    assert_eq!(upload(&world, family.asha), DossierUpload::AtRelay);
    (world, family)
}

fn upload(world: &World, asha: Who) -> DossierUpload {
    world[asha].vault().dossier_status().unwrap().upload
}

/// Asha is silent until the third step has been told.
fn silence(world: &mut World, asha: Who) {
    world[asha].link.cut();
    world.run_for(22 * HOUR);
}

fn released(world: &World, contact: Who) -> ReleasedDossier {
    let mut dossiers = world[contact].vault().dossiers().unwrap();
    assert_eq!(dossiers.len(), 1, "{dossiers:?}");
    dossiers.remove(0)
}

fn puts(world: &World, asha: Who) -> usize {
    world[asha].link.take_trace().iter().filter(|seen| seen.path == "/v1/dossier/put").count()
}

/// All that Asha sealed is what this contact reads.
fn check_opened(world: &World, contact: Who, worker: WorkerId) {
    let vault = world[contact].vault();
    let opened = vault.open_dossier(worker).unwrap();
    let texts: Vec<_> = opened.fields.iter().map(|(field, text)| (*field, text.as_str())).collect();
    assert_eq!(
        texts,
        [
            (DossierField::WHO_I_AM, "Asha Tamang, born 1999"),
            (DossierField::EMPLOYER, "Sunrise Homes, Dubai")
        ]
    );
    let files: Vec<_> = opened.attachments.iter().map(|file| (file.name.as_str(), file.length)).collect();
    assert_eq!(files, [("passport.jpg", PASSPORT as u32), ("contract.pdf", 70_001)]);
    assert!(opened.attachments.iter().all(|file| file.here));
    assert_eq!(vault.dossier_attachment(worker, 0).unwrap(), photo(PASSPORT, 1));
    assert_eq!(vault.dossier_attachment(worker, 1).unwrap(), photo(70_001, 2));
    assert!(matches!(vault.dossier_attachment(worker, 2), Err(Error::NotFound { .. })));
}

#[test]
fn a_dossier_is_released_by_its_step_and_read_as_it_was_sealed() {
    let (mut world, family) = armed(501, 1);
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    let preview = world[asha].vault().preview(None).unwrap();
    let promised = |contact: ContactId| {
        let of = preview.contacts.iter().find(|known| known.contact == contact).unwrap();
        of.steps.iter().find(|step| step.step == 3).unwrap().dossier.clone().unwrap()
    };
    assert_eq!(promised(family.with_ben.contact_id).fields, [1, 3]);
    assert_eq!(promised(family.with_chandra.contact_id).attachments, ["passport.jpg", "contract.pdf"]);
    world[asha].link.cut();
    world.run_for(19 * HOUR);
    for contact in [ben, chandra] {
        assert!(world[contact].vault().dossiers().unwrap().is_empty(), "nothing before its step");
        world.take_events(contact);
    }
    world.run_for(3 * HOUR);
    for (contact, pairing) in [(ben, &family.with_ben), (chandra, &family.with_chandra)] {
        let dossier = released(&world, contact);
        assert_eq!(dossier.state, ReleasedState::Downloaded);
        assert_eq!((dossier.chunks, dossier.chunks_here), (5, 5));
        let events = world.take_events(contact);
        assert!(events.contains(&EventKind::DossierReleased { worker: pairing.worker_id }));
        assert!(events.contains(&EventKind::DossierReady { worker: pairing.worker_id }));
        check_opened(&world, contact, pairing.worker_id);
        world.person(contact).restart();
        check_opened(&world, contact, pairing.worker_id);
        let alone = world[contact].vault().give_share(pairing.worker_id);
        assert!(matches!(alone, Err(Error::Invalid { field: "dossier", .. })));
    }
}

#[test]
fn what_was_never_sealed_or_never_armed_is_never_released() {
    let (mut world, family) = World::family(502);
    write(&world, family.asha);
    let status = world[family.asha].vault().dossier_status().unwrap();
    assert_eq!((status.upload, status.changed, status.sealed_at), (DossierUpload::NotSealed, true, None));
    assert_eq!(status.attached, (PASSPORT + 70_001) as u64);
    world.arm(family.asha, &PlanDraft::transit());
    world.settle();
    let preview = world[family.asha].vault().preview(None).unwrap();
    assert!(preview.contacts.iter().flat_map(|c| &c.steps).all(|step| step.dossier.is_none()));
    silence(&mut world, family.asha);
    assert!(world[family.ben].vault().dossiers().unwrap().is_empty());
    assert!(matches!(
        world[family.ben].vault().open_dossier(family.with_ben.worker_id),
        Err(Error::NotFound { what: "dossier" })
    ));
}

#[test]
fn sending_goes_on_where_it_was_after_cuts_kills_and_restarts() {
    let (mut world, family) = World::family(503);
    let asha = family.asha;
    write(&world, asha);
    world[asha].vault().seal_dossier().unwrap();
    world[asha].link.take_trace();
    let mut seen = Vec::new();
    for round in 0..12 {
        let fault = [Fault::LoseRequest, Fault::LoseAnswer, Fault::KillAfter, Fault::Garble][round % 4];
        // A register or sync first, then two chunks at most before it breaks off.
        let before = if round == 0 { 3 } else { 2 };
        world[asha].link.plan(std::iter::repeat_n(Fault::None, before).chain([fault]));
        world.sync(asha);
        world.person(asha).restart();
        match upload(&world, asha) {
            DossierUpload::Uploading { done, of } => {
                assert_eq!(of, 5);
                seen.push(done);
            }
            DossierUpload::AtRelay => break,
            other => panic!("{other:?}"),
        }
    }
    world[asha].link.calm();
    world.sync(asha);
    world.sync(asha);
    assert_eq!(upload(&world, asha), DossierUpload::AtRelay);
    assert!(seen.is_sorted() && seen.len() > 1, "{seen:?}");
    let sent = puts(&world, asha);
    assert!(sent <= 5 + 12, "{sent} chunks were sent for five");
    assert!(world.take_events(asha).contains(&EventKind::DossierAtRelay));
    world.sync(asha);
    assert_eq!(puts(&world, asha), 0, "and nothing more");
}

#[test]
fn until_a_new_sealing_is_all_there_contacts_would_get_the_one_before() {
    let (mut world, family) = armed(504, 1);
    let (asha, ben) = (family.asha, family.ben);
    let vault = world[asha].vault();
    vault.set_dossier_field(DossierField::EMPLOYER, "Another house").unwrap();
    assert!(vault.dossier_status().unwrap().changed);
    vault.seal_dossier().unwrap();
    world[asha].link.cut();
    let status = world[asha].vault().dossier_status().unwrap();
    assert!(status.earlier_at_relay && !status.changed);
    assert!(matches!(status.upload, DossierUpload::Uploading { done: 0, .. }));
    world.run_for(22 * HOUR);
    check_opened(&world, ben, family.with_ben.worker_id);

    // The phone is back: the new one goes out, and the plan names it by itself.
    world[asha].link.restore();
    world.run_for(HOUR);
    world.check_in(asha, "still here");
    world.run_for(HOUR);
    assert_eq!(upload(&world, asha), DossierUpload::AtRelay);
    silence(&mut world, asha);
    let dossiers = world[ben].vault().dossiers().unwrap();
    assert_eq!(dossiers.len(), 2);
    let opened = world[ben].vault().open_dossier(family.with_ben.worker_id).unwrap();
    assert!(opened.fields.contains(&(DossierField::EMPLOYER, "Another house".to_owned())));
}

/// Asha with Ben, Chandra and Dalia.
fn with_a_third(seed: u64, needed: u8) -> (World, Family, Pairing) {
    let (mut world, family) = World::family(seed);
    let dalia = world.add(people::others()[0]);
    let pairing = world.pair(family.asha, dalia, Sharing::Never);
    world.settle();
    write(&world, family.asha);
    world[family.asha].vault().set_dossier_shares(needed).unwrap();
    world[family.asha].vault().seal_dossier().unwrap();
    world.settle();
    world.arm(family.asha, &PlanDraft::transit());
    world.run_for(HOUR);
    (world, family, pairing)
}

#[test]
fn two_of_three_share_holders_open_a_dossier_together_and_one_alone_does_not() {
    let (mut world, family, _) = with_a_third(505, 2);
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    silence(&mut world, asha);
    for contact in [ben, chandra] {
        let dossier = released(&world, contact);
        assert_eq!(dossier.state, ReleasedState::WaitingForShares);
        assert_eq!((dossier.shares_here, dossier.shares_needed, dossier.share_given), (1, 2, false));
    }
    let (bens, chandras) = (family.with_ben.worker_id, family.with_chandra.worker_id);
    assert!(matches!(world[ben].vault().open_dossier(bens), Err(Error::NotYet { .. })));
    world[ben].vault().give_share(bens).unwrap();
    world[ben].vault().give_share(bens).unwrap();
    world.person(ben).restart();
    world.run_for(2 * HOUR);
    // Chandra has Ben's share and her own; Ben has only his.
    assert_eq!(released(&world, chandra).state, ReleasedState::Downloaded);
    check_opened(&world, chandra, chandras);
    assert!(world.take_events(chandra).contains(&EventKind::DossierReady { worker: chandras }));
    let dossier = released(&world, ben);
    assert_eq!((dossier.state, dossier.share_given), (ReleasedState::WaitingForShares, true));
    world[chandra].vault().give_share(chandras).unwrap();
    world.run_for(2 * HOUR);
    check_opened(&world, ben, bens);
}

#[test]
fn three_of_three_wait_for_the_last_and_survive_a_relay_put_back() {
    let (mut world, family, third) = with_a_third(506, 3);
    let (asha, ben, chandra, dalia) = (family.asha, family.ben, family.chandra, third.contact);
    silence(&mut world, asha);
    let backup = world.relay.backup();
    // All three give their share, and the relay forgets the meeting before anyone has looked again.
    let workers = [
        (ben, family.with_ben.worker_id),
        (chandra, family.with_chandra.worker_id),
        (dalia, third.worker_id),
    ];
    for (contact, worker) in &workers[..2] {
        world[*contact].vault().give_share(*worker).unwrap();
        world.sync(*contact);
    }
    assert_eq!(released(&world, chandra).shares_here, 2);
    world[dalia].vault().give_share(third.worker_id).unwrap();
    world.sync(dalia);
    assert_eq!(released(&world, dalia).state, ReleasedState::Downloaded);
    world.relay.restore(&backup);
    // Who notices gives again at once; who does not looks for their share once a day.
    world.run_for(27 * HOUR);
    for (contact, worker) in workers {
        check_opened(&world, contact, worker);
    }
}

#[test]
fn a_change_of_the_circle_deals_new_shares_and_sends_no_chunk_again() {
    let (mut world, family, third) = with_a_third(507, 2);
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    world[asha].link.take_trace();
    world[asha].vault().remove_contact(third.contact_id).unwrap();
    world.run_for(2 * HOUR);
    assert_eq!(puts(&world, asha), 0);
    silence(&mut world, asha);
    assert!(world[third.contact].vault().dossiers().unwrap().is_empty(), "who was removed gets nothing");
    let (bens, chandras) = (family.with_ben.worker_id, family.with_chandra.worker_id);
    world[ben].vault().give_share(bens).unwrap();
    world.run_for(2 * HOUR);
    check_opened(&world, chandra, chandras);
}

#[test]
fn fewer_holders_than_shares_needed_are_all_needed() {
    let (mut world, family) = armed(508, 8);
    let preview = world[family.asha].vault().preview(None).unwrap();
    let dossier = preview.contacts[0].steps.iter().find_map(|step| step.dossier.clone()).unwrap();
    assert_eq!((dossier.needed, dossier.holders), (2, 2));
    silence(&mut world, family.asha);
    assert_eq!(released(&world, family.ben).shares_needed, 2);
}

#[test]
fn a_chunk_that_came_broken_is_said_to_be_and_fetched_again() {
    let (mut world, family) = armed(509, 1);
    let ben = family.ben;
    world[family.asha].link.cut();
    world[ben].link.cut();
    world.run_for(22 * HOUR);
    world[ben].link.restore();
    let worker = family.with_ben.worker_id;
    let mut broken = 0;
    for round in 0..40 {
        // Every third answer comes with a bit flipped in each sealed part, another one each time.
        let faults = [Fault::None, Fault::None, Fault::FlipCells];
        world[ben].link.plan(faults.into_iter().cycle().skip(round).take(12));
        world.sync(ben);
        world[ben].link.calm();
        broken += usize::from(released_if_any(&world, ben).is_some_and(|d| d.broken_chunk.is_some()));
        world.run_for(MINUTE);
        if released_if_any(&world, ben).is_some_and(|d| d.state == ReleasedState::Downloaded) {
            break;
        }
    }
    assert!(broken > 0, "no chunk ever came broken");
    assert_eq!(released(&world, ben).broken_chunk, None);
    check_opened(&world, ben, worker);
}

fn released_if_any(world: &World, contact: Who) -> Option<ReleasedDossier> {
    world[contact].vault().dossiers().unwrap().pop()
}

#[test]
fn sending_and_fetching_survive_a_network_that_loses_repeats_and_kills() {
    for seed in 510..514 {
        let (mut world, family) = World::family(seed);
        let asha = family.asha;
        write(&world, asha);
        world[asha].vault().seal_dossier().unwrap();
        world.arm(asha, &PlanDraft::transit());
        world.weather(200);
        for _ in 0..5 {
            world.run_for(5 * HOUR);
            world.check_in(asha, "here");
        }
        world.clear_skies();
        world.run_for(HOUR);
        assert_eq!(upload(&world, asha), DossierUpload::AtRelay, "seed {seed}");
        world.weather(200);
        world[asha].link.calm();
        silence(&mut world, asha);
        world.run_for(8 * HOUR);
        for (contact, pairing) in [(family.ben, &family.with_ben), (family.chandra, &family.with_chandra)] {
            world[contact].link.calm();
            world.sync(contact);
            world.sync(contact);
            check_opened(&world, contact, pairing.worker_id);
        }
    }
}

#[test]
fn a_relay_that_lost_chunks_gets_them_again_from_the_phone() {
    let (mut world, family) = World::family(515);
    let asha = family.asha;
    world.settle();
    let before = world.relay.backup();
    write(&world, asha);
    world[asha].vault().seal_dossier().unwrap();
    world.settle();
    world.arm(asha, &PlanDraft::transit());
    world.run_for(HOUR);
    world.relay.restore(&before);
    world.run_for(3 * HOUR);
    assert_eq!(upload(&world, asha), DossierUpload::AtRelay);
    silence(&mut world, asha);
    check_opened(&world, family.ben, family.with_ben.worker_id);
}

#[test]
fn a_relay_that_lost_what_is_no_longer_on_the_phone_makes_the_app_say_so() {
    let (mut world, family) = World::family(516);
    let asha = family.asha;
    world.settle();
    let before = world.relay.backup();
    write(&world, asha);
    world[asha].vault().seal_dossier().unwrap();
    world.settle();
    let passport = world[asha].vault().attachments().unwrap()[0].id;
    world[asha].vault().remove_attachment(passport).unwrap();
    assert_eq!(upload(&world, asha), DossierUpload::AtRelay, "what was sealed stays there");
    world.relay.restore(&before);
    world.take_events(asha);
    world.run_for(3 * HOUR);
    assert_eq!(upload(&world, asha), DossierUpload::NotAtRelay);
    assert!(world.take_events(asha).contains(&EventKind::DossierNotAtRelay));
    world[asha].vault().seal_dossier().unwrap();
    world.run_for(2 * HOUR);
    assert_eq!(upload(&world, asha), DossierUpload::AtRelay);
}

#[test]
fn a_relay_without_room_is_said_to_have_none() {
    let limits = wayhome_relay::Limits { database_mib: 1, ..wayhome_relay::Limits::default() };
    let mut world = World::with_limits(517, limits);
    let asha = world.add(people::asha());
    world[asha].vault().add_attachment("big", "x/y", &photo(12 * 65_536, 1)).unwrap();
    world[asha].vault().seal_dossier().unwrap();
    world.run_for(3 * HOUR);
    assert_eq!(upload(&world, asha), DossierUpload::NotAtRelay);
    assert!(world.take_events(asha).contains(&EventKind::DossierNotAtRelay));
    world[asha].link.take_trace();
    world.run_for(3 * HOUR);
    assert_eq!(puts(&world, asha), 0, "it is not tried again and again");
}

#[test]
fn attachments_keep_to_what_the_store_takes_and_a_refused_one_leaves_nothing() {
    let mut world = World::new(518);
    let asha = world.add(people::asha());
    let limit = world[asha].vault().attachments_limit().unwrap();
    assert_eq!(limit, 2 * 1_024 * 1_024);
    let vault = world[asha].vault();
    let free = vault.free_bytes().unwrap();
    let half = vault.add_attachment("half", "image/png", &photo(1_100_000, 1)).unwrap();
    let over = vault.add_attachment("over", "image/png", &photo(1_000_000, 2));
    assert!(matches!(over, Err(Error::Invalid { field: "attachment", .. })));
    for (name, bytes) in [("", &b"x"[..]), ("a\nb", b"x"), ("empty", b"")] {
        assert!(matches!(vault.add_attachment(name, "x/y", bytes), Err(Error::Invalid { .. })), "{name:?}");
    }
    assert_eq!(vault.attachments().unwrap().len(), 1);
    world.person(asha).restart();
    let vault = world[asha].vault();
    assert_eq!(vault.attachment(half).unwrap(), photo(1_100_000, 1));
    vault.remove_attachment(half).unwrap();
    assert!(vault.free_bytes().unwrap() + 40_000 > free, "what was removed gave its room back");
    assert!(matches!(vault.attachment(half), Err(Error::NotFound { .. })));
    assert!(matches!(vault.seal_dossier(), Err(Error::Invalid { field: "dossier", .. })), "nothing is in it");
}

#[test]
fn a_contact_without_room_reads_the_fields_and_fetches_attachments_when_wanted() {
    let (mut world, family) = armed(519, 1);
    let ben = family.ben;
    // Ben's own attachments leave less room than Asha's dossier takes.
    let vault = world[ben].vault();
    let mut number = 0;
    while vault.free_bytes().unwrap() > 64 * 4_000 + 130_000 {
        let room = vault.free_bytes().unwrap() - 64 * 4_000 - 120_000;
        let bytes = photo(room.min(600_000) as usize, number);
        if vault.add_attachment(&format!("{number}"), "x/y", &bytes).is_err() {
            break;
        }
        number += 1;
    }
    while vault.free_bytes().unwrap() > 64 * 4_000 + 130_000 {
        vault.set_dossier_field(DossierField::NOTES, &"x".repeat(2_000)).unwrap();
        let text = "y".repeat(2_000);
        for _ in 0..12 {
            let draft = wayhome::CheckInDraft::new(wayhome::CheckInState::Ok).with_note(text.clone());
            vault.check_in(&draft).unwrap();
        }
    }
    silence(&mut world, family.asha);
    let worker = family.with_ben.worker_id;
    let dossier = released(&world, ben);
    assert!(dossier.no_room && dossier.state == ReleasedState::Downloading, "{dossier:?}");
    let vault = world[ben].vault();
    let opened = vault.open_dossier(worker).unwrap();
    assert_eq!(opened.fields.len(), 2);
    assert!(!opened.attachments[1].here);
    assert!(matches!(vault.dossier_attachment(worker, 1), Err(Error::NotYet { .. })));
    world[ben].link.cut();
    let vault = world[ben].vault();
    assert!(matches!(vault.fetch_dossier_attachment(worker, 1), Err(Error::NotYet { .. })));
    world[ben].link.restore();
    world[ben].link.plan([Fault::FlipCells]);
    let vault = world[ben].vault();
    assert!(matches!(vault.fetch_dossier_attachment(worker, 1), Err(Error::Broken { what: "chunk" })));
    assert_eq!(vault.fetch_dossier_attachment(worker, 1).unwrap(), photo(70_001, 2));
    assert_eq!(vault.fetch_dossier_attachment(worker, 0).unwrap(), photo(PASSPORT, 1));
    // With room again, the rest comes by itself when Ben asks.
    for attachment in vault.attachments().unwrap() {
        vault.remove_attachment(attachment.id).unwrap();
    }
    world.sync(ben);
    check_opened(&world, ben, worker);
}
