//! What happens to a roster that was read, whatever it was read from.

use promise_tree::domain::school::YearGroup;
use promise_tree::roster::{Compared, Field, RosterError, Source, batch, classes_without_year, compare};
use promise_tree::store::{Roster, Watch};
use std::collections::{BTreeMap, BTreeSet};

/// The preview, another mapping, the difference with an empty kiosk, and the batch that would be written.
pub(crate) fn all_the_way(mut source: Source) {
    propose(&mut source);
    // A person may point at any column and any row for anything.
    let columns = source.columns().len();
    for (place, field) in Field::ALL.into_iter().enumerate() {
        match source.set_column(field, columns.checked_sub(place + 1)) {
            Ok(()) | Err(RosterError::PrivateColumn(_) | RosterError::Column { .. } | RosterError::FixedColumns(_)) => {
            }
            Err(other) => panic!("a column was refused as {other}"),
        }
    }
    propose(&mut source);
    source.set_header(None);
    source.set_class(Some("Willow".to_owned()));
    propose(&mut source);
}

fn propose(source: &mut Source) {
    let columns = source.columns().len();
    for (_, cells) in source.first_rows(8) {
        assert!(cells.len() == columns, "a row of the preview has other columns than the headings");
    }
    let nobody = Roster::default();
    let Ok(first) = source.propose(Some("Willow Lane"), &Watch::silent()) else { return };
    for class in classes_without_year(&nobody, &first) {
        source.set_year(&class, YearGroup::Year2);
    }
    let Ok(proposal) = source.propose(Some("Willow Lane"), &Watch::silent()) else { return };
    let difference = compare(&nobody, &proposal, &BTreeMap::new());
    assert!(
        difference.changes.len() + difference.faults.len() == proposal.pupils.len() + proposal.faults.len(),
        "a row was neither taken nor given a reason"
    );
    let keys: BTreeSet<_> = difference.changes.iter().map(|change| change.key.clone()).collect();
    assert!(keys.len() == difference.changes.len(), "two changes have one name");
    let compared = Compared { roster: &nobody, proposal: &proposal, difference: &difference };
    match batch(compared, &difference.sure(), 0) {
        Ok(change) => {
            let pupils = change.pupils.len();
            assert!(pupils == difference.counts().joined, "{pupils} pupils come of another number of rows");
            assert!(change.pupils.iter().filter_map(|turn| turn.after.as_ref()).all(|enrolled| {
                let name = &enrolled.pupil.given_name;
                !name.trim().is_empty() && !name.chars().any(char::is_control)
            }));
        }
        Err(RosterError::NothingToDo) => {}
        Err(other) => panic!("the batch was refused: {other}"),
    }
}
