//! What the system says of this process (Linux; elsewhere nothing is said).

use std::time::Duration;

/// The time of processors that this process has used, in steps of 1/100 s (proc(5): fields 14 and 15).
pub(super) fn processor() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let ticks = after_name.split_whitespace().skip(11).take(2).map(str::parse::<u64>).sum::<Result<u64, _>>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

/// Has [`most_memory_mb`] count from now on. Where the system does not do that, it counts from the start.
pub(super) fn forget_the_most_memory() {
    if let Err(error) = std::fs::write("/proc/self/clear_refs", "5") {
        tracing::debug!(%error, "the most memory so far is not forgotten");
    }
}

/// The most memory that this process has had, MB.
pub(super) fn most_memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// How many processes have wanted a core in the last minute, beside how many cores there are.
#[must_use]
pub fn load() -> Option<(f64, usize)> {
    let load = std::fs::read_to_string("/proc/loadavg").ok()?;
    let cores = std::thread::available_parallelism().ok()?.get();
    Some((load.split_whitespace().next()?.parse().ok()?, cores))
}
