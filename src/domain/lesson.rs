//! A lesson: a scenario that teaches one rule, step by step.
//!
//! It holds no sentence and no file: messages are [`Key`]s, pictures are paths below `assets/pictures/`. Steps and scenes
//! are known by their place in the lesson's lists; `content` has checked that each place is there.

use super::ids::{Key, LessonId, RuleId, StepId};
use super::school::KeyStage;
use std::collections::BTreeSet;

/// The strands of *Education for a Connected World* (UKCIS).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strand {
    /// Self-image and identity.
    SelfImageIdentity,
    /// Online relationships.
    OnlineRelationships,
    /// Online reputation.
    OnlineReputation,
    /// Online bullying.
    OnlineBullying,
    /// Managing online information.
    ManagingInformation,
    /// Health, well-being and lifestyle.
    HealthWellbeingLifestyle,
    /// Privacy and security.
    PrivacySecurity,
    /// Copyright and ownership.
    CopyrightOwnership,
}

/// Gives an enum without fields a list of all its variants and each a stable name, which is its code in files.
macro_rules! named {
    ($enum:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $enum {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in lesson files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),+ }
            }

            /// Its name in file names and messages.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The one that a lesson file calls so.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.name() == name)
            }
        }
    };
}

named!(Strand {
    SelfImageIdentity = "self-image-identity",
    OnlineRelationships = "online-relationships",
    OnlineReputation = "online-reputation",
    OnlineBullying = "online-bullying",
    ManagingInformation = "managing-information",
    HealthWellbeingLifestyle = "health-wellbeing-lifestyle",
    PrivacySecurity = "privacy-security",
    CopyrightOwnership = "copyright-ownership",
});

/// Somebody of the cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// A child of Year 2.
    Aisha,
    /// A child of Year 2.
    Tomos,
    /// A child of Year 2.
    Kofi,
    /// A child of Year 5.
    Zofia,
    /// A child of Year 5.
    Yusuf,
    /// A child of Year 5.
    Ela,
    /// Their teacher.
    MrOkoro,
    /// Ela's mother.
    Mum,
    /// Yusuf's father.
    Dad,
    /// The guide, who is never in a scene.
    Robin,
}

named!(Person {
    Aisha = "aisha",
    Tomos = "tomos",
    Kofi = "kofi",
    Zofia = "zofia",
    Yusuf = "yusuf",
    Ela = "ela",
    MrOkoro = "mr-okoro",
    Mum = "mum",
    Dad = "dad",
    Robin = "robin",
});

/// How somebody looks and stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Glad.
    Happy,
    /// In two minds.
    Unsure,
    /// Afraid that something is wrong.
    Worried,
    /// Angry.
    Cross,
    /// Pleased with what was done.
    Proud,
}

named!(Face {
    Happy = "happy",
    Unsure = "unsure",
    Worried = "worried",
    Cross = "cross",
    Proud = "proud",
});

/// Where a scene is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// The classroom.
    Classroom,
    /// A room with computers.
    ComputerRoom,
    /// The playground.
    Playground,
    /// The school's library.
    Library,
    /// The school's hall.
    Hall,
    /// A living room.
    LivingRoom,
    /// A child's bedroom.
    Bedroom,
    /// A kitchen.
    Kitchen,
    /// A swimming pool.
    Pool,
}

named!(Setting {
    Classroom = "classroom",
    ComputerRoom = "computer-room",
    Playground = "playground",
    Library = "library",
    Hall = "hall",
    LivingRoom = "living-room",
    Bedroom = "bedroom",
    Kitchen = "kitchen",
    Pool = "pool",
});

impl Setting {
    /// The place of a code, for instance `living-room`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|each| each.code() == code)
    }

    /// Its picture, below `assets/pictures/`.
    #[must_use]
    pub fn picture(self) -> String {
        format!("places/{}.svg", self.code())
    }
}

/// Somebody in a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub who: Person,
    /// With which face.
    pub face: Face,
    /// The middle of them, percent of the stage's width from its start (left, in English).
    pub at: u8,
}

impl Standing {
    /// Its picture, below `assets/pictures/`.
    #[must_use]
    pub fn picture(self) -> String {
        format!("cast/{}-{}.svg", self.who.code(), self.face.code())
    }
}

/// A thing in a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prop {
    /// Its picture, below `assets/pictures/`.
    pub picture: String,
    /// Its middle, percent of the stage's width and height from its start and top.
    pub at: (u8, u8),
    /// Percent of the stage's width.
    pub width: u8,
}

/// A place with people and things in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// Where.
    pub place: Setting,
    /// From back to front.
    pub people: Vec<Standing>,
    /// In front of the people.
    pub props: Vec<Prop>,
}

/// A scene's place in [`Lesson::scenes`].
pub type SceneNumber = usize;
/// A step's place in [`Lesson::steps`].
pub type StepNumber = usize;

/// One line that somebody says in a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// Where.
    pub scene: SceneNumber,
    /// Who says it; Robin tells.
    pub says: Person,
    /// What.
    pub words: Key,
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// To another step.
    Step(StepNumber),
    /// To what there is to remember, and then out.
    End,
}

/// One of several things to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its label.
    pub words: Key,
    /// Its picture.
    pub picture: String,
    /// Whether it is what the rule asks for.
    pub fits: bool,
    /// What then happens; never empty.
    pub then: Vec<Panel>,
    /// Where it leads, if not where the step leads.
    pub next: Option<Next>,
}

/// A card that goes into a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortCard {
    /// Its label.
    pub words: Key,
    /// Its picture.
    pub picture: String,
    /// The boxes, by their places, that it belongs in.
    pub fits: BTreeSet<usize>,
    /// Why; said wherever it was put.
    pub because: Key,
}

/// A label with a picture: a box, or a card to put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Its label.
    pub words: Key,
    /// Its picture.
    pub picture: String,
}

/// Something in a picture that can be tapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    /// What is seen, and where.
    pub prop: Prop,
    /// Its label.
    pub words: Key,
    /// Whether it is what the question asks for.
    pub counts: bool,
    /// Why; said when it is tapped.
    pub because: Key,
}

/// Who wrote a message of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// Somebody of the cast.
    Person(Person),
    /// Whoever the thread is with.
    Other,
}

/// A message of a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Who wrote it.
    pub from: Sender,
    /// What.
    pub words: Key,
}

/// What a reply does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doing {
    /// Sends its words.
    Say,
    /// Asks somebody beside the screen.
    Ask,
    /// Leaves the thread alone.
    Leave,
    /// Blocks whoever writes.
    Block,
    /// Tells an adult.
    Tell,
}

named!(Doing {
    Say = "message",
    Ask = "question",
    Leave = "leave",
    Block = "block",
    Tell = "grown-up",
});

impl Doing {
    /// Its sign, below `assets/pictures/`.
    #[must_use]
    pub fn picture(self) -> String {
        format!("things/{}.svg", self.code())
    }
}

/// An answer to a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What is sent, or its label.
    pub words: Key,
    /// What it does.
    pub does: Doing,
    /// Whether it is what the rule asks for.
    pub fits: bool,
    /// The messages that follow.
    pub then: Vec<Post>,
    /// What Robin says about it.
    pub because: Key,
    /// Where it leads, if not where the step leads.
    pub next: Option<Next>,
}

/// How guessable a word of a pass-phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordKind {
    /// Nobody would guess it.
    Plain,
    /// Whoever knows the child would try it.
    Personal,
    /// Everybody uses it.
    Common,
}

named!(WordKind {
    Plain = "plain",
    Personal = "personal",
    Common = "common",
});

/// A word to build a pass-phrase from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordCard {
    /// The word.
    pub words: Key,
    /// How guessable it is.
    pub kind: WordKind,
}

/// What can be done at the make-believe computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WindowAct {
    /// Hide the window: what the rule asks for first.
    Hide,
    /// Close the page.
    Close,
    /// Switch the computer off.
    SwitchOff,
    /// Click on what popped up.
    Click,
    /// Tell an adult.
    Tell,
}

named!(WindowAct {
    Hide = "hide",
    Close = "close",
    SwitchOff = "power",
    Click = "pointer",
    Tell = "grown-up",
});

/// What a child does in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Activity {
    /// Panels, one after another; never empty.
    Story(Vec<Panel>),
    /// What should … do? The scene then shows what happens.
    Choose {
        /// Where.
        scene: SceneNumber,
        /// The question.
        question: Key,
        /// Two to four.
        options: Vec<Choice>,
    },
    /// Cards into boxes.
    Sort {
        /// Behind the boxes, if anything.
        scene: Option<SceneNumber>,
        /// The question.
        question: Key,
        /// Two or three.
        boxes: Vec<Labelled>,
        /// Three to six.
        cards: Vec<SortCard>,
    },
    /// Finding what matters in a picture.
    Spot {
        /// Where.
        scene: SceneNumber,
        /// The question.
        question: Key,
        /// Three to six.
        finds: Vec<Find>,
    },
    /// A message thread unrolls; then a reply.
    Chat {
        /// The name of the thread.
        with: Key,
        /// Whose screen it is.
        me: Person,
        /// The question.
        question: Key,
        /// In order.
        thread: Vec<Post>,
        /// Two to four.
        replies: Vec<Reply>,
    },
    /// A make-believe computer on which something nasty pops up: only ever a covered shape.
    Window {
        /// The question.
        question: Key,
        /// What was on the page before.
        page: String,
        /// Who is told.
        adult: Person,
        /// What is said after each act.
        said: WindowWords,
    },
    /// A pass-phrase out of word cards; never a real one.
    Build {
        /// The question.
        question: Key,
        /// How many words.
        slots: usize,
        /// Six to nine.
        cards: Vec<WordCard>,
        /// Said of a phrase that nobody would guess.
        strong: Key,
        /// Said where a word is personal.
        personal: Key,
        /// Said where a word is common.
        common: Key,
    },
    /// What first, what next.
    Order {
        /// The question.
        question: Key,
        /// In the right order.
        cards: Vec<Labelled>,
        /// Said of the right order.
        right: Key,
        /// Said of another one.
        almost: Key,
    },
}

impl Activity {
    /// What is asked; a story asks nothing.
    #[must_use]
    pub fn question(&self) -> Option<&Key> {
        match self {
            Self::Story(_) => None,
            Self::Choose { question, .. }
            | Self::Sort { question, .. }
            | Self::Spot { question, .. }
            | Self::Chat { question, .. }
            | Self::Window { question, .. }
            | Self::Build { question, .. }
            | Self::Order { question, .. } => Some(question),
        }
    }

    /// Its name, as in lesson files.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Story(_) => "Story",
            Self::Choose { .. } => "Choose",
            Self::Sort { .. } => "Sort",
            Self::Spot { .. } => "Spot",
            Self::Chat { .. } => "Chat",
            Self::Window { .. } => "Window",
            Self::Build { .. } => "Build",
            Self::Order { .. } => "Order",
        }
    }
}

/// What is said after each act at the make-believe computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowWords {
    /// It is hidden.
    pub hide: Key,
    /// The page is closed.
    pub close: Key,
    /// It is off.
    pub switch_off: Key,
    /// It was clicked.
    pub click: Key,
    /// An adult was told before it was hidden.
    pub tell: Key,
    /// An adult was told after.
    pub tell_hidden: Key,
}

/// One step of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name within the lesson.
    pub id: StepId,
    /// What is done.
    pub activity: Activity,
    /// Where it leads.
    pub next: Next,
}

impl Step {
    /// Where it can lead: its own way and those of its choices. With `fitting`, only by what the rule asks for.
    #[must_use]
    pub fn ways(&self, fitting: bool) -> Vec<Next> {
        let taken = |fits: bool| fits || !fitting;
        match &self.activity {
            Activity::Choose { options, .. } => {
                options.iter().filter(|option| taken(option.fits)).map(|each| each.next.unwrap_or(self.next)).collect()
            }
            Activity::Chat { replies, .. } => {
                replies.iter().filter(|reply| taken(reply.fits)).map(|each| each.next.unwrap_or(self.next)).collect()
            }
            _ => vec![self.next],
        }
    }
}

/// The teacher's notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeacherNotes {
    /// What the children can do afterwards.
    pub aim: Key,
    /// Questions to ask on the way.
    pub ask: Vec<Key>,
    /// Likely misunderstandings, and what to answer.
    pub listen_for: Vec<Key>,
}

/// A scenario that teaches one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// Its identifier.
    pub id: LessonId,
    /// The rule it teaches.
    pub rule: RuleId,
    /// Whom it is for.
    pub key_stage: KeyStage,
    /// Its title.
    pub title: Key,
    /// What it belongs to in *Education for a Connected World*; never empty.
    pub strands: BTreeSet<Strand>,
    /// How long it takes a child alone, minutes.
    pub minutes: u8,
    /// The sentence to take home.
    pub remember: Key,
    /// The question for the class.
    pub talk: Key,
    /// For the teacher.
    pub teacher: TeacherNotes,
    /// Places with people and things in them.
    pub scenes: Vec<Scene>,
    /// What is done; begins with the first; never empty.
    pub steps: Vec<Step>,
}

impl Lesson {
    /// The steps that no way from the first leads to.
    #[must_use]
    pub fn unreachable(&self) -> Vec<StepNumber> {
        let reached = self.reached_from_start(false);
        (0..self.steps.len()).filter(|step| !reached.contains(step)).collect()
    }

    /// The steps from which no way leads to the end.
    #[must_use]
    pub fn without_exit(&self) -> Vec<StepNumber> {
        let mut leaving: BTreeSet<StepNumber> = BTreeSet::new();
        loop {
            let more: Vec<StepNumber> = (0..self.steps.len())
                .filter(|number| !leaving.contains(number))
                .filter(|number| {
                    self.steps.get(*number).is_some_and(|step| {
                        step.ways(false).iter().any(|way| match way {
                            Next::End => true,
                            Next::Step(to) => leaving.contains(to),
                        })
                    })
                })
                .collect();
            if more.is_empty() {
                return (0..self.steps.len()).filter(|step| !leaving.contains(step)).collect();
            }
            leaving.extend(more);
        }
    }

    /// Whether doing what the rule asks for at every step leads to the end.
    #[must_use]
    pub fn ends_well(&self) -> bool {
        self.reached_from_start(true)
            .iter()
            .filter_map(|number| self.steps.get(*number))
            .any(|step| step.ways(true).contains(&Next::End))
    }

    fn reached_from_start(&self, fitting: bool) -> BTreeSet<StepNumber> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![0];
        while let Some(number) = waiting.pop() {
            let Some(step) = self.steps.get(number) else { continue };
            if reached.insert(number) {
                waiting.extend(step.ways(fitting).into_iter().filter_map(|way| match way {
                    Next::Step(to) => Some(to),
                    Next::End => None,
                }));
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::new(text).unwrap()
    }

    /// Steps of choices: each option is (fits, where it leads).
    fn lesson(steps: &[&[(bool, Next)]]) -> Lesson {
        let choice = |(fits, next): &(bool, Next)| Choice {
            words: key("w"),
            picture: "things/x.svg".into(),
            fits: *fits,
            then: vec![Panel { scene: 0, says: Person::Robin, words: key("t") }],
            next: Some(*next),
        };
        let step = |(number, options): (usize, &&[(bool, Next)])| Step {
            id: StepId::new(format!("s{number}")).unwrap(),
            activity: Activity::Choose { scene: 0, question: key("q"), options: options.iter().map(choice).collect() },
            next: Next::End,
        };
        Lesson {
            id: LessonId::new("l").unwrap(),
            rule: RuleId::new("ks1.r").unwrap(),
            key_stage: KeyStage::Ks1,
            title: key("title"),
            strands: BTreeSet::from([Strand::PrivacySecurity]),
            minutes: 1,
            remember: key("remember"),
            talk: key("talk"),
            teacher: TeacherNotes { aim: key("aim"), ask: Vec::new(), listen_for: Vec::new() },
            scenes: Vec::new(),
            steps: steps.iter().enumerate().map(step).collect(),
        }
    }

    #[test]
    fn a_step_that_nothing_leads_to_is_found() {
        use Next::{End, Step};
        let lesson = lesson(&[&[(true, Step(2))], &[(true, End)], &[(true, End)]]);
        assert_eq!(lesson.unreachable(), [1]);
        assert!(lesson.without_exit().is_empty());
    }

    #[test]
    fn steps_that_lead_only_to_each_other_are_found() {
        use Next::{End, Step};
        let lesson = lesson(&[&[(true, Step(1)), (false, End)], &[(true, Step(2))], &[(true, Step(1))]]);
        assert_eq!(lesson.without_exit(), [1, 2]);
        assert!(!lesson.ends_well(), "only the choice that does not fit leads out");
    }

    #[test]
    fn names_and_codes_lead_back() {
        assert_eq!(Person::from_name("MrOkoro"), Some(Person::MrOkoro));
        assert_eq!(Setting::from_code("living-room").map(Setting::picture).as_deref(), Some("places/living-room.svg"));
        let standing = Standing { who: Person::Mum, face: Face::Proud, at: 50 };
        assert_eq!(standing.picture(), "cast/mum-proud.svg");
    }
}
