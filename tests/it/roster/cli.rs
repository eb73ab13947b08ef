//! `promise-tree roster`, as the office runs it.

use super::made::upn;
use crate::support::{School, told};
use serde_json::Value;

#[test]
fn a_dry_run_reports_and_changes_nothing_and_an_import_can_be_undone() {
    let school = School::new();
    let file = school.file("september.csv");
    let csv = "Forename,Surname,Class,Year\nAisha,Begum,Beech,3\nNew,Child,Acorn,1\n,,Acorn,1\nUpper,Sixth,13Z,13\n";
    std::fs::write(&file, csv).unwrap();
    let file = file.to_str().unwrap();
    let dry = school.run(&["roster", "import", file, "--dry-run"]);
    for line in [
        "september.csv: A CSV (UTF-8).",
        "Row 4: no name. If it is a child, fill in the name; if it is a line under the list, all is well.",
        "Row 5: “13” is no year of a primary school from Reception to Year 6. Left out as it should be.",
        "Acorn: 1 child joins.",
        "Nothing was changed. It would be: one child joined.",
    ] {
        assert!(dry.lines().any(|found| found == line), "“{line}” is not in\n{dry}");
    }
    let before = school.open();
    let ninety = before.pupils(None).wait().unwrap();
    assert_eq!(ninety.len(), 90);
    before.shutdown().wait().unwrap();

    let done = school.run(&["roster", "import", file]);
    assert!(done.contains("Done: one child joined. To take it back: promise-tree roster undo."), "{done}");
    let json: Value = serde_json::from_str(&school.run(&["roster", "import", file, "--json"])).unwrap();
    assert_eq!(json["done"], Value::Null);
    assert_eq!(json["counts"]["unchanged"], 1);
    assert_eq!(json["bad-rows"][0]["row"], 4);
    assert_eq!(json["bad-rows"][0]["what"]["code"], "no-name");
    assert_eq!(json["columns"]["given-name"], "Forename");

    let undone = school.run(&["roster", "undo"]);
    assert_eq!(undone, "One child is as before the import.\n");
    let store = school.open();
    assert_eq!(store.pupils(None).wait().unwrap(), ninety);
    store.shutdown().wait().unwrap();
}

#[test]
fn changes_are_accepted_or_refused_by_their_key() {
    let school = School::new();
    let export = school.file("roster.csv");
    let path = export.to_str().unwrap();
    assert_eq!(school.run(&["roster", "export", "--to", path]), format!("90 children written to {path}\n"));
    let same = school.run(&["roster", "import", path]);
    assert!(same.contains("There was nothing to change."), "{same}");

    // The first two children of Acorn, moved to a new class; the third is gone from the file.
    let text = std::fs::read_to_string(&export).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &mut lines[1..3] {
        *line = line.replace(",Acorn,Y1", ",Elm,Y1");
    }
    let missing = lines.remove(3).split(',').next().unwrap().to_owned();
    std::fs::write(&export, lines.join("\r\n")).unwrap();
    let report =
        school.run(&["roster", "import", path, "--json", "--refuse", "row-3", "--accept", &format!("left-{missing}")]);
    let json: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(
        (&json["done"]["moved"], &json["done"]["left"], &json["done"]["classes"]),
        (&1.into(), &1.into(), &1.into())
    );
    let refused = json["changes"].as_array().unwrap().iter().find(|change| change["key"] == "row-3").unwrap();
    assert_eq!((&refused["accepted"], &refused["moved"]), (&false.into(), &true.into()));
    let unknown = school.command(&["roster", "import", path, "--accept", "row-999"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(1));
    let said = "promise-tree: there is no change “row-999” here; look at the differences again\n";
    assert_eq!(String::from_utf8_lossy(&unknown.stderr), said);
}

#[test]
fn columns_classes_and_years_can_be_said_and_are_remembered() {
    let school = School::new();
    let file = school.file("odd.csv");
    std::fs::write(&file, format!("Forename,Nachname,Kennung\nAisha,Begum,{}\n", upn(1))).unwrap();
    let path = file.to_str().unwrap();
    let class = ["--class", "Beech", "--year", "beech=R"];
    let said = ["roster", "import", path, "--column", "family-name=nachname", "--column", "upn=C", "--json"];
    let json: Value = serde_json::from_str(&school.run(&[&said[..], &class].concat())).unwrap();
    assert_eq!(json["changes"][0]["after"]["family_name"], "Begum");
    assert_eq!(json["changes"][0]["after"]["year"], "R");
    std::fs::write(&file, format!("Forename,Nachname,Kennung\nAisha,Khan,{}\n", upn(1))).unwrap();
    let json: Value =
        serde_json::from_str(&school.run(&[&["roster", "import", path, "--json"], &class[..]].concat())).unwrap();
    assert_eq!(json["done"]["renamed"], 1, "the mapping was remembered: {json:#}");
    std::fs::write(&file, "Rufname,Nachname\nBen,Lee\n").unwrap();
    let said = ["roster", "import", path, "--headings", "1", "--column", "given-name=Rufname", "--json", "--dry-run"];
    let json: Value = serde_json::from_str(&school.run(&[&said[..], &class[..2]].concat())).unwrap();
    assert_eq!(json["counts"]["joined"], 1, "the headings are no child: {json:#}");
}

#[test]
fn a_wrong_call_is_2_and_a_file_that_cannot_be_read_is_1_with_a_sentence() {
    let school = School::new();
    let file = school.file("a.csv");
    std::fs::write(&file, "Forename,Surname,Class,Year\nA,B,Elm,3\n").unwrap();
    let file = file.to_str().unwrap();
    for wrong in [["--column", "given=Forename"], ["--column", "Forename"], ["--year", "Elm=9"]] {
        let output = school.command(&["roster", "import", file, wrong[0], wrong[1]]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    }
    let output = school.command(&["roster", "import", "no-such.csv"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "promise-tree: no-such.csv is not there; plug the stick in again, or choose another file\n");
    let output = school.command(&["roster", "export", "--to", "roster.pdf"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let output = school.command(&["roster", "undo"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
}
