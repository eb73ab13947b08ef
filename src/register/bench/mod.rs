//! How fast the register takes statements in, beside what checking their signatures alone would allow (`intake`), and
//! whether a class's page is as quick with a million statements as with ten thousand (`page`). Everything but the network
//! is real: signed requests, JSON, signatures, chains, the log, a durable transaction.

mod intake;
mod made_up;
mod page;
mod process;

pub use intake::Measured;
pub use page::Page;
pub use process::load;

use super::people::SignInLimits;
use super::storage::RegisteredSchool;
use super::{App, DataFolder, Place, RegisterError, limits, metrics, now_ms, router, slow};
use crate::content::Content;
use crate::documents::Press;
use crate::ledger::{Head, KioskKey};
use crate::sync::ticket::TicketSecret;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// The register.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// A statement could not be made up.
    #[error("a statement for the measurement could not be made: {0}; this is a fault in the program")]
    MadeUp(String),
    /// The register did not take what it should.
    #[error("the register did not answer as it should: {0}; this is a fault in the program")]
    Answer(String),
}

/// Is told how far it is: what is being done, how much of it is done, and of how much.
pub type Tell<'a> = &'a dyn Fn(&str, usize, usize);

/// A register in this process, without the network.
pub struct Bench {
    runtime: tokio::runtime::Runtime,
    app: Arc<App>,
    router: Router,
    /// Where what is to be sent lies, so that it is not counted as the register's memory.
    folder: PathBuf,
    kiosks: Vec<Kiosk>,
    school: RegisteredSchool,
}

/// A kiosk: its key, and where its chain stands.
struct Kiosk {
    key: KioskKey,
    head: Head,
}

impl std::fmt::Debug for Bench {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bench")
    }
}

impl Bench {
    /// Opens a register at a place where none is yet, with so many kiosks.
    ///
    /// # Errors
    /// [`BenchError`].
    pub fn open(place: &Place, content: Arc<Content>, kiosks: u8) -> Result<Self, BenchError> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(RegisterError::Runtime)?;
        let (app, school, kiosks) = runtime.block_on(async {
            let folder = DataFolder::make(&place.folder)?;
            let key = folder.key()?;
            let storage = place.storage(&folder).await?;
            let school = storage.school_named("Measured", now_ms()).await.map_err(RegisterError::from)?;
            let mut enrolled = Vec::new();
            for n in 0..kiosks {
                let key = KioskKey::from_seed([n + 1; 32]);
                let secret = TicketSecret::new([n; 12]);
                let now_ms = now_ms();
                let added = storage.add_ticket(&school.id, &secret, now_ms, now_ms + 60_000).await;
                added.map_err(RegisterError::from)?;
                let taken = storage.enrol(&secret.name(), &key.public(), now_ms).await.map_err(RegisterError::from)?;
                taken.map_err(|refusal| BenchError::Answer(refusal.to_string()))?;
                let head = Head::genesis(&key.public());
                enrolled.push(Kiosk { key, head });
            }
            let id = key.public().id();
            let app = App {
                storage,
                key,
                id,
                pin: [0; 32],
                content,
                metrics: metrics::Metrics::new(),
                news: tokio::sync::Notify::new(),
                limits: limits::Limits::new(),
                patience: Duration::from_secs(10),
                room: slow::Room::new(),
                sign_in: SignInLimits::new(),
                press: Press::new(),
                address: "localhost:1".to_owned(),
            };
            Ok::<_, BenchError>((Arc::new(app), school, enrolled))
        })?;
        let router = router(Arc::clone(&app));
        Ok(Self { runtime, app, router, folder: place.folder.join("sent"), kiosks, school })
    }

    /// Ends it.
    pub fn close(self) {
        self.runtime.block_on(self.app.storage.close());
    }
}

async fn answered(router: &Router, request: Request<Body>) -> Result<(u16, Vec<u8>), BenchError> {
    let response = router.clone().oneshot(request).await;
    let response = response.map_err(|error| BenchError::Answer(error.to_string()))?;
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await;
    Ok((status, bytes.map_err(|error| BenchError::Answer(error.to_string()))?.to_vec()))
}
