//! Who looked at and changed what.

use super::super::desk::OPERATOR;
use super::super::rights::{Right, Role};
use super::super::storage::{Action, RegisteredSchool, TrailEntry};
use super::super::{App, now_ms};
use super::fault::Fault;
use super::frame::{self, Way};
use super::who::Who;
use super::{at, note, when};
use crate::content::Words;
use crate::domain::ids::{ClassId, PupilId};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Lines on one page.
const PAGE: u32 = 50;

#[derive(Deserialize)]
pub(super) struct Before {
    before: Option<String>,
}

/// `GET /schools/{school}/trail`.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    who: Who,
    Path(school): Path<String>,
    Query(query): Query<Before>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Trail)).await?;
    let entries = app.storage.trail(Some(&school.id), query.place(), PAGE).await?;
    note(&app, &who, &school.id, Action::Trail, "").await?;
    let words = app.content.english();
    let names = names(&app, &school, &entries).await?;
    let body = table(words, &entries, &names, &format!("/schools/{}/trail", school.id));
    Ok(frame::at_school(words, &who, &school, Way::Trail, &words.text("pages-trail"), body))
}

/// `GET /trail`: what was done at no school in particular, above all who signed in for a trust or tried to. For a trust.
pub(super) async fn whole(
    State(app): State<Arc<App>>,
    who: Who,
    Query(query): Query<Before>,
) -> Result<Response, Fault> {
    if who.account.role != Role::Trust {
        return Err(Fault::Forbidden);
    }
    let entries = app.storage.trail(None, query.place(), PAGE).await?;
    app.storage.note(None, &who.account.login, Action::Trail, "", now_ms()).await?;
    let words = app.content.english();
    let body = table(words, &entries, &BTreeMap::new(), "/trail");
    Ok(frame::at_home(words, &who, &words.text("pages-trail-of-all"), body))
}

impl Before {
    fn place(&self) -> Option<(i64, &str)> {
        let (at_ms, id) = self.before.as_deref()?.split_once('-')?;
        Some((at_ms.parse().ok()?, id))
    }
}

fn table(words: &Words, entries: &[TrailEntry], names: &BTreeMap<String, String>, here: &str) -> Markup {
    let heads = ["pages-when-head", "pages-who", "pages-what", "pages-subject"].map(|key| words.text(key));
    let [_, who_head, what, subject] = &heads;
    let older = entries.last().filter(|_| entries.len() == PAGE as usize);
    html! {
        p.quiet { (words.text("pages-trail-about")) }
        @if entries.is_empty() { p.empty { (words.text("pages-trail-empty")) } }
        @else {
            table.list role="table" {
                thead role="rowgroup" { tr role="row" {
                    @for head in &heads { th scope="col" role="columnheader" { (head) } }
                } }
                tbody role="rowgroup" {
                    @for entry in entries {
                        tr role="row" {
                            th.plain scope="row" role="rowheader" { (when(words, entry.at_ms)) }
                            td role="cell" data-label=(who_head) {
                                @match entry.account.as_str() {
                                    "" => (words.text("pages-somebody")),
                                    OPERATOR => (words.text("pages-at-the-server")),
                                    account => (account),
                                }
                            }
                            td role="cell" data-label=(what) {
                                (words.text(&format!("pages-did-{}", entry.action.code())))
                            }
                            td role="cell" data-label=(subject) {
                                (names.get(&entry.subject).unwrap_or(&entry.subject))
                            }
                        }
                    }
                }
            }
            @if let Some(older) = older {
                p { a.button href={ (here) "?before=" (older.at_ms) "-" (older.id) } { (words.text("pages-older")) } }
            }
        }
    }
}

/// What the identifiers of these lines are called today; who was erased has no name any more.
async fn names(
    app: &App,
    school: &RegisteredSchool,
    entries: &[TrailEntry],
) -> Result<BTreeMap<String, String>, Fault> {
    let mut names = BTreeMap::new();
    for (kiosk, note) in app.storage.kiosk_notes(&school.id).await? {
        if !note.name.is_empty() {
            names.insert(kiosk.to_string(), note.name);
        }
    }
    for entry in entries {
        if names.contains_key(&entry.subject) {
            continue;
        }
        let name = match entry.action {
            Action::Class | Action::Pdf | Action::Csv => match ClassId::new(entry.subject.as_str()) {
                Ok(id) => app.storage.known_class(&school.id, &id).await?.map(|class| class.name),
                Err(_) => None,
            },
            Action::Pupil | Action::Erased | Action::Left | Action::Joined | Action::Parted | Action::TwoChildren => {
                match PupilId::new(entry.subject.as_str()) {
                    Ok(id) => app.storage.known_pupil(&school.id, &id).await?.map(|pupil| pupil.name),
                    Err(_) => None,
                }
            }
            _ => None,
        };
        if let Some(name) = name {
            names.insert(entry.subject.clone(), name);
        }
    }
    Ok(names)
}
