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
    slot: Option<&'a mut Slot>,
    lobby_changes: Changes,
    slot_changes: Changes,
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
    pub fn begin<'a>(&'a mut self, mut slot: Option<&'a mut Slot>) -> Result<Tx<'a>> {
        self.disk.begin_write()?;
        match self.sync(slot.as_deref_mut()) {
            Ok(changed) => Ok(Tx {
                store: self,
                slot,
                lobby_changes: Changes::new(),
                slot_changes: Changes::new(),
                changed,
            }),
            Err(error) => {
                self.disk.roll_back();
                Err(error)
            }
        }
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
        list(Some(&self.store.lobby), &self.lobby_changes, kind)
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
        get(&self.slot.as_deref()?.region, &self.slot_changes, key)
    }

    /// All slot records of a kind, ordered by id, as this transaction would leave them; none without a slot.
    pub fn slot_list(&self, kind: u8) -> impl Iterator<Item = (RecordKey, &[u8])> {
        list(self.slot.as_deref().map(|slot| &slot.region), &self.slot_changes, kind)
    }

    /// Writes a slot record, new or over an old one.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::HeadFull`]; [`Error::NoSpace`] if an ordinary record would leave fewer free cells
    /// than [`Store::reserve`], or an urgent one finds none; [`Error::Bug`] without a slot. The transaction is as
    /// before then.
    pub fn slot_put(&mut self, key: RecordKey, place: Place, value: &[u8], class: Class) -> Result<()> {
        let terms = (self.store.width(), self.store.reserve());
        let slot = self.slot.as_deref().ok_or(Error::Bug { code: "no-slot-in-transaction" })?;
        put(&slot.region, &mut self.slot_changes, key, (place, class), value, terms)
    }

    /// Deletes a slot record; false if there is none.
    pub fn slot_delete(&mut self, key: RecordKey) -> bool {
        let Some(slot) = self.slot.as_deref() else { return false };
        delete(&slot.region, &mut self.slot_changes, key)
    }

    /// Writes all changes at once; they are on disk when this returns. Without changes nothing is written.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::NoSpace`], [`Error::Damaged`], [`Error::Io`]; nothing was changed then.
    pub fn commit(self, rng: &mut dyn CryptoRng) -> Result<Committed> {
        self.write(false, rng)
    }

    fn write(mut self, cover: bool, rng: &mut dyn CryptoRng) -> Result<Committed> {
        if !cover && self.lobby_changes.is_empty() && self.slot_changes.is_empty() {
            return Ok(Committed { indices: Vec::new() });
        }
        let written = self.try_write(rng);
        if written.is_err() {
            self.store.disk.roll_back();
            // Whatever a failed commit left on disk, the next look compares every cell with it.
            self.store.lobby.seen = None;
            if let Some(slot) = self.slot.as_deref_mut() {
                slot.region.seen = None;
            }
        }
        written
    }

    fn try_write(&mut self, rng: &mut dyn CryptoRng) -> Result<Committed> {
        let store = &*self.store;
        let lobby_plan = plan(&store.lobby, &self.lobby_changes, &BTreeSet::new(), (store.width(), 0), rng)?;
        let mut indices: BTreeSet<u16> = lobby_plan.uses.keys().copied().collect();
        let slot_terms = (store.width(), store.reserve());
        let slot_plan = match self.slot.as_deref() {
            None => None,
            Some(slot) => {
                let near = plan(&slot.region, &self.slot_changes, &indices, slot_terms, rng);
                // Preferring touched indices may take a free cell where another choice would not.
                Some(match near {
                    Err(Error::NoSpace) => {
                        plan(&slot.region, &self.slot_changes, &BTreeSet::new(), slot_terms, rng)?
                    }
                    other => other?,
                })
            }
        };
        indices.extend(slot_plan.iter().flat_map(|plan| plan.uses.keys().copied()));
        fill(&mut indices, store.width(), store.cell_count(), rng);

        let mut lobby = prepare(store, &store.lobby, &self.lobby_changes, lobby_plan, rng)?;
        let mut slot = match self.slot.as_deref().zip(slot_plan) {
            Some((slot, plan)) => Some(prepare(store, &slot.region, &self.slot_changes, plan, rng)?),
            None => None,
        };
        let mut fresh = std::mem::take(&mut lobby.sealed);
        if let Some(slot) = &mut slot {
            fresh.append(&mut slot.sealed);
        }
        let rewrapped =
            store.write_indices(&indices, &fresh, self.slot.as_deref().map(|slot| &slot.region), rng)?;
        store.disk.commit()?;

        self.store.lobby.apply(lobby.staged);
        if let Some((slot, prepared)) = self.slot.as_deref_mut().zip(slot) {
            slot.region.apply(prepared.staged);
        }
        let resealed = fresh.iter().map(|(at, sealed)| (*at, sealed.outer_nonce, Some(sealed.inner_nonce)));
        let outer_only = rewrapped.iter().map(|(at, nonce)| (*at, *nonce, None));
        for ((region, index), outer, inner) in resealed.chain(outer_only) {
            if region == self.store.lobby.number {
                self.store.lobby.note_nonces(index, outer, inner);
            } else if let Some(slot) = self.slot.as_deref_mut()
                && region == slot.region.number
            {
                slot.region.note_nonces(index, outer, inner);
            }
        }
        self.store.note_own_commit(self.slot.as_deref_mut());
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
    region: Option<&'a Region>,
    changes: &'a Changes,
    kind: u8,
) -> impl Iterator<Item = (RecordKey, &'a [u8])> + use<'a> {
    let mut all: BTreeMap<RecordKey, &[u8]> =
        region.into_iter().flat_map(|region| region.view().list(kind)).collect();
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
