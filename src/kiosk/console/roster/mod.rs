//! The office's list, brought in: a file is chosen, one page shows what would change, and what was done can be undone.
//!
//! [`crate::roster`] does the work, on threads ([`work`]); the pages only show it and hand back what a person says.

mod carry;
mod choose;
mod exhibit;
mod lines;
mod over;
mod preview;
#[cfg(test)]
mod tests;
mod work;

use super::desk::{Desk, Look, split_bottom, split_right, split_top};
use super::keys as k;
use super::orders::Order;
use super::theme;
use crate::roster::wording;
use bevy_egui::egui::{Align2, Rect, Ui, vec2};
use std::path::PathBuf;
use std::sync::Arc;

pub(in crate::kiosk) use exhibit::Sample;
pub(super) use exhibit::{sample, send};
pub(super) use work::Answered;

/// The page.
#[derive(Debug, Default)]
pub(super) struct Import {
    step: Step,
    /// What is under way, if anything is.
    working: Option<Working>,
}

/// Where it is.
#[derive(Debug)]
enum Step {
    Choosing(choose::Choosing),
    Preview(Box<preview::Preview>),
    /// It is done, or undone: sentences, and whether it can be undone.
    Done {
        said: Vec<String>,
        undo: bool,
    },
}

impl Default for Step {
    fn default() -> Self {
        Self::Choosing(choose::Choosing::default())
    }
}

/// A job that may take a while.
#[derive(Debug, Clone)]
pub(super) struct Working {
    /// Its number: what other jobs answer is not for this page any more.
    run: u64,
    watch: crate::store::Watch,
    meter: Arc<work::Meter>,
    stopping: bool,
}

/// What the page asks for.
pub(super) enum Wish {
    /// Which files could it be? And what was brought in last?
    Find,
    Read(PathBuf),
    /// The list that the register sent.
    Roll,
    Sort(Box<work::Sorting>),
    Save(Box<work::Saving>),
    Undo,
}

/// What came of a pass.
pub(super) enum Left {
    Back,
    Order(Order),
}

impl From<Wish> for Left {
    fn from(wish: Wish) -> Self {
        Self::Order(Order::Roster(wish))
    }
}

impl Import {
    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match &self.step {
            Step::Choosing(choosing) if choosing.asking => "roster.choose.undo",
            Step::Choosing(_) => "roster.choose",
            Step::Preview(preview) if preview.covered() => "roster.over",
            Step::Preview(_) => "roster.preview",
            Step::Done { .. } => "roster.done",
        }
    }

    /// Whether something is asked over the page.
    pub(super) fn covered(&self) -> bool {
        match &self.step {
            Step::Choosing(choosing) => choosing.asking,
            Step::Preview(preview) => preview.covered(),
            Step::Done { .. } => false,
        }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) -> Option<Left> {
        match &mut self.step {
            Step::Choosing(choosing) => choosing.show(desk, ui, rect, self.working.as_mut()),
            Step::Preview(preview) => match preview.show(desk, ui, rect, self.working.as_mut()) {
                Some(Left::Back) => {
                    self.step = Step::default();
                    Some(Wish::Find.into())
                }
                left => left,
            },
            Step::Done { said, undo } => done(desk, ui, rect, said, *undo, self.working.is_some()),
        }
    }
}

/// What was done, in sentences, with the way back.
fn done(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, said: &[String], undo: bool, busy: bool) -> Option<Left> {
    let high = 150.0 + 44.0 * said.len() as f32 + desk.at_least(theme::BUTTON) + 2.0 * theme::CARD_PADDING;
    let card = Rect::from_min_size(rect.min + vec2(0.0, 60.0), vec2(rect.width(), high.min(rect.height() - 60.0)));
    let inside = desk.card(ui, card);
    let title = desk.say(if undo { k::BROUGHT_TITLE } else { k::BROUGHT_UNDONE });
    let (top, rest) = split_top(inside, 56.0, 10.0);
    let mark = Rect::from_min_size(top.min, vec2(48.0, 48.0));
    ui.painter().circle_filled(mark.center(), 24.0, theme::leaf());
    desk.icons.paint(ui.painter(), "tick", mark.shrink(8.0));
    desk.text(ui, top.with_min_x(top.left() + 66.0), Align2::LEFT_CENTER, &title, theme::TITLE, true, theme::ink());
    let (words, buttons) = split_bottom(rest, desk.at_least(theme::BUTTON), 16.0);
    let mut under = words.top();
    for sentence in said {
        under = desk.paragraph(ui, words.with_min_y(under), sentence, 22.0, theme::ink()) + 8.0;
    }
    let (left, go) = split_right(buttons, 280.0, 20.0);
    let go_words = desk.say(k::BROUGHT_GO);
    if desk.primary(ui, go, "roster.classes", &go_words, !busy) || (desk.escaped(ui) && !busy) {
        return Some(Left::Back);
    }
    let words = desk.say(k::BROUGHT_UNDO);
    let place = left.with_max_x(left.left() + 320.0);
    (undo && !busy && desk.pill(ui, place, "roster.undo", &words, Look::Quiet)).then(|| Wish::Undo.into())
}

impl Working {
    /// What is being done, how far it is, and a way to stop it.
    fn show(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) {
        let inside = desk.card(ui, rect);
        let (stage, share) = self.meter.read();
        let words = match (self.stopping, stage, desk.lang.words()) {
            (true, ..) => desk.say(k::BRING_STOPPING),
            (false, Some(stage), Some(words)) => wording::stage(words, stage),
            _ => desk.say(k::JUST_A_MOMENT),
        };
        let (left, stop) = split_right(inside, 180.0, 24.0);
        let middle = left.center().y;
        let above = left.with_min_y(middle - 44.0).with_max_y(middle - 6.0);
        desk.text(ui, above, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
        let bar = left.with_min_y(middle + 6.0).with_max_y(middle + 20.0);
        let radius = super::desk::corner(7.0);
        ui.painter().rect_filled(bar, radius, theme::GROUND_PRESSED);
        if share > 0.0 {
            let done = bar.with_max_x(bar.left() + (bar.width() * share).max(14.0));
            ui.painter().rect_filled(done, radius, theme::leaf());
        }
        let tall = desk.at_least(theme::LINE);
        let stop = Rect::from_center_size(stop.center(), vec2(stop.width(), tall));
        let words = desk.say(k::BRING_STOP);
        if !self.stopping && (desk.pill(ui, stop, "roster.stop", &words, Look::Quiet) || desk.escaped(ui)) {
            self.stopping = true;
            self.watch.cancel();
        }
    }

    /// Where it stands on a page.
    fn place(desk: &Desk<'_>, rect: Rect) -> Rect {
        let high = desk.at_least(theme::LINE) + 2.0 * theme::CARD_PADDING + 20.0;
        Rect::from_min_size(rect.min, vec2(rect.width(), high.min(rect.height())))
    }
}
