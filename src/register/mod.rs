//! The school's server. So far it holds one thing: the page on which anybody can check that a statement is real.
//!
//! It may use everything else in this package but `kiosk`. It keeps nothing of what is pasted into the page, and logs
//! nothing of it.

mod check;
mod page;

use crate::content::Content;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The most bytes that a pasted form may have: a statement of 64 KiB, percent-encoded, and a key.
const FORM_AT_MOST: usize = 256 * 1024;

/// Why the server did not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The address cannot be listened on.
    #[error("{address} cannot be listened on ({source}); choose another address with --listen")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The network broke down under the server.
    #[error("the server stopped ({0}); start it again")]
    Serve(#[source] std::io::Error),
    /// The system gave no threads or timers.
    #[error("the server could not be started ({0}); restart the machine")]
    Runtime(#[source] std::io::Error),
}

/// Serves until the process is asked to stop. `listening` is called once with the address, which matters where port 0
/// was asked for.
///
/// # Errors
/// [`RegisterError`].
pub fn serve(
    address: SocketAddr,
    content: Arc<Content>,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), RegisterError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RegisterError::Runtime)?;
    runtime.block_on(async {
        let listen = |source| RegisterError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        listening(listener.local_addr().map_err(listen)?);
        axum::serve(listener, router(content))
            .with_graceful_shutdown(asked_to_stop())
            .await
            .map_err(RegisterError::Serve)
    })
}

fn router(content: Arc<Content>) -> Router {
    Router::new()
        .route("/", get(ask).post(answer))
        .route("/healthz", get(|| async { "ok" }))
        .layer(DefaultBodyLimit::max(FORM_AT_MOST))
        .with_state(content)
}

async fn asked_to_stop() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "the server cannot be asked to stop with Ctrl+C");
        std::future::pending::<()>().await;
    }
}

#[derive(Deserialize)]
struct Pasted {
    key: String,
    statement: String,
}

async fn ask(State(content): State<Arc<Content>>) -> Response {
    page(StatusCode::OK, page::form(content.english()))
}

async fn answer(State(content): State<Arc<Content>>, Form(pasted): Form<Pasted>) -> Response {
    match check::statement(&pasted.key, &pasted.statement) {
        Ok(checked) => page(StatusCode::OK, page::real(content.english(), &checked)),
        Err(fault) => page(StatusCode::UNPROCESSABLE_ENTITY, page::not_shown_to_be_real(content.english(), &fault)),
    }
}

/// A page with the headers of one that keeps to itself: no scripts, no other sites, no cache.
fn page(status: StatusCode, html: String) -> Response {
    let headers: [(HeaderName, HeaderValue); 4] = [
        (
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            ),
        ),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, Html(html)).into_response()
}
