//! Arming: what each contact would get at each step, and how it is sealed. The preview and the sealing go by the same
//! composition, so that what is shown beforehand is what is sent.

use std::sync::Arc;

use rand_core::CryptoRng;
use wayhome_protocol::keys::{IdentityPublic, LodgeKey, SendCapability};
use wayhome_protocol::lodged::{MAX_STEP_WORDS, StepWords, seal_lodged};
use wayhome_protocol::uploaded_plan::{
    MAX_PHONE_WORDS, MAX_PHONES, PlanPerson, PlanPhone, PlanPurpose, SealedPlan, UploadedPlan,
};

use super::{Vault, check_text};
use crate::EngineError;
use crate::lobby::Lobby;
use crate::plan_draft::{PhoneDraft, PlanDraft, StepDraft, Whom};
use crate::plan_view::{ContactPreview, PhonePreview, Preview, StepPreview};
use crate::texts::StepText;
use crate::view::{ContactId, ContactStatus, Sharing};
use crate::wire::{PlanSteps, PlanTiming, Seconds, Step, StepSet, TimerId, Timestamp};

/// What one person gets.
#[derive(Debug)]
pub(crate) struct ComposedPerson {
    pub(crate) contact: [u8; 16],
    pub(crate) told: StepSet,
    pub(crate) places: StepSet,
    pub(crate) dossier: StepSet,
    /// The words of each step that reaches them.
    words: Vec<(Step, String)>,
}

/// What everybody gets.
#[derive(Debug)]
pub(crate) struct Composed {
    pub(crate) timing: PlanTiming,
    pub(crate) steps: PlanSteps,
    pub(crate) drill: bool,
    pub(crate) persons: Vec<ComposedPerson>,
    phones: Vec<PlanPhone>,
}

/// A plan, sealed and ready to be uploaded.
pub(crate) struct SealedUpload {
    pub(crate) plan: SealedPlan,
    pub(crate) hash: [u8; 32],
    /// The lodge key of each person, by index.
    pub(crate) keys: Vec<Arc<LodgeKey>>,
}

impl Vault {
    /// Works out what each confirmed contact gets at each step. `strict`: a step that reaches nobody is refused.
    pub(crate) fn compose(
        &self,
        draft: &PlanDraft,
        drill: bool,
        strict: bool,
    ) -> Result<Composed, EngineError> {
        let steps = check_draft(draft)?;
        let confirmed: Vec<&super::ContactRecord> =
            self.circle().filter(|contact| contact.status() == ContactStatus::Confirmed).collect();
        if confirmed.is_empty() {
            return Err(EngineError::invalid("circle", "has no confirmed contact yet"));
        }
        let reached = |step: &StepDraft, index: usize, contact: &super::ContactRecord| match &step.whom {
            Whom::Everyone => true,
            Whom::First => index == 0,
            Whom::These(ids) => ids.contains(&contact.contact_id()),
        };
        let nobody = |step: &&StepDraft| {
            !confirmed.iter().enumerate().any(|(index, contact)| reached(step, index, contact))
        };
        if strict && draft.steps.iter().any(|step| nobody(&step)) {
            return Err(EngineError::invalid("steps", "a step reaches no confirmed contact"));
        }
        let has_dossier = !drill && self.dossier_for_preview(1).is_some();
        let mut persons = Vec::new();
        for (index, contact) in confirmed.into_iter().enumerate() {
            let mut person = ComposedPerson {
                contact: *contact.id,
                told: StepSet::NONE,
                places: StepSet::NONE,
                dossier: StepSet::NONE,
                words: Vec::new(),
            };
            for ((step, _), drafted) in steps.iter().zip(&draft.steps) {
                if !reached(drafted, index, contact) {
                    continue;
                }
                let places = !drill && drafted.places && contact.sharing() != Sharing::Never;
                let kept_back = self.keeps_dossier_from(contact.contact_id());
                let dossier = has_dossier && drafted.dossier && !kept_back;
                person.told = person.told.with(step);
                person.places = if places { person.places.with(step) } else { person.places };
                person.dossier = if dossier { person.dossier.with(step) } else { person.dossier };
                let text = StepText {
                    language: &contact.language,
                    name: &self.head.name,
                    step: step.number(),
                    places,
                    dossier,
                    drill,
                };
                person.words.push((step, self.words_of(drafted, text)));
            }
            if !person.told.is_empty() {
                persons.push(person);
            }
        }
        if persons.is_empty() {
            return Err(EngineError::invalid("steps", "no step reaches a confirmed contact"));
        }
        let phones = draft.phones.iter().map(|phone| self.compose_phone(phone, &steps, drill)).collect();
        let steps = if drill { steps.compressed() } else { steps };
        Ok(Composed { timing: draft.timing, steps, drill, persons, phones })
    }

    /// The worker's own words, or the usual ones. In a drill the usual ones always, which say that it is one.
    fn words_of(&self, drafted: &StepDraft, text: StepText<'_>) -> String {
        match &drafted.words {
            Some(words) if !text.drill => words.clone(),
            _ => cut(self.texts.step(text), MAX_STEP_WORDS),
        }
    }

    fn compose_phone(&self, phone: &PhoneDraft, steps: &PlanSteps, drill: bool) -> PlanPhone {
        let told: StepSet = phone.steps.iter().filter_map(|number| Step::new(*number)).collect();
        let words = |step: Step| {
            if !told.contains(step) {
                return String::new();
            }
            match phone.words.get(step.index()) {
                Some(Some(words)) if !drill => words.clone(),
                _ => {
                    let text = StepText {
                        language: &phone.language,
                        name: &self.head.name,
                        step: step.number(),
                        places: false,
                        dossier: false,
                        drill,
                    };
                    cut(self.texts.phone_step(text), MAX_PHONE_WORDS)
                }
            }
        };
        let usual = || cut(self.texts.phone_check_in(&phone.language, &self.head.name), MAX_PHONE_WORDS);
        PlanPhone {
            number: phone.number.clone(),
            language: phone.language.clone(),
            told,
            words: steps.iter().map(|(step, _)| words(step)).collect(),
            check_in_words: phone.check_in_words.clone().unwrap_or_else(usual),
        }
    }

    /// Seals what was composed: a lodge key for each person, a lodged cell for each step that reaches them.
    pub(crate) fn seal_upload(
        &mut self,
        lobby: &Lobby,
        now: Timestamp,
        composed: Composed,
        rng: &mut impl CryptoRng,
    ) -> Result<SealedUpload, EngineError> {
        let holders: Vec<[u8; 16]> = composed
            .persons
            .iter()
            .filter(|person| !person.dossier.is_empty())
            .map(|person| person.contact)
            .collect();
        let dossier = if holders.is_empty() { None } else { self.dossier_for_plan(now, &holders, rng)? };
        let (dossier, accesses) = match dossier {
            Some((dossier, accesses)) => (Some(dossier), accesses),
            None => (None, Vec::new()),
        };
        let mut persons = Vec::new();
        let mut keys = Vec::new();
        for person in composed.persons {
            let contact = self
                .circle()
                .find(|contact| *contact.id == person.contact)
                .ok_or(EngineError::Bug { code: "person-gone" })?;
            let access = holders.iter().position(|id| *id == person.contact).and_then(|at| accesses.get(at));
            let key = LodgeKey::make_random(rng);
            let mut cells = [const { None }; Step::MOST];
            for (step, words) in person.words {
                let access = access.filter(|_| person.dossier.contains(step)).cloned().map(Box::new);
                let words = StepWords { step, words, access, drill: composed.drill };
                if let Some(place) = cells.get_mut(step.index()) {
                    *place = Some(seal_lodged(&key, &words, now, rng)?);
                }
            }
            persons.push(PlanPerson {
                send_id: contact.send_id(),
                capability: SendCapability::from_bytes(*contact.to.capability().expose()),
                identity: IdentityPublic::from_bytes(*contact.identity),
                told: person.told,
                places: person.places,
                dossier: if dossier.is_some() { person.dossier } else { StepSet::NONE },
                cells,
            });
            keys.push(Arc::new(key));
        }
        let (alias, touch_keys) = self.touched_by(lobby);
        let upload = UploadedPlan {
            timer: TimerId::from_bytes(*self.head.timer),
            purpose: if composed.drill { PlanPurpose::Drill } else { PlanPurpose::Plan },
            timing: composed.timing,
            steps: composed.steps,
            persons,
            dossier,
            phones: composed.phones,
            touch_keys: Some(touch_keys),
            alias: Some(alias),
        };
        let encoded = upload.encode(lobby.circle(), rng)?;
        let plan = encoded.seal(&lobby.relay_key(), rng)?;
        Ok(SealedUpload { plan, hash: encoded.hash(), keys })
    }

    /// What each contact would get at each step.
    pub(crate) fn preview(&self, draft: &PlanDraft) -> Result<Preview, EngineError> {
        Ok(self.preview_of(&self.compose(draft, false, true)?))
    }

    /// The same of what was composed already.
    pub(crate) fn preview_of(&self, composed: &Composed) -> Preview {
        let holders = composed.persons.iter().filter(|person| !person.dossier.is_empty()).count();
        let dossier = self.dossier_for_preview(holders);
        let contacts: Vec<ContactPreview> = composed
            .persons
            .iter()
            .filter_map(|person| {
                let contact = self.circle().find(|contact| *contact.id == person.contact)?;
                let step = |(step, words): &(Step, String)| StepPreview {
                    step: step.number(),
                    after_missed: composed.steps.delay(*step).unwrap_or(Seconds::ZERO),
                    words: words.clone(),
                    places: person.places.contains(*step),
                    dossier: dossier.clone().filter(|_| person.dossier.contains(*step)),
                };
                Some(ContactPreview {
                    contact: contact.contact_id(),
                    name: contact.name.clone(),
                    steps: person.words.iter().map(step).collect(),
                })
            })
            .collect();
        let reached = |id: ContactId| contacts.iter().any(|contact| contact.contact == id);
        let not_covered =
            self.circle().map(|contact| contact.contact_id()).filter(|id| !reached(*id)).collect();
        let phones = composed.phones.iter().map(|phone| PhonePreview {
            number: phone.number.clone(),
            messages: composed
                .steps
                .iter()
                .zip(&phone.words)
                .filter(|((step, _), _)| phone.told.contains(*step))
                .map(|((step, delay), words)| (step.number(), delay, words.clone()))
                .collect(),
            check_in_words: phone.check_in_words.clone(),
        });
        let phones = phones.collect();
        Preview { timing: composed.timing, contacts, not_covered, phones }
    }
}

/// Checks a draft, apart from whom it reaches; returns its steps.
pub(crate) fn check_draft(draft: &PlanDraft) -> Result<PlanSteps, EngineError> {
    let delays: Vec<Seconds> = draft.steps.iter().map(|step| step.delay).collect();
    let steps = PlanSteps::new(&delays)?;
    for step in &draft.steps {
        if let Some(words) = &step.words {
            check_text("words", words, MAX_STEP_WORDS)?;
            if words.trim().is_empty() {
                return Err(EngineError::invalid("words", "are empty"));
            }
        }
    }
    if draft.phones.len() > MAX_PHONES {
        return Err(EngineError::invalid("phones", "there are more than four"));
    }
    for phone in &draft.phones {
        check_phone(phone, &steps)?;
    }
    Ok(steps)
}

fn check_phone(phone: &PhoneDraft, steps: &PlanSteps) -> Result<(), EngineError> {
    let digits = phone.number.strip_prefix('+').unwrap_or_default();
    if !(6..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(EngineError::invalid("number", "is + and 6 to 15 digits"));
    }
    check_text("language", &phone.language, 16)?;
    if phone.steps.iter().any(|number| *number == 0 || *number > steps.count()) {
        return Err(EngineError::invalid("phones", "names a step that the plan does not have"));
    }
    for words in phone.words.iter().flatten().chain(&phone.check_in_words) {
        check_text("words", words, MAX_PHONE_WORDS)?;
    }
    Ok(())
}

/// At most so many bytes of a text, cut between two characters.
fn cut(mut text: String, most: usize) -> String {
    let at = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.truncate(at);
    text.retain(|c| !c.is_control() || c == '\n' || c == '\t');
    text
}
