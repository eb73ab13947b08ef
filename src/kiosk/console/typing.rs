//! Text fields: what is typed on the screen's keyboard or on a real one.
//!
//! A [`Form`] holds the fields of one page. One of them is active: it takes every letter, wherever the keyboard's focus
//! is. Letters go to the end and leave from there; nothing here is long enough to need more. Texts are wiped from memory
//! when their form goes, since some of them are secrets.

use super::desk::{Desk, corner, mark_as_field};
use super::theme;
use crate::domain::agreement_version::LETTERS_AT_MOST;
use bevy_egui::egui::{Align2, Color32, Event, Id, Key, Modifiers, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use zeroize::Zeroizing;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name: words begin with a capital.
    Words,
    /// Letters shown as dots.
    Secret,
    /// Digits shown as dots.
    Pin,
    /// A few letters, in capitals.
    Initials,
    /// Host and port: a space goes on to the next field.
    Address,
    /// The words of a ticket.
    Ticket,
    /// A sentence: its first letter is a capital.
    Sentence,
}

impl Kind {
    /// The most letters.
    fn at_most(self) -> usize {
        match self {
            Self::Words => 60,
            Self::Secret => 128,
            Self::Address => 255,
            Self::Ticket => 160,
            Self::Pin => 8,
            Self::Initials => 4,
            Self::Sentence => LETTERS_AT_MOST,
        }
    }

    fn takes(self, letter: char) -> bool {
        match self {
            Self::Pin => letter.is_ascii_digit(),
            Self::Initials => letter.is_alphanumeric(),
            Self::Address => letter.is_ascii_graphic(),
            Self::Ticket => letter.is_ascii_alphabetic() || letter == ' ',
            Self::Words | Self::Secret | Self::Sentence => !letter.is_control(),
        }
    }

    fn hides(self) -> bool {
        matches!(self, Self::Secret | Self::Pin)
    }
}

/// One text.
#[derive(Debug)]
struct Field {
    name: &'static str,
    kind: Kind,
    text: Zeroizing<String>,
}

/// Which letters the screen's keyboard shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Layer {
    #[default]
    Letters,
    Numbers,
    Accents,
}

/// The fields of a page.
#[derive(Debug)]
pub(super) struct Form {
    fields: Vec<Field>,
    active: usize,
    /// Whether the next letter is a capital against the field's own habit.
    pub(super) shifted: bool,
    pub(super) layer: Layer,
    /// Whether secrets are shown as letters.
    pub(super) shown: bool,
    begun: bool,
}

impl Form {
    /// Empty fields: each with the name it is tapped by.
    pub(super) fn new(fields: &[(&'static str, Kind)]) -> Self {
        // Room for four bytes a letter, so that a growing text never leaves a copy behind.
        let field = |(name, kind): &(&'static str, Kind)| {
            let text = Zeroizing::new(String::with_capacity(4 * kind.at_most()));
            Field { name, kind: *kind, text }
        };
        Self {
            fields: fields.iter().map(field).collect(),
            active: 0,
            shifted: false,
            layer: Layer::Letters,
            shown: false,
            begun: false,
        }
    }

    /// What stands in a field.
    pub(super) fn text(&self, place: usize) -> &str {
        self.fields.get(place).map_or("", |field| field.text.as_str())
    }

    /// Puts a text into a field.
    pub(super) fn set(&mut self, place: usize, text: &str) {
        if let Some(field) = self.fields.get_mut(place) {
            field.text.clear();
            text.chars()
                .filter(|letter| field.kind.takes(*letter))
                .take(field.kind.at_most())
                .for_each(|letter| field.text.push(letter));
        }
    }

    /// Empties all fields and begins at the first.
    pub(super) fn clear(&mut self) {
        self.fields.iter_mut().for_each(|field| field.text.clear());
        self.active = 0;
        self.begun = false;
    }

    /// Makes a field take letters.
    pub(super) fn activate(&mut self, ui: &Ui, place: usize) {
        if let Some(field) = self.fields.get(place) {
            self.active = place;
            ui.memory_mut(|memory| memory.request_focus(Id::new(field.name)));
        }
    }

    /// Whether the next letter is a capital.
    pub(super) fn capital(&self) -> bool {
        let Some(field) = self.fields.get(self.active) else { return self.shifted };
        let habit = match field.kind {
            Kind::Words => field.text.is_empty() || field.text.ends_with([' ', '-', '\'']),
            Kind::Initials => true,
            Kind::Sentence => field.text.is_empty() || [". ", "? ", "! "].iter().any(|end| field.text.ends_with(end)),
            Kind::Secret | Kind::Pin | Kind::Address | Kind::Ticket => false,
        };
        habit != self.shifted
    }

    /// Types a letter.
    pub(super) fn push(&mut self, letter: char) {
        self.shifted = false;
        let Some(field) = self.fields.get_mut(self.active) else { return };
        if field.kind.takes(letter) && field.text.chars().count() < field.kind.at_most() {
            match field.kind {
                Kind::Initials => field.text.extend(letter.to_uppercase()),
                Kind::Address | Kind::Ticket if letter != ' ' => field.text.push(letter.to_ascii_lowercase()),
                Kind::Words | Kind::Ticket | Kind::Sentence
                    if letter == ' ' && (field.text.is_empty() || field.text.ends_with(' ')) => {}
                _ => field.text.push(letter),
            }
        }
    }

    /// Types a space; after an address it goes on to the next field.
    pub(super) fn space(&mut self, ui: &Ui) {
        let address = self.fields.get(self.active).is_some_and(|field| field.kind == Kind::Address);
        if !(address && self.next(ui)) {
            self.push(' ');
        }
    }

    /// Takes the last letter away.
    pub(super) fn pop(&mut self) {
        if let Some(field) = self.fields.get_mut(self.active) {
            field.text.pop();
        }
    }

    /// On to the next field; `false` in the last one.
    pub(super) fn next(&mut self, ui: &Ui) -> bool {
        let further = self.active + 1 < self.fields.len();
        if further {
            self.activate(ui, self.active + 1);
        }
        further
    }

    /// Takes what a real keyboard types. Enter goes on to the next field; in the last one it is left for the page's
    /// primary action.
    pub(super) fn listen(&mut self, desk: &Desk<'_>, ui: &Ui) {
        if !desk.live {
            return;
        }
        if !std::mem::replace(&mut self.begun, true) {
            self.activate(ui, self.active);
        }
        let focused = ui.memory(|memory| memory.focused());
        let elsewhere = focused.is_some_and(|id| self.fields.iter().all(|field| Id::new(field.name) != id));
        for event in ui.input(|input| input.events.clone()) {
            match event {
                // Space presses a button that has the keyboard's focus.
                Event::Text(text) if !(elsewhere && text == " ") => {
                    text.chars().for_each(|letter| if letter == ' ' { self.space(ui) } else { self.push(letter) });
                }
                Event::Key { key: Key::Backspace, pressed: true, .. } => self.pop(),
                Event::Key { key: Key::Enter, pressed: true, .. } if !elsewhere && self.next(ui) => {
                    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
                }
                _ => {}
            }
        }
    }

    /// Draws a field below its label, in a place of [`Form::height`].
    pub(super) fn field(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, place: usize, label: &str) {
        let Some(field) = self.fields.get(place) else { return };
        let (name, kind) = (field.name, field.kind);
        let heading = rect.with_max_y(rect.top() + LABEL);
        desk.text(ui, heading, Align2::LEFT_CENTER, label, theme::SMALL, true, theme::ink_soft());
        let the_box = rect.with_min_y(heading.bottom() + 4.0);
        let id = Id::new(name);
        mark_as_field(ui, id);
        let touched = desk.touch(ui, the_box, name, Sense::click());
        if touched.clicked {
            self.activate(ui, place);
        } else if desk.live && ui.memory(|memory| memory.has_focus(id)) {
            self.active = place;
        }
        let active = self.active == place;
        let edge = if active { Stroke::new(3.0, theme::leaf()) } else { Stroke::new(2.0, theme::edge()) };
        ui.painter().rect(the_box, corner(14.0), Color32::WHITE, edge, StrokeKind::Inside);
        let text = if kind.hides() && !self.shown {
            "•".repeat(self.text(place).chars().count())
        } else {
            self.text(place).to_owned()
        };
        let inside = the_box.shrink2(vec2(18.0, 6.0));
        let font = theme::font(if kind == Kind::Pin { 30.0 } else { 22.0 }, false);
        let galley = ui.painter().layout_no_wrap(text, font, theme::ink());
        let wide = galley.size().x;
        // A long text shows its end, where the letters come.
        let left = inside.left() - (wide - inside.width() + 4.0).max(0.0);
        let top = inside.center().y - galley.size().y / 2.0;
        ui.painter().with_clip_rect(inside.expand(2.0)).galley(pos2(left, top), galley, theme::ink());
        if active {
            let caret = pos2((left + wide + 3.0).min(inside.right()), inside.center().y);
            ui.painter().rect_filled(Rect::from_center_size(caret, vec2(2.5, 26.0)), corner(1.0), theme::leaf());
        }
    }

    /// How high a field is, with its label.
    pub(super) fn height(desk: &Desk<'_>) -> f32 {
        LABEL + 4.0 + desk.at_least(52.0)
    }
}

/// Height of a field's label.
const LABEL: f32 = 24.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(kind: Kind, text: &str) -> Form {
        let mut form = Form::new(&[("field", kind)]);
        text.chars().for_each(|letter| form.push(letter));
        form
    }

    #[test]
    fn a_pin_field_takes_digits_and_initials_come_in_capitals() {
        assert_eq!(typed(Kind::Pin, "12a 345678901").text(0), "12345678");
        assert_eq!(typed(Kind::Initials, "jo-x").text(0), "JOX");
        assert_eq!(typed(Kind::Words, "  Willow  Lane").text(0), "Willow Lane");
        assert_eq!(typed(Kind::Sentence, " I tell  my teacher.").text(0), "I tell my teacher.");
        assert_eq!(typed(Kind::Secret, "four words  of it").text(0), "four words  of it");
        assert_eq!(typed(Kind::Address, "Register.example:8443 ").text(0), "register.example:8443");
        assert_eq!(typed(Kind::Ticket, " Acorn  bee1 ").text(0), "acorn bee ");
    }

    #[test]
    fn names_begin_with_a_capital_and_secrets_do_not() {
        assert!(typed(Kind::Words, "").capital());
        assert!(!typed(Kind::Words, "W").capital());
        assert!(typed(Kind::Words, "Anna-").capital());
        assert!(!typed(Kind::Secret, "").capital());
        let begins = ["", "I tell", "I tell ", "I tell. "].map(|text| typed(Kind::Sentence, text).capital());
        assert_eq!(begins, [true, false, false, true]);
        let mut form = typed(Kind::Secret, "a");
        form.shifted = true;
        assert!(form.capital());
        form.push('B');
        assert!(!form.capital(), "shift is for one letter");
    }

    #[test]
    fn a_secret_never_moves_in_memory_while_it_is_typed() {
        let mut form = Form::new(&[("field", Kind::Secret)]);
        let before = form.text(0).as_ptr();
        (0..200).for_each(|_| form.push('€'));
        assert_eq!(form.text(0).as_ptr(), before);
        assert_eq!(form.text(0).chars().count(), 128);
    }
}
