//! The integration tests, one binary so that Bevy links once; a module a subject.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there and say so"
)]

mod backup;
mod cli;
mod codes;
mod console;
mod console_by_hand;
mod console_keys;
mod console_staff;
mod content;
mod documents;
mod exports;
mod gallery;
mod journey;
mod kill;
mod ledger;
mod lessons;
mod play;
mod register;
mod rest;
mod robot;
pub(crate) mod roster;
pub(crate) mod store;
mod support;
mod sync;
