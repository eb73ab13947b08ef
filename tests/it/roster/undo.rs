//! The last import taken back, an import stopped half way, and what the audit trail says.

use super::made::{NOW, Office, propose, upn};
use promise_tree::domain::outcome::Outcome;
use promise_tree::roster::{Compared, Difference, RosterError, apply, compare};
use promise_tree::store::{RosterEdit, Stage, StoreError, Watch};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

fn first() -> String {
    format!("UPN,Forename,Surname,Class,Year\n{},Aisha,Begum,Willow,2\n{},Ben,Lee,Willow,2\n", upn(1), upn(2))
}

fn second() -> String {
    format!(
        "UPN,Forename,Surname,Class,Year\n{},Aisha,Khan,Beech,3\n{},Cara,Ash,Willow,2\n{},Dev,Das,Willow,2\n",
        upn(1),
        upn(3),
        upn(4)
    )
}

fn everything(difference: &Difference) -> std::collections::BTreeSet<promise_tree::roster::ChangeKey> {
    let mut all = difference.sure();
    all.extend(difference.leavers());
    all
}

#[test]
fn the_last_import_is_undone_to_the_last_detail_and_only_once() {
    let office = Office::new();
    office.import(&first());
    let before = office.roster();
    office.import_with(&propose(&second()), &BTreeMap::new(), everything).unwrap();
    assert_ne!(office.roster(), before);
    let last = office.store.last_roster_import().wait().unwrap().unwrap();
    let tally = last.tally.unwrap();
    assert_eq!((last.number, last.source.as_str()), (2, "roster.csv"));
    assert_eq!((tally.joined, tally.moved, tally.renamed, tally.left, tally.classes), (2, 1, 1, 1, 1));
    let undone = office.store.undo_roster_import().wait().unwrap();
    assert_eq!(undone.restored, 4);
    assert_eq!(office.roster(), before);
    let again = office.store.undo_roster_import().wait().unwrap_err();
    assert_eq!(again.to_string(), "there is no import to undo; only the last one can be undone, and only once");
    assert_eq!(office.store.last_roster_import().wait().unwrap().unwrap().tally, None);
    office.import(&second());
    assert_eq!(office.roster().here().count(), 4, "and can be done again");
}

#[test]
fn undoing_leaves_alone_whom_somebody_changed_or_asked_since() {
    let office = Office::new();
    office.import(&first());
    office.import_with(&propose(&second()), &BTreeMap::new(), everything).unwrap();
    let (aisha, cara) = (office.id("Aisha Khan"), office.id("Cara Ash"));
    let rename = RosterEdit::Rename { pupil: aisha.clone(), given_name: "Aishah".into(), family_name: "Khan".into() };
    office.store.edit_roster(rename).wait().unwrap();
    let pupil = office.roster().pupils[&cara].pupil.clone();
    office.store.append(crate::store::classroom::draft(&pupil, Outcome::Agreed)).wait().unwrap();
    let undone = office.store.undo_roster_import().wait().unwrap();
    assert_eq!((undone.restored, &undone.changed_since[..], &undone.met_since[..]), (2, &[aisha][..], &[cara][..]));
    assert_eq!(
        office.here(),
        ["Beech (Y3): Aishah Khan", "Willow (Y2): Ben Lee", "Willow (Y2): Cara Ash"],
        "Dev, whom nobody has met, is gone; Ben, who had not left, is back; Beech is not empty and stays"
    );
    office.store.check().wait().unwrap();
}

#[test]
fn only_counts_and_identifiers_are_in_the_audit_trail() {
    let office = Office::new();
    office.import(&first());
    office.import_with(&propose(&second()), &BTreeMap::new(), everything).unwrap();
    office.store.undo_roster_import().wait().unwrap();
    office.store.edit_roster(RosterEdit::Left(office.id("Ben Lee"))).wait().unwrap();
    let trail = office.store.audit_trail(4).wait().unwrap();
    let left = format!("marked {} as having left", office.id("Ben Lee"));
    assert_eq!(
        crate::store::classroom::trail(&office.store, 4),
        [
            left.as_str(),
            "took the last list back: 4 put back, 0 kept",
            "brought a list in: 2 joined, 1 moved, 1 renamed, 1 left, 0 returned, 1 new classes, 0 classes changed",
            "brought a list in: 2 joined, 0 moved, 0 renamed, 0 left, 0 returned, 1 new classes, 0 classes changed",
        ]
    );
    assert!(trail.iter().all(|entry| entry.staff.is_some()));
}

fn thousand() -> String {
    let row = |n: u32| format!("{n},Given{n},Family{n},Class {},{}\n", n % 7, n % 7);
    let rows: String = (0..1000).map(row).collect();
    format!("Adno,Forename,Surname,Class,Year\n{rows}").replace("Given", "Given ").replace("Family", "Family ")
}

#[test]
fn an_import_that_is_stopped_while_it_is_saved_leaves_everything_as_it_was() {
    let office = Office::new();
    office.import(&first());
    let before = office.roster();
    let (roster, proposal) = (office.roster(), propose(&thousand()));
    let difference = compare(&roster, &proposal, &BTreeMap::new());
    let compared = Compared { roster: &roster, proposal: &proposal, difference: &difference };
    let seen: Arc<Mutex<Vec<(usize, usize)>>> = Arc::default();
    let stop: Arc<Mutex<Option<Watch>>> = Arc::default();
    let (told, stopped) = (Arc::clone(&seen), Arc::clone(&stop));
    let watch = Watch::new(move |progress| {
        if progress.stage == Stage::Saving {
            told.lock().unwrap().push((progress.done, progress.total));
            if progress.done >= 500 {
                stopped.lock().unwrap().as_ref().unwrap().cancel();
            }
        }
    });
    *stop.lock().unwrap() = Some(watch.clone());
    let error = apply(&office.store, compared, &difference.sure(), "t.csv", NOW, &watch).unwrap_err();
    assert!(matches!(error, RosterError::Store(StoreError::Cancelled(_))), "{error}");
    assert_eq!(*seen.lock().unwrap(), [(0, 1000), (250, 1000), (500, 1000)]);
    assert_eq!(office.roster(), before);
    assert_eq!(office.store.last_roster_import().wait().unwrap().unwrap().number, 1);
    let tally = apply(&office.store, compared, &difference.sure(), "t.csv", NOW, &Watch::silent()).unwrap();
    assert_eq!(tally.joined, 1000);
}

#[test]
fn reading_tells_how_far_it_is_and_can_be_stopped() {
    let csv = thousand();
    let seen: Arc<Mutex<Vec<(Stage, usize, usize)>>> = Arc::default();
    let told = Arc::clone(&seen);
    let watch = Watch::new(move |progress| told.lock().unwrap().push((progress.stage, progress.done, progress.total)));
    let source = promise_tree::roster::read_bytes("t.csv", csv.as_bytes(), &watch).unwrap();
    source.propose(None, &watch).unwrap();
    let seen = seen.lock().unwrap().clone();
    assert!(seen.contains(&(Stage::Reading, 500, 1001)) && seen.contains(&(Stage::Reading, 1001, 1001)), "{seen:?}");
    assert_eq!(seen.last(), Some(&(Stage::Sorting, 1000, 1000)));
    watch.cancel();
    let stopped = promise_tree::roster::read_bytes("t.csv", csv.as_bytes(), &watch).unwrap_err();
    assert!(matches!(stopped, RosterError::Cancelled(_)));
    assert!(matches!(source.propose(None, &watch), Err(RosterError::Cancelled(_))));
}
