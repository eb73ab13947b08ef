//! The words and the voice at run time.

use super::copy::Copy;
use jiff::civil::{date, time};
use promise_tree::content::{Content, Direction, Value, Words, keys};
use promise_tree::domain::agreement::Audience;
use std::fs;

#[test]
fn english_says_names_numbers_days_and_times_plainly() {
    let content = Copy::of_the_shipped_content().load();
    let words = content.english();
    assert_eq!(words.language(), "en-GB");
    assert_eq!(words.language_name(), "English");
    assert_eq!(words.direction(), Direction::LeftToRight);
    assert_eq!(words.text_with(keys::TREE_CLASS, &[("class", "Oak")]), "Oak Class");
    assert_eq!(words.text_with(keys::TREE_COUNT, &[("promised", 27), ("total", 1030)]), "27 of 1030");
    let mixed = [("promised", Value::from(3)), ("total", "5".into())];
    assert_eq!(words.text_with(keys::TREE_COUNT, &mixed), "3 of 5");
    assert_eq!(words.date_long(date(2026, 11, 22)), "22 November 2026");
    assert_eq!(words.date_long(date(2027, 1, 1)), "1 January 2027");
    assert_eq!(words.time(time(9, 24, 59, 0)), "9:24");
    assert_eq!(words.time(time(13, 5, 0, 0)), "13:05");
}

#[test]
fn a_word_that_is_missing_everywhere_shows_as_its_key() {
    let content = Copy::of_the_shipped_content().load();
    assert!(!content.english().has("no-such-message"));
    assert_eq!(content.english().text("no-such-message"), "[no-such-message]");
}

#[test]
fn a_word_that_a_language_lacks_is_english() {
    let copy = Copy::of_the_shipped_content();
    copy.translate_into("cy");
    copy.say("locales/cy/child.ftl", "i-promise", "Dw i’n addo");
    copy.say("locales/cy/child.ftl", "language-name", "Cymraeg");
    copy.unsay("locales/cy/child.ftl", "look-again");
    let content = copy.load();
    let welsh = content.words("cy").unwrap();
    assert_eq!(welsh.text(keys::I_PROMISE), "Dw i’n addo");
    assert_eq!(welsh.text(keys::LOOK_AGAIN), "Look again");
    assert!(welsh.has(keys::LOOK_AGAIN));
    assert_eq!(welsh.language_name(), "Cymraeg");
    assert_eq!(content.languages().map(Words::language).collect::<Vec<_>>(), ["cy", "en-GB"]);
    assert!(content.words("xx").is_none());
}

#[test]
fn a_latin_name_keeps_its_place_in_a_language_read_from_the_right() {
    let copy = Copy::of_the_shipped_content();
    copy.translate_into("ur");
    copy.say("locales/ur/child.ftl", "tree-class", "جماعت { $class }");
    let content = copy.load();
    let urdu = content.words("ur").unwrap();
    assert_eq!(urdu.direction(), Direction::RightToLeft);
    assert_eq!(urdu.text_with(keys::TREE_CLASS, &[("class", "Oak")]), "جماعت \u{2068}Oak\u{2069}");
}

#[test]
fn a_language_speaks_with_its_own_voice_or_not_at_all() {
    let copy = Copy::of_the_shipped_content();
    copy.translate_into("cy");
    let content = copy.load();
    let clip = content.speech("en-GB", keys::I_PROMISE).unwrap();
    assert!(clip.path.is_file() && clip.milliseconds > 0, "{clip:?}");
    assert_eq!(content.speech("cy", keys::I_PROMISE), None);
    assert_eq!(content.speech("en-GB", keys::TREE_CLASS), None, "a name is never spoken");
}

#[test]
fn a_clip_that_says_other_words_is_silent_and_does_not_stop_the_kiosk() {
    let copy = Copy::of_the_shipped_content();
    copy.say("locales/en-GB/child.ftl", "i-promise", "Yes, I promise");
    let content = copy.load();
    assert_eq!(content.speech("en-GB", keys::I_PROMISE), None);
    assert!(content.speech("en-GB", keys::NOT_SURE_YET).is_some());
    assert_eq!(content.faults().len(), 1, "{:?}", content.faults());
}

#[test]
fn a_promise_without_words_stops_the_kiosk_and_every_fault_is_told() {
    let copy = Copy::of_the_shipped_content();
    copy.unsay("locales/en-GB/agreements.ftl", "ks1-own-files");
    copy.remove("assets/narration/en-GB/i-promise.ogg");
    let faults = Content::load(copy.path()).unwrap_err();
    assert_eq!(faults, copy.faults());
    assert_eq!(faults.iter().filter(|fault| fault.stops_the_kiosk()).count(), 1, "{faults:#?}");
    assert!(faults.len() >= 2);
}

#[test]
fn a_question_without_words_is_not_printed_and_does_not_stop_the_kiosk() {
    let copy = Copy::of_the_shipped_content();
    let questions = |content: &Content| content.agreement_for(Audience::Ks1Pupils).unwrap().ask_at_home.len();
    let before = questions(&copy.load());
    copy.edit("lessons/agreements/ks1-pupils.ron", "ask_at_home: [", "ask_at_home: [\"no-such-question\", ");
    let content = copy.load();
    assert_eq!((questions(&content), content.faults().len()), (before, 1));
}

#[test]
fn no_machine_s_content_folder_is_guessed() {
    let empty = tempfile::tempdir().unwrap();
    let faults = Content::load(empty.path()).unwrap_err();
    assert!(faults.iter().all(|fault| fault.file.is_relative()), "{faults:#?}");
    assert!(fs::read_dir(empty.path()).unwrap().next().is_none());
}

#[test]
fn words_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Words>();
    shared::<Content>();
}
