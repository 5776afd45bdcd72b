//! Routes in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, params};
use wayhome_protocol::ids::{ReceiveId, RouteId, TimerId};

use super::tables::{SqliteTables, from_sql, to_sql};
use crate::ServiceTime;
use crate::storage::{
    Hash, NewRouteMessage, Purpose, RouteKind, RouteMessage, RouteOwner, RouteRow, RouteState, RouteTables,
    RouteWish, StorageError, StoredRoute,
};

const ROUTE: &str = "SELECT row_id, receive_id, route_id, timer_id, person, number_hash, kind, wish, state,
     address, language, confirm_hash, stop_hash, answer, refusals, failing_since_ms, down, last_sent_ms,
     alerted_ms, created_ms FROM routes ";
const MESSAGE: &str =
    "SELECT m.id, m.row_id, m.kind, m.message_key, m.purpose, m.drill, m.words, m.queued_ms,
     m.due_ms, m.sends, m.leased_until_ms, m.attempts, m.failures, m.failing_since_ms, m.sent
     FROM route_messages m ";

impl RouteTables for SqliteTables<'_> {
    fn route(&mut self, row: &RouteRow) -> Result<Option<StoredRoute>, StorageError> {
        one_route(self.connection, "WHERE row_id = ?1", row.as_bytes())
    }

    fn put_route(&mut self, route: &StoredRoute) -> Result<(), StorageError> {
        let (reader, name, timer, person, number) = match &route.owner {
            RouteOwner::Reader { reader, route } => {
                (Some(reader.as_bytes()), Some(route.as_bytes()), None, None, None)
            }
            // A phone is known by its number; its place in a plan is not kept.
            RouteOwner::Phone { timer, number_hash } => {
                (None, None, Some(timer.as_bytes()), Some(0), Some(number_hash))
            }
        };
        self.connection
            .prepare_cached(
                "INSERT INTO routes (row_id, receive_id, route_id, timer_id, person, number_hash, kind, wish,
                     state, address, language, confirm_hash, stop_hash, answer, refusals, failing_since_ms, down,
                     last_sent_ms, alerted_ms, created_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
                 ON CONFLICT (row_id) DO UPDATE SET
                     kind = excluded.kind, wish = excluded.wish, state = excluded.state,
                     address = excluded.address, language = excluded.language,
                     confirm_hash = excluded.confirm_hash, stop_hash = excluded.stop_hash,
                     answer = excluded.answer, refusals = excluded.refusals,
                     failing_since_ms = excluded.failing_since_ms, down = excluded.down,
                     last_sent_ms = excluded.last_sent_ms, alerted_ms = excluded.alerted_ms,
                     created_ms = excluded.created_ms",
            )?
            .execute(params![
                route.row.as_bytes(),
                reader,
                name,
                timer,
                person,
                number,
                route.kind.byte(),
                route.wish.byte(),
                route.state.byte(),
                route.address,
                route.language,
                route.confirm_hash,
                route.stop_hash,
                route.answer,
                route.refusals,
                route.failing_since.map(time_to_sql),
                route.down,
                route.last_sent.map(time_to_sql),
                route.alerted.map(time_to_sql),
                time_to_sql(route.created),
            ])?;
        Ok(())
    }

    fn remove_route(&mut self, row: &RouteRow) -> Result<bool, StorageError> {
        let connection = self.connection;
        connection
            .prepare_cached("DELETE FROM route_messages WHERE row_id = ?1")?
            .execute([row.as_bytes()])?;
        let removed =
            connection.prepare_cached("DELETE FROM routes WHERE row_id = ?1")?.execute([row.as_bytes()])?;
        Ok(removed > 0)
    }

    fn routes_of(&mut self, reader: &ReceiveId) -> Result<Vec<StoredRoute>, StorageError> {
        let sql = format!("{ROUTE} WHERE receive_id = ?1 ORDER BY route_id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([reader.as_bytes()], stored_route)?;
        rows.map(|route| route?).collect()
    }

    fn remove_unconfirmed_routes(&mut self, before: ServiceTime, most: u32) -> Result<u32, StorageError> {
        let old = "SELECT row_id FROM routes WHERE state = 1 AND receive_id IS NOT NULL AND created_ms < ?1
                   ORDER BY created_ms, row_id LIMIT ?2";
        let which = params![time_to_sql(before), most];
        self.prepare(&format!("DELETE FROM route_messages WHERE row_id IN ({old})"))?.execute(which)?;
        let which = params![time_to_sql(before), most];
        let removed = self.prepare(&format!("DELETE FROM routes WHERE row_id IN ({old})"))?.execute(which)?;
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    fn phones_of(&mut self, timer: &TimerId) -> Result<Vec<StoredRoute>, StorageError> {
        let sql = format!("{ROUTE} WHERE timer_id = ?1 ORDER BY row_id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([timer.as_bytes()], stored_route)?;
        rows.map(|route| route?).collect()
    }

    fn phones_numbered(&mut self, number: &Hash, most: u32) -> Result<Vec<StoredRoute>, StorageError> {
        let sql = format!(
            "{ROUTE} WHERE number_hash = ?1
             ORDER BY CASE WHEN last_sent_ms IS NULL THEN 1 ELSE 0 END, last_sent_ms DESC, row_id LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![number, most], stored_route)?;
        rows.map(|route| route?).collect()
    }

    fn route_to_confirm(&mut self, token: &Hash) -> Result<Option<StoredRoute>, StorageError> {
        one_route(self.connection, "WHERE confirm_hash = ?1", token)
    }

    fn route_to_stop(&mut self, token: &Hash) -> Result<Option<StoredRoute>, StorageError> {
        one_route(self.connection, "WHERE stop_hash = ?1", token)
    }

    fn some_route(&mut self, kind: Option<RouteKind>) -> Result<Option<StoredRoute>, StorageError> {
        let found = self
            .connection
            .prepare_cached(&format!("{ROUTE} WHERE kind = ?1 OR ?1 IS NULL LIMIT 1"))?
            .query_row([kind.map(RouteKind::byte)], stored_route)
            .optional()?;
        found.transpose()
    }

    fn add_route_message(&mut self, message: &NewRouteMessage) -> Result<bool, StorageError> {
        let added = self
            .connection
            .prepare_cached(
                "INSERT INTO route_messages (row_id, kind, message_key, purpose, drill, words, queued_ms, due_ms,
                     sends)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (row_id, message_key) DO NOTHING",
            )?
            .execute(params![
                message.row.as_bytes(),
                message.kind.byte(),
                message.key,
                message.purpose.byte(),
                message.drill,
                message.text,
                time_to_sql(message.queued),
                message.due.map(time_to_sql),
                message.sends,
            ])?;
        Ok(added > 0)
    }

    fn route_message(&mut self, id: u64) -> Result<Option<RouteMessage>, StorageError> {
        let found = self
            .connection
            .prepare_cached(&format!("{MESSAGE} WHERE m.id = ?1"))?
            .query_row([to_sql(id)], stored_message)
            .optional()?;
        found.transpose()
    }

    fn set_route_message(&mut self, message: &RouteMessage) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE route_messages SET due_ms = ?2, sends = ?3, leased_until_ms = ?4, attempts = ?5,
                     failures = ?6, failing_since_ms = ?7, sent = ?8, words = ?9 WHERE id = ?1",
            )?
            .execute(params![
                to_sql(message.id),
                message.message.due.map(time_to_sql),
                message.message.sends,
                message.leased_until.map(time_to_sql),
                message.attempts,
                message.failures,
                message.failing_since.map(time_to_sql),
                message.sent,
                message.message.text,
            ])?;
        Ok(())
    }

    fn waiting_route_messages(&mut self, row: &RouteRow) -> Result<Vec<RouteMessage>, StorageError> {
        let sql = format!("{MESSAGE} WHERE m.row_id = ?1 AND m.due_ms IS NOT NULL ORDER BY m.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([row.as_bytes()], stored_message)?;
        rows.map(|message| message?).collect()
    }

    fn due_route_messages(
        &mut self,
        kind: RouteKind,
        tried: bool,
        now: ServiceTime,
        most: u32,
    ) -> Result<Vec<RouteMessage>, StorageError> {
        let failed = if tried { "m.failures > 0" } else { "m.failures = 0" };
        let sql = format!(
            "{MESSAGE} JOIN routes r ON r.row_id = m.row_id
             WHERE m.kind = ?1 AND m.due_ms <= ?2 AND m.due_ms IS NOT NULL AND {failed}
               AND (m.leased_until_ms IS NULL OR m.leased_until_ms <= ?2)
               AND (r.state = {confirmed} OR m.purpose IN ({question}, {thanks}))
             ORDER BY m.purpose DESC, r.last_sent_ms IS NULL OR r.failing_since_ms IS NOT NULL, m.due_ms, m.id
             LIMIT ?3",
            confirmed = RouteState::Confirmed.byte(),
            question = Purpose::Question.byte(),
            thanks = Purpose::Thanks.byte(),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![kind.byte(), time_to_sql(now), most], stored_message)?;
        rows.map(|message| message?).collect()
    }

    fn remove_done_route_messages(
        &mut self,
        purpose: Purpose,
        before: ServiceTime,
        most: u32,
    ) -> Result<u32, StorageError> {
        let which = "due_ms IS NULL";
        remove_messages(self.connection, which, purpose, before, most)
    }

    fn remove_waiting_route_messages(
        &mut self,
        purpose: Purpose,
        before: ServiceTime,
        most: u32,
    ) -> Result<u32, StorageError> {
        let which = "due_ms IS NOT NULL";
        remove_messages(self.connection, which, purpose, before, most)
    }

    fn remove_unanswered_words(&mut self, before: ServiceTime, most: u32) -> Result<u32, StorageError> {
        let removed = self
            .connection
            .prepare_cached(
                "DELETE FROM route_messages WHERE id IN
                     (SELECT m.id FROM route_messages m JOIN routes r ON r.row_id = m.row_id
                      WHERE m.purpose = ?1 AND m.queued_ms < ?2 AND m.due_ms IS NOT NULL
                        AND r.state <> ?3 AND r.last_sent_ms < ?2
                      ORDER BY m.queued_ms LIMIT ?4)",
            )?
            .execute(params![
                Purpose::Words.byte(),
                time_to_sql(before),
                RouteState::Confirmed.byte(),
                most
            ])?;
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    fn went_out_since(
        &mut self,
        kind: RouteKind,
        other_than: &RouteRow,
        since: ServiceTime,
    ) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM routes WHERE kind = ?1 AND last_sent_ms > ?2 AND row_id <> ?3)",
            )?
            .query_row(params![kind.byte(), time_to_sql(since), other_than.as_bytes()], |row| row.get(0))?)
    }

    fn note_route_event(&mut self, what: &Hash, at: ServiceTime) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT INTO route_events (what, at_ms) VALUES (?1, ?2)")?
            .execute(params![what, time_to_sql(at)])?;
        Ok(())
    }

    fn route_events(
        &mut self,
        what: &Hash,
        since: ServiceTime,
    ) -> Result<(u32, Option<ServiceTime>), StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT count(*), max(at_ms) FROM route_events WHERE what = ?1 AND at_ms >= ?2")?
            .query_row(params![what, time_to_sql(since)], |row| {
                Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.map(time_from_sql)))
            })?)
    }

    fn remove_route_events(&mut self, before: ServiceTime, most: u32) -> Result<u32, StorageError> {
        let removed = self
            .connection
            .prepare_cached(
                "DELETE FROM route_events WHERE id IN
                     (SELECT id FROM route_events WHERE at_ms < ?1 ORDER BY at_ms LIMIT ?2)",
            )?
            .execute(params![time_to_sql(before), most])?;
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    fn put_refusal(&mut self, whose: &Hash, until: ServiceTime) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO route_refusals (whose, until_ms) VALUES (?1, ?2)
                 ON CONFLICT (whose) DO UPDATE SET until_ms = excluded.until_ms",
            )?
            .execute(params![whose, time_to_sql(until)])?;
        Ok(())
    }

    fn refusal(&mut self, whose: &Hash) -> Result<Option<ServiceTime>, StorageError> {
        let found = self
            .connection
            .prepare_cached("SELECT until_ms FROM route_refusals WHERE whose = ?1")?
            .query_row([whose], |row| row.get::<_, i64>(0))
            .optional()?;
        Ok(found.map(time_from_sql))
    }

    fn remove_refusal(&mut self, whose: &Hash) -> Result<(), StorageError> {
        self.connection.prepare_cached("DELETE FROM route_refusals WHERE whose = ?1")?.execute([whose])?;
        Ok(())
    }
}

fn one_route(
    connection: &Connection,
    which: &str,
    value: &[u8],
) -> Result<Option<StoredRoute>, StorageError> {
    let found = connection
        .prepare_cached(&format!("{ROUTE} {which}"))?
        .query_row([value], stored_route)
        .optional()?;
    found.transpose()
}

fn remove_messages(
    connection: &Connection,
    which: &str,
    purpose: Purpose,
    before: ServiceTime,
    most: u32,
) -> Result<u32, StorageError> {
    let sql = format!(
        "DELETE FROM route_messages WHERE id IN
             (SELECT id FROM route_messages WHERE purpose = ?1 AND queued_ms < ?2 AND {which}
              ORDER BY queued_ms LIMIT ?3)"
    );
    let removed =
        connection.prepare_cached(&sql)?.execute(params![purpose.byte(), time_to_sql(before), most])?;
    Ok(u32::try_from(removed).unwrap_or(u32::MAX))
}

/// A byte that stands for nothing: someone else changed the file.
const UNKNOWN_BYTE: StorageError = StorageError::Failed { code: 0 };

fn stored_route(row: &Row<'_>) -> rusqlite::Result<Result<StoredRoute, StorageError>> {
    let owner = match (row.get::<_, Option<[u8; 16]>>(1)?, row.get::<_, Option<[u8; 16]>>(3)?) {
        (Some(reader), _) => RouteOwner::Reader {
            reader: ReceiveId::from_bytes(reader),
            route: RouteId::from_bytes(row.get(2)?),
        },
        (None, Some(timer)) => {
            RouteOwner::Phone { timer: TimerId::from_bytes(timer), number_hash: row.get(5)? }
        }
        (None, None) => return Ok(Err(UNKNOWN_BYTE)),
    };
    let bytes = (
        RouteKind::from_byte(row.get(6)?),
        RouteWish::from_byte(row.get(7)?),
        RouteState::from_byte(row.get(8)?),
    );
    let (Some(kind), Some(wish), Some(state)) = bytes else { return Ok(Err(UNKNOWN_BYTE)) };
    Ok(Ok(StoredRoute {
        row: RouteRow::from_bytes(row.get(0)?),
        owner,
        kind,
        wish,
        state,
        address: row.get(9)?,
        language: row.get(10)?,
        confirm_hash: row.get(11)?,
        stop_hash: row.get(12)?,
        answer: row.get(13)?,
        refusals: row.get(14)?,
        failing_since: row.get::<_, Option<i64>>(15)?.map(time_from_sql),
        down: row.get(16)?,
        last_sent: row.get::<_, Option<i64>>(17)?.map(time_from_sql),
        alerted: row.get::<_, Option<i64>>(18)?.map(time_from_sql),
        created: time_from_sql(row.get(19)?),
    }))
}

fn stored_message(row: &Row<'_>) -> rusqlite::Result<Result<RouteMessage, StorageError>> {
    let bytes = (RouteKind::from_byte(row.get(2)?), Purpose::from_byte(row.get(4)?));
    let (Some(kind), Some(purpose)) = bytes else { return Ok(Err(UNKNOWN_BYTE)) };
    Ok(Ok(RouteMessage {
        id: from_sql(row.get(0)?),
        message: NewRouteMessage {
            row: RouteRow::from_bytes(row.get(1)?),
            kind,
            key: row.get(3)?,
            purpose,
            drill: row.get(5)?,
            text: row.get(6)?,
            queued: time_from_sql(row.get(7)?),
            due: row.get::<_, Option<i64>>(8)?.map(time_from_sql),
            sends: row.get(9)?,
        },
        leased_until: row.get::<_, Option<i64>>(10)?.map(time_from_sql),
        attempts: row.get(11)?,
        failures: row.get(12)?,
        failing_since: row.get::<_, Option<i64>>(13)?.map(time_from_sql),
        sent: row.get(14)?,
    }))
}

fn time_to_sql(time: ServiceTime) -> i64 {
    to_sql(time.as_millis())
}

fn time_from_sql(millis: i64) -> ServiceTime {
    ServiceTime::from_millis(from_sql(millis))
}
