//! One version: what it says, who approved it, and what can be done with it as it is.

use super::super::desk::{Desk, Heading, Look, hug, split_right, split_top};
use super::super::list::{self, Grid};
use super::super::orders::{AgreementsOrder, Seen};
use super::super::{keys as k, theme};
use super::facts::Facts;
use super::keys as a;
use super::versions::{State, approval_words, rows, state_words};
use super::{Known, count, day_of, promises};
use crate::domain::agreement_draft::AgreementDraft;
use crate::domain::agreement_version::{AgreementText, RuleText};
use crate::domain::ids::{AgreementId, ClassId};
use crate::domain::tree::standings;
use bevy_egui::egui::{Align, Align2, Rect, Ui, pos2, vec2};

/// The page.
#[derive(Debug)]
pub(super) struct Reading {
    pub agreement: AgreementId,
    pub version: u32,
    over: Option<Over>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Print,
    TakeBack,
}

/// How the page was left, or what it asks for.
pub(super) enum Left {
    Back,
    /// A new version from this one.
    Begin(AgreementDraft),
    Approve(Facts),
    /// The page stays.
    Print(AgreementsOrder),
    Order(AgreementsOrder),
}

impl Reading {
    pub(super) fn of(agreement: AgreementId, version: u32) -> Self {
        Self { agreement, version, over: None }
    }

    pub(super) fn covered(&self) -> bool {
        self.over.is_some()
    }

    pub(super) fn place(&self) -> &'static str {
        match self.over {
            None => "agreements.read",
            Some(Over::Print) => "agreements.print",
            Some(Over::TakeBack) => "agreements.take-back",
        }
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        known: &Known,
        seen: &Seen<'_>,
    ) -> Option<Left> {
        let Some(text) = known.text(&self.agreement, self.version, seen) else { return Some(Left::Back) };
        let (live, over) = (desk.live, self.over);
        desk.live = live && over.is_none();
        let left = self.page(desk, ui, rect, &text, known, seen);
        desk.live = live;
        match over {
            None => left,
            Some(Over::Print) => self.print(desk, ui, seen),
            Some(Over::TakeBack) => {
                let (title, words) = (desk.say(a::TAKE_BACK), desk.say(a::TAKE_BACK_WORDS));
                let yes = desk.say(a::TAKE_BACK_YES);
                let answer = desk.question(ui, &title, &words, ("agreements.yes", &yes), "agreements.keep")?;
                self.over = None;
                let order = AgreementsOrder::Withdraw(self.agreement.clone(), self.version);
                answer.then_some(Left::Order(order))
            }
        }
    }

    fn page(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        text: &AgreementText,
        known: &Known,
        seen: &Seen<'_>,
    ) -> Option<Left> {
        let shipped = seen.content.shipped_agreements().find(|shipped| shipped.id == self.agreement)?;
        let row = rows(known, shipped, seen).into_iter().find(|row| row.version == self.version);
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let title = known.name(desk, &self.agreement, self.version, seen);
        let words = row.as_ref().map(|row| state_words(desk, row.state)).unwrap_or_default();
        let (draft, make) = (known.drafts.iter().any(|draft| draft.agreement == self.agreement), desk.say(a::MAKE));
        // One draft an agreement: it is gone on with from the list.
        let go = Some(("agreements.begin", make.as_str(), true)).filter(|_| known.may && !draft);
        let heading = Heading { title: &title, words: &words, back: Some("agreements.back"), go };
        let head = desk.head(ui, top, &heading);
        if head.back {
            return Some(Left::Back);
        }
        if head.go {
            return Some(Left::Begin(AgreementDraft::of(text)));
        }
        let (left, right) = split_right(rest, 360.0, theme::GAP);
        rules(desk, ui, left, text);
        let (card, inside) = desk.begin_card(ui, right);
        let today = day_of(seen);
        let (approved, review) = approval_words(desk, row.as_ref().and_then(|row| row.approval.as_ref()), today);
        let mut under = desk.paragraph(ui, inside, &approved, theme::SMALL, theme::ink());
        if let Some((words, lapsed)) = review {
            let colour = if lapsed { theme::CORAL_DEEP } else { theme::ink() };
            under = desk.paragraph(ui, inside.with_min_y(under), &words, theme::SMALL, colour);
        }
        under += 10.0;
        let standing = promises(seen, &self.agreement, self.version);
        let words = count(desk, a::PROMISES, standing);
        under = desk.paragraph(ui, inside.with_min_y(under), &words, theme::SMALL, theme::ink()) + 10.0;
        let content = seen.content.saying(std::slice::from_ref(text), today);
        let silent = content.agreement(&self.agreement).map_or(0, |it| content.unspoken(it, desk.lang.tag()).len());
        let words = if silent == 0 { desk.say(a::READ_SPOKEN) } else { count(desk, a::READ_SILENT, silent) };
        under = desk.paragraph(ui, inside.with_min_y(under), &words, theme::SMALL, theme::ink_soft()) + 10.0;
        if let Some(fingerprint) = content.fingerprint(&self.agreement, desk.lang.tag()) {
            let words = desk.say_with(a::READ_FINGERPRINT, &[("fingerprint", &fingerprint.short())]);
            under = desk.paragraph(ui, inside.with_min_y(under), &words, 15.0, theme::ink_soft()) + 10.0;
        }
        let asked = seen.school.outcomes.iter().any(|o| o.agreement == self.agreement && o.version == self.version);
        let coming_or_current = row.as_ref().is_some_and(|row| row.state != State::Former);
        let takes_back = row.as_ref().is_some_and(|row| row.own) && coming_or_current && !asked;
        let buttons = [
            ("agreements.print", a::PRINT, true),
            ("agreements.note-approval", a::NOTE_APPROVAL, known.may && coming_or_current),
            ("agreements.take-back", a::TAKE_BACK, known.may && takes_back),
        ];
        let tall = desk.at_least(theme::LINE);
        under += 6.0;
        let mut tapped = None;
        for (name, key, _) in buttons.into_iter().filter(|(_, _, shown)| *shown) {
            let place = Rect::from_min_size(pos2(inside.left(), under), vec2(inside.width(), tall));
            under = place.bottom() + 10.0;
            let words = desk.say(key);
            if desk.pill(ui, place, name, &words, Look::Quiet) {
                tapped = Some(name);
            }
        }
        desk.end_card(ui, &card, under - 10.0);
        match tapped? {
            "agreements.print" => self.over = Some(Over::Print),
            "agreements.take-back" => self.over = Some(Over::TakeBack),
            _ => return Some(Left::Approve(Facts::of(row.and_then(|row| row.approval).as_ref()))),
        }
        None
    }

    /// For which class? Those in which somebody was asked under this version.
    fn print(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, seen: &Seen<'_>) -> Option<Left> {
        let classes: Vec<(ClassId, String, usize)> = seen
            .school
            .classes
            .iter()
            .filter_map(|class| {
                let pupils = seen.school.pupils_of(&class.id).iter().map(|pupil| &pupil.id);
                let standings = standings(pupils, &seen.school.outcomes, &self.agreement, self.version);
                let leaves = standings.values().filter(|standing| standing.is_leaf()).count();
                (leaves > 0).then(|| (class.id.clone(), class.name.clone(), leaves))
            })
            .collect();
        let inside = desk.sheet(ui, vec2(700.0, 560.0));
        let heading = desk.say(a::PRINT);
        let under = desk.sentences(ui, inside, Align::LEFT, &heading, theme::TITLE, true, theme::ink());
        let words = desk.say(if classes.is_empty() { a::PRINT_NOBODY } else { a::PRINT_WORDS });
        let under = desk.paragraph(ui, inside.with_min_y(under + 4.0), &words, theme::BODY, theme::ink_soft());
        let tall = desk.at_least(theme::BUTTON);
        let rows = inside.with_min_y(under + 14.0).with_max_y(inside.bottom() - tall - 16.0);
        let mut tapped = None;
        let grid = Grid::new(classes.len(), 1, desk.at_least(62.0), theme::LINE_GAP);
        list::show(desk, ui, rows, "agreements.classes", grid, |desk, ui, place, entry| {
            let Some((id, name, leaves)) = classes.get(entry) else { return };
            if desk.row(ui, place, &format!("agreements.class.{id}"), theme::ROW) {
                tapped = Some(id.clone());
            }
            let line = place.shrink2(vec2(18.0, 0.0));
            desk.text(ui, line, Align2::LEFT_CENTER, name, theme::BODY, true, theme::ink());
            let words = count(desk, a::PROMISES, *leaves);
            desk.text(ui, line, Align2::RIGHT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
        });
        let keep = desk.say(k::KEEP);
        let button = Rect::from_min_size(pos2(inside.right() - 220.0, inside.bottom() - tall), vec2(220.0, tall));
        if desk.pill(ui, button, "agreements.keep", &keep, Look::Quiet) || desk.escaped(ui) {
            self.over = None;
        }
        let class = tapped?;
        self.over = None;
        Some(Left::Print(AgreementsOrder::Print { class, agreement: self.agreement.clone(), version: self.version }))
    }
}

/// The rules of a version, to read.
fn rules(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, text: &AgreementText) {
    let wide = rect.width() - 2.0 * theme::CARD_PADDING + 8.0;
    let grid = Grid::new(text.rules.len(), 1, row_height(text, wide, 0.0), theme::LINE_GAP);
    let inside = desk.card(ui, hug(rect, 32.0 + grid.whole())).expand2(vec2(4.0, 6.0));
    let (title, rest) = split_top(inside, 34.0, 10.0);
    desk.text(ui, title, Align2::LEFT_CENTER, &text.title, theme::HEADING, true, theme::ink());
    list::show(desk, ui, rest, "agreements.rules", grid, |desk, ui, place, entry| {
        let Some(rule) = text.rules.get(entry) else { return };
        ui.painter().rect_filled(place, super::super::desk::corner(theme::ROW_RADIUS), theme::ROW);
        let until = rule.for_a_time.map(|time| desk.say_with(a::READ_UNTIL, &[("day", &desk.lang.date(time.until))]));
        rule_words(desk, ui, place, entry, rule, until.as_deref());
    });
}

/// How high a row is that holds every rule of a text, with room for something more about it.
pub(super) fn row_height(text: &AgreementText, width: f32, more: f32) -> f32 {
    // As wide as letters are on the whole; beside the rows there may be the buttons that turn pages.
    let lines = |words: &str, letter: f32| (words.chars().count() as f32 * letter / (width - 150.0).max(120.0)).ceil();
    let of = |rule: &RuleText| {
        let second = rule.more.as_ref().map_or(0.0, |more| 21.0 * lines(more, 7.1));
        23.5 * lines(&rule.words, 8.3) + second
    };
    text.rules.iter().map(of).fold(0.0, f32::max) + more + 18.0
}

/// A rule in a row: its number, its sentences, and something more about it.
pub(super) fn rule_words(
    desk: &mut Desk<'_>,
    ui: &Ui,
    place: Rect,
    entry: usize,
    rule: &RuleText,
    aside: Option<&str>,
) {
    let inside = place.shrink2(vec2(14.0, 8.0));
    let number = inside.with_max_x(inside.left() + 34.0);
    desk.text(ui, number, Align2::LEFT_TOP, &(entry + 1).to_string(), theme::BODY, true, theme::leaf_deep());
    let words = inside.with_min_x(number.right());
    let mut under = desk.sentences(ui, words, Align::LEFT, &rule.words, theme::SMALL, true, theme::ink());
    if let Some(more) = &rule.more {
        let room = words.with_min_y(under);
        under = desk.paragraph_with_room(ui, room, more, 15.0, theme::ink_soft()).unwrap_or(under);
    }
    if let Some(aside) = aside {
        desk.paragraph_with_room(ui, words.with_min_y(under), aside, 15.0, theme::PLUM);
    }
}
