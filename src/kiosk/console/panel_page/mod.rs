//! The panel: how wide it is, how high children reach, what moves, sounds and stands out, and how the machine itself is.
//! Each change counts at once.

mod backup;
mod card;
mod carry;
mod children;
mod controls;
mod health;
mod screen;
mod senses;

use super::desk::{Desk, Heading, Look, split_left, split_right, split_top};
use super::orders::{Order, Seen};
use super::places::Place;
use super::register::Known;
use super::{keys as k, panel_keys as p, theme};
use crate::kiosk::PanelSettings;
use crate::store::BackupStanding;
use crate::sync::client::Status;
use bevy_egui::egui::{Rect, Ui, pos2, vec2};
use std::collections::BTreeSet;

pub(super) use children::own_name;
pub(super) use health::{Disk, disk};

/// The page: the settings while a finger changes them.
#[derive(Debug, Default)]
pub(super) struct PanelPage {
    part: Part,
    /// Measuring with a bank card, instead of the page.
    card: Option<card::Card>,
    /// Under a finger; goes into the settings when it is lifted, and counts here until they have it.
    draft: Option<PanelSettings>,
    /// What the threads have found out; asked for once a page.
    pub health: Option<Health>,
    /// What the sync said when that was asked.
    told: Option<Option<Status>>,
    /// Whether the way to the register was tapped.
    pub to_register: bool,
    /// A backup is being written.
    pub backing_up: bool,
}

/// What is seen of it at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::kiosk) enum Part {
    #[default]
    Screen,
    Senses,
    Children,
    Kiosk,
}

/// How the machine is.
#[derive(Debug, Clone)]
pub(super) struct Health {
    /// Room on the disk; or why the system does not say.
    pub disk: Result<Disk, String>,
    pub register: Known,
    pub backup: BackupStanding,
}

/// What the page asks for beside new settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PanelOrder {
    /// How are disk, register and backup?
    Look,
    /// Say something.
    Test,
    /// A folder for a backup.
    ChoosePlace,
    BackUp(Place),
    /// The languages that children are offered from now on.
    Offer(BTreeSet<String>),
}

/// The order to back up into a place.
pub(super) fn back_up(place: Place) -> Order {
    Order::PanelAsks(PanelOrder::BackUp(place))
}

/// What the page is told beside the settings.
pub(super) struct Told<'a> {
    pub settings: &'a PanelSettings,
    /// What the window's width is taken for while nobody has measured: what [`crate::kiosk::panel`] reckons with.
    pub width_mm: f32,
    pub status: Option<&'a Status>,
    /// Whether there is a loudspeaker; `None` while nothing was played.
    pub device: Option<bool>,
}

/// From the smallest tablet to the widest panel, millimetres.
const WIDTHS: (f32, f32) = (150.0, 2200.0);

impl PanelPage {
    /// The page at a part of it.
    pub(super) fn at(part: Part) -> Self {
        Self { part, ..Self::default() }
    }

    /// While a bank card is held to the screen.
    pub(super) fn measuring(window: f32, width_mm: f32) -> Self {
        Self { card: Some(card::Card::of(window, width_mm)), ..Self::default() }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match (&self.card, self.part) {
            (Some(_), _) => "panel.card",
            (None, Part::Screen) => "panel",
            (None, Part::Senses) => "panel.senses",
            (None, Part::Children) => "panel.children",
            (None, Part::Kiosk) => "panel.kiosk",
        }
    }

    /// Whether it needs the whole width.
    pub(super) fn whole(&self) -> bool {
        self.card.is_some()
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        seen: &Seen<'_>,
        told: &Told<'_>,
    ) -> Option<Order> {
        if let Some(card) = &mut self.card {
            return match card.show(desk, ui, rect)? {
                card::Left::Back => {
                    self.card = None;
                    None
                }
                card::Left::Fits(width_mm) => {
                    self.card = None;
                    let fits = PanelSettings { width_mm, ..told.settings.clone() };
                    self.draft = Some(fits.clone());
                    Some(Order::Panel(fits))
                }
            };
        }
        if self.part == Part::Kiosk && self.told.as_ref().is_none_or(|before| before.as_ref() != told.status) {
            self.told = Some(told.status.cloned());
            return Some(Order::PanelAsks(PanelOrder::Look));
        }
        let (top, rest) = split_top(rect, desk.head_height(), 16.0);
        // What is opened in this pass is drawn in the next, when touches have been let settle.
        let part = self.part;
        self.head(desk, ui, top);
        let settings = told.settings;
        // A slow frame may have two taps in it: the second goes on from the first.
        if self.draft.as_ref() == Some(settings) {
            self.draft = None;
        }
        let mut changed = self.draft.clone().unwrap_or_else(|| settings.clone());
        if changed.width_mm <= 0.0 {
            changed.width_mm = told.width_mm;
        }
        let before = changed.clone();
        let mut order = None;
        let settled = match part {
            Part::Screen => {
                let (left, right) = split_left(rest, (rest.width() - theme::GAP) * 0.6, theme::GAP);
                let width = screen::width(desk, ui, left, &mut changed);
                if width == screen::Width::Card {
                    self.card = Some(card::Card::of(desk.window.width(), before.width_mm));
                }
                (width == screen::Width::Settled) | screen::reach(desk, ui, right, &mut changed)
            }
            Part::Senses => {
                let (settled, tests) = senses::show(desk, ui, rest, &mut changed, told.device);
                order = tests.then_some(Order::PanelAsks(PanelOrder::Test));
                settled
            }
            Part::Children => {
                let offered = children::show(desk, ui, rest, seen);
                order = offered.map(|offered| Order::PanelAsks(PanelOrder::Offer(offered)));
                false
            }
            Part::Kiosk => {
                let health = health::Shown { health: self.health.as_ref(), seen, backing_up: self.backing_up };
                let tapped = health.show(desk, ui, rest, told.status, &mut changed.idle_minutes);
                self.to_register = tapped.to_register;
                order = tapped.back_up.then_some(Order::PanelAsks(PanelOrder::ChoosePlace));
                tapped.settled
            }
        };
        if changed != before {
            self.draft = Some(changed.clone());
        }
        if settled {
            return (changed != *settings).then_some(Order::Panel(changed));
        }
        order
    }

    /// The title, and the parts.
    fn head(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) {
        let (wide, gap) = (168.0, 10.0);
        let (words, chips) = split_right(rect, 4.0 * wide + 3.0 * gap, 16.0);
        let (title, saved) = (desk.say(k::PANEL_TITLE), desk.say(k::PANEL_SAVED));
        desk.head(ui, words, &Heading { title: &title, words: &saved, ..Heading::default() });
        let tall = desk.at_least(theme::LINE);
        let parts = [
            (Part::Screen, "panel.part.screen", p::SCREEN),
            (Part::Senses, "panel.part.senses", p::SENSES),
            (Part::Children, "panel.part.children", p::CHILDREN),
            (Part::Kiosk, "panel.part.kiosk", p::KIOSK),
        ];
        for (place, (part, name, key)) in parts.into_iter().enumerate() {
            let left = chips.left() + place as f32 * (wide + gap);
            let chip = Rect::from_min_size(pos2(left, chips.center().y - tall / 2.0), vec2(wide, tall));
            let look = if part == self.part { Look::Chosen } else { Look::Secondary };
            let words = desk.say(key);
            if desk.pill(ui, chip, name, &words, look) {
                self.part = part;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::{self, Bench};
    use super::*;
    use crate::store::LastBackup;

    fn body() -> Rect {
        Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0))
    }

    #[test]
    fn every_setting_is_changed_where_it_stands_and_counts_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let settings = PanelSettings::default();
        let mut after = |part: Part, name: &str| {
            let mut page = PanelPage::at(part);
            let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| {
                let told = Told { settings: &settings, width_mm: 217.0, status: None, device: None };
                page.show(desk, ui, body(), &seen, &told)
            };
            bench.pass(Vec::new(), &mut draw);
            match bench.tap(name, &mut draw) {
                Some(Order::Panel(changed)) => changed,
                _ => panic!("{name} changed nothing"),
            }
        };
        assert!(after(Part::Senses, "panel.contrast").contrast);
        assert!(!after(Part::Senses, "panel.motion").motion);
        assert!(!after(Part::Senses, "panel.sound").sound);
        assert_eq!(after(Part::Senses, "panel.loudness.less").loudness, 90);
        assert_eq!(after(Part::Kiosk, "panel.idle.less").idle_minutes, 5);
        assert!((after(Part::Screen, "panel.65").width_mm - 1430.0).abs() < 0.1);
    }

    #[test]
    fn what_another_part_shows_cannot_be_tapped_before_touches_have_settled() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let (settings, mut page) = (PanelSettings::default(), PanelPage::default());
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| {
            let told = Told { settings: &settings, width_mm: 217.0, status: None, device: None };
            page.show(desk, ui, body(), &seen, &told)
        };
        bench.tap("panel.part.senses", &mut draw);
        assert!(!bench.map.contains_key("panel.contrast"), "not in the pass of the tap");
        bench.pass(Vec::new(), &mut draw);
        assert!(bench.map.contains_key("panel.contrast"));
    }

    #[test]
    fn two_taps_in_one_slow_frame_both_count() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let (settings, mut page) = (PanelSettings::default(), PanelPage::at(Part::Senses));
        // The settings are the same all the while: orders are carried out after the frame.
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| {
            let told = Told { settings: &settings, width_mm: 217.0, status: None, device: None };
            page.show(desk, ui, body(), &seen, &told)
        };
        assert!(matches!(bench.tap("panel.contrast", &mut draw), Some(Order::Panel(changed)) if changed.contrast));
        match bench.tap("panel.loudness.less", &mut draw) {
            Some(Order::Panel(changed)) => assert!(changed.contrast && changed.loudness == 90),
            _ => panic!("the second tap changed nothing"),
        }
    }

    #[test]
    fn in_the_lowest_window_with_the_biggest_buttons_none_leaves_the_page_or_covers_another() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::smallest());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let settings = PanelSettings::default();
        let last = LastBackup { at_ms: -60 * 86_400_000, place: "/media/office/STICK/backup".into(), sequence: 1 };
        let health = Health {
            disk: Ok(Disk { free: 1, total: 2 }),
            register: Known {
                enrolment: None,
                waiting: 99,
                there: 0,
                reached_ms: Some(0),
                untaken: Vec::new(),
                shut_out_ms: None,
                may_leave: true,
            },
            backup: BackupStanding { last: Some(last), alone: 99, all: 100 },
        };
        let body = Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 694.0));
        for (part, wanted) in [
            (Part::Screen, "panel.card"),
            (Part::Senses, "panel.contrast"),
            (Part::Children, "panel.part.kiosk"),
            (Part::Kiosk, "panel.backup"),
        ] {
            let mut page = PanelPage { health: Some(health.clone()), told: Some(None), ..PanelPage::at(part) };
            bench.pass(Vec::new(), |desk, ui| {
                let told = Told { settings: &settings, width_mm: 1430.0, status: None, device: Some(false) };
                page.show(desk, ui, body, &seen, &told)
            });
            assert!(bench.map.contains_key(wanted), "{wanted} is not there: {:?}", bench.map.keys());
            for (name, place) in &bench.map {
                assert!(body.expand(0.5).contains_rect(*place), "{name} leaves the page: {place:?}");
                let other = bench.map.iter().find(|(other, at)| *other != name && at.shrink(1.0).intersects(*place));
                assert_eq!(other, None, "{name} at {place:?}");
            }
        }
    }

    #[test]
    fn without_sound_there_is_nothing_to_test_and_without_a_loudspeaker_it_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let mut shown = |sound: bool| {
            let settings = PanelSettings { sound, ..PanelSettings::default() };
            let mut page = PanelPage::at(Part::Senses);
            bench.pass(Vec::new(), |desk, ui| {
                let told = Told { settings: &settings, width_mm: 217.0, status: None, device: Some(false) };
                page.show(desk, ui, body(), &seen, &told)
            });
            bench.map.contains_key("panel.test")
        };
        assert!(shown(true) && !shown(false));
    }
}
