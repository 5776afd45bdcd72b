//! Where records go. The aim is to touch few cell indices, because every index touched is rewritten in all regions and
//! the number of them must be the same for every ordinary commit.

use std::collections::{BTreeMap, BTreeSet};

use crate::Result;
use crate::content::{RecordKey, SHARED_ROOM, Value, parts_for, shared_cost};
use crate::error::Error;
use crate::region::{Home, Region, Use};

/// In which part of a region a record lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In cell 0, together with all other head records of the region.
    Head,
    /// In any other cell: a small record shares one, a long one has several to itself.
    Any,
    /// In cells of its own, even if it is small.
    Own,
}

/// Whether a record may use the cells kept in reserve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It may not.
    Ordinary,
    /// It may: it matters more than room for later.
    Urgent,
}

/// What a transaction wants to do with one record.
pub(crate) enum Change {
    Put { value: Value, place: Place, class: Class },
    Delete,
}

pub(crate) type Changes = BTreeMap<RecordKey, Change>;

/// How a plan may choose.
pub(crate) struct Terms<'a> {
    /// Indices that the commit touches anyway.
    pub(crate) near: &'a BTreeSet<u16>,
    /// The number of indices of one commit.
    pub(crate) width: usize,
    /// How many free cells ordinary records must leave.
    pub(crate) reserve: usize,
    /// Chooses one of so many.
    pub(crate) pick: &'a mut dyn FnMut(usize) -> usize,
}

/// The new use of every cell that a transaction touches, and the new home of every record that it puts.
pub(crate) struct Plan {
    pub(crate) uses: BTreeMap<u16, Use>,
    pub(crate) homes: BTreeMap<RecordKey, Home>,
}

/// One record still to be placed. Ordered by class, so that urgent records find the reserve untouched by ordinary
/// ones that come in the same transaction; then long before short.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    class: Class,
    shape: Shape,
    key: RecordKey,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Span { parts: usize },
    Body { cost: usize },
    Head { cost: usize },
}

fn shape(value: &[u8], place: Place) -> Shape {
    let cost = shared_cost(value.len());
    match place {
        Place::Head => Shape::Head { cost },
        Place::Any if cost <= SHARED_ROOM => Shape::Body { cost },
        Place::Any | Place::Own => Shape::Span { parts: parts_for(value.len()) },
    }
}

/// Finds a place for everything that changes.
pub(crate) fn plan<'a>(region: &'a Region, changes: &Changes, terms: Terms<'a>) -> Result<Plan> {
    let mut draft = Draft {
        region,
        terms,
        uses: BTreeMap::new(),
        homes: BTreeMap::new(),
        free: region.body_cells().filter(|(_, usage)| usage.is_free()).map(|(index, _)| index).collect(),
    };
    let mut stay = Vec::new();
    let mut wanted = BTreeSet::new();
    for (key, change) in changes {
        let old = region.record(key);
        let Change::Put { value, place, class } = change else {
            if let Some(old) = old {
                draft.take_out(key, &old.home, old.value.len());
            }
            continue;
        };
        let want = Wanted { class: *class, shape: shape(value, *place), key: *key };
        match (old.map(|old| (old, &old.home)), want.shape) {
            (Some((old, Home::Span(cells))), Shape::Span { parts }) => {
                draft.keep_span(key, cells, parts, old.value.len());
                wanted.insert(want);
            }
            (Some((old, Home::Shared(cell))), Shape::Head { cost } | Shape::Body { cost })
                if (*cell == 0) == matches!(want.shape, Shape::Head { .. }) =>
            {
                stay.push((cost.saturating_sub(shared_cost(old.value.len())), *cell, cost, old, want));
            }
            (Some((old, home)), _) => {
                draft.take_out(key, home, old.value.len());
                wanted.insert(want);
            }
            (None, _) => {
                wanted.insert(want);
            }
        }
    }
    // Records that shrink make room for those of their cell that grow.
    stay.sort_by_key(|(growth, _, cost, ..)| (*growth, *cost));
    for (_, cell, cost, old, want) in stay {
        draft.take_out(&want.key, &old.home, old.value.len());
        if !draft.put_into(cell, &want.key, cost) {
            wanted.insert(want);
        }
    }
    let mut small: BTreeMap<Class, Vec<(RecordKey, usize)>> = BTreeMap::new();
    for want in &wanted {
        if let Shape::Body { cost } = want.shape {
            small.entry(want.class).or_default().push((want.key, cost));
        }
    }
    for class in [Class::Ordinary, Class::Urgent] {
        for want in wanted.iter().filter(|want| want.class == class) {
            draft.place_large(want)?;
        }
        draft.place_small(small.remove(&class).unwrap_or_default(), class)?;
    }
    Ok(Plan { uses: draft.uses, homes: draft.homes })
}

/// The most free cells that putting these records could take.
pub(crate) fn worst_case(changes: &Changes) -> usize {
    let cells = changes.values().map(|change| match change {
        Change::Delete => 0,
        Change::Put { value, place, .. } => match shape(value, *place) {
            Shape::Span { parts } => parts,
            Shape::Body { .. } => 1,
            Shape::Head { .. } => 0,
        },
    });
    cells.fold(0, usize::saturating_add)
}

struct Draft<'a> {
    region: &'a Region,
    terms: Terms<'a>,
    uses: BTreeMap<u16, Use>,
    homes: BTreeMap<RecordKey, Home>,
    free: BTreeSet<u16>,
}

impl Draft<'_> {
    fn usage(&self, index: u16) -> &Use {
        self.uses.get(&index).unwrap_or_else(|| self.region.usage(index))
    }

    fn set(&mut self, index: u16, usage: Use) {
        if index != 0 && usage.is_free() {
            self.free.insert(index);
        } else {
            self.free.remove(&index);
        }
        self.uses.insert(index, usage);
    }

    fn take_out(&mut self, key: &RecordKey, home: &Home, value_len: usize) {
        match home {
            Home::Span(cells) => {
                for cell in cells {
                    self.set(*cell, Use::FREE);
                }
            }
            Home::Shared(cell) => {
                if let Use::Shared { used, keys } = self.usage(*cell).clone() {
                    let keys = keys.into_iter().filter(|other| other != key).collect();
                    self.set(*cell, Use::Shared { used: used.saturating_sub(shared_cost(value_len)), keys });
                }
            }
        }
    }

    /// Keeps as many of a long record's cells as it still needs, in their order.
    fn keep_span(&mut self, key: &RecordKey, cells: &[u16], parts: usize, value_len: usize) {
        self.take_out(key, &Home::Span(cells.to_vec()), value_len);
        let kept: Vec<u16> = cells.iter().copied().take(parts).collect();
        for cell in &kept {
            self.set(*cell, Use::Part(*key));
        }
        self.homes.insert(*key, Home::Span(kept));
    }

    fn room(&self, index: u16) -> usize {
        match self.usage(index) {
            Use::Shared { used, .. } => SHARED_ROOM.saturating_sub(*used),
            Use::Part(_) => 0,
        }
    }

    fn put_into(&mut self, index: u16, key: &RecordKey, cost: usize) -> bool {
        if self.room(index) < cost {
            return false;
        }
        let Use::Shared { used, mut keys } = self.usage(index).clone() else { return false };
        keys.push(*key);
        self.set(index, Use::Shared { used: used + cost, keys });
        self.homes.insert(*key, Home::Shared(index));
        true
    }

    fn place_large(&mut self, want: &Wanted) -> Result<()> {
        match want.shape {
            Shape::Head { cost } if self.put_into(0, &want.key, cost) => Ok(()),
            Shape::Head { .. } => Err(Error::HeadFull),
            Shape::Body { .. } => Ok(()),
            Shape::Span { parts } => self.place_span(&want.key, parts, want.class),
        }
    }

    fn place_span(&mut self, key: &RecordKey, parts: usize, class: Class) -> Result<()> {
        let mut cells = match self.homes.get(key) {
            Some(Home::Span(kept)) => kept.clone(),
            _ => Vec::new(),
        };
        while cells.len() < parts {
            if !self.may_take_free(class) {
                return Err(Error::NoSpace);
            }
            let cell = self.near_free().or_else(|| self.far_free()).ok_or(Error::NoSpace)?;
            self.set(cell, Use::Part(*key));
            cells.push(cell);
        }
        self.homes.insert(*key, Home::Span(cells));
        Ok(())
    }

    /// Places small records: each in a cell that is touched anyway, if one has room, and what is left over together
    /// in one cell, if one can take it all.
    fn place_small(&mut self, records: Vec<(RecordKey, usize)>, class: Class) -> Result<()> {
        let mut left = Vec::new();
        for (key, cost) in records {
            match self.partly_filled(cost, true) {
                Some(index) if self.put_into(index, &key, cost) => {}
                _ => left.push((key, cost)),
            }
        }
        let total = left.iter().fold(0, |total: usize, (_, cost)| total.saturating_add(*cost));
        let together = if total <= SHARED_ROOM { self.choose(total, class) } else { None };
        for (key, cost) in left {
            let index = together.or_else(|| self.choose(cost, class)).ok_or(Error::NoSpace)?;
            if !self.put_into(index, &key, cost) {
                return Err(Error::Bug { code: "chosen-cell" });
            }
        }
        Ok(())
    }

    /// The fullest partly filled cell with so much room: cells fill up one after another instead of all being half
    /// empty. With `near`, only among those that are touched anyway.
    fn partly_filled(&self, cost: usize, near: bool) -> Option<u16> {
        let touched = |index: &u16| self.uses.contains_key(index) || self.terms.near.contains(index);
        let cells = self.region.body_cells().map(|(index, _)| index);
        cells
            .filter(|index| !near || touched(index))
            .filter(|index| !self.usage(*index).is_free() && self.room(*index) >= cost)
            .min_by_key(|index| self.room(*index))
    }

    fn choose(&mut self, cost: usize, class: Class) -> Option<u16> {
        if let Some(near) = self.partly_filled(cost, true) {
            return Some(near);
        }
        let far = self.partly_filled(cost, false);
        if far.is_some() && self.one_more_is_cheap() {
            return far;
        }
        let near_free = self.near_free().filter(|_| self.may_take_free(class));
        if let Some(choice) = near_free.or(far) {
            return Some(choice);
        }
        if self.may_take_free(class) { self.far_free() } else { None }
    }

    /// Whether touching one more index leaves the commit at the same multiple of its width.
    fn one_more_is_cheap(&self) -> bool {
        // Index 0 belongs to every commit: it is the first to be filled in.
        let mut touched: BTreeSet<u16> = self.terms.near.iter().chain(self.uses.keys()).copied().collect();
        touched.insert(0);
        !touched.len().is_multiple_of(self.terms.width.max(1))
    }

    fn may_take_free(&self, class: Class) -> bool {
        let kept = match class {
            Class::Ordinary => self.terms.reserve,
            Class::Urgent => 0,
        };
        self.free.len() > kept
    }

    /// A free cell at an index that the commit touches anyway.
    fn near_free(&self) -> Option<u16> {
        let mut near = self.terms.near.iter().chain(self.uses.keys());
        near.find(|index| self.free.contains(index)).copied()
    }

    /// Any other free cell, at random: an order would tell how full the region is.
    fn far_free(&mut self) -> Option<u16> {
        let chosen = (self.terms.pick)(self.free.len());
        self.free.iter().nth(chosen).copied()
    }
}
