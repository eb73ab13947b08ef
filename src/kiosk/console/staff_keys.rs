//! The words of the page about colleagues: every message of `console-staff.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says.
    STAFF {
        RAIL = "staff-rail";
        TITLE = "staff-title";
        WORDS = "staff-words";
        WORDS_NOT_YOURS = "staff-words-not-yours";
        ADD = "staff-add";
        TEACHER = "staff-teacher";
        OFFICE = "staff-office";
        DSL = "staff-dsl";
        HEAD = "staff-head";
        TODAY = "staff-today";
        ALWAYS = "staff-always";
        OPENS = "staff-opens" ("initials");
        OPENS_TODAY = "staff-opens-today" ("initials");
        OPENS_NOT = "staff-opens-not";
        TRAIL = "staff-trail";
        TRAIL_OF = "staff-trail-of" ("name");
        TRAIL_OF_THEM = "staff-trail-of-them";
        TRAIL_EVERYBODY = "staff-trail-everybody";
        TRAIL_SAVE = "staff-trail-save";
        TRAIL_FILE = "staff-trail-file" ("date");
        TRAIL_NOTHING = "staff-trail-nothing";
        ROLE = "staff-role";
        ROLE_TITLE = "staff-role-title" ("name");
        ROLE_UNDO = "staff-role-undo" ("name", "role");
        SOMEBODY = "staff-somebody";
        PERSON_WORDS = "staff-person-words";
        PERSON_NOT_YOURS = "staff-person-not-yours";
        NEW_SECRETS = "staff-new-secrets";
        FIRST_SECRETS = "staff-first-secrets";
        DISABLE = "staff-disable";
        DISABLE_WORDS = "staff-disable-words" ("name");
        DISABLE_YES = "staff-disable-yes";
        NAMES = "staff-names";
        TAKEN = "staff-taken";
        NAME = "staff-name";
        INITIALS = "staff-initials";
        TEACHER_WORDS = "staff-teacher-words";
        OFFICE_WORDS = "staff-office-words";
        DSL_WORDS = "staff-dsl-words";
        HEAD_WORDS = "staff-head-words";
        TODAY_WORDS = "staff-today-words";
        NEW_KEY = "staff-new-key";
        NEW_KEY_WORDS = "staff-new-key-words";
        NEW_KEY_YES = "staff-new-key-yes";
        TODAY_NO_LISTS = "staff-today-no-lists";
        CLASSES_ARE_THE_OFFICES = "staff-classes-are-the-offices";
    }
}

#[cfg(test)]
mod tests {
    use super::STAFF;
    use crate::kiosk::console::keys::messages;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_message_about_staff_is_written_with_its_variables_and_none_is_left_over() {
        let listed: BTreeMap<String, BTreeSet<String>> = STAFF
            .iter()
            .map(|known| (known.key.to_owned(), known.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(listed.len(), STAFF.len(), "a key is listed twice");
        assert_eq!(messages(include_str!("../../../locales/en-GB/console-staff.ftl")), listed);
    }
}
