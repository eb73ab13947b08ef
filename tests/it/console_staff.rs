//! Colleagues, a key for one day, and what a child needs: in a real window, by touch.

use crate::console::go_through;
use crate::support::{School, display, program, told};
use promise_tree::domain::needs::Needs;
use promise_tree::domain::school::Role;
use promise_tree::store::{Secret, Store, SystemClock};
use std::os::unix::fs::symlink;
use std::path::Path;

const ADA: &str = "candle violin";
const BEFORE: &str = "pebble orchard";

/// A passphrase and a PIN, each typed twice.
fn secrets(passphrase: &str) -> String {
    let pin = "tap secrets.key.2\ntap secrets.key.5\ntap secrets.key.8\ntap secrets.key.0\n";
    format!(
        "type secrets {passphrase}\ntap secrets.passphrase-again\ntype secrets {passphrase}\ntap secrets.go-on\n{pin}\
         tap secrets.pin-again\n{pin}tap secrets.go-on\n"
    )
}

#[test]
fn a_colleague_is_added_made_somebody_else_shut_out_and_let_in_for_a_day_by_touch() {
    let school = School::new();
    // Ada stands first among the names.
    let script = format!(
        "teacher\ntype unlock {}\ntap unlock.submit\ntap rail.staff\n\
         tap staff.add\ntap staff.key.A\ntap staff.key.d\ntap staff.key.a\ntap staff.initials\ntap staff.key.A\n\
         tap staff.role.office\ntap staff.role.teacher\ntap staff.go-on\n{}\
         tap staff.one.*\ntap staff.role\ntap staff.role.office\ntap staff.undo\nsee staff.add\n\
         tap staff.one.*\ntap staff.trail-of\ntap staff.trail.everybody\ntap staff.trail.save\nfile csv\ntap lists.saved\n\
         tap staff.one.*\ntap staff.disable\ntap staff.yes\nsee staff.add\n\
         tap staff.one.*\ntap staff.access\ntap staff.initials\ntap staff.key.A\ntap staff.role.today\ntap staff.go-on\n{}\
         see staff.add\n",
        school.passphrase,
        secrets(BEFORE),
        secrets(ADA),
    );
    go_through(&school.data(), &script);
    let store = school.open();
    let ada = store.staff().wait().unwrap().into_iter().find(|one| one.name == "Ada").expect("she was added");
    assert_eq!(ada.role, Role::Teacher, "what she was made was undone");
    let label = store.labels().wait().unwrap().0.into_iter().find(|label| label.id == ada.id).unwrap();
    assert!(label.day.is_some(), "until midnight");
    let trail = crate::store::classroom::trail(&store, 50);
    for said in ["added {}", "made {} somebody of the office", "made {} a teacher", "took the access of {} away"] {
        assert!(trail.contains(&said.replace("{}", ada.id.as_str())), "{said}: {trail:?}");
    }
    store.shutdown().wait().unwrap();
    let today = Store::open(&school.data(), Secret::passphrase(ADA), SystemClock::start()).unwrap();
    assert!(today.is_for_today().wait().unwrap() && today.rights().wait().unwrap().is_empty());
    today.shutdown().wait().unwrap();
    let old = Store::open(&school.data(), Secret::passphrase(BEFORE), SystemClock::start());
    assert!(old.is_err(), "the passphrase that was taken away opens nothing");
    let lists: Vec<_> = std::fs::read_dir(school.file("lists")).unwrap().map(|file| file.unwrap().path()).collect();
    let table = std::fs::read_to_string(&lists[0]).unwrap();
    assert!(table.contains(",Mr J Okoro,made Ada somebody of the office"), "{table}");
}

/// The shipped content, with a few words of a second language.
fn content_with_welsh(folder: &Path) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["lessons", "assets"] {
        symlink(shipped.join(part), folder.join(part)).unwrap();
    }
    std::fs::create_dir_all(folder.join("locales/cy")).unwrap();
    symlink(shipped.join("locales/en-GB"), folder.join("locales/en-GB")).unwrap();
    std::fs::write(folder.join("locales/cy/child.ftl"), "language-name = Cymraeg\nis-this-you = Ai ti yw hwn?\n")
        .unwrap();
}

/// How big the letters of these words were, and how many sounds there had been, by what the robot told.
fn read(done: &[String], words: &str) -> (f32, usize) {
    let line = done.iter().find(|line| line.starts_with(&format!("Read {words:?}"))).expect("it was read");
    let number = |name: &str| {
        let after = line.split(name).nth(1).unwrap().trim();
        after.split(',').next().unwrap().parse::<f32>().unwrap()
    };
    (number("letters"), number("sounds") as usize)
}

#[test]
fn what_a_child_needs_is_set_by_touch_and_reaches_their_turn_and_nobody_elses() {
    let school = School::new();
    let store = school.open();
    let children = store.pupils(Some(promise_tree::domain::ids::ClassId::new("willow").unwrap())).wait().unwrap();
    store.shutdown().wait().unwrap();
    let (one, other) = (&children[0].id, &children[1].id);
    let content = tempfile::tempdir().unwrap();
    content_with_welsh(content.path());
    let script = format!(
        "teacher\ntype unlock {}\ntap unlock.submit\ntap today.lists.willow\ntap today.children-of\n\
         tap today.child.{one}\ntap child.needs\ntap needs.bigger\ntap needs.calmer\ntap needs.language.cy\n\
         tap needs.back\ntap child.back\ntap rail.today\ntap today.class.willow\ntap opening.open\ntree\n\
         leaf {one}\nread Ai ti yw hwn?\nread Yes, it’s me\nnot-me\n\
         read Tap your name to promise\nread Tap your name to promise\n\
         leaf {other}\nread Is this you?\nread No\n",
        school.passphrase
    );
    let file = school.file("needs.script");
    std::fs::write(&file, script).unwrap();
    let done: Vec<String> = display().with(|display| {
        let mut command = program();
        command.arg("--content").arg(content.path()).args(["robot", "--data"]).arg(school.data());
        let output = command.arg("--script").arg(&file).env("DISPLAY", display).output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    });
    let (own, quiet) = read(&done, "Ai ti yw hwn?");
    let (others, heard) = read(&done, "Is this you?");
    assert!((own / others - 1.28).abs() < 0.01, "the question is bigger: {own} and {others}");
    assert!(read(&done, "Yes, it’s me").0 > 31.0, "and so are the buttons: {done:?}");
    assert!(read(&done, "No").0 <= 31.0);
    assert_eq!(quiet, 0, "their own turn makes no sound");
    assert!(heard > 0, "the other child's does");
    let store = school.open();
    let needs = store.needs().wait().unwrap();
    assert_eq!(needs.len(), 1);
    let wanted = Needs { bigger: true, calmer: true, language: Some("cy".into()), ..Needs::default() };
    assert_eq!(needs.get(one), Some(&wanted));
    store.shutdown().wait().unwrap();
}
