//! Erasing a child: asked twice, the second time by the child's name.

use super::super::rights::{Right, Role};
use super::super::storage::{Action, KnownPupil, RegisteredSchool};
use super::super::{App, now_ms};
use super::fault::Fault;
use super::frame::{self, Way};
use super::note;
use super::pupil::read;
use super::who::{Posted, Who};
use crate::sync::erasure::DecidedBy;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use std::sync::Arc;

/// `GET /schools/{school}/pupils/{pupil}/erase`: the first question.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, pupil)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (school, pupil) = read(&app, &who, &school, &pupil, Some(Right::Erase)).await?;
    let words = app.content.english();
    let back = format!("/schools/{}/pupils/{}", school.id, pupil.id);
    let body = html! {
        p { (words.text("pages-erase-what")) }
        ul {
            @for key in ["pages-erase-goes", "pages-erase-stays", "pages-erase-kiosks", "pages-erase-backups"] {
                li { (words.text(key)) }
            }
        }
        form method="post" action={ (back) "/erase" } {
            (frame::token(&who))
            div.actions {
                button.danger { (words.text("pages-erase-go-on")) }
                a.button href=(back) { (words.text("pages-back")) }
            }
        }
    };
    let title = words.text_with("pages-erase-title", &[("name", pupil.name.as_str())]);
    Ok(frame::at_school(words, &who, &school, Way::Classes, &title, body))
}

/// `POST /schools/{school}/pupils/{pupil}/erase`: the second question, and, where it is answered, the erasure.
pub(super) async fn erase(
    State(app): State<Arc<App>>,
    Path((school, pupil)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    let (school, pupil) = read(&app, who, &school, &pupil, Some(Right::Erase)).await?;
    let typed = posted.field("name");
    if typed.is_empty() {
        return Ok(second(&app, who, &school, &pupil, false));
    }
    if same(typed) != same(&pupil.name) {
        let mut response = second(&app, who, &school, &pupil, true);
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let by = DecidedBy::Role(if who.account.role == Role::Head { "head" } else { "dsl" });
    // Before, so that nobody erases without a trace.
    note(&app, who, &school.id, Action::Erased, pupil.id.as_str()).await?;
    app.storage.erase(&school.id, &app.key, &pupil.id, by, now_ms()).await?;
    app.news.notify_one();
    tracing::info!(school = school.id.as_str(), "a child was erased");
    Ok(Redirect::to(&format!("/schools/{}?told=erased", school.id)).into_response())
}

fn second(app: &App, who: &Who, school: &RegisteredSchool, pupil: &KnownPupil, wrong: bool) -> Response {
    let words = app.content.english();
    let back = format!("/schools/{}/pupils/{}", school.id, pupil.id);
    let body = html! {
        @if wrong { p.wrong role="alert" { (words.text("pages-erase-other-name")) } }
        p { (words.text("pages-erase-for-ever")) }
        form.narrow method="post" action={ (back) "/erase" } {
            (frame::token(who))
            label for="name" { (words.text_with("pages-erase-type", &[("name", pupil.name.as_str())])) }
            input #name name="name" required autocomplete="off" spellcheck="false";
            div.actions {
                button.danger { (words.text("pages-erase-now")) }
                a.button href=(back) { (words.text("pages-back")) }
            }
        }
    };
    let title = words.text_with("pages-erase-title", &[("name", pupil.name.as_str())]);
    frame::at_school(words, who, school, Way::Classes, &title, body)
}

/// Capital letters and further spaces do not matter.
fn same(name: &str) -> Vec<String> {
    name.split_whitespace().map(str::to_lowercase).collect()
}
