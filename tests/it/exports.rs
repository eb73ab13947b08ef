//! Lists and sheets as somebody asks for them: of a class, of the school, of who is missing; with initials; in files, on a
//! printer, stopped half way; from the command line and on the console.

use crate::support::{School, display, program, told, tool};
use promise_tree::content::{Content, REFERENCE};
use promise_tree::documents::Press;
use promise_tree::exports::{ExportError, Exporter, Form, Names, Of, Part, To, Wanted, What};
use promise_tree::store::{RecoveryKey, Secret, Store, SystemClock, Watch};
use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A school whose Willow has two children who have promised. Copied, since making one takes a while.
fn school() -> School {
    static SCHOOL: OnceLock<School> = OnceLock::new();
    let made = SCHOOL.get_or_init(|| {
        let school = School::new();
        let report = school.file("report.jsonl");
        let report = report.to_str().unwrap();
        school.run(&["robot", "--no-window", "--class", "Willow", "--pupils", "2", "--report", report]);
        school
    });
    made.copy()
}

/// The rows of a list in a CSV file, without its headings.
fn rows(file: &Path) -> Vec<Vec<String>> {
    let bytes = std::fs::read(file).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_whole_school_and_who_is_missing_are_one_list_and_initials_are_no_names() {
    let school = school();
    let write = |what: &[&str], file: &str| {
        let to = school.file(file);
        school.run(&[&["export"], what, &["--to", to.to_str().unwrap()]].concat());
        to
    };
    let all = rows(&write(&["list", "--school"], "all.csv"));
    assert_eq!(all.len(), 90);
    let classes: Vec<&str> = all.iter().map(|row| row[4].as_str()).collect();
    assert_eq!((classes[0], classes[30], classes[60]), ("Acorn", "Willow", "Oak"), "youngest first");
    let missing = rows(&write(&["missing", "--school"], "missing.csv"));
    assert_eq!(missing.len(), 88);
    assert!(missing.iter().all(|row| row[1] == "to come"), "{missing:?}");
    let in_willow = rows(&write(&["missing", "--class", "willow"], "willow.csv"));
    assert_eq!(in_willow.len(), 28);

    let initials = rows(&write(&["list", "--class", "Willow", "--initials"], "initials.csv"));
    assert_eq!(initials.len(), 30);
    let names: BTreeSet<&str> = initials.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(names.len(), 30, "all are told apart");
    let short = |name: &str| name.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    assert!(names.iter().all(|name| short(name)), "{names:?}");
    assert!(initials.iter().all(|row| row[3] != "drawn by hand"), "what a child draws is their name");

    let text = tool("pdftotext", &["-layout"], &write(&["list", "--school"], "all.pdf"));
    assert!(text.contains("Whole school") && text.contains("KS1") && text.contains("KS2"), "{text}");
    assert!(text.contains("2 agreed · 88 to come"), "{text}");
    let text = tool("pdftotext", &["-layout"], &write(&["missing", "--class", "Willow"], "missing.pdf"));
    assert!(text.contains("Still to promise: Willow") && text.contains("28 children have not promised yet."), "{text}");
    let trail = school.run(&["staff", "trail"]);
    assert!(trail.contains("saved a list of who has not promised of the whole school"), "{trail}");
}

#[test]
fn a_schools_sheets_are_a_file_a_class_and_can_be_stopped_between_two() {
    let school = school();
    let folder = school.file("sheets");
    let wrong = ["export", "sheets", "--school", "--to", "all.pdf"];
    assert_eq!(school.command(&wrong).output().unwrap().status.code(), Some(2));
    school.run(&["export", "sheets", "--school", "--to", folder.to_str().unwrap()]);
    let names: BTreeSet<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["Acorn.pdf", "Oak.pdf", "Willow.pdf"]);
    let text = tool("pdftotext", &["-layout"], &folder.join("Willow.pdf"));
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    let families: Vec<&str> =
        pages.iter().map(|page| page.split("For the family of ").nth(1).unwrap().lines().next().unwrap()).collect();
    let mut sorted = families.clone();
    sorted.sort_unstable();
    assert_eq!((families.len(), &families), (30, &sorted), "in the order of the list");

    let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let store = school.open();
    let exporter = Exporter { store: &store, content: &content, language: REFERENCE, now_ms: 1_795_338_600_000 };
    let wanted = Wanted { of: Of::School, what: What::Sheets, names: Names::Usual };
    let (watch, told) = (OnceLock::<Watch>::new(), std::sync::Arc::new(std::sync::Mutex::new(Vec::new())));
    let kept = told.clone();
    let watch = watch.get_or_init(|| Watch::new(move |at| kept.lock().unwrap().push((at.done, at.total))));
    let stopped = school.file("stopped");
    let file = |part: &Part| -> PathBuf {
        // Somebody stops it while the first is being written.
        watch.cancel();
        stopped.join(format!("{}.pdf", part.class.as_deref().unwrap()))
    };
    let made = exporter.make(&Press::new(), &wanted, Form::Pdf, &To::Files(&file), watch);
    assert!(matches!(made, Err(ExportError::Stopped(_))), "{made:?}");
    assert_eq!(std::fs::read_dir(&stopped).unwrap().count(), 1, "the first is whole, and nothing else was begun");
    let told = told.lock().unwrap().clone();
    assert!(told.iter().all(|(done, total)| *total == 90 && *done == 0), "sheets are counted: {told:?}");
    store.shutdown().wait().unwrap();
}

/// A printing system that writes down what it is given. `Jam` refuses.
fn printing_system(folder: &Path) -> String {
    let bin = folder.join("bin");
    std::fs::create_dir(&bin).unwrap();
    let write = |name: &str, script: String| {
        let file = bin.join(name);
        std::fs::write(&file, script).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    write(
        "lpstat",
        "#!/bin/sh\nif [ \"$1\" = -e ]; then printf 'Jam\\nOffice\\n'; else echo 'system default destination: Office'; fi\n".into(),
    );
    let (paper, queue) = (folder.join("paper.pdf"), folder.join("queue.txt"));
    write(
        "lp",
        format!(
            "#!/bin/sh\n[ \"$2\" = Jam ] && {{ echo 'lp: paper jam' >&2; exit 1; }}\ncat > '{}'\necho \"$@\" >> '{}'\n",
            paper.display(),
            queue.display()
        ),
    );
    format!("{}:/usr/bin:/bin", bin.display())
}

#[test]
fn a_list_is_printed_and_a_computer_without_printers_says_so() {
    let school = school();
    let path = printing_system(school.folder.path());
    let run = |path: &str, arguments: &[&str]| {
        let mut command = if arguments[1] == "printers" {
            let mut command = program();
            command.args(arguments);
            command
        } else {
            school.command(arguments)
        };
        command.env("PATH", path).output().unwrap()
    };
    let listed = run(&path, &["export", "printers"]);
    assert_eq!(String::from_utf8_lossy(&listed.stdout), "Office (usual)\nJam\n");
    let printed = run(&path, &["export", "missing", "--class", "Oak", "--printer", "Office"]);
    assert!(printed.status.success(), "{}", told(&printed));
    let text = tool("pdftotext", &["-layout"], &school.file("paper.pdf"));
    assert!(text.contains("Still to promise: Oak"), "{text}");
    let queue = std::fs::read_to_string(school.file("queue.txt")).unwrap();
    assert!(queue.contains("-d Office") && queue.contains("Promise Tree: Oak"), "{queue}");
    let refused = run(&path, &["export", "list", "--class", "Oak", "--printer", "Jam"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("paper jam"), "{}", told(&refused));
    let none = run(school.folder.path().to_str().unwrap(), &["export", "printers"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("no printing system"), "{}", told(&none));
    assert!(school.run(&["staff", "trail"]).contains("printed a list of who has not promised of a class"));
}

#[test]
fn on_the_console_a_list_is_chosen_saved_and_printed_and_a_recovery_key_made_by_touch() {
    let school = school();
    let path = printing_system(school.folder.path());
    let store = school.open();
    let me = store.present().wait().unwrap().unwrap().id;
    store.shutdown().wait().unwrap();
    let script = school.file("script");
    let lines = format!(
        "teacher\ntype unlock {}\ntap unlock.submit\ntap rail.exports\ntap exports.class.willow\ntap exports.missing\n\
         tap exports.initials\ntap exports.csv\ntap exports.go\nfile csv\ntap exports.said\ntap exports.to.1\n\
         tap exports.go\nsee exports.said\ntap rail.staff\ntap staff.one.{me}\ntap staff.new-key\ntap staff.yes\n\
         tap first-run.save-key\ntap places.0\nfile pdf\ntap first-run.written\ntap first-run.go-on\nsee rail.exports\n",
        school.passphrase
    );
    std::fs::write(&script, lines).unwrap();
    display().with(|display| {
        let mut command: Command = program();
        command.args(["robot", "--data"]).arg(school.data()).arg("--script").arg(&script);
        let output = command.env("DISPLAY", display).env("PATH", &path).output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    });
    let files = || std::fs::read_dir(school.file("lists")).unwrap().map(|entry| entry.unwrap().path());
    let saved = files().find(|path| path.extension().is_some_and(|ending| ending == "csv")).unwrap();
    assert!(saved.file_name().unwrap().to_str().unwrap().starts_with("Willow still to promise "), "{saved:?}");
    assert_eq!(rows(&saved).len(), 28);
    let queue = std::fs::read_to_string(school.file("queue.txt")).unwrap();
    assert_eq!(queue.lines().count(), 1, "{queue}");
    assert!(queue.contains("-d Office"), "the usual printer comes first: {queue}");
    assert!(tool("pdftotext", &["-layout"], &school.file("paper.pdf")).contains("Still to promise: Willow"));
    // The new recovery key is on paper, and opens the kiosk as it was printed.
    let sheet = files().find(|path| path.extension().is_some_and(|ending| ending == "pdf")).unwrap();
    let text = tool("pdftotext", &["-layout"], &sheet);
    let lines: Vec<&str> = text.lines().filter(|line| line.matches('–').count() == 3).collect();
    assert_eq!(lines.len(), 2, "{text}");
    let key = RecoveryKey::parse(&lines.join(" ")).unwrap();
    let store = Store::open(&school.data(), Secret::RecoveryKey(key), SystemClock::start()).unwrap();
    store.shutdown().wait().unwrap();
}
