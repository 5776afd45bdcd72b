//! Recovery words: made with an open vault, used on a phone whose key never opened the store.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod common;

use std::sync::Arc;

use common::{NoNetwork, PIN, Phone, pin};
use wayhome::{
    CheckInDraft, CheckInState, Config, Error, KdfCost, RecoveryWords, SecurityLevel, SosDraft, Wayhome,
    recovery_words,
};
use wayhome_vault::testing::MemoryDeviceKey;
use wayhome_vault::{RecoveryTerms, RecoveryWork, Store};

const WORDS: &str = "legal winner thank year wave sausage";

fn words(typed: &str) -> RecoveryWords {
    recovery_words(typed).unwrap()
}

/// Another phone, to which the store's file was copied.
fn elsewhere(phone: &Phone) -> (tempfile::TempDir, MemoryDeviceKey, Config) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    std::fs::copy(&phone.path, &path).unwrap();
    let device = MemoryDeviceKey::new(SecurityLevel::TrustedEnvironment, 99);
    let config =
        Config::new(path, Arc::new(device.clone()), Arc::new(NoNetwork)).with_kdf_cost(KdfCost::TestOnly);
    (folder, device, config)
}

fn invalid<T>(done: Result<T, Error>) -> &'static str {
    match done {
        Err(Error::Invalid { field, .. }) => field,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was accepted"),
    }
}

#[test]
fn words_are_kept_only_if_they_were_typed_back_and_with_the_pin() {
    let (phone, _app, vault) = Phone::new();
    let (made, other) = (words(WORDS), words("letter advice cage absurd amount doctor"));
    assert_eq!(invalid(vault.make_recovery_words(&pin(PIN), &made, &other)), "words");
    let wrong = vault.make_recovery_words(&pin("000000"), &made, &made);
    assert!(matches!(wrong, Err(Error::WrongPin)));
    drop(vault);
    let (_folder, _device, config) = elsewhere(&phone);
    assert_eq!(invalid(Wayhome::recover(config, &[(&made, &pin(PIN))])), "words");
    for few in ["", "legal winner thank year wave", "482913"] {
        assert_eq!(invalid(recovery_words(few)), "words");
    }
}

#[test]
fn another_phone_gets_a_vault_back_under_a_new_pin_and_only_by_its_words() {
    let (phone, app, vault) = Phone::new();
    vault
        .make_recovery_words(&pin(PIN), &words(WORDS), &words(" LEGAL winner thank  year wave sausage"))
        .unwrap();
    vault.check_in(&CheckInDraft::new(CheckInState::Ok).with_note("arrived")).unwrap();
    app.locked_sos(&SosDraft::default()).unwrap();
    vault.lock().unwrap();
    let (_folder, device, config) = elsewhere(&phone);
    assert!(matches!(Wayhome::open(config.clone()), Err(Error::NotThisDevice)));
    let five = words("legal winner thank year wave abandon");
    assert_eq!(invalid(Wayhome::recover(config.clone(), &[(&five, &pin(PIN))])), "words");
    let app = Wayhome::recover(config.clone(), &[(&words(WORDS), &pin("775533"))]).unwrap();
    assert!(matches!(app.unlock(&pin(PIN)), Err(Error::WrongPin)));
    let vault = app.unlock(&pin("775533")).unwrap();
    let queue = vault.queue().unwrap();
    assert!(queue.iter().any(|item| item.note.as_deref() == Some("arrived")));
    assert_eq!(queue.len(), 2, "what was said on the locked screen too");
    drop((vault, app));
    // It is that phone's store from now on, and the first phone's is as it was.
    drop(Wayhome::open(config).unwrap());
    drop(device);
    drop(Wayhome::open(phone.config()).unwrap().unlock(&pin(PIN)).unwrap());
}

#[test]
fn an_app_killed_right_after_a_recovery_still_lets_the_chains_jump_before_anything_is_sealed() {
    let (phone, _app, vault) = Phone::new();
    vault.make_recovery_words(&pin(PIN), &words(WORDS), &words(WORDS)).unwrap();
    vault.lock().unwrap();
    let (folder, device, config) = elsewhere(&phone);
    let path = folder.path().join("data");
    let rng = &mut rand_core::UnwrapErr(rand::rngs::SysRng);
    let terms = RecoveryTerms::read(&path).unwrap();
    let work = RecoveryWork::derive(&words(WORDS), &terms).unwrap();
    let got_back =
        Store::recover(&path, &[(&work, &pin(PIN))], KdfCost::TestOnly, Arc::new(device.clone()), rng)
            .unwrap();
    assert!(got_back.recovered());
    drop(got_back);
    let app = Wayhome::open(config).unwrap();
    assert_eq!(app.health().unwrap().rollbacks, 1);
    drop(app);
    assert!(!Store::open(&path, Arc::new(device), rng).unwrap().recovered());
}
