//! Sentences, typed: a rule's two, a title, or who approved it.

use super::super::desk::{Desk, Heading, split_bottom, split_top};
use super::super::keyboard;
use super::super::theme;
use super::super::typing::{Form, Kind};
use super::keys as a;
use bevy_egui::egui::{Rect, Ui};

/// What is typed.
#[derive(Debug)]
pub(super) struct Writing {
    what: What,
    form: Form,
    /// What is translated.
    english: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Rule,
    Title,
    By,
    /// Into another language; of a rule's two sentences or of one.
    Translation {
        both: bool,
    },
}

/// How the page was left.
pub(super) enum Left {
    Back,
    /// The first sentence, and the second; empty where there is none.
    Words(String, String),
}

impl Writing {
    /// A rule's sentences.
    pub(super) fn rule(words: &str, more: &str) -> Self {
        let mut form = Form::new(&[("agreements.words", Kind::Sentence), ("agreements.more", Kind::Sentence)]);
        form.set(0, words);
        form.set(1, more);
        Self { what: What::Rule, form, english: String::new() }
    }

    pub(super) fn title(title: &str) -> Self {
        let mut form = Form::new(&[("agreements.title", Kind::Sentence)]);
        form.set(0, title);
        Self { what: What::Title, form, english: String::new() }
    }

    /// Who approved it.
    pub(super) fn by(by: &str) -> Self {
        let mut form = Form::new(&[("agreements.by", Kind::Sentence)]);
        form.set(0, by);
        Self { what: What::By, form, english: String::new() }
    }

    /// What an English sentence, or two of them, are in another language.
    pub(super) fn translation(words: &str, more: Option<&str>, english: &str) -> Self {
        let both = [("agreements.words", Kind::Sentence), ("agreements.more", Kind::Sentence)];
        let mut form = Form::new(both.get(..if more.is_some() { 2 } else { 1 }).unwrap_or_default());
        form.set(0, words);
        form.set(1, more.unwrap_or_default());
        Self { what: What::Translation { both: more.is_some() }, form, english: english.to_owned() }
    }

    /// The page; `most` is how many words are easy.
    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, most: Option<usize>) -> Option<Left> {
        let Self { what, form, english } = self;
        form.listen(desk, ui);
        let ready = !form.text(0).trim().is_empty();
        let (top, rest) = split_top(rect, desk.head_height(), 12.0);
        let (title, words) = match what {
            What::Rule => (a::RULE_WORDS, a::TYPE_RULE_WORDS),
            What::Title => (a::TYPE_TITLE, a::TYPE_TITLE_WORDS),
            What::By => (a::TYPE_BY, a::TYPE_BY_WORDS),
            What::Translation { .. } => (a::LANGUAGE_TYPE, a::TYPE_RULE_WORDS),
        };
        let (title, mut words, save) = (desk.say(title), desk.say(words), desk.say(a::TYPE_SAVE));
        let translates = matches!(what, What::Translation { .. });
        if translates {
            words.clone_from(english);
        }
        let go = Some(("agreements.save", save.as_str(), ready));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("agreements.back"), go });
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 12.0);
        let (first, below) = split_top(body, Form::height(desk), 8.0);
        let label = match what {
            What::Rule => desk.say(a::TYPE_RULE),
            What::By => desk.say(a::EDIT_BY),
            What::Title | What::Translation { .. } => title,
        };
        form.field(desk, ui, first, 0, &label);
        if matches!(what, What::Rule | What::Translation { both: true }) {
            let (second, below) = split_top(below, Form::height(desk), 6.0);
            let label = desk.say(a::TYPE_MORE);
            form.field(desk, ui, second, 1, &label);
            if let Some(most) = most {
                let words = [form.text(0), form.text(1)].map(|text| text.split_whitespace().count());
                let count = words.into_iter().max().unwrap_or_default();
                let values = [("words", count.to_string()), ("most", most.to_string())];
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let said = desk.say_with(a::TYPE_COUNT, &values);
                let colour = if count > most { theme::CORAL_DEEP } else { theme::ink_soft() };
                desk.paragraph(ui, below, &said, theme::SMALL, colour);
            }
        }
        let done = keyboard::show(desk, ui, keys, "agreements", form);
        if head.back {
            return Some(Left::Back);
        }
        let said = |place: usize| form.text(place).trim().to_owned();
        ((head.go || done) && ready).then(|| Left::Words(said(0), said(1)))
    }
}
