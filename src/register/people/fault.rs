//! Why a page is not shown, and the page that says so.

use super::super::App;
use super::super::password::PasswordError;
use super::super::storage::StorageError;
use super::frame;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use std::sync::Arc;

/// Why a page is not shown.
#[derive(Debug, Clone)]
pub(super) enum Fault {
    /// Nobody is signed in. Holds where they wanted to go.
    NotSignedIn(String),
    /// The password must be changed first.
    MustChange,
    /// Not for them.
    Forbidden,
    /// Not sent by a form of ours, or by one of an older session.
    Stale,
    /// There is no such thing.
    Missing,
    /// Something that was typed or chosen will not do. Holds the message's key.
    Wrong(&'static str),
    /// A file is larger than any that is taken here.
    TooLarge,
    /// The database is away, or the machine could not.
    Broken,
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        tracing::error!(%error, "a page could not be made");
        Self::Broken
    }
}

impl From<PasswordError> for Fault {
    fn from(error: PasswordError) -> Self {
        tracing::error!(%error, "a password could not be made");
        Self::Broken
    }
}

impl Fault {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn(_) | Self::MustChange => StatusCode::SEE_OTHER,
            Self::Forbidden | Self::Stale => StatusCode::FORBIDDEN,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn message(&self) -> &'static str {
        match self {
            Self::NotSignedIn(_) | Self::MustChange | Self::Forbidden => "pages-forbidden",
            Self::Stale => "pages-stale",
            Self::Missing => "pages-missing",
            Self::Wrong(key) => key,
            Self::TooLarge => "pages-too-large",
            Self::Broken => "pages-broken",
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        match &self {
            Self::NotSignedIn(to) => Redirect::to(&super::sign_in::address(to)).into_response(),
            Self::MustChange => Redirect::to("/me").into_response(),
            _ => {
                let mut response = self.status().into_response();
                response.extensions_mut().insert(self);
                response
            }
        }
    }
}

/// The page of a fault that was found before a page was asked.
pub(super) fn page(app: &App, fault: &Fault) -> Response {
    let words = app.content.english();
    let body = html! {
        p { (words.text(fault.message())) }
        p { a href="/" { (words.text("pages-to-the-start")) } }
    };
    let title = words.text("pages-not-shown");
    (fault.status(), frame::whole(words, None, &title, &title, body)).into_response()
}

/// Gives a fault its page.
pub(super) async fn explained(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let Some(fault) = response.extensions().get::<Fault>().cloned() else { return response };
    let mut response = page(&app, &fault);
    if matches!(fault, Fault::Broken) {
        response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static("5"));
    }
    response
}
