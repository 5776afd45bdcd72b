//! What a trusted contact types, and what a worker types about contacts.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

use super::worker::Picture;
use super::{Hold, Init, Links, ReleasedCommand, Sending, TakeLink};

#[derive(Debug, Subcommand)]
pub(crate) enum ContactCommand {
    /// Make a store and its vault
    Init(Init),
    /// Take up a worker's invite, and print the answer to show to them
    Accept(Accept),
    /// Take up a link that a far-away worker sent
    TakeLink(TakeLink),
    /// Show pairings by link that are under way, with the digits to read aloud
    Links(Links),
    /// Confirm a contact by the answer that they show (the worker does this)
    Confirm(Confirm),
    /// List the circle (the worker does this)
    #[command(after_help = "Example:\n  wayhome contact list")]
    List,
    /// Call a contact by another name (the worker does this)
    Rename(Rename),
    /// Stop telling a contact anything; they are told so (the worker does this)
    Remove(Remove),
    /// Change what a contact is told about places (the worker does this)
    Sharing(ShareWith),
    /// Show the workers you watch: last heard, next expected, late, calls for help, places
    Watch(Watch),
    /// Show what workers sent
    Inbox(Inbox),
    /// A worker's dossier, once a step released it to you
    #[command(subcommand)]
    Dossier(ReleasedCommand),
    /// Put what is known of a worker on one sheet, for the police or an aid group
    CaseSheet(CaseSheet),
    /// Reply to a worker
    Reply(Reply),
    /// Let a later step of a worker's plan wait, because you know more
    Hold(Hold),
    /// How else the relay tells you that something came: a wake of an app, e-mail, ntfy, a webhook
    #[command(subcommand)]
    Route(OwnRouteCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum OwnRouteCommand {
    /// Ask the relay to use an address; the person reached has to agree, by a link that is sent there
    Add(AddOwnRoute),
    /// Show the routes, as the relay has them
    #[command(after_help = "Example:\n  wayhome contact route list")]
    List,
    /// Remove a route
    Remove(RemoveOwnRoute),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  wayhome contact route add email ben@example.org --language ne\n  \
    wayhome contact route add wake https://push.example.org/up?token=1\n\n\
    The words are neutral: that something came. The relay keeps the address encrypted.")]
pub(crate) struct AddOwnRoute {
    /// What kind of route it is
    #[arg(value_enum)]
    pub(crate) kind: OwnRouteKind,
    /// Where it leads: an e-mail address or a URL
    pub(crate) address: String,
    /// The language of the words, as a BCP 47 tag
    #[arg(long, default_value = "en", value_parser = super::language)]
    pub(crate) language: String,
    /// Only what is urgent, not what the sender wishes known
    #[arg(long)]
    pub(crate) urgent_only: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OwnRouteKind {
    /// An e-mail address
    Email,
    /// A topic of ntfy
    Ntfy,
    /// A webhook
    Webhook,
    /// An app, woken through UnifiedPush without any content
    Wake,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact route remove 5f2a")]
pub(crate) struct RemoveOwnRoute {
    /// The route's id, as the list shows it
    pub(crate) route: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact accept --name Asha < invite.txt")]
pub(crate) struct Accept {
    /// The invite; without it, or as -, it is read from standard input
    #[arg(conflicts_with = "file")]
    pub(crate) invite: Option<String>,
    /// Read the invite from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// What you call the worker
    #[arg(long)]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) picture: Picture,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact confirm --name Ben --sharing on-release < answer.txt")]
pub(crate) struct Confirm {
    /// The answer; without it, or as -, it is read from standard input
    #[arg(conflicts_with = "file")]
    pub(crate) answer: Option<String>,
    /// Read the answer from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// What you call the contact
    #[arg(long)]
    pub(crate) name: String,
    /// What they are told about places
    #[arg(long, value_enum, default_value_t = SharingChoice::OnRelease)]
    pub(crate) sharing: SharingChoice,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SharingChoice {
    /// Nothing
    Never,
    /// Sealed with each check-in, for after a missed one
    OnRelease,
    /// With each check-in
    Always,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact rename Ben 'Uncle Ben'")]
pub(crate) struct Rename {
    /// The contact's name or id
    pub(crate) contact: String,
    /// The new name
    pub(crate) name: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact remove Ben")]
pub(crate) struct Remove {
    /// The contact's name or id
    pub(crate) contact: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact sharing Ben always")]
pub(crate) struct ShareWith {
    /// The contact's name or id
    pub(crate) contact: String,
    /// What they are told about places from now on
    #[arg(value_enum)]
    pub(crate) sharing: SharingChoice,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact watch --follow")]
pub(crate) struct Watch {
    /// One line for each worker: open calls for help first, then by lateness
    #[arg(long)]
    pub(crate) all: bool,
    /// Keep fetching, and print again whenever something changes, until ctrl-c
    #[arg(long)]
    pub(crate) follow: bool,
    /// Seconds between two fetches with --follow
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) every: u64,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact inbox --worker Asha --open-all")]
pub(crate) struct Inbox {
    /// Only what this worker sent: a name or id
    #[arg(long)]
    pub(crate) worker: Option<String>,
    /// Mark this message opened; its sender will see that
    #[arg(long, value_name = "ID", conflicts_with = "open_all")]
    pub(crate) open: Option<String>,
    /// Mark all of them opened
    #[arg(long)]
    pub(crate) open_all: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  wayhome contact reply Asha --text 'I called the embassy'",
    group = ArgGroup::new("words").required(true)
)]
pub(crate) struct Reply {
    /// The worker's name or id
    pub(crate) worker: String,
    /// The message it is about
    #[arg(long, value_name = "ID")]
    pub(crate) about: Option<String>,
    /// "I have seen it"
    #[arg(long, group = "words")]
    pub(crate) seen: bool,
    /// "I am doing something about it"
    #[arg(long, group = "words")]
    pub(crate) on_it: bool,
    /// A few words, at most 1,000 bytes
    #[arg(long, value_name = "TEXT", group = "words")]
    pub(crate) text: Option<String>,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  wayhome contact case-sheet Asha --html asha.html\n  wayhome contact case-sheet Asha --json\n\n\
    The file names people and places; anyone who has it can read it."
)]
pub(crate) struct CaseSheet {
    /// The worker's name or id
    pub(crate) worker: String,
    /// Write it as a page that prints well on A4 to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}
