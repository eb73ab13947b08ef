//! From a blank kiosk and a CSV to a class, counting touches; and a second list, with doubts.

use super::super::bench::{self, Bench};
use super::super::desk::Desk;
use super::super::orders::{Order, Seen};
use super::super::saving::Saving;
use super::super::today::Today;
use super::work;
use super::{Import, Left, Step, Wish, choose, preview};
use crate::domain::ids::ClassId;
use crate::domain::school::Role;
use crate::kiosk::school::OpenSchool;
use crate::roster::{Field, roll};
use crate::store::{Kdf, Label, NewAccess, NewSchool, NewStaff, Passphrase, Pin, Store, SystemClock, Watch};
use bevy_egui::egui::{Rect, Ui, pos2};
use std::path::Path;

const LIST: &str = "Forename,Surname,Reg Group,Year Group,DOB\nYsolde,Quill,Medlar,Year 2,14/03/2019\n\
                    Ben,Lee,Medlar,Year 2,15/03/2019\nCara,Ash,Quince,,16/03/2019\n,,Quince,Year 1,\n";

/// The page, with the made-up school; jobs are done at once.
struct Page {
    bench: Bench,
    school: OpenSchool,
    import: Import,
    touches: usize,
    folder: tempfile::TempDir,
}

impl Page {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let school = bench::school(&folder.path().join("kiosk"));
        Self { bench: Bench::new(), school, import: Import::default(), touches: 0, folder }
    }

    fn body() -> Rect {
        Rect::from_min_max(pos2(233.0, 19.0), pos2(1253.0, 774.0))
    }

    fn draw(&mut self) {
        let import = &mut self.import;
        self.bench.pass(Vec::new(), |desk, ui| import.show(desk, ui, Self::body()));
    }

    fn tap(&mut self, name: &str) -> bool {
        self.touches += 1;
        let import = &mut self.import;
        match self.bench.tap(name, |desk, ui| import.show(desk, ui, Self::body())) {
            Some(Left::Order(Order::Roster(wish))) => {
                self.carry(wish);
                false
            }
            Some(Left::Order(_)) => panic!("the page asks for its own things only"),
            Some(Left::Back) => true,
            None => false,
        }
    }

    /// What the threads would do.
    fn carry(&mut self, wish: Wish) {
        let (store, me) = (self.school.store.clone(), self.school.me.clone());
        match wish {
            Wish::Find => {
                let files = work::find(&self.folder.path().join("kiosk"));
                if let Step::Choosing(choosing) = &mut self.import.step {
                    let roll = store.sent_roll().wait().unwrap().map(|(sent, _)| sent.came_ms);
                    choosing.found(files, roll, store.last_roster_import().wait().unwrap());
                }
            }
            Wish::Read(path) => {
                let sorted = work::open(&store, &path, &Watch::silent()).unwrap();
                self.import.step = Step::Preview(Box::new(preview::Preview::of(*sorted)));
            }
            Wish::Roll => {
                let sorted = work::roll(&store, &Watch::silent()).unwrap();
                self.import.step = Step::Preview(Box::new(preview::Preview::of(*sorted)));
            }
            Wish::Sort(sorting) => {
                let sorted = work::sort(&store, *sorting, &Watch::silent()).unwrap();
                if let Step::Preview(preview) = &mut self.import.step {
                    preview.sorted(*sorted);
                }
            }
            Wish::Save(saving) => {
                let (_, opened) = *work::save(store, me, &saving, &Watch::silent()).unwrap();
                self.school = opened.school;
                self.import.step = Step::Done { said: vec!["Done".into()], undo: true };
            }
            Wish::Undo => {
                let (_, opened) = *work::undo(store, me).unwrap();
                self.school = opened.school;
                self.import.step = Step::Done { said: vec!["Undone".into()], undo: false };
            }
        }
    }

    /// A file in the folder that lists are saved to on this computer.
    fn write(&self, name: &str, text: &str) {
        let lists = self.folder.path().join("lists");
        std::fs::create_dir_all(&lists).unwrap();
        std::fs::write(lists.join(name), text).unwrap();
    }

    /// The place of a file in the list; others of this computer may stand there too.
    fn choose(&mut self, name: &str) {
        self.import.step = Step::Choosing(choose::Choosing::default());
        self.carry(Wish::Find);
        let files = work::find(&self.folder.path().join("kiosk"));
        let place = files.iter().position(|file| file.name == name).unwrap();
        self.tap(&format!("roster.file.{place}"));
        self.touches = 0;
    }

    fn children(&self, class: &str) -> Vec<String> {
        let class = self.school.classes.iter().find(|known| known.name == class);
        let id = class.map_or_else(|| ClassId::new("none").unwrap(), |class| class.id.clone());
        self.school.pupils_of(&id).iter().map(|pupil| pupil.full_name()).collect()
    }
}

#[test]
fn a_clean_list_is_in_after_two_touches_and_is_out_again_after_one() {
    let mut page = Page::new();
    let before = page.school.pupils.clone();
    page.write("pupils.csv", "Forename,Surname,Class,Year\nYsolde,Quill,Quince B,1\nBen,Lee,Quince B,1\n");
    page.choose("pupils.csv");
    page.draw();
    assert!(!page.bench.map.contains_key("roster.undo"));
    page.tap("roster.go");
    assert_eq!(page.import.place(), "roster.done");
    assert_eq!(page.children("Quince B"), ["Ben Lee", "Ysolde Quill"]);
    page.tap("roster.undo");
    assert_eq!(page.school.pupils, before, "everything is as it was");
    assert!(page.tap("roster.classes"), "and on to the classes");
    assert_eq!(page.touches, 3);
}

#[test]
fn a_class_without_a_year_is_asked_for_first_and_private_columns_cannot_be_touched() {
    let mut page = Page::new();
    page.write("mis.csv", LIST);
    page.choose("mis.csv");
    page.draw();
    assert!(page.bench.map.contains_key("roster.year.Quince"), "{:?}", page.bench.map.keys());
    assert!(!page.bench.map.contains_key("roster.column.4"), "a birth date is nobody's name");
    page.tap("roster.year.Quince");
    assert_eq!(page.import.place(), "roster.over");
    page.tap("roster.answer.1");
    page.draw();
    assert!(!page.bench.map.contains_key("roster.year.Quince"));
    page.tap("roster.go");
    assert_eq!(page.children("Quince"), ["Cara Ash"]);
    assert_eq!(page.children("Medlar").len(), 2);
}

#[test]
fn a_column_can_be_pointed_at_and_lines_refused_one_by_one() {
    let mut page = Page::new();
    page.write("odd.csv", "Kid,Surname,Class,Year\nYsolde,Quill,Quince B,1\nBen,Lee,Quince B,1\n");
    page.choose("odd.csv");
    page.draw();
    page.tap("roster.column.0");
    // The first answer is the given name.
    page.tap("roster.answer.0");
    let Step::Preview(preview) = &page.import.step else { panic!("the preview stays") };
    assert!(preview.fields().contains(&Field::GivenName));
    page.tap("roster.all");
    page.tap("roster.change.row-3");
    page.tap("roster.go");
    assert_eq!(page.children("Quince B"), ["Ysolde Quill"], "the second row was refused");
}

#[test]
fn nobody_is_marked_as_left_unless_a_person_says_so() {
    let mut page = Page::new();
    let class = page.school.classes[0].clone();
    let all = page.children(&class.name);
    let mut text = "Forename,Surname,Class\n".to_owned();
    for pupil in page.school.pupils_of(&class.id).iter().skip(1) {
        text += &format!("{},{},{}\n", pupil.given_name, pupil.family_name, class.name);
    }
    page.write("without-one.csv", &text);
    page.choose("without-one.csv");
    page.draw();
    assert!(!page.bench.map.contains_key("roster.go"), "there is nothing to bring in");
    page.tap("roster.every");
    page.tap("roster.go");
    assert_eq!(page.children(&class.name), all[1..], "accepted by a person");
    page.tap("roster.classes");
    page.import = Import::default();
    page.carry(Wish::Find);
    page.tap("roster.undo-last");
    page.tap("roster.undo-yes");
    assert_eq!(page.children(&class.name), all);
}

#[test]
fn without_a_file_the_page_says_where_to_put_one() {
    let mut page = Page::new();
    if let Step::Choosing(choosing) = &mut page.import.step {
        choosing.found(Vec::new(), None, None);
    }
    page.draw();
    assert!(page.bench.map.contains_key("roster.look-again") && page.bench.map.contains_key("roster.back"));
}

#[test]
fn what_the_register_sent_is_looked_at_row_by_row_and_waits_no_more_once_it_was() {
    let mut page = Page::new();
    let before = page.school.store.roster().wait().unwrap();
    super::send(&page.school).unwrap();
    let waits = |page: &Page| roll::waiting(&page.school.store).unwrap().map(|waiting| waiting.changes);
    assert_eq!(waits(&page), Some(2));
    page.carry(Wish::Find);
    page.tap("roster.from-register");
    page.draw();
    // One child is in another class, by the identifier; another is not on the list, and nobody takes that for leaving.
    page.tap("roster.all");
    page.draw();
    let mut moves = page.bench.map.keys().filter(|name| name.starts_with("roster.change.row-")).cloned();
    let moved = moves.next().unwrap();
    assert_eq!(moves.next(), None);
    page.tap(&moved);
    page.tap("roster.go");
    assert_eq!(page.school.store.roster().wait().unwrap(), before, "it was taken off the list: nothing is changed");
    assert_eq!(waits(&page), None, "but a person has looked");
    page.import = Import::default();
    page.carry(Wish::Find);
    page.tap("roster.from-register");
    page.tap("roster.go");
    let tally = page.school.store.last_roster_import().wait().unwrap().unwrap().tally.unwrap();
    assert_eq!((tally.moved, tally.left), (1, 0), "it can be looked at again, and taken");
}

/// A school without a class, as it is right after set-up.
fn blank(folder: &Path) -> OpenSchool {
    let access = NewAccess {
        label: Label::new("JO").unwrap(),
        passphrase: Passphrase::chosen("robin mossy kettle lantern").unwrap(),
        pin: Pin::chosen("4718").unwrap(),
    };
    let staff = NewStaff { name: "Mr J Okoro".into(), role: Role::Head };
    let school = NewSchool::named("Willow Lane", staff, access).unwrap();
    let created = Store::create(folder, school, Kdf::Light, SystemClock::start()).wait().unwrap();
    let me = created.store.present().wait().unwrap().unwrap().id;
    OpenSchool::read(created.store, me).unwrap().school
}

#[test]
fn from_a_blank_kiosk_and_a_csv_to_a_started_lesson_in_at_most_twelve_touches() {
    let mut page = Page::new();
    page.school = blank(&page.folder.path().join("blank"));
    let mut text = "Forename,Surname,Reg Group,Year Group\n".to_owned();
    for (class, year) in [("Rowan", "Year 2"), ("Hazel", "Year 4")] {
        for child in 0..15 {
            text += &format!("Ada{},Quill,{class},{year}\n", char::from(b'a' + child));
            text += &format!("Bilal{},Khan,{class},{year}\n", char::from(b'a' + child));
        }
    }
    page.write("pupils.csv", &text);
    let mut today = Today::default();
    let mut saving = Saving::default();
    let mut touches = 0;
    let mut chosen = false;
    let taps = [
        "today.import",
        "roster.file",
        "roster.go",
        "roster.classes",
        "today.class",
        "opening.pupil",
        "opening.pupil",
        "opening.lesson",
        "lesson",
        "opening.open",
    ];
    for (number, name) in taps.into_iter().enumerate() {
        let name = match name {
            "roster.file" => {
                let files = work::find(&page.folder.path().join("kiosk"));
                format!("roster.file.{}", files.iter().position(|file| file.name == "pupils.csv").unwrap())
            }
            "today.class" => format!("today.class.{}", page.school.classes[0].id),
            "opening.pupil" => {
                format!("opening.pupil.{}", page.school.pupils_of(&page.school.classes[0].id)[number - 5].id)
            }
            "lesson" => {
                let lesson = page.bench.map.keys().find(|key| {
                    key.starts_with("lessons.") && !["none", "more", "back"].iter().any(|end| key.ends_with(end))
                });
                lesson.cloned().unwrap_or_else(|| panic!("no lesson in {:?}", page.bench.map.keys()))
            }
            name => name.to_owned(),
        };
        let content = page.bench.content.clone();
        let seen = Seen { school: &page.school, content: &content, now_ms: 0 };
        touches += usize::from(chosen);
        chosen |= name.starts_with("roster.file.");
        let draw = |desk: &mut Desk<'_>, ui: &mut Ui| today.show(desk, ui, Page::body(), &seen, &mut saving);
        let order = page.bench.tap(&name, draw);
        match order {
            Some(Order::Roster(wish)) => {
                // The page and the harness share the import while its threads' work is done.
                if let Today::Import(import) = &mut today {
                    std::mem::swap(import, &mut page.import);
                    page.carry(wish);
                    std::mem::swap(import, &mut page.import);
                }
            }
            Some(Order::OpenTree { absent, lessons, .. }) => {
                assert_eq!((absent.len(), lessons.len()), (2, 1));
                assert!(touches <= 12, "{touches} touches");
                return;
            }
            _ => {}
        }
        let seen = Seen { school: &page.school, content: &content, now_ms: 0 };
        page.bench.pass(Vec::new(), |desk, ui| today.show(desk, ui, Page::body(), &seen, &mut saving));
    }
    panic!("no tree was opened");
}

#[test]
fn a_row_below_a_title_row_that_looks_like_headings_can_be_pointed_at() {
    let mut page = Page::new();
    // The first row names columns of another list; nobody could tell.
    page.write("odd.csv", "Forename,Surname,Class,Year\nGiven name,Family name,Form,Year\nYsolde,Quill,Quince B,1\n");
    page.choose("odd.csv");
    page.draw();
    page.tap("roster.column.0");
    page.draw();
    let last =
        (0..30).take_while(|place| page.bench.map.contains_key(&format!("roster.answer.{place}"))).last().unwrap();
    page.tap(&format!("roster.answer.{last}"));
    page.draw();
    page.tap("roster.answer.1");
    page.draw();
    page.tap("roster.go");
    assert_eq!(page.children("Quince B"), ["Ysolde Quill"]);
    assert!(page.children("Form").is_empty(), "the headings are no child");
}
