//! `promise-tree enrol`.

use super::{WrongCall, open};
use anyhow::Context;
use clap::Args;
use promise_tree::sync::client::enrol;
use promise_tree::sync::ticket::Ticket;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The ticket's file, or its address and words in quotation marks.
    #[arg(long, value_name = "WORDS|FILE", env = "PROMISE_TREE_TICKET", hide_env_values = true)]
    ticket: String,
}

/// A ticket: its file, or its address and words.
pub(super) fn ticket(given: &str) -> anyhow::Result<Ticket> {
    let file = Path::new(given);
    let text = if file.is_file() {
        std::fs::read_to_string(file)
            .with_context(|| format!("{} cannot be read; look at the stick", file.display()))?
    } else {
        given.to_owned()
    };
    Ok(Ticket::parse(&text).map_err(|error| WrongCall(error.to_string()))?)
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let ticket = ticket(&arguments.ticket)?;
    let store = open::store(&open::data_folder(arguments.data.as_deref())?)?;
    let enrolled = enrol(&store, &ticket)?;
    store.shutdown().wait()?;
    println!("This kiosk is enrolled at {} for {}.", enrolled.address, enrolled.name);
    Ok(ExitCode::SUCCESS)
}
