//! The one-child sheet: what a child promised, for the family.

use super::class_list::AgreementPrinted;
use super::code;
use super::error::DocumentError;
use super::ink;
use super::keys;
use super::letters::{Letters, SIGN};
use super::press::{PARENT_SHEET, Press, pdf_date};
use super::wording;
use crate::content::{Value as Filled, Words};
use crate::domain::mark::Mark;
use crate::domain::outcome::Outcome;
use jiff::civil::Date;
use typst::foundations::{Dict, IntoValue, Value, dict};

/// One child and one agreement.
#[derive(Debug, Clone)]
pub struct ParentSheet {
    /// The name the child is called by.
    pub given_name: String,
    /// Given and family name, so that the sheet reaches the right family where two children share a first name.
    pub full_name: String,
    /// The school's name as printed.
    pub school: String,
    /// The class's name.
    pub class: String,
    /// The day of the promise; for a child who has not promised, the day of print (local).
    pub date: Date,
    /// What was asked.
    pub agreement: AgreementPrinted,
    /// Its rules, in order.
    pub rules: Vec<RulePrinted>,
    /// What came of asking; `None` where nobody has asked yet.
    pub outcome: Option<Outcome>,
    /// The child's mark under the promise.
    pub mark: Option<Mark>,
    /// The adults who were there, as printed.
    pub witnesses: Vec<String>,
    /// Questions to talk about at home.
    pub ask_at_home: Vec<String>,
    /// The text of the QR code under a promise: the child's own statement, for whoever wants to check it.
    pub code: Option<String>,
}

/// One rule in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulePrinted {
    /// The sentence that is promised.
    pub words: String,
    /// The sentence that says more.
    pub more: Option<String>,
}

impl Press {
    /// One-child sheets as one PDF (A4, PDF/UA-1) in the order given, each beginning a page of its own.
    ///
    /// # Errors
    /// [`DocumentError::NoSheets`] for none at all; otherwise where the date is out of range or the program is at fault.
    pub fn sheets(&self, sheets: &[ParentSheet], words: &Words) -> Result<Vec<u8>, DocumentError> {
        let first = sheets.first().ok_or(DocumentError::NoSheets)?;
        let letters = self.letters();
        let title = [("class", Filled::from(first.class.as_str())), ("date", words.date_long(first.date).into())];
        let alike = Alike::of(sheets);
        let texts: Vec<Option<&str>> =
            sheets.iter().map(|sheet| sheet.code.as_deref().filter(|_| promised(sheet))).collect();
        let pages = sheets.iter().zip(&alike.group_of).zip(code::all(&texts)).map(|((sheet, group), code)| {
            let mut page = data(sheet, code, words, &self.letters());
            page.insert("alike".into(), group.into_value());
            page.into_value()
        });
        let data = dict! {
            "locale" => wording::locale(words),
            "document-title" => letters.value(&wording::say(words, keys::SHEET_DOCUMENT_TITLE, &title)),
            "school" => letters.value(&first.school),
            "date" => pdf_date(first.date)?,
            "ask-at-home" => letters.value(&words.text(keys::SHEET_ASK_AT_HOME)),
            "alike" => alike.firsts,
            "sheets" => pages.collect::<Vec<Value>>(),
        };
        self.print(PARENT_SHEET, data)
    }
}

/// Sheets that differ only in whom they are about are set alike, so the template finds out once a group what fits.
struct Alike {
    /// The group of each sheet.
    group_of: Vec<usize>,
    /// The first sheet of each group.
    firsts: Vec<usize>,
}

impl Alike {
    fn of(sheets: &[ParentSheet]) -> Self {
        let mut alike = Self { group_of: Vec::with_capacity(sheets.len()), firsts: Vec::new() };
        for (place, sheet) in sheets.iter().enumerate() {
            let same = |first: &usize| sheets.get(*first).is_some_and(|first| are_alike(first, sheet));
            let group = alike.firsts.iter().position(same).unwrap_or(alike.firsts.len());
            if group == alike.firsts.len() {
                alike.firsts.push(place);
            }
            alike.group_of.push(group);
        }
        alike
    }
}

/// Whether one sheet's words break into lines as another's do, or nearly so.
fn are_alike(one: &ParentSheet, other: &ParentSheet) -> bool {
    let name_lines = |sheet: &ParentSheet| sheet.given_name.chars().count() / 12;
    one.rules == other.rules
        && one.ask_at_home == other.ask_at_home
        && one.outcome == other.outcome
        && one.mark.is_some() == other.mark.is_some()
        && one.code.is_some() == other.code.is_some()
        && one.witnesses.len() == other.witnesses.len()
        && name_lines(one) == name_lines(other)
}

/// Whether there is a promise to show.
fn promised(sheet: &ParentSheet) -> bool {
    sheet.outcome.is_some_and(Outcome::is_promise)
}

fn data(sheet: &ParentSheet, code: Option<Dict>, words: &Words, letters: &Letters<'_>) -> Dict {
    let date = words.date_long(sheet.date);
    let args = [
        ("name", Filled::from(sheet.given_name.as_str())),
        ("full_name", sheet.full_name.as_str().into()),
        ("school", sheet.school.as_str().into()),
        ("class", sheet.class.as_str().into()),
        ("date", date.into()),
        ("title", sheet.agreement.title.as_str().into()),
        ("version", sheet.agreement.version.into()),
        ("fingerprint", sheet.agreement.fingerprint.short().into()),
        ("count", sheet.witnesses.len().into()),
        ("names", wording::names(words, &sheet.witnesses).into()),
    ];
    let say = |key: &str| letters.value(&wording::say(words, key, &args));
    let promised = promised(sheet);
    let (told, more) = told(sheet.outcome);
    let (title, whose) = (say(keys::SHEET_TITLE), say(keys::SHEET_WHOSE));
    let mut lines = Vec::new();
    if promised && !sheet.witnesses.is_empty() {
        lines.push(say(keys::SHEET_WITNESS));
    }
    if sheet.outcome == Some(Outcome::AgreedWithHelp) {
        lines.push(say(keys::SHEET_HELPED));
    }
    lines.extend(more.map(say));
    lines.push(say(keys::SHEET_LEARNING));
    if letters.are_missing() {
        lines.push(letters.value(&wording::say(words, keys::LETTERS_MISSING, &[("sign", SIGN.into())])));
    }
    let rules = sheet.rules.iter().map(|rule| {
        let more = rule.more.as_ref().map_or(Value::None, |more| letters.value(more));
        dict! { "words" => letters.value(&rule.words), "more" => more }.into_value()
    });
    let mark = sheet.mark.as_ref().filter(|_| promised);
    dict! {
        "title" => title,
        "whose" => whose,
        "where" => say(keys::SHEET_WHERE),
        "promised" => promised,
        "rules" => rules.collect::<Vec<Value>>(),
        "mark" => mark.map_or(Value::None, |mark| ink::value(mark, words, letters)),
        "mark-words" => say(if matches!(mark, Some(Mark::Stamp(_))) { keys::SHEET_STAMP } else { keys::SHEET_MARK }),
        "code" => code.map_or(Value::None, IntoValue::into_value),
        "code-words" => say(keys::SHEET_CODE),
        "code-alt" => say(keys::SHEET_CODE_ALT),
        "told" => say(told),
        "lines" => lines,
        "questions" => sheet.ask_at_home.iter().map(|question| letters.value(question)).collect::<Vec<Value>>(),
        "agreement" => say(keys::SHEET_AGREEMENT),
    }
}

/// What the sheet says about the outcome, and what it adds: kindly, whatever it was.
fn told(outcome: Option<Outcome>) -> (&'static str, Option<&'static str>) {
    match outcome {
        Some(Outcome::Agreed | Outcome::AgreedWithHelp) => (keys::SHEET_PROMISED, None),
        Some(Outcome::NotYet) => (keys::SHEET_THINKING, Some(keys::SHEET_THINKING_MORE)),
        Some(Outcome::Declined) => (keys::SHEET_DECLINED, Some(keys::SHEET_DECLINED_MORE)),
        Some(Outcome::Absent) | None => (keys::SHEET_TO_COME, Some(keys::SHEET_TO_COME_MORE)),
        Some(Outcome::Left | Outcome::Unable) => (keys::SHEET_SHARED, Some(keys::SHEET_SHARED_MORE)),
    }
}
