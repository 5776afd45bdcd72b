//! What the people of this story type beyond what those of the first one do.

use std::path::Path;

use serde_json::Value;

use super::super::people::{Person, items, word};

/// How a contact sees the worker.
#[derive(Debug)]
pub(super) struct Seen(Value);

impl Seen {
    fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }

    /// `up-to-date`, `late` or `missed`, by the contact's own reckoning.
    pub(super) fn standing(&self) -> &str {
        self.text("standing").unwrap_or("unknown")
    }

    fn step(&self, number: u64) -> Option<&Value> {
        let steps = self.0.get("steps")?.as_array()?;
        steps.iter().find(|step| step.get("step").and_then(Value::as_u64) == Some(number))
    }

    /// The words of this step, once it was told.
    pub(super) fn told(&self, number: u64) -> Option<&str> {
        let step = self.step(number)?;
        step.get("told")?.as_str()?;
        step.get("words")?.as_str()
    }

    /// Who holds this step.
    pub(super) fn held_by(&self, number: u64) -> Option<&str> {
        let step = self.step(number)?;
        step.get("held_until")?.as_str()?;
        step.get("held_by")?.as_str()
    }

    /// The places that are open, oldest first: latitude and longitude.
    pub(super) fn places(&self) -> Vec<(f64, f64)> {
        let places =
            self.0.get("last_places").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let degrees = |place: &Value, key: &str| place.get(key).and_then(Value::as_f64);
        places
            .iter()
            .filter_map(|place| Some((degrees(place, "latitude")?, degrees(place, "longitude")?)))
            .collect()
    }

    /// The words of the practice, if one was seen.
    pub(super) fn practised(&self) -> Option<&str> {
        self.0.pointer("/drill/steps/0/words")?.as_str()
    }

    /// What the relay itself said last, in one word.
    pub(super) fn relay_says(&self) -> Option<&str> {
        self.0.pointer("/relay_says/kind")?.as_str()
    }
}

impl Person {
    pub(super) fn make_link(&self, name: &str) -> Result<String, String> {
        word(&self.run(&["worker", "link", name])?, "link", "text")
    }

    pub(super) fn take_link(&self, link: &str, name: &str) -> Result<(), String> {
        self.run_with(&["contact", "take-link", "-", "--name", name], link).map(drop)
    }

    /// The state of the pairing by link with this name, and its digits if they are shown.
    pub(super) fn link_state(&self, name: &str) -> Result<(String, Option<String>), String> {
        let lines = self.run(&["worker", "links"])?;
        let found =
            items(&lines, "links").find(|link| link.get("name").and_then(Value::as_str) == Some(name));
        let found = found.ok_or_else(|| format!("{} has no link of {name}", self.name))?;
        let text = |key: &str| found.get(key).and_then(Value::as_str).map(str::to_owned);
        Ok((text("state").unwrap_or_default(), text("digits")))
    }

    pub(super) fn type_digits(&self, name: &str, digits: &str) -> Result<(), String> {
        self.run(&["worker", "digits", name, digits]).map(drop)
    }

    pub(super) fn make_family_link(&self, name: &str, language: &str) -> Result<String, String> {
        let lines = self.run(&["worker", "family-link", name, "--language", language])?;
        word(&lines, "family_link", "text")
    }

    /// Whether this contact is confirmed.
    pub(super) fn confirmed(&self, name: &str) -> Result<bool, String> {
        let lines = self.run(&["contact", "list"])?;
        let is =
            |contact: &Value, key: &str, value: &str| contact.get(key).and_then(Value::as_str) == Some(value);
        Ok(items(&lines, "contacts")
            .any(|contact| is(contact, "name", name) && is(contact, "status", "confirmed")))
    }

    /// What the plan's state is called, and whether the drill is over.
    pub(super) fn plan(&self) -> Result<(String, String), String> {
        let lines = self.run(&["worker", "plan", "show"])?;
        let plan = lines.iter().find_map(|line| line.get("plan")).ok_or("no plan was printed")?;
        let text =
            |pointer: &str| plan.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok((text("/state"), text("/drill/state")))
    }

    /// A check-in that is sent at once.
    pub(super) fn check_in_now(&self, note: &str, state: &str) -> Result<(), String> {
        let lines = self.run(&["worker", "check-in", "--state", state, "--note", note])?;
        let reached = lines.iter().find_map(|line| line.pointer("/sync/reached")?.as_bool());
        if reached == Some(true) { Ok(()) } else { Err("the check-in did not reach the relay".to_owned()) }
    }

    /// Fetches, and shows how this worker stands.
    pub(super) fn watch_now(&self, worker: &str) -> Result<Seen, String> {
        self.sync()?;
        let lines = self.run(&["contact", "watch"])?;
        let found =
            items(&lines, "watched").find(|item| item.get("name").and_then(Value::as_str) == Some(worker));
        found.cloned().map(Seen).ok_or_else(|| format!("{} watches nobody called {worker}", self.name))
    }

    pub(super) fn hold(&self, worker: &str, step: &str, length: &str) -> Result<(), String> {
        self.run(&["contact", "hold", worker, step, length]).map(drop)
    }

    pub(super) fn set_field(&self, field: &str, text: &str) -> Result<(), String> {
        self.run_with(&["worker", "dossier", "set", field, "-"], text).map(drop)
    }

    pub(super) fn attach(&self, file: &Path) -> Result<(), String> {
        let file = file.to_str().ok_or("the folder’s name is not text")?;
        self.run(&["worker", "dossier", "attach", file]).map(drop)
    }

    /// Seals and sends; gives what its state is called after that.
    pub(super) fn upload_dossier(&self) -> Result<String, String> {
        let lines = self.run(&["worker", "dossier", "upload"])?;
        let state = lines.iter().find_map(|line| line.pointer("/dossier/upload/state")?.as_str());
        state.map(str::to_owned).ok_or_else(|| "no dossier was printed".to_owned())
    }

    /// The fields of the worker's dossier and the files of its attachments; `None` if none was released.
    #[expect(clippy::type_complexity, reason = "fields, and files")]
    pub(super) fn open_dossier(
        &self,
        worker: &str,
        folder: Option<&Path>,
    ) -> Result<Option<(Vec<(String, String)>, Vec<String>)>, String> {
        let lines = self.run(&["contact", "dossier", "status"])?;
        if items(&lines, "dossiers").next().is_none() {
            return Ok(None);
        }
        let mut words = vec!["contact", "dossier", "open", worker];
        if let Some(folder) = folder {
            words.extend(["--out", folder.to_str().ok_or("the folder’s name is not text")?]);
        }
        let lines = self.run(&words)?;
        let dossier = lines.iter().find_map(|line| line.get("dossier")).ok_or("no dossier was printed")?;
        let list = |key: &str| dossier.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let text =
            |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let fields = list("fields").iter().map(|field| (text(field, "field"), text(field, "text"))).collect();
        let files = list("attachments").iter().map(|file| text(file, "file")).collect();
        Ok(Some((fields, files)))
    }
}
