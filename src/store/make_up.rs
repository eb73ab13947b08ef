//! Sessions for some children of a class only; what earlier promises were to, and what children were not sure of.

use super::error::StoreError;
use super::open::Open;
use super::{rows, statements};
use crate::domain::ids::{AgreementId, PupilId, RuleId, SchoolId, SessionId};
use crate::domain::outcome::{Answer, Outcome};
use sqlx::sqlite::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

/// Says whom a tree that is being opened is for; call it in the transaction that opens it.
pub(crate) async fn set(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    session: &SessionId,
    only: &BTreeSet<PupilId>,
) -> Result<(), StoreError> {
    for pupil in only {
        let insert = "INSERT INTO open_tree_only (school_id, session_id, pupil_id) VALUES (?, ?, ?)";
        let inserted = sqlx::query(insert).bind(school.as_str()).bind(session.as_str()).bind(pupil.as_str());
        match inserted.execute(&mut *connection).await {
            Err(error) if error.as_database_error().is_some_and(|e| e.is_foreign_key_violation()) => {
                return Err(StoreError::Unknown { what: "pupil", id: pupil.to_string() });
            }
            inserted => inserted.map(|_| ())?,
        }
    }
    Ok(())
}

/// Whom the open tree is for; nobody where it is for everybody, or none is open.
pub(crate) async fn only(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<BTreeSet<PupilId>, StoreError> {
    let found = sqlx::query("SELECT pupil_id FROM open_tree_only WHERE school_id = ?").bind(school.as_str());
    found.fetch_all(connection).await?.iter().map(|row| rows::id(row, "pupil_id", PupilId::new)).collect()
}

/// For every child whose last word was “not sure yet”: the rules that they were not sure of, by the statement's number.
pub(crate) async fn not_sure_of(open: &mut Open) -> Result<BTreeMap<u64, Vec<RuleId>>, StoreError> {
    let select = "SELECT MAX(sequence) AS sequence, outcome FROM outcomes \
                  WHERE school_id = ? AND kiosk_id = ? AND corrected_by IS NULL GROUP BY pupil_id";
    let found = sqlx::query(select)
        .bind(open.school.id.as_str())
        .bind(open.kiosk_id.as_str())
        .fetch_all(&mut open.connection)
        .await?;
    let mut rules = BTreeMap::new();
    for row in &found {
        // SQLite takes the other columns from the row that has the maximum.
        if rows::word(row, "outcome", Outcome::from_code)? != Outcome::NotYet {
            continue;
        }
        let sequence = rows::number(row, "sequence")?;
        let statement = statements::one(open, sequence).await?.statement()?;
        let answers = statement.claims().says.outcome().map(|said| said.answers.as_slice()).unwrap_or_default();
        let unsure = answers.iter().filter(|(_, answer)| *answer == Answer::NotSure);
        rules.insert(sequence, unsure.map(|(rule, _)| rule.clone()).collect());
    }
    Ok(rules)
}

/// The rules that stood in each agreement version that somebody has promised: out of one statement of each, since a promise
/// names every rule.
pub(crate) async fn promised_rules(
    open: &mut Open,
) -> Result<BTreeMap<(AgreementId, u32), BTreeSet<RuleId>>, StoreError> {
    let select = "SELECT agreement_id, version, MAX(sequence) AS sequence FROM outcomes \
                  WHERE school_id = ? AND kiosk_id = ? AND outcome IN ('agreed', 'agreed-with-help') \
                  GROUP BY agreement_id, version";
    let found = sqlx::query(select)
        .bind(open.school.id.as_str())
        .bind(open.kiosk_id.as_str())
        .fetch_all(&mut open.connection)
        .await?;
    let mut rules = BTreeMap::new();
    for row in &found {
        let of = (rows::id(row, "agreement_id", AgreementId::new)?, rows::number(row, "version")?);
        let statement = statements::one(open, rows::number(row, "sequence")?).await?.statement()?;
        let answers = statement.claims().says.outcome().map(|said| said.answers.as_slice()).unwrap_or_default();
        rules.insert(of, answers.iter().map(|(rule, _)| rule.clone()).collect());
    }
    Ok(rules)
}
