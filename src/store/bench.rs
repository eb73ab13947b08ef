//! How long a durable save takes, beside bare SQLite commits on the same disk (`make bench`).

use super::clock::SystemClock;
use super::create::{NewAccess, NewSchool, NewStaff};
use super::error::StoreError;
use super::handle::Store;
use super::kdf::Kdf;
use super::secrets::{Label, Passphrase, Pin};
use super::{database, people, platform, statements};
use crate::content::{Content, REFERENCE};
use crate::domain::agreement::{Audience, Fingerprint};
use crate::domain::ids::{AgreementId, ClassId, PupilId, RuleId, SessionId, StaffId};
use crate::domain::mark::{Ink, Mark, Point, Stroke};
use crate::domain::outcome::{AdultSigned, AgreementShown, Answer, Outcome, OutcomeDraft, PupilSigned};
use crate::domain::school::{Class, Pupil, Role, YearGroup};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Times of one kind of save, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saves(Vec<Duration>);

impl Saves {
    fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// What this many per cent of the saves took at most (nearest rank); zero where there are none.
    #[must_use]
    pub fn percentile(&self, per_cent: usize) -> Duration {
        let rank = (self.0.len() * per_cent).div_ceil(100).saturating_sub(1);
        self.0.get(rank).copied().unwrap_or_default()
    }
}

/// What [`durable_saves`] measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DurableSaves {
    /// From asking the store to keep a promise until its answer is there: the way to the writer thread and back,
    /// signing, encrypting, COMMIT.
    pub promises: Saves,
    /// The same rows in the same tables with the same settings, bare: SQLite without a cipher, a signature or another
    /// thread of ours.
    pub bare: Saves,
    /// The least that SQLite can do: one row of as many bytes in a table without an index.
    pub one_row: Saves,
    /// Bytes of one promise: a mark of 150 points, eleven answers.
    pub bytes: usize,
}

/// Saves so many promises, and both kinds of bare rows after each, so that all three meet the same disk. Works in
/// `folder`, which should be an empty one on the disk in question; takes nothing away afterwards.
///
/// # Errors
/// What the store meets.
pub fn durable_saves(folder: &Path, times: usize) -> Result<DurableSaves, StoreError> {
    let store = Store::create(&folder.join("kiosk"), school()?, Kdf::Light, SystemClock::start()).wait()?.store;
    let draft = promise()?;
    let school = store.school().wait()?;
    let kiosk = store.public_key().wait()?.kiosk_id();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|source| StoreError::io("start a runtime for", folder, source))?;
    let (mut bare, mut one_row) = runtime.block_on(async {
        let mut bare = database::make(&empty(&folder.join("bare.db"))?, None).await?;
        people::add_school(&mut bare, &school).await?;
        let mut one_row = database::connect(&empty(&folder.join("one-row.db"))?, None).await?;
        let table = "CREATE TABLE saved (number INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT";
        sqlx::raw_sql(table).execute(&mut one_row).await?;
        Ok::<_, StoreError>((bare, one_row))
    })?;

    let [mut promises, mut bares, mut rows] = std::array::from_fn(|_| Vec::with_capacity(times));
    let mut bytes = 0;
    for _ in 0..times {
        let began = Instant::now();
        let appended = store.append(draft.clone()).wait()?;
        promises.push(began.elapsed());

        let stored = store.page(appended.sequence - 1, 1).wait()?;
        let stored = stored.first().ok_or(StoreError::Closed)?;
        let (statement, compact) = (stored.statement()?, stored.compact());
        bytes = compact.len();
        runtime.block_on(async {
            let keep = statements::bound(statements::Keeping::KeepAtOnce, &school.id, &kiosk, &statement)?;
            let began = Instant::now();
            database::at_once(&mut bare, keep).await?;
            bares.push(began.elapsed());

            let insert = sqlx::query("BEGIN IMMEDIATE; INSERT INTO saved (row) VALUES (?); COMMIT").bind(compact);
            let began = Instant::now();
            database::at_once(&mut one_row, insert).await?;
            rows.push(began.elapsed());
            Ok::<_, StoreError>(())
        })?;
    }
    runtime.block_on(async {
        database::close(bare).await?;
        database::close(one_row).await
    })?;
    store.shutdown().wait()?;
    Ok(DurableSaves { promises: Saves::new(promises), bare: Saves::new(bares), one_row: Saves::new(rows), bytes })
}

/// A school of so many classes and children who have all promised today's words, in a fresh folder; its first class. Each child
/// has written a name with a finger.
///
/// # Errors
/// What the store meets.
pub(crate) fn school_of_promises(
    folder: &Path,
    content: &Content,
    classes: usize,
    children: usize,
) -> Result<(Store, ClassId), StoreError> {
    let mut new = school()?;
    let years = YearGroup::ALL.into_iter().cycle().take(classes);
    for (number, year) in (1..).zip(years) {
        let class = Class { id: ClassId::new(format!("class-{number}"))?, name: format!("Class {number}"), year };
        for child in 1..=children {
            let id = PupilId::new(format!("child-{number}-{child}"))?;
            let (given_name, family_name) = (format!("Child {child}"), "Of Average Name".to_owned());
            new.pupils.push(Pupil { id, class: class.id.clone(), given_name, family_name });
        }
        new.classes.push(class);
    }
    let (classes, pupils) = (new.classes.clone(), new.pupils.clone());
    let first = classes.first().map(|class| class.id.clone()).ok_or(StoreError::Closed)?;
    let store = Store::create(folder, new, Kdf::Light, SystemClock::start()).wait()?.store;
    let pattern = promise()?;
    for (class, pupil) in classes.iter().flat_map(|class| {
        let own = pupils.iter().filter(|pupil| pupil.class == class.id);
        own.map(move |pupil| (class, pupil))
    }) {
        let Some(agreement) = content.agreement_for(Audience::of(class.year.key_stage())) else { continue };
        let fingerprint = content.fingerprint(&agreement.id, REFERENCE).unwrap_or(Fingerprint([0; 32]));
        let draft = OutcomeDraft {
            pupil: PupilSigned {
                id: pupil.id.clone(),
                name: pupil.full_name(),
                class_id: class.id.clone(),
                class_name: class.name.clone(),
            },
            agreement: AgreementShown {
                id: agreement.id.clone(),
                version: agreement.version,
                fingerprint,
                language: REFERENCE.to_owned(),
            },
            answers: agreement.rules.iter().map(|rule| (rule.id.clone(), Answer::Promised)).collect(),
            ..pattern.clone()
        };
        store.append(draft).wait()?;
    }
    Ok((store, first))
}

fn empty(path: &Path) -> Result<PathBuf, StoreError> {
    platform::open_private_file(path).map_err(|source| StoreError::io("make", path, source))?;
    Ok(path.to_owned())
}

fn school() -> Result<NewSchool, StoreError> {
    let access = NewAccess {
        label: Label::new("B")?,
        passphrase: Passphrase::chosen("nobody keeps this school")?,
        pin: Pin::chosen("2580")?,
    };
    NewSchool::named("Bench", NewStaff { name: "Bench".to_owned(), role: Role::Teacher }, access)
}

fn promise() -> Result<OutcomeDraft, StoreError> {
    let answer = |rule: u8| Ok((RuleId::new(format!("ks2.rule-{rule}"))?, Answer::Promised));
    let stroke = |from: u16| Stroke((0..50).map(|i| Point(from + i * 11, (from + i * i * 7) % 840)).collect());
    Ok(OutcomeDraft {
        session: SessionId::new("bench")?,
        pupil: PupilSigned {
            id: PupilId::new("pupil")?,
            name: "A Pupil of Average Name".to_owned(),
            class_id: ClassId::new("oak")?,
            class_name: "Oak".to_owned(),
        },
        agreement: AgreementShown {
            id: AgreementId::new("ks2-pupils")?,
            version: 1,
            fingerprint: Fingerprint([7; 32]),
            language: "en-GB".to_owned(),
        },
        outcome: Outcome::Agreed,
        answers: (1..=11).map(answer).collect::<Result<_, StoreError>>()?,
        mark: Some(Mark::Ink(Ink { strokes: vec![stroke(100), stroke(700), stroke(1300)] })),
        witness: AdultSigned { id: StaffId::new("witness")?, name: "Mr A Witness".to_owned() },
        helper: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_the_nearest_rank() {
        let saves = Saves::new((1..=200).rev().map(Duration::from_millis).collect());
        let ms = |per_cent| saves.percentile(per_cent).as_millis();
        assert_eq!([ms(0), ms(1), ms(50), ms(99), ms(100)], [1, 2, 100, 198, 200]);
        assert_eq!(Saves::new(Vec::new()).percentile(99), Duration::ZERO);
    }

    #[test]
    fn all_three_kinds_of_save_are_measured() {
        let dir = tempfile::tempdir().unwrap();
        let measured = durable_saves(dir.path(), 3).unwrap();
        assert_eq!([measured.promises, measured.bare, measured.one_row].map(|saves| saves.0.len()), [3, 3, 3]);
        assert!(measured.bytes > 3000, "{}", measured.bytes);
    }
}
