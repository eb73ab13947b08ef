//! Choosing a passphrase and a PIN, each typed twice, with the store's rules said while they are typed.

use super::desk::{Desk, Heading, Look, split_bottom, split_left, split_right, split_top};
use super::keyboard;
use super::keys as k;
use super::theme;
use super::typing::{Form, Kind};
use crate::store::{PASSPHRASE_AT_LEAST, Passphrase, PassphraseFault, Pin, PinFault};
use bevy_egui::egui::{Color32, Rect, Ui, vec2};

/// The two steps.
#[derive(Debug)]
pub(super) struct Secrets {
    passphrase: Form,
    pin: Form,
    at_pin: bool,
}

/// What came of a pass.
pub(super) enum Chosen {
    Back,
    Both(Passphrase, Pin),
}

impl Default for Secrets {
    fn default() -> Self {
        Self {
            passphrase: Form::new(&[("secrets.passphrase", Kind::Secret), ("secrets.passphrase-again", Kind::Secret)]),
            pin: Form::new(&[("secrets.pin", Kind::Pin), ("secrets.pin-again", Kind::Pin)]),
            at_pin: false,
        }
    }
}

/// A sentence about what has been typed so far.
struct Remark {
    words: String,
    colour: Color32,
}

impl Secrets {
    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        if self.at_pin { "secrets.pin" } else { "secrets.passphrase" }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Chosen> {
        if self.at_pin { self.show_pin(desk, ui, rect) } else { self.show_passphrase(desk, ui, rect) }
    }

    fn show_passphrase(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Chosen> {
        let (remark, chosen) = remark_on_passphrase(desk, self.passphrase.text(0), self.passphrase.text(1));
        self.passphrase.listen(desk, ui);
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, go_on) = (desk.say(k::PASSPHRASE_TITLE), desk.say(k::GO_ON));
        let heading = Heading {
            title: &title,
            words: "",
            back: Some("secrets.back"),
            go: Some(("secrets.go-on", &go_on, chosen.is_some())),
        };
        let head = desk.head(ui, top, &heading);
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 18.0);
        let (fields, below) = split_top(body, Form::height(desk), 14.0);
        let (left, right) = split_left(fields, (fields.width() - 24.0) / 2.0, 24.0);
        let labels = [desk.say(k::PASSPHRASE), desk.say(k::PASSPHRASE_AGAIN)];
        for (place, (rect, label)) in [left, right].into_iter().zip(labels).enumerate() {
            self.passphrase.field(desk, ui, rect, place, &label);
        }
        show_or_hide(desk, ui, below, &mut self.passphrase, "secrets.show");
        desk.paragraph(ui, below.with_max_x(below.right() - 230.0), &remark.words, theme::BODY, remark.colour);
        let done = keyboard::show(desk, ui, keys, "secrets", &mut self.passphrase);
        if head.back {
            return Some(Chosen::Back);
        }
        self.at_pin = (head.go || done) && chosen.is_some();
        None
    }

    fn show_pin(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Chosen> {
        let (remark, pin) = remark_on_pin(desk, self.pin.text(0), self.pin.text(1));
        self.pin.listen(desk, ui);
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, go_on) = (desk.say(k::PIN_TITLE), desk.say(k::GO_ON));
        let heading = Heading {
            title: &title,
            words: "",
            back: Some("secrets.back"),
            go: Some(("secrets.go-on", &go_on, pin.is_some())),
        };
        let head = desk.head(ui, top, &heading);
        let pad = keyboard::pad_size(desk);
        let rest = keyboard::beside_pad(rest, pad);
        let (left, right) = split_right(rest, pad.x, keyboard::PAD_ASIDE);
        let height = Form::height(desk);
        let (first, below) = split_top(left, height, 16.0);
        let (second, below) = split_top(below, height, 18.0);
        let labels = [desk.say(k::PIN), desk.say(k::PIN_AGAIN)];
        for (place, (rect, label)) in [first, second].into_iter().zip(labels).enumerate() {
            self.pin.field(desk, ui, rect, place, &label);
        }
        let under = desk.paragraph(ui, below, &remark.words, theme::BODY, remark.colour);
        show_or_hide(desk, ui, below.with_min_y(under + 14.0), &mut self.pin, "secrets.show");
        let pad = Rect::from_min_size(right.left_top(), pad.min(right.size()));
        keyboard::pad(desk, ui, pad, "secrets", &mut self.pin);
        if head.back {
            self.at_pin = false;
        }
        let passphrase = Passphrase::chosen(self.passphrase.text(0)).ok();
        passphrase.zip(pin).filter(|_| head.go).map(|(passphrase, pin)| Chosen::Both(passphrase, pin))
    }
}

/// The button that shows secrets as letters, at a place's right.
pub(super) fn show_or_hide(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, form: &mut Form, name: &str) {
    let words = desk.say(if form.shown { k::HIDE_LETTERS } else { k::SHOW_LETTERS });
    let size = vec2(200.0, desk.at_least(theme::LINE));
    let place = Rect::from_min_size(rect.right_top() - vec2(size.x, 0.0), size);
    if desk.pill(ui, place, name, &words, Look::Secondary) {
        form.shown = !form.shown;
    }
}

fn remark_on_passphrase(desk: &Desk<'_>, typed: &str, again: &str) -> (Remark, Option<Passphrase>) {
    let least = PASSPHRASE_AT_LEAST.to_string();
    let soft = |words: String| Remark { words, colour: theme::ink_soft() };
    if typed.is_empty() {
        return (soft(desk.say_with(k::PASSPHRASE_RULE, &[("least", &least)])), None);
    }
    match Passphrase::chosen(typed) {
        Err(PassphraseFault::Short(letters)) => {
            let values = [("least", least.as_str()), ("letters", &letters.to_string())];
            (soft(desk.say_with(k::PASSPHRASE_SHORT, &values)), None)
        }
        Err(PassphraseFault::Monotonous) => (soft(desk.say(k::PASSPHRASE_MONOTONOUS)), None),
        Err(PassphraseFault::Long) => (soft(desk.say(k::PASSPHRASE_LONG)), None),
        Ok(passphrase) => {
            let (remark, same) =
                twice(desk, typed == again, typed.starts_with(again), k::PASSPHRASE_GOOD, k::PASSPHRASE_DIFFERS);
            (remark, same.then_some(passphrase))
        }
    }
}

fn remark_on_pin(desk: &Desk<'_>, typed: &str, again: &str) -> (Remark, Option<Pin>) {
    let soft = |key: &str| Remark { words: desk.say(key), colour: theme::ink_soft() };
    if typed.is_empty() {
        return (soft(k::PIN_RULE), None);
    }
    match Pin::chosen(typed) {
        Err(PinFault::Digits) => (soft(k::PIN_DIGITS), None),
        Err(PinFault::Obvious) => (soft(k::PIN_OBVIOUS), None),
        Ok(pin) => {
            let (remark, same) = twice(desk, typed == again, typed.starts_with(again), k::PIN_GOOD, k::PIN_DIFFERS);
            (remark, same.then_some(pin))
        }
    }
}

/// About the second typing of a good secret: as long as it agrees so far, it is only not finished.
fn twice(desk: &Desk<'_>, same: bool, so_far: bool, good: &str, differs: &str) -> (Remark, bool) {
    let (key, colour) = match (same, so_far) {
        (true, _) => (k::TYPED_TWICE, theme::leaf_deep()),
        (false, true) => (good, theme::leaf_deep()),
        (false, false) => (differs, theme::CORAL_DEEP),
    };
    (Remark { words: desk.say(key), colour }, same)
}
