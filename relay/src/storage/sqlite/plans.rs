//! Uploaded plans in SQLite.

use rusqlite::{OptionalExtension, Row, params};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{DossierId, SendId, TimerId};
use wayhome_protocol::keys::{CapabilityHash, IdentityPublic, TimerPublic};
use wayhome_protocol::plan_steps::{Step, StepSet};

use super::tables::{SqliteTables, service, to_sql};
use crate::ServiceTime;
use crate::storage::{Lodged, Plan, PlanDossier, PlanHash, PlanHead, PlanPerson, PlanTables, StorageError};

/// Bytes of a key, and how many touch keys a plan brings.
const KEY: usize = 32;
const TOUCH_KEYS: usize = 4;

impl PlanTables for SqliteTables<'_> {
    fn plan(&mut self, timer: &TimerId, hash: &PlanHash) -> Result<Option<Plan>, StorageError> {
        let found = self
            .prepare(
                "SELECT id, timer_id, hash, drill, interval_s, grace_s, delay_1_s, delay_2_s, delay_3_s,
                        delay_4_s, dossier_id, dossier_part, dossier_generation, touch_keys, phones, stored_ms
                 FROM plans WHERE timer_id = ?1 AND hash = ?2",
            )?
            .query_row(params![timer.as_bytes(), hash], |row| Ok((row.get::<_, i64>(0)?, plan(row)?)))
            .optional()?;
        let Some((id, mut plan)) = found else { return Ok(None) };
        plan.people = self
            .prepare(
                "SELECT send_id, capability_hash, hold_key, told, places, dossier
                 FROM plan_people WHERE plan_id = ?1 ORDER BY place",
            )?
            .query_map([id], person)?
            .collect::<Result<_, _>>()?;
        Ok(Some(plan))
    }

    fn plans_of(&mut self, timer: &TimerId) -> Result<Vec<PlanHead>, StorageError> {
        let mut statement = self.prepare("SELECT hash, drill FROM plans WHERE timer_id = ?1 ORDER BY id")?;
        let rows = statement
            .query_map([timer.as_bytes()], |row| Ok(PlanHead { hash: row.get(0)?, drill: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn add_plan(&mut self, plan: &Plan, lodged: &[Lodged<'_>]) -> Result<(), StorageError> {
        let delay = |index: usize| plan.delays_s.get(index).copied();
        let id = self
            .prepare(
                "INSERT INTO plans (timer_id, hash, drill, interval_s, grace_s, delay_1_s, delay_2_s,
                                    delay_3_s, delay_4_s, dossier_id, dossier_part, dossier_generation,
                                    touch_keys, phones, stored_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .insert(params![
                plan.timer.as_bytes(),
                plan.hash,
                plan.drill,
                plan.interval_s,
                plan.grace_s,
                delay(0),
                delay(1),
                delay(2),
                delay(3),
                plan.dossier.as_ref().map(|dossier| *dossier.id.as_bytes()),
                plan.dossier.as_ref().map(|dossier| dossier.part),
                plan.dossier.as_ref().map(|dossier| dossier.generation),
                plan.touch_keys
                    .map(|keys| keys.map(|key| key.map_or([0; KEY], |key| *key.as_bytes())).concat()),
                plan.phones,
                to_sql(plan.stored.as_millis()),
            ])?;
        let mut add = self.prepare(
            "INSERT INTO plan_people (plan_id, place, send_id, capability_hash, hold_key, told, places, dossier)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for (place, person) in (0_u8..).zip(&plan.people) {
            add.execute(params![
                id,
                place,
                person.send_id.as_bytes(),
                person.capability_hash.as_bytes(),
                person.hold_key.as_bytes(),
                person.told.bits(),
                person.places.bits(),
                person.dossier.bits(),
            ])?;
        }
        let mut add =
            self.prepare("INSERT INTO lodged (plan_id, place, step, cell) VALUES (?1, ?2, ?3, ?4)")?;
        for one in lodged {
            add.execute(params![id, one.place, one.step.number(), one.cell.as_bytes()])?;
        }
        Ok(())
    }

    fn told_timers(&mut self, mailbox: &SendId, most: u32) -> Result<Vec<TimerId>, StorageError> {
        let mut statement = self.prepare(
            "SELECT DISTINCT timers.timer_id FROM plan_people
             JOIN mailboxes ON mailboxes.send_id = plan_people.send_id
                 AND mailboxes.capability_hash = plan_people.capability_hash
             JOIN plans ON plans.id = plan_people.plan_id
             JOIN timers ON timers.timer_id = plans.timer_id
             WHERE plan_people.send_id = ?1 AND timers.armed = plans.hash AND timers.told > 0
             ORDER BY timers.timer_id LIMIT ?2",
        )?;
        let rows = statement
            .query_map(params![mailbox.as_bytes(), most], |row| row.get(0).map(TimerId::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn lodged(
        &mut self,
        timer: &TimerId,
        hash: &PlanHash,
        place: u8,
        step: Step,
    ) -> Result<Option<WireCell>, StorageError> {
        Ok(self
            .prepare(
                "SELECT cell FROM lodged
                 WHERE plan_id = (SELECT id FROM plans WHERE timer_id = ?1 AND hash = ?2)
                     AND place = ?3 AND step = ?4",
            )?
            .query_row(params![timer.as_bytes(), hash, place, step.number()], |row| {
                row.get(0).map(WireCell::from_bytes)
            })
            .optional()?)
    }

    fn remove_plan(&mut self, timer: &TimerId, hash: &PlanHash) -> Result<bool, StorageError> {
        let removed = self
            .prepare("DELETE FROM plans WHERE timer_id = ?1 AND hash = ?2")?
            .execute(params![timer.as_bytes(), hash])?;
        Ok(removed > 0)
    }

    fn remove_idle_plans(&mut self, before: ServiceTime, most: u32) -> Result<u32, StorageError> {
        let removed = self
            .prepare(
                "DELETE FROM plans WHERE id IN (
                     SELECT id FROM plans WHERE stored_ms < ?1
                         AND hash IS NOT (SELECT armed FROM timers WHERE timers.timer_id = plans.timer_id)
                         AND hash IS NOT (SELECT hash FROM drills WHERE drills.timer_id = plans.timer_id)
                     ORDER BY stored_ms LIMIT ?2)",
            )?
            .execute(params![to_sql(before.as_millis()), most])?;
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }
}

/// A plan without its people.
fn plan(row: &Row<'_>) -> rusqlite::Result<Plan> {
    let mut delays_s = Vec::with_capacity(4);
    for index in 6..10 {
        delays_s.extend(row.get::<_, Option<u32>>(index)?);
    }
    let id: Option<[u8; 16]> = row.get(10)?;
    let dossier = match (id, row.get::<_, Option<[u8; KEY]>>(11)?, row.get::<_, Option<u32>>(12)?) {
        (Some(id), Some(part), Some(generation)) => {
            Some(PlanDossier { id: DossierId::from_bytes(id), part, generation })
        }
        _ => None,
    };
    Ok(Plan {
        timer: TimerId::from_bytes(row.get(1)?),
        hash: row.get(2)?,
        drill: row.get(3)?,
        interval_s: row.get(4)?,
        grace_s: row.get(5)?,
        delays_s,
        people: Vec::new(),
        dossier,
        phones: row.get(14)?,
        touch_keys: row.get::<_, Option<[u8; KEY * TOUCH_KEYS]>>(13)?.map(|bytes| touch_keys(&bytes)),
        stored: service(row.get(15)?),
    })
}

fn touch_keys(bytes: &[u8; KEY * TOUCH_KEYS]) -> [Option<TimerPublic>; TOUCH_KEYS] {
    let mut keys = [None; TOUCH_KEYS];
    for (key, bytes) in keys.iter_mut().zip(bytes.as_chunks::<KEY>().0) {
        *key = (*bytes != [0; KEY]).then(|| TimerPublic::from_bytes(*bytes));
    }
    keys
}

fn person(row: &Row<'_>) -> rusqlite::Result<PlanPerson> {
    let steps = |index: usize| {
        // Only what came from a set is ever written.
        Ok::<_, rusqlite::Error>(StepSet::from_bits(row.get(index)?).unwrap_or_default())
    };
    Ok(PlanPerson {
        send_id: SendId::from_bytes(row.get(0)?),
        capability_hash: CapabilityHash::from_bytes(row.get(1)?),
        hold_key: IdentityPublic::from_bytes(row.get(2)?),
        told: steps(3)?,
        places: steps(4)?,
        dossier: steps(5)?,
    })
}
