//! Who plays, and what the steps of the story share.

use std::path::PathBuf;

use wayhome_words::{DemoText, Language, RelayText};

use super::super::failure::Failure;
use super::super::people::Person;
use super::super::processes::{Process, Processes};
use super::super::recording::Recording;
use super::browser::Browser;
use super::letters::{Letter, Post};
use super::story::{Moment, Story};
use super::teller::{Teller, plain};
use super::time::{HOUR, StoryTime};
use crate::clock;
use crate::demo::Args;
use crate::output::Output;

/// The worker, a contact with the app, and a contact with nothing but a browser.
pub(super) const WORKER: &str = "Asha";
pub(super) const CONTACT: &str = "Ben";
pub(super) const FAMILY: &str = "Maya";

/// The story begins so long ago that it ends in the present.
const BEGINS_BEFORE: u64 = 34 * HOUR;

pub(super) struct Scene<'a> {
    pub(super) teller: Teller<'a>,
    pub(super) processes: Processes,
    pub(super) folder: PathBuf,
    pub(super) story: Story,
    pub(super) language: Language,
    pub(super) time: StoryTime,
    pub(super) recording: Recording,
    pub(super) worker: Person,
    pub(super) contact: Person,
    pub(super) relay: Option<Process>,
    pub(super) post: Post,
    /// Somebody's own mail server.
    pub(super) smtp: Option<(String, u16)>,
    /// Where the letters go.
    pub(super) mail_to: String,
    pub(super) browser: Option<Browser>,
    pub(super) family_link: String,
    /// When a check-in counts as missed, once the last one was made.
    pub(super) missed_at: u64,
    pub(super) step: u8,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        args: &Args,
        out: &'a Output,
        processes: Processes,
        folder: PathBuf,
    ) -> Result<Self, Failure> {
        let language = Language::of(&args.language);
        // On the hour, so that the story's times are easy to follow.
        let begins = clock::machine().as_millis().saturating_sub(BEGINS_BEFORE) / HOUR * HOUR;
        let time = StoryTime::begin(&folder, begins).map_err(|reason| Failure::System { reason })?;
        let person = |name: &'static str| {
            let flags = vec!["--demo-clock".into(), time.path().as_os_str().to_owned()];
            Person::new(name, folder.join(name.to_lowercase()), &processes).with(language.tag(), flags)
        };
        Ok(Self {
            teller: Teller::new(out, language),
            story: Story::new(language, WORKER),
            worker: person(WORKER),
            contact: person(CONTACT),
            recording: Recording::load(None)?,
            smtp: args.smtp.clone(),
            mail_to: args.to.clone(),
            post: Post::Theirs,
            relay: None,
            browser: None,
            family_link: String::new(),
            missed_at: 0,
            step: 0,
            processes,
            folder,
            language,
            time,
        })
    }

    /// Tells one thing, in the words of the chosen language.
    pub(super) fn tell(&mut self, who: &str, text: DemoText<'_>) {
        let what = text.text(self.language);
        let moment = Moment { step: self.step, at: self.time.now(), who: who.to_owned(), what };
        self.teller.tell(&mut self.story, moment);
    }

    /// The name of a part of the story that is no person.
    pub(super) fn server(&self) -> String {
        plain(&DemoText::MissedRelay.text(self.language))
    }

    pub(super) fn narrator(&self) -> String {
        plain(&DemoText::MissedTeller.text(self.language))
    }

    /// Lets the story's clock run to this moment, and waits for it.
    pub(super) fn wait_until(&mut self, moment: u64) -> Result<(), String> {
        let length = self.time.run_to(moment)?;
        self.processes.pause(length);
        if self.processes.is_stopped() { Err("the demo was stopped".to_owned()) } else { Ok(()) }
    }

    pub(super) fn browser(&mut self) -> Result<(&mut Browser, &StoryTime), String> {
        let browser = self.browser.as_mut().ok_or("there is no family page yet")?;
        Ok((browser, &self.time))
    }

    /// Waits for the letter with this subject, where letters can be read, and shows it.
    pub(super) fn expect_letter(&mut self, subject: RelayText<'_>) -> Result<Option<Letter>, String> {
        let letter = self.wait_for_letter(subject)?;
        self.show_letter(letter.as_ref());
        Ok(letter)
    }

    /// The letter with this subject, where letters can be read; nothing is told yet.
    pub(super) fn wait_for_letter(&mut self, subject: RelayText<'_>) -> Result<Option<Letter>, String> {
        self.post.wait_for(&subject.text(self.language))
    }

    pub(super) fn show_letter(&mut self, letter: Option<&Letter>) {
        if let Some(letter) = letter {
            self.tell(FAMILY, DemoText::MissedLetter { contact: FAMILY, subject: &letter.subject });
            self.teller.letter(letter);
            self.story.letters.push((self.time.now(), letter.clone()));
        }
    }

    /// The servers run until the end; if one does not, that is what went wrong.
    pub(super) fn expect_servers(&mut self) -> Result<(), String> {
        if let Some(relay) = &mut self.relay
            && !relay.runs()
        {
            return Err(format!("the relay has ended by itself, saying “{}”", relay.complaint()));
        }
        if let Post::Here(server) = &mut self.post
            && !server.runs()
        {
            return Err(format!("the mail server has ended by itself, saying “{}”", server.complaint()));
        }
        Ok(())
    }

    /// The last words.
    pub(super) fn end(&mut self, page: &str) {
        self.teller.family_page(&self.family_link);
        self.teller.end(page, &self.folder.display().to_string());
    }
}

/// Something that has to be so.
pub(super) fn expect(so: bool, otherwise: &str) -> Result<(), String> {
    if so { Ok(()) } else { Err(otherwise.to_owned()) }
}
