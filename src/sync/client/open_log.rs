//! A register's log, checked from outside: read whole over TLS and made again from its lowest tiles.

use super::http::{Answer, Http};
use super::problem::Problem;
use crate::domain::ids::SchoolId;
use crate::store::Store;
use crate::sync::checkpoint::{Checkpoint, CheckpointError, Inconsistent};
use crate::sync::identity::RegisterPublic;
use crate::sync::log::{self, At, HASH, Tiles};
use crate::sync::pin::{client_config, client_config_for};
use crate::sync::refusal::Refusal;
use crate::sync::wire::{self, RegisterAnswer};
use std::collections::BTreeMap;
use std::time::Duration;
use tlog_tiles::{Hash, record_hash};

/// How a register is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// By its TLS key, as a kiosk knows it.
    Pin([u8; 32]),
    /// By certificates, PEM: its own, or one that vouches for it.
    Certificates(Vec<u8>),
}

/// How often a tile is asked for while the register says that it is asked too often, and how long between.
const PATIENCE: (u32, Duration) = (60, Duration::from_millis(500));

/// What is wrong with a log.
#[derive(Debug, thiserror::Error)]
pub enum LogFault {
    /// It could not be read.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// Its checkpoint is not one.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The file has no certificate in it.
    #[error("the file holds no certificate; it is the register's tls.pem, or that of whoever vouches for it")]
    Certificates,
    /// A tile is not as long as it should be, or does not follow from those below it.
    #[error("tile {1} on level {0} of the register's log does not follow from its entries; the log was altered")]
    Tile(u8, u64),
    /// The entries do not lead to what was signed.
    #[error("the register's log does not lead to the checkpoint that it signed; the log was altered")]
    Root,
}

/// A school's log, whose tiles follow from each other and lead to a checkpoint that the register signed.
#[derive(Debug)]
pub struct OpenLog {
    register: RegisterPublic,
    checkpoint: Checkpoint,
    tiles: Tiles,
}

/// What a kiosk's own statements are in a log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfKiosk {
    /// Those that are where their receipts say.
    pub there: u64,
    /// The numbers of those that are not.
    pub elsewhere: Vec<u64>,
    /// Those that have no receipt yet.
    pub without: u64,
}

impl OpenLog {
    /// Reads a school's log from the register at an address (`host:port`). Where the register is not known it says
    /// itself who it is: whoever asks must compare that.
    ///
    /// # Errors
    /// [`LogFault`].
    pub fn read(
        address: &str,
        trust: &Trust,
        known: Option<RegisterPublic>,
        school: &SchoolId,
    ) -> Result<Self, LogFault> {
        let (config, seen) = match trust {
            Trust::Pin(pin) => client_config(Some(*pin)).map_err(|_| Problem::System)?,
            Trust::Certificates(pem) => client_config_for(pem).map_err(|_| LogFault::Certificates)?,
        };
        let http = Http::over(address, config, seen)?;
        let register = match known {
            Some(register) => register,
            None => {
                let answer: RegisterAnswer = wire::read(&get(&http, "/v1/register")?).map_err(|_| Problem::Answer)?;
                RegisterPublic::from_jwk(&answer.register).map_err(|_| Problem::Answer)?
            }
        };
        let at = format!("/v1/schools/{school}/log");
        let note = String::from_utf8(get(&http, &format!("{at}/checkpoint"))?).map_err(|_| CheckpointError::Form)?;
        let checkpoint = Checkpoint::read(&note, &register, school)?;
        let mut found: BTreeMap<At, Vec<u8>> = BTreeMap::new();
        for (tile, width) in log::all(checkpoint.size()) {
            let hashes = get(&http, &format!("{at}/{}", log::path(tile, width)))?;
            if hashes.len() != width * HASH {
                return Err(LogFault::Tile(tile.0, tile.1));
            }
            found.insert(tile, hashes);
        }
        Ok(Self { register, tiles: made_again(&found, &checkpoint)?, checkpoint })
    }

    /// Who the register is.
    #[must_use]
    pub fn register(&self) -> &RegisterPublic {
        &self.register
    }

    /// What it signed.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Checks that the log begins as it did when an older checkpoint was signed.
    ///
    /// # Errors
    /// [`Inconsistent`].
    pub fn begins_as(&self, older: &Checkpoint) -> Result<(), Inconsistent> {
        let (known, found) = (older.size(), self.checkpoint.size());
        if found < known {
            return Err(Inconsistent::Shorter { known, found });
        }
        if self.tiles.root(known).is_ok_and(|root| root == older.root()) {
            Ok(())
        } else {
            Err(Inconsistent::Rewritten)
        }
    }

    /// Looks for a kiosk's statements where their receipts say that they are.
    ///
    /// # Errors
    /// The store's own.
    pub fn of_kiosk(&self, store: &Store) -> Result<OfKiosk, Problem> {
        let mut of_kiosk = OfKiosk::default();
        for stored in store.statements() {
            let stored = stored?;
            match store.receipt(stored.sequence).wait()? {
                None => of_kiosk.without += 1,
                Some(receipt) if self.holds(receipt.leaf, &stored.hash) => of_kiosk.there += 1,
                Some(_) => of_kiosk.elsewhere.push(stored.sequence),
            }
        }
        Ok(of_kiosk)
    }

    /// Whether an entry is a statement.
    fn holds(&self, leaf: u64, statement: &[u8; 32]) -> bool {
        let width = 1 << log::HEIGHT;
        let tile = self.tiles.get((0, leaf / width)).map_or(&[][..], |tile| tile.as_chunks::<HASH>().0);
        let found = usize::try_from(leaf % width).ok().and_then(|place| tile.get(place));
        found == Some(&record_hash(statement).0)
    }
}

/// All tiles again, from those on level 0.
fn made_again(found: &BTreeMap<At, Vec<u8>>, checkpoint: &Checkpoint) -> Result<Tiles, LogFault> {
    let lowest = found.iter().filter(|((level, _), _)| *level == 0);
    let mut tiles = Tiles::default();
    tiles.grow(0, lowest.flat_map(|(_, hashes)| hashes.as_chunks::<HASH>().0.iter().copied().map(Hash)));
    if let Some((at, _)) = found.iter().find(|(at, hashes)| tiles.get(**at) != Some(hashes.as_slice())) {
        return Err(LogFault::Tile(at.0, at.1));
    }
    match tiles.root(checkpoint.size()) {
        Ok(root) if root == checkpoint.root() => Ok(tiles),
        _ => Err(LogFault::Root),
    }
}

fn get(http: &Http, path: &str) -> Result<Vec<u8>, Problem> {
    let (tries, wait) = PATIENCE;
    for _ in 0..tries {
        match http.get(path)? {
            Answer::Good(body) => return Ok(body),
            Answer::Refused(Refusal::TooMany | Refusal::Busy, _) => std::thread::sleep(wait),
            Answer::Refused(refusal, _) => return Err(Problem::Refused(refusal)),
        }
    }
    Err(Problem::Refused(Refusal::TooMany))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::identity::RegisterKey;

    fn entries(many: u16) -> Vec<[u8; 32]> {
        let entry = |n: u16| std::array::from_fn(|place| n.to_be_bytes()[place % 2]);
        (0..many).map(entry).collect()
    }

    fn log(entries: &[[u8; 32]]) -> (BTreeMap<At, Vec<u8>>, Checkpoint) {
        let (mut tiles, size) = (Tiles::default(), entries.len() as u64);
        tiles.append(0, entries);
        let root = tiles.root(size).unwrap();
        let school = SchoolId::new("willow").unwrap();
        let checkpoint = Checkpoint::sign(&RegisterKey::from_seed([1; 32]), &school, size, root).unwrap();
        (log::all(size).map(|(at, _)| (at, tiles.get(at).unwrap().to_vec())).collect(), checkpoint)
    }

    fn open(entries: &[[u8; 32]]) -> OpenLog {
        let (found, checkpoint) = log(entries);
        let tiles = made_again(&found, &checkpoint).unwrap();
        OpenLog { register: RegisterKey::from_seed([1; 32]).public(), checkpoint, tiles }
    }

    #[test]
    fn a_log_goes_on_from_each_of_its_beginnings_and_from_nothing_else() {
        let all = entries(700);
        let whole = open(&all);
        for size in [0, 1, 255, 256, 257, 512, 699, 700] {
            assert_eq!(whole.begins_as(&log(&all[..size]).1), Ok(()), "{size}");
        }
        let mut other = all.clone();
        other[300] = [9; 32];
        assert_eq!(whole.begins_as(&log(&other[..600]).1), Err(Inconsistent::Rewritten));
        assert_eq!(whole.begins_as(&log(&entries(701)).1), Err(Inconsistent::Shorter { known: 701, found: 700 }));
        assert!(whole.holds(300, &all[300]) && !whole.holds(301, &all[300]) && !whole.holds(700, &all[0]));
        assert!(!whole.holds(u64::MAX, &all[0]));
        assert_eq!(open(&[]).checkpoint().size(), 0);
    }

    #[test]
    fn any_changed_byte_of_any_tile_is_found() {
        let (found, checkpoint) = log(&entries(600));
        for (at, hashes) in &found {
            for place in [0, hashes.len() / 2, hashes.len() - 1] {
                let mut altered = found.clone();
                altered.get_mut(at).unwrap()[place] ^= 1;
                assert!(made_again(&altered, &checkpoint).is_err(), "{at:?} {place}");
            }
        }
        let (mut shorter, _) = log(&entries(600));
        shorter.remove(&(0, 2));
        assert!(made_again(&shorter, &checkpoint).is_err());
        let mut others = entries(600);
        others[599] = [9; 32];
        assert!(matches!(made_again(&found, &log(&others).1), Err(LogFault::Root)));
    }
}
