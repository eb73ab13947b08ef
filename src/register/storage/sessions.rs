//! Who is signed in.

use super::{Account, Storage, StorageError};

/// How long somebody may do nothing before they must sign in again, milliseconds.
pub const IDLE_MS: i64 = 30 * 60 * 1000;
/// How long they may be signed in at most: a working day, milliseconds.
pub const ABSOLUTE_MS: i64 = 10 * 60 * 60 * 1000;
/// How exactly it is noted when somebody was last seen, milliseconds.
const GRAIN_MS: i64 = 60 * 1000;

impl Storage {
    /// Signs an account in. `session` is the hash of what the browser will hold; the one before it, if any, ends.
    ///
    /// # Errors
    /// What the database says.
    pub async fn sign_in(
        &self,
        account: &str,
        session: &[u8; 32],
        before: Option<&[u8; 32]>,
        now_ms: i64,
    ) -> Result<(), StorageError> {
        let mut writing = self.database.write().await?;
        let old = "DELETE FROM web_sessions WHERE made_ms < $1 OR seen_ms < $2";
        writing.execute(old, [(now_ms - ABSOLUTE_MS).into(), (now_ms - IDLE_MS).into()]).await?;
        if let Some(before) = before {
            writing.execute("DELETE FROM web_sessions WHERE session = $1", [before.as_slice().into()]).await?;
        }
        let insert = "INSERT INTO web_sessions (session, account_id, made_ms, seen_ms) VALUES ($1, $2, $3, $3)";
        writing.execute(insert, [session.as_slice().into(), account.into(), now_ms.into()]).await?;
        writing.commit().await
    }

    /// Who is signed in with this, where that is neither too long ago nor disabled meanwhile. Notes that they were seen.
    ///
    /// # Errors
    /// What the database says.
    pub async fn signed_in(&self, session: &[u8; 32], now_ms: i64) -> Result<Option<Account>, StorageError> {
        let mut reading = self.database.read().await?;
        let select = "SELECT a.account_id, a.login, a.name, a.role, a.school_id, a.must_change, a.disabled_ms, \
                      s.made_ms, s.seen_ms FROM web_sessions AS s JOIN accounts AS a ON a.account_id = s.account_id \
                      WHERE s.session = $1";
        let row = reading.row(select, [session.as_slice().into()]).await?;
        reading.done();
        let Some(row) = row else { return Ok(None) };
        let (account, made_ms, seen_ms) = (super::accounts::account(&row)?, row.int(7)?, row.int(8)?);
        if account.disabled_ms.is_some() || now_ms - made_ms >= ABSOLUTE_MS || now_ms - seen_ms >= IDLE_MS {
            return Ok(None);
        }
        if now_ms - seen_ms >= GRAIN_MS {
            let mut writing = self.database.write().await?;
            let seen = "UPDATE web_sessions SET seen_ms = $2 WHERE session = $1";
            writing.execute(seen, [session.as_slice().into(), now_ms.into()]).await?;
            writing.commit().await?;
        }
        Ok(Some(account))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// What the database says.
    pub async fn sign_out(&self, session: &[u8; 32]) -> Result<(), StorageError> {
        let mut writing = self.database.write().await?;
        writing.execute("DELETE FROM web_sessions WHERE session = $1", [session.as_slice().into()]).await?;
        writing.commit().await
    }
}
