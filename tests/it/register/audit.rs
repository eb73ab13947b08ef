//! Whoever edits the register's database by hand is found out.

use super::network::promises;
use super::running::Register;
use crate::support::{School, program, told};
use sqlx::Connection;

struct Case {
    register: Register,
    school: School,
}

impl Case {
    /// A register that was stopped, with some promises in it.
    fn new() -> Self {
        let mut register = Register::start();
        let school = School::new();
        school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
        promises(&school, 5);
        school.run(&["sync", "--once"]);
        assert!(register.stop().success());
        Self { register, school }
    }

    fn verify(&self, more: &[&str]) -> (bool, String) {
        let output = program().args(["verify", "--register"]).arg(self.register.data()).args(more).output().unwrap();
        (output.status.success(), told(&output))
    }

    /// As somebody with a copy of SQLite would.
    fn edit(&self, sql: &'static str) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let file = self.register.data().join("register.db");
            let mut by_hand = sqlx::SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
            let off = "PRAGMA foreign_keys = OFF; DROP TRIGGER IF EXISTS statements_are_not_changed; \
                       DROP TRIGGER IF EXISTS statements_are_not_removed;";
            sqlx::raw_sql(off).execute(&mut by_hand).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut by_hand).await.unwrap();
            by_hand.close().await.unwrap();
        });
    }
}

#[test]
fn any_edit_of_the_registers_database_is_found_and_named() {
    let case = Case::new();
    let (sound, said) = case.verify(&[]);
    assert!(sound && said.contains("All of it holds"), "{said}");
    let database = case.register.data().join("register.db");
    let pristine = std::fs::read(&database).unwrap();
    for (sql, names) in [
        ("DELETE FROM statements WHERE leaf = 2", "entry 2 of the log has no statement"),
        (
            "UPDATE statements SET jwt = replace(jwt, substr(jwt, 400, 5), 'AAAAA') WHERE leaf = 1",
            "entry 1 of the log: ",
        ),
        ("UPDATE statements SET sequence = 900 WHERE leaf = 3", "entry 3 of the log is filed under"),
        ("UPDATE statements SET hash = zeroblob(32) WHERE leaf = 4", "entry 4 of the log is filed under"),
        (
            "UPDATE statements SET leaf = 1000 WHERE leaf = 0; UPDATE statements SET leaf = 0 WHERE leaf = 1; \
             UPDATE statements SET leaf = 1 WHERE leaf = 1000",
            "entry 0 of the log does not follow from a statement before it",
        ),
        ("UPDATE log_tiles SET hashes = zeroblob(length(hashes))", "tile 0 on level 0 of the log does not follow"),
        ("UPDATE schools SET log_size = log_size + 1", "and there are"),
        ("DELETE FROM kiosks", "of a kiosk that this school does not have"),
        (
            "UPDATE statements SET disclosures = replace(disclosures, substr(disclosures, 20, 5), 'AAAAA') WHERE leaf = 0",
            "entry 0 of the log: disclosure 1",
        ),
    ] {
        case.edit(sql);
        let (sound, said) = case.verify(&[]);
        assert!(!sound && said.contains(names), "{sql}: {said}");
        for left in ["register.db-wal", "register.db-shm"] {
            let left = case.register.data().join(left);
            assert!(!left.exists() || std::fs::remove_file(&left).is_ok());
        }
        std::fs::write(&database, &pristine).unwrap();
    }
    assert!(case.verify(&[]).0);
}

#[test]
fn a_register_put_back_from_an_older_copy_is_noticed_and_gets_everything_again() {
    let mut case = Case::new();
    let (copy, database) = (case.register.data().join("copy.db"), case.register.data().join("register.db"));
    std::fs::copy(&database, &copy).unwrap();
    case.register.run();
    promises(&case.school, 9);
    case.school.run(&["sync", "--once"]);
    let store = case.school.open();
    let checkpoint = case.school.file("checkpoint.txt");
    std::fs::write(&checkpoint, store.enrolment().wait().unwrap().unwrap().checkpoint.unwrap()).unwrap();
    let all = store.head().wait().unwrap().sequence;
    store.shutdown().wait().unwrap();
    assert!(case.register.stop().success());
    assert!(case.verify(&["--checkpoint", checkpoint.to_str().unwrap()]).0);

    std::fs::copy(&copy, &database).unwrap();
    let (alone, _) = case.verify(&[]);
    let (beside, said) = case.verify(&["--checkpoint", checkpoint.to_str().unwrap()]);
    assert!(alone && !beside && said.contains("is not the one that was signed"), "{said}");
    case.register.run();
    let noticed = case.school.command(&["sync", "--once"]).output().unwrap();
    assert!(told(&noticed).contains("it was put back from an older copy"), "{}", told(&noticed));
    // It is told, and yet nothing is missing from the register.
    super::network::has_everything(&case.register, &case.school, all as usize);
}

#[test]
fn a_receipt_that_proves_nothing_is_named() {
    let case = Case::new();
    let said = case.school.run(&["verify"]);
    assert!(said.contains("have a receipt that proves"), "{said}");
    let store = case.school.open();
    let all = store.carried().wait().unwrap().receipted;
    let checked = promise_tree::sync::client::verify_receipts(&store).unwrap();
    assert_eq!((checked.right, checked.wrong.len() as u64), (all, 0));
    // Another register's word for the same receipts.
    let mut enrolment = store.enrolment().wait().unwrap().unwrap();
    let (note, kept) = (enrolment.checkpoint.clone().unwrap(), store.receipt(1).wait().unwrap().unwrap());
    enrolment.jwk = promise_tree::sync::identity::RegisterKey::from_seed([3; 32]).public().to_jwk();
    store.set_enrolment(enrolment).wait().unwrap();
    store.keep_receipts(kept.log_size, note, vec![(1, kept.leaf, kept.proof)]).wait().unwrap();
    let checked = promise_tree::sync::client::verify_receipts(&store).unwrap();
    assert_eq!((checked.right, checked.wrong), (0, vec![1]));
}
