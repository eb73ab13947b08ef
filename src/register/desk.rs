//! What is done at the server itself, by whoever looks after it: accounts, shutting a kiosk out, erasing a child, backups.
//! All of it works beside a running server, but for putting a backup back.

use super::password::{self, PasswordError};
use super::rights::Role;
use super::storage::{Account, Action, NewAccount, RegisteredSchool, Storage, StorageError};
use super::{DataFolder, Place, RegisterError, now_ms};
use crate::domain::ids::{KioskId, PupilId};
use crate::sync::erasure::DecidedBy;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Who did it, in the trail.
pub(super) const OPERATOR: &str = "(server)";
/// The login of the first account.
const FIRST: &str = "head";

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// No such account.
    #[error("there is no account “{0}”; look at its name again")]
    NoAccount(String),
    /// The login is taken.
    #[error("there is an account “{0}” already; choose another name, or give that one another role")]
    Taken(String),
    /// Not a login.
    #[error("“{0}” is no sign-in name; it has no spaces, and 1 to 100 characters")]
    Login(String),
    /// A school must be said.
    #[error("it is not clear which school is meant; say it with --school NAME (there are: {0})")]
    School(String),
    /// A version of an agreement.
    #[error(transparent)]
    Agreement(#[from] super::agreements::AddFault),
    /// A colleague.
    #[error(transparent)]
    Colleague(#[from] super::colleagues::ColleagueFault),
    /// The password.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// Somewhere else is a backup already.
    #[error("there is something in {} already; choose a folder that is empty or not there yet", .0.display())]
    NotEmpty(PathBuf),
    /// Not a backup.
    #[error("{} holds no backup: register.key or register.db is missing; look at the folder's name", .0.display())]
    NoBackup(PathBuf),
    /// A file cannot be copied.
    #[error("{} cannot be copied ({source}); look at the rights and the room on the disk", path.display())]
    Copy {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Runs something on the storage, opened and closed for it.
pub(super) fn with<T>(
    place: &Place,
    does: impl AsyncFnOnce(&Storage, &DataFolder) -> Result<T, RegisterError>,
) -> Result<T, RegisterError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RegisterError::Runtime)?;
    runtime.block_on(async {
        let folder = DataFolder::make(&place.folder)?;
        folder.key()?;
        let storage = place.storage(&folder).await?;
        let done = does(&storage, &folder).await;
        storage.close().await;
        done
    })
}

/// The school with this name, or the only one there is.
pub(super) async fn school(storage: &Storage, name: Option<&str>) -> Result<RegisteredSchool, RegisterError> {
    let mut schools = storage.schools().await?;
    if let Some(name) = name {
        schools.retain(|school| school.name.to_lowercase() == name.trim().to_lowercase());
        return match schools.pop() {
            Some(school) => Ok(school),
            None => Err(StorageError::Unknown { what: "school", id: name.to_owned() }.into()),
        };
    }
    match (schools.pop(), schools.is_empty()) {
        (Some(only), true) => Ok(only),
        (last, _) => {
            let names: Vec<String> =
                schools.into_iter().chain(last).map(|school| format!("“{}”", school.name)).collect();
            Err(DeskError::School(names.join(", ")).into())
        }
    }
}

/// Makes the head's account where there is no account at all: name and password, to be shown once.
pub(super) async fn first_account(
    storage: &Storage,
    school: &str,
) -> Result<Option<(String, Zeroizing<String>)>, RegisterError> {
    if storage.has_accounts().await? {
        return Ok(None);
    }
    let school = storage.school_named(school, now_ms()).await?;
    let password = password::new().map_err(DeskError::from)?;
    let hash = password::hash(&password).map_err(DeskError::from)?;
    let new = NewAccount {
        login: FIRST,
        name: "Head",
        role: Role::Head,
        school: Some(&school.id),
        hash: &hash,
        must_change: true,
    };
    let made = storage.add_account(&new, now_ms()).await?;
    if made.is_some() {
        storage.note(Some(&school.id), OPERATOR, Action::AccountMade, FIRST, now_ms()).await?;
    }
    Ok(made.map(|account| (account.login, password)))
}

/// Makes an account with a password that its owner chose.
///
/// # Errors
/// [`RegisterError`].
pub fn add_account(
    place: &Place,
    login: &str,
    name: &str,
    role: Role,
    school_name: Option<&str>,
    chosen: &str,
) -> Result<Account, RegisterError> {
    with(place, async |storage, _| {
        if login.is_empty()
            || login.chars().count() > 100
            || login.contains(|c: char| c.is_whitespace() || c.is_control())
        {
            return Err(DeskError::Login(login.to_owned()).into());
        }
        let school = match role {
            Role::Trust => None,
            _ => Some(school(storage, school_name).await?),
        };
        let hash = password::hash(chosen).map_err(DeskError::from)?;
        let id = school.as_ref().map(|school| &school.id);
        let new = NewAccount { login, name, role, school: id, hash: &hash, must_change: false };
        let account = storage.add_account(&new, now_ms()).await?;
        let account = account.ok_or_else(|| DeskError::Taken(login.to_owned()))?;
        storage.note(id, OPERATOR, Action::AccountMade, &account.login, now_ms()).await?;
        Ok(account)
    })
}

async fn account(storage: &Storage, login: &str) -> Result<Account, RegisterError> {
    let found = storage.account_with_login(login).await?;
    found.map(|(account, _)| account).ok_or_else(|| DeskError::NoAccount(login.to_owned()).into())
}

/// Gives an account another role.
///
/// # Errors
/// [`RegisterError`].
pub fn set_role(place: &Place, login: &str, role: Role, school_name: Option<&str>) -> Result<(), RegisterError> {
    with(place, async |storage, _| {
        let account = account(storage, login).await?;
        let own = match (&account.school, school_name, role) {
            (_, _, Role::Trust) => None,
            (Some(own), None, _) => Some(own.clone()),
            (_, name, _) => Some(school(storage, name).await?.id),
        };
        storage.set_role(&account.id, role, own.as_ref()).await?;
        storage.note(own.as_ref(), OPERATOR, Action::Role, &account.login, now_ms()).await?;
        Ok(())
    })
}

/// Shuts an account out, or lets it in again.
///
/// # Errors
/// [`RegisterError`].
pub fn set_disabled(place: &Place, login: &str, disabled: bool) -> Result<(), RegisterError> {
    with(place, async |storage, _| {
        let account = account(storage, login).await?;
        storage.set_disabled(&account.id, disabled.then(now_ms)).await?;
        let action = if disabled { Action::Disabled } else { Action::Enabled };
        storage.note(account.school.as_ref(), OPERATOR, action, &account.login, now_ms()).await?;
        Ok(())
    })
}

/// Gives an account a password that its owner chose.
///
/// # Errors
/// [`RegisterError`].
pub fn set_password(place: &Place, login: &str, chosen: &str) -> Result<(), RegisterError> {
    with(place, async |storage, _| {
        let account = account(storage, login).await?;
        let hash = password::hash(chosen).map_err(DeskError::from)?;
        storage.set_password(&account.id, &hash, false).await?;
        storage.note(account.school.as_ref(), OPERATOR, Action::NewPassword, &account.login, now_ms()).await?;
        Ok(())
    })
}

/// Shuts a kiosk out.
///
/// # Errors
/// [`RegisterError`].
pub fn revoke(place: &Place, school_name: Option<&str>, kiosk: &KioskId) -> Result<(), RegisterError> {
    with(place, async |storage, _| {
        let school = school(storage, school_name).await?;
        storage.revoke(&school.id, kiosk, now_ms()).await?;
        storage.note(Some(&school.id), OPERATOR, Action::Revoked, kiosk.as_str(), now_ms()).await?;
        Ok(())
    })
}

/// Erases a child; says how many statements told of them.
///
/// # Errors
/// [`RegisterError`].
pub fn erase(place: &Place, school_name: Option<&str>, pupil: &PupilId) -> Result<usize, RegisterError> {
    with(place, async |storage, folder| {
        let school = school(storage, school_name).await?;
        storage.note(Some(&school.id), OPERATOR, Action::Erased, pupil.as_str(), now_ms()).await?;
        let by = DecidedBy::Role("operator");
        Ok(storage.erase(&school.id, &folder.key()?, pupil, by, now_ms()).await?)
    })
}

/// Makes again, for every school, what follows from its statements.
///
/// # Errors
/// [`RegisterError`].
pub fn rebuild(place: &Place) -> Result<(), RegisterError> {
    with(place, async |storage, _| {
        for school in storage.schools().await? {
            storage.derive_again(&school.id).await?;
        }
        Ok(())
    })
}

/// Writes a backup, which is itself a whole data folder on SQLite, beside a running server too.
///
/// # Errors
/// [`RegisterError`].
pub fn backup(place: &Place, to: &Path) -> Result<(), RegisterError> {
    if !empty(to) {
        return Err(DeskError::NotEmpty(to.to_owned()).into());
    }
    with(place, async |storage, folder| {
        let backup = DataFolder::make(to)?;
        storage.copy_to(&backup.database()).await?;
        folder.copy_to(&backup)
    })
}

/// Puts a backup back: into a data folder that is not there yet or empty, and, where a PostgreSQL database is named, into
/// that, which must be empty too.
///
/// # Errors
/// [`RegisterError`]; then the folder may hold files, and must be emptied before the next try.
pub fn restore(place: &Place, from: &Path) -> Result<(), RegisterError> {
    let backup = DataFolder::at(from);
    if !backup.is_whole() {
        return Err(DeskError::NoBackup(from.to_owned()).into());
    }
    if !empty(&place.folder) {
        return Err(DeskError::NotEmpty(place.folder.clone()).into());
    }
    let folder = DataFolder::make(&place.folder)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RegisterError::Runtime)?;
    runtime.block_on(async {
        let copied = folder.database();
        let copy = |source| DeskError::Copy { path: backup.database(), source };
        std::fs::copy(backup.database(), &copied).map_err(copy)?;
        std::fs::File::open(&copied).and_then(|file| file.sync_all()).map_err(copy)?;
        if place.database.is_some() {
            let storage = place.storage(&folder).await?;
            let taken = storage.copy_from(&copied).await;
            storage.close().await;
            taken?;
            std::fs::remove_file(&copied).map_err(copy)?;
        } else {
            // An older one is brought up to date.
            Storage::sqlite(&copied).await?.close().await;
        }
        backup.copy_to(&folder)
    })
}

/// Whether nothing is in a folder, or it is not there.
fn empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).map_or(!folder.exists(), |mut entries| entries.next().is_none())
}
