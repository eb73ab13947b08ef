//! “Is this you?” The name, big; a picture that suits any child; yes and no alike.

use super::super::theme;
use super::super::widgets::{Look, card, picture, text};
use super::{Page, bottom_bar};
use crate::content::keys as k;
use crate::domain::journey::Input;
use bevy::prelude::*;
use bevy::text::FontWeight;

pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    let metrics = page.metrics;
    let question = if page.journey.is_return() { k::IS_THIS_YOU_AGAIN } else { k::IS_THIS_YOU };
    let face = Node {
        width: metrics.px(760.0),
        flex_grow: 1.0,
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        row_gap: metrics.px(18.0),
        margin: UiRect::top(metrics.px(40.0)),
        padding: UiRect::all(metrics.px(24.0)),
        ..default()
    };
    parent.spawn(card(metrics, face)).with_children(|card| {
        card.spawn(picture(metrics, "faces/who.svg", Vec2::new(270.0, 270.0)));
        let name = page.name();
        let size = super::super::widgets::fitted(metrics, 64.0, &name, 680.0);
        card.spawn(text(metrics, &name, size, FontWeight::BOLD));
        card.spawn(page.words(question, theme::TEXT_TITLE, FontWeight::NORMAL));
    });
    bottom_bar(parent, page, false, |bar| {
        bar.spawn(page.pill(Look::Secondary, Some("icons/cross.svg"), k::NO_NOT_ME, theme::BUTTON_WIDTH, Input::NotMe));
        bar.spawn(page.pill(Look::Primary, Some("icons/tick.svg"), k::YES_ITS_ME, theme::BUTTON_WIDTH, Input::ItsMe));
    });
}
