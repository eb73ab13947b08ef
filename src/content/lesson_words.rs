//! How long a lesson's words may be: short enough to be heard, and read by whoever can read them.

use super::fault::{Fault, Place};
use super::fault_kind::{FaultKind, Length, TooLong};
use super::fluent_file::{FluentFile, Message};
use super::locale::Locale;
use crate::domain::ids::{Key, StepId};
use crate::domain::school::KeyStage;

/// What a message of a lesson is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Somebody says it.
    Line,
    /// A child sends it.
    Message,
    /// Above the answers.
    Question,
    /// On an answer, a box, a card, a thing.
    Label,
    /// The title, the sentence to take home, the question for the class.
    Heading,
    /// The name of a thread.
    Name,
    /// For the teacher alone.
    Teacher,
}

impl Role {
    /// Whether it stands on the screen together with the step's question.
    pub(crate) fn is_on_the_question_screen(self) -> bool {
        matches!(self, Self::Question | Self::Label | Self::Message)
    }

    /// The file it belongs in, for a lesson called `id`.
    pub(crate) fn file(self, id: &str) -> String {
        let folder = if self == Self::Teacher { super::TEACHERS_FOLDER } else { super::LESSONS_FOLDER };
        format!("{folder}/{id}.ftl")
    }

    /// What it may be at most, and how long that is; `None` where only sentences are counted.
    fn limit(self, key_stage: KeyStage) -> Option<(Length, usize)> {
        let most = |ks1: usize, ks2: usize| if key_stage == KeyStage::Ks1 { ks1 } else { ks2 };
        match self {
            Self::Line | Self::Message => Some((Length::Message, most(20, 36))),
            Self::Question | Self::Heading => Some((Length::Question, most(12, 18))),
            Self::Label | Self::Name => Some((Length::Label, most(5, 6))),
            Self::Teacher => Some((Length::Note, 60)),
        }
    }
}

/// The words that are on the screen at once.
#[derive(Debug)]
pub(crate) struct Screen {
    /// Whose question it is.
    pub(crate) step: StepId,
    /// Where the step stands.
    pub(crate) place: Place,
    /// The question and everything it can be answered with.
    pub(crate) keys: Vec<Key>,
}

fn sentence_limit(key_stage: KeyStage) -> usize {
    match key_stage {
        KeyStage::Ks1 => 10,
        KeyStage::Ks2 => 18,
    }
}

fn screen_limit(key_stage: KeyStage) -> usize {
    match key_stage {
        KeyStage::Ks1 => 40,
        KeyStage::Ks2 => 60,
    }
}

/// One message of a lesson in one language: text alone, and short enough for what it is for.
pub(crate) fn check(
    locale: &Locale,
    (file, message): (&FluentFile, &Message),
    role: Role,
    key_stage: KeyStage,
    faults: &mut Vec<Fault>,
) {
    let key = || message.key.clone();
    let Some(text) = &message.plain else {
        if message.has_value {
            faults.push(Fault::at(file.place(message), FaultKind::WordsNotPlain { key: key() }));
        }
        return;
    };
    // Other languages need more or fewer words for the same; what is counted is the English.
    if locale.tag != super::REFERENCE {
        return;
    }
    let mut report = |length, words, most| {
        let what = FaultKind::TooLong(TooLong { key: key(), length, words, most, key_stage });
        faults.push(Fault::at(file.place(message), what));
    };
    if let Some((length, most)) = role.limit(key_stage) {
        let words = word_count(text);
        if words > most {
            return report(length, words, most);
        }
    }
    if role != Role::Teacher {
        let most = sentence_limit(key_stage);
        if let Some(words) = sentences(text).map(word_count).find(|words| *words > most) {
            report(Length::Sentence, words, most);
        }
    }
}

/// What is on one screen of a lesson, in English.
pub(crate) fn check_screen(english: &Locale, screen: &Screen, key_stage: KeyStage, faults: &mut Vec<Fault>) {
    let texts = screen.keys.iter().filter_map(|key| english.get(key.as_str())?.1.plain.as_deref());
    let words: usize = texts.map(word_count).sum();
    let most = screen_limit(key_stage);
    if words > most {
        let step = screen.step.clone();
        faults.push(Fault::at(screen.place.clone(), FaultKind::ScreenTooFull { step, words, most, key_stage }));
    }
}

/// Words as a child says them: what stands between spaces and has a letter or digit in it, so “grown-ups” is one and a
/// dash is none.
pub(crate) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|part| part.chars().any(char::is_alphanumeric)).count()
}

/// What ends with `.`, `!`, `?` or `…`.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_no_word() {
        assert_eq!(word_count("Grown-ups may check – it’s to keep me safe."), 8);
    }

    #[test]
    fn sentences_are_counted_one_by_one() {
        let counts: Vec<usize> = sentences("Oh! I do not like it. “Who did it?” Not me…").map(word_count).collect();
        assert_eq!(counts, [1, 5, 3, 2]);
    }
}
