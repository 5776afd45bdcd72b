//! The family page's texts. The page's own build takes them up; here they are read from the folder.

use super::ftl::{Message, messages};
use super::plurals::forms;
use super::wording::{ENGLISH, of_the_other_chinese, script};
use crate::Language;

fn source(language: Language) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales");
    let path = format!("{folder}/{}/family.ftl", language.tag());
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn each_translated(mut look: impl FnMut(Language, &Message)) {
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        messages(&source(language)).iter().for_each(|message| look(language, message));
    }
}

/// What is written, without the names that every language writes alike.
fn without_names(text: &str) -> String {
    const NAMES: [&str; 9] =
        ["OpenStreetMap", "Webhook", "ntfy", "JSON", "CSV", "SHA", "https", "http", "WF"];
    NAMES.into_iter().fold(text.to_owned(), |text, name| text.replace(name, ""))
}

#[test]
fn every_language_has_every_text_of_the_page_in_the_same_order_with_the_same_variables() {
    let said = |language| -> Vec<_> {
        messages(&source(language)).into_iter().map(|message| (message.id, message.variables)).collect()
    };
    let english = said(Language::English);
    assert!(english.len() > 300);
    for language in Language::ALL {
        assert_eq!(said(language), english, "{language}");
    }
}

#[test]
fn no_text_of_the_page_is_left_in_english() {
    // Written alike in some languages: metres, kilometres, and words taken from English; "E-mail" in Portuguese.
    const ALIKE: [&str; 3] = ["length-metres", "length-kilometres", "source-page"];
    let english = messages(&source(Language::English));
    each_translated(|language, message| {
        let source = english.iter().find(|source| source.id == message.id).unwrap();
        let same_word = language == Language::PortugueseBrazil && message.id == "alerts-email";
        let alike = same_word
            || ALIKE.contains(&message.id.as_str())
            || message.written.chars().all(|c| !c.is_alphabetic());
        assert!(alike || source.written != message.written, "{language}: {} is in English", message.id);
        let written = without_names(&message.written).to_lowercase();
        let found = written.split(|letter: char| !letter.is_alphabetic()).find(|word| {
            // A form of the verb "to be" in Portuguese.
            let own = language == Language::PortugueseBrazil && *word == "for";
            !own && ENGLISH.contains(word)
        });
        assert_eq!(found, None, "{language}: {}", message.id);
    });
}

#[test]
fn every_letter_of_the_page_belongs_to_the_script_of_its_language() {
    each_translated(|language, message| {
        let written = without_names(&message.written);
        let stranger = written.chars().filter(|letter| letter.is_alphabetic()).find(|letter| {
            script(language).map_or_else(
                || !matches!(letter.to_ascii_lowercase(), 'a'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
                |script| !script.iter().any(|range| range.contains(letter)),
            )
        });
        assert_eq!(stranger, None, "{language}: {}", message.id);
        assert_eq!(of_the_other_chinese(language, &message.written), None, "{language}: {}", message.id);
    });
}

#[test]
fn every_count_of_the_page_has_exactly_the_forms_of_its_language() {
    let english = messages(&source(Language::English));
    each_translated(|language, message| {
        let source = english.iter().find(|source| source.id == message.id).unwrap();
        let (wanted, one_is_many) = forms(language);
        let place = format!("{language}: {}", message.id);
        if wanted.is_empty() || source.choices.is_empty() {
            assert!(message.choices.is_empty(), "{place} chooses where there is nothing to choose");
            return;
        }
        let [choice] = message.choices.as_slice() else { panic!("{place} needs one choice of forms") };
        assert_eq!(choice.variable, source.choices[0].variable, "{place}");
        assert_eq!(choice.default, "other", "{place}");
        let names: Vec<&str> = choice.forms.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, wanted, "{place}");
        for (name, shows_number) in &choice.forms {
            assert!(*shows_number || name == "one" && !one_is_many, "{place}, {name} hides its number");
        }
    });
}

#[test]
fn no_text_of_the_page_is_empty_or_holds_a_control_character_or_names_the_software() {
    for language in Language::ALL {
        for (number, line) in source(language).lines().enumerate() {
            let odd = line.chars().find(|letter| {
                letter.is_control() || matches!(letter, '\u{feff}' | '\u{fffd}' | '\u{200b}' | '\u{a0}')
            });
            assert_eq!(odd, None, "{language}:{}", number + 1);
        }
        for message in messages(&source(language)) {
            assert!(
                !message.written.trim().is_empty() || !message.variables.is_empty(),
                "{language}: {} says nothing",
                message.id
            );
            assert!(!message.written.to_lowercase().contains("wayhome"), "{language}: {}", message.id);
        }
    }
}
