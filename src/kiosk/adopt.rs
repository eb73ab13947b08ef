//! The agreements that the kiosk asks for: the school's own in place of those that came with the program.
//!
//! Looked at in every frame, which is only where something changes: when the kiosk was opened, a version was made or sent, a
//! tree was closed, midnight has gone by, or the content was read again. What is shown from now on is kept in the store
//! before anybody can promise to it; and once a day, what was to be kept for a time only is destroyed.

use super::Stage;
use super::panel::Metrics;
use super::school::{Contents, Lang, OpenSchool};
use crate::content::Content;
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::ids::AgreementId;
use crate::domain::kept_words::KeptWords;
use crate::store::Pending;
use bevy::prelude::*;
use jiff::civil::Date;
use std::sync::Arc;

/// What the content was made of that is shown now.
#[derive(Resource, Default)]
struct Adopted(Option<Made>);

struct Made {
    content: Arc<Content>,
    versions: Arc<Vec<AgreementVersion>>,
    day: Date,
    held: Option<(AgreementId, u32)>,
}

/// Words on their way into the store.
#[derive(Resource, Default)]
struct Keeping(Vec<Pending<()>>);

/// Notes whose time is over, on their way out of it.
#[derive(Resource, Default)]
struct Purging(Vec<Pending<u64>>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Adopted>()
        .init_resource::<Keeping>()
        .init_resource::<Purging>()
        .add_systems(Update, (adopt, kept, purged).chain().before(Stage::Touch));
}

fn adopt(
    school: Option<ResMut<OpenSchool>>,
    (mut contents, mut lang): (ResMut<Contents>, ResMut<Lang>),
    mut metrics: ResMut<Metrics>,
    (mut adopted, mut keeping, mut purging): (ResMut<Adopted>, ResMut<Keeping>, ResMut<Purging>),
) {
    let Some(mut school) = school else { return };
    let day = super::school::local(jiff::Timestamp::now().as_millisecond()).date();
    let held = school.tree.as_ref().map(|tree| (tree.agreement.clone(), tree.version));
    let same = adopted.0.as_ref().is_some_and(|made| {
        Arc::ptr_eq(&made.content, &contents.0)
            && Arc::ptr_eq(&made.versions, &school.agreements)
            && made.day == day
            && made.held == held
    });
    if same {
        return;
    }
    let held_now = held.as_ref().map(|(agreement, version)| (agreement, *version));
    let content = Arc::new(contents.0.adopting(&school.agreements, day, held_now));
    let Some(fresh) = lang.read_again(content.clone()) else { return };
    let before = &contents.0;
    let changed = content.agreements().zip(before.agreements()).any(|(now, before)| now != before);
    let words = shown(&content);
    // After another opening of the kiosk the store is asked again, which costs nothing where it has them.
    keeping.0.push(school.store.keep_words(words.clone()));
    // What the store knows by now; no screen is drawn anew for it.
    let known = &mut school.bypass_change_detection().kept_words;
    for kept in words {
        if known.iter().all(|known| known.fingerprint != kept.fingerprint) {
            known.push(kept);
        }
    }
    if adopted.0.as_ref().is_none_or(|made| made.day != day) {
        purging.0.push(school.store.purge_follow_ups());
    }
    contents.0 = content.clone();
    *lang = fresh;
    if changed {
        // Every screen is drawn anew.
        metrics.set_changed();
    }
    adopted.0 = Some(Made { content, versions: school.agreements.clone(), day, held });
}

/// Every agreement in every language as it is shown now.
fn shown(content: &Content) -> Vec<KeptWords> {
    let agreements = content.agreements();
    let pairs = agreements.flat_map(|agreement| content.languages().map(move |words| (agreement, words)));
    pairs.filter_map(|(agreement, words)| content.words_shown(&agreement.id, words.language())).collect()
}

fn kept(mut keeping: ResMut<Keeping>) {
    if keeping.0.is_empty() {
        return;
    }
    keeping.0.retain_mut(|words| match words.try_take() {
        None => true,
        Some(Ok(())) => false,
        Some(Err(error)) => {
            error!(%error, "the words that are shown could not be kept; they are kept when the kiosk is next opened");
            false
        }
    });
}

fn purged(mut purging: ResMut<Purging>) {
    if purging.0.is_empty() {
        return;
    }
    purging.0.retain_mut(|answer| match answer.try_take() {
        None => true,
        Some(Ok(_)) => false,
        Some(Err(error)) => {
            error!(%error, "notes whose time is over could not be destroyed; it is tried again when the kiosk is opened");
            false
        }
    });
}
