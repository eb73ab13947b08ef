//! The fingerprint of an agreement in one language: what exactly a child saw and heard.
//!
//! SHA-256 over a text of lines, UTF-8, each ended by one line feed (0x0A), the last one too, with single spaces between
//! the parts of a line:
//!
//! ```text
//! promise-tree-fingerprint-1
//! agreement <agreement id>
//! version <version>
//! language <BCP 47 tag>
//! title <words> <voice>
//! rule <rule id>                for each rule, in the order in which they are promised:
//! words <words> <voice>
//! more <words> <voice>          only where the rule has a second sentence
//! picture <picture>
//! ```
//!
//! * `<version>` is in decimal digits without leading zeros.
//! * `<words>` is SHA-256, as 64 lower-case hexadecimal digits, of the sentence in UTF-8, exactly as shown: as Fluent
//!   formats it, lines of one message parted by a line feed; nothing is trimmed, folded or normalised.
//! * `<voice>` is SHA-256 of the bytes of the clip that is played for it, or `-` where there is none.
//! * `<picture>` is SHA-256 of the bytes of the SVG file.
//!
//! Identifiers and tags hold no spaces and no line breaks, so two different agreements never have the same text.
//! What is not promised (the screens' own words, the questions to ask at home) is not part of it, nor are file names.

use super::narration::hex;
use crate::domain::agreement::Fingerprint;
use crate::domain::ids::{AgreementId, RuleId};
use sha2::{Digest, Sha256};

/// The first line. Another way of writing the lines gets another number.
const HEADER: &str = "promise-tree-fingerprint-1";

/// A sentence and the voice that speaks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Exactly as shown.
    pub(crate) words: String,
    /// SHA-256 of its clip.
    pub(crate) voice: Option<[u8; 32]>,
}

/// A rule as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownRule<'a> {
    pub(crate) id: &'a RuleId,
    pub(crate) words: Sentence,
    pub(crate) more: Option<Sentence>,
    /// SHA-256 of its picture's file.
    pub(crate) picture: [u8; 32],
}

/// An agreement version as it is shown in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ShownAgreement<'a> {
    pub(crate) id: &'a AgreementId,
    pub(crate) version: u32,
    pub(crate) language: &'a str,
    pub(crate) title: Sentence,
    pub(crate) rules: Vec<ShownRule<'a>>,
}

impl ShownAgreement<'_> {
    /// The text that is hashed.
    pub(crate) fn canonical(&self) -> String {
        let mut lines = vec![
            HEADER.to_owned(),
            format!("agreement {}", self.id),
            format!("version {}", self.version),
            format!("language {}", self.language),
            self.title.line("title"),
        ];
        for rule in &self.rules {
            lines.push(format!("rule {}", rule.id));
            lines.push(rule.words.line("words"));
            lines.extend(rule.more.iter().map(|more| more.line("more")));
            lines.push(format!("picture {}", hex(&rule.picture)));
        }
        lines.iter().flat_map(|line| [line, "\n"]).collect()
    }

    /// Its SHA-256.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.canonical()).into())
    }
}

impl Sentence {
    fn line(&self, name: &str) -> String {
        let words = hex(&Sha256::digest(&self.words).into());
        let voice = self.voice.as_ref().map_or_else(|| "-".to_owned(), hex);
        format!("{name} {words} {voice}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sha256(bytes: &str) -> [u8; 32] {
        Sha256::digest(bytes).into()
    }

    fn sentence(words: &str, voice: Option<&str>) -> Sentence {
        Sentence { words: words.to_owned(), voice: voice.map(sha256) }
    }

    /// Made by a program of its own from the doc comment above (Python's hashlib), and never edited to make this pass.
    const GOLDEN: &str = "\
promise-tree-fingerprint-1
agreement demo
version 3
language en-GB
title 267f3f54d0810afd31e9a53b64b3991d86937e11c7413d4756484700c99b630e -
rule ks1.a
words 2a89f1959137b614fffa90bf3e1988d8c129b9cbe56327cccdf879533ba73324 \
1b14fa5ba703317eb4fe0227ce9e4773d789058e8ecce8921e1ed4d0ea480a57
more 422f849f742a39c4c46cce72d2d2155cbde5b06fca8b213f7c274ff030c5ce07 -
picture d4dc56669143034f31aa309635d4113d9ad76a02b1739da22c965ed2049be9e6
rule ks1.b
words 82580b4edf6b907f97131b55200d7e9e16e81b604f2d26d28da589b56caf99d3 -
picture f68e724d27d8f77658c3fefb57fba1f236c3f0592e66bfbaac3547ffdcdadc8b
";

    #[test]
    fn the_fingerprint_is_made_as_it_is_written_down() {
        let (a, b) = (RuleId::new("ks1.a").unwrap(), RuleId::new("ks1.b").unwrap());
        let id = AgreementId::new("demo").unwrap();
        let rules = vec![
            ShownRule {
                id: &a,
                words: sentence("I am kind.", Some("first clip")),
                more: Some(sentence("On every screen.", None)),
                picture: sha256("<svg/>"),
            },
            ShownRule { id: &b, words: sentence("It’s up to me.", None), more: None, picture: sha256("<svg />") },
        ];
        let title = sentence("Keeping safe", None);
        let shown = ShownAgreement { id: &id, version: 3, language: "en-GB", title, rules };
        assert_eq!(shown.canonical(), GOLDEN);
        assert_eq!(shown.fingerprint().hex(), "79a375e29a4e473da308a7a0f95affccfe5ebc3269d5c0dfb512a8330bc48a5d");
    }

    /// Few enough values that two draws are often nearly the same.
    fn drawn_sentence() -> impl Strategy<Value = Sentence> {
        ("[ab \n]{0,2}", proptest::option::of("[ab]?")).prop_map(|(words, voice)| sentence(&words, voice.as_deref()))
    }

    type Drawn = (String, u32, String, Sentence, Vec<(String, Sentence, Option<Sentence>, String)>);

    fn drawn() -> impl Strategy<Value = Drawn> {
        let rule = ("[ab]", drawn_sentence(), proptest::option::of(drawn_sentence()), "[ab]?");
        ("[ab]", 1..12_u32, "en|cy", drawn_sentence(), proptest::collection::vec(rule, 1..3))
    }

    fn text_of((id, version, language, title, rules): &Drawn) -> String {
        let id = AgreementId::new(id.as_str()).unwrap();
        let ids: Vec<RuleId> = rules.iter().map(|rule| RuleId::new(rule.0.as_str()).unwrap()).collect();
        let rules = rules
            .iter()
            .zip(&ids)
            .map(|((_, words, more, picture), id)| ShownRule {
                id,
                words: words.clone(),
                more: more.clone(),
                picture: sha256(picture),
            })
            .collect();
        ShownAgreement { id: &id, version: *version, language, title: title.clone(), rules }.canonical()
    }

    proptest! {
        #[test]
        fn two_texts_are_the_same_only_where_everything_shown_is(one in drawn(), other in drawn(), part in 0..9_u8) {
            // Only one part may differ, so that each has to tell two agreements apart by itself.
            let mut two = one.clone();
            let (rule, from) = (&mut two.4[0], other.4[0].clone());
            match part {
                0 => two.0 = other.0,
                1 => two.1 = other.1,
                2 => two.2 = other.2,
                3 => two.3 = other.3,
                4 => rule.0 = from.0,
                5 => rule.1 = from.1,
                6 => rule.2 = from.2,
                7 => rule.3 = from.3,
                _ => two.4 = other.4,
            }
            prop_assert_eq!(one == two, text_of(&one) == text_of(&two));
        }
    }
}
