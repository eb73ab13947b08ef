//! From what the store holds to what a document prints.

use super::agreements::AsMade;
use super::error::ExportError;
use super::{Exporter, Names, Of, local};
use crate::content::Words;
use crate::documents::{AgreementPrinted, ClassList, ClassRows, ParentSheet, Row, RulePrinted, SchoolList, Shows};
use crate::domain::agreement::{Agreement, Audience, Fingerprint};
use crate::domain::ids::{AgreementId, ClassId, PupilId};
use crate::domain::mark::Mark;
use crate::domain::outcome::Outcome;
use crate::domain::school::{Class, Pupil, School, shown_names};
use crate::domain::tree::OpenTree;
use crate::ledger::{PublicKey, Slip};
use crate::store::SignedOutcome;
use jiff::civil::DateTime;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One class, read once, from which lists and sheets are made.
struct Gathered<'a> {
    school: School,
    class: Class,
    pupils: Vec<Pupil>,
    agreement: &'a Arc<Agreement>,
    printed: AgreementPrinted,
    words: &'a Words,
    made: AsMade,
    signed: BTreeMap<PupilId, SignedOutcome>,
    tree: Option<OpenTree>,
    now: DateTime,
}

/// The class's list as it stands now; children marked absent in an open tree are listed so.
///
/// # Errors
/// [`ExportError`]: no such class, no agreement for its age, the store.
pub fn class_list(exporter: &Exporter<'_>, class: &ClassId, names: Names) -> Result<ClassList, ExportError> {
    class_list_under(exporter, class, None, names)
}

/// The same under this agreement, whatever the class's age: children move up, and their promises stay.
pub(super) fn class_list_under(
    exporter: &Exporter<'_>,
    class: &ClassId,
    agreement: Option<&AgreementId>,
    names: Names,
) -> Result<ClassList, ExportError> {
    let gathered = Gathered::read(exporter, class, agreement)?;
    let head = exporter.store.head().wait()?;
    let mut witnesses: Vec<String> = gathered.signed.values().map(|signed| signed.witness.clone()).collect();
    if witnesses.is_empty()
        && let Some(tree) = &gathered.tree
    {
        let staff = exporter.store.staff().wait()?;
        witnesses.extend(staff.into_iter().filter(|staff| staff.id == tree.witness).map(|staff| staff.name));
    }
    witnesses.sort();
    witnesses.dedup();
    Ok(ClassList {
        school: gathered.school.name.clone(),
        class: gathered.class.name.clone(),
        year: Some(gathered.class.year),
        agreement: gathered.printed.clone(),
        date: gathered.now.date(),
        witnesses,
        rows: gathered.rows(names),
        head,
    })
}

/// The list of the whole school, or of one class: everybody, or who has not promised and could. Classes without children are
/// left out, and where a whole school's missing children are asked for, so are classes that miss nobody.
///
/// # Errors
/// As [`class_list`]; [`ExportError::Nobody`] where no class has a child.
pub fn school_list(exporter: &Exporter<'_>, of: &Of, shows: Shows, names: Names) -> Result<SchoolList, ExportError> {
    let ids = match of {
        Of::Class(class) => vec![class.clone()],
        Of::School => exporter.store.classes().wait()?.into_iter().map(|class| class.id).collect(),
    };
    let (mut classes, mut children) = (Vec::new(), 0);
    for id in ids {
        let gathered = Gathered::read(exporter, &id, None)?;
        children += gathered.pupils.len();
        let rows = gathered.rows(names);
        classes.push(ClassRows {
            class: gathered.class.name.clone(),
            agreement: gathered.printed.clone(),
            rows: rows.into_iter().filter(|row| shows == Shows::Everybody || is_missing(row.outcome)).collect(),
        });
    }
    let class = classes.first().filter(|_| *of != Of::School).map(|class: &ClassRows| class.class.clone());
    if children == 0 {
        return Err(ExportError::Nobody);
    }
    if *of == Of::School {
        classes.retain(|class| !class.rows.is_empty());
    }
    Ok(SchoolList {
        school: exporter.store.school().wait()?.name,
        shows,
        class,
        classes,
        date: local(exporter.now_ms).date(),
        head: exporter.store.head().wait()?,
    })
}

/// Whether somebody waits for this child's promise; whoever has left or cannot take part is not waited for.
fn is_missing(outcome: Option<Outcome>) -> bool {
    !outcome.is_some_and(|outcome| outcome.is_promise() || matches!(outcome, Outcome::Left | Outcome::Unable))
}

/// A sheet for each child of the class, in the order of its list.
///
/// # Errors
/// As [`class_list`].
pub fn sheets(exporter: &Exporter<'_>, class: &ClassId) -> Result<Vec<ParentSheet>, ExportError> {
    sheets_under(exporter, class, None)
}

/// The same under this agreement, whatever the class's age.
pub(super) fn sheets_under(
    exporter: &Exporter<'_>,
    class: &ClassId,
    agreement: Option<&AgreementId>,
) -> Result<Vec<ParentSheet>, ExportError> {
    let gathered = Gathered::read(exporter, class, agreement)?;
    let words = gathered.words;
    let rules: Vec<RulePrinted> = gathered
        .agreement
        .rules
        .iter()
        .map(|rule| RulePrinted {
            words: words.text(rule.words.as_str()),
            more: rule.more.as_ref().map(|more| words.text(more.as_str())),
        })
        .collect();
    let key = exporter.store.public_key().wait()?;
    let ask_at_home: Vec<String> = gathered.agreement.ask_at_home.iter().map(|key| words.text(key.as_str())).collect();
    let sheet = |pupil: &Pupil| {
        let signed = gathered.signed.get(&pupil.id);
        let (agreement, rules) = gathered.made.asked(exporter, signed, &gathered.printed, &rules);
        ParentSheet {
            given_name: pupil.given_name.clone(),
            full_name: pupil.full_name(),
            school: gathered.school.name.clone(),
            class: gathered.class.name.clone(),
            date: signed.map_or(gathered.now, |signed| local(signed.recorded.at_ms)).date(),
            agreement,
            rules,
            outcome: signed.map(|signed| signed.recorded.outcome),
            mark: signed.and_then(|signed| signed.mark.clone()),
            witnesses: signed.iter().flat_map(|s| std::iter::once(s.witness.clone()).chain(s.helper.clone())).collect(),
            ask_at_home: ask_at_home.clone(),
            code: signed.and_then(|signed| code(key, signed)),
        }
    };
    Ok(gathered.pupils.iter().map(sheet).collect())
}

impl Gathered<'_> {
    /// Everybody of the class; children marked absent in an open tree are listed so.
    fn rows(&self, names: Names) -> Vec<Row> {
        let shown = shown_names(&self.pupils);
        let initials = initials(&self.pupils);
        let absent: BTreeSet<PupilId> = self.tree.as_ref().map(|tree| tree.absent.clone()).unwrap_or_default();
        let row = |(pupil, initials): (&Pupil, String)| {
            let signed = self.signed.get(&pupil.id);
            let standing = signed.map(|signed| signed.recorded.outcome);
            let away = absent.contains(&pupil.id) && !standing.is_some_and(Outcome::is_promise);
            let mark = signed.and_then(|signed| signed.mark.clone());
            Row {
                name: match names {
                    Names::Usual => listed_name(pupil, &shown),
                    Names::Initials => initials,
                },
                outcome: if away { Some(Outcome::Absent) } else { standing },
                when: signed
                    .filter(|signed| !away && signed.recorded.outcome != Outcome::Absent)
                    .map(|s| local(s.recorded.at_ms)),
                // What a child draws is their name.
                mark: mark.filter(|mark| names == Names::Usual || matches!(mark, Mark::Stamp(_))),
            }
        };
        self.pupils.iter().zip(initials).map(row).collect()
    }
}

impl<'a> Gathered<'a> {
    fn read(exporter: &Exporter<'a>, id: &ClassId, under: Option<&AgreementId>) -> Result<Self, ExportError> {
        let (store, content) = (exporter.store, exporter.content);
        let words = exporter.words()?;
        let words = content.words(words.language()).unwrap_or_else(|| content.english());
        let classes = store.classes().wait()?;
        let known = classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>().join(", ");
        let class = classes
            .into_iter()
            .find(|class| &class.id == id)
            .ok_or_else(|| ExportError::Class(id.to_string(), known))?;
        let agreement = under
            .map_or_else(|| content.agreement_for(Audience::of(class.year.key_stage())), |id| content.agreement(id))
            .ok_or_else(|| ExportError::Agreement(class.name.clone()))?;
        let signed = store.signed(class.id.clone(), agreement.id.clone(), agreement.version).wait()?;
        let (fingerprint, shown_in) = shown(exporter, agreement, &signed);
        let made = AsMade::read(store)?;
        let title = made.title(exporter, &agreement.id, (&fingerprint, &shown_in));
        let approvals = store.approvals().wait()?;
        let approval = approvals.into_iter().find(|a| a.agreement == agreement.id && a.version == agreement.version);
        let tree = store.current_tree().wait()?.filter(|tree| tree.class == class.id);
        Ok(Self {
            school: store.school().wait()?,
            pupils: store.pupils(Some(class.id.clone())).wait()?,
            printed: AgreementPrinted {
                title: title.unwrap_or_else(|| words.text(agreement.title.as_str())),
                audience: agreement.audience,
                version: agreement.version,
                fingerprint,
                language: content.words(&shown_in).map_or(shown_in, Words::language_name),
                approval: approval.map(|approved| approved.approval),
            },
            made,
            signed: signed.into_iter().map(|signed| (signed.recorded.pupil.clone(), signed)).collect(),
            now: local(exporter.now_ms),
            class,
            agreement,
            words,
            tree,
        })
    }
}

/// What was shown to this class: of the newest statement; of today's words where there is none yet.
fn shown(exporter: &Exporter<'_>, agreement: &Agreement, signed: &[SignedOutcome]) -> (Fingerprint, String) {
    match signed.iter().max_by_key(|signed| signed.recorded.sequence) {
        Some(newest) => (newest.fingerprint, newest.language.clone()),
        None => {
            let today = exporter.content.fingerprint(&agreement.id, exporter.language);
            (today.unwrap_or(Fingerprint([0; 32])), exporter.language.to_owned())
        }
    }
}

/// The text of the QR code under a promise. Where none can be written the sheet goes without.
fn code(key: PublicKey, signed: &SignedOutcome) -> Option<String> {
    if !signed.recorded.outcome.is_promise() {
        return None;
    }
    let written = Slip::of(key, &signed.statement).map_err(Into::into).and_then(|slip| slip.write());
    written.map_err(|error| tracing::warn!(statement = signed.recorded.sequence, %error, "a sheet has no code")).ok()
}

/// Given name and the first letter of the family name (FACTS: initials where possible); more of it only where two
/// children of the class would be alike.
fn listed_name(pupil: &Pupil, shown: &BTreeMap<PupilId, String>) -> String {
    match shown.get(&pupil.id) {
        Some(name) if *name != pupil.given_name => name.clone(),
        _ => match pupil.family_name.chars().next() {
            Some(initial) => format!("{} {initial}.", pupil.given_name),
            None => pupil.given_name.clone(),
        },
    }
}

/// `A.B.`, and `A.B. 2` for the second child of a class who has them, in the order of the list.
fn initials(pupils: &[Pupil]) -> Vec<String> {
    let first = |name: &str| name.chars().find(|c| c.is_alphanumeric()).into_iter().flat_map(char::to_uppercase);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let of = |pupil: &Pupil| {
        let parts = [pupil.given_name.as_str(), pupil.family_name.as_str()];
        let initials: String =
            parts.iter().filter(|name| !name.trim().is_empty()).flat_map(|name| first(name).chain(['.'])).collect();
        let count = seen.entry(initials.clone()).or_default();
        *count += 1;
        if *count == 1 { initials } else { format!("{initials} {count}") }
    };
    pupils.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_tell_children_of_one_class_apart() {
        let pupils: Vec<Pupil> =
            [("Aisha", "Begum"), ("Adam", "Brown"), ("zoë", ""), ("Adil", "O’Brien"), ("Ava", "Bloom")]
                .into_iter()
                .map(|(given, family)| Pupil {
                    id: PupilId::new(given).unwrap_or_else(|_| PupilId::new("zoe").unwrap()),
                    class: ClassId::new("willow").unwrap(),
                    given_name: given.into(),
                    family_name: family.into(),
                })
                .collect();
        assert_eq!(initials(&pupils), ["A.B.", "A.B. 2", "Z.", "A.O.", "A.B. 3"]);
    }
}
