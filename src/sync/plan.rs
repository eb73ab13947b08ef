//! What to do next so that the register has all of a kiosk's chain and the kiosk has a receipt for all of it. Pure: it
//! knows what was answered, and says what to ask.
//!
//! Any answer may be lost and any request may arrive twice, late, or after others: whatever is asked here can be asked
//! again. A plan is thrown away at any time and a new one made; nothing of it is kept.

use super::checkpoint::Inconsistent;
use super::wire::{LOCATOR_AT_MOST, Taken};
use crate::ledger::Head;

/// How often a plan finds out anew where the register stands before it gives up: once at first, and again when the
/// register turned out not to have what it said.
const LOOKS_AT_MOST: u32 = 3;

/// The kiosk's side, as its store has it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    /// The head of its chain; number 0 and the genesis hash where it is empty.
    pub head: Head,
    /// Statements 1 up to this one have a receipt.
    pub receipted: u64,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Ask where the register stands, with the heads that [`locator`] names.
    AskHead {
        /// The register has the chain up to here at least; `None` at first, when nothing is known.
        has: Option<u64>,
        /// The newest one to ask about.
        newest: u64,
    },
    /// Send statements, from the one after this number.
    Push {
        /// The last one that the register has.
        after: u64,
    },
    /// Ask for receipts, from the statement after this number.
    AskReceipts {
        /// The last one that has a receipt.
        after: u64,
    },
    /// Nothing: the register has everything, and the kiosk has every receipt.
    Done,
    /// Nothing that would help.
    Stuck(Stuck),
}

/// Why a plan does not go on. A later one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stuck {
    /// The register does not take a statement.
    #[error("the register does not take statement {sequence} ({}); {}", word(*.taken), what_to_do(*.taken))]
    Refused {
        /// Which.
        sequence: u64,
        /// Why.
        taken: Taken,
    },
    /// An answer that no register gives.
    #[error("the register's answer makes no sense; update the older of kiosk and register")]
    Nonsense,
    /// It says that it has what it then does not have.
    #[error("the register has lost statements that it had; ask whoever looks after it")]
    Forgets,
    /// A receipt does not prove that the log holds the statement.
    #[error("the register's receipt for statement {sequence} proves nothing; ask whoever looks after the register")]
    NoProof {
        /// Which.
        sequence: u64,
    },
    /// Its log is not the one that it was.
    #[error(transparent)]
    Log(#[from] Inconsistent),
}

fn word(taken: Taken) -> &'static str {
    match taken {
        Taken::Stored | Taken::Already | Taken::Forked => "it has it",
        Taken::NoPrevious => "it lacks the one before",
        Taken::Unreadable => "it cannot read it",
        Taken::OtherKiosk => "it is another kiosk's",
        Taken::BadSignature => "its signature does not fit",
    }
}

fn what_to_do(taken: Taken) -> &'static str {
    match taken {
        Taken::Unreadable => "update the register",
        _ => "check the kiosk with promise-tree verify",
    }
}

/// A plan and what it has learnt.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    stands: Stands,
    looks: u32,
    stuck: Option<Stuck>,
}

/// Up to where the register has the kiosk's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stands {
    #[default]
    Unknown,
    /// It has the first of these and lacks the second; what is between is asked about next. Otherwise a network that lets
    /// only a few statements through before it breaks down would see the same ones again and again.
    Between(u64, u64),
    Known(u64),
}

impl Plan {
    /// A plan that knows nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What to do next. Statements may have been added to the chain since the last step.
    #[must_use]
    pub fn next(&self, local: &Local) -> Step {
        match (self.stuck, self.stands) {
            (Some(stuck), _) => Step::Stuck(stuck),
            (None, Stands::Unknown) if self.looks >= LOOKS_AT_MOST => Step::Stuck(Stuck::Forgets),
            (None, Stands::Unknown) => Step::AskHead { has: None, newest: local.head.sequence },
            (None, Stands::Between(has, lacks)) => Step::AskHead { has: Some(has), newest: lacks.saturating_sub(1) },
            (None, Stands::Known(common)) if common < local.head.sequence => Step::Push { after: common },
            (None, Stands::Known(_)) if local.receipted < local.head.sequence => {
                Step::AskReceipts { after: local.receipted }
            }
            (None, Stands::Known(_)) => Step::Done,
        }
    }

    /// Takes the answer to [`Step::AskHead`]: the newest common head of those asked about.
    pub fn located(&mut self, asked: &[Head], common: Option<Head>) {
        let newest = asked.iter().map(|head| head.sequence).max().unwrap_or(0);
        let (had, lacked) = match self.stands {
            Stands::Between(had, lacked) => (had, lacked),
            Stands::Unknown | Stands::Known(_) => {
                self.looks += 1;
                (0, newest.saturating_add(1))
            }
        };
        if common.is_some_and(|common| !asked.contains(&common)) {
            self.stuck = Some(Stuck::Nonsense);
            return;
        }
        let has = common.map_or(had, |common| common.sequence);
        let above = asked.iter().map(|head| head.sequence).filter(|number| *number > has);
        let lacks = above.min().unwrap_or(lacked);
        self.stands = if lacks <= has.saturating_add(1) { Stands::Known(has) } else { Stands::Between(has, lacks) };
    }

    /// Takes the answer to [`Step::Push`]: what became of the statements with these numbers.
    pub fn pushed(&mut self, sent: &[u64], results: &[Taken]) {
        if sent.len() != results.len() {
            self.stuck = Some(Stuck::Nonsense);
            return;
        }
        for (&sequence, &taken) in sent.iter().zip(results) {
            if taken.is_held() {
                if let Stands::Known(common) = &mut self.stands {
                    *common = sequence.max(*common);
                }
            } else if taken == Taken::NoPrevious {
                self.stands = Stands::Unknown;
                return;
            } else {
                self.stuck = Some(Stuck::Refused { sequence, taken });
                return;
            }
        }
    }

    /// Takes the answer to [`Step::AskReceipts`]: whether the register had each of the statements.
    pub fn receipted(&mut self, asked: usize, held: &[bool]) {
        if asked != held.len() {
            self.stuck = Some(Stuck::Nonsense);
        } else if held.contains(&false) {
            self.stands = Stands::Unknown;
        }
    }

    /// Goes no further.
    pub(super) fn give_up(&mut self, why: Stuck) {
        self.stuck = Some(why);
    }
}

/// The numbers of the heads to ask about, newest first, at most 64: all of those after `has` up to `newest` where they are
/// so few. Of a longer chain the newest eight and then ever fewer, since most often the register lacks only the last; and
/// once it is known between which two the chains part, as many evenly between them.
#[must_use]
pub fn locator(has: Option<u64>, newest: u64) -> Vec<u64> {
    let most = LOCATOR_AT_MOST as u64;
    let after = has.unwrap_or(0);
    let span = newest.saturating_sub(after);
    if span <= most {
        return (after + 1..=newest).rev().collect();
    }
    if has.is_some() {
        // From the newest down in equal steps, rounded up: never below the first after `has`.
        let step = span.div_ceil(most);
        return (0..most).map_while(|n| newest.checked_sub(n * step)).take_while(|number| *number > after).collect();
    }
    let mut numbers = Vec::new();
    let (mut number, mut stride) = (newest, 1_u64);
    while number > 0 && numbers.len() < LOCATOR_AT_MOST {
        numbers.push(number);
        if numbers.len() >= 8 {
            stride = stride.saturating_mul(2);
        }
        number = number.saturating_sub(stride);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(sequence: u64) -> Head {
        Head { sequence, hash: [sequence as u8; 32] }
    }

    fn local(sequence: u64, receipted: u64) -> Local {
        Local { head: head(sequence), receipted }
    }

    #[test]
    fn a_kiosk_looks_sends_collects_its_receipts_and_rests() {
        let mut plan = Plan::new();
        assert_eq!(plan.next(&local(3, 0)), Step::AskHead { has: None, newest: 3 });
        plan.located(&[head(3), head(2), head(1)], Some(head(1)));
        assert_eq!(plan.next(&local(3, 0)), Step::Push { after: 1 });
        plan.pushed(&[2, 3], &[Taken::Already, Taken::Stored]);
        assert_eq!(plan.next(&local(3, 1)), Step::AskReceipts { after: 1 });
        plan.receipted(2, &[true, true]);
        assert_eq!(plan.next(&local(3, 3)), Step::Done);
        assert_eq!(plan.next(&local(4, 3)), Step::Push { after: 3 });
    }

    #[test]
    fn a_register_that_lost_something_is_asked_again_but_not_for_ever() {
        let mut plan = Plan::new();
        for _ in 0..3 {
            assert_eq!(plan.next(&local(2, 0)), Step::AskHead { has: None, newest: 2 });
            plan.located(&[head(2), head(1)], Some(head(1)));
            plan.pushed(&[2], &[Taken::NoPrevious]);
        }
        assert_eq!(plan.next(&local(2, 0)), Step::Stuck(Stuck::Forgets));
    }

    #[test]
    fn what_cannot_be_taken_is_not_sent_again_and_again() {
        let mut plan = Plan::new();
        plan.located(&[head(2), head(1)], None);
        plan.pushed(&[1, 2], &[Taken::Stored, Taken::BadSignature]);
        let stuck = Stuck::Refused { sequence: 2, taken: Taken::BadSignature };
        assert_eq!(plan.next(&local(2, 0)), Step::Stuck(stuck));
        for nonsense in [&[][..], &[Taken::Stored, Taken::Stored]] {
            let mut plan = Plan::new();
            plan.located(&[], None);
            plan.pushed(&[1], nonsense);
            assert_eq!(plan.next(&local(2, 0)), Step::Stuck(Stuck::Nonsense));
        }
        let mut plan = Plan::new();
        plan.located(&[head(1)], Some(head(2)));
        assert_eq!(plan.next(&local(2, 0)), Step::Stuck(Stuck::Nonsense));
    }

    #[test]
    fn a_locator_reaches_from_the_newest_to_near_the_first() {
        assert_eq!(locator(None, 0), [0; 0]);
        assert_eq!(locator(None, 3), [3, 2, 1]);
        assert_eq!(locator(Some(5), 8), [8, 7, 6]);
        let some = locator(None, 100);
        assert_eq!(some, [100, 99, 98, 97, 96, 95, 94, 93, 91, 87, 79, 63, 31]);
        let long = locator(None, (1 << 53) - 1);
        assert!(long.len() <= LOCATOR_AT_MOST && long.is_sorted_by(|a, b| a > b), "{}", long.len());
        assert!(long.last().is_some_and(|last| *last < 1 << 52));
    }

    #[test]
    fn wherever_a_register_stands_it_is_found_exactly_in_a_few_questions() {
        for newest in [1, 8, 63, 64, 65, 100, 5_000, 1 << 40] {
            for has in [0, 1, 2, newest / 3, newest / 2, newest - 1, newest].into_iter().filter(|has| *has <= newest) {
                let (mut plan, mut questions) = (Plan::new(), 0);
                while let Step::AskHead { has: known, newest: up_to } = plan.next(&local(newest, 0)) {
                    let asked: Vec<Head> = locator(known, up_to).into_iter().map(head).collect();
                    assert!(asked.len() <= LOCATOR_AT_MOST && asked.is_sorted_by(|a, b| a.sequence > b.sequence));
                    plan.located(&asked, asked.iter().copied().find(|head| head.sequence <= has));
                    questions += 1;
                    assert!(questions < 12, "{has} of {newest}");
                }
                let expected = if has < newest { Step::Push { after: has } } else { Step::AskReceipts { after: 0 } };
                assert_eq!(plan.next(&local(newest, 0)), expected, "{has} of {newest}");
            }
        }
    }
}
