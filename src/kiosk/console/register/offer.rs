//! Is this the right register? Asked before anything is sent to it.

use super::super::desk::{Desk, Heading, Look, split_bottom, split_left, split_top};
use super::super::{keys as k, register_keys as r, theme};
use crate::sync::client::Offer;
use bevy_egui::egui::{Align2, Rect, Ui, pos2, vec2};

/// While the register is asked; `true` where nobody waits for it any more.
pub(super) fn asking(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, words: &str) -> bool {
    super::super::first_run::making(desk, ui, rect, words);
    let size = vec2(220.0, desk.at_least(theme::LINE));
    let place = Rect::from_min_size(pos2(rect.center().x - size.x / 2.0, rect.center().y + 120.0), size);
    let keep = desk.say(k::KEEP);
    desk.pill(ui, place, "register.stop", &keep, Look::Secondary) || desk.escaped(ui)
}

/// Yes, or not this one.
pub(super) fn show(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, offer: &Offer, here: &str, waiting: u64) -> Option<bool> {
    let (top, rest) = split_top(rect, desk.head_height(), 18.0);
    let (title, words) = (desk.say(r::OFFER_TITLE), desk.say(r::OFFER_PROVEN));
    let heading = Heading { title: &title, words: &words, back: Some("register.back"), go: None };
    if desk.head(ui, top, &heading).back {
        return Some(false);
    }
    let other = offer.school().is_some_and(|school| !same(school, here));
    let (line, gap) = (66.0, 8.0);
    let tall = desk.at_least(theme::BUTTON);
    let high = 4.0 * (line + gap) + if other { 70.0 } else { 20.0 } + tall + 2.0 * theme::CARD_PADDING;
    let inside = desk.card(ui, rest.with_max_y(rest.top() + high.min(rest.height())));
    let school = offer.school().map_or_else(|| desk.say(r::OFFER_SCHOOL_UNKNOWN), str::to_owned);
    let count = desk.say_with(r::OFFER_STATEMENTS, &[("count", &waiting.to_string())]);
    let lines = [
        (r::OFFER_SCHOOL, school.as_str()),
        (r::OFFER_ADDRESS, offer.address()),
        (r::OFFER_HERE, here),
        (r::OFFER_WAITING, count.as_str()),
    ];
    let mut rows = inside;
    for (key, value) in lines {
        let (row, below) = split_top(rows, line, gap);
        rows = below;
        let (label, value_at) = split_left(row, 300.0, 16.0);
        let words = desk.say(key);
        desk.text(ui, label, Align2::LEFT_CENTER, &words, theme::BODY, false, theme::ink_soft());
        desk.text(ui, value_at, Align2::LEFT_CENTER, value, theme::HEADING, true, theme::ink());
    }
    let (remark, buttons) = split_bottom(rows, tall, 14.0);
    if other {
        let words = desk.say(r::OFFER_OTHER);
        desk.paragraph(ui, remark, &words, theme::BODY, theme::CORAL_DEEP);
    }
    let (no, yes) = split_left(buttons, (buttons.width() - 20.0) / 2.0, 20.0);
    let words = desk.say(r::OFFER_NO);
    if desk.pill(ui, no, "register.no", &words, Look::Quiet) {
        return Some(false);
    }
    let words = desk.say(r::OFFER_YES);
    desk.primary(ui, yes, "register.yes", &words, true).then_some(true)
}

/// Whether two schools are called the same, however they are written.
fn same(one: &str, other: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (one, other): (String, String) = (letters(one), letters(other));
    one == other
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_school_is_the_same_however_it_is_written() {
        assert!(same("St. Mary's  Primary", "St Mary’s primary"));
        assert!(!same("Willow Lane Primary", "Willow Lane Infants"));
    }
}
