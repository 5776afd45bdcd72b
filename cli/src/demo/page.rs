//! The story as one page that needs nothing else: no script, no font, no picture from outside, and a policy in it
//! that tells the browser to fetch nothing even if a note tried to.

use std::fmt::Write as _;

use super::recording::{Fix, km};
use super::story::{Kind, Message, Passage, Story};
use super::words::{latitude, longitude, on_day, place, since};
use crate::html::{Table, text};
use crate::map::{self, Mark};

const CSS: &str = include_str!("page.css");

const LIMITS: &str = "Wayhome makes it likely that a call for help gets through; it cannot promise it. Nothing leaves \
    the phone while there is no network at all, and a phone that is taken before it finds one again takes the unsent \
    messages with it; then it is the silence that contacts are told of, after the time agreed in the plan. Silence is \
    not proof of harm, and a check-in is not proof of safety. The relay cannot read messages or places, but it sees \
    addresses and times, and it could drop what it is given. “Opened” means that the message was shown on the \
    contact’s device, not that anybody acts. Places are as good as the phone’s receiver. Someone who looks through the \
    phone can see that the app is there, and nothing here protects from spying software or from a phone examined \
    unlocked in a laboratory. In this rehearsal all parts ran on one machine, with a fast network and a real clock; a \
    real phone waits longer, and its background work may be put off by the system.";

/// The whole page.
pub(super) fn render(story: &Story) -> String {
    let mut out = String::new();
    // Writing to a text never fails, here and below.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{} calls for help without a network</title>\n\
         <style>\n{CSS}</style>\n</head>\n<body>\n<main>\n",
        text(&story.worker)
    );
    opening(&mut out, story);
    way(&mut out, story);
    seen(&mut out, story);
    replies(&mut out, story);
    timeline(&mut out, story);
    let _ = write!(
        out,
        "<section>\n<h2>What this does not promise</h2>\n<p class=\"limits\">{}</p>\n</section>\n\
         <section>\n<h2>Where the recording comes from</h2>\n<p>{}: {}</p>\n</section>\n</main>\n</body>\n</html>\n",
        text(LIMITS),
        text(&story.way.name),
        text(&story.way.notice)
    );
    out
}

fn opening(out: &mut String, story: &Story) {
    let worker = text(&story.worker);
    let people: Vec<String> = story
        .contacts
        .iter()
        .map(|contact| format!("{}, {}", text(&contact.name), text(&contact.who)))
        .collect();
    let _ = write!(
        out,
        "<h1>{worker} calls for help without a network</h1>\n\
         <p class=\"lead\">{worker} is on the way to a job far from home. On the road the network fails. {worker} checks \
         in, calls for help, and the program is killed before anything could be sent. When the network is back, the \
         call for help arrives first, and then the rest.</p>\n\
         <p>The trusted contacts: {}.</p>\n\
         <p class=\"soft\">This is a rehearsal with invented people. The programs, the stores, the relay, the cut of the \
         network and the kill were real, on one machine, on {}. “+12.3 s” means 12.3 seconds after the start.</p>\n",
        people.join("; "),
        on_day(story.began)
    );
}

fn way(out: &mut String, story: &Story) {
    let worker = text(&story.worker);
    let spots: Vec<map::Spot> = story.way.fixes.iter().map(|fix| (fix.0, fix.1)).collect();
    let marks: Vec<Mark<'_>> = placed(story)
        .map(|(message, fix)| Mark {
            label: &message.mark,
            sos: message.kind == Kind::Sos,
            spot: (fix.0, fix.1),
        })
        .collect();
    let title = format!("The way {} went", story.worker);
    let description = format!(
        "The recorded way drawn to scale, north up, with {} messages marked where they were made. The table below \
         the picture lists the same places.",
        marks.len()
    );
    let _ = write!(
        out,
        "<section>\n<h2>The way</h2>\n<figure>\n{}<figcaption>\n<ul class=\"legend\">\
         <li><span class=\"key line\"></span>the way</li><li><span class=\"key ring\"></span>start</li>\
         <li><span class=\"key square\"></span>end</li><li><span class=\"badge\">2</span> check-in with its number</li>\
         <li><span class=\"badge sos\">SOS</span> call for help</li></ul>\n\
         <p class=\"soft\">{} A square of the grid is as wide as the scale bar is long. Where the \
         line runs straight for long, the recording has a gap.</p>\n</figcaption>\n</figure>\n",
        map::draw(&spots, &marks, &title, &description),
        text(&story.way.facts)
    );
    out.push_str("<h3>The places as a table</h3>\n");
    let mut table = Table::new(
        &format!("Where {} was.", story.worker),
        &["What", "Time", "Latitude", "Longitude", "Straight from the start"],
    );
    let first = story.way.fixes.first().copied();
    let mut row = |name: String, fix: Fix| {
        let away = first.map_or(0.0, |first| km(first, fix));
        table.row(&[name, moment(story, fix.2), latitude(fix), longitude(fix), format!("{away:.1} km")]);
    };
    if let Some(fix) = first {
        row("Start".to_owned(), fix);
    }
    for (message, fix) in placed(story) {
        row(badge(message), fix);
    }
    if let Some(fix) = story.way.fixes.last() {
        row("End".to_owned(), *fix);
    }
    out.push_str(&table.finish());
    for message in story.messages.iter().filter(|message| message.place.is_none()) {
        let _ = writeln!(
            out,
            "<p class=\"soft\">{} was made without a place: {worker} had not set out yet.</p>",
            badge(message)
        );
    }
    out.push_str("</section>\n");
}

fn placed(story: &Story) -> impl Iterator<Item = (&Message, Fix)> {
    story.messages.iter().filter_map(|message| Some((message, message.place?)))
}

fn badge(message: &Message) -> String {
    match message.kind {
        Kind::Sos => format!("<span class=\"badge sos\">{}</span>", text(&message.mark)),
        Kind::CheckIn => format!("Check-in <span class=\"badge\">{}</span>", text(&message.mark)),
    }
}

fn seen(out: &mut String, story: &Story) {
    let worker = text(&story.worker);
    out.push_str("<section>\n<h2>Who saw what, and when</h2>\n");
    for contact in &story.contacts {
        let _ = writeln!(out, "<p><strong>{}</strong> {}</p>", text(&contact.name), text(&contact.sharing));
    }
    let phone = format!("{}’s phone", story.worker);
    let mut columns = vec!["Message", phone.as_str()];
    columns.extend(story.contacts.iter().map(|contact| contact.name.as_str()));
    let caption =
        "The call for help first, as the contacts got it; then by number. They read the same words.";
    let mut table = Table::new(caption, &columns).with_long_cells();
    let urgent = story.messages.iter().filter(|message| message.kind == Kind::Sos);
    let others = story.messages.iter().filter(|message| message.kind != Kind::Sos);
    for message in urgent.chain(others) {
        let mut cells = vec![
            format!("{}<p class=\"said\">“{}”</p>", badge(message), text(&message.note)),
            states(story, &[("saved", Some(message.saved)), ("at the relay", message.at_relay)]),
        ];
        cells.extend(message.passages.iter().map(|passage| passed(story, message, passage)));
        table.row(&cells);
    }
    out.push_str(&table.finish());
    let _ = write!(
        out,
        "<p class=\"soft\">“Saved”: safely on the phone’s storage. “At the relay”: the relay wrote it to its disk. \
         “Fetched” and “opened”: on the contact’s device; {worker}’s phone shows them only after a receipt that nobody \
         else can make. Each time is when this rehearsal saw it.</p>\n</section>\n"
    );
}

fn passed(story: &Story, message: &Message, passage: &Passage) -> String {
    let known = format!("{} knows that it was opened", story.worker);
    let mut cell = states(
        story,
        &[("fetched", passage.fetched), ("opened", passage.opened), (known.as_str(), passage.known)],
    );
    if let Some((number, all @ 2..)) = passage.rank {
        let _ = write!(cell, "<p class=\"said\">Number {number} of {all} that arrived together.</p>");
    }
    match &passage.note {
        Some(note) if *note != message.note => {
            let _ = write!(cell, "<p class=\"said\">Read: “{}”</p>", text(note));
        }
        _ => {}
    }
    match passage.places.last() {
        Some(last) => {
            let (when, at) = (moment(story, last.2), place(*last));
            let _ = match passage.places.len() {
                1 => write!(cell, "<p class=\"said\">Place at {when}: {at}.</p>"),
                count => write!(cell, "<p class=\"said\">{count} places, the last at {when}: {at}.</p>"),
            };
        }
        None if message.place.is_some() && passage.sealed => {
            cell.push_str(
                "<p class=\"said\">Place sealed: it opens only if a step of the plan releases it.</p>",
            );
        }
        None => cell.push_str("<p class=\"said\">No place.</p>"),
    }
    cell
}

fn states(story: &Story, states: &[(&str, Option<i64>)]) -> String {
    let mut out = String::from("<ul class=\"states\">");
    for (name, at) in states {
        let _ = match at {
            Some(at) => write!(out, "<li>{} {}</li>", text(name), moment(story, *at)),
            None => write!(out, "<li class=\"not\">not {}</li>", text(name)),
        };
    }
    out.push_str("</ul>");
    out
}

fn moment(story: &Story, at: i64) -> String {
    format!("<span class=\"time\">{}</span>", since(story.began, at))
}

fn replies(out: &mut String, story: &Story) {
    out.push_str("<section>\n<h2>What came back</h2>\n");
    let mut table =
        Table::new("Replies, as the phone shows them.", &["From", "About", "Says", "Sent", "Read"]);
    for reply in &story.replies {
        let name = story.contacts.get(reply.contact).map_or("", |contact| contact.name.as_str());
        table.row(&[
            text(name),
            text(&reply.about),
            text(&reply.words),
            moment(story, reply.sent),
            reply.read.map_or_else(|| "not yet".to_owned(), |at| moment(story, at)),
        ]);
    }
    out.push_str(&table.finish());
    out.push_str("</section>\n");
}

fn timeline(out: &mut String, story: &Story) {
    out.push_str("<section>\n<h2>What happened, step by step</h2>\n");
    if let (Some(from), Some(to)) = story.cut {
        let _ = writeln!(
            out,
            "<p>The network was away from {} to {}.</p>",
            moment(story, from),
            moment(story, to)
        );
    }
    let mut table = Table::new("In the order in which it happened.", &["Step", "Time", "Who", "What"]);
    for line in &story.moments {
        table.row(&[line.step.to_string(), moment(story, line.at), text(&line.who), text(&line.what)]);
    }
    out.push_str(&table.finish());
    out.push_str("</section>\n");
}

#[cfg(test)]
mod tests {
    use super::super::story::samples;
    use super::*;

    #[test]
    fn words_of_people_and_files_never_become_markup() {
        let page = render(&samples::hostile());
        let ours: Vec<&str> = page.matches("<script").chain(page.matches("<img")).collect();
        assert!(ours.is_empty(), "{ours:?}");
        assert_eq!((page.matches("<style>").count(), page.matches("</style>").count()), (1, 1));
        assert_eq!(page.matches("]]>").count(), 0);
        assert_eq!(page.matches("<!").count(), 1, "only the document type");
    }

    /// Whatever could make a browser fetch something, looked for in the markup alone: between `<` and `>`, where
    /// no escaped text can be, and in the style sheet.
    #[test]
    fn the_page_loads_nothing() {
        let page = render(&samples::hostile()).to_lowercase();
        let (head, rest) = page.split_once("<style>").unwrap();
        let (css, body) = rest.split_once("</style>").unwrap();
        for word in ["url(", "@import", "src", "http", "expression"] {
            assert!(!css.contains(word), "{word} in the style sheet");
        }
        let tags = [head, body].map(|part| part.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()));
        for tag in tags.into_iter().flatten() {
            let names = tag.split('"').step_by(2).collect::<String>();
            for word in ["src", "href", "url(", "srcset", "action", "poster", "xlink", "style=", " on"] {
                assert!(!names.contains(word), "{word} in <{tag}>");
            }
            let name = tag.split_whitespace().next().unwrap();
            assert!(
                !["link", "iframe", "object", "embed", "base", "image", "use", "form"].contains(&name),
                "<{tag}>"
            );
        }
        for (word, _) in [("src=\"http", 0), ("href=\"http", 0), ("url(http", 0), ("src=\"//", 0)] {
            assert!(!page.contains(word), "{word}");
        }
    }

    #[test]
    fn headings_are_in_order_and_tags_are_closed() {
        let page = render(&samples::hostile());
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">") && page.ends_with("</html>\n"));
        let levels: Vec<u32> = page
            .match_indices("<h")
            .filter_map(|(at, _)| page[at + 2..].chars().next().and_then(|c| c.to_digit(10)))
            .collect();
        assert_eq!(levels.first(), Some(&1));
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.iter().zip(levels.iter().skip(1)).all(|(from, to)| *to <= from + 1), "{levels:?}");
        for tag in [
            "table", "tr", "td", "th", "ul", "li", "section", "p", "svg", "figure", "span", "g", "div",
            "main",
        ] {
            let opened =
                page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "<{tag}>");
        }
    }

    #[test]
    fn a_story_in_which_nothing_happened_is_a_page_too() {
        let page = render(&Story::default());
        assert!(page.contains("<svg") && page.ends_with("</html>\n"));
    }
}
