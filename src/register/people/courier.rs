//! A kiosk's file that was carried here on a stick: taken in as from the network, and the answer to carry back.

use super::super::courier::take_in_for;
use super::super::rights::Right;
use super::super::storage::{Action, RegisteredSchool};
use super::super::{App, RegisterError};
use super::fault::Fault;
use super::frame::{self, Way};
use super::kiosks::called;
use super::upload::Uploaded;
use super::who::Who;
use super::{at, note, sentence};
use crate::content::{Value, Words};
use crate::sync::courier::ENDING;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use maud::{Markup, html};
use std::sync::Arc;

/// The form for a file, as a part of the kiosks' page.
pub(super) fn form(words: &Words, who: &Who, school: &RegisteredSchool) -> Markup {
    html! {
        section.card {
            h2 { (words.text("pages-courier")) }
            p { (words.text("pages-courier-about")) }
            (fields(words, who, school))
        }
    }
}

fn fields(words: &Words, who: &Who, school: &RegisteredSchool) -> Markup {
    html! {
            form.narrow method="post" action={ "/schools/" (school.id) "/courier" } enctype="multipart/form-data" {
                (frame::token(who))
                label for="file" { (words.text("pages-courier-file")) }
                input #file type="file" name="file" required accept={ "." (ENDING) };
                button.main { (words.text("pages-courier-take")) }
            }
    }
}

/// `POST /schools/{school}/courier`.
pub(super) async fn bring(
    State(app): State<Arc<App>>,
    Path(school): Path<String>,
    form: Uploaded,
) -> Result<Response, Fault> {
    let (who, words) = (&form.who, app.content.english());
    let school = at(&app, who, &school, Some(Right::Kiosks)).await?;
    let Some((_, file)) = form.file() else {
        return Ok(refused(words, who, &school, &words.text("pages-courier-no-file")));
    };
    let answered = match take_in_for(&app.storage, &app.key, &school.id, file).await {
        Ok(answered) => answered,
        Err(RegisterError::Storage(error)) => return Err(error.into()),
        Err(error) => return Ok(refused(words, who, &school, &sentence(&error))),
    };
    note(&app, who, &school.id, Action::Courier, answered.kiosk.as_str()).await?;
    app.news.notify_one();
    let told = app.storage.kiosk_notes(&school.id).await?.remove(&answered.kiosk).unwrap_or_default();
    let name = called(words, &answered.kiosk, &told);
    let values: [(&str, Value<'_>); 3] =
        [("name", name.as_str().into()), ("stored", answered.stored.into()), ("already", answered.already.into())];
    let answer = base64::engine::general_purpose::STANDARD.encode(&answered.file);
    let start: String = answered.kiosk.as_str().chars().take(8).collect();
    let file_name = words.text_with("pages-courier-answer-name", &[("id", start.as_str())]);
    let body = html! {
        p.told role="status" { (words.text_with("pages-courier-taken", &values)) }
        @if answered.refused > 0 {
            p.wrong { (words.text_with("pages-courier-refused", &[("count", answered.refused)])) }
        }
        section.card {
            h2 { (words.text("pages-courier-answer")) }
            p { (words.text("pages-courier-answer-about")) }
            div.actions {
                a.button.main #answer download={ (file_name) "." (ENDING) }
                    href={ "data:application/octet-stream;base64," (answer) } { (words.text("pages-courier-save")) }
                a.button href={ "/schools/" (school.id) "/kiosks" } { (words.text("pages-done")) }
            }
        }
    };
    Ok(frame::at_school(words, who, &school, Way::Kiosks, &words.text("pages-courier"), body))
}

/// The form again, with why nothing was taken.
fn refused(words: &Words, who: &Who, school: &RegisteredSchool, why: &str) -> Response {
    let body = html! {
        p.wrong role="alert" { (why) }
        section.card { (fields(words, who, school)) }
        p { a.button href={ "/schools/" (school.id) "/kiosks" } { (words.text("pages-back")) } }
    };
    let mut response = frame::at_school(words, who, school, Way::Kiosks, &words.text("pages-courier-none"), body);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}
