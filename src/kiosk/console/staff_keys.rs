//! The words of the page about colleagues: every message of `console-staff.ftl`, by name.

use crate::content::keys::KnownKey;

keys! {
    /// All that the page says.
    STAFF {
        RAIL = "staff-rail";
        TITLE = "staff-title";
        WORDS = "staff-words";
        ADD = "staff-add";
        TEACHER = "staff-teacher";
        LEAD = "staff-lead";
        OPENS = "staff-opens" ("initials");
        OPENS_NOT = "staff-opens-not";
        TRAIL = "staff-trail";
        SOMEBODY = "staff-somebody";
        PERSON_WORDS = "staff-person-words";
        PERSON_NOT_YOURS = "staff-person-not-yours";
        NEW_SECRETS = "staff-new-secrets";
        FIRST_SECRETS = "staff-first-secrets";
        DISABLE = "staff-disable";
        DISABLE_WORDS = "staff-disable-words" ("name");
        DISABLE_YES = "staff-disable-yes";
        NAMES = "staff-names";
        NAMES_WORDS = "staff-names-words";
        TAKEN = "staff-taken";
        NAME = "staff-name";
        INITIALS = "staff-initials";
        TEACHER_WORDS = "staff-teacher-words";
        LEAD_WORDS = "staff-lead-words";
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
