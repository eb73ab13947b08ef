//! One robot child: what it wants to touch next, how long it thinks, and what it remembers for the report.

use super::super::Action;
use super::super::station::Shown;
use super::report::Line;
use super::{Pace, answer};
use crate::domain::ids::PupilId;
use crate::domain::journey::{Input, Journey, Overlay, Step};
use crate::domain::mark::Stamp;
use crate::domain::outcome::Outcome;
use bevy::input::touch::TouchPhase;
use bevy::math::Vec2;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// What a child would do next.
pub(super) enum Want {
    Tap(Action),
    /// Lines in shares of the pad, each from 0 to 1.
    Write(Vec<Vec<Vec2>>),
    Nothing,
}

/// A small repeatable source of chance (SplitMix64): the robot's runs must be the same for the same seed.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64, pupil: &PupilId) -> Self {
        let mixed =
            pupil.as_str().bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(mixed)
    }

    /// Any number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, 1.
    pub(super) fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// True once in `times`.
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }

    /// A stamp.
    pub(super) fn stamp(&mut self) -> Stamp {
        let place = (self.next() % Stamp::ALL.len() as u64) as usize;
        Stamp::ALL.get(place).copied().unwrap_or(Stamp::Star)
    }
}

/// One robot child.
pub(super) struct Child {
    pub pupil: PupilId,
    pace: Pace,
    chance: Chance,
    stamps: Option<Stamp>,
    asks_for_grown_up: bool,
    hears_again: bool,
    written: bool,
    thinks: Duration,
    taps: u32,
    /// When the finger was lifted from something that changes the screen.
    lifted: Option<Instant>,
    seen: Option<Shown>,
    /// The screen has changed, and is being drawn.
    drawing: bool,
    waited: Duration,
    started: Option<jiff::Timestamp>,
    reported: bool,
}

impl Child {
    pub(super) fn new(pupil: PupilId, seed: u64, pace: Pace) -> Self {
        let mut chance = Chance::new(seed, &pupil);
        let mut child = Self {
            pupil,
            pace,
            stamps: chance.once_in(6).then(|| chance.stamp()),
            asks_for_grown_up: chance.once_in(12),
            hears_again: chance.once_in(4),
            written: false,
            thinks: Duration::ZERO,
            taps: 0,
            lifted: None,
            seen: None,
            drawing: false,
            waited: Duration::ZERO,
            started: None,
            reported: false,
            chance,
        };
        child.think();
        child
    }

    fn think(&mut self) {
        let more = self.chance.share();
        self.thinks = match self.pace {
            Pace::Machine => Duration::from_millis(5),
            Pace::Child => Duration::from_secs_f32(1.2 + 2.6 * more),
        };
    }

    /// How long it looks at a screen before it touches it.
    pub(super) fn thinks(&self) -> Duration {
        self.thinks
    }

    /// What it would do on the screen it sees; `None` is the tree.
    pub(super) fn wants(&mut self, journey: Option<&Journey>) -> Want {
        let Some(journey) = journey else {
            return if self.reported { Want::Nothing } else { Want::Tap(Action::Leaf(self.pupil.clone())) };
        };
        let tap = |input: Input| Want::Tap(Action::Journey(input));
        if matches!(journey.overlay(), Some(Overlay::GrownUp | Overlay::StillThere(_))) {
            return tap(Input::CarryOn);
        }
        match journey.step() {
            Step::Rule(1) if self.asks_for_grown_up => {
                self.asks_for_grown_up = false;
                tap(Input::GetGrownUp)
            }
            Step::Rule(_) if self.hears_again => {
                self.hears_again = false;
                tap(Input::HearAgain)
            }
            Step::Drawing if self.stamps.is_none() && !self.written => Want::Write(self.scrawl()),
            Step::Stamping if journey.stamp().is_none() => {
                self.stamps.map_or(Want::Nothing, |stamp| tap(Input::PickStamp(stamp)))
            }
            step => answer(step, journey, self.stamps.is_some()).map_or(Want::Nothing, tap),
        }
    }

    /// A wobbly name: a few loops from left to right.
    fn scrawl(&mut self) -> Vec<Vec<Vec2>> {
        let letters = 3 + (self.chance.share() * 4.0) as usize;
        (0..letters)
            .map(|letter| {
                let left = 0.12 + 0.72 * letter as f32 / letters as f32;
                let (tall, lean) = (0.18 + 0.25 * self.chance.share(), self.chance.share() - 0.5);
                (0..=10)
                    .map(|step| {
                        let turn = step as f32 / 10.0 * std::f32::consts::TAU;
                        let x = left + 0.045 * (1.0 - turn.cos()) + 0.02 * lean * turn;
                        Vec2::new(x, 0.62 - tall * (turn * 0.5).sin() + 0.03 * lean * turn.cos())
                    })
                    .collect()
            })
            .collect()
    }

    pub(super) fn wrote(&mut self) {
        self.written = true;
        self.taps += 1;
    }

    pub(super) fn touched(&mut self, action: &Action) {
        self.taps += 1;
        if matches!(action, Action::Leaf(_)) && self.started.is_none() {
            self.started = Some(jiff::Timestamp::now());
        }
        self.think();
    }

    /// The finger has left the screen.
    pub(super) fn lifted(&mut self) {
        self.lifted = Some(Instant::now());
    }

    /// What the screen shows after a frame. The wait for an answer ends a frame after the change: by then the picture of
    /// it has been drawn.
    pub(super) fn saw(&mut self, shown: Option<Shown>, settled: bool) {
        if std::mem::take(&mut self.drawing)
            && let Some(lifted) = self.lifted.take()
        {
            self.waited += lifted.elapsed();
        }
        let saving = matches!(shown, Some(Shown { step: Step::Saving, .. }));
        if shown != self.seen && settled && !saving {
            self.seen = shown;
            self.drawing = true;
        }
    }

    /// The line for the report, the first time the thank-you is seen.
    pub(super) fn thanked(&mut self, outcome: Outcome) -> Option<Line> {
        if std::mem::replace(&mut self.reported, true) {
            return None;
        }
        let thanked = jiff::Timestamp::now();
        Some(Line {
            pupil: self.pupil.clone(),
            outcome,
            taps: self.taps,
            machine_wait_ms: u64::try_from(self.waited.as_millis()).unwrap_or(u64::MAX),
            started: self.started.unwrap_or(thanked),
            thanked,
        })
    }

    /// Whether there is nothing left for this child to do.
    pub(super) fn is_done(&self) -> bool {
        self.reported
    }
}

/// The robot's one finger: what it still has to do, a frame at a time.
#[derive(Default)]
pub(super) struct Finger {
    moves: VecDeque<(TouchPhase, Vec2)>,
    id: u64,
}

impl Finger {
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    pub(super) fn tap(&mut self, at: Vec2) {
        self.id += 1;
        self.moves.extend([(TouchPhase::Started, at), (TouchPhase::Ended, at)]);
    }

    /// From one place to another, as a child carries a card.
    pub(super) fn drag(&mut self, from: Vec2, to: Vec2) {
        self.id += 1;
        let half_way = from.midpoint(to);
        let last = [(TouchPhase::Moved, to), (TouchPhase::Moved, to), (TouchPhase::Ended, to)];
        self.moves.extend([(TouchPhase::Started, from), (TouchPhase::Moved, half_way)].into_iter().chain(last));
    }

    pub(super) fn write(&mut self, strokes: &[Vec<Vec2>], corner: Vec2, size: Vec2, pace: Pace) {
        let skip = if pace == Pace::Machine { 3 } else { 1 };
        for stroke in strokes {
            let points: Vec<Vec2> = stroke.iter().step_by(skip).map(|share| corner + *share * size).collect();
            let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
            self.moves.push_back((TouchPhase::Started, *first));
            self.moves.extend(points.iter().skip(1).map(|point| (TouchPhase::Moved, *point)));
            self.moves.push_back((TouchPhase::Ended, *last));
        }
        self.id += 1;
    }

    /// The next thing the finger does, if it is doing anything.
    pub(super) fn next(&mut self) -> Option<(TouchPhase, Vec2)> {
        self.moves.pop_front()
    }
}
