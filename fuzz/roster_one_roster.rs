//! Whatever stands in a OneRoster export, or whatever bytes are called one, reading it ends, with a refusal that says what to do
//! or with a roster that can be compared and brought in.
//!
//! The bytes are the zip; or, cut at NULs, the files in it.

#![no_main]
#![allow(unsafe_code, reason = "libFuzzer calls in through C")]
#![allow(clippy::panic, clippy::indexing_slicing, reason = "what must not happen should stop it")]

#[path = "roster/parts.rs"]
mod parts;
#[path = "roster/mod.rs"]
mod roster;

use libfuzzer_sys::fuzz_target;
use promise_tree::roster::read_one_roster;
use promise_tree::store::Watch;

const FILES: [&str; 7] =
    ["manifest.csv", "orgs.csv", "classes.csv", "enrollments.csv", "users.csv", "roles.csv", "academicSessions.csv"];

fuzz_target!(|data: &[u8]| {
    match read_one_roster("fuzz.zip", &parts::zipped(data, &FILES), &Watch::silent()) {
        Ok(source) => roster::all_the_way(source),
        Err(refusal) => assert!(!refusal.to_string().is_empty(), "refused without a word"),
    }
});
