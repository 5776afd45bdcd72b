//! Tells the story while it happens: a numbered line with the seconds since the start, who, and what.

use std::fmt::Write as _;

use serde_json::json;

use super::people::now;
use super::story::{Moment, Story};
use super::words;
use crate::output::{Output, safe};

/// Columns of the text; a line that is longer goes on under its beginning.
const WIDTH: usize = 78;
const INDENT: usize = 23;
/// A code is wider than what is left beside the story.
const PICTURE_INDENT: usize = 4;

pub(super) struct Teller<'a> {
    out: &'a Output,
    quiet: bool,
}

impl<'a> Teller<'a> {
    pub(super) fn new(out: &'a Output) -> Self {
        Self { out, quiet: !out.is_json() && !out.chatty() }
    }

    /// Tells one thing that has just happened.
    pub(super) fn tell(&self, story: &mut Story, step: u8, who: &str, what: &str) {
        let moment = Moment { step, at: now(), who: who.to_owned(), what: what.to_owned() };
        if !self.quiet {
            let elapsed_ms = moment.at.saturating_sub(story.began);
            let value =
                json!({ "step": { "number": step, "elapsed_ms": elapsed_ms, "who": who, "what": what } });
            self.out.show(&value, || line(&moment, elapsed_ms, story.moments.last().map(|last| last.step)));
        }
        story.moments.push(moment);
    }

    /// Shows a picture to people. It is no part of the results.
    pub(super) fn picture(&self, drawn: &str) {
        if self.out.chatty() {
            let drawn = if self.out.on_terminal() { drawn.to_owned() } else { without_colours(drawn) };
            let drawn: String = drawn.lines().map(|line| format!("{:PICTURE_INDENT$}{line}\n", "")).collect();
            self.out.write(drawn.as_bytes());
        }
    }

    /// The last line: where the page is. It is told even when quiet.
    pub(super) fn end(&self, story: &Story, page: &str, folder: &str) {
        let elapsed_ms = now().saturating_sub(story.began);
        let value = json!({ "page": { "path": page, "folder": folder, "elapsed_ms": elapsed_ms } });
        self.out.show(&value, || {
            if self.quiet {
                return page.to_owned();
            }
            let seconds = words::seconds(elapsed_ms);
            format!("\nEvery step happened, in {seconds} s. The stores are kept in {folder}\nThe whole story on one page: {page}")
        });
    }
}

fn line(moment: &Moment, elapsed_ms: i64, last: Option<u8>) -> String {
    let number = if last == Some(moment.step) { String::new() } else { moment.step.to_string() };
    let head = format!("{number:>2} {:>6} s  {:<9} ", words::seconds(elapsed_ms), safe(&moment.who));
    below(head, &moment.what)
}

/// The text after its head, broken between words, each line under the first.
pub(super) fn below(head: String, text: &str) -> String {
    let mut out = head;
    let mut column = INDENT;
    for (index, word) in safe(text).split_whitespace().enumerate() {
        let length = word.chars().count();
        if index > 0 && column + 1 + length > WIDTH {
            // Writing to a text never fails.
            let _ = write!(out, "\n{:INDENT$}", "");
            column = INDENT;
        } else if index > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn without_colours(drawn: &str) -> String {
    drawn
        .split('\u{1b}')
        .map(|part| part.strip_prefix('[').and_then(|rest| Some(rest.split_once('m')?.1)).unwrap_or(part))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(step: u8, what: &str, last: Option<u8>) -> String {
        line(&Moment { step, at: 0, who: "Asha".into(), what: what.into() }, 4_321, last)
    }

    #[test]
    fn a_step_shows_its_number_once() {
        assert_eq!(told(3, "checks in.", Some(2)), " 3    4.3 s  Asha      checks in.");
        assert_eq!(told(3, "checks in.", Some(3)), "      4.3 s  Asha      checks in.");
    }

    #[test]
    fn long_lines_are_broken_between_words_and_kept_whole() {
        let what = "one two three four five six ".repeat(10);
        let text = told(1, &what, None);
        assert!(text.lines().count() > 3 && text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert_eq!(text.split_whitespace().filter(|word| *word == "six").count(), 10);
    }

    #[test]
    fn a_picture_without_colours_is_the_same_picture() {
        assert_eq!(without_colours("\u{1b}[30;107m█▀ m\u{1b}[0m\nx"), "█▀ m\nx");
    }
}
