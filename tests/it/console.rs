//! The teacher's console in a real window, by touch, from scripts.

use crate::support::{School, display, program, told};
use promise_tree::domain::school::Role;
use promise_tree::store::{Kdf, Label, NewAccess, NewSchool, NewStaff, Passphrase, Pin, Secret, Store, SystemClock};
use std::path::Path;

/// Goes through a script; what the robot said it did, a line each.
fn go_through(data: &Path, script: &str) -> Vec<String> {
    let file = data.with_extension("script");
    std::fs::write(&file, script).unwrap();
    display().with(|display| {
        let mut command = program();
        command.args(["robot", "--data"]).arg(data).arg("--script").arg(&file).env("DISPLAY", display);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    })
}

fn taps_after(done: &[String], name: &str) -> usize {
    let first = done.iter().position(|line| line.contains(name)).expect("it was tapped");
    done[first + 1..].iter().filter(|line| line.starts_with("Tap")).count()
}

/// A school with nobody in it but the one who set it up.
fn empty_school(data: &Path, passphrase: &str) {
    let staff = NewStaff { name: "Mr J Okorowitz".into(), role: Role::Teacher };
    let access = NewAccess {
        label: Label::new("JO").unwrap(),
        passphrase: Passphrase::chosen(passphrase).unwrap(),
        pin: Pin::chosen("2846").unwrap(),
    };
    let school = NewSchool::named("Willow Lane Primary", staff, access).unwrap();
    let created = Store::create(data, school, Kdf::Light, SystemClock::start()).wait().unwrap();
    created.store.shutdown().wait().unwrap();
}

const PASSPHRASE: &str = "seven quiet herons wade";

#[test]
fn from_an_empty_kiosk_and_the_offices_file_to_an_open_tree_in_few_touches() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    empty_school(&data, PASSPHRASE);
    let lists = folder.path().join("lists");
    std::fs::create_dir(&lists).unwrap();
    let mut file = "Forename,Surname,Reg Group,Year,DOB\n".to_owned();
    for number in 0..28 {
        let letter = char::from(b'a' + number % 26);
        file += &format!("Child{letter}{letter},Family{number},Willow,Year 2,01/09/2018\n").replace("Family", "Fam ");
    }
    file += ",Nobody,Willow,Year 2,01/09/2018\n";
    std::fs::write(lists.join("pupils.csv"), file).unwrap();
    let done = go_through(
        &data,
        &format!(
            "teacher\ntype unlock {PASSPHRASE}\ntap unlock.submit\ntap today.import\ntap roster.file.0\n\
             tap roster.out\ntap roster.all\ntap roster.go\ntap roster.classes\n\
             tap today.class.*\ntap opening.pupil.*\ntap opening.open\ntree\n"
        ),
    );
    let taps = taps_after(&done, "roster.file.0");
    assert!(taps <= 12, "{taps} touches from the file to the open tree: {done:?}");
    let store = Store::open(&data, Secret::passphrase(PASSPHRASE), SystemClock::start()).unwrap();
    let classes = store.classes().wait().unwrap();
    assert_eq!(classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>(), ["Willow"]);
    assert_eq!(store.pupils(None).wait().unwrap().len(), 28, "the row without a name is left out");
    let tree = store.current_tree().wait().unwrap().expect("the tree is open");
    assert_eq!((tree.class, tree.absent.len()), (classes[0].id.clone(), 1));
    store.shutdown().wait().unwrap();
}

#[test]
fn a_second_list_is_accepted_row_by_row_and_taken_back() {
    let school = School::new();
    let before = school.run(&["roster", "export", "--to", school.file("before.csv").to_str().unwrap()]);
    assert!(before.contains("children"), "{before}");
    let text = std::fs::read_to_string(school.file("before.csv")).unwrap();
    let lists = school.file("lists");
    std::fs::create_dir_all(&lists).unwrap();
    // The first child is not in it; somebody is new.
    let mut rows: Vec<&str> = text.lines().collect();
    let gone = rows.remove(1).to_owned();
    let headings: Vec<&str> = rows[0].split(',').collect();
    let new: Vec<&str> = headings
        .iter()
        .map(|heading| match heading.trim_start_matches('\u{feff}') {
            "Given name" => "Ottoline",
            "Family name" => "Byron",
            "Class" => "Willow",
            "Year" => "2",
            _ => "",
        })
        .collect();
    let new = new.join(",");
    rows.push(&new);
    std::fs::write(lists.join("september.csv"), rows.join("\n")).unwrap();
    let (data, passphrase) = (school.data(), school.passphrase.clone());
    let way_in = format!("teacher\ntype unlock {passphrase}\ntap unlock.submit\n");
    let bring = "tap today.import\ntap roster.file.0\nsee roster.go\n";
    go_through(&data, &format!("{way_in}{bring}tap roster.change.left-*\ntap roster.go\nsee roster.classes\n"));
    let roster = |school: &School| {
        let store = school.open();
        let roster = store.roster().wait().unwrap();
        store.shutdown().wait().unwrap();
        roster
    };
    let after = roster(&school);
    let named = |given: &str| after.pupils.values().find(|enrolled| enrolled.pupil.given_name == given);
    assert!(named("Ottoline").is_some_and(|new| new.left_ms.is_none() && new.pupil.family_name == "Byron"));
    let left: Vec<_> = after.pupils.values().filter(|enrolled| enrolled.left_ms.is_some()).collect();
    assert_eq!(left.len(), 1);
    assert!(gone.contains(&left[0].pupil.given_name), "{gone}");
    // And it is taken back, another day.
    go_through(
        &data,
        &format!(
            "{way_in}tap today.import\ntap roster.undo-last\ntap roster.undo-yes\ntap roster.classes\nsee today.class.*\n"
        ),
    );
    let taken_back = roster(&school);
    assert!(taken_back.pupils.values().all(|enrolled| enrolled.left_ms.is_none()));
    assert!(!taken_back.pupils.values().any(|enrolled| enrolled.pupil.given_name == "Ottoline"));
}

#[test]
fn a_script_that_cannot_be_read_is_refused() {
    let school = School::new();
    let script = school.file("bad.script");
    std::fs::write(&script, "teacher\njump\n").unwrap();
    let output = school.command(&["robot", "--script", script.to_str().unwrap()]).output().unwrap();
    assert!(!output.status.success());
    assert!(told(&output).contains("line 2"), "{}", told(&output));
}
