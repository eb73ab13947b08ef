//! The way in: a passphrase for a cold kiosk, a PIN for one that was only locked or is with the children.

use super::desk::{Desk, Heading, Look, split_bottom, split_left, split_right, split_top};
use super::keyboard;
use super::keys as k;
use super::orders::Order;
use super::secrets::show_or_hide;
use super::theme;
use super::typing::{Form, Kind};
use super::work::{DemoNote, Looked};
use crate::store::{RecoveryKey, Secret, StaffLabel, StoreError};
use bevy_egui::egui::{Align2, Rect, Ui, pos2, vec2};
use std::time::{Duration, Instant};

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum With {
    Passphrase,
    Pin,
}

/// The page.
#[derive(Debug)]
pub(super) struct Unlock {
    with: With,
    /// Whether a PIN can open it at all: the store is open or only locked.
    pin_will_do: bool,
    passphrase: Form,
    pin: Form,
    staff: Vec<StaffLabel>,
    /// Who is trying, where that was said.
    who: Option<usize>,
    demo: Option<DemoNote>,
    passphrase_from: Option<Instant>,
    pin_from: Option<Instant>,
    said: Option<Said>,
    /// Wrong tries on this page: whoever made them knows of them.
    pub(super) wrong_here: u32,
    pub(super) checking: bool,
}

/// A kind sentence about the last try.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    WrongPassphrase,
    WrongPin { left: u32 },
    PassphraseNeeded,
    Other(String),
}

impl Unlock {
    /// A way in; `pin_will_do` where the store is open or only locked.
    pub(super) fn new(pin_will_do: bool) -> Self {
        Self {
            with: if pin_will_do { With::Pin } else { With::Passphrase },
            pin_will_do,
            passphrase: Form::new(&[("unlock.passphrase", Kind::Secret)]),
            pin: Form::new(&[("unlock.pin", Kind::Pin)]),
            staff: Vec::new(),
            who: None,
            demo: None,
            passphrase_from: None,
            pin_from: None,
            said: None,
            wrong_here: 0,
            checking: false,
        }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match self.with {
            With::Passphrase => "unlock.by-passphrase",
            With::Pin => "unlock.by-pin",
        }
    }

    /// What was found in the data folder.
    pub(super) fn looked(&mut self, looked: Looked) {
        self.staff = looked.staff;
        self.demo = looked.demo;
        self.passphrase_from = from_now(looked.passphrase_wait);
        self.pin_from = from_now(looked.pin_wait);
    }

    /// A try has failed.
    pub(super) fn refused(&mut self, error: &StoreError) {
        self.checking = false;
        self.passphrase.clear();
        self.pin.clear();
        if matches!(
            error,
            StoreError::WrongPassphrase { .. } | StoreError::WrongRecoveryKey { .. } | StoreError::WrongPin { .. }
        ) {
            self.wrong_here += 1;
        }
        self.said = Some(match error {
            StoreError::WrongPassphrase { wait } | StoreError::WrongRecoveryKey { wait } => {
                self.passphrase_from = from_now(*wait);
                Said::WrongPassphrase
            }
            StoreError::WrongPin { left: 0, .. } | StoreError::PassphraseNeeded => {
                self.pin_will_do = false;
                self.with = With::Passphrase;
                Said::PassphraseNeeded
            }
            StoreError::WrongPin { left, wait } => {
                self.pin_from = from_now(*wait);
                Said::WrongPin { left: *left }
            }
            StoreError::TooSoon(wait) => {
                match self.with {
                    With::Passphrase => self.passphrase_from = from_now(*wait),
                    With::Pin => self.pin_from = from_now(*wait),
                }
                return;
            }
            other => Said::Other(sentence(&other.to_string())),
        });
    }

    /// How long until the next try is taken.
    pub(super) fn wait(&self) -> Duration {
        let from = match self.with {
            With::Passphrase => self.passphrase_from,
            With::Pin => self.pin_from,
        };
        from.map_or(Duration::ZERO, |from| from.saturating_duration_since(Instant::now()))
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Order> {
        if self.checking {
            let words = desk.say(k::UNLOCK_CHECKING);
            super::first_run::making(desk, ui, rect, &words);
            return None;
        }
        match self.with {
            With::Passphrase => self.by_passphrase(desk, ui, rect),
            With::Pin => self.by_pin(desk, ui, rect),
        }
    }

    fn by_passphrase(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Order> {
        self.passphrase.listen(desk, ui);
        let ready = !self.passphrase.text(0).trim().is_empty() && self.wait().is_zero();
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let (title, unlock) = (desk.say(k::OPEN_TITLE), desk.say(k::UNLOCK));
        let heading = Heading {
            title: &title,
            words: "",
            back: Some("unlock.back"),
            go: Some(("unlock.submit", &unlock, ready)),
        };
        let head = desk.head(ui, top, &heading);
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 16.0);
        let (field, below) = split_top(body, Form::height(desk), 12.0);
        let label = desk.say(k::PASSPHRASE);
        let (field, side) = split_right(field, 200.0, 16.0);
        self.passphrase.field(desk, ui, field, 0, &label);
        let lower = side.with_min_y(side.bottom() - desk.at_least(52.0));
        show_or_hide(desk, ui, lower, &mut self.passphrase, "unlock.show");
        let (left, right) = split_right(below, 460.0, 24.0);
        let mut under = self.remarks(desk, ui, left);
        if self.staff.len() > 1 {
            under = self.choose_who(desk, ui, left.with_min_y(under));
        }
        if self.pin_will_do {
            let words = desk.say(k::UNLOCK_WITH_PIN);
            let place = Rect::from_min_size(pos2(left.left(), under), vec2(300.0, desk.at_least(theme::LINE)));
            if desk.pill(ui, place, "unlock.with-pin", &words, Look::Secondary) {
                self.turn(With::Pin);
            }
        }
        self.note(desk, ui, right);
        let done = keyboard::show(desk, ui, keys, "unlock", &mut self.passphrase);
        if head.back {
            return Some(Order::Leave);
        }
        if !(ready && (head.go || done)) {
            return None;
        }
        self.checking = true;
        let typed = self.passphrase.text(0);
        let secret = match RecoveryKey::parse(typed) {
            Ok(key) => Secret::RecoveryKey(key),
            Err(_) => self.whose(Secret::passphrase(typed)),
        };
        Some(Order::Try { secret })
    }

    fn by_pin(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Order> {
        self.pin.listen(desk, ui);
        let ready = self.pin.text(0).chars().count() >= 4 && self.wait().is_zero();
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let title = desk.say(k::UNLOCK_TITLE);
        let head = desk.head(ui, top, &Heading { title: &title, back: Some("unlock.back"), ..Heading::default() });
        let pad = keyboard::pad_size(desk);
        let rest = keyboard::beside_pad(rest, pad);
        let (left, right) = split_right(rest, pad.x, keyboard::PAD_ASIDE);
        let tall = desk.at_least(theme::BUTTON);
        let (pad_place, below) = split_top(right, pad.y.min(right.height() - tall - 18.0), 18.0);
        keyboard::pad(desk, ui, pad_place, "unlock", &mut self.pin);
        let unlock = desk.say(k::UNLOCK);
        let place = below.with_max_y(below.top() + tall);
        let go = desk.primary(ui, place, "unlock.submit", &unlock, ready);
        let (field, rest) = split_top(left, Form::height(desk), 16.0);
        let label = desk.say(k::PIN);
        self.pin.field(desk, ui, field, 0, &label);
        let mut under = self.remarks(desk, ui, rest);
        if self.staff.len() > 1 {
            under = self.choose_who(desk, ui, rest.with_min_y(under));
        }
        let words = desk.say(k::UNLOCK_WITH_PASSPHRASE);
        let place = Rect::from_min_size(pos2(rest.left(), under + 4.0), vec2(340.0, desk.at_least(theme::LINE)));
        if desk.pill(ui, place, "unlock.with-passphrase", &words, Look::Secondary) {
            self.turn(With::Passphrase);
        }
        self.note(desk, ui, rest.with_min_y(place.bottom() + 24.0));
        if head.back {
            return Some(Order::Leave);
        }
        if !(ready && go) {
            return None;
        }
        self.checking = true;
        Some(Order::Try { secret: self.whose(Secret::pin(self.pin.text(0))) })
    }

    fn turn(&mut self, with: With) {
        self.with = with;
        self.said = None;
        self.passphrase.clear();
        self.pin.clear();
    }

    /// Of whoever has chosen themselves.
    fn whose(&self, secret: Secret) -> Secret {
        match self.who.and_then(|who| self.staff.get(who)) {
            Some(staff) => secret.of(staff.id.to_string()),
            None => secret,
        }
    }

    /// What the last try came to, and how long to wait. Returns where the next thing may begin.
    fn remarks(&self, desk: &Desk<'_>, ui: &Ui, rect: Rect) -> f32 {
        let mut top = rect.top();
        let said = self.said.as_ref().map(|said| match said {
            Said::WrongPassphrase => desk.say(k::UNLOCK_WRONG_PASSPHRASE),
            Said::WrongPin { left } => desk.say_with(k::UNLOCK_WRONG_PIN, &[("left", &left.to_string())]),
            Said::PassphraseNeeded => desk.say(k::UNLOCK_NO_PIN),
            Said::Other(sentence) => sentence.clone(),
        });
        if let Some(said) = said {
            top = desk.paragraph(ui, rect, &said, theme::BODY, theme::CORAL_DEEP) + 6.0;
        }
        let wait = self.wait();
        if !wait.is_zero() {
            let words = desk.say_with(k::UNLOCK_WAIT, &[("time", &countdown(wait))]);
            top = desk.sentences(
                ui,
                rect.with_min_y(top),
                bevy_egui::egui::Align::LEFT,
                &words,
                22.0,
                true,
                theme::ink(),
            ) + 6.0;
        } else if self.with == With::Passphrase && self.said.is_some() {
            let words = desk.say(k::UNLOCK_FORGOTTEN);
            top = desk.paragraph(ui, rect.with_min_y(top), &words, theme::SMALL, theme::ink_soft()) + 6.0;
        }
        top + 6.0
    }

    /// Initials to choose oneself by. Returns where the next thing may begin.
    fn choose_who(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> f32 {
        let words = desk.say(k::UNLOCK_WHO);
        let line = desk.at_least(theme::LINE);
        let (label, chips) = split_left(rect.with_max_y(rect.top() + line), 130.0, 10.0);
        desk.text(ui, label, Align2::LEFT_CENTER, &words, theme::BODY, true, theme::ink());
        let wide = line.max(84.0);
        let mut place = Rect::from_min_size(chips.min, vec2(wide, line));
        for (number, staff) in self.staff.iter().enumerate() {
            let look = if self.who == Some(number) { Look::Chosen } else { Look::Secondary };
            if desk.pill(ui, place, &format!("unlock.who.{}", staff.id), staff.label.as_str(), look) {
                self.who = Some(number);
            }
            place = place.translate(vec2(wide + 10.0, 0.0));
            if place.right() > rect.right() {
                place = Rect::from_min_size(pos2(chips.left(), place.bottom() + 10.0), place.size());
            }
        }
        place.bottom() + 12.0
    }

    /// What opens the made-up school, so that a newcomer gets in.
    fn note(&self, desk: &Desk<'_>, ui: &Ui, rect: Rect) {
        let Some(demo) = &self.demo else { return };
        let lines = [
            demo.passphrase.as_deref().map(|words| desk.say_with(k::DEMO_NOTE_PASSPHRASE, &[("passphrase", words)])),
            demo.pin.as_deref().map(|digits| desk.say_with(k::DEMO_NOTE_PIN, &[("pin", digits)])),
        ];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        let high = 26.0 * (lines.len() + 1) as f32 + 28.0;
        let place = Rect::from_min_size(rect.min, vec2(rect.width().min(460.0), high));
        ui.painter().rect_filled(place, super::desk::corner(16.0), theme::amber());
        let inside = place.shrink2(vec2(18.0, 14.0));
        let title = desk.say(k::DEMO_NOTE);
        for (row, (line, bold)) in
            std::iter::once((title, true)).chain(lines.into_iter().map(|line| (line, false))).enumerate()
        {
            let at = Rect::from_min_size(inside.min + vec2(0.0, 26.0 * row as f32), vec2(inside.width(), 26.0));
            desk.text(ui, at, Align2::LEFT_CENTER, &line, theme::BODY, bold, theme::ink());
        }
    }
}

fn from_now(wait: Duration) -> Option<Instant> {
    (!wait.is_zero()).then(|| Instant::now() + wait)
}

/// Minutes and seconds, the last second counted in full.
fn countdown(wait: Duration) -> String {
    let seconds = wait.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// An error's message as a sentence of its own.
pub(super) fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if message.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use super::*;
    use bevy_egui::egui::{Key, pos2};

    fn whole() -> Rect {
        Rect::from_min_max(pos2(48.0, 26.0), pos2(1232.0, 774.0))
    }

    #[test]
    fn a_pin_is_tapped_and_tried_and_not_before_it_is_long_enough() {
        let (mut bench, mut unlock) = (Bench::new(), Unlock::new(true));
        for digit in ["4", "7", "1"] {
            bench.tap(&format!("unlock.key.{digit}"), |desk, ui| unlock.show(desk, ui, whole()));
        }
        bench.pass(Vec::new(), |desk, ui| unlock.show(desk, ui, whole()));
        assert!(!bench.map.contains_key("unlock.submit"));
        bench.tap("unlock.key.1", |desk, ui| unlock.show(desk, ui, whole()));
        let order = bench.tap("unlock.submit", |desk, ui| unlock.show(desk, ui, whole()));
        assert!(matches!(order, Some(Order::Try { secret: Secret::Pin { who: None, .. } })));
        assert!(unlock.checking);
    }

    #[test]
    fn a_passphrase_is_tapped_letter_by_letter_and_escape_leads_back() {
        let (mut bench, mut unlock) = (Bench::new(), Unlock::new(false));
        for key in ["g", "o", "space", "shift", "N", "numbers", "7", "backspace", "letters", "w"] {
            bench.tap(&format!("unlock.key.{key}"), |desk, ui| unlock.show(desk, ui, whole()));
        }
        assert_eq!(unlock.passphrase.text(0), "go Nw");
        let order = bench.key(Key::Escape, |desk, ui| unlock.show(desk, ui, whole()));
        assert!(matches!(order, Some(Order::Leave)));
        let order = bench.key(Key::Enter, |desk, ui| unlock.show(desk, ui, whole()));
        assert!(matches!(order, Some(Order::Try { secret: Secret::Passphrase { .. } })), "Enter is the primary action");
    }

    #[test]
    fn while_one_must_wait_nothing_is_tried() {
        let (mut bench, mut unlock) = (Bench::new(), Unlock::new(false));
        bench.tap("unlock.key.a", |desk, ui| unlock.show(desk, ui, whole()));
        unlock.refused(&StoreError::TooSoon(Duration::from_secs(60)));
        bench.tap("unlock.key.a", |desk, ui| unlock.show(desk, ui, whole()));
        assert!(bench.key(Key::Enter, |desk, ui| unlock.show(desk, ui, whole())).is_none());
        assert!(!unlock.checking && !bench.map.contains_key("unlock.submit"));
    }

    #[test]
    fn the_wait_counts_down_to_its_last_second() {
        assert_eq!(countdown(Duration::from_millis(4001)), "0:05");
        assert_eq!(countdown(Duration::from_millis(1)), "0:01");
        assert_eq!(countdown(Duration::from_secs(900)), "15:00");
    }

    #[test]
    fn the_fifth_wrong_pin_asks_for_the_passphrase() {
        let mut unlock = Unlock::new(true);
        unlock.refused(&StoreError::WrongPin { left: 2, wait: Duration::from_secs(5) });
        assert_eq!((unlock.with, unlock.wait().is_zero()), (With::Pin, false));
        unlock.refused(&StoreError::WrongPin { left: 0, wait: Duration::ZERO });
        assert_eq!((unlock.with, unlock.pin_will_do), (With::Passphrase, false));
        assert!(unlock.wait().is_zero(), "the wait is the PIN's, not the passphrase's");
    }

    #[test]
    fn an_error_reads_as_a_sentence() {
        assert_eq!(sentence("the disk is full"), "The disk is full.");
    }
}
