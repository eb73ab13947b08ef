//! Agreements in the school's own words: made, used, taken back, and never changed.

use super::classroom::{Classroom, access, agreement};
use jiff::civil::{Date, date};
use promise_tree::content::{Content, are_whole};
use promise_tree::domain::agreement::Approval;
use promise_tree::domain::agreement_draft::AgreementDraft;
use promise_tree::domain::agreement_version::VersionFault;
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Role;
use promise_tree::store::{Approved, NewStaff, StoreError};
use std::path::Path;

const TODAY: Date = date(2026, 11, 25);

fn content() -> Content {
    Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The shipped rules, with another first sentence, approved.
fn draft(content: &Content) -> AgreementDraft {
    let mut draft = AgreementDraft::of(&content.text_of(content.agreement(&agreement()).unwrap()));
    draft.rules[0].words = "I use our school’s tablets for learning.".into();
    draft.approved_by = "the governing body".into();
    (draft.approved_on, draft.review_by) = (Some(date(2026, 11, 20)), Some(date(2027, 11, 20)));
    draft
}

fn trail(room: &Classroom) -> Vec<String> {
    let trail = super::classroom::trail(&room.store, 20);
    trail.into_iter().rev().filter(|what| what.contains("ks1-pupils")).collect()
}

#[test]
fn a_draft_is_kept_becomes_the_next_version_and_everything_is_in_the_trail() {
    let (mut room, content) = (Classroom::new(), content());
    let mut wanted = draft(&content);
    wanted.approved_by = String::new();
    room.store.save_agreement_draft(wanted.clone()).wait().unwrap();
    let refused = room.store.adopt_agreement(wanted, 1, TODAY).wait();
    assert!(matches!(refused, Err(StoreError::Version(VersionFault::ApprovedByNobody))), "{refused:?}");
    room.store.save_agreement_draft(draft(&content)).wait().unwrap();
    room.restart();
    assert_eq!(room.store.agreement_drafts().wait().unwrap(), [draft(&content)]);
    assert_eq!(room.store.adopt_agreement(draft(&content), 1, TODAY).wait().unwrap(), 2);
    assert!(room.store.agreement_drafts().wait().unwrap().is_empty());

    let versions = room.store.agreement_versions().wait().unwrap();
    assert_eq!(versions[0].version, draft(&content).finish(2, TODAY).unwrap());
    assert_eq!(versions[0].made_by, Some(room.store.present().wait().unwrap().unwrap().id));
    // The register may send the very same again, and nothing else under its number.
    let version = versions[0].version.clone();
    assert!(!room.store.take_agreement_offer(version.clone()).wait().unwrap());
    let mut other = version.clone();
    other.text.rules.pop();
    let refused = room.store.take_agreement_offer(other.clone()).wait();
    assert!(matches!(refused, Err(StoreError::VersionTaken { version: 2, .. })), "{refused:?}");
    other.text.version = 7;
    room.store.lock().wait().unwrap();
    assert!(room.store.take_agreement_offer(other).wait().unwrap(), "also while the kiosk is locked");
    room.restart();
    room.store.save_agreement_draft(draft(&content)).wait().unwrap();
    room.store.drop_agreement_draft(agreement()).wait().unwrap();
    let said = [
        "began a draft of ks1-pupils from version 1",
        "made version 2 of ks1-pupils, used from 2026-11-25",
        "brought version 7 of ks1-pupils from the register, used from 2026-11-25",
        "began a draft of ks1-pupils from version 1",
        "threw a draft of ks1-pupils away",
    ];
    assert_eq!(trail(&room), said);
    assert_eq!(
        room.store.adopt_agreement(draft(&content), 1, TODAY).wait().unwrap(),
        8,
        "after every number there was"
    );
}

#[test]
fn a_version_is_taken_back_only_while_nobody_has_been_asked_under_it() {
    let (room, content) = (Classroom::new(), content());
    room.store.adopt_agreement(draft(&content), 1, TODAY).wait().unwrap();
    room.store.withdraw_agreement(agreement(), 2).wait().unwrap();
    assert!(room.store.agreement_versions().wait().unwrap()[0].withdrawn);
    let again = room.store.withdraw_agreement(agreement(), 2).wait();
    assert!(matches!(again, Err(StoreError::Unknown { what: "version", .. })), "{again:?}");

    assert_eq!(room.store.adopt_agreement(draft(&content), 1, TODAY).wait().unwrap(), 3, "a number is used once");
    let mut tree = room.tree("monday", &[]);
    tree.version = 3;
    room.store.open_tree(tree.clone()).wait().unwrap();
    for refused in [
        room.store.withdraw_agreement(agreement(), 3).wait().err(),
        room.store.adopt_agreement(draft(&content), 1, TODAY).wait().err(),
    ] {
        assert!(matches!(refused, Some(StoreError::AgreementInUse)), "{refused:?}");
    }
    let mut promise = room.draft(0, Outcome::Agreed);
    promise.agreement.version = 3;
    room.store.append(promise).wait().unwrap();
    room.store.close_tree(tree.session, super::classroom::shown()).wait().unwrap();
    let refused = room.store.withdraw_agreement(agreement(), 3).wait();
    assert!(matches!(refused, Err(StoreError::VersionPromised { version: 3, .. })), "{refused:?}");
}

#[test]
fn where_somebody_leads_nobody_else_changes_agreements() {
    let (room, content) = (Classroom::new(), content());
    assert!(room.store.may_change_agreements().wait().unwrap(), "nobody who can open it leads");
    let new = NewStaff { name: "Ms A Quill".into(), role: Role::Head };
    room.store.add_staff(new, Some(access("AQ", "candle violin harbour", "2580"))).wait().unwrap();
    assert!(!room.store.may_change_agreements().wait().unwrap());
    let approval = Approval { by: "the head".into(), on: TODAY, review_by: date(2027, 11, 25) };
    let approved = Approved { agreement: agreement(), version: 1, approval };
    for refused in [
        room.store.save_agreement_draft(draft(&content)).wait().err(),
        room.store.drop_agreement_draft(agreement()).wait().err(),
        room.store.adopt_agreement(draft(&content), 1, TODAY).wait().err(),
        room.store.withdraw_agreement(agreement(), 1).wait().err(),
        room.store.note_approval(approved.clone()).wait().err(),
    ] {
        assert!(matches!(refused, Some(StoreError::NotForAgreements)), "{refused:?}");
    }
    assert!(matches!(room.store.audit_trail(1).wait(), Err(StoreError::NotForTrail)));
    room.store.lock().wait().unwrap();
    room.store.unlock(promise_tree::store::Secret::passphrase("candle violin harbour")).wait().unwrap();
    room.store.note_approval(approved.clone()).wait().unwrap();
    assert_eq!(room.store.approvals().wait().unwrap(), [approved]);
    assert_eq!(trail(&room), ["noted that version 1 of ks1-pupils is approved until 2027-11-25"]);
}

#[test]
fn what_was_shown_is_kept_word_for_word_and_can_be_checked() {
    let (mut room, content) = (Classroom::new(), content());
    let shown = content.words_shown(&agreement(), "en-GB").unwrap();
    assert_eq!(Some(shown.fingerprint), content.fingerprint(&agreement(), "en-GB"));
    assert_eq!(shown.rules().len(), 5);
    assert!(are_whole(&shown));
    room.store.keep_words(vec![shown.clone()]).wait().unwrap();
    room.store.keep_words(vec![shown.clone()]).wait().unwrap();
    room.restart();
    assert_eq!(room.store.kept_words().wait().unwrap(), std::slice::from_ref(&shown));
    let mut forged = shown.clone();
    forged.sentences[1] = "I may do as I like.".into();
    assert!(!are_whole(&forged));
    let forged = promise_tree::domain::kept_words::KeptWords { version: 2, ..shown };
    assert!(!are_whole(&forged));
}
