//! The school's roll: the office's list at the register, on both databases and from the command line.

use super::accounts::{add, school as school_of, sign_in};
use super::running::Register;
use super::seeded::{of, signed, taken, willow_and_oak};
use super::storage::{NOW, both};
use crate::support::told;
use promise_tree::domain::ids::{ClassId, SchoolId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::KioskKey;
use promise_tree::register::roll::{Imported, bring_in};
use promise_tree::register::storage::{Action, Storage};
use promise_tree::roster::{Difference, Proposal, read_csv};
use promise_tree::store::Watch;

fn proposal(rows: &str) -> Proposal {
    let text = format!("Promise Tree ID,MIS ID,Given name,Family name,Class,Year\n{rows}");
    let source = read_csv("pupils.csv", text.as_bytes(), &Watch::silent()).unwrap();
    let proposal = source.propose(Some("Willow Lane Primary"), &Watch::silent()).unwrap();
    assert!(proposal.faults.is_empty(), "{:?}", proposal.faults);
    proposal
}

async fn brought(storage: &Storage, school: &SchoolId, rows: &str, at_ms: i64) -> Imported {
    bring_in(storage, school, &proposal(rows), Difference::sure, Some("office"), at_ms).await.unwrap()
}

/// Everybody on a list: class, name, whether anybody has asked them.
async fn listed(storage: &Storage, school: &SchoolId) -> Vec<(String, String, String, bool)> {
    let mut all = Vec::new();
    for class in storage.known_classes(school).await.unwrap() {
        for pupil in storage.pupils_of(school, &class.id).await.unwrap().into_iter().filter(|pupil| class.lists(pupil))
        {
            let asked = !pupil.standings.is_empty();
            all.push((class.name.clone(), pupil.name, pupil.id.to_string(), asked));
        }
    }
    all
}

fn names(listed: &[(String, String, String, bool)]) -> Vec<String> {
    let line = |(class, name, _, asked): &(String, String, String, bool)| {
        format!("{class}: {name}{}", if *asked { "" } else { ", missing" })
    };
    listed.iter().map(line).collect()
}

#[test]
fn a_list_adds_who_was_never_asked_keeps_who_was_and_takes_nobody_away() {
    both(async |storage| {
        let key = KioskKey::from_seed([1; 32]);
        let drafts: Vec<_> = (0..3).map(|n| of("Willow", n, Outcome::Agreed, 3)).collect();
        let statements = signed(&key, &drafts, NOW - 1_000_000);
        let school = taken(storage, "Willow Lane Primary", &key, &statements, NOW).await.id;
        let before = listed(storage, &school).await;
        let list = ",m1,Aisha,Begum,Willow,2\n,m2,Ben,Tate,Willow,2\n,m3,Zara,van Dyke,Willow,2\n";
        let dry = bring_in(storage, &school, &proposal(list), Difference::sure, None, NOW + 5).await.unwrap();
        assert_eq!(dry.done.unwrap().joined, 1);
        assert_eq!(listed(storage, &school).await, before, "nothing is written where nobody asked for it");
        brought(storage, &school, list, NOW + 10).await;
        let first = listed(storage, &school).await;
        let expected =
            ["Willow: Aisha Begum", "Willow: Ben Tate", "Willow: Chloe Moss", "Willow: Zara van Dyke, missing"];
        assert_eq!(names(&first), expected);
        assert_eq!(first[0].2, "willow-0");
        let trail = storage.trail(Some(&school), None, 10).await.unwrap();
        assert_eq!((trail[0].action, trail[0].subject.as_str(), trail.len()), (Action::Roll, "4", 1));
        let again = brought(storage, &school, list, NOW + 20).await;
        assert_eq!(again.done, None, "the same list again changes nothing");
        // The number says who it is, whatever the name and class.
        brought(storage, &school, ",m1,Aisha,Khan,Oak,3\n,m3,Zara,van Dyke,Willow,2\n", NOW + 30).await;
        let moved = listed(storage, &school).await;
        let expected = ["Willow: Ben Tate", "Willow: Chloe Moss", "Willow: Zara van Dyke, missing", "Oak: Aisha Khan"];
        assert_eq!(names(&moved), expected);
        assert_eq!((&moved[3].2, &moved[2].2), (&first[0].2, &first[3].2));
    });
}

#[test]
fn a_child_of_the_list_who_comes_to_a_kiosk_later_is_not_listed_twice() {
    both(async |storage| {
        let school = storage.school_named("Willow Lane Primary", NOW).await.unwrap().id;
        let list = ",m1,Aisha,Begum,Willow,2\n,m2,Ben,Tate,Willow,2\n";
        brought(storage, &school, list, NOW).await;
        let key = KioskKey::from_seed([1; 32]);
        let statements = signed(&key, &[of("Willow", 0, Outcome::Agreed, 3)], NOW + 10);
        taken(storage, "Willow Lane Primary", &key, &statements, NOW + 20).await;
        brought(storage, &school, list, NOW + 30).await;
        let merged = listed(storage, &school).await;
        assert_eq!(names(&merged), ["Willow: Aisha Begum", "Willow: Ben Tate, missing"]);
        assert_eq!(merged[0].2, "willow-0");
        assert!(storage.known_class(&school, &ClassId::new("willow").unwrap()).await.unwrap().unwrap().roll);
        storage.derive_again(&school).await.unwrap();
        assert_eq!(listed(storage, &school).await, merged);
        // A kiosk's own list says the identifier that it will sign under.
        brought(storage, &school, "willow-2,m3,Chloe,Moss,Willow,2\n", NOW + 40).await;
        let chloe = listed(storage, &school).await.into_iter().find(|(_, name, ..)| name == "Chloe Moss");
        assert_eq!(chloe.unwrap().2, "willow-2");
    });
}

#[test]
fn the_command_brings_a_list_in_and_the_pages_show_who_is_missing() {
    let register = Register::start();
    willow_and_oak(&register);
    let file = register.folder.path().join("pupils.csv");
    std::fs::write(&file, "Given name,Family name,Class,Year\nAisha,Begum,Oak,4\nZara,Novak,Oak,4\n").unwrap();
    let import = |more: &[&str]| {
        let file = file.to_str().unwrap();
        let mut command = register.command(&["roster", "import", file, "--school", "Willow Lane Primary"]);
        command.args(more).output().unwrap()
    };
    let head = sign_in(&register, "patel", &add(&register, "patel", "head")).unwrap().0;
    let school = school_of(&register, &head);
    let get = |path: &str| {
        let path = format!("/schools/{school}/{path}");
        let (status, _, body) = register.ask_once("GET", &path, &[("cookie", &head)], Vec::new());
        assert_eq!(status, 200, "{body}");
        body
    };
    let dry = import(&["--dry-run", "--json"]);
    assert!(dry.status.success(), "{}", told(&dry));
    let report: serde_json::Value = serde_json::from_slice(&dry.stdout).unwrap();
    assert_eq!((&report["dry-run"], &report["done"]["joined"]), (&true.into(), &1.into()), "{report}");
    assert!(!get("classes/oak/list.csv?show=missing").contains("Zara"));
    let done = import(&[]);
    assert!(done.status.success(), "{}", told(&done));
    assert!(!told(&done).contains("roster undo"), "{}", told(&done));
    let missing = get("classes/oak/list.csv?show=missing");
    assert!(missing.contains("Zara N.,to come") && !missing.contains("Ben T."), "{missing}");
    let everybody = get("classes/oak");
    for name in ["Aisha B.", "Ben T.", "Chloe M.", "Zara N."] {
        assert!(everybody.contains(name), "{name}: {everybody}");
    }
    assert!(get("trail").contains("numbers on the roll"));
    let nowhere =
        register.command(&["roster", "import", file.to_str().unwrap(), "--school", "Nowhere"]).output().unwrap();
    assert!(!nowhere.status.success() && told(&nowhere).contains("Nowhere"), "{}", told(&nowhere));
}
