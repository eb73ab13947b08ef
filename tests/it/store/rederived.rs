//! The ledger is the truth: tree, lists, due list, what children were not sure of and which rules were promised are made from
//! an exported file by what PROTOCOL.md says of it, and are what the kiosk shows; and once more after it has derived them anew.

use super::classroom::{Classroom, agreement, shown, willow};
use super::corrections::{derived, exported};
use crate::support::Random;
use jiff::civil::Date;
use promise_tree::content::Content;
use promise_tree::documents::class_list_csv;
use promise_tree::domain::agreement::Agreement;
use promise_tree::domain::correction::Mistake;
use promise_tree::domain::due::{Asked, Earlier, Reason, due};
use promise_tree::domain::follow_up::FollowUpStep;
use promise_tree::domain::ids::{AgreementId, PupilId, RuleId, SessionId};
use promise_tree::domain::outcome::{Answer, Outcome};
use promise_tree::domain::school::Role;
use promise_tree::domain::tree::{RecordedOutcome, Standing, Tally, standings, tally};
use promise_tree::exports::{Exporter, Names, class_list};
use promise_tree::ledger::{Export, Says, Statement};
use promise_tree::store::{NewStaff, RosterEdit};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Everything that is shown and follows from statements.
#[derive(Debug, PartialEq)]
struct Shown {
    outcomes: Vec<RecordedOutcome>,
    /// Of each version: the tree, in numbers too.
    trees: Trees,
    due: BTreeMap<PupilId, Reason>,
    unsure: BTreeMap<u64, Vec<RuleId>>,
    promised: Promised,
    /// Of each version, by child.
    signed: Vec<BTreeMap<PupilId, Signed>>,
}

type Promised = BTreeMap<(AgreementId, u32), BTreeSet<RuleId>>;
type Trees = Vec<(BTreeMap<PupilId, Standing>, Tally)>;
/// The statement that stands, its answers, whether it has a mark, and who helped.
type Signed = (u64, Vec<(RuleId, Answer)>, bool, Option<String>);

/// Trees and due list out of outcomes, as the console makes them.
fn trees(
    pupils: &[PupilId],
    asked: &Agreement,
    outcomes: &[RecordedOutcome],
    promised: &Promised,
) -> (Trees, BTreeMap<PupilId, Reason>) {
    let trees = [1, 2].map(|version| {
        let standings = standings(pupils, outcomes, &asked.id, version);
        let tally = tally(&standings, &BTreeSet::new());
        (standings, tally)
    });
    let earlier: BTreeMap<u32, Earlier> = promised
        .iter()
        .filter(|((id, version), _)| *id == asked.id && *version < asked.version)
        .map(|((_, version), rules)| (*version, Earlier { rules: rules.clone(), reworded: None }))
        .collect();
    let day = |at_ms: i64| jiff::Timestamp::from_millisecond(at_ms).unwrap().to_zoned(jiff::tz::TimeZone::UTC).date();
    let today: Date = "2026-12-01".parse().unwrap();
    let due = due(pupils, outcomes, Asked { agreement: asked, earlier: &earlier, today }, day);
    (trees.to_vec(), due)
}

/// From the file, and from nothing else.
fn of_the_file(file: &[u8], pupils: &[PupilId], asked: &Agreement) -> Shown {
    let outcomes = derived(file);
    let statements: BTreeMap<u64, Statement> = Export::open(file)
        .unwrap()
        .map(|line| line.unwrap().1.unwrap())
        .map(|statement| (statement.sequence(), statement))
        .collect();
    let answers = |sequence: u64| match &statements[&sequence].claims().says {
        Says::Outcome(said) => said.answers.clone(),
        Says::Correction(_) => panic!("{sequence} is no outcome"),
    };
    let mut promised = Promised::new();
    for statement in statements.values() {
        let said = statement.claims().says.outcome().filter(|said| said.outcome.is_promise());
        let Some(said) = said else { continue };
        let rules = said.answers.iter().map(|(rule, _)| rule.clone()).collect();
        promised.insert((said.agreement.id.clone(), said.agreement.version), rules);
    }
    let mut last: BTreeMap<&PupilId, &RecordedOutcome> = BTreeMap::new();
    for outcome in &outcomes {
        last.insert(&outcome.pupil, outcome);
    }
    let unsure = last.values().filter(|one| one.outcome == Outcome::NotYet).map(|one| {
        let rules = answers(one.sequence).into_iter().filter(|(_, answer)| *answer == Answer::NotSure);
        (one.sequence, rules.map(|(rule, _)| rule).collect())
    });
    let unsure = unsure.collect();
    let (trees, due) = trees(pupils, asked, &outcomes, &promised);
    let signed = trees
        .iter()
        .map(|(standings, _)| {
            let known = standings.iter().filter_map(|(pupil, standing)| match standing {
                Standing::Known { sequence, .. } => Some((pupil.clone(), *sequence)),
                Standing::ToCome => None,
            });
            known
                .map(|(pupil, sequence)| {
                    let told = statements[&sequence].disclosed();
                    let helper = told.helper.as_ref().map(|helper| helper.name.clone());
                    (pupil, (sequence, answers(sequence), told.mark.is_some(), helper))
                })
                .collect()
        })
        .collect();
    Shown { outcomes, trees, due, unsure, promised, signed }
}

/// As the kiosk has it.
fn of_the_kiosk(room: &Classroom, pupils: &[PupilId], asked: &Agreement) -> Shown {
    let outcomes = room.store.outcomes(None).wait().unwrap();
    let promised = room.store.promised_rules().wait().unwrap();
    let (trees, due) = trees(pupils, asked, &outcomes, &promised);
    let signed = [1, 2].map(|version| {
        let signed = room.store.signed(willow(), agreement(), version).wait().unwrap();
        let one = signed
            .into_iter()
            .map(|one| (one.recorded.pupil, (one.recorded.sequence, one.answers, one.mark.is_some(), one.helper)));
        one.collect()
    });
    let unsure = room.store.not_sure_of().wait().unwrap();
    Shown { outcomes, trees, due, unsure, promised, signed: signed.to_vec() }
}

/// The class's list as it is printed.
fn list(room: &Classroom, content: &Content) -> String {
    let exporter = Exporter { store: &room.store, content, language: "en-GB", now_ms: 1_795_338_000_000 };
    let list = class_list(&exporter, &willow(), Names::Usual).unwrap();
    String::from_utf8(class_list_csv(&list, content.english()).unwrap()).unwrap()
}

#[test]
fn all_that_is_shown_of_children_is_made_again_from_the_exported_ledger_alone() {
    let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut asked = Agreement::clone(content.agreement(&agreement()).unwrap());
    asked.version = 2;
    let room = Classroom::new();
    let me = room.store.present().wait().unwrap().unwrap().id;
    let aide = NewStaff { name: "Ms Lowe".into(), role: Role::Teacher };
    let aide = room.store.add_staff(aide, None).wait().unwrap().id;
    let pupils: Vec<PupilId> = (0..8).map(|place| room.pupil(place).id).collect();
    let roster = room.store.roster().wait().unwrap();
    let mut random = Random(11);
    let mut did = [0; 7];
    for turn in 0..90 {
        let place = random.below(8) as usize;
        let act = random.below(7) as usize;
        let pupil = &roster.pupils[&pupils[place]].pupil;
        let mut draft = super::classroom::draft(pupil, Outcome::ALL[random.below(7) as usize]);
        draft.agreement.version = 1 + random.below(2) as u32;
        did[act] += 1;
        match act {
            0 | 1 => room.store.append(draft).wait().map(|_| ()).unwrap(),
            // A tree, with somebody absent.
            2 if room.store.pupils(Some(willow())).wait().unwrap().iter().any(|here| here.id == pupil.id) => {
                let session = format!("tree-{turn}");
                let mut tree = room.tree(&session, &[]);
                tree.absent.insert(pupil.id.clone());
                room.store.open_tree(tree).wait().unwrap();
                room.store.close_tree(SessionId::new(session).unwrap(), shown()).wait().map(|_| ()).unwrap();
            }
            // Something is taken back.
            3 => {
                let outcomes = room.store.outcomes(None).wait().unwrap();
                let Some(wrong) = outcomes.get(random.below(outcomes.len().max(1) as u64) as usize) else { continue };
                let mistake = Mistake::ALL[random.below(2) as usize];
                room.store.correct(wrong.sequence, mistake, me.clone()).wait().map(|_| ()).unwrap();
            }
            // Who helped is noted afterwards.
            4 => {
                let outcomes = room.store.outcomes(None).wait().unwrap();
                let Some(alone) = outcomes.iter().find(|one| one.outcome == Outcome::Agreed) else { continue };
                room.store.note_helper(alone.sequence, aide.clone(), me.clone()).wait().map(|_| ()).unwrap();
            }
            // A broken rule is followed up, and the child promises again: no statement says why.
            5 => {
                let rule = asked.rules.iter().next().unwrap().id.clone();
                room.store.add_follow_up(pupil.id.clone(), rule, FollowUpStep::Told, String::new()).wait().unwrap();
                let again = super::classroom::draft(pupil, Outcome::Agreed);
                room.store.append(again).wait().map(|_| ()).unwrap();
            }
            // A child leaves, and is back.
            6 => {
                draft.outcome = Outcome::Left;
                (draft.answers, draft.mark, draft.helper) = (Vec::new(), None, None);
                room.store.leave(draft).wait().unwrap();
                if turn % 2 == 0 {
                    room.store.edit_roster(RosterEdit::Back(pupil.id.clone())).wait().unwrap();
                }
            }
            _ => {}
        }
        room.hands.pass(1 + random.below(100));
    }
    assert!(did.iter().all(|count| *count > 3), "each of it happened: {did:?}");
    // Lists are of who is here; who has left may be back.
    for pupil in &pupils {
        room.store.edit_roster(RosterEdit::Back(pupil.clone())).wait().unwrap();
    }
    let file = exported(&room.store);
    let shown = of_the_kiosk(&room, &pupils, &asked);
    assert_eq!(of_the_file(&file, &pupils, &asked), shown);
    assert!(shown.trees.iter().any(|(_, tally)| tally.promised > 0) && !shown.due.is_empty(), "{shown:?}");
    let printed = list(&room, &content);
    room.store.rebuild().wait().unwrap();
    assert_eq!(of_the_kiosk(&room, &pupils, &asked), shown);
    assert_eq!(list(&room, &content), printed);
}
