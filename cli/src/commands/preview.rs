//! What each contact would get at each step, exactly.

use serde_json::json;
use wayhome::{ContactPreview, PhonePreview, StepPreview};

use super::choice::chosen;
use super::plan::name_of;
use crate::args::{Global, Preview};
use crate::error::CliError;
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;
use crate::times::length;

pub(crate) fn run(args: &Preview, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let draft = chosen(&args.choice, &vault)?.draft;
    let preview = vault.preview(Some(&draft))?;
    let contacts = vault.contacts()?;
    out.show(&json!({ "preview": shapes::preview(&preview, &contacts) }), || {
        let mut lines = vec![format!(
            "If no check-in comes for {} and {} more:",
            length(preview.timing.interval()),
            length(preview.timing.grace())
        )];
        lines.extend(preview.contacts.iter().map(contact_in_words));
        lines.extend(preview.phones.iter().map(phone_in_words));
        lines.extend(preview.not_covered.iter().map(|id| format!("NOT told: {}", name_of(*id, &contacts))));
        lines.join("\n")
    });
    Ok(())
}

fn contact_in_words(contact: &ContactPreview) -> String {
    let steps: Vec<String> = contact.steps.iter().map(step_in_words).collect();
    format!("{}\n{}", safe(&contact.name), steps.join("\n"))
}

pub(super) fn step_in_words(step: &StepPreview) -> String {
    let mut text =
        format!("  step {}, {} after: “{}”", step.step, length(step.after_missed), safe(&step.words));
    if step.places {
        text.push_str("\n    places of earlier check-ins open");
    }
    if let Some(dossier) = &step.dossier {
        let fields: Vec<&str> = dossier.fields.iter().map(|number| shapes::field(*number)).collect();
        text.push_str(&format!("\n    the dossier opens: {}", fields.join(", ")));
        if !dossier.attachments.is_empty() {
            text.push_str(&format!("; {}", safe(&dossier.attachments.join(", "))));
        }
        if dossier.needed > 1 {
            text.push_str(&format!("; {} of {} must agree", dossier.needed, dossier.holders));
        }
    }
    text
}

fn phone_in_words(phone: &PhonePreview) -> String {
    let mut text = format!("{} (SMS; the relay can read it)", safe(&phone.number));
    for (step, after, words) in &phone.messages {
        text.push_str(&format!("\n  step {step}, {} after: “{}”", length(*after), safe(words)));
    }
    text.push_str(&format!("\n  when a check-in came: “{}”", safe(&phone.check_in_words)));
    text
}
