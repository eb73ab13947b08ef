//! What the register tells its kiosks beside erasures: versions of agreements, and who opens them.

use super::accounts;
use super::network::promises;
use super::running::Register;
use super::storage::{NOW, both};
use crate::support::{School, told};
use promise_tree::domain::agreement_draft::AgreementDraft;
use promise_tree::domain::school_defaults::SchoolDefaults;
use promise_tree::register::storage::KeptOrder;
use promise_tree::store::{SCHOOL_DEFAULTS, Secret, Store, StoreError, SystemClock};
use std::path::PathBuf;

fn enrolled() -> (Register, School) {
    let register = Register::start();
    let school = School::new();
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    (register, school)
}

/// The file that the kiosk writes, with another first sentence and an approval.
fn changed(school: &School, words: &str) -> (AgreementDraft, PathBuf) {
    let shown = school.run(&["agreement", "show", "ks1-pupils"]);
    let mut draft: AgreementDraft = ron::from_str(&shown).unwrap();
    draft.rules[0].words = words.to_owned();
    draft.approved_by = "the governing body".to_owned();
    let today = jiff::Zoned::now().date();
    (draft.approved_on, draft.review_by) = (Some(today), today.checked_add(jiff::ToSpan::year(1)).ok());
    let file = school.file("agreement.ron");
    std::fs::write(&file, ron::to_string(&draft).unwrap()).unwrap();
    (draft, file)
}

fn add(register: &Register, file: &std::path::Path) -> std::process::Output {
    register.command(&["agreement", "add", file.to_str().unwrap()]).output().unwrap()
}

#[test]
fn a_version_that_the_office_enters_is_among_the_kiosks_own_after_its_next_sync_and_one_it_cannot_take_stops_no_other()
{
    let (register, school) = enrolled();
    let (_, file) = changed(&school, "Our tablets are for our learning.");
    let given = add(&register, &file);
    assert!(given.status.success() && told(&given).contains("ks1-pupils version 2"), "{}", told(&given));
    let again = add(&register, &file);
    assert!(!again.status.success() && told(&again).contains("says exactly this already"), "{}", told(&again));
    let said = school.run(&["sync", "--once"]);
    assert!(said.contains("Version 2 of ks1-pupils came from the register."), "{said}");
    assert!(!school.run(&["sync", "--once"]).contains("came from"), "once");
    let listed = school.run(&["agreement", "list"]);
    assert!(listed.contains("ks1-pupils version 2: in use; approved by the governing body"), "{listed}");
    let shown = school.run(&["agreement", "show", "ks1-pupils"]);
    assert!(shown.contains("Our tablets are for our learning."), "{shown}");

    // The kiosk has made a version 3 of its own meanwhile.
    let (_, own) = changed(&school, "We share our tablets.");
    school.run(&["agreement", "new", own.to_str().unwrap()]);
    for words in ["Our tablets are for learning and making.", "Our tablets are for learning and drawing."] {
        let (_, file) = changed(&school, words);
        let mut draft: AgreementDraft = ron::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        draft.from_version = 2;
        std::fs::write(&file, ron::to_string(&draft).unwrap()).unwrap();
        assert!(add(&register, &file).status.success());
    }
    promises(&school, 2);
    let output = school.command(&["sync", "--once"]).output().unwrap();
    let said = told(&output);
    assert!(said.contains("Version 4 of ks1-pupils came from the register."), "{said}");
    assert!(said.contains("Version 3 of “ks1-pupils” from the register was not taken: there is another"), "{said}");
    assert!(said.contains("with receipts") && output.status.code() == Some(1), "{said}");
    let list = register.command(&["agreement", "list"]).output().unwrap();
    assert!(told(&list).contains("ks1-pupils version 4: used from"), "{}", told(&list));
    // Nothing of a file that is not whole is given to anybody.
    std::fs::write(&file, ron::to_string(&AgreementDraft { approved_on: None, ..changed(&school, "").0 }).unwrap())
        .unwrap();
    let refused = told(&add(&register, &file));
    assert!(refused.contains("the day on which it was approved is missing"), "{refused}");
    assert!(refused.contains("says nothing; write its sentence"), "{refused}");
}

#[test]
fn a_colleague_added_at_the_register_opens_a_kiosk_after_its_next_sync_and_not_after_they_were_shut_out() {
    let (register, school) = enrolled();
    let words = "candle violin harbour";
    let typed = school.file("typed.txt");
    std::fs::write(&typed, format!("{words}\n")).unwrap();
    let let_in =
        ["staff", "add", "--name", "Ms T Vale", "--initials", "TV", "--password-file", typed.to_str().unwrap()];
    let output = register.command(&let_in).output().unwrap();
    assert!(told(&output).contains("Ms T Vale opens every kiosk after its next sync"), "{}", told(&output));
    let twice = register.command(&let_in).output().unwrap();
    assert!(!twice.status.success() && told(&twice).contains("TV"), "{}", told(&twice));
    let open = || Store::open(&school.data(), Secret::passphrase(words).of("TV"), SystemClock::start());
    assert!(matches!(open(), Err(StoreError::Unknown { .. })), "not before the kiosk has heard of her");
    school.run(&["sync", "--once"]);
    let store = open().unwrap();
    assert_eq!(store.present().wait().unwrap().unwrap().name, "Ms T Vale");
    let trail = store.audit_trail(10).wait().unwrap();
    assert!(trail.iter().any(|entry| entry.what == "trail-colleague-let-in"));
    store.shutdown().wait().unwrap();
    // Neither the passphrase nor anything that opens without it is at the register.
    let database = std::fs::read(register.data().join("register.db")).unwrap();
    assert!(!database.windows(words.len()).any(|window| window == words.as_bytes()));

    let set = |arguments: &[&str]| told(&register.command(arguments).output().unwrap());
    assert!(set(&["settings", "--idle", "3"]).contains("after 3 minutes"));
    assert!(set(&["settings", "--motion", "off"]).contains("after 3 minutes"), "the one leaves the other");
    assert!(set(&["settings", "--idle", "0"]).contains("neither `usual` nor 1 to 30 minutes"));
    let out = register.command(&["staff", "disable", "TV"]).output().unwrap();
    assert!(out.status.success(), "{}", told(&out));
    school.run(&["sync", "--once"]);
    assert!(matches!(open(), Err(StoreError::Unknown { .. })));
    let store = school.open();
    let defaults: Option<SchoolDefaults> = store.setting(SCHOOL_DEFAULTS).wait().unwrap();
    assert_eq!(defaults, Some(SchoolDefaults { idle_minutes: Some(3), motion: Some(false) }));
    assert!(store.obeyed("settings").wait().unwrap().is_some_and(|head| head.sequence == 2), "the newest");
    store.shutdown().wait().unwrap();
    let list = told(&register.command(&["staff", "list"]).output().unwrap());
    assert!(list.contains("Ms T Vale (TV), teacher: shut out"), "{list}");
}

/// Sends a form of a page, and answers where it leads or what it says.
fn send(register: &Register, cookie: &str, page: &str, to: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let token = accounts::token(&accounts::get(register, cookie, page).1);
    let mut body = format!("token={token}");
    for (name, value) in fields {
        body.push_str(&format!("&{name}={}", accounts::encoded(value)));
    }
    let headers = [accounts::FORM, accounts::HERE, ("cookie", cookie)];
    let (status, headers, page) = register.ask_once("POST", to, &headers, body.into_bytes());
    let to = headers.get("location").map(|to| to.to_str().unwrap().to_owned());
    (status, to.unwrap_or(page))
}

#[test]
fn the_office_writes_the_next_version_in_a_form_and_the_head_lets_a_colleague_in() {
    let register = Register::start();
    let (office, _) = accounts::sign_in(&register, "lowe", &accounts::add(&register, "lowe", "office")).unwrap();
    let school = accounts::school(&register, &office);
    let base = format!("/schools/{school}");
    let form = format!("{base}/agreements/new/ks1-pupils");
    let page = accounts::get(&register, &office, &form).1;
    // The form as it is shown, with two rules left out and another one new.
    let field = |name: &str| {
        let after = page.split(&format!("name=\"{name}\"")).nth(1).unwrap();
        let value = match after.split_once("value=\"") {
            Some((before, value)) if !before.contains('>') => value.split('"').next().unwrap(),
            _ => after.split_once('>').unwrap().1.split("</").next().unwrap(),
        };
        value.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<")
    };
    let mut fields: Vec<(String, String)> = vec![("title".into(), field("title")), ("from".into(), field("from"))];
    for place in 0.. {
        if !page.contains(&format!("name=\"id-{place}\"")) {
            break;
        }
        for part in ["id", "picture", "words", "more"] {
            fields.push((format!("{part}-{place}"), field(&format!("{part}-{place}"))));
        }
    }
    let rules = page.matches("name=\"id-").count();
    fields.extend([("drop-0".into(), "1".into()), ("words-new".into(), "I put  the tablet\nback.".into())]);
    fields.push(("picture-new".into(), field("picture-1")));
    let send_it = |fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        send(&register, &office, &form, &form, &fields)
    };
    let (status, page) = send_it(&fields);
    assert!(status == 200 && page.contains("role=\"alert\"") && page.contains("nobody has approved it"), "{page}");
    assert!(page.contains("I put the tablet back."), "what was typed is still there");
    let today = jiff::Zoned::now().date();
    let review = today.checked_add(jiff::ToSpan::year(1)).unwrap().to_string();
    fields.push(("by".into(), "the governing body".into()));
    fields.extend([("on".into(), today.to_string()), ("review".into(), review)]);
    assert_eq!(send_it(&fields), (303, format!("{base}/agreements?told=given")));
    let list = accounts::get(&register, &office, &format!("{base}/agreements?told=given")).1;
    assert!(list.contains("Version 2") && list.contains("in use since") && list.contains("I put the tablet back."));
    assert!(!list.contains("[pages-") && list.contains("Approved by the governing body"), "{list}");
    assert_eq!(list.matches("<li>").count(), rules + list.matches("<li><a").count(), "one fewer, one more");

    let (head, _) = accounts::sign_in(&register, "patel", &accounts::add(&register, "patel", "head")).unwrap();
    let colleagues = format!("{base}/colleagues");
    let words = "candle violin harbour";
    let fields = |again: &'static str| {
        [("name", "Ms T Vale"), ("initials", "TV"), ("role", "head"), ("passphrase", words), ("again", again)]
    };
    let (status, page) = send(&register, &head, &colleagues, &colleagues, &fields("candle violin harbours"));
    assert!(status == 200 && page.contains("typed in two ways") && page.contains("Ms T Vale"), "{page}");
    assert!(!page.contains(words), "no passphrase goes back");
    let done = send(&register, &head, &colleagues, &colleagues, &fields(words));
    assert_eq!(done, (303, format!("{colleagues}?told=let-in")));
    let (_, page) = send(&register, &head, &colleagues, &colleagues, &fields(words));
    assert!(page.contains("TV"), "her initials are taken: {page}");
    let page = accounts::get(&register, &head, &colleagues).1;
    let one = page.split(&format!("href=\"{colleagues}/")).nth(1).unwrap().split('"').next().unwrap();
    let one = format!("{colleagues}/{one}");
    let done = send(&register, &head, &one, &one, &[("do", "shut-out")]);
    assert_eq!(done, (303, format!("{colleagues}?told=colleague-shut-out")));
    assert!(accounts::get(&register, &head, &one).1.contains("shut out"));
    let trail = accounts::get(&register, &head, &format!("{base}/trail")).1;
    for line in [
        "gave kiosks a version of an agreement:",
        "let a colleague open kiosks:",
        "shut a colleague out of the kiosks:",
    ] {
        assert!(trail.contains(line), "{line}: {trail}");
    }
    assert!(trail.contains("ks1-pupils 2") && !trail.contains("[pages-"), "{trail}");
}

#[test]
fn orders_count_from_one_in_each_kind_and_each_school_on_both_databases() {
    both(async |storage| {
        let willow = storage.school_named("Willow Lane Primary", NOW).await.unwrap().id;
        let oak = storage.school_named("Oak Primary", NOW).await.unwrap().id;
        for (school, kind, number) in
            [(&willow, "staff", 1), (&willow, "staff", 2), (&willow, "agreement", 1), (&oak, "staff", 1)]
        {
            let sign = |given: u64, before: &[KeptOrder]| {
                assert_eq!((given, before.len() as u64), (number, number - 1));
                Ok::<_, ()>(format!("{school} {kind} {given}"))
            };
            let kept = storage.add_order(school, kind, NOW, sign).await.unwrap().unwrap();
            assert_eq!(kept.head().sequence, number);
            assert_eq!(storage.newest_order(school, kind).await.unwrap(), Some(kept));
        }
        let refused = storage.add_order(&willow, "staff", NOW, |_, _| Err("no")).await.unwrap();
        assert_eq!(refused.unwrap_err(), "no");
        let numbers = async |after, limit| {
            let orders = storage.orders_since(&willow, "staff", after, limit).await.unwrap();
            orders.iter().map(|kept| kept.number).collect::<Vec<_>>()
        };
        assert_eq!(numbers(0, 9).await, [1, 2]);
        assert_eq!((numbers(1, 9).await, numbers(0, 1).await), (vec![2], vec![1]));
        assert_eq!(storage.newest_order(&oak, "settings").await.unwrap(), None);
    });
}
