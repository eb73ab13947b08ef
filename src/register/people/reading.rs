//! The office's file as it was sent, what a person says of how it is to be read, and what is read then. Nothing of it is
//! kept here between two pages: the page carries the file, packed, and brings it back.

use super::fault::Fault;
use super::upload::Uploaded;
use crate::content::Words;
use crate::domain::school::YearGroup;
use crate::ledger::base64url;
use crate::roster::{Answer, Field, Kind, Proposal, RosterError, SavedMapping, Source, read_bytes, wording};
use crate::store::Watch;
use crate::sync::wire::{pack, unpack};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The most bytes of a file with the pupils of a school: it travels back and forth with the page.
pub(super) const FILE_AT_MOST: usize = 8 << 20;

/// Rows from the top among which a person chooses the headings.
const TOP_ROWS: usize = 8;

/// A file, and what a person says of it.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    name: String,
    bytes: Vec<u8>,
    /// The sheet, the school, the class of everybody whose row names none; empty where nobody has said.
    sheet: String,
    school: String,
    class: String,
    /// The row of the headings, where a person has chosen another: 0 for none.
    headings: Option<u32>,
    /// The places of columns by field, where a person has seen them on this sheet.
    columns: Vec<(Field, Option<usize>)>,
    years: BTreeMap<String, YearGroup>,
    /// What was said of rows that could be several children.
    pub(super) answers: BTreeMap<u32, Answer>,
}

/// A file that was read.
pub(super) struct Reading {
    pub(super) source: Source,
    /// The pupils, or why they cannot be told.
    pub(super) proposal: Result<Proposal, RosterError>,
    /// The file, for the page to carry.
    kept: String,
}

impl Sent {
    /// Out of a form: the file that was chosen, or the one that the page carried; `None` without either.
    pub(super) fn of(form: &Uploaded) -> Result<Option<Self>, Fault> {
        let (name, bytes, fresh) = match form.file() {
            Some((name, bytes)) => (name.to_owned(), bytes.to_vec(), true),
            None if form.field("kept").is_empty() => return Ok(None),
            None => {
                let packed = base64url::decode(form.field("kept")).ok_or(Fault::Stale)?;
                let bytes = unpack(&packed, FILE_AT_MOST).map_err(|_| Fault::Stale)?;
                (form.field("kept-name").to_owned(), bytes, false)
            }
        };
        if bytes.len() > FILE_AT_MOST {
            return Err(Fault::TooLarge);
        }
        let said = |name: &str| if fresh { String::new() } else { form.field(name).to_owned() };
        let mut sent = Self {
            name,
            bytes,
            sheet: said("sheet"),
            school: said("school"),
            class: said("class"),
            headings: None,
            columns: Vec::new(),
            years: BTreeMap::new(),
            answers: BTreeMap::new(),
        };
        if fresh {
            return Ok(Some(sent));
        }
        let same_sheet = form.field("sheet") == form.field("sheet-was");
        if same_sheet {
            sent.headings = form.field("headings").parse().ok();
        }
        // Other headings say themselves what is in which column.
        if same_sheet && form.field("headings") == form.field("headings-was") {
            let column = |(code, place): (&str, &str)| Some((Field::from_code(code)?, place.parse().ok()));
            sent.columns = form.beginning("column-").filter_map(column).collect();
        }
        for (n, class) in form.beginning("year-of-") {
            let year = form.field(&format!("year-{n}")).parse().ok().and_then(YearGroup::from_number);
            if let Some(year) = year {
                sent.years.insert(class.to_owned(), year);
            }
        }
        for (row, answer) in form.beginning("answer-") {
            let Ok(row) = row.parse() else { continue };
            match answer {
                "" => {}
                "new" => {
                    sent.answers.insert(row, Answer::New);
                }
                pupil => {
                    let pupil = crate::domain::ids::PupilId::new(pupil).map_err(|_| Fault::Missing)?;
                    sent.answers.insert(row, Answer::Same(pupil));
                }
            }
        }
        Ok(Some(sent))
    }

    /// Reads the file; `school` is what the register calls the school, `saved` how lists were read before. Takes its time.
    pub(super) fn read(&self, school: &str, saved: &[SavedMapping]) -> Result<Reading, RosterError> {
        let watch = Watch::silent();
        let mut source = read_bytes(&self.name, &self.bytes, &watch)?;
        if !self.sheet.is_empty() {
            source.set_sheet(&self.sheet)?;
        }
        if let Some(row) = self.headings {
            source.set_header((row > 0).then_some(row));
        }
        if self.columns.is_empty() && !source.recall(saved) && self.headings.is_none() {
            remembered_headings(&mut source, saved);
        }
        for (field, _) in &self.columns {
            source.set_column(*field, None)?;
        }
        for (field, place) in self.columns.iter().filter(|(_, place)| place.is_some()) {
            source.set_column(*field, *place)?;
        }
        source.set_class(Some(self.class.clone()).filter(|class| !class.is_empty()));
        source.set_school(Some(self.school.clone()).filter(|school| !school.is_empty()));
        for (class, year) in &self.years {
            source.set_year(class, *year);
        }
        let proposal = source.propose(Some(school), &watch);
        Ok(Reading { source, proposal, kept: base64url::encode(pack(&self.bytes)) })
    }
}

/// Where no row is known to hold headings, one of those that a person has chosen before may be there again.
fn remembered_headings(source: &mut Source, saved: &[SavedMapping]) {
    if source.mapping().header.is_some() {
        return;
    }
    for (row, _) in source.top_rows(TOP_ROWS) {
        source.set_header(Some(row));
        if source.recall(saved) {
            return;
        }
        source.set_header(None);
    }
}

impl Reading {
    /// What the page carries: the file itself.
    pub(super) fn carried(&self) -> Markup {
        html! {
            input type="hidden" name="kept" value=(self.kept);
            input type="hidden" name="kept-name" value=(self.source.name());
        }
    }

    /// What a person can say of how the file is read. `without_year` are classes whose year nothing gives away.
    pub(super) fn choices(&self, words: &Words, without_year: &[String]) -> Markup {
        let mapping = self.source.mapping();
        let columns = self.source.columns();
        let mut classes: Vec<&String> = mapping.years.keys().collect();
        classes.extend(without_year.iter().filter(|class| !mapping.years.contains_key(*class)));
        let sheet = match self.source.kind() {
            Kind::Workbook { sheets } if sheets.len() > 1 => Some((sheets, sheets.get(mapping.sheet))),
            _ => None,
        };
        html! {
            @for (n, class) in classes.into_iter().enumerate() {
                div.field {
                    label for={ "year-" (n) } { (words.text_with("pages-roll-year-of", &[("class", class.as_str())])) }
                    input type="hidden" name={ "year-of-" (n) } value=(class);
                    select id={ "year-" (n) } name={ "year-" (n) } {
                        option value="" { (words.text("pages-roll-not-said")) }
                        @for year in (0..=6).filter_map(YearGroup::from_number) {
                            option value=(year.number()) selected[mapping.years.get(class) == Some(&year)] {
                                (wording::year(words, year))
                            }
                        }
                    }
                }
            }
            @if let Some((sheets, now)) = sheet {
                div.field {
                    label for="sheet" { (words.text("pages-roll-sheet")) }
                    input type="hidden" name="sheet-was" value=[now];
                    select #sheet name="sheet" {
                        @for sheet in sheets { option value=(sheet) selected[Some(sheet) == now] { (sheet) } }
                    }
                }
            }
            @if self.source.schools().len() > 1 {
                div.field {
                    label for="school" { (words.text("pages-roll-school")) }
                    select #school name="school" {
                        option value="" { (words.text("pages-roll-not-said")) }
                        @for school in self.source.schools() {
                            option value=(school.id) selected[mapping.school.as_ref() == Some(&school.id)] { (school.name) }
                        }
                    }
                }
            }
            @if !columns.is_empty() {
                @let headings = mapping.header.unwrap_or(0);
                div.field.wide {
                    label for="headings" { (words.text("pages-roll-headings")) }
                    input type="hidden" name="headings-was" value=(headings);
                    select #headings name="headings" {
                        option value="0" selected[headings == 0] { (words.text("pages-roll-no-headings")) }
                        @for (row, said) in self.source.top_rows(TOP_ROWS) {
                            option value=(row) selected[headings == row] { (wording::at_row(words, row, &said)) }
                        }
                    }
                }
                @for field in Field::ALL {
                    @let now = columns.iter().position(|column| column.field == Some(field));
                    div.field {
                        label for={ "column-" (field.code()) } { (wording::field(words, field)) }
                        select id={ "column-" (field.code()) } name={ "column-" (field.code()) } {
                            option value="" { (words.text("pages-roll-no-column")) }
                            @for (place, column) in columns.iter().enumerate().filter(|(_, column)| !column.private) {
                                option value=(place) selected[now == Some(place)] { (column.title) }
                            }
                        }
                    }
                }
                div.field {
                    label for="class" { (words.text("pages-roll-class")) }
                    input #class name="class" value=[mapping.class.as_ref()] maxlength="60" autocomplete="off";
                }
            }
        }
    }
}
