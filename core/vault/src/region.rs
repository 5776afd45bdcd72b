//! One opened region in memory: which cell holds what, and the records themselves. Changes are staged in full before
//! any of them is applied, so that a refused change leaves the region as it was.

use std::collections::{BTreeMap, BTreeSet};

use zeroize::Zeroizing;

use crate::Result;
use crate::cell::{self, Address, BODY_LEN};
use crate::content::{Content, Part, RecordKey, Value, shared_cost};
use crate::disk::Disk;
use crate::error::Error;
use crate::header::OuterKeys;
use crate::keys::{CellKey, NONCE_LEN};
use crate::unlock::{Found, Rewrapped};

/// What one cell is used for.
#[derive(Clone)]
pub(crate) enum Use {
    /// It holds these small records; none, if it is free.
    Shared { used: usize, keys: Vec<RecordKey> },
    /// It holds one part of this record.
    Part(RecordKey),
}

impl Use {
    pub(crate) const FREE: Use = Use::Shared { used: 0, keys: Vec::new() };

    pub(crate) fn is_free(&self) -> bool {
        matches!(self, Use::Shared { keys, .. } if keys.is_empty())
    }
}

/// Stands in for cells past the end.
static FREE: Use = Use::FREE;

/// Where a record lives.
#[derive(Clone)]
pub(crate) enum Home {
    Shared(u16),
    /// These cells, in the order of the parts.
    Span(Vec<u16>),
}

pub(crate) struct Record {
    pub(crate) value: Value,
    pub(crate) home: Home,
}

struct Cell {
    outer_nonce: [u8; NONCE_LEN],
    inner_nonce: [u8; NONCE_LEN],
    usage: Use,
}

/// Which commits a region in memory already reflects.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Which `Store` value looked; data versions of different connections cannot be compared.
    pub(crate) instance: u64,
    /// The connection's data version: commits of others.
    pub(crate) data_version: i64,
    /// The connection's own commits.
    pub(crate) own_commits: u64,
}

/// A region whose key is known. Values are wiped when it is dropped.
pub(crate) struct Region {
    pub(crate) number: u8,
    pub(crate) store: [u8; 16],
    pub(crate) epoch: u32,
    pub(crate) key: CellKey,
    pub(crate) seen: Option<Seen>,
    cells: Vec<Cell>,
    records: BTreeMap<RecordKey, Record>,
}

/// A change that was checked and can be applied without failing.
pub(crate) struct Staged {
    removed: BTreeSet<RecordKey>,
    added: BTreeMap<RecordKey, Record>,
    uses: Vec<(u16, Use)>,
}

const TORN: Error = Error::Damaged { what: "a record's parts do not belong together" };
const TWICE: Error = Error::Damaged { what: "a record is there twice" };
const REFUSED: Error = Error::Damaged { what: "a cell does not open" };
const CONTRADICTION: Error = Error::Damaged { what: "a cell contradicts itself" };

impl Region {
    /// A region about which only its key is known yet.
    pub(crate) fn unread(number: u8, store: [u8; 16], epoch: u32, key: CellKey, cells: u16) -> Self {
        let unread = || Cell { outer_nonce: [0; NONCE_LEN], inner_nonce: [0; NONCE_LEN], usage: Use::FREE };
        let cells = (0..cells).map(|_| unread()).collect();
        Region { number, store, epoch, key, seen: None, cells, records: BTreeMap::new() }
    }

    pub(crate) fn address(&self, index: u16) -> Address {
        Address { store: self.store, region: self.number, index, epoch: self.epoch }
    }

    /// Brings the region up to date with the file, opening only cells whose bytes changed. Says whether any record
    /// may have changed. Call inside a transaction.
    pub(crate) fn refresh(&mut self, disk: &Disk, outer: &OuterKeys) -> Result<bool> {
        let mut nonces = Vec::new();
        let mut changed = BTreeMap::new();
        for (index, cell) in (0..).zip(&self.cells) {
            let at = self.address(index);
            let row = cell::row_of(self.number, index);
            let found = disk.read(row, |body| {
                if body.len() != BODY_LEN {
                    return Err(Error::Damaged { what: "a row has the wrong length" });
                }
                if cell::outer_nonce(body) == Some(cell.outer_nonce) {
                    return Ok(());
                }
                let outer_nonce = cell::outer_nonce(body).ok_or(REFUSED)?;
                let (usual, other) = outer.both_at(index);
                // The other key comes into play only if the log was lost in the middle of a rotation.
                let mut opened = None;
                for key in std::iter::once(usual).chain(other) {
                    let stripped = cell::strip(key, body)?.ok_or(REFUSED)?;
                    if cell::inner_nonce(&stripped) == Some(cell.inner_nonce) {
                        nonces.push((index, outer_nonce, cell.inner_nonce));
                        return Ok(());
                    }
                    opened = cell::open(&self.key, &at, stripped);
                    if opened.is_some() {
                        break;
                    }
                }
                let opened = opened.ok_or(REFUSED)?;
                let content = Content::decode(&opened.plain).ok_or(CONTRADICTION)?;
                nonces.push((index, outer_nonce, opened.inner_nonce));
                changed.insert(index, content);
                Ok(())
            })?;
            found.ok_or(Error::Damaged { what: "a row is missing" })?;
        }
        let any = !changed.is_empty();
        let staged = self.stage(changed)?;
        self.apply(staged);
        for (index, outer_nonce, inner_nonce) in nonces {
            self.note_nonces(index, outer_nonce, Some(inner_nonce));
        }
        Ok(any)
    }

    /// Takes in all cells of a region of which nothing was known.
    pub(crate) fn fill(&mut self, cells: Vec<Option<Found>>) -> Result<()> {
        let mut nonces = Vec::with_capacity(cells.len());
        let mut contents = BTreeMap::new();
        for (index, found) in (0..).zip(cells) {
            let found = found.ok_or(REFUSED)?;
            nonces.push((index, found.outer_nonce, found.inner_nonce));
            contents.insert(index, Content::decode(&found.plain).ok_or(CONTRADICTION)?);
        }
        let staged = self.stage(contents)?;
        self.apply(staged);
        for (index, outer_nonce, inner_nonce) in nonces {
            self.note_nonces(index, outer_nonce, Some(inner_nonce));
        }
        Ok(())
    }

    /// Takes in a commit of this store that gave cells of this region a new outer layer. If the region was up to date
    /// `before`, it still is; else it stays to be read, so that what other processes changed in it is told to whoever
    /// asks next.
    pub(crate) fn note_outer(&mut self, before: Seen, after: Option<Seen>, nonces: &Rewrapped) {
        if self.seen != Some(before) {
            return;
        }
        for ((number, index), nonce) in nonces {
            if *number == self.number {
                self.note_nonces(*index, *nonce, None);
            }
        }
        self.seen = after;
    }

    /// Remembers the nonces under which a cell was last read or written.
    pub(crate) fn note_nonces(&mut self, index: u16, outer: [u8; NONCE_LEN], inner: Option<[u8; NONCE_LEN]>) {
        if let Some(cell) = self.cells.get_mut(usize::from(index)) {
            cell.outer_nonce = outer;
            cell.inner_nonce = inner.unwrap_or(cell.inner_nonce);
        }
    }

    /// Checks that `changed` cells and the unchanged ones make sense together.
    pub(crate) fn stage(&self, changed: BTreeMap<u16, Content>) -> Result<Staged> {
        let removed = self.lost_with(&changed)?;
        let mut added = BTreeMap::new();
        let mut uses = Vec::with_capacity(changed.len());
        let mut spans: BTreeMap<RecordKey, BTreeMap<u16, (u16, Part)>> = BTreeMap::new();
        for (index, content) in changed {
            match content {
                Content::Shared(records) => {
                    let used = records.iter().map(|(_, value)| shared_cost(value.len())).sum();
                    uses.push((
                        index,
                        Use::Shared { used, keys: records.iter().map(|(key, _)| *key).collect() },
                    ));
                    for (key, value) in records {
                        let record = Record { value, home: Home::Shared(index) };
                        if added.insert(key, record).is_some() {
                            return Err(TWICE);
                        }
                    }
                }
                Content::Part(_) if index == 0 => return Err(TORN),
                Content::Part(part) => {
                    uses.push((index, Use::Part(part.key)));
                    if spans.entry(part.key).or_default().insert(part.part, (index, part)).is_some() {
                        return Err(TWICE);
                    }
                }
            }
        }
        for (key, parts) in spans {
            if added.insert(key, join(parts)?).is_some() {
                return Err(TWICE);
            }
        }
        let collides = |key: &RecordKey| self.records.contains_key(key) && !removed.contains(key);
        if added.keys().any(collides) {
            return Err(TWICE);
        }
        Ok(Staged { removed, added, uses })
    }

    /// The records that live in these cells now. A record may not lose some of its cells and keep others.
    fn lost_with(&self, changed: &BTreeMap<u16, Content>) -> Result<BTreeSet<RecordKey>> {
        let mut lost = BTreeSet::new();
        for index in changed.keys() {
            match self.usage(*index) {
                Use::Shared { keys, .. } => lost.extend(keys.iter().copied()),
                Use::Part(key) => {
                    lost.insert(*key);
                }
            }
        }
        for key in &lost {
            if let Some(Record { home: Home::Span(cells), .. }) = self.records.get(key)
                && !cells.iter().all(|cell| changed.contains_key(cell))
            {
                return Err(TORN);
            }
        }
        Ok(lost)
    }

    /// Makes a staged change real.
    pub(crate) fn apply(&mut self, staged: Staged) {
        for key in staged.removed {
            self.records.remove(&key);
        }
        self.records.extend(staged.added);
        for (index, usage) in staged.uses {
            if let Some(cell) = self.cells.get_mut(usize::from(index)) {
                cell.usage = usage;
            }
        }
    }

    /// What a cell is used for; an index past the end counts as free and is never offered.
    pub(crate) fn usage(&self, index: u16) -> &Use {
        self.cells.get(usize::from(index)).map_or(&FREE, |cell| &cell.usage)
    }

    /// All cells but the head, with their use.
    pub(crate) fn body_cells(&self) -> impl Iterator<Item = (u16, &Use)> {
        (0..).zip(&self.cells).skip(1).map(|(index, cell)| (index, &cell.usage))
    }

    /// How many cells hold nothing; the head cell never counts.
    pub(crate) fn free_cells(&self) -> usize {
        self.body_cells().filter(|(_, usage)| usage.is_free()).count()
    }

    pub(crate) fn record(&self, key: &RecordKey) -> Option<&Record> {
        self.records.get(key)
    }

    pub(crate) fn view(&self) -> View<'_> {
        View { region: self }
    }
}

/// Puts the parts of one record together, if they are all there and of one write.
fn join(parts: BTreeMap<u16, (u16, Part)>) -> Result<Record> {
    let (span, count, total) = match parts.values().next() {
        Some((_, first)) => (first.span, first.parts, first.total),
        None => return Err(TORN),
    };
    let one_write = |(_, part): &(u16, Part)| part.span == span && part.parts == count && part.total == total;
    // Part numbers are below `count` and differ, so as many of them as `count` are all of them.
    if parts.len() != usize::from(count) || !parts.values().all(one_write) {
        return Err(TORN);
    }
    // Room for all of it at once, so that no copy is left behind by a buffer that had to grow.
    let mut value = Zeroizing::new(Vec::with_capacity(usize::try_from(total).unwrap_or(0)));
    let mut cells = Vec::with_capacity(parts.len());
    for (index, part) in parts.into_values() {
        value.extend_from_slice(&part.chunk);
        cells.push(index);
    }
    Ok(Record { value, home: Home::Span(cells) })
}

/// Read access to the records of one region, as of the last transaction or refresh.
#[derive(Clone, Copy)]
pub struct View<'a> {
    region: &'a Region,
}

impl<'a> View<'a> {
    /// The value of a record.
    pub fn get(self, key: RecordKey) -> Option<&'a [u8]> {
        self.region.records.get(&key).map(|record| record.value.as_slice())
    }

    /// All records of a kind, ordered by id.
    pub fn list(self, kind: u8) -> impl Iterator<Item = (RecordKey, &'a [u8])> {
        let (first, last) = (RecordKey::new(kind, [0; 16]), RecordKey::new(kind, [u8::MAX; 16]));
        self.region.records.range(first..=last).map(|(key, record)| (*key, record.value.as_slice()))
    }
}
