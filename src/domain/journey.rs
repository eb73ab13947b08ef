//! What one child does at a station, from name to thank-you: a pure state machine.
//!
//! [`Journey::apply`] takes an input and the time, changes the state and says what is to be done about it. The kiosk
//! draws the state; a worker carries the effects out and answers with inputs. Nothing here knows a window.
//!
//! What it promises (and `tests/it/journey.rs` proves over random inputs):
//! * no path reaches *agreed* without a promise to every rule, the adult reminder, a mark and a durable save;
//! * no time-out produces an outcome;
//! * whoever comes back is asked “Is this you?” again;
//! * every state has a way out.

use super::agreement::Agreement;
use super::ids::{Key, PupilId, RuleId};
use super::mark::{Ink, Mark, Point, Stamp, Stroke};
use super::outcome::{Answer, Outcome};
use std::sync::Arc;

/// Milliseconds on a clock that only goes forward; where it starts does not matter.
pub type Millis = u64;

/// Untouched for so long, a child is asked whether they are still there.
pub const STILL_THERE_AFTER: Millis = 45_000;
/// Untouched for so long after that question, the station goes back to the tree; the work is kept.
pub const AWAY_AFTER: Millis = 30_000;
/// How long “thank you” stays when nobody taps it away.
pub const THANKS_FOR: Millis = 8_000;

/// Which question the child is looking at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// “Is this you?”
    Identity,
    /// What reads otherwise since the child's last promise, one rule after the other, by its place in [`Journey::changes`].
    Changed(usize),
    /// The lesson before the promises, where the teacher has chosen one; [`super::play::Play`] is its state.
    Lesson,
    /// One rule, by its place from 0: “I promise” or “Not sure yet”.
    Rule(usize),
    /// Not sure of one rule or more: look again, or stop for today.
    NotSure,
    /// “Talk to the grown-up who is with you.”
    AdultReminder,
    /// Writing a name with a finger.
    Drawing,
    /// Choosing a stamp instead.
    Stamping,
    /// The statement is on its way to the disk.
    Saving,
    /// The save failed; a grown-up is needed. Nothing is lost.
    Trouble,
    /// The statement is durable.
    Thanked(Outcome),
    /// Back at the tree. Half-done work is kept for the child's return.
    Away,
}

/// What lies over the question for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// A grown-up has been asked to come.
    GrownUp,
    /// “Are you still there?”, since the given time.
    StillThere(Millis),
}

/// What happens to a journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// “Yes, it's me.”
    ItsMe,
    /// “No.”
    NotMe,
    /// From [`Step::Changed`]: on to the next.
    Seen,
    /// The lesson was touched: the child is still there.
    LessonTouched,
    /// The lesson was played to its end.
    LessonOver,
    /// “I promise”, to the rule that is on the screen.
    Promise(RuleId),
    /// “Not sure yet”, to the rule that is on the screen.
    NotSure(RuleId),
    /// Back to the question before.
    Back,
    /// Hear it again.
    HearAgain,
    /// From [`Step::NotSure`]: back to the first rule that was not sure.
    LookAgain,
    /// From [`Step::NotSure`]: keep it so.
    StopForToday,
    /// “My grown-up is here.”
    AdultIsHere,
    /// A finger starts a line.
    InkDown(Point),
    /// The finger goes on.
    InkMove(Point),
    /// Rub out and start again.
    StartAgain,
    /// Choose a stamp rather than write.
    StampInstead,
    /// Write rather than choose a stamp.
    WriteInstead,
    /// A stamp is chosen (not yet final).
    PickStamp(Stamp),
    /// The mark is finished.
    Finished,
    /// Try the save again.
    TryAgain,
    /// “Get a grown-up.”
    GetGrownUp,
    /// From an overlay: carry on.
    CarryOn,
    /// Back to the tree; from [`Step::Thanked`] this is the ordinary way.
    Leave,
    /// The child's name was tapped on the tree again.
    Return,
    /// The statement is durable.
    Saved,
    /// The statement could not be saved.
    SaveFailed,
    /// Time has passed.
    Tick,
}

impl Input {
    /// Whether a child's touch caused it.
    #[must_use]
    pub fn is_touch(&self) -> bool {
        !matches!(self, Self::Saved | Self::SaveFailed | Self::Tick | Self::LessonOver)
    }
}

/// What the machine around a journey is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Say these messages, one after the other, instead of whatever is being said.
    Speak(Vec<Key>),
    /// Be quiet.
    Hush,
    /// Make this durable, then answer [`Input::Saved`] or [`Input::SaveFailed`].
    Save(Completed),
    /// Leave a private note for the teacher that this child asked for a grown-up.
    NoteGrownUp,
    /// The station is free: show the tree.
    Close,
}

/// What a finished journey hands to the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// Whose journey.
    pub pupil: PupilId,
    /// [`Outcome::Agreed`], [`Outcome::AgreedWithHelp`] or [`Outcome::NotYet`].
    pub outcome: Outcome,
    /// What was said to each rule, in order.
    pub answers: Vec<(RuleId, Answer)>,
    /// The mark, for a promise.
    pub mark: Option<Mark>,
}

/// Messages that the machine says besides the rules' own; the kiosk gives the keys so that no sentence stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompts {
    /// “Is this you?”
    pub identity: Key,
    /// “Hello again! Is this you?”
    pub identity_again: Key,
    /// “It is all right not to be sure” and what follows.
    pub not_sure: Vec<Key>,
    /// “Talk to the grown-up who is with you” and what follows.
    pub adult: Vec<Key>,
    /// “Write your name with your finger.”
    pub write: Key,
    /// “Pick your stamp.”
    pub stamp: Key,
    /// Thanks for a promise.
    pub thanks: Vec<Key>,
    /// Thanks for being honest.
    pub thanks_not_yet: Vec<Key>,
    /// A grown-up has been asked to come.
    pub grown_up: Vec<Key>,
    /// “Are you still there?”
    pub still_there: Vec<Key>,
    /// Something needs a grown-up; the child did nothing wrong.
    pub trouble: Vec<Key>,
}

/// A rule that reads otherwise than when the child promised last, or is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule's place in the agreement, from 0.
    pub place: usize,
    /// The sentences as they were promised then. None: the rule is new, or nobody knows what it said.
    pub was: Vec<String>,
    /// What is said about it: what it was and what it is.
    pub says: Vec<Key>,
}

/// One child at one station.
#[derive(Debug, Clone)]
pub struct Journey {
    pupil: PupilId,
    agreement: Arc<Agreement>,
    prompts: Arc<Prompts>,
    /// What is shown before anything is promised.
    changes: Vec<Change>,
    /// Whether a lesson is played before the promises.
    lesson: bool,
    helped: bool,
    /// Stamps come before writing.
    stamps_first: bool,
    answers: Vec<Option<Answer>>,
    adult_reminded: bool,
    ink: Ink,
    stamp: Option<Stamp>,
    step: Step,
    /// Where a child who left goes on from, once they have said again who they are.
    resume: Step,
    been_here: bool,
    overlay: Option<Overlay>,
    last_touch: Millis,
    entered: Millis,
}

impl Journey {
    /// A child has tapped their bud. `helped`: a named adult is helping, so the outcome will say so.
    #[must_use]
    pub fn begin(
        pupil: PupilId,
        agreement: Arc<Agreement>,
        prompts: Arc<Prompts>,
        helped: bool,
        now: Millis,
    ) -> (Self, Vec<Effect>) {
        let journey = Self {
            pupil,
            answers: vec![None; agreement.rules.len()],
            agreement,
            prompts,
            changes: Vec::new(),
            lesson: false,
            helped,
            stamps_first: false,
            adult_reminded: false,
            ink: Ink::default(),
            stamp: None,
            step: Step::Identity,
            resume: Step::Rule(0),
            been_here: false,
            overlay: None,
            last_touch: now,
            entered: now,
        };
        let effects = vec![journey.speak()];
        (journey, effects)
    }

    /// The same, with a lesson to play before the promises.
    #[must_use]
    pub fn after_a_lesson(self) -> Self {
        let mut journey = Self { lesson: true, ..self };
        journey.resume = journey.first();
        journey
    }

    /// The same for a child who has promised other words before: what reads otherwise now is shown first, before a lesson too.
    #[must_use]
    pub fn with_changes(self, changes: Vec<Change>) -> Self {
        let mut journey = Self { changes, ..self };
        journey.resume = journey.first();
        journey
    }

    /// What comes after “It's me”.
    fn first(&self) -> Step {
        if self.changes.is_empty() { self.after_changes() } else { Step::Changed(0) }
    }

    /// What comes once all that changed was seen.
    fn after_changes(&self) -> Step {
        if self.lesson { Step::Lesson } else { Step::Rule(0) }
    }

    /// The same for a child to whom stamps are offered before writing with a finger.
    #[must_use]
    pub fn stamps_first(self, first: bool) -> Self {
        Self { stamps_first: first, ..self }
    }

    /// The teacher has named a helper for the child, or nobody any more, while the child was away.
    pub fn set_helped(&mut self, helped: bool) {
        if self.step == Step::Away {
            self.helped = helped;
        }
    }

    /// Whose journey.
    #[must_use]
    pub fn pupil(&self) -> &PupilId {
        &self.pupil
    }

    /// The agreement that is promised.
    #[must_use]
    pub fn agreement(&self) -> &Arc<Agreement> {
        &self.agreement
    }

    /// The question on the screen.
    #[must_use]
    pub fn step(&self) -> Step {
        self.step
    }

    /// What lies over it.
    #[must_use]
    pub fn overlay(&self) -> Option<Overlay> {
        self.overlay
    }

    /// What reads otherwise since the child's last promise.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What was said to each rule so far, in order.
    #[must_use]
    pub fn answers(&self) -> &[Option<Answer>] {
        &self.answers
    }

    /// The ink so far.
    #[must_use]
    pub fn ink(&self) -> &Ink {
        &self.ink
    }

    /// The stamp chosen so far.
    #[must_use]
    pub fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }

    /// Whether the child was here before and came back.
    #[must_use]
    pub fn is_return(&self) -> bool {
        self.been_here
    }

    /// Whether there is anything to keep: a rule answered, or ink.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.answers.iter().any(Option::is_some) || self.ink.points() > 0
    }

    /// Whether “Finished” would be taken now: enough ink, or a stamp.
    #[must_use]
    pub fn can_finish(&self) -> bool {
        match self.step {
            Step::Drawing => self.ink.is_enough(),
            Step::Stamping => self.stamp.is_some(),
            _ => false,
        }
    }

    /// When [`Input::Tick`] is next worth giving, on the clock of `now`; `None` while there is nothing to wait for.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        match (self.step, self.overlay) {
            (Step::Away | Step::Saving | Step::Trouble, _) | (_, Some(Overlay::GrownUp)) => None,
            (Step::Thanked(_), _) => Some(self.entered.saturating_add(THANKS_FOR)),
            (_, Some(Overlay::StillThere(since))) => Some(since.saturating_add(AWAY_AFTER)),
            (_, None) => Some(self.last_touch.saturating_add(STILL_THERE_AFTER)),
        }
    }

    /// The messages that belong to what is on the screen now, in the order they are said.
    #[must_use]
    pub fn narration(&self) -> Vec<Key> {
        match self.overlay {
            Some(Overlay::GrownUp) => return self.prompts.grown_up.clone(),
            Some(Overlay::StillThere(_)) => return self.prompts.still_there.clone(),
            None => {}
        }
        match self.step {
            Step::Identity if self.been_here => vec![self.prompts.identity_again.clone()],
            Step::Identity => vec![self.prompts.identity.clone()],
            Step::Changed(place) => self.changes.get(place).map(|change| change.says.clone()).unwrap_or_default(),
            Step::Rule(place) => match self.agreement.rules.get(place) {
                Some(rule) => std::iter::once(&rule.words).chain(&rule.more).cloned().collect(),
                None => Vec::new(),
            },
            Step::NotSure => self.prompts.not_sure.clone(),
            Step::AdultReminder => self.prompts.adult.clone(),
            Step::Drawing => vec![self.prompts.write.clone()],
            Step::Stamping => vec![self.prompts.stamp.clone()],
            Step::Trouble => self.prompts.trouble.clone(),
            Step::Thanked(outcome) if outcome.is_promise() => self.prompts.thanks.clone(),
            Step::Thanked(_) => self.prompts.thanks_not_yet.clone(),
            Step::Lesson | Step::Saving | Step::Away => Vec::new(),
        }
    }

    /// Takes one input at time `now` and says what is to be done. An input that makes no sense in the present state (a
    /// late touch, a promise to a rule that is no longer on the screen) changes nothing.
    pub fn apply(&mut self, input: Input, now: Millis) -> Vec<Effect> {
        if input.is_touch() && self.step != Step::Away {
            self.last_touch = now;
        }
        match input {
            Input::Tick => return self.tick(now),
            Input::Saved => return self.saved(now),
            Input::SaveFailed if self.step == Step::Saving => return self.go(Step::Trouble, now),
            Input::LessonOver if self.step == Step::Lesson && self.overlay.is_some() => {
                self.step = Step::Rule(0);
                return Vec::new();
            }
            Input::LessonOver if self.step == Step::Lesson => return self.go(Step::Rule(0), now),
            Input::GetGrownUp => return self.get_grown_up(now),
            Input::Leave => return self.leave(now),
            Input::Return => return self.come_back(now),
            _ => {}
        }
        if self.overlay.is_some() {
            return if input == Input::CarryOn || matches!(self.overlay, Some(Overlay::StillThere(_))) {
                self.carry_on(now)
            } else {
                Vec::new()
            };
        }
        if input == Input::HearAgain {
            return vec![self.speak()];
        }
        match (self.step, input) {
            (Step::Identity, Input::ItsMe) => self.its_me(now),
            (Step::Identity, Input::NotMe) => self.leave(now),
            (Step::Changed(place), Input::Seen) if place + 1 < self.changes.len() => {
                self.go(Step::Changed(place + 1), now)
            }
            (Step::Changed(_), Input::Seen) => self.go(self.after_changes(), now),
            (Step::Changed(0), Input::Back) => {
                self.resume = Step::Changed(0);
                self.go(Step::Identity, now)
            }
            (Step::Changed(place), Input::Back) => self.go(Step::Changed(place - 1), now),
            (Step::Lesson, Input::Back) => {
                self.resume = Step::Lesson;
                self.go(Step::Identity, now)
            }
            (Step::Rule(place), Input::Promise(rule)) => self.answer(place, &rule, Answer::Promised, now),
            (Step::Rule(place), Input::NotSure(rule)) => self.answer(place, &rule, Answer::NotSure, now),
            (Step::Rule(0), Input::Back) => self.go(Step::Identity, now),
            (Step::Rule(place), Input::Back) => self.go(Step::Rule(place - 1), now),
            (Step::NotSure | Step::AdultReminder, Input::Back) => {
                self.go(Step::Rule(self.agreement.rules.len() - 1), now)
            }
            (Step::NotSure, Input::LookAgain) => self.look_again(now),
            (Step::NotSure, Input::StopForToday) => self.save(now),
            (Step::AdultReminder, Input::AdultIsHere) => {
                self.adult_reminded = true;
                self.go(if self.stamps_first { Step::Stamping } else { Step::Drawing }, now)
            }
            (Step::Stamping, Input::Back) if self.stamps_first => {
                self.stamp = None;
                self.go(Step::AdultReminder, now)
            }
            (Step::Drawing, Input::Back) if self.stamps_first => self.go(Step::Stamping, now),
            (Step::Drawing, Input::Back) => self.go(Step::AdultReminder, now),
            (Step::Drawing, Input::InkDown(point)) => {
                self.ink.strokes.push(Stroke(vec![point]));
                vec![Effect::Hush]
            }
            (Step::Drawing, Input::InkMove(point)) => {
                self.ink_on(point);
                Vec::new()
            }
            (Step::Drawing, Input::StartAgain) => {
                self.ink = Ink::default();
                Vec::new()
            }
            (Step::Drawing, Input::StampInstead) => self.go(Step::Stamping, now),
            (Step::Stamping, Input::PickStamp(stamp)) => {
                self.stamp = Some(stamp);
                vec![Effect::Hush]
            }
            (Step::Stamping, Input::WriteInstead | Input::Back) => {
                self.stamp = None;
                self.go(Step::Drawing, now)
            }
            (Step::Drawing | Step::Stamping, Input::Finished) if self.can_finish() => self.save(now),
            (Step::Drawing | Step::Stamping, Input::Finished) => vec![self.speak()],
            (Step::Trouble, Input::TryAgain) => self.save(now),
            _ => Vec::new(),
        }
    }

    fn go(&mut self, step: Step, now: Millis) -> Vec<Effect> {
        self.step = step;
        self.entered = now;
        if step == Step::Away { vec![Effect::Hush, Effect::Close] } else { vec![self.speak()] }
    }

    fn speak(&self) -> Effect {
        let narration = self.narration();
        if narration.is_empty() { Effect::Hush } else { Effect::Speak(narration) }
    }

    fn its_me(&mut self, now: Millis) -> Vec<Effect> {
        let next = self.resume;
        self.resume = Step::Rule(0);
        self.go(next, now)
    }

    fn answer(&mut self, place: usize, rule: &RuleId, answer: Answer, now: Millis) -> Vec<Effect> {
        if self.agreement.rules.get(place).map(|shown| &shown.id) != Some(rule) {
            return Vec::new();
        }
        if let Some(slot) = self.answers.get_mut(place) {
            *slot = Some(answer);
        }
        self.adult_reminded = false;
        let next = self.next_unanswered(place + 1);
        self.go(next, now)
    }

    /// The first rule from `place` on without an answer; past the last, what the answers add up to.
    fn next_unanswered(&self, place: usize) -> Step {
        let unanswered = |i: &usize| self.answers.get(*i).is_some_and(Option::is_none);
        let rules = self.answers.len();
        match (place..rules).chain(0..place.min(rules)).find(unanswered) {
            Some(rule) => Step::Rule(rule),
            None if self.all_promised() => Step::AdultReminder,
            None => Step::NotSure,
        }
    }

    fn all_promised(&self) -> bool {
        self.answers.iter().all(|answer| *answer == Some(Answer::Promised))
    }

    fn look_again(&mut self, now: Millis) -> Vec<Effect> {
        for answer in &mut self.answers {
            if *answer == Some(Answer::NotSure) {
                *answer = None;
            }
        }
        let next = self.next_unanswered(0);
        self.go(next, now)
    }

    fn ink_on(&mut self, point: Point) {
        match self.ink.strokes.last_mut() {
            Some(stroke) if stroke.0.last() != Some(&point) => stroke.0.push(point),
            _ => {}
        }
    }

    fn save(&mut self, now: Millis) -> Vec<Effect> {
        let Some(completed) = self.completed() else { return Vec::new() };
        let mut effects = self.go(Step::Saving, now);
        effects.push(Effect::Save(completed));
        effects
    }

    /// What would be saved now: `None` unless every rule has an answer and, for a promise, the adult reminder was
    /// answered and there is a mark.
    fn completed(&self) -> Option<Completed> {
        let answers = self.agreement.rules.iter().zip(&self.answers);
        let answers: Vec<(RuleId, Answer)> =
            answers.map(|(rule, answer)| Some((rule.id.clone(), (*answer)?))).collect::<Option<_>>()?;
        let (outcome, mark) = if !self.all_promised() {
            (Outcome::NotYet, None)
        } else {
            let outcome = if self.helped { Outcome::AgreedWithHelp } else { Outcome::Agreed };
            (outcome, Some(self.mark().filter(|_| self.adult_reminded)?))
        };
        Some(Completed { pupil: self.pupil.clone(), outcome, answers, mark })
    }

    fn mark(&self) -> Option<Mark> {
        match self.stamp {
            Some(stamp) => Some(Mark::Stamp(stamp)),
            None if self.ink.is_enough() => Some(Mark::Ink(self.ink.simplified())),
            None => None,
        }
    }

    fn saved(&mut self, now: Millis) -> Vec<Effect> {
        match (self.step, self.completed()) {
            (Step::Saving, Some(completed)) => {
                self.step = Step::Thanked(completed.outcome);
                self.entered = now;
                if self.overlay.is_some() { Vec::new() } else { vec![self.speak()] }
            }
            _ => Vec::new(),
        }
    }

    fn get_grown_up(&mut self, now: Millis) -> Vec<Effect> {
        if self.step == Step::Away || self.overlay == Some(Overlay::GrownUp) {
            return Vec::new();
        }
        self.overlay = Some(Overlay::GrownUp);
        self.entered = now;
        vec![self.speak(), Effect::NoteGrownUp]
    }

    fn carry_on(&mut self, now: Millis) -> Vec<Effect> {
        self.overlay = None;
        self.entered = now;
        vec![self.speak()]
    }

    /// Back to the tree. While a save is under way the child stays: the answer is a moment off.
    fn leave(&mut self, now: Millis) -> Vec<Effect> {
        match self.step {
            Step::Saving | Step::Away => return Vec::new(),
            Step::Identity => {}
            // A stamp or ink is kept; a failed save is gone back to through the mark.
            Step::Trouble if self.all_promised() && self.stamp.is_some() => self.resume = Step::Stamping,
            Step::Trouble if self.all_promised() => self.resume = Step::Drawing,
            Step::Trouble => self.resume = Step::NotSure,
            step => self.resume = step,
        }
        self.overlay = None;
        self.go(Step::Away, now)
    }

    fn come_back(&mut self, now: Millis) -> Vec<Effect> {
        if self.step != Step::Away || matches!(self.resume, Step::Thanked(_)) {
            return Vec::new();
        }
        self.been_here = true;
        self.last_touch = now;
        self.go(Step::Identity, now)
    }

    fn tick(&mut self, now: Millis) -> Vec<Effect> {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return Vec::new();
        }
        match (self.step, self.overlay) {
            (Step::Thanked(_), _) | (_, Some(Overlay::StillThere(_))) => self.leave(now),
            _ => {
                self.overlay = Some(Overlay::StillThere(now));
                vec![self.speak()]
            }
        }
    }

    /// Whether the journey has come to its end: thanked, and away again.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.step == Step::Away && matches!(self.resume, Step::Thanked(_))
    }
}
