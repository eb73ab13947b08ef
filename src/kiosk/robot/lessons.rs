//! The robot plays every lesson to its end in a real window: by touch or by keyboard, as a child alone or as a class.

use super::super::activities::{LessonOver, Playing, prepare_from};
use super::super::frame::Alarm;
use super::super::mode::Mode;
use super::super::panel::Metrics;
use super::super::pictures::Pictures;
use super::super::touch::{ScreenSince, Tap};
use super::super::{Action, KioskError, KioskOptions, Root, class_lesson, theme};
use super::child::Finger;
use super::{Sight, walk};
use crate::domain::ids::LessonId;
use crate::domain::lesson::Lesson;
use crate::domain::play::{Audience, Play};
use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input::touch::TouchInput;
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use bevy::window::{PrimaryWindow, WindowEvent};
use serde::Serialize;
use std::collections::VecDeque;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What the robot plays lessons with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    /// A finger.
    Touch,
    /// Tab and Enter.
    Keyboard,
}

/// How lessons are to be played.
#[derive(Debug, Clone)]
pub struct LessonRobot {
    /// By touch or by keyboard.
    pub hands: Hands,
    /// As a child alone or as a class.
    pub audience: Audience,
    /// Where the report goes: JSON Lines, one flushed line a lesson.
    pub report: PathBuf,
}

/// What is reported of a lesson.
#[derive(Debug, Serialize)]
struct Line<'a> {
    lesson: &'a LessonId,
    /// Screens that were seen.
    screens: u64,
    /// Touches, or presses of Enter.
    taps: u32,
    /// How many of them carried a card.
    drags: u32,
    /// How often an answer did not fit: the robot takes a wrong turn wherever there is one.
    stumbles: u32,
    /// Until the first screen was there with all its pictures, milliseconds.
    loaded_ms: u64,
    /// Frames drawn after that.
    frames: usize,
    /// Time from frame to frame, milliseconds: the median, the 99th percentile and the longest.
    frame_p50_ms: f64,
    frame_p99_ms: f64,
    frame_longest_ms: f64,
}

#[derive(Resource)]
struct Robot {
    hands: Hands,
    audience: Audience,
    waiting: VecDeque<Arc<Lesson>>,
    /// The lesson after this one: it is prepared meanwhile, as a lesson is when a tree is opened for it.
    following: Option<Arc<Lesson>>,
    now: Option<Running>,
    finger: Finger,
    report: File,
    /// The frame before.
    frame: Option<Instant>,
}

struct Running {
    lesson: Arc<Lesson>,
    began: Instant,
    loaded: Option<Duration>,
    screens: u64,
    stumbles: u32,
    taps: u32,
    drags: u32,
    frames: Vec<Duration>,
}

/// Plays all lessons of the content in a window.
///
/// # Errors
/// [`KioskError`]: no such language, the report.
pub fn run_lessons(options: &KioskOptions, robot: LessonRobot) -> Result<(), KioskError> {
    let mut app = super::super::app(options)?;
    let report = File::create(&robot.report);
    let report = report.map_err(|source| KioskError::Report { file: robot.report.clone(), source })?;
    app.insert_resource(Mode::Lesson)
        .insert_resource(Robot {
            hands: robot.hands,
            audience: robot.audience,
            waiting: options.content.lessons().cloned().collect(),
            following: None,
            now: None,
            finger: Finger::default(),
            report,
            frame: None,
        })
        .add_systems(First, (measure, next, prepare, play).chain().before(bevy::picking::PickingSystems::Input))
        .add_systems(Last, finish);
    super::super::finish(app.run())
}

fn measure(mut robot: ResMut<Robot>, pictures: Res<Pictures>, alarm: Option<Res<Alarm>>) {
    if let Some(alarm) = alarm {
        alarm.ring_after(Duration::from_millis(4));
    }
    let now = Instant::now();
    let before = robot.frame.replace(now);
    let Some(running) = &mut robot.now else { return };
    match (running.loaded, before) {
        // What is drawn before the first screen is there is its loading.
        (Some(_), Some(before)) => running.frames.push(now - before),
        (None, _) if pictures.settled() => running.loaded = Some(running.began.elapsed()),
        _ => {}
    }
}

/// The next lesson, or out.
fn next(world: &mut World) {
    let mut robot = world.resource_mut::<Robot>();
    if robot.now.is_some() {
        return;
    }
    let Some(lesson) = robot.waiting.pop_front() else {
        world.write_message(AppExit::Success);
        return;
    };
    let audience = robot.audience;
    let following = robot.waiting.front().cloned();
    robot.now = Some(Running {
        lesson: lesson.clone(),
        began: Instant::now(),
        loaded: None,
        screens: 0,
        stumbles: 0,
        taps: 0,
        drags: 0,
        frames: Vec::new(),
    });
    let (play, _) = Play::begin(lesson, audience, 7);
    class_lesson::exhibit(world, play);
    *world.resource_mut::<Mode>() = Mode::Lesson;
    world.resource_mut::<Robot>().following = following;
}

/// While a lesson is played, the next one is prepared.
fn prepare(mut robot: ResMut<Robot>, (metrics, root): (Res<Metrics>, Res<Root>), mut pictures: ResMut<Pictures>) {
    let begun = robot.now.as_ref().is_some_and(|running| running.loaded.is_some());
    if let Some(following) = begun.then(|| robot.following.take()).flatten() {
        prepare_from(&following, 0, &metrics, &root, &mut pictures);
    }
}

/// One touch or one key a frame, once the screen has come to rest.
fn play(
    mut robot: ResMut<Robot>,
    sight: Sight<'_, '_>,
    tappable: Query<(Entity, &Tap, &InheritedVisibility)>,
    screens: Query<(&Playing, &ScreenSince)>,
    (pictures, focus): (Res<Pictures>, Res<InputFocus>),
    windows: Query<Entity, With<PrimaryWindow>>,
    time: Res<Time<Real>>,
    mut window_events: MessageWriter<WindowEvent>,
    mut touches: MessageWriter<TouchInput>,
    mut keys: MessageWriter<KeyboardInput>,
) {
    let robot = &mut *robot;
    let (Ok(window), Ok((Playing(play), since))) = (windows.single(), screens.single()) else { return };
    if let Some((phase, position)) = robot.finger.next() {
        let touch = TouchInput { phase, position, window, force: None, id: robot.finger.id() };
        window_events.write(WindowEvent::TouchInput(touch));
        touches.write(touch);
        return;
    }
    let mut key = |key_code: KeyCode, state: ButtonState| {
        let logical_key = if key_code == KeyCode::Tab { Key::Tab } else { Key::Enter };
        keys.write(KeyboardInput { key_code, logical_key, state, text: None, repeat: false, window });
    };
    let Some(running) = &mut robot.now else { return };
    running.screens = play.screen();
    running.stumbles = play.stumbles().values().sum();
    if running.loaded.is_none() || !pictures.settled() || time.elapsed() <= since.0 + theme::SETTLE {
        return;
    }
    let input = walk::touch(play);
    let action = Action::Play(input);
    match robot.hands {
        Hands::Touch => {
            // A child alone carries what can be carried; the class's teacher taps.
            let carried = sight.find_drag(&action).filter(|_| robot.audience == Audience::Alone);
            if let Some((from, to)) = carried {
                running.taps += 1;
                running.drags += 1;
                robot.finger.drag(from, to);
            } else if let Some(at) = sight.find(&action) {
                running.taps += 1;
                robot.finger.tap(at);
            }
        }
        Hands::Keyboard => {
            let wanted =
                tappable.iter().find(|(_, tap, seen)| tap.0 == action && seen.get()).map(|(entity, _, _)| entity);
            let there = wanted.is_some() && focus.get() == wanted;
            let press = if there { KeyCode::Enter } else { KeyCode::Tab };
            running.taps += u32::from(there);
            key(press, ButtonState::Pressed);
            key(press, ButtonState::Released);
        }
    }
}

/// A lesson that is over is reported.
fn finish(mut robot: ResMut<Robot>, mut over: MessageReader<LessonOver>, mut exit: MessageWriter<AppExit>) {
    if over.read().count() == 0 {
        return;
    }
    let robot = &mut *robot;
    let Some(running) = &mut robot.now else { return };
    running.frames.sort_unstable();
    let ms = |duration: Option<&Duration>| duration.map_or(0.0, |duration| duration.as_secs_f64() * 1000.0);
    let p99 = (running.frames.len() * 99).div_ceil(100).saturating_sub(1);
    let line = Line {
        lesson: &running.lesson.id,
        screens: running.screens,
        taps: running.taps,
        drags: running.drags,
        stumbles: running.stumbles,
        loaded_ms: running.loaded.map_or(0, |loaded| u64::try_from(loaded.as_millis()).unwrap_or(u64::MAX)),
        frames: running.frames.len(),
        frame_p50_ms: ms(running.frames.get(running.frames.len() / 2)),
        frame_p99_ms: ms(running.frames.get(p99)),
        frame_longest_ms: ms(running.frames.last()),
    };
    let written = serde_json::to_string(&line).map_err(std::io::Error::from);
    let written = written.and_then(|line| writeln!(robot.report, "{line}")).and_then(|()| robot.report.flush());
    if let Err(error) = written {
        error!(%error, "the robot's report cannot be written");
        exit.write(AppExit::error());
    }
    robot.now = None;
}
