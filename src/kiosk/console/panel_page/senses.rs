//! What children see and hear: motion, contrast, sound and how loud it is.

use super::super::desk::{Desk, Look, split_bottom, split_left, split_top};
use super::super::{keys as k, panel_keys as p, theme};
use super::controls::{slider, switch};
use crate::kiosk::PanelSettings;
use bevy_egui::egui::{Align2, Rect, Ui};

/// Percent, the least and a step.
const STEP: u8 = 10;

/// Whether a change is settled, and whether a sound is wanted.
pub(super) fn show(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    changed: &mut PanelSettings,
    device: Option<bool>,
) -> (bool, bool) {
    let tall = desk.at_least(theme::LINE) + 84.0;
    let half = |row: Rect| split_left(row, (row.width() - theme::GAP) / 2.0, theme::GAP);
    let (first, rest) = split_top(rect, tall, theme::GAP);
    let (motion, contrast) = half(first);
    let mut settled =
        switch(desk, ui, motion, "panel.motion", [k::PANEL_MOTION, k::PANEL_MOTION_WORDS], &mut changed.motion);
    settled |= switch(desk, ui, contrast, "panel.contrast", [p::CONTRAST, p::CONTRAST_WORDS], &mut changed.contrast);
    let (second, _) = split_top(rest, tall.max(2.0 * desk.at_least(theme::LINE) + 150.0), 0.0);
    let (sound, loudness) = half(second);
    let sound = sound.with_max_y(sound.top() + tall);
    settled |= switch(desk, ui, sound, "panel.sound", [k::PANEL_SOUND, k::PANEL_SOUND_WORDS], &mut changed.sound);
    let (louder, tests) = self::loudness(desk, ui, loudness, changed, device);
    (settled | louder, tests)
}

fn loudness(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    changed: &mut PanelSettings,
    device: Option<bool>,
) -> (bool, bool) {
    let inside = desk.card(ui, rect);
    let (heading, rest) = split_top(inside, 28.0, 4.0);
    let (title, words) = (desk.say(p::LOUDNESS), desk.say(p::LOUDNESS_WORDS));
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, 20.0, true, theme::ink());
    let percent = desk.say_with(p::LOUDNESS_PERCENT, &[("percent", &changed.loudness.to_string())]);
    desk.text(ui, heading, Align2::RIGHT_CENTER, &percent, 20.0, true, theme::leaf_deep());
    let under = desk.paragraph(ui, rest, &words, 15.5, theme::ink_soft());
    let tall = desk.at_least(theme::LINE);
    let (line, rest) = split_top(rest.with_min_y(under + 10.0), tall, 10.0);
    let steps = f32::from(100 / STEP - 1);
    let share = f32::from(changed.loudness.saturating_sub(STEP)) / (100.0 - f32::from(STEP));
    let dragged = slider(desk, ui, line, "panel.loudness", share);
    if let Some(share) = dragged.share {
        changed.loudness = STEP + (share * steps).round() as u8 * STEP;
    }
    if dragged.step != 0 {
        let (down, up) = (changed.loudness.saturating_sub(STEP), changed.loudness.saturating_add(STEP));
        changed.loudness = if dragged.step < 0 { down } else { up }.clamp(STEP, 100);
    }
    let (above, foot) = split_bottom(rest, tall, 0.0);
    let (test, said) = split_left(if above.height() > 20.0 { foot } else { rest }, 190.0, 16.0);
    if !changed.sound {
        let words = desk.say(p::TEST_OFF);
        desk.paragraph(ui, foot, &words, theme::SMALL, theme::ink_soft());
        return (dragged.settled, false);
    }
    if device == Some(false) {
        let words = desk.say(p::NO_DEVICE);
        desk.paragraph(ui, said, &words, 15.5, theme::CORAL_DEEP);
    }
    let words = desk.say(p::TEST);
    (dragged.settled, desk.pill(ui, test, "panel.test", &words, Look::Quiet))
}
