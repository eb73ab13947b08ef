//! The day: what the teacher sees of the open tree, and what else the day holds when none is open.

use super::by_hand::{self, ByHand};
use super::child::{self, Filter, State, when};
use super::child_page::{self, ChildPage};
use super::children;
use super::classes::{self, Tapped, counts, summary};
use super::desk::{Desk, Heading, Look, split_bottom, split_left, split_right, split_top};
use super::keys as k;
use super::list::{self, Grid};
use super::new_class::{self, NewClass};
use super::next::{self, Next};
use super::opening::{self, Opening, nothing};
use super::orders::{Order, Seen};
use super::roster::{self, Import, Wish};
use super::saving::{Saving, chevron};
use super::{people_keys as p, roll_card, theme};
use crate::domain::agreement::{Agreement, Audience};
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::school::Class;
use crate::domain::tree::OpenTree;
use crate::kiosk::school::agreement_for;
use bevy_egui::egui::{Align, Align2, Rect, Sense, Ui, pos2, vec2};

/// What the day's page shows.
#[derive(Debug, Default)]
pub(super) enum Today {
    /// The classes; the open tree's day where one is open.
    #[default]
    Start,
    /// Who is here?
    Opening(Opening),
    /// A class is typed in.
    NewClass(NewClass),
    /// The office's list is brought in.
    Import(Import),
    /// One class's numbers and lists, without a tree.
    Lists(ClassId),
    /// One class's children, without a tree.
    Children(ClassId),
    /// One child.
    Child(ChildPage),
    /// One class and its children, changed by hand.
    ByHand(ByHand),
    /// The open tree.
    Tree(Day),
}

/// The day view of an open tree.
#[derive(Debug, Default)]
pub(super) struct Day {
    filter: Filter,
    over: Over,
    /// The store was asked to close the tree.
    pub asked: bool,
}

/// What is asked over the page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
enum Over {
    #[default]
    Nothing,
    Filter,
    Close,
}

impl Today {
    /// Whether something is asked over the page.
    pub(super) fn covered(&self) -> bool {
        match self {
            Self::Tree(day) => day.over != Over::Nothing,
            Self::Opening(opening) => opening.choosing,
            Self::Import(import) => import.covered(),
            Self::Child(page) => page.covered(),
            Self::ByHand(page) => page.covered(),
            _ => false,
        }
    }

    /// Whether the page has a keyboard, which needs the whole width.
    pub(super) fn typing(&self) -> bool {
        match self {
            Self::NewClass(_) => true,
            Self::Child(page) => page.typing(),
            Self::ByHand(page) => page.typing(),
            _ => false,
        }
    }

    /// Where this is, for the settling of touches.
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::Start => "today",
            Self::Opening(opening) if opening.choosing => "opening.lessons",
            Self::Opening(_) => "opening",
            Self::NewClass(new) => new.place(),
            Self::Import(import) => import.place(),
            Self::Lists(_) => "today.lists",
            Self::Children(_) => "today.children-of",
            Self::Child(page) => page.place(),
            Self::ByHand(page) => page.place(),
            Self::Tree(day) => match day.over {
                Over::Nothing => "today.tree",
                Over::Filter => "today.filter",
                Over::Close => "today.closing",
            },
        }
    }

    pub(super) fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        seen: &Seen<'_>,
        saving: &mut Saving,
    ) -> Option<Order> {
        match (&*self, &seen.school.tree) {
            (Self::Tree(_), None) => *self = Self::Start,
            (Self::Start | Self::Opening(_), Some(_)) => *self = Self::Tree(Day::default()),
            _ => {}
        }
        match self {
            Self::Start => {
                let (next, tapped) = start(desk, ui, rect, seen);
                let order = match next {
                    Some(Next::Child(pupil)) => {
                        *self = Self::Child(ChildPage::of(pupil));
                        return None;
                    }
                    Some(Next::Order(order)) => Some(order),
                    None => None,
                };
                *self = match tapped {
                    Some(Tapped::Class(class)) => Self::Opening(Opening::of(class)),
                    Some(Tapped::Lists(class)) => Self::Lists(class),
                    Some(Tapped::Add) => Self::NewClass(NewClass::fresh()),
                    Some(Tapped::Import) => {
                        *self = Self::Import(Import::default());
                        return Some(Order::Roster(Wish::Find));
                    }
                    Some(Tapped::Roll) => {
                        *self = Self::Import(Import::default());
                        return Some(Order::Roster(Wish::Roll));
                    }
                    None => return order,
                };
                if matches!(self, Self::Lists(_)) { Some(Order::FindPlaces) } else { order }
            }
            Self::Opening(opening) => match opening.show(desk, ui, rect, seen) {
                Some(opening::Left::Back) => {
                    *self = Self::Start;
                    None
                }
                Some(opening::Left::Order(order)) => Some(order),
                None => None,
            },
            Self::NewClass(new) => match new.show(desk, ui, rect, seen) {
                Some(new_class::Left::Back) => {
                    *self = Self::Start;
                    None
                }
                Some(new_class::Left::Order(order)) => Some(order),
                None => None,
            },
            Self::Import(import) => match import.show(desk, ui, rect) {
                Some(roster::Left::Back) => {
                    *self = Self::Start;
                    None
                }
                Some(roster::Left::Order(order)) => Some(order),
                None => None,
            },
            Self::Lists(class) => match lists(desk, ui, rect, &class.clone(), seen, saving) {
                (_, Some(Step::Back)) => {
                    *self = Self::Start;
                    None
                }
                (_, Some(Step::AddChildren)) => {
                    *self = Self::NewClass(NewClass::more_for(class.clone()));
                    None
                }
                (_, Some(Step::Children)) => {
                    *self = Self::Children(class.clone());
                    None
                }
                (order, None) => order,
            },
            Self::Children(class) => match children::show(desk, ui, rect, &class.clone(), seen)? {
                children::Tapped::Back => {
                    *self = Self::Lists(class.clone());
                    Some(Order::FindPlaces)
                }
                children::Tapped::Child(pupil) => {
                    *self = Self::Child(ChildPage::of(pupil));
                    None
                }
                children::Tapped::ByHand => {
                    *self = Self::ByHand(ByHand::of(class.clone()));
                    Some(Order::ByHand(by_hand::Wish::Look))
                }
            },
            Self::Child(page) => match page.show(desk, ui, rect, seen)? {
                child_page::Left::Order(order) => Some(order),
                child_page::Left::ByHand => {
                    let class = seen.school.pupil(&page.pupil)?.class.clone();
                    *self = Self::ByHand(ByHand::of_child(class, page.pupil.clone()));
                    Some(Order::ByHand(by_hand::Wish::Look))
                }
                child_page::Left::Back => {
                    // To the open tree's day where there is one, else to the class that the child is in.
                    let class = seen.school.pupil(&page.pupil).map(|pupil| pupil.class.clone());
                    *self = match (class, &seen.school.tree) {
                        (Some(class), None) => Self::Children(class),
                        _ => Self::Start,
                    };
                    None
                }
            },
            Self::ByHand(page) => match page.show(desk, ui, rect)? {
                by_hand::Left::Order(order) => Some(order),
                by_hand::Left::Back => {
                    *self = match page.from.take().filter(|pupil| seen.school.pupil(pupil).is_some()) {
                        Some(pupil) => Self::Child(ChildPage::of(pupil)),
                        None => Self::Children(page.class.clone()),
                    };
                    None
                }
            },
            Self::Tree(day) => {
                let (tree, class) =
                    seen.school.tree.as_ref().and_then(|tree| Some((tree, seen.school.class(&tree.class)?)))?;
                let agreement = seen.content.agreement(&tree.agreement)?;
                let open = Open { tree, class, agreement, seen };
                match day.show(desk, ui, rect, &open, saving)? {
                    Next::Order(order) => Some(order),
                    Next::Child(pupil) => {
                        *self = Self::Child(ChildPage::of(pupil));
                        None
                    }
                }
            }
        }
    }
}

/// The classes, and whoever asked for a grown-up and has not been talked with.
fn start(desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, seen: &Seen<'_>) -> (Option<Next>, Option<Tapped>) {
    // Who is at the school is not for a key for one day.
    let (rect, rolled) = match seen.school.roll.filter(|_| !seen.school.today_only) {
        Some(waiting) => {
            let (rest, below) = split_bottom(rect, roll_card::height(desk), theme::GAP);
            (rest, roll_card::show(desk, ui, below, waiting).then_some(Tapped::Roll))
        }
        None => (rect, None),
    };
    if seen.school.notes.is_empty() && super::talks::all_unsure(seen).is_empty() {
        return (None, classes::show(desk, ui, rect, seen).or(rolled));
    }
    let (left, right) = split_right(rect, SIDE, theme::GAP);
    let high = 250.0 + 2.0 * (desk.at_least(theme::LINE) + 8.0);
    let order = next::card(desk, ui, right.with_max_y(right.top() + right.height().min(high)), seen);
    (order, classes::show(desk, ui, left, seen).or(rolled))
}

/// Width of the column on the right.
const SIDE: f32 = 252.0;
/// Height of the cards that count.
const COUNTS: f32 = 84.0;

/// `KS1 agreement`.
pub(super) fn agreement_title(desk: &Desk<'_>, agreement: &Agreement) -> String {
    desk.say(match agreement.audience {
        Audience::Ks1Pupils => k::AGREEMENT_KS1,
        Audience::Ks2Pupils => k::AGREEMENT_KS2,
    })
}

enum Step {
    Back,
    Children,
    AddChildren,
}

/// A class's numbers and lists, after its tree was closed or any other day.
fn lists(
    desk: &mut Desk<'_>,
    ui: &Ui,
    rect: Rect,
    class: &ClassId,
    seen: &Seen<'_>,
    saving: &mut Saving,
) -> (Option<Order>, Option<Step>) {
    let Some(class) = seen.school.class(class) else { return (None, Some(Step::Back)) };
    let (top, rest) = split_top(rect, desk.head_height(), 20.0);
    let tally = agreement_for(seen.content, class).map(|agreement| seen.school.tally(&class.id, &agreement));
    let title = desk.say_with(k::CLOSED_TITLE, &[("class", &class.name)]);
    let words = tally.as_ref().map(|tally| summary(desk, tally)).unwrap_or_default();
    let head = desk.head(ui, top, &Heading { title: &title, words: &words, back: Some("today.back"), go: None });
    let (numbers, rest) = split_top(rest, COUNTS + 12.0, theme::GAP);
    if let Some(tally) = &tally {
        counts(desk, ui, numbers, tally);
    }
    let card = Rect::from_min_size(rest.min, vec2(420.0_f32.min(rest.width()), Saving::card_height(desk, true)));
    let order = saving.card(desk, ui, card, &class.id, true);
    let more = desk.say(k::NEW_CLASS_MORE);
    let button =
        Rect::from_min_size(pos2(card.right() + theme::GAP * 2.0, card.top()), vec2(260.0, desk.at_least(theme::LINE)));
    let adds = !seen.school.today_only && desk.pill(ui, button, "today.add-children", &more, Look::Secondary);
    let button = button.translate(vec2(0.0, button.height() + theme::GAP));
    let words = desk.say(p::CHILDREN);
    let children = desk.pill(ui, button, "today.children-of", &words, Look::Secondary);
    let place = Rect::from_min_size(button.left_bottom() + vec2(0.0, theme::GAP), vec2(300.0, 260.0));
    let kept = seen.school.kept.get(&class.id).and_then(|kept| {
        let inside = desk.card(ui, place).expand2(vec2(4.0, 6.0));
        next::kept_stumbles(desk, ui, inside, &class.id, kept, seen)
    });
    let order = order.or(kept);
    let step = match (head.back, adds, children) {
        (true, ..) => Some(Step::Back),
        (_, true, _) => Some(Step::AddChildren),
        (.., children) => children.then_some(Step::Children),
    };
    (order, step)
}

/// What the day view is of.
struct Open<'a> {
    tree: &'a OpenTree,
    class: &'a Class,
    agreement: &'a Agreement,
    seen: &'a Seen<'a>,
}

impl Day {
    fn show(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        open: &Open<'_>,
        saving: &mut Saving,
    ) -> Option<Next> {
        // What is over the page now: what the page opens in this pass is drawn, and can be tapped, in the next.
        let (live, over) = (desk.live, self.over.clone());
        desk.live = live && over == Over::Nothing;
        let mut next = self.page(desk, ui, rect, open, saving);
        desk.live = live;
        match over {
            Over::Nothing => {}
            Over::Filter => self.filter_sheet(desk, ui),
            Over::Close => next = self.close_sheet(desk, ui, open).map(Next::Order),
        }
        next
    }

    fn page(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        rect: Rect,
        open: &Open<'_>,
        saving: &mut Saving,
    ) -> Option<Next> {
        let (top, rest) = split_top(rect, desk.head_height(), 15.0);
        let mut next = self.head(desk, ui, top, open).map(Next::Order);
        let (numbers, rest) = split_top(rest, COUNTS, theme::GAP);
        counts(desk, ui, numbers, &open.seen.school.tally(&open.class.id, open.agreement));
        let (left, right) = split_right(rest, SIDE, theme::GAP + 2.0);
        next = self.children(desk, ui, left, open).map(Next::Child).or(next);
        // Big buttons leave no room for a third: then the sheets are on the class's own page.
        let sheets = desk.target < 50.0;
        let high = Saving::card_height(desk, sheets);
        let room = right.height() - theme::GAP - high - next::height(desk, open.seen);
        let high = high + saving.arrived_height(room);
        let (above, below) = split_bottom(right, high, theme::GAP);
        next = next::card(desk, ui, above, open.seen).or(next);
        saving.card(desk, ui, below, &open.class.id, sheets).map(Next::Order).or(next)
    }

    fn head(&mut self, desk: &mut Desk<'_>, ui: &Ui, rect: Rect, open: &Open<'_>) -> Option<Order> {
        let tall = desk.at_least(theme::BUTTON);
        let button =
            |right: f32, wide: f32| Rect::from_center_size(pos2(right - wide / 2.0, rect.center().y), vec2(wide, tall));
        let close = button(rect.right(), 175.0);
        let back = button(close.left() - 18.0, 215.0);
        let year = classes::year(desk, open.class.year);
        let title = desk.say_with(k::CLASS_AND_YEAR, &[("class", &open.class.name), ("year", &year)]);
        let witness = open.seen.school.adult(&open.tree.witness).map_or("", |staff| staff.name.as_str());
        let (agreement, version) = (agreement_title(desk, open.agreement), open.tree.version.to_string());
        let time = when(desk, open.tree.opened_ms, open.seen);
        let values = [("time", time.as_str()), ("witness", witness), ("agreement", &agreement), ("version", &version)];
        let words = desk.say_with(k::TODAY_OPEN_SINCE, &values);
        let play = button(back.left() - 18.0, 215.0);
        let has_lesson = open.tree.lessons.iter().any(|id| open.seen.content.lesson(id).is_some());
        let free = if has_lesson { play.left() } else { back.left() };
        desk.titles(ui, rect.with_max_x(free - 20.0), &title, &words);
        if has_lesson && !self.asked {
            let words = desk.say(k::LESSON_PLAY);
            if desk.pill(ui, play, "today.play-lesson", &words, Look::Secondary) {
                return Some(Order::PlayLesson);
            }
        }
        let words = desk.say(k::TODAY_BACK_TO_TREE);
        if desk.pill(ui, back, "today.back-to-tree", &words, Look::Secondary) {
            return Some(Order::BackToTree);
        }
        let words = desk.say(k::TODAY_CLOSE);
        if desk.primary(ui, close, "today.close", &words, !self.asked) {
            self.over = Over::Close;
        }
        None
    }

    fn children(&mut self, desk: &mut Desk<'_>, ui: &mut Ui, rect: Rect, open: &Open<'_>) -> Option<PupilId> {
        desk.card(ui, rect);
        let inside = rect.shrink2(vec2(20.0, 14.0));
        let tall = desk.at_least(theme::LINE).max(42.0);
        let (title, rest) = split_top(inside, tall, 10.0);
        let words = desk.say(k::TODAY_CHILDREN);
        desk.text(
            ui,
            title.with_min_x(title.left() + 7.0),
            Align2::LEFT_CENTER,
            &words,
            theme::HEADING,
            true,
            theme::ink(),
        );
        let chooser = title.with_min_x(title.right() - 254.0);
        let side = list::turn_side(desk);
        let turns =
            Rect::from_min_size(pos2(chooser.left() - 2.0 * side - 20.0, title.top()), vec2(2.0 * side + 8.0, side));
        let shown = desk.say(self.filter.words());
        let touched = desk.touch(ui, chooser, "today.filter", Sense::click());
        let behind = if touched.pressed { theme::GROUND_PRESSED } else { theme::GROUND };
        ui.painter().rect_filled(chooser, super::desk::corner(chooser.height() / 2.0), behind);
        desk.text(ui, chooser.shrink2(vec2(20.0, 0.0)), Align2::LEFT_CENTER, &shown, theme::BODY, false, theme::ink());
        chevron(ui, pos2(chooser.right() - 26.0, chooser.center().y));
        if touched.clicked {
            self.over = Over::Filter;
        }
        let standings = open.seen.school.standings_today(&open.class.id, open.agreement);
        let mut names = open.seen.school.names(&open.class.id);
        let listed: Vec<(PupilId, String, State)> = open
            .seen
            .school
            .pupils_of(&open.class.id)
            .iter()
            .filter(|pupil| standings.contains_key(&pupil.id))
            .map(|pupil| {
                let name = names.remove(&pupil.id).unwrap_or_else(|| pupil.given_name.clone());
                let absent = open.tree.absent.contains(&pupil.id);
                (pupil.id.clone(), name, State::of(standings.get(&pupil.id), absent))
            })
            .filter(|(_, _, state)| self.filter.takes(*state))
            .collect();
        if listed.is_empty() {
            let words = desk.say(k::TODAY_NOBODY_HERE);
            nothing(desk, ui, rest, &words, "");
            return None;
        }
        let mut tapped = None;
        let grid = Grid::new(listed.len(), 2, desk.at_least(theme::LINE), theme::LINE_GAP);
        let grid = Grid { turns: Some(turns), ..grid };
        list::show(desk, ui, rest, "today.children", grid, |desk, ui, rect, entry| {
            if let Some((pupil, name, state)) = listed.get(entry)
                && child::row(desk, ui, rect, pupil, name, *state, open.seen)
            {
                tapped = Some(pupil.clone());
            }
        });
        tapped
    }

    fn filter_sheet(&mut self, desk: &mut Desk<'_>, ui: &Ui) {
        let row = desk.at_least(54.0);
        let high = Filter::ALL.len() as f32 * (row + 8.0) - 8.0 + 2.0 * theme::CARD_PADDING;
        let inside = desk.sheet(ui, vec2(420.0, high));
        for (number, (filter, name, key)) in Filter::ALL.into_iter().enumerate() {
            let place = pos2(inside.left(), inside.top() + number as f32 * (row + 8.0));
            let rect = Rect::from_min_size(place, vec2(inside.width(), row));
            let behind = if filter == self.filter { theme::GROUND_PRESSED } else { theme::ROW };
            let tapped = desk.row(ui, rect, &format!("today.filter.{name}"), behind);
            let words = desk.say(key);
            desk.text(
                ui,
                rect.shrink2(vec2(18.0, 0.0)),
                Align2::LEFT_CENTER,
                &words,
                20.0,
                filter == self.filter,
                theme::ink(),
            );
            if tapped {
                self.filter = filter;
                self.over = Over::Nothing;
            }
        }
        if desk.escaped(ui) {
            self.over = Over::Nothing;
        }
    }

    fn close_sheet(&mut self, desk: &mut Desk<'_>, ui: &Ui, open: &Open<'_>) -> Option<Order> {
        let title = desk.say_with(k::CLOSE_TITLE, &[("class", &open.class.name)]);
        let line = summary(desk, &open.seen.school.tally(&open.class.id, open.agreement));
        let inside = desk.sheet(ui, vec2(660.0, 250.0 + desk.at_least(theme::BUTTON)));
        let under = desk.sentences(ui, inside, Align::LEFT, &title, theme::TITLE, true, theme::ink());
        let under =
            desk.sentences(ui, inside.with_min_y(under + 12.0), Align::LEFT, &line, 24.0, true, theme::leaf_deep());
        let words = desk.say(k::CLOSE_WORDS);
        desk.paragraph(ui, inside.with_min_y(under + 12.0), &words, theme::BODY, theme::ink_soft());
        let tall = desk.at_least(theme::BUTTON);
        let (keep, close) = split_left(inside.with_min_y(inside.bottom() - tall), (inside.width() - 20.0) / 2.0, 20.0);
        let words = desk.say(k::CLOSE_KEEP_OPEN);
        if desk.pill(ui, keep, "today.close.keep-open", &words, Look::Quiet) || desk.escaped(ui) {
            self.over = Over::Nothing;
            return None;
        }
        let words = desk.say(k::CLOSE_CLOSE);
        if desk.primary(ui, close, "today.close.confirm", &words, !self.asked) {
            self.asked = true;
            self.over = Over::Nothing;
            return Some(Order::CloseTree);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::{self, Bench};
    use super::*;
    use crate::domain::ids::{SessionId, StaffId};
    use crate::kiosk::school::OpenSchool;
    use bevy_egui::egui::Key;
    use std::collections::BTreeSet;

    fn body() -> Rect {
        Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0))
    }

    /// The day's page on a bench, with the made-up school.
    struct Page {
        bench: Bench,
        school: OpenSchool,
        today: Today,
        saving: Saving,
        _folder: tempfile::TempDir,
    }

    impl Page {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let school = bench::school(folder.path());
            let (today, saving) = (Today::default(), Saving::default());
            Self { bench: Bench::new(), school, today, saving, _folder: folder }
        }

        fn with(
            &mut self,
            act: impl FnOnce(&mut Bench, &mut dyn FnMut(&mut Desk<'_>, &mut Ui) -> Option<Order>) -> Option<Order>,
        ) -> Option<Order> {
            let content = self.bench.content.clone();
            let seen = Seen { school: &self.school, content: &content, now_ms: 0 };
            let (today, saving) = (&mut self.today, &mut self.saving);
            act(&mut self.bench, &mut |desk, ui| today.show(desk, ui, body(), &seen, saving))
        }

        fn tap(&mut self, name: &str) -> Option<Order> {
            self.with(|bench, draw| bench.tap(name, draw))
        }

        fn enter(&mut self) -> Option<Order> {
            self.with(|bench, draw| bench.key(Key::Enter, draw))
        }

        fn open(&mut self, class: &str) {
            let class = ClassId::new(class).unwrap();
            let id = self.bench.content.agreements().next().unwrap().id.clone();
            self.school.tree = Some(OpenTree {
                session: SessionId::new("s").unwrap(),
                class,
                agreement: id,
                version: 1,
                witness: StaffId::new("w").unwrap(),
                opened_ms: 0,
                absent: BTreeSet::new(),
                lessons: Vec::new(),
            });
        }
    }

    #[test]
    fn a_tree_is_opened_with_those_absent_who_were_tapped() {
        let mut page = Page::new();
        assert!(page.tap("today.class.willow").is_none());
        let pupils: Vec<PupilId> =
            page.school.pupils_of(&ClassId::new("willow").unwrap()).iter().map(|p| p.id.clone()).collect();
        for place in [0, 3, 3, 5] {
            assert!(page.tap(&format!("opening.pupil.{}", pupils[place])).is_none());
        }
        match page.tap("opening.open") {
            Some(Order::OpenTree { class, absent, only, lessons }) => {
                assert!(only.is_empty(), "it is for everybody");
                assert!(lessons.is_empty(), "a lesson is the teacher's to choose");
                assert_eq!(class.as_str(), "willow");
                assert_eq!(
                    absent,
                    BTreeSet::from([pupils[0].clone(), pupils[5].clone()]),
                    "tapped twice is here again"
                );
            }
            _ => panic!("the tree was not asked for"),
        }
        page.with(|bench, draw| bench.pass(Vec::new(), draw));
        assert!(!page.bench.map.contains_key("opening.open"), "it is asked for once");
    }

    #[test]
    fn one_enter_asks_and_only_another_closes_the_tree() {
        let mut page = Page::new();
        page.open("willow");
        assert!(page.enter().is_none(), "the first asks");
        assert_eq!(page.today.place(), "today.closing");
        page.with(|bench, draw| bench.pass(Vec::new(), draw));
        assert!(!page.bench.map.contains_key("today.back-to-tree"), "nothing below the question can be tapped");
        assert!(matches!(page.enter(), Some(Order::CloseTree)));
        assert!(page.enter().is_none(), "and none closes it twice");
    }

    #[test]
    fn escape_keeps_the_tree_open() {
        let mut page = Page::new();
        page.open("willow");
        assert!(page.tap("today.close").is_none());
        assert!(page.with(|bench, draw| bench.key(Key::Escape, draw)).is_none());
        assert_eq!(page.today.place(), "today.tree");
    }

    #[test]
    fn a_child_is_marked_absent_and_here_again_on_a_page_of_their_own() {
        let mut page = Page::new();
        page.open("willow");
        let pupil = page.school.pupils_of(&ClassId::new("willow").unwrap())[0].id.clone();
        assert!(page.tap(&format!("today.child.{pupil}")).is_none());
        assert_eq!(page.today.place(), "child");
        match page.tap("child.absent") {
            Some(Order::SetAbsent { pupil: whom, absent: true }) => assert_eq!(whom, pupil),
            _ => panic!("nobody was marked"),
        }
        page.school.tree.as_mut().unwrap().absent.insert(pupil.clone());
        assert!(matches!(page.tap("child.here"), Some(Order::SetAbsent { absent: false, .. })));
        assert!(page.tap("child.back").is_none());
        page.with(|bench, draw| bench.pass(Vec::new(), draw));
        assert_eq!(page.today.place(), "today.tree");
    }
}
