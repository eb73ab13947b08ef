//! What can go wrong in print.

/// Why a document was not made. No name of a child is ever in it.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// No child was chosen.
    #[error("there is no sheet to print; choose at least one child")]
    NoSheets,
    /// A date that no calendar of the PDF format has (years 1 to 9999).
    #[error("the document's date {0} cannot be written into a PDF; check this computer's clock")]
    Date(jiff::civil::Date),
    /// The template and the data do not fit together.
    #[error("the {template} could not be laid out ({reason}); this is a fault of the program, please report it")]
    Layout {
        /// Which template.
        template: &'static str,
        /// What Typst says.
        reason: String,
    },
    /// The pages could not be written as an accessible PDF.
    #[error("the {template} could not be written as PDF ({reason}); this is a fault of the program, please report it")]
    Pdf {
        /// Which template.
        template: &'static str,
        /// What Typst says, without any text of the document.
        reason: String,
    },
    /// The rows could not be written as CSV.
    #[error("the class list could not be written as CSV; try again, and report it if it happens again")]
    Csv(#[from] csv::Error),
}
