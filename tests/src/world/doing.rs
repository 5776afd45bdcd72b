//! What the people of a world do.

use wayhome::{CheckInDraft, CheckInState, DrillState, Error, EventId, PlanDraft, SosDraft, Vault};

use super::{Promise, Who, World, short};

impl World {
    pub(crate) fn promise(&mut self, worker: Who, id: EventId, sos: bool, note: Option<String>) -> EventId {
        let what = if sos { "raises an SOS" } else { "checks in" };
        self.tell(worker, format!("{what} {}", short(id)));
        let circle = self.pairings.iter().filter(|p| p.worker == worker).map(|p| p.contact).collect();
        self.promises.push(Promise {
            worker,
            id,
            sos,
            note,
            at: self.clock.now(),
            circle,
            rolled_back: false,
        });
        id
    }

    /// A check-in from another vault of the worker's phone: it reaches the same circle.
    pub fn check_in_from(&mut self, who: Who, vault: &Vault, note: &str) -> EventId {
        let id = vault.check_in(&CheckInDraft::new(CheckInState::Ok).with_note(note)).unwrap();
        self.promise(who, id, false, Some(note.to_owned()))
    }

    /// A check-in with a note.
    pub fn check_in(&mut self, who: Who, note: &str) -> EventId {
        self.try_check_in(who, CheckInDraft::new(CheckInState::Ok).with_note(note)).unwrap()
    }

    /// A check-in, if the phone accepts it.
    pub fn try_check_in(&mut self, who: Who, draft: CheckInDraft) -> Result<EventId, Error> {
        let id = self[who].vault().check_in(&draft)?;
        Ok(self.promise(who, id, false, draft.note))
    }

    /// Arms a plan; the drill, if it was never asked for, is postponed.
    pub fn arm(&mut self, who: Who, draft: &PlanDraft) {
        if self[who].vault().drill_state().unwrap() == DrillState::NotYet {
            self[who].vault().postpone_drill().unwrap();
        }
        self[who].vault().arm(draft).unwrap();
        self.tell(who, "arms a plan");
    }

    /// An SOS with a note.
    pub fn sos(&mut self, who: Who, note: &str) -> EventId {
        let draft = SosDraft { note: Some(note.to_owned()), ..SosDraft::default() };
        self.try_sos(who, draft).unwrap()
    }

    /// An SOS, if the phone accepts it.
    pub fn try_sos(&mut self, who: Who, draft: SosDraft) -> Result<EventId, Error> {
        let id = self[who].vault().raise_sos(&draft)?;
        Ok(self.promise(who, id, true, draft.note))
    }

    /// A check-in from the locked screen.
    pub fn locked_check_in(&mut self, who: Who, note: &str) -> Result<EventId, Error> {
        let draft = CheckInDraft::new(CheckInState::Ok).with_note(note);
        let id = self[who].app().locked_check_in(&draft)?;
        Ok(self.promise(who, id, false, draft.note))
    }

    /// An SOS from the locked screen.
    pub fn locked_sos(&mut self, who: Who, note: &str) -> Result<EventId, Error> {
        let draft = SosDraft { note: Some(note.to_owned()), ..SosDraft::default() };
        let id = self[who].app().locked_sos(&draft)?;
        Ok(self.promise(who, id, true, draft.note))
    }

    /// The contact looks at everything that is there.
    pub fn look_at_all(&self, contact: Who) {
        for message in self.received(contact).into_iter().filter(|message| !message.opened) {
            self[contact].vault().mark_opened(message.id).unwrap();
        }
        self.tell(contact, "looks at everything");
    }
}
