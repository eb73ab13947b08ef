//! Is this statement real? A key and a statement go in as pasted text, facts or a fault come out.

use crate::domain::outcome::Outcome;
use crate::ledger::{KeyError, PublicKey, Says, Statement, StatementError};

/// What can be said of a statement that is real.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checked {
    /// The kiosk that signed it.
    pub kiosk: String,
    /// Its place in that kiosk's chain.
    pub sequence: u64,
    /// What it says.
    pub said: Said,
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// What a statement says to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// What came of asking.
    Outcome {
        /// What.
        outcome: Outcome,
        /// Which agreement, which version.
        agreement: String,
    },
    /// That the statement of this number does not count.
    Correction {
        /// The number.
        corrects: u64,
    },
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
        said: match &claims.says {
            Says::Outcome(said) => Said::Outcome {
                outcome: said.outcome,
                agreement: format!("{} {}", said.agreement.id, said.agreement.version),
            },
            Says::Correction(said) => Said::Correction { corrects: said.sequence },
        },
        at_ms: claims.when.wall_ms,
    })
}
