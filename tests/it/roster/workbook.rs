//! Excel workbooks, made part by part.

use super::made::{faults, pupils, source, zipped};
use promise_tree::roster::{Kind, RosterError, read_bytes};
use promise_tree::store::Watch;

/// A workbook with these sheets: name, visible, rows of cells. A cell that begins with `#` is a number.
pub(crate) fn workbook(sheets: &[(&str, bool, &[&[&str]])]) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let relation = |id: usize, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="r{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let relations = |inner: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
        )
    };
    let mut book = String::new();
    let mut targets = String::new();
    let mut parts = Vec::new();
    for (place, (name, visible, rows)) in sheets.iter().enumerate() {
        let state = if *visible { "visible" } else { "hidden" };
        book += &format!(r#"<sheet name="{name}" sheetId="{}" state="{state}" r:id="r{place}"/>"#, place + 1);
        targets += &relation(place, "worksheet", &format!("worksheets/sheet{place}.xml"));
        let mut data = String::new();
        for (row, cells) in rows.iter().enumerate() {
            data += &format!(r#"<row r="{}">"#, row + 1);
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let at = format!("{}{}", char::from(b'A' + column as u8), row + 1);
                data += &match cell.strip_prefix('#') {
                    Some(number) => format!(r#"<c r="{at}"><v>{number}</v></c>"#),
                    None => format!(r#"<c r="{at}" t="inlineStr"><is><t>{cell}</t></is></c>"#),
                };
            }
            data += "</row>";
        }
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        parts.push((
            format!("xl/worksheets/sheet{place}.xml"),
            format!(r#"<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>"#),
        ));
    }
    let book = format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{book}</sheets></workbook>"#
    );
    let (root, of_book) = (relations(&relation(0, "officeDocument", "xl/workbook.xml")), relations(&targets));
    let mut files = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &of_book),
    ];
    files.extend(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    zipped(&files)
}

#[test]
fn a_workbook_is_read_from_the_sheet_with_the_best_headings_and_another_can_be_chosen() {
    let bytes = workbook(&[
        ("Read me", true, &[&["Made by the office"], &["Name of the report"]]),
        (
            "Pupils",
            true,
            &[
                &["Autumn 2026"],
                &[],
                &["Forename", "Surname", "Class", "Year", "Adno"],
                &["Aisha", "Begum", "Willow", "#2", "#123"],
                &["", "", "", "", ""],
                &["Ben", "Lee", "Willow", "#2.0", "#124"],
                &["", "Cole", "Willow", "#2", "#125"],
            ],
        ),
        ("Old", true, &[&["First name", "Last name", "Form"], &["Cara", "Ash", "3W"]]),
        (
            "Secret",
            false,
            &[&["Forename", "Surname", "Class", "Year", "UPN", "Adno"], &["Eve", "Ash", "3W", "#3", "", "#9"]],
        ),
    ]);
    let mut source = source("pupils.xlsx", &bytes);
    assert_eq!(source.kind(), &Kind::Workbook { sheets: vec!["Read me".into(), "Pupils".into(), "Old".into()] });
    let proposal = source.propose(None, &Watch::silent()).unwrap();
    let wanted = ["4 Aisha|Begum Willow Y2 mis.adno=123", "6 Ben|Lee Willow Y2 mis.adno=124"];
    assert_eq!(pupils(&proposal), wanted);
    assert_eq!(faults(&proposal), ["7 NoGivenName"]);
    source.set_sheet("old").unwrap();
    assert_eq!(pupils(&source.propose(None, &Watch::silent()).unwrap()), ["2 Cara|Ash 3W ?"]);
    let none = source.set_sheet("Secret").unwrap_err().to_string();
    assert_eq!(none, "the workbook has no sheet “Secret”; its sheets are: Read me, Pupils, Old");
}

#[test]
fn a_workbook_that_lies_about_its_size_is_refused_before_anything_is_made_room_for() {
    let types = ("[Content_Types].xml", "<Types/>");
    for claim in ["uniqueCount=\"99999999999999\"", "uniqueCount = '88888888'"] {
        let texts = format!("<sst {claim}><si><t>a</t></si></sst>");
        let bytes = zipped(&[types, ("xl/sharedStrings.xml", &texts), ("xl/workbook.xml", "<workbook/>")]);
        let error = read_bytes("big.xlsx", &bytes, &Watch::silent()).unwrap_err();
        assert!(error.to_string().contains("more texts than there can be"), "{error}");
    }
}

#[test]
fn a_workbook_of_another_kind_or_with_a_password_is_named_as_one() {
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    let open_document =
        zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]);
    for bytes in [old, open_document] {
        let error = read_bytes("pupils.xls", &bytes, &Watch::silent()).unwrap_err();
        assert!(matches!(error, RosterError::Workbook(_)), "{error}");
    }
    let empty = workbook(&[("Sheet1", true, &[])]);
    assert!(matches!(read_bytes("e.xlsx", &empty, &Watch::silent()), Err(RosterError::Empty(_))));
}
