//! A day, chosen on a calendar.

use super::super::desk::{Desk, Look, split_bottom, split_top};
use super::super::{keys as k, theme};
use super::keys as a;
use crate::content::keys as shared;
use bevy_egui::egui::{Align2, Rect, Ui, Vec2, pos2, vec2};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A month before the teacher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Calendar {
    /// A day of the month that is shown.
    month: Date,
    chosen: Option<Date>,
    today: Date,
}

/// What was tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picked {
    Day(Date),
    Nothing,
}

impl Calendar {
    pub(super) fn of(chosen: Option<Date>, today: Date) -> Self {
        Self { month: chosen.unwrap_or(today).first_of_month(), chosen, today }
    }

    fn turn(&mut self, span: Span) {
        if let Ok(month) = self.month.checked_add(span) {
            self.month = month;
        }
    }

    /// The sheet; what was picked, if anything.
    pub(super) fn sheet(&mut self, desk: &mut Desk<'_>, ui: &Ui, question: &str) -> Option<Picked> {
        let inside = desk.sheet(ui, vec2(820.0, 760.0)).expand2(vec2(0.0, 10.0));
        let (title, rest) = split_top(inside, 40.0, 6.0);
        desk.text(ui, title, Align2::LEFT_CENTER, question, 28.0, true, theme::ink());
        let tall = desk.at_least(theme::LINE).min(66.0);
        let (bar, rest) = split_top(rest, tall, 8.0);
        self.bar(desk, ui, bar);
        let (rest, foot) = split_bottom(rest, tall, 8.0);
        let (week, days) = split_top(rest, 24.0, 4.0);
        let wide = days.width() / 7.0;
        for (place, name) in desk.say(a::DAY_WEEK).split(' ').enumerate().take(7) {
            let column = Rect::from_min_size(pos2(week.left() + place as f32 * wide, week.top()), vec2(wide, 24.0));
            desk.text(ui, column, Align2::CENTER_CENTER, name, theme::SMALL, true, theme::ink_soft());
        }
        let picked = self.days(desk, ui, days, wide).map(Picked::Day);
        let third = (foot.width() - 20.0) / 3.0;
        let button = |place: f32| Rect::from_min_size(foot.min + vec2(place * (third + 10.0), 0.0), vec2(third, tall));
        let today = desk.say(a::DAY_TODAY);
        if desk.pill(ui, button(0.0), "calendar.today", &today, Look::Quiet) {
            return Some(Picked::Day(self.today));
        }
        let year = desk.say(a::DAY_YEAR);
        if desk.pill(ui, button(1.0), "calendar.year", &year, Look::Quiet) {
            return self.today.checked_add(1.year()).ok().map(Picked::Day);
        }
        let keep = desk.say(k::KEEP);
        if desk.pill(ui, button(2.0), "calendar.keep", &keep, Look::Quiet) || desk.escaped(ui) {
            return Some(Picked::Nothing);
        }
        picked
    }

    /// The month and the year, each with a way back and on.
    fn bar(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) {
        let side = rect.height().max(72.0);
        let button = |left: f32| Rect::from_min_size(pos2(left, rect.top()), vec2(side, rect.height()));
        let steps = [
            ("calendar.month-back", button(rect.left()), "‹", (-1).month()),
            ("calendar.month-on", button(rect.left() + side + 8.0), "›", 1.month()),
            ("calendar.year-back", button(rect.right() - 2.0 * side - 8.0), "«", (-1).year()),
            ("calendar.year-on", button(rect.right() - side), "»", 1.year()),
        ];
        for (name, place, sign, span) in steps {
            if desk.pill(ui, place, name, sign, Look::Quiet) {
                self.turn(span);
            }
        }
        const MONTHS: [&str; 12] = [
            shared::MONTH_1,
            shared::MONTH_2,
            shared::MONTH_3,
            shared::MONTH_4,
            shared::MONTH_5,
            shared::MONTH_6,
            shared::MONTH_7,
            shared::MONTH_8,
            shared::MONTH_9,
            shared::MONTH_10,
            shared::MONTH_11,
            shared::MONTH_12,
        ];
        let number = usize::try_from(self.month.month() - 1).unwrap_or_default();
        let month = MONTHS.get(number).map(|key| desk.say(key)).unwrap_or_default();
        let values = [("month", month.as_str()), ("year", &self.month.year().to_string())];
        let words = desk.say_with(a::DAY_MONTH, &values);
        desk.text(ui, rect, Align2::CENTER_CENTER, &words, theme::HEADING, true, theme::ink());
    }

    fn days(&self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, wide: f32) -> Option<Date> {
        let first = self.month.first_of_month();
        let before = first.weekday().to_monday_zero_offset();
        let tall = rect.height() / 6.0;
        let mut picked = None;
        for day in 1..=self.month.days_in_month() {
            let Ok(date) = Date::new(self.month.year(), self.month.month(), day) else { continue };
            let place = usize::try_from(before + day - 1).unwrap_or_default();
            let corner = vec2((place % 7) as f32 * wide, (place / 7) as f32 * tall);
            let cell = Rect::from_min_size(rect.min + corner, vec2(wide, tall)).shrink2(Vec2::splat(3.0));
            let look = if self.chosen == Some(date) { Look::Chosen } else { Look::Quiet };
            if desk.pill(ui, cell, &format!("calendar.{date}"), &day.to_string(), look) {
                picked = Some(date);
            }
            if date == self.today && self.chosen != Some(date) {
                let dot = pos2(cell.center().x, cell.bottom() - 7.0);
                ui.painter().circle_filled(dot, 3.5, theme::leaf());
            }
        }
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::bench::Bench;
    use super::*;

    #[test]
    fn a_day_of_another_month_is_found_by_touch() {
        let today: Date = "2026-11-25".parse().unwrap();
        let mut bench = Bench::new();
        let mut calendar = Calendar::of(None, today);
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| calendar.sheet(desk, ui, "When?");
        assert_eq!(bench.tap("calendar.2026-11-30", &mut draw), Some(Picked::Day("2026-11-30".parse().unwrap())));
        assert_eq!(bench.tap("calendar.month-on", &mut draw), None);
        assert_eq!(bench.tap("calendar.year-on", &mut draw), None);
        assert_eq!(bench.tap("calendar.2027-12-31", &mut draw), Some(Picked::Day("2027-12-31".parse().unwrap())));
        assert_eq!(bench.tap("calendar.year", &mut draw), Some(Picked::Day("2027-11-25".parse().unwrap())));
        assert_eq!(bench.tap("calendar.keep", &mut draw), Some(Picked::Nothing));
    }
}
