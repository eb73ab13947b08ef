//! Which file? Those on the sticks and in the usual folders; and the last import, to be undone.

use super::super::desk::{Desk, Heading, Look, split_bottom, split_right, split_top};
use super::super::keys as k;
use super::super::list::{self, Grid};
use super::super::opening::nothing;
use super::super::{roll_keys as r, theme};
use super::work::Candidate;
use super::{Left, Wish, Working};
use crate::kiosk::school::local;
use crate::roster::roll::FROM_REGISTER;
use crate::store::RosterImport;
use bevy_egui::egui::{Align2, Color32, Rect, Ui, Vec2, pos2, vec2};

/// The page.
#[derive(Debug, Default)]
pub(super) struct Choosing {
    /// `None` until they were looked for.
    files: Option<Vec<Candidate>>,
    /// When the register's list came, where one did.
    roll: Option<i64>,
    last: Option<RosterImport>,
    /// Whether to undo the last import is being asked.
    pub asking: bool,
}

impl Choosing {
    pub(super) fn found(&mut self, files: Vec<Candidate>, roll: Option<i64>, last: Option<RosterImport>) {
        self.files = Some(files);
        self.roll = roll;
        self.last = last.filter(|last| last.tally.is_some());
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        working: Option<&mut Working>,
    ) -> Option<Left> {
        let (live, asking) = (desk.live, self.asking);
        let busy = working.is_some();
        desk.live = live && !asking && !busy;
        let left = self.page(desk, ui, rect, busy);
        desk.live = live;
        if let Some(working) = working {
            let below = rect.with_min_y(rect.top() + desk.head_height() + 20.0);
            let place = Working::place(desk, below);
            working.show(desk, ui, place);
            return None;
        }
        if asking { self.question(desk, ui) } else { left }
    }

    fn page(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, busy: bool) -> Option<Left> {
        let (top, rest) = split_top(rect, desk.head_height(), 20.0);
        let again = top.with_min_x(top.right() - 210.0);
        let (title, words) = (desk.say(k::BRING_TITLE), desk.say(k::BRING_WORDS));
        let heading = Heading { title: &title, words: &words, back: Some("roster.back"), go: None };
        let head = desk.head(ui, top.with_max_x(again.left() - 20.0), &heading);
        let tall = desk.at_least(theme::LINE);
        let again = Rect::from_center_size(again.center(), vec2(again.width(), tall));
        let again_words = desk.say(k::BRING_LOOK_AGAIN);
        let looks = desk.pill(ui, again, "roster.look-again", &again_words, Look::Secondary);
        if head.back {
            return Some(Left::Back);
        }
        if looks {
            self.files = None;
            return Some(Wish::Find.into());
        }
        if busy {
            return None;
        }
        let rest = match &self.last {
            Some(last) => {
                let (rest, foot) = split_bottom(rest, tall + 2.0 * theme::CARD_PADDING - 16.0, theme::GAP);
                let inside = desk.card(ui, foot).expand2(vec2(0.0, 8.0));
                let (words, undo) = split_right(inside, 240.0, 20.0);
                let day = desk.lang.date(local(last.at_ms).date());
                let file = if last.source == FROM_REGISTER { desk.say(r::NAME) } else { last.source.clone() };
                let said = desk.say_with(k::BRING_LAST, &[("file", &file), ("date", &day)]);
                desk.text(ui, words, Align2::LEFT_CENTER, &said, theme::BODY, false, theme::ink());
                let undo_words = desk.say(k::BRING_LAST_UNDO);
                if desk.pill(ui, undo, "roster.undo-last", &undo_words, Look::Quiet) {
                    self.asking = true;
                }
                rest
            }
            None => rest,
        };
        let (sent, rest) = self.sent(desk, ui, rest);
        if sent {
            return Some(Wish::Roll.into());
        }
        let Some(files) = &self.files else {
            let words = desk.say(k::JUST_A_MOMENT);
            nothing(desk, ui, rest, &words, "");
            return None;
        };
        if files.is_empty() {
            let (title, words) = (desk.say(k::BRING_NONE), desk.say(k::BRING_NONE_WORDS));
            desk.card(ui, rest.with_max_y(rest.top() + rest.height().min(320.0)));
            nothing(desk, ui, rest.shrink2(vec2(30.0, 0.0)), &title, &words);
            return None;
        }
        let mut chosen = None;
        let grid = Grid::new(files.len(), 1, desk.at_least(68.0), 10.0).bare();
        list::show(desk, ui, rest, "roster.files", grid, |desk, ui, rect, entry| {
            let Some(file) = files.get(entry) else { return };
            if desk.row(ui, rect, &format!("roster.file.{entry}"), Color32::WHITE) {
                chosen = Some(file.path.clone());
            }
            let icon = Rect::from_center_size(pos2(rect.left() + 36.0, rect.center().y), Vec2::splat(34.0));
            desk.icons.paint(ui.painter(), "pencil", icon);
            let inside = rect.with_min_x(icon.right() + 18.0).shrink2(vec2(6.0, 8.0));
            let (above, below) = inside.split_top_bottom_at_fraction(0.54);
            desk.text(ui, above, Align2::LEFT_CENTER, &file.name, 21.0, true, theme::ink());
            let folder = file.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            let place = match &file.stick {
                Some(stick) => desk.say_with(k::PLACE_STICK, &[("name", stick)]),
                None => folder,
            };
            desk.text(ui, below, Align2::LEFT_CENTER, &place, theme::SMALL, false, theme::ink_soft());
        });
        chosen.map(|path| Wish::Read(path).into())
    }

    /// The list that the register sent, over the files; whether it was tapped, and what is left below.
    fn sent(&self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> (bool, Rect) {
        let Some(came_ms) = self.roll else { return (false, rect) };
        let (line, rest) = split_top(rect, desk.at_least(68.0), 10.0);
        let tapped = desk.row(ui, line, "roster.from-register", Color32::WHITE);
        let icon = Rect::from_center_size(pos2(line.left() + 36.0, line.center().y), Vec2::splat(34.0));
        desk.icons.paint(ui.painter(), "pencil", icon);
        let inside = line.with_min_x(icon.right() + 18.0).shrink2(vec2(6.0, 8.0));
        let (above, below) = inside.split_top_bottom_at_fraction(0.54);
        let (title, day) = (desk.say(r::OPEN), desk.lang.date(local(came_ms).date()));
        desk.text(ui, above, Align2::LEFT_CENTER, &title, 21.0, true, theme::ink());
        let words = desk.say_with(r::OPEN_WORDS, &[("date", &day)]);
        desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
        (tapped, rest)
    }

    fn question(&mut self, desk: &mut Desk<'_>, ui: &Ui) -> Option<Left> {
        let (title, words, yes) = (desk.say(k::UNDO_TITLE), desk.say(k::UNDO_WORDS), desk.say(k::UNDO_YES));
        let answer = desk.question(ui, &title, &words, ("roster.undo-yes", &yes), "roster.undo-no")?;
        self.asking = false;
        answer.then(|| Wish::Undo.into())
    }
}
