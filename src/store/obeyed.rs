//! How far this kiosk has obeyed its register, kind by kind of orders.

use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::rows;
use crate::domain::ids::SchoolId;
use crate::ledger::Head;
use sqlx::sqlite::SqliteConnection;

/// What the register told this kiosk to do.
impl Store {
    /// The last order of a kind that was obeyed, to ask for those after it. Works while the kiosk is locked.
    pub fn obeyed(&self, kind: &'static str) -> Pending<Option<Head>> {
        self.ask_also_locked(async move |open: &mut Open| {
            let school = open.school.id.clone();
            last(&mut open.connection, &school, kind).await
        })
    }
}

/// The last order of a kind that was obeyed.
pub(super) async fn last(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kind: &str,
) -> Result<Option<Head>, StoreError> {
    let select = "SELECT number, hash FROM obeyed WHERE school_id = ? AND kind = ?";
    let row = sqlx::query(select).bind(school.as_str()).bind(kind).fetch_optional(connection).await?;
    row.map(|row| Ok(Head { sequence: rows::number(&row, "number")?, hash: rows::bytes(&row, "hash")? })).transpose()
}

/// Notes an order as obeyed; call it in the transaction that carries it out.
pub(super) async fn note(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    kind: &str,
    order: Head,
) -> Result<(), StoreError> {
    let upsert = "INSERT INTO obeyed (school_id, kind, number, hash) VALUES (?, ?, ?, ?) \
                  ON CONFLICT (school_id, kind) DO UPDATE SET number = excluded.number, hash = excluded.hash";
    sqlx::query(upsert)
        .bind(school.as_str())
        .bind(kind)
        .bind(rows::signed(order.sequence))
        .bind(order.hash.to_vec())
        .execute(connection)
        .await?;
    Ok(())
}
