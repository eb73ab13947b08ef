//! The roster comes in again: everybody is found, and nobody is guessed.

use super::made::{Office, changes, propose, upn};
use promise_tree::domain::ids::{ClassId, PupilId};
use promise_tree::domain::school::YearGroup;
use promise_tree::roster::{Answer, ChangeKey, Difference, Doubt, RosterError, classes_without_year};
use promise_tree::store::{RosterEdit, StoreError};
use std::collections::{BTreeMap, BTreeSet};

const NONE: BTreeMap<u32, Answer> = BTreeMap::new();

fn first() -> String {
    format!(
        "UPN,Adno,Forename,Surname,Class,Year\n{},1,Aisha,Begum,Willow,2\n{},2,Ben,Lee,Willow,2\n\
         {},3,Cara,Ash,Oak,4\n{},4,Dev,Das,Oak,4\n",
        upn(1),
        upn(2),
        upn(3),
        upn(4)
    )
}

#[test]
fn a_second_import_moves_renames_joins_and_asks_about_who_is_not_in_it() {
    let office = Office::new();
    let tally = office.import(&first());
    assert_eq!((tally.joined, tally.classes), (4, 2));
    let ids: Vec<PupilId> = ["Aisha Begum", "Ben Lee", "Cara Ash", "Dev Das"].map(|name| office.id(name)).into();

    let second = format!(
        "UPN,Adno,Forename,Surname,Class,Year\n{},1,Aisha,Begum,Beech,3\n{},2,Ben,Lee-Fox,Willow,2\n\
         {},3,Cara,Elm,Willow,2\n{},9,Eve,Eden,Oak,4\n",
        upn(1),
        upn(2),
        upn(3),
        upn(9)
    );
    let proposal = propose(&second);
    let difference = office.compare(&proposal);
    assert_eq!(
        changes(&difference),
        [
            "moves Willow Aisha Begum → Beech Aisha Begum",
            "renamed Willow Ben Lee → Willow Ben Lee-Fox",
            "moves renamed Oak Cara Ash → Willow Cara Elm",
            "joins Oak Eve Eden",
            "left? Oak Dev Das NotInFile",
        ]
    );
    assert_eq!(difference.new_classes, [("Beech".to_owned(), YearGroup::Year3)]);
    let counts = difference.counts();
    assert_eq!((counts.joined, counts.moved, counts.renamed, counts.left, counts.unchanged), (1, 2, 2, 1, 0));

    office.import_with(&proposal, &NONE, Difference::sure).unwrap();
    assert_eq!(
        office.here(),
        [
            "Beech (Y3): Aisha Begum",
            "Oak (Y4): Dev Das",
            "Oak (Y4): Eve Eden",
            "Willow (Y2): Ben Lee-Fox",
            "Willow (Y2): Cara Elm"
        ],
        "who is not in a file is not taken away"
    );
    assert_eq!([office.id("Aisha Begum"), office.id("Ben Lee-Fox"), office.id("Cara Elm")].as_slice(), &ids[..3]);
    let difference = office.compare(&proposal);
    assert_eq!(changes(&difference), ["left? Oak Dev Das NotInFile"], "the same file again changes nothing");
    office.import_with(&proposal, &NONE, Difference::leavers).unwrap();
    assert_eq!(office.here().len(), 4);
    let dev = &office.roster().pupils[&ids[3]];
    assert!(dev.left_ms.is_some() && dev.pupil.full_name() == "Dev Das", "marked, and still there: {dev:?}");
    let oak = dev.pupil.class.clone();
    assert_eq!(office.store.pupils(Some(oak)).wait().unwrap().len(), 1, "and on no list and no tree");
    assert!(office.compare(&proposal).leavers().is_empty(), "who has left is not asked about again");
    let back = propose(&first());
    let difference = office.compare(&back);
    let dev = "returns Oak Dev Das → Oak Dev Das";
    assert!(changes(&difference).contains(&dev.to_owned()), "{:?}", changes(&difference));
}

#[test]
fn one_change_can_be_accepted_and_the_others_left() {
    let office = Office::new();
    let proposal = propose(&first());
    let one = |_: &Difference| BTreeSet::from([ChangeKey::typed("row-3")]);
    office.import_with(&proposal, &NONE, one).unwrap();
    assert_eq!(office.here(), ["Willow (Y2): Ben Lee"]);
    assert_eq!(office.roster().classes.len(), 1, "and no class that nobody is in");
    let unknown = office.import_with(&proposal, &NONE, |_| BTreeSet::from([ChangeKey::typed("row-99")]));
    assert!(matches!(unknown, Err(RosterError::UnknownChange(key)) if key == "row-99"));
    let nothing = office.import_with(&proposal, &NONE, |_| BTreeSet::new());
    assert!(matches!(nothing, Err(RosterError::NothingToDo)));
}

#[test]
fn without_numbers_september_is_found_by_name_and_only_if_a_person_says_so() {
    let office = Office::new();
    office.import("Forename,Surname,Class,Year\nAisha,Begum,Willow,2\nBen,Lee,Willow,2\nZoë,O’Neill,Oak,4\n");
    let ids = [office.id("Aisha Begum"), office.id("Ben Lee"), office.id("Zoë O’Neill")];
    let september = propose(
        "Forename,Surname,Class,Year\nAISHA,Begum,Beech,3\nBen,Lee,Beech,3\nZoe,O'Neill,Elm,5\nAva,New,Willow,2\n",
    );
    let difference = office.compare(&september);
    assert_eq!(
        changes(&difference),
        [
            "moves Willow Aisha Begum → Beech Aisha Begum NameElsewhere",
            "moves Willow Ben Lee → Beech Ben Lee NameElsewhere",
            "moves renamed Oak Zoë O’Neill → Elm Zoe O'Neill NameElsewhere",
            "joins Willow Ava New",
        ]
    );
    assert_eq!(difference.sure().len(), 1, "only the new child");
    office.import_with(&september, &NONE, Difference::by_name).unwrap();
    assert_eq!([office.id("Aisha Begum"), office.id("Ben Lee"), office.id("Zoe O'Neill")], ids);
}

#[test]
fn a_name_is_not_followed_to_a_class_that_the_child_cannot_have_come_from() {
    let office = Office::with(&[("willow", "Mia", "Lee"), ("oak", "Dan", "Fox")]);
    let difference = office.compare(&propose("Forename,Surname,Class,Year\nMia,Lee,Elm,6\nDan,Fox,Acorn,R\n"));
    assert_eq!(changes(&difference), ["joins Elm Mia Lee", "joins Acorn Dan Fox"]);
}

#[test]
fn two_children_of_one_name_are_never_guessed() {
    let office = Office::with(&[("willow", "Mia", "Lee"), ("willow", "Mia", "Lee"), ("oak", "Tom", "Fox")]);
    let csv = format!(
        "UPN,Forename,Surname,Class,Year\n{},Mia,Lee,Willow,2\n{},Mia,Lee,Willow,2\n,Tom,Fox,Oak,4\n",
        upn(1),
        upn(2)
    );
    let proposal = propose(&csv);
    let difference = office.compare(&proposal);
    assert_eq!(changes(&difference), ["unclear Mia Lee of 2 Several", "unclear Mia Lee of 2 Several"]);
    assert!(difference.leavers().is_empty(), "who may be meant is not missing");
    let accepted = |_: &Difference| BTreeSet::from([ChangeKey::typed("row-2")]);
    let unclear = office.import_with(&proposal, &NONE, accepted).unwrap_err();
    assert_eq!(
        unclear.to_string(),
        "change “row-2” could be about more than one child; say first which one, or that it is a new child"
    );
    let first = PupilId::new("p0").unwrap();
    let answers = BTreeMap::from([(2, Answer::Same(first.clone())), (3, Answer::New)]);
    office.import_with(&proposal, &answers, Difference::sure).unwrap();
    let roster = office.roster();
    assert_eq!(roster.here().count(), 4, "one was new");
    assert_eq!(roster.pupils[&first].numbers.values().collect::<Vec<_>>(), [&upn(1)]);
    let difference = office.compare(&proposal);
    assert_eq!(changes(&difference), ["left? Willow Mia Lee NotInFile"], "from now on numbers say who is who");
}

#[test]
fn one_child_and_two_rows_of_their_name_are_for_a_person_too() {
    let office = Office::with(&[("willow", "Mia", "Lee"), ("oak", "Tom", "Fox")]);
    let csv = |class: &str| {
        format!("UPN,Forename,Surname,Class,Year\n{},Mia,Lee,{class},2\n{},Mia,Lee,{class},2\n", upn(1), upn(2))
    };
    for class in ["Willow", "Beech"] {
        let unclear = "unclear Mia Lee of 1 Several";
        assert_eq!(changes(&office.compare(&propose(&csv(class)))), [unclear, unclear], "{class}");
    }
}

#[test]
fn a_child_of_whom_only_a_part_of_the_name_is_the_same_is_shown_to_a_person() {
    let office =
        Office::with(&[("willow", "Aisha", "Begum"), ("willow", "Alexander", "Smith"), ("willow", "Ben", "Lee")]);
    let proposal = propose(
        "Forename,Surname,Class,Year\nAisha,Khan,Willow,2\nAlex,Smith,Willow,2\nBen,Lee,Willow,2\nCara,Lee,Willow,2\n",
    );
    let difference = office.compare(&proposal);
    assert_eq!(
        changes(&difference),
        [
            "renamed Willow Aisha Begum → Willow Aisha Khan PartOfName",
            "renamed Willow Alexander Smith → Willow Alex Smith PartOfName",
            "joins Willow Cara Lee",
        ]
    );
    assert!(difference.by_name().is_empty(), "not even by the one tap for all");
    // She is another Aisha.
    let answers = BTreeMap::from([(2, Answer::New)]);
    let accepted = |difference: &Difference| {
        let mut accepted = difference.sure();
        accepted.insert(ChangeKey::typed("row-3"));
        accepted
    };
    office.import_with(&proposal, &answers, accepted).unwrap();
    let names: Vec<String> = office.here();
    assert_eq!(
        names,
        [
            "Willow (Y2): Aisha Begum",
            "Willow (Y2): Aisha Khan",
            "Willow (Y2): Alex Smith",
            "Willow (Y2): Ben Lee",
            "Willow (Y2): Cara Lee"
        ]
    );
    assert_eq!(office.id("Alex Smith").as_str(), "p1");
}

#[test]
fn a_number_under_a_wholly_other_name_or_of_two_children_is_shown_to_a_person() {
    let office = Office::new();
    office.import(&first());
    let csv = format!(
        "UPN,Adno,Forename,Surname,Class,Year\n{},1,Gus,Grey,Willow,2\n{},4,Ben,Lee,Willow,2\n",
        upn(1),
        upn(2)
    );
    let proposal = propose(&csv);
    let difference = office.compare(&proposal);
    assert_eq!(
        changes(&difference)[..2],
        ["renamed Willow Aisha Begum → Willow Gus Grey OtherName", "unclear Ben Lee of 2 Several"]
    );
    assert!(difference.sure().is_empty());
    // It is a new child who got the number by mistake: the number stays where it was.
    let answers = BTreeMap::from([(2, Answer::New)]);
    office.import_with(&proposal, &answers, Difference::sure).unwrap();
    assert_eq!(
        office.id("Aisha Begum"),
        office.roster().here().find(|e| e.numbers.values().any(|n| *n == upn(1))).unwrap().pupil.id
    );
    assert!(office.roster().pupils[&office.id("Gus Grey")].numbers.is_empty());
}

#[test]
fn a_number_keeps_two_of_one_name_apart_and_a_temporary_upn_gives_way() {
    let office = Office::new();
    let temporary = "H80120000100B";
    office.import(&format!(
        "UPN,Forename,Surname,Class,Year\n{temporary},Mia,Lee,Willow,2\n{},Tom,Fox,Willow,2\n",
        upn(2)
    ));
    let (mia, tom) = (office.id("Mia Lee"), office.id("Tom Fox"));
    let csv = format!("UPN,Forename,Surname,Class,Year\n{},Mia,Lee,Willow,2\n{},Tom,Fox,Willow,2\n", upn(1), upn(3));
    let difference = office.compare(&propose(&csv));
    assert_eq!(
        changes(&difference),
        ["joins Willow Tom Fox", "left? Willow Tom Fox NotInFile"],
        "another UPN, another Tom"
    );
    office.import(&csv);
    let roster = office.roster();
    assert_eq!(roster.pupils[&mia].numbers.values().collect::<Vec<_>>(), [&upn(1)]);
    assert_eq!(roster.pupils[&tom].numbers.values().collect::<Vec<_>>(), [&upn(2)]);
}

#[test]
fn a_file_of_one_class_says_nothing_about_the_others() {
    let office = Office::with(&[
        ("willow", "Aisha", "Begum"),
        ("willow", "Ben", "Lee"),
        ("oak", "Cara", "Ash"),
        ("oak", "Dev", "Das"),
        ("oak", "Eve", "Eden"),
    ]);
    let difference = office.compare(&propose("Forename,Surname,Class,Year\nAisha,Begum,Willow,2\n"));
    assert_eq!(changes(&difference), ["left? Willow Ben Lee NotInFile"]);
    assert_eq!(difference.not_covered, 3);
    // The larger of two classes is not the school either.
    let oak = "Forename,Surname,Class,Year\nCara,Ash,Oak,4\nDev,Das,Oak,4\nEve,Eden,Oak,4\n";
    let difference = office.compare(&propose(oak));
    assert_eq!((changes(&difference).as_slice(), difference.not_covered), (&[] as &[String], 2));
}

#[test]
fn who_has_left_is_asked_about_also_when_every_class_has_another_name() {
    let office = Office::with(&[("willow", "Aisha", "Begum"), ("willow", "Ben", "Lee"), ("oak", "Cara", "Ash")]);
    let csv = "Forename,Surname,Class,Year\nAisha,Begum,Beech,3\nCara,Ash,Elm,5\n";
    let left = "left? Willow Ben Lee NotInFile".to_owned();
    assert!(changes(&office.compare(&propose(csv))).contains(&left));
}

#[test]
fn a_class_that_keeps_its_name_grows_a_year_older_with_its_children() {
    let office = Office::with(&[("willow", "Aisha", "Begum"), ("oak", "Ben", "Lee")]);
    let proposal = propose("Forename,Surname,Class,Year\nAisha,Begum,willow class,3\nBen,Lee,Oak,4\n");
    let difference = office.compare(&proposal);
    assert_eq!(changes(&difference), ["class Willow Y2 → Y3"]);
    assert!(difference.change(&ChangeKey::typed("class-willow")).unwrap().doubt.is_none());
    office.import_with(&proposal, &NONE, Difference::sure).unwrap();
    assert_eq!(office.here(), ["Oak (Y4): Ben Lee", "Willow (Y3): Aisha Begum"]);
}

#[test]
fn a_new_class_whose_year_nobody_knows_waits_for_a_person() {
    let office = Office::new();
    let csv = "Forename,Surname,Class\nAisha,Begum,Willow\nBen,Lee,3W\n";
    let proposal = propose(csv);
    assert_eq!(classes_without_year(&office.roster(), &proposal), ["Willow"]);
    let difference = office.compare(&proposal);
    assert_eq!(changes(&difference), ["joins 3W Ben Lee"]);
    assert_eq!(format!("{:?}", difference.faults[0].what), "ClassWithoutYear { class: \"Willow\" }");
    let mut source = super::made::source("roster.csv", csv.as_bytes());
    source.set_year("WILLOW", YearGroup::Reception);
    let proposal = source.propose(None, &Default::default()).unwrap();
    office.import_with(&proposal, &NONE, Difference::sure).unwrap();
    assert_eq!(office.here(), ["3W (Y3): Ben Lee", "Willow (R): Aisha Begum"]);
}

#[test]
fn promises_stay_with_a_child_through_moves_and_names() {
    use promise_tree::domain::outcome::Outcome;
    let office = Office::new();
    office.import(&first());
    let roster = office.roster();
    let aisha = roster.pupils[&office.id("Aisha Begum")].pupil.clone();
    office.store.append(crate::store::classroom::draft(&aisha, Outcome::Agreed)).wait().unwrap();
    office.import(&first().replace("Aisha,Begum,Willow,2", "Aisha,Khan,Oak,4"));
    let oak: ClassId = office.roster().pupils[&aisha.id].pupil.class.clone();
    assert_ne!(oak, aisha.class);
    let outcomes = office.store.outcomes(Some(oak)).wait().unwrap();
    assert!(
        matches!(outcomes.as_slice(), [outcome] if outcome.pupil == aisha.id && outcome.outcome == Outcome::Agreed)
    );
}

#[test]
fn what_somebody_changed_meanwhile_is_not_written_over() {
    let office = Office::new();
    office.import(&first());
    let proposal = propose(&first().replace("Willow", "Beech"));
    let aisha = office.id("Aisha Begum");
    let meanwhile = |difference: &Difference| {
        let rename =
            RosterEdit::Rename { pupil: aisha.clone(), given_name: "Aishah".into(), family_name: "Begum".into() };
        office.store.edit_roster(rename).wait().unwrap();
        difference.sure()
    };
    let refused = office.import_with(&proposal, &NONE, meanwhile).unwrap_err();
    assert!(matches!(refused, RosterError::Store(StoreError::RosterChanged)), "{refused}");
    assert!(office.roster().classes.iter().all(|class| class.name != "Beech"), "nothing half written");
    assert_eq!(office.compare(&proposal).change(&ChangeKey::typed("row-2")).unwrap().doubt, None::<Doubt>);
}

#[test]
fn the_kiosks_own_export_comes_back_in_without_a_difference_and_corrected() {
    let office = Office::new();
    office.import(&format!("{}\n,7,=Ann,Ash-Elm,Oak,4\n,8,Zoë,,Oak,4\n", first()));
    let rows = promise_tree::roster::export_rows(&office.roster());
    assert_eq!(rows.len(), 6);
    let csv =
        promise_tree::documents::table_csv(promise_tree::roster::EXPORT_HEADINGS.map(str::to_owned), rows).unwrap();
    let text = String::from_utf8(csv).unwrap();
    assert!(text.contains(",'=Ann,"), "a spreadsheet takes it for no formula: {text}");
    assert_eq!(changes(&office.compare(&propose(&text))), [""; 0]);
    let corrected = propose(&text.replace("Zoë,,Oak,Y4", "Zoë,Ötzi,Willow,Y2"));
    assert_eq!(changes(&office.compare(&corrected)), ["moves renamed Oak Zoë → Willow Zoë Ötzi"]);
}
