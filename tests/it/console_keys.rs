//! The console by a hardware keyboard alone.

use crate::console::go_through;
use crate::support::School;
use promise_tree::domain::ids::ClassId;

#[test]
fn every_page_is_come_to_and_a_lesson_opened_and_closed_by_keyboard_alone() {
    let school = School::new();
    let unlock = format!("write {}\nkey Enter\n", school.passphrase);
    let pages = [
        ("due", "due.see.*"),
        ("agreements", "agreements.*"),
        ("exports", "exports.class.*"),
        ("staff", "staff.*"),
        ("register", "register.*"),
        ("panel", "panel.part.*"),
    ];
    let tour: String = pages.map(|(page, thing)| format!("back rail.{page}\nkey Enter\nreach {thing}\n")).concat();
    let script = format!(
        "reach teacher\nkey Enter\nsee unlock.key.a\n{unlock}{tour}\
         back rail.today\nkey Enter\nreach today.class.*\nkey Space\n\
         reach opening.pupil.*\nkey Space\nback opening.lesson\nkey Enter\nsee lessons.none\nkey Escape\n\
         reach opening.lesson\nback opening.open\nkey Enter\ntree\n\
         reach teacher\nkey Enter\nreach unlock.with-passphrase\nkey Enter\nsee unlock.key.a\n{unlock}\
         reach today.close\nkey Enter\nsee today.close.confirm\nkey Enter\nsee today.save-pdf\n"
    );
    go_through(&school.data(), &script);
    let store = school.open();
    assert_eq!(store.current_tree().wait().unwrap(), None, "it was closed");
    let outcomes = store.outcomes(Some(ClassId::new("acorn").unwrap())).wait().unwrap();
    let away = outcomes.iter().map(|recorded| recorded.outcome.code());
    assert_eq!(away.collect::<Vec<_>>(), ["absent"], "the one who was marked away");
    store.shutdown().wait().unwrap();
}
