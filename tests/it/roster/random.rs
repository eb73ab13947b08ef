//! Random bytes and random slips of the keyboard: every file is read or refused with a sentence, and what is read keeps its
//! promises.

use super::made::{Office, upn, zipped};
use super::workbook::workbook;
use promise_tree::roster::{Proposal, RosterError, compare, read_bytes, read_csv, read_one_roster, read_workbook};
use promise_tree::store::{Roster, Watch};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

fn cases(usual: u32) -> ProptestConfig {
    let soak = std::env::var_os("PROMISE_TREE_SOAK").is_some();
    ProptestConfig::with_cases(if soak { usual * 200 } else { usual })
}

fn roster() -> &'static Roster {
    static ROSTER: OnceLock<Roster> = OnceLock::new();
    ROSTER.get_or_init(|| {
        let children = [
            ("willow", "Aisha", "Begum"),
            ("willow", "Mia", "Lee"),
            ("willow", "Mia", "Lee"),
            ("oak", "Zoë", "O’Neill"),
        ];
        Office::with(&children).roster()
    })
}

/// Reads to the end, whatever it is, and checks what must hold of any file.
fn read_all(bytes: &[u8]) {
    type Read = fn(&str, &[u8], &Watch) -> Result<promise_tree::roster::Source, RosterError>;
    let ways: [Read; 4] = [read_bytes, read_csv, read_workbook, read_one_roster];
    for read in ways {
        match read("any", bytes, &Watch::silent()) {
            Ok(mut source) => {
                source.set_class(Some("Willow".into()));
                assert!(source.first_rows(5).iter().all(|(_, cells)| cells.len() == source.columns().len()));
                if let Ok(proposal) = source.propose(None, &Watch::silent()) {
                    hold(&proposal);
                }
                source.set_header(None);
                if source.set_column(promise_tree::roster::Field::GivenName, Some(0)).is_ok()
                    && let Ok(proposal) = source.propose(None, &Watch::silent())
                {
                    hold(&proposal);
                }
            }
            Err(error) => assert!(error.to_string().len() > 20, "a sentence: {error}"),
        }
    }
}

/// No row is in it twice, names are names, and each child of the kiosk is found once at most.
fn hold(proposal: &Proposal) {
    let good: BTreeSet<u32> = proposal.pupils.iter().map(|pupil| pupil.row).collect();
    assert_eq!(good.len(), proposal.pupils.len());
    assert!(proposal.faults.iter().all(|fault| !good.contains(&fault.row)));
    for pupil in &proposal.pupils {
        assert!(pupil.given_name.chars().any(char::is_alphabetic) && pupil.given_name.chars().count() <= 80);
        assert!(!pupil.class.is_empty() && !pupil.given_name.chars().any(char::is_control));
    }
    let difference = compare(roster(), proposal, &BTreeMap::new());
    let keys: BTreeSet<_> = difference.changes.iter().map(|change| &change.key).collect();
    assert_eq!(keys.len(), difference.changes.len());
    let mut met = BTreeSet::new();
    for change in &difference.changes {
        use promise_tree::roster::What;
        if let What::Changes { pupil, .. } | What::Stays { pupil, .. } | What::Leaves { pupil, .. } = &change.what {
            assert!(met.insert(pupil.clone()), "{pupil} is found twice");
        }
    }
    assert_eq!(compare(roster(), proposal, &BTreeMap::new()), difference);
}

fn csv() -> String {
    format!(
        "Willow Lane\n\nUPN,Adno,Forename,Surname,Class,Year,DOB\n{},1,Aisha,Begum,Willow,2,14/03/2019\n\
         ,2,\"Mia\",\"Lee, jr\",Willow,2,\n{},3,Zoë,O’Neill,Oak,4,\n",
        upn(1),
        upn(2)
    )
}

fn export() -> Vec<u8> {
    zipped(&[
        ("manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.users,bulk\n"),
        (
            "users.csv",
            "sourcedId,status,role,givenName,familyName,grades,userIds\nu1,,student,Aisha,Begum,02,\"{UPN:x}\"\n",
        ),
        ("classes.csv", "sourcedId,title,classType,grades,schoolSourcedId\nc1,Willow,homeroom,02,s\n"),
        ("enrollments.csv", "classSourcedId,userSourcedId,role\nc1,u1,student\n"),
    ])
}

/// Bytes with one place overwritten, a piece taken out, and something put in.
fn edited(mut bytes: Vec<u8>, at: prop::sample::Index, gone: usize, typed: &[u8]) -> Vec<u8> {
    let place = at.index(bytes.len());
    let end = (place + gone).min(bytes.len());
    bytes.splice(place..end, typed.iter().copied());
    bytes
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_all(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(Forename|Surname|Name|Class|Year|UPN|[,;\t\"\r\n]|\\PC){0,80}") {
        read_all(text.as_bytes());
    }

    #[test]
    fn any_slip_in_a_csv_is_read_or_refused(
        at in any::<prop::sample::Index>(), gone in 0..30_usize, typed in prop::collection::vec(any::<u8>(), 0..5),
    ) {
        read_all(&edited(csv().into_bytes(), at, gone, &typed));
    }

    #[test]
    fn any_slip_in_a_one_roster_zip_or_in_one_of_its_files_is_read_or_refused(
        at in any::<prop::sample::Index>(), gone in 0..30_usize, typed in prop::collection::vec(any::<u8>(), 0..5),
    ) {
        read_all(&edited(export(), at, gone, &typed));
        let users = "sourcedId,role,givenName,familyName,grades\nu1,student,Aisha,Begum,02\nu2,student,Ben,Lee,04\n";
        let users = edited(users.as_bytes().to_vec(), at, gone, &typed);
        let users = String::from_utf8_lossy(&users).into_owned();
        read_all(&zipped(&[("users.csv", &users), ("classes.csv", "sourcedId,title\nc,Elm\n"), ("enrollments.csv", &users)]));
    }

    #[test]
    fn any_slip_in_a_workbook_is_read_or_refused(
        at in any::<prop::sample::Index>(), gone in 0..30_usize, typed in prop::collection::vec(any::<u8>(), 0..5),
        part in 0..5_usize,
    ) {
        let whole = workbook(&[("S", true, &[&["Forename", "Surname", "Class", "Year"], &["Aisha", "Begum", "Willow", "#2"]])]);
        read_all(&edited(whole.clone(), at, gone, &typed));
        // The same inside one of its parts, where no checksum stands before it.
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&whole[..])).unwrap();
        let mut parts = Vec::new();
        for place in 0..zip.len() {
            let mut file = zip.by_index(place).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut file, &mut text).unwrap();
            parts.push((file.name().unwrap().to_string(), text));
        }
        let slip = &mut parts[part].1;
        *slip = String::from_utf8_lossy(&edited(slip.clone().into_bytes(), at, gone, &typed)).into_owned();
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        read_all(&zipped(&parts));
    }

    #[test]
    fn a_roster_written_as_csv_is_read_as_it_was(
        names in prop::collection::vec(("[A-Z][a-zà-ÿ '-]{0,12}[a-zà-ÿ]", "[A-Z][a-zà-ÿ]{1,12}"), 1..12),
        separator in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        blanks in 0..3_usize,
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        writer.write_record(["Adno", "Forename", "Surname", "Class", "Year"]).unwrap();
        for (place, (given, family)) in names.iter().enumerate() {
            writer.write_record([place.to_string().as_str(), given, family, "Willow", "2"]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let text = "\n".repeat(blanks) + &text;
        let source = read_csv("a.csv", text.as_bytes(), &Watch::silent()).unwrap();
        let proposal = source.propose(None, &Watch::silent()).unwrap();
        let tidy = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted: Vec<(u32, String, String)> = names.iter().enumerate()
            .map(|(place, (given, family))| ((place + blanks + 2) as u32, tidy(given), family.clone()))
            .collect();
        let found: Vec<(u32, String, String)> = proposal.pupils.iter()
            .map(|pupil| (pupil.row, pupil.given_name.clone(), pupil.family_name.clone()))
            .collect();
        prop_assert_eq!(found, wanted);
    }
}
