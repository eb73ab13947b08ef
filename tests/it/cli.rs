//! The command line: what it prints, where, and with which exit code.

use crate::support::{School, program, told};
use promise_tree::store::{RecoveryKey, Secret, Store, SystemClock};
use std::process::Output;

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_wrong_call_is_exit_code_2_and_a_failed_one_is_1() {
    assert_eq!(run(&["no-such-command"]).status.code(), Some(2));
    let wrong = School::new();
    let output = wrong.command(&["export", "list", "--class", "Willow", "--to", "list.docx"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    let output = wrong.command(&["export", "list", "--class", "Nobody", "--to", "list.csv"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(errors(&output).contains("Acorn, Willow, Oak"), "{}", errors(&output));
    let output = run(&["verify", "no-such-file.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(errors(&output).lines().count(), 1, "one plain sentence: {}", errors(&output));
    // An identifier may begin with a hyphen.
    let output = run(&["verify", "no-such-file.jsonl", "--kiosk", "-7Vx"]);
    assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
}

#[test]
fn a_colleague_is_let_in_and_shut_out_from_the_command_line() {
    let school = School::new();
    let add = |by: &str, initials: &str, role: &str| {
        let name = format!("Ms {initials} Quill");
        let arguments = ["staff", "add", "--name", &name, "--initials", initials, "--role", role];
        let mut command = school.command(&arguments);
        command
            .env("PROMISE_TREE_PASSPHRASE", by)
            .env("PROMISE_TREE_NEW_PASSPHRASE", format!("candle violin {initials}"))
            .env("PROMISE_TREE_NEW_PIN", "2580");
        command.output().unwrap()
    };
    let quill = "candle violin AQ";
    // Nobody here is head or DSL yet, so that whoever opens it may say who is.
    for (by, initials, role) in [(&*school.passphrase, "AQ", "head"), (quill, "BQ", "teacher")] {
        let output = add(by, initials, role);
        assert!(output.status.success(), "{}", told(&output));
    }
    let by_a_teacher = add(&school.passphrase, "CQ", "teacher");
    assert!(told(&by_a_teacher).contains("only the head or the DSL"), "{}", told(&by_a_teacher));
    assert_eq!(add(quill, "AQ", "lead").status.code(), Some(1), "initials are one person's");
    assert!(school.run(&["staff", "list"]).contains("Ms BQ Quill (BQ), teacher: can open this kiosk"));

    let as_quill = |arguments: &[&str]| {
        let mut command = school.command(arguments);
        command.env("PROMISE_TREE_PASSPHRASE", quill).output().unwrap()
    };
    let output = as_quill(&["staff", "disable", "bq"]);
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(as_quill(&["staff", "disable", "nobody"]).status.code(), Some(2));
    assert_eq!(as_quill(&["staff", "disable", "aq"]).status.code(), Some(1), "not oneself");
    assert!(school.run(&["staff", "list"]).contains("Ms BQ Quill, teacher: cannot open this kiosk"));
    assert!(told(&as_quill(&["staff", "role", "jo", "office"])).contains("is office from now on"));
    assert_eq!(as_quill(&["staff", "role", "aq", "teacher"]).status.code(), Some(1), "the last one who may");
    let by_the_office = school.command(&["staff", "trail"]).output().unwrap();
    assert!(told(&by_the_office).contains("only the head or the DSL can see"), "{}", told(&by_the_office));
    let table = school.file("trail.csv");
    let to = table.to_str().unwrap();
    let trail = told(&as_quill(&["staff", "trail", "--who", "aq"]));
    assert!(trail.contains("Ms AQ Quill: took the access of Ms BQ Quill away"), "{trail}");
    assert!(!trail.contains("set up the school"), "that was somebody else: {trail}");
    assert!(as_quill(&["staff", "trail", "--to", to]).status.success());
    let table = std::fs::read_to_string(&table).unwrap();
    assert!(table.starts_with("\u{feff}When,Who,What"), "{table}");
    assert!(table.contains(",Ms AQ Quill,took the access of Ms BQ Quill away"), "{table}");
    assert!(table.contains("set up the school"), "{table}");

    let printed = String::from_utf8(as_quill(&["staff", "recovery-key"]).stdout).unwrap();
    let key = RecoveryKey::parse(printed.trim()).unwrap();
    let store = Store::open(&school.data(), Secret::RecoveryKey(key), SystemClock::start()).unwrap();
    assert!(store.present().wait().unwrap().is_none());
}

#[test]
fn help_is_everywhere() {
    let commands: [&[&str]; 14] = [
        &[],
        &["kiosk"],
        &["demo"],
        &["lessons", "check"],
        &["lessons", "new"],
        &["lessons", "print"],
        &["lessons", "preview"],
        &["verify"],
        &["export", "list"],
        &["export", "statements"],
        &["roster", "import"],
        &["roster", "undo"],
        &["robot"],
        &["gallery"],
    ];
    for command in commands {
        let output = program().args(command).arg("--help").output().unwrap();
        assert!(output.status.success() && output.stdout.len() > 100, "{command:?}: {}", told(&output));
    }
}

#[test]
fn the_demo_says_what_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let output = program().args(["demo", "--data"]).arg(&data).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let said = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    let store = Store::open(&data, Secret::passphrase(&said("passphrase:")), SystemClock::start()).unwrap();
    assert_eq!(store.pupils(None).wait().unwrap().len(), 90);
    store.lock().wait().unwrap();
    store.unlock(Secret::pin(&said("pin:"))).wait().unwrap();
    store.shutdown().wait().unwrap();
    let again = program().args(["demo", "--data"]).arg(&data).output().unwrap();
    assert_eq!(again.status.code(), Some(1), "a school is never made over another");
}

#[test]
fn a_wrong_passphrase_says_so_and_nothing_else() {
    let school = School::new();
    let output = school.command(&["verify"]).env("PROMISE_TREE_PASSPHRASE", "not the words").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("does not open this kiosk"), "{}", errors(&output));
    assert!(!errors(&output).contains("not the words"));
}

#[test]
fn two_programs_on_one_data_folder_the_second_says_so_and_leaves() {
    let school = School::new();
    let store = school.open();
    let output = school.command(&["verify"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("another Promise Tree has"), "{}", errors(&output));
    store.shutdown().wait().unwrap();
    school.run(&["verify"]);
}

#[test]
fn exported_statements_verify_anywhere_and_an_altered_one_is_named() {
    let school = School::new();
    let report = school.file("report.jsonl");
    let rehearsal = ["robot", "--no-window", "--class", "Acorn", "--pupils", "4", "--report", report.to_str().unwrap()];
    school.run(&rehearsal);
    let file = school.file("statements.jsonl");
    school.run(&["export", "statements", "--to", file.to_str().unwrap()]);
    let sound = program().arg("verify").arg(&file).output().unwrap();
    assert!(sound.status.success(), "{}", told(&sound));
    let text = std::fs::read_to_string(&file).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 5, "a key and four statements");
    lines.remove(2);
    std::fs::write(&file, lines.join("\n") + "\n").unwrap();
    let altered = program().arg("verify").arg(&file).output().unwrap();
    assert_eq!(altered.status.code(), Some(1));
    let told = String::from_utf8(altered.stdout).unwrap();
    assert!(told.contains("line 3"), "{told}");
}

/// A copy of what the program shows, to write lessons into.
fn content_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["lessons", "locales", "assets/pictures", "assets/narration"] {
        copy(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(part), &folder.path().join(part));
    }
    folder
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_new_lesson_is_sound_but_for_its_voice_and_can_be_printed() {
    let folder = content_folder();
    let of = |arguments: &[&str]| program().arg("--content").arg(folder.path()).args(arguments).output().unwrap();
    let made = of(&["lessons", "new", "the-lost-tablet", "--rule", "ks2.own-files"]);
    assert!(made.status.success(), "{}", told(&made));
    assert!(folder.path().join("lessons/ks2/the-lost-tablet.ron").is_file());
    let checked = program().args(["lessons", "check"]).arg(folder.path()).output().unwrap();
    let faults = String::from_utf8(checked.stdout.clone()).unwrap();
    let other: Vec<&str> = faults.lines().filter(|line| !line.contains("has no clip") && line.contains(':')).collect();
    assert_eq!(other, [""; 0]);
    let plan = folder.path().join("plan.pdf");
    let lesson = folder.path().join("lessons/ks2/the-lost-tablet.ron");
    let printed = of(&["lessons", "print", lesson.to_str().unwrap(), "--to", plan.to_str().unwrap()]);
    assert!(printed.status.success() && std::fs::read(&plan).unwrap().starts_with(b"%PDF"), "{}", told(&printed));

    // Nothing is written over, and a wrong call is a wrong call.
    assert_eq!(of(&["lessons", "new", "the-lost-tablet"]).status.code(), Some(1));
    assert_eq!(of(&["lessons", "new", "the lost tablet"]).status.code(), Some(2));
    assert_eq!(of(&["lessons", "print", "the-lost-tablet", "--to", "plan.docx"]).status.code(), Some(2));
    assert_eq!(of(&["lessons", "print", "no-such-lesson", "--to", "plan.pdf"]).status.code(), Some(1));
}
