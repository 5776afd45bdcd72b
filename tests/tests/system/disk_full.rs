//! The phone's disk is full.

use wayhome::{CheckInDraft, CheckInState, Error, SosDraft};
use wayhome_tests::small_disk::SmallDisk;
use wayhome_tests::{HOUR, World, people, template};

#[test]
fn on_a_full_disk_the_error_says_so_and_everything_acknowledged_stays() {
    let Some(disk) = SmallDisk::mount(19) else { return };
    let mut world = World::new(131);
    let store = template::of(people::asha());
    let asha = world.add_in(people::asha(), disk.path().to_owned(), &store.bytes);
    let ben = world.add(people::ben());
    world.pair(asha, ben, wayhome::Sharing::Always);
    world.settle();
    world[asha].link.cut();
    // Until there is no room left.
    let mut refused = None;
    for number in 0..2_000 {
        let draft = CheckInDraft::new(CheckInState::Ok).with_note(format!("number {number}"));
        if let Err(error) = world.try_check_in(asha, draft) {
            refused = Some(error);
            break;
        }
    }
    assert!(matches!(refused, Some(Error::DiskFull)), "{refused:?}");
    assert!(world.promises.len() > 1, "some were accepted before");
    world.check();
    // It was the log that had filled the disk: it has been folded in, and there is room again.
    world.sos(asha, "there was room after all");
    // Each refusal folds the log in, which leaves a little room; something else takes it at once.
    let nothing = SosDraft::default();
    disk.fill();
    assert!(matches!(world.try_sos(asha, nothing.clone()), Err(Error::DiskFull)));
    disk.fill();
    assert!(matches!(world[asha].app().locked_sos(&nothing), Err(Error::DiskFull)));
    disk.fill();
    assert!(matches!(world[asha].vault().invite(), Err(Error::DiskFull)));
    let filler = disk.fill();
    world.check();
    // A guess at a PIN must be written down before it is tried, or whoever fills the disk would have them for nothing. So
    // the vault stays shut; what is there goes on once there is room.
    world.person(asha).start();
    let shut = world[asha].app().unlock(&template::pin(&people::asha())).map(drop);
    assert!(matches!(shut, Err(Error::DiskFull)), "{shut:?}");
    std::fs::remove_file(filler).unwrap();
    world.person(asha).unlock();
    world.check();
    world.sos(asha, "there is room again");
    world[asha].link.restore();
    world.run_for(4 * HOUR);
    world.check();
    world.check_all_arrived();
}
