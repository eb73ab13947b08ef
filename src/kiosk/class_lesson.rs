//! A lesson for the whole class: the panel shows it, the teacher holds the pace. Nothing about any child is stored.

use super::activities::{self, Board, LessonOver, Playing};
use super::mode::Mode;
use super::panel::Metrics;
use super::school::{Contents, Lang, OpenSchool};
use super::station::{begun, lessons_after};
use super::touch::{ScreenSince, Tapped};
use super::voice::Say;
use super::{Action, Stage};
use crate::domain::ids::LessonId;
use crate::domain::lesson::Lesson;
use crate::domain::play::{Audience, Play};
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;
use std::sync::Arc;

/// The class's screen. It is there as long as the lesson is; a tree that is gone back to in between does not end it.
#[derive(Component, Debug)]
#[require(ScreenSince, TabGroup)]
pub(super) struct ClassScreen {
    /// What was drawn last.
    drawn: Option<u64>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (leave, follow).chain().in_set(Stage::Feed))
        .add_systems(Update, (begin, end).chain().in_set(Stage::Carry))
        .add_systems(Update, draw.in_set(Stage::Show));
}

/// The teacher leaves, or the lesson has come to its end.
fn leave(mut taps: MessageReader<Tapped>, mut mode: ResMut<Mode>, mut say: MessageWriter<Say>) {
    if taps.read().any(|tap| tap.action == Action::LeaveLesson) && *mode == Mode::Lesson {
        say.write(Say(Vec::new()));
        *mode = Mode::Tree;
    }
}

pub(super) fn follow(
    mut over: MessageReader<LessonOver>,
    screens: Query<(Entity, &Playing), With<ClassScreen>>,
    (contents, school): (Res<Contents>, Option<Res<OpenSchool>>),
    time: Res<Time<Real>>,
    mut mode: ResMut<Mode>,
    mut commands: Commands,
    mut say: MessageWriter<Say>,
) {
    for LessonOver(entity) in over.read() {
        let Ok((_, playing)) = screens.get(*entity) else { continue };
        let tree = school.as_deref().and_then(|school| school.tree.as_ref());
        let next = tree.and_then(|tree| first_of(lessons_after(tree, Some(&playing.0.lesson().id)), &contents));
        match next {
            Some(lesson) => {
                let (play, said) = begun(lesson, Audience::Class, &time);
                say.write_batch(said);
                commands.entity(*entity).insert((ClassScreen { drawn: None }, Playing(play)));
            }
            None => {
                commands.entity(*entity).despawn();
                mode.set_if_neq(Mode::Tree);
            }
        }
    }
}

/// The first of these lessons that there is.
fn first_of(lessons: &[LessonId], contents: &Contents) -> Option<Arc<Lesson>> {
    lessons.iter().find_map(|id| contents.0.lesson(id).cloned())
}

/// The open tree's lessons begin when the teacher asks for them; one that was left goes on where it was.
fn begin(
    mut mode: ResMut<Mode>,
    screens: Query<&Playing, With<ClassScreen>>,
    (contents, school): (Res<Contents>, Option<Res<OpenSchool>>),
    time: Res<Time<Real>>,
    mut commands: Commands,
    mut say: MessageWriter<Say>,
) {
    if !mode.is_changed() || *mode != Mode::Lesson {
        return;
    }
    if let Ok(Playing(play)) = screens.single() {
        if !play.is_paused() {
            say.write(Say(play.narration()));
        }
        return;
    }
    let tree = school.as_deref().and_then(|school| school.tree.as_ref());
    let Some(lesson) = tree.and_then(|tree| first_of(&tree.lessons, &contents)) else {
        // Without a school a lesson is looked at by itself, and whoever shows it puts it here.
        if school.is_some() {
            *mode = Mode::Idle;
        }
        return;
    };
    let (play, said) = begun(lesson, Audience::Class, &time);
    say.write_batch(said);
    commands.spawn(screen(play));
}

/// The class's screen, not yet drawn.
fn screen(play: Play) -> impl Bundle {
    (ClassScreen { drawn: None }, Playing(play), Node::default(), GlobalZIndex(6), Pickable::IGNORE)
}

/// With the tree go its lessons.
fn end(
    school: Option<Res<OpenSchool>>,
    screens: Query<(Entity, &Playing), With<ClassScreen>>,
    mut mode: ResMut<Mode>,
    mut commands: Commands,
) {
    // Without a school there is no tree to go: a lesson is looked at by itself.
    let Some(school) = school else { return };
    let open = school.tree.as_ref().map_or(&[][..], |tree| tree.lessons.as_slice());
    for (screen, playing) in &screens {
        if !open.contains(&playing.0.lesson().id) {
            commands.entity(screen).despawn();
            if *mode == Mode::Lesson {
                *mode = Mode::Idle;
            }
        }
    }
}

fn draw(
    mode: Res<Mode>,
    mut screens: Query<(Entity, &mut ClassScreen, &Playing, &mut ScreenSince)>,
    (metrics, lang): (Res<Metrics>, Res<Lang>),
    time: Res<Time<Real>>,
    mut commands: Commands,
) {
    for (entity, mut screen, playing, mut since) in &mut screens {
        let wanted = (*mode == Mode::Lesson).then(|| playing.0.screen());
        if wanted == screen.drawn && !metrics.is_changed() {
            continue;
        }
        screen.drawn = wanted;
        let mut entity = commands.entity(entity);
        entity.despawn_related::<Children>();
        if wanted.is_none() {
            entity.insert(Node { display: Display::None, ..default() });
            continue;
        }
        since.0 = time.elapsed();
        entity.insert(Node {
            direction: lang.direction(),
            position_type: PositionType::Absolute,
            top: Val::Px(metrics.reach),
            width: Val::Px(metrics.window.x),
            height: Val::Px(metrics.window.y - metrics.reach),
            ..default()
        });
        entity.with_children(|parent| {
            activities::show(parent, &Board { metrics: &metrics, lang: &lang, play: &playing.0 });
        });
    }
}

/// Puts a lesson on the class's screen, for the gallery.
pub(super) fn exhibit(world: &mut World, play: Play) {
    let mut screens = world.query_filtered::<Entity, With<ClassScreen>>();
    let old: Vec<Entity> = screens.iter(world).collect();
    for screen in old {
        world.entity_mut(screen).despawn();
    }
    world.spawn(screen(play));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use std::path::Path;

    #[test]
    fn a_class_plays_the_chosen_lessons_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let content = Arc::new(Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap());
        let lessons: Vec<LessonId> = content.lessons().take(2).map(|lesson| lesson.id.clone()).collect();
        let mut app = App::new();
        app.insert_resource(Mode::Lesson)
            .insert_resource(OpenSchool::playing(folder.path(), &content, lessons.clone()))
            .insert_resource(Contents(content))
            .init_resource::<Time<Real>>()
            .add_message::<LessonOver>()
            .add_message::<Say>()
            .add_systems(Update, (follow, begin, end).chain());
        for lesson in lessons {
            app.update();
            let mut screens = app.world_mut().query_filtered::<(Entity, &Playing), With<ClassScreen>>();
            let (screen, playing) = screens.single(app.world()).expect("one screen");
            assert_eq!(playing.0.lesson().id, lesson);
            app.world_mut().write_message(LessonOver(screen));
        }
        app.update();
        assert_eq!(*app.world().resource::<Mode>(), Mode::Tree, "after the last one the tree is there");
        let mut screens = app.world_mut().query::<&ClassScreen>();
        assert_eq!(screens.iter(app.world()).count(), 0);
    }
}
