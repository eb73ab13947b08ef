//! The children's screens by hardware keyboard: Tab goes round everything that can be tapped, Enter or Space taps it.
//!
//! For whoever cannot touch: a switch box, a big-key keyboard and a screen's remote control all speak these keys. A ring
//! shows where the focus is, from the first key until the next touch. (The console has its own way, in egui.)

use super::mode::Mode;
use super::panel::Metrics;
use super::touch::{Tap, Tapped};
use super::{Stage, theme};
use bevy::ecs::system::SystemParam;
use bevy::input::keyboard::KeyboardInput;
use bevy::input_focus::tab_navigation::{NavAction, TabGroup, TabNavigation, TabNavigationError};
use bevy::input_focus::{FocusCause, InputFocus, InputFocusVisible};
use bevy::prelude::*;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (keys.in_set(Stage::Touch), ring.after(Stage::Show)))
        .add_observer(|_: On<Pointer<Press>>, mut visible: ResMut<InputFocusVisible>| visible.0 = false);
}

/// Where the focus is, and where it may go.
#[derive(SystemParam)]
struct Focus<'w, 's> {
    at: ResMut<'w, InputFocus>,
    visible: ResMut<'w, InputFocusVisible>,
    ways: TabNavigation<'w, 's>,
    groups: Query<'w, 's, (Entity, &'static TabGroup)>,
    parents: Query<'w, 's, &'static ChildOf>,
}

impl Focus<'_, '_> {
    fn go(&mut self, action: NavAction) {
        // What lies over a screen keeps the focus to itself.
        let over = self.groups.iter().find(|(_, group)| group.modal).map(|(entity, _)| entity);
        let inside = |entity: Entity| self.parents.iter_ancestors(entity).any(|above| Some(above) == over);
        let next = match over.filter(|_| !self.at.get().is_some_and(inside)) {
            Some(over) => self.ways.initialize(over, action),
            None => self.ways.navigate(&self.at, action),
        };
        match next {
            Ok(entity) | Err(TabNavigationError::NoTabGroupForCurrentFocus { new_focus: entity, .. }) => {
                self.at.set(entity, FocusCause::Navigated);
                self.visible.0 = true;
            }
            Err(error) => debug!(%error, "nothing here can have the keyboard's focus"),
        }
    }
}

fn keys(
    mut typed: MessageReader<KeyboardInput>,
    mode: Res<Mode>,
    held: Option<Res<ButtonInput<KeyCode>>>,
    mut focus: Focus<'_, '_>,
    taps: Query<(&Tap, &InheritedVisibility)>,
    mut tapped: MessageWriter<Tapped>,
) {
    if !mode.is_for_children() {
        typed.clear();
        return;
    }
    let back = held.is_some_and(|held| held.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]));
    for key in typed.read().filter(|key| key.state.is_pressed() && !key.repeat) {
        match key.key_code {
            KeyCode::Tab => focus.go(if back { NavAction::Previous } else { NavAction::Next }),
            KeyCode::ArrowRight | KeyCode::ArrowDown => focus.go(NavAction::Next),
            KeyCode::ArrowLeft | KeyCode::ArrowUp => focus.go(NavAction::Previous),
            KeyCode::Enter | KeyCode::NumpadEnter | KeyCode::Space if focus.visible.0 => {
                let Some(entity) = focus.at.get() else { continue };
                if let Ok((tap, seen)) = taps.get(entity)
                    && seen.get()
                {
                    tapped.write(Tapped { entity, action: tap.0.clone() });
                }
            }
            _ => {}
        }
    }
}

/// The thing in focus wears a ring while the keyboard is used.
fn ring(
    focus: Res<InputFocus>,
    visible: Res<InputFocusVisible>,
    metrics: Res<Metrics>,
    ringed: Query<Entity, With<Outline>>,
    taps: Query<(), With<Tap>>,
    mut commands: Commands,
) {
    if !focus.is_changed() && !visible.is_changed() {
        return;
    }
    let wanted = focus.get().filter(|entity| visible.0 && taps.contains(*entity));
    for entity in ringed.iter().filter(|entity| Some(*entity) != wanted) {
        commands.entity(entity).remove::<Outline>();
    }
    if let Some(entity) = wanted {
        commands.entity(entity).insert(Outline::new(metrics.px(5.0), metrics.px(3.0), theme::FOCUS));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;
    use bevy::input::ButtonState;
    use bevy::input::keyboard::Key;

    /// Two things that can be tapped on one screen; what was tapped after these keys.
    fn tapped_by(mode: Mode, keys: &[KeyCode]) -> Vec<Action> {
        let mut app = App::new();
        app.insert_resource(mode)
            .insert_resource(Metrics::new(theme::DESIGN, 1.0, &default()))
            .init_resource::<InputFocus>()
            .init_resource::<InputFocusVisible>()
            .add_message::<KeyboardInput>()
            .add_message::<Tapped>()
            .add_systems(Update, (self::keys, ring).chain());
        let screen = app.world_mut().spawn(TabGroup::new(0)).id();
        for action in [Action::Teacher, Action::GetGrownUp] {
            app.world_mut().spawn((Tap(action), InheritedVisibility::VISIBLE, ChildOf(screen)));
        }
        for key_code in keys {
            app.world_mut().write_message(KeyboardInput {
                key_code: *key_code,
                logical_key: Key::Enter,
                state: ButtonState::Pressed,
                text: None,
                repeat: false,
                window: Entity::PLACEHOLDER,
            });
            app.update();
        }
        let rings = app.world_mut().query_filtered::<Entity, With<Outline>>().iter(app.world()).count();
        assert!(rings <= 1);
        let tapped = app.world().resource::<Messages<Tapped>>();
        tapped.iter_current_update_messages().map(|tap| tap.action.clone()).collect()
    }

    #[test]
    fn tab_and_enter_tap_what_a_finger_would() {
        use KeyCode::{Enter, Space, Tab};
        assert_eq!(tapped_by(Mode::Tree, &[Tab, Enter]), [Action::Teacher]);
        assert_eq!(tapped_by(Mode::Idle, &[Tab, Tab, Space]), [Action::GetGrownUp]);
        assert_eq!(tapped_by(Mode::Tree, &[Tab, Tab, Tab, Enter]), [Action::Teacher], "the focus goes round");
    }

    #[test]
    fn enter_without_a_focus_taps_nothing_and_the_console_keeps_its_keys() {
        use KeyCode::{Enter, Tab};
        assert_eq!(tapped_by(Mode::Tree, &[Enter]), []);
        assert_eq!(tapped_by(Mode::Console, &[Tab, Enter]), []);
    }
}
