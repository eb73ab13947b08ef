//! Taking back: a statement more, which says that an earlier one does not count. The earlier one stays as it is. Where that
//! one said that a child has left, the child is on the roster again.

use super::deed::Deed;
use super::error::StoreError;
use super::open::Open;
use super::statements::{self, Appended};
use super::{audit, outcomes, people, random, trees};
use crate::domain::correction::{CorrectionDraft, Mistake};
use crate::domain::ids::{SessionId, StaffId};
use crate::domain::outcome::{AdultSigned, AgreementShown, Outcome, OutcomeDraft};
use sqlx::sqlite::SqliteConnection;
use std::time::Instant;

/// Takes back the outcome that statement `sequence` tells of, in the name of `witness`.
pub(crate) async fn correct(
    open: &mut Open,
    sequence: u64,
    mistake: Mistake,
    witness: &StaffId,
) -> Result<Appended, StoreError> {
    let began = Instant::now();
    let (school, kiosk) = (open.school.id.clone(), open.kiosk_id.clone());
    if !outcomes::stands(&mut open.connection, &school, &kiosk, sequence).await? {
        return Err(StoreError::NothingToCorrect { sequence });
    }
    let wrong = statements::one(open, sequence).await?.statement()?;
    let pupil = wrong.disclosed().pupil().ok_or(StoreError::NothingToCorrect { sequence })?;
    let adult = people::one_of_staff(&mut open.connection, &school, witness).await?;
    let session = match trees::current(&mut open.connection, &school).await? {
        Some(tree) => tree.session,
        None => random::id(SessionId::new)?,
    };
    let draft = CorrectionDraft {
        session,
        corrects: sequence,
        hash: wrong.hash(),
        mistake,
        pupil,
        witness: AdultSigned { id: adult.id, name: adult.name },
    };
    let head = open.head().await?;
    let statement = statements::sign_correction(open, head, &draft)?;
    let at_ms = statement.claims().when.wall_ms;
    let deed = Deed::corrected(sequence, mistake.code());
    let back = wrong.claims().says.outcome().is_some_and(|said| said.outcome == Outcome::Left);
    let note = async |connection: &mut SqliteConnection| {
        if back {
            sqlx::query("UPDATE pupils SET left_ms = NULL WHERE school_id = ? AND pupil_id = ?")
                .bind(school.as_str())
                .bind(draft.pupil.id.as_str())
                .execute(&mut *connection)
                .await?;
        }
        audit::add(connection, &school, at_ms, Some(witness), deed).await
    };
    statements::store(open, std::slice::from_ref(&statement), note).await?;
    Ok(statements::appended(&statement, began))
}

/// Notes afterwards who helped a child whose promise says that it was made alone: a statement takes the promise back, and the
/// next one says the same with the helper's name, both or neither. Agreement, answers and mark stay the child's.
pub(crate) async fn helped(
    open: &mut Open,
    sequence: u64,
    helper: &StaffId,
    witness: &StaffId,
) -> Result<Appended, StoreError> {
    let began = Instant::now();
    let (school, kiosk) = (open.school.id.clone(), open.kiosk_id.clone());
    let nothing = || StoreError::NothingToCorrect { sequence };
    if !outcomes::stands(&mut open.connection, &school, &kiosk, sequence).await? {
        return Err(nothing());
    }
    let alone = statements::one(open, sequence).await?.statement()?;
    let said = alone.claims().says.outcome().filter(|said| said.outcome == Outcome::Agreed).ok_or_else(nothing)?;
    let (disclosed, pupil) = (alone.disclosed(), alone.disclosed().pupil().ok_or_else(nothing)?);
    let helper = people::one_of_staff(&mut open.connection, &school, helper).await?;
    let adult = people::one_of_staff(&mut open.connection, &school, witness).await?;
    let adult = AdultSigned { id: adult.id, name: adult.name };
    let session = match trees::current(&mut open.connection, &school).await? {
        Some(tree) => tree.session,
        None => random::id(SessionId::new)?,
    };
    let correction = CorrectionDraft {
        session: session.clone(),
        corrects: sequence,
        hash: alone.hash(),
        mistake: Mistake::WrongEntry,
        pupil: pupil.clone(),
        witness: adult.clone(),
    };
    let outcome = OutcomeDraft {
        session,
        pupil,
        agreement: AgreementShown {
            id: said.agreement.id.clone(),
            version: said.agreement.version,
            fingerprint: said.agreement.fingerprint,
            language: said.agreement.language.clone(),
        },
        outcome: Outcome::AgreedWithHelp,
        answers: said.answers.clone(),
        mark: disclosed.mark.clone(),
        witness: adult,
        helper: Some(AdultSigned { id: helper.id, name: helper.name }),
    };
    let head = open.head().await?;
    let mut signed = vec![statements::sign_correction(open, head, &correction)?];
    let head = signed.iter().map(|statement| statement.head()).next_back().ok_or(StoreError::Closed)?;
    signed.extend(statements::sign(open, head, std::slice::from_ref(&outcome))?);
    let last = signed.last().ok_or(StoreError::Closed)?;
    let (at_ms, appended) = (last.claims().when.wall_ms, statements::appended(last, began));
    let deed = Deed::helper_noted(sequence);
    let note =
        async |connection: &mut SqliteConnection| audit::add(connection, &school, at_ms, Some(witness), deed).await;
    statements::store(open, &signed, note).await?;
    Ok(Appended { committed_in: began.elapsed(), ..appended })
}
