//! The register: what it keeps, what it answers, what it shows.

mod accounts;
mod audit;
mod backup;
mod browser;
mod courier;
mod derived;
mod erasure;
mod fail_over;
mod network;
mod open_log;
mod orders;
mod page;
mod pages;
mod refusals;
mod roll;
mod rolls;
mod rough;
pub(crate) mod running;
mod seeded;
mod storage;
mod xapi;
