//! The class list, as PDF and as CSV.

use super::made::{class_of, every_outcome, list, press, row, words};
use super::reading::{csv_rows, pages, poppler, text};
use jiff::civil::{DateTime, date};
use promise_tree::documents::{Row, class_list_csv};
use promise_tree::domain::mark::{Ink, Mark, Point, Stamp, Stroke};
use promise_tree::domain::outcome::Outcome;
use std::collections::BTreeMap;

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
    // Poppler leaves out points on a straight line between two others.
    assert!(inked[0].matches(" L ").count() > 30, "a line to every point of both strokes: {}", inked[0]);
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
fn letters_that_cannot_be_printed_are_never_silent() {
    let list = list(vec![row("Yusuf يوسف", Some(Outcome::Agreed)), row("আয়েশা", None), row("Zoë Ďurić", None)]);
    let pdf = text(&press().class_list(&list, words()).unwrap());
    assert!(pdf.contains("Yusuf […]") && pdf.contains("Zoë Ďurić"), "{pdf}");
    assert!(pdf.contains("has letters that cannot be printed here yet"), "{pdf}");
    let csv = csv_rows(&class_list_csv(&list, words()).unwrap());
    assert_eq!((csv[0][0].as_str(), csv[1][0].as_str()), ("Yusuf يوسف", "আয়েশা"));
    assert!(!text(&press().class_list(&class_of(1), words()).unwrap()).contains("cannot be printed"));
}
