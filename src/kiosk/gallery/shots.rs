//! Which screens there are, and how each comes about.

use super::super::class_lesson;
use super::super::console::{self, AgreementsExhibit, Exhibit, Part, RegisterSample, Sample};
use super::super::journey;
use super::super::mode::Mode;
use super::super::panel::PanelSettings;
use super::super::school::OpenSchool;
use super::super::stumbles::Stumbles;
use super::super::tree::Asking;
use super::super::voice::Voice;
use crate::content::{Content, keys};
use crate::domain::agreement::{Agreement, Audience};
use crate::domain::ids::{ClassId, PupilId, SessionId};
use crate::domain::journey::{Change, Input, Journey, STILL_THERE_AFTER};
use crate::domain::mark::{Point, Stamp};
use crate::domain::needs::Needs;
use crate::domain::outcome::Outcome;
use crate::domain::play::Play;
use crate::domain::school::{Class, KeyStage};
use crate::domain::tree::{OpenTree, RecordedOutcome};
use bevy::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// One picture of the gallery.
#[derive(Debug, Clone)]
pub(super) struct Shot {
    /// The file's name without its ending.
    pub name: String,
    pub scene: Scene,
}

/// What is on it.
#[derive(Debug, Clone)]
pub(super) enum Scene {
    /// Nobody has opened the kiosk.
    Idle,
    /// The tree of a class with so many leaves; `reach` is the reach line.
    Tree { class: ClassId, leaves: usize, asking: bool, reach: f32 },
    /// A child has come so far.
    Journey { class: ClassId, agreement: Arc<Agreement>, inputs: Vec<Input>, wait: u64 },
    /// A lesson, so far, at a station or before the class.
    /// As if so much of what is said had been heard.
    Lesson { class: ClassId, play: Play, heard: Option<Duration> },
    /// A screen of the children's with the stronger contrast.
    Strong(Box<Self>),
    /// A station's screen for a child of the class who needs bigger letters.
    Bigger { class: ClassId, scene: Box<Self> },
    /// What reads otherwise since the child promised last: a rule in other words, or a new one.
    Changed { class: ClassId, agreement: Arc<Agreement>, new: bool },
    /// Nothing is set up yet.
    FirstRun,
    /// A page of the console, with so many leaves on the class's open tree, or with none open.
    Console { page: Exhibit, class: ClassId, leaves: Option<usize> },
}

/// Every screen, in the order a lesson meets them; with `lessons`, every screen of every lesson instead.
pub(super) fn all(content: &Content, classes: &[Class], lessons: bool) -> Vec<Shot> {
    let of = |stage: KeyStage| classes.iter().rfind(|class| class.year.key_stage() == stage);
    let (Some(ks1), Some(ks2)) = (of(KeyStage::Ks1), of(KeyStage::Ks2)) else { return Vec::new() };
    if lessons {
        return super::lessons::all(content, &ks1.id);
    }
    let mut shots = vec![Shot { name: "idle".into(), scene: Scene::Idle }];
    let mut tree = |name: &str, leaves: usize, asking: bool, reach: f32| {
        let scene = Scene::Tree { class: ks1.id.clone(), leaves, asking, reach };
        shots.push(Shot { name: name.into(), scene });
    };
    tree("tree-begin", 0, false, 0.0);
    tree("tree-half", 18, false, 0.0);
    tree("tree-done", 30, false, 0.0);
    tree("tree-grown-up", 18, true, 0.0);
    tree("tree-reach-line", 18, false, 0.35);
    let strong =
        |name: &str, scene: Scene| Shot { name: format!("{name}-contrast"), scene: Scene::Strong(Box::new(scene)) };
    let class = ks1.id.clone();
    shots.push(strong("tree-half", Scene::Tree { class: class.clone(), leaves: 18, asking: false, reach: 0.0 }));
    if let (Some(young), Some(old)) =
        (content.agreement_for(Audience::Ks1Pupils), content.agreement_for(Audience::Ks2Pupils))
    {
        shots.extend(journeys(ks1, young));
        shots.extend(rules("ks1", ks1, young));
        let inputs = vec![Input::ItsMe];
        shots.push(strong("rule", Scene::Journey { class, agreement: young.clone(), inputs, wait: 0 }));
        shots.extend(rules("ks2", ks2, old));
        let bigger = |name: &str, class: &Class, agreement: &Arc<Agreement>, place| Shot {
            name: name.into(),
            scene: Scene::Bigger {
                class: class.id.clone(),
                scene: Box::new(Scene::Journey {
                    class: class.id.clone(),
                    agreement: agreement.clone(),
                    inputs: so_far(agreement, place),
                    wait: 0,
                }),
            },
        };
        for (name, new) in [("changed", false), ("changed-new", true)] {
            let scene = Scene::Changed { class: ks1.id.clone(), agreement: young.clone(), new };
            shots.push(Shot { name: name.into(), scene });
        }
        shots.push(bigger("rule-ks1-03-bigger", ks1, young, 2));
        shots.push(bigger("rule-ks2-10-bigger", ks2, old, 9));
    }
    let lessons = super::lessons::one_of_each(content, &ks1.id);
    let bigger = lessons.iter().filter(|shot| shot.name.starts_with("lesson-")).map(|shot| Shot {
        name: format!("{}-bigger", shot.name),
        scene: Scene::Bigger { class: ks1.id.clone(), scene: Box::new(shot.scene.clone()) },
    });
    let bigger: Vec<Shot> = bigger.collect();
    shots.extend(lessons);
    shots.extend(bigger);
    shots.push(Shot { name: "console-first-run".into(), scene: Scene::FirstRun });
    let console = |name: &str, page: Exhibit, leaves: Option<usize>| Shot {
        name: format!("console-{name}"),
        scene: Scene::Console { page, class: ks1.id.clone(), leaves },
    };
    shots.extend([
        console("passphrase", Exhibit::Unlock { pin: false }, None),
        console("pin", Exhibit::Unlock { pin: true }, Some(18)),
        console("classes", Exhibit::Today, None),
        console("who-is-here", Exhibit::Opening(ks1.id.clone()), None),
        console("lessons", Exhibit::Lessons(ks1.id.clone()), None),
        console("today", Exhibit::Today, Some(18)),
        console("roster-nothing", Exhibit::Roster(Sample::Nothing), None),
        console("roster-files", Exhibit::Roster(Sample::Files), None),
        console("roster-clean", Exhibit::Roster(Sample::Clean), None),
        console("roster-doubts", Exhibit::Roster(Sample::Doubts), None),
        console("today-roll", Exhibit::Rolled, None),
        console("roster-register", Exhibit::Roster(Sample::Register), None),
        console("child", Exhibit::Child(ks1.id.clone(), 29), Some(18)),
        console("child-asked", Exhibit::Asked(ks1.id.clone(), 27), Some(18)),
        console("child-promised", Exhibit::Child(ks1.id.clone(), 0), Some(18)),
        console("helpers", Exhibit::Helpers(ks1.id.clone(), 29), Some(18)),
        console("needs", Exhibit::Needs(ks1.id.clone(), 3), None),
        console("follow-up", Exhibit::FollowUp(ks1.id.clone(), 3), None),
        console("children", Exhibit::Children(ks1.id.clone()), None),
        console("by-hand", Exhibit::ByHand(ks1.id.clone()), None),
        console("by-hand-child", Exhibit::ChildByHand(ks1.id.clone(), 3), None),
        console("due", Exhibit::Due(None), None),
        console("due-class", Exhibit::Due(Some(ks1.id.clone())), None),
        console("exports", Exhibit::Exports, None),
        console("staff", Exhibit::Staff, None),
        console("register-ticket", Exhibit::Register(RegisterSample::Choosing), None),
        console("register-words", Exhibit::Register(RegisterSample::Typing), None),
        console("register-offer", Exhibit::Register(RegisterSample::Offer), None),
        console("register-done", Exhibit::Register(RegisterSample::Done), None),
        console("register-problem", Exhibit::Register(RegisterSample::Problem), None),
        console("register-shut-out", Exhibit::Register(RegisterSample::ShutOut), None),
        console("register-untaken", Exhibit::Register(RegisterSample::Untaken), None),
        console("panel", Exhibit::Panel(Part::Screen), None),
        console("panel-senses", Exhibit::Panel(Part::Senses), None),
        console("panel-children", Exhibit::Panel(Part::Children), None),
        console("panel-kiosk", Exhibit::Panel(Part::Kiosk), None),
        console("panel-card", Exhibit::Card, None),
        console("agreements", Exhibit::Agreements(AgreementsExhibit::List), Some(18)),
        console("agreement-read", Exhibit::Agreements(AgreementsExhibit::Read), Some(18)),
        console("agreement-draft", Exhibit::Agreements(AgreementsExhibit::Edit), None),
        console("agreement-rule", Exhibit::Agreements(AgreementsExhibit::Rule), None),
        console("agreement-preview", Exhibit::Agreements(AgreementsExhibit::Preview), None),
        console("courier", Exhibit::Courier, None),
    ]);
    shots
}

fn rules(stage: &str, class: &Class, agreement: &Arc<Agreement>) -> Vec<Shot> {
    let shot = |place: usize| Shot {
        name: format!("rule-{stage}-{:02}", place + 1),
        scene: Scene::Journey {
            class: class.id.clone(),
            agreement: agreement.clone(),
            inputs: so_far(agreement, place),
            wait: 0,
        },
    };
    (0..agreement.rules.len()).map(shot).collect()
}

/// Everything promised before the rule at this place.
fn so_far(agreement: &Agreement, place: usize) -> Vec<Input> {
    let promised = agreement.rules.iter().take(place).map(|rule| Input::Promise(rule.id.clone()));
    std::iter::once(Input::ItsMe).chain(promised).collect()
}

/// A name as a child of six writes it.
fn name() -> Vec<Input> {
    const LINES: [&[(u16, u16)]; 6] = [
        &[(230, 640), (300, 420), (390, 210), (450, 420), (500, 645)],
        &[(285, 490), (480, 490)],
        &[(660, 330), (660, 640)],
        &[(660, 240), (662, 244)],
        &[(900, 380), (820, 350), (790, 420), (860, 480), (900, 560), (850, 630), (780, 620)],
        &[(1040, 210), (1040, 640), (1040, 480), (1120, 410), (1190, 450), (1200, 640)],
    ];
    const LAST: &[(u16, u16)] = &[
        (1510, 480),
        (1430, 450),
        (1360, 520),
        (1370, 610),
        (1440, 640),
        (1500, 580),
        (1510, 480),
        (1520, 620),
        (1580, 640),
    ];
    let mut inputs = Vec::new();
    for line in LINES.iter().copied().chain([LAST]) {
        for (i, &(x, y)) in line.iter().enumerate() {
            inputs.push(if i == 0 { Input::InkDown(Point(x, y)) } else { Input::InkMove(Point(x, y)) });
        }
    }
    inputs
}

fn journeys(class: &Class, agreement: &Arc<Agreement>) -> Vec<Shot> {
    let rule = |place: usize| agreement.rules.get(place).map(|rule| rule.id.clone());
    let promise_all: Vec<Input> = agreement.rules.iter().map(|rule| Input::Promise(rule.id.clone())).collect();
    let path = |parts: &[&[Input]]| -> Vec<Input> { parts.concat() };
    let promised = path(&[&[Input::ItsMe], &promise_all]);
    let adult = path(&[&promised, &[Input::AdultIsHere]]);
    let written = path(&[&adult, &name()]);
    let unsure: Vec<Input> = std::iter::once(Input::ItsMe)
        .chain(rule(0).map(Input::NotSure))
        .chain(promise_all.iter().skip(1).cloned())
        .collect();
    let stamping = path(&[&adult, &[Input::StampInstead]]);
    let saving = path(&[&written, &[Input::Finished]]);
    let screens: Vec<(&str, Vec<Input>, u64)> = vec![
        ("identity", vec![], 0),
        ("identity-again", vec![Input::ItsMe, Input::Leave, Input::Return], 0),
        ("not-sure", unsure.clone(), 0),
        ("not-yet-thanks", path(&[&unsure, &[Input::StopForToday, Input::Saved]]), 0),
        ("adult", promised, 0),
        ("mark-empty", adult, 0),
        ("mark-written", written, 0),
        ("stamps", stamping.clone(), 0),
        ("stamp-picked", path(&[&stamping, &[Input::PickStamp(Stamp::Rocket)]]), 0),
        ("saving", saving.clone(), 0),
        ("trouble", path(&[&saving, &[Input::SaveFailed]]), 0),
        ("thanks", path(&[&saving, &[Input::Saved]]), 0),
        ("grown-up", vec![Input::ItsMe, Input::GetGrownUp], 0),
        ("still-there", vec![Input::ItsMe], STILL_THERE_AFTER),
    ];
    let shot = |(name, inputs, wait): (&str, Vec<Input>, u64)| Shot {
        name: name.into(),
        scene: Scene::Journey { class: class.id.clone(), agreement: agreement.clone(), inputs, wait },
    };
    screens.into_iter().map(shot).collect()
}

/// Makes the screen come about in the running kiosk.
pub(super) fn set_up(world: &mut World, shot: &Shot) {
    super::put_at_station(world, None);
    world.resource_mut::<Asking>().0 = false;
    let mut settings = world.resource_mut::<PanelSettings>();
    settings.reach_line = 0.0;
    let mut scene = &shot.scene;
    settings.contrast = false;
    if let Scene::Strong(strong) = scene {
        settings.contrast = true;
        scene = strong;
    }
    if let Some(mut school) = world.get_resource_mut::<OpenSchool>() {
        school.needs.clear();
    }
    match scene {
        Scene::Strong(_) => {}
        Scene::Idle => super::put_mode(world, Mode::Idle),
        Scene::FirstRun => super::put_mode(world, Mode::FirstRun),
        Scene::Console { page, class, leaves } => {
            match leaves {
                Some(leaves) => open_tree(world, class, *leaves),
                None => world.resource_mut::<OpenSchool>().tree = None,
            }
            super::put_mode(world, Mode::Console);
            console::exhibit(world, page.clone());
        }
        Scene::Tree { class, leaves, asking, reach } => {
            open_tree(world, class, *leaves);
            world.resource_mut::<Asking>().0 = *asking;
            world.resource_mut::<PanelSettings>().reach_line = *reach;
            super::put_mode(world, Mode::Tree);
        }
        Scene::Lesson { class, play, heard } => {
            open_tree(world, class, 7);
            let mut voice = world.resource_mut::<Voice>();
            (voice.said, voice.as_if) = (play.narration(), *heard);
            if let Some(tree) = &mut world.resource_mut::<OpenSchool>().tree {
                tree.lessons = vec![play.lesson().id.clone()];
            }
            let now = super::super::station::millis(world.resource::<Time<Real>>());
            if play.audience() == crate::domain::play::Audience::Class {
                class_lesson::exhibit(world, play.clone());
                return super::put_mode(world, Mode::Lesson);
            }
            super::put_mode(world, Mode::Tree);
            let school = world.resource::<OpenSchool>();
            let Some(pupil) = school.pupils_of(class).first().map(|pupil| pupil.id.clone()) else { return };
            let audience = school.class(class).map(|class| Audience::of(class.year.key_stage()));
            let contents = world.resource::<super::super::school::Contents>();
            let Some(agreement) = audience.and_then(|audience| contents.0.agreement_for(audience).cloned()) else {
                return;
            };
            let (journey, _) = Journey::begin(pupil, agreement, journey::prompts(), false, now);
            let mut journey = journey.after_a_lesson();
            journey.apply(Input::ItsMe, now);
            super::put_at_station(world, Some(journey));
            super::put_lesson(world, play.clone());
        }
        Scene::Bigger { class, scene } => {
            set_up(world, &Shot { name: shot.name.clone(), scene: (**scene).clone() });
            let mut school = world.resource_mut::<OpenSchool>();
            let first = school.pupils_of(class).first().map(|pupil| pupil.id.clone());
            school.needs.extend(first.map(|pupil| (pupil, Needs { bigger: true, ..default() })));
        }
        Scene::Changed { class, agreement, new } => {
            open_tree(world, class, 7);
            super::put_mode(world, Mode::Tree);
            let now = super::super::station::millis(world.resource::<Time<Real>>());
            let Some(pupil) = world.resource::<OpenSchool>().pupils_of(class).first().map(|pupil| pupil.id.clone())
            else {
                return;
            };
            // As an earlier version might have said it.
            let was = vec!["I tell my teacher about bad things.".to_owned(), "At once.".to_owned()];
            let changed = Change { place: 2, was, says: journey::keys(&[keys::CHANGED_TITLE]) };
            let added = Change { place: 3, was: Vec::new(), says: journey::keys(&[keys::ADDED_TITLE]) };
            let (journey, _) = Journey::begin(pupil, agreement.clone(), journey::prompts(), false, now);
            let mut journey = journey.with_changes(vec![changed, added]);
            journey.apply(Input::ItsMe, now);
            if *new {
                journey.apply(Input::Seen, now);
            }
            super::put_at_station(world, Some(journey));
        }
        Scene::Journey { class, agreement, inputs, wait } => {
            open_tree(world, class, 7);
            super::put_mode(world, Mode::Tree);
            let now = super::super::station::millis(world.resource::<Time<Real>>());
            let Some(pupil) = world.resource::<OpenSchool>().pupils_of(class).first().map(|pupil| pupil.id.clone())
            else {
                return;
            };
            let (mut journey, _) = Journey::begin(pupil, agreement.clone(), journey::prompts(), false, now);
            for input in inputs {
                journey.apply(input.clone(), now);
            }
            journey.apply(Input::Tick, now + wait);
            super::put_at_station(world, Some(journey));
        }
    }
}

/// A tree with so many leaves, two children away and one who is not sure yet.
fn open_tree(world: &mut World, class: &ClassId, leaves: usize) {
    let school = world.resource::<OpenSchool>();
    let Some(audience) = school.class(class).map(|class| Audience::of(class.year.key_stage())) else { return };
    let me = school.me.clone();
    let pupils: Vec<PupilId> = school.pupils_of(class).iter().map(|pupil| pupil.id.clone()).collect();
    let Some(agreement) = world.resource::<super::super::school::Contents>().0.agreement_for(audience).cloned() else {
        return;
    };
    let content = &world.resource::<super::super::school::Contents>().0;
    let asked = content.lessons_for(&agreement).into_iter().flat_map(|lesson| &lesson.steps);
    let asked = asked.filter_map(|step| step.activity.question()).take(2);
    let mut stumbled = Stumbles::default();
    stumbled.seen = asked.cloned().zip([7, 3]).collect();
    let mut school = world.resource_mut::<OpenSchool>();
    let opened_ms = 1_795_338_600_000; // 22 November 2026, 9:10 in London.
    let recorded = |(number, pupil): (usize, &PupilId), outcome| RecordedOutcome {
        sequence: number as u64 + 1,
        pupil: pupil.clone(),
        agreement: agreement.id.clone(),
        version: agreement.version,
        outcome,
        at_ms: opened_ms + 60_000 * (number as i64 + 4),
    };
    // Every other child first, as on a real morning.
    let mut order: Vec<&PupilId> = pupils.iter().step_by(2).collect();
    order.extend(pupils.iter().skip(1).step_by(2));
    school.outcomes = order.iter().take(leaves).copied().enumerate().map(|at| recorded(at, Outcome::Agreed)).collect();
    let rest: Vec<&PupilId> = order.iter().skip(leaves).copied().collect();
    if let (Some(unsure), true) = (rest.last(), rest.len() > 4) {
        let not_yet = recorded((leaves, unsure), Outcome::NotYet);
        school.outcomes.push(not_yet);
    }
    let absent: BTreeSet<PupilId> =
        if rest.len() > 4 { rest.iter().take(2).map(|p| (*p).clone()).collect() } else { BTreeSet::new() };
    let Ok(session) = SessionId::new("gallery") else { return };
    school.stumbles = stumbled;
    school.tree = Some(OpenTree {
        session,
        class: class.clone(),
        agreement: agreement.id.clone(),
        version: agreement.version,
        witness: me,
        opened_ms,
        absent,
        lessons: Vec::new(),
    });
}
