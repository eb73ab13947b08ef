//! `promise-tree robot`.

use super::{WrongCall, kiosk, open};
use anyhow::Context;
use clap::{Args, ValueEnum};
use promise_tree::content::{Content, REFERENCE};
use promise_tree::domain::ids::LessonId;
use promise_tree::domain::play::Audience;
use promise_tree::kiosk::{
    Hands, KioskOptions, LessonRobot, Pace, RobotOptions, rehearse, run_lessons, run_robot, run_script,
};
use promise_tree::store::Store;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The class's name.
    #[arg(long, value_name = "NAME", required_unless_present_any = ["lessons", "script"], default_value = "")]
    class: String,
    /// How many pupils come to the panel. Where that is the whole class, two of them are away.
    #[arg(long, value_name = "N", required_unless_present_any = ["lessons", "script"], default_value_t = 0)]
    pupils: usize,
    /// The lesson that the children play before they promise.
    #[arg(long, value_name = "LESSON", conflicts_with_all = ["teacher", "no_window"])]
    lesson: Option<String>,
    /// Every lesson instead, to its end, as a child alone or as a class.
    #[arg(long, value_enum, value_name = "WHO", conflicts_with_all = ["class", "pupils", "teacher", "no_window", "data"])]
    lessons: Option<AudienceArgument>,
    /// A script instead, line by line at the console: `teacher`, `tap NAME`, `see NAME`, `type PAGE WORDS`, `reach NAME`, `key KEY`, `write WORDS`, `tree`, `file ENDING`.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["class", "pupils", "teacher", "no_window", "lessons"])]
    script: Option<PathBuf>,
    /// With --lessons: by keyboard, not by touch.
    #[arg(long, requires = "lessons")]
    keyboard: bool,
    /// Laid out from right to left (from left to right in a language that runs the other way).
    #[arg(long, conflicts_with = "no_window")]
    mirrored: bool,
    /// How many of the class are away, whatever --pupils says.
    #[arg(long, value_name = "N")]
    absent: Option<usize>,
    /// The same seed touches the same things.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// How fast.
    #[arg(long, value_enum, default_value_t = PaceArgument::Machine)]
    pace: PaceArgument,
    /// Where the report goes, as JSON Lines.
    #[arg(long, value_name = "FILE", required_unless_present = "script")]
    report: Option<PathBuf>,
    /// The teacher too, by touch: unlock, choose the class, mark who is away, open, close, save the lists.
    #[arg(long, conflicts_with = "no_window")]
    teacher: bool,
    /// With --teacher: first bring in the newest list of pupils that the console finds.
    #[arg(long, requires = "teacher")]
    roster: bool,
    /// The teacher also names a helper for the first child, and takes back what the second one promised.
    #[arg(long, requires = "teacher")]
    noting: bool,
    /// Without a window: the machine and the store alone, as fast as the disk.
    #[arg(long)]
    no_window: bool,
    /// The window's size, pixels.
    #[arg(long, value_name = "WxH", value_parser = kiosk::window, default_value = "1280x800")]
    window: (u32, u32),
    /// The language to play in.
    #[arg(long, value_name = "TAG", default_value = REFERENCE)]
    language: String,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
enum PaceArgument {
    /// As a child of six.
    Child,
    /// As fast as the kiosk takes touches.
    Machine,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
enum AudienceArgument {
    /// A child at a station.
    Alone,
    /// A class with its teacher.
    Class,
}

/// Children who are away when a robot plays a whole class.
const AWAY: usize = 2;

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let content = open::content(content)?;
    if let Some(audience) = arguments.lessons {
        return play_lessons(arguments, audience, content);
    }
    let data = open::data_folder(arguments.data.as_deref())?;
    if let Some(script) = &arguments.script {
        let script = std::fs::read_to_string(script).with_context(|| format!("{} cannot be read", script.display()))?;
        run_script(&kiosk(arguments, data, content), &script)?;
        return Ok(ExitCode::SUCCESS);
    }
    let passphrase = open::passphrase()?;
    let store = open::with_passphrase(&data, &passphrase)?;
    let options = RobotOptions {
        class: arguments.class.clone(),
        pupils: arguments.pupils,
        absent: match arguments.absent {
            Some(absent) => absent,
            None if arguments.pupils >= size_of_class(&store, &arguments.class)? => AWAY,
            None => 0,
        },
        seed: arguments.seed,
        pace: match arguments.pace {
            PaceArgument::Child => Pace::Child,
            PaceArgument::Machine => Pace::Machine,
        },
        report: arguments.report.clone().unwrap_or_default(),
        lesson: match &arguments.lesson {
            Some(lesson) => Some(LessonId::new(lesson.clone()).map_err(|error| WrongCall(error.to_string()))?),
            None => None,
        },
        teacher: arguments.teacher.then_some(passphrase),
        roster: arguments.roster,
        noting: arguments.noting,
    };
    if arguments.no_window {
        rehearse(store, content, &arguments.language, options)?;
    } else {
        run_robot(kiosk(arguments, data, content), store, options)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The kiosk that the robot sits at.
fn kiosk(arguments: &Arguments, data: PathBuf, content: Arc<Content>) -> KioskOptions {
    KioskOptions {
        data,
        content,
        window: Some(arguments.window),
        language: arguments.language.clone(),
        author: false,
        mirrored: arguments.mirrored,
    }
}

fn play_lessons(arguments: &Arguments, audience: AudienceArgument, content: Arc<Content>) -> anyhow::Result<ExitCode> {
    // Lessons alone need no school.
    let kiosk = kiosk(arguments, std::env::temp_dir(), content);
    let robot = LessonRobot {
        hands: if arguments.keyboard { Hands::Keyboard } else { Hands::Touch },
        audience: match audience {
            AudienceArgument::Alone => Audience::Alone,
            AudienceArgument::Class => Audience::Class,
        },
        report: arguments.report.clone().unwrap_or_default(),
    };
    run_lessons(&kiosk, robot)?;
    Ok(ExitCode::SUCCESS)
}

fn size_of_class(store: &Store, name: &str) -> anyhow::Result<usize> {
    let classes = store.classes().wait()?;
    let class = classes.into_iter().find(|class| class.name == name || class.id.as_str() == name);
    match class {
        Some(class) => Ok(store.pupils(Some(class.id)).wait()?.len()),
        None => Ok(usize::MAX),
    }
}
