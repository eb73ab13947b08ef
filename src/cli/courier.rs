//! `promise-tree courier`: a sync by a file.

use super::sync::tell_taken;
use super::{found, open};
use clap::{Args, Subcommand};
use promise_tree::sync::client::{Brought, courier_in, courier_out};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand, Debug)]
pub(crate) enum Courier {
    /// Write what this kiosk would send to its register.
    Out(Out),
    /// Take in what was carried: at the register the kiosk's file, at the kiosk the register's answer.
    In(In),
}

#[derive(Args, Debug)]
pub(crate) struct Out {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to write it, for instance on a stick. Its name ends in .promise-courier, so that the console finds it.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct In {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A register's data folder; its settings name the database, where it has another one. The register may be running.
    #[cfg(feature = "register")]
    #[arg(long, value_name = "DIR", conflicts_with = "data", requires = "to")]
    register: Option<PathBuf>,
    /// The file that was carried here.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// Where to write the register's answer.
    #[cfg(feature = "register")]
    #[arg(long, value_name = "FILE", requires = "register")]
    to: Option<PathBuf>,
}

pub(crate) fn run(courier: &Courier, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    match courier {
        Courier::Out(out) => {
            let store = open::store(&open::data_folder(out.data.as_deref())?)?;
            let carries = courier_out(&store, &out.to)?;
            store.shutdown().wait()?;
            println!("{} carries {} to the register.", out.to.display(), statements(carries.statements));
            if carries.left > 0 {
                println!("{} more wait for another file, once this one's answer is back.", statements(carries.left));
            }
            Ok(ExitCode::SUCCESS)
        }
        Courier::In(taken) => {
            #[cfg(feature = "register")]
            if let (Some(folder), Some(to)) = (&taken.register, &taken.to) {
                return at_register(folder, &taken.from, to);
            }
            let store = open::store(&open::data_folder(taken.data.as_deref())?)?;
            let brought = courier_in(&store, &taken.from);
            super::sync::take_in(&store)?;
            let untaken = tell_taken(&store, content)?;
            store.shutdown().wait()?;
            let brought = brought?;
            tell(&brought);
            Ok(found(brought.stuck.is_some() || brought.forked || untaken))
        }
    }
}

#[cfg(feature = "register")]
fn at_register(folder: &Path, from: &Path, to: &Path) -> anyhow::Result<ExitCode> {
    use anyhow::Context;
    use promise_tree::register::courier::take_in;
    use promise_tree::sync::courier::{read_file, write_file};
    let file = read_file(from).with_context(|| format!("{} cannot be read; look at the stick", from.display()))?;
    let answered = take_in(&super::register::place(folder)?, &file)?;
    let cannot = || format!("{} cannot be written; look at the stick and whether it has room", to.display());
    write_file(to, &answered.file).with_context(cannot)?;
    println!("{} new, {} there already.", statements(answered.stored as u64), answered.already);
    if answered.refused > 0 {
        println!("{} could not be taken; the answer tells the kiosk why.", statements(answered.refused as u64));
    }
    println!("Carry {} back to kiosk {}.", to.display(), answered.kiosk);
    Ok(found(answered.refused > 0))
}

fn statements(count: u64) -> String {
    if count == 1 { "1 statement".to_owned() } else { format!("{count} statements") }
}

fn tell(brought: &Brought) {
    if brought.old {
        println!(
            "Nothing was taken from this file: it was taken in before, or the kiosk has heard from its register since it was written."
        );
    } else {
        println!("{} more have a receipt.", statements(brought.receipts));
    }
    match brought.erased.len() {
        0 => {}
        1 => println!("1 child was erased at the register. This kiosk has forgotten them."),
        more => println!("{more} children were erased at the register. This kiosk has forgotten them."),
    }
    if brought.lacks {
        println!(
            "The register lacks statements that it once had: it was put back from an older copy. The next file brings them again."
        );
    }
    if brought.waiting > 0 {
        println!("{} without a receipt; write another file.", statements(brought.waiting));
    }
    if brought.more {
        println!("The register has more to tell this kiosk; write another file.");
    }
    if brought.forked {
        println!(
            "The register has two statements with one number of this kiosk: an older copy of it was put back. Both are kept; tell whoever looks after the register."
        );
    }
    if let Some(stuck) = &brought.stuck {
        println!("{stuck}.");
    }
}
