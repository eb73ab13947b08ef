//! Every word of an import is written, used, and makes a sentence.

use super::made::{Office, propose, upn};
use promise_tree::content::{Content, Words};
use promise_tree::roster::{Difference, Field, KEYS, wording};
use promise_tree::store::Stage;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

pub(crate) fn words() -> &'static Words {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    CONTENT.get_or_init(|| Content::load(root).unwrap()).english()
}

#[test]
fn every_word_of_an_import_is_in_the_words_file_and_used() {
    let path = format!("{}/locales/en-GB/roster.ftl", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).unwrap();
    let starts = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let written: BTreeSet<&str> = starts.map(|line| line.split(' ').next().unwrap()).collect();
    let used: BTreeSet<&str> = KEYS.iter().map(|known| known.key).collect();
    assert_eq!(written, used);
    assert_eq!(used.len(), KEYS.len());
    for known in KEYS {
        let values: Vec<(&str, &str)> = known.variables.iter().map(|variable| (*variable, "2")).collect();
        let text = words().text_with(known.key, &values);
        assert!(!text.contains(['[', '{']), "{}: {text}", known.key);
    }
}

#[test]
fn what_was_found_is_said_in_sentences() {
    let office = Office::with(&[("willow", "Aisha", "Begum"), ("oak", "Ben", "Lee"), ("willow", "Gus", "Grey")]);
    let proposal = propose(&format!(
        "UPN,Forename,Surname,Class,Year,House,DOB\n{},Aisha,Begum,Oak,4,Red,\nX,Ben,Lee,Oak,4,,\n,,,Oak,4,Blue,\n\
         ,Dev,Das,3W,,,\n,Eve,Eden,Elm,2,,\n,Fay,Fox,Elm,3,,\n",
        upn(1)
    ));
    let difference = office.compare(&proposal);
    let words = words();
    let faults: Vec<String> = difference.faults.iter().map(|fault| wording::fault(words, fault)).collect();
    let no_name = "Row 4: no name. If it is a child, fill in the name; if it is a line under the list, all is well.";
    assert_eq!(faults, [no_name]);
    let remarks: Vec<String> = difference.remarks.iter().map(|remark| wording::remark(words, remark)).collect();
    assert_eq!(
        remarks,
        ["Row 3: the UPN has 1 characters instead of 13 and was left out. The child is found by name."]
    );
    assert_eq!(
        wording::general(words, &proposal, &difference),
        [
            "3W is taken to be Year 3, by its name.",
            "Elm has children of both key stages, who sign different agreements; it counts as Year 2. Make two classes of it if you want both.",
            "Not needed, and not read: House, DOB.",
        ]
    );
    let changes: Vec<String> = difference.changes.iter().map(|change| wording::change(words, change)).collect();
    assert_eq!(
        changes,
        [
            "Aisha Begum moves from Willow to Oak.",
            "Ben Lee stays in Oak.",
            "Dev Das joins 3W.",
            "Eve Eden joins Elm.",
            "Fay Fox joins Elm.",
            "Gus Grey of Willow is not in the list. Have they left?",
        ]
    );
    assert_eq!(
        wording::counts(words, &difference.counts()),
        "3 children join, one moves, one is not in the list, one stays as they are, one row cannot be used"
    );
    let tally = office.import_with(&proposal, &Default::default(), Difference::sure).unwrap();
    assert_eq!(wording::tally(words, &tally), "3 children joined, 2 new classes");
    let undone = office.store.undo_roster_import().wait().unwrap();
    assert_eq!(wording::undone(words, &undone), ["3 children are as before the import."]);
    assert!(Field::ALL.iter().all(|field| Field::from_code(field.code()) == Some(*field)));
    assert_eq!(wording::stage(words, Stage::Saving), "Saving");
}
