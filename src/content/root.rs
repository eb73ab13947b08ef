//! Where the content is on this machine.

use std::env;
use std::path::{Path, PathBuf};

/// The environment variable that names the content folder.
pub const VARIABLE: &str = "PROMISE_TREE_CONTENT";

/// What a content folder has in it.
const PARTS: [&str; 3] = ["lessons", "locales", "assets"];

/// A folder with `lessons/`, `locales/` and `assets/` in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentRoot(PathBuf);

/// Why there is no content folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RootError {
    /// The folder that was asked for is none.
    #[error(
        "{folder} has no folder “{missing}” in it, so it is no content folder; give {asked} the folder that has \
             lessons, locales and assets in it"
    )]
    NotContent {
        /// As given.
        folder: String,
        /// Which part is not there.
        missing: &'static str,
        /// `--content` or the environment variable.
        asked: &'static str,
    },
    /// There is none in any of the usual places.
    #[error(
        "the lessons, locales and assets of Promise Tree are not beside the program nor in ../share/promise-tree; \
             put them there, or say where they are with --content DIR or {VARIABLE}"
    )]
    NotFound,
}

impl ContentRoot {
    /// The folder of `--content`, else of [`VARIABLE`], else the first content folder among: the program's own folder,
    /// `../share/promise-tree` from there, and (in debug builds only) the source tree.
    ///
    /// # Errors
    /// [`RootError`]: what was asked for is no content folder, or there is none in the usual places.
    pub fn find(given: Option<&Path>) -> Result<Self, RootError> {
        let variable = env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
        let program = env::current_exe().ok();
        Self::choose(given, variable.as_deref(), program.as_deref())
    }

    /// A folder that somebody named.
    ///
    /// # Errors
    /// [`RootError::NotContent`] if a part is not in it.
    pub fn at(folder: &Path) -> Result<Self, RootError> {
        Self::named(folder, "this command")
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    fn choose(given: Option<&Path>, variable: Option<&Path>, program: Option<&Path>) -> Result<Self, RootError> {
        if let Some(folder) = given {
            return Self::named(folder, "--content");
        }
        if let Some(folder) = variable {
            return Self::named(folder, VARIABLE);
        }
        let beside = program.and_then(Path::parent);
        let shared = beside.and_then(Path::parent).map(|above| above.join("share").join("promise-tree"));
        let usual = [beside.map(Path::to_owned), shared, source_tree()];
        usual.into_iter().flatten().find(|folder| missing_from(folder).is_none()).map(Self).ok_or(RootError::NotFound)
    }

    fn named(folder: &Path, asked: &'static str) -> Result<Self, RootError> {
        match missing_from(folder) {
            None => Ok(Self(folder.to_owned())),
            Some(missing) => Err(RootError::NotContent { folder: folder.display().to_string(), missing, asked }),
        }
    }
}

fn missing_from(folder: &Path) -> Option<&'static str> {
    PARTS.into_iter().find(|part| !folder.join(part).is_dir())
}

/// Where this program is being written; a program that is given away does not know it.
fn source_tree() -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    let folder = Some(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    #[cfg(not(debug_assertions))]
    let folder = None;
    folder
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn content_in(folder: &Path) {
        for part in PARTS {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
    }

    #[test]
    fn what_was_asked_for_wins_and_must_be_content() {
        let asked = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        content_in(asked.path());
        let found = ContentRoot::choose(Some(asked.path()), Some(other.path()), None).unwrap();
        assert_eq!(found.path(), asked.path());
        let refused = ContentRoot::choose(None, Some(other.path()), None).unwrap_err();
        assert!(matches!(&refused, RootError::NotContent { missing: "lessons", asked: VARIABLE, .. }), "{refused}");
    }

    #[test]
    fn an_installed_program_finds_its_content_beside_it_or_in_share() {
        let prefix = tempfile::tempdir().unwrap();
        let program = prefix.path().join("bin").join("promise-tree");
        let share = prefix.path().join("share").join("promise-tree");
        content_in(&share);
        assert_eq!(ContentRoot::choose(None, None, Some(&program)).unwrap().path(), share);
        content_in(&prefix.path().join("bin"));
        assert_eq!(ContentRoot::choose(None, None, Some(&program)).unwrap().path(), prefix.path().join("bin"));
    }
}
