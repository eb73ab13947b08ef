//! The register's log, checked from outside: over TLS, by a kiosk and by somebody who has only the certificate.

use super::network::promises;
use super::running::Register;
use crate::support::{School, program, told};
use sqlx::Connection;

fn verify(arguments: &[&str]) -> (Option<i32>, String) {
    let output = program().arg("verify").args(arguments).output().unwrap();
    (output.status.code(), told(&output))
}

/// With a kiosk's folder.
fn by_kiosk(school: &School, url: &str) -> (bool, String) {
    let output = school.command(&["verify", "--register", url]).output().unwrap();
    (output.status.success(), told(&output))
}

#[test]
fn a_log_is_checked_from_outside_and_an_altered_one_is_found() {
    let mut register = Register::start();
    let (school, other) = (School::new(), School::new());
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    promises(&school, 4);
    school.run(&["sync", "--once"]);
    let store = school.open();
    let (all, enrolment) = (store.head().wait().unwrap().sequence, store.enrolment().wait().unwrap().unwrap());
    store.shutdown().wait().unwrap();
    let url = format!("https://{}", register.address);
    let (sound, said) = by_kiosk(&school, &url);
    assert!(sound && said.contains("The log holds together") && said.contains("All of it holds"), "{said}");
    assert!(said.contains(&format!("the checkpoint that this kiosk keeps ({all} entries)")), "{said}");
    assert!(said.contains(&format!("{all} of this kiosk's statements are in it")), "{said}");
    assert!(said.contains("From outside it cannot be seen"), "{said}");
    let (sound, said) = by_kiosk(&other, &url);
    assert!(!sound && said.contains("not enrolled"), "{said}");

    // Without a kiosk: by its certificate, at the address that the check from inside prints.
    let folder = register.data();
    let (code, said) = verify(&["--register", folder.to_str().unwrap()]);
    let path = said.split("https://HOST:PORT").nth(1).unwrap().lines().next().unwrap();
    assert!(code == Some(0) && path == format!("/v1/schools/{}/log", enrolment.school), "{said}");
    let (log, own) = (format!("{url}{path}"), folder.join("tls.pem"));
    let note = school.file("checkpoint.txt");
    std::fs::write(&note, enrolment.checkpoint.unwrap()).unwrap();
    let with_note = ["--register", &log, "--ca", own.to_str().unwrap(), "--checkpoint", note.to_str().unwrap()];
    let (code, said) = verify(&with_note);
    assert!(code == Some(0) && said.contains("It goes on from the checkpoint in"), "{said}");
    let elsewhere = Register::start();
    let theirs = elsewhere.data().join("tls.pem");
    let (code, said) = verify(&["--register", &log, "--ca", theirs.to_str().unwrap()]);
    assert!(code == Some(1) && said.contains("is not the register"), "{said}");
    let (code, said) = verify(&["--register", &log, "--ca", note.to_str().unwrap()]);
    assert!(code == Some(1) && said.contains("holds no certificate"), "{said}");
    for wrong in [vec!["--register", &log], vec!["--register", &url, "--ca", own.to_str().unwrap()]] {
        assert_eq!(verify(&wrong).0, Some(2), "{wrong:?}");
    }
    // With a ticket, which a kiosk has used: it leads to the register, which proves that it made it.
    let ticket = register.ticket.clone().unwrap();
    let (code, said) = verify(&["--ticket", &ticket, "--checkpoint", note.to_str().unwrap()]);
    assert!(code == Some(0) && said.contains("has proven that it made the ticket"), "{said}");
    assert!(said.contains(&format!("school {}", enrolment.school)) && said.contains("It goes on from"), "{said}");
    let (code, said) = verify(&["--ticket", &ticket, "--register", &log]);
    assert!(code == Some(0) && said.contains("has proven that it made the ticket"), "{said}");
    let (code, said) = verify(&["--ticket", &ticket, "--register", &format!("https://{}", elsewhere.address)]);
    assert!(code == Some(1) && !said.contains("holds together"), "{said}");
    let (another, folder_of_it) = (format!("{url}/v1/schools/another/log"), folder.to_str().unwrap());
    for wrong in [
        vec!["--ticket", "one:8443 cat"],
        vec!["--ticket", &ticket, "--register", &another],
        vec!["--ticket", &ticket, "--register", folder_of_it],
        vec!["--ticket", &ticket, "--ca", folder_of_it],
        vec!["--checkpoint", folder_of_it],
    ] {
        let (code, said) = verify(&wrong);
        assert_eq!(code, Some(2), "{wrong:?}: {said}");
    }
    for odd in ["/v1/schools/nobody/log/checkpoint", "/v1/schools/nobody/log/tile/0/000"] {
        assert_eq!(register.get(odd).0, 404, "{odd}");
    }
    for odd in ["tile/0/000.p/0", "tile/0/000", "tile/0/000.p/250", "tile/200/000.p/1", "tile/x/y", "tile/0/000.p/01"] {
        assert_eq!(register.get(&format!("{path}/{odd}")).0, 404, "{odd}");
    }
    let first = register.bytes(&format!("{path}/tile/0/000.p/1"), "none");
    assert_eq!(first.len(), 32, "a log that has grown still begins as it did");

    // Somebody makes the log anew, with an entry of their own.
    assert!(register.stop().success());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let file = folder.join("register.db");
        let mut by_hand = sqlx::SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
        let kept = "SELECT hashes FROM log_tiles WHERE level = 0 AND place = 0";
        let mut hashes: Vec<u8> = sqlx::query_scalar(kept).fetch_one(&mut by_hand).await.unwrap();
        hashes[0] ^= 1;
        let forged = sqlx::query("UPDATE log_tiles SET hashes = ? WHERE level = 0 AND place = 0").bind(hashes);
        assert_eq!(forged.execute(&mut by_hand).await.unwrap().rows_affected(), 1);
        by_hand.close().await.unwrap();
    });
    register.run();
    let (sound, said) = by_kiosk(&school, &url);
    assert!(
        !sound && said.contains("is not the one it was") && said.contains("statement 1 is not in the log"),
        "{said}"
    );
    let (code, said) = verify(&with_note);
    assert!(code == Some(1) && said.contains("is not the one it was"), "{said}");
}
