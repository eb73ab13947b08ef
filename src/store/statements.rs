//! The ledger in the database: appending, and reading it back in order.

use super::error::StoreError;
use super::open::Open;
use super::{database, outcomes, random, rows};
use crate::domain::correction::CorrectionDraft;
use crate::domain::ids::{KioskId, SchoolId};
use crate::domain::outcome::OutcomeDraft;
use crate::ledger::{Head, IssueError, Issued, Says, Statement, When, issue, issue_correction};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Row, Sqlite};
use std::time::{Duration, Instant};

/// That a statement is durable: a child may be thanked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Its place in the kiosk's chain, from 1.
    pub sequence: u64,
    /// Its hash; the chain's head is this now.
    pub hash: [u8; 32],
    /// Its wall time, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// How long it took from beginning to sign until COMMIT had returned.
    pub committed_in: Duration,
}

/// A statement as it is stored, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its place in the kiosk's chain, from 1.
    pub sequence: u64,
    /// The hash that was written beside it.
    pub hash: [u8; 32],
    /// The signed part.
    pub jwt: String,
    /// The disclosures that are still there, in order.
    pub disclosures: Vec<String>,
}

impl Stored {
    /// As one line without its end: `<jwt>~<disclosure>~…~`.
    #[must_use]
    pub fn compact(&self) -> String {
        let mut compact = format!("{}~", self.jwt);
        for disclosure in &self.disclosures {
            compact.push_str(disclosure);
            compact.push('~');
        }
        compact
    }

    /// Read as what it must be.
    pub(crate) fn statement(&self) -> Result<Statement, StoreError> {
        Statement::from_parts(&self.jwt, &self.disclosures)
            .map_err(|source| StoreError::Statement { sequence: self.sequence, source })
    }
}

/// The head of the kiosk's chain as the database has it; `genesis` where there is no statement yet.
pub(crate) async fn head(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kiosk: &KioskId,
    genesis: Head,
) -> Result<Head, StoreError> {
    let newest =
        "SELECT sequence, hash FROM statements WHERE school_id = ? AND kiosk_id = ? ORDER BY sequence DESC LIMIT 1";
    let row = sqlx::query(newest).bind(school.as_str()).bind(kiosk.as_str()).fetch_optional(connection).await?;
    row.map_or(Ok(genesis), |row| {
        Ok(Head { sequence: rows::number(&row, "sequence")?, hash: rows::bytes(&row, "hash")? })
    })
}

/// Signs drafts as the statements that follow `head`, each after the one before. Nothing is stored yet.
pub(crate) fn sign(open: &Open, mut head: Head, drafts: &[OutcomeDraft]) -> Result<Vec<Statement>, StoreError> {
    let mut statements = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let statement = salted(open, |when, salt| issue(&open.kiosk, &open.school.id, draft, &head, when, salt))?;
        head = statement.head();
        statements.push(statement);
    }
    Ok(statements)
}

/// The same for a correction.
pub(crate) fn sign_correction(open: &Open, head: Head, draft: &CorrectionDraft) -> Result<Statement, StoreError> {
    salted(open, |when, salt| issue_correction(&open.kiosk, &open.school.id, draft, &head, when, salt))
}

/// Gives what is issued now its time and its salts.
fn salted(
    open: &Open,
    issue: impl FnOnce(When, &mut dyn FnMut() -> [u8; 32]) -> Result<Issued, IssueError>,
) -> Result<Statement, StoreError> {
    let when = When { wall_ms: open.clock.wall_ms(), monotonic_ms: open.clock.monotonic_ms() };
    let mut failed = None;
    let mut salt = || {
        random::bytes().unwrap_or_else(|error| {
            failed = Some(error);
            [0; 32]
        })
    };
    let issued = issue(when, &mut salt);
    match failed {
        Some(error) => Err(error),
        None => Ok(issued?.statement),
    }
}

/// Keeps a statement with its disclosures.
macro_rules! keep {
    ($kind:literal) => {
        concat!(
            "INSERT INTO statements (school_id, kiosk_id, sequence, kind, hash, jwt) VALUES (?1, ?2, ?3, '",
            $kind,
            "', ?4, ?5); \
             INSERT INTO disclosures (school_id, kiosk_id, sequence, place, text) \
             SELECT ?1, ?2, ?3, key, value FROM json_each(?6)"
        )
    };
}

/// Derives the outcome of a statement, unless its pupil has been erased.
macro_rules! derive {
    () => {
        "INSERT INTO outcomes (school_id, kiosk_id, sequence, pupil_id, agreement_id, version, outcome, at_ms) \
         SELECT ?1, ?2, ?3, ?7, ?8, ?9, ?10, ?11 WHERE ?7 IS NOT NULL"
    };
}

/// Derives that the outcome does not count which a correction takes back.
macro_rules! derive_correction {
    () => {
        "UPDATE outcomes SET corrected_by = ?3 \
         WHERE school_id = ?1 AND kiosk_id = ?2 AND sequence = ?7 AND corrected_by IS NULL AND ?8 = \
         (SELECT hash FROM statements WHERE school_id = ?1 AND kiosk_id = ?2 AND sequence = ?7)"
    };
}

/// What is done with a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// It is kept, and what follows from it derived, within a transaction.
    Keep,
    /// The same in a transaction of its own, posted to SQLite as one: a child waits for it.
    KeepAtOnce,
    /// It is there already; what follows from it is derived again.
    Derive,
}

/// One of the above, with everything that it takes.
pub(crate) fn bound(
    keeping: Keeping,
    school: &SchoolId,
    kiosk: &KioskId,
    statement: &Statement,
) -> Result<Query<'static, Sqlite, SqliteArguments>, StoreError> {
    let claims = statement.claims();
    let sql = match (&claims.says, keeping) {
        (Says::Outcome(_), Keeping::Keep) => concat!(keep!("outcome"), "; ", derive!()),
        (Says::Outcome(_), Keeping::KeepAtOnce) => {
            concat!("BEGIN IMMEDIATE; ", keep!("outcome"), "; ", derive!(), "; COMMIT")
        }
        (Says::Outcome(_), Keeping::Derive) => derive!(),
        (Says::Correction(_), Keeping::Keep) => concat!(keep!("correction"), "; ", derive_correction!()),
        (Says::Correction(_), Keeping::KeepAtOnce) => {
            concat!("BEGIN IMMEDIATE; ", keep!("correction"), "; ", derive_correction!(), "; COMMIT")
        }
        (Says::Correction(_), Keeping::Derive) => derive_correction!(),
    };
    let disclosures = serde_json::to_string(statement.disclosures())
        .map_err(|source| StoreError::Setting { name: "disclosures".to_owned(), source })?;
    let query = sqlx::query(sql)
        .bind(school.to_string())
        .bind(kiosk.to_string())
        .bind(rows::signed(claims.sequence))
        .bind(statement.hash().to_vec())
        .bind(statement.jwt().to_owned())
        .bind(disclosures);
    Ok(match &claims.says {
        Says::Outcome(said) => query
            .bind(statement.disclosed().pupil_id.as_ref().map(ToString::to_string))
            .bind(said.agreement.id.to_string())
            .bind(said.agreement.version)
            .bind(said.outcome.code())
            .bind(claims.when.wall_ms),
        Says::Correction(said) => query.bind(rows::signed(said.sequence)).bind(said.hash.to_vec()),
    })
}

/// Signs a draft and makes it durable.
pub(crate) async fn append(open: &mut Open, draft: &OutcomeDraft) -> Result<Appended, StoreError> {
    let began = Instant::now();
    let head = open.head().await?;
    let statements = sign(open, head, std::slice::from_ref(draft))?;
    let [statement] = statements.as_slice() else { return Err(StoreError::Closed) };
    let keep = bound(Keeping::KeepAtOnce, &open.school.id, &open.kiosk_id, statement)?;
    // Should this fail in a way that leaves open what is on the disk, the head is read from there again.
    open.forget_head();
    open.write_at_once(keep).await?;
    open.remember_head(statement.head());
    Ok(appended(statement, began))
}

/// Makes signed statements durable, with whatever else belongs to them, in one transaction.
pub(crate) async fn store(
    open: &mut Open,
    statements: &[Statement],
    also: impl AsyncFnOnce(&mut SqliteConnection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let (school, kiosk) = (open.school.id.clone(), open.kiosk_id.clone());
    open.forget_head();
    open.write(async |connection: &mut SqliteConnection| {
        for statement in statements {
            bound(Keeping::Keep, &school, &kiosk, statement)?.execute(&mut *connection).await?;
        }
        also(connection).await
    })
    .await
}

/// What is told of a statement that is durable since `began`.
pub(crate) fn appended(statement: &Statement, began: Instant) -> Appended {
    Appended {
        sequence: statement.sequence(),
        hash: statement.hash(),
        at_ms: statement.claims().when.wall_ms,
        committed_in: began.elapsed(),
    }
}

/// At most `limit` statements of this kiosk after the number `after`, in order.
pub(crate) async fn page(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kiosk: &KioskId,
    after: u64,
    limit: u32,
) -> Result<Vec<Stored>, StoreError> {
    let select = "SELECT sequence, hash, jwt FROM statements \
                  WHERE school_id = ? AND kiosk_id = ? AND sequence > ? ORDER BY sequence LIMIT ?";
    let rows = sqlx::query(select)
        .bind(school.as_str())
        .bind(kiosk.as_str())
        .bind(rows::signed(after))
        .bind(limit)
        .fetch_all(&mut *connection)
        .await?;
    let mut page: Vec<Stored> = rows.iter().map(stored).collect::<Result<_, _>>()?;
    let Some(last) = page.last().map(|stored| stored.sequence) else { return Ok(page) };
    let select = "SELECT sequence, text FROM disclosures \
                  WHERE school_id = ? AND kiosk_id = ? AND sequence > ? AND sequence <= ? ORDER BY sequence, place";
    let disclosures = sqlx::query(select)
        .bind(school.as_str())
        .bind(kiosk.as_str())
        .bind(rows::signed(after))
        .bind(rows::signed(last))
        .fetch_all(connection)
        .await?;
    let mut statements = page.iter_mut().peekable();
    for row in &disclosures {
        let sequence: u64 = rows::number(row, "sequence")?;
        while statements.peek().is_some_and(|stored| stored.sequence < sequence) {
            statements.next();
        }
        if let Some(stored) = statements.peek_mut()
            && stored.sequence == sequence
        {
            stored.disclosures.push(row.try_get("text")?);
        }
    }
    Ok(page)
}

/// One statement of this kiosk.
pub(crate) async fn one(open: &mut Open, sequence: u64) -> Result<Stored, StoreError> {
    let after = sequence.saturating_sub(1);
    let found = page(&mut open.connection, &open.school.id, &open.kiosk_id, after, 1).await?.into_iter().next();
    let missing = || StoreError::Unknown { what: "statement", id: sequence.to_string() };
    found.filter(|stored| stored.sequence == sequence).ok_or_else(missing)
}

fn stored(row: &SqliteRow) -> Result<Stored, StoreError> {
    Ok(Stored {
        sequence: rows::number(row, "sequence")?,
        hash: rows::bytes(row, "hash")?,
        jwt: row.try_get("jwt")?,
        disclosures: Vec::new(),
    })
}

/// Derives all outcomes from the statements again; returns how many there are.
pub(crate) async fn rebuild(open: &mut Open) -> Result<u64, StoreError> {
    const PAGE: u32 = 500;
    let (school, kiosk) = (open.school.id.clone(), open.kiosk_id.clone());
    open.write(async |connection: &mut SqliteConnection| {
        outcomes::forget(connection, &school, &kiosk).await?;
        let (mut after, mut derived) = (0, 0);
        loop {
            let page = page(connection, &school, &kiosk, after, PAGE).await?;
            let Some(last) = page.last().map(|stored| stored.sequence) else { return Ok(derived) };
            for stored in &page {
                let statement = stored.statement()?;
                let derive = bound(Keeping::Derive, &school, &kiosk, &statement)?;
                let changed = derive.execute(&mut *connection).await?.rows_affected();
                if statement.claims().says.outcome().is_some() {
                    derived += changed;
                }
            }
            after = last;
        }
    })
    .await
}

/// Reads every page of the file and checks that the chain's numbers have no gap.
pub(crate) async fn check(open: &mut Open) -> Result<(), StoreError> {
    database::check(&mut open.connection).await?;
    let count = "SELECT COUNT(*) AS count, COALESCE(MAX(sequence), 0) AS newest FROM statements WHERE school_id = ? AND kiosk_id = ?";
    let row = sqlx::query(count)
        .bind(open.school.id.as_str())
        .bind(open.kiosk_id.as_str())
        .fetch_one(&mut open.connection)
        .await?;
    let (count, newest): (u64, u64) = (rows::number(&row, "count")?, rows::number(&row, "newest")?);
    if count == newest {
        Ok(())
    } else {
        Err(rows::damaged(&format!("{count} statements, the last numbered {newest}")))
    }
}
