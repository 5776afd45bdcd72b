//! What can be said of wording without knowing every language: its script, its characters, no English left.

use std::ops::RangeInclusive;

use super::{DECLARED, each_translated};
use crate::Language;

/// The letters of a language that is not written in Latin ones.
pub(super) fn script(language: Language) -> Option<&'static [RangeInclusive<char>]> {
    const HAN: &[RangeInclusive<char>] = &['\u{4e00}'..='\u{9fff}'];
    const DEVANAGARI: &[RangeInclusive<char>] = &['\u{900}'..='\u{97f}'];
    const BENGALI: &[RangeInclusive<char>] = &['\u{980}'..='\u{9ff}'];
    const ARABIC: &[RangeInclusive<char>] = &['\u{600}'..='\u{6ff}'];
    const ETHIOPIC: &[RangeInclusive<char>] = &['\u{1200}'..='\u{137f}'];
    const THAI: &[RangeInclusive<char>] = &['\u{e01}'..='\u{e5b}'];
    const KHMER: &[RangeInclusive<char>] = &['\u{1780}'..='\u{17f9}'];
    const LAO: &[RangeInclusive<char>] = &['\u{e81}'..='\u{edf}'];
    const MYANMAR: &[RangeInclusive<char>] = &['\u{1000}'..='\u{109f}'];
    Some(match language {
        Language::ChineseTraditional | Language::ChineseSimplified => HAN,
        Language::Hindi | Language::Nepali => DEVANAGARI,
        Language::Bengali => BENGALI,
        Language::Urdu => ARABIC,
        Language::Amharic => ETHIOPIC,
        Language::Thai => THAI,
        Language::Khmer => KHMER,
        Language::Lao => LAO,
        Language::Burmese => MYANMAR,
        Language::English
        | Language::Swahili
        | Language::PortugueseBrazil
        | Language::Malay
        | Language::Indonesian
        | Language::Vietnamese
        | Language::Tagalog => return None,
    })
}

#[test]
fn every_letter_belongs_to_the_script_of_its_language() {
    each_translated(|declared, language, message| {
        let stranger = message.written.chars().filter(|letter| letter.is_alphabetic()).find(|letter| {
            match script(language) {
                Some(script) => !script.iter().any(|range| range.contains(letter)),
                None => {
                    !('a'..='\u{24f}').contains(&letter.to_ascii_lowercase())
                        && !('\u{1e00}'..='\u{1eff}').contains(letter)
                }
            }
        });
        assert_eq!(stranger, None, "{language}/{}: {}", declared.file_name, message.id);
    });
}

/// Words that no other language here writes alike.
pub(super) const ENGLISH: [&str; 24] = [
    "the", "and", "you", "your", "this", "that", "with", "from", "please", "has", "have", "will", "not",
    "for", "now", "open", "messages", "phone", "contact", "contacts", "alert", "practice", "check", "answer",
];

#[test]
fn no_english_is_left_in_the_languages_that_share_its_letters() {
    each_translated(|declared, language, message| {
        let words = message.written.split(|letter: char| !letter.is_alphabetic());
        let english: Vec<&str> =
            words.filter(|word| ENGLISH.contains(&word.to_lowercase().as_str())).collect();
        assert!(english.is_empty(), "{language}/{}: {} says {english:?}", declared.file_name, message.id);
    });
}

/// Pairs that our sentences need: traditional, then simplified.
const PAIRS: &str = "們们個个會会這这說说時时請请聯联絡络來来對对開开關关機机電电話话訊讯號号壞坏沒没爾尔麼么\
                     還还傳传給给頁页連连結结錯错過过應应該该樣样點点實实際际險险報报護护員员業业務务問问題题\
                     間间緊紧誰谁讓让現现後后東东幫帮錢钱記记錄录資资處处歲岁練练習习確确認认寫写將将無无\
                     畫画單单體体動动當当經经濟济進进遲迟邊边鐘钟週周計计劃划傷伤雙双爭争擊击響响較较預预\
                     終终續续職职條条發发滿满標标隨随戶户國国團团庫库館馆馬马麗丽繫系臺台閉闭則则則则";

/// A character that belongs to the other way of writing Chinese.
pub(super) fn of_the_other_chinese(language: Language, text: &str) -> Option<char> {
    let letters: Vec<char> = PAIRS.chars().filter(|letter| !letter.is_whitespace()).collect();
    assert_eq!(letters.len() % 2, 0);
    let foreign = match language {
        Language::ChineseTraditional => 1,
        Language::ChineseSimplified => 0,
        _ => return None,
    };
    letters.chunks(2).find_map(|pair| {
        // Some simplified characters are also traditional ones in other words.
        let ambiguous = language == Language::ChineseTraditional
            && ['后', '系', '台', '周', '划', '干', '里'].contains(&pair[1]);
        (!ambiguous && pair[0] != pair[1] && text.contains(pair[foreign])).then(|| pair[foreign])
    })
}

#[test]
fn traditional_and_simplified_characters_are_not_mixed() {
    for declared in &DECLARED {
        for language in [Language::ChineseTraditional, Language::ChineseSimplified] {
            for message in declared.messages(language) {
                let wrong = of_the_other_chinese(language, &message.written);
                assert_eq!(wrong, None, "{language}/{}: {}", declared.file_name, message.id);
            }
        }
    }
}

#[test]
fn no_text_holds_a_control_character_and_only_mail_has_lines() {
    for declared in &DECLARED {
        for language in Language::ALL {
            for (number, line) in declared.file.source(language).lines().enumerate() {
                let odd = line.chars().find(|letter| {
                    letter.is_control() || matches!(letter, '\u{feff}' | '\u{fffd}' | '\u{200b}' | '\u{a0}')
                });
                assert_eq!(odd, None, "{language}/{}:{}", declared.file_name, number + 1);
            }
            for message in declared.messages(language).iter().filter(|message| message.choices.is_empty()) {
                let lines = message.id.ends_with("-body") || message.id == "opt-out";
                assert!(lines || !message.written.contains('\n'), "{language}: {}", message.id);
                assert!(!message.written.trim().is_empty(), "{language}: {}", message.id);
            }
        }
    }
}

#[test]
fn right_to_left_letters_stand_in_urdu_and_nowhere_else() {
    for declared in &DECLARED {
        for language in Language::ALL {
            let arabic = declared
                .messages(language)
                .iter()
                .filter(|message| {
                    message.written.chars().any(|letter| ('\u{590}'..='\u{8ff}').contains(&letter))
                })
                .count();
            let expected = if language.is_right_to_left() { declared.texts.len() } else { 0 };
            assert_eq!(arabic, expected, "{language}/{}", declared.file_name);
        }
    }
}

#[test]
fn what_may_be_seen_over_a_shoulder_gives_nothing_away() {
    const TELLING: [&str; 9] =
        ["wayhome", "check-in", "alert", "danger", "police", "missing", "help", "sos", "migrant"];
    let mut looked = 0;
    for declared in &DECLARED {
        for message in declared.messages(Language::English) {
            let in_sight = declared.file_name == "relay.ftl"
                && (message.id.starts_with("mail-") || message.id.starts_with("push-"))
                || message.id.starts_with("reminder-");
            if in_sight {
                looked += 1;
                let text = message.written.to_lowercase();
                let telling = TELLING.iter().find(|word| text.contains(**word));
                assert_eq!(telling, None, "{}", message.id);
            }
        }
        // The name of the software is in no text at all.
        for language in Language::ALL {
            let named = declared
                .messages(language)
                .into_iter()
                .find(|message| message.written.to_lowercase().contains("wayhome"));
            assert!(named.is_none(), "{language}/{}", declared.file_name);
        }
    }
    assert!(looked >= 18);
}
