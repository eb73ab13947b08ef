//! How a long job says how far it is, and how it is stopped: from any thread.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a long job is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Reading a file's rows.
    Reading,
    /// Making pupils of the rows.
    Sorting,
    /// Writing what was accepted.
    Saving,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// How many rows of this stage are done.
    pub done: usize,
    /// Of how many.
    pub total: usize,
}

/// The job was stopped by [`Watch::cancel`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("that was stopped half way, and nothing was changed; start it again to have it done")]
pub struct Cancelled;

/// Watches a long job. Clones watch the same one: give one to the job, and keep one to stop it.
#[derive(Clone)]
pub struct Watch {
    tell: Arc<dyn Fn(Progress) + Send + Sync>,
    cancelled: Arc<AtomicBool>,
}

/// A job tells how far it is once in so many rows, and looks whether it is to stop.
const EVERY: usize = 250;

impl Watch {
    /// Calls `tell` on the job's own thread: once in 250 rows, and at the end of each stage.
    #[must_use]
    pub fn new(tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self { tell: Arc::new(tell), cancelled: Arc::default() }
    }

    /// Tells nobody.
    #[must_use]
    pub fn silent() -> Self {
        Self::new(|_| ())
    }

    /// Stops the job at the next row that it looks at. What is saved already stays: it was saved whole.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// The job is at this step of few, each of which takes a while; tells it always.
    ///
    /// # Errors
    /// [`Cancelled`]: the job should end here.
    pub fn step(&self, stage: Stage, done: usize, total: usize) -> Result<(), Cancelled> {
        if self.is_cancelled() && done < total {
            return Err(Cancelled);
        }
        (self.tell)(Progress { stage, done, total });
        Ok(())
    }

    /// The job is at this row.
    ///
    /// # Errors
    /// [`Cancelled`]: the job should end, leaving everything as it was.
    pub fn at(&self, stage: Stage, done: usize, total: usize) -> Result<(), Cancelled> {
        if !done.is_multiple_of(EVERY) && done != total {
            return Ok(());
        }
        if self.is_cancelled() {
            return Err(Cancelled);
        }
        (self.tell)(Progress { stage, done, total });
        Ok(())
    }
}

impl Default for Watch {
    fn default() -> Self {
        Self::silent()
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("cancelled", &self.is_cancelled()).finish_non_exhaustive()
    }
}
