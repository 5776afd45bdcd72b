//! The contact's side: how each worker stands, and what they sent.

use std::time::Duration;

use serde_json::{Value, json};
use wayhome::{
    Budget, EventId, MessageKind, Received, RelaySays, Standing, Timestamp, Vault, Watched, WatchedStatus,
};

use super::lateness::{self, Rank};
use super::trail;
use crate::args::{Global, Inbox, Watch};
use crate::error::CliError;
use crate::names::{self, short};
use crate::output::{Output, safe};
use crate::shapes;
use crate::store::unlock;
use crate::times::{in_words, length};

const NOBODY: &str = "You watch nobody yet. `wayhome contact accept` takes up an invite.";
/// What a message means that comes from a vault which is opened when forced.
pub(super) const DURESS: &str = "it came from a part of the phone that is opened when forced. Do not believe that all is \
    well, and do not mention this in a reply";
/// Places shown to a person; JSON has all.
const PLACES_SHOWN: usize = 5;

pub(crate) fn watch(args: &Watch, global: &Global, out: &Output) -> Result<(), CliError> {
    let (app, vault) = unlock(global, out)?;
    let mut shown = None;
    let mut complained = false;
    loop {
        if args.follow {
            let report = app.run_once(Budget::now())?;
            match report.failure {
                Some(failure) if !complained => {
                    out.note(&format!("Not up to date: {failure}. Trying again every {} s.", args.every));
                    complained = true;
                }
                Some(_) => {}
                None => complained = false,
            }
        }
        let mut workers = vault.watched()?;
        if args.all {
            lateness::sort(&mut workers);
        }
        if shown.as_ref() != Some(&workers) {
            if args.all {
                show_all(&workers, out)
            } else {
                show(&workers, out)
            }
            shown = Some(workers);
        }
        if !args.follow {
            out.note("As of the last sync; --follow keeps fetching.");
        }
        if !args.follow || out.is_closed() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_secs(args.every));
    }
}

fn show(workers: &[Watched], out: &Output) {
    let value: Value = workers.iter().map(shapes::watched).collect();
    out.show(&json!({ "watched": value }), || match workers {
        [] => NOBODY.to_owned(),
        some => some.iter().map(worker_in_words).collect::<Vec<_>>().join("\n"),
    });
}

/// One line for each, those who need looking at first.
fn show_all(workers: &[Watched], out: &Output) {
    let value: Value = workers.iter().map(shapes::watched).collect();
    out.show(&json!({ "watched": value, "counts": lateness::counts(workers) }), || match workers {
        [] => NOBODY.to_owned(),
        some => some.iter().map(in_one_line).collect::<Vec<_>>().join("\n"),
    });
}

/// `missed      Asha (4f2a9c01), since 2026-11-22 14:05 UTC, last heard 2026-11-21 18:00 UTC`.
fn in_one_line(worker: &Watched) -> String {
    let rank = Rank::of(worker);
    let since = match rank {
        Rank::Missed(since) | Rank::Late(since) => format!(", since {}", in_words(since)),
        Rank::Expected(then) => format!(", next expected {}", in_words(then)),
        Rank::UnderDuress(at) => format!(", heard so {}", in_words(at)),
        Rank::OpenSos | Rank::NothingExpected | Rank::Ended => String::new(),
    };
    let heard = worker
        .last_heard
        .map_or_else(|| "never heard".to_owned(), |at| format!("last heard {}", in_words(at)));
    format!("{:<11} {} ({}){since}, {heard}", rank.word(), safe(&worker.name), short(&worker.id.to_hex()))
}

fn worker_in_words(worker: &Watched) -> String {
    let status = match worker.status {
        WatchedStatus::Waiting => "waiting for their confirmation",
        WatchedStatus::Paired => "paired",
        WatchedStatus::Ended => "ended",
    };
    let own = worker.own_name.as_deref().filter(|own| *own != worker.name);
    let own = own.map(|own| format!(", calls themselves {}", safe(own))).unwrap_or_default();
    let moment = |time: Option<Timestamp>| time.map_or_else(|| "never".to_owned(), in_words);
    let mut lines = vec![format!("{} ({}) — {status}{own}", safe(&worker.name), short(&worker.id.to_hex()))];
    for sos in &worker.open_sos {
        lines.push(format!("  SOS open:       {}", short(&sos.to_hex())));
    }
    if let Some((_, at)) = worker.under_duress {
        lines.push(format!("  UNDER PRESSURE: since {}: {DURESS}", in_words(at)));
    }
    lines.push(format!("  last heard:     {}", moment(worker.last_heard)));
    lines.push(format!("  last check-in:  {}", moment(worker.last_check_in)));
    if let Some(plan) = &worker.plan {
        lines.push(format!(
            "  plan:           every {}, {} of grace",
            length(plan.interval()),
            length(plan.grace())
        ));
        lines.push(format!("  next expected:  {}", moment(worker.next_expected)));
    }
    match worker.standing {
        Some(Standing::Late { since }) => lines.push(format!("  late since:     {}", in_words(since))),
        Some(Standing::Missed { since }) => {
            lines.push(format!("  missed since:   {} (silence is not proof of harm)", in_words(since)));
        }
        Some(Standing::UpToDate { .. }) | None => {}
    }
    plan_lines(worker, &mut lines);
    let skip = worker.last_places.len().saturating_sub(PLACES_SHOWN);
    for place in worker.last_places.iter().skip(skip) {
        lines.push(format!("  place:          {}", trail::in_line(place)));
    }
    lines.join("\n")
}

/// What was told, is held or paused, and how the relay stands.
fn plan_lines(worker: &Watched, lines: &mut Vec<String>) {
    if let Some(until) = worker.paused_until {
        lines.push(format!("  paused until:   {}", in_words(until)));
    }
    for step in &worker.steps {
        let mut text = match (step.told, step.expected) {
            (Some(told), _) => format!("told {}", in_words(told)),
            (None, Some(expected)) => format!("would be told {}", in_words(expected)),
            (None, None) => continue,
        };
        if !step.reaches_me {
            text.push_str(", not to you");
        }
        if let Some(until) = step.held_until {
            let who = step.held_by.as_deref().map_or_else(|| "a contact".to_owned(), safe);
            text.push_str(&format!(", held by {who} until {}", in_words(until)));
        }
        if let Some(words) = &step.words {
            text.push_str(&format!(": “{}”", safe(words)));
        }
        lines.push(format!("  step {}:         {text}", step.step));
    }
    if let Some(drill) = &worker.drill {
        lines.push(format!(
            "  PRACTICE:       since {}, {} steps told",
            in_words(drill.since),
            drill.steps.len()
        ));
    }
    match worker.relay_says {
        Some(RelaySays::CheckInCame { at, .. }) => lines.push(format!(
            "  the relay says: a check-in came {} (it does not say that all is well)",
            in_words(at)
        )),
        Some(RelaySays::Paused { until }) => {
            lines.push(format!("  the relay says: paused until {}", in_words(until)));
        }
        Some(RelaySays::Ended { at }) => lines.push(format!("  the relay says: ended {}", in_words(at))),
        None => {}
    }
    if let Some((from, to)) = worker.relay_away {
        lines.push(format!("  relay away:     {} to {}; alerts may be late", in_words(from), in_words(to)));
    }
    if let Some(since) = worker.relay_silent_since {
        lines.push(format!("  RELAY SILENT:   since {}; this program watches by itself", in_words(since)));
    }
}

pub(crate) fn inbox(args: &Inbox, global: &Global, out: &Output) -> Result<(), CliError> {
    let (_app, vault) = unlock(global, out)?;
    let workers = vault.watched()?;
    let worker = args.worker.as_deref().map(|given| names::worker(&workers, given)).transpose()?;
    let messages = vault.received(worker)?;
    let to_open: Vec<EventId> = match &args.open {
        Some(given) => vec![names::message(messages.iter().map(|message| message.id), given)?],
        None if args.open_all => {
            messages.iter().filter(|message| !message.opened).map(|message| message.id).collect()
        }
        None => Vec::new(),
    };
    open(&vault, &to_open)?;
    let mut messages = if to_open.is_empty() { messages } else { vault.received(worker)? };
    if args.open.is_some() {
        messages.retain(|message| to_open.contains(&message.id));
    }
    let value: Value = messages.iter().map(|message| shapes::received(message, &workers)).collect();
    out.show(&json!({ "inbox": value, "marked_opened": to_open.len() }), || match messages.as_slice() {
        [] => "Nothing has arrived.".to_owned(),
        some => some.iter().map(|message| message_in_words(message, &workers)).collect::<Vec<_>>().join("\n"),
    });
    if !to_open.is_empty() {
        out.note("They will see “opened” after your next sync and theirs.");
    }
    Ok(())
}

fn open(vault: &Vault, messages: &[EventId]) -> Result<(), CliError> {
    for message in messages {
        vault.mark_opened(*message)?;
    }
    Ok(())
}

fn message_in_words(message: &Received, workers: &[Watched]) -> String {
    let name = workers.iter().find(|worker| worker.id == message.worker);
    let name = name.map_or_else(|| short(&message.worker.to_hex()).to_owned(), |worker| safe(&worker.name));
    let what = match &message.kind {
        MessageKind::CheckIn(state) => format!("check-in ({})", shapes::check_in(*state)),
        MessageKind::Sos => "SOS".to_owned(),
        MessageKind::AllClear(sos) => format!("all clear for {}", short(&sos.to_hex())),
        MessageKind::Hello => "made you a trusted contact".to_owned(),
        MessageKind::Farewell => "ended the pairing".to_owned(),
        MessageKind::Opened => "opened their vault".to_owned(),
        MessageKind::LastPlace => "last place known to the locked phone".to_owned(),
        MessageKind::Plan => "what was agreed on the plan".to_owned(),
    };
    let mark = if message.opened { " " } else { "*" };
    let mut text = format!(
        "{mark} {}  {name}: {what}, number {}, {} (at the relay {})",
        short(&message.id.to_hex()),
        message.counter,
        in_words(message.reckoned),
        in_words(message.arrived)
    );
    let mut add = |line: String| text.push_str(&format!("\n            {line}"));
    if let Some(note) = &message.note {
        add(format!("“{}”", safe(note)));
    }
    if let Some(percent) = message.battery_percent {
        add(format!("battery {percent} %"));
    }
    let skip = message.places.len().saturating_sub(PLACES_SHOWN);
    for place in message.places.iter().skip(skip) {
        add(trail::in_line(place));
    }
    if message.under_duress {
        add(DURESS.to_owned());
    }
    if message.sealed_places {
        add("places are sealed, for after a missed check-in".to_owned());
    }
    text
}
