//! `promise-tree register`.

use super::{found, open};
use anyhow::Context;
use clap::{Args, Subcommand};
use promise_tree::register::audit::audit;
use promise_tree::register::{Options, Place, make_ticket, serve};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    at: At,
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDRESS", default_value = "0.0.0.0:8443", env = "PROMISE_TREE_LISTEN")]
    listen: SocketAddr,
    /// The school to begin with.
    #[arg(long, value_name = "NAME", default_value = "Our school", env = "PROMISE_TREE_SCHOOL")]
    school: String,
}

#[derive(Args, Debug)]
struct At {
    /// The register's data folder.
    #[arg(long, value_name = "DIR", env = "PROMISE_TREE_REGISTER")]
    data: Option<PathBuf>,
    /// A PostgreSQL database instead of a file, from the environment: it may hold a password.
    #[arg(skip = std::env::var(DATABASE).ok())]
    database: Option<String>,
    /// Where kiosks find the register, where that is not the address it listens on.
    #[arg(long, value_name = "HOST:PORT", env = "PROMISE_TREE_ADDRESS")]
    address: Option<String>,
}

/// For instance `postgres://tree@one:5432,two:5432/register`.
const DATABASE: &str = "PROMISE_TREE_DATABASE";

#[derive(Subcommand, Debug)]
enum Command {
    /// Make a ticket, with which one kiosk can be enrolled within three days.
    Ticket {
        #[command(flatten)]
        at: At,
        /// The school's name.
        #[arg(long, value_name = "NAME")]
        school: String,
        /// Write the ticket to this file, for a USB stick, instead of showing it.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

impl At {
    fn place(&self) -> anyhow::Result<Place> {
        let folder = match &self.data {
            Some(folder) => folder.clone(),
            None => open::data_folder(None)?.join("register"),
        };
        Ok(Place { folder, database: self.database.clone() })
    }
}

/// Checks all that a register keeps, and says what it found.
pub(crate) fn verify(folder: &Path, checkpoints: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let place = Place { folder: folder.to_owned(), database: std::env::var(DATABASE).ok() };
    if !folder.is_dir() {
        anyhow::bail!("there is no register in {}; look at the folder's name", folder.display());
    }
    let read = |file: &PathBuf| {
        std::fs::read_to_string(file).with_context(|| format!("{} cannot be read; look at its name", file.display()))
    };
    let checkpoints: Vec<String> = checkpoints.iter().map(read).collect::<Result<_, _>>()?;
    let reports = audit(&place, &checkpoints)?;
    for report in &reports {
        println!("{}: {} statements of {} kiosks", report.school.name, report.statements, report.kiosks);
        println!("log {} {}", report.statements + report.erasures, report.root);
        if report.erasures > 0 {
            println!("{} erasures, {} statements that no longer tell of a child", report.erasures, report.erased);
        }
        for kiosk in &report.forked {
            println!(
                "kiosk {kiosk} has signed two statements with one number; both are kept, somebody should look at it"
            );
        }
        for fault in &report.faults {
            println!("{fault}");
        }
        match report.fault_count {
            0 => println!("All of it holds: signatures, chains, log."),
            1 => println!("1 fault."),
            many => println!("{many} faults."),
        }
    }
    Ok(found(reports.iter().any(|report| !report.is_sound())))
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Some(Command::Ticket { at, school, to }) => {
            let ticket = make_ticket(&at.place()?, school, at.address.clone())?;
            match to {
                Some(file) => {
                    open::write_private(file, format!("{}\n", *ticket.to_text()).as_bytes())?;
                    println!("The ticket is in {}. It lets one kiosk in, within three days.", file.display());
                }
                None => println!("{}", *ticket.to_text()),
            }
        }
        None => {
            let options = Options {
                place: arguments.at.place()?,
                listen: arguments.listen,
                address: arguments.at.address.clone(),
                school: arguments.school.clone(),
            };
            serve(&options, open::content(content)?, |started| {
                let mut text = format!("Open https://{} in a browser. Ctrl+C stops the server.\n", started.address);
                if let Some(ticket) = started.first_ticket {
                    text.push_str("To enrol the first kiosk within three days, give it this ticket:\n");
                    text.push_str(&ticket.to_text());
                    text.push('\n');
                }
                // Nobody may be there to read it; the server runs on.
                let mut out = std::io::stdout().lock();
                if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                    tracing::debug!(%error, "nobody reads the address");
                }
            })?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
