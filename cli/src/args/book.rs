//! What is typed about the book.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::EndAt;
use crate::amounts::Typed;

#[derive(Debug, Subcommand)]
pub(crate) enum BookCommand {
    /// Write a note or an expense into the book
    Add(AddEntry),
    /// Show the book, newest first
    List(ListEntries),
    /// Change an entry; what is not given stays
    Change(ChangeEntry),
    /// Take an entry out of the book
    Remove(RemoveEntry),
    /// Write all entries of a file into the book, or none
    Import(ImportEntries),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  wayhome book add 'Call home on Sunday'\n  wayhome book add Rice --amount '1,200.50 PHP'"
)]
pub(crate) struct AddEntry {
    /// What it is about: one line of at most 100 bytes
    pub(crate) title: String,
    /// More about it, at most 2,000 bytes
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) text: String,
    /// What was paid; without a currency, that of the newest expense
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) amount: Option<Typed>,
    /// When it was: now, or like 2026-11-22T14:05:00Z
    #[arg(long, value_name = "TIME", default_value = "now")]
    pub(crate) time: EndAt,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome book list --newest 10")]
pub(crate) struct ListEntries {
    /// Only so many
    #[arg(long, value_name = "N")]
    pub(crate) newest: Option<usize>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome book change 4f2a --amount '980 PHP'")]
pub(crate) struct ChangeEntry {
    /// Which, by the first digits of its id
    pub(crate) id: String,
    /// What it is about
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
    /// More about it
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: Option<String>,
    /// What was paid; without a currency, that of this entry or of the newest expense
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) amount: Option<Typed>,
    /// Make it a note
    #[arg(long, conflicts_with = "amount")]
    pub(crate) no_amount: bool,
    /// When it was: now, or like 2026-11-22T14:05:00Z
    #[arg(long, value_name = "TIME")]
    pub(crate) time: Option<EndAt>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome book remove 4f2a")]
pub(crate) struct RemoveEntry {
    /// Which, by the first digits of its id
    pub(crate) id: String,
}

#[derive(Debug, Args)]
#[command(after_help = "One JSON object a line, for example:\n  \
    {\"time\":\"2026-11-22T14:05:00Z\",\"title\":\"Rice\",\"text\":\"5 kg\",\"amount\":\"260.50 PHP\"}\n\n\
    Example:\n  wayhome book import old-book.jsonl")]
pub(crate) struct ImportEntries {
    /// The file
    pub(crate) file: PathBuf,
}
