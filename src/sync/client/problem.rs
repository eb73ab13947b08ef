//! Why a sync did not come to its end, in one sentence for the console.

use crate::ledger::KeyError;
use crate::store::StoreError;
use crate::sync::checkpoint::CheckpointError;
use crate::sync::courier::CourierError;
use crate::sync::orders::OrderError;
use crate::sync::plan::Stuck;
use crate::sync::refusal::Refusal;
use std::path::PathBuf;

/// Why a kiosk and its register did not come to an end with each other. Nothing is lost by any of it.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Nobody has enrolled this kiosk yet.
    #[error("this kiosk is not enrolled with a register; enrol it with a ticket from the office")]
    NotEnrolled,
    /// Nothing answers.
    #[error(
        "the register at {0} does not answer; look at the cable or the Wi-Fi. Promises wait on the kiosk until it does"
    )]
    Unreachable(String),
    /// Something else answers, or something stands between.
    #[error(
        "what answers at {0} is not the register that this kiosk knows: a filter or the log-in page of a network stands between the two, or the register was set up anew. Nothing was sent to it"
    )]
    NotTheRegister(String),
    /// The words and what answers do not go together.
    #[error("what answers at {0} does not know this ticket's words: it is not the register that made the ticket")]
    NotTheTicketsRegister(String),
    /// It refuses.
    #[error("{0}")]
    Refused(Refusal),
    /// The register's signed word: this kiosk is shut out.
    #[error(
        "this kiosk was shut out at its register: nothing is sent to it any more, and everything that was recorded stays here. Ask the office, and enrol the kiosk anew with another ticket if it should go on"
    )]
    ShutOut,
    /// An answer that no register gives.
    #[error("the register's answer cannot be read; update the older of kiosk and register")]
    Answer,
    /// Somebody closed the kiosk meanwhile.
    #[error("the sync was stopped; the next one goes on from there")]
    Stopped,
    /// What it signs is not right.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A file that the courier brought.
    #[error(transparent)]
    Courier(#[from] CourierError),
    /// The courier's file cannot be read.
    #[error("{} cannot be read ({source}); look whether the stick is in, and carry the file once more", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The courier's file cannot be written.
    #[error("{} cannot be written ({source}); look whether the stick is in and has room", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// What it tells this kiosk to do.
    #[error(transparent)]
    Order(#[from] OrderError),
    /// Everything was sent, and something that the register tells could not be done. It is asked for again.
    #[error(transparent)]
    NotDone(Box<Problem>),
    /// It cannot go on.
    #[error(transparent)]
    Stuck(#[from] Stuck),
    /// What the kiosk keeps about its register.
    #[error("what the kiosk keeps of its register is damaged; enrol it anew")]
    Kept(#[from] KeyError),
    /// The kiosk's own store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The operating system gave no threads, timers or random numbers.
    #[error("the operating system does not let the kiosk use the network; restart the machine")]
    System,
}

impl Problem {
    /// Whether it may go away while nobody does anything.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::NotTheRegister(_) | Self::Answer | Self::System => true,
            Self::Refused(refusal) => refusal.passes(),
            Self::NotDone(problem) => problem.passes(),
            _ => false,
        }
    }
}
