//! `promise-tree demo`: the made-up school.

use anyhow::Context;
use clap::Args;
use promise_tree::store::{Kdf, SystemClock, demo_school};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The file in a demo's data folder that says what opens it. A real school has no such file.
pub(crate) const NOTE: &str = "demo.txt";

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The folder to make the school in; it must be empty or not there yet.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    print!("{}", make(&arguments.data)?);
    Ok(ExitCode::SUCCESS)
}

/// Makes the made-up school and returns what opens it, a line each.
pub(crate) fn make(data: &Path) -> anyhow::Result<String> {
    let demo = demo_school::create(data, Kdf::Interactive, SystemClock::start())?;
    let note = format!("passphrase: {}\npin: {}\n", *demo.passphrase, *demo.pin);
    let created = demo.created.wait()?;
    created.store.shutdown().wait()?;
    let file = data.join(NOTE);
    std::fs::write(&file, &note).with_context(|| format!("{} could not be written", file.display()))?;
    Ok(note)
}
