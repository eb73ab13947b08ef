//! Whether what was promised has reached the register: a few words on the day's page. The register's own page says more.

use super::super::school::Lang;
use super::desk::{Desk, split_top};
use super::orders::Seen;
use super::{child, panel_keys as p, theme};
use crate::sync::client::Status;
use bevy_egui::egui::{Align2, Color32, Rect, Ui};

/// How it stands, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrived {
    words: String,
    colour: Color32,
    /// When all of it last was there.
    last: Option<String>,
}

/// Height of it with a heading and the time.
pub(super) const WHOLE: f32 = 88.0;
/// Height of the line alone.
pub(super) const LINE: f32 = 26.0;

impl Arrived {
    /// What the worker tells, in words.
    pub(super) fn of(desk: &Desk<'_>, status: &Status, seen: &Seen<'_>) -> Self {
        let count = status.backlog.to_string();
        let (words, colour) = match (&status.school, status.backlog, &status.problem) {
            (None, ..) => (desk.say(p::ARRIVED_NOWHERE), theme::ink_soft()),
            (Some(_), 0, _) => (desk.say(p::ARRIVED_ALL), theme::leaf_deep()),
            (Some(_), _, None) => (desk.say_with(p::ARRIVED_WAITING, &[("count", &count)]), theme::ink()),
            (Some(_), _, Some(_)) => (desk.say_with(p::ARRIVED_PROBLEM, &[("count", &count)]), theme::CORAL_DEEP),
        };
        let last = status
            .last_success_ms
            .map(|at_ms| desk.say_with(p::ARRIVED_LAST, &[("time", &child::when(desk, at_ms, seen))]));
        Self { words, colour, last: last.filter(|_| status.school.is_some()) }
    }

    /// As the gallery shows it.
    pub(super) fn sample(lang: &Lang) -> Self {
        let last = Some(lang.text_with(p::ARRIVED_LAST, &[("time", "9:41")]));
        Self { words: lang.text(p::ARRIVED_ALL), colour: theme::leaf_deep(), last }
    }

    /// Draws it; all of it where the place is high enough, else the line.
    pub(super) fn show(&self, desk: &Desk<'_>, ui: &Ui, rect: Rect) {
        let mut rest = rect;
        if rect.height() >= WHOLE {
            let (heading, below) = split_top(rect, 30.0, 4.0);
            let title = desk.say(p::ARRIVED);
            desk.text(ui, heading, Align2::LEFT_CENTER, &title, theme::HEADING, true, theme::ink());
            rest = below;
        }
        let (line, below) = split_top(rest, 24.0, 0.0);
        desk.text(ui, line, Align2::LEFT_CENTER, &self.words, theme::SMALL, true, self.colour);
        if let Some(last) = self.last.as_ref().filter(|_| rect.height() >= WHOLE) {
            let (below, _) = split_top(below, 22.0, 0.0);
            desk.text(ui, below, Align2::LEFT_CENTER, last, 15.5, false, theme::ink_soft());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::{self, Bench};
    use super::*;

    #[test]
    fn what_waits_what_is_there_and_a_kiosk_without_a_register_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let (school, mut bench) = (bench::school(folder.path()), Bench::new());
        let content = bench.content.clone();
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let enrolled = Status { school: Some("Willow Lane".into()), ..Status::default() };
        let problem = Some("the cable is out".to_owned());
        let cases = [
            (Status::default(), "No register yet", theme::ink_soft()),
            (enrolled.clone(), "All delivered", theme::leaf_deep()),
            (Status { backlog: 7, ..enrolled.clone() }, "7 still to send", theme::ink()),
            (Status { backlog: 7, problem, ..enrolled.clone() }, "7 not sent yet", theme::CORAL_DEEP),
        ];
        for (status, words, colour) in cases {
            let arrived = bench.pass(Vec::new(), |desk, _| Arrived::of(desk, &status, &seen));
            assert_eq!((arrived.words.as_str(), arrived.colour), (words, colour));
            assert_eq!(arrived.last, None);
        }
        let reached = Status { last_success_ms: Some(0), ..enrolled };
        let arrived = bench.pass(Vec::new(), |desk, _| Arrived::of(desk, &reached, &seen));
        assert!(arrived.last.is_some_and(|last| last.starts_with("last at ")));
    }
}
