//! More words of the page about the panel: every message of `console-panel.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says beyond `console.ftl`.
    PANEL {
        SCREEN = "panel-screen";
        SENSES = "panel-senses";
        KIOSK = "panel-kiosk";
        CARD = "panel-card";
        CARD_TITLE = "panel-card-title";
        CARD_WORDS = "panel-card-words";
        CARD_HERE = "panel-card-here";
        CARD_FITS = "panel-card-fits";
        CONTRAST = "panel-contrast";
        CONTRAST_WORDS = "panel-contrast-words";
        LOUDNESS = "panel-loudness";
        LOUDNESS_WORDS = "panel-loudness-words";
        LOUDNESS_PERCENT = "panel-loudness-percent" ("percent");
        TEST = "panel-test";
        TEST_OFF = "panel-test-off";
        NO_DEVICE = "panel-no-device";
        REGISTER = "panel-register";
        REGISTER_NONE = "panel-register-none";
        REGISTER_DONE = "panel-register-done" ("school");
        REGISTER_SENDING = "panel-register-sending";
        REGISTER_WAITING = "panel-register-waiting" ("count");
        REGISTER_PROBLEM = "panel-register-problem" ("count", "problem");
        REGISTER_LAST = "panel-register-last" ("time");
        REGISTER_GO = "panel-register-go";
        DISK = "panel-disk";
        DISK_FREE = "panel-disk-free" ("free", "total");
        DISK_ENOUGH = "panel-disk-enough";
        DISK_LOW = "panel-disk-low";
        DISK_UNKNOWN = "panel-disk-unknown" ("cause");
        GIGABYTES = "panel-gigabytes" ("amount");
        MEGABYTES = "panel-megabytes" ("amount");
    }
}

#[cfg(test)]
mod tests {
    use super::PANEL;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_further_message_about_the_panel_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = PANEL
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), PANEL.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-panel.ftl")), listed);
    }
}
