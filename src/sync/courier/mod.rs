//! A sync in a file: the messages that a kiosk would send, and the register's answers, each in one file that only the
//! other side can open and only this side can have made. It may be lost, copied, or brought twice.
//!
//! | file | what |
//! |---|---|
//! | `messages` | what is in a file |
//! | `envelope` | how it is signed, sealed and opened |
//! | `file` | reading and writing one |

mod envelope;
mod file;
mod messages;

pub use envelope::{Envelope, LINE_AT_MOST, Opened};
pub use file::{ENDING, FILE_AT_MOST, read_file, write_file};
pub use messages::{Asked, Back, Out, PULLS_AT_MOST, STATEMENT_BYTES_AT_MOST, STATEMENTS_AT_MOST, batches};

/// Why a file cannot be used. Nothing of it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierError {
    /// Something else.
    #[error("this is no file of Promise Tree's courier; look for one that ends in .promise-courier")]
    Form,
    /// For somebody else.
    #[error("this file is for another kiosk or register; carry it there, or write a new one")]
    NotForUs,
    /// On its way to the other side.
    #[error("this file was written here for the other side; take it in there, and bring back the answer")]
    Own,
    /// Damaged, cut short, or made by somebody who may not.
    #[error("this file is damaged, or was not made by the other side; write it again there and carry it once more")]
    Damaged,
    /// Of a newer program, or an answer that no register gives.
    #[error("what is in this file cannot be read; update the older of kiosk and register")]
    Newer,
    /// Larger than a file may be.
    #[error("this file is larger than one of the courier's can be; it is something else")]
    TooLarge,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random numbers; restart the machine")]
    Randomness,
}
