//! The unique pupil number of a school in England: thirteen characters, the first a check letter over the others.
//!
//! The rule is the Department for Education's: the characters at places 2 to 13, each weighted by its place, summed, the
//! remainder by 23 looked up among 23 letters. A temporary number ends in one of these letters, which counts by its place
//! among them.

use std::fmt;

/// The letters that stand for 0 to 22: no I, O or S.
const LETTERS: &str = "ABCDEFGHJKLMNPQRTUVWXYZ";
const LENGTH: usize = 13;

/// A unique pupil number whose check letter is right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Upn(String);

/// Why a text is not a unique pupil number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UpnFault {
    /// Not 13 characters.
    #[error("a UPN has 13 characters, this has {0}; look at the number again")]
    Length(usize),
    /// Something else than a letter, eleven digits and a last digit or letter.
    #[error("a UPN is a letter and 12 digits (the last may be a letter); look at the number again")]
    Shape,
    /// Mistyped somewhere.
    #[error("the UPN's first letter does not fit its digits; look at the number again")]
    CheckLetter,
}

impl Upn {
    /// Checks a number; spaces within it and the case of its letters do not matter.
    ///
    /// # Errors
    /// [`UpnFault`].
    pub fn new(text: &str) -> Result<Self, UpnFault> {
        let upn: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        let length = upn.chars().count();
        if length != LENGTH {
            return Err(UpnFault::Length(length));
        }
        let mut sum = 0;
        for (place, character) in (1..).zip(upn.chars()).skip(1) {
            let value = match character.to_digit(10) {
                Some(digit) => digit,
                None if place == LENGTH => value_of(character).ok_or(UpnFault::Shape)?,
                None => return Err(UpnFault::Shape),
            };
            sum += value * u32::try_from(place).unwrap_or(0);
        }
        let first = upn.chars().next().and_then(value_of).ok_or(UpnFault::Shape)?;
        if first == sum % 23 { Ok(Self(upn)) } else { Err(UpnFault::CheckLetter) }
    }

    /// The number as text, capital letters, no spaces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it was given for a while, to be replaced by a permanent one: it ends in a letter.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.0.ends_with(|c: char| c.is_ascii_uppercase())
    }
}

impl fmt::Display for Upn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn value_of(letter: char) -> Option<u32> {
    LETTERS.chars().position(|other| other == letter).and_then(|place| u32::try_from(place).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_upn_is_taken_however_it_is_typed() {
        assert_eq!(Upn::new(" h801 2000 01001 ").unwrap().as_str(), "H801200001001");
        assert!(!Upn::new("H801200001001").unwrap().is_temporary());
    }

    #[test]
    fn a_slip_in_any_place_is_noticed() {
        let right = "H801200001001";
        for place in 0..right.len() {
            let mut wrong: Vec<char> = right.chars().collect();
            wrong[place] = match wrong[place] {
                'H' => 'J',
                '9' => '0',
                digit => char::from_digit(digit.to_digit(10).unwrap() + 1, 10).unwrap(),
            };
            let wrong: String = wrong.into_iter().collect();
            assert_eq!(Upn::new(&wrong), Err(UpnFault::CheckLetter), "{wrong}");
        }
        assert_eq!(Upn::new("H80120000100"), Err(UpnFault::Length(12)));
        assert_eq!(Upn::new("8801200001001"), Err(UpnFault::Shape));
        assert_eq!(Upn::new("H80120000X001"), Err(UpnFault::Shape));
        assert_eq!(Upn::new("I801200001001"), Err(UpnFault::Shape), "no UPN begins with an I");
    }

    #[test]
    fn a_temporary_upn_ends_in_a_letter_that_counts_as_its_place_in_the_alphabet() {
        // 53 - 13 × 1 + 13 × 1 (B): the same check letter as with a final 1.
        let upn = Upn::new("H80120000100B").unwrap();
        assert!(upn.is_temporary());
        assert_eq!(Upn::new("H80120000100C"), Err(UpnFault::CheckLetter));
        assert_eq!(Upn::new("H80120000100S"), Err(UpnFault::Shape));
    }
}
