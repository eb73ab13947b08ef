//! What the page asks for beside new settings.

use super::super::Page;
use super::super::orders::Hands;
use super::super::register::look;
use super::super::work::Done;
use super::{Health, PanelOrder, disk};
use crate::content::keys::TREE_TAP_YOUR_NAME;
use crate::domain::ids::Key;
use crate::kiosk::voice::Say;
use crate::store::StoreError;

impl Hands<'_, '_> {
    pub(in super::super) fn panel(&mut self, order: PanelOrder) {
        match order {
            PanelOrder::Look => {
                let Some((store, _)) = self.store_and_me() else { return };
                let folder = self.data.0.clone();
                self.start(move || {
                    let disk = disk(&folder).map_err(|error| error.to_string());
                    Done::Health(look(&store).map(|register| Health { disk, register }))
                });
            }
            PanelOrder::Test => {
                if let Ok(key) = Key::new(TREE_TAP_YOUR_NAME) {
                    self.say.write(Say(vec![key]));
                }
            }
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
