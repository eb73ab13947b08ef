//! Whatever bytes are called a CSV, reading them ends, with a refusal that says what to do or with a roster that can be compared and
//! brought in.

#![no_main]
#![allow(unsafe_code, reason = "libFuzzer calls in through C")]
#![allow(clippy::panic, clippy::indexing_slicing, reason = "what must not happen should stop it")]

#[path = "roster/mod.rs"]
mod roster;

use libfuzzer_sys::fuzz_target;
use promise_tree::roster::read_csv;
use promise_tree::store::Watch;

fuzz_target!(|data: &[u8]| {
    match read_csv("fuzz.csv", data, &Watch::silent()) {
        Ok(source) => roster::all_the_way(source),
        Err(refusal) => assert!(!refusal.to_string().is_empty(), "refused without a word"),
    }
});
