//! The letter home after a rule was broken. It says what the school does and what helps; nothing that anybody typed about
//! the child is in it.

use super::error::DocumentError;
use super::keys;
use super::letters::SIGN;
use super::press::{FOLLOW_UP_LETTER, Press, pdf_date};
use super::wording;
use crate::content::{Value as Filled, Words};
use crate::domain::follow_up::{FollowUpStep, KEPT_DAYS};
use jiff::civil::Date;
use typst::foundations::{IntoValue, Value, dict};

/// What the letter is about.
#[derive(Debug, Clone)]
pub struct FollowUpLetter {
    /// The name the child is called by.
    pub given_name: String,
    /// Given and family name.
    pub full_name: String,
    /// The school's name as printed.
    pub school: String,
    /// The class's name.
    pub class: String,
    /// The day it is printed (local).
    pub date: Date,
    /// The rule's sentences.
    pub rule: Vec<String>,
    /// What is done; [`FollowUpStep::has_letter`].
    pub step: FollowUpStep,
    /// Who signs it, as printed; empty where nobody is named.
    pub from: String,
}

impl Press {
    /// The letter as PDF (A4, PDF/UA-1).
    ///
    /// # Errors
    /// [`DocumentError`] where the date is out of range or the program is at fault.
    pub fn follow_up_letter(&self, letter: &FollowUpLetter, words: &Words) -> Result<Vec<u8>, DocumentError> {
        let letters = self.letters();
        let args = [
            ("name", Filled::from(letter.given_name.as_str())),
            ("full_name", letter.full_name.as_str().into()),
            ("school", letter.school.as_str().into()),
            ("class", letter.class.as_str().into()),
            ("date", words.date_long(letter.date).into()),
            ("days", KEPT_DAYS.into()),
        ];
        let say = |key: &str| letters.value(&wording::say(words, key, &args));
        let step = match letter.step {
            FollowUpStep::Told => keys::LETTER_TOLD,
            FollowUpStep::Invited | FollowUpStep::TakenFurther => keys::LETTER_INVITED,
        };
        let mut lines = vec![say(keys::LETTER_SCHOOL), say(step), say(keys::LETTER_HOME), say(keys::LETTER_TELLING)];
        lines.push(say(keys::LETTER_KEPT));
        let rule: Vec<Value> = letter.rule.iter().map(|sentence| letters.value(sentence)).collect();
        let from = letters.value(&letter.from);
        let (whose, where_) = (say(keys::LETTER_WHOSE), say(keys::LETTER_WHERE));
        let mut missing = Value::None;
        if letters.are_missing() {
            missing = letters.value(&wording::say(words, keys::LETTERS_MISSING, &[("sign", SIGN.into())]));
        }
        let data = dict! {
            "locale" => wording::locale(words),
            "document-title" => say(keys::LETTER_DOCUMENT_TITLE),
            "date" => pdf_date(letter.date)?,
            "school" => letters.value(&letter.school),
            "title" => say(keys::LETTER_TITLE),
            "whose" => whose,
            "where" => where_,
            "happened" => say(keys::LETTER_HAPPENED),
            "rule" => rule.into_value(),
            "lines" => lines.into_value(),
            "from" => from,
            "signed-school" => say(keys::LETTER_SIGNED_SCHOOL),
            "signed-home" => say(keys::LETTER_SIGNED_HOME),
            "missing" => missing,
        };
        self.print(FOLLOW_UP_LETTER, data)
    }
}
