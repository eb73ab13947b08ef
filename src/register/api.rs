//! What kiosks ask over the network: enrol, head, push, receipts, pull. `PROTOCOL.md` states the bytes.

use super::App;
use super::answers::{self, Asked};
use super::server::Peer;
use super::storage::StorageError;
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::{PublicKey, base64url};
use crate::sync::refusal::Refusal;
use crate::sync::request::{Once, Token};
use crate::sync::revocation::Revocation;
use crate::sync::ticket::same_proof;
use crate::sync::wire::{self, BODY_AT_MOST, Message};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Extension, Path, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::sync::Arc;
use std::time::Instant;

/// Why a request was not answered.
#[derive(Debug)]
pub(super) enum Fault {
    /// It was refused.
    Refused(Refusal),
    /// The kiosk was shut out of this school, since then.
    ShutOut(SchoolId, i64),
    /// The register could not.
    Storage(StorageError),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl Fault {
    fn refusal(&self) -> Refusal {
        match self {
            Self::Refused(refusal) => *refusal,
            Self::ShutOut(..) => Refusal::Revoked,
            Self::Storage(_) => Refusal::Busy,
        }
    }
}

/// An answer that refuses.
pub(super) fn refused(refusal: Refusal) -> Response {
    refused_with(refusal, None)
}

fn refused_with(refusal: Refusal, order: Option<String>) -> Response {
    let body = wire::RefusalBody { code: refusal.code().to_owned(), now_ms: super::now_ms(), order };
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], wire::write(&body)).into_response()
}

pub(super) fn answer(message: &impl Serialize) -> Response {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], wire::write(message)).into_response()
}

/// Counts and logs what became of a request, without names.
pub(super) fn done(
    app: &App,
    message: &'static str,
    kiosk: Option<&KioskId>,
    result: Result<Response, Fault>,
) -> Response {
    let refusal = result.as_ref().err().map(Fault::refusal);
    app.metrics.request(message, refusal);
    let word = |school: &SchoolId, since_ms| {
        let kiosk = kiosk.cloned()?;
        Some(Revocation { kiosk, since_ms }.sign(&app.key, school))
    };
    let order = match &result {
        Err(Fault::ShutOut(school, since_ms)) => word(school, *since_ms),
        _ => None,
    };
    let kiosk = kiosk.map_or("-", KioskId::as_str);
    match result {
        Ok(response) => {
            tracing::debug!(asked = message, kiosk, "answered");
            response
        }
        Err(Fault::Refused(refusal)) => {
            tracing::warn!(asked = message, kiosk, code = refusal.code(), "refused");
            refused(refusal)
        }
        Err(Fault::ShutOut(..)) => {
            tracing::warn!(asked = message, kiosk, code = Refusal::Revoked.code(), "refused");
            refused_with(Refusal::Revoked, order)
        }
        Err(Fault::Storage(error)) => {
            tracing::error!(asked = message, kiosk, %error, "the database did not do it");
            refused(Refusal::Busy)
        }
    }
}

/// A request's body as it came, and unpacked.
struct Received {
    raw: Bytes,
    unpacked: Option<Vec<u8>>,
}

impl Received {
    fn take(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Self, Refusal> {
        let raw = body.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
            _ => Refusal::Malformed,
        })?;
        let unpacked = match headers.get(CONTENT_ENCODING).map(|encoding| encoding.as_bytes()) {
            None => None,
            Some(b"gzip") => Some(wire::unpack(&raw, BODY_AT_MOST)?),
            Some(_) => return Err(Refusal::Malformed),
        };
        Ok(Self { raw, unpacked })
    }

    fn message<T: Message + for<'de> serde::Deserialize<'de>>(&self) -> Result<T, Refusal> {
        wire::read(self.unpacked.as_deref().unwrap_or(&self.raw))
    }
}

fn token(headers: &HeaderMap) -> Result<Token, Refusal> {
    let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    Token::parse(value.and_then(|value| value.strip_prefix("Bearer ")).ok_or(Refusal::Signature)?)
}

/// `POST /v1/enrol/hello`.
pub(super) async fn hello(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let result = async {
        app.limits.stranger(peer)?;
        let asked: wire::HelloRequest = Received::take(&headers, body)?.message()?;
        let nonce = base64url::decode_array(&asked.nonce).ok_or(Refusal::Malformed)?;
        let ticket = app.storage.ticket(&asked.ticket).await?.ok_or(Refusal::Ticket)?;
        // Whoever has used it may ask again, and shows who they are in the next step.
        ticket.lets_in(None, super::now_ms())?;
        let proof = ticket.secret.by_register(&nonce, &app.pin, &app.key.public());
        let (register, proof) = (app.key.public().to_jwk(), base64url::encode(proof));
        Ok(answer(&wire::HelloAnswer {
            register,
            proof,
            name: Some(ticket.school.name),
            school: Some(ticket.school.id),
        }))
    };
    done(&app, "hello", None, result.await)
}

/// `POST /v1/enrol`.
pub(super) async fn enrol(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let mut who = None;
    let result = async {
        app.limits.stranger(peer)?;
        let received = Received::take(&headers, body)?;
        let asked: wire::EnrolRequest = received.message()?;
        let key = PublicKey::from_jwk(&asked.kiosk).map_err(|_| Refusal::Malformed)?;
        who = Some(key.kiosk_id());
        let now_ms = super::now_ms();
        token(&headers)?.check(&key, &app.id, uri.path(), &received.raw, now_ms / 1000)?;
        let ticket = app.storage.ticket(&asked.ticket).await?.ok_or(Refusal::Ticket)?;
        let proof = ticket.secret.by_kiosk(&app.pin, &app.key.public(), &key);
        if !base64url::decode_array::<32>(&asked.proof).is_some_and(|given| same_proof(&given, &proof)) {
            return Err(Refusal::Ticket.into());
        }
        let school = app.storage.enrol(&asked.ticket, &key, now_ms).await??;
        tracing::info!(kiosk = key.kiosk_id().as_str(), school = school.id.as_str(), "a kiosk was enrolled");
        Ok(answer(&wire::EnrolAnswer { school: school.id, name: school.name }))
    };
    let result = result.await;
    done(&app, "enrol", who.as_ref(), result)
}

/// `POST /v1/schools/{school}/{message}`.
pub(super) async fn message(
    State(app): State<Arc<App>>,
    Path((school, message)): Path<(String, String)>,
    Extension(peer): Extension<Peer>,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let known = ["head", "push", "receipts", "pull"].into_iter().find(|known| *known == message);
    let Some(message) = known else { return refused(Refusal::Unknown) };
    let mut who = None;
    let result = async {
        let received = Received::take(&headers, body)?;
        let token = token(&headers)?;
        who = Some(token.kiosk().clone());
        let school = SchoolId::new(school).map_err(|_| Refusal::UnknownKiosk)?;
        let (key, once) = admitted(&app, peer, &school, &token, uri.path(), &received.raw).await?;
        // What stores statements remembers the request along with them.
        if message != "push" && !app.storage.first_time(&school, token.kiosk(), &once, super::now_ms()).await? {
            return Err(Refusal::Replayed.into());
        }
        let asked = Asked { storage: &app.storage, key: &app.key, school: &school, kiosk: &key };
        match message {
            "head" => Ok(answer(&asked.head(&received.message()?).await?)),
            "push" => push(&app, &asked, &once, received.message()?).await,
            "pull" => Ok(answer(&asked.pull(&received.message()?).await?)),
            _ => Ok(answer(&asked.receipts(&received.message()?).await?)),
        }
    };
    let result = result.await;
    done(&app, message, who.as_ref(), result)
}

/// Whether this kiosk, and nobody in its name, asks exactly this; and what the request is remembered by.
async fn admitted(
    app: &App,
    peer: Peer,
    school: &SchoolId,
    token: &Token,
    path: &str,
    body: &[u8],
) -> Result<(PublicKey, Once), Fault> {
    // Until the signature is checked it is anybody: nobody uses up what a kiosk may ask in its name.
    app.limits.address(peer)?;
    let key = answers::let_in(&app.storage, school, token.kiosk()).await?;
    let once = token.check(&key, &app.id, path, body, super::now_ms() / 1000)?;
    app.limits.kiosk(token.kiosk())?;
    Ok((key, once))
}

async fn push(app: &App, asked: &Asked<'_>, once: &Once, message: wire::PushRequest) -> Result<Response, Fault> {
    let began = Instant::now();
    let answered = asked.push(message, Some(once)).await?;
    app.metrics.batch(&answered.results, began.elapsed());
    app.news.notify_one();
    Ok(answer(&answered))
}
