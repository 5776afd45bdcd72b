//! Tells the story while it happens: a numbered line with the story's time, who, and what, in the chosen language.

use serde_json::json;
use wayhome::Timestamp;
use wayhome_words::{DemoText, Language};

use super::super::teller::below;
use super::letters::Letter;
use super::story::{Moment, Story};
use crate::output::{Output, safe};
use crate::times::{in_words, rfc3339};

/// Where a letter's lines stand.
const LETTER_INDENT: usize = 6;

pub(super) struct Teller<'a> {
    out: &'a Output,
    language: Language,
    quiet: bool,
}

impl<'a> Teller<'a> {
    pub(super) fn new(out: &'a Output, language: Language) -> Self {
        Self { out, language, quiet: !out.is_json() && !out.chatty() }
    }

    pub(super) fn on_terminal(&self) -> bool {
        self.out.on_terminal()
    }

    /// Tells one thing that has just happened.
    pub(super) fn tell(&self, story: &mut Story, moment: Moment) {
        if !self.quiet {
            let value = json!({ "step": {
                "number": moment.step, "time": rfc3339(Timestamp::from_millis(moment.at)),
                "who": plain(&moment.who), "what": plain(&moment.what),
            } });
            self.out.show(&value, || line(&moment, story.moments.last().map(|last| last.step)));
        }
        story.moments.push(moment);
    }

    /// Shows a letter as it came.
    pub(super) fn letter(&self, letter: &Letter) {
        if self.quiet {
            return;
        }
        let value = json!({ "letter": { "to": letter.to, "subject": letter.subject, "text": letter.text } });
        self.out.show(&value, || {
            let lines = [format!("To: {}", letter.to), format!("Subject: {}", letter.subject), String::new()];
            let lines = lines.into_iter().chain(letter.text.lines().map(str::to_owned));
            lines
                .map(|line| format!("{:LETTER_INDENT$}| {}", "", safe(&plain(&line))))
                .collect::<Vec<_>>()
                .join("\n")
        });
    }

    /// Names the family page.
    pub(super) fn family_page(&self, url: &str) {
        self.out.show(&json!({ "family_page": { "address": url } }), || {
            format!("\n{}", plain(&DemoText::FamilyPage { url }.text(self.language)))
        });
    }

    /// The last line: where the page is.
    pub(super) fn end(&self, page: &str, folder: &str) {
        self.out.show(&json!({ "page": { "path": page, "folder": folder } }), || {
            if self.quiet {
                return page.to_owned();
            }
            let say = |text: DemoText<'_>| plain(&text.text(self.language));
            format!("{}\n{}", say(DemoText::MissedDone), say(DemoText::MissedStory { path: page }))
        });
    }

    /// Says how to go on.
    pub(super) fn stays(&self) {
        self.out.note(&plain(&DemoText::MissedStays { key: "Enter" }.text(self.language)));
    }
}

/// Without the marks that keep a name's direction apart: many terminals show them as boxes.
pub(super) fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn line(moment: &Moment, last: Option<u8>) -> String {
    let number = if last == Some(moment.step) { String::new() } else { moment.step.to_string() };
    let time = in_words(Timestamp::from_millis(moment.at));
    // Month, day, hour and minute: the year is always the same, and so is the zone.
    let time = time.get(5..16).unwrap_or_default();
    below(format!("{number:>2} {time}  {:<6} ", safe(&moment.who)), &plain(&moment.what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_shows_its_step_once_and_the_time_of_the_story() {
        let moment = Moment {
            step: 7,
            at: 1_795_356_300_000,
            who: "Ben".into(),
            what: "\u{2068}Asha\u{2069} calls".into(),
        };
        assert_eq!(line(&moment, Some(6)), " 7 11-22 14:05  Ben    Asha calls");
        assert_eq!(line(&moment, Some(7)), "   11-22 14:05  Ben    Asha calls");
    }
}
