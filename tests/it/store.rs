//! The store through its public way in: a real folder, real encryption, clocks that the test moves.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod agreements;
pub(crate) mod classroom;
pub(crate) mod corrections;
mod crash;
mod damage;
mod day_key;
mod follow_ups;
mod leaving;
mod lesson;
mod needs;
mod rederived;
mod rights;
mod sent_roll;
mod staff;
mod unlock;
