//! What the page asks for, given to threads, and what they answer.

use super::super::Page;
use super::super::orders::Hands;
use super::super::work::Done;
use super::{Known, RegisterDone, RegisterOrder, RegisterPage, Step, find};
use crate::exports::untaken;
use crate::store::{Store, StoreError};
use crate::sync::client::Offer;
use bevy::prelude::*;

impl Hands<'_, '_> {
    pub(in super::super) fn register(&mut self, order: RegisterOrder) {
        let Some((store, _)) = self.store_and_me() else { return };
        match order {
            RegisterOrder::Look => self.start(move || Done::Register(RegisterDone::Looked(look(&store)))),
            RegisterOrder::Find => {
                let folder = self.data.0.clone();
                self.start(move || Done::Register(RegisterDone::Found(find::find(&folder))));
            }
            RegisterOrder::Ask(ticket) => self.start(move || {
                let asked = Offer::ask(&ticket).map(Box::new);
                Done::Register(RegisterDone::Asked { address: ticket.address, asked })
            }),
            RegisterOrder::Accept(offer) => {
                self.start(move || Done::Register(RegisterDone::Enrolled(offer.accept(&store).map(|_| ()))))
            }
            RegisterOrder::SendNow => {
                if let Some(syncing) = &self.syncing {
                    syncing.now();
                }
            }
            RegisterOrder::Leave => {
                self.start(move || Done::Register(RegisterDone::Left(store.leave_register().wait())));
            }
        }
    }

    pub(in super::super) fn register_done(&mut self, done: RegisterDone) {
        match done {
            RegisterDone::Looked(Ok(known)) => {
                if let Some(page) = self.register_page() {
                    page.known = Some(known);
                }
            }
            RegisterDone::Found(found) => {
                if let Some(page) = self.register_page() {
                    page.found = Some(found);
                }
            }
            RegisterDone::Asked { address, asked } => {
                let waits = |page: &&mut RegisterPage| matches!(&page.step, Step::Asking(at) if *at == address);
                // Somebody who has gone back meanwhile is told nothing.
                let Some(page) = self.register_page().filter(waits) else { return };
                match asked {
                    Ok(offer) => page.step = Step::Offered(offer),
                    Err(problem) => {
                        page.step = Step::Overview;
                        self.trouble(&problem);
                    }
                }
            }
            RegisterDone::Enrolled(result) => {
                if let Some(page) = self.register_page() {
                    page.step = Step::Overview;
                }
                match result {
                    Ok(()) => {
                        info!("the kiosk was enrolled");
                        self.register(RegisterOrder::SendNow);
                    }
                    Err(problem) => self.trouble(&problem),
                }
                self.register(RegisterOrder::Look);
            }
            RegisterDone::Left(result) => {
                if let Err(error) = result {
                    self.trouble(&error);
                }
                // The worker finds out, and has nothing wrong to tell any more.
                self.register(RegisterOrder::SendNow);
                self.register(RegisterOrder::Look);
                self.register(RegisterOrder::Find);
            }
            RegisterDone::Looked(Err(error)) => self.trouble(&error),
        }
    }

    fn register_page(&mut self) -> Option<&mut RegisterPage> {
        match &mut self.console.page {
            Page::Register(page) => Some(page),
            _ => None,
        }
    }
}

/// How it stands, as the store knows it. Waits: for a thread.
pub(in super::super) fn look(store: &Store) -> Result<Known, StoreError> {
    let carried = store.carried().wait()?;
    Ok(Known {
        enrolment: store.enrolment().wait()?,
        waiting: carried.head.sequence.saturating_sub(carried.receipted),
        there: carried.receipted,
        reached_ms: store.reached().wait()?,
        untaken: untaken(store)?,
        shut_out_ms: store.shut_out().wait()?,
        may_leave: store.may_leave_register().wait()?,
    })
}
