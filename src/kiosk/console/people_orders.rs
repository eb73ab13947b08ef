//! What the pages about a child ask for, carried out: every one of them a statement, or a row that goes with the tree.

use super::Page;
use super::jobs::{Unnamed, fresh};
use super::orders::{Hands, PeopleOrder};
use super::today::Today;
use super::work::{Done, PeopleDone};
use crate::domain::ids::{PupilId, SessionId};
use crate::domain::outcome::{AdultSigned, AgreementShown, Outcome, OutcomeDraft, PupilSigned};
use crate::domain::school::Role;
use crate::kiosk::console::keys as k;
use crate::kiosk::school::agreement_for;
use crate::store::NewStaff;

impl Hands<'_, '_> {
    pub(super) fn people(&mut self, order: PeopleOrder) {
        match order {
            PeopleOrder::Set { pupil, outcome } => self.set_outcome(&pupil, outcome),
            PeopleOrder::TakeBack { sequence, mistake } => {
                let Some((store, me)) = self.store_and_me() else { return };
                self.start(move || {
                    let corrected = store.correct(sequence, mistake, me).wait();
                    Done::People(PeopleDone::Outcomes(corrected.and_then(|_| store.outcomes(None).wait())))
                });
            }
            PeopleOrder::Helper { pupil, helper } => {
                let Some((store, session)) = self.store_and_session() else { return };
                self.start(move || {
                    let named = store.set_helper(session, pupil, helper).wait();
                    Done::People(PeopleDone::Helpers(
                        named.and_then(|()| Ok((store.staff().wait()?, store.helpers().wait()?))),
                    ))
                });
            }
            PeopleOrder::NewHelper { pupil, name } => {
                let Some((store, session)) = self.store_and_session() else { return };
                self.start(move || {
                    let new = NewStaff { name, role: Role::Teacher };
                    let named = store.add_staff(new, None).wait().and_then(|helper| {
                        store.set_helper(session, pupil, Some(helper.id)).wait()?;
                        Ok((store.staff().wait()?, store.helpers().wait()?))
                    });
                    Done::People(PeopleDone::Helpers(named))
                });
            }
            PeopleOrder::TalkedAbout { sequence } => {
                let Some((store, _)) = self.store_and_me() else { return };
                self.start(move || {
                    let talked = store.talked_about(sequence).wait();
                    Done::People(PeopleDone::Talks(talked.and_then(|()| store.talks().wait())))
                });
            }
        }
    }

    /// A statement about a child who was not asked. Whoever is absent today and is noted otherwise is not absent: their
    /// outcome would be overwritten when the tree is closed.
    fn set_outcome(&mut self, pupil: &PupilId, outcome: Outcome) {
        let draft = match self.draft(pupil, outcome) {
            Ok(Some(draft)) => draft,
            Ok(None) => return self.say_trouble(self.lang.text(k::NO_AGREEMENT)),
            Err(error) => return self.trouble(&error),
        };
        let Some((store, _)) = self.store_and_me() else { return };
        let marked = self.school.as_ref().and_then(|school| school.tree.as_ref());
        let marked = marked.filter(|tree| tree.absent.contains(pupil)).map(|tree| tree.session.clone());
        let pupil = pupil.clone();
        self.start(move || {
            let appended = store.append(draft).wait().and_then(|_| match marked {
                Some(session) => store.set_absent(session, pupil, false).wait(),
                None => Ok(()),
            });
            let read = appended.and_then(|()| Ok((store.outcomes(None).wait()?, store.current_tree().wait()?)));
            Done::People(PeopleDone::Set(read))
        });
    }

    fn draft(&self, pupil: &PupilId, outcome: Outcome) -> Result<Option<OutcomeDraft>, Unnamed> {
        let Some(school) = self.school.as_deref() else { return Ok(None) };
        let parts = || {
            let pupil = school.pupil(pupil)?;
            let class = school.class(&pupil.class)?;
            let agreement = agreement_for(&self.contents.0, class)?;
            let fingerprint = self.contents.0.fingerprint(&agreement.id, self.lang.tag())?;
            Some((pupil, class, agreement, fingerprint, school.adult(&school.me)?))
        };
        let Some((pupil, class, agreement, fingerprint, me)) = parts() else { return Ok(None) };
        let open = school.tree.as_ref().filter(|tree| tree.class == class.id);
        let session = match open {
            Some(tree) => tree.session.clone(),
            None => fresh(SessionId::new)?,
        };
        Ok(Some(OutcomeDraft {
            session,
            pupil: PupilSigned {
                id: pupil.id.clone(),
                name: pupil.full_name(),
                class_id: class.id.clone(),
                class_name: class.name.clone(),
            },
            agreement: AgreementShown {
                id: agreement.id.clone(),
                version: agreement.version,
                fingerprint,
                language: self.lang.tag().to_owned(),
            },
            outcome,
            answers: Vec::new(),
            mark: None,
            witness: AdultSigned { id: me.id.clone(), name: me.name.clone() },
            helper: None,
        }))
    }

    pub(super) fn people_done(&mut self, done: PeopleDone) {
        if let Page::Today(Today::Child(page)) = &mut self.console.page {
            page.asked = false;
        }
        let error = match (done, &mut self.school) {
            (PeopleDone::Set(Ok((outcomes, tree))), Some(school)) => {
                school.outcomes = outcomes;
                school.tree = tree;
                return;
            }
            (PeopleDone::Outcomes(Ok(outcomes)), Some(school)) => {
                school.outcomes = outcomes;
                return;
            }
            (PeopleDone::Helpers(Ok((staff, helpers))), Some(school)) => {
                school.staff = staff;
                school.helpers = helpers;
                return;
            }
            (PeopleDone::Talks(Ok(talks)), Some(school)) => {
                school.talks = talks;
                return;
            }
            (PeopleDone::Set(Err(error)), _)
            | (PeopleDone::Outcomes(Err(error)), _)
            | (PeopleDone::Helpers(Err(error)), _)
            | (PeopleDone::Talks(Err(error)), _) => error,
            // It was locked meanwhile; what is on the disk is read when somebody unlocks.
            (_, None) => return,
        };
        self.trouble(&error);
    }
}
