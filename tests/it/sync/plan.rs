//! Whatever happens on the way, in the end the register has every statement once, in the order of its chain, every kiosk has a
//! receipt for each, and has obeyed all that the register told it.

use super::model::{Disk, Kiosk, Message, Register};
use promise_tree::domain::ids::KioskId;
use promise_tree::ledger::{Head, Statement};
use promise_tree::sync::orders::Kind;
use promise_tree::sync::plan::Step;
use promise_tree::sync::receipt::Receipt;
use promise_tree::sync::wire::{self, PullAnswer, PullRequest};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const KIOSKS: usize = 3;

/// What becomes of a message.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Arrives,
    RequestLost,
    ReplyLost,
    Twice,
    /// Gets through long after the sender has given up.
    Late,
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Promise(usize),
    Step(usize, Fate),
    /// Stops dead at any moment and starts again.
    Crash(usize),
    /// Whatever is late or with a courier arrives: the one at this place.
    Arrive(usize),
    CourierLeaves(usize),
    Backup(usize),
    Restore(usize),
    /// The register has a child erased, or a new roll.
    Erase,
    NewRoll,
    /// One message of a pull; the kiosk may stop dead between two orders.
    Pull(usize, Fate, Option<usize>),
    /// Some erasures cannot be carried out, or can again.
    Refuses(usize, bool),
    /// An answer to a pull that a courier brings late.
    OldAnswer(usize),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(Fate::Arrives),
        1 => Just(Fate::RequestLost),
        1 => Just(Fate::ReplyLost),
        1 => Just(Fate::Twice),
        1 => Just(Fate::Late),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let kiosk = 0..KIOSKS;
    prop_oneof![
        6 => kiosk.clone().prop_map(Event::Promise),
        10 => (kiosk.clone(), fate()).prop_map(|(kiosk, fate)| Event::Step(kiosk, fate)),
        1 => kiosk.clone().prop_map(Event::Crash),
        3 => (0..20_usize).prop_map(Event::Arrive),
        1 => kiosk.clone().prop_map(Event::CourierLeaves),
        1 => kiosk.clone().prop_map(Event::Backup),
        1 => kiosk.clone().prop_map(Event::Restore),
        2 => Just(Event::Erase),
        1 => Just(Event::NewRoll),
        5 => (kiosk.clone(), fate(), prop::option::weighted(0.2, 0..2_usize))
            .prop_map(|(kiosk, fate, stops)| Event::Pull(kiosk, fate, stops)),
        1 => (kiosk, any::<bool>()).prop_map(|(kiosk, refuses)| Event::Refuses(kiosk, refuses)),
        1 => (0..20_usize).prop_map(Event::OldAnswer),
    ]
}

struct World {
    register: Register,
    kiosks: Vec<Kiosk>,
    backups: Vec<Option<Disk>>,
    on_the_way: Vec<(KioskId, Message)>,
    /// Answers to pulls that were lost on the network, or lie on a stick.
    answers: Vec<(usize, PullRequest, PullAnswer)>,
}

impl World {
    fn new() -> Self {
        let kiosks: Vec<Kiosk> = (1..=KIOSKS as u8).map(Kiosk::new).collect();
        let mut register = Register::new();
        register.keys = kiosks.iter().map(|kiosk| (kiosk.id(), kiosk.key.public())).collect();
        Self { register, kiosks, backups: vec![None; KIOSKS], on_the_way: Vec::new(), answers: Vec::new() }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Promise(kiosk) => self.kiosks[kiosk].promise(),
            Event::Step(kiosk, fate) => {
                let late = &mut self.on_the_way;
                self.kiosks[kiosk].step(&mut self.register, &mut |register, id, message| match fate {
                    Fate::Arrives => Some(register.answer(id, &message)),
                    Fate::RequestLost => None,
                    Fate::ReplyLost => {
                        register.answer(id, &message);
                        None
                    }
                    Fate::Twice => {
                        register.answer(id, &message);
                        Some(register.answer(id, &message))
                    }
                    Fate::Late => {
                        late.push((id.clone(), message));
                        None
                    }
                });
            }
            Event::Crash(kiosk) => self.kiosks[kiosk].restart(),
            Event::Arrive(nth) => {
                if !self.on_the_way.is_empty() {
                    // Kept: it may arrive again.
                    let (kiosk, message) = self.on_the_way[nth % self.on_the_way.len()].clone();
                    self.register.answer(&kiosk, &message);
                }
            }
            Event::CourierLeaves(kiosk) => {
                let (id, luggage) = (self.kiosks[kiosk].id(), self.kiosks[kiosk].luggage());
                self.on_the_way.extend(luggage.into_iter().map(|message| (id.clone(), message)));
            }
            Event::Backup(kiosk) => self.backups[kiosk] = Some(self.kiosks[kiosk].disk.clone()),
            Event::Restore(kiosk) => {
                if let Some(disk) = self.backups[kiosk].clone() {
                    self.kiosks[kiosk].restore(disk);
                }
            }
            Event::Erase => self.register.erase(),
            Event::NewRoll => self.register.new_roll(),
            Event::Pull(kiosk, fate, stops) => {
                let answers = &mut self.answers;
                self.kiosks[kiosk].pull(&mut self.register, stops, &mut |register, id, message| {
                    let answer = register.answer(id, &message);
                    let Message::Pull(asked) = &message else { panic!("a pull asks for orders alone") };
                    answers.push((kiosk, wire::read(asked).unwrap(), wire::read(&answer).unwrap()));
                    matches!(fate, Fate::Arrives | Fate::Twice).then_some(answer)
                });
            }
            Event::Refuses(kiosk, refuses) => self.kiosks[kiosk].refuses = refuses,
            Event::OldAnswer(nth) => {
                if !self.answers.is_empty() {
                    let (kiosk, asked, answer) = &self.answers[nth % self.answers.len()];
                    self.kiosks[*kiosk].pull_late(&self.register, asked, answer);
                }
            }
        }
        for kiosk in &self.kiosks {
            let orders = &kiosk.disk.orders;
            let obeyed = orders.obeyed.get(&Kind::Erasure).map_or(0, |head| head.sequence);
            assert!((1..=obeyed).all(|number| orders.erased.contains(&number)), "an erasure counts that was not done");
        }
    }

    /// The cable is back, and nothing goes wrong any more.
    fn settle(&mut self) {
        for (kiosk, message) in std::mem::take(&mut self.on_the_way) {
            self.register.answer(&kiosk, &message);
        }
        for kiosk in &mut self.kiosks {
            kiosk.restart();
            let mut steps = 0;
            loop {
                match kiosk.step(&mut self.register, &mut |register, id, message| Some(register.answer(id, &message))) {
                    Step::Done => break,
                    Step::Stuck(stuck) => panic!("{stuck}"),
                    _ => steps += 1,
                }
                assert!(steps < 200, "a sync does not come to its end");
            }
            kiosk.refuses = false;
            let mut pulls = 0;
            while !kiosk
                .pull(&mut self.register, None, &mut |register, id, message| Some(register.answer(id, &message)))
            {
                pulls += 1;
                assert!(pulls < 200, "a pull does not come to its end");
            }
        }
    }

    fn check(&self, ever_taken: &BTreeSet<Head2>) {
        let entries = &self.register.entries;
        let places: BTreeMap<Head2, usize> = entries.iter().map(Head2::of).zip(0..).collect();
        assert_eq!(places.len(), entries.len(), "a statement is there twice");
        assert!(ever_taken.iter().all(|head| places.contains_key(head)), "what was taken once is gone");
        let mut forked = BTreeSet::new();
        for kiosk in &self.kiosks {
            let disk = &kiosk.disk;
            assert_eq!(disk.receipts.len(), disk.chain.len());
            let telling = &self.register.telling;
            let (erasures, roll) = (telling.erasures.len() as u64, telling.roll.as_ref());
            assert_eq!(disk.orders.erased, (1..=erasures).collect(), "every erasure is carried out");
            assert_eq!(disk.orders.roll, roll.map(|(head, _)| (head.sequence, head.sequence as usize)));
            let erasure = telling.erasures.last().map(|(head, _)| (Kind::Erasure, *head));
            let told: BTreeMap<Kind, Head> =
                erasure.into_iter().chain(roll.map(|(head, _)| (Kind::Roll, *head))).collect();
            assert_eq!(disk.orders.obeyed, told, "and nothing else is");
            for (statement, receipt) in disk.chain.iter().zip(&disk.receipts) {
                assert_eq!(places.get(&Head2::of(statement)), Some(&(receipt.leaf() as usize)));
                let proof = promise_tree::sync::receipt::hashes(&receipt.proof_bytes()).unwrap();
                Receipt::check(&statement.hash(), receipt.leaf(), proof, receipt.checkpoint()).unwrap();
            }
            let mine = entries.iter().filter(|entry| entry.claims().kiosk == kiosk.id());
            let numbers: Vec<u64> = mine.clone().map(Statement::sequence).collect();
            let different: BTreeSet<&u64> = numbers.iter().collect();
            if different.len() < numbers.len() {
                forked.insert(kiosk.id());
            }
            let genesis = Head::genesis(&kiosk.key.public()).hash;
            for statement in mine {
                let (previous, own) = (statement.claims().previous, places[&Head2::of(statement)]);
                let before = places.iter().find(|(head, _)| head.1 == previous).map(|(_, place)| *place);
                let first = statement.sequence() == 1 && previous == genesis;
                assert!(first || before.is_some_and(|before| before < own), "a statement stands before its previous");
            }
        }
        let flagged: BTreeSet<KioskId> = self
            .register
            .known
            .iter()
            .filter(|(_, known)| known.values().any(|forked| *forked))
            .map(|(kiosk, _)| kiosk.clone())
            .collect();
        assert_eq!(flagged, forked, "a fork is flagged, and nothing else");
    }
}

/// A head that can be sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Head2(u64, [u8; 32]);

impl Head2 {
    fn of(statement: &Statement) -> Self {
        Self(statement.sequence(), statement.hash())
    }
}

fn cases() -> u32 {
    if std::env::var_os("PROMISE_TREE_SOAK").is_some() { 20_000 } else { 96 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn in_the_end_every_statement_is_in_the_register_once_and_every_order_is_obeyed_whatever_happened(
        events in prop::collection::vec(event(), 1..150)
    ) {
        let mut world = World::new();
        let mut ever_taken = BTreeSet::new();
        for event in events {
            world.happen(event);
            ever_taken.extend(world.register.entries.iter().map(Head2::of));
        }
        world.settle();
        world.check(&ever_taken);
    }
}

#[test]
fn a_kiosk_put_back_from_a_backup_is_noticed_and_neither_branch_is_lost() {
    let mut world = World::new();
    let through = |world: &mut World| {
        for _ in 0..12 {
            world.happen(Event::Step(0, Fate::Arrives));
        }
    };
    (0..5).for_each(|_| world.happen(Event::Promise(0)));
    world.happen(Event::Backup(0));
    (0..4).for_each(|_| world.happen(Event::Promise(0)));
    through(&mut world);
    assert_eq!(world.register.entries.len(), 9);
    world.happen(Event::Restore(0));
    (0..3).for_each(|_| world.happen(Event::Promise(0)));
    through(&mut world);
    world.settle();
    assert_eq!(world.register.entries.len(), 12);
    let known = &world.register.known[&world.kiosks[0].id()];
    assert_eq!(known.values().filter(|forked| **forked).count(), 3);
    world.check(&BTreeSet::new());
}

#[test]
fn an_erasure_that_cannot_be_carried_out_holds_up_neither_those_behind_it_nor_the_roll_and_comes_again() {
    let mut world = World::new();
    (0..5).for_each(|_| world.happen(Event::Erase));
    world.happen(Event::NewRoll);
    world.happen(Event::Refuses(0, true));
    (0..4).for_each(|_| world.happen(Event::Pull(0, Fate::Arrives, None)));
    let orders = &world.kiosks[0].disk.orders;
    assert_eq!(orders.erased, BTreeSet::from([1, 2, 4, 5]));
    assert_eq!(orders.obeyed.get(&Kind::Erasure).map(|head| head.sequence), Some(2));
    assert_eq!(orders.roll, Some((1, 1)));
    world.happen(Event::Refuses(0, false));
    (0..4).for_each(|_| world.happen(Event::Pull(0, Fate::Arrives, None)));
    let orders = &world.kiosks[0].disk.orders;
    assert_eq!(orders.erased, (1..=5).collect());
    assert_eq!(orders.obeyed.get(&Kind::Erasure).map(|head| head.sequence), Some(5));
}
