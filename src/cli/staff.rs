//! `promise-tree staff`: who can open this kiosk, and who did what.

use super::{WrongCall, open};
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use promise_tree::content::REFERENCE;
use promise_tree::domain::school::{Role, Staff};
use promise_tree::exports::{Exporter, trail_names, trail_who};
use promise_tree::store::{ForToday, Label, NewAccess, NewStaff, Passphrase, Pin, Store};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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
    /// What somebody is from now on: teacher, office, dsl or head.
    Role(GiveRole),
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
    /// Until midnight only, for a supply teacher: lessons and outcomes, no lists, no colleagues, no roster.
    #[arg(long, conflicts_with = "role")]
    today: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Access {
    #[command(flatten)]
    who: Who,
    /// Other initials; needed where they have none yet.
    #[arg(long)]
    initials: Option<String>,
    /// Until midnight only, for somebody who cannot open this kiosk.
    #[arg(long)]
    today: bool,
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
    /// Only what this colleague did: their name, their initials or their identifier.
    #[arg(long, value_name = "WHO")]
    who: Option<String>,
    /// Write all of it to this .csv instead.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// The language to say it in.
    #[arg(long, value_name = "TAG", default_value = REFERENCE)]
    language: String,
}

#[derive(Args, Debug)]
pub(crate) struct GiveRole {
    #[command(flatten)]
    who: Who,
    /// What they are.
    #[arg(value_enum)]
    role: RoleArgument,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RoleArgument {
    /// Runs lessons, notes outcomes, prints lists.
    Teacher,
    /// Also brings lists in, and looks after the register.
    Office,
    /// The designated safeguarding lead: everything.
    Dsl,
    /// The head: everything.
    #[value(alias = "lead")]
    Head,
}

impl From<RoleArgument> for Role {
    fn from(given: RoleArgument) -> Self {
        match given {
            RoleArgument::Teacher => Self::Teacher,
            RoleArgument::Office => Self::Office,
            RoleArgument::Dsl => Self::Dsl,
            RoleArgument::Head => Self::Head,
        }
    }
}

pub(crate) fn run(command: &Command, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(folder) => with(folder, list),
        Command::Add(add) => with(&add.folder, |store| {
            let new = NewStaff { name: add.name.trim().to_owned(), role: add.role.into() };
            if add.today {
                return for_today(store, ForToday::New(new.name), access(&add.initials)?);
            }
            let staff = store.add_staff(new, Some(access(&add.initials)?)).wait()?;
            println!("{} can open this kiosk now.", staff.name);
            Ok(())
        }),
        Command::Access(access) => with(&access.who.folder, |store| set_access(store, access)),
        Command::Role(given) => with(&given.who.folder, |store| {
            let staff = find(store, &given.who.who)?;
            let role = Role::from(given.role);
            store.set_role(staff.id, role).wait()?;
            println!("{} is {} from now on.", staff.name, role.code());
            Ok(())
        }),
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
        Command::Trail(trail) => with(&trail.folder, |store| tell(store, trail, content)),
    }
}

fn with(folder: &Folder, act: impl FnOnce(&Store) -> anyhow::Result<()>) -> anyhow::Result<ExitCode> {
    let store = open::store(&open::data_folder(folder.data.as_deref())?)?;
    act(&store)?;
    store.shutdown().wait()?;
    Ok(ExitCode::SUCCESS)
}

fn list(store: &Store) -> anyhow::Result<()> {
    let labels: BTreeMap<_, _> =
        store.labels().wait()?.0.into_iter().map(|found| (found.id, (found.label, found.day))).collect();
    for staff in store.staff().wait()? {
        let role = staff.role.code();
        match labels.get(&staff.id) {
            Some((label, day)) => {
                let today = if day.is_some() { ", today only" } else { "" };
                println!("{} ({}), {role}: can open this kiosk{today}", staff.name, label.as_str());
            }
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
    if wanted.today {
        return for_today(store, ForToday::Known(staff.id), access(&initials)?);
    }
    store.set_access(staff.id, access(&initials)?).wait()?;
    println!("{} has a new passphrase and a new PIN. The old ones open nothing any more.", staff.name);
    Ok(())
}

fn for_today(store: &Store, whom: ForToday, access: NewAccess) -> anyhow::Result<()> {
    let staff = store.add_for_today(whom, access).wait()?;
    println!("{} can open this kiosk until midnight, for lessons and outcomes.", staff.name);
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

fn tell(store: &Store, trail: &Trail, content: Option<&Path>) -> anyhow::Result<()> {
    let content = open::content(content)?;
    let only = trail.who.as_deref().map(|who| find(store, who)).transpose()?.map(|staff| staff.id);
    if let Some(to) = &trail.to {
        let exporter = Exporter { store, content: &content, language: &trail.language, now_ms: open::now_ms() };
        let count = exporter.write_trail(only.as_ref(), to)?;
        println!("{count} lines written to {}", to.display());
        return Ok(());
    }
    let words = content.words(&trail.language).unwrap_or_else(|| content.english());
    let names = trail_names(store)?;
    for entry in store.audit_trail_of(only, trail.lines).wait()? {
        let at = jiff::Timestamp::from_millisecond(entry.at_ms)?.to_zoned(jiff::tz::TimeZone::system());
        let (who, said) = (trail_who(&entry, &names, words), entry.said(words, |id| names.get(id).cloned()));
        println!("{}  {who}: {said}", at.strftime("%Y-%m-%d %H:%M"));
    }
    Ok(())
}
