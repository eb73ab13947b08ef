//! The recovery key: printed once, kept in the school's safe, typed when every passphrase is forgotten.
//!
//! 160 random bits as 8 groups of five characters of Crockford's base 32 (digits and capital letters without I, L, O, U).
//! The fifth of each group checks the other four and the group's place, so that a slip is found in the group it was made
//! in, before the key is ever tried: a weighted sum over GF(2⁵), which notices every single wrong character, every two
//! that changed places within a group, and every two groups that did.

use super::error::StoreError;
use super::random;
use std::fmt;
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 8;
const BYTES: usize = 20;

/// Why a text is not a recovery key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyFault {
    /// A character that no recovery key has.
    #[error("a recovery key has no “{0}” in it; look at that place again")]
    Character(char),
    /// Too short or too long.
    #[error("a recovery key has 8 groups of 5 characters, 40 in all; this has {0}")]
    Length(usize),
    /// A slip in this group, from 1.
    #[error("group {0} of the recovery key does not fit; look at its five characters again")]
    Group(usize),
}

/// The secret behind the printed recovery key. Wiped from memory when dropped; not shown by `Debug`.
#[derive(Clone)]
pub struct RecoveryKey(Zeroizing<[u8; BYTES]>);

impl RecoveryKey {
    /// A fresh one.
    pub(crate) fn make() -> Result<Self, StoreError> {
        random::secret().map(Self)
    }

    /// Reads what was typed. Spaces, hyphens and case do not matter; the letter O is read as the digit 0, I and L as 1.
    ///
    /// # Errors
    /// [`RecoveryKeyFault`] names the character or the group to look at again.
    pub fn parse(text: &str) -> Result<Self, RecoveryKeyFault> {
        let mut values = Zeroizing::new(Vec::with_capacity(GROUPS * 5));
        for c in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–' | '—' | '.')) {
            values.push(value(c).ok_or(RecoveryKeyFault::Character(c))?);
        }
        if values.len() != GROUPS * 5 {
            return Err(RecoveryKeyFault::Length(values.len()));
        }
        let mut bytes = Zeroizing::new([0; BYTES]);
        let mut bits = Zeroizing::new((0_u32, 0_u32));
        let mut places = bytes.iter_mut();
        for (place, group) in (1..).zip(values.chunks(5)) {
            let (data, given) = group.split_at(4);
            if given != [check(place, data)] {
                return Err(RecoveryKeyFault::Group(place));
            }
            for &value in data {
                *bits = ((bits.0 << 5) | u32::from(value), bits.1 + 5);
                if bits.1 >= 8 {
                    bits.1 -= 8;
                    if let Some(byte) = places.next() {
                        *byte = (bits.0 >> bits.1) as u8;
                    }
                    bits.0 &= (1 << bits.1) - 1;
                }
            }
        }
        Ok(Self(bytes))
    }

    /// As it is printed: `ABCDE-FGHJK-…`, 8 groups. Show it once, and never write it to a log or a file of the kiosk's.
    #[must_use]
    pub fn printed(&self) -> Zeroizing<String> {
        let mut values = Zeroizing::new(Vec::with_capacity(GROUPS * 4));
        let mut bits = Zeroizing::new((0_u32, 0_u32));
        for &byte in self.0.iter() {
            *bits = ((bits.0 << 8) | u32::from(byte), bits.1 + 8);
            while bits.1 >= 5 {
                bits.1 -= 5;
                values.push(((bits.0 >> bits.1) & 31) as u8);
                bits.0 &= (1 << bits.1) - 1;
            }
        }
        let mut printed = Zeroizing::new(String::with_capacity(GROUPS * 6));
        for (place, data) in (1..).zip(values.chunks(4)) {
            if !printed.is_empty() {
                printed.push('-');
            }
            printed.extend(data.iter().copied().chain([check(place, data)]).filter_map(letter));
        }
        printed
    }

    /// What the recovery key pair is derived from.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

fn letter(value: u8) -> Option<char> {
    ALPHABET.get(usize::from(value)).map(|&b| char::from(b))
}

fn value(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    ALPHABET.iter().position(|&b| char::from(b) == c).and_then(|place| u8::try_from(place).ok())
}

/// The check of four values in a place from 1: place + αd₁ + α²d₂ + α³d₃ + α⁴d₄ in GF(2⁵).
fn check(place: usize, data: &[u8]) -> u8 {
    let mut weight = 1;
    let mut sum = place as u8 & 31;
    for &value in data {
        weight = times(weight, 2);
        sum ^= times(weight, value);
    }
    sum
}

/// Multiplication in GF(2⁵) modulo x⁵ + x² + 1, of which α = 2 is a generator.
fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b > 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        b >>= 1;
        a <<= 1;
        if a & 32 != 0 {
            a ^= 0b10_0101;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> RecoveryKey {
        RecoveryKey(Zeroizing::new(std::array::from_fn(|i| (i as u8).wrapping_mul(37).wrapping_add(seed))))
    }

    #[test]
    fn a_recovery_key_survives_print_and_typing() {
        for seed in 0..=255 {
            let key = key(seed);
            let printed = key.printed();
            assert_eq!(printed.len(), 47, "{}", *printed);
            assert_eq!(*RecoveryKey::parse(&printed).unwrap().0, *key.0);
        }
    }

    #[test]
    fn a_recovery_key_is_read_with_any_case_spacing_and_look_alikes() {
        let key = RecoveryKey(Zeroizing::new([0x00; BYTES]));
        assert_eq!(&*key.printed(), "00001-00002-00003-00004-00005-00006-00007-00008");
        let typed = " ooOOl ooo02 00003 0 0 0 0 4–0OoO5-00006.00007-00008\n";
        assert_eq!(*RecoveryKey::parse(typed).unwrap().0, *key.0);
        assert_eq!(*RecoveryKey::parse(&self::key(9).printed().to_lowercase()).unwrap().0, *self::key(9).0);
    }

    #[test]
    fn every_wrong_character_is_found_in_its_group() {
        let printed = key(5).printed();
        for place in 0..printed.len() {
            let mut typed: Vec<char> = printed.chars().collect();
            for letter in ALPHABET.iter().map(|&b| char::from(b)) {
                if typed[place] == '-' || printed.chars().nth(place) == Some(letter) {
                    continue;
                }
                typed[place] = letter;
                let fault = RecoveryKey::parse(&typed.iter().collect::<String>()).unwrap_err();
                assert_eq!(fault, RecoveryKeyFault::Group(place / 6 + 1));
            }
        }
    }

    #[test]
    fn two_characters_or_two_groups_that_changed_places_are_found() {
        for seed in 0..32 {
            let printed = key(seed).printed();
            let typed: Vec<char> = printed.chars().filter(|&c| c != '-').collect();
            for (a, b) in [(0, 1), (1, 2), (2, 3), (3, 4), (7, 8), (5, 9), (0, 4)] {
                let mut swapped = typed.clone();
                swapped.swap(a, b);
                if swapped != typed {
                    assert!(RecoveryKey::parse(&swapped.iter().collect::<String>()).is_err(), "{a} {b} of {seed}");
                }
            }
            let mut groups: Vec<&str> = printed.split('-').collect();
            groups.swap(2, 6);
            assert_eq!(RecoveryKey::parse(&groups.join("-")).unwrap_err(), RecoveryKeyFault::Group(3));
        }
    }

    #[test]
    fn what_cannot_be_a_recovery_key_is_told_apart() {
        assert_eq!(RecoveryKey::parse("U").unwrap_err(), RecoveryKeyFault::Character('U'));
        assert_eq!(RecoveryKey::parse("00001-00002").unwrap_err(), RecoveryKeyFault::Length(10));
    }
}
