//! A class's list: on the page, as PDF, as CSV. All three are the same list.

use super::super::App;
use super::super::list::{Line, List, Show, agreement_of};
use super::super::rights::Right;
use super::super::storage::{Action, Entry, KnownClass, RegisteredSchool};
use super::fault::Fault;
use super::frame::{self, Way};
use super::same::{self, Twice};
use super::school::titled;
use super::who::Who;
use super::{at, note, when};
use crate::content::Words;
use crate::documents::{AgreementPrinted, ClassList, Row, class_list_csv};
use crate::domain::agreement::{Audience, Fingerprint};
use crate::domain::ids::{AgreementId, ClassId, SchoolId};
use crate::domain::outcome::Outcome;
use crate::exports::local;
use crate::ledger::{Head, Statement};
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

#[derive(Deserialize)]
pub(super) struct Asked {
    show: Option<String>,
    told: Option<String>,
}

/// A class, read once.
struct Read {
    school: RegisteredSchool,
    class: KnownClass,
    agreement: Option<AgreementId>,
    newest: u32,
    list: List,
    /// Those who may be one child.
    twice: Vec<Twice>,
}

/// Whether somebody may see a class.
pub(super) async fn may(app: &App, who: &Who, school: &SchoolId, class: &ClassId) -> Result<(), Fault> {
    let all = who.account.role.may(Right::EveryClass);
    if all || app.storage.classes_of(school, &who.account.id).await?.contains(class) {
        Ok(())
    } else {
        Err(Fault::Forbidden)
    }
}

async fn read(app: &App, who: &Who, school: &str, class: &str) -> Result<Read, Fault> {
    let school = at(app, who, school, None).await?;
    let id = ClassId::new(class).map_err(|_| Fault::Missing)?;
    may(app, who, &school.id, &id).await?;
    let class = app.storage.known_class(&school.id, &id).await?.ok_or(Fault::Missing)?;
    let mut pupils = app.storage.pupils_of(&school.id, &id).await?;
    pupils.retain(|pupil| class.lists(pupil));
    let agreement = agreement_of(&app.content, &class, &pupils);
    let newest = match &agreement {
        Some(agreement) => app.storage.newest_version(&school.id, agreement).await?,
        None => 0,
    };
    let list = List::new(&pupils, agreement.as_ref(), newest);
    let twice = same::in_class(app, &school, &class, &pupils).await?;
    Ok(Read { school, class, agreement, newest, list, twice })
}

/// `GET /schools/{school}/classes/{class}`.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, class)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let read = read(&app, &who, &school, &class).await?;
    note(&app, &who, &read.school.id, Action::Class, read.class.id.as_str()).await?;
    let show = Show::from_code(asked.show.as_deref());
    let words = app.content.english();
    let (promised, all) = (read.list.promised(), read.list.lines.len());
    let base = format!("/schools/{}/classes/{}", read.school.id, read.class.id);
    let title = words.text_with("pages-promised-of", &[("promised", promised), ("all", all)]);
    let crumbs = [(format!("/schools/{}", read.school.id), read.school.name.as_str())];
    let body = html! {
        (frame::told(words, asked.told.as_deref()))
        (frame::crumbs(words, &crumbs, &titled(&app, &read.class)))
        div.head {
            h1 { (title) }
            div.actions {
                a.button.main href={ (base) "/list.pdf?show=" (show.code()) } { (words.text("pages-pdf")) }
                a.button href={ (base) "/list.csv?show=" (show.code()) } { (words.text("pages-csv")) }
            }
        }
        progress.whole max=(all.max(1)) value=(promised) aria-label=(title) {}
        (same::notice(words, &who, &read.school, &read.twice))
        nav.filters aria-label=(words.text("pages-filter")) {
            ul {
                @for other in Show::ALL {
                    li { (filter(words, &base, other, show, read.list.count(other))) }
                }
            }
        }
        @if read.list.count(show) == 0 {
            p.empty { (words.text(&format!("pages-empty-{}", show.code()))) }
        } @else {
            (table(&app, &read, show))
        }
        @if !read.class.roll { p.quiet { (words.text("pages-no-roll")) } }
    };
    let name = titled(&app, &read.class);
    Ok(frame::at_school_with_own_head(words, &who, &read.school, Way::Classes, &name, body))
}

fn filter(words: &Words, base: &str, show: Show, here: Show, count: usize) -> Markup {
    let name = words.text_with(&format!("pages-show-{}-count", show.code()), &[("count", count)]);
    let to = if show == Show::Everyone { base.to_owned() } else { format!("{base}?show={}", show.code()) };
    html! {
        @if show == here { a.chip href=(to) aria-current="true" { (name) } }
        @else { a.chip href=(to) { (name) } }
    }
}

fn table(app: &App, read: &Read, show: Show) -> Markup {
    let words = app.content.english();
    let heads = ["pages-name", "pages-promise", "pages-when-head", "pages-agreement", "pages-proof"];
    let heads = heads.map(|key| words.text(key));
    let [_, promise, when_head, agreement_head, proof] = &heads;
    html! {
        table.list role="table" {
            thead role="rowgroup" { tr role="row" {
                @for head in &heads { th scope="col" role="columnheader" { (head) } }
            } }
            tbody role="rowgroup" {
                @for line in read.list.shown(show) {
                    @let current = line.standing.map(|standing| standing.current());
                    tr role="row" {
                        th scope="row" role="rowheader" {
                            (frame::leaf(line.promised()))
                            a href={ "/schools/" (read.school.id) "/pupils/" (line.pupil) } { (line.name) }
                        }
                        td role="cell" data-label=(promise) { (said(words, line)) }
                        td role="cell" data-label=(when_head) {
                            @if let Some(current) = current { (when(words, current.at_ms)) }
                        }
                        td role="cell" data-label=(agreement_head) {
                            @if let (Some(standing), Some(agreement)) = (line.standing, &read.agreement) {
                                (agreement_words(app, agreement, standing.version))
                            }
                        }
                        td.proof role="cell" data-label=(proof) {
                            @if let Some(current) = current {
                                (words.text_with("pages-in-log", &[("leaf", current.leaf)]))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What came of asking, in words.
fn said(words: &Words, line: &Line) -> String {
    let outcome = words.text(outcome_key(line.outcome()));
    if line.changed && line.outcome().is_some_and(Outcome::is_promise) {
        words.text_with("pages-to-older-rules", &[("outcome", outcome)])
    } else {
        outcome
    }
}

/// The message for an outcome, the same as on paper.
pub(super) fn outcome_key(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Agreed) => "row-agreed",
        Some(Outcome::AgreedWithHelp) => "row-agreed-with-help",
        Some(Outcome::NotYet) => "row-not-yet",
        Some(Outcome::Declined) => "row-declined",
        Some(Outcome::Absent) => "row-absent",
        Some(Outcome::Left) => "row-left",
        Some(Outcome::Unable) => "row-unable",
        None => "row-to-come",
    }
}

/// `KS1, version 3`.
pub(super) fn agreement_words(app: &App, agreement: &AgreementId, version: u32) -> String {
    let words = app.content.english();
    let name = match app.content.agreement(agreement).map(|agreement| agreement.audience) {
        Some(Audience::Ks1Pupils) => words.text("document-audience-ks1"),
        Some(Audience::Ks2Pupils) => words.text("document-audience-ks2"),
        None => agreement.to_string(),
    };
    words.text_with("pages-version", &[("name", name), ("version", version.to_string())])
}

/// `GET …/list.pdf`.
pub(super) async fn pdf(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, class)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let read = read(&app, &who, &school, &class).await?;
    let list = printed(&app, &read, Show::from_code(asked.show.as_deref())).await?;
    note(&app, &who, &read.school.id, Action::Pdf, read.class.id.as_str()).await?;
    let name = file_name(&read, "pdf");
    let made = tokio::task::spawn_blocking(move || app.press.class_list(&list, app.content.english())).await;
    let bytes = made.map_err(|_| Fault::Broken)?.map_err(|error| {
        tracing::error!(%error, "a class list could not be printed");
        Fault::Broken
    })?;
    Ok(([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// `GET …/list.csv`.
pub(super) async fn csv(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, class)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let read = read(&app, &who, &school, &class).await?;
    let list = printed(&app, &read, Show::from_code(asked.show.as_deref())).await?;
    note(&app, &who, &read.school.id, Action::Csv, read.class.id.as_str()).await?;
    let bytes = class_list_csv(&list, app.content.english()).map_err(|error| {
        tracing::error!(%error, "a class list could not be written");
        Fault::Broken
    })?;
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, file_name(&read, "csv"))];
    Ok((headers, bytes).into_response())
}

/// A name that every system takes: letters and digits, the rest as hyphens.
fn file_name(read: &Read, ending: &str) -> String {
    let safe: String =
        read.class.name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    format!("attachment; filename=\"promises-{}.{ending}\"", safe.trim_matches('-'))
}

/// The list as documents take it, with the marks out of the statements.
async fn printed(app: &App, read: &Read, show: Show) -> Result<ClassList, Fault> {
    let lines: Vec<&Line> = read.list.shown(show).collect();
    let leaves: Vec<u64> =
        lines.iter().filter_map(|line| line.standing).map(|standing| standing.current().leaf).collect();
    let entries: BTreeMap<u64, Entry> =
        app.storage.entries_at(&read.school.id, &leaves).await?.into_iter().map(|entry| (entry.leaf, entry)).collect();
    let statements: BTreeMap<u64, Statement> =
        entries.iter().filter_map(|(leaf, entry)| Some((*leaf, Statement::parse(&entry.compact()).ok()?))).collect();
    let row = |line: &&Line| {
        let current = line.standing.map(|standing| standing.current());
        let asked = current.filter(|current| current.outcome != Outcome::Absent);
        let statement = current.and_then(|current| statements.get(&current.leaf));
        Row {
            name: line.name.clone(),
            outcome: line.outcome(),
            when: asked.map(|asked| local(asked.at_ms)),
            mark: statement.and_then(|statement| statement.disclosed().mark.clone()),
        }
    };
    let rows: Vec<Row> = lines.iter().map(row).collect();
    let adults = statements.values().filter_map(|statement| statement.disclosed().witness.clone());
    let witnesses: BTreeSet<String> = adults.map(|adult| adult.name).collect();
    let newest =
        statements.values().rev().find_map(|statement| Some(statement.claims().says.outcome()?.agreement.clone()));
    let words = app.content.english();
    let known = read.agreement.as_ref().and_then(|id| app.content.agreement(id));
    let (fingerprint, language) = match newest {
        Some(shown) => (shown.fingerprint, shown.language),
        None => {
            let today = known.and_then(|known| app.content.fingerprint(&known.id, words.language()));
            (today.unwrap_or(Fingerprint([0; 32])), words.language().to_owned())
        }
    };
    let log = app.storage.log(&read.school.id, 0).await?;
    Ok(ClassList {
        school: read.school.name.clone(),
        class: read.class.name.clone(),
        year: read.class.year,
        agreement: AgreementPrinted {
            title: match (known, &read.agreement) {
                (Some(known), _) => words.text(known.title.as_str()),
                (None, Some(id)) => id.to_string(),
                (None, None) => String::new(),
            },
            audience: known.map_or(Audience::Ks1Pupils, |known| known.audience),
            version: read.newest.max(1),
            fingerprint,
            language: app.content.words(&language).map_or(language, Words::language_name),
            approval: None,
        },
        date: local(super::super::now_ms()).date(),
        witnesses: witnesses.into_iter().collect(),
        rows,
        head: Head { sequence: log.size, hash: log.root.0 },
    })
}
