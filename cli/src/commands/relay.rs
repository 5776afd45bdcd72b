//! The relay in this process.

use serde_json::json;
use tracing_subscriber::EnvFilter;
use wayhome_relay::{Config, Listening, RelayError, stop_signal};

use crate::args::Relay;
use crate::clock;
use crate::error::CliError;
use crate::output::Output;

pub(crate) fn run(args: &Relay, out: &Output) -> Result<(), CliError> {
    let mut config =
        Config::load(args.config.as_deref(), |name| std::env::var(name).ok()).map_err(RelayError::from)?;
    if let Some(listen) = args.listen {
        config.listen = listen;
    }
    if let Some(data) = &args.data {
        config.data.clone_from(data);
    }
    log(out);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(RelayError::Runtime)?;
    let served: Result<(), RelayError> = runtime.block_on(async {
        let stop = stop_signal();
        let listening = match clock::story() {
            Some(clock) => Listening::bind_with_clock(config, clock).await?,
            None => Listening::bind(config).await?,
        };
        let address = listening.address().to_text();
        out.show(&json!({ "relay": { "address": address } }), || address.clone());
        listening.run(stop).await
    });
    Ok(served?)
}

/// Log lines go to standard error; they hold nothing of those who ask. `RUST_LOG` chooses how many.
fn log(out: &Output) {
    let usual = if out.chatty() { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).with_env_filter(filter).init();
}
