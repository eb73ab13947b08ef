//! One child of the open tree: where the child stands, as a row of the day's list, and which lists take it.

use super::desk::Desk;
use super::keys as k;
use super::orders::Seen;
use super::theme;
use crate::domain::ids::PupilId;
use crate::domain::outcome::Outcome;
use crate::domain::tree::Standing;
use crate::kiosk::school::local;
use bevy_egui::egui::{Align2, Rect, Ui, pos2};

/// Which children are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Filter {
    #[default]
    Everyone,
    Promised,
    ToCome,
    Absent,
    NotYet,
}

impl Filter {
    pub(super) const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Everyone, "everyone", k::SHOW_EVERYONE),
        (Self::ToCome, "to-come", k::SHOW_TO_COME),
        (Self::Promised, "promised", k::SHOW_PROMISED),
        (Self::NotYet, "not-yet", k::SHOW_NOT_YET),
        (Self::Absent, "absent", k::SHOW_ABSENT),
    ];

    pub(super) fn words(self) -> &'static str {
        Self::ALL.iter().find(|(filter, _, _)| *filter == self).map_or(k::SHOW_EVERYONE, |(_, _, key)| *key)
    }

    pub(super) fn takes(self, state: State) -> bool {
        match self {
            Self::Everyone => true,
            Self::Promised => matches!(state, State::Promised { .. }),
            Self::ToCome => state == State::ToCome,
            Self::Absent => state == State::Absent,
            Self::NotYet => state == State::NotYet,
        }
    }
}

/// Where a child stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Promised { at_ms: i64, helped: bool },
    Absent,
    NotYet,
    Declined,
    Left,
    Unable,
    ToCome,
}

impl State {
    pub(super) fn of(standing: Option<&Standing>, absent: bool) -> Self {
        match standing {
            Some(Standing::Known { outcome, at_ms, .. }) if outcome.is_promise() => {
                Self::Promised { at_ms: *at_ms, helped: *outcome == Outcome::AgreedWithHelp }
            }
            _ if absent => Self::Absent,
            Some(Standing::Known { outcome, .. }) => match outcome {
                Outcome::Absent => Self::Absent,
                Outcome::Declined => Self::Declined,
                Outcome::Left => Self::Left,
                Outcome::Unable => Self::Unable,
                Outcome::NotYet | Outcome::Agreed | Outcome::AgreedWithHelp => Self::NotYet,
            },
            Some(Standing::ToCome) | None => Self::ToCome,
        }
    }
}

/// A child's row: leaf, name, and in words where the child stands. `true` when it was tapped.
pub(super) fn row(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    pupil: &PupilId,
    name: &str,
    state: State,
    seen: &Seen<'_>,
) -> bool {
    let asked = seen.school.notes.iter().find(|note| note.pupil.as_ref() == Some(pupil));
    let tapped = desk.row(ui, rect, &format!("today.child.{pupil}"), theme::ROW);
    let centre = pos2(rect.left() + 27.0, rect.center().y);
    let (fill, edge) = match (asked.is_some(), state) {
        (true, _) => (theme::amber(), None),
        (false, State::Promised { .. }) => (theme::leaf(), None),
        (false, State::Absent | State::Left | State::Unable) => (theme::LEAF_ABSENT, None),
        (false, _) => (theme::paper(), Some(theme::BUD_EDGE)),
    };
    desk.leaf(ui, centre, 1.0, fill, edge);
    let said = match asked {
        Some(note) => desk.say_with(k::CHILD_ASKED, &[("time", &when(desk, note.at_ms, seen))]),
        None => words(desk, state, seen),
    };
    let inside = Rect::from_min_max(pos2(rect.left() + 52.0, rect.top()), pos2(rect.right() - 13.0, rect.bottom()));
    let wide = desk.text(ui, inside, Align2::LEFT_CENTER, name, theme::BODY, true, theme::ink());
    let beside = inside.with_min_x(inside.left() + wide + 8.0);
    desk.text(ui, beside, Align2::RIGHT_CENTER, &said, theme::SMALL, false, theme::ink_soft());
    tapped
}

/// In words where a child stands.
pub(super) fn words(desk: &Desk<'_>, state: State, seen: &Seen<'_>) -> String {
    match state {
        State::Promised { at_ms, helped } => {
            let key = if helped { k::CHILD_PROMISED_WITH_HELP } else { k::CHILD_PROMISED };
            desk.say_with(key, &[("time", &when(desk, at_ms, seen))])
        }
        State::Absent => desk.say(k::CHILD_ABSENT),
        State::NotYet => desk.say(k::CHILD_NOT_YET),
        State::Declined => desk.say(k::CHILD_DECLINED),
        State::Left => desk.say(k::CHILD_LEFT),
        State::Unable => desk.say(k::CHILD_UNABLE),
        State::ToCome => desk.say(k::CHILD_TO_COME),
    }
}

/// The name a child is shown by in the class.
pub(super) fn name(seen: &Seen<'_>, pupil: &PupilId) -> String {
    let Some(pupil) = seen.school.pupil(pupil) else { return String::new() };
    seen.school.names(&pupil.class).remove(&pupil.id).unwrap_or_else(|| pupil.given_name.clone())
}

/// The time where it was today, else the day.
pub(super) fn when(desk: &Desk<'_>, at_ms: i64, seen: &Seen<'_>) -> String {
    let day = local(at_ms).date();
    if day == local(seen.now_ms).date() { desk.lang.time(at_ms) } else { desk.lang.date(day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(outcome: Outcome) -> Standing {
        Standing::Known { outcome, at_ms: 5, sequence: 1 }
    }

    #[test]
    fn a_child_who_has_promised_is_not_absent_even_when_marked_so() {
        let promised = State::Promised { at_ms: 5, helped: false };
        assert_eq!(State::of(Some(&known(Outcome::Agreed)), true), promised);
        assert_eq!(State::of(Some(&known(Outcome::NotYet)), true), State::Absent);
        assert_eq!(State::of(Some(&known(Outcome::NotYet)), false), State::NotYet);
        assert_eq!(State::of(Some(&Standing::ToCome), false), State::ToCome);
        assert_eq!(State::of(None, true), State::Absent);
    }

    #[test]
    fn every_filter_takes_what_its_words_say() {
        assert!(Filter::Everyone.takes(State::Declined));
        assert!(Filter::ToCome.takes(State::ToCome) && !Filter::ToCome.takes(State::NotYet));
        assert!(Filter::Absent.takes(State::Absent) && !Filter::Absent.takes(State::ToCome));
        let names: std::collections::BTreeSet<&str> = Filter::ALL.iter().map(|(_, name, _)| *name).collect();
        assert_eq!(names.len(), Filter::ALL.len());
    }
}
