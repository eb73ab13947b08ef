//! What several tests stand on: a made-up school, the program as a process, a display of our own.

pub(crate) mod lrs;
pub(crate) mod postgres;

use promise_tree::ledger::{Place, Report, Statement, Verifier};
use promise_tree::store::{Created, Kdf, Secret, Store, SystemClock, demo_school};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, OnceLock};

/// A made-up school in a folder of its own, and what opens it.
pub(crate) struct School {
    /// Goes with the test.
    pub folder: tempfile::TempDir,
    /// Opens it.
    pub passphrase: String,
    /// Unlocks it.
    pub pin: String,
}

impl School {
    /// Makes one, closed, quick to open.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let demo = demo_school::create(&folder.path().join("data"), Kdf::Light, SystemClock::start()).unwrap();
        let (passphrase, pin) = (demo.passphrase.to_string(), demo.pin.to_string());
        let Created { store, .. } = demo.created.wait().unwrap();
        store.shutdown().wait().unwrap();
        Self { folder, passphrase, pin }
    }

    /// The same school again, in another folder.
    pub(crate) fn copy(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        for entry in std::fs::read_dir(self.data()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), data.join(entry.file_name())).unwrap();
        }
        Self { folder, passphrase: self.passphrase.clone(), pin: self.pin.clone() }
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file beside the data folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens the store in this process.
    pub(crate) fn open(&self) -> Store {
        Store::open(&self.data(), Secret::passphrase(&self.passphrase), SystemClock::start()).unwrap()
    }

    /// The program with these arguments and this school's data folder and passphrase.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.args(arguments).arg("--data").arg(self.data()).env("PROMISE_TREE_PASSPHRASE", &self.passphrase);
        command
    }

    /// Runs it to its end; it must go well.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The program under test.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_promise-tree"));
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

/// What a process said.
pub(crate) fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}\n{}\n{}", output.status, text(&output.stdout), text(&output.stderr))
}

/// Chain, signatures and disclosures of an open store.
pub(crate) fn verify(store: &Store) -> Report {
    let mut verifier = Verifier::new(store.public_key().wait().unwrap(), None);
    for stored in store.statements() {
        let stored = stored.unwrap();
        verifier.take(Place::Sequence(stored.sequence), Statement::parse(&stored.compact()));
    }
    verifier.finish()
}

/// A virtual display, started once for all tests that open a window; only one of them has it at a time.
pub(crate) struct Display {
    name: String,
    turn: Mutex<()>,
    screen: tempfile::TempDir,
    _server: Child,
}

/// The display.
pub(crate) fn display() -> &'static Display {
    static DISPLAY: OnceLock<Display> = OnceLock::new();
    DISPLAY.get_or_init(|| {
        // The shell lives until our end of its stdin closes, which is when the tests are over, however they end.
        let screen = tempfile::tempdir().unwrap();
        let mut server = Command::new("sh")
            .args([
                "-c",
                "Xvfb -displayfd 1 -screen 0 3840x2160x24 -nolisten tcp -fbdir \"$0\" & cat >/dev/null; kill $!",
            ])
            .arg(screen.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb is not installed; run `make test`, which installs it");
        Display { name: format!(":{}", number.trim()), turn: Mutex::new(()), screen, _server: server }
    })
}

impl Display {
    /// Waits for a turn, then lends the display.
    pub(crate) fn with<T>(&self, run: impl FnOnce(&str) -> T) -> T {
        let _turn = self.turn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        run(&self.name)
    }
}

impl Display {
    /// How many colours the top left corner of the screen has, as whoever stands before it sees it: out of the memory of
    /// the X server (an XWD file), not asked of the program.
    pub(crate) fn colours(&self, width: usize, height: usize) -> usize {
        let dump = std::fs::read(self.screen.path().join("Xvfb_screen0")).unwrap();
        let field = |place: usize| u32::from_be_bytes(dump[4 * place..][..4].try_into().unwrap()) as usize;
        // XWDFile.h: 0 header size, 11 bits a pixel, 12 bytes a line, 19 colours of 12 bytes each.
        assert_eq!(field(11), 32);
        let (pixels, line) = (&dump[field(0) + 12 * field(19)..], field(12));
        let row = |y: usize| pixels[y * line..][..4 * width].chunks_exact(4);
        (0..height).flat_map(row).collect::<std::collections::BTreeSet<_>>().len()
    }
}

impl Display {
    /// Red, green and blue at a place of the screen.
    pub(crate) fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let dump = std::fs::read(self.screen.path().join("Xvfb_screen0")).unwrap();
        let field = |place: usize| u32::from_be_bytes(dump[4 * place..][..4].try_into().unwrap()) as usize;
        let pixels = &dump[field(0) + 12 * field(19)..];
        // Little-endian: blue first.
        let pixel = &pixels[y * field(12) + 4 * x..][..3];
        [pixel[2], pixel[1], pixel[0]]
    }
}

/// Runs a system program that the tests need.
pub(crate) fn tool(name: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(name)
        .args(arguments)
        .arg(file)
        .arg("-")
        .output()
        .unwrap_or_else(|error| panic!("{name}: {error}; run `make test`, which installs it"));
    assert!(output.status.success(), "{name}: {}", told(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub(crate) struct Random(pub u64);

impl Random {
    /// From 0 up to, not including, `below`.
    pub(crate) fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }
}
