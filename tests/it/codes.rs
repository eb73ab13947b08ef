//! The QR code on a family's sheet: read back from the printed page by a reader that is not ours, and checked.

use crate::support::{School, program, told, tool};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A school whose Oak and Willow have promised a little, with the sheets of both.
fn printed() -> (School, [PathBuf; 2]) {
    let school = School::new();
    let report = school.file("report.jsonl");
    for class in ["Oak", "Willow"] {
        let report = report.to_str().unwrap();
        school.run(&["robot", "--no-window", "--class", class, "--pupils", "1", "--report", report]);
    }
    let sheets = ["Oak", "Willow"].map(|class| {
        let to = school.file(&format!("{class}.pdf"));
        school.run(&["export", "sheets", "--class", class, "--to", to.to_str().unwrap()]);
        to
    });
    (school, sheets)
}

/// What zbar reads on the page of a PDF that has a code, at the 200 dots an inch of a plain scan.
fn scanned(pdf: &Path) -> String {
    let text = tool("pdftotext", &["-layout"], pdf);
    let page = 1 + text.split('\u{c}').position(|page| page.contains("Check that this is real")).unwrap();
    let picture = pdf.with_extension("png");
    let of = page.to_string();
    let drawn = Command::new("pdftoppm")
        .args(["-r", "200", "-gray", "-png", "-singlefile", "-f", &of, "-l", &of])
        .arg(pdf)
        .arg(picture.with_extension(""))
        .output()
        .unwrap();
    assert!(drawn.status.success(), "{}", told(&drawn));
    let read = Command::new("zbarimg")
        .args(["--raw", "-q", "-Sdisable", "-Sqrcode.enable"])
        .arg(&picture)
        .output()
        .unwrap_or_else(|error| panic!("zbarimg: {error}; run `make test`, which installs zbar-tools"));
    assert!(read.status.success(), "no code was read: {}", told(&read));
    String::from_utf8(read.stdout).unwrap()
}

fn verify(file: &Path, more: &[&str]) -> Output {
    program().arg("verify").arg(file).args(more).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_code_of_a_printed_sheet_is_read_back_and_holds_and_an_altered_one_is_refused() {
    let (school, sheets) = printed();
    for (pdf, promises) in sheets.iter().zip(["all 11 promises of ks2-pupils", "all 5 promises of ks1-pupils"]) {
        let text = scanned(pdf);
        let file = pdf.with_extension("txt");
        std::fs::write(&file, &text).unwrap();
        let output = verify(&file, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        for part in [promises, "Mr J Okoro was there", "All of it holds", "taken back since"] {
            assert!(said(&output).contains(part), "“{part}” is not in {}", said(&output));
        }
        // Whose kiosk it is, only who knows the kiosk can say.
        let kiosk = said(&output).lines().find_map(|line| line.strip_prefix("kiosk ").map(str::to_owned)).unwrap();
        assert_eq!(verify(&file, &["--kiosk", &kiosk]).status.code(), Some(0));
        assert_eq!(verify(&file, &["--kiosk", &"A".repeat(43)]).status.code(), Some(1));
        // A scanner may break lines; and a letter that is changed anywhere is noticed.
        let broken: String = text
            .trim()
            .chars()
            .enumerate()
            .flat_map(|(n, c)| [Some(c), (n % 60 == 59).then_some('\n')])
            .flatten()
            .collect();
        std::fs::write(&file, broken).unwrap();
        assert_eq!(verify(&file, &[]).status.code(), Some(0));
        let letters = text.trim().len();
        for place in [3, 40, 120, letters / 2, letters - 2] {
            let mut altered = text.trim().as_bytes().to_vec();
            altered[place] = if altered[place] == b'Q' { b'R' } else { b'Q' };
            std::fs::write(&file, altered).unwrap();
            let output = verify(&file, &[]);
            assert_eq!(output.status.code(), Some(1), "letter {place}: {}", told(&output));
            assert!(said(&output).contains("1 fault."), "{}", said(&output));
        }
        std::fs::write(&file, text.trim().replacen("PT1", "PT9", 1)).unwrap();
        assert!(said(&verify(&file, &[])).contains("newer kind"));
    }
    // The kiosk that signed it is the one whose folder it came from.
    assert!(school.run(&["verify"]).contains("All of it holds"));
}

#[test]
fn a_code_is_checked_by_other_peoples_programs_too() {
    let (_school, [oak, _]) = printed();
    let file = oak.with_extension("txt");
    let text = scanned(&oak);
    std::fs::write(&file, &text).unwrap();
    let python = std::env::var_os("PROMISE_TREE_PYTHON").expect("PROMISE_TREE_PYTHON is not set: run `make test`");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let check = |file: &Path| {
        Command::new(&python)
            .arg(root.join("tools/vectors/slip.py"))
            .arg(file)
            .arg(root.join("PROTOCOL.md"))
            .output()
            .unwrap()
    };
    let output = check(&file);
    assert!(output.status.success(), "{}", told(&output));
    assert!(said(&output).trim().ends_with("agreed"), "{}", told(&output));
    let name = said(&verify(&file, &[]));
    assert!(name.starts_with(said(&output).trim().trim_end_matches(" agreed")), "{name}");
    let mut altered = text.trim().as_bytes().to_vec();
    altered[80] = if altered[80] == b'Q' { b'R' } else { b'Q' };
    std::fs::write(&file, altered).unwrap();
    assert_eq!(check(&file).status.code(), Some(1));
}
