//! The schools of a register, and the classes of one.

use super::super::App;
use super::super::list::{List, Show, agreement_of};
use super::super::rights::{Right, Role};
use super::super::storage::{KnownClass, KnownPupil, RegisteredSchool};
use super::at;
use super::fault::Fault;
use super::frame::{self, Way};
use super::who::Who;
use crate::domain::ids::{AgreementId, ClassId};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the address says went well just now.
#[derive(Deserialize)]
pub(super) struct Told {
    pub(super) told: Option<String>,
}

/// `GET /`: where somebody begins.
pub(super) async fn start(who: Who, Query(query): Query<Told>) -> Response {
    let told = query.told.filter(|told| told == "password").map(|told| format!("?told={told}")).unwrap_or_default();
    match &who.account.school {
        Some(school) => Redirect::to(&format!("/schools/{school}{told}")).into_response(),
        None => Redirect::to(&format!("/schools{told}")).into_response(),
    }
}

/// `GET /schools`: for a trust.
pub(super) async fn schools(
    State(app): State<Arc<App>>,
    who: Who,
    Query(query): Query<Told>,
) -> Result<Response, Fault> {
    if who.account.role != Role::Trust {
        return Err(Fault::Forbidden);
    }
    let words = app.content.english();
    let schools = app.storage.schools().await?;
    let body = html! {
        (frame::told(words, query.told.as_deref()))
        ul.cards {
            @for school in &schools {
                li { a href={ "/schools/" (school.id) } { (school.name) } }
            }
        }
        p { a href="/trail" { (words.text("pages-trail-of-all")) } }
    };
    Ok(frame::at_home(words, &who, &words.text("pages-schools"), body))
}

/// `GET /schools/{school}`.
pub(super) async fn classes(
    State(app): State<Arc<App>>,
    who: Who,
    Path(school): Path<String>,
    Query(query): Query<Told>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, None).await?;
    let words = app.content.english();
    let classes = seen(&app, &who, &school).await?;
    let rows = counted(&app, &school, &classes).await?;
    let (promised, all) = rows.iter().fold((0, 0), |(a, b), (_, promised, all, _)| (a + promised, b + all));
    let body = html! {
        (frame::told(words, query.told.as_deref()))
        @if rows.is_empty() {
            p.empty {
                @if who.account.role == Role::Teacher { (words.text("pages-no-classes-yours")) }
                @else { (words.text("pages-no-classes")) }
            }
        } @else {
            p.lead { (words.text_with("pages-promised-of", &[("promised", promised), ("all", all)])) }
            table.list role="table" {
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { (words.text("pages-class")) }
                    th scope="col" role="columnheader" { (words.text("pages-promised")) }
                    th scope="col" role="columnheader" { (words.text("pages-show-missing")) }
                } }
                tbody role="rowgroup" {
                    @for (class, promised, all, missing) in &rows {
                        tr role="row" {
                            th scope="row" role="rowheader" {
                                (frame::leaf(*missing == 0))
                                a href={ "/schools/" (school.id) "/classes/" (class.id) } { (titled(&app, class)) }
                            }
                            td role="cell" data-label=(words.text("pages-promised")) {
                                span.meter {
                                    progress max=(all) value=(promised) aria-label=(class.name) {}
                                    span { (words.text_with("pages-of", &[("promised", *promised), ("all", *all)])) }
                                }
                            }
                            td role="cell" data-label=(words.text("pages-show-missing")) {
                                @if *missing == 0 { (words.text("pages-nobody")) }
                                @else {
                                    a href={ "/schools/" (school.id) "/classes/" (class.id) "?show=missing" } {
                                        (words.text_with("pages-children", &[("count", *missing)]))
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if classes.iter().any(|class| !class.roll) { p.quiet { (words.text("pages-no-roll")) } }
        }
    };
    Ok(frame::at_school(words, &who, &school, Way::Classes, &school.name, body))
}

/// The classes that somebody may see.
pub(super) async fn seen(app: &App, who: &Who, school: &RegisteredSchool) -> Result<Vec<KnownClass>, Fault> {
    let mut classes = app.storage.known_classes(&school.id).await?;
    if !who.account.role.may(Right::EveryClass) {
        let own = app.storage.classes_of(&school.id, &who.account.id).await?;
        classes.retain(|class| own.contains(&class.id));
    }
    Ok(classes)
}

/// Each class with how many have promised, of how many, and how many are missing.
async fn counted<'a>(
    app: &App,
    school: &RegisteredSchool,
    classes: &'a [KnownClass],
) -> Result<Vec<(&'a KnownClass, usize, usize, usize)>, Fault> {
    let mut pupils: BTreeMap<ClassId, Vec<KnownPupil>> = BTreeMap::new();
    for pupil in app.storage.all_pupils(&school.id).await? {
        pupils.entry(pupil.class.clone()).or_default().push(pupil);
    }
    let mut newest: BTreeMap<AgreementId, u32> = BTreeMap::new();
    let mut rows = Vec::with_capacity(classes.len());
    for class in classes {
        let mut pupils = pupils.remove(&class.id).unwrap_or_default();
        pupils.retain(|pupil| class.lists(pupil));
        // A kiosk's own name for a class of the roll, or one that everybody has left.
        if !class.roll && pupils.is_empty() {
            continue;
        }
        let agreement = agreement_of(&app.content, class, &pupils);
        let version = match &agreement {
            None => 0,
            Some(agreement) => match newest.get(agreement) {
                Some(version) => *version,
                None => {
                    let version = app.storage.newest_version(&school.id, agreement).await?;
                    newest.insert(agreement.clone(), version);
                    version
                }
            },
        };
        let list = List::new(&pupils, agreement.as_ref(), version);
        rows.push((class, list.promised(), list.count(Show::Everyone), list.count(Show::Missing)));
    }
    Ok(rows)
}

/// A class's name with its year, where that is known.
pub(super) fn titled(app: &App, class: &KnownClass) -> String {
    match class.year {
        None => class.name.clone(),
        Some(year) => {
            let words = app.content.english();
            let year = words.text_with("document-year-group", &[("year", year.number())]);
            format!("{}, {year}", class.name)
        }
    }
}
