//! The kiosks of a school, and which of their requests were carried out already.

use super::database::Session;
use super::{Storage, StorageError};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::PublicKey;
use crate::sync::request::Once;

/// A kiosk at the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiosk {
    /// Its public key.
    pub key: PublicKey,
    /// When it was let in, milliseconds since 1970 (UTC).
    pub enrolled_ms: i64,
    /// Since when it is shut out.
    pub revoked_ms: Option<i64>,
    /// When it last asked anything.
    pub seen_ms: Option<i64>,
    /// The highest number of its statements here; 0 for none.
    pub newest: u64,
    /// Since when there are two statements with one number: somebody should look at it.
    pub forked_ms: Option<i64>,
}

const COLUMNS: &str =
    "SELECT jwk, enrolled_ms, revoked_ms, seen_ms, newest, forked_ms FROM kiosks WHERE school_id = $1";

fn kiosk(row: &super::database::Row) -> Result<Kiosk, StorageError> {
    Ok(Kiosk {
        key: PublicKey::from_jwk(row.text(0)?).map_err(|_| StorageError::Damaged("a kiosk's key is not one"))?,
        enrolled_ms: row.int(1)?,
        revoked_ms: row.int_or_null(2)?,
        seen_ms: row.int_or_null(3)?,
        newest: row.natural(4)?,
        forked_ms: row.int_or_null(5)?,
    })
}

impl Storage {
    /// A kiosk, also one that is shut out.
    ///
    /// # Errors
    /// What the database says.
    pub async fn kiosk(&self, school: &SchoolId, id: &KioskId) -> Result<Option<Kiosk>, StorageError> {
        let mut session = self.database.read().await?;
        let select = format!("{COLUMNS} AND kiosk_id = $2");
        let row = session.row(&select, [school.as_str().into(), id.as_str().into()]).await?;
        session.done();
        row.as_ref().map(kiosk).transpose()
    }

    /// All kiosks of a school, in the order in which they were let in.
    ///
    /// # Errors
    /// What the database says.
    pub async fn kiosks(&self, school: &SchoolId) -> Result<Vec<Kiosk>, StorageError> {
        let mut session = self.database.read().await?;
        let select = format!("{COLUMNS} ORDER BY enrolled_ms, kiosk_id");
        let rows = session.rows(&select, [school.as_str().into()]).await?;
        session.done();
        rows.iter().map(kiosk).collect()
    }

    /// Shuts a kiosk out. What it has sent stays.
    ///
    /// # Errors
    /// [`StorageError::Unknown`]; what the database says.
    pub async fn revoke(&self, school: &SchoolId, id: &KioskId, now_ms: i64) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let update = "UPDATE kiosks SET revoked_ms = COALESCE(revoked_ms, $3) WHERE school_id = $1 AND kiosk_id = $2";
        let bound = [school.as_str().into(), id.as_str().into(), now_ms.into()];
        if session.execute(update, bound).await? == 0 {
            return Err(StorageError::Unknown { what: "kiosk", id: id.to_string() });
        }
        session.commit().await
    }

    /// Remembers that a request was carried out, and that the kiosk was seen. `false`: it was carried out before.
    ///
    /// # Errors
    /// What the database says.
    pub async fn first_time(
        &self,
        school: &SchoolId,
        id: &KioskId,
        once: &Once,
        now_ms: i64,
    ) -> Result<bool, StorageError> {
        let mut session = self.database.write().await?;
        let first = remember(&mut session, school, id, once, now_ms).await?;
        session.commit().await?;
        Ok(first)
    }

    /// Notes that something of a kiosk's has come.
    ///
    /// # Errors
    /// What the database says.
    pub async fn seen(&self, school: &SchoolId, id: &KioskId, now_ms: i64) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let seen = "UPDATE kiosks SET seen_ms = $3 WHERE school_id = $1 AND kiosk_id = $2";
        session.execute(seen, [school.as_str().into(), id.as_str().into(), now_ms.into()]).await?;
        session.commit().await
    }
}

/// The same as a part of something greater.
pub(super) async fn remember(
    session: &mut Session<'_>,
    school: &SchoolId,
    id: &KioskId,
    once: &Once,
    now_ms: i64,
) -> Result<bool, StorageError> {
    let forget = "DELETE FROM requests WHERE school_id = $1 AND until_s < $2";
    session.execute(forget, [school.as_str().into(), (now_ms / 1000).into()]).await?;
    let insert = "INSERT INTO requests (school_id, kiosk_id, once, until_s) VALUES ($1, $2, $3, $4) \
                  ON CONFLICT (school_id, kiosk_id, once) DO NOTHING";
    let bytes = once.bytes.as_slice().into();
    let bound = [school.as_str().into(), id.as_str().into(), bytes, once.until_seconds.into()];
    let first = session.execute(insert, bound).await? == 1;
    let seen = "UPDATE kiosks SET seen_ms = $3 WHERE school_id = $1 AND kiosk_id = $2";
    session.execute(seen, [school.as_str().into(), id.as_str().into(), now_ms.into()]).await?;
    Ok(first)
}
