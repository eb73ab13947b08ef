//! Whatever stands in an Excel workbook, or whatever bytes are called one, reading it ends, with a refusal that says what to do
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
use promise_tree::roster::read_workbook;
use promise_tree::store::Watch;

const FILES: [&str; 7] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet0.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
];

fuzz_target!(init: stop_at_our_own(), |data: &[u8]| {
    match read_workbook("fuzz.xlsx", &parts::zipped(data, &FILES), &Watch::silent()) {
        Ok(source) => roster::all_the_way(source),
        Err(refusal) => assert!(!refusal.to_string().is_empty(), "refused without a word"),
    }
});

/// libFuzzer takes every panic for a fault at once. The library that reads workbooks does panic at some damaged ones, which
/// [`read_workbook`] turns into a refusal: so only a panic in our own code stops here, and any other where nobody caught it.
fn stop_at_our_own() {
    drop(std::panic::take_hook());
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let ours = panic.location().is_none_or(|place| !place.file().starts_with('/'));
        if ours {
            tell(panic);
            std::process::abort();
        }
    }));
}
