//! One-child sheets.

use super::made::{every_outcome, ks1, ks2, press, sheet, wave, words};
use super::reading::{pages, poppler, raw_text, text};
use promise_tree::documents::{DocumentError, ParentSheet};
use promise_tree::domain::outcome::Outcome;

#[test]
fn a_sheet_has_every_rule_in_order_on_one_page() {
    for rules in [ks1(), ks2()] {
        for outcome in every_outcome() {
            let sheet = sheet(rules.clone(), outcome);
            let pdf = press().sheets(std::slice::from_ref(&sheet), words()).unwrap();
            assert_eq!(pages(&pdf).len(), 1, "{outcome:?}, {} rules", rules.len());
            let text = raw_text(&pdf);
            let mut from = 0;
            for sentence in rules.iter().flat_map(|rule| [Some(&rule.words), rule.more.as_ref()]).flatten() {
                let place = text[from..].find(sentence.as_str()).unwrap_or_else(|| panic!("{sentence}: {text}"));
                from += place + sentence.len();
            }
            for said in ["For the family of Aisha Begum", "version 3", "0025 4a6f 94b9 de03", "not a contract"] {
                assert!(text.contains(said), "“{said}” is not in {text}");
            }
            assert_eq!(text.contains("Check that this is real"), sheet.code.is_some(), "{text}");
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
fn sheets_of_unlike_kinds_and_long_names_keep_to_a_page_each() {
    let long = "Maximiliana Alexandrina Wolfeschlegelstein-Smith";
    let mut sheets = Vec::new();
    for rules in [ks2(), ks1()] {
        for outcome in [Some(Outcome::AgreedWithHelp), Some(Outcome::Declined), None] {
            let short = sheet(rules.clone(), outcome);
            let witnesses = ["Mr J Okoro", "Ms A Featherstonehaugh", "Mrs B Evans"].map(String::from).to_vec();
            let named = ParentSheet { given_name: long.into(), full_name: long.into(), witnesses, ..short.clone() };
            sheets.extend([short, named]);
        }
    }
    let pdf = press().sheets(&sheets, words()).unwrap();
    let pages = pages(&pdf);
    assert_eq!(pages.len(), 12, "{pages:#?}");
    assert!(pages.iter().all(|page| page.matches("For the family of").count() == 1), "{pages:#?}");
    assert_eq!(raw_text(&pdf).matches("not a contract").count(), 12);
}
