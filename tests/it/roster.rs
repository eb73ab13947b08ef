//! The roster through its public way in: files as school systems write them, a real store, and the program itself.

mod again;
mod by_hand;
mod cli;
mod csvs;
pub(crate) mod made;
mod one_roster;
mod random;
mod refused;
mod thousands;
mod undo;
pub(crate) mod words;
mod workbook;
