//! Which letters can be printed. A letter that the fonts lack is never printed as a silent box: a sign stands in its
//! place, and the page says so.

use std::cell::Cell;
use std::collections::HashSet;
use typst::foundations::{IntoValue, Value};
use typst::text::Font;

/// Stands where letters are missing.
pub(super) const SIGN: &str = "[…]";

const NO_BREAK_SPACE: char = '\u{a0}';

/// The letters that every one of our fonts holds.
pub(super) struct Alphabet(HashSet<u32>);

impl Alphabet {
    pub(super) fn of(fonts: &[Font]) -> Self {
        let mut fonts = fonts.iter().map(|font| font.info().coverage.iter().collect::<HashSet<u32>>());
        let first = fonts.next().unwrap_or_default();
        Self(fonts.fold(first, |held, more| &held & &more))
    }

    fn holds(&self, c: char) -> bool {
        self.0.contains(&c.into())
    }
}

/// Text on its way to one document.
pub(super) struct Letters<'a> {
    alphabet: &'a Alphabet,
    missing: Cell<bool>,
}

impl<'a> Letters<'a> {
    pub(super) fn new(alphabet: &'a Alphabet) -> Self {
        Self { alphabet, missing: Cell::new(false) }
    }

    /// The text as it can be printed.
    pub(super) fn set(&self, text: &str) -> String {
        let mut printed = String::with_capacity(text.len());
        for c in text.chars() {
            if c != NO_BREAK_SPACE && (c.is_whitespace() || c.is_control()) {
                if !printed.is_empty() && !printed.ends_with(' ') {
                    printed.push(' ');
                }
            } else if is_invisible(c) {
                continue;
            } else if self.alphabet.holds(c) {
                printed.push(c);
            } else {
                self.missing.set(true);
                if !printed.ends_with(SIGN) {
                    printed.push_str(SIGN);
                }
            }
        }
        printed.truncate(printed.trim_end().len());
        printed
    }

    /// The same, as a value for a template.
    pub(super) fn value(&self, text: &str) -> Value {
        self.set(text).into_value()
    }

    /// Whether any text so far had a letter that cannot be printed.
    pub(super) fn are_missing(&self) -> bool {
        self.missing.get()
    }
}

/// Characters that steer the text instead of standing in it (Unicode's default ignorables, bidirectional controls). They
/// could turn the words after a name around, so they are dropped.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
