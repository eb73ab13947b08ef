//! In, out, and one's own password.

use super::super::limits::{Keyed, ask, keyed};
use super::super::storage::Action;
use super::super::{App, RegisterError, colleagues, now_ms, password};
use super::fault::Fault;
use super::frame;
use super::who::{Fields, From, Posted, Ticket, Who};
use crate::store::SchoolKey;
use axum::extract::{Query, State};
use axum::http::header::{HeaderMap, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use governor::Quota;
use maud::{Markup, html};
use serde::Deserialize;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// How often anybody may try, and how many passwords are stretched at once (64 MiB each).
pub(in super::super) struct SignInLimits {
    accounts: Keyed<String>,
    addresses: Keyed<IpAddr>,
    stretching: Semaphore,
}

impl SignInLimits {
    /// An account: five tries, then one in half a minute. An address, where a whole school may sit behind: thirty, then one
    /// every three seconds.
    pub(in super::super) fn new() -> Self {
        let quota = |seconds: u64, at_once: u32| {
            let at_once = NonZeroU32::new(at_once).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(Duration::from_secs(seconds));
            quota.unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(at_once)
        };
        Self { accounts: keyed(quota(30, 5)), addresses: keyed(quota(3, 30)), stretching: Semaphore::new(2) }
    }

    fn may(&self, login: &str, address: IpAddr) -> bool {
        // The longest login is far below this; what is longer is nobody's.
        let login: String = login.to_lowercase().chars().take(100).collect();
        ask(&self.addresses, &address).is_ok() && ask(&self.accounts, &login).is_ok()
    }

    /// Away from the threads that serve connections.
    async fn fits(&self, typed: String, hash: Option<String>) -> Result<bool, Fault> {
        let _turn = self.stretching.acquire().await.map_err(|_| Fault::Broken)?;
        let fits = tokio::task::spawn_blocking(move || password::fits(&typed, hash.as_deref())).await;
        fits.map_err(|_| Fault::Broken)
    }

    /// The key of a passphrase for kiosks, made while it is nobody else's turn.
    pub(super) async fn school_key(&self, chosen: String) -> Result<Result<SchoolKey, RegisterError>, Fault> {
        let _turn = self.stretching.acquire().await.map_err(|_| Fault::Broken)?;
        let chosen = Zeroizing::new(chosen);
        tokio::task::spawn_blocking(move || colleagues::key_of(&chosen)).await.map_err(|_| Fault::Broken)
    }

    /// The hash of a chosen password, or the key of the message that says why not.
    pub(super) async fn hash(&self, chosen: String) -> Result<Result<String, &'static str>, Fault> {
        let _turn = self.stretching.acquire().await.map_err(|_| Fault::Broken)?;
        let hash = tokio::task::spawn_blocking(move || password::hash(&chosen)).await.map_err(|_| Fault::Broken)?;
        match hash {
            Ok(hash) => Ok(Ok(hash)),
            Err(password::PasswordError::Weak(_)) => Ok(Err("pages-password-weak")),
            Err(error) => Err(error.into()),
        }
    }
}

/// The sign-in page for somebody who wanted to go elsewhere.
pub(super) fn address(to: &str) -> String {
    if to == "/" {
        return "/sign-in".to_owned();
    }
    let escaped: String = to
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("/sign-in?to={escaped}")
}

/// Only a page of ours: nobody is sent elsewhere after signing in.
fn ours(to: &str) -> &str {
    let path = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if path && (to.starts_with("/schools") || to == "/me") { to } else { "/" }
}

#[derive(Deserialize)]
pub(super) struct To {
    to: Option<String>,
}

/// `GET /sign-in`.
pub(super) async fn form(State(app): State<Arc<App>>, Query(query): Query<To>) -> Response {
    page(&app, query.to.as_deref().unwrap_or("/"), "", None)
}

fn page(app: &App, to: &str, login: &str, wrong: Option<&str>) -> Response {
    let words = app.content.english();
    let body = html! {
        @if let Some(key) = wrong { p.wrong role="alert" { (words.text(key)) } }
        form.narrow method="post" action="/sign-in" {
            input type="hidden" name="to" value=(ours(to));
            label for="login" { (words.text("pages-login")) }
            input #login name="login" value=(login) required autocomplete="username" autocapitalize="none"
                spellcheck="false";
            label for="password" { (words.text("pages-password")) }
            input #password name="password" type="password" required autocomplete="current-password";
            button.main { (words.text("pages-sign-in")) }
        }
        p.quiet { (words.text("pages-forgotten")) }
        p { a href="/check" { (words.text("pages-check")) } }
    };
    frame::public(words, &words.text("pages-sign-in"), body)
}

/// `POST /sign-in`.
pub(super) async fn sign_in(
    State(app): State<Arc<App>>,
    From(address): From,
    headers: HeaderMap,
    Fields(fields): Fields,
) -> Result<Response, Fault> {
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let (login, to) = (field("login").trim(), field("to"));
    if !app.sign_in.may(login, address) {
        tracing::warn!("sign-in was tried too often");
        let mut response = page(&app, to, login, Some("pages-too-often"));
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("30"));
        return Ok(response);
    }
    let found = app.storage.account_with_login(login).await?;
    let hash = found.as_ref().map(|(_, hash)| hash.clone());
    let fits = app.sign_in.fits(field("password").to_owned(), hash).await?;
    let found = found.map(|(account, _)| account);
    let school = found.as_ref().and_then(|account| account.school.clone());
    let Some(account) = found.filter(|account| fits && account.disabled_ms.is_none()) else {
        // Whatever was typed: it may be a password in the wrong field.
        let known = app.storage.account_with_login(login).await?.map(|(account, _)| account.login);
        let who = known.unwrap_or_default();
        app.storage.note(school.as_ref(), &who, Action::Refused, &address.to_string(), now_ms()).await?;
        tracing::warn!("somebody was refused at sign-in");
        let mut response = page(&app, to, login, Some("pages-refused"));
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    };
    let ticket = Ticket::new().ok_or(Fault::Broken)?;
    let before = Ticket::of(&headers).map(|before| before.hash());
    app.storage.sign_in(&account.id, &ticket.hash(), before.as_ref(), now_ms()).await?;
    app.storage.note(school.as_ref(), &account.login, Action::SignedIn, &address.to_string(), now_ms()).await?;
    Ok(with_cookie(Redirect::to(ours(to)).into_response(), &ticket.to_cookie()))
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// `POST /sign-out`.
pub(super) async fn sign_out(State(app): State<Arc<App>>, posted: Posted) -> Result<Response, Fault> {
    app.storage.sign_out(&posted.who.ticket.hash()).await?;
    Ok(with_cookie(Redirect::to("/sign-in").into_response(), &Ticket::no_cookie()))
}

/// `GET /me`.
pub(super) async fn me(State(app): State<Arc<App>>, who: Who) -> Response {
    own(&app, &who, None)
}

fn own(app: &App, who: &Who, wrong: Option<&str>) -> Response {
    let words = app.content.english();
    let field = |name: &str, key: &str, complete: &str| -> Markup {
        html! {
            label for=(name) { (words.text(key)) }
            input id=(name) name=(name) type="password" required autocomplete=(complete);
        }
    };
    let body = html! {
        @if who.account.must_change { p.told { (words.text("pages-must-change")) } }
        @if let Some(key) = wrong { p.wrong role="alert" { (words.text(key)) } }
        form.narrow method="post" action="/me" {
            (frame::token(who))
            (field("old", "pages-password-old", "current-password"))
            (field("new", "pages-password-new", "new-password"))
            (field("again", "pages-password-again", "new-password"))
            p.quiet { (words.text("pages-password-advice")) }
            button.main { (words.text("pages-password-change")) }
        }
    };
    frame::at_home(words, who, &words.text("pages-my-password"), body)
}

/// `POST /me`.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    From(address): From,
    posted: Posted,
) -> Result<Response, Fault> {
    let (who, [old, new, again]) = (&posted.who, ["old", "new", "again"].map(|name| posted.secret(name)));
    let wrong = |key| {
        let mut response = own(&app, who, Some(key));
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(response)
    };
    if !app.sign_in.may(&who.account.login, address) {
        return wrong("pages-too-often");
    }
    let hash = app.storage.account_with_login(&who.account.login).await?.map(|(_, hash)| hash);
    if !app.sign_in.fits(old.to_owned(), hash).await? {
        return wrong("pages-password-old-wrong");
    }
    if new != again {
        return wrong("pages-password-differs");
    }
    if new == old {
        return wrong("pages-password-same");
    }
    let hash = match app.sign_in.hash(new.to_owned()).await? {
        Ok(hash) => hash,
        Err(key) => return wrong(key),
    };
    // Ends every session, this one too: a new one begins.
    app.storage.set_password(&who.account.id, &hash, false).await?;
    let school = who.account.school.as_ref();
    app.storage.note(school, &who.account.login, Action::Password, "", now_ms()).await?;
    let ticket = Ticket::new().ok_or(Fault::Broken)?;
    app.storage.sign_in(&who.account.id, &ticket.hash(), None, now_ms()).await?;
    Ok(with_cookie(Redirect::to("/?told=password").into_response(), &ticket.to_cookie()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_elsewhere() {
        for elsewhere in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/schools\\..", "javascript:1", "/schools\n"]
        {
            assert_eq!(ours(elsewhere), "/", "{elsewhere}");
        }
        assert_eq!(ours("/schools/a/classes/b?show=missing"), "/schools/a/classes/b?show=missing");
        assert_eq!(address("/schools/a?show=x&y"), "/sign-in?to=/schools/a%3Fshow%3Dx%26y");
    }

    #[test]
    fn an_account_and_an_address_that_try_too_often_wait() {
        let limits = SignInLimits::new();
        let address = |last| IpAddr::from([10, 0, 0, last]);
        assert!((0..5).all(|n| limits.may("Head", address(n))));
        assert!(!limits.may("hEAD", address(9)), "another address does not help");
        assert!(limits.may("office", address(9)));
        assert!((0..40).any(|n| !limits.may(&format!("somebody {n}"), address(8))), "another login does not help");
    }
}
