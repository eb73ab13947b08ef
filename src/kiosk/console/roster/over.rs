//! What is asked over the preview: one of a few answers, each a pill.

use super::super::classes;
use super::super::desk::{Desk, Look, split_bottom, split_top};
use super::super::keys as k;
use super::super::list::{self, Grid};
use super::super::theme;
use super::work::Sorted;
use crate::domain::school::YearGroup;
use crate::roster::{Answer, Field, Kind, What, wording};
use bevy_egui::egui::{Rect, Ui, pos2, vec2};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Over {
    /// What does this column hold?
    Column(usize),
    /// Which sheet of the workbook?
    Sheet,
    /// Which school of the export?
    School,
    /// Which class are all of them in?
    Class,
    /// Which year is this class in?
    Year(String),
    /// Which child is this row?
    Row(u32),
}

/// What a person answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Column(usize, Option<Field>),
    Sheet(String),
    School(String),
    Class(String),
    Year(String, YearGroup),
    Row(u32, Answer),
}

impl Over {
    /// The question, and the answers there are; whether an answer is the one that holds now.
    fn asks(&self, desk: &Desk<'_>, sorted: &Sorted) -> (String, Vec<(String, Said, bool)>) {
        let source = &sorted.source;
        match self {
            Self::Column(place) => {
                let columns = source.columns();
                let column = columns.get(*place);
                let title = column.map_or("", |column| column.title.as_str());
                let now = column.and_then(|column| column.field);
                let field = |field: Field| {
                    let words = desk.lang.words().map(|words| wording::field(words, field)).unwrap_or_default();
                    (words, Said::Column(*place, Some(field)), now == Some(field))
                };
                let mut answers: Vec<_> = Field::ALL.into_iter().map(field).collect();
                answers.push((desk.say(k::COLUMN_NOTHING), Said::Column(*place, None), now.is_none()));
                (desk.say_with(k::COLUMN_TITLE, &[("column", title)]), answers)
            }
            Self::Sheet => {
                let sheets = match source.kind() {
                    Kind::Workbook { sheets } => sheets.as_slice(),
                    _ => &[],
                };
                let now = source.mapping().sheet;
                let answer =
                    |(place, sheet): (usize, &String)| (sheet.clone(), Said::Sheet(sheet.clone()), place == now);
                (desk.say(k::SHEET_TITLE), sheets.iter().enumerate().map(answer).collect())
            }
            Self::School => {
                let now = source.mapping().school.as_ref();
                let answer = |school: &crate::roster::SchoolThere| {
                    (school.name.clone(), Said::School(school.name.clone()), now == Some(&school.name))
                };
                (desk.say(k::SCHOOL_TITLE), source.schools().iter().map(answer).collect())
            }
            Self::Class => {
                let now = source.mapping().class.as_ref();
                let stem = source.name().rsplit_once('.').map_or(source.name(), |(stem, _)| stem).to_owned();
                let known = sorted.roster.classes.iter().map(|class| class.name.clone());
                let answer = |class: String| (class.clone(), Said::Class(class.clone()), now == Some(&class));
                (desk.say(k::ALL_IN_TITLE), known.chain(std::iter::once(stem)).map(answer).collect())
            }
            Self::Year(class) => {
                let now = source.mapping().years.get(class);
                let answer =
                    |year: YearGroup| (classes::year(desk, year), Said::Year(class.clone(), year), now == Some(&year));
                (desk.say_with(k::YEAR_TITLE, &[("class", class)]), YearGroup::ALL.into_iter().map(answer).collect())
            }
            Self::Row(row) => self.row(desk, sorted, *row),
        }
    }

    fn row(&self, desk: &Desk<'_>, sorted: &Sorted, row: u32) -> (String, Vec<(String, Said, bool)>) {
        let changes = sorted.found.as_ref().map(|found| found.difference.changes.as_slice()).unwrap_or_default();
        let change = changes.iter().find(|change| change.row == Some(row));
        let Some(What::Unclear { person, candidates }) = change.map(|change| &change.what) else {
            return (String::new(), Vec::new());
        };
        let mut answers: Vec<_> = candidates
            .iter()
            .map(|(pupil, known)| {
                let words = desk.say_with(k::ROW_SAME, &[("name", &known.full_name()), ("class", &known.class)]);
                (words, Said::Row(row, Answer::Same(pupil.clone())), false)
            })
            .collect();
        answers.push((desk.say(k::ROW_NEW), Said::Row(row, Answer::New), false));
        (desk.say_with(k::ROW_TITLE, &[("name", &person.full_name()), ("class", &person.class)]), answers)
    }

    /// Draws it. `Some(None)` leaves it as it is.
    pub(super) fn show(&self, desk: &mut Desk<'_>, ui: &mut Ui, sorted: &Sorted) -> Option<Option<Said>> {
        let (title, answers) = self.asks(desk, sorted);
        let (row, tall) = (desk.at_least(54.0), desk.at_least(theme::BUTTON));
        let columns = if matches!(self, Self::Row(_)) { 1 } else { 3 };
        let rows = answers.len().div_ceil(columns).clamp(1, 4) as f32;
        let high = 60.0 + rows * (row + 12.0) + 20.0 + tall + 2.0 * theme::CARD_PADDING;
        let inside = desk.sheet(ui, vec2(860.0, high));
        let (head, rest) = split_top(inside, 48.0, 12.0);
        desk.titles(ui, head, &title, "");
        let (body, foot) = split_bottom(rest, tall, 20.0);
        let mut said = None;
        let grid = Grid::new(answers.len(), columns, row, 12.0);
        list::show(desk, ui, body, "roster.answers", grid, |desk, ui, rect, entry| {
            let Some((words, answer, now)) = answers.get(entry) else { return };
            let look = if *now { Look::Chosen } else { Look::Quiet };
            if desk.pill(ui, rect, &format!("roster.answer.{entry}"), words, look) {
                said = Some(answer.clone());
            }
        });
        let keep = desk.say(k::KEEP);
        let button = Rect::from_min_size(pos2(foot.right() - 220.0, foot.top()), vec2(220.0, tall));
        if desk.pill(ui, button, "roster.keep", &keep, Look::Quiet) || desk.escaped(ui) {
            return Some(None);
        }
        said.map(Some)
    }
}
