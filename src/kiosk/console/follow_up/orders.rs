//! What the page about a broken rule asks for, carried out on threads.

use super::super::Page;
use super::super::orders::{FollowUpOrder, Hands, Order};
use super::super::places;
use super::super::today::Today;
use super::super::work::Done;
use super::{keys as f, rule_sentences};
use crate::documents::{FollowUpLetter, Press};
use crate::domain::follow_up::FollowUp;
use crate::domain::ids::PupilId;
use crate::exports::write_follow_up_letter;
use crate::kiosk::school::local;
use std::collections::BTreeSet;

impl Hands<'_, '_> {
    pub(in super::super) fn follow_up(&mut self, order: FollowUpOrder) {
        let Some((store, _)) = self.store_and_me() else { return };
        match order {
            FollowUpOrder::Look(pupil) => self.start(move || {
                let known = store.follow_ups(pupil.clone()).wait();
                Done::FollowUps(known.map(|known| (pupil, known)))
            }),
            FollowUpOrder::Add { pupil, rule, step, note } => self.start(move || {
                let added = store.add_follow_up(pupil.clone(), rule, step, note).wait();
                let known = added.and_then(|()| store.follow_ups(pupil.clone()).wait());
                Done::FollowUps(known.map(|known| (pupil, known)))
            }),
            FollowUpOrder::Drop { pupil, number } => self.start(move || {
                let dropped = store.drop_follow_up(number).wait();
                let known = dropped.and_then(|()| store.follow_ups(pupil.clone()).wait());
                Done::FollowUps(known.map(|known| (pupil, known)))
            }),
            FollowUpOrder::Letter(one) => self.write_letter(&one),
            FollowUpOrder::Again { pupil, class, lesson } => {
                let only = BTreeSet::from([pupil]);
                let lessons = lesson.into_iter().collect();
                self.console.orders.push(Order::OpenTree { class, absent: BTreeSet::new(), only, lessons });
            }
        }
    }

    pub(in super::super) fn follow_ups_known(&mut self, pupil: &PupilId, known: Vec<FollowUp>) {
        if let Page::Today(Today::Child(page)) = &mut self.console.page
            && page.pupil == *pupil
        {
            page.follow_ups(known);
        }
    }

    /// Writes the letter home. The file's name says nothing of whom it is about.
    fn write_letter(&mut self, one: &FollowUp) {
        let Some(school) = self.school.as_deref() else { return };
        let date = local(jiff::Timestamp::now().as_millisecond()).date();
        let parts = || {
            let pupil = school.pupil(&one.pupil)?;
            let class = school.class(&pupil.class)?;
            let rule = rule_sentences(&self.contents.0, self.lang.words()?, &school.agreements, &one.rule);
            Some(FollowUpLetter {
                given_name: pupil.given_name.clone(),
                full_name: pupil.full_name(),
                school: school.school.name.clone(),
                class: class.name.clone(),
                date,
                rule,
                step: one.step,
                from: one.by.as_ref().and_then(|id| school.adult(id)).map(|who| who.name.clone()).unwrap_or_default(),
            })
        };
        let Some(letter) = parts() else {
            return self.say_trouble(self.lang.text(super::super::keys::NO_AGREEMENT));
        };
        let name = self.lang.text_with(f::LETTER_FILE, &[("date", &date.to_string())]);
        let chosen = self.console.saving.place().map(|place| place.path().to_owned());
        let (data, press) = (self.data.0.clone(), self.printing.0.clone());
        let (content, language) = (self.contents.0.clone(), self.lang.tag().to_owned());
        self.start(move || {
            let folder = chosen.unwrap_or_else(|| places::here(&data));
            let to = places::fresh(&folder, &name, "pdf");
            let words = content.words(&language).unwrap_or_else(|| content.english());
            let press = press.get_or_init(Press::new);
            Done::Written(write_follow_up_letter(press, &letter, words, &to).map(|()| to))
        });
    }
}
