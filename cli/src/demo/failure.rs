//! Why the demo ended without its story told.

use std::path::PathBuf;

use crate::error::CliError;

#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The recording cannot be played.
    #[error("The recording cannot be played: {reason}")]
    Recording { reason: String },
    /// The folder cannot be used.
    #[error("The folder {} cannot be used: {reason}", folder.display())]
    Folder { folder: PathBuf, reason: String },
    /// Something that the demo itself needs from the system.
    #[error("The demo cannot run here: {reason}")]
    System { reason: String },
    /// A step of the story did not happen.
    #[error("Step {number} did not happen ({name}): {reason}. What there is lies in {}", folder.display())]
    Step { number: u8, name: &'static str, reason: String, folder: PathBuf },
    /// Somebody stopped it.
    #[error("Stopped. Every program that the demo had started has been ended")]
    Stopped,
}

impl From<Failure> for CliError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Recording { reason } => Self::Invalid {
                message: format!("The recording cannot be played: {reason}"),
                hint: "--gpx takes a GPX recording (1.0 or 1.1) whose points have times; without it, one comes along",
            },
            Failure::Folder { .. } => Self::Invalid {
                message: failure.to_string(),
                hint: "--dir takes an empty folder, or one yet to be made",
            },
            Failure::System { .. } | Failure::Step { .. } | Failure::Stopped => {
                Self::Demo { message: failure.to_string() }
            }
        }
    }
}
