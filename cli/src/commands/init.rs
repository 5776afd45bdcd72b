//! Making a store and its first vault: the same for a worker and a contact.

use serde_json::json;
use wayhome::StoreSize;
use zeroize::Zeroizing;

use crate::args::{Global, Init, Size, cover};
use crate::error::CliError;
use crate::output::Output;
use crate::pin;
use crate::progress::Progress;
use crate::store::Folder;

pub(crate) fn run(args: &Init, global: &Global, out: &Output) -> Result<(), CliError> {
    let folder = Folder::of(global)?;
    let level = wayhome::SecurityLevel::Software;
    // Before anything is made: a PIN that will not do must not leave half a store behind.
    let given = global.pin_fd.map(|fd| pin::new(Some(fd), level)).transpose()?;
    let size = match args.size {
        Size::Small => StoreSize::Small,
        Size::Large => StoreSize::Large,
    };
    let app = {
        let _progress = Progress::start(out, "Making the store");
        folder.create(&args.relay, size, args.kdf.into(), cover(args.cover, args.sos), args.room.into())?
    };
    let pin = match given {
        Some(pin) => pin,
        None => {
            let made = generate(args);
            // Shown before the vault is made: one whose PIN nobody has seen would be of no use.
            out.show(&json!({ "pin": { "generated": *made } }), || show_pin(&made));
            wayhome::Pin::parse(&made, level).map_err(wayhome::Error::from)?
        }
    };
    let vault = {
        let _progress = Progress::start(out, "Making the vault");
        app.create_vault(&pin, &args.name, &args.language)?
    };
    vault.lock()?;
    let path = folder.path().display().to_string();
    out.show(&json!({ "created": { "store": path, "name": args.name } }), || {
        format!("Made the store in {path}.")
    });
    super::cover::show(app.cover()?, out);
    Ok(())
}

fn generate(args: &Init) -> Zeroizing<String> {
    Zeroizing::new(if args.digits { wayhome::generate_pin_digits() } else { wayhome::generate_pin_words() })
}

fn show_pin(pin: &str) -> String {
    format!(
        "Your PIN, shown only this once:\n\n    {pin}\n\n\
         Write it down and keep it away from the phone. Without it nothing in the store can be read, by anyone."
    )
}
