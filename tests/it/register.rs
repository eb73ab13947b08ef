//! The register: what it keeps, what it answers, what it shows.

mod accounts;
mod audit;
mod backup;
mod browser;
mod derived;
mod erasure;
mod network;
mod orders;
mod page;
mod pages;
mod roll;
mod rough;
mod running;
mod seeded;
mod storage;
