//! What the whole screen is for at the moment. It says nothing about any child: that is a station's.

use super::frame::Alarm;
use super::panel::PanelSettings;
use super::school::OpenSchool;
use super::{Action, Stage, touch::Tapped};
use crate::store::Pending;
use bevy::input::touch::TouchInput;
use bevy::prelude::*;
use bevy::window::CursorMoved;
use std::time::Duration;

/// What the screen is for.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mode {
    /// Nobody is set up here yet: the teacher makes a school.
    FirstRun,
    /// No names on the screen; a grown-up opens it.
    #[default]
    Idle,
    /// A class's tree, for children.
    Tree,
    /// A lesson for the whole class, at the teacher's pace.
    Lesson,
    /// The teacher's side, behind a secret.
    Console,
}

impl Mode {
    /// Whether what is on the screen is for children's fingers.
    pub(super) fn is_for_children(self) -> bool {
        matches!(self, Self::Idle | Self::Tree | Self::Lesson)
    }
}

/// When the screen was last touched, on the clock of [`Time<Real>`].
#[derive(Resource, Default)]
pub(super) struct LastTouch(pub Duration);

/// The kiosk is locked: the next one in must show a secret. Sent by the lock button and by the idle timer.
#[derive(Message, Debug, Clone, Copy)]
pub(super) struct LockNow;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Mode>()
        .init_resource::<LastTouch>()
        .init_resource::<Locking>()
        .add_message::<LockNow>()
        .add_systems(Update, (notice_touches, blank_when_idle, lock, teacher).chain().in_set(Stage::Feed));
}

fn notice_touches(
    mut touches: MessageReader<TouchInput>,
    mut moves: MessageReader<CursorMoved>,
    mut keys: MessageReader<bevy::input::keyboard::KeyboardInput>,
    time: Res<Time<Real>>,
    mut last: ResMut<LastTouch>,
) {
    if touches.read().count() + moves.read().count() + keys.read().count() > 0 {
        last.0 = time.elapsed();
    }
}

fn idle_after(settings: &PanelSettings) -> Duration {
    Duration::from_secs(u64::from(settings.idle_minutes.max(1)) * 60)
}

fn blank_when_idle(
    mode: Res<Mode>,
    last: Res<LastTouch>,
    time: Res<Time<Real>>,
    settings: Res<PanelSettings>,
    alarm: Option<Res<Alarm>>,
    mut armed: Local<Duration>,
    mut lock: MessageWriter<LockNow>,
) {
    if !matches!(*mode, Mode::Tree | Mode::Lesson | Mode::Console) {
        return;
    }
    let (now, due) = (time.elapsed(), last.0 + idle_after(&settings));
    if now >= due {
        info!("untouched for {} minutes: locked", settings.idle_minutes.max(1));
        lock.write(LockNow);
    } else if now >= *armed
        && let Some(alarm) = alarm
    {
        *armed = due;
        alarm.ring_after(due - now + Duration::from_millis(50));
    }
}

/// Locks of the store that are under way.
#[derive(Resource, Default)]
struct Locking(Vec<Pending<()>>);

fn lock(
    mut orders: MessageReader<LockNow>,
    mut mode: ResMut<Mode>,
    mut locking: ResMut<Locking>,
    school: Option<Res<OpenSchool>>,
) {
    locking.0.retain_mut(|lock| match lock.try_take() {
        Some(Err(error)) => {
            error!(%error, "the store could not be locked");
            false
        }
        Some(Ok(())) => false,
        None => true,
    });
    if orders.read().count() == 0 {
        return;
    }
    if let Some(school) = school {
        locking.0.push(school.store.lock());
    }
    mode.set_if_neq(Mode::Idle);
}

fn teacher(mut taps: MessageReader<Tapped>, mut mode: ResMut<Mode>) {
    if taps.read().any(|tap| tap.action == Action::Teacher) {
        mode.set_if_neq(Mode::Console);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A screen in this mode that was last touched so many seconds ago; what it is for after the next frame.
    fn after(mode: Mode, untouched: u64) -> Mode {
        let mut time = Time::<Real>::default();
        // The first update only starts the clock.
        time.update_with_duration(Duration::ZERO);
        time.update_with_duration(Duration::from_secs(untouched));
        let mut app = App::new();
        app.insert_resource(mode)
            .insert_resource(time)
            .insert_resource(PanelSettings { idle_minutes: 2, ..default() })
            .init_resource::<LastTouch>()
            .init_resource::<Locking>()
            .add_message::<LockNow>()
            .add_systems(Update, (blank_when_idle, lock).chain());
        app.update();
        *app.world().resource::<Mode>()
    }

    #[test]
    fn names_leave_the_screen_when_nobody_touches_it() {
        for mode in [Mode::Tree, Mode::Lesson, Mode::Console] {
            assert_eq!(after(mode, 119), mode);
            assert_eq!(after(mode, 120), Mode::Idle);
        }
    }

    #[test]
    fn a_screen_without_names_stays_as_it_is() {
        assert_eq!(after(Mode::FirstRun, 100_000), Mode::FirstRun);
        assert_eq!(after(Mode::Idle, 100_000), Mode::Idle);
    }
}
