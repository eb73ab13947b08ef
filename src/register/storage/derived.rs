//! What follows from the statements: who is known, where they stand, which statements tell of whom. Kept up to date when
//! statements are taken in, and made again from them whenever that was missed.

use super::database::{Row, Session, Value};
use super::{Storage, StorageError};
use crate::domain::ids::{AgreementId, PupilId, SchoolId};
use crate::domain::outcome::Outcome;
use crate::ledger::{OutcomeSaid, Says, Statement};
use crate::register::standing::{Asked, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// Entries that are read at once when all is made again.
const PAGE: u32 = 500;

/// A statement with its place in the log and when it was received, milliseconds since 1970 (UTC).
pub(super) type Placed<'a> = (&'a Statement, u64, i64);

type Of = (PupilId, AgreementId);

impl Storage {
    /// Makes again, from the statements of a school, what follows from them, where that was missed (the tables are new,
    /// or somebody has emptied them). Says whether it had to.
    ///
    /// # Errors
    /// What the database says.
    pub async fn derive(&self, school: &SchoolId) -> Result<bool, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT s.log_size, d.log_size FROM schools AS s LEFT JOIN derived AS d ON d.school_id = s.school_id \
                      WHERE s.school_id = $1";
        let row = session.row(select, [school.as_str().into()]).await?;
        session.done();
        let Some(row) = row else { return Ok(false) };
        let (size, derived) = (row.int(0)?, row.int_or_null(1)?.unwrap_or(0));
        if size == derived {
            return Ok(false);
        }
        self.derive_again(school).await?;
        Ok(true)
    }

    /// Makes again what follows from a school's statements, whatever is there. The school's roll stays.
    ///
    /// # Errors
    /// What the database says.
    pub async fn derive_again(&self, school: &SchoolId) -> Result<(), StorageError> {
        let mut session = self.database.write().await?;
        again(&mut session, school).await?;
        session.commit().await
    }
}

/// Makes again what follows from a school's statements, in a transaction that may hold more.
pub(super) async fn again(session: &mut Session<'_>, school: &SchoolId) -> Result<(), StorageError> {
    let size = super::proofs::locked_size(session, school).await?;
    for forget in [
        "DELETE FROM standings WHERE school_id = $1",
        "DELETE FROM mentions WHERE school_id = $1",
        "DELETE FROM known_pupils WHERE school_id = $1 AND roll = 0",
        "DELETE FROM known_classes WHERE school_id = $1 AND roll = 0",
    ] {
        session.execute(forget, [school.as_str().into()]).await?;
    }
    let mut from = 0;
    loop {
        let page = super::chains::page(session, school, from, PAGE).await?;
        let Some(last) = page.last() else { break };
        from = last.leaf + 1;
        // What cannot be read is left to the check of the whole register, which names it.
        let read: Vec<(Statement, u64, i64)> = page
            .iter()
            .filter_map(|entry| Some((Statement::parse(&entry.compact()).ok()?, entry.leaf, entry.received_ms)))
            .collect();
        let placed: Vec<Placed<'_>> = read.iter().map(|(statement, leaf, at)| (statement, *leaf, *at)).collect();
        take_in(session, school, &placed).await?;
    }
    told(session, school, size).await
}

/// Notes that everything is derived up to this size of the log.
pub(super) async fn told(session: &mut Session<'_>, school: &SchoolId, size: u64) -> Result<(), StorageError> {
    let upsert = "INSERT INTO derived (school_id, log_size) VALUES ($1, $2) \
                  ON CONFLICT (school_id) DO UPDATE SET log_size = excluded.log_size";
    session.execute(upsert, [school.as_str().into(), size.into()]).await?;
    Ok(())
}

/// Takes new statements in. Whoever calls this holds the school.
pub(super) async fn take_in(
    session: &mut Session<'_>,
    school: &SchoolId,
    placed: &[Placed<'_>],
) -> Result<(), StorageError> {
    let told = placed.iter().filter_map(|(statement, ..)| statement.disclosed().pupil_id.as_ref()).collect();
    let counted = super::same::counted(session, school, told).await?;
    let mut standings: BTreeMap<Of, Standing> = BTreeMap::new();
    let (mut pupils, mut classes) = (BTreeMap::new(), BTreeMap::new());
    let (mut mentions, mut corrected) = (Vec::new(), BTreeSet::new());
    for (statement, leaf, received_ms) in placed {
        let (claims, disclosed) = (statement.claims(), statement.disclosed());
        let Some(pupil) = &disclosed.pupil_id else { continue };
        let pupil = counted.get(pupil).unwrap_or(pupil);
        mentions.extend([Value::from(school.as_str()), pupil.as_str().into(), (*leaf).into()]);
        let at_ms = claims.when.wall_ms.min(*received_ms);
        match &claims.says {
            Says::Outcome(said) => {
                stands(&mut standings, pupil, said, Asked { at_ms, leaf: *leaf, outcome: said.outcome })
            }
            Says::Correction(_) => {
                corrected.insert(pupil.clone());
            }
        }
        let (Some(name), Some(class)) = (&disclosed.pupil_name, &disclosed.class) else { continue };
        newest(&mut pupils, pupil.as_str(), (at_ms, *leaf), (class.id.as_str(), name.as_str()));
        newest(&mut classes, class.id.as_str(), (at_ms, *leaf), class.name.as_str());
    }
    session.insert("INSERT INTO mentions (school_id, pupil_id, leaf) VALUES ", 3, mentions, "").await?;
    keep_people(session, school, pupils, classes).await?;
    keep_standings(session, school, standings).await?;
    for pupil in corrected {
        stand_again(session, school, &pupil).await?;
    }
    Ok(())
}

/// Takes one outcome in.
fn stands(standings: &mut BTreeMap<Of, Standing>, pupil: &PupilId, said: &OutcomeSaid, asked: Asked) {
    let standing = Standing::of(said.agreement.version, asked);
    standings
        .entry((pupil.clone(), said.agreement.id.clone()))
        .and_modify(|known| *known = known.and(standing))
        .or_insert(standing);
}

/// Where a child stands, made again from every statement that tells of them: one of them does not count any more.
async fn stand_again(session: &mut Session<'_>, school: &SchoolId, pupil: &PupilId) -> Result<(), StorageError> {
    let of = || [Value::from(school.as_str()), pupil.as_str().into()];
    let select = format!(
        "{} AND leaf IN (SELECT leaf FROM mentions WHERE school_id = $1 AND pupil_id = $2) ORDER BY leaf",
        super::chains::ENTRIES
    );
    let entries = session.rows(&select, of()).await?;
    let entries = entries.iter().map(super::chains::entry).collect::<Result<Vec<_>, _>>()?;
    let read: Vec<(Statement, &super::Entry)> =
        entries.iter().filter_map(|entry| Some((Statement::parse(&entry.compact()).ok()?, entry))).collect();
    let wrong: BTreeSet<(&str, u64, [u8; 32])> = read
        .iter()
        .filter_map(|(statement, _)| {
            let claims = statement.claims();
            let said = claims.says.correction()?;
            Some((claims.kiosk.as_str(), said.sequence, said.hash))
        })
        .collect();
    let mut standings = BTreeMap::new();
    for (statement, entry) in &read {
        let claims = statement.claims();
        let counts = !wrong.contains(&(claims.kiosk.as_str(), claims.sequence, statement.hash()));
        if let Some(said) = claims.says.outcome().filter(|_| counts) {
            let at_ms = claims.when.wall_ms.min(entry.received_ms);
            stands(&mut standings, pupil, said, Asked { at_ms, leaf: entry.leaf, outcome: said.outcome });
        }
    }
    session.execute("DELETE FROM standings WHERE school_id = $1 AND pupil_id = $2", of()).await?;
    keep_standings(session, school, standings).await
}

type Newest<'a, T> = BTreeMap<&'a str, ((i64, u64), T)>;

fn newest<'a, T>(map: &mut Newest<'a, T>, key: &'a str, as_of: (i64, u64), value: T) {
    match map.get(key) {
        Some((known, _)) if *known >= as_of => {}
        _ => {
            map.insert(key, (as_of, value));
        }
    }
}

async fn keep_people(
    session: &mut Session<'_>,
    school: &SchoolId,
    pupils: Newest<'_, (&str, &str)>,
    mut classes: Newest<'_, &str>,
) -> Result<(), StorageError> {
    // A child on the roll is in the class that the roll says, whatever a kiosk calls it.
    if !pupils.is_empty() {
        let select = "SELECT pupil_id FROM known_pupils WHERE school_id = $1 AND roll = 1 AND pupil_id IN (";
        let asked = pupils.keys().map(|pupil| (*pupil).into()).collect();
        let rows = session.rows_in(select, vec![school.as_str().into()], asked).await?;
        let on_roll = rows.iter().map(|row| row.text(0)).collect::<Result<BTreeSet<_>, _>>()?;
        let beside = pupils.iter().filter(|(pupil, _)| !on_roll.contains(*pupil));
        let beside: BTreeSet<&str> = beside.map(|(_, (_, (class, _)))| *class).collect();
        classes.retain(|class, _| beside.contains(class));
    }
    let mut values = Vec::new();
    for (class, ((at_ms, leaf), name)) in classes {
        values.extend([Value::from(school.as_str()), class.into(), name.into(), at_ms.into(), leaf.into(), 0.into()]);
    }
    let insert = "INSERT INTO known_classes (school_id, class_id, name, as_of_ms, as_of_leaf, roll) VALUES ";
    let newer = " ON CONFLICT (school_id, class_id) DO UPDATE SET name = excluded.name, as_of_ms = excluded.as_of_ms, \
                 as_of_leaf = excluded.as_of_leaf WHERE known_classes.roll = 0 AND \
                 (known_classes.as_of_ms, known_classes.as_of_leaf) < (excluded.as_of_ms, excluded.as_of_leaf)";
    session.insert(insert, 6, values, newer).await?;
    let mut values = Vec::new();
    for (pupil, ((at_ms, leaf), (class, name))) in pupils {
        values.extend([Value::from(school.as_str()), pupil.into(), class.into(), name.into()]);
        values.extend([at_ms.into(), leaf.into(), 0.into()]);
    }
    let insert = "INSERT INTO known_pupils (school_id, pupil_id, class_id, name, as_of_ms, as_of_leaf, roll) VALUES ";
    let newer = " ON CONFLICT (school_id, pupil_id) DO UPDATE SET class_id = excluded.class_id, name = excluded.name, \
                 as_of_ms = excluded.as_of_ms, as_of_leaf = excluded.as_of_leaf WHERE known_pupils.roll = 0 AND \
                 (known_pupils.as_of_ms, known_pupils.as_of_leaf) < (excluded.as_of_ms, excluded.as_of_leaf)";
    session.insert(insert, 7, values, newer).await
}

async fn keep_standings(
    session: &mut Session<'_>,
    school: &SchoolId,
    mut standings: BTreeMap<Of, Standing>,
) -> Result<(), StorageError> {
    if standings.is_empty() {
        return Ok(());
    }
    let asked: BTreeSet<&PupilId> = standings.keys().map(|(pupil, _)| pupil).collect();
    let asked = asked.into_iter().map(|pupil| pupil.as_str().into()).collect();
    let select = format!("{COLUMNS} WHERE school_id = $1 AND pupil_id IN (");
    for row in session.rows_in(&select, vec![school.as_str().into()], asked).await? {
        let (pupil, agreement, known) = standing(&row, 0)?;
        if let Some(standing) = standings.get_mut(&(pupil, agreement)) {
            *standing = standing.and(known);
        }
    }
    let mut values = Vec::new();
    for ((pupil, agreement), standing) in standings {
        let strong = standing.strong;
        values.extend([
            Value::from(school.as_str()),
            pupil.as_str().into(),
            agreement.as_str().into(),
            i64::from(standing.version).into(),
            standing.last.outcome.code().into(),
            standing.last.at_ms.into(),
            standing.last.leaf.into(),
            Value::TextOrNull(strong.map(|strong| strong.outcome.code().to_owned())),
            strong.map(|strong| strong.at_ms).into(),
            strong.and_then(|strong| i64::try_from(strong.leaf).ok()).into(),
        ]);
    }
    let insert = "INSERT INTO standings (school_id, pupil_id, agreement_id, version, last_outcome, last_ms, last_leaf, \
                  strong_outcome, strong_ms, strong_leaf) VALUES ";
    let replace = " ON CONFLICT (school_id, pupil_id, agreement_id) DO UPDATE SET version = excluded.version, \
                   last_outcome = excluded.last_outcome, last_ms = excluded.last_ms, last_leaf = excluded.last_leaf, \
                   strong_outcome = excluded.strong_outcome, strong_ms = excluded.strong_ms, \
                   strong_leaf = excluded.strong_leaf";
    session.insert(insert, 10, values, replace).await
}

/// The columns that [`standing`] reads.
const COLUMNS: &str = "SELECT pupil_id, agreement_id, version, last_outcome, last_ms, last_leaf, strong_outcome, \
                       strong_ms, strong_leaf FROM standings";

/// Reads a standing out of nine columns, from `first` on.
pub(super) fn standing(row: &Row, first: usize) -> Result<(PupilId, AgreementId, Standing), StorageError> {
    let outcome = |text: &str| Outcome::from_code(text).ok_or(StorageError::Damaged("an outcome is not known"));
    let pupil =
        PupilId::new(row.text(first)?).map_err(|_| StorageError::Damaged("a pupil has no proper identifier"))?;
    let agreement = AgreementId::new(row.text(first + 1)?)
        .map_err(|_| StorageError::Damaged("an agreement has no proper identifier"))?;
    let version = u32::try_from(row.int(first + 2)?).map_err(|_| StorageError::Damaged("a version is too large"))?;
    let last =
        Asked { outcome: outcome(row.text(first + 3)?)?, at_ms: row.int(first + 4)?, leaf: row.natural(first + 5)? };
    let strong = match row.text_or_null(first + 6)? {
        None => None,
        Some(code) => {
            Some(Asked { outcome: outcome(code)?, at_ms: row.int(first + 7)?, leaf: row.natural(first + 8)? })
        }
    };
    Ok((pupil, agreement, Standing { version, last, strong }))
}
