//! The words of the courier's page: every message of `console-courier.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says.
    COURIER {
        TITLE = "courier-title";
        WORDS = "courier-words";
        NONE = "courier-none";
        NONE_WORDS = "courier-none-words";
        OUT = "courier-out";
        WAITING = "courier-waiting" ("count", "school");
        OUT_WORDS = "courier-out-words";
        WRITTEN = "courier-written" ("when");
        WRITE = "courier-write";
        CHOOSE_WORDS = "courier-choose-words";
        FILE = "courier-file" ("date");
        IN = "courier-in";
        IN_WORDS = "courier-in-words";
        TAKEN = "courier-taken" ("when");
        NO_ANSWER = "courier-no-answer";
        NO_ANSWER_WORDS = "courier-no-answer-words";
        LOOK_AGAIN = "courier-look-again";
        DONE_WRITTEN = "courier-done-written";
        DONE_COUNT = "courier-done-count" ("count");
        DONE_LEFT = "courier-done-left" ("count");
        DONE_WHERE = "courier-done-where" ("path");
        DONE_BROUGHT = "courier-done-brought";
        DONE_RECEIPTS = "courier-done-receipts" ("count");
        DONE_OLD_TITLE = "courier-done-old-title";
        DONE_OLD = "courier-done-old";
        DONE_ERASED = "courier-done-erased" ("count");
        DONE_WAITING = "courier-done-waiting" ("count");
        DONE_LACKS = "courier-done-lacks";
        DONE_MORE = "courier-done-more";
        DONE_FORKED = "courier-done-forked";
        DONE_STUCK = "courier-done-stuck" ("why");
        OK = "courier-ok";
    }
}

#[cfg(test)]
mod tests {
    use super::COURIER;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_the_courier_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = COURIER
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), COURIER.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-courier.ftl")), listed);
    }
}
