//! What the courier's page asks for, carried out on threads: sticks are slow.

use super::courier_page::{Answer, Came, Known};
use super::orders::{CourierOrder, Hands, Order};
use super::places::{self, Place};
use super::saving::ChosenFor;
use super::work::{CourierDone, Done};
use super::{Page, courier_keys as c};
use crate::domain::ids::KioskId;
use crate::exports::take_offers;
use crate::kiosk::school::local;
use crate::kiosk::sync::RollCame;
use crate::store::Store;
use crate::sync::client::{Problem, courier_in, courier_out, courier_standing, is_courier_answer};
use crate::sync::courier::ENDING;
use bevy::log::warn;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

impl Hands<'_, '_> {
    pub(super) fn courier(&mut self, order: CourierOrder) {
        let Some((store, _)) = self.store_and_me() else { return };
        let data = self.data.0.clone();
        match order {
            CourierOrder::Look => self.start(move || Done::Courier(answered(&store, &data, || Ok(None)))),
            CourierOrder::ChoosePlace => {
                self.console.saving.choosing = Some(ChosenFor::Courier);
                self.console.orders.push(Order::FindPlaces);
            }
            CourierOrder::Write(place) => {
                self.waits();
                let today = local(jiff::Timestamp::now().as_millisecond()).date().to_string();
                let name = self.lang.text_with(c::FILE, &[("date", &today)]);
                self.start(move || {
                    let (of, folder) = (store.clone(), place.path().to_owned());
                    let write = move || {
                        let make = |source| Problem::Write { path: folder.clone(), source };
                        std::fs::create_dir_all(&folder).map_err(make)?;
                        let to = places::fresh(&folder, &name, ENDING);
                        let carries = courier_out(&of, &to)?;
                        Ok(Some(Came::Written(to, carries)))
                    };
                    Done::Courier(answered(&store, &data, write))
                });
            }
            CourierOrder::Take(path) => {
                self.waits();
                let (of, content) = (store.clone(), self.contents.0.clone());
                let taken = self.syncing.as_ref().map(|syncing| syncing.taken());
                self.start(move || {
                    let brought = courier_in(&of, &path);
                    // Whatever came of the rest, a roll that came is taken in.
                    let rolled = RollCame::of(&of).map_err(|error| warn!("{error}")).ok();
                    let take = || {
                        let brought = brought?;
                        take_offers(&of, &content)?;
                        if let Some(taken) = taken {
                            taken.store(true, Ordering::Relaxed);
                        }
                        Ok(Some(Came::Brought(brought)))
                    };
                    Done::Courier(answered(&store, &data, take).map(|done| CourierDone { rolled, ..done }))
                });
            }
        }
    }

    fn waits(&mut self) {
        if let Page::Courier(page) = &mut self.console.page {
            page.asked = true;
        }
    }

    pub(super) fn courier_done(&mut self, done: CourierDone) {
        if let (Some(rolled), Some(school)) = (done.rolled, &mut self.school) {
            rolled.show(school);
        }
        if let (Some(Came::Brought(brought)), Some(school)) = (&done.came, &mut self.school)
            && !brought.erased.is_empty()
        {
            school.forget(&brought.erased);
        }
        if let Page::Courier(page) = &mut self.console.page {
            page.looked(done.known, done.came);
        }
    }
}

/// Does something, then looks how it stands.
fn answered(
    store: &Store,
    data: &Path,
    act: impl FnOnce() -> Result<Option<Came>, Problem>,
) -> Result<CourierDone, Problem> {
    let came = act()?;
    let kiosk = store.public_key().wait()?.kiosk_id();
    Ok(CourierDone {
        known: Known { standing: courier_standing(store)?, answers: find(data, &kiosk) },
        came,
        rolled: None,
    })
}

/// Every answer for this kiosk: on the sticks and in the folders on them first, then in this computer's usual folders;
/// the newest first.
fn find(data: &Path, kiosk: &KioskId) -> Vec<Answer> {
    let within = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    };
    let (mut found, mut folders) = (Vec::<Answer>::new(), Vec::new());
    for place in places::all(data) {
        match place {
            Place::Stick(path, name) => {
                folders.extend(
                    within(&path).into_iter().filter(|path| path.is_dir()).map(|path| (path, Some(name.clone()))),
                );
                folders.push((path, Some(name)));
            }
            Place::Here(path) => folders.push((path, None)),
        }
    }
    folders.sort_by_key(|(_, stick)| stick.is_none());
    folders.extend(places::usual().into_iter().map(|folder| (folder, None)));
    for (folder, stick) in folders {
        let mut here = within(&folder);
        here.retain(|path| is_courier_answer(path, kiosk) && found.iter().all(|known| known.path != *path));
        let changed = |path: &PathBuf| std::fs::metadata(path).and_then(|data| data.modified()).ok();
        here.sort_by_cached_key(|path| std::cmp::Reverse(changed(path)));
        found.extend(here.into_iter().map(|path| Answer {
            name: path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            path,
            stick: stick.clone(),
        }));
    }
    found
}
