//! `promise-tree correct`: take back what a statement says of a child, by a statement more.

use super::{WrongCall, export, open};
use clap::{Args, ValueEnum};
use promise_tree::domain::correction::Mistake;
use promise_tree::domain::outcome::Outcome;
use promise_tree::domain::school::Pupil;
use promise_tree::domain::tree::RecordedOutcome;
use promise_tree::store::Store;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The child's name as printed, or their identifier.
    #[arg(value_name = "CHILD")]
    child: String,
    /// The class, where two children have one name.
    #[arg(long, value_name = "NAME")]
    class: Option<String>,
    /// The statement's number, where more than one stands.
    #[arg(long, value_name = "NUMBER")]
    statement: Option<u64>,
    /// What went wrong; by itself: another child where a child said it, a wrong entry where an adult noted it.
    #[arg(long, value_enum)]
    mistake: Option<MistakeArgument>,
    /// Only say what stands.
    #[arg(long)]
    dry_run: bool,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
enum MistakeArgument {
    /// Another child was at the screen than the one whose name was tapped.
    WrongChild,
    /// An adult noted what was not so.
    WrongEntry,
}

impl From<MistakeArgument> for Mistake {
    fn from(given: MistakeArgument) -> Self {
        match given {
            MistakeArgument::WrongChild => Self::WrongChild,
            MistakeArgument::WrongEntry => Self::WrongEntry,
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = open::store(&open::data_folder(arguments.data.as_deref())?)?;
    correct(&store, arguments)?;
    store.shutdown().wait()?;
    Ok(ExitCode::SUCCESS)
}

fn correct(store: &Store, arguments: &Arguments) -> anyhow::Result<()> {
    let child = find(store, &arguments.child, arguments.class.as_deref())?;
    let name = child.full_name();
    let standing: Vec<RecordedOutcome> =
        store.outcomes(None).wait()?.into_iter().filter(|outcome| outcome.pupil == child.id).collect();
    if arguments.dry_run {
        for one in &standing {
            println!("{}", sentence(one));
        }
        if standing.is_empty() {
            println!("Nothing stands of {name}.");
        }
        return Ok(());
    }
    let chosen = match (arguments.statement, standing.as_slice()) {
        (_, []) => return Err(WrongCall(format!("nothing stands of {name}, so there is nothing to take back")).into()),
        (None, [one]) => one,
        (None, _) => {
            let all = standing.iter().map(sentence).collect::<Vec<_>>().join("\n");
            return Err(WrongCall(format!("say which with --statement:\n{all}")).into());
        }
        (Some(number), all) => all.iter().find(|one| one.sequence == number).ok_or_else(|| {
            WrongCall(format!("statement {number} is not one that stands of {name}; see them with --dry-run"))
        })?,
    };
    let mistake = arguments.mistake.map_or_else(|| usual(chosen.outcome), Mistake::from);
    let witness = store.present().wait()?.ok_or_else(|| {
        WrongCall("a correction has somebody's name on it: open the kiosk with a passphrase of your own".to_owned())
    })?;
    let appended = store.correct(chosen.sequence, mistake, witness.id).wait()?;
    println!(
        "{} It does not count any more: statement {} takes it back ({}).",
        sentence(chosen),
        appended.sequence,
        mistake.code()
    );
    Ok(())
}

/// As the console does: what a child said was another child's, what an adult noted was a wrong entry.
fn usual(outcome: Outcome) -> Mistake {
    match outcome.is_promise() || matches!(outcome, Outcome::NotYet | Outcome::Declined) {
        true => Mistake::WrongChild,
        false => Mistake::WrongEntry,
    }
}

fn sentence(one: &RecordedOutcome) -> String {
    let RecordedOutcome { sequence, outcome, agreement, version, .. } = one;
    format!("Statement {sequence} says “{}” under version {version} of {agreement}.", outcome.code())
}

fn find(store: &Store, who: &str, class: Option<&str>) -> anyhow::Result<Pupil> {
    let class = class.map(|name| export::class(store, name)).transpose()?;
    let pupils = store.pupils(class).wait()?;
    let folded = who.trim().to_lowercase();
    let named: Vec<&Pupil> = pupils
        .iter()
        .filter(|pupil| pupil.id.as_str() == who.trim() || pupil.full_name().to_lowercase() == folded)
        .collect();
    match named.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(WrongCall(format!("no child here is called {who}; give the name as the class list has it")).into()),
        _ => Err(WrongCall(format!("more than one child is called {who}; say which class with --class")).into()),
    }
}
