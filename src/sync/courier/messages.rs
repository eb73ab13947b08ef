//! What is in a file: the messages of a sync, in the order in which they are to be answered.

use crate::domain::ids::SchoolId;
use crate::ledger::Head;
use crate::sync::wire::{
    self, BATCH_AT_MOST, HeadAnswer, HeadRequest, Message, PullAnswer, PullRequest, PushAnswer, PushRequest,
    ReceiptsAnswer, ReceiptsRequest,
};
use serde::{Deserialize, Serialize};

/// The most statements in a file, and the most bytes of them; the others go with the next one.
pub const STATEMENTS_AT_MOST: usize = 2048;
/// As [`STATEMENTS_AT_MOST`]. One batch always fits.
pub const STATEMENT_BYTES_AT_MOST: usize = 32 << 20;
/// The most answers to pull in a file; what is told beyond them comes with the next one.
pub const PULLS_AT_MOST: usize = 16;

const _: () = assert!(BATCH_AT_MOST <= STATEMENT_BYTES_AT_MOST);

/// What a kiosk sends: the messages of a whole sync, in the order in which they are to be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Out {
    /// The school at the register.
    pub school: SchoolId,
    /// Where the kiosk stands.
    pub head: HeadRequest,
    /// Statements, in the order of their numbers.
    pub push: Vec<PushRequest>,
    /// The receipts that are to come back: for each of these statements. Their `log_size` is that of `head`; the register
    /// takes the size of the checkpoint that it answered with last.
    pub receipts: Vec<ReceiptsRequest>,
    /// What the kiosk has obeyed.
    pub pull: PullRequest,
}

/// What was asked, said again in the answer: the kiosk may have gone on since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// As in [`Out`].
    pub head: HeadRequest,
    /// As in [`Out`].
    pub receipts: Vec<ReceiptsRequest>,
    /// As in [`Out`].
    pub pull: PullRequest,
}

impl Asked {
    /// The statements that the file held.
    #[must_use]
    pub fn statements(&self) -> Vec<Head> {
        self.receipts.iter().flat_map(|asked| asked.statements.iter().copied()).collect()
    }
}

/// What a register answers, message by message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Back {
    /// What it answers to.
    pub asked: Asked,
    /// What it had of the kiosk's chain.
    pub head: HeadAnswer,
    /// What became of the statements.
    pub push: Vec<PushAnswer>,
    /// The receipts.
    pub receipts: Vec<ReceiptsAnswer>,
    /// What the kiosk is told to do.
    pub pull: Vec<PullAnswer>,
}

impl Message for Out {
    fn within_limits(&self) -> bool {
        let statements = || self.push.iter().flat_map(|push| &push.statements);
        self.head.within_limits()
            && self.push.iter().all(Message::within_limits)
            && statements().count() <= STATEMENTS_AT_MOST
            && statements().map(String::len).sum::<usize>() <= STATEMENT_BYTES_AT_MOST
            && few(&self.receipts)
            && self.pull.within_limits()
    }
}

impl Message for Back {
    fn within_limits(&self) -> bool {
        self.asked.head.within_limits()
            && few(&self.asked.receipts)
            && self.asked.pull.within_limits()
            && self.head.within_limits()
            && self.push.iter().all(Message::within_limits)
            && self.receipts.iter().all(Message::within_limits)
            && self.pull.len() <= PULLS_AT_MOST
            && self.pull.iter().all(Message::within_limits)
    }
}

/// Each within its limits, and together not more than a file's statements.
fn few(asked: &[ReceiptsRequest]) -> bool {
    asked.iter().all(Message::within_limits)
        && asked.iter().map(|asked| asked.statements.len()).sum::<usize>() <= STATEMENTS_AT_MOST
}

/// Parts statements into batches as they would travel over the network.
#[must_use]
pub fn batches(statements: Vec<String>) -> Vec<PushRequest> {
    let mut batches: Vec<PushRequest> = Vec::new();
    let mut bytes = 0;
    for statement in statements {
        bytes += statement.len();
        match batches.last_mut() {
            Some(last) if last.statements.len() < wire::STATEMENTS_AT_MOST && bytes <= BATCH_AT_MOST => {
                last.statements.push(statement);
            }
            _ => {
                bytes = statement.len();
                batches.push(PushRequest { statements: vec![statement] });
            }
        }
    }
    batches
}
