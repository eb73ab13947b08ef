//! Where a class stumbled in its lessons: how often an answer did not fit, by question and without names, for the teacher
//! alone. It is forgotten when the tree is closed, unless the teacher keeps it for the next lesson.

use super::school::Lang;
use crate::domain::ids::{ClassId, Key};
use crate::domain::play::{Audience, Play};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How often an answer did not fit, by question: without names, for the teacher alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stumbles {
    /// What the teacher sees.
    pub seen: BTreeMap<Key, u32>,
    /// What children alone have added since; it is shown when enough of them have, so that two looks tell nobody's.
    held: BTreeMap<Key, u32>,
    /// How many children that is.
    children: usize,
}

/// Fewer children's stumbles together than these are not shown.
const TOGETHER: usize = 5;

impl Stumbles {
    /// Adds a lesson that was played to its end; `last`: it was the last of those that are played.
    pub(super) fn add(&mut self, play: &Play, last: bool) {
        let alone = play.audience() == Audience::Alone;
        let into = if alone { &mut self.held } else { &mut self.seen };
        for (question, times) in play.stumbled_at() {
            *into.entry(question.clone()).or_default() += times;
        }
        self.children += usize::from(alone && last);
        if self.children >= TOGETHER {
            self.children = 0;
            for (question, times) in std::mem::take(&mut self.held) {
                *self.seen.entry(question).or_default() += times;
            }
        }
    }

    /// What the teacher sees, most often first.
    pub(super) fn worst_first(&self) -> Vec<(&Key, u32)> {
        let mut all: Vec<(&Key, u32)> = self.seen.iter().map(|(question, times)| (question, *times)).collect();
        all.sort_by_key(|(_, times)| Reverse(*times));
        all
    }

    /// The same to keep, in words: a lesson may be changed before they are read again.
    pub(super) fn to_keep(&self, lang: &Lang, now_ms: i64) -> KeptStumbles {
        let questions = self.worst_first().into_iter().map(|(question, times)| (lang.text(question.as_str()), times));
        KeptStumbles { kept_ms: now_ms, questions: questions.collect() }
    }
}

/// What a teacher has kept of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptStumbles {
    /// When, milliseconds since 1970 (UTC).
    pub kept_ms: i64,
    /// The questions in the language they were asked in, with how often an answer did not fit; most often first.
    pub questions: Vec<(String, u32)>,
}

/// The name of the setting that a class's kept stumbles are stored under; `null` is nothing kept.
pub(super) fn setting(class: &ClassId) -> String {
    format!("stumbles.{class}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::domain::ids::LessonId;
    use crate::domain::play::{Input, Moment};
    use std::path::Path;
    use std::sync::Arc;

    /// A lesson played with one answer that does not fit.
    fn stumbled(players: Audience) -> Play {
        let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let lesson = content.lesson(&LessonId::new("the-cover-up").unwrap()).unwrap().clone();
        let (mut play, _) = Play::begin(lesson, players, 1);
        while play.moment() != Moment::Question {
            play.apply(Input::Next);
        }
        play.apply(Input::Act(crate::domain::lesson::WindowAct::Close));
        play
    }

    #[test]
    fn the_teacher_sees_the_stumbles_of_a_class_at_once_and_those_of_children_five_at_a_time() {
        let mut stumbles = Stumbles::default();
        let alone = stumbled(Audience::Alone);
        for _ in 0..4 {
            stumbles.add(&alone, true);
        }
        assert!(stumbles.seen.is_empty(), "four could be told apart by looking twice");
        let mut several = stumbles.clone();
        several.add(&alone, false);
        assert!(several.seen.is_empty(), "whoever plays another lesson after this one is counted after that");
        stumbles.add(&alone, true);
        assert_eq!(stumbles.seen.values().sum::<u32>(), 5);
        stumbles.add(&alone, true);
        assert_eq!(stumbles.seen.values().sum::<u32>(), 5);
        stumbles.add(&stumbled(Audience::Class), true);
        assert_eq!(stumbles.seen.values().sum::<u32>(), 6);
    }

    #[test]
    fn what_is_kept_is_in_words_with_the_worst_first() {
        let content = Arc::new(Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap());
        let lang = Lang::new(content, "en-GB").unwrap();
        let mut stumbles = Stumbles::default();
        stumbles.add(&stumbled(Audience::Class), true);
        let asked = stumbles.seen.keys().next().cloned().unwrap();
        stumbles.seen.insert(Key::new("the-link-remember").unwrap(), 4);
        let kept = stumbles.to_keep(&lang, 5);
        let read: KeptStumbles = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
        assert_eq!(read, kept);
        assert_eq!((read.kept_ms, read.questions.len(), read.questions[0].1), (5, 2, 4));
        assert_eq!(read.questions[1], (lang.text(asked.as_str()), 1));
    }
}
