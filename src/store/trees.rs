//! The open tree: one at a time, still open after a restart, closed once.

use super::error::StoreError;
use super::open::Open;
use super::statements::{self, Appended};
use super::{make_up, needs, outcomes, people, rows};
use crate::domain::agreement::Fingerprint;
use crate::domain::ids::{AgreementId, ClassId, LessonId, PupilId, SchoolId, SessionId, StaffId};
use crate::domain::outcome::{AdultSigned, AgreementShown, Outcome, OutcomeDraft, PupilSigned};
use crate::domain::tree::{OpenTree, standings};
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;
use std::collections::BTreeSet;
use std::time::Instant;

/// What the screen showed while the tree was open, for the statements about absent children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Of the words, pictures and voice.
    pub fingerprint: Fingerprint,
    /// BCP 47 tag of the language.
    pub language: String,
}

/// Opens a tree; for some children only, unless `only` is empty.
pub(crate) async fn open_tree(open: &mut Open, tree: OpenTree, only: &BTreeSet<PupilId>) -> Result<(), StoreError> {
    let school = open.school.id.clone();
    open.write(async |connection: &mut SqliteConnection| {
        if current(connection, &school).await?.is_some() {
            return Err(StoreError::TreeOpen);
        }
        let unknown = |what, id: &str| StoreError::Unknown { what, id: id.to_owned() };
        let classes = people::classes(connection, &school).await?;
        if !classes.iter().any(|class| class.id == tree.class) {
            return Err(unknown("class", tree.class.as_str()));
        }
        people::one_of_staff(connection, &school, &tree.witness).await?;
        let insert = "INSERT INTO open_trees (school_id, session_id, class_id, agreement_id, version, witness_id, opened_ms) \
                      VALUES (?, ?, ?, ?, ?, ?, ?)";
        sqlx::query(insert)
            .bind(school.as_str())
            .bind(tree.session.as_str())
            .bind(tree.class.as_str())
            .bind(tree.agreement.as_str())
            .bind(tree.version)
            .bind(tree.witness.as_str())
            .bind(tree.opened_ms)
            .execute(&mut *connection)
            .await?;
        for (place, lesson) in (0_i64..).zip(&tree.lessons) {
            let insert = "INSERT INTO open_tree_lessons (school_id, session_id, place, lesson_id) VALUES (?, ?, ?, ?)";
            let insert = sqlx::query(insert).bind(school.as_str()).bind(tree.session.as_str()).bind(place);
            insert.bind(lesson.as_str()).execute(&mut *connection).await?;
        }
        for pupil in &tree.absent {
            mark_absent(connection, &school, &tree.session, pupil, true).await?;
        }
        needs::name_helpers(connection, &school, &tree.session, &tree.class).await?;
        make_up::set(connection, &school, &tree.session, only).await
    })
    .await
}

/// The tree that is open, if one is.
pub(crate) async fn current(
    connection: &mut SqliteConnection,
    school: &SchoolId,
) -> Result<Option<OpenTree>, StoreError> {
    let select = "SELECT * FROM open_trees WHERE school_id = ?";
    let Some(row) = sqlx::query(select).bind(school.as_str()).fetch_optional(&mut *connection).await? else {
        return Ok(None);
    };
    let session = rows::id(&row, "session_id", SessionId::new)?;
    let select = "SELECT pupil_id FROM open_tree_absent WHERE school_id = ? AND session_id = ?";
    let absent = sqlx::query(select).bind(school.as_str()).bind(session.as_str()).fetch_all(&mut *connection).await?;
    let select = "SELECT lesson_id FROM open_tree_lessons WHERE school_id = ? AND session_id = ? ORDER BY place";
    let lessons = sqlx::query(select).bind(school.as_str()).bind(session.as_str()).fetch_all(connection).await?;
    Ok(Some(OpenTree {
        session,
        class: rows::id(&row, "class_id", ClassId::new)?,
        agreement: rows::id(&row, "agreement_id", AgreementId::new)?,
        version: rows::number(&row, "version")?,
        witness: rows::id(&row, "witness_id", StaffId::new)?,
        opened_ms: row.try_get("opened_ms")?,
        absent: absent.iter().map(|row| rows::id(row, "pupil_id", PupilId::new)).collect::<Result<BTreeSet<_>, _>>()?,
        lessons: lessons.iter().map(|row| rows::id(row, "lesson_id", LessonId::new)).collect::<Result<_, _>>()?,
    }))
}

/// Marks a child of the open tree as absent today, or as here after all.
pub(crate) async fn set_absent(
    open: &mut Open,
    session: &SessionId,
    pupil: &PupilId,
    absent: bool,
) -> Result<(), StoreError> {
    let school = open.school.id.clone();
    open.write(async |connection: &mut SqliteConnection| match current(connection, &school).await? {
        Some(tree) if tree.session == *session => mark_absent(connection, &school, session, pupil, absent).await,
        _ => Err(StoreError::TreeClosed),
    })
    .await
}

async fn mark_absent(
    connection: &mut SqliteConnection,
    school: &SchoolId,
    session: &SessionId,
    pupil: &PupilId,
    absent: bool,
) -> Result<(), StoreError> {
    let change = if absent {
        "INSERT INTO open_tree_absent (school_id, session_id, pupil_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM open_tree_absent WHERE school_id = ? AND session_id = ? AND pupil_id = ?"
    };
    let changed =
        sqlx::query(change).bind(school.as_str()).bind(session.as_str()).bind(pupil.as_str()).execute(connection).await;
    match changed {
        Err(error) if error.as_database_error().is_some_and(|e| e.is_foreign_key_violation()) => {
            Err(StoreError::Unknown { what: "pupil", id: pupil.to_string() })
        }
        changed => Ok(changed.map(|_| ())?),
    }
}

/// Closes the tree: children who are still marked absent and are not leaves get a statement that says so, in one
/// transaction with the closing. A tree that is closed already stays as it is.
pub(crate) async fn close_tree(
    open: &mut Open,
    session: &SessionId,
    shown: &Shown,
) -> Result<Vec<Appended>, StoreError> {
    let began = Instant::now();
    let school = open.school.id.clone();
    let Some(tree) = current(&mut open.connection, &school).await?.filter(|tree| tree.session == *session) else {
        return Ok(Vec::new());
    };
    let drafts = absent(open, &tree, shown).await?;
    let head = open.head().await?;
    let signed = statements::sign(open, head, &drafts)?;
    let remove = async |connection: &mut SqliteConnection| {
        sqlx::query("DELETE FROM open_trees WHERE school_id = ? AND session_id = ?")
            .bind(school.as_str())
            .bind(session.as_str())
            .execute(connection)
            .await?;
        Ok(())
    };
    statements::store(open, &signed, remove).await?;
    Ok(signed.iter().map(|statement| statements::appended(statement, began)).collect())
}

async fn absent(open: &mut Open, tree: &OpenTree, shown: &Shown) -> Result<Vec<OutcomeDraft>, StoreError> {
    let school = open.school.id.clone();
    let classes = people::classes(&mut open.connection, &school).await?;
    let class = classes.into_iter().find(|class| class.id == tree.class);
    let class = class.ok_or_else(|| StoreError::Unknown { what: "class", id: tree.class.to_string() })?;
    let witness = people::one_of_staff(&mut open.connection, &school, &tree.witness).await?;
    let pupils = people::pupils(&mut open.connection, &school, Some(&tree.class)).await?;
    let outcomes = outcomes::list(&mut open.connection, &school, Some(&tree.class)).await?;
    let standings = standings(pupils.iter().map(|pupil| &pupil.id), &outcomes, &tree.agreement, tree.version);
    let still_absent = pupils.iter().filter(|pupil| {
        tree.absent.contains(&pupil.id) && !standings.get(&pupil.id).is_some_and(|standing| standing.is_leaf())
    });
    let draft = |pupil: &crate::domain::school::Pupil| OutcomeDraft {
        session: tree.session.clone(),
        pupil: PupilSigned {
            id: pupil.id.clone(),
            name: pupil.full_name(),
            class_id: class.id.clone(),
            class_name: class.name.clone(),
        },
        agreement: AgreementShown {
            id: tree.agreement.clone(),
            version: tree.version,
            fingerprint: shown.fingerprint,
            language: shown.language.clone(),
        },
        outcome: Outcome::Absent,
        answers: Vec::new(),
        mark: None,
        witness: AdultSigned { id: witness.id.clone(), name: witness.name.clone() },
        helper: None,
    };
    Ok(still_absent.map(draft).collect())
}
