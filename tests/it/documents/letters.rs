//! The letter home after a rule was broken.

use super::made::{TODAY, press, words};
use super::reading::{pages, text};
use promise_tree::documents::FollowUpLetter;
use promise_tree::domain::follow_up::FollowUpStep;

fn letter(step: FollowUpStep) -> FollowUpLetter {
    FollowUpLetter {
        given_name: "Aisha".into(),
        full_name: "Aisha Begum".into(),
        school: "Willow Lane Primary".into(),
        class: "Willow".into(),
        date: TODAY,
        rule: vec!["I only open and delete my own work.".into(), "I ask first.".into()],
        step,
        from: "Mr J Okoro".into(),
    }
}

#[test]
fn a_letter_names_the_rule_says_what_helps_and_accuses_nobody() {
    let told = text(&press().follow_up_letter(&letter(FollowUpStep::Told), words()).unwrap());
    for said in [
        "To the family of Aisha Begum",
        "I only open and delete my own work. I ask first.",
        "can promise it again",
        "a short pause",
        "Nobody is told off for telling",
        "for 90 days",
        "Mr J Okoro",
    ] {
        assert!(told.contains(said), "“{said}” is not in {told}");
    }
    let invited = press().follow_up_letter(&letter(FollowUpStep::Invited), words()).unwrap();
    assert_eq!(pages(&invited).len(), 1);
    let invited = text(&invited);
    assert!(invited.contains("talk with the head teacher") && !invited.contains("a short pause"), "{invited}");
    for word in ["punish", "guilty", "naughty", "bad", "blame"] {
        assert!(!told.to_lowercase().contains(word) && !invited.to_lowercase().contains(word), "{word}");
    }
}
