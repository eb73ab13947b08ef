//! The words about the register's list: every message of `console-roll.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that is said about it.
    ROLL {
        WAITS = "roll-waits" ("count");
        LOOK = "roll-look";
        NAME = "roll-name";
        OPEN = "roll-open";
        OPEN_WORDS = "roll-open-words" ("date");
        KEEP = "roll-keep";
        KEPT = "roll-kept";
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::messages;
    use super::ROLL;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_the_registers_list_is_written_and_none_is_left_over() {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let listed: BTreeMap<String, BTreeSet<String>> =
            ROLL.iter().map(|known| (known.key.to_owned(), named(known.variables))).collect();
        assert_eq!(listed.len(), ROLL.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-roll.ftl")), listed);
    }
}
