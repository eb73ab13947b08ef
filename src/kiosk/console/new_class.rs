//! A class typed in by hand, or children added to one: enough for a school to begin before its roster is imported.

use super::classes;
use super::desk::{Desk, Heading, Look, split_bottom, split_right, split_top};
use super::keyboard;
use super::keys as k;
use super::list::{self, Grid};
use super::opening::nothing;
use super::orders::{Order, Seen};
use super::theme;
use super::typing::{Form, Kind};
use crate::domain::ids::ClassId;
use crate::domain::school::YearGroup;
use bevy_egui::egui::{Align2, Rect, Ui, pos2, vec2};

/// The page.
#[derive(Debug)]
pub(super) struct NewClass {
    step: Step,
    name: Form,
    year: Option<YearGroup>,
    child: Form,
    children: Vec<String>,
    /// The store was asked.
    pub asked: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Name and year of a new class.
    Class,
    /// Its children; or more children of a class that is there already.
    Children(Option<ClassId>),
}

/// What came of a pass.
pub(super) enum Left {
    Back,
    Order(Order),
}

/// What a class is to be called and how old its children are; `None` where the class is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whose {
    New { name: String, year: YearGroup },
    Known(ClassId),
}

impl NewClass {
    /// A new class.
    pub(super) fn fresh() -> Self {
        Self::at(Step::Class)
    }

    /// More children for a class.
    pub(super) fn more_for(class: ClassId) -> Self {
        Self::at(Step::Children(Some(class)))
    }

    fn at(step: Step) -> Self {
        Self {
            step,
            name: Form::new(&[("new-class.name", Kind::Words)]),
            year: None,
            child: Form::new(&[("new-class.child", Kind::Words)]),
            children: Vec::new(),
            asked: false,
        }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        if self.step == Step::Class { "new-class" } else { "new-class.children" }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Left> {
        match self.step.clone() {
            Step::Class => self.show_class(desk, ui, rect),
            Step::Children(known) => self.show_children(desk, ui, rect, known, seen),
        }
    }

    fn show_class(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) -> Option<Left> {
        self.name.listen(desk, ui);
        let ready = !self.name.text(0).trim().is_empty() && self.year.is_some();
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let (title, go_on) = (desk.say(k::NEW_CLASS_TITLE), desk.say(k::GO_ON));
        let go = Some(("new-class.go-on", go_on.as_str(), ready));
        let head = desk.head(ui, top, &Heading { title: &title, words: "", back: Some("new-class.back"), go });
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 16.0);
        let (field, below) = split_top(body, Form::height(desk), 12.0);
        let label = desk.say(k::NEW_CLASS_NAME);
        self.name.field(desk, ui, field.with_max_x(field.right().min(field.left() + 560.0)), 0, &label);
        let (heading, chips) = split_top(below, 24.0, 6.0);
        let label = desk.say(k::NEW_CLASS_YEAR);
        desk.text(ui, heading, Align2::LEFT_CENTER, &label, theme::SMALL, true, theme::ink_soft());
        let wide = (chips.width() - 6.0 * 9.0) / 7.0;
        for (place, year) in YearGroup::ALL.into_iter().enumerate() {
            let min = pos2(chips.left() + place as f32 * (wide + 9.0), chips.top());
            let chip = Rect::from_min_size(min, vec2(wide, desk.at_least(theme::LINE)));
            let look = if self.year == Some(year) { Look::Chosen } else { Look::Secondary };
            let words = classes::year(desk, year);
            if desk.pill(ui, chip, &format!("new-class.year.{year}"), &words, look) {
                self.year = Some(year);
            }
        }
        let done = keyboard::show(desk, ui, keys, "new-class", &mut self.name);
        if head.back {
            return Some(Left::Back);
        }
        if (head.go || done) && ready {
            self.step = Step::Children(None);
        }
        None
    }

    fn show_children(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        known: Option<ClassId>,
        seen: &Seen<'_>,
    ) -> Option<Left> {
        // Enter adds the child that is being typed; only an empty line leaves it to the primary action.
        if desk.live && !self.child.text(0).trim().is_empty() && entered(ui) {
            self.add();
        }
        self.child.listen(desk, ui);
        let class = match &known {
            Some(class) => seen.school.class(class).map(|class| class.name.clone()).unwrap_or_default(),
            None => self.name.text(0).trim().to_owned(),
        };
        let ready = !self.children.is_empty() && self.child.text(0).trim().is_empty() && !self.asked;
        let (top, rest) = split_top(rect, desk.head_height(), 10.0);
        let title = desk.say_with(k::NEW_CLASS_CHILDREN, &[("class", &class)]);
        let save = desk.say_with(k::NEW_CLASS_SAVE, &[("children", &self.children.len().to_string())]);
        let go = Some(("new-class.save", save.as_str(), ready));
        let head = desk.head(ui, top, &Heading { title: &title, words: "", back: Some("new-class.back"), go });
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 14.0);
        let (list_place, line) = split_bottom(body, Form::height(desk), 10.0);
        let (field, add) = split_right(line, 170.0, 14.0);
        let label = desk.say(k::NEW_CLASS_CHILD);
        self.child.field(desk, ui, field, 0, &label);
        let add = add.with_min_y(add.bottom() - desk.at_least(52.0));
        let words = desk.say(k::NEW_CLASS_ADD);
        if desk.pill(ui, add, "new-class.add", &words, Look::Secondary) {
            self.add();
        }
        self.list(desk, ui, list_place);
        if keyboard::show(desk, ui, keys, "new-class", &mut self.child) {
            self.add();
        }
        if head.back {
            if known.is_some() {
                return Some(Left::Back);
            }
            self.step = Step::Class;
            return None;
        }
        if !(head.go && ready) {
            return None;
        }
        let whose = match (known, self.year) {
            (Some(class), _) => Whose::Known(class),
            (None, Some(year)) => Whose::New { name: class, year },
            (None, None) => return None,
        };
        self.asked = true;
        Some(Left::Order(Order::Enrol { whose, children: self.children.clone() }))
    }

    /// Takes the typed child into the list.
    fn add(&mut self) {
        let name = self.child.text(0).trim().to_owned();
        if !name.is_empty() {
            self.children.push(name);
            self.child.set(0, "");
        }
    }

    fn list(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect) {
        if self.children.is_empty() {
            let words = desk.say(k::NEW_CLASS_EMPTY);
            nothing(desk, ui, rect, &words, "");
            return;
        }
        let (hint, rect) = split_top(rect, 24.0, 6.0);
        let words = desk.say(k::NEW_CLASS_REMOVE);
        desk.text(ui, hint, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
        let mut removed = None;
        // Newest first: what was just typed is seen.
        let entries = self.children.len();
        let grid = Grid::new(entries, 4, desk.at_least(theme::LINE), 8.0);
        list::show(desk, ui, rect, "new-class.children", grid, |desk, ui, rect, entry| {
            let Some((place, name)) =
                entries.checked_sub(entry + 1).and_then(|place| Some((place, self.children.get(place)?)))
            else {
                return;
            };
            let behind = bevy_egui::egui::Color32::WHITE;
            if desk.row(ui, rect, &format!("new-class.remove.{place}"), behind) {
                removed = Some(place);
            }
            let (words, cross) = split_right(rect.shrink2(vec2(14.0, 0.0)), 20.0, 6.0);
            desk.text(ui, words, Align2::LEFT_CENTER, name, theme::BODY, true, theme::ink());
            let side = Rect::from_center_size(cross.center(), vec2(18.0, 18.0));
            desk.icons.paint(ui.painter(), "cross", side);
        });
        if let Some(place) = removed {
            self.children.remove(place);
        }
    }
}

/// Whether Enter was pressed within a text field or nowhere in particular; then it is spent.
fn entered(ui: &Ui) -> bool {
    use bevy_egui::egui::{Key, Modifiers};
    let elsewhere = ui.memory(|memory| memory.focused()).is_some_and(|id| !super::desk::is_field(ui, id));
    !elsewhere && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// A typed name as given and family name: the last word is the family's, unless it is the only one.
pub(super) fn parts_of(name: &str) -> (String, String) {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.split_last() {
        Some((family, given)) if !given.is_empty() => (given.join(" "), (*family).to_owned()),
        _ => (words.join(" "), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_name_is_a_given_and_a_family_name() {
        assert_eq!(parts_of(" Aisha  Begum "), ("Aisha".into(), "Begum".into()));
        assert_eq!(parts_of("Mary Ann Smith-Jones"), ("Mary Ann".into(), "Smith-Jones".into()));
        assert_eq!(parts_of("Zoë"), ("Zoë".into(), String::new()));
    }

    #[test]
    fn an_empty_line_adds_nobody() {
        let mut new = NewClass::fresh();
        new.add();
        "Ben Taylor".chars().for_each(|letter| new.child.push(letter));
        new.add();
        new.add();
        assert_eq!(new.children, ["Ben Taylor"]);
    }
}
