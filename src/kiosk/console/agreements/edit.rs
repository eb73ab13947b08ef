//! The writing of a version: its rules on the left, what is known about it on the right. Every change is kept at once and
//! can be taken back.

mod languages;

use super::super::desk::{Desk, Heading, Look, split_bottom, split_right, split_top};
use super::super::list::{self, Grid};
use super::super::orders::{AgreementsOrder, Seen};
use super::super::theme;
use super::calendar::{Calendar, Picked};
use super::facts::{self, Fact};
use super::keys as a;
use super::rule::{self, Act, Added};
use super::writing::{self, Writing};
use super::{AgreementsExhibit, Known, count, day_of, preview, read};
use crate::content::Content;
use crate::domain::agreement_draft::{AgreementDraft, DraftRule};
use crate::domain::agreement_version::{AgreementText, VersionFault};
use crate::domain::ids::RuleId;
use crate::domain::translation::Part;
use crate::kiosk::console::jobs::fresh;
use bevy_egui::egui::{Align2, Rect, Ui, pos2};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The page.
#[derive(Debug)]
pub(super) struct Editor {
    draft: AgreementDraft,
    /// The number that the version will have.
    next: u32,
    /// How it was before each change, the newest last.
    before: Vec<AgreementDraft>,
    over: Over,
    step: Step,
    /// The content as the draft says, and the draft that it was made of.
    looked: Option<(AgreementDraft, Content)>,
    /// The language whose words are shown, where it is not English.
    language: Option<String>,
}

#[derive(Debug, Default)]
enum Over {
    #[default]
    Nothing,
    Rule(RuleId),
    Picture(RuleId),
    Add,
    Day(Wanted, Calendar),
    Use,
    Discard,
}

/// What a day is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    Fact(Fact),
    Until(RuleId),
}

#[derive(Debug, Default)]
enum Step {
    #[default]
    Page,
    Title(Writing),
    By(Writing),
    Rule(RuleId, Writing),
    /// Words in another language; `more_only`: of a rule's second sentence alone.
    Translate {
        language: String,
        part: Part,
        more_only: bool,
        writing: Writing,
    },
    Preview(usize),
}

/// How the page was left, or what it asks for.
pub(super) enum Left {
    Back,
    /// The page stays.
    Save(Box<AgreementDraft>),
    Order(AgreementsOrder),
}

enum Tapped {
    Fact(Fact),
    Preview,
    Undo,
    Discard,
}

impl Editor {
    pub(super) fn of(draft: AgreementDraft, next: u32) -> Self {
        Self { draft, next, before: Vec::new(), over: Over::Nothing, step: Step::Page, looked: None, language: None }
    }

    /// For the gallery.
    pub(super) fn show_off(&mut self, exhibit: &AgreementsExhibit) {
        let second = self.draft.rules.get(1).map(|rule| rule.id.clone());
        match (exhibit, second) {
            (AgreementsExhibit::Rule, Some(rule)) => self.over = Over::Rule(rule),
            (AgreementsExhibit::Preview, _) => self.step = Step::Preview(1),
            _ => {}
        }
    }

    pub(super) fn covered(&self) -> bool {
        !matches!(self.over, Over::Nothing)
    }

    pub(super) fn typing(&self) -> bool {
        matches!(self.step, Step::Title(_) | Step::By(_) | Step::Rule(..) | Step::Translate { .. })
    }

    pub(super) fn place(&self) -> &'static str {
        match (&self.step, &self.over) {
            (Step::Title(_) | Step::By(_) | Step::Rule(..) | Step::Translate { .. }, _) => "agreements.type",
            (Step::Preview(0), _) => "agreements.preview",
            (Step::Preview(place), _) if place % 2 == 1 => "agreements.preview.odd",
            (Step::Preview(_), _) => "agreements.preview.even",
            (Step::Page, Over::Nothing) => "agreements.edit",
            (Step::Page, Over::Rule(_)) => "agreements.rule",
            (Step::Page, Over::Picture(_)) => "agreements.picture",
            (Step::Page, Over::Add) => "agreements.add",
            (Step::Page, Over::Day(..)) => "agreements.day",
            (Step::Page, Over::Use) => "agreements.use",
            (Step::Page, Over::Discard) => "agreements.discard",
        }
    }

    /// Changes the draft; the change is kept, and can be taken back.
    fn change(&mut self, change: impl FnOnce(&mut AgreementDraft)) -> Option<Left> {
        let before = self.draft.clone();
        change(&mut self.draft);
        if self.draft == before {
            return None;
        }
        self.before.push(before);
        Some(Left::Save(Box::new(self.draft.clone())))
    }

    /// The content as the draft says.
    fn look(&mut self, seen: &Seen<'_>) -> &Content {
        let looked = self.looked.take().filter(|(draft, _)| *draft == self.draft).unwrap_or_else(|| {
            // On the first day that all of it stands: addenda are looked at too.
            let day = self.draft.use_from(day_of(seen));
            (self.draft.clone(), seen.content.saying(&[self.draft.text(self.next, day)], day))
        });
        &self.looked.insert(looked).1
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        known: &Known,
        seen: &Seen<'_>,
    ) -> Option<Left> {
        match &self.step {
            Step::Page => {}
            Step::Preview(place) => {
                let (place, id) = (*place, self.draft.agreement.clone());
                let tag = self.language.clone().unwrap_or_else(|| desk.lang.tag().to_owned());
                let content = self.look(seen);
                let agreement = content.agreement(&id)?;
                let next = preview::show(desk, ui, rect, content, agreement, &tag, place);
                self.step = next.map_or(Step::Page, Step::Preview);
                return None;
            }
            Step::Title(_) | Step::By(_) | Step::Rule(..) | Step::Translate { .. } => {
                return self.write(desk, ui, rect);
            }
        }
        let live = desk.live;
        desk.live = live && !self.covered();
        let over = self.covered();
        let left = self.page(desk, ui, rect, known, seen);
        desk.live = live;
        if over { self.sheet(desk, ui, known, seen) } else { left }
    }

    fn write(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) -> Option<Left> {
        let most = self.draft.audience.words_at_most();
        let step = match &mut self.step {
            Step::Title(writing) | Step::By(writing) | Step::Translate { writing, .. } => {
                writing.show(desk, ui, rect, None)?
            }
            Step::Rule(_, writing) => writing.show(desk, ui, rect, Some(most))?,
            Step::Page | Step::Preview(_) => return None,
        };
        let writing::Left::Words(words, more) = step else {
            // A new rule that nobody wrote is none.
            if let Step::Rule(id, _) = &self.step {
                let (id, empty) = (id.clone(), |rule: &DraftRule| rule.words.is_empty() && rule.more.is_empty());
                if self.draft.rules.iter().any(|rule| rule.id == id && empty(rule)) {
                    self.draft.rules.retain(|rule| rule.id != id);
                    self.before.pop();
                    self.step = Step::Page;
                    return Some(Left::Save(Box::new(self.draft.clone())));
                }
            }
            self.step = Step::Page;
            return None;
        };
        match std::mem::take(&mut self.step) {
            Step::Title(_) => self.change(|draft| draft.retitle(words)),
            Step::By(_) => self.change(|draft| draft.approved_by = words),
            Step::Rule(id, _) => {
                let new = self.draft.rules.iter().any(|rule| rule.id == id && rule.words.is_empty());
                let kept = self.change(|draft| draft.reword(&id, words, more));
                if new {
                    // Added and written is one change to take back.
                    self.before.pop();
                }
                kept
            }
            Step::Translate { language, part, more_only, .. } => self.change(|draft| {
                let (words, more) = if more_only { (String::new(), words) } else { (words, more) };
                draft.translations.entry(language).or_default().say(&part, words, more);
            }),
            Step::Page | Step::Preview(_) => None,
        }
    }

    fn page(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, known: &Known, seen: &Seen<'_>) -> Option<Left> {
        let today = day_of(seen);
        let faults = self.draft.finish(self.next, today).err().unwrap_or_default();
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let title = known.name(desk, &self.draft.agreement, self.next, seen);
        let title = title_of(desk, &title);
        let mut words = faults_words(desk, &faults);
        if let Some(missing) = self.missing(seen).first() {
            words = format!("{words} {}", missing.words(desk));
        }
        let put = desk.say(a::EDIT_USE);
        let go = Some(("agreements.use", put.as_str(), faults.is_empty()));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("agreements.back"), go });
        let (left, right) = split_right(rest, 340.0, theme::GAP);
        let left = self.rules(desk, ui, left, seen);
        let tapped = self.facts(desk, ui, right, today);
        if head.back {
            return Some(Left::Back);
        }
        if head.go {
            self.over = Over::Use;
            return None;
        }
        match tapped {
            Some(Tapped::Fact(Fact::By)) => self.step = Step::By(Writing::by(&self.draft.approved_by)),
            Some(Tapped::Fact(fact)) => {
                let chosen = match fact {
                    Fact::By | Fact::On => self.draft.approved_on,
                    Fact::Review => self.draft.review_by,
                    Fact::From => self.draft.use_from,
                };
                self.over = Over::Day(Wanted::Fact(fact), Calendar::of(chosen, today));
            }
            Some(Tapped::Preview) => self.step = Step::Preview(0),
            Some(Tapped::Undo) => {
                let before = self.before.pop()?;
                self.draft = before;
                return Some(Left::Save(Box::new(self.draft.clone())));
            }
            Some(Tapped::Discard) => self.over = Over::Discard,
            None => {}
        }
        left
    }

    /// The title and the rules, each of which can be tapped.
    fn rules(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Left> {
        let inside = desk.card(ui, rect).expand2(bevy_egui::egui::vec2(6.0, 8.0));
        let inside = self.language_pills(desk, ui, inside, seen);
        if let Some(language) = self.language.clone() {
            self.translations(desk, ui, inside, &language, seen);
            return None;
        }
        let (title, rest) = split_top(inside, desk.at_least(theme::LINE), 10.0);
        let words = desk.say_with(a::EDIT_NAME, &[("title", &self.draft.title)]);
        if desk.row(ui, title, "agreements.rename", theme::ROW) {
            self.step = Step::Title(Writing::title(&self.draft.title));
        }
        let inner = title.shrink2(bevy_egui::egui::vec2(16.0, 0.0));
        desk.text(ui, inner, Align2::LEFT_CENTER, &words, theme::BODY, true, theme::ink());
        let (rest, foot) = split_bottom(rest, desk.at_least(theme::LINE), 10.0);
        let add = desk.say(a::EDIT_ADD);
        if desk.pill(ui, foot, "agreements.add", &add, Look::Quiet) {
            self.over = Over::Add;
        }
        let (silent, most) = (self.silent(desk, seen), self.draft.audience.words_at_most());
        let text = self.draft.text(self.next, day_of(seen));
        let height = read::row_height(&text, rest.width(), 21.0);
        let mut tapped = None;
        let grid = Grid::new(text.rules.len(), 1, desk.at_least(height), theme::LINE_GAP);
        list::show(desk, ui, rest, "agreements.rules", grid, |desk, ui, place, entry| {
            let Some(rule) = text.rules.get(entry) else { return };
            if desk.row(ui, place, &format!("agreements.rule.{}", rule.id), theme::ROW) {
                tapped = Some(rule.id.clone());
            }
            let mut about = Vec::new();
            if let Some(time) = rule.for_a_time {
                about.push(desk.say_with(a::EDIT_UNTIL, &[("day", &desk.lang.date(time.until))]));
            }
            if silent.contains(&rule.id) {
                about.push(desk.say(a::EDIT_SILENT));
            }
            let sentences = std::iter::once(&rule.words).chain(&rule.more);
            if sentences.into_iter().any(|words| words.split_whitespace().count() > most) {
                about.push(desk.say(a::EDIT_TOO_MANY));
            }
            let about = Some(about.join(" · ")).filter(|about| !about.is_empty());
            read::rule_words(desk, ui, place, entry, rule, about.as_deref());
        });
        if let Some(id) = tapped {
            self.over = Over::Rule(id);
        }
        None
    }

    /// The rules of which a sentence has no voice.
    fn silent(&mut self, desk: &Desk<'_>, seen: &Seen<'_>) -> BTreeSet<RuleId> {
        let id = self.draft.agreement.clone();
        let content = self.look(seen);
        let Some(agreement) = content.agreement(&id) else { return BTreeSet::new() };
        let silent = content.unspoken(agreement, desk.lang.tag());
        let rules = agreement.rules.iter();
        let is_silent = |key: &crate::domain::ids::Key| silent.contains(key);
        rules
            .filter(|rule| is_silent(&rule.words) || rule.more.as_ref().is_some_and(is_silent))
            .map(|rule| rule.id.clone())
            .collect()
    }

    fn facts(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, today: Date) -> Option<Tapped> {
        let inside = desk.card(ui, rect).expand2(bevy_egui::egui::vec2(6.0, 8.0));
        let draft = &self.draft;
        let (empty, at_once) = (desk.say(a::EDIT_EMPTY), desk.say(a::EDIT_AT_ONCE));
        let later = draft.use_from.filter(|day| *day > today);
        let [on, review, from] =
            [draft.approved_on, draft.review_by, later].map(|day| day.map(|day| desk.lang.date(day)));
        let by = Some(draft.approved_by.as_str()).filter(|by| !by.trim().is_empty());
        let rows = [
            (Fact::By, by, &empty),
            (Fact::On, on.as_deref(), &empty),
            (Fact::Review, review.as_deref(), &empty),
            (Fact::From, from.as_deref().or(Some(&at_once)), &empty),
        ];
        let tall = desk.at_least(64.0);
        let mut tapped = None;
        for (place, (fact, said, empty)) in rows.into_iter().enumerate() {
            let top = inside.top() + place as f32 * (tall + theme::LINE_GAP);
            let line = inside.with_min_y(top).with_max_y(top + tall);
            if facts::row(desk, ui, line, fact, said, empty) {
                tapped = Some(Tapped::Fact(fact));
            }
        }
        let tall = desk.at_least(theme::LINE).min(72.0);
        let buttons = [
            ("agreements.preview", a::EDIT_PREVIEW, true),
            ("agreements.undo", a::EDIT_UNDO, !self.before.is_empty()),
            ("agreements.discard", a::EDIT_DISCARD, true),
        ];
        for (place, (name, key, ready)) in buttons.into_iter().enumerate() {
            let bottom = inside.bottom() - (buttons.len() - 1 - place) as f32 * (tall + theme::LINE_GAP);
            let line = Rect::from_min_max(pos2(inside.left(), bottom - tall), pos2(inside.right(), bottom));
            let words = desk.say(key);
            if ready && desk.pill(ui, line, name, &words, Look::Quiet) {
                tapped = Some(match place {
                    0 => Tapped::Preview,
                    1 => Tapped::Undo,
                    _ => Tapped::Discard,
                });
            }
        }
        tapped
    }

    fn sheet(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, known: &Known, seen: &Seen<'_>) -> Option<Left> {
        let today = day_of(seen);
        match std::mem::take(&mut self.over) {
            Over::Nothing => None,
            Over::Rule(id) => match rule::sheet(desk, ui, &self.draft, &id) {
                None => self.back_over(Over::Rule(id)),
                Some(act) => self.act(act, id, today),
            },
            Over::Picture(id) => {
                let pictures = seen.content.rule_pictures(self.draft.audience);
                let now = self.draft.rules.iter().find(|rule| rule.id == id).map(|rule| rule.picture.clone());
                match rule::picture_sheet(desk, ui, &pictures, &now.unwrap_or_default()) {
                    None => self.back_over(Over::Picture(id)),
                    Some(None) => None,
                    Some(Some(picture)) => self.change(|draft| {
                        if let Some(rule) = draft.rules.iter_mut().find(|rule| rule.id == id) {
                            rule.picture = picture;
                        }
                    }),
                }
            }
            Over::Add => {
                let mut texts: Vec<AgreementText> =
                    known.versions.iter().map(|kept| kept.version.text.clone()).collect();
                texts.extend(seen.content.shipped_agreements().map(|shipped| seen.content.text_of(shipped)));
                match rule::add_sheet(desk, ui, &self.draft, &texts) {
                    None => self.back_over(Over::Add),
                    Some(Added::Nothing) => None,
                    Some(Added::Again(rule)) => self.change(|draft| draft.add(rule)),
                    Some(Added::Own) => self.add_own(seen),
                }
            }
            Over::Day(wanted, mut calendar) => {
                let question = match &wanted {
                    Wanted::Fact(fact) => fact.question(),
                    Wanted::Until(_) => a::DAY_UNTIL,
                };
                let question = desk.say(question);
                match calendar.sheet(desk, ui, &question) {
                    None => self.back_over(Over::Day(wanted, calendar)),
                    Some(Picked::Nothing) => None,
                    Some(Picked::Day(day)) => self.change(|draft| match &wanted {
                        Wanted::Fact(Fact::On | Fact::By) => draft.approved_on = Some(day),
                        Wanted::Fact(Fact::Review) => draft.review_by = Some(day),
                        Wanted::Fact(Fact::From) => draft.use_from = Some(day),
                        Wanted::Until(id) => draft.set_until(id, Some(day)),
                    }),
                }
            }
            Over::Use => {
                let day = desk.lang.date(self.draft.use_from(today));
                let title = desk.say_with(a::USE_TITLE, &[("day", &day)]);
                let text = self.draft.text(self.next, today);
                let before = known.text(&self.draft.agreement, self.draft.from_version, seen);
                let new = before.map_or(text.rules.len(), |before| text.new_since(&before).len());
                let words = if new == 0 { desk.say(a::USE_SAME) } else { count(desk, a::USE_WORDS, new) };
                let missing = self.missing(seen);
                let words = missing.iter().fold(words, |words, missing| format!("{words} {}", missing.words(desk)));
                let yes = desk.say(a::EDIT_USE);
                match desk.question(ui, &title, &words, ("agreements.yes", &yes), "agreements.keep") {
                    None => self.back_over(Over::Use),
                    Some(false) => None,
                    Some(true) => {
                        let shipped = seen.content.shipped_agreements().find(|it| it.id == self.draft.agreement)?;
                        let (draft, shipped) = (Box::new(self.draft.clone()), shipped.version);
                        Some(Left::Order(AgreementsOrder::Adopt { draft, shipped, today }))
                    }
                }
            }
            Over::Discard => {
                let (title, words) = (desk.say(a::EDIT_DISCARD), desk.say(a::DISCARD_WORDS));
                let yes = desk.say(a::DISCARD_YES);
                match desk.question(ui, &title, &words, ("agreements.yes", &yes), "agreements.keep") {
                    None => self.back_over(Over::Discard),
                    Some(false) => None,
                    Some(true) => Some(Left::Order(AgreementsOrder::Discard(self.draft.agreement.clone()))),
                }
            }
        }
    }

    /// Nothing was tapped: the sheet stays.
    fn back_over(&mut self, over: Over) -> Option<Left> {
        self.over = over;
        None
    }

    fn act(&mut self, act: Act, id: RuleId, today: Date) -> Option<Left> {
        match act {
            Act::Keep => None,
            Act::Words => {
                let rule = self.draft.rules.iter().find(|rule| rule.id == id)?;
                self.step = Step::Rule(id.clone(), Writing::rule(&rule.words, &rule.more));
                None
            }
            Act::Picture => self.back_over(Over::Picture(id)),
            Act::Up | Act::Down => {
                // The sheet stays: a rule is often moved by more than one place.
                let moved = self.change(|draft| draft.move_rule(&id, act == Act::Up));
                self.over = Over::Rule(id);
                moved
            }
            Act::ForATime => self.back_over(Over::Day(Wanted::Until(id), Calendar::of(None, today))),
            Act::Always => self.change(|draft| draft.set_until(&id, None)),
            Act::Drop => self.change(|draft| draft.rules.retain(|rule| rule.id != id)),
        }
    }

    /// A rule of the school's own: to be written next.
    fn add_own(&mut self, seen: &Seen<'_>) -> Option<Left> {
        let prefix = self.draft.audience.rule_prefix();
        let id = fresh(|unique| {
            let short: String = unique.chars().filter(|c| *c != '-').take(12).collect();
            RuleId::new(format!("{prefix}own-{short}"))
        });
        let id = id.map_err(|error| bevy::log::error!(%error, "a rule could not be named")).ok()?;
        let picture = seen.content.rule_pictures(self.draft.audience).first().map(|file| (*file).to_owned())?;
        let rule =
            DraftRule { id: id.clone(), words: String::new(), more: String::new(), picture, until: None, since: None };
        self.step = Step::Rule(id, Writing::rule("", ""));
        self.change(|draft| draft.add(rule))
    }
}

fn title_of(desk: &Desk<'_>, name: &str) -> String {
    desk.say_with(a::EDIT_TITLE, &[("name", name)])
}

/// The first thing that is missing, and how many more.
fn faults_words(desk: &Desk<'_>, faults: &[VersionFault]) -> String {
    let Some(first) = faults.first() else { return desk.say(a::EDIT_READY) };
    let fault = desk.say(fault_key(first));
    match faults.len() {
        1 => fault,
        many => desk.say_with(a::EDIT_MORE, &[("fault", &fault), ("count", &(many - 1).to_string())]),
    }
}

fn fault_key(fault: &VersionFault) -> &'static str {
    use VersionFault as F;
    match fault {
        F::NoTitle => a::FAULT_TITLE,
        F::NoRules => a::FAULT_RULES,
        F::TooManyRules => a::FAULT_TOO_MANY,
        F::NoWords(_) => a::FAULT_WORDS,
        F::TooLong(_) => a::FAULT_LONG,
        F::PeriodBackwards(_) => a::FAULT_PERIOD,
        F::ApprovedByNobody => a::FAULT_BY,
        F::NotApproved => a::FAULT_ON,
        F::ApprovedLater => a::FAULT_LATER,
        F::NoReview => a::FAULT_REVIEW,
        F::ReviewTooSoon => a::FAULT_SOON,
        F::Unshowable(_) | F::RuleTwice(_) | F::RulePrefix(..) | F::AddendumFirst(_) | F::VersionZero => a::FAULT_OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::bench::{self, Bench};
    use super::super::super::orders::Order;
    use super::super::AgreementsPage;
    use super::*;

    fn body() -> Rect {
        Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0))
    }

    #[test]
    fn a_version_is_written_by_touch_kept_with_every_tap_and_used_only_after_a_question() {
        let folder = tempfile::tempdir().unwrap();
        let school = bench::school(folder.path());
        let mut bench = Bench::new();
        let content = bench.content.clone();
        let now_ms = jiff::Timestamp::now().as_millisecond();
        let seen = Seen { school: &school, content: &content, now_ms };
        let mut page = AgreementsPage::default();
        page.looked(Known { may: true, ..Known::default() });
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| page.show(desk, ui, body(), &seen);
        let saved = |order: Option<Order>| match order {
            Some(Order::Agreements(AgreementsOrder::Save(draft))) => *draft,
            _ => panic!("nothing was kept"),
        };
        bench.tap("agreements.make.ks1-pupils", &mut draw);
        bench.pass(Vec::new(), &mut draw);
        assert!(!bench.map.contains_key("agreements.use"), "nobody has approved it");

        // The second rule goes up, and another is dropped; the last change is taken back.
        bench.tap("agreements.rule.ks1.own-files", &mut draw);
        let draft = saved(bench.tap("agreements.rule.up", &mut draw));
        assert_eq!(draft.rules[0].id.as_str(), "ks1.own-files");
        let draft = saved(bench.tap("agreements.rule.drop", &mut draw));
        assert_eq!((draft.rules.len(), draft.rules[0].id.as_str()), (4, "ks1.school-work"));
        let draft = saved(bench.tap("agreements.undo", &mut draw));
        assert_eq!(draft.rules.len(), 5);
        let draft = saved(bench.tap("agreements.undo", &mut draw));
        assert_eq!(draft.rules[0].id.as_str(), "ks1.school-work");

        for (fact, tap) in [("agreements.on", "calendar.today"), ("agreements.review", "calendar.year")] {
            assert!(bench.tap(fact, &mut draw).is_none());
            saved(bench.tap(tap, &mut draw));
        }
        bench.tap("agreements.by", &mut draw);
        for key in ["A", "n", "n"] {
            assert!(bench.tap(&format!("agreements.key.{key}"), &mut draw).is_none());
        }
        let draft = saved(bench.tap("agreements.save", &mut draw));
        assert_eq!(draft.approved_by, "Ann");

        assert!(bench.tap("agreements.use", &mut draw).is_none(), "it asks");
        assert!(bench.tap("agreements.keep", &mut draw).is_none());
        bench.tap("agreements.use", &mut draw);
        match bench.tap("agreements.yes", &mut draw) {
            Some(Order::Agreements(AgreementsOrder::Adopt { draft: used, shipped: 1, .. })) => assert_eq!(*used, draft),
            _ => panic!("it is not used"),
        }
    }

    #[test]
    fn a_changed_sentence_is_told_to_have_no_voice_and_whoever_does_not_lead_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let school = bench::school(folder.path());
        let mut bench = Bench::new();
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let shipped = content.shipped_agreements().next().unwrap();
        let mut draft = AgreementDraft::of(&content.text_of(shipped));
        draft.rules[0].more = "Everywhere.".into();
        let mut editor = Editor::of(draft.clone(), 2);
        let silent = bench.pass(Vec::new(), |desk, _| editor.silent(desk, &seen));
        assert_eq!(silent.iter().map(RuleId::as_str).collect::<Vec<_>>(), ["ks1.school-work"]);
        let looked = editor.look(&seen);
        assert_eq!(looked.unspoken(looked.agreement(&draft.agreement).unwrap(), "en-GB").len(), 1);

        let mut page = AgreementsPage::default();
        page.looked(Known::default());
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| page.show(desk, ui, body(), &seen);
        bench.pass(Vec::new(), &mut draw);
        assert!(bench.map.keys().all(|name| !name.starts_with("agreements.make")), "{:?}", bench.map.keys());
        bench.tap("agreements.ks1-pupils.1", &mut draw);
        bench.pass(Vec::new(), &mut draw);
        assert!(bench.map.contains_key("agreements.print"));
        assert!(!bench.map.contains_key("agreements.begin") && !bench.map.contains_key("agreements.note-approval"));
    }
}
