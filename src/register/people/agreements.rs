//! Agreements: the versions that the school's kiosks are given, and the entering of the next one. None is ever changed.

use super::super::agreements::{self, AddFault, Given};
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
use crate::domain::agreement_draft::{AgreementDraft, DraftRule};
use crate::domain::agreement_version::{LETTERS_AT_MOST, in_force};
use crate::domain::ids::{AgreementId, RuleId};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

/// The most letters of a title and of who approved.
const LINE_AT_MOST: usize = 200;

fn today() -> Date {
    jiff::Zoned::now().date()
}

/// `GET /schools/{school}/agreements`.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    who: Who,
    Path(school): Path<String>,
    Query(query): Query<Told>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Kiosks)).await?;
    note(&app, &who, &school.id, Action::Agreements, "").await?;
    let given = agreements::given(&app.storage, &app.key.public(), &school.id).await?;
    let words = app.content.english();
    let versions: Vec<_> = given.iter().map(|given| given.version.clone()).collect();
    let base = format!("/schools/{}/agreements", school.id);
    let body = html! {
        (frame::told(words, query.told.as_deref()))
        p.quiet { (words.text("pages-agreements-about")) }
        @for shipped in app.content.shipped_agreements() {
            @let current = in_force(&versions, &shipped.id, today(), None).map(|version| version.text.version);
            section.card {
                h2 { (words.text(shipped.title.as_str())) }
                @for given in given.iter().rev().filter(|given| given.version.text.agreement == shipped.id) {
                    (one(words, given, current))
                }
                p { (words.text_with("pages-agreement-shipped", &[("version", shipped.version)])) }
                p { a.button href={ (base) "/new/" (shipped.id) } { (words.text("pages-agreement-next")) } }
            }
        }
        section.card {
            h2 { (words.text("pages-agreement-file")) }
            p { (words.text("pages-agreement-file-about")) }
            (pasting(words, &who, &base, ""))
        }
    };
    Ok(frame::at_school(words, &who, &school, Way::Agreements, &words.text("pages-agreements"), body))
}

fn pasting(words: &Words, who: &Who, base: &str, file: &str) -> Markup {
    html! {
        form method="post" action={ (base) "/file" } {
            (frame::token(who))
            label for="file" { (words.text("pages-agreement-paste")) }
            textarea #file name="file" rows="6" required spellcheck="false" { (file) }
            button { (words.text("pages-agreement-give")) }
        }
    }
}

fn one(words: &Words, given: &Given, current: Option<u32>) -> Markup {
    let version = &given.version;
    let number = version.text.version;
    let state = if version.use_from > today() {
        words.text_with("pages-agreement-coming", &[("day", words.date_long(version.use_from))])
    } else if current == Some(number) {
        words.text_with("pages-agreement-current", &[("day", words.date_long(version.use_from))])
    } else {
        words.text("pages-agreement-former")
    };
    let approval = &version.approval;
    let on = words.date_long(approval.on);
    let approved = words.text_with("pages-agreement-approved", &[("by", approval.by.as_str()), ("on", on.as_str())]);
    html! {
        details {
            summary { (words.text_with("pages-agreement-version", &[("version", number)])) ": " (state) }
            p { (approved) " " (words.text_with("pages-agreement-review", &[("day", words.date_long(approval.review_by))])) }
            p.quiet { (words.text_with("pages-agreement-entered", &[("when", when(words, given.at_ms))])) }
            ol {
                @for rule in &version.text.rules {
                    li {
                        (rule.words)
                        @if let Some(more) = &rule.more { " " (more) }
                        @if let Some(time) = rule.for_a_time {
                            " "
                            (words.text_with("pages-agreement-until", &[("day", words.date_long(time.until))]))
                        }
                    }
                }
            }
        }
    }
}

/// `GET /schools/{school}/agreements/new/{agreement}`: the newest version, to be changed into the next one.
pub(super) async fn form(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, agreement)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Kiosks)).await?;
    let draft = begun(&app, &school, &agreement).await?;
    Ok(written(&app, &who, &school, &draft, &[]))
}

async fn begun(app: &App, school: &RegisteredSchool, agreement: &str) -> Result<AgreementDraft, Fault> {
    let id = AgreementId::new(agreement).map_err(|_| Fault::Missing)?;
    let given = agreements::given(&app.storage, &app.key.public(), &school.id).await?;
    agreements::newest(&app.content, &given, &id).ok_or(Fault::Missing)
}

/// The form, with what was typed and what is wrong with it.
fn written(app: &App, who: &Who, school: &RegisteredSchool, draft: &AgreementDraft, wrong: &[String]) -> Response {
    let words = app.content.english();
    let base = format!("/schools/{}/agreements", school.id);
    let pictures = app.content.rule_pictures(draft.audience);
    let day = |name: &str, key: &str, value: Option<Date>, required: bool| {
        html! {
            label for=(name) { (words.text(key)) }
            input type="date" id=(name) name=(name) required[required]
                value=(value.map(|day| day.to_string()).unwrap_or_default());
        }
    };
    let line = |name: &str, key: &str, value: &str| {
        html! {
            label for=(name) { (words.text(key)) }
            input id=(name) name=(name) value=(value) required maxlength=(LINE_AT_MOST) autocomplete="off";
        }
    };
    let body = html! {
        (wrongs(wrong))
        p.quiet { (words.text("pages-agreement-form-about")) }
        form method="post" action={ (base) "/new/" (draft.agreement) } {
            (frame::token(who))
            input type="hidden" name="from" value=(draft.from_version);
            (line("title", "pages-agreement-title", &draft.title))
            @for (place, rule) in draft.rules.iter().enumerate() {
                (rule_fields(words, &place.to_string(), Some(rule), place + 1, &pictures))
            }
            (rule_fields(words, "new", None, draft.rules.len() + 1, &pictures))
            (line("by", "pages-agreement-by", &draft.approved_by))
            (day("on", "pages-agreement-on", draft.approved_on, true))
            (day("review", "pages-agreement-review-by", draft.review_by, true))
            (day("use", "pages-agreement-use-from", draft.use_from, false))
            div.actions {
                button.main { (words.text("pages-agreement-give")) }
                a.button href=(base) { (words.text("pages-back")) }
            }
        }
    };
    let title = words.text_with("pages-agreement-new-title", &[("title", draft.title.as_str())]);
    frame::at_school(words, who, school, Way::Agreements, &title, body)
}

fn wrongs(wrong: &[String]) -> Markup {
    html! {
        @if !wrong.is_empty() {
            div.wrong role="alert" { @for sentence in wrong { p { (sentence) } } }
        }
    }
}

/// A rule's fields, or those of one that may be added.
fn rule_fields(words: &Words, name: &str, rule: Option<&DraftRule>, number: usize, pictures: &[&str]) -> Markup {
    let key = if rule.is_some() { "pages-agreement-rule" } else { "pages-agreement-new-rule" };
    let sentence = |field: &str, key: &str, text: &str| {
        html! {
            label for={ (field) "-" (name) } { (words.text(key)) }
            textarea.sentence id={ (field) "-" (name) } name={ (field) "-" (name) } rows="2"
                maxlength=(LETTERS_AT_MOST) { (text) }
        }
    };
    html! {
        fieldset {
            legend { (words.text_with(key, &[("number", number)])) }
            @if let Some(rule) = rule {
                input type="hidden" name={ "id-" (name) } value=(rule.id);
                input type="hidden" name={ "picture-" (name) } value=(rule.picture);
                @if let Some(since) = rule.since { input type="hidden" name={ "since-" (name) } value=(since); }
            }
            (sentence("words", "pages-agreement-words", rule.map_or("", |rule| &rule.words)))
            (sentence("more", "pages-agreement-more", rule.map_or("", |rule| &rule.more)))
            label for={ "until-" (name) } { (words.text("pages-agreement-until-label")) }
            input type="date" id={ "until-" (name) } name={ "until-" (name) }
                value=(rule.and_then(|rule| rule.until).map(|day| day.to_string()).unwrap_or_default());
            @if rule.is_some() {
                label.choice {
                    input type="checkbox" name={ "drop-" (name) } value="1";
                    span { (words.text("pages-agreement-drop")) }
                }
            } @else {
                label for="picture-new" { (words.text("pages-agreement-picture")) }
                select #picture-new name="picture-new" {
                    @for picture in pictures { option value=(picture) { (picture) } }
                }
            }
        }
    }
}

/// What was typed; a rule that says nothing any more is dropped, and so is one that was ticked.
fn typed(posted: &Posted, begun: AgreementDraft, fresh: RuleId) -> AgreementDraft {
    let date = |name: &str| posted.field(name).parse::<Date>().ok();
    let rule = |name: &str, id: RuleId| DraftRule {
        id,
        words: one_line(posted.field(&format!("words-{name}"))),
        more: one_line(posted.field(&format!("more-{name}"))),
        picture: posted.field(&format!("picture-{name}")).to_owned(),
        until: date(&format!("until-{name}")),
        since: date(&format!("since-{name}")).filter(|_| date(&format!("until-{name}")).is_some()),
    };
    let dropped = |name: &str| !posted.field(&format!("drop-{name}")).is_empty();
    let mut draft = AgreementDraft {
        from_version: posted.field("from").parse().unwrap_or(begun.from_version),
        title: posted.field("title").to_owned(),
        approved_by: posted.field("by").to_owned(),
        approved_on: date("on"),
        review_by: date("review"),
        use_from: date("use"),
        rules: Vec::new(),
        ..begun
    };
    for place in 0.. {
        let name = place.to_string();
        let Ok(id) = RuleId::new(posted.field(&format!("id-{name}"))) else { break };
        let rule = rule(&name, id);
        let empty = rule.words.is_empty() && rule.more.is_empty();
        if !empty && !dropped(&name) {
            draft.add(rule);
        }
    }
    let new = rule("new", fresh);
    if !new.words.is_empty() || !new.more.is_empty() {
        draft.add(new);
    }
    draft
}

/// A text area's lines as the one sentence that a screen shows.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `POST /schools/{school}/agreements/new/{agreement}`.
pub(super) async fn give(
    State(app): State<Arc<App>>,
    Path((school, agreement)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    let school = at(&app, who, &school, Some(Right::Kiosks)).await?;
    let begun = begun(&app, &school, &agreement).await?;
    let mut random = [0; 6];
    getrandom::fill(&mut random).map_err(|_| Fault::Broken)?;
    let short: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let fresh = RuleId::new(format!("{}own-{short}", begun.audience.rule_prefix())).map_err(|_| Fault::Broken)?;
    let draft = typed(&posted, begun, fresh);
    match given(&app, who, &school, &draft).await? {
        Ok(response) => Ok(response),
        Err(fault) => Ok(written(&app, who, &school, &draft, &fault.all())),
    }
}

/// `POST /schools/{school}/agreements/file`.
pub(super) async fn file(
    State(app): State<Arc<App>>,
    Path(school): Path<String>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    let school = at(&app, who, &school, Some(Right::Kiosks)).await?;
    let file = posted.field("file");
    let done = match agreements::read(file) {
        Ok(draft) => given(&app, who, &school, &draft).await?,
        Err(fault) => Err(fault),
    };
    let fault = match done {
        Ok(response) => return Ok(response),
        Err(fault) => fault,
    };
    let words = app.content.english();
    let base = format!("/schools/{}/agreements", school.id);
    let body = html! {
        (wrongs(&fault.all()))
        (pasting(words, who, &base, file))
        p { a.button href=(base) { (words.text("pages-back")) } }
    };
    Ok(frame::at_school(words, who, &school, Way::Agreements, &words.text("pages-agreement-file"), body))
}

async fn given(
    app: &App,
    who: &Who,
    school: &RegisteredSchool,
    draft: &AgreementDraft,
) -> Result<Result<Response, AddFault>, Fault> {
    let now = (today(), now_ms());
    match agreements::give(&app.storage, &app.content, &app.key, &school.id, draft, now).await {
        Ok(version) => {
            note(app, who, &school.id, Action::AgreementGiven, &agreements::subject(&version)).await?;
            tracing::info!(
                school = school.id.as_str(),
                agreement = version.text.agreement.as_str(),
                version = version.text.version,
                "kiosks are given a version of an agreement"
            );
            Ok(Ok(Redirect::to(&format!("/schools/{}/agreements?told=given", school.id)).into_response()))
        }
        Err(RegisterError::Desk(DeskError::Agreement(fault))) => Ok(Err(fault)),
        Err(error) => {
            tracing::error!(%error, "a version of an agreement could not be kept");
            Err(Fault::Broken)
        }
    }
}
