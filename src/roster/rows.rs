//! From the rows of a table and a mapping to a proposal.

use super::columns::{Field, folded};
use super::error::RosterError;
use super::mapping::Mapping;
use super::names;
use super::proposal::{Gathering, Proposal, ProposedPupil, RowFault, RowRemark, numbering};
use super::table::{Row, Table};
use super::year::{self, Said};
use crate::domain::ids::{Numbering, PupilId};
use crate::store::{Stage, Watch};
use std::collections::BTreeMap;

/// Reads every row under the mapping.
pub(super) fn propose(name: &str, table: &Table, mapping: &Mapping, watch: &Watch) -> Result<Proposal, RosterError> {
    let reading = Reading::new(name, table, mapping)?;
    let titles = table.rows.iter().find(|row| Some(row.number) == mapping.header).map(|row| &row.cells);
    // On a printed report the headings come again on each page.
    let is_pupil = |row: &&Row| mapping.header.is_none_or(|header| row.number > header) && Some(&row.cells) != titles;
    let rows: Vec<&Row> = table.rows.iter().filter(is_pupil).collect();
    let mut gathering = Gathering::default();
    for (done, row) in rows.iter().enumerate() {
        watch.at(Stage::Sorting, done, rows.len())?;
        match reading.pupil(row, &mut gathering) {
            Ok(pupil) => gathering.add(pupil),
            Err(fault) => gathering.fault(row.number, fault),
        }
    }
    watch.at(Stage::Sorting, rows.len(), rows.len())?;
    let mut proposal = gathering.finish();
    proposal.years.clone_from(&mapping.years);
    let columns = mapping.columns_of(table).into_iter().filter(|column| column.field.is_none());
    proposal.ignored = columns.map(|column| column.title).collect();
    Ok(proposal)
}

struct Reading<'a> {
    mapping: &'a Mapping,
    /// The numbering of the system's own numbers: a file's admission numbers are not another file's identifiers.
    numbering: Option<Numbering>,
}

impl<'a> Reading<'a> {
    fn new(name: &str, table: &Table, mapping: &'a Mapping) -> Result<Self, RosterError> {
        let columns = &mapping.columns;
        let named = [Field::GivenName, Field::KnownAs, Field::FullName];
        if !named.iter().any(|field| columns.contains_key(field)) {
            return Err(RosterError::NoNames(name.to_owned()));
        }
        if !columns.contains_key(&Field::Class) && mapping.class.is_none() {
            return Err(RosterError::NoClass(name.to_owned()));
        }
        let title = columns.get(&Field::Number).and_then(|column| {
            let row = table.rows.iter().find(|row| Some(row.number) == mapping.header)?;
            Some(folded(row.cell(*column)))
        });
        let plain: String = title.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        let plain = if plain.is_empty() { "number".to_owned() } else { plain };
        Ok(Self { mapping, numbering: numbering(&format!("mis.{plain}")) })
    }

    fn cell<'r>(&self, row: &'r Row, field: Field) -> &'r str {
        self.mapping.columns.get(&field).map_or("", |column| row.cell(*column))
    }

    fn pupil(&self, row: &Row, gathering: &mut Gathering) -> Result<ProposedPupil, RowFault> {
        let (given_name, family_name) = self.names(row)?;
        let class = tidy(self.cell(row, Field::Class))?;
        let class = if class.is_empty() { self.mapping.class.clone().unwrap_or_default() } else { class };
        let said = self.cell(row, Field::Year);
        let year = match year::said(said) {
            Said::Primary(year) => Some(year),
            Said::Other => return Err(RowFault::OtherYear { year: said.to_owned() }),
            Said::Unclear if said.is_empty() => None,
            Said::Unclear => {
                gathering.remark(row.number, RowRemark::YearUnclear { year: said.to_owned() });
                None
            }
        };
        if class.is_empty() {
            return Err(RowFault::NoClass);
        }
        let mut numbers = BTreeMap::new();
        numbers.extend(gathering.upn(row.number, self.cell(row, Field::Upn)));
        let number = self.cell(row, Field::Number);
        if let (Some(numbering), false) = (&self.numbering, names::is_no_number(number)) {
            numbers.insert(numbering.clone(), number.to_owned());
        }
        let known = PupilId::new(self.cell(row, Field::KioskId)).ok();
        Ok(ProposedPupil { row: row.number, given_name, family_name, class, year, numbers, known })
    }

    /// The name in use before the given one, the one in use before the legal one, and where both names are in one column,
    /// out of that.
    fn names(&self, row: &Row) -> Result<(String, String), RowFault> {
        let (full_given, full_family) = both(self.cell(row, Field::FullName))?;
        let [known_family, family, known_as, given] =
            [Field::KnownFamily, Field::FamilyName, Field::KnownAs, Field::GivenName]
                .map(|field| self.cell(row, field));
        let family = first([tidy(known_family)?, tidy(family)?, full_family]);
        let given = first([names::without_family(&tidy(known_as)?, &family), tidy(given)?, full_given]);
        match (given.is_empty(), family.is_empty()) {
            (true, true) => Err(RowFault::NoName),
            (true, false) => Err(RowFault::NoGivenName),
            _ => Ok((given, family)),
        }
    }
}

/// The first that is not empty.
fn first(names: [String; 3]) -> String {
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

fn tidy(text: &str) -> Result<String, RowFault> {
    names::tidy(text).map_err(|why| RowFault::BadName { why })
}

/// The same for both names in one column: given, family. Each of them is a name by itself.
fn both(text: &str) -> Result<(String, String), RowFault> {
    let (given, family) = match text.split_once(',') {
        Some((_, after)) if names::is_nothing(after.trim()) => names::parts(text.trim_end_matches([',', ' '])),
        Some(_) => names::parts(text),
        None => names::parts(&tidy(text)?),
    };
    Ok((tidy(&given)?, tidy(&family)?))
}
