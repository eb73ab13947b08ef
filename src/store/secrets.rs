//! What staff choose and type: passphrases, PINs, and the initials they are found by.

use super::recovery_key::RecoveryKey;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The fewest characters of a passphrase.
pub const PASSPHRASE_AT_LEAST: usize = 12;
/// The fewest different characters of a passphrase.
const DIFFERENT_AT_LEAST: usize = 5;
/// The most bytes that are stretched: nobody types a kilobyte.
const PASSPHRASE_AT_MOST: usize = 1024;

/// Why a passphrase will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseFault {
    /// Fewer than [`PASSPHRASE_AT_LEAST`] characters.
    #[error(
        "a passphrase needs at least 12 characters, this one has {0}; three or four words that do not belong together are easy to remember"
    )]
    Short(usize),
    /// Mostly one character.
    #[error(
        "this passphrase is nearly all the same letter; three or four words that do not belong together are easy to remember"
    )]
    Monotonous,
    /// Longer than a kilobyte.
    #[error("a passphrase may not be longer than a page; choose three or four words")]
    Long,
}

/// A passphrase that may be chosen. Wiped from memory when dropped; not shown by `Debug`.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes a chosen passphrase: at least 12 characters, at least 5 of them different. Spaces at the ends do not count
    /// and several in a row are one, so that an on-screen keyboard is forgiven.
    ///
    /// # Errors
    /// [`PassphraseFault`] says what is wrong.
    pub fn chosen(text: &str) -> Result<Self, PassphraseFault> {
        let passphrase = tidy(text);
        let letters = passphrase.chars().count();
        if passphrase.len() > PASSPHRASE_AT_MOST {
            return Err(PassphraseFault::Long);
        }
        if letters < PASSPHRASE_AT_LEAST {
            return Err(PassphraseFault::Short(letters));
        }
        let different: std::collections::BTreeSet<char> = passphrase.chars().collect();
        if different.len() < DIFFERENT_AT_LEAST {
            return Err(PassphraseFault::Monotonous);
        }
        Ok(Self(passphrase))
    }

    /// What is stretched.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// One spelling for what a person takes for the same text: NFC, ends trimmed, inner white space one space each.
fn tidy(text: &str) -> Zeroizing<String> {
    let composed: Zeroizing<String> = Zeroizing::new(text.nfc().collect());
    let mut tidy = Zeroizing::new(String::with_capacity(composed.len()));
    for word in composed.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

/// Why a PIN will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinFault {
    /// Not 4 to 8 digits.
    #[error("a PIN is 4 to 8 digits; choose another")]
    Digits,
    /// One digit again and again, or a straight run.
    #[error("this PIN is one that anybody tries first; choose digits that are neither all the same nor in a row")]
    Obvious,
}

/// A PIN that may be chosen. Wiped from memory when dropped; not shown by `Debug`.
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// Takes a chosen PIN: 4 to 8 digits, not all the same and not a straight run up or down.
    ///
    /// # Errors
    /// [`PinFault`] says what is wrong.
    pub fn chosen(text: &str) -> Result<Self, PinFault> {
        let text = text.trim();
        if !(4..=8).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PinFault::Digits);
        }
        let steps: Vec<i16> = text
            .as_bytes()
            .windows(2)
            .map(|pair| match pair {
                [a, b] => i16::from(*b) - i16::from(*a),
                _ => 0,
            })
            .collect();
        if [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step)) {
            return Err(PinFault::Obvious);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// What is hashed.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// Why initials will not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelFault {
    /// Not 1 to 4 letters or digits.
    #[error(
        "“{0}” stands on the screen before anybody unlocks it, so it may be only initials: 1 to 4 letters or digits"
    )]
    NotInitials(String),
    /// Somebody else's.
    #[error("somebody else is “{0}” on this kiosk already; add a letter or a digit")]
    Taken(String),
}

/// The initials that a member of staff chooses themselves by at the unlock screen: the one thing about a person that can
/// be read without a key, so never a full name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Label(String);

impl Label {
    /// Takes 1 to 4 letters or digits, for instance `JO`.
    ///
    /// # Errors
    /// [`LabelFault::NotInitials`].
    pub fn new(text: &str) -> Result<Self, LabelFault> {
        let label: String = text.trim().nfc().collect();
        let letters = label.chars().count();
        if (1..=4).contains(&letters) && label.chars().all(char::is_alphanumeric) {
            Ok(Self(label))
        } else {
            Err(LabelFault::NotInitials(label))
        }
    }

    /// As shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Label {
    type Error = LabelFault;
    fn try_from(text: String) -> Result<Self, LabelFault> {
        Self::new(&text)
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.0
    }
}

/// What is tried to open or unlock a store.
#[derive(Debug, Clone)]
pub enum Secret {
    /// A passphrase: opens a cold store and unlocks a locked one.
    Passphrase {
        /// Whose: a staff identifier or initials. `None` tries it for everybody in turn.
        who: Option<String>,
        /// As typed.
        typed: Typed,
    },
    /// A PIN: unlocks a locked store, opens nothing else.
    Pin {
        /// Whose: a staff identifier or initials. `None` is whoever unlocked last.
        who: Option<String>,
        /// As typed.
        typed: Typed,
    },
    /// The printed recovery key: opens a cold store for nobody in particular.
    RecoveryKey(RecoveryKey),
}

impl Secret {
    /// A passphrase of whoever it fits.
    #[must_use]
    pub fn passphrase(typed: &str) -> Self {
        Self::Passphrase { who: None, typed: Typed::new(typed) }
    }

    /// A PIN of whoever unlocked last.
    #[must_use]
    pub fn pin(typed: &str) -> Self {
        Self::Pin { who: None, typed: Typed::new(typed) }
    }

    /// The same, of one member of staff: an identifier or initials.
    #[must_use]
    pub fn of(self, who: impl Into<String>) -> Self {
        match self {
            Self::Passphrase { typed, .. } => Self::Passphrase { who: Some(who.into()), typed },
            Self::Pin { typed, .. } => Self::Pin { who: Some(who.into()), typed },
            Self::RecoveryKey(key) => Self::RecoveryKey(key),
        }
    }
}

/// What somebody typed as a secret. Wiped from memory when dropped; not shown by `Debug`.
#[derive(Clone)]
pub struct Typed(Zeroizing<String>);

impl Typed {
    /// Takes it in one spelling, as [`Passphrase::chosen`] did.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(tidy(text))
    }

    /// What is stretched or hashed.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_twelve_characters_and_not_one_letter_leant_on() {
        assert!(Passphrase::chosen("otter pebble lantern").is_ok());
        assert!(matches!(Passphrase::chosen("  otter  pie  "), Err(PassphraseFault::Short(9))));
        assert!(matches!(Passphrase::chosen("aaaaaaaaaaaaaaa b"), Err(PassphraseFault::Monotonous)));
        assert!(matches!(Passphrase::chosen(&"otter pie ".repeat(200)), Err(PassphraseFault::Long)));
        assert!(Passphrase::chosen("żółw i gęś śpią").is_ok());
    }

    #[test]
    fn a_passphrase_typed_with_a_slip_of_the_space_bar_is_the_same() {
        let chosen = Passphrase::chosen("otter pebble caf\u{e9}").unwrap();
        assert_eq!(Typed::new("  otter   pebble cafe\u{301} ").as_str(), chosen.as_str());
        assert_ne!(Typed::new("Otter pebble café").as_str(), chosen.as_str());
    }

    #[test]
    fn a_pin_is_four_to_eight_digits_that_are_not_the_first_guess() {
        assert!(Pin::chosen("4071").is_ok());
        assert!(Pin::chosen("1212").is_ok());
        for digits in ["123", "123456789", "12a4", "", "١٢٣٤"] {
            assert!(matches!(Pin::chosen(digits), Err(PinFault::Digits)), "{digits}");
        }
        for obvious in ["0000", "1234", "98765", "77777777"] {
            assert!(matches!(Pin::chosen(obvious), Err(PinFault::Obvious)), "{obvious}");
        }
    }

    #[test]
    fn a_label_is_initials_and_never_a_name() {
        assert!(Label::new(" JO ").is_ok());
        assert!(Label::new("ŁŻ2").is_ok());
        for name in ["", "James", "J O", "J.O"] {
            assert!(Label::new(name).is_err(), "{name}");
        }
    }

    #[test]
    fn secrets_do_not_show_themselves() {
        let shown = format!(
            "{:?} {:?} {:?} {:?}",
            Passphrase::chosen("otter pebble lantern").unwrap(),
            Pin::chosen("4071").unwrap(),
            Secret::passphrase("otter pebble lantern"),
            Secret::pin("4071").of("JO"),
        );
        assert!(!shown.contains("otter") && !shown.contains("4071"), "{shown}");
    }
}
