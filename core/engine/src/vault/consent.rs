//! Consent: what the worker agreed to share with each contact and when, asked for again every ninety days. Who set the
//! phone up for somebody else must not be told of their places for ever because nobody asked again.
//!
//! Time is counted as it passes on this phone's clock, forward only. A clock that is set back takes nothing back; one
//! that is set ahead once brings the question at once, and when it is right again the count goes on at its usual pace.

use std::collections::BTreeMap;

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};

use super::arming::Composed;
use super::{ContactRecord, Vault};
use crate::consent_view::{Consent, Had, HadStep};
use crate::plan_view::{DossierPreview, PlanState};
use crate::record::{Change, Class, Kept, Place, RecordKey, Region, kind, numbered};
use crate::view::{ContactId, Sharing};
use crate::wire::Timestamp;
use crate::{EngineError, EventKind};

/// Consent is asked for again after this.
pub(crate) const ASK_MS: u64 = 90 * 24 * 3_600_000;
/// Places stop going along with each check-in this long after the question.
pub(crate) const FALL_BACK_MS: u64 = 14 * 24 * 3_600_000;
/// Time that has passed is written down in portions of at least this.
const NOTE_MS: u64 = 3_600_000;
/// A clock that is behind by less was put right, not back.
const SLACK_MS: u64 = 60_000;
/// Told steps that are kept for each contact.
const STEPS_KEPT: usize = 16;

/// The time that has passed while this vault could see it.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
struct ClockRecord {
    /// Milliseconds that have passed.
    #[n(0)]
    passed: u64,
    /// The phone's clock when that was written.
    #[n(1)]
    seen: u64,
}

impl ClockRecord {
    fn at(&self, now: Timestamp) -> u64 {
        self.passed.saturating_add(now.as_millis().saturating_sub(self.seen))
    }
}

/// What a contact gets, or what the worker agreed that they get.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Gets {
    #[n(0)]
    sharing: u8,
    /// The steps that reach them, that open places, that open the dossier: as bits.
    #[n(1)]
    told: u8,
    #[n(2)]
    places: u8,
    #[n(3)]
    dossier: u8,
    /// The hash of the dossier's preview, if a step opens it.
    #[n(4)]
    opens: Option<ByteArray<32>>,
}

/// A step that was told, as kept.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
struct KeptStep {
    #[n(0)]
    step: u8,
    #[n(1)]
    at: u64,
    #[n(2)]
    places: bool,
    #[n(3)]
    dossier: bool,
}

/// The consent to what one contact gets.
#[derive(Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct ConsentRecord {
    /// When it was given: of the time that has passed, and by the phone's clock.
    #[n(0)]
    given: u64,
    #[n(1)]
    given_time: u64,
    /// When it was asked for again, the same way.
    #[n(2)]
    asked: Option<u64>,
    #[n(3)]
    asked_time: u64,
    #[n(4)]
    agreed: Gets,
    /// When it lapsed, by the phone's clock.
    #[n(5)]
    lapsed_time: Option<u64>,
    /// Since when places went along with each check-in, and until when.
    #[n(6)]
    places_from: Option<u64>,
    #[n(7)]
    places_until: Option<u64>,
    #[n(8)]
    steps: Vec<KeptStep>,
    /// The dossier is kept from them.
    #[n(9)]
    no_dossier: bool,
}

/// The consents of a vault.
#[derive(Debug, Default)]
pub(crate) struct Consents {
    clock: Option<Kept<ClockRecord>>,
    each: BTreeMap<[u8; 16], Kept<ConsentRecord>>,
}

impl Consents {
    /// Reads a record of this kind.
    pub(super) fn load(&mut self, key: RecordKey, bytes: &[u8]) -> Result<(), EngineError> {
        if key == numbered(kind::CONSENT, 0) {
            self.clock = Some(Kept::load(key, Place::Any, Class::Urgent, bytes)?);
        } else {
            self.each.insert(key.id, Kept::load(key, Place::Any, Class::Urgent, bytes)?);
        }
        Ok(())
    }

    pub(super) fn flush(&mut self, region: Region, out: &mut Vec<Change>) -> Result<(), EngineError> {
        if let Some(clock) = &mut self.clock {
            clock.flush(region, out)?;
        }
        for record in self.each.values_mut() {
            record.flush(region, out)?;
        }
        Ok(())
    }

    /// How much time has passed.
    fn passed(&self, now: Timestamp) -> u64 {
        self.clock.as_ref().map_or(0, |clock| clock.at(now))
    }

    /// Counts what has passed since the last look. What lies between two looks with the clock set back in between is
    /// not known, and not counted.
    fn count(&mut self, now: Timestamp) {
        let key = numbered(kind::CONSENT, 0);
        let fresh = || {
            let record = ClockRecord { passed: 0, seen: now.as_millis() };
            Kept::new(key, Place::Any, Class::Urgent, record)
        };
        let clock = self.clock.get_or_insert_with(fresh);
        let ahead = now.as_millis().saturating_sub(clock.seen);
        let behind = clock.seen.saturating_sub(now.as_millis());
        if ahead >= NOTE_MS {
            let passed = clock.at(now);
            *clock.edit() = ClockRecord { passed, seen: now.as_millis() };
        } else if behind >= SLACK_MS {
            clock.edit().seen = now.as_millis();
        }
    }
}

impl ConsentRecord {
    fn new() -> Self {
        Self {
            given: 0,
            given_time: 0,
            asked: None,
            asked_time: 0,
            agreed: Gets::default(),
            lapsed_time: None,
            places_from: None,
            places_until: None,
            steps: Vec::new(),
            no_dossier: false,
        }
    }

    /// What is to be done next, and when of the time that passes.
    fn next(&self, sharing: Sharing) -> (Next, u64) {
        match self.asked {
            Some(asked) if sharing == Sharing::Always => (Next::FallBack, asked.saturating_add(FALL_BACK_MS)),
            asked => (Next::Ask, asked.unwrap_or(self.given).saturating_add(ASK_MS)),
        }
    }

    fn had(&self) -> Had {
        let step = |kept: &KeptStep| HadStep {
            step: kept.step,
            at: Timestamp::from_millis(kept.at),
            places: kept.places,
            dossier: kept.dossier,
        };
        Had {
            places_from: self.places_from.map(Timestamp::from_millis),
            places_until: self.places_until.map(Timestamp::from_millis),
            sos_places: None,
            steps: self.steps.iter().map(step).collect(),
        }
    }
}

/// What time brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Ask,
    FallBack,
}

impl Vault {
    /// Counts the time, begins records for new contacts, asks for consent that is due, and lets places stop where
    /// nobody answered.
    pub(crate) fn tend_consents(&mut self, now: Timestamp) {
        if self.contacts.is_empty() {
            return;
        }
        self.consents.count(now);
        let known: Vec<(ContactId, Sharing, bool)> = self
            .contacts
            .iter()
            .map(|contact| (contact.contact_id(), contact.sharing(), contact.removed))
            .collect();
        for (id, sharing, removed) in known {
            if !removed && !self.consents.each.contains_key(&id.0) {
                self.agree(now, id);
            }
            self.note_open_places(now, id, !removed && sharing == Sharing::Always);
            if !removed {
                self.ask_or_fall_back(now, id, sharing);
            }
        }
    }

    fn ask_or_fall_back(&mut self, now: Timestamp, id: ContactId, sharing: Sharing) {
        let passed = self.consents.passed(now);
        let Some(record) = self.consents.each.get_mut(&id.0) else { return };
        let (next, at) = record.next(sharing);
        if passed < at {
            return;
        }
        let record = record.edit();
        match next {
            Next::Ask => {
                record.asked = Some(passed);
                record.asked_time = now.as_millis();
                self.tell(now, EventKind::ConsentDue { contact: id });
            }
            Next::FallBack => {
                record.lapsed_time = Some(now.as_millis());
                // Steps open places for both alike: nothing of the plan changes.
                if let Ok(contact) = self.contact_mut(id) {
                    contact.set_sharing(Sharing::OnRelease);
                }
                self.note_open_places(now, id, false);
                self.tell(now, EventKind::ConsentLapsed { contact: id });
            }
        }
    }

    /// Notes since when, and until when, places went along with each check-in.
    fn note_open_places(&mut self, now: Timestamp, id: ContactId, open: bool) {
        let Some(record) = self.consents.each.get_mut(&id.0) else { return };
        let going = record.places_from.is_some() && record.places_until.is_none();
        if open && !going {
            let record = record.edit();
            record.places_from.get_or_insert(now.as_millis());
            record.places_until = None;
        } else if !open && going {
            record.edit().places_until = Some(now.as_millis());
        }
    }

    /// The worker agrees to what this contact gets as things stand. A question is answered by it.
    pub(crate) fn agree(&mut self, now: Timestamp, id: ContactId) {
        self.consents.count(now);
        let (passed, agreed) = (self.consents.passed(now), self.gets(id));
        let record = self.consent_mut(id);
        record.given = passed;
        record.given_time = now.as_millis();
        record.asked = None;
        record.asked_time = 0;
        record.lapsed_time = None;
        record.agreed = agreed;
    }

    /// The worker has armed a plan: that is what they agreed to, for everybody. It does not put the next question off.
    pub(crate) fn agree_to_what_stands(&mut self) {
        let known: Vec<ContactId> = self.circle().map(ContactRecord::contact_id).collect();
        for id in known {
            self.agree_to_what_stands_for(id);
        }
    }

    /// The same for one contact, from whom the worker has taken something back. What others get by it was not looked at.
    pub(super) fn agree_to_what_stands_for(&mut self, id: ContactId) {
        let agreed = self.gets(id);
        if self.consents.each.get(&id.0).is_some_and(|record| record.agreed != agreed) {
            self.consent_mut(id).agreed = agreed;
        }
    }

    fn consent_mut(&mut self, id: ContactId) -> &mut ConsentRecord {
        let key = RecordKey { kind: kind::CONSENT, id: id.0 };
        let fresh = || Kept::new(key, Place::Any, Class::Urgent, ConsentRecord::new());
        self.consents.each.entry(id.0).or_insert_with(fresh).edit()
    }

    /// What a contact gets as things stand.
    fn gets(&self, id: ContactId) -> Gets {
        let Some(contact) = self.circle().find(|contact| contact.contact_id() == id) else {
            return Gets::default();
        };
        let mut gets = Gets { sharing: contact.sharing, ..Gets::default() };
        let Some(composed) = self.compose_armed() else { return gets };
        let holders = composed.persons.iter().filter(|person| !person.dossier.is_empty()).count();
        if let Some(person) = composed.persons.iter().find(|person| person.contact == id.0) {
            gets.told = person.told.bits();
            gets.places = person.places.bits();
            gets.dossier = person.dossier.bits();
            let opens = self.dossier_for_preview(holders).filter(|_| !person.dossier.is_empty());
            gets.opens = opens.map(|preview| hash_of(&preview).into());
        }
        gets
    }

    /// How the plan stands.
    pub(super) fn state_of_plan(&self) -> PlanState {
        self.plan_state().map_or(PlanState::Off, super::PlanRecord::state)
    }

    /// The plan that is armed on this phone, at the relay or not, as it would be lodged.
    pub(super) fn compose_armed(&self) -> Option<Composed> {
        let armed =
            matches!(self.state_of_plan(), PlanState::Saved | PlanState::AtRelay | PlanState::Refused);
        let draft = armed.then(|| self.plan_draft()).flatten()?;
        self.compose(&draft, false, false).ok()
    }

    /// Whether the dossier is kept from a contact.
    pub(crate) fn keeps_dossier_from(&self, id: ContactId) -> bool {
        self.consents.each.get(&id.0).is_some_and(|record| record.no_dossier)
    }

    /// Keeps the dossier from a contact, or does so no more. An armed plan is armed anew.
    pub(crate) fn keep_dossier_from(
        &mut self,
        now: Timestamp,
        id: ContactId,
        keep: bool,
    ) -> Result<(), EngineError> {
        self.contact_mut(id)?;
        self.tend_consents(now);
        if self.keeps_dossier_from(id) != keep {
            self.consent_mut(id).no_dossier = keep;
            self.plan_must_follow();
        }
        Ok(())
    }

    /// The relay told the steps up to this one: whoever they reach was given what they open.
    pub(crate) fn note_steps_told(&mut self, now: Timestamp, newest: u8) {
        let Some(draft) = self.plan_draft() else { return };
        let Ok(composed) = self.compose(&draft, false, false) else { return };
        let last = self.head.last_check_in.unwrap_or(0);
        for person in composed.persons {
            let Some(record) = self.consents.each.get_mut(&person.contact) else { continue };
            for (step, _) in composed.steps.iter().filter(|(step, _)| step.number() <= newest) {
                let number = step.number();
                let known = record.steps.iter().any(|kept| kept.step == number && kept.at >= last);
                if known || !person.told.contains(step) {
                    continue;
                }
                let steps = &mut record.edit().steps;
                steps.push(KeptStep {
                    step: number,
                    at: now.as_millis(),
                    places: person.places.contains(step),
                    dossier: person.dossier.contains(step),
                });
                let surplus = steps.len().saturating_sub(STEPS_KEPT);
                steps.drain(..surplus);
            }
        }
    }

    /// What a contact was given and keeps.
    pub(super) fn had(&self, id: ContactId) -> Had {
        let mut had = self.consents.each.get(&id.0).map(|record| record.had()).unwrap_or_default();
        had.sos_places = self.newest_sos_with_places(id);
        had
    }

    /// How the consent for a contact stands, when it was given, and whether they get what was agreed.
    pub(super) fn consent_of(&self, now: Timestamp, contact: &ContactRecord) -> ConsentStanding {
        let id = contact.contact_id();
        let Some(record) = self.consents.each.get(&id.0).filter(|_| !contact.removed) else {
            return ConsentStanding { consent: Consent::Ended, agreed_at: None, as_agreed: contact.removed };
        };
        let (next, at) = record.next(contact.sharing());
        let at = later(now, at.saturating_sub(self.consents.passed(now)));
        let consent = match (record.lapsed_time, record.asked) {
            (Some(since), _) => Consent::Lapsed { since: Timestamp::from_millis(since) },
            (None, Some(_)) => Consent::Due {
                since: Timestamp::from_millis(record.asked_time),
                falls_back: (next == Next::FallBack).then_some(at),
            },
            (None, None) => Consent::Given { ask_at: at },
        };
        ConsentStanding {
            consent,
            agreed_at: Some(Timestamp::from_millis(record.given_time)),
            as_agreed: record.agreed == self.gets(id),
        }
    }

    /// When consent is next to be asked for, or lapses.
    pub(crate) fn next_consent(&self, now: Timestamp) -> Option<Timestamp> {
        let passed = self.consents.passed(now);
        let left = |contact: &ContactRecord| {
            let record = self.consents.each.get(&*contact.id)?;
            Some(record.next(contact.sharing()).1.saturating_sub(passed))
        };
        let left = self.circle().filter_map(left).min()?;
        Some(later(now, left))
    }
}

/// How the consent for one contact stands.
pub(super) struct ConsentStanding {
    pub(super) consent: Consent,
    pub(super) agreed_at: Option<Timestamp>,
    pub(super) as_agreed: bool,
}

fn later(now: Timestamp, by_ms: u64) -> Timestamp {
    Timestamp::from_millis(now.as_millis().saturating_add(by_ms))
}

/// The hash of what of a dossier would be opened: how many shares open it, fields, and names of attachments, each with
/// its length before it. How many others hold a share changes nothing for whom it is shown.
fn hash_of(preview: &DossierPreview) -> [u8; 32] {
    let length = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    let mut hash = Sha256::new();
    hash.update([preview.needed]);
    hash.update(length(preview.fields.len()));
    hash.update(&preview.fields);
    for name in &preview.attachments {
        hash.update(length(name.len()));
        hash.update(name.as_bytes());
    }
    hash.finalize().into()
}
