//! Who is due because the rules changed: what is played, and what a child sees first.

use crate::console::go_through;
use crate::store::classroom::draft;
use crate::support::School;
use promise_tree::content::Content;
use promise_tree::domain::agreement_draft::AgreementDraft;
use promise_tree::domain::ids::{AgreementId, ClassId};
use promise_tree::domain::outcome::{Answer, Outcome};
use std::path::Path;

#[test]
fn after_two_rules_were_reworded_a_session_plays_both_lessons_and_a_child_sees_the_old_and_the_new_words_first() {
    let school = School::new();
    let store = school.open();
    let child = store.pupils(Some(ClassId::new("willow").unwrap())).wait().unwrap().remove(0);
    let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let agreement = AgreementId::new("ks1-pupils").unwrap();
    let shipped = content.agreement(&agreement).unwrap();
    let mut promise = draft(&child, Outcome::Agreed);
    promise.answers = shipped.rules.iter().map(|rule| (rule.id.clone(), Answer::Promised)).collect();
    store.append(promise).wait().unwrap();
    store.keep_words(vec![content.words_shown(&agreement, "en-GB").unwrap()]).wait().unwrap();
    let mut changed = AgreementDraft::of(&content.text_of(shipped));
    changed.rules[0].words = "I use our school’s tablets for learning.".into();
    changed.rules[3].words = "What I do online is up to me.".into();
    changed.approved_by = "the governing body".into();
    let today = jiff::Zoned::now().date();
    (changed.approved_on, changed.review_by) = (Some(today), Some(today.saturating_add(jiff::Span::new().years(1))));
    store.adopt_agreement(changed, 1, today).wait().unwrap();
    store.shutdown().wait().unwrap();
    let done = go_through(
        &school.data(),
        &format!(
            "teacher\ntype unlock {}\ntap unlock.submit\ntap rail.due\ntap due.session.willow\n\
             tap opening.lesson\nsee lessons.changed\ntap lessons.changed\ntap opening.open\n\
             tree\nleaf {}\nits-me\nseen\nseen\n",
            school.passphrase, child.id
        ),
    );
    // Two screens, one a change: the script would not come to its end otherwise.
    assert!(done.last().is_some_and(|line| line.contains("Seen")), "{done:?}");
    let store = school.open();
    let tree = store.current_tree().wait().unwrap().expect("the tree is open");
    let lessons: Vec<&str> = tree.lessons.iter().map(|lesson| lesson.as_str()).collect();
    let rules = lessons.iter().map(|id| {
        let lesson = content.lessons().find(|lesson| lesson.id.as_str() == *id).unwrap();
        lesson.rule.as_str()
    });
    assert_eq!(rules.collect::<Vec<_>>(), ["ks1.school-work", "ks1.my-choices"], "{lessons:?}");
    assert_eq!(tree.version, 2);
    store.shutdown().wait().unwrap();
}
