//! What the office does on the pages with a file: the school's roll, and a kiosk's file from a stick.

use super::accounts::{HERE, add, get, hidden, school as school_of, sign_in};
use super::network::{has_everything, promises};
use super::running::Register;
use super::seeded::willow_and_oak;
use crate::roster::made::zipped;
use crate::support::School;
use crate::support::postgres::postgres;
use base64::Engine as _;
use promise_tree::register::Place;
use promise_tree::register::courier::take_in;
use promise_tree::sync::wire::BODY_AT_MOST;
use std::collections::BTreeSet;

/// Sends a form with a file, as a browser does.
fn send(
    register: &Register,
    cookie: &str,
    path: &str,
    site: (&str, &str),
    fields: &[(String, String)],
    file: Option<(&str, &[u8])>,
) -> (u16, String) {
    let mut body = Vec::new();
    for (name, text) in fields {
        let head = format!("--a-line\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!(
            "--a-line\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--a-line--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=a-line"), site, ("cookie", cookie)];
    let (status, _, page) = register.ask_once("POST", path, &headers, body);
    (status, page)
}

/// The office, signed in, and where it works.
struct Office {
    register: Register,
    cookie: String,
    base: String,
    token: String,
}

impl Office {
    fn at(register: Register) -> Self {
        let (cookie, _) = sign_in(&register, "lowe", &add(&register, "lowe", "office")).unwrap();
        let base = format!("/schools/{}", school_of(&register, &cookie));
        let token = hidden(&get(&register, &cookie, &format!("{base}/roll")).1, "token");
        Self { register, cookie, base, token }
    }

    fn get(&self, path: &str) -> String {
        let (status, page) = get(&self.register, &self.cookie, &format!("{}/{path}", self.base));
        assert_eq!(status, 200, "{page}");
        page
    }

    fn post(&self, path: &str, more: &[(String, String)], file: Option<(&str, &[u8])>) -> (u16, String) {
        let mut fields = vec![("token".to_owned(), self.token.clone())];
        fields.extend_from_slice(more);
        send(&self.register, &self.cookie, &format!("{}/{path}", self.base), HERE, &fields, file)
    }

    fn compare(&self, name: &str, bytes: &[u8]) -> String {
        let (status, page) = self.post("roll", &[], Some((name, bytes)));
        assert_eq!(status, 200, "{page}");
        page
    }

    /// Takes a comparison over with these boxes ticked.
    fn accept(&self, page: &str, ticked: impl IntoIterator<Item = String>) -> (u16, String) {
        let mut fields: Vec<(String, String)> =
            ["kept", "kept-name", "seen", "shown"].map(|name| (name.to_owned(), hidden(page, name))).into();
        fields.push(("do".into(), "accept".into()));
        fields.extend(chosen(page));
        if page.contains("name=\"headings-was\"") {
            fields.push(("headings-was".into(), hidden(page, "headings-was")));
        }
        fields.extend(ticked.into_iter().map(|key| (format!("take-{key}"), "1".into())));
        self.post("roll", &fields, None)
    }
}

/// The boxes of a page: their keys, and whether they are ticked.
fn boxes(page: &str) -> Vec<(String, bool)> {
    let parts = page.split("<input type=\"checkbox\" name=\"take-").skip(1);
    let one = |part: &str| {
        let tag = part.split('>').next().unwrap();
        (tag.split('"').next().unwrap().to_owned(), tag.ends_with(" checked"))
    };
    parts.map(one).collect()
}

/// What stands in the fields to choose from.
fn chosen(page: &str) -> Vec<(String, String)> {
    let one = |part: &str| {
        let name = part.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
        let selected = part.split("</select>").next().unwrap().split("<option value=\"").skip(1);
        let selected = selected.map(|option| option.split('>').next().unwrap());
        let value = selected.filter_map(|tag| tag.strip_suffix("\" selected")).next().unwrap_or_default();
        (name.to_owned(), value.to_owned())
    };
    page.split("<select ").skip(1).map(one).collect()
}

fn ticked(page: &str) -> BTreeSet<String> {
    boxes(page).into_iter().filter_map(|(key, ticked)| ticked.then_some(key)).collect()
}

/// Willow as the office has it: Ben is not in it, Ela has moved, Hana is called otherwise, Zara is new, a row is bad.
pub(super) const LIST: &str = "Given name,Family name,Class,Year,Date of birth\n\
    Aisha,Begum,Willow,2,01/02/2019\nChloe,Moss,Willow,2,\nDev,Patel,Willow,2,\nElla,Kaya,Willow,2,\n\
    Femi,Okoye,Willow,2,\nGrace,Wood,Willow,2,\nHana,Ito,Willow,2,\nZara,Novak,Willow,2,\nNobody,,,2,\n";

#[test]
fn a_list_is_compared_on_the_page_and_taken_over_as_far_as_it_is_ticked() {
    let register = Register::start();
    willow_and_oak(&register);
    let office = Office::at(register);
    assert!(office.get("roll").contains("8 children in 1 class, as of "));
    let page = office.compare("C:\\Office\\pupils.csv", LIST.as_bytes());
    for says in [
        "pupils.csv: A CSV (UTF-8)",
        "Row 10: no class. Fill in the class.",
        "One child joins",
        "Zara Novak",
        "Ben Tate of Willow is not in the list",
        "Ela Kaya is now Ella Kaya, in Willow",
        "Not needed, and not read: Date of birth",
    ] {
        assert!(page.contains(says), "{says}: {page}");
    }
    assert!(!page.contains("01/02/2019") && !page.contains("[pages-") && !page.contains("[roster-"), "{page}");
    let sure = ticked(&page);
    assert_eq!(
        sure,
        BTreeSet::from(["row-9".to_owned()]),
        "who left, and who is found by a part of the name, is not ticked"
    );
    assert!(!office.get("classes/willow").contains("Zara"), "looking changes nothing");
    assert_eq!(boxes(&page).len(), 3);

    let (status, done) = office.accept(&page, sure);
    assert!(status == 200 && done.contains("one child joined"), "{status} {done}");
    let class = office.get("classes/willow");
    for name in ["Ben T.", "Ela K.", "Zara N."] {
        assert!(class.contains(name), "{name} {class}");
    }
    // Ben has left: a person says so. What he promised is still there, and he on no list.
    let page = office.compare("pupils.csv", LIST.as_bytes());
    let leaver = boxes(&page).into_iter().find(|(key, _)| key.starts_with("left-")).unwrap().0;
    assert_eq!(leaver, "left-willow-1");
    let (status, done) = office.accept(&page, [leaver.clone()]);
    assert!(status == 200 && done.contains("one marked as having left"), "{status} {done}");
    assert!(!office.get("classes/willow").contains("Ben T."));
    assert!(office.get("pupils/willow-1").contains("in log, leaf 1"));
    // What was accepted is not what there is any more: it is shown again, and nothing is written.
    let (status, again) = office.accept(&page, [leaver]);
    assert!(status == 200 && again.contains("This is not what you saw before"), "{status} {again}");
    let (cookie, _) = sign_in(&office.register, "moss", &add(&office.register, "moss", "dsl")).unwrap();
    let (_, trail) = get(&office.register, &cookie, &format!("{}/trail", office.base));
    for did in ["compared a list with the roll", "numbers on the roll", "marked a child as having left"] {
        assert!(trail.contains(did), "{did}: {trail}");
    }
}

#[test]
fn a_list_that_cannot_be_read_is_refused_with_a_sentence_and_columns_can_be_said() {
    let register = Register::start();
    willow_and_oak(&register);
    let office = Office::at(register);
    let refused = |name: &str, bytes: &[u8], says: &str| {
        let (status, page) = office.post("roll", &[], Some((name, bytes)));
        assert!((status == 422 || status == 413) && page.contains(says), "{name}: {status} {page}");
        assert!(page.contains("<main"), "a page for people");
    };
    refused("pupils.csv", b"", "No file was chosen");
    refused("pupils.pdf", b"%PDF-1.7 nothing", "Pupils.pdf is neither a CSV");
    refused("large.csv", &vec![b'x'; 9 << 20], "larger than any that is taken here");
    // Nobody knows these columns: a person says which they are.
    let odd = b"Kind,Gruppe\nZara Novak,Willow\n";
    let (status, page) = office.post("roll", &[], Some(("odd.csv", odd)));
    assert!(status == 422 && page.contains("No column of odd.csv is known to hold names"), "{status} {page}");
    assert!(!page.contains("value=\"accept\""));
    let say = |page: &str, said: &[(&str, &str)]| {
        let kept = ["kept", "kept-name", "headings-was"].map(|name| (name.to_owned(), hidden(page, name)));
        let said = said.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        office.post("roll", &kept.into_iter().chain(said).collect::<Vec<_>>(), None)
    };
    let (status, page) = say(&page, &[("headings", "1"), ("do", "look")]);
    assert!(status == 422 && page.contains("<option value=\"1\" selected>Row 1: Kind · Gruppe"), "{status} {page}");
    let said = [("headings", "1"), ("column-full-name", "0"), ("column-class", "1"), ("do", "look")];
    let (status, page) = say(&page, &said);
    assert!(status == 200 && page.contains("Zara Novak") && page.contains("value=\"accept\""), "{status} {page}");
    // It is remembered for the next list with these headings.
    let (status, done) = office.accept(&page, ticked(&page));
    assert!(status == 200 && done.contains("one child joined"), "{status} {done}");
    let page = office.compare("next.csv", b"Kind,Gruppe\nYara Quist,Willow\n");
    assert!(page.contains("Yara Quist"), "{page}");
    // A OneRoster export goes the same way.
    let export = zipped(&[
        ("classes.csv", "sourcedId,title,grades,classType,schoolSourcedId\nc1,Willow,02,homeroom,o1\n"),
        ("users.csv", "sourcedId,role,givenName,familyName,grades\nu1,student,Yara,Quist,02\n"),
        ("enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role\ne1,c1,u1,student\n"),
    ]);
    let page = office.compare("export.zip", &export);
    assert!(page.contains("A OneRoster export") && page.contains("Yara Quist"), "{page}");
}

#[test]
fn only_a_form_of_ours_and_only_whoever_may_brings_a_list_in() {
    let register = Register::start();
    willow_and_oak(&register);
    let office = Office::at(register);
    let (register, path) = (&office.register, format!("{}/roll", office.base));
    let own = [("token".to_owned(), office.token.clone())];
    let file = Some(("pupils.csv", LIST.as_bytes()));
    for site in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        assert_eq!(send(register, &office.cookie, &path, site, &own, file).0, 403);
    }
    assert_eq!(send(register, &office.cookie, &path, HERE, &[], file).0, 403, "no token");
    assert_eq!(send(register, "", &path, HERE, &own, file).0, 303, "nobody is signed in");
    // Of a stranger nothing large is even read.
    assert_eq!(send(register, "", &path, HERE, &own, Some(("x", &vec![0; BODY_AT_MOST]))).0, 413);
    for (role, roll, courier) in
        [("teacher", 403, 403), ("trust", 403, 422), ("dsl", 200, 403), ("head", 200, 422), ("office", 200, 422)]
    {
        let login = format!("a-{role}");
        let (cookie, _) = sign_in(register, &login, &add(register, &login, role)).unwrap();
        assert_eq!(get(register, &cookie, &path).0, if roll == 403 { 403 } else { 200 }, "{role}");
        let token = [("token".to_owned(), hidden(&get(register, &cookie, "/me").1, "token"))];
        assert_eq!(send(register, &cookie, &path, HERE, &token, file).0, roll, "{role}");
        let stick = format!("{}/courier", office.base);
        let (status, page) = send(register, &cookie, &stick, HERE, &token, Some(("x", b"a shopping list")));
        assert_eq!(status, courier, "{role} {page}");
        assert_eq!(page.contains("This is no file of Promise Tree's courier"), courier == 422, "{page}");
    }
    assert!(!office.get("classes/willow").contains("Zara"));
}

#[test]
fn a_file_from_a_stick_comes_in_on_the_page_and_its_answer_goes_back_on_postgresql_too() {
    let database = postgres().database();
    let office = Office::at(Register::start_on(Some(database.clone())));
    let kiosk = School::new();
    kiosk.run(&["enrol", "--ticket", &office.register.ticket.clone().unwrap()]);
    promises(&kiosk, 4);
    let out = kiosk.file("out.promise-courier");
    kiosk.run(&["courier", "out", "--to", out.to_str().unwrap()]);
    let file = std::fs::read(&out).unwrap();
    let store = kiosk.open();
    let all = store.head().wait().unwrap().sequence;
    store.shutdown().wait().unwrap();
    assert!(office.get("kiosks").contains("A file from a stick"));
    let (status, page) = office.post("courier", &[], Some(("out.promise-courier", &file)));
    assert!(status == 200 && page.contains(&format!("{all} statements new, 0 there already")), "{status} {page}");
    let answer = page.split("data:application/octet-stream;base64,").nth(1).unwrap().split('"').next().unwrap();
    let back = kiosk.file("back.promise-courier");
    std::fs::write(&back, base64::engine::general_purpose::STANDARD.decode(answer).unwrap()).unwrap();
    let said = kiosk.run(&["courier", "in", "--from", back.to_str().unwrap()]);
    assert!(said.contains(&format!("{all} statements more have a receipt")), "{said}");
    has_everything(&office.register, &kiosk, all as usize);
    // The command line's way into the same database: all of it is there.
    let place = Place { folder: office.register.data(), database: Some(database) };
    let again = take_in(&place, &file).unwrap();
    assert_eq!((again.stored, again.already as u64, again.refused), (0, all, 0));
    let (status, page) = office.post("courier", &[], Some(("half", &file[..file.len() / 2])));
    assert!(status == 422 && page.contains("This file is damaged"), "{status} {page}");
    let (cookie, _) = sign_in(&office.register, "moss", &add(&office.register, "moss", "dsl")).unwrap();
    let (_, trail) = get(&office.register, &cookie, &format!("{}/trail", office.base));
    assert_eq!(trail.matches("took in a file from a stick").count(), 1, "{trail}");
}
