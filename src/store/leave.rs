//! Away from a register, or from one to another: for the office, the DSL and the head, as it is they who
//! answer for where names go.

use super::audit;
use super::deed::Deed;
use super::error::StoreError;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::writer::Writer;
use crate::domain::ids::SchoolId;
use crate::domain::rights::Right;
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

/// Where this kiosk is enrolled, and for whom it is to change that.
impl Store {
    /// Forgets the register: nothing is sent any more. Statements stay, here and there; receipts go, and are asked for anew
    /// where the kiosk comes back.
    ///
    /// # Errors
    /// In the answer: [`StoreError::RegisterIsForLeads`].
    pub fn leave_register(&self) -> Pending<()> {
        self.post(|writer| writer.leave_register())
    }

    /// Whether whoever unlocked last may take this kiosk away from its register.
    pub fn may_leave_register(&self) -> Pending<bool> {
        self.post(|writer| match writer.for_leads() {
            Ok(()) => Ok(true),
            Err(StoreError::RegisterIsForLeads | StoreError::OnlyForToday) => Ok(false),
            Err(error) => Err(error),
        })
    }

    /// When the register last had everything, milliseconds since 1970 (UTC); `None` where it never had.
    pub fn reached(&self) -> Pending<Option<i64>> {
        self.ask_also_locked(async |open: &mut Open| {
            let select = "SELECT reached_ms FROM register WHERE school_id = ?";
            let row = sqlx::query(select).bind(open.school.id.as_str()).fetch_optional(&mut open.connection).await?;
            Ok(row.map(|row| row.try_get::<Option<i64>, _>("reached_ms")).transpose()?.flatten())
        })
    }

    /// Keeps that the register has everything, as of this moment.
    pub(crate) fn set_reached(&self, at_ms: i64) -> Pending<()> {
        self.ask_also_locked(async move |open: &mut Open| {
            let update = sqlx::query("UPDATE register SET reached_ms = ? WHERE school_id = ?");
            let school = open.school.id.as_str().to_owned();
            open.write_at_once(update.bind(at_ms).bind(school)).await
        })
    }
}

impl Writer {
    /// Whether whoever unlocked last decides about the register.
    pub(super) fn for_leads(&mut self) -> Result<(), StoreError> {
        self.require(Right::Register)
    }

    fn leave_register(&mut self) -> Result<(), StoreError> {
        self.for_leads()?;
        self.with_open(async |open: &mut Open| {
            let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                if forget(connection, &school).await? {
                    audit::add(connection, &school, at_ms, staff.as_ref(), Deed::register_left()).await?;
                }
                Ok(())
            })
            .await
        })
    }

    /// The JWK of the register that this kiosk is enrolled with.
    pub(super) fn enrolled_with(&mut self) -> Result<Option<String>, StoreError> {
        self.with_open(async |open: &mut Open| {
            let select = sqlx::query_scalar("SELECT jwk FROM register WHERE school_id = ?");
            Ok(select.bind(open.school.id.as_str()).fetch_optional(&mut open.connection).await?)
        })
    }
}

/// Takes an enrolment out, with its receipts, its roll and with what was obeyed; call it in a transaction. Whether there was one.
pub(super) async fn forget(connection: &mut SqliteConnection, school: &SchoolId) -> Result<bool, StoreError> {
    let mut there = false;
    for table in ["receipts", "checkpoints", "obeyed", "school_staff", "agreement_offers", "sent_rolls", "register"] {
        let forget = sqlx::AssertSqlSafe(format!("DELETE FROM {table} WHERE school_id = ?"));
        let gone = sqlx::query(forget).bind(school.as_str()).execute(&mut *connection).await?.rows_affected();
        there = table == "register" && gone > 0;
    }
    Ok(there)
}
