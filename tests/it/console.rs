//! The teacher's console in a real window, by touch, from scripts.

use crate::register::running::Register;
use crate::store::classroom::{draft, trail};
use crate::support::{School, display, program, told};
use promise_tree::domain::ids::ClassId;
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Role;
use promise_tree::store::{Kdf, Label, NewAccess, NewSchool, NewStaff, Passphrase, Pin, Secret, Store, SystemClock};
use std::path::Path;

/// Goes through a script; what the robot said it did, a line each.
pub(crate) fn go_through(data: &Path, script: &str) -> Vec<String> {
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
fn from_an_empty_kiosk_and_the_offices_file_to_a_started_lesson_in_at_most_twelve_touches() {
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
             tap today.class.*\ntap opening.pupil.*\ntap opening.lesson\ntap lessons.the-cover-up\n\
             tap opening.open\ntree\n"
        ),
    );
    let taps = taps_after(&done, "roster.file.0");
    assert!((1..=12).contains(&taps), "{taps} touches from the file to the started lesson: {done:?}");
    let store = Store::open(&data, Secret::passphrase(PASSPHRASE), SystemClock::start()).unwrap();
    let classes = store.classes().wait().unwrap();
    assert_eq!(classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>(), ["Willow"]);
    assert_eq!(store.pupils(None).wait().unwrap().len(), 28, "the row without a name is left out");
    let tree = store.current_tree().wait().unwrap().expect("the tree is open");
    assert_eq!((tree.class, tree.absent.len()), (classes[0].id.clone(), 1));
    assert_eq!(tree.lessons.iter().map(|lesson| lesson.as_str()).collect::<Vec<_>>(), ["the-cover-up"]);
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
fn a_kiosk_is_enrolled_by_a_ticket_from_a_stick_sends_by_itself_and_leaves_again() {
    let register = Register::start();
    let school = School::new();
    let lists = school.file("lists");
    std::fs::create_dir(&lists).unwrap();
    std::fs::write(lists.join("ticket.txt"), register.ticket.clone().unwrap()).unwrap();
    let way_in = format!("teacher\ntype unlock {}\ntap unlock.submit\ntap rail.register\n", school.passphrase);
    let enrols = "tap register.ticket.0\ntap register.yes\ntap register.now\nsee register.now\n";
    go_through(&school.data(), &format!("{way_in}{enrols}"));
    let store = school.open();
    let enrolment = store.enrolment().wait().unwrap().expect("it is enrolled");
    assert_eq!((enrolment.name.as_str(), &enrolment.address), ("Willow Lane Primary", &register.address));
    assert!(store.reached().wait().unwrap().is_some(), "the window sends by itself");
    let carried = store.carried().wait().unwrap();
    assert_eq!(carried.receipted, carried.head.sequence);
    store.shutdown().wait().unwrap();
    go_through(&school.data(), &format!("{way_in}tap register.leave\ntap register.leave-yes\nsee register.type\n"));
    let store = school.open();
    assert_eq!(store.enrolment().wait().unwrap(), None);
    assert!(trail(&store, 9).iter().any(|line| line.contains("away from its register")));
    store.shutdown().wait().unwrap();
}

#[test]
fn a_panel_is_measured_with_a_bank_card_and_set_up_by_touch() {
    let school = School::new();
    let way_in = format!("teacher\ntype unlock {}\ntap unlock.submit\ntap rail.panel\n", school.passphrase);
    let measures = "tap panel.card\ntap panel.card.less\ntap panel.card.less\ntap panel.fits\n";
    let hears = "tap panel.part.senses\ntap panel.contrast\ntap panel.loudness.less\ntap panel.test\n";
    let keeps = "tap panel.part.kiosk\nsee panel.register\ntap panel.backup\ntap places.0\nfile promise-backup\n";
    go_through(&school.data(), &format!("{way_in}{measures}{hears}{keeps}"));
    let backups: Vec<_> = std::fs::read_dir(school.file("lists")).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(backups.len() == 1 && backups[0].extension().is_some_and(|end| end == "promise-backup"), "{backups:?}");
    let store = school.open();
    let last = store.backup_standing().wait().unwrap().last.expect("it is kept that it was made");
    assert_eq!(Path::new(&last.place), backups[0]);
    let settings: serde_json::Value = store.setting("panel").wait().unwrap().expect("they were kept");
    store.shutdown().wait().unwrap();
    // Taken for a 10-inch tablet before; two steps of half a hundredth.
    assert!((settings["width_mm"].as_f64().unwrap() - 219.0).abs() < 0.6, "{settings}");
    assert_eq!((&settings["contrast"], &settings["loudness"]), (&true.into(), &90.into()), "{settings}");
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

#[test]
fn an_agreement_is_changed_by_touch_and_used_from_today() {
    let school = School::new();
    go_through(
        &school.data(),
        &format!(
            "teacher\ntype unlock {}\ntap unlock.submit\n\
             tap rail.agreements\ntap agreements.make.ks1-pupils\n\
             tap agreements.rule.ks1.own-files\ntap agreements.rule.drop\n\
             tap agreements.on\ntap calendar.today\ntap agreements.review\ntap calendar.year\n\
             tap agreements.by\ntap agreements.key.A\ntap agreements.key.l\ntap agreements.save\n\
             tap agreements.use\ntap agreements.yes\nsee agreements.ks1-pupils.2\n",
            school.passphrase
        ),
    );
    let store = school.open();
    let versions = store.agreement_versions().wait().unwrap();
    let [version] = versions.as_slice() else { panic!("{versions:?}") };
    let rules: Vec<&str> = version.version.text.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(rules, ["ks1.school-work", "ks1.tell-someone", "ks1.my-choices", "ks1.someone-checks"]);
    assert_eq!(version.version.approval.by, "Al");
    let kept: Vec<u32> = store.kept_words().wait().unwrap().iter().map(|words| words.version).collect();
    assert!(kept.contains(&1) && kept.contains(&2), "what is shown is kept before anybody promises to it: {kept:?}");
    store.shutdown().wait().unwrap();
    let listed = school.run(&["agreement", "list"]);
    assert!(
        listed.contains("ks1-pupils version 2: in use") && listed.contains("version 1: no longer in use"),
        "{listed}"
    );
}

#[test]
fn a_broken_rule_is_followed_up_and_the_child_who_has_promised_comes_to_promise_again() {
    let school = School::new();
    let store = school.open();
    let child = store.pupils(Some(ClassId::new("willow").unwrap())).wait().unwrap().remove(0);
    let promise = store.append(draft(&child, Outcome::Agreed)).wait().unwrap();
    store.shutdown().wait().unwrap();
    go_through(
        &school.data(),
        &format!(
            "teacher\ntype unlock {}\ntap unlock.submit\n\
             tap today.lists.willow\ntap today.children-of\ntap today.child.{id}\n\
             tap child.follow-up\ntap follow-up.note\ntap follow-up.rule.*\ntap follow-up.step.1\ntap follow-up.save\n\
             tap follow-up.letter.1\nfile pdf\ntap follow-up.again.1\ntap follow-up.yes\ntree\nleaf {id}\nits-me\n",
            school.passphrase,
            id = child.id
        ),
    );
    let store = school.open();
    let tree = store.current_tree().wait().unwrap().expect("the rule is taught again");
    assert_eq!(tree.lessons.iter().map(ToString::to_string).collect::<Vec<_>>(), ["the-tablet-trolley"]);
    let noted = store.follow_ups(child.id.clone()).wait().unwrap();
    assert_eq!(
        noted.iter().map(|one| (one.rule.as_str(), one.step.number())).collect::<Vec<_>>(),
        [("ks1.school-work", 1)]
    );
    assert_eq!(store.head().wait().unwrap().sequence, promise.sequence, "no statement says anything of it");
    store.shutdown().wait().unwrap();
    let letters: Vec<_> =
        std::fs::read_dir(school.file("lists")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(!letters[0].to_string_lossy().contains(&child.given_name), "its name says nothing of the child");
}
