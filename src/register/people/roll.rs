//! Who is at the school: the office's list comes in by a form, is compared, and taken over as far as a person says so.

use super::super::rights::Right;
use super::super::roll::{Ready, ready, take_over};
use super::super::storage::{Action, RegisteredSchool};
use super::super::{App, RegisterError, now_ms};
use super::fault::Fault;
use super::frame::{self, Way};
use super::preview::Ticks;
use super::reading::{FILE_AT_MOST, Sent};
use super::upload::Uploaded;
use super::who::Who;
use super::{at, note, preview, sentence, when};
use crate::content::{Value, Words};
use crate::ledger::base64url;
use crate::roster::{Change, ChangeKey, SavedMapping, What, wording};
use crate::store::RosterTally;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;

/// `GET /schools/{school}/roll`.
pub(super) async fn page(State(app): State<Arc<App>>, who: Who, Path(school): Path<String>) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Roll)).await?;
    begin(&app, &who, &school, None).await
}

/// The page to begin with: how the roll stands, and the form for a file.
async fn begin(app: &App, who: &Who, school: &RegisteredSchool, wrong: Option<String>) -> Result<Response, Fault> {
    let words = app.content.english();
    let classes = app.storage.known_classes(&school.id).await?;
    let on_roll = classes.iter().filter(|class| class.roll);
    let (count, newest) = (on_roll.clone().count(), on_roll.map(|class| class.as_of_ms).max());
    let children = app.storage.all_pupils(&school.id).await?.iter().filter(|pupil| pupil.roll).count();
    let body = html! {
        @if let Some(wrong) = &wrong { p.wrong role="alert" { (wrong) } }
        @match newest {
            None => p.lead { (words.text("pages-roll-none")) },
            Some(at_ms) => {
                @let values: [(&str, Value<'_>); 3] =
                    [("children", children.into()), ("classes", count.into()), ("when", when(words, at_ms).into())];
                p.lead { (words.text_with("pages-roll-stands", &values)) }
            }
        }
        section.card {
            h2 { (words.text("pages-roll-new")) }
            p { (words.text("pages-roll-about")) }
            form.narrow method="post" action={ "/schools/" (school.id) "/roll" } enctype="multipart/form-data" {
                (frame::token(who))
                label for="file" { (words.text("pages-roll-file")) }
                input #file type="file" name="file" required
                    accept=".csv,.txt,.xlsx,.zip,text/csv,application/zip";
                button.main { (words.text("pages-roll-compare")) }
            }
            p.quiet { (words.text("pages-roll-kept")) }
        }
    };
    let refused = wrong.is_some();
    let mut response = frame::at_school(words, who, school, Way::Roll, &words.text("pages-roll-title"), body);
    if refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /schools/{school}/roll`: compares a file, or takes over what is ticked of one that was compared.
pub(super) async fn bring(
    State(app): State<Arc<App>>,
    Path(school): Path<String>,
    form: Uploaded,
) -> Result<Response, Fault> {
    let (who, words) = (&form.who, app.content.english());
    let school = at(&app, who, &school, Some(Right::Roll)).await?;
    let Some(sent) = Sent::of(&form)? else {
        return begin(&app, who, &school, Some(words.text("pages-roll-no-file"))).await;
    };
    let mut saved = saved(&app, &school).await?;
    let (answers, name, before) = (sent.answers.clone(), school.name.clone(), saved.clone());
    // A large file takes its time: away from the threads that serve connections.
    let reading = tokio::task::spawn_blocking(move || sent.read(&name, &before)).await.map_err(|_| Fault::Broken)?;
    let reading = match reading {
        Ok(reading) => reading,
        Err(error) => return begin(&app, who, &school, Some(sentence(&error))).await,
    };
    let proposal = match &reading.proposal {
        Ok(proposal) => proposal,
        Err(error) => {
            let (ready, ticks) = (Err(sentence(error)), Ticks::default());
            let shown = preview::Shown { reading: &reading, ready, seen: "", changed: false, ticks, answers: &answers };
            return Ok(shown.page(words, who, &school));
        }
    };
    let compared = ready(&app.storage, &school.id, proposal, &answers).await.map_err(broken)?;
    note(&app, who, &school.id, Action::Compared, "").await?;
    let seen = seen(words, &compared);
    let accepts = form.field("do") == "accept";
    let unchanged = form.field("seen") == seen;
    let ticks = Ticks::of(&form);
    if !(accepts && unchanged) {
        // Whoever accepts has seen all of it: also what has become of a row that they have just answered.
        let (ready, changed) = (Ok(&compared), accepts);
        let shown = preview::Shown { reading: &reading, ready, seen: &seen, changed, ticks, answers: &answers };
        return Ok(shown.page(words, who, &school));
    }
    let taken = |change: &&Change| {
        ticks.is_ticked(change, false) && !matches!(change.what, What::Unclear { .. } | What::Stays { .. })
    };
    let accepted: BTreeSet<ChangeKey> =
        compared.difference.changes.iter().filter(taken).map(|change| change.key.clone()).collect();
    let by = who.account.login.as_str();
    match take_over(&app.storage, &school.id, compared, accepted, Some(by), now_ms()).await {
        Ok(imported) => {
            reading.source.remember(&mut saved);
            match serde_json::to_string(&saved) {
                Ok(text) => app.storage.keep_roll_mappings(&school.id, &text).await?,
                Err(error) => tracing::warn!(%error, "how the list was read is not remembered"),
            }
            Ok(done(words, who, &school, imported.done))
        }
        Err(RegisterError::Roster(error)) => begin(&app, who, &school, Some(sentence(&error))).await,
        Err(error) => Err(broken(error)),
    }
}

/// How lists of this school were read before.
async fn saved(app: &App, school: &RegisteredSchool) -> Result<Vec<SavedMapping>, Fault> {
    let text = app.storage.roll_mappings(&school.id).await?;
    // One that a newer program wrote is not needed: columns can be said again.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn broken(error: RegisterError) -> Fault {
    tracing::error!(%error, "a list could not be compared or taken over");
    Fault::Broken
}

/// What a person has seen of a comparison: where it is another when they accept it, they look again.
fn seen(words: &Words, ready: &Ready) -> String {
    let mut hash = Sha256::new();
    for change in &ready.difference.changes {
        hash.update(change.key.as_str());
        hash.update(b"\0");
        hash.update(wording::change(words, change));
        hash.update(b"\n");
    }
    base64url::encode(hash.finalize())
}

/// What was done.
fn done(words: &Words, who: &Who, school: &RegisteredSchool, tally: Option<RosterTally>) -> Response {
    let base = format!("/schools/{}", school.id);
    let body = html! {
        @match &tally {
            None => p.told role="status" { (words.text("pages-roll-nothing")) },
            Some(tally) => {
                p.told role="status" { (words.text_with("pages-roll-done", &[("what", wording::tally(words, tally))])) }
                @if tally.left > 0 { p { (words.text("pages-roll-done-about")) } }
            }
        }
        div.actions {
            a.button.main href=(base) { (words.text("pages-classes")) }
            a.button href={ (base) "/roll" } { (words.text("pages-roll-another")) }
        }
    };
    frame::at_school(words, who, school, Way::Roll, &words.text("pages-roll-title"), body)
}

const _: () = assert!(FILE_AT_MOST < super::upload::UPLOAD_AT_MOST / 2);
