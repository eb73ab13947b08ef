//! A kiosk's side of the courier: writing the file, and doing what the register's file says.

use super::exchange::{checkpoint, keep, register_time};
use super::problem::Problem;
use super::pull::{self, Pulling};
use crate::domain::ids::{KioskId, PupilId};
use crate::ledger::Head;
use crate::store::{Deed, Enrolment, Store};
use crate::sync::checkpoint::{Checkpoint, Inconsistent};
use crate::sync::courier::{
    Asked, Back, CourierError, ENDING, Envelope, LINE_AT_MOST, Opened, Out, STATEMENT_BYTES_AT_MOST,
    STATEMENTS_AT_MOST, batches, read_file, write_file,
};
use crate::sync::identity::RegisterPublic;
use crate::sync::plan::{Local, Step, Stuck, locator};
use crate::sync::talk::Talk;
use crate::sync::wire::{self, HeadRequest, PushAnswer, ReceiptsRequest, Taken};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

/// The setting that remembers how the courier stands.
const SETTING: &str = "courier";

/// What is remembered between two files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Memory {
    /// The register has only these, and had more: what follows is sent again although there are receipts for it.
    lacks_after: Option<u64>,
    written_ms: Option<i64>,
    taken_ms: Option<i64>,
}

/// How the courier stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The school's name at the register.
    pub school: String,
    /// Statements without a receipt.
    pub waiting: u64,
    /// When a file was last written, milliseconds since 1970 (UTC).
    pub written_ms: Option<i64>,
    /// When an answer was last taken in.
    pub taken_ms: Option<i64>,
}

/// What a file carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carries {
    /// How many statements are in it.
    pub statements: u64,
    /// How many must wait for another file.
    pub left: u64,
}

/// What a file of the register's has brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    /// Statements that have a receipt now and had none.
    pub receipts: u64,
    /// Statements that still have none.
    pub waiting: u64,
    /// Children who were erased.
    pub erased: BTreeSet<PupilId>,
    /// The version of the roll that came, where another one came.
    pub roll: Option<u64>,
    /// It is older than what the kiosk has heard of its register since, or was taken in before.
    pub old: bool,
    /// The register lacks statements that it once had, since it was put back from an older copy. The next file brings
    /// them again.
    pub lacks: bool,
    /// The register tells more than the file holds. The next answer goes on from there.
    pub more: bool,
    /// The register has two statements with one number of this kiosk.
    pub forked: bool,
    /// What only people can end.
    pub stuck: Option<Stuck>,
}

/// How the courier stands; `None` where the kiosk is not enrolled.
///
/// # Errors
/// The store's own.
pub fn courier_standing(store: &Store) -> Result<Option<Standing>, Problem> {
    let Some(enrolment) = store.enrolment().wait()? else { return Ok(None) };
    let carried = store.carried().wait()?;
    let Memory { written_ms, taken_ms, .. } = store.setting(SETTING).wait()?.unwrap_or_default();
    let waiting = carried.head.sequence.saturating_sub(carried.receipted);
    Ok(Some(Standing { school: enrolment.name, waiting, written_ms, taken_ms }))
}

/// Whether a file looks like an answer for this kiosk: by its name and its first line.
#[must_use]
pub fn is_courier_answer(path: &Path, kiosk: &KioskId) -> bool {
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    let begins = || {
        let mut begins = Vec::new();
        std::fs::File::open(path)?.take(LINE_AT_MOST as u64).read_to_end(&mut begins)?;
        Ok::<_, std::io::Error>(begins)
    };
    named
        && path.is_file()
        && begins().is_ok_and(|begins| {
            // A newer answer too: whoever chooses it is told why it cannot be read.
            Envelope::read(&begins).is_ok_and(|(envelope, _)| envelope.to() == kiosk.as_str())
        })
}

/// Writes what a sync would send: everything without a receipt, and what the register is known to have lost.
///
/// # Errors
/// [`Problem`]; then there is no new file under that name.
pub fn courier_out(store: &Store, to: &Path) -> Result<Carries, Problem> {
    let enrolment = store.enrolment().wait()?.ok_or(Problem::NotEnrolled)?;
    if store.shut_out().wait()?.is_some() {
        return Err(Problem::ShutOut);
    }
    let register = RegisterPublic::from_jwk(&enrolment.jwk)?;
    let log_size = checkpoint(&enrolment, &register)?.as_ref().map_or(0, Checkpoint::size);
    let carried = store.carried().wait()?;
    let memory: Memory = store.setting(SETTING).wait()?.unwrap_or_default();
    let after = memory.lacks_after.map_or(carried.receipted, |has| has.min(carried.receipted));
    let chain = store.heads(locator(None, carried.head.sequence)).wait()?;
    let (numbers, statements) = statements(store, after)?;
    let heads = store.heads(numbers).wait()?;
    let count = heads.len() as u64;
    let asked = heads.chunks(wire::STATEMENTS_AT_MOST);
    let out = Out {
        school: enrolment.school,
        head: HeadRequest { chain, log_size },
        push: batches(statements),
        receipts: asked.map(|heads| ReceiptsRequest { statements: heads.to_vec(), log_size }).collect(),
        pull: pull::asked(store)?,
    };
    let packed = wire::pack(&wire::write(&out));
    let envelope = Envelope::out(&store.own_key().wait()?.kiosk_id(), &register);
    let to_sign = envelope.to_sign(&packed);
    let (_, signature) = store.sign(move |_| to_sign).wait()?;
    let file = envelope.seal_to_register(&register, &signature, &packed)?;
    write_file(to, &file).map_err(|source| Problem::Write { path: to.to_owned(), source })?;
    store.set_setting(SETTING, &Memory { written_ms: Some(register_time(0)), ..memory }).wait()?;
    store.audit(Deed::courier_written(count)).wait()?;
    let left = carried.head.sequence.saturating_sub(after).saturating_sub(count);
    Ok(Carries { statements: count, left })
}

/// The numbers and texts of the statements after one, as many as a file holds.
fn statements(store: &Store, after: u64) -> Result<(Vec<u64>, Vec<String>), Problem> {
    let (mut numbers, mut texts, mut bytes) = (Vec::new(), Vec::new(), 0);
    loop {
        let page = store.to_send(numbers.last().copied().unwrap_or(after), wire::STATEMENTS_AT_MOST as u32).wait()?;
        if page.is_empty() {
            return Ok((numbers, texts));
        }
        for stored in page {
            let text = stored.compact();
            bytes += text.len();
            if numbers.len() == STATEMENTS_AT_MOST || bytes > STATEMENT_BYTES_AT_MOST {
                return Ok((numbers, texts));
            }
            numbers.push(stored.sequence);
            texts.push(text);
        }
    }
}

/// Does what a file of the register's says. A second time, or long after, it changes nothing.
///
/// # Errors
/// [`Problem`]; what was done until then stays done.
pub fn courier_in(store: &Store, from: &Path) -> Result<Brought, Problem> {
    let enrolment = store.enrolment().wait()?.ok_or(Problem::NotEnrolled)?;
    let register = RegisterPublic::from_jwk(&enrolment.jwk)?;
    let file = read_file(from).map_err(|source| Problem::Read { path: from.to_owned(), source })?;
    let own = store.own_key().wait()?.kiosk_id();
    let opened = store.unseal(move |private| Opened::open(&file, own.as_str(), private)).wait()??;
    let back = opened.back(&register)?;
    let before = store.carried().wait()?;
    let kept = checkpoint(&enrolment, &register)?;
    let mut brought = Brought { old: !goes_on(store, &back.asked, kept.as_ref())?, ..Brought::default() };
    if brought.old {
        brought.stuck = other_log(&back, &register, &enrolment, kept.as_ref())?;
    } else {
        let mut talk = Talk::new(register, enrolment.school.clone(), kept);
        answered(store, &mut talk, &back, &mut brought)?;
        brought.lacks = remember(store, &back, before.receipted)?;
    }
    // What it tells holds also where the sending has come to a stop that only people can end.
    let mut refused = None;
    if back.asked.pull == pull::asked(store)? {
        let mut pulling = Pulling::of(store, &register, &enrolment.school)?;
        for answer in &back.pull {
            pulling.take(answer)?;
        }
        pulling.settle()?;
        brought.more = back.pull.last().is_some_and(|pull| pull.more);
        (brought.erased, brought.roll) = (pulling.brought.forgotten, pulling.brought.roll);
        refused = pulling.brought.problem;
    }
    let now = store.carried().wait()?;
    brought.receipts = now.receipted.saturating_sub(before.receipted);
    brought.waiting = now.head.sequence.saturating_sub(now.receipted);
    let (receipts, erased) = (brought.receipts, brought.erased.len());
    if !brought.old || erased > 0 || brought.roll.is_some() {
        store.audit(Deed::courier_taken(receipts, erased)).wait()?;
    }
    refused.map_or(Ok(brought), Err)
}

/// Whether the kiosk is where it was when it asked: its proofs lead on from the checkpoint that it keeps, and the
/// statements that it asked about are its own.
fn goes_on(store: &Store, asked: &Asked, kept: Option<&Checkpoint>) -> Result<bool, Problem> {
    let heads = asked.statements();
    let own = store.heads(heads.iter().map(|head| head.sequence).collect()).wait()?;
    Ok(asked.head.log_size == kept.map_or(0, Checkpoint::size) && own == heads)
}

/// An older answer proves nothing new, but it may show that there are two logs.
fn other_log(
    back: &Back,
    register: &RegisterPublic,
    enrolment: &Enrolment,
    kept: Option<&Checkpoint>,
) -> Result<Option<Stuck>, Problem> {
    let shown = Checkpoint::read(&back.head.checkpoint, register, &enrolment.school)?;
    let differs = kept.is_some_and(|kept| kept.size() == shown.size() && kept.root() != shown.root());
    Ok(differs.then_some(Stuck::Log(Inconsistent::Rewritten)))
}

/// Takes the answers as if they came over the network, one after the other.
fn answered(store: &Store, talk: &mut Talk, back: &Back, brought: &mut Brought) -> Result<(), Problem> {
    if back.asked.receipts.len() != back.receipts.len() {
        return Err(CourierError::Newer.into());
    }
    talk.head(&back.asked.head, &back.head)?;
    brought.forked = talk.heard().is_some_and(|heard| heard.forked);
    let sent: Vec<u64> = back.asked.statements().iter().map(|head| head.sequence).collect();
    let results: Vec<Taken> = back.push.iter().flat_map(|push| push.results.iter().copied()).collect();
    brought.forked |= results.contains(&Taken::Forked);
    talk.pushed(&sent, &PushAnswer { results });
    for (asked, answer) in back.asked.receipts.iter().zip(&back.receipts) {
        let proven = talk.receipts(asked, answer)?;
        let all = proven.len() == asked.statements.len();
        keep(store, talk, proven)?;
        if !all {
            break;
        }
    }
    if back.receipts.is_empty() {
        keep(store, talk, Vec::new())?;
    }
    let now = store.carried().wait()?;
    brought.stuck = match talk.next(&Local { head: now.head, receipted: now.receipted }) {
        Step::Stuck(stuck) => Some(stuck),
        _ => talk.alarm().map(Stuck::Log),
    };
    Ok(())
}

/// Remembers up to where the register has the chain, where it has less than it once had.
fn remember(store: &Store, back: &Back, receipted: u64) -> Result<bool, Problem> {
    let memory: Memory = store.setting(SETTING).wait()?.unwrap_or_default();
    let sent: Vec<Head> = back.asked.statements();
    let results: Vec<Taken> = back.push.iter().flat_map(|push| push.results.iter().copied()).collect();
    let held = sent.iter().zip(&results).filter(|(_, taken)| taken.is_held()).map(|(head, _)| head.sequence).max();
    let has = back.head.common.map_or(0, |head| head.sequence).max(held.unwrap_or(0));
    let known = memory.lacks_after.is_some() || sent.is_empty() || results.contains(&Taken::NoPrevious);
    let lacks_after = (known && has < receipted).then_some(has);
    let lacks = lacks_after.is_some();
    store.set_setting(SETTING, &Memory { lacks_after, taken_ms: Some(register_time(0)), ..memory }).wait()?;
    Ok(lacks)
}
