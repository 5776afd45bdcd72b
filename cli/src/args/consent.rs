//! What is typed about consent.

use clap::{Args, Subcommand, ValueEnum};

use super::Sending;

#[derive(Debug, Subcommand)]
pub(crate) enum ConsentCommand {
    /// Show what a contact had, gets now, and would get at each step
    Show(ShowConsent),
    /// Agree again to what a contact gets now; nothing that has stopped comes back by it
    Renew(RenewConsent),
    /// Take something back from a contact; what they had before they keep
    Revoke(RevokeConsent),
    /// Let a contact have the dossier again, at the steps that open it
    AllowDossier(AllowDossier),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker consent show Ben")]
pub(crate) struct ShowConsent {
    /// The contact's name or id; all of them without it
    pub(crate) contact: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker consent renew Ben")]
pub(crate) struct RenewConsent {
    /// The contact's name or id
    pub(crate) contact: String,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  wayhome worker consent revoke Ben places\n  wayhome worker consent revoke Ben all"
)]
pub(crate) struct RevokeConsent {
    /// The contact's name or id
    pub(crate) contact: String,
    /// What is taken back
    #[arg(value_enum)]
    pub(crate) what: TakenBack,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wayhome worker consent allow-dossier Ben")]
pub(crate) struct AllowDossier {
    /// The contact's name or id
    pub(crate) contact: String,
    #[command(flatten)]
    pub(crate) sending: Sending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TakenBack {
    /// Places, with check-ins, with calls for help and at the steps; they still hear of check-ins, SOS and steps
    Places,
    /// The dossier, at every step; all else goes on
    Dossier,
    /// Everything: they are removed and told so, and hear of no check-in, no SOS and no step any more
    All,
}
