//! Checkpoints: a register's signed word on what its log of a school holds (C2SP tlog-checkpoint in a C2SP signed-note).

use super::identity::{RegisterKey, RegisterPublic};
use crate::domain::ids::SchoolId;
use crate::ledger::INTEGER_AT_MOST;
use signed_note::{Note, Signature, Verifier, VerifierList, key_id};
use std::fmt;
use tlog_tiles::{Hash, check_tree};

/// The most bytes of a checkpoint.
pub const CHECKPOINT_AT_MOST: usize = 1024;
/// The most hashes in a proof: a tree of 2^53 leaves is 53 high, and a consistency proof has at most one more.
pub const PROOF_AT_MOST: usize = 64;
/// The signature type of Ed25519 in a signed note.
const ED25519: u8 = 1;

/// Why a text is not a checkpoint of this log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a signed note with a checkpoint in it.
    #[error("the register's checkpoint cannot be read; update the older of kiosk and register")]
    Form,
    /// Of another log.
    #[error("the register's checkpoint is of another school's log; ask whoever looks after the register")]
    Origin,
    /// Not signed by the register that this kiosk is enrolled with.
    #[error(
        "the register's checkpoint is not signed with the register's key; ask whoever looks after the register whether it was set up anew"
    )]
    Signature,
}

/// Why a newer checkpoint does not go with an older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Inconsistent {
    /// The log has become shorter.
    #[error(
        "the register's log had {known} entries and now has {found}; it was put back from an older copy or altered: ask whoever looks after the register"
    )]
    Shorter {
        /// As it was known.
        known: u64,
        /// As it is now.
        found: u64,
    },
    /// The log is not the old one with something added.
    #[error(
        "the register's log is not the one it was, with entries added; it was altered: ask whoever looks after the register"
    )]
    Rewritten,
}

/// A checkpoint whose signature was checked.
#[derive(Clone, PartialEq)]
pub struct Checkpoint {
    note: String,
    size: u64,
    root: Hash,
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checkpoint({}, {})", self.size, self.root)
    }
}

impl Checkpoint {
    /// Signs what a school's log holds.
    ///
    /// # Errors
    /// [`CheckpointError::Form`] where the log is longer than 2^53 − 1.
    pub fn sign(key: &RegisterKey, school: &SchoolId, size: u64, root: Hash) -> Result<Self, CheckpointError> {
        let public = key.public();
        let origin = public.origin(school);
        let checkpoint = tlog_tiles::Checkpoint::new(&origin, size, root, "").map_err(|_| CheckpointError::Form)?;
        let text = checkpoint.to_bytes();
        let signature = Signature::new(origin.clone(), note_key_id(&public, &origin), key.sign(&text).to_vec())
            .map_err(|_| CheckpointError::Form)?;
        let note = Note::new(&text, &[signature]).map_err(|_| CheckpointError::Form)?;
        let note = String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Form)?;
        Self::read(&note, &public, school)
    }

    /// Reads a checkpoint of this register's log of this school, and checks its signature.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn read(note: &str, register: &RegisterPublic, school: &SchoolId) -> Result<Self, CheckpointError> {
        if note.len() > CHECKPOINT_AT_MOST {
            return Err(CheckpointError::Form);
        }
        let parsed = Note::from_bytes(note.as_bytes()).map_err(|_| CheckpointError::Form)?;
        let text = tlog_tiles::Checkpoint::from_bytes(parsed.text()).map_err(|_| CheckpointError::Form)?;
        let origin = register.origin(school);
        if text.origin() != origin {
            return Err(CheckpointError::Origin);
        }
        if text.size() > INTEGER_AT_MOST || !text.extension().is_empty() {
            return Err(CheckpointError::Form);
        }
        let verifier = StrictVerifier { id: note_key_id(register, &origin), name: origin, key: *register };
        let known = VerifierList::new(vec![Box::new(verifier)]);
        match parsed.verify(&known) {
            Ok((verified, _)) if verified.len() == 1 => {}
            _ => return Err(CheckpointError::Signature),
        }
        Ok(Self { note: note.to_owned(), size: text.size(), root: *text.hash() })
    }

    /// The signed note, as it travels and is kept.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// How many entries the log has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of its Merkle tree (RFC 6962 §2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        self.root
    }

    /// Checks that the log behind this checkpoint is the one behind an older checkpoint with entries added. `proof` is
    /// the consistency proof of RFC 6962 §2.1.2; it is empty where the older log had no entry.
    ///
    /// # Errors
    /// [`Inconsistent`].
    pub fn follows(&self, older: &Self, proof: &[Hash]) -> Result<(), Inconsistent> {
        if self.size < older.size {
            return Err(Inconsistent::Shorter { known: older.size, found: self.size });
        }
        if older.size == 0 {
            return Ok(());
        }
        if proof.len() > PROOF_AT_MOST {
            return Err(Inconsistent::Rewritten);
        }
        check_tree(&proof.to_vec(), self.size, self.root, older.size, older.root).map_err(|_| Inconsistent::Rewritten)
    }
}

fn note_key_id(key: &RegisterPublic, origin: &str) -> u32 {
    key_id(origin, &[&[ED25519], key.to_bytes().as_slice()].concat())
}

/// The register's key by Ed25519's strict rules, as everywhere else.
struct StrictVerifier {
    name: String,
    id: u32,
    key: RegisterPublic,
}

impl Verifier for StrictVerifier {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        <[u8; 64]>::try_from(signature).is_ok_and(|signature| self.key.signed(message, &signature))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school() -> SchoolId {
        SchoolId::new("willow-lane").unwrap()
    }

    #[test]
    fn a_checkpoint_is_read_back_and_only_by_the_key_and_the_school_that_it_names() {
        let key = RegisterKey::from_seed([5; 32]);
        let signed = Checkpoint::sign(&key, &school(), 7, Hash([9; 32])).unwrap();
        assert_eq!(Checkpoint::read(signed.note(), &key.public(), &school()), Ok(signed.clone()));
        assert!(signed.note().starts_with(&format!("promise-tree/{}/willow-lane\n7\nCQkJ", key.public().id())));
        let other = SchoolId::new("other").unwrap();
        assert_eq!(Checkpoint::read(signed.note(), &key.public(), &other), Err(CheckpointError::Origin));
        let impostor = RegisterKey::from_seed([6; 32]);
        let forged = Checkpoint::sign(&impostor, &school(), 7, Hash([9; 32])).unwrap();
        let renamed = forged.note().replace(impostor.public().id().as_str(), key.public().id().as_str());
        assert_eq!(Checkpoint::read(&renamed, &key.public(), &school()), Err(CheckpointError::Signature));
        let longer = signed.note().replacen("\n7\n", "\n8\n", 1);
        assert_eq!(Checkpoint::read(&longer, &key.public(), &school()), Err(CheckpointError::Signature));
        assert_eq!(Checkpoint::read("", &key.public(), &school()), Err(CheckpointError::Form));
        let huge = format!("{}{}", signed.note(), "x".repeat(CHECKPOINT_AT_MOST));
        assert_eq!(Checkpoint::read(&huge, &key.public(), &school()), Err(CheckpointError::Form));
    }

    #[test]
    fn a_log_may_grow_and_nothing_else() {
        let key = RegisterKey::from_seed([5; 32]);
        let at = |size, root| Checkpoint::sign(&key, &school(), size, root).unwrap();
        let leaves = [1, 2].map(|n| tlog_tiles::record_hash(&[n; 32]));
        let [first, second] = leaves;
        let both = at(2, tlog_tiles::node_hash(first, second));
        assert_eq!(both.follows(&at(1, first), &[second]), Ok(()));
        assert_eq!(both.follows(&at(0, tlog_tiles::EMPTY_HASH), &[]), Ok(()));
        assert_eq!(both.follows(&both, &[]), Ok(()));
        assert_eq!(both.follows(&at(1, second), &[second]), Err(Inconsistent::Rewritten));
        assert_eq!(both.follows(&at(1, first), &[]), Err(Inconsistent::Rewritten));
        assert_eq!(both.follows(&at(1, first), &[second; 65]), Err(Inconsistent::Rewritten));
        assert_eq!(at(1, first).follows(&both, &[]), Err(Inconsistent::Shorter { known: 2, found: 1 }));
    }
}
