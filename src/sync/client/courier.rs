//! A kiosk's side of the courier: writing the file, and doing what the register's file says.

use super::problem::Problem;
use super::pull;
use crate::store::Store;
use crate::sync::checkpoint::Checkpoint;
use crate::sync::courier::{Back, CourierError, Envelope, Opened, Out, Receipts, STATEMENTS_AT_MOST, batches};
use crate::sync::identity::RegisterPublic;
use crate::sync::order::ERASURE;
use crate::sync::plan::{Local, Step, locator};
use crate::sync::talk::Talk;
use crate::sync::wire::{self, HeadRequest, Obeyed, PullRequest, ReceiptsRequest};

/// What a file carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carries {
    /// The file.
    pub file: Vec<u8>,
    /// How many statements are in it.
    pub statements: usize,
    /// How many must wait for another file.
    pub left: u64,
}

/// What a file of the register's has brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Brought {
    /// Statements that have a receipt now and had none.
    pub receipts: u64,
    /// Children who were erased.
    pub erased: usize,
    /// It is older than what the kiosk has heard of its register since.
    pub old: bool,
    /// The newest number that the register has, where it lacks statements that it once had: it was put back from an older
    /// copy.
    pub lacks_after: Option<u64>,
    /// The register has two statements with one number of this kiosk.
    pub forked: bool,
}

/// Writes what a sync would send: everything without a receipt, or, where `after` is lower, everything after that.
///
/// # Errors
/// [`Problem`].
pub fn courier_out(store: &Store, after: Option<u64>) -> Result<Carries, Problem> {
    let enrolment = store.enrolment().wait()?.ok_or(Problem::NotEnrolled)?;
    let register = RegisterPublic::from_jwk(&enrolment.jwk)?;
    let kept = enrolment.checkpoint.map(|note| Checkpoint::read(&note, &register, &enrolment.school)).transpose()?;
    let log_size = kept.as_ref().map_or(0, Checkpoint::size);
    let carried = store.carried().wait()?;
    let after = after.unwrap_or(carried.receipted).min(carried.receipted);
    let chain = store.heads(locator(None, carried.head.sequence)).wait()?;
    let stored = store.to_send(after, STATEMENTS_AT_MOST as u32).wait()?;
    let heads: Vec<_> = store.heads(stored.iter().map(|stored| stored.sequence).collect()).wait()?;
    let asked = heads.chunks(wire::STATEMENTS_AT_MOST);
    let asked = asked.map(|heads| ReceiptsRequest { statements: heads.to_vec(), log_size }).collect();
    let receipts = (!heads.is_empty()).then_some(Receipts { from: after + 1, log_size, asked });
    let out = Out {
        school: enrolment.school,
        head: HeadRequest { chain, log_size },
        push: batches(stored.iter().map(crate::store::Stored::compact).collect()),
        receipts,
        pull: PullRequest { kinds: vec![Obeyed { kind: ERASURE.to_owned(), after: store.erasures_obeyed().wait()? }] },
    };
    let packed = wire::pack(&wire::write(&out));
    let envelope = Envelope::out(&store.own_key().wait()?.kiosk_id(), &register);
    let to_sign = envelope.to_sign(&packed);
    let (_, signature) = store.sign(move |_| to_sign).wait()?;
    let file = envelope.seal_to_register(&register, &signature, &packed)?;
    let left = carried.head.sequence.saturating_sub(after).saturating_sub(stored.len() as u64);
    Ok(Carries { file, statements: stored.len(), left })
}

/// Does what a file of the register's says. A second time, or long after, it changes nothing.
///
/// # Errors
/// [`Problem`]; what was done until then stays done.
pub fn courier_in(store: &Store, file: &[u8]) -> Result<Brought, Problem> {
    let enrolment = store.enrolment().wait()?.ok_or(Problem::NotEnrolled)?;
    let register = RegisterPublic::from_jwk(&enrolment.jwk)?;
    let (file, own) = (file.to_vec(), store.own_key().wait()?.kiosk_id());
    let opened = store.unseal(move |private| Opened::open(&file, own.as_str(), private)).wait()??;
    let back: Back = opened.back(&register)?;
    let kept = enrolment.checkpoint.map(|note| Checkpoint::read(&note, &register, &enrolment.school)).transpose()?;
    let before = store.carried().wait()?;
    let mut brought = Brought { forked: back.head.forked, ..Brought::default() };
    let mut talk = Talk::new(register, enrolment.school.clone(), kept.clone());
    if let Some(receipts) = &back.asked {
        // Proofs of consistency lead from the checkpoint that was the newest when the kiosk asked.
        brought.old = receipts.log_size != kept.as_ref().map_or(0, Checkpoint::size);
        if !brought.old {
            self::receipts(store, &mut talk, receipts, &back)?;
        }
    }
    let now = store.carried().wait()?;
    brought.receipts = now.receipted - before.receipted.min(now.receipted);
    let common = back.head.common.map_or(0, |head| head.sequence);
    if !brought.old && common.max(newest(&back)) < before.receipted {
        brought.lacks_after = Some(common);
    }
    for order in &back.pull.orders {
        brought.erased += usize::from(pull::obey(store, &register, &enrolment.school, order)?.is_some());
    }
    if let Some(alarm) = talk.alarm() {
        return Err(crate::sync::plan::Stuck::Log(alarm).into());
    }
    match talk.next(&Local { head: now.head, receipted: now.receipted }) {
        Step::Stuck(stuck) => Err(stuck.into()),
        _ => Ok(brought),
    }
}

/// The highest number that the register took out of the file.
fn newest(back: &Back) -> u64 {
    let taken = back.push.iter().flat_map(|push| &push.results).filter(|taken| taken.is_held()).count() as u64;
    back.asked.as_ref().map_or(0, |asked| if taken > 0 { asked.from + taken - 1 } else { 0 })
}

fn receipts(store: &Store, talk: &mut Talk, asked: &Receipts, back: &Back) -> Result<(), Problem> {
    for (asked, answer) in asked.asked.iter().zip(&back.receipts) {
        if asked.statements.len() != answer.receipts.len() {
            return Err(CourierError::Newer.into());
        }
        let proven = talk.receipts(asked, answer)?;
        let Some(checkpoint) = talk.checkpoint().filter(|_| talk.alarm().is_none()) else { return Ok(()) };
        let (size, note, all) = (checkpoint.size(), checkpoint.note().to_owned(), proven.len());
        let kept = proven.into_iter().map(|(head, receipt)| (head.sequence, receipt.leaf(), receipt.proof_bytes()));
        store.keep_receipts(size, note, kept.collect()).wait()?;
        if all < asked.statements.len() {
            return Ok(());
        }
    }
    Ok(())
}
