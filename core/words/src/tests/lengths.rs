//! Each SMS fits into one message.

use super::DECLARED;
use crate::{Language, PhoneText, RelayText, sms};

/// A name of ten characters as it is written in this language.
fn name(language: Language) -> &'static str {
    match language {
        Language::English | Language::Tagalog => "Maria Cruz",
        Language::ChineseTraditional => "阿莎塔曼古隆王小明麗",
        Language::ChineseSimplified => "阿莎塔曼古隆王小明丽",
        Language::Hindi => "अर्चना राय",
        Language::Nepali => "सुनिता राई",
        Language::Bengali => "রহিমা বেগম",
        Language::Urdu => "عائشہ بیگم",
        Language::Amharic => "አልማዝ በላይነሽ",
        Language::Swahili => "Juma Hamis",
        Language::PortugueseBrazil => "José Souza",
        Language::Malay => "Siti Aisha",
        Language::Indonesian => "Dewi Utami",
        Language::Thai => "สมชาย ใจดี",
        Language::Vietnamese => "Nguyễn Văn",
        Language::Khmer => "សុខា ចន្ធី",
        Language::Lao => "ສົມໃຈ ແກ້ວ",
        Language::Burmese => "မောင်မောင်",
    }
}

/// The languages whose SMS texts keep to the GSM alphabet.
const IN_GSM: [Language; 6] = [
    Language::English,
    Language::Swahili,
    Language::PortugueseBrazil,
    Language::Malay,
    Language::Indonesian,
    Language::Tagalog,
];

/// Every SMS text in this language, with its id.
fn all(language: Language) -> Vec<(&'static str, String)> {
    let name = name(language);
    let phone = [
        PhoneText::SmsStepOne { name },
        PhoneText::SmsStepTwo { name },
        PhoneText::SmsStepThree { name },
        PhoneText::SmsDrill { name },
    ];
    let phone = phone.into_iter().map(|text| (text.id(), text.text(language)));
    let relay = RelayText::each().into_iter().filter(|text| text.id().starts_with("sms-"));
    phone.chain(relay.map(|text| (text.id(), text.text(language)))).collect()
}

#[test]
fn every_sms_with_a_name_of_ten_characters_fits_into_one_message() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        assert_eq!(name(language).encode_utf16().count(), 10, "{language}");
        for (id, text) in all(language) {
            let length = sms::length(&text);
            let limit = if IN_GSM.contains(&language) { 160 } else { 70 };
            if !length.fits || length.limit != limit {
                wrong.push(format!("{language} {id} {} of {limit}: {text}", length.units));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_step_and_the_answers_to_it_fit_into_two_messages() {
    // Each part of a longer message gives some room to its number (TS 23.040, section 9.2.3.24.1).
    let part = |limit| if limit == 160 { 153 } else { 67 };
    for language in Language::ALL {
        let footer = RelayText::SmsFooter.text(language);
        for step in 1..=3 {
            let words = PhoneText::sms_step(step, name(language)).unwrap().text(language);
            let length = sms::length(&format!("{words}\n{footer}"));
            assert!(length.units <= 2 * part(length.limit), "{language}: step {step} takes {length:?}");
        }
    }
}

#[test]
fn no_sms_text_is_left_out_of_the_measuring() {
    let measured: Vec<&str> = all(Language::English).into_iter().map(|(id, _)| id).collect();
    for declared in &DECLARED {
        for (id, _) in declared.texts.iter().filter(|(id, _)| id.starts_with("sms-")) {
            assert!(measured.contains(id), "{id} is not measured");
        }
    }
    assert_eq!(measured.len(), 13);
}

#[test]
fn an_sms_is_one_line_without_invisible_marks() {
    for language in Language::ALL {
        for (id, text) in all(language) {
            let odd = text.chars().find(|letter| {
                letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}')
            });
            assert_eq!(odd, None, "{language}: {id}");
        }
    }
}
