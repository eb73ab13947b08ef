//! What several subcommands share: finding the data folder and the content, and opening the store.

use anyhow::Context;
use promise_tree::content::{Content, ContentRoot, Fault};
use promise_tree::store::{Secret, Store, SystemClock};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The variable that headless commands read the passphrase from.
pub(crate) const PASSPHRASE: &str = "PROMISE_TREE_PASSPHRASE";

/// The usual place of a kiosk's data on this system.
pub(crate) fn data_folder(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(folder) = given {
        return Ok(folder.to_owned());
    }
    let folders = directories::ProjectDirs::from("", "", "promise-tree")
        .context("this user has no home folder; say where the data is with --data DIR")?;
    Ok(folders.data_dir().to_owned())
}

/// Opens the store of a data folder with the passphrase from the environment, or asks for it.
pub(crate) fn store(folder: &Path) -> anyhow::Result<Store> {
    with_passphrase(folder, &passphrase()?)
}

/// The passphrase from the environment, or as typed.
pub(crate) fn passphrase() -> anyhow::Result<Zeroizing<String>> {
    if let Ok(passphrase) = std::env::var(PASSPHRASE) {
        return Ok(Zeroizing::new(passphrase));
    }
    let typed = rpassword::prompt_password("Passphrase: ")
        .with_context(|| format!("nobody is there to type a passphrase; put it into {PASSPHRASE}"))?;
    Ok(Zeroizing::new(typed))
}

/// Opens the store of a data folder.
pub(crate) fn with_passphrase(folder: &Path, passphrase: &str) -> anyhow::Result<Store> {
    Ok(Store::open(folder, Secret::passphrase(passphrase), SystemClock::start())?)
}

/// Loads the content, telling every fault if it cannot be used.
pub(crate) fn content(given: Option<&Path>) -> anyhow::Result<Arc<Content>> {
    let root = ContentRoot::find(given)?;
    let content = Content::load(root.path()).map_err(|faults| anyhow::anyhow!("{}", sentence(&faults)))?;
    for fault in content.faults() {
        tracing::warn!("{fault}");
    }
    Ok(Arc::new(content))
}

fn sentence(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    format!("the lessons cannot be used; mend this first:\n{}", lines.join("\n"))
}

/// Milliseconds since 1970 (UTC), now.
pub(crate) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Writes a file that only its owner can read, and that must not be there yet.
#[cfg(feature = "register")]
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .with_context(|| format!("{} could not be written; choose another name or folder", path.display()))
}
