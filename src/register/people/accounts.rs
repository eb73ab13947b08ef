//! Who may sign in, as what, and for which classes.

use super::super::rights::{Right, Role};
use super::super::storage::{Account, Action, NewAccount, RegisteredSchool};
use super::super::{App, now_ms, password};
use super::fault::Fault;
use super::frame::{self, Way};
use super::school::Told;
use super::who::{Posted, Who};
use super::{at, note, when};
use crate::content::Words;
use crate::domain::ids::ClassId;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Accounts on one page.
const PAGE: u32 = 100;
/// The most letters of a login and of a name.
const TEXT_AT_MOST: usize = 100;

#[derive(Deserialize)]
pub(super) struct After {
    after: Option<String>,
}

/// `GET /schools/{school}/accounts`.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    who: Who,
    Path(school): Path<String>,
    Query(query): Query<After>,
) -> Result<Response, Fault> {
    let school = at(&app, &who, &school, Some(Right::Accounts)).await?;
    note(&app, &who, &school.id, Action::Accounts, "").await?;
    listed(&app, &who, &school, query.after.as_deref().unwrap_or_default(), None).await
}

async fn listed(
    app: &App,
    who: &Who,
    school: &RegisteredSchool,
    after: &str,
    wrong: Option<&str>,
) -> Result<Response, Fault> {
    let words = app.content.english();
    let accounts = app.storage.accounts_of(&school.id, after, PAGE).await?;
    let base = format!("/schools/{}/accounts", school.id);
    let more = accounts.last().filter(|_| accounts.len() == PAGE as usize).map(|last| last.login.as_str());
    let body = html! {
        @if let Some(key) = wrong { p.wrong role="alert" { (words.text(key)) } }
        @if accounts.is_empty() { p.empty { (words.text("pages-no-accounts")) } }
        @else {
            table.list role="table" {
                thead role="rowgroup" { tr role="row" {
                    @for key in ["pages-name", "pages-login", "pages-role", "pages-state"] {
                        th scope="col" role="columnheader" { (words.text(key)) }
                    }
                } }
                tbody role="rowgroup" {
                    @for account in &accounts {
                        tr role="row" {
                            th scope="row" role="rowheader" { a href={ (base) "/" (account.id) } { (account.name) } }
                            td role="cell" data-label=(words.text("pages-login")) { (account.login) }
                            td role="cell" data-label=(words.text("pages-role")) { (frame::role(words, account.role)) }
                            td role="cell" data-label=(words.text("pages-state")) { (words.text(state(account))) }
                        }
                    }
                }
            }
            @if let Some(more) = more {
                form method="get" action=(base) {
                    input type="hidden" name="after" value=(more);
                    button { (words.text("pages-more")) }
                }
            }
        }
        section.card {
            h2 { (words.text("pages-account-new")) }
            form.narrow method="post" action=(base) {
                (frame::token(who))
                label for="name" { (words.text("pages-name")) }
                input #name name="name" required maxlength=(TEXT_AT_MOST) autocomplete="off";
                label for="login" { (words.text("pages-login")) }
                input #login name="login" required maxlength=(TEXT_AT_MOST) autocomplete="off" autocapitalize="none"
                    spellcheck="false";
                (roles(words, who, Role::Teacher))
                button.main { (words.text("pages-account-make")) }
            }
        }
    };
    Ok(frame::at_school(words, who, school, Way::Accounts, &words.text("pages-accounts"), body))
}

fn state(account: &Account) -> &'static str {
    match (account.disabled_ms, account.must_change) {
        (Some(_), _) => "pages-state-disabled",
        (None, true) => "pages-state-new",
        (None, false) => "pages-state-active",
    }
}

/// The roles of one school that somebody may give.
fn roles(words: &Words, who: &Who, chosen: Role) -> Markup {
    let may: Vec<Role> =
        Role::ALL.into_iter().filter(|role| *role != Role::Trust && who.account.role.manages(*role)).collect();
    html! {
        fieldset {
            legend { (words.text("pages-role")) }
            @for role in may {
                label.choice {
                    input type="radio" name="role" value=(role.code()) checked[role == chosen] required;
                    span { (frame::role(words, role)) ": " (words.text(&format!("pages-role-{}-may", role.code()))) }
                }
            }
        }
    }
}

/// `POST /schools/{school}/accounts`: a new one.
pub(super) async fn add(
    State(app): State<Arc<App>>,
    Path(school): Path<String>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    let school = at(&app, who, &school, Some(Right::Accounts)).await?;
    let (name, login) = (posted.field("name"), posted.field("login"));
    let role = Role::from_code(posted.field("role")).ok_or(Fault::Wrong("pages-account-role"))?;
    if role == Role::Trust || !who.account.role.manages(role) {
        return Err(Fault::Forbidden);
    }
    let fits =
        |text: &str| !text.is_empty() && text.chars().count() <= TEXT_AT_MOST && !text.contains(char::is_control);
    if !fits(name) || !fits(login) || login.contains(char::is_whitespace) {
        return listed(&app, who, &school, "", Some("pages-account-wrong")).await;
    }
    let password = password::new()?;
    let hash = app.sign_in.hash(password.to_string()).await?.map_err(Fault::Wrong)?;
    let new = NewAccount { login, name, role, school: Some(&school.id), hash: &hash, must_change: true };
    let Some(account) = app.storage.add_account(&new, now_ms()).await? else {
        return listed(&app, who, &school, "", Some("pages-account-taken")).await;
    };
    note(&app, who, &school.id, Action::AccountMade, &account.login).await?;
    Ok(told_once(&app, who, &school, &account, &password))
}

/// A new password, shown once to whoever made it.
fn told_once(app: &App, who: &Who, school: &RegisteredSchool, account: &Account, password: &str) -> Response {
    let words = app.content.english();
    let body = html! {
        p { (words.text("pages-account-made-about")) }
        section.card {
            dl {
                div { dt { (words.text("pages-login")) } dd { (account.login) } }
                div { dt { (words.text("pages-password")) } dd.secret #secret { (password) } }
            }
        }
        p { a.button href={ "/schools/" (school.id) "/accounts/" (account.id) } { (words.text("pages-done")) } }
    };
    let title = words.text_with("pages-account-made", &[("name", account.name.as_str())]);
    frame::at_school(words, who, school, Way::Accounts, &title, body)
}

async fn read(app: &App, who: &Who, school: &str, account: &str) -> Result<(RegisteredSchool, Account), Fault> {
    let school = at(app, who, school, Some(Right::Accounts)).await?;
    let account = app.storage.account(account).await?.filter(|account| account.school.as_ref() == Some(&school.id));
    let account = account.ok_or(Fault::Missing)?;
    if who.account.role.manages(account.role) { Ok((school, account)) } else { Err(Fault::Forbidden) }
}

/// `GET /schools/{school}/accounts/{account}`.
pub(super) async fn one(
    State(app): State<Arc<App>>,
    who: Who,
    Path((school, account)): Path<(String, String)>,
    Query(query): Query<Told>,
) -> Result<Response, Fault> {
    let (school, account) = read(&app, &who, &school, &account).await?;
    let words = app.content.english();
    let classes = app.storage.known_classes(&school.id).await?;
    let own = app.storage.classes_of(&school.id, &account.id).await?;
    let here = format!("/schools/{}/accounts/{}", school.id, account.id);
    let oneself = account.id == who.account.id;
    let (accounts, all) = (format!("/schools/{}/accounts", school.id), words.text("pages-accounts"));
    let does = |what: &str, key: &str, danger: bool| {
        html! {
            form method="post" action=(here) {
                (frame::token(&who))
                button.danger[danger] name="do" value=(what) { (words.text(key)) }
            }
        }
    };
    let body = html! {
        (frame::told(words, query.told.as_deref()))
        (frame::crumbs(words, &[(accounts, all.as_str())], &account.name))
        h1 { (account.name) }
        dl.card {
            div { dt { (words.text("pages-login")) } dd { (account.login) } }
            div { dt { (words.text("pages-role")) } dd { (frame::role(words, account.role)) } }
            div { dt { (words.text("pages-state")) } dd {
                (words.text(state(&account)))
                @if let Some(since) = account.disabled_ms { " · " (when(words, since)) }
            } }
        }
        @if oneself {
            p.quiet { (words.text("pages-account-oneself")) }
        } @else {
            section.card {
                h2 { (words.text("pages-account-change")) }
                form method="post" action=(here) {
                    (frame::token(&who))
                    (roles(words, &who, account.role))
                    fieldset {
                        legend { (words.text("pages-account-classes")) }
                        @if classes.is_empty() { p.quiet { (words.text("pages-no-classes")) } }
                        @for class in &classes {
                            label.choice {
                                input type="checkbox" name={ "class-" (class.id) } value="1"
                                    checked[own.contains(&class.id)];
                                span { (class.name) }
                            }
                        }
                    }
                    button.main name="do" value="role" { (words.text("pages-save")) }
                }
            }
            div.actions {
                (does("password", "pages-account-new-password", false))
                @if account.disabled_ms.is_none() { (does("disable", "pages-account-disable", true)) }
                @else { (does("enable", "pages-account-enable", false)) }
            }
        }
    };
    Ok(frame::at_school_with_own_head(words, &who, &school, Way::Accounts, &account.name, body))
}

/// `POST /schools/{school}/accounts/{account}`.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    Path((school, account)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let who = &posted.who;
    let (school, account) = read(&app, who, &school, &account).await?;
    if account.id == who.account.id {
        return Err(Fault::Wrong("pages-account-oneself"));
    }
    let (action, told) = match posted.field("do") {
        "role" => {
            let role = Role::from_code(posted.field("role")).ok_or(Fault::Wrong("pages-account-role"))?;
            if role == Role::Trust || !who.account.role.manages(role) {
                return Err(Fault::Forbidden);
            }
            let classes = posted.ticked("class-").map(ClassId::new).collect::<Result<BTreeSet<_>, _>>();
            let classes = classes.map_err(|_| Fault::Missing)?;
            if role != account.role {
                app.storage.set_role(&account.id, role, Some(&school.id)).await?;
            }
            app.storage.set_classes(&school.id, &account.id, &classes).await?;
            (Action::Role, "saved")
        }
        "disable" => {
            app.storage.set_disabled(&account.id, Some(now_ms())).await?;
            (Action::Disabled, "saved")
        }
        "enable" => {
            app.storage.set_disabled(&account.id, None).await?;
            (Action::Enabled, "enabled")
        }
        "password" => {
            let password = password::new()?;
            let hash = app.sign_in.hash(password.to_string()).await?.map_err(Fault::Wrong)?;
            app.storage.set_password(&account.id, &hash, true).await?;
            note(&app, who, &school.id, Action::NewPassword, &account.login).await?;
            return Ok(told_once(&app, who, &school, &account, &password));
        }
        _ => return Err(Fault::Missing),
    };
    note(&app, who, &school.id, action, &account.login).await?;
    Ok(Redirect::to(&format!("/schools/{}/accounts/{}?told={told}", school.id, account.id)).into_response())
}
