//! `promise-tree register bench`: what the register's budgets in ARCHITECTURE.md are measured by.

use super::open;
use anyhow::Context;
use clap::Args;
use promise_tree::register::Place;
use promise_tree::register::bench::{Bench, Page};
use std::path::Path;
use std::time::Duration;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// How many statements 50 kiosks send.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    statements: usize,
    /// With how many statements a class's page is looked at in the end.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    page: usize,
}

const KIOSKS: u8 = 50;
/// With so many statements a page is looked at first.
const FEW: usize = 10_000;

/// Measures on SQLite, and on the PostgreSQL database that is named, which must be empty.
pub(super) fn run(arguments: &Arguments, database: Option<String>, content: Option<&Path>) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("promise-tree-register-bench-{}", std::process::id()));
    let mut measured = Ok(());
    for (name, database) in [("SQLite", None)].into_iter().chain(database.map(|url| ("PostgreSQL", Some(url)))) {
        let place = Place { folder: folder.join(name), database };
        measured = std::fs::create_dir_all(&place.folder)
            .with_context(|| format!("{} could not be made", place.folder.display()))
            .and_then(|()| one(name, &place, arguments, content));
        if measured.is_err() {
            break;
        }
    }
    std::fs::remove_dir_all(&folder).with_context(|| format!("{} could not be removed", folder.display()))?;
    measured
}

fn one(name: &str, place: &Place, arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<()> {
    let mut bench = Bench::open(place, open::content(content)?, KIOSKS)?;
    bench.ingest(FEW)?;
    let few = bench.page()?;
    let ingest = bench.ingest(arguments.statements)?;
    println!("{name}: {} statements from {} kiosks at once", ingest.statements, ingest.kiosks);
    println!("  taken in                              {:>8.0} a second", ingest.a_second());
    let share = ingest.a_second() / ingest.verified_a_second;
    println!("  one core's signatures alone           {:>8.0} a second: {share:.2} of that", ingest.verified_a_second);
    if let Some(memory) = ingest.memory_mb {
        println!("  memory at most, with what was sent    {memory:>8.0} MB");
    }
    // In shares, so that what is still to be sent does not fill the memory.
    let mut there = FEW + ingest.statements;
    while there < arguments.page {
        there += bench.ingest((arguments.page - there).min(50_000))?.statements;
    }
    let many = bench.page()?;
    for page in [&few, &many] {
        println!("  a class's page with {:>9} entries {}", page.statements, times(page));
    }
    println!("  the page takes {:.2} of the time (p10)", ms(many.quick) / ms(few.quick));
    bench.close();
    Ok(())
}

fn times(page: &Page) -> String {
    format!("   p10 {:>6.2} ms   p50 {:>6.2} ms   p99 {:>6.2} ms", ms(page.quick), ms(page.median), ms(page.p99))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
