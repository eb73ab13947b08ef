//! The printed documents, read back by readers that are not ours: poppler for the PDF, the csv crate for the CSV.

use jiff::civil::{Date, DateTime, date};
use promise_tree::content::{Content, Words};
use promise_tree::documents::{
    AgreementPrinted, ClassList, DocumentError, KEYS, ParentSheet, Press, Row, RulePrinted, class_list_csv,
};
use promise_tree::domain::agreement::{Approval, Audience, Fingerprint};
use promise_tree::domain::mark::{Ink, Mark, Point, Stamp, Stroke};
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::YearGroup;
use promise_tree::ledger::Head;
use proptest::prelude::{ProptestConfig, proptest};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

const TODAY: Date = date(2026, 11, 22);

/// The shipped English words.
fn words() -> &'static Words {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    let load = || Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|faults| panic!("{faults:?}"));
    CONTENT.get_or_init(load).english()
}

fn press() -> &'static Press {
    static PRESS: OnceLock<Press> = OnceLock::new();
    PRESS.get_or_init(Press::new)
}

fn agreement(audience: Audience) -> AgreementPrinted {
    AgreementPrinted {
        title: "Keeping safe online".into(),
        audience,
        version: 3,
        fingerprint: Fingerprint(std::array::from_fn(|i| (i as u8).wrapping_mul(37))),
        language: "English".into(),
        approval: Some(Approval { by: "the governing body".into(), on: date(2026, 9, 1), review_by: date(2027, 9, 1) }),
    }
}

fn wave(seed: u16) -> Mark {
    let points = (0..40).map(|i| Point(100 + i * 40, 420 + ((i * (7 + seed % 5)) % 11) * 20)).collect();
    Mark::Ink(Ink { strokes: vec![Stroke(points), Stroke(vec![Point(1500, 200), Point(1600, 260)])] })
}

fn row(name: &str, outcome: Option<Outcome>) -> Row {
    let promised = outcome.is_some_and(Outcome::is_promise);
    Row {
        name: name.into(),
        outcome,
        when: promised.then(|| TODAY.at(9, 20, 0, 0)),
        mark: promised.then(|| wave(name.len() as u16)),
    }
}

fn list(rows: Vec<Row>) -> ClassList {
    ClassList {
        school: "Willow Lane Primary".into(),
        class: "Willow".into(),
        year: YearGroup::Year2,
        agreement: agreement(Audience::Ks1Pupils),
        date: TODAY,
        witnesses: vec!["Mr J Okoro".into()],
        rows,
        head: Head { sequence: 214, hash: [0x5b; 32] },
    }
}

fn class_of(children: usize) -> ClassList {
    list((1..=children).map(|n| row(&format!("Child Number{n:02}"), Some(Outcome::Agreed))).collect())
}

fn every_outcome() -> Vec<Option<Outcome>> {
    Outcome::ALL.into_iter().map(Some).chain([None]).collect()
}

/// What a command of poppler says about a PDF.
fn poppler(command: &str, args: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut run = Command::new(command);
    run.args(args).arg(file.path());
    if command.starts_with("pdfto") {
        run.arg("-");
    }
    let output = run.output().unwrap_or_else(|e| panic!("{command}: {e}; install poppler-utils"));
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The pages' text, as laid out.
fn pages(pdf: &[u8]) -> Vec<String> {
    let text = poppler("pdftotext", &["-layout"], pdf);
    text.split('\u{c}').filter(|page| !page.trim().is_empty()).map(str::to_owned).collect()
}

/// All text in reading order, with single spaces.
fn text(pdf: &[u8]) -> String {
    poppler("pdftotext", &[], pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_pdf_and_the_csv_tell_of_the_same_children_and_count_them_alike() {
    let outcomes = every_outcome();
    let rows = (0..33).map(|n| row(&format!("Ann{n:02} Begum"), outcomes[n * n % outcomes.len()])).collect();
    let list = list(rows);
    let pdf = press().class_list(&list, words()).unwrap();
    let csv = csv_rows(&class_list_csv(&list, words()).unwrap());
    assert_eq!(csv.len(), 33);

    let printed: Vec<Vec<String>> = pages(&pdf)
        .iter()
        .flat_map(|page| page.lines())
        .filter(|line| line.trim_start().starts_with("Ann"))
        .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect())
        .collect();
    let expected: Vec<Vec<String>> =
        csv.iter().map(|cells| cells[..3].iter().filter(|cell| !cell.is_empty()).cloned().collect()).collect();
    assert_eq!(printed, expected);

    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for cells in &csv {
        *counts.entry(cells[1].split(", with help").next().unwrap()).or_default() += 1;
    }
    let order = ["agreed", "not yet", "not for now", "absent", "has left the school", "not taking part", "to come"];
    let counted: Vec<String> = order
        .iter()
        .filter(|word| counts.contains_key(*word))
        .map(|word| format!("{} {}", counts[word], word.replace("has left the school", "left")))
        .collect();
    assert_eq!(counts.values().sum::<usize>(), 33);
    assert!(text(&pdf).contains(&counted.join(" · ")), "{}", counted.join(" · "));
}

#[test]
fn the_list_says_what_was_asked_who_was_there_and_where_the_ledger_stood() {
    let mut list = class_of(2);
    list.witnesses = vec!["Mr J Okoro".into(), "Ms A Patel".into(), "Mrs B Evans".into()];
    list.rows[1].when = Some(DateTime::constant(2026, 11, 20, 14, 5, 0, 0));
    let text = text(&press().class_list(&list, words()).unwrap());
    for said in [
        "Willow, Year 2",
        "Willow Lane Primary",
        "22 November 2026",
        "witnesses Mr J Okoro, Ms A Patel and Mrs B Evans",
        "Keeping safe online (KS1), version 3",
        "Approved by the governing body on 1 September 2026",
        "review by 1 September 2027",
        "Shown in English · fingerprint 0025 4a6f 94b9 de03",
        "9:20",
        "20 Nov, 14:05",
        "Ledger head 5b5b 5b5b 5b5b 5b5b · statement 214 · check with promise-tree verify",
        &format!("Ledger head in full: {}", list.head),
        "not a contract",
        "page 1 of 1",
    ] {
        assert!(text.contains(said), "“{said}” is not in: {text}");
    }
    list.agreement.approval = None;
    list.head.sequence = 0;
    list.witnesses.clear();
    let text = self::text(&press().class_list(&list, words()).unwrap());
    assert!(text.contains("approval is not recorded") && !text.contains("witness") && !text.contains("Ledger head"));
}

#[test]
fn a_review_date_gone_by_is_said_on_the_list() {
    let mut list = class_of(1);
    list.date = date(2027, 9, 2);
    assert!(text(&press().class_list(&list, words()).unwrap()).contains("review was due by 1 September 2027"));
}

#[test]
fn a_class_of_any_size_is_listed_whole_with_its_heading_on_every_page() {
    for children in [0, 1, 5, 16, 17, 18, 19, 20, 25, 30, 36, 38, 39, 40, 41, 42, 60] {
        let pdf = press().class_list(&class_of(children), words()).unwrap();
        let pages = pages(&pdf);
        let rows: Vec<usize> = pages.iter().map(|page| page.matches("Child Number").count()).collect();
        let expected = match children {
            0..=17 => 1,
            20..=38 => 2,
            60 => 3,
            _ => pages.len(),
        };
        assert_eq!(rows.iter().sum::<usize>(), children);
        assert_eq!(pages.len(), expected, "{children} children: {rows:?}");
        assert!(pages.len() == 1 || rows.last() >= Some(&3), "the last page is almost empty: {rows:?}");
        for (place, page) in pages.iter().enumerate() {
            assert!(page.contains("Name") && page.contains("Promise") && page.contains("Mark"), "{page}");
            assert!(page.contains(&format!("page {} of {expected}", place + 1)), "{page}");
            assert!(page.contains("Ledger head"), "{page}");
            assert_eq!(page.contains(&format!("{children} agreed")), place + 1 == expected, "{page}");
        }
    }
}

#[test]
fn a_name_of_any_length_stays_in_its_own_cell() {
    let long = "Maximiliana Alexandrina Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of Cholmondeley";
    let unbroken = "W".repeat(48);
    let list = list(vec![row(long, Some(Outcome::AgreedWithHelp)), row(&unbroken, Some(Outcome::Agreed))]);
    let pdf = press().class_list(&list, words()).unwrap();
    // Bounding boxes of words, in points: no word of a name reaches the column of the outcomes.
    let boxes = poppler("pdftotext", &["-bbox"], &pdf);
    let at = |word: &str, side: &str| -> f64 {
        let line = boxes.lines().find(|line| line.contains(&format!(">{word}<"))).unwrap_or_else(|| panic!("{word}"));
        line.split(&format!("{side}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let outcomes = at("agreed", "xMin").min(at("agreed,", "xMin"));
    for word in long.split([' ', '-']).chain([unbroken.as_str()]).filter(|word| boxes.contains(&format!(">{word}<"))) {
        assert!(at(word, "xMax") < outcomes, "{word}");
    }
    let whole = text(&pdf).replace([' ', '-', '\u{200b}'], "");
    assert!(whole.contains(&long.replace([' ', '-'], "")) && whole.contains(&unbroken), "{whole}");
}

#[test]
fn a_name_is_never_taken_for_markup() {
    let names = [
        r##"Robert "#set page(width: 1pt)" $x$ \u{41}"##,
        "#panic(1) [b] *c* _d_ `e` <f> @g ~h",
        "= Heading // gone /* gone */ -- ---",
        "O’Neil-“Zoë” 'q' & Łukasz Ėė",
        "1. one + two \\",
    ];
    let mut list = list(names.iter().map(|name| row(name, Some(Outcome::Agreed))).collect());
    list.school = "#eval(\"1\") School".into();
    let text = text(&press().class_list(&list, words()).unwrap());
    for name in names.iter().chain(&["#eval(\"1\") School"]) {
        assert!(text.contains(name), "{name} is not in {text}");
    }
}

#[test]
fn no_cell_of_the_csv_is_a_formula() {
    let names = ["=cmd|' /C calc'!A0", "+44", "-Anna", "@sum", "\tTab", "\rReturn", "Plain", "a=b", "“=x”, \"y\""];
    let list = list(names.iter().map(|name| row(name, None)).collect());
    let csv = csv_rows(&class_list_csv(&list, words()).unwrap());
    let read: Vec<&str> = csv.iter().map(|cells| cells[0].as_str()).collect();
    let expected: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(place, name)| if place < 6 { format!("'{name}") } else { (*name).to_owned() })
        .collect();
    assert_eq!(read, expected);
}

#[test]
fn marks_are_drawn_as_lines_never_as_pixels() {
    let mut list = list(vec![row("Aisha", Some(Outcome::Agreed)), row("Dot", Some(Outcome::Agreed))]);
    list.rows[1].mark = Some(Mark::Ink(Ink { strokes: vec![Stroke(vec![Point(700, 300)]), Stroke::default()] }));
    for stamp in Stamp::ALL {
        list.rows.push(Row { mark: Some(Mark::Stamp(stamp)), ..row(stamp.code(), Some(Outcome::Agreed)) });
    }
    let pdf = press().class_list(&list, words()).unwrap();
    let images = poppler("pdfimages", &["-list"], &pdf);
    assert_eq!(images.lines().count(), 2, "only the two header lines: {images}");
    let svg = poppler("pdftocairo", &["-svg"], &pdf);
    let inked: Vec<&str> = svg.lines().filter(|line| is_inked(line)).collect();
    assert_eq!(inked.len(), 2, "{inked:?}");
    assert_eq!(inked[0].matches(['L', 'C']).count(), 39 + 1, "every point of both strokes");
    list.rows[0].mark = None;
    let without = poppler("pdftocairo", &["-svg"], &press().class_list(&list, words()).unwrap());
    assert_eq!(without.lines().filter(|line| is_inked(line)).count(), 1);
}

/// Whether a line of SVG is a stroke of the pen that draws marks on the list (older and newer poppler write it
/// differently).
fn is_inked(line: &str) -> bool {
    let line = line.replace(['"', '=', ':', ' '], "");
    line.contains("stroke-linecapround") && line.contains("stroke-width1.25")
}

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

#[test]
fn letters_that_cannot_be_printed_are_never_silent() {
    let list = list(vec![row("Yusuf يوسف", Some(Outcome::Agreed)), row("আয়েশা", None), row("Zoë Ďurić", None)]);
    let pdf = text(&press().class_list(&list, words()).unwrap());
    assert!(pdf.contains("Yusuf […]") && pdf.contains("Zoë Ďurić"), "{pdf}");
    assert!(pdf.contains("has letters that cannot be printed here yet"), "{pdf}");
    let csv = csv_rows(&class_list_csv(&list, words()).unwrap());
    assert_eq!((csv[0][0].as_str(), csv[1][0].as_str()), ("Yusuf يوسف", "আয়েশা"));
    assert!(!text(&press().class_list(&class_of(1), words()).unwrap()).contains("cannot be printed"));
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

fn rules(pairs: &[(&str, Option<&str>)]) -> Vec<RulePrinted> {
    let rule = |(words, more): &(&str, Option<&str>)| RulePrinted {
        words: (*words).to_owned(),
        more: more.map(str::to_owned),
    };
    pairs.iter().map(rule).collect()
}

fn ks1() -> Vec<RulePrinted> {
    rules(&[
        ("I use school computers and tablets for school work.", None),
        ("I only open and delete my own work.", None),
        (
            "If I see something nasty, I hide it and tell my teacher.",
            Some("I never look for, save or send nasty things on purpose."),
        ),
        ("I choose to be kind and careful on every screen.", Some("How I behave is up to me. Rules keep me safe.")),
        ("Grown-ups may check what I do, to keep me safe.", Some("If they are worried, they may talk to my family.")),
    ])
}

fn ks2() -> Vec<RulePrinted> {
    rules(&[
        ("I use school devices for school purposes.", None),
        ("I only open email attachments from people I know, or ones my teacher has approved.", None),
        ("I keep my school passwords to myself.", None),
        ("I only open and delete my own files.", None),
        ("When I contact other children or adults, I am responsible, polite and sensible.", None),
        (
            "I never look for, save, share or send anything nasty on purpose.",
            Some("If I find something by accident, I hide it and tell my teacher at once."),
        ),
        (
            "On my own phone too, I think before I comment, react or post.",
            Some("That goes for photos, and for anything about other pupils."),
        ),
        (
            "I never give out my name, phone number or home address online.",
            Some("I never arrange to meet someone I met online."),
        ),
        ("How I behave online is up to me.", Some("The rules are there to keep me safe.")),
        (
            "I help our whole school to stay safe online.",
            Some("I never post pictures, videos, sounds or words that could upset anyone in our school."),
        ),
        (
            "Staff may check what I do on school devices.",
            Some("They may contact my family if they are worried about my online safety."),
        ),
    ])
}

fn sheet(rules: Vec<RulePrinted>, outcome: Option<Outcome>) -> ParentSheet {
    ParentSheet {
        given_name: "Aisha".into(),
        full_name: "Aisha Begum".into(),
        school: "Willow Lane Primary".into(),
        class: "Willow".into(),
        date: TODAY,
        agreement: agreement(Audience::Ks1Pupils),
        rules,
        outcome,
        mark: outcome.is_some_and(Outcome::is_promise).then(|| wave(3)),
        witnesses: vec!["Mr J Okoro".into()],
        ask_at_home: vec![
            "Who would you tell if something online made you feel funny inside?".into(),
            "Why do we hide a nasty picture instead of closing it?".into(),
            "Which of these promises is the hardest to keep?".into(),
        ],
    }
}

#[test]
fn a_sheet_has_every_rule_in_order_on_one_page() {
    for rules in [ks1(), ks2()] {
        for outcome in every_outcome() {
            let sheet = sheet(rules.clone(), outcome);
            let pdf = press().sheets(std::slice::from_ref(&sheet), words()).unwrap();
            assert_eq!(pages(&pdf).len(), 1, "{outcome:?}, {} rules", rules.len());
            let text: String = poppler("pdftotext", &["-raw"], &pdf).split_whitespace().collect::<Vec<_>>().join(" ");
            let mut from = 0;
            for sentence in rules.iter().flat_map(|rule| [Some(&rule.words), rule.more.as_ref()]).flatten() {
                let place = text[from..].find(sentence.as_str()).unwrap_or_else(|| panic!("{sentence}: {text}"));
                from += place + sentence.len();
            }
            for said in ["For the family of Aisha Begum", "version 3", "0025 4a6f 94b9 de03", "not a contract"] {
                assert!(text.contains(said), "“{said}” is not in {text}");
            }
            assert!(sheet.ask_at_home.iter().all(|question| text.contains(question.as_str())), "{text}");
        }
    }
}

#[test]
fn a_sheet_says_kindly_that_a_child_has_not_promised_yet_and_ticks_nothing() {
    let ticks = |outcome| {
        let pdf = press().sheets(&[sheet(ks1(), outcome)], words()).unwrap();
        let svg = poppler("pdftocairo", &["-svg"], &pdf).replace(['"', '=', ':', ' '], "");
        svg.matches("strokergb(100%,100%,100%)").count()
    };
    assert_eq!(ticks(Some(Outcome::Agreed)), 5);
    for outcome in every_outcome().into_iter().filter(|outcome| !outcome.is_some_and(Outcome::is_promise)) {
        assert_eq!(ticks(outcome), 0, "{outcome:?}");
    }
    let mut thinking = sheet(ks1(), Some(Outcome::NotYet));
    thinking.mark = Some(wave(1));
    let text = text(&press().sheets(&[thinking], words()).unwrap());
    assert!(text.contains("Aisha is still thinking about these promises. That is all right."), "{text}");
    assert!(!text.contains("own mark"), "{text}");
}

#[test]
fn many_sheets_are_one_pdf_in_the_order_given() {
    let names = ["Chloe", "Aisha", "Ben"];
    let sheets: Vec<ParentSheet> = names
        .iter()
        .map(|name| ParentSheet { given_name: (*name).into(), ..sheet(ks2(), Some(Outcome::AgreedWithHelp)) })
        .collect();
    let pages = pages(&press().sheets(&sheets, words()).unwrap());
    assert_eq!(pages.len(), 3);
    for (page, name) in pages.iter().zip(names) {
        assert!(page.contains(&format!("{name}’s online safety promises")), "{page}");
        assert!(page.contains(&format!("A grown-up helped {name}.")), "{page}");
    }
    assert!(matches!(press().sheets(&[], words()), Err(DocumentError::NoSheets)));
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
    let mut used: Vec<&str> = KEYS.iter().map(|known| known.key).chain(questions).collect();
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
