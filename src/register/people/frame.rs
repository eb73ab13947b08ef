//! What every page has: its head, the ways on, the style, and headers that keep it to itself.

use super::super::App;
use super::super::rights::{Right, Role};
use super::super::storage::RegisteredSchool;
use super::who::{TOKEN, Who};
use crate::content::{Direction, Words};
use axum::Router;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};
use std::sync::Arc;

const STYLE: &str = include_str!("../../../assets/register/register.css");
const ICON: &str = include_str!("../../../assets/register/leaf.svg");
const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Andika-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/Andika-Bold.ttf");
/// What the pages load changes with the program: its version stands in the address.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Nothing from elsewhere, nothing inline, no script at all, in no other page's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The style and the fonts.
pub(super) fn files() -> Router<Arc<App>> {
    let file = |kind: &'static str, bytes: &'static [u8]| {
        get(move || async move {
            // A new program may bring a new style under the same version while it is written; a day is enough.
            let headers: [(HeaderName, &'static str); 3] =
                [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=86400"), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
            (headers, bytes).into_response()
        })
    };
    Router::new()
        .route("/register.css", file("text/css; charset=utf-8", STYLE.as_bytes()))
        .route("/leaf.svg", file("image/svg+xml", ICON.as_bytes()))
        .route("/andika-regular.ttf", file("font/ttf", REGULAR))
        .route("/andika-bold.ttf", file("font/ttf", BOLD))
}

/// Adds the headers of a page that keeps to itself.
pub(super) async fn to_itself(request: Request, next: Next) -> Response {
    kept_to_itself(next.run(request).await)
}

/// The same for a page that is made before anything is asked.
pub(super) fn kept_to_itself(mut response: Response) -> Response {
    let headers: [(HeaderName, &'static str); 7] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, "no-store"),
        // Not `no-referrer`: with that, browsers hide from us that a form is our own.
        (REFERRER_POLICY, "same-origin"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Where a page belongs: which way on is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Classes and what hangs below them.
    Classes,
    /// Who is at the school.
    Roll,
    /// Kiosks.
    Kiosks,
    /// What children promise.
    Agreements,
    /// Who opens kiosks.
    Colleagues,
    /// Accounts.
    Accounts,
    /// The trail.
    Trail,
}

/// A page for somebody who is signed in, at a school.
pub(super) fn at_school(
    words: &Words,
    who: &Who,
    school: &RegisteredSchool,
    way: Way,
    title: &str,
    body: Markup,
) -> Response {
    let whole_title = format!("{title} · {}", school.name);
    whole(words, Some((who, Some((school, way)))), &whole_title, title, body).into_response()
}

/// The same for a page that has its own head in its body.
pub(super) fn at_school_with_own_head(
    words: &Words,
    who: &Who,
    school: &RegisteredSchool,
    way: Way,
    title: &str,
    body: Markup,
) -> Response {
    let whole_title = format!("{title} · {}", school.name);
    whole(words, Some((who, Some((school, way)))), &whole_title, "", body).into_response()
}

/// A page for somebody who is signed in, at no school in particular.
pub(super) fn at_home(words: &Words, who: &Who, title: &str, body: Markup) -> Response {
    whole(words, Some((who, None)), title, title, body).into_response()
}

/// A page for everybody.
pub(in super::super) fn public(words: &Words, title: &str, body: Markup) -> Response {
    whole(words, None, title, title, body).into_response()
}

/// Who sees a page, and where it is.
type Seen<'a> = Option<(&'a Who, Option<(&'a RegisteredSchool, Way)>)>;

/// The whole page. `title` is the window's, `head` the page's own; an empty one is left out.
pub(super) fn whole(words: &Words, seen: Seen<'_>, title: &str, head: &str, body: Markup) -> Html<String> {
    let direction = if words.direction() == Direction::RightToLeft { "rtl" } else { "ltr" };
    let page = html! {
        (DOCTYPE)
        html lang=(words.language()) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light";
                title { (title) " · " (words.text("pages-register")) }
                link rel="stylesheet" href={ "/register.css?" (VERSION) };
                link rel="icon" type="image/svg+xml" href="/leaf.svg";
            }
            body {
                a.skip href="#main" { (words.text("pages-skip")) }
                header.top {
                    a.home href="/" { (words.text("pages-register")) }
                    @if let Some((who, _)) = seen { (signed_in(words, who)) }
                }
                @if let Some((who, Some((school, way)))) = seen { (ways(words, who, school, way)) }
                main #main {
                    @if !head.is_empty() { h1 { (head) } }
                    (body)
                }
            }
        }
    };
    Html(page.into_string())
}

fn signed_in(words: &Words, who: &Who) -> Markup {
    html! {
        div.me {
            a href="/me" { (who.account.name) ", " (role(words, who.account.role)) }
            form method="post" action="/sign-out" {
                (token(who))
                button.plain { (words.text("pages-sign-out")) }
            }
        }
    }
}

fn ways(words: &Words, who: &Who, school: &RegisteredSchool, here: Way) -> Markup {
    let base = format!("/schools/{}", school.id);
    let all = [
        (Way::Classes, None, base.clone(), "pages-classes"),
        (Way::Roll, Some(Right::Roll), format!("{base}/roll"), "pages-roll"),
        (Way::Kiosks, Some(Right::Kiosks), format!("{base}/kiosks"), "pages-kiosks"),
        (Way::Agreements, Some(Right::Kiosks), format!("{base}/agreements"), "pages-agreements"),
        (Way::Colleagues, Some(Right::Accounts), format!("{base}/colleagues"), "pages-colleagues"),
        (Way::Accounts, Some(Right::Accounts), format!("{base}/accounts"), "pages-accounts"),
        (Way::Trail, Some(Right::Trail), format!("{base}/trail"), "pages-trail"),
    ];
    let mine: Vec<_> =
        all.into_iter().filter(|(_, right, ..)| right.is_none_or(|right| who.account.role.may(right))).collect();
    html! {
        nav.ways aria-label=(words.text("pages-ways")) {
            ul {
                @if who.account.role == Role::Trust {
                    li { a href="/schools" { (words.text("pages-schools")) } }
                }
                @if mine.len() > 1 || who.account.role == Role::Trust {
                    @for (way, _, to, key) in mine {
                        li {
                            @if way == here {
                                a href=(to) aria-current="true" { (words.text(key)) }
                            } @else {
                                a href=(to) { (words.text(key)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The hidden field that every form needs.
pub(super) fn token(who: &Who) -> Markup {
    html! { input type="hidden" name=(TOKEN) value=(who.ticket.token()); }
}

/// What somebody is, in words.
pub(super) fn role(words: &Words, role: Role) -> String {
    words.text(&format!("pages-role-{}", role.code()))
}

/// Something that went well, at the head of a page.
pub(super) fn told(words: &Words, key: Option<&str>) -> Markup {
    const KNOWN: [&str; 13] = [
        "revoked",
        "named",
        "saved",
        "password",
        "erased",
        "enabled",
        "joined",
        "parted",
        "two-children",
        "given",
        "let-in",
        "new-passphrase",
        "colleague-shut-out",
    ];
    html! {
        @if let Some(key) = key.and_then(|key| KNOWN.into_iter().find(|known| *known == key)) {
            p.told role="status" { (words.text(&format!("pages-told-{key}"))) }
        }
    }
}

/// The way from the school down to here.
pub(super) fn crumbs(words: &Words, steps: &[(String, &str)], here: &str) -> Markup {
    html! {
        nav.crumbs aria-label=(words.text("pages-crumbs")) {
            ol {
                @for (to, name) in steps { li { a href=(to) { (name) } } }
                li aria-current="page" { (here) }
            }
        }
    }
}

/// A leaf: full for a promise, a bud for none yet. The words beside it say the same.
pub(super) fn leaf(full: bool) -> Markup {
    html! {
        svg.leaf .full[full] viewBox="0 0 34 22" aria-hidden="true" focusable="false" {
            @if full {
                path d="M1 16C2 6 12 0 33 2C33 16 22 24 8 20C5 19 2 18 1 16Z" {}
            } @else {
                path d="M4 15C5 8 11 4 25 5C25 14 19 19 9 18C7 17.500 5 16.500 4 15Z" {}
            }
        }
    }
}
