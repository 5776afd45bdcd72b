//! Which replies a worker's phone asks the relay for, when not all of them fit into one sync.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests are tests too")]

mod common;

use common::{Phone, registered, sound};
use wayhome_engine::{Run, Sharing};
use wayhome_protocol::chain::{ChainPlace, Direction, Instance};
use wayhome_protocol::family::{FamilyLink, INSTANCES};
use wayhome_protocol::group::Group;
use wayhome_protocol::ids::Tag;
use wayhome_protocol::receiving::ReceivingChain;
use wayhome_protocol::sync_request::{RowStatus, SyncAnswer, SyncRequest};
use wayhome_protocol::time::Seconds;

use common::{START, relay_secret};

/// Asha with links for people of whom nobody has opened theirs.
fn worker(links: usize) -> (Phone, Vec<FamilyLink>) {
    let mut asha = Phone::new(1, "Asha");
    let links = (0..links).map(|index| {
        let name = format!("relative {index}");
        let (_, link) =
            asha.step(|e, now, rng| e.family_link(now, &name, "ne", Sharing::Always, rng)).unwrap();
        link
    });
    let links = links.collect();
    (asha, links)
}

/// What each browser of a link says first, but for those that share the last chain.
fn hellos(link: &FamilyLink) -> Vec<Tag> {
    let hello = |instance| {
        let instance = Instance::new(instance).unwrap();
        let place =
            ChainPlace { direction: Direction::ContactToWorker, origin: link.main_origin(), instance };
        ReceivingChain::new(link.derive_root().derive_chain(place), START).next_tags(1)[0]
    };
    (0..INSTANCES).map(hello).collect()
}

/// The relay does not know the mailbox of somebody who has not opened the link.
fn unopened(group: &Group) -> SyncAnswer {
    SyncAnswer { rows: [RowStatus::UnknownSendId; 8], ..sound(group.count) }
}

/// One run: what it asks for, and in how many syncs.
fn asked(phone: &mut Phone) -> (Vec<Tag>, usize) {
    let (mut run, mut wanted, mut syncs) = (Run::scheduled(), Vec::new(), 0);
    while let Some(transmit) = phone.next(&mut run) {
        let bytes = if transmit.path == "/v1/sync" {
            let request = SyncRequest::decode(&transmit.body).unwrap();
            wanted.extend(request.wanted);
            syncs += 1;
            let group = request.group.open(&relay_secret()).unwrap();
            unopened(&group).encode(&mut phone.rng).unwrap()
        } else {
            registered()
        };
        phone.answer(&mut run, transmit.ticket, Ok(&bytes));
    }
    (wanted, syncs)
}

#[test]
fn a_browser_that_came_after_silent_ones_is_asked_for_in_the_next_syncs_when_nobody_else_needs_the_room() {
    let (mut asha, links) = worker(1);
    let (mut wanted, mut syncs) = (Vec::new(), 0);
    while syncs < 2 {
        let (more, count) = asked(&mut asha);
        wanted.extend(more);
        syncs += count;
        asha.wait(Seconds::from_minutes(40));
    }
    assert!(hellos(&links[0]).iter().all(|hello| wanted.contains(hello)));
}

#[test]
fn every_browser_is_asked_for_in_its_time_however_the_runs_are_spaced() {
    // Runs at a pace that a turn reckoned by the clock would fall in with.
    for minutes in [16, 32, 40] {
        let (mut asha, links) = worker(8);
        let (mut wanted, mut syncs) = (Vec::new(), 0);
        while syncs < 36 {
            let (more, count) = asked(&mut asha);
            wanted.extend(more);
            syncs += count.max(1);
            asha.wait(Seconds::from_minutes(minutes));
        }
        let missing = links.iter().flat_map(hellos).filter(|hello| !wanted.contains(hello)).count();
        assert_eq!(missing, 0, "runs every {minutes} minutes");
    }
}
