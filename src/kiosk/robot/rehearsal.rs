//! The same children without a window: the real machine, the real store, no Bevy. For tests that need many.

use super::child::Chance;
use super::report::{Line, Report};
use super::{Prepared, RobotOptions, answer};
use crate::content::Content;
use crate::domain::ids::PupilId;
use crate::domain::journey::{Completed, Effect, Input, Journey, Millis, Step};
use crate::domain::mark::Point;
use crate::kiosk::KioskError;
use crate::kiosk::school::{Contents, Lang, OpenSchool};
use crate::kiosk::{journey, station};
use crate::store::Store;
use std::sync::Arc;
use std::time::Instant;

/// Plays robot children against the store, one after the other, and closes the tree. `store` must be open.
///
/// # Errors
/// [`KioskError`]: no such class, the report, the store.
pub fn rehearse(store: Store, content: Arc<Content>, language: &str, options: RobotOptions) -> Result<(), KioskError> {
    let Prepared { tree, pupils } = super::prepare(&store, &content, &options)?;
    let lang = Lang::new(content.clone(), language).ok_or_else(|| KioskError::Language(language.to_owned()))?;
    let mut opened = OpenSchool::read(store, tree.witness.clone())?.school;
    opened.tree = Some(tree);
    let report = |source| KioskError::Report { file: options.report.clone(), source };
    let mut rehearsal = Rehearsal {
        school: opened,
        contents: Contents(content),
        lang,
        started: Instant::now(),
        report: Report::create(&options.report).map_err(report)?,
    };
    for pupil in pupils {
        let line = rehearsal.play(&pupil, options.seed)?;
        rehearsal.report.write(&line).map_err(report)?;
    }
    rehearsal.close()
}

struct Rehearsal {
    school: OpenSchool,
    contents: Contents,
    lang: Lang,
    started: Instant,
    report: Report,
}

impl Rehearsal {
    fn now(&self) -> Millis {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn play(&mut self, pupil: &PupilId, seed: u64) -> Result<Line, KioskError> {
        let mut chance = Chance::new(seed, pupil);
        let stamps = chance.once_in(6);
        let agreement = self
            .school
            .pupil(pupil)
            .and_then(|pupil| self.school.class(&pupil.class))
            .and_then(|class| crate::kiosk::school::agreement_for(&self.contents.0, class))
            .ok_or_else(|| KioskError::Agreement(pupil.to_string()))?;
        let started = jiff::Timestamp::now();
        let (mut child, _) = Journey::begin(pupil.clone(), agreement, journey::prompts(), false, self.now());
        let (mut taps, mut waited) = (1, std::time::Duration::ZERO);
        loop {
            let input = match child.step() {
                Step::Drawing if !stamps && !child.can_finish() => {
                    for step in 0..12_u16 {
                        let point = Point(300 + step * 90, 300 + (chance.share() * 300.0) as u16);
                        child.apply(if step == 0 { Input::InkDown(point) } else { Input::InkMove(point) }, self.now());
                    }
                    Input::Finished
                }
                Step::Stamping if child.stamp().is_none() => Input::PickStamp(chance.stamp()),
                Step::Thanked(outcome) => {
                    let thanked = jiff::Timestamp::now();
                    let machine_wait_ms = u64::try_from(waited.as_millis()).unwrap_or(u64::MAX);
                    return Ok(Line { pupil: pupil.clone(), outcome, taps, machine_wait_ms, started, thanked });
                }
                step => answer(step, &child, stamps).ok_or(KioskError::Window)?,
            };
            taps += 1;
            for effect in child.apply(input, self.now()) {
                if let Effect::Save(completed) = effect {
                    let begun = Instant::now();
                    self.save(&completed)?;
                    waited += begun.elapsed();
                    child.apply(Input::Saved, self.now());
                }
            }
        }
    }

    fn save(&mut self, completed: &Completed) -> Result<(), KioskError> {
        let draft = station::draft(&self.school, &self.contents, &self.lang, completed).ok_or(KioskError::Window)?;
        let appended = self.school.store.append(draft.clone()).wait()?;
        self.school.outcomes.push(station::recorded(&draft, &appended));
        Ok(())
    }

    fn close(self) -> Result<(), KioskError> {
        let Some(tree) = self.school.tree else { return Ok(()) };
        crate::kiosk::close(&self.school.store, &self.contents.0, self.lang.tag(), &tree)
    }
}
