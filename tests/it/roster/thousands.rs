//! Ten thousand children.

use super::made::{NOW, Office, upn, zipped};
use super::workbook::workbook;
use promise_tree::roster::{Compared, apply, compare, read, read_bytes};
use promise_tree::store::Watch;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// A made-up school of so many, with numbers for all of them and UPNs for the first thousand.
pub(crate) fn csv(children: u32) -> String {
    const GIVEN: [&str; 12] =
        ["Aisha", "Ben", "Cara", "Dev", "Ela", "Femi", "Grace", "Hana", "Idris", "Jo", "Kofi", "Łucja"];
    const FAMILY: [&str; 9] = ["Ash", "Begum", "Cole", "Das", "Eden", "Fox", "Grey", "O’Neill", "Smith-Jones"];
    let mut csv = "UPN,Adno,Legal Forename,Preferred Forename,Surname,Reg Group,Year,DOB\r\n".to_owned();
    for n in 0..children {
        let (given, family) = (GIVEN[n as usize % 12], FAMILY[n as usize / 12 % 9]);
        let upn = if n < 1000 { upn(n) } else { String::new() };
        let class = n / 30;
        csv +=
            &format!("{upn},{n:06},{given} Maria,{given},{family} {class},Class{class},{},01/01/2019\r\n", class % 7);
    }
    csv
}

#[test]
fn ten_thousand_children_come_in_within_five_seconds_and_again_without_a_difference() {
    let office = Office::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.csv");
    std::fs::write(&file, csv(10_000)).unwrap();
    let import = |watch: &Watch| {
        let proposal = read(&file, watch).unwrap().propose(None, watch).unwrap();
        let roster = office.roster();
        let difference = compare(&roster, &proposal, &BTreeMap::new());
        let compared = Compared { roster: &roster, proposal: &proposal, difference: &difference };
        (apply(&office.store, compared, &difference.sure(), "all.csv", NOW, watch), difference.counts())
    };
    let began = Instant::now();
    let (tally, counts) = import(&Watch::silent());
    let took = began.elapsed();
    let tally = tally.unwrap();
    assert_eq!((tally.joined, tally.classes, counts.bad_rows), (10_000, 334, 0));
    assert!(took < Duration::from_secs(5), "{took:?}");
    let began = Instant::now();
    let (again, counts) = import(&Watch::silent());
    assert!(matches!(again, Err(promise_tree::roster::RosterError::NothingToDo)));
    assert_eq!(counts.unchanged, 10_000);
    println!("10,000 children: {took:?}; the same again: {:?}", began.elapsed());
    let undone = office.store.undo_roster_import().wait().unwrap();
    assert_eq!((undone.restored, office.roster().pupils.len(), office.roster().classes.len()), (10_000, 0, 0));
}

#[test]
fn the_same_ten_thousand_are_read_from_a_workbook_and_from_one_roster() {
    let csv = csv(10_000);
    let cells: Vec<Vec<&str>> = csv.lines().map(|line| line.trim_end().split(',').collect()).collect();
    let rows: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    let (mut users, mut places) = ("sourcedId,role,givenName,familyName,grades\n".to_owned(), String::new());
    for cells in &cells[1..] {
        users += &format!("u{},student,{},{},{}\n", cells[1], cells[3], cells[4], cells[6]);
        places += &format!("{},u{},student\n", cells[5], cells[1]);
    }
    let classes: String = (0..334).map(|class| format!("Class{class},Class{class},homeroom\n")).collect();
    let zip = zipped(&[
        ("users.csv", &users),
        ("classes.csv", &format!("sourcedId,title,classType\n{classes}")),
        ("enrollments.csv", &format!("classSourcedId,userSourcedId,role\n{places}")),
    ]);
    let book = workbook(&[("Pupils", true, &rows)]);
    for (name, bytes) in [("all.xlsx", book), ("all.zip", zip)] {
        let began = Instant::now();
        let source = read_bytes(name, &bytes, &Watch::silent()).unwrap();
        let proposal = source.propose(None, &Watch::silent()).unwrap();
        let took = began.elapsed();
        assert_eq!((proposal.pupils.len(), proposal.faults.len()), (10_000, 0), "{name}");
        assert!(took < Duration::from_secs(5), "{name}: {took:?}");
        println!("10,000 children out of {name}: {took:?}");
    }
}
