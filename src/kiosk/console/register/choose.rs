//! What is the kiosk to be enrolled with? Words that are typed, or a file from a stick.

use super::super::desk::{Desk, Heading, Look, hug, split_bottom, split_left, split_right, split_top};
use super::super::list::{self, Grid};
use super::super::opening::nothing;
use super::super::unlock::sentence;
use super::super::{keys as k, register_keys as r, theme};
use super::ticket::Typing;
use super::{RegisterOrder, RegisterPage, Step};
use bevy_egui::egui::{Align2, Rect, Ui, vec2};

impl RegisterPage {
    /// The two ways; with a way back where the kiosk is enrolled already.
    pub(super) fn choose(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, anew: bool) -> Option<RegisterOrder> {
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, words) = if anew { (r::ANEW_TITLE, r::ANEW_WORDS) } else { (r::NONE_TITLE, r::NONE_WORDS) };
        let (title, words) = (desk.say(title), desk.say(words));
        let back = anew.then_some("register.back");
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back, go: None });
        if head.back {
            self.step = Step::Overview;
            return None;
        }
        let (cards, _) = split_bottom(rest, 54.0, 14.0);
        let wide = (cards.width() - theme::GAP) * 0.44;
        let words = desk.height_of(ui, wide - 2.0 * theme::CARD_PADDING, &desk.say(r::WORDS_WORDS), theme::BODY);
        // Both as high as the fuller one.
        let typing = words + 20.0 + desk.at_least(theme::BUTTON);
        let found = self.found.as_ref().map_or(0, Vec::len);
        let files = if found == 0 { 190.0 } else { grid(desk, found).whole() };
        let cards = hug(cards, desk.at_least(theme::LINE) + 14.0 + typing.max(files));
        let foot = rest.with_min_y(cards.bottom() + 18.0);
        let after = desk.say(r::AFTER);
        desk.paragraph(ui, foot, &after, theme::SMALL, theme::ink_soft());
        let (left, right) = split_left(cards, wide, theme::GAP);
        if typed(desk, ui, left) {
            self.step = Step::Typing(Typing::default());
            return None;
        }
        self.stick(desk, ui, right)
    }

    fn stick(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) -> Option<RegisterOrder> {
        let inside = desk.card(ui, rect);
        let tall = desk.at_least(theme::LINE);
        let (top, rows) = split_top(inside, tall, 14.0);
        let (title, again) = split_right(top, 190.0, 14.0);
        let words = desk.say(r::STICK_CARD);
        desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
        let words = desk.say(r::STICK_AGAIN);
        if desk.pill(ui, again, "register.look-again", &words, Look::Quiet) {
            self.found = None;
            return Some(RegisterOrder::Find);
        }
        let Some(found) = &self.found else {
            let words = desk.say(k::JUST_A_MOMENT);
            nothing(desk, ui, rows, &words, "");
            return None;
        };
        if found.is_empty() {
            let (title, words) = (desk.say(r::STICK_NONE), desk.say(r::STICK_NONE_WORDS));
            nothing(desk, ui, rows, &title, &words);
            return None;
        }
        let mut chosen = None;
        let grid = grid(desk, found.len());
        list::show(desk, ui, rows, "register.tickets", grid, |desk, ui, row, entry| {
            let Some(file) = found.get(entry) else { return };
            let values = [("file", file.name.as_str()), ("stick", file.stick.as_deref().unwrap_or_default())];
            let place = match &file.stick {
                Some(_) => desk.say_with(r::STICK_ROW, &values),
                None => desk.say_with(r::STICK_ROW_HERE, &[("file", &file.name)]),
            };
            let (above, below) = row.shrink2(vec2(18.0, 8.0)).split_top_bottom_at_fraction(0.52);
            match &file.ticket {
                Ok(ticket) => {
                    if desk.row(ui, row, &format!("register.ticket.{entry}"), theme::ROW) {
                        chosen = Some(ticket.clone());
                    }
                    desk.text(ui, above, Align2::LEFT_CENTER, &ticket.address, 20.0, true, theme::ink());
                    desk.text(ui, below, Align2::LEFT_CENTER, &place, theme::SMALL, false, theme::ink_soft());
                }
                Err(error) => {
                    desk.text(ui, above, Align2::LEFT_CENTER, &place, theme::SMALL, true, theme::ink_soft());
                    let words = sentence(&error.to_string());
                    desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::CORAL_DEEP);
                }
            }
        });
        chosen.map(|ticket| self.ask(ticket))
    }
}

/// The files that were found.
fn grid(desk: &Desk<'_>, files: usize) -> Grid {
    Grid::new(files, 1, desk.at_least(72.0), theme::LINE_GAP)
}

/// The way to the keyboard.
fn typed(desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> bool {
    let inside = desk.card(ui, rect);
    let (title, rest) = split_top(inside, desk.at_least(theme::LINE), 14.0);
    let words = desk.say(r::WORDS_CARD);
    desk.text(ui, title, Align2::LEFT_CENTER, &words, theme::HEADING, true, theme::ink());
    let (text, button) = split_bottom(rest, desk.at_least(theme::BUTTON), 14.0);
    let words = desk.say(r::WORDS_WORDS);
    desk.paragraph(ui, text, &words, theme::BODY, theme::ink_soft());
    let words = desk.say(r::WORDS_GO);
    desk.primary(ui, button, "register.type", &words, true)
}
