//! `promise-tree lessons check`.

use clap::{Args, Subcommand};
use promise_tree::content::{ContentRoot, check};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::found;

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
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let Command::Check { dir } = &arguments.command;
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
