//! The panel as a thing on a wall: its size in millimetres, the reach line, and how big a design unit is on it.

use super::theme;
use bevy::prelude::*;
use bevy::window::{PrimaryWindow, WindowResized};
use serde::{Deserialize, Serialize};

/// What the school has set for this panel; kept in the store.
#[derive(Resource, Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PanelSettings {
    /// Width of the visible picture, millimetres; 0 while nobody has measured it.
    pub width_mm: f32,
    /// How far below the panel's top edge the reach line hangs, as a share of the height, 0 to 0.5. Every control of a
    /// child stays below it.
    pub reach_line: f32,
    /// Whether leaves sway and open.
    pub motion: bool,
    /// Whether there is sound.
    pub sound: bool,
    /// How loud, percent of what the clips hold, 10 to 100.
    pub loudness: u8,
    /// Whether children's screens have the stronger contrast.
    pub contrast: bool,
    /// Untouched for so many minutes, names are blanked and a PIN is asked for.
    pub idle_minutes: u32,
}

impl Default for PanelSettings {
    fn default() -> Self {
        Self {
            width_mm: 0.0,
            reach_line: 0.0,
            motion: true,
            sound: true,
            loudness: 100,
            contrast: false,
            idle_minutes: 10,
        }
    }
}

/// A 65-inch panel's width, millimetres (FACTS.md §3).
pub(super) const PANEL_65_MM: f32 = 1430.0;
/// A 10-inch tablet's width, millimetres.
pub(super) const TABLET_10_MM: f32 = 217.0;
/// Narrower than this is a tablet: held in the hand, smaller targets will do.
const TABLET_BELOW_MM: f32 = 450.0;

/// Lengths on this window, worked out anew when it or the settings change.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub(super) struct Metrics {
    /// Window size, logical pixels.
    pub window: Vec2,
    /// Physical pixels a logical pixel.
    pub scale: f32,
    /// Logical pixels a design unit.
    pub unit: f32,
    /// Logical pixels a millimetre.
    pub per_mm: f32,
    /// Logical pixels from the top down to the reach line.
    pub reach: f32,
    /// Smallest touch target, logical pixels.
    pub target: f32,
    /// Whether colours are the stronger ones ([`super::contrast`]): screens are made anew when that changes.
    pub contrast: bool,
    /// How much bigger letters are than usual, with what they stand on: 1, or what a child needs at their turn.
    pub letters: f32,
}

impl Metrics {
    /// The metrics of a window of `window` logical pixels at `scale` physical pixels each.
    pub(super) fn new(window: Vec2, scale: f32, settings: &PanelSettings) -> Self {
        let window = window.max(Vec2::splat(64.0));
        let reach = window.y * settings.reach_line.clamp(0.0, 0.5);
        let width_mm = if settings.width_mm > 0.0 { settings.width_mm } else { guessed_width(window.x * scale) };
        let per_mm = window.x / width_mm;
        let target_mm = if width_mm < TABLET_BELOW_MM { theme::TARGET_TABLET_MM } else { theme::TARGET_PANEL_MM };
        let unit = (window.x / theme::DESIGN.x).min((window.y - reach) / theme::DESIGN.y);
        Self {
            window,
            scale,
            unit,
            per_mm,
            reach,
            target: target_mm * per_mm,
            contrast: settings.contrast,
            letters: 1.0,
        }
    }

    /// The same for a child who needs letters this much bigger.
    pub(super) fn lettered(self, letters: f32) -> Self {
        Self { letters, ..self }
    }

    /// Whether letters are bigger than usual: then what has one line may have two.
    pub(super) fn is_bigger(&self) -> bool {
        self.letters > 1.0
    }

    /// How high a pill is.
    pub(super) fn button_height(&self) -> Val {
        self.touchable(theme::BUTTON_HEIGHT * if self.is_bigger() { theme::BUTTON_BIGGER } else { 1.0 })
    }

    /// Design units as logical pixels.
    pub(super) fn px(&self, units: f32) -> Val {
        Val::Px(units * self.unit)
    }

    /// Design units as logical pixels, but never smaller than a touch target may be.
    pub(super) fn touchable(&self, units: f32) -> Val {
        Val::Px((units * self.unit).max(self.target))
    }

    /// The stage: what lies below the reach line, in design units.
    pub(super) fn stage(&self) -> Vec2 {
        Vec2::new(self.window.x, self.window.y - self.reach) / self.unit
    }
}

/// While nobody has measured: a small screen is a tablet, a big one a panel.
fn guessed_width(physical_pixels: f32) -> f32 {
    if physical_pixels < 1500.0 { TABLET_10_MM } else { PANEL_65_MM }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PanelSettings>()
        .insert_resource(Metrics::new(theme::DESIGN, 1.0, &PanelSettings::default()))
        .add_systems(PreUpdate, measure);
}

fn measure(
    windows: Query<&Window, With<PrimaryWindow>>,
    settings: Res<PanelSettings>,
    mut resized: MessageReader<WindowResized>,
    mut metrics: ResMut<Metrics>,
) {
    let moved = resized.read().count() > 0;
    let Ok(window) = windows.single() else { return };
    let fresh = Metrics::new(window.size(), window.scale_factor(), &settings);
    if (moved || settings.is_changed() || fresh.window != metrics.window) && fresh != *metrics {
        *metrics = fresh;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_design_fills_a_full_hd_panel_exactly() {
        let metrics = Metrics::new(Vec2::new(1920.0, 1080.0), 1.0, &PanelSettings::default());
        assert!((metrics.unit - 1.5).abs() < 1e-4);
        assert!((metrics.stage() - theme::DESIGN).length() < 1e-3);
    }

    #[test]
    fn buttons_reach_twelve_millimetres_on_a_tablet_and_twenty_on_a_panel() {
        for (window, settings, mm) in [
            (Vec2::new(1280.0, 800.0), PanelSettings::default(), 12.0),
            (Vec2::new(1920.0, 1080.0), PanelSettings::default(), 20.0),
            (Vec2::new(1280.0, 800.0), PanelSettings { width_mm: 150.0, ..default() }, 12.0),
        ] {
            let metrics = Metrics::new(window, 1.0, &settings);
            let Val::Px(height) = metrics.touchable(theme::BUTTON_HEIGHT) else { panic!("not pixels") };
            assert!(height / metrics.per_mm >= mm - 1e-3, "{height} px at {} px/mm", metrics.per_mm);
        }
    }

    #[test]
    fn below_the_reach_line_everything_still_fits() {
        let settings = PanelSettings { reach_line: 0.4, ..default() };
        let metrics = Metrics::new(Vec2::new(1920.0, 1080.0), 1.0, &settings);
        assert!((metrics.reach - 432.0).abs() < 1e-3);
        assert!(metrics.stage().y >= theme::DESIGN.y - 1e-3);
    }
}
