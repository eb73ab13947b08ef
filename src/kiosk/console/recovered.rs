//! After the recovery key: a new passphrase and PIN for whoever lost theirs.

use super::desk::{Desk, Heading, split_top};
use super::keys as k;
use super::list::{self, Grid};
use super::orders::Order;
use super::secrets::{Chosen, Secrets};
use super::theme;
use crate::store::{NewAccess, StaffLabel};
use bevy_egui::egui::{Align2, Color32, Rect, Ui, vec2};

/// The page.
#[derive(Debug)]
pub(super) struct Recovered {
    staff: Vec<StaffLabel>,
    who: Option<StaffLabel>,
    secrets: Secrets,
    /// The store was asked.
    pub asked: bool,
}

impl Recovered {
    /// For one of these; where there is only one, that one.
    pub(super) fn of(staff: Vec<StaffLabel>) -> Self {
        let who = if let [only] = staff.as_slice() { Some(only.clone()) } else { None };
        Self { staff, who, secrets: Secrets::default(), asked: false }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        if self.who.is_some() { self.secrets.place() } else { "recovered" }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) -> Option<Order> {
        if self.asked {
            let words = desk.say(k::JUST_A_MOMENT);
            super::first_run::making(desk, ui, rect, &words);
            return None;
        }
        let Some(who) = self.who.clone() else {
            self.choose(desk, ui, rect);
            return None;
        };
        match self.secrets.show(desk, ui, rect)? {
            Chosen::Back if self.staff.len() > 1 => {
                self.who = None;
                None
            }
            Chosen::Back => Some(Order::Lock),
            Chosen::Both(passphrase, pin) => {
                self.asked = true;
                let access = NewAccess { label: who.label, passphrase, pin };
                Some(Order::SetAccess { staff: who.id, access })
            }
        }
    }

    fn choose(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) {
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, words) = (desk.say(k::UNLOCK_RECOVERED), desk.say(k::UNLOCK_RECOVERED_WORDS));
        desk.head(ui, top, &Heading { title: &title, words: &words, ..Heading::default() });
        let grid = Grid::new(self.staff.len(), 5, desk.at_least(64.0), 12.0).bare();
        list::show(desk, ui, rest, "recovered.staff", grid, |desk, ui, rect, entry| {
            let Some(staff) = self.staff.get(entry) else { return };
            let tapped = desk.row(ui, rect, &format!("recovered.who.{}", staff.id), Color32::WHITE);
            let label = staff.label.as_str();
            desk.text(
                ui,
                rect.shrink2(vec2(12.0, 0.0)),
                Align2::CENTER_CENTER,
                label,
                theme::HEADING,
                true,
                theme::ink(),
            );
            if tapped {
                self.who = Some(staff.clone());
            }
        });
    }
}
