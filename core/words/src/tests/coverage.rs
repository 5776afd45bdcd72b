//! Every text is there, in every language, with the same variables.

use std::collections::BTreeSet;
use std::path::PathBuf;

use fluent_bundle::FluentArgs;

use super::{DECLARED, Declared};
use crate::file::File;
use crate::{DemoText, Language, PhoneText, RelayText};

fn locales() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../locales")
}

#[test]
fn every_language_has_every_text_with_the_same_variables_and_no_other() {
    for declared in &DECLARED {
        let Declared { file_name, texts, .. } = declared;
        let expected: BTreeSet<(String, BTreeSet<String>)> =
            texts.iter().map(|(id, variables)| ((*id).to_owned(), names(variables))).collect();
        for language in Language::ALL {
            let messages = declared.messages(language);
            let found =
                messages.iter().map(|message| (message.id.clone(), message.variables.clone())).collect();
            assert_eq!(expected, found, "{language}/{file_name}");
            assert_eq!(expected.len(), messages.len(), "{language}/{file_name} says something twice");
        }
    }
}

fn names(variables: &[&str]) -> BTreeSet<String> {
    variables.iter().map(|variable| (*variable).to_owned()).collect()
}

#[test]
fn every_text_is_filled_in_its_own_language_and_not_the_fallback() {
    for Declared { file_name, file, texts } in &DECLARED {
        for language in Language::ALL {
            for (id, variables) in *texts {
                let mut filled = FluentArgs::new();
                for variable in *variables {
                    match *variable {
                        "count" | "step" => filled.set(*variable, 47_u32),
                        _ => filled.set(*variable, "«47»"),
                    }
                }
                let text = file.text(language, id, &filled);
                for variable in *variables {
                    assert!(text.contains("47"), "{language}/{file_name}: {id} does not show {variable}");
                }
                assert!(
                    !text.contains(['{', '}', '$']),
                    "{language}/{file_name}: {id} shows its bones: {text}"
                );
                if language != Language::English {
                    let english = file.text(Language::English, id, &filled);
                    assert_ne!(text, english, "{language}/{file_name}: {id} is in English");
                }
            }
        }
    }
}

#[test]
fn every_typed_text_is_the_text_of_its_id() {
    fn check(typed: Vec<(&'static str, String)>, declared: &[(&str, &[&str])]) {
        let ids: Vec<&str> = typed.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, declared.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        typed.iter().for_each(|(id, text)| assert!(!text.is_empty() && text != id, "{id}"));
    }
    for language in Language::ALL {
        let phone = PhoneText::each().into_iter().map(|text| (text.id(), text.text(language)));
        check(phone.collect(), PhoneText::DECLARED);
        let relay = RelayText::each().into_iter().map(|text| (text.id(), text.text(language)));
        check(relay.collect(), RelayText::DECLARED);
        let demo = DemoText::each().into_iter().map(|text| (text.id(), text.text(language)));
        check(demo.collect(), DemoText::DECLARED);
    }
}

#[test]
fn what_is_compiled_in_is_the_file_of_that_language_in_the_folder() {
    for Declared { file_name, file, .. } in &DECLARED {
        for language in Language::ALL {
            let path = locales().join(language.tag()).join(file_name);
            let on_disk = std::fs::read_to_string(&path).unwrap();
            assert_eq!(on_disk, file.source(language), "{}", path.display());
        }
    }
}

#[test]
fn the_folder_holds_these_languages_and_no_others() {
    let found: BTreeSet<String> = std::fs::read_dir(locales())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, Language::ALL.into_iter().map(|language| language.tag().to_owned()).collect());
}

#[test]
fn every_file_of_the_folder_says_in_its_first_line_where_its_words_come_from() {
    let mut seen = 0;
    for language in Language::ALL {
        let expected = match language {
            Language::English => "### Source text.",
            _ => "### Machine translation, not reviewed by a native speaker.",
        };
        for entry in std::fs::read_dir(locales().join(language.tag())).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(path.extension().and_then(|end| end.to_str()), Some("ftl"), "{}", path.display());
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(text.lines().next(), Some(expected), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= Language::ALL.len() * DECLARED.len());
}

#[test]
fn what_a_language_lacks_is_said_in_english() {
    let mut sources = [""; Language::ALL.len()];
    sources[Language::English as usize] = "here = here, { $count }\nbroken = fine";
    sources[Language::Hindi as usize] = "other = यहाँ\nbroken = { $nobody }";
    let file = File::new(sources);
    let mut filled = FluentArgs::new();
    filled.set("count", 3);
    assert_eq!(file.text(Language::Hindi, "other", &filled), "यहाँ");
    assert_eq!(file.text(Language::Hindi, "here", &filled), "here, 3");
    assert_eq!(file.text(Language::Hindi, "broken", &filled), "fine");
    assert_eq!(file.text(Language::Khmer, "here", &filled), "here, 3");
    // English lacks it too: the id, and no panic.
    assert_eq!(file.text(Language::Khmer, "nowhere", &filled), "nowhere");
    assert_eq!(file.text(Language::Hindi, "here", &FluentArgs::new()), "here");
}
