//! `promise-tree register roster import`.

use super::roster::{Accepting, Choosing, watch};
use super::roster_report::{self, Report};
use clap::{Args, Subcommand};
use promise_tree::content::Content;
use promise_tree::register::{Place, roll};
use promise_tree::roster::{Compared, read};
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub(super) enum Roll {
    /// Bring in a CSV, an Excel workbook, a OneRoster zip or folder, or what a kiosk's `roster export` wrote. Nobody is
    /// taken away for not being in it.
    Import(Import),
}

#[derive(Args, Debug)]
pub(super) struct Import {
    /// The file, or a folder with one in it.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The school's name at the register.
    #[arg(long, value_name = "NAME")]
    school: String,
    /// Say what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Report as JSON, for programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    choosing: Choosing,
    #[command(flatten)]
    accepting: Accepting,
}

pub(super) fn run(place: &Place, Roll::Import(arguments): &Roll, content: &Content) -> anyhow::Result<()> {
    let watch = watch(content);
    let mut source = read(&arguments.file, &watch)?;
    arguments.choosing.choose(&mut source, &[])?;
    let proposal = source.propose(Some(&arguments.school), &watch)?;
    let accept = |difference: &_| arguments.accepting.accepted(difference);
    let imported = roll::import(place, &arguments.school, &proposal, accept, arguments.dry_run)?;
    let compared = Compared { roster: &imported.roster, proposal: &proposal, difference: &imported.difference };
    let report = Report {
        source: &source,
        compared,
        accepted: &imported.accepted,
        done: imported.done,
        dry_run: arguments.dry_run,
        undo: None,
    };
    if arguments.json {
        println!("{:#}", roster_report::json(&report, content.english()));
    } else {
        roster_report::print(&report, content.english());
    }
    Ok(())
}
