//! One sync, from where the last one stopped to the last receipt.

use super::http::{Answer, Http};
use super::problem::Problem;
use crate::domain::ids::{KioskId, PupilId, SchoolId};
use crate::ledger::Head;
use crate::store::{Carried, Enrolment, Store};
use crate::sync::checkpoint::Checkpoint;
use crate::sync::identity::RegisterPublic;
use crate::sync::plan::{Local, Step, locator};
use crate::sync::receipt::Receipt;
use crate::sync::refusal::Refusal;
use crate::sync::request::{Sending, to_sign, token};
use crate::sync::revocation::Revocation;
use crate::sync::talk::{Heard, Talk};
use crate::sync::wire::{self, BATCH_AT_MOST, Message, PushRequest, STATEMENTS_AT_MOST};
use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

/// A kiosk's way to its register. Blocks; not for a thread that draws.
pub struct Sync {
    store: Store,
    enrolment: Enrolment,
    register: RegisterPublic,
    http: Http,
    /// What to add to this machine's clock to have the register's, milliseconds.
    offset_ms: i64,
    heard: Option<Heard>,
    pace: Pace,
    /// Children erased on the register's word.
    forgotten: BTreeSet<PupilId>,
    /// How often a colleague was let in or shut out, not asked about yet.
    told: u64,
    /// The newest roll that came.
    roll: Option<u64>,
}

/// How many statements go into one message: fewer after each that did not get through, more after each that did. So a
/// network that never lives long enough for a whole backlog still takes it, a promise at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pace(u32);

impl Default for Pace {
    fn default() -> Self {
        Self(STATEMENTS_AT_MOST as u32)
    }
}

impl Pace {
    fn slower(&mut self) {
        self.0 = (self.0 / 4).max(1);
    }

    fn faster(&mut self) {
        self.0 = (self.0 * 2).min(STATEMENTS_AT_MOST as u32);
    }
}

impl std::fmt::Debug for Sync {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sync({})", self.enrolment.address)
    }
}

impl Sync {
    /// For a store that is open or locked, and enrolled.
    ///
    /// # Errors
    /// [`Problem::NotEnrolled`]; the store's own.
    pub fn of(store: &Store) -> Result<Self, Problem> {
        let enrolment = store.enrolment().wait()?.ok_or(Problem::NotEnrolled)?;
        let register = RegisterPublic::from_jwk(&enrolment.jwk)?;
        let http = Http::to(&enrolment.address, Some(enrolment.pin))?;
        Ok(Self {
            store: store.clone(),
            enrolment,
            register,
            http,
            offset_ms: 0,
            heard: None,
            pace: Pace::default(),
            forgotten: BTreeSet::new(),
            told: 0,
            roll: None,
        })
    }

    /// The register's name for the school.
    #[must_use]
    pub fn school(&self) -> &str {
        &self.enrolment.name
    }

    /// Whether this is still where the kiosk is enrolled.
    pub(super) fn is_with(&self, enrolment: &Enrolment) -> bool {
        let key = |enrolment: &Enrolment| (enrolment.jwk.clone(), enrolment.address.clone(), enrolment.pin);
        key(&self.enrolment) == key(enrolment) && self.enrolment.school == enrolment.school
    }

    /// Goes on at the pace that another sync came to.
    pub(super) fn at_pace(self, pace: Pace) -> Self {
        Self { pace, ..self }
    }

    /// How many statements it dares to send at once.
    pub(super) fn pace(&self) -> Pace {
        self.pace
    }

    /// Ends the message that is under way.
    pub(super) fn stopper(&self) -> std::sync::Arc<tokio::sync::Notify> {
        self.http.stopper()
    }

    /// What the register said of this kiosk, once it did.
    #[must_use]
    pub fn heard(&self) -> Option<Heard> {
        self.heard
    }

    /// Children that were erased on the register's word, all runs together.
    #[must_use]
    pub fn forgotten(&self) -> &BTreeSet<PupilId> {
        &self.forgotten
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn register(&self) -> &RegisterPublic {
        &self.register
    }

    pub(super) fn register_school(&self) -> &SchoolId {
        &self.enrolment.school
    }

    pub(super) fn told(&mut self, times: u64) {
        self.told += times;
    }

    /// How often a colleague was let in or shut out since this was asked last.
    pub(super) fn take_told(&mut self) -> u64 {
        std::mem::take(&mut self.told)
    }

    /// The version of the newest roll that came, all runs together.
    #[must_use]
    pub fn roll(&self) -> Option<u64> {
        self.roll
    }

    pub(super) fn came(&mut self, roll: Option<u64>) {
        self.roll = roll.or(self.roll);
    }

    pub(super) fn forgot(&mut self, pupils: BTreeSet<PupilId>) {
        self.forgotten.extend(pupils);
    }

    /// Sends what the register lacks, collects the receipts, and does what the register tells. `step` is told how it stands
    /// before each message, and stops the sync by `false`; what was done until then stays done.
    ///
    /// # Errors
    /// [`Problem`]. Whatever it is, the next run goes on from here.
    pub fn run(&mut self, step: impl FnMut(&Carried) -> bool) -> Result<(), Problem> {
        if self.store.shut_out().wait()?.is_some() {
            return Err(Problem::ShutOut);
        }
        match self.carry(step) {
            Ok(false) => Ok(()),
            Ok(true) => {
                let pulled = self.pull();
                // It has everything, also where it tells what cannot be done.
                self.store.set_reached(register_time(0)).wait()?;
                pulled
            }
            // What it tells holds also where the sending has come to a stop that only people can end.
            Err(Problem::Stuck(stuck)) => self.pull().and(Err(stuck.into())),
            Err(problem) => Err(problem),
        }
    }

    /// Whether it came to its end.
    fn carry(&mut self, mut step: impl FnMut(&Carried) -> bool) -> Result<bool, Problem> {
        let school = self.enrolment.school.clone();
        // Read anew: an earlier run has kept newer ones.
        let enrolment = self.store.enrolment().wait()?.ok_or(Problem::NotEnrolled)?;
        let mut talk = Talk::new(self.register, school, checkpoint(&enrolment, &self.register)?);
        loop {
            let progress = self.store.carried().wait()?;
            if !step(&progress) {
                return Ok(false);
            }
            let done = match talk.next(&Local { head: progress.head, receipted: progress.receipted }) {
                Step::AskHead { has, newest } => self.head(&mut talk, locator(has, newest)),
                Step::Push { after } => self.push(&mut talk, after),
                Step::AskReceipts { after } => self.receipts(&mut talk, after, progress.head.sequence),
                Step::Done => return Ok(true),
                Step::Stuck(stuck) => return Err(stuck.into()),
            };
            match done {
                Ok(()) => self.pace.faster(),
                Err(problem) => {
                    self.pace.slower();
                    return Err(problem);
                }
            }
        }
    }

    fn head(&mut self, talk: &mut Talk, numbers: Vec<u64>) -> Result<(), Problem> {
        let asked = talk.ask_head(self.store.heads(numbers).wait()?);
        let answer = self.exchange("head", &wire::write(&asked))?;
        talk.head(&asked, &answer)?;
        self.heard = talk.heard();
        keep(&self.store, talk, Vec::new())
    }

    fn push(&mut self, talk: &mut Talk, after: u64) -> Result<(), Problem> {
        let stored = self.store.to_send(after, self.pace.0).wait()?;
        let (mut sent, mut statements, mut bytes) = (Vec::new(), Vec::new(), 0);
        for stored in stored {
            let compact = stored.compact();
            bytes += compact.len();
            if bytes > BATCH_AT_MOST {
                break;
            }
            sent.push(stored.sequence);
            statements.push(compact);
        }
        let answer = self.exchange("push", &wire::write(&PushRequest { statements }))?;
        talk.pushed(&sent, &answer);
        Ok(())
    }

    fn receipts(&mut self, talk: &mut Talk, after: u64, newest: u64) -> Result<(), Problem> {
        let numbers: Vec<u64> = (after + 1..=newest).take(self.pace.0 as usize).collect();
        let asked = talk.ask_receipts(self.store.heads(numbers).wait()?);
        let answer = self.exchange("receipts", &wire::write(&asked))?;
        let proven = talk.receipts(&asked, &answer)?;
        keep(&self.store, talk, proven)
    }

    /// What a refusal `revoked` means: with the register's signed word, that nothing is asked any more until the kiosk is
    /// enrolled anew; without, that somebody says so, which is told and asked again.
    fn shut_out(&self, word: Option<String>) -> Problem {
        let own = match self.store.own_key().wait() {
            Ok(own) => own.kiosk_id(),
            Err(error) => return error.into(),
        };
        let Some((said, word)) = proven(word, &self.register, &self.enrolment.school, &own) else {
            tracing::warn!("this kiosk is told that it is shut out, without the register's signed word");
            return Problem::Refused(Refusal::Revoked);
        };
        match self.store.set_shut_out(said.since_ms, word).wait() {
            Ok(()) => {
                tracing::warn!("the register has shut this kiosk out; nothing is sent any more");
                Problem::ShutOut
            }
            Err(error) => error.into(),
        }
    }

    /// Signs and sends; again where the clocks differ.
    pub(super) fn exchange<T: Message + for<'de> serde::Deserialize<'de>>(
        &mut self,
        message: &str,
        body: &[u8],
    ) -> Result<T, Problem> {
        let path = format!("/v1/schools/{}/{message}", self.enrolment.school);
        let packed = wire::pack(body);
        let mut last = Refusal::Clock;
        for _ in 0..3 {
            let (id, once, now_seconds) = (self.register.id(), once()?, register_time(self.offset_ms) / 1000);
            let (signed_path, signed_body) = (path.clone(), packed.clone());
            let write = move |key: &crate::ledger::PublicKey| {
                let sending = Sending { register: &id, path: &signed_path, body: &signed_body, now_seconds, once };
                to_sign(&key.kiosk_id(), &sending).into_bytes()
            };
            let (signed, signature) = self.store.sign(write).wait()?;
            let signed = String::from_utf8(signed).map_err(|_| Problem::System)?;
            match self.http.post(&path, packed.clone(), true, Some(&token(&signed, &signature)))? {
                Answer::Good(answer) => return Ok(answer),
                Answer::Refused(refusal, body) => {
                    last = refusal;
                    match refusal {
                        Refusal::Clock => self.offset_ms = body.now_ms.saturating_sub(register_time(0)),
                        // The HTTP library sent it a second time over a fresh connection: sign anew.
                        Refusal::Replayed => {}
                        Refusal::Revoked => return Err(self.shut_out(body.order)),
                        refusal => return Err(Problem::Refused(refusal)),
                    }
                }
            }
        }
        Err(Problem::Refused(last))
    }
}

/// The register's word on this kiosk's being shut out, where it is that.
fn proven(
    word: Option<String>,
    register: &RegisterPublic,
    school: &SchoolId,
    own: &KioskId,
) -> Option<(Revocation, String)> {
    let word = word?;
    Some((Revocation::read(&word, register, school, own)?, word))
}

/// The newest checkpoint that the kiosk keeps.
pub(super) fn checkpoint(enrolment: &Enrolment, register: &RegisterPublic) -> Result<Option<Checkpoint>, Problem> {
    let read = |note: &String| Checkpoint::read(note, register, &enrolment.school);
    Ok(enrolment.checkpoint.as_ref().map(read).transpose()?)
}

/// Keeps the newest checkpoint that is believed, and receipts that lead to it.
pub(super) fn keep(store: &Store, talk: &Talk, proven: Vec<(Head, Receipt)>) -> Result<(), Problem> {
    let Some(checkpoint) = talk.checkpoint() else { return Ok(()) };
    let kept = |(head, receipt): (Head, Receipt)| (head.sequence, receipt.leaf(), receipt.proof_bytes());
    let (size, note) = (checkpoint.size(), checkpoint.note().to_owned());
    Ok(store.keep_receipts(size, note, proven.into_iter().map(kept).collect()).wait()?)
}

/// 16 random bytes.
pub(super) fn once() -> Result<[u8; 16], Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Problem::System)?;
    Ok(bytes)
}

/// The register's time, milliseconds since 1970 (UTC), by this machine's clock and what is known to be wrong with it.
pub(super) fn register_time(offset_ms: i64) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    i64::try_from(now).unwrap_or(i64::MAX).saturating_add(offset_ms)
}
