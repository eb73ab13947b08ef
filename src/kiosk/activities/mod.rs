//! A lesson on the screen: each file draws one kind of activity, none decides anything: `domain::play` does.
//!
//! A lesson is a [`Playing`] on an entity: on a station for a child alone, on the class's screen for all of them. Taps
//! reach the lesson that the tapped thing hangs below.

mod bar;
mod build;
mod chat;
mod choose;
mod order;
mod scene;
mod sort;
mod spot;
mod story;
mod window;

use super::panel::Metrics;
use super::pictures::{Picture, Pictures};
use super::read_along::{Line, spoken_text};
use super::school::{Contents, Lang, OpenSchool};
use super::touch::Tapped;
use super::voice::{Say, Sound};
use super::{Action, Root, Stage, theme};
use crate::domain::ids::{Key, LessonId};
use crate::domain::lesson::{Activity, Lesson, Scene, SceneNumber};
use crate::domain::play::{Effect, Input, Moment, Play};
use bevy::prelude::*;
use bevy::text::{FontWeight, Justify};

/// The lesson that is played here.
#[derive(Component, Debug)]
pub(super) struct Playing(pub Play);

/// The lesson on this entity was played to its end.
#[derive(Message, Debug, Clone, Copy)]
pub(super) struct LessonOver(pub Entity);

/// A touch that moved a lesson on.
#[derive(Message, Debug, Clone, Copy)]
pub(super) struct LessonTouched(pub Entity);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<LessonOver>()
        .add_message::<LessonTouched>()
        .add_systems(
            Update,
            take_taps.in_set(Stage::Feed).before(super::station::follow_lessons).before(super::class_lesson::follow),
        )
        .add_systems(Update, (prepare, prepare_chosen).in_set(Stage::Show));
}

fn take_taps(
    mut taps: MessageReader<Tapped>,
    parents: Query<&ChildOf>,
    mut lessons: Query<&mut Playing>,
    stations: Query<&super::station::Working>,
    mut school: Option<ResMut<OpenSchool>>,
    mut say: MessageWriter<Say>,
    mut sound: MessageWriter<Sound>,
    mut over: MessageWriter<LessonOver>,
    mut touched: MessageWriter<LessonTouched>,
) {
    // What the first tap of a frame leads to has not been seen yet: a second one was not meant for it.
    let mut answered = Vec::new();
    for tap in taps.read() {
        let Action::Play(input) = &tap.action else { continue };
        let own = parents.iter_ancestors(tap.entity).find(|ancestor| lessons.contains(*ancestor));
        let Some((entity, mut playing)) = own.and_then(|own| Some((own, lessons.get_mut(own).ok()?))) else { continue };
        if answered.contains(&entity) {
            continue;
        }
        answered.push(entity);
        let pupil = stations.get(entity).ok().map(|working| working.0.pupil());
        if !school.as_deref().zip(pupil).is_some_and(|(school, pupil)| school.is_calm(pupil)) {
            sound.write(sound_of(input));
        }
        touched.write(LessonTouched(entity));
        for effect in playing.0.apply(input.clone()) {
            match effect {
                Effect::Speak(keys) => {
                    say.write(Say(keys));
                }
                Effect::Hush => {
                    say.write(Say(Vec::new()));
                }
                Effect::Finished => {
                    if let Some(school) = school.as_deref_mut() {
                        // A child who plays several counts once.
                        let lessons = school.tree.as_ref().map_or(&[][..], |tree| tree.lessons.as_slice());
                        let last = lessons.last().is_none_or(|last| last == &playing.0.lesson().id);
                        school.stumbles.add(&playing.0, last);
                    }
                    over.write(LessonOver(entity));
                }
            }
        }
    }
}

fn sound_of(input: &Input) -> Sound {
    match input {
        Input::Next => Sound::Page,
        Input::Back | Input::TryAgain => Sound::Again,
        _ => Sound::Tap,
    }
}

/// The pictures of the next steps are drawn before anybody asks for them.
fn prepare(
    lessons: Query<&Playing, Changed<Playing>>,
    (metrics, root): (Res<Metrics>, Res<Root>),
    mut pictures: ResMut<Pictures>,
) {
    for Playing(play) in &lessons {
        prepare_from(play.lesson(), play.step_number(), &metrics, &root, &mut pictures);
    }
}

/// A lesson that was chosen is not waited for when it begins.
fn prepare_chosen(
    school: Option<Res<OpenSchool>>,
    (contents, metrics, root): (Res<Contents>, Res<Metrics>, Res<Root>),
    mut pictures: ResMut<Pictures>,
    mut done: Local<Option<(LessonId, Metrics)>>,
) {
    let chosen = school.as_deref().and_then(|school| school.tree.as_ref()?.lessons.first().cloned());
    let chosen = chosen.map(|lesson| (lesson, *metrics));
    if *done != chosen {
        if let Some(lesson) = chosen.as_ref().and_then(|(lesson, _)| contents.0.lesson(lesson)) {
            prepare_from(lesson, 0, &metrics, &root, &mut pictures);
        }
        *done = chosen;
    }
}

/// The pictures of a lesson's step and the one behind it.
pub(super) fn prepare_from(lesson: &Lesson, step: usize, metrics: &Metrics, root: &Root, pictures: &mut Pictures) {
    let near = lesson.steps.iter().skip(step).take(2);
    for number in near.flat_map(|step| scenes_of(&step.activity)) {
        if let Some(scene) = lesson.scenes.get(number) {
            scene::prepare(scene, metrics, root, pictures);
        }
    }
}

fn scenes_of(activity: &Activity) -> Vec<SceneNumber> {
    match activity {
        Activity::Story(panels) => panels.iter().map(|panel| panel.scene).collect(),
        Activity::Choose { scene, options, .. } => {
            let then = options.iter().flat_map(|option| &option.then).map(|panel| panel.scene);
            std::iter::once(*scene).chain(then).collect()
        }
        Activity::Sort { scene, .. } => scene.iter().copied().collect(),
        Activity::Spot { scene, .. } => vec![*scene],
        Activity::Chat { .. } | Activity::Window { .. } | Activity::Build { .. } | Activity::Order { .. } => Vec::new(),
    }
}

/// What every activity is drawn from.
pub(super) struct Board<'a> {
    pub metrics: &'a Metrics,
    pub lang: &'a Lang,
    pub play: &'a Play,
}

impl Board<'_> {
    fn words(&self, key: &Key) -> Line {
        Line::of(self.lang, key.as_str())
    }

    fn scene(&self, number: SceneNumber) -> Option<&Scene> {
        self.play.lesson().scenes.get(number)
    }

    /// Whether the answers lie in a row across the lower part of the scene.
    fn asks_below(&self) -> bool {
        matches!(self.play.step().map(|step| &step.activity), Some(Activity::Choose { .. }))
    }

    fn is_question(&self) -> bool {
        self.play.moment() == Moment::Question
    }
}

/// Draws the lesson as it stands, over all of `parent`.
pub(super) fn show(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>) {
    match (board.play.moment(), board.play.step().map(|step| &step.activity)) {
        (Moment::Remember | Moment::Talk | Moment::Over, _) | (_, None) => story::ending(parent, board),
        (_, Some(Activity::Story(_))) => story::show(parent, board),
        (_, Some(Activity::Choose { scene, question, options })) => {
            choose::show(parent, board, *scene, question, options)
        }
        (_, Some(Activity::Sort { scene, question, boxes, cards })) => {
            sort::show(parent, board, *scene, question, boxes, cards);
        }
        (_, Some(Activity::Spot { scene, question, finds })) => spot::show(parent, board, *scene, question, finds),
        (_, Some(Activity::Chat { with, me, question, replies, .. })) => {
            chat::show(parent, board, with, *me, question, replies);
        }
        (_, Some(Activity::Window { question, page, adult, .. })) => {
            window::show(parent, board, question, page, *adult);
        }
        (_, Some(Activity::Build { question, slots, cards, .. })) => {
            build::show(parent, board, question, *slots, cards)
        }
        (_, Some(Activity::Order { question, cards, .. })) => order::show(parent, board, question, cards),
    }
    bar::show(parent, board);
}

/// What lies over a scene: from top to bottom, above the bar.
fn column(board: &Board<'_>) -> impl Bundle + use<> {
    let metrics = board.metrics;
    (
        Node {
            direction: board.lang.direction(),
            position_type: PositionType::Absolute,
            width: Val::Percent(100.0),
            top: Val::ZERO,
            bottom: bar::height(metrics),
            flex_direction: FlexDirection::Column,
            align_items: AlignItems::Center,
            justify_content: JustifyContent::SpaceBetween,
            padding: UiRect::new(metrics.px(40.0), metrics.px(40.0), metrics.px(20.0), metrics.px(6.0)),
            row_gap: metrics.px(14.0),
            ..default()
        },
        Pickable::IGNORE,
    )
}

/// A row of answers.
fn row(board: &Board<'_>) -> Node {
    Node {
        direction: board.lang.direction(),
        width: Val::Percent(100.0),
        flex_shrink: 0.0,
        justify_content: JustifyContent::Center,
        align_items: AlignItems::Stretch,
        column_gap: board.metrics.px(theme::GAP),
        ..default()
    }
}

/// A question on a paper card, at the top.
fn question(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, words: &Line) {
    let metrics = board.metrics;
    let node = Node {
        max_width: metrics.px(1120.0),
        flex_shrink: 0.0,
        padding: UiRect::axes(metrics.px(36.0), metrics.px(14.0)),
        border_radius: BorderRadius::all(metrics.px(30.0)),
        ..default()
    };
    parent.spawn((node, BackgroundColor(theme::PAPER), super::widgets::shadow(metrics), Pickable::IGNORE)).with_child(
        (spoken_text(metrics, words, theme::TEXT_QUESTION, FontWeight::BOLD), TextLayout::justify(Justify::Center)),
    );
}

/// What Robin says, at the top.
fn robin_says(parent: &mut ChildSpawnerCommands<'_>, board: &Board<'_>, mood: &str, words: &Line) {
    let metrics = board.metrics;
    let node = Node {
        direction: board.lang.direction(),
        max_width: metrics.px(1000.0),
        flex_shrink: 0.0,
        align_items: AlignItems::Center,
        column_gap: metrics.px(18.0),
        padding: UiRect::axes(metrics.px(26.0), metrics.px(12.0)),
        border_radius: BorderRadius::all(metrics.px(30.0)),
        ..default()
    };
    parent
        .spawn((node, BackgroundColor(theme::PAPER), super::widgets::shadow(metrics), Pickable::IGNORE))
        .with_children(|card| {
            card.spawn(super::widgets::picture(metrics, &format!("cast/robin-{mood}.svg"), Vec2::new(92.0, 74.0)));
            // A width of its own: within a row, text that may wrap would be given the height of one line.
            let letters = words.chars().count() as f32;
            let wide = (letters * theme::TEXT_SAID * metrics.letters * 0.54).clamp(160.0, 820.0);
            let node = Node { display: Display::Block, width: metrics.px(wide), flex_shrink: 0.0, ..default() };
            // And a box around it: text that is itself in a row may be measured as if it had no width at all.
            card.spawn((node, Pickable::IGNORE)).with_child(spoken_text(
                metrics,
                words,
                theme::TEXT_SAID,
                FontWeight::NORMAL,
            ));
        });
}

/// A white card with a picture and a label, which can be tapped or only looked at.
fn labelled(
    parent: &mut ChildSpawnerCommands<'_>,
    board: &Board<'_>,
    picture: &str,
    words: &Line,
    look: Labelled,
    tap: Option<Input>,
) {
    let metrics = board.metrics;
    let tint = theme::TINTS.get(look.tint % theme::TINTS.len()).copied().unwrap_or(theme::SKY_CARD);
    let node = Node {
        direction: board.lang.direction(),
        width: metrics.px(look.width),
        min_height: metrics.touchable(look.height),
        align_items: AlignItems::Center,
        overflow: Overflow::clip(),
        border: UiRect::all(metrics.px(4.0)),
        border_radius: BorderRadius::all(metrics.px(26.0)),
        ..default()
    };
    let edge = if look.chosen { theme::LEAF } else { theme::WHITE };
    let mut card =
        parent.spawn((node, BackgroundColor(theme::WHITE), BorderColor::all(edge), super::widgets::shadow(metrics)));
    match tap {
        Some(input) => {
            card.insert((
                super::touch::Tap(Action::Play(input)),
                super::touch::Paint { rest: theme::WHITE, pressed: theme::WHITE_DEEP },
            ));
            if look.drags {
                card.insert(super::drag::Drags);
            }
            &mut card
        }
        None => card.insert(Pickable::IGNORE),
    };
    card.with_children(|card| {
        card.spawn((
            Node {
                width: metrics.px(look.height),
                height: Val::Percent(100.0),
                flex_shrink: 0.0,
                align_items: AlignItems::Center,
                justify_content: JustifyContent::Center,
                ..default()
            },
            BackgroundColor(tint),
            Pickable::IGNORE,
        ))
        .with_child(super::widgets::picture(metrics, picture, Vec2::splat(look.height * 0.74)));
        let size = super::widgets::fitted(
            metrics,
            theme::TEXT_LABEL,
            super::widgets::longest_word(words),
            look.width - look.height - 52.0,
        );
        card.spawn((
            Node {
                flex_grow: 1.0,
                flex_basis: Val::ZERO,
                justify_content: JustifyContent::Center,
                padding: UiRect::axes(metrics.px(12.0), metrics.px(6.0)),
                ..default()
            },
            Pickable::IGNORE,
        ))
        .with_child((spoken_text(metrics, words, size, FontWeight::BOLD), TextLayout::justify(Justify::Center)));
    });
}

/// How a labelled card looks.
#[derive(Debug, Clone, Copy)]
struct Labelled {
    width: f32,
    height: f32,
    /// Which of the quiet colours lies behind its picture.
    tint: usize,
    chosen: bool,
    /// Whether it goes with a finger.
    drags: bool,
}

/// The width of each of `count` cards in a row.
fn card_width(count: usize) -> f32 {
    let count = count.max(1) as f32;
    ((1200.0 - (count - 1.0) * theme::GAP) / count).min(330.0)
}

/// A picture laid over its whole parent.
fn behind(path: String) -> impl Bundle + use<> {
    (
        Node {
            position_type: PositionType::Absolute,
            width: Val::Percent(100.0),
            height: Val::Percent(100.0),
            ..default()
        },
        Picture::cover(path),
        Pickable::IGNORE,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::domain::play::Audience;
    use std::path::Path;
    use std::sync::Arc;

    /// A lesson on an entity, something of it that can be tapped, and the systems that take taps.
    fn app() -> (App, Entity, Entity) {
        let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let lesson = content.lesson(&LessonId::new("the-cover-up").unwrap()).unwrap();
        let (play, _) = Play::begin(Arc::clone(lesson), Audience::Alone, 1);
        let mut app = App::new();
        app.add_message::<Tapped>()
            .add_message::<Say>()
            .add_message::<Sound>()
            .add_message::<LessonOver>()
            .add_message::<LessonTouched>()
            .add_systems(Update, take_taps);
        let lesson = app.world_mut().spawn(Playing(play)).id();
        let tapped = app.world_mut().spawn(ChildOf(lesson)).id();
        (app, lesson, tapped)
    }

    fn screen(app: &App, lesson: Entity) -> u64 {
        app.world().get::<Playing>(lesson).unwrap().0.screen()
    }

    #[test]
    fn two_taps_in_one_frame_move_a_lesson_on_once() {
        let (mut app, lesson, entity) = app();
        let before = screen(&app, lesson);
        for _ in 0..2 {
            app.world_mut().write_message(Tapped { entity, action: Action::Play(Input::Next) });
        }
        app.update();
        assert_eq!(screen(&app, lesson), before + 1);
        app.update();
        assert_eq!(screen(&app, lesson), before + 1, "nor does the second come later");
    }

    #[test]
    fn a_lesson_is_over_once_however_fast_it_is_tapped() {
        let (mut app, _, entity) = app();
        let mut over = 0;
        for _ in 0..200 {
            let play = app.world_mut().query::<&Playing>().single(app.world()).unwrap().0.clone();
            let input = super::super::robot::walk::touch(&play);
            for _ in 0..3 {
                app.world_mut().write_message(Tapped { entity, action: Action::Play(input.clone()) });
            }
            app.update();
            over += app.world_mut().resource_mut::<Messages<LessonOver>>().drain().count();
        }
        assert_eq!(over, 1);
    }
}
