//! How long a class's page takes.

use super::made_up::{CLASS, pupils};
use super::{Bench, BenchError, Tell, answered};
use crate::ledger::base64url;
use crate::register::RegisterError;
use crate::register::now_ms;
use crate::register::rights::Role;
use crate::register::server::Peer;
use crate::register::storage::{Filling, NewAccount};
use axum::body::Body;
use axum::http::Request;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};

/// Pages that are looked at for one figure.
const LOOKS: usize = 200;
/// Rows that are written in one transaction.
const ROWS: u64 = 5_000;

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

impl Bench {
    /// Writes rows as so many statements in all would have left them, ten of each further child, straight into the tables
    /// that pages are made from and into that of the statements: signing and taking in a million would take hours. The
    /// log's tiles, which no page reads, are left as they are. Nothing can be taken in after that.
    ///
    /// # Errors
    /// [`BenchError`].
    pub fn fill(&self, up_to: usize, tell: Tell<'_>) -> Result<(), BenchError> {
        self.runtime.block_on(async {
            let (storage, school) = (&self.app.storage, &self.school.id);
            let there = storage.log_size(school).await.map_err(RegisterError::from)?;
            let like = storage.entries(school, 0, 1).await.map_err(RegisterError::from)?.pop();
            let like = like.ok_or_else(|| BenchError::Answer("no statement".to_owned()))?;
            let (first, up_to) = (pupils(self.kiosks.len() as u64), up_to as u64);
            let of = |leaf: u64| {
                let pupil = first + leaf / 10;
                (pupil, pupil / CLASS)
            };
            let mut from = there;
            while from < up_to {
                let to = up_to.min(from + ROWS);
                let filling = Filling { like: &like, of: &of, at_ms: now_ms() };
                storage.fill(school, &filling, from..to).await.map_err(RegisterError::from)?;
                from = to;
                tell("rows written", usize::try_from(from).unwrap_or(0), usize::try_from(up_to).unwrap_or(0));
            }
            Ok(storage.count_rows().await.map_err(RegisterError::from)?)
        })
    }

    /// Has PostgreSQL count what is there, as it does by itself once it has been running for a minute or two.
    ///
    /// # Errors
    /// [`BenchError`].
    pub fn settle(&self) -> Result<(), BenchError> {
        Ok(self.runtime.block_on(self.app.storage.count_rows()).map_err(RegisterError::from)?)
    }

    /// The cookie of somebody who has just signed in.
    async fn signed_in(&self, role: Role) -> Result<String, BenchError> {
        let (storage, now_ms) = (&self.app.storage, now_ms());
        let school = Some(&self.school.id);
        let new = NewAccount { login: "measured", name: "Measured", role, school, hash: "", must_change: false };
        // It is there already where this is not the first look.
        storage.add_account(&new, now_ms).await.map_err(RegisterError::from)?;
        let account = storage.account_with_login("measured").await.map_err(RegisterError::from)?;
        let (account, _) = account.ok_or_else(|| BenchError::Answer("no account".to_owned()))?;
        let mut cookie = [0; 32];
        getrandom::fill(&mut cookie).map_err(|error| BenchError::MadeUp(error.to_string()))?;
        let session: [u8; 32] = Sha256::digest(cookie).into();
        storage.sign_in(&account.id, &session, None, now_ms).await.map_err(RegisterError::from)?;
        Ok(format!("__Host-promise-register={}", base64url::encode(cookie)))
    }

    /// What is answered to whoever looks at a page.
    async fn looked_at(&self, path: &str, cookie: &str) -> Result<(u16, Vec<u8>), BenchError> {
        let request = Request::get(path).header("cookie", cookie).extension(Peer(([127, 0, 0, 1], 1).into()));
        let request = request.body(Body::empty()).map_err(|error| BenchError::MadeUp(error.to_string()))?;
        answered(&self.router, request).await
    }

    /// Looks at one class's page many times, as the office does.
    ///
    /// # Errors
    /// [`BenchError`].
    pub fn page(&self) -> Result<Page, BenchError> {
        self.runtime.block_on(async {
            let cookie = self.signed_in(Role::Office).await?;
            let statements = self.app.storage.log_size(&self.school.id).await.map_err(RegisterError::from)?;
            let mut times = Vec::with_capacity(LOOKS);
            for look in 0..LOOKS + LOOKS / 10 {
                let path = format!("/schools/{}/classes/class-{}", self.school.id, look % 7);
                let began = Instant::now();
                let (status, bytes) = self.looked_at(&path, &cookie).await?;
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::register::Place;
    use sqlx::{AssertSqlSafe, Connection, Row};
    use std::path::Path;
    use std::sync::Arc;

    /// How SQLite would answer each question.
    fn plans(bench: &Bench, file: &Path) -> Vec<(String, String)> {
        let asked = bench.app.storage.asked();
        bench.runtime.block_on(async {
            let mut by_hand = sqlx::SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
            let mut steps = Vec::new();
            for sql in asked {
                let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
                for row in sqlx::raw_sql(explain).fetch_all(&mut by_hand).await.unwrap() {
                    steps.push((sql.clone(), row.get::<String, _>("detail")));
                }
            }
            steps
        })
    }

    /// The fault of a step that reads more of a table than a page is about.
    fn reads_through(detail: &str) -> bool {
        let small = ["schools", "s ", "json_each", "CONSTANT ROW", "tickets", "accounts", "kiosks"];
        let scans = detail
            .strip_prefix("SCAN ")
            .is_some_and(|of| !small.iter().any(|small| format!("{of} ").starts_with(small)));
        let of_log =
            ["SEARCH statements ", "SEARCH mentions ", "SEARCH erasures "].iter().any(|of| detail.starts_with(of));
        scans || (of_log && detail.contains("(school_id=?)"))
    }

    #[test]
    fn no_page_reads_the_statements_through() {
        let folder = tempfile::tempdir().unwrap();
        let place = Place { folder: folder.path().to_owned(), database: None };
        let content = Arc::new(Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap());
        let mut bench = Bench::open(&place, content, 2).unwrap();
        let measured = bench.ingest(240, &|_, _, _| {}).unwrap();
        assert!((measured.statements, measured.kiosks) == (240, 2) && measured.share() > 0.0);
        let file = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let file = file.into_iter().find(|path| path.extension().is_some_and(|of| of == "db")).unwrap();
        let school = bench.school.id.clone();
        let cookie = bench.runtime.block_on(bench.signed_in(Role::Head)).unwrap();
        bench.app.storage.asked();
        let class = format!("/schools/{school}/classes/class-0");
        let listed = ["", "?show=missing", "/list.csv"].map(|of| format!("{class}{of}"));
        let others =
            ["", "/pupils/pupil-0", "/kiosks", "/accounts", "/trail"].map(|of| format!("/schools/{school}{of}"));
        for path in listed.into_iter().chain(others) {
            let (status, bytes) = bench.runtime.block_on(bench.looked_at(&path, &cookie)).unwrap();
            assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&bytes));
            let plans = plans(&bench, &file);
            assert!(!plans.is_empty(), "{path}");
            for (sql, detail) in plans {
                assert!(!reads_through(&detail), "{path}: {detail}: {sql}");
                // A class's page is about its children only.
                let of_class =
                    !path.starts_with(&class) || !detail.starts_with("SEARCH p ") || detail.contains("class_id=?");
                assert!(of_class, "{path}: {detail}: {sql}");
            }
        }
        assert!(reads_through("SEARCH statements USING INDEX statements_by_leaf (school_id=?)"));
        assert!(reads_through("SCAN p") && !reads_through("SCAN json_each VIRTUAL TABLE INDEX 1:"));
        // The rows that a page is measured with are such as pages can be made of.
        bench.fill(600, &|_, _, _| {}).unwrap();
        assert_eq!(bench.page().unwrap().statements, 600);
        bench.close();
    }
}
