//! Which statements come next: the log read on from where it was left, each entry turned into what the store is told.

use super::statement::{Home, is_told, outcome, voided};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::{Says, Statement};
use crate::register::storage::{LogEntry, Outbox, Storage, StorageError};
use crate::sync::erasure::Erasure;
use crate::sync::identity::RegisterPublic;
use serde_json::Value;
use std::collections::BTreeSet;

/// Entries of the log that are read at once.
const ENTRIES: u32 = 100;
/// Statements of one request, but for the last entry's: an erasure may name many.
const AT_ONCE: usize = 100;

/// What goes out next.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// In the order of the log.
    pub(super) statements: Vec<Value>,
    /// How many of them void another.
    pub(super) voided: u64,
    /// Entries of the log that the store is told nothing of.
    pub(super) passed: u64,
    /// The place in the log after the last entry.
    pub(super) to: u64,
    /// Places of statements that need not be voided any more.
    pub(super) gone: Vec<u64>,
}

pub(super) struct Reading<'a> {
    pub(super) storage: &'a Storage,
    pub(super) register: &'a RegisterPublic,
    pub(super) school: &'a SchoolId,
    pub(super) store: &'a str,
}

impl Reading<'_> {
    /// The next batch; `None` where everything is settled.
    pub(super) async fn next(&self, outbox: &Outbox) -> Result<Option<Batch>, StorageError> {
        let entries = self.storage.log_entries(self.school, outbox.sent, ENTRIES).await?;
        if entries.is_empty() {
            return Ok(None);
        }
        let home = Home::of(&outbox.home, self.school);
        let mut batch = Batch::default();
        for entry in entries {
            let before = batch.statements.len();
            batch.to = entry.leaf() + 1;
            match &entry {
                LogEntry::Statement(entry) => {
                    // One that was damaged by hand says nothing; the check of the whole register names it.
                    if let Ok(statement) = Statement::parse(&entry.compact()) {
                        match &statement.claims().says {
                            Says::Outcome(_) => match outcome(&home, &statement, entry.received_ms) {
                                Some(told) => batch.statements.push(told),
                                // Below `sending` it may be there all the same: it was erased since.
                                None if is_told(&statement) && entry.leaf >= outbox.sending => {
                                    batch.gone.push(entry.leaf);
                                }
                                None => {}
                            },
                            Says::Correction(said) => {
                                let corrected = [(entry.kiosk.clone(), said.sequence, said.hash)];
                                self.void(&home, &mut batch, &corrected, entry.leaf, entry.received_ms).await?;
                            }
                        }
                    }
                }
                LogEntry::Erasure(kept) => {
                    if let Ok(erasure) = Erasure::read(&kept.jwt, self.register, self.school) {
                        let named = erasure.named.into_iter().map(|named| (named.kiosk, named.sequence, named.hash));
                        let named: Vec<_> = named.collect();
                        self.void(&home, &mut batch, &named, kept.leaf, kept.at_ms).await?;
                    }
                }
            }
            if batch.statements.len() == before {
                batch.passed += 1;
            }
            if batch.statements.len() >= AT_ONCE {
                break;
            }
        }
        Ok(Some(batch))
    }

    /// Voids what the store was told of these statements, once.
    async fn void(
        &self,
        home: &Home,
        batch: &mut Batch,
        named: &[(KioskId, u64, [u8; 32])],
        leaf: u64,
        at_ms: i64,
    ) -> Result<(), StorageError> {
        let mut told = Vec::new();
        for entry in self.storage.entries_named(self.school, named).await? {
            let Ok(statement) = Statement::parse(&entry.compact()) else { continue };
            if entry.leaf < leaf && is_told(&statement) {
                told.push(entry);
            }
        }
        let leaves: Vec<u64> = told.iter().map(|entry| entry.leaf).collect();
        let mut gone: BTreeSet<u64> = self.storage.gone(self.school, self.store, &leaves).await?;
        gone.extend(&batch.gone);
        for entry in told {
            if gone.insert(entry.leaf) {
                batch.statements.push(voided(home, &entry.hash, at_ms));
                batch.gone.push(entry.leaf);
                batch.voided += 1;
            }
        }
        Ok(())
    }
}
