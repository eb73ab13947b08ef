//! Rows as very many statements would have left them, for measuring what a page costs (`bench`). Nothing here was signed,
//! and the log does not know of it: such a database is good for nothing else.

use super::database::Value;
use super::{Entry, Storage, StorageError};
use crate::domain::ids::SchoolId;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the rows are like.
pub(crate) struct Filling<'a> {
    /// A statement that was taken in: each of them is of its length.
    pub(crate) like: &'a Entry,
    /// The numbers of the child and the class that the statement at a place of the log tells of.
    pub(crate) of: &'a dyn Fn(u64) -> (u64, u64),
    /// When, milliseconds since 1970 (UTC).
    pub(crate) at_ms: i64,
}

/// Numbers of the made-up statements begin here.
const SEQUENCES: u64 = 1 << 40;

impl Storage {
    /// Has PostgreSQL count what is in its tables, which it otherwise does by itself within a minute or two.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn count_rows(&self) -> Result<(), StorageError> {
        if self.database.is_file() {
            return Ok(());
        }
        let mut session = self.database.read().await?;
        session.execute("ANALYZE", []).await?;
        session.done();
        Ok(())
    }

    /// Writes the rows of statements at these places of a school's log, in one transaction.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn fill(
        &self,
        school: &SchoolId,
        filling: &Filling<'_>,
        leaves: Range<u64>,
    ) -> Result<(), StorageError> {
        let (school, at_ms, to) = (school.as_str(), filling.at_ms, leaves.end);
        let like = filling.like;
        let (mut statements, mut mentions) = (Vec::new(), Vec::new());
        let (mut children, mut classes) = (BTreeMap::new(), BTreeMap::new());
        for leaf in leaves {
            let (child, class) = (filling.of)(leaf);
            children.insert(child, (class, leaf));
            classes.insert(class, leaf);
            let hash: [u8; 32] = Sha256::digest(leaf.to_be_bytes()).into();
            statements.extend([school.into(), like.kiosk.as_str().into(), Value::from(SEQUENCES + leaf)]);
            statements.extend([hash.as_slice().into(), like.jwt.as_str().into(), like.disclosures.as_str().into()]);
            statements.extend([at_ms.into(), leaf.into(), 0.into()]);
            mentions.extend([school.into(), format!("pupil-{child}").into(), Value::from(leaf)]);
        }
        let (mut known, mut standings, mut rooms) = (Vec::new(), Vec::new(), Vec::new());
        for (child, (class, leaf)) in children {
            let (id, class_id) = (format!("pupil-{child}"), format!("class-{class}"));
            known.extend([
                school.into(),
                Value::Text(id.clone()),
                class_id.into(),
                format!("Child Number{child}").into(),
            ]);
            known.extend([at_ms.into(), leaf.into(), 0.into()]);
            standings.extend([school.into(), Value::Text(id), "ks2-pupils".into(), 1.into(), "agreed".into()]);
            standings.extend([at_ms.into(), leaf.into(), Value::TextOrNull(Some("agreed".to_owned()))]);
            standings.extend([Some(at_ms).into(), i64::try_from(leaf).ok().into()]);
        }
        for (class, leaf) in classes {
            rooms.extend([school.into(), Value::Text(format!("class-{class}")), format!("Class {class}").into()]);
            rooms.extend([at_ms.into(), leaf.into(), 0.into()]);
        }
        let mut session = self.database.write().await?;
        for (into, width, rows, key) in [
            (
                "statements (school_id, kiosk_id, sequence, hash, jwt, disclosures, received_ms, leaf, forked)",
                9,
                statements,
                "school_id, kiosk_id, sequence, hash",
            ),
            ("mentions (school_id, pupil_id, leaf)", 3, mentions, "school_id, pupil_id, leaf"),
            ("known_classes (school_id, class_id, name, as_of_ms, as_of_leaf, roll)", 6, rooms, "school_id, class_id"),
            (
                "known_pupils (school_id, pupil_id, class_id, name, as_of_ms, as_of_leaf, roll)",
                7,
                known,
                "school_id, pupil_id",
            ),
            (
                "standings (school_id, pupil_id, agreement_id, version, last_outcome, last_ms, last_leaf, \
                 strong_outcome, strong_ms, strong_leaf)",
                10,
                standings,
                "school_id, pupil_id, agreement_id",
            ),
        ] {
            let once = format!(" ON CONFLICT ({key}) DO NOTHING");
            session.insert(&format!("INSERT INTO {into} VALUES "), width, rows, &once).await?;
        }
        for grow in [
            "UPDATE schools SET log_size = $2 WHERE school_id = $1",
            "UPDATE derived SET log_size = $2 WHERE school_id = $1",
        ] {
            session.execute(grow, [school.into(), to.into()]).await?;
        }
        session.commit().await
    }
}
