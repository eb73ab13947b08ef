//! The children's screens are painted straight onto the window.
//!
//! Bevy paints into a texture and copies that onto the window, for effects that we do not have. A panel without a graphics
//! processor pays for the copy by hand, with a fifth of every frame.

use bevy::camera::ClearColor;
use bevy::ecs::schedule::ScheduleLabel;
use bevy::prelude::*;
use bevy::render::camera::{CameraRenderGraph, ExtractedCamera};
use bevy::render::extract_component::{ExtractComponent, ExtractComponentPlugin};
use bevy::render::render_phase::ViewSortedRenderPhases;
use bevy::render::render_resource::RenderPassDescriptor;
use bevy::render::renderer::{RenderContext, ViewQuery};
use bevy::render::view::{ExtractedView, ViewTarget, prepare_view_targets};
use bevy::render::{Render, RenderApp, RenderSystems};
use bevy::ui_render::{TransparentUi, UiCameraView};

/// What is done for a camera that paints so.
#[derive(ScheduleLabel, Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Straight;

/// A camera whose user interface goes straight onto the window. It draws nothing else.
#[derive(Component, ExtractComponent, Debug, Clone, Copy)]
pub(super) struct StraightOntoTheWindow;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(ExtractComponentPlugin::<StraightOntoTheWindow>::default());
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer
            .init_schedule(Straight)
            .add_systems(Straight, paint)
            .add_systems(Render, fit_the_window.in_set(RenderSystems::PrepareViews).after(prepare_view_targets));
    }
}

/// What a camera needs to paint straight onto the window.
pub(super) fn straight() -> impl Bundle {
    (StraightOntoTheWindow, CameraRenderGraph::new(Straight))
}

/// Pipelines are made for the window's own format, which Bevy's texture does not share.
fn fit_the_window(
    cameras: Query<(&ViewTarget, &UiCameraView), With<StraightOntoTheWindow>>,
    mut views: Query<&mut ExtractedView>,
) {
    for (target, ui) in &cameras {
        if let (Some(format), Ok(mut view)) = (target.out_texture_view_format(), views.get_mut(ui.0)) {
            view.target_format = format;
        }
    }
}

fn paint(
    world: &World,
    view: ViewQuery<(&UiCameraView, &ViewTarget, &ExtractedCamera)>,
    views: Query<&ExtractedView>,
    phases: Res<ViewSortedRenderPhases<TransparentUi>>,
    ground: Res<ClearColor>,
    mut context: RenderContext,
) {
    let (ui, target, camera) = view.into_inner();
    let Some(attachment) = target.out_texture_color_attachment(Some(ground.0.into())) else { return };
    let mut pass = context.begin_tracked_render_pass(RenderPassDescriptor {
        label: Some("paint"),
        color_attachments: &[Some(attachment)],
        depth_stencil_attachment: None,
        timestamp_writes: None,
        occlusion_query_set: None,
        multiview_mask: None,
    });
    if let Some(viewport) = camera.viewport.as_ref() {
        pass.set_camera_viewport(viewport);
    }
    let Some(phase) = views.get(ui.0).ok().and_then(|view| phases.get(&view.retained_view_entity)) else { return };
    if let Err(error) = phase.render(&mut pass, world, ui.0) {
        error!(?error, "the screen could not be painted");
    }
}
