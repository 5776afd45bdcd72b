//! The README's fifteen lines, compiled and run, and compared with the README word for word.
#![cfg(feature = "http")]

use std::error::Error;

use wayhome::DeliveryState;

/// A contact somewhere else, who scans an invite and shows an answer.
fn answer_of_a_contact(
    folder: &std::path::Path,
    relay_address: &str,
    invite: &str,
) -> Result<String, Box<dyn Error>> {
    use std::sync::Arc;
    use wayhome::{Config, HttpTransport, KdfCost, Pin, RelayAddress, Wayhome};
    let device = wayhome::software_device_key(&folder.join("ben-key"))?;
    let config = Config::new(folder.join("ben"), device, Arc::new(HttpTransport::new()));
    let app =
        Wayhome::create(config.with_kdf_cost(KdfCost::Floor), &RelayAddress::from_text(relay_address)?)?;
    let pin = Pin::parse(&wayhome::generate_pin_digits(), app.security_level())?;
    Ok(app.create_vault(&pin, "Ben", "en")?.accept(invite, "Asha")?.answer.to_text())
}

#[test]
fn the_readme_example_is_this_code_and_it_works_offline() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    // A sound key; nobody listens at that address.
    let relay_address = "http://127.0.0.1:9/#BEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    std::env::set_current_dir(folder.path())?;
    std::fs::create_dir("app-data")?;
    let readme = include_str!("../../../README.md");
    let here = include_str!("readme.rs");
    let block =
        readme.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next()).ok_or("no block")?;
    for line in block.lines().map(|line| line.split("  //").next().unwrap_or(line).trim()) {
        assert!(here.contains(line), "the README's line is not in this test: {line}");
    }
    example(relay_address, folder.path())
}

#[rustfmt::skip]
#[allow(clippy::print_stdout, reason = "the README prints")]
fn example(relay_address: &str, folder: &std::path::Path) -> Result<(), Box<dyn Error>> {
use std::sync::Arc;
use wayhome::{Budget, CheckInDraft, CheckInState, Config, HttpTransport, Pin, RelayAddress, Sharing, Wayhome};

let device = wayhome::software_device_key("app-data/key".as_ref())?;
let config = Config::new("app-data/store", device, Arc::new(HttpTransport::new()));
let app = Wayhome::create(config, &RelayAddress::from_text(relay_address)?)?;
let words = wayhome::generate_pin_words();
let vault = app.create_vault(&Pin::parse(&words, app.security_level())?, "Asha", "en")?;
let invite = vault.invite()?.to_text();
let scanned_answer = answer_of_a_contact(folder, relay_address, &invite)?;
vault.confirm(&scanned_answer, "Ben", Sharing::OnRelease)?;
vault.check_in(&CheckInDraft::new(CheckInState::Ok).with_note("arrived"))?;
let report = app.run_once(Budget::now())?;
for item in vault.queue()? { println!("{:?} {:?}", item.kind, item.state) }

assert!(report.failure.is_some(), "nobody listens at that address");
assert!(vault.queue()?.iter().all(|item| item.state == DeliveryState::Saved));
Ok(())
}
