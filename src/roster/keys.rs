//! The messages that an import says, by name; the words are in `locales/<language>/roster.ftl`.

use crate::content::keys::KnownKey;

macro_rules! keys {
    ($($name:ident = $key:literal $(($($variable:literal),+))?;)+) => {
        $(pub(super) const $name: &str = $key;)+

        /// Every message of `roster.ftl`, with the variables that are filled in.
        pub const KEYS: &[KnownKey] = &[$(KnownKey { key: $key, variables: &[$($($variable),+)?] }),+];
    };
}

keys! {
    YEAR = "roster-year" ("year");
    AT_ROW = "roster-at-row" ("row", "what");
    LIST_NEXT = "roster-list-next" ("list", "next");

    KIND_CSV = "roster-kind-csv" ("encoding");
    KIND_WORKBOOK = "roster-kind-workbook" ("sheets");
    KIND_ONE_ROSTER = "roster-kind-one-roster" ("version");
    KIND_ONE_ROSTER_BARE = "roster-kind-one-roster-bare";
    KIND_REGISTER = "roster-kind-register" ("date");
    STAGE_READING = "roster-stage-reading";
    STAGE_SORTING = "roster-stage-sorting";
    STAGE_SAVING = "roster-stage-saving";

    FIELD_GIVEN_NAME = "roster-field-given-name";
    FIELD_KNOWN_AS = "roster-field-known-as";
    FIELD_FAMILY_NAME = "roster-field-family-name";
    FIELD_KNOWN_FAMILY = "roster-field-known-family";
    FIELD_FULL_NAME = "roster-field-full-name";
    FIELD_CLASS = "roster-field-class";
    FIELD_YEAR = "roster-field-year";
    FIELD_UPN = "roster-field-upn";
    FIELD_NUMBER = "roster-field-number";
    FIELD_KIOSK_ID = "roster-field-kiosk-id";

    FAULT_NO_NAME = "roster-fault-no-name";
    FAULT_NO_GIVEN_NAME = "roster-fault-no-given-name";
    FAULT_NO_LETTER = "roster-fault-no-letter";
    FAULT_TOO_LONG = "roster-fault-too-long";
    FAULT_UNREADABLE = "roster-fault-unreadable";
    FAULT_FORMULA = "roster-fault-formula";
    FAULT_NO_CLASS = "roster-fault-no-class";
    FAULT_SEVERAL_CLASSES = "roster-fault-several-classes" ("classes");
    FAULT_OTHER_YEAR = "roster-fault-other-year" ("year");
    FAULT_REPEATS = "roster-fault-repeats" ("first");
    FAULT_NUMBER_TWICE = "roster-fault-number-twice" ("first");
    FAULT_DELETED = "roster-fault-deleted";
    FAULT_CLASS_WITHOUT_YEAR = "roster-fault-class-without-year" ("class");

    REMARK_UPN_LENGTH = "roster-remark-upn-length" ("length");
    REMARK_UPN_SHAPE = "roster-remark-upn-shape";
    REMARK_UPN_CHECK = "roster-remark-upn-check";
    REMARK_YEAR = "roster-remark-year" ("year");
    REMARK_SEVERAL_YEARS = "roster-remark-several-years" ("class", "year");
    REMARK_BOTH_STAGES = "roster-remark-both-stages" ("class", "year");
    REMARK_YEAR_FROM_NAME = "roster-remark-year-from-name" ("class", "year");
    REMARK_CAPITALS = "roster-remark-capitals";
    REMARK_IGNORED = "roster-remark-ignored" ("columns");
    REMARK_NOT_COVERED = "roster-remark-not-covered" ("count");

    CHANGE_JOINS = "roster-change-joins" ("name", "class");
    CHANGE_MOVES = "roster-change-moves" ("name", "before", "class");
    CHANGE_RENAMED = "roster-change-renamed" ("before", "name", "class");
    CHANGE_MOVES_RENAMED = "roster-change-moves-renamed" ("before", "name", "from", "class");
    CHANGE_RETURNS = "roster-change-returns" ("name", "class");
    CHANGE_LEAVES = "roster-change-leaves" ("name", "class");
    CHANGE_STAYS = "roster-change-stays" ("name", "class");
    CHANGE_UNCLEAR = "roster-change-unclear" ("name", "class", "candidates");
    CHANGE_CLASS_YEAR = "roster-change-class-year" ("class", "before", "year");
    CANDIDATE = "roster-candidate" ("name", "class");

    DOUBT_NAME_ELSEWHERE = "roster-doubt-name-elsewhere";
    DOUBT_PART_OF_NAME = "roster-doubt-part-of-name";
    DOUBT_OTHER_NAME = "roster-doubt-other-name";
    DOUBT_NOT_IN_FILE = "roster-doubt-not-in-file";
    DOUBT_SEVERAL = "roster-doubt-several";

    COUNT_JOINED = "roster-count-joined" ("count");
    COUNT_MOVED = "roster-count-moved" ("count");
    COUNT_RENAMED = "roster-count-renamed" ("count");
    COUNT_RETURNED = "roster-count-returned" ("count");
    COUNT_LEFT = "roster-count-left" ("count");
    COUNT_UNCHANGED = "roster-count-unchanged" ("count");
    COUNT_UNCLEAR = "roster-count-unclear" ("count");
    COUNT_BAD_ROWS = "roster-count-bad-rows" ("count");
    COUNT_LEFT_OUT = "roster-count-left-out" ("count");
    COUNT_NOTHING = "roster-count-nothing";

    DONE_JOINED = "roster-done-joined" ("count");
    DONE_MOVED = "roster-done-moved" ("count");
    DONE_RENAMED = "roster-done-renamed" ("count");
    DONE_RETURNED = "roster-done-returned" ("count");
    DONE_LEFT = "roster-done-left" ("count");
    DONE_CLASSES = "roster-done-classes" ("count");
    DONE_CLASSES_CHANGED = "roster-done-classes-changed" ("count");
    UNDONE = "roster-undone" ("count");
    UNDONE_CHANGED_SINCE = "roster-undone-changed-since" ("count");
    UNDONE_MET_SINCE = "roster-undone-met-since" ("count");
}
