//! A durable check-in, with its sealed group for one contact, against plain SQLite inserts (WAL, synchronous=FULL),
//! in turns. Prints medians and the median of the pairwise ratios.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark's output is its printed figures")]

use std::sync::Arc;

use rusqlite::Connection;
use wayhome::{
    Budget, CheckInDraft, CheckInState, Config, HttpTransport, KdfCost, Pin, Sharing, Vault, Wayhome,
    generate_pin_words, software_device_key,
};
use wayhome_bench::{median, median_ratio, timed};
use wayhome_relay::Server;

/// Rounds measured, after a tenth as many to warm up.
const ROUNDS: usize = 300;
/// Bytes of a cell, and cells that one check-in writes: four in each of five regions.
const CELL: usize = 4_040;
const CELLS: usize = 20;

fn person(folder: &std::path::Path, name: &str, relay: &wayhome::RelayAddress) -> (Wayhome, Vault) {
    let folder = folder.join(name);
    std::fs::create_dir(&folder).unwrap();
    let device = software_device_key(&folder.join("key")).unwrap();
    let config = Config::new(folder.join("data"), device, Arc::new(HttpTransport::new()))
        .with_kdf_cost(KdfCost::Floor);
    let app = Wayhome::create(config, relay).unwrap();
    let pin = Pin::parse(&generate_pin_words(), app.security_level()).unwrap();
    let vault = app.create_vault(&pin, name, "en").unwrap();
    (app, vault)
}

fn plain(folder: &std::path::Path) -> Connection {
    let connection = Connection::open(folder.join("plain.db")).unwrap();
    connection
        .execute_batch(
            "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             CREATE TABLE blob(id INTEGER PRIMARY KEY, body BLOB NOT NULL);",
        )
        .unwrap();
    connection
}

fn insert(connection: &mut Connection, rows: usize) {
    let body = vec![7_u8; CELL];
    let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    for _ in 0..rows {
        tx.execute("INSERT INTO blob(body) VALUES (?1)", [&body]).unwrap();
    }
    tx.commit().unwrap();
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let relay_folder = folder.path().join("relay");
    let config = wayhome_relay::Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: relay_folder,
        ..Default::default()
    };
    let server = Server::start(config).unwrap();
    let address = server.address.clone();
    let (app, worker) = person(folder.path(), "asha", &address);
    let (_contact_app, contact) = person(folder.path(), "ben", &address);
    let accepted = contact.accept(&worker.invite().unwrap().to_text(), "Asha").unwrap();
    worker.confirm(&accepted.answer.to_text(), "Ben", Sharing::OnRelease).unwrap();
    let mut connection = plain(folder.path());
    let draft = CheckInDraft::new(CheckInState::Ok).with_note("at the station, going on tomorrow");
    let (mut check_ins, mut same_bytes, mut one_row) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS + ROUNDS / 10 {
        // The outbox must have room, as it has on a phone that syncs now and then.
        if round % 8 == 0 {
            app.run_once(Budget::now()).unwrap();
        }
        let a = timed(|| {
            worker.check_in(&draft).unwrap();
        });
        let b = timed(|| insert(&mut connection, CELLS));
        let c = timed(|| insert(&mut connection, 1));
        if round >= ROUNDS / 10 {
            check_ins.push(a);
            same_bytes.push(b);
            one_row.push(c);
        }
    }
    println!("durable check-in, {ROUNDS} rounds in turns");
    println!("  check-in, median                                  {:>9.3?}", median(check_ins.clone()));
    println!(
        "  plain insert of the same {CELLS} x {CELL} bytes, median {:>9.3?}",
        median(same_bytes.clone())
    );
    println!("  plain insert of one row of {CELL} bytes, median    {:>9.3?}", median(one_row.clone()));
    println!("  ratio to the same bytes  {:.2}", median_ratio(&check_ins, &same_bytes));
    println!("  ratio to one row         {:.2}", median_ratio(&check_ins, &one_row));
    server.stop().unwrap();
}
