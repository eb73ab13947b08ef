//! CSVs as ten school systems and spreadsheets write them, with the right result row by row. All names are made up.

use super::made::{faults, propose, pupils, source, upn, utf16};
use promise_tree::domain::school::YearGroup;
use promise_tree::roster::{Encoding, Field, Kind, Proposal, RosterError};
use promise_tree::store::Watch;

fn of(bytes: &[u8]) -> (Kind, Proposal) {
    let source = source("roster.csv", bytes);
    (source.kind().clone(), source.propose(None, &Watch::silent()).unwrap())
}

#[test]
fn one_sims_with_title_rows_and_legal_names_beside_the_ones_in_use() {
    let csv = format!(
        "Willow Lane Primary,,,,,,,\nPupils on roll 01/09/2026,,,,,,,\n,,,,,,,\n\
         Adno,UPN,Legal Surname,Legal Forename,Preferred Surname,Preferred Forename,Reg Group,Year,DOB\n\
         000123,{},Begum,Aisha Noor,,Aisha,2W,2,14/03/2019\n\
         000124,{},Smith-Jones,Alexander,Jones,Alex,2W,2,02/02/2019\n\
         Total: 2,,,,,,,,\n",
        upn(1),
        upn(2)
    );
    let (_, proposal) = of(csv.as_bytes());
    assert_eq!(
        pupils(&proposal),
        [
            format!("5 Aisha|Begum 2W Y2 mis.adno=000123 upn={}", upn(1)),
            format!("6 Alex|Jones 2W Y2 mis.adno=000124 upn={}", upn(2)),
        ]
    );
    assert_eq!(faults(&proposal), ["7 NoName"]);
    assert_eq!(proposal.ignored, ["DOB"]);
}

#[test]
fn two_arbor_with_a_byte_order_mark_and_year_words() {
    let csv = "\u{feff}\"Arbor ID\",\"Legal first name\",\"Preferred first name\",\"Legal last name\",\
               \"Year group\",\"Registration form\",\"Parent e-mail\"\r\n\
               \"771\",\"Zoë\",\"\",\"Łukasz\",\"Reception\",\"Acorn\",\"a@example.org\"\r\n\
               \"772\",\"Mohammed\",\"Mo\",\"O’Neill\",\"Year 1\",\"Beech\",\"\"\r\n";
    let (kind, proposal) = of(csv.as_bytes());
    assert_eq!(kind, Kind::Csv { encoding: Encoding::Utf8, separator: ',' });
    assert_eq!(pupils(&proposal), ["2 Zoë|Łukasz Acorn R mis.arborid=771", "3 Mo|O’Neill Beech Y1 mis.arborid=772"]);
    assert!(!format!("{proposal:?}").contains("example.org"), "what is not needed is not taken along");
}

#[test]
fn three_bromcom_with_semicolons_in_windows_1252() {
    let csv = b"Student Preferred Name;Student Last Name;Tutor Group;NC Year\r\n\
                Chlo\xe9;D\x92Souza;6B;6\r\nNo\xebl;M\xfcller;6B;6\r\n";
    let (kind, proposal) = of(csv);
    assert_eq!(kind, Kind::Csv { encoding: Encoding::Windows1252, separator: ';' });
    assert_eq!(pupils(&proposal), ["2 Chloé|D’Souza 6B Y6", "3 Noël|Müller 6B Y6"]);
}

#[test]
fn four_excels_unicode_text_with_tabs_in_either_utf_16() {
    let text = "Name\tClass\tYear\nBegum, Aisha\tWillow\tY2\nMary Ann Lee\tWillow\tY2\nŁukasz\tWillow\tY2\n";
    for (bytes, encoding) in [
        (utf16(text, true, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(text, true, u16::to_be_bytes), Encoding::Utf16Be),
        (utf16(text, false, u16::to_le_bytes), Encoding::Utf16Le),
    ] {
        let (kind, proposal) = of(&bytes);
        assert_eq!(kind, Kind::Csv { encoding, separator: '\t' });
        let wanted = ["2 Aisha|Begum Willow Y2", "3 Mary Ann|Lee Willow Y2", "4 Łukasz| Willow Y2"];
        assert_eq!(pupils(&proposal), wanted);
    }
}

#[test]
fn five_blank_rows_quotes_and_line_breaks_keep_the_row_numbers_of_a_spreadsheet() {
    let csv = "Forename,Surname,Class,Year,Notes\n\n\"Ben\",\"O, Neill\",Oak,4,\"two\nlines \"\"quoted\"\"\"\n,,,,\n \n\
               Cara,Lee,Oak,4,\n";
    let (_, proposal) = of(csv.as_bytes());
    assert_eq!(pupils(&proposal), ["3 Ben|O, Neill Oak Y4", "6 Cara|Lee Oak Y4"]);
}

#[test]
fn six_the_same_child_twice_by_case_comes_in_once_and_two_children_of_one_name_with_upns_come_in_twice() {
    let csv = format!(
        "UPN,Forename,Surname,Class,Year\n\
         ,Aisha,Begum,Willow,2\n,AISHA,begum,WILLOW,2\n,Aïsha,Begum,Oak,4\n\
         {a},Mia,Lee,Oak,4\n{b},Mia,Lee,Oak,4\n{a},mia,LEE,Oak,4\n{b},Tom,Ash,Oak,4\n",
        a = upn(7),
        b = upn(8)
    );
    let proposal = propose(&csv);
    assert_eq!(
        pupils(&proposal),
        [
            "2 Aisha|Begum Willow Y2".to_owned(),
            "4 Aïsha|Begum Oak Y4".to_owned(),
            format!("5 Mia|Lee Oak Y4 upn={}", upn(7)),
            format!("6 Mia|Lee Oak Y4 upn={}", upn(8)),
        ]
    );
    assert_eq!(faults(&proposal), ["3 Repeats { first: 2 }", "7 Repeats { first: 5 }", "8 NumberTwice { first: 6 }"]);
}

#[test]
fn seven_bad_rows_are_listed_with_their_reason_and_good_ones_go_in() {
    let long = "x".repeat(90);
    let csv = format!(
        "UPN,Forename,Surname,Class,Year\n\
         A000,Ann,Ash,Elm,3\n{},Ben,Beech,Elm,3\n,,Cole,Elm,3\n,,,Elm,3\n,Dev,Das,,3\n,Eve,Eden,Elm,7\n\
         ,#REF!,Fox,Elm,3\n,123,Gill,Elm,3\n,{long},Hall,Elm,3\n,Ida,Iqbal,Nursery,N2\n,Jo,Jones,Elm,Upper\n",
        upn(9).replace('8', "9")
    );
    let proposal = propose(&csv);
    assert_eq!(pupils(&proposal), ["2 Ann|Ash Elm Y3", "3 Ben|Beech Elm Y3", "12 Jo|Jones Elm ?"]);
    assert_eq!(
        faults(&proposal),
        [
            "4 NoGivenName",
            "5 NoName",
            "6 NoClass",
            "7 OtherYear { year: \"7\" }",
            "8 BadName { why: Error }",
            "9 BadName { why: NoLetter }",
            "10 BadName { why: TooLong }",
            "11 OtherYear { year: \"N2\" }",
        ]
    );
    let remarks: Vec<String> =
        proposal.remarks.iter().map(|remark| format!("{} {:?}", remark.row, remark.what)).collect();
    assert_eq!(
        remarks,
        ["2 BadUpn { why: Length(4) }", "3 BadUpn { why: CheckLetter }", "12 YearUnclear { year: \"Upper\" }"]
    );
}

#[test]
fn eight_a_class_list_without_a_class_column_takes_the_class_that_a_person_says() {
    let csv =
        "Class list of Willow\nPupil,House\n\"Begum, Aisha\",Red\n\"Lee, Ben\",Blue\nPupil,House\n\"Ash, Cara\",Red\n";
    let mut source = source("willow.csv", csv.as_bytes());
    assert!(matches!(source.propose(None, &Watch::silent()), Err(RosterError::NoClass(_))));
    source.set_class(Some("Willow".into()));
    source.set_year("Willow", YearGroup::Year2);
    let proposal = source.propose(None, &Watch::silent()).unwrap();
    let wanted = ["3 Aisha|Begum Willow ?", "4 Ben|Lee Willow ?", "6 Cara|Ash Willow ?"];
    assert_eq!(pupils(&proposal), wanted, "headings that come again on a new page are no pupil");
    assert_eq!(proposal.years["Willow"], YearGroup::Year2);
}

#[test]
fn nine_headings_that_nobody_knows_are_mapped_by_a_person_and_remembered() {
    let csv = "Rufname,Nachname,Gruppe,Jahr,Date of birth\nAisha,Begum,Willow,2,2019-03-14\n";
    let mut first = source("a.csv", csv.as_bytes());
    assert!(matches!(first.propose(None, &Watch::silent()), Err(RosterError::NoNames(_))));
    // No heading is known, so none of the rows is taken for them; a person points at the first.
    assert_eq!(first.mapping().header, None);
    assert_eq!(first.columns()[1].title, "B");
    let shown = first.first_rows(5);
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[1].1[3..], ["2", ""], "a birth date is not shown, whatever stands above it");
    first.set_header(Some(1));
    assert_eq!(
        first.first_rows(1),
        [(2, vec!["Aisha".into(), "Begum".into(), "Willow".into(), "2".into(), "".into()])]
    );
    for (field, title) in
        [(Field::GivenName, "rufname"), (Field::FamilyName, "B"), (Field::Class, "Gruppe"), (Field::Year, "Jahr")]
    {
        first.set_column_titled(field, title).unwrap();
    }
    let refused = first.set_column_titled(Field::Number, "Date of birth").unwrap_err();
    assert!(matches!(refused, RosterError::PrivateColumn(_)), "{refused}");
    assert!(matches!(first.set_column_titled(Field::Upn, "Zip"), Err(RosterError::Column { .. })));
    assert_eq!(pupils(&first.propose(None, &Watch::silent()).unwrap()), ["2 Aisha|Begum Willow Y2"]);

    let mut saved = Vec::new();
    first.remember(&mut saved);
    let json = serde_json::to_string(&saved).unwrap();
    let saved: Vec<promise_tree::roster::SavedMapping> = serde_json::from_str(&json).unwrap();
    let mut next = source("b.csv", csv.replace("Aisha,Begum", "Ben,Lee").as_bytes());
    next.set_header(Some(1));
    assert!(next.recall(&saved));
    assert_eq!(pupils(&next.propose(None, &Watch::silent()).unwrap()), ["2 Ben|Lee Willow Y2"]);
    let mut other = source("c.csv", b"Forename,Nachname,Gruppe\nA,B,C\n");
    assert!(!other.recall(&saved), "another shape is another mapping");
}

#[test]
fn ten_names_in_capitals_are_written_as_names_and_a_name_that_is_capitals_stays() {
    let proposal =
        propose("FORENAME,SURNAME,FORM,YR\nAisha,BEGUM,3W,3\nBen,MCDONALD,3W,3\nLi,NG,3W,3\nDara,O'NEILL,3W,3\n");
    let wanted = ["2 Aisha|Begum 3W Y3", "3 Ben|McDonald 3W Y3", "4 Li|Ng 3W Y3", "5 Dara|O'Neill 3W Y3"];
    assert_eq!(pupils(&proposal), wanted);
    assert!(proposal.from_capitals);
    let proposal = propose("Forename,Surname,Form,Yr\nAisha,Begum,3W,3\nLi,NG,3W,3\nAJ,Fox,3W,3\n");
    assert_eq!(pupils(&proposal), ["2 Aisha|Begum 3W Y3", "3 Li|NG 3W Y3", "4 AJ|Fox 3W Y3"]);
    assert!(!proposal.from_capitals);
}

#[test]
fn a_given_name_that_ends_like_the_family_name_stays_whole_and_a_known_as_column_may_hold_both_names() {
    let proposal = propose(
        "Known as,Forename,Surname,Class,Year\n,Mary Lee,Lee,Elm,3\nAlex SMITH,Alexander,Smith,Elm,3\nn/a,Ben,Fox,Elm,3\n",
    );
    assert_eq!(pupils(&proposal), ["2 Mary Lee|Lee Elm Y3", "3 Alex|Smith Elm Y3", "4 Ben|Fox Elm Y3"]);
}

#[test]
fn a_cell_that_says_that_there_is_no_number_is_no_number() {
    let proposal = propose(
        "UPN,Adno,Forename,Surname,Class,Year\nN/A,-,Ann,Ash,Elm,3\nNULL,none,Ben,Null,Elm,3\n,0,Cy,Fox,Elm,3\n",
    );
    assert_eq!(pupils(&proposal), ["2 Ann|Ash Elm Y3", "3 Ben|Null Elm Y3", "4 Cy|Fox Elm Y3"]);
    assert!(proposal.faults.is_empty() && proposal.remarks.is_empty());
}

#[test]
fn each_half_of_a_full_name_is_a_name_by_itself() {
    let long = "x".repeat(50);
    let proposal = propose(&format!(
        "Name,Class,Year\n\"Begum, Aisha, Noor\",Elm,3\n\"Begum,\",Elm,3\n\"Lee, {long}, {long}\",Elm,3\n1 Ann,Elm,3\n\", Ben\",Elm,3\n"
    ));
    assert_eq!(pupils(&proposal), ["2 Aisha Noor|Begum Elm Y3", "3 Begum| Elm Y3", "6 Ben| Elm Y3"]);
    assert_eq!(faults(&proposal), ["4 BadName { why: TooLong }", "5 BadName { why: NoLetter }"]);
}
