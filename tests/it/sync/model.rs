//! Kiosks and a register in memory. Only keeping is made up: what is asked, taken, logged and proven is the product's.

use super::orders::{Obedience, Telling};
use crate::ledger::made::{draft, salts, school};
use promise_tree::domain::ids::{KioskId, SchoolId};
use promise_tree::domain::outcome::Outcome;
use promise_tree::ledger::{Head, KioskKey, PublicKey, Statement, When, issue};
use promise_tree::register::ingest::{self, Known};
use promise_tree::register::log::Tiles;
use promise_tree::sync::checkpoint::Checkpoint;
use promise_tree::sync::identity::RegisterKey;
use promise_tree::sync::plan::{Local, Step, locator};
use promise_tree::sync::pull::Pull;
use promise_tree::sync::receipt::Receipt;
use promise_tree::sync::talk::Talk;
use promise_tree::sync::wire::{self, HeadAnswer, Inclusion, PushAnswer, PushRequest, ReceiptsAnswer};
use std::collections::BTreeMap;

/// Small, so that a chain takes several.
const BATCH: usize = 3;

/// What travels to the register.
#[derive(Debug, Clone)]
pub(crate) enum Message {
    Head(Vec<u8>),
    Push(Vec<u8>),
    Receipts(Vec<u8>),
    Pull(Vec<u8>),
}

/// The register: as the real one, with maps for tables.
pub(crate) struct Register {
    pub key: RegisterKey,
    pub keys: BTreeMap<KioskId, PublicKey>,
    pub known: BTreeMap<KioskId, Known>,
    /// In the order of the log.
    pub entries: Vec<Statement>,
    tiles: Tiles,
    pub telling: Telling,
}

impl Register {
    pub(crate) fn new() -> Self {
        let (keys, known) = Default::default();
        let (entries, tiles, telling) = Default::default();
        Self { key: RegisterKey::from_seed([8; 32]), keys, known, entries, tiles, telling }
    }

    pub(crate) fn leaf(&self, head: &Head) -> Option<u64> {
        self.entries.iter().position(|entry| entry.head() == *head).map(|leaf| leaf as u64)
    }

    fn checkpoint(&self, older: u64) -> (String, Vec<tlog_tiles::Hash>) {
        let size = self.entries.len() as u64;
        let root = self.tiles.root(size).unwrap();
        let consistency = if older <= size { self.tiles.consistency(size, older).unwrap() } else { Vec::new() };
        (Checkpoint::sign(&self.key, &school(), size, root).unwrap().note().to_owned(), consistency)
    }

    pub(crate) fn answer(&mut self, kiosk: &KioskId, message: &Message) -> Vec<u8> {
        match message {
            Message::Head(body) => {
                let asked: wire::HeadRequest = wire::read(body).unwrap();
                let known = self.known.get(kiosk).cloned().unwrap_or_default();
                let (checkpoint, consistency) = self.checkpoint(asked.log_size);
                let common = asked.chain.iter().find(|head| known.contains_key(&(head.sequence, head.hash))).copied();
                let newest = known.keys().map(|(sequence, _)| *sequence).max().unwrap_or(0);
                let forked = known.values().any(|forked| *forked);
                wire::write(&HeadAnswer { common, newest, forked, checkpoint, consistency })
            }
            Message::Push(body) => {
                let asked: PushRequest = wire::read(body).unwrap();
                let key = self.keys[kiosk];
                let batch = ingest::check(&key, &asked.statements);
                let known = self.known.entry(kiosk.clone()).or_default();
                let (results, to_store) = ingest::decide(&key, known, &batch);
                for store in to_store {
                    let statement = batch[store.nth].clone().unwrap();
                    known.insert((statement.sequence(), statement.hash()), store.forked);
                    self.tiles.append(self.entries.len() as u64, &[statement.hash()]);
                    self.entries.push(statement);
                }
                wire::write(&PushAnswer { results })
            }
            Message::Receipts(body) => {
                let asked: wire::ReceiptsRequest = wire::read(body).unwrap();
                let (checkpoint, consistency) = self.checkpoint(asked.log_size);
                let size = self.entries.len() as u64;
                let inclusion = |head| {
                    let leaf = self.leaf(head)?;
                    Some(Inclusion { leaf, proof: self.tiles.inclusion(size, leaf).unwrap() })
                };
                let receipts = asked.statements.iter().map(inclusion).collect();
                wire::write(&ReceiptsAnswer { receipts, checkpoint, consistency })
            }
            Message::Pull(body) => wire::write(&self.told(&wire::read(body).unwrap())),
        }
    }
}

/// A kiosk: what is on its disk, and a talk that is gone at a restart.
#[derive(Clone)]
pub(crate) struct Disk {
    pub chain: Vec<Statement>,
    pub receipts: Vec<Receipt>,
    checkpoint: Option<Checkpoint>,
    pub orders: Obedience,
}

pub(crate) struct Kiosk {
    seed: u8,
    pub key: KioskKey,
    pub disk: Disk,
    talk: Option<Talk>,
    /// A pull under way; gone at a restart.
    pub pull: Option<Pull>,
    /// Whether some erasures cannot be carried out at the moment.
    pub refuses: bool,
    made: u64,
}

impl Kiosk {
    pub(crate) fn new(seed: u8) -> Self {
        let orders = Obedience::default();
        let disk = Disk { chain: Vec::new(), receipts: Vec::new(), checkpoint: None, orders };
        Self { seed, key: KioskKey::from_seed([seed; 32]), disk, talk: None, pull: None, refuses: false, made: 0 }
    }

    pub(crate) fn id(&self) -> KioskId {
        self.key.public().kiosk_id()
    }

    fn head(&self) -> Head {
        self.disk.chain.last().map_or_else(|| Head::genesis(&self.key.public()), Statement::head)
    }

    fn local(&self) -> Local {
        Local { head: self.head(), receipted: self.disk.receipts.len() as u64 }
    }

    pub(crate) fn promise(&mut self) {
        self.made += 1;
        let n = u64::from(self.seed) * 1000 + self.made;
        let when = When { wall_ms: n as i64, monotonic_ms: n };
        let issued = issue(&self.key, &school(), &draft(n, Outcome::Agreed), &self.head(), when, &mut salts(n));
        self.disk.chain.push(issued.unwrap().statement);
    }

    pub(crate) fn restart(&mut self) {
        self.talk = None;
        self.pull = None;
    }

    pub(crate) fn restore(&mut self, disk: Disk) {
        self.disk = disk;
        self.restart();
    }

    fn talk(&mut self, register: &Register) -> &mut Talk {
        let kept = self.disk.checkpoint.clone();
        let school: SchoolId = school();
        self.talk.get_or_insert_with(|| Talk::new(register.key.public(), school, kept))
    }

    fn heads(&self, numbers: impl Iterator<Item = u64>) -> Vec<Head> {
        numbers.map(|number| self.disk.chain[number as usize - 1].head()).collect()
    }

    fn batch(&self, after: u64) -> Vec<String> {
        self.disk.chain[after as usize..].iter().take(BATCH).map(Statement::compact).collect()
    }

    /// All that the register may not have, as a courier carries it.
    pub(crate) fn luggage(&self) -> Vec<Message> {
        let after = self.disk.receipts.len();
        let batches = self.disk.chain[after..].chunks(BATCH);
        batches
            .map(|batch| PushRequest { statements: batch.iter().map(Statement::compact).collect() })
            .map(|batch| Message::Push(wire::write(&batch)))
            .collect()
    }

    /// One step of a sync. `carry` brings the message there and the answer back, or not.
    pub(crate) fn step(
        &mut self,
        register: &mut Register,
        carry: &mut dyn FnMut(&mut Register, &KioskId, Message) -> Option<Vec<u8>>,
    ) -> Step {
        let (local, id) = (self.local(), self.id());
        let step = self.talk(register).next(&local);
        match step {
            Step::AskHead { has, newest } => {
                let chain = self.heads(locator(has, newest).into_iter());
                let asked = self.talk(register).ask_head(chain);
                if let Some(answer) = carry(register, &id, Message::Head(wire::write(&asked))) {
                    self.talk(register).head(&asked, &wire::read(&answer).unwrap()).unwrap();
                    self.keep();
                }
            }
            Step::Push { after } => {
                let statements = self.batch(after);
                let sent: Vec<u64> = (after + 1..).take(statements.len()).collect();
                let body = wire::write(&PushRequest { statements });
                if let Some(answer) = carry(register, &id, Message::Push(body)) {
                    self.talk(register).pushed(&sent, &wire::read(&answer).unwrap());
                }
            }
            Step::AskReceipts { after } => {
                let newest = local.head.sequence.min(after + BATCH as u64);
                let heads = self.heads(after + 1..=newest);
                let asked = self.talk(register).ask_receipts(heads);
                if let Some(answer) = carry(register, &id, Message::Receipts(wire::write(&asked))) {
                    let proven = self.talk(register).receipts(&asked, &wire::read(&answer).unwrap()).unwrap();
                    self.disk.receipts.extend(proven.into_iter().map(|(_, receipt)| receipt));
                    self.keep();
                }
            }
            Step::Done | Step::Stuck(_) => {}
        }
        step
    }

    fn keep(&mut self) {
        self.disk.checkpoint = self.talk.as_ref().and_then(|talk| talk.checkpoint().cloned());
    }
}
