//! Who did what, as a table.

use super::{ExportError, Exporter, Form, local, write};
use crate::content::Words;
use crate::documents::table_csv;
use crate::domain::ids::StaffId;
use crate::store::{AuditEntry, Deed, Store, StoreError};
use std::collections::BTreeMap;
use std::path::Path;

/// The names of colleagues, children and classes by their identifiers, for lines of the trail.
///
/// # Errors
/// Those of the store.
pub fn trail_names(store: &Store) -> Result<BTreeMap<String, String>, StoreError> {
    let roster = store.roster().wait()?;
    let children = roster.pupils.values().map(|child| (child.pupil.id.to_string(), child.pupil.full_name()));
    let classes = store.classes().wait()?.into_iter().map(|class| (class.id.to_string(), class.name));
    let staff = store.staff().wait()?.into_iter().map(|one| (one.id.to_string(), one.name));
    Ok(children.chain(classes).chain(staff).collect())
}

/// Whose line it is, in words: who opened the kiosk with the recovery key has no name, nor has what the register ordered.
#[must_use]
pub fn trail_who(entry: &AuditEntry, names: &BTreeMap<String, String>, words: &Words) -> String {
    match &entry.staff {
        Some(id) => names.get(id.as_str()).cloned().unwrap_or_else(|| words.text("trail-gone")),
        None => words.text("trail-recovery"),
    }
}

impl Exporter<'_> {
    /// Writes who did what as CSV, newest first, of everybody or of one colleague; returns how many lines. The trail itself says
    /// that it was done.
    ///
    /// # Errors
    /// [`ExportError`]: an ending that is not `.csv`, the store, the disk.
    pub fn write_trail(&self, only: Option<&StaffId>, to: &Path) -> Result<usize, ExportError> {
        if Form::of(to).ok() != Some(Form::Csv) {
            return Err(ExportError::TrailIsCsv(to.to_owned()));
        }
        let words = self.words()?;
        let lines = self.store.audit_trail_of(only.cloned(), u32::MAX).wait()?;
        self.store.exporting(Deed::trail_exported()).wait()?;
        let names = trail_names(self.store)?;
        let row = |line: &AuditEntry| {
            let when = local(line.at_ms).strftime("%Y-%m-%d %H:%M").to_string();
            [when, trail_who(line, &names, words), line.said(words, |id| names.get(id).cloned())]
        };
        let headings = ["trail-column-when", "trail-column-who", "trail-column-what"].map(|key| words.text(key));
        write::whole(to, &table_csv(headings, lines.iter().map(row))?)?;
        Ok(lines.len())
    }
}
