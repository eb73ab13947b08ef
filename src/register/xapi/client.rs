//! One record store over HTTP: statements are posted, and what it says comes to four cases.

use super::RecordStore;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode, redirect};
use rustls::crypto::ring;
use serde_json::Value;
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(30);
/// What is spoken (xAPI 1.0.3, part 3, §3.3).
const VERSION: (&str, &str) = ("x-experience-api-version", "1.0.3");

/// Why a store did not take statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Trouble {
    /// Nothing answers, or not in time.
    #[error("it does not answer")]
    Away,
    /// It answers that it cannot, or that we may not.
    #[error("it answers {0}")]
    Status(u16),
    /// One of them is there already, and is another one.
    #[error("it has another statement under one of the identifiers")]
    Conflict,
    /// Too much at once.
    #[error("it does not take so many at once")]
    TooLarge,
}

impl Trouble {
    /// The word by which it is counted.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Status(401 | 403) => "not-let-in",
            Self::Status(400..=499) => "refused",
            Self::Status(_) => "failed",
            Self::Conflict => "conflict",
            Self::TooLarge => "too-large",
        }
    }
}

pub(super) struct Lrs {
    client: Client,
    store: RecordStore,
}

impl Lrs {
    pub(super) fn new(store: RecordStore) -> Result<Self, reqwest::Error> {
        // The system's own certificates decide whom to believe. Where another provider was chosen, that one does it.
        if ring::default_provider().install_default().is_err() {
            tracing::debug!("TLS has its algorithms already");
        }
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .user_agent("promise-tree")
            .build()?;
        Ok(Self { client, store })
    }

    /// Posts statements: all are taken or none.
    pub(super) async fn post(&self, statements: &[Value]) -> Result<(), Trouble> {
        let body = serde_json::to_vec(statements).map_err(|_| Trouble::TooLarge)?;
        let request = self
            .client
            .post(format!("{}/statements", self.store.url))
            .basic_auth(&self.store.key, Some(self.store.secret.as_str()))
            .header(VERSION.0, VERSION.1)
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        let answer = request.send().await.map_err(|error| {
            // The address is in it, the secret is not.
            tracing::debug!(%error, "the record store was not reached");
            Trouble::Away
        })?;
        match answer.status() {
            StatusCode::OK | StatusCode::NO_CONTENT => Ok(()),
            StatusCode::CONFLICT => Err(Trouble::Conflict),
            StatusCode::PAYLOAD_TOO_LARGE => Err(Trouble::TooLarge),
            other => Err(Trouble::Status(other.as_u16())),
        }
    }
}
