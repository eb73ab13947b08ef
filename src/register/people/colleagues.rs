//! Colleagues who open the school's kiosks: let in, given another passphrase, shut out.

use super::super::colleagues::{self, ColleagueFault, Known, NAME_AT_MOST, Word};
use super::super::desk::DeskError;
use super::super::rights::Right;
use super::super::storage::{Action, RegisteredSchool};
use super::super::{App, RegisterError, now_ms};
use super::fault::Fault;
use super::frame::{self, Way};
use super::school::Told;
use super::who::{Posted, Who};
use super::{at, note, when};
use crate::content::Words;
use crate::domain::ids::StaffId;
use crate::domain::school::Role;
use crate::store::{Label, SchoolKey};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use std::sync::Arc;

/// `GET /schools/{school}/colleagues`.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    who: Who,
    Path(school): Path<String>,
    Query(query): Query<Told>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Accounts)).await?;
    note(&app, &who, &school.id, Action::Colleagues, "").await?;
    listed(&app, &who, &school, query.told.as_deref(), &Typed::default(), None).await
}

/// What was typed of somebody new, but for the passphrase.
#[derive(Default)]
struct Typed {
    name: String,
    initials: String,
    role: Role,
}

async fn listed(
    app: &App,
    who: &Who,
    school: &RegisteredSchool,
    told: Option<&str>,
    typed: &Typed,
    wrong: Option<&str>,
) -> Result<Response, Fault> {
    let words = app.content.english();
    let known = colleagues::colleagues(&app.storage, &app.key.public(), &school.id).await?;
    let base = format!("/schools/{}/colleagues", school.id);
    let heads = ["pages-name", "pages-initials", "pages-role", "pages-state"];
    let body = html! {
        (frame::told(words, told))
        @if let Some(wrong) = wrong { p.wrong role="alert" { (wrong) } }
        p.quiet { (words.text("pages-colleagues-about")) }
        @if known.is_empty() { p.empty { (words.text("pages-no-colleagues")) } }
        @else {
            table.list role="table" {
                thead role="rowgroup" { tr role="row" {
                    @for key in heads { th scope="col" role="columnheader" { (words.text(key)) } }
                } }
                tbody role="rowgroup" {
                    @for one in &known {
                        tr role="row" {
                            th scope="row" role="rowheader" {
                                a href={ (base) "/" (one.staff.id) } { (one.staff.name) }
                            }
                            td role="cell" data-label=(words.text("pages-initials")) { (one.label.as_str()) }
                            td role="cell" data-label=(words.text("pages-role")) { (words.text(role(one.staff.role))) }
                            td role="cell" data-label=(words.text("pages-state")) { (words.text(state(one))) }
                        }
                    }
                }
            }
        }
        section.card {
            h2 { (words.text("pages-colleague-new")) }
            p { (words.text("pages-colleague-new-about")) }
            form.narrow method="post" action=(base) {
                (frame::token(who))
                label for="name" { (words.text("pages-colleague-name")) }
                input #name name="name" value=(typed.name) required maxlength=(NAME_AT_MOST) autocomplete="off";
                label for="initials" { (words.text("pages-initials")) }
                input #initials name="initials" value=(typed.initials) required maxlength="8" autocomplete="off"
                    spellcheck="false";
                (roles(words, typed.role))
                (passphrase(words))
                button.main { (words.text("pages-colleague-let-in")) }
            }
        }
    };
    Ok(frame::at_school(words, who, school, Way::Colleagues, &words.text("pages-colleagues"), body))
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Teacher => "pages-colleague-teacher",
        Role::Office => "pages-colleague-office",
        Role::Dsl => "pages-colleague-dsl",
        Role::Head => "pages-colleague-head",
    }
}

fn state(known: &Known) -> &'static str {
    if known.key.is_some() { "pages-colleague-opens" } else { "pages-colleague-shut-out" }
}

fn roles(words: &Words, chosen: Role) -> Markup {
    html! {
        fieldset {
            legend { (words.text("pages-role")) }
            @for one in Role::ALL {
                label.choice {
                    input type="radio" name="role" value=(one.code()) checked[one == chosen] required;
                    span { (words.text(role(one))) }
                }
            }
        }
    }
}

fn passphrase(words: &Words) -> Markup {
    html! {
        label for="passphrase" { (words.text("pages-colleague-passphrase")) }
        input #passphrase name="passphrase" type="password" required autocomplete="new-password";
        label for="again" { (words.text("pages-colleague-again")) }
        input #again name="again" type="password" required autocomplete="new-password";
    }
}

/// The key of what was typed twice.
async fn typed_key(app: &App, posted: &Posted) -> Result<Result<SchoolKey, String>, Fault> {
    let words = app.content.english();
    if posted.secret("passphrase") != posted.secret("again") {
        return Ok(Err(words.text("pages-colleague-two-ways")));
    }
    match app.sign_in.school_key(posted.secret("passphrase").to_owned()).await? {
        Ok(key) => Ok(Ok(key)),
        Err(RegisterError::Desk(DeskError::Colleague(fault))) => Ok(Err(sentence(&fault))),
        Err(error) => {
            tracing::error!(%error, "a colleague's key could not be made");
            Err(Fault::Broken)
        }
    }
}

/// A fault as a sentence of its own.
fn sentence(fault: &ColleagueFault) -> String {
    let text = fault.to_string();
    let mut letters = text.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn posted_role(posted: &Posted) -> Role {
    Role::from_code(posted.field("role")).unwrap_or(Role::Teacher)
}

/// `POST /schools/{school}/colleagues`: somebody new.
pub(super) async fn add(
    State(app): State<Arc<App>>,
    Path(school): Path<String>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    let school = at(&app, who, &school, Some(Right::Accounts)).await?;
    let role = posted_role(&posted);
    let typed = Typed { name: posted.field("name").to_owned(), initials: posted.field("initials").to_owned(), role };
    let wrong = match Label::new(&typed.initials) {
        Err(fault) => sentence(&fault.into()),
        Ok(label) => match typed_key(&app, &posted).await? {
            Err(wrong) => wrong,
            Ok(key) => {
                let word = Word::New { name: typed.name.clone(), label, role, key };
                match said(&app, who, &school, word).await? {
                    Ok(_) => return Ok(back(&school, "let-in")),
                    Err(fault) => sentence(&fault),
                }
            }
        },
    };
    listed(&app, who, &school, None, &typed, Some(&wrong)).await
}

fn back(school: &RegisteredSchool, told: &str) -> Response {
    Redirect::to(&format!("/schools/{}/colleagues?told={told}", school.id)).into_response()
}

async fn said(
    app: &App,
    who: &Who,
    school: &RegisteredSchool,
    word: Word,
) -> Result<Result<Known, ColleagueFault>, Fault> {
    let action = colleagues::action(&word);
    match colleagues::say(&app.storage, &app.key, &school.id, word, now_ms()).await {
        Ok(known) => {
            note(app, who, &school.id, action, known.label.as_str()).await?;
            Ok(Ok(known))
        }
        Err(RegisterError::Desk(DeskError::Colleague(fault))) => Ok(Err(fault)),
        Err(error) => {
            tracing::error!(%error, "what stands of a colleague could not be kept");
            Err(Fault::Broken)
        }
    }
}

async fn known(app: &App, school: &RegisteredSchool, id: &str) -> Result<Known, Fault> {
    let all = colleagues::colleagues(&app.storage, &app.key.public(), &school.id).await?;
    all.into_iter().find(|known| known.staff.id.as_str() == id).ok_or(Fault::Missing)
}

/// `GET /schools/{school}/colleagues/{staff}`.
pub(super) async fn one(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, staff)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Accounts)).await?;
    let known = known(&app, &school, &staff).await?;
    Ok(shown(&app, &who, &school, &known, None))
}

fn shown(app: &App, who: &Who, school: &RegisteredSchool, known: &Known, wrong: Option<&str>) -> Response {
    let words = app.content.english();
    let (list, all) = (format!("/schools/{}/colleagues", school.id), words.text("pages-colleagues"));
    let here = format!("{list}/{}", known.staff.id);
    let in_or_back = if known.key.is_some() { "pages-colleague-new-passphrase" } else { "pages-colleague-back-in" };
    let body = html! {
        (frame::crumbs(words, &[(list, all.as_str())], &known.staff.name))
        h1 { (known.staff.name) }
        @if let Some(wrong) = wrong { p.wrong role="alert" { (wrong) } }
        dl.card {
            div { dt { (words.text("pages-initials")) } dd { (known.label.as_str()) } }
            div { dt { (words.text("pages-role")) } dd { (words.text(role(known.staff.role))) } }
            div { dt { (words.text("pages-state")) } dd { (words.text(state(known))) " · " (when(words, known.at_ms)) } }
        }
        section.card {
            h2 { (words.text(in_or_back)) }
            p { (words.text("pages-colleague-passphrase-about")) }
            form.narrow method="post" action=(here) {
                (frame::token(who))
                (passphrase(words))
                button.main name="do" value="passphrase" { (words.text(in_or_back)) }
            }
        }
        @if known.key.is_some() {
            section.card {
                h2 { (words.text("pages-colleague-role")) }
                form.narrow method="post" action=(here) {
                    (frame::token(who))
                    (roles(words, known.staff.role))
                    button name="do" value="role" { (words.text("pages-save")) }
                }
            }
            section.card {
                h2 { (words.text("pages-colleague-shut")) }
                p { (words.text("pages-colleague-shut-about")) }
                form method="post" action=(here) {
                    (frame::token(who))
                    button.danger name="do" value="shut-out" { (words.text("pages-colleague-shut")) }
                }
            }
        }
    };
    frame::at_school_with_own_head(words, who, school, Way::Colleagues, &known.staff.name, body)
}

/// `POST /schools/{school}/colleagues/{staff}`.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    Path((school, staff)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    let school = at(&app, who, &school, Some(Right::Accounts)).await?;
    let known = known(&app, &school, &staff).await?;
    let id: StaffId = known.staff.id.clone();
    let (word, told) = match posted.field("do") {
        "passphrase" => match typed_key(&app, &posted).await? {
            Ok(key) => (Word::Passphrase(id, key), "new-passphrase"),
            Err(wrong) => return Ok(shown(&app, who, &school, &known, Some(&wrong))),
        },
        "role" => (Word::Role(id, posted_role(&posted)), "saved"),
        "shut-out" => (Word::ShutOut(id), "colleague-shut-out"),
        _ => return Err(Fault::Missing),
    };
    match said(&app, who, &school, word).await? {
        Ok(_) => Ok(back(&school, told)),
        Err(fault) => Ok(shown(&app, who, &school, &known, Some(&sentence(&fault)))),
    }
}
