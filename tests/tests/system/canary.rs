//! Marked words are planted everywhere and looked for in every byte that phones and relay leave behind.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Mutex;

use rusqlite::Connection;
use wayhome::{
    CheckInDraft, CheckInState, Config, KdfCost, Pin, Place, ReplyDraft, SecurityLevel, Sharing, SosDraft,
    StoreSize, Timestamp, Wayhome, believable_entries, software_device_key,
};
use wayhome_tests::search::{Hunt, files_under};
use wayhome_tests::world::place;
use wayhome_tests::{HOUR, World, people, template};

/// Words that would tell what the app is. Looked for without regard to case.
const TELLING: [&str; 44] = [
    "sos",
    "check",
    "alert",
    "help",
    "police",
    "duress",
    "decoy",
    "contact",
    "worker",
    "wayhome",
    "safety",
    "panic",
    "secret",
    "vault",
    "rescue",
    "danger",
    "emergency",
    "urgent",
    "capsule",
    "dossier",
    "lobby",
    "relay",
    "circle",
    "plan",
    "timer",
    "mailbox",
    "message",
    "receipt",
    "queue",
    "place",
    "trail",
    "locked",
    "slot",
    "header",
    "cell",
    "key",
    "pin",
    "event",
    "outbox",
    "asha",
    "ben",
    "chandra",
    "passport",
    "help me",
];

fn markers() -> Vec<String> {
    let words = ["Kestrel", "Juniper", "Obsidian", "Marigold", "Tamarind"];
    (0..50).map(|number| format!("Mk{number:02}{}Zq{number:02}", words[number % 5])).collect()
}

/// The encodings in which a place could lie about: CBOR with keys, CBOR without, and decimal text.
fn place_forms(place: &Place) -> Vec<Vec<u8>> {
    let (latitude, longitude) = (place.latitude_e7(), place.longitude_e7());
    let cbor = |number: i32| [&[0x1a][..], &number.to_be_bytes()].concat();
    let text = |number: i32| format!("{}.{:07}", number / 10_000_000, number % 10_000_000).into_bytes();
    vec![
        [cbor(latitude), cbor(longitude)].concat(),
        [cbor(latitude), vec![1], cbor(longitude)].concat(),
        [latitude.to_le_bytes(), longitude.to_le_bytes()].concat(),
        [latitude.to_be_bytes(), longitude.to_be_bytes()].concat(),
        text(latitude),
        text(longitude),
    ]
}

struct Logs(Mutex<std::fs::File>);

impl std::io::Write for &Logs {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn none_of_fifty_markers_is_in_any_byte_of_phones_and_relay_and_no_telling_word_outside_the_cells() {
    let mark = markers();
    let (mut world, family) = World::family(151);
    let (asha, ben, chandra) = (family.asha, family.ben, family.chandra);
    let relay_folder = world.relay.folder();
    let log = Logs(Mutex::new(std::fs::File::create(relay_folder.join("log")).unwrap()));
    let log: &'static Logs = Box::leak(Box::new(log));
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || log)
        .finish();
    let _logging = tracing_subscriber::util::SubscriberInitExt::set_default(subscriber);
    let mut planted = 0;
    let mut next = || {
        planted += 1;
        mark[planted - 1].clone()
    };

    // Names: 6. A sixth person, whose own name is a marker too, pairs as a worker with Ben.
    world[asha].vault().rename_contact(family.with_ben.contact_id, &next()).unwrap();
    world[asha].vault().rename_contact(family.with_chandra.contact_id, &next()).unwrap();
    let [dalia, ..] = people::others();
    let dalia = world.add(dalia);
    let invite = world[asha].vault().invite().unwrap();
    let accepted = world[dalia].vault().accept(&invite.to_text(), &next()).unwrap();
    world[asha].vault().confirm(&accepted.answer.to_text(), &next(), Sharing::Always).unwrap();
    let (software, software_vault, pin_text) = software_phone(&world, &next());
    let invite = software_vault.invite().unwrap();
    let accepted = world[ben].vault().accept(&invite.to_text(), "another").unwrap();
    software_vault.confirm(&accepted.answer.to_text(), &next(), Sharing::Always).unwrap();

    // Notes: 14 check-ins, 6 SOS, 6 on the locked screen; with places: 24.
    let mut places = Vec::new();
    let mut here = |world: &World| {
        let place = place(211 + 17 * places.len() as i32, world.clock.now());
        places.push(place);
        place
    };
    for round in 0..14 {
        if round == 4 {
            world[asha].link.cut();
        }
        let draft = CheckInDraft::new(CheckInState::Uneasy).with_note(next()).with_place(here(&world));
        world.try_check_in(asha, draft).unwrap();
        if round < 6 {
            let draft = SosDraft { note: Some(next()), place: Some(here(&world)), battery_percent: Some(7) };
            world.try_sos(asha, draft.clone()).unwrap();
            let locked = CheckInDraft::new(CheckInState::Ok).with_note(next()).with_place(here(&world));
            world[asha].app().locked_check_in(&locked).unwrap();
        }
        world.run_for(HOUR);
    }
    let noted = here(&world);
    world[asha].app().locked_place(&noted).unwrap();
    for _ in 0..2 {
        software_vault.check_in(&CheckInDraft::new(CheckInState::Ok).with_note(next())).unwrap();
    }
    software.run_once(wayhome::Budget::now()).unwrap();
    search_all(&world, &mark, &places, "while much waits and the logs are full");

    // Replies: 16.
    world[asha].link.restore();
    world.run_for(HOUR);
    for round in 0..16 {
        let pairing = if round % 2 == 0 { &family.with_ben } else { &family.with_chandra };
        let vault = world[pairing.contact].vault();
        vault.reply(pairing.worker_id, None, &ReplyDraft::Text(next())).unwrap();
    }
    assert_eq!(planted, 50, "every marker was planted");
    world.look_at_all(ben);
    world.look_at_all(chandra);
    search_all(&world, &mark, &places, "while replies wait");
    world.run_for(4 * HOUR);
    world.settle();
    // They are all really there, for those who may read them.
    let notes: BTreeSet<String> = world.received(ben).into_iter().filter_map(|m| m.note).collect();
    assert!(notes.len() >= 26, "{}", notes.len());
    let replies = world[asha].vault().replies().unwrap();
    assert!(replies.len() >= 12, "{} replies arrived", replies.len());
    search_all(&world, &mark, &places, "at rest, apps running");
    for who in world.everyone() {
        world.person(who).lock();
        world.person(who).stop();
    }
    drop((software, software_vault));
    world.relay.restart();
    search_all(&world, &mark, &places, "everything closed");
    assert!(std::fs::metadata(relay_folder.join("log")).is_ok());
    let text = Hunt::new(vec![(0, pin_text.into_bytes())]);
    for file in files_under(world.folder()) {
        assert!(text.found_in(&std::fs::read(&file).unwrap()).is_empty(), "the PIN is in a file");
    }

    // No telling word in names, schema, and every byte outside the cells' bodies.
    for folder in ["Asha", "Ben", "Chandra", "another"] {
        look_for_telling_words(&world.folder().join(folder));
    }

    // The control: the same search finds every marker in every form, and every place, in a plain file.
    let control = template::folder();
    let plain = control.path().join("plain");
    for (number, marker) in mark.iter().enumerate() {
        for form in wayhome_tests::search::forms_of(marker) {
            std::fs::write(&plain, [&[7; 100][..], &form, &[9; 50]].concat()).unwrap();
            assert!(Hunt::for_markers(&mark).found_in(&std::fs::read(&plain).unwrap()).contains(&number));
            if number % 10 != 0 {
                break;
            }
        }
    }
    let hunt = hunt(&mark, &places);
    for (number, place) in places.iter().enumerate() {
        for form in place_forms(place) {
            assert!(hunt.found_in(&form).contains(&(100 + number)));
        }
    }
}

/// A phone whose device key is a file, in a folder named for nothing.
fn software_phone(world: &World, name: &str) -> (Wayhome, wayhome::Vault, String) {
    let folder = world.folder().join("another");
    std::fs::create_dir(&folder).unwrap();
    let device = software_device_key(&folder.join("k")).unwrap();
    let person = &world[world.everyone().next().unwrap()];
    let config = Config::new(folder.join("data"), device, person.link.clone())
        .with_clock(person.clock.clone())
        .with_size(StoreSize::Small)
        .with_kdf_cost(KdfCost::TestOnly);
    let app = Wayhome::create(config, &wayhome_tests::relay::address()).unwrap();
    let words = wayhome::generate_pin_words();
    let pin = Pin::parse(&words, SecurityLevel::Software).unwrap();
    let vault = app.create_vault(&pin, name, "en").unwrap();
    (app, vault, words)
}

fn hunt(mark: &[String], places: &[Place]) -> Hunt {
    let mut patterns: Vec<(usize, Vec<u8>)> = Vec::new();
    for (number, marker) in mark.iter().enumerate() {
        patterns.extend(wayhome_tests::search::forms_of(marker).into_iter().map(|form| (number, form)));
    }
    for (number, place) in places.iter().enumerate() {
        patterns.extend(place_forms(place).into_iter().map(|form| (100 + number, form)));
    }
    Hunt::new(patterns)
}

fn search_all(world: &World, mark: &[String], places: &[Place], when: &str) {
    let hunt = hunt(mark, places);
    let files = files_under(world.folder());
    assert!(files.len() >= 5);
    for file in files {
        let found = hunt.found_in(&std::fs::read(&file).unwrap());
        assert!(found.is_empty(), "{} holds markers {found:?} {when}", file.display());
    }
}

/// Everything in a phone's folder that is not the body of a cell: names, schema, page headers, log headers.
fn outside_the_cells(folder: &Path) -> Vec<u8> {
    let mut outside = Vec::new();
    for file in files_under(folder) {
        outside.extend(file.file_name().unwrap().as_encoded_bytes());
        outside.push(0);
        let bytes = std::fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap();
        let bodies = bodies_of(folder);
        match name {
            "data" => bytes.chunks(4_096).for_each(|page| outside.extend(without_body(page, &bodies))),
            "data-wal" => {
                outside.extend(&bytes[..bytes.len().min(16)]);
                for frame in bytes.get(32..).unwrap_or_default().chunks(24 + 4_096) {
                    // The rest of a frame's header is salt and checksum.
                    outside.extend(&frame[..8]);
                    // Older versions of a body are in the log too; a leaf page has nothing else at its end.
                    let page = &frame[24..];
                    let leaf = page.first() == Some(&13);
                    outside.extend(if leaf { &page[..page.len() - 4_040] } else { page });
                }
            }
            // A random key, which holds nothing but numbers; its name was looked at.
            "k" => {}
            _ => outside.extend(bytes),
        }
        outside.push(0);
    }
    outside
}

fn bodies_of(folder: &Path) -> HashSet<Vec<u8>> {
    let connection = Connection::open(folder.join("data")).unwrap();
    let mut select = connection.prepare("SELECT body FROM blob").unwrap();
    let bodies = select.query_map([], |row| row.get(0)).unwrap();
    bodies.map(Result::unwrap).collect()
}

fn without_body<'p>(page: &'p [u8], bodies: &HashSet<Vec<u8>>) -> &'p [u8] {
    let (start, end) = page.split_at(page.len() - 4_040);
    if bodies.contains(end) { start } else { page }
}

fn telling_words_in(bytes: &[u8]) -> Vec<&'static str> {
    let lower: Vec<u8> = bytes.iter().map(u8::to_ascii_lowercase).collect();
    // The statement that makes the table is public, the same in countless programs, and holds "key" in PRIMARY KEY.
    let schema = b"create table blob(id integer primary key, body blob not null)";
    let at = lower.windows(schema.len()).position(|window| window == schema);
    let lower = match at {
        Some(at) => [&lower[..at], &lower[at + schema.len()..]].concat(),
        None => lower,
    };
    TELLING
        .into_iter()
        .filter(|word| lower.windows(word.len()).any(|window| window == word.as_bytes()))
        .collect()
}

fn look_for_telling_words(folder: &Path) {
    let outside = outside_the_cells(folder);
    assert!(outside.len() > 4_000 * 50, "the headers of all pages were looked at");
    let found = telling_words_in(&outside);
    assert!(found.is_empty(), "{found:?} in {}", folder.display());
}

#[test]
fn the_search_for_telling_words_can_fail() {
    let folder = template::folder();
    let connection = Connection::open(folder.path().join("data")).unwrap();
    connection.execute_batch("CREATE TABLE blob(id INTEGER PRIMARY KEY, body BLOB NOT NULL)").unwrap();
    assert!(telling_words_in(&outside_the_cells(folder.path())).is_empty());
    connection.execute_batch("CREATE TABLE Contacts(id, sos_text)").unwrap();
    assert_eq!(telling_words_in(&outside_the_cells(folder.path())), ["sos", "contact"]);
}

/// The telling word in a text of any language: whole if it is short, as a beginning if it is not.
fn telling_word_of(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphabetic()).collect();
    let tells = |telling: &&str| {
        words.iter().any(|word| word == telling || (telling.len() > 3 && word.starts_with(telling)))
    };
    TELLING.into_iter().find(tells)
}

#[test]
fn no_line_that_is_drawn_for_a_book_has_a_telling_word_in_any_language() {
    let languages = [
        "en", "zh-Hant", "zh-Hans", "hi", "ne", "bn", "ur", "am", "sw", "pt-BR", "ms", "id", "th", "vi",
        "km", "lo", "my", "tl",
    ];
    let until = Timestamp::from_seconds(1_795_356_300);
    for language in languages {
        let mut lines = BTreeSet::new();
        for _ in 0..40 {
            let drawn = believable_entries(language, until, 400, None);
            lines.extend(drawn.into_iter().flat_map(|entry| [entry.title, entry.text]));
        }
        assert!(lines.len() > 45, "{language}: nearly all there is was drawn, {}", lines.len());
        for line in &lines {
            assert_eq!(telling_word_of(line), None, "{language}: {line}");
        }
    }
    assert_eq!(telling_word_of("My Contacts"), Some("contact"));
    assert_eq!((telling_word_of("the PIN"), telling_word_of("pinjam")), (Some("pin"), None));
}
