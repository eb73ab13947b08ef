//! The words of the pages where a class and its children are changed by hand: every message of `console-hand.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that these pages say.
    HAND {
        CLASS = "hand-class";
        CHILD = "hand-child";
        CHILD_WORDS = "hand-child-words";
        TITLE = "hand-title" ("class");
        WORDS = "hand-words" ("year");
        ADD = "hand-add";
        CHANGE = "hand-change";
        NOBODY = "hand-nobody";
        NOBODY_WORDS = "hand-nobody-words";
        HAS_LEFT = "hand-has-left";
        IN = "hand-in" ("class");
        IN_WITH = "hand-in-with" ("class", "upn");
        LEFT_FROM = "hand-left-from" ("class");
        RENAME = "hand-rename";
        MOVE = "hand-move";
        UPN_SET = "hand-upn-set";
        LEFT = "hand-left";
        BACK = "hand-back";
        KEEPS = "hand-keeps";
        LEFT_WORDS = "hand-left-words" ("name");
        MOVE_TITLE = "hand-move-title" ("name");
        MOVE_NONE = "hand-move-none";
        ADD_TITLE = "hand-add-title" ("class");
        RENAME_TITLE = "hand-rename-title" ("name");
        UPN_TITLE = "hand-upn-title" ("name");
        CLASS_TITLE = "hand-class-title" ("class");
        CLASS_NAME = "hand-class-name";
        GIVEN = "hand-given";
        FAMILY = "hand-family";
        UPN = "hand-upn";
        UPN_WORDS = "hand-upn-words";
        YEAR_WORDS = "hand-year-words";
        SAVE = "hand-save";
        DONE_ADDED = "hand-done-added" ("name");
        DONE_RENAMED = "hand-done-renamed";
        DONE_MOVED = "hand-done-moved";
        DONE_LEFT = "hand-done-left";
        DONE_BACK = "hand-done-back";
        DONE_UPN = "hand-done-upn";
        DONE_CLASS = "hand-done-class";
        UNDO = "hand-undo";
    }
}

#[cfg(test)]
mod tests {
    use super::HAND;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_changes_by_hand_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = HAND
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), HAND.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-hand.ftl")), listed);
    }
}
