//! The trail: who looked at and changed what.

use super::database::Value;
use super::{Storage, StorageError};
use crate::domain::ids::SchoolId;

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Signed in.
    SignedIn,
    /// Was refused at sign-in.
    Refused,
    /// Chose another password of their own.
    Password,
    /// Looked at a class.
    Class,
    /// Took a class's list along as PDF.
    Pdf,
    /// Took a class's list along as CSV.
    Csv,
    /// Looked at one child.
    Pupil,
    /// Erased a child.
    Erased,
    /// Looked at the trail.
    Trail,
    /// Looked at the kiosks.
    Kiosks,
    /// Shut a kiosk out.
    Revoked,
    /// Gave a kiosk another name.
    Named,
    /// Made a ticket.
    Ticket,
    /// Looked at the accounts.
    Accounts,
    /// Made an account.
    AccountMade,
    /// Gave an account another role or other classes.
    Role,
    /// Shut an account out.
    Disabled,
    /// Let an account in again.
    Enabled,
    /// Gave an account a new password.
    NewPassword,
    /// Gave the register the school's roll.
    Roll,
    /// Compared a list with whom the register knows.
    Compared,
    /// Marked a child as having left the school.
    Left,
    /// Took a kiosk's file in that was carried here.
    Courier,
    /// Said that a child who is recorded twice is one.
    Joined,
    /// Took that back.
    Parted,
    /// Said that two of one name are two children.
    TwoChildren,
    /// Looked at the agreements.
    Agreements,
    /// Gave kiosks a version of an agreement.
    AgreementGiven,
    /// Looked at who opens kiosks.
    Colleagues,
    /// Let a colleague open kiosks.
    ColleagueAdded,
    /// Gave a colleague another passphrase, or said whether they lead.
    ColleagueChanged,
    /// Shut a colleague out of the kiosks.
    ColleagueShutOut,
    /// Said what every panel has.
    Defaults,
    /// Something that a newer program wrote.
    Other,
}

impl Action {
    const ALL: [Self; 33] = [
        Self::SignedIn,
        Self::Refused,
        Self::Password,
        Self::Class,
        Self::Pdf,
        Self::Csv,
        Self::Pupil,
        Self::Erased,
        Self::Trail,
        Self::Kiosks,
        Self::Revoked,
        Self::Named,
        Self::Ticket,
        Self::Accounts,
        Self::AccountMade,
        Self::Role,
        Self::Disabled,
        Self::Enabled,
        Self::NewPassword,
        Self::Roll,
        Self::Compared,
        Self::Left,
        Self::Courier,
        Self::Joined,
        Self::Parted,
        Self::TwoChildren,
        Self::Agreements,
        Self::AgreementGiven,
        Self::Colleagues,
        Self::ColleagueAdded,
        Self::ColleagueChanged,
        Self::ColleagueShutOut,
        Self::Defaults,
    ];

    /// The word for it in the database and in Fluent keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::Refused => "refused",
            Self::Password => "password",
            Self::Class => "class",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Pupil => "pupil",
            Self::Erased => "erased",
            Self::Trail => "trail",
            Self::Kiosks => "kiosks",
            Self::Revoked => "revoked",
            Self::Named => "named",
            Self::Ticket => "ticket",
            Self::Accounts => "accounts",
            Self::AccountMade => "account-made",
            Self::Role => "role",
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::NewPassword => "new-password",
            Self::Roll => "roll",
            Self::Compared => "compared",
            Self::Left => "left",
            Self::Courier => "courier",
            Self::Joined => "joined",
            Self::Parted => "parted",
            Self::TwoChildren => "two-children",
            Self::Agreements => "agreements",
            Self::AgreementGiven => "agreement-given",
            Self::Colleagues => "colleagues",
            Self::ColleagueAdded => "colleague-added",
            Self::ColleagueChanged => "colleague-changed",
            Self::ColleagueShutOut => "colleague-shut-out",
            Self::Defaults => "defaults",
            Self::Other => "other",
        }
    }

    fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|action| action.code() == code).unwrap_or(Self::Other)
    }
}

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailEntry {
    /// When, milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// Its identifier, which orders those of one millisecond.
    pub id: String,
    /// Who: a login.
    pub account: String,
    /// What.
    pub action: Action,
    /// To what: an identifier or a login, or nothing.
    pub subject: String,
}

fn place(school: Option<&SchoolId>) -> Value {
    school.map_or("", SchoolId::as_str).into()
}

impl Storage {
    /// Notes what somebody did at a school, or at the register itself.
    ///
    /// # Errors
    /// What the database says.
    pub async fn note(
        &self,
        school: Option<&SchoolId>,
        account: &str,
        action: Action,
        subject: &str,
        now_ms: i64,
    ) -> Result<(), StorageError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(StorageError::Randomness)?;
        let id = uuid::Builder::from_random_bytes(bytes).into_uuid().simple().to_string();
        let mut session = self.database.write().await?;
        let insert = "INSERT INTO trail (school_id, at_ms, entry_id, account, action, subject) \
                      VALUES ($1, $2, $3, $4, $5, $6)";
        let bound = [place(school), now_ms.into(), id.into(), account.into(), action.code().into(), subject.into()];
        session.execute(insert, bound).await?;
        session.commit().await
    }

    /// What was done at a school, newest first, before `(at_ms, id)`.
    ///
    /// # Errors
    /// What the database says.
    pub async fn trail(
        &self,
        school: Option<&SchoolId>,
        before: Option<(i64, &str)>,
        limit: u32,
    ) -> Result<Vec<TrailEntry>, StorageError> {
        let (at_ms, id) = before.unwrap_or((i64::MAX, ""));
        let mut session = self.database.read().await?;
        let select = "SELECT at_ms, entry_id, account, action, subject FROM trail \
                      WHERE school_id = $1 AND (at_ms, entry_id) < ($2, $3) \
                      ORDER BY at_ms DESC, entry_id DESC LIMIT $4";
        let rows = session.rows(select, [place(school), at_ms.into(), id.into(), i64::from(limit).into()]).await?;
        session.done();
        let entry = |row: &super::database::Row| {
            Ok(TrailEntry {
                at_ms: row.int(0)?,
                id: row.text(1)?.to_owned(),
                account: row.text(2)?.to_owned(),
                action: Action::from_code(row.text(3)?),
                subject: row.text(4)?.to_owned(),
            })
        };
        rows.iter().map(entry).collect()
    }
}
