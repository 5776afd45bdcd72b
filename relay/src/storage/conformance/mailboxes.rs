//! Readers, mailboxes, cells and relay parts.

use wayhome_protocol::ids::TimerId;
use wayhome_protocol::time::Timestamp;

use super::*;
use crate::ServiceTime;

pub(crate) fn a_new_storage_knows_nobody(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        let meta = tables.meta()?;
        assert_eq!((meta.relay_seq, meta.clock, meta.echoed_seq), (0, Timestamp::ZERO, 0));
        assert_eq!(tables.reader(&ASHA)?, None);
        assert_eq!(tables.mailbox(&TO_ASHA)?, None);
        assert_eq!(tables.timer(&TimerId::from_bytes([1; 16]))?, None);
        assert_eq!(tables.cells_after(&ASHA, 0, 16)?, []);
        Ok(())
    });
}

pub(crate) fn what_is_put_is_found_again(mut storage: impl Storage) {
    let meta = Meta {
        relay_seq: 5,
        clock: Timestamp::from_millis(1_700_000_000_123),
        swept: ServiceTime::from_millis(7),
        echoed_seq: 9,
        service: ServiceTime::from_millis(8),
        quiet_from: ServiceTime::from_millis(9),
        quiet_until: ServiceTime::from_millis(10),
        life: u32::MAX,
    };
    let capability_hash = CapabilityHash::from_bytes([8; 32]);
    let reader = Reader { capability_hash, highest_count: 77 };
    let mailbox = Mailbox { receive_id: ASHA, capability_hash, discard: true };
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        tables.set_meta(&meta)?;
        tables.put_reader(&ASHA, &reader)?;
        tables.put_mailbox(&TO_ASHA, &mailbox)
    });
    transact(&mut storage, |tables| {
        assert_eq!(tables.meta()?, meta);
        assert_eq!(tables.reader(&ASHA)?, Some(reader.clone()));
        assert_eq!(tables.mailbox(&TO_ASHA)?, Some(mailbox.clone()));
        assert_eq!(tables.count_mailboxes(&ASHA)?, 1);
        Ok(())
    });
}

pub(crate) fn a_failed_transaction_leaves_nothing(mut storage: impl Storage) {
    let failed = storage.transaction(&mut |tables| {
        two_readers(tables)?;
        Err(StorageError::Full)
    });
    assert!(matches!(failed, Err(StorageError::Full)));
    transact(&mut storage, |tables| {
        assert_eq!(tables.reader(&ASHA)?, None);
        assert_eq!(tables.mailbox(&TO_ASHA)?, None);
        Ok(())
    });
}

pub(crate) fn a_failed_step_undoes_itself_only(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        tables.step(&mut |tables| two_readers(tables))?;
        let failed = tables.step(&mut |tables| {
            add(tables, TO_ASHA, &cell(1, 1), 10)?;
            Err(StorageError::Full)
        });
        assert!(matches!(failed, Err(StorageError::Full)));
        tables.step(&mut |tables| add(tables, TO_ASHA, &cell(2, 2), 10).map(drop))
    });
    let found = transact(&mut storage, |tables| tables.cells_after(&ASHA, 0, 16));
    assert_eq!(found.iter().map(|found| found.cell.clone()).collect::<Vec<_>>(), [cell(2, 2)]);
}

pub(crate) fn a_cell_comes_back_as_it_was_stored(mut storage: impl Storage) {
    let id = transact(&mut storage, |tables| {
        two_readers(tables)?;
        add(tables, TO_ASHA, &cell(1, 1), 10)
    });
    let found = transact(&mut storage, |tables| tables.cells_after(&ASHA, 0, 16));
    let stored = StoredCell { id, send_id: TO_ASHA, arrival_minute: 10, age_s: 7, cell: cell(1, 1) };
    assert_eq!(found, [stored]);
    transact(&mut storage, |tables| {
        assert!(tables.has_cell(&TO_ASHA, &cell(1, 1))?);
        assert!(!tables.has_cell(&TO_ASHA, &cell(1, 2))?);
        assert!(!tables.has_cell(&TO_BEN, &cell(1, 1))?);
        Ok(())
    });
}

pub(crate) fn a_reader_finds_own_cells_after_the_cursor_in_order(mut storage: impl Storage) {
    let ids = transact(&mut storage, |tables| {
        two_readers(tables)?;
        let mut ids = Vec::new();
        for number in 0..6 {
            ids.push(add(tables, TO_ASHA, &cell(number, 0), 10)?);
            add(tables, TO_BEN, &cell(number, 0), 10)?;
        }
        Ok(ids)
    });
    let found = transact(&mut storage, |tables| tables.cells_after(&ASHA, ids[1], 3));
    assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), ids[2..5]);
    assert_eq!(transact(&mut storage, |tables| tables.cells_after(&ASHA, u64::MAX, 3)), []);
}

pub(crate) fn an_id_is_never_given_twice(mut storage: impl Storage) {
    let first = transact(&mut storage, |tables| {
        two_readers(tables)?;
        add(tables, TO_ASHA, &cell(1, 1), 10)
    });
    assert!(transact(&mut storage, |tables| tables.acknowledge_cell(&ASHA, first, 10)));
    let second = transact(&mut storage, |tables| add(tables, TO_ASHA, &cell(1, 1), 10));
    assert!(second > first);
}

pub(crate) fn ids_are_raised_before_the_first_cell_and_later_and_never_lowered(mut storage: impl Storage) {
    let mut last = 0;
    for floor in [1_000, 500, 1 << 50, 7] {
        let given = transact(&mut storage, |tables| {
            if last == 0 {
                two_readers(tables)?;
            }
            tables.raise_cell_ids(floor)?;
            add(tables, TO_ASHA, &cell(1, u8::try_from(floor % 251).unwrap()), 10)
        });
        assert!(given > floor && given > last, "{given} after {last}, with a floor of {floor}");
        last = given;
    }
    let found = transact(&mut storage, |tables| tables.cells_after(&ASHA, 1 << 50, 9));
    assert_eq!(found.len(), 2);
}

pub(crate) fn wanted_cells_are_the_readers_own_and_oldest_first(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for (number, tagged) in [3, 1, 2, 1].into_iter().enumerate() {
            add(tables, TO_ASHA, &cell(tagged, u8::try_from(number).unwrap()), 10)?;
        }
        add(tables, TO_BEN, &cell(1, 0), 10)
    });
    let wanted = [tag(1), tag(3), tag(1), tag(9)];
    let found = transact(&mut storage, |tables| tables.cells_tagged(&ASHA, &wanted, 4));
    let cells: Vec<_> = found.into_iter().map(|found| found.cell).collect();
    assert_eq!(cells, [cell(3, 0), cell(1, 1), cell(1, 3)]);
    assert_eq!(transact(&mut storage, |tables| tables.cells_tagged(&ASHA, &wanted, 1)).len(), 1);
}

pub(crate) fn only_cells_that_were_handed_out_are_deleted_by_tag(mut storage: impl Storage) {
    let (seen, _unseen) = transact(&mut storage, |tables| {
        two_readers(tables)?;
        Ok((add(tables, TO_ASHA, &cell(1, 1), 10)?, add(tables, TO_ASHA, &cell(1, 2), 10)?))
    });
    transact(&mut storage, |tables| {
        assert!(tables.mark_handed_out(seen)?);
        assert!(!tables.mark_handed_out(seen)?);
        assert_eq!(tables.acknowledge_handed_out(&BEN, &tag(1), 10)?, 0);
        assert_eq!(tables.acknowledge_handed_out(&ASHA, &tag(1), 10)?, 1);
        assert_eq!(tables.acknowledge_handed_out(&ASHA, &tag(1), 10)?, 0);
        Ok(())
    });
    let left = transact(&mut storage, |tables| tables.cells_after(&ASHA, 0, 16));
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].cell, cell(1, 2));
}

pub(crate) fn a_cell_is_deleted_by_its_own_reader_only(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        let id = add(tables, TO_ASHA, &cell(1, 1), 10)?;
        assert!(!tables.acknowledge_cell(&BEN, id, 10)?);
        assert!(tables.acknowledge_cell(&ASHA, id, 10)?);
        assert!(!tables.acknowledge_cell(&ASHA, id, 10)?);
        Ok(())
    });
}

pub(crate) fn old_cells_go_and_young_ones_stay(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for minute in [10, 11, 12, 13] {
            // Wall time has no say in it.
            let cell = cell(u8::try_from(minute).unwrap(), 0);
            tables.add_cell(&NewCell {
                send_id: TO_ASHA,
                receive_id: ASHA,
                cell: &cell,
                arrival_minute: 100 - minute,
                service_minute: minute,
                age_s: 7,
                ring: 2,
            })?;
        }
        assert_eq!(tables.remove_cells_before(13, 2)?, 2);
        assert_eq!(tables.remove_cells_before(13, 2)?, 1);
        assert_eq!(tables.remove_cells_before(13, 2)?, 0);
        assert_eq!(tables.count_cells(&TO_ASHA)?, 1);
        Ok(())
    });
}

pub(crate) fn what_was_acknowledged_is_remembered_cell_by_cell_and_mailbox_by_mailbox(
    mut storage: impl Storage,
) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for number in 0..3 {
            add(tables, TO_ASHA, &cell(1, number), 10)?;
        }
        let ids: Vec<_> = tables.cells_after(&ASHA, 0, 9)?.into_iter().map(|cell| cell.id).collect();
        assert!(tables.acknowledge_cell(&ASHA, ids[0], 11)?);
        assert!(!tables.acknowledge_cell(&BEN, ids[2], 11)?);
        tables.mark_handed_out(ids[1])?;
        assert_eq!(tables.acknowledge_handed_out(&ASHA, &tag(1), 12)?, 1);
        for (number, day) in [(0, Some(11)), (1, Some(12)), (2, None), (3, None)] {
            assert_eq!(tables.acknowledged_on(&TO_ASHA, &cell(1, number))?, day, "cell {number}");
            assert_eq!(tables.acknowledged_on(&TO_BEN, &cell(1, number))?, None);
        }
        // The same cell once more: the day is that of the last time.
        let again = add(tables, TO_ASHA, &cell(1, 0), 10)?;
        assert_eq!(tables.acknowledged_on(&TO_ASHA, &cell(1, 0))?, Some(11));
        assert!(tables.acknowledge_cell(&ASHA, again, 13)?);
        assert_eq!(tables.acknowledged_on(&TO_ASHA, &cell(1, 0))?, Some(13));
        // What expires was never acknowledged.
        assert_eq!(tables.remove_cells_before(99, 9)?, 1);
        assert_eq!(tables.acknowledged_on(&TO_ASHA, &cell(1, 2))?, None);
        tables.remove_mailbox(&TO_ASHA)?;
        assert_eq!(tables.acknowledged_on(&TO_ASHA, &cell(1, 0))?, None);
        Ok(())
    });
}

pub(crate) fn of_what_was_acknowledged_the_last_are_remembered_and_the_old_are_forgotten(
    mut storage: impl Storage,
) {
    let most = ACKNOWLEDGED_MOST;
    let numbered =
        |number: u32| cell(u8::try_from(number / 200).unwrap(), u8::try_from(number % 200).unwrap());
    // Of those of one day nobody knows which came first.
    let known = |tables: &mut dyn Tables, numbers: std::ops::Range<u32>| {
        let days = numbers.map(|number| tables.acknowledged_on(&TO_ASHA, &numbered(number)));
        Ok::<_, StorageError>(days.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().count())
    };
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        // Three on day 10, one on day 11, all others on day 12.
        for number in 0..most {
            let id = add(tables, TO_ASHA, &numbered(number), 10)?;
            let day = if number < 3 { 10 } else { 11 + u32::from(number > 3) };
            assert!(tables.acknowledge_cell(&ASHA, id, day)?);
        }
        let id = add(tables, TO_BEN, &cell(1, 1), 10)?;
        assert!(tables.acknowledge_cell(&BEN, id, 13)?);
        assert_eq!(known(tables, 0..most)?, 512, "all of them");
        for (number, left) in [(most, 2), (most + 1, 1)] {
            let id = add(tables, TO_ASHA, &numbered(number), 10)?;
            assert!(tables.acknowledge_cell(&ASHA, id, 12)?);
            assert_eq!(known(tables, 0..3)?, left, "one of the oldest day made room");
            assert_eq!(known(tables, 3..number + 1)?, 512 - left);
        }
        assert_eq!(tables.forget_acknowledged_before(10, 9)?, 0);
        assert_eq!(tables.forget_acknowledged_before(12, 1)?, 1);
        assert_eq!(known(tables, 0..3)?, 0, "the oldest day first");
        assert_eq!(known(tables, 3..4)?, 1);
        assert_eq!(tables.forget_acknowledged_before(12, 9)?, 1);
        assert_eq!(tables.forget_acknowledged_before(12, 9)?, 0);
        assert_eq!(known(tables, 0..most + 2)?, 510);
        tables.forget_acknowledged_since(13)?;
        assert_eq!(tables.acknowledged_on(&TO_BEN, &cell(1, 1))?, None);
        assert_eq!(known(tables, 0..most + 2)?, 510);
        tables.forget_acknowledged_since(12)?;
        assert_eq!(known(tables, 0..most + 2)?, 0);
        Ok(())
    });
}

pub(crate) fn a_closed_mailbox_takes_its_own_cells_and_parts_along(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for send_id in [TO_ASHA, TO_BEN] {
            add(tables, send_id, &cell(1, 1), 10)?;
            tables.add_relay_part(&send_id, &RelayPart { tag: tag(1), part: [5; 32], minute: 10 })?;
        }
        tables.remove_mailbox(&TO_ASHA)
    });
    transact(&mut storage, |tables| {
        assert_eq!(tables.mailbox(&TO_ASHA)?, None);
        assert_eq!((tables.count_cells(&TO_ASHA)?, tables.count_cells(&TO_BEN)?), (0, 1));
        assert_eq!((tables.count_relay_parts(&TO_ASHA)?, tables.count_relay_parts(&TO_BEN)?), (0, 1));
        Ok(())
    });
}

pub(crate) fn thinning_drops_every_second_of_the_older_parts(mut storage: impl Storage) {
    let left = transact(&mut storage, |tables| {
        two_readers(tables)?;
        for number in 0..8 {
            let part = RelayPart { tag: tag(number), part: [number; 32], minute: u32::from(number) };
            tables.add_relay_part(&TO_ASHA, &part)?;
            assert!(tables.has_relay_part(&TO_ASHA, &part.tag, &part.part)?);
            assert!(!tables.has_relay_part(&TO_BEN, &part.tag, &part.part)?);
        }
        tables.thin_relay_parts(&TO_ASHA, 4)?;
        tables.relay_parts(&TO_ASHA)
    });
    assert_eq!(left.iter().map(|part| part.minute).collect::<Vec<_>>(), [1, 3, 4, 5, 6, 7]);
}

pub(crate) fn relay_parts_of_one_mailbox_are_deleted_together(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        for number in 0..3 {
            let part = RelayPart { tag: tag(number), part: [number; 32], minute: 1 };
            tables.add_relay_part(&TO_ASHA, &part)?;
            tables.add_relay_part(&TO_BEN, &part)?;
        }
        assert_eq!(tables.remove_relay_parts(&TO_ASHA)?, 3);
        assert_eq!((tables.count_relay_parts(&TO_ASHA)?, tables.count_relay_parts(&TO_BEN)?), (0, 3));
        Ok(())
    });
}
