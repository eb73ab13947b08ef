//! When the last backup was made, and what would be lost without another.

use crate::store::error::StoreError;
use crate::store::handle::Store;
use crate::store::open::Open;
use crate::store::pending::Pending;
use crate::store::{Deed, audit, rows, settings};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteConnection;

/// The setting that it is kept in.
const SETTING: &str = "last-backup";
/// Days after which another is due.
const DAYS: i64 = 30;
/// Statements that are on this machine alone, after which another is due: a class and a half.
const STATEMENTS: u64 = 45;
const DAY_MS: i64 = 86_400_000;

/// The last backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBackup {
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The file, as it was called then.
    pub place: String,
    /// The number of the newest statement in it.
    pub sequence: u64,
}

/// How the kiosk stands without another backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupStanding {
    /// The last one, where there was any.
    pub last: Option<LastBackup>,
    /// How many statements are neither in it nor at the register: lost, should this disk fail now.
    pub alone: u64,
    /// How many statements there are.
    pub all: u64,
}

impl BackupStanding {
    /// Whether another backup is due: none was made and there is something to lose, it is 30 days old, or too much is
    /// on this machine alone.
    #[must_use]
    pub fn is_due(&self, now_ms: i64) -> bool {
        match &self.last {
            None => self.all > 0,
            Some(last) => self.is_old(now_ms) || (self.alone >= STATEMENTS && last.sequence < self.all),
        }
    }

    /// Whether the last one is older than 30 days.
    #[must_use]
    pub fn is_old(&self, now_ms: i64) -> bool {
        self.last.as_ref().is_some_and(|last| now_ms.saturating_sub(last.at_ms) > DAYS * DAY_MS)
    }
}

impl Store {
    /// When the last backup was made, and what would be lost without another.
    pub fn backup_standing(&self) -> Pending<BackupStanding> {
        self.ask_also_locked(async |open: &mut Open| {
            let json = settings::get(&mut open.connection, &open.school.id, SETTING).await?;
            let last: Option<LastBackup> = json.as_deref().map(serde_json::from_str).transpose().map_err(setting)?;
            let all = open.head().await?.sequence;
            let select =
                "SELECT COALESCE(MAX(sequence), 0) AS newest FROM receipts WHERE school_id = ? AND kiosk_id = ?";
            let row = sqlx::query(select)
                .bind(open.school.id.as_str())
                .bind(open.kiosk_id.as_str())
                .fetch_one(&mut open.connection)
                .await?;
            let there: u64 = rows::number(&row, "newest")?;
            let kept = there.max(last.as_ref().map_or(0, |last| last.sequence));
            Ok(BackupStanding { last, alone: all.saturating_sub(kept), all })
        })
    }

    /// Keeps that a backup was made, and who made it. Also when the kiosk has locked itself meanwhile.
    pub(super) fn keep_last(&self, last: LastBackup) -> Result<(), StoreError> {
        let json = serde_json::to_string(&last).map_err(setting)?;
        let kept = self.ask_also_locked(async move |open: &mut Open| {
            let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
            open.write(async |connection: &mut SqliteConnection| {
                settings::set(connection, &school, SETTING, &json).await?;
                audit::add(connection, &school, at_ms, staff.as_ref(), Deed::backup_made()).await
            })
            .await
        });
        kept.wait()
    }

    /// Keeps that this kiosk was put back from a backup.
    pub(super) fn put_back(&self, from: LastBackup) -> Result<(), StoreError> {
        self.set_setting(SETTING, &from).wait()?;
        self.audit(Deed::put_back()).wait()
    }
}

fn setting(source: serde_json::Error) -> StoreError {
    StoreError::Setting { name: SETTING.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_when_there_is_none_when_it_is_old_and_when_much_is_here_alone() {
        let last = |at_ms, sequence| Some(LastBackup { at_ms, place: "stick".to_owned(), sequence });
        let standing = |last: Option<LastBackup>, alone, all| BackupStanding { last, alone, all };
        let now = 100 * DAY_MS;
        assert!(!standing(None, 0, 0).is_due(now), "nothing has been promised yet");
        assert!(standing(None, 1, 1).is_due(now));
        assert!(!standing(last(now - 30 * DAY_MS, 9), 0, 9).is_due(now));
        assert!(standing(last(now - 30 * DAY_MS - 1, 9), 0, 9).is_due(now));
        assert!(!standing(last(now, 9), 44, 53).is_due(now));
        assert!(standing(last(now, 9), 45, 54).is_due(now));
        assert!(!standing(last(now, 9), 0, 900).is_due(now), "the register has them");
    }
}
