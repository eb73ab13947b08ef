//! The words of the page about the register: every message of `console-register.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says.
    REGISTER {
        RAIL = "sync-rail";
        NONE_TITLE = "sync-none-title";
        NONE_WORDS = "sync-none-words";
        WORDS_CARD = "sync-words-card";
        WORDS_WORDS = "sync-words-words";
        WORDS_GO = "sync-words-go";
        STICK_CARD = "sync-stick-card";
        STICK_AGAIN = "sync-stick-again";
        STICK_NONE = "sync-stick-none";
        STICK_NONE_WORDS = "sync-stick-none-words";
        STICK_ROW = "sync-stick-row" ("file", "stick");
        STICK_ROW_HERE = "sync-stick-row-here" ("file");
        AFTER = "sync-after";
        ANEW_TITLE = "sync-anew-title";
        ANEW_WORDS = "sync-anew-words";
        TYPE_TITLE = "sync-type-title";
        TYPE_WORDS = "sync-type-words";
        TYPE_ADDRESS = "sync-type-address";
        TYPE_TICKET = "sync-type-ticket";
        TYPE_GO = "sync-type-go";
        TYPE_COUNT = "sync-type-count" ("all", "count");
        ASKING = "sync-asking" ("address");
        OFFER_TITLE = "sync-offer-title";
        OFFER_SCHOOL = "sync-offer-school";
        OFFER_SCHOOL_UNKNOWN = "sync-offer-school-unknown";
        OFFER_ADDRESS = "sync-offer-address";
        OFFER_HERE = "sync-offer-here";
        OFFER_WAITING = "sync-offer-waiting";
        OFFER_STATEMENTS = "sync-offer-statements" ("count");
        OFFER_OTHER = "sync-offer-other";
        OFFER_PROVEN = "sync-offer-proven";
        OFFER_YES = "sync-offer-yes";
        OFFER_NO = "sync-offer-no";
        ENROLLING = "sync-enrolling";
        TITLE = "sync-title";
        AT = "sync-at" ("address", "school");
        NOW = "sync-now";
        WAITING = "sync-waiting";
        THERE = "sync-there";
        LAST = "sync-last";
        LAST_NEVER = "sync-last-never";
        STATE_DONE = "sync-state-done";
        STATE_DONE_WORDS = "sync-state-done-words";
        STATE_SENDING = "sync-state-sending";
        STATE_SENDING_WORDS = "sync-state-sending-words";
        STATE_WAITING = "sync-state-waiting";
        STATE_WAITING_WORDS = "sync-state-waiting-words";
        STATE_PROBLEM = "sync-state-problem";
        STATE_SAFE = "sync-state-safe";
        STATE_FORKED = "sync-state-forked";
        STATE_FORKED_WORDS = "sync-state-forked-words";
        STATE_SHUT_OUT = "sync-state-shut-out";
        STATE_SHUT_OUT_SINCE = "sync-state-shut-out-since" ("time");
        STATE_SHUT_OUT_WORDS = "sync-state-shut-out-words";
        UNTAKEN_MORE = "sync-untaken-more" ("count");
        ANEW = "sync-anew";
        BY_STICK = "sync-by-stick";
        LEAVE = "sync-leave";
        LEAVE_WORDS = "sync-leave-words";
        LEAVE_YES = "sync-leave-yes";
        LEADS = "sync-leads";
    }
}

#[cfg(test)]
mod tests {
    use super::REGISTER;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_the_register_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = REGISTER
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), REGISTER.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-register.ftl")), listed);
    }
}
