//! The teacher's console in a real window, by touch, from scripts.

use crate::support::{School, display, program, told};
use promise_tree::domain::school::Staff;
use promise_tree::store::{Kdf, NewAccess, NewSchool, Secret, Store, SystemClock};
use std::path::Path;

/// Goes through a script; what the robot said it did, a line each.
fn go_through(data: &Path, script: &str) -> Vec<String> {
    let file = data.with_extension("script");
    std::fs::write(&file, script).unwrap();
    display().with(|display| {
        let mut command = program();
        command.args(["robot", "--data"]).arg(data).arg("--script").arg(&file).env("DISPLAY", display);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    })
}

fn taps_after(done: &[String], name: &str) -> usize {
    let first = done.iter().position(|line| line.contains(name)).expect("it was tapped");
    done[first + 1..].iter().filter(|line| line.starts_with("Tap")).count()
}
