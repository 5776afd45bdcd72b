//! What is typed about people who are not in the room: links and digits, and family links for a browser.

use std::path::PathBuf;

use clap::Args;

use super::contact::SharingChoice;
use super::worker::Picture;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker link Ben --sharing on-release\n\n\
    Send the link to them by any way. When they run `wayhome contact take-link`, both sides see the pairing in\n\
    `links`; they read six digits aloud to you, by voice, and you type them with `wayhome worker digits`.")]
pub(crate) struct MakeLink {
    /// What you call the contact; with --show, a name or id in `wayhome worker links`
    pub(crate) name: String,
    /// Show a link that nobody has answered once more, instead of making one
    #[arg(long, conflicts_with = "sharing")]
    pub(crate) show: bool,
    /// What they are told about places
    #[arg(long, value_enum, default_value_t = SharingChoice::OnRelease)]
    pub(crate) sharing: SharingChoice,
    #[command(flatten)]
    pub(crate) picture: Picture,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact take-link --name Asha < link.txt\n\n\
    Then run `wayhome sync` until `wayhome contact links` shows six digits, and read them aloud to the worker: by\n\
    voice, never by the way that the link came.")]
pub(crate) struct TakeLink {
    /// The link; without it, or as -, it is read from standard input, where nobody else can see it
    #[arg(conflicts_with = "file")]
    pub(crate) link: Option<String>,
    /// Read the link from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// What you call the worker
    #[arg(long)]
    pub(crate) name: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker links\n  wayhome contact links --cancel Asha")]
pub(crate) struct Links {
    /// Give this pairing up: a name or id
    #[arg(long, value_name = "LINK")]
    pub(crate) cancel: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker digits Ben 123456\n\n\
    There is one try: digits that differ mean that somebody sat in between, and end the link for good.")]
pub(crate) struct Digits {
    /// The pairing: a name or id in `wayhome worker links`
    pub(crate) link: String,
    /// The six digits that the contact read aloud
    pub(crate) digits: String,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  wayhome worker family-link Maya --language ne --qr\n  wayhome worker family-link --show Maya\n\n\
    Whoever has the link can read what this contact is sent, until you remove the contact. It is also the way back\n\
    in: good to print and keep."
)]
pub(crate) struct FamilyLink {
    /// What you call the contact
    pub(crate) name: String,
    /// Show the link of this contact once more, instead of making one
    #[arg(long, conflicts_with_all = ["language", "sharing"])]
    pub(crate) show: bool,
    /// The language of their page, as a BCP 47 tag
    #[arg(long, default_value = "en", value_parser = super::language)]
    pub(crate) language: String,
    /// What they are told about places
    #[arg(long, value_enum, default_value_t = SharingChoice::OnRelease)]
    pub(crate) sharing: SharingChoice,
    #[command(flatten)]
    pub(crate) picture: Picture,
}
