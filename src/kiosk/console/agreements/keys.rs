//! The words of the page about agreements: every message of `console-agreements.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says.
    AGREEMENTS {
        RAIL = "agreements-rail";
        TITLE = "agreements-title";
        WORDS = "agreements-words";
        ONLY_LEADS = "agreements-only-leads";
        DRAFT_GO_ON = "agreements-draft-go-on";
        DRAFT_FROM = "agreements-draft-from" ("version");
        MAKE = "agreements-make";
        VERSION = "agreements-version" ("version");
        VERSION_OF = "agreements-version-of" ("agreement", "version");
        CURRENT = "agreements-current";
        CURRENT_SINCE = "agreements-current-since" ("day");
        COMING = "agreements-coming" ("day");
        FORMER = "agreements-former";
        APPROVED = "agreements-approved" ("by", "on");
        REVIEW = "agreements-review" ("review");
        REVIEW_DUE = "agreements-review-due" ("review");
        NOT_APPROVED = "agreements-not-approved";
        PROMISES = "agreements-promises" ("count");
        READ_FINGERPRINT = "agreements-read-fingerprint" ("fingerprint");
        READ_UNTIL = "agreements-read-until" ("day");
        READ_SILENT = "agreements-read-silent" ("count");
        READ_SPOKEN = "agreements-read-spoken";
        NOTE_APPROVAL = "agreements-note-approval";
        NOTE_APPROVAL_WORDS = "agreements-note-approval-words";
        NOTE_IT = "agreements-note-it";
        PRINT = "agreements-print";
        PRINT_WORDS = "agreements-print-words";
        PRINT_NOBODY = "agreements-print-nobody";
        PRINT_FILE = "agreements-print-file" ("class", "version", "date");
        TAKE_BACK = "agreements-take-back";
        TAKE_BACK_WORDS = "agreements-take-back-words";
        TAKE_BACK_YES = "agreements-take-back-yes";
        EDIT_TITLE = "agreements-edit-title" ("name");
        EDIT_READY = "agreements-edit-ready";
        EDIT_MORE = "agreements-edit-more" ("fault", "count");
        EDIT_USE = "agreements-edit-use";
        EDIT_NAME = "agreements-edit-name" ("title");
        EDIT_UNTIL = "agreements-edit-until" ("day");
        EDIT_SILENT = "agreements-edit-silent";
        EDIT_TOO_MANY = "agreements-edit-too-many";
        EDIT_ADD = "agreements-edit-add";
        EDIT_BY = "agreements-edit-by";
        EDIT_ON = "agreements-edit-on";
        EDIT_REVIEW = "agreements-edit-review";
        EDIT_FROM = "agreements-edit-from";
        EDIT_EMPTY = "agreements-edit-empty";
        EDIT_AT_ONCE = "agreements-edit-at-once";
        EDIT_PREVIEW = "agreements-edit-preview";
        EDIT_UNDO = "agreements-edit-undo";
        EDIT_DISCARD = "agreements-edit-discard";
        DISCARD_WORDS = "agreements-discard-words";
        DISCARD_YES = "agreements-discard-yes";
        USE_TITLE = "agreements-use-title" ("day");
        USE_WORDS = "agreements-use-words" ("count");
        USE_SAME = "agreements-use-same";
        RULE_WORDS = "agreements-rule-words";
        RULE_PICTURE = "agreements-rule-picture";
        RULE_UP = "agreements-rule-up";
        RULE_DOWN = "agreements-rule-down";
        RULE_TIME = "agreements-rule-time";
        RULE_ALWAYS = "agreements-rule-always";
        RULE_DROP = "agreements-rule-drop";
        ADD_TITLE = "agreements-add-title";
        ADD_OWN = "agreements-add-own";
        ADD_OWN_WORDS = "agreements-add-own-words";
        ADD_BACK_WORDS = "agreements-add-back-words";
        PICTURE_TITLE = "agreements-picture-title";
        TYPE_RULE = "agreements-type-rule";
        TYPE_RULE_WORDS = "agreements-type-rule-words";
        TYPE_MORE = "agreements-type-more";
        TYPE_TITLE = "agreements-type-title";
        TYPE_TITLE_WORDS = "agreements-type-title-words";
        TYPE_BY = "agreements-type-by";
        TYPE_BY_WORDS = "agreements-type-by-words";
        TYPE_SAVE = "agreements-type-save";
        TYPE_COUNT = "agreements-type-count" ("words", "most");
        DAY_ON = "agreements-day-on";
        DAY_REVIEW = "agreements-day-review";
        DAY_FROM = "agreements-day-from";
        DAY_UNTIL = "agreements-day-until";
        DAY_MONTH = "agreements-day-month" ("month", "year");
        DAY_WEEK = "agreements-day-week";
        DAY_TODAY = "agreements-day-today";
        DAY_YEAR = "agreements-day-year";
        PREVIEW_TITLE = "agreements-preview-title" ("place", "of");
        PREVIEW_VOICE = "agreements-preview-voice";
        PREVIEW_SILENT = "agreements-preview-silent";
        PREVIEW_BACK = "agreements-preview-back";
        PREVIEW_NEXT = "agreements-preview-next";
        LANGUAGE_MISSING = "agreements-language-missing";
        LANGUAGE_SHIPPED = "agreements-language-shipped";
        LANGUAGE_COUNT = "agreements-language-count" ("language", "count");
        LANGUAGE_TYPE = "agreements-language-type";
        FAULT_TITLE = "agreements-fault-title";
        FAULT_RULES = "agreements-fault-rules";
        FAULT_TOO_MANY = "agreements-fault-too-many";
        FAULT_WORDS = "agreements-fault-words";
        FAULT_LONG = "agreements-fault-long";
        FAULT_PERIOD = "agreements-fault-period";
        FAULT_OTHER = "agreements-fault-other";
        FAULT_BY = "agreements-fault-by";
        FAULT_ON = "agreements-fault-on";
        FAULT_LATER = "agreements-fault-later";
        FAULT_REVIEW = "agreements-fault-review";
        FAULT_SOON = "agreements-fault-soon";
    }
}

#[cfg(test)]
mod tests {
    use super::AGREEMENTS;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_agreements_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = AGREEMENTS
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), AGREEMENTS.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../../locales/en-GB/console-agreements.ftl")), listed);
    }
}
