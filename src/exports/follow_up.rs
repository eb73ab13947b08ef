//! The letter home after a rule was broken, on the disk.

use super::error::ExportError;
use super::write;
use crate::content::Words;
use crate::documents::{FollowUpLetter, Press};
use std::path::Path;

/// Writes the letter as PDF.
///
/// # Errors
/// [`ExportError`]: the print, the disk.
pub fn write_follow_up_letter(
    press: &Press,
    letter: &FollowUpLetter,
    words: &Words,
    to: &Path,
) -> Result<(), ExportError> {
    write::whole(to, &press.follow_up_letter(letter, words)?)
}
