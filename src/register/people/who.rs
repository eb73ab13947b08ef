//! Who asks. The cookie holds 32 random bytes, the database their hash; a form carries a token that follows from them, so
//! no other site can send one.

use super::super::server::Peer;
use super::super::storage::Account;
use super::super::{App, now_ms};
use super::fault::Fault;
use crate::ledger::base64url;
use crate::sync::ticket::same_proof;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{COOKIE, HOST, HeaderMap, ORIGIN};
use axum::http::request::Parts;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// `__Host-`: only over TLS, only for this host, for all of it (RFC 6265bis §4.1.3.2).
const COOKIE_NAME: &str = "__Host-promise-register";
/// The most bytes that a form may have.
const FORM_AT_MOST: usize = 64 * 1024;

/// The name of a form's field that holds the token.
pub(super) const TOKEN: &str = "token";

/// The cookie's content.
pub(super) struct Ticket([u8; 32]);

impl Ticket {
    /// A new one.
    pub(super) fn new() -> Option<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// The one that a browser sent, if any.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == COOKIE_NAME)?;
        base64url::decode_array(value).map(Self)
    }

    /// What the database knows it by.
    pub(super) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// What forms carry.
    pub(super) fn token(&self) -> String {
        let digest = Sha256::new().chain_update(b"promise-tree/register/form/v1\n").chain_update(self.0).finalize();
        base64url::encode(digest)
    }

    /// The header that gives it to the browser, until that is closed.
    pub(super) fn to_cookie(&self) -> String {
        format!("{COOKIE_NAME}={}; Path=/; Secure; HttpOnly; SameSite=Strict", base64url::encode(self.0))
    }

    /// The header that takes it away.
    pub(super) fn no_cookie() -> String {
        format!("{COOKIE_NAME}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
    }
}

/// Somebody who is signed in.
pub(super) struct Who {
    pub(super) account: Account,
    pub(super) ticket: Ticket,
}

impl Who {
    /// Whether a form's token is the one that this session's pages carry.
    pub(super) fn is_ours(&self, token: Option<&String>) -> bool {
        let token = token.and_then(|token| base64url::decode_array::<32>(token));
        let expected = base64url::decode_array::<32>(&self.ticket.token());
        matches!((token, expected), (Some(token), Some(expected)) if same_proof(&token, &expected))
    }
}

impl FromRequestParts<Arc<App>> for Who {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let back = if parts.method.is_safe() { path } else { "/" };
        let Some(ticket) = Ticket::of(&parts.headers) else { return Err(Fault::NotSignedIn(back.to_owned())) };
        let account = app.storage.signed_in(&ticket.hash(), now_ms()).await?;
        let account = account.ok_or_else(|| Fault::NotSignedIn(back.to_owned()))?;
        if account.must_change && !["/me", "/sign-out"].contains(&parts.uri.path()) {
            return Err(Fault::MustChange);
        }
        Ok(Self { account, ticket })
    }
}

/// A form of ours, sent by whoever is signed in: its fields.
pub(super) struct Posted {
    pub(super) who: Who,
    fields: Fields,
}

impl Posted {
    /// A field's text without spaces at its ends; empty where it is missing.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.0.get(name).map_or("", |text| text.trim())
    }

    /// A password as it was typed.
    pub(super) fn secret(&self, name: &str) -> &str {
        self.fields.0.get(name).map_or("", String::as_str)
    }

    /// The ends of the names of all fields that begin so: boxes that were ticked.
    pub(super) fn ticked<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.0.keys().filter_map(move |name| name.strip_prefix(start))
    }
}

impl FromRequest<Arc<App>> for Posted {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Fault> {
        let (mut parts, body) = request.into_parts();
        let who = Who::from_request_parts(&mut parts, app).await?;
        let fields = Fields::from_request(Request::from_parts(parts, body), app).await?;
        if who.is_ours(fields.0.get(TOKEN)) { Ok(Self { who, fields }) } else { Err(Fault::Stale) }
    }
}

/// The fields of a form that came from a page of this register.
pub(super) struct Fields(pub(super) BTreeMap<String, String>);

impl FromRequest<Arc<App>> for Fields {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, Fault> {
        if !from_here(request.headers()) {
            return Err(Fault::Stale);
        }
        let bytes = axum::body::to_bytes(request.into_body(), FORM_AT_MOST).await.map_err(|_| Fault::Stale)?;
        let request = Request::post("/")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(bytes.into())
            .map_err(|_| Fault::Stale)?;
        let fields = axum::Form::<BTreeMap<String, String>>::from_request(request, &()).await;
        fields.map(|axum::Form(fields)| Self(fields)).map_err(|_| Fault::Stale)
    }
}

/// Whether the browser says that a page of this host sent this (Fetch Metadata; `Origin` where it does not know that).
pub(super) fn from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok());
            let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
            origin.and_then(|origin| origin.strip_prefix("https://")).is_some_and(|origin| Some(origin) == host)
        }
    }
}

/// The address that a request came from.
pub(super) struct From(pub(super) std::net::IpAddr);

impl<S: Sync> FromRequestParts<S> for From {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts.extensions.get::<Peer>().map(|peer| Self(peer.0.ip())).ok_or(Fault::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_forms_of_this_host_are_taken() {
        assert!(from_here(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(from_here(&headers(&[("host", "a:8443"), ("origin", "https://a:8443")])));
        for other in [
            &[][..],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site"), ("host", "a"), ("origin", "https://a")],
            &[("host", "a:8443"), ("origin", "https://a")],
            &[("host", "a"), ("origin", "http://a")],
            &[("host", "a"), ("origin", "null")],
        ] {
            assert!(!from_here(&headers(other)), "{other:?}");
        }
    }

    #[test]
    fn a_cookie_is_read_back_and_its_token_and_hash_are_its_own() {
        let ticket = Ticket::new().unwrap();
        let cookie = ticket.to_cookie();
        assert!(cookie.contains("; Secure; HttpOnly; SameSite=Strict"));
        let sent: HeaderMap =
            [(COOKIE, format!("a=b; {}", cookie.split(';').next().unwrap()).parse().unwrap())].into_iter().collect();
        let back = Ticket::of(&sent).unwrap();
        assert_eq!((back.hash(), back.token()), (ticket.hash(), ticket.token()));
        let other = Ticket::new().unwrap();
        assert!(other.token() != ticket.token() && base64url::encode(ticket.hash()) != ticket.token());
        assert!(Ticket::of(&headers(&[("cookie", "__Host-promise-register=short")])).is_none());
    }
}
