//! Changes by hand and a session for those who are due, in a real window, by touch.

use crate::console::go_through;
use crate::support::School;
use promise_tree::domain::needs::Needs;

#[test]
fn a_child_leaves_and_is_back_and_those_who_are_due_get_a_session() {
    let school = School::new();
    let data = school.data();
    let script = format!(
        "teacher\ntype unlock {}\ntap unlock.submit\ntap today.lists.*\ntap today.children-of\n\
         tap today.child.*\ntap child.needs\ntap needs.stamp\ntap needs.back\ntap child.back\ntap children.by-hand\n\
         tap by-hand.child.*\ntap by-hand.left\ntap by-hand.left-yes\nsee by-hand.here-again\ntap by-hand.undo\n\
         see by-hand.left\ntap by-hand.back\ntap by-hand.add\ntap by-hand.key.Z\ntap by-hand.key.e\ntap by-hand.key.d\ntap by-hand.save\n\
         see by-hand.undo\ntap rail.due\ntap due.session.*\ntap opening.open\ntree\n",
        school.passphrase
    );
    go_through(&data, &script);
    let store = school.open();
    let roster = store.roster().wait().unwrap();
    assert!(roster.pupils.values().all(|known| known.left_ms.is_none()), "whoever left is back");
    assert!(roster.pupils.values().any(|known| known.pupil.given_name.eq("Zed")));
    assert!(store.outcomes(None).wait().unwrap().is_empty(), "the statement is taken back");
    assert_eq!(store.head().wait().unwrap().sequence, 2, "by a statement more");
    let needs: Vec<_> = store.needs().wait().unwrap().into_values().collect();
    assert_eq!(needs, [Needs { stamp: true, ..Needs::default() }]);
    let tree = store.current_tree().wait().unwrap().expect("the tree is open");
    let class = store.pupils(Some(tree.class)).wait().unwrap().into_iter().map(|pupil| pupil.id).collect();
    assert_eq!(store.tree_only().wait().unwrap(), class, "nobody has promised yet: all of them are due");
    store.shutdown().wait().unwrap();
}
