//! Counts take the form that the language's grammar wants (CLDR, cardinal plural rules).

use super::DECLARED;
use crate::{DemoText, Language, PhoneText, RelayText};

/// The forms of whole numbers in each language, the last one standing for the rest; and whether the form `one`
/// serves more numbers than 1, so that it has to show which one it is.
pub(super) fn forms(language: Language) -> (&'static [&'static str], bool) {
    match language {
        Language::English | Language::Nepali | Language::Urdu | Language::Swahili => {
            (&["one", "other"], false)
        }
        // 0 counts as one here; in Tagalog every number does whose last digit is not 4, 6 or 9.
        Language::Hindi
        | Language::Bengali
        | Language::Amharic
        | Language::PortugueseBrazil
        | Language::Tagalog => (&["one", "other"], true),
        Language::ChineseTraditional
        | Language::ChineseSimplified
        | Language::Malay
        | Language::Indonesian
        | Language::Thai
        | Language::Vietnamese
        | Language::Khmer
        | Language::Lao
        | Language::Burmese => (&[], false),
    }
}

#[test]
fn every_count_has_exactly_the_forms_of_its_language() {
    for declared in &DECLARED {
        for language in Language::ALL {
            let (wanted, one_is_many) = forms(language);
            for message in declared.messages(language) {
                let place = format!("{language}/{}: {}", declared.file_name, message.id);
                if !message.variables.contains("count") || wanted.is_empty() {
                    assert!(message.choices.is_empty(), "{place} chooses where there is nothing to choose");
                    continue;
                }
                let [choice] = message.choices.as_slice() else {
                    panic!("{place} needs one choice of forms")
                };
                assert_eq!(choice.variable, "count", "{place}");
                assert_eq!(choice.default, "other", "{place}");
                let names: Vec<&str> = choice.forms.iter().map(|(name, _)| name.as_str()).collect();
                assert_eq!(names, wanted, "{place}");
                for (name, shows_number) in &choice.forms {
                    let may_hide_it = name == "one" && !one_is_many;
                    assert!(*shows_number || may_hide_it, "{place}, {name} hides its number");
                }
            }
        }
    }
}

#[test]
fn the_numbers_choose_the_form_that_the_grammar_wants() {
    let told = |language, count| PhoneText::ContactsCovered { count }.text(language);
    for (language, count, text) in [
        (Language::English, 0, "0 contacts will be told"),
        (Language::English, 1, "1 contact will be told"),
        (Language::English, 2, "2 contacts will be told"),
        // 0 is one in Amharic, Hindi and Brazilian Portuguese …
        (Language::Amharic, 0, "ለ0 ሰው ይነገራል"),
        (Language::Amharic, 1, "ለ1 ሰው ይነገራል"),
        (Language::Amharic, 2, "ለ2 ሰዎች ይነገራል"),
        (Language::Hindi, 0, "0 व्यक्ति को बताया जाएगा"),
        (Language::Hindi, 1, "1 व्यक्ति को बताया जाएगा"),
        (Language::Hindi, 5, "5 लोगों को बताया जाएगा"),
        (Language::PortugueseBrazil, 0, "0 contato será avisado"),
        (Language::PortugueseBrazil, 2, "2 contatos serão avisados"),
        // … and many in Nepali, Urdu and Swahili.
        (Language::Nepali, 0, "0 जना मान्छेहरूलाई जानकारी जान्छ"),
        (Language::Nepali, 1, "1 जना मान्छेलाई जानकारी जान्छ"),
        (Language::Urdu, 0, "0 لوگوں کو بتایا جائے گا"),
        (Language::Urdu, 1, "1 شخص کو بتایا جائے گا"),
        (Language::Swahili, 0, "Watu 0 wataambiwa"),
        (Language::Swahili, 1, "Mtu 1 ataambiwa"),
        (Language::Swahili, 21, "Watu 21 wataambiwa"),
        // In Tagalog a number that ends in 4, 6 or 9 takes a linking word of its own.
        (Language::Tagalog, 3, "3 kontak ang sasabihan"),
        (Language::Tagalog, 4, "4 na kontak ang sasabihan"),
        (Language::Tagalog, 10, "10 kontak ang sasabihan"),
        (Language::Tagalog, 16, "16 na kontak ang sasabihan"),
        // No plural at all.
        (Language::Thai, 1, "จะแจ้งผู้ติดต่อ 1 คน"),
        (Language::Thai, 7, "จะแจ้งผู้ติดต่อ 7 คน"),
    ] {
        assert_eq!(told(language, count), text, "{count} in {language}");
    }
}

#[test]
fn a_step_is_a_number_and_not_an_amount() {
    let told = |step, count| DemoText::StepTold { step, count }.text(Language::English);
    assert_eq!(told(2, 1), "Step 2: 1 contact was told.");
    assert_eq!(told(1, 2), "Step 1: 2 contacts were told.");
    // And the relay counts nothing that it could give away.
    assert!(RelayText::DECLARED.iter().all(|(_, variables)| !variables.contains(&"count")));
}
