//! Accounts of people who look at the register's pages.

use super::database::{Row, Value};
use super::schools::school_id;
use super::{Storage, StorageError};
use crate::domain::ids::{ClassId, SchoolId};
use crate::register::rights::Role;
use std::collections::BTreeSet;

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: String,
    /// What is typed at sign-in, in small letters.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Their school; `None` for a trust.
    pub school: Option<SchoolId>,
    /// Whether the password is one that somebody else has seen.
    pub must_change: bool,
    /// Since when they may not sign in.
    pub disabled_ms: Option<i64>,
}

impl Account {
    /// Whether it is of this school, or of all.
    #[must_use]
    pub fn is_of(&self, school: &SchoolId) -> bool {
        self.school.as_ref().is_none_or(|own| own == school)
    }
}

/// An account that is to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    /// What is typed at sign-in; small and capital letters are the same.
    pub login: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// What they are.
    pub role: Role,
    /// Their school; `None` for a trust.
    pub school: Option<&'a SchoolId>,
    /// The password's hash, a PHC string.
    pub hash: &'a str,
    /// Whether the password is one that somebody else has seen.
    pub must_change: bool,
}

const COLUMNS: &str =
    "SELECT account_id, login, name, role, school_id, must_change, disabled_ms, password FROM accounts";

pub(super) fn account(row: &Row) -> Result<Account, StorageError> {
    Ok(Account {
        id: row.text(0)?.to_owned(),
        login: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        role: Role::from_code(row.text(3)?).ok_or(StorageError::Damaged("a role is not known"))?,
        school: row.text_or_null(4)?.map(school_id).transpose()?,
        must_change: row.int(5)? != 0,
        disabled_ms: row.int_or_null(6)?,
    })
}

/// One spelling for what a person takes for the same.
fn folded(login: &str) -> String {
    login.trim().to_lowercase()
}

impl Storage {
    /// Whether there is any account at all.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_accounts(&self) -> Result<bool, StorageError> {
        let mut session = self.database.read().await?;
        let row = session.row("SELECT account_id FROM accounts LIMIT 1", []).await?;
        session.done();
        Ok(row.is_some())
    }

    /// Makes an account. The inner one: there is one with this login already.
    ///
    /// # Errors
    /// What the database says.
    pub async fn add_account(&self, new: &NewAccount<'_>, now_ms: i64) -> Result<Option<Account>, StorageError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(StorageError::Randomness)?;
        let id = uuid::Builder::from_random_bytes(bytes).into_uuid().simple().to_string();
        let mut session = self.database.write().await?;
        let insert = "INSERT INTO accounts (account_id, login, name, role, school_id, password, must_change, made_ms) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (login) DO NOTHING";
        let bound = [
            id.as_str().into(),
            folded(new.login).into(),
            new.name.trim().into(),
            new.role.code().into(),
            Value::TextOrNull(new.school.map(|school| school.as_str().to_owned())),
            new.hash.into(),
            i64::from(new.must_change).into(),
            now_ms.into(),
        ];
        let made = session.execute(insert, bound).await? == 1;
        session.commit().await?;
        if made { self.account(&id).await } else { Ok(None) }
    }

    /// The account with this login and its password's hash, also a disabled one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn account_with_login(&self, login: &str) -> Result<Option<(Account, String)>, StorageError> {
        let mut session = self.database.read().await?;
        let row = session.row(&format!("{COLUMNS} WHERE login = $1"), [folded(login).into()]).await?;
        session.done();
        row.map(|row| Ok((account(&row)?, row.text(7)?.to_owned()))).transpose()
    }

    /// An account.
    ///
    /// # Errors
    /// What the database says.
    pub async fn account(&self, id: &str) -> Result<Option<Account>, StorageError> {
        let mut session = self.database.read().await?;
        let row = session.row(&format!("{COLUMNS} WHERE account_id = $1"), [id.into()]).await?;
        session.done();
        row.as_ref().map(account).transpose()
    }

    /// Accounts of a school, by login, after `after`. Those of a trust are of no school.
    ///
    /// # Errors
    /// What the database says.
    pub async fn accounts_of(&self, school: &SchoolId, after: &str, limit: u32) -> Result<Vec<Account>, StorageError> {
        let mut session = self.database.read().await?;
        let select = format!("{COLUMNS} WHERE school_id = $1 AND login > $2 ORDER BY login LIMIT $3");
        let rows = session.rows(&select, [school.as_str().into(), after.into(), i64::from(limit).into()]).await?;
        session.done();
        rows.iter().map(account).collect()
    }

    /// Gives an account another role; a trust's has no school, every other one has. Ends its sessions.
    ///
    /// # Errors
    /// What the database says.
    pub async fn set_role(&self, id: &str, role: Role, school: Option<&SchoolId>) -> Result<(), StorageError> {
        let school = Value::TextOrNull(school.filter(|_| role != Role::Trust).map(|school| school.as_str().to_owned()));
        let update = "UPDATE accounts SET role = $2, school_id = $3 WHERE account_id = $1";
        self.change(update, [id.into(), role.code().into(), school]).await
    }

    /// Shuts an account out, or lets it in again. Ends its sessions.
    ///
    /// # Errors
    /// What the database says.
    pub async fn set_disabled(&self, id: &str, since_ms: Option<i64>) -> Result<(), StorageError> {
        self.change("UPDATE accounts SET disabled_ms = $2 WHERE account_id = $1", [id.into(), since_ms.into()]).await
    }

    /// Gives an account another password. Ends its sessions.
    ///
    /// # Errors
    /// What the database says.
    pub async fn set_password(&self, id: &str, hash: &str, must_change: bool) -> Result<(), StorageError> {
        let update = "UPDATE accounts SET password = $2, must_change = $3 WHERE account_id = $1";
        self.change(update, [id.into(), hash.into(), i64::from(must_change).into()]).await
    }

    async fn change<const N: usize>(&self, update: &str, bound: [Value; N]) -> Result<(), StorageError> {
        let Some(id) = bound.first().cloned() else { return Ok(()) };
        let mut session = self.database.write().await?;
        session.execute(update, bound).await?;
        session.execute("DELETE FROM web_sessions WHERE account_id = $1", [id]).await?;
        session.commit().await
    }

    /// The classes that an account sees at a school, where it does not see all.
    ///
    /// # Errors
    /// What the database says.
    pub async fn classes_of(&self, school: &SchoolId, account: &str) -> Result<BTreeSet<ClassId>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT class_id FROM account_classes WHERE school_id = $1 AND account_id = $2";
        let rows = session.rows(select, [school.as_str().into(), account.into()]).await?;
        session.done();
        let class = |row: &Row| {
            ClassId::new(row.text(0)?).map_err(|_| StorageError::Damaged("a class has no proper identifier"))
        };
        rows.iter().map(class).collect()
    }

    /// Sets the classes that an account sees at a school.
    ///
    /// # Errors
    /// What the database says.
    pub async fn set_classes(
        &self,
        school: &SchoolId,
        account: &str,
        classes: &BTreeSet<ClassId>,
    ) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        let forget = "DELETE FROM account_classes WHERE school_id = $1 AND account_id = $2";
        session.execute(forget, [school.as_str().into(), account.into()]).await?;
        let mut values = Vec::new();
        for class in classes {
            values.extend([Value::from(school.as_str()), account.into(), class.as_str().into()]);
        }
        let insert = "INSERT INTO account_classes (school_id, account_id, class_id) VALUES ";
        session.insert(insert, 3, values, "").await?;
        session.commit().await
    }
}
