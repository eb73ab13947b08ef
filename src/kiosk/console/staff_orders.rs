//! What the page about colleagues asks for, carried out on threads: stretching a passphrase takes a second.

use super::orders::{Hands, StaffOrder};
use super::work::{Done, StaffDone};
use super::{Page, places, staff_keys as s};
use crate::domain::ids::StaffId;
use crate::domain::rights::Right;
use crate::exports::Exporter;
use crate::kiosk::school::local;
use crate::store::{Store, StoreError};

/// How much of the trail the page shows.
const LINES: u32 = 200;

impl Hands<'_, '_> {
    pub(super) fn staff(&mut self, order: StaffOrder) {
        let Some((store, _)) = self.store_and_me() else { return };
        if let StaffOrder::SaveTrail(only) = order {
            return self.save_trail(store, only);
        }
        self.start(move || {
            let mut only = None;
            let done = match order {
                StaffOrder::NewKey => return Done::NewKey(store.new_recovery_key().wait()),
                StaffOrder::ForToday { whom, access } => store.add_for_today(whom, access).wait().map(|_| ()),
                StaffOrder::Look(whose) => {
                    only = whose;
                    Ok(())
                }
                StaffOrder::Role { staff, role, only: whose } => {
                    only = whose;
                    store.set_role(staff, role).wait()
                }
                StaffOrder::Add { new, access } => store.add_staff(new, Some(access)).wait().map(|_| ()),
                StaffOrder::Access { staff, access } => store.set_access(staff, access).wait(),
                StaffOrder::Disable(staff) => store.disable_staff(staff).wait(),
                StaffOrder::SaveTrail(_) => Ok(()),
            };
            Done::Staff(done.and_then(|()| look(&store, only)))
        });
    }

    /// Writes the trail as a table where lists go.
    fn save_trail(&self, store: Store, only: Option<StaffId>) {
        let now_ms = jiff::Timestamp::now().as_millisecond();
        let name = self.lang.text_with(s::TRAIL_FILE, &[("date", &local(now_ms).date().to_string())]);
        let chosen = self.console.saving.place().map(|place| place.path().to_owned());
        let (data, content, language) = (self.data.0.clone(), self.contents.0.clone(), self.lang.tag().to_owned());
        self.start(move || {
            let folder = chosen.unwrap_or_else(|| places::here(&data));
            let to = places::fresh(&folder, &name, "csv");
            let exporter = Exporter { store: &store, content: &content, language: &language, now_ms };
            Done::Written(exporter.write_trail(only.as_ref(), &to).map(|_| to))
        });
    }

    pub(super) fn staff_done(&mut self, done: StaffDone) {
        if let Some(school) = &mut self.school {
            (school.staff, school.rights) = (done.staff, done.rights);
        }
        if let Page::Staff(page) = &mut self.console.page {
            page.looked(done.labels, done.trail);
        }
    }
}

/// Everything that the page shows of what is so now.
fn look(store: &Store, only: Option<StaffId>) -> Result<StaffDone, StoreError> {
    let rights = store.rights().wait()?;
    let trail = if rights.contains(&Right::Trail) { store.audit_trail_of(only, LINES).wait()? } else { Vec::new() };
    Ok(StaffDone { labels: store.labels().wait()?.0, staff: store.staff().wait()?, trail, rights })
}
