//! The integration tests, one binary so that Bevy links once; a module a subject.

mod cli;
mod content;
mod documents;
mod gallery;
mod journey;
mod kill;
mod ledger;
mod robot;
mod store;
mod support;
