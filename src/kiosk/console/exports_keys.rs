//! The words of the page for lists and sheets: every message of `console-exports.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says.
    EXPORTS {
        RAIL = "exports-rail";
        TITLE = "exports-title";
        WORDS = "exports-words";
        SAVE = "exports-save";
        PRINT = "exports-print";
        SCHOOL = "exports-school";
        WHAT = "exports-what";
        LIST = "exports-list";
        MISSING = "exports-missing";
        SHEETS = "exports-sheets";
        NAMES = "exports-names";
        NAMES_USUAL = "exports-names-usual";
        NAMES_INITIALS = "exports-names-initials";
        NAMES_SHEETS = "exports-names-sheets";
        FORM = "exports-form";
        PDF = "exports-pdf";
        CSV = "exports-csv";
        FORM_PRINTER = "exports-form-printer";
        WHERE = "exports-where";
        LOOKING = "exports-where-looking";
        LOOK_AGAIN = "exports-look-again";
        PRINTER = "exports-printer" ("name");
        NO_PRINTER = "exports-no-printer";
        PRINTERS_SLOW = "exports-printers-slow";
        NOBODY = "exports-nobody";
        NOBODY_WORDS = "exports-nobody-words";
        WORKING = "exports-working" ("done", "total");
        STOP = "exports-stop";
        STOPPING = "exports-stopping";
        SAVED = "exports-saved" ("path");
        SAVED_MANY = "exports-saved-many" ("count", "path");
        PRINTED = "exports-printed" ("name");
        STOPPED = "exports-stopped";
        FILE_LIST = "exports-file-list" ("class", "date");
        FILE_MISSING = "exports-file-missing" ("class", "date");
        FILE_SHEETS = "exports-file-sheets" ("class", "date");
    }
}

#[cfg(test)]
mod tests {
    use super::EXPORTS;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_exports_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = EXPORTS
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), EXPORTS.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-exports.ftl")), listed);
    }
}
