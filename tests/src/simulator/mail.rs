//! What the relay has put into mailboxes, read from its database beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::{EventId, ReceiveId, SendId, Tag, TimerId};
use wayhome_protocol::keys::{CapabilityHash, TimerPublic};
use wayhome_protocol::notice::{Notice, NoticeKeys};

/// A cell that has appeared in a mailbox.
#[derive(Debug)]
pub(super) struct Arrived {
    pub(super) to: SendId,
    pub(super) cell: WireCell,
    /// What it says, if the relay itself says it.
    pub(super) notice: Option<(EventId, Notice)>,
}

/// A mailbox, as it is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mailbox {
    pub(super) capability: CapabilityHash,
    pub(super) discard: bool,
}

/// A timer, as it is registered: its owner, its keys with their places and last counters.
pub(super) type RegisteredTimer = (ReceiveId, Vec<(usize, TimerPublic, Option<u64>)>);

/// Relay parts, each with its mailbox and the tag of its cell.
pub(super) type KnownParts = BTreeSet<(SendId, [u8; 16], [u8; 32])>;

/// The newest relay part of each mailbox.
pub(super) type NewestParts = BTreeMap<SendId, (Tag, [u8; 32])>;

/// A cell of a mailbox, known by the first half of the hash of its bytes.
pub(super) type Known = (SendId, [u8; 16]);

/// What a cell is known by.
pub(super) fn known(mailbox: SendId, cell: &WireCell) -> Known {
    let hash: [u8; 32] = Sha256::digest(cell.as_bytes()).into();
    (mailbox, *hash.first_chunk().unwrap())
}

/// Reads the relay's database.
pub(super) struct Mail {
    path: PathBuf,
    connection: Option<Connection>,
    /// The last cell that was read.
    seen: i64,
    keys: BTreeMap<[u8; 32], NoticeKeys>,
    /// The cells that have been there, by their ids.
    cells: BTreeMap<i64, (Tag, Known)>,
}

fn array<const N: usize>(bytes: Vec<u8>) -> [u8; N] {
    bytes.try_into().unwrap()
}

impl Mail {
    pub(super) fn new(path: &Path) -> Self {
        let mut mail = Self {
            path: path.to_owned(),
            connection: None,
            seen: 0,
            keys: BTreeMap::new(),
            cells: BTreeMap::new(),
        };
        // What is there at the beginning is no news.
        mail.arrived(&BTreeMap::new());
        let last = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'cells'";
        mail.seen = mail.connection().query_row(last, [], |row| row.get(0)).unwrap();
        mail
    }

    fn connection(&mut self) -> &Connection {
        let path = &self.path;
        self.connection.get_or_insert_with(|| {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(path, flags).unwrap()
        })
    }

    /// The last cell that was read.
    pub(super) fn seen(&self) -> i64 {
        self.seen
    }

    /// The file is about to be replaced; in the new one, cells up to `seen` are known.
    pub(super) fn let_go(&mut self, seen: i64) {
        self.connection = None;
        self.seen = seen;
    }

    /// The cells that have appeared since the last call, in order.
    pub(super) fn arrived(&mut self, mailboxes: &BTreeMap<SendId, Mailbox>) -> Vec<Arrived> {
        let seen = self.seen;
        let mut found: Vec<(i64, SendId, WireCell)> = Vec::new();
        {
            let connection = self.connection();
            let text = "SELECT id, send_id, cell FROM cells WHERE id > ?1 ORDER BY id";
            let mut statement = connection.prepare_cached(text).unwrap();
            let mut rows = statement.query([seen]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cell: [u8; 1_024] = array(row.get(2).unwrap());
                found.push((
                    row.get(0).unwrap(),
                    SendId::from_bytes(array(row.get(1).unwrap())),
                    WireCell::from_bytes(cell),
                ));
            }
        }
        let arrived = found.into_iter().map(|(id, to, cell)| {
            self.seen = self.seen.max(id);
            self.cells.insert(id, (cell.tag(), known(to, &cell)));
            let notice = mailboxes.get(&to).and_then(|mailbox| {
                let hash = mailbox.capability;
                let keys = self.keys.entry(*hash.as_bytes()).or_insert_with(|| NoticeKeys::derive(&hash));
                keys.recognises(cell.tag()).then(|| keys.open(&cell).unwrap())
            });
            Arrived { to, cell, notice }
        });
        arrived.collect()
    }

    /// Whether a mailbox holds this cell.
    pub(super) fn holds(&mut self, mailbox: SendId, cell: &WireCell) -> bool {
        let text = "SELECT count(*) FROM cells WHERE send_id = ?1 AND tag = ?2 AND cell = ?3";
        let mut statement = self.connection().prepare_cached(text).unwrap();
        let tag = cell.tag();
        let parameters: (&[u8], &[u8], &[u8]) = (mailbox.as_bytes(), tag.as_bytes(), cell.as_bytes());
        let count: i64 = statement.query_row(parameters, |row| row.get(0)).unwrap();
        count > 0
    }

    /// Those of the cells with these ids, or these tags, that are not there any more.
    pub(super) fn gone(&mut self, ids: &[u64], tags: &[Tag]) -> Vec<Known> {
        let asked = self.cells.iter().filter(|(id, (tag, _))| {
            tags.contains(tag) || u64::try_from(**id).is_ok_and(|id| ids.contains(&id))
        });
        let asked: Vec<(i64, Known)> = asked.map(|(id, (_, known))| (*id, *known)).collect();
        let mut statement = self.connection().prepare_cached("SELECT 1 FROM cells WHERE id = ?1").unwrap();
        asked.into_iter().filter(|(id, _)| !statement.exists([id]).unwrap()).map(|(_, known)| known).collect()
    }

    /// The cells that were acknowledged before the beginning.
    pub(super) fn acknowledged(&mut self) -> BTreeSet<Known> {
        let mut statement = self.connection().prepare("SELECT send_id, cell_hash FROM acknowledged").unwrap();
        let rows = statement.query_map([], |row| Ok((SendId::from_bytes(row.get(0)?), row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// What is registered.
    pub(super) fn registered(&mut self) -> (BTreeMap<SendId, Mailbox>, BTreeMap<TimerId, RegisteredTimer>) {
        let connection = self.connection();
        let mut mailboxes = BTreeMap::new();
        let text = "SELECT send_id, capability_hash, discard FROM mailboxes";
        let mut statement = connection.prepare(text).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let mailbox = Mailbox {
                capability: CapabilityHash::from_bytes(array(row.get(1).unwrap())),
                discard: row.get(2).unwrap(),
            };
            mailboxes.insert(SendId::from_bytes(array(row.get(0).unwrap())), mailbox);
        }
        let mut timers: BTreeMap<TimerId, RegisteredTimer> = BTreeMap::new();
        let text = "SELECT t.timer_id, t.receive_id, k.place, k.public_key, k.last_counter
                    FROM timers AS t JOIN timer_keys AS k ON k.timer_id = t.timer_id";
        let mut statement = connection.prepare(text).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let owner = ReceiveId::from_bytes(array(row.get(1).unwrap()));
            let counter: Option<i64> = row.get(4).unwrap();
            let key = (
                usize::try_from(row.get::<_, i64>(2).unwrap()).unwrap(),
                TimerPublic::from_bytes(array(row.get(3).unwrap())),
                counter.map(|counter| u64::try_from(counter).unwrap()),
            );
            let timer = TimerId::from_bytes(array(row.get(0).unwrap()));
            timers.entry(timer).or_insert_with(|| (owner, Vec::new())).1.push(key);
        }
        (mailboxes, timers)
    }

    /// Which timer each alias of a reader leads to.
    pub(super) fn aliases(&mut self) -> BTreeMap<(ReceiveId, TimerId), TimerId> {
        let text = "SELECT receive_id, alias, timer_id FROM aliases";
        let mut statement = self.connection().prepare(text).unwrap();
        let rows = statement.query_map([], |row| {
            let reader = ReceiveId::from_bytes(row.get(0)?);
            Ok(((reader, TimerId::from_bytes(row.get(1)?)), TimerId::from_bytes(row.get(2)?)))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// The relay parts that it has, those of the pairing among them.
    pub(super) fn relay_parts(&mut self) -> (KnownParts, NewestParts) {
        let connection = self.connection();
        let text = "SELECT send_id, tag, part FROM relay_parts ORDER BY id";
        let mut statement = connection.prepare(text).unwrap();
        let mut rows = statement.query([]).unwrap();
        let (mut known, mut newest) = (KnownParts::new(), NewestParts::new());
        while let Some(row) = rows.next().unwrap() {
            let to = SendId::from_bytes(array(row.get(0).unwrap()));
            let (tag, part) = (array(row.get(1).unwrap()), array(row.get(2).unwrap()));
            known.insert((to, tag, part));
            newest.insert(to, (Tag::from_bytes(tag), part));
        }
        (known, newest)
    }

    /// The relay's sequence number.
    pub(super) fn relay_seq(&mut self) -> u64 {
        let seq: i64 =
            self.connection().query_row("SELECT relay_seq FROM meta", [], |row| row.get(0)).unwrap();
        u64::try_from(seq).unwrap()
    }
}
