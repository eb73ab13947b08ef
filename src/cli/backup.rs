//! `promise-tree backup` and `promise-tree restore`: all of a kiosk in one file.

use super::open;
use clap::Args;
use promise_tree::store::{self, BackupError, RecoveryKey, Secret, StoreError, SystemClock};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args, Debug)]
pub(crate) struct Backup {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to write it, for instance on a stick. Its name best ends in .promise-backup. It must not be there yet.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Restore {
    /// The backup.
    #[arg(value_name = "FILE")]
    from: PathBuf,
    /// The folder to put the kiosk into: a new one, or an empty one.
    #[arg(long, value_name = "NEWDIR")]
    data: PathBuf,
}

pub(crate) fn backup(arguments: &Backup) -> anyhow::Result<ExitCode> {
    let folder = open::data_folder(arguments.data.as_deref())?;
    let store = open::store(&folder).map_err(|error| match error.downcast_ref::<StoreError>() {
        Some(StoreError::InUse(_)) => {
            anyhow::anyhow!("{error}, or back it up on its own screen: Panel, This kiosk, Back up to a stick")
        }
        _ => error,
    })?;
    let done = store.back_up(&arguments.to);
    store.shutdown().wait()?;
    let done = done?;
    println!("{} holds this kiosk as it is now, {}.", arguments.to.display(), statements(done.head.sequence));
    println!("It was read back and checked: every page, signature and link of the chain.");
    println!("It is as encrypted as the kiosk, and opens with the same passphrases. Keep it as safe as the kiosk.");
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn restore(arguments: &Restore) -> anyhow::Result<ExitCode> {
    let typed = open::passphrase()?;
    let clock = SystemClock::start();
    let once = |secret| store::restore(&arguments.from, &arguments.data, secret, clock.clone());
    // Whoever has only the sheet out of the safe types that.
    let restored = match (once(Secret::passphrase(&typed)), RecoveryKey::parse(&typed)) {
        (Err(BackupError::Store(StoreError::WrongPassphrase { .. })), Ok(key)) => once(Secret::RecoveryKey(key)),
        (restored, _) => restored,
    }?;
    let made = jiff::Timestamp::from_millisecond(restored.at_ms)?.to_zoned(jiff::tz::TimeZone::system());
    let (folder, count) = (arguments.data.display(), statements(restored.head.sequence));
    println!("{folder} is kiosk {} as it was on {}, {count}.", restored.kiosk, made.strftime("%-d %B %Y at %H:%M"));
    println!("All of it holds: pages, chain, signatures. Open it with `promise-tree --data {folder}`.");
    println!("Whatever was promised on the kiosk after that is not in it.");
    println!("Use one of the two from now on, never both: they sign with the same key and the same numbers.");
    if let Some(school) = restored.register {
        println!(
            "If the other one had gone on and sent more to the register of {school}, nothing of that is lost: the \
             register keeps both, and flags this kiosk until somebody has looked at it. Children who were erased since \
             are erased here too with the next sync."
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn statements(count: u64) -> String {
    if count == 1 { "with 1 statement".to_owned() } else { format!("with {count} statements") }
}
