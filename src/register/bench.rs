//! How fast the register takes statements in, beside what checking their signatures alone would allow, and whether a
//! class's page is as quick with a million statements as with ten thousand. Everything but the network is real: signed
//! requests, JSON, signatures, chains, the log, a durable transaction.

use super::people::SignInLimits;
use super::rights::Role;
use super::server::Peer;
use super::storage::{NewAccount, RegisteredSchool};
use super::{App, DataFolder, Place, RegisterError, limits, metrics, now_ms, router, slow};
use crate::content::Content;
use crate::documents::Press;
use crate::domain::agreement::Fingerprint;
use crate::domain::ids::{AgreementId, ClassId, IdError, PupilId, RuleId, SchoolId, SessionId, StaffId};
use crate::domain::mark::{Mark, Stamp};
use crate::domain::outcome::{AdultSigned, AgreementShown, Answer, Outcome, OutcomeDraft, PupilSigned};
use crate::ledger::{Head, KioskKey, Statement, When, base64url, issue};
use crate::sync::request::{Sending, sign};
use crate::sync::ticket::TicketSecret;
use crate::sync::wire::{self, PushAnswer, PushRequest};
use axum::body::Body;
use axum::http::Request;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// Statements of one batch, as kiosks send them.
const BATCH: usize = 256;
/// Children of a class.
const CLASS: usize = 30;
/// Pages that are looked at for one figure.
const LOOKS: usize = 200;

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

/// What was measured.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Statements taken in.
    pub statements: usize,
    /// By how many kiosks at once.
    pub kiosks: usize,
    /// In what time.
    pub took: Duration,
    /// Statements a second whose signature one core can check, alone.
    pub verified_a_second: f64,
    /// The most memory that this process had so far, MB; where the system says it.
    pub memory_mb: Option<f64>,
}

impl Measured {
    /// Statements a second.
    #[must_use]
    pub fn a_second(&self) -> f64 {
        self.statements as f64 / self.took.as_secs_f64()
    }
}

/// The time that a class's page takes at some size of the school's log.
#[derive(Debug, Clone)]
pub struct Page {
    /// So many statements.
    pub statements: usize,
    /// One in ten looks is as quick: what else the machine does disturbs this figure least.
    pub quick: Duration,
    /// The middle of many looks.
    pub median: Duration,
    /// Ninety-nine of a hundred looks are as quick.
    pub p99: Duration,
}

/// A register in this process, without the network.
pub struct Bench {
    runtime: tokio::runtime::Runtime,
    app: Arc<App>,
    kiosks: Vec<(KioskKey, Head, u64)>,
    school: RegisteredSchool,
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
                let kiosk = KioskKey::from_seed([n + 1; 32]);
                let secret = TicketSecret::new([n; 12]);
                let now_ms = now_ms();
                let added = storage.add_ticket(&school.id, &secret, now_ms, now_ms + 60_000).await;
                added.map_err(RegisterError::from)?;
                let taken =
                    storage.enrol(&secret.name(), &kiosk.public(), now_ms).await.map_err(RegisterError::from)?;
                taken.map_err(|refusal| BenchError::Answer(refusal.to_string()))?;
                let genesis = Head::genesis(&kiosk.public());
                enrolled.push((kiosk, genesis, u64::from(n)));
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
        Ok(Self { runtime, app, kiosks, school })
    }

    /// Takes in so many statements of all kiosks at once, and measures it. They are made beforehand.
    ///
    /// # Errors
    /// [`BenchError`].
    pub fn ingest(&mut self, statements: usize) -> Result<Measured, BenchError> {
        let each = statements.div_ceil(self.kiosks.len().max(1));
        let (mut loads, mut checked) = (Vec::new(), None);
        for (key, head, n) in &mut self.kiosks {
            let mut made = Vec::with_capacity(each);
            for _ in 0..each {
                let statement = made_up(key, head, *n)?;
                (*head, *n) = (statement.head(), *n + 101);
                made.push(statement.compact());
                checked.get_or_insert((key.public(), statement));
            }
            let bodies: Vec<Vec<u8>> =
                made.chunks(BATCH).map(|some| wire::write(&PushRequest { statements: some.to_vec() })).collect();
            loads.push((KioskKey::from_seed(*key.seed()), bodies));
        }
        let verified_a_second = checked.map_or(0.0, |(key, statement)| {
            const TIMES: u32 = 2000;
            let began = Instant::now();
            let right = (0..TIMES).filter(|_| statement.check(&key).is_ok()).count();
            right as f64 / began.elapsed().as_secs_f64()
        });
        let (app, school) = (&self.app, &self.school.id);
        let began = Instant::now();
        self.runtime.block_on(async {
            let tasks: Vec<_> = loads
                .into_iter()
                .map(|(key, bodies)| tokio::spawn(pushed(Arc::clone(app), school.clone(), key, bodies)))
                .collect();
            for task in tasks {
                task.await.map_err(|error| BenchError::Answer(error.to_string()))??;
            }
            Ok::<_, BenchError>(())
        })?;
        let took = began.elapsed();
        let kiosks = self.kiosks.len();
        Ok(Measured { statements: each * kiosks, kiosks, took, verified_a_second, memory_mb: memory_mb() })
    }

    /// Looks at one class's page many times, as the office does.
    ///
    /// # Errors
    /// [`BenchError`].
    pub fn page(&self) -> Result<Page, BenchError> {
        self.runtime.block_on(async {
            let (storage, now_ms) = (&self.app.storage, now_ms());
            let new = NewAccount {
                login: "measured",
                name: "Measured",
                role: Role::Office,
                school: Some(&self.school.id),
                hash: "",
                must_change: false,
            };
            storage.add_account(&new, now_ms).await.map_err(RegisterError::from)?;
            let account = storage.account_with_login("measured").await.map_err(RegisterError::from)?;
            let (account, _) = account.ok_or_else(|| BenchError::Answer("no account".to_owned()))?;
            let mut cookie = [0; 32];
            getrandom::fill(&mut cookie).map_err(|error| BenchError::MadeUp(error.to_string()))?;
            let session: [u8; 32] = Sha256::digest(cookie).into();
            storage.sign_in(&account.id, &session, None, now_ms).await.map_err(RegisterError::from)?;
            let cookie = format!("__Host-promise-register={}", base64url::encode(cookie));
            let statements = storage.log_size(&self.school.id).await.map_err(RegisterError::from)?;
            let mut times = Vec::with_capacity(LOOKS);
            for look in 0..LOOKS + LOOKS / 10 {
                let path = format!("/schools/{}/classes/class-{}", self.school.id, look % 7);
                let request = Request::get(path).header("cookie", &cookie).extension(Peer(([127, 0, 0, 1], 1).into()));
                let request = request.body(Body::empty()).map_err(|error| BenchError::MadeUp(error.to_string()))?;
                let began = Instant::now();
                let (status, bytes) = answered(&self.app, request).await?;
                // The first tenth warms up what is kept warm.
                if look >= LOOKS / 10 {
                    times.push(began.elapsed());
                }
                if status != 200 || bytes.len() < 5000 {
                    return Err(BenchError::Answer(format!("a page with status {status}")));
                }
            }
            times.sort_unstable();
            let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
            let statements = usize::try_from(statements).unwrap_or(usize::MAX);
            Ok(Page { statements, quick: at(10), median: at(50), p99: at(99) })
        })
    }

    /// Ends it.
    pub fn close(self) {
        self.runtime.block_on(self.app.storage.close());
    }
}

async fn answered(app: &Arc<App>, request: Request<Body>) -> Result<(u16, Vec<u8>), BenchError> {
    let response = router(Arc::clone(app)).oneshot(request).await;
    let response = response.map_err(|error| BenchError::Answer(error.to_string()))?;
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await;
    Ok((status, bytes.map_err(|error| BenchError::Answer(error.to_string()))?.to_vec()))
}

async fn pushed(app: Arc<App>, school: SchoolId, key: KioskKey, bodies: Vec<Vec<u8>>) -> Result<(), BenchError> {
    let path = format!("/v1/schools/{school}/push");
    for body in bodies {
        // Busy and asked too often pass, as they do for a kiosk.
        loop {
            let mut once = [0; 16];
            getrandom::fill(&mut once).map_err(|error| BenchError::MadeUp(error.to_string()))?;
            let sending = Sending { register: &app.id, path: &path, body: &body, now_seconds: now_ms() / 1000, once };
            let request = Request::post(&path)
                .header("authorization", format!("Bearer {}", sign(&key, &sending)))
                .header("content-type", "application/json")
                .extension(Peer(([127, 0, 0, 1], 1).into()))
                .body(Body::from(body.clone()))
                .map_err(|error| BenchError::MadeUp(error.to_string()))?;
            match answered(&app, request).await? {
                (200, answer) => {
                    let answer: PushAnswer =
                        serde_json::from_slice(&answer).map_err(|error| BenchError::Answer(error.to_string()))?;
                    if answer.results.iter().any(|taken| !taken.is_held()) {
                        return Err(BenchError::Answer("a statement was not taken".to_owned()));
                    }
                    break;
                }
                (429 | 503, _) => tokio::time::sleep(Duration::from_millis(10)).await,
                (status, answer) => {
                    let said = String::from_utf8_lossy(&answer).into_owned();
                    return Err(BenchError::Answer(format!("{status} {said}")));
                }
            }
        }
    }
    Ok(())
}

/// The statement after `head`: child `n` promises eleven rules and chooses a stamp. Ten statements tell of one child.
fn made_up(key: &KioskKey, head: &Head, n: u64) -> Result<Statement, BenchError> {
    let wrong = |error: &dyn std::fmt::Display| BenchError::MadeUp(error.to_string());
    let id = |error: IdError| wrong(&error);
    let pupil = n / 10;
    let class = pupil / CLASS as u64;
    let rules = (0..11).map(|n| RuleId::new(format!("ks2.rule-{n}")).map(|rule| (rule, Answer::Promised)));
    let draft = OutcomeDraft {
        session: SessionId::new(format!("session-{class}")).map_err(id)?,
        pupil: PupilSigned {
            id: PupilId::new(format!("pupil-{pupil}")).map_err(id)?,
            name: format!("Child Number{pupil}"),
            class_id: ClassId::new(format!("class-{class}")).map_err(id)?,
            class_name: format!("Class {class}"),
        },
        agreement: AgreementShown {
            id: AgreementId::new("ks2-pupils").map_err(id)?,
            version: 1,
            fingerprint: Fingerprint([7; 32]),
            language: "en-GB".to_owned(),
        },
        outcome: Outcome::Agreed,
        answers: rules.collect::<Result<_, _>>().map_err(id)?,
        mark: Some(Mark::Stamp(Stamp::Star)),
        witness: AdultSigned { id: StaffId::new("adult").map_err(id)?, name: "Mr J Okoro".to_owned() },
        helper: None,
    };
    let (mut nth, seed) = (0_u8, key.public().to_bytes());
    let mut salts = || {
        nth += 1;
        Sha256::new().chain_update(seed).chain_update(head.sequence.to_be_bytes()).chain_update([nth]).finalize().into()
    };
    let when = When { wall_ms: now_ms(), monotonic_ms: head.sequence };
    let school = SchoolId::new("measured").map_err(id)?;
    issue(key, &school, &draft, head, when, &mut salts).map(|issued| issued.statement).map_err(|error| wrong(&error))
}

/// The most memory that this process has had, MB (Linux).
fn memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}
