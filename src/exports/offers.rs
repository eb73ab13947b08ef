//! Versions of agreements that the register has sent: looked at with the program's content, and taken among the kiosk's own where
//! they can be shown here as they were approved.

use crate::content::Content;
use crate::domain::ids::AgreementId;
use crate::store::{Store, StoreError};

/// What became of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OffersTaken {
    /// Taken, with their numbers.
    pub taken: Vec<(AgreementId, u32)>,
    /// Not taken, with the reason in a sentence. They are looked at again after the next sync.
    pub refused: Vec<(AgreementId, u32, String)>,
}

/// Takes what the register has sent, version by version: one that cannot be taken holds up no other. Works while the kiosk is
/// locked.
///
/// # Errors
/// The store.
pub fn take_offers(store: &Store, content: &Content) -> Result<OffersTaken, StoreError> {
    let mut done = OffersTaken::default();
    for offer in store.agreement_offers().wait()? {
        let (agreement, number) = (offer.version.text.agreement.clone(), offer.version.text.version);
        let why = match content.can_use(&offer.version, &offer.words) {
            Ok(()) => match store.take_agreement_offer(offer.version).wait() {
                Ok(_) => None,
                Err(error @ (StoreError::Version(_) | StoreError::VersionTaken { .. })) => Some(error.to_string()),
                Err(error) => return Err(error),
            },
            Err(unusable) => Some(unusable.to_string()),
        };
        match why {
            None => {
                tracing::info!(agreement = agreement.as_str(), version = number, "a version came from the register");
                done.taken.push((agreement, number));
            }
            Some(why) => {
                if offer.why.as_ref() != Some(&why) {
                    tracing::warn!(agreement = agreement.as_str(), version = number, %why, "a version was not taken");
                    store.refuse_agreement_offer(agreement.clone(), number, why.clone()).wait()?;
                }
                done.refused.push((agreement, number, why));
            }
        }
    }
    Ok(done)
}

/// What the register told this kiosk and could not be done so far, a sentence each: the reason, and of what. Works while the kiosk
/// is locked.
///
/// # Errors
/// The store.
pub fn untaken(store: &Store) -> Result<Vec<String>, StoreError> {
    let offers = store.agreement_offers().wait()?.into_iter().filter_map(|offer| {
        let text = &offer.version.text;
        let why = offer.why?;
        Some(format!("version {} of “{}” from the register was not taken: {why}", text.version, text.agreement))
    });
    let colleagues =
        store.waiting_colleagues().wait()?.into_iter().map(|waiting| {
            format!("what the register says of colleague {} was not done: {}", waiting.label, waiting.why)
        });
    Ok(offers.chain(colleagues).collect())
}
