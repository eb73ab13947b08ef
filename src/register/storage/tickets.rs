//! Enrolment tickets: made, looked up, used once.

use super::schools::school_id;
use super::{RegisteredSchool, Storage, StorageError};
use crate::domain::ids::{KioskId, SchoolId};
use crate::ledger::PublicKey;
use crate::sync::refusal::Refusal;
use crate::sync::ticket::TicketSecret;

/// A ticket as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketRow {
    /// Whose kiosks it lets in.
    pub school: RegisteredSchool,
    /// What its words stand for.
    pub secret: TicketSecret,
    /// Until when, milliseconds since 1970 (UTC).
    pub expires_ms: i64,
    /// The kiosk that has used it.
    pub used_by: Option<KioskId>,
}

impl TicketRow {
    /// Whether it lets this kiosk in now. The kiosk that it let in may ask again: the answer may have been lost.
    ///
    /// # Errors
    /// [`Refusal::TicketUsed`], [`Refusal::TicketExpired`].
    pub fn lets_in(&self, kiosk: Option<&KioskId>, now_ms: i64) -> Result<(), Refusal> {
        match &self.used_by {
            Some(used_by) if kiosk.is_some_and(|kiosk| kiosk != used_by) => Err(Refusal::TicketUsed),
            _ if self.expires_ms <= now_ms => Err(Refusal::TicketExpired),
            _ => Ok(()),
        }
    }
}

impl Storage {
    /// Keeps a new ticket, and forgets those that were too old a month ago.
    ///
    /// # Errors
    /// What the database says.
    pub async fn add_ticket(
        &self,
        school: &SchoolId,
        secret: &TicketSecret,
        now_ms: i64,
        expires_ms: i64,
    ) -> Result<(), StorageError> {
        const MONTH_MS: i64 = 30 * 24 * 60 * 60 * 1000;
        let mut session = self.database.write().await?;
        let forget = "DELETE FROM tickets WHERE school_id = $1 AND expires_ms < $2";
        session.execute(forget, [school.as_str().into(), (now_ms - MONTH_MS).into()]).await?;
        let insert = "INSERT INTO tickets (school_id, ticket, secret, made_ms, expires_ms) VALUES ($1, $2, $3, $4, $5)";
        let secret_bytes = secret.bytes().as_slice().into();
        session
            .execute(
                insert,
                [school.as_str().into(), secret.name().into(), secret_bytes, now_ms.into(), expires_ms.into()],
            )
            .await?;
        session.commit().await
    }

    /// The ticket with this name. A kiosk does not know its school yet, so this looks through those of all schools; there
    /// are only ever a few.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ticket(&self, name: &str) -> Result<Option<TicketRow>, StorageError> {
        let mut session = self.database.read().await?;
        let select = "SELECT t.school_id, s.name, t.secret, t.expires_ms, t.kiosk_id FROM tickets AS t \
                      JOIN schools AS s ON s.school_id = t.school_id WHERE t.ticket = $1";
        let row = session.row(select, [name.into()]).await?;
        session.done();
        row.map(|row| {
            let used_by = row.text_or_null(4)?.map(KioskId::new).transpose();
            Ok(TicketRow {
                school: RegisteredSchool { id: school_id(row.text(0)?)?, name: row.text(1)?.to_owned() },
                secret: TicketSecret::new(row.array(2)?),
                expires_ms: row.int(3)?,
                used_by: used_by.map_err(|_| StorageError::Damaged("a kiosk has no proper identifier"))?,
            })
        })
        .transpose()
    }

    /// Lets a kiosk in with a ticket. A kiosk that was shut out is let in again. The same kiosk may ask twice.
    ///
    /// # Errors
    /// What the database says. The inner one: the ticket lets it in no more.
    pub async fn enrol(
        &self,
        ticket: &str,
        kiosk: &PublicKey,
        now_ms: i64,
    ) -> Result<Result<RegisteredSchool, Refusal>, StorageError> {
        let Some(row) = self.ticket(ticket).await? else { return Ok(Err(Refusal::Ticket)) };
        let id = kiosk.kiosk_id();
        if let Err(refusal) = row.lets_in(Some(&id), now_ms) {
            return Ok(Err(refusal));
        }
        let school = row.school.id.as_str();
        let mut session = self.database.write().await?;
        let take = "UPDATE tickets SET kiosk_id = $3 WHERE school_id = $1 AND ticket = $2 \
                    AND (kiosk_id IS NULL OR kiosk_id = $3)";
        if session.execute(take, [school.into(), ticket.into(), id.as_str().into()]).await? == 0 {
            return Ok(Err(Refusal::TicketUsed));
        }
        let admit = "INSERT INTO kiosks (school_id, kiosk_id, jwk, enrolled_ms) VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (school_id, kiosk_id) DO UPDATE SET revoked_ms = NULL";
        session.execute(admit, [school.into(), id.as_str().into(), kiosk.to_jwk().into(), now_ms.into()]).await?;
        session.commit().await?;
        Ok(Ok(row.school))
    }
}
