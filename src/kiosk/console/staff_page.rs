//! Who can open this kiosk, and who did what: colleagues added, given new secrets, shut out.

use super::desk::{Desk, Heading, Look, hug, split_bottom, split_left, split_right, split_top};
use super::keyboard;
use super::list::{self, Grid};
use super::orders::{Order, Seen, StaffOrder};
use super::secrets::{Chosen, Secrets};
use super::typing::{Form, Kind};
use super::{keys as k, staff_keys as s, staff_role, theme, trail_card};
use crate::domain::ids::StaffId;
use crate::domain::rights::Right;
use crate::domain::school::{Role, Staff};
use crate::store::{AuditEntry, ForToday, Label, NewAccess, NewStaff, StaffLabel};
use bevy_egui::egui::{Align, Align2, Rect, Ui, pos2, vec2};

/// The page.
#[derive(Debug, Default)]
pub(super) struct StaffPage {
    step: Step,
    over: Option<Over>,
    /// Who can open the kiosk, and what was done; `None` until the store has answered.
    known: Option<(Vec<StaffLabel>, Vec<AuditEntry>)>,
    /// Whose lines the trail shows; everybody's where it is nobody.
    only: Option<StaffId>,
    /// Who was what before their role was changed, until something else is done.
    undo: Option<(StaffId, Role)>,
    /// The store was asked.
    pub asked: bool,
}

#[derive(Debug, Default)]
enum Step {
    #[default]
    List,
    /// Who is it? A new colleague, or initials for one who has none yet.
    Names { form: Form, kind: Access, whom: Option<StaffId> },
    /// Their passphrase and PIN.
    Secrets { label: Label, who: Who, secrets: Secrets },
}

#[derive(Debug, Clone)]
enum Who {
    New(NewStaff),
    Known(StaffId),
    ForToday(ForToday),
}

/// What a colleague is, or how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Role(Role),
    /// Until midnight.
    Today,
}

/// What is asked over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Over {
    Person(StaffId),
    Role(StaffId),
    Disable(StaffId),
    NewKey,
}

impl StaffPage {
    /// What the store says.
    pub(super) fn looked(&mut self, labels: Vec<StaffLabel>, trail: Vec<AuditEntry>) {
        let (only, undo) = (self.only.take(), self.undo.take());
        *self = Self { known: Some((labels, trail)), only, undo, ..Self::default() };
    }

    /// The store refused what was asked.
    pub(super) fn refused(&mut self) {
        (self.asked, self.undo) = (false, None);
    }

    /// Whether something is asked over the page.
    pub(super) fn covered(&self) -> bool {
        self.over.is_some()
    }

    /// Whether something is typed, which needs the whole width.
    pub(super) fn typing(&self) -> bool {
        !matches!(self.step, Step::List)
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match (&self.step, &self.over) {
            (Step::Names { .. }, _) => "staff.names",
            (Step::Secrets { secrets, .. }, _) => secrets.place(),
            (Step::List, Some(Over::Person(_))) => "staff.person",
            (Step::List, Some(Over::Role(_))) => "staff.role",
            (Step::List, Some(Over::Disable(_))) => "staff.disable",
            (Step::List, Some(Over::NewKey)) => "staff.new-key",
            (Step::List, None) => "staff",
        }
    }

    pub(super) fn show(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Order> {
        if self.asked {
            let words = desk.say(k::JUST_A_MOMENT);
            super::first_run::making(desk, ui, rect, &words);
            return None;
        }
        match &mut self.step {
            Step::List => self.show_list(desk, ui, rect, seen),
            Step::Names { .. } => {
                self.show_names(desk, ui, rect);
                None
            }
            Step::Secrets { label, who, secrets } => match secrets.show(desk, ui, rect)? {
                Chosen::Back => {
                    self.step = Step::List;
                    None
                }
                Chosen::Both(passphrase, pin) => {
                    let access = NewAccess { label: label.clone(), passphrase, pin };
                    let order = match who.clone() {
                        Who::New(new) => StaffOrder::Add { new, access },
                        Who::Known(staff) => StaffOrder::Access { staff, access },
                        Who::ForToday(whom) => StaffOrder::ForToday { whom, access },
                    };
                    self.asked = true;
                    self.undo = None;
                    Some(Order::Staff(order))
                }
            },
        }
    }

    fn show_list(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Order> {
        let (live, over) = (desk.live, self.over.clone());
        desk.live = live && over.is_none();
        let (top, rest) = split_top(rect, desk.head_height(), 18.0);
        let manages = seen.may(Right::Colleagues);
        let (title, add) = (desk.say(s::TITLE), desk.say(s::ADD));
        let words = desk.say(if manages { s::WORDS } else { s::WORDS_NOT_YOURS });
        let go = manages.then_some(("staff.add", add.as_str(), self.known.is_some()));
        if desk.head(ui, top, &Heading { title: &title, words: &words, back: None, go }).go {
            let form = Form::new(&[("staff.name", Kind::Words), ("staff.initials", Kind::Initials)]);
            self.step = Step::Names { form, kind: Access::Role(Role::Teacher), whom: None };
        }
        let (left, right) = match seen.may(Right::Trail) {
            true => split_left(rest, (rest.width() - theme::GAP) * 0.5, theme::GAP),
            false => (rest.with_max_x(rest.right().min(rest.left() + 620.0)), Rect::NOTHING),
        };
        let undone = self.people(desk, ui, left, seen);
        let looks = if seen.may(Right::Trail) { self.trail(desk, ui, right, seen) } else { None };
        desk.live = live;
        if let Some(order) = undone.or(looks) {
            return Some(order);
        }
        match over? {
            Over::Person(id) => self.person(desk, ui, &id, seen),
            Over::Role(id) => self.role(desk, ui, &id, seen),
            Over::Disable(id) => self.disable(desk, ui, &id, seen),
            Over::NewKey => self.new_key(desk, ui),
        }
    }

    fn label(&self, id: &StaffId) -> Option<&StaffLabel> {
        self.known.as_ref()?.0.iter().find(|known| known.id == *id)
    }

    fn people(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Order> {
        let mut tapped = None;
        let staff = &seen.school.staff;
        let grid = Grid::new(staff.len(), 1, desk.at_least(68.0), theme::LINE_GAP);
        let tall = desk.at_least(theme::LINE);
        let undo = if self.undo.is_some() { tall + 10.0 } else { 0.0 };
        let whole = desk.card(ui, hug(rect, grid.whole() + undo));
        let inside = whole.with_max_y(whole.bottom() - undo);
        list::show(desk, ui, inside, "staff.list", grid, |desk, ui, row, entry| {
            let Some(one) = staff.get(entry) else { return };
            if desk.row(ui, row, &format!("staff.one.{}", one.id), theme::ROW) {
                tapped = Some(one.id.clone());
            }
            let (above, below) = row.shrink2(vec2(18.0, 7.0)).split_top_bottom_at_fraction(0.52);
            desk.text(ui, above, Align2::LEFT_CENTER, &one.name, theme::BODY, true, theme::ink());
            let role = desk.say(staff_role::title(one.role));
            let access = match (&self.known, self.label(&one.id)) {
                (None, _) => String::new(),
                (_, Some(known)) => {
                    let key = if known.day.is_some() { s::OPENS_TODAY } else { s::OPENS };
                    format!(" · {}", desk.say_with(key, &[("initials", known.label.as_str())]))
                }
                (_, None) => format!(" · {}", desk.say(s::OPENS_NOT)),
            };
            let words = format!("{role}{access}");
            desk.text(ui, below, Align2::LEFT_CENTER, &words, theme::SMALL, false, theme::ink_soft());
        });
        if self.known.is_some() {
            self.over = tapped.map(Over::Person).or(self.over.take());
        }
        let (who, role) = self.undo.clone()?;
        let (was, name) = (desk.say(staff_role::title(role)), seen.school.adult(&who)?.name.clone());
        let words = desk.say_with(s::ROLE_UNDO, &[("name", &name), ("role", &was)]);
        let (_, button) = split_bottom(whole, tall, 0.0);
        desk.pill(ui, button, "staff.undo", &words, Look::Quiet).then(|| {
            self.undo = None;
            self.asked = true;
            Order::Staff(StaffOrder::Role { staff: who, role, only: self.only.clone() })
        })
    }

    fn trail(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> Option<Order> {
        let trail = self.known.as_ref().map_or(&[][..], |(_, trail)| trail);
        match trail_card::show(desk, ui, rect, trail, self.only.as_ref(), seen)? {
            trail_card::Tapped::Save => Some(Order::Staff(StaffOrder::SaveTrail(self.only.clone()))),
            trail_card::Tapped::Everybody => {
                self.only = None;
                self.asked = true;
                Some(Order::Staff(StaffOrder::Look(None)))
            }
        }
    }

    /// What a colleague is from now on.
    fn role(&mut self, desk: &mut Desk<'_>, ui: &Ui, id: &StaffId, seen: &Seen<'_>) -> Option<Order> {
        let Some(one) = seen.school.adult(id) else {
            self.over = None;
            return None;
        };
        match staff_role::sheet(desk, ui, &one.name, one.role)? {
            staff_role::Chosen::Keep => {
                self.over = None;
                None
            }
            staff_role::Chosen::Role(role) => {
                self.over = None;
                self.asked = true;
                self.undo = Some((id.clone(), one.role));
                Some(Order::Staff(StaffOrder::Role { staff: id.clone(), role, only: self.only.clone() }))
            }
        }
    }

    /// What can be done for one person.
    fn person(&mut self, desk: &mut Desk<'_>, ui: &Ui, id: &StaffId, seen: &Seen<'_>) -> Option<Order> {
        let Some(one) = seen.school.adult(id) else {
            self.over = None;
            return None;
        };
        let label = self.label(id).map(|known| known.label.clone());
        let me = seen.school.me == *id;
        let manages = seen.may(Right::Colleagues);
        let tall = desk.at_least(theme::BUTTON);
        let may = me || manages;
        let mut acts = Vec::new();
        if may {
            acts.push(("staff.access", if label.is_some() { s::NEW_SECRETS } else { s::FIRST_SECRETS }));
        }
        if manages {
            acts.push(("staff.role", s::ROLE));
        }
        if manages && !me && label.is_some() {
            acts.push(("staff.disable", s::DISABLE));
        }
        if manages && me {
            acts.push(("staff.new-key", s::NEW_KEY));
        }
        if seen.may(Right::Trail) {
            acts.push(("staff.trail-of", s::TRAIL_OF_THEM));
        }
        let high = 150.0 + (acts.len() as f32 + 1.0) * (tall + 12.0);
        let inside = desk.sheet(ui, vec2(560.0, high));
        let under = desk.sentences(ui, inside, Align::LEFT, &one.name, theme::TITLE, true, theme::ink());
        let words = desk.say(if may { s::PERSON_WORDS } else { s::PERSON_NOT_YOURS });
        desk.paragraph(ui, inside.with_min_y(under + 4.0), &words, theme::SMALL, theme::ink_soft());
        let mut tapped = None;
        for (place, (name, key)) in acts.iter().enumerate() {
            let up = (acts.len() - place) as f32 * (tall + 12.0) + tall;
            let button = Rect::from_min_size(pos2(inside.left(), inside.bottom() - up), vec2(inside.width(), tall));
            let words = desk.say(key);
            if desk.pill(ui, button, name, &words, Look::Quiet) {
                tapped = Some(*name);
            }
        }
        let (_, button) = split_bottom(inside, tall, 0.0);
        let keep = desk.say(k::KEEP);
        if desk.pill(ui, button, "staff.keep", &keep, Look::Quiet) || desk.escaped(ui) {
            self.over = None;
        }
        match (tapped?, label) {
            ("staff.role", _) => self.over = Some(Over::Role(id.clone())),
            ("staff.trail-of", _) => {
                (self.over, self.only, self.asked) = (None, Some(id.clone()), true);
                return Some(Order::Staff(StaffOrder::Look(Some(id.clone()))));
            }
            ("staff.disable", _) => self.over = Some(Over::Disable(id.clone())),
            ("staff.new-key", _) => self.over = Some(Over::NewKey),
            (_, Some(label)) => {
                self.over = None;
                self.step = Step::Secrets { label, who: Who::Known(id.clone()), secrets: Secrets::default() };
            }
            (_, None) => {
                let mut form = Form::new(&[("staff.name", Kind::Words), ("staff.initials", Kind::Initials)]);
                form.set(0, &one.name);
                self.over = None;
                self.step = Step::Names { form, kind: Access::Role(one.role), whom: Some(id.clone()) };
            }
        }
        None
    }

    fn disable(&mut self, desk: &mut Desk<'_>, ui: &Ui, id: &StaffId, seen: &Seen<'_>) -> Option<Order> {
        let name = seen.school.adult(id).map(|one: &Staff| one.name.clone()).unwrap_or_default();
        let (title, words) = (desk.say(s::DISABLE), desk.say_with(s::DISABLE_WORDS, &[("name", &name)]));
        let yes = desk.say(s::DISABLE_YES);
        let answer = desk.question(ui, &title, &words, ("staff.yes", &yes), "staff.keep")?;
        self.over = None;
        self.asked = answer;
        self.undo = None;
        answer.then(|| Order::Staff(StaffOrder::Disable(id.clone())))
    }

    /// Another recovery key? It is shown once, and the old one opens nothing.
    fn new_key(&mut self, desk: &mut Desk<'_>, ui: &Ui) -> Option<Order> {
        let (title, words, yes) = (desk.say(s::NEW_KEY), desk.say(s::NEW_KEY_WORDS), desk.say(s::NEW_KEY_YES));
        let answer = desk.question(ui, &title, &words, ("staff.yes", &yes), "staff.keep")?;
        self.over = None;
        self.asked = answer;
        answer.then(|| Order::Staff(StaffOrder::NewKey))
    }

    fn show_names(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect) {
        let taken: Vec<String> =
            self.known.iter().flat_map(|(labels, _)| labels).map(|l| fold(l.label.as_str())).collect();
        let Step::Names { form, kind, whom } = &mut self.step else { return };
        form.listen(desk, ui);
        let (name, initials) = (form.text(0).trim().to_owned(), form.text(1).to_owned());
        let label = Label::new(&initials).ok().filter(|_| !taken.contains(&fold(&initials)));
        let ready = !name.is_empty() && label.is_some();
        let (top, rest) = split_top(rect, desk.head_height(), 14.0);
        let (title, go_on) = (desk.say(s::NAMES), desk.say(k::GO_ON));
        let words = match (taken.contains(&fold(&initials)), *kind) {
            (true, _) => desk.say(s::TAKEN),
            (false, Access::Role(role)) => desk.say(staff_role::words(role)),
            (false, Access::Today) => desk.say(s::TODAY_WORDS),
        };
        let go = Some(("staff.go-on", go_on.as_str(), ready));
        let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("staff.back"), go });
        let (body, keys) = split_bottom(rest, keyboard::height(desk), 16.0);
        let (fields, below) = split_top(body, Form::height(desk), 12.0);
        let (left, right) = split_right(fields, 300.0, 20.0);
        let labels = [desk.say(s::NAME), desk.say(s::INITIALS)];
        for (place, (field, label)) in [left, right].into_iter().zip(labels).enumerate() {
            form.field(desk, ui, field, place, &label);
        }
        // Somebody who is known keeps what they are; for how long is asked.
        let wide = (below.width() - 4.0 * 12.0) / 5.0;
        let today = match whom {
            None => {
                let role = if let Access::Role(role) = *kind { Some(role) } else { None };
                if let Some(role) = staff_role::pills(desk, ui, below, wide, role) {
                    *kind = Access::Role(role);
                }
                below.left() + 4.0 * (wide + 12.0)
            }
            Some(_) => {
                let always = Rect::from_min_size(below.min, vec2(wide, desk.at_least(theme::LINE)));
                let look = if *kind == Access::Today { Look::Secondary } else { Look::Chosen };
                let words = desk.say(s::ALWAYS);
                // What they are stands in the store; here it only says that it is not for today.
                if desk.pill(ui, always, "staff.always", &words, look) {
                    *kind = Access::Role(Role::Teacher);
                }
                below.left() + wide + 12.0
            }
        };
        let today = Rect::from_min_size(pos2(today, below.top()), vec2(wide, desk.at_least(theme::LINE)));
        let look = if *kind == Access::Today { Look::Chosen } else { Look::Secondary };
        let words = desk.say(s::TODAY);
        if desk.pill(ui, today, "staff.role.today", &words, look) {
            *kind = Access::Today;
        }
        let done = keyboard::show(desk, ui, keys, "staff", form);
        if head.back {
            self.step = Step::List;
            return;
        }
        if let (true, true, Some(label)) = (head.go || done, ready, label) {
            let who = match (whom.clone(), *kind) {
                (Some(known), Access::Today) => Who::ForToday(ForToday::Known(known)),
                (None, Access::Today) => Who::ForToday(ForToday::New(name)),
                (Some(known), _) => Who::Known(known),
                (None, Access::Role(role)) => Who::New(NewStaff { name, role }),
            };
            self.step = Step::Secrets { label, who, secrets: Secrets::default() };
        }
    }
}

/// Initials are the same in any case.
fn fold(initials: &str) -> String {
    initials.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::bench::{self, Bench};
    use super::*;

    fn body() -> Rect {
        Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0))
    }

    #[test]
    fn nobody_is_offered_to_shut_themselves_out_and_shutting_out_asks_first() {
        let folder = tempfile::tempdir().unwrap();
        let mut school = bench::school(folder.path());
        let mut bench = Bench::new();
        let content = bench.content.clone();
        let mut page = StaffPage::default();
        let me = school.me.clone();
        school.rights = Right::ALL.into_iter().collect();
        let other = school.staff.iter().find(|one| one.id != me).unwrap().id.clone();
        let label =
            |id: &StaffId, label: &str| StaffLabel { id: id.clone(), label: Label::new(label).unwrap(), day: None };
        page.looked(vec![label(&me, "ME"), label(&other, "OT")], Vec::new());
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| page.show(desk, ui, body(), &seen);
        bench.tap(&format!("staff.one.{me}"), &mut draw);
        bench.pass(Vec::new(), &mut draw);
        assert!(bench.map.contains_key("staff.access") && !bench.map.contains_key("staff.disable"));
        bench.tap("staff.keep", &mut draw);
        bench.tap(&format!("staff.one.{other}"), &mut draw);
        assert!(bench.tap("staff.disable", &mut draw).is_none(), "it asks");
        match bench.tap("staff.yes", &mut draw) {
            Some(Order::Staff(StaffOrder::Disable(whom))) => assert_eq!(whom, other),
            _ => panic!("nobody was shut out"),
        }
    }

    #[test]
    fn a_supply_teacher_is_let_in_for_today_and_a_new_recovery_key_asks_first() {
        let folder = tempfile::tempdir().unwrap();
        let mut school = bench::school(folder.path());
        let mut bench = Bench::new();
        let content = bench.content.clone();
        let mut page = StaffPage::default();
        let me = school.me.clone();
        school.rights = Right::ALL.into_iter().collect();
        page.looked(vec![StaffLabel { id: me.clone(), label: Label::new("ME").unwrap(), day: None }], Vec::new());
        let seen = Seen { school: &school, content: &content, now_ms: 0 };
        {
            let mut draw = |desk: &mut Desk<'_>, ui: &mut Ui| page.show(desk, ui, body(), &seen);
            bench.tap(&format!("staff.one.{me}"), &mut draw);
            assert!(bench.tap("staff.new-key", &mut draw).is_none(), "it asks");
            let order = bench.tap("staff.yes", &mut draw);
            assert!(matches!(order, Some(Order::Staff(StaffOrder::NewKey))));
        }
        page.asked = false;
        bench.tap("staff.add", |desk, ui| page.show(desk, ui, body(), &seen));
        let Step::Names { form, .. } = &mut page.step else { panic!("no names are asked for") };
        form.set(0, "Mx T Vale");
        form.set(1, "TV");
        bench.tap("staff.role.today", |desk, ui| page.show(desk, ui, body(), &seen));
        bench.tap("staff.go-on", |desk, ui| page.show(desk, ui, body(), &seen));
        let Step::Secrets { who, .. } = &page.step else { panic!("no secrets are asked for") };
        assert!(matches!(who, Who::ForToday(ForToday::New(name)) if name == "Mx T Vale"), "{who:?}");
    }
}
