//! Which class of the kiosk a class of the file is, and which year it is in.

use super::difference::ClassRemark;
use super::names::fold_class;
use super::proposal::Proposal;
use super::year;
use crate::domain::ids::ClassId;
use crate::domain::school::{Class, YearGroup};
use crate::store::Roster;
use std::collections::BTreeMap;

/// A class of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundClass {
    /// Its name: the kiosk's, or else as the file first writes it.
    pub name: String,
    /// Which class of the kiosk it is; `None` where it is new.
    pub known: Option<ClassId>,
    /// The year that it is in after the import; `None` where nothing says so.
    pub year: Option<YearGroup>,
    /// The year that it is in now.
    pub before: Option<YearGroup>,
}

/// The classes of a file by their folded name, and what was odd about them.
pub(super) fn classes(roster: &Roster, proposal: &Proposal) -> (BTreeMap<String, FoundClass>, Vec<ClassRemark>) {
    let mut known: BTreeMap<String, &Class> = BTreeMap::new();
    for class in &roster.classes {
        known.entry(fold_class(&class.name)).or_insert(class);
    }
    let said: BTreeMap<String, YearGroup> =
        proposal.years.iter().map(|(class, year)| (fold_class(class), *year)).collect();
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    let mut years: BTreeMap<String, BTreeMap<YearGroup, usize>> = BTreeMap::new();
    for pupil in &proposal.pupils {
        let folded = fold_class(&pupil.class);
        names.entry(folded.clone()).or_insert(&pupil.class);
        let years = years.entry(folded).or_default();
        if let Some(year) = pupil.year {
            *years.entry(year).or_default() += 1;
        }
    }
    let (mut found, mut remarks) = (BTreeMap::new(), Vec::new());
    for (folded, name) in names {
        // The same identifier says more than the same name.
        let same = proposal.classes.get(&folded).and_then(|id| roster.class(id));
        let known = same.or_else(|| known.get(&folded).copied());
        let before = known.map(|class| class.year);
        let counts = years.get(&folded).cloned().unwrap_or_default();
        let counted = most(&counts, before);
        let name = known.map_or(name, |class| class.name.as_str()).to_owned();
        let year = said.get(&folded).copied().or(counted).or(before).or_else(|| {
            let year = year::of_class(&name)?;
            remarks.push(ClassRemark::YearFromName { class: name.clone(), year });
            Some(year)
        });
        if let (Some(taken), true) = (year, counts.len() > 1) {
            let both_stages = counts.keys().any(|year| year.key_stage() != taken.key_stage());
            remarks.push(ClassRemark::SeveralYears { class: name.clone(), taken, both_stages });
        }
        let known = known.map(|class| class.id.clone());
        found.insert(folded, FoundClass { name, known, year, before });
    }
    (found, remarks)
}

/// The year of most of a class's children, the younger of two; but the year that the class is in already where a quarter of
/// them are in it, so that a mixed class does not go to and fro.
fn most(counts: &BTreeMap<YearGroup, usize>, before: Option<YearGroup>) -> Option<YearGroup> {
    let total: usize = counts.values().sum();
    if let Some(before) = before
        && counts.get(&before).is_some_and(|count| count * 4 >= total)
    {
        return Some(before);
    }
    counts.iter().max_by_key(|(year, count)| (**count, std::cmp::Reverse(**year))).map(|(year, _)| *year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixed_class_keeps_its_year_while_a_quarter_of_it_is_in_it() {
        let counts = |list: &[(YearGroup, usize)]| list.iter().copied().collect::<BTreeMap<_, _>>();
        let (two, three) = (YearGroup::Year2, YearGroup::Year3);
        assert_eq!(most(&counts(&[(two, 15), (three, 15)]), None), Some(two));
        assert_eq!(most(&counts(&[(two, 10), (three, 20)]), None), Some(three));
        assert_eq!(most(&counts(&[(two, 10), (three, 20)]), Some(two)), Some(two));
        assert_eq!(most(&counts(&[(two, 1), (three, 29)]), Some(two)), Some(three));
        assert_eq!(most(&counts(&[]), Some(two)), None);
    }
}
