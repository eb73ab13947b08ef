//! `promise-tree verify`: a kiosk's data folder, an exported file, or a register.

use super::{WrongCall, found, open};
use anyhow::Context;
use clap::Args;
use promise_tree::ledger::{Expected, Head, Place, Report, Statement, Verifier, verify_export};
use promise_tree::sync::client::verify_receipts;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// An exported file (.jsonl).
    #[arg(value_name = "FILE", conflicts_with = "data")]
    file: Option<PathBuf>,
    /// The kiosk's data folder; the usual one where neither is given.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A register's data folder; PROMISE_TREE_DATABASE names its PostgreSQL database, where it has one.
    #[cfg(feature = "register")]
    #[arg(long, value_name = "DIR", conflicts_with_all = ["data", "file", "head"])]
    register: Option<PathBuf>,
    /// A checkpoint that a kiosk keeps: the register's log must still begin as it did then. May be given again and again.
    #[cfg(feature = "register")]
    #[arg(long, value_name = "FILE", requires = "register")]
    checkpoint: Vec<PathBuf>,
    /// The newest statement that must be there, as printed at the foot of a list: `NUMBER:HASH`.
    #[arg(long, value_name = "NUMBER:HASH")]
    head: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    #[cfg(feature = "register")]
    if let Some(folder) = &arguments.register {
        return super::register::verify(folder, &arguments.checkpoint);
    }
    let head = arguments.head.as_deref().map(str::parse::<Head>).transpose().map_err(|e| WrongCall(e.to_string()))?;
    let expected = Expected { kiosk: None, head };
    let (report, receipts) = match &arguments.file {
        Some(file) => (of_file(file, &expected)?, true),
        None => of_folder(&open::data_folder(arguments.data.as_deref())?, expected)?,
    };
    tell(&report);
    Ok(found(!report.is_sound() || !receipts))
}

fn of_file(file: &Path, expected: &Expected) -> anyhow::Result<Report> {
    let opened = File::open(file)
        .with_context(|| format!("{} cannot be opened; look at its name and who may read it", file.display()))?;
    Ok(verify_export(BufReader::new(opened), expected)?)
}

fn of_folder(folder: &Path, expected: Expected) -> anyhow::Result<(Report, bool)> {
    let store = open::store(folder)?;
    store.check().wait()?;
    let mut verifier = Verifier::new(store.public_key().wait()?, expected.head);
    for stored in store.statements() {
        let stored = stored?;
        verifier.take(Place::Sequence(stored.sequence), Statement::parse(&stored.compact()));
    }
    let report = verifier.finish();
    let receipts = verify_receipts(&store)?;
    store.shutdown().wait()?;
    for sequence in &receipts.wrong {
        println!("the receipt of statement {sequence} proves nothing; enrol the kiosk anew to have it asked for again");
    }
    if receipts.right > 0 {
        println!("{} statements have a receipt that proves that the register holds them", receipts.right);
    }
    Ok((report, receipts.wrong.is_empty()))
}

fn tell(report: &Report) {
    for fault in &report.faults {
        println!("{fault}");
    }
    let listed = report.faults.len() as u64;
    if report.fault_count > listed {
        println!("… and {} more", report.fault_count - listed);
    }
    println!("kiosk {}", report.kiosk);
    println!("{} statements, newest {}", report.count, report.head);
    if report.erased > 0 {
        println!("{} of them have had their names erased; that is no fault", report.erased);
    }
    if report.partial > 0 {
        println!("{} of them show only a part of what they disclose; that is no fault", report.partial);
    }
    if report.corrected > 0 {
        println!("{} of them were taken back by a later one; that is no fault", report.corrected);
    }
    match report.fault_count {
        0 => println!("All of it holds: chain, signatures, disclosures."),
        1 => println!("1 fault."),
        many => println!("{many} faults."),
    }
}
