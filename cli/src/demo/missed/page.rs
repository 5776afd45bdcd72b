//! The story as one page that needs nothing else, in the language in which it was told.

use std::fmt::Write as _;

use wayhome::Timestamp;
use wayhome_words::DemoText;

use super::story::Story;
use crate::html::{Table, text};
use crate::map;
use crate::times::in_words;

const CSS: &str = include_str!("../page.css");

/// The whole page.
pub(super) fn render(story: &Story) -> String {
    let mut out = String::new();
    let say = |text: DemoText<'_>| words(&text.text(story.language));
    let title = say(DemoText::MissedTitle { name: &story.worker });
    let bare =
        text(&super::teller::plain(&DemoText::MissedTitle { name: &story.worker }.text(story.language)));
    let direction = if story.language.is_right_to_left() { "rtl" } else { "ltr" };
    // Writing to a text never fails, here and below.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{bare}</title>\n<style>\n{CSS}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<p class=\"lead\">{}</p>\n<p class=\"soft\">{}</p>\n",
        story.language.tag(),
        say(DemoText::MissedLead { name: &story.worker }),
        say(DemoText::MissedRehearsal)
    );
    timeline(&mut out, story);
    letters(&mut out, story);
    places(&mut out, story);
    dossier(&mut out, story);
    let _ = write!(
        out,
        "<section>\n<h2>{}</h2>\n<p class=\"limits\">{}</p>\n</section>\n</main>\n</body>\n</html>\n",
        say(DemoText::MissedLimitsTitle),
        say(DemoText::MissedLimits)
    );
    out
}

/// Our words with names in them: the marks that keep a name's direction apart become elements that do.
fn words(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    let mut open = 0_u32;
    for part in said.split_inclusive(['\u{2068}', '\u{2069}']) {
        let mark = part.chars().last().filter(|c| matches!(c, '\u{2068}' | '\u{2069}'));
        out.push_str(&text(part.trim_end_matches(['\u{2068}', '\u{2069}'])));
        match mark {
            Some('\u{2068}') => {
                out.push_str("<bdi>");
                open += 1;
            }
            Some(_) if open > 0 => {
                out.push_str("</bdi>");
                open -= 1;
            }
            _ => {}
        }
    }
    (0..open).for_each(|_| out.push_str("</bdi>"));
    out
}

fn say(story: &Story, what: DemoText<'_>) -> String {
    super::teller::plain(&what.text(story.language))
}

fn time(at: u64) -> String {
    format!("<span class=\"time\" dir=\"ltr\">{}</span>", in_words(Timestamp::from_millis(at)))
}

fn timeline(out: &mut String, story: &Story) {
    let (title, when, who, what) = (
        say(story, DemoText::MissedTimeline),
        say(story, DemoText::MissedWhen),
        say(story, DemoText::MissedWho),
        say(story, DemoText::MissedWhat),
    );
    let mut table = Table::new(&title, &[&when, &who, &what]).with_hidden_caption();
    for moment in &story.moments {
        table.row(&[
            time(moment.at),
            format!("<bdi class=\"who\">{}</bdi>", text(&moment.who)),
            words(&moment.what),
        ]);
    }
    let _ = write!(out, "<section>\n<h2>{}</h2>\n{}</section>\n", text(&title), table.finish());
}

fn letters(out: &mut String, story: &Story) {
    if story.letters.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>{}</h2>", text(&say(story, DemoText::MissedLetters)));
    for (at, letter) in &story.letters {
        let body: Vec<String> = letter.text.lines().map(text).collect();
        let _ = writeln!(
            out,
            "<h3><bdi>{}</bdi></h3>\n<p class=\"soft\">{} → <bdi>{}</bdi></p>\n<p>{}</p>",
            text(&letter.subject),
            time(*at),
            text(&letter.to),
            body.join("<br>\n")
        );
    }
    out.push_str("</section>\n");
}

fn places(out: &mut String, story: &Story) {
    if story.places.is_empty() {
        return;
    }
    let title = say(story, DemoText::MissedMap);
    let newest = story.places.last().map(|(latitude, longitude)| format!("{latitude:.5}, {longitude:.5}"));
    let _ = write!(
        out,
        "<section>\n<h2>{}</h2>\n<figure>\n{}<figcaption class=\"soft\" dir=\"ltr\">{}</figcaption>\n</figure>\n</section>\n",
        text(&title),
        map::draw(&story.places, &[], &title, &title),
        newest.unwrap_or_default()
    );
}

fn dossier(out: &mut String, story: &Story) {
    if story.dossier.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<ul>", text(&say(story, DemoText::MissedFileTitle)));
    for (_, words) in &story.dossier {
        let _ = writeln!(out, "<li><bdi>{}</bdi></li>", text(words));
    }
    out.push_str("</ul>\n</section>\n");
}

#[cfg(test)]
mod tests {
    use wayhome_words::Language;

    use super::super::letters::Letter;
    use super::super::story::Moment;
    use super::*;

    const BAD: &str = "<script src=//x>alert('&')</script>\u{2069}\u{202e}]]><style>";

    fn story(language: Language) -> Story {
        let what = DemoText::MissedReads { contact: "Ben", text: BAD }.text(language);
        let letter = Letter {
            to: BAD.into(),
            subject: BAD.into(),
            text: format!("{BAD}\nhttp://127.0.0.1:1/family/"),
        };
        Story {
            moments: vec![Moment { step: 1, at: 0, who: BAD.into(), what }],
            letters: vec![(60_000, letter)],
            places: vec![(45.1, 13.7), (45.2, 13.8)],
            dossier: vec![("employer".into(), BAD.into())],
            ..Story::new(language, BAD)
        }
    }

    #[test]
    fn words_of_people_never_become_markup_in_any_language() {
        for language in Language::ALL {
            let page = render(&story(language));
            assert!(!page.contains("<script") && !page.contains("\u{202e}"), "{language}");
            assert_eq!(
                (page.matches("<style>").count(), page.matches("</style>").count()),
                (1, 1),
                "{language}"
            );
            let opened = page.matches("<bdi>").count() + page.matches("<bdi ").count();
            assert_eq!(opened, page.matches("</bdi>").count(), "{language}");
            for tag in ["section", "table", "tr", "td", "th", "ul", "li", "p", "figure", "main", "span"] {
                let opened =
                    page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
                assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{language} <{tag}>");
            }
        }
    }

    #[test]
    fn the_page_is_written_in_the_direction_of_its_language() {
        assert!(render(&story(Language::Urdu)).contains("<html lang=\"ur\" dir=\"rtl\">"));
        assert!(render(&story(Language::Nepali)).contains("<html lang=\"ne\" dir=\"ltr\">"));
    }
}
