//! `demo.ftl`: the sentences that the command line's demo tells.

use crate::texts::texts;

texts! {
    /// What the command line's demo tells.
    DemoText in "demo.ftl" {
        /// The plan runs; hours until the next check-in is expected.
        Armed { name: name(&'a str), count: count(u32) } = "armed";
        /// After due.
        Late { name: name(&'a str) } = "late";
        /// After due and grace.
        Missed { name: name(&'a str) } = "missed";
        /// A step went out, to so many contacts.
        StepTold { step: count(u32), count: count(u32) } = "step-told";
        /// A check-in came after a step.
        CheckInCame { name: name(&'a str) } = "check-in-came";
        /// An authenticated all clear came.
        AllClear { name: name(&'a str) } = "all-clear";
        /// Where the family page is.
        FamilyPage { url: link(&'a str) } = "family-page";
        /// … falls silent
        MissedTitle { name: name(&'a str) } = "missed-title";
        /// … is on the way to a job far from home, and the phone is gone. What was agreed bef…
        MissedLead { name: name(&'a str) } = "missed-lead";
        /// This is a rehearsal with invented people. The programs, the sealed stores, the server and …
        MissedRehearsal = "missed-rehearsal";
        /// Everything stays on this machine, in …
        MissedFiles { path: link(&'a str) } = "missed-files";
        /// The server is running. It keeps messages that it cannot read.
        MissedServer = "missed-server";
        /// Letters go to the mail server at …
        MissedMail { address: link(&'a str) } = "missed-mail";
        /// … and … each have a sealed store.
        MissedStores { name: name(&'a str), contact: name(&'a str) } = "missed-stores";
        /// … opens a link from … and reads six digits aloud: …
        MissedLink { contact: name(&'a str), name: name(&'a str), digits: link(&'a str) } = "missed-link";
        /// The digits are the same. … is a trusted contact now.
        MissedPaired { contact: name(&'a str) } = "missed-paired";
        /// … has no app. … sends a link to a family page, and … opens it.
        MissedFamily { contact: name(&'a str), name: name(&'a str) } = "missed-family";
        /// … also wants letters at …
        MissedAddress { contact: name(&'a str), address: link(&'a str) } = "missed-address";
        /// … got a letter with a question, opened the link in it and agreed.
        MissedAgreed { contact: name(&'a str) } = "missed-agreed";
        /// Please open the link in the letter and press the button. The story waits for it.
        MissedPleaseAgree = "missed-please-agree";
        /// … seals a file: the employer, the recruiter, the address, a copy of the passport. …
        MissedFile { name: name(&'a str) } = "missed-file";
        /// First, everyone practises once.
        MissedDrill = "missed-drill";
        /// … got the practice message. It says plainly that it is one.
        MissedPractised { contact: name(&'a str) } = "missed-practised";
        /// If nothing comes, … hears of it first. Then everyone does, with the last places…
        MissedLadder { contact: name(&'a str) } = "missed-ladder";
        /// … checks in: …
        MissedCheckIn { name: name(&'a str), note: name(&'a str) } = "missed-check-in";
        /// We are leaving. I will write from the border.
        MissedNoteLeaving = "missed-note-leaving";
        /// Another driver now. He keeps our passports.
        MissedNoteMoved = "missed-note-moved";
        /// I have my phone back. I am at the police station.
        MissedNoteFound = "missed-note-found";
        /// The phone of … is gone: its program was killed, its store is out of reach.
        MissedGone { name: name(&'a str) } = "missed-gone";
        /// The app of … noticed it by itself, without the server.
        MissedOwnWatch { contact: name(&'a str) } = "missed-own-watch";
        /// A letter came for …: …
        MissedLetter { contact: name(&'a str), subject: name(&'a str) } = "missed-letter";
        /// … reads: …
        MissedReads { contact: name(&'a str), text: name(&'a str) } = "missed-reads";
        /// The last places are open to …. The newest: …
        MissedPlaces { contact: name(&'a str), place: link(&'a str) } = "missed-places";
        /// … asks for a little more time before the next step. The others see it.
        MissedHold { contact: name(&'a str) } = "missed-hold";
        /// The file is open to …: …
        MissedOpened { contact: name(&'a str), text: name(&'a str) } = "missed-opened";
        /// The phone of … is found.
        MissedFound { name: name(&'a str) } = "missed-found";
        /// The family page stays open until you press ….
        MissedStays { key: link(&'a str) } = "missed-stays";
        /// Every step happened.
        MissedDone = "missed-done";
        /// The whole story on one page: …
        MissedStory { path: link(&'a str) } = "missed-story";
        /// When
        MissedWhen = "missed-when";
        /// Who
        MissedWho = "missed-who";
        /// What
        MissedWhat = "missed-what";
        /// What happened, step by step
        MissedTimeline = "missed-timeline";
        /// The letters
        MissedLetters = "missed-letters";
        /// The last places
        MissedMap = "missed-map";
        /// What this does not promise
        MissedLimitsTitle = "missed-limits-title";
        /// Silence is not proof of harm, and a message is not proof of safety. The server cannot read…
        MissedLimits = "missed-limits";
        /// Story
        MissedTeller = "missed-teller";
        /// Server
        MissedRelay = "missed-relay";
        /// The file
        MissedFileTitle = "missed-file-title";
    }
}
