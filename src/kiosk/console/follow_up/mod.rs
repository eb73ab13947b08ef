//! What follows when a child has broken a rule: noted in a word, taught again, promised again, a letter home. The page is
//! reached from the child's own page only, and not while a tree is open: then the panel faces the class.

mod adding;
mod keys;
mod orders;

use self::adding::Adding;
use self::keys as f;
use super::child;
use super::desk::{Desk, Heading, Look, split_bottom, split_top};
use super::keys as k;
use super::list::{self, Grid};
use super::opening::nothing;
use super::orders::{FollowUpOrder, Seen};
use super::theme;
use crate::content::{Content, Words};
use crate::domain::agreement::Agreement;
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::follow_up::{FollowUp, FollowUpStep, KEPT_DAYS};
use crate::domain::ids::{ClassId, PupilId, RuleId};
use crate::domain::lesson::Lesson;
use crate::kiosk::school::{agreement_for, local};
use bevy_egui::egui::{Align2, Rect, Ui, vec2};
use std::sync::Arc;

/// What the row on the child's page says; the same whether anything is noted or not.
pub(super) const ACT: (&str, &str) = (f::ACT, f::ACT_WORDS);

/// The page.
#[derive(Debug, Default)]
pub(super) struct FollowUps {
    /// What is noted; `None` until the store has answered.
    known: Option<Vec<FollowUp>>,
    adding: Option<Adding>,
    over: Option<Over>,
}

/// What is asked over the page, about the follow-up of this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Again(u64),
    Drop(u64),
}

/// How the page was left, or what it asks for.
pub(super) enum Left {
    Back,
    Order(FollowUpOrder),
}

enum Tapped {
    Again(u64),
    Letter(u64),
    Drop(u64),
}

impl FollowUps {
    /// What the store says.
    pub(super) fn looked(&mut self, known: Vec<FollowUp>) {
        *self = Self { known: Some(known), ..Self::default() };
    }

    /// The same with something noted, or a step before the teacher: for the gallery.
    pub(super) fn noted(pupil: &PupilId, rule: &RuleId, now_ms: i64, by: &crate::domain::ids::StaffId) -> Self {
        let one = FollowUp {
            number: 1,
            pupil: pupil.clone(),
            rule: rule.clone(),
            step: FollowUpStep::Told,
            note: "Ask how it went on Friday.".to_owned(),
            by: Some(by.clone()),
            at_ms: now_ms - 86_400_000,
        };
        Self { known: Some(vec![one]), ..Self::default() }
    }

    pub(super) fn covered(&self) -> bool {
        self.over.is_some()
    }

    pub(super) fn typing(&self) -> bool {
        self.adding.as_ref().is_some_and(Adding::typing)
    }

    pub(super) fn place(&self) -> &'static str {
        match (&self.adding, self.over) {
            (Some(adding), _) => adding.place(),
            (None, Some(_)) => "follow-up.ask",
            (None, None) => "follow-up",
        }
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        seen: &Seen<'_>,
        pupil: &PupilId,
    ) -> Option<Left> {
        let about = About::of(seen, pupil)?;
        if let Some(adding) = &mut self.adding {
            let left = adding.show(desk, ui, rect, &about)?;
            self.adding = None;
            return match left {
                adding::Left::Back => None,
                adding::Left::Note { rule, step, note } => {
                    self.known = None;
                    Some(Left::Order(FollowUpOrder::Add { pupil: pupil.clone(), rule, step, note }))
                }
            };
        }
        let (live, over) = (desk.live, self.over);
        desk.live = live && over.is_none();
        let left = self.page(desk, ui, rect, seen, &about);
        desk.live = live;
        match over {
            None => left,
            Some(Over::Drop(number)) => {
                let (title, words, yes) = (desk.say(f::DROP_ASK), desk.say(f::DROP_WORDS), desk.say(f::DROP_YES));
                let answer = desk.question(ui, &title, &words, ("follow-up.yes", &yes), "follow-up.keep")?;
                self.over = None;
                if !answer {
                    return None;
                }
                self.known = None;
                Some(Left::Order(FollowUpOrder::Drop { pupil: pupil.clone(), number }))
            }
            Some(Over::Again(number)) => {
                let rule = self.known.iter().flatten().find(|one| one.number == number).map(|one| one.rule.clone());
                let lesson = rule.and_then(|rule| about.lesson(seen.content, &rule)).cloned();
                let title = desk.say(f::AGAIN_ASK);
                let values = [("class", about.class_name.as_str()), ("name", about.name.as_str())];
                let words = match &lesson {
                    Some(lesson) => {
                        let lesson = desk.say(lesson.title.as_str());
                        let [class, name] = values;
                        desk.say_with(f::AGAIN_WORDS, &[class, name, ("lesson", &lesson)])
                    }
                    None => desk.say_with(f::AGAIN_ALONE, &values),
                };
                let yes = desk.say(f::AGAIN_YES);
                let answer = desk.question(ui, &title, &words, ("follow-up.yes", &yes), "follow-up.keep")?;
                self.over = None;
                let lesson = lesson.map(|lesson| lesson.id.clone());
                let (pupil, class) = (pupil.clone(), about.class.clone());
                answer.then_some(Left::Order(FollowUpOrder::Again { pupil, class, lesson }))
            }
        }
    }

    fn page(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>, about: &About) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let title = desk.say_with(f::TITLE, &[("name", &about.name)]);
        let words = desk.say_with(f::WORDS, &[("days", &KEPT_DAYS.to_string())]);
        let note = desk.say(f::NOTE);
        let go = Some(("follow-up.note", note.as_str(), self.known.is_some()));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("follow-up.back"), go });
        if head.back {
            return Some(Left::Back);
        }
        if head.go {
            self.adding = Some(Adding::default());
            return None;
        }
        let Some(known) = &self.known else {
            let words = desk.say(k::JUST_A_MOMENT);
            nothing(desk, ui, rest, &words, "");
            return None;
        };
        if known.is_empty() {
            let (title, words) = (desk.say(f::NOTHING), desk.say_with(f::NOTHING_WORDS, &[("name", &about.name)]));
            nothing(desk, ui, rest, &title, &words);
            return None;
        }
        let tall = desk.at_least(theme::LINE);
        let mut tapped = None;
        let grid = Grid::new(known.len(), 1, 196.0 + tall, theme::GAP).bare();
        list::show(desk, ui, rest, "follow-up.list", grid, |desk, ui, place, entry| {
            let Some(one) = known.get(entry) else { return };
            tapped = card(desk, ui, place, one, seen).or(tapped.take());
        });
        match tapped? {
            Tapped::Again(number) => self.over = Some(Over::Again(number)),
            Tapped::Drop(number) => self.over = Some(Over::Drop(number)),
            Tapped::Letter(number) => {
                let one = known.iter().find(|one| one.number == number)?;
                return Some(Left::Order(FollowUpOrder::Letter(Box::new(one.clone()))));
            }
        }
        None
    }
}

/// Whom the page is about.
struct About {
    name: String,
    class: ClassId,
    class_name: String,
    agreement: Arc<Agreement>,
}

impl About {
    fn of(seen: &Seen<'_>, pupil: &PupilId) -> Option<Self> {
        let class = seen.school.class(&seen.school.pupil(pupil)?.class)?;
        Some(Self {
            name: child::name(seen, pupil),
            class: class.id.clone(),
            class_name: class.name.clone(),
            agreement: agreement_for(seen.content, class)?,
        })
    }

    /// The lesson that teaches a rule.
    fn lesson<'a>(&self, content: &'a Content, rule: &RuleId) -> Option<&'a Arc<Lesson>> {
        content.lessons_for(&self.agreement).into_iter().find(|lesson| &lesson.rule == rule)
    }
}

/// A rule's sentences: as they are promised now; as they were in a version of the school's, or came with the program, where
/// the rule was dropped since. Empty where nobody knows it.
fn rule_sentences(content: &Content, words: &Words, own: &[AgreementVersion], rule: &RuleId) -> Vec<String> {
    let now = content.agreements().flat_map(|agreement| agreement.rules.iter()).find(|other| &other.id == rule);
    if let Some(now) = now {
        return std::iter::once(&now.words).chain(&now.more).map(|key| words.text(key.as_str())).collect();
    }
    let shipped = content.shipped_agreements().map(|agreement| content.text_of(agreement));
    let texts = own.iter().rev().map(|version| version.text.clone()).chain(shipped);
    let mut rules = texts.flat_map(|text| text.rules);
    let found = rules.find(|other| &other.id == rule);
    found.map_or_else(Vec::new, |rule| std::iter::once(rule.words).chain(rule.more).collect())
}

/// What a step is called, and what it means.
fn step_words(step: FollowUpStep) -> (&'static str, &'static str) {
    match step {
        FollowUpStep::Told => (f::STEP_1, f::STEP_1_WORDS),
        FollowUpStep::Invited => (f::STEP_2, f::STEP_2_WORDS),
        FollowUpStep::TakenFurther => (f::STEP_3, f::STEP_3_WORDS),
    }
}

/// One follow-up, with what can be done.
fn card(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, one: &FollowUp, seen: &Seen<'_>) -> Option<Tapped> {
    let inside = desk.card(ui, rect.shrink2(vec2(3.0, 3.0)));
    let (words, buttons) = split_bottom(inside, desk.at_least(theme::LINE), 10.0);
    let mut line = split_top(words, 30.0, 4.0);
    let sentences = desk.lang.words().map(|it| rule_sentences(seen.content, it, &seen.school.agreements, &one.rule));
    let rule = sentences.into_iter().flatten().next().unwrap_or_else(|| one.rule.to_string());
    desk.text(ui, line.0, Align2::LEFT_CENTER, &rule, theme::BODY, true, theme::ink());
    line = split_top(line.1, 25.0, 3.0);
    let (step, meaning) = step_words(one.step);
    let said = format!("{} · {}", desk.say(step), desk.say(meaning));
    desk.text(ui, line.0, Align2::LEFT_CENTER, &said, theme::SMALL, false, theme::ink());
    line = split_top(line.1, 25.0, 3.0);
    let who = one.by.as_ref().and_then(|id| seen.school.adult(id));
    let who = who.map_or_else(|| desk.say(f::SOMEBODY), |who| who.name.clone());
    let [day, gone] = [one.at_ms, one.gone_ms()].map(|at_ms| desk.lang.date(local(at_ms).date()));
    let by = desk.say_with(f::BY, &[("who", &who), ("day", &day), ("gone", &gone)]);
    let again = seen
        .school
        .outcomes
        .iter()
        .rfind(|outcome| outcome.pupil == one.pupil && outcome.outcome.is_promise() && outcome.at_ms > one.at_ms);
    let again = match again {
        Some(promise) => desk.say_with(f::PROMISED_AGAIN, &[("day", &desk.lang.date(local(promise.at_ms).date()))]),
        None => desk.say(f::NOT_AGAIN),
    };
    let said = format!("{by} · {again}");
    desk.text(ui, line.0, Align2::LEFT_CENTER, &said, theme::SMALL, false, theme::ink_soft());
    let below = split_top(line.1, 25.0, 0.0).0;
    if one.step.has_letter() {
        desk.text(ui, below, Align2::LEFT_CENTER, &one.note, theme::SMALL, false, theme::PLUM);
    } else {
        let words = if one.note.is_empty() { desk.say(f::NO_LETTER) } else { one.note.clone() };
        desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::PLUM);
    }
    let number = one.number;
    let acts = [
        (f::AGAIN, "again", true, Tapped::Again(number)),
        (f::LETTER, "letter", one.step.has_letter(), Tapped::Letter(number)),
        (f::DROP, "drop", true, Tapped::Drop(number)),
    ];
    let wide = (buttons.width() - 2.0 * 12.0) / 3.0;
    let mut tapped = None;
    for (place, (key, name, ready, what)) in acts.into_iter().enumerate() {
        let corner = buttons.min + vec2(place as f32 * (wide + 12.0), 0.0);
        let button = Rect::from_min_size(corner, vec2(wide, buttons.height()));
        let words = desk.say(key);
        if ready && desk.pill(ui, button, &format!("follow-up.{name}.{number}"), &words, Look::Quiet) {
            tapped = Some(what);
        }
    }
    tapped
}
