//! The eighteen languages, and how a person's language tag finds one of them.

use std::fmt;

/// One of the languages that Wayhome speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English, in which every text is written first and to which others fall back.
    #[default]
    English,
    /// Chinese in traditional characters, as written in Taiwan.
    ChineseTraditional,
    /// Chinese in simplified characters.
    ChineseSimplified,
    /// Hindi.
    Hindi,
    /// Nepali.
    Nepali,
    /// Bengali.
    Bengali,
    /// Urdu, written from right to left.
    Urdu,
    /// Amharic.
    Amharic,
    /// Swahili.
    Swahili,
    /// Portuguese as spoken in Brazil.
    PortugueseBrazil,
    /// Malay.
    Malay,
    /// Indonesian.
    Indonesian,
    /// Thai.
    Thai,
    /// Vietnamese.
    Vietnamese,
    /// Khmer.
    Khmer,
    /// Lao.
    Lao,
    /// Burmese.
    Burmese,
    /// Tagalog (Filipino).
    Tagalog,
}

impl Language {
    /// All of them, English first. The order is that of the embedded files.
    pub const ALL: [Self; 18] = [
        Self::English,
        Self::ChineseTraditional,
        Self::ChineseSimplified,
        Self::Hindi,
        Self::Nepali,
        Self::Bengali,
        Self::Urdu,
        Self::Amharic,
        Self::Swahili,
        Self::PortugueseBrazil,
        Self::Malay,
        Self::Indonesian,
        Self::Thai,
        Self::Vietnamese,
        Self::Khmer,
        Self::Lao,
        Self::Burmese,
        Self::Tagalog,
    ];

    /// The language that serves a person with this tag, which may be any BCP 47 tag (RFC 5646) or a system's
    /// own way of writing one (`pt_BR.UTF-8`, `in_ID`); English when none does.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        Self::find(tag).unwrap_or_default()
    }

    /// The first of these tags that one of our languages serves, as in a phone's list of preferred languages;
    /// English when none does.
    #[must_use]
    pub fn first_of<'t>(tags: impl IntoIterator<Item = &'t str>) -> Self {
        tags.into_iter().find_map(Self::find).unwrap_or_default()
    }

    /// As [`Language::of`], and `None` when no language serves this tag.
    #[must_use]
    pub fn find(tag: &str) -> Option<Self> {
        let subtags = Subtags::read(tag);
        Some(match subtags.language.to_ascii_lowercase().as_str() {
            "en" | "eng" => Self::English,
            "zh" | "zho" | "chi" | "cmn" if subtags.traditional() => Self::ChineseTraditional,
            "zh" | "zho" | "chi" | "cmn" => Self::ChineseSimplified,
            // Cantonese is written in traditional characters unless the tag says otherwise.
            "yue" if subtags.simplified() => Self::ChineseSimplified,
            "yue" => Self::ChineseTraditional,
            "hi" | "hin" => Self::Hindi,
            "ne" | "nep" | "npi" => Self::Nepali,
            "bn" | "ben" => Self::Bengali,
            "ur" | "urd" => Self::Urdu,
            "am" | "amh" => Self::Amharic,
            "sw" | "swa" | "swh" | "swc" => Self::Swahili,
            "pt" | "por" => Self::PortugueseBrazil,
            "ms" | "msa" | "may" | "zsm" | "zlm" => Self::Malay,
            // `in` is the tag that Java and Android keep writing.
            "id" | "ind" | "in" => Self::Indonesian,
            "th" | "tha" => Self::Thai,
            "vi" | "vie" => Self::Vietnamese,
            "km" | "khm" => Self::Khmer,
            "lo" | "lao" => Self::Lao,
            "my" | "mya" | "bur" => Self::Burmese,
            "tl" | "tgl" | "fil" => Self::Tagalog,
            _ => return None,
        })
    }

    /// The BCP 47 tag, which is also the name of the folder in `locales/`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::ChineseTraditional => "zh-Hant",
            Self::ChineseSimplified => "zh-Hans",
            Self::Hindi => "hi",
            Self::Nepali => "ne",
            Self::Bengali => "bn",
            Self::Urdu => "ur",
            Self::Amharic => "am",
            Self::Swahili => "sw",
            Self::PortugueseBrazil => "pt-BR",
            Self::Malay => "ms",
            Self::Indonesian => "id",
            Self::Thai => "th",
            Self::Vietnamese => "vi",
            Self::Khmer => "km",
            Self::Lao => "lo",
            Self::Burmese => "my",
            Self::Tagalog => "tl",
        }
    }

    /// What its speakers call it, for a list to choose from.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::ChineseTraditional => "繁體中文",
            Self::ChineseSimplified => "简体中文",
            Self::Hindi => "हिन्दी",
            Self::Nepali => "नेपाली",
            Self::Bengali => "বাংলা",
            Self::Urdu => "اردو",
            Self::Amharic => "አማርኛ",
            Self::Swahili => "Kiswahili",
            Self::PortugueseBrazil => "Português (Brasil)",
            Self::Malay => "Bahasa Melayu",
            Self::Indonesian => "Bahasa Indonesia",
            Self::Thai => "ไทย",
            Self::Vietnamese => "Tiếng Việt",
            Self::Khmer => "ខ្មែរ",
            Self::Lao => "ລາວ",
            Self::Burmese => "မြန်မာ",
            Self::Tagalog => "Tagalog",
        }
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Urdu)
    }
}

/// Shows the tag.
impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The parts of a tag that matter here. Variants, extensions and private use are passed over.
struct Subtags<'t> {
    language: &'t str,
    script: Option<&'t str>,
    region: Option<&'t str>,
}

impl<'t> Subtags<'t> {
    /// Reads what it can: any text has some language, if only one that nobody speaks.
    fn read(tag: &'t str) -> Self {
        // What a POSIX locale says of encoding and variant is not ours.
        let tag = tag.trim().split(['.', '@']).next().unwrap_or_default();
        let mut subtags = tag.split(['-', '_']);
        let mut read = Self { language: subtags.next().unwrap_or_default(), script: None, region: None };
        // A single letter begins the extensions, whose subtags look like scripts and regions.
        for subtag in subtags.take_while(|subtag| subtag.len() != 1) {
            let letters = subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
            match subtag.len() {
                4 if letters && read.script.is_none() && read.region.is_none() => read.script = Some(subtag),
                2 if letters && read.region.is_none() => read.region = Some(subtag),
                3 if read.region.is_none() && subtag.bytes().all(|byte| byte.is_ascii_digit()) => {
                    read.region = Some(subtag);
                }
                // `zh-yue` and `zh-cmn`: the extended form of a language that also has a tag of its own.
                3 if letters && read.script.is_none() && read.region.is_none() => read.language = subtag,
                _ => {}
            }
        }
        read
    }

    fn traditional(&self) -> bool {
        match self.script {
            Some(script) => script.eq_ignore_ascii_case("Hant"),
            None => self.region_is(&["TW", "HK", "MO"]),
        }
    }

    fn simplified(&self) -> bool {
        match self.script {
            Some(script) => script.eq_ignore_ascii_case("Hans"),
            None => self.region_is(&["CN", "SG", "MY"]),
        }
    }

    fn region_is(&self, regions: &[&str]) -> bool {
        self.region.is_some_and(|region| regions.iter().any(|known| region.eq_ignore_ascii_case(known)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_language_finds_itself_by_its_own_tag_in_any_case() {
        for language in Language::ALL {
            assert_eq!(Language::find(language.tag()), Some(language));
            assert_eq!(Language::find(&language.tag().to_lowercase()), Some(language));
            assert_eq!(Language::find(&language.tag().to_uppercase().replace('-', "_")), Some(language));
            assert_eq!(language.to_string(), language.tag());
        }
    }

    #[test]
    fn tags_of_neighbours_old_names_and_systems_find_the_language_their_readers_know() {
        for (tag, ours) in [
            ("en-GB", "en"),
            ("EN_us.UTF-8", "en"),
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-SG", "zh-Hans"),
            ("zh-Hans-HK", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh_TW.Big5", "zh-Hant"),
            ("zh-HK", "zh-Hant"),
            ("zh-MO", "zh-Hant"),
            ("zh-Hant-CN", "zh-Hant"),
            ("zh-hant-u-co-stroke", "zh-Hant"),
            ("zh-u-rg-TWzzzz", "zh-Hans"),
            ("yue", "zh-Hant"),
            ("zh-yue", "zh-Hant"),
            ("yue-Hans", "zh-Hans"),
            ("yue-CN", "zh-Hans"),
            ("cmn-TW", "zh-Hant"),
            ("pt", "pt-BR"),
            ("pt-PT", "pt-BR"),
            ("fil", "tl"),
            ("fil-PH", "tl"),
            ("in", "id"),
            ("in_ID", "id"),
            ("zsm", "ms"),
            ("ms-MY", "ms"),
            ("npi", "ne"),
            ("sw-KE", "sw"),
            ("es-419", "en"),
            ("ur-IN", "ur"),
            ("sr-Latn-RS", "en"),
            ("bn_BD@calendar", "bn"),
            (" my ", "my"),
            ("x-klingon", "en"),
            ("", "en"),
            ("-", "en"),
            ("hindi", "en"),
            ("日本", "en"),
        ] {
            assert_eq!(Language::of(tag).tag(), ours, "{tag:?}");
        }
    }

    #[test]
    fn a_list_of_preferences_gives_the_first_that_is_served() {
        assert_eq!(Language::first_of(["si-LK", "ta", "ne-IN", "hi"]), Language::Nepali);
        assert_eq!(Language::first_of(["en-IN", "hi"]), Language::English);
        assert_eq!(Language::first_of(["si-LK"]), Language::English);
        assert_eq!(Language::find("si-LK"), None);
    }

    #[test]
    fn only_urdu_is_written_from_right_to_left() {
        for language in Language::ALL {
            let arabic = language.own_name().chars().any(|letter| ('\u{600}'..='\u{6ff}').contains(&letter));
            assert_eq!(language.is_right_to_left(), language.tag() == "ur");
            assert_eq!(language.is_right_to_left(), arabic);
        }
    }

    #[test]
    fn every_language_has_its_place_in_the_list_and_a_name_of_its_own() {
        for (place, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(language as usize, place);
            assert!(
                Language::ALL.iter().filter(|other| other.own_name() == language.own_name()).count() == 1
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_at_all_is_a_tag_of_something(tag in "\\PC{0,40}", more in "[a-zA-Z0-9_.@-]{0,40}") {
            let _ = Language::of(&tag);
            if let Some(language) = Language::find(&more) {
                // What was found is found again by its own tag.
                prop_assert_eq!(Language::find(language.tag()), Some(language));
            }
        }
    }
}
