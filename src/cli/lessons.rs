//! `promise-tree lessons check | new | print | preview`.

use super::{WrongCall, found, open};
use anyhow::Context;
use clap::{Args, Subcommand};
use promise_tree::content::{Content, ContentRoot, REFERENCE, check, new_lesson};
use promise_tree::documents::Press;
use promise_tree::domain::ids::{LessonId, RuleId};
use promise_tree::domain::lesson::Lesson;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// List every fault of lessons, agreements, words, pictures and voices, with file, line and what to do.
    Check {
        /// A folder with lessons/, locales/ and assets/ in it; the program's own where it is not given.
        dir: Option<PathBuf>,
    },
    /// Start a lesson from a template: its steps, its words, the teacher's notes.
    New {
        /// What it is called, for instance `the-lost-tablet`.
        name: String,
        /// The rule that it teaches, for instance ks1.own-files.
        #[arg(long, value_name = "RULE", default_value = "ks1.tell-someone")]
        rule: String,
    },
    /// Write the teacher's plan of a lesson.
    Print {
        /// The lesson's file, or its name.
        lesson: PathBuf,
        /// The file to write, a .pdf.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// The language to print in.
        #[arg(long, value_name = "TAG", default_value = REFERENCE)]
        language: String,
    },
    /// Open one lesson alone, and again whenever one of its files changes.
    #[cfg(feature = "kiosk")]
    Preview(preview::Arguments),
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::Check { dir } => check_all(dir.as_deref(), content),
        Command::New { name, rule } => new(name, rule, content),
        Command::Print { lesson, to, language } => print(lesson, to, language, content),
        #[cfg(feature = "kiosk")]
        Command::Preview(arguments) => preview::run(arguments, content),
    }
}

fn check_all(dir: Option<&Path>, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let root = match dir {
        Some(dir) => ContentRoot::at(dir)?,
        None => ContentRoot::find(content)?,
    };
    let faults = check(root.path());
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => println!("No faults found."),
        1 => println!("1 fault found."),
        many => println!("{many} faults found."),
    }
    Ok(found(!faults.is_empty()))
}

fn new(name: &str, rule: &str, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let wrong = |error: &dyn std::fmt::Display| WrongCall(error.to_string());
    let id = LessonId::new(name).map_err(|error| wrong(&error))?;
    let rule = RuleId::new(rule).map_err(|error| wrong(&error))?;
    let root = ContentRoot::find(content)?;
    for file in new_lesson(root.path(), &id, &rule)? {
        println!("{}", file.display());
    }
    println!("Change the words, then: promise-tree lessons check, and promise-tree lessons preview {id}");
    Ok(ExitCode::SUCCESS)
}

fn print(name: &Path, to: &Path, language: &str, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    if to.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("pdf")) {
        return Err(WrongCall(format!("a plan is a PDF; call the file {}.pdf", to.display())).into());
    }
    let content = content_of(name, content)?;
    let lesson = named(&content, name)?;
    let words = content.words(language);
    let words = words.ok_or_else(|| WrongCall(format!("there are no words in “{language}”; see locales/")))?;
    let rule = content.agreements().flat_map(|agreement| agreement.rules.iter()).find(|rule| rule.id == lesson.rule);
    let today = jiff::Zoned::now().date();
    let pdf = Press::new().lesson_plan(&lesson, rule, today, words)?;
    std::fs::write(to, pdf).with_context(|| format!("{} could not be written", to.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// The content that a lesson's file belongs to: the folder that its `lessons/` is in; else the usual one.
fn content_of(lesson: &Path, content: Option<&Path>) -> anyhow::Result<Arc<Content>> {
    let own = root_of(lesson);
    open::content(own.as_deref().or(content))
}

/// `DIR` of `DIR/lessons/ks1/name.ron`, where that is a file.
fn root_of(lesson: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(lesson).ok().filter(|file| file.is_file())?;
    Some(file.parent()?.parent()?.parent()?.to_owned())
}

/// The name of a lesson in its file's.
fn id_of(lesson: &Path) -> anyhow::Result<LessonId> {
    let stem = lesson.file_stem().unwrap_or_default().to_string_lossy();
    LessonId::new(stem.as_ref()).map_err(|error| WrongCall(error.to_string()).into())
}

fn named(content: &Content, name: &Path) -> anyhow::Result<Arc<Lesson>> {
    let id = id_of(name)?;
    content.lesson(&id).cloned().with_context(|| {
        let known: Vec<&str> = content.lessons().map(|lesson| lesson.id.as_str()).collect();
        format!("there is no sound lesson “{id}”; run `promise-tree lessons check`. There are: {}", known.join(", "))
    })
}

#[cfg(feature = "kiosk")]
mod preview {
    use super::{content_of, id_of};
    use crate::cli::kiosk::window;
    use clap::Args;
    use promise_tree::content::REFERENCE;
    use promise_tree::domain::play::Audience;
    use promise_tree::kiosk::{KioskOptions, preview};
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;

    #[derive(Args, Debug)]
    pub(super) struct Arguments {
        /// The lesson's file, or its name.
        lesson: PathBuf,
        /// As a class with its teacher, not as a child alone.
        #[arg(long)]
        class: bool,
        /// A window of this size, pixels.
        #[arg(long, value_name = "WxH", value_parser = window, default_value = "1280x800")]
        window: (u32, u32),
        /// The language to play in.
        #[arg(long, value_name = "TAG", default_value = REFERENCE)]
        language: String,
        /// Print `ready` when the first screen answers touch.
        #[arg(long, hide = true)]
        say_ready: bool,
    }

    pub(super) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
        let content = content_of(&arguments.lesson, content)?;
        let options = KioskOptions {
            data: std::env::temp_dir(),
            content,
            window: Some(arguments.window),
            language: arguments.language.clone(),
            author: true,
            mirrored: false,
        };
        let audience = if arguments.class { Audience::Class } else { Audience::Alone };
        let ready: Option<fn()> = if arguments.say_ready { Some(|| println!("ready")) } else { None };
        preview(&options, id_of(&arguments.lesson)?, audience, ready)?;
        Ok(ExitCode::SUCCESS)
    }
}
