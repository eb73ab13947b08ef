//! The robot at the console, by a script: every page can be gone through by touch, in a window, as a person would.
//!
//! A line of a script is one thing to do; empty lines and those that begin with `#` are for whoever reads it.
//!
//! | line | what |
//! |---|---|
//! | `teacher` | taps the way to the console on a children's screen |
//! | `tap NAME` | taps what has this name; with `*` at its end, the uppermost whose name begins so |
//! | `see NAME` | waits until it is there |
//! | `type PAGE WORDS` | types small letters and spaces on the keyboard of a page |
//! | `tree` | waits for the children's tree |
//! | `leaf PUPIL` | taps the bud or leaf of a child |
//! | `its-me` | says on a child's screen who it is |
//! | `seen` | says on a child’s screen that what changed was seen |
//! | `key KEY` | presses `Tab`, `Enter`, `Space`, `Escape`, `Backspace`, `Up`, `Down`, `Left` or `Right` |
//! | `write WORDS` | types on a hardware keyboard |
//! | `reach NAME` | presses Tab until it has the focus; `teacher` is the way to the console on a children's screen |
//! | `back NAME` | the same with Shift and Tab |
//! | `not-me` | says there that it is somebody else |
//! | `read WORDS` | waits until these words are on a child's screen; tells how big their letters are, and how many sounds there were |
//! | `file ENDING` | waits until a file has been written |

use super::super::Action;
use super::super::console::{ConsoleMap, Written};
use super::super::frame::Alarm;
use super::super::mode::Mode;
use super::super::panel::Metrics;
use super::super::pictures::Pictures;
use super::super::school::OpenSchool;
use super::super::voice::Sound;
use super::super::widgets::Words;
use super::super::{KioskError, KioskOptions, theme};
use super::Sight;
use super::child::Finger;
use super::keys::{Goal, Keyboard, Keys, Stroke};
use super::teacher::{Move, Teacher, typed};
use crate::domain::ids::PupilId;
use crate::domain::journey::Input;
use bevy::ecs::system::SystemParam;
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;
use bevy::text::FontSize;
use bevy::window::{PrimaryWindow, WindowEvent};
use std::time::Duration;

/// The robot at work.
#[derive(Resource)]
struct Robot {
    teacher: Teacher,
    finger: Finger,
    keyboard: Keyboard,
    taps: usize,
    /// Sounds there were, but voices.
    sounds: usize,
    not_before: Duration,
}

/// What can be read on a child's screen.
#[derive(SystemParam)]
struct Reading<'w, 's> {
    texts: Query<
        'w,
        's,
        (&'static Text, &'static TextFont, Option<&'static Children>, &'static InheritedVisibility),
        With<Words>,
    >,
    spans: Query<'w, 's, &'static TextSpan>,
    metrics: Res<'w, Metrics>,
    sounds: MessageReader<'w, 's, Sound>,
}

impl Reading<'_, '_> {
    /// How big the letters of these words are, in design units; `None` where nobody can read them.
    fn letters(&self, words: &str) -> Option<f32> {
        let whole = |text: &Text, spans: Option<&Children>| {
            let spans = spans.into_iter().flatten().filter_map(|span| self.spans.get(*span).ok());
            spans.fold(text.0.clone(), |said, span| said + &span.0)
        };
        let found = self.texts.iter().find(|(text, _, spans, seen)| seen.get() && whole(text, *spans) == words);
        match found?.1.font_size {
            FontSize::Px(size) => Some(size / self.metrics.unit),
            _ => None,
        }
    }
}

/// A line that says nothing the robot could do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the script, “{words}”, is nothing that the robot can do; see --script in the help")]
pub struct ScriptFault {
    /// Which, from 1.
    pub line: usize,
    /// What stands there.
    pub words: String,
}

/// What a script says.
fn moves(script: &str) -> Result<Vec<Move>, ScriptFault> {
    let mut moves = Vec::new();
    for (number, line) in script.lines().enumerate() {
        let line = line.trim();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (verb, rest.trim()) {
            ("" | "#", _) => {}
            ("teacher", "") => moves.push(Move::Press(Action::Teacher)),
            ("tree", "") => moves.push(Move::SeeTree),
            ("its-me", "") => moves.push(Move::Press(Action::Journey(Input::ItsMe))),
            ("seen", "") => moves.push(Move::Press(Action::Journey(Input::Seen))),
            ("key", name) => match Stroke::named(name) {
                Some(stroke) => moves.push(Move::Keys(vec![stroke])),
                None => return Err(ScriptFault { line: number + 1, words: line.to_owned() }),
            },
            ("write", words) if !words.is_empty() => {
                moves.push(Move::Keys(words.chars().map(Stroke::letter).collect()));
            }
            ("reach", "teacher") => moves.push(Move::Reach(Goal::Tap(Action::Teacher))),
            ("back", name) if !name.is_empty() => moves.push(Move::Reach(Goal::Before(name.to_owned()))),
            ("reach", name) if !name.is_empty() => moves.push(Move::Reach(Goal::Named(name.to_owned()))),
            ("not-me", "") => moves.push(Move::Press(Action::Journey(Input::NotMe))),
            ("read", words) if !words.is_empty() => moves.push(Move::Read(words.to_owned())),
            ("leaf", id) => match PupilId::new(id) {
                Ok(pupil) => moves.push(Move::Press(Action::Leaf(pupil))),
                Err(_) => return Err(ScriptFault { line: number + 1, words: line.to_owned() }),
            },
            ("tap", name) if !name.is_empty() => moves.push(Move::Tap(name.to_owned())),
            ("see", name) if !name.is_empty() => moves.push(Move::See(name.to_owned())),
            ("file", ending) if !ending.is_empty() => moves.push(Move::SeeFile(ending.to_owned())),
            ("type", rest) if rest.contains(' ') => {
                let (page, words) = rest.split_once(' ').unwrap_or((rest, ""));
                moves.extend(typed(page, words));
            }
            _ => return Err(ScriptFault { line: number + 1, words: line.to_owned() }),
        }
    }
    Ok(moves)
}

/// Goes through a script in a window, from a locked kiosk or a blank one, and tells on standard output what is done.
///
/// # Errors
/// [`KioskError`]: the script, no such language, the store.
pub fn run_script(options: &KioskOptions, script: &str) -> Result<(), KioskError> {
    let teacher = Teacher::of(moves(script)?);
    let mut app = super::super::app(options)?;
    super::super::begin(&mut app, options)?;
    app.insert_resource(Robot {
        teacher,
        finger: Finger::default(),
        keyboard: Keyboard::default(),
        taps: 0,
        sounds: 0,
        not_before: Duration::ZERO,
    })
    .add_systems(First, go_on.before(bevy::picking::PickingSystems::Input));
    super::super::finish(app.run())
}

fn go_on(
    mut robot: ResMut<Robot>,
    sight: Sight<'_, '_>,
    mut reading: Reading<'_, '_>,
    (mode, pictures, school): (Res<Mode>, Res<Pictures>, Option<Res<OpenSchool>>),
    (map, written): (Res<ConsoleMap>, Res<Written>),
    windows: Query<Entity, With<PrimaryWindow>>,
    (time, alarm): (Res<Time<Real>>, Option<Res<Alarm>>),
    mut window_events: MessageWriter<WindowEvent>,
    mut touches: MessageWriter<TouchInput>,
    mut keys: Keys<'_, '_>,
    mut exit: MessageWriter<AppExit>,
) {
    let robot = &mut *robot;
    robot.sounds += reading.sounds.read().count();
    if let Some(alarm) = alarm {
        alarm.ring_after(Duration::from_millis(8));
    }
    let (Ok(window), now) = (windows.single(), time.elapsed()) else { return };
    if let Some((phase, position)) = robot.finger.next() {
        let touch = TouchInput { phase, position, window, force: None, id: robot.finger.id() };
        window_events.write(WindowEvent::TouchInput(touch));
        touches.write(touch);
        robot.taps += usize::from(phase == TouchPhase::Ended);
        return;
    }
    if robot.keyboard.go_on(&mut keys, window) || now < robot.not_before || !pictures.settled() {
        return;
    }
    let Some(next) = robot.teacher.next().cloned() else {
        info!(taps = robot.taps, "the script is done");
        exit.write(AppExit::Success);
        return;
    };
    // A key changes no screen, and nothing can be tapped while one settles: typing need not wait.
    let types = matches!(&next, Move::Tap(name) if name.contains(".key."));
    robot.not_before = if types { now } else { now + theme::SETTLE };
    // On the console keys count once what can be tapped does.
    let ready = *mode != Mode::Console || !map.0.is_empty();
    match &next {
        Move::Keys(strokes) if ready => {
            robot.keyboard.strike(strokes.iter().cloned());
            robot.teacher.done();
        }
        Move::Reach(goal) if ready => match robot.keyboard.reach(goal, &keys) {
            Some(true) => robot.teacher.done(),
            // The focus moves within the frames that the keys take.
            Some(false) => robot.not_before = Duration::ZERO,
            None => {
                error!(?goal, "Tab never comes there");
                exit.write(AppExit::error());
            }
        },
        Move::Read(words) => {
            if let Some(letters) = reading.letters(words) {
                println!("Read {words:?}: letters {letters:.1}, sounds {}", robot.sounds);
                robot.teacher.done();
            }
        }
        _ => {}
    }
    robot.teacher.act(&map, &written, *mode, school.as_deref(), |action| sight.find(action), &mut robot.finger);
    if robot.teacher.next() != Some(&next) {
        println!("{next:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_read_line_by_line_and_a_bad_one_is_refused() {
        let read = moves("# the way in\nteacher\ntype unlock a b\n\ntap bring.file.*\nsee bring.go\ntree\nfile pdf\n");
        let keys = ["a", "space", "b"].map(|key| Move::Tap(format!("unlock.key.{key}")));
        let mut wanted = vec![Move::Press(Action::Teacher), Move::See("unlock.key.a".into())];
        wanted.extend(keys);
        wanted.extend([Move::Tap("bring.file.*".into()), Move::See("bring.go".into()), Move::SeeTree]);
        wanted.push(Move::SeeFile("pdf".into()));
        assert_eq!(read, Ok(wanted));
        let keyed = moves("reach teacher\nreach rail.*\nkey Enter\nwrite a b\nseen\n");
        let enter = Stroke::named("Enter").unwrap();
        let wanted = vec![
            Move::Reach(Goal::Tap(Action::Teacher)),
            Move::Reach(Goal::Named("rail.*".into())),
            Move::Keys(vec![enter]),
            Move::Keys(['a', ' ', 'b'].map(Stroke::letter).into()),
            Move::Press(Action::Journey(Input::Seen)),
        ];
        assert_eq!(keyed, Ok(wanted));
        assert_eq!(moves("key Windows").unwrap_err().line, 1);
        assert_eq!(moves("tree\ntap\n"), Err(ScriptFault { line: 2, words: "tap".into() }));
        assert_eq!(moves("jump up\n").unwrap_err().line, 1);
    }
}
