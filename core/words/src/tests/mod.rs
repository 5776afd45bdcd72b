//! What holds for every text in every language.

mod coverage;
mod family;
mod ftl;
mod lengths;
mod names;
mod plurals;
mod wording;

use crate::book;
use crate::file::File;
use crate::{DemoText, Language, PhoneText, RelayText};

/// One file name, and what the code knows of it.
struct Declared {
    file_name: &'static str,
    file: &'static File,
    /// Each text's id and variables.
    texts: &'static [(&'static str, &'static [&'static str])],
}

const DECLARED: [Declared; 4] = [
    Declared { file_name: "phone.ftl", file: PhoneText::FILE, texts: PhoneText::DECLARED },
    Declared { file_name: "relay.ftl", file: RelayText::FILE, texts: RelayText::DECLARED },
    Declared { file_name: "demo.ftl", file: DemoText::FILE, texts: DemoText::DECLARED },
    Declared { file_name: "book.ftl", file: &book::FILE, texts: book::TEXTS },
];

impl Declared {
    /// The messages that the file holds in this language, as they are written there.
    fn messages(&self, language: Language) -> Vec<ftl::Message> {
        ftl::messages(self.file.source(language))
    }
}

/// Calls with each file's messages in each language but English.
fn each_translated(mut look: impl FnMut(&Declared, Language, &ftl::Message)) {
    for declared in &DECLARED {
        for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
            declared.messages(language).iter().for_each(|message| look(declared, language, message));
        }
    }
}
