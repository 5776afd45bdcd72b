//! What an app is shown of plans before they are armed.

/// What became of the drill that is asked for before the first arming. Times are milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum DrillState {
    /// Neither run nor postponed.
    NotYet,
    /// Postponed; it cannot be again.
    Postponed,
    /// Started on this phone; the relay does not know yet.
    Saved,
    /// Under way since then; it lasts ten minutes.
    Running {
        /// When this phone learnt that it had begun.
        since: u64,
    },
    /// Run.
    Done {
        /// When it was over.
        at: u64,
    },
}

impl From<wayhome::DrillState> for DrillState {
    fn from(state: wayhome::DrillState) -> Self {
        use wayhome::DrillState as Inner;
        match state {
            Inner::NotYet => Self::NotYet,
            Inner::Postponed => Self::Postponed,
            Inner::Saved => Self::Saved,
            Inner::Running { since } => Self::Running { since: since.as_millis() },
            Inner::Done { at } => Self::Done { at: at.as_millis() },
        }
    }
}

/// What one step says to one contact.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StepPreview {
    /// Which, from 1.
    pub step: u8,
    /// How long after the check-in was missed, in seconds.
    pub after_missed_s: u32,
    /// Its words, exactly.
    pub words: String,
    /// Whether the places in the capsules of earlier check-ins open for them.
    pub places: bool,
    /// The numbers of the dossier's fields that open; none if nothing of it does.
    pub dossier_fields: Vec<u8>,
    /// The names of the attachments that open.
    pub dossier_attachments: Vec<String>,
    /// How many shares open the dossier; 0 if nothing of it does.
    pub dossier_needed: u8,
}

/// What one contact would get.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ContactPreview {
    /// The contact's id.
    pub contact: String,
    /// Their name.
    pub name: String,
    /// The steps that reach them, in order.
    pub steps: Vec<StepPreview>,
}

impl From<wayhome::StepPreview> for StepPreview {
    fn from(step: wayhome::StepPreview) -> Self {
        let dossier = step.dossier;
        let needed = dossier.as_ref().map_or(0, |dossier| dossier.needed);
        let (fields, attachments) =
            dossier.map(|dossier| (dossier.fields, dossier.attachments)).unwrap_or_default();
        Self {
            step: step.step,
            after_missed_s: step.after_missed.get(),
            words: step.words,
            places: step.places,
            dossier_fields: fields,
            dossier_attachments: attachments,
            dossier_needed: needed,
        }
    }
}

impl From<wayhome::ContactPreview> for ContactPreview {
    fn from(preview: wayhome::ContactPreview) -> Self {
        Self {
            contact: preview.contact.to_hex(),
            name: preview.name,
            steps: preview.steps.into_iter().map(StepPreview::from).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_keeps_every_word_and_what_opens() {
        let dossier = wayhome::DossierPreview {
            fields: vec![1, 3],
            attachments: vec!["passport.jpg".into()],
            needed: 2,
            holders: 3,
        };
        let step = |step, dossier| wayhome::StepPreview {
            step,
            after_missed: wayhome::Seconds::new(60),
            words: "No check-in".into(),
            places: true,
            dossier,
        };
        let theirs = wayhome::ContactPreview {
            contact: wayhome::ContactId([9; 16]),
            name: "Ben".into(),
            steps: vec![step(1, None), step(3, Some(dossier))],
        };
        let ours = ContactPreview::from(theirs);
        assert_eq!((ours.contact, ours.steps[0].dossier_needed), ("09".repeat(16), 0));
        let last = &ours.steps[1];
        assert_eq!((last.step, last.after_missed_s, last.dossier_needed), (3, 60, 2));
        assert_eq!((last.dossier_fields.as_slice(), last.dossier_attachments.len()), ([1, 3].as_slice(), 1));
    }
}
