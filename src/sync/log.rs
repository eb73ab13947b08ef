//! A school's log: a Merkle tree (RFC 6962) over the hashes of accepted statements, kept in tiles of 256 hashes as C2SP
//! tlog-tiles has them. Pure: tiles come in, and those that changed go out; where they are kept is the storage's business.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use tlog_tiles::{Error, Hash, HashReader, Tile, prove_record, prove_tree, record_hash, tree_hash};

/// Levels of the tree in a tile.
pub const HEIGHT: u8 = 8;
/// Hashes in a full tile.
const WIDTH: u64 = 1 << HEIGHT;
/// Tiles stand at most this many above one another: 2^56 entries.
const LEVELS: u8 = 7;
/// Bytes of a hash.
pub const HASH: usize = 32;

/// Which tile: its level and its place on that level, from 0.
pub type At = (u8, u64);

/// Some tiles of a log, as far as they are needed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tiles(BTreeMap<At, Vec<u8>>);

impl Tiles {
    /// Takes in a tile: its hashes, joined.
    pub fn insert(&mut self, at: At, hashes: Vec<u8>) {
        self.0.insert(at, hashes);
    }

    /// A tile's hashes, joined.
    #[must_use]
    pub fn get(&self, at: At) -> Option<&[u8]> {
        self.0.get(&at).map(Vec::as_slice)
    }

    /// Adds entries to a log that has `size` of them, and says which tiles changed. [`edge`] must be there.
    pub fn append(&mut self, size: u64, entries: &[[u8; 32]]) -> BTreeSet<At> {
        self.grow(size, entries.iter().map(|entry| record_hash(entry)))
    }

    /// As [`Self::append`], where only the entries' hashes are known: what stands in tiles on level 0.
    pub fn grow(&mut self, size: u64, leaves: impl IntoIterator<Item = Hash>) -> BTreeSet<At> {
        let mut changed = BTreeSet::new();
        for (place, leaf) in (size..).zip(leaves) {
            let (mut node, mut place) = (leaf, place);
            for level in 0..LEVELS {
                let at = (level, place / WIDTH);
                let tile = self.0.entry(at).or_default();
                tile.extend_from_slice(&node.0);
                changed.insert(at);
                if tile.len() < HASH << HEIGHT {
                    break;
                }
                node = Tile::subtree_hash(tile);
                place /= WIDTH;
            }
        }
        changed
    }

    /// The root of the log with `size` entries.
    ///
    /// # Errors
    /// Where a tile is missing or too short: what [`needed`] named was not there.
    pub fn root(&self, size: u64) -> Result<Hash, Error> {
        tree_hash(size, self)
    }

    /// The proof that entry `leaf` is among the first `size`.
    ///
    /// # Errors
    /// As [`Self::root`].
    pub fn inclusion(&self, size: u64, leaf: u64) -> Result<Vec<Hash>, Error> {
        prove_record(size, leaf, self)
    }

    /// The proof that the log with `size` entries begins with the one that had `older`; empty where that had none.
    ///
    /// # Errors
    /// As [`Self::root`].
    pub fn consistency(&self, size: u64, older: u64) -> Result<Vec<Hash>, Error> {
        if older == 0 { Ok(Vec::new()) } else { prove_tree(size, older, self) }
    }
}

impl HashReader for Tiles {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let read = |index: &u64| {
            let tile = Tile::from_index(HEIGHT, *index);
            let hashes = self.get((tile.level(), tile.level_index())).ok_or(Error::IndexesNotInTree)?;
            tile.hash_at_index(hashes, *index)
        };
        indexes.iter().map(read).collect()
    }
}

/// The tiles at the right edge of a log with `size` entries that are not full: what it takes to add to it.
#[must_use]
pub fn edge(size: u64) -> BTreeSet<At> {
    let count = |level: u8| size >> (HEIGHT * level);
    (0..LEVELS).filter(|level| count(*level) % WIDTH > 0).map(|level| (level, count(level) / WIDTH)).collect()
}

/// The tiles of a log with `size` entries, level by level, and how many hashes each has.
pub fn all(size: u64) -> impl Iterator<Item = (At, usize)> {
    let level = move |level: u8| {
        let nodes = size >> (HEIGHT * level);
        let width = move |place: u64| usize::try_from((nodes - place * WIDTH).min(WIDTH)).unwrap_or(0);
        (0..nodes.div_ceil(WIDTH)).map(move |place| ((level, place), width(place)))
    };
    (0..LEVELS).flat_map(level)
}

/// Where a tile with so many hashes is found below a log's address, as C2SP tlog-tiles has it: `tile/0/x001/x234/067`,
/// `tile/1/000.p/5`.
#[must_use]
pub fn path((level, place): At, width: usize) -> String {
    let mut groups = format!("{:03}", place % 1000);
    let mut rest = place / 1000;
    while rest > 0 {
        groups = format!("x{:03}/{groups}", rest % 1000);
        rest /= 1000;
    }
    let part = if width as u64 == WIDTH { String::new() } else { format!(".p/{width}") };
    format!("tile/{level}/{groups}{part}")
}

/// Reads [`path`]; `None` for any other spelling.
#[must_use]
pub fn from_path(text: &str) -> Option<(At, usize)> {
    let (tile, width) = match text.split_once(".p/") {
        Some((tile, width)) => (tile, width.parse().ok().filter(|width| (1..WIDTH as usize).contains(width))?),
        None => (text, WIDTH as usize),
    };
    let (level, groups) = tile.strip_prefix("tile/")?.split_once('/')?;
    let level = level.parse().ok().filter(|level| *level < LEVELS)?;
    let mut place: u64 = 0;
    for group in groups.split('/') {
        let group: u64 = group.trim_start_matches('x').parse().ok()?;
        place = place.checked_mul(1000)?.checked_add(group)?;
    }
    (path((level, place), width) == text).then_some(((level, place), width))
}

/// What somebody wants to know of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// [`Tiles::root`].
    Root,
    /// [`Tiles::inclusion`] of this entry.
    Inclusion(u64),
    /// [`Tiles::consistency`] with the log that had so many entries.
    Consistency(u64),
}

/// The tiles that it takes to answer a question about the log with `size` entries.
#[must_use]
pub fn needed(size: u64, question: Question) -> BTreeSet<At> {
    let asked = Asked::default();
    // The functions ask for all they need in one go and are told that nothing is there: that is the answer here.
    let refused = match question {
        Question::Root => tree_hash(size, &asked).is_err(),
        Question::Inclusion(leaf) => prove_record(size, leaf, &asked).is_err(),
        Question::Consistency(0) => false,
        Question::Consistency(older) => prove_tree(size, older, &asked).is_err(),
    };
    debug_assert!(refused || asked.0.borrow().is_empty());
    asked.0.take()
}

#[derive(Default)]
struct Asked(RefCell<BTreeSet<At>>);

impl HashReader for Asked {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let tiles = indexes.iter().map(|index| Tile::from_index(HEIGHT, *index));
        self.0.borrow_mut().extend(tiles.map(|tile| (tile.level(), tile.level_index())));
        Err(Error::IndexesNotInTree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlog_tiles::{EMPTY_HASH, check_record, check_tree, node_hash};

    fn entry(n: u64) -> [u8; 32] {
        let mut entry = [0; 32];
        entry[..8].copy_from_slice(&n.to_be_bytes());
        entry
    }

    /// The Merkle tree hash as RFC 6962 §2.1 defines it.
    fn by_definition(entries: &[[u8; 32]]) -> Hash {
        match entries {
            [] => EMPTY_HASH,
            [one] => record_hash(one),
            more => {
                let split = more.len().next_power_of_two() / 2;
                node_hash(by_definition(&more[..split]), by_definition(&more[split..]))
            }
        }
    }

    /// Only the tiles that are said to be needed.
    fn only(all: &Tiles, needed: BTreeSet<At>) -> Tiles {
        let mut some = Tiles::default();
        needed.into_iter().for_each(|at| some.insert(at, all.get(at).unwrap().to_vec()));
        some
    }

    #[test]
    fn the_root_is_that_of_rfc_6962_however_the_entries_came() {
        let entries: Vec<[u8; 32]> = (0..70_000).map(entry).collect();
        let (mut all, mut size) = (Tiles::default(), 0);
        for step in [0, 1, 1, 3, 250, 1, 1, 255, 256, 257, 3, 64_000, 1, 4000] {
            let mut edge_only = only(&all, edge(size as u64));
            let next = size + step;
            let changed = edge_only.append(size as u64, &entries[size..next]);
            for at in changed {
                all.insert(at, edge_only.get(at).unwrap().to_vec());
            }
            size = next;
            let root = only(&all, needed(size as u64, Question::Root)).root(size as u64).unwrap();
            assert_eq!(root, by_definition(&entries[..size]), "{size}");
        }
        let size = size as u64;
        let root = all.root(size).unwrap();
        for leaf in [0, 1, 255, 256, 511, 65_535, 65_536, size - 1] {
            let proof = only(&all, needed(size, Question::Inclusion(leaf))).inclusion(size, leaf).unwrap();
            check_record(&proof, size, root, leaf, record_hash(&entry(leaf))).unwrap();
        }
        for older in [0, 1, 255, 256, 300, 65_536, size] {
            let proof = only(&all, needed(size, Question::Consistency(older))).consistency(size, older).unwrap();
            if older > 0 {
                check_tree(&proof, size, root, older, by_definition(&entries[..older as usize])).unwrap();
            }
        }
    }

    #[test]
    fn a_tile_has_one_path_and_that_of_c2sp() {
        // The examples of C2SP tlog-tiles.
        for (text, at, width) in [
            ("tile/0/x001/x234/067", (0, 1_234_067), 256),
            ("tile/1/000.p/8", (1, 0), 8),
            ("tile/0/999", (0, 999), 256),
            ("tile/2/x001/000.p/255", (2, 1000), 255),
        ] {
            assert_eq!(path(at, width), text);
            assert_eq!(from_path(text), Some((at, width)));
        }
        for odd in [
            "tile/0/1",
            "tile/0/001.p/0",
            "tile/0/001.p/256",
            "tile/0/001.p/08",
            "tile/00/001",
            "tile/7/001",
            "tile/-1/001",
            "tile/0/000/001",
            "tile/0/x000/001",
            "tile/0/xx001/001",
            "tile/0/",
            "tile/0",
            "tile/8/0/001",
            "tile/data/001",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
            "tile/0/001.p/1.p/1",
            "../0/001",
            "",
        ] {
            assert_eq!(from_path(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_logs_tiles_are_those_that_growing_makes() {
        for size in [0, 1, 255, 256, 257, 65_536, 66_000] {
            let mut tiles = Tiles::default();
            tiles.append(0, &(0..size).map(entry).collect::<Vec<_>>());
            let listed: Vec<(At, usize)> = all(size).collect();
            assert!(listed.iter().all(|(at, width)| tiles.get(*at).is_some_and(|tile| tile.len() == width * HASH)));
            assert_eq!(listed.len(), tiles.0.len(), "{size}");
        }
    }

    #[test]
    fn a_missing_or_short_tile_is_an_error_and_no_wrong_answer() {
        let mut tiles = Tiles::default();
        tiles.append(0, &[entry(0), entry(1)]);
        assert!(tiles.root(3).is_err());
        assert!(tiles.root(300).is_err());
        assert!(tiles.inclusion(2, 2).is_err());
        assert!(Tiles::default().root(1).is_err());
    }
}
