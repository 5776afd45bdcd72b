//! Runs the demos as a newcomer would, and checks what they promise: a first line at once, an end soon, and what they
//! name at their end: one page that needs nothing else, or the family page's address.

use std::fs;
use std::time::Duration;

use crate::house::House;
use crate::process;
use crate::steps::Outcome;

const FIRST_LINE: Duration = Duration::from_secs(2);
/// The main story.
const WHOLE: Duration = Duration::from_secs(60);
/// Days of silence, under a fast clock.
const MISSED: Duration = Duration::from_secs(180);

pub(crate) fn check(house: &House) -> Outcome {
    demo(house).into()
}

pub(crate) fn missed(house: &House) -> Outcome {
    let lines = told(house, "demo-missed", &["--missed"], MISSED);
    lines
        .and_then(|lines| names_the_family_page(&lines).and_then(|()| names_a_whole_page(house, &lines)))
        .into()
}

fn demo(house: &House) -> Result<(), String> {
    names_a_whole_page(house, &told(house, "demo", &[], WHOLE)?)
}

fn names_a_whole_page(house: &House, lines: &[String]) -> Result<(), String> {
    let page = lines.iter().rev().find_map(|line| page_named_in(line)).ok_or("it named no page")?;
    let text =
        fs::read_to_string(house.root.join(page)).map_err(|error| format!("cannot read {page}: {error}"))?;
    flaw_of(&text).map_or(Ok(()), |flaw| Err(format!("{page} {flaw}")))
}

/// Every line that a demo tells, which ends well and in time, and says something at once.
fn told(house: &House, name: &str, arguments: &[&str], limit: Duration) -> Result<Vec<String>, String> {
    process::run(house.cargo().args(["build", "--release", "--locked"]), None)?;
    // Its folders are made among the temporary ones; here those are emptied before each run.
    let folder = house.fresh_folder(name)?;
    let mut command = house.cargo();
    command.args(["run", "--quiet", "--release", "--locked", "--", "demo"]).args(arguments);
    let mut first = None;
    let mut lines = Vec::new();
    process::run_listening(command.env("TMPDIR", &folder), Some(limit), |line, at| {
        println!("{line}");
        if !line.trim().is_empty() {
            first.get_or_insert(at);
        }
        lines.push(line.to_owned());
    })?;
    match first {
        Some(at) if at <= FIRST_LINE => Ok(lines),
        Some(at) => Err(format!("its first line came after {:.1} s", at.as_secs_f64())),
        None => Err("it printed nothing".into()),
    }
}

/// The demo is of use only if its reader can open what the family would see.
fn names_the_family_page(lines: &[String]) -> Result<(), String> {
    let words = lines.iter().flat_map(|line| line.split_whitespace());
    let address = |word: &str| {
        let rest = word.split_once("://").and_then(|(_, rest)| rest.split_once("/family/#WF1"));
        rest.is_some_and(|(host, code)| !host.is_empty() && code.len() > 40)
    };
    match words.into_iter().any(address) {
        true => Ok(()),
        false => Err("it named no family page".into()),
    }
}

/// The last file name in a line that ends in `.html`.
fn page_named_in(line: &str) -> Option<&str> {
    let words = line.split(|character: char| character.is_whitespace() || "\"'`()<>".contains(character));
    let names = words.map(|word| word.trim_end_matches(['.', ',', ';', ':']));
    names.map(|name| name.strip_prefix("file://").unwrap_or(name)).rfind(|name| name.ends_with(".html"))
}

/// Why a page is not one self-contained picture of the story.
fn flaw_of(page: &str) -> Option<&'static str> {
    let page = page.to_lowercase();
    let outside = [
        "src=\"http",
        "src='http",
        "href=\"http",
        "href='http",
        "@import",
        "url(http",
        "src=\"//",
        "href=\"//",
    ];
    if !page.trim_start().starts_with("<!doctype html") || !page.trim_end().ends_with("</html>") {
        Some("is not a whole page")
    } else if !page.contains("<svg") {
        Some("draws no track")
    } else if outside.iter().any(|outside| page.contains(outside)) {
        Some("needs something from outside")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_found_in_the_line_that_names_it() {
        assert_eq!(page_named_in("Open /tmp/x/story.html."), Some("/tmp/x/story.html"));
        assert_eq!(page_named_in("page: `file:///tmp/x/story.html`"), Some("/tmp/x/story.html"));
        assert_eq!(page_named_in("no page in html"), None);
    }

    #[test]
    fn a_demo_that_names_no_whole_family_link_is_found() {
        let told = |line: &str| names_the_family_page(&["before".to_owned(), line.to_owned()]);
        let code = "A2".repeat(30);
        assert_eq!(told(&format!("Open http://127.0.0.1:1/family/#WF1{code}")), Ok(()));
        assert!(told("Open http://127.0.0.1:1/family/").is_err());
        assert!(told("Open http://127.0.0.1:1/family/#WF1AB").is_err());
        assert!(told(&format!("/family/#WF1{code}")).is_err());
    }

    #[test]
    fn a_page_that_is_cut_off_empty_or_not_self_contained_is_found() {
        let whole = "<!DOCTYPE html>\n<html><svg></svg></html>\n";
        assert_eq!(flaw_of(whole), None);
        assert!(flaw_of("").is_some());
        assert!(flaw_of(&whole.replace("</html>", "")).is_some());
        assert!(flaw_of(&whole.replace("svg", "p")).is_some());
        assert!(flaw_of(&whole.replace("<svg>", "<svg><script src=\"https://x\">")).is_some());
    }
}
