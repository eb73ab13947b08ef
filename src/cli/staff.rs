//! `promise-tree staff`: who can open this kiosk, and who did what.

use super::{WrongCall, open};
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use promise_tree::domain::school::{Role, Staff};
use promise_tree::store::{Label, NewAccess, NewStaff, Passphrase, Pin, Store};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use zeroize::Zeroizing;

/// The variables that a new passphrase and a new PIN are read from where nobody types them.
const NEW_PASSPHRASE: &str = "PROMISE_TREE_NEW_PASSPHRASE";
const NEW_PIN: &str = "PROMISE_TREE_NEW_PIN";

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Everybody, and who of them can open this kiosk.
    List(Folder),
    /// A colleague more, with a passphrase and a PIN of their own.
    Add(Add),
    /// Another passphrase and PIN for somebody, or the first.
    Access(Access),
    /// Take somebody's access away. What they witnessed stays.
    Disable(Who),
    /// Make a new recovery key and print it once; the old one opens nothing from then on.
    RecoveryKey(Folder),
    /// Who did what, newest first.
    Trail(Trail),
}

#[derive(Args, Debug)]
pub(crate) struct Folder {
    /// The kiosk's data folder.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Add {
    #[command(flatten)]
    folder: Folder,
    /// The name as printed, for instance "Mr J Okoro".
    #[arg(long)]
    name: String,
    /// What they are found by when the kiosk is opened.
    #[arg(long)]
    initials: String,
    /// What they may do.
    #[arg(long, value_enum, default_value_t = RoleArgument::Teacher)]
    role: RoleArgument,
}

#[derive(Args, Debug)]
pub(crate) struct Access {
    #[command(flatten)]
    who: Who,
    /// Other initials; needed where they have none yet.
    #[arg(long)]
    initials: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Who {
    #[command(flatten)]
    folder: Folder,
    /// Their name, their initials or their identifier.
    #[arg(value_name = "WHO")]
    who: String,
}

#[derive(Args, Debug)]
pub(crate) struct Trail {
    #[command(flatten)]
    folder: Folder,
    /// How many lines.
    #[arg(long, value_name = "N", default_value_t = 50)]
    lines: u32,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
enum RoleArgument {
    /// Opens trees, prints lists.
    Teacher,
    /// Also takes access away from others.
    Lead,
}

pub(crate) fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(folder) => with(folder, list),
        Command::Add(add) => with(&add.folder, |store| {
            let role = if add.role == RoleArgument::Lead { Role::Lead } else { Role::Teacher };
            let new = NewStaff { name: add.name.trim().to_owned(), role };
            let staff = store.add_staff(new, Some(access(&add.initials)?)).wait()?;
            println!("{} can open this kiosk now.", staff.name);
            Ok(())
        }),
        Command::Access(access) => with(&access.who.folder, |store| set_access(store, access)),
        Command::Disable(who) => with(&who.folder, |store| {
            let staff = find(store, &who.who)?;
            store.disable_staff(staff.id).wait()?;
            println!("{} cannot open this kiosk any more. Whoever knew a passphrase and has a copy of the", staff.name);
            println!("data folder from before can still read that copy.");
            Ok(())
        }),
        Command::RecoveryKey(folder) => with(folder, |store| {
            let key = store.new_recovery_key().wait()?;
            println!("{}", &*key.printed());
            eprintln!("Print it, lock it away, and destroy the old one: it opens nothing any more.");
            Ok(())
        }),
        Command::Trail(trail) => with(&trail.folder, |store| tell(store, trail.lines)),
    }
}

fn with(folder: &Folder, act: impl FnOnce(&Store) -> anyhow::Result<()>) -> anyhow::Result<ExitCode> {
    let store = open::store(&open::data_folder(folder.data.as_deref())?)?;
    act(&store)?;
    store.shutdown().wait()?;
    Ok(ExitCode::SUCCESS)
}

fn list(store: &Store) -> anyhow::Result<()> {
    let labels: BTreeMap<_, _> = store.labels().wait()?.0.into_iter().map(|found| (found.id, found.label)).collect();
    for staff in store.staff().wait()? {
        let role = if staff.role == Role::Lead { "lead" } else { "teacher" };
        match labels.get(&staff.id) {
            Some(label) => println!("{} ({}), {role}: can open this kiosk", staff.name, label.as_str()),
            None => println!("{}, {role}: cannot open this kiosk", staff.name),
        }
    }
    Ok(())
}

fn set_access(store: &Store, wanted: &Access) -> anyhow::Result<()> {
    let staff = find(store, &wanted.who.who)?;
    let known = store.labels().wait()?.0.into_iter().find(|known| known.id == staff.id);
    let initials = wanted.initials.clone().or_else(|| known.map(|known| known.label.as_str().to_owned()));
    let initials = initials
        .ok_or_else(|| WrongCall(format!("{} has no initials here yet; give them with --initials", staff.name)))?;
    store.set_access(staff.id, access(&initials)?).wait()?;
    println!("{} has a new passphrase and a new PIN. The old ones open nothing any more.", staff.name);
    Ok(())
}

fn find(store: &Store, who: &str) -> anyhow::Result<Staff> {
    let labels = store.labels().wait()?.0;
    let labelled = labels.iter().find(|known| known.label.as_str().eq_ignore_ascii_case(who)).map(|known| &known.id);
    let staff = store.staff().wait()?;
    let named: Vec<&Staff> = staff
        .iter()
        .filter(|one| one.id.as_str() == who || Some(&one.id) == labelled || one.name.eq_ignore_ascii_case(who))
        .collect();
    match named.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(WrongCall(format!("nobody here is called {who}; see `promise-tree staff list`")).into()),
        _ => Err(WrongCall(format!("{who} is more than one person here; give their initials")).into()),
    }
}

/// A new passphrase and PIN, from the environment or as typed twice.
fn access(initials: &str) -> anyhow::Result<NewAccess> {
    let (passphrase, pin) = (fresh(NEW_PASSPHRASE, "New passphrase: ")?, fresh(NEW_PIN, "New PIN: ")?);
    Ok(NewAccess {
        label: Label::new(initials).map_err(|fault| WrongCall(fault.to_string()))?,
        passphrase: Passphrase::chosen(&passphrase).map_err(|fault| WrongCall(fault.to_string()))?,
        pin: Pin::chosen(&pin).map_err(|fault| WrongCall(fault.to_string()))?,
    })
}

fn fresh(variable: &str, prompt: &str) -> anyhow::Result<Zeroizing<String>> {
    if let Ok(given) = std::env::var(variable) {
        return Ok(Zeroizing::new(given));
    }
    let ask = |prompt: &str| {
        let typed = rpassword::prompt_password(prompt);
        typed.map(Zeroizing::new).with_context(|| format!("nobody is there to type it; put it into {variable}"))
    };
    let (first, second) = (ask(prompt)?, ask("Again: ")?);
    if *first == *second { Ok(first) } else { Err(WrongCall("the two are not the same; try again".into()).into()) }
}

fn tell(store: &Store, lines: u32) -> anyhow::Result<()> {
    let names: BTreeMap<_, _> = store.staff().wait()?.into_iter().map(|staff| (staff.id, staff.name)).collect();
    for entry in store.audit_trail(lines).wait()? {
        let at = jiff::Timestamp::from_millisecond(entry.at_ms)?.to_zoned(jiff::tz::TimeZone::system());
        let who = entry.staff.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| "somebody".into());
        println!("{}  {who}: {}", at.strftime("%Y-%m-%d %H:%M"), entry.what);
    }
    Ok(())
}
