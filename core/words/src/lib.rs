//! Every text that a worker, a trusted contact or a family member sees from the library, the relay and the
//! demo, in eighteen languages. This crate does no I/O and reads no clock: the files in `locales/` are
//! compiled in, and parsed when a language is first used.
//!
//! A text is a value that carries its own variables, so that none can be forgotten or misspelt:
//!
//! ```
//! # #[cfg(feature = "phone")] {
//! use wayhome_words::{Language, PhoneText};
//!
//! let language = Language::of("pt-PT");
//! assert_eq!(language.tag(), "pt-BR");
//! assert!(PhoneText::StepOne { name: "Asha" }.text(language).contains("Asha"));
//! # }
//! ```
//!
//! What a language does not say is said in English. A person's name stands between Unicode's isolating marks,
//! so that a name in another direction of writing cannot disturb the sentence around it; in plain SMS texts
//! (see [`sms`]) it stands bare, and links always do.
//!
//! | feature | file | type |
//! |---|---|---|
//! | `phone` (default) | `phone.ftl` | [`PhoneText`] |
//! | `book` | `book.ftl` | `book_lines` |
//! | `relay` | `relay.ftl` | `RelayText` |
//! | `demo` | `demo.ftl` | `DemoText` |

#[cfg(any(feature = "book", test))]
mod book;
#[cfg(any(feature = "demo", test))]
mod demo;
#[cfg(any(feature = "book", feature = "phone", feature = "relay", feature = "demo", test))]
mod file;
mod language;
#[cfg(any(feature = "phone", test))]
mod phone;
#[cfg(any(feature = "relay", test))]
mod relay;
pub mod sms;
#[cfg(any(feature = "phone", feature = "relay", feature = "demo", test))]
mod texts;
#[cfg(any(feature = "phone", feature = "relay", feature = "demo", test))]
mod variables;

#[cfg(test)]
mod tests;

#[cfg(any(feature = "book", test))]
pub use book::{BookLine, BookSpan, book_lines};
#[cfg(any(feature = "demo", test))]
pub use demo::DemoText;
pub use language::Language;
#[cfg(any(feature = "phone", test))]
pub use phone::PhoneText;
#[cfg(any(feature = "relay", test))]
pub use relay::RelayText;
