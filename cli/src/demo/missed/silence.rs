//! The journey, and the silence: what the relay and the contacts do without the phone.

use std::fs;

use wayhome_words::{DemoText, RelayText};

use super::super::processes::was_killed;
use super::super::recording::{Fix, to_gpx};
use super::scene::{CONTACT, FAMILY, Scene, WORKER, expect};
use super::time::{HOUR, MINUTE};

/// The plan *journey*: a check-in every 6 hours, 2 hours of grace; steps at once, after 2 hours, after 12.
const INTERVAL_H: u32 = 6;
const GRACE: u64 = 2 * HOUR;
const STEP_TWO: u64 = 2 * HOUR;
const STEP_THREE: u64 = 12 * HOUR;
/// Step 3 is held from step 2 on for so long: an hour more than it would have waited anyway.
const HELD: u64 = 11 * HOUR;
/// Steps are told within a minute.
const WITHIN: u64 = MINUTE;

impl Scene<'_> {
    /// Step 7.
    pub(super) fn arming(&mut self) -> Result<(), String> {
        self.tell(WORKER, DemoText::MissedLadder { contact: FAMILY });
        self.worker.run(&["worker", "plan", "arm", "journey"])?;
        self.worker.sync()?;
        let (state, _) = self.worker.plan()?;
        expect(state == "at-relay", &format!("the plan is “{state}”, not at the relay"))?;
        self.contact.sync()?;
        let (browser, time) = self.browser()?;
        browser.look(time)?;
        self.tell(WORKER, DemoText::Armed { name: WORKER, count: INTERVAL_H });
        Ok(())
    }

    /// Step 8.
    pub(super) fn check_ins(&mut self) -> Result<(), String> {
        let parts = self.recording.parts(2);
        let notes = [(DemoText::MissedNoteLeaving, "ok"), (DemoText::MissedNoteMoved, "uneasy")];
        for ((note, state), (part, number)) in notes.into_iter().zip(parts.iter().zip(1..)) {
            self.wait_until(self.time.now() + 4 * HOUR)?;
            let file = self.folder.join(format!("way-{number}.gpx"));
            let end = i64::try_from(self.time.now()).unwrap_or(i64::MAX);
            // At the pace of life: the last place is where she is now.
            let latest = part.last().map_or(0, |fix| fix.2);
            let played: Vec<Fix> = part
                .iter()
                .map(|fix| (fix.0, fix.1, end.saturating_sub(latest.saturating_sub(fix.2))))
                .collect();
            fs::write(&file, to_gpx(&played)).map_err(|error| format!("the recording: {error}"))?;
            self.worker.import(&file)?;
            let note = super::teller::plain(&note.text(self.language));
            self.worker.check_in_now(&note, state)?;
            self.missed_at = self.time.now() + u64::from(INTERVAL_H) * HOUR + GRACE;
            self.tell(WORKER, DemoText::MissedCheckIn { name: WORKER, note: &note });
            let seen = self.contact.watch_now(WORKER)?;
            expect(
                seen.standing() == "up-to-date",
                &format!("{CONTACT} sees {WORKER} as {}", seen.standing()),
            )?;
            expect(seen.places().is_empty(), "a place was open before any step")?;
            let (browser, time) = self.browser()?;
            expect(browser.look(time)?.notes.contains(&note), "the check-in did not reach the family page")?;
        }
        Ok(())
    }

    /// Step 9.
    pub(super) fn phone_gone(&mut self) -> Result<(), String> {
        // Her program at work, as an app is: it is ended in the middle, by a signal that it cannot catch.
        let mut app = self.worker.start(&["contact", "watch", "--follow", "--every", "1"])?;
        app.next_line()?;
        expect(was_killed(app.kill()?), "the program had ended before it could be killed")?;
        let folder = self.worker.folder().to_owned();
        let taken = folder.with_extension("taken");
        fs::rename(&folder, &taken).map_err(|error| format!("the store cannot be set aside: {error}"))?;
        self.tell(WORKER, DemoText::MissedGone { name: WORKER });
        self.wait_until(self.missed_at - GRACE + MINUTE)?;
        let seen = self.contact.watch_now(WORKER)?;
        expect(
            seen.standing() == "late",
            &format!("{CONTACT} sees {WORKER} as {}, not as late", seen.standing()),
        )?;
        self.tell(CONTACT, DemoText::Late { name: WORKER });
        let (browser, time) = self.browser()?;
        expect(browser.look(time)?.told.is_empty(), "a step was told before its time")
    }

    /// Step 10.
    pub(super) fn step_one(&mut self) -> Result<(), String> {
        self.wait_until(self.missed_at + WITHIN)?;
        self.expect_step(1, 1)?;
        let seen = self.contact.watch_now(WORKER)?;
        expect(seen.standing() == "missed", &format!("{CONTACT} sees {WORKER} as {}", seen.standing()))?;
        expect(seen.told(1).is_none(), &format!("step 1 told {CONTACT}, whom it does not reach"))?;
        self.tell(CONTACT, DemoText::Missed { name: WORKER });
        self.tell(CONTACT, DemoText::MissedOwnWatch { contact: CONTACT });
        Ok(())
    }

    /// A step that reaches so many contacts: the letter about it, and its words on the family page.
    fn expect_step(&mut self, step: u8, count: u32) -> Result<(), String> {
        let letter = self.wait_for_letter(RelayText::MailUrgentSubject)?;
        let (browser, time) = self.browser()?;
        let shown = browser.look(time)?;
        expect(
            shown.told.contains(&step),
            &format!("the relay did not tell step {step} to the family page"),
        )?;
        let words = shown.steps.iter().find(|(drill, number, _)| !drill && *number == step);
        let words = words.map(|(_, _, words)| words.clone()).ok_or("the words of the step did not arrive")?;
        let server = self.server();
        self.tell(&server, DemoText::StepTold { step: step.into(), count });
        self.show_letter(letter.as_ref());
        self.tell(FAMILY, DemoText::MissedReads { contact: FAMILY, text: &words });
        Ok(())
    }

    /// Step 11.
    pub(super) fn step_two(&mut self) -> Result<(), String> {
        self.wait_until(self.missed_at + STEP_TWO + WITHIN)?;
        self.expect_step(2, 2)?;
        let seen = self.contact.watch_now(WORKER)?;
        let words = seen.told(2).ok_or("step 2 did not reach the contact with the app")?.to_owned();
        self.tell(CONTACT, DemoText::MissedReads { contact: CONTACT, text: &words });
        self.story.places = seen.places();
        let last = self.recording.fixes.last().ok_or("the recording is empty")?;
        let (latitude, longitude) = *self.story.places.last().ok_or("no place is open")?;
        // A hundred-thousandth of a degree is about a metre.
        let near = (latitude - last.0).abs() < 2e-5 && (longitude - last.1).abs() < 2e-5;
        expect(near, "the open places are others than those of the check-in")?;
        let place = format!("{latitude:.5}, {longitude:.5}");
        self.tell(CONTACT, DemoText::MissedPlaces { contact: CONTACT, place: &place });

        self.contact.hold(WORKER, "3", &format!("{}h", HELD / HOUR))?;
        let seen = self.contact.watch_now(WORKER)?;
        expect(seen.held_by(3).is_some(), "the relay did not say that step 3 is held")?;
        let (browser, time) = self.browser()?;
        expect(browser.look(time)?.held.contains(&3), "the others do not see that step 3 is held")?;
        self.tell(CONTACT, DemoText::MissedHold { contact: CONTACT });
        Ok(())
    }

    /// Step 12.
    pub(super) fn step_three(&mut self) -> Result<(), String> {
        let held_until = self.time.now() + HELD;
        self.wait_until(self.missed_at + STEP_THREE + 5 * MINUTE)?;
        let seen = self.contact.watch_now(WORKER)?;
        expect(seen.told(3).is_none(), "step 3 was told although it was held")?;
        self.wait_until(held_until + WITHIN)?;
        self.expect_step(3, 2)?;
        let seen = self.contact.watch_now(WORKER)?;
        let words = seen.told(3).ok_or("step 3 did not reach the contact with the app")?.to_owned();
        self.tell(CONTACT, DemoText::MissedReads { contact: CONTACT, text: &words });
        self.dossier_opens()
    }
}
