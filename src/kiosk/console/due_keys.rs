//! The words of the page about who is due: every message of `console-due.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that this page says.
    DUE {
        RAIL = "due-rail";
        TITLE = "due-title";
        WORDS = "due-words";
        NOBODY = "due-nobody";
        NOBODY_WORDS = "due-nobody-words";
        NOBODY_YET = "due-nobody-yet";
        NOBODY_YET_WORDS = "due-nobody-yet-words";
        COUNT = "due-count" ("count");
        NEW = "due-new";
        MOVED = "due-moved";
        CHANGED = "due-changed";
        REVIEW = "due-review";
        ABSENT = "due-absent";
        NOT_YET = "due-not-yet";
        SUM_NEW = "due-sum-new" ("count");
        SUM_MOVED = "due-sum-moved" ("count");
        SUM_CHANGED = "due-sum-changed" ("count");
        SUM_REVIEW = "due-sum-review" ("count");
        SUM_ABSENT = "due-sum-absent" ("count");
        SUM_NOT_YET = "due-sum-not-yet" ("count");
        SEE = "due-see";
        SESSION = "due-session";
        CLASS_TITLE = "due-class-title" ("class");
        WHAT = "due-what";
        WHAT_WORDS = "due-what-words";
        BEFORE = "due-before" ("words");
        WHAT_FEWER = "due-what-fewer";
        WHY = "due-why";
        WHY_WORDS = "due-why-words";
        TREE_OPEN = "due-tree-open";
        ONLY = "due-only" ("count");
        LESSONS = "due-lessons" ("count");
        LAPSED = "due-lapsed" ("agreement", "date");
        SOON = "due-soon" ("agreement", "date");
        NOT_APPROVED = "due-not-approved" ("agreement", "version");
    }
}

#[cfg(test)]
mod tests {
    use super::DUE;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_who_is_due_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = DUE
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), DUE.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-due.ftl")), listed);
    }
}
