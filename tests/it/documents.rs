//! The printed documents, read back by readers that are not ours: poppler for the PDF, the csv crate for the CSV.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod class_list;
mod letters;
mod made;
mod old_words;
mod reading;
mod sheets;

use made::{class_of, content, ks1, ks2, list, press, row, sheet, words};
use promise_tree::documents::{KEYS, ParentSheet, Press, class_list_csv};
use promise_tree::domain::lesson::{Person, Strand};
use promise_tree::domain::mark::Stamp;
use promise_tree::domain::outcome::Outcome;
use proptest::prelude::{ProptestConfig, proptest};
use reading::poppler;
use std::collections::BTreeSet;

#[test]
fn the_same_input_gives_the_same_bytes() {
    let list = class_of(30);
    let sheets = [sheet(ks1(), Some(Outcome::Agreed)), sheet(ks2(), None)];
    let other = Press::new();
    assert_eq!(press().class_list(&list, words()).unwrap(), other.class_list(&list, words()).unwrap());
    assert_eq!(press().sheets(&sheets, words()).unwrap(), other.sheets(&sheets, words()).unwrap());
}

#[test]
fn the_pdfs_are_accessible_and_say_what_they_are() {
    let list = press().class_list(&class_of(3), words()).unwrap();
    let sheets = press().sheets(&[sheet(ks1(), None)], words()).unwrap();
    for (pdf, title) in [
        (list, "Willow, Year 2: e-safety promises, 22 November 2026"),
        (sheets, "E-safety promises: Willow, 22 November 2026"),
    ] {
        assert!(String::from_utf8_lossy(&pdf).contains("<pdfuaid:part>1</pdfuaid:part>"));
        let info = poppler("pdfinfo", &[], &pdf);
        let field = |name: &str| {
            let line = info.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {info}"));
            line.split_once(':').unwrap().1.trim().to_owned()
        };
        assert_eq!(field("Title"), title);
        assert_eq!(field("Tagged"), "yes");
        assert_eq!(field("Creator"), "Promise Tree");
        assert!(field("CreationDate").contains("Nov 22") && field("CreationDate").contains("2026"), "{info}");
        assert!(field("Page size").contains("A4"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_name_at_all_can_be_printed_and_exported(name in "\\PC{0,60}|.{0,30}", class in ".{0,20}") {
            let mut list = list(vec![row(&name, Some(Outcome::Agreed))]);
        list.class.clone_from(&class);
        press().class_list(&list, words()).unwrap();
        press().sheets(&[ParentSheet { given_name: name, class, ..sheet(ks1(), None) }], words()).unwrap();
        let csv = String::from_utf8(class_list_csv(&list, words()).unwrap()).unwrap();
        let cell = csv.split("\r\n").nth(1).unwrap().trim_start_matches('"');
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
}

#[test]
fn every_word_of_the_documents_is_in_the_words_file_and_used() {
    let path = format!("{}/locales/en-GB/documents.ftl", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).unwrap();
    let mut written: Vec<&str> = source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    let questions = ["ks1-ask-who", "ks1-ask-hide", "ks2-ask-who", "ks2-ask-known", "ks2-ask-undo"];
    let mut used: Vec<String> = KEYS.iter().map(|known| known.key).chain(questions).map(str::to_owned).collect();
    // The plan of a lesson names these by what is in it.
    used.extend(Strand::ALL.iter().map(|strand| format!("strand-{}", strand.code())));
    used.extend(Person::ALL.iter().map(|person| format!("person-{}", person.code())));
    let kinds: BTreeSet<String> = content()
        .lessons()
        .flat_map(|lesson| &lesson.steps)
        .map(|step| format!("activity-{}", step.activity.kind().to_lowercase()))
        .collect();
    used.extend(kinds);
    written.sort_unstable();
    used.sort_unstable();
    assert_eq!(written, used);
    let filled: Vec<&str> = KEYS.iter().flat_map(|known| known.variables).copied().collect();
    let variables = source.split("{ $").skip(1).map(|rest| rest.split([' ', '}']).next().unwrap());
    for variable in variables {
        assert!(filled.contains(&variable), "nothing fills in ${variable}");
    }
    assert!(Stamp::ALL.into_iter().all(|stamp| words().has(&format!("stamp-{}", stamp.code()))));
}

#[test]
fn every_lesson_has_a_plan_that_says_what_to_do_if_a_child_tells_something_worrying() {
    let folder = tempfile::tempdir().unwrap();
    for lesson in content().lessons() {
        let rules = content().agreements().flat_map(|agreement| agreement.rules.iter());
        let rule = rules.into_iter().find(|rule| rule.id == lesson.rule).unwrap();
        let date = "2026-11-25".parse().unwrap();
        let pdf = press().lesson_plan(lesson, Some(rule), date, words()).unwrap();
        let file = folder.path().join("plan.pdf");
        std::fs::write(&file, pdf).unwrap();
        let text = crate::support::tool("pdftotext", &["-layout"], &file);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [lesson.title.as_str(), rule.words.as_str(), lesson.talk.as_str(), lesson.teacher.aim.as_str()] {
            let part = words().text(part);
            assert!(text.contains(&part), "{}: “{part}” is not in {text}", lesson.id);
        }
        assert!(text.contains("Do not promise to keep it secret") && text.contains("page 1 of"), "{text}");
    }
}
