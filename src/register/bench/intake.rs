//! How fast statements are taken in.

use super::{Bench, BenchError, Kiosk, Tell, answered, made_up, process};
use crate::domain::ids::{RegisterId, SchoolId};
use crate::ledger::{KioskKey, PublicKey, Statement};
use crate::register::now_ms;
use crate::register::server::Peer;
use crate::sync::request::{Sending, sign};
use crate::sync::wire::{self, PushAnswer, PushRequest};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Statements of one batch, as kiosks send them.
const BATCH: usize = 256;
/// How many signatures are checked for one figure, and how often each.
const CHECKED: usize = 1000;
const ROUNDS: usize = 10;

/// What was measured.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Statements taken in.
    pub statements: usize,
    /// By how many kiosks at once.
    pub kiosks: usize,
    /// In what time.
    pub took: Duration,
    /// The time of processors that this process used for it, where the system says it. A PostgreSQL's is not in it.
    pub processor: Option<Duration>,
    /// Statements a second whose signature one core can check, alone: the mean of before and after.
    pub verified_a_second: f64,
    /// Microseconds of a processor that checking one signature takes, where the system says it.
    pub signature_us: Option<f64>,
    /// The most memory that this process had meanwhile, MB, where the system says it. What was still to be sent was not in it.
    pub memory_mb: Option<f64>,
}

impl Measured {
    /// Statements a second.
    #[must_use]
    pub fn a_second(&self) -> f64 {
        self.statements as f64 / self.took.as_secs_f64()
    }

    /// What part of that it is what one core can check.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.a_second() / self.verified_a_second
    }

    /// Microseconds of a processor that one statement took.
    #[must_use]
    pub fn processor_us(&self) -> Option<f64> {
        self.processor.map(|processor| processor.as_secs_f64() * 1e6 / self.statements as f64)
    }
}

/// What every kiosk's task needs to know.
struct To {
    router: Router,
    register: RegisterId,
    school: SchoolId,
    taken: AtomicUsize,
}

impl Bench {
    /// Takes in so many statements of all kiosks at once, and measures it. They are made beforehand, and lie in files.
    ///
    /// # Errors
    /// [`BenchError`].
    pub fn ingest(&mut self, statements: usize, tell: Tell<'_>) -> Result<Measured, BenchError> {
        let kiosks = self.kiosks.len().max(1);
        let each = statements.div_ceil(kiosks);
        std::fs::create_dir_all(&self.folder).map_err(|error| BenchError::MadeUp(error.to_string()))?;
        let sent = self.make(each, tell)?;
        let checked = self.signed(CHECKED.min(statements))?;
        let (before, signature_us) = signatures(&checked);
        process::forget_the_most_memory();
        let used = process::processor();
        let took = self.send(sent, each * kiosks, tell)?;
        let processor = used.and_then(|used| process::processor()?.checked_sub(used));
        let memory_mb = process::most_memory_mb();
        let verified_a_second = f64::midpoint(before, signatures(&checked).0);
        std::fs::remove_dir_all(&self.folder).map_err(|error| BenchError::MadeUp(error.to_string()))?;
        Ok(Measured { statements: each * kiosks, kiosks, took, processor, verified_a_second, signature_us, memory_mb })
    }

    /// Has every kiosk sign so many statements and writes the batches into files, on all cores.
    fn make(&mut self, each: usize, tell: Tell<'_>) -> Result<Vec<(KioskKey, Vec<PathBuf>)>, BenchError> {
        let (folder, kiosks, made) = (&self.folder, self.kiosks.len(), &AtomicUsize::new(0));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let share = kiosks.div_ceil(cores).max(1);
        std::thread::scope(|scope| {
            let threads: Vec<_> = self
                .kiosks
                .chunks_mut(share)
                .zip(0..)
                .map(|(some, nth)| {
                    scope.spawn(move || {
                        let one = |(kiosk, n): (&mut Kiosk, usize)| {
                            let files = batches(kiosk, (n + nth * share) as u64, kiosks as u64, each, folder);
                            made.fetch_add(each, Ordering::Relaxed);
                            files.map(|files| (KioskKey::from_seed(*kiosk.key.seed()), files))
                        };
                        some.iter_mut().zip(0..).map(one).collect::<Result<Vec<_>, BenchError>>()
                    })
                })
                .collect();
            while threads.iter().any(|thread| !thread.is_finished()) {
                std::thread::sleep(Duration::from_millis(200));
                tell("statements signed", made.load(Ordering::Relaxed), each * kiosks);
            }
            let mut all = Vec::new();
            for thread in threads {
                let some = thread.join().map_err(|_| BenchError::MadeUp("a thread ended".to_owned()))?;
                all.extend(some?);
            }
            Ok(all)
        })
    }

    /// Statements whose signatures are to be checked.
    fn signed(&self, count: usize) -> Result<Vec<(PublicKey, Statement)>, BenchError> {
        let Some(Kiosk { key, head }) = self.kiosks.first() else { return Ok(Vec::new()) };
        let made = |pupil| made_up::statement(key, head, pupil as u64).map(|statement| (key.public(), statement));
        (0..count).map(made).collect()
    }

    /// Sends all of it, every kiosk at once.
    fn send(&self, sent: Vec<(KioskKey, Vec<PathBuf>)>, total: usize, tell: Tell<'_>) -> Result<Duration, BenchError> {
        let (router, register, school) = (self.router.clone(), self.app.id.clone(), self.school.id.clone());
        let to = Arc::new(To { router, register, school, taken: AtomicUsize::new(0) });
        let began = Instant::now();
        self.runtime.block_on(async {
            let mut tasks = JoinSet::new();
            for (key, files) in sent {
                tasks.spawn(pushed(Arc::clone(&to), key, files));
            }
            let mut moments = tokio::time::interval(Duration::from_secs(1));
            loop {
                tokio::select! {
                    ended = tasks.join_next() => match ended {
                        None => return Ok::<_, BenchError>(()),
                        Some(ended) => ended.map_err(|error| BenchError::Answer(error.to_string()))??,
                    },
                    _ = moments.tick() => tell("statements taken in", to.taken.load(Ordering::Relaxed), total),
                }
            }
        })?;
        Ok(began.elapsed())
    }
}

/// How many signatures one core can check a second, and the microseconds of a processor that one takes.
fn signatures(signed: &[(PublicKey, Statement)]) -> (f64, Option<f64>) {
    let (used, began) = (process::processor(), Instant::now());
    let all = std::iter::repeat_n(signed, ROUNDS).flatten();
    let right = all.filter(|(key, statement)| statement.check(key).is_ok()).count();
    let took = began.elapsed().as_secs_f64();
    let used = used.and_then(|used| process::processor()?.checked_sub(used));
    (right as f64 / took, used.map(|used| used.as_secs_f64() * 1e6 / right as f64))
}

/// Has a kiosk sign so many statements, and writes each batch into a file.
fn batches(
    kiosk: &mut Kiosk,
    n: u64,
    kiosks: u64,
    each: usize,
    folder: &std::path::Path,
) -> Result<Vec<PathBuf>, BenchError> {
    let (mut files, mut statements) = (Vec::new(), Vec::with_capacity(BATCH));
    for nth in 1..=each {
        let pupil = made_up::pupil(kiosk.head.sequence, n, kiosks);
        let statement = made_up::statement(&kiosk.key, &kiosk.head, pupil)?;
        kiosk.head = statement.head();
        statements.push(statement.compact());
        if statements.len() == BATCH || nth == each {
            let file = folder.join(format!("{n}-{nth}.json"));
            let body = wire::write(&PushRequest { statements: std::mem::take(&mut statements) });
            std::fs::write(&file, body).map_err(|error| BenchError::MadeUp(error.to_string()))?;
            files.push(file);
        }
    }
    Ok(files)
}

async fn pushed(to: Arc<To>, key: KioskKey, files: Vec<PathBuf>) -> Result<(), BenchError> {
    let path = format!("/v1/schools/{}/push", to.school);
    for file in files {
        let body = std::fs::read(&file).map_err(|error| BenchError::MadeUp(error.to_string()))?;
        let body = axum::body::Bytes::from(body);
        // Busy and asked too often pass, as they do for a kiosk.
        loop {
            let mut once = [0; 16];
            getrandom::fill(&mut once).map_err(|error| BenchError::MadeUp(error.to_string()))?;
            let now_seconds = now_ms() / 1000;
            let sending = Sending { register: &to.register, path: &path, body: &body, now_seconds, once };
            let request = Request::post(&path)
                .header("authorization", format!("Bearer {}", sign(&key, &sending)))
                .header("content-type", "application/json")
                .extension(Peer(([127, 0, 0, 1], 1).into()))
                .body(Body::from(body.clone()))
                .map_err(|error| BenchError::MadeUp(error.to_string()))?;
            match answered(&to.router, request).await? {
                (200, answer) => {
                    let answer: PushAnswer =
                        serde_json::from_slice(&answer).map_err(|error| BenchError::Answer(error.to_string()))?;
                    if answer.results.iter().any(|taken| !taken.is_held()) {
                        return Err(BenchError::Answer("a statement was not taken".to_owned()));
                    }
                    to.taken.fetch_add(answer.results.len(), Ordering::Relaxed);
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
