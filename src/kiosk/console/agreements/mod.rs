//! Agreements: the versions that there are, what each says, and the writing of the next one.
//!
//! A version is never changed. What is written here is a draft, kept with every tap, until somebody who may says from which
//! day it is used.

mod calendar;
mod edit;
mod facts;
mod keys;
mod orders;
mod preview;
mod read;
mod rule;
mod versions;
mod writing;

use self::edit::Editor;
use self::facts::Facts;
use self::keys as a;
pub(super) use self::orders::look;
use self::read::Reading;
use super::desk::Desk;
use super::orders::{AgreementsOrder, Order, Seen};
use super::{keys as k, today};
use crate::content::{text_of_kept, words_of};
use crate::domain::agreement_draft::AgreementDraft;
use crate::domain::agreement_version::AgreementText;
use crate::domain::ids::{AgreementId, RuleId};
use crate::domain::kept_words::KeptWords;
use crate::domain::tree::standings;
use crate::kiosk::school::local;
use crate::store::{Approved, KeptVersion};
use bevy_egui::egui::{Rect, Ui};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What the rail calls the page.
pub(super) const RAIL: &str = a::RAIL;

/// What the store knows about agreements.
#[derive(Debug, Default)]
pub(in super::super) struct Known {
    pub versions: Vec<KeptVersion>,
    pub approvals: Vec<Approved>,
    pub drafts: Vec<AgreementDraft>,
    pub words: Vec<KeptWords>,
    /// The rules that stood in each version that somebody has promised.
    pub promised: BTreeMap<(AgreementId, u32), BTreeSet<RuleId>>,
    /// Whether whoever opened the kiosk may change anything.
    pub may: bool,
}

/// The page.
#[derive(Debug, Default)]
pub(super) struct AgreementsPage {
    step: Step,
    known: Option<Known>,
    /// The store was asked, and the page waits for it.
    pub asked: bool,
}

#[derive(Debug, Default)]
enum Step {
    #[default]
    List,
    Read(Reading),
    Edit(Box<Editor>),
    /// The approval of a version as it is.
    Approve {
        agreement: AgreementId,
        version: u32,
        facts: Facts,
    },
}

impl AgreementsPage {
    /// What the store says; whatever was asked is done.
    pub(super) fn looked(&mut self, known: Known) {
        *self = Self { known: Some(known), ..Self::default() };
    }

    /// Whether something is asked over the page.
    pub(super) fn covered(&self) -> bool {
        match &self.step {
            Step::List => false,
            Step::Read(reading) => reading.covered(),
            Step::Edit(editor) => editor.covered(),
            Step::Approve { facts, .. } => facts.covered(),
        }
    }

    /// Whether something is typed, which needs the whole width.
    pub(super) fn typing(&self) -> bool {
        match &self.step {
            Step::List | Step::Read(_) => false,
            Step::Edit(editor) => editor.typing(),
            Step::Approve { facts, .. } => facts.typing(),
        }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match &self.step {
            Step::List => "agreements",
            Step::Read(reading) => reading.place(),
            Step::Edit(editor) => editor.place(),
            Step::Approve { facts, .. } => facts.place("agreements.approve"),
        }
    }

    /// The same with a version open, or a draft of an agreement, or a rule of it: for the gallery.
    pub(super) fn at(known: Known, exhibit: &AgreementsExhibit, seen: &Seen<'_>) -> Self {
        let agreement = seen.content.shipped_agreements().next();
        let step = match (exhibit, agreement) {
            (AgreementsExhibit::Read, Some(agreement)) => {
                Step::Read(Reading::of(agreement.id.clone(), agreement.version))
            }
            (AgreementsExhibit::Edit | AgreementsExhibit::Rule | AgreementsExhibit::Preview, Some(agreement)) => {
                let mut draft = AgreementDraft::of(&seen.content.text_of(agreement));
                let next = known.next_number(&draft.agreement, seen);
                if let Some(rule) = draft.rules.get_mut(1) {
                    rule.words = "I only open what is mine, at school and at home.".to_owned();
                }
                draft.approved_by = "the governing body".to_owned();
                let mut editor = Editor::of(draft, next);
                editor.show_off(exhibit);
                Step::Edit(Box::new(editor))
            }
            _ => Step::List,
        };
        Self { step, known: Some(known), asked: false }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Order> {
        let known = self.known.as_ref().filter(|_| !self.asked);
        let Some(known) = known else {
            let words = desk.say(k::JUST_A_MOMENT);
            super::first_run::making(desk, ui, rect, &words);
            return None;
        };
        let order = match &mut self.step {
            Step::List => {
                self.step = match versions::show(desk, ui, rect, known, seen)? {
                    versions::Tapped::Read(agreement, version) => Step::Read(Reading::of(agreement, version)),
                    versions::Tapped::Edit(draft) => {
                        let next = known.next_number(&draft.agreement, seen);
                        Step::Edit(Box::new(Editor::of(draft, next)))
                    }
                };
                // The folder to save to may have changed.
                return Some(Order::FindPlaces);
            }
            Step::Read(reading) => match reading.show(desk, ui, rect, known, seen)? {
                read::Left::Back => {
                    self.step = Step::List;
                    return None;
                }
                read::Left::Begin(draft) => {
                    let next = known.next_number(&draft.agreement, seen);
                    self.step = Step::Edit(Box::new(Editor::of(draft, next)));
                    return None;
                }
                read::Left::Approve(facts) => {
                    let (agreement, version) = (reading.agreement.clone(), reading.version);
                    self.step = Step::Approve { agreement, version, facts };
                    return None;
                }
                read::Left::Print(order) => return Some(Order::Agreements(order)),
                read::Left::Order(order) => order,
            },
            Step::Edit(editor) => match editor.show(desk, ui, rect, known, seen)? {
                edit::Left::Back => {
                    // The draft as it was kept is looked up again.
                    AgreementsOrder::Look
                }
                edit::Left::Save(draft) => return Some(Order::Agreements(AgreementsOrder::Save(draft))),
                edit::Left::Order(order) => order,
            },
            Step::Approve { agreement, version, facts } => {
                let title = known.name(desk, agreement, *version, seen);
                match facts.page(desk, ui, rect, &title, seen)? {
                    facts::Answer::Back => {
                        self.step = Step::Read(Reading::of(agreement.clone(), *version));
                        return None;
                    }
                    facts::Answer::Approval(approval) => {
                        let approved = Approved { agreement: agreement.clone(), version: *version, approval };
                        AgreementsOrder::Approve(approved)
                    }
                }
            }
        };
        self.asked = true;
        Some(Order::Agreements(order))
    }
}

/// Which page of these the gallery shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum AgreementsExhibit {
    List,
    Read,
    Edit,
    Rule,
    Preview,
}

impl Known {
    /// `KS1 agreement, version 2`.
    fn name(&self, desk: &Desk<'_>, agreement: &AgreementId, version: u32, seen: &Seen<'_>) -> String {
        let title = seen.content.shipped_agreements().find(|shipped| &shipped.id == agreement);
        let title = title.map(|agreement| today::agreement_title(desk, agreement)).unwrap_or_default();
        desk.say_with(a::VERSION_OF, &[("agreement", &title), ("version", &version.to_string())])
    }

    /// The number that the next version will have, as the store counts.
    fn next_number(&self, agreement: &AgreementId, seen: &Seen<'_>) -> u32 {
        let made = self.versions.iter().map(|kept| &kept.version.text).map(|text| (&text.agreement, text.version));
        let shipped = seen.content.shipped_agreements().map(|shipped| (&shipped.id, shipped.version));
        let words = self.words.iter().map(|words| (&words.agreement, words.version));
        let asked = seen.school.outcomes.iter().map(|outcome| (&outcome.agreement, outcome.version));
        let all = made.chain(shipped).chain(words).chain(asked).filter(|(id, _)| *id == agreement);
        all.map(|(_, version)| version).max().unwrap_or(0).saturating_add(1)
    }

    /// What a version says: as the school made it, as it came with the program, or as it was shown when it did.
    fn text(&self, agreement: &AgreementId, version: u32, seen: &Seen<'_>) -> Option<AgreementText> {
        let own = self.versions.iter().map(|kept| &kept.version.text);
        if let Some(text) = own.into_iter().find(|text| &text.agreement == agreement && text.version == version) {
            return Some(text.clone());
        }
        let shipped = seen.content.shipped_agreements().find(|shipped| &shipped.id == agreement)?;
        if shipped.version == version {
            return Some(seen.content.text_of(shipped));
        }
        words_of(&self.words, agreement, version).map(|kept| text_of_kept(kept, shipped))
    }
}

/// Whether somebody was asked under a version, and how many of those who are here have promised to it.
fn promises(seen: &Seen<'_>, agreement: &AgreementId, version: u32) -> usize {
    let pupils = seen.school.pupils.values().flatten().map(|pupil| &pupil.id);
    let standings = standings(pupils, &seen.school.outcomes, agreement, version);
    standings.values().filter(|standing| standing.is_leaf()).count()
}

fn day_of(seen: &Seen<'_>) -> Date {
    local(seen.now_ms).date()
}

/// A message with a number of things in it.
fn count(desk: &Desk<'_>, key: &str, count: usize) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    desk.lang.words().map_or_else(String::new, |words| words.text_with(key, &[("count", count)]))
}
