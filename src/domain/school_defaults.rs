//! What a school would have on every panel, wherever nobody at the panel has set it otherwise.

use serde::{Deserialize, Serialize};

/// The fewest and the most minutes after which an untouched kiosk locks itself.
pub const IDLE_MINUTES: std::ops::RangeInclusive<u32> = 1..=30;

/// What a school says of its panels; `None` where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolDefaults {
    /// Untouched for so many minutes, a kiosk locks itself.
    pub idle_minutes: Option<u32>,
    /// Whether leaves sway and open.
    pub motion: Option<bool>,
}

impl SchoolDefaults {
    /// Whether all of it can be set on a panel.
    #[must_use]
    pub fn is_sane(&self) -> bool {
        self.idle_minutes.is_none_or(|minutes| IDLE_MINUTES.contains(&minutes))
    }
}

/// What a panel has after the school says something new: the new word, unless somebody at the panel has set it to something else
/// than what the school said before. `usual` stands in for the school where it says nothing.
#[must_use]
pub fn followed<T: PartialEq>(here: T, before: Option<T>, now: Option<T>, usual: T) -> T {
    let said_before = before.as_ref().unwrap_or(&usual);
    if &here == said_before { now.unwrap_or(usual) } else { here }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_follows_the_school_until_somebody_sets_it_otherwise() {
        assert_eq!(followed(10, None, Some(5), 10), 5, "nobody had set anything");
        assert_eq!(followed(5, Some(5), Some(3), 10), 3, "it had followed");
        assert_eq!(followed(20, Some(5), Some(3), 10), 20, "somebody has set it");
        assert_eq!(followed(3, Some(3), None, 10), 10, "the school says nothing any more");
        assert_eq!(followed(20, Some(3), None, 10), 20);
        let odd = SchoolDefaults { idle_minutes: Some(0), motion: None };
        assert!(!odd.is_sane() && SchoolDefaults::default().is_sane());
    }
}
