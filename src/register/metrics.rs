//! Counts for Prometheus. Never who: only how many.

use crate::sync::refusal::Refusal;
use crate::sync::wire::Taken;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use std::time::Duration;

type Labels = Vec<(&'static str, &'static str)>;

/// What is counted.
#[derive(Debug)]
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    statements: Family<Labels, Counter>,
    ingest: Histogram,
    record_store: Family<Labels, Counter>,
    record_store_failures: Family<Labels, Counter>,
    record_store_backlog: Gauge,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("promise_tree_register");
        let (requests, statements) = (Family::default(), Family::default());
        // 1 ms to 16 s.
        let ingest = Histogram::new(exponential_buckets(0.001, 2.0, 15));
        registry.register("requests", "Requests of kiosks, by message and answer", requests.clone());
        registry.register("statements", "Statements sent, by what became of them", statements.clone());
        registry.register("ingest_seconds", "Checking and storing a batch", ingest.clone());
        let (record_store, record_store_failures) = (Family::default(), Family::default());
        let record_store_backlog = Gauge::default();
        let what = "Entries of the log settled with the record store, by what it was told";
        registry.register("record_store_statements", what, record_store.clone());
        let what = "Times that the record store did not take what it was sent, by why";
        registry.register("record_store_failures", what, record_store_failures.clone());
        let what = "Entries of the log that are not settled with the record store yet";
        registry.register("record_store_backlog", what, record_store_backlog.clone());
        Self { registry, requests, statements, ingest, record_store, record_store_failures, record_store_backlog }
    }

    pub(super) fn request(&self, message: &'static str, refused: Option<Refusal>) {
        let answer = refused.map_or("ok", Refusal::code);
        self.requests.get_or_create(&vec![("message", message), ("answer", answer)]).inc();
    }

    pub(super) fn batch(&self, results: &[Taken], took: Duration) {
        for taken in results {
            let word = match taken {
                Taken::Stored => "stored",
                Taken::Already => "already",
                Taken::Forked => "forked",
                Taken::NoPrevious => "no-previous",
                Taken::Unreadable => "unreadable",
                Taken::OtherKiosk => "other-kiosk",
                Taken::BadSignature => "bad-signature",
            };
            self.statements.get_or_create(&vec![("became", word)]).inc();
        }
        self.ingest.observe(took.as_secs_f64());
    }

    /// So many statements and voiding ones went out, and so many entries of the log with nothing to say there.
    pub(super) fn record_store_sent(&self, statements: u64, voided: u64, passed: u64) {
        for (word, count) in [("statement", statements), ("voided", voided), ("passed", passed)] {
            self.record_store.get_or_create(&vec![("told", word)]).inc_by(count);
        }
    }

    pub(super) fn record_store_failed(&self, why: &'static str) {
        self.record_store_failures.get_or_create(&vec![("why", why)]).inc();
    }

    pub(super) fn record_store_backlog(&self, entries: u64) {
        self.record_store_backlog.set(i64::try_from(entries).unwrap_or(i64::MAX));
    }

    /// In the text format of OpenMetrics 1.0.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        if encode(&mut text, &self.registry).is_err() {
            text.clear();
        }
        text
    }
}
