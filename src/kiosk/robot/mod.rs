//! The robot: children played through the real window by synthetic touches, given to the real input path.
//!
//! It sees what a child sees (which thing can be tapped, and where it is on the screen) and touches it; it never calls
//! the machine behind the screen. Tests, benchmarks and the documentation use it. [`rehearsal`] plays the same children
//! without a window.

mod child;
mod keys;
mod lessons;
mod rehearsal;
mod report;
mod script;
mod teacher;
pub(super) mod walk;

use super::activities::Playing;
use super::console::{ConsoleMap, Written};
use super::drag::{Drags, Place};
use super::frame::Alarm;
use super::idle::IdleScreen;
use super::mode::Mode;
use super::pictures::Pictures;
use super::school::{OpenSchool, agreement_for};
use super::station::{Shown, Station, Working};
use super::touch::{ScreenSince, Tap};
use super::tree::TreeScreen;
use super::{Action, KioskError, theme};
use crate::content::Content;
use crate::domain::ids::{LessonId, PupilId, SessionId, StaffId};
use crate::domain::journey::{Input, Step};
use crate::domain::tree::{OpenTree, standings};
use crate::store::Store;
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;
use bevy::ui::{ComputedNode, UiGlobalTransform};
use bevy::window::{PrimaryWindow, WindowEvent};
use child::{Child, Finger, Want};
use report::Report;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;
use teacher::Teacher;
use zeroize::Zeroizing;

pub use lessons::{Hands, LessonRobot, run_lessons};
pub use rehearsal::rehearse;
pub use script::{ScriptFault, run_script};

/// How fast robot children are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As a child of six: seconds to look and listen before each touch.
    Child,
    /// As fast as the kiosk takes touches.
    Machine,
}

/// What the robot is to play.
#[derive(Debug, Clone)]
pub struct RobotOptions {
    /// The class's name.
    pub class: String,
    /// How many pupils, from the first in a seeded order.
    pub pupils: usize,
    /// How many of the class are marked absent before.
    pub absent: usize,
    /// Two runs with one seed touch the same things.
    pub seed: u64,
    /// How fast.
    pub pace: Pace,
    /// Where the report goes: JSON Lines, one flushed line a journey.
    pub report: PathBuf,
    /// What the children play before they promise.
    pub lesson: Option<LessonId>,
    /// Types this passphrase and plays the teacher too, by touch, from a cold kiosk to the saved lists.
    pub teacher: Option<Zeroizing<String>>,
    /// The teacher brings in the first list that the console offers before the class is chosen.
    pub roster: bool,
    /// That teacher also names a helper for the first child, and takes back what the second one promised.
    pub noting: bool,
}

/// The robot at work.
#[derive(Resource)]
pub(super) struct Robot {
    options: RobotOptions,
    waiting: VecDeque<PupilId>,
    now: Option<Child>,
    finger: Finger,
    report: Report,
    teacher: Option<Teacher>,
    /// Nothing is touched before this moment.
    not_before: Duration,
}

impl Robot {
    /// A robot for the lesson given.
    ///
    /// # Errors
    /// The report file cannot be made.
    pub(super) fn new(options: RobotOptions, lesson: &Prepared) -> std::io::Result<Self> {
        let report = Report::create(&options.report)?;
        let absent: Vec<PupilId> = lesson.tree.absent.iter().cloned().collect();
        let noted: &[PupilId] = if options.noting { &lesson.pupils } else { &[] };
        let class = lesson.tree.class.as_str();
        let teacher = options.teacher.as_ref().map(|words| Teacher::new(words, options.roster, class, &absent, noted));
        Ok(Self {
            options,
            teacher,
            waiting: lesson.pupils.clone().into(),
            now: None,
            finger: Finger::default(),
            report,
            not_before: Duration::ZERO,
        })
    }
}

/// The tree that the robot's teacher has opened, and the children who come to it.
pub(super) struct Prepared {
    pub tree: OpenTree,
    pub pupils: Vec<PupilId>,
}

/// The robot's teacher: opens the class's tree (or goes on with it if it is open), marks the absent, and calls the
/// children who are still to come, in a seeded order.
pub(super) fn prepare(store: &Store, content: &Content, options: &RobotOptions) -> Result<Prepared, KioskError> {
    let classes = store.classes().wait()?;
    let known = classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>().join(", ");
    let class = classes
        .into_iter()
        .find(|class| class.name == options.class || class.id.as_str() == options.class)
        .ok_or_else(|| KioskError::Class(options.class.clone(), known))?;
    let agreement = agreement_for(content, &class).ok_or_else(|| KioskError::Agreement(class.name.clone()))?;
    let mut pupils: Vec<PupilId> = store.pupils(Some(class.id.clone())).wait()?.into_iter().map(|p| p.id).collect();
    let mut chance = child::Chance::new(options.seed, pupils.first().unwrap_or(&PupilId::new("nobody")?));
    pupils.sort_by_cached_key(|_| chance.next());
    let outcomes = store.outcomes(Some(class.id.clone())).wait()?;
    let stand = standings(&pupils, &outcomes, &agreement.id, agreement.version);
    pupils.retain(|pupil| !stand.get(pupil).is_some_and(|standing| standing.is_leaf()));
    let tree = match store.current_tree().wait()?.filter(|tree| tree.class == class.id) {
        Some(tree) => tree,
        None => {
            let away = if pupils.len() > options.absent {
                pupils.split_off(pupils.len() - options.absent)
            } else {
                Vec::new()
            };
            let tree = OpenTree {
                session: SessionId::new(format!("robot-{}-{}", options.seed, jiff::Timestamp::now().as_millisecond()))?,
                class: class.id,
                agreement: agreement.id.clone(),
                version: agreement.version,
                witness: witness(store)?,
                opened_ms: jiff::Timestamp::now().as_millisecond(),
                absent: away.into_iter().collect(),
                lessons: options.lesson.iter().cloned().collect(),
            };
            if options.teacher.is_none() {
                store.open_tree(tree.clone()).wait()?;
            }
            tree
        }
    };
    pupils.retain(|pupil| !tree.absent.contains(pupil));
    pupils.truncate(options.pupils);
    Ok(Prepared { tree, pupils })
}

/// Whoever opened the store; after a recovery key, the first of the staff.
fn witness(store: &Store) -> Result<StaffId, KioskError> {
    let staff = match store.present().wait()? {
        Some(staff) => Some(staff),
        None => store.staff().wait()?.into_iter().next(),
    };
    staff.map(|staff| staff.id).ok_or(KioskError::NoStaff)
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(First, touch.before(bevy::picking::PickingSystems::Input)).add_systems(Last, watch);
}

/// Everything on the screen that can be tapped, with its middle in logical window pixels.
#[derive(bevy::ecs::system::SystemParam)]
struct Sight<'w, 's> {
    taps:
        Query<'w, 's, (&'static Tap, &'static ComputedNode, &'static UiGlobalTransform, &'static InheritedVisibility)>,
    cards: Query<'w, 's, (&'static ComputedNode, &'static UiGlobalTransform, Option<&'static Tap>), With<Drags>>,
    places: Query<'w, 's, (&'static ComputedNode, &'static UiGlobalTransform), With<Place>>,
    pads: Query<'w, 's, (&'static ComputedNode, &'static UiGlobalTransform), With<super::ink::InkPad>>,
}

impl Sight<'_, '_> {
    fn find(&self, action: &Action) -> Option<Vec2> {
        self.taps
            .iter()
            .find(|(tap, node, _, seen)| tap.0 == *action && seen.get() && node.size.min_element() > 0.0)
            .map(|(_, node, transform, _)| transform.translation * node.inverse_scale_factor())
    }

    /// From where to where a card can be carried to do the same: the card to an empty place, or to what would be tapped.
    fn find_drag(&self, action: &Action) -> Option<(Vec2, Vec2)> {
        let centre = |node: &ComputedNode, at: &UiGlobalTransform| at.translation * node.inverse_scale_factor();
        let own = self.cards.iter().find(|(.., tap)| tap.is_some_and(|tap| tap.0 == *action));
        let (node, at, to) = match own {
            Some((node, at, _)) => (node, at, self.places.iter().next().map(|(node, at)| centre(node, at))?),
            None => {
                let (node, at, _) = self.cards.iter().find(|(.., tap)| tap.is_none())?;
                (node, at, self.find(action)?)
            }
        };
        Some((centre(node, at), to))
    }

    /// The pad's top left corner and size.
    fn pad(&self) -> Option<(Vec2, Vec2)> {
        let (node, transform) = self.pads.iter().next()?;
        let scale = node.inverse_scale_factor();
        Some(((transform.translation - node.size / 2.0) * scale, node.size * scale))
    }
}

/// Before each frame: what the finger does now.
fn touch(
    mut robot: ResMut<Robot>,
    sight: Sight<'_, '_>,
    (mode, pictures, school): (Res<Mode>, Res<Pictures>, Option<Res<OpenSchool>>),
    console: (Res<ConsoleMap>, Res<Written>),
    stations: Query<(Option<&Working>, Option<&Playing>, Option<&Shown>, &ScreenSince), With<Station>>,
    screens: Query<&ScreenSince, Or<(With<TreeScreen>, With<IdleScreen>)>>,
    windows: Query<Entity, With<PrimaryWindow>>,
    time: Res<Time<Real>>,
    alarm: Option<Res<Alarm>>,
    mut window_events: MessageWriter<WindowEvent>,
    mut touches: MessageWriter<TouchInput>,
    mut exit: MessageWriter<AppExit>,
) {
    let robot = &mut *robot;
    if let Some(alarm) = alarm {
        alarm.ring_after(Duration::from_millis(8));
    }
    let (Ok(window), now) = (windows.single(), time.elapsed()) else { return };
    if let Some((phase, position)) = robot.finger.next() {
        let touch = TouchInput { phase, position, window, force: None, id: robot.finger.id() };
        window_events.write(WindowEvent::TouchInput(touch));
        touches.write(touch);
        if let (TouchPhase::Ended, Some(child)) = (phase, robot.now.as_mut()) {
            child.lifted();
        }
        return;
    }
    if let Some(teacher) = robot.teacher.as_mut().filter(|teacher| !teacher.lets_them_come()) {
        if teacher.is_done(*mode) {
            exit.write(AppExit::Success);
        } else if pictures.settled()
            && now >= robot.not_before
            && screens.iter().all(|since| now > since.0 + theme::SETTLE)
        {
            robot.not_before = now + theme::SETTLE;
            let (map, written) = console;
            teacher.act(&map, &written, *mode, school.as_deref(), |action| sight.find(action), &mut robot.finger);
        }
        return;
    }
    if *mode != Mode::Tree || school.is_none() || !pictures.settled() || now < robot.not_before {
        return;
    }
    let Some((working, playing, shown, since)) = stations.iter().next() else { return };
    if robot.now.is_none() {
        match robot.waiting.pop_front() {
            Some(pupil) => robot.now = Some(Child::new(pupil, robot.options.seed, robot.options.pace)),
            None => {
                match &mut robot.teacher {
                    Some(teacher) => teacher.they_have_been(),
                    None => {
                        exit.write(AppExit::Success);
                    }
                }
                return;
            }
        }
    }
    let Some(child) = robot.now.as_mut() else { return };
    let seen = working.filter(|_| shown.is_some()).map(|working| &working.0);
    let since = if seen.is_some() { since.0 } else { screens.iter().next().map_or(now, |since| since.0) };
    if now < since + theme::SETTLE + child.thinks() {
        return;
    }
    let want = match (seen, playing) {
        (Some(journey), Some(Playing(play))) if journey.step() == Step::Lesson && journey.overlay().is_none() => {
            Want::Tap(Action::Play(walk::touch(play)))
        }
        _ => child.wants(seen),
    };
    match want {
        Want::Tap(action) => {
            if let Some(at) = sight.find(&action) {
                child.touched(&action);
                robot.finger.tap(at);
            }
        }
        Want::Write(strokes) => {
            if let Some((corner, size)) = sight.pad() {
                child.wrote();
                robot.finger.write(&strokes, corner, size, robot.options.pace);
            }
        }
        Want::Nothing => {}
    }
}

/// After each frame: what the screen shows now.
fn watch(
    mut robot: ResMut<Robot>,
    stations: Query<(Option<&Working>, Option<&Shown>), With<Station>>,
    pictures: Res<Pictures>,
    time: Res<Time<Real>>,
    mut exit: MessageWriter<AppExit>,
) {
    let robot = &mut *robot;
    let Some(child) = robot.now.as_mut() else { return };
    let Some((working, shown)) = stations.iter().next() else { return };
    let now = time.elapsed();
    child.saw(shown.copied(), pictures.settled());
    if let (Some(working), Some(Shown { step: Step::Thanked(outcome), .. })) = (working, shown)
        && working.0.pupil() == &child.pupil
        && let Some(line) = child.thanked(*outcome)
        && let Err(error) = robot.report.write(&line)
    {
        error!(%error, "the robot's report cannot be written");
        exit.write(AppExit::error());
    }
    if child.is_done() && working.is_none() {
        robot.now = None;
        robot.not_before = now;
    }
}

/// What the robot answers to a step of a journey; the one thing that a child who wants to promise would touch.
fn answer(step: Step, journey: &crate::domain::journey::Journey, stamp: bool) -> Option<Input> {
    Some(match step {
        Step::Identity => Input::ItsMe,
        Step::Changed(_) => Input::Seen,
        Step::Rule(place) => Input::Promise(journey.agreement().rules.get(place)?.id.clone()),
        Step::NotSure => Input::LookAgain,
        Step::AdultReminder => Input::AdultIsHere,
        Step::Drawing if stamp => Input::StampInstead,
        Step::Drawing | Step::Stamping => Input::Finished,
        Step::Trouble => Input::TryAgain,
        Step::Thanked(_) => Input::Leave,
        Step::Lesson | Step::Saving | Step::Away => return None,
    })
}
