//! Screens of lessons: a walk through each that sees a wrong turn as well as the right one.

use super::super::robot::walk;
use super::shots::{Scene, Shot};
use crate::content::Content;
use crate::domain::ids::ClassId;
use crate::domain::lesson::Lesson;
use crate::domain::play::{Audience, Input, Moment, Play};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// One screen of each kind of activity, and how lessons end and look before a class.
pub(super) fn one_of_each(content: &Content, class: &ClassId) -> Vec<Shot> {
    let mut seen = BTreeSet::new();
    let mut shots = Vec::new();
    for lesson in content.lessons() {
        for (_, play) in screens(lesson) {
            let kind = match (play.moment(), play.step()) {
                (Moment::Remember, _) => "remember".to_owned(),
                (Moment::Question | Moment::Panel(_), Some(step)) => step.activity.kind().to_lowercase(),
                _ => continue,
            };
            if seen.insert(kind.clone()) {
                let scene = Scene::Lesson { class: class.clone(), play, heard: None };
                shots.push(Shot { name: format!("lesson-{kind}"), scene });
            }
        }
    }
    if let Some(lesson) = content.lessons().find(|lesson| lesson.steps.len() > 2) {
        let (mut play, _) = Play::begin(Arc::clone(lesson), Audience::Class, 1);
        shots.push(Shot {
            name: "class-story".into(),
            scene: Scene::Lesson { class: class.clone(), play: play.clone(), heard: None },
        });
        shots.push(Shot {
            name: "class-read-along".into(),
            scene: Scene::Lesson {
                class: class.clone(),
                play: play.clone(),
                heard: Some(Duration::from_millis(1_500)),
            },
        });
        play.apply(Input::Talk);
        shots
            .push(Shot { name: "class-talk".into(), scene: Scene::Lesson { class: class.clone(), play, heard: None } });
    }
    shots
}

/// Every screen of every lesson that the walk meets.
pub(super) fn all(content: &Content, class: &ClassId) -> Vec<Shot> {
    content
        .lessons()
        .flat_map(|lesson| {
            screens(lesson).into_iter().enumerate().map(|(number, (step, play))| Shot {
                name: format!("{}-{number:02}-{step}", lesson.id),
                scene: Scene::Lesson { class: class.clone(), play, heard: None },
            })
        })
        .collect()
}

/// The walk: what is on the screen after each touch, with the name of the step.
fn screens(lesson: &Arc<Lesson>) -> Vec<(String, Play)> {
    let (mut play, _) = Play::begin(Arc::clone(lesson), Audience::Alone, 1);
    let mut screens = Vec::new();
    // A lesson that leads round in a circle is a fault of its own; here it only ends the walk.
    for _ in 0..200 {
        let step = play.step().map_or_else(|| "end".to_owned(), |step| step.id.to_string());
        screens.push((step, play.clone()));
        if play.is_over() {
            break;
        }
        let input = walk::touch(&play);
        play.apply(input);
    }
    screens.pop();
    screens
}
