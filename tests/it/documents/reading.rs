//! What others read in a PDF or CSV.

use std::io::Write;
use std::process::Command;

/// What a command of poppler says about a PDF.
pub(super) fn poppler(command: &str, args: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut run = Command::new(command);
    run.args(args).arg(file.path());
    if command.starts_with("pdfto") {
        run.arg("-");
    }
    let output = run.output().unwrap_or_else(|e| panic!("{command}: {e}; install poppler-utils"));
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The pages' text, as laid out.
pub(super) fn pages(pdf: &[u8]) -> Vec<String> {
    let text = poppler("pdftotext", &["-layout"], pdf);
    text.split('\u{c}').filter(|page| !page.trim().is_empty()).map(str::to_owned).collect()
}

/// All text as poppler thinks it is read, with single spaces.
pub(super) fn text(pdf: &[u8]) -> String {
    poppler("pdftotext", &[], pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All text in the order in which the PDF has it, with single spaces.
pub(super) fn raw_text(pdf: &[u8]) -> String {
    poppler("pdftotext", &["-raw"], pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}
