//! The messages that the program itself asks for, by name.
//!
//! The kiosk writes `words.text(keys::IS_THIS_YOU)` and never the key as a string: so `promise-tree lessons check` can
//! say which message is missing, and which one nothing uses any more. Messages that an agreement names (its rules, its
//! title) are not here.

use crate::domain::mark::Stamp;

/// A message that the program asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownKey {
    /// Its name in the Fluent files.
    pub key: &'static str,
    /// The variables that the program fills in; the message may use these and no others.
    pub variables: &'static [&'static str],
}

/// Names messages as constants, and lists them all: `known_keys! { /// … pub CHILD { GO_BACK = "go-back"; … } }`, with the
/// variables of a message in brackets after it.
macro_rules! known_keys {
    (
        $(#[$list_doc:meta])* $seen:vis $list:ident {
            $($name:ident = $key:literal $(($($variable:literal),+))?;)+
        }
    ) => {
        $(
            #[doc = concat!("`", $key, "`" $(, ", with", $(" `$", $variable, "`",)+)?)]
            $seen const $name: &str = $key;
        )+

        $(#[$list_doc])*
        $seen const $list: &[$crate::content::keys::KnownKey] =
            &[$($crate::content::keys::KnownKey { key: $key, variables: &[$($($variable),+)?] }),+];
    };
}

known_keys! {
    /// All that the kiosk shows to children, in `child.ftl`; beside them the stamps ([`stamp`]).
    pub CHILD {
        LANGUAGE_NAME = "language-name";

        IDLE_WAIT = "idle-wait";
        TREE_TAP_YOUR_NAME = "tree-tap-your-name";
        TREE_COUNT = "tree-count" ("promised", "total");
        TREE_CLASS = "tree-class" ("class");
        TREE_ALL_DONE = "tree-all-done";

        IS_THIS_YOU = "is-this-you";
        IS_THIS_YOU_AGAIN = "is-this-you-again";
        YES_ITS_ME = "yes-its-me";
        NO_NOT_ME = "no-not-me";
        ALREADY_PROMISED = "already-promised";

        PROMISE_NUMBER = "promise-number" ("number");
        HEAR_AGAIN = "hear-again";
        I_PROMISE = "i-promise";
        NOT_SURE_YET = "not-sure-yet";

        CHANGED_TITLE = "changed-title";
        CHANGED_BEFORE = "changed-before";
        CHANGED_NOW = "changed-now";
        ADDED_TITLE = "added-title";
        PROMISE_NUMBER_CHANGED = "promise-number-changed" ("number");
        PROMISE_NUMBER_ADDED = "promise-number-added" ("number");

        NOT_SURE_TITLE = "not-sure-title";
        NOT_SURE_WORDS = "not-sure-words";
        LOOK_AGAIN = "look-again";
        STOP_FOR_TODAY = "stop-for-today";

        ADULT_TITLE = "adult-title";
        ADULT_WORDS = "adult-words";
        ADULT_IS_HERE = "adult-is-here";

        WRITE_YOUR_NAME = "write-your-name";
        START_AGAIN = "start-again";
        PICK_A_STAMP_INSTEAD = "pick-a-stamp-instead";
        PICK_A_STAMP = "pick-a-stamp";
        WRITE_INSTEAD = "write-instead";
        FINISHED = "finished";
        MARK_LINE = "mark-line" ("name", "class", "date");

        JUST_A_MOMENT = "just-a-moment";
        THANK_YOU = "thank-you";
        THANK_YOU_LEAF = "thank-you-leaf";
        THANK_YOU_HONEST = "thank-you-honest";
        THANK_YOU_HONEST_WORDS = "thank-you-honest-words";
        BACK_TO_TREE = "back-to-tree";

        GET_A_GROWN_UP = "get-a-grown-up";
        GROWN_UP_TITLE = "grown-up-title";
        GROWN_UP_WORDS = "grown-up-words";
        CARRY_ON = "carry-on";
        ROBIN_NEEDS_HELP = "robin-needs-help";
        ROBIN_NEEDS_HELP_WORDS = "robin-needs-help-words";

        STILL_THERE = "still-there";
        STILL_THERE_WORDS = "still-there-words";
        I_AM_HERE = "i-am-here";

        LESSON_TRY_ANOTHER = "lesson-try-another";
        LESSON_NEXT = "lesson-next";
        LESSON_TALK = "lesson-talk";
        LESSON_RESUME = "lesson-resume";
        WINDOW_HIDE = "window-hide";
        WINDOW_CLOSE = "window-close";
        WINDOW_SWITCH_OFF = "window-switch-off";
        WINDOW_CLICK = "window-click";
        WINDOW_TELL = "window-tell";
    }
}

known_keys! {
    /// How days and times are written, in `dates.ftl`.
    pub DATES {
        DATE_LONG = "date-long" ("day", "month", "year");
        TIME_OF_DAY = "time-of-day" ("hour", "minute");
        MONTH_1 = "month-1";
        MONTH_2 = "month-2";
        MONTH_3 = "month-3";
        MONTH_4 = "month-4";
        MONTH_5 = "month-5";
        MONTH_6 = "month-6";
        MONTH_7 = "month-7";
        MONTH_8 = "month-8";
        MONTH_9 = "month-9";
        MONTH_10 = "month-10";
        MONTH_11 = "month-11";
        MONTH_12 = "month-12";
    }
}

/// The name of a stamp, for instance `stamp-acorn`; in `child.ftl`.
#[must_use]
pub fn stamp(stamp: Stamp) -> String {
    format!("stamp-{}", stamp.code())
}

/// The file that children's messages are in.
pub(crate) const CHILD_FILE: &str = "child.ftl";
/// The file that the promises are in.
pub(crate) const AGREEMENTS_FILE: &str = "agreements.ftl";
/// The file that the names of the months are in.
pub(crate) const DATES_FILE: &str = "dates.ftl";
/// The file that printed sheets take their words from; the questions to ask at home among them.
pub(crate) const DOCUMENTS_FILE: &str = "documents.ftl";
/// Whether the messages of a file are spoken; `tools/narrate/words.py` says the same.
pub(crate) fn is_narrated(file: &str) -> bool {
    [AGREEMENTS_FILE, CHILD_FILE].contains(&file) || folder_of(file) == Some(super::LESSONS_FOLDER)
}

/// Whether a file holds what one lesson says, or its teacher's notes.
pub(crate) fn is_of_a_lesson(file: &str) -> bool {
    matches!(folder_of(file), Some(super::LESSONS_FOLDER | super::TEACHERS_FOLDER))
}

fn folder_of(file: &str) -> Option<&str> {
    file.split_once('/').map(|(folder, _)| folder)
}

/// The files whose every message is known to be used or not: an agreement names it, or the program does.
pub(crate) const NEEDED_FILES: [&str; 3] = [AGREEMENTS_FILE, CHILD_FILE, DATES_FILE];

/// Every message that the program itself needs, with its variables and its file.
pub(crate) fn needed() -> Vec<(String, &'static [&'static str], &'static str)> {
    let of = |list: &[KnownKey], file| {
        list.iter().map(|known| (known.key.to_owned(), known.variables, file)).collect::<Vec<_>>()
    };
    let mut all = of(CHILD, CHILD_FILE);
    all.extend(Stamp::ALL.into_iter().map(|each| (stamp(each), &[][..], CHILD_FILE)));
    all.extend(of(DATES, DATES_FILE));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_message_is_needed_twice() {
        let all = needed();
        let distinct: BTreeSet<&String> = all.iter().map(|(key, _, _)| key).collect();
        assert_eq!(distinct.len(), all.len());
        assert!(distinct.contains(&"stamp-rocket".to_owned()));
    }
}
