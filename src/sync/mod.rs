//! What a kiosk and its register say to each other. `PROTOCOL.md` states every byte.
//!
//! | file | what |
//! |---|---|
//! | `wire` | the messages, their limits, how they are read and packed |
//! | `request` | how a kiosk signs a request, how a register checks it |
//! | `refusal` | why a register refuses: code, status, sentence |
//! | `ticket` | the words that let a kiosk in, and the proofs both sides give |
//! | `identity`, `pin` | a register's key and name; its TLS key, pinned |
//! | `log` | a school's log: a Merkle tree in tiles |
//! | `checkpoint`, `receipt` | the register's signed word on its log, and that a statement is in it |
//! | `erasure` | the register's signed word that what tells of a child was destroyed |
//! | `revocation` | its signed word that a kiosk was shut out |
//! | `orders` | what it tells its kiosks to do, a file a kind |
//! | `courier` | the same in one encrypted file |
//! | `plan`, `talk` | what a kiosk asks next, and what an answer means. Pure |
//! | `pull` | which orders it asks for, and what becomes of those behind one that was not carried out. Pure |
//! | `client` | a kiosk's side: over the network, in the background; or by file |
//!
//! It uses [`crate::domain`], [`crate::ledger`], and for the client [`crate::store`]. All but the client is shared by both
//! sides, and knows neither a database nor a screen.

pub mod checkpoint;
pub mod client;
pub mod courier;
pub mod erasure;
pub mod identity;
pub mod log;
pub mod orders;
pub mod pin;
pub mod plan;
pub mod pull;
pub mod receipt;
pub mod refusal;
pub mod request;
pub mod revocation;
pub mod talk;
pub mod ticket;
pub mod wire;
