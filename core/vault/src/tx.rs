//! Transactions: changes gather in memory, and a commit writes them, with the same cell indices in every region.

use std::collections::{BTreeMap, BTreeSet};

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::Result;
use crate::cell::{self, Sealed};
use crate::content::{Content, MAX_RECORD_LEN, PART_ROOM, Part, RecordKey, Value};
use crate::error::Error;
use crate::keys;
use crate::placing::{self, Change, Changes, Class, Place, Plan, Terms};
use crate::region::{Home, Region, Staged, Use};
use crate::slot::Slot;
use crate::store::{Changed, Store};

/// What a commit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The cell indices that were rewritten in every region, in ascending order; none if nothing was to be done.
    pub indices: Vec<u16>,
}

/// A write transaction. Nothing is written before [`Tx::commit`]; dropping it changes nothing, on disk or in memory.
pub struct Tx<'a> {
    store: &'a mut Store,
    slots: Vec<&'a mut Slot>,
    lobby_changes: Changes,
    /// One for each slot.
    slot_changes: Vec<Changes>,
    changed: Changed,
}

/// The changes of one region, ready to be written and to be applied.
struct Prepared {
    sealed: BTreeMap<(u8, u16), Sealed>,
    staged: Staged,
}

impl Store {
    /// Begins a write transaction, takes in what other connections have committed, and keeps them from writing until
    /// it ends. Give the slot if it is to be read or written.
    ///
    /// # Errors
    /// [`Error::Busy`] if another connection is writing, [`Error::Damaged`], [`Error::Io`].
    pub fn begin<'a>(&'a mut self, slot: Option<&'a mut Slot>) -> Result<Tx<'a>> {
        self.begin_for(slot.into_iter().collect())
    }

    /// The same with several slots, which are written in one commit, with the same indices in all regions. The methods
    /// of [`Tx`] that name no slot are about the first.
    ///
    /// # Errors
    /// As [`Store::begin`]; [`Error::Bug`] if a slot is given twice.
    pub fn begin_with<'a>(&'a mut self, slots: impl IntoIterator<Item = &'a mut Slot>) -> Result<Tx<'a>> {
        self.begin_for(slots.into_iter().collect())
    }

    fn begin_for<'a>(&'a mut self, mut slots: Vec<&'a mut Slot>) -> Result<Tx<'a>> {
        let regions: BTreeSet<u8> = slots.iter().map(|slot| slot.region.number).collect();
        if regions.len() != slots.len() {
            return Err(Error::Bug { code: "slot-twice" });
        }
        self.disk.begin_write()?;
        match self.sync_all(&mut slots) {
            Ok(changed) => {
                let slot_changes = slots.iter().map(|_| Changes::new()).collect();
                Ok(Tx { store: self, slots, lobby_changes: Changes::new(), slot_changes, changed })
            }
            Err(error) => {
                self.disk.roll_back();
                Err(error)
            }
        }
    }

    fn sync_all(&mut self, slots: &mut [&mut Slot]) -> Result<Changed> {
        let mut changed = self.sync(None)?;
        for slot in slots {
            changed.slot |= self.sync(Some(slot))?.slot;
        }
        Ok(changed)
    }

    /// A commit that changes nothing and looks like any other: as many indices as the width, cell 0 among them.
    ///
    /// # Errors
    /// As [`Tx::commit`].
    pub fn cover_commit(&mut self, rng: &mut dyn CryptoRng) -> Result<Committed> {
        self.begin(None)?.write(true, rng)
    }
}

impl Tx<'_> {
    /// Whether other connections may have changed records of the lobby or the slot since this store last looked.
    pub fn changed_elsewhere(&self) -> bool {
        self.changed.lobby || self.changed.slot
    }

    /// The same, told apart.
    pub fn changed(&self) -> Changed {
        self.changed
    }

    /// A lobby record, as this transaction would leave it.
    pub fn lobby_get(&self, key: RecordKey) -> Option<&[u8]> {
        get(&self.store.lobby, &self.lobby_changes, key)
    }

    /// All lobby records of a kind, ordered by id, as this transaction would leave them.
    pub fn lobby_list(&self, kind: u8) -> impl Iterator<Item = (RecordKey, &[u8])> {
        list(&self.store.lobby, &self.lobby_changes, kind)
    }

    /// Writes a lobby record, new or over an old one.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::HeadFull`], [`Error::NoSpace`]; the transaction is as before then.
    pub fn lobby_put(&mut self, key: RecordKey, place: Place, value: &[u8]) -> Result<()> {
        let terms = (self.store.width(), 0);
        put(&self.store.lobby, &mut self.lobby_changes, key, (place, Class::Urgent), value, terms)
    }

    /// Deletes a lobby record; false if there is none.
    pub fn lobby_delete(&mut self, key: RecordKey) -> bool {
        delete(&self.store.lobby, &mut self.lobby_changes, key)
    }

    /// A slot record, as this transaction would leave it; `None` too without a slot.
    pub fn slot_get(&self, key: RecordKey) -> Option<&[u8]> {
        self.slot_get_in(0, key)
    }

    /// The same for one of several slots, by its place in what [`Store::begin_with`] was given.
    pub fn slot_get_in(&self, nth: usize, key: RecordKey) -> Option<&[u8]> {
        get(&self.slots.get(nth)?.region, self.slot_changes.get(nth)?, key)
    }

    /// All slot records of a kind, ordered by id, as this transaction would leave them; none without a slot.
    pub fn slot_list(&self, kind: u8) -> impl Iterator<Item = (RecordKey, &[u8])> {
        self.slot_list_in(0, kind)
    }

    /// The same for one of several slots.
    pub fn slot_list_in(&self, nth: usize, kind: u8) -> impl Iterator<Item = (RecordKey, &[u8])> {
        let found = self.slots.get(nth).zip(self.slot_changes.get(nth));
        found.into_iter().flat_map(move |(slot, changes)| list(&slot.region, changes, kind))
    }

    /// Writes a slot record, new or over an old one.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::HeadFull`]; [`Error::NoSpace`] if an ordinary record would leave fewer free cells
    /// than [`Store::reserve`], or an urgent one finds none; [`Error::Bug`] without a slot. The transaction is as
    /// before then.
    pub fn slot_put(&mut self, key: RecordKey, place: Place, value: &[u8], class: Class) -> Result<()> {
        self.slot_put_in(0, key, place, value, class)
    }

    /// The same for one of several slots.
    ///
    /// # Errors
    /// As [`Tx::slot_put`].
    pub fn slot_put_in(
        &mut self,
        nth: usize,
        key: RecordKey,
        place: Place,
        value: &[u8],
        class: Class,
    ) -> Result<()> {
        const NONE: Error = Error::Bug { code: "no-slot-in-transaction" };
        let terms = (self.store.width(), self.store.reserve());
        let slot = self.slots.get(nth).ok_or(NONE)?;
        let changes = self.slot_changes.get_mut(nth).ok_or(NONE)?;
        put(&slot.region, changes, key, (place, class), value, terms)
    }

    /// Deletes a slot record; false if there is none.
    pub fn slot_delete(&mut self, key: RecordKey) -> bool {
        self.slot_delete_in(0, key)
    }

    /// The same for one of several slots.
    pub fn slot_delete_in(&mut self, nth: usize, key: RecordKey) -> bool {
        let found = self.slots.get(nth).zip(self.slot_changes.get_mut(nth));
        found.is_some_and(|(slot, changes)| delete(&slot.region, changes, key))
    }

    /// Writes all changes at once; they are on disk when this returns. Without changes nothing is written.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::NoSpace`], [`Error::Damaged`], [`Error::Io`]; nothing was changed then.
    pub fn commit(self, rng: &mut dyn CryptoRng) -> Result<Committed> {
        self.write(false, rng)
    }

    fn write(mut self, cover: bool, rng: &mut dyn CryptoRng) -> Result<Committed> {
        let nothing = self.lobby_changes.is_empty() && self.slot_changes.iter().all(Changes::is_empty);
        if !cover && nothing {
            return Ok(Committed { indices: Vec::new() });
        }
        let written = self.try_write(rng);
        if written.is_err() {
            self.store.disk.roll_back();
            // Whatever a failed commit left on disk, the next look compares every cell with it.
            self.store.lobby.seen = None;
            for slot in &mut self.slots {
                slot.region.seen = None;
            }
        }
        written
    }

    fn try_write(&mut self, rng: &mut dyn CryptoRng) -> Result<Committed> {
        let store = &*self.store;
        let lobby_plan = plan(&store.lobby, &self.lobby_changes, &BTreeSet::new(), (store.width(), 0), rng)?;
        let mut indices: BTreeSet<u16> = lobby_plan.uses.keys().copied().collect();
        let terms = (store.width(), store.reserve());
        let mut plans = Vec::with_capacity(self.slots.len());
        for (slot, changes) in self.slots.iter().zip(&self.slot_changes) {
            let near = plan(&slot.region, changes, &indices, terms, rng);
            // Preferring touched indices may take a free cell where another choice would not.
            let plan = match near {
                Err(Error::NoSpace) => plan(&slot.region, changes, &BTreeSet::new(), terms, rng)?,
                other => other?,
            };
            indices.extend(plan.uses.keys().copied());
            plans.push(plan);
        }
        fill(&mut indices, store.width(), store.cell_count(), rng);

        let mut lobby = prepare(store, &store.lobby, &self.lobby_changes, lobby_plan, rng)?;
        let mut fresh = std::mem::take(&mut lobby.sealed);
        let mut staged = Vec::with_capacity(plans.len());
        for ((slot, changes), plan) in self.slots.iter().zip(&self.slot_changes).zip(plans) {
            let mut prepared = prepare(store, &slot.region, changes, plan, rng)?;
            fresh.append(&mut prepared.sealed);
            staged.push(prepared.staged);
        }
        let known: Vec<&Region> = self.slots.iter().map(|slot| &slot.region).collect();
        let rewrapped = store.write_indices(&indices, &fresh, &known, rng)?;
        store.disk.commit()?;

        self.store.lobby.apply(lobby.staged);
        for (slot, staged) in self.slots.iter_mut().zip(staged) {
            slot.region.apply(staged);
        }
        let resealed = fresh.iter().map(|(at, sealed)| (*at, sealed.outer_nonce, Some(sealed.inner_nonce)));
        let outer_only = rewrapped.iter().map(|(at, nonce)| (*at, *nonce, None));
        for ((region, index), outer, inner) in resealed.chain(outer_only) {
            let slots = self.slots.iter_mut().map(|slot| &mut slot.region);
            let mut open = std::iter::once(&mut self.store.lobby).chain(slots);
            if let Some(open) = open.find(|open| open.number == region) {
                open.note_nonces(index, outer, inner);
            }
        }
        self.store.note_own_commit(&mut self.slots);
        Ok(Committed { indices: indices.into_iter().collect() })
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        self.store.disk.roll_back();
    }
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tx")
    }
}

fn get<'a>(region: &'a Region, changes: &'a Changes, key: RecordKey) -> Option<&'a [u8]> {
    match changes.get(&key) {
        Some(Change::Put { value, .. }) => Some(value.as_slice()),
        Some(Change::Delete) => None,
        None => region.view().get(key),
    }
}

fn list<'a>(
    region: &'a Region,
    changes: &'a Changes,
    kind: u8,
) -> impl Iterator<Item = (RecordKey, &'a [u8])> + use<'a> {
    let mut all: BTreeMap<RecordKey, &[u8]> = region.view().list(kind).collect();
    let (first, last) = (RecordKey::new(kind, [0; 16]), RecordKey::new(kind, [u8::MAX; 16]));
    for (key, change) in changes.range(first..=last) {
        match change {
            Change::Put { value, .. } => all.insert(*key, value.as_slice()),
            Change::Delete => all.remove(key),
        };
    }
    all.into_iter()
}

fn put(
    region: &Region,
    changes: &mut Changes,
    key: RecordKey,
    (place, class): (Place, Class),
    value: &[u8],
    (width, reserve): (usize, usize),
) -> Result<()> {
    if value.len() > MAX_RECORD_LEN {
        return Err(Error::TooLarge { max: MAX_RECORD_LEN });
    }
    let before = changes.insert(key, Change::Put { value: Zeroizing::new(value.to_vec()), place, class });
    // With room to spare there is no need to try; a head cell is always tried.
    if place != Place::Head && placing::worst_case(changes).saturating_add(reserve) <= region.free_cells() {
        return Ok(());
    }
    let terms = Terms { near: &BTreeSet::new(), width, reserve, pick: &mut |_| 0 };
    let fits = placing::plan(region, changes, terms).map(|_| ());
    if fits.is_err() {
        match before {
            Some(before) => changes.insert(key, before),
            None => changes.remove(&key),
        };
    }
    fits
}

fn delete(region: &Region, changes: &mut Changes, key: RecordKey) -> bool {
    let there = get(region, changes, key).is_some();
    if region.record(&key).is_some() {
        changes.insert(key, Change::Delete);
    } else {
        changes.remove(&key);
    }
    there
}

fn plan(
    region: &Region,
    changes: &Changes,
    near: &BTreeSet<u16>,
    (width, reserve): (usize, usize),
    rng: &mut dyn CryptoRng,
) -> Result<Plan> {
    placing::plan(region, changes, Terms { near, width, reserve, pick: &mut |len| keys::below(rng, len) })
}

/// Fills the indices up to a multiple of the width: cell 0 first, because every commit should touch it, then at
/// random.
fn fill(indices: &mut BTreeSet<u16>, width: usize, cells: u16, rng: &mut dyn CryptoRng) {
    let wanted = indices.len().max(1).next_multiple_of(width).min(usize::from(cells));
    if indices.len() < wanted {
        indices.insert(0);
    }
    while indices.len() < wanted {
        let drawn = keys::below(rng, usize::from(cells));
        indices.extend(u16::try_from(drawn));
    }
}

/// The indices of a commit that has nothing to write.
pub(crate) fn cover_indices(width: usize, cells: u16, rng: &mut dyn CryptoRng) -> BTreeSet<u16> {
    let mut indices = BTreeSet::new();
    fill(&mut indices, width, cells, rng);
    indices
}

/// Seals the planned cells of one region and checks what they would do to it.
fn prepare(
    store: &Store,
    region: &Region,
    changes: &Changes,
    plan: Plan,
    rng: &mut dyn CryptoRng,
) -> Result<Prepared> {
    let mut spans = BTreeMap::new();
    let mut contents = BTreeMap::new();
    let mut sealed = BTreeMap::new();
    for (index, usage) in &plan.uses {
        let content = match usage {
            Use::Shared { keys, .. } => {
                let value =
                    |key: &RecordKey| Ok((*key, Zeroizing::new(value_of(region, changes, key)?.to_vec())));
                Content::Shared(keys.iter().map(value).collect::<Result<_>>()?)
            }
            Use::Part(key) => {
                let span = *spans.entry(*key).or_insert_with(|| keys::random(rng));
                Content::Part(part_at(value_of(region, changes, key)?, *key, span, *index, &plan)?)
            }
        };
        let plain = content.encode(rng)?;
        let body = cell::seal(store.outer.at(*index), &region.key, &region.address(*index), plain, rng)?;
        sealed.insert((region.number, *index), body);
        contents.insert(*index, content);
    }
    Ok(Prepared { sealed, staged: region.stage(contents)? })
}

fn value_of<'a>(region: &'a Region, changes: &'a Changes, key: &RecordKey) -> Result<&'a Value> {
    match changes.get(key) {
        Some(Change::Put { value, .. }) => Some(value),
        Some(Change::Delete) => None,
        None => region.record(key).map(|record| &record.value),
    }
    .ok_or(Error::Bug { code: "planned-record" })
}

/// The part of a long record that its plan gives to the cell at `index`.
fn part_at(value: &Value, key: RecordKey, span: [u8; 8], index: u16, plan: &Plan) -> Result<Part> {
    const BUG: Error = Error::Bug { code: "planned-part" };
    let Some(Home::Span(cells)) = plan.homes.get(&key) else { return Err(BUG) };
    let nth = cells.iter().position(|cell| *cell == index).ok_or(BUG)?;
    let rest = value.get(nth.saturating_mul(PART_ROOM)..).ok_or(BUG)?;
    let chunk = rest.get(..rest.len().min(PART_ROOM)).ok_or(BUG)?;
    Ok(Part {
        key,
        span,
        part: u16::try_from(nth).map_err(|_| BUG)?,
        parts: u16::try_from(cells.len()).map_err(|_| BUG)?,
        total: u32::try_from(value.len()).map_err(|_| BUG)?,
        chunk: Zeroizing::new(chunk.to_vec()),
    })
}
