//! `promise-tree register`.

use super::{WrongCall, found, open, register_bench, register_desk, register_orders, register_roll};
use anyhow::Context;
use clap::{Args, Subcommand};
use promise_tree::register::audit::audit;
use promise_tree::register::settings::{Settings, holds_password};
use promise_tree::register::xapi::RecordStore;
use promise_tree::register::{Options, Place, desk, make_ticket, serve};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use zeroize::Zeroizing;

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    at: At,
    /// Address and port to listen on; 0.0.0.0:8443 where nothing says otherwise.
    #[arg(long, value_name = "ADDRESS", env = "PROMISE_TREE_LISTEN")]
    listen: Option<SocketAddr>,
    /// The school to begin with; “Our school” where nothing says otherwise.
    #[arg(long, value_name = "NAME", env = "PROMISE_TREE_SCHOOL")]
    school: Option<String>,
    /// How many seconds a handshake, a request's head and the beginning of its body may take, each; 10 where nothing says
    /// otherwise.
    #[arg(long, value_name = "SECONDS", env = "PROMISE_TREE_PATIENCE", value_parser = clap::value_parser!(u16).range(1..=300))]
    patience: Option<u16>,
    #[command(flatten)]
    record_store: RecordStoreFlags,
}

#[derive(Args, Debug)]
struct RecordStoreFlags {
    /// A learning record store's xAPI endpoint: what was accepted goes there too. Its secret stands in the environment
    /// (PROMISE_TREE_RECORD_STORE_SECRET) or in the file of settings, never here.
    #[arg(long = "record-store", value_name = "URL", env = "PROMISE_TREE_RECORD_STORE")]
    url: Option<String>,
    /// The key by which the record store knows this register.
    #[arg(long = "record-store-key", value_name = "KEY", env = "PROMISE_TREE_RECORD_STORE_KEY")]
    key: Option<String>,
    /// Where children's opaque accounts are at home; the register's own address where nothing says otherwise.
    #[arg(long = "record-store-home", value_name = "URL", env = "PROMISE_TREE_RECORD_STORE_HOME")]
    home: Option<String>,
}

impl RecordStoreFlags {
    fn with(&self, settings: &Settings) -> anyhow::Result<Option<RecordStore>> {
        let file = settings.record_store.clone().unwrap_or_default();
        let Some(url) = self.url.clone().or(file.url) else { return Ok(None) };
        let secret = std::env::var(RECORD_STORE_SECRET).ok().or(file.secret).map(Zeroizing::new);
        let (key, home) = (self.key.clone().or(file.key), self.home.clone().or(file.home));
        Ok(Some(RecordStore::new(&url, key, secret, home)?))
    }
}

#[derive(Args, Debug)]
struct At {
    /// The register's data folder.
    #[arg(long, value_name = "DIR", env = "PROMISE_TREE_REGISTER")]
    data: Option<PathBuf>,
    /// A PostgreSQL database instead of a file, for instance postgres://tree@one:5432,two:5432/register. One with a
    /// password stands in the environment (PROMISE_TREE_DATABASE) or in the file of settings, never here.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Where kiosks find the register, where that is not the address it listens on.
    #[arg(long, value_name = "HOST:PORT", env = "PROMISE_TREE_ADDRESS")]
    address: Option<String>,
    /// A file of settings; register.toml in the data folder where there is one.
    #[arg(long, value_name = "FILE", env = "PROMISE_TREE_CONFIG")]
    config: Option<PathBuf>,
}

const DATABASE: &str = "PROMISE_TREE_DATABASE";
/// Seconds.
const PATIENCE: u16 = 10;
const RECORD_STORE_SECRET: &str = "PROMISE_TREE_RECORD_STORE_SECRET";

#[derive(Subcommand, Debug)]
enum Command {
    /// Make a ticket, with which one kiosk can be enrolled within three days.
    Ticket {
        #[command(flatten)]
        at: At,
        /// The school's name.
        #[arg(long, value_name = "NAME")]
        school: String,
        /// Write the ticket to this file, for a USB stick, instead of showing it.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Look after the accounts of people who look at the register.
    User {
        #[command(subcommand)]
        user: register_desk::User,
        #[command(flatten)]
        at: Quiet,
    },
    /// Shut a kiosk out: it was lost, stolen or given away.
    Revoke {
        #[command(flatten)]
        at: At,
        /// Its identifier.
        #[arg(long, value_name = "ID", allow_hyphen_values = true)]
        kiosk: String,
        /// Its school, where there are several.
        #[arg(long, value_name = "NAME")]
        school: Option<String>,
    },
    /// Bring in who is at the school, so that whoever never came to a kiosk is missing on its lists.
    Roster {
        #[command(subcommand)]
        roster: register_roll::Roll,
        #[command(flatten)]
        at: Quiet,
    },
    /// Give every kiosk of the school a version of an agreement, or say which were given.
    Agreement {
        #[command(subcommand)]
        agreement: register_orders::Agreement,
        #[command(flatten)]
        at: Quiet,
    },
    /// Look after who opens the school's kiosks.
    Staff {
        #[command(subcommand)]
        staff: register_orders::Staff,
        #[command(flatten)]
        at: Quiet,
    },
    /// Say what every panel of the school has, wherever nobody at the panel has set it otherwise; without anything, show it.
    Settings {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        settings: register_orders::PanelDefaults,
    },
    /// Erase a child, for ever.
    Erase {
        #[command(flatten)]
        at: At,
        /// The child's identifier: the end of the address of their page.
        #[arg(long, value_name = "ID", allow_hyphen_values = true)]
        pupil: String,
        /// Their school, where there are several.
        #[arg(long, value_name = "NAME")]
        school: Option<String>,
        /// Do not ask again.
        #[arg(long)]
        yes: bool,
    },
    /// Make again what follows from the statements: who is known, and where they stand.
    Rebuild {
        #[command(flatten)]
        at: At,
    },
    /// Measure how fast statements are taken in, and how long a class's page takes; on the database that is named too,
    /// which must be empty.
    Bench {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        bench: register_bench::Arguments,
    },
    /// Write everything into a folder, beside a running register too.
    Backup {
        #[command(flatten)]
        at: At,
        /// A folder that is empty or not there yet.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Put a backup back, into an empty data folder (and an empty database).
    Restore {
        #[command(flatten)]
        at: At,
        /// The backup's folder.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
    },
}

/// The same as [`At`] where a further command follows.
#[derive(Args, Debug)]
struct Quiet {
    /// The register's data folder.
    #[arg(long, value_name = "DIR", env = "PROMISE_TREE_REGISTER", global = true)]
    data: Option<PathBuf>,
    /// A PostgreSQL database without a password in it.
    #[arg(long, value_name = "URL", global = true)]
    database: Option<String>,
    /// A file of settings.
    #[arg(long, value_name = "FILE", env = "PROMISE_TREE_CONFIG", global = true)]
    config: Option<PathBuf>,
}

impl Quiet {
    fn at(&self) -> At {
        At { data: self.data.clone(), database: self.database.clone(), address: None, config: self.config.clone() }
    }
}

impl At {
    fn folder(&self) -> anyhow::Result<PathBuf> {
        match &self.data {
            Some(folder) => Ok(folder.clone()),
            None => Ok(open::data_folder(None)?.join("register")),
        }
    }

    fn settings(&self) -> anyhow::Result<Settings> {
        Ok(Settings::read(self.config.as_deref(), &self.folder()?)?)
    }

    fn place(&self) -> anyhow::Result<Place> {
        if self.database.as_deref().is_some_and(holds_password) {
            let sentence = format!(
                "a password on the command line can be read by everybody on this machine; put the address into {DATABASE} or the file of settings"
            );
            return Err(WrongCall(sentence).into());
        }
        let database = self.database.clone().or_else(|| std::env::var(DATABASE).ok());
        let database = match database {
            Some(database) => Some(database),
            None => self.settings()?.database,
        };
        Ok(Place { folder: self.folder()?, database })
    }

    fn address(&self) -> anyhow::Result<Option<String>> {
        match &self.address {
            Some(address) => Ok(Some(address.clone())),
            None => Ok(self.settings()?.address),
        }
    }
}

/// Where a register's data is, by its folder.
pub(crate) fn place(folder: &Path) -> anyhow::Result<Place> {
    At { data: Some(folder.to_owned()), database: None, address: None, config: None }.place()
}

/// Checks all that a register keeps, and says what it found.
pub(crate) fn verify(folder: &Path, checkpoints: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let place = place(folder)?;
    if !folder.is_dir() {
        anyhow::bail!("there is no register in {}; look at the folder's name", folder.display());
    }
    let read = |file: &PathBuf| {
        std::fs::read_to_string(file).with_context(|| format!("{} cannot be read; look at its name", file.display()))
    };
    let checkpoints: Vec<String> = checkpoints.iter().map(read).collect::<Result<_, _>>()?;
    let reports = audit(&place, &checkpoints)?;
    for report in &reports {
        println!("{}: {} statements of {} kiosks", report.school.name, report.statements, report.kiosks);
        println!("log {} {}", report.statements + report.erasures, report.root);
        println!("from outside: verify --register https://HOST:PORT/v1/schools/{}/log", report.school.id);
        if report.erasures > 0 {
            println!("{} erasures, {} statements that no longer tell of a child", report.erasures, report.erased);
        }
        for kiosk in &report.forked {
            println!(
                "kiosk {kiosk} has signed two statements with one number; both are kept, somebody should look at it"
            );
        }
        for fault in &report.faults {
            println!("{fault}");
        }
        match report.fault_count {
            0 => println!("All of it holds: signatures, chains, log."),
            1 => println!("1 fault."),
            many => println!("{many} faults."),
        }
    }
    Ok(found(reports.iter().any(|report| !report.is_sound())))
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Some(Command::Ticket { at, school, to }) => {
            let ticket = make_ticket(&at.place()?, school, at.address()?)?;
            match to {
                Some(file) => {
                    open::write_private(file, format!("{}\n", *ticket.to_text()).as_bytes())?;
                    println!("The ticket is in {}. It lets one kiosk in, within three days.", file.display());
                }
                None => println!("{}", *ticket.to_text()),
            }
        }
        Some(Command::User { user, at }) => register_desk::user(&at.at().place()?, user)?,
        Some(Command::Roster { roster, at }) => {
            let content = open::content(content)?;
            register_roll::run(&at.at().place()?, roster, &content)?;
        }
        Some(Command::Agreement { agreement, at }) => {
            let content = open::content(content)?;
            register_orders::agreement(&at.at().place()?, agreement, &content)?;
        }
        Some(Command::Staff { staff, at }) => register_orders::staff(&at.at().place()?, staff)?,
        Some(Command::Settings { at, settings }) => register_orders::settings(&at.place()?, settings)?,
        Some(Command::Revoke { at, kiosk, school }) => register_desk::revoke(&at.place()?, school.as_deref(), kiosk)?,
        Some(Command::Erase { at, pupil, school, yes }) => {
            register_desk::erase(&at.place()?, school.as_deref(), pupil, *yes)?;
        }
        Some(Command::Rebuild { at }) => {
            desk::rebuild(&at.place()?)?;
            println!("Made again from the statements.");
        }
        Some(Command::Bench { at, bench }) => register_bench::run(bench, at.place()?.database, content)?,
        Some(Command::Backup { at, to }) => register_desk::backup(&at.place()?, to)?,
        Some(Command::Restore { at, from }) => register_desk::restore(&at.place()?, from)?,
        None => {
            let settings = arguments.at.settings()?;
            let usual = SocketAddr::from(([0, 0, 0, 0], 8443));
            let options = Options {
                place: arguments.at.place()?,
                listen: arguments.listen.or(settings.listen).unwrap_or(usual),
                address: arguments.at.address()?,
                patience: Duration::from_secs(
                    arguments.patience.or(settings.patience).unwrap_or(PATIENCE).clamp(1, 300).into(),
                ),
                record_store: arguments.record_store.with(&settings)?,
                school: arguments.school.clone().or(settings.school).unwrap_or_else(|| "Our school".to_owned()),
            };
            serve(&options, open::content(content)?, |started| {
                let mut text = format!("Open https://{} in a browser. Ctrl+C stops the server.\n", started.address);
                if let Some(ticket) = started.first_ticket {
                    text.push_str("To enrol the first kiosk within three days, give it this ticket:\n");
                    text.push_str(&ticket.to_text());
                    text.push('\n');
                }
                if let Some((login, password)) = started.first_account {
                    text.push_str(&format!(
                        "To sign in: “{login}”, password “{}”. It is shown only now, and is changed at the first sign-in.\n",
                        *password
                    ));
                }
                // Nobody may be there to read it; the server runs on.
                let mut out = std::io::stdout().lock();
                if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
                    tracing::debug!(%error, "nobody reads the address");
                }
            })?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
