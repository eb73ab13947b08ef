//! That the register has shut this kiosk out. From then on nothing is sent and nothing asked, until it is enrolled anew; all
//! that was recorded stays. The register's word is checked before ([`crate::sync`]).

use super::audit;
use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

impl Store {
    /// Since when this kiosk is shut out at its register, milliseconds since 1970 (UTC); `None` where it is not.
    pub fn shut_out(&self) -> Pending<Option<i64>> {
        self.ask_also_locked(async |open: &mut Open| {
            let select = "SELECT shut_out_ms FROM register WHERE school_id = ?";
            let row = sqlx::query(select).bind(open.school.id.as_str()).fetch_optional(&mut open.connection).await?;
            Ok(row.map(|row| row.try_get::<Option<i64>, _>("shut_out_ms")).transpose()?.flatten())
        })
    }

    /// Keeps the register's signed word that it has shut this kiosk out. Works while the kiosk is locked; a second time
    /// changes nothing.
    pub fn set_shut_out(&self, since_ms: i64, word: String) -> Pending<()> {
        self.ask_also_locked(async move |open: &mut Open| {
            let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                let update =
                    "UPDATE register SET shut_out_ms = ?, shut_out = ? WHERE school_id = ? AND shut_out_ms IS NULL";
                let kept = sqlx::query(update).bind(since_ms).bind(&word).bind(school.as_str());
                if kept.execute(&mut *connection).await?.rows_affected() > 0 {
                    audit::add(connection, &school, at_ms, None, Deed::kiosk_shut_out()).await?;
                }
                Ok::<(), StoreError>(())
            })
            .await
        })
    }
}
