//! The few widgets that all children's screens are made of: functions that return bundles.

use super::panel::Metrics;
use super::pictures::Picture;
use super::school::Lang;
use super::touch::{Paint, Tap};
use super::{Action, theme};
use crate::content::keys::GET_A_GROWN_UP;
use bevy::prelude::*;
use bevy::text::{FontSource, FontWeight, Justify};
use bevy::ui::InlineDirection;

/// Marks a text node as one that is read, so that tests and the robot can find it.
#[derive(Component, Debug, Clone)]
pub(super) struct Words;

/// A text of `size` design units.
pub(super) fn text(metrics: &Metrics, words: &str, size: f32, weight: FontWeight) -> impl Bundle + use<> {
    coloured_text(metrics, words, size, weight, theme::INK)
}

/// A text of `size` design units in `colour`.
pub(super) fn coloured_text(
    metrics: &Metrics,
    words: &str,
    size: f32,
    weight: FontWeight,
    colour: Color,
) -> impl Bundle + use<> {
    (
        Words,
        Text::new(words),
        TextFont {
            font: FontSource::SansSerif,
            font_size: (size * metrics.unit * metrics.letters).into(),
            weight,
            ..default()
        },
        TextColor(colour),
        Pickable::IGNORE,
    )
}

/// The one soft shadow.
pub(super) fn shadow(metrics: &Metrics) -> BoxShadow {
    BoxShadow::new(theme::SHADOW, Val::ZERO, metrics.px(3.0), Val::ZERO, metrics.px(6.0))
}

/// A picture of the given size in design units.
pub(super) fn picture(metrics: &Metrics, path: &str, size: Vec2) -> impl Bundle + use<> {
    (
        Node { width: metrics.px(size.x), height: metrics.px(size.y), flex_shrink: 0.0, ..default() },
        Picture::new(path),
        Pickable::IGNORE,
    )
}

/// What a pill button looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The one action in leaf green.
    Primary,
    /// As big, on white.
    Secondary,
    /// Amber: help.
    Help,
}

impl Look {
    fn paint(self) -> Paint {
        match self {
            Self::Primary => Paint { rest: theme::LEAF, pressed: theme::LEAF_DEEP },
            Self::Secondary => Paint { rest: theme::WHITE, pressed: theme::WHITE_DEEP },
            Self::Help => Paint { rest: theme::AMBER, pressed: theme::AMBER_DEEP },
        }
    }

    fn words(self) -> Color {
        if self == Self::Primary { theme::WHITE } else { theme::INK }
    }
}

/// A pill that can be tapped: an icon if there is one, and words.
pub(super) fn pill(
    metrics: &Metrics,
    direction: InlineDirection,
    look: Look,
    icon: Option<&str>,
    words: &str,
    width: f32,
    action: Action,
) -> impl Bundle + use<> {
    let room = width - if icon.is_some() { 100.0 } else { 44.0 };
    let icon = icon.map(|path| picture(metrics, path, Vec2::splat(38.0)));
    // In a box: two lines of text that are themselves in the pill's row would be given the height of one.
    let label = label(metrics, words, theme::TEXT_BUTTON, room, look.words());
    let label = (Node::default(), Pickable::IGNORE, Children::spawn(Spawn(label)));
    (
        Node {
            direction,
            width: metrics.px(width),
            height: metrics.button_height(),
            flex_shrink: 0.0,
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            column_gap: metrics.px(12.0),
            border_radius: BorderRadius::MAX,
            ..default()
        },
        BackgroundColor(look.paint().rest),
        look.paint(),
        shadow(metrics),
        Tap(action),
        Children::spawn((SpawnIter(icon.into_iter()), Spawn(label))),
    )
}

/// The words on a pill, in `room` design units: one line, which is set smaller where it is long; in bigger letters two lines.
fn label(metrics: &Metrics, words: &str, size: f32, room: f32, colour: Color) -> impl Bundle + use<> {
    let bigger = metrics.is_bigger();
    let size = fitted(metrics, size, if bigger { longest_word(words) } else { words }, room);
    let max_width = if bigger { metrics.px(room) } else { Val::Auto };
    (
        Node { max_width, ..default() },
        coloured_text(metrics, words, size, FontWeight::BOLD, colour),
        TextLayout::justify(Justify::Center),
    )
}

/// The longest word: what has to fit on a line of its own.
pub(super) fn longest_word(words: &str) -> &str {
    words.split(|c: char| c.is_whitespace() || c == '-').max_by_key(|word| word.chars().count()).unwrap_or_default()
}

/// “Get a grown-up”: Robin on an amber pill, in the same corner of every child's screen.
pub(super) fn robin(metrics: &Metrics, lang: &Lang, action: Action) -> impl Bundle + use<> {
    let words = lang.text(GET_A_GROWN_UP);
    let paint = Look::Help.paint();
    (
        Node {
            width: metrics.px(250.0),
            height: metrics.button_height(),
            flex_shrink: 0.0,
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            border_radius: BorderRadius::MAX,
            ..default()
        },
        BackgroundColor(paint.rest),
        paint,
        shadow(metrics),
        Tap(action),
        children![
            (
                Node {
                    position_type: PositionType::Absolute,
                    left: metrics.px(-40.0),
                    bottom: metrics.px(32.0),
                    width: metrics.px(112.0),
                    height: metrics.px(90.0),
                    ..default()
                },
                Picture::new("scene/robin.svg"),
                Pickable::IGNORE,
            ),
            (
                Node { margin: UiRect::left(metrics.px(36.0)), ..default() },
                children![label(metrics, &words, 25.0, 170.0, theme::INK)],
            ),
        ],
    )
}

/// A round button with a picture only.
pub(super) fn round(metrics: &Metrics, icon: &str, size: f32, action: Action) -> impl Bundle + use<> {
    turned_round(metrics, icon, size, action, UiTransform::default())
}

/// The round button with the arrow back, which points to where reading begins.
pub(super) fn back(metrics: &Metrics, direction: InlineDirection, size: f32, action: Action) -> impl Bundle + use<> {
    let turn = match direction {
        InlineDirection::Rtl => UiTransform::from_scale(Vec2::new(-1.0, 1.0)),
        InlineDirection::Ltr => UiTransform::default(),
    };
    turned_round(metrics, "icons/back.svg", size, action, turn)
}

fn turned_round(metrics: &Metrics, icon: &str, size: f32, action: Action, turn: UiTransform) -> impl Bundle + use<> {
    let paint = Look::Secondary.paint();
    (
        Node {
            width: metrics.touchable(size),
            height: metrics.touchable(size),
            flex_shrink: 0.0,
            align_items: AlignItems::Center,
            justify_content: JustifyContent::Center,
            border_radius: BorderRadius::MAX,
            ..default()
        },
        BackgroundColor(paint.rest),
        paint,
        shadow(metrics),
        Tap(action),
        children![(picture(metrics, icon, Vec2::splat(size * 0.56)), turn)],
    )
}

/// A paper card that lies on the scene.
pub(super) fn card(metrics: &Metrics, node: Node) -> impl Bundle + use<> {
    (
        Node { border_radius: BorderRadius::all(metrics.px(37.0)), ..node },
        BackgroundColor(theme::PAPER),
        BoxShadow::new(theme::SHADOW, Val::ZERO, metrics.px(3.5), Val::ZERO, metrics.px(9.0)),
        Pickable::IGNORE,
    )
}

/// The text size at which `words` fit on one line of `width` design units: at most `size`, at least two thirds of it.
/// Andika's letters are on average 0.56 of the size wide.
pub(super) fn fitting(size: f32, words: &str, width: f32) -> f32 {
    let letters = words.chars().count().max(1) as f32;
    (width / (letters * 0.56)).clamp(size * 0.66, size)
}

/// The same where letters may be bigger: what they are multiplied with is taken account of.
pub(super) fn fitted(metrics: &Metrics, size: f32, words: &str, width: f32) -> f32 {
    fitting(size * metrics.letters, words, width) / metrics.letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_set_smaller_but_never_tiny() {
        assert!((fitting(31.0, "Yes", 200.0) - 31.0).abs() < 1e-4);
        assert!(fitting(31.0, "Pick a stamp instead", 250.0) < 31.0);
        assert!(fitting(31.0, &"x".repeat(300), 250.0) >= 20.0);
    }

    #[test]
    fn bigger_letters_are_as_much_bigger_as_fits() {
        let usual = Metrics::new(theme::DESIGN, 1.0, &super::super::PanelSettings::default());
        let bigger = usual.lettered(theme::BIGGER);
        let set = |metrics: &Metrics, words: &str| fitted(metrics, 31.0, words, 250.0) * metrics.letters;
        assert!((set(&bigger, "Yes") - 31.0 * theme::BIGGER).abs() < 1e-3, "a short word is bigger by all of it");
        assert!(set(&bigger, "Pick a stamp") > set(&usual, "Pick a stamp") - 1e-3, "none is smaller than usual");
        assert!(set(&bigger, &"x".repeat(20)) * 20.0 * 0.56 <= 31.0 * 0.66 * theme::BIGGER * 20.0 * 0.56 + 1e-3);
        assert_eq!(longest_word("Get a grown-up"), "grown");
    }
}
