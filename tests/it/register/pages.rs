//! The pages in a real browser: each role goes about its work, axe-core finds nothing serious, no script is needed.

use super::accounts::{add, sign_in};
use super::browser::Browser;
use super::running::Register;
use super::seeded::willow_and_oak;
use crate::support::{School, told};

struct Person<'a> {
    register: &'a Register,
    browser: Browser,
    wide: bool,
}

impl<'a> Person<'a> {
    fn at(register: &'a Register, wide: bool) -> Self {
        let (width, height) = if wide { (1280, 900) } else { (390, 844) };
        Self { register, browser: Browser::start(width, height, true), wide }
    }

    fn go(&self, path: &str) {
        self.browser.open(&format!("https://{}{path}", self.register.address));
    }

    fn sign_in(&self, login: &str, password: &str) {
        self.go("/sign-in");
        self.browser.write("#login", login);
        self.browser.write("#password", password);
        self.browser.press("button.main");
    }

    /// Looks at a page: nothing serious is wrong with it, and no word is missing.
    fn look(&self, name: &str) {
        let size = if self.wide { "wide" } else { "phone" };
        self.browser.picture(&format!("{name}-{size}"));
        assert_eq!(self.browser.faults(), Vec::<String>::new(), "{name} at {size}");
        let body = self.browser.read("body");
        assert!(!body.contains("[pages-") && !body.contains("[row-") && !body.contains("[register-"), "{body}");
        assert_eq!(self.browser.count("script, [style], [onclick]"), 0);
    }
}

fn journey(wide: bool) {
    let register = Register::start();
    willow_and_oak(&register);
    let head = Person::at(&register, wide);
    head.go("/check");
    head.look("check");
    head.go("/");
    assert_eq!(head.browser.path(), "/sign-in");
    head.look("sign-in");
    head.sign_in("head", "not the right one");
    assert!(head.browser.read("[role=alert]").contains("do not go together"));
    head.look("sign-in-refused");
    head.sign_in("head", &register.password.clone().unwrap());
    assert_eq!(head.browser.path(), "/me");
    head.look("first-password");
    head.browser.write("#old", &register.password.clone().unwrap());
    head.browser.write("#new", "otter pebble lantern");
    head.browser.write("#again", "otter pebble lantern");
    head.browser.press("button.main");
    assert!(head.browser.read("[role=status]").contains("Your password is changed"));
    assert!(head.browser.read(".lead").contains("7 of 11 have promised"), "{}", head.browser.read("main"));
    head.look("classes");

    head.browser.follow("Willow, Year 2");
    assert_eq!(head.browser.read("h1"), "6 of 8 have promised");
    assert_eq!(head.browser.count("tbody tr"), 8);
    head.look("class");
    head.browser.follow("Missing 2");
    let names = head.browser.read("tbody");
    assert!(names.contains("Dev P.") && names.contains("Hana I.") && head.browser.count("tbody tr") == 2, "{names}");
    head.look("class-missing");
    head.browser.follow("Rules changed 0");
    assert!(head.browser.read(".empty").contains("Nobody here"));
    head.browser.follow("Everyone");
    head.browser.follow("Aisha B.");
    assert_eq!(head.browser.read("h1"), "Aisha Begum");
    assert!(head.browser.read(".card").contains("in log, leaf 0"));
    head.browser.tick("summary");
    head.look("pupil");

    head.browser.follow("Kiosks");
    head.browser.write("form.line input[name=name]", "Willow panel");
    head.browser.press("form.line button");
    assert_eq!(head.browser.read("section.card h2"), "Willow panel");
    assert!(!head.browser.read("main").contains("fortnight"), "it was let in just now");
    head.look("kiosks");
    head.browser.press("button[value=words]");
    assert_eq!(head.browser.count("ol.words li"), 13);
    head.look("ticket");
    head.browser.follow("Done");
    head.browser.follow("Shut out");
    head.look("revoke");
    head.browser.press("button.danger");
    assert!(head.browser.read("section.card").contains("Shut out since"));

    head.browser.follow("Agreements");
    head.look("agreements");
    head.browser.follow("Write the next version");
    head.look("agreement-new");
    head.browser.follow("Colleagues");
    head.look("colleagues");
    head.browser.follow("Accounts");
    head.look("accounts");
    head.browser.write("#name", "Mr Okoro");
    head.browser.write("#login", "okoro");
    head.browser.tick("input[value=teacher]");
    head.browser.press("section.card button.main");
    let password = head.browser.read("#secret");
    head.look("account-made");
    head.browser.follow("Done");
    head.browser.tick("input[name=class-oak]");
    head.browser.press("button[value=role]");
    assert!(head.browser.read("[role=status]").contains("Saved"));
    head.look("account");

    // The teacher sees their own class and nothing else.
    let teacher = Person::at(&register, wide);
    teacher.sign_in("okoro", &password);
    teacher.browser.write("#old", &password);
    teacher.browser.write("#new", "lantern otter pebble");
    teacher.browser.write("#again", "lantern otter pebble");
    teacher.browser.press("button.main");
    assert_eq!(teacher.browser.count("tbody tr"), 1);
    assert_eq!(teacher.browser.count("nav.ways a"), 0);
    teacher.look("teacher");
    let school = teacher.browser.path().split('?').next().unwrap().to_owned();
    teacher.browser.follow("Oak");
    assert_eq!(teacher.browser.read("h1"), "1 of 3 have promised");
    teacher.browser.follow("Rules changed 1");
    assert!(teacher.browser.read("tbody").contains("agreed, to older rules"));
    teacher.look("teacher-changed");
    teacher.go(&format!("{school}/classes/willow"));
    assert!(teacher.browser.read("main").contains("This is not for your account"));
    teacher.look("forbidden");

    // The safeguarding lead erases a child, asked twice.
    let dsl = Person::at(&register, wide);
    dsl.sign_in("lowe", &add(&register, "lowe", "dsl"));
    assert_eq!(dsl.browser.count("nav.ways a"), 3, "classes, the roll and the trail");
    dsl.go(&format!("{school}/pupils/oak-2/erase"));
    dsl.look("erase");
    dsl.browser.press("button.danger");
    dsl.browser.write("#name", "Somebody Else");
    dsl.browser.press("button.danger");
    assert!(dsl.browser.read("[role=alert]").contains("Nothing was erased"));
    dsl.look("erase-second");
    dsl.browser.write("#name", "chloe  MOSS");
    dsl.browser.press("button.danger");
    assert!(dsl.browser.read("[role=status]").contains("is erased here"));
    dsl.go(&format!("{school}/pupils/oak-2"));
    assert!(dsl.browser.read("main").contains("There is nothing at this address"));
    dsl.browser.open(&format!("https://{}{school}/trail", register.address));
    let trail = dsl.browser.read("tbody");
    for did in
        ["erased a child", "looked at a class", "shut a kiosk out", "made an account", "was refused", "named a kiosk"]
    {
        assert!(trail.contains(did), "{did}: {trail}");
    }
    assert!(!trail.contains("Chloe Moss"), "{trail}");
    dsl.look("trail");
    let (sound, said) = {
        let output = crate::support::program().args(["verify", "--register"]).arg(register.data()).output().unwrap();
        (output.status.success(), told(&output))
    };
    assert!(sound, "{said}");

    // The office brings a list in, and joins a child whom two kiosks have recorded.
    super::same::asked_again(&register);
    let office = Person::at(&register, wide);
    office.sign_in("bell", &add(&register, "bell", "office"));
    office.browser.follow("Roll");
    office.look("roll");
    let list = register.folder.path().join("pupils.csv");
    std::fs::write(&list, super::office::LIST).unwrap();
    office.browser.choose("#file", &list);
    office.browser.press("form.narrow button.main");
    office.look("roll-preview");
    assert!(office.browser.read("main").contains("Look at both records"));
    office.browser.tick("details.card summary");
    office.look("roll-preview-open");
    office.browser.press("button[value=accept]");
    assert!(office.browser.read("[role=status]").contains("one child joined"));
    office.look("roll-done");
    office.go(&format!("{school}/classes/willow"));
    assert!(office.browser.read(".notice").contains("Dev Patel stands here twice"));
    office.look("class-twice");
    office.browser.follow("Look at both records of Dev Patel");
    office.look("same");
    office.browser.press("button[value=one]");
    assert!(office.browser.read("[role=status]").contains("They are one child"));
    office.look("same-joined");
    office.browser.press("button[value=part]");
    assert!(office.browser.read("[role=status]").contains("two children again"));
    office.browser.follow("Kiosks");
    office.browser.choose("#file", &list);
    office.browser.press("form.narrow button.main");
    assert!(office.browser.read("[role=alert]").contains("no file of Promise Tree's courier"));
    office.look("courier-refused");

    // A trust sees schools.
    let trust = Person::at(&register, wide);
    trust.sign_in("governor", &add(&register, "governor", "trust"));
    assert_eq!(trust.browser.path(), "/schools");
    trust.look("schools");
    trust.browser.follow("Who signed in for all schools");
    assert!(trust.browser.read("tbody").contains("signed in from"));
    trust.look("trail-of-all");
    trust.go("/schools");
    trust.browser.follow("Willow Lane Primary");
    assert_eq!(trust.browser.count("nav.ways a"), 7);
    trust.browser.press(".me button");
    assert_eq!(trust.browser.path(), "/sign-in");
    trust.go(&school);
    assert!(trust.browser.path().starts_with("/sign-in?to="), "{}", trust.browser.path());
}

#[test]
fn each_role_does_its_work_at_a_desk() {
    journey(true);
}

#[test]
fn each_role_does_its_work_on_a_phone() {
    journey(false);
}

#[test]
fn everything_works_without_javascript() {
    let register = Register::start();
    willow_and_oak(&register);
    let password = add(&register, "lowe", "office");
    let browser = Browser::start(1280, 900, false);
    browser.open("data:text/html,<p id=a>no</p><script>document.getElementById('a').textContent='yes'</script>");
    assert_eq!(browser.read("#a"), "no", "scripts are off");
    let here = format!("https://{}", register.address);
    browser.open(&here);
    browser.write("#login", "lowe");
    browser.write("#password", &password);
    browser.press("button.main");
    browser.follow("Willow, Year 2");
    browser.follow("Missing 2");
    assert_eq!(browser.count("tbody tr"), 2);
    browser.follow("Kiosks");
    browser.press("button[value=words]");
    assert_eq!(browser.count("ol.words li"), 13);
    browser.press(".me button");
    assert_eq!(browser.read("h1"), "Sign in");
}

#[test]
fn the_list_as_pdf_and_csv_is_the_list_on_the_page() {
    let register = Register::start();
    willow_and_oak(&register);
    let (cookie, _) = sign_in(&register, "lowe", &add(&register, "lowe", "office")).unwrap();
    let base = format!("/schools/{}/classes/willow", super::accounts::school(&register, &cookie));
    let (status, headers, csv) =
        register.ask_once("GET", &format!("{base}/list.csv?show=missing"), &[("cookie", &cookie)], Vec::new());
    assert!(status == 200 && headers["content-disposition"] == "attachment; filename=\"promises-willow.csv\"");
    let names: Vec<&str> = csv.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(names, ["Dev P.", "Hana I."], "{csv}");
    let pdf = register.bytes(&format!("{base}/list.pdf"), &cookie);
    let file = register.folder.path().join("list.pdf");
    std::fs::write(&file, pdf).unwrap();
    let text = crate::support::tool("pdftotext", &["-layout"], &file);
    for word in
        ["Willow, Year 2", "Aisha B.", "Grace W.", "Hana I.", "6 agreed · 1 absent · 1 to come", "witness Mr J Okoro"]
    {
        assert!(text.contains(word), "{word}: {text}");
    }
    // Whom nobody has asked is known from the roll only, and stands on the list of who is missing as on the page.
    std::fs::write(&file, register.bytes(&format!("{base}/list.pdf?show=missing"), &cookie)).unwrap();
    let missing = crate::support::tool("pdftotext", &["-layout"], &file);
    assert!(missing.contains("Hana I.") && missing.contains("Dev P.") && !missing.contains("Aisha B."), "{missing}");
    assert!(text.contains("stamp: rocket") || text.contains("Ledger head"), "{text}");
}

#[test]
fn a_kiosk_that_is_shut_out_is_refused_from_then_on() {
    let register = Register::start();
    let school = School::new();
    school.run(&["enrol", "--ticket", &register.ticket.clone().unwrap()]);
    super::network::promises(&school, 3);
    school.run(&["sync", "--once"]);
    let store = school.open();
    let kiosk = store.public_key().wait().unwrap().kiosk_id().to_string();
    store.shutdown().wait().unwrap();
    let revoked = register.command(&["revoke", "--kiosk", &kiosk]).output().unwrap();
    assert!(revoked.status.success(), "{}", told(&revoked));
    super::network::promises(&school, 5);
    let refused = school.command(&["sync", "--once"]).output().unwrap();
    let said = told(&refused);
    assert!(!refused.status.success() && said.contains("this kiosk was shut out at its register"), "{said}");
    // It has the register's word, and asks nothing more: not even the courier is sent.
    let asked = register.log().matches("revoked").count();
    let file = school.file("out.promise-courier");
    for again in [&["sync", "--once"][..], &["courier", "out", "--to", file.to_str().unwrap()][..]] {
        let again = school.command(again).output().unwrap();
        assert!(!again.status.success() && told(&again).contains("everything that was recorded stays here"));
    }
    assert_eq!((register.log().matches("revoked").count(), asked, file.exists()), (1, 1, false));
    let store = school.open();
    assert!(store.shut_out().wait().unwrap().is_some() && store.page(0, 100).wait().unwrap().len() >= 5);
    let trail = store.audit_trail(50).wait().unwrap();
    assert_eq!(trail.iter().filter(|entry| entry.what == "trail-kiosk-shut-out").count(), 1);
    store.shutdown().wait().unwrap();
    let unknown = register.command(&["revoke", "--kiosk", "nobody"]).output().unwrap();
    assert!(!unknown.status.success() && told(&unknown).contains("there is no kiosk"), "{}", told(&unknown));
    school.run(&["enrol", "--ticket", &register.new_ticket()]);
    let said = school.run(&["sync", "--once"]);
    assert!(said.contains("with receipts"), "what was recorded meanwhile is there too: {said}");
    let store = school.open();
    assert_eq!(store.shut_out().wait().unwrap(), None);
    store.shutdown().wait().unwrap();
}
