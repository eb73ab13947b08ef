//! `promise-tree roster import|export|undo`.

use super::roster_report::{self, Report};
use super::{WrongCall, open};
use clap::{Args, Subcommand};
use promise_tree::content::{Content, REFERENCE};
use promise_tree::domain::school::YearGroup;
use promise_tree::exports::Exporter;
use promise_tree::roster::{
    ChangeKey, Compared, Difference, Field, Kind, MAPPINGS_SETTING, RosterError, SavedMapping, Source, apply, batch,
    compare, read, roll, wording,
};
use promise_tree::store::{Progress, Stage, Watch};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How an import at a kiosk is taken back.
const UNDO: &str = "promise-tree roster undo";

#[derive(Subcommand, Debug)]
pub(crate) enum Roster {
    /// Bring in a CSV, an Excel workbook, or a OneRoster zip or folder. Nobody is taken away for not being in it.
    Import(Import),
    /// Write who is at the school as .csv, in a form that can be brought in again.
    Export {
        /// The kiosk's data folder.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Put everything back that the last import changed and nobody has changed since.
    Undo {
        /// The kiosk's data folder.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
}

#[derive(Args, Debug)]
pub(crate) struct Import {
    /// The file, or a folder with one in it.
    #[arg(value_name = "FILE", required_unless_present = "from_register")]
    file: Option<PathBuf>,
    /// Instead of a file, the list that the school's register sent.
    #[arg(long, conflicts_with = "file")]
    from_register: bool,
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Say what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Report as JSON, for programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    accepting: Accepting,
    #[command(flatten)]
    choosing: Choosing,
    /// Which school, where a OneRoster export holds several.
    #[arg(long, value_name = "NAME")]
    school: Option<String>,
}

/// There is nothing to look at.
#[derive(Debug, thiserror::Error)]
#[error(
    "the register has sent no list to this kiosk; sync first, or ask the office to bring the list in at the register"
)]
struct NoRoll;

/// Which changes a person accepts.
#[derive(Args, Debug)]
pub(super) struct Accepting {
    /// Also take children found by their name alone, in another class, for the same children.
    #[arg(long)]
    by_name: bool,
    /// Also mark children who are not in the file as having left.
    #[arg(long)]
    leavers: bool,
    /// Also accept this change, for instance row-12; may be given more than once.
    #[arg(long, value_name = "KEY")]
    accept: Vec<String>,
    /// Do not accept this change; may be given more than once.
    #[arg(long, value_name = "KEY")]
    refuse: Vec<String>,
}

/// What a person says of the file.
#[derive(Args, Debug)]
pub(super) struct Choosing {
    /// The row that the headings stand in, where they are not found; 0 where there are none.
    #[arg(long, value_name = "ROW")]
    headings: Option<u32>,
    /// Which column holds what, for instance given-name=Forename, or given-name=B for a column without a heading.
    #[arg(long, value_name = "FIELD=HEADING")]
    column: Vec<String>,
    /// The class of everybody whose row names none.
    #[arg(long, value_name = "NAME")]
    class: Option<String>,
    /// The year of a class that nothing else gives away, for instance Willow=2 (R for Reception).
    #[arg(long, value_name = "CLASS=YEAR")]
    year: Vec<String>,
    /// Which sheet of a workbook.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

pub(crate) fn run(roster: &Roster, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    match roster {
        Roster::Import(arguments) => {
            let content = open::content(content)?;
            import(arguments, &content)
        }
        Roster::Export { data, to } => {
            let content = open::content(content)?;
            let store = open::store(&open::data_folder(data.as_deref())?)?;
            let exporter = Exporter { store: &store, content: &content, language: REFERENCE, now_ms: open::now_ms() };
            let count = exporter.write_roster(to)?;
            println!("{count} children written to {}", to.display());
            store.shutdown().wait()?;
            Ok(ExitCode::SUCCESS)
        }
        Roster::Undo { data } => {
            let content = open::content(content)?;
            let store = open::store(&open::data_folder(data.as_deref())?)?;
            let undone = store.undo_roster_import().wait()?;
            for sentence in wording::undone(content.english(), &undone) {
                println!("{sentence}");
            }
            store.shutdown().wait()?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn import(arguments: &Import, content: &Content) -> anyhow::Result<ExitCode> {
    let words = content.english();
    let watch = watch(content);
    // A file that cannot be read is said before anybody types a passphrase.
    let file = arguments.file.as_deref().map(|file| read(file, &watch)).transpose()?;
    let store = open::store(&open::data_folder(arguments.data.as_deref())?)?;
    let sent = || Ok::<_, anyhow::Error>(roll::sent(&store)?.ok_or(NoRoll)?);
    let mut source = file.map_or_else(sent, Ok)?;
    let mut saved: Vec<SavedMapping> = store.setting(MAPPINGS_SETTING).wait()?.unwrap_or_default();
    arguments.choosing.choose(&mut source, &saved)?;
    source.set_school(arguments.school.clone());
    let school = store.school().wait()?;
    let proposal = source.propose(Some(&school.name), &watch)?;
    let roster = store.roster().wait()?;
    let difference = compare(&roster, &proposal, &BTreeMap::new());
    let accepted = arguments.accepting.accepted(&difference);
    let compared = Compared { roster: &roster, proposal: &proposal, difference: &difference };
    let done = match batch(compared, &accepted, open::now_ms()) {
        Err(RosterError::NothingToDo) => None,
        Err(error) => return Err(error.into()),
        Ok(planned) if arguments.dry_run => Some(planned.tally()),
        Ok(_) => Some(apply(&store, compared, &accepted, source.name(), open::now_ms(), &watch)?),
    };
    if !arguments.dry_run {
        if let Kind::Register { version, .. } = source.kind() {
            store.settle_roll(*version).wait()?;
        }
        source.remember(&mut saved);
        store.set_setting(MAPPINGS_SETTING, &saved).wait()?;
    }
    store.shutdown().wait()?;
    let report =
        Report { source: &source, compared, accepted: &accepted, done, dry_run: arguments.dry_run, undo: Some(UNDO) };
    if arguments.json {
        println!("{:#}", roster_report::json(&report, words));
    } else {
        roster_report::print(&report, words);
    }
    Ok(ExitCode::SUCCESS)
}

impl Choosing {
    /// What the person says of the file, over what was remembered of one like it.
    pub(super) fn choose(&self, source: &mut Source, saved: &[SavedMapping]) -> anyhow::Result<()> {
        if let Some(sheet) = &self.sheet {
            source.set_sheet(sheet)?;
        }
        if let Some(row) = self.headings {
            source.set_header((row > 0).then_some(row));
        }
        source.recall(saved);
        for said in &self.column {
            let (code, title) = two(said, "--column", "given-name=Forename")?;
            let codes = Field::ALL.map(Field::code).join(", ");
            let field = Field::from_code(code)
                .ok_or_else(|| WrongCall(format!("there is no field “{code}”; the fields are: {codes}")))?;
            source.set_column_titled(field, title)?;
        }
        for said in &self.year {
            let (class, year) = two(said, "--year", "Willow=2")?;
            let number = if year.eq_ignore_ascii_case("r") { Ok(0) } else { year.parse() };
            let year = number.ok().and_then(YearGroup::from_number);
            let year = year.ok_or_else(|| WrongCall(format!("“{said}” ends in no year; write R, or 1 to 6")))?;
            source.set_year(class, year);
        }
        source.set_class(self.class.clone());
        Ok(())
    }
}

fn two<'a>(said: &'a str, option: &str, example: &str) -> Result<(&'a str, &'a str), WrongCall> {
    let wrong = || WrongCall(format!("“{said}” does not say what it is for; write for instance {option} {example}"));
    said.split_once('=').map(|(left, right)| (left.trim(), right.trim())).ok_or_else(wrong)
}

impl Accepting {
    /// The changes that are accepted.
    pub(super) fn accepted(&self, difference: &Difference) -> BTreeSet<ChangeKey> {
        let mut accepted = difference.sure();
        if self.by_name {
            accepted.extend(difference.by_name());
        }
        if self.leavers {
            accepted.extend(difference.leavers());
        }
        accepted.extend(self.accept.iter().map(|key| ChangeKey::typed(key)));
        for key in &self.refuse {
            accepted.remove(&ChangeKey::typed(key));
        }
        accepted
    }
}

/// A line on the terminal that says how far it is; nothing where nobody looks.
pub(super) fn watch(content: &Content) -> Watch {
    if !std::io::stderr().is_terminal() {
        return Watch::silent();
    }
    let stages = [Stage::Reading, Stage::Sorting, Stage::Saving];
    let stages = stages.map(|stage| (stage, wording::stage(content.english(), stage)));
    Watch::new(move |Progress { stage, done, total }| {
        let words = stages.iter().find(|(known, _)| *known == stage).map_or("", |(_, words)| words);
        let end = if done == total { "\n" } else { "" };
        let mut out = std::io::stderr().lock();
        if write!(out, "\r{words}: {done} / {total}{end}").and_then(|()| out.flush()).is_err() {
            tracing::trace!("nobody sees how far it is");
        }
    })
}
