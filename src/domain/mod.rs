//! What Promise Tree is about, and nothing else: schools, agreements, lessons, a child's journey, outcomes.
//!
//! Pure. It uses serde, thiserror and jiff's civil dates; it never touches Bevy, SQL, HTTP, files, a clock or randomness:
//! time and ids are passed in. `make lint` compiles this folder alone to prove it (`tools/layers/`).

pub mod agreement;
pub mod agreement_draft;
pub mod agreement_version;
pub mod correction;
pub mod due;
pub mod follow_up;
pub mod ids;
pub mod journey;
pub mod kept_words;
pub mod lesson;
pub mod mark;
pub mod needs;
pub mod outcome;
pub mod play;
pub mod rights;
pub mod roll;
pub mod school;
pub mod school_defaults;
pub mod translation;
pub mod tree;
pub mod upn;
