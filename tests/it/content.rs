//! Content: what ships is without fault, and every fault there can be is found where it is.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod copy;
mod faults;
mod fingerprint;
mod lesson_faults;
mod own_words;
mod words;
