//! Orders for a school's kiosks, signed when they were decided and kept as they travel; nobody can change one. Erasures and the
//! roll have tables of their own.

use super::database::{Row, Session};
use super::{Storage, StorageError};
use crate::domain::ids::SchoolId;
use crate::ledger::Head;
use sha2::{Digest, Sha256};

/// An order as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptOrder {
    /// Its number among those of its kind at the school, from 1.
    pub number: u64,
    /// SHA-256 over its bytes.
    pub hash: [u8; 32],
    /// The signed bytes.
    pub jwt: String,
    /// When it was decided, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

impl KeptOrder {
    /// Where a kiosk stands that has obeyed it.
    #[must_use]
    pub fn head(&self) -> Head {
        Head { sequence: self.number, hash: self.hash }
    }
}

impl Storage {
    /// Adds an order to those of its kind. `sign` is given the number and all that were decided before, which nothing can come
    /// between, and says what stands in it, or why there is to be none.
    ///
    /// # Errors
    /// What the database says; the inner one is `sign`'s.
    pub async fn add_order<E>(
        &self,
        school: &SchoolId,
        kind: &str,
        now_ms: i64,
        sign: impl FnOnce(u64, &[KeptOrder]) -> Result<String, E>,
    ) -> Result<Result<KeptOrder, E>, StorageError> {
        let mut session = self.database.write().await?;
        super::proofs::locked_size(&mut session, school).await?;
        let before = since(&mut session, school, kind, 0, u32::MAX).await?;
        let number = before.last().map_or(0, |last| last.number) + 1;
        let jwt = match sign(number, &before) {
            Ok(jwt) => jwt,
            Err(error) => return Ok(Err(error)),
        };
        let hash: [u8; 32] = Sha256::digest(&jwt).into();
        let insert = "INSERT INTO orders (school_id, kind, number, hash, jwt, at_ms) VALUES ($1, $2, $3, $4, $5, $6)";
        let bound = [
            school.as_str().into(),
            kind.into(),
            number.into(),
            hash.as_slice().into(),
            jwt.as_str().into(),
            now_ms.into(),
        ];
        session.execute(insert, bound).await?;
        session.commit().await?;
        Ok(Ok(KeptOrder { number, hash, jwt, at_ms: now_ms }))
    }

    /// The newest order of a kind.
    ///
    /// # Errors
    /// What the database says.
    pub async fn newest_order(&self, school: &SchoolId, kind: &str) -> Result<Option<KeptOrder>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT number, hash, jwt, at_ms FROM orders WHERE school_id = $1 AND kind = $2 \
                      ORDER BY number DESC LIMIT 1";
        let row = session.row(select, [school.as_str().into(), kind.into()]).await?;
        session.done();
        row.as_ref().map(kept).transpose()
    }

    /// Orders of a kind with numbers above `after`, in their order.
    ///
    /// # Errors
    /// What the database says.
    pub async fn orders_since(
        &self,
        school: &SchoolId,
        kind: &str,
        after: u64,
        limit: u32,
    ) -> Result<Vec<KeptOrder>, StorageError> {
        let mut session = self.database.read().await?;
        let orders = since(&mut session, school, kind, after, limit).await?;
        session.done();
        Ok(orders)
    }
}

async fn since(
    session: &mut Session<'_>,
    school: &SchoolId,
    kind: &str,
    after: u64,
    limit: u32,
) -> Result<Vec<KeptOrder>, StorageError> {
    let select = "SELECT number, hash, jwt, at_ms FROM orders WHERE school_id = $1 AND kind = $2 AND number > $3 \
                  ORDER BY number LIMIT $4";
    let bound = [school.as_str().into(), kind.into(), after.into(), i64::from(limit).into()];
    session.rows(select, bound).await?.iter().map(kept).collect()
}

fn kept(row: &Row) -> Result<KeptOrder, StorageError> {
    Ok(KeptOrder { number: row.natural(0)?, hash: row.array(1)?, jwt: row.text(2)?.to_owned(), at_ms: row.int(3)? })
}
