//! Versions of agreements that the school's kiosks are given: entered at the register, signed, and never changed. Each kiosk gets
//! them at its next sync, checks them, and uses them from their day on.

use super::desk::{self, DeskError, OPERATOR};
use super::storage::{Action, KeptOrder, Storage, StorageError};
use super::{Place, RegisterError, now_ms};
use crate::content::{Content, Unusable};
use crate::domain::agreement_draft::AgreementDraft;
use crate::domain::agreement_version::{AgreementVersion, VersionFault};
use crate::domain::ids::{AgreementId, SchoolId};
use crate::sync::identity::{RegisterKey, RegisterPublic};
use crate::sync::orders::{AgreementOrder, Frame, Kind, Order};
use jiff::civil::Date;

/// Why a version was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AddFault {
    /// There is something missing in it.
    #[error("{}", sentences(.0))]
    Incomplete(Vec<VersionFault>),
    /// It cannot be shown.
    #[error("{}", sentences(.0))]
    Unusable(Vec<Unusable>),
    /// It is there already.
    #[error("version {0} says exactly this already, and was approved so; nothing was added")]
    Same(u32),
    /// Longer than an order may be.
    #[error("the agreement is too long to be sent to kiosks; shorten its title and its rules")]
    TooLong,
    /// Not a file that a kiosk or this register has written.
    #[error("it is no agreement as `promise-tree agreement show` writes it ({0}); look at that place")]
    File(Box<ron::error::SpannedError>),
}

fn sentences<T: std::fmt::Display>(faults: &[T]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl AddFault {
    /// Each fault as a sentence.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        self.to_string().lines().map(str::to_owned).collect()
    }
}

fn fault(fault: AddFault) -> RegisterError {
    DeskError::Agreement(fault).into()
}

/// What a file says: the same file as on a kiosk.
///
/// # Errors
/// [`AddFault::File`].
pub fn read(file: &str) -> Result<AgreementDraft, AddFault> {
    ron::from_str(file).map_err(|error| AddFault::File(Box::new(error)))
}

/// A version that kiosks are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What it says, who approved it, from when it is used.
    pub version: AgreementVersion,
    /// When it was entered here, milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// Every version that a school's kiosks are given, in the order in which they were entered.
///
/// # Errors
/// What the database says.
pub async fn given(
    storage: &Storage,
    register: &RegisterPublic,
    school: &SchoolId,
) -> Result<Vec<Given>, StorageError> {
    let orders = storage.orders_since(school, Kind::Agreement.code(), 0, u32::MAX).await?;
    orders.iter().map(|kept| opened(kept, register, school)).collect()
}

fn opened(kept: &KeptOrder, register: &RegisterPublic, school: &SchoolId) -> Result<Given, StorageError> {
    match Frame::open(&kept.jwt, register, school).and_then(Frame::order) {
        Ok(Order::Agreement(order)) => Ok(Given { version: order.version, at_ms: order.at_ms }),
        _ => Err(StorageError::Damaged("an agreement version is not signed by this register")),
    }
}

/// Gives a school's kiosks the next version of an agreement. Its number follows every one that is known here: shipped, given, or
/// promised to.
///
/// # Errors
/// [`DeskError::Agreement`]; what the database says.
pub async fn give(
    storage: &Storage,
    content: &Content,
    key: &RegisterKey,
    school: &SchoolId,
    draft: &AgreementDraft,
    (today, now_ms): (Date, i64),
) -> Result<AgreementVersion, RegisterError> {
    let shipped = content.shipped_agreements().find(|shipped| shipped.id == draft.agreement);
    let Some(shipped) = shipped else {
        return Err(fault(AddFault::Unusable(vec![Unusable::NoSuchAgreement(draft.agreement.clone())])));
    };
    let promised = storage.newest_version(school, &draft.agreement).await?;
    let floor = shipped.version.max(promised).max(draft.from_version);
    let register = key.public();
    let mut made = None;
    let sign = |number: u64, before: &[KeptOrder]| {
        let before: Vec<Given> = before.iter().map(|kept| opened(kept, &register, school)).collect::<Result<_, _>>()?;
        let version = next(content, draft, floor, &before, today)?;
        let words = content.words_fingerprint(&version).ok_or_else(|| other_words(&version))?;
        let order = AgreementOrder::sign(key, school, (number, now_ms), &version, &words);
        if order.len() > Kind::Agreement.at_most() {
            return Err(fault(AddFault::TooLong));
        }
        made = Some(version);
        Ok(order)
    };
    storage.add_order(school, Kind::Agreement.code(), now_ms, sign).await??;
    made.ok_or_else(|| StorageError::Closed.into())
}

fn other_words(version: &AgreementVersion) -> RegisterError {
    let (agreement, number) = (version.text.agreement.clone(), version.text.version);
    fault(AddFault::Unusable(vec![Unusable::OtherWords { agreement, version: number }]))
}

/// The version that a draft becomes.
fn next(
    content: &Content,
    draft: &AgreementDraft,
    floor: u32,
    before: &[Given],
    today: Date,
) -> Result<AgreementVersion, RegisterError> {
    let last = before.iter().map(|given| &given.version).rfind(|version| version.text.agreement == draft.agreement);
    let number = last.map_or(0, |last| last.text.version).max(floor).saturating_add(1);
    let version = draft.finish(number, today).map_err(|faults| fault(AddFault::Incomplete(faults)))?;
    if let Some(last) = last {
        let mut again = version.clone();
        again.text.version = last.text.version;
        if &again == last {
            return Err(fault(AddFault::Same(last.text.version)));
        }
    }
    match content.unusable(&version) {
        why if why.is_empty() => Ok(version),
        why => Err(fault(AddFault::Unusable(why))),
    }
}

/// The subject of a line in the trail.
pub(super) fn subject(version: &AgreementVersion) -> String {
    format!("{} {}", version.text.agreement, version.text.version)
}

/// Gives what a file says, at the server itself.
///
/// # Errors
/// [`RegisterError`].
pub fn add(
    place: &Place,
    content: &Content,
    school_name: Option<&str>,
    draft: &AgreementDraft,
    today: Date,
) -> Result<AgreementVersion, RegisterError> {
    desk::with(place, async |storage, folder| {
        let school = desk::school(storage, school_name).await?;
        let version = give(storage, content, &folder.key()?, &school.id, draft, (today, now_ms())).await?;
        storage.note(Some(&school.id), OPERATOR, Action::AgreementGiven, &subject(&version), now_ms()).await?;
        Ok(version)
    })
}

/// Every version that a school's kiosks are given, at the server itself.
///
/// # Errors
/// [`RegisterError`].
pub fn list(place: &Place, school_name: Option<&str>) -> Result<Vec<Given>, RegisterError> {
    desk::with(place, async |storage, folder| {
        let school = desk::school(storage, school_name).await?;
        Ok(given(storage, &folder.key()?.public(), &school.id).await?)
    })
}

/// What the newest version of an agreement says that is known here: given, or shipped. `None` where there is no such agreement.
pub(super) fn newest(content: &Content, given: &[Given], agreement: &AgreementId) -> Option<AgreementDraft> {
    let last = given.iter().map(|given| &given.version.text).rfind(|text| &text.agreement == agreement);
    if let Some(text) = last {
        return Some(AgreementDraft::of(text));
    }
    let shipped = content.shipped_agreements().find(|shipped| &shipped.id == agreement)?;
    Some(AgreementDraft::of(&content.text_of(shipped)))
}
