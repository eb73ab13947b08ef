//! Is this statement real? A key and a statement go in as pasted text, facts or a fault come out.

use crate::domain::outcome::Outcome;
use crate::ledger::{KeyError, PublicKey, Statement, StatementError};

/// What can be said of a statement that is real.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checked {
    /// The kiosk that signed it.
    pub kiosk: String,
    /// Its place in that kiosk's chain.
    pub sequence: u64,
    /// What came of asking.
    pub outcome: Outcome,
    /// Which agreement, which version.
    pub agreement: String,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// Why it is not shown to be real.
#[derive(Debug, thiserror::Error)]
pub(super) enum CheckFault {
    /// The key is not a key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The statement is not one, or was altered, or is another kiosk's.
    #[error(transparent)]
    Statement(#[from] StatementError),
}

/// Checks signature and disclosures.
pub(super) fn statement(key: &str, statement: &str) -> Result<Checked, CheckFault> {
    let key = PublicKey::from_jwk(key.trim())?;
    let statement = Statement::parse(statement.trim())?;
    statement.check(&key)?;
    let claims = statement.claims();
    Ok(Checked {
        kiosk: key.kiosk_id().to_string(),
        sequence: statement.sequence(),
        outcome: claims.outcome,
        agreement: format!("{} {}", claims.agreement.id, claims.agreement.version),
        at_ms: claims.when.wall_ms,
    })
}
