//! Connections: accepted, wrapped in TLS, served by hyper, and brought to an end in good order. Whoever is slow (a
//! handshake, a header, a body) is let go.

use super::slow::{Began, Heard};
use crate::sync::refusal::Refusal;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tower::ServiceExt;

/// How long requests may go on once the server was asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// The most connections at once.
const CONNECTIONS: usize = 1024;

/// Whose connection a request came by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) SocketAddr);

/// Serves until `stop` is over, then lets what is under way come to its end.
///
/// `patience` is how long a handshake may take, and the head of a request.
pub(super) async fn run(
    listener: TcpListener,
    tls: Arc<ServerConfig>,
    router: Router,
    patience: Duration,
    stop: impl Future<Output = ()>,
) {
    let (acceptor, graceful) = (TlsAcceptor::from(tls), GracefulShutdown::new());
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Too many open files, most likely: a moment for some to close.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
        };
        let Ok(permit) = Arc::clone(&room).try_acquire_owned() else {
            tracing::warn!("too many connections: one was turned away");
            continue;
        };
        let (acceptor, router, watcher) = (acceptor.clone(), router.clone(), graceful.watcher());
        tokio::spawn(async move {
            let _permit = permit;
            serve(stream, peer, &acceptor, router, patience, watcher).await;
        });
    }
    drop(listener);
    if tokio::time::timeout(LAST_REQUESTS, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were not finished in time; kiosks will send them again");
    }
}

async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    acceptor: &TlsAcceptor,
    router: Router,
    patience: Duration,
    watcher: hyper_util::server::graceful::Watcher,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection stays slow");
    }
    let stream = match tokio::time::timeout(patience, acceptor.accept(stream)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => {
            // No TLS 1.3, no TLS at all, or somebody who knows the register by another key.
            tracing::info!(asked = "handshake", from = %peer.ip(), code = "tls", %error, "refused");
            return;
        }
        Err(_) => {
            slow("handshake", peer);
            return;
        }
    };
    let began = Began::default();
    let stream = Heard::new(stream, began.clone());
    let answering = began.clone();
    let service = tower::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        let (answer, answering) = (router.clone().oneshot(request.map(Body::new)), answering.clone());
        async move {
            let answer = answer.await;
            answering.ended();
            answer
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    if let Err(error) = watcher.watch(connection).await {
        // The same time is up for a connection that nobody says anything on any more: that is as it should be.
        if error.is_timeout() && began.is_begun() {
            slow("head", peer);
        } else {
            tracing::debug!(%error, "a connection broke");
        }
    }
}

/// Somebody kept a connection busy with nothing.
fn slow(what: &'static str, peer: SocketAddr) {
    tracing::warn!(asked = what, from = %peer.ip(), code = Refusal::Slow.code(), "refused");
}
