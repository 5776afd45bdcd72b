//! What a worker seals before leaving, and what a contact can make of a worker: sheets and lists.

mod common;

use common::{PIN, Relay, Store, pair};
use serde_json::Value;

#[test]
fn a_dossier_is_written_attached_to_and_sent_and_opens_for_nobody_before_its_step() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    pair(&asha, &ben, "Asha", "Ben", "on-release");
    let dossier = |words: &[&str], input: &str| {
        let arguments = ["worker", "dossier"].iter().chain(words);
        asha.run_with(&format!("{PIN}\n{input}"), arguments).ok()
    };
    assert_eq!(dossier(&["show"], "").text("dossier", "/upload/state"), "not-sealed");
    dossier(&["set", "employer", "Sunrise Homes"], "");
    dossier(&["set", "recruiter", "-"], "Bright Future\nKathmandu\n");
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "नमस्ते\n").unwrap();
    dossier(&["set", "notes", &format!("@{}", file.display())], "");
    let paper = folder.path().join("contract.pdf");
    std::fs::write(&paper, vec![7_u8; 150_000]).unwrap();
    dossier(&["attach", paper.to_str().unwrap()], "");
    let shown = dossier(&["share", "1"], "");
    let shown = shown.get("dossier");
    let texts: Vec<_> =
        shown["fields"].as_array().unwrap().iter().map(|field| field["text"].clone()).collect();
    assert_eq!(texts, ["Sunrise Homes", "Bright Future\nKathmandu", "नमस्ते"]);
    assert_eq!(shown["attachments"][0]["name"], "contract.pdf");
    assert_eq!(shown["attachments"][0]["media_type"], "application/pdf");
    assert_eq!(shown["changed"], true);

    let sent = dossier(&["upload"], "");
    assert_eq!(sent.text("dossier", "/upload/state"), "at-relay");
    assert_eq!(sent.get("dossier")["changed"], false);
    dossier(&["set", "employer", ""], "");
    dossier(&["remove", "contract.pdf"], "");
    let shown = dossier(&["status"], "");
    assert_eq!(shown.get("dossier")["changed"], true, "contacts would get what was sealed");
    assert!(shown.get("dossier")["attachments"].as_array().unwrap().is_empty());
    asha.run(["worker", "dossier", "remove", "contract.pdf"]).fails(7, "not-found");
    asha.run(["worker", "dossier", "set", "notes", "@/nowhere/notes"]).fails(7, "file");
    asha.run(["worker", "dossier", "set", "notes", &"x".repeat(2_001)]).fails(7, "invalid");

    ben.run(["sync"]).ok();
    assert!(ben.run(["contact", "dossier", "status"]).ok().get("dossiers").as_array().unwrap().is_empty());
    ben.run(["contact", "dossier", "open", "Asha"]).fails(7, "not-found");
    ben.run(["contact", "dossier", "give-share", "Asha"]).fails(7, "not-found");
}

#[test]
fn a_case_sheet_says_what_is_known_and_where_each_fact_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let asha = Store::made(folder.path(), "Asha", &relay.address);
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    pair(&asha, &ben, "Asha", "Ben", "always");
    asha.run(["worker", "check-in", "--note", "<b>left</b>", "--place", "45.2785,13.7211,20"]).ok();
    asha.run(["worker", "sos", "--note", "help", "--place", "45.2790,13.7300"]).ok();
    ben.run(["sync"]).ok();
    let sheet = ben.run(["contact", "case-sheet", "asha"]).ok();
    let sheet = sheet.get("case_sheet");
    assert_eq!(sheet["messages"][0]["kind"], "sos", "what is open comes first");
    assert_eq!(sheet["places"].as_array().unwrap().len(), 2);
    assert!(sheet["sources"]["places"].as_str().unwrap().contains("phone"));
    assert_eq!(sheet["dossier"], Value::Null);
    assert_eq!(sheet["dossier_not_open"], "none was released to this contact");
    ben.run(["contact", "case-sheet", "Nobody"]).fails(7, "not-found");

    let file = folder.path().join("sheet.html");
    ben.words(["contact", "case-sheet", "Asha", "--html", file.to_str().unwrap()]).ok();
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(
        page.contains("CALL FOR HELP, not ended") && page.contains("45.27850, 13.72110 (within 20 m)"),
        "{page}"
    );
    assert!(page.contains("&lt;b&gt;left&lt;/b&gt;") && !page.contains("<b>left"), "words become no markup");
    assert!(page.contains("@page { size: A4;") && page.contains("default-src 'none'"));
    for word in ["<script", "src=", "href=", "http://", "https://"] {
        assert!(!page.contains(word), "{word}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0, "for its owner alone");
    }
    ben.run(["contact", "case-sheet", "Asha", "--html", "/nowhere/sheet.html"]).fails(7, "file");
}

#[test]
fn a_list_of_all_workers_begins_with_open_calls_for_help() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"));
    let ben = Store::made(folder.path(), "Ben", &relay.address);
    let people: Vec<Store> = ["Asha", "Chandra", "Devi"]
        .into_iter()
        .map(|name| {
            let store = Store::made(folder.path(), name, &relay.address);
            pair(&store, &ben, name, "Ben", "never");
            store
        })
        .collect();
    people[1].run(["worker", "drill", "postpone"]).ok();
    people[1].run(["worker", "plan", "arm", "daily"]).ok();
    people[2].run(["worker", "sos"]).ok();
    ben.run(["sync"]).ok();
    let all = ben.run(["contact", "watch", "--all"]).ok();
    let order: Vec<_> =
        all.get("watched").as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(order, ["Devi", "Chandra", "Asha"]);
    assert_eq!(
        all.get("counts"),
        &serde_json::json!({ "workers": 3, "open_sos": 1, "under_duress": 0, "missed": 0, "late": 0 })
    );
    let words = ben.words(["contact", "watch", "--all"]).ok();
    assert!(words.stdout.starts_with("SOS         Devi ("), "{}", words.stdout);
    assert_eq!(words.stdout.lines().count(), 3);
}
