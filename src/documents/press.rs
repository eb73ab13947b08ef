//! The press: Typst with our fonts, templates and stamps, kept warm.

use super::error::DocumentError;
use super::letters::{Alphabet, Letters};
use crate::domain::mark::Stamp;
use jiff::civil::Date;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Dict, Smart};
use typst::text::Font;
use typst_as_lib::{TypstAsLibError, TypstEngine};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const FONTS: [&[u8]; 2] =
    [include_bytes!("../../assets/fonts/Andika-Regular.ttf"), include_bytes!("../../assets/fonts/Andika-Bold.ttf")];

const TEMPLATES: [(&str, &str); 6] = [
    ("look.typ", include_str!("../../assets/documents/look.typ")),
    (CLASS_LIST, include_str!("../../assets/documents/class-list.typ")),
    (PARENT_SHEET, include_str!("../../assets/documents/parent-sheet.typ")),
    (FOLLOW_UP_LETTER, include_str!("../../assets/documents/follow-up-letter.typ")),
    (LESSON_PLAN, include_str!("../../assets/documents/lesson-plan.typ")),
    (RECOVERY_KEY, include_str!("../../assets/documents/recovery-key.typ")),
];

pub(super) const CLASS_LIST: &str = "class-list.typ";
pub(super) const PARENT_SHEET: &str = "parent-sheet.typ";
pub(super) const FOLLOW_UP_LETTER: &str = "follow-up-letter.typ";
pub(super) const LESSON_PLAN: &str = "lesson-plan.typ";
pub(super) const RECOVERY_KEY: &str = "recovery-key.typ";

/// How many documents the typesetter's memory of pieces outlives. Names and marks would live on in it, also while the
/// kiosk is locked, and it makes the next document no quicker: none.
const REMEMBER: usize = 0;

/// Turns documents into PDF. Making one takes some milliseconds (it reads the fonts); using it again is quicker than
/// making another. Can be shared between threads.
pub struct Press {
    engine: TypstEngine,
    alphabet: Alphabet,
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
}

impl Press {
    /// A press with the fonts, templates and stamps of the binary.
    #[must_use]
    pub fn new() -> Self {
        let fonts: Vec<Font> = FONTS.into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
        let alphabet = Alphabet::of(&fonts);
        let stamps = Stamp::ALL.map(|stamp| (format!("stamps/{}.svg", stamp.code()), Bytes::new(picture(stamp))));
        let engine = TypstEngine::builder()
            .fonts(fonts)
            .with_static_source_file_resolver(TEMPLATES)
            .with_static_file_resolver(stamps.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())))
            .comemo_evict_max_age(Some(REMEMBER))
            .build();
        Self { engine, alphabet }
    }

    pub(super) fn letters(&self) -> Letters<'_> {
        Letters::new(&self.alphabet)
    }

    /// A template filled with data, as tagged PDF that keeps to PDF/UA-1 (ISO 14289-1).
    pub(super) fn print(&self, template: &'static str, data: Dict) -> Result<Vec<u8>, DocumentError> {
        let document = self
            .engine
            .compile_with_input(template, data)
            .output
            .map_err(|error| DocumentError::Layout { template, reason: layout_reason(&error) })?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|error| DocumentError::Pdf { template, reason: error.message().to_string() })?;
        let options =
            PdfOptions { creator: Smart::Custom(Some("Promise Tree".into())), standards, ..PdfOptions::default() };
        typst_pdf::pdf(&document, &options).map_err(|faults| DocumentError::Pdf { template, reason: reasons(&faults) })
    }
}

/// A date for the PDF's metadata.
pub(super) fn pdf_date(date: Date) -> Result<Datetime, DocumentError> {
    let parts = (u8::try_from(date.month()), u8::try_from(date.day()));
    match parts {
        (Ok(month), Ok(day)) => Datetime::from_ymd(date.year().into(), month, day).ok_or(DocumentError::Date(date)),
        _ => Err(DocumentError::Date(date)),
    }
}

fn layout_reason(error: &TypstAsLibError) -> String {
    match error {
        TypstAsLibError::TypstSource(faults) => reasons(faults),
        TypstAsLibError::HintedString(hinted) => without_quotes(hinted.message()),
        other => without_quotes(&other.to_string()),
    }
}

fn reasons(faults: &[SourceDiagnostic]) -> String {
    let reasons: Vec<String> = faults.iter().map(|fault| without_quotes(&fault.message)).collect();
    reasons.join("; ")
}

/// Typst quotes the text at fault between backticks; that text can be a child's name, so it is left out.
fn without_quotes(message: &str) -> String {
    let parts: Vec<&str> = message.split('`').step_by(2).collect();
    parts.join("…")
}

fn picture(stamp: Stamp) -> &'static [u8] {
    match stamp {
        Stamp::Acorn => include_bytes!("../../assets/pictures/stamps/acorn.svg"),
        Stamp::Butterfly => include_bytes!("../../assets/pictures/stamps/butterfly.svg"),
        Stamp::Fish => include_bytes!("../../assets/pictures/stamps/fish.svg"),
        Stamp::Flower => include_bytes!("../../assets/pictures/stamps/flower.svg"),
        Stamp::Moon => include_bytes!("../../assets/pictures/stamps/moon.svg"),
        Stamp::Rocket => include_bytes!("../../assets/pictures/stamps/rocket.svg"),
        Stamp::Star => include_bytes!("../../assets/pictures/stamps/star.svg"),
        Stamp::Sun => include_bytes!("../../assets/pictures/stamps/sun.svg"),
    }
}
