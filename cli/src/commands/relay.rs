//! The relay in this process.

use serde_json::json;
use tracing_subscriber::EnvFilter;
use wayhome_relay::{Config, Listening, RelayError};

use crate::args::Relay;
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
        let listening = Listening::bind(config).await?;
        let address = listening.address().to_text();
        out.show(&json!({ "relay": { "address": address } }), || address.clone());
        listening.run(asked_to_stop()).await
    });
    Ok(served?)
}

/// Log lines go to standard error; they hold nothing of those who ask. `RUST_LOG` chooses how many.
fn log(out: &Output) {
    let usual = if out.chatty() { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).with_env_filter(filter).init();
}

/// Resolves on ctrl-c or, where there is one, SIGTERM.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a way to hear of ctrl-c the system ends the process by itself.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
