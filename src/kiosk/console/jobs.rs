//! What the console's threads do: look at a data folder, try a secret, set a school up, name what is new.

use super::super::school::OpenSchool;
use super::new_class::{Whose, parts_of};
use super::work::{DemoNote, Looked, SetUp, Welcome};
use crate::domain::ids::{ClassId, IdError, PupilId};
use crate::domain::school::{Class, Pupil};
use crate::store::{Clock, Kdf, NewSchool, Sealed, Secret, Store, StoreError, demo_school};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file in the made-up school's data folder that says what opens it. A real school has none.
const DEMO_NOTE: &str = "demo.txt";

/// What can be seen before anybody has unlocked.
pub(super) fn look(folder: &Path, store: Option<Store>, clock: &dyn Clock) -> Result<Looked, StoreError> {
    let demo = std::fs::read_to_string(folder.join(DEMO_NOTE)).ok().map(|note| demo_note(&note));
    if let Some(store) = store {
        let (staff, passphrase_wait, pin_wait) = store.labels().wait()?;
        return Ok(Looked { staff, passphrase_wait, pin_wait, demo });
    }
    let sealed = Sealed::look(folder, clock)?;
    let (staff, passphrase_wait) = sealed.map(|sealed| (sealed.staff, sealed.wait)).unwrap_or_default();
    Ok(Looked { staff, passphrase_wait, demo, ..Looked::default() })
}

/// `passphrase: …` and `pin: …`, a line each.
fn demo_note(note: &str) -> DemoNote {
    let line = |name: &str| {
        let found = note.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        found.map(|value| value.trim().to_owned())
    };
    DemoNote { passphrase: line("passphrase"), pin: line("pin") }
}

/// Tries a secret on a store in any state, and reads everything where it is the right one.
pub(super) fn unlock(store: &Store, secret: Secret) -> Result<Welcome, StoreError> {
    let unlocked = store.unlock(secret).wait()?;
    let (me, recovered) = match unlocked.staff {
        Some(staff) => (staff.id, Vec::new()),
        None => {
            let staff = store.labels().wait()?.0;
            let first = staff.first().map(|label| label.id.clone());
            (first.ok_or(StoreError::PassphraseNeeded)?, staff)
        }
    };
    let opened = OpenSchool::read(store.clone(), me)?;
    Ok(Welcome { opened, wrong_before: unlocked.wrong_before, recovered })
}

pub(super) fn set_up(folder: &Path, school: NewSchool, clock: Arc<dyn Clock>) -> Result<SetUp, StoreError> {
    let created = Store::create(folder, school, Kdf::default(), clock).wait()?;
    let me = created.store.present().wait()?.ok_or(StoreError::Locked)?.id;
    Ok(SetUp { opened: OpenSchool::read(created.store, me)?, recovery_key: Some(created.recovery_key) })
}

pub(super) fn make_demo(folder: &Path, clock: Arc<dyn Clock>) -> Result<SetUp, StoreError> {
    let demo = demo_school::create(folder, Kdf::default(), clock)?;
    let note = format!("passphrase: {}\npin: {}\n", *demo.passphrase, *demo.pin);
    let created = demo.created.wait()?;
    let file: PathBuf = folder.join(DEMO_NOTE);
    std::fs::write(&file, note).map_err(|source| StoreError::Io { doing: "write", path: file, source })?;
    let me = created.store.present().wait()?.ok_or(StoreError::Locked)?.id;
    Ok(SetUp { opened: OpenSchool::read(created.store, me)?, recovery_key: None })
}

/// Why something could not be given an identifier.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unnamed {
    #[error(
        "the operating system gave no random numbers, without which nothing can be told apart; restart the machine"
    )]
    Randomness(#[from] getrandom::Error),
    #[error(transparent)]
    Id(#[from] IdError),
}

/// A random identifier (RFC 9562 §5.4).
pub(super) fn fresh<T>(id: impl FnOnce(String) -> Result<T, IdError>) -> Result<T, Unnamed> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(id(uuid::Builder::from_random_bytes(bytes).into_uuid().to_string())?)
}

/// The class and pupils that typed names make; whether the class is new. `None` where the class is gone.
pub(super) fn enrolment(
    whose: Whose,
    children: &[String],
    school: Option<&OpenSchool>,
) -> Result<Option<(Class, bool, Vec<Pupil>)>, Unnamed> {
    let (class, new) = match whose {
        Whose::New { name, year } => (Class { id: fresh(ClassId::new)?, name, year }, true),
        Whose::Known(id) => match school.and_then(|school| school.class(&id)) {
            Some(class) => (class.clone(), false),
            None => return Ok(None),
        },
    };
    let pupil = |name: &String| {
        let (given_name, family_name) = parts_of(name);
        Ok(Pupil { id: fresh(PupilId::new)?, class: class.id.clone(), given_name, family_name })
    };
    let pupils = children.iter().map(pupil).collect::<Result<Vec<_>, Unnamed>>()?;
    Ok(Some((class, new, pupils)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::school::YearGroup;

    #[test]
    fn the_made_up_schools_note_is_read_line_by_line() {
        let note = demo_note("passphrase: four words of it\npin: 4711\n");
        let wanted = DemoNote { passphrase: Some("four words of it".into()), pin: Some("4711".into()) };
        assert_eq!(note, wanted);
        assert_eq!(demo_note("something else"), DemoNote::default());
    }

    #[test]
    fn typed_children_become_pupils_of_their_class_with_identifiers_of_their_own() {
        let whose = Whose::New { name: "Willow".into(), year: YearGroup::Year2 };
        let children = ["Aisha Begum".to_owned(), "Aisha Begum".to_owned()];
        let (class, new, pupils) = enrolment(whose, &children, None).unwrap().unwrap();
        assert!(new && pupils.iter().all(|pupil| pupil.class == class.id && pupil.family_name == "Begum"));
        assert_ne!(pupils[0].id, pupils[1].id);
        assert!(enrolment(Whose::Known(class.id), &children, None).unwrap().is_none());
    }
}
