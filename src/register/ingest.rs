//! What is done with each statement of a batch. Pure: what the register has comes in, what becomes of each statement
//! goes out. Checking signatures, which takes the time, is done before and on all cores.

use crate::ledger::{Head, PublicKey, Statement, StatementError};
use crate::sync::wire::Taken;
use std::collections::BTreeMap;

/// A statement that this kiosk signed, or why it is none.
pub type Checked = Result<Statement, Taken>;

/// The statements of a kiosk that a batch may stand on: whether each is on a branch that parted from the first one.
pub type Known = BTreeMap<(u64, [u8; 32]), bool>;

/// A statement that is to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToStore {
    /// Its place in the batch.
    pub nth: usize,
    /// Whether another one has its number, or that of one before it.
    pub forked: bool,
}

/// Reads and checks a batch, on as many cores as there are.
#[must_use]
pub fn check(key: &PublicKey, batch: &[String]) -> Vec<Checked> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = batch.len().div_ceil(cores).max(8);
    let check = |text: &String| {
        let statement = Statement::parse(text).map_err(|_| Taken::Unreadable)?;
        match statement.check(key) {
            Ok(()) => Ok(statement),
            Err(StatementError::WrongKiosk { .. }) => Err(Taken::OtherKiosk),
            Err(_) => Err(Taken::BadSignature),
        }
    };
    if batch.len() <= share {
        return batch.iter().map(check).collect();
    }
    std::thread::scope(|scope| {
        let shares: Vec<_> = batch
            .chunks(share)
            .map(|share| (share, scope.spawn(move || share.iter().map(check).collect::<Vec<_>>())))
            .collect();
        // A share whose thread died is checked here.
        let take = |(share, thread): (&[String], std::thread::ScopedJoinHandle<'_, Vec<Checked>>)| {
            thread.join().unwrap_or_else(|_| share.iter().map(check).collect())
        };
        shares.into_iter().flat_map(take).collect()
    })
}

/// The numbers of which [`decide`] must know what is there: from the one before the first to the last.
#[must_use]
pub fn span(batch: &[Checked]) -> Option<(u64, u64)> {
    let numbers = batch.iter().flatten().map(Statement::sequence);
    Some((numbers.clone().min()?.saturating_sub(1), numbers.max()?))
}

/// Decides. A statement is stored where the one before it is there (or it is the first) and it is not there itself yet;
/// one with the same number and other bytes does not hinder that.
#[must_use]
pub fn decide(key: &PublicKey, known: &Known, batch: &[Checked]) -> (Vec<Taken>, Vec<ToStore>) {
    let genesis = Head::genesis(key);
    let mut known = known.clone();
    known.insert((genesis.sequence, genesis.hash), false);
    let mut to_store = Vec::new();
    let mut take = |(nth, checked): (usize, &Checked)| {
        let statement = match checked {
            Ok(statement) => statement,
            Err(taken) => return *taken,
        };
        let head = statement.head();
        if known.contains_key(&(head.sequence, head.hash)) {
            return Taken::Already;
        }
        let before = (head.sequence.saturating_sub(1), statement.claims().previous);
        let Some(&off) = known.get(&before) else { return Taken::NoPrevious };
        let rival = known.range((head.sequence, [0; 32])..=(head.sequence, [0xff; 32])).next().is_some();
        let forked = off || rival;
        known.insert((head.sequence, head.hash), forked);
        to_store.push(ToStore { nth, forked });
        if forked { Taken::Forked } else { Taken::Stored }
    };
    let taken = batch.iter().enumerate().map(&mut take).collect();
    (taken, to_store)
}
