//! What the page asks for, given to threads, and what they answer.

use super::super::orders::Hands;
use super::super::roll_keys as r;
use super::super::today::Today;
use super::super::work::Done;
use super::super::{Console, Page};
use super::work::{self, Answered, Meter};
use super::{Import, Step, Wish, Working, choose, preview};
use crate::kiosk::frame::Alarm;
use crate::roster::{RosterError, wording};
use crate::store::{RosterTally, StoreError, Watch};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The number of the job that was started last.
static RUNS: AtomicU64 = AtomicU64::new(0);

fn page(console: &mut Console) -> Option<&mut Import> {
    match &mut console.page {
        Page::Today(Today::Import(import)) => Some(import),
        _ => None,
    }
}

fn working(alarm: Option<&Alarm>) -> Working {
    let meter = Arc::new(Meter::default());
    let (told, alarm) = (meter.clone(), alarm.cloned());
    let watch = Watch::new(move |progress| {
        told.tell(progress);
        if let Some(alarm) = &alarm {
            alarm.ring_after(Duration::ZERO);
        }
    });
    Working { run: RUNS.fetch_add(1, Ordering::Relaxed), watch, meter, stopping: false }
}

impl Hands<'_, '_> {
    pub(in super::super) fn roster(&mut self, wish: Wish) {
        let Some((store, me)) = self.school.as_ref().map(|school| (school.store.clone(), school.me.clone())) else {
            return;
        };
        if let Wish::Find = wish {
            let folder = self.data.0.clone();
            return self.start(move || {
                let last = store.last_roster_import().wait();
                let roll = store.sent_roll().wait().map(|sent| sent.map(|(sent, _)| sent.came_ms));
                Done::Roster(Answered::Found { files: work::find(&folder), roll, last })
            });
        }
        let working = working(self.alarm.as_deref());
        let (run, watch) = (working.run, working.watch.clone());
        if let Some(page) = page(&mut self.console) {
            page.working = Some(working);
        }
        match wish {
            Wish::Find => {}
            Wish::Read(path) => {
                self.start(move || Done::Roster(Answered::Sorted { run, sorted: work::open(&store, &path, &watch) }))
            }
            Wish::Roll => {
                self.start(move || Done::Roster(Answered::Sorted { run, sorted: work::roll(&store, &watch) }))
            }
            Wish::Sort(sorting) => {
                self.start(move || Done::Roster(Answered::Sorted { run, sorted: work::sort(&store, *sorting, &watch) }))
            }
            Wish::Save(saving) => {
                self.start(move || Done::Roster(Answered::Saved { run, saved: work::save(store, me, &saving, &watch) }))
            }
            Wish::Undo => self.start(move || Done::Roster(Answered::Undone { run, undone: work::undo(store, me) })),
        }
    }

    /// The page, where it still waits for this job; it waits no more.
    fn waiting(&mut self, run: u64) -> Option<&mut Import> {
        let page = page(&mut self.console)?;
        page.working.take_if(|working| working.run == run)?;
        Some(page)
    }

    pub(in super::super) fn roster_answered(&mut self, answered: Answered) {
        match answered {
            Answered::Found { files, roll, last } => {
                let last = last.unwrap_or_else(|error| {
                    self.trouble(&error);
                    None
                });
                let roll = roll.unwrap_or_else(|error| {
                    self.trouble(&error);
                    None
                });
                if let Some(Import { step: Step::Choosing(choosing), .. }) = page(&mut self.console) {
                    choosing.found(files, roll, last);
                }
            }
            Answered::Sorted { run, sorted } => {
                let Some(page) = self.waiting(run) else { return };
                let sorted = match sorted {
                    Ok(sorted) => *sorted,
                    Err(error) => return self.roster_trouble(&error),
                };
                match &mut page.step {
                    Step::Preview(preview) => preview.sorted(sorted),
                    step => *step = Step::Preview(Box::new(preview::Preview::of(sorted))),
                }
            }
            Answered::Saved { run, saved: Ok(saved) } => {
                let (tally, opened) = *saved;
                // Of the register's list, a person may take nothing: then there is nothing of it to undo.
                let undo = tally != RosterTally::default();
                let said = match (undo, self.lang.words()) {
                    (true, Some(words)) => vec![wording::tally(words, &tally)],
                    _ => vec![self.lang.text(r::KEPT)],
                };
                if let Some(page) = self.waiting(run) {
                    page.step = Step::Done { said, undo };
                }
                self.opened(opened);
            }
            Answered::Undone { run, undone: Ok(undone) } => {
                let (undone, opened) = *undone;
                let said = self.lang.words().map(|words| wording::undone(words, &undone)).unwrap_or_default();
                if let Some(page) = self.waiting(run) {
                    page.step = Step::Done { said, undo: false };
                }
                self.opened(opened);
            }
            Answered::Saved { run, saved: Err(error) } => {
                // Somebody was quicker: what is shown is not so any more.
                let changed = matches!(error, RosterError::Store(StoreError::RosterChanged));
                let page = self.waiting(run);
                if let (true, Some(Import { step, .. })) = (changed, page) {
                    *step = Step::Choosing(choose::Choosing::default());
                    self.roster(Wish::Find);
                }
                self.roster_trouble(&error);
            }
            Answered::Undone { run, undone: Err(error) } => {
                self.waiting(run);
                self.trouble(&error);
            }
        }
    }

    /// What a person stopped themselves needs no telling.
    fn roster_trouble(&mut self, error: &RosterError) {
        if !matches!(error, RosterError::Cancelled(_) | RosterError::Store(StoreError::Cancelled(_))) {
            self.trouble(error);
        }
    }
}
