//! A draft as a child sees it: its promises, one by one.

use super::super::desk::{Desk, Heading, Look, corner, split_bottom, split_left, split_top};
use super::super::theme;
use super::keys as a;
use crate::content::{Content, keys as child};
use crate::domain::agreement::Agreement;
use bevy_egui::egui::{Align, Rect, Ui, Vec2, vec2};

/// Draws promise `place` in the language of a tag; the next place, or `None` for the way back.
pub(super) fn show(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    rect: Rect,
    content: &Content,
    agreement: &Agreement,
    tag: &str,
    place: usize,
) -> Option<usize> {
    let of = agreement.rules.len();
    let place = place.min(of.saturating_sub(1));
    let rule = agreement.rules.get(place)?;
    let (top, rest) = split_top(rect, desk.head_height(), 16.0);
    let values = [("place", (place + 1).to_string()), ("of", of.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let title = desk.say_with(a::PREVIEW_TITLE, &values);
    let spoken = content.speech(tag, rule.words.as_str()).is_some();
    let words = desk.say(if spoken { a::PREVIEW_VOICE } else { a::PREVIEW_SILENT });
    let back = Some("agreements.back");
    if desk.head(ui, top, &Heading { title: &title, words: &words, back, go: None }).back {
        return None;
    }
    let (card, foot) = split_bottom(rest, desk.at_least(theme::BUTTON), 16.0);
    ui.painter().rect_filled(card, corner(theme::CARD_RADIUS), theme::SKY_CARD);
    let inside = desk.card(ui, card.shrink2(vec2(26.0, 22.0)));
    let side = inside.height().min(inside.width() * 0.42);
    let (left, right) = split_left(inside, side, 34.0);
    let picture = Rect::from_center_size(left.center(), Vec2::splat(side));
    let file = rule.picture.trim_end_matches(".svg");
    desk.icons.paint(ui.painter(), &format!("../{file}"), picture);
    let say = |key: &str| content.words(tag).map_or_else(String::new, |words| words.text(key));
    let (promise, more) = (say(rule.words.as_str()), rule.more.as_ref().map(|key| say(key.as_str())));
    let number = desk.say_with(child::PROMISE_NUMBER, &[("number", &(place + 1).to_string())]);
    let middle = right.with_min_y(right.top() + right.height() * 0.16);
    let under = desk.sentences(ui, middle, Align::LEFT, &number, 22.0, true, theme::leaf_deep());
    // As on the child's screen: long promises are set smaller.
    let letters = promise.chars().count() + more.as_ref().map_or(0, |more| more.chars().count());
    let size = if letters > 120 { 24.0 } else { 29.0 };
    let under = desk.sentences(ui, right.with_min_y(under + 8.0), Align::LEFT, &promise, size, true, theme::ink());
    if let Some(more) = more {
        desk.paragraph(ui, right.with_min_y(under + 10.0), &more, size * 0.72, theme::ink());
    }
    let (back, next) = (desk.say(a::PREVIEW_BACK), desk.say(a::PREVIEW_NEXT));
    let wide = 220.0;
    if place > 0 && desk.pill(ui, foot.with_max_x(foot.left() + wide), "agreements.before", &back, Look::Secondary) {
        return Some(place - 1);
    }
    let button = foot.with_min_x(foot.right() - wide);
    if place + 1 < of && desk.pill(ui, button, "agreements.next", &next, Look::Secondary) {
        return Some(place + 1);
    }
    Some(place)
}
