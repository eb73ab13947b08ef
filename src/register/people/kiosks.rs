//! A school's kiosks: when they were last seen, what is still to come, shutting one out, tickets for new ones.

use super::super::rights::Right;
use super::super::storage::{Action, Kiosk, KioskNote, RegisteredSchool};
use super::super::{App, defaults as panels, now_ms, ticket as make};
use super::fault::Fault;
use super::frame::{self, Way};
use super::school::Told;
use super::who::{Posted, Who};
use super::{at, courier, note, when};
use crate::content::Words;
use crate::domain::ids::KioskId;
use crate::domain::school_defaults::SchoolDefaults;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use std::sync::Arc;

/// The most letters of a kiosk's name.
const NAME_AT_MOST: usize = 60;
/// After so long without a word somebody should look: a fortnight, milliseconds.
const QUIET_MS: i64 = 14 * 24 * 60 * 60 * 1000;

/// `GET /schools/{school}/kiosks`.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    who: Who,
    Path(school): Path<String>,
    Query(query): Query<Told>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Kiosks)).await?;
    note(&app, &who, &school.id, Action::Kiosks, "").await?;
    let words = app.content.english();
    let kiosks = app.storage.kiosks(&school.id).await?;
    let notes = app.storage.kiosk_notes(&school.id).await?;
    let said_of_all = panels::current(&app.storage, &app.key.public(), &school.id).await?;
    let (open, shut): (Vec<&Kiosk>, Vec<&Kiosk>) = kiosks.iter().partition(|kiosk| kiosk.revoked_ms.is_none());
    let said = |kiosk: &Kiosk| notes.get(&kiosk.key.kiosk_id()).cloned().unwrap_or_default();
    let body = html! {
        (frame::told(words, query.told.as_deref()))
        @if kiosks.is_empty() { p.empty { (words.text("pages-no-kiosks")) } }
        @for kiosk in open.into_iter().chain(shut) { (one(words, &who, &school, kiosk, &said(kiosk))) }
        (courier::form(words, &who, &school))
        section.card {
            h2 { (words.text("pages-new-kiosk")) }
            p { (words.text("pages-new-kiosk-about")) }
            form method="post" action={ "/schools/" (school.id) "/tickets" } {
                (frame::token(&who))
                div.actions {
                    button.main name="as" value="words" { (words.text("pages-new-ticket")) }
                    button name="as" value="file" { (words.text("pages-new-ticket-file")) }
                }
            }
        }
        (of_all(words, &who, &school, &said_of_all))
    };
    Ok(frame::at_school(words, &who, &school, Way::Kiosks, &words.text("pages-kiosks"), body))
}

/// Minutes that can be chosen.
const MINUTES: [u32; 8] = [1, 2, 3, 5, 10, 15, 20, 30];

/// What every panel has on which nobody has set it otherwise.
fn of_all(words: &Words, who: &Who, school: &RegisteredSchool, said: &SchoolDefaults) -> Markup {
    let motions = [
        (None, "", "pages-panel-usual"),
        (Some(true), "on", "pages-motion-on"),
        (Some(false), "off", "pages-motion-off"),
    ];
    html! {
        section.card {
            h2 { (words.text("pages-panels")) }
            p { (words.text("pages-panels-about")) }
            form.narrow method="post" action={ "/schools/" (school.id) "/defaults" } {
                (frame::token(who))
                label for="idle" { (words.text("pages-idle")) }
                select #idle name="idle" {
                    option value="" selected[said.idle_minutes.is_none()] { (words.text("pages-panel-usual")) }
                    @for minutes in MINUTES {
                        option value=(minutes) selected[said.idle_minutes == Some(minutes)] {
                            (words.text_with("pages-minutes", &[("count", minutes)]))
                        }
                    }
                }
                fieldset {
                    legend { (words.text("pages-motion")) }
                    @for (motion, value, key) in motions {
                        label.choice {
                            input type="radio" name="motion" value=(value) checked[motion == said.motion];
                            span { (words.text(key)) }
                        }
                    }
                }
                button { (words.text("pages-save")) }
            }
        }
    }
}

/// `POST /schools/{school}/defaults`.
pub(super) async fn defaults(
    State(app): State<Arc<App>>,
    Path(school): Path<String>,
    posted: Posted,
) -> Result<Response, Fault> {
    let school = at(&app, &posted.who, &school, Some(Right::Kiosks)).await?;
    let idle_minutes = posted.field("idle").parse().ok().filter(|minutes| MINUTES.contains(minutes));
    let motion = match posted.field("motion") {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    };
    let said = SchoolDefaults { idle_minutes, motion };
    if panels::say(&app.storage, &app.key, &school.id, &said, now_ms()).await? {
        note(&app, &posted.who, &school.id, Action::Defaults, "").await?;
    }
    Ok(Redirect::to(&format!("/schools/{}/kiosks?told=saved", school.id)).into_response())
}

/// What people call a kiosk, or the beginning of its identifier.
pub(super) fn called(words: &Words, id: &KioskId, note: &KioskNote) -> String {
    if note.name.is_empty() {
        let start: String = id.as_str().chars().take(8).collect();
        words.text_with("pages-kiosk-unnamed", &[("id", start)])
    } else {
        note.name.clone()
    }
}

fn one(words: &Words, who: &Who, school: &RegisteredSchool, kiosk: &Kiosk, note: &KioskNote) -> Markup {
    let id = kiosk.key.kiosk_id();
    let base = format!("/schools/{}/kiosks/{id}", school.id);
    let behind = note.told.saturating_sub(kiosk.newest);
    let quiet = now_ms() - kiosk.seen_ms.unwrap_or(kiosk.enrolled_ms) > QUIET_MS;
    html! {
        section.card {
            h2 { (called(words, &id, note)) }
            @if let Some(at_ms) = kiosk.revoked_ms {
                p.wrong { (words.text_with("pages-revoked-since", &[("when", when(words, at_ms))])) }
            } @else if quiet {
                p.wrong { (words.text("pages-kiosk-quiet")) }
            }
            @if kiosk.forked_ms.is_some() { p.wrong { (words.text("pages-forked")) } }
            dl {
                div { dt { (words.text("pages-seen")) } dd {
                    @match kiosk.seen_ms { Some(at_ms) => (when(words, at_ms)), None => (words.text("pages-never")) }
                } }
                div { dt { (words.text("pages-backlog")) } dd {
                    @if behind == 0 { (words.text("pages-backlog-none")) }
                    @else { (words.text_with("pages-statements", &[("count", behind)])) }
                } }
                div { dt { (words.text("pages-held")) } dd { (kiosk.newest) } }
                div { dt { (words.text("pages-enrolled")) } dd { (when(words, kiosk.enrolled_ms)) } }
                div.wide { dt { (words.text("pages-identifier")) } dd { (id) } }
            }
            form.line method="post" action={ (base) "/name" } {
                (frame::token(who))
                label for={ "name-" (id) } { (words.text("pages-kiosk-name")) }
                input id={ "name-" (id) } name="name" value=(note.name) maxlength=(NAME_AT_MOST) autocomplete="off";
                button { (words.text("pages-save")) }
            }
            @if kiosk.revoked_ms.is_none() {
                p { a.button href={ (base) "/revoke" } { (words.text("pages-revoke")) } }
            }
        }
    }
}

async fn known(app: &App, school: &RegisteredSchool, kiosk: &str) -> Result<(KioskId, KioskNote), Fault> {
    let id = KioskId::new(kiosk).map_err(|_| Fault::Missing)?;
    app.storage.kiosk(&school.id, &id).await?.ok_or(Fault::Missing)?;
    let note = app.storage.kiosk_notes(&school.id).await?.remove(&id).unwrap_or_default();
    Ok((id, note))
}

/// `POST …/kiosks/{kiosk}/name`.
pub(super) async fn name(
    State(app): State<Arc<App>>,
    Path((school, kiosk)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let school = at(&app, &posted.who, &school, Some(Right::Kiosks)).await?;
    let (id, _) = known(&app, &school, &kiosk).await?;
    let name: String = posted.field("name").chars().filter(|c| !c.is_control()).take(NAME_AT_MOST).collect();
    app.storage.name_kiosk(&school.id, &id, &name).await?;
    note(&app, &posted.who, &school.id, Action::Named, id.as_str()).await?;
    Ok(Redirect::to(&format!("/schools/{}/kiosks?told=named", school.id)).into_response())
}

/// `GET …/kiosks/{kiosk}/revoke`.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, kiosk)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Kiosks)).await?;
    let (id, note) = known(&app, &school, &kiosk).await?;
    let words = app.content.english();
    let body = html! {
        p { (words.text("pages-revoke-what")) }
        form method="post" action={ "/schools/" (school.id) "/kiosks/" (id) "/revoke" } {
            (frame::token(&who))
            div.actions {
                button.danger { (words.text("pages-revoke")) }
                a.button href={ "/schools/" (school.id) "/kiosks" } { (words.text("pages-back")) }
            }
        }
    };
    let title = words.text_with("pages-revoke-title", &[("name", called(words, &id, &note))]);
    Ok(frame::at_school(words, &who, &school, Way::Kiosks, &title, body))
}

/// `POST …/kiosks/{kiosk}/revoke`.
pub(super) async fn revoke(
    State(app): State<Arc<App>>,
    Path((school, kiosk)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let school = at(&app, &posted.who, &school, Some(Right::Kiosks)).await?;
    let (id, _) = known(&app, &school, &kiosk).await?;
    app.storage.revoke(&school.id, &id, now_ms()).await?;
    note(&app, &posted.who, &school.id, Action::Revoked, id.as_str()).await?;
    tracing::info!(kiosk = id.as_str(), school = school.id.as_str(), "a kiosk was shut out");
    Ok(Redirect::to(&format!("/schools/{}/kiosks?told=revoked", school.id)).into_response())
}

/// `POST /schools/{school}/tickets`: a new ticket, shown once.
pub(super) async fn ticket(
    State(app): State<Arc<App>>,
    Path(school): Path<String>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    let school = at(&app, who, &school, Some(Right::Kiosks)).await?;
    let ticket = make(&app.storage, &school.id, &app.address).await.map_err(|error| {
        tracing::error!(%error, "a ticket could not be made");
        Fault::Broken
    })?;
    note(&app, who, &school.id, Action::Ticket, &ticket.secret.name()).await?;
    let text = ticket.to_text();
    if posted.field("as") == "file" {
        let headers =
            [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"ticket.txt\"")];
        return Ok((headers, format!("{}\n", *text)).into_response());
    }
    let words = app.content.english();
    let (address, secret) = text.split_once(' ').unwrap_or((&text, ""));
    let body = html! {
        p { (words.text("pages-ticket-about")) }
        section.card {
            dl {
                div { dt { (words.text("pages-ticket-address")) } dd { (address) } }
                div { dt { (words.text("pages-ticket-words")) } dd {
                    ol.words { @for word in secret.split(' ') { li { (word) } } }
                } }
            }
        }
        p { a.button href={ "/schools/" (school.id) "/kiosks" } { (words.text("pages-done")) } }
    };
    Ok(frame::at_school(words, who, &school, Way::Kiosks, &words.text("pages-ticket"), body))
}
