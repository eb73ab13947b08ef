//! That something is wrong with content, where, and whether the kiosk can go on without it.

use super::fault_kind::{FaultKind, NamedBy};
use super::keys::NEEDED_FILES;
use std::fmt;
use std::path::{Component, Path, PathBuf};

/// One thing wrong in one content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, relative to the content folder.
    pub file: PathBuf,
    /// Its line, from 1; `None` where the fault is about the whole file.
    pub line: Option<u32>,
    /// The character in that line, from 1.
    pub column: Option<u32>,
    /// What is wrong.
    pub what: FaultKind,
}

impl Fault {
    /// A fault of a whole file.
    pub(crate) fn of_file(file: impl Into<PathBuf>, what: FaultKind) -> Self {
        Self { file: file.into(), line: None, column: None, what }
    }

    /// A fault at a place in a file.
    pub(crate) fn at(place: Place, what: FaultKind) -> Self {
        Self { file: place.file, line: Some(place.line), column: Some(place.column), what }
    }

    /// Whether the kiosk cannot be used until this is mended: a promise could not be shown, or would be shown wrongly.
    /// Anything else only takes something away (a clip, a translation) or is untidy.
    #[must_use]
    pub fn stops_the_kiosk(&self) -> bool {
        use FaultKind as K;
        if self.is_of_a_lesson() {
            return false;
        }
        match &self.what {
            K::Unreadable { .. } | K::NotUtf8 => {
                self.file.starts_with(super::AGREEMENTS) || self.file.starts_with(super::PICTURES)
            }
            K::Ron { .. }
            | K::FieldUnknown { .. }
            | K::FieldMissing { .. }
            | K::FieldTwice { .. }
            | K::FieldValue { .. }
            | K::FormatUnknown { .. }
            | K::Id(_)
            | K::VersionZero
            | K::NoRules
            | K::NoAgreements
            | K::AudienceTwice { .. }
            | K::Addenda
            | K::SignedWithNothing
            | K::RuleTwice { .. }
            | K::WordsNotPlain { .. }
            | K::MessageMissing { .. }
            | K::NoEnglish
            | K::PicturePath { .. }
            | K::PictureMissing { .. }
            | K::PictureSyntax { .. }
            | K::PictureNotSvg => true,
            K::WordsMissing { by, .. } => !matches!(by, NamedBy::Question(_)),
            K::NoText { .. } => {
                let english = Path::new(super::LOCALES).join(super::REFERENCE);
                NEEDED_FILES.iter().any(|file| self.file == english.join(file))
            }
            _ => false,
        }
    }

    /// Whether only lessons suffer: those that name what is wrong are not played until it is mended.
    fn is_of_a_lesson(&self) -> bool {
        let pictures = ["cast", "places", "things"].map(|folder| Path::new(super::PICTURES).join(folder));
        let lessons = [super::LESSONS_KS1, super::LESSONS_KS2].map(PathBuf::from);
        lessons.iter().chain(&pictures).any(|folder| self.file.starts_with(folder))
    }
}

impl fmt::Display for Fault {
    /// `file:line:column: what is wrong; what to do`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&slashed(&self.file))?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        write!(f, ": {}", self.what)
    }
}

impl std::error::Error for Fault {}

/// A character in a content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the content folder.
    pub file: PathBuf,
    /// Its line, from 1.
    pub line: u32,
    /// The character in that line, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", slashed(&self.file), self.line)
    }
}

/// A relative path as it is written in these files on every system.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| !matches!(part, Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::RuleId;

    #[test]
    fn a_fault_says_where_what_and_what_to_do() {
        let place = Place { file: "lessons/agreements/ks1-pupils.ron".into(), line: 23, column: 9 };
        let what = FaultKind::WordsMissing {
            by: NamedBy::Rule(RuleId::new("ks1.x").unwrap()),
            key: "ks1-y".into(),
            language: "en-GB".into(),
            file: "agreements.ftl".into(),
        };
        assert_eq!(
            Fault::at(place, what).to_string(),
            "lessons/agreements/ks1-pupils.ron:23:9: rule “ks1.x” names the words “ks1-y”, which are in no .ftl file of \
             en-GB; add `ks1-y = …` to locales/en-GB/agreements.ftl"
        );
        assert_eq!(
            Fault::of_file("assets/pictures/rules/a.svg", FaultKind::PictureUnused).to_string(),
            "assets/pictures/rules/a.svg: no rule shows this picture; take it out, or name it in an agreement"
        );
    }

    #[test]
    fn a_stale_clip_does_not_stop_the_kiosk_but_missing_words_do() {
        let stops = |what| Fault::of_file("locales/en-GB/child.ftl", what).stops_the_kiosk();
        assert!(!stops(FaultKind::ClipStale { key: "x".into() }));
        assert!(stops(FaultKind::MessageMissing { key: "x".into() }));
        assert!(stops(FaultKind::NoText { key: "x".into() }));
        assert!(!stops(FaultKind::NotUtf8));
        assert!(Fault::of_file("lessons/agreements/a.ron", FaultKind::NotUtf8).stops_the_kiosk());
    }
}
