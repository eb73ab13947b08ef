//! `promise-tree agreement`: the versions that there are, what they say, and the next one from a file.

use super::{WrongCall, export, open};
use anyhow::Context;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use promise_tree::content::{Content, REFERENCE, text_of_kept, words_of};
use promise_tree::documents::Press;
use promise_tree::domain::agreement::Agreement;
use promise_tree::domain::agreement_draft::AgreementDraft;
use promise_tree::domain::agreement_version::{AgreementText, in_force};
use promise_tree::domain::tree::standings;
use promise_tree::exports::{ExportError, Exporter, own_versions};
use promise_tree::store::Store;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Every version: in use, to come, former; who approved it; how many promises stand to it.
    List(Folder),
    /// What a version says, in a form that can be changed and given to `agreement new`.
    Show(Show),
    /// Make the next version of what a file says.
    New(New),
    /// Write the sheets of a class (.pdf) as they stand under a version, in the words that were promised.
    Print(Print),
}

#[derive(Args, Debug)]
pub(crate) struct Folder {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Show {
    #[command(flatten)]
    folder: Folder,
    /// Which agreement, for instance `ks1-pupils`.
    agreement: String,
    /// Which version; the one in use where it is not given.
    #[arg(long, value_name = "N")]
    version: Option<u32>,
}

#[derive(Args, Debug)]
pub(crate) struct New {
    #[command(flatten)]
    folder: Folder,
    /// What it says, as `agreement show` writes it (RON).
    file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Print {
    #[command(flatten)]
    folder: Folder,
    /// Which agreement, for instance `ks1-pupils`.
    agreement: String,
    /// Which version.
    #[arg(long, value_name = "N")]
    version: u32,
    /// The class's name.
    #[arg(long, value_name = "NAME")]
    class: String,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

pub(crate) fn run(command: &Command, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let content = open::content(content)?;
    match command {
        Command::List(folder) => with(folder, |store| list(store, &content)),
        Command::Show(show) => with(&show.folder, |store| tell(store, &content, show)),
        Command::New(new) => with(&new.folder, |store| make(store, &content, &new.file)),
        Command::Print(print) => with(&print.folder, |store| {
            let class = export::class(store, &print.class)?;
            let shipped = find(&content, &print.agreement)?;
            let exporter = Exporter { store, content: &content, language: REFERENCE, now_ms: open::now_ms() };
            exporter.write_version(&Press::new(), &class, (&shipped.id, print.version), true, &print.to)?;
            Ok(())
        }),
    }
}

fn with(folder: &Folder, act: impl FnOnce(&Store) -> anyhow::Result<()>) -> anyhow::Result<ExitCode> {
    let store = open::store(&open::data_folder(folder.data.as_deref())?)?;
    act(&store)?;
    store.shutdown().wait()?;
    Ok(ExitCode::SUCCESS)
}

fn today() -> Date {
    jiff::Zoned::now().date()
}

fn find<'a>(content: &'a Content, agreement: &str) -> anyhow::Result<&'a Arc<Agreement>> {
    let found = content.shipped_agreements().find(|shipped| shipped.id.as_str() == agreement);
    let known = || content.shipped_agreements().map(|it| it.id.to_string()).collect::<Vec<_>>().join(", ");
    Ok(found.ok_or_else(|| WrongCall(format!("there is no agreement “{agreement}”; there are {}", known())))?)
}

/// The version that is in use today; an open tree keeps its own.
fn current(store: &Store, agreement: &Agreement) -> anyhow::Result<u32> {
    let tree = store.current_tree().wait()?.filter(|tree| tree.agreement == agreement.id);
    let versions = own_versions(store)?;
    let standing = in_force(&versions, &agreement.id, today(), tree.map(|tree| tree.version));
    Ok(standing.map_or(agreement.version, |version| version.text.version))
}

fn list(store: &Store, content: &Content) -> anyhow::Result<()> {
    let (own, approvals) = (own_versions(store)?, store.approvals().wait()?);
    let (outcomes, pupils) = (store.outcomes(None).wait()?, store.pupils(None).wait()?);
    for agreement in content.shipped_agreements() {
        let now = current(store, agreement)?;
        let made = own.iter().filter(|version| version.text.agreement == agreement.id);
        let mut numbers: BTreeSet<u32> = made.clone().map(|version| version.text.version).collect();
        numbers.insert(agreement.version);
        numbers.extend(outcomes.iter().filter(|o| o.agreement == agreement.id).map(|o| o.version));
        for number in numbers.into_iter().rev() {
            let coming = made.clone().find(|made| made.text.version == number && made.use_from > today());
            let state = match coming {
                _ if number == now => "in use".to_owned(),
                Some(coming) => format!("used from {}", coming.use_from),
                None => "no longer in use".to_owned(),
            };
            let approval = approvals.iter().find(|a| a.agreement == agreement.id && a.version == number);
            let approval = approval.map_or_else(
                || "no approval noted".to_owned(),
                |found| {
                    let approval = &found.approval;
                    let due = if approval.lapsed(today()) { "review was due" } else { "review by" };
                    format!("approved by {} on {}, {due} {}", approval.by, approval.on, approval.review_by)
                },
            );
            let standings = standings(pupils.iter().map(|pupil| &pupil.id), &outcomes, &agreement.id, number);
            let promises = standings.values().filter(|standing| standing.is_leaf()).count();
            println!("{} version {number}: {state}; {approval}; {promises} promises", agreement.id);
        }
        if store.agreement_drafts().wait()?.iter().any(|draft| draft.agreement == agreement.id) {
            println!("{}: a draft is kept; the console goes on with it", agreement.id);
        }
    }
    Ok(())
}

fn text(store: &Store, content: &Content, agreement: &Agreement, version: u32) -> anyhow::Result<AgreementText> {
    let kept = store.agreement_versions().wait()?.into_iter().map(|kept| kept.version.text);
    if let Some(text) = kept.into_iter().find(|text| text.agreement == agreement.id && text.version == version) {
        return Ok(text);
    }
    if agreement.version == version {
        return Ok(content.text_of(agreement));
    }
    let words = store.kept_words().wait()?;
    let unknown = || ExportError::Version { agreement: agreement.id.clone(), version };
    Ok(text_of_kept(words_of(&words, &agreement.id, version).ok_or_else(unknown)?, agreement))
}

fn tell(store: &Store, content: &Content, show: &Show) -> anyhow::Result<()> {
    let agreement = find(content, &show.agreement)?;
    let version = show.version.map_or_else(|| current(store, agreement), Ok)?;
    let draft = AgreementDraft::of(&text(store, content, agreement, version)?);
    let pretty = ron::ser::PrettyConfig::default();
    println!("{}", ron::ser::to_string_pretty(&draft, pretty).context("this version could not be written down")?);
    Ok(())
}

fn make(store: &Store, content: &Content, file: &Path) -> anyhow::Result<()> {
    let written = std::fs::read_to_string(file)
        .with_context(|| format!("{} could not be read; look at its name", file.display()))?;
    let draft: AgreementDraft = ron::from_str(&written)
        .map_err(|error| WrongCall(format!("{}: {error}; see `promise-tree agreement show`", file.display())))?;
    let shipped = find(content, draft.agreement.as_str())?;
    // All that is missing, before the store refuses the first of it.
    if let Err(faults) = draft.finish(shipped.version.saturating_add(1), today()) {
        let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
        return Err(WrongCall(format!("{} is not complete:\n{}", file.display(), all.join("\n"))).into());
    }
    let (agreement, from) = (draft.agreement.clone(), draft.use_from(today()));
    let version = store.adopt_agreement(draft, shipped.version, today()).wait()?;
    println!("{agreement} version {version} is used from {from}. Promises made before keep their words.");
    let own = content.adopting(&own_versions(store)?, from, None);
    let silent = own.agreement(&agreement).map(|it| own.unspoken(it, REFERENCE)).unwrap_or_default();
    for key in &silent {
        println!("Read on the screen only, without a voice: {}", own.english().text(key.as_str()));
    }
    Ok(())
}
