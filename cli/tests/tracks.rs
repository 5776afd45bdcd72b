//! GPX recordings brought into the trail: the real ones of the project, and bad ones.

mod common;

use std::path::{Path, PathBuf};

use common::{Store, address_on};

fn tracks() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/tracks")
}

#[test]
fn real_recordings_end_now_or_keep_their_times() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    for name in ["around-visnjan-with-car.gpx", "cerknicko-jezero.gpx", "korita-zbevnica.gpx"] {
        let ran = store.run(["worker", "trail", "import", tracks().join(name).to_str().unwrap()]).ok();
        assert!(ran.get("trail_imported")["taken"].as_u64().unwrap() > 50, "{name}: {}", ran.stdout);
    }
    let file = tracks().join("around-visnjan-with-car.gpx");
    let file = file.to_str().unwrap();
    let ran = store.run(["worker", "trail", "import", file, "--end", "2026-11-22T14:05:00Z"]).ok();
    assert_eq!(ran.text("trail_imported", "/to"), "2026-11-22T14:05:00.000Z");
    let ran = store.run(["worker", "trail", "import", file, "--as-recorded"]).ok();
    assert!(ran.text("trail_imported", "/to").as_str() < "2025", "{}", ran.stdout);
    let shown = store.run(["worker", "trail", "show"]).ok();
    assert!(shown.get("trail").as_array().unwrap().len() > 200);
    assert!(store.words(["worker", "trail", "show"]).ok().stdout.contains(" UTC  "));
    store.run(["worker", "trail", "import", file, "--end", "yesterday"]).fails(2, "usage");
}

#[test]
fn bad_recordings_are_refused_and_bad_points_counted() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::made(folder.path(), "Asha", &address_on(9));
    let import = |name: &str, content: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, content).unwrap();
        store.run(["worker", "trail", "import", file.to_str().unwrap()])
    };
    let gpx = |points: &str| {
        format!(
            "\u{feff}<?xml version=\"1.0\"?><gpx version=\"1.1\"><trk><trkseg>{points}</trkseg></trk></gpx>"
        )
    };
    let point = |place: &str, time: &str| format!("<trkpt {place}><time>{time}</time></trkpt>");
    let good = point("lat=\"45.1\" lon=\"13.7\"", "2020-12-18T06:15:50.250Z");

    import("empty.gpx", b"").fails(7, "gpx");
    import("binary.gpx", &[0, 159, 146, 150].repeat(1_000)).fails(7, "gpx");
    import("cut.gpx", &gpx(&good).as_bytes()[..80]).fails(7, "gpx");
    import("doctype.gpx", b"<!DOCTYPE gpx [<!ENTITY a \"b\">]><gpx/>").fails(7, "gpx");
    import("none.gpx", gpx("").as_bytes()).fails(7, "gpx");
    import("untimed.gpx", gpx("<trkpt lat=\"45.1\" lon=\"13.7\"/>").as_bytes()).fails(7, "gpx");
    import("1901.gpx", gpx(&point("lat=\"1\" lon=\"1\"", "1901-12-13T20:45:52Z")).as_bytes()).fails(7, "gpx");
    store.run(["worker", "trail", "import", "/nowhere/way.gpx"]).fails(7, "file");
    store.run(["worker", "trail", "import", folder.path().to_str().unwrap()]).fails(7, "gpx");
    assert!(store.run(["worker", "trail", "show"]).ok().get("trail").as_array().unwrap().is_empty());

    let mixed = [
        good,
        "<trkpt lat=\"45.1\" lon=\"13.7\"/>".to_owned(),
        point("lat=\"45.1\" lon=\"13.7\"", "1901-12-13T20:45:52Z"),
        point("lat=\"45.1\" lon=\"13.7\"", "2222-12-13T20:45:52Z"),
        point("lat=\"45.1\" lon=\"13.7\"", "tea time"),
        point("lat=\"145.1\" lon=\"13.7\"", "2020-12-18T06:15:50Z"),
    ];
    let ran = import("mixed.gpx", gpx(&mixed.concat()).as_bytes()).ok();
    let imported = ran.get("trail_imported");
    assert_eq!(imported["taken"], 1);
    for class in ["untimed", "before_1980", "after_2100", "bad_time", "bad_coordinate"] {
        assert_eq!(imported["skipped"][class], 1, "{class}: {imported}");
    }
    let words = folder.path().join("mixed.gpx");
    let words = store.words(["worker", "trail", "import", words.to_str().unwrap()]).ok();
    assert!(words.stdout.contains("skipped 1 timed before 1980"), "{}", words.stdout);

    let many: String = (0..3_000)
        .map(|n| {
            point(
                "lat=\"45.1\" lon=\"13.7\"",
                &format!("2020-12-18T{:02}:{:02}:{:02}Z", n / 3_600, n / 60 % 60, n % 60),
            )
        })
        .collect();
    let ran = import("many.gpx", gpx(&many).as_bytes()).ok();
    assert_eq!(ran.get("trail_imported")["taken"], 2_000);
    assert_eq!(ran.get("trail_imported")["older_left_out"], 1_000);
}
