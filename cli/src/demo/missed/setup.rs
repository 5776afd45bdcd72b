//! Before the journey: everything that has to be agreed while there is time.

use std::ffi::OsString;
use std::time::Duration;

use serde_json::Value;
use wayhome_words::{DemoText, RelayText};

use super::browser::Browser;
use super::letters::Post;
use super::scene::{CONTACT, FAMILY, Scene, WORKER, expect};
use super::time::MINUTE;
use super::web;
use crate::clock::Countdown;

/// What is sealed before leaving: fields of the dossier, and their words.
const DOSSIER: [(&str, &str); 3] = [
    ("employer", "Sunrise Homes, +971 4 555 0100"),
    ("recruiter", "Bright Future Manpower, Kathmandu, +977 1 555 0100"),
    ("address", "Villa 14, Street 9, Al Barsha"),
];
/// How often a message goes to and fro until a pairing by link has come to its digits.
const ROUNDS: usize = 6;
/// How long a person may take to press the button in a letter.
const PERSON: Duration = Duration::from_secs(600);
const LOOK: Duration = Duration::from_millis(500);

impl Scene<'_> {
    /// Step 1.
    pub(super) fn relay_and_stores(&mut self) -> Result<(), String> {
        let (narrator, server) = (self.narrator(), self.server());
        let folder = self.folder.display().to_string();
        self.tell(&narrator, DemoText::MissedRehearsal);
        self.tell(&narrator, DemoText::MissedFiles { path: &folder });
        let (host, port) = match self.smtp.clone() {
            Some(theirs) => theirs,
            None => self.mail_server()?,
        };
        let config = self.folder.join("relay.toml");
        let settings = format!(
            "[routes.smtp]\nhost = {}\nport = {port}\nsecurity = \"plain\"\nfrom = \"Wayhome <relay@example.org>\"\n",
            Value::String(host.clone())
        );
        std::fs::write(&config, settings).map_err(|error| format!("the relay’s settings: {error}"))?;
        let mut arguments: Vec<OsString> =
            vec!["--json".into(), "--demo-clock".into(), self.time.path().into()];
        arguments.extend(["relay", "--listen", "127.0.0.1:0", "--data"].map(OsString::from));
        arguments.extend([self.folder.join("relay").into_os_string(), "--config".into(), config.into()]);
        let mut relay = self.processes.start(arguments, None)?;
        let line: Value = serde_json::from_str(&relay.next_line()?).map_err(|error| error.to_string())?;
        let address =
            line.pointer("/relay/address").and_then(Value::as_str).ok_or("the relay named no address")?;
        let address = address.to_owned();
        self.relay = Some(relay);
        self.tell(&server, DemoText::MissedServer);
        self.tell(&server, DemoText::MissedMail { address: &format!("{host}:{port}") });
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| self.worker.make_store("worker", &address));
            let contact = scope.spawn(|| self.contact.make_store("contact", &address));
            [worker, contact]
                .into_iter()
                .try_for_each(|made| made.join().unwrap_or_else(|_| Err("a thread broke".to_owned())))
        })?;
        self.tell(WORKER, DemoText::MissedStores { name: WORKER, contact: CONTACT });
        Ok(())
    }

    fn mail_server(&mut self) -> Result<(String, u16), String> {
        let mut server = self.processes.start(vec!["--json".into(), "demo-mail".into()], None)?;
        let line: Value = serde_json::from_str(&server.next_line()?).map_err(|error| error.to_string())?;
        let address = line.pointer("/mail_server/address").and_then(Value::as_str);
        let address = address.and_then(|address| address.rsplit_once(':'));
        let (host, port) = address.ok_or("the mail server named no address")?;
        let port = port.parse().map_err(|_| "the mail server named no port")?;
        let host = host.to_owned();
        self.post = Post::Here(server);
        Ok((host, port))
    }

    /// Step 2. She is the first contact: step 1 of the usual plans reaches the one who was paired first.
    pub(super) fn family_page(&mut self) -> Result<(), String> {
        self.family_link = self.worker.make_family_link(FAMILY, self.language.tag())?;
        self.worker.sync()?;
        let page = web::open(&self.family_link)?;
        expect(
            page.contains("<script") || page.contains("<html"),
            "the relay does not serve the family page",
        )?;
        self.browser = Some(Browser::open(&self.family_link, &self.time)?);
        for _ in 0..ROUNDS {
            if self.worker.confirmed(FAMILY)? {
                self.tell(FAMILY, DemoText::MissedFamily { name: WORKER, contact: FAMILY });
                return Ok(());
            }
            // The page's hello is looked for now and then.
            self.wait_until(self.time.now() + 5 * MINUTE)?;
            self.worker.sync()?;
        }
        Err(format!("the page of {FAMILY} said hello, and {WORKER} did not hear it"))
    }

    /// Step 3.
    pub(super) fn letters(&mut self) -> Result<(), String> {
        let address = self.mail_to.clone();
        self.browser()?.0.ask_for_letters(&address)?;
        self.tell(FAMILY, DemoText::MissedAddress { contact: FAMILY, address: &address });
        expect(!self.browser()?.0.letters_agreed()?, "the relay sends letters that nobody agreed to")?;
        match self.expect_letter(RelayText::ConfirmSubject)? {
            Some(letter) => {
                let link = letter.link("/r/").ok_or("the letter has no link")?;
                web::open(link)?;
                let agreed = self.browser()?.0.letters_agreed()?;
                expect(!agreed, "opening the link alone counted as agreement")?;
                web::press(link)?;
            }
            None => {
                self.tell(FAMILY, DemoText::MissedPleaseAgree);
                let countdown = Countdown::of(PERSON);
                while !self.browser()?.0.letters_agreed()? && !countdown.left().is_zero() {
                    self.processes.pause(LOOK);
                    self.expect_servers()?;
                    expect(!self.processes.is_stopped(), "the demo was stopped")?;
                }
            }
        }
        expect(self.browser()?.0.letters_agreed()?, "the letters were not agreed to")?;
        self.tell(FAMILY, DemoText::MissedAgreed { contact: FAMILY });
        Ok(())
    }

    /// Step 4.
    pub(super) fn pairing(&mut self) -> Result<(), String> {
        let link = self.worker.make_link(CONTACT)?;
        self.worker.sync()?;
        self.contact.take_link(&link, WORKER)?;
        let mut digits = None;
        for _ in 0..ROUNDS {
            self.contact.sync()?;
            self.worker.sync()?;
            let (_, shown) = self.contact.link_state(WORKER)?;
            let (state, _) = self.worker.link_state(CONTACT)?;
            if state == "type-digits" && shown.is_some() {
                digits = shown;
                break;
            }
        }
        let digits = digits.ok_or("the two sides did not come to their six digits")?;
        self.tell(CONTACT, DemoText::MissedLink { name: WORKER, contact: CONTACT, digits: &digits });
        self.worker.type_digits(CONTACT, &digits)?;
        self.worker.sync()?;
        self.contact.sync()?;
        let (status, _) = self.contact.watch(WORKER)?;
        expect(status == "paired", &format!("{CONTACT} sees {WORKER} as “{status}”, not as paired"))?;
        self.tell(WORKER, DemoText::MissedPaired { contact: CONTACT });
        Ok(())
    }

    /// Step 5.
    pub(super) fn dossier(&mut self) -> Result<(), String> {
        for (field, text) in DOSSIER {
            self.worker.set_field(field, text)?;
        }
        let file = self.folder.join("passport.png");
        // A real picture, whose content does not matter here.
        let picture = wayhome::qr::png("passport", 4).map_err(|error| error.to_string())?;
        std::fs::write(&file, picture).map_err(|error| format!("the copy of the passport: {error}"))?;
        self.worker.attach(&file)?;
        let state = self.worker.upload_dossier()?;
        expect(state == "at-relay", &format!("the dossier is “{state}”, not at the relay"))?;
        self.tell(WORKER, DemoText::MissedFile { name: WORKER });
        let open = self.contact.open_dossier(WORKER, None)?;
        expect(open.is_none(), &format!("{CONTACT} can open the dossier before any step"))
    }

    /// Part of step 12: what was sealed in step 5 is what the contact reads.
    pub(super) fn dossier_opens(&mut self) -> Result<(), String> {
        // Its parts are fetched with the runs after the step.
        self.contact.sync()?;
        let folder = self.folder.join("opened");
        let opened = self.contact.open_dossier(WORKER, Some(&folder))?;
        let (fields, files) = opened.ok_or("the dossier did not open")?;
        let sealed = DOSSIER.map(|(field, text)| (field.to_owned(), text.to_owned()));
        expect(sealed.iter().all(|field| fields.contains(field)), "the dossier opened with other words")?;
        let read = |file: &std::path::Path| std::fs::read(file).map_err(|error| error.to_string());
        let copy = files.first().ok_or("the dossier opened without the copy of the passport")?;
        let same = read(&self.folder.join("passport.png"))? == read(copy.as_ref())?;
        expect(same, "the copy of the passport is another")?;
        let words: Vec<&str> = fields.iter().map(|(_, text)| text.as_str()).collect();
        let words = words.join("; ");
        self.tell(CONTACT, DemoText::MissedOpened { contact: CONTACT, text: &words });
        self.story.dossier = fields;
        Ok(())
    }

    /// Step 6.
    pub(super) fn drill(&mut self) -> Result<(), String> {
        self.tell(WORKER, DemoText::MissedDrill);
        self.worker.run(&["worker", "drill", "start", "journey"])?;
        self.wait_until(self.time.now() + 11 * MINUTE)?;
        self.expect_letter(RelayText::MailPracticeSubject)?;
        let (browser, time) = self.browser()?;
        let shown = browser.look(time)?;
        let words = shown.steps.iter().find(|(drill, ..)| *drill).map(|(_, _, words)| words.clone());
        let words = words.ok_or("the practice message did not reach the family page")?;
        expect(shown.told.is_empty(), "the drill told a step for real")?;
        self.tell(FAMILY, DemoText::MissedReads { contact: FAMILY, text: &words });
        let seen = self.contact.watch_now(WORKER)?;
        expect(seen.practised().is_some(), &format!("the practice message did not reach {CONTACT}"))?;
        expect(seen.standing() != "missed", "the drill made a check-in count as missed")?;
        for contact in [FAMILY, CONTACT] {
            self.tell(contact, DemoText::MissedPractised { contact });
        }
        self.worker.sync()?;
        let (_, drill) = self.worker.plan()?;
        expect(drill == "done" || drill == "running", &format!("the drill is “{drill}”"))
    }
}
