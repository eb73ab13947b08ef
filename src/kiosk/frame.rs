//! When to draw: on change, and no oftener.
//!
//! The window draws when it is touched or asked to. Whoever moves something asks for the next picture with
//! [`KeepMoving`]; a thread sleeps until then and wakes the window. Nobody asking, nothing is drawn.

use super::pictures::Pictures;
use super::theme;
use bevy::prelude::*;
use bevy::render::render_resource::PipelineCache;
use bevy::render::{Render, RenderApp, RenderSystems};
use bevy::time::{TimeSystems, TimeUpdateStrategy};
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Something moves: the next picture is wanted soon.
#[derive(Message, Debug, Clone, Copy)]
pub(super) struct KeepMoving;

/// Wake the window at this moment at the latest.
#[derive(Resource, Clone)]
pub(super) struct Alarm {
    orders: Sender<Instant>,
}

impl Alarm {
    /// Asks for a frame `after` from now.
    pub(super) fn ring_after(&self, after: Duration) {
        if self.orders.send(Instant::now() + after).is_err() {
            debug!("the alarm is gone");
        }
    }
}

/// To be called once the first screen is there.
#[derive(Resource)]
pub(super) struct Ready(pub fn());

pub(super) fn plugin(app: &mut App) {
    let quiet = UpdateMode::reactive(Duration::from_secs(3600));
    app.insert_resource(WinitSettings { focused_mode: quiet, unfocused_mode: quiet })
        .add_message::<KeepMoving>()
        .add_systems(First, look_at_the_clock.before(TimeSystems))
        .add_systems(Startup, start_alarm)
        .add_systems(Last, keep_moving)
        .add_systems(Last, say_ready.run_if(resource_exists::<Ready>).after(settle));
    watch_pipelines(app);
}

/// A frame's time is when the frame begins. Bevy's own is when the last one was rendered, which after a rest is minutes
/// ago: the touch that ends the rest would seem to last for all of them, and would be taken for a hand that leans.
fn look_at_the_clock(mut strategy: ResMut<TimeUpdateStrategy>) {
    *strategy = TimeUpdateStrategy::ManualInstant(Instant::now());
}

/// Whether the renderer is still making pipelines. It makes them beside the frames and draws nothing that needs one that
/// is not there, so a window that fell asleep meanwhile would stay as it was: black, right after the start.
#[derive(Resource, Clone, Default)]
struct Pipelines(Arc<AtomicBool>);

/// Frames in a row in which pictures and pipelines were all there.
#[derive(Resource, Default)]
pub(super) struct Settled(u32);

impl Settled {
    /// Whether all that is asked for can be seen.
    pub(super) fn still(&self) -> bool {
        self.0 >= LAST_FRAMES
    }
}

/// So many frames are drawn after the last picture and the last pipeline have come: assets reach the renderer a frame
/// later, and the renderer draws while the next frame is made.
const LAST_FRAMES: u32 = 6;

fn watch_pipelines(app: &mut App) {
    let pipelines = Pipelines::default();
    app.init_resource::<Settled>().insert_resource(pipelines.clone()).add_systems(Last, settle.before(keep_moving));
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer.insert_resource(pipelines).add_systems(Render, tell_pipelines.in_set(RenderSystems::Cleanup));
    }
}

fn tell_pipelines(cache: Res<PipelineCache>, pipelines: Res<Pipelines>) {
    pipelines.0.store(cache.waiting_pipelines().next().is_some(), Ordering::Release);
}

/// Keeps frames coming until what is asked for can be seen.
fn settle(
    pipelines: Res<Pipelines>,
    pictures: Res<Pictures>,
    mut settled: ResMut<Settled>,
    mut moving: MessageWriter<KeepMoving>,
) {
    if pipelines.0.load(Ordering::Acquire) || !pictures.settled() {
        settled.0 = 0;
    } else if settled.0 <= LAST_FRAMES {
        settled.0 += 1;
    }
    if settled.0 <= LAST_FRAMES {
        moving.write(KeepMoving);
    }
}

/// Once the first screen has been drawn with everything on it.
fn say_ready(ready: Res<Ready>, pictures: Res<Pictures>, settled: Res<Settled>, mut commands: Commands) {
    if pictures.any() && settled.still() {
        (ready.0)();
        commands.remove_resource::<Ready>();
    }
}

fn start_alarm(mut commands: Commands, proxy: Option<Res<EventLoopProxyWrapper>>) {
    let (orders, inbox) = channel::<Instant>();
    let proxy = proxy.map(|proxy| (**proxy).clone());
    let spawned = std::thread::Builder::new().name("alarm".into()).spawn(move || {
        let mut waiting = BinaryHeap::new();
        loop {
            let next: Option<&Reverse<Instant>> = waiting.peek();
            let wait = next.map_or(Duration::from_secs(3600), |at| at.0.saturating_duration_since(Instant::now()));
            match inbox.recv_timeout(wait) {
                Ok(at) => waiting.push(Reverse(at)),
                Err(RecvTimeoutError::Timeout) => {
                    let now = Instant::now();
                    while waiting.peek().is_some_and(|at| at.0 <= now) {
                        waiting.pop();
                    }
                    if proxy.as_ref().is_none_or(|proxy| proxy.send_event(WinitUserEvent::WakeUp).is_err()) {
                        return;
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    });
    if let Err(error) = spawned {
        error!(%error, "the alarm thread could not be started; screens may change late");
    }
    commands.insert_resource(Alarm { orders });
}

fn keep_moving(
    mut moving: MessageReader<KeepMoving>,
    alarm: Option<Res<Alarm>>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    if moving.read().count() == 0 {
        return;
    }
    match alarm {
        Some(alarm) => alarm.ring_after(theme::FRAME),
        None => {
            redraw.write(RequestRedraw);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::time::{TimePlugin, create_time_channels};

    #[test]
    fn after_a_rest_a_frame_knows_what_time_it_is() {
        let (sender, receiver) = create_time_channels();
        let mut app = App::new();
        app.add_plugins(TimePlugin).insert_resource(receiver).add_systems(First, look_at_the_clock.before(TimeSystems));
        let mut frame = |rendered: Instant| {
            sender.0.send(rendered).unwrap();
            app.update();
            app.world().resource::<Time<Real>>().elapsed()
        };
        let rendered = Instant::now();
        let before = frame(rendered);
        std::thread::sleep(Duration::from_millis(50));
        assert!(frame(rendered) - before >= Duration::from_millis(50), "the rest was not noticed");
    }
}
