//! The house's rooms and the one way in which they may depend on each other (docs/architecture.md).

use std::collections::BTreeSet;

use crate::house::House;
use crate::steps::Outcome;

struct Room {
    folder: &'static str,
    package: &'static str,
    /// The other rooms that it may use. Only its tests may use more.
    uses: &'static [&'static str],
    /// Crates that would break its promise.
    never: &'static [&'static str],
}

const OUTSIDE_WORLD: &[&str] = &["axum", "rand", "reqwest", "rusqlite", "tokio", "tracing", "ureq"];

const ROOMS: &[Room] = &[
    Room { folder: "core/protocol", package: "wayhome-protocol", uses: &[], never: OUTSIDE_WORLD },
    Room {
        folder: "core/vault",
        package: "wayhome-vault",
        uses: &[],
        never: &["axum", "rand", "reqwest", "tokio", "tracing", "ureq"],
    },
    Room { folder: "core/words", package: "wayhome-words", uses: &[], never: OUTSIDE_WORLD },
    Room {
        folder: "core/engine",
        package: "wayhome-engine",
        uses: &["wayhome-protocol"],
        never: OUTSIDE_WORLD,
    },
    Room {
        folder: "core/wayhome",
        package: "wayhome",
        uses: &["wayhome-protocol", "wayhome-vault", "wayhome-engine", "wayhome-words"],
        never: &["axum", "rusqlite", "tokio", "uniffi"],
    },
    Room { folder: "bindings", package: "wayhome-ffi", uses: &["wayhome"], never: &["rusqlite", "tokio"] },
    Room {
        folder: "relay",
        package: "wayhome-relay",
        uses: &["wayhome-protocol", "wayhome-words"],
        never: &["sqlx"],
    },
    Room {
        folder: "cli",
        package: "wayhome-cli",
        // The protocol for its demo alone, which plays the browser of a contact without the app.
        uses: &["wayhome", "wayhome-protocol", "wayhome-relay", "wayhome-words"],
        never: &["rusqlite"],
    },
    Room {
        folder: "tests",
        package: "wayhome-tests",
        uses: &[
            "wayhome",
            "wayhome-engine",
            "wayhome-protocol",
            "wayhome-relay",
            "wayhome-vault",
            "wayhome-words",
        ],
        never: &[],
    },
    Room {
        folder: "bench",
        package: "wayhome-bench",
        uses: &["wayhome", "wayhome-engine", "wayhome-protocol", "wayhome-relay", "wayhome-vault"],
        never: &[],
    },
    Room { folder: "xtask", package: "wayhome-xtask", uses: &[], never: &[] },
];

pub(crate) fn check(house: &House) -> Outcome {
    let read = |folder: &str| house.read(&format!("{folder}/Cargo.toml"));
    match house.read("Cargo.toml").and_then(|root| broken_rules(&root, read)) {
        Err(reason) => Outcome::Failed(reason),
        Ok(broken) if broken.is_empty() => Outcome::Passed,
        Ok(broken) => {
            broken.iter().for_each(|rule| println!("{rule}"));
            Outcome::Failed(format!("{} broken: {}", broken.len(), broken.first().map_or("", String::as_str)))
        }
    }
}

/// Every rule that the manifests break, in words.
fn broken_rules(root: &str, read: impl Fn(&str) -> Result<String, String>) -> Result<Vec<String>, String> {
    let mut broken = Vec::new();
    let members = members(root);
    let known: BTreeSet<&str> = ROOMS.iter().map(|room| room.folder).collect();
    for folder in members.iter().filter(|folder| !known.contains(folder.as_str())) {
        broken.push(format!("{folder} is in the workspace and has no line in the table of rooms"));
    }
    if root.lines().any(|line| text_after(line, "package").is_some_and(|name| name.starts_with("wayhome"))) {
        broken.push("the workspace gives one of its own crates another name, which hides an arrow".into());
    }
    for room in ROOMS {
        if !members.contains(room.folder) {
            broken.push(format!("{} is in the table of rooms and not in the workspace", room.folder));
            continue;
        }
        let manifest = read(room.folder)?;
        if !manifest.lines().any(|line| text_after(line, "name") == Some(room.package)) {
            broken.push(format!("{} is not the crate {}", room.folder, room.package));
        }
        for name in dependencies(&manifest) {
            let of_ours = ROOMS.iter().any(|other| other.package == name);
            if of_ours && !room.uses.contains(&name.as_str()) {
                broken.push(format!("{} must not depend on {name}", room.package));
            }
            if room.never.contains(&name.as_str()) {
                broken.push(format!("{} must not use {name}", room.package));
            }
        }
    }
    Ok(broken)
}

/// The folders in `members = […]`.
fn members(root: &str) -> BTreeSet<String> {
    let list = root.split("\nmembers = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The packages that a manifest asks for outside its tests, by their real names. It reads as much of TOML as
/// Cargo manifests use: headers, and one key to a line.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // Where we are: outside, in a table of dependencies, or in the table of the one that is named.
    let mut table: Option<Option<String>> = None;
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            if let Some(Some(name)) = table.take() {
                found.insert(name);
            }
            table = dependency_table(header);
        } else if let Some(Some(name)) = &mut table {
            if let Some(package) = text_after(line, "package") {
                package.clone_into(name);
            }
        } else if let Some(None) = table
            && let Some((key, value)) = line.split_once('=').filter(|_| !line.starts_with('#'))
        {
            let key = key.split('.').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            let inline = value.find("package").and_then(|at| text_after(value.get(at..)?, "package"));
            found.insert(inline.unwrap_or(key).to_owned());
        }
    }
    found.extend(table.flatten());
    found
}

/// `dependencies` → some table; `dependencies.name` → the table of one; `target.'…'.dependencies` alike.
fn dependency_table(header: &str) -> Option<Option<String>> {
    let header = header.trim();
    for kind in ["dependencies", "build-dependencies"] {
        let is_table =
            |prefix: &str| prefix.is_empty() || (prefix.starts_with("target.") && prefix.ends_with('.'));
        if header.strip_suffix(kind).is_some_and(is_table) {
            return Some(None);
        }
        if let Some((prefix, name)) = header.rsplit_once(&format!("{kind}."))
            && is_table(prefix)
        {
            return Some(Some(name.trim().trim_matches(['"', '\'']).to_owned()));
        }
    }
    None
}

/// The text in `key = "text"`.
fn text_after<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let value = line.trim().strip_prefix(key)?.trim_start().strip_prefix('=')?.trim_start();
    value.strip_prefix('"')?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> String {
        let folders: Vec<String> = ROOMS.iter().map(|room| format!("\"{}\"", room.folder)).collect();
        format!("[workspace]\nmembers = [{}]\n", folders.join(", "))
    }

    /// The rules broken when one room's manifest says this and the others say nothing.
    fn broken_by(package: &str, more: &str) -> Vec<String> {
        let read = |folder: &str| {
            let room = ROOMS.iter().find(|room| room.folder == folder).expect("a room");
            let more = if room.package == package { more } else { "" };
            Ok(format!("[package]\nname = \"{}\"\n{more}\n", room.package))
        };
        broken_rules(&root(), read).expect("readable")
    }

    #[test]
    fn this_workspace_keeps_its_rules() {
        assert_eq!(check(&House::find().expect("the workspace")), Outcome::Passed);
    }

    #[test]
    fn an_arrow_that_points_back_is_found_however_it_is_written() {
        for manifest in [
            "[dependencies]\nwayhome-vault.workspace = true",
            "[dependencies]\nserde = \"1\"\nwayhome-vault = { path = \"../vault\" } # why not",
            "[dependencies]\nstore = { path = \"../vault\", package = \"wayhome-vault\" }",
            "[dependencies]\n\"wayhome-vault\" = \"0.1\"",
            "[dependencies.wayhome-vault]\npath = \"../vault\"",
            "[dependencies.store]\npath = \"../vault\"\npackage = \"wayhome-vault\"",
            "[build-dependencies]\nwayhome-vault.workspace = true",
            "[target.'cfg(unix)'.dependencies]\nwayhome-vault.workspace = true",
            "[target.'cfg(unix)'.dependencies.wayhome-vault]\nworkspace = true\n[features]\nx = []",
        ] {
            assert_eq!(
                broken_by("wayhome-engine", manifest),
                ["wayhome-engine must not depend on wayhome-vault"],
                "{manifest}"
            );
        }
    }

    #[test]
    fn allowed_arrows_and_tests_own_dependencies_are_fine() {
        for (package, manifest) in [
            ("wayhome-engine", "[dependencies]\nwayhome-protocol.workspace = true\n# wayhome-vault = \"no\""),
            ("wayhome-protocol", "[dev-dependencies]\nwayhome-vault.workspace = true\nrand = \"0.10\""),
            ("wayhome-protocol", "[target.'cfg(unix)'.dev-dependencies]\nwayhome-vault.workspace = true"),
            ("wayhome-protocol", "[dependencies]\nserde = \"1\"\n[features]\nwayhome-vault = []"),
            ("wayhome-cli", "[dependencies]\nwayhome = { workspace = true }\nwayhome-relay.workspace = true"),
        ] {
            assert_eq!(broken_by(package, manifest), [""; 0], "{manifest}");
        }
    }

    #[test]
    fn a_crate_that_breaks_a_rooms_promise_is_found() {
        let broken =
            broken_by("wayhome-protocol", "[dependencies]\nrand_core = \"0.10\"\nrusqlite.workspace = true");
        assert_eq!(broken, ["wayhome-protocol must not use rusqlite"]);
    }

    #[test]
    fn a_crate_without_a_room_a_room_without_a_crate_and_a_wrong_name_are_found() {
        let fine = |folder: &str| {
            let room = ROOMS.iter().find(|room| room.folder == folder).expect("a room");
            Ok(format!("name = \"{}\"", room.package))
        };
        let more = root().replace("\"bench\"", "\"bench\", \"attic\"");
        assert!(broken_rules(&more, fine).expect("readable").concat().contains("attic"));
        let fewer = root().replace("\"bench\", ", "");
        assert!(broken_rules(&fewer, fine).expect("readable").concat().contains("bench"));
        let renamed = |_: &str| Ok("name = \"other\"".to_owned());
        assert_eq!(broken_rules(&root(), renamed).expect("readable").len(), ROOMS.len());
        let alias = root() + "[workspace.dependencies.store]\npackage = \"wayhome-vault\"\n";
        assert_eq!(broken_rules(&alias, fine).expect("readable").len(), 1);
    }
}
