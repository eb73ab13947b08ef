//! Taking somebody's access away. Their name stays with what they witnessed.

use super::audit;
use super::error::StoreError;
use super::keyring::Keyring;
use super::open::Open;
use super::people;
use super::writer::Writer;
use crate::domain::ids::StaffId;
use crate::domain::school::Role;
use sqlx::sqlite::SqliteConnection;

impl Writer {
    /// Destroys the database key that is sealed to them, and their PIN. The keyring goes first: whatever happens in
    /// between, the passphrase opens nothing any more, and doing it again does the rest.
    pub(crate) fn disable_staff(&mut self, staff: &StaffId) -> Result<(), StoreError> {
        let folder = self.folder.clone();
        self.with_open(async |open: &mut Open| {
            let (school, by) = (open.school.id.clone(), open.staff.clone());
            people::one_of_staff(&mut open.connection, &school, staff).await?;
            if by.as_ref() == Some(staff) {
                return Err(StoreError::OwnAccess);
            }
            let mut keyring = Keyring::read(&folder)?;
            lead_only(open, &keyring).await?;
            if keyring.expel(staff)? {
                keyring.write(&folder)?;
            }
            let at_ms = open.clock.wall_ms();
            open.write(async |connection: &mut SqliteConnection| {
                people::forget_pin(connection, &school, staff).await?;
                audit::add(connection, &school, at_ms, by.as_ref(), "took a colleague's access away").await
            })
            .await
        })
    }
}

/// Who opens this kiosk is for somebody who leads to say; for anybody who opens it, where nobody who can does. After the
/// recovery key nobody is named, and whoever has it may do everything.
pub(super) async fn lead_only(open: &mut Open, keyring: &Keyring) -> Result<(), StoreError> {
    let Some(me) = open.staff.clone() else { return Ok(()) };
    let school = open.school.id.clone();
    let staff = people::staff(&mut open.connection, &school).await?;
    let leads = |id: &StaffId| staff.iter().any(|member| &member.id == id && member.role == Role::Lead);
    let somebody_leads = keyring.labels().iter().any(|label| leads(&label.id));
    if leads(&me) || !somebody_leads { Ok(()) } else { Err(StoreError::NotALead) }
}
