//! `wayhome demo --missed`: a worker's phone is gone, and what was agreed before goes on without it. A relay with
//! real letters, a worker's store, a contact with the app, a contact with nothing but a browser; only the clock runs
//! faster. Each step is looked at through what the programs print and what really arrived, and the first that did
//! not happen ends the demo with an error.

mod browser;
mod found;
mod letters;
pub(crate) mod mail_server;
mod page;
mod person;
mod scene;
mod setup;
mod silence;
mod story;
mod teller;
mod time;
mod web;

use std::fs;
use std::io::IsTerminal as _;
use std::time::Duration;

use self::scene::Scene;
use super::failure::Failure;
use super::processes::Processes;
use super::{Args, folder};
use crate::output::Output;

/// Does one step and looks whether it happened.
type Deed<'a> = fn(&mut Scene<'a>) -> Result<(), String>;

/// What has to happen, in words that end the sentence "step 3 did not happen: …".
fn steps<'a>() -> [(&'static str, Deed<'a>); 14] {
    [
        ("a relay, a mail server and two stores", Scene::relay_and_stores),
        ("a family page for a contact without the app", Scene::family_page),
        ("letters that were agreed to", Scene::letters),
        ("pairing by a link and six digits", Scene::pairing),
        ("a sealed dossier at the relay", Scene::dossier),
        ("a drill that everyone gets", Scene::drill),
        ("an armed plan", Scene::arming),
        ("check-ins on the way", Scene::check_ins),
        ("the phone being gone", Scene::phone_gone),
        ("step 1, and the contact’s own watch", Scene::step_one),
        ("step 2 with the last places", Scene::step_two),
        ("step 3 with the dossier", Scene::step_three),
        ("a late check-in that everyone hears of", Scene::phone_found),
        ("the story’s clock back in the present", Scene::present),
    ]
}

/// Tells the story.
pub(super) fn tell(args: &Args, out: &Output) -> Result<(), Failure> {
    let processes = Processes::of_this_program()?;
    let folder = folder(args.dir.as_deref())?;
    processes.stop_on_signal();
    let mut scene = Scene::new(args, out, processes.clone(), folder.clone())?;
    for ((name, step), number) in steps().into_iter().zip(1..) {
        scene.step = number;
        let done = step(&mut scene);
        if processes.is_stopped() {
            return Err(Failure::Stopped);
        }
        done.and_then(|()| scene.expect_servers()).map_err(|reason| {
            let reason = scene.expect_servers().err().unwrap_or(reason);
            Failure::Step { number, name, reason, folder: folder.clone() }
        })?;
    }
    let file = folder.join("story.html");
    fs::write(&file, page::render(&scene.story))
        .map_err(|error| Failure::Folder { folder: folder.clone(), reason: error.to_string() })?;
    scene.end(&file.display().to_string());
    stay(args, &scene, &processes);
    processes.stop();
    Ok(())
}

/// The family page stays up for whoever wants to look at it.
fn stay(args: &Args, scene: &Scene<'_>, processes: &Processes) {
    match args.seconds {
        Some(seconds) => processes.pause(Duration::from_secs(seconds)),
        None if std::io::stdin().is_terminal() && scene.teller.on_terminal() => {
            scene.teller.stays();
            // However the line ends, the person is there and wants to go on.
            let (done, is_done) = std::sync::mpsc::channel::<()>();
            let read = move || {
                let _ = std::io::stdin().read_line(&mut String::new());
                drop(done);
            };
            if std::thread::Builder::new().name("enter".to_owned()).spawn(read).is_ok() {
                while !processes.is_stopped() {
                    let waited = is_done.recv_timeout(Duration::from_millis(100));
                    if waited != Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                        break;
                    }
                }
            }
        }
        None => {}
    }
}
