//! Robot children in the real window: what they promised is what the ledger, the CSV and the PDF say.

use crate::support::{School, display, told, tool, verify};
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::Statement;
use serde_json::Value;
use std::collections::BTreeMap;

fn report_of(file: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_whole_lesson_by_touch_in_a_real_window_and_every_list_says_the_same() {
    let school = School::new();
    let report = school.file("report.jsonl");
    display().with(|display| {
        let output = school
            .command(&["robot", "--teacher", "--class", "Willow", "--pupils", "30", "--seed", "7", "--pace", "machine"])
            .arg("--report")
            .arg(&report)
            .env("DISPLAY", display)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", told(&output));
    });
    let lines = report_of(&report);
    assert_eq!(lines.len(), 28, "two of thirty are away");
    for line in &lines {
        assert_eq!(line["outcome"], "agreed", "{line}");
        let wait = line["machine_wait_ms"].as_u64().unwrap();
        assert!(wait <= 1_500, "a child waited {wait} ms on the machine: {line}");
    }

    // The ledger.
    let store = school.open();
    let checked = verify(&store);
    assert!(checked.is_sound(), "{:?}", checked.faults);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in store.outcomes(None).wait().unwrap() {
        *counts.entry(outcome.outcome.code()).or_default() += 1;
    }
    assert_eq!(counts, BTreeMap::from([(Outcome::Agreed.code(), 28), (Outcome::Absent.code(), 2)]));
    store.shutdown().wait().unwrap();

    // The CSV.
    let csv = school.file("willow.csv");
    school.run(&["export", "list", "--class", "Willow", "--to", csv.to_str().unwrap()]);
    let csv = std::fs::read_to_string(csv).unwrap();
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(rows.len(), 30);
    assert_eq!(rows.iter().filter(|row| row.contains(",agreed,")).count(), 28);
    assert_eq!(rows.iter().filter(|row| row.contains(",absent,")).count(), 2);

    // The PDF's text, read by somebody else's program.
    let pdf = school.file("willow.pdf");
    school.run(&["export", "list", "--class", "Willow", "--to", pdf.to_str().unwrap()]);
    let text = tool("pdftotext", &["-layout"], &pdf);
    assert!(text.contains("28 agreed · 2 absent"), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains(" agreed ") && !line.contains('·')).count(), 28, "{text}");

    // What the teacher saved on the console, by touch, tells of the same children.
    let saved = |ending: &str| {
        let files = std::fs::read_dir(school.file("lists")).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect::<Vec<_>>()
    };
    let (pdfs, csvs) = (saved("pdf"), saved("csv"));
    assert_eq!((pdfs.len(), csvs.len()), (1, 1));
    assert!(tool("pdftotext", &["-layout"], &pdfs[0]).contains("28 agreed · 2 absent"));
    assert_eq!(std::fs::read_to_string(&csvs[0]).unwrap(), csv);
}

#[test]
fn the_offices_list_is_brought_in_by_touch_in_a_real_window() {
    let school = School::new();
    std::fs::create_dir(school.file("lists")).unwrap();
    let list = "Forename,Surname,Reg Group,Year Group\nAda,Quill,Rowan,Year 1\nBilal,Khan,Rowan,Year 1\n";
    std::fs::write(school.file("lists").join("office.csv"), list).unwrap();
    let report = school.file("report.jsonl");
    display().with(|display| {
        let output = school
            .command(&["robot", "--teacher", "--roster", "--class", "Willow", "--pupils", "1", "--pace", "machine"])
            .arg("--report")
            .arg(&report)
            .env("DISPLAY", display)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", told(&output));
    });
    let store = school.open();
    let roster = store.roster().wait().unwrap();
    let rowan = roster.classes.iter().find(|class| class.name == "Rowan").expect("the class is new");
    let mut names: Vec<String> =
        roster.here().filter(|child| child.pupil.class == rowan.id).map(|child| child.pupil.full_name()).collect();
    names.sort();
    assert_eq!(names, ["Ada Quill", "Bilal Khan"]);
    let last = store.last_roster_import().wait().unwrap().expect("it is known what was brought in");
    assert_eq!((last.source.as_str(), last.tally.map(|tally| tally.joined)), ("office.csv", Some(2)));
    assert!(verify(&store).is_sound());
    assert_eq!(report_of(&report).len(), 1, "and the lesson went on");
    store.shutdown().wait().unwrap();
}

#[test]
fn a_teacher_names_a_helper_and_takes_a_promise_back_by_touch() {
    let school = School::new();
    let report = school.file("report.jsonl");
    display().with(|display| {
        let output = school
            .command(&["robot", "--teacher", "--noting", "--class", "Acorn", "--pupils", "3", "--seed", "3"])
            .arg("--report")
            .arg(&report)
            .env("DISPLAY", display)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", told(&output));
    });
    let said: Vec<String> = report_of(&report).iter().map(|line| line["outcome"].to_string()).collect();
    assert_eq!(said, ["\"agreed-with-help\"", "\"agreed\"", "\"agreed\""]);

    let store = school.open();
    let checked = verify(&store);
    assert!(checked.is_sound(), "{:?}", checked.faults);
    assert_eq!(checked.corrected, 1);
    let outcomes: Vec<Outcome> = store.outcomes(None).wait().unwrap().iter().map(|o| o.outcome).collect();
    assert_eq!(outcomes, [Outcome::AgreedWithHelp, Outcome::Agreed, Outcome::Unable]);
    let first = store.page(0, 1).wait().unwrap().remove(0);
    let first = Statement::parse(&first.compact()).unwrap();
    assert_eq!(first.disclosed().helper.as_ref().unwrap().name, "Lowe");
    store.shutdown().wait().unwrap();
}
