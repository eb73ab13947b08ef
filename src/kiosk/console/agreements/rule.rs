//! What can be done with one rule of a draft, and which rules can be added.

use super::super::desk::{Desk, Look};
use super::super::list::{self, Grid};
use super::super::{keys as k, theme};
use super::keys as a;
use crate::domain::agreement_draft::{AgreementDraft, DraftRule};
use crate::domain::agreement_version::AgreementText;
use crate::domain::ids::RuleId;
use bevy_egui::egui::{Align, Align2, Rect, Ui, Vec2, pos2, vec2};

/// What was tapped of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Words,
    Picture,
    Up,
    Down,
    ForATime,
    Always,
    Drop,
    Keep,
}

/// The sheet of a rule.
pub(super) fn sheet(desk: &mut Desk<'_>, ui: &Ui, draft: &AgreementDraft, id: &RuleId) -> Option<Act> {
    let Some(place) = draft.rules.iter().position(|rule| &rule.id == id) else { return Some(Act::Keep) };
    let rule = draft.rules.get(place)?;
    let kind = |place: Option<usize>| place.and_then(|place| draft.rules.get(place)).map(|rule| rule.until.is_some());
    let (above, below) = (kind(place.checked_sub(1)), kind(Some(place + 1)));
    let tall = desk.at_least(theme::BUTTON);
    let inside = desk.sheet(ui, vec2(760.0, 172.0 + 4.0 * (tall + 10.0)));
    let title = if rule.words.is_empty() { desk.say(a::ADD_OWN) } else { rule.words.clone() };
    desk.sentences(ui, inside, Align::LEFT, &title, theme::HEADING, true, theme::ink());
    let time = if rule.until.is_some() {
        (Act::Always, "agreements.rule.always", a::RULE_ALWAYS, true)
    } else {
        (Act::ForATime, "agreements.rule.time", a::RULE_TIME, true)
    };
    let kept = rule.until.is_some();
    let acts = [
        (Act::Words, "agreements.rule.words", a::RULE_WORDS, true),
        (Act::Picture, "agreements.rule.picture", a::RULE_PICTURE, true),
        (Act::Up, "agreements.rule.up", a::RULE_UP, above == Some(kept)),
        (Act::Down, "agreements.rule.down", a::RULE_DOWN, below == Some(kept)),
        time,
        (Act::Drop, "agreements.rule.drop", a::RULE_DROP, true),
        (Act::Keep, "agreements.rule.keep", k::KEEP, true),
    ];
    let wide = (inside.width() - 12.0) / 2.0;
    let top = inside.bottom() - 4.0 * (tall + 10.0) + 10.0;
    for (number, (act, name, key, ready)) in acts.into_iter().enumerate() {
        if !ready {
            continue;
        }
        // The last one takes the whole row.
        let corner = vec2((number % 2) as f32 * (wide + 12.0), (number / 2) as f32 * (tall + 10.0));
        let width = if act == Act::Keep { inside.width() } else { wide };
        let button = Rect::from_min_size(pos2(inside.left(), top) + corner, vec2(width, tall));
        let words = desk.say(key);
        if desk.pill(ui, button, name, &words, Look::Quiet) || (act == Act::Keep && desk.escaped(ui)) {
            return Some(act);
        }
    }
    None
}

/// What is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Added {
    /// One that was left out.
    Again(DraftRule),
    Own,
    Nothing,
}

/// The sheet that adds a rule: those of `known` texts that the draft leaves out, and one of the school's own.
pub(super) fn add_sheet(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    draft: &AgreementDraft,
    known: &[AgreementText],
) -> Option<Added> {
    let left_out = left_out(draft, known);
    let inside = desk.sheet(ui, vec2(860.0, 640.0));
    let heading = desk.say(a::ADD_TITLE);
    let under = desk.sentences(ui, inside, Align::LEFT, &heading, theme::TITLE, true, theme::ink());
    let tall = desk.at_least(theme::BUTTON);
    let rows = inside.with_min_y(under + 14.0).with_max_y(inside.bottom() - tall - 16.0);
    let mut tapped = None;
    let grid = Grid::new(left_out.len() + 1, 1, desk.at_least(76.0), theme::LINE_GAP);
    list::show(desk, ui, rows, "agreements.add-list", grid, |desk, ui, place, entry| {
        let rule = entry.checked_sub(1).and_then(|entry| left_out.get(entry));
        let name = rule.map_or_else(|| "agreements.add.own".to_owned(), |rule| format!("agreements.add.{}", rule.id));
        if desk.row(ui, place, &name, theme::ROW) {
            tapped = Some(rule.map_or(Added::Own, |rule| Added::Again(rule.clone())));
        }
        let (above, below) = place.shrink2(vec2(18.0, 8.0)).split_top_bottom_at_fraction(0.5);
        let (title, words) = match rule {
            Some(rule) => (rule.words.clone(), desk.say(a::ADD_BACK_WORDS)),
            None => (desk.say(a::ADD_OWN), desk.say(a::ADD_OWN_WORDS)),
        };
        desk.text(ui, above, Align2::LEFT_CENTER, &title, theme::BODY, true, theme::ink());
        desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
    });
    let keep = desk.say(k::KEEP);
    let button = Rect::from_min_size(pos2(inside.right() - 220.0, inside.bottom() - tall), vec2(220.0, tall));
    if desk.pill(ui, button, "agreements.keep", &keep, Look::Quiet) || desk.escaped(ui) {
        return Some(Added::Nothing);
    }
    tapped
}

/// The rules of earlier texts that a draft does not have, each in its newest words.
fn left_out(draft: &AgreementDraft, known: &[AgreementText]) -> Vec<DraftRule> {
    let mut left_out: Vec<DraftRule> = Vec::new();
    let mut texts: Vec<&AgreementText> = known.iter().filter(|text| text.agreement == draft.agreement).collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.version));
    for rule in texts.iter().flat_map(|text| AgreementDraft::of(text).rules) {
        let there = |rules: &[DraftRule]| rules.iter().any(|other| other.id == rule.id);
        if !there(&draft.rules) && !there(&left_out) {
            left_out.push(DraftRule { until: None, since: None, ..rule });
        }
    }
    left_out
}

/// The sheet of pictures; the inner `None` leaves it as it is.
pub(super) fn picture_sheet(desk: &mut Desk<'_>, ui: &Ui, pictures: &[&str], now: &str) -> Option<Option<String>> {
    let inside = desk.sheet(ui, vec2(980.0, 740.0));
    let heading = desk.say(a::PICTURE_TITLE);
    let under = desk.sentences(ui, inside, Align::LEFT, &heading, theme::TITLE, true, theme::ink());
    let tall = desk.at_least(theme::BUTTON);
    let room = inside.with_min_y(under + 12.0).with_max_y(inside.bottom() - tall - 14.0);
    let columns = if pictures.len() > 6 { 4 } else { 3 };
    let rows = pictures.len().div_ceil(columns).max(1);
    let cell = vec2(room.width() / columns as f32, room.height() / rows as f32);
    let mut picked = None;
    for (place, picture) in pictures.iter().enumerate() {
        let corner = vec2((place % columns) as f32 * cell.x, (place / columns) as f32 * cell.y);
        let cell = Rect::from_min_size(room.min + corner, cell).shrink(5.0);
        let file = picture.trim_end_matches(".svg");
        let name = file.rsplit('/').next().unwrap_or(file);
        let behind = if *picture == now { theme::GROUND_PRESSED } else { theme::ROW };
        if desk.row(ui, cell, &format!("agreements.picture.{name}"), behind) {
            picked = Some((*picture).to_owned());
        }
        let side = cell.height().min(cell.width()) - 10.0;
        let square = Rect::from_center_size(cell.center(), Vec2::splat(side));
        desk.icons.paint(ui.painter(), &format!("../{file}"), square);
    }
    let keep = desk.say(k::KEEP);
    let button = Rect::from_min_size(pos2(inside.right() - 220.0, inside.bottom() - tall), vec2(220.0, tall));
    if desk.pill(ui, button, "agreements.keep", &keep, Look::Quiet) || desk.escaped(ui) {
        return Some(None);
    }
    picked.map(Some)
}
