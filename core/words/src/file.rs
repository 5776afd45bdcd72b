//! One Fluent file in all its languages, parsed language by language when first asked.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::Language;

/// How many languages there are.
const LANGUAGES: usize = Language::ALL.len();

type Bundle = FluentBundle<FluentResource>;

/// The texts of one file name, and what has been parsed of them.
pub(crate) struct File {
    sources: [&'static str; LANGUAGES],
    parsed: [OnceLock<Bundle>; LANGUAGES],
}

impl File {
    /// Takes the sources in the order of [`Language::ALL`].
    pub(crate) const fn new(sources: [&'static str; LANGUAGES]) -> Self {
        Self { sources, parsed: [const { OnceLock::new() }; LANGUAGES] }
    }

    /// The text in this language; in English where the language lacks it or cannot fill it; and the id alone if
    /// English lacks it too, which a test excludes.
    pub(crate) fn text(&self, language: Language, id: &str, variables: &FluentArgs<'_>) -> String {
        self.in_language(language, id, variables)
            .or_else(|| self.in_language(Language::English, id, variables))
            .unwrap_or_else(|| id.to_owned())
    }

    fn in_language(&self, language: Language, id: &str, variables: &FluentArgs<'_>) -> Option<String> {
        let bundle = self.bundle(language)?;
        let message = bundle.get_message(id)?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(message.value()?, Some(variables), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    fn bundle(&self, language: Language) -> Option<&Bundle> {
        let place = language as usize;
        let (source, parsed) = (self.sources.get(place)?, self.parsed.get(place)?);
        Some(parsed.get_or_init(|| bundle(language, source)))
    }

    /// The source in this language.
    #[cfg(test)]
    pub(crate) fn source(&self, language: Language) -> &'static str {
        self.sources[language as usize]
    }
}

/// Parses what can be parsed; the tests say that it is all of it.
fn bundle(language: Language, source: &str) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // Names are isolated where they are put in (see `variables`): links and numbers need to stay bare.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partly, _)| partly);
    // A second message of the same name is left out; a test says that there is none.
    let _: Result<(), _> = bundle.add_resource(resource);
    bundle
}

/// Embeds one file name in every language.
macro_rules! embedded {
    ($name:literal) => {
        crate::file::File::new([
            crate::file::embedded!("en", $name),
            crate::file::embedded!("zh-Hant", $name),
            crate::file::embedded!("zh-Hans", $name),
            crate::file::embedded!("hi", $name),
            crate::file::embedded!("ne", $name),
            crate::file::embedded!("bn", $name),
            crate::file::embedded!("ur", $name),
            crate::file::embedded!("am", $name),
            crate::file::embedded!("sw", $name),
            crate::file::embedded!("pt-BR", $name),
            crate::file::embedded!("ms", $name),
            crate::file::embedded!("id", $name),
            crate::file::embedded!("th", $name),
            crate::file::embedded!("vi", $name),
            crate::file::embedded!("km", $name),
            crate::file::embedded!("lo", $name),
            crate::file::embedded!("my", $name),
            crate::file::embedded!("tl", $name),
        ])
    };
    ($tag:literal, $name:literal) => {
        include_str!(concat!("../../../locales/", $tag, "/", $name))
    };
}

pub(crate) use embedded;
