//! `promise-tree courier`: a sync by a file.

use super::open;
use anyhow::Context;
use clap::{Args, Subcommand};
use promise_tree::sync::client::{Brought, courier_in, courier_out};
use promise_tree::sync::courier::FILE_AT_MOST;
use std::fs::File;
use std::io::{Read, Write};
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
    /// Where to write it, for instance on a stick.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Send again all statements after this number: where the register was put back from an older copy.
    #[arg(long, value_name = "NUMBER")]
    after: Option<u64>,
}

#[derive(Args, Debug)]
pub(crate) struct In {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A register's data folder; PROMISE_TREE_DATABASE names its PostgreSQL database, where it has one.
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

pub(crate) fn run(courier: &Courier) -> anyhow::Result<ExitCode> {
    match courier {
        Courier::Out(out) => {
            let store = open::store(&open::data_folder(out.data.as_deref())?)?;
            let carries = courier_out(&store, out.after)?;
            store.shutdown().wait()?;
            write(&out.to, &carries.file)?;
            println!("{} carries {} statements to the register.", out.to.display(), carries.statements);
            if carries.left > 0 {
                println!("{} more wait for another file, once this one's answer is back.", carries.left);
            }
            Ok(ExitCode::SUCCESS)
        }
        Courier::In(taken) => {
            let file = read(&taken.from)?;
            #[cfg(feature = "register")]
            if let (Some(folder), Some(to)) = (&taken.register, &taken.to) {
                return at_register(folder, &file, to);
            }
            let store = open::store(&open::data_folder(taken.data.as_deref())?)?;
            let brought = courier_in(&store, &file)?;
            store.shutdown().wait()?;
            tell(&brought);
            Ok(ExitCode::SUCCESS)
        }
    }
}

#[cfg(feature = "register")]
fn at_register(folder: &Path, file: &[u8], to: &Path) -> anyhow::Result<ExitCode> {
    use promise_tree::register::{Place, courier::take_in};
    let database = std::env::var("PROMISE_TREE_DATABASE").ok();
    let answered = take_in(&Place { folder: folder.to_owned(), database }, file)?;
    write(to, &answered.file)?;
    println!("{} statements are new, {} were there already.", answered.stored, answered.already);
    if answered.refused > 0 {
        println!("{} could not be taken; the answer tells the kiosk why.", answered.refused);
    }
    println!("Carry {} back to kiosk {}.", to.display(), answered.kiosk);
    Ok(super::found(answered.refused > 0))
}

fn tell(brought: &Brought) {
    println!("{} statements have their receipts now.", brought.receipts);
    if brought.erased > 0 {
        println!("Children erased at the register: {}. This kiosk has forgotten them.", brought.erased);
    }
    if brought.old {
        println!("The kiosk has heard from its register since this file was asked for; nothing else was needed of it.");
    }
    if let Some(after) = brought.lacks_after {
        println!(
            "The register lacks statements that it once had: it was put back from an older copy. Write a file with --after {after}."
        );
    }
    if brought.forked {
        println!("The register has two statements with one number of this kiosk: an older copy of it was put back.");
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("{} cannot be read; look at the stick", path.display());
    let mut bytes = Vec::new();
    File::open(path)
        .with_context(cannot)?
        .take(FILE_AT_MOST as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(cannot)?;
    Ok(bytes)
}

/// All of it, or an error and no half file under that name.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let cannot = || format!("{} cannot be written; look at the stick and whether it has room", path.display());
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let mut file = File::create(&part).with_context(cannot)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).with_context(cannot)?;
    drop(file);
    std::fs::rename(&part, path).with_context(cannot)
}
