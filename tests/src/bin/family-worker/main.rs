//! A worker's phone and a relay for tests of the family page: made of protocol calls, told what to do line by line.
//!
//! The first line of output is the relay's address. After that each line of input is one order, answered by one line
//! that begins with `ok` or `error`. The relay's clock is the machine's, moved ahead as ordered. Its configuration is
//! read from the file that `FAMILY_WORKER_RELAY_CONFIG` names, if that is set.
//!
//! ```text
//! worker NAME LANGUAGE            ok LINK                 a worker with one family link, numbered from 0
//! check-in N STATE [@LAT,LON] WORDS…                      state: ok, uneasy, moved
//! sealed N LAT,LON STEPS          a check-in whose places only a release opens
//! sos N [locked] WORDS…           ok EVENT                with six places
//! all-clear N EVENT
//! hello N                         the worker's name
//! forced N                        a check-in from a vault that is opened when forced
//! arm N NEEDED                    a plan of 24 h and 12 h with three steps and a dossier for NEEDED of two
//! drill N | pause N HOURS | end N | farewell N
//! share N                         the other contact gives their share
//! hold N STEP HOURS               the other contact puts a step off
//! clock SECONDS                   time passes for the relay
//! heard N                         ok WHAT, WHAT …         what the page has sent so far
//! relay down | relay up
//! app NAME LANGUAGE               ok LINK                 a worker who uses the library itself, one for a relay
//! app-check-in | app-sos | app-locked-sos WORDS… | app-all-clear EVENT | app-dossier | app-arm | app-run
//! app-status                      ok CONTACT, STATE OF THE NEWEST MESSAGE, REPLIES …
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "a helper of tests that meets the unexpected should stop there, and say so"
)]

mod app;
mod dossier;
mod heard;
mod phone;
mod plan;
mod server;

use std::io::{BufRead as _, Write as _};

use app::App;
use phone::Phone;
use server::RelayHost;
use wayhome_protocol::message::CheckInState;
use wayhome_protocol::plan_steps::Step;

fn main() {
    let mut relay = RelayHost::start();
    say(&relay.address().to_text());
    let mut phones: Vec<Phone> = Vec::new();
    let mut app = None;
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let answer = match obey(&line, &mut relay, &mut phones, &mut app) {
            Some(text) if text.is_empty() => "ok".to_owned(),
            Some(text) => format!("ok {text}"),
            None => format!("error: not understood: {line}"),
        };
        say(&answer);
    }
    relay.down();
}

fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").unwrap();
    out.flush().unwrap();
}

fn obey(line: &str, relay: &mut RelayHost, phones: &mut Vec<Phone>, app: &mut Option<App>) -> Option<String> {
    let mut words = line.split_whitespace();
    let order = words.next()?;
    match order {
        "worker" => {
            let (name, language) = (words.next()?, words.next()?);
            let phone = Phone::make(name, language, relay.address(), relay.clock());
            let link = phone.link.to_text();
            phones.push(phone);
            return Some(link);
        }
        "app" => {
            let (name, language) = (words.next()?, words.next()?);
            let person = App::make(name, language, relay.address(), relay.clock());
            return Some(app.insert(person).link.clone());
        }
        "clock" => {
            relay.clock().pass(words.next()?.parse().ok()?);
            return Some(String::new());
        }
        "relay" => {
            match words.next()? {
                "down" => relay.down(),
                "up" => relay.up(),
                _ => return None,
            }
            return Some(String::new());
        }
        _ => {}
    }
    if let Some(order) = order.strip_prefix("app-") {
        return app.as_ref()?.obey(order, &words.collect::<Vec<_>>());
    }
    let phone = phones.get_mut(words.next()?.parse::<usize>().ok()?)?;
    let rest: Vec<&str> = words.collect();
    match (order, rest.as_slice()) {
        ("check-in", [state, rest @ ..]) => {
            let state = match *state {
                "ok" => CheckInState::Ok,
                "uneasy" => CheckInState::Uneasy,
                "moved" => CheckInState::Moved,
                _ => return None,
            };
            let (place, words) = match rest {
                [first, words @ ..] if first.starts_with('@') => (Some(position(&first[1..])?), words),
                words => (None, words),
            };
            phone.check_in(state, place, &words.join(" "));
            Some(String::new())
        }
        ("sealed", [from, steps]) => {
            phone.sealed_check_in(position(from)?, steps.parse().ok()?);
            Some(String::new())
        }
        ("sos", ["locked", words @ ..]) => Some(phone.sos(true, &words.join(" "))),
        ("sos", words) => Some(phone.sos(false, &words.join(" "))),
        ("all-clear", [event]) => phone.all_clear(event).map(|()| String::new()),
        ("forced", []) => {
            phone.forced();
            Some(String::new())
        }
        ("hello", []) => {
            phone.hello();
            Some(String::new())
        }
        ("farewell", []) => {
            phone.farewell();
            Some(String::new())
        }
        ("arm", [needed]) => {
            phone.arm(needed.parse().ok()?);
            Some(String::new())
        }
        ("drill", []) => {
            phone.drill();
            Some(String::new())
        }
        ("pause", [hours]) => {
            phone.pause(hours.parse().ok()?);
            Some(String::new())
        }
        ("end", []) => {
            phone.end();
            Some(String::new())
        }
        ("share", []) => phone.share_of_other().map(|()| String::new()),
        ("hold", [step, hours]) => {
            phone.hold_by_other(Step::new(step.parse().ok()?)?, hours.parse().ok()?);
            Some(String::new())
        }
        ("heard", []) => Some(phone.heard().join(", ")),
        _ => None,
    }
}

fn position(text: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = text.split_once(',')?;
    Some((latitude.parse().ok()?, longitude.parse().ok()?))
}
