//! Sends for as long as the register runs: when something came in, and again and again while the store is away, more and
//! more seldom. Where it stopped is in the database, so it goes on there after whatever came between.

use super::RecordStore;
use super::batch::{Batch, Reading};
use super::client::{Lrs, Trouble};
use crate::domain::ids::SchoolId;
use crate::register::App;
use crate::register::storage::{Outbox, StorageError};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// What another process does (an erasure on the command line, another register on the same database) is seen so soon.
const LOOK: Duration = Duration::from_secs(15);
/// The first wait after a failure, and the longest.
const WAIT: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(300));

/// Why a round ended early.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("{0}")]
    Store(#[from] Trouble),
}

/// Sends until it is dropped.
pub(in crate::register) async fn run(app: Arc<App>, store: RecordStore) {
    let url = store.url.clone();
    let home = store.home.clone().unwrap_or_else(|| format!("https://{}", app.address));
    let lrs = match Lrs::new(store) {
        Ok(lrs) => lrs,
        Err(error) => {
            tracing::error!(%error, "nothing can be sent to the record store: this system has no certificates to trust");
            return;
        }
    };
    let worker = Worker { app: &app, lrs, url, home };
    let mut wait = WAIT.0;
    loop {
        match worker.round().await {
            Ok(()) => {
                wait = WAIT.0;
                tokio::select! { () = app.news.notified() => {}, () = tokio::time::sleep(LOOK) => {} }
            }
            Err(error) => {
                let word = match &error {
                    Stopped::Storage(_) => "database",
                    Stopped::Store(trouble) => trouble.word(),
                };
                app.metrics.record_store_failed(word);
                let pause = jittered(wait);
                tracing::warn!(code = word, why = %error, seconds = pause.as_secs_f32(), "the record store did not take what it was sent; nothing is lost, it will be tried again");
                tokio::time::sleep(pause).await;
                wait = (wait * 2).min(WAIT.1);
            }
        }
    }
}

/// Between half of it and all of it: not every register at the same moment.
fn jittered(wait: Duration) -> Duration {
    let mut byte = [0; 1];
    let share = getrandom::fill(&mut byte).map_or(255, |()| u32::from(byte[0]));
    wait / 2 + wait * share / 512
}

struct Worker<'a> {
    app: &'a App,
    lrs: Lrs,
    url: String,
    home: String,
}

impl Worker<'_> {
    /// Everything that is there, of every school.
    async fn round(&self) -> Result<(), Stopped> {
        let mut backlog = Vec::new();
        for school in self.app.storage.schools().await? {
            let outbox = self.app.storage.outbox(&school.id, &self.url, &self.home).await?;
            let size = self.app.storage.log_size(&school.id).await?;
            backlog.push((school.id, outbox, size));
        }
        let mut left: u64 = backlog.iter().map(|(_, outbox, size)| size.saturating_sub(outbox.sent)).sum();
        self.app.metrics.record_store_backlog(left);
        for (school, mut outbox, _) in backlog {
            let register = self.app.key.public();
            let reading =
                Reading { storage: &self.app.storage, register: &register, school: &school, store: &self.url };
            while let Some(batch) = reading.next(&outbox).await? {
                left = left.saturating_sub(batch.to.saturating_sub(outbox.sent));
                outbox = self.settle(&school, &outbox, &batch).await?;
                self.app.metrics.record_store_backlog(left);
            }
        }
        Ok(())
    }

    /// Sends a batch and notes that it was sent; says where it goes on.
    async fn settle(&self, school: &SchoolId, outbox: &Outbox, batch: &Batch) -> Result<Outbox, Stopped> {
        if !batch.statements.is_empty() {
            self.app.storage.outbox_sending(school, &self.url, batch.to).await?;
            self.send(&batch.statements).await?;
            tracing::info!(
                school = school.as_str(),
                statements = batch.statements.len(),
                voided = batch.voided,
                to = batch.to,
                "sent to the record store"
            );
        }
        self.app.storage.outbox_sent(school, &self.url, outbox.sent, batch.to, &batch.gone).await?;
        self.app.metrics.record_store_sent(batch.statements.len() as u64 - batch.voided, batch.voided, batch.passed);
        // Read again: another process may have got further meanwhile.
        Ok(self.app.storage.outbox(school, &self.url, &self.home).await?)
    }

    /// In halves where all at once is refused for their number or for one of them; one that is there already is there.
    async fn send(&self, statements: &[Value]) -> Result<(), Trouble> {
        let mut parts = vec![statements];
        while let Some(part) = parts.pop() {
            match (self.lrs.post(part).await, part.len()) {
                (Ok(()), _) => {}
                (Err(Trouble::Conflict), 1) => {
                    tracing::debug!("the record store had a statement already");
                }
                (Err(Trouble::Conflict | Trouble::TooLarge), many) if many > 1 => {
                    let (first, second) = part.split_at(many / 2);
                    parts.extend([second, first]);
                }
                (Err(trouble), _) => return Err(trouble),
            }
        }
        Ok(())
    }
}
