//! Messages filled in, times and lists of names, in words.

use super::keys;
use crate::content::{Value, Words};
use jiff::civil::{Date, DateTime};
use typst::foundations::{Dict, dict};

/// A message with its variables, which may be of many kinds, filled in.
pub(super) fn say(words: &Words, key: &str, values: &[(&str, Value<'_>)]) -> String {
    words.text_with(key, values)
}

/// The language and, where there is one, the country of the words, as Typst takes them: `en` and `GB` of `en-GB`.
pub(super) fn locale(words: &Words) -> Dict {
    let mut parts = words.language().split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let region = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
    dict! { "lang" => language, "region" => region }
}

/// `9:20`, or `20 Nov, 9:20` where it was not on `today`.
pub(super) fn time(words: &Words, at: DateTime, today: Date) -> String {
    let time = words.time(at.time());
    if at.date() == today {
        return time;
    }
    let day = say(words, keys::DATE_SHORT, &[("day", at.day().into()), ("month", at.month().into())]);
    say(words, keys::DAY_AND_TIME, &[("day", day.into()), ("time", time.into())])
}

/// `Mr J Okoro`, `Mr J Okoro and Ms A Patel`, `Mr J Okoro, Ms A Patel and Mrs B Evans`. No line breaks inside a name.
pub(super) fn names(words: &Words, names: &[String]) -> String {
    const NO_BREAK_SPACE: &str = "\u{a0}";
    let mut names = names.iter().map(|name| name.replace(' ', NO_BREAK_SPACE));
    let Some(last) = names.next_back() else { return String::new() };
    let before = names.reduce(|all, next| {
        let both = [("names", all.into()), ("next", next.into())];
        say(words, keys::NAMES_COMMA, &both)
    });
    match before {
        Some(before) => {
            let both = [("names", before.into()), ("last", last.into())];
            say(words, keys::NAMES_AND_LAST, &both)
        }
        None => last,
    }
}
