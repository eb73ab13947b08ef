//! What the page asks for beside new settings.

use super::super::orders::{Hands, Order};
use super::super::places::{self, Place};
use super::super::register::look;
use super::super::saving::ChosenFor;
use super::super::work::Done;
use super::super::{Page, panel_keys as p};
use super::{Health, PanelOrder, disk};
use crate::content::keys::TREE_TAP_YOUR_NAME;
use crate::domain::ids::Key;
use crate::kiosk::school::{LANGUAGES_SETTING, local};
use crate::kiosk::voice::Say;
use crate::store::{BACKUP_ENDING, BackupError, Store, StoreError};
use std::path::{Path, PathBuf};

impl Hands<'_, '_> {
    pub(in super::super) fn panel(&mut self, order: PanelOrder) {
        match order {
            PanelOrder::Look => {
                let Some((store, _)) = self.store_and_me() else { return };
                let folder = self.data.0.clone();
                self.start(move || {
                    let disk = disk(&folder).map_err(|error| error.to_string());
                    let known = look(&store).and_then(|known| Ok((known, store.backup_standing().wait()?)));
                    Done::Health(known.map(|(register, backup)| Health { disk, register, backup }))
                });
            }
            PanelOrder::ChoosePlace => {
                self.console.saving.choosing = Some(ChosenFor::Backup);
                self.console.orders.push(Order::FindPlaces);
            }
            PanelOrder::BackUp(place) => {
                let Some((store, _)) = self.store_and_me() else { return };
                if let Page::Panel(page) = &mut self.console.page {
                    page.backing_up = true;
                }
                let today = local(jiff::Timestamp::now().as_millisecond()).date().to_string();
                let (data, name) = (self.data.0.clone(), self.lang.text_with(p::BACKUP_FILE, &[("date", &today)]));
                self.start(move || Done::BackedUp(back_up(&store, &data, &place, &name)));
            }
            PanelOrder::Offer(offered) => {
                let Some((store, _)) = self.store_and_me() else { return };
                if let Some(school) = &mut self.school {
                    school.offered = Some(offered.clone());
                }
                self.start(move || Done::PanelSaved(store.set_setting(LANGUAGES_SETTING, &offered).wait()));
            }
            PanelOrder::Test => {
                if let Ok(key) = Key::new(TREE_TAP_YOUR_NAME) {
                    self.say.write(Say(vec![key]));
                }
            }
        }
    }

    pub(in super::super) fn backed_up(&mut self, backup: Result<PathBuf, BackupError>) {
        match backup {
            Ok(path) => {
                if let Page::Panel(page) = &mut self.console.page {
                    page.backing_up = false;
                }
                self.console.saving.saved = Some(path.clone());
                self.wrote(path);
                self.panel(PanelOrder::Look);
            }
            Err(error) => self.trouble(&error),
        }
    }

    pub(in super::super) fn panel_done(&mut self, health: Result<Health, StoreError>) {
        match (health, &mut self.console.page) {
            (Ok(health), Page::Panel(page)) => page.health = Some(health),
            (Ok(_), _) => {}
            (Err(error), _) => self.trouble(&error),
        }
    }
}

/// Backs up into a folder on this computer, or onto a stick that is still in. Waits: for a thread.
fn back_up(store: &Store, data: &Path, place: &Place, name: &str) -> Result<PathBuf, BackupError> {
    let folder = place.path();
    match place {
        // A stick that was pulled out leaves a name on this disk: nothing is written there.
        Place::Stick(..) if !places::all(data).contains(place) => return Err(BackupError::NoFolder(folder.to_owned())),
        Place::Stick(..) => {}
        Place::Here(_) => {
            let made = std::fs::create_dir_all(folder);
            made.map_err(|source| StoreError::Io { doing: "make", path: folder.to_owned(), source })?;
        }
    }
    let to = places::fresh(folder, name, BACKUP_ENDING);
    store.back_up(&to)?;
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::super::super::bench;
    use super::*;

    #[test]
    fn a_stick_that_was_pulled_out_is_not_written_to_and_a_folder_here_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let school = bench::school(&data);
        // What a stick leaves behind when it is pulled out: a folder on this disk, where nothing is mounted.
        let left = folder.path().join("STICK");
        std::fs::create_dir(&left).unwrap();
        let stick = Place::Stick(left.clone(), "STICK".to_owned());
        let refused = back_up(&school.store, &data, &stick, "Backup").unwrap_err();
        assert!(refused.to_string().contains("put the stick in again"), "{refused}");
        assert_eq!(left.read_dir().unwrap().count(), 0);
        let here = Place::Here(folder.path().join("lists"));
        let first = back_up(&school.store, &data, &here, "Backup").unwrap();
        let second = back_up(&school.store, &data, &here, "Backup").unwrap();
        assert!(first.ends_with("lists/Backup.promise-backup") && second.ends_with("lists/Backup (2).promise-backup"));
        assert_eq!(here.path().read_dir().unwrap().count(), 2, "nothing else is left lying about");
    }
}
