//! The words of one language at run time.

use super::dates;
use super::keys;
use super::locale::Locale;
use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use unic_langid::CharacterDirection;

pub use fluent::FluentValue as Value;

/// Which way a language is read, and so which way the layout runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As English.
    LeftToRight,
    /// As Urdu and Arabic: the whole layout is mirrored.
    RightToLeft,
}

/// The words of one language, with English behind them for what is missing. May be shared between threads.
pub struct Words {
    tag: String,
    direction: Direction,
    bundle: Arc<FluentBundle<FluentResource>>,
    /// Sentences that a school has worded itself, by the names that [`super::adopt`] gives them.
    own: BTreeMap<String, String>,
    /// What is asked when this language has no such message; `None` for English itself.
    english: Option<Arc<Self>>,
    /// Keys that were logged as missing already.
    missed: Mutex<BTreeSet<String>>,
}

impl Words {
    pub(crate) fn new(locale: Locale, english: Option<Arc<Self>>) -> Self {
        let direction = match locale.id.character_direction() {
            CharacterDirection::RTL => Direction::RightToLeft,
            CharacterDirection::LTR | CharacterDirection::TTB => Direction::LeftToRight,
        };
        let mut bundle = FluentBundle::new_concurrent(vec![locale.id]);
        // Isolation marks keep a name like “Zofia” in its place in Urdu words. Left-to-right words do without: some
        // viewers of exported text draw them as boxes.
        bundle.set_use_isolating(direction == Direction::RightToLeft);
        for file in locale.files {
            if bundle.add_resource(file.resource).is_err() {
                tracing::warn!(language = %locale.tag, file = %file.name, "a message is there twice; the first is used");
            }
        }
        Self {
            tag: locale.tag,
            direction,
            bundle: Arc::new(bundle),
            own: BTreeMap::new(),
            english,
            missed: Mutex::default(),
        }
    }

    /// The same words, with these sentences of a school's own and this English behind them.
    pub(super) fn with_own(&self, own: BTreeMap<String, String>, english: Option<Arc<Self>>) -> Self {
        let (tag, bundle) = (self.tag.clone(), Arc::clone(&self.bundle));
        Self { tag, direction: self.direction, bundle, own, english, missed: Mutex::default() }
    }

    /// BCP 47 tag, for instance `en-GB`.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.tag
    }

    /// What the language calls itself, for instance `Cymraeg`.
    #[must_use]
    pub fn language_name(&self) -> String {
        self.text(keys::LANGUAGE_NAME)
    }

    /// Which way it is read.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether there are words for a key, here or in English.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.has_own(key) || self.english.as_ref().is_some_and(|english| english.has(key))
    }

    /// Whether this language itself has words for a key.
    pub(crate) fn has_own(&self, key: &str) -> bool {
        self.own.contains_key(key) || self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// The words of a message that needs nothing filled in. Without such a message here or in English it is the key in
    /// square brackets, so that a missing word shows, and the log says so once.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.filled(key, &FluentArgs::new())
    }

    /// The words of a message with its variables filled in: texts, numbers (in plain digits, `2026`), or [`Value`]s where
    /// both are mixed.
    #[must_use]
    pub fn text_with<'v, V: Into<Value<'v>> + Clone>(&self, key: &str, values: &[(&'v str, V)]) -> String {
        let arguments: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.filled(key, &arguments)
    }

    fn filled(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        self.format(key, arguments)
            .or_else(|| self.english.as_ref().and_then(|english| english.format(key, arguments)))
            .unwrap_or_else(|| {
                self.log_once(key, "no language has this message; promise-tree lessons check lists what is missing");
                format!("[{key}]")
            })
    }

    /// A day in words, for instance `22 November 2026`.
    #[must_use]
    pub fn date_long(&self, date: jiff::civil::Date) -> String {
        dates::date_long(self, date)
    }

    /// A time of day to the minute, for instance `9:24` or `13:05`.
    #[must_use]
    pub fn time(&self, time: jiff::civil::Time) -> String {
        dates::time_of_day(self, time)
    }

    fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        if let Some(own) = self.own.get(key) {
            return Some(own.clone());
        }
        let message = self.bundle.get_message(key)?;
        let pattern = message.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
        if !errors.is_empty() {
            // The errors themselves are not logged: they may quote a name.
            self.log_once(key, "this message could not be filled in completely");
        }
        Some(text)
    }

    fn log_once(&self, key: &str, what: &'static str) {
        let mut missed = self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        if missed.insert(key.to_owned()) {
            tracing::warn!(language = %self.tag, key, "{what}");
        }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("language", &self.tag).finish_non_exhaustive()
    }
}
