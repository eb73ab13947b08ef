//! The two clocks that the store asks. Tests bring their own.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// What the time is.
pub trait Clock: Debug + Send + Sync {
    /// Wall time in milliseconds since 1970 (UTC). May jump either way: somebody can set it.
    fn wall_ms(&self) -> i64;

    /// Milliseconds since some moment before the first call. Never goes back.
    fn monotonic_ms(&self) -> u64;
}

/// The clocks of the machine; monotonic time counts from when this was made.
#[derive(Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// Starts counting now.
    #[must_use]
    pub fn start() -> Arc<dyn Clock> {
        Arc::new(Self { start: Instant::now() })
    }
}

impl Clock for SystemClock {
    fn wall_ms(&self) -> i64 {
        let since = |of: Result<std::time::Duration, std::time::SystemTimeError>| match of {
            Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
        };
        since(SystemTime::now().duration_since(UNIX_EPOCH))
    }

    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
