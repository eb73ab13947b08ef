//! Year groups as school systems write them.

use super::columns::folded;
use crate::domain::school::YearGroup;

/// What a cell says of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// A year of a primary school.
    Primary(YearGroup),
    /// Nursery, or a secondary school's year: not of this kiosk.
    Other,
    /// Nothing that makes sense.
    Unclear,
}

/// `3`, `Y3`, `Year 3`, `NC Year 03`, `R`, `Reception`, `F2`, `N2`, `KG` …
pub(super) fn said(text: &str) -> Said {
    let folded = folded(text);
    // “3.0” is how some spreadsheets write a whole number; “03” how OneRoster does.
    let folded = folded.strip_suffix(" 0").filter(|_| text.contains('.')).unwrap_or(&folded);
    match folded {
        "r" | "rec" | "reception" | "year r" | "yr r" | "yearr" | "f2" | "fs2" | "foundation 2" | "kg"
        | "kindergarten" | "year 0" | "y0" | "yr 0" | "yr0" | "year reception" | "foundation stage 2" | "eyfs 2"
        | "eyfs2" => {
            return Said::Primary(YearGroup::Reception);
        }
        "n" | "n1" | "n2" | "nursery" | "nursery 1" | "nursery 2" | "pre school" | "preschool" | "pre nursery"
        | "f1" | "fs1" | "foundation 1" | "pk" | "pr" | "tk" | "it" | "year n" | "year n1" | "year n2"
        | "foundation stage 1" => {
            return Said::Other;
        }
        _ => {}
    }
    if text.trim().starts_with('-') {
        return if text.trim().trim_start_matches('-').parse::<u8>().is_ok() { Said::Other } else { Said::Unclear };
    }
    let mut number = None;
    for word in folded.split(' ') {
        let mut bare = word;
        while let Some(rest) = PREFIXES.into_iter().find_map(|prefix| bare.strip_prefix(prefix)) {
            bare = rest;
        }
        match (bare, number) {
            ("", _) => {}
            (digits, None) if is_number(digits) => number = digits.parse::<u8>().ok(),
            (word, None) => match WORDS.iter().position(|other| *other == word) {
                Some(place) => number = u8::try_from(place).ok(),
                None => return Said::Unclear,
            },
            (_, Some(_)) => return Said::Unclear,
        }
    }
    match number {
        Some(number) => YearGroup::from_number(number)
            .map_or_else(|| if number <= 14 { Said::Other } else { Said::Unclear }, Said::Primary),
        None => Said::Unclear,
    }
}

/// What stands before the number, alone or joined to it: `NCYear3`.
const PREFIXES: [&str; 8] = ["curriculum", "national", "group", "year", "grade", "nc", "yr", "y"];

const WORDS: [&str; 7] = ["reception", "one", "two", "three", "four", "five", "six"];

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The year that a class's name gives away, where there is no better word: `3W`, `Y3 Oak`, `Year 3`, `RB`, `Reception`.
/// Not `Class 1`, which in a small school is rarely Year 1.
pub(super) fn of_class(name: &str) -> Option<YearGroup> {
    let folded = folded(name);
    let first = folded.split(' ').next().unwrap_or_default();
    if let Said::Primary(year) = said(&folded) {
        return Some(year);
    }
    if ["reception", "rec"].contains(&first) {
        return Some(YearGroup::Reception);
    }
    let plain = ["year", "yr", "y"].into_iter().find_map(|prefix| folded.strip_prefix(prefix)).unwrap_or(&folded);
    let plain = plain.trim_start();
    let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        // “RB”: Reception with Mrs B; but not a class called “Red”.
        let letters: Vec<char> = name.trim().chars().collect();
        return matches!(letters.as_slice(), ['R', second] if second.is_ascii_uppercase())
            .then_some(YearGroup::Reception);
    }
    digits.parse::<u8>().ok().filter(|number| *number > 0).and_then(YearGroup::from_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_read_however_it_is_written() {
        for text in ["3", "03", "3.0", "Y3", "Yr3", "Yr 3", "Year 3", "NC Year 3", "NCYear 3", "year group 3", "Three"]
        {
            assert_eq!(said(text), Said::Primary(YearGroup::Year3), "{text}");
        }
        for text in ["R", "Rec", "Reception", "Year R", "F2", "FS2", "KG", "0", "Year 0"] {
            assert_eq!(said(text), Said::Primary(YearGroup::Reception), "{text}");
        }
        for text in ["N2", "Nursery", "F1", "7", "Year 11", "13", "-1", "PK"] {
            assert_eq!(said(text), Said::Other, "{text}");
        }
        for text in ["", "X", "Willow", "3W", "3/4", "Year 3 4", "2026", "-"] {
            assert_eq!(said(text), Said::Unclear, "{text}");
        }
    }

    #[test]
    fn a_class_may_give_its_year_away() {
        for (name, year) in [
            ("3W", Some(YearGroup::Year3)),
            ("Y6 Oak", Some(YearGroup::Year6)),
            ("Year 1", Some(YearGroup::Year1)),
            ("5/6 Elm", Some(YearGroup::Year5)),
            ("RB", Some(YearGroup::Reception)),
            ("Reception Acorn", Some(YearGroup::Reception)),
            ("Willow", None),
            ("Red", None),
            ("Class 1", None),
            ("7B", None),
            ("Yellow", None),
        ] {
            assert_eq!(of_class(name), year, "{name}");
        }
    }
}
