//! A class and its children by hand, tap by tap, in a real store.

use super::super::bench::{self, Bench};
use super::super::orders::{Order, PeopleOrder};
use super::{Answered, ByHand, Left, Wish, carry};
use crate::kiosk::school::OpenSchool;
use crate::store::Enrolled;
use bevy_egui::egui::{Event, Rect, pos2};

struct Page {
    bench: Bench,
    school: OpenSchool,
    page: ByHand,
    _folder: tempfile::TempDir,
}

impl Page {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let school = bench::school(folder.path());
        let mut page = ByHand::of(school.classes[0].id.clone());
        page.roster = Some(school.store.roster().wait().unwrap());
        Self { bench: Bench::new(), school, page, _folder: folder }
    }

    fn with(&mut self, name: Option<&str>, typed: &str) -> Result<(), String> {
        let body = Rect::from_min_max(pos2(48.0, 26.0), pos2(1232.0, 774.0));
        let page = &mut self.page;
        let left = match name {
            Some(name) => self.bench.tap(name, |desk, ui| page.show(desk, ui, body)),
            None => self.bench.pass(vec![Event::Text(typed.to_owned())], |desk, ui| page.show(desk, ui, body)),
        };
        let (store, me) = (self.school.store.clone(), self.school.me.clone());
        let answered = match left {
            Some(Left::Order(Order::ByHand(Wish::Do(Ok(edit))))) => carry::edit(store, me, edit),
            Some(Left::Order(Order::ByHand(Wish::Do(Err(error))))) => {
                self.page.asked = false;
                return Err(error.to_string());
            }
            Some(Left::Order(Order::People(PeopleOrder::Set { pupil, .. }))) => carry::leave(store, me, pupil, None),
            _ => return Ok(()),
        };
        let Answered::Done(Ok(changed)) = answered else { panic!("the store refused") };
        self.page.done(changed.roster, changed.undo);
        self.school = changed.opened.school;
        Ok(())
    }

    fn tap(&mut self, name: &str) {
        self.with(Some(name), "").unwrap();
    }

    fn write(&mut self, text: &str) {
        self.with(None, text).unwrap();
    }

    fn child(&self, place: usize) -> Enrolled {
        let id = &self.school.pupils_of(&self.school.classes[0].id)[place].id;
        self.school.store.roster().wait().unwrap().pupils[id].clone()
    }

    fn again(&self, child: &Enrolled) -> Enrolled {
        self.school.store.roster().wait().unwrap().pupils[&child.pupil.id].clone()
    }
}

#[test]
fn a_child_is_renamed_moved_and_marked_as_left_and_each_is_taken_back() {
    let mut page = Page::new();
    let child = page.child(0);
    page.tap(&format!("by-hand.child.{}", child.pupil.id));
    page.tap("by-hand.rename");
    page.write("x");
    page.tap("by-hand.save");
    assert_eq!(page.again(&child).pupil.given_name, format!("{}x", child.pupil.given_name));
    page.tap("by-hand.undo");
    assert_eq!(page.again(&child), child);
    let other = page.school.classes[1].id.clone();
    page.tap("by-hand.move");
    page.tap(&format!("by-hand.to.{other}"));
    assert_eq!(page.again(&child).pupil.class, other);
    page.tap("by-hand.undo");
    assert_eq!(page.again(&child), child);
    page.tap("by-hand.left");
    assert!(page.again(&child).left_ms.is_none(), "it is asked first");
    page.tap("by-hand.left-yes");
    assert!(page.again(&child).left_ms.is_some());
    page.tap("by-hand.here-again");
    assert_eq!(page.again(&child), child);
}

#[test]
fn a_upn_with_a_slip_is_refused_and_none_is_taken_away() {
    let mut page = Page::new();
    let child = page.child(1);
    page.tap(&format!("by-hand.child.{}", child.pupil.id));
    page.tap("by-hand.set-upn");
    page.write("B123");
    let refused = page.with(Some("by-hand.save"), "").unwrap_err();
    assert!(!refused.is_empty());
    assert_eq!(page.again(&child), child);
    assert_eq!(page.page.place(), "by-hand.typing", "what was typed stays, to be mended");
}

#[test]
fn a_child_is_added_and_a_class_has_another_name_and_year() {
    let mut page = Page::new();
    let class = page.school.classes[0].clone();
    let before = page.school.pupils_of(&class.id).len();
    page.tap("by-hand.add");
    page.write("Zebedee");
    page.tap("by-hand.save");
    assert_eq!(page.school.pupils_of(&class.id).len(), before + 1);
    page.tap("by-hand.undo");
    assert_eq!(page.school.pupils_of(&class.id).len(), before);
    page.tap("by-hand.change-class");
    page.write("y");
    page.tap("by-hand.year.Y6");
    page.tap("by-hand.save");
    let now = page.school.class(&class.id).unwrap().clone();
    assert_eq!((now.name, now.year.number()), (format!("{}y", class.name), 6));
    page.tap("by-hand.undo");
    assert_eq!(page.school.class(&class.id), Some(&class));
}
