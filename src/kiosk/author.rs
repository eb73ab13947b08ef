//! For whoever writes lessons: what is saved is shown at once, and what is wrong with it is said on the screen.
//!
//! A thread looks at the content folder twice a second. Where something has changed it reads all of it anew; a lesson that
//! is being played goes on at the step it was at. What cannot be read leaves everything as it was, under a banner that
//! says why.

use super::activities::Playing;
use super::class_lesson::{self, ClassScreen};
use super::frame::{Alarm, Ready};
use super::mode::Mode;
use super::panel::Metrics;
use super::pictures::Pictures;
use super::school::{Contents, Lang};
use super::widgets::coloured_text;
use super::{KioskError, KioskOptions, Stage, theme};
use crate::content::{Content, Fault, FaultKind};
use crate::domain::ids::LessonId;
use crate::domain::play::{Audience, Play};
use bevy::prelude::*;
use bevy::text::FontWeight;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// What is looked at, below the content folder.
const WATCHED: [&str; 3] = ["lessons", "locales", "assets/pictures"];

type News = Result<Content, Vec<Fault>>;

/// What the thread has read.
#[derive(Resource)]
struct Watching(Mutex<Receiver<News>>);

/// The sentence on the banner, if anything is wrong.
#[derive(Resource, Default, PartialEq)]
struct Wrong(Option<String>);

#[derive(Component)]
struct Banner;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Wrong>()
        .add_systems(PostStartup, watch)
        .add_systems(Update, take.before(Stage::Feed))
        .add_systems(Update, banner.after(Stage::Show));
}

/// One lesson by itself.
#[derive(Resource)]
struct Preview {
    lesson: LessonId,
    audience: Audience,
}

/// Opens one lesson alone, as a child or a class would play it, from its beginning again whenever it ends; leaving it
/// closes the window. Changes are shown as they are saved.
///
/// # Errors
/// [`KioskError`]: no such language, the window.
pub fn preview(
    options: &KioskOptions,
    lesson: LessonId,
    audience: Audience,
    ready: Option<fn()>,
) -> Result<(), KioskError> {
    let mut app = super::app(options)?;
    if let Some(ready) = ready {
        app.insert_resource(Ready(ready));
    }
    app.insert_resource(Mode::Lesson)
        .insert_resource(Preview { lesson, audience })
        .add_systems(Update, keep_playing.after(Stage::Show));
    super::finish(app.run())
}

fn keep_playing(world: &mut World) {
    let mut screens = world.query_filtered::<(), With<ClassScreen>>();
    let playing = screens.iter(world).next().is_some();
    if playing {
        if *world.resource::<Mode>() != Mode::Lesson {
            world.write_message(AppExit::Success);
        }
        return;
    }
    let preview = world.resource::<Preview>();
    let audience = preview.audience;
    let Some(lesson) = world.resource::<Contents>().0.lesson(&preview.lesson).cloned() else { return };
    let (play, _) = Play::begin(lesson, audience, 1);
    class_lesson::exhibit(world, play);
    *world.resource_mut::<Mode>() = Mode::Lesson;
    if let Some(alarm) = world.get_resource::<Alarm>() {
        alarm.ring_after(Duration::ZERO);
    }
}

fn watch(contents: Res<Contents>, alarm: Option<Res<Alarm>>, mut wrong: ResMut<Wrong>, mut commands: Commands) {
    wrong.0 = sentence(contents.0.faults());
    let (news, inbox) = channel();
    let (root, alarm) = (contents.0.root().to_owned(), alarm.map(|alarm| alarm.clone()));
    let spawned = std::thread::Builder::new().name("author".into()).spawn(move || look(&root, &news, alarm.as_ref()));
    if let Err(error) = spawned {
        warn!(%error, "changes are not seen: the thread for that could not be started");
    }
    commands.insert_resource(Watching(Mutex::new(inbox)));
}

/// The thread: reads the content again whenever it has changed and then rested for one look.
fn look(root: &Path, news: &Sender<News>, alarm: Option<&Alarm>) {
    let mut read = state(root);
    loop {
        std::thread::sleep(LOOK);
        let mut now = state(root);
        if now == read {
            continue;
        }
        loop {
            std::thread::sleep(LOOK);
            let later = state(root);
            if later == now {
                break;
            }
            now = later;
        }
        read = now;
        if news.send(Content::load(root)).is_err() {
            return;
        }
        if let Some(alarm) = alarm {
            alarm.ring_after(Duration::ZERO);
        }
    }
}

/// A number that is another one when a file has come, gone or changed.
fn state(root: &Path) -> u64 {
    let mut folders: Vec<PathBuf> = WATCHED.iter().map(|folder| root.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(about) if about.is_dir() => folders.push(entry.path()),
                Ok(about) => files.push((entry.path(), about.len(), about.modified().ok())),
                Err(_) => {}
            }
        }
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    hasher.finish()
}

fn take(
    watching: Option<Res<Watching>>,
    (mut contents, mut lang, mut wrong): (ResMut<Contents>, ResMut<Lang>, ResMut<Wrong>),
    mut pictures: ResMut<Pictures>,
    mut metrics: ResMut<Metrics>,
    mut lessons: Query<&mut Playing>,
) {
    let Some(watching) = watching else { return };
    let newest = watching.0.lock().unwrap_or_else(PoisonError::into_inner).try_iter().last();
    let Some(newest) = newest else { return };
    let content = match newest {
        Ok(content) => Arc::new(content),
        Err(faults) => {
            wrong.set_if_neq(Wrong(sentence(&faults)));
            return;
        }
    };
    wrong.set_if_neq(Wrong(sentence(content.faults())));
    let Some(fresh) = lang.read_again(content.clone()) else { return };
    *lang = fresh;
    for mut playing in &mut lessons {
        if let Some(lesson) = content.lesson(&playing.0.lesson().id)
            && lesson != playing.0.lesson()
        {
            playing.0 = playing.0.in_changed(lesson.clone());
        }
    }
    contents.0 = content;
    pictures.forget();
    // Every screen is drawn anew.
    metrics.set_changed();
    info!("lessons, words and pictures were read again");
}

/// The first fault, and how many more there are. That a changed sentence has no voice yet goes without saying.
fn sentence(faults: &[Fault]) -> Option<String> {
    let silent = |fault: &&Fault| {
        use FaultKind as K;
        !matches!(fault.what, K::ClipMissing { .. } | K::ClipStale { .. } | K::ClipUnused { .. } | K::ClipUnlisted)
    };
    let mut told = faults.iter().filter(silent);
    let first = told.next()?.to_string();
    match told.count() {
        0 => Some(first),
        more => Some(format!("{first}  (+{more}: promise-tree lessons check)")),
    }
}

fn banner(wrong: Res<Wrong>, metrics: Res<Metrics>, banners: Query<Entity, With<Banner>>, mut commands: Commands) {
    if !wrong.is_changed() && !metrics.is_changed() {
        return;
    }
    banners.iter().for_each(|banner| commands.entity(banner).despawn());
    let Some(words) = &wrong.0 else { return };
    let node = Node {
        position_type: PositionType::Absolute,
        width: Val::Percent(100.0),
        padding: UiRect::axes(metrics.px(30.0), metrics.px(14.0)),
        ..default()
    };
    commands
        .spawn((Banner, node, BackgroundColor(theme::INK), GlobalZIndex(50), Pickable::IGNORE))
        .with_child(coloured_text(&metrics, words, 22.0, FontWeight::NORMAL, theme::WHITE));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_saved_makes_another_state() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lessons/ks1/a.ron");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let empty = state(folder.path());
        std::fs::write(&file, "a").unwrap();
        let one = state(folder.path());
        std::fs::write(&file, "ab").unwrap();
        assert!(empty != one && one != state(folder.path()));
        assert_eq!(state(folder.path()), state(folder.path()));
    }

    #[test]
    fn a_sentence_without_a_voice_is_no_reason_for_a_banner() {
        let fault = |what| Fault { file: "lessons/ks1/a.ron".into(), line: Some(3), column: Some(1), what };
        let stale = fault(FaultKind::ClipStale { key: "a".into() });
        assert_eq!(sentence(std::slice::from_ref(&stale)), None);
        let told = sentence(&[stale, fault(FaultKind::NoRightEnding), fault(FaultKind::NothingFits)]).unwrap();
        assert!(told.starts_with("lessons/ks1/a.ron:3:1: whoever chooses") && told.contains("+1"), "{told}");
    }
}
