//! To a learning record store: what was accepted goes out as xAPI 1.0.3 statements, in the order of the log, at least
//! once, under identifiers that stay the same; through any outage; and what was corrected or erased is voided there.
//!
//! | file | what |
//! |---|---|
//! | `statement` | what the store is told of one statement. Pure |
//! | `batch` | which statements come next |
//! | `client` | one record store over HTTP |
//! | `worker` | goes on for ever |
//!
//! `PROTOCOL.md` states what is sent. No name, class or mark ever is.

mod batch;
mod client;
mod statement;
mod worker;

pub(super) use worker::run;

use reqwest::Url;
use zeroize::Zeroizing;

/// A learning record store, and how to get in there.
#[derive(Clone)]
pub struct RecordStore {
    /// Its endpoint, without a slash at its end: statements go to `<url>/statements`.
    url: String,
    key: String,
    secret: Zeroizing<String>,
    /// Where accounts are at home, where that is not the register's own address.
    home: Option<String>,
}

/// Without the secret.
impl std::fmt::Debug for RecordStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecordStore").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Why a record store cannot be used as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordStoreError {
    /// No address, or one that would send the secret in the clear.
    #[error(
        "the record store's address must be https://… (http://… only on this machine), without a name or password in it"
    )]
    Url,
    /// Not an address.
    #[error("the record store's home must be an address: https://…")]
    Home,
    /// No way in.
    #[error(
        "the record store has no key or no secret; say the key with --record-store-key, and the secret in the environment (PROMISE_TREE_RECORD_STORE_SECRET) or in the file of settings"
    )]
    Secret,
}

impl RecordStore {
    /// Checks what was written.
    ///
    /// # Errors
    /// [`RecordStoreError`].
    pub fn new(
        url: &str,
        key: Option<String>,
        secret: Option<Zeroizing<String>>,
        home: Option<String>,
    ) -> Result<Self, RecordStoreError> {
        let parsed = Url::parse(url).map_err(|_| RecordStoreError::Url)?;
        let here = matches!(parsed.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        let way = parsed.scheme() == "https" || (parsed.scheme() == "http" && here);
        let bare = parsed.username().is_empty() && parsed.password().is_none() && parsed.query().is_none();
        if !(way && bare && parsed.fragment().is_none()) {
            return Err(RecordStoreError::Url);
        }
        let is_home = |home: &String| {
            Url::parse(home).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.query().is_none())
        };
        if home.as_ref().is_some_and(|home| !is_home(home)) {
            return Err(RecordStoreError::Home);
        }
        let some = |text: &str| !text.is_empty();
        let key = key.filter(|key| some(key)).ok_or(RecordStoreError::Secret)?;
        let secret = secret.filter(|secret| some(secret)).ok_or(RecordStoreError::Secret)?;
        Ok(Self { url: url.trim_end_matches('/').to_owned(), key, secret, home })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> Result<RecordStore, RecordStoreError> {
        RecordStore::new(url, Some("key".into()), Some(Zeroizing::new("secret".into())), None)
    }

    #[test]
    fn a_secret_travels_encrypted_or_not_at_all_and_is_never_shown() {
        for good in ["https://lrs.example/xAPI/", "http://127.0.0.1:8100/xAPI", "http://localhost/xAPI"] {
            let store = at(good).unwrap();
            assert!(!format!("{store:?}").contains("secret"));
            assert!(!store.url.ends_with('/'));
        }
        for bad in
            ["http://lrs.example/xAPI", "https://key:secret@lrs.example", "https://l.example/?a=b", "lrs", "file:///x"]
        {
            assert_eq!(at(bad).unwrap_err(), RecordStoreError::Url, "{bad}");
        }
        let without = RecordStore::new("https://lrs.example", Some("key".into()), None, None);
        assert_eq!(without.unwrap_err(), RecordStoreError::Secret);
        let home = RecordStore::new("https://lrs.example", None, None, Some("willow lane".into()));
        assert_eq!(home.unwrap_err(), RecordStoreError::Home);
    }
}
