//! A lesson to begin with: three files from a template that is a sound lesson already.

use super::{LESSONS_FOLDER, LESSONS_KS1, LESSONS_KS2, LOCALES, REFERENCE, TEACHERS_FOLDER};
use crate::domain::ids::{LessonId, RuleId};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const STEPS: &str = include_str!("../../lessons/template/lesson.ron");
const WORDS: &str = include_str!("../../lessons/template/words.ftl");
const NOTES: &str = include_str!("../../lessons/template/notes.ftl");
/// What the template's lesson is called, and the rule it teaches.
const NAME: &str = "the-new-lesson";
const RULE: &str = "ks1.tell-someone";

/// Why no lesson was begun.
#[derive(Debug, thiserror::Error)]
pub enum NewLessonError {
    /// The name is longer than its messages' names leave room for.
    #[error("“{0}” is too long for a lesson's name; give it at most 24 characters")]
    Long(LessonId),
    /// A rule of nobody's.
    #[error("“{0}” is no rule of pupils; rules begin with ks1. or ks2.")]
    Rule(RuleId),
    /// There is one already.
    #[error("{} is there already; choose another name, or change that one", .0.display())]
    There(PathBuf),
    /// The disk.
    #[error("{} could not be written ({source}); check that this account may write there", file.display())]
    Io {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Writes a new lesson into a content folder; answers its files. Nothing that is there is written over.
///
/// # Errors
/// [`NewLessonError`].
pub fn new_lesson(root: &Path, id: &LessonId, rule: &RuleId) -> Result<Vec<PathBuf>, NewLessonError> {
    if id.as_str().len() > 24 {
        return Err(NewLessonError::Long(id.clone()));
    }
    let folder = match rule.as_str() {
        rule if rule.starts_with("ks1.") => LESSONS_KS1,
        rule if rule.starts_with("ks2.") => LESSONS_KS2,
        _ => return Err(NewLessonError::Rule(rule.clone())),
    };
    let locale = Path::new(LOCALES).join(REFERENCE);
    let files = [
        (Path::new(folder).join(format!("{id}.ron")), STEPS),
        (locale.join(LESSONS_FOLDER).join(format!("{id}.ftl")), WORDS),
        (locale.join(TEACHERS_FOLDER).join(format!("{id}.ftl")), NOTES),
    ];
    if let Some((file, _)) = files.iter().find(|(file, _)| root.join(file).exists()) {
        return Err(NewLessonError::There(file.clone()));
    }
    let mut written = Vec::new();
    for (file, text) in files {
        let text = text.replace(NAME, id.as_str()).replace(RULE, rule.as_str());
        let path = root.join(&file);
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        let made = folder.and_then(|()| fs::File::create_new(&path));
        let made = made.and_then(|mut made| made.write_all(text.as_bytes()));
        made.map_err(|source| NewLessonError::Io { file: file.clone(), source })?;
        written.push(file);
    }
    Ok(written)
}
