//! A kiosk's side of the sync: over the network, by itself, in the background.
//!
//! * [`enrol`](fn@enrol) lets a kiosk in with a ticket; [`Offer`] shows first which register and school it is for.
//! * [`Sync`] does one sync from beginning to end, resuming wherever the last one stopped.
//! * [`courier_out`] and [`courier_in`] carry the same in a file.
//! * [`OpenLog`] reads the register's log, to check it from outside.
//! * [`Worker`] does it again and again on a thread of its own, and says how it stands. It never touches a frame.
//!
//! It uses [`crate::store`], the rest of this module, reqwest and rustls.

mod courier;
mod enrol;
mod exchange;
mod http;
mod open_log;
mod problem;
mod pull;
mod receipts;
mod worker;

pub use courier::{Brought, Carries, Standing, courier_in, courier_out, courier_standing, is_courier_answer};
pub use enrol::{Offer, enrol};
pub use exchange::Sync;
pub use open_log::{LogFault, OfKiosk, OpenLog, Trust};
pub use problem::Problem;
pub use receipts::{Verified, verify_receipts};
pub use worker::{Status, Worker};
