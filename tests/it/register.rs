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
mod office;
mod open_log;
mod orders;
mod page;
mod pages;
mod plans;
mod refusals;
mod roll;
mod rolls;
mod rough;
pub(crate) mod running;
mod same;
mod seeded;
mod storage;
mod told;
mod xapi;
