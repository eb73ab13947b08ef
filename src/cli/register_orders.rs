//! `promise-tree register agreement|staff`: what the school's kiosks are given.

use super::WrongCall;
use super::register_desk::PasswordFrom;
use super::staff::RoleArgument;
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use promise_tree::content::Content;
use promise_tree::domain::ids::StaffId;
use promise_tree::domain::school_defaults::{IDLE_MINUTES, SchoolDefaults};
use promise_tree::register::colleagues::{self, Known, Word};
use promise_tree::register::{Place, agreements, defaults};
use promise_tree::store::Label;
use std::path::PathBuf;

#[derive(Subcommand, Debug)]
pub(super) enum Agreement {
    /// Give kiosks the next version of what a file says, as a kiosk's `agreement show` writes it. They take it with their next
    /// sync and use it from its day on.
    Add {
        /// The file (RON).
        file: PathBuf,
        #[command(flatten)]
        school: School,
    },
    /// Every version that was given.
    List(School),
}

#[derive(Args, Debug)]
pub(super) struct School {
    /// The school's name, where there are several.
    #[arg(long, value_name = "NAME")]
    school: Option<String>,
}

#[derive(Subcommand, Debug)]
pub(super) enum Staff {
    /// Let a colleague open every kiosk of the school after its next sync. They type their passphrase unseen, twice.
    Add {
        /// The name as printed, for instance "Ms T Vale".
        #[arg(long)]
        name: String,
        /// What they are found by when a kiosk is opened.
        #[arg(long)]
        initials: String,
        /// What they may do.
        #[arg(long, value_enum, default_value_t = RoleArgument::Teacher)]
        role: RoleArgument,
        #[command(flatten)]
        school: School,
        #[command(flatten)]
        passphrase: PasswordFrom,
    },
    /// Another passphrase for somebody; whoever was shut out is let in again.
    Passphrase {
        /// Their initials, name or identifier.
        who: String,
        #[command(flatten)]
        school: School,
        #[command(flatten)]
        passphrase: PasswordFrom,
    },
    /// Say what somebody may do.
    Role {
        /// Their initials, name or identifier.
        who: String,
        /// What they may do.
        role: RoleArgument,
        #[command(flatten)]
        school: School,
    },
    /// Shut somebody out of every kiosk with its next sync. A kiosk keeps the last head or DSL.
    Disable {
        /// Their initials, name or identifier.
        who: String,
        #[command(flatten)]
        school: School,
    },
    /// Everybody who was let in or shut out from here.
    List(School),
}

#[derive(Args, Debug)]
pub(super) struct PanelDefaults {
    /// Untouched for so many minutes (1 to 30), a kiosk locks itself; `usual` says nothing.
    #[arg(long, value_name = "MINUTES")]
    idle: Option<String>,
    /// Whether leaves sway and open.
    #[arg(long, value_enum)]
    motion: Option<Motion>,
    #[command(flatten)]
    school: School,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
enum Motion {
    /// They do.
    On,
    /// They do not.
    Off,
    /// Nothing is said about it.
    Usual,
}

pub(super) fn settings(place: &Place, settings: &PanelDefaults) -> anyhow::Result<()> {
    let idle = match settings.idle.as_deref() {
        None => None,
        Some("usual") => Some(None),
        Some(text) => match text.parse::<u32>().ok().filter(|minutes| IDLE_MINUTES.contains(minutes)) {
            Some(minutes) => Some(Some(minutes)),
            None => return Err(WrongCall(format!("{text} is neither `usual` nor 1 to 30 minutes")).into()),
        },
    };
    let motion = settings.motion.map(|motion| match motion {
        Motion::On => Some(true),
        Motion::Off => Some(false),
        Motion::Usual => None,
    });
    let after = defaults::change(place, settings.school.school.as_deref(), |before| SchoolDefaults {
        idle_minutes: idle.unwrap_or(before.idle_minutes),
        motion: motion.unwrap_or(before.motion),
    })?;
    match after.idle_minutes {
        Some(minutes) => println!("Panels lock themselves after {minutes} minutes."),
        None => println!("Nothing is said about when panels lock themselves."),
    }
    match after.motion {
        Some(true) => println!("Leaves sway and open."),
        Some(false) => println!("Nothing moves by itself."),
        None => println!("Nothing is said about motion."),
    }
    println!("Each panel follows after its next sync, when it is opened, wherever nobody there has set it otherwise.");
    Ok(())
}

pub(super) fn agreement(place: &Place, agreement: &Agreement, content: &Content) -> anyhow::Result<()> {
    match agreement {
        Agreement::Add { file, school } => {
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("{} could not be read; look at its name", file.display()))?;
            let draft = agreements::read(&text).map_err(|fault| WrongCall(format!("{}: {fault}", file.display())))?;
            let today = jiff::Zoned::now().date();
            let version = agreements::add(place, content, school.school.as_deref(), &draft, today)?;
            let (text, from) = (&version.text, version.use_from);
            println!("Kiosks are given {} version {}, used from {from}.", text.agreement, text.version);
            println!("They take it with their next sync. Promises made before keep their words.");
        }
        Agreement::List(school) => {
            for given in agreements::list(place, school.school.as_deref())? {
                let (text, approval) = (&given.version.text, &given.version.approval);
                println!(
                    "{} version {}: used from {}; approved by {} on {}, review by {}; {} rules",
                    text.agreement,
                    text.version,
                    given.version.use_from,
                    approval.by,
                    approval.on,
                    approval.review_by,
                    text.rules.len()
                );
            }
        }
    }
    Ok(())
}

pub(super) fn staff(place: &Place, staff: &Staff) -> anyhow::Result<()> {
    let change = |who: &str, school: &School, word: &dyn Fn(StaffId) -> Word| {
        colleagues::change(place, school.school.as_deref(), who, word)
    };
    match staff {
        Staff::Add { name, initials, role, school, passphrase } => {
            let label = Label::new(initials).map_err(|fault| WrongCall(fault.to_string()))?;
            let key = colleagues::key_of(&passphrase.read()?)?;
            let new = Word::New { name: name.clone(), label, role: (*role).into(), key };
            let said = colleagues::add(place, school.school.as_deref(), new)?;
            println!("{} opens every kiosk after its next sync.", said.staff.name);
        }
        Staff::Passphrase { who, school, passphrase } => {
            let key = colleagues::key_of(&passphrase.read()?)?;
            let said = change(who, school, &|id| Word::Passphrase(id, key))?;
            println!("{} has a new passphrase, which opens each kiosk after its next sync.", said.staff.name);
        }
        Staff::Role { who, role, school } => {
            let said = change(who, school, &|id| Word::Role(id, (*role).into()))?;
            println!("{} is {} on each kiosk after its next sync.", said.staff.name, said.staff.role.code());
        }
        Staff::Disable { who, school } => {
            let said = change(who, school, &Word::ShutOut)?;
            println!(
                "{} is shut out of each kiosk with its next sync. A kiosk keeps the last head or DSL,",
                said.staff.name
            );
            println!(
                "and says so. Whoever knew a passphrase and has a copy of a kiosk's folder from before can still read that copy."
            );
        }
        Staff::List(school) => {
            for known in colleagues::list(place, school.school.as_deref())? {
                println!("{}", sentence(&known));
            }
        }
    }
    Ok(())
}

fn sentence(known: &Known) -> String {
    let role = known.staff.role.code();
    let state = if known.key.is_some() { "opens the kiosks" } else { "shut out" };
    format!("{} ({}), {role}: {state}", known.staff.name, known.label.as_str())
}
