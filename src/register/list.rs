//! A class's list: who is on it, where they stand, who is missing. Pure.

use super::standing::Standing;
use super::storage::{KnownClass, KnownPupil};
use crate::content::Content;
use crate::domain::agreement::Audience;
use crate::domain::ids::{AgreementId, PupilId};
use crate::domain::outcome::Outcome;
use std::collections::BTreeMap;

/// Whom a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Show {
    /// Everybody.
    #[default]
    Everyone,
    /// Whoever has not promised the newest rules.
    Missing,
    /// Whoever has promised, and the rules have changed since.
    Changed,
}

impl Show {
    pub(super) const ALL: [Self; 3] = [Self::Everyone, Self::Missing, Self::Changed];

    /// The word for it in addresses and Fluent keys.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Missing => "missing",
            Self::Changed => "changed",
        }
    }

    pub(super) fn from_code(code: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|show| Some(show.code()) == code).unwrap_or_default()
    }
}

/// One child of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) pupil: PupilId,
    /// `Aisha B.`; more of it only where two of the class would be alike.
    pub(super) name: String,
    /// Where they stand; `None` where nobody has asked.
    pub(super) standing: Option<Standing>,
    /// Whether the rules have changed since they were asked.
    pub(super) changed: bool,
}

impl Line {
    /// Whether they have promised the newest rules.
    pub(super) fn promised(&self) -> bool {
        !self.changed && self.outcome().is_some_and(Outcome::is_promise)
    }

    /// What came of asking, under whichever version.
    pub(super) fn outcome(&self) -> Option<Outcome> {
        self.standing.map(|standing| standing.current().outcome)
    }

    fn shown(&self, show: Show) -> bool {
        match show {
            Show::Everyone => true,
            // Whoever has left, or cannot take part, is not waited for.
            Show::Missing => !self.promised() && !matches!(self.outcome(), Some(Outcome::Left | Outcome::Unable)),
            Show::Changed => self.changed && self.outcome().is_some_and(Outcome::is_promise),
        }
    }
}

/// A class's list under one agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub(super) lines: Vec<Line>,
}

impl List {
    /// Makes it. `newest` is the newest version of the agreement that anybody at the school was asked under.
    pub(super) fn new(pupils: &[KnownPupil], agreement: Option<&AgreementId>, newest: u32) -> Self {
        let names = names(pupils);
        let line = |(pupil, name): (&KnownPupil, String)| {
            let standing = agreement.and_then(|agreement| pupil.standings.get(agreement)).copied();
            let changed = standing.is_some_and(|standing| standing.version < newest);
            Line { pupil: pupil.id.clone(), name, standing, changed }
        };
        Self { lines: pupils.iter().zip(names).map(line).collect() }
    }

    /// How many have promised the newest rules.
    pub(super) fn promised(&self) -> usize {
        self.lines.iter().filter(|line| line.promised()).count()
    }

    /// How many a filter shows.
    pub(super) fn count(&self, show: Show) -> usize {
        self.shown(show).count()
    }

    /// Whom a filter shows.
    pub(super) fn shown(&self, show: Show) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.shown(show))
    }
}

/// Which agreement a class is asked under: its year's where that is known, otherwise the one that most were asked under.
pub(super) fn agreement_of(content: &Content, class: &KnownClass, pupils: &[KnownPupil]) -> Option<AgreementId> {
    if let Some(agreement) = class.year.and_then(|year| content.agreement_for(Audience::of(year.key_stage())))
        && (pupils.is_empty() || pupils.iter().any(|pupil| pupil.standings.contains_key(&agreement.id)))
    {
        return Some(agreement.id.clone());
    }
    let mut asked: BTreeMap<&AgreementId, usize> = BTreeMap::new();
    for agreement in pupils.iter().flat_map(|pupil| pupil.standings.keys()) {
        *asked.entry(agreement).or_default() += 1;
    }
    let most = asked.into_iter().max_by_key(|(_, count)| *count).map(|(agreement, _)| agreement.clone());
    most.or_else(|| {
        let year = class.year?;
        content.agreement_for(Audience::of(year.key_stage())).map(|agreement| agreement.id.clone())
    })
}

/// The given names and the first letter of the last one (FACTS: initials where possible); the whole name where two would
/// be alike.
fn names(pupils: &[KnownPupil]) -> Vec<String> {
    let short: Vec<String> = pupils.iter().map(|pupil| short(&pupil.name)).collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for name in &short {
        *count.entry(name.to_lowercase()).or_default() += 1;
    }
    let alone = |name: &str| count.get(&name.to_lowercase()) == Some(&1);
    short.iter().zip(pupils).map(|(name, pupil)| if alone(name) { name } else { &pupil.name }.clone()).collect()
}

fn short(name: &str) -> String {
    match name.trim().rsplit_once(char::is_whitespace) {
        Some((given, family)) => match family.chars().next() {
            Some(initial) => format!("{} {initial}.", given.trim()),
            None => given.to_owned(),
        },
        None => name.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ClassId;
    use crate::register::standing::Asked;

    fn pupil(n: u64, name: &str, asked: Option<(u32, Outcome)>) -> KnownPupil {
        let agreement = AgreementId::new("ks1-pupils").unwrap();
        let standing = |(version, outcome)| (agreement, Standing::of(version, Asked { at_ms: 0, leaf: n, outcome }));
        KnownPupil {
            id: PupilId::new(format!("p-{n}")).unwrap(),
            name: name.into(),
            class: ClassId::new("willow").unwrap(),
            roll: false,
            as_of_ms: 0,
            standings: asked.map(standing).into_iter().collect(),
        }
    }

    #[test]
    fn who_is_missing_is_who_has_not_promised_the_newest_rules_and_could() {
        let pupils = [
            pupil(1, "Aisha Begum", Some((3, Outcome::Agreed))),
            pupil(2, "Ben Tate", Some((2, Outcome::Agreed))),
            pupil(3, "Chloe Moss", None),
            pupil(4, "Dev Patel", Some((3, Outcome::Absent))),
            pupil(5, "Ela Kaya", Some((3, Outcome::Left))),
        ];
        let list = List::new(&pupils, Some(&AgreementId::new("ks1-pupils").unwrap()), 3);
        let shown = |show| list.shown(show).map(|line| line.name.as_str()).collect::<Vec<_>>();
        assert_eq!(list.promised(), 1);
        assert_eq!(shown(Show::Missing), ["Ben T.", "Chloe M.", "Dev P."]);
        assert_eq!(shown(Show::Changed), ["Ben T."]);
        assert_eq!(list.count(Show::Everyone), 5);
    }

    #[test]
    fn names_are_short_unless_two_would_be_alike() {
        let pupils =
            ["Mary Jane Smith", "Tom Okafor", "Tom Oyelaran", "Zoë"].map(|name| pupil(name.len() as u64, name, None));
        assert_eq!(names(&pupils), ["Mary Jane S.", "Tom Okafor", "Tom Oyelaran", "Zoë"]);
    }
}
