//! Checks everything that a register keeps, from the statements up: every signature, every link, every place in the log,
//! every tile, and, where somebody brings a checkpoint that a kiosk keeps, that the log still begins as it did then.

use super::log::Tiles;
use super::storage::{Entry, RegisteredSchool, Storage, StorageError, lacks};
use super::{DataFolder, Place, RegisterError};
use crate::domain::ids::KioskId;
use crate::ledger::{Head, PublicKey, Statement, StatementError};
use crate::sync::checkpoint::{Checkpoint, CheckpointError};
use crate::sync::erasure::{Erasure, ErasureError, Named};
use crate::sync::identity::RegisterPublic;
use std::collections::{BTreeMap, BTreeSet};
use tlog_tiles::Hash;

/// The most faults that a report lists; the rest are only counted.
pub const FAULTS_AT_MOST: usize = 100;
/// Entries in memory at once, beside the hashes of all.
const PAGE: u32 = 500;

/// What is wrong with a school's part of a register.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A place in the log without a statement.
    #[error("entry {0} of the log has no statement; it was taken out")]
    Missing(u64),
    /// Not what the kiosk signed.
    #[error("entry {leaf} of the log: {error}")]
    Statement {
        /// Its place.
        leaf: u64,
        /// What is wrong with it.
        error: StatementError,
    },
    /// Of a kiosk that is not in the list.
    #[error("entry {0} of the log is of a kiosk that this school does not have")]
    UnknownKiosk(u64),
    /// Filed under something else than it says.
    #[error("entry {0} of the log is filed under a number or hash that is not its own")]
    Misfiled(u64),
    /// Without the one before it.
    #[error("entry {0} of the log does not follow from a statement before it in the log")]
    NoPrevious(u64),
    /// A tile of the log does not follow from the statements.
    #[error("tile {1} on level {0} of the log does not follow from the statements; the log or they were altered")]
    Tile(u8, u64),
    /// What tells of the child is missing, and no erasure says so.
    #[error("entry {0} of the log lacks what tells of the child, and no erasure names it; it was taken out by hand")]
    Unnamed(u64),
    /// What an erasure says is destroyed is still there.
    #[error("entry {0} of the log is named in an erasure and still tells of the child; erase the child again")]
    NotErased(u64),
    /// An erasure that is none, or filed under something else than it says.
    #[error("entry {leaf} of the log: {error}")]
    Erasure {
        /// Its place.
        leaf: u64,
        /// What is wrong with it.
        error: ErasureError,
    },
    /// The log says it is longer or shorter than there are statements.
    #[error("the log has {says} entries, and there are {found} statements")]
    Size {
        /// As it says.
        says: u64,
        /// As there are.
        found: u64,
    },
    /// A checkpoint that was brought along is not of this log.
    #[error("the log is not the one that was signed when it had {0} entries; it was made anew or altered")]
    Checkpoint(u64),
    /// A checkpoint that was brought along cannot be used.
    #[error(transparent)]
    BadCheckpoint(#[from] CheckpointError),
}

/// What checking a school's part found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Which school.
    pub school: RegisteredSchool,
    /// How many statements there are.
    pub statements: u64,
    /// How many erasures.
    pub erasures: u64,
    /// How many statements no longer tell of a child.
    pub erased: u64,
    /// How many kiosks.
    pub kiosks: usize,
    /// Kiosks with two statements of one number. Not a fault of the register.
    pub forked: Vec<KioskId>,
    /// The root of the log as it follows from the statements.
    pub root: Hash,
    /// What is wrong; the first [`FAULTS_AT_MOST`].
    pub faults: Vec<Fault>,
    /// How many faults there are in all.
    pub fault_count: u64,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.fault_count == 0
    }

    fn fault(&mut self, fault: Fault) {
        self.fault_count += 1;
        if self.faults.len() < FAULTS_AT_MOST {
            self.faults.push(fault);
        }
    }
}

/// Checks every school of a register, beside a running server too. `checkpoints` are signed notes that kiosks keep.
///
/// # Errors
/// [`RegisterError`] where it cannot be read at all. What is wrong stands in the reports.
pub fn audit(place: &Place, checkpoints: &[String]) -> Result<Vec<Report>, RegisterError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(RegisterError::Runtime)?;
    runtime.block_on(async {
        let folder = DataFolder::make(&place.folder)?;
        let public = folder.key()?.public();
        let storage = place.storage(&folder).await?;
        let mut reports = Vec::new();
        for school in storage.schools().await? {
            reports.push(of_school(&storage, &public, school, checkpoints).await?);
        }
        storage.close().await;
        Ok(reports)
    })
}

async fn of_school(
    storage: &Storage,
    public: &RegisterPublic,
    school: RegisteredSchool,
    checkpoints: &[String],
) -> Result<Report, StorageError> {
    let kiosks = storage.kiosks(&school.id).await?;
    let keys: BTreeMap<KioskId, PublicKey> = kiosks.iter().map(|kiosk| (kiosk.key.kiosk_id(), kiosk.key)).collect();
    let mut report = Report {
        statements: 0,
        erasures: 0,
        erased: 0,
        kiosks: keys.len(),
        forked: kiosks.iter().filter(|kiosk| kiosk.forked_ms.is_some()).map(|kiosk| kiosk.key.kiosk_id()).collect(),
        root: tlog_tiles::EMPTY_HASH,
        faults: Vec::new(),
        fault_count: 0,
        school,
    };
    // Before the statements: what is added while we read is not looked at.
    let says = storage.log_size(&report.school.id).await?;
    let erased = erased(storage, public, says, &mut report).await?;
    let (mut before, mut hashes, mut unnamed, mut from) = (BTreeSet::new(), Vec::new(), Vec::new(), 0);
    loop {
        let page = storage.entries(&report.school.id, from, PAGE).await?;
        let Some(last) = page.last().map(|entry| entry.leaf) else { break };
        from = last + 1;
        for entry in page.iter().filter(|entry| entry.leaf < says) {
            fill(&mut hashes, entry.leaf, &erased, &mut report);
            hashes.push(entry.hash);
            report.statements += 1;
            of_entry(entry, &keys, &erased, &mut before, &mut unnamed, &mut report);
        }
        if from >= says {
            break;
        }
    }
    if !unnamed.is_empty() {
        // They may have been erased while we read.
        let now = named_now(storage, public, &report.school).await?;
        for (leaf, _) in unnamed.iter().filter(|(_, named)| !now.contains(named)) {
            report.fault(Fault::Unnamed(*leaf));
        }
    }
    let last = erased.leaves.keys().next_back().map_or(0, |leaf| leaf + 1);
    fill(&mut hashes, last, &erased, &mut report);
    let found = report.statements + report.erasures;
    if found != says {
        report.fault(Fault::Size { says, found });
    }
    of_log(storage, public, &hashes, checkpoints, &mut report).await?;
    Ok(report)
}

/// The hashes up to a place: those of erasures, and nothing where an entry is missing.
fn fill(hashes: &mut Vec<[u8; 32]>, to: u64, erased: &Erased, report: &mut Report) {
    while (hashes.len() as u64) < to {
        let leaf = hashes.len() as u64;
        hashes.push(erased.leaves.get(&leaf).copied().unwrap_or_else(|| {
            report.fault(Fault::Missing(leaf));
            [0; 32]
        }));
    }
}

/// What erasures say.
#[derive(Default)]
struct Erased {
    /// Places in the log that are erasures, and their hashes.
    leaves: BTreeMap<u64, [u8; 32]>,
    /// The statements that they name.
    named: BTreeSet<Named>,
    /// Statements that have come erased and that no erasure names yet.
    waiting: BTreeSet<u64>,
}

async fn erased(
    storage: &Storage,
    public: &RegisterPublic,
    says: u64,
    report: &mut Report,
) -> Result<Erased, StorageError> {
    let mut erased = Erased { waiting: storage.waiting_to_be_erased(&report.school.id).await?, ..Erased::default() };
    let mut after = 0;
    loop {
        let page = storage.erasures_since(&report.school.id, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(erased) };
        after = last.number;
        for kept in page.into_iter().filter(|kept| kept.leaf < says) {
            report.erasures += 1;
            erased.leaves.insert(kept.leaf, kept.hash);
            match Erasure::read(&kept.jwt, public, &report.school.id) {
                Ok(erasure) if (erasure.hash(), erasure.number) == (kept.hash, kept.number) => {
                    erased.named.extend(erasure.named);
                }
                Ok(_) => report.fault(Fault::Misfiled(kept.leaf)),
                Err(error) => report.fault(Fault::Erasure { leaf: kept.leaf, error }),
            }
        }
    }
}

/// The statements that erasures name by now.
async fn named_now(
    storage: &Storage,
    public: &RegisterPublic,
    school: &RegisteredSchool,
) -> Result<BTreeSet<Named>, StorageError> {
    let (mut named, mut after) = (BTreeSet::new(), 0);
    loop {
        let page = storage.erasures_since(&school.id, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(named) };
        after = last.number;
        let read = page.iter().filter_map(|kept| Erasure::read(&kept.jwt, public, &school.id).ok());
        named.extend(read.flat_map(|erasure| erasure.named));
    }
}

fn of_entry(
    entry: &Entry,
    keys: &BTreeMap<KioskId, PublicKey>,
    erased: &Erased,
    before: &mut BTreeSet<(KioskId, u64, [u8; 32])>,
    unnamed: &mut Vec<(u64, Named)>,
    report: &mut Report,
) {
    let Some(key) = keys.get(&entry.kiosk) else {
        report.fault(Fault::UnknownKiosk(entry.leaf));
        return;
    };
    let read = Statement::parse(&entry.compact()).and_then(|statement| statement.check(key).map(|()| statement));
    match read {
        Err(error) => report.fault(Fault::Statement { leaf: entry.leaf, error }),
        Ok(statement) => {
            if (statement.sequence(), statement.hash()) != (entry.sequence, entry.hash) {
                report.fault(Fault::Misfiled(entry.leaf));
            }
            let named = Named { kiosk: entry.kiosk.clone(), sequence: entry.sequence, hash: entry.hash };
            let named = (erased.named.contains(&named), named);
            if lacks(&statement) {
                report.erased += 1;
                if !named.0 && !erased.waiting.contains(&entry.leaf) {
                    unnamed.push((entry.leaf, named.1));
                }
            } else if named.0 {
                report.fault(Fault::NotErased(entry.leaf));
            }
            let genesis = Head::genesis(key);
            let (number, previous) = (statement.sequence() - 1, statement.claims().previous);
            let first = (number, previous) == (genesis.sequence, genesis.hash);
            if !first && !before.contains(&(entry.kiosk.clone(), number, previous)) {
                report.fault(Fault::NoPrevious(entry.leaf));
            }
            before.insert((entry.kiosk.clone(), statement.sequence(), statement.hash()));
        }
    }
}

async fn of_log(
    storage: &Storage,
    public: &RegisterPublic,
    hashes: &[[u8; 32]],
    checkpoints: &[String],
    report: &mut Report,
) -> Result<(), StorageError> {
    let mut tiles = Tiles::default();
    let made = tiles.append(0, hashes);
    let size = hashes.len() as u64;
    report.root = tiles.root(size).map_err(|_| StorageError::Log)?;
    for at in made {
        let kept = storage.tile(&report.school.id, at).await?;
        let follows = tiles.get(at).unwrap_or_default();
        // A tile may have grown since we began; what we know of must be its beginning.
        if !kept.is_some_and(|kept| kept.starts_with(follows)) {
            report.fault(Fault::Tile(at.0, at.1));
        }
    }
    for note in checkpoints {
        match Checkpoint::read(note, public, &report.school.id) {
            Err(CheckpointError::Origin) => {}
            Err(error) => report.fault(error.into()),
            Ok(checkpoint) => {
                let then = usize::try_from(checkpoint.size()).ok().and_then(|size| hashes.get(..size));
                let mut begun = Tiles::default();
                let root = then.and_then(|then| {
                    begun.append(0, then);
                    begun.root(checkpoint.size()).ok()
                });
                if root != Some(checkpoint.root()) {
                    report.fault(Fault::Checkpoint(checkpoint.size()));
                }
            }
        }
    }
    Ok(())
}
