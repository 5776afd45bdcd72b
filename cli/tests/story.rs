//! The main job through the command, with a real relay in a process of its own.

mod common;

use common::{Relay, Store, pair};
use serde_json::Value;

fn items<'a>(value: &'a Value, kind: &str) -> Vec<&'a Value> {
    value.as_array().expect("an array").iter().filter(|item| item["kind"] == kind).collect()
}

#[test]
fn offline_check_ins_and_an_sos_reach_a_contact_and_come_back_opened() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    pair(&asha, &ben, "Asha", "Ben", "always");

    // Nothing is sent yet.
    asha.run(["worker", "drill", "postpone"]).ok();
    asha.run(["worker", "plan", "arm", "daily", "--no-sync"]).ok();
    let first = asha.run([
        "worker",
        "check-in",
        "--note",
        "first \u{1f3e0}",
        "--place=-1.2921,36.8219,20",
        "--battery",
        "81",
        "--no-sync",
    ]);
    let first = first.ok();
    assert_eq!(first.lines.len(), 1, "one line, and no sync");
    assert_eq!(first.text("saved", "/kind"), "check-in");
    assert_eq!(first.get("saved")["locked"], false);
    let locked = asha.run_locked(["worker", "check-in", "--locked", "--note", "locked", "--no-sync"]).ok();
    assert_eq!(locked.get("saved")["counter"], Value::Null);
    let sos = asha.run(["worker", "sos", "--note", "help", "--no-sync"]).ok().text("saved", "/id");
    let queue = asha.run(["worker", "queue"]).ok();
    let queue = queue.get("queue");
    assert_eq!(queue[0]["id"], *sos, "SOS first");
    assert!(queue.as_array().unwrap().iter().all(|item| item["state"] == "saved"), "{queue}");
    assert!(ben.run(["contact", "inbox"]).ok().get("inbox").as_array().unwrap().is_empty());

    // Without a PIN, all of it leaves.
    let sync = asha.run_locked(["sync", "--locked"]).ok();
    assert_eq!(sync.get("sync")["reached"], true);
    assert_eq!(sync.get("sync")["unsent"], 0);
    let queue = asha.run(["worker", "queue"]).ok();
    assert!(queue.get("queue").as_array().unwrap().iter().all(|item| item["state"] == "at-relay"));

    // It arrives, SOS first.
    ben.run(["sync"]).ok();
    let watched = ben.run(["contact", "watch"]).ok();
    let watched = &watched.get("watched")[0];
    assert_eq!(watched["name"], "Asha");
    assert_eq!(watched["status"], "paired");
    assert_eq!(watched["standing"], "up-to-date");
    assert_eq!(watched["plan"]["interval_s"], 86_400);
    assert_eq!(watched["open_sos"][0], *sos);
    let inbox = ben.run(["contact", "inbox", "--worker", "asha"]).ok();
    let inbox = inbox.get("inbox");
    assert_eq!(inbox[0]["id"], *sos);
    let notes: Vec<_> = items(inbox, "check-in").iter().map(|item| item["note"].clone()).collect();
    assert!(notes.contains(&"first \u{1f3e0}".into()) && notes.contains(&"locked".into()), "{notes:?}");
    let placed = items(inbox, "check-in").into_iter().find(|item| item["battery_percent"] == 81).unwrap();
    let newest = placed["places"].as_array().unwrap().last().unwrap();
    assert!((newest["latitude"].as_f64().unwrap() + 1.2921).abs() < 1e-6, "{newest}");
    assert!(items(inbox, "check-in").iter().any(|item| item["origin"] == "locked"));

    // Ben opens the SOS by the first digits of its id, replies, and Asha sees both.
    let opened = ben.run(["contact", "inbox", "--open", &sos[..8]]).ok();
    assert_eq!(opened.get("inbox")[0]["opened"], true);
    ben.run(["contact", "reply", "Asha", "--about", &sos[..8], "--on-it"]).ok();
    ben.run(["contact", "reply", "Asha", "--text", "coming"]).ok();
    ben.run(["sync"]).ok();
    asha.run(["sync"]).ok();
    let queue = asha.run(["worker", "queue"]).ok();
    assert_eq!(queue.get("queue")[0]["state"], "opened", "{}", queue.stdout);
    let replies = asha.run(["worker", "replies"]).ok();
    assert_eq!(replies.get("replies")[0]["kind"], "on-it");
    assert_eq!(replies.get("replies")[0]["about"], *sos);
    assert_eq!(replies.get("replies")[1]["text"], "coming");

    // The all clear needs no id while only one is open, and says so when none is.
    let clear = asha.run(["worker", "all-clear"]).ok();
    assert_eq!(clear.get("sync")["reached"], true);
    asha.run(["worker", "all-clear"]).fails(7, "not-found");
    ben.run(["sync"]).ok();
    let watched = ben.run(["contact", "watch"]).ok();
    assert_eq!(watched.get("watched")[0]["open_sos"], Value::Array(Vec::new()));

    // Events come once.
    let events = ben.run(["events", "--handle"]).ok();
    let kinds: Vec<_> =
        events.lines.iter().map(|line| line["event"]["kind"].as_str().unwrap().to_owned()).collect();
    for kind in ["worker-confirmed", "check-in-received", "sos-received", "all-clear-received"] {
        assert!(kinds.iter().any(|found| found == kind), "{kind} in {kinds:?}");
    }
    assert!(ben.run(["events"]).ok().lines.is_empty());
    let health = asha.run_locked(["health"]).ok();
    assert_eq!(health.get("health")["registered"], true);

    // For people, the words are the same story, without colour codes.
    let words = asha.words(["worker", "queue", "--all"]).ok();
    assert!(words.stdout.contains("Ben: saved → at relay → fetched → opened"), "{}", words.stdout);
    assert!(!words.stdout.contains('\u{1b}') && !words.stderr.contains('\u{1b}'));
    let words = ben.words(["contact", "watch"]).ok();
    assert!(words.stdout.contains("Asha") && words.stdout.contains(" UTC"), "{}", words.stdout);
}

#[test]
fn a_circle_is_named_shared_with_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    pair(&asha, &ben, "Asha", "Ben", "never");
    let list = asha.run(["contact", "list"]).ok();
    let id = list.text("contacts", "/0/id");
    assert_eq!(list.text("contacts", "/0/sharing"), "never");
    asha.run(["contact", "rename", "ben", "Uncle Ben"]).ok();
    asha.run(["contact", "sharing", &id[..4], "always"]).ok();
    let list = asha.run(["contact", "list"]).ok();
    assert_eq!(list.text("contacts", "/0/name"), "Uncle Ben");
    assert_eq!(list.text("contacts", "/0/sharing"), "always");
    asha.run(["contact", "rename", "Nobody", "X"]).fails(7, "not-found");
    asha.run(["contact", "rename", &id[..3], "X"]).fails(7, "not-found");
    asha.run(["contact", "remove", "Uncle Ben"]).ok();
    assert_eq!(asha.run(["contact", "list"]).ok().text("contacts", "/0/status"), "removed");
    asha.run(["sync"]).ok();
    ben.run(["sync"]).ok();
    assert_eq!(ben.run(["contact", "watch"]).ok().text("watched", "/0/status"), "ended");
}

#[test]
fn two_processes_checking_in_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    pair(&asha, &ben, "Asha", "Ben", "never");
    let ids = std::thread::scope(|scope| {
        let send = |who: &'static str| {
            let asha = &asha;
            move || -> Vec<String> {
                (0..4)
                    .map(|number| {
                        let note = format!("{who} {number}");
                        // One of the two also syncs, so that sending and saving meet.
                        let mut arguments = vec!["worker", "check-in", "--note", &note];
                        if who == "second" {
                            arguments.push("--no-sync");
                        }
                        asha.run(arguments).ok().text("saved", "/id")
                    })
                    .collect()
            }
        };
        let (first, second) = (scope.spawn(send("first")), scope.spawn(send("second")));
        [first.join().unwrap(), second.join().unwrap()].concat()
    });
    asha.run(["sync"]).ok();
    ben.run(["sync"]).ok();
    let inbox = ben.run(["contact", "inbox"]).ok();
    let arrived = items(inbox.get("inbox"), "check-in");
    for id in &ids {
        assert!(arrived.iter().any(|item| item["id"] == **id), "{id} is missing");
    }
    assert_eq!(arrived.len(), ids.len());
}

#[cfg(unix)]
#[test]
fn the_relay_stops_in_order_when_it_is_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut relay = Relay::start(&folder.path().join("relay"));
    // The shell's own kill: the standard library has none for other signals than SIGKILL.
    let asked = std::process::Command::new("sh").args(["-c", &format!("kill -TERM {}", relay.id())]).status();
    assert!(asked.unwrap().success());
    assert_eq!(relay.ended(), Some(0));
}
