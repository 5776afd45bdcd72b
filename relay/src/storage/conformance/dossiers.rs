//! Sealed dossiers.

use wayhome_protocol::ids::{DossierId, TimerId};

use super::*;
use crate::ServiceTime;

fn id(number: u8) -> DossierId {
    DossierId::from_bytes([number; 16])
}

fn at(millis: u64) -> ServiceTime {
    ServiceTime::from_millis(1_700_000_000_000 + millis)
}

fn dossier(changed: u64, released: Option<u64>) -> Dossier {
    let reading_hash = CapabilityHash::from_bytes([3; 32]);
    Dossier { receive_id: ASHA, chunks: 3, reading_hash, changed: at(changed), released: released.map(at) }
}

/// A plan that names this dossier.
fn name_it(tables: &mut dyn Tables, number: u8) -> Result<(), StorageError> {
    let timer = TimerId::from_bytes([6; 16]);
    tables.put_timer(&timer, &Timer::new(ASHA, [0; 32], Vec::new()))?;
    let plan = Plan {
        timer,
        hash: [number; 32],
        drill: false,
        interval_s: 86_400,
        grace_s: 43_200,
        delays_s: vec![0],
        people: Vec::new(),
        dossier: Some(PlanDossier { id: id(number), part: [9; 32], generation: 0 }),
        phones: None,
        touch_keys: None,
        stored: at(0),
    };
    tables.add_plan(&plan, &[])
}

pub(crate) fn a_dossier_and_its_chunks_come_back_as_they_were_stored(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        assert_eq!(tables.dossier(&id(1))?, None);
        for stored in [dossier(1, None), dossier(2, Some(3))] {
            tables.put_dossier(&id(1), &stored)?;
            assert_eq!(tables.dossier(&id(1))?, Some(stored));
        }
        tables.put_dossier(&id(2), &dossier(1, None))?;
        for (place, byte) in [(2, 1), (0, 2), (2, 3)] {
            tables.put_chunk(&id(1), place, &[byte; 65_576])?;
        }
        assert_eq!(tables.chunk(&id(1), 2)?, Some(vec![3; 65_576]));
        assert_eq!(tables.chunk(&id(1), 1)?, None);
        assert_eq!(tables.chunk(&id(2), 0)?, None);
        assert_eq!(tables.chunk_places(&id(1))?, [0, 2]);
        assert_eq!(tables.count_chunks()?, 2);
        assert_eq!((tables.count_dossiers(&ASHA)?, tables.count_dossiers(&BEN)?), (2, 0));
        tables.remove_dossier(&id(1))?;
        assert_eq!((tables.dossier(&id(1))?, tables.count_chunks()?), (None, 0));
        Ok(())
    });
}

pub(crate) fn an_idle_dossier_is_named_by_no_plan_and_was_not_released(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        tables.put_dossier(&id(1), &dossier(1, None))?;
        tables.put_dossier(&id(2), &dossier(2, Some(2)))?;
        tables.put_dossier(&id(3), &dossier(4, None))?;
        tables.put_dossier(&id(4), &dossier(3, None))?;
        name_it(tables, 1)?;
        assert_eq!(tables.idle_dossier(&ASHA)?, Some(id(4)));
        assert_eq!(tables.idle_dossier(&BEN)?, None);
        Ok(())
    });
}

pub(crate) fn old_dossiers_go_and_named_or_lately_released_ones_stay(mut storage: impl Storage) {
    transact(&mut storage, |tables| {
        two_readers(tables)?;
        tables.put_dossier(&id(1), &dossier(10, None))?;
        tables.put_dossier(&id(2), &dossier(10, None))?;
        tables.put_dossier(&id(3), &dossier(30, None))?;
        tables.put_dossier(&id(4), &dossier(10, Some(10)))?;
        tables.put_dossier(&id(5), &dossier(10, Some(30)))?;
        tables.put_dossier(&id(6), &dossier(10, Some(10)))?;
        name_it(tables, 1)?;
        name_it(tables, 6)?;
        tables.put_chunk(&id(2), 0, &[1; 65_576])?;
        assert_eq!(tables.remove_old_dossiers(at(20), at(20), 1)?, 1);
        assert_eq!(tables.remove_old_dossiers(at(20), at(20), 9)?, 1);
        assert_eq!(tables.remove_old_dossiers(at(20), at(20), 9)?, 0);
        let mut left = Vec::new();
        for number in 1..=6 {
            left.extend(tables.dossier(&id(number))?.map(|_| number));
        }
        assert_eq!((left, tables.count_chunks()?), (vec![1, 3, 5, 6], 0));
        Ok(())
    });
}
