//! What a child needs so that they can take part: only what the screens act on, and never why.

use super::ids::StaffId;

/// One child's needs. Special category data: kept on the kiosk only, in no statement and no list, gone with the child.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// Bigger letters.
    pub bigger: bool,
    /// Fewer sounds, and nothing that moves.
    pub calmer: bool,
    /// A stamp is offered before writing with a finger.
    pub stamp: bool,
    /// The adult who helps them at every promise, unless the teacher names another that day.
    pub helper: Option<StaffId>,
    /// BCP 47 tag of the language that they hear and read; `None`: the kiosk's own.
    pub language: Option<String>,
}

impl Needs {
    /// Whether there is anything at all.
    #[must_use]
    pub fn is_some(&self) -> bool {
        *self != Self::default()
    }
}
