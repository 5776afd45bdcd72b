//! Runs the demo as a newcomer would, and checks what it promises: a first line at once, an end within a minute,
//! and one page that needs nothing else.

use std::fs;
use std::time::Duration;

use crate::house::House;
use crate::process;
use crate::steps::Outcome;

const FIRST_LINE: Duration = Duration::from_secs(2);
const WHOLE: Duration = Duration::from_secs(60);

pub(crate) fn check(house: &House) -> Outcome {
    demo(house).into()
}

fn demo(house: &House) -> Result<(), String> {
    process::run(house.cargo().args(["build", "--release", "--locked"]), None)?;
    // Its folders are made among the temporary ones; here those are emptied before each run.
    let folder = house.fresh_folder("demo")?;
    let mut command = house.cargo();
    command.args(["run", "--quiet", "--release", "--locked", "--", "demo"]).env("TMPDIR", &folder);
    let mut first = None;
    let mut page = None;
    process::run_listening(&mut command, Some(WHOLE), |line, at| {
        println!("{line}");
        if !line.trim().is_empty() {
            first.get_or_insert(at);
        }
        page = page_named_in(line).map(str::to_owned).or(page.take());
    })?;
    match first {
        Some(at) if at <= FIRST_LINE => {}
        Some(at) => return Err(format!("its first line came after {:.1} s", at.as_secs_f64())),
        None => return Err("it printed nothing".into()),
    }
    let page = page.ok_or("it named no page")?;
    let text =
        fs::read_to_string(house.root.join(&page)).map_err(|error| format!("cannot read {page}: {error}"))?;
    flaw_of(&text).map_or(Ok(()), |flaw| Err(format!("{page} {flaw}")))
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
    fn a_page_that_is_cut_off_empty_or_not_self_contained_is_found() {
        let whole = "<!DOCTYPE html>\n<html><svg></svg></html>\n";
        assert_eq!(flaw_of(whole), None);
        assert!(flaw_of("").is_some());
        assert!(flaw_of(&whole.replace("</html>", "")).is_some());
        assert!(flaw_of(&whole.replace("svg", "p")).is_some());
        assert!(flaw_of(&whole.replace("<svg>", "<svg><script src=\"https://x\">")).is_some());
    }
}
