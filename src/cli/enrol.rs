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

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let file = Path::new(&arguments.ticket);
    let text = if file.is_file() {
        std::fs::read_to_string(file)
            .with_context(|| format!("{} cannot be read; look at the stick", file.display()))?
    } else {
        arguments.ticket.clone()
    };
    let ticket = Ticket::parse(&text).map_err(|error| WrongCall(error.to_string()))?;
    let store = open::store(&open::data_folder(arguments.data.as_deref())?)?;
    let enrolled = enrol(&store, &ticket)?;
    store.shutdown().wait()?;
    println!("This kiosk is enrolled at {} for {}.", enrolled.address, enrolled.name);
    Ok(ExitCode::SUCCESS)
}
