//! The words of the page about a broken rule: every message of `console-follow-up.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says.
    FOLLOW_UP {
        ACT = "follow-up-act";
        ACT_WORDS = "follow-up-act-words";
        TITLE = "follow-up-title" ("name");
        WORDS = "follow-up-words" ("days");
        NOTE = "follow-up-note";
        NOTHING = "follow-up-nothing";
        NOTHING_WORDS = "follow-up-nothing-words" ("name");
        STEP_1 = "follow-up-step-1";
        STEP_1_WORDS = "follow-up-step-1-words";
        STEP_2 = "follow-up-step-2";
        STEP_2_WORDS = "follow-up-step-2-words";
        STEP_3 = "follow-up-step-3";
        STEP_3_WORDS = "follow-up-step-3-words";
        BY = "follow-up-by" ("who", "day", "gone");
        SOMEBODY = "follow-up-somebody";
        PROMISED_AGAIN = "follow-up-promised-again" ("day");
        NOT_AGAIN = "follow-up-not-again";
        AGAIN = "follow-up-again";
        LETTER = "follow-up-letter";
        NO_LETTER = "follow-up-no-letter";
        DROP = "follow-up-drop";
        WHICH = "follow-up-which";
        WHICH_WORDS = "follow-up-which-words";
        HOW = "follow-up-how";
        HOW_WORDS = "follow-up-how-words";
        SHORT = "follow-up-short";
        SHORT_WORDS = "follow-up-short-words" ("days");
        SHORT_LABEL = "follow-up-short-label";
        SAVE = "follow-up-save";
        AGAIN_ASK = "follow-up-again-ask";
        AGAIN_WORDS = "follow-up-again-words" ("class", "lesson", "name");
        AGAIN_ALONE = "follow-up-again-alone" ("class", "name");
        AGAIN_YES = "follow-up-again-yes";
        DROP_ASK = "follow-up-drop-ask";
        DROP_WORDS = "follow-up-drop-words";
        DROP_YES = "follow-up-drop-yes";
        LETTER_FILE = "follow-up-letter-file" ("date");
    }
}

#[cfg(test)]
mod tests {
    use super::FOLLOW_UP;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_a_broken_rule_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = FOLLOW_UP
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), FOLLOW_UP.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../../locales/en-GB/console-follow-up.ftl")), listed);
    }
}
