//! `promise-tree register bench`: what the register's budgets in ARCHITECTURE.md are measured by.

use super::open;
use anyhow::Context;
use clap::Args;
use promise_tree::register::Place;
use promise_tree::register::bench::{Bench, Measured, Page, load};
use serde::Serialize;
use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// How many statements 50 kiosks send.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    statements: usize,
    /// With how many statements a class's page is looked at in the end.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    page: usize,
    /// Write what was measured into this file, too, as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

const KIOSKS: u8 = 50;
/// With so many statements a page is looked at first.
const FEW: usize = 10_000;

/// What was measured on one database.
#[derive(Debug, Serialize)]
struct Results {
    database: &'static str,
    statements: usize,
    kiosks: usize,
    taken_in_a_second: f64,
    one_core_verifies_a_second: f64,
    share_of_one_core: f64,
    processor_us_a_statement: Option<f64>,
    processor_us_a_signature: Option<f64>,
    memory_mb: Option<f64>,
    load_before: Option<f64>,
    cores: Option<usize>,
    pages: [PageResults; 2],
    page_ratio: f64,
}

#[derive(Debug, Serialize)]
struct PageResults {
    statements: usize,
    p10_ms: f64,
    p50_ms: f64,
    p99_ms: f64,
}

impl From<&Page> for PageResults {
    fn from(page: &Page) -> Self {
        let (p10_ms, p50_ms, p99_ms) = (ms(page.quick), ms(page.median), ms(page.p99));
        Self { statements: page.statements, p10_ms, p50_ms, p99_ms }
    }
}

impl Results {
    fn new(database: &'static str, load: Option<(f64, usize)>, ingest: &Measured, few: &Page, many: &Page) -> Self {
        Self {
            database,
            statements: ingest.statements,
            kiosks: ingest.kiosks,
            taken_in_a_second: ingest.a_second(),
            one_core_verifies_a_second: ingest.verified_a_second,
            share_of_one_core: ingest.share(),
            processor_us_a_statement: ingest.processor_us(),
            processor_us_a_signature: ingest.signature_us,
            memory_mb: ingest.memory_mb,
            load_before: load.map(|(load, _)| load),
            cores: load.map(|(_, cores)| cores),
            pages: [few.into(), many.into()],
            page_ratio: ms(many.quick) / ms(few.quick),
        }
    }
}

/// Measures on SQLite, and on the PostgreSQL database that is named, which must be empty.
pub(super) fn run(arguments: &Arguments, database: Option<String>, content: Option<&Path>) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("promise-tree-register-bench-{}", std::process::id()));
    let mut all = Vec::new();
    for (name, database) in [("SQLite", None)].into_iter().chain(database.map(|url| ("PostgreSQL", Some(url)))) {
        let place = Place { folder: folder.join(name), database };
        let measured = std::fs::create_dir_all(&place.folder)
            .with_context(|| format!("{} could not be made", place.folder.display()))
            .and_then(|()| one(name, &place, arguments, content));
        std::fs::remove_dir_all(&folder).with_context(|| format!("{} could not be removed", folder.display()))?;
        let results = measured?;
        print(&results);
        all.push(results);
    }
    if let Some(file) = &arguments.json {
        let text = serde_json::to_string_pretty(&all).context("what was measured could not be written as JSON")?;
        std::fs::write(file, text + "\n").with_context(|| format!("{} could not be written", file.display()))?;
    }
    Ok(())
}

fn one(name: &'static str, place: &Place, arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<Results> {
    let progress = Progress::new(name);
    let tell = |what: &str, done: usize, of: usize| progress.tell(what, done, of);
    let mut bench = Bench::open(place, open::content(content)?, KIOSKS)?;
    bench.ingest(FEW, &tell)?;
    bench.settle()?;
    let few = bench.page()?;
    let load = load();
    let ingest = bench.ingest(arguments.statements, &tell)?;
    bench.fill(arguments.page, &tell)?;
    let many = bench.page()?;
    bench.close();
    progress.end();
    Ok(Results::new(name, load, &ingest, &few, &many))
}

fn print(results: &Results) {
    println!("{}: {} statements from {} kiosks at once", results.database, results.statements, results.kiosks);
    if let (Some(load), Some(cores)) = (results.load_before, results.cores) {
        println!("  load of the machine before             {load:>8.1} on {cores} cores");
    }
    println!("  taken in, all checked, durable         {:>8.0} a second", results.taken_in_a_second);
    let share = results.share_of_one_core;
    println!(
        "  one core's Ed25519 alone               {:>8.0} a second: {share:.2} of that",
        results.one_core_verifies_a_second
    );
    if let (Some(took), Some(alone)) = (results.processor_us_a_statement, results.processor_us_a_signature) {
        println!("  the program's processor time           {took:>8.0} µs a statement; {alone:.0} of them a signature");
    }
    if let Some(memory) = results.memory_mb {
        println!("  resident memory at most                {memory:>8.0} MB");
    }
    for page in &results.pages {
        println!(
            "  a class's page with {:>9} statements  {:>8.2} ms   p50 {:.2}   p99 {:.2}   (first: p10)",
            page.statements, page.p10_ms, page.p50_ms, page.p99_ms
        );
    }
    println!("  the page takes                         {:>8.2} of the time", results.page_ratio);
}

/// A line on stderr that says how far it is: one that is written over on a terminal, else one every ten seconds.
struct Progress {
    name: &'static str,
    terminal: bool,
    told: Cell<Option<Instant>>,
}

impl Progress {
    fn new(name: &'static str) -> Self {
        Self { name, terminal: std::io::stderr().is_terminal(), told: Cell::new(None) }
    }

    fn tell(&self, what: &str, done: usize, of: usize) {
        let between = if self.terminal { Duration::from_millis(200) } else { Duration::from_secs(10) };
        if self.told.get().is_some_and(|told| told.elapsed() < between) {
            return;
        }
        self.told.set(Some(Instant::now()));
        let line = format!("{}: {done} of {of} {what}", self.name);
        if self.terminal {
            eprint!("\r{line:<78}");
            // Where nobody sees it nothing is lost.
            std::io::stderr().flush().ok();
        } else {
            eprintln!("{line}");
        }
    }

    fn end(&self) {
        if self.terminal {
            eprint!("\r{:<78}\r", "");
        }
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
