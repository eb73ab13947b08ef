//! The classroom screen: Bevy draws the state of pure machines and feeds them touches.
//!
//! It may use everything else in this package but `register`. It decides nothing about promises: `domain::journey` does.
//! Each file is a feature with its own plugin; systems are registered where they are written.

mod activities;
mod adopt;
mod author;
mod changes;
mod class_lesson;
mod console;
mod contrast;
mod drag;
mod fonts;
mod frame;
mod gallery;
mod idle;
mod ink;
mod journey;
mod keyboard;
mod mode;
mod one_thread;
mod paint;
mod panel;
mod pictures;
mod plain;
mod quick;
mod read_along;
mod robot;
mod scene;
mod school;
mod school_defaults;
mod station;
mod stumbles;
mod sync;
mod theme;
mod touch;
mod tree;
mod voice;
mod widgets;

use crate::content::Content;
use crate::domain::ids::{IdError, PupilId};
use crate::domain::journey::Input;
use crate::domain::play;
use crate::domain::tree::OpenTree;
use crate::store::{Sealed, Store, StoreError, SystemClock};
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{MonitorSelection, WindowMode, WindowResolution};
use frame::Alarm;
use mode::Mode;
use school::{Contents, Lang, OpenSchool};
use std::path::PathBuf;
use std::sync::Arc;

pub use author::preview;
pub use gallery::{GalleryError, render as render_gallery};
pub use panel::PanelSettings;
pub use robot::{Hands, LessonRobot, Pace, RobotOptions, ScriptFault, rehearse, run_lessons, run_script};

/// What a tap means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    /// A bud or a leaf on the tree.
    Leaf(PupilId),
    /// An answer at the station that the tapped thing belongs to.
    Journey(Input),
    /// “Get a grown-up”, pressed at the tree.
    GetGrownUp,
    /// Away from the answer to it.
    CarryOn,
    /// The teacher's way in.
    Teacher,
    /// An answer in the lesson that the tapped thing belongs to.
    Play(play::Input),
    /// Out of the class's lesson, back to the tree.
    LeaveLesson,
}

/// The order of things within one frame.
#[derive(SystemSet, Debug, Clone, PartialEq, Eq, Hash)]
enum Stage {
    /// Keys become taps, as touches have become them already.
    Touch,
    /// Taps, time and answers from the disk are given to the machines.
    Feed,
    /// What the machines ask for is carried out: save, speak, note.
    Carry,
    /// Screens are made anew where the state has changed.
    Show,
}

/// The folder that the content was loaded from.
#[derive(Resource, Debug, Clone)]
pub(crate) struct Root(pub PathBuf);

/// The kiosk's data folder.
#[derive(Resource, Debug, Clone)]
pub(crate) struct DataFolder(pub PathBuf);

/// The store of the data folder while nobody has opened it: whoever unlocks it makes an [`OpenSchool`] of it.
#[derive(Resource, Clone)]
pub(crate) struct ClosedStore(pub Store);

/// How the kiosk is started.
#[derive(Debug, Clone)]
pub struct KioskOptions {
    /// The kiosk's data folder; a first run makes it.
    pub data: PathBuf,
    /// Words, pictures, clips.
    pub content: Arc<Content>,
    /// Width and height of a window, pixels; the whole screen where there is none.
    pub window: Option<(u32, u32)>,
    /// BCP 47 tag of the language to begin in.
    pub language: String,
    /// Whether changes of lessons, words and pictures are shown as they are saved.
    pub author: bool,
    /// Whether everything is laid out the other way round than the language is: to see a right-to-left screen without a
    /// right-to-left language.
    pub mirrored: bool,
}

/// Why the kiosk did not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum KioskError {
    /// The store of the data folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No words in this language.
    #[error("there are no words in “{0}”; choose a language that stands in locales/")]
    Language(String),
    /// The robot was given a class that is not there.
    #[error("there is no class “{0}” here; the classes are: {1}")]
    Class(String, String),
    /// The robot's session could not be named.
    #[error(transparent)]
    Id(#[from] IdError),
    /// No agreement for a class's age.
    #[error("no agreement is for the age of class “{0}”; add one to lessons/agreements")]
    Agreement(String),
    /// Nobody can be the witness.
    #[error("this kiosk has no staff; set it up first")]
    NoStaff,
    /// The robot's report.
    #[error("the report {} could not be written ({source}); choose another file", file.display())]
    Report {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The robot's script.
    #[error(transparent)]
    Script(#[from] ScriptFault),
    /// The window closed with an error; the log says which.
    #[error("the kiosk's window closed with an error; run it again with RUST_LOG=info to see which")]
    Window,
}

/// Opens the kiosk and runs it until its window is closed. `ready` is called once, when the first screen is drawn with
/// all its pictures and answers touch.
///
/// # Errors
/// [`KioskError`]: another kiosk has the data folder, the store is damaged, there is no such language.
pub fn run(options: KioskOptions, ready: Option<fn()>) -> Result<(), KioskError> {
    let mut app = app(&options)?;
    if let Some(ready) = ready {
        app.insert_resource(frame::Ready(ready));
    }
    begin(&mut app, &options)?;
    finish(app.run())
}

/// As the data folder says: locked, or blank.
fn begin(app: &mut App, options: &KioskOptions) -> Result<(), KioskError> {
    let clock = SystemClock::start();
    match Sealed::look(&options.data, clock.as_ref())? {
        Some(_) => app.insert_resource(ClosedStore(Store::at(&options.data, clock)?)).insert_resource(Mode::Idle),
        None => app.insert_resource(Mode::FirstRun),
    };
    Ok(())
}

/// Plays robot children through the kiosk's window. `store` must be open.
///
/// # Errors
/// [`KioskError`]: no such class, the report, the store.
pub fn run_robot(options: KioskOptions, store: Store, robot: RobotOptions) -> Result<(), KioskError> {
    let mut app = app(&options)?;
    let lesson = robot::prepare(&store, &options.content, &robot)?;
    let (by_touch, report) = (robot.teacher.is_some(), robot.report.clone());
    let machine = robot::Robot::new(robot, &lesson).map_err(|source| KioskError::Report { file: report, source })?;
    app.insert_resource(machine).add_plugins(robot::plugin);
    if by_touch {
        store.seal().wait()?;
        app.insert_resource(ClosedStore(store.clone())).insert_resource(Mode::Idle);
        finish(app.run())?;
        store.shutdown().wait()?;
        return Ok(());
    }
    let mut opened = OpenSchool::read(store.clone(), lesson.tree.witness.clone())?;
    opened.school.tree = Some(lesson.tree.clone());
    app.insert_resource(opened.school).insert_resource(opened.panel).insert_resource(Mode::Tree);
    finish(app.run())?;
    close(&store, &options.content, &options.language, &lesson.tree)
}

/// Closes the robot's tree, so that absent children are in the ledger, and the store.
fn close(store: &Store, content: &Content, language: &str, tree: &OpenTree) -> Result<(), KioskError> {
    let fingerprint =
        content.fingerprint(&tree.agreement, language).ok_or_else(|| KioskError::Language(language.to_owned()))?;
    let shown = crate::store::Shown { fingerprint, language: language.to_owned() };
    store.close_tree(tree.session.clone(), shown).wait()?;
    store.shutdown().wait()?;
    Ok(())
}

fn finish(exit: AppExit) -> Result<(), KioskError> {
    if exit.is_success() { Ok(()) } else { Err(KioskError::Window) }
}

/// Everything but what is in the data folder.
fn app(options: &KioskOptions) -> Result<App, KioskError> {
    let lang = Lang::new(options.content.clone(), &options.language)
        .ok_or_else(|| KioskError::Language(options.language.clone()))?
        .mirrored(options.mirrored);
    let mut window = Window { title: "Promise Tree".into(), name: Some("promise-tree".into()), ..default() };
    match options.window {
        Some((width, height)) => {
            window.resolution = WindowResolution::new(width, height).with_scale_factor_override(1.0);
            window.resizable = false;
            window.decorations = false;
        }
        None => window.mode = WindowMode::BorderlessFullscreen(MonitorSelection::Current),
    }
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: Some(window), ..default() })
            .set(pictures::threads())
            .set(AssetPlugin { file_path: options.content.root().to_string_lossy().into_owned(), ..default() })
            .disable::<LogPlugin>(),
    );
    app.insert_resource(Root(options.content.root().to_owned()))
        .insert_resource(DataFolder(options.data.clone()))
        .insert_resource(Contents(options.content.clone()))
        .insert_resource(lang)
        .configure_sets(Update, (Stage::Touch, Stage::Feed, Stage::Carry, Stage::Show).chain())
        .add_plugins((
            one_thread::OneThread,
            frame::plugin,
            paint::plugin,
            contrast::plugin,
            panel::plugin,
            fonts::plugin,
            pictures::plugin,
            plain::plugin,
            quick::plugin,
            scene::plugin,
        ))
        .add_plugins((
            touch::plugin,
            drag::plugin,
            mode::plugin,
            idle::plugin,
            voice::plugin,
            read_along::plugin,
            station::plugin,
            journey::plugin,
            ink::plugin,
        ))
        .add_plugins((
            tree::plugin,
            activities::plugin,
            class_lesson::plugin,
            console::plugin,
            keyboard::plugin,
            sync::plugin,
            adopt::plugin,
        ))
        .add_systems(Update, wake_with_answers.run_if(resource_added::<OpenSchool>));
    if options.author {
        app.add_plugins(author::plugin);
    }
    Ok(app)
}

/// A window that sleeps is woken when the store has answered.
fn wake_with_answers(school: Res<OpenSchool>, alarm: Option<Res<Alarm>>) {
    if let Some(alarm) = alarm {
        let alarm = alarm.clone();
        school.store.wake_with(move || alarm.ring_after(std::time::Duration::ZERO));
    }
}
