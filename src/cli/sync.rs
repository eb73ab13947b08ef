//! `promise-tree sync`: a kiosk's side without its window.

use super::{found, open};
use clap::Args;
use promise_tree::exports::{take_offers, untaken};
use promise_tree::roster::roll;
use promise_tree::store::Store;
use promise_tree::sync::client::{Status, Sync, Worker};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Sync once and stop, instead of again and again until Ctrl+C.
    #[arg(long)]
    once: bool,
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let store = open::store(&open::data_folder(arguments.data.as_deref())?)?;
    if arguments.once { once(&store, content) } else { again_and_again(store, content.map(Path::to_owned)) }
}

fn once(store: &Store, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let mut sync = Sync::of(store)?;
    let ran = sync.run(|_| true);
    // What came from the register counts, also where something went wrong after it: the next sync would not bring it again.
    take_in(store)?;
    let untaken = tell_taken(store, content)?;
    ran?;
    let progress = store.carried().wait()?;
    println!("{} has all {} statements, with receipts.", sync.school(), progress.receipted);
    let forked = sync.heard().is_some_and(|heard| heard.forked);
    if forked {
        println!("{FORKED}");
    }
    store.shutdown().wait()?;
    Ok(found(forked || untaken))
}

/// Takes what the register has sent, and says what became of it. Whether something could not be done.
pub(super) fn tell_taken(store: &Store, content: Option<&Path>) -> anyhow::Result<bool> {
    // The content takes a moment to read: only where there is something to look at with it.
    if !store.agreement_offers().wait()?.is_empty() {
        for (agreement, version) in take_offers(store, &*open::content(content)?)?.taken {
            println!("Version {version} of {agreement} came from the register.");
        }
    }
    let untaken = untaken(store)?;
    for sentence in &untaken {
        let mut letters = sentence.chars();
        let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
        println!("{first}{}.", letters.as_str());
    }
    Ok(!untaken.is_empty())
}

/// What the roll that came changes on the roster, as at the kiosk's own screen; said in sentences.
pub(super) fn take_in(store: &Store) -> anyhow::Result<()> {
    if let Some(tally) = roll::take_in(store, super::open::now_ms())? {
        let children =
            if tally.joined == 1 { "1 child has".to_owned() } else { format!("{} children have", tally.joined) };
        println!("{children} joined from the register's list. To take it back: promise-tree roster undo.");
    }
    if let Some(waiting) = roll::waiting(store)? {
        let changes = if waiting.changes == 1 { "1 change".to_owned() } else { format!("{} changes", waiting.changes) };
        println!(
            "The register's list has {changes} that somebody should look at: promise-tree roster import --from-register --dry-run."
        );
    }
    Ok(())
}

const FORKED: &str = "The register has two statements with one number of this kiosk: an older copy of it was put back. \
                      Both are kept; tell whoever looks after the register.";

fn again_and_again(store: Store, content: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    take_in(&store)?;
    let (taking, seen) = (store.clone(), AtomicU64::new(0));
    let worker = Worker::start(store.clone(), move |status| {
        println!("{}", sentence(status));
        let roll = status.roll.unwrap_or(0);
        if seen.swap(roll, Ordering::Relaxed) != roll
            && let Err(error) = take_in(&taking)
        {
            println!("{error:#}");
        }
        if !status.busy
            && let Err(error) = tell_taken(&taking, content.as_deref())
        {
            println!("{error:#}");
        }
    })?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(stop())?;
    drop(worker);
    store.shutdown().wait()?;
    Ok(ExitCode::SUCCESS)
}

async fn stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! { interrupted = tokio::signal::ctrl_c() => interrupted, _ = terminated.recv() => Ok(()) }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

fn sentence(status: &Status) -> String {
    let Some(school) = &status.school else { return "Not enrolled.".to_owned() };
    let waiting = match status.backlog {
        0 => "everything is at the register".to_owned(),
        1 => "1 statement waits".to_owned(),
        more => format!("{more} statements wait"),
    };
    let forked = if status.forked { format!(" {FORKED}") } else { String::new() };
    match &status.problem {
        Some(problem) => format!("{school}: {waiting}; {problem}.{forked}"),
        None => format!("{school}: {waiting}.{forked}"),
    }
}
