//! The school's roll, as its register tells it to its kiosks: the classes, and who is in them. Only what a kiosk needs.

use super::ids::{Numbering, PupilId};
use super::school::{Class, Pupil};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A child on the roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnRoll {
    /// The child.
    pub pupil: Pupil,
    /// Their number in each numbering that knows them.
    pub numbers: BTreeMap<Numbering, String>,
}

/// A whole roll: no class and no child twice, everybody in a class of it; in the order of identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Roll {
    classes: Vec<Class>,
    pupils: Vec<OnRoll>,
}

impl Roll {
    /// Puts one together; `None` where a class or a child is there twice, or a child in no class of it.
    #[must_use]
    pub fn new(mut classes: Vec<Class>, mut pupils: Vec<OnRoll>) -> Option<Self> {
        classes.sort_by(|a, b| a.id.cmp(&b.id));
        pupils.sort_by(|a, b| a.pupil.id.cmp(&b.pupil.id));
        let known: BTreeSet<_> = classes.iter().map(|class| &class.id).collect();
        let distinct: BTreeSet<_> = pupils.iter().map(|child| &child.pupil.id).collect();
        let whole = known.len() == classes.len() && distinct.len() == pupils.len();
        let placed = pupils.iter().all(|child| known.contains(&child.pupil.class));
        (whole && placed).then_some(Self { classes, pupils })
    }

    /// Its classes.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// Everybody on it.
    #[must_use]
    pub fn pupils(&self) -> &[OnRoll] {
        &self.pupils
    }

    /// Takes a child off; whether they were on it.
    pub fn forget(&mut self, pupil: &PupilId) -> bool {
        let before = self.pupils.len();
        self.pupils.retain(|child| &child.pupil.id != pupil);
        self.pupils.len() < before
    }
}
