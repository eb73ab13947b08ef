//! The class list: who promised, in print and as rows.

use super::error::DocumentError;
use super::ink;
use super::keys;
use super::letters::{Letters, SIGN};
use super::press::{CLASS_LIST, Press, pdf_date};
use super::wording;
use crate::content::{Value as Filled, Words};
use crate::domain::agreement::{Approval, Audience, Fingerprint};
use crate::domain::mark::Mark;
use crate::domain::outcome::Outcome;
use crate::domain::school::YearGroup;
use crate::ledger::Head;
use jiff::civil::{Date, DateTime};
use typst::foundations::{Dict, IntoValue, Value, dict};

/// One class and one agreement, on one day.
#[derive(Debug, Clone)]
pub struct ClassList {
    /// The school's name as printed.
    pub school: String,
    /// The class's name.
    pub class: String,
    /// Its year group, where it is known; otherwise the list says whom the agreement is for.
    pub year: Option<YearGroup>,
    /// What was asked.
    pub agreement: AgreementPrinted,
    /// The day the list is of (local).
    pub date: Date,
    /// The adults who were there, as printed.
    pub witnesses: Vec<String>,
    /// Every child of the class, in the order to print.
    pub rows: Vec<Row>,
    /// The newest statement of the ledger that the list is drawn from.
    pub head: Head,
}

/// An agreement as a document tells of it.
#[derive(Debug, Clone)]
pub struct AgreementPrinted {
    /// Its title in words.
    pub title: String,
    /// Whom it is for.
    pub audience: Audience,
    /// Its version, from 1.
    pub version: u32,
    /// Over the words, pictures and voice shown.
    pub fingerprint: Fingerprint,
    /// The name of the language it was shown in, for instance `English`.
    pub language: String,
    /// The school's approval, where it is recorded.
    pub approval: Option<Approval>,
}

/// One child of a class list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The name to print; the caller decides between `Aisha B.` and `Aisha Begum`.
    pub name: String,
    /// What came of asking; `None` where nobody has asked yet.
    pub outcome: Option<Outcome>,
    /// When (local time). Printed as a time of day, with the day where it was not the list's.
    pub when: Option<DateTime>,
    /// The child's mark under a promise.
    pub mark: Option<Mark>,
}

/// A row in words: the one source of both the PDF's and the CSV's rows.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) outcome: String,
    pub(super) when: String,
    pub(super) mark: String,
}

/// A child's row in words.
pub(super) fn line(row: &Row, date: Date, words: &Words) -> Line {
    Line {
        name: row.name.clone(),
        outcome: words.text(row_key(row.outcome)),
        when: row.when.map(|at| wording::time(words, at, date)).unwrap_or_default(),
        mark: match &row.mark {
            Some(Mark::Ink(_)) => words.text(keys::ROW_MARK_DRAWN),
            Some(Mark::Stamp(stamp)) => ink::stamp_words(*stamp, words),
            None => String::new(),
        },
    }
}

/// `27 agreed · 1 not yet · 2 absent`: agreed always, the others where there is one.
pub(super) fn counts(outcomes: impl Iterator<Item = Option<Outcome>>, words: &Words) -> String {
    const COUNTED: [&str; 7] = [
        keys::COUNT_AGREED,
        keys::COUNT_NOT_YET,
        keys::COUNT_DECLINED,
        keys::COUNT_ABSENT,
        keys::COUNT_LEFT,
        keys::COUNT_UNABLE,
        keys::COUNT_TO_COME,
    ];
    let found: Vec<&str> = outcomes.map(count_key).collect();
    let counts = COUNTED.into_iter().filter_map(|key| {
        let count = found.iter().filter(|found| **found == key).count();
        (count > 0 || key == keys::COUNT_AGREED).then(|| wording::say(words, key, &[("count", count.into())]))
    });
    let join = |all: String, next: String| {
        wording::say(words, keys::COUNT_AND, &[("counts", all.into()), ("next", next.into())])
    };
    counts.reduce(join).unwrap_or_default()
}

impl AgreementPrinted {
    /// Who approved it, and what was shown.
    fn facts(&self, date: Date, words: &Words) -> [String; 2] {
        let agreement = self;
        let approved = match &agreement.approval {
            Some(approval) => {
                let key = if approval.lapsed(date) { keys::LIST_REVIEW_WAS_DUE } else { keys::LIST_APPROVED };
                let on = words.date_long(approval.on);
                let review = words.date_long(approval.review_by);
                wording::say(
                    words,
                    key,
                    &[("by", approval.by.as_str().into()), ("on", on.into()), ("review", review.into())],
                )
            }
            None => words.text(keys::LIST_NOT_APPROVED),
        };
        let fingerprint = agreement.fingerprint.short();
        let shown = [("language", agreement.language.as_str().into()), ("fingerprint", fingerprint.into())];
        [approved, wording::say(words, keys::LIST_SHOWN, &shown)]
    }
}

impl Press {
    /// The class list as PDF (A4, PDF/UA-1): every child a row that never splits over pages.
    ///
    /// # Errors
    /// [`DocumentError`] where the date is out of range or the program is at fault.
    pub fn class_list(&self, list: &ClassList, words: &Words) -> Result<Vec<u8>, DocumentError> {
        let letters = self.letters();
        let date = words.date_long(list.date);
        let year = match list.year {
            Some(year) => wording::say(words, keys::YEAR_GROUP, &[("year", year.number().into())]),
            None => words.text(audience_key(list.agreement.audience)),
        };
        let class = [("class", Filled::from(list.class.as_str())), ("year", year.as_str().into())];
        let [whose, of] = class.clone();
        let witnesses = match list.witnesses.len() {
            0 => String::new(),
            count => {
                let names = wording::names(words, &list.witnesses);
                wording::say(words, keys::LIST_WITNESSES, &[("count", count.into()), ("names", names.into())])
            }
        };
        let data = laid(
            &Laid {
                document_title: wording::say(
                    words,
                    keys::LIST_DOCUMENT_TITLE,
                    &[whose, of, ("date", date.as_str().into())],
                ),
                title: wording::say(words, keys::LIST_TITLE, &class),
                school: &list.school,
                date: list.date,
                witnesses,
                agreements: vec![&list.agreement],
                columns: [
                    keys::LIST_COLUMN_NAME,
                    keys::LIST_COLUMN_PROMISE,
                    keys::LIST_COLUMN_WHEN,
                    keys::LIST_COLUMN_MARK,
                ],
                rows: list
                    .rows
                    .iter()
                    .map(|row| (line(row, list.date, words), Last::Mark(row.mark.as_ref())))
                    .collect(),
                counts: counts(list.rows.iter().map(|row| row.outcome), words),
                head: list.head,
            },
            words,
            &letters,
        )?;
        self.print(CLASS_LIST, data)
    }
}

/// All that the template needs to know, in words.
pub(super) struct Laid<'a> {
    pub(super) document_title: String,
    pub(super) title: String,
    pub(super) school: &'a str,
    pub(super) date: Date,
    /// Empty where nobody is named.
    pub(super) witnesses: String,
    pub(super) agreements: Vec<&'a AgreementPrinted>,
    pub(super) columns: [&'static str; 4],
    pub(super) rows: Vec<(Line, Last<'a>)>,
    pub(super) counts: String,
    pub(super) head: Head,
}

/// What a row ends with.
pub(super) enum Last<'a> {
    /// The child's mark, where there is one.
    Mark(Option<&'a Mark>),
    /// The child's class.
    Class(&'a str),
}

pub(super) fn laid(list: &Laid<'_>, words: &Words, letters: &Letters<'_>) -> Result<Dict, DocumentError> {
    // Stand for the numbers of the pages, which are known only when everything is laid out.
    const PAGE: &str = "\u{f0000}";
    const PAGES: &str = "\u{f0001}";

    let say = |key: &str, args: &[(&str, Filled<'_>)]| letters.value(&wording::say(words, key, args));
    let rows: Vec<Value> = list
        .rows
        .iter()
        .map(|(line, last)| {
            let (mark, class) = match last {
                Last::Mark(mark) => (mark.map_or(Value::None, |mark| ink::value(mark, words, letters)), Value::None),
                Last::Class(class) => (Value::None, letters.value(class)),
            };
            dict! {
                "name" => letters.value(&line.name),
                "outcome" => letters.value(&line.outcome),
                "when" => letters.value(&line.when),
                "mark" => mark,
                "class" => class,
            }
            .into_value()
        })
        .collect();
    let agreement = |agreement: &&AgreementPrinted| {
        dict! {
            "words" => agreement_words(agreement, words, letters),
            "facts" => agreement.facts(list.date, words).map(|fact| letters.value(&fact)).to_vec(),
        }
        .into_value()
    };
    let agreements: Vec<Value> = list.agreements.iter().map(agreement).collect();
    let (ledger, ledger_whole) = ledger_words(list.head, words);
    let mut data = dict! {
        "locale" => wording::locale(words),
        "document-title" => letters.value(&list.document_title),
        "title" => letters.value(&list.title),
        "subtitle" => say(keys::LIST_SUBTITLE, &[("school", list.school.into())]),
        "school" => letters.value(list.school),
        "date" => pdf_date(list.date)?,
        "date-words" => letters.value(&words.date_long(list.date)),
        "witnesses" => letters.value(&list.witnesses),
        "agreements" => agreements,
        "columns" => list.columns.map(|key| say(key, &[])).to_vec(),
        "rows" => rows,
        "counts" => letters.value(&list.counts),
        "ledger" => letters.value(&ledger),
        "ledger-whole" => ledger_whole.map_or(Value::None, |whole| letters.value(&whole)),
        "page-words" => wording::say(words, keys::LIST_PAGE, &[("page", PAGE.into()), ("pages", PAGES.into())]),
        "page-sign" => PAGE,
        "pages-sign" => PAGES,
    };
    let mut notes = vec![say(keys::LIST_NOT_A_CONTRACT, &[])];
    if letters.are_missing() {
        notes.push(say(keys::LETTERS_MISSING, &[("sign", SIGN.into())]));
    }
    data.insert("notes".into(), notes.into_value());
    Ok(data)
}

/// `Keeping safe online (KS1), version 3`.
fn agreement_words(agreement: &AgreementPrinted, words: &Words, letters: &Letters<'_>) -> Value {
    let audience = words.text(audience_key(agreement.audience));
    let args = [
        ("title", agreement.title.as_str().into()),
        ("audience", audience.into()),
        ("version", agreement.version.into()),
    ];
    letters.value(&wording::say(words, keys::LIST_AGREEMENT, &args))
}

fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Ks1Pupils => keys::AUDIENCE_KS1,
        Audience::Ks2Pupils => keys::AUDIENCE_KS2,
    }
}

/// The head as at the foot of every page, and whole (`214:` and 64 digits) as `promise-tree verify` can take it.
fn ledger_words(head: Head, words: &Words) -> (String, Option<String>) {
    if head.sequence == 0 {
        return (words.text(keys::LIST_LEDGER_EMPTY), None);
    }
    let hash = Fingerprint(head.hash).short();
    let short =
        wording::say(words, keys::LIST_LEDGER_HEAD, &[("hash", hash.into()), ("sequence", head.sequence.into())]);
    (short, Some(wording::say(words, keys::LIST_LEDGER_WHOLE, &[("head", head.to_string().into())])))
}

fn row_key(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Agreed) => keys::ROW_AGREED,
        Some(Outcome::AgreedWithHelp) => keys::ROW_AGREED_WITH_HELP,
        Some(Outcome::NotYet) => keys::ROW_NOT_YET,
        Some(Outcome::Declined) => keys::ROW_DECLINED,
        Some(Outcome::Absent) => keys::ROW_ABSENT,
        Some(Outcome::Left) => keys::ROW_LEFT,
        Some(Outcome::Unable) => keys::ROW_UNABLE,
        None => keys::ROW_TO_COME,
    }
}

fn count_key(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Agreed | Outcome::AgreedWithHelp) => keys::COUNT_AGREED,
        Some(Outcome::NotYet) => keys::COUNT_NOT_YET,
        Some(Outcome::Declined) => keys::COUNT_DECLINED,
        Some(Outcome::Absent) => keys::COUNT_ABSENT,
        Some(Outcome::Left) => keys::COUNT_LEFT,
        Some(Outcome::Unable) => keys::COUNT_UNABLE,
        None => keys::COUNT_TO_COME,
    }
}
