//! Names, links and what surrounds them.

use super::DECLARED;
use crate::{Language, PhoneText, RelayText};

#[test]
fn a_name_on_a_screen_stands_between_isolating_marks_and_a_name_in_an_sms_stands_bare() {
    for language in Language::ALL {
        for name in ["Asha", "عائشہ"] {
            let on_screen = PhoneText::Drill { name }.text(language);
            assert!(on_screen.contains(&format!("\u{2068}{name}\u{2069}")), "{language}: {on_screen:?}");
            let sms = PhoneText::SmsDrill { name }.text(language);
            assert!(sms.contains(name) && !sms.contains('\u{2068}'), "{language}: {sms:?}");
        }
    }
}

#[test]
fn a_name_cannot_turn_the_sentence_around_or_begin_a_new_line() {
    let name = "Asha\u{2069}\u{202e}\r\nAll is well\u{0}";
    let text = PhoneText::WatchLate { name }.text(Language::English);
    assert_eq!(text, "The check-in from \u{2068}Asha All is well\u{2069} is late.");
    let sms = PhoneText::SmsDrill { name }.text(Language::English);
    assert!(sms.starts_with("This is a practice, not an alarm. Asha All is well is trying out"), "{sms:?}");
}

#[test]
fn what_looks_like_fluent_in_a_name_stays_as_it_is() {
    let text = PhoneText::WatchLate { name: "{ $name } { step-1 }" }.text(Language::Thai);
    assert!(text.contains("\u{2068}{ $name } { step-1 }\u{2069}"), "{text}");
}

#[test]
fn a_link_stands_alone_on_its_line_and_untouched() {
    let url = "https://relay.example/r/AbC-_9?x=1&y=2#part";
    for language in Language::ALL {
        for text in [
            RelayText::MailBody { url },
            RelayText::MailUrgentBody { url },
            RelayText::MailPracticeBody { url },
            RelayText::ConfirmBody { url },
            RelayText::OptOut { url },
        ] {
            let filled = text.text(language);
            assert!(filled.lines().any(|line| line == url), "{language}: {} {filled:?}", text.id());
        }
    }
}

#[test]
fn the_relay_is_given_no_name_to_say() {
    let relay = DECLARED.iter().find(|declared| declared.file_name == "relay.ftl").unwrap();
    assert!(relay.texts.iter().all(|(_, variables)| variables.iter().all(|variable| *variable == "url")));
}

#[test]
fn a_step_number_chooses_its_text_and_no_other_number_does() {
    let name = "Asha";
    assert_eq!(PhoneText::step(1, name), Some(PhoneText::StepOne { name }));
    assert_eq!(PhoneText::step(2, name), Some(PhoneText::StepTwo { name }));
    assert_eq!(PhoneText::step(3, name), Some(PhoneText::StepThree { name }));
    assert_eq!(PhoneText::sms_step(1, name), Some(PhoneText::SmsStepOne { name }));
    assert_eq!(PhoneText::sms_step(2, name), Some(PhoneText::SmsStepTwo { name }));
    assert_eq!(PhoneText::sms_step(3, name), Some(PhoneText::SmsStepThree { name }));
    for number in [0, 4, 255] {
        assert_eq!((PhoneText::step(number, name), PhoneText::sms_step(number, name)), (None, None));
    }
}
