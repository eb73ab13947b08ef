//! A PostgreSQL server of our own, in a temporary folder, for as long as the tests run.

use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A cluster. It ends, and its folder goes, when this is dropped or the tests end however they end.
pub(crate) struct Cluster {
    port: u16,
    folder: PathBuf,
    server: Child,
    databases: AtomicUsize,
}

/// The cluster that most tests share, each with a database of its own.
pub(crate) fn postgres() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start)
}

fn bin(name: &str) -> PathBuf {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.filter_map(|version| Some(version.ok()?.path().join("bin"))).collect())
        .unwrap_or_default();
    versions.sort();
    let found = versions.into_iter().rev().map(|bin| bin.join(name)).find(|path| path.exists());
    found.expect("PostgreSQL is not installed; run `make test`, which installs it")
}

/// PostgreSQL refuses to run as root: there, it runs as the user that its package makes.
fn as_nobody_special() -> Vec<String> {
    let id = |what: &str, user: &[&str]| {
        let output = Command::new("id").arg(what).args(user).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    if id("-u", &[]) == "0" {
        let user = ["postgres"];
        let (uid, gid) = (id("-u", &user), id("-g", &user));
        ["setpriv", "--reuid", &uid, "--regid", &gid, "--clear-groups"].map(str::to_owned).into()
    } else {
        Vec::new()
    }
}

fn command(program: &Path) -> Command {
    let mut words = as_nobody_special().into_iter();
    match words.next() {
        None => Command::new(program),
        Some(first) => {
            let mut command = Command::new(first);
            command.args(words).arg(program);
            command
        }
    }
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Cluster {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap().keep();
        if !as_nobody_special().is_empty() {
            let owned = Command::new("chown").arg("postgres:").arg(&folder).status().unwrap();
            assert!(owned.success());
        }
        let data = folder.join("data");
        let made = command(&bin("initdb"))
            .args(["--auth=trust", "--username=tree", "--encoding=UTF8", "--no-locale", "--no-sync", "-D"])
            .arg(&data)
            .current_dir("/")
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", super::told(&made));
        Self::run_in(folder)
    }

    /// A standby that follows this one and is waited for at each commit from here on.
    pub(crate) fn standby(&self) -> Self {
        let folder = tempfile::tempdir().unwrap().keep();
        if !as_nobody_special().is_empty() {
            let owned = Command::new("chown").arg("postgres:").arg(&folder).status().unwrap();
            assert!(owned.success());
        }
        let copied = command(&bin("pg_basebackup"))
            .args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", "tree", "--checkpoint=fast", "--no-sync"])
            .args(["--write-recovery-conf", "-D"])
            .arg(folder.join("data"))
            .current_dir("/")
            .output()
            .unwrap();
        assert!(copied.status.success(), "{}", super::told(&copied));
        let standby = Self::run_in(folder);
        self.run("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        self.run("postgres", "SELECT pg_reload_conf()");
        let patience = Instant::now() + Duration::from_secs(30);
        while !self.run("postgres", "SELECT sync_state FROM pg_stat_replication").contains("sync") {
            assert!(Instant::now() < patience, "the standby does not follow");
            std::thread::sleep(Duration::from_millis(20));
        }
        standby
    }

    /// `kill -9` on the server and everything it has started.
    pub(crate) fn kill(&self) {
        let file = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap();
        let postmaster = file.lines().next().unwrap().trim().to_owned();
        let children = Command::new("pgrep").args(["-P", &postmaster]).output().unwrap();
        let children = String::from_utf8(children.stdout).unwrap();
        let killed =
            Command::new("kill").arg("-9").arg(&postmaster).args(children.split_whitespace()).status().unwrap();
        assert!(killed.success());
    }

    /// From here on a standby takes writes.
    pub(crate) fn promote(&self) {
        let data = self.folder.join("data");
        let promoted =
            command(&bin("pg_ctl")).args(["promote", "-w", "-D"]).arg(data).current_dir("/").output().unwrap();
        assert!(promoted.status.success(), "{}", super::told(&promoted));
    }

    /// Where it is.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn run_in(folder: PathBuf) -> Self {
        let (data, port) = (folder.join("data"), free_port());
        // The shell lives until our end of its stdin closes.
        let runs = "\"$@\" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf \"$0\"";
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(runs).arg(&folder).args(as_nobody_special()).arg(bin("postgres")).arg("-D").arg(&data);
        shell.args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=100", "-k"]).arg(&folder);
        shell.args(["-p", &port.to_string()]).current_dir("/");
        let mut server = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (patience, ready) = (Instant::now() + Duration::from_secs(60), bin("pg_isready"));
        let answers = || {
            let asked = Command::new(&ready).args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]).status();
            asked.unwrap().success()
        };
        while !answers() {
            if Instant::now() > patience {
                server.kill().unwrap();
                let mut said = String::new();
                server.stderr.take().unwrap().read_to_string(&mut said).unwrap();
                panic!("PostgreSQL did not start: {said}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        // Nobody reads what it says from here on; it must not wait for that.
        let mut said = server.stderr.take().unwrap();
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { port, folder, server, databases: AtomicUsize::new(0) }
    }

    /// A fresh database's connection string.
    pub(crate) fn database(&self) -> String {
        let name = format!("register{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.run("postgres", &format!("CREATE DATABASE {name}"));
        format!("postgres://tree@127.0.0.1:{}/{name}", self.port)
    }

    /// Runs SQL in a database, as its owner would by hand. What it answers, unadorned.
    pub(crate) fn run(&self, database: &str, sql: &str) -> String {
        let output = self.try_to_run(database, sql);
        assert!(output.status.success(), "{}", super::told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn try_to_run(&self, database: &str, sql: &str) -> std::process::Output {
        let database = database.rsplit('/').next().unwrap();
        Command::new(bin("psql"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", "tree", "-d", database])
            .args(["-p", &self.port.to_string(), "-c", sql])
            .output()
            .unwrap()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        self.server.wait().unwrap();
    }
}
