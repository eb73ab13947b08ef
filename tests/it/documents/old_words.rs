//! A promise is printed in the words that it was made to, whatever the agreement says today.

use super::reading::{pages, raw_text};
use crate::store::classroom;
use crate::support::School;
use jiff::civil::date;
use promise_tree::content::Content;
use promise_tree::documents::Press;
use promise_tree::domain::agreement_draft::AgreementDraft;
use promise_tree::domain::ids::{AgreementId, ClassId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::exports::{ExportError, Exporter, Form, Names, Of, To, Wanted, What};
use promise_tree::store::{Store, Watch};
use std::path::Path;

const NEW: &str = "I learn with our school’s tablets.";
const OLD: &str = "I work with the school’s computers.";
const SHIPPED: &str = "I use school computers and tablets for school work.";

/// A child of Willow promises version 1 as this content shows it.
fn promise(store: &Store, content: &Content, child: usize) {
    let id = AgreementId::new("ks1-pupils").unwrap();
    let pupil = store.pupils(Some(ClassId::new("willow").unwrap())).wait().unwrap().remove(child);
    let mut draft = classroom::draft(&pupil, Outcome::Agreed);
    draft.agreement.fingerprint = content.fingerprint(&id, "en-GB").unwrap();
    store.keep_words(content.words_shown(&id, "en-GB").into_iter().collect()).wait().unwrap();
    store.append(draft).wait().unwrap();
}

#[test]
fn sheets_and_lists_of_a_former_version_have_the_words_that_were_promised() {
    let school = School::new();
    let (store, press) = (school.open(), Press::new());
    let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (willow, id) = (ClassId::new("willow").unwrap(), AgreementId::new("ks1-pupils").unwrap());
    let shipped = content.text_of(content.agreement(&id).unwrap());
    // An earlier program had other words under the same number.
    let mut earlier = shipped.clone();
    earlier.title = "Keeping safe with screens".into();
    earlier.rules[0].words = OLD.into();
    promise(&store, &content, 0);
    promise(&store, &content.saying(&[earlier], date(2026, 9, 1)), 1);
    // Then the school makes a version of its own.
    let mut draft = AgreementDraft::of(&shipped);
    draft.rules[0].words = NEW.into();
    draft.approved_by = "the governing body".into();
    let today = jiff::Zoned::now().date();
    (draft.approved_on, draft.review_by) = (Some(today), Some(date(2099, 1, 1)));
    assert_eq!(store.adopt_agreement(draft, 1, today).wait().unwrap(), 2);

    let now_ms = jiff::Timestamp::now().as_millisecond();
    let exporter = Exporter { store: &store, content: &content, language: "en-GB", now_ms };
    let file = school.file("out.pdf");
    let read = || std::fs::read(&file).unwrap();
    let pages = |pdf: &[u8]| -> Vec<String> {
        let single = |page: &String| page.split_whitespace().collect::<Vec<_>>().join(" ");
        pages(pdf).iter().map(single).collect()
    };
    exporter.write_version(&press, &willow, (&id, 1), true, &file).unwrap();
    let former = pages(&read());
    assert!(former[0].contains(SHIPPED) && former[0].contains("version 1"), "{}", former[0]);
    assert!(former[1].contains(OLD) && !former[1].contains(SHIPPED), "{}", former[1]);
    assert!(former[1].contains("Keeping safe with screens, version 1"), "{}", former[1]);
    exporter.write_version(&press, &willow, (&id, 1), false, &file).unwrap();
    let list = raw_text(&read());
    assert!(list.contains("Keeping safe with screens") && list.contains("2 agreed"), "{list}");

    // Today’s sheets ask for today’s version, and nobody has promised to it yet.
    let wanted = Wanted { of: Of::Class(willow.clone()), what: What::Sheets, names: Names::Usual };
    exporter.make(&press, &wanted, Form::Pdf, &To::Files(&|_| file.clone()), &Watch::silent()).unwrap();
    let today = pages(&read());
    assert!(today[0].contains(NEW) && today[0].contains("version 2"), "{}", today[0]);
    assert!(!today[0].contains(SHIPPED), "{}", today[0]);
    let refused = exporter.write_version(&press, &willow, (&id, 5), true, &file);
    assert!(matches!(refused, Err(ExportError::Version { version: 5, .. })));
    store.shutdown().wait().unwrap();
}
