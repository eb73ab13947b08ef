//! The screens of a child's journey: each file draws one kind of question, none decides anything.

mod changed;
mod identity;
mod mark;
mod moments;
mod rule;

use super::activities::{self, Playing};
use super::panel::Metrics;
use super::pictures::{Picture, Pictures};
use super::read_along::{Line, spoken_text};
use super::school::{Contents, Lang, OpenSchool};
use super::station::Working;
use super::widgets::{self, Look, pill, robin};
use super::{Action, Root, Stage, theme};
use crate::content::keys as k;
use crate::domain::ids::{AgreementId, Key};
use crate::domain::journey::{Input, Journey, Overlay, Prompts, Step};
use crate::domain::mark::Stamp;
use bevy::prelude::*;
use bevy::text::FontWeight;
use std::sync::{Arc, OnceLock};

pub(super) fn plugin(app: &mut App) {
    mark::plugin(app);
    app.add_systems(Update, prepare.in_set(Stage::Show));
}

/// While a tree is open, the pictures of its agreement are drawn before a child asks for them.
fn prepare(
    school: Option<Res<OpenSchool>>,
    (contents, metrics, root): (Res<Contents>, Res<Metrics>, Res<Root>),
    mut pictures: ResMut<Pictures>,
    mut done: Local<Option<(AgreementId, Metrics)>>,
) {
    let Some(tree) = school.as_deref().and_then(|school| school.tree.as_ref()) else { return };
    let wanted = Some((tree.agreement.clone(), *metrics));
    if *done == wanted {
        return;
    }
    *done = wanted;
    let size = |units: Vec2| units * metrics.unit * metrics.scale;
    for rule in contents.0.agreement(&tree.agreement).iter().flat_map(|agreement| agreement.rules.iter()) {
        pictures.prepare(&root, &Picture::cover(rule.picture.clone()), size(rule::PICTURE));
    }
    for (file, units) in moments::SIGHTS {
        pictures.prepare(&root, &Picture::new(file), size(units));
    }
    for stamp in Stamp::ALL {
        pictures.prepare(&root, &Picture::new(mark::stamp_file(stamp)), size(mark::STAMP));
    }
}

/// Program-known keys as [`Key`]s. They are checked by a test, so none can be lost here.
pub(super) fn keys(texts: &[&str]) -> Vec<Key> {
    texts.iter().filter_map(|text| Key::new(*text).ok()).collect()
}

/// The messages that a journey speaks besides its rules.
pub(super) fn prompts() -> Arc<Prompts> {
    static PROMPTS: OnceLock<Arc<Prompts>> = OnceLock::new();
    let one = |text: &str| Key::new(text).unwrap_or_else(|error| unreachable!("a constant key: {error}"));
    let make = || {
        Arc::new(Prompts {
            identity: one(k::IS_THIS_YOU),
            identity_again: one(k::IS_THIS_YOU_AGAIN),
            not_sure: keys(&[k::NOT_SURE_TITLE, k::NOT_SURE_WORDS]),
            adult: keys(&[k::ADULT_TITLE, k::ADULT_WORDS]),
            write: one(k::WRITE_YOUR_NAME),
            stamp: one(k::PICK_A_STAMP),
            thanks: keys(&[k::THANK_YOU, k::THANK_YOU_LEAF]),
            thanks_not_yet: keys(&[k::THANK_YOU_HONEST, k::THANK_YOU_HONEST_WORDS]),
            grown_up: keys(&[k::GROWN_UP_TITLE, k::GROWN_UP_WORDS]),
            still_there: keys(&[k::STILL_THERE, k::STILL_THERE_WORDS]),
            trouble: keys(&[k::ROBIN_NEEDS_HELP, k::ROBIN_NEEDS_HELP_WORDS]),
        })
    };
    PROMPTS.get_or_init(make).clone()
}

/// What every screen is drawn from.
struct Page<'a> {
    metrics: &'a Metrics,
    lang: &'a Lang,
    school: &'a OpenSchool,
    journey: &'a Journey,
}

impl Page<'_> {
    /// The name the child is shown by.
    fn name(&self) -> String {
        let pupil = self.school.pupil(self.journey.pupil());
        pupil.map_or_else(String::new, |pupil| {
            self.school.names(&pupil.class).remove(&pupil.id).unwrap_or_else(|| pupil.given_name.clone())
        })
    }

    fn words(&self, key: &str, size: f32, weight: FontWeight) -> impl Bundle + use<> {
        spoken_text(self.metrics, &Line::of(self.lang, key), size, weight)
    }

    fn pill(&self, look: Look, icon: Option<&str>, key: &str, width: f32, input: Input) -> impl Bundle + use<> {
        let action = Action::Journey(input);
        pill(self.metrics, self.lang.direction(), look, icon, &self.lang.text(key), width, action)
    }
}

/// Draws the station's screen for the step that its journey is at.
pub(super) fn show(
    station: In<Entity>,
    stations: Query<(&Working, Option<&Playing>)>,
    metrics: Res<Metrics>,
    lang: Res<Lang>,
    school: Option<Res<OpenSchool>>,
    mut commands: Commands,
) {
    let (Ok((working, playing)), Some(school)) = (stations.get(*station), school) else { return };
    let bigger = school.needs_of(working.0.pupil()).is_some_and(|needs| needs.bigger);
    let metrics = metrics.lettered(if bigger { theme::BIGGER } else { 1.0 });
    let page = Page { metrics: &metrics, lang: &lang, school: &school, journey: &working.0 };
    let stage = Node {
        direction: lang.direction(),
        position_type: PositionType::Absolute,
        left: Val::ZERO,
        top: Val::Px(metrics.reach),
        width: Val::Px(metrics.window.x),
        height: Val::Px(metrics.window.y - metrics.reach),
        flex_direction: FlexDirection::Column,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::SpaceBetween,
        padding: UiRect::axes(metrics.px(40.0), metrics.px(20.0)),
        row_gap: metrics.px(16.0),
        ..default()
    };
    commands.entity(*station).insert(stage);
    commands.entity(*station).with_children(|parent| match (page.journey.overlay(), page.journey.step()) {
        (Some(Overlay::GrownUp), _) => moments::grown_up(parent, &page),
        (Some(Overlay::StillThere(_)), _) => moments::still_there(parent, &page),
        (None, Step::Identity) => identity::show(parent, &page),
        (None, Step::Changed(place)) => changed::show(parent, &page, place),
        (None, Step::Rule(place)) => rule::show(parent, &page, place),
        (None, Step::NotSure) => moments::not_sure(parent, &page),
        (None, Step::AdultReminder) => moments::adult(parent, &page),
        (None, Step::Drawing) => mark::drawing(parent, &page),
        (None, Step::Stamping) => mark::stamping(parent, &page),
        (None, Step::Saving) => moments::saving(parent, &page),
        (None, Step::Trouble) => moments::trouble(parent, &page),
        (None, Step::Thanked(outcome)) => moments::thanks(parent, &page, outcome),
        (None, Step::Lesson) => {
            if let Some(Playing(play)) = playing {
                activities::show(parent, &activities::Board { metrics: &metrics, lang: &lang, play });
            }
        }
        (None, Step::Away) => {}
    });
}

/// The row below the card: a way back on one side, the answers, and Robin in the corner that is always Robin's.
fn bottom_bar(
    parent: &mut ChildSpawnerCommands<'_>,
    page: &Page<'_>,
    back: bool,
    answers: impl FnOnce(&mut ChildSpawnerCommands<'_>),
) {
    let bar = Node {
        direction: page.lang.direction(),
        width: Val::Percent(100.0),
        min_height: page.metrics.button_height(),
        flex_shrink: 0.0,
        align_items: AlignItems::Center,
        column_gap: page.metrics.px(theme::GAP),
        ..default()
    };
    parent.spawn((bar, Pickable::IGNORE)).with_children(|bar| {
        let side = |width: f32| Node {
            width: page.metrics.px(width),
            flex_shrink: 0.0,
            align_items: AlignItems::Center,
            ..default()
        };
        bar.spawn((side(84.0), Pickable::IGNORE)).with_children(|side| {
            if back {
                side.spawn(widgets::back(page.metrics, page.lang.direction(), 70.0, Action::Journey(Input::Back)));
            }
        });
        let middle = Node {
            direction: page.lang.direction(),
            flex_grow: 1.0,
            flex_basis: Val::ZERO,
            justify_content: JustifyContent::Center,
            align_items: AlignItems::Center,
            column_gap: page.metrics.px(theme::GAP * 1.6),
            ..default()
        };
        bar.spawn((middle, Pickable::IGNORE)).with_children(answers);
        bar.spawn(robin(page.metrics, page.lang, Action::Journey(Input::GetGrownUp)));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_prompt_is_lost() {
        let prompts = prompts();
        assert_eq!(prompts.identity.as_str(), k::IS_THIS_YOU);
        for pair in [&prompts.not_sure, &prompts.adult, &prompts.thanks, &prompts.grown_up, &prompts.trouble] {
            assert_eq!(pair.len(), 2);
        }
    }
}
