//! Backups: written beside a running register, put back into either database, and everything is there.

use super::running::Register;
use super::seeded::willow_and_oak;
use crate::support::postgres::postgres;
use crate::support::{program, told};
use std::path::Path;

fn run(database: Option<&str>, arguments: &[&str]) -> (bool, String) {
    let mut command = program();
    command.args(arguments).env_remove("PROMISE_TREE_DATABASE");
    if let Some(database) = database {
        command.env("PROMISE_TREE_DATABASE", database);
    }
    let output = command.output().unwrap();
    (output.status.success(), told(&output))
}

/// The root of the log, as the check of the whole register says it.
fn root(database: Option<&str>, folder: &Path) -> String {
    let (sound, said) = run(database, &["verify", "--register", folder.to_str().unwrap()]);
    assert!(sound, "{said}");
    said.lines().find(|line| line.starts_with("log ")).unwrap().to_owned()
}

fn there_and_back(mut register: Register, into: Option<String>) {
    willow_and_oak(&register);
    let erased = register.command(&["erase", "--pupil", "oak-2", "--yes"]).output().unwrap();
    assert!(erased.status.success(), "{}", told(&erased));
    let (backup, again) = (register.folder.path().join("backup"), register.folder.path().join("again"));
    let (to, data) = (backup.to_str().unwrap(), again.to_str().unwrap());
    let made = register.command(&["backup", "--to", to]).output().unwrap();
    assert!(made.status.success(), "{}", told(&made));
    let twice = register.command(&["backup", "--to", to]).output().unwrap();
    assert!(!twice.status.success() && told(&twice).contains("something in"), "{}", told(&twice));
    // A backup is itself a register that can be checked.
    let was = root(register.database.as_deref(), &register.data());
    assert_eq!(root(None, &backup), was);
    let (stood, ticket, address) = (register.get("/readyz"), register.ticket.clone(), register.address.clone());
    assert_eq!(stood.0, 200);
    assert!(register.stop().success());

    let (restored, said) = run(into.as_deref(), &["register", "restore", "--from", to, "--data", data]);
    assert!(restored, "{said}");
    assert_eq!(root(into.as_deref(), &again), was);
    let (over, said) = run(into.as_deref(), &["register", "restore", "--from", to, "--data", data]);
    assert!(!over && said.contains("something in"), "{said}");

    // The same key, certificate, accounts and classes.
    std::fs::rename(register.data(), register.folder.path().join("old")).unwrap();
    std::fs::rename(&again, register.data()).unwrap();
    (register.database, register.ticket, register.address) = (into, ticket, address);
    register.run();
    let password = register.password.clone().unwrap();
    let (cookie, to) = super::accounts::sign_in(&register, "head", &password).unwrap();
    assert_eq!(to, "/");
    let (status, page) = register.ask("GET", "/me", &[("cookie", &cookie)], Vec::new());
    assert!(status == 200 && page.contains("Head, head"), "{status} {page}");
}

#[test]
fn a_backup_from_sqlite_is_put_back_into_sqlite() {
    there_and_back(Register::start(), None);
}

#[test]
fn a_backup_from_sqlite_moves_a_school_to_postgresql() {
    there_and_back(Register::start(), Some(postgres().database()));
}

#[test]
fn a_backup_from_postgresql_is_put_back_into_postgresql() {
    there_and_back(Register::start_on(Some(postgres().database())), Some(postgres().database()));
}

#[test]
fn what_is_no_backup_is_not_put_back_and_a_database_with_something_in_it_stays() {
    let register = Register::start();
    let folder = register.folder.path();
    let (nothing, fresh) = (folder.join("nothing"), folder.join("fresh"));
    let (to, data) = (folder.join("backup"), fresh.to_str().unwrap());
    let from = ["register", "restore", "--data", data, "--from"];
    let (restored, said) = run(None, &[&from[..], &[nothing.to_str().unwrap()]].concat());
    assert!(!restored && said.contains("holds no backup") && !fresh.exists(), "{said}");
    let made = register.command(&["backup", "--to", to.to_str().unwrap()]).output().unwrap();
    assert!(made.status.success(), "{}", told(&made));
    let busy = Register::start_on(Some(postgres().database()));
    let (restored, said) = run(busy.database.as_deref(), &[&from[..], &[to.to_str().unwrap()]].concat());
    assert!(!restored && said.contains("there is a register in this database already"), "{said}");
}
