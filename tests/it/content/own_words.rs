//! Versions in a school's own words, over the shipped content.

use jiff::civil::{Date, date};
use promise_tree::content::Content;
use promise_tree::domain::agreement::{Approval, Audience};
use promise_tree::domain::agreement_version::{AgreementText, AgreementVersion, Period, RuleText};
use promise_tree::domain::ids::{AgreementId, RuleId};
use promise_tree::domain::translation::Part;
use std::path::Path;

const TODAY: Date = date(2026, 11, 25);

fn content() -> Content {
    Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn ks1() -> AgreementId {
    AgreementId::new("ks1-pupils").unwrap()
}

/// Version 2 of the youngest children's agreement, changed a little.
fn version(content: &Content, change: impl FnOnce(&mut AgreementText)) -> AgreementVersion {
    let mut text = content.text_of(content.agreement(&ks1()).unwrap());
    text.version = 2;
    change(&mut text);
    let approval = Approval { by: "the governors".into(), on: date(2026, 11, 1), review_by: date(2027, 11, 1) };
    let version = AgreementVersion { text, approval, use_from: TODAY };
    assert_eq!(version.faults(), []);
    version
}

#[test]
fn a_changed_sentence_is_shown_in_its_own_words_without_any_voice_and_the_others_keep_theirs() {
    let content = content();
    let version = version(&content, |text| text.rules[2].words = "If I see something bad, I tell.".into());
    let own = content.adopting(std::slice::from_ref(&version), TODAY, None);
    let agreement = own.agreement(&ks1()).unwrap();
    assert_eq!((agreement.version, agreement.rules.len()), (2, 5));
    assert_eq!(own.text_of(agreement), version.text, "what is shown is what was written");
    let rule = agreement.rules.get(2).unwrap();
    assert_eq!(rule.id.as_str(), "ks1.tell-someone", "its lesson is found by it");
    let keys: Vec<&str> =
        [Some(&rule.words), rule.more.as_ref()].into_iter().flatten().map(|key| key.as_str()).collect();
    assert!(keys.iter().all(|key| own.speech("en-GB", key).is_none()), "half of a rule would be spoken: {keys:?}");
    let silent: Vec<String> = own.unspoken(agreement, "en-GB").iter().map(ToString::to_string).collect();
    assert_eq!(silent, keys);
    assert_eq!(own.lessons_for(agreement).len(), content.lessons_for(content.agreement(&ks1()).unwrap()).len());
    assert_eq!(own.agreement_for(Audience::Ks2Pupils), content.agreement_for(Audience::Ks2Pupils));

    // A school that goes back to the shipped sentence has its voice back.
    let back = AgreementVersion { text: content.text_of(content.agreement(&ks1()).unwrap()), ..version };
    let again = own.adopting(&[back], TODAY, None);
    assert!(again.unspoken(again.agreement(&ks1()).unwrap(), "en-GB").is_empty());
}

#[test]
fn the_fingerprint_follows_the_words_and_says_that_nobody_speaks_them() {
    let content = content();
    let one = version(&content, |text| text.rules[0].words = "I learn with our tablets.".into());
    let two = version(&content, |text| text.rules[0].words = "I learn with our computers.".into());
    let fingerprint = |version: &AgreementVersion| {
        content.adopting(std::slice::from_ref(version), TODAY, None).fingerprint(&ks1(), "en-GB").unwrap()
    };
    assert_ne!(fingerprint(&one), fingerprint(&two));
    let own = content.adopting(std::slice::from_ref(&one), TODAY, None);
    assert_eq!(own.fingerprint(&ks1(), "en-GB"), Some(fingerprint(&one)), "the same words, the same fingerprint");
    let text = own.fingerprint_text(&ks1(), "en-GB").unwrap();
    let words = text.lines().find(|line| line.starts_with("words ")).unwrap();
    assert!(text.contains("\nversion 2\n") && words.ends_with(" -"), "{text}");
    assert_eq!(text.lines().filter(|line| line.ends_with(" -")).count(), 1, "{text}");
}

#[test]
fn an_addendum_comes_and_goes_and_a_tree_keeps_what_it_was_opened_under() {
    let content = content();
    let version = version(&content, |text| {
        text.rules.push(RuleText {
            id: RuleId::new("ks1.own-trip").unwrap(),
            words: "On our trip I keep my tablet in my bag.".into(),
            more: None,
            picture: "rules/gone.svg".into(),
            for_a_time: Some(Period { from: TODAY, until: date(2026, 12, 18) }),
        });
    });
    let versions = [version];
    let rules = |day: Date, held: Option<u32>| {
        let id = ks1();
        let own = content.adopting(&versions, day, held.map(|version| (&id, version)));
        let agreement = own.agreement(&id).unwrap();
        assert!(own.fingerprint(&id, "en-GB").is_some(), "a picture that is gone is stood in for");
        (agreement.version, agreement.rules.len())
    };
    assert_eq!(rules(date(2026, 11, 24), None), (1, 5));
    assert_eq!(rules(TODAY, None), (2, 6));
    assert_eq!(rules(date(2026, 12, 19), None), (2, 5), "the main text stays");
    assert_eq!(rules(TODAY, Some(1)), (1, 5));
    assert_eq!(rules(date(2026, 11, 24), Some(2)), (2, 5));
}

#[test]
fn a_school_writes_its_own_words_in_another_language_and_what_is_missing_is_told_and_shown_in_english() {
    let copy = super::copy::Copy::of_the_shipped_content();
    let welsh = copy.path().join("locales/cy");
    std::fs::create_dir(&welsh).unwrap();
    std::fs::write(welsh.join("child.ftl"), "language-name = Cymraeg\n").unwrap();
    let content = Content::load(copy.path()).unwrap();
    let shipped = content.agreement(&ks1()).unwrap();
    let (first, second) = (shipped.rules.get(0).unwrap().clone(), shipped.rules.get(1).unwrap().clone());
    std::fs::write(welsh.join("agreements.ftl"), format!("{} = Ffeiliau fi yn unig.\n", second.words)).unwrap();
    let content = Content::load(copy.path()).unwrap();
    let version = version(&content, |text| {
        text.rules[0].words = "I use our tablets to learn.".into();
        text.rules[0].more = Some("At home too.".into());
        text.rules[2].words = "If I see something bad, I tell.".into();
        let welsh = text.translations.entry("cy".into()).or_default();
        welsh.say(&Part::Rule(first.id.clone()), "Rwy’n dysgu gyda thabled.".into(), String::new());
        // What the program says itself is not translated by the school: a voice goes with it.
        welsh.say(&Part::Rule(second.id.clone()), "Rhywbeth arall.".into(), String::new());
        text.translations.entry("xx".into()).or_default().say(&Part::Title, "Nobody reads this.".into(), String::new());
    });
    let own = content.adopting(std::slice::from_ref(&version), TODAY, None);
    let agreement = own.agreement(&ks1()).unwrap();
    let [welsh, english] = ["cy", "en-GB"].map(|tag| own.words(tag).unwrap());
    let rule = |place: usize| agreement.rules.get(place).unwrap();
    assert_eq!(welsh.text(rule(0).words.as_str()), "Rwy’n dysgu gyda thabled.");
    assert_eq!(english.text(rule(0).words.as_str()), "I use our tablets to learn.");
    assert_eq!(welsh.text(rule(1).words.as_str()), "Ffeiliau fi yn unig.");
    assert_eq!(welsh.text(rule(2).words.as_str()), "If I see something bad, I tell.", "English stands in");
    let missing = own.untranslated(agreement, "cy");
    assert!(missing.contains(rule(0).more.as_ref().unwrap()) && missing.contains(&rule(2).words), "{missing:?}");
    assert!(!missing.contains(&rule(0).words) && !missing.contains(&rule(1).words), "{missing:?}");
    assert!(own.untranslated(agreement, "en-GB").is_empty());
    assert!(own.speech("cy", rule(0).words.as_str()).is_none(), "nobody speaks it");
    let kept = own.words_shown(&ks1(), "cy").unwrap();
    assert_eq!(kept.rules()[0].words, "Rwy’n dysgu gyda thabled.", "what is promised in Welsh is kept in Welsh");
    assert_ne!(own.fingerprint(&ks1(), "cy"), own.fingerprint(&ks1(), "en-GB"));
}
