//! The first run: a school of one's own, or the made-up one.

use super::desk::{Desk, Heading, Look, split_bottom, split_left, split_top};
use super::keyboard;
use super::keys as k;
use super::orders::Order;
use super::secrets::{Chosen, Secrets};
use super::typing::{Form, Kind};
use super::{staff_role, theme};
use crate::domain::school::Role;
use crate::store::{Label, NewAccess, NewSchool, NewStaff};
use bevy_egui::egui::{Align, Align2, Color32, Rect, Sense, Ui, Vec2, pos2, vec2};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Where the first run is.
#[derive(Debug, Default)]
pub(super) enum FirstRun {
    /// Own school or made-up one?
    #[default]
    Choice,
    /// Names of the school and of whoever sets it up.
    Names(Names),
    /// Their passphrase and PIN.
    Secrets(Names, Secrets),
    /// The store is being made.
    Making { demo: bool },
    /// The recovery key, shown once.
    Recovery(Recovery),
}

/// What the school and its first member of staff are called.
#[derive(Debug)]
pub(super) struct Names {
    form: Form,
    /// The initials that were proposed last: replaced by the next proposal, unless somebody typed others.
    proposed: String,
    /// What they are.
    role: Role,
}

impl Default for Names {
    fn default() -> Self {
        let fields =
            [("first-run.school", Kind::Words), ("first-run.you", Kind::Words), ("first-run.initials", Kind::Initials)];
        Self { form: Form::new(&fields), proposed: String::new(), role: Role::Head }
    }
}

/// The printed key.
#[derive(Debug)]
pub(super) struct Recovery {
    pub key: Zeroizing<String>,
    pub saved: Option<PathBuf>,
    written: bool,
}

impl Recovery {
    pub(super) fn of(key: Zeroizing<String>) -> Self {
        Self { key, saved: None, written: false }
    }
}

impl FirstRun {
    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::Choice => "first-run",
            Self::Names(_) => "first-run.names",
            Self::Secrets(_, secrets) => secrets.place(),
            Self::Making { .. } => "first-run.making",
            Self::Recovery(_) => "first-run.recovery",
        }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Order> {
        match self {
            Self::Choice => match choice(desk, ui, rect) {
                Some(Choice::Own) => {
                    *self = Self::Names(Names::default());
                    None
                }
                Some(Choice::Demo) => {
                    *self = Self::Making { demo: true };
                    Some(Order::Demo)
                }
                None => None,
            },
            Self::Names(names) => {
                match names.show(desk, ui, rect) {
                    Some(Step::Back) => *self = Self::Choice,
                    Some(Step::On) => *self = Self::Secrets(std::mem::take(names), Secrets::default()),
                    None => {}
                }
                None
            }
            Self::Secrets(names, secrets) => match secrets.show(desk, ui, rect) {
                Some(Chosen::Back) => {
                    *self = Self::Names(std::mem::take(names));
                    None
                }
                Some(Chosen::Both(passphrase, pin)) => {
                    let label = Label::new(names.form.text(2)).ok()?;
                    let staff = NewStaff { name: names.form.text(1).trim().to_owned(), role: names.role };
                    let access = NewAccess { label, passphrase, pin };
                    let school = NewSchool::named(names.form.text(0), staff, access);
                    *self = Self::Making { demo: false };
                    Some(Order::SetUp(school.map(Box::new)))
                }
                None => None,
            },
            Self::Making { demo } => {
                let words = desk.say(if *demo { k::FIRST_DEMO_MAKING } else { k::MAKING_SCHOOL });
                making(desk, ui, rect, &words);
                None
            }
            Self::Recovery(recovery) => recovery.show(desk, ui, rect),
        }
    }
}

enum Choice {
    Own,
    Demo,
}

fn choice(desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Choice> {
    let high = 344.0_f32.min(rect.height() - 190.0);
    // Titles and cards together stand a little above the middle.
    let top = rect.top() + (rect.height() - 150.0 - high).max(0.0) * 0.4;
    let titles = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + 110.0));
    let (title, words) = (desk.say(k::FIRST_TITLE), desk.say(k::FIRST_WORDS));
    let under = desk.sentences(ui, titles, Align::Center, &title, 44.0, true, theme::ink());
    desk.sentences(ui, titles.with_min_y(under + 6.0), Align::Center, &words, 22.0, false, theme::ink_soft());
    let wide = ((rect.width() - 40.0) / 2.0).min(500.0);
    let middle = pos2(rect.center().x, titles.bottom() + 40.0 + high / 2.0);
    let both = Rect::from_center_size(middle, vec2(2.0 * wide + 40.0, high));
    let (left, right) = split_left(both, wide, 40.0);
    let own = big(desk, ui, left, "first-run.own", "pencil", [k::FIRST_OWN, k::FIRST_OWN_WORDS]);
    let demo = big(desk, ui, right, "first-run.demo", "home-tree", [k::FIRST_DEMO, k::FIRST_DEMO_WORDS]);
    if own { Some(Choice::Own) } else { demo.then_some(Choice::Demo) }
}

/// A big card that is one choice: an icon, a title, a few sentences.
fn big(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, name: &str, icon: &str, [title, words]: [&str; 2]) -> bool {
    let touched = desk.touch(ui, rect, name, Sense::click());
    let inside = desk.card(ui, rect).shrink2(vec2(12.0, 8.0));
    if touched.pressed {
        ui.painter().rect_filled(rect, super::desk::corner(theme::CARD_RADIUS), theme::ROW_PRESSED);
    }
    let place = Rect::from_center_size(pos2(rect.center().x, inside.top() + 62.0), Vec2::splat(96.0));
    desk.icons.paint(ui.painter(), icon, place);
    let title = desk.say(title);
    let at = inside.with_min_y(place.bottom() + 26.0);
    let under = desk.sentences(ui, at, Align::Center, &title, 28.0, true, theme::ink());
    let words = desk.say(words);
    desk.sentences(ui, at.with_min_y(under + 10.0), Align::Center, &words, theme::BODY, false, theme::ink_soft());
    touched.clicked
}

enum Step {
    Back,
    On,
}

impl Names {
    fn show(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Step> {
        self.form.listen(desk, ui);
        self.propose();
        let missing = self.form.text(0).trim().is_empty() || self.form.text(1).trim().is_empty();
        let initials = Label::new(self.form.text(2)).is_ok();
        let ready = !missing && initials;
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let (title, go_on) = (desk.say(k::NAMES_TITLE), desk.say(k::GO_ON));
        let heading = Heading {
            title: &title,
            words: "",
            back: Some("first-run.back"),
            go: Some(("first-run.go-on", &go_on, ready)),
        };
        let head = desk.head(ui, top, &heading);
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 18.0);
        let (fields, below) = split_top(body, Form::height(desk), 14.0);
        let shares = [0.44, 0.36, 0.20];
        let labels = [desk.say(k::NAMES_SCHOOL), desk.say(k::NAMES_YOU), desk.say(k::NAMES_INITIALS)];
        let room = fields.width() - 2.0 * 20.0;
        let mut left = fields.left();
        for (place, (share, label)) in shares.into_iter().zip(labels).enumerate() {
            let field = Rect::from_min_size(pos2(left, fields.top()), vec2(room * share, fields.height()));
            self.form.field(desk, ui, field, place, &label);
            left = field.right() + 20.0;
        }
        let remark = if missing {
            k::NAMES_MISSING
        } else if initials {
            k::NAMES_WORDS
        } else {
            k::NAMES_NOT_INITIALS
        };
        let remark = desk.say(remark);
        let wide = ((below.width() - 3.0 * 12.0) / 4.0).min(200.0);
        if let Some(role) = staff_role::pills(desk, ui, below, wide, Some(self.role)) {
            self.role = role;
        }
        let beside = below.with_min_x(below.left() + 4.0 * (wide + 12.0) + 8.0);
        desk.paragraph(ui, beside, &remark, theme::SMALL, theme::ink_soft());
        let done = keyboard::show(desk, ui, keys, "first-run", &mut self.form);
        if head.back { Some(Step::Back) } else { ((head.go || done) && ready).then_some(Step::On) }
    }

    /// Proposes initials from the name, until somebody types others.
    fn propose(&mut self) {
        let fresh = initials_of(self.form.text(1));
        if self.form.text(2) == self.proposed && fresh != self.proposed {
            self.form.set(2, &fresh);
            self.proposed = fresh;
        }
    }
}

/// The initials of a name as printed, without a title: `Mr J Okoro` gives `JO`.
fn initials_of(name: &str) -> String {
    let words: Vec<&str> = name.split([' ', '-', '.']).filter(|word| !word.is_empty()).collect();
    let titles = ["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "rev", "head"];
    let titled = words.len() > 1 && words.first().is_some_and(|word| titles.contains(&word.to_lowercase().as_str()));
    let named = words.into_iter().skip(usize::from(titled));
    named
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .take(4)
        .collect()
}

/// While something takes a moment.
pub(super) fn making(desk: &mut Desk<'_>, ui: &Ui, rect: Rect, words: &str) {
    let place = Rect::from_center_size(rect.center() - vec2(0.0, 80.0), Vec2::splat(120.0));
    desk.icons.paint(ui.painter(), "home-tree", place);
    let below = Rect::from_center_size(rect.center() + vec2(0.0, 50.0), vec2(rect.width().min(760.0), 90.0));
    desk.sentences(ui, below, Align::Center, words, 26.0, true, theme::ink());
}

impl Recovery {
    fn show(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Order> {
        let (top, rest) = split_top(rect, desk.head_height(), 22.0);
        let (title, go_on) = (desk.say(k::RECOVERY_TITLE), desk.say(k::GO_ON));
        let go = Some(("first-run.go-on", go_on.as_str(), self.written));
        let head = desk.head(ui, top, &Heading { title: &title, go, ..Heading::default() });
        let words = desk.say(k::RECOVERY_WORDS);
        let under = desk.paragraph(ui, rest, &words, 21.0, theme::ink());
        let card = Rect::from_min_size(pos2(rest.left(), under + 22.0), vec2(rest.width(), 190.0));
        let inside = desk.card(ui, card);
        let groups: Vec<&str> = self.key.split('-').collect();
        for (row, line) in groups.chunks(4).enumerate() {
            let at = inside.top() + row as f32 * inside.height() / 2.0;
            let place = Rect::from_min_size(pos2(inside.left(), at), vec2(inside.width(), inside.height() / 2.0));
            desk.text(ui, place, Align2::CENTER_CENTER, &line.join("  –  "), 40.0, true, theme::ink());
        }
        let tall = desk.at_least(theme::BUTTON);
        let buttons = Rect::from_min_size(pos2(rest.left(), card.bottom() + 28.0), vec2(rest.width(), tall));
        let (save, tick) = split_left(buttons, 340.0, 24.0);
        let save_words = desk.say(k::RECOVERY_SAVE);
        let saves = desk.pill(ui, save, "first-run.save-key", &save_words, Look::Secondary);
        let tick = tick.with_max_x((tick.left() + 480.0).min(tick.right()));
        if desk.row(ui, tick, "first-run.written", Color32::WHITE) {
            self.written = !self.written;
        }
        let mark = Rect::from_center_size(pos2(tick.left() + 36.0, tick.center().y), Vec2::splat(34.0));
        ui.painter().rect_stroke(
            mark,
            super::desk::corner(9.0),
            bevy_egui::egui::Stroke::new(3.0, theme::leaf()),
            bevy_egui::egui::StrokeKind::Inside,
        );
        if self.written {
            // The tick is white, as on every box that is filled.
            ui.painter().rect_filled(mark, super::desk::corner(9.0), theme::leaf());
            desk.icons.paint(ui.painter(), "tick", mark);
        }
        let label = desk.say(k::RECOVERY_WRITTEN);
        desk.text(ui, tick.with_min_x(mark.right() + 16.0), Align2::LEFT_CENTER, &label, 21.0, true, theme::ink());
        if let Some(path) = &self.saved {
            let saved = desk.say_with(k::LISTS_SAVED, &[("path", &path.display().to_string())]);
            let place = rest.with_min_y(buttons.bottom() + 16.0);
            desk.paragraph(ui, place, &saved, theme::BODY, theme::leaf_deep());
        }
        if saves {
            return Some(Order::ChooseKeyPlace);
        }
        head.go.then_some(Order::Begin)
    }
}

#[cfg(test)]
mod tests {
    use super::initials_of;

    #[test]
    fn initials_leave_the_title_out() {
        assert_eq!(initials_of("Mr J Okoro"), "JO");
        assert_eq!(initials_of("Mrs Smith-Jones"), "SJ");
        assert_eq!(initials_of("Ana"), "A");
        assert_eq!(initials_of("Miss"), "M");
        assert_eq!(initials_of("  "), "");
        assert_eq!(initials_of("Dr A B C D E"), "ABCD");
    }
}
