//! Lessons in a real window: the robot plays all of them, children play one before they promise, an author sees changes.

use crate::support::{School, display, program, told};
use promise_tree::domain::ids::LessonId;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn report_of(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The robot's ways: who plays, and whether by keyboard.
const WAYS: [(&str, bool); 4] = [("alone", false), ("class", true), ("alone", true), ("class", false)];

#[test]
fn all_sixteen_are_played_to_their_ends_by_touch_and_by_keyboard_alone_and_as_a_class_and_in_either_direction() {
    let folder = tempfile::tempdir().unwrap();
    // Two at once: most of a robot's time is the settling of touches. The other two come in a soak.
    let ways = if std::env::var_os("PROMISE_TREE_SOAK").is_some() { &WAYS[..] } else { &WAYS[..2] };
    display().with(|display| {
        let start = |(who, keyboard): &(&str, bool)| {
            let mut robot: Command = program();
            let report = folder.path().join(format!("{who}-{keyboard}.jsonl"));
            robot.args(["robot", "--lessons", who, "--window", "960x600", "--report"]).arg(&report);
            // Those with the keyboard see everything from right to left.
            robot.args(if *keyboard { &["--keyboard", "--mirrored"][..] } else { &[] }).env("DISPLAY", display);
            let carries = *who == "alone" && !keyboard;
            (report, carries, robot.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
        };
        for (report, carries, robot) in ways.iter().map(start).collect::<Vec<_>>() {
            let output = robot.wait_with_output().unwrap();
            assert!(output.status.success(), "{}: {}", report.display(), told(&output));
            let lines = report_of(&report);
            let played: BTreeSet<&str> = lines.iter().map(|line| line["lesson"].as_str().unwrap()).collect();
            assert_eq!((lines.len(), played.len()), (16, 16), "{}", report.display());
            let carried: u64 = lines.iter().map(|line| line["drags"].as_u64().unwrap()).sum();
            assert!(if carries { carried > 30 } else { carried == 0 }, "{carried} cards carried: {}", report.display());
            for line in &lines {
                assert!(line["screens"].as_u64().unwrap() >= 10, "{line}");
                assert!(line["stumbles"].as_u64().unwrap() >= 1, "the robot takes a wrong turn in each: {line}");
            }
        }
    });
}

#[test]
fn children_play_the_lesson_before_they_promise_and_nobody_plays_it_twice() {
    let school = School::new();
    let play = |pupils: &str, report: &Path| {
        display().with(|display| {
            let output = school
                .command(&["robot", "--class", "Willow", "--pupils", pupils, "--seed", "5", "--lesson", "the-cover-up"])
                .arg("--report")
                .arg(report)
                .env("DISPLAY", display)
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", told(&output));
        });
    };
    let report = school.file("report.jsonl");
    play("2", &report);
    let lines = report_of(&report);
    assert_eq!(lines.len(), 2);
    for line in &lines {
        assert_eq!(line["outcome"], "agreed", "{line}");
        assert!(line["taps"].as_u64().unwrap() > 20, "the lesson was skipped: {line}");
    }
    let store = school.open();
    let finished = store.lessons_finished().wait().unwrap();
    let lesson = LessonId::new("the-cover-up").unwrap();
    let children: BTreeSet<&str> = lines.iter().map(|line| line["pupil"].as_str().unwrap()).collect();
    assert_eq!(finished.iter().map(|(pupil, _)| pupil.as_str()).collect::<BTreeSet<_>>(), children);
    assert!(finished.iter().all(|(_, finished)| *finished == lesson));
    store.shutdown().wait().unwrap();
}

/// Waits until the screen has a banner of this colour at its top, or has none.
fn banner(screen: &crate::support::Display, there: bool) -> bool {
    let patience = Instant::now() + Duration::from_secs(20);
    while Instant::now() < patience {
        if (screen.pixel(1270, 8) == [0x1f, 0x2a, 0x44]) == there {
            return true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

#[test]
fn an_author_sees_a_fault_as_a_sentence_and_the_mended_lesson_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["lessons", "locales", "assets"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(part);
        let status = Command::new("cp").arg("-r").arg(from).arg(folder.path()).status().unwrap();
        assert!(status.success());
    }
    let lesson = folder.path().join("lessons/ks1/the-cover-up.ron");
    let sound = std::fs::read_to_string(&lesson).unwrap();
    let screen = display();
    screen.with(|display| {
        let mut preview = program();
        preview.args(["lessons", "preview", "--say-ready", "--window", "1280x720"]).arg(&lesson);
        let mut preview = preview.env("DISPLAY", display).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(preview.stdout.take().unwrap()), &mut line).unwrap();
        let before = screen.colours(1280, 720);
        let at_first = banner(screen, false);
        std::fs::write(&lesson, sound.replacen("place: \"classroom\"", "place: \"moon\"", 1)).unwrap();
        let broken = banner(screen, true);
        let alive = preview.try_wait().unwrap().is_none();
        std::fs::write(&lesson, &sound).unwrap();
        let mended = banner(screen, false);
        let after = screen.colours(1280, 720);
        preview.kill().unwrap();
        preview.wait().unwrap();
        assert_eq!(line, "ready\n");
        assert!(at_first && broken && alive && mended, "{at_first} {broken} {alive} {mended}");
        assert!(before > 200 && after > 200, "the lesson is on the screen: {before} and {after} colours");
    });
}
