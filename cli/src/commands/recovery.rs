//! Recovery words: making them, and getting a store back by them.

use serde_json::json;
use wayhome::{Pin, RecoveryWords};
use zeroize::Zeroizing;

use crate::args::{Global, Recover, RecoveryWordsArgs};
use crate::error::CliError;
use crate::output::Output;
use crate::pin;
use crate::progress::Progress;
use crate::store::{Folder, try_pin};

pub(crate) fn make(args: &RecoveryWordsArgs, global: &Global, out: &Output) -> Result<(), CliError> {
    let app = Folder::of(global)?.open()?;
    let given = pin::existing(global.pin_fd, app.security_level())?;
    let vault = try_pin(&app, &given, out)?;
    let made = Zeroizing::new(wayhome::generate_pin_words());
    out.show(&json!({ "recovery_words": { "generated": *made } }), || {
        format!(
            "Recovery words, shown only this once:\n\n    {}\n\n\
             Write them down and keep them away from the phone. Whoever has them and a copy of the store can read it \
             without your PIN. Words made earlier open nothing any more, once you have typed these.",
            *made
        )
    });
    let typed = pin::recovery_words(args.words_fd, "The words, to see that you have them: ")?;
    {
        let _progress = Progress::start(out, "Keeping the words");
        vault.make_recovery_words(&given, &wayhome::recovery_words(&made)?, &typed)?;
    }
    out.show(&json!({ "recovery_words_made": {} }), || "These words open this vault from now on.".to_owned());
    Ok(())
}

pub(crate) fn recover(args: &Recover, global: &Global, out: &Output) -> Result<(), CliError> {
    let folder = Folder::of(global)?;
    let level = wayhome::SecurityLevel::Software;
    let mut given: Vec<(RecoveryWords, Pin)> = Vec::new();
    for _ in 0..args.vaults {
        let words = pin::recovery_words(args.words_fd, "Recovery words: ")?;
        given.push((words, pin::new(global.pin_fd, level)?));
    }
    let vaults: Vec<(&RecoveryWords, &Pin)> = given.iter().map(|(words, pin)| (words, pin)).collect();
    let old_key = folder.free_name()?;
    let health = {
        let _progress = Progress::start(out, "Getting the store back");
        folder.recover(&vaults, args.kdf.into())?.health()?
    };
    folder.take_new_key(&old_key)?;
    out.show(&json!({ "recovered": { "vaults": vaults.len(), "unsent": health.unsent } }), || {
        "The store is back, as it was when the copy was made. What came since is lost; what you sent since is shown as not \
         sent, and goes again. The old file was set aside, not deleted."
            .to_owned()
    });
    Ok(())
}
