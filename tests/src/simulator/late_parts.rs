//! Places that come after the step that releases them: whether the relay gives them on as they come, and no others.

use std::collections::BTreeSet;

use wayhome_protocol::cell::WireCell;
use wayhome_protocol::ids::SendId;
use wayhome_protocol::notice::{Notice, NoticeKind};

use super::mail::Arrived;
use super::oracle::{Inner, State};

/// A row that the relay says it has stored: its mailbox, its cell and its relay part.
pub(super) type Row = (SendId, WireCell, [u8; 32]);

impl Inner {
    /// A place that comes after the step that releases it is released as it comes, and no other. Returns what else has
    /// arrived.
    pub(super) fn check_late_parts(&mut self, rows: &[Row], arrived: Vec<Arrived>) -> Vec<Arrived> {
        let is_late =
            |arrived: &Arrived| matches!(&arrived.notice, Some((_, notice)) if notice.kind.number() == 7);
        let (late, rest): (Vec<_>, Vec<_>) = arrived.into_iter().partition(is_late);
        let mut given = BTreeSet::new();
        for Arrived { to, notice, .. } in late {
            let Some((_, Notice { timer, kind: NoticeKind::RelayParts { parts }, .. })) = notice else {
                continue;
            };
            let perhaps = self.state.timers.get(&timer).and_then(|timer| {
                let reached = self.state.reachable(timer.armed.as_ref()?, &[to]).contains(&to);
                Some(reached && timer.releases(&self.state.service, to).1)
            });
            if perhaps != Some(true) {
                self.fault("I1", format!("a place that no step releases was given to {to:?}"));
            }
            for (tag, part) in parts {
                let part = *part.expose();
                if !rows.iter().any(|row| row.0 == to && row.1.tag() == tag && row.2 == part) {
                    self.fault("I1", format!("a place that nobody sent just now was given to {to:?}"));
                }
                given.insert((timer, to, part));
            }
        }
        let mut kept_back = 0;
        for (to, cell, part) in rows {
            // What came before was released with its step; what is there already brings nothing.
            let new = self.state.parts_known.insert((*to, *cell.tag().as_bytes(), *part));
            if !new || !rest.iter().any(|arrived| arrived.to == *to && arrived.cell == *cell) {
                continue;
            }
            let State { service, timers, .. } = &self.state;
            for (id, timer) in timers {
                let released = timer.armed.as_ref().filter(|_| timer.releases(service, *to).0);
                let reached = released.is_some_and(|plan| self.state.reachable(plan, &[*to]).contains(to));
                kept_back += u32::from(reached && !given.contains(&(*id, *to, *part)));
            }
        }
        if kept_back > 0 {
            self.fault("I2", format!("{kept_back} places that came after their step were kept back"));
        }
        rest
    }
}
