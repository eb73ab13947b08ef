//! A ticket typed in: the address, then thirteen words, each looked at as it comes. Two letters of a word are mostly enough.

use super::super::desk::{Desk, Heading, Look, corner, split_bottom, split_left, split_top};
use super::super::typing::{Form, Kind};
use super::super::unlock::sentence;
use super::super::{keyboard, register_keys as r, theme};
use crate::sync::ticket::{Ticket, WORDS_OF_A_TICKET, is_address, is_word, words_that_begin};
use bevy_egui::egui::{Align2, Color32, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// What was typed so far.
#[derive(Debug)]
pub(super) struct Typing {
    form: Form,
}

/// What came of a pass.
pub(super) enum Left {
    Back,
    Ticket(Ticket),
}

impl Default for Typing {
    fn default() -> Self {
        Self { form: Form::new(&[("register.address", Kind::Address), ("register.words", Kind::Ticket)]) }
    }
}

/// Words that are offered for what was begun.
const OFFERED: usize = 6;
/// Words in a row.
const COLUMNS: usize = 7;

impl Typing {
    /// As if a ticket had been typed so far, and a letter of the next word.
    pub(super) fn so_far(ticket: &Ticket, words: usize) -> Self {
        let mut typing = Self::default();
        typing.form.set(0, &ticket.address);
        let text = ticket.to_text();
        let typed: Vec<&str> = text.split(' ').skip(1).take(words).collect();
        let text = zeroize::Zeroizing::new(format!("{} b", typed.join(" ")));
        typing.form.set(1, &text);
        typing
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Left> {
        self.form.listen(desk, ui);
        let text = zeroize::Zeroizing::new(format!("{} {}", self.form.text(0), self.form.text(1)));
        let parsed = Ticket::parse(&text);
        let (top, rest) = split_top(rect, desk.head_height(), 12.0);
        let (title, go) = (desk.say(r::TYPE_TITLE), desk.say(r::TYPE_GO));
        let typed = self.form.text(1).split_whitespace().count();
        let words = match &parsed {
            Err(error) if typed >= WORDS_OF_A_TICKET && is_address(self.form.text(0)) => sentence(&error.to_string()),
            _ if typed == 0 => desk.say(r::TYPE_WORDS),
            _ => {
                desk.say_with(r::TYPE_COUNT, &[("count", &typed.to_string()), ("all", &WORDS_OF_A_TICKET.to_string())])
            }
        };
        let go = Some(("register.look-up", go.as_str(), parsed.is_ok()));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("register.back"), go });
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 12.0);
        let (fields, below) = split_top(body, Form::height(desk), 10.0);
        let (left, right) = split_left(fields, fields.width() * 0.36, 20.0);
        let labels = [desk.say(r::TYPE_ADDRESS), desk.say(r::TYPE_TICKET)];
        for (place, (field, label)) in [left, right].into_iter().zip(labels).enumerate() {
            self.form.field(desk, ui, field, place, &label);
        }
        let (slots, offers) = split_bottom(below, desk.at_least(theme::LINE), 8.0);
        self.words(desk, ui, slots);
        self.offers(desk, ui, offers);
        let done = keyboard::show(desk, ui, keys, "register", &mut self.form);
        if head.back {
            return Some(Left::Back);
        }
        parsed.ok().filter(|_| head.go || done).map(Left::Ticket)
    }

    /// The words so far, numbered; one that no ticket has stands out.
    fn words(&self, desk: &Desk<'_>, ui: &Ui, rect: Rect) {
        let text = self.form.text(1);
        let begun = !text.ends_with(' ');
        let words: Vec<&str> = text.split_whitespace().collect();
        let gap = 8.0;
        let wide = (rect.width() - (COLUMNS - 1) as f32 * gap) / COLUMNS as f32;
        let tall = ((rect.height() - gap) / 2.0).clamp(18.0, 44.0);
        for place in 0..WORDS_OF_A_TICKET {
            let step = vec2((place % COLUMNS) as f32 * (wide + gap), (place / COLUMNS) as f32 * (tall + gap));
            let slot = Rect::from_min_size(rect.min + step, vec2(wide, tall));
            let word = words.get(place).copied().unwrap_or_default();
            let last = begun && place + 1 == words.len();
            let good = is_word(word) || (last && words_that_begin(word).next().is_some());
            let (edge, ink) = match (word.is_empty(), good) {
                (true, _) => (theme::edge(), theme::ink_soft()),
                (false, true) => (theme::leaf(), theme::ink()),
                (false, false) => (theme::CORAL_DEEP, theme::CORAL_DEEP),
            };
            let stroke = Stroke::new(2.0, edge);
            ui.painter().rect(slot, corner(10.0), Color32::WHITE, stroke, StrokeKind::Inside);
            let (number, rest) = split_left(slot.shrink2(vec2(10.0, 0.0)), 24.0, 2.0);
            let shown = (place + 1).to_string();
            desk.text(ui, number, Align2::LEFT_CENTER, &shown, 15.0, false, theme::ink_soft());
            desk.text(ui, rest, Align2::LEFT_CENTER, word, theme::SMALL, true, ink);
        }
    }

    /// Words that begin as the last one does; a tap writes it out.
    fn offers(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) {
        let text = self.form.text(1);
        let begun = text.rsplit(' ').next().unwrap_or_default();
        if begun.is_empty() || text.split_whitespace().count() > WORDS_OF_A_TICKET {
            return;
        }
        let before = text.strip_suffix(begun).unwrap_or_default();
        let gap = 10.0;
        let wide = (rect.width() - (OFFERED - 1) as f32 * gap) / OFFERED as f32;
        let mut chosen = None;
        for (place, word) in words_that_begin(begun).take(OFFERED).enumerate() {
            let left = rect.left() + place as f32 * (wide + gap);
            let chip = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height()));
            if desk.pill(ui, chip, &format!("register.word.{word}"), word, Look::Secondary) {
                chosen = Some(zeroize::Zeroizing::new(format!("{before}{word} ")));
            }
        }
        if let Some(text) = chosen {
            self.form.set(1, &text);
            self.form.activate(ui, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::bench::Bench;
    use super::*;
    use bevy_egui::egui::Event;

    #[test]
    fn a_ticket_is_typed_with_a_real_keyboard_and_words_are_finished_by_a_tap() {
        let mut bench = Bench::new();
        let secret = crate::sync::ticket::TicketSecret::new([3; 12]);
        let ticket = Ticket { address: "10.0.3.7:8443".into(), secret };
        let text = ticket.to_text();
        let mut typing = Typing::default();
        let sheet = Rect::from_min_max(pos2(48.0, 26.0), pos2(1232.0, 774.0));
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| typing.show(desk, ui, sheet);
        bench.pass(Vec::new(), &mut draw);
        assert!(!bench.map.contains_key("register.look-up"), "nothing to look up yet");
        let last = text.rsplit(' ').next().unwrap();
        let most = text.strip_suffix(last).unwrap();
        // The space after the address goes on to the words.
        bench.pass(vec![Event::Text(format!("{most}{}", &last[..2]))], &mut draw);
        bench.tap(&format!("register.word.{last}"), &mut draw);
        match bench.tap("register.look-up", &mut draw) {
            Some(Left::Ticket(typed)) => assert_eq!(typed, ticket),
            _ => panic!("it was not taken"),
        }
    }
}
