//! The messages that the documents ask for, by name; the words are in `locales/<language>/documents.ftl`.

use crate::content::keys::KnownKey;

/// Messages that the plan of a lesson picks by what is in it: `strand-privacy-security`, `activity-sort`, `person-ela`.
pub(super) const STRAND: &str = "strand-";
/// See [`STRAND`].
pub(super) const ACTIVITY: &str = "activity-";
/// See [`STRAND`].
pub(super) const PERSON: &str = "person-";

macro_rules! keys {
    ($($name:ident = $key:literal $(($($variable:literal),+))?;)+) => {
        $(pub(super) const $name: &str = $key;)+

        /// Every message of `documents.ftl` that is printed, with the variables that are filled in; beside them the
        /// stamps ([`crate::content::keys::stamp`]), dates and times, and the questions that an agreement names.
        pub const KEYS: &[KnownKey] = &[$(KnownKey { key: $key, variables: &[$($($variable),+)?] }),+];
    };
}

keys! {
    DATE_SHORT = "document-date-short" ("day", "month");
    DAY_AND_TIME = "document-day-and-time" ("day", "time");
    NAMES_AND_LAST = "document-names-and-last" ("names", "last");
    NAMES_COMMA = "document-names-comma" ("names", "next");
    YEAR_GROUP = "document-year-group" ("year");
    AUDIENCE_KS1 = "document-audience-ks1";
    AUDIENCE_KS2 = "document-audience-ks2";

    LIST_DOCUMENT_TITLE = "list-document-title" ("class", "year", "date");
    LIST_TITLE = "list-title" ("class", "year");
    LIST_SUBTITLE = "list-subtitle" ("school");
    LIST_SCHOOL_TITLE = "list-school-title";
    LIST_SCHOOL_DOCUMENT_TITLE = "list-school-document-title" ("title", "date");
    LIST_MISSING_TITLE = "list-missing-title";
    LIST_MISSING_CLASS_TITLE = "list-missing-class-title" ("class");
    LIST_MISSING_COUNT = "list-missing-count" ("count");
    LIST_WITNESSES = "list-witnesses" ("count", "names");
    LIST_AGREEMENT = "list-agreement" ("title", "audience", "version");
    LIST_APPROVED = "list-approved" ("by", "on", "review");
    LIST_REVIEW_WAS_DUE = "list-review-was-due" ("by", "on", "review");
    LIST_NOT_APPROVED = "list-not-approved";
    LIST_SHOWN = "list-shown" ("language", "fingerprint");
    LIST_COLUMN_NAME = "list-column-name";
    LIST_COLUMN_PROMISE = "list-column-promise";
    LIST_COLUMN_WHEN = "list-column-when";
    LIST_COLUMN_MARK = "list-column-mark";
    LIST_COLUMN_CLASS = "list-column-class";
    LIST_COLUMN_DATE = "list-column-date";
    LIST_COLUMN_AGREEMENT = "list-column-agreement";
    LIST_COLUMN_VERSION = "list-column-version";
    LIST_COLUMN_FINGERPRINT = "list-column-fingerprint";
    LIST_NOT_A_CONTRACT = "list-not-a-contract";
    LIST_LEDGER_HEAD = "list-ledger-head" ("hash", "sequence");
    LIST_LEDGER_WHOLE = "list-ledger-whole" ("head");
    LIST_LEDGER_EMPTY = "list-ledger-empty";
    LIST_PAGE = "list-page" ("page", "pages");
    LETTERS_MISSING = "document-letters-missing" ("sign");

    ROW_AGREED = "row-agreed";
    ROW_AGREED_WITH_HELP = "row-agreed-with-help";
    ROW_NOT_YET = "row-not-yet";
    ROW_DECLINED = "row-declined";
    ROW_ABSENT = "row-absent";
    ROW_LEFT = "row-left";
    ROW_UNABLE = "row-unable";
    ROW_TO_COME = "row-to-come";
    ROW_MARK_DRAWN = "row-mark-drawn";
    ROW_MARK_STAMP = "row-mark-stamp" ("stamp");

    COUNT_AGREED = "count-agreed" ("count");
    COUNT_NOT_YET = "count-not-yet" ("count");
    COUNT_DECLINED = "count-declined" ("count");
    COUNT_ABSENT = "count-absent" ("count");
    COUNT_LEFT = "count-left" ("count");
    COUNT_UNABLE = "count-unable" ("count");
    COUNT_TO_COME = "count-to-come" ("count");
    COUNT_AND = "count-and" ("counts", "next");

    SHEET_DOCUMENT_TITLE = "sheet-document-title" ("class", "date");
    SHEET_TITLE = "sheet-title" ("name");
    SHEET_WHERE = "sheet-where" ("school", "class", "date");
    SHEET_WHOSE = "sheet-whose" ("full_name");
    SHEET_MARK = "sheet-mark" ("name");
    SHEET_STAMP = "sheet-stamp" ("name");
    SHEET_CODE = "sheet-code";
    SHEET_CODE_ALT = "sheet-code-alt" ("name");
    SHEET_WITNESS = "sheet-witness" ("count", "names");
    SHEET_HELPED = "sheet-helped" ("name");
    SHEET_LEARNING = "sheet-learning";
    SHEET_ASK_AT_HOME = "sheet-ask-at-home";
    SHEET_AGREEMENT = "sheet-agreement" ("title", "version", "fingerprint");
    SHEET_PROMISED = "sheet-promised" ("name");
    SHEET_THINKING = "sheet-thinking" ("name");
    SHEET_THINKING_MORE = "sheet-thinking-more" ("name");
    SHEET_DECLINED = "sheet-declined" ("name");
    SHEET_DECLINED_MORE = "sheet-declined-more" ("name");
    SHEET_TO_COME = "sheet-to-come" ("name");
    SHEET_TO_COME_MORE = "sheet-to-come-more";
    SHEET_SHARED = "sheet-shared" ("name");
    SHEET_SHARED_MORE = "sheet-shared-more" ("name");

    LETTER_DOCUMENT_TITLE = "letter-document-title" ("date");
    LETTER_TITLE = "letter-title";
    LETTER_WHOSE = "letter-whose" ("full_name");
    LETTER_WHERE = "letter-where" ("school", "class", "date");
    LETTER_HAPPENED = "letter-happened" ("name");
    LETTER_SCHOOL = "letter-school" ("name");
    LETTER_TOLD = "letter-told" ("name");
    LETTER_INVITED = "letter-invited" ("name");
    LETTER_HOME = "letter-home" ("name");
    LETTER_TELLING = "letter-telling";
    LETTER_KEPT = "letter-kept" ("days");
    LETTER_SIGNED_SCHOOL = "letter-signed-school";
    LETTER_SIGNED_HOME = "letter-signed-home";
    RECOVERY_TITLE = "recovery-title";
    RECOVERY_MADE = "recovery-made" ("school", "date");
    RECOVERY_USE = "recovery-use";
    RECOVERY_SAFE = "recovery-safe";
    RECOVERY_NEW = "recovery-new";
    RECOVERY_FOOT = "recovery-foot";

    PLAN_DOCUMENT_TITLE = "plan-document-title" ("title");
    PLAN_FACTS = "plan-facts" ("stage", "minutes");
    PLAN_AIM = "plan-aim";
    PLAN_STRANDS = "plan-strands";
    PLAN_ASK = "plan-ask";
    PLAN_LISTEN = "plan-listen";
    PLAN_TALK = "plan-talk";
    PLAN_REMEMBER = "plan-remember";
    PLAN_STEPS = "plan-steps";
    PLAN_SAYS = "plan-says" ("who", "words");
    PLAN_LEADS_TO = "plan-leads-to" ("answer", "then");
    PLAN_WORRY = "plan-worry";
    PLAN_WORRY_WORDS = "plan-worry-words";
}
