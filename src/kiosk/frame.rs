//! When to draw: on change, and no oftener.
//!
//! The window draws when it is touched or asked to. Whoever moves something asks for the next picture with
//! [`KeepMoving`]; a thread sleeps until then and wakes the window. Nobody asking, nothing is drawn.

use super::pictures::{Picture, Pictures};
use super::theme;
use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
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
        .add_systems(Startup, start_alarm)
        .add_systems(Last, keep_moving)
        .add_systems(Last, say_ready.run_if(resource_exists::<Ready>));
}

/// The first frame after which nothing is left to draw.
fn say_ready(ready: Res<Ready>, pictures: Res<Pictures>, shown: Query<(), With<Picture>>, mut commands: Commands) {
    if pictures.settled() && pictures.any() && !shown.is_empty() {
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
