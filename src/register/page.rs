//! The check page's HTML. Every word comes from Fluent; everything pasted is escaped.

use super::check::{CheckFault, Checked, Said};
use crate::content::Words;

/// The style, small enough to travel in the page: paper, ink, leaf; text at 1.1 rem, targets 48 px high.
const STYLE: &str = "body{background:#FBF6EC;color:#1F2A44;font:1.1rem/1.5 Andika,system-ui,sans-serif;margin:0 auto;max-width:42rem;padding:2rem 1.25rem}h1{font-size:1.8rem;margin:0 0 .5rem}label{display:block;font-weight:700;margin-top:1.25rem}textarea{box-sizing:border-box;width:100%;border:2px solid #5b6785;border-radius:.75rem;padding:.75rem;font:1rem/1.4 monospace;background:#fff;color:inherit}button{margin-top:1.25rem;min-height:3rem;padding:0 2rem;border:0;border-radius:1.5rem;background:#1E6B45;color:#fff;font:inherit;font-weight:700}:focus-visible{outline:3px solid #3D7EA6;outline-offset:2px}section{background:#fff;border-radius:1rem;padding:1rem 1.25rem;margin-top:1.25rem}dt{font-weight:700}dd{margin:0 0 .5rem;overflow-wrap:anywhere}";

/// The empty form.
pub(super) fn form(words: &Words) -> String {
    whole(words, "")
}

/// “This is real”, with what the statement says in the clear.
pub(super) fn real(words: &Words, checked: &Checked) -> String {
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
    let rows: String =
        rows.iter().map(|(key, value)| format!("<dt>{}</dt><dd>{}</dd>", said(words, key), escape(value))).collect();
    whole(words, &format!("<section role=status><h2>{}</h2><dl>{rows}</dl></section>", said(words, "register-real")))
}

/// “This could not be shown to be real”, and why.
pub(super) fn not_shown_to_be_real(words: &Words, fault: &CheckFault) -> String {
    let title = said(words, "register-not-real");
    whole(words, &format!("<section role=alert><h2>{title}</h2><p>{}</p></section>", escape(&fault.to_string())))
}

fn whole(words: &Words, answer: &str) -> String {
    let area = |name: &str, rows: u8, key: &str| {
        let label = said(words, key);
        format!(
            "<label for={name}>{label}</label><textarea id={name} name={name} rows={rows} required spellcheck=false></textarea>"
        )
    };
    format!(
        "<!doctype html><html lang={lang}><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1><p>{intro}</p>{answer}\
         <form method=post action=/>{key}{statement}<button>{button}</button></form><p>{kept}</p></main></body></html>",
        lang = escape(words.language()),
        title = said(words, "register-title"),
        intro = said(words, "register-intro"),
        key = area("key", 3, "register-key"),
        statement = area("statement", 8, "register-statement"),
        button = said(words, "register-check"),
        kept = said(words, "register-nothing-kept"),
    )
}

fn said(words: &Words, key: &str) -> String {
    escape(&words.text(key))
}

fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_cannot_become_a_part_of_the_page() {
        assert_eq!(escape("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
    }
}
