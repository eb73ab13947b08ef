//! Who needs to promise, and why, class by class; with one tap to a session for them. Derived anew whenever it is drawn
//! ([`crate::domain::due`]).

mod one_class;
#[cfg(test)]
mod tests;

use super::desk::{Desk, Heading, Look, split_right, split_top};
use super::list::{self, Grid};
use super::opening::nothing;
use super::orders::Seen;
use super::{classes, due_keys as d, keys as k, theme, today};
use crate::domain::agreement::Agreement;
use crate::domain::due::{Asked, Reason, ReviewDate, due, promised_before, review_date};
use crate::domain::ids::{ClassId, LessonId, PupilId, RuleId};
use crate::domain::kept_words::KeptRule;
use crate::domain::outcome::Outcome;
use crate::domain::school::Class;
use crate::domain::tree::RecordedOutcome;
use crate::kiosk::changes;
use crate::kiosk::school::{Contents, OpenSchool, agreement_for, local};
use bevy::prelude::World;
use bevy_egui::egui::{Align2, Color32, Rect, Ui, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The page: all classes, or one.
#[derive(Debug, Default)]
pub(super) struct DuePage {
    class: Option<ClassId>,
}

/// A session for those who are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Session {
    pub class: ClassId,
    pub only: BTreeSet<PupilId>,
    /// The lessons of the rules that changed, in the rules' order.
    pub lessons: Vec<LessonId>,
}

/// A class with its children who are due.
struct DueClass<'a> {
    class: &'a Class,
    agreement: Arc<Agreement>,
    reasons: BTreeMap<PupilId, Reason>,
}

impl DueClass<'_> {
    fn of<'a>(seen: &Seen<'a>, class: &'a Class) -> Option<DueClass<'a>> {
        let agreement = agreement_for(seen.content, class)?;
        let earlier = changes::earlier(seen.school, seen.content, &agreement);
        let asked = Asked { agreement: &agreement, earlier: &earlier, today: local(seen.now_ms).date() };
        let pupils = seen.school.pupils_of(&class.id).iter().map(|pupil| &pupil.id);
        let reasons = due(pupils, &seen.school.outcomes, asked, |at_ms| local(at_ms).date());
        (!reasons.is_empty()).then_some(DueClass { class, agreement, reasons })
    }

    /// The rules that changed for anybody, in the agreement's order; `None` where nobody is due for that.
    fn changed(&self) -> Option<Vec<RuleId>> {
        let rules = self.reasons.values().filter_map(|reason| match reason {
            Reason::Changed(rules) => Some(rules),
            _ => None,
        });
        let rules: Vec<&Vec<RuleId>> = rules.collect();
        (!rules.is_empty()).then(|| {
            let any = |rule: &&RuleId| rules.iter().any(|changed| changed.contains(rule));
            self.agreement.rules.iter().map(|rule| &rule.id).filter(any).cloned().collect()
        })
    }

    fn session(&self, seen: &Seen<'_>) -> Session {
        let changed = self.changed().unwrap_or_default();
        // Where every rule is new there is no lesson that matters more than the others.
        let some = changed.len() < self.agreement.rules.len();
        let lessons = seen.content.lessons_for(&self.agreement).into_iter();
        let lessons = lessons.filter(|lesson| some && changed.contains(&lesson.rule));
        Session {
            class: self.class.id.clone(),
            only: self.reasons.keys().cloned().collect(),
            lessons: lessons.map(|lesson| lesson.id.clone()).collect(),
        }
    }

    /// A rule as the children who are due for what changed promised it last; of several versions the newest.
    fn before(&self, seen: &Seen<'_>, language: &str, rule: &RuleId) -> Option<KeptRule> {
        let changed = self.reasons.iter().filter(|(_, reason)| matches!(reason, Reason::Changed(_)));
        let versions = changed.filter_map(|(pupil, _)| promised_before(pupil, &seen.school.outcomes, &self.agreement));
        changes::rule_before(seen.school, &self.agreement, versions.max()?, language, rule)
    }
}

/// For the gallery: the class's first children have promised a version without one rule, the year before, or another age's.
pub(super) fn exhibit(world: &mut World, class: &ClassId) {
    let contents = world.resource::<Contents>().clone();
    let Some(mut school) = world.get_resource_mut::<OpenSchool>() else { return };
    let Some(agreement) = school.class(class).and_then(|class| agreement_for(&contents.0, class)) else { return };
    let Some(other) = contents.0.agreements().find(|other| other.id != agreement.id) else { return };
    let rules = agreement.rules.iter().skip(1).map(|rule| rule.id.clone()).collect();
    school.promised.insert((agreement.id.clone(), 0), rules);
    let pupils: Vec<PupilId> = school.pupils_of(class).iter().take(9).map(|pupil| pupil.id.clone()).collect();
    let of = [
        (&agreement.id, 0),
        (&agreement.id, 0),
        (&agreement.id, 0),
        (&other.id, 1),
        (&agreement.id, agreement.version),
    ];
    school.outcomes.retain(|recorded| !pupils.contains(&recorded.pupil));
    for (number, (pupil, (agreement, version))) in pupils.into_iter().zip(of.into_iter().cycle()).enumerate() {
        school.outcomes.push(RecordedOutcome {
            sequence: 10_000 + number as u64,
            pupil,
            agreement: agreement.clone(),
            version,
            outcome: Outcome::Agreed,
            at_ms: 1_780_000_000_000, // 28 May 2026.
        });
    }
}

/// How many are due for which reason, in words.
fn summary(desk: &Desk<'_>, reasons: &BTreeMap<PupilId, Reason>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in reasons.values() {
        *counts.entry(sum_key(reason)).or_default() += 1;
    }
    let order = [d::SUM_NEW, d::SUM_MOVED, d::SUM_CHANGED, d::SUM_REVIEW, d::SUM_ABSENT, d::SUM_NOT_YET];
    let said = order.into_iter().filter_map(|key| Some((key, counts.get(key)?)));
    let said: Vec<String> = said.map(|(key, count)| desk.say_with(key, &[("count", &count.to_string())])).collect();
    said.join(&desk.say(k::SUM_BETWEEN))
}

fn sum_key(reason: &Reason) -> &'static str {
    match reason {
        Reason::New => d::SUM_NEW,
        Reason::Moved => d::SUM_MOVED,
        Reason::Changed(_) => d::SUM_CHANGED,
        Reason::Review => d::SUM_REVIEW,
        Reason::Absent => d::SUM_ABSENT,
        Reason::NotYet => d::SUM_NOT_YET,
    }
}

impl DuePage {
    /// One class's children, for the gallery.
    pub(super) fn of(class: ClassId) -> Self {
        Self { class: Some(class) }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        if self.class.is_some() { "due.class" } else { "due" }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Session> {
        let class = self.class.as_ref().and_then(|class| seen.school.class(class));
        if let Some(due) = class.and_then(|class| DueClass::of(seen, class)) {
            return match one_class::show(desk, ui, rect, seen, &due)? {
                one_class::Left::Back => {
                    self.class = None;
                    None
                }
                one_class::Left::Session => Some(due.session(seen)),
            };
        }
        let all: Vec<DueClass<'_>> = seen.school.classes.iter().filter_map(|class| DueClass::of(seen, class)).collect();
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, words) = (desk.say(d::TITLE), desk.say(d::WORDS));
        desk.head(ui, top, &Heading { title: &title, words: &words, back: None, go: None });
        let rest = warnings(desk, ui, rest, seen);
        if all.is_empty() {
            let nobody_yet = seen.school.pupils.values().all(Vec::is_empty);
            let (title, words) =
                if nobody_yet { (d::NOBODY_YET, d::NOBODY_YET_WORDS) } else { (d::NOBODY, d::NOBODY_WORDS) };
            let (title, words) = (desk.say(title), desk.say(words));
            nothing(desk, ui, rest, &title, &words);
            return None;
        }
        let (mut see, mut session) = (None, None);
        let open = seen.school.tree.is_some();
        let grid = Grid::new(all.len(), 1, desk.at_least(theme::LINE) + 36.0, 12.0).bare();
        list::show(desk, ui, rest, "due.classes", grid, |desk, ui, row, entry| {
            let Some(due) = all.get(entry) else { return };
            match class_row(desk, ui, row, due, open) {
                Some(Tapped::See) => see = Some(due.class.id.clone()),
                Some(Tapped::Session) => session = Some(due.session(seen)),
                None => {}
            }
        });
        if see.is_some() {
            self.class = see;
        }
        session
    }
}

enum Tapped {
    See,
    Session,
}

/// A class: who it is, how many and why, and the two ways on.
fn class_row(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, due: &DueClass<'_>, open: bool) -> Option<Tapped> {
    ui.painter().add(theme::shadow().as_shape(rect, super::desk::corner(theme::CARD_RADIUS)));
    ui.painter().rect_filled(rect, super::desk::corner(theme::CARD_RADIUS), Color32::WHITE);
    let inside = rect.shrink2(vec2(theme::CARD_PADDING, 0.0));
    let (words, buttons) = split_right(inside, 390.0, 20.0);
    let (above, below) = words.shrink2(vec2(0.0, 10.0)).split_top_bottom_at_fraction(0.55);
    let year = classes::year(desk, due.class.year);
    let name = desk.say_with(k::CLASS_AND_YEAR, &[("class", &due.class.name), ("year", &year)]);
    let wide = desk.text(ui, above, Align2::LEFT_CENTER, &name, theme::HEADING, true, theme::ink());
    let count = desk.say_with(d::COUNT, &[("count", &due.reasons.len().to_string())]);
    let beside = above.with_min_x(above.left() + wide + 14.0);
    desk.text(ui, beside, Align2::LEFT_CENTER, &count, theme::BODY, false, theme::ink_soft());
    let why = summary(desk, &due.reasons);
    desk.text(ui, below, Align2::LEFT_CENTER, &why, theme::BODY, false, theme::ink());
    let tall = desk.at_least(theme::LINE);
    let pill = |left: f32, wide: f32| Rect::from_min_size(pos2(left, rect.center().y - tall / 2.0), vec2(wide, tall));
    let (see, make) = (desk.say(d::SEE), desk.say(d::SESSION));
    if desk.pill(ui, pill(buttons.left(), 150.0), &format!("due.see.{}", due.class.id), &see, Look::Quiet) {
        return Some(Tapped::See);
    }
    let place = pill(buttons.right() - 225.0, 225.0);
    let tapped = !open && desk.pill(ui, place, &format!("due.session.{}", due.class.id), &make, Look::Quiet);
    tapped.then_some(Tapped::Session)
}

/// Agreements that somebody has to look at again; what is left of the page below.
fn warnings(desk: &Desk<'_>, ui: &Ui, rect: Rect, seen: &Seen<'_>) -> Rect {
    let today = local(seen.now_ms).date();
    let mut rest = rect;
    // Only agreements that a class here is asked for.
    let asked: BTreeSet<_> =
        seen.school.classes.iter().filter_map(|class| Some(agreement_for(seen.content, class)?.id.clone())).collect();
    for agreement in asked.iter().filter_map(|id| seen.content.agreement(id)) {
        let own =
            |known: &&crate::store::Approved| known.agreement == agreement.id && known.version == agreement.version;
        let approval = seen.school.approvals.iter().find(own).map(|approved| &approved.approval);
        let title = today::agreement_title(desk, agreement);
        let dated = |key: &str, date| desk.say_with(key, &[("agreement", &title), ("date", &desk.lang.date(date))]);
        let words = match review_date(approval, today) {
            ReviewDate::NotApproved => {
                let version = agreement.version.to_string();
                desk.say_with(d::NOT_APPROVED, &[("agreement", &title), ("version", &version)])
            }
            ReviewDate::Lapsed(date) => dated(d::LAPSED, date),
            ReviewDate::Soon(date) => dated(d::SOON, date),
            ReviewDate::Later(_) => continue,
        };
        let (line, below) = split_top(rest, 52.0, 10.0);
        ui.painter().rect_filled(line, super::desk::corner(theme::ROW_RADIUS), Color32::WHITE);
        ui.painter().circle_filled(pos2(line.left() + 24.0, line.center().y), 8.0, theme::amber());
        let inside = line.with_min_x(line.left() + 46.0).with_max_x(line.right() - 16.0);
        desk.text(ui, inside, Align2::LEFT_CENTER, &words, theme::BODY, true, theme::ink());
        rest = below;
    }
    rest
}
