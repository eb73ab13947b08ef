//! The stronger contrast, for children who see little and for panels in the sun: soft words become ink, green becomes
//! deeper, whatever can be tapped has a dark edge, and nothing lies behind (`scene.rs`). Words on it have 7:1 and more
//! (WCAG 2.2, 1.4.6).
//!
//! Screens are made of [`theme`] as ever; what is new on them is painted over before it is drawn.

use super::panel::Metrics;
use super::theme;
use super::touch::Paint;
use bevy::prelude::*;

/// An edge's width, design units.
const EDGE: f32 = 3.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, (strengthen, edge).run_if(|metrics: Res<Metrics>| metrics.contrast));
}

/// What a colour becomes; none of these becomes another one again.
fn stronger(colour: Color) -> Option<Color> {
    let table = [
        (theme::INK_SOFT, theme::INK),
        (theme::LEAF, theme::LEAF_STRONG),
        (theme::LEAF_DEEP, theme::INK),
        (theme::LEAF_RESTING, theme::RESTING_STRONG),
        (theme::EDGE, theme::INK),
        (theme::PAPER, theme::WHITE),
    ];
    table.into_iter().find(|(soft, _)| *soft == colour).map(|(_, strong)| strong)
}

fn strengthen(
    mut words: Query<&mut TextColor, Changed<TextColor>>,
    mut grounds: Query<&mut BackgroundColor, Changed<BackgroundColor>>,
    mut edges: Query<&mut BorderColor, Changed<BorderColor>>,
    mut paints: Query<&mut Paint, Added<Paint>>,
) {
    let mend = |colour: &mut Color| {
        if let Some(strong) = stronger(*colour) {
            *colour = strong;
        }
    };
    words.iter_mut().for_each(|mut words| mend(&mut words.bypass_change_detection().0));
    grounds.iter_mut().for_each(|mut ground| mend(&mut ground.bypass_change_detection().0));
    for mut edge in &mut edges {
        let BorderColor { top, right, bottom, left } = edge.bypass_change_detection();
        [top, right, bottom, left].into_iter().for_each(mend);
    }
    for mut paint in &mut paints {
        let Paint { rest, pressed } = paint.bypass_change_detection();
        [rest, pressed].into_iter().for_each(mend);
    }
}

/// A shadow without blur is an edge, with the corners of what casts it. The keyboard's ring lies outside it.
fn edge(metrics: Res<Metrics>, buttons: Query<Entity, Added<Paint>>, mut commands: Commands) {
    for button in &buttons {
        let shadow = BoxShadow::new(theme::INK, Val::ZERO, Val::ZERO, metrics.px(EDGE), Val::ZERO);
        commands.entity(button).insert(shadow);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kiosk::panel::PanelSettings;

    /// Contrast as WCAG 2.2 defines it.
    fn contrast(a: Color, b: Color) -> f32 {
        let light = |colour: Color| {
            let linear = colour.to_linear();
            0.2126 * linear.red + 0.7152 * linear.green + 0.0722 * linear.blue + 0.05
        };
        let (a, b) = (light(a), light(b));
        (a / b).max(b / a)
    }

    #[test]
    fn words_have_seven_to_one_and_no_colour_is_strengthened_twice() {
        for words in [theme::INK_SOFT, theme::LEAF_DEEP] {
            let strong = stronger(words).unwrap();
            assert!(contrast(strong, theme::SKY) >= 7.0, "{words:?}");
            assert_eq!(stronger(strong), None);
        }
        assert!(contrast(theme::WHITE, theme::LEAF_STRONG) >= 7.0);
        // Large bold words.
        assert!(contrast(theme::WHITE, theme::RESTING_STRONG) >= 4.5);
        for strong in [theme::INK, theme::LEAF_STRONG, theme::RESTING_STRONG, theme::WHITE] {
            assert_eq!(stronger(strong), None);
        }
    }

    #[test]
    fn a_button_is_edged_and_deepened_only_where_the_panel_says_so() {
        let look = |contrast: bool| {
            let mut app = App::new();
            let settings = PanelSettings { contrast, ..default() };
            app.insert_resource(Metrics::new(theme::DESIGN, 1.0, &settings)).add_plugins(plugin);
            let paint = Paint { rest: theme::LEAF, pressed: theme::LEAF_DEEP };
            let button = app.world_mut().spawn((BackgroundColor(theme::LEAF), paint)).id();
            app.update();
            app.update();
            let button = app.world().entity(button);
            (button.get::<BackgroundColor>().unwrap().0, button.contains::<BoxShadow>())
        };
        assert_eq!(look(false), (theme::LEAF, false));
        assert_eq!(look(true), (theme::LEAF_STRONG, true));
    }
}
