//! `promise-tree bench`: what the budgets of ARCHITECTURE.md are measured by.

use super::demo;
use anyhow::{Context, ensure};
use clap::Args;
use promise_tree::exports::bench::documents;
use promise_tree::store::bench::durable_saves;
use serde::Deserialize;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// A folder on the disk to measure; one of its own below the system's temporary folder where it is not given.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// How many durable saves to measure.
    #[arg(long, value_name = "N", default_value_t = 500)]
    saves: usize,
    /// How long to watch the kiosk at rest, seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    rest: u64,
}

pub(crate) fn run(arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<ExitCode> {
    let folder = match &arguments.data {
        Some(folder) => folder.clone(),
        None => std::env::temp_dir().join(format!("promise-tree-bench-{}", std::process::id())),
    };
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let measured = measure(&folder, arguments, content);
    if arguments.data.is_none() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("{} could not be removed", folder.display()))?;
    }
    measured?;
    Ok(ExitCode::SUCCESS)
}

fn measure(folder: &Path, arguments: &Arguments, content: Option<&Path>) -> anyhow::Result<()> {
    let saves = durable_saves(&folder.join("saves"), arguments.saves)?;
    println!("durable save, {} times, {} bytes (signed, chained, encrypted)", arguments.saves, saves.bytes);
    let ours = &saves.promises;
    let kinds = [("ours", ours), ("bare SQLite, the same rows", &saves.bare), ("bare SQLite, one row", &saves.one_row)];
    for (name, times) in kinds {
        let [p50, p99] = [50, 99].map(|share| ms(times.percentile(share)));
        let [less, more] = [50, 99].map(|share| ms(ours.percentile(share)) / ms(times.percentile(share)));
        println!("  {name:<27} p50 {p50:>6.2} ms   p99 {p99:>6.2} ms   ours is {less:.2} and {more:.2} times that");
    }
    let content = super::open::content(content)?;
    let papers = documents(&folder.join("papers"), &content)?;
    println!("a class's list as PDF, warm            {:>7.1} ms", ms(papers.list));
    println!("a class's sheets, warm                 {:>7.1} ms", ms(papers.class));
    println!("{} sheets of a school{:>25.1} ms", papers.sheets, ms(papers.school));
    let data = folder.join("kiosk");
    demo::make(&data)?;
    let began = Instant::now();
    let mut kiosk = start(&data)?;
    let rested =
        ready(&mut kiosk).map(|()| began.elapsed()).and_then(|ready| Ok((ready, rest(&kiosk, arguments.rest)?)));
    kiosk.kill().context("the kiosk could not be stopped")?;
    kiosk.wait().context("the kiosk could not be waited for")?;
    let (ready, rest) = rested?;
    println!("start to a screen that answers touch  {:>7.0} ms", ms(ready));
    println!("memory at rest (resident)             {:>7.1} MB", rest.memory_mb);
    println!("CPU at rest, of one core              {:>7.2} %", rest.cpu_percent);
    lessons(&folder.join("lessons.jsonl"))
}

/// One line of the robot's report on lessons.
#[derive(Deserialize)]
struct Lesson {
    lesson: String,
    loaded_ms: u64,
    frames: usize,
    frame_p50_ms: f64,
    frame_p99_ms: f64,
    frame_longest_ms: f64,
}

/// All lessons, as a child plays them.
fn lessons(report: &Path) -> anyhow::Result<()> {
    let program = std::env::current_exe().context("the program cannot find itself")?;
    let played = Command::new(program)
        .args(["robot", "--lessons", "alone", "--window", "1920x1080", "--report"])
        .arg(report)
        .status()
        .context("the robot could not be started")?;
    ensure!(played.success(), "the robot did not come to the end of the lessons; run it by itself to see why");
    println!("lessons at 1920x1080                 loads   frames  median   99 %  longest");
    let text = std::fs::read_to_string(report).context("the robot left no report")?;
    for line in text.lines() {
        let one: Lesson = serde_json::from_str(line).context("the robot's report cannot be read")?;
        println!(
            "  {:<31} {:>5} ms {:>7} {:>6.0} ms {:>4.0} ms {:>5.0} ms",
            one.lesson, one.loaded_ms, one.frames, one.frame_p50_ms, one.frame_p99_ms, one.frame_longest_ms
        );
    }
    Ok(())
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn start(data: &Path) -> anyhow::Result<Child> {
    let program = std::env::current_exe().context("the program cannot find itself")?;
    Command::new(program)
        .args(["kiosk", "--say-ready", "--window", "1920x1080", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .context("the kiosk could not be started")
}

fn ready(kiosk: &mut Child) -> anyhow::Result<()> {
    let stdout = kiosk.stdout.take().context("the kiosk has no stdout")?;
    for line in BufReader::new(stdout).lines() {
        if line.context("the kiosk's words could not be read")? == "ready" {
            return Ok(());
        }
    }
    anyhow::bail!("the kiosk closed before its first screen was there; run it by itself to see why")
}

struct Rest {
    memory_mb: f64,
    cpu_percent: f64,
}

/// Watches a process through `/proc`, after five seconds of coming to rest.
fn rest(kiosk: &Child, seconds: u64) -> anyhow::Result<Rest> {
    let process = PathBuf::from(format!("/proc/{}", kiosk.id()));
    ensure!(process.exists(), "rest is measured through /proc, which this system does not have");
    std::thread::sleep(Duration::from_secs(5));
    let before = cpu_ticks(&process)?;
    std::thread::sleep(Duration::from_secs(seconds));
    let used = cpu_ticks(&process)?.saturating_sub(before);
    let status = std::fs::read_to_string(process.join("status")).context("the kiosk went away")?;
    let resident =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok());
    let kilobytes: f64 = resident.context("the system does not say how much memory the kiosk has")?;
    Ok(Rest { memory_mb: kilobytes / 1000.0, cpu_percent: used as f64 / seconds as f64 })
}

/// User and system time in ticks of 1/100 s (proc(5): fields 14 and 15).
fn cpu_ticks(process: &Path) -> anyhow::Result<u64> {
    let stat = std::fs::read_to_string(process.join("stat")).context("the kiosk went away")?;
    let after_name = stat.rsplit_once(')').map(|(_, rest)| rest).unwrap_or_default();
    let fields: Vec<u64> =
        after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Ok(fields.iter().sum())
}
