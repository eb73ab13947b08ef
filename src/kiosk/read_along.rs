//! The word that is being said is marked on the screen, so that a child who learns to read can follow.
//!
//! When each word begins was measured when the clip was made, and stands in the narration's manifest. A clip that nobody
//! measured (a person's recording) is marked as a whole. Nothing is marked while nothing is heard.

use super::frame::Alarm;
use super::panel::Metrics;
use super::school::Lang;
use super::voice::Voice;
use super::widgets::Words;
use super::{Stage, theme};
use crate::content::ClipRef;
use crate::domain::ids::Key;
use bevy::ecs::spawn::SpawnIter;
use bevy::prelude::*;
use bevy::text::{FontSource, FontWeight, TextBackgroundColor};
use std::ops::Deref;
use std::time::Duration;

/// The words of a message, and which message it is.
#[derive(Debug, Clone)]
pub(super) struct Line {
    key: Option<Key>,
    words: String,
}

impl Line {
    /// The words of the message `key`.
    pub(super) fn of(lang: &Lang, key: &str) -> Self {
        Self { key: Key::new(key).ok(), words: lang.text(key) }
    }
}

impl Deref for Line {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

/// This text is that message; its words are its children, with the spaces between them.
#[derive(Component, Debug, Clone)]
struct Spoken(Option<Key>);

/// One word of a message, counted from 0.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
struct Word(usize);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, follow.in_set(Stage::Show).after(super::voice::carry));
}

/// A text of `size` design units whose words are marked as they are said.
pub(super) fn spoken_text(metrics: &Metrics, line: &Line, size: f32, weight: FontWeight) -> impl Bundle + use<> {
    let font = TextFont {
        font: FontSource::SansSerif,
        font_size: (size * metrics.unit * metrics.letters).into(),
        weight,
        ..default()
    };
    let of_word = font.clone();
    let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
    let last = words.len().saturating_sub(1);
    let spans = words.into_iter().enumerate().flat_map(move |(number, word)| {
        // A word and the space behind it are two spans: only the word is marked.
        let gap = (number < last).then(|| (" ".to_owned(), None));
        std::iter::once((word, Some(Word(number)))).chain(gap)
    });
    let spans = spans.map(move |(letters, word)| {
        // A span that is no word has a number that no clip reaches.
        let word = word.unwrap_or(Word(usize::MAX));
        (TextSpan(letters), of_word.clone(), TextColor(theme::INK), TextBackgroundColor(Color::NONE), word)
    });
    (
        Words,
        Spoken(line.key.clone()),
        Text::default(),
        font,
        TextColor(theme::INK),
        Pickable::IGNORE,
        Children::spawn(SpawnIter(spans)),
    )
}

/// What is said at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Now {
    /// Which of the messages.
    message: usize,
    /// Which of its words; `None` is all of them.
    word: Option<usize>,
    /// When this will no longer be so, counted from the first sound.
    until: Duration,
}

/// What is said `into` after the first of the clips began, one being played right behind the other.
fn said_at(clips: &[Option<ClipRef>], into: Duration) -> Option<Now> {
    let mut begin = Duration::ZERO;
    for (message, clip) in clips.iter().enumerate() {
        let Some(clip) = clip else { continue };
        let end = begin + Duration::from_millis(clip.milliseconds.into());
        if into < end {
            let starts = || clip.words.iter().map(|start| begin + Duration::from_millis((*start).into()));
            // Before the first word there is a breath; it belongs to that word.
            let word = starts().filter(|start| *start <= into).count().saturating_sub(1);
            let next = starts().nth(word + 1);
            let word = (!clip.words.is_empty()).then_some(word);
            return Some(Now { message, word, until: next.unwrap_or(end) });
        }
        begin = end;
    }
    None
}

fn follow(
    voice: Res<Voice>,
    lang: Option<Res<Lang>>,
    texts: Query<(&Spoken, &Children)>,
    mut words: Query<(&Word, &mut TextBackgroundColor)>,
    alarm: Option<Res<Alarm>>,
) {
    let now = voice.heard().zip(lang).and_then(|(into, lang)| {
        let clips: Vec<Option<ClipRef>> = voice.said.iter().map(|key| lang.clip(key)).collect();
        let now = said_at(&clips, into)?;
        if let Some(alarm) = &alarm {
            alarm.ring_after(now.until.saturating_sub(into));
        }
        Some((voice.said.get(now.message)?, now.word))
    });
    for (Spoken(key), children) in &texts {
        for child in children {
            let Ok((Word(number), mut behind)) = words.get_mut(*child) else { continue };
            let marked =
                now.is_some_and(|(said, word)| Some(said) == key.as_ref() && word.is_none_or(|word| word == *number));
            behind.set_if_neq(TextBackgroundColor(if marked { theme::SAID_NOW } else { Color::NONE }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clip(milliseconds: u32, words: &[u32]) -> Option<ClipRef> {
        Some(ClipRef { path: "a.ogg".into(), milliseconds, words: words.to_vec() })
    }

    fn at(clips: &[Option<ClipRef>], milliseconds: u64) -> Option<(usize, Option<usize>, u64)> {
        let now = said_at(clips, Duration::from_millis(milliseconds))?;
        Some((now.message, now.word, u64::try_from(now.until.as_millis()).unwrap()))
    }

    #[test]
    fn each_word_is_marked_from_its_own_beginning_to_the_next() {
        let clips = [clip(1000, &[100, 400]), None, clip(500, &[80])];
        assert_eq!(at(&clips, 0), Some((0, Some(0), 400)));
        assert_eq!(at(&clips, 399), Some((0, Some(0), 400)));
        assert_eq!(at(&clips, 400), Some((0, Some(1), 1000)));
        assert_eq!(
            at(&clips, 1000),
            Some((2, Some(0), 1500)),
            "the next clip follows at once; a silent message is skipped"
        );
        assert_eq!(at(&clips, 1500), None, "then nothing is marked");
    }

    #[test]
    fn a_recording_that_nobody_measured_is_marked_as_a_whole() {
        assert_eq!(at(&[clip(1000, &[])], 10), Some((0, None, 1000)));
    }
}
