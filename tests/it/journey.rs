//! The child's path, over random inputs: what no order of touches, time-outs and disk answers may bring about.

use promise_tree::domain::agreement::{Agreement, Audience, Rule, Rules};
use promise_tree::domain::ids::{AgreementId, Key, PupilId, RuleId};
use promise_tree::domain::journey::{
    AWAY_AFTER, Change, Completed, Effect, Input, Journey, Overlay, Prompts, STILL_THERE_AFTER, Step, THANKS_FOR,
};
use promise_tree::domain::mark::{Point, Stamp};
use promise_tree::domain::outcome::{Answer, Outcome};
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

fn rule_id(place: usize) -> RuleId {
    RuleId::new(format!("r{place}")).unwrap()
}

fn agreement(rules: usize) -> Arc<Agreement> {
    let rule = |i| Rule { id: rule_id(i), words: key(&format!("w{i}")), more: None, picture: format!("{i}.svg") };
    Arc::new(Agreement {
        id: AgreementId::new("test").unwrap(),
        audience: Audience::Ks1Pupils,
        version: 1,
        title: key("title"),
        signed_with: Vec::new(),
        optional: false,
        rules: Rules::new((0..rules).map(rule).collect()).unwrap(),
        ask_at_home: Vec::new(),
    })
}

fn prompts() -> Arc<Prompts> {
    Arc::new(Prompts {
        identity: key("identity"),
        identity_again: key("identity-again"),
        not_sure: vec![key("not-sure")],
        adult: vec![key("adult")],
        write: key("write"),
        stamp: key("stamp"),
        thanks: vec![key("thanks")],
        thanks_not_yet: vec![key("thanks-not-yet")],
        grown_up: vec![key("grown-up")],
        still_there: vec![key("still-there")],
        trouble: vec![key("trouble")],
    })
}

fn begin(rules: usize) -> Journey {
    Journey::begin(PupilId::new("p1").unwrap(), agreement(rules), prompts(), false, 0).0
}

/// A child who has promised other words of every other rule, and plays a lesson or not.
fn begin_again(rules: usize, lesson: bool) -> Journey {
    let changes = (0..rules).step_by(2).map(|place| Change {
        place,
        was: vec![format!("Rule {place} as it was.")],
        says: vec![key("changed-title"), key(&format!("w{place}"))],
    });
    let journey = begin(rules).with_changes(changes.collect());
    if lesson { journey.after_a_lesson() } else { journey }
}

fn name() -> Vec<Input> {
    vec![Input::InkDown(Point(100, 100)), Input::InkMove(Point(400, 300)), Input::InkMove(Point(600, 100))]
}

/// One step of a random child, teacher and disk; the time is how much later it happens.
fn any_input(rules: usize) -> impl Strategy<Value = (Input, u64)> {
    let place = 0..rules + 1;
    let input = prop_oneof![
        4 => Just(Input::ItsMe),
        1 => Just(Input::NotMe),
        12 => place.clone().prop_map(|i| Input::Promise(rule_id(i))),
        2 => place.prop_map(|i| Input::NotSure(rule_id(i))),
        1 => Just(Input::Back),
        4 => Just(Input::Seen),
        1 => Just(Input::LessonOver),
        1 => Just(Input::HearAgain),
        2 => Just(Input::LookAgain),
        1 => Just(Input::StopForToday),
        4 => Just(Input::AdultIsHere),
        3 => (0..2000_u16, 0..840_u16).prop_map(|(x, y)| Input::InkDown(Point(x, y))),
        6 => (0..2000_u16, 0..840_u16).prop_map(|(x, y)| Input::InkMove(Point(x, y))),
        1 => Just(Input::StartAgain),
        1 => Just(Input::StampInstead),
        1 => Just(Input::WriteInstead),
        1 => Just(Input::PickStamp(Stamp::Star)),
        4 => Just(Input::Finished),
        2 => Just(Input::TryAgain),
        1 => Just(Input::GetGrownUp),
        3 => Just(Input::CarryOn),
        1 => Just(Input::Leave),
        2 => Just(Input::Return),
        4 => Just(Input::Saved),
        1 => Just(Input::SaveFailed),
        2 => Just(Input::Tick),
    ];
    (input, prop_oneof![8 => 0..2_000_u64, 1 => 0..200_000_u64])
}

/// What an outsider who only watches the inputs and the screens would swear to.
#[derive(Default)]
struct Witness {
    promised: HashSet<usize>,
    not_sure: HashSet<usize>,
    reminded: bool,
    marked: bool,
    saves: Vec<Completed>,
    disk_said_saved: bool,
}

impl Witness {
    fn see(&mut self, before: &Journey, input: &Input, after: &Journey, effects: &[Effect]) {
        let free = before.overlay().is_none();
        match (before.step(), input) {
            (Step::Rule(i), Input::Promise(rule)) if free && *rule == rule_id(i) => {
                self.promised.insert(i);
                self.not_sure.remove(&i);
                self.reminded = false;
            }
            (Step::Rule(i), Input::NotSure(rule)) if free && *rule == rule_id(i) => {
                self.promised.remove(&i);
                self.not_sure.insert(i);
                self.reminded = false;
            }
            (Step::AdultReminder, Input::AdultIsHere) if free => self.reminded = true,
            (Step::Saving, Input::Saved) => self.disk_said_saved = true,
            _ => {}
        }
        self.marked = after.ink().is_enough() || after.stamp().is_some();
        for effect in effects {
            if let Effect::Save(completed) = effect {
                self.saves.push(completed.clone());
            }
        }
    }
}

fn check_agreed(witness: &Witness, completed: &Completed, rules: usize) -> Result<(), TestCaseError> {
    prop_assert_eq!(witness.promised.len(), rules, "agreed without a promise to every rule");
    prop_assert!(completed.answers.iter().all(|(_, answer)| *answer == Answer::Promised));
    prop_assert!(witness.reminded, "agreed without the adult reminder");
    prop_assert!(witness.marked && completed.mark.is_some(), "agreed without a mark");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("PROMISE_TREE_SOAK").is_some() { 200_000 } else { 1_000 }))]

    #[test]
    fn nobody_has_agreed_without_every_promise_a_reminder_a_mark_and_a_durable_save(
        rules in 1..5_usize,
        (stamps, again, lesson) in any::<(bool, bool, bool)>(),
        inputs in (1..5_usize).prop_flat_map(|rules| prop::collection::vec(any_input(rules), 1..120)),
    ) {
        let journey = if again { begin_again(rules, lesson) } else { begin(rules) };
        let mut journey = journey.stamps_first(stamps);
        let mut witness = Witness::default();
        let mut now = 0;
        for (input, later) in inputs {
            now += later;
            let before = journey.clone();
            let effects = journey.apply(input.clone(), now);
            witness.see(&before, &input, &journey, &effects);
            for effect in &effects {
                if let Effect::Save(completed) = effect {
                    prop_assert_eq!(journey.step(), Step::Saving);
                    prop_assert_eq!(completed.answers.len(), rules);
                    match completed.outcome {
                        Outcome::Agreed => check_agreed(&witness, completed, rules)?,
                        Outcome::NotYet => prop_assert!(!witness.not_sure.is_empty() && completed.mark.is_none()),
                        other => prop_assert!(false, "a child alone cannot reach {:?}", other),
                    }
                }
            }
            if let Step::Thanked(outcome) = journey.step() {
                prop_assert!(witness.disk_said_saved, "thanked before the save was durable");
                prop_assert_eq!(Some(outcome), witness.saves.last().map(|saved| saved.outcome));
            }
        }
    }

    #[test]
    fn no_time_out_produces_an_outcome(
        rules in 1..5_usize,
        inputs in (1..5_usize).prop_flat_map(|rules| prop::collection::vec(any_input(rules), 1..60)),
        waits in prop::collection::vec(0..400_000_u64, 1..20),
    ) {
        let mut journey = begin(rules);
        let mut now = 0;
        for (input, later) in inputs {
            now += later;
            journey.apply(input, now);
        }
        let thanked = matches!(journey.step(), Step::Thanked(_));
        let answers = journey.answers().to_vec();
        for wait in waits {
            now += wait;
            let effects = journey.apply(Input::Tick, now);
            prop_assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save(_))));
            prop_assert_eq!(journey.answers(), &answers[..]);
            prop_assert!(thanked || !matches!(journey.step(), Step::Thanked(_)));
        }
    }

    #[test]
    fn coming_back_always_asks_is_this_you_again(
        rules in 1..5_usize,
        inputs in (1..5_usize).prop_flat_map(|rules| prop::collection::vec(any_input(rules), 1..80)),
    ) {
        let mut journey = begin(rules);
        let mut now = 0;
        let mut has_left = false;
        for (input, later) in inputs {
            now += later;
            let confirmed = input == Input::ItsMe && journey.overlay().is_none();
            let was_away = journey.step() == Step::Away;
            journey.apply(input, now);
            if journey.step() == Step::Away {
                has_left = true;
            } else if was_away {
                prop_assert_eq!(journey.step(), Step::Identity);
            } else if confirmed && journey.step() != Step::Identity {
                has_left = false;
            }
            if has_left {
                prop_assert!(matches!(journey.step(), Step::Away | Step::Identity), "{:?}", journey.step());
            }
        }
    }

    #[test]
    fn every_state_has_a_way_out(
        rules in 1..5_usize,
        (stamps, again, lesson) in any::<(bool, bool, bool)>(),
        inputs in (1..5_usize).prop_flat_map(|rules| prop::collection::vec(any_input(rules), 0..80)),
    ) {
        let journey = if again { begin_again(rules, lesson) } else { begin(rules) };
        let mut journey = journey.stamps_first(stamps);
        let mut now = 0;
        for (input, later) in inputs {
            now += later;
            journey.apply(input, now);
        }
        // A disk that answers, and a child who goes back to the tree.
        if journey.step() == Step::Saving {
            journey.apply(Input::Saved, now);
        }
        journey.apply(Input::Leave, now);
        prop_assert_eq!(journey.step(), Step::Away);
        // And whoever is away with work half done can come back and finish.
        if !journey.is_over() {
            let completed = finish(&mut journey, now);
            prop_assert_eq!(completed.map(|done| done.outcome), Some(Outcome::Agreed));
        }
    }
}

/// Plays on from wherever the journey stands, promising everything.
fn finish(journey: &mut Journey, now: u64) -> Option<Completed> {
    for _ in 0..100 {
        let inputs = match (journey.overlay(), journey.step()) {
            (Some(_), _) => vec![Input::CarryOn],
            (None, Step::Away) => vec![Input::Return],
            (None, Step::Identity) => vec![Input::ItsMe],
            (None, Step::Changed(_)) => vec![Input::Seen],
            (None, Step::Lesson) => vec![Input::LessonOver],
            (None, Step::Rule(place)) => vec![Input::Promise(rule_id(place))],
            (None, Step::NotSure) => vec![Input::LookAgain],
            (None, Step::AdultReminder) => vec![Input::AdultIsHere],
            (None, Step::Drawing) => name().into_iter().chain([Input::Finished]).collect(),
            (None, Step::Stamping) => vec![Input::PickStamp(Stamp::Sun), Input::Finished],
            (None, Step::Trouble) => vec![Input::TryAgain],
            (None, Step::Saving | Step::Thanked(_)) => return None,
        };
        for input in inputs {
            for effect in journey.apply(input, now) {
                if let Effect::Save(completed) = effect {
                    return Some(completed);
                }
            }
        }
    }
    None
}

#[test]
fn a_child_who_is_not_sure_is_thanked_for_it_and_can_look_again() {
    let mut journey = begin(2);
    journey.apply(Input::ItsMe, 1);
    journey.apply(Input::NotSure(rule_id(0)), 2);
    journey.apply(Input::Promise(rule_id(1)), 3);
    assert_eq!(journey.step(), Step::NotSure);
    journey.apply(Input::LookAgain, 4);
    assert_eq!(journey.step(), Step::Rule(0), "only the rule that was not sure comes again");
    journey.apply(Input::NotSure(rule_id(0)), 5);
    let effects = journey.apply(Input::StopForToday, 6);
    assert!(matches!(&effects[..], [_, Effect::Save(done)] if done.outcome == Outcome::NotYet && done.mark.is_none()));
    journey.apply(Input::Saved, 7);
    assert_eq!(journey.step(), Step::Thanked(Outcome::NotYet));
}

#[test]
fn a_promise_to_a_rule_no_longer_on_the_screen_changes_nothing() {
    let mut journey = begin(3);
    journey.apply(Input::ItsMe, 1);
    journey.apply(Input::Promise(rule_id(0)), 2);
    journey.apply(Input::Promise(rule_id(0)), 3);
    assert_eq!(journey.step(), Step::Rule(1), "a double tap promises one rule, not two");
}

#[test]
fn asking_for_a_grown_up_leaves_a_note_once_and_keeps_the_place() {
    let mut journey = begin(2);
    journey.apply(Input::ItsMe, 1);
    let effects = journey.apply(Input::GetGrownUp, 2);
    assert!(effects.contains(&Effect::NoteGrownUp));
    assert!(journey.apply(Input::GetGrownUp, 3).is_empty());
    assert!(journey.apply(Input::Promise(rule_id(0)), 4).is_empty(), "nothing is promised through the overlay");
    assert_eq!(journey.deadline(), None, "nobody is hurried who waits for a grown-up");
    journey.apply(Input::CarryOn, 5);
    assert_eq!((journey.step(), journey.overlay()), (Step::Rule(0), None));
}

#[test]
fn an_untouched_station_asks_then_goes_back_to_the_tree_and_keeps_the_work() {
    let mut journey = begin(2);
    journey.apply(Input::ItsMe, 0);
    journey.apply(Input::Promise(rule_id(0)), 0);
    assert!(journey.apply(Input::Tick, STILL_THERE_AFTER - 1).is_empty());
    journey.apply(Input::Tick, STILL_THERE_AFTER);
    assert!(matches!(journey.overlay(), Some(Overlay::StillThere(_))));
    let effects = journey.apply(Input::Tick, STILL_THERE_AFTER + AWAY_AFTER);
    assert!(effects.contains(&Effect::Close));
    journey.apply(Input::Return, 100_000);
    journey.apply(Input::ItsMe, 100_001);
    assert_eq!(journey.step(), Step::Rule(1));
    assert_eq!(journey.answers()[0], Some(Answer::Promised));
}

#[test]
fn a_failed_save_can_be_tried_again_and_loses_nothing() {
    let mut journey = begin(1);
    let first = finish(&mut journey, 1).unwrap();
    journey.apply(Input::SaveFailed, 2);
    assert_eq!(journey.step(), Step::Trouble);
    let again = finish(&mut journey, 3).unwrap();
    assert_eq!(first, again);
    journey.apply(Input::Saved, 4);
    assert_eq!(journey.step(), Step::Thanked(Outcome::Agreed));
    assert!(journey.apply(Input::Tick, 4 + THANKS_FOR).contains(&Effect::Close));
    assert!(journey.is_over());
}

#[test]
fn finished_without_a_mark_only_asks_for_one_again() {
    let mut journey = begin(1);
    for input in [Input::ItsMe, Input::Promise(rule_id(0)), Input::AdultIsHere] {
        journey.apply(input, 1);
    }
    assert_eq!(journey.apply(Input::Finished, 2), [Effect::Speak(vec![key("write")])]);
    journey.apply(Input::StampInstead, 3);
    journey.apply(Input::PickStamp(Stamp::Star), 4);
    journey.apply(Input::WriteInstead, 5);
    assert_eq!(journey.apply(Input::Finished, 6), [Effect::Speak(vec![key("write")])], "the stamp was put back");
}

#[test]
fn a_wrong_child_gets_out_of_the_lesson_the_way_they_came_and_a_grown_up_does_not_lose_its_end() {
    let mut journey = begin(2).after_a_lesson();
    journey.apply(Input::ItsMe, 1);
    assert_eq!(journey.step(), Step::Lesson);
    assert!(journey.narration().is_empty(), "the lesson speaks for itself");
    journey.apply(Input::Back, 2);
    assert_eq!(journey.step(), Step::Identity);
    journey.apply(Input::ItsMe, 3);
    assert_eq!(journey.step(), Step::Lesson);
    journey.apply(Input::LessonTouched, STILL_THERE_AFTER - 1);
    journey.apply(Input::Tick, STILL_THERE_AFTER + 1);
    assert_eq!(journey.overlay(), None, "who plays is still there");
    journey.apply(Input::GetGrownUp, STILL_THERE_AFTER + 2);
    journey.apply(Input::LessonOver, STILL_THERE_AFTER + 3);
    journey.apply(Input::CarryOn, STILL_THERE_AFTER + 4);
    assert_eq!((journey.step(), journey.overlay()), (Step::Rule(0), None));
    journey.apply(Input::Leave, STILL_THERE_AFTER + 5);
    journey.apply(Input::Return, STILL_THERE_AFTER + 6);
    journey.apply(Input::ItsMe, STILL_THERE_AFTER + 7);
    assert_eq!(journey.step(), Step::Rule(0), "nobody plays it twice");
}

#[test]
fn what_reads_otherwise_is_shown_before_the_lesson_and_every_rule_is_promised_again() {
    let mut journey = begin_again(3, true);
    let effects = journey.apply(Input::ItsMe, 1);
    assert_eq!(journey.step(), Step::Changed(0));
    assert_eq!(effects, [Effect::Speak(vec![key("changed-title"), key("w0")])]);
    journey.apply(Input::Promise(rule_id(0)), 2);
    assert_eq!(journey.answers(), [None; 3], "what is only shown is not promised yet");
    journey.apply(Input::Seen, 3);
    assert_eq!((journey.step(), journey.changes()[1].place), (Step::Changed(1), 2));
    journey.apply(Input::Leave, 4);
    journey.apply(Input::Return, 5);
    journey.apply(Input::ItsMe, 6);
    assert_eq!(journey.step(), Step::Changed(1), "whoever comes back goes on where they were");
    journey.apply(Input::Back, 7);
    journey.apply(Input::Back, 8);
    assert_eq!(journey.step(), Step::Identity, "a wrong child gets out the way they came");
    for input in [Input::ItsMe, Input::Seen, Input::Seen] {
        journey.apply(input, 9);
    }
    assert_eq!(journey.step(), Step::Lesson);
    journey.apply(Input::LessonOver, 10);
    assert_eq!(journey.step(), Step::Rule(0));
    let done = finish(&mut journey, 11).unwrap();
    assert_eq!(done.answers.len(), 3, "those that read as before too");
}

#[test]
fn a_child_who_needs_a_stamp_is_offered_one_first_and_may_still_write() {
    let mut journey = begin(1).stamps_first(true);
    for input in [Input::ItsMe, Input::Promise(rule_id(0)), Input::AdultIsHere] {
        journey.apply(input, 0);
    }
    assert_eq!(journey.step(), Step::Stamping);
    journey.apply(Input::Back, 0);
    assert_eq!(journey.step(), Step::AdultReminder);
    journey.apply(Input::AdultIsHere, 0);
    journey.apply(Input::PickStamp(Stamp::Sun), 0);
    journey.apply(Input::WriteInstead, 0);
    assert_eq!(journey.step(), Step::Drawing);
    journey.apply(Input::Back, 0);
    assert_eq!((journey.step(), journey.stamp()), (Step::Stamping, None), "the stamp was put away for writing");
}
