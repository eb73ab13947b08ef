//! Promise Tree: an offline-first e-safety kiosk for primary schools.
//!
//! The map of the house; each module may use those above it and none below:
//!
//! * [`domain`]: schools, agreements, a child's journey. Pure.
//! * [`content`]: files to validated domain: agreements, words, clips, pictures.
//! * [`ledger`]: signed statements in a chain, and how to check them.
//! * [`store`]: the kiosk's encrypted database and its keys.
//! * [`roster`]: the school's list of pupils, out of the office's files.
//! * [`sync`]: what a kiosk and its register say to each other.
//! * [`documents`]: class lists and one-child sheets, PDF and CSV.
//! * [`exports`]: files a person asks for, from store to disk.
//! * `register`: the school's server (feature `register`).
//! * `kiosk`: the classroom screen (feature `kiosk`).

#![forbid(unsafe_code)]

pub mod content;
pub mod documents;
pub mod domain;
pub mod exports;
#[cfg(feature = "kiosk")]
pub mod kiosk;
pub mod ledger;
#[cfg(feature = "register")]
pub mod register;
pub mod roster;
pub mod store;
pub mod sync;
