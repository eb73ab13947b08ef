//! A panel follows what the register says for all panels of the school, wherever nobody at the panel has set it otherwise. Looked at
//! when the kiosk is opened.

use super::PanelSettings;
use super::school::PANEL_SETTING;
use crate::domain::school_defaults::{SchoolDefaults, followed};
use crate::store::{SCHOOL_DEFAULTS, Store, StoreError};

/// What of the school's word this panel has followed, in the store.
const FOLLOWED: &str = "school-defaults-followed";

/// The panel's settings, after it has followed the newest word. Waits: for a thread.
pub(super) fn panel(store: &Store) -> Result<PanelSettings, StoreError> {
    let panel: PanelSettings = store.setting(PANEL_SETTING).wait()?.unwrap_or_default();
    let now: SchoolDefaults = store.setting(SCHOOL_DEFAULTS).wait()?.unwrap_or_default();
    let before: SchoolDefaults = store.setting(FOLLOWED).wait()?.unwrap_or_default();
    if now == before {
        return Ok(panel);
    }
    let after = following(panel, &before, &now);
    // The settings first: what is done twice changes nothing.
    store.set_setting(PANEL_SETTING, &after).wait()?;
    store.set_setting(FOLLOWED, &now).wait()?;
    Ok(after)
}

fn following(panel: PanelSettings, before: &SchoolDefaults, now: &SchoolDefaults) -> PanelSettings {
    let usual = PanelSettings::default();
    PanelSettings {
        idle_minutes: followed(panel.idle_minutes, before.idle_minutes, now.idle_minutes, usual.idle_minutes),
        motion: followed(panel.motion, before.motion, now.motion, usual.motion),
        ..panel
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Kdf, SystemClock, demo_school};

    #[test]
    fn a_panel_follows_the_school_once_and_what_somebody_sets_there_afterwards_stays() {
        let folder = tempfile::tempdir().unwrap();
        let demo = demo_school::create(&folder.path().join("data"), Kdf::Light, SystemClock::start()).unwrap();
        let store = demo.created.wait().unwrap().store;
        let said = |idle_minutes, motion| {
            store.keep_school_defaults(SchoolDefaults { idle_minutes, motion }, None).wait().unwrap();
            let panel = panel(&store).unwrap();
            (panel.idle_minutes, panel.motion)
        };
        assert_eq!(said(None, None), (10, true));
        assert_eq!(said(Some(5), Some(false)), (5, false));
        let own = PanelSettings { motion: true, ..panel(&store).unwrap() };
        store.set_setting(PANEL_SETTING, &own).wait().unwrap();
        assert_eq!(said(Some(5), Some(false)), (5, true), "it was set here");
        assert_eq!(said(Some(3), Some(false)), (3, true));
        assert_eq!(said(None, None), (10, true));
    }
}
