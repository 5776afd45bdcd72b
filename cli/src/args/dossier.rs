//! What is typed about dossiers: the worker's own, and those that a step released to a contact.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use wayhome::DossierField;

use super::Sending;

#[derive(Debug, Subcommand)]
pub(crate) enum DossierCommand {
    /// Show what stands in it, and how far it has come
    #[command(alias = "status", after_help = "Example:\n  wayhome worker dossier show")]
    Show,
    /// Write a field; an empty text empties it
    Set(SetField),
    /// Add a photo, a scan or another file
    Attach(Attach),
    /// Remove an attachment
    Remove(RemoveAttachment),
    /// How many contacts must put their shares together to open it
    Share(ShareAmong),
    /// Seal it as it is now, and send it to the relay, which cannot read it
    Upload(Upload),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  wayhome worker dossier set employer 'Sunrise Homes, Al Barsha'\n  \
    wayhome worker dossier set recruiter @recruiter.txt\n  wayhome worker dossier set notes -\n\n\
    What is given as an argument can be seen by other people on this computer while the command runs.")]
pub(crate) struct SetField {
    /// Which field
    #[arg(value_enum)]
    pub(crate) field: FieldChoice,
    /// Its words, at most 2,000 bytes; @FILE reads them from a file, - from standard input
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FieldChoice {
    /// Who I am
    Who,
    /// Passport, visa, contract and other papers
    Papers,
    /// The employer
    Employer,
    /// The recruiter, and how we met
    Recruiter,
    /// The promised job and pay
    Job,
    /// Where I will live and work
    Address,
    /// The route and the tickets
    Route,
    /// People to call
    People,
    /// Anything else
    Notes,
}

impl FieldChoice {
    pub(crate) fn field(self) -> DossierField {
        match self {
            Self::Who => DossierField::WHO_I_AM,
            Self::Papers => DossierField::PAPERS,
            Self::Employer => DossierField::EMPLOYER,
            Self::Recruiter => DossierField::RECRUITER,
            Self::Job => DossierField::PROMISED_JOB,
            Self::Address => DossierField::ADDRESS,
            Self::Route => DossierField::ROUTE,
            Self::People => DossierField::PEOPLE_TO_CALL,
            Self::Notes => DossierField::NOTES,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker dossier attach passport.jpg")]
pub(crate) struct Attach {
    /// The file
    pub(crate) file: PathBuf,
    /// What it is called for the contacts; the file's own name unless given
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// What it is, like image/jpeg; told by the name's ending unless given
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) media_type: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker dossier remove passport.jpg")]
pub(crate) struct RemoveAttachment {
    /// Its name or id
    pub(crate) attachment: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker dossier share 2")]
pub(crate) struct ShareAmong {
    /// How many, 1 to 8; with 1 each of them opens it alone
    #[arg(value_parser = clap::value_parser!(u8).range(1..=8))]
    pub(crate) needed: u8,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker dossier upload\n\n\
    An upload that was interrupted goes on where it was. Contacts would get what was sealed last.")]
pub(crate) struct Upload {
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReleasedCommand {
    /// Show what was released to you, and how much of it is here
    #[command(after_help = "Example:\n  wayhome contact dossier status")]
    Status,
    /// Give your share to the other share-holders, so that you can open it together
    GiveShare(GiveShare),
    /// Open it, and write its attachments into a folder
    Open(OpenDossier),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact dossier give-share Asha")]
pub(crate) struct GiveShare {
    /// The worker's name or id
    pub(crate) worker: String,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome contact dossier open Asha --out asha\n\n\
    What is written there can be read by anyone who has the folder. Treat attachments as files from a stranger.")]
pub(crate) struct OpenDossier {
    /// The worker's name or id
    pub(crate) worker: String,
    /// Write the attachments, and the words as dossier.txt, into this folder, which is made; only shown without it
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
}
