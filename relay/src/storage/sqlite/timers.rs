//! Timers in SQLite.

use rusqlite::{OptionalExtension, Row, ToSql, params};
use wayhome_protocol::ids::{ReceiveId, SendId, TimerId};
use wayhome_protocol::keys::{IdentityPublic, TimerPublic};

use super::tables::{SqliteTables, from_sql, service, to_sql};
use crate::ServiceTime;
use crate::storage::{
    Absence, CheckIn, Drill, Gap, Newcomer, Progress, Run, StorageError, Timer, TimerKey, TimerTables,
};

impl TimerTables for SqliteTables<'_> {
    fn timer(&mut self, id: &TimerId) -> Result<Option<Timer>, StorageError> {
        let found = self
            .prepare(
                "SELECT receive_id, registered, touch_delta_s, touch_effective_ms, heard_ms, paused_until_ms,
                        ended, armed, wanted, wanted_drill, rounds, round, told, told_ms, swept, holds,
                        held_2_ms, held_3_ms, held_4_ms, deadline_ms
                 FROM timers WHERE timer_id = ?1",
            )?
            .query_row([id.as_bytes()], timer)
            .optional()?;
        let Some(mut timer) = found else { return Ok(None) };
        timer.keys = self
            .prepare(
                "SELECT place, public_key, last_counter FROM timer_keys WHERE timer_id = ?1 ORDER BY place",
            )?
            .query_map([id.as_bytes()], |row| {
                Ok(TimerKey {
                    place: row.get(0)?,
                    public_key: TimerPublic::from_bytes(row.get(1)?),
                    last_counter: row.get::<_, Option<i64>>(2)?.map(from_sql),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(Some(timer))
    }

    fn count_timers(&mut self, reader: &ReceiveId) -> Result<u32, StorageError> {
        self.count("SELECT count(*) FROM timers WHERE receive_id = ?1", reader.as_bytes())
    }

    fn put_timer(&mut self, id: &TimerId, timer: &Timer) -> Result<(), StorageError> {
        self.prepare("INSERT INTO timers (timer_id, receive_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(params![id.as_bytes(), timer.receive_id.as_bytes()])?;
        self.update_timer(id, timer, None)?;
        self.prepare("UPDATE timers SET registered = ?2 WHERE timer_id = ?1")?
            .execute(params![id.as_bytes(), timer.registered])?;
        let mut kept = self.prepare(
            "INSERT INTO timer_keys (timer_id, place, public_key, last_counter) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (timer_id, place) DO UPDATE SET
                 public_key = excluded.public_key, last_counter = excluded.last_counter",
        )?;
        let mut gone = self.prepare("DELETE FROM timer_keys WHERE timer_id = ?1 AND place = ?2")?;
        for place in 0..=4_u8 {
            match timer.keys.iter().find(|key| key.place == place) {
                Some(key) => {
                    let counter = key.last_counter.map(to_sql);
                    kept.execute(params![id.as_bytes(), place, key.public_key.as_bytes(), counter])?;
                }
                None => drop(gone.execute(params![id.as_bytes(), place])?),
            }
        }
        Ok(())
    }

    fn move_timer(&mut self, id: &TimerId, seen: &Progress, timer: &Timer) -> Result<bool, StorageError> {
        self.update_timer(id, timer, Some(seen))
    }

    fn due_timers(&mut self, now: ServiceTime, most: u32) -> Result<Vec<TimerId>, StorageError> {
        self.due(
            "SELECT timer_id FROM timers WHERE deadline_ms <= ?1 ORDER BY deadline_ms LIMIT ?2",
            now,
            most,
        )
    }

    fn put_newcomer(&mut self, newcomer: &Newcomer) -> Result<(), StorageError> {
        let Newcomer { timer, send_id, round, told, due } = newcomer;
        self.prepare(
            "INSERT OR REPLACE INTO newcomers (timer_id, send_id, round, told, due_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![timer.as_bytes(), send_id.as_bytes(), round, told, to_sql(due.as_millis())])?;
        Ok(())
    }

    fn due_newcomers(&mut self, now: ServiceTime, most: u32) -> Result<Vec<Newcomer>, StorageError> {
        let mut statement = self.prepare(
            "SELECT timer_id, send_id, round, told, due_ms FROM newcomers WHERE due_ms <= ?1 ORDER BY due_ms LIMIT ?2",
        )?;
        let rows = statement.query_map(params![to_sql(now.as_millis()), most], |row| {
            Ok(Newcomer {
                timer: TimerId::from_bytes(row.get(0)?),
                send_id: SendId::from_bytes(row.get(1)?),
                round: row.get(2)?,
                told: row.get(3)?,
                due: service(row.get(4)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn take_newcomer(&mut self, seen: &Newcomer) -> Result<bool, StorageError> {
        let Newcomer { timer, send_id, round, due, .. } = seen;
        let taken = self
            .prepare(
                "DELETE FROM newcomers WHERE timer_id = ?1 AND send_id = ?2 AND round = ?3 AND due_ms = ?4",
            )?
            .execute(params![timer.as_bytes(), send_id.as_bytes(), round, to_sql(due.as_millis())])?;
        Ok(taken > 0)
    }

    fn next_deadline(&mut self) -> Result<Option<ServiceTime>, StorageError> {
        let mut earliest = None;
        for sql in [
            "SELECT min(deadline_ms) FROM timers",
            "SELECT min(deadline_ms) FROM drills",
            "SELECT min(due_ms) FROM newcomers",
        ] {
            let found = self.prepare(sql)?.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(service);
            earliest = match (earliest, found) {
                (Some(one), Some(other)) => Some(std::cmp::min(one, other)),
                (one, other) => one.or(other),
            };
        }
        Ok(earliest)
    }

    fn armed_timers(&mut self, cursor: Option<&TimerId>, most: u32) -> Result<Vec<TimerId>, StorageError> {
        let sql = "SELECT timer_id FROM timers
                   WHERE armed IS NOT NULL AND timer_id > ?1 ORDER BY timer_id LIMIT ?2";
        let after: &[u8] = cursor.map_or(&[], |id| id.as_bytes());
        let mut statement = self.prepare(sql)?;
        let rows = statement.query_map(params![after, most], timer_id)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn drill(&mut self, timer: &TimerId) -> Result<Option<Drill>, StorageError> {
        Ok(self
            .prepare("SELECT hash, started_ms, round, told, deadline_ms FROM drills WHERE timer_id = ?1")?
            .query_row([timer.as_bytes()], |row| {
                Ok(Drill {
                    hash: row.get(0)?,
                    started: service(row.get(1)?),
                    round: row.get(2)?,
                    told: row.get(3)?,
                    deadline: service(row.get(4)?),
                })
            })
            .optional()?)
    }

    fn put_drill(&mut self, timer: &TimerId, drill: &Drill) -> Result<(), StorageError> {
        self.prepare(
            "INSERT INTO drills (timer_id, hash, started_ms, round, told, deadline_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (timer_id) DO UPDATE SET
                 hash = excluded.hash, started_ms = excluded.started_ms, round = excluded.round,
                 told = excluded.told, deadline_ms = excluded.deadline_ms",
        )?
        .execute(params![
            timer.as_bytes(),
            drill.hash,
            to_sql(drill.started.as_millis()),
            drill.round,
            drill.told,
            to_sql(drill.deadline.as_millis()),
        ])?;
        Ok(())
    }

    fn move_drill(
        &mut self,
        timer: &TimerId,
        seen: &Progress,
        drill: Option<&Drill>,
    ) -> Result<bool, StorageError> {
        let deadline = seen.deadline.map(|at| to_sql(at.as_millis()));
        let moved = match drill {
            Some(next) => self
                .prepare(
                    "UPDATE drills SET told = ?5, deadline_ms = ?6
                     WHERE timer_id = ?1 AND round = ?2 AND told = ?3 AND deadline_ms IS ?4",
                )?
                .execute(params![
                    timer.as_bytes(),
                    seen.round,
                    seen.told,
                    deadline,
                    next.told,
                    to_sql(next.deadline.as_millis()),
                ])?,
            None => self
                .prepare(
                    "DELETE FROM drills
                     WHERE timer_id = ?1 AND round = ?2 AND told = ?3 AND deadline_ms IS ?4",
                )?
                .execute(params![timer.as_bytes(), seen.round, seen.told, deadline])?,
        };
        Ok(moved > 0)
    }

    fn remove_drill(&mut self, timer: &TimerId) -> Result<bool, StorageError> {
        Ok(self.prepare("DELETE FROM drills WHERE timer_id = ?1")?.execute([timer.as_bytes()])? > 0)
    }

    fn due_drills(&mut self, now: ServiceTime, most: u32) -> Result<Vec<TimerId>, StorageError> {
        self.due(
            "SELECT timer_id FROM drills WHERE deadline_ms <= ?1 ORDER BY deadline_ms LIMIT ?2",
            now,
            most,
        )
    }

    fn timer_of_alias(
        &mut self,
        reader: &ReceiveId,
        alias: &TimerId,
    ) -> Result<Option<TimerId>, StorageError> {
        Ok(self
            .prepare("SELECT timer_id FROM aliases WHERE receive_id = ?1 AND alias = ?2")?
            .query_row(params![reader.as_bytes(), alias.as_bytes()], timer_id)
            .optional()?)
    }

    fn put_alias(
        &mut self,
        reader: &ReceiveId,
        alias: &TimerId,
        timer: &TimerId,
    ) -> Result<(), StorageError> {
        // Either the alias or the timer may stand there with another.
        self.prepare("INSERT OR REPLACE INTO aliases (timer_id, receive_id, alias) VALUES (?1, ?2, ?3)")?
            .execute(params![timer.as_bytes(), reader.as_bytes(), alias.as_bytes()])?;
        Ok(())
    }

    fn gone_touch_counter(
        &mut self,
        timer: &TimerId,
        key: &TimerPublic,
    ) -> Result<Option<u64>, StorageError> {
        Ok(self
            .prepare("SELECT last_counter FROM gone_touch_keys WHERE timer_id = ?1 AND public_key = ?2")?
            .query_row(params![timer.as_bytes(), key.as_bytes()], |row| row.get(0).map(from_sql))
            .optional()?)
    }

    fn keep_touch_counter(
        &mut self,
        timer: &TimerId,
        key: &TimerPublic,
        counter: u64,
        most: u32,
    ) -> Result<(), StorageError> {
        self.prepare("DELETE FROM gone_touch_keys WHERE timer_id = ?1 AND public_key = ?2")?
            .execute(params![timer.as_bytes(), key.as_bytes()])?;
        self.prepare("INSERT INTO gone_touch_keys (timer_id, public_key, last_counter) VALUES (?1, ?2, ?3)")?
            .execute(params![timer.as_bytes(), key.as_bytes(), to_sql(counter)])?;
        self.prepare(
            "DELETE FROM gone_touch_keys WHERE timer_id = ?1 AND id NOT IN (
                 SELECT id FROM gone_touch_keys WHERE timer_id = ?1 ORDER BY id DESC LIMIT ?2)",
        )?
        .execute(params![timer.as_bytes(), most])?;
        Ok(())
    }

    fn hold_counter(&mut self, timer: &TimerId, key: &IdentityPublic) -> Result<Option<u64>, StorageError> {
        Ok(self
            .prepare("SELECT last_counter FROM hold_counters WHERE timer_id = ?1 AND public_key = ?2")?
            .query_row(params![timer.as_bytes(), key.as_bytes()], |row| row.get(0).map(from_sql))
            .optional()?)
    }

    fn set_hold_counter(
        &mut self,
        timer: &TimerId,
        key: &IdentityPublic,
        counter: u64,
    ) -> Result<(), StorageError> {
        self.prepare(
            "INSERT INTO hold_counters (timer_id, public_key, last_counter) VALUES (?1, ?2, ?3)
             ON CONFLICT (timer_id, public_key) DO UPDATE SET last_counter = excluded.last_counter",
        )?
        .execute(params![timer.as_bytes(), key.as_bytes(), to_sql(counter)])?;
        Ok(())
    }

    fn add_absence(&mut self, from_minute: u32, to_minute: u32) -> Result<(), StorageError> {
        self.prepare("INSERT INTO absences (from_minute, to_minute) VALUES (?1, ?2)")?
            .execute([from_minute, to_minute])?;
        Ok(())
    }

    fn absence(&mut self) -> Result<Option<Absence>, StorageError> {
        Ok(self
            .prepare("SELECT id, from_minute, to_minute, cursor FROM absences ORDER BY id LIMIT 1")?
            .query_row([], |row| {
                Ok(Absence {
                    id: from_sql(row.get(0)?),
                    from_minute: row.get(1)?,
                    to_minute: row.get(2)?,
                    cursor: row.get::<_, Option<[u8; 16]>>(3)?.map(TimerId::from_bytes),
                })
            })
            .optional()?)
    }

    fn move_absence(&mut self, seen: &Absence, cursor: Option<&TimerId>) -> Result<bool, StorageError> {
        let id = to_sql(seen.id);
        let before = seen.cursor.map(|id| *id.as_bytes());
        let moved = match cursor {
            Some(next) => self
                .prepare("UPDATE absences SET cursor = ?3 WHERE id = ?1 AND cursor IS ?2")?
                .execute(params![id, before, next.as_bytes()])?,
            None => self
                .prepare("DELETE FROM absences WHERE id = ?1 AND cursor IS ?2")?
                .execute(params![id, before])?,
        };
        Ok(moved > 0)
    }

    fn gaps(&mut self) -> Result<Vec<Gap>, StorageError> {
        let mut statement =
            self.prepare("SELECT at_ms, length_ms, is_start, echoed_ms FROM gaps ORDER BY at_ms")?;
        let rows = statement.query_map([], |row| {
            Ok(Gap {
                at: service(row.get(0)?),
                length_ms: from_sql(row.get(1)?),
                is_start: row.get(2)?,
                echoed: row.get::<_, Option<i64>>(3)?.map(service),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn set_gaps(&mut self, gaps: &[Gap]) -> Result<(), StorageError> {
        self.prepare("DELETE FROM gaps")?.execute([])?;
        let mut add =
            self.prepare("INSERT INTO gaps (at_ms, length_ms, is_start, echoed_ms) VALUES (?1, ?2, ?3, ?4)")?;
        for gap in gaps {
            let echoed = gap.echoed.map(|at| to_sql(at.as_millis()));
            add.execute(params![to_sql(gap.at.as_millis()), to_sql(gap.length_ms), gap.is_start, echoed])?;
        }
        Ok(())
    }
}

impl SqliteTables<'_> {
    fn due(&self, sql: &str, now: ServiceTime, most: u32) -> Result<Vec<TimerId>, StorageError> {
        let mut statement = self.prepare(sql)?;
        let rows = statement.query_map(params![to_sql(now.as_millis()), most], timer_id)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes what can change without the keys; only where it stands as it was `seen`, if that is given.
    fn update_timer(
        &self,
        id: &TimerId,
        timer: &Timer,
        seen: Option<&Progress>,
    ) -> Result<bool, StorageError> {
        let millis = |at: ServiceTime| to_sql(at.as_millis());
        let [held_2, held_3, held_4] = timer.run.held.map(|at| at.map(millis));
        let seen_deadline = seen.and_then(|seen| seen.deadline).map(millis);
        let values: [&dyn ToSql; 23] = [
            id.as_bytes(),
            &timer.last.map(|last| last.delta_s),
            &timer.last.map(|last| millis(last.made)),
            &timer.last.map(|last| millis(last.heard)),
            &timer.paused_until.map(millis),
            &timer.ended,
            &timer.armed,
            &timer.wanted,
            &timer.wanted_drill,
            &timer.rounds,
            &timer.run.round,
            &timer.run.told,
            &timer.run.told_at.map(millis),
            &timer.run.swept,
            &timer.run.holds,
            &held_2,
            &held_3,
            &held_4,
            &timer.deadline.map(millis),
            &seen.is_none(),
            &seen.map(|seen| seen.round),
            &seen.map(|seen| seen.told),
            &seen_deadline,
        ];
        let changed = self
            .prepare(
                "UPDATE timers SET
                     touch_delta_s = ?2, touch_effective_ms = ?3, heard_ms = ?4, paused_until_ms = ?5,
                     ended = ?6, armed = ?7, wanted = ?8, wanted_drill = ?9, rounds = ?10, round = ?11,
                     told = ?12, told_ms = ?13, swept = ?14, holds = ?15, held_2_ms = ?16, held_3_ms = ?17,
                     held_4_ms = ?18, deadline_ms = ?19
                 WHERE timer_id = ?1 AND (?20 OR round = ?21 AND told = ?22 AND deadline_ms IS ?23)",
            )?
            .execute(values.as_slice())?;
        Ok(changed > 0)
    }
}

fn timer_id(row: &Row<'_>) -> rusqlite::Result<TimerId> {
    row.get(0).map(TimerId::from_bytes)
}

/// A timer without its keys.
fn timer(row: &Row<'_>) -> rusqlite::Result<Timer> {
    let at = |index: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(index)?.map(service));
    let last = match (row.get::<_, Option<u32>>(2)?, at(3)?) {
        (Some(delta_s), Some(made)) => Some(CheckIn { delta_s, made, heard: at(4)?.unwrap_or(made) }),
        _ => None,
    };
    Ok(Timer {
        receive_id: ReceiveId::from_bytes(row.get(0)?),
        registered: row.get(1)?,
        keys: Vec::new(),
        last,
        paused_until: at(5)?,
        ended: row.get(6)?,
        armed: row.get(7)?,
        wanted: row.get(8)?,
        wanted_drill: row.get(9)?,
        rounds: row.get(10)?,
        run: Run {
            round: row.get(11)?,
            told: row.get(12)?,
            told_at: at(13)?,
            swept: row.get(14)?,
            holds: row.get(15)?,
            held: [at(16)?, at(17)?, at(18)?],
        },
        deadline: at(19)?,
    })
}
