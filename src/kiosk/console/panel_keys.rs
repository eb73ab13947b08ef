//! More words of the page about the panel: every message of `console-panel.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says beyond `console.ftl`.
    PANEL {
        SCREEN = "panel-screen";
        SENSES = "panel-senses";
        KIOSK = "panel-kiosk";
        CHILDREN = "panel-children";
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
        BACKUP = "panel-backup";
        BACKUP_NEVER = "panel-backup-never";
        BACKUP_LAST = "panel-backup-last" ("time");
        BACKUP_WORDS = "panel-backup-words";
        BACKUP_OLD = "panel-backup-old";
        BACKUP_FIRST = "panel-backup-first";
        BACKUP_ALONE = "panel-backup-alone" ("count");
        BACKUP_GO = "panel-backup-go";
        BACKUP_UNDER_WAY = "panel-backup-under-way";
        BACKUP_CHOOSE_WORDS = "panel-backup-choose-words";
        BACKUP_FILE = "panel-backup-file" ("date");
        LANGUAGE_NAME = "panel-language-name";
        LANGUAGES = "panel-languages";
        LANGUAGES_ONE = "panel-languages-one" ("language");
        LANGUAGES_WORDS = "panel-languages-words";
        LANGUAGE_OWN = "panel-language-own";
        LANGUAGE_SPOKEN = "panel-language-spoken";
        LANGUAGE_SILENT = "panel-language-silent";
        ARRIVED = "panel-arrived";
        ARRIVED_ALL = "panel-arrived-all";
        ARRIVED_WAITING = "panel-arrived-waiting" ("count");
        ARRIVED_PROBLEM = "panel-arrived-problem" ("count");
        ARRIVED_NOWHERE = "panel-arrived-nowhere";
        ARRIVED_LAST = "panel-arrived-last" ("time");
        STATIONS = "panel-stations";
        STATIONS_WORDS = "panel-stations-words";
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
