//! The register: what it keeps, what it answers, what it shows.

mod audit;
mod network;
mod page;
mod rough;
mod running;
mod storage;
