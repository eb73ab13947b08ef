//! `promise-tree export list|missing|sheets|statements|printers`.

use super::{WrongCall, open};
use clap::{Args, Subcommand};
use promise_tree::content::REFERENCE;
use promise_tree::documents::Press;
use promise_tree::domain::ids::ClassId;
use promise_tree::exports::{ExportError, Exporter, Form, Names, Of, Part, To, Wanted, What, printer};
use promise_tree::store::{Store, Watch};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand, Debug)]
pub(crate) enum Export {
    /// A class's list or the whole school's, as .pdf or .csv by the file's ending, or on a printer.
    List(List),
    /// Who has not promised yet and could, of a class or of the whole school.
    Missing(List),
    /// A sheet for each child's family: one .pdf of a class, a .pdf a class in a folder of the whole school, or on a printer.
    Sheets(Common),
    /// Every statement with its disclosures, a line each, as .jsonl.
    Statements {
        /// The kiosk's data folder.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// The printers of this computer, the usual one first.
    Printers,
}

#[derive(Args, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    common: Common,
    /// Initials in place of names, and no drawn marks.
    #[arg(long)]
    initials: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Common {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The class's name.
    #[arg(long, value_name = "NAME", required_unless_present = "school")]
    class: Option<String>,
    /// Every class.
    #[arg(long, conflicts_with = "class")]
    school: bool,
    /// The language to print in.
    #[arg(long, value_name = "TAG", default_value = REFERENCE)]
    language: String,
    /// The file to write; for the whole school's sheets the folder.
    #[arg(long, value_name = "FILE", required_unless_present = "printer")]
    to: Option<PathBuf>,
    /// The printer to print on, as `export printers` names it.
    #[arg(long, value_name = "NAME", conflicts_with = "to")]
    printer: Option<String>,
}

pub(crate) fn run(export: &Export, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let (common, what, names) = match export {
        Export::List(list) => (&list.common, What::List, names(list)),
        Export::Missing(list) => (&list.common, What::Missing, names(list)),
        Export::Sheets(common) => (common, What::Sheets, Names::Usual),
        Export::Statements { data, to } => return statements(data.as_deref(), to, content),
        Export::Printers => return printers(),
    };
    let form = form(common, what)?;
    let content = open::content(content)?;
    let store = open::store(&open::data_folder(common.data.as_deref())?)?;
    let exporter = Exporter { store: &store, content: &content, language: &common.language, now_ms: open::now_ms() };
    let of = match &common.class {
        Some(name) => Of::Class(class(&store, name)?),
        None => Of::School,
    };
    let wanted = Wanted { of, what, names };
    let file = |part: &Part| match (&common.to, what, &wanted.of, &part.class) {
        (Some(folder), What::Sheets, Of::School, Some(class)) => folder.join(file_name(class)),
        (Some(file), ..) => file.clone(),
        (None, ..) => PathBuf::new(),
    };
    let title = |part: &Part| format!("Promise Tree: {}", part.class.as_deref().unwrap_or("whole school"));
    let to = match &common.printer {
        Some(name) => To::Printer { name, title: &title },
        None => To::Files(&file),
    };
    let watch = Watch::new(|at| {
        if at.total > 1 && at.done > 0 {
            eprintln!("{} of {} done", at.done, at.total);
        }
    });
    let made = exporter.make(&Press::new(), &wanted, form, &to, &watch)?;
    if let Some(name) = &common.printer {
        println!("{} sent to the printer {name}", if made.documents == 1 { "1 document" } else { "all documents" });
    }
    store.shutdown().wait()?;
    Ok(ExitCode::SUCCESS)
}

fn names(list: &List) -> Names {
    if list.initials { Names::Initials } else { Names::Usual }
}

/// By the file's ending; a folder takes sheets, a printer paper.
fn form(common: &Common, what: What) -> anyhow::Result<Form> {
    let Some(to) = &common.to else { return Ok(Form::Pdf) };
    if what == What::Sheets && common.school {
        if to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) || to.is_file() {
            let sentence =
                format!("the whole school's sheets are a file a class: let --to be a folder, not {}", to.display());
            return Err(WrongCall(sentence).into());
        }
        return Ok(Form::Pdf);
    }
    match (Form::of(to), what) {
        (Ok(Form::Csv) | Err(_), What::Sheets) => Err(WrongCall(format!("{} should end in .pdf", to.display())).into()),
        (Ok(form), _) => Ok(form),
        (Err(_), _) => Err(WrongCall(format!("{} should end in .pdf or .csv", to.display())).into()),
    }
}

/// A class's file within a folder.
fn file_name(class: &str) -> String {
    let name: String =
        class.chars().map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c }).collect();
    format!("{name}.pdf")
}

fn statements(data: Option<&Path>, to: &Path, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    if to.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("jsonl")) {
        return Err(WrongCall(format!("{} should end in .jsonl", to.display())).into());
    }
    let content = open::content(content)?;
    let store = open::store(&open::data_folder(data)?)?;
    let exporter = Exporter { store: &store, content: &content, language: REFERENCE, now_ms: open::now_ms() };
    let count = exporter.write_statements(to)?;
    println!("{count} statements written to {}", to.display());
    store.shutdown().wait()?;
    Ok(ExitCode::SUCCESS)
}

fn printers() -> anyhow::Result<ExitCode> {
    let printers = printer::printers()?;
    if printers.is_empty() {
        println!("No printer is set up on this computer.");
    }
    for printer in printers {
        println!("{}{}", printer.name, if printer.usual { " (usual)" } else { "" });
    }
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
