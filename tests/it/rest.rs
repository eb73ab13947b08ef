//! The kiosk at rest: its first screen is there without a touch, and the first touch after a rest counts.
//!
//! The touches here come from the X server, since the robot's keep the frames going.

use crate::support::{Display, School, display};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A kiosk whose first screen is there.
fn ready(school: &School, display: &str) -> Child {
    let mut kiosk = school.command(&["kiosk", "--say-ready", "--window", "1280x800"]);
    let mut kiosk = kiosk.env("DISPLAY", display).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(kiosk.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n");
    kiosk
}

fn stop(mut kiosk: Child) {
    kiosk.kill().unwrap();
    kiosk.wait().unwrap();
}

/// Moves and presses a real pointer, or real keys.
fn x(display: &str, arguments: &[&str]) {
    let status = Command::new("xdotool").args(arguments).env("DISPLAY", display).status();
    let status = status.unwrap_or_else(|error| panic!("xdotool: {error}; run `make test`, which installs it"));
    assert!(status.success(), "xdotool {arguments:?}");
}

/// Waits until the screen looks otherwise than with so many colours.
fn changed(screen: &Display, before: usize) -> bool {
    let patience = Instant::now() + Duration::from_secs(10);
    while Instant::now() < patience {
        if screen.colours(1280, 800).abs_diff(before) > before / 4 {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

/// What rests longer than a hand may lean on the panel.
const REST: Duration = Duration::from_millis(2_500);

#[test]
fn a_kiosk_that_nobody_touches_shows_its_first_screen_and_not_a_black_window() {
    let school = School::new();
    let screen = display();
    screen.with(|display| {
        for start in 1..=6 {
            let kiosk = ready(&school, display);
            let colours = screen.colours(1280, 800);
            stop(kiosk);
            assert!(colours > 60, "start {start}: the kiosk says it is ready, and the screen has {colours} colours");
        }
    });
}

#[test]
fn the_first_tap_after_a_rest_counts() {
    let school = School::new();
    let screen = display();
    screen.with(|display| {
        for tap in ["click", "slow"] {
            let kiosk = ready(&school, display);
            let before = screen.colours(1280, 800);
            std::thread::sleep(REST);
            x(display, &["mousemove", "78", "732"]);
            std::thread::sleep(REST);
            match tap {
                "click" => x(display, &["click", "1"]),
                _ => x(display, &["mousedown", "1", "sleep", "0.4", "mouseup", "1"]),
            }
            let changed = changed(screen, before);
            stop(kiosk);
            assert!(changed, "a {tap} on the padlock did not open the console");
        }
    });
}

#[test]
fn the_padlock_opens_by_keyboard_alone() {
    let school = School::new();
    let screen = display();
    screen.with(|display| {
        let kiosk = ready(&school, display);
        let before = screen.colours(1280, 800);
        // Without a window manager nobody gives the window the keys: the pointer over it does.
        x(display, &["mousemove", "640", "60"]);
        x(display, &["search", "--name", "Promise Tree", "windowfocus", "--sync"]);
        x(display, &["key", "Tab", "sleep", "0.2", "key", "Return"]);
        let changed = changed(screen, before);
        stop(kiosk);
        assert!(changed, "Tab and Enter did not open the console");
    });
}
