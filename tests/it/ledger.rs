//! The ledger: what is issued can be read and checked by us and by others, and what is wrong with a ledger is named.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

mod checking;
pub(crate) mod correcting;
mod damage;
mod issuing;
pub(crate) mod made;
mod vectors;
