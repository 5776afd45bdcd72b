//! Plans, drills, previews and feature phones through the command, with a real relay.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod common;

use common::{Relay, Store, pair};
use serde_json::Value;

fn names(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap()).collect()
}

/// Asha and her contact Ben at a relay of their own.
struct Pair {
    asha: Store,
    ben: Store,
    _relay: Relay,
    _folder: tempfile::TempDir,
}

fn paired() -> Pair {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    pair(&asha, &ben, "Asha", "Ben", "on-release");
    asha.run(["sync"]).ok();
    Pair { asha, ben, _relay: relay, _folder: folder }
}

#[test]
fn a_plan_is_kept_practised_armed_paused_resumed_and_ended() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);

    // Before anything was agreed.
    assert_eq!(asha.run(["worker", "plan"]).ok().get("plan"), &Value::Null);
    asha.run(["worker", "plan", "arm"]).fails(7, "not-found");
    asha.run(["worker", "plan", "pause", "2h"]).fails(7, "not-found");
    asha.run(["worker", "preview"]).fails(7, "not-found");
    let kept = asha.run(["worker", "plan", "set", "daily"]).ok();
    assert_eq!(kept.get("plan")["state"], "off");
    assert_eq!(kept.get("plan")["steps"].as_array().unwrap().len(), 3);
    // There is nobody yet who could be told, and no drill was run.
    asha.run(["worker", "plan", "arm"]).fails(7, "invalid");
    pair(&asha, &ben, "Asha", "Ben", "on-release");
    asha.run(["sync"]).ok();
    asha.run(["worker", "plan", "arm"]).fails(7, "drill-first");
    assert_eq!(asha.run(["worker", "drill", "status"]).ok().text("drill", "/state"), "not-yet");
    assert_eq!(asha.run(["worker", "drill", "postpone"]).ok().text("drill", "/state"), "postponed");
    asha.run(["worker", "drill", "postpone"]).fails(7, "invalid");

    let armed = asha.run([
        "worker",
        "plan",
        "arm",
        "--interval",
        "12h",
        "--grace",
        "90m",
        "--step",
        "0:first",
        "--step",
        "4h:Ben:places",
        "--words",
        "1:Please call me",
    ]);
    let armed = armed.ok();
    assert_eq!(armed.get("sync")["reached"], true);
    let plan = asha.run(["worker", "plan", "show"]).ok();
    let plan = plan.get("plan");
    assert_eq!((&plan["interval_s"], &plan["grace_s"]), (&43_200.into(), &5_400.into()));
    assert_eq!(plan["state"], "at-relay", "{plan}");
    assert_eq!(plan["relay"]["state"], "up");
    assert_eq!(names(&plan["covered"]), ["Ben"]);
    assert_eq!(plan["steps"][0]["words"], "Please call me");
    assert_eq!(names(&plan["steps"][1]["whom"]), ["Ben"]);
    assert_eq!((&plan["steps"][1]["places"], &plan["steps"][1]["dossier"]), (&true.into(), &false.into()));

    // What the contact's own program makes of it.
    ben.run(["sync"]).ok();
    let watched = ben.run(["contact", "watch"]).ok();
    let watched = &watched.get("watched")[0];
    assert_eq!(watched["steps"].as_array().unwrap().len(), 2);
    assert_eq!(watched["steps"][0]["told"], Value::Null);
    assert!(watched["steps"][1]["expected"].is_string());
    // A step that is not told yet cannot be held before step 1 is.
    ben.run(["contact", "hold", "Asha", "4", "2h"]).fails(7, "invalid");

    let paused = asha.run(["worker", "plan", "pause", "2d"]).ok();
    assert!(paused.get("plan")["paused_until"].is_string());
    asha.run(["worker", "plan", "pause", "8d"]).fails(7, "invalid");
    ben.run(["sync"]).ok();
    assert!(ben.run(["contact", "watch"]).ok().get("watched")[0]["paused_until"].is_string());
    assert_eq!(asha.run(["worker", "plan", "resume"]).ok().get("plan")["paused_until"], Value::Null);
    let ending = asha.run(["worker", "plan", "end", "--no-sync"]).ok();
    assert_eq!(ending.get("plan")["state"], "ending", "the relay has not heard of it");
    asha.run(["sync"]).ok();
    let ended = asha.run(["worker", "plan"]).ok();
    assert_eq!(ended.get("plan")["state"], "off");
    assert_eq!(ended.get("plan")["interval_s"], 43_200, "kept, to arm it again");
}

#[test]
fn a_preview_says_what_the_contact_would_get_and_a_drill_says_that_it_is_one() {
    let pair = paired();
    let asha = &pair.asha;
    let preview = asha.run(["worker", "preview", "weekly"]).ok();
    let contact = &preview.get("preview")["contacts"][0];
    assert_eq!(contact["name"], "Ben");
    let steps = contact["steps"].as_array().unwrap();
    assert_eq!(
        steps.iter().map(|step| step["after_missed_s"].as_u64().unwrap()).collect::<Vec<_>>(),
        [0, 86_400, 259_200]
    );
    assert_eq!(steps.iter().map(|step| step["places"] == true).collect::<Vec<_>>(), [false, true, true]);
    assert!(steps[0]["words"].as_str().unwrap().contains("Asha"));
    assert_eq!(asha.run(["worker", "plan"]).ok().get("plan"), &Value::Null, "a preview agrees on nothing");
    let words = asha.words(["worker", "preview", "weekly"]).ok();
    assert!(
        words.stdout.contains("Ben\n  step 1, ") && words.stdout.contains("places of earlier"),
        "{}",
        words.stdout
    );

    let drill = asha.run(["worker", "drill", "start", "weekly"]).ok();
    assert_eq!(drill.text("drill", "/state"), "saved");
    assert_eq!(drill.get("sync")["reached"], true);
    assert_eq!(asha.run(["worker", "drill", "status"]).ok().text("drill", "/state"), "running");
    asha.run(["worker", "plan", "arm"]).ok();
    assert_eq!(asha.run(["worker", "plan"]).ok().get("plan")["state"], "at-relay");
}

#[test]
fn a_phone_is_part_of_the_plan_only_if_the_relay_may_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let number = "+9779800000000";
    let add = ["worker", "route", "add", number, "--language", "ne", "--relay-may-read"];
    asha.run(&add[..6]).fails(2, "usage");
    asha.run(add).fails(7, "not-found");
    asha.run(["worker", "plan", "set", "daily"]).ok();
    asha.run(["worker", "route", "add", number, "--step", "4", "--relay-may-read"]).fails(7, "invalid");
    let added = asha.run(add).ok();
    assert_eq!(added.get("phones")[0]["number"], number);
    assert_eq!(added.get("phones")[0]["state"], Value::Null, "the relay does not know of it");
    // The same number again is the same phone.
    let again = ["worker", "route", "add", "+977 980-0000000", "--words", "2:फोन गर्नुहोस्", "--relay-may-read"];
    assert_eq!(asha.run(again).ok().get("phones").as_array().unwrap().len(), 1);
    let plan = asha.run(["worker", "plan"]).ok();
    assert_eq!(plan.get("plan")["phones"][0]["words"][1], "फोन गर्नुहोस्");
    assert_eq!(plan.get("plan")["phones"][0]["steps"], serde_json::json!([1, 2, 3]));
    asha.run(["worker", "route", "remove", "+12345678"]).fails(7, "not-found");
    asha.run(["worker", "route", "remove", number]).ok();
    assert!(asha.run(["worker", "route", "list"]).ok().get("phones").as_array().unwrap().is_empty());
}

#[test]
fn what_was_agreed_and_is_not_named_stays_and_a_preset_says_what_it_replaces() {
    let pair = paired();
    let asha = &pair.asha;
    asha.run(["worker", "drill", "postpone"]).ok();
    let step = |plan: &Value, at: usize| {
        let step = &plan["steps"][at];
        (step["delay_s"].as_u64().unwrap(), step["words"].clone(), step["places"] == true)
    };

    let own = ["--interval", "8h", "--grace", "1h", "--step", "0:Ben", "--words", "1:Ring the neighbour"];
    asha.run([&["worker", "plan", "set"][..], &own].concat()).ok();
    let armed = asha.run(["worker", "plan", "arm", "--interval", "12h", "--grace", "2h"]).ok();
    let plan = armed.get("plan");
    assert_eq!((&plan["interval_s"], &plan["grace_s"]), (&43_200.into(), &7_200.into()));
    assert_eq!(plan["steps"].as_array().unwrap().len(), 1, "{plan}");
    assert_eq!(step(plan, 0), (0, "Ring the neighbour".into(), false));
    assert_eq!(names(&plan["steps"][0]["whom"]), ["Ben"]);
    assert_eq!(plan["steps"][0]["dossier"], false);
    assert_eq!(armed.get("replaced"), &serde_json::json!([]), "only what was named has changed");

    // A preset of three steps puts nobody in the place of one that was agreed for Ben alone.
    asha.run(["worker", "plan", "arm", "weekly"]).fails(7, "invalid");
    assert_eq!(asha.run(["worker", "plan"]).ok().get("plan")["interval_s"], 43_200);

    // Words stay with a step that goes to the same people, and are not said to others.
    let three = ["--step", "0:Ben", "--step", "3h:Ben", "--step", "9h:everyone:places"];
    let words = ["--words", "2:Look for my bicycle"];
    let armed = asha.run([&["worker", "plan", "arm"][..], &three, &words].concat()).ok();
    assert_eq!(step(armed.get("plan"), 0).1, "Ring the neighbour");
    let weekly = asha.run(["worker", "plan", "arm", "weekly"]).ok();
    let plan = weekly.get("plan");
    assert_eq!(plan["interval_s"], 604_800);
    assert_eq!(step(plan, 0), (0, "Ring the neighbour".into(), false));
    assert_eq!(step(plan, 1), (86_400, "Look for my bicycle".into(), false));
    assert_eq!(step(plan, 2), (259_200, Value::Null, true));
    assert_eq!(names(&plan["steps"][1]["whom"]), ["Ben"]);
    assert!(plan["steps"].as_array().unwrap().iter().all(|step| step["dossier"] == false));
    assert_eq!(weekly.get("replaced").as_array().unwrap().len(), 3, "{:?}", weekly.get("replaced"));
    let daily = asha.words(["worker", "plan", "arm", "daily"]).ok();
    assert!(daily.stdout.contains("Replaced what was agreed: "), "{}", daily.stdout);
    let others = asha.run(["worker", "plan", "arm", "--step", "0:everyone"]).ok();
    assert_eq!(step(others.get("plan"), 0).1, Value::Null);
    assert_eq!(others.get("replaced").as_array().unwrap().len(), 2, "{:?}", others.get("replaced"));
}

#[test]
fn a_change_of_the_phones_in_a_pause_keeps_the_rest_of_the_pause() {
    let pair = paired();
    let (asha, ben) = (&pair.asha, &pair.ben);
    asha.run(["worker", "drill", "postpone"]).ok();
    asha.run(["worker", "plan", "arm", "daily"]).ok();
    asha.run(["worker", "plan", "pause", "2d"]).ok();

    let number = "+9779800000000";
    for change in [
        &["worker", "route", "add", number, "--relay-may-read"][..],
        &["worker", "route", "remove", number],
        &["worker", "plan", "set", "--words", "1:Please call me"],
    ] {
        asha.run(change).ok();
        asha.run(["sync"]).ok();
        let plan = asha.run(["worker", "plan"]).ok();
        let plan = plan.get("plan");
        assert!(plan["paused_until"].is_string(), "{change:?}: {plan}");
        assert_eq!(
            (&plan["pause_waits"], &plan["order_waits"]),
            (&false.into(), &false.into()),
            "{change:?}"
        );
        assert_eq!(plan["relay"]["state"], "paused", "{change:?}: {plan}");
    }
    ben.run(["sync"]).ok();
    assert!(ben.run(["contact", "watch"]).ok().get("watched")[0]["paused_until"].is_string());
}
