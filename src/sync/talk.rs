//! A kiosk's side of a sync without network, database or clock: which message comes next, and what an answer means. The
//! worker carries it over TLS, the courier in a file, the tests over a wire that loses, doubles and delays.

use super::checkpoint::{Checkpoint, CheckpointError, Inconsistent};
use super::identity::RegisterPublic;
use super::plan::{Local, Plan, Step, Stuck};
use super::receipt::Receipt;
use super::wire::{HeadAnswer, HeadRequest, PushAnswer, ReceiptsAnswer, ReceiptsRequest};
use crate::domain::ids::SchoolId;
use crate::ledger::Head;
use tlog_tiles::Hash;

/// What the register said of itself and of this kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Heard {
    /// The highest number that it has of this kiosk.
    pub newest: u64,
    /// Whether it has two statements with one number of this kiosk.
    pub forked: bool,
}

/// One sync with one register, from the first question to the last receipt.
#[derive(Debug, Clone)]
pub struct Talk {
    register: RegisterPublic,
    school: SchoolId,
    plan: Plan,
    checkpoint: Option<Checkpoint>,
    alarm: Option<Inconsistent>,
    heard: Option<Heard>,
}

impl Talk {
    /// Begins, with the newest checkpoint that the kiosk keeps.
    #[must_use]
    pub fn new(register: RegisterPublic, school: SchoolId, kept: Option<Checkpoint>) -> Self {
        Self { register, school, plan: Plan::new(), checkpoint: kept, alarm: None, heard: None }
    }

    /// What to do next.
    #[must_use]
    pub fn next(&self, local: &Local) -> Step {
        match (self.plan.next(local), self.alarm) {
            // Statements are still sent to a register whose log was tampered with; what it signs is not believed.
            (Step::AskReceipts { .. } | Step::Done, Some(alarm)) => Step::Stuck(Stuck::Log(alarm)),
            (step, _) => step,
        }
    }

    /// The newest checkpoint that goes on from the one kept before.
    #[must_use]
    pub fn checkpoint(&self) -> Option<&Checkpoint> {
        self.checkpoint.as_ref()
    }

    /// Why the newest checkpoint is not believed.
    #[must_use]
    pub fn alarm(&self) -> Option<Inconsistent> {
        self.alarm
    }

    /// What the register said, once it did.
    #[must_use]
    pub fn heard(&self) -> Option<Heard> {
        self.heard
    }

    /// For [`Step::AskHead`]: the heads with the numbers that [`super::plan::locator`] names.
    #[must_use]
    pub fn ask_head(&self, chain: Vec<Head>) -> HeadRequest {
        HeadRequest { chain, log_size: self.log_size() }
    }

    /// Takes the answer.
    ///
    /// # Errors
    /// [`CheckpointError`]: the answer is not from the register that the kiosk is enrolled with.
    pub fn head(&mut self, asked: &HeadRequest, answer: &HeadAnswer) -> Result<(), CheckpointError> {
        self.log(&answer.checkpoint, &answer.consistency)?;
        self.heard = Some(Heard { newest: answer.newest, forked: answer.forked });
        self.plan.located(&asked.chain, answer.common);
        Ok(())
    }

    /// Takes the answer to a batch of statements with these numbers.
    pub fn pushed(&mut self, sent: &[u64], answer: &PushAnswer) {
        self.plan.pushed(sent, &answer.results);
    }

    /// For [`Step::AskReceipts`].
    #[must_use]
    pub fn ask_receipts(&self, statements: Vec<Head>) -> ReceiptsRequest {
        ReceiptsRequest { statements, log_size: self.log_size() }
    }

    /// Takes the answer: the receipts that prove what they should, up to the first that is missing.
    ///
    /// # Errors
    /// As [`Self::head`].
    pub fn receipts(
        &mut self,
        asked: &ReceiptsRequest,
        answer: &ReceiptsAnswer,
    ) -> Result<Vec<(Head, Receipt)>, CheckpointError> {
        self.log(&answer.checkpoint, &answer.consistency)?;
        let (None, Some(checkpoint)) = (self.alarm, &self.checkpoint) else { return Ok(Vec::new()) };
        let held: Vec<bool> = answer.receipts.iter().map(Option::is_some).collect();
        self.plan.receipted(asked.statements.len(), &held);
        let mut proven = Vec::with_capacity(held.len());
        for (head, inclusion) in asked.statements.iter().zip(&answer.receipts) {
            let Some(inclusion) = inclusion else { break };
            match Receipt::check(&head.hash, inclusion.leaf, inclusion.proof.clone(), checkpoint) {
                Ok(receipt) => proven.push((*head, receipt)),
                Err(_) => {
                    self.plan.give_up(Stuck::NoProof { sequence: head.sequence });
                    break;
                }
            }
        }
        Ok(proven)
    }

    fn log_size(&self) -> u64 {
        self.checkpoint.as_ref().map_or(0, Checkpoint::size)
    }

    fn log(&mut self, note: &str, consistency: &[Hash]) -> Result<(), CheckpointError> {
        let checkpoint = Checkpoint::read(note, &self.register, &self.school)?;
        let follows = self.checkpoint.as_ref().map_or(Ok(()), |kept| checkpoint.follows(kept, consistency));
        match follows {
            Ok(()) => {
                self.checkpoint = Some(checkpoint);
                self.alarm = None;
            }
            Err(inconsistent) => self.alarm = Some(inconsistent),
        }
        Ok(())
    }
}
