//! Everything a child sees or hears: files to validated domain.
//!
//! A content folder holds `lessons/agreements/*.ron` (which promises), `lessons/ks1/*.ron` and `lessons/ks2/*.ron` (what
//! is played before them), `locales/<language>/*.ftl` (their words),
//! `assets/pictures/` (SVG) and `assets/narration/<language>/` (a voice). Reading it gathers *all* its faults, each with
//! file, line and what to do: [`check()`] lists them, [`Content::load`] gives the running product what is sound and refuses
//! a folder that could show a child a wrong promise.
//!
//! It uses `domain` and files. It never touches the ledger, the database, a window or the network, and has no sentence of
//! its own for a child: [`keys`] names the messages that the program asks for, and the words are in the files.

mod adopt;
mod agreement_file;
mod check;
mod dates;
mod fault;
mod fault_kind;
mod fingerprint;
mod fluent_file;
pub mod keys;
mod lesson_file;
mod lesson_steps;
mod lesson_words;
mod load;
mod locale;
mod narration;
mod new_lesson;
mod pictures;
mod ron_table;
mod root;
mod source;
mod usable;
mod words;

pub use adopt::{are_whole, text_of_kept, words_of};
pub use check::check;
pub use fault::{Fault, Place};
pub use fault_kind::{Counted, FaultKind, Length, NamedBy, PicturedBy, TooLong};
pub use lesson_file::read_lesson;
pub use load::{ClipRef, Content};
pub use new_lesson::{NewLessonError, new_lesson};
pub use root::{ContentRoot, RootError, VARIABLE};
pub use usable::Unusable;
pub use words::{Direction, Value, Words};

/// The language that is always complete, and that every other one falls back on.
pub const REFERENCE: &str = "en-GB";

/// The agreements, below the content folder.
const AGREEMENTS: &str = "lessons/agreements";
/// The lessons for Reception to Year 2.
const LESSONS_KS1: &str = "lessons/ks1";
/// The lessons for Years 3 to 6.
const LESSONS_KS2: &str = "lessons/ks2";
/// The languages.
const LOCALES: &str = "locales";
/// The folder of a language that holds what children hear in lessons, a file each.
const LESSONS_FOLDER: &str = "lessons";
/// The folder of a language that holds the teacher's notes of lessons, a file each.
const TEACHERS_FOLDER: &str = "teachers";
/// The pictures.
const PICTURES: &str = "assets/pictures";
/// The voices.
const NARRATION: &str = "assets/narration";
