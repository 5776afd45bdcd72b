//! The phone turns up again.

use std::fs;

use wayhome_words::{DemoText, RelayText};

use super::scene::{CONTACT, FAMILY, Scene, WORKER, expect};
use super::time::{HOUR, MINUTE};
use crate::clock;

impl Scene<'_> {
    /// Step 13.
    pub(super) fn phone_found(&mut self) -> Result<(), String> {
        self.wait_until(self.time.now() + 2 * HOUR)?;
        let folder = self.worker.folder().to_owned();
        fs::rename(folder.with_extension("taken"), &folder)
            .map_err(|error| format!("the store cannot be put back: {error}"))?;
        self.tell(WORKER, DemoText::MissedFound { name: WORKER });
        let note = super::teller::plain(&DemoText::MissedNoteFound.text(self.language));
        self.worker.check_in_now(&note, "ok")?;
        self.tell(WORKER, DemoText::MissedCheckIn { name: WORKER, note: &note });
        let letter = self.wait_for_letter(RelayText::MailUrgentSubject)?;
        let (browser, time) = self.browser()?;
        let shown = browser.look(time)?;
        expect(shown.check_in_came, "the family page did not hear that a check-in came")?;
        expect(shown.notes.contains(&note), "the check-in did not reach the family page")?;
        let seen = self.contact.watch_now(WORKER)?;
        expect(
            seen.relay_says() == Some("check-in-came"),
            &format!("{CONTACT} did not hear that a check-in came"),
        )?;
        expect(seen.standing() == "up-to-date", &format!("{CONTACT} sees {WORKER} as {}", seen.standing()))?;
        let server = self.server();
        self.tell(&server, DemoText::CheckInCame { name: WORKER });
        self.show_letter(letter.as_ref());
        for contact in [FAMILY, CONTACT] {
            self.tell(contact, DemoText::MissedReads { contact, text: &note });
        }
        let sheet = self.folder.join("case-sheet.html");
        let sheet = sheet.to_str().ok_or("the folder’s name is not text")?;
        self.contact.run(&["contact", "case-sheet", WORKER, "--html", sheet])?;
        Ok(())
    }

    /// Step 14. From here on the story's clock is the machine's, so that a real browser may look at the page.
    pub(super) fn present(&mut self) -> Result<(), String> {
        let now = || clock::machine().as_millis();
        expect(self.time.now() < now(), "the story took so long that its clock is ahead of the machine’s")?;
        let length = self.time.catch_up()?;
        self.processes.pause(length);
        expect(self.time.now().abs_diff(now()) < MINUTE, "the story’s clock did not come to the present")?;
        let seen = self.contact.watch_now(WORKER)?;
        expect(seen.standing() == "up-to-date", &format!("{CONTACT} sees {WORKER} as {}", seen.standing()))
    }
}
