//! The log, open to whoever wants to check it: the register's public key, a school's newest checkpoint, its tiles. Nothing
//! but hashes, which tell of nobody. Paths and bytes are those of C2SP tlog-tiles.

use super::App;
use super::api::{Fault, answer, done};
use super::server::Peer;
use super::storage::StorageError;
use crate::domain::ids::SchoolId;
use crate::sync::checkpoint::Checkpoint;
use crate::sync::log;
use crate::sync::refusal::Refusal;
use crate::sync::wire::RegisterAnswer;
use axum::Router;
use axum::extract::{Extension, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/register", get(register))
        .route("/v1/schools/{school}/log/checkpoint", get(checkpoint))
        .route("/v1/schools/{school}/log/tile/{*tile}", get(tile))
}

async fn register(State(app): State<Arc<App>>, Extension(peer): Extension<Peer>) -> Response {
    let allowed = app.limits.address(peer).map_err(Fault::from);
    let result = allowed.map(|()| answer(&RegisterAnswer { register: app.key.public().to_jwk() }));
    done(&app, "register", None, result)
}

async fn checkpoint(
    State(app): State<Arc<App>>,
    Path(school): Path<String>,
    Extension(peer): Extension<Peer>,
) -> Response {
    let result = async {
        app.limits.address(peer)?;
        let school = SchoolId::new(school).map_err(|_| Refusal::Unknown)?;
        let log = app.storage.log(&school, 0).await.map_err(absent)?;
        let checkpoint = Checkpoint::sign(&app.key, &school, log.size, log.root).map_err(|_| StorageError::Log)?;
        let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-store")];
        Ok((headers, checkpoint.note().to_owned()).into_response())
    };
    done(&app, "checkpoint", None, result.await)
}

async fn tile(
    State(app): State<Arc<App>>,
    Path((school, tile)): Path<(String, String)>,
    Extension(peer): Extension<Peer>,
) -> Response {
    let result = async {
        app.limits.address(peer)?;
        let school = SchoolId::new(school).map_err(|_| Refusal::Unknown)?;
        let (at, width) = log::from_path(&format!("tile/{tile}")).ok_or(Refusal::Unknown)?;
        let mut hashes = app.storage.tile(&school, at).await?.ok_or(Refusal::Unknown)?;
        // One that has grown since begins as it did.
        if hashes.len() < width * log::HASH {
            return Err(Refusal::Unknown.into());
        }
        hashes.truncate(width * log::HASH);
        let headers = [(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, "no-store")];
        Ok((headers, hashes).into_response())
    };
    done(&app, "tile", None, result.await)
}

fn absent(error: StorageError) -> Fault {
    match error {
        StorageError::Unknown { .. } => Fault::Refused(Refusal::Unknown),
        error => Fault::Storage(error),
    }
}
