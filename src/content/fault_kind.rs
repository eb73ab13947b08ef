//! Every kind of thing that can be wrong with content: one variant each, with its sentence.

use super::fault::Place;
use crate::domain::agreement::{Audience, SignedField};
use crate::domain::ids::{AgreementId, IdError, LessonId, RuleId, StepId};
use crate::domain::school::KeyStage;
use std::collections::BTreeSet;
use std::fmt;

/// Who names a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedBy {
    /// A rule, as what is promised.
    Rule(RuleId),
    /// An agreement, as its title.
    Title(AgreementId),
    /// An agreement, as a question to ask at home.
    Question(AgreementId),
    /// A lesson, in one of its steps or notes.
    Lesson(LessonId),
}

impl NamedBy {
    fn are(&self) -> &'static str {
        match self {
            Self::Rule(_) | Self::Lesson(_) => "are",
            Self::Title(_) | Self::Question(_) => "is",
        }
    }
}

impl fmt::Display for NamedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(id) => write!(f, "rule “{id}” names the words"),
            Self::Title(id) => write!(f, "agreement “{id}” names the title"),
            Self::Question(id) => write!(f, "agreement “{id}” names the question"),
            Self::Lesson(id) => write!(f, "lesson “{id}” names the words"),
        }
    }
}

/// Who shows a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PicturedBy {
    /// A rule.
    Rule(RuleId),
    /// A lesson.
    Lesson(LessonId),
}

impl fmt::Display for PicturedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(id) => write!(f, "rule “{id}”"),
            Self::Lesson(id) => write!(f, "lesson “{id}”"),
        }
    }
}

/// A list with too few or too many things in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The list.
    pub field: &'static str,
    /// How many it has.
    pub found: usize,
    /// How many it needs.
    pub least: usize,
    /// How many it may have.
    pub most: usize,
}

/// What there are too many words in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// One sentence.
    Sentence,
    /// What is said at once.
    Message,
    /// A question or heading.
    Question,
    /// What stands on an answer.
    Label,
    /// A note for the teacher.
    Note,
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sentence => "a sentence",
            Self::Message => "a line",
            Self::Question => "a question or heading",
            Self::Label => "a label",
            Self::Note => "a note",
        })
    }
}

/// A message of a lesson with too many words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLong {
    /// The message.
    pub key: String,
    /// What there are too many words in.
    pub length: Length,
    /// How many it has.
    pub words: usize,
    /// How many it may have.
    pub most: usize,
    /// Whom it is for.
    pub key_stage: KeyStage,
}

/// What is wrong. Each sentence says what, with what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    // Any file.
    /// The file or folder could not be read.
    #[error("cannot be read ({why}); check that it is there and that this account may read it")]
    Unreadable {
        /// What the system says.
        why: std::io::ErrorKind,
    },
    /// The bytes from here on are not UTF-8.
    #[error("is not UTF-8 from here on; save the file as UTF-8")]
    NotUtf8,

    // Agreements.
    /// Not RON.
    #[error("this is not RON ({why}); mend it at or just before this place")]
    Ron {
        /// What the RON parser says.
        why: String,
    },
    /// A field nobody knows.
    #[error("there is no field “{field}” here; the fields are {}", listed(known))]
    FieldUnknown {
        /// As written.
        field: String,
        /// Those that may stand here.
        known: &'static [&'static str],
    },
    /// A field that has to be there.
    #[error("the field “{field}” is missing; add `{field}: …`")]
    FieldMissing {
        /// Its name.
        field: &'static str,
    },
    /// A field that is there twice.
    #[error("the field “{field}” is here twice; keep one")]
    FieldTwice {
        /// Its name.
        field: &'static str,
    },
    /// A value of the wrong kind.
    #[error("the field “{field}” cannot hold this ({why}); give it a value of the right kind")]
    FieldValue {
        /// Its name.
        field: &'static str,
        /// What the RON parser says.
        why: String,
    },
    /// A format of another version of this program.
    #[error("format {found} is not one this program reads; write `format: {known}`, or use the program that wrote it")]
    FormatUnknown {
        /// As written.
        found: u32,
        /// What this program reads.
        known: u32,
    },
    /// Not an identifier.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The file is called otherwise than the agreement in it.
    #[error("agreement “{id}” is in a file of another name; rename the file to {id}.ron")]
    FileName {
        /// The agreement.
        id: AgreementId,
    },
    /// Two agreements for one audience: the kiosk could not choose.
    #[error("agreement “{id}” is for the same audience as “{other}” ({}); keep one of the two", whom(*audience))]
    AudienceTwice {
        /// The agreement here.
        id: AgreementId,
        /// The other one.
        other: AgreementId,
        /// Whom both are for.
        audience: Audience,
    },
    /// A version below 1.
    #[error("versions begin at 1; write `version: 1`")]
    VersionZero,
    /// Nothing to promise.
    #[error("there is no rule to promise; add one to `rules`")]
    NoRules,
    /// Not one agreement.
    #[error("there is no agreement here; put back ks1-pupils.ron or ks2-pupils.ron")]
    NoAgreements,
    /// Extra rules, which format 1 keeps a place for and this program cannot ask for yet.
    #[error("this version of Promise Tree cannot ask for addenda; write `addenda: []`")]
    Addenda,
    /// A promise that nobody signs.
    #[error("nothing is written down when it is signed; pupils need `signed_with: [Name, Date]` at least")]
    SignedWithNothing,
    /// The same field twice.
    #[error("{field:?} is signed with twice; keep one")]
    SignedTwice {
        /// Which.
        field: SignedField,
    },
    /// A rule whose identifier does not say whom it is for.
    #[error("rule “{rule}” is for {}; begin its identifier with “{prefix}”", whom(*audience))]
    RulePrefix {
        /// The rule.
        rule: RuleId,
        /// Whom it is for.
        audience: Audience,
        /// How its identifier should begin.
        prefix: &'static str,
    },
    /// Two rules of one identifier.
    #[error("rule “{rule}” is also at {first}; give one of them another identifier")]
    RuleTwice {
        /// The rule.
        rule: RuleId,
        /// Where it was first.
        first: Place,
    },
    /// Two rules of one agreement that promise the same words.
    #[error("rule “{rule}” promises “{key}”, which rule “{other}” promises already; give it words of its own")]
    WordsTwice {
        /// The rule here.
        rule: RuleId,
        /// The message.
        key: String,
        /// The rule that has it already.
        other: RuleId,
    },

    // Lessons.
    /// A lesson in a file of another name.
    #[error("lesson “{id}” is in a file of another name; rename the file to {id}.ron")]
    LessonFileName {
        /// The lesson.
        id: LessonId,
    },
    /// Two lessons of one identifier.
    #[error("lesson “{id}” is also at {first}; give one of them another identifier")]
    LessonTwice {
        /// The lesson.
        id: LessonId,
        /// Where it was first.
        first: Place,
    },
    /// A lesson in the folder of the other key stage.
    #[error("rule “{rule}” is of the other key stage; move the file to the other folder, or teach a rule of this one")]
    LessonElsewhere {
        /// The rule.
        rule: RuleId,
    },
    /// A lesson for a rule that no agreement has.
    #[error("no agreement has a rule “{rule}”; write the identifier of a rule of lessons/agreements")]
    RuleUnknown {
        /// The rule.
        rule: RuleId,
    },
    /// A word that is none of those that may stand here.
    #[error("“{found}” cannot stand here; {field} is one of {known}")]
    NotOneOf {
        /// The field.
        field: &'static str,
        /// As written, its beginning.
        found: String,
        /// What may stand here.
        known: String,
    },
    /// A list with too few or too many things in it.
    #[error("{} has {}, and needs {}; {} some", .0.field, .0.found, between(.0.least, .0.most), if .0.found < .0.least { "add" } else { "take out" })]
    Count(Counted),
    /// A number that is too small or too big.
    #[error("{field} is {found}; write a number from {least} to {most}")]
    Range {
        /// The field.
        field: &'static str,
        /// As written.
        found: usize,
        /// The smallest.
        least: usize,
        /// The biggest.
        most: usize,
    },
    /// The same name twice in one list.
    #[error("there is another {what} “{name}” at {first}; give one of them another name")]
    NameTwice {
        /// `step`, `scene` or `box`.
        what: &'static str,
        /// The name.
        name: String,
        /// Where it was first.
        first: Place,
    },
    /// A step that is called like the end of the lesson.
    #[error("“end” means the end of the lesson; give the step another name")]
    StepCalledEnd,
    /// A way to a step that is not there.
    #[error("there is no step “{step}”; write the id of a step, or \"end\"")]
    StepUnknown {
        /// As written.
        step: String,
    },
    /// A step that no way leads to.
    #[error("nothing leads to the step “{step}”; let another step's `next` lead to it, or take it out")]
    StepUnreachable {
        /// The step.
        step: StepId,
    },
    /// A step that no way leads out of.
    #[error("the step “{step}” leads round in a circle; let one of its ways lead on")]
    StepWithoutExit {
        /// The step.
        step: StepId,
    },
    /// Whoever does what the rule asks for never gets to the end.
    #[error("whoever chooses what fits never comes to the end; let the fitting choices lead there")]
    NoRightEnding,
    /// A scene that is not there.
    #[error("there is no scene “{scene}”; add it to `scenes`, or mend its name")]
    SceneUnknown {
        /// As written.
        scene: String,
    },
    /// A scene that no step shows.
    #[error("no step shows the scene “{scene}”; take it out, or show it")]
    SceneUnused {
        /// The scene.
        scene: String,
    },
    /// Somebody who speaks without being there.
    #[error("{who} speaks and is not in the scene; add {who} to its people, or let Robin tell it")]
    SpeakerAbsent {
        /// Who.
        who: &'static str,
    },
    /// The guide as one of the people.
    #[error("Robin is the guide and stands in no scene; let Robin say a line instead")]
    RobinInScene,
    /// People who would stand in each other.
    #[error("two people stand in each other; put them {apart} or more apart")]
    Crowded {
        /// Percent of the stage's width.
        apart: u8,
    },
    /// A question that nothing answers well.
    #[error("nothing here is what the rule asks for; mark at least one as fitting")]
    NothingFits,
    /// A choice that leads to nothing.
    #[error("nothing happens after this choice; show what follows from it in `then`")]
    NoConsequence,
    /// A box that is not there.
    #[error("there is no box “{name}”; write the id of one of the boxes")]
    BoxUnknown {
        /// As written.
        name: String,
    },
    /// A message of a lesson that does not say whose it is.
    #[error("“{key}” is named by the lesson “{id}”; begin it with “{id}-”")]
    KeyPrefix {
        /// The message.
        key: String,
        /// The lesson.
        id: LessonId,
    },
    /// A message of a lesson with too many words.
    #[error("“{}” has {} of {} words, too many for {} (at most {}); shorten it or split it", .0.key, .0.length, .0.words, pupils(.0.key_stage), .0.most)]
    TooLong(TooLong),
    /// Too many words at once.
    #[error("the question of “{step}” and its answers have {words} words, too many for {} (at most {most}); shorten the labels, or ask in two steps", pupils(*key_stage))]
    ScreenTooFull {
        /// The step.
        step: StepId,
        /// How many there are.
        words: usize,
        /// How many there may be.
        most: usize,
        /// Whom it is for.
        key_stage: KeyStage,
    },

    // Words.
    /// A message that is named and is not there.
    #[error("{by} “{key}”, which {} in no .ftl file of {language}; add `{key} = …` to locales/{language}/{file}", by.are())]
    WordsMissing {
        /// Who names it.
        by: NamedBy,
        /// The message.
        key: String,
        /// The language.
        language: String,
        /// The file it belongs in.
        file: String,
    },
    /// A message the program itself needs.
    #[error("the kiosk needs the message “{key}”; add `{key} = …` here")]
    MessageMissing {
        /// The message.
        key: String,
    },
    /// A message nobody uses.
    #[error("nothing uses the message “{key}”; take it out, or mend its name")]
    MessageUnused {
        /// The message.
        key: String,
    },
    /// A message in the wrong file.
    #[error("the message “{key}” belongs in {file}; move it there")]
    MessageElsewhere {
        /// The message.
        key: String,
        /// Where it belongs, for instance `agreements.ftl`.
        file: String,
    },
    /// The same message twice in one language.
    #[error("the message “{key}” is also at {first}; keep one")]
    MessageTwice {
        /// The message.
        key: String,
        /// Where it was first.
        first: Place,
    },
    /// A message with attributes and no text of its own.
    #[error("the message “{key}” has no text; write `{key} = …`")]
    NoText {
        /// The message.
        key: String,
    },
    /// A promise or a line of a lesson with something to fill in, which cannot be spoken, nor be the same words for everybody.
    #[error("the words “{key}” are spoken, the same to every child, so they cannot hold a placeable; write them out")]
    WordsNotPlain {
        /// The message.
        key: String,
    },
    /// A promise too long to say aloud.
    #[error("“{key}” has {words} words, too many for {} (at most {most}); shorten it or split it", whom(*audience))]
    WordsTooMany {
        /// The message.
        key: String,
        /// How many it has.
        words: usize,
        /// How many it may have.
        most: usize,
        /// Whom it is for.
        audience: Audience,
    },
    /// Not Fluent.
    #[error("this is not Fluent ({why}); mend the message at or just before this place")]
    Fluent {
        /// What the Fluent parser says.
        why: String,
    },
    /// A variable the program does not give.
    #[error(
        "the message “{key}” asks for ${variable}, which the kiosk does not give; it gives {}",
        listed_or_none(given)
    )]
    VariableUnknown {
        /// The message.
        key: String,
        /// The variable.
        variable: String,
        /// Those it may use.
        given: &'static [&'static str],
    },
    /// A reference to a message or term that is not there.
    #[error("the message “{key}” refers to “{to}”, which is not in this language; add it or take the reference out")]
    ReferenceMissing {
        /// The message.
        key: String,
        /// What it refers to, terms with their hyphen.
        to: String,
    },
    /// A function, of which the program has none.
    #[error("the message “{key}” calls {function}(), and there are no functions here; write it without")]
    FunctionUnknown {
        /// The message.
        key: String,
        /// The function.
        function: String,
    },
    /// A folder whose name is not a language.
    #[error("“{name}” is not the tag of a language (BCP 47); name the folder like `cy` or `en-GB`")]
    LanguageTag {
        /// The folder.
        name: String,
    },
    /// No English, on which all else falls back.
    #[error("there is no en-GB here, which every other language falls back on; put it back")]
    NoEnglish,
    /// A message that English has and this language has not.
    #[error("{language} has no “{key}” (en-GB: “{english}”); add `{key} = …` here")]
    TranslationMissing {
        /// The message.
        key: String,
        /// The language.
        language: String,
        /// What it says in English, placeables as dots.
        english: String,
    },
    /// A message that English has not.
    #[error("en-GB has no message “{key}”, so nothing can use it; take it out, or mend its name")]
    TranslationExtra {
        /// The message.
        key: String,
    },
    /// A translation with other variables than the English.
    #[error("“{key}” uses {} where en-GB uses {}; use the same", variables(found), variables(expected))]
    VariablesDiffer {
        /// The message.
        key: String,
        /// Those of the English.
        expected: BTreeSet<String>,
        /// Those here.
        found: BTreeSet<String>,
    },

    // Pictures.
    /// A picture outside the folder of pictures.
    #[error("the picture “{picture}” of {by} is no path below assets/pictures; write it like `rules/name.svg`")]
    PicturePath {
        /// Who shows it.
        by: PicturedBy,
        /// As written.
        picture: String,
    },
    /// A picture that is not there.
    #[error("a picture of {by} is not there; draw assets/pictures/{picture}, or name another")]
    PictureMissing {
        /// Who shows it.
        by: PicturedBy,
        /// As written.
        picture: String,
    },
    /// Not XML.
    #[error("this is not XML ({why}); export the picture again as plain SVG")]
    PictureSyntax {
        /// What the XML parser says.
        why: String,
    },
    /// XML, and not SVG.
    #[error("the outermost element is not <svg xmlns=\"http://www.w3.org/2000/svg\">; export the picture again as SVG")]
    PictureNotSvg,
    /// A picture without a size of its own.
    #[error("the picture has no viewBox of four numbers with a width and a height; add one so that it fills its frame")]
    PictureViewBox,
    /// Words in a picture: nobody translates or speaks them.
    #[error("the picture has text in it, which is not shown, spoken or translated; draw it, or say it in the words")]
    PictureText,
    /// A picture that the program itself needs.
    #[error("the kiosk needs this picture; draw it and put it here")]
    PictureNeeded,
    /// A picture nobody shows.
    #[error("no rule shows this picture; take it out, or name it in an agreement")]
    PictureUnused,

    // Narration.
    /// English without a voice.
    #[error("{language} has no narration; render it with tools/narrate")]
    NarrationMissing {
        /// The language.
        language: String,
    },
    /// A voice for a language without words.
    #[error("there are no words in “{language}” to speak; add locales/{language} or take this folder out")]
    NarrationAlone {
        /// The folder.
        language: String,
    },
    /// A manifest that is not one.
    #[error("this is no manifest of clips ({why}); render again with tools/narrate")]
    Manifest {
        /// What the JSON parser says.
        why: String,
    },
    /// A manifest of another version of the tool.
    #[error("manifest format {found} is not one this program reads ({known}); render again with tools/narrate")]
    ManifestFormat {
        /// As written.
        found: u32,
        /// What this program reads.
        known: u32,
    },
    /// A manifest in the wrong folder.
    #[error("the manifest is of “{found}” and lies in the folder of “{folder}”; move it, or render again")]
    ManifestLanguage {
        /// As written.
        found: String,
        /// Where it lies.
        folder: String,
    },
    /// A message without a clip in a language that has a voice.
    #[error("“{key}” has no clip in {language}; render it with tools/narrate, or record it")]
    ClipMissing {
        /// The message.
        key: String,
        /// The language.
        language: String,
    },
    /// A clip that says something else now.
    #[error("the clip of “{key}” says other words than these; render it again with tools/narrate, or record it again")]
    ClipStale {
        /// The message.
        key: String,
    },
    /// A clip that is listed and not there.
    #[error("the clip {key}.ogg is not there; render it with tools/narrate, or record it")]
    ClipGone {
        /// The message.
        key: String,
    },
    /// A clip other than the one that was listed.
    #[error("{key}.ogg is not the clip listed here; adopt the new recording with tools/narrate, or render it again")]
    ClipChanged {
        /// The message.
        key: String,
    },
    /// Times of words that cannot be those of this message's words.
    #[error(
        "the times of the words of “{key}” are not one for each word, in order and within the clip; render it again with tools/narrate"
    )]
    ClipWords {
        /// The message.
        key: String,
    },
    /// A clip that is listed twice.
    #[error("the clip of “{key}” is listed twice; keep one line")]
    ClipTwice {
        /// The message.
        key: String,
    },
    /// A clip of no message.
    #[error("no narrated message is called “{key}”; remove its clip with tools/narrate --prune")]
    ClipUnused {
        /// The clip's key.
        key: String,
    },
    /// A clip that the manifest does not know.
    #[error("this clip is not in manifest.json; adopt it with tools/narrate, or take it out")]
    ClipUnlisted,
}

fn whom(audience: Audience) -> &'static str {
    match audience {
        Audience::Ks1Pupils => pupils(KeyStage::Ks1),
        Audience::Ks2Pupils => pupils(KeyStage::Ks2),
    }
}

fn pupils(key_stage: KeyStage) -> &'static str {
    match key_stage {
        KeyStage::Ks1 => "Key Stage 1 pupils",
        KeyStage::Ks2 => "Key Stage 2 pupils",
    }
}

fn between(least: usize, most: usize) -> String {
    if least == most { format!("{least}") } else { format!("{least} to {most}") }
}

fn listed(names: &[&str]) -> String {
    names.join(", ")
}

fn listed_or_none(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", "),
    }
}

fn variables(names: &BTreeSet<String>) -> String {
    match names.len() {
        0 => "no variable".to_owned(),
        _ => names.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", "),
    }
}
