//! The pages as the gallery shows them, with a list made up from the school that is open.

use super::work::{self, Candidate, Sorting};
use super::{Import, Step, choose, preview};
use crate::domain::roll::{OnRoll, Roll};
use crate::kiosk::school::OpenSchool;
use crate::ledger::Head;
use crate::roster::{RosterError, read_csv};
use crate::store::{RosterImport, RosterTally, Watch};
use std::collections::BTreeMap;
use std::path::Path;

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::kiosk) enum Sample {
    /// Nothing was found.
    Nothing,
    Files,
    /// A clean list of a new class.
    Clean,
    /// A list to look at.
    Doubts,
    /// The list that the register sent, with something to look at.
    Register,
}

pub(in super::super) fn sample(school: &OpenSchool, sample: Sample) -> Result<Import, RosterError> {
    let mut choosing = choose::Choosing::default();
    let step = match sample {
        Sample::Nothing => {
            choosing.found(Vec::new(), None, None);
            Step::Choosing(choosing)
        }
        Sample::Files => {
            let file = |folder: &str, name: &str, stick: Option<&str>| Candidate {
                path: Path::new(folder).join(name),
                name: name.to_owned(),
                stick: stick.map(str::to_owned),
            };
            let files = vec![
                file("/media/office/OFFICE", "Pupils September.csv", Some("OFFICE")),
                file("/media/office/OFFICE", "oneroster.zip", Some("OFFICE")),
                file("/home/school/Downloads", "Year 2.xlsx", None),
            ];
            let tally = Some(RosterTally { joined: 30, ..RosterTally::default() });
            let last = RosterImport {
                number: 1,
                at_ms: 1_795_338_600_000,
                staff: None,
                source: "Pupils.csv".to_owned(),
                tally,
            };
            choosing.found(files, Some(1_795_338_600_000), Some(last));
            Step::Choosing(choosing)
        }
        Sample::Clean | Sample::Doubts => {
            let text = if sample == Sample::Clean { clean() } else { doubts(school) };
            let source = read_csv("Pupils September.csv", text.as_bytes(), &Watch::silent())?;
            let sorted = work::sort(&school.store, Sorting { source, answers: BTreeMap::new() }, &Watch::silent())?;
            Step::Preview(Box::new(preview::Preview::of(*sorted)))
        }
        Sample::Register => {
            send(school)?;
            Step::Preview(Box::new(preview::Preview::of(*work::roll(&school.store, &Watch::silent())?)))
        }
    };
    Ok(Import { step, working: None })
}

/// The register has sent what the kiosk knows, but for a child in another class and one who is not on it.
pub(in super::super) fn send(school: &OpenSchool) -> Result<(), RosterError> {
    let pupils = school.classes.iter().flat_map(|class| school.pupils_of(&class.id).iter().cloned()).skip(1);
    let mut children: Vec<OnRoll> = pupils.map(|pupil| OnRoll { pupil, numbers: BTreeMap::new() }).collect();
    if let (Some(child), Some(class)) = (children.first_mut(), school.classes.last()) {
        child.pupil.class = class.id.clone();
    }
    let roll = Roll::new(school.classes.clone(), children).ok_or(RosterError::NothingToDo)?;
    school.store.keep_roll(Head { sequence: 1, hash: [0; 32] }, roll).wait()?;
    Ok(())
}

fn clean() -> String {
    "Forename,Surname,Reg Group,Year Group,DOB\nAda,Quill,Rowan,Year 1,1/2/2020\nBilal,Khan,Rowan,Year 1,1/3/2020\n\
     Cerys,Pugh,Rowan,Year 1,1/4/2020\nDara,Doyle,Rowan,Year 1,1/5/2020\n"
        .to_owned()
}

/// One child is missing, one is called otherwise, a class has no year, a row has no name.
fn doubts(school: &OpenSchool) -> String {
    let mut text = "Forename,Surname,Reg Group,Year Group,DOB,UPN\n,Oddly,Rowan,,,\nAda,Quill,Rowan,,,\n".to_owned();
    for class in school.classes.iter().take(1) {
        for (place, pupil) in school.pupils_of(&class.id).iter().enumerate().skip(1) {
            let family = if place == 1 { "Quill" } else { pupil.family_name.as_str() };
            text += &format!("{},{family},{},,,\n", pupil.given_name, class.name);
        }
    }
    text
}
