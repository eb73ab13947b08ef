//! `promise-tree export list|sheets|statements`.

use super::{WrongCall, open};
use clap::{Args, Subcommand};
use promise_tree::content::REFERENCE;
use promise_tree::documents::Press;
use promise_tree::domain::ids::ClassId;
use promise_tree::exports::{ExportError, Exporter};
use promise_tree::store::Store;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand, Debug)]
pub(crate) enum Export {
    /// A class's list, as .pdf or .csv by the file's ending.
    List(OfClass),
    /// A sheet for each child's family, as one .pdf.
    Sheets(OfClass),
    /// Every statement with its disclosures, a line each, as .jsonl.
    Statements {
        /// The kiosk's data folder.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
}

#[derive(Args, Debug)]
pub(crate) struct OfClass {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The class's name.
    #[arg(long, value_name = "NAME")]
    class: String,
    /// The language to print in.
    #[arg(long, value_name = "TAG", default_value = REFERENCE)]
    language: String,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

pub(crate) fn run(export: &Export, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let (data, to, language) = match export {
        Export::List(of) | Export::Sheets(of) => (&of.data, &of.to, of.language.as_str()),
        Export::Statements { data, to } => (data, to, REFERENCE),
    };
    let ending = to.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let fits: &[&str] = match export {
        Export::List(_) => &["pdf", "csv"],
        Export::Sheets(_) => &["pdf"],
        Export::Statements { .. } => &["jsonl"],
    };
    if !fits.contains(&ending.as_str()) {
        return Err(WrongCall(format!("{} should end in .{}", to.display(), fits.join(" or ."))).into());
    }
    let content = open::content(content)?;
    let store = open::store(&open::data_folder(data.as_deref())?)?;
    let exporter = Exporter { store: &store, content: &content, language, now_ms: open::now_ms() };
    match export {
        Export::List(of) => exporter.write_class_list(&Press::new(), &class(&store, &of.class)?, &of.to)?,
        Export::Sheets(of) => exporter.write_sheets(&Press::new(), &class(&store, &of.class)?, &of.to)?,
        Export::Statements { to, .. } => {
            let count = exporter.write_statements(to)?;
            println!("{count} statements written to {}", to.display());
        }
    }
    store.shutdown().wait()?;
    Ok(ExitCode::SUCCESS)
}

/// A class by its name or identifier, whatever the case of its letters.
pub(super) fn class(store: &Store, name: &str) -> anyhow::Result<ClassId> {
    let classes = store.classes().wait()?;
    let known = classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>().join(", ");
    let same = |other: &str| other.to_lowercase() == name.trim().to_lowercase();
    let found = classes.into_iter().find(|class| same(&class.name) || same(class.id.as_str()));
    Ok(found.map(|class| class.id).ok_or_else(|| ExportError::Class(name.to_owned(), known))?)
}
