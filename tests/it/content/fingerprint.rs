//! The fingerprint follows what a child sees and hears, and nothing else.

use super::copy::{Copy, sha256};
use promise_tree::content::Content;
use promise_tree::domain::agreement::Fingerprint;
use promise_tree::domain::ids::AgreementId;
use sha2::{Digest, Sha256};

const KS1: &str = "lessons/agreements/ks1-pupils.ron";
const AGREEMENTS: &str = "locales/en-GB/agreements.ftl";
const CHILD: &str = "locales/en-GB/child.ftl";

fn fingerprint(content: &Content, agreement: &str, language: &str) -> Fingerprint {
    content.fingerprint(&AgreementId::new(agreement).unwrap(), language).unwrap()
}

/// KS1's and KS2's, in English.
fn both(copy: &Copy) -> (Fingerprint, Fingerprint) {
    let content = copy.load();
    (fingerprint(&content, "ks1-pupils", "en-GB"), fingerprint(&content, "ks2-pupils", "en-GB"))
}

#[test]
fn it_changes_with_the_words_the_pictures_the_voice_the_rules_and_the_version() {
    let changes: [(&str, fn(&Copy)); 8] = [
        ("a rule’s words", |copy| copy.say(AGREEMENTS, "ks1-own-files", "I open my own work.")),
        ("a second sentence", |copy| copy.say(AGREEMENTS, "ks1-my-choices-more", "Rules keep me safe!")),
        ("the title", |copy| copy.say(AGREEMENTS, "agreement-ks1-title", "Being safe")),
        ("a picture", |copy| {
            let file = "assets/pictures/rules/ks1-own-files.svg";
            copy.append(file, "<!-- drawn again -->\n");
        }),
        ("a clip recorded again", |copy| copy.record_again("ks1-own-files", b"another take")),
        ("a clip lost", |copy| copy.remove("assets/narration/en-GB/ks1-own-files.ogg")),
        ("the version", |copy| copy.edit(KS1, "version: 1", "version: 2")),
        ("the order of the rules", |copy| {
            let rule =
                "        (id: \"ks1.own-files\", words: \"ks1-own-files\", picture: \"rules/ks1-own-files.svg\"),\n";
            copy.edit(KS1, rule, "");
            copy.edit(KS1, "    rules: [\n", &format!("    rules: [\n{rule}"));
        }),
    ];
    let copy = Copy::of_the_shipped_content();
    let (ks1, ks2) = both(&copy);
    for (what, change) in changes {
        change(&copy);
        let (ks1_now, ks2_now) = both(&copy);
        assert_ne!(ks1_now, ks1, "{what} changed");
        assert_eq!(ks2_now, ks2, "{what} is of the other agreement");
        copy.put_back();
    }
}

#[test]
fn it_stays_when_nothing_that_is_promised_changes() {
    let changes: [(&str, fn(&Copy)); 7] = [
        ("nothing", |_| ()),
        ("another screen’s words", |copy| copy.say(CHILD, "thank-you", "Well done!")),
        ("another screen’s clip", |copy| copy.record_again("thank-you", b"another take")),
        ("a question to ask at home", |copy| copy.edit(KS1, "ask_at_home: [", "ask_at_home: [/* first */ ")),
        ("a comment", |copy| copy.edit(AGREEMENTS, "## Key Stage 1\n", "## Key Stage 1, ages 4 to 7\n")),
        ("the order of the messages", |copy| {
            let title = copy.unsay(AGREEMENTS, "agreement-ks1-title");
            copy.append(AGREEMENTS, &title);
        }),
        ("line endings of another system", |copy| {
            for file in [AGREEMENTS, CHILD, KS1] {
                copy.write(file, copy.read(file).replace('\n', "\r\n"));
            }
        }),
    ];
    let copy = Copy::of_the_shipped_content();
    let before = both(&copy);
    for (what, change) in changes {
        change(&copy);
        assert_eq!(both(&copy), before, "{what} changed");
        copy.put_back();
    }
}

#[test]
fn a_clip_recorded_again_is_the_same_version() {
    let copy = Copy::of_the_shipped_content();
    copy.record_again("ks1-own-files", b"another take");
    assert_eq!(copy.faults(), []);
    let id = AgreementId::new("ks1-pupils").unwrap();
    assert_eq!(copy.load().agreement(&id).unwrap().version, 1);
}

#[test]
fn every_language_and_agreement_has_a_fingerprint_of_its_own() {
    let copy = Copy::of_the_shipped_content();
    for tag in ["cy", "ur"] {
        copy.translate_into(tag);
    }
    let content = copy.load();
    let mut all: Vec<String> = Vec::new();
    for words in content.languages() {
        for agreement in content.agreements() {
            all.push(content.fingerprint(&agreement.id, words.language()).unwrap().hex());
        }
    }
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!((count, all.len()), (6, 6));
    assert_eq!(content.fingerprint(&AgreementId::new("ks1-pupils").unwrap(), "pl"), None);
    assert_eq!(content.fingerprint(&AgreementId::new("no-such").unwrap(), "en-GB"), None);
}

#[test]
fn anybody_can_make_it_again_from_the_text_and_the_files() {
    let copy = Copy::of_the_shipped_content();
    let content = copy.load();
    let id = AgreementId::new("ks2-pupils").unwrap();
    let text = content.fingerprint_text(&id, "en-GB").unwrap();
    assert_eq!(Fingerprint(Sha256::digest(&text).into()), content.fingerprint(&id, "en-GB").unwrap());
    assert_eq!(text.lines().filter(|line| line.starts_with("rule ")).count(), 11);
    let clip = std::fs::read(copy.path().join("assets/narration/en-GB/ks2-passwords.ogg")).unwrap();
    let words = sha256(content.english().text("ks2-passwords").as_bytes());
    assert!(text.contains(&format!("rule ks2.passwords\nwords {words} {}\npicture ", sha256(&clip))), "{text}");
}
