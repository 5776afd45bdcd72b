//! Timers in SQLite.

use rusqlite::{Connection, OptionalExtension, params};
use wayhome_protocol::ids::{ReceiveId, TimerId};
use wayhome_protocol::keys::TimerPublic;
use wayhome_protocol::time::Timestamp;

use super::tables::{SqliteTables, from_sql, to_sql};
use crate::storage::{Order, StorageError, Timer, TimerKey, TimerTables, Touch};

impl TimerTables for SqliteTables<'_> {
    fn timer(&mut self, id: &TimerId) -> Result<Option<Timer>, StorageError> {
        timer(self.connection, id)
    }

    fn count_timers(&mut self, reader: &ReceiveId) -> Result<u32, StorageError> {
        self.count("SELECT count(*) FROM timers WHERE receive_id = ?1", reader.as_bytes())
    }

    fn put_timer(&mut self, id: &TimerId, timer: &Timer) -> Result<(), StorageError> {
        put_timer(self.connection, id, timer)
    }
}

fn timer(connection: &Connection, id: &TimerId) -> Result<Option<Timer>, StorageError> {
    let found = connection
        .prepare_cached(
            "SELECT receive_id, touch_delta_s, touch_effective_ms,
                    order_op, order_counter, order_delta_s, order_hash
             FROM timers WHERE timer_id = ?1",
        )?
        .query_row([id.as_bytes()], |row| {
            let touched = match (row.get::<_, Option<u32>>(1)?, row.get::<_, Option<i64>>(2)?) {
                (Some(delta_s), Some(effective)) => {
                    Some(Touch { delta_s, effective: Timestamp::from_millis(from_sql(effective)) })
                }
                _ => None,
            };
            let ordered = match row.get::<_, Option<u8>>(3)? {
                Some(op) => Some(Order {
                    op,
                    counter: from_sql(row.get(4)?),
                    delta_s: row.get(5)?,
                    hash: row.get(6)?,
                }),
                None => None,
            };
            let receive_id = ReceiveId::from_bytes(row.get(0)?);
            Ok(Timer { receive_id, keys: Vec::new(), touched, ordered })
        })
        .optional()?;
    let Some(mut timer) = found else { return Ok(None) };
    timer.keys = connection
        .prepare_cached(
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

fn put_timer(connection: &Connection, id: &TimerId, timer: &Timer) -> Result<(), StorageError> {
    let order = timer.ordered.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO timers (timer_id, receive_id, touch_delta_s, touch_effective_ms,
                                 order_op, order_counter, order_delta_s, order_hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (timer_id) DO UPDATE SET
                 touch_delta_s = excluded.touch_delta_s, touch_effective_ms = excluded.touch_effective_ms,
                 order_op = excluded.order_op, order_counter = excluded.order_counter,
                 order_delta_s = excluded.order_delta_s, order_hash = excluded.order_hash",
        )?
        .execute(params![
            id.as_bytes(),
            timer.receive_id.as_bytes(),
            timer.touched.map(|touch| touch.delta_s),
            timer.touched.map(|touch| to_sql(touch.effective.as_millis())),
            order.map(|order| order.op),
            order.map(|order| to_sql(order.counter)),
            order.map(|order| order.delta_s),
            order.map(|order| order.hash),
        ])?;
    let mut put_key = connection.prepare_cached(
        "INSERT INTO timer_keys (timer_id, place, public_key, last_counter) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (timer_id, place) DO UPDATE SET last_counter = excluded.last_counter",
    )?;
    for key in &timer.keys {
        put_key.execute(params![
            id.as_bytes(),
            key.place,
            key.public_key.as_bytes(),
            key.last_counter.map(to_sql)
        ])?;
    }
    Ok(())
}
