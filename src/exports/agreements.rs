//! Agreements in print: in the school's own words, and every promise in the words that it was made to, for ever.

use super::error::ExportError;
use super::gather::{class_list_under, sheets_under};
use super::{Exporter, Form, Names, local, write};
use crate::content::{Content, Words, are_whole, text_of_kept, words_of};
use crate::documents::{AgreementPrinted, Press, RulePrinted, class_list_csv};
use crate::domain::agreement::Fingerprint;
use crate::domain::agreement_version::AgreementVersion;
use crate::domain::ids::{AgreementId, ClassId};
use crate::domain::kept_words::KeptWords;
use crate::store::{SignedOutcome, Store};
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::Path;

/// The versions that the school has made and not taken back.
///
/// # Errors
/// The store.
pub fn own_versions(store: &Store) -> Result<Vec<AgreementVersion>, ExportError> {
    let kept = store.agreement_versions().wait()?;
    Ok(kept.into_iter().filter(|kept| !kept.withdrawn).map(|kept| kept.version).collect())
}

/// The content as the school has made it its own by a day; an open tree's version stays.
///
/// # Errors
/// The store.
pub fn adopted(store: &Store, content: &Content, today: Date) -> Result<Content, ExportError> {
    let tree = store.current_tree().wait()?;
    let held = tree.as_ref().map(|tree| (&tree.agreement, tree.version));
    Ok(content.adopting(&own_versions(store)?, today, held))
}

impl Exporter<'_> {
    /// Writes a class's list (`.csv`, or `.pdf` where `families` is not wanted) or the sheets for its families, as they stand
    /// under one version of an agreement, also a former one.
    ///
    /// # Errors
    /// [`ExportError`]: no such version, an ending that does not fit, the store, the print, the disk.
    pub fn write_version(
        &self,
        press: &Press,
        class: &ClassId,
        (agreement, version): (&AgreementId, u32),
        families: bool,
        to: &Path,
    ) -> Result<(), ExportError> {
        let form = Form::of(to)?;
        if families && form != Form::Pdf {
            return Err(ExportError::SheetsArePdf);
        }
        let content = self.at_version(agreement, version)?;
        let exporter = Exporter { content: &content, ..*self };
        let list = || class_list_under(&exporter, class, Some(agreement), Names::Usual);
        let bytes = match (families, form) {
            (true, _) => press.sheets(&sheets_under(&exporter, class, Some(agreement))?, self.words()?)?,
            (false, Form::Pdf) => press.class_list(&list()?, self.words()?)?,
            (false, Form::Csv) => class_list_csv(&list()?, self.words()?)?,
        };
        write::whole(to, &bytes)
    }

    /// The content as of today.
    pub(super) fn adopted(&self) -> Result<Content, ExportError> {
        adopted(self.store, self.content, self.today())
    }

    /// The content with one version of an agreement, whichever is used today.
    fn at_version(&self, agreement: &AgreementId, version: u32) -> Result<Content, ExportError> {
        let unknown = || ExportError::Version { agreement: agreement.clone(), version };
        let shipped = self.content.shipped_agreements().find(|shipped| &shipped.id == agreement).ok_or_else(unknown)?;
        let versions = own_versions(self.store)?;
        let own = versions.iter().any(|own| &own.text.agreement == agreement && own.text.version == version);
        if own || shipped.version == version {
            return Ok(self.content.adopting(&versions, self.today(), Some((agreement, version))));
        }
        // Of a version that came with an earlier program, there is what was shown.
        let kept = self.store.kept_words().wait()?;
        let words = words_of(&kept, agreement, version).ok_or_else(unknown)?;
        Ok(self.content.saying(&[text_of_kept(words, shipped)], self.today()))
    }

    fn today(&self) -> Date {
        local(self.now_ms).date()
    }
}

/// The words that promises were made to.
pub(super) struct AsMade(HashMap<Fingerprint, KeptWords>);

impl AsMade {
    /// All that are kept.
    pub(super) fn read(store: &Store) -> Result<Self, ExportError> {
        let kept = store.kept_words().wait()?;
        let whole = kept.into_iter().filter(|kept| {
            let whole = are_whole(kept);
            if !whole {
                tracing::error!(version = kept.version, "kept words are not what their fingerprint says; not printed");
            }
            whole
        });
        Ok(Self(whole.map(|kept| (kept.fingerprint, kept)).collect()))
    }

    /// The title that was shown under a fingerprint, where today's words are others.
    pub(super) fn title(
        &self,
        exporter: &Exporter<'_>,
        agreement: &AgreementId,
        (fingerprint, language): (&Fingerprint, &str),
    ) -> Option<String> {
        let same = exporter.content.fingerprint(agreement, language).as_ref() == Some(fingerprint);
        if same { None } else { self.0.get(fingerprint).map(|kept| kept.title().to_owned()) }
    }

    /// The agreement and its rules as one child was asked; as `printed` and `rules` say where the child was not asked, where
    /// the words are still the same (then in the language of the print), or where none are kept.
    pub(super) fn asked(
        &self,
        exporter: &Exporter<'_>,
        signed: Option<&SignedOutcome>,
        printed: &AgreementPrinted,
        rules: &[RulePrinted],
    ) -> (AgreementPrinted, Vec<RulePrinted>) {
        let Some(signed) = signed.filter(|signed| !signed.answers.is_empty()) else {
            return (printed.clone(), rules.to_vec());
        };
        let language =
            exporter.content.words(&signed.language).map_or_else(|| signed.language.clone(), Words::language_name);
        let printed = AgreementPrinted { fingerprint: signed.fingerprint, language, ..printed.clone() };
        let today = exporter.content.fingerprint(&signed.recorded.agreement, &signed.language);
        match self.0.get(&signed.fingerprint).filter(|_| today != Some(signed.fingerprint)) {
            Some(kept) => {
                let rule =
                    |rule: crate::domain::kept_words::KeptRule| RulePrinted { words: rule.words, more: rule.more };
                let title = kept.title().to_owned();
                (AgreementPrinted { title, ..printed }, kept.rules().into_iter().map(rule).collect())
            }
            None => (printed, rules.to_vec()),
        }
    }
}
