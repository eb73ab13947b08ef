//! The voice of a language: its clips, each bound by hash to the words it says and to the bytes it is made of.
//!
//! A clip that says other words than those on the screen is worse than none. So only a clip whose text and sound both
//! have the hashes that the manifest states is ever played; the others are faults, and their speaker button is hidden.

use super::fault::{Fault, Place};
use super::fault_kind::FaultKind;
use super::locale::Locale;
use super::source::{Source, names_in, unreadable};
use super::{NARRATION, REFERENCE};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The format of `manifest.json` that this program reads.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
/// The voice of a language whose clips are people's recordings. They may come one by one, so none is missing.
const RECORDED: &str = "recorded";

/// A clip that may be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clip {
    /// Its path relative to the content folder.
    pub(crate) path: PathBuf,
    /// How long it is, in milliseconds.
    pub(crate) milliseconds: u32,
    /// When each word of the message begins, in milliseconds from the clip's start; none where nobody has measured it.
    pub(crate) words: Vec<u32>,
    /// SHA-256 of its bytes.
    pub(crate) sha256: [u8; 32],
}

/// The clips of one language that may be played, by key.
pub(crate) type Narration = BTreeMap<String, Clip>;

#[derive(Deserialize)]
struct RawHead {
    format: u32,
}

/// The fields that matter here; the others (model, speed) are the tool's own.
#[derive(Deserialize)]
struct RawManifest {
    language: String,
    voice: String,
    clips: RawClips,
}

#[derive(Deserialize)]
struct RawClip {
    text_sha256: String,
    audio_sha256: String,
    milliseconds: u32,
    #[serde(default)]
    words: Vec<u32>,
}

/// In the order of the file, the ones that stand there twice included.
struct RawClips(Vec<(String, RawClip)>);

/// Reads the voice of every language.
pub(crate) fn read_all(
    root: &Path,
    locales: &BTreeMap<String, Locale>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, Narration> {
    for name in names_in(root, Path::new(NARRATION), None, faults) {
        if !locales.contains_key(&name) {
            let folder = Path::new(NARRATION).join(&name);
            faults.push(Fault::of_file(folder, FaultKind::NarrationAlone { language: name }));
        }
    }
    let mut all = BTreeMap::new();
    for (tag, locale) in locales {
        let folder = Path::new(NARRATION).join(tag);
        let manifest = folder.join(MANIFEST);
        if !root.join(&manifest).exists() {
            if tag == REFERENCE {
                faults.push(Fault::of_file(manifest, FaultKind::NarrationMissing { language: tag.clone() }));
            }
            continue;
        }
        if let Some(source) = Source::read(root, &manifest, faults) {
            let reader = Reader { root, folder: &folder, source: &source, locale, faults };
            if let Some(narration) = reader.narration() {
                all.insert(tag.clone(), narration);
            }
        }
    }
    all
}

struct Reader<'a> {
    root: &'a Path,
    folder: &'a Path,
    source: &'a Source,
    locale: &'a Locale,
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    fn narration(mut self) -> Option<Narration> {
        let manifest = self.manifest()?;
        let tag = self.locale.tag.clone();
        if manifest.language != tag {
            let what = FaultKind::ManifestLanguage { found: manifest.language, folder: tag };
            self.faults.push(Fault::at(self.place_of("language", 0), what));
            return None;
        }
        let RawClips(listed) = manifest.clips;
        let messages: BTreeMap<&str, (Place, &str)> = self
            .locale
            .spoken()
            .map(|(file, message, text)| (message.key.as_str(), (file.place(message), text)))
            .collect();
        let mut narration = Narration::new();
        let mut seen = BTreeSet::new();
        for (key, raw) in &listed {
            if !seen.insert(key.as_str()) {
                self.faults.push(Fault::at(self.place_of(key, 1), FaultKind::ClipTwice { key: key.clone() }));
                continue;
            }
            match messages.get(key.as_str()) {
                None => {
                    self.faults.push(Fault::at(self.place_of(key, 0), FaultKind::ClipUnused { key: key.clone() }));
                }
                Some((place, text)) => {
                    if let Some(clip) = self.clip(key, raw, place, text) {
                        narration.insert(key.clone(), clip);
                    }
                }
            }
        }
        if manifest.voice != RECORDED {
            for (key, (place, _)) in messages.iter().filter(|(key, _)| !seen.contains(*key)) {
                let what = FaultKind::ClipMissing { key: (*key).to_owned(), language: self.locale.tag.clone() };
                self.faults.push(Fault::at(place.clone(), what));
            }
        }
        self.report_unlisted(&seen);
        Some(narration)
    }

    fn manifest(&mut self) -> Option<RawManifest> {
        let head: RawHead = self.json()?;
        if head.format != FORMAT {
            let what = FaultKind::ManifestFormat { found: head.format, known: FORMAT };
            self.faults.push(Fault::at(self.place_of("format", 0), what));
            return None;
        }
        self.json()
    }

    fn json<T: for<'de> Deserialize<'de>>(&mut self) -> Option<T> {
        match serde_json::from_str(self.source.text()) {
            Ok(value) => Some(value),
            Err(error) => {
                let number = |n: usize| u32::try_from(n.max(1)).unwrap_or(u32::MAX);
                let place = Place {
                    file: self.source.file().to_owned(),
                    line: number(error.line()),
                    column: number(error.column()),
                };
                let sentence = error.to_string();
                let why = sentence.split(" at line ").next().unwrap_or_default().to_owned();
                self.faults.push(Fault::at(place, FaultKind::Manifest { why }));
                None
            }
        }
    }

    /// The clip of a message, if it is the one that was made for these words.
    fn clip(&mut self, key: &str, raw: &RawClip, place: &Place, text: &str) -> Option<Clip> {
        let path = self.folder.join(format!("{key}.ogg"));
        let current = raw.text_sha256 == hex(&Sha256::digest(text).into());
        if !current {
            self.faults.push(Fault::at(place.clone(), FaultKind::ClipStale { key: key.to_owned() }));
        }
        let sha256: [u8; 32] = match fs::read(self.root.join(&path)) {
            Ok(bytes) => Sha256::digest(bytes).into(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.faults.push(Fault::at(self.place_of(key, 0), FaultKind::ClipGone { key: key.to_owned() }));
                return None;
            }
            Err(error) => {
                self.faults.push(unreadable(&path, &error));
                return None;
            }
        };
        let listed = raw.audio_sha256 == hex(&sha256);
        if !listed {
            self.faults.push(Fault::at(self.place_of(key, 0), FaultKind::ClipChanged { key: key.to_owned() }));
        }
        if current && !are_times_of(&raw.words, text, raw.milliseconds) {
            self.faults.push(Fault::at(self.place_of(key, 0), FaultKind::ClipWords { key: key.to_owned() }));
            return None;
        }
        (current && listed).then(|| Clip { path, milliseconds: raw.milliseconds, words: raw.words.clone(), sha256 })
    }

    fn report_unlisted(&mut self, listed: &BTreeSet<&str>) {
        for name in names_in(self.root, self.folder, Some("ogg"), self.faults) {
            if !listed.contains(name.trim_end_matches(".ogg")) {
                self.faults.push(Fault::of_file(self.folder.join(name), FaultKind::ClipUnlisted));
            }
        }
    }

    /// Where a name stands in the manifest as the name of a field; `nth` counts from 0.
    fn place_of(&self, name: &str, nth: usize) -> Place {
        let quoted = format!("\"{name}\"");
        let text = self.source.text();
        let is_name = |after: usize| text.get(after..).is_some_and(|rest| rest.trim_start().starts_with(':'));
        let offset = text
            .match_indices(&quoted)
            .map(|(offset, _)| offset)
            .filter(|offset| is_name(offset + quoted.len()))
            .nth(nth);
        self.source.place(offset.unwrap_or(0))
    }
}

/// Whether there is one time for each word of a text (words being what white space parts), in order and within the clip;
/// or none at all.
fn are_times_of(times: &[u32], text: &str, milliseconds: u32) -> bool {
    times.is_empty()
        || (times.len() == text.split_whitespace().count()
            && times.is_sorted()
            && times.last().is_none_or(|last| *last < milliseconds))
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl<'de> Deserialize<'de> for RawClips {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ClipsVisitor;
        impl<'de> Visitor<'de> for ClipsVisitor {
            type Value = RawClips;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a clip for each key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawClips, A::Error> {
                let mut clips = Vec::new();
                while let Some(clip) = map.next_entry()? {
                    clips.push(clip);
                }
                Ok(RawClips(clips))
            }
        }
        deserializer.deserialize_map(ClipsVisitor)
    }
}
