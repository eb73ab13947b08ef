//! Systems run one after the other.
//!
//! Bevy hands each system to a pool of threads. Ours are so small that the handing over costs more than they do, and on a panel
//! without a graphics processor the same few cores are needed to paint.

use bevy::ecs::schedule::{Schedules, SingleThreadedExecutor};
use bevy::prelude::*;
use bevy::render::RenderApp;

/// Sets every schedule that there is once all plugins are in place.
pub(super) struct OneThread;

impl Plugin for OneThread {
    fn build(&self, _app: &mut App) {}

    fn cleanup(&self, app: &mut App) {
        one_after_the_other(app.world_mut());
        if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
            one_after_the_other(renderer.world_mut());
        }
    }
}

fn one_after_the_other(world: &mut World) {
    let Some(mut schedules) = world.get_resource_mut::<Schedules>() else { return };
    for (_, schedule) in schedules.iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
}
