//! The promise tree: one tree a class, one leaf a child. Home screen, name picker and progress bar in one.

pub(super) mod layout;
mod motion;

use super::mode::Mode;
use super::panel::Metrics;
use super::pictures::Picture;
use super::school::{Contents, Lang, OpenSchool, agreement_for};
use super::station::{Errands, Shown, Station};
use super::touch::{ScreenSince, Tap, Tapped};
use super::voice::{Say, Sound};
use super::widgets::{coloured_text, fitting, pill, robin, round, text};
use super::{Action, Stage, journey, theme, widgets};
use crate::content::keys as k;
use crate::domain::agreement::Agreement;
use crate::domain::ids::{ClassId, PupilId};
use crate::domain::tree::OpenTree;
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;
use bevy::text::{FontWeight, Justify};
use layout::{LEAF_PICTURE, Place, TREE};
use std::collections::BTreeSet;

/// The tree's own screen.
#[derive(Component)]
#[require(ScreenSince, TabGroup)]
pub(super) struct TreeScreen;

/// A child's bud or leaf.
#[derive(Component, Debug, Clone)]
pub(super) struct Leaf {
    pub pupil: PupilId,
    /// Whether the child has promised.
    pub full: bool,
    /// How it leans at rest, radians.
    pub lean: f32,
}

/// What the tree was last drawn from; drawn anew when that changes.
#[derive(Debug, Clone, PartialEq, Default)]
struct Drawn {
    class: Option<ClassId>,
    /// Everybody on it: the register's roll may bring somebody while it is open.
    buds: BTreeSet<PupilId>,
    leaves: BTreeSet<PupilId>,
    absent: BTreeSet<PupilId>,
    hidden: bool,
    asking: bool,
}

impl Drawn {
    /// What the class may see of a tree. Of who is not sure, cannot take part, has a helper or asked for a grown-up it
    /// says nothing: theirs is a bud like any other.
    fn of(school: &OpenSchool, tree: &OpenTree, class: &ClassId, agreement: &Agreement) -> Self {
        let standings = school.standings(class, agreement);
        let leaves = standings.iter().filter(|(pupil, standing)| school.is_leaf(pupil, **standing));
        let resting = |pupil: &PupilId| tree.absent.contains(pupil) || !school.is_asked(pupil);
        Self {
            class: Some(class.clone()),
            buds: standings.keys().cloned().collect(),
            leaves: leaves.map(|(pupil, _)| pupil.clone()).collect(),
            absent: standings.keys().filter(|pupil| resting(pupil)).cloned().collect(),
            hidden: false,
            asking: false,
        }
    }
}

/// “Get a grown-up” was pressed at the tree, and the answer to it is on the screen.
#[derive(Resource, Default)]
pub(super) struct Asking(pub bool);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Asking>()
        .add_systems(Update, take_taps.in_set(Stage::Feed))
        .add_systems(Update, draw.in_set(Stage::Show));
    motion::plugin(app);
}

fn take_taps(
    mut taps: MessageReader<Tapped>,
    mut asking: ResMut<Asking>,
    mut errands: ResMut<Errands>,
    school: Option<Res<OpenSchool>>,
    mut say: MessageWriter<Say>,
    mut sound: MessageWriter<Sound>,
) {
    for tap in taps.read() {
        match tap.action {
            Action::GetGrownUp => {
                asking.0 = true;
                sound.write(Sound::Tap);
                say.write(Say(journey::keys(&[k::GROWN_UP_TITLE, k::GROWN_UP_WORDS])));
                if let Some(school) = &school {
                    errands.note_grown_up(school, None);
                }
            }
            Action::CarryOn => {
                asking.0 = false;
                sound.write(Sound::Tap);
                say.write(Say(Vec::new()));
            }
            _ => {}
        }
    }
}

fn draw(
    mode: Res<Mode>,
    school: Option<Res<OpenSchool>>,
    (contents, lang, metrics): (Res<Contents>, Res<Lang>, Res<Metrics>),
    asking: Res<Asking>,
    busy: Query<(), (With<Station>, With<Shown>)>,
    screens: Query<Entity, With<TreeScreen>>,
    time: Res<Time<Real>>,
    mut drawn: Local<Drawn>,
    mut opened: MessageWriter<motion::Opened>,
    mut commands: Commands,
) {
    let tree = school.as_deref().and_then(|school| school.tree.as_ref().map(|tree| (school, tree)));
    let Some((school, tree)) = tree.filter(|_| *mode == Mode::Tree) else {
        if *drawn != Drawn::default() {
            *drawn = Drawn::default();
            screens.iter().for_each(|screen| commands.entity(screen).despawn());
        }
        return;
    };
    let Some(class) = school.class(&tree.class) else { return };
    let Some(agreement) = agreement_for(&contents.0, class) else { return };
    let seen = Drawn::of(school, tree, &class.id, &agreement);
    let wanted = Drawn { hidden: !busy.is_empty(), asking: asking.0, ..seen };
    let total = school.pupils_of(&class.id).len();
    if *drawn == wanted && !metrics.is_changed() {
        return;
    }
    // A leaf opens before the child's eyes: when the tree comes back, not behind their thank-you.
    if !wanted.hidden && drawn.class == wanted.class {
        let new = wanted.leaves.difference(&drawn.leaves).filter(|pupil| !school.is_calm(pupil));
        opened.write_batch(new.cloned().map(motion::Opened));
    }
    let before = std::mem::replace(&mut *drawn, wanted);
    screens.iter().for_each(|screen| commands.entity(screen).despawn());
    if drawn.hidden {
        // Keep what was open, so that a promise made meanwhile is seen to open.
        if before.class == drawn.class {
            drawn.leaves = before.leaves;
        }
        return;
    }
    let screen = Node {
        direction: lang.direction(),
        position_type: PositionType::Absolute,
        left: Val::ZERO,
        top: Val::Px(metrics.reach),
        width: Val::Px(metrics.window.x),
        height: Val::Px(metrics.window.y - metrics.reach),
        ..default()
    };
    let mut screen = commands.spawn((TreeScreen, ScreenSince(time.elapsed()), screen, Pickable::IGNORE));
    let page = Page { metrics: &metrics, lang: &lang, school, class: &class.id };
    screen.with_children(|screen| {
        crown(screen, &page, &drawn);
        let class_name = lang.text_with(k::TREE_CLASS, &[("class", &class.name)]);
        let all_done = drawn.leaves.len() == total;
        heading(screen, &page, class_name, all_done);
        counter(screen, &page, drawn.leaves.len(), total);
        corners(screen, &page);
        if drawn.asking {
            answer(screen, &page);
        }
    });
}

struct Page<'a> {
    metrics: &'a Metrics,
    lang: &'a Lang,
    school: &'a OpenSchool,
    class: &'a ClassId,
}

fn heading(screen: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, class: String, all_done: bool) {
    let metrics = page.metrics;
    let corner = Node {
        position_type: PositionType::Absolute,
        left: metrics.px(43.0),
        top: metrics.px(22.0),
        flex_direction: FlexDirection::Column,
        max_width: metrics.px(330.0),
        ..default()
    };
    let hint = if all_done { k::TREE_ALL_DONE } else { k::TREE_TAP_YOUR_NAME };
    screen.spawn((corner, Pickable::IGNORE)).with_children(|corner| {
        let size = fitting(38.0, &class, 320.0);
        corner.spawn(text(metrics, &class, size, FontWeight::BOLD));
        corner.spawn(text(metrics, &page.lang.text(hint), 23.0, FontWeight::NORMAL));
    });
}

fn counter(screen: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, promised: usize, total: usize) {
    let metrics = page.metrics;
    let words =
        page.lang.text_with(k::TREE_COUNT, &[("promised", &promised.to_string()), ("total", &total.to_string())]);
    screen.spawn((
        Node {
            direction: page.lang.direction(),
            position_type: PositionType::Absolute,
            right: metrics.px(40.0),
            top: metrics.px(30.0),
            height: metrics.px(57.0),
            padding: UiRect::axes(metrics.px(22.0), Val::ZERO),
            align_items: AlignItems::Center,
            column_gap: metrics.px(12.0),
            border_radius: BorderRadius::MAX,
            ..default()
        },
        BackgroundColor(theme::PAPER),
        widgets::shadow(metrics),
        Pickable::IGNORE,
        children![
            widgets::picture(metrics, "icons/leaf-badge.svg", Vec2::new(44.0, 36.0)),
            text(metrics, &words, 26.0, FontWeight::BOLD),
        ],
    ));
}

/// The corners below: the teacher's way in, and Robin where Robin always is.
fn corners(screen: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    let metrics = page.metrics;
    let bottom = Node {
        direction: page.lang.direction(),
        position_type: PositionType::Absolute,
        left: metrics.px(40.0),
        right: metrics.px(40.0),
        bottom: metrics.px(20.0),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::SpaceBetween,
        ..default()
    };
    screen.spawn((bottom, Pickable::IGNORE)).with_children(|bottom| {
        bottom.spawn(round(metrics, "icons/lock.svg", 62.0, Action::Teacher));
        bottom.spawn(robin(metrics, page.lang, Action::GetGrownUp));
    });
}

fn crown(screen: &mut ChildSpawnerCommands<'_>, page: &Page<'_>, drawn: &Drawn) {
    let metrics = page.metrics;
    let stage = metrics.stage();
    let tree = Node {
        position_type: PositionType::Absolute,
        left: metrics.px((stage.x - TREE.x) / 2.0),
        top: metrics.px((stage.y - theme::DESIGN.y) / 2.0 + 56.0),
        width: metrics.px(TREE.x),
        height: metrics.px(TREE.y),
        ..default()
    };
    let pupils = page.school.pupils_of(page.class);
    let mut names = page.school.names(page.class);
    screen.spawn((tree, Picture::new("scene/tree.svg"), Pickable::IGNORE)).with_children(|tree| {
        for (number, (pupil, place)) in pupils.iter().zip(layout::places(pupils.len())).enumerate() {
            let name = names.remove(&pupil.id).unwrap_or_else(|| pupil.given_name.clone());
            let full = drawn.leaves.contains(&pupil.id);
            let absent = !full && drawn.absent.contains(&pupil.id);
            let leaf = Leaf { pupil: pupil.id.clone(), full, lean: place.lean };
            leaf_node(tree, page, leaf, place, name, absent, number);
        }
    });
}

fn leaf_node(
    tree: &mut ChildSpawnerCommands<'_>,
    page: &Page<'_>,
    leaf: Leaf,
    place: Place,
    name: String,
    absent: bool,
    number: usize,
) {
    let metrics = page.metrics;
    let size = LEAF_PICTURE * place.size;
    let node = Node {
        position_type: PositionType::Absolute,
        left: metrics.px(place.centre.x - size.x / 2.0),
        top: metrics.px(place.centre.y - size.y / 2.0),
        width: metrics.px(size.x),
        height: metrics.px(size.y),
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        ..default()
    };
    let file = if leaf.full { leaf_file(number) } else { "scene/bud.svg" };
    let (colour, weight) = if leaf.full { (theme::WHITE, FontWeight::BOLD) } else { (theme::INK, FontWeight::NORMAL) };
    let letters = fitting(theme::TEXT_LEAF, &name, 96.0) * place.size.max(0.8);
    let action = Action::Leaf(leaf.pupil.clone());
    let mut entity = tree.spawn((node, Picture::new(file), UiTransform::from_rotation(Rot2::radians(leaf.lean)), leaf));
    if absent {
        // Not here today: the bud is there, pale and asleep.
        entity.insert((ImageNode { color: Color::WHITE.with_alpha(0.35), ..default() }, Pickable::IGNORE));
    } else {
        entity.insert(Tap(action));
    }
    let colour = if absent { colour.with_alpha(0.55) } else { colour };
    entity.with_child((coloured_text(metrics, &name, letters, weight, colour), TextLayout::justify(Justify::Center)));
}

/// One of the three greens, in turn.
pub(super) fn leaf_file(number: usize) -> &'static str {
    match number % 3 {
        0 => "scene/leaf.svg",
        1 => "scene/leaf-2.svg",
        _ => "scene/leaf-3.svg",
    }
}

/// “A grown-up is coming”, for a child who asked at the tree.
fn answer(screen: &mut ChildSpawnerCommands<'_>, page: &Page<'_>) {
    let metrics = page.metrics;
    let veil = Node {
        position_type: PositionType::Absolute,
        width: Val::Percent(100.0),
        height: Val::Percent(100.0),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::Center,
        row_gap: metrics.px(22.0),
        ..default()
    };
    screen.spawn((veil, BackgroundColor(theme::VEIL), ZIndex(5), TabGroup::modal())).with_children(|veil| {
        veil.spawn(widgets::picture(metrics, "scene/robin-kind.svg", Vec2::new(330.0, 260.0)));
        let centred = TextLayout::justify(Justify::Center);
        veil.spawn((text(metrics, &page.lang.text(k::GROWN_UP_TITLE), theme::TEXT_TITLE, FontWeight::BOLD), centred));
        veil.spawn((text(metrics, &page.lang.text(k::GROWN_UP_WORDS), theme::TEXT_BODY, FontWeight::NORMAL), centred));
        let words = page.lang.text(k::CARRY_ON);
        let direction = page.lang.direction();
        veil.spawn(pill(
            metrics,
            direction,
            widgets::Look::Primary,
            None,
            &words,
            theme::BUTTON_WIDTH,
            Action::CarryOn,
        ));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::domain::ids::SessionId;
    use crate::domain::outcome::Outcome;
    use crate::domain::tree::RecordedOutcome;
    use crate::store::{Kdf, Note, SystemClock, demo_school};
    use std::path::Path;

    #[test]
    fn the_class_sees_who_has_promised_and_nothing_of_who_is_not_sure_or_asked() {
        let folder = tempfile::tempdir().unwrap();
        let demo = demo_school::create(folder.path(), Kdf::Light, SystemClock::start()).unwrap();
        let store = demo.created.wait().unwrap().store;
        let me = store.present().wait().unwrap().unwrap().id;
        let mut school = OpenSchool::read(store, me.clone()).unwrap().school;
        let content = Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let class = school.classes[0].clone();
        let agreement = agreement_for(&content, &class).unwrap();
        let pupil = school.pupils_of(&class.id)[0].id.clone();
        let tree = OpenTree {
            session: SessionId::new("s").unwrap(),
            class: class.id.clone(),
            agreement: agreement.id.clone(),
            version: agreement.version,
            witness: me.clone(),
            opened_ms: 0,
            absent: BTreeSet::new(),
            lessons: Vec::new(),
        };
        let bare = Drawn::of(&school, &tree, &class.id, &agreement);
        let mut after = |outcome: Outcome| {
            school.outcomes = vec![RecordedOutcome {
                sequence: 1,
                pupil: pupil.clone(),
                agreement: agreement.id.clone(),
                version: agreement.version,
                outcome,
                at_ms: 5,
            }];
            Drawn::of(&school, &tree, &class.id, &agreement)
        };
        for outcome in [Outcome::NotYet, Outcome::Declined, Outcome::Unable] {
            assert_eq!(after(outcome), bare, "{outcome:?} is nobody else's business");
        }
        let alone = after(Outcome::Agreed);
        assert_ne!(alone, bare, "a leaf is there for everybody to see");
        assert_eq!(after(Outcome::AgreedWithHelp), alone, "and does not say that somebody helped");
        school.outcomes.clear();
        school.notes.push(Note { number: 1, pupil: Some(pupil.clone()), session: tree.session.clone(), at_ms: 5 });
        school.helpers.insert(pupil, me);
        assert_eq!(Drawn::of(&school, &tree, &class.id, &agreement), bare);
    }
}
