//! Checks the receipts that a kiosk keeps.

use super::problem::Problem;
use crate::store::{KeptReceipt, Store};
use crate::sync::checkpoint::Checkpoint;
use crate::sync::identity::RegisterPublic;
use crate::sync::receipt::{Receipt, hashes};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Receipts that prove what they should.
    pub right: u64,
    /// Statements whose receipt does not.
    pub wrong: Vec<u64>,
}

/// Checks every receipt of an open store: that it leads from the statement, as it is stored, to a checkpoint that the
/// register signed.
///
/// # Errors
/// The store's own; [`Problem::Kept`].
pub fn verify_receipts(store: &Store) -> Result<Verified, Problem> {
    let mut verified = Verified::default();
    let Some(enrolment) = store.enrolment().wait()? else { return Ok(verified) };
    let register = RegisterPublic::from_jwk(&enrolment.jwk)?;
    let proves = |hash: &[u8; 32], kept: &KeptReceipt| {
        let checkpoint = Checkpoint::read(&kept.checkpoint, &register, &enrolment.school).ok()?;
        Receipt::check(hash, kept.leaf, hashes(&kept.proof)?, &checkpoint).ok()
    };
    for stored in store.statements() {
        let stored = stored?;
        let hash = crate::ledger::Statement::parse(&stored.compact()).map(|statement| statement.hash());
        match (store.receipt(stored.sequence).wait()?, hash) {
            (None, _) => {}
            (Some(kept), Ok(hash)) if proves(&hash, &kept).is_some() => verified.right += 1,
            (Some(_), _) => verified.wrong.push(stored.sequence),
        }
    }
    Ok(verified)
}
