//! Colours, sizes and times: here and nowhere else (DESIGN.md, “The look”).

use bevy::prelude::*;
use std::time::Duration;

/// Text and lines.
pub(super) const INK: Color = Color::srgb(0.122, 0.165, 0.267);
/// Text that is less important; 5.6:1 on paper.
pub(super) const INK_SOFT: Color = Color::srgb(0.290, 0.337, 0.455);
/// Cards and buds.
pub(super) const PAPER: Color = Color::srgb(0.984, 0.965, 0.925);
/// The one thing to do.
pub(super) const LEAF: Color = Color::srgb(0.184, 0.561, 0.357);
/// The same, pressed.
pub(super) const LEAF_DEEP: Color = Color::srgb(0.118, 0.420, 0.271);
/// The one thing to do, while there is nothing yet to do it with; 3.1:1 under white words in bold.
pub(super) const LEAF_RESTING: Color = Color::srgb(0.365, 0.600, 0.475);
/// Whatever a lesson shows as good and quiet.
pub(super) const LEAF_PALE: Color = Color::srgb(0.659, 0.847, 0.725);
/// Edges of quiet boxes.
pub(super) const EDGE: Color = Color::srgb(0.780, 0.855, 0.808);
/// Help.
pub(super) const AMBER: Color = Color::srgb(0.961, 0.722, 0.255);
/// Help, pressed.
pub(super) const AMBER_DEEP: Color = Color::srgb(0.882, 0.627, 0.141);
/// The second thing to do, as big and as kind as the first.
pub(super) const WHITE: Color = Color::WHITE;
/// The same, pressed.
pub(super) const WHITE_DEEP: Color = Color::srgb(0.910, 0.933, 0.957);
/// Around what the keyboard would tap; 4.6:1 on the sky.
pub(super) const FOCUS: Color = Color::srgb(0.239, 0.494, 0.651);
/// The sky's lower end: the window's colour before the scene is drawn.
pub(super) const SKY: Color = Color::srgb(0.925, 0.965, 0.988);
/// The picture's place before the picture is there.
pub(super) const SKY_CARD: Color = Color::srgb(0.839, 0.918, 0.965);
/// The one soft shadow.
pub(super) const SHADOW: Color = Color::srgba(0.122, 0.165, 0.267, 0.18);
/// Behind the pictures of answers, so that they are told apart at a glance; words and pictures tell them apart too.
pub(super) const TINTS: [Color; 4] = [
    Color::srgb(0.800, 0.914, 0.847),
    Color::srgb(0.894, 0.859, 0.941),
    Color::srgb(0.816, 0.894, 0.949),
    Color::srgb(0.984, 0.906, 0.757),
];
/// The make-believe computer.
pub(super) const CORAL: Color = Color::srgb(0.910, 0.412, 0.357);
/// What is hidden on it.
pub(super) const PLUM: Color = Color::srgb(0.478, 0.357, 0.651);
/// Its screen when it is off.
pub(super) const SLATE: Color = Color::srgb(0.227, 0.278, 0.396);
/// The bar of its window.
pub(super) const BAR: Color = Color::srgb(0.835, 0.886, 0.933);
/// Behind the word that is being said; ink on it has 10:1.
pub(super) const SAID_NOW: Color = Color::srgb(0.988, 0.875, 0.624);
/// The stronger contrast: [`LEAF`]; white on it has 8.0:1.
pub(super) const LEAF_STRONG: Color = Color::srgb(0.075, 0.353, 0.208);
/// The stronger contrast: [`LEAF_RESTING`]; white on it has 5.4:1.
pub(super) const RESTING_STRONG: Color = Color::srgb(0.365, 0.408, 0.475);
/// Over the scene while something else is asked.
pub(super) const VEIL: Color = Color::srgba(0.925, 0.965, 0.988, 0.88);

/// The design's own width and height; every length in `kiosk` is in these units unless it says millimetres.
pub(super) const DESIGN: Vec2 = Vec2::new(1280.0, 720.0);

/// How much bigger the letters are for a child who needs them so.
pub(super) const BIGGER: f32 = 1.28;
/// How much higher a pill is then: two lines of its words.
pub(super) const BUTTON_BIGGER: f32 = 1.36;
/// Big question.
pub(super) const TEXT_TITLE: f32 = 40.0;
/// The promise.
pub(super) const TEXT_PROMISE: f32 = 38.0;
/// What a lesson asks.
pub(super) const TEXT_QUESTION: f32 = 36.0;
/// What somebody says in a lesson.
pub(super) const TEXT_SAID: f32 = 31.0;
/// On the answers of a lesson.
pub(super) const TEXT_LABEL: f32 = 26.0;
/// Buttons.
pub(super) const TEXT_BUTTON: f32 = 31.0;
/// Everything else a child may read.
pub(super) const TEXT_BODY: f32 = 25.0;
/// A name on a leaf.
pub(super) const TEXT_LEAF: f32 = 20.0;

/// Height of a pill button.
pub(super) const BUTTON_HEIGHT: f32 = 75.0;
/// Width of a pill button.
pub(super) const BUTTON_WIDTH: f32 = 280.0;
/// Space between things that can be tapped.
pub(super) const GAP: f32 = 24.0;

/// Smallest touch target on a panel, millimetres.
pub(super) const TARGET_PANEL_MM: f32 = 20.0;
/// Smallest touch target on a tablet, millimetres.
pub(super) const TARGET_TABLET_MM: f32 = 12.0;

/// A touch that lands so soon after a screen change was meant for the screen before.
pub(super) const SETTLE: Duration = Duration::from_millis(300);
/// A touch that rests so long is a hand that leans, not a tap.
pub(super) const LINGER: Duration = Duration::from_millis(2_000);
/// Leaves sway for so long after the tree was last touched, then the machine rests.
pub(super) const SWAY_FOR: Duration = Duration::from_secs(4);
/// A bud opens for so long.
pub(super) const OPENING: Duration = Duration::from_millis(900);
/// Pictures a second while something moves.
pub(super) const FRAME: Duration = Duration::from_millis(33);
