//! Taking back: a statement more, which says that an earlier one does not count. The earlier one stays as it is.

use super::error::StoreError;
use super::open::Open;
use super::statements::{self, Appended};
use super::{audit, outcomes, people, random, trees};
use crate::domain::correction::{CorrectionDraft, Mistake};
use crate::domain::ids::{SessionId, StaffId};
use crate::domain::outcome::AdultSigned;
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
    let what = format!("took back statement {sequence} ({})", mistake.code());
    let note =
        async |connection: &mut SqliteConnection| audit::add(connection, &school, at_ms, Some(witness), &what).await;
    statements::store(open, std::slice::from_ref(&statement), note).await?;
    Ok(statements::appended(&statement, began))
}
