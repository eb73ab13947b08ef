//! A lesson for the whole class: the panel shows it, the teacher holds the pace. Nothing about any child is stored.

use super::activities::{self, Board, LessonOver, Playing};
use super::mode::Mode;
use super::panel::Metrics;
use super::school::{Contents, Lang, OpenSchool};
use super::station::millis;
use super::touch::{ScreenSince, Tapped};
use super::voice::Say;
use super::{Action, Stage};
use crate::domain::play::{self, Audience, Play};
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;

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
    screens: Query<Entity, With<ClassScreen>>,
    mut mode: ResMut<Mode>,
    mut commands: Commands,
) {
    for LessonOver(screen) in over.read().filter(|over| screens.contains(over.0)) {
        commands.entity(*screen).despawn();
        mode.set_if_neq(Mode::Tree);
    }
}

/// The open tree's lesson begins when the teacher asks for it; one that was left goes on where it was.
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
    let chosen = school.as_deref().and_then(|school| school.tree.as_ref()?.lesson.as_ref());
    let Some(lesson) = chosen.and_then(|id| contents.0.lesson(id)) else {
        // Without a school a lesson is looked at by itself, and whoever shows it puts it here.
        if school.is_some() {
            *mode = Mode::Idle;
        }
        return;
    };
    let (play, effects) = Play::begin(lesson.clone(), Audience::Class, millis(&time));
    say.write_batch(effects.into_iter().filter_map(|effect| match effect {
        play::Effect::Speak(keys) => Some(Say(keys)),
        _ => None,
    }));
    commands.spawn(screen(play));
}

/// The class's screen, not yet drawn.
fn screen(play: Play) -> impl Bundle {
    (ClassScreen { drawn: None }, Playing(play), Node::default(), GlobalZIndex(6), Pickable::IGNORE)
}

/// With the tree goes its lesson.
fn end(
    school: Option<Res<OpenSchool>>,
    screens: Query<(Entity, &Playing), With<ClassScreen>>,
    mut mode: ResMut<Mode>,
    mut commands: Commands,
) {
    // Without a school there is no tree to go: a lesson is looked at by itself.
    let Some(school) = school else { return };
    let open = school.tree.as_ref().and_then(|tree| tree.lesson.as_ref());
    for (screen, playing) in &screens {
        if open != Some(&playing.0.lesson().id) {
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
