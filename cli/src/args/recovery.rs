//! Recovery words.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct RecoveryWordsArgs {
    /// Read the words, typed back, from this file descriptor; it may be the same as --pin-fd, on the next line
    #[arg(long, value_name = "N")]
    pub(crate) words_fd: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Recover {
    /// How many vaults to get back, all in this one call: words that are not given now lose their vault's PIN
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub(crate) vaults: u8,
    /// Read each vault's words from this file descriptor, one line before its new PIN; it may be the same as --pin-fd
    #[arg(long, value_name = "N")]
    pub(crate) words_fd: Option<u32>,
    /// Work for each trial of a PIN: standard (64 MiB) or the floor for weak phones (19 MiB)
    #[arg(long, value_enum, default_value_t = super::Cost::Standard)]
    pub(crate) kdf: super::Cost,
}
