//! Colleagues who open the school's kiosks. Of each, the register keeps a name, initials, whether they lead, and a public key that
//! was made of a passphrase which nobody but they know. Kiosks are told in signed orders; the newest word on somebody counts.

use super::desk::{self, DeskError, OPERATOR};
use super::storage::{Action, KeptOrder, Storage, StorageError};
use super::{Place, RegisterError, now_ms};
use crate::domain::ids::{SchoolId, StaffId};
use crate::domain::school::{Role, Staff};
use crate::store::{Kdf, Label, LabelFault, Passphrase, PassphraseFault, SchoolKey, random_id};
use crate::sync::identity::{RegisterKey, RegisterPublic};
use crate::sync::orders::{Frame, Kind, Order, StaffOrder};
use std::collections::BTreeMap;

/// The most letters of a colleague's name.
pub const NAME_AT_MOST: usize = 100;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum ColleagueFault {
    /// Not a name.
    #[error("a colleague needs a name of at most {NAME_AT_MOST} letters, as it is printed; write it again")]
    Name,
    /// The initials will not do, or are somebody else's.
    #[error(transparent)]
    Label(#[from] LabelFault),
    /// The passphrase will not do.
    #[error(transparent)]
    Passphrase(#[from] PassphraseFault),
    /// Nobody is called so.
    #[error("there is no colleague “{0}”; look at the list again")]
    Unknown(String),
}

impl From<ColleagueFault> for RegisterError {
    fn from(fault: ColleagueFault) -> Self {
        DeskError::Colleague(fault).into()
    }
}

/// The newest word on a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who, and what they may do.
    pub staff: Staff,
    /// What they are found by.
    pub label: Label,
    /// Lets them in; `None` where they are shut out.
    pub key: Option<SchoolKey>,
    /// When that was decided, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// What is to be said of a colleague.
#[derive(Debug, Clone)]
pub enum Word {
    /// Somebody new opens the kiosks.
    New {
        /// The name as printed.
        name: String,
        /// Initials.
        label: Label,
        /// What they may do.
        role: Role,
        /// Of their passphrase.
        key: SchoolKey,
    },
    /// Somebody has another passphrase, and is let in where they were shut out.
    Passphrase(StaffId, SchoolKey),
    /// Somebody leads, or does so no more.
    Role(StaffId, Role),
    /// Somebody is shut out.
    ShutOut(StaffId),
}

/// The key of a passphrase that its owner chose. Takes about a second.
///
/// # Errors
/// [`ColleagueFault::Passphrase`]; [`RegisterError::Folder`].
pub fn key_of(chosen: &str) -> Result<SchoolKey, RegisterError> {
    let passphrase = Passphrase::chosen(chosen).map_err(ColleagueFault::from)?;
    Ok(SchoolKey::make(&passphrase, Kdf::default())?)
}

/// Everybody whom kiosks were ever told of, by name.
///
/// # Errors
/// What the database says.
pub async fn colleagues(
    storage: &Storage,
    register: &RegisterPublic,
    school: &SchoolId,
) -> Result<Vec<Known>, StorageError> {
    let orders = storage.orders_since(school, Kind::Staff.code(), 0, u32::MAX).await?;
    let mut known: Vec<Known> = newest(&orders, register, school)?.into_values().collect();
    known.sort_by_cached_key(|known| (known.staff.name.to_lowercase(), known.staff.id.clone()));
    Ok(known)
}

fn newest(
    orders: &[KeptOrder],
    register: &RegisterPublic,
    school: &SchoolId,
) -> Result<BTreeMap<StaffId, Known>, StorageError> {
    let mut known = BTreeMap::new();
    for kept in orders {
        let Ok(Order::Staff(StaffOrder { staff, label, key, at_ms, .. })) =
            Frame::open(&kept.jwt, register, school).and_then(Frame::order)
        else {
            return Err(StorageError::Damaged("what stands of a colleague is not signed by this register"));
        };
        known.insert(staff.id.clone(), Known { staff, label, key, at_ms });
    }
    Ok(known)
}

/// Says something of a colleague, to every kiosk of the school.
///
/// # Errors
/// [`DeskError::Colleague`]; what the database says.
pub async fn say(
    storage: &Storage,
    key: &RegisterKey,
    school: &SchoolId,
    word: Word,
    now_ms: i64,
) -> Result<Known, RegisterError> {
    let fresh = random_id(StaffId::new)?;
    let register = key.public();
    let mut said = None;
    let sign = |number: u64, before: &[KeptOrder]| {
        let known = newest(before, &register, school)?;
        let said_now = said_of(&known, word, fresh, now_ms)?;
        let order = StaffOrder::sign(key, school, number, said_now.order());
        said = Some(said_now);
        Ok::<_, RegisterError>(order)
    };
    storage.add_order(school, Kind::Staff.code(), now_ms, sign).await??;
    said.ok_or_else(|| StorageError::Closed.into())
}

impl Known {
    fn order(&self) -> (&Staff, &Label, Option<&SchoolKey>, i64) {
        (&self.staff, &self.label, self.key.as_ref(), self.at_ms)
    }
}

/// What is known of a colleague after a word on them.
fn said_of(known: &BTreeMap<StaffId, Known>, word: Word, fresh: StaffId, now_ms: i64) -> Result<Known, ColleagueFault> {
    let of = |id: &StaffId| known.get(id).cloned().ok_or_else(|| ColleagueFault::Unknown(id.to_string()));
    let mut after = match word {
        Word::New { name, label, role, key } => {
            let name = name.trim().to_owned();
            let fits = !name.is_empty() && name.chars().count() <= NAME_AT_MOST && !name.contains(char::is_control);
            if !fits {
                return Err(ColleagueFault::Name);
            }
            Known { staff: Staff { id: fresh, name, role }, label, key: Some(key), at_ms: now_ms }
        }
        Word::Passphrase(id, key) => Known { key: Some(key), ..of(&id)? },
        Word::Role(id, role) => {
            let mut known = of(&id)?;
            known.staff.role = role;
            known
        }
        Word::ShutOut(id) => Known { key: None, ..of(&id)? },
    };
    // Where a clock was put back, the newer word is still the newer.
    let before = known.get(&after.staff.id).map_or(i64::MIN, |before| before.at_ms);
    after.at_ms = now_ms.max(before.saturating_add(1));
    let folded = after.label.as_str().to_lowercase();
    let taken = |other: &&Known| {
        other.staff.id != after.staff.id && other.key.is_some() && other.label.as_str().to_lowercase() == folded
    };
    if after.key.is_some() && known.values().any(|other| taken(&other)) {
        return Err(LabelFault::Taken(after.label.as_str().to_owned()).into());
    }
    Ok(after)
}

/// Whom somebody means by initials, name or identifier.
fn meant<'a>(known: &'a [Known], who: &str) -> Result<&'a Known, ColleagueFault> {
    let folded = who.trim().to_lowercase();
    let is = |known: &&Known| {
        known.staff.id.as_str() == who.trim()
            || known.label.as_str().to_lowercase() == folded
            || known.staff.name.to_lowercase() == folded
    };
    // Those who are shut out may have had initials that are somebody else's now.
    let found = known.iter().filter(|known| known.key.is_some()).find(is).or_else(|| known.iter().find(is));
    found.ok_or_else(|| ColleagueFault::Unknown(who.to_owned()))
}

/// Lets somebody new in, at the server itself.
///
/// # Errors
/// [`RegisterError`].
pub fn add(place: &Place, school_name: Option<&str>, new: Word) -> Result<Known, RegisterError> {
    desk::with(place, async |storage, folder| {
        let school = desk::school(storage, school_name).await?;
        at_the_server(storage, &folder.key()?, &school.id, new).await
    })
}

/// Says something of a colleague at the server itself; `word` is told whom `who` means.
///
/// # Errors
/// [`RegisterError`].
pub fn change(
    place: &Place,
    school_name: Option<&str>,
    who: &str,
    word: impl FnOnce(StaffId) -> Word,
) -> Result<Known, RegisterError> {
    desk::with(place, async |storage, folder| {
        let school = desk::school(storage, school_name).await?;
        let key = folder.key()?;
        let known = colleagues(storage, &key.public(), &school.id).await?;
        let word = word(meant(&known, who)?.staff.id.clone());
        at_the_server(storage, &key, &school.id, word).await
    })
}

async fn at_the_server(
    storage: &Storage,
    key: &RegisterKey,
    school: &SchoolId,
    word: Word,
) -> Result<Known, RegisterError> {
    let action = action(&word);
    let said = say(storage, key, school, word, now_ms()).await?;
    storage.note(Some(school), OPERATOR, action, said.label.as_str(), now_ms()).await?;
    Ok(said)
}

/// What stands in the trail.
pub(super) fn action(word: &Word) -> Action {
    match word {
        Word::New { .. } => Action::ColleagueAdded,
        Word::Passphrase(..) | Word::Role(..) => Action::ColleagueChanged,
        Word::ShutOut(_) => Action::ColleagueShutOut,
    }
}

/// Everybody whom kiosks were ever told of, at the server itself.
///
/// # Errors
/// [`RegisterError`].
pub fn list(place: &Place, school_name: Option<&str>) -> Result<Vec<Known>, RegisterError> {
    desk::with(place, async |storage, folder| {
        let school = desk::school(storage, school_name).await?;
        Ok(colleagues(storage, &folder.key()?.public(), &school.id).await?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> SchoolKey {
        SchoolKey::known([n; 32], [n; 16], (64, 1, 1)).unwrap()
    }

    fn new(name: &str, label: &str) -> Word {
        Word::New { name: name.into(), label: Label::new(label).unwrap(), role: Role::Teacher, key: key(1) }
    }

    #[test]
    fn initials_are_one_colleagues_while_they_are_let_in_and_the_newest_word_is_the_newest_by_any_clock() {
        let id = |text: &str| StaffId::new(text).unwrap();
        let mut known = BTreeMap::new();
        let mut say = |word, fresh: &str, now_ms| {
            let said = said_of(&known, word, id(fresh), now_ms)?;
            known.insert(said.staff.id.clone(), said.clone());
            Ok::<_, ColleagueFault>(said)
        };
        say(new("Ms T Vale", "TV"), "a", 100).unwrap();
        assert!(matches!(say(new("Mr T Vine", "tv"), "b", 101), Err(ColleagueFault::Label(LabelFault::Taken(_)))));
        assert!(matches!(say(new("  ", "XX"), "b", 101), Err(ColleagueFault::Name)));
        let out = say(Word::ShutOut(id("a")), "x", 50).unwrap();
        assert_eq!((out.key, out.at_ms), (None, 101), "the clock was put back");
        say(new("Mr T Vine", "tv"), "b", 102).unwrap();
        let back = say(Word::Passphrase(id("a"), key(2)), "x", 103);
        assert!(matches!(back, Err(ColleagueFault::Label(_))), "her initials are his now");
        let lead = say(Word::Role(id("b"), Role::Head), "x", 104).unwrap();
        assert_eq!((lead.staff.role, lead.key), (Role::Head, Some(key(1))));
        assert!(matches!(say(Word::ShutOut(id("z")), "x", 105), Err(ColleagueFault::Unknown(_))));
    }
}
