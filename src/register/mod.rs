//! The school's server: takes in what kiosks signed, proves what it holds, and has a page on which anybody can check that
//! a statement is real.
//!
//! | file | what |
//! |---|---|
//! | `server`, `tls`, `limits`, `slow` | connections, TLS 1.3, how much, how often, how slowly |
//! | `api`, `answers`, `pull` | what kiosks ask over the network; what is answered; what they are told to do |
//! | `courier` | the same out of a file and into one |
//! | `ingest` | what is done with each statement. Pure |
//! | `open_log` | the log, for whoever wants to check it |
//! | `storage` | SQLite or PostgreSQL |
//! | `folder`, `settings` | keys, certificate, address; how it is run |
//! | `audit` | checks all of it again |
//! | `bench` | how fast it is |
//! | `check`, `page` | the public check page |
//! | `xapi` | to a learning record store |
//! | `people` | the pages for the school's people |
//! | `rights`, `password` | who may see and do what; how they sign in |
//! | `standing`, `list` | where a child stands, and a class's list. Pure |
//! | `agreements`, `colleagues`, `defaults` | what kiosks are given: versions of agreements, who opens them, what panels have |
//! | `desk` | accounts, shutting out, erasing, backups: what the command line does |
//!
//! It may use everything else in this package but `kiosk`. Logs and metrics name kiosks by their identifier and schools by
//! theirs, and nobody by name; nothing of what is pasted into the page is kept.

pub mod agreements;
mod answers;
mod api;
pub mod audit;
pub mod bench;
mod check;
pub mod colleagues;
pub mod courier;
pub mod defaults;
pub mod desk;
mod folder;
pub mod ingest;
mod limits;
mod list;
mod metrics;
mod open_log;
mod page;
pub mod password;
mod people;
mod pull;
pub mod rights;
pub mod roll;
mod server;
pub mod settings;
mod slow;
pub mod standing;
pub mod storage;
mod tls;
pub mod xapi;

pub use crate::sync::log;
pub use folder::DataFolder;

use crate::content::Content;
use crate::documents::Press;
use crate::domain::ids::{RegisterId, SchoolId};
use crate::roster::RosterError;
use crate::store::StoreError;
use crate::sync::identity::RegisterKey;
use crate::sync::refusal::Refusal;
use crate::sync::ticket::{TICKET_LIFETIME_MS, Ticket, TicketSecret};
use crate::sync::wire::BODY_AT_MOST;
use axum::error_handling::HandleErrorLayer;
use axum::extract::{DefaultBodyLimit, Extension, Form, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{BoxError, Router};
use serde::Deserialize;
use server::Peer;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use storage::{Storage, StorageError};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tower::ServiceBuilder;
use zeroize::Zeroizing;

/// The most bytes that a pasted form may have: a statement of 64 KiB, percent-encoded, and a key.
const FORM_AT_MOST: usize = 256 * 1024;
/// How long one request may take once it is there.
const REQUEST: Duration = Duration::from_secs(30);
/// Requests that are worked on at once; more are asked to come again.
const AT_ONCE: usize = 128;

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
    /// The system gave no threads or timers.
    #[error("the server could not be started ({0}); restart the machine")]
    Runtime(#[source] std::io::Error),
    /// The data folder.
    #[error(transparent)]
    Folder(#[from] StoreError),
    /// A file of the data folder cannot be read.
    #[error("{} cannot be read ({source}); give this user the right to read it", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The register's key is gone, and its database is not.
    #[error("{} is missing, and without it no kiosk knows this register; put it back from a backup", .0.display())]
    KeyMissing(PathBuf),
    /// The register's key is not one.
    #[error("{} is damaged; put it back from a backup", .0.display())]
    KeyDamaged(PathBuf),
    /// The TLS key and certificate.
    #[error(
        "tls.pem and tls.key.pem cannot be used; take both away to have new ones made, and give every kiosk a new ticket"
    )]
    Certificate,
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A file that the courier brought.
    #[error(transparent)]
    Courier(#[from] crate::sync::courier::CourierError),
    /// Its kiosk is not let in.
    #[error("{0}")]
    Refused(Refusal),
    /// No register to bring a file to.
    #[error("there is no register in {}; look at the folder's name", .0.display())]
    NoRegister(PathBuf),
    /// No tickets without an address.
    #[error("it is not known where kiosks find this register; start it once, or say it with --address HOST:PORT")]
    NoAddress,
    /// The accounts and what else the command line does.
    #[error(transparent)]
    Desk(#[from] desk::DeskError),
    /// What an import of the roll cannot do.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// Not an address.
    #[error("“{0}” is no address; write it as register.example:8443")]
    Address(String),
}

/// Where the register's data is.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its folder: keys, certificate, and the SQLite file where no database is named.
    pub folder: PathBuf,
    /// A PostgreSQL database.
    pub database: Option<String>,
}

impl Place {
    /// Opens the storage, made where it is missing.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn storage(&self, folder: &DataFolder) -> Result<Storage, RegisterError> {
        Ok(match &self.database {
            Some(url) => Storage::postgres(url).await?,
            None => Storage::sqlite(&folder.database()).await?,
        })
    }
}

/// How the server is to run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where its data is.
    pub place: Place,
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// Where kiosks find it, where that is not the address it listens on.
    pub address: Option<String>,
    /// The school to begin with.
    pub school: String,
    /// How long a handshake, a request's head and the beginning of its body may take, each.
    pub patience: Duration,
    /// Where statements go out to, where that is set.
    pub record_store: Option<xapi::RecordStore>,
}

/// What is told once the server listens.
#[derive(Debug)]
pub struct Started {
    /// The port may have been chosen by the system.
    pub listening: SocketAddr,
    /// Where kiosks find it.
    pub address: String,
    /// A ticket for the first kiosk, where there is no kiosk yet.
    pub first_ticket: Option<Ticket>,
    /// How to sign in, where there was no account yet: name and password.
    pub first_account: Option<(String, Zeroizing<String>)>,
}

/// What every request is answered with.
struct App {
    storage: Storage,
    key: RegisterKey,
    id: RegisterId,
    pin: [u8; 32],
    content: Arc<Content>,
    metrics: metrics::Metrics,
    /// Something new is in a log.
    news: Notify,
    limits: limits::Limits,
    /// How long a request's body may keep one waiting, but for its length.
    patience: Duration,
    /// For bodies that are still coming.
    room: slow::Room,
    sign_in: people::SignInLimits,
    press: Press,
    /// Where kiosks find it.
    address: String,
}

/// Serves until the process is asked to stop. `started` is called once.
///
/// # Errors
/// [`RegisterError`].
pub fn serve(options: &Options, content: Arc<Content>, started: impl FnOnce(Started)) -> Result<(), RegisterError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(RegisterError::Runtime)?;
    runtime.block_on(async {
        let folder = DataFolder::make(&options.place.folder)?;
        let key = folder.key()?;
        let storage = options.place.storage(&folder).await?;
        let listen = |source| RegisterError::Listen { address: options.listen, source };
        let listener = TcpListener::bind(options.listen).await.map_err(listen)?;
        let listening = listener.local_addr().map_err(listen)?;
        let address = options.address.clone().unwrap_or_else(|| reachable(listening));
        check_address(&address)?;
        folder.keep_address(&address)?;
        let host = address.rsplit_once(':').map_or("localhost", |(host, _)| host.trim_matches(['[', ']']));
        let tls = tls::configure(&folder.tls(vec![host.to_owned(), "localhost".to_owned()])?)?;
        for school in storage.schools().await? {
            if storage.derive(&school.id).await? {
                tracing::info!(school = school.id.as_str(), "what follows from the statements was made again");
            }
            storage.finish_erasures(&school.id, &key, now_ms()).await?;
        }
        let first_ticket = first_ticket(&storage, &options.school, &address).await?;
        let first_account = desk::first_account(&storage, &options.school).await?;
        let app = Arc::new(App {
            storage,
            id: key.public().id(),
            key,
            pin: tls.pin,
            content,
            metrics: metrics::Metrics::new(),
            news: Notify::new(),
            limits: limits::Limits::new(),
            patience: options.patience,
            room: slow::Room::new(),
            sign_in: people::SignInLimits::new(),
            press: Press::new(),
            address: address.clone(),
        });
        started(Started { listening, address, first_ticket, first_account });
        let record_store = options.record_store.clone();
        let sending = record_store.map(|store| tokio::spawn(xapi::run(Arc::clone(&app), store)));
        server::run(listener, tls.config, router(Arc::clone(&app)), options.patience, asked_to_stop()).await;
        if let Some(sending) = sending {
            // Whatever was under way is sent again after the next start.
            sending.abort();
            if let Err(error) = sending.await
                && error.is_panic()
            {
                tracing::error!("sending to the record store had ended; this is a fault in the program");
            }
        }
        app.storage.close().await;
        Ok(())
    })
}

/// Makes an enrolment ticket for a school, which is made too where there is none of that name. Works beside a running
/// server.
///
/// # Errors
/// [`RegisterError`].
pub fn make_ticket(place: &Place, school: &str, address: Option<String>) -> Result<Ticket, RegisterError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RegisterError::Runtime)?;
    runtime.block_on(async {
        let folder = DataFolder::make(&place.folder)?;
        let address = match address {
            Some(address) => address,
            None => folder.address()?.ok_or(RegisterError::NoAddress)?,
        };
        check_address(&address)?;
        folder.key()?;
        let storage = place.storage(&folder).await?;
        let ticket = ticket_for(&storage, school, &address).await;
        storage.close().await;
        ticket
    })
}

fn check_address(address: &str) -> Result<(), RegisterError> {
    if crate::sync::ticket::is_address(address) { Ok(()) } else { Err(RegisterError::Address(address.to_owned())) }
}

async fn ticket_for(storage: &Storage, school: &str, address: &str) -> Result<Ticket, RegisterError> {
    let school = storage.school_named(school, now_ms()).await?;
    ticket(storage, &school.id, address).await
}

async fn ticket(storage: &Storage, school: &SchoolId, address: &str) -> Result<Ticket, RegisterError> {
    let now_ms = now_ms();
    let mut bytes = [0; 12];
    getrandom::fill(&mut bytes).map_err(StoreError::Randomness)?;
    let secret = TicketSecret::new(bytes);
    storage.add_ticket(school, &secret, now_ms, now_ms + TICKET_LIFETIME_MS).await?;
    Ok(Ticket { address: address.to_owned(), secret })
}

/// A ticket where no kiosk was ever let in.
async fn first_ticket(storage: &Storage, school: &str, address: &str) -> Result<Option<Ticket>, RegisterError> {
    for school in storage.schools().await? {
        if !storage.kiosks(&school.id).await?.is_empty() {
            return Ok(None);
        }
    }
    ticket_for(storage, school, address).await.map(Some)
}

/// The address of this machine that others most likely reach it by.
fn reachable(listening: SocketAddr) -> String {
    if !listening.ip().is_unspecified() {
        return listening.to_string();
    }
    // Nothing is sent: the system only says which of its addresses it would send from (192.0.2.1 is RFC 5737's example).
    let asked = std::net::UdpSocket::bind("0.0.0.0:0")
        .and_then(|socket| socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr()));
    let ip = asked.map_or(std::net::IpAddr::from([127, 0, 0, 1]), |address| address.ip());
    SocketAddr::new(ip, listening.port()).to_string()
}

/// Milliseconds since 1970 (UTC), now.
fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

fn router(app: Arc<App>) -> Router {
    let limits = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(|error: BoxError| async move {
            tracing::debug!(%error, "a request was not worked on");
            api::refused(Refusal::Busy)
        }))
        .load_shed()
        .concurrency_limit(AT_ONCE)
        .timeout(REQUEST);
    let kiosks = Router::new()
        .route("/v1/enrol/hello", post(api::hello))
        .route("/v1/enrol", post(api::enrol))
        .route("/v1/schools/{school}/{message}", post(api::message))
        .merge(open_log::routes())
        .layer(DefaultBodyLimit::max(BODY_AT_MOST));
    let check = Router::new().route("/check", get(ask).post(checked)).layer(DefaultBodyLimit::max(FORM_AT_MOST));
    let people = people::routes(&app, check);
    Router::new()
        .merge(kiosks)
        .merge(people)
        .layer(limits)
        .layer(from_fn_with_state(Arc::clone(&app), slow::in_time))
        // These answer whatever else is going on.
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(counts))
        .fallback(|| async { api::refused(Refusal::Unknown) })
        .with_state(app)
}

async fn asked_to_stop() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!(%error, "the server cannot be asked to stop with Ctrl+C");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await.unwrap_or(()),
            Err(error) => {
                tracing::warn!(%error, "the server cannot be asked to stop with SIGTERM");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = interrupted => {}, () = terminated => {} }
}

/// Whether requests can be answered: the database is there.
async fn ready(State(app): State<Arc<App>>) -> Response {
    match app.storage.ready().await {
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response()
        }
    }
}

/// For Prometheus on this machine.
async fn counts(State(app): State<Arc<App>>, Extension(peer): Extension<Peer>) -> Response {
    if peer.0.ip().is_loopback() {
        ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], app.metrics.text())
            .into_response()
    } else {
        api::refused(Refusal::Unknown)
    }
}

#[derive(Deserialize)]
struct Pasted {
    key: String,
    statement: String,
}

async fn ask(State(app): State<Arc<App>>) -> Response {
    let words = app.content.english();
    people::public(words, &words.text("register-title"), page::form(words))
}

async fn checked(State(app): State<Arc<App>>, Form(pasted): Form<Pasted>) -> Response {
    let words = app.content.english();
    let title = words.text("register-title");
    match check::statement(&pasted.key, &pasted.statement) {
        Ok(checked) => people::public(words, &title, page::real(words, &checked)),
        Err(fault) => {
            let mut response = people::public(words, &title, page::not_shown_to_be_real(words, &fault));
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            response
        }
    }
}
