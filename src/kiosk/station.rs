//! A station: one place on the screen where one child is working.
//!
//! A station is an entity. The child's [`Journey`] is a component on it, the save under way another; there is no “current
//! pupil” anywhere. Touches reach the station that the touched thing hangs below.

use super::activities::{LessonOver, LessonTouched, Playing};
use super::frame::Alarm;
use super::mode::Mode;
use super::school::{Contents, Lang, OpenSchool, agreement_for};
use super::touch::{ScreenSince, Tapped};
use super::voice::{Say, Sound};
use super::{Action, Stage, changes, journey};
use crate::domain::ids::{LessonId, PupilId};
use crate::domain::journey::{Completed, Effect, Input, Journey, Millis, Overlay, Step};
use crate::domain::lesson::Lesson;
use crate::domain::outcome::{AdultSigned, AgreementShown, Answer, Outcome, OutcomeDraft, PupilSigned};
use crate::domain::play::{self, Audience, Play};
use crate::domain::tree::{OpenTree, RecordedOutcome};
use crate::store::{Appended, Note, Pending};
use bevy::input_focus::tab_navigation::TabGroup;
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// One place on the screen where one child is working.
#[derive(Component, Debug)]
#[require(ScreenSince, TabGroup)]
pub(super) struct Station;

/// The child's journey at a station. Its absence means that the station is free.
#[derive(Component, Debug)]
pub(super) struct Working(pub Journey);

/// What the station's screen shows at present; when the journey differs, the screen is made anew.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub step: Step,
    /// The child was here before.
    pub again: bool,
    pub grown_up: bool,
    pub still_there: bool,
    /// Which screen of the lesson, counted from its beginning.
    pub screen: u64,
}

impl Shown {
    fn of(journey: &Journey, lesson: Option<&Playing>) -> Self {
        Self {
            step: journey.step(),
            again: journey.is_return(),
            screen: lesson.map_or(0, |lesson| lesson.0.screen()),
            grown_up: journey.overlay() == Some(Overlay::GrownUp),
            still_there: matches!(journey.overlay(), Some(Overlay::StillThere(_))),
        }
    }
}

/// A statement on its way to the disk.
#[derive(Component)]
struct Saving {
    draft: OutcomeDraft,
    answer: Pending<Appended>,
}

/// An input for the journey at a station.
#[derive(Message, Debug, Clone)]
pub(super) struct Feed {
    pub station: Entity,
    pub input: Input,
}

/// Journeys left half done, each with its lesson if that was begun, by child; forgotten when the tree is closed.
#[derive(Resource, Default)]
pub(super) struct HalfDone(HashMap<PupilId, (Journey, Option<Play>)>);

/// The kiosk's own language, while a child's is on the screen; put back when the child's turn is over.
#[derive(Resource)]
struct KioskLang(Lang);

/// What a station asks to be carried out.
#[derive(Message, Debug)]
struct Carry {
    station: Entity,
    effect: Effect,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<HalfDone>()
        .init_resource::<Errands>()
        .add_message::<Feed>()
        .add_message::<Carry>()
        .add_systems(Startup, spawn)
        .add_systems(
            Update,
            (take_taps, take_answers, run_errands, follow_lessons, pass_time, feed).chain().in_set(Stage::Feed),
        )
        .add_systems(Update, (carry, begin_lessons).chain().in_set(Stage::Carry))
        .add_systems(Update, (free_when_closed, redraw).chain().in_set(Stage::Show));
}

/// One station for now; more are only more of these.
fn spawn(mut commands: Commands) {
    commands.spawn((
        Station,
        Node { position_type: PositionType::Absolute, ..default() },
        GlobalZIndex(5),
        Pickable::IGNORE,
    ));
}

/// The time journeys run on: the real clock, in milliseconds.
pub(super) fn millis(time: &Time<Real>) -> Millis {
    u64::try_from(time.elapsed().as_millis()).unwrap_or(u64::MAX)
}

fn take_taps(
    mut taps: MessageReader<Tapped>,
    parents: Query<&ChildOf>,
    stations: Query<(Entity, Option<&Working>), With<Station>>,
    (contents, lang, school): (Res<Contents>, Res<Lang>, Option<Res<OpenSchool>>),
    mut half_done: ResMut<HalfDone>,
    time: Res<Time<Real>>,
    mut commands: Commands,
    mut feed: MessageWriter<Feed>,
    mut carry: MessageWriter<Carry>,
    mut say: MessageWriter<Say>,
    mut sound: MessageWriter<Sound>,
) {
    // Commands are carried out after this: a station that was just taken does not look it yet.
    let mut taken: Vec<Entity> = Vec::new();
    for tap in taps.read() {
        match &tap.action {
            Action::Journey(input) => {
                let own = parents.iter_ancestors(tap.entity).find(|ancestor| stations.contains(*ancestor));
                if let Some(station) = own {
                    let working = stations.get(station).ok().and_then(|(_, working)| working);
                    let calm = school.as_deref().zip(working).is_some_and(|(s, working)| s.is_calm(working.0.pupil()));
                    if !calm {
                        sound.write(sound_of(input));
                    }
                    feed.write(Feed { station, input: input.clone() });
                }
            }
            Action::Leaf(pupil) => {
                let Some(school) = school.as_deref() else { continue };
                let Some(tree) = &school.tree else { continue };
                let free =
                    |(station, working): &(Entity, Option<&Working>)| working.is_none() && !taken.contains(station);
                let Some((station, _)) = stations.iter().find(free) else { continue };
                let Some(class) = school.class(&tree.class) else { continue };
                let Some(agreement) = agreement_for(&contents.0, class) else { continue };
                if !school.is_asked(pupil) {
                    continue;
                }
                let standing = school.standings(&tree.class, &agreement).get(pupil).copied();
                if standing.is_some_and(|standing| school.is_leaf(pupil, standing)) {
                    say.write(Say(journey::keys(&[crate::content::keys::ALREADY_PROMISED])));
                    continue;
                }
                taken.push(station);
                if !school.is_calm(pupil) {
                    sound.write(Sound::Page);
                }
                let needs = school.needs_of(pupil);
                let shown_in = school.language_of(pupil, &lang).unwrap_or_else(|| lang.clone());
                if shown_in.tag() != lang.tag() {
                    commands.insert_resource(KioskLang(lang.clone()));
                    commands.insert_resource(shown_in.clone());
                }
                let now = millis(&time);
                let (journey, effects) = match half_done.0.remove(pupil) {
                    Some((mut journey, lesson)) => {
                        journey.set_helped(school.helper(pupil).is_some());
                        let effects = journey.apply(Input::Return, now);
                        if let Some(lesson) = lesson {
                            commands.entity(station).insert(Playing(lesson));
                        }
                        (journey, effects)
                    }
                    None => {
                        let helped = school.helper(pupil).is_some();
                        let changed = changes::of_child(school, &contents.0, &shown_in, &agreement, pupil);
                        let begun = Journey::begin(pupil.clone(), agreement, journey::prompts(), helped, now);
                        let stamp = needs.is_some_and(|needs| needs.stamp);
                        let begun = (begun.0.stamps_first(stamp).with_changes(changed), begun.1);
                        match lesson_for(school, &contents, pupil, None) {
                            Some(_) => (begun.0.after_a_lesson(), begun.1),
                            None => begun,
                        }
                    }
                };
                commands.entity(station).insert(Working(journey));
                carry.write_batch(effects.into_iter().map(|effect| Carry { station, effect }));
            }
            _ => {}
        }
    }
}

/// The lesson that a child is to play next before the promises: the first of those that the teacher has chosen, or the first
/// after another, that the child has not played before. In a session for those who are due they are played again.
fn lesson_for(
    school: &OpenSchool,
    contents: &Contents,
    pupil: &PupilId,
    after: Option<&LessonId>,
) -> Option<Arc<Lesson>> {
    let chosen = lessons_after(school.tree.as_ref()?, after);
    let played = |id: &LessonId| school.finished.contains(&(pupil.clone(), id.clone())) && !school.only.contains(pupil);
    chosen.iter().filter(|id| !played(id)).find_map(|id| contents.0.lesson(id).cloned())
}

/// The lessons that are played with a tree: all of them, or those after one.
pub(super) fn lessons_after<'a>(tree: &'a OpenTree, after: Option<&LessonId>) -> &'a [LessonId] {
    let played = after.map_or(Some(0), |after| tree.lessons.iter().position(|id| id == after).map(|place| place + 1));
    played.and_then(|played| tree.lessons.get(played..)).unwrap_or_default()
}

/// A child who has said who they are plays the lesson; one who comes back to it hears where it stands.
fn begin_lessons(
    stations: Query<(Entity, Ref<Working>, Option<&Playing>), With<Station>>,
    (contents, school): (Res<Contents>, Option<Res<OpenSchool>>),
    time: Res<Time<Real>>,
    mut commands: Commands,
    mut before: Local<HashMap<Entity, (Step, Option<Overlay>)>>,
    mut say: MessageWriter<Say>,
    mut feed: MessageWriter<Feed>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    before.retain(|station, _| stations.contains(*station));
    for (station, working, playing) in &stations {
        let now = (working.0.step(), working.0.overlay());
        let came = before.insert(station, now) != Some(now) && now == (Step::Lesson, None);
        match playing {
            Some(playing) if came => {
                say.write(Say(playing.0.narration()));
            }
            None if now.0 == Step::Lesson => {
                let lesson =
                    school.as_deref().and_then(|school| lesson_for(school, &contents, working.0.pupil(), None));
                match lesson {
                    Some(lesson) => {
                        let (play, said) = begun(lesson, Audience::Alone, &time);
                        say.write_batch(said);
                        commands.entity(station).insert(Playing(play));
                    }
                    // It went away meanwhile: the promises do not wait for it.
                    None => {
                        feed.write(Feed { station, input: Input::LessonOver });
                        redraw.write(RequestRedraw);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A lesson from its beginning, and what is said with it.
pub(super) fn begun(lesson: Arc<Lesson>, audience: Audience, time: &Time<Real>) -> (Play, Vec<Say>) {
    let (play, effects) = Play::begin(lesson, audience, millis(time));
    let said = effects.into_iter().filter_map(|effect| match effect {
        play::Effect::Speak(keys) => Some(Say(keys)),
        _ => None,
    });
    (play, said.collect())
}

/// What the lesson at a station tells its journey, and the disk. Where another is to be played, it follows at once.
pub(super) fn follow_lessons(
    mut touched: MessageReader<LessonTouched>,
    mut over: MessageReader<LessonOver>,
    mut stations: Query<(&Working, &mut Playing), With<Station>>,
    (contents, time): (Res<Contents>, Res<Time<Real>>),
    mut school: Option<ResMut<OpenSchool>>,
    mut errands: ResMut<Errands>,
    mut commands: Commands,
    mut feed: MessageWriter<Feed>,
    mut say: MessageWriter<Say>,
) {
    for LessonTouched(station) in touched.read().filter(|touched| stations.contains(touched.0)) {
        feed.write(Feed { station: *station, input: Input::LessonTouched });
    }
    for LessonOver(station) in over.read() {
        let Ok((working, mut playing)) = stations.get_mut(*station) else { continue };
        if let Some(school) = school.as_deref_mut() {
            let (pupil, over) = (working.0.pupil(), playing.0.lesson().id.clone());
            errands.finish_lesson(school, pupil, &over);
            if let Some(next) = lesson_for(school, &contents, pupil, Some(&over)) {
                let (play, said) = begun(next, Audience::Alone, &time);
                say.write_batch(said);
                playing.0 = play;
                continue;
            }
        }
        commands.entity(*station).remove::<Playing>();
        feed.write(Feed { station: *station, input: Input::LessonOver });
    }
}

fn sound_of(input: &Input) -> Sound {
    match input {
        Input::Promise(_) | Input::Finished => Sound::Yes,
        Input::StartAgain | Input::LookAgain | Input::TryAgain => Sound::Again,
        Input::ItsMe | Input::AdultIsHere | Input::StampInstead | Input::WriteInstead => Sound::Page,
        _ => Sound::Tap,
    }
}

fn take_answers(
    mut stations: Query<(Entity, &mut Saving)>,
    mut school: Option<ResMut<OpenSchool>>,
    mut commands: Commands,
    mut feed: MessageWriter<Feed>,
) {
    for (station, mut saving) in &mut stations {
        // The store wakes the window when the answer is there.
        let Some(answer) = saving.answer.try_take() else { continue };
        let input = match answer {
            Ok(appended) => {
                debug!(
                    took_ms = appended.committed_in.as_millis(),
                    sequence = appended.sequence,
                    "a statement is durable"
                );
                if let Some(school) = school.as_deref_mut() {
                    school.outcomes.push(recorded(&saving.draft, &appended));
                    if saving.draft.outcome.is_promise() {
                        let AgreementShown { id, version, .. } = &saving.draft.agreement;
                        let rules = saving.draft.answers.iter().map(|(rule, _)| rule.clone());
                        school.promised.entry((id.clone(), *version)).or_insert_with(|| rules.collect());
                    }
                    let unsure = saving.draft.answers.iter().filter(|(_, answer)| *answer == Answer::NotSure);
                    let unsure: Vec<_> = unsure.map(|(rule, _)| rule.clone()).collect();
                    if !unsure.is_empty() {
                        school.unsure.insert(appended.sequence, unsure);
                    }
                }
                Input::Saved
            }
            Err(error) => {
                error!(%error, "a statement could not be saved; the child is asked to fetch a grown-up");
                Input::SaveFailed
            }
        };
        commands.entity(station).remove::<Saving>();
        feed.write(Feed { station, input });
    }
}

/// What the store has just made durable, as trees and lists know it.
pub(super) fn recorded(draft: &OutcomeDraft, appended: &Appended) -> RecordedOutcome {
    RecordedOutcome {
        sequence: appended.sequence,
        pupil: draft.pupil.id.clone(),
        agreement: draft.agreement.id.clone(),
        version: draft.agreement.version,
        outcome: draft.outcome,
        at_ms: appended.at_ms,
    }
}

fn pass_time(
    mut stations: Query<(Entity, &Working)>,
    time: Res<Time<Real>>,
    alarm: Option<Res<Alarm>>,
    mut armed: Local<Millis>,
    mut feed: MessageWriter<Feed>,
) {
    let now = millis(&time);
    for (station, working) in &mut stations {
        let Some(deadline) = working.0.deadline() else { continue };
        if now >= deadline {
            feed.write(Feed { station, input: Input::Tick });
        } else if (now >= *armed || deadline < *armed)
            && let Some(alarm) = &alarm
        {
            *armed = deadline;
            alarm.ring_after(Duration::from_millis(deadline - now + 5));
        }
    }
}

fn feed(
    mut inputs: MessageReader<Feed>,
    mut stations: Query<&mut Working>,
    time: Res<Time<Real>>,
    mut commands: Commands,
    mut carry: MessageWriter<Carry>,
) {
    for Feed { station, input } in inputs.read() {
        let Ok(mut working) = stations.get_mut(*station) else { continue };
        if *input == Input::NotMe && !working.0.is_return() {
            // Whoever began the lesson is not whose bud it was.
            commands.entity(*station).remove::<Playing>();
        }
        let effects = working.0.apply(input.clone(), millis(&time));
        carry.write_batch(effects.into_iter().map(|effect| Carry { station: *station, effect }));
    }
}

fn carry(
    mut effects: MessageReader<Carry>,
    school: Option<Res<OpenSchool>>,
    (contents, lang): (Res<Contents>, Res<Lang>),
    stations: Query<(&Working, Option<&Playing>)>,
    kiosk_lang: Option<Res<KioskLang>>,
    mut half_done: ResMut<HalfDone>,
    mut errands: ResMut<Errands>,
    mut commands: Commands,
    mut say: MessageWriter<Say>,
    mut feed: MessageWriter<Feed>,
) {
    for Carry { station, effect } in effects.read() {
        match effect {
            Effect::Speak(keys) => {
                say.write(Say(keys.clone()));
            }
            Effect::Hush => {
                say.write(Say(Vec::new()));
            }
            Effect::Save(completed) => {
                let draft =
                    school.as_deref().and_then(|school| Some((school, draft(school, &contents, &lang, completed)?)));
                match draft {
                    Some((school, draft)) => {
                        let answer = school.store.append(draft.clone());
                        commands.entity(*station).insert(Saving { draft, answer });
                    }
                    None => {
                        error!("a promise came while no tree was open");
                        feed.write(Feed { station: *station, input: Input::SaveFailed });
                    }
                }
            }
            Effect::NoteGrownUp => {
                if let (Some(school), Ok((working, _))) = (school.as_deref(), stations.get(*station)) {
                    errands.note_grown_up(school, Some(working.0.pupil().clone()));
                }
            }
            Effect::Close => {
                if let Ok((working, playing)) = stations.get(*station) {
                    let lesson = playing.map(|playing| playing.0.clone());
                    if !working.0.is_over() && (working.0.has_begun() || lesson.is_some()) {
                        half_done.0.insert(working.0.pupil().clone(), (working.0.clone(), lesson));
                    }
                    commands.entity(*station).remove::<(Working, Playing)>();
                    if let Some(lang) = &kiosk_lang {
                        commands.insert_resource(lang.0.clone());
                        commands.remove_resource::<KioskLang>();
                    }
                }
            }
        }
    }
}

/// What is on its way to the disk and no child waits for: private notes for the teacher, finished lessons.
#[derive(Resource, Default)]
pub(super) struct Errands {
    notes: Vec<Pending<Note>>,
    lessons: Vec<Pending<()>>,
}

impl Errands {
    /// Leaves a note that a child asked for a grown-up. The child is not shown whether that worked: the teacher is asked
    /// over either way.
    pub(super) fn note_grown_up(&mut self, school: &OpenSchool, pupil: Option<PupilId>) {
        if let Some(tree) = &school.tree {
            self.notes.push(school.store.add_note(tree.session.clone(), pupil));
        }
    }

    /// Keeps that a child has played a lesson to its end.
    fn finish_lesson(&mut self, school: &mut OpenSchool, pupil: &PupilId, lesson: &LessonId) {
        school.finished.insert((pupil.clone(), lesson.clone()));
        self.lessons.push(school.store.lesson_finished(pupil.clone(), lesson.clone()));
    }
}

fn run_errands(mut errands: ResMut<Errands>, mut school: Option<ResMut<OpenSchool>>) {
    if errands.notes.is_empty() && errands.lessons.is_empty() {
        return;
    }
    errands.lessons.retain_mut(|errand| match errand.try_take() {
        None => true,
        Some(Ok(())) => false,
        Some(Err(error)) => {
            error!(%error, "that a lesson was played could not be kept; the child will be asked to play it again");
            false
        }
    });
    errands.notes.retain_mut(|errand| match errand.try_take() {
        None => true,
        Some(Ok(note)) => {
            if let Some(school) = school.as_deref_mut() {
                school.notes.push(note);
            }
            false
        }
        Some(Err(error)) => {
            error!(%error, "the note that a child asked for a grown-up could not be kept");
            false
        }
    });
}

/// What the ledger is to be told: the journey's end, with the names as they are today.
pub(super) fn draft(
    school: &OpenSchool,
    contents: &Contents,
    lang: &Lang,
    completed: &Completed,
) -> Option<OutcomeDraft> {
    let tree: &OpenTree = school.tree.as_ref()?;
    let pupil = school.pupil(&completed.pupil)?;
    let class = school.class(&tree.class)?;
    let agreement = contents.0.agreement(&tree.agreement)?;
    let witness = school.adult(&tree.witness)?;
    let helper = match completed.outcome {
        Outcome::AgreedWithHelp => Some(school.helper(&completed.pupil)?),
        _ => None,
    };
    Some(OutcomeDraft {
        session: tree.session.clone(),
        pupil: PupilSigned {
            id: pupil.id.clone(),
            name: pupil.full_name(),
            class_id: class.id.clone(),
            class_name: class.name.clone(),
        },
        agreement: AgreementShown {
            id: agreement.id.clone(),
            version: agreement.version,
            fingerprint: contents.0.fingerprint(&agreement.id, lang.tag())?,
            language: lang.tag().to_owned(),
        },
        outcome: completed.outcome,
        answers: completed.answers.clone(),
        mark: completed.mark.clone(),
        witness: AdultSigned { id: witness.id.clone(), name: witness.name.clone() },
        helper: helper.map(|helper| AdultSigned { id: helper.id.clone(), name: helper.name.clone() }),
    })
}

/// When the screen stops being the tree, children's work is put by; when the tree itself is closed, it is forgotten.
fn free_when_closed(
    mode: Res<Mode>,
    school: Option<Res<OpenSchool>>,
    stations: Query<(Entity, &Working), Without<Saving>>,
    mut half_done: ResMut<HalfDone>,
    mut feed: MessageWriter<Feed>,
) {
    if *mode != Mode::Tree {
        for (station, _) in &stations {
            feed.write(Feed { station, input: Input::Leave });
        }
    }
    if school.is_none_or(|school| school.tree.is_none()) && !half_done.0.is_empty() {
        half_done.0.clear();
    }
}

fn redraw(
    mut stations: Query<(Entity, Option<&Working>, Option<&Playing>, Option<&Shown>, &mut ScreenSince), With<Station>>,
    mode: Res<Mode>,
    metrics: Res<super::panel::Metrics>,
    time: Res<Time<Real>>,
    mut commands: Commands,
) {
    for (station, working, playing, shown, mut since) in &mut stations {
        let wanted = working.filter(|_| *mode == Mode::Tree).map(|working| Shown::of(&working.0, playing));
        let now_shown = shown.copied();
        if wanted == now_shown && !metrics.is_changed() {
            continue;
        }
        let mut entity = commands.entity(station);
        entity.despawn_related::<Children>();
        match wanted {
            Some(shown) => {
                entity.insert(shown);
                if now_shown != Some(shown) {
                    since.0 = time.elapsed();
                }
                commands.run_system_cached_with(journey::show, station);
            }
            None => {
                entity.remove::<Shown>();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use std::path::Path;

    #[test]
    fn a_child_plays_the_chosen_lessons_one_after_the_other_and_none_twice_unless_it_is_due() {
        let folder = tempfile::tempdir().unwrap();
        let content = Arc::new(Content::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap());
        let lessons: Vec<LessonId> = content.lessons().take(3).map(|lesson| lesson.id.clone()).collect();
        let mut school = OpenSchool::playing(folder.path(), &content, lessons.clone());
        let class = school.classes[0].clone();
        let pupil = school.pupils_of(&class.id)[0].id.clone();
        school.finished.insert((pupil.clone(), lessons[1].clone()));
        let contents = Contents(content.clone());
        let next = |school: &OpenSchool, after| lesson_for(school, &contents, &pupil, after).map(|it| it.id.clone());
        assert_eq!(next(&school, Some(&lessons[0])), Some(lessons[2].clone()), "the second was played another day");
        school.only.insert(pupil.clone());
        assert_eq!(next(&school, Some(&lessons[0])), Some(lessons[1].clone()), "who is due plays it again");
        let first = lesson_for(&school, &contents, &pupil, None).unwrap();
        let agreement = agreement_for(&content, &class).unwrap();
        let (journey, _) = Journey::begin(pupil, agreement, journey::prompts(), false, 0);
        let mut app = App::new();
        app.insert_resource(school)
            .insert_resource(contents.clone())
            .init_resource::<Time<Real>>()
            .init_resource::<Errands>()
            .add_message::<LessonTouched>()
            .add_message::<LessonOver>()
            .add_message::<Feed>()
            .add_message::<Say>()
            .add_systems(Update, follow_lessons);
        let (play, _) = Play::begin(first, Audience::Alone, 1);
        let station = app.world_mut().spawn((Station, Working(journey), Playing(play))).id();
        for lesson in lessons {
            let playing = app.world().get::<Playing>(station).expect("a lesson");
            assert_eq!(playing.0.lesson().id, lesson);
            assert!(app.world().resource::<Messages<Feed>>().is_empty(), "the promises wait for the last one");
            app.world_mut().write_message(LessonOver(station));
            app.update();
        }
        assert!(app.world().get::<Playing>(station).is_none());
        let fed = app.world().resource::<Messages<Feed>>();
        assert!(fed.iter_current_update_messages().all(|feed| feed.input == Input::LessonOver) && fed.len() == 1);
    }
}
