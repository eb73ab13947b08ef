//! The teacher's words: every message of `console.ftl` and `console-roster.ftl`, by name.
//!
//! As [`crate::content::keys`] for the children's screens. A test holds list and file together, both ways.

use crate::content::keys::KnownKey;

macro_rules! keys {
    ($(#[$list_doc:meta])* $list:ident { $($name:ident = $key:literal $(($($variable:literal),+))?;)+ }) => {
        $(pub(super) const $name: &str = $key;)+

        $(#[$list_doc])*
        #[cfg_attr(not(test), expect(dead_code, reason = "read by the test that holds list and file together"))]
        pub(super) const $list: &[KnownKey] = &[$(KnownKey { key: $key, variables: &[$($($variable),+)?] }),+];
    };
}

keys! {
    /// All that the console says.
    CONSOLE {
        PRODUCT = "console-product";
        GO_ON = "console-go-on";
        KEEP = "console-keep";
        JUST_A_MOMENT = "console-just-a-moment";
        RECEPTION = "console-reception";
        YEAR = "console-year" ("number");
        CLASS_AND_YEAR = "console-class-and-year" ("class", "year");

        KEY_DONE = "console-key-done";
        KEY_SPACE = "console-key-space";
        KEY_LETTERS = "console-key-letters";
        KEY_NUMBERS = "console-key-numbers";
        KEY_ACCENTS = "console-key-accents";

        FIRST_TITLE = "console-first-title";
        FIRST_WORDS = "console-first-words";
        FIRST_OWN = "console-first-own";
        FIRST_OWN_WORDS = "console-first-own-words";
        FIRST_DEMO = "console-first-demo";
        FIRST_DEMO_WORDS = "console-first-demo-words";
        FIRST_DEMO_MAKING = "console-first-demo-making";
        NAMES_TITLE = "console-names-title";
        NAMES_SCHOOL = "console-names-school";
        NAMES_YOU = "console-names-you";
        NAMES_INITIALS = "console-names-initials";
        NAMES_WORDS = "console-names-words";
        NAMES_MISSING = "console-names-missing";
        NAMES_NOT_INITIALS = "console-names-not-initials";
        PASSPHRASE_TITLE = "console-passphrase-title";
        PASSPHRASE = "console-passphrase";
        PASSPHRASE_AGAIN = "console-passphrase-again";
        PASSPHRASE_RULE = "console-passphrase-rule" ("least");
        PASSPHRASE_SHORT = "console-passphrase-short" ("least", "letters");
        PASSPHRASE_MONOTONOUS = "console-passphrase-monotonous";
        PASSPHRASE_LONG = "console-passphrase-long";
        PASSPHRASE_DIFFERS = "console-passphrase-differs";
        PASSPHRASE_GOOD = "console-passphrase-good";
        TYPED_TWICE = "console-typed-twice";
        PIN_TITLE = "console-pin-title";
        PIN = "console-pin";
        PIN_AGAIN = "console-pin-again";
        PIN_RULE = "console-pin-rule";
        PIN_DIGITS = "console-pin-digits";
        PIN_OBVIOUS = "console-pin-obvious";
        PIN_DIFFERS = "console-pin-differs";
        PIN_GOOD = "console-pin-good";
        SHOW_LETTERS = "console-show-letters";
        HIDE_LETTERS = "console-hide-letters";
        MAKING_SCHOOL = "console-making-school";
        RECOVERY_TITLE = "console-recovery-title";
        RECOVERY_WORDS = "console-recovery-words";
        RECOVERY_SAVE = "console-recovery-save";
        RECOVERY_WRITTEN = "console-recovery-written";
        RECOVERY_FILE = "console-recovery-file";
        RECOVERY_SHEET = "console-recovery-sheet" ("school", "date", "key");

        UNLOCK_TITLE = "console-unlock-title";
        OPEN_TITLE = "console-open-title";
        UNLOCK_WHO = "console-unlock-who";
        UNLOCK = "console-unlock";
        UNLOCK_CHECKING = "console-unlock-checking";
        UNLOCK_WITH_PASSPHRASE = "console-unlock-with-passphrase";
        UNLOCK_WITH_PIN = "console-unlock-with-pin";
        UNLOCK_WRONG_PASSPHRASE = "console-unlock-wrong-passphrase";
        UNLOCK_WRONG_PIN = "console-unlock-wrong-pin" ("left");
        UNLOCK_NO_PIN = "console-unlock-no-pin";
        UNLOCK_WAIT = "console-unlock-wait" ("time");
        UNLOCK_FORGOTTEN = "console-unlock-forgotten";
        UNLOCK_TRIES_BEFORE = "console-unlock-tries-before" ("tries");
        UNLOCK_RECOVERED = "console-unlock-recovered";
        UNLOCK_RECOVERED_WORDS = "console-unlock-recovered-words";
        DEMO_NOTE = "console-demo-note";
        DEMO_NOTE_PASSPHRASE = "console-demo-note-passphrase" ("passphrase");
        DEMO_NOTE_PIN = "console-demo-note-pin" ("pin");

        RAIL_TODAY = "console-rail-today";
        RAIL_PANEL = "console-rail-panel";
        RAIL_LOCK = "console-rail-lock";

        CLASSES_HELLO = "console-classes-hello" ("name");
        CLASSES_WORDS = "console-classes-words" ("school");
        CLASSES_NONE = "console-classes-none";
        CLASSES_NONE_WORDS = "console-classes-none-words";
        CLASSES_ADD = "console-classes-add";
        CLASS_PROMISED = "console-class-promised" ("promised", "total");
        CLASS_EMPTY = "console-class-empty";
        CLASS_OPEN = "console-class-open";
        CLASS_LISTS = "console-class-lists";
        NO_AGREEMENT = "console-no-agreement";

        OPENING_TITLE = "console-opening-title" ("class");
        OPENING_WORDS = "console-opening-words";
        OPENING_COUNT = "console-opening-count" ("here", "total");
        OPENING_AGREEMENT = "console-opening-agreement" ("agreement", "version", "witness");
        OPENING_NOBODY = "console-opening-nobody";
        OPENING_NOBODY_WORDS = "console-opening-nobody-words";
        OPENING_ABSENT = "console-opening-absent";
        OPENING_OPEN = "console-opening-open";
        OPENING_LESSON = "console-opening-lesson" ("lesson");
        LESSON_NONE = "console-lesson-none";
        LESSON_CHOOSE = "console-lesson-choose";
        LESSON_MINUTES = "console-lesson-minutes" ("minutes", "remember");
        LESSON_PLAY = "console-lesson-play";

        AGREEMENT_KS1 = "console-agreement-ks1";
        AGREEMENT_KS2 = "console-agreement-ks2";
        TODAY_OPEN_SINCE = "console-today-open-since" ("time", "witness", "agreement", "version");
        TODAY_BACK_TO_TREE = "console-today-back-to-tree";
        TODAY_CLOSE = "console-today-close";
        TODAY_CHILDREN = "console-today-children";
        TODAY_NOBODY_HERE = "console-today-nobody-here";
        COUNT_PROMISED = "console-count-promised";
        COUNT_TO_COME = "console-count-to-come";
        COUNT_ABSENT = "console-count-absent";
        COUNT_NOT_YET = "console-count-not-yet";
        COUNT_OTHER = "console-count-other";
        SHOW_EVERYONE = "console-show-everyone";
        SHOW_PROMISED = "console-show-promised";
        SHOW_TO_COME = "console-show-to-come";
        SHOW_ABSENT = "console-show-absent";
        SHOW_NOT_YET = "console-show-not-yet";
        CHILD_PROMISED = "console-child-promised" ("time");
        CHILD_PROMISED_WITH_HELP = "console-child-promised-with-help" ("time");
        CHILD_TO_COME = "console-child-to-come";
        CHILD_ABSENT = "console-child-absent";
        CHILD_NOT_YET = "console-child-not-yet";
        CHILD_DECLINED = "console-child-declined";
        CHILD_LEFT = "console-child-left";
        CHILD_UNABLE = "console-child-unable";
        CHILD_ASKED = "console-child-asked" ("time");

        NEXT = "console-next";
        NEXT_STUMBLES = "console-next-stumbles";
        NEXT_STUMBLE = "console-next-stumble" ("question", "times");
        NEXT_STUMBLES_KEEP = "console-next-stumbles-keep";
        NEXT_STUMBLES_ARE_KEPT = "console-next-stumbles-are-kept";
        NEXT_STUMBLES_FROM = "console-next-stumbles-from" ("date");
        NEXT_STUMBLES_FORGET = "console-next-stumbles-forget";
        NEXT_NOTHING = "console-next-nothing";
        NEXT_TALK = "console-next-talk" ("name", "time");
        NEXT_TALK_NAMELESS = "console-next-talk-nameless" ("time");
        NEXT_HOW = "console-next-how";
        NEXT_TALKED = "console-next-talked";
        NEXT_WAITING = "console-next-waiting" ("more");

        CLOSE_TITLE = "console-close-title" ("class");
        CLOSE_WORDS = "console-close-words";
        CLOSE_CLOSE = "console-close-close";
        CLOSE_KEEP_OPEN = "console-close-keep-open";
        CLOSED_TITLE = "console-closed-title" ("class");
        SUM_PROMISED = "console-sum-promised" ("promised", "total");
        SUM_ABSENT = "console-sum-absent" ("absent");
        SUM_NOT_YET = "console-sum-not-yet" ("not-yet");
        SUM_TO_COME = "console-sum-to-come" ("to-come");
        SUM_OTHER = "console-sum-other" ("other");
        SUM_BETWEEN = "console-sum-between";

        LISTS = "console-lists";
        LISTS_PDF = "console-lists-pdf";
        LISTS_CSV = "console-lists-csv";
        LISTS_SHEETS = "console-lists-sheets";
        LISTS_WHERE = "console-lists-where" ("place");
        LISTS_CHOOSE = "console-lists-choose";
        LISTS_CHOOSE_WORDS = "console-lists-choose-words";
        KEY_CHOOSE_WORDS = "console-key-choose-words";
        LISTS_SAVING = "console-lists-saving";
        LISTS_SAVED = "console-lists-saved" ("path");
        LISTS_FILE = "console-lists-file" ("class", "date");
        LISTS_SHEETS_FILE = "console-lists-sheets-file" ("class", "date");
        PLACE_HERE = "console-place-here";
        PLACE_STICK = "console-place-stick" ("name");

        NEW_CLASS_TITLE = "console-new-class-title";
        NEW_CLASS_NAME = "console-new-class-name";
        NEW_CLASS_YEAR = "console-new-class-year";
        NEW_CLASS_CHILDREN = "console-new-class-children" ("class");
        NEW_CLASS_CHILD = "console-new-class-child";
        NEW_CLASS_ADD = "console-new-class-add";
        NEW_CLASS_SAVE = "console-new-class-save" ("children");
        NEW_CLASS_EMPTY = "console-new-class-empty";
        NEW_CLASS_REMOVE = "console-new-class-remove";
        NEW_CLASS_MORE = "console-new-class-more";

        PANEL_TITLE = "console-panel-title";
        PANEL_WIDTH = "console-panel-width";
        PANEL_WIDTH_WORDS = "console-panel-width-words";
        PANEL_CM = "console-panel-cm" ("centimetres");
        PANEL_65 = "console-panel-65";
        PANEL_LAPTOP = "console-panel-laptop";
        PANEL_TABLET = "console-panel-tablet";
        PANEL_RULER = "console-panel-ruler";
        PANEL_RULER_SHORT = "console-panel-ruler-short";
        PANEL_REACH = "console-panel-reach";
        PANEL_REACH_WORDS = "console-panel-reach-words";
        PANEL_REACH_NONE = "console-panel-reach-none";
        PANEL_REACH_AT = "console-panel-reach-at" ("centimetres");
        PANEL_MOTION = "console-panel-motion";
        PANEL_MOTION_WORDS = "console-panel-motion-words";
        PANEL_SOUND = "console-panel-sound";
        PANEL_SOUND_WORDS = "console-panel-sound-words";
        PANEL_IDLE = "console-panel-idle";
        PANEL_IDLE_WORDS = "console-panel-idle-words";
        PANEL_MINUTES = "console-panel-minutes" ("minutes");
        PANEL_SAVED = "console-panel-saved";
        ON = "console-on";
        OFF = "console-off";

        WRONG_TITLE = "console-wrong-title";
        WRONG_OK = "console-wrong-ok";
        WRONG_LOST = "console-wrong-lost";

        BRING = "console-bring";
        BRING_SHORT = "console-bring-short";
        BRING_TITLE = "console-bring-title";
        BRING_WORDS = "console-bring-words";
        BRING_LOOK_AGAIN = "console-bring-look-again";
        BRING_NONE = "console-bring-none";
        BRING_NONE_WORDS = "console-bring-none-words";
        BRING_LAST = "console-bring-last" ("file", "date");
        BRING_LAST_UNDO = "console-bring-last-undo";
        BRING_STOP = "console-bring-stop";
        BRING_STOPPING = "console-bring-stopping";
        UNDO_TITLE = "console-undo-title";
        UNDO_WORDS = "console-undo-words";
        UNDO_YES = "console-undo-yes";
        PREVIEW_TITLE = "console-preview-title" ("file");
        PREVIEW_GO = "console-preview-go";
        PREVIEW_COLUMNS = "console-preview-columns" ("kind");
        PREVIEW_SHEET = "console-preview-sheet";
        PREVIEW_SCHOOL = "console-preview-school";
        PREVIEW_MORE = "console-preview-more";
        COLUMN_TITLE = "console-column-title" ("title");
        COLUMN_NOTHING = "console-column-nothing";
        COLUMN_UNUSED = "console-column-unused";
        COLUMN_PRIVATE = "console-column-private";
        SHEET_TITLE = "console-sheet-title";
        SCHOOL_TITLE = "console-school-title";
        ALL_IN_TITLE = "console-all-in-title";
        YEAR_TITLE = "console-year-title" ("class");
        ROW_TITLE = "console-row-title" ("name", "class");
        ROW_SAME = "console-row-same" ("name", "class");
        ROW_NEW = "console-row-new";
        LINES_LOOK = "console-lines-look" ("count");
        LINES_ALL = "console-lines-all" ("count");
        LINES_OUT = "console-lines-out" ("count");
        LINES_YES_ALL = "console-lines-yes-all";
        LINES_NO_ALL = "console-lines-no-all";
        LINES_LOOK_NONE = "console-lines-look-none";
        LINES_ALL_NONE = "console-lines-all-none";
        LINES_OUT_NONE = "console-lines-out-none";
        MISSING_CLASS = "console-missing-class";
        MISSING_CLASS_SAY = "console-missing-class-say";
        MISSING_SCHOOL = "console-missing-school";
        MISSING_NAMES = "console-missing-names";
        BROUGHT_TITLE = "console-brought-title";
        BROUGHT_UNDONE = "console-brought-undone";
        BROUGHT_UNDO = "console-brought-undo";
        BROUGHT_GO = "console-brought-go";
    }
}

#[cfg(test)]
pub(super) use tests::messages_of as messages;

#[cfg(test)]
mod tests {
    use super::CONSOLE;
    use std::collections::{BTreeMap, BTreeSet};

    const FILE: &str = concat!(
        include_str!("../../../locales/en-GB/console.ftl"),
        include_str!("../../../locales/en-GB/console-roster.ftl")
    );

    /// Each message of a file with the variables in it.
    pub(in super::super) fn messages_of(file: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = None;
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
            if let Some((key, _)) = line.split_once(" =").filter(|_| begins) {
                assert!(messages.insert(key.to_owned(), BTreeSet::new()).is_none(), "{key} is there twice");
                current = Some(key.to_owned());
            }
            let Some(variables) = current.as_ref().and_then(|key| messages.get_mut(key)) else { continue };
            for after in line.split('$').skip(1) {
                let name = after.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
                variables.insert(name.collect());
            }
        }
        messages
    }

    #[test]
    fn every_message_the_console_asks_for_is_written_and_none_is_left_over() {
        let (written, listed) =
            (messages_of(FILE), CONSOLE.iter().map(|known| known.key.to_owned()).collect::<BTreeSet<_>>());
        assert_eq!(listed.len(), CONSOLE.len(), "a key is listed twice");
        let written: BTreeSet<String> = written.into_keys().collect();
        assert_eq!(written.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new(), "nothing asks for these");
        assert_eq!(listed.difference(&written).collect::<Vec<_>>(), Vec::<&String>::new(), "these are not written");
    }

    #[test]
    fn messages_use_only_the_variables_that_the_console_fills_in() {
        let written = messages_of(FILE);
        for known in CONSOLE {
            let given: BTreeSet<String> = known.variables.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(written.get(known.key), Some(&given), "{}", known.key);
        }
    }
}
