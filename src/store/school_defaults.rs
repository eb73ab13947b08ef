//! What the school would have on every panel, as the register last said. Whoever shows a panel follows it.

use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::{audit, deed::Deed, error::StoreError, obeyed, settings};
use crate::domain::school_defaults::SchoolDefaults;
use crate::ledger::Head;
use sqlx::sqlite::SqliteConnection;

/// The name of what the register last said, among the settings.
pub const SCHOOL_DEFAULTS: &str = "school-defaults";
/// The kind of these orders in the table `obeyed`.
const KIND: &str = "settings";

impl Store {
    /// Keeps what the register says. Works while the kiosk is locked. `order` is to be noted as obeyed.
    pub fn keep_school_defaults(&self, defaults: SchoolDefaults, order: Option<Head>) -> Pending<()> {
        self.ask_also_locked(async move |open: &mut Open| {
            let (school, at_ms) = (open.school.id.clone(), open.clock.wall_ms());
            let json = serde_json::to_string(&defaults)
                .map_err(|source| StoreError::Setting { name: SCHOOL_DEFAULTS.to_owned(), source })?;
            open.write(async |connection: &mut SqliteConnection| {
                if settings::get(connection, &school, SCHOOL_DEFAULTS).await?.as_ref() != Some(&json) {
                    settings::set(connection, &school, SCHOOL_DEFAULTS, &json).await?;
                    audit::add(connection, &school, at_ms, None, Deed::defaults_told()).await?;
                }
                match order {
                    Some(order) => obeyed::note(connection, &school, KIND, order).await,
                    None => Ok(()),
                }
            })
            .await
        })
    }
}
