//! Connections: how many, and for how long.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

/// A connection is closed after this time, between two requests if it can be.
const LIFETIME: Duration = Duration::from_secs(600);
/// Bytes of a request's head, and of what is read ahead.
const HEAD_BYTES: usize = 16 * 1_024;

/// Accepts connections until `shutdown`, at most `most` at a time, and returns when the last one has ended.
pub(crate) async fn accept(
    listener: TcpListener,
    router: Router,
    most: usize,
    request_timeout: Duration,
    shutdown: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(most));
    let (stop, stopping) = watch::channel(());
    let mut connections = JoinSet::new();
    tokio::pin!(shutdown);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await.ok()?;
            Some((listener.accept().await, place))
        };
        tokio::select! {
            () = &mut shutdown => break,
            Some(_) = connections.join_next() => {}
            accepted = next => match accepted {
                Some((Ok((stream, _)), place)) => {
                    let served = serve(stream, router.clone(), request_timeout, stopping.clone());
                    connections.spawn(async move {
                        served.await;
                        drop(place);
                    });
                }
                // Out of file handles, or the peer is gone already: others may still be served.
                Some((Err(_), _)) => tokio::time::sleep(Duration::from_millis(50)).await,
                None => break,
            },
        }
    }
    drop(listener);
    drop(stop);
    let _ = tokio::time::timeout(request_timeout.saturating_mul(2), async {
        while connections.join_next().await.is_some() {}
    })
    .await;
    connections.shutdown().await;
}

async fn serve(
    stream: TcpStream,
    router: Router,
    request_timeout: Duration,
    mut stopping: watch::Receiver<()>,
) {
    // Answers are small and whole; waiting to fill a packet would only delay them.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(request_timeout)
        .max_buf_size(HEAD_BYTES)
        .auto_date_header(false)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    tokio::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = tokio::time::sleep(LIFETIME) => {}
        // Resolves, with an error, when the sender is dropped.
        _ = stopping.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = tokio::time::timeout(request_timeout.saturating_mul(2), connection).await;
}
