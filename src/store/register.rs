//! What the kiosk keeps of its register: who it is, its newest checkpoint, and the receipts. The store takes these as they
//! are; checking them is done before.
//!
//! All of it works while the kiosk is locked, so that promises travel while nobody stands at it. It tells nothing to
//! whoever does.

use super::deed::Deed;
use super::handle::Store;
use super::open::Open;
use super::pending::Pending;
use super::statements::{self, Stored};
use super::{audit, leave, rows};
use crate::domain::ids::SchoolId;
use crate::ledger::{Head, PublicKey};
use sqlx::Row;
use sqlx::sqlite::SqliteConnection;

/// The register that this kiosk is enrolled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Its public key, as a JWK.
    pub jwk: String,
    /// Host and port.
    pub address: String,
    /// SHA-256 over the SubjectPublicKeyInfo of its TLS key.
    pub pin: [u8; 32],
    /// The school there.
    pub school: SchoolId,
    /// The school's name there.
    pub name: String,
    /// The newest checkpoint, a signed note.
    pub checkpoint: Option<String>,
}

/// A receipt as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReceipt {
    /// The statement's number.
    pub sequence: u64,
    /// Its place in the register's log, from 0.
    pub leaf: u64,
    /// The audit path, 32 bytes a hash.
    pub proof: Vec<u8>,
    /// The size of the log that the path leads through.
    pub log_size: u64,
    /// The signed note over that log.
    pub checkpoint: String,
}

/// Where the kiosk's chain stands, and how far it has receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// The head of the chain.
    pub head: Head,
    /// Statements 1 up to this one have a receipt.
    pub receipted: u64,
}

/// Kept with the kiosk's register.
impl Store {
    /// The register that this kiosk is enrolled with; `None` where it is not.
    pub fn enrolment(&self) -> Pending<Option<Enrolment>> {
        self.ask_also_locked(async |open: &mut Open| {
            let select = "SELECT * FROM register WHERE school_id = ?";
            let row = sqlx::query(select).bind(open.school.id.as_str()).fetch_optional(&mut open.connection).await?;
            row.map(|row| {
                Ok(Enrolment {
                    jwk: row.try_get("jwk")?,
                    address: row.try_get("address")?,
                    pin: rows::bytes(&row, "pin")?,
                    school: rows::id(&row, "register_school", SchoolId::new)?,
                    name: row.try_get("name")?,
                    checkpoint: row.try_get("checkpoint")?,
                })
            })
            .transpose()
        })
    }

    /// Keeps that this kiosk was enrolled, in place of an earlier enrolment. Receipts of the earlier one go: they are
    /// asked for anew, and so are its orders. From one register to another is for [`Right::Register`](crate::domain::rights::Right).
    pub fn set_enrolment(&self, enrolment: Enrolment) -> Pending<()> {
        self.post(move |writer| {
            if writer.enrolled_with()?.is_some_and(|jwk| jwk != enrolment.jwk) {
                writer.for_leads()?;
            }
            writer.with_open(async |open: &mut Open| {
                open.no_day_key()?;
                let (school, staff, at_ms) = (open.school.id.clone(), open.staff.clone(), open.clock.wall_ms());
                open.write(async |connection: &mut SqliteConnection| {
                    leave::forget(connection, &school).await?;
                    let insert = "INSERT INTO register (school_id, jwk, address, pin, register_school, name, \
                                  enrolled_ms, checkpoint) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
                    sqlx::query(insert)
                        .bind(school.as_str())
                        .bind(&enrolment.jwk)
                        .bind(&enrolment.address)
                        .bind(enrolment.pin.to_vec())
                        .bind(enrolment.school.as_str())
                        .bind(&enrolment.name)
                        .bind(at_ms)
                        .bind(&enrolment.checkpoint)
                        .execute(&mut *connection)
                        .await?;
                    audit::add(connection, &school, at_ms, staff.as_ref(), Deed::register_enrolled()).await
                })
                .await
            })
        })
    }

    /// Where the chain stands, and how far it has receipts.
    pub fn carried(&self) -> Pending<Carried> {
        self.ask_also_locked(async |open: &mut Open| {
            let head = open.head().await?;
            let select =
                "SELECT COALESCE(MAX(sequence), 0) AS newest FROM receipts WHERE school_id = ? AND kiosk_id = ?";
            let row = sqlx::query(select)
                .bind(open.school.id.as_str())
                .bind(open.kiosk_id.as_str())
                .fetch_one(&mut open.connection)
                .await?;
            Ok(Carried { head, receipted: rows::number(&row, "newest")? })
        })
    }

    /// The heads with these numbers, as far as they are there, in the order asked for.
    pub fn heads(&self, numbers: Vec<u64>) -> Pending<Vec<Head>> {
        self.ask_also_locked(async move |open: &mut Open| {
            let select = "SELECT hash FROM statements WHERE school_id = ? AND kiosk_id = ? AND sequence = ?";
            let mut heads = Vec::with_capacity(numbers.len());
            for sequence in numbers {
                let row = sqlx::query(select)
                    .bind(open.school.id.as_str())
                    .bind(open.kiosk_id.as_str())
                    .bind(rows::signed(sequence))
                    .fetch_optional(&mut open.connection)
                    .await?;
                if let Some(row) = row {
                    heads.push(Head { sequence, hash: rows::bytes(&row, "hash")? });
                }
            }
            Ok(heads)
        })
    }

    /// As [`Store::page`], also while the kiosk is locked: to send.
    pub fn to_send(&self, after: u64, limit: u32) -> Pending<Vec<Stored>> {
        self.ask_also_locked(async move |open: &mut Open| {
            statements::page(&mut open.connection, &open.school.id, &open.kiosk_id, after, limit).await
        })
    }

    /// This kiosk's key and its signature over some bytes, which must begin with what they are (a JWT's header with its
    /// `typ`): the same key signs statements.
    pub(crate) fn sign(
        &self,
        write: impl FnOnce(&PublicKey) -> Vec<u8> + Send + 'static,
    ) -> Pending<(Vec<u8>, [u8; 64])> {
        self.ask_also_locked(async move |open: &mut Open| {
            let message = write(&open.kiosk.public());
            let signature = open.kiosk.sign(&message);
            Ok((message, signature))
        })
    }

    /// What `open` makes of the private half of this kiosk's key for agreeing on a secret: to read what is sealed to it.
    pub(crate) fn unseal<T: Send + 'static>(&self, unseal: impl FnOnce(&[u8; 32]) -> T + Send + 'static) -> Pending<T> {
        self.ask_also_locked(async move |open: &mut Open| Ok(unseal(&open.kiosk.agreement())))
    }

    /// As [`Store::public_key`], also while the kiosk is locked.
    pub(crate) fn own_key(&self) -> Pending<PublicKey> {
        self.ask_also_locked(async |open: &mut Open| Ok(open.kiosk.public()))
    }

    /// Keeps a newer checkpoint, and receipts that lead to it, all or none. Numbers that have a receipt keep it.
    pub fn keep_receipts(&self, log_size: u64, checkpoint: String, receipts: Vec<(u64, u64, Vec<u8>)>) -> Pending<()> {
        self.ask_also_locked(async move |open: &mut Open| {
            let (school, kiosk) = (open.school.id.clone(), open.kiosk_id.clone());
            open.write(async |connection: &mut SqliteConnection| {
                sqlx::query("UPDATE register SET checkpoint = ? WHERE school_id = ?")
                    .bind(&checkpoint)
                    .bind(school.as_str())
                    .execute(&mut *connection)
                    .await?;
                if receipts.is_empty() {
                    return Ok(());
                }
                sqlx::query(
                    "INSERT INTO checkpoints (school_id, log_size, note) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                )
                .bind(school.as_str())
                .bind(rows::signed(log_size))
                .bind(&checkpoint)
                .execute(&mut *connection)
                .await?;
                let insert = "INSERT INTO receipts (school_id, kiosk_id, sequence, leaf, log_size, proof) \
                              VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
                for (sequence, leaf, proof) in receipts {
                    sqlx::query(insert)
                        .bind(school.as_str())
                        .bind(kiosk.as_str())
                        .bind(rows::signed(sequence))
                        .bind(rows::signed(leaf))
                        .bind(rows::signed(log_size))
                        .bind(proof)
                        .execute(&mut *connection)
                        .await?;
                }
                Ok(())
            })
            .await
        })
    }

    /// The receipt of a statement, where there is one.
    pub fn receipt(&self, sequence: u64) -> Pending<Option<KeptReceipt>> {
        self.ask_also_locked(async move |open: &mut Open| {
            let select = "SELECT r.leaf, r.log_size, r.proof, c.note FROM receipts AS r JOIN checkpoints AS c \
                          ON c.school_id = r.school_id AND c.log_size = r.log_size \
                          WHERE r.school_id = ? AND r.kiosk_id = ? AND r.sequence = ?";
            let row = sqlx::query(select)
                .bind(open.school.id.as_str())
                .bind(open.kiosk_id.as_str())
                .bind(rows::signed(sequence))
                .fetch_optional(&mut open.connection)
                .await?;
            row.map(|row| {
                let (leaf, log_size) = (rows::number(&row, "leaf")?, rows::number(&row, "log_size")?);
                let (proof, checkpoint) = (row.try_get("proof")?, row.try_get("note")?);
                Ok(KeptReceipt { sequence, leaf, proof, log_size, checkpoint })
            })
            .transpose()
        })
    }
}
