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
            // After the recovery key nobody is named, and whoever has it may do everything.
            if let Some(me) = &by {
                if me == staff {
                    return Err(StoreError::OwnAccess);
                }
                if people::one_of_staff(&mut open.connection, &school, me).await?.role != Role::Lead {
                    return Err(StoreError::NotALead);
                }
            }
            let mut keyring = Keyring::read(&folder)?;
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
