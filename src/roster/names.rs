//! Names: tidied for keeping, folded for comparing.

use super::decode::UNREADABLE;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// The longest name that is taken, in characters.
pub(super) const NAME_AT_MOST: usize = 80;

/// Why a text is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameFault {
    /// No letter in it.
    NoLetter,
    /// Longer than 80 characters.
    TooLong,
    /// A letter of it was lost on the way here.
    Unreadable,
    /// What a spreadsheet shows where a formula has failed: `#REF!`.
    Error,
}

/// A name as it is kept: composed (NFC), single spaces, no control signs. Empty is no fault.
pub(super) fn tidy(text: &str) -> Result<String, NameFault> {
    if text.contains(UNREADABLE) {
        return Err(NameFault::Unreadable);
    }
    let seen = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let composed: String = text.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| seen(*c)).collect();
    let name = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches([',', ';', '"', ' ']).to_owned();
    if is_nothing(&name) {
        return Ok(String::new());
    }
    if name.starts_with('#') {
        return Err(NameFault::Error);
    }
    if name.chars().count() > NAME_AT_MOST {
        return Err(NameFault::TooLong);
    }
    if name.chars().any(char::is_alphabetic) { Ok(name) } else { Err(NameFault::NoLetter) }
}

/// Whether a cell says that there is nothing to say. Null and None are people's names.
pub(super) fn is_nothing(text: &str) -> bool {
    ["", "-", "–", "—", ".", "n/a"].contains(&text.to_lowercase().as_str())
}

/// The same of a number.
pub(super) fn is_no_number(text: &str) -> bool {
    is_nothing(text) || ["0", "null", "none", "nil"].contains(&text.to_lowercase().as_str())
}

/// A name as it is compared: accents, case, hyphens, apostrophes and spaces aside.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    // Latin accents go; the vowels of other scripts, which are marks too, stay.
    for c in name.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).flat_map(char::to_lowercase) {
        match c {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            _ if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// A class's name as it is compared: `Willow Class`, `willow` and `Class Willow` are one.
pub(crate) fn fold_class(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    let telling: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "class").collect();
    if telling.is_empty() { words.concat() } else { telling.concat() }
}

/// One column of both names: `Begum, Aisha` or `Aisha Begum`; given name first. The last word is the family's, unless it is
/// the only one.
pub(super) fn parts(full: &str) -> (String, String) {
    if let Some((family, given)) = full.split_once(',') {
        return (given.replace(',', " ").trim().to_owned(), family.trim().to_owned());
    }
    match full.rsplit_once(' ') {
        Some((given, family)) => (given.to_owned(), family.to_owned()),
        None => (full.to_owned(), String::new()),
    }
}

/// Without the family name, where a column for the name in use holds both: `Alex Smith` of the Smiths is Alex.
pub(super) fn without_family(known_as: &str, family: &str) -> String {
    match known_as.rsplit_once(' ') {
        Some((given, last)) if !family.is_empty() && fold(last) == fold(family) => given.to_owned(),
        _ => known_as.to_owned(),
    }
}

/// Whether a name is written in capitals: not of itself a style, `NG` is a name.
pub(super) fn is_capitals(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// A name in capitals as it is written in a sentence: `Mcdonald` is nobody's, `McDonald` is somebody's.
pub(super) fn from_capitals(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    let mut word = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        let begins = match word.chars().count() {
            0 => true,
            // D’Souza, O’Neill; but not Ja’far.
            2 => word.ends_with(['\'', '’']),
            _ => false,
        } || word == "mc";
        if c.is_alphabetic() && begins {
            written.extend(c.to_uppercase());
        } else {
            written.push(c);
        }
        if c == ' ' || c == '-' {
            word.clear();
        } else {
            word.push(c);
        }
    }
    written
}

/// Whether a name as it is now should give way to one out of a file. Only the case of letters may differ, and then a name
/// in capitals, or in none, is no better.
pub(super) fn is_another(kept: &str, new: &str) -> bool {
    if kept == new || new.is_empty() {
        return false;
    }
    let only_case = kept.to_lowercase() == new.to_lowercase();
    !only_case || !(is_capitals(new) || new.chars().all(|c| !c.is_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_kept_tidily() {
        assert_eq!(tidy("  Zoe\u{308}   Ann\tMarie "), Ok("Zoë Ann Marie".to_owned()));
        assert_eq!(tidy(" - "), Ok(String::new()));
        assert_eq!(tidy("N/A"), Ok(String::new()));
        assert_eq!(tidy("#REF!"), Err(NameFault::Error));
        assert_eq!(tidy("123"), Err(NameFault::NoLetter));
        assert_eq!(tidy("Ann\u{fffd}"), Err(NameFault::Unreadable));
        assert_eq!(tidy(&"é".repeat(81)), Err(NameFault::TooLong));
    }

    #[test]
    fn names_are_compared_without_accents_case_hyphens_and_apostrophes() {
        for (one, other) in [
            ("Zoë", "ZOE"),
            ("O’Neill", "o'neill"),
            ("Smith-Jones", "Smith Jones"),
            ("Łukasz", "lukasz"),
            ("Weiß", "WEISS"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("Mia"), fold("Maia"));
        assert_eq!(fold_class("Willow Class"), fold_class("class WILLOW"));
        assert_eq!(fold_class("3 W"), fold_class("3W"));
        assert_eq!(fold_class("Class"), "class");
    }

    #[test]
    fn both_names_in_one_column_come_apart() {
        assert_eq!(parts("Begum, Aisha"), ("Aisha".into(), "Begum".into()));
        assert_eq!(parts("Mary Ann Lee"), ("Mary Ann".into(), "Lee".into()));
        assert_eq!(parts("Zoë"), ("Zoë".into(), String::new()));
        assert_eq!(without_family("Alex Smith", "SMITH"), "Alex");
        assert_eq!(without_family("Anna Lee", "Smith"), "Anna Lee");
    }

    #[test]
    fn capitals_become_a_name_in_a_sentence() {
        for (capitals, name) in [
            ("BEGUM", "Begum"),
            ("MCDONALD", "McDonald"),
            ("O'NEILL", "O'Neill"),
            ("D’SOUZA", "D’Souza"),
            ("JA'FAR", "Ja'far"),
            ("SMITH-JONES", "Smith-Jones"),
            ("DE LA CRUZ", "De La Cruz"),
            ("ÉLODIE", "Élodie"),
        ] {
            assert_eq!(from_capitals(capitals), name);
        }
    }

    #[test]
    fn a_name_gives_way_to_a_better_one_and_not_to_capitals() {
        assert!(!is_another("Begum", "BEGUM") && !is_another("Begum", "begum") && !is_another("Begum", ""));
        assert!(is_another("Mcdonald", "McDonald") && is_another("Zoe", "Zoë") && is_another("Begum", "Khan"));
    }

    proptest! {
        #[test]
        fn a_tidy_name_stays_as_it_is_and_folds_as_its_capitals_do(text in "\\PC{0,90}") {
            if let Ok(name) = tidy(&text) {
                prop_assert_eq!(tidy(&name), Ok(name.clone()));
            }
        }
    }
}
