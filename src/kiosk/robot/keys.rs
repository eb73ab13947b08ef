//! The robot at a hardware keyboard: single keys, words, and Tab until what is wanted has the focus.

use super::super::Action;
use super::super::console::Focused;
use super::super::touch::Tap;
use bevy::ecs::system::SystemParam;
use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use std::collections::VecDeque;

/// A key that is pressed and released.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stroke {
    code: KeyCode,
    key: Key,
}

impl Stroke {
    /// By its name: `Tab`, `Enter`, `Space`, `Escape`, `Backspace`, `Up`, `Down`, `Left`, `Right`.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (code, key) = match name {
            "Tab" => (KeyCode::Tab, Key::Tab),
            "Enter" => (KeyCode::Enter, Key::Enter),
            "Space" => (KeyCode::Space, Key::Space),
            "Escape" => (KeyCode::Escape, Key::Escape),
            "Backspace" => (KeyCode::Backspace, Key::Backspace),
            "Up" => (KeyCode::ArrowUp, Key::ArrowUp),
            "Down" => (KeyCode::ArrowDown, Key::ArrowDown),
            "Left" => (KeyCode::ArrowLeft, Key::ArrowLeft),
            "Right" => (KeyCode::ArrowRight, Key::ArrowRight),
            _ => return None,
        };
        Some(Self { code, key })
    }

    /// A letter of a text.
    pub(super) fn letter(letter: char) -> Self {
        let unknown = bevy::input::keyboard::NativeKeyCode::Unidentified;
        match letter {
            ' ' => Self { code: KeyCode::Space, key: Key::Space },
            letter => Self { code: KeyCode::Unidentified(unknown), key: Key::Character(letter.to_string().into()) },
        }
    }
}

/// What is to have the focus.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Goal {
    /// Of this name on the console; with `*` at its end, any whose name begins so.
    Named(String),
    /// The same, with Shift and Tab.
    Before(String),
    /// On a children's screen.
    Tap(Action),
}

/// After so many presses of Tab something cannot be reached.
const ROUNDS: usize = 150;

/// What the keyboard still has to do: keys that go down or up, a frame at a time, as fast fingers do it.
#[derive(Debug, Default)]
pub(super) struct Keyboard {
    turns: VecDeque<(Stroke, ButtonState)>,
    tabs: usize,
}

/// Where the focus is, and the way keys come in.
#[derive(SystemParam)]
pub(super) struct Keys<'w, 's> {
    focused: Res<'w, Focused>,
    at: Res<'w, InputFocus>,
    taps: Query<'w, 's, &'static Tap>,
    keys: MessageWriter<'w, KeyboardInput>,
}

impl Keys<'_, '_> {
    fn turn(&mut self, stroke: &Stroke, state: ButtonState, window: Entity) {
        let (key_code, logical_key) = (stroke.code, stroke.key.clone());
        self.keys.write(KeyboardInput { key_code, logical_key, state, text: None, repeat: false, window });
    }

    fn is_at(&self, goal: &Goal) -> bool {
        match goal {
            Goal::Named(name) | Goal::Before(name) => {
                self.focused.0.as_deref().is_some_and(|at| match name.strip_suffix('*') {
                    Some(beginning) => at.starts_with(beginning),
                    None => at == name,
                })
            }
            Goal::Tap(action) => {
                let at = self.at.get().and_then(|entity| self.taps.get(entity).ok());
                at.is_some_and(|tap| tap.0 == *action)
            }
        }
    }
}

impl Keyboard {
    /// These keys, one after the other.
    pub(super) fn strike(&mut self, strokes: impl IntoIterator<Item = Stroke>) {
        let turned = |stroke: Stroke| [(stroke.clone(), ButtonState::Pressed), (stroke, ButtonState::Released)];
        self.turns.extend(strokes.into_iter().flat_map(turned));
    }

    /// Goes on with what it was given, if there is anything left.
    pub(super) fn go_on(&mut self, keys: &mut Keys<'_, '_>, window: Entity) -> bool {
        let Some((stroke, state)) = self.turns.pop_front() else { return false };
        keys.turn(&stroke, state, window);
        true
    }

    /// Presses Tab unless the goal has the focus; whether it has. `None`: it cannot be reached.
    pub(super) fn reach(&mut self, goal: &Goal, keys: &Keys<'_, '_>) -> Option<bool> {
        if keys.is_at(goal) {
            self.tabs = 0;
            return Some(true);
        }
        self.tabs += 1;
        if self.tabs > ROUNDS {
            return None;
        }
        let shift = || Stroke { code: KeyCode::ShiftLeft, key: Key::Shift };
        let back = matches!(goal, Goal::Before(_));
        self.turns.extend(back.then(|| (shift(), ButtonState::Pressed)));
        self.strike(Stroke::named("Tab"));
        self.turns.extend(back.then(|| (shift(), ButtonState::Released)));
        Some(false)
    }
}
