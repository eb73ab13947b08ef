//! Taking somebody's access away. Their name stays with what they witnessed.

use super::audit;
use super::deed::Deed;
use super::error::StoreError;
use super::keyring::Keyring;
use super::open::Open;
use super::writer::Writer;
use super::{people, rights};
use crate::domain::ids::StaffId;
use crate::domain::rights::Right;
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
            rights::require(open, &keyring, Right::Colleagues).await?;
            rights::not_the_last(open, &keyring, staff).await?;
            if keyring.expel(staff)? {
                keyring.write(&folder)?;
            }
            let at_ms = open.clock.wall_ms();
            open.write(async |connection: &mut SqliteConnection| {
                people::forget_pin(connection, &school, staff).await?;
                audit::add(connection, &school, at_ms, by.as_ref(), Deed::access_taken(staff.as_str())).await
            })
            .await
        })
    }
}
