//! The robot's teacher, by touch: unlocks a cold kiosk, opens a class's tree with two children away, lets the children
//! come, then unlocks again, closes the tree and saves both lists. It finds things on the console by their names
//! ([`ConsoleMap`]), as a person finds them by sight.

use super::super::Action;
use super::super::console::{ConsoleMap, Written};
use super::super::mode::Mode;
use super::super::school::OpenSchool;
use super::child::Finger;
use super::keys::{Goal, Stroke};
use crate::domain::ids::PupilId;
use bevy::math::Vec2;
use std::collections::VecDeque;

/// One thing the teacher does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Move {
    /// Taps what has this name on the console; of several whose names begin so (`bring.file.*`), the uppermost.
    Tap(String),
    /// Taps a row of a list that may be longer than its place, turning its pages until it is seen.
    TapInList { list: &'static str, row: String },
    /// Taps something on the children's screen.
    Press(Action),
    /// Waits until this is on the console, named as for [`Move::Tap`].
    See(String),
    /// Waits until the children's tree is there.
    SeeTree,
    /// Waits until a file with this ending has been written.
    SeeFile(String),
    /// Presses keys, one after the other.
    Keys(Vec<Stroke>),
    /// Presses Tab until this has the focus.
    Reach(Goal),
    /// Waits until these words are on the children's screen.
    Read(String),
    /// Lets the children come.
    LetThemCome,
}

/// A lesson, as a list of moves.
#[derive(Debug)]
pub(super) struct Teacher {
    moves: VecDeque<Move>,
}

impl Teacher {
    /// The whole lesson, after the first list that is offered was brought in, if it is to be. `class` is its identifier. Where
    /// children are noted, the first gets a helper, and what the second promises is taken back.
    pub(super) fn new(passphrase: &str, roster: bool, class: &str, absent: &[PupilId], noted: &[PupilId]) -> Self {
        let mut moves = vec![Move::Press(Action::Teacher)];
        moves.extend(opens(passphrase));
        if roster {
            for name in ["today.import", "roster.file.0", "roster.go", "roster.classes"] {
                moves.push(Move::Tap(name.into()));
            }
        }
        moves.push(Move::Tap(format!("today.class.{class}")));
        moves.extend(absent.iter().map(|pupil| Move::Tap(format!("opening.pupil.{pupil}"))));
        moves.extend([Move::Tap("opening.open".into()), Move::SeeTree]);
        if let Some(helped) = noted.first() {
            moves.extend(again(passphrase));
            moves.extend(name_a_helper(helped));
            moves.extend([Move::Tap("today.back-to-tree".into()), Move::SeeTree]);
        }
        moves.push(Move::LetThemCome);
        moves.extend(again(passphrase));
        if let Some(wrong) = noted.get(1) {
            moves.extend(take_back(wrong));
        }
        for name in ["today.close", "today.close.confirm", "today.save-pdf"] {
            moves.push(Move::Tap(name.into()));
        }
        moves.extend([Move::SeeFile("pdf".into()), Move::Tap("today.save-csv".into()), Move::SeeFile("csv".into())]);
        moves.push(Move::Tap("rail.lock".into()));
        Self::of(moves)
    }

    /// Does these things, one after the other.
    pub(super) fn of(moves: impl IntoIterator<Item = Move>) -> Self {
        Self { moves: moves.into_iter().collect() }
    }

    /// What is to be done next.
    pub(super) fn next(&self) -> Option<&Move> {
        self.moves.front()
    }

    /// Whether the children's turn has come.
    pub(super) fn lets_them_come(&self) -> bool {
        self.moves.front() == Some(&Move::LetThemCome)
    }

    /// The script has done the next thing itself.
    pub(super) fn done(&mut self) {
        self.moves.pop_front();
    }

    /// The children have all been.
    pub(super) fn they_have_been(&mut self) {
        if self.lets_them_come() {
            self.moves.pop_front();
        }
    }

    /// Whether the lesson is over and the kiosk locked.
    pub(super) fn is_done(&self, mode: Mode) -> bool {
        self.moves.is_empty() && mode == Mode::Idle
    }

    /// Does the next thing, if the screen is ready for it. `find` finds what can be tapped on a children's screen.
    pub(super) fn act(
        &mut self,
        map: &ConsoleMap,
        written: &Written,
        mode: Mode,
        school: Option<&OpenSchool>,
        find: impl Fn(&Action) -> Option<Vec2>,
        finger: &mut Finger,
    ) {
        let Some(next) = self.moves.front() else { return };
        let done = match next {
            // Keys, and what is read, are the script's own.
            Move::LetThemCome | Move::Keys(_) | Move::Reach(_) | Move::Read(_) => false,
            Move::See(name) => place(map, name).is_some(),
            Move::SeeTree => mode == Mode::Tree && school.is_some_and(|school| school.tree.is_some()),
            Move::SeeFile(ending) => {
                written.0.as_ref().is_some_and(|file| file.extension().is_some_and(|found| found == ending.as_str()))
            }
            Move::TapInList { list, row } => {
                let ways = [row.clone(), format!("{list}.more"), format!("{list}.back")];
                match ways.iter().enumerate().find_map(|(way, name)| Some((way, map.0.get(name)?.center()))) {
                    Some((way, centre)) => {
                        finger.tap(Vec2::new(centre.x, centre.y));
                        way == 0
                    }
                    None => false,
                }
            }
            Move::Press(action) => match find(action) {
                Some(at) => {
                    finger.tap(at);
                    true
                }
                None => false,
            },
            Move::Tap(name) => match place(map, name) {
                Some(centre) => {
                    finger.tap(Vec2::new(centre.x, centre.y));
                    true
                }
                None => false,
            },
        };
        if done {
            self.moves.pop_front();
        }
    }
}

/// The middle of what has this name, or of the uppermost whose name begins so.
fn place(map: &ConsoleMap, name: &str) -> Option<bevy_egui::egui::Pos2> {
    let Some(beginning) = name.strip_suffix('*') else { return map.0.get(name).map(|rect| rect.center()) };
    let fitting = map.0.iter().filter(|(name, _)| name.starts_with(beginning)).map(|(_, rect)| rect.center());
    fitting.min_by(|a, b| (a.y, a.x).partial_cmp(&(b.y, b.x)).unwrap_or(std::cmp::Ordering::Equal))
}

/// From the children's tree to the day.
fn again(passphrase: &str) -> Vec<Move> {
    let mut moves = vec![Move::Press(Action::Teacher), Move::Tap("unlock.with-passphrase".into())];
    moves.extend(opens(passphrase));
    moves
}

fn child(pupil: &PupilId) -> Move {
    Move::TapInList { list: "today.children", row: format!("today.child.{pupil}") }
}

/// “Lowe” helps a child, whom the kiosk does not know yet.
fn name_a_helper(pupil: &PupilId) -> Vec<Move> {
    let mut moves = vec![child(pupil)];
    let taps = ["child.helper", "helpers.other", "helpers.key.L", "helpers.key.o", "helpers.key.w", "helpers.key.e"];
    moves.extend(taps.map(|name| Move::Tap(name.into())));
    moves.extend(["helpers.save", "child.back"].map(|name| Move::Tap(name.into())));
    moves
}

/// It was another child: the promise is taken back. The child whose name it was cannot take part today.
fn take_back(pupil: &PupilId) -> Vec<Move> {
    let taps = ["child.wrong-child", "child.yes", "child.unable", "child.yes"];
    let mut moves = vec![child(pupil)];
    moves.extend(taps.map(|name| Move::Tap(name.into())));
    moves.extend([Move::See("child.wrong-entry".into()), Move::Tap("child.back".into())]);
    moves
}

/// A passphrase on the on-screen keyboard, and “Open”.
fn opens(passphrase: &str) -> Vec<Move> {
    let mut moves = typed("unlock", passphrase);
    moves.push(Move::Tap("unlock.submit".into()));
    moves
}

/// Small letters and spaces on the on-screen keyboard of a page.
pub(super) fn typed(page: &str, text: &str) -> Vec<Move> {
    let key = |letter: char| match letter {
        ' ' => format!("{page}.key.space"),
        letter => format!("{page}.key.{}", letter.to_lowercase()),
    };
    let mut moves = vec![Move::See(format!("{page}.key.a"))];
    moves.extend(text.chars().map(|letter| Move::Tap(key(letter))));
    moves
}
