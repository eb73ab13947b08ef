//! How the console looks: the tokens of [`crate::kiosk::theme`] as egui knows them, the fonts, and the sizes of
//! `design/console.svg` in design units (its own numbers ÷ 1.5). One egui point is one design unit.

use super::super::theme as tokens;
use bevy::color::{Color, ColorToPacked};
use bevy_egui::egui::epaint::Shadow;
use bevy_egui::egui::style::{ScrollStyle, Visuals};
use bevy_egui::egui::{self, Color32, FontData, FontDefinitions, FontFamily, FontId};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Behind the cards.
pub(super) const GROUND: Color32 = Color32::from_rgb(0xEE, 0xF3, 0xEF);
/// A row within a card.
pub(super) const ROW: Color32 = Color32::from_rgb(0xF7, 0xFA, 0xF8);
/// The same, under a finger.
pub(super) const ROW_PRESSED: Color32 = Color32::from_rgb(0xE3, 0xEC, 0xE6);
/// A quiet button on a card, under a finger.
pub(super) const GROUND_PRESSED: Color32 = Color32::from_rgb(0xDC, 0xE6, 0xDF);
/// The lock button on the rail.
pub(super) const RAIL_BUTTON: Color32 = Color32::from_rgb(0x33, 0x41, 0x5F);
/// Words on the rail; 9:1 on ink.
pub(super) const RAIL_WORDS: Color32 = Color32::from_rgb(0xC9, 0xD3, 0xE6);
/// The leaf of a child who is not here.
pub(super) const LEAF_ABSENT: Color32 = Color32::from_rgb(0xCF, 0xD6, 0xE2);
/// The edge of a bud.
pub(super) const BUD_EDGE: Color32 = Color32::from_rgb(0x5D, 0xB3, 0x7E);
/// “Not yet”; 5.5:1 on white.
pub(super) const PLUM: Color32 = Color32::from_rgb(0x7A, 0x5B, 0xA6);
/// Something went wrong; 5.4:1 on white.
pub(super) const CORAL_DEEP: Color32 = Color32::from_rgb(0xB4, 0x3D, 0x30);
/// The keyboard's focus; 4.3:1 on white.
pub(super) const LAKE: Color32 = Color32::from_rgb(0x3D, 0x7E, 0xA6);
/// The children's part of the panel, in the little drawing.
pub(super) const SKY_CARD: Color32 = Color32::from_rgb(0xDC, 0xEE, 0xF9);
/// Over the page while something else is asked.
pub(super) const VEIL: Color32 = Color32::from_rgba_premultiplied(0x12, 0x18, 0x28, 0x96);

/// Text and lines.
pub(super) fn ink() -> Color32 {
    from(tokens::INK)
}

/// Text that is less important.
pub(super) fn ink_soft() -> Color32 {
    from(tokens::INK_SOFT)
}

/// The one thing to do.
pub(super) fn leaf() -> Color32 {
    from(tokens::LEAF)
}

/// The same, under a finger.
pub(super) fn leaf_deep() -> Color32 {
    from(tokens::LEAF_DEEP)
}

/// The one thing to do, while it cannot be done yet.
pub(super) fn leaf_resting() -> Color32 {
    from(tokens::LEAF_RESTING)
}

/// Help, and a child who asked for it.
pub(super) fn amber() -> Color32 {
    from(tokens::AMBER)
}

/// Buds.
pub(super) fn paper() -> Color32 {
    from(tokens::PAPER)
}

/// Edges of quiet boxes.
pub(super) fn edge() -> Color32 {
    from(tokens::EDGE)
}

fn from(colour: Color) -> Color32 {
    let [r, g, b, a] = colour.to_srgba().to_u8_array();
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// The one soft shadow of cards and pills.
pub(super) fn shadow() -> Shadow {
    Shadow { offset: [0, 2], blur: 6, spread: 0, color: ink().gamma_multiply(0.18) }
}

/// Width of the rail.
pub(super) const RAIL: f32 = 200.0;
/// From the rail, or the window's edge, to what is on the page.
pub(super) const MARGIN: f32 = 33.0;
/// Between cards.
pub(super) const GAP: f32 = 17.0;
/// Corner radius of a card.
pub(super) const CARD_RADIUS: f32 = 19.0;
/// Corner radius of a row.
pub(super) const ROW_RADIUS: f32 = 12.0;
/// From a card's edge to what is in it.
pub(super) const CARD_PADDING: f32 = 24.0;
/// Height of the buttons of a page.
pub(super) const BUTTON: f32 = 61.0;
/// Height of a row or a quiet button.
pub(super) const LINE: f32 = 42.0;
/// Between rows.
pub(super) const LINE_GAP: f32 = 7.0;

/// A page's heading.
pub(super) const TITLE: f32 = 34.0;
/// A number that counts children.
pub(super) const NUMBER: f32 = 46.0;
/// A card's heading.
pub(super) const HEADING: f32 = 24.0;
/// Words on buttons.
pub(super) const PILL: f32 = 22.0;
/// Sentences.
pub(super) const BODY: f32 = 19.0;
/// Words beside names.
pub(super) const SMALL: f32 = 17.0;

/// A larger touch target than this would not leave room for a page; it is reached where somebody sets a very small
/// screen.
pub(super) const TARGET_AT_MOST: f32 = 84.0;

/// A touch that rests longer is no tap. Longer than for children ([`tokens::LINGER`]): adults hold a button while they
/// read it, and a machine that is busy sees the finger lift late.
const PRESSED_AT_MOST: Duration = Duration::from_secs(6);

/// The name of the family that bold words are set in.
const BOLD: &str = "bold";

/// Andika at a size in points.
pub(super) fn font(size: f32, bold: bool) -> FontId {
    let family = if bold { FontFamily::Name(BOLD.into()) } else { FontFamily::Proportional };
    FontId::new(size, family)
}

/// Andika, regular and bold, from the content folder.
///
/// # Errors
/// Which file could not be read.
pub(super) fn fonts(root: &Path) -> Result<FontDefinitions, (String, std::io::Error)> {
    let mut fonts = FontDefinitions::empty();
    let families = [
        ("Andika-Regular.ttf", vec![FontFamily::Proportional, FontFamily::Monospace]),
        ("Andika-Bold.ttf", vec![FontFamily::Name(BOLD.into())]),
    ];
    for (file, families) in families {
        let bytes = std::fs::read(root.join("assets/fonts").join(file)).map_err(|error| (file.to_owned(), error))?;
        fonts.font_data.insert(file.to_owned(), Arc::new(FontData::from_owned(bytes)));
        for family in families {
            fonts.families.insert(family, vec![file.to_owned()]);
        }
    }
    Ok(fonts)
}

/// Sets a fresh context up: fonts, light colours, nothing that moves by itself, and fingers that may tremble.
pub(super) fn dress(ctx: &egui::Context, fonts: FontDefinitions) {
    ctx.set_fonts(fonts);
    ctx.options_mut(|options| {
        options.theme_preference = egui::ThemePreference::Light;
        options.zoom_with_keyboard = false;
        options.max_passes = std::num::NonZeroUsize::MIN;
        options.input_options.max_click_dist = 14.0;
        options.input_options.max_click_duration = PRESSED_AT_MOST.as_secs_f64();
    });
    ctx.all_styles_mut(|style| {
        style.visuals = Visuals::light();
        style.visuals.override_text_color = Some(ink());
        style.visuals.panel_fill = GROUND;
        style.animation_time = 0.0;
        style.spacing.item_spacing = egui::Vec2::ZERO;
        style.spacing.scroll = ScrollStyle { bar_width: 8.0, floating_width: 6.0, ..ScrollStyle::floating() };
        style.scroll_animation = egui::style::ScrollAnimation::none();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast as WCAG 2.2 defines it.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let light = |colour: Color32| {
            let [r, g, b] = [colour.r(), colour.g(), colour.b()].map(|channel| {
                let share = f32::from(channel) / 255.0;
                if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (light(a) + 0.05, light(b) + 0.05);
        (a / b).max(b / a)
    }

    #[test]
    fn words_can_be_read_on_what_is_behind_them() {
        let pairs = [
            (ink(), GROUND),
            (ink_soft(), GROUND),
            (ink_soft(), ROW),
            (RAIL_WORDS, ink()),
            (PLUM, Color32::WHITE),
            (CORAL_DEEP, Color32::WHITE),
            (CORAL_DEEP, GROUND),
            (leaf_deep(), Color32::WHITE),
            (Color32::WHITE, RAIL_BUTTON),
            (ink(), amber()),
        ];
        for (words, behind) in pairs {
            assert!(contrast(words, behind) >= 4.5, "{words:?} on {behind:?} is {}", contrast(words, behind));
        }
        // Large bold words and shapes need 3:1 (WCAG 1.4.3, 1.4.11).
        for (words, behind) in [(Color32::WHITE, leaf()), (Color32::WHITE, leaf_resting()), (LAKE, GROUND)] {
            assert!(contrast(words, behind) >= 3.0, "{words:?} on {behind:?} is {}", contrast(words, behind));
        }
    }
}
