//! The sync with the school's register, in the background while the kiosk is on. A kiosk that is not enrolled does
//! nothing here but look, once in a while, whether it is.

use super::Stage;
use super::school::OpenSchool;
use crate::store::Access;
use crate::sync::client::Worker;
use bevy::prelude::*;

/// The worker, from the first unlocking on. It goes on while the kiosk is locked.
#[derive(Resource)]
struct Syncing(#[allow(dead_code, reason = "it works until it is dropped")] Worker);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, begin.in_set(Stage::Carry).run_if(not(resource_exists::<Syncing>)));
}

fn begin(school: Option<Res<OpenSchool>>, mut commands: Commands) {
    let Some(school) = school.filter(|school| school.store.access() == Access::Open) else { return };
    match Worker::start(school.store.clone(), |status| {
        if let Some(problem) = &status.problem {
            warn!(backlog = status.backlog, "{problem}");
        }
    }) {
        Ok(worker) => commands.insert_resource(Syncing(worker)),
        Err(problem) => error_once!("{problem}"),
    }
}
