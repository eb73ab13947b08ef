//! `promise-tree robot`.

use super::{kiosk, open};
use clap::{Args, ValueEnum};
use promise_tree::content::REFERENCE;
use promise_tree::kiosk::{KioskOptions, Pace, RobotOptions, rehearse, run_robot};
use promise_tree::store::Store;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The class's name.
    #[arg(long, value_name = "NAME")]
    class: String,
    /// How many pupils come to the panel. Where that is the whole class, two of them are away.
    #[arg(long, value_name = "N")]
    pupils: usize,
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
    #[arg(long, value_name = "FILE")]
    report: PathBuf,
    /// The teacher too, by touch: unlock, choose the class, mark who is away, open, close, save the lists.
    #[arg(long, conflicts_with = "no_window")]
    teacher: bool,
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

/// Children who are away when a robot plays a whole class.
const AWAY: usize = 2;

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let content = open::content(content)?;
    let data = open::data_folder(arguments.data.as_deref())?;
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
        report: arguments.report.clone(),
        teacher: arguments.teacher.then_some(passphrase),
    };
    if arguments.no_window {
        rehearse(store, content, &arguments.language, options)?;
    } else {
        let language = arguments.language.clone();
        let kiosk = KioskOptions { data, content, window: Some(arguments.window), language };
        run_robot(kiosk, store, options)?;
    }
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
