//! The recovery key on paper, for the school's safe. Made from what is on the screen, and kept nowhere by this program.

use super::error::DocumentError;
use super::keys;
use super::press::{Press, RECOVERY_KEY, pdf_date};
use super::wording;
use crate::content::Words;
use jiff::civil::Date;
use typst::foundations::{Value, dict};
use zeroize::Zeroizing;

/// How many of the key's groups stand on a line.
const ON_A_LINE: usize = 4;

impl Press {
    /// A sheet (A4, PDF/UA-1) with the recovery key as it is shown: groups with hyphens between.
    ///
    /// # Errors
    /// [`DocumentError`] where the date is out of range or the program is at fault.
    pub fn recovery_key(
        &self,
        school: &str,
        key: &str,
        made: Date,
        words: &Words,
    ) -> Result<Zeroizing<Vec<u8>>, DocumentError> {
        let letters = self.letters();
        let say = |key: &str| letters.value(&words.text(key));
        let about = [("school", school.into()), ("date", words.date_long(made).into())];
        let groups: Vec<&str> = key.split('-').collect();
        let lines: Vec<Value> = groups.chunks(ON_A_LINE).map(|line| letters.value(&line.join(" – "))).collect();
        let data = dict! {
            "locale" => wording::locale(words),
            "school" => letters.value(school),
            "date" => pdf_date(made)?,
            "title" => say(keys::RECOVERY_TITLE),
            "made" => letters.value(&wording::say(words, keys::RECOVERY_MADE, &about)),
            "lines" => lines,
            "sentences" => [keys::RECOVERY_USE, keys::RECOVERY_SAFE, keys::RECOVERY_NEW].map(say).to_vec(),
            "foot" => say(keys::RECOVERY_FOOT),
        };
        self.print(RECOVERY_KEY, data).map(Zeroizing::new)
    }
}
