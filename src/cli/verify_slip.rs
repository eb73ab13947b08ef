//! What the QR code of a family's sheet says, checked without a network.

use super::found;
use promise_tree::domain::correction::Mistake;
use promise_tree::domain::ids::KioskId;
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{OutcomeSaid, Says, Slip, Statement};
use std::process::ExitCode;

/// Checks the text of a code, and says in sentences what it found.
pub(super) fn run(text: &str, expected: Option<&KioskId>) -> anyhow::Result<ExitCode> {
    let slip = match Slip::read(text) {
        Ok(slip) => slip,
        Err(error) => {
            println!("{error}");
            println!("1 fault.");
            return Ok(found(true));
        }
    };
    let kiosk = slip.key().kiosk_id();
    println!("{}", told(slip.statement()));
    println!("kiosk {kiosk}");
    println!("statement {}", slip.statement().head());
    if let Some(expected) = expected.filter(|expected| **expected != kiosk) {
        println!("It was expected from kiosk {expected}, and another one signed it: it is not this school's.");
        println!("1 fault.");
        return Ok(found(true));
    }
    println!("All of it holds: signature, disclosures.");
    if expected.is_none() {
        println!(
            "Whether this is the school's own kiosk, the school can say: compare its name, or give it with --kiosk."
        );
    }
    println!("Whether it was taken back since, only the kiosk and the register know.");
    Ok(found(false))
}

/// For instance: `Aisha Begum (Willow) made all 5 promises of ks1-pupils, version 3, on 22 November 2026. Mr J Okoro was
/// there.`
fn told(statement: &Statement) -> String {
    let disclosed = statement.disclosed();
    let name = disclosed.pupil_name.as_deref().unwrap_or("A child whose name is not shown");
    let class = disclosed.class.as_ref().map(|class| format!(" ({})", class.name)).unwrap_or_default();
    let when = jiff::Timestamp::from_millisecond(statement.claims().when.wall_ms).unwrap_or_default();
    let day = when.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %B %Y").to_string();
    let mut words = match &statement.claims().says {
        Says::Outcome(said) => format!("{name}{class} {} on {day}.", outcome(said)),
        Says::Correction(said) => {
            let why = match said.mistake {
                Mistake::WrongChild => "another child was at the screen",
                Mistake::WrongEntry => "it was noted by mistake",
            };
            format!("Statement {} about {name}{class} was taken back on {day}: {why}.", said.sequence)
        }
    };
    if let Some(witness) = &disclosed.witness {
        words += &format!(" {} was there.", witness.name);
    }
    if let Some(helper) = &disclosed.helper {
        words += &format!(" {} helped.", helper.name);
    }
    words
}

fn outcome(said: &OutcomeSaid) -> String {
    let agreement = format!("{}, version {}", said.agreement.id, said.agreement.version);
    match said.outcome {
        Outcome::Agreed | Outcome::AgreedWithHelp => match said.answers.len() {
            1 => format!("made the one promise of {agreement},"),
            many => format!("made all {many} promises of {agreement},"),
        },
        Outcome::NotYet => format!("was not sure yet about {agreement},"),
        Outcome::Declined => format!("did not want to make the promises of {agreement} then,"),
        Outcome::Absent => format!("was absent when {agreement} was promised,"),
        Outcome::Left => format!("had left when {agreement} was promised,"),
        Outcome::Unable => format!("was not asked to promise {agreement},"),
    }
}
