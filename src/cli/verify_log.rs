//! `promise-tree verify --register https://…`: a register's log, checked from outside.

use super::verify::{Arguments, of_kiosk};
use super::{WrongCall, enrol, found, open};
use anyhow::Context;
use promise_tree::domain::ids::SchoolId;
use promise_tree::ledger::{Expected, Head};
use promise_tree::store::Store;
use promise_tree::sync::checkpoint::{Checkpoint, CheckpointError};
use promise_tree::sync::client::{Offer, OpenLog, Trust};
use promise_tree::sync::identity::RegisterPublic;
use std::process::ExitCode;

pub(super) fn run(arguments: &Arguments, url: &str) -> anyhow::Result<ExitCode> {
    let (address, school) = parts(url)?;
    match (&arguments.data, &arguments.ca) {
        (Some(_), Some(_)) => {
            Err(WrongCall("a kiosk knows its register without a certificate; give --data or --ca".into()).into())
        }
        (None, None) => {
            let sentence = "say how the register is known: --data DIR of a kiosk that is enrolled with it, --ca FILE with its certificate (tls.pem), or --ticket with an enrolment ticket";
            Err(WrongCall(sentence.into()).into())
        }
        (Some(folder), None) => {
            let head = arguments.head.as_deref().map(str::parse::<Head>).transpose();
            let head = head.map_err(|error| WrongCall(error.to_string()))?;
            let store = open::store(folder)?;
            let mut sound = of_kiosk(&store, Expected { kiosk: None, head })?;
            sound &= with_kiosk(arguments, &address, school, &store)?;
            store.shutdown().wait()?;
            Ok(found(!sound))
        }
        (None, Some(file)) => {
            if arguments.head.is_some() {
                return Err(WrongCall("--head is of a kiosk; give its folder with --data".into()).into());
            }
            let Some(school) = school else {
                let sentence = "say which school's log: https://HOST:PORT/v1/schools/SCHOOL/log, as `verify --register DIR` prints it on the register's machine";
                return Err(WrongCall(sentence.into()).into());
            };
            let cannot = || format!("{} cannot be read; look at its name", file.display());
            let trust = Trust::Certificates(std::fs::read(file).with_context(cannot)?);
            let log = OpenLog::read(&address, &trust, None, &school)?;
            let sound = tell(arguments, &address, &school, &log)?;
            println!("The register says itself who it is: compare its name above with what the school has.");
            println!("{NOT_FROM_HERE}");
            Ok(found(!sound))
        }
    }
}

/// The log of the school that a ticket is for, at the register that proves that it made the ticket.
pub(super) fn by_ticket(arguments: &Arguments, url: Option<&str>, ticket: &str) -> anyhow::Result<ExitCode> {
    if arguments.head.is_some() {
        return Err(WrongCall("--head is of a kiosk; give its folder with --data".into()).into());
    }
    let mut ticket = enrol::ticket(ticket)?;
    let mut asked = None;
    if let Some(url) = url {
        if !url.contains("://") {
            let sentence =
                "a register's folder is checked without a ticket; with one, --register is an address, https://…";
            return Err(WrongCall(sentence.into()).into());
        }
        (ticket.address, asked) = parts(url)?;
    }
    let offer = Offer::ask(&ticket)?;
    let school = match (asked, offer.school_id()) {
        (Some(asked), Some(of)) if asked != *of => {
            let sentence = format!("this ticket is for the school “{of}”; leave the school out of the address");
            return Err(WrongCall(sentence).into());
        }
        (Some(asked), _) => asked,
        (None, Some(of)) => of.clone(),
        (None, None) => {
            let sentence = "this register is older and does not say which school the ticket is for; say it too: --register https://HOST:PORT/v1/schools/SCHOOL/log";
            return Err(WrongCall(sentence.into()).into());
        }
    };
    let log = OpenLog::read(offer.address(), &Trust::Pin(offer.pin()), Some(offer.register()), &school)?;
    let sound = tell(arguments, offer.address(), &school, &log)?;
    println!("The register has proven that it made the ticket.");
    println!("{NOT_FROM_HERE}");
    Ok(found(!sound))
}

const NOT_FROM_HERE: &str = "From outside it cannot be seen whether the register still keeps the statements behind its log, \
                             whether their signatures and chains hold, nor whose they are: the log is hashes. On the \
                             register's machine `promise-tree verify --register DIR` checks that.";

/// Host and port, and the school where the address leads to its log.
fn parts(url: &str) -> Result<(String, Option<SchoolId>), WrongCall> {
    let wrong = || WrongCall(format!("“{url}” is no register's address; write it as https://register.example:8443"));
    let rest = url.strip_prefix("https://").ok_or_else(wrong)?;
    let (address, path) = rest.split_once('/').unwrap_or((rest, ""));
    if address.is_empty() {
        return Err(wrong());
    }
    let school = match path.trim_end_matches('/') {
        "" => None,
        path => {
            let school =
                path.strip_prefix("v1/schools/").and_then(|path| path.strip_suffix("/log")).ok_or_else(wrong)?;
            Some(SchoolId::new(school).map_err(|_| wrong())?)
        }
    };
    Ok((address.to_owned(), school))
}

fn with_kiosk(arguments: &Arguments, address: &str, school: Option<SchoolId>, store: &Store) -> anyhow::Result<bool> {
    let enrolment = store
        .enrolment()
        .wait()?
        .context("this kiosk is not enrolled with a register; check it alone, without --register")?;
    if school.is_some_and(|school| school != enrolment.school) {
        let sentence = format!(
            "this kiosk is enrolled for the school “{}”; leave the school out of the address",
            enrolment.school
        );
        return Err(WrongCall(sentence).into());
    }
    let register = RegisterPublic::from_jwk(&enrolment.jwk)?;
    let log = OpenLog::read(address, &Trust::Pin(enrolment.pin), Some(register), &enrolment.school)?;
    let mut sound = tell(arguments, address, &enrolment.school, &log)?;
    if let Some(note) = &enrolment.checkpoint {
        let kept = Checkpoint::read(note, &register, &enrolment.school)?;
        match log.begins_as(&kept) {
            Ok(()) => println!("It goes on from the checkpoint that this kiosk keeps ({} entries).", kept.size()),
            Err(inconsistent) => {
                println!("{inconsistent}");
                sound = false;
            }
        }
    }
    let own = log.of_kiosk(store)?;
    println!("{} of this kiosk's statements are in it where their receipts say.", own.there);
    for sequence in &own.elsewhere {
        println!("statement {sequence} is not in the log where its receipt says; ask whoever looks after the register");
    }
    if own.without > 0 {
        println!("{} have no receipt yet; that is no fault.", own.without);
    }
    println!("{NOT_FROM_HERE}");
    Ok(sound && own.elsewhere.is_empty())
}

/// Says what the log is, and checks it against the checkpoints that were brought along.
fn tell(arguments: &Arguments, address: &str, school: &SchoolId, log: &OpenLog) -> anyhow::Result<bool> {
    let (register, checkpoint) = (log.register(), log.checkpoint());
    println!("register {} at {address}, school {school}", register.id());
    println!("log {} {}", checkpoint.size(), checkpoint.root());
    println!("The log holds together: all its entries lead to the checkpoint that the register signed.");
    let mut sound = true;
    for file in &arguments.checkpoint {
        let cannot = || format!("{} cannot be read; look at its name", file.display());
        let note = std::fs::read_to_string(file).with_context(cannot)?;
        match Checkpoint::read(&note, register, school) {
            Ok(older) => match log.begins_as(&older) {
                Ok(()) => println!("It goes on from the checkpoint in {} ({} entries).", file.display(), older.size()),
                Err(inconsistent) => {
                    println!("{}: {inconsistent}", file.display());
                    sound = false;
                }
            },
            Err(CheckpointError::Origin) => println!("{} is of another log.", file.display()),
            Err(error) => {
                println!("{}: {error}", file.display());
                sound = false;
            }
        }
    }
    Ok(sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_with_or_without_the_school() {
        let of =
            |url: &str| parts(url).ok().map(|(address, school)| (address, school.map(|school| school.to_string())));
        assert_eq!(of("https://one:8443"), Some(("one:8443".into(), None)));
        assert_eq!(of("https://one:8443/"), Some(("one:8443".into(), None)));
        assert_eq!(of("https://one:8443/v1/schools/oak/log"), Some(("one:8443".into(), Some("oak".into()))));
        for wrong in ["http://one:8443", "https://", "https://one/else", "https://one/v1/schools//log"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
