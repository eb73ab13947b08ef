//! The command line: one thin file a subcommand. Errors go to stderr, one plain sentence and what to do; the exit code is
//! 2 for a wrong call and 1 for a failed one.

mod agreement;
mod backup;
mod correct;
mod courier;
mod demo;
mod enrol;
mod export;
mod lessons;
mod open;
mod roster;
mod roster_report;
mod staff;
mod sync;
mod verify;
mod verify_log;
mod verify_slip;

#[cfg(feature = "kiosk")]
mod bench;
#[cfg(feature = "kiosk")]
mod gallery;
#[cfg(feature = "kiosk")]
mod kiosk;
#[cfg(feature = "register")]
mod register;
#[cfg(feature = "register")]
mod register_bench;
#[cfg(feature = "register")]
mod register_desk;
#[cfg(feature = "register")]
mod register_orders;
#[cfg(feature = "register")]
mod register_roll;
#[cfg(feature = "kiosk")]
mod robot;

use clap::{Parser, Subcommand};
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// An offline-first e-safety kiosk for primary schools.
#[derive(Parser, Debug)]
#[command(name = "promise-tree", version, about, max_term_width = 100)]
struct Cli {
    /// The folder with lessons, locales and assets; found by itself where it is not given.
    #[arg(long, global = true, value_name = "DIR", env = "PROMISE_TREE_CONTENT")]
    content: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
    #[cfg(feature = "kiosk")]
    #[command(flatten)]
    kiosk: kiosk::Arguments,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Open the kiosk (also what happens without any command).
    #[cfg(feature = "kiosk")]
    Kiosk(kiosk::Arguments),
    /// Make the made-up Willow Lane Primary, and say what opens it.
    Demo(demo::Arguments),
    /// Look after lessons, agreements, words, pictures and voices.
    Lessons(lessons::Arguments),
    /// Check every statement of a data folder or an exported file, the code of a family's sheet, or a register.
    Verify(verify::Arguments),
    /// Write a class list, sheets for families, or all statements to a file.
    #[command(subcommand)]
    Export(export::Export),
    /// Bring the school's list of pupils in, write it out, undo the last import.
    #[command(subcommand)]
    Roster(roster::Roster),
    /// What children promise: the versions, their words, the next one; also in print.
    #[command(subcommand)]
    Agreement(agreement::Command),
    /// Who can open a kiosk: add, change, disable; and who did what.
    #[command(subcommand)]
    Staff(staff::Command),
    /// Take back what a statement says of a child, for instance where another child was at the screen.
    Correct(correct::Arguments),
    /// Enrol a kiosk with its school's register.
    Enrol(enrol::Arguments),
    /// Carry between a kiosk and its register by a file what a network would.
    #[command(subcommand)]
    Courier(courier::Courier),
    /// Send a kiosk's statements to its register, without its window.
    Sync(sync::Arguments),
    /// Write all of a kiosk into one encrypted file, and check it. A register has a backup of its own.
    Backup(backup::Backup),
    /// Put a kiosk back from a backup, into a new folder.
    Restore(backup::Restore),
    /// Play children through the kiosk by synthetic touches.
    #[cfg(feature = "kiosk")]
    Robot(robot::Arguments),
    /// Draw every screen to PNG.
    #[cfg(feature = "kiosk")]
    Gallery(gallery::Arguments),
    /// Measure start, rest and a durable save.
    #[cfg(feature = "kiosk")]
    Bench(bench::Arguments),
    /// Run the school's register: it takes in what kiosks send, and proves what it holds.
    #[cfg(feature = "register")]
    Register(Box<register::Arguments>),
}

/// Reads the arguments, runs, and says what went wrong.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    log(&cli);
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            tracing::debug!("{error:?}");
            eprintln!("promise-tree: {error}");
            ExitCode::from(if error.is::<WrongCall>() { 2 } else { 1 })
        }
    }
}

/// A call that cannot be meant: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct WrongCall(String);

/// What went well but found something: exit code 1 without a further sentence.
fn found(anything: bool) -> ExitCode {
    ExitCode::from(u8::from(anything))
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let content = cli.content.as_deref();
    #[cfg(feature = "kiosk")]
    let command = cli.command.unwrap_or(Command::Kiosk(cli.kiosk));
    #[cfg(not(feature = "kiosk"))]
    let Some(command) = cli.command else {
        return Err(WrongCall("this build has no kiosk; see `promise-tree --help` for what it can do".into()).into());
    };
    match command {
        #[cfg(feature = "kiosk")]
        Command::Kiosk(arguments) => kiosk::run(&arguments, content),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Lessons(arguments) => lessons::run(&arguments, content),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Export(export) => export::run(&export, content),
        Command::Roster(roster) => roster::run(&roster, content),
        Command::Agreement(command) => agreement::run(&command, content),
        Command::Staff(command) => staff::run(&command, content),
        Command::Correct(arguments) => correct::run(&arguments),
        Command::Enrol(arguments) => enrol::run(&arguments),
        Command::Courier(courier) => courier::run(&courier, content),
        Command::Sync(arguments) => sync::run(&arguments, content),
        Command::Backup(arguments) => backup::backup(&arguments),
        Command::Restore(arguments) => backup::restore(&arguments),
        #[cfg(feature = "kiosk")]
        Command::Robot(arguments) => robot::run(&arguments, content),
        #[cfg(feature = "kiosk")]
        Command::Gallery(arguments) => gallery::run(&arguments, content),
        #[cfg(feature = "kiosk")]
        Command::Bench(arguments) => bench::run(&arguments, content),
        #[cfg(feature = "register")]
        Command::Register(arguments) => register::run(&arguments, content),
    }
}

/// Logs go to stderr: warnings for commands, a little more for what stays open; `RUST_LOG` says otherwise.
fn log(cli: &Cli) {
    let stays = match &cli.command {
        None => true,
        #[cfg(feature = "kiosk")]
        Some(Command::Kiosk(_)) => true,
        #[cfg(feature = "register")]
        Some(Command::Register(_)) => true,
        Some(_) => false,
    };
    // The font list is set a moment after Bevy first looks for it; it says so as an error.
    let usual = if stays { "error,bevy_text=off,promise_tree=info" } else { "error,bevy_text=off,promise_tree=warn" };
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| usual.into());
    // Colours are for whoever looks at a terminal; a file or a journal keeps the bare words.
    let colours = std::io::stderr().is_terminal();
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    logs.with_ansi(colours).init();
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn no_two_arguments_or_groups_of_a_command_have_one_name() {
        Cli::command().debug_assert();
    }
}
