//! Whom the teacher should talk with: children who asked for a grown-up, and children who were not sure yet. Seen here
//! only, never on the children's screens.

use super::desk::Desk;
use super::orders::{Order, PeopleOrder, Seen};
use super::{child, people_keys as p};
use crate::domain::ids::PupilId;
use crate::domain::outcome::Outcome;
use crate::domain::tree::Standing;
use crate::kiosk::school::agreement_for;

/// One talk that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Talk {
    /// The child asked for a grown-up.
    Asked { note: u64, at_ms: i64 },
    /// The child was not sure yet: the statement that says so.
    Unsure { sequence: u64, at_ms: i64 },
}

impl Talk {
    /// That it has taken place.
    pub(super) fn done(&self) -> Order {
        match self {
            Self::Asked { note, .. } => Order::Talked { note: *note },
            Self::Unsure { sequence, .. } => Order::People(PeopleOrder::TalkedAbout { sequence: *sequence }),
        }
    }

    /// How such a talk is held, in four sentences.
    pub(super) fn how(&self, desk: &Desk<'_>, name: &str) -> [String; 4] {
        let name = [("name", name)];
        match self {
            Self::Asked { .. } => [
                desk.say_with(p::ASKED_1, &name),
                desk.say(p::ASKED_2),
                desk.say(p::ASKED_3),
                desk.say_with(p::ASKED_4, &name),
            ],
            Self::Unsure { .. } => [
                desk.say(p::UNSURE_1),
                desk.say_with(p::UNSURE_2, &name),
                desk.say_with(p::UNSURE_3, &name),
                desk.say_with(p::UNSURE_4, &name),
            ],
        }
    }
}

/// The talk that is due with one child: asking for a grown-up comes first.
pub(super) fn with(seen: &Seen<'_>, pupil: &PupilId) -> Option<Talk> {
    let asked = seen.school.notes.iter().find(|note| note.pupil.as_ref() == Some(pupil));
    if let Some(note) = asked {
        return Some(Talk::Asked { note: note.number, at_ms: note.at_ms });
    }
    let class = seen.school.class(&seen.school.pupil(pupil)?.class)?;
    let agreement = agreement_for(seen.content, class)?;
    let standing = *seen.school.standings(&class.id, &agreement).get(pupil)?;
    unsure(seen, standing)
}

/// The children who were not sure yet and with whom nobody has talked since, class by class.
pub(super) fn all_unsure(seen: &Seen<'_>) -> Vec<(PupilId, Talk)> {
    let mut talks = Vec::new();
    for class in &seen.school.classes {
        let Some(agreement) = agreement_for(seen.content, class) else { continue };
        for (pupil, standing) in seen.school.standings(&class.id, &agreement) {
            talks.extend(unsure(seen, standing).map(|talk| (pupil, talk)));
        }
    }
    talks
}

fn unsure(seen: &Seen<'_>, standing: Standing) -> Option<Talk> {
    match standing {
        Standing::Known { outcome: Outcome::NotYet, at_ms, sequence } if !seen.school.talks.contains(&sequence) => {
            Some(Talk::Unsure { sequence, at_ms })
        }
        _ => None,
    }
}

/// “Aisha was not sure yet (9:26).”
pub(super) fn unsure_words(desk: &Desk<'_>, seen: &Seen<'_>, pupil: &PupilId, at_ms: i64) -> String {
    let time = child::when(desk, at_ms, seen);
    desk.say_with(p::UNSURE, &[("name", &child::name(seen, pupil)), ("time", &time)])
}
