//! The words of the page about what a child needs: every message of `console-needs.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that this page says.
    NEEDS {
        ACT = "needs-act";
        ACT_WORDS = "needs-act-words";
        TITLE = "needs-title" ("name");
        WORDS = "needs-words";
        SCREEN = "needs-screen";
        BIGGER = "needs-bigger";
        BIGGER_WORDS = "needs-bigger-words";
        CALMER = "needs-calmer";
        CALMER_WORDS = "needs-calmer-words";
        STAMP = "needs-stamp";
        STAMP_WORDS = "needs-stamp-words";
        ON = "needs-on";
        OFF = "needs-off";
        HELPER = "needs-helper";
        HELPER_WORDS = "needs-helper-words";
        NOBODY = "needs-nobody";
        LANGUAGE = "needs-language";
        LANGUAGE_KIOSK = "needs-language-kiosk" ("language");
    }
}

#[cfg(test)]
mod tests {
    use super::NEEDS;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_needs_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = NEEDS
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), NEEDS.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-needs.ftl")), listed);
    }
}
