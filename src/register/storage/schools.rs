//! The schools of a register.

use super::{Storage, StorageError};
use crate::domain::ids::SchoolId;

/// A school at the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredSchool {
    /// Its identifier at the register.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
}

pub(super) fn school_id(text: &str) -> Result<SchoolId, StorageError> {
    SchoolId::new(text).map_err(|_| StorageError::Damaged("a school has no proper identifier"))
}

impl Storage {
    /// The school with this name, made where there is none. Case and spaces at the ends do not matter.
    ///
    /// # Errors
    /// What the database says; [`StorageError::Randomness`].
    pub async fn school_named(&self, name: &str, now_ms: i64) -> Result<RegisteredSchool, StorageError> {
        let name = name.trim();
        let same = |other: &RegisteredSchool| other.name.to_lowercase() == name.to_lowercase();
        if let Some(school) = self.schools().await?.into_iter().find(same) {
            return Ok(school);
        }
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(StorageError::Randomness)?;
        let id = school_id(&uuid::Builder::from_random_bytes(bytes).into_uuid().simple().to_string())?;
        let mut session = self.database.write().await?;
        let insert = "INSERT INTO schools (school_id, name, made_ms) VALUES ($1, $2, $3)";
        session.execute(insert, [id.as_str().into(), name.into(), now_ms.into()]).await?;
        session.commit().await?;
        Ok(RegisteredSchool { id, name: name.to_owned() })
    }

    /// A school.
    ///
    /// # Errors
    /// What the database says.
    pub async fn school(&self, id: &SchoolId) -> Result<Option<RegisteredSchool>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT school_id, name FROM schools WHERE school_id = $1";
        let row = session.row(select, [id.as_str().into()]).await?;
        session.done();
        row.map(|row| Ok(RegisteredSchool { id: school_id(row.text(0)?)?, name: row.text(1)?.to_owned() })).transpose()
    }

    /// All schools, by name.
    ///
    /// # Errors
    /// What the database says.
    pub async fn schools(&self) -> Result<Vec<RegisteredSchool>, StorageError> {
        let mut session = self.database.read().await?;
        let rows = session.rows("SELECT school_id, name FROM schools ORDER BY name, school_id", []).await?;
        session.done();
        rows.iter()
            .map(|row| Ok(RegisteredSchool { id: school_id(row.text(0)?)?, name: row.text(1)?.to_owned() }))
            .collect()
    }
}
