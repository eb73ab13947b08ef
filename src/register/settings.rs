//! How the register is run, as far as a file says it: `register.toml` in its data folder, or wherever `--config` points.
//! A flag goes before the environment, that before the file, that before what is usual.

use super::folder::SETTINGS;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What a file may say.
#[derive(Deserialize, Default, Clone, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address and port to listen on.
    pub listen: Option<SocketAddr>,
    /// Where kiosks find the register: `host:port`.
    pub address: Option<String>,
    /// The school to begin with.
    pub school: Option<String>,
    /// A PostgreSQL database; may hold a password.
    pub database: Option<String>,
    /// How long a handshake, a request's head and the beginning of its body may take, each, seconds.
    pub patience: Option<u16>,
    /// A learning record store.
    pub record_store: Option<RecordStoreSettings>,
}

/// What a file may say of a learning record store.
#[derive(Deserialize, Default, Clone, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct RecordStoreSettings {
    /// Its endpoint.
    pub url: Option<String>,
    /// Who we are there.
    pub key: Option<String>,
    /// What shows it.
    pub secret: Option<String>,
    /// Where accounts are at home.
    pub home: Option<String>,
}

/// Without the database and the record store, which may hold secrets.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings")
            .field("listen", &self.listen)
            .field("address", &self.address)
            .field("school", &self.school)
            .finish_non_exhaustive()
    }
}

/// Why a file of settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Not there, or not to be read.
    #[error("{} cannot be read ({source}); look at its name and rights", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Not as it should be.
    #[error("{}, line {line}: {what}; it may say listen, address, school, database, patience and, under [record_store], url, key, secret and home", path.display())]
    Wrong {
        /// Which.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

impl Settings {
    /// Reads the file that was named, or the one in the data folder where there is one.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn read(named: Option<&Path>, folder: &Path) -> Result<Self, SettingsError> {
        let path = named.map_or_else(|| folder.join(SETTINGS), Path::to_owned);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(source) => return Err(SettingsError::Read { path, source }),
        };
        toml::from_str(&text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            // Only the first line: what follows quotes the file, and that may hold a password.
            let what = error.message().lines().next().unwrap_or_default().to_owned();
            SettingsError::Wrong { path, line: before.matches('\n').count() + 1, what }
        })
    }
}

/// Whether a connection string holds a password, which must not stand on a command line.
#[must_use]
pub fn holds_password(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (authority, query) = (rest.split(['/', '?']).next().unwrap_or(""), rest.split_once('?').map_or("", |(_, q)| q));
    let user = authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'));
    user || query.split('&').any(|pair| pair.starts_with("password="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_some_or_all_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(SETTINGS);
        assert_eq!(Settings::read(None, folder.path()).unwrap(), Settings::default());
        std::fs::write(&file, "listen = \"127.0.0.1:9000\"\nschool = \"Oak\"\n").unwrap();
        let settings = Settings::read(None, folder.path()).unwrap();
        assert_eq!((settings.listen, settings.school.as_deref()), ("127.0.0.1:9000".parse().ok(), Some("Oak")));
        std::fs::write(&file, "school = \"Oak\"\nprot = 1\n").unwrap();
        let said = Settings::read(None, folder.path()).unwrap_err().to_string();
        assert!(said.contains("line 2") && said.contains("prot"), "{said}");
        std::fs::write(&file, "database = \"postgres://tree:hunter@one/register\nschool = 1").unwrap();
        let said = Settings::read(Some(&file), folder.path()).unwrap_err().to_string();
        assert!(!said.contains("hunter"), "{said}");
        std::fs::write(&file, "[record_store]\nurl = \"https://lrs.example\"\nsecret = \"hidden\"\n").unwrap();
        let settings = Settings::read(Some(&file), folder.path()).unwrap();
        assert!(!format!("{settings:?}").contains("hidden"));
        assert_eq!(settings.record_store.and_then(|store| store.secret).as_deref(), Some("hidden"));
        assert!(Settings::read(Some(Path::new("/nowhere")), folder.path()).is_err());
    }

    #[test]
    fn a_password_in_a_connection_string_is_seen() {
        assert!(holds_password("postgres://tree:secret@one:5432,two/register"));
        assert!(holds_password("postgres://tree@one/register?sslmode=require&password=secret"));
        assert!(!holds_password("postgres://tree@one:5432,two:5432/register?sslmode=require"));
        assert!(!holds_password("postgres://one:5432/register"));
    }
}
