//! The check page's body. Every word comes from Fluent; everything pasted is escaped by maud.

use super::check::{CheckFault, Checked, Said};
use crate::content::Words;
use maud::{Markup, html};

/// The empty form.
pub(super) fn form(words: &Words) -> Markup {
    whole(words, &html! {})
}

/// “This is real”, with what the statement says in the clear.
pub(super) fn real(words: &Words, checked: &Checked) -> Markup {
    let at =
        jiff::Timestamp::from_millisecond(checked.at_ms).unwrap_or_default().to_zoned(jiff::tz::TimeZone::system());
    let mut rows = match &checked.said {
        Said::Outcome { outcome, agreement } => vec![
            ("register-outcome", words.text(&format!("register-outcome-{}", outcome.code()))),
            ("register-agreement", agreement.clone()),
        ],
        Said::Correction { corrects } => {
            let number = corrects.to_string();
            vec![("register-outcome", words.text_with("register-correction", &[("number", &number)]))]
        }
    };
    rows.extend([
        ("register-when", words.date_long(at.date())),
        ("register-kiosk", checked.kiosk.clone()),
        ("register-number", checked.sequence.to_string()),
    ]);
    let answer = html! {
        section.card role="status" {
            h2 { (words.text("register-real")) }
            dl { @for (key, value) in &rows { div { dt { (words.text(key)) } dd { (value) } } } }
        }
    };
    whole(words, &answer)
}

/// “This could not be shown to be real”, and why.
pub(super) fn not_shown_to_be_real(words: &Words, fault: &CheckFault) -> Markup {
    let answer = html! {
        section.wrong role="alert" { h2 { (words.text("register-not-real")) } p { (fault) } }
    };
    whole(words, &answer)
}

fn whole(words: &Words, answer: &Markup) -> Markup {
    let area = |name: &str, rows: u8, key: &str| {
        html! {
            label for=(name) { (words.text(key)) }
            textarea id=(name) name=(name) rows=(rows) required spellcheck="false" {}
        }
    };
    html! {
        p { (words.text("register-intro")) }
        (answer)
        form method="post" action="/check" {
            (area("key", 3, "register-key"))
            (area("statement", 8, "register-statement"))
            div.actions { button.main { (words.text("register-check")) } }
        }
        p.quiet { (words.text("register-nothing-kept")) }
    }
}
