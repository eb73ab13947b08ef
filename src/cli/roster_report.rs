//! What an import found and did: in sentences for people, or as JSON for programs.

use promise_tree::content::Words;
use promise_tree::roster::{Change, ChangeKey, Compared, Kind, Source, What, wording};
use promise_tree::store::RosterTally;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that there is to report.
pub(crate) struct Report<'a> {
    /// The file.
    pub source: &'a Source,
    /// What was compared.
    pub compared: Compared<'a>,
    /// What was accepted.
    pub accepted: &'a BTreeSet<ChangeKey>,
    /// What was written, or would be; `None` where nothing is to be.
    pub done: Option<RosterTally>,
    /// Nothing was written.
    pub dry_run: bool,
    /// The command that takes it back, where there is one.
    pub undo: Option<&'static str>,
}

impl Report<'_> {
    fn is_accepted(&self, change: &Change) -> bool {
        self.accepted.contains(&change.key)
    }
}

/// Prints it: what the file is, what cannot be used, what changes, what waits for a person.
pub(crate) fn print(report: &Report<'_>, words: &Words) {
    let Compared { proposal, difference, .. } = report.compared;
    match report.source.kind() {
        kind @ Kind::Register { .. } => println!("{}.", wording::kind(words, kind)),
        kind => println!("{}: {}.", report.source.name(), wording::kind(words, kind)),
    }
    for sentence in wording::general(words, proposal, difference) {
        println!("{sentence}");
    }
    for fault in &difference.faults {
        println!("{}", wording::fault(words, fault));
    }
    for remark in &difference.remarks {
        println!("{}", wording::remark(words, remark));
    }
    let mut joining: BTreeMap<&str, usize> = BTreeMap::new();
    let mut waiting = Vec::new();
    for change in &difference.changes {
        match &change.what {
            What::Stays { .. } => {}
            _ if !report.is_accepted(change) => waiting.push(change),
            What::Joins(person) => *joining.entry(&person.class).or_default() += 1,
            _ => println!("{}", wording::change(words, change)),
        }
    }
    for (class, count) in joining {
        println!("{class}: {count} {}", if count == 1 { "child joins." } else { "children join." });
    }
    if !waiting.is_empty() {
        println!("\nNot accepted yet:");
    }
    for change in waiting {
        let doubt = change.doubt.map(|doubt| format!(" {}", wording::doubt(words, doubt))).unwrap_or_default();
        println!("[{}] {}{doubt}", change.key, wording::change(words, change));
    }
    println!("\n{}.", wording::counts(words, &difference.counts()));
    match (&report.done, report.dry_run) {
        (None, _) => println!("There was nothing to change."),
        (Some(tally), true) => println!("Nothing was changed. It would be: {}.", wording::tally(words, tally)),
        (Some(tally), false) => {
            let undo = report.undo.map(|undo| format!(" To take it back: {undo}.")).unwrap_or_default();
            println!("Done: {}.{undo}", wording::tally(words, tally));
        }
    }
}

/// The same for a program. Children who stay as they are are only counted.
pub(crate) fn json(report: &Report<'_>, words: &Words) -> Value {
    let Compared { proposal, difference, .. } = report.compared;
    let columns: BTreeMap<&str, String> = report
        .source
        .columns()
        .into_iter()
        .filter_map(|column| column.field.map(|field| (field.code(), column.title)))
        .collect();
    let faults: Vec<Value> = difference
        .faults
        .iter()
        .map(|fault| json!({ "row": fault.row, "what": fault.what, "sentence": wording::fault(words, fault) }))
        .collect();
    let remarks: Vec<Value> = difference
        .remarks
        .iter()
        .map(|remark| json!({ "row": remark.row, "what": remark.what, "sentence": wording::remark(words, remark) }))
        .collect();
    let changed = difference.changes.iter().filter(|change| !matches!(change.what, What::Stays { .. }));
    let changes: Vec<Value> = changed.map(|change| one(report, words, change)).collect();
    json!({
        "file": report.source.name(),
        "source": report.source.kind(),
        "columns": columns,
        "ignored": proposal.ignored,
        "remarks-on-all": wording::general(words, proposal, difference),
        "bad-rows": faults,
        "remarks": remarks,
        "changes": changes,
        "counts": difference.counts(),
        "dry-run": report.dry_run,
        "done": report.done,
    })
}

fn one(report: &Report<'_>, words: &Words, change: &Change) -> Value {
    let mut value = json!({
        "key": change.key,
        "row": change.row,
        "accepted": report.is_accepted(change),
        "doubt": change.doubt,
        "sentence": wording::change(words, change),
    });
    let more = match &change.what {
        What::Joins(person) => json!({ "kind": "joins", "after": person }),
        What::Changes { pupil, before, after, moved, renamed, returned, matched } => json!({
            "kind": "changes",
            "pupil": pupil,
            "before": before,
            "after": after,
            "moved": moved,
            "renamed": renamed,
            "returned": returned,
            "matched": matched,
        }),
        What::Leaves { pupil, person } => json!({ "kind": "not-in-file", "pupil": pupil, "before": person }),
        What::Stays { pupil, person, .. } => json!({ "kind": "stays", "pupil": pupil, "before": person }),
        What::Unclear { person, candidates } => {
            let candidates: Vec<Value> =
                candidates.iter().map(|(pupil, person)| json!({ "pupil": pupil, "before": person })).collect();
            json!({ "kind": "unclear", "after": person, "candidates": candidates })
        }
        What::ClassYear { class, name, before, after } => json!({
            "kind": "class-year",
            "class": class,
            "name": name,
            "before": before.to_string(),
            "after": after.to_string(),
        }),
    };
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
    value
}
