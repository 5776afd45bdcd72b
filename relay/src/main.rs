//! The relay as a program: `wayhome-relay [--config FILE]`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use wayhome_relay::{Config, Listening, RelayError, stop_signal};

const USAGE: &str = "usage: wayhome-relay [--config FILE]\n";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let path = match (arguments.next(), arguments.next(), arguments.next()) {
        (None, None, None) => None,
        (Some(flag), Some(path), None) if flag == "--config" => Some(PathBuf::from(path)),
        _ => return fail(USAGE),
    };
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info")),
        )
        .init();
    match run(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("wayhome-relay: {}\n", with_causes(&error))),
    }
}

fn run(path: Option<PathBuf>) -> Result<(), RelayError> {
    let config = Config::load(path.as_deref(), |name| std::env::var(name).ok())?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(RelayError::Runtime)?;
    runtime.block_on(async {
        let stop = stop_signal();
        let listening = Listening::bind(config).await?;
        // The address, on a line of its own, is the program's whole output.
        let _ = writeln!(std::io::stdout(), "{}", listening.address());
        listening.run(stop).await
    })
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

fn fail(text: &str) -> ExitCode {
    let _ = std::io::stderr().write_all(text.as_bytes());
    ExitCode::FAILURE
}
