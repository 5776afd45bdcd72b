//! The case sheet as a page for A4 paper that needs nothing else: no script, no picture from outside, and a policy in
//! it that tells the browser to fetch nothing.

use std::fmt::Write as _;

use wayhome::{MessageKind, Received, RelaySays, Standing, Timestamp};

use super::{From, Sheet};
use crate::commands::dossier::title;
use crate::html::{Table, text};
use crate::map::{self, Mark};
use crate::names::short;
use crate::shapes;
use crate::times::{in_words, length};

const CSS: &str = include_str!("sheet.css");

/// Places in the table on paper; the picture has all of them.
const PLACES_SHOWN: usize = 30;

const LIMITS: &str = "Silence is not proof of harm, and a check-in is not proof of safety. What comes from the \
    worker’s phone was sealed with keys that only that phone has; somebody who holds the phone and its secrets could \
    have written it. Times of the phone’s own clock may be wrong; times of arrival are those of the relay’s clock, in \
    whole minutes. Places are as good as the phone’s receiver.";

pub(super) fn render(sheet: &Sheet) -> String {
    let name = text(&sheet.worker.name);
    let mut out = String::new();
    // Writing to a text never fails, here and below.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>Case sheet: {name}</title>\n\
         <style>\n{CSS}</style>\n</head>\n<body>\n<main>\n<h1>Case sheet: {name}</h1>\n\
         <p class=\"soft\">Made {} on the device of a trusted contact. Times are UTC.</p>\n",
        in_words(sheet.made)
    );
    standing(&mut out, sheet);
    dossier(&mut out, sheet);
    places(&mut out, sheet);
    messages(&mut out, sheet);
    let _ = write!(
        out,
        "<section>\n<h2>What this sheet does not prove</h2>\n<p class=\"limits\">{}</p>\n</section>\n\
         </main>\n</body>\n</html>\n",
        text(LIMITS)
    );
    out
}

fn standing(out: &mut String, sheet: &Sheet) {
    let worker = &sheet.worker;
    let moment = |time: Option<Timestamp>| time.map_or_else(|| "never".to_owned(), in_words);
    let mut table = Table::new("How things stand.", &["What", "Known", "From"]);
    let mut row = |what: &str, known: String, from: From| {
        table.row(&[what.to_owned(), text(&known), from.words().to_owned()]);
    };
    if let Some(own) = &worker.own_name {
        row("Name, as they give it", own.clone(), From::Phone);
    }
    for sos in &worker.open_sos {
        row("Call for help, not ended", short(&sos.to_hex()).to_owned(), From::Phone);
    }
    if let Some((_, at)) = worker.under_duress {
        row(
            "Perhaps under pressure: a part of the phone was used that is opened when forced",
            in_words(at),
            From::Phone,
        );
    }
    match worker.standing {
        Some(Standing::Missed { since }) => {
            row("No check-in in the agreed time, since", in_words(since), From::Here);
        }
        Some(Standing::Late { since }) => row("Check-in late since", in_words(since), From::Here),
        Some(Standing::UpToDate { .. }) | None => {}
    }
    row("Last heard", moment(worker.last_heard), From::Relay);
    row("Last check-in", moment(worker.last_check_in), From::Relay);
    if let Some(plan) = &worker.plan {
        let every = format!("every {}, {} of grace", length(plan.interval()), length(plan.grace()));
        row("Agreed check-ins", every, From::Phone);
        row("Next expected", moment(worker.next_expected), From::Here);
    }
    for past in &worker.told_before {
        for (step, told, _) in &past.steps {
            row(&format!("Step {step} of the plan told, earlier"), in_words(*told), From::Relay);
        }
        let what = if past.check_in_came {
            "A check-in came after that"
        } else {
            "The plan was changed or ended after that"
        };
        row(what, in_words(past.over), From::Relay);
    }
    for step in &worker.steps {
        if let Some(told) = step.told {
            row(&format!("Step {} of the plan told", step.step), in_words(told), From::Relay);
        }
    }
    let written = |at: Timestamp| worker.told_before.iter().any(|past| past.over == at);
    if let Some(RelaySays::CheckInCame { at, .. }) = worker.relay_says
        && !written(at)
    {
        row("A check-in came after a step", in_words(at), From::Relay);
    }
    if let Some((from, to)) = worker.relay_away {
        row("The relay was away", format!("{} to {}", in_words(from), in_words(to)), From::Relay);
    }
    if let Some(last) = sheet.places.last() {
        let known = format!("{} at {}", coordinates(last), in_words(last.time()));
        row("Last known place", known, From::Phone);
    }
    let _ = write!(out, "<section>\n<h2>At a glance</h2>\n{}</section>\n", table.finish());
}

/// What the worker wrote down before leaving.
fn dossier(out: &mut String, sheet: &Sheet) {
    let dossier = match &sheet.dossier {
        Ok(dossier) => dossier,
        Err(why) => {
            let _ = writeln!(
                out,
                "<section>\n<h2>Written down before leaving</h2>\n<p>The dossier is not open on this device: {}.</p>\n</section>",
                text(why)
            );
            return;
        }
    };
    let _ = write!(
        out,
        "<section>\n<h2>Written down before leaving</h2>\n<p class=\"soft\">Sealed by {} on {}, by the phone’s clock.</p>\n<dl>\n",
        text(&sheet.worker.name),
        in_words(dossier.time)
    );
    for (field, words) in &dossier.fields {
        let lines: Vec<String> = words.lines().map(text).collect();
        let _ = writeln!(out, "<dt>{}</dt>\n<dd>{}</dd>", text(title(*field)), lines.join("<br>"));
    }
    for attachment in &dossier.attachments {
        let (name, kind) = (text(&attachment.name), text(&attachment.media_type));
        let _ = writeln!(out, "<dt>Attachment</dt>\n<dd>{name} ({kind}, {} bytes)</dd>", attachment.length);
    }
    out.push_str("</dl>\n</section>\n");
}

/// `45.27850, 13.72110 (within 20 m)`: as map programs take it.
fn coordinates(place: &wayhome::Place) -> String {
    let accuracy = place.accuracy_m().map(|metres| format!(" (within {metres} m)")).unwrap_or_default();
    format!("{:.5}, {:.5}{accuracy}", place.latitude(), place.longitude())
}

fn places(out: &mut String, sheet: &Sheet) {
    out.push_str("<section>\n<h2>Places</h2>\n");
    if sheet.places.is_empty() {
        out.push_str("<p>No place is known to this contact.</p>\n</section>\n");
        return;
    }
    let spots: Vec<map::Spot> =
        sheet.places.iter().map(|place| (place.latitude(), place.longitude())).collect();
    let calls: Vec<&Received> =
        sheet.messages.iter().filter(|message| message.kind == MessageKind::Sos).collect();
    let marks: Vec<Mark<'_>> = calls
        .iter()
        .filter_map(|message| message.places.last())
        .map(|place| Mark { label: "SOS", sos: true, spot: (place.latitude(), place.longitude()) })
        .collect();
    let title = format!("The places of {}", sheet.worker.name);
    let description = "The known places, joined by straight lines in the order of their times, north up. The table \
                       below lists them.";
    let _ = write!(
        out,
        "<figure>\n{}<figcaption class=\"soft\">Drawn to scale, north up; straight lines join the places in the order \
         of their times. Ring: the first. Square: the last.</figcaption>\n</figure>\n",
        map::draw(&spots, &marks, &title, description)
    );
    let mut table = Table::new(
        "The newest first, by the phone’s clock. Source: the worker’s phone.",
        &["Time", "Latitude, longitude"],
    );
    for place in sheet.places.iter().rev().take(PLACES_SHOWN) {
        table.row(&[in_words(place.time()), coordinates(place)]);
    }
    out.push_str(&table.finish());
    if let Some(more @ 1..) = sheet.places.len().checked_sub(PLACES_SHOWN) {
        let _ =
            writeln!(out, "<p class=\"soft\">{more} older places are in the JSON form of this sheet.</p>");
    }
    out.push_str("</section>\n");
}

fn messages(out: &mut String, sheet: &Sheet) {
    out.push_str("<section>\n<h2>Messages</h2>\n");
    let mut table = Table::new(
        "Open calls for help first, then the newest first. Source: the worker’s phone; the time of arrival is the \
         relay’s.",
        &["Made", "Arrived", "What", "Words"],
    );
    for message in &sheet.messages {
        table.row(&[
            in_words(message.reckoned),
            in_words(message.arrived),
            text(&what(message, sheet)),
            words(message),
        ]);
    }
    if sheet.messages.is_empty() {
        out.push_str("<p>No message has arrived.</p>\n");
    } else {
        out.push_str(&table.finish());
    }
    out.push_str("</section>\n");
}

fn what(message: &Received, sheet: &Sheet) -> String {
    let id = message.id.to_hex();
    match &message.kind {
        MessageKind::CheckIn(state) => format!("Check-in, {}", shapes::check_in(*state)),
        MessageKind::Sos if sheet.worker.open_sos.contains(&message.id) => {
            format!("CALL FOR HELP, not ended ({})", short(&id))
        }
        MessageKind::Sos => format!("Call for help, ended ({})", short(&id)),
        MessageKind::AllClear(sos) => format!("All clear for {}", short(&sos.to_hex())),
        other => shapes::kind(other).to_owned(),
    }
}

fn words(message: &Received) -> String {
    let mut cell = message.note.as_ref().map(|note| format!("“{}”", text(note))).unwrap_or_default();
    let mut add = |line: String| {
        if !cell.is_empty() {
            cell.push_str("<br>");
        }
        cell.push_str(&line);
    };
    if let Some(place) = message.places.last() {
        add(format!("Place: {}", coordinates(place)));
    }
    if let Some(percent) = message.battery_percent {
        add(format!("Battery {percent} %"));
    }
    if message.under_duress {
        add("Sent from a part of the phone that is opened when forced: it does not say that all is well."
            .to_owned());
    }
    if message.sealed_places {
        add("Its places are sealed.".to_owned());
    }
    cell
}
