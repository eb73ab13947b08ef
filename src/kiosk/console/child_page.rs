//! One child: where the child stands, what the teacher can note, who helps, and what to do next.

use super::child::{self, State};
use super::desk::{Desk, Heading, Look, split_bottom, split_left, split_right, split_top};
use super::helpers::{self, Helpers};
use super::list::{self, Grid};
use super::orders::{Order, PeopleOrder, Seen};
use super::talks::{self, Talk};
use super::{people_keys as p, theme};
use crate::domain::correction::Mistake;
use crate::domain::ids::PupilId;
use crate::domain::outcome::Outcome;
use crate::domain::tree::Standing;
use crate::kiosk::school::agreement_for;
use bevy_egui::egui::{Align, Align2, Rect, Ui, pos2, vec2};

/// The page.
#[derive(Debug)]
pub(super) struct ChildPage {
    pub pupil: PupilId,
    over: Over,
    /// The store was asked.
    pub asked: bool,
}

/// What lies over the page, or takes its place.
#[derive(Debug, Default)]
enum Over {
    #[default]
    Nothing,
    /// Is that so?
    Ask(Act),
    Helpers(Helpers),
}

/// What can be noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Absent today, or here after all, while the tree is open.
    Absent(bool),
    Helper,
    Set(Outcome),
    TakeBack(u64, Mistake),
}

/// How the page was left.
pub(super) enum Left {
    Back,
    Order(Order),
}

impl ChildPage {
    pub(super) fn of(pupil: PupilId) -> Self {
        Self { pupil, over: Over::Nothing, asked: false }
    }

    /// The same with the helpers before the teacher, for the gallery.
    pub(super) fn choosing_a_helper(pupil: PupilId) -> Self {
        Self { over: Over::Helpers(Helpers::default()), ..Self::of(pupil) }
    }

    /// Whether something is asked over the page.
    pub(super) fn covered(&self) -> bool {
        matches!(self.over, Over::Ask(_))
    }

    /// Whether a name is typed, which needs the whole width.
    pub(super) fn typing(&self) -> bool {
        matches!(&self.over, Over::Helpers(helpers) if helpers.typing())
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match &self.over {
            Over::Nothing => "child",
            Over::Ask(_) => "child.ask",
            Over::Helpers(helpers) => helpers.place(),
        }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Left> {
        let name = child::name(seen, &self.pupil);
        if let Over::Helpers(helpers) = &mut self.over {
            let left = helpers.show(desk, ui, rect, seen, &self.pupil, &name)?;
            self.over = Over::Nothing;
            return match left {
                helpers::Left::Back => None,
                helpers::Left::Order(order) => self.order(order),
            };
        }
        let ask = if let Over::Ask(act) = self.over { Some(act) } else { None };
        let live = desk.live;
        desk.live = live && ask.is_none();
        let left = self.page(desk, ui, rect, seen, &name);
        desk.live = live;
        match ask {
            Some(act) => self.ask(desk, ui, act, &name),
            None => left,
        }
    }

    fn order(&mut self, order: PeopleOrder) -> Option<Left> {
        self.asked = true;
        Some(Left::Order(Order::People(order)))
    }

    fn page(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>, name: &str) -> Option<Left> {
        let Some(pupil) = seen.school.pupil(&self.pupil) else { return Some(Left::Back) };
        let Some(class) = seen.school.class(&pupil.class) else { return Some(Left::Back) };
        let standing = agreement_for(seen.content, class)
            .and_then(|agreement| seen.school.standings(&class.id, &agreement).get(&pupil.id).copied());
        let tree = seen.school.tree.as_ref().filter(|tree| tree.class == class.id);
        let absent = tree.is_some_and(|tree| tree.absent.contains(&pupil.id));
        let state = State::of(standing.as_ref(), absent);
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let words = format!("{} · {}", class.name, child::words(desk, state, seen));
        let back = Some("child.back");
        if desk.head(ui, top, &Heading { title: &pupil.full_name(), words: &words, back, go: None }).back {
            return Some(Left::Back);
        }
        let (left, right) = split_right(rest, 392.0_f32.min(rest.width() * 0.42), theme::GAP);
        let acts = acts(standing, tree.is_some(), absent);
        if let Some(act) = self.list(desk, ui, left, seen, name, &acts) {
            return self.tapped(act);
        }
        self.next(desk, ui, right, seen, name)
    }

    fn list(
        &self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        seen: &Seen<'_>,
        name: &str,
        acts: &[Act],
    ) -> Option<Act> {
        let tall = desk.at_least(72.0);
        let high = 58.0 + acts.len() as f32 * (tall + theme::LINE_GAP) + 2.0 * theme::CARD_PADDING - 12.0;
        let inside = desk.card(ui, rect.with_max_y(rect.bottom().min(rect.top() + high)));
        let (title, rows) = split_top(inside, 34.0, 12.0);
        let words = desk.say(if self.asked { p::JUST_A_MOMENT } else { p::WHAT });
        desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
        let (live, mut tapped) = (desk.live, None);
        desk.live = live && !self.asked;
        list::show(
            desk,
            ui,
            rows,
            "child.acts",
            Grid::new(acts.len(), 1, tall, theme::LINE_GAP),
            |desk, ui, row, at| {
                let Some(act) = acts.get(at) else { return };
                let (id, title, words) = said(desk, *act, seen, &self.pupil, name);
                if desk.row(ui, row, id, theme::ROW) {
                    tapped = Some(*act);
                }
                let inside = row.shrink2(vec2(18.0, 8.0));
                let (above, below) = split_top(inside, inside.height() / 2.0, 0.0);
                desk.text(ui, above, Align2::LEFT_CENTER, &title, theme::BODY, true, theme::ink());
                desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
            },
        );
        desk.live = live;
        tapped
    }

    fn tapped(&mut self, act: Act) -> Option<Left> {
        match act {
            // Changed as easily as it was set: nothing to ask.
            Act::Absent(absent) => Some(Left::Order(Order::SetAbsent { pupil: self.pupil.clone(), absent })),
            Act::Helper => {
                self.over = Over::Helpers(Helpers::default());
                None
            }
            Act::Set(_) | Act::TakeBack(..) => {
                self.over = Over::Ask(act);
                None
            }
        }
    }

    fn ask(&mut self, desk: &mut Desk<'_>, ui: &Ui, act: Act, name: &str) -> Option<Left> {
        let (title, words, yes, order) = match act {
            Act::Set(outcome) => {
                let (title, words) = match outcome {
                    Outcome::Left => (p::LEFT, p::ASK_LEFT),
                    Outcome::Absent => (p::AWAY, p::ASK_AWAY),
                    _ => (p::UNABLE, p::ASK_UNABLE),
                };
                (title, words, p::YES_NOTE, PeopleOrder::Set { pupil: self.pupil.clone(), outcome })
            }
            Act::TakeBack(sequence, mistake) => {
                let (title, words) = match mistake {
                    Mistake::WrongChild => (p::WRONG_CHILD, p::ASK_WRONG_CHILD),
                    Mistake::WrongEntry => (p::WRONG_ENTRY, p::ASK_WRONG_ENTRY),
                };
                (title, words, p::YES_TAKE_BACK, PeopleOrder::TakeBack { sequence, mistake })
            }
            Act::Absent(_) | Act::Helper => {
                self.over = Over::Nothing;
                return None;
            }
        };
        let (title, words, yes) = (desk.say(title), desk.say_with(words, &[("name", name)]), desk.say(yes));
        let answer = desk.question(ui, &title, &words, ("child.yes", &yes), "child.keep")?;
        self.over = Over::Nothing;
        if answer { self.order(order) } else { None }
    }

    /// What to do next, and the tick that it was done.
    fn next(&self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, seen: &Seen<'_>, name: &str) -> Option<Left> {
        let talk = talks::with(seen, &self.pupil);
        let high = if talk.is_some() { rect.height().min(470.0 + desk.at_least(theme::BUTTON)) } else { 150.0 };
        let inside = desk.card(ui, rect.with_max_y(rect.top() + high));
        let title = desk.say(p::NEXT);
        let under = desk.sentences(ui, inside, Align::LEFT, &title, theme::HEADING, true, theme::ink());
        let Some(talk) = talk else {
            let words = desk.say(p::NEXT_NOTHING);
            desk.paragraph(ui, inside.with_min_y(under + 8.0), &words, theme::BODY, theme::ink_soft());
            return None;
        };
        let why = match &talk {
            Talk::Asked { at_ms, .. } => {
                desk.say_with(p::STANDING_ASKED, &[("time", &child::when(desk, *at_ms, seen))])
            }
            Talk::Unsure { at_ms, .. } => talks::unsure_words(desk, seen, &self.pupil, *at_ms),
        };
        let place = inside.with_min_y(under + 4.0);
        let mut under = desk.sentences(ui, place, Align::LEFT, &why, theme::SMALL, true, theme::leaf_deep());
        let (body, button) = split_bottom(inside, desk.at_least(theme::BUTTON), 10.0);
        for sentence in talk.how(desk, name) {
            let (mark, words) = split_left(body.with_min_y(under + 12.0), 16.0, 10.0);
            let dot = pos2(mark.left() + 6.0, mark.top() + 12.0);
            ui.painter().circle_filled(dot, 4.5, theme::amber());
            under = desk.paragraph(ui, words, &sentence, theme::SMALL, theme::ink());
        }
        let words = desk.say(p::TALKED);
        desk.pill(ui, button, "child.talked", &words, Look::Quiet).then(|| Left::Order(talk.done()))
    }
}

/// What can be noted of a child who stands so.
fn acts(standing: Option<Standing>, open: bool, absent: bool) -> Vec<Act> {
    let known = match standing {
        Some(Standing::Known { outcome, sequence, .. }) => Some((outcome, sequence)),
        Some(Standing::ToCome) | None => None,
    };
    let mut acts = Vec::new();
    let promised = known.is_some_and(|(outcome, _)| outcome.is_promise());
    if !promised {
        if open {
            acts.push(Act::Absent(!absent));
            acts.push(Act::Helper);
        }
        for outcome in [Outcome::Absent, Outcome::Unable, Outcome::Left] {
            let is_so = known.is_some_and(|(known, _)| known == outcome);
            if !is_so && (outcome != Outcome::Absent || !open) {
                acts.push(Act::Set(outcome));
            }
        }
    }
    if let Some((outcome, sequence)) = known {
        let said_by_a_child = promised || matches!(outcome, Outcome::NotYet | Outcome::Declined);
        let mistake = if said_by_a_child { Mistake::WrongChild } else { Mistake::WrongEntry };
        acts.push(Act::TakeBack(sequence, mistake));
    }
    if promised {
        acts.push(Act::Set(Outcome::Left));
    }
    acts
}

/// The name that an act is tapped by, its words and what it means.
fn said(desk: &Desk<'_>, act: Act, seen: &Seen<'_>, pupil: &PupilId, name: &str) -> (&'static str, String, String) {
    let name = [("name", name)];
    match act {
        Act::Absent(true) => ("child.absent", desk.say(p::ABSENT), desk.say(p::ABSENT_WORDS)),
        Act::Absent(false) => ("child.here", desk.say(p::HERE), desk.say_with(p::HERE_WORDS, &name)),
        Act::Helper => match seen.school.helper(pupil) {
            Some(helper) => {
                let title = desk.say_with(p::HELPER_IS, &[("helper", &helper.name)]);
                ("child.helper", title, desk.say(p::HELPER_IS_WORDS))
            }
            None => ("child.helper", desk.say(p::HELPER), desk.say(p::HELPER_WORDS)),
        },
        Act::Set(Outcome::Absent) => ("child.away", desk.say(p::AWAY), desk.say_with(p::AWAY_WORDS, &name)),
        Act::Set(Outcome::Left) => ("child.left", desk.say(p::LEFT), desk.say(p::LEFT_WORDS)),
        Act::Set(_) => ("child.unable", desk.say(p::UNABLE), desk.say(p::UNABLE_WORDS)),
        Act::TakeBack(_, Mistake::WrongChild) => {
            ("child.wrong-child", desk.say(p::WRONG_CHILD), desk.say(p::WRONG_CHILD_WORDS))
        }
        Act::TakeBack(_, Mistake::WrongEntry) => {
            ("child.wrong-entry", desk.say(p::WRONG_ENTRY), desk.say(p::WRONG_ENTRY_WORDS))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(outcome: Outcome) -> Option<Standing> {
        Some(Standing::Known { outcome, at_ms: 0, sequence: 7 })
    }

    #[test]
    fn a_promise_can_only_be_taken_back_or_left_behind() {
        let wanted = [Act::TakeBack(7, Mistake::WrongChild), Act::Set(Outcome::Left)];
        assert_eq!(acts(known(Outcome::Agreed), true, false), wanted);
        assert_eq!(acts(known(Outcome::AgreedWithHelp), false, false), wanted);
    }

    #[test]
    fn what_an_adult_noted_is_a_wrong_entry_and_what_a_child_said_was_another_child() {
        let last = |outcome| *acts(known(outcome), false, false).last().unwrap();
        assert_eq!(last(Outcome::Unable), Act::TakeBack(7, Mistake::WrongEntry));
        assert_eq!(last(Outcome::Absent), Act::TakeBack(7, Mistake::WrongEntry));
        assert_eq!(last(Outcome::NotYet), Act::TakeBack(7, Mistake::WrongChild));
    }

    #[test]
    fn absence_is_a_mark_while_the_tree_is_open_and_a_statement_afterwards() {
        assert!(acts(Some(Standing::ToCome), true, false).starts_with(&[Act::Absent(true), Act::Helper]));
        assert!(acts(Some(Standing::ToCome), true, true).starts_with(&[Act::Absent(false)]));
        assert!(!acts(Some(Standing::ToCome), true, true).contains(&Act::Set(Outcome::Absent)));
        assert!(acts(Some(Standing::ToCome), false, false).contains(&Act::Set(Outcome::Absent)));
    }
}
