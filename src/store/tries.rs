//! Wrong tries: counted before the secret is looked at, so that ending the program gives no free try, and slowed.

use super::clock::Clock;
use super::error::StoreError;
use super::folder::Folder;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How many wrong PINs in a row until only a passphrase opens.
pub const WRONG_PINS_AT_MOST: u32 = 5;

/// Which kind of secret is tried. A mistyped PIN does not make the passphrase wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A passphrase or a recovery key.
    Passphrase,
    /// A PIN.
    Pin,
}

/// tries.json.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Written {
    version: u32,
    passphrase: Count,
    pin: Count,
}

/// Wrong tries in a row, and when the last one was (wall time, milliseconds since 1970).
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Count {
    wrong: u32,
    last_ms: i64,
}

/// Since when a wait runs, by the clock that nobody can set.
#[derive(Debug, Clone, Copy, Default)]
struct Since {
    monotonic_ms: u64,
    already_ms: u64,
}

/// The wrong tries of one folder.
#[derive(Debug)]
pub(crate) struct Tries {
    folder: Folder,
    written: Written,
    passphrase: Since,
    pin: Since,
}

/// How long to wait after so many wrong tries in a row: 5 s after the third, then 15 s, 1 min, 5 min, 15 min.
fn step(wrong: u32) -> Duration {
    Duration::from_secs(match wrong {
        0..=2 => 0,
        3 => 5,
        4 => 15,
        5 => 60,
        6 => 300,
        _ => 900,
    })
}

impl Tries {
    /// Reads what earlier runs wrote. A wait goes on through a restart; time that passed meanwhile counts, by the wall
    /// clock; where that was set back, the step begins anew, so that nobody waits longer than one step from now. A file
    /// that is gone or unreadable counts as none: whoever can take it away can copy the folder and guess elsewhere, and
    /// only Argon2id slows that down.
    pub(crate) fn read(folder: &Folder, clock: &dyn Clock) -> Self {
        let read = std::fs::read(folder.tries()).ok();
        let written: Written = read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        let (wall, monotonic_ms) = (clock.wall_ms(), clock.monotonic_ms());
        let since = |count: Count| Since {
            monotonic_ms,
            already_ms: u64::try_from(wall.saturating_sub(count.last_ms)).unwrap_or(0),
        };
        Self { folder: folder.clone(), passphrase: since(written.passphrase), pin: since(written.pin), written }
    }

    /// How long until the next try is taken; zero for now.
    pub(crate) fn wait(&self, kind: Kind, clock: &dyn Clock) -> Duration {
        let (count, since) = match kind {
            Kind::Passphrase => (self.written.passphrase, self.passphrase),
            Kind::Pin => (self.written.pin, self.pin),
        };
        let passed = clock.monotonic_ms().saturating_sub(since.monotonic_ms).saturating_add(since.already_ms);
        step(count.wrong).saturating_sub(Duration::from_millis(passed))
    }

    /// How many wrong ones there were in a row.
    pub(crate) fn wrong(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Passphrase => self.written.passphrase.wrong,
            Kind::Pin => self.written.pin.wrong,
        }
    }

    /// Before the secret is looked at: refuses where it is too soon, else counts the try as a wrong one, durably.
    pub(crate) fn before(&mut self, kind: Kind, clock: &dyn Clock) -> Result<(), StoreError> {
        let wait = self.wait(kind, clock);
        if !wait.is_zero() {
            return Err(StoreError::TooSoon(wait));
        }
        let mut written = self.written;
        let count = match kind {
            Kind::Passphrase => &mut written.passphrase,
            Kind::Pin => &mut written.pin,
        };
        *count = Count { wrong: count.wrong.saturating_add(1), last_ms: clock.wall_ms() };
        self.save(written)?;
        let since = Since { monotonic_ms: clock.monotonic_ms(), already_ms: 0 };
        match kind {
            Kind::Passphrase => self.passphrase = since,
            Kind::Pin => self.pin = since,
        }
        Ok(())
    }

    /// After the right one: a PIN clears the PINs, a passphrase or a recovery key both.
    pub(crate) fn right(&mut self, kind: Kind) -> Result<(), StoreError> {
        let mut written = self.written;
        written.pin = Count::default();
        if kind == Kind::Passphrase {
            written.passphrase = Count::default();
        }
        self.save(written)
    }

    fn save(&mut self, written: Written) -> Result<(), StoreError> {
        let written = Written { version: 1, ..written };
        let json =
            serde_json::to_vec(&written).map_err(|source| StoreError::Setting { name: "tries".to_owned(), source })?;
        self.folder.write(&self.folder.tries(), &json)?;
        self.written = written;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[derive(Debug, Default)]
    struct Hands(Mutex<(i64, u64)>);

    impl Hands {
        fn pass(&self, seconds: u64) {
            let mut hands = self.0.lock().unwrap();
            *hands = (hands.0 + 1000 * seconds as i64, hands.1 + 1000 * seconds);
        }
        fn set_wall(&self, ms: i64) {
            self.0.lock().unwrap().0 = ms;
        }
    }

    impl Clock for Hands {
        fn wall_ms(&self) -> i64 {
            self.0.lock().unwrap().0
        }
        fn monotonic_ms(&self) -> u64 {
            self.0.lock().unwrap().1
        }
    }

    fn start() -> (tempfile::TempDir, Hands, Tries) {
        let dir = tempfile::tempdir().unwrap();
        let hands = Hands::default();
        hands.set_wall(1_800_000_000_000);
        let tries = Tries::read(&Folder::at(dir.path()), &hands);
        (dir, hands, tries)
    }

    #[test]
    fn the_first_three_tries_are_free_and_then_each_waits_longer() {
        let (_dir, hands, mut tries) = start();
        for wait in [0, 0, 5, 15, 60, 300, 900, 900, 900] {
            tries.before(Kind::Passphrase, &hands).unwrap();
            assert_eq!(tries.wait(Kind::Passphrase, &hands), Duration::from_secs(wait));
            if wait > 0 {
                hands.pass(wait - 1);
                let refused = tries.before(Kind::Passphrase, &hands).unwrap_err();
                assert!(matches!(refused, StoreError::TooSoon(left) if left == Duration::from_secs(1)));
                hands.pass(1);
            }
        }
    }

    #[test]
    fn a_try_counts_though_the_program_is_killed_before_the_answer() {
        let (dir, hands, mut tries) = start();
        for _ in 0..3 {
            tries.before(Kind::Pin, &hands).unwrap();
            tries = Tries::read(&Folder::at(dir.path()), &hands);
        }
        assert_eq!(tries.wrong(Kind::Pin), 3);
        assert_eq!(tries.wait(Kind::Pin, &hands), Duration::from_secs(5));
    }

    #[test]
    fn a_clock_set_back_neither_shortens_a_wait_nor_makes_it_longer_than_its_step() {
        let (dir, hands, mut tries) = start();
        for wait in [0, 0, 5] {
            tries.before(Kind::Passphrase, &hands).unwrap();
            hands.pass(wait);
        }
        tries.before(Kind::Passphrase, &hands).unwrap();
        hands.pass(10);
        hands.set_wall(1_700_000_000_000);
        assert_eq!(tries.wait(Kind::Passphrase, &hands), Duration::from_secs(5));
        // The program is started again with the clock still back: the step begins anew, and ends.
        let tries = Tries::read(&Folder::at(dir.path()), &hands);
        assert_eq!(tries.wait(Kind::Passphrase, &hands), Duration::from_secs(15));
        hands.pass(15);
        assert_eq!(tries.wait(Kind::Passphrase, &hands), Duration::ZERO);
    }

    #[test]
    fn time_that_passes_while_the_program_is_closed_counts() {
        let (dir, hands, mut tries) = start();
        for wait in [0, 0, 5] {
            tries.before(Kind::Passphrase, &hands).unwrap();
            hands.pass(wait);
        }
        tries.before(Kind::Passphrase, &hands).unwrap();
        hands.pass(11);
        let tries = Tries::read(&Folder::at(dir.path()), &hands);
        assert_eq!(tries.wait(Kind::Passphrase, &hands), Duration::from_secs(4));
    }

    #[test]
    fn the_right_passphrase_clears_the_count_and_a_pin_clears_only_pins() {
        let (_dir, hands, mut tries) = start();
        tries.before(Kind::Passphrase, &hands).unwrap();
        tries.before(Kind::Pin, &hands).unwrap();
        tries.right(Kind::Pin).unwrap();
        assert_eq!((tries.wrong(Kind::Passphrase), tries.wrong(Kind::Pin)), (1, 0));
        tries.before(Kind::Pin, &hands).unwrap();
        tries.right(Kind::Passphrase).unwrap();
        assert_eq!((tries.wrong(Kind::Passphrase), tries.wrong(Kind::Pin)), (0, 0));
    }

    #[test]
    fn an_unreadable_count_is_none() {
        let (dir, hands, _) = start();
        std::fs::write(dir.path().join("tries.json"), b"{\"version\":1,").unwrap();
        assert_eq!(Tries::read(&Folder::at(dir.path()), &hands).wrong(Kind::Pin), 0);
    }
}
