//! Lessons played: over every shipped lesson and random touches.

use promise_tree::content::Content;
use promise_tree::domain::lesson::{Activity, Lesson, WindowAct};
use promise_tree::domain::play::{Audience, Effect, Input, Moment, Play};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|faults| panic!("{faults:?}"))
});

fn lessons() -> Vec<Arc<Lesson>> {
    CONTENT.lessons().cloned().collect()
}

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        6 => Just(Input::Next),
        1 => Just(Input::Back),
        2 => Just(Input::TryAgain),
        1 => Just(Input::HearAgain),
        6 => (0..8_usize).prop_map(Input::Pick),
        1 => Just(Input::TakeBack),
        3 => prop::sample::select(WindowAct::ALL).prop_map(Input::Act),
        1 => Just(Input::Pause),
        1 => Just(Input::Talk),
    ]
}

/// What leads on from here: the first answer there is, and “carry on”; never “try another”.
fn onwards(play: &Play) -> Input {
    if play.is_paused() {
        return Input::Pause;
    }
    if play.ways().next {
        return Input::Next;
    }
    match play.step().map(|step| &step.activity) {
        Some(Activity::Window { .. }) => Input::Act(WindowAct::SwitchOff),
        Some(Activity::Build { cards, .. }) => Input::Pick(free(play, cards.len())),
        Some(Activity::Order { cards, .. }) => Input::Pick(free(play, cards.len())),
        _ => Input::Pick(0),
    }
}

/// The last card that was not taken: the wrong order, on purpose.
fn free(play: &Play, cards: usize) -> usize {
    (0..cards).rev().find(|card| !play.work().taken.contains(card)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("PROMISE_TREE_SOAK").is_some() { 100_000 } else { 1_500 }))]

    #[test]
    fn from_every_state_the_end_can_be_reached_without_an_answer_that_fits(
        which in any::<prop::sample::Index>(),
        class in any::<bool>(),
        seed in any::<u64>(),
        inputs in prop::collection::vec(any_input(), 0..120),
    ) {
        let lessons = lessons();
        let lesson = which.get(&lessons).clone();
        let audience = if class { Audience::Class } else { Audience::Alone };
        let (mut play, _) = Play::begin(lesson, audience, seed);
        for input in inputs {
            let spoken = play.narration();
            let screen = play.screen();
            play.apply(input);
            prop_assert!(play.screen() != screen || play.narration() == spoken, "a screen says something else unseen");
            // Whatever is on the screen can be drawn.
            if let Some(panel) = play.panel() {
                prop_assert!(panel.scene < play.lesson().scenes.len());
            }
            prop_assert!(play.work().taken.len() <= play.table().len());
        }
        for _ in 0..400 {
            if play.is_over() {
                return Ok(());
            }
            let input = onwards(&play);
            play.apply(input);
        }
        prop_assert!(false, "{} does not end; it stands at {:?}", play.lesson().id, play.moment());
    }
}

#[test]
fn every_rule_of_both_agreements_has_its_lesson_with_two_activities_and_all_strands_come_twice() {
    let mut strands: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    for agreement in CONTENT.agreements() {
        for rule in agreement.rules.iter() {
            let taught: Vec<_> = CONTENT.lessons().filter(|lesson| lesson.rule == rule.id).collect();
            assert_eq!(taught.len(), 1, "{}", rule.id);
            let own: BTreeSet<&str> = taught[0].steps.iter().map(|step| step.activity.kind()).collect();
            assert!(own.len() >= 2, "{} has only {own:?}", taught[0].id);
            kinds.extend(own);
            for strand in &taught[0].strands {
                *strands.entry(strand.code()).or_default() += 1;
            }
        }
    }
    assert_eq!(CONTENT.lessons().count(), 16);
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    assert_eq!(strands.len(), 8);
    assert!(strands.values().all(|times| *times >= 2), "{strands:?}");
}

#[test]
fn the_schools_rule_is_hide_leave_tell_and_nothing_else_ends_a_window_without_another_try() {
    let lesson = CONTENT.lessons().find(|lesson| lesson.id.as_str() == "the-cover-up").unwrap().clone();
    let (mut play, _) = Play::begin(lesson, Audience::Alone, 3);
    while play.moment() != Moment::Question {
        play.apply(Input::Next);
    }
    for act in [WindowAct::Close, WindowAct::SwitchOff, WindowAct::Click] {
        play.apply(Input::Act(act));
        assert_eq!(play.moment(), Moment::Acted(act));
        assert!(play.ways().again && play.ways().next, "another try is offered, and none is required");
        play.apply(Input::TryAgain);
        assert_eq!(play.moment(), Moment::Question);
    }
    assert_eq!(play.work().computer.more, 1, "pressing it made another one pop up");
    play.apply(Input::Act(WindowAct::Hide));
    assert!(!play.ways().again);
    play.apply(Input::Next);
    play.apply(Input::Act(WindowAct::Tell));
    assert_eq!(play.narration()[0].as_str(), "the-cover-up-told");
    play.apply(Input::Next);
    assert_eq!(play.step().unwrap().id.as_str(), "busy");
    assert_eq!(play.stumbles().values().sum::<u32>(), 3);
}

#[test]
fn a_paused_class_takes_nothing_and_the_question_for_it_goes_as_it_came() {
    let lesson = CONTENT.lessons().next().unwrap().clone();
    let (mut play, _) = Play::begin(lesson.clone(), Audience::Class, 3);
    assert_eq!(play.apply(Input::Pause), [Effect::Hush]);
    let screen = play.screen();
    assert!(play.apply(Input::Next).is_empty() && play.apply(Input::Talk).is_empty());
    assert_eq!(play.screen(), screen);
    play.apply(Input::Pause);
    play.apply(Input::Talk);
    assert_eq!(play.narration().first(), Some(&lesson.talk));
    play.apply(Input::Talk);
    assert_eq!(play.moment(), Moment::Panel(0));
    // A child alone has neither.
    let (mut alone, _) = Play::begin(lesson, Audience::Alone, 3);
    alone.apply(Input::Pause);
    alone.apply(Input::Talk);
    assert!(!alone.is_paused() && alone.moment() == Moment::Panel(0));
}

#[test]
fn going_back_shows_what_was_there_before() {
    for lesson in lessons() {
        let (mut play, _) = Play::begin(lesson, Audience::Alone, 9);
        let mut seen = Vec::new();
        while play.moment() != Moment::Remember {
            let before = (play.step_number(), play.moment());
            let input = onwards(&play);
            play.apply(input);
            // A card that was taken is another picture of the same question, and is put back otherwise.
            if (play.step_number(), play.moment()) != before {
                seen.push(before);
            }
        }
        assert!(seen.len() > 5, "{}", play.lesson().id);
        while let Some(before) = seen.pop() {
            play.apply(Input::Back);
            assert_eq!((play.step_number(), play.moment()), before, "{}", play.lesson().id);
        }
        assert!(!play.ways().back);
    }
}
