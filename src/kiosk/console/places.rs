//! Folders that lists can be saved to: one on this computer, and the USB sticks that are plugged in. What differs between
//! operating systems is in this file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A folder to save to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// On this computer.
    Here(PathBuf),
    /// On a USB stick, with its name.
    Stick(PathBuf, String),
}

impl Place {
    /// The folder.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Here(path) | Self::Stick(path, _) => path,
        }
    }
}

/// Every place there is now, this computer's first. Looks at the disk: for a thread.
pub(super) fn all(data: &Path) -> Vec<Place> {
    let mut places = vec![Place::Here(here(data))];
    places.extend(sticks().into_iter().map(|(path, name)| Place::Stick(path, name)));
    places
}

/// Looks for sticks for as long as it is kept, on a thread of its own: a page need not be told that one was put in.
#[derive(Debug)]
pub(super) struct Lookout {
    /// Whether there are others than there were.
    changed: Arc<Mutex<bool>>,
}

/// How often it looks. Reading which disks are mounted costs next to nothing.
const LOOK_EVERY: Duration = Duration::from_secs(2);

impl Lookout {
    /// From now on; `wake` is called whenever a stick has come or gone.
    pub(super) fn start(wake: impl Fn() + Send + 'static) -> Self {
        Self::over(sticks, LOOK_EVERY, wake)
    }

    fn over(
        sticks: impl Fn() -> Vec<(PathBuf, String)> + Send + 'static,
        every: Duration,
        wake: impl Fn() + Send + 'static,
    ) -> Self {
        let changed = Arc::new(Mutex::new(false));
        let kept = Arc::downgrade(&changed);
        let look = move || {
            let mut before = sticks();
            loop {
                std::thread::sleep(every);
                let Some(changed) = kept.upgrade() else { return };
                let now = sticks();
                if now != before {
                    before = now;
                    *changed.lock().unwrap_or_else(PoisonError::into_inner) = true;
                    wake();
                }
            }
        };
        if let Err(error) = std::thread::Builder::new().name("sticks".into()).spawn(look) {
            bevy::log::warn!(%error, "sticks that are put in are not noticed; “Look again” finds them");
        }
        Self { changed }
    }

    /// Whether there are others than when this was last asked.
    pub(super) fn take_changed(&self) -> bool {
        std::mem::take(&mut *self.changed.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The folder on this computer: the user's documents where the data are in the user's own hidden place; else `lists`
/// beside the data folder.
pub(super) fn here(data: &Path) -> PathBuf {
    let hidden = directories::BaseDirs::new()
        .is_some_and(|dirs| [dirs.data_dir(), dirs.data_local_dir()].iter().any(|dir| data.starts_with(dir)));
    let documents = directories::UserDirs::new().and_then(|dirs| dirs.document_dir().map(Path::to_owned));
    match documents {
        Some(documents) if hidden => documents.join("Promise Tree"),
        _ => data.parent().unwrap_or(data).join("lists"),
    }
}

/// Where browsers and people put what came to this computer. Looks at the disk: for a thread.
pub(super) fn usual() -> Vec<PathBuf> {
    let Some(dirs) = directories::UserDirs::new() else { return Vec::new() };
    let folders = [dirs.download_dir(), dirs.desktop_dir(), dirs.document_dir()];
    folders.into_iter().flatten().filter(|folder| folder.is_dir()).map(Path::to_owned).collect()
}

/// A file in a folder that does not exist yet: `name.end`, else `name (2).end` …
pub(super) fn fresh(folder: &Path, name: &str, end: &str) -> PathBuf {
    let name: String =
        name.chars().map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c }).collect();
    let numbered = (2..1000).map(|number| folder.join(format!("{name} ({number}).{end}")));
    let first = folder.join(format!("{name}.{end}"));
    std::iter::once(first.clone()).chain(numbered).find(|path| !path.exists()).unwrap_or(first)
}

#[cfg(not(windows))]
fn sticks() -> Vec<(PathBuf, String)> {
    // Where desktops mount what is plugged in; a system without /proc shows none.
    std::fs::read_to_string("/proc/self/mounts").map(|mounts| mounted(&mounts)).unwrap_or_default()
}

/// The mount points below /media and /run/media in the form of `fstab(5)`.
#[cfg(not(windows))]
fn mounted(mounts: &str) -> Vec<(PathBuf, String)> {
    let points = mounts.lines().filter_map(|line| line.split(' ').nth(1)).map(plain);
    points
        .filter(|point| point.starts_with("/media/") || point.starts_with("/run/media/"))
        .map(|point| {
            let name = point.rsplit('/').next().unwrap_or_default().to_owned();
            (PathBuf::from(point), name)
        })
        .collect()
}

/// Spaces and the like stand as octal numbers there.
#[cfg(not(windows))]
fn plain(point: &str) -> String {
    let codes = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    codes.iter().fold(point.to_owned(), |point, (code, letter)| point.replace(code, letter))
}

#[cfg(windows)]
fn sticks() -> Vec<(PathBuf, String)> {
    // C: is this computer; A: and B: were floppy disks and may make the machine wait.
    let drives = ('D'..='Z').map(|letter| format!("{letter}:\\"));
    drives.filter(|drive| Path::new(drive).is_dir()).map(|drive| (PathBuf::from(&drive), drive)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(windows))]
    #[test]
    fn sticks_are_what_desktops_mount() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/teacher/USB\\040STICK vfat rw 0 0\n\
                      /dev/sdc1 /run/media/jo/LISTS exfat rw 0 0\ntmpfs /media tmpfs rw 0 0\n";
        let names: Vec<String> = mounted(mounts).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["USB STICK", "LISTS"]);
    }

    #[test]
    fn a_stick_that_is_put_in_or_taken_out_is_noticed_once_and_nobody_looks_for_a_page_that_is_gone() {
        let in_it: Arc<Mutex<Vec<(PathBuf, String)>>> = Arc::default();
        let (sticks, (tell, woken)) = (in_it.clone(), std::sync::mpsc::channel());
        let (looked, first) = std::sync::mpsc::channel();
        let look = move || {
            let found = sticks.lock().unwrap().clone();
            looked.send(()).unwrap_or_default();
            found
        };
        let lookout = Lookout::over(look, Duration::from_millis(1), move || tell.send(()).unwrap_or_default());
        let patience = Duration::from_secs(20);
        first.recv_timeout(patience).expect("it looks");
        assert!(!lookout.take_changed());
        in_it.lock().unwrap().push(("/media/teacher/STICK".into(), "STICK".into()));
        woken.recv_timeout(patience).expect("it was put in");
        assert!(lookout.take_changed() && !lookout.take_changed());
        in_it.lock().unwrap().clear();
        woken.recv_timeout(patience).expect("it was taken out");
        assert!(lookout.take_changed());
        drop(lookout);
        // With the page goes the thread, and with it its end of the channel.
        let gone = woken.recv_timeout(patience);
        assert_eq!(gone, Err(std::sync::mpsc::RecvTimeoutError::Disconnected));
    }

    #[test]
    fn a_list_never_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let first = fresh(folder.path(), "Willow: 3/4", "pdf");
        assert!(first.ends_with("Willow- 3-4.pdf"), "{first:?}");
        std::fs::write(&first, b"").unwrap();
        assert!(fresh(folder.path(), "Willow: 3/4", "pdf").ends_with("Willow- 3-4 (2).pdf"));
        assert!(fresh(folder.path(), "Willow: 3/4", "csv").ends_with("Willow- 3-4.csv"));
    }

    #[test]
    fn lists_lie_beside_a_data_folder_of_ones_own_choice() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(here(&folder.path().join("kiosk")), folder.path().join("lists"));
    }
}
