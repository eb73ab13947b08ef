//! One child: where they stand, and every statement that tells of them, with its proof.

use super::super::App;
use super::super::rights::Right;
use super::super::storage::{Action, Entry, KnownPupil, RegisteredSchool};
use super::class::{agreement_words, may, outcome_key};
use super::fault::Fault;
use super::frame::{self, Way};
use super::who::Who;
use super::{at, note, same, when};
use crate::domain::ids::PupilId;
use crate::ledger::Statement;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

/// Statements on one page.
const PAGE: u32 = 20;

#[derive(Deserialize)]
pub(super) struct Before {
    before: Option<u64>,
    told: Option<String>,
}

/// The child of an address, where whoever asks may see their class.
pub(super) async fn read(
    app: &App,
    who: &Who,
    school: &str,
    pupil: &str,
    right: Option<Right>,
) -> Result<(RegisteredSchool, KnownPupil), Fault> {
    let school = at(app, who, school, right).await?;
    let id = PupilId::new(pupil).map_err(|_| Fault::Missing)?;
    let mut known = app.storage.known_pupil(&school.id, &id).await?;
    if known.is_none()
        && let Some(kept) = app.storage.counts_as(&school.id, &id).await?
    {
        known = app.storage.known_pupil(&school.id, &kept).await?;
    }
    let Some(pupil) = known else {
        // Whoever sees some classes only is not told who is in no other.
        return Err(if who.account.role.may(Right::EveryClass) { Fault::Missing } else { Fault::Forbidden });
    };
    may(app, who, &school.id, &pupil.class).await?;
    Ok((school, pupil))
}

/// `GET /schools/{school}/pupils/{pupil}`.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, pupil)): Path<(String, String)>,
    Query(query): Query<Before>,
) -> Result<Response, Fault> {
    let (school, pupil) = read(&app, &who, &school, &pupil, None).await?;
    note(&app, &who, &school.id, Action::Pupil, pupil.id.as_str()).await?;
    let words = app.content.english();
    let class = app.storage.known_class(&school.id, &pupil.class).await?;
    let leaves = app.storage.mentions(&school.id, &pupil.id, query.before, PAGE).await?;
    let mut entries = app.storage.entries_at(&school.id, &leaves).await?;
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.leaf));
    let base = format!("/schools/{}", school.id);
    let class_name = class.map_or_else(|| pupil.class.to_string(), |class| class.name);
    let crumbs =
        [(base.clone(), school.name.as_str()), (format!("{base}/classes/{}", pupil.class), class_name.as_str())];
    let twice = same::on_page(&app, &who, &school, &pupil).await?;
    let older = leaves.last().filter(|_| leaves.len() == PAGE as usize);
    let body = html! {
        (frame::told(words, query.told.as_deref()))
        (frame::crumbs(words, &crumbs, &pupil.name))
        h1 { (pupil.name) }
        @if entries.is_empty() { p.empty { (words.text("pages-no-statements")) } }
        @for entry in &entries { (statement(&app, entry)) }
        @if let Some(older) = older {
            p { a.button href={ (base) "/pupils/" (pupil.id) "?before=" (older) } { (words.text("pages-older")) } }
        }
        (twice)
        @if who.account.role.may(Right::Erase) {
            section.danger {
                h2 { (words.text("pages-erase-head")) }
                p { (words.text("pages-erase-about")) }
                p { a.button href={ (base) "/pupils/" (pupil.id) "/erase" } { (words.text("pages-erase")) } }
            }
        }
    };
    Ok(frame::at_school_with_own_head(words, &who, &school, Way::Classes, &pupil.name, body))
}

fn statement(app: &App, entry: &Entry) -> Markup {
    let words = app.content.english();
    let compact = entry.compact();
    let Ok(read) = Statement::parse(&compact) else {
        return html! { section.card { p.wrong { (words.text("pages-damaged")) } } };
    };
    let (claims, disclosed) = (read.claims(), read.disclosed());
    let adults = [&disclosed.witness, &disclosed.helper].into_iter().flatten();
    let adults: Vec<&str> = adults.map(|adult| adult.name.as_str()).collect();
    let said = claims.says.outcome();
    let mut rows = vec![
        ("pages-when-head", when(words, claims.when.wall_ms)),
        ("pages-adults", adults.join(", ")),
        ("pages-received", when(words, entry.received_ms)),
        ("pages-kiosk", entry.kiosk.to_string()),
        ("pages-number", entry.sequence.to_string()),
        ("pages-proof", words.text_with("pages-in-log", &[("leaf", entry.leaf)])),
    ];
    if let Some(said) = said {
        rows.insert(1, ("pages-agreement", agreement_words(app, &said.agreement.id, said.agreement.version)));
    }
    let title = match claims.says.correction() {
        Some(correction) => {
            words.text_with("register-correction", &[("number", correction.sequence.to_string().as_str())])
        }
        None => words.text(outcome_key(said.map(|said| said.outcome))),
    };
    html! {
        section.card {
            h2 { (frame::leaf(said.is_some_and(|said| said.outcome.is_promise()))) (title) }
            @if entry.forked { p.wrong { (words.text("pages-forked-statement")) } }
            dl { @for (key, value) in &rows { div .wide[*key == "pages-kiosk"] { dt { (words.text(key)) } dd { (value) } } } }
            details {
                summary { (words.text("pages-statement-itself")) }
                p { (words.text("pages-statement-about")) " " a href="/check" { (words.text("pages-check")) } }
                pre tabindex="0" { (compact) }
            }
        }
    }
}
