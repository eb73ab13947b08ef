//! The words of the pages about one child: every message of `console-people.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that these pages say.
    PEOPLE {
        CHILDREN = "people-children";
        CHILDREN_WORDS = "people-children-words";
        CHILDREN_NONE = "people-children-none";
        STANDING_ASKED = "people-standing-asked" ("time");
        WHAT = "people-what";
        NEXT = "people-next";
        NEXT_NOTHING = "people-next-nothing";
        ABSENT = "people-absent";
        ABSENT_WORDS = "people-absent-words";
        HERE = "people-here";
        HERE_WORDS = "people-here-words" ("name");
        AWAY = "people-away";
        AWAY_WORDS = "people-away-words" ("name");
        HELPER = "people-helper";
        HELPER_WORDS = "people-helper-words";
        HELPER_IS = "people-helper-is" ("helper");
        HELPER_IS_WORDS = "people-helper-is-words";
        UNABLE = "people-unable";
        UNABLE_WORDS = "people-unable-words";
        LEFT = "people-left";
        LEFT_WORDS = "people-left-words";
        WRONG_CHILD = "people-wrong-child";
        WRONG_CHILD_WORDS = "people-wrong-child-words";
        WRONG_ENTRY = "people-wrong-entry";
        WRONG_ENTRY_WORDS = "people-wrong-entry-words";
        JUST_A_MOMENT = "people-just-a-moment";
        ASK_AWAY = "people-ask-away" ("name");
        ASK_UNABLE = "people-ask-unable" ("name");
        ASK_LEFT = "people-ask-left" ("name");
        ASK_WRONG_CHILD = "people-ask-wrong-child" ("name");
        ASK_WRONG_ENTRY = "people-ask-wrong-entry" ("name");
        YES_NOTE = "people-yes-note";
        YES_TAKE_BACK = "people-yes-take-back";
        HELPERS = "people-helpers" ("name");
        HELPERS_WORDS = "people-helpers-words";
        HELPERS_NOBODY = "people-helpers-nobody";
        HELPERS_OTHER = "people-helpers-other";
        HELPERS_NAME = "people-helpers-name";
        HELPERS_NAME_WORDS = "people-helpers-name-words";
        HELPERS_SAVE = "people-helpers-save";
        ASKED_1 = "people-asked-1" ("name");
        ASKED_2 = "people-asked-2";
        ASKED_3 = "people-asked-3";
        ASKED_4 = "people-asked-4" ("name");
        UNSURE_1 = "people-unsure-1";
        UNSURE_2 = "people-unsure-2" ("name");
        UNSURE_3 = "people-unsure-3" ("name");
        UNSURE_4 = "people-unsure-4" ("name");
        TALKED = "people-talked";
        UNSURE = "people-unsure" ("name", "time");
        UNSURE_HOW = "people-unsure-how";
        MORE = "people-more";
    }
}

#[cfg(test)]
mod tests {
    use super::PEOPLE;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_a_child_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = PEOPLE
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), PEOPLE.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-people.ftl")), listed);
    }
}
