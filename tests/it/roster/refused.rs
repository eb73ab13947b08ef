//! Files that are no roster, and worse.

use super::made::zipped;
use super::workbook::workbook;
use promise_tree::roster::{RosterError, candidates, read, read_bytes};
use promise_tree::store::Watch;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn error(name: &str, bytes: &[u8]) -> RosterError {
    read_bytes(name, bytes, &Watch::silent()).unwrap_err()
}

#[test]
fn a_zip_that_is_garbled_anywhere_is_refused_or_read_and_never_half() {
    let whole = zipped(&[
        ("users.csv", "sourcedId,givenName,familyName,role\nu1,Aisha,Begum,student\n"),
        ("classes.csv", "sourcedId,title,classType\nc1,Willow,homeroom\n"),
        ("enrollments.csv", "classSourcedId,userSourcedId,role\nc1,u1,student\n"),
    ]);
    read_bytes("o.zip", &whole, &Watch::silent()).unwrap();
    for cut in [5, 40, whole.len() / 2, whole.len() - 5] {
        let error = error("o.zip", &whole[..cut]);
        assert!(matches!(error, RosterError::Damaged { .. }), "{cut}: {error}");
    }
    let mut garbled = 0;
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x55;
        match read_bytes("o.zip", &bytes, &Watch::silent()) {
            Ok(source) => assert!(source.propose(None, &Watch::silent()).is_ok()),
            Err(_) => garbled += 1,
        }
    }
    assert!(garbled > whole.len() / 4, "{garbled} of {}", whole.len());
}

/// A zip with a file of so many megabytes of nothing.
fn bomb(name: &str, megabytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (file, text) in
        [("[Content_Types].xml", "<Types/>"), ("users.csv", "sourcedId\n"), ("classes.csv", "sourcedId,title\n")]
    {
        zip.start_file(file, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_refused_as_a_workbook_and_as_one_roster() {
    let book = bomb("xl/worksheets/sheet1.xml", 200);
    assert!(book.len() < 2 << 20, "{} bytes", book.len());
    let said = "b.xlsx would unpack to more than 128 MB, which no roster does; do not use it, and export it again";
    assert_eq!(error("b.xlsx", &book).to_string(), said);
    let mut zip = bomb("enrollments.csv", 200);
    // Without its mark it is no workbook.
    while let Some(place) = zip.windows(19).position(|window| window == b"[Content_Types].xml") {
        zip[place] = b'x';
    }
    assert!(matches!(error("b.zip", &zip), RosterError::Bomb { .. }));
    let many: Vec<String> = (0..3000).map(|n| format!("f{n}.txt")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert!(matches!(error("m.zip", &zipped(&many)), RosterError::Bomb { .. }));
}

#[test]
fn what_is_larger_than_a_roster_can_be_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("big.csv");
    std::fs::File::create(&file).unwrap().set_len((32 << 20) + 1).unwrap();
    let error = read(&file, &Watch::silent()).unwrap_err();
    assert_eq!(error.to_string(), "big.csv is larger than 32 MB, which no roster is; export the list of pupils alone");
    let rows = "a,b\n".repeat(200_001);
    let error = read_bytes("rows.csv", rows.as_bytes(), &Watch::silent()).unwrap_err();
    assert!(matches!(error, RosterError::TooManyRows { .. }), "{error}");
}

#[test]
fn what_is_no_roster_at_all_is_named() {
    let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[7; 900]].concat();
    assert!(matches!(error("cat.csv", &png), RosterError::Kind(_)));
    assert!(matches!(error("letter.pdf", b"%PDF-1.7\n1 0 obj\n"), RosterError::Kind(_)));
    assert!(matches!(error("photos.zip", &zipped(&[("cat.png", "x")])), RosterError::Kind(_)));
    for blank in ["", "\n\n", "\u{feff}", " , , \n,,\n"] {
        assert!(matches!(error("blank.csv", blank.as_bytes()), RosterError::Empty(_)), "{blank:?}");
    }
    let prose = read_bytes("notes.txt", b"Dear all,\nplease send the list, and soon.\n", &Watch::silent()).unwrap();
    let error = prose.propose(None, &Watch::silent()).unwrap_err().to_string();
    assert!(error.starts_with("no column of notes.txt is known to hold names"), "{error}");
}

#[test]
fn a_folder_offers_what_may_be_a_roster_and_one_alone_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(matches!(read(&at("gone.csv"), &Watch::silent()), Err(RosterError::Missing(_))));
    assert!(matches!(read(folder.path(), &Watch::silent()), Err(RosterError::NothingHere(_))));
    std::fs::write(at("b.CSV"), "Forename,Surname,Class,Year\nA,B,Elm,3\n").unwrap();
    std::fs::write(at("letter.docx"), "x").unwrap();
    std::fs::write(at("~$b.xlsx"), "x").unwrap();
    assert_eq!(read(folder.path(), &Watch::silent()).unwrap().name(), "b.CSV");
    std::fs::write(at("a.xlsx"), workbook(&[("S", true, &[&["Name", "Class"]])])).unwrap();
    assert_eq!(candidates(folder.path()).unwrap(), [at("a.xlsx"), at("b.CSV")]);
    let error = read(folder.path(), &Watch::silent()).unwrap_err().to_string();
    assert!(error.ends_with("holds more than one file (a.xlsx, b.CSV); choose one of them"), "{error}");
}
