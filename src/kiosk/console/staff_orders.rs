//! What the page about colleagues asks for, carried out on threads: stretching a passphrase takes a second.

use super::Page;
use super::orders::{Hands, StaffOrder};
use super::work::{Done, StaffDone};

/// How much of the trail the page shows.
const LINES: u32 = 200;

impl Hands<'_, '_> {
    pub(super) fn staff(&mut self, order: StaffOrder) {
        let Some((store, _)) = self.store_and_me() else { return };
        self.start(move || {
            let done = match order {
                StaffOrder::Look => Ok(()),
                StaffOrder::Add { new, access } => store.add_staff(new, Some(access)).wait().map(|_| ()),
                StaffOrder::Access { staff, access } => store.set_access(staff, access).wait(),
                StaffOrder::Disable(staff) => store.disable_staff(staff).wait(),
            };
            let looked = done.and_then(|()| {
                let labels = store.labels().wait()?.0;
                Ok(StaffDone { labels, staff: store.staff().wait()?, trail: store.audit_trail(LINES).wait()? })
            });
            Done::Staff(looked)
        });
    }

    pub(super) fn staff_done(&mut self, done: StaffDone) {
        if let Some(school) = &mut self.school {
            school.staff = done.staff;
        }
        if let Page::Staff(page) = &mut self.console.page {
            page.looked(done.labels, done.trail);
        }
    }
}
