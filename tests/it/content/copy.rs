//! A copy of the shipped content to do things to.

use promise_tree::content::{Content, Fault, FaultKind, Place, check};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The English clips.
pub(crate) const MANIFEST: &str = "assets/narration/en-GB/manifest.json";

/// What ships.
pub(crate) fn shipped() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy in a folder of its own, gone with it.
pub(crate) struct Copy {
    folder: TempDir,
    /// What stood in each file before it was touched; `None` for one that was not there.
    before: RefCell<BTreeMap<String, Option<Vec<u8>>>>,
}

impl Copy {
    pub(crate) fn of_the_shipped_content() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for part in ["lessons", "locales", "assets/pictures", "assets/narration"] {
            for file in files_below(&shipped().join(part)) {
                let target = folder.path().join(file.strip_prefix(shipped()).unwrap());
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                fs::copy(file, target).unwrap();
            }
        }
        Self { folder, before: RefCell::default() }
    }

    /// Undoes everything that was done to it.
    pub(crate) fn put_back(&self) {
        let (new, old): (Vec<_>, Vec<_>) = self.before.take().into_iter().partition(|(_, bytes)| bytes.is_none());
        for (file, _) in new {
            let path = self.path().join(file);
            if path.exists() {
                fs::remove_file(&path).unwrap();
            }
            let mut folders = path.ancestors().skip(1);
            while folders.next().is_some_and(|folder| fs::remove_dir(folder).is_ok()) {}
        }
        for (file, bytes) in old {
            let path = self.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes.unwrap()).unwrap();
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(file);
        self.before.borrow_mut().entry(file.to_owned()).or_insert_with(|| fs::read(&path).ok());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Replaces a text that stands in the file exactly once.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert_eq!(text.matches(from).count(), 1, "“{from}” in {file}");
        self.write(file, text.replacen(from, to, 1));
    }

    /// Gives a message of one line other words. Its clip, if there is one, says the old ones from then on.
    pub(crate) fn say(&self, file: &str, key: &str, words: &str) {
        self.edit(file, &self.message(file, key), &format!("{key} = {words}\n"));
    }

    /// Gives a message other words, and its clip too.
    pub(crate) fn say_aloud(&self, file: &str, key: &str, words: &str) {
        let before = self.message(file, key);
        let (_, before) = before.trim_end().split_once(" = ").unwrap();
        // Other messages may say the same.
        let clip = self.clip_line(key);
        let changed = clip.replace(&sha256(before.as_bytes()), &sha256(words.as_bytes()));
        // Nobody has measured when the other words are said.
        let (changed, times) = changed.split_once(", \"words\": ").unwrap();
        self.edit(MANIFEST, &clip, &format!("{changed}{}", times.split_once(']').unwrap().1));
        self.say(file, key, words);
    }

    /// Takes a message of one line out; gives back what stood there.
    pub(crate) fn unsay(&self, file: &str, key: &str) -> String {
        let message = self.message(file, key);
        self.edit(file, &message, "");
        message
    }

    fn message(&self, file: &str, key: &str) -> String {
        let text = self.read(file);
        let start = format!("{key} = ");
        let line = text.lines().find(|line| line.starts_with(&start));
        format!("{}\n", line.unwrap_or_else(|| panic!("{key} in {file}")))
    }

    /// The line of a clip in the English manifest.
    pub(crate) fn clip_line(&self, key: &str) -> String {
        let start = format!("    \"{key}\": ");
        let manifest = self.read(MANIFEST);
        let line = manifest.lines().find(|line| line.starts_with(&start));
        format!("{}\n", line.unwrap_or_else(|| panic!("{key} in the manifest")))
    }

    /// Adds lines at the end of a file.
    pub(crate) fn append(&self, file: &str, lines: &str) {
        self.write(file, self.read(file) + lines);
    }

    /// Takes away a file, or a folder with all that is in it.
    pub(crate) fn remove(&self, name: &str) {
        let path = self.path().join(name);
        for file in files_below(&path) {
            let name = self.name_of(&file);
            self.before.borrow_mut().entry(name).or_insert_with(|| fs::read(&file).ok());
        }
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }

    /// Makes a language whose words are the English ones, all of them.
    pub(crate) fn translate_into(&self, tag: &str) {
        for file in files_below(&self.path().join("locales/en-GB")) {
            let name = self.name_of(&file);
            self.write(&name.replace("en-GB", tag), fs::read(file).unwrap());
        }
    }

    fn name_of(&self, file: &Path) -> String {
        let parts: Vec<_> =
            file.strip_prefix(self.path()).unwrap().iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parts.join("/")
    }

    /// Puts another recording in the place of a clip, as `tools/narrate` does: the file and its line in the manifest.
    pub(crate) fn record_again(&self, key: &str, sound: &[u8]) {
        let clip = format!("assets/narration/en-GB/{key}.ogg");
        let before = sha256(&fs::read(self.path().join(&clip)).unwrap());
        self.write(&clip, sound);
        self.edit(MANIFEST, &before, &sha256(sound));
    }

    /// The place of the first character of a text in a file; the text stands there exactly once.
    pub(crate) fn place(&self, file: &str, text: &str) -> Place {
        let all = self.read(file);
        assert_eq!(all.matches(text).count(), 1, "“{text}” in {file}");
        let before = &all[..all.find(text).unwrap()];
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let line = before.matches('\n').count() + 1;
        Place { file: PathBuf::from(file), line: line.try_into().unwrap(), column: column.try_into().unwrap() }
    }

    /// The fault that is expected at a text of a file.
    pub(crate) fn at(&self, file: &str, text: &str, what: FaultKind) -> Fault {
        let Place { file, line, column } = self.place(file, text);
        Fault { file, line: Some(line), column: Some(column), what }
    }

    pub(crate) fn faults(&self) -> Vec<Fault> {
        check(self.path())
    }

    pub(crate) fn load(&self) -> Content {
        Content::load(self.path()).unwrap_or_else(|faults| panic!("{faults:#?}"))
    }
}

/// The fault that is expected of a whole file.
pub(crate) fn whole(file: &str, what: FaultKind) -> Fault {
    Fault { file: file.into(), line: None, column: None, what }
}

/// Lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The file itself, or every file in a folder and the folders in it.
fn files_below(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    fs::read_dir(path).unwrap().flat_map(|entry| files_below(&entry.unwrap().path())).collect()
}
