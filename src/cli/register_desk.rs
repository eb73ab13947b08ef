//! `promise-tree register user|revoke|erase|rebuild|backup|restore`.

use super::WrongCall;
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use promise_tree::domain::ids::{KioskId, PupilId};
use promise_tree::register::rights::Role;
use promise_tree::register::{Place, desk};
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

#[derive(Subcommand, Debug)]
pub(super) enum User {
    /// Make an account. Its password is typed unseen, twice.
    Add {
        /// What is typed at sign-in.
        login: String,
        /// The person's name.
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// What they are.
        #[arg(long)]
        role: RoleName,
        /// Their school; not for a trust, and not needed where there is one school.
        #[arg(long, value_name = "NAME")]
        school: Option<String>,
        #[command(flatten)]
        password: PasswordFrom,
    },
    /// Give an account another role.
    Role {
        /// What is typed at sign-in.
        login: String,
        /// What they are from now on.
        role: RoleName,
        /// Their school, where that changes.
        #[arg(long, value_name = "NAME")]
        school: Option<String>,
    },
    /// Shut an account out, at once.
    Disable {
        /// What is typed at sign-in.
        login: String,
    },
    /// Let an account in again.
    Enable {
        /// What is typed at sign-in.
        login: String,
    },
    /// Give an account another password, typed unseen, twice.
    Password {
        /// What is typed at sign-in.
        login: String,
        #[command(flatten)]
        password: PasswordFrom,
    },
}

#[derive(Args, Debug)]
pub(super) struct PasswordFrom {
    /// Read the password from the first line of this file; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

#[derive(ValueEnum, Debug, Clone, Copy)]
pub(super) enum RoleName {
    /// Their own classes.
    Teacher,
    /// Every class, and the kiosks.
    Office,
    /// Every class, erasing a child, and who looked at what.
    Dsl,
    /// Everything at one school.
    Head,
    /// Every school, but no erasing.
    Trust,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Teacher => Self::Teacher,
            RoleName::Office => Self::Office,
            RoleName::Dsl => Self::Dsl,
            RoleName::Head => Self::Head,
            RoleName::Trust => Self::Trust,
        }
    }
}

impl PasswordFrom {
    pub(super) fn read(&self) -> anyhow::Result<Zeroizing<String>> {
        let first = |reader: &mut dyn BufRead| {
            let mut line = Zeroizing::new(String::new());
            reader.read_line(&mut line)?;
            Ok::<_, std::io::Error>(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
        };
        match &self.password_file {
            Some(file) if file == Path::new("-") => {
                first(&mut std::io::stdin().lock()).context("the password cannot be read from standard input")
            }
            Some(file) => {
                let opened = std::fs::File::open(file);
                let read = opened.and_then(|opened| first(&mut std::io::BufReader::new(opened)));
                read.with_context(|| format!("{} cannot be read; look at its name and rights", file.display()))
            }
            None => {
                let ask = |prompt: &str| {
                    let typed = rpassword::prompt_password(prompt);
                    typed.map(Zeroizing::new).context("nobody is there to type a password; use --password-file")
                };
                let (once, again) = (ask("Password: ")?, ask("Again: ")?);
                if once == again {
                    Ok(once)
                } else {
                    Err(WrongCall("the password was typed in two ways; type it again".into()).into())
                }
            }
        }
    }
}

pub(super) fn user(place: &Place, user: &User) -> anyhow::Result<()> {
    match user {
        User::Add { login, name, role, school, password } => {
            let name = name.as_deref().unwrap_or(login);
            let made = desk::add_account(place, login, name, (*role).into(), school.as_deref(), &password.read()?)?;
            println!("“{}” can sign in as {}.", made.login, made.role.code());
        }
        User::Role { login, role, school } => {
            desk::set_role(place, login, (*role).into(), school.as_deref())?;
            println!("“{login}” is {} from now on, and signs in again.", Role::from(*role).code());
        }
        User::Disable { login } => {
            desk::set_disabled(place, login, true)?;
            println!("“{login}” is shut out.");
        }
        User::Enable { login } => {
            desk::set_disabled(place, login, false)?;
            println!("“{login}” can sign in again.");
        }
        User::Password { login, password } => {
            desk::set_password(place, login, &password.read()?)?;
            println!("“{login}” has a new password, and signs in again.");
        }
    }
    Ok(())
}

pub(super) fn revoke(place: &Place, school: Option<&str>, kiosk: &str) -> anyhow::Result<()> {
    let kiosk = KioskId::new(kiosk).map_err(|error| WrongCall(error.to_string()))?;
    desk::revoke(place, school, &kiosk)?;
    println!("Kiosk {kiosk} is shut out. What it has sent stays; a new ticket would let it in again.");
    Ok(())
}

pub(super) fn erase(place: &Place, school: Option<&str>, pupil: &str, yes: bool) -> anyhow::Result<()> {
    let pupil = PupilId::new(pupil).map_err(|error| WrongCall(error.to_string()))?;
    if !yes {
        if !std::io::stdin().is_terminal() {
            anyhow::bail!("nobody is there to be asked whether “{pupil}” is to be erased for ever; say --yes");
        }
        print!("Everything that tells of “{pupil}” will be destroyed for ever. Type the identifier again: ");
        std::io::stdout().flush()?;
        let mut typed = String::new();
        std::io::stdin().read_line(&mut typed)?;
        if typed.trim() != pupil.as_str() {
            anyhow::bail!("that is another identifier; nothing was erased");
        }
    }
    match desk::erase(place, school, &pupil)? {
        1 => println!("Erased: 1 statement no longer tells of the child. Kiosks forget it when they next sync."),
        n => println!("Erased: {n} statements no longer tell of the child. Kiosks forget it when they next sync."),
    }
    println!(
        "Backups, printed lists, exported files and what a record store keeps are not reached. Deal with them too."
    );
    Ok(())
}

pub(super) fn backup(place: &Place, to: &Path) -> anyhow::Result<()> {
    desk::backup(place, to)?;
    println!("The backup is in {}. It holds the register's keys: keep it as safe as the register.", to.display());
    println!("Check it with: promise-tree verify --register {}", to.display());
    Ok(())
}

pub(super) fn restore(place: &Place, from: &Path) -> anyhow::Result<()> {
    desk::restore(place, from)?;
    println!("The backup is put back into {}.", place.folder.display());
    println!(
        "Kiosks send what is missing when they next sync. Erase again whoever was erased after the backup was made."
    );
    Ok(())
}
