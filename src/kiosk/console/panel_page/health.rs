//! How the machine is: what of it is at the register and in a backup, room on its disk, and when it locks itself.

use super::super::desk::{Desk, Look, split_left, split_right, split_top};
use super::super::orders::Seen;
use super::super::register::{Known, State, state};
use super::super::{child, keys as k, panel_keys as p, register_keys as r, theme};
use super::controls::two_lines;
use super::{Health, backup};
use crate::sync::client::Status;
use bevy_egui::egui::{Align2, Color32, Rect, Ui, pos2, vec2};
use std::path::Path;

/// Room on the disk of the data folder, bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Disk {
    pub free: u64,
    pub total: u64,
}

/// Less than this is little: a year of a school is some tens of megabytes, but the system itself needs room too.
const LITTLE: u64 = 500_000_000;
/// Minutes until the kiosk locks itself.
const MINUTES: [u32; 8] = [1, 2, 3, 5, 10, 15, 20, 30];

/// Looks at the disk: for a thread.
pub(in super::super) fn disk(folder: &Path) -> std::io::Result<Disk> {
    Ok(Disk { free: fs4::available_space(folder)?, total: fs4::total_space(folder)? })
}

/// What is shown.
pub(super) struct Shown<'a> {
    pub health: Option<&'a Health>,
    pub seen: &'a Seen<'a>,
    pub backing_up: bool,
}

/// What became of it in a pass.
pub(super) struct Tapped {
    pub settled: bool,
    pub to_register: bool,
    pub back_up: bool,
}

impl Shown<'_> {
    pub(super) fn show(
        &self,
        desk: &mut Desk<'_>,
        ui: &Ui,
        rect: Rect,
        status: Option<&Status>,
        idle_minutes: &mut u32,
    ) -> Tapped {
        let (left, right) = split_left(rect, (rect.width() - theme::GAP) * 0.56, theme::GAP);
        let (to_register, under) = register(desk, ui, left, self.health, self.seen, status);
        let below = left.with_min_y(under + theme::GAP);
        let standing = self.health.map(|health| &health.backup);
        let back_up = backup::card(desk, ui, below, standing, self.seen, self.backing_up);
        let (room, rest) = split_top(right, 184.0, theme::GAP);
        free(desk, ui, room, self.health);
        let (idle, _) = split_top(rest, desk.at_least(theme::LINE) + 84.0, 0.0);
        Tapped { settled: minutes(desk, ui, idle, idle_minutes), to_register, back_up }
    }
}

/// How the register stands; whether the way to its page was tapped, and where the card ends.
fn register(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    health: Option<&Health>,
    seen: &Seen<'_>,
    status: Option<&Status>,
) -> (bool, f32) {
    let (said, colour, last) = sentences(desk, health.map(|health| &health.register), seen, status);
    let tall = desk.at_least(theme::LINE);
    // Big buttons on a low screen leave no room for this one; the rail leads there too.
    let roomy = rect.height() > 450.0 + 2.0 * tall;
    let may = health.is_some() && !seen.school.today_only && roomy;
    let wide = rect.width() - 2.0 * theme::CARD_PADDING;
    let words = desk.height_of(ui, wide, &said, theme::BODY);
    let more = last.as_ref().map_or(0.0, |last| desk.height_of(ui, wide, last, theme::SMALL) + 6.0);
    let foot = if may { 14.0 + tall } else { 0.0 };
    let card = rect.with_max_y(rect.top() + 38.0 + words + more + foot + 2.0 * theme::CARD_PADDING);
    let inside = desk.card(ui, card);
    let (heading, rest) = split_top(inside, 30.0, 8.0);
    let title = desk.say(p::REGISTER);
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
    let mut under = desk.paragraph(ui, rest, &said, theme::BODY, colour);
    if let Some(last) = last {
        under = desk.paragraph(ui, rest.with_min_y(under + 6.0), &last, theme::SMALL, theme::ink_soft());
    }
    if !may {
        return (false, card.bottom());
    }
    let (button, _) = split_top(rest.with_min_y(under + 14.0), tall, 0.0);
    let button = button.with_max_x(button.right().min(button.left() + 320.0));
    let words = desk.say(p::REGISTER_GO);
    (desk.pill(ui, button, "panel.register", &words, Look::Quiet), card.bottom())
}

/// How it stands with the register, its colour, and when all was there last.
fn sentences(
    desk: &Desk<'_>,
    known: Option<&Known>,
    seen: &Seen<'_>,
    status: Option<&Status>,
) -> (String, Color32, Option<String>) {
    let Some(known) = known else { return (desk.say(k::JUST_A_MOMENT), theme::ink_soft(), None) };
    let count = known.waiting.to_string();
    let (said, colour) = match &known.enrolment {
        None => (desk.say(p::REGISTER_NONE), theme::ink()),
        Some(enrolment) => match state(known, status.unwrap_or(&Status::default())) {
            State::Done => (desk.say_with(p::REGISTER_DONE, &[("school", &enrolment.name)]), theme::leaf_deep()),
            State::Sending => (desk.say(p::REGISTER_SENDING), theme::ink()),
            State::Waiting => (desk.say_with(p::REGISTER_WAITING, &[("count", &count)]), theme::ink()),
            State::ShutOut(_) => (desk.say(r::STATE_SHUT_OUT), theme::CORAL_DEEP),
            State::Problem(problem) => {
                let values = [("count", count.as_str()), ("problem", problem.as_str())];
                (desk.say_with(p::REGISTER_PROBLEM, &values), theme::CORAL_DEEP)
            }
        },
    };
    let time = known.reached_ms.map(|at_ms| child::when(desk, at_ms, seen));
    (said, colour, time.map(|time| desk.say_with(p::REGISTER_LAST, &[("time", &time)])))
}

/// Room on the disk, as a bar and in words.
fn free(desk: &Desk<'_>, ui: &Ui, rect: Rect, health: Option<&Health>) {
    let inside = desk.card(ui, rect);
    let (heading, rest) = split_top(inside, 30.0, 8.0);
    let title = desk.say(p::DISK);
    desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
    let disk = match health.map(|health| &health.disk) {
        None => {
            let moment = desk.say(k::JUST_A_MOMENT);
            desk.paragraph(ui, rest, &moment, theme::BODY, theme::ink_soft());
            return;
        }
        Some(Err(cause)) => {
            let words = desk.say_with(p::DISK_UNKNOWN, &[("cause", cause)]);
            desk.paragraph(ui, rest, &words, theme::BODY, theme::CORAL_DEEP);
            return;
        }
        Some(Ok(disk)) => disk,
    };
    let little = disk.free < LITTLE;
    let (bar, rest) = split_top(rest, 14.0, 10.0);
    let radius = super::super::desk::corner(7.0);
    ui.painter().rect_filled(bar, radius, theme::GROUND_PRESSED);
    let used = 1.0 - disk.free as f32 / disk.total.max(1) as f32;
    let colour = if little { theme::CORAL_DEEP } else { theme::leaf() };
    ui.painter().rect_filled(bar.with_max_x(bar.left() + (bar.width() * used).max(14.0)), radius, colour);
    let (free, total) = (amount(desk, disk.free), amount(desk, disk.total));
    let said = desk.say_with(p::DISK_FREE, &[("free", &free), ("total", &total)]);
    let under = desk.sentences(ui, rest, bevy_egui::egui::Align::LEFT, &said, theme::BODY, true, theme::ink());
    let (words, colour): (&str, Color32) =
        if little { (p::DISK_LOW, theme::CORAL_DEEP) } else { (p::DISK_ENOUGH, theme::ink_soft()) };
    let words = desk.say(words);
    desk.paragraph(ui, rest.with_min_y(under + 4.0), &words, theme::SMALL, colour);
}

/// Bytes as people say them.
fn amount(desk: &Desk<'_>, bytes: u64) -> String {
    const GIGABYTE: u64 = 1_000_000_000;
    if bytes < GIGABYTE {
        return desk.say_with(p::MEGABYTES, &[("amount", &(bytes / 1_000_000).to_string())]);
    }
    let digits = usize::from(bytes < 10 * GIGABYTE);
    let amount = format!("{:.digits$}", bytes as f64 / GIGABYTE as f64);
    desk.say_with(p::GIGABYTES, &[("amount", &amount)])
}

/// Minutes until it locks, a step at a time.
fn minutes(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, minutes: &mut u32) -> bool {
    let inside = desk.card(ui, rect);
    let side = desk.at_least(theme::LINE).max(48.0);
    let (label, buttons) = split_right(inside, 2.0 * side + 12.0, 14.0);
    two_lines(desk, ui, label, k::PANEL_IDLE, k::PANEL_IDLE_WORDS);
    let place = |left: f32| Rect::from_min_size(pos2(left, inside.top() + 22.0), vec2(side, side));
    let value = desk.say_with(k::PANEL_MINUTES, &[("minutes", &minutes.to_string())]);
    let above = buttons.with_max_y(buttons.top() + 20.0).translate(vec2(0.0, -4.0));
    desk.text(ui, above, Align2::CENTER_CENTER, &value, 20.0, true, theme::leaf_deep());
    let at = MINUTES.iter().position(|choice| choice >= minutes).unwrap_or(MINUTES.len() - 1);
    let mut tapped = false;
    for (left, part, sign, to) in
        [(buttons.left(), "less", "−", at.checked_sub(1)), (buttons.left() + side + 12.0, "more", "+", Some(at + 1))]
    {
        let wanted = to.and_then(|to| MINUTES.get(to)).copied();
        if desk.pill(ui, place(left), &format!("panel.idle.{part}"), sign, Look::Quiet)
            && let Some(wanted) = wanted
        {
            *minutes = wanted;
            tapped = true;
        }
    }
    tapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_disk_of_a_folder_has_room_and_of_a_folder_that_is_not_there_nobody_knows() {
        let folder = tempfile::tempdir().unwrap();
        let here = disk(folder.path()).unwrap();
        assert!(here.total > 0 && here.free <= here.total, "{here:?}");
        assert!(disk(&folder.path().join("nowhere")).is_err());
    }
}
