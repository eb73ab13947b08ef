//! A lesson being played, by one child at a station or by a class with its teacher: a pure state machine.
//!
//! [`Play::apply`] takes an input, changes the state and says what is to be said. What it promises (and
//! `tests/it/play.rs` proves over every shipped lesson):
//! * from every state the end can be reached;
//! * what the rule asks for is never required to get there;
//! * what a child answered is nowhere in what it leaves behind but a count without a name, for the teacher.

use super::ids::Key;
use super::lesson::{Activity, Doing, Lesson, Next, Panel, Sender, Step, StepNumber, WindowAct, WindowWords, WordKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Who plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// A child at a station, at their own pace.
    Alone,
    /// A class: the teacher holds the pace and may go on from any question.
    Class,
}

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A panel of a story.
    Panel(usize),
    /// A message thread, of which so many messages are there, the last of them just now; from 1.
    Thread(usize),
    /// The step's question waits for an answer.
    Question,
    /// What follows from a choice: which, and which panel of it.
    Shown(usize, usize),
    /// What follows from a reply: which, and how many messages of it are there. Past the last, Robin speaks.
    Replied(usize, usize),
    /// A card was put into this box.
    Sorted(usize),
    /// This was found.
    Spotted(usize),
    /// This was done at the make-believe computer.
    Acted(WindowAct),
    /// A pass-phrase is there; the most guessable kind of word in it.
    Built(WordKind),
    /// The cards are in an order; whether it is the right one.
    Ordered(bool),
    /// The sentence to take home.
    Remember,
    /// The question for the class.
    Talk,
    /// The lesson is over.
    Over,
}

/// The make-believe computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Computer {
    /// Whether what popped up is hidden.
    pub hidden: bool,
    /// Whether an adult knows.
    pub told: bool,
    /// How many more popped up.
    pub more: u8,
}

/// What has been done so far in the step.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Work {
    /// Choices and replies that were tried; things that were found.
    pub tried: BTreeSet<usize>,
    /// Sort: the card in hand. Those before it lie in their boxes.
    pub card: usize,
    /// Sort: the box of each card that lies in one.
    pub placed: Vec<usize>,
    /// Build and Order: the cards taken, in order.
    pub taken: Vec<usize>,
    /// Window.
    pub computer: Computer,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Now {
    step: StepNumber,
    moment: Moment,
    work: Work,
}

/// What happens to a lesson being played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Carry on.
    Next,
    /// To the screen before.
    Back,
    /// Another answer to the same question.
    TryAgain,
    /// Say it again.
    HearAgain,
    /// A choice, a box for the card in hand, a thing, a reply, a card; by its place from 0.
    Pick(usize),
    /// The card that was taken last goes back.
    TakeBack,
    /// At the make-believe computer.
    Act(WindowAct),
    /// The teacher stops or goes on.
    Pause,
    /// The teacher shows or hides the question for the class.
    Talk,
}

/// What the machine around it is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Say these messages, one after the other, instead of whatever is being said.
    Speak(Vec<Key>),
    /// Be quiet.
    Hush,
    /// The lesson was played to its end.
    Finished,
}

/// What can be done now, besides answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ways {
    /// [`Input::Next`].
    pub next: bool,
    /// [`Input::TryAgain`].
    pub again: bool,
    /// [`Input::Back`].
    pub back: bool,
}

/// Screens that can be gone back to.
const REMEMBERED: usize = 200;
/// More covered pictures than this never pop up.
const MOST_POP_UPS: u8 = 2;

/// A lesson being played.
#[derive(Debug, Clone)]
pub struct Play {
    lesson: Arc<Lesson>,
    audience: Audience,
    seed: u64,
    now: Now,
    before: Vec<Now>,
    stumbles: BTreeMap<StepNumber, u32>,
    paused: bool,
    talking: bool,
    screen: u64,
}

impl Play {
    /// Begins a lesson. `seed` decides in which order cards lie on the table.
    #[must_use]
    pub fn begin(lesson: Arc<Lesson>, audience: Audience, seed: u64) -> (Self, Vec<Effect>) {
        let now = entering(&lesson, Next::Step(0));
        let play = Self {
            lesson,
            audience,
            seed,
            now,
            before: Vec::new(),
            stumbles: BTreeMap::new(),
            paused: false,
            talking: false,
            screen: 0,
        };
        let effects = vec![play.speak()];
        (play, effects)
    }

    /// The same place in the lesson as it was changed meanwhile: the beginning of the step, or the end where it is gone.
    #[must_use]
    pub fn in_changed(&self, lesson: Arc<Lesson>) -> Self {
        let next = if self.now.step < lesson.steps.len() { Next::Step(self.now.step) } else { Next::End };
        let (mut play, _) = Self::begin(lesson, self.audience, self.seed);
        play.now = entering(&play.lesson, next);
        play.screen = self.screen + 1;
        play
    }

    /// The lesson.
    #[must_use]
    pub fn lesson(&self) -> &Arc<Lesson> {
        &self.lesson
    }

    /// Who plays.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// The step on the screen; `None` after the last.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        match self.now.moment {
            Moment::Remember | Moment::Talk | Moment::Over => None,
            _ => self.lesson.steps.get(self.now.step),
        }
    }

    /// The place of that step.
    #[must_use]
    pub fn step_number(&self) -> StepNumber {
        self.now.step
    }

    /// What is on the screen. The class's question lies over everything while it is shown.
    #[must_use]
    pub fn moment(&self) -> Moment {
        if self.talking { Moment::Talk } else { self.now.moment }
    }

    /// What has been done so far in the step.
    #[must_use]
    pub fn work(&self) -> &Work {
        &self.now.work
    }

    /// A number that is another one whenever something else is to be seen.
    #[must_use]
    pub fn screen(&self) -> u64 {
        self.screen
    }

    /// Whether the teacher has stopped it for a while.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Whether it was played to its end.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.now.moment == Moment::Over
    }

    /// How often an answer did not fit, by step; no names, no times, nothing else.
    #[must_use]
    pub fn stumbles(&self) -> &BTreeMap<StepNumber, u32> {
        &self.stumbles
    }

    /// The same, by question.
    pub fn stumbled_at(&self) -> impl Iterator<Item = (&Key, u32)> {
        self.stumbles
            .iter()
            .filter_map(|(step, times)| Some((self.lesson.steps.get(*step)?.activity.question()?, *times)))
    }

    /// In which order the cards of a step lie on the table. Never already in the right order where there are two or more.
    #[must_use]
    pub fn table(&self) -> Vec<usize> {
        let cards = match self.step().map(|step| &step.activity) {
            Some(Activity::Order { cards, .. }) => cards.len(),
            Some(Activity::Build { cards, .. }) => cards.len(),
            _ => 0,
        };
        shuffled(cards, self.seed.wrapping_add(self.now.step as u64))
    }

    /// What can be done now, besides answering.
    #[must_use]
    pub fn ways(&self) -> Ways {
        if self.paused || self.is_over() {
            return Ways::default();
        }
        let question = self.now.moment == Moment::Question;
        let spotted_some = matches!(self.activity(), Some(Activity::Spot { .. })) && !self.now.work.tried.is_empty();
        Ways {
            next: self.talking || !question || self.audience == Audience::Class || spotted_some,
            again: !self.talking && self.can_try_again(),
            back: self.talking || !self.before.is_empty(),
        }
    }

    fn activity(&self) -> Option<&Activity> {
        self.step().map(|step| &step.activity)
    }

    /// Whether the answer on the screen does not fit, and everything that follows from it was seen.
    fn can_try_again(&self) -> bool {
        match (self.now.moment, self.activity()) {
            (Moment::Shown(option, panel), Some(Activity::Choose { options, .. })) => {
                options.get(option).is_some_and(|option| !option.fits && panel + 1 >= option.then.len())
            }
            (Moment::Replied(reply, shown), Some(Activity::Chat { replies, .. })) => {
                replies.get(reply).is_some_and(|reply| !reply.fits && shown > reply.then.len())
            }
            (Moment::Sorted(into), Some(Activity::Sort { cards, .. })) => {
                cards.get(self.now.work.card).is_some_and(|card| !card.fits.contains(&into))
            }
            (Moment::Acted(act), _) => matches!(act, WindowAct::Close | WindowAct::SwitchOff | WindowAct::Click),
            (Moment::Built(kind), _) => kind != WordKind::Plain,
            (Moment::Ordered(right), _) => !right,
            _ => false,
        }
    }

    /// The messages that belong to what is on the screen now, in the order they are said.
    #[must_use]
    pub fn narration(&self) -> Vec<Key> {
        let lesson = &self.lesson;
        match self.moment() {
            Moment::Remember => return vec![lesson.remember.clone()],
            Moment::Talk => return vec![lesson.talk.clone()],
            Moment::Over => return Vec::new(),
            _ => {}
        }
        self.activity().map_or_else(Vec::new, |activity| self.narration_of(activity))
    }

    fn narration_of(&self, activity: &Activity) -> Vec<Key> {
        let work = &self.now.work;
        let one = |key: Option<&Key>| key.cloned().into_iter().collect();
        match (activity, self.now.moment) {
            (Activity::Story(panels), Moment::Panel(place)) => one(panels.get(place).map(|panel| &panel.words)),
            (Activity::Choose { question, options, .. }, Moment::Question) => {
                with(question, options.iter().map(|option| &option.words))
            }
            (Activity::Choose { options, .. }, Moment::Shown(option, panel)) => {
                one(options.get(option).and_then(|option| option.then.get(panel)).map(|panel| &panel.words))
            }
            (Activity::Sort { question, boxes, cards, .. }, Moment::Question) => {
                let card = cards.get(work.card).map(|card| &card.words);
                if work.card == 0 {
                    with(question, boxes.iter().map(|each| &each.words).chain(card))
                } else {
                    one(card)
                }
            }
            (Activity::Sort { cards, .. }, Moment::Sorted(_)) => one(cards.get(work.card).map(|card| &card.because)),
            (Activity::Spot { question, .. }, Moment::Question) => vec![question.clone()],
            (Activity::Spot { finds, .. }, Moment::Spotted(find)) => one(finds.get(find).map(|find| &find.because)),
            (Activity::Chat { thread, .. }, Moment::Thread(shown)) => {
                one(shown.checked_sub(1).and_then(|last| thread.get(last)).map(|post| &post.words))
            }
            (Activity::Chat { question, replies, .. }, Moment::Question) => {
                with(question, replies.iter().map(|reply| &reply.words))
            }
            (Activity::Chat { replies, .. }, Moment::Replied(reply, shown)) => one(replies.get(reply).map(|reply| {
                let last = shown.checked_sub(1).and_then(|last| reply.then.get(last));
                match last {
                    Some(post) => &post.words,
                    None if shown == 0 => &reply.words,
                    None => &reply.because,
                }
            })),
            (Activity::Window { question, .. }, Moment::Question) => vec![question.clone()],
            (Activity::Window { said, .. }, Moment::Acted(act)) => vec![said_after(said, act, work.computer).clone()],
            (Activity::Build { question, .. }, Moment::Question) => vec![question.clone()],
            (Activity::Build { strong, personal, common, .. }, Moment::Built(kind)) => vec![
                match kind {
                    WordKind::Plain => strong,
                    WordKind::Personal => personal,
                    WordKind::Common => common,
                }
                .clone(),
            ],
            (Activity::Order { question, cards, .. }, Moment::Question) if work.taken.is_empty() => {
                with(question, self.table().into_iter().filter_map(|card| cards.get(card)).map(|card| &card.words))
            }
            (Activity::Order { right, almost, .. }, Moment::Ordered(in_order)) => {
                vec![if in_order { right } else { almost }.clone()]
            }
            _ => Vec::new(),
        }
    }

    /// Takes one input and says what is to be done. An input that makes no sense now changes nothing.
    pub fn apply(&mut self, input: Input) -> Vec<Effect> {
        let before = (self.now.clone(), self.paused, self.talking);
        let effects = self.take_input(input);
        if before != (self.now.clone(), self.paused, self.talking) {
            self.screen += 1;
        }
        effects
    }

    fn take_input(&mut self, input: Input) -> Vec<Effect> {
        if input == Input::Pause {
            self.paused = !self.paused && self.audience == Audience::Class;
            return vec![if self.paused { Effect::Hush } else { self.speak() }];
        }
        if self.paused || self.is_over() {
            return Vec::new();
        }
        if input == Input::Talk && self.audience == Audience::Class {
            self.talking = !self.talking;
            return vec![self.speak()];
        }
        if self.talking {
            return match input {
                Input::Next | Input::Back => {
                    self.talking = false;
                    vec![self.speak()]
                }
                Input::HearAgain => vec![self.speak()],
                _ => Vec::new(),
            };
        }
        match input {
            Input::HearAgain => vec![self.speak()],
            Input::Back => self.back(),
            Input::Next if self.ways().next => self.next(),
            Input::TryAgain if self.can_try_again() => self.try_again(),
            Input::Pick(place) if self.now.moment == Moment::Question => self.pick(place),
            Input::TakeBack if self.now.moment == Moment::Question => {
                if self.now.work.taken.pop().is_some() {
                    vec![Effect::Hush]
                } else {
                    Vec::new()
                }
            }
            Input::Act(act) if self.now.moment == Moment::Question => self.act(act),
            _ => Vec::new(),
        }
    }

    fn speak(&self) -> Effect {
        let narration = self.narration();
        if narration.is_empty() { Effect::Hush } else { Effect::Speak(narration) }
    }

    /// To another screen of the same step.
    fn turn(&mut self, moment: Moment) -> Vec<Effect> {
        self.turn_with(moment, |_| {})
    }

    fn turn_with(&mut self, moment: Moment, change: impl FnOnce(&mut Work)) -> Vec<Effect> {
        let mut after = Now { moment, ..self.now.clone() };
        change(&mut after.work);
        self.come_to(after)
    }

    fn come_to(&mut self, after: Now) -> Vec<Effect> {
        self.before.push(std::mem::replace(&mut self.now, after));
        if self.before.len() > REMEMBERED {
            self.before.remove(0);
        }
        let mut effects = vec![self.speak()];
        if self.is_over() {
            effects.push(Effect::Finished);
        }
        effects
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.before.pop() {
            Some(before) => {
                self.now = before;
                vec![self.speak()]
            }
            None => Vec::new(),
        }
    }

    /// Leaves the step.
    fn leave(&mut self, choice: Option<Next>) -> Vec<Effect> {
        let own = self.lesson.steps.get(self.now.step).map_or(Next::End, |step| step.next);
        let after = entering(&self.lesson, choice.unwrap_or(own));
        self.come_to(after)
    }

    fn next(&mut self) -> Vec<Effect> {
        let lesson = Arc::clone(&self.lesson);
        let activity = lesson.steps.get(self.now.step).map(|step| &step.activity);
        match (self.now.moment, activity) {
            (Moment::Panel(place), Some(Activity::Story(panels))) if place + 1 < panels.len() => {
                self.turn(Moment::Panel(place + 1))
            }
            (Moment::Thread(shown), Some(Activity::Chat { thread, .. })) if shown < thread.len() => {
                self.turn(Moment::Thread(shown + 1))
            }
            (Moment::Thread(_), _) => self.turn(Moment::Question),
            (Moment::Shown(option, panel), Some(Activity::Choose { options, .. })) => {
                let option_shown = options.get(option);
                if option_shown.is_some_and(|option| panel + 1 < option.then.len()) {
                    self.turn(Moment::Shown(option, panel + 1))
                } else {
                    self.leave(option_shown.and_then(|option| option.next))
                }
            }
            (Moment::Replied(reply, shown), Some(Activity::Chat { replies, .. })) => {
                let replied = replies.get(reply);
                if replied.is_some_and(|reply| shown <= reply.then.len()) {
                    self.turn(Moment::Replied(reply, shown + 1))
                } else {
                    self.leave(replied.and_then(|reply| reply.next))
                }
            }
            (Moment::Sorted(into), Some(Activity::Sort { cards, .. })) if self.now.work.card + 1 < cards.len() => {
                // A card that was left where it does not belong slides over to where it does.
                let card = cards.get(self.now.work.card);
                let belongs = card.and_then(|card| if card.fits.contains(&into) { None } else { card.fits.first() });
                let lies = belongs.copied().unwrap_or(into);
                self.turn_with(Moment::Question, |work| {
                    work.placed.push(lies);
                    work.card += 1;
                })
            }
            (Moment::Spotted(_), Some(Activity::Spot { finds, .. })) => {
                let left = finds.iter().enumerate().any(|(n, find)| find.counts && !self.now.work.tried.contains(&n));
                if left { self.turn(Moment::Question) } else { self.leave(None) }
            }
            (Moment::Acted(WindowAct::Hide | WindowAct::Tell), _) => {
                let computer = self.now.work.computer;
                if computer.hidden && computer.told { self.leave(None) } else { self.turn(Moment::Question) }
            }
            (Moment::Remember, _) if self.audience == Audience::Class => self.turn(Moment::Talk),
            (Moment::Remember | Moment::Talk, _) => self.turn(Moment::Over),
            _ => self.leave(None),
        }
    }

    fn try_again(&mut self) -> Vec<Effect> {
        let right: Vec<usize> = match self.activity() {
            // What already lies in the right place stays there.
            Some(Activity::Order { .. }) => {
                let taken = self.now.work.taken.iter().enumerate();
                taken.take_while(|(place, card)| place == *card).map(|(place, _)| place).collect()
            }
            _ => Vec::new(),
        };
        self.turn_with(Moment::Question, |work| work.taken = right)
    }

    fn pick(&mut self, place: usize) -> Vec<Effect> {
        let lesson = Arc::clone(&self.lesson);
        let Some(step) = lesson.steps.get(self.now.step) else { return Vec::new() };
        match &step.activity {
            Activity::Choose { options, .. } => {
                let Some(option) = options.get(place) else { return Vec::new() };
                self.note(option.fits);
                self.turn_with(Moment::Shown(place, 0), |work| {
                    work.tried.insert(place);
                })
            }
            Activity::Sort { boxes, cards, .. } if place < boxes.len() => {
                let Some(card) = cards.get(self.now.work.card) else { return Vec::new() };
                self.note(card.fits.contains(&place));
                self.turn(Moment::Sorted(place))
            }
            Activity::Spot { finds, .. } => {
                let Some(find) = finds.get(place) else { return Vec::new() };
                self.note(find.counts);
                self.turn_with(Moment::Spotted(place), |work| {
                    work.tried.insert(place);
                })
            }
            Activity::Chat { replies, .. } => {
                let Some(reply) = replies.get(place) else { return Vec::new() };
                self.note(reply.fits);
                // What is sent is seen and heard; what is done beside the screen is not a message.
                let shown = match reply.does {
                    Doing::Say => 0,
                    _ => 1,
                };
                self.turn_with(Moment::Replied(place, shown), |work| {
                    work.tried.insert(place);
                })
            }
            Activity::Build { slots, cards, .. } => self.take(place, cards.len(), *slots),
            Activity::Order { cards, .. } => self.take(place, cards.len(), cards.len()),
            _ => Vec::new(),
        }
    }

    /// Takes a card of the table; with the last one the answer is there.
    fn take(&mut self, card: usize, cards: usize, slots: usize) -> Vec<Effect> {
        if card >= cards || self.now.work.taken.contains(&card) || self.now.work.taken.len() >= slots {
            return Vec::new();
        }
        self.now.work.taken.push(card);
        if self.now.work.taken.len() < slots {
            let words = match self.activity() {
                Some(Activity::Build { cards, .. }) => cards.get(card).map(|card| card.words.clone()),
                Some(Activity::Order { cards, .. }) => cards.get(card).map(|card| card.words.clone()),
                _ => None,
            };
            return words.map(|words| Effect::Speak(vec![words])).into_iter().collect();
        }
        let taken = self.now.work.taken.clone();
        let moment = match self.activity() {
            Some(Activity::Build { cards, .. }) => {
                let kinds = taken.iter().filter_map(|card| cards.get(*card)).map(|card| card.kind);
                Moment::Built(kinds.max().unwrap_or(WordKind::Plain))
            }
            _ => Moment::Ordered(taken.iter().enumerate().all(|(place, card)| place == *card)),
        };
        self.note(matches!(moment, Moment::Built(WordKind::Plain) | Moment::Ordered(true)));
        // Going back leads to the cards without the last one.
        self.now.work.taken.pop();
        self.turn_with(moment, |work| work.taken = taken)
    }

    fn act(&mut self, act: WindowAct) -> Vec<Effect> {
        if !matches!(self.activity(), Some(Activity::Window { .. })) {
            return Vec::new();
        }
        let computer = self.now.work.computer;
        if (act == WindowAct::Hide && computer.hidden) || (act == WindowAct::Tell && computer.told) {
            return Vec::new();
        }
        self.note(matches!(act, WindowAct::Hide | WindowAct::Tell));
        self.turn_with(Moment::Acted(act), |work| match act {
            WindowAct::Hide => work.computer.hidden = true,
            WindowAct::Tell => work.computer.told = true,
            WindowAct::Click => {
                work.computer.hidden = false;
                work.computer.more = (computer.more + 1).min(MOST_POP_UPS);
            }
            // It is opened again on the way back: what popped up is there as before.
            WindowAct::Close | WindowAct::SwitchOff => {}
        })
    }

    fn note(&mut self, fits: bool) {
        if !fits {
            *self.stumbles.entry(self.now.step).or_default() += 1;
        }
    }

    /// The panel that is on the screen, if one is.
    #[must_use]
    pub fn panel(&self) -> Option<&Panel> {
        match (self.now.moment, self.activity()) {
            (Moment::Panel(place), Some(Activity::Story(panels))) => panels.get(place),
            (Moment::Shown(option, panel), Some(Activity::Choose { options, .. })) => {
                options.get(option).and_then(|option| option.then.get(panel))
            }
            _ => None,
        }
    }

    /// The messages of the thread that are on the screen, each with who wrote it; the child's own reply among them.
    #[must_use]
    pub fn posts(&self) -> Vec<(Sender, &Key)> {
        let Some(Activity::Chat { thread, replies, me, .. }) = self.activity() else { return Vec::new() };
        let shown = match self.now.moment {
            Moment::Thread(shown) => shown,
            _ => thread.len(),
        };
        let mut posts: Vec<(Sender, &Key)> = thread.iter().take(shown).map(|post| (post.from, &post.words)).collect();
        if let Moment::Replied(reply, shown) = self.now.moment
            && let Some(reply) = replies.get(reply)
        {
            if reply.does == Doing::Say {
                posts.push((Sender::Person(*me), &reply.words));
            }
            posts.extend(reply.then.iter().take(shown).map(|post| (post.from, &post.words)));
        }
        posts
    }
}

/// What is said after an act, given what the computer is like after it.
fn said_after(said: &WindowWords, act: WindowAct, computer: Computer) -> &Key {
    match act {
        WindowAct::Hide => &said.hide,
        WindowAct::Close => &said.close,
        WindowAct::SwitchOff => &said.switch_off,
        WindowAct::Click => &said.click,
        WindowAct::Tell if computer.hidden => &said.tell_hidden,
        WindowAct::Tell => &said.tell,
    }
}

fn with<'a>(first: &'a Key, others: impl Iterator<Item = &'a Key>) -> Vec<Key> {
    std::iter::once(first).chain(others).cloned().collect()
}

/// A step as it begins.
fn entering(lesson: &Lesson, next: Next) -> Now {
    let (step, moment) = match next {
        Next::End => (lesson.steps.len(), Moment::Remember),
        Next::Step(number) => {
            let moment = match lesson.steps.get(number).map(|step| &step.activity) {
                Some(Activity::Story(_)) => Moment::Panel(0),
                Some(Activity::Chat { .. }) => Moment::Thread(1),
                Some(_) => Moment::Question,
                None => Moment::Remember,
            };
            (number, moment)
        }
    };
    Now { step, moment, work: Work::default() }
}

/// The numbers below `count` in an order that `seed` decides (SplitMix64, Fisher and Yates).
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed;
    for place in (1..count).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let with = (z ^ (z >> 31)) % (place as u64 + 1);
        order.swap(place, usize::try_from(with).unwrap_or(0));
    }
    if count > 1 && order.is_sorted() {
        order.rotate_left(1);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_never_lie_in_the_right_order_already() {
        for count in 2..8 {
            for seed in 0..500 {
                let order = shuffled(count, seed);
                assert!(!order.is_sorted(), "{count} cards, seed {seed}");
                assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), count);
            }
        }
    }
}
