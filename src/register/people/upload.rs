//! Forms with a file: read whole, taken only from a page of this register by whoever is signed in, as other forms are.

use super::super::{App, now_ms};
use super::fault::{self, Fault};
use super::frame;
use super::who::{TOKEN, Ticket, Who, from_here};
use crate::sync::refusal::Refusal;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::Method;
use axum::http::header::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most bytes of a form with a file: a courier's file with all that one may hold, and what stands around it.
pub(in super::super) const UPLOAD_AT_MOST: usize = 36 << 20;
/// The most letters that are kept of a file's name.
const NAME_AT_MOST: usize = 100;

/// Whether a request is a form with a file.
pub(in super::super) fn is_upload(parts: &Parts) -> bool {
    let path = parts.uri.path();
    parts.method == Method::POST
        && path.starts_with("/schools/")
        && (path.ends_with("/roll") || path.ends_with("/courier"))
}

/// Whether somebody is signed in: before anything of a large body is read.
pub(in super::super) async fn is_signed_in(app: &App, headers: &HeaderMap) -> bool {
    let Some(ticket) = Ticket::of(headers) else { return false };
    // Where the database does not answer, the page will say so.
    app.storage.signed_in(&ticket.hash(), now_ms()).await.is_ok_and(|account| account.is_some())
}

/// The page that says why a file did not come in.
pub(in super::super) fn not_taken(app: &App, refusal: Refusal) -> Response {
    let fault = if refusal == Refusal::TooLarge { Fault::TooLarge } else { Fault::Broken };
    frame::kept_to_itself(fault::page(app, &fault))
}

/// A form with a file, or one that had one before and carries it along.
pub(super) struct Uploaded {
    pub(super) who: Who,
    fields: BTreeMap<String, String>,
    file: Option<(String, Bytes)>,
}

impl Uploaded {
    /// A field's text without spaces at its ends; empty where it is missing.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", |text| text.trim())
    }

    /// All fields whose names begin so: the ends of the names, and what stands in them.
    pub(super) fn beginning<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.fields.iter().filter_map(move |(name, text)| Some((name.strip_prefix(start)?, text.trim())))
    }

    /// The file that was chosen, with its name; none where nothing was.
    pub(super) fn file(&self) -> Option<(&str, &Bytes)> {
        self.file.as_ref().map(|(name, bytes)| (name.as_str(), bytes))
    }
}

impl FromRequest<Arc<App>> for Uploaded {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Fault> {
        let (mut parts, body) = request.into_parts();
        let who = <Who as axum::extract::FromRequestParts<Arc<App>>>::from_request_parts(&mut parts, app).await?;
        if !from_here(&parts.headers) {
            return Err(Fault::Stale);
        }
        let request = Request::from_parts(parts, body);
        let mut form = Multipart::from_request(request, app).await.map_err(|_| Fault::Stale)?;
        let (mut fields, mut file) = (BTreeMap::new(), None);
        while let Some(field) = form.next_field().await.map_err(|_| Fault::Stale)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(plain);
            let bytes = field.bytes().await.map_err(|_| Fault::Stale)?;
            match file_name {
                None => {
                    fields.insert(name, String::from_utf8(bytes.to_vec()).map_err(|_| Fault::Stale)?);
                }
                Some(file_name) if name == "file" && !bytes.is_empty() => file = Some((file_name, bytes)),
                Some(_) => {}
            }
        }
        if who.is_ours(fields.get(TOKEN)) { Ok(Self { who, fields, file }) } else { Err(Fault::Stale) }
    }
}

/// A file's name as it is shown: without folders, which some browsers send, and without signs that nobody sees.
fn plain(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(NAME_AT_MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_is_shown_without_folders() {
        assert_eq!(plain("C:\\Office\\pupils.csv"), "pupils.csv");
        assert_eq!(plain("../../etc/pass\u{7}wd"), "passwd");
        assert_eq!(plain(&"x".repeat(300)).len(), NAME_AT_MOST);
    }

    #[test]
    fn only_the_two_forms_with_a_file_may_be_large() {
        let is = |method: &str, path: &str| {
            let (parts, ()) = Request::builder().method(method).uri(path).body(()).unwrap().into_parts();
            is_upload(&parts)
        };
        assert!(is("POST", "/schools/a/roll") && is("POST", "/schools/a/courier"));
        assert!(
            !is("GET", "/schools/a/roll") && !is("POST", "/v1/schools/a/push") && !is("POST", "/schools/a/tickets")
        );
    }
}
