//! `promise-tree verify`: a kiosk's data folder, an exported file, the code of a sheet, or a register.

use super::{WrongCall, found, open, verify_log};
use anyhow::Context;
use clap::{ArgGroup, Args};
use promise_tree::domain::ids::KioskId;
use promise_tree::ledger::{
    Expected, ExportError, Head, Place, Report, Statement, Verifier, looks_like_a_slip, verify_export,
};
use promise_tree::store::Store;
use promise_tree::sync::client::verify_receipts;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("at_register").args(["register", "ticket"]).multiple(true))]
pub(crate) struct Arguments {
    /// An exported file (.jsonl), or a text file with what a scanner read in the QR code of a family's sheet.
    #[arg(value_name = "FILE", conflicts_with = "data")]
    file: Option<PathBuf>,
    /// The kiosk's data folder; the usual one where neither is given.
    #[arg(long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// A register: its data folder, to check all that it keeps; or its address (https://HOST:PORT), to check its log from
    /// outside, with --data against a kiosk's receipts, else with --ca or --ticket.
    #[arg(long, value_name = "DIR|URL", conflicts_with = "file")]
    register: Option<String>,
    /// A register's enrolment ticket, used or not, until its days are over: the file, or the words in quotation marks. It
    /// says where the register is and proves that it is the one; --register is not needed then.
    #[arg(long, value_name = "WORDS|FILE", conflicts_with_all = ["file", "data", "ca"])]
    ticket: Option<String>,
    /// With a register's address: the certificate that it is known by, PEM (its tls.pem), where no kiosk knows it.
    #[arg(long, value_name = "FILE", requires = "register")]
    pub(super) ca: Option<PathBuf>,
    /// A checkpoint that a kiosk keeps: the register's log must still begin as it did then. May be given again and again.
    #[arg(long, value_name = "FILE", requires = "at_register")]
    pub(super) checkpoint: Vec<PathBuf>,
    /// The newest statement that must be there, as printed at the foot of a list: `NUMBER:HASH`.
    #[arg(long, value_name = "NUMBER:HASH")]
    pub(super) head: Option<String>,
    /// The kiosk that must have signed it, as `promise-tree verify` names it for the kiosk's own data folder.
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    kiosk: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if let Some(ticket) = &arguments.ticket {
        return verify_log::by_ticket(arguments, arguments.register.as_deref(), ticket);
    }
    match &arguments.register {
        Some(register) if register.contains("://") => return verify_log::run(arguments, register),
        Some(folder) => return of_register(arguments, Path::new(folder)),
        None => {}
    }
    let head = arguments.head.as_deref().map(str::parse::<Head>).transpose().map_err(|e| WrongCall(e.to_string()))?;
    let kiosk = arguments.kiosk.as_deref().map(KioskId::new).transpose().map_err(|e| WrongCall(e.to_string()))?;
    let expected = Expected { kiosk, head };
    if let Some(file) = &arguments.file
        && let Some(text) = slip(file)?
    {
        if expected.head.is_some() {
            return Err(
                WrongCall("a sheet's code is one statement and has no newest one; leave --head out".into()).into()
            );
        }
        return super::verify_slip::run(&text, expected.kiosk.as_ref());
    }
    let sound = match &arguments.file {
        Some(file) => {
            let report = of_file(file, &expected)?;
            tell(&report);
            report.is_sound()
        }
        None => {
            let store = open::store(&open::data_folder(arguments.data.as_deref())?)?;
            let sound = of_kiosk(&store, expected)?;
            store.shutdown().wait()?;
            sound
        }
    };
    Ok(found(!sound))
}

/// A register's data folder.
fn of_register(arguments: &Arguments, folder: &Path) -> anyhow::Result<ExitCode> {
    if arguments.data.is_some() || arguments.ca.is_some() || arguments.head.is_some() || arguments.kiosk.is_some() {
        let sentence = "with a register's folder there is no --data, --ca, --head or --kiosk; a register by its address, https://…, takes the first three";
        return Err(WrongCall(sentence.to_owned()).into());
    }
    #[cfg(feature = "register")]
    return super::register::verify(folder, &arguments.checkpoint);
    #[cfg(not(feature = "register"))]
    Err(WrongCall(format!(
        "this build has no register to look into {} with; give its address, https://…",
        folder.display()
    ))
    .into())
}

fn of_file(file: &Path, expected: &Expected) -> anyhow::Result<Report> {
    Ok(verify_export(BufReader::new(opened(file)?), expected)?)
}

fn opened(file: &Path) -> anyhow::Result<File> {
    File::open(file)
        .with_context(|| format!("{} cannot be opened; look at its name and who may read it", file.display()))
}

/// The file's text, where it is that of a sheet's code.
fn slip(file: &Path) -> anyhow::Result<Option<String>> {
    /// The largest QR code holds 4,296 letters.
    const BYTES_AT_MOST: u64 = 65_536;
    let mut opened = opened(file)?;
    let unreadable = || format!("{} cannot be read; look at the disk or stick, then try again", file.display());
    let mut begins = Vec::new();
    (&mut opened).take(64).read_to_end(&mut begins).with_context(unreadable)?;
    if !looks_like_a_slip(&String::from_utf8_lossy(&begins)) {
        return Ok(None);
    }
    opened.rewind().with_context(unreadable)?;
    let mut bytes = Vec::new();
    opened.take(BYTES_AT_MOST).read_to_end(&mut bytes).with_context(unreadable)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Chain, signatures, disclosures and receipts of an open kiosk; tells what it finds. Whether all of it holds.
pub(super) fn of_kiosk(store: &Store, expected: Expected) -> anyhow::Result<bool> {
    store.check().wait()?;
    let key = store.public_key().wait()?;
    let found = key.kiosk_id();
    if let Some(expected) = expected.kiosk.filter(|expected| *expected != found) {
        return Err(ExportError::OtherKiosk { found, expected }.into());
    }
    let mut verifier = Verifier::new(key, expected.head);
    for stored in store.statements() {
        let stored = stored?;
        verifier.take(Place::Sequence(stored.sequence), Statement::parse(&stored.compact()));
    }
    let report = verifier.finish();
    let receipts = verify_receipts(store)?;
    for sequence in &receipts.wrong {
        println!("the receipt of statement {sequence} proves nothing; enrol the kiosk anew to have it asked for again");
    }
    if receipts.right > 0 {
        println!("{} statements have a receipt that proves that the register holds them", receipts.right);
    }
    tell(&report);
    Ok(report.is_sound() && receipts.wrong.is_empty())
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
