//! Kiosks' chains: what is there, and taking in a batch.

use super::database::{Row, Session, Value};
use super::kiosks::remember;
use super::proofs::{append, locked_size};
use super::{Storage, StorageError, derived, erasures};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::{Head, PublicKey, Statement};
use crate::register::ingest::{Checked, Known, decide, span};
use crate::sync::request::Once;
use crate::sync::wire::Taken;

/// A statement as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the school's log, from 0.
    pub leaf: u64,
    /// The kiosk that it is filed under.
    pub kiosk: KioskId,
    /// Its number, as it is filed.
    pub sequence: u64,
    /// Its hash, as it is filed.
    pub hash: [u8; 32],
    /// The signed part.
    pub jwt: String,
    /// The disclosures that are left, joined by `~`.
    pub disclosures: String,
    /// When the register took it, milliseconds since 1970 (UTC).
    pub received_ms: i64,
    /// Whether it is on a branch that parted from the first one.
    pub forked: bool,
}

impl Entry {
    /// In compact form, as the kiosk sent it but for what was erased.
    #[must_use]
    pub fn compact(&self) -> String {
        match self.disclosures.as_str() {
            "" => format!("{}~", self.jwt),
            disclosures => format!("{}~{disclosures}~", self.jwt),
        }
    }
}

impl Storage {
    /// Takes in a batch of a kiosk's statements: all that can be taken, in one transaction. Where the database's primary
    /// is lost meanwhile, again at the one that takes its place: what was taken is then only there already.
    ///
    /// # Errors
    /// What the database says; then nothing was taken, or all was and only the answer is missing: send it again.
    pub async fn ingest(
        &self,
        school: &SchoolId,
        key: &PublicKey,
        batch: &[Checked],
        now_ms: i64,
    ) -> Result<Vec<Taken>, StorageError> {
        Ok(self.take(school, key, batch, None, now_ms).await?.unwrap_or_default())
    }

    /// The same, and remembers in the same transaction that the request was carried out and the kiosk seen. `None`: it was
    /// carried out before, and nothing was done.
    ///
    /// # Errors
    /// As [`Self::ingest`].
    pub async fn ingest_request(
        &self,
        school: &SchoolId,
        key: &PublicKey,
        batch: &[Checked],
        once: &Once,
        now_ms: i64,
    ) -> Result<Option<Vec<Taken>>, StorageError> {
        self.take(school, key, batch, Some(once), now_ms).await
    }

    async fn take(
        &self,
        school: &SchoolId,
        key: &PublicKey,
        batch: &[Checked],
        once: Option<&Once>,
        now_ms: i64,
    ) -> Result<Option<Vec<Taken>>, StorageError> {
        match self.take_once(school, key, batch, once, now_ms).await {
            Err(StorageError::Busy) if !self.database.is_file() => {
                tracing::warn!(
                    school = school.as_str(),
                    "the database broke off while statements were taken in: once more"
                );
                self.take_once(school, key, batch, once, now_ms).await
            }
            taken => taken,
        }
    }

    async fn take_once(
        &self,
        school: &SchoolId,
        key: &PublicKey,
        batch: &[Checked],
        once: Option<&Once>,
        now_ms: i64,
    ) -> Result<Option<Vec<Taken>>, StorageError> {
        let kiosk = key.kiosk_id();
        let mut session = self.database.write().await?;
        // Held until the end: two batches of a school are taken one after the other.
        let size = locked_size(&mut session, school).await?;
        if let Some(once) = once
            && !remember(&mut session, school, &kiosk, once, now_ms).await?
        {
            return Ok(None);
        }
        let Some((from, to)) = span(batch) else {
            session.commit().await?;
            let taken = batch.iter().map(|checked| checked.as_ref().err().copied().unwrap_or(Taken::Unreadable));
            return Ok(Some(taken.collect()));
        };
        let known = known(&mut session, school, &kiosk, from, to).await?;
        let (taken, to_store) = decide(key, &known, batch);
        let statements = to_store.iter().filter_map(|store| {
            batch.get(store.nth).and_then(|checked| checked.as_ref().ok()).map(|statement| (statement, store.forked))
        });
        let statements: Vec<(&Statement, bool)> = statements.collect();
        let pupils = statements.iter().filter_map(|(statement, _)| statement.disclosed().pupil_id.as_ref());
        let erased = erasures::erased(&mut session, school, pupils).await?;
        let (mut values, mut entries, mut to_erase) = (Vec::new(), Vec::new(), Vec::new());
        let mut placed = Vec::new();
        for ((statement, forked), leaf) in statements.into_iter().zip(size..) {
            let hash = statement.hash();
            entries.push(hash);
            let pupil = statement.disclosed().pupil_id.as_ref().filter(|pupil| erased.contains(pupil));
            let disclosures = match pupil {
                // It was made before the erasure, or by a kiosk that does not know of it yet.
                Some(_) => statement.keeping(&erasures::KEPT).disclosures().join("~"),
                None => statement.disclosures().join("~"),
            };
            if pupil.is_some() || erasures::lacks(statement) {
                to_erase.extend([Value::from(school.as_str()), leaf.into()]);
                to_erase.push(Value::TextOrNull(pupil.map(|pupil| pupil.as_str().to_owned())));
            } else {
                placed.push((statement, leaf, now_ms));
            }
            values.extend([
                Value::from(school.as_str()),
                kiosk.as_str().into(),
                statement.sequence().into(),
                hash.as_slice().into(),
                statement.jwt().into(),
                disclosures.into(),
                now_ms.into(),
                leaf.into(),
                i64::from(forked).into(),
            ]);
        }
        if entries.is_empty() {
            session.commit().await?;
            return Ok(Some(taken));
        }
        let insert = "INSERT INTO statements (school_id, kiosk_id, sequence, hash, jwt, disclosures, received_ms, leaf, \
                      forked) VALUES ";
        session.insert(insert, 9, values, "").await?;
        session.insert("INSERT INTO to_erase (school_id, leaf, pupil_id) VALUES ", 3, to_erase, "").await?;
        derived::take_in(&mut session, school, &placed).await?;
        derived::told(&mut session, school, size + entries.len() as u64).await?;
        append(&mut session, school, size, &entries).await?;
        let newest = to_store.iter().filter_map(|store| batch.get(store.nth)?.as_ref().ok());
        let newest = newest.map(crate::ledger::Statement::sequence).max().unwrap_or(0);
        let forked = to_store.iter().any(|store| store.forked).then_some(now_ms);
        let update = "UPDATE kiosks SET newest = CASE WHEN newest < $3 THEN $3 ELSE newest END, \
                      forked_ms = COALESCE(forked_ms, $4) WHERE school_id = $1 AND kiosk_id = $2";
        session.execute(update, [school.as_str().into(), kiosk.as_str().into(), newest.into(), forked.into()]).await?;
        session.commit().await?;
        Ok(Some(taken))
    }

    /// The newest of these heads that the register has of a kiosk. Everything before it is there too.
    ///
    /// # Errors
    /// What the database says.
    pub async fn common(
        &self,
        school: &SchoolId,
        kiosk: &KioskId,
        heads: &[Head],
    ) -> Result<Option<Head>, StorageError> {
        let mut session = self.database.read().await?;
        let there = there(&mut session, school, kiosk, heads).await?;
        session.done();
        Ok(heads
            .iter()
            .copied()
            .filter(|head| there.contains_key(&(head.sequence, head.hash)))
            .max_by_key(|h| h.sequence))
    }

    /// Statements of a school in the order of its log, from a place on.
    ///
    /// # Errors
    /// What the database says.
    pub async fn entries(&self, school: &SchoolId, from: u64, limit: u32) -> Result<Vec<Entry>, StorageError> {
        let mut session = self.database.read().await?;
        let page = page(&mut session, school, from, limit).await?;
        session.done();
        Ok(page)
    }
}

/// The columns that [`entry`] reads.
pub(super) const ENTRIES: &str = "SELECT leaf, kiosk_id, sequence, hash, jwt, disclosures, received_ms, forked \
                                  FROM statements WHERE school_id = $1";

/// Statements in the order of the log, from a place on.
pub(super) async fn page(
    session: &mut Session<'_>,
    school: &SchoolId,
    from: u64,
    limit: u32,
) -> Result<Vec<Entry>, StorageError> {
    let select = format!("{ENTRIES} AND leaf >= $2 ORDER BY leaf LIMIT $3");
    let rows = session.rows(&select, [school.as_str().into(), from.into(), i64::from(limit).into()]).await?;
    rows.iter().map(entry).collect()
}

pub(super) fn entry(row: &Row) -> Result<Entry, StorageError> {
    Ok(Entry {
        leaf: row.natural(0)?,
        kiosk: KioskId::new(row.text(1)?).map_err(|_| StorageError::Damaged("a kiosk has no proper identifier"))?,
        sequence: row.natural(2)?,
        hash: row.array(3)?,
        jwt: row.text(4)?.to_owned(),
        disclosures: row.text(5)?.to_owned(),
        received_ms: row.int(6)?,
        forked: row.int(7)? != 0,
    })
}

async fn known(
    session: &mut Session<'_>,
    school: &SchoolId,
    kiosk: &KioskId,
    from: u64,
    to: u64,
) -> Result<Known, StorageError> {
    let select = "SELECT sequence, hash, forked FROM statements WHERE school_id = $1 AND kiosk_id = $2 \
                  AND sequence BETWEEN $3 AND $4";
    let rows = session.rows(select, [school.as_str().into(), kiosk.as_str().into(), from.into(), to.into()]).await?;
    rows.iter().map(|row| Ok(((row.natural(0)?, row.array(1)?), row.int(2)? != 0))).collect()
}

/// Which of these statements are there, and their places in the log.
pub(super) async fn there(
    session: &mut Session<'_>,
    school: &SchoolId,
    kiosk: &KioskId,
    heads: &[Head],
) -> Result<std::collections::BTreeMap<(u64, [u8; 32]), u64>, StorageError> {
    if heads.is_empty() {
        return Ok(std::collections::BTreeMap::new());
    }
    let select = "SELECT sequence, hash, leaf FROM statements WHERE school_id = $1 AND kiosk_id = $2 AND sequence IN (";
    let bound = vec![school.as_str().into(), kiosk.as_str().into()];
    let rows = session.rows_in(select, bound, heads.iter().map(|head| head.sequence.into()).collect()).await?;
    rows.iter().map(|row| Ok(((row.natural(0)?, row.array(1)?), row.natural(2)?))).collect()
}
