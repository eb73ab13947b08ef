//! The register's pages, for people: who has promised and who is missing, kiosks, accounts, and who looked at what.
//!
//! | file | what |
//! |---|---|
//! | `who` | who asks: the cookie, sessions, forms that nobody else can send |
//! | `fault` | why a page is not shown |
//! | `frame` | what every page has: head, ways, style |
//! | `sign_in` | in, out, one's own password |
//! | `school` | schools, and the classes of one |
//! | `class` | a class's list, also as PDF and CSV |
//! | `pupil`, `erase` | one child: every statement with its proof; erasing them |
//! | `same` | a child whom two kiosks have recorded apart |
//! | `roll`, `reading`, `preview` | who is at the school: a file, how it is read, what it would change |
//! | `kiosks` | kiosks and tickets |
//! | `courier` | a kiosk's file on a stick, and the answer |
//! | `upload` | forms with a file |
//! | `agreements` | the versions that kiosks are given |
//! | `colleagues` | who opens kiosks |
//! | `accounts` | who may sign in |
//! | `trail` | who looked at and changed what |
//!
//! They are whole without JavaScript, and have none. All that is shown goes through maud, which escapes it; every word is
//! in `locales/<language>/register-pages.ftl`.

mod accounts;
mod agreements;
mod class;
mod colleagues;
mod courier;
mod erase;
mod fault;
mod frame;
mod kiosks;
mod preview;
mod pupil;
mod reading;
mod roll;
mod same;
mod school;
mod sign_in;
mod trail;
mod upload;
mod who;

pub(super) use frame::public;
pub(super) use sign_in::SignInLimits;
pub(super) use upload::{UPLOAD_AT_MOST, is_signed_in, is_upload, not_taken};

use super::App;
use super::rights::Right;
use super::storage::{Action, RegisteredSchool};
use crate::content::{Value, Words};
use crate::domain::ids::SchoolId;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use fault::Fault;
use std::sync::Arc;
use who::Who;

/// The pages; with them the check page, which is for everybody.
pub(super) fn routes(app: &Arc<App>, check: Router<Arc<App>>) -> Router<Arc<App>> {
    Router::new()
        .route("/", get(school::start))
        .route("/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/me", get(sign_in::me).post(sign_in::change))
        .route("/schools", get(school::schools))
        .route("/schools/{school}", get(school::classes))
        .route("/schools/{school}/classes/{class}", get(class::page))
        .route("/schools/{school}/classes/{class}/list.pdf", get(class::pdf))
        .route("/schools/{school}/classes/{class}/list.csv", get(class::csv))
        .route("/schools/{school}/pupils/{pupil}", get(pupil::page))
        .route("/schools/{school}/pupils/{pupil}/erase", get(erase::ask).post(erase::erase))
        .route("/schools/{school}/pupils/{pupil}/same/{other}", get(same::ask).post(same::say))
        .route("/schools/{school}/roll", get(roll::page).post(roll::bring).layer(DefaultBodyLimit::max(UPLOAD_AT_MOST)))
        .route("/schools/{school}/courier", post(courier::bring).layer(DefaultBodyLimit::max(UPLOAD_AT_MOST)))
        .route("/schools/{school}/kiosks", get(kiosks::page))
        .route("/schools/{school}/kiosks/{kiosk}/name", post(kiosks::name))
        .route("/schools/{school}/kiosks/{kiosk}/revoke", get(kiosks::ask).post(kiosks::revoke))
        .route("/schools/{school}/tickets", post(kiosks::ticket))
        .route("/schools/{school}/defaults", post(kiosks::defaults))
        .route("/schools/{school}/accounts", get(accounts::page).post(accounts::add))
        .route("/schools/{school}/accounts/{account}", get(accounts::one).post(accounts::change))
        .route("/schools/{school}/agreements", get(agreements::page))
        .route("/schools/{school}/agreements/new/{agreement}", get(agreements::form).post(agreements::give))
        .route("/schools/{school}/agreements/file", post(agreements::file))
        .route("/schools/{school}/colleagues", get(colleagues::page).post(colleagues::add))
        .route("/schools/{school}/colleagues/{staff}", get(colleagues::one).post(colleagues::change))
        .route("/schools/{school}/trail", get(trail::page))
        .route("/trail", get(trail::whole))
        .merge(check)
        .layer(from_fn_with_state(Arc::clone(app), fault::explained))
        .layer(from_fn(frame::to_itself))
        .merge(frame::files())
}

/// The school of an address, where whoever asks may see it and has this right there.
async fn at(app: &App, who: &Who, school: &str, right: Option<Right>) -> Result<RegisteredSchool, Fault> {
    let id = SchoolId::new(school).map_err(|_| Fault::Missing)?;
    if !who.account.is_of(&id) || right.is_some_and(|right| !who.account.role.may(right)) {
        return Err(Fault::Forbidden);
    }
    app.storage.school(&id).await?.ok_or(Fault::Missing)
}

/// Writes into the trail.
async fn note(app: &App, who: &Who, school: &SchoolId, action: Action, subject: &str) -> Result<(), Fault> {
    Ok(app.storage.note(Some(school), &who.account.login, action, subject, super::now_ms()).await?)
}

/// An error's message as a sentence of its own.
fn sentence(error: &impl std::fmt::Display) -> String {
    let message = error.to_string();
    let mut letters = message.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if message.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// A day and time on this machine's own clock: `22 Nov 2026, 9:24`.
fn when(words: &Words, at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default().to_zoned(jiff::tz::TimeZone::system());
    let day: [(&str, Value<'_>); 2] = [("day", at.day().into()), ("month", at.month().into())];
    let day = words.text_with("document-date-short", &day);
    let values: [(&str, Value<'_>); 3] =
        [("day", day.into()), ("year", at.year().into()), ("time", words.time(at.time()).into())];
    words.text_with("pages-when", &values)
}
