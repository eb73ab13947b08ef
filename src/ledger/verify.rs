//! Checking a ledger: numbers, chain, signatures, disclosures; which statement is wrong, and why.

use super::error::StatementError;
use super::head::Head;
use super::key::PublicKey;
use super::statement::Statement;
use crate::domain::ids::KioskId;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

/// The most faults that a report lists; the rest are only counted.
pub const FAULTS_AT_MOST: usize = 100;

/// Where in a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line of an exported file, from 1 (the public key's).
    Line(u64),
    /// A record of a store, by the number it is kept under.
    Sequence(u64),
    /// After the last statement.
    End,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(f, "line {number}"),
            Self::Sequence(number) => write!(f, "statement {number}"),
            Self::End => f.write_str("the end of the ledger"),
        }
    }
}

/// One thing that is wrong with a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub reason: Reason,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The statement itself: unreadable, altered, or of another kiosk.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// Kept under a number that is not its own.
    #[error("the statement kept here says that it is number {says}; its record was moved or altered")]
    Misfiled {
        /// The number in its signed part.
        says: u64,
    },
    /// Numbers were skipped.
    #[error("before statement {} there should be {}; look for them in an older copy", .last + 1, numbers(*.first, *.last))]
    Missing {
        /// The first that is not there.
        first: u64,
        /// The last that is not there.
        last: u64,
    },
    /// A number that was there already.
    #[error("statement {sequence} stands here a second time; take one out, or ask why the kiosk signed two")]
    Duplicate {
        /// The number.
        sequence: u64,
    },
    /// A statement that belongs further up.
    #[error("statement {sequence} stands after a later one; put the statements back in the order of their numbers")]
    OutOfOrder {
        /// The number.
        sequence: u64,
    },
    /// It does not follow from the statement before it.
    #[error(
        "statement {sequence} does not hold the hash of the one before it, so one of the two was replaced; compare both with an older copy"
    )]
    WrongPrevious {
        /// The number.
        sequence: u64,
    },
    /// A correction that does not fit what it corrects.
    #[error(
        "statement {sequence} corrects statement {corrects}, which is not there with that hash, or is a correction itself; compare both with an older copy"
    )]
    CorrectsOther {
        /// The correction's number.
        sequence: u64,
        /// The number it gives.
        corrects: u64,
    },
    /// The newest statements are gone.
    #[error("the ledger ends with statement {found}, and {expected} were known; the newest were cut off")]
    CutOff {
        /// The last statement that is there.
        found: u64,
        /// The number of the expected head.
        expected: u64,
    },
    /// Another chain than the one that was known.
    #[error("statement {sequence} is not the one whose hash was written down; the chain was rewritten up to here")]
    OtherHead {
        /// The number of the expected head.
        sequence: u64,
    },
}

fn numbers(first: u64, last: u64) -> String {
    if first == last { format!("statement {first}") } else { format!("statements {first} to {last}") }
}

/// What the one who checks knows from elsewhere. A chain alone cannot show that its newest statements were cut off, nor
/// that the whole of it was made up under another key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expected {
    /// The kiosk, as the school enrolled it.
    pub kiosk: Option<KioskId>,
    /// A head that was written down, on a class list or by the register: now or at any earlier time.
    pub head: Option<Head>,
}

/// What checking found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Whose ledger.
    pub kiosk: KioskId,
    /// How many statements were looked at, wrong ones included.
    pub count: u64,
    /// The last statement up to which nothing was wrong; the ledger's head, where there is no fault.
    pub head: Head,
    /// How many statements tell nothing about their pupil any more. Not a fault.
    pub erased: u64,
    /// How many lack some disclosure otherwise. Not a fault.
    pub partial: u64,
    /// How many statements do not count any more, since a later one corrects them. Not a fault.
    pub corrected: u64,
    /// What is wrong, in the order it was met; the first [`FAULTS_AT_MOST`].
    pub faults: Vec<Fault>,
    /// How many faults were found in all.
    pub fault_count: u64,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.fault_count == 0
    }
}

/// Checks a ledger one statement at a time; of each it keeps the hash, since a later one may correct it.
#[derive(Debug)]
pub struct Verifier {
    key: PublicKey,
    expected: Option<Head>,
    report: Report,
    /// The last statement that the chain goes on from.
    last: Head,
    /// How many that cannot be trusted have come since.
    unread: u64,
    gaps: Vec<RangeInclusive<u64>>,
    /// The outcomes that stand, by number.
    outcomes: BTreeMap<u64, [u8; 32]>,
    /// Those that were corrected.
    corrected: BTreeMap<u64, [u8; 32]>,
}

impl Verifier {
    /// For a kiosk's ledger from its first statement on; `expected` as in [`Expected::head`].
    #[must_use]
    pub fn new(key: PublicKey, expected: Option<Head>) -> Self {
        let genesis = Head::genesis(&key);
        let mut verifier = Self {
            key,
            expected,
            report: Report {
                kiosk: key.kiosk_id(),
                count: 0,
                head: genesis,
                erased: 0,
                partial: 0,
                corrected: 0,
                faults: Vec::new(),
                fault_count: 0,
            },
            last: genesis,
            unread: 0,
            gaps: Vec::new(),
            outcomes: BTreeMap::new(),
            corrected: BTreeMap::new(),
        };
        verifier.compare(Place::End, genesis);
        verifier
    }

    /// Takes the next statement, or what came of reading it.
    pub fn take(&mut self, place: Place, read: Result<Statement, StatementError>) {
        self.report.count += 1;
        let checked = read.and_then(|statement| statement.check(&self.key).map(|()| statement));
        match checked {
            Ok(statement) => self.chain(place, &statement),
            Err(error) => {
                // Nothing it says can be trusted, its number neither: it may stand where the next one should.
                self.fault(place, Reason::Statement(error));
                self.unread += 1;
            }
        }
    }

    /// The report. A ledger shorter than the expected head is a fault.
    #[must_use]
    pub fn finish(mut self) -> Report {
        let found = self.last.sequence.saturating_add(self.unread);
        if let Some(expected) = self.expected.filter(|head| head.sequence > found) {
            self.fault(Place::End, Reason::CutOff { found, expected: expected.sequence });
        }
        self.report
    }

    /// A statement that the kiosk did sign: is it the next one?
    fn chain(&mut self, place: Place, statement: &Statement) {
        let sequence = statement.sequence();
        if let Place::Sequence(kept) = place
            && kept != sequence
        {
            self.fault(place, Reason::Misfiled { says: sequence });
        }
        if statement.is_erased() {
            self.report.erased += 1;
        } else if statement.disclosures().len() < super::SdClaim::ALL.len() {
            self.report.partial += 1;
        }
        if sequence <= self.last.sequence {
            let missed = self.gaps.iter().any(|gap| gap.contains(&sequence));
            let reason = if missed { Reason::OutOfOrder { sequence } } else { Reason::Duplicate { sequence } };
            self.fault(place, reason);
            return;
        }
        let next = self.last.sequence.saturating_add(1);
        let reachable = next.saturating_add(self.unread);
        if sequence > reachable {
            self.fault(place, Reason::Missing { first: reachable, last: sequence - 1 });
            if self.gaps.len() < FAULTS_AT_MOST {
                self.gaps.push(reachable..=sequence - 1);
            }
        } else if sequence == next && statement.claims().previous != self.last.hash {
            self.fault(place, Reason::WrongPrevious { sequence });
        }
        self.corrections(place, statement);
        self.last = statement.head();
        self.unread = 0;
        self.compare(place, statement.head());
        if self.report.is_sound() {
            self.report.head = statement.head();
        }
    }

    /// Keeps an outcome; moves the one that a correction takes back. A second correction of the same changes nothing.
    fn corrections(&mut self, place: Place, statement: &Statement) {
        let sequence = statement.sequence();
        let Some(said) = statement.claims().says.correction() else {
            self.outcomes.insert(sequence, statement.hash());
            return;
        };
        let standing = self.outcomes.get(&said.sequence) == Some(&said.hash);
        if standing {
            self.outcomes.remove(&said.sequence);
            self.corrected.insert(said.sequence, said.hash);
            self.report.corrected += 1;
        } else if self.corrected.get(&said.sequence) != Some(&said.hash) {
            self.fault(place, Reason::CorrectsOther { sequence, corrects: said.sequence });
        }
    }

    fn compare(&mut self, place: Place, head: Head) {
        if self.expected.is_some_and(|expected| expected.sequence == head.sequence && expected.hash != head.hash) {
            self.fault(place, Reason::OtherHead { sequence: head.sequence });
        }
    }

    fn fault(&mut self, place: Place, reason: Reason) {
        self.report.fault_count += 1;
        if self.report.faults.len() < FAULTS_AT_MOST {
            self.report.faults.push(Fault { place, reason });
        }
    }
}

/// Checks the whole of a ledger that is kept elsewhere, each statement with its place.
pub fn verify(
    key: &PublicKey,
    statements: impl IntoIterator<Item = (Place, Result<Statement, StatementError>)>,
    expected: Option<Head>,
) -> Report {
    let mut verifier = Verifier::new(*key, expected);
    for (place, read) in statements {
        verifier.take(place, read);
    }
    verifier.finish()
}
