//! Accounts, signing in, and forms: over HTTP, as a program would try to get round them.

use super::running::Register;
use super::seeded::willow_and_oak;
use super::storage::{NOW, both};
use crate::support::told;
use promise_tree::register::rights::Role;
use promise_tree::register::storage::{ABSOLUTE_MS, IDLE_MS, NewAccount};
use std::io::Write;
use std::process::Stdio;

pub(super) const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
pub(super) const HERE: (&str, &str) = ("sec-fetch-site", "same-origin");

pub(super) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Signs in: the cookie and where one is sent, or the status and the page.
pub(super) fn sign_in(register: &Register, login: &str, password: &str) -> Result<(String, String), (u16, String)> {
    let body = format!("login={}&password={}&to=/", encoded(login), encoded(password));
    // The client follows redirects as a browser does; the cookie is in the answer before.
    let (status, headers, page) = register.ask_once("POST", "/sign-in", &[FORM, HERE], body.into_bytes());
    let Some(cookie) = headers.get("set-cookie") else { return Err((status, page)) };
    let cookie = cookie.to_str().unwrap();
    assert!(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict"), "{cookie}");
    assert_eq!(status, 303);
    let to = headers["location"].to_str().unwrap().to_owned();
    Ok((cookie.split(';').next().unwrap().to_owned(), to))
}

/// Makes an account whose password is `login` with some words.
pub(super) fn add(register: &Register, login: &str, role: &str) -> String {
    let password = format!("{login} pebble lantern");
    let mut adding = register
        .command(&["user", "add", login, "--name", &format!("Ms {login}"), "--role", role, "--password-file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    adding.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    let output = adding.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    password
}

pub(super) fn get(register: &Register, cookie: &str, path: &str) -> (u16, String) {
    let (status, _, body) = register.ask_once("GET", path, &[("cookie", cookie)], Vec::new());
    (status, body)
}

fn school_of(page_address: &str) -> String {
    page_address.trim_start_matches("/schools/").split('?').next().unwrap().to_owned()
}

/// The school's identifier, as the start leads to it.
pub(super) fn school(register: &Register, cookie: &str) -> String {
    let (_, headers, _) = register.ask_once("GET", "/", &[("cookie", cookie)], Vec::new());
    school_of(headers["location"].to_str().unwrap())
}

/// The hidden token of a page's forms.
pub(super) fn token(page: &str) -> String {
    hidden(page, "token")
}

/// What a page's form carries under a name.
pub(super) fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    field.unwrap_or_else(|| panic!("no {name}: {page}")).split('"').next().unwrap().to_owned()
}

#[test]
fn each_role_sees_what_is_its_own_and_is_refused_the_rest() {
    let register = Register::start();
    willow_and_oak(&register);
    let login = |login: &str, role: &str| sign_in(&register, login, &add(&register, login, role)).unwrap().0;
    let head = login("patel", "head");
    let school = school(&register, &head);
    let base = format!("/schools/{school}");
    let all = [
        (base.clone(), "teacher office dsl head trust"),
        (format!("{base}/classes/willow"), "office dsl head trust"),
        (format!("{base}/classes/willow/list.csv?show=missing"), "office dsl head trust"),
        (format!("{base}/pupils/oak-1"), "office dsl head trust"),
        (format!("{base}/roll"), "office dsl head"),
        (format!("{base}/kiosks"), "office head trust"),
        (format!("{base}/agreements"), "office head trust"),
        (format!("{base}/agreements/new/ks1-pupils"), "office head trust"),
        (format!("{base}/colleagues"), "head trust"),
        (format!("{base}/accounts"), "head trust"),
        (format!("{base}/trail"), "dsl head trust"),
        (format!("{base}/pupils/oak-1/erase"), "dsl head"),
        ("/schools".to_owned(), "trust"),
        ("/trail".to_owned(), "trust"),
    ];
    for role in ["teacher", "office", "dsl", "head", "trust"] {
        let cookie = login(&format!("a-{role}"), role);
        for (path, may) in &all {
            let (status, page) = get(&register, &cookie, path);
            let may = may.split(' ').any(|may| may == role);
            assert_eq!(status, if may { 200 } else { 403 }, "{role} {path}");
            assert!(!page.contains("[pages-") && !page.contains("[row-"), "a word is missing: {page}");
            if path == &base {
                for (way, may) in [
                    ("roll", "office dsl head"),
                    ("kiosks", "office head trust"),
                    ("accounts", "head trust"),
                    ("trail", "dsl head trust"),
                ] {
                    let there = page.contains(&format!("href=\"{base}/{way}\""));
                    assert_eq!(there, may.split(' ').any(|may| may == role), "{role} {way}");
                }
                assert_eq!(page.contains("/classes/willow"), role != "teacher", "a teacher without classes sees none");
            }
        }
        assert_eq!(
            get(&register, &cookie, &format!("{base}/pupils/nobody")).0,
            if role == "teacher" { 403 } else { 404 }
        );
        let elsewhere = get(&register, &cookie, "/schools/another-school").0;
        assert_eq!(elsewhere, if role == "trust" { 404 } else { 403 }, "another school");
    }
    let (status, headers, _) = register.ask_once("GET", &format!("{base}/kiosks"), &[], Vec::new());
    assert_eq!((status, headers["location"].to_str().unwrap()), (303, format!("/sign-in?to={base}/kiosks").as_str()));
}

#[test]
fn a_form_that_is_not_ours_does_nothing_and_one_of_ours_does() {
    let register = Register::start();
    willow_and_oak(&register);
    let (office, _) = sign_in(&register, "lowe", &add(&register, "lowe", "office")).unwrap();
    let base = format!("/schools/{}", school(&register, &office));
    let (_, page) = get(&register, &office, &format!("{base}/kiosks"));
    let revoke = page.split(&format!("href=\"{base}/kiosks/")).nth(1).unwrap();
    let revoke = format!("{base}/kiosks/{}", revoke.split('"').next().unwrap());
    let good = format!("token={}", token(&page));
    let (other, _) = sign_in(&register, "lowe", "lowe pebble lantern").unwrap();
    let others = format!("token={}", token(&get(&register, &other, &format!("{base}/kiosks")).1));
    let send = |site: (&str, &str), body: &str| {
        let headers = [FORM, site, ("cookie", office.as_str())];
        register.ask_once("POST", &revoke, &headers, body.as_bytes().to_vec()).0
    };
    assert_eq!(send(("sec-fetch-site", "cross-site"), &good), 403);
    assert_eq!(send(("origin", "https://evil.example"), &good), 403);
    assert_eq!(send(HERE, ""), 403);
    assert_eq!(send(HERE, &others), 403, "another session's token");
    assert!(!get(&register, &office, &format!("{base}/kiosks")).1.contains("Shut out since"));
    assert_eq!(send(HERE, &good), 303);
    assert!(get(&register, &office, &format!("{base}/kiosks")).1.contains("Shut out since"));
    // Another role's form is not taken either.
    let (teacher, _) = sign_in(&register, "okoro", &add(&register, "okoro", "teacher")).unwrap();
    let own = format!("token={}", token(&get(&register, &teacher, "/me").1));
    let headers = [FORM, HERE, ("cookie", teacher.as_str())];
    assert_eq!(register.ask_once("POST", &revoke, &headers, own.into_bytes()).0, 403);
}

#[test]
fn whoever_is_disabled_or_has_another_role_is_out_at_once_and_guessing_is_slowed() {
    let register = Register::start();
    let password = add(&register, "lowe", "office");
    let (cookie, _) = sign_in(&register, "LOWE", &password).unwrap();
    assert_eq!(get(&register, &cookie, "/me").0, 200);
    let run = |arguments: &[&str]| {
        let output = register.command(arguments).output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    };
    run(&["user", "role", "lowe", "teacher"]);
    assert_eq!(get(&register, &cookie, "/me").0, 303);
    let (cookie, _) = sign_in(&register, "lowe", &password).unwrap();
    run(&["user", "disable", "lowe"]);
    assert_eq!(get(&register, &cookie, "/me").0, 303);
    let (status, page) = sign_in(&register, "lowe", &password).unwrap_err();
    assert!(status == 422 && page.contains("do not go together"), "{status} {page}");
    run(&["user", "enable", "lowe"]);
    // Signed in twice and refused once by now: five at once, then one in half a minute.
    let (status, _) = sign_in(&register, "lowe", "not the right one").unwrap_err();
    assert_eq!(status, 422);
    let (status, _) = sign_in(&register, "lowe", "not the right one").unwrap_err();
    assert_eq!(status, 422);
    let (status, page) = sign_in(&register, "lowe", &password).unwrap_err();
    assert!(status == 429 && page.contains("tried too often"), "{status} {page}");
    add(&register, "patel", "head");
    assert!(sign_in(&register, "patel", "patel pebble lantern").is_ok(), "others are not slowed");
    let twice = register.command(&["user", "add", "Patel", "--role", "dsl", "--password-file", "/dev/null"]).output();
    assert!(!twice.unwrap().status.success());
    let weak = register.command(&["user", "password", "patel", "--password-file", "/dev/null"]).output().unwrap();
    assert!(!weak.status.success() && told(&weak).contains("at least 12 characters"), "{}", told(&weak));
    let shown = register.command(&["user", "add", "x", "--role", "dsl", "--database", "postgres://a:b@c/d"]).output();
    assert!(told(&shown.unwrap()).contains("a password on the command line"));
}

#[test]
fn the_first_password_is_changed_before_anything_else_and_ends_older_sessions() {
    let register = Register::start();
    let password = register.password.clone().unwrap();
    let (cookie, _) = sign_in(&register, "head", &password).unwrap();
    let (other, _) = sign_in(&register, "head", &password).unwrap();
    let (status, headers, _) = register.ask_once("GET", "/", &[("cookie", &cookie)], Vec::new());
    assert_eq!((status, headers["location"].to_str().unwrap()), (303, "/me"));
    let (_, page) = get(&register, &cookie, "/me");
    assert!(page.contains("Somebody else has seen your password"), "{page}");
    let change = |old: &str, new: &str, again: &str| {
        let fields = [("token", token(&page)), ("old", old.into()), ("new", new.into()), ("again", again.into())];
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let headers = [FORM, HERE, ("cookie", cookie.as_str())];
        register.ask_once("POST", "/me", &headers, body.join("&").into_bytes())
    };
    let fine = "otter pebble lantern";
    assert_eq!(change(&password, fine, "otter pebble").0, 422);
    assert_eq!(change(&password, &password, &password).0, 422);
    let (status, headers, _) = change(&password, fine, fine);
    assert_eq!(status, 303);
    let fresh = headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(get(&register, &cookie, "/me").0, 303, "the session before");
    assert_eq!(get(&register, &other, "/me").0, 303, "another place");
    assert_eq!(get(&register, &fresh, "/me").0, 200);
}

#[test]
fn a_session_ends_when_nothing_is_done_and_after_a_working_day_whatever_is_done() {
    both(async |storage| {
        let school = storage.school_named("Willow Lane Primary", NOW).await.unwrap();
        let new = NewAccount {
            login: "Lowe",
            name: "Ms Lowe",
            role: Role::Office,
            school: Some(&school.id),
            hash: "x",
            must_change: false,
        };
        let account = storage.add_account(&new, NOW).await.unwrap().unwrap();
        assert_eq!(storage.add_account(&new, NOW).await.unwrap(), None);
        let there = async |session: &[u8; 32], at_ms| storage.signed_in(session, at_ms).await.unwrap().is_some();
        storage.sign_in(&account.id, &[1; 32], None, NOW).await.unwrap();
        assert!(there(&[1; 32], NOW + IDLE_MS - 1).await, "and seen again");
        assert!(there(&[1; 32], NOW + 2 * IDLE_MS - 2).await);
        assert!(!there(&[1; 32], NOW + 3 * IDLE_MS).await);
        let mut at_ms = NOW;
        storage.sign_in(&account.id, &[2; 32], Some(&[1; 32]), NOW).await.unwrap();
        assert!(!there(&[1; 32], NOW).await, "the one before has ended");
        while at_ms < NOW + ABSOLUTE_MS {
            assert!(there(&[2; 32], at_ms).await);
            at_ms += IDLE_MS / 2;
        }
        assert!(!there(&[2; 32], NOW + ABSOLUTE_MS).await);
        storage.sign_in(&account.id, &[3; 32], None, NOW).await.unwrap();
        storage.sign_out(&[3; 32]).await.unwrap();
        assert!(!there(&[3; 32], NOW).await);
    });
}
