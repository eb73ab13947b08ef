//! What somebody did, as the audit trail keeps it: the name of a message of `trail.ftl`, and what is filled into it.
//!
//! No secret, and no name: adults, children and classes by identifier, which whoever shows the trail turns into names.

use crate::content::keys::KnownKey;
use serde_json::{Map, Value};

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    key: &'static str,
    values: Map<String, Value>,
}

impl Deed {
    fn of(key: &'static str) -> Self {
        Self { key, values: Map::new() }
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }

    /// The name of its message.
    pub(crate) fn key(&self) -> &'static str {
        self.key
    }

    /// What is filled in, as JSON.
    pub(crate) fn filled(&self) -> String {
        Value::Object(self.values.clone()).to_string()
    }
}

/// The deeds, their messages and what each of them tells: a constructor each.
macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $key:literal ($($variable:ident: $kind:ty),*);)+) => {
        impl Deed {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name($($variable: $kind),*) -> Self {
                    Self::of($key)$(.with(stringify!($variable), $variable))*
                }
            )+
        }

        /// Every deed's message in `trail.ftl`, with the variables that are filled in.
        pub const DEEDS: &[KnownKey] =
            &[$(KnownKey { key: $key, variables: &[$(stringify!($variable)),*] }),+];
    };
}

deeds! {
    /// The school was set up.
    set_up = "trail-set-up" ();
    /// The kiosk was opened: `how` is `passphrase`, `day`, `recovery` or `pin`, after so many wrong tries.
    opened = "trail-opened" (how: &'static str, wrong: u32);
    /// It was locked.
    locked = "trail-locked" ();
    /// A wrong PIN was typed.
    wrong_pin = "trail-wrong-pin" ();

    /// A colleague was added.
    staff_added = "trail-staff-added" (who: &str);
    /// A colleague has another role.
    role_given = "trail-role-given" (who: &str, role: &'static str);
    /// A colleague has a new passphrase and PIN.
    access_given = "trail-access-given" (who: &str);
    /// A colleague cannot open the kiosk any more.
    access_taken = "trail-access-taken" (who: &str);
    /// A colleague can open the kiosk today.
    day_key_given = "trail-day-key-given" (who: &str);
    /// There is a new recovery key.
    recovery_key_made = "trail-recovery-key-made" ();

    /// Classes and children were added.
    enrolled = "trail-enrolled" (classes: usize, pupils: usize);
    /// A list was brought in.
    roster_imported = "trail-roster-imported" (
        joined: usize, moved: usize, renamed: usize, left: usize, returned: usize, classes: usize, changed: usize
    );
    /// The last list was taken back.
    roster_undone = "trail-roster-undone" (restored: usize, kept: usize);
    /// A class was added.
    class_added = "trail-class-added" (class: &str);
    /// A class was changed.
    class_changed = "trail-class-changed" (class: &str);
    /// A child was added.
    pupil_added = "trail-pupil-added" (pupil: &str);
    /// A child was renamed.
    pupil_renamed = "trail-pupil-renamed" (pupil: &str);
    /// A child is in another class.
    pupil_moved = "trail-pupil-moved" (pupil: &str, class: &str);
    /// A child has left.
    pupil_left = "trail-pupil-left" (pupil: &str);
    /// A child has not left after all.
    pupil_back = "trail-pupil-back" (pupil: &str);
    /// A number of a child's was changed.
    pupil_number = "trail-pupil-number" (pupil: &str, numbering: &str);
    /// A child who was added by a slip was taken away.
    pupil_taken_away = "trail-pupil-taken-away" (pupil: &str);
    /// What a child needs was changed.
    needs_changed = "trail-needs-changed" (pupil: &str);
    /// A follow-up was noted; of whom, nobody is told.
    follow_up_noted = "trail-follow-up-noted" ();
    /// A follow-up was taken away.
    follow_up_dropped = "trail-follow-up-dropped" ();

    /// An outcome was taken back.
    corrected = "trail-corrected" (statement: u64, mistake: &'static str);
    /// A helper was noted afterwards.
    helper_noted = "trail-helper-noted" (statement: u64);
    /// What tells of a child was destroyed, as the register said.
    erased = "trail-erased" (statements: u64, order: u64);

    /// A draft was begun.
    draft_begun = "trail-draft-begun" (agreement: &str, version: u32);
    /// A draft was thrown away.
    draft_dropped = "trail-draft-dropped" (agreement: &str);
    /// A version was made.
    version_made = "trail-version-made" (agreement: &str, version: u32, from: String);
    /// The register has sent a version.
    version_sent = "trail-version-sent" (agreement: &str, version: u32, from: String);
    /// A version was taken back.
    version_withdrawn = "trail-version-withdrawn" (agreement: &str, version: u32);
    /// An approval was noted.
    approval_noted = "trail-approval-noted" (agreement: &str, version: u32, until: String);

    /// The kiosk was enrolled with a register.
    register_enrolled = "trail-register-enrolled" ();
    /// It was taken away from it.
    register_left = "trail-register-left" ();
    /// A file for the register was written.
    courier_written = "trail-courier-written" (statements: u64);
    /// The register's file was taken in.
    courier_taken = "trail-courier-taken" (receipts: u64, erased: usize);

    /// The register has shut this kiosk out.
    kiosk_shut_out = "trail-kiosk-shut-out" ();
    /// The register has let a colleague open this kiosk.
    colleague_let_in = "trail-colleague-let-in" (who: &str);
    /// The register has taken a colleague's access away.
    colleague_shut_out = "trail-colleague-shut-out" (who: &str);
    /// The register has said what panels of the school have.
    defaults_told = "trail-defaults-told" ();
    /// The register has sent the school's roll.
    roll_sent = "trail-roll-sent" (version: u64, pupils: usize);
    /// Children have the register's identifiers from now on.
    pupils_renumbered = "trail-pupils-renumbered" (pupils: usize);
    /// Somebody has looked at the roll that the register sent.
    roll_looked_at = "trail-roll-looked-at" (version: u64);

    /// The kiosk was backed up.
    backup_made = "trail-backup-made" ();
    /// The kiosk was put back from a backup.
    put_back = "trail-put-back" ();

    /// A list left the kiosk: `what` is `list`, `missing` or `sheets`, `of` is `class` or `school`, `to` is `file` or `printer`.
    list_made = "trail-list-made" (what: &'static str, of: &'static str, to: &'static str);
    /// All statements left the kiosk.
    statements_exported = "trail-statements-exported" ();
    /// The roster left the kiosk.
    roster_exported = "trail-roster-exported" ();
    /// The trail itself left the kiosk.
    trail_exported = "trail-trail-exported" ();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// What the table and its readers say beside the deeds.
    const BESIDE: [&str; 5] =
        ["trail-column-when", "trail-column-who", "trail-column-what", "trail-recovery", "trail-gone"];

    #[test]
    fn every_deed_has_a_message_that_uses_what_it_tells_and_none_is_left_over() {
        let mut written: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in include_str!("../../locales/en-GB/trail.ftl").lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" =").filter(|_| line.starts_with("trail-")) {
                key.clone_into(&mut current);
                assert!(written.insert(current.clone(), BTreeSet::new()).is_none(), "{key} is there twice");
            }
            for after in line.split('$').skip(1) {
                let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                written.get_mut(&current).unwrap().insert(name);
            }
        }
        for key in BESIDE {
            assert_eq!(written.remove(key), Some(BTreeSet::new()), "{key}");
        }
        let deeds: BTreeMap<String, BTreeSet<String>> = DEEDS
            .iter()
            .map(|deed| (deed.key.to_owned(), deed.variables.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(deeds.len(), DEEDS.len(), "two deeds have one message");
        assert_eq!(written, deeds);
    }

    #[test]
    fn a_deed_keeps_what_is_filled_in_as_json() {
        let deed = Deed::opened("pin", 2);
        assert_eq!((deed.key(), deed.filled().as_str()), ("trail-opened", r#"{"how":"pin","wrong":2}"#));
        assert_eq!(Deed::locked().filled(), "{}");
    }
}
