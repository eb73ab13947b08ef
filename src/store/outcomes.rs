//! Outcomes: what trees and lists need of the statements, derived from them when they are stored.

use super::error::StoreError;
use super::open::Open;
use super::{people, rows, statements};
use crate::domain::agreement::Fingerprint;
use crate::domain::ids::{AgreementId, ClassId, KioskId, PupilId, RuleId, SchoolId};
use crate::domain::mark::Mark;
use crate::domain::outcome::{Answer, Outcome};
use crate::domain::tree::{RecordedOutcome, Standing, standings};
use crate::ledger::Statement;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

/// The outcome that stands for one child, with what its statement says: a row of a class list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedOutcome {
    /// The outcome.
    pub recorded: RecordedOutcome,
    /// The child's name as it was signed.
    pub name: String,
    /// The class's name as it was signed.
    pub class_name: String,
    /// The child's mark, where the outcome has one.
    pub mark: Option<Mark>,
    /// The name of the adult who opened the tree.
    pub witness: String,
    /// The name of the adult who helped, where one did.
    pub helper: Option<String>,
    /// Of the words, pictures and voice shown.
    pub fingerprint: Fingerprint,
    /// BCP 47 tag of the language shown.
    pub language: String,
    /// What was said to each rule.
    pub answers: Vec<(RuleId, Answer)>,
}

/// Forgets all outcomes of a kiosk, to derive them again.
pub(crate) async fn forget(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kiosk: &KioskId,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM outcomes WHERE school_id = ? AND kiosk_id = ?")
        .bind(school.as_str())
        .bind(kiosk.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes away the outcome of one statement.
pub(crate) async fn forget_one(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kiosk: &KioskId,
    sequence: u64,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM outcomes WHERE school_id = ? AND kiosk_id = ? AND sequence = ?")
        .bind(school.as_str())
        .bind(kiosk.as_str())
        .bind(rows::signed(sequence))
        .execute(connection)
        .await?;
    Ok(())
}

/// The outcomes of everybody who is in a class today, or of the whole school, in the order of the chain. None that was
/// corrected.
pub(crate) async fn list(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    class: Option<&ClassId>,
) -> Result<Vec<RecordedOutcome>, StoreError> {
    let rows = match class {
        Some(class) => {
            let select = "SELECT outcomes.* FROM pupils JOIN outcomes USING (school_id, pupil_id) \
                          WHERE pupils.school_id = ? AND pupils.class_id = ? AND corrected_by IS NULL ORDER BY sequence";
            sqlx::query(select).bind(school.as_str()).bind(class.as_str()).fetch_all(connection).await?
        }
        None => {
            let select = "SELECT * FROM outcomes WHERE school_id = ? AND corrected_by IS NULL ORDER BY sequence";
            sqlx::query(select).bind(school.as_str()).fetch_all(connection).await?
        }
    };
    rows.iter().map(recorded).collect()
}

/// Whether there is an outcome of this number, and nothing has corrected it.
pub(crate) async fn stands(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kiosk: &KioskId,
    sequence: u64,
) -> Result<bool, StoreError> {
    let select =
        "SELECT 1 FROM outcomes WHERE school_id = ? AND kiosk_id = ? AND sequence = ? AND corrected_by IS NULL";
    let found = sqlx::query(select)
        .bind(school.as_str())
        .bind(kiosk.as_str())
        .bind(rows::signed(sequence))
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

fn recorded(row: &SqliteRow) -> Result<RecordedOutcome, StoreError> {
    Ok(RecordedOutcome {
        sequence: rows::number(row, "sequence")?,
        pupil: rows::id(row, "pupil_id", PupilId::new)?,
        agreement: rows::id(row, "agreement_id", AgreementId::new)?,
        version: rows::number(row, "version")?,
        outcome: rows::word(row, "outcome", Outcome::from_code)?,
        at_ms: rows::number(row, "at_ms")?,
    })
}

/// For every child of a class who has been asked under this agreement version: the outcome that stands
/// ([`standings`]), in the order of the chain. Children nobody has asked are not in it.
pub(crate) async fn signed(
    open: &mut Open,
    class: &ClassId,
    agreement: &AgreementId,
    version: u32,
) -> Result<Vec<SignedOutcome>, StoreError> {
    let school = open.school.id.clone();
    let pupils = people::pupils(&mut open.connection, &school, Some(class)).await?;
    let outcomes = list(&mut open.connection, &school, Some(class)).await?;
    let standings = standings(pupils.iter().map(|pupil| &pupil.id), &outcomes, agreement, version);
    let mut signed = Vec::new();
    for recorded in outcomes {
        let stands = standings.get(&recorded.pupil).is_some_and(
            |standing| matches!(standing, Standing::Known { sequence, .. } if *sequence == recorded.sequence),
        );
        if stands {
            let statement = statements::one(open, recorded.sequence).await?.statement()?;
            signed.push(facts(recorded, &statement)?);
        }
    }
    Ok(signed)
}

fn facts(recorded: RecordedOutcome, statement: &Statement) -> Result<SignedOutcome, StoreError> {
    let (claims, disclosed) = (statement.claims(), statement.disclosed());
    let said =
        claims.says.outcome().ok_or_else(|| rows::damaged("an outcome stands for a statement of another kind"))?;
    Ok(SignedOutcome {
        recorded,
        name: disclosed.pupil_name.clone().unwrap_or_default(),
        class_name: disclosed.class.as_ref().map(|class| class.name.clone()).unwrap_or_default(),
        mark: disclosed.mark.clone(),
        witness: disclosed.witness.as_ref().map(|witness| witness.name.clone()).unwrap_or_default(),
        helper: disclosed.helper.as_ref().map(|helper| helper.name.clone()),
        fingerprint: said.agreement.fingerprint,
        language: said.agreement.language.clone(),
        answers: said.answers.clone(),
    })
}
