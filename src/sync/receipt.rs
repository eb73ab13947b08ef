//! Receipts: the register's signed proof that its log holds a statement.

use super::checkpoint::{Checkpoint, PROOF_AT_MOST};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tlog_tiles::{Hash, check_record, record_hash};

/// Why a receipt proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the register's receipt does not fit the statement and the log; ask whoever looks after the register")]
pub struct NoProof;

/// That a statement is in the log behind a checkpoint: its place there, and the hashes that lead from it to the root.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    leaf: u64,
    proof: Vec<Hash>,
    checkpoint: Checkpoint,
}

impl Receipt {
    /// Checks a proof of inclusion (RFC 6962 §2.1.1) of a statement's hash.
    ///
    /// # Errors
    /// [`NoProof`].
    pub fn check(statement: &[u8; 32], leaf: u64, proof: Vec<Hash>, checkpoint: &Checkpoint) -> Result<Self, NoProof> {
        if proof.len() > PROOF_AT_MOST || leaf >= checkpoint.size() {
            return Err(NoProof);
        }
        check_record(&proof, checkpoint.size(), checkpoint.root(), leaf, record_hash(statement))
            .map_err(|_| NoProof)?;
        Ok(Self { leaf, proof, checkpoint: checkpoint.clone() })
    }

    /// The statement's place in the log, from 0.
    #[must_use]
    pub fn leaf(&self) -> u64 {
        self.leaf
    }

    /// The checkpoint that the proof leads to.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The hashes of the proof, joined: 32 bytes each.
    #[must_use]
    pub fn proof_bytes(&self) -> Vec<u8> {
        self.proof.iter().flat_map(|hash| hash.0).collect()
    }

    /// As a C2SP tlog-proof: a file that proves by itself, with tools of other makers too.
    #[must_use]
    pub fn to_tlog_proof(&self) -> String {
        let mut text = format!("c2sp.org/tlog-proof@v1\nindex {}\n", self.leaf);
        for hash in &self.proof {
            text.push_str(&STANDARD.encode(hash.0));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(self.checkpoint.note());
        text
    }
}

/// The hashes of [`Receipt::proof_bytes`]; `None` where the length is not that of 0 to 64 hashes.
#[must_use]
pub fn hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, []) = bytes.as_chunks::<32>() else { return None };
    (hashes.len() <= PROOF_AT_MOST).then(|| hashes.iter().copied().map(Hash).collect())
}

#[cfg(test)]
mod tests {
    use super::super::identity::RegisterKey;
    use super::*;
    use crate::domain::ids::SchoolId;

    #[test]
    fn a_receipt_proves_its_own_statement_at_its_own_place_only() {
        let (mine, other) = ([1; 32], [2; 32]);
        let leaves = [mine, other].map(|hash| record_hash(&hash));
        let school = SchoolId::new("s").unwrap();
        let root = tlog_tiles::node_hash(leaves[0], leaves[1]);
        let checkpoint = Checkpoint::sign(&RegisterKey::from_seed([5; 32]), &school, 2, root).unwrap();
        let receipt = Receipt::check(&mine, 0, vec![leaves[1]], &checkpoint).unwrap();
        assert_eq!(hashes(&receipt.proof_bytes()), Some(vec![leaves[1]]));
        let text = receipt.to_tlog_proof();
        assert!(text.starts_with("c2sp.org/tlog-proof@v1\nindex 0\n") && text.ends_with(checkpoint.note()), "{text}");
        for (statement, leaf, proof) in [
            (other, 0, vec![leaves[1]]),
            (mine, 1, vec![leaves[1]]),
            (mine, 2, vec![leaves[1]]),
            (mine, 0, vec![]),
            (mine, 0, vec![leaves[1], leaves[1]]),
            (mine, 0, vec![leaves[1]; 65]),
        ] {
            assert_eq!(Receipt::check(&statement, leaf, proof, &checkpoint), Err(NoProof));
        }
        assert_eq!(hashes(&[0; 33]), None);
    }
}
