//! `kill -9` at any moment: every thanked child's promise is there, none twice, none half, the chain holds.

use crate::support::{Random, School, display, verify};
use promise_tree::domain::outcome::Outcome;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Runs as long as the process lives or until `lines` children have been thanked, then `grace` longer.
fn wait_for(process: &mut Child, report: &Path, lines: usize, grace: Duration) {
    let patience = Instant::now() + Duration::from_secs(60);
    let thanked = || std::fs::read(report).map_or(0, |text| text.iter().filter(|byte| **byte == b'\n').count());
    while thanked() < lines {
        if process.try_wait().unwrap().is_some() {
            return;
        }
        assert!(Instant::now() < patience, "{lines} children were not thanked within a minute");
        std::thread::sleep(Duration::from_millis(1));
    }
    // The random part of the moment; nothing is waited for.
    std::thread::sleep(grace);
}

/// Plays, kills, and looks at what is left.
fn kill_once(pristine: &School, window: Option<&str>, random: &mut Random) -> usize {
    let school = pristine.copy();
    let report = school.file("report.jsonl");
    let seed = random.below(1_000_000).to_string();
    let mut command = school.command(&["robot", "--class", "Oak", "--pupils", "28", "--absent", "2", "--seed", &seed]);
    command.arg("--report").arg(&report).stdout(Stdio::null()).stderr(Stdio::null());
    match window {
        Some(display) => command.env("DISPLAY", display),
        None => command.arg("--no-window"),
    };
    let mut process = command.spawn().unwrap();
    let (lines, grace) = match window {
        Some(_) => (random.below(3) as usize, Duration::from_millis(random.below(6_000))),
        None => (random.below(26) as usize, Duration::from_micros(random.below(12_000))),
    };
    wait_for(&mut process, &report, lines, grace);
    process.kill().unwrap();
    process.wait().unwrap();

    let store = school.open();
    let checked = verify(&store);
    assert!(checked.is_sound(), "seed {seed}: {:?}", checked.faults);
    store.check().wait().unwrap();
    let mut promised: BTreeMap<String, usize> = BTreeMap::new();
    for outcome in store.outcomes(None).wait().unwrap() {
        if outcome.outcome == Outcome::Agreed {
            *promised.entry(outcome.pupil.to_string()).or_default() += 1;
        }
    }
    assert!(promised.values().all(|times| *times == 1), "seed {seed}: a promise is there twice");
    assert_eq!(store.rebuild().wait().unwrap(), checked.count, "seed {seed}: an outcome without its statement");
    // The last line may have been cut by the kill; only whole ones were reported.
    let text = std::fs::read_to_string(&report).unwrap_or_default();
    let thanked: Vec<String> = text
        .split_inclusive('\n')
        .filter(|line| line.ends_with('\n'))
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["pupil"].as_str().unwrap().to_owned())
        .collect();
    for pupil in &thanked {
        assert!(promised.contains_key(pupil), "seed {seed}: {pupil} was thanked, and the promise is gone");
    }
    store.shutdown().wait().unwrap();
    thanked.len()
}

fn times(usual: usize, soak: usize) -> usize {
    if std::env::var_os("PROMISE_TREE_SOAK").is_some() { soak } else { usual }
}

#[test]
fn killed_at_180_random_moments_no_thanked_promise_is_lost() {
    let pristine = School::new();
    let mut random = Random(20_261_122);
    let thanked: usize = (0..times(180, 5_000)).map(|_| kill_once(&pristine, None, &mut random)).sum();
    assert!(thanked > 180, "the kills came too early to prove anything: {thanked} children were thanked");
}

#[test]
fn killed_at_20_random_moments_in_a_real_window_no_thanked_promise_is_lost() {
    let pristine = School::new();
    let mut random = Random(22_112_026);
    let thanked: usize =
        display().with(|display| (0..times(20, 500)).map(|_| kill_once(&pristine, Some(display), &mut random)).sum());
    assert!(thanked > 10, "the kills came too early to prove anything: {thanked} children were thanked");
}
